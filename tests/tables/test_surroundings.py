"""What stands around a quote is what stands there, however many quotes share a paragraph."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from factbase.checks.surroundings import MAX_SINGLE, PAGE, Paragraph, Surroundings
from factbase.cite import fold
from factbase.cite.doubt import doubts

TEXTS = st.text(st.sampled_from("ab.\n"), max_size=24)


@given(TEXTS, st.integers(0, 24), st.integers(0, 24))
def test_a_block_goes_from_blank_line_to_blank_line(text, start, length):
    start = min(start, len(text))
    end = min(start + length, len(text))
    before, after = text.rfind("\n\n", 0, start) + 1, text.find("\n\n", end)
    around = Surroundings(text)
    for _ in range(2):
        assert around.paragraph(start, end).text == fold(text[before : after if after >= 0 else len(text)]).text


WORDS = st.sampled_from(
    [
        "He may come.",
        "She said it was not so.",
        "It rained.",
        "no",
        '"They would never go," he said.',
        "“Nobody of us would ever have gone there,” she added.",
        "Ost n'a pas signé, selon lui.",
        "Il a peut-être refusé, dit-elle.",
        "x" * 700,
    ]
)


@given(
    st.lists(WORDS, max_size=12),
    st.lists(st.tuples(st.integers(0, 9000), st.integers(1, 2 * PAGE)), min_size=1, max_size=MAX_SINGLE + 2),
    st.sampled_from([None, "en", "fr"]),
)
def test_a_sentence_is_shown_the_doubts_that_touch_it_however_many_were_asked_before(words, stretches, language):
    text = fold(" ".join(words)).text
    paragraph = Paragraph(text, language)
    every = list(doubts(text, paragraph.language))
    for start, length in stretches:
        start = min(start, len(text))
        end = min(start + length, len(text))
        touching = [doubt for doubt in every if doubt.scope[0] <= end and start <= doubt.scope[1]]
        assert list(paragraph.doubts(start, end)) == touching
