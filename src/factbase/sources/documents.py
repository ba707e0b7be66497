"""Documents: in, the sources of a program and the folders of its files; out, the text of each source, and what its lock says.

Each file is read once, however many passages are sources. HTML and PDF are read as the text that `factbase extract` put beside them,
and only while the lock has that text for these very bytes: so an offset never points into another text.
"""

from __future__ import annotations

import posixpath
from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from factbase.cite import Document, Lock, Locked, LockError, NoPassage, Pin, pin, read_lock
from factbase.files.folder import Folder, Home, Missing, Unreadable, shown
from factbase.ground.diagnostic import Diagnostic, diagnose
from factbase.ground.span import TextFile
from factbase.program.model import Source

__all__ = ["EXTRACTED", "LOCK", "Documents", "Held", "is_extracted", "read_documents", "read_lock_of", "text_beside"]

LOCK = "sources.lock"
"""The name of a base's lock, in the folder of the base."""

MAX_LOCK_BYTES = 2_000_000_000  # as many as a table may have: each of its rows may have a quote

EXTRACTED = frozenset({".html", ".htm", ".xhtml", ".pdf"})
"""What is no text; quotes stand in the text extracted from it."""


@dataclass(frozen=True, slots=True)
class Held:
    """The file of a source: its name in the lock of `folder`, its bytes now (and its extracted text's), and what is locked."""

    folder: Folder
    name: str
    now: Pin
    text: Pin | None
    locked: Locked | None

    @property
    def drifted(self) -> bool:
        """Whether the text that is quoted is another one than was locked."""
        return self.locked is not None and (self.now, self.text) != (self.locked.pin, self.locked.text)


@dataclass(frozen=True, slots=True)
class Documents:
    """By source: the document, its file, and for what could not be read a diagnostic. `locks` are by the folder of the base."""

    documents: Mapping[str, Document]
    files: Mapping[str, Held]
    broken: frozenset[str]
    locks: Mapping[Folder, Lock]
    problems: tuple[Diagnostic, ...]


def text_beside(name: str) -> str:
    """The name of the text extracted from a file: `x.html.txt` beside `x.html`."""
    return f"{name}.txt"


def is_extracted(name: str) -> bool:
    """Whether a file is no text, by its name, so that its quotes stand in the text extracted from it."""
    return posixpath.splitext(name)[1].lower() in EXTRACTED


def read_lock_of(folder: Folder) -> Lock | None:
    """The lock of a base's folder, None where there is none. Raises Unreadable."""
    try:
        return read_lock(folder.text(LOCK, MAX_LOCK_BYTES).text)
    except Missing:
        return None
    except LockError as problem:
        raise Unreadable(f"`{shown(folder.place(LOCK))}` is not a lock: {problem}") from None


def read_documents(sources: Iterable[Source], homes: Mapping[str, Home]) -> Documents:
    """Every source that has a file; `homes` gives where each `.fb` file stands, by its path."""
    problems: list[Diagnostic] = []
    locks: dict[Folder, Lock] = {}
    for folder in dict.fromkeys(home.folder for home in homes.values()):
        try:
            lock = read_lock_of(folder)
            if lock is not None:
                locks[folder] = lock
        except Unreadable as problem:
            problems.append(diagnose("S101", None, problem=problem, hint="`factbase lock` writes it anew"))
    read_already: dict[tuple[Folder, str], _File | Unreadable] = {}
    documents: dict[str, Document] = {}
    files: dict[str, Held] = {}
    broken: set[str] = set()
    for source in sources:
        if source.file is None:
            continue
        home = homes[source.span.path]
        try:
            folder, name = home.folder, home.named(source.file)
            if (folder, name) not in read_already:
                read_already[folder, name] = _read(folder, name)
            file = read_already[folder, name]
            if isinstance(file, Unreadable):
                raise file
            held = Held(folder, name, file.now, file.text, locks.get(folder, Lock()).documents.get(name))
            if held.text is not None:
                _fresh(held)
            lines = (source.lines.first, source.lines.last) if source.lines else None
            documents[source.name] = Document(shown(file.read.path), file.read.text, lines)
            files[source.name] = held
        except _NoText as problem:
            broken.add(source.name)
            hint = f"factbase extract {problem.place}"
            problems.append(diagnose("E117", source.span, name=source.name, problem=problem, hint=hint))
        except (Unreadable, NoPassage) as problem:
            broken.add(source.name)
            said = f"cannot be read: {problem}" if isinstance(problem, Unreadable) else f"is shorter: {problem}"
            problems.append(diagnose("E115", source.file_span, name=source.name, problem=said))
    return Documents(documents, files, frozenset(broken), locks, tuple(problems))


class _NoText(Unreadable):
    """A file that is no text, whose extracted text is missing or not known to be of these bytes."""

    def __init__(self, place: str, problem: str) -> None:
        super().__init__(problem)
        self.place = shown(place)


@dataclass(frozen=True, slots=True)
class _File:
    read: TextFile
    now: Pin
    text: Pin | None


def _read(folder: Folder, name: str) -> _File | Unreadable:
    try:
        if not is_extracted(name):
            text = folder.text(name)
            if not text.text.strip("\ufeff \t\r\n\f"):
                return Unreadable(f"`{shown(text.path)}` holds no text")
            return _File(text, pin(text.text.encode()), None)
        with folder.open(name) as file:
            original = pin(file.content())
        try:
            text = folder.text(text_beside(name))
        except Missing as problem:
            return _NoText(folder.place(name), f"is not extracted: {problem}")
        return _File(text, original, pin(text.text.encode()))
    except Unreadable as problem:
        return problem


def _fresh(held: Held) -> None:
    """Raises _NoText where the extracted text is not known to be of the file's bytes."""
    place = held.folder.place(held.name)
    origin = held.locked.origin if held.locked is not None else None
    if origin is None:
        raise _NoText(place, "is of unknown origin: the lock does not say from which bytes it was extracted")
    if origin != held.now:
        raise _NoText(place, f"is stale: the file has {held.now}, its text was extracted from {origin}")
