"""Dates: reading, writing, arithmetic, three-valued comparison; against tables by hand and `datetime`."""

import datetime
import re
from itertools import product

import pytest
from hypothesis import given
from hypothesis import strategies as st

from factbase.ground.date import Date, Truth, before, calendar_day, day, interval, not_after, parse_date, same_day

# expression, canonical text, earliest and latest day; `..` is no day
READ = """
2016-11-23            2016-11-23             2016-11-23  2016-11-23
2016-11               2016-11                2016-11-01  2016-11-30
2016-11-XX            2016-11                2016-11-01  2016-11-30
2016                  2016-XX-XX             2016-01-01  2016-12-31
2016-XX               2016-XX-XX             2016-01-01  2016-12-31
2016-XX-XX            2016-XX-XX             2016-01-01  2016-12-31
2016-02               2016-02                2016-02-01  2016-02-29
2100-02               2100-02                2100-02-01  2100-02-28
2000-02-29            2000-02-29             2000-02-29  2000-02-29
201X                  201X                   2010-01-01  2019-12-31
20XX                  20XX                   2000-01-01  2099-12-31
-000X                 -000X                  -0009-01-01 -0001-12-31
-01XX                 -01XX                  -0199-01-01 -0100-12-31
0000                  0000-XX-XX             0000-01-01  0000-12-31
0000-02-29            0000-02-29             0000-02-29  0000-02-29
-0044-03-15           -0044-03-15            -0044-03-15 -0044-03-15
2016-21               2016-21                2016-03-01  2016-05-31
2016-22               2016-22                2016-06-01  2016-08-31
2016-23               2016-23                2016-09-01  2016-11-30
2015-24               2015-24                2015-12-01  2016-02-29
2019-10~              2019-10~               2019-10-01  2019-10-31
2016-11-23?           2016-11-23?            2016-11-23  2016-11-23
2016%                 2016-XX-XX%            2016-01-01  2016-12-31
2016-11-XX?           2016-11?               2016-11-01  2016-11-30
201X~                 201X~                  2010-01-01  2019-12-31
2016-21~              2016-21~               2016-03-01  2016-05-31
2016-10/2016-12       2016-10/2016-12        2016-10-01  2016-12-31
2016/2018             2016-XX-XX/2018-XX-XX  2016-01-01  2018-12-31
2016-11-23/2016-11-29 2016-11-23/2016-11-29  2016-11-23  2016-11-29
2016-11-20/2016-11    2016-11-20/2016-11     2016-11-20  2016-11-30
2016-11~/2017?        2016-11~/2017-XX-XX?   2016-11-01  2017-12-31
2015-24/2016-22       2015-24/2016-22        2015-12-01  2016-08-31
2016-11-23/2016-11-23 2016-11-23             2016-11-23  2016-11-23
2016-11-23/2016-11-23? 2016-11-23/2016-11-23? 2016-11-23 2016-11-23
2016-11/2016-11-XX    2016-11                2016-11-01  2016-11-30
../2019-11            ../2019-11             ..          2019-11-30
/2019-11              /2019-11               ..          2019-11-30
2019-11/..            2019-11/..             2019-11-01  ..
2019-11/              2019-11/               2019-11-01  ..
1985-04-12/           1985-04-12/            1985-04-12  ..
../..                 ../..                  ..          ..
/..                   /..                    ..          ..
"""

REFUSED = {
    "2019-02-30": "there is no day 2019-02-30",
    "2019-02-29": "there is no day 2019-02-29",
    "1900-02-29": "there is no day 1900-02-29",
    "2016-11-00": "there is no day 2016-11-00",
    "2016-13": "there is no month 13: `2016-13`",
    "2016-00-10": "there is no month 00: `2016-00-10`",
    "-0000": "there is no year -0000",
    "2016-21-05": "a season has no days: `2016-21-05`",
    "2016-25": "`2016-25` is EDTF level 2, which is not read; seasons are 21 to 24",
    "2016-41": "`2016-41` is EDTF level 2, which is not read; seasons are 21 to 24",
    "2016-20": "there is no month 20: `2016-20`",
    "2016-42": "there is no month 42: `2016-42`",
    "2016-XX-05": "`2016-XX-05` leaves the month open but not the day; that is EDTF level 2, which is not read",
    "2018/2016": "the interval 2018/2016 ends before it begins",
    "2016-11-23/2016-10": "the interval 2016-11-23/2016-10 ends before it begins",
    "2016-11-23T10:00:00Z": "`2016-11-23T10:00:00Z` has a time of day; write the day alone: 2016-11-23",
}
NOT_DATES = ["", "/", "..", "soon", "16-11-23", "2016-1-1", "1XXX", "XXXX", "201XX", "201X-XX", "Y2016", "Y00017"]
NOT_DATES += ["Y1234567890123", "2016?~", "?2016", "2016/2017/2018", "2016-11-23 ", "２016", "2016\n", "[2016,2017]"]


