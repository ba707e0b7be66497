"""Named assumptions: what is said of an answer that rests on one, what falls without it, and what it counts as among sources."""

from __future__ import annotations

import csv
import io
import json
from pathlib import Path

import pytest
from explain.conftest import base_of

from factbase.base import FactBase, UnknownSource, default_engine
from factbase.faces.cli import main
from factbase.program.view import View
from factbase.questions.explanation import conflicts, explained, load_bearing

SOURCES = Path(__file__).parents[1] / "corpus" / "explain"
WORDS = "The first such day is meant."
RULES = f"""
relation first_day().
relation other(a: symbol).
assume first_day() "{WORDS}".
assume other(b) "So is the other.".
assume bare(b).
q(X) :- p(X), first_day().
r(X) :- other(X), bare(X).
s(X) :- q(X).
s(a) :- other(b).
"""


@pytest.fixture
def base() -> FactBase:
    text = "".join(f'source {name} {{ file: "sources/{name}.txt" }}.\n' for name in ("one", "two"))
    text += 'p(a) @ one "The first paper says" @ two "The second paper says".\np(c) @ two "The second paper says".\n'
    return base_of("").with_text(str(SOURCES / "drawn.fb"), text + RULES, SOURCES)


def asked(base: FactBase, path: Path, *arguments: str) -> list[str]:
    """The words of a command that asks this base, written to a file."""
    (path / "sources").mkdir(exist_ok=True)
    for name in ("one", "two"):
        text = (SOURCES / "sources" / f"{name}.txt").read_text(encoding="utf-8")
        (path / "sources" / f"{name}.txt").write_text(text, encoding="utf-8")
    (path / "b.fb").write_text(next(iter(base.program.rules)).span.file.text, encoding="utf-8")
    return [*arguments, "--base", str(path / "b.fb")]


