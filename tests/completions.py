"""Random small programs with partial dates, and their completions: each chooses a day for every partial date of facts and view."""

from __future__ import annotations

import os
import random
from collections.abc import Iterator, Sequence
from dataclasses import replace

from factbase.base import FactBase, View
from factbase.engine.base import Engine, Model
from factbase.engine.goal import Goal
from factbase.engine.plan import Planned, make_plan
from factbase.engine.step import Auxiliary
from factbase.explain.finder import goal_of
from factbase.ground.date import Date, day, parse_date
from factbase.ground.span import TextFile
from factbase.ground.value import Value, value_key
from factbase.program.model import Fact, Program
from factbase.program.table import Facts
from factbase.program.view import select
from factbase.syntax.parse import parse_goal

PROGRAMS = int(os.environ.get("FACTBASE_PROGRAMS", "120"))
COMPLETIONS = 48  # of one program at most
FIRST = (
    parse_date("2020-01-30").earliest or 0
)  # the days are around the end of a month, so that months and years differ


# ---- random programs


def date(rng: random.Random) -> str:
    first = rng.randrange(4)
    last = min(3, first + rng.choice((0, 0, 0, 1, 1, 2)))
    return str(day(FIRST + first)) if first == last else f"{day(FIRST + first)}/{day(FIRST + last)}"


def facts(rng: random.Random) -> Iterator[str]:
    for _ in range(rng.randint(2, 4)):
        yield f"assume e({rng.choice('ab')}) on {date(rng)}."
    for _ in range(rng.randint(1, 3)):
        yield f"assume d({rng.choice('ab')}, {date(rng)})."
    for _ in range(rng.randint(1, 2)):
        yield f"assume n({rng.choice('ab')}, {rng.randint(1, 3)}) on {date(rng)}."
    kind = rng.choice(("since {}", "until {}", "since {} until {}"))
    yield f"assume s({rng.choice('ab')}) {kind.format(date(rng), date(rng))}."
    yield "assume x(a). assume x(b). assume x(c)."


POSITIVE = (
    "e(X) on D",
    "e(X) on E",
    "d(X, D)",
    "d(Y, D)",
    "d(X, E)",
    "d(Y, E)",
    "n(X, N) on D",
    "s(X)",
    "e(X)",
    "x(X)",
    "d(X, D + 1)",
    "e(X) on E - 2",
)
TESTS = (
    "D {op} E",
    "D {op} {date}",
    "T {op} D",
    "D {op} E + {k}",
    "D - E {op} {k}",
    "day(D) {op} 30",
    "month(D) {op} month(E)",
    "count {{ Z : e(Z) on D }} {op} 1",
    "count {{ F : d(_Z, F), F {op} {date} }} > 1",
    "max {{ F : d(_Z, F) }} {op} D",
    "E = D + 1",
)
AGGREGATES = (
    "M = count {{ F : d(X, F) }}",
    "M = count {{ F : e(_) on F }}",
    "M = count {{ Z : d(Z, D) }}",
    "M = count {{ Z : e(Z) on F, F {op} {date} }}",
    "M = sum {{ K : n(X, K) on F }}",
    "M = sum {{ K : n(_Z, K) on F, F {op} {date} }}",
    "M = min {{ F : d(X, F) }}",
    "M = max {{ F : e(Z) on F }}",
    "M = min {{ F : e(Z) on F, not d(Z, F) }}",
    "M = mean {{ K : n(X, K) on F }}",
    "M = mean {{ K : n(_Z, K) on F, F {op} {date} }}",
    "M = list {{ Z : e(Z) on F, F {op} {date} }}",
    "M = list {{ K : n(X, K) on F, not d(X, F) }}",
    "M, W = max {{ F, Z : d(Z, F) }}",
    "M, W = min {{ F, Z : e(Z) on F, F {op} {date} }}",
    "M, W = max {{ K, Z : n(Z, K) on F, F {op} {date} }}",
    "M = count {{ F : d(_Z, F + 1), e(_) on F }}",
)
KEYED = (
    "k(N + 1) :- k(N), N < 3, M = count {{ Z : n(Z, K) on F, K > N, F {op} {date} }}, M > 0.",
    "k(N + count {{ Z : n(Z, K) on F, K >= N, F {op} {date} }}) :- k(N), N < 4.",
    "k(Y) :- k(N), Y = min {{ K : n(_Z, K) on F, K > N, F {op} {date} }}.",
    "k(Y) :- k(N), N < 3, Y = sum {{ K : n(_Z, K) on F, K > N, F {op} {date} }}.",
)


