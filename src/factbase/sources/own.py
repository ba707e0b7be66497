"""What is a base's own: in, a file that a base names as a document or as a table; out, why it is none.

A source is a document, never what the base itself says: a fact whose words are the fact's own statement, row, lock or setting would prove
itself.
Names tell most of it, wherever links lead; bytes tell the same file under another name, be it a link of the file system or a copy; and
where most lines of a text are lines of the base's own, in whatever order, it is a copy that was touched up. A document that quotes some
statements is what its author says it is: no reader of files can know better.
"""

from __future__ import annotations

import posixpath
import re
from collections.abc import Iterable, Iterator

from factbase.files.folder import Folder, UnreadableFile, shown
from factbase.files.transaction import STAGE
from factbase.ground.span import TextFile
from factbase.sources.settings import SETTINGS, Settings

__all__ = ["EXTRACTED", "LOCK", "NoDocument", "Own", "is_extracted", "not_by_name", "page_of", "text_beside"]

LOCK = "sources.lock"
"""The name of a base's lock, in the folder of the base."""

EXTRACTED = frozenset({".html", ".htm", ".xhtml", ".pdf", ".docx", ".docm", ".dotx", ".dotm"})
"""What is no text; quotes stand in the text extracted from it."""


STATES = "holds statements"
SETS = "holds settings"
LINE = 12  # characters that tell one line from others
_END = re.compile(r"[\"“”)}]\.[ \t\r]*$", re.MULTILINE)
"""Where a line of a statement ends: nearly all that state something do so."""
_MARKS = str.maketrans(dict.fromkeys("“”„‟«»″'‘’", '"') | {"\ufeff": None, "\u00a0": " ", "\t": " "})


class NoDocument(UnreadableFile):
    """A file that is the base's own. The message says what it is; `hint` what to name instead, where that is known."""

    def __init__(self, problem: str, hint: str | None = None) -> None:
        super().__init__(problem)
        self.hint = hint


def text_beside(name: str) -> str:
    """The name of the text extracted from a file: `x.html.txt` beside `x.html`."""
    return f"{name}.txt"


def is_extracted(name: str) -> bool:
    """Whether a file is no text, by its name, so that its quotes stand in the text extracted from it."""
    return posixpath.splitext(name)[1].lower() in EXTRACTED


def page_of(folder: Folder, name: str) -> str | None:
    """The file from which a text was extracted, by its name and where that file is there."""
    page, suffix = posixpath.splitext(name)
    return page if suffix.lower() == ".txt" and is_extracted(page) and folder.holds(page) else None


def not_by_name(folder: Folder, *names: str) -> None:
    """Raises NoDocument where a file is the base's own by one of its names: as it is named, or as it really stands."""
    for name in dict.fromkeys(names):
        *folders, last = name.casefold().split("/")  # as a system that knows no case has it
        place = shown(folder.place(name))
        if last.endswith(".fb"):
            raise NoDocument(f"`{place}` {STATES}")
        if last == LOCK:
            raise NoDocument(f"`{place}` is a lock")
        if last == SETTINGS:
            raise NoDocument(f"`{place}` {SETS}")
        if STAGE in folders:
            raise NoDocument(f"`{place}` is what an interrupted command left")
        page = page_of(folder, name)
        if page is not None:
            raise NoDocument(f"`{place}` is the text of a page", f"name the page: `{shown(folder.place(page))}`")


class Own:
    """The files of a base that state something: its texts and locks, and the files of its tables by folder, name and size."""

    def __init__(self, texts: Iterable[TextFile] = (), tables: Iterable[tuple[Folder, str, int]] = ()) -> None:
        self._texts: dict[int, list[tuple[TextFile, str]]] = {}  # by their length, with what they are
        self._tables: dict[int, list[tuple[Folder, str]]] = {}
        self._beside: dict[str, str] = {}  # by the real place of each file, what it is
        self._lines: dict[str, str] | None = None  # of the texts, each with the path of the first that has it
        for text in texts:
            self._texts.setdefault(len(text.text), []).append((text, STATES))
        for folder, name, size in tables:
            self._tables.setdefault(size, []).append((folder, name))

    def add_lock(self, text: TextFile) -> None:
        """Counts a lock among them."""
        self._texts.setdefault(len(text.text), []).append((text, "is a lock"))

    def add_settings(self, settings: Settings) -> None:
        """Counts the file of some settings among them, and the one of known findings that they name."""
        if settings.path is not None:
            self._beside[posixpath.join(settings.root, posixpath.basename(settings.path))] = SETS
        if settings.baseline is not None:
            self._beside[settings.baseline] = "holds the findings that are known"

    def not_by_place(self, folder: Folder, name: str) -> None:
        """Raises NoDocument where a file, as it really stands, is one of these that lie beside the base."""
        what = self._beside.get(posixpath.join(folder.real, name))
        if what is not None:
            raise NoDocument(f"`{shown(folder.place(name))}` {what}")

    def not_by_bytes(self, place: str, content: bytes, text: str | None = None) -> None:
        """Raises NoDocument where a file at a place has the bytes of one of these; `text` is what they are, where that is known."""
        if text is None:
            text = content.decode(errors="replace")  # which changes no text
        for own, what in self._texts.get(len(text), ()):
            if own.text == text:
                raise NoDocument(_same(place, own.path, what))
        self._not_by_lines(place, text)
        for folder, name in self._tables.get(len(content), ()):
            try:
                with folder.open(name, len(content)) as file:
                    same = file.content() == content
            except UnreadableFile:
                continue
            if same:
                raise NoDocument(_same(place, folder.place(name), "holds the rows of a table"))

    def _not_by_lines(self, place: str, text: str) -> None:
        """Raises NoDocument where most lines of a text are those of statements, whatever was done to marks, spaces and line ends."""
        if 8 * sum(1 for _ in _END.finditer(text)) < text.count("\n"):
            return  # prose, as nearly all documents are: the lines of statements need not be looked at
        if self._lines is None:
            self._lines = {}
            for own, what in (each for of_length in self._texts.values() for each in of_length):
                if what == STATES:
                    self._lines.update((line, own.path) for line in _long_lines(own.text) if line not in self._lines)
        lines = list(_long_lines(text))
        paths = [self._lines[line] for line in lines if line in self._lines]
        if 2 * len(paths) > len(lines):
            raise NoDocument(f"`{shown(place)}` has most of its lines from `{shown(paths[0])}`, which {STATES}")


def _long_lines(text: str) -> Iterator[str]:
    """The lines of a text that are long enough to be told from others, as they are whatever an editor made of them."""
    lines = text.translate(_MARKS).casefold().splitlines()
    return (" ".join(line.split()) for line in lines if len(line) >= LINE)


def _same(place: str, own: str, what: str) -> str:
    return f"`{shown(place)}` {'' if place == own else f'has the bytes of `{shown(own)}`, which '}{what}"
