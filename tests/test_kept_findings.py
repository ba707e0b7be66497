"""Findings on facts kept between runs: a later run says what one without a cache says, whatever was changed in between."""

from __future__ import annotations

import json
from collections.abc import Mapping
from pathlib import Path

import pytest
from findings import findings

from factbase.base import FactBase, default_engine
from factbase.checks import fitting
from factbase.checks.audit import audit
from factbase.ground.content import content_digest
from factbase.ground.date import parse_date
from factbase.ground.diagnostic import InternalError
from factbase.ground.keeping import keep
from factbase.program.view import View

FILES = {
    "names.fb": """
entity ada: person { name: "Ada", alias: ["the countess"] }.
entity oslo: town { name: "Oslo" }.
relation lives(who: person, where: town) "{who} lives in {where}".
relation made(who: person, kind: symbol label) "{who} made {kind}".
relation sold(who: person, ships: int) "{who} sold {ships} ships" words: ["sold"].
relation has(who: person, what: symbol).
""",
    "facts.fb": """
source report { file: "report.txt", title: "Report", published: 2001-03-02, author: "Ben" }.
source other { file: "other.txt" }.
from report.
lives(ada, oslo) "the countess lives in Oslo".
made(ada, engine) "the countess made a whole machine in Oslo".
sold(ada, 12) on 2001-03-01 "the countess sold 12 ships on 1 March".
says(ben): lives(ada, oslo) "the countess lives in Oslo".
has(ada, ships) "According to Ben the countess has ships".
"the lady" is ada "the countess lives in Oslo".
has(ada, horses) "The lady has horses, and dogs".
""",
    "more.fb": 'entity ben: person { name: "Ben" }.\n',
    "report.txt": """Known as she is, the countess lives in Oslo. It stands in all books.

In that year the countess made a whole machine in Oslo. Then the countess sold 12 ships on 1 March.

According to Ben the countess has ships. The lady has horses, and dogs were seen.
""",
    "other.txt": "Nothing is to be read here.\n",
}

# What is changed in which file, and how.
CHANGES = {
    "an alias": ("names.fb", ', alias: ["the countess"]', ""),
    "a name": ("names.fb", 'name: "Oslo"', 'name: "Bergen"'),
    "a label": ("names.fb", "symbol label", "symbol"),
    "words": ("names.fb", '["sold"]', '["bought"]'),
    "an author": ("facts.fb", 'author: "Ben"', 'author: "Eve"'),
    "a language": ("facts.fb", 'author: "Ben" }', 'author: "Ben", language: "ja" }'),
    "a day of publication": ("facts.fb", "published: 2001-03-02", "published: 1980-03-02"),
    "what folds are on": ("facts.fb", 'author: "Ben" }', 'author: "Ben", folds: [] }'),
    "the lines of a source": ("facts.fb", 'author: "Ben" }', 'author: "Ben", lines: 1..3 }'),
    "a reference": ("facts.fb", '"the lady" is ada', '"the lady" is ben'),
    "a fact": ("facts.fb", "sold(ada, 12)", "sold(ada, 13)"),
    "a quote": ("facts.fb", '"the countess lives in Oslo".\nmade', '"It stands in all books".\nmade'),
    "who is a claimant": ("more.fb", 'name: "Ben"', 'name: "Benjamin"'),
    "a document": ("report.txt", "Known as she is,", "It is not so that"),
    "another document": ("other.txt", "Nothing is", FILES["report.txt"].split("\n")[0]),
}
ENGINE = default_engine()


def write(files: Mapping[str, str], folder: Path) -> Path:
    for name, text in files.items():
        (folder / name).write_text(text, encoding="utf-8")
    return folder


def told(folder: Path, cache: Path | None) -> list[object]:
    """What a run says."""
    return findings(FactBase.load([folder], cache))