def bounds(date: Date) -> tuple[str, str]:
    return str(date.first_day or ".."), str(date.last_day or "..")


@pytest.mark.parametrize("row", [line.split() for line in READ.strip().splitlines()], ids=lambda row: row[0])
def test_expression_is_read_with_its_bounds(row: list[str]) -> None:
    expression, text, earliest, latest = row
    date = parse_date(expression)
    assert (date.text, *bounds(date)) == (text, earliest, latest)
    assert parse_date(date.text) == date


@pytest.mark.parametrize("text", REFUSED)
def test_expression_is_refused_with_a_plain_message(text: str) -> None:
    with pytest.raises(ValueError, match=re.escape(REFUSED[text]) + "$"):
        parse_date(text)


@pytest.mark.parametrize("text", NOT_DATES)
def test_other_text_is_refused_with_the_forms_of_a_date(text: str) -> None:
    hint = "write 2016-11-23, 2016-11, 2016-XX-XX (a year) or an interval of these"
    with pytest.raises(ValueError, match=re.escape(f"`{text}` is not a date; {hint}") + "$"):
        parse_date(text)


def test_a_long_text_is_cut_in_the_message() -> None:
    with pytest.raises(ValueError, match=r"^`9{39}…` is not a date"):
        parse_date("9" * 100_000)


def test_a_text_of_forty_letters_is_told_whole() -> None:
    for text, told in (("9" * 40, "9" * 40), ("9" * 41, "9" * 39 + "…")):
        with pytest.raises(ValueError, match=f"^`{told}` is not a date"):
            parse_date(text)


def test_days_have_texts_from_the_first_to_the_last_year_of_four_digits() -> None:
    first, last = parse_date("-9999-01-01"), parse_date("9999-12-31")
    assert first.earliest is not None
    assert last.latest is not None
    assert (day(first.earliest), day(last.latest)) == (first, last)
    assert (first.first_day, last.last_day) == (first, last)
    assert (calendar_day(-9999, 1, 1), calendar_day(9999, 12, 31)) == (first, last)
    assert (first.plus_days(-1), last.plus_days(1)) == (None, None)
    message = "^a day has a year from -9999 to 9999$"
    for ordinal in (first.earliest - 1, last.latest + 1):
        with pytest.raises(ValueError, match=message):
            day(ordinal)
    for year in (-10_000, 10_000):
        with pytest.raises(ValueError, match=message):
            calendar_day(year, 6, 15)
    with pytest.raises(ValueError, match=message):
        interval(first, parse_date("Y17000"))


def test_each_day_of_a_week_has_its_name() -> None:
    names = ["monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday"]
    assert [parse_date(f"2016-11-{at}").weekday for at in range(21, 28)] == names


def test_a_truth_is_never_taken_for_yes_or_no() -> None:
    for truth in Truth:
        with pytest.raises(TypeError, match=r"^a Truth has three outcomes; compare it with `is`$"):
            bool(truth)


def test_long_years_have_ordinals_but_no_written_days() -> None:
    date = parse_date("Y17000")
    assert (date.text, date.year, date.month, date.first_day, date.plus_days(1)) == ("Y17000", 17000, None, None, None)
    assert before(parse_date("9999-12-31"), date) is Truth.CERTAIN
    assert before(parse_date("Y-13800000000"), parse_date("-9999")) is Truth.CERTAIN
    assert parse_date("Y-17000/..").earliest == parse_date("Y-17000").earliest
    assert date.latest == (parse_date("Y17001").earliest or 0) - 1


def test_equality_is_by_canonical_text() -> None:
    assert parse_date("2016") == parse_date("2016-XX-XX")
    assert hash(parse_date("2016-11-XX")) == hash(parse_date("2016-11"))
    assert parse_date("2016-11-23?") != parse_date("2016-11-23")
    assert parse_date("2016-11-01/2016-11-30") != parse_date("2016-11")
    assert parse_date("2016-11") != "2016-11"


