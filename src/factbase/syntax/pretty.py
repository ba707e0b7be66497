"""Layout: in, a document of texts, groups and places where a line may break; out, lines that are no wider than asked where that can be.

As in P. Wadler, "A prettier printer" (2003): a group stands on one line where it fits, and else breaks at each of its own places.
A comment ends its line, so every group around it breaks.
"""

from __future__ import annotations

from collections.abc import Iterable
from enum import Enum, auto

from factbase.ground.dataclass import dataclass

__all__ = ["HARD", "LINE", "SOFT", "Comment", "Doc", "Fill", "Group", "Nest", "Only", "pretty"]


class Break(Enum):
    """A place where a line may break, or must: in a group on one line it is a space, nothing, or no such place."""

    LINE = auto()
    SOFT = auto()
    HARD = auto()


LINE, SOFT, HARD = Break


@dataclass(frozen=True, slots=True)
class Comment:
    """A comment, on a line of its own, or at the end of one."""

    text: str
    own_line: bool


@dataclass(frozen=True, slots=True)
class Only:
    """A text that stands only where its group is broken."""

    text: str


@dataclass(frozen=True, slots=True)
class Nest:
    """What stands further in, wherever a line of it begins."""

    parts: tuple[Doc, ...]
    by: int = 2


@dataclass(frozen=True, slots=True)
class Group:
    """What breaks at all of its places, or at none."""

    parts: tuple[Doc, ...]


@dataclass(frozen=True, slots=True)
class Fill:
    """What breaks at those of its places only after which the next part does not fit."""

    parts: tuple[Doc, ...]


Doc = str | Break | Comment | Only | Nest | Group | Fill


def pretty(doc: Doc, width: int) -> str:
    """The text of a document."""
    printer = _Printer(width)
    printer.put(doc, 0, broken=True)
    return "\n".join(line.rstrip() for line in [*printer.lines, printer.line]).rstrip("\n")


def _flat(doc: Doc) -> str | None:
    """The text of a document on one line; None where it cannot stand on one."""
    match doc:
        case str():
            return doc
        case Break():
            return {LINE: " ", SOFT: "", HARD: None}[doc]
        case Comment():
            return None
        case Only():
            return ""
        case _:
            return _joined(doc.parts)


def _joined(parts: Iterable[Doc]) -> str | None:
    texts = [_flat(part) for part in parts]
    return None if None in texts else "".join(text for text in texts if text is not None)


class _Printer:
    def __init__(self, width: int) -> None:
        self.width = width
        self.lines: list[str] = []
        self.line = ""
        self._fresh = True  # nothing but the indentation is on the line

    def put(self, doc: Doc, indent: int, *, broken: bool) -> None:
        match doc:
            case str():
                text = doc.lstrip(" ") if self._fresh else doc
                self.line += text
                self._fresh = self._fresh and not text
            case Break():
                if broken or doc is HARD:
                    self._new_line(indent)
                else:
                    self.put(" " if doc is LINE else "", indent, broken=False)
            case Comment():
                if doc.own_line:
                    self._new_line(indent)
                self.line = f"{self.line}{doc.text}" if self._fresh else f"{self.line.rstrip()}  {doc.text}"
                self._fresh = False
                self._new_line(indent)
            case Only():
                self.put(doc.text if broken else "", indent, broken=broken)
            case Nest():
                for part in doc.parts:
                    self.put(part, indent + doc.by, broken=broken)
            case Group():
                flat = _flat(doc)
                fits = flat is not None and len(self.line) + len(flat) <= self.width
                for part in doc.parts:
                    self.put(part, indent, broken=not fits)
            case Fill():
                for number, part in enumerate(doc.parts):
                    if isinstance(part, Break):
                        ahead = _flat(doc.parts[number + 1])
                        fits = ahead is not None and len(self.line) + 1 + len(ahead) <= self.width
                        self.put(part, indent, broken=not fits)
                    else:
                        self.put(part, indent, broken=True)

    def _new_line(self, indent: int) -> None:
        """Begins a line; one that has nothing yet is taken for it."""
        if not self._fresh:
            self.lines.append(self.line)
        self.line, self._fresh = " " * indent, True
