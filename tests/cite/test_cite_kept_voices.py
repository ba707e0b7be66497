"""Who is one voice is kept between runs by the content of all documents, and is the same as when each two are compared."""

from __future__ import annotations

from itertools import combinations
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from factbase.cite import Document, voices
from factbase.cite.voices import MOST, SHINGLE, independent_groups
from factbase.ground.possible import TooLarge
from factbase.sources import ties
from factbase.sources.ties import Ties

WORDS = [f"w{number}" for number in range(12)]
CORPORA = st.lists(st.lists(st.sampled_from(WORDS), max_size=40).map(" ".join), max_size=8)


def _story(first: int, last: int) -> str:
    return " ".join(f"w{number}" for number in range(first, last))


def _shingles(text: str) -> set[tuple[str, ...]]:
    words = text.split()
    return {tuple(words[i : i + SHINGLE]) for i in range(len(words) - SHINGLE + 1)}


def _tied(texts: list[str], most: float) -> set[tuple[int, int]]:
    """Each two that share more than `most`, compared one by one."""
    sets = list(map(_shingles, texts))
    return {
        (a, b)
        for a, b in combinations(range(len(texts)), 2)
        if len(sets[a] & sets[b]) > most * min(len(sets[a]), len(sets[b]))
    }


@given(CORPORA, st.sampled_from([0, 0.1, 0.5, 0.9]))
def test_those_are_tied_that_comparing_each_two_ties(texts: list[str], most: float) -> None:
    found = independent_groups([Document(f"{i}", text) for i, text in enumerate(texts)], most)
    assert {(a, b) for voice in found for a, b, _ in voice.ties} == _tied(texts, most)


@given(st.integers(30, 120), st.data())
def test_a_copy_with_words_changed_is_tied_as_far_as_it_shares(length: int, data: st.DataObject) -> None:
    """Beside it stand pages that have its foot, and so its commonest shingles."""
    words = _story(0, length).split()
    for at in data.draw(st.lists(st.integers(0, length - 1), max_size=length // 6)):
        words[at] = f"x{at}"
    pages = [f"{_story(1000 * n, 1000 * n + 40)} {_story(0, 25)}" for n in range(1, 12)]
    texts = [_story(0, length), *pages, " ".join(words)]
    found = independent_groups([Document(f"{i}", text) for i, text in enumerate(texts)])
    assert {(a, b) for voice in found for a, b, _ in voice.ties} == _tied(texts, MOST)


def test_two_shingles_of_one_digest_make_no_copy(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(voices, "hash", lambda shingle: sum(shingle) % 7, raising=False)
    texts = [_story(0, 30), _story(100, 130), f"{_story(0, 30)} and so on"]
    groups = independent_groups([Document(f"{i}", text) for i, text in enumerate(texts)])
    assert [voice.members for voice in groups] == [(0, 2), (1,)]


@pytest.fixture
def counted(monkeypatch: pytest.MonkeyPatch) -> list[int]:
    """How many documents were compared, each time that they were."""
    calls: list[int] = []

    def compared(documents: list[Document]) -> object:
        calls.append(len(documents))
        return independent_groups(documents)

    monkeypatch.setattr(voices, "independent_groups", compared)
    monkeypatch.setattr(ties, "MIN_WORDS", 0)
    return calls


def _documents(*texts: str) -> dict[str, Document]:
    return {f"s{i}": Document(f"{i}.txt", text) for i, text in enumerate(texts)}


def test_what_was_compared_in_another_run_is_not_compared_again(tmp_path: Path, counted: list[int]) -> None:
    documents = _documents(_story(0, 40), _story(50, 90), f"Before.\n\n{_story(0, 40)}")
    first = Ties(tmp_path).groups(documents)
    assert [members for members, _ in first] == [("s0", "s2")]
    assert Ties(tmp_path).groups(documents) == first
    assert counted == [3]


def test_a_document_that_changed_is_compared_again(tmp_path: Path, counted: list[int]) -> None:
    Ties(tmp_path).groups(_documents(_story(0, 40), _story(0, 40)))
    assert Ties(tmp_path).groups(_documents(_story(0, 40), _story(50, 90))) == ()
    assert [members for members, _ in Ties(tmp_path).groups(_documents(_story(50, 90), _story(50, 90)))] == [
        ("s0", "s1")
    ]
    assert counted == [2, 2, 2]


def test_another_passage_of_the_same_file_is_compared_again(tmp_path: Path, counted: list[int]) -> None:
    page = f"{_story(0, 40)}\n{_story(50, 90)}\n"
    other = Document("b", _story(0, 40))
    assert Ties(tmp_path).groups({"page": Document("a", page, (1, 1)), "other": other})
    assert not Ties(tmp_path).groups({"page": Document("a", page, (2, 2)), "other": other})
    assert counted == [2, 2]


@pytest.mark.parametrize(
    "held", ["[", "[[[0,1],[[0,1,1.0,[0,9999],[0,10]]]]]", "[[[0,1,2],[[0,1,1.0,[0,9],[0,9]]]]]", "{}7"]
)
def test_what_is_no_group_of_these_documents_is_not_taken_for_one(
    held: str, tmp_path: Path, counted: list[int], monkeypatch: pytest.MonkeyPatch
) -> None:
    documents = _documents(_story(0, 40), _story(50, 90))
    monkeypatch.setattr(ties, "kept", lambda *_: held.encode())
    assert Ties(tmp_path).groups(documents) == ()
    assert counted == [2]


def test_that_there_is_too_much_is_not_kept(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, counted: list[int]
) -> None:
    documents = _documents(_story(0, 40), _story(0, 40))
    monkeypatch.setattr(voices, "MAX_WORDS", 10)
    for _ in range(2):
        with pytest.raises(TooLarge):
            Ties(tmp_path).groups(documents)
    monkeypatch.setattr(voices, "MAX_WORDS", 1000)
    assert Ties(tmp_path).groups(documents)
    assert counted == [2, 2, 2]


def test_what_is_looked_at_in_parts_is_found_as_all_at_once(monkeypatch: pytest.MonkeyPatch) -> None:
    texts = [_story(0, 60), _story(100, 160), f"{_story(0, 40)} and so on", _story(30, 90), _story(115, 170)]
    documents = [Document(f"{i}", text) for i, text in enumerate(texts)]
    whole = independent_groups(documents, 0.4)
    assert [voice.members for voice in whole] == [(0, 2, 3), (1, 4)]
    monkeypatch.setattr(voices, "MAX_HELD", 20)
    assert independent_groups(documents, 0.4) == whole
