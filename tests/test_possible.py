"""What a plan computes of partial dates and of what is not given: each of its own functions, on cases by hand."""

from __future__ import annotations

from collections.abc import Sequence
from decimal import Decimal

import pytest

from factbase.ground.builtin import BUILTINS
from factbase.ground.date import WEEKDAYS, Date, day, parse_date
from factbase.ground.operation import MEMBERS, OPERATIONS, OperationForm
from factbase.ground.possible import ANY_VALUE, MAX_VALUES, Several, TooLarge, bounded, parts
from factbase.ground.spread import SPREAD
from factbase.ground.value import Symbol, Unknown, Value, parse_decimal, value_key

A, B, NOT_GIVEN = Symbol("a"), Symbol("b"), Unknown(3)
ROOT, OTHER = ((A,), 0), ((B,), 0)


def of(text: str, root: tuple[tuple[Value, ...], int] | None = None) -> Date:
    """A date; with a root, the unknown day that it is, and how many days after that."""
    date = parse_date(text)
    return date if root is None else Date(date.text, date.earliest, date.latest, root)


def call(name: str, *args: Value) -> object:
    return OPERATIONS[name].call(*args)


def row(*values: Value) -> Several:
    return Several(0, values)


NOVEMBER, LATE, DAY, MAYBE = of("2016-11"), of("2016-11-20/2016-12-10"), of("2016-11-23"), of("2016-11-23?")
UNKNOWN, SAME, NEXT = of("2016-11", ROOT), of("2016-11", ROOT), of("2016-11-02/2016-12-01", ((A,), 1))
APART = of("2016-11", OTHER)


@pytest.mark.parametrize(
    ("a", "b", "may", "held"),
    [
        (A, A, True, A),
        (A, B, False, None),
        (1, Decimal(1), False, None),
        ("a", A, False, None),
        (DAY, DAY, True, DAY),
        (DAY, of("2016-11-24"), False, None),
        (NOVEMBER, DAY, True, DAY),  # the one that says which day it is
        (DAY, NOVEMBER, True, DAY),
        (NOVEMBER, MAYBE, True, NOVEMBER),
        (MAYBE, DAY, True, DAY),
        (DAY, MAYBE, True, DAY),
        (NOVEMBER, LATE, True, NOVEMBER),
        (LATE, NOVEMBER, True, LATE),
        (NOVEMBER, of("2016-12"), False, None),
        (NOVEMBER, A, False, None),
        (A, NOVEMBER, False, None),
        (UNKNOWN, SAME, True, UNKNOWN),
        (UNKNOWN, NEXT, False, None),  # a day is never the day after it
        (UNKNOWN, APART, True, UNKNOWN),
        (UNKNOWN, of("2016-12", OTHER), False, None),
        (UNKNOWN, NOVEMBER, True, UNKNOWN),
        (NOVEMBER, UNKNOWN, True, NOVEMBER),
    ],
)
def test_two_columns_may_hold_one_value(a: Value, b: Value, may: bool, held: Value | None) -> None:
    assert (call("may be", a, b), call("day of both", a, b)) == (may, held)
    assert (call("may be any", a, b), call("any of both", a, b)) == (may, held)


@pytest.mark.parametrize("given", [A, 1, DAY, NOVEMBER])
def test_a_value_that_is_not_given_may_be_any(given: Value) -> None:
    assert call("may be any", NOT_GIVEN, given) is call("may be any", given, NOT_GIVEN) is True
    assert call("any of both", NOT_GIVEN, given) == call("any of both", given, NOT_GIVEN) == given
    assert call("may be", NOT_GIVEN, given) is call("may be", given, NOT_GIVEN) is False


@pytest.mark.parametrize(
    ("date", "pattern", "lies"),
    [
        (DAY, NOVEMBER, True),
        (NOVEMBER, NOVEMBER, True),
        (of("2016-11-01/2016-11-29"), NOVEMBER, True),
        (of("2016-11-02/2016-11-30"), NOVEMBER, True),
        (of("2016-10-31/2016-11-29"), NOVEMBER, False),
        (LATE, NOVEMBER, False),
        (of("../2016-11"), NOVEMBER, False),
        (of("2016-11/.."), NOVEMBER, False),
        (NOVEMBER, of("../2016-11"), True),
        (of("../2016"), of("../2016"), True),
        (of("../.."), of("../2016"), False),
        (NOVEMBER, of("2016-11/.."), True),
        (of("../2016-11"), of("2016-11/.."), False),
        (of("2016-10"), of("2016-11/.."), False),
        (A, NOVEMBER, False),
        (NOVEMBER, A, False),
        (A, A, False),
    ],
)
def test_a_date_lies_within_one_that_is_named(date: Value, pattern: Value, lies: bool) -> None:
    assert call("lies within", date, pattern) is lies


