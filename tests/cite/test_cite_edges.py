"""Where a quote may begin and end, and what an elision may not hide: by the functions that decide it, at their edges."""

from __future__ import annotations

import pytest
from chance import examples
from hypothesis import example, given
from hypothesis import strategies as st

from factbase.cite import Document, Fold, Reason, Status, verify
from factbase.cite.boundary import _cut, cut_at_end, cut_at_start
from factbase.cite.elided import hidden
from factbase.cite.verify import stand

TEXTS = st.text(st.sampled_from("ab1 \n\n\"”“().,;:?!%$-'é\u0301\u200b\xad"), min_size=1, max_size=12)


@given(TEXTS, st.integers(0, 11))
@example("ab", 0)
@example("a\n\nb", 3)
@example("a\nb", 2)
@example("1 b", 2)
@example("%\n\nb", 3)
@example("\n\nb", 2)
@examples(600)
def test_the_common_cases_are_decided_as_all_others_are(text, at):
    """Both functions pass over most edges without an expression; where they do, the expression has no objection."""
    at = min(at, len(text) - 1)
    assert cut_at_start(text, at) == (_cut(text, at, may_end=False) if at else None)
    assert cut_at_end(text, at + 1) == (_cut(text, at + 1, may_end=True) if at + 1 < len(text) else None)


@pytest.mark.parametrize(
    ("text", "at", "cut"),
    [
        ("12 men", 1, "12"),
        ("paid 1,\n500 men", 7, "1,\n500"),
        ("in 2016,\n500 men", 8, None),
        ("on page 5.\n12 men", 10, None),
        ("a mill", 3, "mill"),
        ("He left.Then", 8, None),
        ("the U.S. said", 5, "U.S"),
        ("e\u0301a", 1, "e\u0301"),
        ("it's so", 2, "it's"),
        ("Ost's men", 3, None),
        ("who's there", 3, "who's"),
        ("Osts men", 3, "Osts"),
        ("abc\u200b", 3, None),
        ("12\u200b % of", 2, "12\u200b %"),
        ("un\xad\nable", 2, "un\xad\nable"),
        ("5 % of", 1, "5 %"),
        ("5   % of", 1, None),
        ("two-way", 3, "two-way"),
        ("x" * 200, 100, "x" * 96),
        ("1 500 men", 1, "1 500"),
        ("12 pct of", 2, "12 pct"),
        ("40 Millionen Euro", 2, "40 Millionen"),
        ("40 crore rupees", 2, "40 crore"),
        ("40 млн рублей", 2, "40 млн"),
        ("5 percentage points", 1, "5 percentage points"),
        ("3 × 10⁶ men", 1, "3 × 10⁶"),
        ("5 milk", 1, None),
        ("2012 500 men", 4, None),
        ("1\xa0500 men", 1, "1\xa0500"),
        ("5 men", 1, None),
        ("C++ code", 1, "C++"),
        ("5 M of", 1, "5 M"),
        ("5\nM of", 1, "5\nM"),
        ("3 mai 2020\n\nM. Roche", 10, None),
        ("3 mai 2020\n\nmillion", 10, None),
        ("12 mai 20\nM. Roche", 9, None),
        ("In 2021 M. Roche left", 7, None),
        ("of 300 M. It left", 6, "300 M"),
        ("1.5 % of", 3, "1.5 %"),
        ("$ .5 more", 2, "$ .5"),
    ],
)
def test_what_a_quote_that_ends_there_would_cut(text, at, cut):
    assert cut_at_end(text, at) == cut


