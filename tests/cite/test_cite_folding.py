"""Properties of folding: the map back is exact, each fold is named, and the order of questions changes no answer."""

from __future__ import annotations

import unicodedata
from itertools import pairwise

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from factbase.cite import Document, Fold, Reason, Status, fold, verify
from factbase.cite.joints import join
from factbase.cite.match import Search, folds_used
from factbase.cite.normalise import DIGIT_HYPHENS, INVISIBLE, SPACES

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
        search = Search(Document("a", head + quote + tail), quote)
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
    assert verdict.nearest.line == 4001
    assert str(verdict.nearest) == "The accord was signed within [-an-]{+one+} hour of the call"
