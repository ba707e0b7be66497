"""How long explaining takes: one answer of the largest corpus program, and 1,000 answers of transitive closures of 100,000 rows.

    python tests/bench/bench_explain.py

The models of the closures are made here, by breadth-first search, so that no engine's time is in the figures. Seconds are of the processor.
"""

from __future__ import annotations

import math
import random
import time
from collections.abc import Iterable
from pathlib import Path

from factbase.base import FactBase, View, default_engine
from factbase.engine.base import Model, Row
from factbase.engine.goal import Goal
from factbase.engine.plan import Planned, make_plan
from factbase.engine.step import Auxiliary
from factbase.explain.prove import Prover
from factbase.ground.date import parse_date
from factbase.ground.span import TextFile
from factbase.program.model import Predicate, Program, variables
from factbase.syntax.parse import parse_goal
from factbase.syntax.tree import Match

ROOT = Path(__file__).parents[2]
LINEAR = "path(X, Y) :- edge(X, Y).\npath(X, Z) :- path(X, Y), edge(Y, Z).\n"
NONLINEAR = "path(X, Y) :- edge(X, Y).\npath(X, Z) :- path(X, Y), path(Y, Z).\n"


def closure(rules: str, edges: Iterable[tuple[int, int]]) -> tuple[Program, Planned, Model]:
    """The plan of `path(X, Y)` and its model, with the ranks that an engine gives."""
    text = rules + "".join(f"assume edge({a}, {b}).\n" for a, b in edges)
    program = FactBase.load([]).with_text("<bench>", text, Path()).program
    query, _ = parse_goal(TextFile("<goal>", "path(X, Y)"))
    assert query is not None
    goal = Goal(tuple(variables(query.body[0])), query.body)
    planned = make_plan(program.facts, program.rules, [goal], View())
    edge, path = Predicate("edge"), Predicate("path")
    after: dict[int, list[int]] = {}
    for a, b in planned.store.rows[edge]:
        after.setdefault(a, []).append(b)
    rows: dict[Row, int] = {}
    for start in after:
        length, front = {}, [start]
        while front:
            far = 1 + length.get(front[0], 0)
            new = dict.fromkeys(y for x in front for y in after.get(x, ()) if y not in length)
            length.update(dict.fromkeys(new, far))
            front = list(new)
        for end, steps in length.items():
            rows[(start, end)] = steps if rules is LINEAR else 1 + math.ceil(math.log2(steps))
    goals = {planned.rules.goals[0]: dict.fromkeys(rows, 1)}
    edges_of = dict.fromkeys(planned.store.rows[edge], 0)
    return program, planned, Model.listed(planned.rules.symbols, {edge: edges_of, path: rows, **goals}, "bench")


def explain(program: Program, planned: Planned, model: Model, count: int) -> tuple[float, int]:
    """Seconds to prove so many answers, and how many of the proofs are not known to be the lowest."""
    goal = planned.rules.goals[0]
    assert isinstance(goal, Auxiliary)
    chosen = random.Random(1).sample(sorted(model.of(goal)), count)
    start = time.process_time()
    prover = Prover(planned, model, program)
    for row in chosen:
        prover.prove(goal, row)
    seconds = time.process_time() - start
    unsure = sum(not prover.least.choose(prover.graph.node(goal, row)).least_height for row in chosen)
    return seconds, unsure


def main() -> None:
    random_edges = random.Random(1)
    ring = {(i, (i + 1) % 317) for i in range(317)}
    dense = sorted(ring | {(random_edges.randrange(317), random_edges.randrange(317)) for _ in range(950)})
    chain = [(i, i + 1) for i in range(447)]
    for shape, edges in (("random graph", dense), ("chain", chain), ("ring", sorted(ring))):
        for name, rules in (("linear", LINEAR), ("nonlinear", NONLINEAR)):
            program, planned, model = closure(rules, edges)
            seconds, unsure = explain(program, planned, model, 1000)
            rows = len(model.of(planned.rules.goals[0]))
            print(f"{shape}, {name}: 1,000 of {rows:,} answers in {seconds:.2f} s; {unsure} not known to be lowest")
    base = FactBase.load([ROOT / "facts"])
    for goal, at in (("direct_channel(A, B)", "2019-09-01"), ("ended(P)", "2026-11-23")):
        query, _ = parse_goal(TextFile("<goal>", goal))
        assert query is not None
        assert isinstance(query.body[0], Match)
        planned, model = base.solve(
            [Goal(tuple(variables(query.body[0])), query.body)], View(parse_date(at)), default_engine()
        )
        row = next(iter(model.of(planned.rules.goals[0])))
        start = time.process_time()
        Prover(planned, model, base.program).prove(planned.rules.goals[0], row)
        print(f"shipped base, {goal}: one answer in {(time.process_time() - start) * 1000:.1f} ms")


if __name__ == "__main__":
    main()
