"""Numbers are read whole, however they are written; what is part of a date or a name is no number of something."""

from __future__ import annotations

from datetime import date
from decimal import Decimal

import pytest
from chance import examples
from hypothesis import given
from hypothesis import strategies as st

from factbase.cite.numbers import month_spans, numbers
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


@pytest.mark.parametrize(
    ("written", "value"),
    [
        ("2 hundred", 200),
        ("2 thousand", 2_000),
        ("2 million", 2_000_000),
        ("2-million", 2_000_000),
        ("2 billion", 2_000_000_000),
        ("2 trillion", 2_000_000_000_000),
        ("2 dozen", 24),
        ("2 lakh", 200_000),
        ("2 crore", 20_000_000),
        ("2 Millionen", 2_000_000),
        ("2 Milliarden", 2_000_000_000),
        ("2 milliard", 2_000_000_000),
        ("2 milliards", 2_000_000_000),
        ("2 Mio", 2_000_000),
        ("2 Mrd", 2_000_000_000),
        ("2 hundred thousand", 200_000),
        ("2 × 10⁴", 20_000),
        ("2 x 10^4", 20_000),
        ("2 × 10⁻¹", Decimal("0.2")),
        ("2 × 10⁹⁹⁹", Decimal("2e99")),
        ("2k", 2_000),
        ("2mn", 2_000_000),
        ("2bn", 2 * 10**9),
        ("2tn", 2 * 10**12),
        ("2e3", 2_000),
        ("2E+3", 2_000),
        ("2^10", 1_024),
        ("2**10", 1_024),
    ],
)
def test_a_magnitude_belongs_to_its_number(written, value):
    assert read(f"Some {written} were lost.") == {value}
    assert read(f"Some {written} were lost.", Sense.PART) == {2}


@pytest.mark.parametrize(
    ("written", "value"),
    [("2m", 2_000_000), ("2M", 2_000_000), ("2K", 2_000)],
)
def test_a_letter_after_a_number_may_be_a_magnitude_or_a_unit(written, value):
    assert read(f"Some {written} were lost.") == {2, value}


@pytest.mark.parametrize(
    ("text", "values"),
    [
        ("They paid 1,00,000 rupees.", {100_000}),
        ("They chose 1,2,3 of them.", {1, 2, 3}),
        ("It took 1½ or ¾ pounds.", {Decimal("1.5"), Decimal("0.75")}),
        ("It was .05 and 0.5 of it.", {Decimal("0.05"), Decimal("0.5")}),
        ("It was 1·5 and 2．5 of it.", {Decimal("1.5"), Decimal("2.5")}),
        ("It rose from 1910-1945 by 3.", {1910, 1945, 3}),
        ("It was -5, minus 6 and -$7.", {-5, -6, -7}),
        ("It has v3, US$20, EUR30 and €40.", {3, 20, 30, 40}),
        ("It was 12 345.5 or 1'200 of it.", {Decimal("12345.5"), 1200}),
        ("It was 1.420.000,5 and 3.250.", {Decimal("1420000.5"), 3250, Decimal("3.250")}),
        ("It was 1,420,000 and 3.250.", {1_420_000, Decimal("3.250")}),
        ("It was 1.420.000 and 3,250.", {1_420_000, 3250, Decimal("3.250")}),
        ("It was 0,420 and 0.420.", {Decimal("0.420")}),
        ("It took a day and the next night.", {1}),
        ("It took the very same, a second and an hour.", {1}),
        ("Both came twice, a pair or none.", {2, 0}),
        ("He won thrice, once alone.", {3, 1}),
        ("A single man, nil more.", {1, 0}),
        ("The third of twenty-first and fiftieth.", {3, 21, 50}),
        ("Half a million, two and a half, half a dozen.", {500_000, Decimal("2.5"), 6}),
        ("A hundred and one, several hundred.", {101}),
        ("One thousand million of them.", {10**9}),
        ("Two and three, twenty and one.", {2, 3, 20, 1}),
        ("Minus seven, five hundred two.", {-7, 502}),
        ("Nineteen forty-five and twenty ten.", {19, 45, 1945, 20, 10, 2010}),
        ("Two dozen, a hundred thousand and six.", {24, 100_006}),
        ("One hundred hundred.", {100}),
        ("Three million and two billion.", {3_000_000, 2_000_000_000}),
        ("Sixteen hundred and ten.", {1610}),
        ("A million and two thousand, a hundred and two hundred.", {1_002_000, 100, 200}),
        ("One or two or ten.", {1, 2, 10}),
    ],
)
def test_each_number_is_what_it_is_and_none_is_left_over(text, values):
    assert read(text) == values