@pytest.mark.parametrize(
    ("text", "at", "cut"),
    [
        ("12 men", 1, "12"),
        ("-5 men", 1, "-5"),
        ("$5 men", 1, "$5"),
        ("US$ 5 men", 4, "US$ 5"),
        ("a .5 of", 3, ".5"),
        ("a ≥ 5 of", 4, "≥ 5"),
        ("e\u0301a", 1, "e\u0301"),
        ("Ost's men", 4, "Ost's"),
        ("a (mill)", 3, None),
        ("he said: mill", 9, None),
        ("10–15 men", 3, "10–15"),
        ("1 500 men", 2, "1 500"),
        ("in 2012 500 men", 8, None),
        ("a 1·5 rise", 4, "1·5"),
        ("a 1．5 rise", 4, "1．5"),
        ("was －5 men", 5, "－5"),
        ("was ‒5 men", 5, "‒5"),
        ("was &minus;5 men", 11, "&minus;5"),
        ("a > 5 men", 4, "> 5"),
        ("\n> 5 men", 3, None),  # a mark of Markdown
        ("loss: (1,234) men", 7, "(1,234)"),
        ("in (2019) men", 4, None),
        ("Half a million men", 5, "Half a million"),
        ("and half a dozen men", 9, "half a dozen"),
        ("it is a million men", 6, None),
        ("un¬\nable men", 4, "un¬\nable"),
        ("inter-\n\nnational law", 8, "inter-\n\nnational"),
        ("he said-\n\nThen he", 10, None),
        ("10—15 men", 3, None),
        ("a “mill”", 3, None),
        # a letter after a blank or a quotation mark is looked at where something may join it to what is before
        ("5 million men", 2, "5 million"),
        ("A5 million men", 3, "A5 million"),
        ("A5\n million men", 4, "A5\n million"),
        ("He\nran", 4, "ran"),
        ("“Then he", 2, "Then"),
        ("a \u0301b", 2, " \u0301"),
        ('a"\u0301b', 2, '"\u0301'),
        ("Ost's men", 3, "Ost's"),
    ],
)
def test_what_a_quote_that_starts_there_would_cut(text, at, cut):
    assert cut_at_start(text, at) == cut


@pytest.mark.parametrize(
    ("gap", "found"),
    [
        ("and so on", None),
        ("and not 5 of", "not"),
        ("and 5, not of", "5"),
        ("5", "5"),
        ("not", "not"),
        ("Ⅷ of", "Ⅷ"),
        ("m² of", "²"),
        ("½ of", "½"),
        ("with- out it", "without"),
        ("not- able", "not"),
        ("a non- resident", "nonresident"),
        ("unless he", "unless"),
        ("the note", None),
        ("wouldn’t", "wouldn't"),
        ("with\u200bout it", "without"),
        ("a de- nial, 7", "denial"),
        ("7 de- nials of no", "7"),
        ("ｎｏｔ", "not"),
        ("n\u2066ot\u2069", "not"),
        ("stopped short of", "short of"),
        ("was far from", "far from"),
        ("threatened to", "threatened to"),
        ("allegedly", "allegedly"),
        ("n'a pas", "n'"),
        ("hat nicht", "nicht"),
        ("не", "не"),
        ("并没有", "没"),
        ("않았다", "않"),
        ("Lee said. “", '"'),
        ("heightened”", None),
        ("the threat to the north", None),
        ("a passage of sins", None),
    ],
)
def test_what_an_elision_hides_is_its_first_negation_number_or_condition(gap, found):
    assert hidden(gap) == found


# ---- verdicts, whole: status, reason, words, places


def judged(text: str, quote: str, **asked):
    return verify(Document("a", text), quote, **asked)


GAP = "Alpha beta gamma" + " " + "x" * 598 + " " + "delta epsilon zeta."


