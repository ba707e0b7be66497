"""Documents: in, the sources of a program and the folders of its files; out, the text of each source, and what its lock says.

Each file is read once, however many passages are sources. HTML and PDF are read as the text that `factbase extract` put beside them,
and only while the lock has that text for these very bytes: so an offset never points into another text.
"""

from __future__ import annotations

import os
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from pathlib import Path

from factbase.cite import Document, Lock, Locked, LockError, Pin, pin, read_lock
from factbase.ground.diagnostic import Diagnostic, diagnose
from factbase.ground.span import TextFile
from factbase.program.model import Source
from factbase.sources.files import Unreadable, content, inside, read, shown

__all__ = ["EXTRACTED", "LOCK", "Documents", "Held", "read_documents", "read_lock_of", "text_beside"]

LOCK = "sources.lock"
"""The name of a base's lock, in the folder of the base."""

MAX_LOCK_BYTES = 2_000_000_000  # as many as a table may have: each of its rows may have a quote

EXTRACTED = frozenset({".html", ".htm", ".xhtml", ".pdf"})
"""What is no text; quotes stand in the text extracted from it."""


@dataclass(frozen=True, slots=True)
class Held:
    """The file of a source: its name in the lock of `folder`, its bytes now (and its extracted text's), and what is locked."""

    folder: Path
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
    locks: Mapping[Path, Lock]
    problems: tuple[Diagnostic, ...]


def text_beside(path: Path) -> Path:
    """Where the text extracted from a file stands: `x.html.txt` beside `x.html`."""
    return path.with_name(f"{path.name}.txt")


def read_lock_of(folder: Path) -> Lock | None:
    """The lock of a base's folder, None where there is none. Raises Unreadable."""
    path = folder / LOCK
    if not path.exists():
        return None
    try:
        return read_lock(read(path, MAX_LOCK_BYTES).text)
    except LockError as problem:
        raise Unreadable(f"`{path}` is not a lock: {problem}") from None


def read_documents(sources: Iterable[Source], folders: Mapping[str, Path]) -> Documents:
    """Every source that has a file; `folders` gives the folder of the base of each `.fb` file, by its path."""
    problems: list[Diagnostic] = []
    locks: dict[Path, Lock] = {}
    for folder in dict.fromkeys(folders.values()):
        try:
            lock = read_lock_of(folder)
            if lock is not None:
                locks[folder] = lock
        except Unreadable as problem:
            problems.append(diagnose("S101", None, problem=problem, hint="`factbase lock` writes it anew"))
    read_already: dict[Path, _File | Unreadable] = {}
    documents: dict[str, Document] = {}
    files: dict[str, Held] = {}
    broken: set[str] = set()
    for source in sources:
        if source.file is None:
            continue
        folder = folders[source.span.path]
        try:
            path = inside(Path(source.span.path).parent, folder, source.file)
            if path not in read_already:
                read_already[path] = _read(path)
            file = read_already[path]
            if isinstance(file, Unreadable):
                raise file
            name = Path(os.path.relpath(path, folder)).as_posix()
            held = Held(folder, name, file.now, file.text, locks.get(folder, Lock()).documents.get(name))
            if held.text is not None:
                _fresh(path, held)
            lines = (source.lines.first, source.lines.last) if source.lines else None
            documents[source.name] = Document(shown(file.read.path), file.read.text, lines)
            files[source.name] = held
        except _NoText as problem:
            broken.add(source.name)
            hint = f"factbase extract {problem.path}"
            problems.append(diagnose("E117", source.span, name=source.name, problem=problem, hint=hint))
        except (Unreadable, ValueError) as problem:
            broken.add(source.name)
            said = f"cannot be read: {problem}" if isinstance(problem, Unreadable) else f"is shorter: {problem}"
            problems.append(diagnose("E115", source.file_span, name=source.name, problem=said))
    return Documents(documents, files, frozenset(broken), locks, tuple(problems))


class _NoText(Unreadable):
    """A file that is no text, whose extracted text is missing or not known to be of these bytes."""

    def __init__(self, path: Path, problem: str) -> None:
        super().__init__(problem)
        self.path = path


@dataclass(frozen=True, slots=True)
class _File:
    read: TextFile
    now: Pin
    text: Pin | None


def _read(path: Path) -> _File | Unreadable:
    try:
        if path.suffix.lower() not in EXTRACTED:
            text = read(path)
            if not text.text.strip("\ufeff \t\r\n\f"):
                return Unreadable(f"`{path}` holds no text")
            return _File(text, pin(text.text.encode()), None)
        original, beside = content(path), text_beside(path)
        if not beside.exists():
            return _NoText(path, f"is not extracted: `{beside}` does not exist")
        text = read(beside)
        return _File(text, pin(original), pin(text.text.encode()))
    except Unreadable as problem:
        return problem


def _fresh(path: Path, held: Held) -> None:
    """Raises _NoText where the extracted text is not known to be of the file's bytes."""
    origin = held.locked.origin if held.locked is not None else None
    if origin is None:
        raise _NoText(path, "is of unknown origin: the lock does not say from which bytes it was extracted")
    if origin != held.now:
        raise _NoText(path, f"is stale: the file has {held.now}, its text was extracted from {origin}")
