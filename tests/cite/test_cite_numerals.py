"""Numbers in words and signs, dates as languages print them, words in two forms, short forms: each as a reader reads it, or not at all."""

from __future__ import annotations

import pytest

from factbase.cite.calendar import printed
from factbase.cite.language import language_of, same_word
from factbase.cite.named import name_spans
from factbase.cite.numerals import worded
from factbase.cite.shortened import short_forms


@pytest.mark.parametrize(
    ("language", "text", "values"),
    [
        ("de", "zweiundzwanzig Schiffe, zweihundertfünfunddreißig Boote", [22, 235]),
        ("fr", "quatre-vingt-dix-sept navires, vingt et un, deux cent quatre-vingts", [97, 21, 280]),
        ("es", "treinta y dos barcos, mil doscientos", [32, 1200]),
        ("pt", "Vinte e dois navios", [22]),
        ("it", "trecentoventuno navi", [321]),
        ("nl", "Tweeëntwintig schepen", [22]),
        ("ru", "двадцать два корабля", [22]),
        ("zh", "二百五十万元", [2_500_000]),
        ("ja", "1億2000万円", [120_000_000]),
        ("ko", "22척", []),
        ("en", "twenty", []),
    ],
)
def test_a_number_in_words_is_read_whole(language: str, text: str, values: list[int]) -> None:
    assert list(dict.fromkeys(value for value, _ in worded(text, language))) == values


def test_a_run_of_signs_without_an_end_is_no_number_to_fail_on() -> None:
    assert len(list(worded("一" * 8_000, "zh"))) == 400  # of forty signs, each read in two ways
    assert printed("一" * 8_000 + "年") != ()


@pytest.mark.parametrize(
    ("text", "dates"),
    [
        ("le 1er mars 2016", [(2016, (3, 3), (1,))]),
        ("3/4/2021", [(2021, (4, 4), (3,)), (2021, (3, 3), (4,))]),
        ("in the third quarter of 1962", [(1962, (7, 9), ())]),
        ("令和元年5月3日", [(2019, (5, 5), (3,))]),
        ("we may 3 of us march 5 miles", []),
        ("from 3 to 5 March", [(None, (3, 3), (3, 5))]),
    ],
)
def test_a_date_has_each_reading_that_it_may_have(text: str, dates: list[object]) -> None:
    assert [(each.year, each.months, each.days) for each in printed(text)] == dates


@pytest.mark.parametrize(
    ("language", "word", "other", "same"),
    [
        ("ru", "Орлов", "Орлова", True),
        ("ru", "Орлов", "Ордин", False),
        ("de", "Nordauer", "Nordau", True),
        ("en", "Norland", "Norlander", False),
        ("en", "haemorrhage", "hemorrhage", True),
        ("en", "III", "3", True),
        ("es", "aguda", "agudo", True),
    ],
)
def test_a_word_is_itself_in_another_form_and_no_other(language: str, word: str, other: str, same: bool) -> None:
    assert same_word(word, other, language) is same


def test_a_short_form_is_of_the_name_before_it_whose_initials_it_has() -> None:
    def where(text: str) -> list[tuple[int, int]]:
        return name_spans(["Fanconi anemia", "Ida Holm", "Orlo Bank"], text)

    assert short_forms("Fanconi anaemia (FA) is rare.", where) == ["FA"]
    assert short_forms("Ida Holm (CDU) came.", where) == []
    assert short_forms('The Orlo Bank plc (the "Bank") closed.', where) == ["Bank"]
    assert short_forms("In FA (Fanconi anemia) it is seen.", where) == ["FA"]


def test_what_language_a_text_is_in() -> None:
    assert [
        language_of(text) for text in ("He may come. no no", "Ob er kommt, ist nicht klar.", "部长辞职了。", "")
    ] == [
        *("en", "de", "zh", "en"),
    ]