def test_no_row_of_a_group_may_be_what_is_asked_for() -> None:
    rows = row(row(A, NOVEMBER), row(B, NOT_GIVEN))
    for wanted, none in (
        ((A, DAY), False),
        ((A, of("2016-12")), True),
        ((B, of("2016-12")), False),
        ((Symbol("c"), DAY), True),
    ):
        assert call("none may be", rows, *wanted) is none, wanted
    assert call("none may be", row(), A) is True


def test_no_row_of_a_group_certainly_fits() -> None:
    rows = row(row(A, DAY), row(B, UNKNOWN), row(B, MAYBE))
    for wanted, none in (
        ((A, DAY), False),
        ((A, NOVEMBER), False),
        ((A, of("2016-12")), True),
        ((B, NOVEMBER), False),
        ((B, DAY), True),  # it may be another day
        ((B, UNKNOWN), False),  # that very day, whichever it is
        ((B, APART), True),
        ((B, MAYBE), False),
        ((B, of("2016-11-23~")), False),  # named with a qualifier, it is that day
        ((Symbol("c"), NOVEMBER), True),
    ):
        assert call("none lies within", rows, *wanted) is none, wanted


def test_a_partial_date_is_told_apart_by_its_key() -> None:
    stamped = call("stamped date", NOVEMBER, A, 1)
    assert (str(stamped), getattr(stamped, "origin", None)) == ("2016-11", ((A, 1), 0))
    assert call("stamped date", MAYBE, A) != MAYBE
    for other in (DAY, UNKNOWN, A, 5):
        assert call("stamped date", other, B) == other


def test_the_day_that_is_chosen_stands_for_its_date() -> None:
    third, fourth = of("2016-11-03", ROOT), of("2016-11-04", OTHER)
    assert call("chosen day", UNKNOWN, row(A, fourth, third)) == of("2016-11-03")
    assert call("chosen day", APART, row(third, fourth)) == of("2016-11-04")
    for left in (NEXT, DAY, A):
        assert call("chosen day", left, row(third, fourth, A)) == left


def test_rows_are_packed_and_taken_apart() -> None:
    packed = call("packed row", A, B, 7)
    assert isinstance(packed, Several)
    assert packed == row(A, B, 7) == MEMBERS.call([A, B, 7])
    assert parts(packed) == (A, B, 7)
    assert [call("value at", packed, place) for place in (1, 2, 3)] == [A, B, 7]
    assert call("value at", packed, A) is None
    assert (call("number of values", packed), call("number of values", row()), call("number of values", A)) == (3, 0, 0)
    keys = [row(A, B), row(A), row(1), row(parse_decimal("1.0")), row("decimal", 1), row(row(A)), row(row(B)), row()]
    assert len({each.key for each in keys} | {value_key(parse_decimal("1.0")), A}) == len(keys) + 2
    assert packed.key == row(A, B, 7).key


# ---- functions: all values of each

MONTHS, EACH_DAY = tuple(range(1, 13)), tuple(range(1, 32))
NAMED = tuple(map(Symbol, WEEKDAYS))


@pytest.mark.parametrize(
    ("function", "date", "values"),
    [
        ("year", "2016-11-23", (2016,)),
        ("year", "2016-11/2018-01", (2016, 2017, 2018)),
        ("year", "Y17000", (17000,)),
        ("year", "-0002/0001", (-2, -1, 0, 1)),
        ("month", "2016-11-23", (11,)),
        ("month", "2016-12/2017-01", (1, 12)),
        ("month", "2016", MONTHS),
        ("month", "2016-02/2017-01", MONTHS),
        ("month", "2015-02/2015-12", MONTHS[1:]),
        ("month", "2016/2018", MONTHS),
        ("month", "2016/..", MONTHS),
        ("month", "../2016", MONTHS),
        ("month", "Y17000", MONTHS),
        ("day", "2016-11-23", (23,)),
        ("day", "2016-02-28/2016-03-01", (1, 28, 29)),
        ("day", "2016-11", EACH_DAY[:30]),
        ("day", "2016-02/2016-03", EACH_DAY),
        ("day", "2016-12-31/2017-01-01", (1, 31)),
        ("day", "2016/..", EACH_DAY),
        ("weekday", "2016-11-23", NAMED[2:3]),
        ("weekday", "2016-11-21/2016-11-26", NAMED[:6]),
        ("weekday", "2016-11-27/2016-11-28", (NAMED[0], NAMED[6])),
        ("weekday", "2016-11-21/2016-11-27", NAMED),
        ("weekday", "2016-11", NAMED),
        ("weekday", "../2016", NAMED),
    ],
)
def test_all_values_of_a_part_of_a_date(function: str, date: str, values: Sequence[Value]) -> None:
    for name in (f"values of {function}", f"any values of {function}"):
        found = call(name, of(date))
        assert isinstance(found, Several)
        assert sorted(parts(found), key=str) == sorted(values, key=str)


