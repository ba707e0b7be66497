"""What is kept between the snapshots of a workspace: in, a text; out, what was made of it, made anew where the text is another one.

Each thing is found by the whole of what it is made from, compared and not stamped; what is not used any more is dropped.
"""

from __future__ import annotations

from collections.abc import Container, Iterable, Mapping
from dataclasses import field
from pathlib import Path
from typing import TYPE_CHECKING, Any

from factbase.cite import Document
from factbase.ground.dataclass import dataclass
from factbase.ground.diagnostic import Diagnostic
from factbase.ground.span import TextFile
from factbase.sources.looked import Looked
from factbase.sources.ties import Ties
from factbase.syntax.cache import cached_parses
from factbase.syntax.tree import Tree
from factbase.workspace.trace import Traces

if TYPE_CHECKING:  # read where a base has tables
    from factbase.sources.sheets import Sheets

__all__ = ["Kept", "Parsed"]


@dataclass(frozen=True, slots=True)
class Parsed:
    """The tree of a text, and what is wrong in its syntax."""

    tree: Tree
    problems: tuple[Diagnostic, ...]

    @property
    def file(self) -> TextFile:
        """The file of which it is the tree; spans of the tree are places in it."""
        return self.tree.file


@dataclass(slots=True)
class Kept:
    """What is kept in memory, and the folder in which more of it is kept between runs; None keeps nothing there.

    What is much, and is not kept, is made by so many processes."""

    folder: Path | None = None
    processes: int = 1
    sheets: Sheets | None = field(default=None, repr=False)
    """The tables that were read last. One whose file has another stamp is read again."""
    findings: Traces[Any] = field(default_factory=Traces, repr=False)
    """What a check of each fact by itself has found."""
    looked: Looked = field(default_factory=Looked, repr=False)
    ties: Ties = field(init=False, repr=False)
    _parsed: dict[str, Parsed] = field(default_factory=dict, repr=False)  # by path

    def __post_init__(self) -> None:
        self.ties = Ties(self.folder)

    def parsed(self, texts: Mapping[str, TextFile]) -> dict[str, Parsed]:
        """What the texts of a base are, parsed, by path. The file of each is the one that had this text under this path before, where
        there was one: spans in a file that was not changed are equal."""
        known = self._parsed
        new = {
            path: text
            for path, text in texts.items()
            if path not in known or (known[path].file is not text and known[path].file.text != text.text)
        }
        parsed = cached_parses(list(new.values()), self.folder, len(texts), self.processes)
        self._parsed.update((path, Parsed(*each)) for path, each in zip(new, parsed, strict=True))
        return {path: self._parsed[path] for path in texts}

    def only(self, paths: Container[str], documents: Iterable[Document]) -> None:
        """Drops what is kept of other files and documents."""
        self._parsed = {path: parsed for path, parsed in self._parsed.items() if path in paths}
        self.findings.only(paths)
        self.looked.only(documents)
