"""Results: plain data that pickles, goes to JSON and back without a loss, and is all that any format needs."""

from __future__ import annotations

import json
import pickle
from collections.abc import Callable
from dataclasses import fields, is_dataclass, replace
from pathlib import Path

import pytest
from checkout import ROOT
from schema import FILE, KINDS, schema, written

from factbase.base import FactBase, View, default_engine
from factbase.engine.meter import Meter
from factbase.ground.date import parse_date
from factbase.ground.diagnostic import Diagnostic
from factbase.ground.span import Span
from factbase.render.csv import csv_blocks
from factbase.render.dot import result_dot
from factbase.render.markdown.told import markdown
from factbase.render.mermaid import result_mermaid
from factbase.render.paint import joined, plain
from factbase.render.prose import result_prose
from factbase.render.site.alone import page
from factbase.render.text import result_text
from factbase.requests.answers import Ask
from factbase.requests.auditing import Audit
from factbase.requests.finding import Coverage, Find
from factbase.requests.held import Timeline
from factbase.requests.history import Diff
from factbase.requests.proofs import Why, WhyNot
from factbase.requests.request import Context, Request
from factbase.requests.weighing import Conflicts, Sources
from factbase.result.read import Unread, document, typed
from factbase.result.result import Result, ResultWalk
from factbase.result.written import json_blocks, json_text

WALK = ROOT / "tests" / "walk" / "walk.fb"
GOALS = (
    *("opened(X)", "built(X, How)", "lit(north)", "published(alpha, D)", "passable(north)", "dark(X)", "dry(north)"),
    *(
        "unowned(north)",
        "opened(north), cost(north, C)",
        "dear(N)",
        "tolls(N)",
        "early(X)",
        "settled(X)",
        "unlit(north)",
    ),
    *("bright(X)", "wide(X)", "foretold(X)", "bare(X)", "still(X)", "flooded(north)", "lit(south)", "nosuch("),
)
FORMATS: dict[str, Callable[[Result], str]] = {
    "text": lambda result: "\n".join(result_text(result, plain)),
    "csv": lambda result: joined(csv_blocks(result)),
    "dot": result_dot,
    "mermaid": result_mermaid,
    "prose": result_prose,
    "markdown": lambda result: "\n".join(markdown(result, whole=True)),
    "html": page,
}
OTHERS = {
    "check": Audit(),
    "sources": Sources(),
    "sources that bear": Sources(load_bearing=True),
    "conflicts": Conflicts(),
    "coverage": Coverage(),
    "find": Find(words=("north",), limit=2),
    "timeline": Timeline(goal="early(X)"),
    "timeline, a member": Timeline(goal="dear(N)"),
}


@pytest.fixture(scope="module")
def base() -> FactBase:
    return FactBase.load([WALK])


def come_to(request: Request, base: FactBase, known_by: str | None = None) -> object:
    """What a request comes to."""
    view = View(parse_date("2020-01-01"), parse_date(known_by) if known_by else None)
    return request.handle(Context(lambda paths: base, view, Meter(default_engine(), lambda: 0.0), (WALK,))).result


def again(result: object) -> object:
    """A result that went to JSON and back."""
    found = typed(type(result), document(json_text(result)))
    return replace(found, id="") if isinstance(found, Result) else found


def test_json_comes_in_blocks_of_whole_lines(base, monkeypatch):
    result = come_to(Ask(goal="built(X, How)"), base)
    (whole,) = json_blocks(result)
    assert whole == json.dumps(json.loads(whole), ensure_ascii=False, indent=2)
    for size in (1, 7, 40, 100):
        monkeypatch.setattr("factbase.result.written.BLOCK", size)
        blocks = list(json_blocks(result))
        assert len(blocks) > 2
        assert "\n".join(blocks) == whole == json_text(result)