@pytest.mark.parametrize("function", ["year", "month", "day", "weekday"])
def test_what_is_no_date_has_no_part_and_what_is_not_given_has_any(function: str) -> None:
    assert call(f"values of {function}", A) == row()
    assert call(f"any values of {function}", A) == row()
    assert call(f"any values of {function}", NOT_GIVEN) == row(ANY_VALUE)


@pytest.mark.parametrize(
    ("a", "b", "values"),
    [
        (DAY, of("2016-11-20"), (3,)),
        (DAY, of("2016-11-20/2016-11-22"), (1, 2, 3)),
        (of("2016-11-22/2016-11-23"), of("2016-11-22/2016-11-23"), (-1, 0, 1)),
        (UNKNOWN, SAME, (0,)),
        (NEXT, UNKNOWN, (1,)),
        (UNKNOWN, NEXT, (-1,)),
        (of("2016-11-01/2016-11-02", ROOT), of("2016-11-01", OTHER), (0, 1)),
        (of("2016-11-01/2016-11-02", ROOT), of("2016-11-01"), (0, 1)),
        (of("2016-11-01"), of("2016-11-01/2016-11-02", ROOT), (-1, 0)),
        (DAY, 3, (of("2016-11-20"),)),
        (NOVEMBER, 1, (of("2016-10-31/2016-11-29"),)),
        (5, 3, (2,)),  # a relation of no types has numbers beside its dates
        (Decimal("7.5"), 2, (Decimal("5.5"),)),
        (5, DAY, ()),
        (DAY, Decimal("1.5"), ()),
        (A, 1, ()),
        (DAY, A, ()),
    ],
)
def test_all_differences(a: Value, b: Value, values: Sequence[Value]) -> None:
    assert call("values of -", a, b) == call("any values of -", a, b) == row(*values)


def days_of(date: Date) -> list[Date]:
    assert date.earliest is not None
    assert date.latest is not None
    return [day(each) for each in range(date.earliest, date.latest + 1)]


@pytest.mark.parametrize("name", ["days_between", "months_between", "years_between", "min", "max"])
@pytest.mark.parametrize(
    ("a", "b"),
    [
        ("2016-01-20/2016-02-10", "2016-02-25/2016-03-05"),
        ("2016-02-25/2016-03-05", "2015-02-10/2015-03-10"),
        ("2016-02-29", "2017-02-20/2017-03-05"),
        ("2016-11", "2016-11-10/2016-12-04"),
        ("2016-11-05", "2016-11"),
    ],
)
def test_what_is_of_two_dates_has_every_value_that_a_choice_of_days_gives(name: str, a: str, b: str) -> None:
    given = {BUILTINS[name].call(x, y) for x in days_of(of(a)) for y in days_of(of(b))}
    values = parts(call(f"values of {name}", of(a), of(b)))
    if name in ("min", "max"):  # one of the two, whichever of its days that is
        given = {str(each) for each in given}
        assert given <= {str(each) for date in values if isinstance(date, Date) for each in days_of(date)}
        assert set(values) <= {of(a), of(b)}
    else:
        assert list(values) == sorted(given)


@pytest.mark.parametrize("name", ["iso_week", "iso_year"])
@pytest.mark.parametrize(
    "date", ["2016-12-20/2017-01-10", "2016-11", "2015-12-28/2016-01-03", "2019-12-30", "2010/2026"]
)
def test_every_week_that_a_date_may_lie_in(name: str, date: str) -> None:
    given = {BUILTINS[name].call(each) for each in days_of(of(date))}
    assert list(parts(call(f"values of {name}", of(date)))) == sorted(given)