@pytest.mark.parametrize(
    ("text", "quote", "reason", "detail"),
    [
        ("The mill.", "mill", Reason.TOO_SHORT, "a quote holds at least 3 words or 12 letters and digits"),
        ("The old mill.", "the old", Reason.TOO_SHORT, "a quote holds at least 3 words or 12 letters and digits"),
        ("Elevenmills", "Elevenmills", Reason.TOO_SHORT, "a quote holds at least 3 words or 12 letters and digits"),
        ("a - - b", "a - - b", Reason.TOO_SHORT, "a quote holds at least 3 words or 12 letters and digits"),
        (
            "The mill was sold by Ost. It burnt.",
            "The mill was […] Ost",
            Reason.TOO_SHORT,
            "`Ost` is too short to stand between elisions",
        ),
        ("The old mills were.", "The old mill", Reason.CUT, "the quote ends inside `mills`"),
        ("The mill burnt.", "The mill stood", Reason.NOT_THERE, "the words are not there"),
        (
            "The mill burnt. Ost sold it.",
            "The mill burnt [...] Ost kept it",
            Reason.NOT_THERE,
            "`Ost kept it` is not there",
        ),
        (
            "The mill burnt. Ost sold it.",
            "Ost sold it […] The mill burnt",
            Reason.OUT_OF_ORDER,
            "the parts stand in another order",
        ),
        (
            "The mill of Ost burnt.",
            "The mill ... burnt",
            Reason.BARE_ELLIPSIS,
            "a bare `...` is literal; write `[...]` to leave words out",
        ),
        (
            "The mill of Ost burnt.",
            "The mill … burnt",
            Reason.BARE_ELLIPSIS,
            "a bare `...` is literal; write `[...]` to leave words out",
        ),
        ("The mill did not burn at all.", "The mill […] burn at all", Reason.GAP_HIDES, "the elision hides `not`"),
        (
            GAP.replace("x ", "xx "),
            "Alpha beta gamma […] delta epsilon",
            Reason.GAP_TOO_LONG,
            "an elision leaves out 601 characters, of at most 600",
        ),
        ("The mills burnt. Ost sold it.", "The mill […] Ost sold it", Reason.CUT, "the quote ends inside `mills`"),
    ],
)
def test_an_absent_quote_is_told_why(text, quote, reason, detail):
    verdict = judged(text, quote)
    assert (verdict.status, verdict.reason, verdict.detail) == (Status.ABSENT, reason, detail)
    assert (verdict.place, verdict.spans, verdict.line, verdict.paragraph, verdict.gaps) == (None, (), None, None, ())


def test_a_gap_of_exactly_six_hundred_is_left_out():
    verdict = judged(GAP, "Alpha beta gamma […] delta epsilon")
    assert verdict.status is Status.FOUND
    assert verdict.spans == ((0, 16), (616, 629))
    assert [len(gap) for gap in verdict.gaps] == [600]


def test_the_shortest_gap_of_the_longest_is_told():
    text = (
        "Alpha beta gamma"
        + " y" * 700
        + " delta epsilon zeta"
        + " y" * 350
        + " Alpha beta gamma"
        + " y" * 310
        + " delta epsilon zeta."
    )
    assert (
        judged(text, "Alpha beta gamma […] delta epsilon zeta").detail
        == "an elision leaves out 621 characters, of at most 600"
    )


@pytest.mark.parametrize(
    "quote", ["a bc defghijkl", "abcdefghijkl", "ab cd ef", "the old mill", "1,5 Prozent", "12 crore"]
)
def test_three_words_or_twelve_letters_are_long_enough(quote):
    assert judged(f"It is {quote}, so.", quote).status in (Status.FOUND, Status.ABSENT)
    assert judged(f"It is {quote}, so.", quote).reason is None


@pytest.mark.parametrize(
    ("quote", "long_enough"),
    [
        ("The mill […] of", False),
        ("The mill […] of Ost", True),
        ("The mill […] harbor", True),
        ("The mill […] harbo", False),
    ],
)
def test_each_part_of_an_elided_quote_has_two_words_or_six_letters(quote, long_enough):
    text = "The mill burnt, of Ost, harbor, harbo."
    assert (judged(text, quote).reason is not Reason.TOO_SHORT) == long_enough


def test_a_verdict_says_where_and_what_was_folded():
    verdict = judged("One.\n\nHe said “the old mill” today.", 'said "the old mill" today')
    assert (verdict.status, verdict.folds, verdict.spans) == (Status.FOLDED, (Fold.QUOTES,), ((9, 34),))
    assert (verdict.line, verdict.paragraph, verdict.gaps, verdict.detail) == (3, 2, (), "")
    assert verdict.places == (verdict.place,)


