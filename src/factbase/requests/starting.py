"""Init: in, a folder; out, a small base in it that passes its own check, with what runs that check for git and in CI.

The files are those of `starter/`, as they are. Promised: all of them are written or none, and nothing that was there is touched.
"""

from __future__ import annotations

import os
from collections.abc import Iterator, Mapping
from contextlib import suppress
from importlib.resources import files
from importlib.resources.abc import Traversable
from pathlib import Path
from typing import Annotated, Any, ClassVar

from factbase.files.transaction import STAGE, Addition, commit, settle
from factbase.ground.dataclass import dataclass
from factbase.ground.diagnostic import diagnose
from factbase.render.paint import block
from factbase.render.words import plural
from factbase.requests.argument import Argument
from factbase.requests.request import DONE, FINDINGS, Context, Format, Outcome, Request, text_only
from factbase.requests.writing import Written, written_text

__all__ = ["Init", "starter"]


def starter() -> Mapping[str, bytes]:
    """The files of a new base by their names in its folder, in order."""
    return dict(sorted(_below(files("factbase.requests").joinpath("starter"), "")))


def _below(folder: Traversable, name: str) -> Iterator[tuple[str, bytes]]:
    for each in folder.iterdir():
        if each.is_dir():
            yield from _below(each, f"{name}{each.name}/")
        else:
            yield f"{name}{each.name}", each.read_bytes()


@dataclass(frozen=True, slots=True, kw_only=True)
class Init(Request):
    """Writes a base to begin with."""

    formats: ClassVar[Mapping[str, Format[Any]]] = text_only(written_text)
    writes: ClassVar[bool] = True
    based: ClassVar[bool] = False
    asks: ClassVar[bool] = False
    solves: ClassVar[bool] = False
    viewed: ClassVar[bool] = False

    folder: Annotated[
        Path, Argument("the folder; it is made where there is none", "DIR", placed=True, read=Path, offers="file")
    ]

    def handle(self, on: Context) -> Outcome[Written]:
        """The files that were written; or what is in their way, and nothing is."""
        made: list[Path] = []
        try:
            made += _made(self.folder)
            return self._written()
        except OSError as problem:
            for folder in reversed(made):
                with suppress(OSError):  # others have put something there
                    folder.rmdir()
            remark = block([f"{problem.filename}: {problem.strerror}"])
            return Outcome(Written(("nothing is written",)), self.formats, remarks=(remark,), code=FINDINGS)

    def _written(self) -> Outcome[Written]:
        interrupted = os.path.lexists(self.folder / STAGE)  # what it had decided to write is in nobody's way
        settle(self.folder)
        names = starter()
        hindering = () if interrupted else tuple(dict.fromkeys(_in_the_way(self.folder, names)))
        if hindering:
            wrong = tuple(diagnose("L101", None, name=path) for path in hindering)
            return Outcome(Written(("nothing is written",), wrong), self.formats, code=FINDINGS)
        commit(self.folder, [Addition(self.folder / name, content) for name, content in names.items()])
        lines = [*(str(self.folder / name) for name in names), f"{plural(len(names), 'file')} written"]
        return Outcome(Written(tuple(lines)), self.formats, code=DONE)


def _made(folder: Path) -> Iterator[Path]:
    """Makes a folder and those around it, where there are none: each as it is made. Raises OSError."""
    if not folder.is_dir():
        yield from _made(folder.parent) if folder.parent != folder else ()
        folder.mkdir()
        yield folder


def _in_the_way(folder: Path, names: Mapping[str, bytes]) -> Iterator[Path]:
    """What stands where a file is to be: itself, or what is no folder in its path; and the statements of another base among the facts."""
    for name in names:
        parts = name.split("/")
        around = [folder.joinpath(*parts[:count]) for count in range(1, len(parts))]
        yield from (each for each in around if os.path.lexists(each) and (each.is_symlink() or not each.is_dir()))
        if os.path.lexists(folder / name):
            yield folder / name
    yield from sorted((folder / "facts").rglob("*.fb"))
