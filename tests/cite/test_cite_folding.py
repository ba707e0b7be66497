"""Properties of folding: the map back is exact, each fold is named, and the order of questions changes no answer."""

from __future__ import annotations

import unicodedata
from itertools import pairwise

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from factbase.cite import Document, Fold, Reason, Status, fold, verify
from factbase.cite.joints import Joint, Mark, agree, join
from factbase.cite.match import MAX_PLACES, TextSearch, chains, folds_used
from factbase.cite.normalise import DIGIT_HYPHENS, INVISIBLE, LONG_DASH, SPACES

ALPHABET = "ab5éA.,'\"-–—−―…$% \n\t\r\xa0\u2003\xad\u200b\ufeff‘’“”‚„ﬁﬄe\u0301\u0323\u1112\u1161\u11abſ²"
TEXTS = st.text(alphabet=ALPHABET, max_size=60)
WORDS = st.lists(st.text(alphabet="abcdefgilst", min_size=2, max_size=9), min_size=4, max_size=12).map(" ".join)


def spans(text: str) -> list[tuple[int, int]]:
    """All spans of the folded text that start and end with a letter or digit: no fold looks beyond these."""
    edges = [i for i, char in enumerate(text) if char.isalnum()]
    return [(a, b + 1) for a in edges for b in edges if a <= b]


@given(TEXTS)
@example("a--b — 5, a—b -5 a -- b--5")
@example("ﬁ\u0301 x\xad\nb \u200b5")
def test_the_raw_span_folds_to_the_folded_span(raw: str) -> None:
    folded = fold(raw)
    for start, end in spans(folded.text):
        span = folded.raw_span(start, end)
        if span is not None:
            assert 0 <= span[0] < span[1] <= len(raw)
            slice_folded = fold(raw[slice(*span)]).text
            assert unicodedata.normalize("NFC", slice_folded) == unicodedata.normalize("NFC", folded.text[start:end])


@given(TEXTS)
def test_the_map_is_monotonous_and_covers_each_character(raw: str) -> None:
    folded = fold(raw)
    found = [folded.raw_span(i, i + 1) for i in range(len(folded.text))]
    known = [span for span in found if span is not None]
    assert all(a[1] <= b[0] for a, b in pairwise(known))
    # What is not mapped to is invisible, composed, or part of a replacement.
    kept = {i for a, b in known for i in range(a, b)}
    for i in set(range(len(raw))) - kept:
        marked = unicodedata.combining(raw[i + 1 : i + 2] or "a")  # marks may only change their order
        assert marked or raw[i] in INVISIBLE + SPACES + " …ﬁﬄ" or unicodedata.category(raw[i])[0] in "ML", (raw, i)


@given(TEXTS)
def test_digits_signs_and_currencies_are_never_folded(raw: str) -> None:
    text = fold(raw).text
    for char in "5$%²":
        assert text.count(char) == raw.count(char)
    assert fold(raw.replace("5", "-5")).text != fold(raw).text or "5" not in raw


@given(TEXTS)
def test_joining_takes_out_only_joints(raw: str) -> None:
    folded = fold(raw)
    joined = join(folded, raw)
    bare = [text.replace("-", "").replace(" ", "") for text in (folded.text, joined.folded.text)]
    assert bare[0] == bare[1]
    taken = len(folded.text) - len(joined.folded.text)
    joints = joined.between(0, len(joined.folded.text)).values()
    assert len(joints) <= taken <= 2 * len(joints)
    assert all(raw[joint.raw[0]] in DIGIT_HYPHENS + "—―" for joint in joints)


@given(TEXTS, st.data())
def test_an_accepted_quote_folds_to_the_text_it_matched(raw: str, data: st.DataObject) -> None:
    quote = data.draw(st.one_of(TEXTS, st.just(raw), st.text(alphabet=ALPHABET, min_size=5, max_size=12)))
    verdict = verify(Document("a", raw), quote)
    if verdict.place is not None and not verdict.gaps:
        found = raw[slice(*verdict.place.span)]
        if verdict.status is Status.FOUND:
            assert found == quote.strip(SPACES + INVISIBLE + " ")
        else:
            assert verdict.folds
            texts = [join(fold(text), text).folded.text for text in (found, quote)]
            assert texts[0].strip() == texts[1].strip()


@given(TEXTS, TEXTS, TEXTS)
def test_a_verdict_does_not_depend_on_what_was_asked_before(head: str, quote: str, tail: str) -> None:
    fresh, asked = (Document("a", head + quote + tail) for _ in range(2))
    asked.folded()
    assert verify(fresh, quote) == verify(asked, quote)