def test_the_folds_of_parts_are_told_once_in_their_order():
    text = "He said “the old\nmill” today, and “the new\nmill” then."
    verdict = judged(text, 'said "the old mill" today […] "the new mill" then')
    assert (verdict.status, verdict.folds) == (Status.FOLDED, (Fold.QUOTES, Fold.SPACE))
    assert verdict.gaps == (", and ",)


def test_an_exact_place_is_taken_before_a_folded_one():
    verdict = judged('“The old mill” was “it”. "The old mill" was "it".', '"The old mill" was "it"')
    assert (verdict.status, verdict.spans) == (Status.FOUND, ((25, 48),))


def test_an_elision_mark_that_stands_in_the_text_is_none():
    verdict = judged("He wrote: the mill [...] was not sold.", "the mill [...] was not sold")
    assert (verdict.status, verdict.spans) == (Status.FOUND, ((10, 37),))


def test_many_places_are_told_by_eight_of_their_lines():
    verdict = judged("the old mill burnt\n" * 9, "the old mill burnt")
    assert (verdict.status, len(verdict.places)) == (Status.AMBIGUOUS, 9)
    assert verdict.detail == "9 places: lines 1, 2, 3, 4, 5, 6, 7, 8, …"
    assert judged("the old mill burnt\n" * 8, "the old mill burnt").detail == "8 places: lines 1, 2, 3, 4, 5, 6, 7, 8"
    assert (verdict.place, verdict.reason) == (None, None)


TWICE = "First the old mill burnt down.\nThen the old mill burnt again."


def test_the_words_around_a_quote_say_which_place_is_meant():
    assert judged(TWICE, "the old mill burnt").status is Status.AMBIGUOUS
    assert judged(TWICE, "the old mill burnt", after="Then").spans == ((36, 54),)
    assert judged(TWICE, "the old mill burnt", before=" down").spans == ((6, 24),)
    assert judged(TWICE, "the old mill burnt", after="First ", before="down").spans == ((6, 24),)
    assert judged(TWICE, "the old mill burnt", after="", before="").status is Status.AMBIGUOUS


@pytest.mark.parametrize(
    ("asked", "detail"),
    [
        ({"after": "When"}, "the words stand there, but not after `When`"),
        ({"before": "here"}, "the words stand there, but not before `here`"),
        ({"after": "Then", "before": "down"}, "the words stand there, but not after `Then` and before `down`"),
    ],
)
def test_words_that_are_not_around_a_quote_are_told(asked, detail):
    verdict = judged(TWICE, "the old mill burnt", **asked)
    assert (verdict.status, verdict.reason, verdict.detail) == (Status.ABSENT, Reason.CONTEXT, detail)
    assert [place.span for place in verdict.places] == [(6, 24), (36, 54)]


def test_words_around_a_quote_are_looked_for_in_the_passage_only():
    document = Document("a", "He said\nthe old mill burnt\nthen.", (2, 2))
    assert verify(document, "the old mill burnt").status is Status.FOUND
    assert verify(document, "the old mill burnt", after="said").reason is Reason.CONTEXT
    assert verify(document, "the old mill burnt", before="then").reason is Reason.CONTEXT


def test_words_around_a_quote_may_stand_as_far_as_white_space_goes():
    text = "Then" + " " * 70 + "the old mill burnt" + " " * 70 + "down. And the old mill burnt."
    assert judged(text, "the old mill burnt", after="Then").spans == ((74, 92),)
    assert judged(text, "the old mill burnt", before="down").spans == ((74, 92),)
    long = "and then they sold " * 12
    text = f"{long}the old mill burnt {long} And the old mill burnt."
    assert judged(text, "the old mill burnt", after=long).line == 1
    assert judged(text, "the old mill burnt", before=long).line == 1


