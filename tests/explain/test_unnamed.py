"""A value that is not given may be any: what is told of it is compared with what holds for each.

On random small programs every `?` is replaced in turn by each value that the program names and by one that it does not. What is called
certain holds for all of these, what is called possible for some, and what is called false for none; certified it is, all the same.
FACTBASE_PROGRAMS sets how many programs are tried.
"""

from __future__ import annotations

import os
import random
from collections import Counter
from collections.abc import Iterator
from dataclasses import replace
from itertools import product
from pathlib import Path

import pytest
from engines import ENGINES
from oracle import Oracle

from factbase.base import FactBase, View
from factbase.engine.base import Engine
from factbase.explain.certify import Certifier
from factbase.explain.certify_cases import at_hand
from factbase.explain.certify_values import refuted
from factbase.explain.finder import goal_of
from factbase.explain.proof import Absent, Proof, nodes, parts
from factbase.ground.comparison import Certainty
from factbase.ground.value import Symbol, Unknown, Value, value_key
from factbase.program.table import Facts
from factbase.questions.certified import certify

PROGRAMS = int(os.environ.get("FACTBASE_PROGRAMS", "8"))
NAMES, NUMBERS = ("p", "q", "r"), (1, 2, 3)
RELATIONS = {"a": "s", "b": "s", "c": "sn", "e": "ss"}

Row = tuple[object, ...]


def program(rng: random.Random) -> tuple[str, dict[str, str]]:
    """A random program of facts with a few `?` and of rules, and its derived relations with the kinds of their columns."""
    kinds = dict(RELATIONS)
    lines = [f"relation {name}({_columns(kind)}){rng.choice(('', ' closed'))}." for name, kind in kinds.items()]
    facts = [
        (name, [_constant(k, rng) for k in kind]) for name, kind in kinds.items() for _ in range(rng.randint(1, 3))
    ]
    for _ in range(rng.randint(1, 2)):
        values = rng.choice([values for name, values in facts if name != "b"])
        values[rng.randrange(len(values))] = "?"
    lines += [f"assume {name}({', '.join(values)})." for name, values in facts]
    derived: dict[str, str] = {}
    for number in range(4):
        name = f"d{number}"
        kind, rules = _rules(name, {**kinds, **derived}, rng)
        lines.append(f"relation {name}({_columns(kind)}){rng.choice(('', ' closed'))}.")
        lines += rules
        derived[name] = kind
    return "\n".join(lines), derived


def _columns(kind: str) -> str:
    return ", ".join(f"x{i}: {'symbol' if k == 's' else 'int'}" for i, k in enumerate(kind))


def _constant(kind: str, rng: random.Random) -> str:
    return rng.choice(NAMES) if kind == "s" else str(rng.choice(NUMBERS))


def _rules(name: str, kinds: dict[str, str], rng: random.Random) -> tuple[str, list[str]]:
    """One or two rules of a relation, of one kind."""

    def match(first: str, *, loose: bool = False) -> str:
        other = rng.choice([each for each, kind in kinds.items() if kind[0] == "s"])
        rest = [rng.choice((_constant(k, rng), "_")) if k == "n" or loose else "_" for k in kinds[other][1:]]
        return f"{other}({', '.join([first, *rest])})"

    numbered = rng.choice([each for each, kind in kinds.items() if kind in ("sn", "ss")])
    match rng.randrange(9):
        case 0 | 1:
            return "s", [f"{name}(X) :- {match('X')}, not {match('X', loose=True)}." for _ in range(rng.randint(1, 2))]
        case 2:
            return "s", [f"{name}(X) :- {match('X', loose=True)}, {match('X')}."]
        case 3:
            return "s", [
                f"{name}(X) :- b(X), e(X, Y), not {match('Y', loose=True)}.",
                f"{name}(X) :- b(X), e(Y, X), a(Y).",
            ]
        case 4:
            return "s", [
                f"{name}(X) :- c(X, N), N {rng.choice(('<', '>=', '!='))} 2.",
                f"{name}(X) :- b(X), not c(X, _).",
            ]
        case 5:
            body = match("X") + rng.choice(("", f", not {match('X', loose=True)}", ", b(X)"))
            return "n", [f"{name}(N) :- N = count {{ X : {body} }}."]
        case 6:
            return "sn", [f"{name}(X, N) :- b(X), N = count {{ Y : {numbered}(X, Y) }}."]
        case 7:
            return "sn", [f"{name}(X, N) :- b(X), N = {rng.choice(('min', 'max', 'sum'))} {{ M : c(X, M) }}."]
        case _:
            return "n", [f"{name}(N) :- N = {rng.choice(('min', 'max', 'sum'))} {{ M : c(_X, M) }}."]