@given(TEXTS, TEXTS, TEXTS)
def test_each_exact_place_is_a_folded_place(head: str, quote: str, tail: str) -> None:
    if quote.strip() and quote[0].isalnum() and quote[-1].isalnum():
        search = TextSearch(Document("a", head + quote + tail), quote)
        assert set(search.exact()) <= set(search.folded())


@given(WORDS, WORDS, WORDS, st.data())
@pytest.mark.parametrize(
    ("which", "plain", "variant"),
    [
        (Fold.SPACE, " ", "\xa0"),
        (Fold.SPACE, " ", "\r\n"),
        (Fold.SPACE, " ", " \t "),
        (Fold.INVISIBLE, " ", " \u200b"),
        (Fold.DASHES, " - ", " — "),
        (Fold.DASHES, "x-y", "x‑y"),
        (Fold.DASHES, " — ", " -- "),
        (Fold.QUOTES, "'", "’"),
        (Fold.QUOTES, ' "', " „"),
        (Fold.ELLIPSIS, "...", "…"),
        (Fold.LIGATURES, "ffi", "ﬃ"),
        (Fold.LIGATURES, "st", "ﬆ"),
        (Fold.COMPOSITION, "é", "e\u0301"),
        (Fold.COMPOSITION, "각", "\u1100\u1161\u11a8"),
        (Fold.HYPHENATION, "th", "t-\nh"),
        (Fold.HYPHENATION, "o-p", "o-\r\n  p"),
        (Fold.HYPHENATION, "th", "t\xad\nh"),
    ],
)
def test_each_fold_is_found_both_ways_and_named(
    which: Fold, plain: str, variant: str, head: str, quote: str, tail: str, data: st.DataObject
) -> None:
    words = quote.split(" ")
    middle = data.draw(st.integers(1, len(words) - 1))
    before, after = " ".join(words[:middle]), " ".join(words[middle:])
    one, other = (f"qu{before}{what}{after}zz" for what in (plain, variant))
    for source, asked in ((one, other), (other, one)):
        document = Document("a", f"{head} {source} {tail}")
        verdict = verify(document, asked)
        assert verdict.status is Status.FOLDED
        assert verdict.folds == (which,)
        assert verdict.place is not None
        assert document.text[slice(*verdict.place.span)] == source


def test_folds_used_is_empty_for_equal_text_only() -> None:
    assert folds_used("a “b” c", "a “b” c") == ()
    assert folds_used("a “b”\nc", 'a "b" c') == (Fold.QUOTES, Fold.SPACE)


def test_no_document_is_no_source() -> None:
    assert verify(None, "any words at all").status is Status.NO_SOURCE


def test_a_locked_quote_elsewhere_has_moved() -> None:
    document = Document("a", "One line. The pact was signed today.")
    assert verify(document, "The pact was signed", was=(10, 29)).status is Status.FOUND
    moved = verify(document, "The pact was signed", was=(0, 19))
    assert (moved.status, moved.spans, moved.line) == (Status.MOVED, ((10, 29),), 1)


def test_a_passage_outside_the_text_is_refused() -> None:
    with pytest.raises(ValueError, match=r"lines 2\.\.9 are not in `a`, which has 3"):
        Document("a", "x\ny\nz\n", (2, 9))
    assert Document("a", "x\ny\nz\n", (2, 3)).passage == (2, 6)
    assert Document("a", "").line_count == 1


def test_a_sentence_is_the_one_around_the_quote() -> None:
    text = "Mr. Abe met J. Smith on Nov. 22 in the U.S. capital. “It rose 3.5%!” he said. Then\nhe left.\n\nNew one."
    document = Document("a", text)
    seen = {text[slice(*document.sentence(i))] for i in range(len(text)) if text[i].isalnum()}
    first = "Mr. Abe met J. Smith on Nov. 22 in the U.S. capital."
    assert seen == {first, "“It rose 3.5%!” he said.", "Then\nhe left.", "New one."}


def test_the_nearest_passage_of_a_long_text_is_near() -> None:
    filler = "Some other words that fill a line of the page.\n" * 4000
    document = Document("a", filler + "The accord was signed within one hour of the call.\n" + filler)
    verdict = verify(document, "The accord was signed within an hour of the call")
    assert verdict.reason is Reason.NOT_THERE
    assert verdict.nearest is not None
    assert document.line(verdict.nearest.span[0]) == 4001
    assert str(verdict.nearest) == "The accord was signed within [-an-]{+one+} hour of the call"


# ---- by hand: what folds to what, where it stood, and what is told of it


