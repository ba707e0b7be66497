"""Numbers are read whole, however they are written; what is part of a date or a name is no number of something."""

from __future__ import annotations

from datetime import date
from decimal import Decimal

import pytest
from chance import examples
from hypothesis import given
from hypothesis import strategies as st

from factbase.cite.numbers import numbers
from factbase.cite.sense import MONTHS, Sense, fits
from factbase.cite.spelled import spelled

_UPTO_NINETEEN = (
    "zero one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen sixteen seventeen"
    " eighteen nineteen"
)
UNITS = _UPTO_NINETEEN.split()
TENS = ["-", "-", "twenty", "thirty", "forty", "fifty", "sixty", "seventy", "eighty", "ninety"]


def in_words(number: int) -> str:
    if number < 20:
        return UNITS[number]
    if number < 100:
        return TENS[number // 10] + (f"-{UNITS[number % 10]}" if number % 10 else "")
    for scale, name in (
        (10**12, "trillion"),
        (10**9, "billion"),
        (10**6, "million"),
        (1000, "thousand"),
        (100, "hundred"),
    ):
        if number >= scale:
            rest = number % scale
            joint = " and " if rest and rest < 100 else " "
            return f"{in_words(number // scale)} {name}" + (f"{joint}{in_words(rest)}" if rest else "")
    raise AssertionError(number)


def read(text: str, *senses: Sense) -> set[Decimal]:
    return {n.value for n in numbers(text) if n.sense in (senses or (Sense.NUMBER,))}


@given(st.integers(0, 10**12))
@examples(300)
def test_a_number_in_words_is_that_number_and_no_other(number):
    assert list(spelled(in_words(number))) == [number]
    assert read(f"There were {in_words(number)} of them.") == {number}


@given(st.integers(0, 10**12), st.sampled_from([" ", "'", ","]), st.sampled_from(["", "$", "US$", "€ "]), st.booleans())
@examples(300)
def test_a_grouped_number_is_that_number_and_no_other(number, group, currency, negative):
    sign = -1 if negative else 1
    text = f"{'-' if negative else ''}{currency}{number:,}".replace(",", group)
    assert read(f"Some {text} were paid.") == {sign * number}


@given(st.integers(0, 999_999), st.integers(0, 9999), st.sampled_from([",.", ".,"]))
@examples(200)
def test_decimals_are_read_as_the_text_parts_them(whole, part, signs):
    group, point = signs
    digits = f"{whole:,}".replace(",", group) + f"{point}{part:04}"
    assert read(f"It weighed {digits} pounds.") == {Decimal(f"{whole}.{part:04}")}


@given(st.integers(1, 999), st.integers(0, 999))
@examples(100)
def test_three_digits_after_a_comma_are_a_group_unless_the_text_has_decimal_commas(first, last):
    grouped, decimal = Decimal(1000 * first + last), Decimal(f"{first}.{last:03}")
    assert read(f"It weighed {first},{last:03} pounds.") == {grouped}
    assert read(f"It weighed {first},{last:03} pounds, not 2,5.") == {grouped, decimal, Decimal("2.5")}
    assert read(f"It weighed {first}.{last:03} pounds.") == {grouped, decimal}
    assert read(f"It weighed {first}.{last:03} pounds, not 2.5.") == {decimal, Decimal("2.5")}


@given(st.dates(date(1000, 1, 1), date(2199, 12, 31)))
@examples(150)
def test_the_numbers_of_a_date_are_its_day_month_and_year_alone(day):
    month = MONTHS[day.month - 1].title()
    for written in (
        f"{day.day} {month} {day.year}",
        f"{month} {day.day}, {day.year}",
        f"the {day.day}th of {month}, {day.year}",
        f"{month[:3]}. {day.day}, {day.year}",
        day.isoformat(),
        f"{day.year}年{day.month}月{day.day}日",
    ):
        found = list(numbers(f"It was sold on {written}."))
        assert {n.sense: n.value for n in found} == {
            Sense.DAY: day.day,
            Sense.MONTH: day.month,
            Sense.YEAR: day.year,
        }, written


@given(st.text(st.sampled_from("0123456789.,'-$%½ abkm[]()/:MayJuneinofpage£第月"), max_size=40))
@examples(400)
def test_any_text_is_read_and_spans_hold_digits_or_words(text):
    for number in numbers(text):
        start, end = number.span
        assert 0 <= start < end <= len(text)
        assert number.value.is_finite()


@pytest.mark.parametrize(
    ("text", "sense", "value"),
    [
        ("At 10:29 they left.", Sense.TIME, 29),
        ("Pages 3 and 14 are lost.", Sense.MARK, 14),
        ("The H1N1 virus came.", Sense.NAME, 1),
        ("Some 12.5 per cent of it.", Sense.PERCENT, Decimal("12.5")),
        ("About 3.5 million of them.", Sense.PART, Decimal("3.5")),
        ("About 3 to 4 million of them.", Sense.PART, 3),
        ("It opened in 2007, they say.", Sense.YEAR, 2007),
        ("The mills (2007) closed.", Sense.YEAR, 2007),
        ("They met on 3/4/07 in West.", Sense.YEAR, 2007),
    ],
)
def test_a_number_of_something_else_is_no_plain_one(text, sense, value):
    assert value in read(text, sense)
    assert value not in read(text)


@pytest.mark.parametrize(
    ("sense", "argument", "relation", "expected"),
    [
        (Sense.NUMBER, "day", "met", True),
        (Sense.DAY, "day", "met", True),
        (Sense.DAY, "last_day", "met", True),
        (Sense.DAY, "days", "ends on a day", False),
        (Sense.DAY, "month", "met on a day", False),
        (Sense.DAY, "price", "sold on a day", False),
        (Sense.DAY, "n", "met on a day", True),
        (Sense.DAY, "n", "worth", False),
        (Sense.YEAR, "n", "sold", True),
        (Sense.YEAR, "price", "sold", False),
        (Sense.YEAR, "copies", "sold in the year", False),
        (Sense.YEAR, "n", "price of", False),
        (Sense.PERCENT, "share", "kept", True),
        (Sense.PERCENT, "number", "kept", False),
        (Sense.MARK, "article", "binds", True),
        (Sense.MARK, "n", "binds", False),
        (Sense.PART, "millions", "cost", True),
        (Sense.PART, "n", "cost", False),
        (Sense.NAME, "version", "runs", True),
    ],
)
def test_an_argument_says_what_its_number_is(sense, argument, relation, expected):
    assert fits(sense, argument, relation) is expected
