"""Which sources are one voice: in, the documents of a base; out, the groups of those that repeat one another, with what ties them.

To compare all documents takes long, so the groups are kept: in memory while the documents are the same, and between runs by the content of
them all and of the code that compares them. What was altered there on purpose is believed, as a tree is; the passages that a proof shows
are looked for like any other quote.
"""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from contextlib import suppress
from functools import cache
from hashlib import sha256
from pathlib import Path
from typing import TYPE_CHECKING, Any

from factbase import cite
from factbase.cite import Document, Offsets
from factbase.ground.dataclass import dataclass
from factbase.ground.keeping import keep, kept
from factbase.ground.possible import TooLarge

if TYPE_CHECKING:
    from factbase.cite.voices import Overlap, Voice

__all__ = ["LEAVE_OUT", "Groups", "Tie", "Ties"]

LEAVE_OUT = "leave out copies"

MIN_WORDS = 20_000  # about, of all documents: fewer are sooner compared than a file is read
MAX_BYTES = 200_000_000  # of what is kept
MAX_ENTRIES = 50
_CODE = ("voices", "normalise")  # the modules of `cite` on which the groups rest


@dataclass(frozen=True, slots=True)
class Tie:
    """Two sources that are one voice, and what they share."""

    first: str
    second: str
    overlap: Overlap


Groups = tuple[tuple[tuple[str, ...], tuple[Tie, ...]], ...]
"""The sources of each group of several that are one voice, and the ties that make them so."""


class Ties:
    """The groups of sources that are one voice, kept for as long as all documents are the same.

    `folder` keeps them between runs; None keeps nothing there."""

    def __init__(self, folder: Path | None = None) -> None:
        self._folder = folder / "voices" if folder is not None else None
        self._of: list[tuple[str, Document]] | None = None
        self._groups: Groups = ()

    def groups(self, documents: Mapping[str, Document]) -> Groups:
        """Each group of several sources that are one voice, with its ties, in the order of the documents. Raises TooLarge."""
        asked = list(documents.items())
        if self._of != asked:
            self._of = None
            self._groups = _named(list(documents), _voices(list(documents.values()), self._folder))
            self._of = asked
        return self._groups


def _named(names: Sequence[str], voices: Sequence[Voice]) -> Groups:
    return tuple(
        (
            tuple(names[i] for i in voice.members),
            tuple(Tie(names[a], names[b], overlap) for a, b, overlap in voice.ties),
        )
        for voice in voices
    )


def _voices(documents: Sequence[Document], folder: Path | None) -> Sequence[Voice]:
    """The voices of several documents each. Raises TooLarge."""
    from factbase.cite.voices import TooManyAlike, independent_groups  # late: few answers ask who is one voice

    if folder is not None and sum(len(document.text) for document in documents) < 6 * MIN_WORDS:
        folder = None
    name = f"{_key(documents)}.json" if folder is not None else ""
    voices = _read(folder, name, documents) if folder is not None else None
    if voices is None:
        try:
            voices = [voice for voice in independent_groups(documents) if len(voice.members) > 1]
        except TooManyAlike:
            raise TooLarge(
                f"{len(documents):,} sources are too long, or too nearly alike, to tell which are one voice; {LEAVE_OUT}"
            ) from None
        if folder is not None:
            _write(folder, name, voices)
    return voices


def _key(documents: Sequence[Document]) -> str:
    digest = sha256(_code())
    for document in documents:
        digest.update(f"{document.passage} {document.digest}\n".encode())
    return digest.hexdigest()


@cache
def _code() -> bytes:
    """A digest of the modules that tell who is one voice."""
    room = Path(cite.__file__).parent
    return sha256(b"\n".join((room / f"{name}.py").read_bytes() for name in _CODE)).digest()


def _write(folder: Path, name: str, voices: Sequence[Voice]) -> None:
    """Keeps some voices. A cache that cannot be written costs time only, so nothing is said."""
    parts = [
        [voice.members, [[a, b, each.ratio, each.first, each.second] for a, b, each in voice.ties]] for voice in voices
    ]
    with suppress(OSError):
        keep(folder, name, json.dumps(parts, separators=(",", ":")).encode(), MAX_ENTRIES)


def _read(folder: Path, name: str, documents: Sequence[Document]) -> list[Voice] | None:
    """The voices that were kept; None where nothing is that can be read, or that is so of these documents."""
    held = kept(folder, name, MAX_BYTES)
    if held is None:
        return None
    try:
        return [_voice(members, ties, documents) for members, ties in json.loads(held)]
    except (ValueError, TypeError, IndexError, RecursionError):
        return None


def _voice(members: Sequence[int], ties: Any, documents: Sequence[Document]) -> Voice:
    """A voice as it was kept. Raises ValueError, TypeError or IndexError where it can be none of these documents."""
    from factbase.cite.voices import Overlap, Voice

    read: list[tuple[int, int, Overlap]] = []
    for a, b, ratio, first, second in ties:
        ours, theirs = _span(documents[a], *first), _span(documents[b], *second)
        read.append((a, b, Overlap(float(ratio), documents[a].text[slice(*ours)], ours, theirs)))
    if len(members) < 2 or {i for a, b, _ in read for i in (a, b)} != set(members):
        raise ValueError("a voice is of several documents, and each is tied to another")
    return Voice(tuple(members), tuple(read))


def _span(document: Document, start: int, end: int) -> Offsets:
    lo, hi = document.passage
    if not lo <= start < end <= hi:
        raise ValueError("the passage is not in the document")
    return start, end