@pytest.mark.parametrize(
    ("raw", "text"),
    [
        ("“Stop!”, ‚a!b‛ —!5 — !5  $5", "\"Stop!\", 'a!b' -!5 - !5 $5"),
        ("‘’‚‛“”„‟", "''''\"\"\"\""),
        ("… ﬀ ﬁ ﬂ ﬃ ﬄ ﬅ ﬆ", "... ff fi fl ffi ffl st st"),
        ("……", "......"),
        ("1–2 ‐‑‒−", "1-2 ----"),
        ("a\xa0b\u2000c\u3000d", "a b c d"),
        ("two  words", "two words"),
        ("words  ", "words "),
        ("a  !b", "a !b"),
        ("a\x1fb", "a b"),
        ("a\u0334\u0301 b", "\xe1\u0334 b"),
        ("word--word -- two-way", f"word{LONG_DASH}word - two-way"),
        ("x " * 200 + "word--word, two-way", "x " * 200 + f"word{LONG_DASH}word, two-way"),
        ("a   b    c     d", "a b c d"),
        ("x " * 50 + "e\u0301", "x " * 50 + "é"),
        ("\u1112\u1161\u11ab", "한"),
        # before a number it may be no minus sign; between two digits it is a range
        ("a — b―c", f"a - b{LONG_DASH}c"),
        ("10—15 men", "10-15 men"),
        ("é — 5 of 10—15 and —7, a—b", f"é {LONG_DASH} 5 of 10-15 and {LONG_DASH}7, a{LONG_DASH}b"),
        ("a — 5", f"a {LONG_DASH} 5"),
        ("a word -- 5 men", f"a word {LONG_DASH} 5 men"),
    ],
)
def test_text_folds_to_plain_text(raw: str, text: str) -> None:
    assert fold(raw).text == text


def test_letters_that_change_alone_are_mapped_alone() -> None:
    folded = fold("\u212a\u212a five")  # two signs for kelvin
    assert folded.text == "KK five"
    assert [folded.raw_span(at, at + 1) for at in range(3)] == [(0, 1), (1, 2), (2, 3)]
    assert fold("a…  b").raw_span(0, 1) == (0, 1)
    assert [fold("a…  b").raw_span(0, end) for end in range(2, 7)] == [None, None, (0, 2), (0, 4), (0, 5)]
    assert [fold("a…  b").raw_span(start, 6) for start in range(5)] == [(0, 5), (1, 5), None, None, (2, 5)]


@pytest.mark.parametrize(
    ("raw", "quote", "folds"),
    [
        ("a\n\nb", "a b", (Fold.SPACE, Fold.PARAGRAPH)),
        ("a “b”\n\nc", 'a "b" c', (Fold.QUOTES, Fold.SPACE, Fold.PARAGRAPH)),
        ("“a”… b\nc", '"a"... b c', (Fold.QUOTES, Fold.ELLIPSIS, Fold.SPACE)),
        ("a\u2000b", "a b", (Fold.SPACE,)),
        ("“a”\u2000b", '"a" b', (Fold.QUOTES, Fold.SPACE)),
        ("pre- and\npost", "pre- and post", (Fold.SPACE,)),
        ("e\u0301\nb", "e\u0301 b", (Fold.SPACE,)),
        ("a\u200b\nb", "a\u200b b", (Fold.SPACE,)),
        ("a\u200b\n“b”", 'a\u200b "b"', (Fold.INVISIBLE, Fold.QUOTES, Fold.SPACE)),
        ("e\u0301 “b”", 'e\u0301 "b"', (Fold.QUOTES,)),
        ("\u212a “b”", '\u212a "b"', (Fold.QUOTES,)),
        ("5 K more", "5 \u212a more", (Fold.COMPOSITION,)),
        ("ﬆ st", "st ﬆ", (Fold.LIGATURES,)),
        ("… ...", "... …", (Fold.ELLIPSIS,)),
        ("th\xad\ning", "thing", (Fold.HYPHENATION,)),
        ("th\xad\ning two-\nway", "thing two-way", (Fold.HYPHENATION,)),
        ("e-\nmail list", "e-mail list", (Fold.HYPHENATION,)),
        ("Anglo-\nSaxon", "Anglo-Saxon", (Fold.HYPHENATION,)),
        ("two‐way pre-\nfix", "two-way prefix", (Fold.DASHES, Fold.HYPHENATION)),
        ("of-\nfice ﬁn", "office ﬁn", (Fold.HYPHENATION,)),
        ("“pre-\nfix", '"prefix', (Fold.QUOTES, Fold.HYPHENATION)),
    ],
)
def test_what_was_overlooked_is_told_both_ways(raw: str, quote: str, folds: tuple[Fold, ...]) -> None:
    assert folds_used(raw, quote) == folds
    assert folds_used(quote, raw) == folds


def test_a_quote_over_a_line_break_of_two_characters_is_found() -> None:
    assert verify(Document("a", "It is a two-way street."), "a two-\r\nway street").folds == (Fold.HYPHENATION,)


