"""Statistics as text: in, what was solved; out, engine, rounds, rows, memory and seconds, then rule by rule, slowest first.

The table of rules is read as that of Souffle's profiler: what took the time, how often it fired, and what came of it.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from factbase.engine.base import PlanRule
from factbase.engine.goal import Goal, Origin
from factbase.engine.meter import Solved
from factbase.engine.step import Auxiliary
from factbase.render.paint import block
from factbase.syntax.write import write_body, write_literal

__all__ = ["stats_text"]


def stats_text(solved: Sequence[Solved]) -> Iterator[str]:
    """A block for each engine that solved: what all of its plans came to, a rule of several plans being one."""
    by_engine: dict[str, list[Solved]] = {}
    for each in solved:
        by_engine.setdefault(each.engine, []).append(each)
    for engine, plans in by_engine.items():
        yield block(_lines(engine, plans))
    if not solved:
        yield "nothing was solved"


def _lines(engine: str, plans: Sequence[Solved]) -> Iterator[str]:
    statistics = [each.statistics for each in plans]
    counts = [_counted(len(plans), "plan")] if len(plans) > 1 else []
    counts += [
        _counted(sum(each.rounds for each in statistics), "round"),
        _counted(sum(each.rows for each in statistics), "row"),
    ]
    memory = max((each.memory for each in statistics if each.memory is not None), default=None)
    counts += [] if memory is None else [f"{memory / (1 << 20):,.1f} MiB"]
    yield f"engine {engine}: {', '.join(counts)}, {sum(each.seconds for each in plans):.3f} s"
    rules: dict[str, tuple[float, int, int]] = {}
    for each in plans:
        for rule in each.statistics.rules:
            name = _named(rule.rule, each.origins)
            seconds, firings, rows = rules.get(name, (0.0, 0, 0))
            rules[name] = seconds + rule.seconds, firings + rule.firings, rows + rule.rows
    slowest = sorted(rules.items(), key=lambda rule: -rule[1][0])
    lines = [("seconds", "firings", "new rows", "rule")] if rules else []
    lines += [(f"{s:.4f}", f"{firings:,}", f"{rows:,}", name) for name, (s, firings, rows) in slowest]
    widths = [max((len(line[i]) for line in lines), default=0) for i in range(3)]
    for line in lines:
        yield "  ".join(["", *(f"{cell:>{width}}" for cell, width in zip(line[:3], widths, strict=True)), line[3]])


def _named(rule: PlanRule, origins: Sequence[object]) -> str:
    """Where a rule stands and what it derives; what the plan added is named plainly."""
    possibly = "possibly " if rule.head.possible else ""
    name = rule.head.name if isinstance(rule.head, Auxiliary) else str(rule.head)
    origin = origins[rule.origin] if rule.origin is not None else None
    if not isinstance(origin, Origin):
        return f"{possibly}{name}, from another form of it"
    clause = origin.clause
    if isinstance(clause, Goal):
        span = clause.body[0].span
        asked = f"{span.place} {write_body(clause.body)}"
        place = {"<goal>": "the goal", "<published>": "the days of publication"}.get(span.path, asked)
    else:
        place = clause.span.place
    if origin.aggregate is not None:
        return f"{place} {possibly}the rows of `{write_literal(origin.aggregate)}`"
    if isinstance(rule.head, Auxiliary):
        own = isinstance(clause, Goal) and name.startswith("goal ")
        return f"{place}{', possibly' if possibly else ''}" if own else f"{place} {name}"
    return f"{place} {possibly}{write_literal(clause.head) if not isinstance(clause, Goal) else name}"


def _counted(count: int, name: str) -> str:
    return f"{count:,} {name}{'' if count == 1 else 's'}"
