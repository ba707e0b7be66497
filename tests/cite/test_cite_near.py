"""What is looked for in short is what would be found at length."""

from __future__ import annotations

import re

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from factbase.cite import document
from factbase.cite.document import Document
from factbase.cite.verbatim import string_spans

WORDS = st.sampled_from(
    [
        "Mr.",
        "U.S.",
        "signed",
        "Japan",
        "e.g.",
        "2.5",
        "...",
        ".",
        "。",
        "」",
        "！",
        "said",
        "“Yes.”",
        "(no)",
        "\n",
        "\n\n",
        "J.",
        "End.",
        "Why?",
        "x]",
        "…",
    ]
)
TEXTS = st.lists(st.tuples(WORDS, st.sampled_from([" ", " ", "", "  "])), max_size=40).map(
    lambda parts: "".join(word + space for word, space in parts)
)


@given(TEXTS, st.integers(0, 200), st.integers(1, 40), st.integers(1, 30))
@example("A b... C d.", 8, 1, 2)
@example("。a。」", 1, 1, 1)
@example("x. b c. D e", 0, 1, 2)
def test_a_sentence_is_the_same_however_near_it_is_looked_for(text, start, length, near):
    start = min(start, len(text))
    found = []
    for reach in (near, document._SENTENCE_REACH):
        with pytest.MonkeyPatch.context() as patch:
            patch.setattr(document, "_NEAR", (reach,))
            found.append(Document("a.txt", text).sentence(start, min(start + length, len(text))))
    assert found[0] == found[1]


LETTERS = st.text(st.sampled_from("abAB_ '-.1"), max_size=20)


@given(LETTERS, LETTERS)
@example("a b", "a_b")
@example("b", "abb b")
def test_a_string_stands_where_an_expression_finds_it(string, text):
    words = re.findall(r"[^\W_]+(?:'[^\W_]+)*", string)
    pattern = r"[\W_]+".join(re.escape(word) for word in words)
    expected = [m.span() for m in re.finditer(rf"(?<!\w){pattern}(?!\w)", text, re.IGNORECASE)] if words else [(0, 0)]
    assert string_spans(string, text) == expected
