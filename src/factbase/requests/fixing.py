"""Check, and fix: in, a base; out, the report on it once its files are mended where that is certain, or how they would be."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace
from pathlib import Path
from typing import Annotated, Any

from factbase.checks.mending import Mending, edited
from factbase.checks.pinning import Repinned, repinned
from factbase.files.seen import Seen
from factbase.files.transaction import Addition, Changed
from factbase.ground.dataclass import dataclass
from factbase.render.edited import edited_lines
from factbase.render.paint import Paint, block
from factbase.render.words import plural
from factbase.requests.argument import Argument
from factbase.requests.auditing import Audit
from factbase.requests.loading import rewriting, settled
from factbase.requests.request import DONE, FINDINGS, USAGE, Context, Format, Outcome, Refused
from factbase.sources.own import LOCK
from factbase.workspace.rewrite import rewrite

__all__ = ["Check"]


def _fixes_text(made: Sequence[Mending], paint: Paint) -> Iterator[str]:
    """How files would be fixed."""
    for each in made:
        yield block(edited_lines(each.file, each.text, 0))
    yield block([f"{sum(each.edits for each in made)} can be fixed"])


def _nothing(of: None, paint: Paint) -> Iterator[str]:
    yield from ()


def _lock(of: Repinned) -> Addition:
    return Addition(Path(of.folder.path, LOCK), of.text.encode(), replaces=True)


@dataclass(frozen=True, slots=True, kw_only=True)
class Check(Audit):
    """The report, of a command: one that may mend files first."""

    fix: Annotated[bool, Argument("mend what is mechanical and certain, then tell what remains")] = False
    diff: Annotated[bool, Argument("write nothing; show what --fix would change, and exit 1 where anything would")] = (
        False
    )

    watch: Annotated[bool, Argument("check again whenever a file changes, and tell what is new or gone")] = False

    @property
    def watching(self) -> bool:
        """Whether it is made again and again."""
        return self.watch

    @property
    def writing(self) -> bool:
        """Whether it mends."""
        return self.fix and not self.diff

    def handle(self, on: Context) -> Outcome[Any]:
        """The report, of what is left once all is mended that can be, where that is asked; or how it would be mended."""
        if self.diff and self.write_baseline:
            raise Refused("--diff writes nothing, and --write-baseline does", USAGE)
        told = {
            "fix": self.fix,
            "diff": self.diff,
            "write-baseline": self.write_baseline,
            "statistics": self.statistics,
        }
        for option in (
            name for name, is_given in (told | {"certify": self.certify}).items() if self.watch and is_given
        ):
            raise Refused(f"--watch tells what is new or gone, and takes no --{option}", USAGE)
        if self.fix or self.diff:
            return rewriting(self._fixed, on, None, dict.fromkeys(self.formats, Format(_nothing)))
        return self.reported(on, *self.asked(on))

    def _fixed(self, on: Context) -> Outcome[Any]:
        from factbase.checks.fixing import fixes  # late: few checks are asked to mend anything

        seen = Seen.of((*on.paths, *self.paths))
        base, focus = self.asked(on)
        if self.writing and settled(base):
            raise Changed
        before = self.reported(on, base, focus)
        with on.working("mending"):
            edits = fixes(base, before.live.diagnostics, elsewhen=bool(on.given & {"at", "known_by"}))
            if any(each.count for each in before.live.known):  # then only what is told is mended
                told = {(each.span.path, each.span.start) for each in before.live.diagnostics if each.span is not None}
                edits = tuple(each for each in edits if each.code != "E503" or (each.file.path, each.start) in told)
            made = edited(each for each in edits if focus is None or each.file.path in focus.files)
            pinned = tuple(repinned(base, before.live.diagnostics))
        made += tuple(Mending(each.file, each.text, each.documents) for each in pinned)
        if self.diff:
            return Outcome(made, dict.fromkeys(self.formats, Format(_fixes_text)), code=FINDINGS if made else DONE)
        outcome = before
        if made:
            beside = {each.folder.path: [_lock(each)] for each in pinned}
            texts = {each.file.path: each.text for each in made if each.file.path in base.snapshot.texts}
            rewrite(base.snapshot, texts, seen, beside)
            outcome = self.reported(on, *self.asked(on))
        fixed, left = sum(each.edits for each in made), len(outcome.result.diagnostics)
        return replace(outcome, remarks=(*outcome.remarks, f"{fixed} fixed, {plural(left, 'finding')} left"))
