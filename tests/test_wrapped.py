"""Wrapping: no line is wider than there are columns, no word is lost, what goes on hangs, and what stands in columns is left as it is."""

from __future__ import annotations

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from factbase.render.paint import Paint, ansi
from factbase.render.wrapped import columns, wrapped

MARK = "\x1babc:"


def test_what_goes_on_hangs_under_where_it_began() -> None:
    text = "1. a b c d e f\n   │  “gg hh ii jj kk ll mm”\n  [2] no evidence of this at all"
    assert wrapped(text, Paint(columns=18)).split("\n") == [
        *("1. a b c d e f",),
        *("   │  “gg hh ii jj", "   │   kk ll mm”"),
        *("  [2] no evidence", "      of this at", "      all"),
    ]


def test_a_line_of_a_document_goes_on_behind_its_number() -> None:
    text = "» 15  one two three four\n  16  five six seven eight"
    assert wrapped(text, Paint(columns=18)).split("\n") == [
        "» 15  one two",
        "      three four",
        "  16  five six",
        "      seven eight",
    ]


def test_a_row_of_help_goes_on_in_its_second_column_where_that_has_room() -> None:
    text = "  :at DATE    show or set the date\n  --limit N   at most so many"
    assert wrapped(text, Paint(columns=30)).split("\n") == [
        *("  :at DATE    show or set the", "              date"),
        "  --limit N   at most so many",
    ]
    assert wrapped(text, Paint(columns=20)).split("\n")[:2] == ["  :at DATE    show", "    or set the date"]


def test_a_branch_of_a_tree_goes_on_beside_what_is_wrapped() -> None:
    text = "├─ one two three four\n└─ five six seven"
    assert wrapped(text, Paint(columns=14)).split("\n") == [
        "├─ one two",
        "│    three",
        "│    four",
        "└─ five six",
        "     seven",
    ]


def test_a_line_of_a_file_and_its_carets_stay_in_columns() -> None:
    text = "  1 | direct_chanel(A, B) and more of it\n    |                     ^^^"
    assert wrapped(text, Paint(columns=20)) == text


def test_what_goes_to_no_terminal_is_not_wrapped() -> None:
    assert wrapped("a " * 100, Paint()) == "a " * 100


def test_wide_characters_take_two_columns_and_joining_ones_none() -> None:
    assert columns("日本") == 4
    assert columns("e\u0301") == 1
    assert wrapped("日本 日本 日本", Paint(columns=12)) == "日本 日本\n  日本"


def test_a_colour_ends_with_its_line_and_goes_on_in_the_next() -> None:
    paint = Paint(MARK, 12)
    text = wrapped(f"aa {paint('quote', 'bb cc dd ee')} ff", paint)
    for line in text.split("\n"):
        assert line.count(f"{MARK}36m") == line.count(f"{MARK}0m"), text
    assert re.sub(rf"{MARK}[0-9]+m", "", text) == "aa bb cc dd\n  ee ff"


@given(st.text("ab 日│├─“[1]. \x1b\u200b", max_size=60), st.integers(3, 30), st.booleans())
def test_nothing_is_lost_and_nothing_is_too_wide(line: str, room: int, coloured: bool) -> None:
    paint = Paint(MARK, room) if coloured else Paint(columns=room)
    shown = re.sub(rf"{MARK}[0-9]+m", "", wrapped(paint("quote", line), paint))

    def words(text: str) -> str:
        return re.sub(r"[ │├└─\n]", "", text)

    assert words(shown) == words(line)
    if max((columns(c) for c in line), default=1) == 1:
        assert all(columns(each) <= room for each in shown.split("\n"))


@pytest.mark.parametrize("columns_", [40, 100])
def test_plain_colours_are_those_of_the_stream(columns_: int) -> None:
    assert ansi(MARK)("place", "x") == f"{MARK}2mx{MARK}0m"
    assert Paint(columns=columns_)("place", "x") == "x"
