"""A fact that is proposed, with a mark for each part that is still to be filled: in, its parts; out, its statement in the one layout.

Promised: no text of the language has a mark, so nothing is loaded with one.
"""

from __future__ import annotations

from collections.abc import Iterator

from factbase.checks.doubting import AFFIRMED
from factbase.checks.misfits import BOILERPLATE, WORDS, Misfit
from factbase.cite.doubtful import Doubtful
from factbase.cite.passage import Selected
from factbase.ground.composed import written
from factbase.ground.dataclass import dataclass
from factbase.ground.span import TextFile
from factbase.ground.value import Value, write_value
from factbase.program.model import Parameter
from factbase.syntax.format import formatted
from factbase.syntax.tree import Mode

__all__ = ["Draft", "is_open", "mark"]

_WAIVED = frozenset({*map(str, Doubtful), AFFIRMED, BOILERPLATE, WORDS})


def mark(of: str) -> str:
    """What stands for a part that is still to be filled."""
    return f"‹{of}›"


def is_open(text: str) -> bool:
    """Whether a statement has a part that is still to be filled."""
    return "‹" in text and "›" in text


@dataclass(frozen=True, slots=True)
class Draft:
    """A fact as it is proposed: of each argument the value, as far as one is; `when` is a date or a mark, empty for none.

    `misfits` is what the checker says of it as far as it goes; `declares` are the statements that its new names need."""

    selected: Selected
    source: str
    relation: str  # with its sign or modality
    parameters: tuple[Parameter, ...]
    values: tuple[Value | None, ...]
    mode: Mode | None = None
    who: Value | None = None
    when: str = ""
    declares: tuple[str, ...] = ()
    reasons: tuple[tuple[str, str], ...] = ()  # by what a waiver names
    misfits: tuple[Misfit, ...] = ()

    @property
    def waivers(self) -> tuple[str, ...]:
        """What the checker would have to be told to accept; a value that is nowhere is better mended."""
        return tuple(dict.fromkeys(each.subject for each in self.misfits if each.subject in _WAIVED))

    def statement(self, *, named: bool = True) -> str:
        """The statement in the one layout; the source is `named` where no `from` stands above it."""
        args = [
            mark(parameter.name) if value is None else write_value(value)
            for parameter, value in zip(self.parameters, self.values, strict=True)
        ]
        who = f"{self.mode}({mark('who') if self.who is None else write_value(self.who)}): " if self.mode else ""
        when = f" on {self.when}" if self.when else ""
        cited = [write_value(self.selected.quote)]
        cited += [f"after {write_value(self.selected.after)}"] if self.selected.after is not None else []
        cited += [f"before {write_value(self.selected.before)}"] if self.selected.before is not None else []
        lines = [
            f"{who}{written(self.relation, args, when)}",
            *([f"@ {self.source}"] if named else []),
            " ".join(cited),
        ]
        given = dict(self.reasons)
        reasons = {each: write_value(given[each]) if each in given else mark("reason") for each in self.waivers}
        lines += [f"waive {subject} {reason}" for subject, reason in reasons.items()]
        return _laid_out("\n  ".join(lines) + ".")


def _laid_out(text: str) -> str:
    """A statement in the one layout, its marks as if names stood there."""
    stand_in: dict[str, str] = {}
    plain = text
    for number, each in enumerate(dict.fromkeys(part for part in _marks(text))):
        of = each[1:-1]
        fill = f'"reason{number}"' if of == "reason" else f"000{number}-01-01" if of == "date" else f"x{number}_{of}"
        stand_in[fill] = each
        plain = plain.replace(each, fill)
    made = formatted(TextFile("<cite>", plain))
    if not isinstance(made, str):
        return text
    for fill, each in stand_in.items():
        made = made.replace(fill, each)
    return made.rstrip("\n")


def _marks(text: str) -> Iterator[str]:
    start = text.find("‹")
    while start >= 0:
        end = text.find("›", start)
        if end < 0:
            return
        yield text[start : end + 1]
        start = text.find("‹", end)
