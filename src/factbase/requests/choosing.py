"""What a command chooses of findings: in, its options; out, the choice that goes before that of the settings."""

from __future__ import annotations

from collections.abc import Iterable
from itertools import chain
from typing import Annotated

from factbase.ground.choosing import Choice, codes_named, severities_named
from factbase.ground.diagnostic import Severity
from factbase.requests.argument import Argument

__all__ = ["Ignore", "Names", "Select", "Strict", "Weigh", "Weights", "choice_of"]

Names = tuple[tuple[str, ...], ...]
Weights = tuple[tuple[tuple[str, Severity], ...], ...]

Select = Annotated[Names, Argument("only findings of these, such as F101 or F", "CODE,…", read=codes_named, names=True)]
Ignore = Annotated[
    Names, Argument("count findings of these, and do not tell them", "CODE,…", read=codes_named, names=True)
]
Weigh = Annotated[
    Weights, Argument("what they weigh: error, warning or note", "CODE=…", read=severities_named, names=True)
]
Strict = Annotated[bool, Argument("a warning fails it too")]


def choice_of(
    select: Iterable[tuple[str, ...]],
    ignore: Iterable[tuple[str, ...]],
    severity: Iterable[tuple[tuple[str, Severity], ...]],
) -> Choice:
    """The choice that the options make, each of which may be given several times."""
    selected = tuple(chain.from_iterable(select))
    return Choice(selected or None, tuple(chain.from_iterable(ignore)), tuple(chain.from_iterable(severity)))
