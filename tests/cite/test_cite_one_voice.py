"""Sources that repeat one another count as one: the relation `same_voice`, its proof with the shared passage, and the note of `check`."""

from __future__ import annotations

import json
import shutil
from pathlib import Path

import pytest

from factbase.base import FactBase, View, default_engine
from factbase.checks.audit import audit
from factbase.cite import Status
from factbase.explain.proof import citations
from factbase.ground.date import parse_date
from factbase.result.report import Met

ROOT = Path(__file__).parents[2]
WIRE = "The two governments signed the pact in Seoul on Wednesday, four years after a first attempt had failed, officials said."
OTHER = (
    "Farmers in the north expect a good harvest this year, since the rain came early and the summer was mild and long."
)
RULES = """\
source wire { file: "wire.txt", published: 2016-11-23 }.
source copy { file: "copy.txt", published: 2016-11-25 }.
source farm { file: "farm.txt", published: 2016-11-23 }.
source named { title: "No text of it is here" }.
signed(pact) @ wire "signed the pact in Seoul" @ copy "signed the pact in Seoul" @ farm "Farmers in the north".
voices(P, N) :- signed(P), N = count { V : signed(P) @ S, voice(S, V) }.
voice(S, V) :- published(S, _), V = min { T : alike(S, T) }.
alike(S, S) :- published(S, _).
alike(S, T) :- same_voice(S, T).
"""
NOW = View(parse_date("2020-01-01"))


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    (tmp_path / "a.fb").write_text(RULES, encoding="utf-8")
    (tmp_path / "wire.txt").write_text(f"{WIRE}\n", encoding="utf-8")
    (tmp_path / "copy.txt").write_text(
        f"By our staff.\n\n{WIRE.replace(' four', chr(10) + 'four')}\n\nMore.\n", encoding="utf-8"
    )
    (tmp_path / "farm.txt").write_text(f"{OTHER}\n", encoding="utf-8")
    return tmp_path


def rows(base: FactBase, goal: str, view: View = NOW) -> list[tuple[str, ...]]:
    return [tuple(str(value) for _, value in answer.bindings) for answer in base.ask(goal, view).answers]


def test_copies_count_as_one_voice(folder: Path) -> None:
    base = FactBase.load([folder])
    assert rows(base, "voices(pact, N)") == [("2",)]
    assert rows(base, "same_voice(S, T)") == [("copy", "wire"), ("wire", "copy")]
    assert rows(base, "same_voice(farm, T)") == []


def test_without_a_copy_every_source_is_a_voice(folder: Path) -> None:
    (folder / "copy.txt").write_text("Elsewhere it was said that they had signed the pact in Seoul.\n")
    assert rows(FactBase.load([folder]), "voices(pact, N)") == [("3",)]


def test_the_proof_shows_the_shared_passage_in_both_texts(folder: Path, factbase) -> None:
    base = FactBase.load([folder])
    (answer,) = base.ask("same_voice(copy, wire)", NOW).answers
    cited = list(citations(answer.proof))
    assert [c.source for c in cited] == ["wire", "copy"]
    assert cited[0].quote == cited[1].quote == WIRE[:-1]
    assert [base.evidence.verdict(c).status for c in cited] == [Status.FOUND, Status.FOLDED]
    assert base.evidence.verdict(cited[1]).line == 3
    told = factbase("ask", "voices(pact, N)", "--base", folder, "--at", "2020-01-01").stdout
    assert f"“{WIRE[:-1]}”" in told
    document = json.loads(factbase("ask", "same_voice(S, T)", "--base", folder, "--format", "json").stdout)
    assert document["answers"][0]["rests_on"] == {"FOUND": 1, "FOLDED": 1}


def test_what_repeats_a_copy_repeats_the_original(folder: Path) -> None:
    first, second = WIRE.split(", four")
    (folder / "wire.txt").write_text(f"{first} and nothing else.\n")
    (folder / "copy.txt").write_text(f"{first}, four{second}\n")
    (folder / "farm.txt").write_text(f"Four{second} Farmers in the north.\n")
    base = FactBase.load([folder])
    assert rows(base, "same_voice(wire, T)") == [("copy",), ("farm",)]
    (answer,) = base.ask("same_voice(wire, farm)", NOW).answers
    assert [c.source for c in citations(answer.proof)] == ["wire", "copy", "copy", "farm"]
    assert rows(base, "voices(pact, N)") == [("1",)]


def test_a_copy_that_was_not_known_yet_is_no_copy_yet(folder: Path) -> None:
    base = FactBase.load([folder])
    early = View(parse_date("2020-01-01"), parse_date("2016-11-24"))
    assert rows(base, "same_voice(S, T)", early) == []
    assert rows(base, "voices(pact, N)", early) == [("2",)]


def test_check_notes_one_voice_and_stays_clean(folder: Path) -> None:
    report = audit(FactBase.load([folder]), NOW, default_engine())
    (note,) = [d for d in report.diagnostics if d.code == "S103"]
    assert note.message == "`wire` and `copy` are one voice: 100% of the words of one stand in the other"
    assert note.detail == (f"both have: “{WIRE[:-1]}”",)
    assert note.severity == "note"


def test_checks_and_expectations_may_use_it(folder: Path) -> None:
    with (folder / "a.fb").open("a") as file:
        file.write(
            'check copied(S, T) note "{S} is {T}" :- same_voice(S, T), S < T.\nexpect same_voice(wire, copy) citing wire.\n'
        )
    report = audit(FactBase.load([folder]), NOW, default_engine())
    assert [v.name for v in report.violations] == ["copied(copy, wire)"]
    assert report.counts.met == Met(1, 1, 0, 0, 0)


@pytest.mark.parametrize(
    "text",
    [
        'same_voice(wire, farm) @ wire "signed the pact in Seoul".',
        "same_voice(S, S) :- signed(_) @ S.",
        "relation same_voice(a: source).",
    ],
)
def test_it_belongs_to_the_language(folder: Path, text: str) -> None:
    with (folder / "a.fb").open("a") as file:
        file.write(f"{text}\n")
    assert "E113" in {d.code for d in FactBase.load([folder]).diagnostics}


def test_a_copy_of_a_shipped_document_is_no_other_voice(tmp_path: Path) -> None:
    facts = Path(shutil.copytree(ROOT / "facts", tmp_path / "facts"))
    text = (facts / "sources" / "001_e28ff0e912e00024.txt").read_text(encoding="utf-8")
    (facts / "sources" / "copy.txt").write_text(f"From elsewhere.\n\n{text}", encoding="utf-8")
    (facts / "copy.fb").write_text(
        'source a_copy { file: "sources/copy.txt", title: "A copy" }.\nfrom a_copy.\n'
        "says(rand): end_foreseen_on(gsomia, 11, 22) if -reconsidered(gsomia, south_korea) "
        '"absent a reconsideration by Seoul it will come to an end on November 22".\n',
        encoding="utf-8",
    )
    base = FactBase.load([facts])
    assert rows(base, "corroborated(day_of_the_end, N)") == [("1",)]
    assert rows(base, "told_by(day_of_the_end, S)") == [("a_copy",), ("rand_article",)]
