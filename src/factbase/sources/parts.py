"""The parts of a Word document: in, the bytes of its package (ISO/IEC 29500-2); out, the events of the XML of each part that is asked for.

Which part is the document, and which its styles and notes are, its relationships say, as for Word; whatever else lies in the package is no
part of it. Parts are bounded as they are unpacked, and none may have a document type: so nothing in them expands.
"""

from __future__ import annotations

import posixpath
import zipfile
from collections.abc import Callable, Mapping
from pathlib import Path
from xml.parsers import expat

from factbase.files.node import UnreadableFile

__all__ = ["MAX_UNPACKED", "Package", "Reader", "Related", "attribute"]

MAX_UNPACKED = 100_000_000
"""Bytes of all the parts that are read, unpacked: a book of a thousand pages has 30 million."""
MAX_ELEMENTS = 3_000_000


class Reader:
    """What is told of the events of a part."""

    def start(self, name: str, of: Mapping[str, str]) -> None:
        """An element begins."""

    def end(self, name: str) -> None:
        """An element ends."""

    def characters(self, text: str) -> None:
        """Text within an element."""


def attribute(of: Mapping[str, str], name: str) -> str:
    """An attribute, whatever its namespace."""
    return next((value for key, value in of.items() if key.rpartition(" ")[2] == name), "")


class Package:
    """The parts of a document, which unpack to a bounded number of bytes together."""

    def __init__(self, path: Path, packed: zipfile.ZipFile) -> None:
        self.path = path
        self._packed = packed
        self._left = MAX_UNPACKED
        self._elements = 0
        self._named: dict[str, str] = {}
        for name in packed.namelist():
            if name.lower() in self._named:
                raise UnreadableFile(
                    f"`{path}` has two parts `{name}`: which of them is shown, programs do not agree upon"
                )
            self._named[name.lower()] = name

    def read(self, part: str, reader: Reader) -> bool:
        """Has a part read, if there is such a part. Raises UnreadableFile where it is too large, or has a document type."""
        name = self._named.get(part.lower())
        if name is None:
            return False
        with self._packed.open(name) as file:
            content = file.read(self._left + 1)
        self._left -= len(content)
        if self._left < 0:
            raise UnreadableFile(f"`{self.path}` unpacks to more than {MAX_UNPACKED:,} bytes")
        parser = expat.ParserCreate(namespace_separator=" ")
        parser.buffer_text = True
        parser.StartDoctypeDeclHandler = self._doctype
        parser.StartElementHandler = lambda name, of: self._count(reader.start, name, of)
        parser.EndElementHandler = reader.end
        parser.CharacterDataHandler = reader.characters
        parser.Parse(content, True)
        return True

    def related(self, part: str) -> Related:
        """To what a part refers; the whole package, where it is none."""
        folder, name = posixpath.split(part)
        related = Related(folder)
        self.read(posixpath.join(folder, "_rels", f"{name}.rels"), related)
        return related

    def _doctype(self, *_: object) -> None:
        raise UnreadableFile(f"`{self.path}` has a document type, which Word writes in none")

    def _count(self, start: Callable[[str, Mapping[str, str]], None], name: str, of: Mapping[str, str]) -> None:
        self._elements += 1
        if self._elements > MAX_ELEMENTS:
            raise UnreadableFile(f"`{self.path}` has more than {MAX_ELEMENTS:,} parts")
        start(name, of)


class Related(Reader):
    """The parts to which one refers, by the ids that it has for them and by what they are to it."""

    def __init__(self, folder: str) -> None:
        self._folder = folder
        self._by_id: dict[str, str] = {}
        self._by_kind: dict[str, str] = {}

    def start(self, name: str, of: Mapping[str, str]) -> None:
        """Takes a relationship; one to something outside of the package is none."""
        if "Target" in of and of.get("TargetMode") != "External":
            target = posixpath.normpath(posixpath.join("/", self._folder, of["Target"])).lstrip("/")
            self._by_id[of.get("Id", "")] = target
            self._by_kind.setdefault(of.get("Type", "").rpartition("/")[2], target)

    def by_id(self, key: str) -> str:
        """The part of an id; nothing, where there is none."""
        return self._by_id.get(key, "")

    def by_kind(self, kind: str, default: str) -> str:
        """The part that is such a thing, `styles` perhaps; where none is named, the one that Word calls so."""
        return self._by_kind.get(kind, default)