def test_one_unknown_day_is_told_from_itself_and_what_comes_after_it() -> None:
    assert call("values of days_between", UNKNOWN, NEXT) == row(1)
    assert call("values of days_between", NEXT, UNKNOWN) == row(-1)
    later = of("2016-12-02/2016-12-31", ((A,), 31))
    assert call("values of months_between", UNKNOWN, later) == row(1)
    assert call("values of min", UNKNOWN, NEXT) == call("values of min", NEXT, UNKNOWN) == row(UNKNOWN)
    assert call("values of max", UNKNOWN, NEXT) == call("values of max", NEXT, UNKNOWN) == row(NEXT)
    assert parts(call("values of months_between", of("../..", ROOT), of("../..", ((A,), 30)))) == (0, 1)


def test_two_that_are_no_dates_have_the_one_value_that_they_have() -> None:
    assert call("values of min", 1, Decimal("0.5")) == row(Decimal("0.5"))
    assert call("values of max", A, B) == row(B)
    assert call("values of min", 1, A) == call("values of days_between", 1, NOVEMBER) == row()
    with pytest.raises(TooLarge, match=r"^the months from .* have no bound$"):
        call("values of months_between", of("2016/.."), of("2016"))


def test_a_difference_of_what_is_not_given_is_any() -> None:
    assert ANY_VALUE.occurrence < 0  # the values of facts that are not given are numbered from 0
    assert call("any values of -", NOT_GIVEN, 1) == call("any values of -", DAY, NOT_GIVEN) == row(ANY_VALUE)


@pytest.mark.parametrize(
    ("a", "b"), [("2016/..", "2016"), ("../2016", "2016"), ("2016", "2016/.."), ("2016", "../2016")]
)
def test_what_has_no_bound_is_refused(a: str, b: str) -> None:
    with pytest.raises(TooLarge, match=f"^the days from {of(b)} to {of(a)} have no bound$".replace(".", "[.]")):
        call("values of -", of(a), of(b))


@pytest.mark.parametrize("date", ["2016/..", "../2016", "../.."])
def test_a_year_without_a_bound_is_refused(date: str) -> None:
    with pytest.raises(TooLarge, match=r"^the year of .* has no bound$"):
        call("values of year", of(date))


def test_a_result_has_at_most_so_many_values() -> None:
    assert len(parts(bounded(range(MAX_VALUES), "it"))) == MAX_VALUES == 1000
    assert parts(bounded([2, 1, 2, Decimal(2)], "it")) == (1, 2, Decimal(2))
    with pytest.raises(TooLarge, match=r"^it may have more than 1,000 values$"):
        bounded(range(MAX_VALUES + 1), "it")
    with pytest.raises(TooLarge, match=r"^the year of 0000-XX-XX/1000-XX-XX may have more than 1,000 values$"):
        call("values of year", of("0000/1000"))


@pytest.mark.parametrize(
    ("op", "after", "before"),
    [
        ("=", None, None),
        ("!=", True, True),
        ("<", False, True),
        ("<=", False, True),
        (">", True, False),
        (">=", True, False),
    ],
)
def test_one_unknown_day_is_compared_with_itself(op: str, after: bool | None, before: bool | None) -> None:
    """The day after a day is after it, though both are written as partial dates that overlap."""
    expected = {"=": (False, False)}.get(op, (after, before))
    assert (call(f"possibly {op}", NEXT, UNKNOWN), call(f"possibly {op}", UNKNOWN, NEXT)) == expected
    assert call(f"possibly {op}", UNKNOWN, SAME) is (op in ("=", "<=", ">="))
    assert call(f"possibly {op}", UNKNOWN, APART) is call(f"possibly {op}", APART, NEXT) is True
    assert call(f"possibly {op}", UNKNOWN, NOVEMBER) is call(f"possibly {op}", NOVEMBER, UNKNOWN) is True


def test_other_values_are_compared_as_they_are() -> None:
    assert (call("possibly <", 1, 2), call("possibly <", 2, 1), call("possibly <", 1, A)) == (True, False, None)
    assert (call("possibly =", A, NOVEMBER), call("possibly =", NOVEMBER, A)) == (False, False)
    assert (call("possibly =", UNKNOWN, A), call("possibly !=", A, UNKNOWN)) == (False, True)
    assert (call("possibly <", UNKNOWN, DAY), call("possibly <", UNKNOWN, of("2016-11-01"))) == (True, False)


def test_the_functions_of_several_values_are_named() -> None:
    several = [each for each in OPERATIONS.values() if each.form is OperationForm.VALUES and each.plain is not each]
    assert sorted(SPREAD) == sorted(each.plain.name for each in several)
