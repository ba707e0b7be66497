"""Documents: in, the sources of a program and the folders of its files; out, the text of each source, and what its lock says.

Each file is read once, however many passages are sources. HTML, PDF and Word are read as the text that `factbase extract` put beside them,
and only while the lock has that text for these very bytes: so an offset never points into another text.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from factbase.cite import Document, Locked, LockError, LockFile, NoPassage, Pin, pin, read_lock
from factbase.files.folder import MAX_BYTES, Folder, Home, MissingFile, UnreadableFile, decoded, shown
from factbase.ground.dataclass import dataclass
from factbase.ground.diagnostic import Diagnostic, diagnose
from factbase.ground.span import TextFile
from factbase.program.model import Source
from factbase.sources.looked import Looked
from factbase.sources.own import LOCK, NoDocument, Own, is_extracted, not_by_name, text_beside
from factbase.sources.settings import Settings
from factbase.sources.settings_file import settings_of

__all__ = ["MAX_TEXT", "Documents", "SourceFile", "read_documents", "read_lock_of"]

MAX_TEXT = 10_000_000  # bytes of a text that is quoted, two Bibles: to look for a quote may take half a second for each million
MAX_LOCK_BYTES = 2_000_000_000  # as many as a table may have: each of its rows may have a quote


@dataclass(frozen=True, slots=True)
class SourceFile:
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
    """By source: the document, its file, and for what could not be read a diagnostic. `locks` and `settings` are by folder of the base."""

    documents: Mapping[str, Document]
    files: Mapping[str, SourceFile]
    broken: frozenset[str]
    locks: Mapping[Folder, LockFile]
    settings: Mapping[Folder, Settings]
    problems: tuple[Diagnostic, ...]


def read_lock_of(folder: Folder) -> LockFile | None:
    """The lock of a base's folder, None where there is none. Raises UnreadableFile."""
    text = _lock_of(folder)
    return _lock(text) if text is not None else None


def _lock_of(folder: Folder) -> TextFile | None:
    try:
        return folder.text(LOCK, MAX_LOCK_BYTES)
    except MissingFile:
        return None


def _lock(text: TextFile) -> LockFile:
    try:
        return read_lock(text.text)
    except LockError as problem:
        raise UnreadableFile(f"`{shown(text.path)}` is not a lock: {problem}") from None


def read_documents(sources: Iterable[Source], homes: Mapping[str, Home], own: Own, looked: Looked) -> Documents:
    """Every source that has a file; `homes` gives where each `.fb` file stands, by its path, `own` what is no document, and
    `looked` the documents that were read before."""
    problems: list[Diagnostic] = []
    locks: dict[Folder, LockFile] = {}
    settings: dict[Folder, Settings] = {}
    for folder in dict.fromkeys(home.folder for home in homes.values()):
        try:
            text = _lock_of(folder)
            if text is not None:
                own.add_lock(text)
                locks[folder] = _lock(text)
        except UnreadableFile as problem:
            hint = "`factbase lock` writes it anew" if folder.holds(LOCK) else None
            problems.append(diagnose("S101", None, problem=problem, hint=hint))
        settings[folder], wrong = settings_of(folder)
        own.add_settings(settings[folder])
        told = {each.sort_key for each in problems}  # of two folders, which may have the same settings
        problems += (each for each in wrong if each.sort_key not in told)
    read_already: dict[tuple[Folder, str], _File | UnreadableFile] = {}
    documents: dict[str, Document] = {}
    files: dict[str, SourceFile] = {}
    broken: set[str] = set()
    for source in sources:
        if source.file is None:
            continue
        home = homes[source.span.path]
        try:
            folder, name = home.folder, home.named(source.file)
            if (folder, name) not in read_already:
                read_already[folder, name] = _read(folder, name, own)
            file = read_already[folder, name]
            if isinstance(file, UnreadableFile):
                raise file
            held = SourceFile(folder, name, file.now, file.text, locks.get(folder, LockFile()).documents.get(name))
            if held.text is not None:
                _fresh(held)
            lines = (source.lines.first, source.lines.last) if source.lines else None
            documents[source.name] = looked.document(
                file.read.path, file.read.text, lines, settings[folder].folds_of(source)
            )
            files[source.name] = held
        except _NoText as problem:
            broken.add(source.name)
            hint = f"factbase extract {problem.place}"
            problems.append(diagnose("E117", source.span, name=source.name, problem=problem, hint=hint))
        except NoDocument as problem:
            broken.add(source.name)
            problems.append(diagnose("E118", source.file_span, name=source.name, problem=problem, hint=problem.hint))
        except (UnreadableFile, NoPassage) as problem:
            broken.add(source.name)
            said = f"cannot be read: {problem}" if isinstance(problem, UnreadableFile) else f"is shorter: {problem}"
            problems.append(diagnose("E115", source.file_span, name=source.name, problem=said))
    return Documents(documents, files, frozenset(broken), locks, settings, tuple(problems))


class _NoText(UnreadableFile):
    """A file that is no text, whose extracted text is missing or not known to be of these bytes."""

    def __init__(self, place: str, problem: str) -> None:
        super().__init__(problem)
        self.place = shown(place)


@dataclass(frozen=True, slots=True)
class _File:
    read: TextFile
    now: Pin
    text: Pin | None


def _read(folder: Folder, name: str, own: Own) -> _File | UnreadableFile:
    try:
        not_by_name(folder, name)
        content = _content(folder, name, own, MAX_BYTES if is_extracted(name) else MAX_TEXT)
        now = pin(content)
        if not is_extracted(name):
            text = decoded(folder.place(name), content)
            own.not_by_bytes(folder.place(name), content, text.text)
            if not text.text.strip("\ufeff \t\r\n\f"):
                return UnreadableFile(f"`{shown(text.path)}` holds no text")
            return _File(text, now, None)
        own.not_by_bytes(folder.place(name), content)
        beside = text_beside(name)
        try:
            content = _content(folder, beside, own, MAX_TEXT)
        except MissingFile as problem:
            return _NoText(folder.place(name), f"is not extracted: {problem}")
        text = decoded(folder.place(beside), content)
        own.not_by_bytes(folder.place(beside), content, text.text)
        return _File(text, now, pin(content))
    except UnreadableFile as problem:
        return problem


def _content(folder: Folder, name: str, own: Own, most: int) -> bytes:
    """The bytes of a document, or of the text beside one. Raises UnreadableFile, NoDocument where it really is the base's own."""
    with folder.open(name) as file:
        if file.size > most:
            too_long = f"`{shown(folder.place(name))}` has {file.size:,} bytes, more than {most:,}"
            raise UnreadableFile(f"{too_long}: split it, and name the part that is quoted")
        if file.name != name:
            not_by_name(folder, file.name)
        own.not_by_place(folder, file.name)
        return file.content()


def _fresh(held: SourceFile) -> None:
    """Raises _NoText where the extracted text is not known to be of the file's bytes."""
    place = held.folder.place(held.name)
    origin = held.locked.origin if held.locked is not None else None
    if origin is None:
        raise _NoText(place, "is of unknown origin: the lock does not say from which bytes it was extracted")
    if origin != held.now:
        raise _NoText(place, f"is stale: the file has {held.now}, its text was extracted from {origin}")
