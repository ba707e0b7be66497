"""What a view hides: in, a claim with open places; out, the facts of the base that state it and are not in the view, each with why."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Literal as Choice

from factbase.engine.plan import Planned
from factbase.ground.dataclass import dataclass
from factbase.ground.date import Truth
from factbase.ground.value import Value, value_key
from factbase.program.model import Fact, Predicate, Program
from factbase.program.view import as_known, holds

__all__ = ["Hidden", "fits", "hidden"]


@dataclass(frozen=True, slots=True)
class Hidden:
    """A fact that the view leaves out: by the as-of date, or because neither it nor its document has a date, so that it only may hold
    then, or because none of its sources was surely known by then."""

    fact: Fact
    why: Choice["dated", "undated", "unknown"]


def hidden(
    predicate: Predicate, values: Sequence[Value | None], planned: Planned, program: Program
) -> Iterator[Hidden]:
    """The facts that the view alone keeps from stating a claim; None in the claim is any value.

    Those that only the as-of date hides come with the citations that are known in the view."""
    known = planned.known
    for fact in program.facts.matching(predicate.relation, predicate.mode, values):
        inside = fact.index in planned.store.facts or -1 - fact.index in planned.store.facts  # as `make_plan` keys them
        if not fits(fact, predicate, values) or (inside and not _is_undated(fact)):
            continue
        visible = fact if known is None else as_known(fact, known.certain)
        if visible is None and not inside:
            yield Hidden(fact, "unknown")
        elif visible is not None and holds(fact, planned.view.at) is not Truth.CERTAIN:
            yield Hidden(visible, "undated" if _is_undated(fact) else "dated")


def _is_undated(fact: Fact) -> bool:
    """Whether neither the fact nor its document says anything of when it holds."""
    bounds = (fact.when.first, fact.when.last) if fact.when is not None else ()
    return any(bounds) and all(day is None or (day.earliest, day.latest) == (None, None) for day in bounds)


def fits(fact: Fact, predicate: Predicate, values: Sequence[Value | None]) -> bool:
    """Whether a fact states a claim in that form."""
    if (fact.relation, fact.mode) != (predicate.relation, predicate.mode):
        return False
    columns: list[Value] = list(fact.values)
    if predicate.on:
        if fact.when is None or fact.when.kind != "on" or fact.when.first is None:
            return False
        columns.append(fact.when.first)
    wanted = list(values[: len(columns)])
    if predicate.source and not any(str(values[-1]) in ("None", c.source) for c in fact.citations):
        return False
    return all(v is None or value_key(v) == value_key(c) for v, c in zip(wanted, columns, strict=True))
