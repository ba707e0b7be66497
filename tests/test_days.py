"""Sets of days: each operation against the sets of numbers that it stands for, on all sets of five days."""

from __future__ import annotations

from collections.abc import Collection
from itertools import pairwise, product

import pytest

from factbase.ground.days import BEGIN, END, EVER, NEVER, Days, both, edges, either, holds_on, spanning, without

DAYS = range(1, 6)
SUBSETS = [{day for day, chosen in zip(DAYS, bits, strict=True) if chosen} for bits in product((0, 1), repeat=5)]


def ranges(days: Collection[int]) -> Days:
    """The set by hand: a range for each stretch of days."""
    starts = [day for day in sorted(days) if day - 1 not in days]
    ends = [day for day in sorted(days) if day + 1 not in days]
    return tuple(zip(starts, ends, strict=True))


def test_two_sets_are_joined_met_and_parted_as_sets_of_numbers_are() -> None:
    for a, b in product(SUBSETS, SUBSETS):
        one, other = ranges(a), ranges(b)
        assert either([one, other]) == ranges(a | b)
        assert both(one, other) == ranges(a & b)
        assert without(one, other) == ranges(a - b)
        assert [day for day in range(7) if holds_on(one, day)] == sorted(a)


def test_sets_without_a_bound_hold_all_others() -> None:
    for some in map(ranges, SUBSETS):
        assert both(EVER, some) == both(some, EVER) == some
        assert either([EVER, some]) == EVER
        assert without(some, EVER) == NEVER
        assert without(EVER, some) == ranges_outside(some)
    assert without(EVER, EVER) == both(EVER, NEVER) == NEVER


def ranges_outside(some: Days) -> Days:
    ends = [BEGIN - 1, *(day for part in some for day in part), END + 1]
    return tuple(
        (low + 1, high - 1) for (low, high), at in zip(pairwise(ends), range(len(ends)), strict=False) if at % 2 == 0
    )


@pytest.mark.parametrize(
    ("first", "last", "expected"),
    [
        (3, 5, ((3, 5),)),
        (3, 3, ((3, 3),)),
        (3, 2, ()),
        (None, 2, ((BEGIN, 2),)),
        (2, None, ((2, END),)),
        (None, None, EVER),
    ],
)
def test_a_span_has_the_days_between_its_ends(first: int | None, last: int | None, expected: Days) -> None:
    assert spanning(first, last) == expected


def test_a_set_changes_on_its_first_day_and_after_its_last() -> None:
    assert edges([((1, 2), (5, 5)), ((2, 7),)]) == [1, 2, 3, 5, 6, 8]
    assert edges([]) == []
