"""The sentence around a quote: the same whether the sentences of the document are known already or not."""

from __future__ import annotations

from chance import examples
from hypothesis import given
from hypothesis import strategies as st

from factbase.cite import Document

PIECES = st.sampled_from(
    [
        "Mr. Lee left.",
        " ",
        "He said (twice!) so",
        "\n",
        "\n\n",
        "...",
        "e.g. here",
        "? ",
        "“No.” ",
        "3. Mai",
        "- item\n",
        "。",
        "7",
        "A",
    ]
)


@examples(400)
@given(st.lists(PIECES, min_size=1, max_size=24).map("".join), st.sampled_from([1, 1, 60]), st.data())
def test_the_sentence_around_a_quote_is_the_same_when_all_are_known(text: str, times: int, data: st.DataObject) -> None:
    text *= times  # of a long paragraph, only what stands near is looked at
    start = data.draw(st.integers(0, len(text) - 1))
    end = data.draw(st.integers(start + 1, min(len(text), start + 200)))
    asked, known = Document("a.txt", text), Document("a.txt", text)
    known.sentences()
    assert known.sentence(start, end) == asked.sentence(start, end)