@pytest.mark.parametrize(
    ("was", "status"),
    [
        ((31, 49), Status.FOUND),
        ((31, 48), Status.MOVED),
        ((30, 49), Status.MOVED),
        ((0, 18), Status.MOVED),
        (None, Status.FOUND),
    ],
)
def test_a_quote_has_moved_where_it_begins_or_ends_elsewhere(was, status):
    text = "First a mill was built, then… \nthe old mill burnt."
    verdict = judged(text, "the old mill burnt", was=was)
    assert (verdict.status, verdict.spans) == (status, ((31, 49),))


def test_an_elided_quote_has_moved_where_its_last_part_is_elsewhere():
    text = "The old mill, as ever, burnt down."
    assert judged(text, "The old mill […] burnt down", was=(0, 33)).status is Status.FOUND
    assert judged(text, "The old mill […] burnt down", was=(0, 32)).status is Status.MOVED


def test_no_document_is_said_to_be_none():
    verdict = verify(None, "the old mill")
    assert (verdict.status, verdict.detail, verdict.places) == (Status.NO_SOURCE, "there is no text to look in", ())


def test_what_stands_at_a_span_is_whole_there():
    text = "  the old mill burnt, the  old\nmill burnt, “the old mill” burnt and the old mills."
    document = Document("a", text)
    cases = [
        ("the old mill burnt", (2, 20), True),
        ("the old mill burnt", (22, 41), True),
        ('"the old mill" burnt', (43, 63), True),
        ("the old mill burnt", (3, 20), False),
        ("the old mill burnt", (2, 19), False),
        ("the old mill", (68, 80), False),
        ("he old mill burnt", (3, 20), False),
        ("the old", (2, 9), False),
        ("the old mill burnt", (20, 2), False),
        ("", (5, 5), False),
    ]
    assert text[68:81] == "the old mills"
    assert list(stand(document, [q for q, _, _ in cases], [s for _, s, _ in cases])) == [ok for *_, ok in cases]
    lines = Document("a", "one two three\nfour five six\nseven eight nine\n", (2, 2))
    spans = [(0, 13), (14, 27), (28, 44), (14, 28), (13, 27)]
    quotes = ["one two three", "four five six", "seven eight nine", "four five six", "four five six"]
    assert list(stand(lines, quotes, spans)) == [False, True, False, True, False]
    with pytest.raises(ValueError, match="shorter"):
        list(stand(lines, quotes, spans[:2]))


def test_what_is_nearest_is_looked_for_by_the_part_that_is_missing():
    text = "The mill burnt in the night. Then they sold the old harbour to the king of West."
    verdict = judged(text, "The mill burnt [...] they sold the old port to the king")
    assert verdict.nearest is not None
    assert str(verdict.nearest) == "they sold the old [-port-]{+harbour+} to the king"
    whole = judged(text, "they sold the old port to the king")
    assert str(whole.nearest) == "they sold the old [-port-]{+harbour+} to the king"


def test_other_whole_words_at_a_span_are_not_the_quote():
    document = Document("a", "the old mill burnt, they came here too.")
    quotes, spans = ["the old mill burnt", "they came here too"], [(20, 38), (0, 18)]
    assert list(stand(document, quotes, spans)) == [False, False]
    assert list(stand(document, quotes, spans[::-1])) == [True, True]


def test_a_quote_that_is_not_there_is_not_said_to_lack_the_words_around_it():
    assert judged(TWICE, "the new mill burnt", after="Then").reason is Reason.NOT_THERE


def test_parts_in_another_order_are_told_before_a_word_that_is_cut_elsewhere():
    text = "The mill stood. Ost sold it. The mill stooda."
    assert judged(text, "Ost sold it […] The mill stood").reason is Reason.OUT_OF_ORDER


def test_of_words_that_are_cut_the_first_is_told():
    verdict = judged("The mill stood. They sold itself.", "he mill stood […] sold it")
    assert (verdict.reason, verdict.detail) == (Reason.CUT, "the quote starts inside `The`")


