"""Where a name, a string, a number or a date is told in a text: by the functions that decide it, to the character."""

from __future__ import annotations

from datetime import date, timedelta
from decimal import Decimal

import pytest

from factbase.cite.fit import date_spans, number_elsewhere, number_spans
from factbase.cite.named import name_spans, word_spans
from factbase.cite.sense import Sense
from factbase.cite.verbatim import string_spans


@pytest.mark.parametrize(
    ("name", "text", "found"),
    [
        ("Ida Holm", "Ida Holm came", ["Ida Holm"]),
        ("Ida Holm", "Then ida holm came, Ida Holm", ["ida holm", "Ida Holm"]),
        ("Ida Holm", "The Ida Holms, the Ida Holmes.", ["Ida Holm", "Ida Holm"]),
        ("Ida Holm", "Ida Holm's and the Ida Holms' mill", ["Ida Holm", "Ida Holm"]),
        ("Ida Holm", "(Ida Holm)", ["Ida Holm"]),
        ("Ida Holm", "Holm, Ida", ["Ida", "Holm"]),
        ("Ida Holm", "xIda Holm", []),
        ("Ida Holm", "Ida Holmsy", []),
        ("Ida Holm", "Ida Holmx, came", []),
        ("Ida Holm", "İ Ida Holm", ["Ida", "Holm"]),  # in small letters that text is longer
        ("the Pact of Ost", "a Pact of Ost", ["Pact of Ost"]),
        ("an Old Mill", "the Old Mill", ["Old Mill"]),
        ('("Old Mill",)', "the Old Mill", ["Old Mill"]),
        ("Ost-West Pact", "the Ost West Pact", ["Ost West Pact"]),
        ("Ost West Pact", "the Ost-West Pact", ["Ost-West Pact"]),
        ("North Anglo-", "North Anglo-Saxon", ["North Anglo"]),
        ("North Anglo-", "North Anglo Saxon", ["North", "Anglo"]),
        ("NATO", "nato Nato", []),
        ("NATO", "NATO NATOs", ["NATO", "NATO"]),
        ("Old Mill!", "the Old Mill", ["Old", "Mill"]),
        ("ASEAN", "the Asean", ["Asean"]),
        ("UNESCO Pact", "the Unesco pact", ["Unesco pact"]),
        ("UN PACT", "the un Pact", ["un Pact"]),
        ("A BC", "a bc", []),
        ("Ab C", "ab c", ["ab c"]),
        ("", "Ida Holm", []),
    ],
)
def test_a_name_stands_whole_and_inflected(name, text, found):
    assert [text[slice(*span)] for span in name_spans([name], text)] == found


def test_the_first_name_whose_words_all_stand_is_taken_where_none_stands_whole():
    text = "Holm, Ida, of the League of Ost"
    assert name_spans(["Otto Berg", "Ida Holm", "Ost League"], text) == [(6, 9), (0, 4)]
    assert name_spans(["Ida Holm", "League of Ost"], text) == [(18, 31)]


@pytest.mark.parametrize(
    ("name", "text", "found"),
    [
        ("signing_of_pacts", "they signed a pact", ["signed", "pact"]),
        ("signing_of_pacts", "they signed nothing", []),
        ("it", "So it is", ["it"]),
        ("a pact with Ost", "the pact of Ost", ["pact", "Ost"]),
        ("contract", "contracted contrite", ["contracted"]),
        ("mill", "mild miller", ["miller"]),
        ("Signing", "signed", []),
        ("Ost", "Osts", ["Osts"]),
        ("Osts", "Ost", ["Ost"]),
        ("Ost's", "Ost", ["Ost"]),
        ("Ost", "Ost's Oster", ["Ost's"]),
        ("20161", "20162", []),
        ("x", "xy", []),
        ("US", "us", []),
        ("US", "US", ["US"]),
        ("UNITED", "united", ["united"]),
    ],
)
def test_words_are_told_by_their_stem_and_names_as_they_are(name, text, found):
    assert [text[slice(*span)] for span in word_spans(name, text)] == found