@pytest.mark.parametrize(
    "words",
    [
        "They sold the mill —",
        "to the ground—",
        "—15 men saw it",
        "--burnt to the ground",
        "the mill — 5 of them",
        "sold the mill",
    ],
)
def test_what_a_fold_sees_beyond_the_words_hides_no_exact_place(words: str) -> None:
    text = "They sold the mill — 5 of them, a mill--burnt to the ground— 10—15 men saw it."
    fresh, asked = (Document("a", text) for _ in range(2))
    asked.folded()
    at = text.index(words)
    assert verify(fresh, words) == verify(asked, words)
    assert TextSearch(fresh, words).exact() == TextSearch(asked, words).exact()
    assert TextSearch(asked, words).exact() == [(at, at + len(words))]


@pytest.mark.parametrize(
    ("parts", "found"),
    [
        ([[(0, 12)], [(4, 18)]], []),
        ([[(0, 3)], [(3, 5)]], [((0, 3), (3, 5))]),
        ([[(0, 3), (10, 13)], [(20, 23)]], [((10, 13), (20, 23))]),
        ([[(0, 1), (10, 11)], [(12, 13)], [(14, 15)]], [((10, 11), (12, 13), (14, 15))]),
        (
            [[(0, 1), (4, 5)], [(2, 3), (5, 7)], [(4, 8), (9, 10)]],
            [((0, 1), (2, 3), (4, 8)), ((4, 5), (5, 7), (9, 10))],
        ),
    ],
)
def test_parts_are_chained_as_close_together_as_can_be(
    parts: list[list[tuple[int, int]]], found: list[tuple[tuple[int, int], ...]]
) -> None:
    assert chains(parts) == found


def test_a_quote_over_two_paragraphs_stands_in_the_first() -> None:
    verdict = verify(Document("a", "Zero.\n\nOne two three\n\nfour five six"), "two three four five")
    assert (verdict.folds, verdict.line, verdict.paragraph) == ((Fold.SPACE, Fold.PARAGRAPH), 3, 2)


def test_more_places_than_are_looked_at_are_told() -> None:
    many = "the old mill. " * MAX_PLACES
    assert len(verify(Document("a", many), "the old mill").places) == 10_000
    verdict = verify(Document("a", many + "the old mill."), "the old mill")
    assert (verdict.status, verdict.places, verdict.detail) == (Status.AMBIGUOUS, (), "more than 10,000 places")
    verdict = verify(Document("a", many + "the old mill stood."), "the old mill […] mill stood")
    assert (verdict.status, verdict.detail) == (Status.AMBIGUOUS, "`the old mill` stands in more than 10,000 places")


# ---- joints


@pytest.mark.parametrize(
    ("raw", "marks"),
    [
        ("two-way", [Mark.HYPHEN]),
        ("two‐way", [Mark.HYPHEN]),
        ("pre- and post", [Mark.SUSPENDED]),
        ("pre-\nfIx", [Mark.WORD_BREAK]),
        ("PRE-\nFIX", [Mark.WORD_BREAK]),
        ("pre‐\nfix", [Mark.WORD_BREAK]),
        ("pre–\nfix", [Mark.BREAK]),
        ("Anglo-\nSaxon", [Mark.BREAK]),
        ("15-\nfold", [Mark.BREAK]),
        ("mark-\n5", [Mark.BREAK]),
        ("a-b c- d e-\nf", [Mark.HYPHEN, Mark.SUSPENDED, Mark.WORD_BREAK]),
    ],
)
def test_a_joint_is_what_stands_between_two_letters(raw: str, marks: list[Mark]) -> None:
    joined = join(fold(raw), raw)
    joints = joined.between(0, len(joined.folded.text)).values()
    assert [joint.mark for joint in joints] == marks
    assert all(raw[slice(*joint.raw)].strip(" \n") in "-‐–" for joint in joints)


def test_joints_at_the_edges_of_a_stretch_are_not_in_it() -> None:
    raw = "pre- and a two-way"
    joined = join(fold(raw), raw)
    assert joined.folded.text == "preand a twoway"
    spans = [(0, 15), (0, 3), (0, 4), (2, 12), (3, 15), (3, 12), (12, 15)]
    assert [sorted(joined.between(*span)) for span in spans] == [[3, 12], [], [3], [1], [9], [], []]


def test_a_joint_on_one_side_only_agrees_with_a_word_that_may_be_broken_there() -> None:
    for mark, agrees in ((Mark.HYPHEN, False), (Mark.SUSPENDED, False), (Mark.BREAK, False), (Mark.WORD_BREAK, True)):
        joints = {3: Joint(mark, (3, 4))}
        assert agree({}, joints) is agree(joints, {}) is agrees
        assert agree(joints, joints)
    assert agree({}, {})
