"""What has a name in a folder: a file, a folder or a link, open on disk or in a commit, and what is wrong where there is none of them."""

from __future__ import annotations

from abc import ABC, abstractmethod
from collections.abc import Sequence
from hashlib import blake2b
from io import BytesIO
from typing import BinaryIO, Self

from factbase.ground.dataclass import dataclass

__all__ = ["BytesFile", "Directory", "File", "Link", "MissingFile", "Stamp", "UnreadableFile"]

Stamp = tuple[int, int]
"""When a file was written last, or a digest of what it holds, and its size: what tells that it need not be read again."""


class UnreadableFile(Exception):
    """A file that is not there, or is not what is looked for; the message completes `the file cannot be read: …`."""


class MissingFile(UnreadableFile):
    """There is no file of that name; or a link of that name leads to none, where it is a `link`."""

    def __init__(self, why: str = "", *, link: bool = False) -> None:
        super().__init__(why)
        self.link = link


class File(ABC):
    """A file, open. `name` is where it really stands in its folder, whatever links led there; "" until it is known."""

    __slots__ = ("name", "stamp")

    def __init__(self, stamp: Stamp) -> None:
        self.name = ""
        self.stamp = stamp

    @property
    def size(self) -> int:
        """How many bytes it has, as its stamp tells."""
        return self.stamp[1]

    @abstractmethod
    def content(self) -> bytes:
        """Its bytes. Raises UnreadableFile."""

    @abstractmethod
    def stream(self) -> BinaryIO:
        """Its bytes, to be read in any order; closed with the file."""

    @abstractmethod
    def close(self) -> None:
        """Ends its use; a second time does nothing."""

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *raised: object) -> None:
        self.close()


class BytesFile(File):
    """A file whose bytes are at hand: of a commit, or of a text that is not saved. Its bytes are what its stamp tells."""

    __slots__ = ("_content",)

    def __init__(self, content: bytes) -> None:
        digest = blake2b(content, digest_size=8).digest()
        super().__init__((int.from_bytes(digest), len(content)))
        self._content = content

    def content(self) -> bytes:
        """The bytes at hand."""
        return self._content

    def stream(self) -> BinaryIO:
        """The bytes at hand, from the first on."""
        return BytesIO(self._content)

    def close(self) -> None:
        """Nothing is open, so nothing is done."""


@dataclass(frozen=True, slots=True)
class Link:
    """A name that stands for another; `target` as it is written."""

    target: str


class Directory(ABC):
    """A folder, open."""

    __slots__ = ()

    @abstractmethod
    def child(self, name: str, most: int) -> Directory | File | Link:
        """What has a name in it, a link not followed. Raises MissingFile, and UnreadableFile with what follows the name in a message."""

    @abstractmethod
    def names(self) -> Sequence[tuple[str, bool]]:
        """All names in it, and which are folders. Raises UnreadableFile likewise."""

    @abstractmethod
    def close(self) -> None:
        """Ends its use."""
