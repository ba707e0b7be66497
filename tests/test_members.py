"""Aggregates over partial dates: against every choice of days and of members, and by hand where that says nothing."""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal
from itertools import chain, combinations, product

import pytest
from chance import examples
from hypothesis import given
from hypothesis import strategies as st

from factbase.ground.builtin import AGGREGATES
from factbase.ground.date import Date, day, parse_date
from factbase.ground.operation import OPERATIONS
from factbase.ground.possible import ANY_VALUE, MAX_VALUES, Several, TooLarge, parts
from factbase.ground.value import Symbol, Unknown, Value, value_key

A, B, C, NOT_GIVEN = Symbol("a"), Symbol("b"), Symbol("c"), Unknown(3)
Row = tuple[Value, ...]


def of(*texts: str) -> tuple[Date, ...]:
    return tuple(map(parse_date, texts))


def packed(rows: list[Row]) -> Several:
    return Several(0, tuple(Several(0, row) for row in rows))


def certain(op: str, sure: list[Row], others: list[Row] = [], *keys: Value) -> Value | None:  # noqa: B006  (never changed)
    return OPERATIONS[f"certain {op} of a group"].call(packed(sure), packed([*sure, *others]), *keys)


def values(op: str, sure: list[Row], others: list[Row] = [], *keys: Value, form: str = "values of") -> list[Value]:  # noqa: B006
    found = OPERATIONS[f"{form} {op} of a group"].call(packed(sure), packed([*sure, *others]), *keys)
    return list(parts(found))


# ---- every choice

DATES = of("2019-03-01", "2019-03-02", "2019-03-01/2019-03-02", "2019-03-02/2019-03-03", "2019-03-01/2019-03-03")
NUMBERS: tuple[Value, ...] = (1, 2, 3, -1, Decimal("0.5"))


def _days(value: Value) -> list[Value]:
    if not isinstance(value, Date):
        return [value]
    assert value.earliest is not None
    assert value.latest is not None
    return [day(at) for at in range(value.earliest, value.latest + 1)]


def _outcomes(op: str, sure: list[Row], others: list[Row]) -> Iterator[Value | None]:
    """What an aggregate is for each choice of members and of days; dates of one text are one unknown day."""
    some = chain.from_iterable(combinations(others, count) for count in range(len(others) + 1))
    dates = list({value.text: value for row in (*sure, *others) for value in row if isinstance(value, Date)}.values())
    choices = [dict(zip((date.text for date in dates), days, strict=True)) for days in product(*map(_days, dates))]
    for more, chosen in product(some, choices):
        rows = [[chosen[v.text] if isinstance(v, Date) else v for v in row] for row in (*sure, *more)]
        own = {tuple(map(value_key, row)): row for row in rows}  # rows that are one are one member
        terms = [row[0] for row in own.values()]
        yield AGGREGATES[op].call(terms if op == "sum" else list({value_key(t): t for t in terms}.values()))


def _may_be(value: Value, told: Value) -> bool:
    return value_key(value) in {value_key(each) for each in _days(told)}


def _rows(terms: tuple[Value, ...], tags: tuple[Value, ...]) -> st.SearchStrategy[list[Row]]:
    return st.lists(st.tuples(st.sampled_from(terms), st.sampled_from(tags)), max_size=3, unique_by=str)


@given(st.sampled_from(["count", "min", "max"]), _rows(DATES, (A, B)), _rows(DATES, (A, C)))
@examples(150)
def test_an_aggregate_of_dates_leaves_out_nothing_and_claims_no_more_than_every_choice_gives(
    op: str, sure: list[Row], others: list[Row]
) -> None:
    others = [row for row in others if row not in sure]
    told, all_of_them = certain(op, sure, others), values(op, sure, others)
    outcomes = list(_outcomes(op, sure, others))
    for value in outcomes:
        assert value is None or any(_may_be(value, each) for each in all_of_them), (value, all_of_them)
        assert told is None or (value is not None and _may_be(value, told)), (value, told)
    assert values(op, sure, others, form="any values of") == all_of_them
    if op == "count":
        assert min(all_of_them) == min(outcomes)  # the fewest days that serve all


