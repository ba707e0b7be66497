"""Entities that no source names: the same as by looking for each name in each text."""

from __future__ import annotations

from chance import examples
from hypothesis import given
from hypothesis import strategies as st

from factbase.checks.unnamed import _nowhere
from factbase.cite import Document, fold

PIECES = st.sampled_from([*"aeks 3ß.-’", "ka", "ren", "moti", "ﬁ", "É", "e\u0301", "\u00ad", "  "])
NAMES = st.lists(PIECES, min_size=1, max_size=6).map("".join).filter(str.strip)
TEXTS = st.lists(st.one_of(PIECES, NAMES, st.just("\n")), max_size=60).map("".join)


@examples(300)
@given(st.lists(TEXTS, min_size=1, max_size=3), st.lists(st.lists(NAMES, min_size=1, max_size=2), max_size=6))
def test_a_name_is_nowhere_where_no_text_has_it(texts: list[str], names: list[list[str]]) -> None:
    called = {f"x{number}": own for number, own in enumerate(names)}
    plain = [text.casefold() for text in texts] + [fold(text).text.casefold() for text in texts]
    there = {
        symbol
        for symbol, own in called.items()
        if any(fold(name).text.casefold() in text for name in own for text in plain)
    }
    assert set(_nowhere(called, [Document("a.txt", text) for text in texts])) == called.keys() - there
