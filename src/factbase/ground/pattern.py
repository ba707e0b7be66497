"""Regular expressions from strangers: in, a pattern and a text; out, whether it is found, with a bound on the work.

A pattern is refused when its worst case is exponential, and a search is not begun when its worst case, for a text of
that length, passes `MAX_STEPS`. What is left is searched by `re`: no back-references, no look-around.
"""

import re
import warnings
from functools import lru_cache
from re import _parser  # type: ignore[attr-defined]  # not in every version of the stubs; a pattern is judged by the reading `re` has
from typing import Any

__all__ = ["check_pattern", "search"]

MAX_PATTERN = 300  # characters
MAX_STEPS = 1e9  # of one search, of 1 to 14 ns; a `.*` between two words leaves room for some 16,000 characters

_REFUSED = {
    "GROUPREF": "back-references",
    "GROUPREF_EXISTS": "conditions",
    "ASSERT": "look-around",
    "ASSERT_NOT": "look-around",
    "ATOMIC_GROUP": "atomic groups",
    "POSSESSIVE_REPEAT": "possessive repeats",
}
_REPEATS = ("MAX_REPEAT", "MIN_REPEAT")


class _RefusedPattern(Exception):
    """Why a pattern is not searched for."""


def check_pattern(text: str) -> str | None:
    """What is wrong with a regular expression, in a few plain words; None when `search` takes it.

    Refused: over 300 characters, what `re` cannot read, back-references, look-around, conditions, possessive repeats
    and atomic groups, a `*`, `+` or `{n,}` around what can match one text in several ways, and any pattern that could
    take too long already on 64 characters.
    """
    compiled = _compiled(text)
    return compiled if isinstance(compiled, str) else None


def search(pattern: str, text: str) -> bool | None:
    """Whether the pattern is found anywhere in the text; None when it is refused or its worst case is too long."""
    compiled = _compiled(pattern)
    if isinstance(compiled, str) or _worst_case(pattern, 1 << len(text).bit_length()) > MAX_STEPS:
        return None
    return compiled.search(text) is not None


@lru_cache(maxsize=256)
def _compiled(pattern: str) -> "re.Pattern[str] | str":
    if len(pattern) > MAX_PATTERN:
        return f"a pattern has at most {MAX_PATTERN} characters"
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")  # `re` warns of what it may read otherwise some day; that is not our user's
            compiled = re.compile(pattern)
            if _worst_case(pattern, 64) > MAX_STEPS:
                return "the pattern can match in too many ways"
    except _RefusedPattern as refused:
        return str(refused)
    except (re.error, OverflowError, RecursionError) as error:
        return f"not a regular expression: {error}"
    return compiled


@lru_cache(maxsize=1024)
def _worst_case(pattern: str, length: int) -> float:
    """An upper bound on the steps of one search in a text of at most `length` characters."""
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        tree = _parser.parse(pattern)
    items = list(tree)
    anchored = items and str(items[0][1]) == "AT_BEGINNING" and not tree.state.flags & re.MULTILINE
    # An optional repeat that ends the pattern never gives back: once it is reached the search is over.
    at_end = 0.0
    while items and str(items[-1][0]) in _REPEATS and items[-1][1][0] == 0:
        op, argument = items.pop()
        _item_cost(str(op), argument, length)  # for what it refuses
        at_end += min(argument[1], length) * _cost(argument[2], length)[1]
    return length + at_end + _cost(items, length)[1] * (1 if anchored else length)


def _cost(items: Any, length: int) -> tuple[float, float]:
    """In how many ways a sequence can match from one place, and the most steps that trying all of them takes."""
    ways = steps = 1.0
    for op, argument in items:
        item_ways, item_steps = _item_cost(str(op), argument, length)
        steps += ways * item_steps
        ways *= item_ways
    return ways, steps


def _item_cost(op: str, argument: Any, length: int) -> tuple[float, float]:
    if op in _REFUSED:
        raise _RefusedPattern(f"a pattern cannot have {_REFUSED[op]}")
    if op == "SUBPATTERN":
        return _cost(argument[-1], length)
    if op == "BRANCH":
        costs = [_cost(branch, length) for branch in argument[1]]
        ways = [cost[0] for cost in costs]
        return max(ways) if _exclusive(argument[1]) else sum(ways), sum(cost[1] for cost in costs)
    if op not in _REPEATS:
        return 1.0, 1.0  # one character, a set of them or an anchor
    least, most, body = argument
    body_ways, body_steps = _cost(body, length)
    if most == _parser.MAXREPEAT and body_ways > 1:
        raise _RefusedPattern("an unbounded repeat is around what can match in several ways; that can take forever")
    most = min(most, length + least)
    if body_ways <= 1:
        return most - least + 1.0, body_steps * most
    last = min(body_ways, 1e6) ** min(most, 40)  # enough to pass any bound, and never past a float
    earlier = (last - 1) / (min(body_ways, 1e6) - 1)
    return earlier + last, earlier * body_steps


def _exclusive(branches: Any) -> bool:
    """Whether at most one of the branches can match at a place: each begins with a letter of its own, whatever case."""
    starts = [branch[0] for branch in branches if len(branch) and str(branch[0][0]) == "LITERAL"]
    letters = {chr(code).lower() for _, code in starts if code < 128}
    return len(letters) == len(branches)