@given(_rows(NUMBERS, (*DATES[2:4], A)), _rows(NUMBERS, (*DATES[2:4], A)))
@examples(150)
def test_a_sum_has_all_its_values_and_no_certain_one_that_some_choice_lacks(sure: list[Row], others: list[Row]) -> None:
    others = [row for row in others if row not in sure]
    told, all_of_them = certain("sum", sure, others), values("sum", sure, others)
    keys = {value_key(value) for value in all_of_them}
    outcomes = {value_key(value) for value in _outcomes("sum", sure, others) if value is not None}
    assert outcomes <= keys
    assert told is None or outcomes == {value_key(told)}
    if all(row[1] == A for row in (*sure, *others)):
        assert outcomes == keys  # where no rows may be one, nothing is told that no choice gives


# ---- by hand

D1, D2, PERHAPS, MARCH, APRIL, LATE, EARLY, EVER = of(
    "2019-03-01", "2019-03-02", "2019-03-01?", "2019-03", "2019-04", "2019-03-20/..", "../2019-03-10", "../.."
)


@pytest.mark.parametrize(
    ("op", "sure", "others", "told", "all_of_them"),
    [
        ("count", [], [], 0, [0]),
        ("count", [(A,), (B,)], [], 2, [2]),
        ("count", [(A, 1), (A, 2)], [], 1, [1]),
        ("count", [(A,)], [(B,)], None, [1, 2]),
        ("count", [(MARCH,)], [], 1, [1]),
        ("count", [(MARCH,), (APRIL,)], [], 2, [2]),
        ("count", [(MARCH,), (D1,)], [], None, [1, 2]),
        ("count", [(EVER,), (LATE,)], [], None, [1, 2]),
        ("count", [(EVER,), (LATE,), (EARLY,)], [], None, [2, 3]),
        ("count", [(EVER,), (LATE,), (APRIL,), (EARLY,)], [], None, [2, 3, 4]),
        ("count", [(LATE,), (EARLY,)], [], 2, [2]),
        ("count", [(NOT_GIVEN,)], [], 1, [1]),
        ("count", [(NOT_GIVEN,), (A,)], [], None, [1, 2]),
        ("count", [(A,)], [(ANY_VALUE,)], None, [1, 2, 3]),
        ("min", [(1,), (2,)], [], 1, [1]),
        ("min", [(1,), (Decimal("0.5"),)], [], Decimal("0.5"), [Decimal("0.5")]),
        ("max", [(1,), (2,)], [(3,)], None, [2, 3]),
        ("max", [(1,), (3,)], [(2,)], 3, [3]),
        ("min", [], [(2,)], None, [2]),
        ("min", [(MARCH,), (APRIL,)], [], MARCH, [MARCH]),
        ("max", [(MARCH,), (APRIL,)], [], APRIL, [APRIL]),
        ("min", [(MARCH,), (D2,)], [], None, [MARCH, D2]),
        ("min", [(MARCH,), (D1,)], [], D1, [MARCH, D1]),  # no day of March is before its first
        ("min", [(A,), (1,)], [], None, []),
        ("min", [(A,), ("a",)], [], None, []),
        ("min", [(NOT_GIVEN,), (1,)], [], None, []),
        ("min", [(1,)], [(NOT_GIVEN,)], None, [1]),
        ("min", [(NOT_GIVEN,)], [], None, []),
        ("max", [(NOT_GIVEN,)], [(1,)], None, []),
        ("min", [(D1,), (PERHAPS,)], [], D1, [D1, PERHAPS]),  # one day, in two ways to write it
        ("max", [(PERHAPS,), (D1,)], [], PERHAPS, [D1, PERHAPS]),
        ("sum", [], [], 0, [0]),
        ("sum", [(1, A), (1, B)], [], 2, [2]),
        ("sum", [(1, A)], [(1, B)], None, [1, 2]),
        ("sum", [(1, A)], [(2, B), (4, C)], None, [1, 3, 5, 7]),
        ("sum", [(1, MARCH)], [], 1, [1]),
        ("sum", [(1, MARCH), (1, D1)], [], None, [1, 2]),
        (
            "sum",
            [(1, MARCH), (1, EARLY)],
            [],
            None,
            [0, 1, 2],
        ),  # they may be one row, though not none: 0 is one too many
        ("sum", [(1, MARCH), (1, APRIL)], [], 2, [2]),
        ("sum", [(1, MARCH), (2, D1)], [], 3, [3]),
        ("sum", [(NOT_GIVEN, A)], [], None, []),
        ("sum", [(1, A)], [(NOT_GIVEN, B)], None, []),
        ("sum", [(1, NOT_GIVEN), (1, A)], [], None, [1, 2]),
        ("sum", [("x", A)], [], None, []),
        ("sum", [(1, A)], [("x", B)], 1, [1]),
    ],
)
def test_an_aggregate_by_hand(op: str, sure: list[Row], others: list[Row], told: Value, all_of_them: list) -> None:
    made = certain(op, sure, others)
    assert (made is None, made) == (told is None, told)
    assert type(made) is type(told)
    assert sorted(values(op, sure, others), key=str) == sorted(all_of_them, key=str)