@pytest.mark.parametrize(
    ("string", "text", "found"),
    [
        ("a b", "a b a-b, a c ab", [(0, 3), (4, 7)]),
        ("Ida", "İ Ida", [(2, 5)]),
        ("ſo", "so", [(0, 2)]),
        ("ſo it", "so it, so", [(0, 5)]),
        ("“né” à", "NÉ, À; née", [(0, 5)]),
        ("…", "anything", [(0, 0)]),
    ],
)
def test_a_string_stands_word_for_word(string, text, found):
    assert string_spans(string, text) == found


def test_a_month_is_a_number_where_an_argument_is_one():
    assert number_spans(Decimal(12), "It met in December.", "month", "met") == [(10, 18)]
    assert number_spans(Decimal(1), "It met in January.", "month", "met") == [(10, 17)]
    assert number_spans(Decimal(13), "It met in January.", "month", "met") == []
    assert number_spans(Decimal(12), "It met in December.", "ships", "met") == []


def test_an_equal_number_of_something_else_is_told():
    found = number_elsewhere(Decimal(29), "All 29 ships came on 29 June.", "ships", "came")
    assert found is not None
    assert (found.sense, found.span) == (Sense.DAY, (21, 23))
    assert number_elsewhere(Decimal(29), "All 29 ships came.", "ships", "came") is None


MARCH = (date(2016, 3, 2), date(2016, 5, 20))
IN_2016 = [(date(2016, 6, 1), date(2016, 6, 1))]


@pytest.mark.parametrize(
    ("dates", "text", "published", "found"),
    [
        ((date(2016, 1, 1), None), "since 2016", [], [(6, 10)]),
        ((None, date(2016, 1, 1)), "until 2016", [], [(6, 10)]),
        ((date(2016, 1, 1), None), "since 2015", [], []),
        ((date(2016, 3, 1), None), "since then", IN_2016, [(0, 0)]),
        ((None, date(2016, 3, 1)), "until then", IN_2016, [(0, 0)]),
        ((date(2015, 3, 1), None), "since then", IN_2016, [(0, 0)]),
        ((date(2017, 3, 1), None), "since then", IN_2016, [(0, 0)]),
        ((date(2014, 3, 1), None), "since then", IN_2016, []),
        ((date(2018, 3, 1), None), "since then", IN_2016, []),
        ((date(2016, 1, 1), date(2016, 12, 31)), "in 2016", [], [(3, 7)]),
        ((date(2016, 1, 1), date(2016, 12, 31)), "that year", IN_2016, [(0, 0)]),
        ((date(1990, 1, 1), date(1999, 12, 31)), "in the 1990s", [], [(7, 11), (7, 12)]),
        (MARCH, "In March 2016 it met", [], [(9, 13)]),
        (MARCH, "It met in May 2016", [], [(14, 18)]),
        (MARCH, "In April 2016 it met", [], []),
        (MARCH, "Late in 2016 it met", [], [(8, 12)]),
        (MARCH, "Late that year it met", IN_2016, [(0, 0)]),
        ((date(2016, 3, 1), date(2016, 3, 31)), "In March", IN_2016, [(3, 8)]),
        ((date(2016, 3, 1), date(2016, 3, 31)), "In 2016-03", IN_2016, [(3, 10)]),
    ],
)
def test_a_date_is_told_whole(dates, text, published, found):
    assert sorted(date_spans(*dates, text, published)) == found


WEEKDAYS = ["Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday"]


@pytest.mark.parametrize("weekday", range(7))
def test_a_weekday_is_a_day_within_a_week_of_the_text(weekday):
    day = date(2016, 5, 2) + timedelta(weekday)  # 2 May 2016 was a Monday
    name = WEEKDAYS[weekday]

    def told(text: str, *published: tuple[int, int]) -> int:
        dates = [(day + timedelta(first), day + timedelta(last)) for first, last in published]
        return len(date_spans(day, day, text, dates))

    for first, last in ((0, 0), (-7, -7), (7, 7), (-7, 7)):
        assert told(f"It met {name}, on {name[:3]}. noon", (first, last)) == 2
        assert told(f"It met on {WEEKDAYS[weekday - 1]}.", (first, last)) == 0
    for first, last in ((-8, -8), (8, 8), (-8, 7)):
        assert told(f"It met {name}.", (first, last)) == 0
    assert told("It met yesterday.", (-20, -20), (0, 0)) == 1
    assert told("It met yesterday.") == 0