def test_parts_of_a_partial_date_are_given_only_when_they_are_single() -> None:
    def parts(text: str) -> tuple[object, ...]:
        date = parse_date(text)
        return date.exact, date.year, date.month, date.day, date.weekday

    assert parts("2016-11-23") == (True, 2016, 11, 23, "wednesday")
    assert parts("2016-11-23~") == (True, 2016, 11, 23, "wednesday")
    assert parts("2016-11") == (False, 2016, 11, None, None)
    assert parts("2016-10/2016-12") == (False, 2016, None, None, None)
    assert parts("2015-11/2016-11") == (False, None, None, None, None)
    assert parts("2016-11/..") == (False, None, None, None, None)
    assert parts("-0044-03-15") == (True, -44, 3, 15, "thursday")  # as 2356-03-15, six cycles later


# ---- making dates


def test_ordinals_are_those_of_datetime() -> None:
    for ordinal in range(1, datetime.date.max.toordinal() + 1, 97):
        expected = datetime.date.fromordinal(ordinal)
        made = day(ordinal)
        assert (made.text, made.year, made.month, made.day) == (
            expected.isoformat(),
            expected.year,
            expected.month,
            expected.day,
        )
        assert made.weekday == expected.strftime("%A").lower()
        assert calendar_day(expected.year, expected.month, expected.day).earliest == ordinal


def test_every_day_of_four_centuries_before_year_one_follows_the_last() -> None:
    cycle = 146_097  # days in 400 years, a whole number of weeks
    for ordinal in range(-cycle, 0, 11):
        made, later = day(ordinal), day(ordinal + cycle)
        assert ((made.year or 0) + 400, made.month, made.day) == (later.year, later.month, later.day)
        assert made.weekday == later.weekday


@pytest.mark.parametrize(
    ("parts", "message"),
    [
        ((2019, 2, 30), "there is no day 30 in 2019-02"),
        ((2019, 13, 1), "there is no month 13"),
        ((2019, 1, 0), "there is no day 0 in 2019-01"),
        ((10000, 1, 1), "a day has a year from -9999 to 9999"),
    ],
)
def test_calendar_day_that_does_not_exist_is_refused(parts: tuple[int, int, int], message: str) -> None:
    with pytest.raises(ValueError, match=re.escape(message)):
        calendar_day(*parts)


def test_day_past_the_written_years_is_refused() -> None:
    last = parse_date("9999-12-31").earliest or 0
    assert day(last).text == "9999-12-31"
    with pytest.raises(ValueError, match="a year from -9999 to 9999"):
        day(last + 1)


@pytest.mark.parametrize(
    ("start", "end", "text"),
    [
        ("2016-11-23", "2016-11-23", "2016-11-23"),
        ("2016-11-23?", "2016-11-23", "2016-11-23"),
        ("2016-11-01", "2016-11-30", "2016-11"),
        ("2016-02-01", "2016-02-29", "2016-02"),
        ("2016-02-01", "2016-02-28", "2016-02-01/2016-02-28"),
        ("2016-01", "2016-12", "2016-XX-XX"),
        ("2016-01", "2016-06", "2016-01/2016-06"),
        ("2016-11-05", "2016-11-30", "2016-11-05/2016-11-30"),
        ("2016", "2017", "2016-01/2017-12"),
        ("2016-10", "2016-12-31", "2016-10/2016-12"),
        ("2016-10", "2016-12-05", "2016-10-01/2016-12-05"),
        ("../2016-10", "2016-12-05", "../2016-12-05"),
        ("2016-11", "2016-12/..", "2016-11-01/.."),
        ("../2016", "2017/..", "../.."),
        ("-0044-03", "-0044-03", "-0044-03"),
        ("2016-11", "2016-10-05/2016-11-05", "2016-11-01/2016-11-05"),
    ],
)
def test_interval_has_the_shortest_text_of_its_bounds(start: str, end: str, text: str) -> None:
    made = interval(parse_date(start), parse_date(end))
    assert made.text == text
    again = parse_date(made.text)
    assert (again, again.earliest, again.latest) == (made, made.earliest, made.latest)


def test_interval_that_ends_before_it_begins_is_refused() -> None:
    with pytest.raises(ValueError, match="ends before it begins"):
        interval(parse_date("2016-11-23"), parse_date("2016-10"))
    with pytest.raises(ValueError, match="-9999 to 9999"):
        interval(parse_date("2016"), parse_date("Y17000"))