def test_rows_of_other_keys_are_none_of_the_group() -> None:
    sure, others = [(A, 1, C), (B, 2, C)], [(A, 4, C), (B, 8, C)]
    assert certain("sum", sure, [], A) == 1
    assert sorted(values("sum", sure, others, A)) == [1, 5]
    assert certain("count", [(MARCH, 1), (APRIL, 2)], [], MARCH) == 1
    # a row of a day that may be another key's is only a possible one, and its day is left open
    assert certain("count", [(MARCH, 1)], [], D1) is None
    assert sorted(values("count", [(MARCH, 1)], [], D1)) == [0, 1]
    assert sorted(values("count", [(NOT_GIVEN, 1)], [], A)) == [0, 1]


def test_a_row_that_is_told_twice_is_one() -> None:
    assert certain("sum", [(1, A), (1, A)]) == 1
    assert values("sum", [(1, A)], [(1, A), (2, A), (2, A)]) == [1, 3]


def test_where_a_value_is_not_given_an_aggregate_may_have_any() -> None:
    for op in ("count", "sum", "min", "max"):
        told = values(op, [(1, A)], [(NOT_GIVEN, B)], form="any values of")
        assert told[-1] is ANY_VALUE
        assert values(op, [(1, A)], [(2, B)], form="any values of") == values(op, [(1, A)], [(2, B)])
        assert values(op, [(A, 1)], [], NOT_GIVEN, form="any values of")[-1] is ANY_VALUE
    assert values("sum", [(1, A)], [(2, NOT_GIVEN)], form="any values of") == [1, 3, ANY_VALUE]
    assert values("min", [(A,), (1,)], form="any values of") == []


def test_a_sum_of_too_many_values_is_refused() -> None:
    doubling = [(2**at, A) for at in range(10)]
    assert len(values("sum", [], doubling[:9])) == 512
    with pytest.raises(TooLarge, match=f"a sum over partial dates may have more than {MAX_VALUES:,} values"):
        values("sum", [], doubling)
    assert len(values("sum", [], [*doubling[:9], (MAX_VALUES - 512, A)])) == MAX_VALUES
    with pytest.raises(TooLarge):
        values("sum", [], [*doubling[:9], (MAX_VALUES - 511, A)])


def test_too_many_values_of_a_count_are_refused() -> None:
    with pytest.raises(TooLarge, match="the count of a group with partial dates"):
        values("count", [], [(at,) for at in range(MAX_VALUES)])


def test_a_sum_past_the_bounds_has_no_value() -> None:
    most = 9 * 10**1199
    assert certain("sum", [(most, A), (most, B)]) is None
    assert values("sum", [(most, A)], [(most, B)]) == [most]


def test_a_common_part_counts_dates_as_they_are_written_and_is_certain_where_nothing_possible_narrows_it() -> None:
    month, year, half, other = of("2019-03", "2019-XX-XX", "2019-03-01/2019-03-15", "2019-05")
    assert certain("meet", [(month, A), (year, B)]) == month
    assert certain("meet", [(month, A)], [(year, B)]) == month  # whether that one is there or not
    assert certain("meet", [(month, A)], [(half, B)]) is None
    assert certain("meet", [(month, A)], [(other, B)]) is None  # with it there would be none
    assert certain("meet", [], [(month, A)]) is None
    assert values("meet", [(month, A)], [(half, B), (other, C)]) == [half, month]
    assert values("meet", [], [(month, A), (other, B)]) == [month, other]
    assert values("meet", [(month, A), (other, B)]) == []
    assert values("meet", [(month, A), (NOT_GIVEN, B)]) == []
