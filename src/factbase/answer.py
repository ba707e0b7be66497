"""Answers to a goal: what a base gives for a question, each with its whole proof, and what is said where there is none."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import field
from typing import TYPE_CHECKING

from factbase.engine.base import Model, Row
from factbase.engine.step import Auxiliary
from factbase.explain.proof import Cases, Failure, Proof, Search, Tried, predictions
from factbase.explain.prove import Prover, Readings
from factbase.ground.comparison import Certainty
from factbase.ground.dataclass import dataclass
from factbase.ground.date import Date
from factbase.ground.diagnostic import Diagnostic, Severity
from factbase.ground.value import Value, value_key
from factbase.program.model import Fact
from factbase.program.view import NOTHING, LeftOut, View
from factbase.result.result import Verdict
from factbase.syntax.tree import Literal

if TYPE_CHECKING:  # dated in a known-by view, judged where a goal has no answer
    from factbase.explain.publication import Dating
    from factbase.explain.refutation import Refutation
    from factbase.explain.verdict import Against

__all__ = ["VERDICTS", "Answer", "Answers", "Verdict"]

VERDICTS = {
    Certainty.CERTAIN: Verdict.YES,
    Certainty.POSSIBLE: Verdict.POSSIBLE,
    Certainty.OPEN: Verdict.NOT_EXCLUDED,
}
"""What is said of a goal, by the surest of its answers."""


@dataclass(frozen=True, slots=True)
class Answer:
    """One answer: the values of the goal's variables in order of appearance, and a whole proof.

    It is certain where it holds whatever days the partial dates stand for, possible where it holds for some, and not excluded where
    that is not known, for a reason that `open` gives."""

    bindings: tuple[tuple[str, Value], ...]
    proof: Proof
    certainty: Certainty = Certainty.CERTAIN
    open: str = ""
    contradicted: tuple[Against, ...] = ()  # what the base says against what it rests on

    @property
    def predictions(self) -> tuple[Fact, ...]:
        """Somebody's predictions on which it rests."""
        return tuple(predictions(self.proof))


@dataclass(frozen=True, slots=True)
class Answers:
    """All answers to a goal in a view. Without any, `stopped` says how far the goal got and `search` what was searched.

    `problems` are the mistakes in the goal or the base; with an error among them nothing was asked. `left_out` is what the view
    does not take for certain; `projected` is the last day of which a source of the view tells, where the as-of date is later."""

    goal: str
    body: tuple[Literal, ...]
    view: View
    engine: str
    answers: tuple[Answer, ...] = ()
    stopped: Failure | None = None
    search: Search | None = None
    alternatives: tuple[tuple[Failure, Search | None], ...] = ()  # the same of each, where a goal has several
    problems: tuple[Diagnostic, ...] = ()
    left_out: LeftOut = NOTHING
    projected: Date | None = None
    against: tuple[Against, ...] = ()  # without an answer: the evidence against it
    every_way: bool = False  # whether that is against every way to it
    refutation: Refutation | None = field(default=None, compare=False, repr=False)  # proves what is said not to be so
    declared_false: bool = False  # without an answer: every way to it stops at a relation that is complete
    datings: tuple[Dating, ...] = ()  # why sources that the proofs cite were known, in a known-by view
    solved: Prover | None = field(default=None, compare=False, repr=False)  # what explains the answers further
    # What seems possible and holds on no reading of these dates, by its values
    excluded: Mapping[tuple[str, ...], tuple[Tried, ...]] = field(default_factory=dict, compare=False, repr=False)
    readings: Readings | None = field(default=None, compare=False, repr=False)
    # Gives the whole model, where `solved` has only what the goal touches
    complete_model: Callable[[], Model] | None = field(default=None, compare=False, repr=False)

    def with_rows(self) -> Iterator[tuple[Answer, Auxiliary, list[Row]]]:
        """Each answer with the goal's relation in the model, and the rows of it that are written as the answer is."""
        assert self.solved is not None, "only what was asked has rows"
        planned, model = self.solved.planned, self.solved.model
        alike: dict[Auxiliary, dict[tuple[object, ...], list[Row]]] = {}
        for goal in (planned.rules.goals[0], planned.rules.possible[0]):
            if goal not in alike:
                table = alike[goal] = {}
                for row in model.of(goal):
                    table.setdefault(tuple(value_key(model.symbols.plain(n)) for n in row), []).append(row)
        for answer in self.answers:
            by_cases = isinstance(answer.proof, Cases)
            goal = (
                planned.rules.goals
                if answer.certainty is Certainty.CERTAIN and not by_cases
                else planned.rules.possible
            )[0]
            yield answer, goal, alike[goal].get(tuple(value_key(value) for _, value in answer.bindings), [])

    @property
    def verdict(self) -> Verdict:
        """What is said of the goal, by the surest of its answers."""
        if any(each.severity is Severity.ERROR for each in self.problems):
            return Verdict.NOT_ASKED
        known = {answer.certainty for answer in self.answers}
        if known:
            return next(VERDICTS[certainty] for certainty in Certainty if certainty in known)
        return Verdict.NO if self.every_way or self.declared_false else Verdict.UNKNOWN
