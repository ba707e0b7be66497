"""Sentences: one splitter, for what stands around a quote and for a whole document; headings and items of lists are told apart."""

from __future__ import annotations

from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from factbase.cite import Document

WRAPPED = """\
The council of Elmsford voted on Tuesday, Oct. 27, to close the
old harbour of Mr. Smith and of the U.S. Navy, and that of
Alderwick too. Nobody objected to that in
March. It was late.
"""


@pytest.mark.parametrize(
    ("text", "sentences"),
    [
        ("One. Two! Three?", ["One.", "Two!", "Three?"]),
        (
            "He came on Oct. 27 to the U.S. Senate. J. Smith left.",
            ["He came on Oct. 27 to the U.S. Senate.", "J. Smith left."],
        ),
        (
            "Am 3. Mai 2020 und am 4. Okt. 2020 kaufte die Alpha AG bzw. Herr Kunz Werk Nr. 7 für 4,2 Mio. Euro. Das war viel.",
            [
                "Am 3. Mai 2020 und am 4. Okt. 2020 kaufte die Alpha AG bzw. Herr Kunz Werk Nr. 7 für 4,2 Mio. Euro.",
                "Das war viel.",
            ],
        ),
        ("Mme. Petit a payé env. 300 euros. Elle part.", ["Mme. Petit a payé env. 300 euros.", "Elle part."]),
        ("There were 43. Mai came.", ["There were 43.", "Mai came."]),
        ("There were 3. Many came.", ["There were 3.", "Many came."]),
        ("日本は行った。韓国も「行く。」と言った。次！", ["日本は行った。", "韓国も「行く。」", "と言った。", "次！"]),
        ("A Heading\n\nIts text. More.\n", ["A Heading", "Its text.", "More."]),
        ("A Short Heading\nA line of text that is much longer than it, and goes\non below.", 2),
        ("# Heading\nand its text", ["# Heading", "and its text"]),
        ("A title\n=======\nand its text", ["A title", "and its text"]),
        (
            "Three things:\n- one\n- two\n  and a half\n2. three",
            ["Three things:", "- one", "- two\n  and a half", "2. three"],
        ),
        (WRAPPED, 3),
        ("***\n\n—\n", []),
        ("", []),
    ],
)
def test_a_text_falls_into_sentences(text: str, sentences: list[str] | int) -> None:
    found = [text[slice(*span)] for span in Document("t", text).sentences()]
    assert (len(found) if isinstance(sentences, int) else found) == sentences


def test_only_those_of_the_passage_are_told() -> None:
    document = Document("t", "One. Two.\nThree goes\non. Four.\nFive.\n", (2, 3))
    assert [document.text[slice(*span)] for span in document.sentences()] == ["Three goes\non.", "Four."]


@given(st.text(alphabet="aB1 .\n-#=。!\"'(\r", max_size=80))
def test_every_letter_stands_in_one_sentence_that_is_its_own(text: str) -> None:
    document = Document("t", text)
    spans = document.sentences()
    assert all(a[1] <= b[0] for a, b in pairwise(spans))
    inside = [at for start, end in spans for at in range(start, end)]
    assert {at for at, char in enumerate(text) if char.isalnum()} <= set(inside)
    for start, end in spans:
        assert document.sentence(start, end) == (start, end)
