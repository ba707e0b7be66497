"""Places in a text: lines and columns by hand."""

from __future__ import annotations

import pytest

from factbase.ground.span import Span, TextFile

TEXT = "one\ntwo three\r\n\nfour"


@pytest.mark.parametrize(
    ("at", "line", "column"),
    [(0, 1, 1), (3, 1, 4), (4, 2, 1), (8, 2, 5), (13, 2, 10), (14, 2, 11), (15, 3, 1), (16, 4, 1), (20, 4, 5)],
)
@pytest.mark.parametrize("first", [1, 10])
def test_a_place_has_its_line_and_column(at: int, line: int, column: int, first: int) -> None:
    file = TextFile("a.fb", TEXT, first)
    assert (file.line_at(at), file.column_at(at)) == (line + first - 1, column)
    span = Span(file, at, at + 3)
    assert (span.line, span.column, span.path) == (line + first - 1, column, "a.fb")
    assert (span.place, span.text) == (f"a.fb:{line + first - 1}", TEXT[at : at + 3])


@pytest.mark.parametrize("first", [1, 10])
def test_a_line_has_its_text_without_its_end(first: int) -> None:
    file = TextFile("a.fb", TEXT, first)
    assert [file.line(first + at) for at in range(4)] == ["one", "two three", "", "four"]
    assert [file.start_of(first + at) for at in range(4)] == [0, 4, 15, 16]
    assert TextFile("a.fb", "one\r!\r").line(1) == "one\r!"


def test_lines_are_counted_from_one() -> None:
    file = TextFile("a.fb", "\none")
    assert [file.line_at(at) for at in range(4)] == [1, 2, 2, 2]
    assert (file.line(1), file.line(2)) == ("", "one")
