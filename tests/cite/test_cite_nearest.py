"""The passage that is shown for a quote which is not there: which one, how far it goes, and what is told to differ."""

from __future__ import annotations

import pytest

from factbase.cite import Document
from factbase.cite.nearest import DiffOp, Nearest, _aligned, _departing, _whole_words, _windows, nearest

SAME, GONE, NEW = DiffOp.EQUAL, DiffOp.DELETE, DiffOp.INSERT


@pytest.mark.parametrize(
    ("text", "quote", "passage", "told"),
    [
        (
            'He said "the accord was signed in one hour" today.',
            "the accord was signed in an hour",
            "the accord was signed in one hour",
            "the accord was signed in [-an-]{+one+} hour",
        ),
        (
            "Then the accord was signed in Ost. So.",
            "the accord was quickly signed in Ost",
            "the accord was signed in Ost",
            "the accord was [-quickly-] signed in Ost",
        ),
        (
            "The accord — 5 pages — was\nsigned in Ost.",
            "The accord — 6 pages — was signed in Ost",
            "The accord — 5 pages — was\nsigned in Ost",
            "The accord — [-6-]{+5+} pages - was signed in Ost",
        ),
        (
            "The pact between the old friends was not signed by any of the ministers in Bonn, all of them said. So it went.",
            "between the old friends was signed by any of the ministers in Bonn",
            "between the old friends was not signed by any of the ministers in Bonn",
            "between the old friends was {+not+} signed by any of the ministers in Bonn",
        ),
        (
            "Failure was seen in 11/20 patients [12]. Hearing loss occurred in 7/20 [ 2 , 6 ] of the group.",
            "Hearing loss occurred in 7/20 of the group",
            "Hearing loss occurred in 7/20 [ 2 , 6 ] of the group",
            "Hearing loss occurred in 7/20 {+[ 2 , 6 ]+} of the group",
        ),
    ],
)
def test_the_nearest_passage_is_shown_with_what_differs(text, quote, passage, told):
    found = nearest(Document("a", text), quote)
    assert found is not None
    assert (text[slice(*found.span)], str(found)) == (passage, told)


def test_a_passage_is_placed_in_the_whole_text():
    found = nearest(
        Document("a", "Zero.\nThe accord was signed in two hours.\nEnd.", (2, 2)), "accord was signed in an hour"
    )
    assert found is not None
    assert found.span == (10, 40)


def test_what_is_like_nothing_in_the_text_has_no_nearest_passage():
    assert nearest(Document("a", "The accord was signed."), "xyzzy qqq jjj kkk") is None
    assert nearest(Document("a", " \n"), "the accord was signed") is None


def test_the_better_of_two_places_is_shown_though_it_comes_first():
    worse = "The accord was signed within an afternoon of the calls. "
    better = "They met. The accord was signed within one hour of the call. "
    text = "No. " * 2_090 + better + "No. " * 4_000 + worse + "No. " * 4_000
    found = nearest(Document("a", text), "The accord was signed within an hour of the call")
    assert found is not None
    assert text[slice(*found.span)] == "The accord was signed within one hour of the call"


def test_the_better_of_two_places_of_a_long_text_is_shown():
    text = "No. " * 2_090 + "They met. The accord was signed within one hour of the call. " + "No. " * 4_000
    found = nearest(Document("a", text), "The accord was signed within an hour of the call")
    assert found is not None
    assert text[slice(*found.span)] == "The accord was signed within one hour of the call"


WORDS = [f"w{number:03}" for number in range(402)]
LONG = " ".join(WORDS)


@pytest.mark.parametrize(
    ("text", "compared"),
    [(" ".join(WORDS[:300]), WORDS[200:401]), (LONG, WORDS[301:]), ("none of it", WORDS[:201])],
)
def test_a_long_quote_is_compared_around_the_place_where_it_departs(text, compared):
    assert _departing(text, LONG) == " ".join(compared)


def test_a_long_quote_without_words_is_compared_whole():
    assert _departing("text", "-" * 1_001) == "-" * 1_001


def test_no_more_of_a_long_quote_is_shown_than_is_compared():
    found = nearest(Document("a", LONG.replace("w300", "other")), LONG)
    assert found is not None
    start, end = found.span
    assert end - start < 1_100
    assert "w299 [-w300-]{+other+} w301" in str(found)


def page(*words: tuple[int, str]) -> str:
    text = "." * 17_000
    for at, word in words:
        text = text[:at] + word + text[at + len(word) :]
    return text