def test_the_longest_gap_of_a_place_is_the_one_that_is_too_long():
    text = "Alpha beta gamma" + " y" * 20 + " delta epsilon" + " y" * 400 + " zeta eta theta."
    verdict = judged(text, "Alpha beta gamma […] delta epsilon […] zeta eta theta")
    assert verdict.detail == "an elision leaves out 801 characters, of at most 600"


def test_a_gap_that_hides_a_word_is_shown_with_its_place():
    verdict = judged("The mill did not burn at all.", "The mill […] burn at all")
    assert [place.spans for place in verdict.places] == [((0, 8), (17, 28))]


# ---- lines, paragraphs and sentences


@pytest.mark.parametrize(
    ("text", "span", "sentence"),
    [
        ("Aa. Bb.", (2, 3), (0, 3)),
        ("Aa. Bb.", (0, 5), (0, 7)),
        ("They met at 5 p.m. Tokyo time. So.", (0, 4), (0, 30)),
        ("He said No! Then he left.", (0, 2), (0, 11)),
        ("Ja. Then he left.", (0, 2), (0, 3)),
        ("One two\n\nThree four", (0, 3), (0, 7)),
        ("One two\n\nThree four", (9, 14), (9, 19)),
        ("One two\n\nThree four", (0, 9), (0, 7)),
        ("One two\n\nThree four", (0, 10), (0, 19)),
        ("One two\n\nThree four. Five", (0, 3), (0, 7)),
        ("かな。次に。", (3, 4), (3, 6)),
        ("\n\nOne two. Three", (2, 5), (2, 10)),
        ("a" * 5_000, (2_500, 2_510), (1_500, 4_000)),
        ("x" * 600 + ". Then " + "y" * 600 + " met. So", (900, 910), (602, 1_212)),
    ],
)
def test_a_sentence_goes_from_stop_to_stop_within_its_paragraph(text, span, sentence):
    assert Document("a", text).sentence(*span) == sentence


def test_one_character_is_in_the_sentence_that_ends_with_it():
    assert Document("a", "Aa. Bb.").sentence(2) == (0, 3)


@pytest.mark.parametrize(("text", "lines"), [("", 1), ("x", 1), ("x\n", 1), ("x\ny", 2), ("\n", 1), ("x\r\ny\rz\n", 3)])
def test_lines_are_counted_and_a_newline_at_the_end_starts_none(text, lines):
    assert Document("a", text).line_count == lines


def test_a_line_is_the_same_counted_or_looked_up():
    text = "\n".join(["", "one", "", "two", "three"])
    document = Document("a", text)
    for _ in range(5):
        assert [document.line(text.index(word)) for word in ("one", "two", "three")] == [2, 4, 5]
        assert [document.paragraph(text.index(word)) for word in ("one", "two", "three")] == [1, 2, 2]


def test_a_quote_has_at_most_fifty_parts_and_its_words_are_shown_in_short():
    parts = [f"the mill w{number}" for number in range(51)]
    text = " and so ".join(parts)
    assert judged(text, " […] ".join(parts[:50])).status is Status.FOUND
    verdict = judged(text, " […] ".join(parts))
    assert (verdict.status, verdict.reason) == (Status.ABSENT, Reason.TOO_MANY_PARTS)
    assert verdict.detail == "a quote has at most 50 parts"
    for length in (200, 201):
        word = "y" * length
        shown = word if length == 200 else "y" * 200 + "…"
        assert judged("The mill burnt.", f"The mill burnt […] {word}").detail == f"`{shown}` is not there"


def test_words_around_a_quote_have_at_most_two_thousand_characters():
    text = "x" * 2_001 + " the old mill burnt"
    assert judged(text, "the old mill burnt", after="x" * 2_000).status is Status.FOUND
    verdict = judged(text, "the old mill burnt", after="x" * 2_001)
    assert (verdict.status, verdict.reason) == (Status.ABSENT, Reason.CONTEXT)
    assert "at most 2,000 characters" in verdict.detail