@pytest.mark.parametrize(
    ("months", "number"),
    [
        ("January Jan Jan. JAN januar jänner janvier enero gennaio janeiro januari января", 1),
        ("February Feb Feb. februar feber février febrero febbraio fevereiro februari февраля", 2),
        ("March Mar Mar. MARCH märz März mars marzo março maart марта", 3),
        ("April Apr. april avril abril aprile апреля", 4),
        ("May MAY mai mayo maggio maio мая", 5),
        ("June Jun june juni juin junio giugno junho июня", 6),
        ("July Jul. july juli juillet julio luglio julho июля", 7),
        ("August Aug. august août agosto augustus августа", 8),
        ("September Sep Sept Sept. septembre septiembre settembre setembro сентября", 9),
        ("October Oct. oktober octobre octubre ottobre outubro октября", 10),
        ("November Nov. novembre noviembre novembro ноября", 11),
        ("December Dec. dezember décembre diciembre dicembre dezembro декабря", 12),
    ],
)
def test_a_day_beside_a_month_is_one_in_many_languages(months, number):
    for month in months.split():
        found = [(n.sense, n.value) for n in numbers(f"It was sold on 29 {month} 2007 there.")]
        assert found == [(Sense.DAY, 29), (Sense.MONTH, number), (Sense.YEAR, 2007)], month


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("It is 22-24 June.", [(Sense.DAY, 22), (Sense.DAY, 24), (Sense.MONTH, 6)]),
        ("It is June 22 and 24, 2007.", [(Sense.MONTH, 6), (Sense.DAY, 22), (Sense.DAY, 24), (Sense.YEAR, 2007)]),
        ("It is June 2007.", [(Sense.MONTH, 6), (Sense.YEAR, 2007)]),
        ("It is June of 2007.", [(Sense.MONTH, 6), (Sense.YEAR, 2007)]),
        ("It is the 3rd of May.", [(Sense.DAY, 3), (Sense.MONTH, 5)]),
        ("It is 2007/6/29.", [(Sense.YEAR, 2007), (Sense.MONTH, 6), (Sense.DAY, 29)]),
        ("It is 2.3.2007.", [(s, v) for v in (2, 3) for s in (Sense.DAY, Sense.MONTH)] + [(Sense.YEAR, 2007)]),
        ("It is 2010-12.", [(Sense.YEAR, 2010), (Sense.YEAR, 1912), (Sense.YEAR, 2012)]),
        ("They may 29 times.", [(Sense.NUMBER, 29)]),
        ("They march 29 miles.", [(Sense.NUMBER, 29)]),
        ("It is 35 May.", [(Sense.NUMBER, 35)]),
        ("It is June 22.5 of it.", [(Sense.NUMBER, Decimal("22.5"))]),
        ("It was late 2007.", [(Sense.YEAR, 2007)]),
        ("It was in 2007 cases.", [(Sense.NUMBER, 2007)]),
        ("It was in 2007 and gone.", [(Sense.YEAR, 2007)]),
        ("It was in 2007% of it.", [(Sense.PERCENT, 2007)]),
        ("It was the 1990s.", [(Sense.YEAR, 1990)]),
        ("At 10:29:30 or 9.15 p.m. or 4 o'clock.", [(Sense.TIME, v) for v in (10, 29, 30, 9, 15, 4)]),
        ("Article 3, Art. 4, clause 5, § 6, No. 7, #8.", [(Sense.MARK, v) for v in (3, 4, 5, 6, 7, 8)]),
        ("Articles 3, 4 and 5-6 bind.", [(Sense.MARK, v) for v in (3, 4, 5, 6)]),
        ("See [12] and [3, 4-5] there.", [(Sense.MARK, v) for v in (12, 3, 4, 5)]),
        ("See 1.2.3 there.", [(Sense.MARK, v) for v in (1, 2, 3)]),
        ("See 第22条 there.", [(Sense.MARK, 22)]),
        ("The G20, H1N1, F-35 and 5G.", [(Sense.NAME, v) for v in (20, 1, 1, 35, 5)]),
        ("The Mid-2016 sale, mid-2017 too.", [(Sense.YEAR, 2016), (Sense.YEAR, 2017)]),
        ("It is 12 % or 13 percent, 14 Prozent.", [(Sense.PERCENT, v) for v in (12, 13, 14)]),
    ],
)
def test_numbers_that_are_part_of_something_say_of_what(text, found):
    assert [(n.sense, n.value) for n in numbers(text)] == found