@pytest.mark.parametrize(
    ("text", "needle", "windows"),
    [
        ("short", "alpha", [(0, 5)]),
        ("  ", "alpha", []),
        (page(), "alpha", []),
        (page((8100, "betagamma"), (8200, "alpha"), (100, "alpha")), "alpha betagamma", [(7600, 8400), (8000, 8800)]),
        (page((100, "alpha"), (9000, "alpha"), (9050, "beta")), "alpha beta", [(8400, 9200), (8800, 9600)]),
        (page((0, "alpha")), "alpha", [(0, 400), (0, 800)]),
        (page((16_900, "alpha")), "alpha", [(16_400, 17_000), (16_800, 17_000)]),
        (page((8200, "alpha")), "alpha " + "x" * 194, [(7200, 8400), (7800, 9000)]),
        (page((100, "e"), (8200, "dd")), "aaaaa bbbb ccc dd e", [(7600, 8400), (8000, 8800)]),
        (page((100, "a"), (8200, "eeeee")), "a bb ccc dddd eeeee", [(7600, 8400), (8000, 8800)]),
        (page((100, "bb"), (8200, "alpha")), "alpha bb", [(7600, 8400), (8000, 8800)]),
        (page((100, "e")), "aa bb cc dd e", []),
        (page((100, "ee")), "ee dd cc bb aa", []),
    ],
)
def test_a_long_text_is_looked_at_around_the_longest_words(text, needle, windows):
    assert _windows(text, needle) == windows


TEXT = 'say "the mill" now'


@pytest.mark.parametrize(
    ("text", "span", "passage"),
    [
        (TEXT, (6, 12), '"the mill"'),
        (TEXT, (4, 14), '"the mill"'),
        (TEXT, (1, 17), TEXT),
        ("aa bb cc", (3, 4), "bb"),
        ("aa bb cc", (1, 4), "aa bb"),
    ],
)
def test_a_passage_goes_out_to_whole_words(text, span, passage):
    assert text[slice(*_whole_words(text, *span))] == passage


@pytest.mark.parametrize(
    ("needle", "text", "kept", "steps"),
    [
        ("a b c", "x a c y z", "a c", ((SAME, ("a",)), (GONE, ("b",)), (SAME, ("c",)))),
        ("a b", "a c d", "a c", ((SAME, ("a",)), (GONE, ("b",)), (NEW, ("c",)))),
        ("a b", "c d b", "d b", ((GONE, ("a",)), (NEW, ("d",)), (SAME, ("b",)))),
        ("a b", "c. b", "b", ((GONE, ("a",)), (SAME, ("b",)))),  # another sentence has nothing in its place
        ("a b", "a. c", "a. c", ((GONE, ("a", "b")), (NEW, ("a.", "c")))),
        ("a b c", "a b. d", "a b", ((SAME, ("a",)), (GONE, ("b", "c")), (NEW, ("b.",)))),
        ("a b c d", "x a b y c d z", "a b y c d", ((SAME, ("a", "b")), (NEW, ("y",)), (SAME, ("c", "d")))),
        ("a b", "a x y b", "a x y b", ((SAME, ("a",)), (NEW, ("x", "y")), (SAME, ("b",)))),
        ("a b c", 'x "a b c." d', "a b c", ((SAME, ("a", "b", "c")),)),
        ("两国签署", "两国没有签署", "两国没有签署", ((SAME, ("两国",)), (NEW, ("没有",)), (SAME, ("签署",)))),
        ("a", "a", "a", ((SAME, ("a",)),)),
        ("a", "b", "b", ((GONE, ("a",)), (NEW, ("b",)))),
        ("a", "x a", "a", ((SAME, ("a",)),)),
    ],
)
def test_words_around_the_quote_are_no_difference(needle, text, kept, steps):
    assert _aligned(needle, text) == (kept, steps)


def test_a_frequent_word_is_compared_like_any_other():
    many = ("the",) * 250
    _, steps = _aligned(" ".join((*many, "end")), " ".join((*many, "stop")))
    assert steps == ((SAME, many), (GONE, ("end",)), (NEW, ("stop",)))
    before, after = tuple("abcdefgh" * 15), tuple("hgfedcba" * 15)  # each of them many times, and nothing else
    _, steps = _aligned(" ".join((*before, "end", *after)), " ".join((*before, "stop", *after)))
    assert steps == ((SAME, before), (GONE, ("end",)), (NEW, ("stop",)), (SAME, after))


@pytest.mark.parametrize(
    ("diff", "told"),
    [
        (((NEW, ("a",)), (SAME, ("b",)), (GONE, ("c",))), "{+a+} b [-c-]"),
        (((SAME, ("b",)), (NEW, ("a",))), "b {+a+}"),
        (((GONE, ("a",)), (NEW, ("b", "c"))), "[-a-]{+b c+}"),
    ],
)
def test_words_that_replace_others_stand_right_after_them(diff, told):
    assert str(Nearest((0, 1), diff)) == told