def rule(rng: random.Random, number: int, earlier: Sequence[str]) -> str:
    """One rule for p<number>; it reads facts and what the rules before it derive."""
    body = rng.sample(POSITIVE, rng.randint(1, 2))
    derived = [f"{name}(X)" if not dated else f"{name}(X) on D" for name, dated in map(_form, earlier)]
    if derived and rng.random() < 0.6:
        body.append(rng.choice(derived))

    def bound() -> set[str]:
        return {v for v in "XYDENTM" if any(v in part for part in body if not part.startswith("not "))}

    if rng.random() < 0.3:
        body.append("at(T)")
    if rng.random() < 0.4:
        chosen = rng.choice(AGGREGATES).format(
            op=rng.choice(("<", "<=", ">", "!=")), date=day(FIRST + rng.randrange(4))
        )
        needed = {"X"} if "(X" in chosen else {"D"} if "D)" in chosen else set()
        if needed <= bound():
            body.append(chosen)
    if rng.random() < 0.6:
        shape = rng.choice(TESTS)
        op = rng.choice(("<", "<=", ">", ">=", "=", "!="))
        if {v for v in "DET" if v in shape} <= bound():
            body.append(shape.format(op=op, date=day(FIRST + rng.randrange(4)), k=rng.randint(-1, 2)))
    if rng.random() < 0.6:
        negated = [
            "d(X, D + 1)",
            "e(_) on E - 1",
            "e(X) on D",
            "d(X, D)",
            "d(X, E)",
            "s(X)",
            "e(X)",
            "d(_, D)",
            "e(_) on E",
            *derived,
        ]
        chosen = rng.choice(negated)
        if {v for v in "XDE" if v in chosen} <= bound():
            body.append(f"not {chosen}")
    if "X" not in bound():
        body.append("x(X)")
    dates = sorted(bound() & set("DE")) + (
        ["M"] if any(part.startswith(("M = min", "M = max")) for part in body) else []
    )
    head = f"p{number}(X)"
    if dates and rng.random() < 0.5:
        head += f" on {rng.choice(dates)}{rng.choice(('', '', ' + 1'))}"
    elif any("M = " in part for part in body):
        head = f"r{number}(X, M)"
    elif any(part.startswith("M, W") for part in body):
        head = f"r{number}(W, M)"
    elif dates and rng.random() < 0.5:
        head = f"r{number}(X, {rng.choice(dates)})"
    return f"{head} :- {', '.join(dict.fromkeys(body))}."


def _form(head: str) -> tuple[str, bool]:
    return head.partition("(")[0], " on " in head


def program(rng: random.Random) -> tuple[str, list[str]]:
    lines = list(facts(rng))
    heads: list[str] = []
    for number in range(rng.randint(2, 4)):
        made = rule(rng, number, [head for head in heads if head.startswith("p")])
        lines.append(made)
        heads.append(made.partition(" :- ")[0])
    if rng.random() < 0.3:
        lines.append("k(0) :- x(a).")
        lines.append(rng.choice(KEYED).format(op=rng.choice(("<", "<=", "!=")), date=day(FIRST + rng.randrange(4))))
        heads.append("k(X)")
    goals = [f"{_form(head)[0]}(A, B)" if head.startswith("r") else f"{_form(head)[0]}(A)" for head in heads]
    goals += [f"{_form(head)[0]}(A) on B" for head in heads if " on " in head]
    return "\n".join(lines), goals


# ---- completions

Choice = dict[object, int]
"""The day of each unknown day."""


def unknown_days(facts: Sequence[Fact], at: Date | None) -> dict[object, Sequence[int]]:
    found: dict[object, Sequence[int]] = {}

    def add(root: object, date: Date | None) -> None:
        if date is not None and not date.exact:
            assert date.earliest is not None
            assert date.latest is not None
            found[root] = range(date.earliest, date.latest + 1)

    for fact in facts:
        for i, value in enumerate(fact.values):
            add((fact.index, i), value if isinstance(value, Date) else None)
        if fact.when is not None:
            add((fact.index, len(fact.values)), fact.when.first)
            if fact.when.kind == "span":
                add((fact.index, "last"), fact.when.last)
    add(("at",), at)
    return found


def completed(fact: Fact, choice: Choice) -> Fact:
    def chosen(root: object, old: Value | None) -> object:
        return day(choice[root]) if root in choice else old

    values = tuple(chosen((fact.index, i), value) for i, value in enumerate(fact.values))
    when = fact.when
    if when is not None:
        first = chosen((fact.index, len(fact.values)), when.first)
        last = first if when.kind == "on" else chosen((fact.index, "last"), when.last)
        when = replace(when, first=first, last=last)
    return replace(fact, values=values, when=when)


def under(value: Value, choice: Choice) -> object:
    """A value of the model with its unknown day replaced by that of a completion."""
    if isinstance(value, Date) and value.origin is not None and not value.exact:
        root, shift = value.origin
        return value_key(day(choice[root] + shift))
    return value_key(value.plain if isinstance(value, Date) else value)


def solved(
    program: Program, facts: Facts, goals: Sequence[Goal], at: Date | None, engine: Engine
) -> tuple[Planned, Model]:
    selection = select(facts, View(at), None)
    planned = make_plan(selection.certain, program.rules, goals, View(at), selection.possible)
    return planned, engine.solve(planned.rules, planned.store)


def rows(model: Model, goal: Auxiliary, choice: Choice) -> set[tuple[object, ...]]:
    return {tuple(under(model.symbols.values[n], choice) for n in row) for row in model.of(goal)}


def goals_of(base: FactBase, texts: Sequence[str]) -> list[Goal]:
    found = []
    for text in texts:
        query, problems = parse_goal(TextFile("<goal>", text))
        assert query is not None, problems
        found.append(goal_of(query.body))
    return found
