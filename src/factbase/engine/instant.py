"""One day of a course: in, a course over all days, and a day; out, the model of that day, as if it alone had been solved."""

from __future__ import annotations

from factbase.engine.base import Model, Row
from factbase.engine.course import Course, DatedDerivation
from factbase.engine.step import Head, Scan
from factbase.ground.days import holds_on

__all__ = ["instant"]


def instant(course: Course, day: int) -> Model:
    """The rows of a day. The rank of each is above that of the rows of its stratum from which it was first derived."""
    stratum = {rule.head: number for number, rules in enumerate(course.planned.rules.strata) for rule in rules}
    rows: dict[Head, dict[Row, int]] = {head: {} for head in course.rows}
    derived = ((key, source) for key, of_row in course.sources.items() for source in of_row)
    for (head, row), source in sorted(derived, key=lambda each: each[1].number):
        if row not in rows[head] and holds_on(source.days, day):
            own = {other for other, number in stratum.items() if number == stratum.get(head)}
            rows[head][row] = _rank(course, source, own, rows)
    return Model.listed(course.symbols, rows, "course")


def _rank(course: Course, source: DatedDerivation, own: set[Head], rows: dict[Head, dict[Row, int]]) -> int:
    if source.rule is None:
        return 0
    below = 0
    for step in source.rule.body:
        if isinstance(step, Scan) and step.predicate in own:
            fitting = (row for row, _, _ in course.matching(step.predicate, step.args, [*source.binding]))
            below = max(below, min(rows[step.predicate][row] for row in fitting if row in rows[step.predicate]))
    return below + 1
