"""Mend: in, a base; out, a diff of its files in which quotes have the words that stand there, and the files where they are written."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Annotated, Any, ClassVar

from factbase.checks.mending import Mending, edited, quotes_mended
from factbase.files.seen import Seen
from factbase.files.transaction import Changed
from factbase.ground.dataclass import dataclass
from factbase.render.edited import edited_lines
from factbase.render.paint import Paint, block
from factbase.render.words import counted
from factbase.requests.argument import Argument
from factbase.requests.loading import rewriting, settled
from factbase.requests.request import Context, Format, Outcome, Request, text_only
from factbase.workspace.rewrite import rewrite

__all__ = ["Mend", "MendedBase", "mended_text"]


@dataclass(frozen=True, slots=True)
class MendedBase:
    """The files that can be mended, and whether they were written."""

    files: tuple[Mending, ...] = ()
    written: bool = False


def mended_text(of: MendedBase, paint: Paint) -> Iterator[str]:
    """The diff, file by file, and what became of it."""
    for each in of.files:
        yield block(edited_lines(each.file, each.text, 0))
    quotes = counted(sum(each.edits for each in of.files), "quotes")
    if not of.files:
        yield block(["nothing to mend"])
    else:
        yield block([f"{quotes} mended" if of.written else f"{quotes} can be mended: --write writes them"])


@dataclass(frozen=True, slots=True, kw_only=True)
class Mend(Request):
    """Rewrites quotes to the words that stand there, where they differ in their spelling only."""

    formats: ClassVar[Mapping[str, Format[Any]]] = text_only(mended_text, as_written=True)
    writes: ClassVar[bool] = True
    solves: ClassVar[bool] = False
    viewed: ClassVar[bool] = False

    write: Annotated[bool, Argument("write the files; without it, the diff is shown")] = False

    def handle(self, on: Context) -> Outcome[MendedBase]:
        """The diff, written where that is asked for."""
        return rewriting(self._mended, on, MendedBase(), self.formats)

    def _mended(self, on: Context) -> Outcome[MendedBase]:
        seen = Seen.of(on.paths)
        base = on.base()
        if settled(base):
            raise Changed
        with on.working("mending"):
            mends = edited(quotes_mended(base))
        if self.write and mends:
            rewrite(base.snapshot, {each.file.path: each.text for each in mends}, seen)
        return Outcome(MendedBase(mends, self.write), self.formats)
