"""How explanations are shown: DOT, Mermaid, prose, JSON and the commands, on the shipped base and on names that need care."""

from __future__ import annotations

import json
import re
from pathlib import Path

import pytest
from explain.conftest import ask, base_of, shipped

from factbase.base import FactBase, default_engine
from factbase.explain.proof import citations
from factbase.faces.cli import main
from factbase.program.view import View
from factbase.questions.explanation import conflicts, explained, load_bearing
from factbase.render.dot import result_dot
from factbase.render.mermaid import result_mermaid
from factbase.render.prose import result_prose
from factbase.resolve.answers import resolved
from factbase.result.result import Result

FACTS = str(Path(__file__).parents[2] / "facts")
CARE = 'relation said(x: string) "{x} was said".\nassume said("a \\"b\\" \\\\ <c> #d\\n&").\nheard(X) :- said(X).\n'


def _proved(base: FactBase, goal: str, day: str | None = None) -> Result:
    answers = ask(base, goal, day) if day is not None else ask(base, goal)
    return resolved(answers, base.program, base.evidence)


def test_dot_escapes_what_dot_reads() -> None:
    base = base_of(CARE)
    text = result_dot(_proved(base, "heard(X)"))
    assert text.startswith("digraph proof {")
    assert text.endswith("}")
    labels = [line for line in text.splitlines() if "label=" in line]
    assert all(line.replace("\\\\", "").replace('\\"', "").count('"') % 2 == 0 for line in labels)
    assert text.count(" -> ") == 2  # from the fact to what is heard, and from that to the answer


def test_mermaid_escapes_what_mermaid_reads() -> None:
    base = base_of(CARE)
    text = result_mermaid(_proved(base, "heard(X)"))
    assert text.splitlines()[0] == "flowchart BT"
    assert all(line.count('"') in (0, 2) for line in text.splitlines())
    assert "<c>" not in text


def test_prose_says_because_and_ends_in_quotes() -> None:
    base = shipped()
    text = result_prose(_proved(base, "direct_channel(south_korea, japan)", "2019-09-01"))
    assert text.startswith("South Korea and Japan share intelligence directly, because ")
    assert "there is no evidence that" in text
    assert re.search(r"^\[\d+\] “", text, re.MULTILINE)


@pytest.mark.parametrize("form", ["text", "json", "dot", "mermaid", "prose"])
def test_why_in_every_format_is_the_same_twice(form: str, capsys: pytest.CaptureFixture[str]) -> None:
    said = []
    for _ in range(2):
        arguments = ["why", "direct_channel(A, B)", "--base", FACTS, "--at", "2019-09-01", "--format", form, "--all"]
        assert main(arguments) == 0
        said.append(capsys.readouterr().out)
    assert said[0] == said[1] != ""


@pytest.mark.parametrize(
    ("goal", "status"),
    [
        ("step(gsomia_signing, signed, gsomia, south_korea, japan)", 0),
        ("ended(gsomia)", 4),
        ("ended(tisa)", 5),
    ],
)
def test_the_exit_status_is_the_verdict(goal: str, status: int, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["ask", goal, "--base", FACTS, "--at", "2019-09-01", "--exit-status", "--certify"]) == status
    assert capsys.readouterr().err.startswith("certified: ")


def test_a_saved_json_is_certified_and_a_changed_one_is_not(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["ask", "direct_channel(A, B)", "--base", FACTS, "--at", "2019-09-01", "--format", "json"]) == 0
    saved = tmp_path / "proof.json"
    text = capsys.readouterr().out
    saved.write_text(text, encoding="utf-8")
    assert main(["certify", str(saved), "--base", FACTS]) == 0
    document = json.loads(text)
    document["proofs"][document["answers"][0]["proof"]]["reading"] += " "
    saved.write_text(json.dumps(document), encoding="utf-8")
    assert main(["certify", str(saved), "--base", FACTS]) == 1
    saved.write_text("{", encoding="utf-8")
    assert main(["certify", str(saved), "--base", FACTS]) == 1


def test_what_falls_without_a_source_is_what_solving_without_it_loses() -> None:
    """Where no negation is about: the count from the labels against solving again."""
    sources = Path(__file__).parents[1] / "corpus" / "explain"
    text = "".join(f'source {name} {{ file: "sources/{name}.txt" }}.\n' for name in ("one", "two", "three"))
    text += 'p(a) @ one "The first paper says" @ two "The second paper says".\nq(a) @ two "The second paper says".\n'
    text += "r(X) :- p(X).\nr2(X) :- p(X), q(X).\nr3(X) :- r2(X), r(X).\n"
    base = base_of("")
    base = base.with_text(str(sources / "drawn.fb"), text, sources)
    falls = {b.name: sorted(map(str, b.falls)) for b in load_bearing(base, View(), default_engine())}
    assert falls == {"one": [], "two": ["r2(a)", "r3(a)"], "three": []}
    assert not base.without(["two"]).ask("r2(X)", View()).answers
    assert base.without(["two"]).ask("r(X)", View()).answers


def test_every_conflict_of_the_shipped_base_has_quotes_and_nogoods() -> None:
    found = conflicts(shipped(), View(), default_engine())
    assert found
    for conflict in found:
        assert conflict.quotes
        assert all(conflict.nogoods)


def test_support_of_the_shipped_answer_is_told() -> None:
    base = shipped()
    (one,) = explained(base, ask(base, "direct_channel(south_korea, japan)", "2019-09-01"), 20)
    assert one.support.label.sets
    assert one.since is not None
    assert one.proofs.least_height


def test_a_quote_that_several_statements_write_is_cited_once_and_two_sources_are_two(tmp_path: Path) -> None:
    """At equal places of two files stand different quotes, and at two places of one file the same."""
    (tmp_path / "d.txt").write_text("The crane was sold in May, and the barge was sold in June.\n", encoding="utf-8")
    (tmp_path / "a.fb").write_text(
        'source s { file: "d.txt" }.\nsource t { file: "d.txt", lines: 1..1 }.\n'
        'from s.\nsold(crane) "crane was sold in May".\nmoved(crane) "crane was sold in May".\n',
        encoding="utf-8",
    )
    for name, source in (("b", "s"), ("c", "t")):
        (tmp_path / f"{name}.fb").write_text(
            f'from {source}.\nsold(barge) "the barge was sold in June".\n', encoding="utf-8"
        )
    base = FactBase.load([tmp_path])
    assert not base.errors

    def cited(goal: str) -> list[tuple[str, str]]:
        return [(each.source, each.quote) for each in citations(ask(base, goal).answers[0].proof)]

    crane, barge = "crane was sold in May", "the barge was sold in June"
    assert cited("sold(crane), moved(crane)") == [("s", crane)]
    assert cited("sold(crane), sold(barge)") == [("s", crane), ("s", barge), ("t", barge)]
