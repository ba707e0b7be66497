"""Dates against an oracle: PyPI's `edtf`, on generated expressions, where it is right; where it is wrong is a list."""

import datetime
import random
import re

import pytest
from chance import many
from edtf.parser import grammar
from pyparsing import ParseException

from factbase.ground.date import parse_date

_YEAR, _QUALIFIER = "-?[0-9]{4}", "[?~%]"
_LONG_YEAR = "Y-?[0-9]{5,}"
_NOT_BY_4 = "(?:[02468][1235679]|[13579][01345789])"  # two digits
_NO_29_FEBRUARY = f"-?(?:[0-9]{{2}}{_NOT_BY_4}|{_NOT_BY_4}00)-02-29{_QUALIFIER}?"

# A pattern, an example, and why edtf is wrong, or less than level 1, there. Whatever matches must differ from it.
EDTF_IS_WRONG = [
    ("[^/]+/|/[^/.]+", "1985-04-12/", "it takes an unknown end for one ten years away"),
    (f"(?:.*/)?{_YEAR}-24", "2016-24", "it ends winter with the year, in December"),
    (f"{_YEAR}-2[1-4]{_QUALIFIER}", "2016-21~", "it reads no qualifier after a season; level 1 allows one on any date"),
    (f"{_LONG_YEAR}{_QUALIFIER}", "Y17000~", "it reads no qualifier after a long year"),
    (f"{_LONG_YEAR}/.*|.*/{_LONG_YEAR}", "Y17000/..", "it reads no long year in an interval"),
    (r"\.\./|/\.\.", "../", "it fails with a TypeError on an interval of an open and an unknown end"),
    ("-000X", "-000X", "it counts the year 0000 among -0009 to -0001"),
    (
        f"-[0-9]{{4}}(?:-[0-9]{{2}}|-XX)?-XX{_QUALIFIER}?",
        "-2011-XX-XX",
        "it mixes up the ends of a negative year or month",
    ),
    (f"(?:.*/)?{_NO_29_FEBRUARY}(?:/.*)?", "1900-02-29", "it gives every year a 29 February"),
    ("2018/2016|2016-11-23/2016-11-22", "2018/2016", "it reads an interval that ends before it begins"),
]


LEVELS_0_AND_1 = grammar.level0Expression("level0") ^ grammar.level1Expression("level1")


def edtf_bounds(text: str) -> tuple[int | None, int | None] | None:
    """The ordinals that edtf gives, None when it refuses. Only its levels 0 and 1 are tried: a third of the time."""
    try:
        parsed = LEVELS_0_AND_1.parse_string(text, parse_all=True)[0]
        ends = parsed.lower_strict(), parsed.upper_strict()
    except (ParseException, TypeError, ValueError):
        return None
    return edtf_ordinal(ends[0]), edtf_ordinal(ends[1])


def edtf_ordinal(end: object) -> int | None:
    if isinstance(end, float):
        return None  # -inf or inf
    year, month, day_of_month = tuple(end)[:3]  # type: ignore[arg-type]
    cycles = (year - 2000) // 400
    return datetime.date(year - 400 * cycles, month, 1).toordinal() + day_of_month - 1 + 146_097 * cycles


def our_bounds(text: str) -> tuple[int | None, int | None] | None:
    try:
        date = parse_date(text)
    except ValueError:
        return None
    return date.earliest, date.latest


def generated_expressions(count: int) -> list[str]:
    """Distinct expressions of levels 0 and 1, a few of them of days or months that do not exist."""
    chance = random.Random(20161123)
    found: dict[str, None] = {}

    def year() -> str:
        text = f"{chance.choice([chance.randint(1, 9999), chance.randint(1900, 2100)]):04}"
        return f"-{text}" if chance.random() < 0.1 else text

    def month() -> str:
        return f"{year()}-{chance.randint(0, 13) if chance.random() < 0.1 else chance.randint(1, 12):02}"

    def plain() -> str:
        return chance.choice([year, month, lambda: f"{month()}-{chance.randint(1, 31):02}"])()

    def season() -> str:
        return f"{year()}-{chance.randint(21, 24)}"

    def unspecified() -> str:
        return chance.choice(
            [year()[:-1] + "X", year()[:-2] + "XX", year() + "-XX-XX", year() + "-XX", month() + "-XX"]
        )

    def qualified(one: str) -> str:
        return one + chance.choice("?~%")

    def long_year() -> str:
        return f"Y{chance.choice(['', '-'])}{chance.randint(10_000, 999_999_999)}"

    def end() -> str:
        return chance.choice([plain(), plain(), qualified(plain()), season()])

    def ordered() -> str:
        return "/".join(sorted([end(), end()], key=lambda one: (our_bounds(one) or (0, 0))[0] or 0))

    shapes = [plain, plain, plain, season, unspecified, lambda: qualified(plain()), lambda: qualified(unspecified())]
    shapes += [long_year, ordered, ordered, lambda: f"../{end()}", lambda: f"{end()}/.."]
    shapes += [lambda: f"/{end()}", lambda: f"{end()}/", lambda: qualified(season())]
    while len(found) < count:
        found[chance.choice(shapes)()] = None
    return list(found)


def test_generated_expressions_keep_their_canonical_text_and_bounds() -> None:
    for text in generated_expressions(20_000):
        if our_bounds(text) is not None:
            once = parse_date(text)
            again = parse_date(once.text)
            assert (again.text, again.earliest, again.latest) == (once.text, once.earliest, once.latest), text


def wrong_in_edtf(text: str) -> str | None:
    return next((why for pattern, _, why in EDTF_IS_WRONG if re.fullmatch(pattern, text)), None)


@pytest.mark.parametrize(("pattern", "example", "why"), EDTF_IS_WRONG, ids=[row[1] for row in EDTF_IS_WRONG])
def test_edtf_is_still_wrong(pattern: str, example: str, why: str) -> None:
    assert re.fullmatch(pattern, example)
    assert edtf_bounds(example) != our_bounds(example), f"edtf is right now; strike out: {why}"


def test_generated_expressions_are_read_as_edtf_reads_them_where_it_is_right() -> None:
    expressions = generated_expressions(many(1000))
    both = {text: (our_bounds(text), edtf_bounds(text)) for text in expressions}
    trusted = {text: pair for text, pair in both.items() if wrong_in_edtf(text) is None}
    assert len(trusted) >= len(both) * 2 // 3
    assert {text: pair for text, pair in trusted.items() if pair[0] != pair[1]} == {}
    assert [text for text, pair in both.items() if text not in trusted and pair[0] == pair[1] is not None] == []
