"""What a command chooses of findings: in, its options; out, the choice that goes before that of the settings."""

from __future__ import annotations

from collections.abc import Iterable
from itertools import chain
from typing import Annotated

from factbase.ground.choosing import Choice, codes_named, severities_named
from factbase.ground.diagnostic import Severity
from factbase.requests.argument import Argument
from factbase.requests.request import USAGE, Refused

__all__ = ["Ignore", "Lenient", "Names", "Select", "Strict", "Weigh", "Weights", "choice_of", "strictness"]

Names = tuple[tuple[str, ...], ...]
Weights = tuple[tuple[tuple[str, Severity], ...], ...]

Select = Annotated[
    Names, Argument("only findings of these, such as F101 or F", "CODE,…", read=codes_named, names=True, offers="code")
]
Ignore = Annotated[
    Names,
    Argument("count findings of these, and do not tell them", "CODE,…", read=codes_named, names=True, offers="code"),
]
Weigh = Annotated[
    Weights,
    Argument("what they weigh: error, warning or note", "CODE=…", read=severities_named, names=True, offers="weight"),
]
Strict = Annotated[bool, Argument("a warning fails it too")]
Lenient = Annotated[bool, Argument("a warning fails nothing, whatever the settings say")]


def strictness(*, strict: bool, no_strict: bool) -> bool | None:
    """Whether a warning fails a base; None where its settings say. Raises Refused where both are asked."""
    if strict and no_strict:
        raise Refused("--strict and --no-strict cannot both be meant", USAGE)
    return True if strict else False if no_strict else None


def choice_of(
    select: Iterable[tuple[str, ...]],
    ignore: Iterable[tuple[str, ...]],
    severity: Iterable[tuple[tuple[str, Severity], ...]],
) -> Choice:
    """The choice that the options make, each of which may be given several times."""
    selected = tuple(chain.from_iterable(select))
    return Choice(selected or None, tuple(chain.from_iterable(ignore)), tuple(chain.from_iterable(severity)))