@pytest.mark.parametrize("goal", GOALS)
@pytest.mark.parametrize("kind", [Ask, Why, WhyNot])
@pytest.mark.parametrize("known_by", [None, "2019-01-01"])
def test_a_result_goes_to_json_and_back_and_looks_the_same(goal, kind, known_by, base):
    result = come_to(kind(goal=goal), base, known_by)
    assert isinstance(result, Result)
    back = again(result)
    assert back == result
    assert pickle.loads(pickle.dumps(result)) == result
    for name, form in FORMATS.items():
        assert form(back) == form(result), name


@pytest.mark.parametrize("name", OTHERS)
def test_every_other_result_goes_there_and_back_too(name, base):
    result = come_to(OTHERS[name], base)
    assert again(result) == result
    assert pickle.loads(pickle.dumps(result)) == result


@pytest.mark.parametrize("command", ["sources", "conflicts", "find x", "coverage"])
def test_json_tells_the_errors_for_which_there_is_nothing_else(command, factbase, tmp_path):
    (tmp_path / "a.fb").write_text("p(X) :- q(X).\n")
    result = factbase(*command.split(), "--base", tmp_path, "--format", "json")
    assert (result.returncode, result.stderr) == (1, "")
    assert [each["code"] for each in json.loads(result.stdout)["problems"]] == ["E101"]


def test_a_difference_goes_there_and_back_too(base):
    from factbase.questions.difference import difference
    from factbase.questions.results.difference import difference_of

    gone = base.without(["alpha"])
    result = difference_of(difference(gone, base, View(), default_engine()), gone, base)
    assert result.new.facts or result.changed
    assert again(result) == result
    assert Diff(rev="HEAD").formats.keys() == {"text", "json"}


@pytest.mark.parametrize("goal", GOALS)
def test_a_result_holds_nothing_that_lives(goal, base):
    def parts(value):
        if is_dataclass(value):
            yield value
            for field in fields(value):
                yield from parts(getattr(value, field.name))
        elif isinstance(value, dict):
            for part in value.values():
                yield from parts(part)
        elif isinstance(value, tuple):
            for part in value:
                yield from parts(part)
        else:
            assert value is None or isinstance(value, (str, int, bool)), value

    found = list(parts(come_to(Why(goal=goal), base)))
    assert not [each for each in found if isinstance(each, (Diagnostic, Span, FactBase))]
    assert {type(each).__module__.split(".")[1] for each in found} <= {"result", "program"}  # `LeftOut` is the view's


def test_a_format_that_leaves_a_part_out_is_none(base):
    class Short(ResultWalk[str]):
        def heading(self):
            return iter(())

    with pytest.raises(TypeError, match="abstract"):
        Short(come_to(Ask(goal="bare(X)"), base))  # type: ignore[abstract]  # that is the point


def test_the_shipped_schema_is_that_of_the_types():
    assert FILE.read_text(encoding="utf-8") == written(), "python tests/bless.py writes it anew"
    assert set(schema()["$defs"]) >= set(KINDS)


@pytest.mark.parametrize(
    ("change", "told"),
    [
        ({"verdict": "perhaps"}, "Invalid enum value 'perhaps'"),
        ({"answers": None}, "Expected `array`, got `null` - at `$.answers`"),
        ({"proofs": {"x": {"kind": "leaf"}}}, "missing required field `claim`"),
    ],
)
def test_what_has_another_form_is_refused_with_its_place(change, told, base):
    text = json.dumps(json.loads(json_text(come_to(Ask(goal="bare(X)"), base))) | change)
    with pytest.raises(Unread, match="it has not the form of answers: ") as refused:
        typed(Result, document(text))
    assert told in str(refused.value)


def test_no_renderer_of_a_result_knows_what_gave_it():
    """Rooms below `result` are not for renderers, but for values and for the plans and statistics of an engine, which are no results."""
    for path in sorted((ROOT / "src" / "factbase" / "render").glob("*.py")):
        if path.name in ("plan.py", "stats.py"):
            continue
        rooms = {
            line.split()[1].split(".")[1] for line in path.read_text().splitlines() if line.startswith("from factbase.")
        }
        assert rooms <= {"cite", "ground", "render", "result"}, path.name
    assert Path(FILE).is_file()