def test_days_are_added_to_both_ends() -> None:
    assert parse_date("2019-08-22").plus_days(90) == parse_date("2019-11-20")
    assert parse_date("2019-03-01").plus_days(-1) == parse_date("2019-02-28")
    assert parse_date("2016-11").plus_days(5) == parse_date("2016-11-06/2016-12-05")
    assert parse_date("../2016-11").plus_days(1) == parse_date("../2016-12-01")
    assert parse_date("0000-01-01").plus_days(-1) == parse_date("-0001-12-31")
    assert parse_date("9999-12-31").plus_days(1) is None
    assert parse_date("2016-11/..").plus_days(1) == parse_date("2016-11-02/..")
    assert parse_date("Y-10000/-9999").plus_days(0) is None
    assert parse_date("9999/Y10000").plus_days(0) is None


def test_an_unknown_day_stays_the_same_one_so_many_days_later() -> None:
    moved = parse_date("2016-11").stamped("a").plus_days(5)
    assert moved is not None
    assert (moved.text, moved.origin) == ("2016-11-06/2016-12-05", ("a", 5))
    again = moved.plus_days(-7)
    assert again is not None
    assert again.origin == ("a", -2)
    assert (again.plain, again.stamped("b")) == (parse_date("2016-10-30/2016-11-28"), again)
    assert parse_date("9999-12").stamped("a").plus_days(1) is None


def test_a_date_without_a_bound_lies_in_no_year() -> None:
    for text in ("../2016", "2016/..", "../.."):
        assert (parse_date(text).year, parse_date(text).month, parse_date(text).weekday) == (None, None, None)


def test_days_between_need_two_single_days() -> None:
    assert parse_date("2019-11-22").minus(parse_date("2019-08-22")) == 92
    assert parse_date("0001-01-01").minus(parse_date("-0001-01-01")) == 731
    assert parse_date("2019-11").minus(parse_date("2019-08-22")) is None
    assert parse_date("2019-08-22").minus(parse_date("2019-11")) is None
    assert parse_date("2019-11-22").minus(parse_date("../..")) is None


@given(st.integers(-3_000_000, 3_000_000), st.integers(0, 3000), st.sampled_from(["both", "start", "end", "none"]))
def test_made_date_is_read_back_from_its_text(start: int, length: int, open_ends: str) -> None:
    low = parse_date("../..") if open_ends in ("both", "start") else day(start)
    high = parse_date("../..") if open_ends in ("both", "end") else day(start + length)
    made = interval(low, high)
    again = parse_date(made.text)
    assert (again.text, again.earliest, again.latest) == (made.text, made.earliest, made.latest)


# ---- comparison


def spans() -> list[Date]:
    return [Date(f"{low}-{high}", low, high) for low in range(1, 6) for high in range(low, 6)]


def outcome(held: list[bool]) -> Truth:
    return Truth.CERTAIN if all(held) else Truth.POSSIBLE if any(held) else Truth.FALSE


def test_comparison_is_what_all_choices_of_days_say() -> None:
    for a, b in product(spans(), spans()):
        pairs = list(product(*(range(date.earliest or 0, (date.latest or 0) + 1) for date in (a, b))))
        assert before(a, b) is outcome([x < y for x, y in pairs])
        assert not_after(a, b) is outcome([x <= y for x, y in pairs])
        assert same_day(a, b) is outcome([x == y for x, y in pairs])


def test_open_end_is_what_far_away_days_say() -> None:
    def opened(text: str) -> list[Date]:  # days 3 to 5, with one or both ends replaced
        return [Date(text + "a", None, 4), Date(text + "b", 4, None), Date(text + "c", None, None)]

    for a, b in [*product(opened("a"), spans()), *product(spans(), opened("b")), *product(opened("a"), opened("b"))]:
        days = [
            range(-20 if d.earliest is None else d.earliest, (20 if d.latest is None else d.latest) + 1) for d in (a, b)
        ]
        pairs = list(product(*days))
        assert before(a, b) is outcome([x < y for x, y in pairs])
        assert not_after(a, b) is outcome([x <= y for x, y in pairs])
        assert same_day(a, b) is outcome([x == y for x, y in pairs])


def test_equal_partial_dates_are_only_possibly_one_day() -> None:
    month = parse_date("2016-11")
    assert same_day(month, month) is Truth.POSSIBLE
    assert same_day(parse_date("2016-11-23"), parse_date("2016-11-23?")) is Truth.CERTAIN


def test_truth_is_never_taken_for_a_bool() -> None:
    with pytest.raises(TypeError, match="three outcomes"):
        bool(Truth.FALSE)