def test_a_number_is_told_with_what_it_is_written_in():
    assert {n.expression for n in numbers("sold on 29 June 2007 there")} == {"29 June 2007"}
    assert [(n.expression, n.span) for n in numbers("for 3.5 million crowns")] == [("3.5 million", (4, 15))] * 2
    assert [n.span for n in numbers("on 29 June 2007")] == [(3, 5), (6, 10), (11, 15)]
    assert [n.span for n in numbers("at 10:29 p.m.")] == [(3, 5), (6, 8)]


@pytest.mark.parametrize(
    ("run", "values"),
    [
        ("zero five", [0, 5]),
        ("twenty zero", [20, 0]),
        ("ten five", [10, 5]),
        ("twenty-one two", [21, 2]),
        ("twentieth one", [20, 1]),
        ("third hundred", [3, 100]),
        ("five both", [5, 2]),
        ("two and none", [2, 0]),
        ("two half", [2, Decimal("0.5")]),
        ("two and an half", [Decimal("2.5")]),
        ("a hundred and a half", [Decimal("100.5")]),
        ("a million and a half", [1_500_000]),
        ("a million and a half million", [1_500_000, 1_000_000]),
        ("two and a half hundred", [250]),
        ("one hundred twenty-one", [121]),
        ("half a million", [500_000]),
        ("a million none", [1_000_000, 0]),
        ("a single dozen", [12]),
        ("a dozen and two", [12, 2]),
        ("a hundred and two dozen", [100, 24]),
        ("a dozen thousand", [12_000]),
        ("two and thousand", [2, 1000]),
        ("a thousand and two hundred", [1200]),
        ("a million and two million", [1_000_000, 2_000_000]),
        ("a million and two billion", [1_000_000, 2_000_000_000]),
        ("two million thousand", [2_000_000, 1000]),
        ("two million hundred", [2_000_000, 100]),
        ("one hundred hundred", [100, 100]),
        ("one thousand two thousand", [1002, 1000]),
        ("one thousand million two thousand", [1_000_002_000]),
        ("one thousand two hundred million", [1_200_000_000]),
        ("a million million", [10**12]),
        ("two lakh crore", [2 * 10**12]),
        ("minus twenty-one and five", [-21, -5]),
    ],
)
def test_a_run_of_number_words_is_parted_where_a_number_ends(run, values):
    assert list(spelled(run)) == values


