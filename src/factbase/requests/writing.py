"""Lock and extract: in, a base, or pages; out, the locks of its folders with what they leave out, or the texts of the pages beside them."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import Any, ClassVar

from factbase.checks.pinning import MAX_LISTED, write_locks
from factbase.files.folder import UnreadableFile
from factbase.files.seen import Seen
from factbase.files.transaction import TRIES, Changed
from factbase.ground.dataclass import dataclass
from factbase.ground.diagnostic import Diagnostic, diagnose
from factbase.render.paint import Paint, block
from factbase.render.problems import diagnostics_text
from factbase.render.words import counted
from factbase.requests.argument import FilesArgument
from factbase.requests.loading import settled
from factbase.requests.request import DONE, FINDINGS, Context, Format, Outcome, Request, text_only
from factbase.sources.extract import extract, folder_of

__all__ = ["Extract", "Lock", "Written", "written_text"]


@dataclass(frozen=True, slots=True)
class Written:
    """What was written, a line for each file; `wrong` is what hinders it."""

    lines: tuple[str, ...] = ()
    wrong: tuple[Diagnostic, ...] = ()


def written_text(of: Written, paint: Paint) -> Iterator[str]:
    """What is wrong, and what was written."""
    if of.wrong:
        yield diagnostics_text(of.wrong, paint)
    if of.lines:
        yield block(of.lines)


@dataclass(frozen=True, slots=True, kw_only=True)
class Lock(Request):
    """Pins each document by its bytes, and each quote that stands by its place."""

    formats: ClassVar[Mapping[str, Format[Any]]] = text_only(written_text)
    writes: ClassVar[bool] = True
    solves: ClassVar[bool] = False
    viewed: ClassVar[bool] = False

    def handle(self, on: Context) -> Outcome[Written]:
        """The locks that were written, and what is not in them."""
        for _ in range(TRIES):
            try:
                return self._locked(on)
            except Changed:
                continue
        return self._nothing("nothing is locked", diagnose("L108", None, hint="try it again"))

    def _locked(self, on: Context) -> Outcome[Written]:
        seen = Seen.of(on.paths)
        base = on.base()
        with on.working("checking"):
            base = base.verified()
        if settled(base):
            raise Changed
        hindering = [d for d in base.errors if d.code.startswith("L")]
        if hindering:
            return self._nothing("nothing is locked: mend the errors first", *hindering)
        left = [d for d in base.errors if d.code != "S101"]  # a lock that cannot be read is written anew
        lines = []
        try:
            for path, lock, changed in write_locks(base, seen):
                quotes = sum(len(each) for locked in lock.documents.values() for each in locked.quotes.values())
                held = f"{counted(len(lock.documents), 'documents')}, {counted(quotes, 'quotes')}"
                lines.append(f"{path}: {held}, {'written' if changed else 'unchanged'}")
        except OSError as problem:
            remark = block([f"{problem.filename}: {problem.strerror}"])
            return Outcome(Written(), self.formats, remarks=(remark,), code=FINDINGS)
        lines += _left(left)
        lines = lines or ["nothing to lock: the base has no document"]
        return Outcome(Written(tuple(lines)), self.formats, code=FINDINGS if left else DONE)

    def _nothing(self, why: str, *wrong: Diagnostic) -> Outcome[Written]:
        return Outcome(Written((why,), wrong), self.formats, code=FINDINGS)


def _left(errors: Sequence[Diagnostic]) -> Iterator[str]:
    """What is not pinned, each with its place: what does not stand, and what hides quotes that may."""
    for each in errors[:MAX_LISTED]:
        yield f"left {f'{each.span.place}: ' if each.span is not None else ''}{each.code} {each.message}"
    if len(errors) > MAX_LISTED:
        yield f"left {len(errors) - MAX_LISTED} more"
    if errors:
        yield f"{counted(len(errors), 'errors')}: what they concern is not pinned; `factbase check` tells what to mend"


@dataclass(frozen=True, slots=True, kw_only=True)
class Extract(Request):
    """Writes the text of pages beside them."""

    formats: ClassVar[Mapping[str, Format[Any]]] = text_only(written_text)
    writes: ClassVar[bool] = True
    based: ClassVar[bool] = False
    solves: ClassVar[bool] = False
    viewed: ClassVar[bool] = False

    files: FilesArgument

    def handle(self, on: Context) -> Outcome[Written]:
        """The texts that were written; what could not be is a remark."""
        lines, problems = [], []
        for path in self.files:
            try:
                lines.append(f"{extract(path, folder_of(path, on.paths))} written")
            except UnreadableFile as problem:
                problems.append(block([f"factbase extract: {problem}"]))
            except OSError as problem:
                problems.append(block([f"factbase extract: {problem.filename}: {problem.strerror}"]))
        return Outcome(
            Written(tuple(lines)), self.formats, remarks=tuple(problems), code=FINDINGS if problems else DONE
        )
