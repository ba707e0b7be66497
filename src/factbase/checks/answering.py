"""Named queries held to what they must answer: in, what was found for one; out, a problem for each answer that is not as it must be.

Told apart: what is missing, what is not expected, what is surer or less sure than it must be, and what does not cite what it must.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from typing import cast

from factbase.answer import VERDICTS, Answers
from factbase.explain.finder import GoalRow
from factbase.explain.proof import Proof, citations, leaves
from factbase.explain.verdict import Against
from factbase.ground.dataclass import dataclass
from factbase.ground.diagnostic import Diagnostic, Related, diagnose, similar
from factbase.ground.span import Span
from factbase.ground.value import write_value
from factbase.program.model import Cited
from factbase.program.view import View
from factbase.result.result import Verdict
from factbase.syntax.tree import Constant, Query, Row, Standing
from factbase.syntax.write import write_row

__all__ = ["Answering", "Unanswered", "rows_of"]


@dataclass(frozen=True, slots=True)
class Unanswered:
    """What is said of a goal without an answer: its verdict, the evidence against it, and that in lines, or what was searched."""

    verdict: Verdict
    against: tuple[Against, ...]
    lines: Sequence[str]


@dataclass(frozen=True, slots=True)
class Answering:
    """A query in its view, with what was found for it.

    `unanswered` judges it where nothing was, and `weighed` tells what an answer rests on, or else what was searched for one."""

    query: Query
    view: View
    answers: Sequence[GoalRow]
    unanswered: Callable[[], Unanswered]
    weighed: Callable[[Proof | None], Sequence[str]]

    def problems(self) -> Iterator[Diagnostic]:
        """What is wrong, in the order of the rows; at last what is not expected."""
        first = self.query.answers[0]
        if first.values is None and not (self.answers and self.answers[0].values):
            yield from self._verdict(first)
            return
        left: dict[str, list[GoalRow]] = {}  # several where a `?` is among the values
        for each in self.answers:
            left.setdefault(_written(each), []).append(each)
        missing: list[Row] = []
        for row in (row for row in self.query.answers if row.values is not None):
            answers = left.get(_values(row))
            if answers:
                yield from self._row(row, answers.pop(0))
            else:
                missing.append(row)
        others = [each for answers in left.values() for each in answers]
        searched = self.weighed(None) if missing and not self.answers else ()
        for row in missing:
            hint = similar(_values(row), map(_written, others))
            yield self._problem("C206", row, None, answer=write_row(row), hint=hint, detail=searched)
        for answer in others:
            unsure = "" if answer.is_certain else f"{answer.certainty.value} "
            yield self._problem("C207", self.query, answer.proof, answer=f"{unsure}{_written(answer)}")

    def _row(self, row: Row, answer: GoalRow) -> Iterator[Diagnostic]:
        """What is wrong with an answer that has the values of a row."""
        values, standing = _values(row), answer.certainty.value
        if standing != row.standing:
            yield self._problem("C208", row, answer.proof, answer=values, expected=row.standing, found=standing)
        yield from self._uncited(row, values, {cited.source for cited in citations(answer.proof)})

    def _verdict(self, row: Row) -> Iterator[Diagnostic]:
        """What is wrong with an answer that has no values."""
        proof = self.answers[0].proof if self.answers else None
        detail: Sequence[str] = ()
        if proof is not None:
            verdict, sources = VERDICTS[self.answers[0].certainty], {cited.source for cited in citations(proof)}
        else:
            judged = self.unanswered()
            verdict, detail = judged.verdict, judged.lines
            sources = {cited.source for each in judged.against for cited in each.citations}
        if verdict != row.standing:
            yield self._problem("C209", row, proof, expected=row.standing, found=verdict, detail=detail)
        yield from self._uncited(row, row.standing, sources)

    def _uncited(self, row: Row, answer: str, sources: set[str]) -> Iterator[Diagnostic]:
        for source in row.citing:
            if source not in sources:
                yield self._problem("C210", row, None, answer=answer, source=source)

    def _problem(
        self,
        code: str,
        at: Row | Query,
        proof: Proof | None,
        *,
        hint: str | None = None,
        detail: Sequence[str] = (),
        **fields: object,
    ) -> Diagnostic:
        facts = dict.fromkeys(fact for leaf in leaves(proof) for fact in leaf.facts) if proof is not None else ()
        return diagnose(
            code,
            at.span,
            name=self.query.name,
            view=f" {self.view}",
            related=[Related(fact.span, str(fact.atom())) for fact in facts],
            hint=hint,
            detail=detail or (self.weighed(proof) if proof is not None else ()),
            **fields,
        )


def rows_of(answers: Answers, span: Span) -> tuple[Row, ...]:
    """What a query at `span` must answer where it must have these answers, on the sources that they cite."""
    rows: list[Row] = []
    for answer in answers.answers:
        values = tuple(Constant(value, span=span) for _, value in answer.bindings) or None
        standing = answer.certainty.value if values is not None else answers.verdict.value
        rows.append(Row(cast("Standing", standing), values, _sources(citations(answer.proof)), span=span))
    if not rows:
        against = (cited for each in answers.against for cited in each.citations)
        verdict: Standing = "no" if answers.verdict is Verdict.NO else "unknown"
        rows.append(Row(verdict, None, _sources(against) if verdict == "no" else (), span=span))
    return tuple(rows)


def _sources(cited: Iterable[Cited]) -> tuple[str, ...]:
    return tuple(dict.fromkeys(each.source for each in cited))


def _written(answer: GoalRow) -> str:
    return f"({', '.join(map(write_value, answer.values))})"


def _values(row: Row) -> str:
    return f"({', '.join(write_value(each.value) for each in row.values or ())})"