def test_every_word_for_a_number_is_read_whole():
    ordinals = [
        "first",
        "second",
        "third",
        "fourth",
        "fifth",
        "sixth",
        "seventh",
        "eighth",
        "ninth",
        "tenth",
        "eleventh",
        "twelfth",
        "thirteenth",
        "fourteenth",
    ]
    for value, word in enumerate(ordinals, 1):
        assert read(f"Its {word} of them.") == {value}, word
    assert read("The second of them.") == read("The Second after it.") == {1, 2}
    assert read("A second of it, the very second.") == read("The minute of it.") == {1}
    for value, words in ((0, "zeroth no none nil"), (1, "once single"), (2, "twice both pair"), (3, "thrice")):
        for word in words.split():
            assert read(f"There {word} came.") == {value}, word
    for value, word in enumerate(
        ["twentieth", "thirtieth", "fortieth", "fiftieth", "sixtieth", "seventieth", "eightieth", "ninetieth"], 2
    ):
        assert read(f"The {word} of them.") == {10 * value}, word
        assert read(f"The {TENS[value]}-first of them.") == {10 * value + 1}, word
    for word, value in {"lakh": 10**5, "crore": 10**7, "dozen": 12, "hundred": 100, "trillion": 10**12}.items():
        assert read(f"About two {word} of them.") == {2 * value}, word
        assert read(f"About half a {word} of them.") == {value // 2}, word
        assert read(f"About an {word} of them.") == {value}, word


@pytest.mark.parametrize(
    ("text", "values"),
    [
        ("They won 5!", {5}),
        ("Ten sixty-six, nineteen ninety-nine.", {10, 66, 1066, 19, 99, 1999}),
        ("Fifteen and twenty, nine twelve.", {15, 20, 9, 12}),
        ("Twenty-one twelve.", {21, 12}),
        ("Twenty twelve, eleven nine.", {20, 12, 2012, 11, 9}),
        ("It was 2 × 10⁻⁹⁹⁹ of it.", {Decimal("2e-99")}),
        ("It was 1,420 and 3.250.", {1420, 3250, Decimal("3.250")}),
        ("It was 1,420.5 and 3.250.", {Decimal("1420.5"), Decimal("3.250")}),
        ("It was 1.420,5 and 3,250.", {Decimal("1420.5"), Decimal("3.250"), 3250}),
        ("It was .05 and 3.250.", {Decimal("0.05"), Decimal("3.250")}),
        ("It was 1,5 and 3.250.", {Decimal("1.5"), 3250, Decimal("3.250")}),
        ("It was 0 420 of it.", {420}),
        ("It was 3 million to 4 billion.", {3_000_000, 4_000_000_000}),
        ("It was 3 to 4 m of it.", {3, 4, 4_000_000}),
    ],
)
def test_a_number_is_read_by_what_the_text_shows(text, values):
    assert read(text) == values


@pytest.mark.parametrize(
    ("sense", "argument"),
    [
        (Sense.DAY, "birthday"),
        (Sense.DAY, "date"),
        (Sense.MONTH, "date"),
        (Sense.MONTH, "last_month"),
        (Sense.TIME, "clock"),
        (Sense.MARK, "id"),
        (Sense.NAME, "id"),
        (Sense.PART, "tn"),
    ],
)
def test_an_argument_may_be_what_its_name_says(sense, argument):
    assert fits(sense, argument, "was")
    assert not fits(sense, "was", "was")


def test_dates_of_other_scripts_are_dates():
    for text in ("2007年6月29日", "2007년 6월 29일"):
        found = [(n.sense, n.value) for n in numbers(f"It was sold on {text}.")]
        assert found == [(Sense.YEAR, 2007), (Sense.MONTH, 6), (Sense.DAY, 29)], text


def test_numbers_in_words_are_told_with_what_they_are_written_in():
    assert [(n.value, n.expression, n.span) for n in numbers("for twenty-one men")] == [(21, "twenty-one", (4, 14))]
    assert [(n.value, n.expression, n.span) for n in numbers("it took a day")] == [(1, "a day", (8, 13))]
    found = [(n.value, n.expression, n.span) for n in numbers("it took the second")]
    assert found == [(1, "the second", (8, 18)), (2, "the second", (8, 18))]


@pytest.mark.parametrize("month", range(1, 13))
def test_a_month_stands_by_its_name_or_its_short_form(month):
    name = MONTHS[month - 1].title()
    short = {"Sept.", "Sept"} if month == 9 else {f"{name[:3]}."} if name != "May" else set()
    for written in {name, name.upper(), name[:3]} | short:
        assert month_spans(month, f"It met in {written} last.") == [(10, 10 + len(written))], written
        assert month_spans(month, f"It met in {written.lower()} last.") == [], written
        assert month_spans(month % 12 + 1, f"It met in {written} last.") == [], written
    assert month_spans(month, f"It met {name}ish people.") == []
    assert month_spans(12, "It met in December.") == [(10, 18)]
