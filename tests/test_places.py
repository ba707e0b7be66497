"""Places of quotes kept between runs: what is told of a base is the same with and without them, whatever is done to the cache."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from checkout import ROOT

from factbase.base import FactBase
from factbase.cite import Status, verify
from factbase.ground.keeping import keep

WORDS = [f"the {number} words of report {number}" for number in range(40)]
TEXT = "\n".join([*WORDS, "a quote that stands here", "a quote that stands here", "over two\nlines it goes on", ""])
QUOTES = [
    *WORDS,
    "a quote that stands here",
    "over two lines it goes on",
    "the 3 words […] report 3",
    "no such words are there",
]


def base(folder: Path, text: str = TEXT, quotes: list[str] = QUOTES) -> Path:
    made = folder / "base"
    made.mkdir(exist_ok=True)
    (made / "s.txt").write_text(text, encoding="utf-8")
    facts = "".join(f'p({i}) "{quote}".\n' for i, quote in enumerate(quotes))
    (made / "b.fb").write_text(f'source s {{ file: "s.txt" }}.\nfrom s.\n{facts}', encoding="utf-8")
    return made


def told(made: Path, cache: Path | None) -> list[object]:
    """All that a base says of its quotes: the diagnostics, and the verdict on each."""
    loaded = FactBase.load([made], cache)
    verdicts = [(c, v.status, v.spans, v.folds, v.detail) for c, v in loaded.evidence.verdicts.items()]
    return [[(d.code, d.message, d.detail, d.span and d.span.start) for d in loaded.diagnostics], verdicts]


def entries(cache: Path) -> list[Path]:
    return sorted((cache / "quotes").glob("*.json"))


def test_what_is_told_is_the_same_with_kept_places(tmp_path: Path) -> None:
    made, cache = base(tmp_path), tmp_path / "cache"
    expected = told(made, None)
    assert [code for code, *_ in expected[0]] == ["E504", "E503"]
    assert told(made, cache) == expected
    assert len(entries(cache)) == 1
    assert told(made, cache) == expected


def test_the_shipped_base_is_told_the_same_with_kept_places(tmp_path: Path) -> None:
    expected = told(ROOT / "facts", None)
    for _ in range(2):
        assert told(ROOT / "facts", tmp_path) == expected
    assert entries(tmp_path)


def test_a_quote_that_stands_where_it_did_is_not_searched_for(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    made, cache = base(tmp_path), tmp_path / "cache"
    FactBase.load([made], cache)
    searched: list[str] = []
    from factbase.sources.evidence import verify

    def counted(document, quote, **context):
        searched.append(quote)
        return verify(document, quote, **context)

    monkeypatch.setattr("factbase.sources.evidence.verify", counted)
    loaded = FactBase.load([made], cache)
    # one stands in two places, and one nowhere
    assert searched == ["a quote that stands here", "no such words are there"]
    told_of = {cited.quote: verdict for cited, verdict in loaded.evidence.verdicts.items()}
    assert told_of[WORDS[0]].status is Status.FOUND
    assert len(told_of["the 3 words […] report 3"].spans) == 2
    assert searched[2:] == []


LOOSE = {
    "The mine at Ost was shut in May.": "Then the mine at Ost was shut in May, and the town paid.",
    "levels of TNF-alpha were high": "The levels of TNF-α were high.",
    "the «red» mine at Ost was sold": "In May the “red” mine at Ost was sold.",
}


def test_a_quote_that_stands_loosely_is_not_searched_for_until_somebody_asks_how(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    made, cache = base(tmp_path, "\n\n".join(LOOSE.values()), list(LOOSE)), tmp_path / "cache"
    expected = told(made, None)
    assert expected[0] == []
    assert told(made, cache) == expected
    searched: list[str] = []

    def counted(document, quote, **context):
        searched.append(quote)
        return verify(document, quote, **context)

    monkeypatch.setattr("factbase.sources.evidence.verify", counted)
    verdicts = FactBase.load([made], cache).evidence.verdicts
    assert list(verdicts.statuses()) == [Status.FOLDED] * len(LOOSE)
    assert searched == []
    assert told(made, cache) == expected
    assert searched == list(LOOSE)


@pytest.mark.parametrize(
    ("quote", "text"),
    [
        ("The mine at Ost was shut.", "the mine at Ost was shut, although not in May."),
        ("the mine at Ost was shut", "the mine at Ost was not shut"),
        ("Mine workers of Ost went home", "They are of the mine workers of Ost went homewards"),
        ("1 500 people of Ost left", "21 500 people of Ost left"),
        ("the mine at Ost was shut", "some of the mine at Ost was shut<!-- the mine at Ost was shut -->"),
        ("levels of TNF-alpha were high", "no levels of TNF-β were high"),
    ],
)
def test_a_forged_loose_place_makes_nothing_a_quote_that_is_none(tmp_path: Path, quote: str, text: str) -> None:
    text = f"{TEXT}\n{text}\n"
    made, cache = base(tmp_path, text, [*WORDS, quote]), tmp_path / "cache"
    expected = told(made, None)
    assert expected[1][-1][1] is Status.ABSENT
    FactBase.load([made], cache)
    (entry,) = entries(cache)
    places = json.loads(entry.read_bytes().partition(b"\n")[2])
    for at in range(len(TEXT), len(text)):
        for end in (at + len(quote) - 1, at + len(quote), at + len(quote) + 4):
            places[-2:] = [~at, end]
            keep(entry.parent, entry.name, json.dumps(places).encode())
            loaded = FactBase.load([made], cache)
            assert list(loaded.evidence.verdicts.statuses())[-1] is Status.ABSENT


def test_quotes_of_documents_of_few_are_searched_for_where_their_document_is_another_one(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    made, cache = tmp_path / "base", tmp_path / "cache"
    made.mkdir()
    for number in range(5):
        (made / f"s{number}.txt").write_text(f"{WORDS[number]}, and no others.\n", encoding="utf-8")
    facts = "".join(
        f'source s{n} {{ file: "s{n}.txt" }}.\np({n}) @ s{n} "{WORDS[n].replace("the", "The")}".\n' for n in range(5)
    )
    (made / "b.fb").write_text(facts.replace("The 3", "the 3").replace("The 4", "the  4"), encoding="utf-8")
    expected = told(made, None)
    assert told(made, cache) == expected
    assert [path.name[:4] for path in entries(cache)] == ["few-"]
    searched: list[str] = []

    def counted(document, quote, **context):
        searched.append(document.path[-6:])
        return verify(document, quote, **context)

    monkeypatch.setattr("factbase.sources.evidence.verify", counted)
    assert told(made, cache) == expected
    assert searched == ["s0.txt", "s1.txt", "s2.txt"]  # the letters are others
    (made / "s3.txt").write_text(f"{WORDS[3]}. And {WORDS[3]}\n", encoding="utf-8")
    searched.clear()
    assert told(made, cache)[0][0][0] == "E504"
    assert sorted(searched) == ["s0.txt", "s1.txt", "s2.txt", "s3.txt"]
    (entry,) = entries(cache)
    places = json.loads(entry.read_bytes().partition(b"\n")[2])
    for content in (
        b"[]",
        b'{"',
        json.dumps({key: [0, 5] for key in places}).encode(),
        json.dumps(dict.fromkeys(places)).encode(),
    ):
        keep(entry.parent, entry.name, content)
        assert told(made, cache) == told(made, None)


@pytest.mark.parametrize("text", [TEXT.replace("the 7 words", "the 8 words"), f"% {TEXT}", TEXT + WORDS[9]])
def test_another_document_has_other_places(tmp_path: Path, text: str) -> None:
    cache = tmp_path / "cache"
    FactBase.load([base(tmp_path)], cache)
    made = base(tmp_path, text)
    assert told(made, cache) == told(made, None)


def test_other_quotes_have_other_places(tmp_path: Path) -> None:
    cache = tmp_path / "cache"
    FactBase.load([base(tmp_path)], cache)
    made = base(tmp_path, quotes=[*QUOTES[1:], "the 7 words of report 8"])
    assert told(made, cache) == told(made, None)


@pytest.mark.parametrize(
    "content",
    [
        b"",
        b"{}",
        b"[1]",
        b"null",
        b"[" * 100_000,
        json.dumps([0, 0] * len(QUOTES)).encode(),
        json.dumps([0, 10**6] * len(QUOTES)).encode(),
        json.dumps([-9, -1] * len(QUOTES)).encode(),
        json.dumps([0, len(WORDS[0])] * len(QUOTES)).encode(),
        json.dumps([0.5, 2**70] * len(QUOTES)).encode(),
        json.dumps(["0", "5"] * len(QUOTES)).encode(),
    ],
    ids=lambda content: repr(content[:14]),
)
def test_an_altered_place_is_never_believed(tmp_path: Path, content: bytes) -> None:
    made, cache = base(tmp_path), tmp_path / "cache"
    FactBase.load([made], cache)
    (entry,) = entries(cache)
    keep(entry.parent, entry.name, content)
    assert told(made, cache) == told(made, None)


ELIDED = "the 3 words […] of report 3"


@pytest.mark.parametrize(
    "spans",
    [
        [(0, 11), (12, 23)],  # other words
        [(at := TEXT.index("the 3 words"), at + 11), (at + 12, at + 22)],  # not all of them
        [(at, at + 11)],
        [(at, at + 11), (at + 12, at + 23), (at + 12, at + 23)],
        [(at + 12, at + 23), (at, at + 11)],
        [(-9, 5), (10**9, 10**9)],
        [],
    ],
)
def test_a_forged_place_of_parts_is_never_believed(tmp_path: Path, spans: list[tuple[int, int]]) -> None:
    made, cache = base(tmp_path, quotes=[*WORDS, ELIDED]), tmp_path / "cache"
    expected = told(made, None)
    assert expected[1][-1][2] == ((at, at + 11), (at + 12, at + 23))
    assert told(made, cache) == expected
    (entry,) = entries(cache)
    places = json.loads(entry.read_bytes().partition(b"\n")[2])
    assert places[-6:] == [0, -2, at, at + 11, at + 12, at + 23]
    forged = [offset for span in spans for offset in span]
    for first, count in ((0, -len(spans)), (0, -2), (1, -1), (10**9, -(10**9)), (0, -(10**18))):
        keep(entry.parent, entry.name, json.dumps([*places[:-6], first, count, *forged]).encode())
        assert told(made, cache) == expected


@pytest.mark.parametrize("quote", ["the 50 words of report 50", "of it", "the 50 words of report 50ish, \u00a0 and"])
def test_a_forged_place_makes_nothing_a_quote_that_is_none(tmp_path: Path, quote: str) -> None:
    text = TEXT + "\nunthe 50 words of report 50ish, of it"
    made, cache = base(tmp_path, text, [*WORDS, quote]), tmp_path / "cache"
    expected = told(made, None)
    assert [code for code, *_ in expected[0]] == ["E506" if quote == "of it" else "E503"]
    FactBase.load([made], cache)
    (entry,) = entries(cache)
    places = json.loads(entry.read_bytes().partition(b"\n")[2])
    at = text.find(quote)
    places[-2:] = [at, at + len(quote)]
    keep(entry.parent, entry.name, json.dumps(places).encode())
    assert told(made, cache) == expected


def test_a_document_is_held_once_when_its_quotes_are_judged_and_tells_the_same_again(tmp_path: Path) -> None:
    loaded = FactBase.load([base(tmp_path)])
    (document,) = loaded.evidence.documents.values()
    assert not document.has_folded()
    expected = [verify(document, quote) for quote in QUOTES]
    assert document.has_folded()
    document.let_go()
    assert not document.has_folded()
    assert [verify(document, quote) for quote in QUOTES] == expected
