"""Sources that repeat one another are one voice; the shared passage is shown."""

from __future__ import annotations

from pathlib import Path

from hypothesis import given
from hypothesis import strategies as st

from factbase.cite import Document
from factbase.cite.voices import SHINGLE, Overlap, Voice, independent_groups

WIRE = "The two governments signed the pact in Seoul on Wednesday, four years after a first attempt had failed, officials said."
OTHER = (
    "Farmers in the north expect a good harvest this year, since the rain came early and the summer was mild and long."
)
SOURCES = sorted((Path(__file__).parents[2] / "facts" / "sources").glob("*.txt"))
TEXTS = st.lists(st.sampled_from("abc"), max_size=30).map(" ".join)


def document(text: str, lines: tuple[int, int] | None = None) -> Document:
    return Document("a", text, lines)


def overlap(first: Document, second: Document) -> Overlap:
    """What ties two documents of which any shared words make one voice."""
    voice, *other = independent_groups([first, second], most=0)
    return Overlap(0.0) if other else voice.ties[0][2]


def test_a_copy_inside_a_longer_page_is_contained() -> None:
    page = f"{OTHER}\n\nBy our staff. {WIRE.replace(' the ', chr(10) + 'the ').upper()} More follows.\n\n{OTHER}"
    found = overlap(document(WIRE), document(page))
    assert found.ratio == 1.0
    assert found.passage == WIRE[:-1]
    assert found.second is not None
    assert page[slice(*found.second)].startswith("THE TWO")
    assert overlap(document(page), document(WIRE)).ratio == 1.0


def test_documents_that_share_nothing_do_not_overlap() -> None:
    assert overlap(document(WIRE), document(OTHER)).ratio == 0.0
    assert overlap(document("four words are few"), document("four words are few")).first is None


def test_five_words_are_a_passage_and_four_are_none() -> None:
    assert overlap(document("they sold the old mill"), document("Then they sold the old mill.")).ratio == 1.0
    assert overlap(document("they sold the old port"), document("Then they sold the old mill.")).ratio == 0.0


def test_a_letter_with_marks_at_the_edge_of_a_passage_is_whole_in_it() -> None:
    words = "one two three four a\u0334\u0301"  # of which the first mark stands for itself, composed: no part of a word
    for text in (words, f"zero {words} five", f"{words} five"):
        passage = overlap(document(text), document(f"x. {words}")).passage
        assert words in passage
        assert len(passage) <= len(words) + 1


def test_a_shared_passage_of_any_length_is_shown_from_its_first_word_to_its_last() -> None:
    for count in range(SHINGLE, 40):
        shared = _words(1, count)
        first, second = f"{_words(100, 160)} {shared} {_words(200, 260)}", f"{shared} {_words(300, 360)}"
        assert overlap(document(first), document(second)).passage == shared
        assert overlap(document(second), document(first)).passage == shared


def test_a_document_alone_is_a_voice_and_none_are_none() -> None:
    assert independent_groups([document(WIRE)]) == (Voice((0,)),)
    assert independent_groups([]) == ()


def test_what_is_the_same_is_shared_whole() -> None:
    found = overlap(document(WIRE), document(f"{WIRE.upper()} "))
    assert (found.passage, found.first, found.second) == (WIRE[:-1], (0, len(WIRE) - 1), (0, len(WIRE) - 1))


def test_two_copies_are_one_voice() -> None:
    (voice,) = independent_groups([document(WIRE), document(f"{WIRE} So.")])
    assert voice.members == (0, 1)


def _words(first: int, last: int) -> str:
    return " ".join(f"w{number}" for number in range(first, last + 1))


def test_what_shares_half_with_another_or_a_third_with_each_of_two_is_a_voice_of_its_own() -> None:
    """Of eight passages four, and of twelve four and four; one passage more makes them one."""
    for own, first, second, members in (
        (_words(1, 12), _words(1, 8), _words(8, 12), [(0,), (1,), (2,)]),
        (_words(1, 12), _words(1, 9), _words(9, 12), [(0, 1), (2,)]),
        (_words(1, 16), _words(1, 8), _words(9, 16), [(0,), (1,), (2,)]),
    ):
        others = [f"{each} {_words(at, at + 30)}" for each, at in ((first, 100), (second, 200))]
        assert [voice.members for voice in independent_groups(list(map(document, [own, *others])))] == members


def test_groups_join_copies_and_copies_of_copies() -> None:
    first, second = WIRE + " " + OTHER, OTHER
    groups = independent_groups(
        [document(WIRE), document("Nothing of the kind was ever said here."), *map(document, (first, second))]
    )
    assert [group.members for group in groups] == [(0, 2, 3), (1,)]
    assert [(a, b) for a, b, _ in groups[0].ties] == [(0, 2), (2, 3)]
    assert groups[0].ties[0][2].passage == WIRE[:-1]


def test_a_passage_is_compared_alone() -> None:
    page = f"{WIRE}\n\n{OTHER}\n"
    assert overlap(document(page, (3, 3)), document(WIRE)).ratio == 0.0
    found = overlap(document(page, (3, 3)), document(OTHER))
    assert found.first is not None
    assert page[slice(*found.first)] == OTHER[:-1]


def test_the_shipped_sources_are_independent() -> None:
    documents = [Document(path.name, path.read_bytes().decode("utf-8")) for path in SOURCES]
    assert [group.members for group in independent_groups(documents)] == [(i,) for i in range(len(documents))]


@given(TEXTS, TEXTS)
def test_overlap_is_containment_of_shingles(first: str, second: str) -> None:
    sets = []
    for text in (first, second):
        words = text.split()
        sets.append({tuple(words[i : i + SHINGLE]) for i in range(len(words) - SHINGLE + 1)})
    shared = len(sets[0] & sets[1])
    found = overlap(document(first), document(second))
    assert found.ratio == (shared / min(map(len, sets)) if shared else 0.0)
    assert (found.passage != "") == (shared > 0)
    assert found.passage in first
    assert found.passage in second
    ours, theirs = first.split(), second.split()
    longest = max(
        (
            length
            for length in range(SHINGLE, len(ours) + 1)
            for i in range(len(ours) - length + 1)
            for j in range(len(theirs) - length + 1)
            if ours[i : i + length] == theirs[j : j + length]
        ),
        default=0,
    )
    assert len(found.passage.split()) == longest