@pytest.mark.parametrize("form", ["text", "json", "dot", "mermaid", "prose"])
def test_every_format_of_why_says_what_is_assumed(
    form: str, base: FactBase, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(asked(base, tmp_path, "why", "q(a)", "--format", form, "--certify")) == 0
    told = capsys.readouterr().out
    assert WORDS in told
    assert form in ("dot", "mermaid") or "ests on the assumption first_day()" in told


def test_a_sheet_has_a_column_for_what_is_assumed(
    base: FactBase, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(asked(base, tmp_path, "ask", "q(a)", "--format", "csv")) == 0
    rows = list(csv.DictReader(io.StringIO(capsys.readouterr().out)))
    assert {(row["rests_on"], row["assumed"]) for row in rows} == {("cited", ""), ("assumed", WORDS)}
    assert {row["remarks"] for row in rows} == {"rests on the assumption first_day()"}


def test_a_saved_proof_with_other_words_is_refused(
    base: FactBase, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(asked(base, tmp_path, "ask", "q(a)", "--format", "json")) == 0
    saved, text = tmp_path / "proof.json", capsys.readouterr().out
    saved.write_text(text, encoding="utf-8")
    assert main(asked(base, tmp_path, "certify", str(saved))) == 0
    saved.write_text(text.replace(WORDS, "The last such day is meant."), encoding="utf-8")
    assert main(asked(base, tmp_path, "certify", str(saved))) == 1


def test_an_answer_is_marked_by_all_that_its_proof_assumes_and_by_nothing_that_a_quote_states_too(
    base: FactBase, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    for goal, told in (
        ("q(a), r(b)", "rests on the assumptions first_day(), other(b)"),
        ("r(b)", "rests on the assumption other(b)"),
    ):
        assert main(asked(base, tmp_path, "ask", goal, "--format", "json")) == 0
        (answer,) = json.loads(capsys.readouterr().out)["answers"]
        assert told in answer["remarks"]
    stated = base.with_text("more.fb", 'assume p(a) "As everybody knows.".\nt(X) :- p(X).\n', SOURCES)
    main(asked(stated, tmp_path, "ask", "p(a)"))
    assert "rests on the assumption" not in capsys.readouterr().out


def test_what_falls_without_an_assumption_is_what_solving_without_it_loses(base: FactBase) -> None:
    found = load_bearing(base, View(), default_engine())
    assert [bearing.name for bearing in found][-2:] == ["first_day()", "other(b)"]
    falls = {bearing.name: sorted(map(str, bearing.falls)) for bearing in found}
    assert falls["first_day()"] == ["q(a)", "q(c)", "s(c)"]  # the other one is enough for s(a)
    assert falls["other(b)"] == ["r(b)"]
    for name, lost in falls.items():
        for goal in lost:
            assert base.ask(goal, View()).answers
            assert not base.without([name]).ask(goal, View()).answers
    assert not [atom for bearing in found for atom in bearing.alone]  # each rests on a source or a bare claim too


def test_the_command_lists_each_assumption_with_its_words(
    base: FactBase, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(asked(base, tmp_path, "sources", "--load-bearing")) == 0
    assert "first_day(): without it 3 conclusions fall; 0 rest on nothing else\nassumed at" in capsys.readouterr().out
    assert main(asked(base, tmp_path, "sources", "--load-bearing", "--format", "json")) == 0
    last = json.loads(capsys.readouterr().out)["bearing"][-2]
    assert (last["name"], last["assumed"]["words"], len(last["falls"])) == ("first_day()", WORDS, 3)


def test_it_is_left_out_by_its_claim_and_one_without_arguments_by_its_relation(base: FactBase) -> None:
    for name in ("first_day()", "first_day"):
        rest = base.without([name])
        found = rest.ask("q(X)", View())
        assert not found.answers
        assert found.left_out.without == ("first_day()",)
        assert rest.ask("r(b)", View()).answers
    with pytest.raises(UnknownSource, match=r"unknown source `first_dy`; did you mean `first_day`\?"):
        base.without(["first_dy"])
    with pytest.raises(UnknownSource):
        base.without(["bare(b)"])  # it has no name


def test_a_dated_one_is_left_out_by_its_claim_where_no_other_has_that() -> None:
    text = 'assume ended(accord) on 2015-03-01 "So it is." assume met() on 2015-XX-XX "So." assume met() on 2016-XX-XX "Again."'
    base = FactBase.load([]).with_text("dated.fb", text.replace('" ', '". ') + ".", Path())
    assert not base.errors
    for name in ("ended(accord)", "ended(accord) on 2015-03-01"):
        assert base.without([name]).ask("ended(X)", View()).left_out.without == ("ended(accord) on 2015-03-01",)
    for name in ("met()", "met"):
        several = r"is several assumptions; name one of them: `met\(\) on 2015-XX-XX`, `met\(\) on 2016-XX-XX`"
        with pytest.raises(UnknownSource, match=several):
            base.without([name])


def test_an_assumption_is_no_voice_and_needs_no_day(base: FactBase) -> None:
    support = {str(dict(one.answer.bindings)["X"]): one.support for one in explained(base, base.ask("q(X)", View()), 1)}
    assert support["a"].label.sets == (frozenset({"first_day()", "one"}), frozenset({"first_day()", "two"}))
    assert support["a"].voices == 1  # both rest on the same assumption
    assert support["c"].voices == 1
    assert support["c"].needed == {"first_day()", "two"}
    (alone,) = explained(base, base.ask("r(b)", View()), 1)
    assert (alone.support.voices, alone.support.single) == (0, None)
    assert not alone.support.always


def test_what_cannot_be_right_names_the_assumption(base: FactBase) -> None:
    wrong = base.with_text("check.fb", 'check none(X) error "{X}" :- q(X), X = c.\n', SOURCES)
    (found,) = conflicts(wrong, View(), default_engine())
    assert found.nogoods == (frozenset({"first_day()", "two"}),)
