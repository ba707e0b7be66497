"""Rows to answers: in, a plan with its model; out, for each goal its rows as they are written, certain or possible, with a proof.

Rows that differ only in which unknown day a partial date stands for are written alike, and are one answer.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING

from factbase.engine.base import Row
from factbase.engine.goal import Goal
from factbase.explain.proof import Proof, Tried
from factbase.explain.prove import Prover, Readings
from factbase.ground.comparison import Certainty
from factbase.ground.dataclass import dataclass
from factbase.ground.date import Date
from factbase.ground.span import Span, TextFile
from factbase.ground.value import Value, sort_key, value_key, write_value
from factbase.program.model import Predicate, Program, outputs
from factbase.syntax.tree import Claim, Literal, Match, Variable

if TYPE_CHECKING:
    from factbase.explain.cases import Decided, Decider

__all__ = ["PUBLISHED", "Finder", "GoalRow", "goal_of", "goal_of_all", "published_goal"]

PUBLISHED = "published"
"""The relation of sources and the dates of their publication."""


@dataclass(frozen=True, slots=True)
class GoalRow:
    """One row of a goal's outputs. It is certain where it holds whatever days the partial dates stand for."""

    values: tuple[Value, ...]
    certainty: Certainty
    proof: Proof
    open: str = ""  # why it is not known whether it holds on any reading of the dates

    @property
    def is_certain(self) -> bool:
        """Whether it holds whatever days the partial dates stand for."""
        return self.certainty is Certainty.CERTAIN


class Finder:
    """Finds the answers of one model. On `readings` of the dates what is only possible is decided on these."""

    def __init__(self, prover: Prover, readings: Readings) -> None:
        self.prover = prover
        self.readings = readings
        # What seems possible and holds on no reading of these dates, by the goal and the values that decide.
        self.excluded: dict[tuple[int, tuple[str, ...]], tuple[Tried, ...]] = {}
        self._decider: Decider | None = None

    def answers(self, goal: int = 0, width: int | None = None) -> Iterator[GoalRow]:
        """The rows of a goal, sorted by their values. Those that agree in the first `width` values (None: in all) are one."""
        planned, model = self.prover.planned, self.prover.model
        certain, possible = planned.rules.goals[goal], planned.rules.possible[goal]
        plain, stamped = model.symbols.plain, model.symbols.values
        alike: dict[tuple[object, ...], list[Row]] = {}
        for row in sorted(model.of(possible), key=lambda row: [sort_key(plain(n)) for n in row]):
            alike.setdefault(tuple([value_key(plain(n)) for n in row[:width]]), []).append(row)
        for rows in alike.values():
            if (
                len(rows) > 1
            ):  # by the unknown days that their dates are: else an engine's own order would choose the proof
                rows.sort(key=lambda row: [_day_of(stamped[n]) for n in row])
        held = self.prover.rows.of(certain)
        sure = {key: [row for row in rows if row in held] for key, rows in alike.items()}
        decided = self._decided(goal, [rows for key, rows in alike.items() if not sure[key]])
        for key, rows in alike.items():
            if sure[key]:
                values = tuple(map(plain, sure[key][0]))
                yield GoalRow(values, Certainty.CERTAIN, self.prover.prove_alike(certain, sure[key]))
                continue
            of = next(decided)
            if of.proof is None:
                self.excluded[goal, tuple([write_value(plain(n)) for n in rows[0][:width]])] = of.dates
            else:
                yield GoalRow(tuple(map(plain, rows[0])), of.certainty, of.proof, of.open)

    def _decided(self, goal: int, groups: Sequence[Sequence[Row]]) -> Iterator[Decided]:
        if not groups:
            return iter(())
        from factbase.explain.cases import Decider  # late: most answers are certain

        self._decider = self._decider or Decider(self.prover.whole, self.readings)
        return self._decider.decide(goal, groups)


def _day_of(value: Value) -> tuple[int, str]:
    """A key that tells unknown days apart which are written alike: shorter names first, so that the facts stand in their order."""
    origin = repr(value.origin) if type(value) is Date else ""
    return len(origin), origin


def goal_of(body: tuple[Literal, ...]) -> Goal:
    """The goal that a query is."""
    return Goal(outputs(body), body)


def published_goal() -> Goal:
    """`published(S, D)`, as a goal."""
    span = Span(TextFile("<published>", ""), 0, 0)
    source, date = Variable("S", span=span), Variable("D", span=span)
    return Goal((source, date), (Match(Claim(PUBLISHED, (source, date), span=span), span=span),))


def goal_of_all(predicate: Predicate, program: Program) -> Goal:
    """All that a relation holds in one form, as a goal."""
    span = Span(TextFile("<all>", ""), 0, 0)
    relation = program.relation(predicate.relation)
    width = len(relation.parameters) if relation is not None else 0
    who = Variable("Who", span=span) if predicate.mode else None
    args = tuple(Variable(f"A{i}", span=span) for i in range(width))
    on = Variable("On", span=span) if predicate.on else None
    wanted = tuple(variable for variable in (who, *args, on) if variable is not None)
    claim = Claim(predicate.relation, args, predicate.mode, who, span=span)
    return Goal(wanted, (Match(claim, on, span=span),))