def readings(base: FactBase) -> Iterator[FactBase]:
    """The base with each choice of a value for every `?`: of one that is named, and of one that is not."""
    facts = list(base.program.facts)
    places = [(i, c) for i, fact in enumerate(facts) for c, value in enumerate(fact.values) if type(value) is Unknown]
    named: list[Value] = [*map(Symbol, NAMES), Symbol("new")]
    numbers: list[Value] = [0, *NUMBERS, 4]
    choices = [named if RELATIONS[facts[i].relation][c] == "s" else numbers for i, c in places]
    for chosen in product(*choices):
        values = {i: list(facts[i].values) for i, _ in places}
        for (i, c), value in zip(places, chosen, strict=True):
            values[i][c] = value
        whole = Facts(tuple(replace(fact, values=tuple(values.get(i, fact.values))) for i, fact in enumerate(facts)))
        yield replace(base, program=replace(base.program, facts=whole))


def _key(values: Iterator[Value] | tuple[Value, ...]) -> Row:
    return tuple(map(value_key, values))


@pytest.mark.parametrize("engine", ENGINES, ids=lambda engine: engine.name)
def test_what_is_certain_holds_for_all_values_and_what_is_possible_for_some(engine: Engine) -> None:
    counts: Counter[str] = Counter()
    for seed in range(PROGRAMS):
        rng = random.Random(seed)
        text, derived = program(rng)
        base = FactBase.load([]).with_text("random.fb", text, Path())
        assert not base.errors, (text, base.errors)
        goals = {name: f"{name}({', '.join('XY'[: len(kind)])})" for name, kind in derived.items()}
        asked = {name: base.query(goal)[0] for name, goal in goals.items()}
        bodies = [goal_of(query.body) for query in asked.values() if query is not None]
        held: dict[str, list[set[Row]]] = {name: [] for name in goals}
        for reading in readings(base):
            planned, model = reading.solve(bodies, View(), Oracle())
            for name, goal in zip(goals, planned.rules.goals, strict=True):
                held[name].append({_key(tuple(model.symbols.values[n] for n in row)) for row in model.of(goal)})
        for name, goal in goals.items():
            _compare(base, goal, held[name], engine, counts, text)
            for row in sorted({row for rows in held[name] for row in rows}, key=repr)[:1]:
                _ground(base, f"{name}({', '.join(map(str, row))})", [row in rows for rows in held[name]], engine, text)
    print(f"\n{engine.name}: " + ", ".join(f"{count:,} {name}" for name, count in sorted(counts.items())))
    assert counts["possible"] > PROGRAMS // 2
    assert counts["held for all"] - counts["certain"] < counts["held for all"] // 5
    assert counts["not excluded"] < counts["possible"] // 2


def _compare(base: FactBase, goal: str, held: list[set[Row]], engine: Engine, counts: Counter[str], text: str) -> None:
    answers = base.ask(goal, View(), engine)
    told = {_key(tuple(value for _, value in answer.bindings)): answer.certainty for answer in answers.answers}
    on_all, on_some = set.intersection(*held), set.union(*held)
    counts["held for all"] += len(on_all)
    for row, certainty in told.items():
        counts[certainty.value] += 1
        if certainty is Certainty.CERTAIN:
            assert row in on_all, (goal, row, text)
        elif certainty is Certainty.POSSIBLE:
            assert row in on_some, (goal, row, text)
    certificate = certify(base, answers)
    assert certificate is not None
    assert not certificate.problems, (goal, certificate.problems, text)


def _ground(base: FactBase, goal: str, held: list[bool], engine: Engine, text: str) -> None:
    """A claim is called true only where it holds for all values, and false only where it holds for none."""
    verdict = base.ask(goal, View(), engine).verdict
    assert verdict != "yes" or all(held), (goal, text)
    assert verdict != "no" or not any(held), (goal, text)
    assert verdict != "possible" or any(held), (goal, text)


def _joined(rule: str) -> FactBase:
    return FactBase.load([]).with_text(
        "joined.fb",
        f"""relation joined(who: symbol) closed. relation country(who: symbol). relation rich(who: symbol).
assume country(japan). assume country(chile). assume rich(japan). assume joined(?). assume joined(chile).
{rule}
""",
        Path(),
    )


@pytest.mark.parametrize(
    ("rule", "goal", "possible"),
    [
        ("out(C) :- country(C), not joined(C).", "out(C)", ["japan"]),
        ("out(C) :- country(C), not member(C). member(C) :- joined(C), rich(C).", "out(C)", ["japan"]),
        ("out(C) :- country(C), joined(C), not rich(C).", "out(C)", []),
    ],
)
def test_a_negation_beside_an_unnamed_value_is_not_certain_and_cites_it(
    rule: str, goal: str, possible: list[str]
) -> None:
    answers = _joined(rule).ask(goal, View(), ENGINES[0])
    found = [str(a.bindings[0][1]) for a in answers.answers if a.certainty is Certainty.POSSIBLE]
    assert found == possible
    for answer in answers.answers:
        if answer.certainty is Certainty.POSSIBLE:
            barred = [node for node in nodes(answer.proof) if isinstance(node, Absent) and node.possible]
            assert barred


