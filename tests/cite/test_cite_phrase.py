"""Words that a reader looks for: folded as quotes are, whatever their case; words and numbers whole, compounds open."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from factbase.cite import Document
from factbase.cite.normalise import fold
from factbase.cite.phrase import NoWords, Phrase, lowered

TEXT = (
    "The U.S.–Japan pact, 2016. South Korea’s intelli-\ngence sharing;\n Intelligence  sharing of 1,420 missiles, −5 and $7. "
    "日本政府は協定に署名した。한국은 ΟΔΟΣ l’accord, don’t; co\xadoperation of Anglo-\nSaxons in 2014–2018"
)


@pytest.mark.parametrize(
    ("words", "found"),
    [
        ("japan", ["Japan"]),
        ("JAPAN pact", ["Japan pact"]),
        ("intelligence sharing", ["intelli-\ngence sharing", "Intelligence  sharing"]),
        ("south korea's", ["South Korea’s"]),
        ("south korea", ["South Korea"]),
        ("2016", ["2016"]),
        ("2018", ["2018"]),
        ("1,420 missiles", ["1,420 missiles"]),
        ("日本", ["日本"]),
        ("한국", ["한국"]),
        ("οδος", ["ΟΔΟΣ"]),
        ("accord", ["accord"]),
        ("cooperation", ["co\xadoperation"]),
        *(
            (words, [])
            for words in ("missile", "gence", "420", "1", "5", "7", "t", "don", "operation", "saxons", "s", "1 420")
        ),
    ],
)
def test_words_and_numbers_are_whole_and_compounds_open(words: str, found: list[str]) -> None:
    assert [TEXT[start:end] for start, end in Phrase(words).spans(Document("t", TEXT))] == found
    assert [TEXT[start:end] for start, end in Phrase(words).within(TEXT)] == found


@pytest.mark.parametrize("words", ["", " ", ".,", "“”"])
def test_what_has_no_letter_is_not_looked_for(words: str) -> None:
    with pytest.raises(NoWords):
        Phrase(words)


def test_only_the_passage_is_searched() -> None:
    document = Document("t", "one pact\ntwo pact\nthree pact\n", (2, 2))
    assert [document.line(start) for start, _ in Phrase("Pact").spans(document)] == [2]


@given(st.text(alphabet="aAßİıΣσς ﬁ’-\xad1.Å\u030a\n日"))
def test_every_place_reads_as_the_words_do_and_letters_stay_in_their_places(text: str) -> None:
    assert len(lowered(text)) == len(text)
    for words in {text[:4], text[2:7], "a"}:
        if any(map(str.isalnum, words)):
            for start, end in Phrase(words).spans(Document("t", text)):
                there, asked = (lowered(fold(each).text) for each in (text[start:end], words.strip(" \n\xad")))
                plain = str.maketrans("", "", "- ")
                assert there.translate(plain) == asked.translate(plain)
