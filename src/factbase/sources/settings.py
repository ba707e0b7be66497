"""Settings: what a base's file of settings says, as plain data; and which of it counts for a source, a file, a language."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import field, replace

from factbase.cite import DEFAULT_FOLDS, Fold
from factbase.files.folder import Folder, Home, below
from factbase.ground.choosing import Choice
from factbase.ground.dataclass import dataclass
from factbase.program.model import Program, Source
from factbase.sources.waive import WaiveEntry, glob_fits

__all__ = [
    "BASE_SETTINGS",
    "PROJECT",
    "SETTINGS",
    "OfPaths",
    "Settings",
    "in_their_languages",
]

SETTINGS = "factbase.toml"
PROJECT = "pyproject.toml"

BASE_SETTINGS: Mapping[str, str] = {
    "base": "the files and folders of the base, from here on",
    "at": "the as-of date where none is given: a day, or today",
    "engine": "what solves: auto, pydatalog, vector, duckdb or spark",
    "memory": "that the engine duckdb may take, less than by itself; past it, it goes on in files",
    "disk": "that these files may take",
    "select": "the codes that are told, or the beginnings of some; all where it is not there",
    "ignore": "the codes that are not told; and marks of documents that are passed over",
    "severity": "what a code weighs here: error, warning or note",
    "strict": "whether a warning fails a check",
    "baseline": "the file of the findings that are known, from this one on",
    "per-path": "select, ignore and severity for the findings in some files",
    "waive": "findings that are accepted at once: by code, relation, argument or path, with a reason",
    "folds": "what is overlooked between a quote and its document",
    "language": "in which the sources are written that do not say themselves",
}
"""What the settings of a base may say, each in words."""


@dataclass(frozen=True, slots=True)
class OfPaths:
    """What is chosen for the findings in some files, named from the folder of the settings on."""

    glob: str
    choice: Choice

    def fits(self, name: str) -> bool:
        """Whether it speaks of a file."""
        return glob_fits(self.glob, name)


@dataclass(frozen=True, slots=True)
class Settings:
    """What a file of settings says, all of it left out where there is none. `root` is the real place of its folder, `path` how it is shown.

    `bases` are paths from there on; `at` is a date as it is written, or `today`."""

    path: str | None = None
    root: str = ""
    bases: tuple[str, ...] = ()
    at: str | None = None
    engine: str | None = None
    memory: int | None = None  # bytes
    disk: int | None = None
    choice: Choice = field(default_factory=Choice)
    of_paths: tuple[OfPaths, ...] = ()
    strict: bool = False
    folds: frozenset[Fold] = DEFAULT_FOLDS
    passed_over: frozenset[Fold] = frozenset()
    language: str | None = None
    baseline: str | None = None  # its real place
    waived: tuple[WaiveEntry, ...] = ()

    def folds_of(self, source: Source) -> frozenset[Fold]:
        """What is overlooked in the quotes of a source: what it says itself goes before."""
        folds = source.folds if source.folds is not None else self.folds
        ignored = source.ignored if source.ignored is not None else self.passed_over
        return folds | ignored if ignored else folds  # one set for most sources, of which there may be very many

    def choices(self, place: str | None) -> Iterator[Choice]:
        """What is chosen for the findings of a file, by its real place, the nearest first; None for those of no file."""
        name = below(place, self.root) if place is not None else None
        if name is not None:
            yield from (each.choice for each in reversed(self.of_paths) if each.fits(name))
        yield self.choice


def in_their_languages(program: Program, homes: Mapping[str, Home], settings: Mapping[Folder, Settings]) -> Program:
    """A program whose sources are in the language of their settings where they do not say themselves."""
    if not any(each.language for each in settings.values()):
        return program
    sources = {
        name: source
        if source.language is not None
        else replace(source, language=settings[homes[source.span.path].folder].language)
        for name, source in program.sources.items()
    }
    return replace(program, sources=sources)