def test_a_certain_answer_that_a_value_which_is_not_given_may_refute_is_not_certified() -> None:
    base = _joined("out(C) :- country(C), not joined(C).")
    answers = base.ask("out(C)", View(), ENGINES[0])
    (answer,) = answers.answers
    assert certify(base, answers).problems == ()  # type: ignore[union-attr]  # the base has no errors
    planned, model = base.solve([goal_of(answers.body)], View(), ENGINES[0])
    (row,) = model.of(planned.rules.possible[0])
    certifier = Certifier(planned, at_hand(model), base.program, base.evidence)
    certifier.answer(planned.rules.goals[0], [row], answer.proof)
    assert "a proof does not prove its answer" in certifier.certificate().problems
    # nor does an absence that is told as certain stand under it
    heedless = replace(answer.proof, premises=tuple(_sure(premise) for premise in parts(answer.proof)))
    certifier.answer(planned.rules.possible[0], [row], heedless)
    assert any("does not follow from its premises" in problem for problem in certifier.certificate().problems)


def _sure(premise: Proof) -> Proof:
    return replace(premise, possible=False) if isinstance(premise, Absent) else premise


@pytest.mark.parametrize(
    ("rule", "goal", "right", "wrong"),
    [
        ("out(C) :- country(C), not member(C). member(C) :- joined(C), rich(C).", "out(C)", "chile", "japan"),
        ("n(N) :- N = count { C : member(C) }. member(C) :- joined(C), country(C).", "n(N)", None, 1),
        ("out(C) :- country(C), joined(C), not rich(C).", "out(C)", "chile", "japan"),
    ],
)
def test_the_certifier_tries_values_whatever_the_plan_takes_heed_of(
    rule: str, goal: str, right: str | int | None, wrong: str | int
) -> None:
    base = _joined(rule)
    query, _ = base.query(goal)
    assert query is not None
    readings = base.readings(View(), ENGINES[0])

    def problems(value: str | int) -> list[str]:
        row = (Symbol(value) if isinstance(value, str) else value,)
        return list(refuted(base.program, goal_of(query.body), [row], readings))

    assert any("do not hold" in problem for problem in problems(wrong))
    if right is not None:
        assert not problems(right)


@pytest.mark.parametrize(
    ("text", "goal", "row", "told"),
    [
        # all that is stated is a `?`
        (
            "relation joined(who: symbol) closed. assume joined(?). out(japan) :- not joined(japan).",
            "out(C)",
            "japan",
            1,
        ),
        # what does not bear on the goal is not tried: it would use up the choices
        (
            "relation joined(who: symbol) closed. assume other(?). "
            + " ".join(f"assume other(a{number})." for number in range(10, 40))
            + " assume joined(?). assume joined(chile). out(japan) :- not joined(japan).",
            "out(C)",
            "japan",
            1,
        ),
        # by way of a rule that needs itself
        (
            "relation joined(who: symbol) closed. assume joined(?). assume next(a, b). far(X, Y) :- next(X, Y)."
            " far(X, Z) :- far(X, Y), next(Y, Z). out(japan) :- far(a, b), not joined(japan).",
            "out(C)",
            "japan",
            1,
        ),
        # nothing is denied and nothing counted
        ("assume joined(?). assume joined(chile). out(C) :- joined(C).", "out(C)", "chile", 0),
        ("assume joined(chile). out(C) :- joined(C), not rich(C). assume rich(japan).", "out(C)", "chile", 0),
    ],
)
def test_values_are_tried_for_what_bears_on_the_goal(text: str, goal: str, row: str, told: int) -> None:
    base = FactBase.load([]).with_text("tried.fb", text, Path())
    assert not base.errors
    query, _ = base.query(goal)
    assert query is not None
    readings = base.readings(View(), ENGINES[0])
    body = goal_of(query.body)
    assert len(list(refuted(base.program, body, [(Symbol(row),)], readings))) == told
    assert list(refuted(base.program, body, [], readings)) == []
    assert list(refuted(base.program, body, [(Unknown(0),)], readings)) == []
    assert list(refuted(base.program, body, [(Unknown(0), Symbol("none"))], readings)) == []


def test_the_values_that_refute_are_told() -> None:
    text = "relation joined(who: symbol) closed. assume joined(?). assume joined(?). out(japan) :- not joined(japan)."
    base = FactBase.load([]).with_text("told.fb", text, Path())
    query, _ = base.query("out(C)")
    assert query is not None
    (first, *_) = refuted(base.program, goal_of(query.body), [(Symbol("japan"),)], base.readings(View(), ENGINES[0]))
    assert first == "where what is not given is japan, japan: 1 of the certain answers do not hold"