@pytest.fixture
def judged(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """The facts that were judged, in order."""
    names: list[str] = []
    judge = fitting.misfits

    def misfits(fact, gate, **how):
        names.append(fact.span.text.split("(")[0])
        return judge(fact, gate, **how)

    monkeypatch.setattr(fitting, "misfits", misfits)
    return names


@pytest.fixture
def base(tmp_path: Path) -> Path:
    (tmp_path / "base").mkdir()
    return write(FILES, tmp_path / "base")


@pytest.mark.parametrize("change", CHANGES.values(), ids=CHANGES)
def test_what_was_changed_is_judged_anew(base: Path, tmp_path: Path, change: tuple[str, str, str]) -> None:
    cache = tmp_path / "cache"
    before = told(base, cache)
    name, old, new = change
    assert old in FILES[name]
    write({name: FILES[name].replace(old, new)}, base)
    after = told(base, None)
    assert after != before, "the case shows nothing"
    assert told(base, cache) == after
    write(FILES, base)
    assert told(base, cache) == before


def test_nothing_is_judged_twice(base: Path, tmp_path: Path, judged: list[str]) -> None:
    first = told(base, tmp_path / "cache")
    assert len(judged) > 5
    judged.clear()
    assert told(base, tmp_path / "cache") == first
    assert judged == []
    write({"facts.fb": "% moved\n" + FILES["facts.fb"].replace("has(ada, ships)", "has(ada, boats)")}, base)
    told(base, tmp_path / "cache")
    assert judged == ["has"]


def altered(content: str, asked: list, results: list, traces: list) -> list[tuple[object, object]]:
    """What may stand in a file of kept findings that is none; where all facts are the same, and where they are not."""
    finding = ["x", 7, "F101", "it says", None, []]
    wrong_asked = [[*asked, ["x", "y", "z"]], [asked[0][:2], *asked[1:]]]
    wrong_results = [
        [[finding], *results[1:]],  # it has no such quote
        [[[*finding[:1], None, "F999", *finding[3:]]], *results[1:]],
        [[[1, None, *finding[2:]]], *results[1:]],
        [7, *results[1:]],
        results[1:],
    ]
    wrong_traces = [7, [], [[traces[0][0], [10**6]], *traces[1:]], [traces[0][:1], *traces[1:]]]
    return [
        ({}, traces),
        ([1, 2], traces),
        ([content, asked, {}], traces),
        *(([content, each, results], traces) for each in wrong_asked),
        *(([name, asked, each], traces) for name in (content, "") for each in wrong_results),
        *((["", asked, results], each) for each in wrong_traces),
    ]


def read(path: Path) -> list:
    """What is kept in a file: a digest of the facts, what was asked, the results, and the traces."""
    head, traces = map(json.loads, path.read_bytes().splitlines()[1:])
    return [*head, traces]


def write_again(path: Path, *lines: object) -> None:
    keep(path.parent, path.name, "\n".join(map(json.dumps, lines)).encode())


@pytest.mark.parametrize("number", range(19))
def test_what_is_no_kept_finding_is_passed_over(base: Path, tmp_path: Path, number: int, judged: list[str]) -> None:
    first = told(base, tmp_path / "cache")
    for path in (tmp_path / "cache" / "findings").iterdir():
        held = read(path)
        assert len(altered(*held)) == 19
        write_again(path, *altered(*held)[number])
    judged.clear()
    assert told(base, tmp_path / "cache") == first
    assert judged


def test_what_cannot_be_read_of_traces_is_taken_to_rest_on_everything(
    base: Path, tmp_path: Path, judged: list[str]
) -> None:
    first = told(base, tmp_path / "cache")
    for path in (tmp_path / "cache" / "findings").iterdir():
        *head, _ = read(path)
        write_again(path, head, 7)
    judged.clear()
    loaded = FactBase.load([base], tmp_path / "cache")
    assert findings(loaded) == first
    assert judged == []
    changed = FILES["names.fb"].replace(', alias: ["the countess"]', "")
    write({"names.fb": changed}, base)
    assert findings(loaded.with_files([base])) == told(base, None)
    assert len(judged) > 5


def test_a_base_that_goes_on_judges_only_what_rests_on_what_was_changed(
    base: Path, tmp_path: Path, judged: list[str]
) -> None:
    told(base, tmp_path / "cache")
    loaded = FactBase.load([base], tmp_path / "cache")
    findings(loaded)
    judged.clear()
    write({"names.fb": FILES["names.fb"].replace('["sold"]', '["bought"]')}, base)
    after = loaded.with_files([base])
    assert findings(after) == told(base, None)
    assert judged[0] == "sold"
    assert judged[1] != "sold"


def test_what_is_taken_away_leaves_the_rest_kept(base: Path, tmp_path: Path, judged: list[str]) -> None:
    told(base, tmp_path / "cache")
    write(
        {"facts.fb": FILES["facts.fb"].replace('made(ada, engine) "the countess made a whole machine in Oslo".', "")},
        base,
    )
    for _ in range(2):
        judged.clear()
        with_kept = told(base, tmp_path / "cache")
        assert judged == []
        assert with_kept == told(base, None)


def test_who_asks_for_all_anew_is_told_nothing_that_was_kept(base: Path, tmp_path: Path, judged: list[str]) -> None:
    told(base, tmp_path / "cache")
    judged.clear()
    audit(FactBase.load([base], tmp_path / "cache").anew(), View(), ENGINE)
    assert len(judged) > 5


def test_content_is_told_apart_by_type_and_by_place() -> None:
    day = parse_date("2001-03-02")
    long = "x" * 100
    parts = [
        1,
        "1",
        True,
        None,
        (),
        [],
        "",
        ("ab", "c"),
        ("a", "bc"),
        ("a", ("b", "c")),
        frozenset("ab"),
        frozenset("abc"),
    ]
    parts += [day, parse_date("2001-03"), {"a": 1}, {"a": 2}, {"a1": ""}, long, long + "x", (long,)]
    assert len(set(map(content_digest, parts))) == len(parts)
    assert content_digest({"a": 1, "b": frozenset("xyz")}) == content_digest({"b": frozenset("zyx"), "a": 1})
    with pytest.raises(InternalError, match="a object is no plain data"):
        content_digest((1, object()))
