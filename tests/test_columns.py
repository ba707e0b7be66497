"""Columns that a page draws row by row are read one after the other; rows of a table are not."""

from __future__ import annotations

import pytest

from factbase.sources.columns import in_reading_order

LEFT = ["The pact was signed in May", "by both of the ministers and", "it was renewed each year."]
RIGHT = ["Nobody was asked about it,", "so the parties in the house", "did not agree to the terms."]


def rows(left: list[str], right: list[str]) -> list[str]:
    return [f"{one:<34}{other}" for one, other in zip(left, right, strict=True)]


def test_columns_of_prose_follow_one_another() -> None:
    page = [
        "A title over both of the columns of the page",
        *rows(LEFT, RIGHT),
        "A line below both of the columns of the page",
    ]
    wanted = [page[0], *LEFT, *RIGHT, page[-1]]
    assert in_reading_order("\n".join(page)).split("\n") == wanted


def test_a_left_column_that_is_longer_goes_on_before_the_right_one() -> None:
    page = [*rows(LEFT, RIGHT), "The left column goes on."]
    assert in_reading_order("\n".join(page)).split("\n") == [*LEFT, "The left column goes on.", *RIGHT]


@pytest.mark.parametrize(
    "page",
    [
        # a table
        [
            "Country                 Tonnes",
            "South Korea             12,400",
            "Japan                   9,100",
            "Peru   3",
        ],
        # too few rows to tell
        rows(LEFT, RIGHT)[:2],
        # three columns, or what begins somewhere else in each row
        [f"{one:<34}{other:<34}of the third column" for one, other in zip(LEFT, RIGHT, strict=True)],
        [f"{LEFT[0]}     {RIGHT[0]}", f"{LEFT[1][:12]}     {RIGHT[1]}", f"{LEFT[2][:20]}     {RIGHT[2]}"],
        ["Words without a gap.", "", "Others."],
        [""],
    ],
)
def test_what_is_not_surely_columns_stays(page: list[str]) -> None:
    assert in_reading_order("\n".join(page)) == "\n".join(page)
