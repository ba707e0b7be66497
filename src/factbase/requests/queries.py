"""Named queries: in, names; out, the answers to each in its own view, a list of all, or statements that have what each answers now."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import replace
from functools import partial
from typing import Annotated, Any, ClassVar

from factbase.base import FactBase, View
from factbase.checks.answering import rows_of
from factbase.ground.dataclass import dataclass
from factbase.ground.diagnostic import Diagnostic, similar
from factbase.render.noted import Notes
from factbase.render.paint import Paint
from factbase.render.queries import queries_csv, queries_text, statements_text
from factbase.render.text import compact_text, result_text
from factbase.requests.answers import STATUS, AnsweredGoal, Full, answered, certificate
from factbase.requests.argument import Argument, Certifying, Without
from factbase.requests.formats import READ, ROWS, markdown
from factbase.requests.request import (
    DONE,
    FINDINGS,
    USAGE,
    Context,
    Format,
    Outcome,
    Refused,
    Request,
    as_json,
    unsound,
)
from factbase.resolve.answers import resolved
from factbase.result.problem import place
from factbase.result.queries import Queries
from factbase.result.queries import Query as Named
from factbase.result.result import Result
from factbase.sources.reach import beyond_quotes
from factbase.syntax.tree import Query as Statement
from factbase.syntax.write import write_body, write_statement

__all__ = ["Query", "listed", "view_of"]


def listed(query: Statement, result: Result | None = None) -> Named:
    """A named query as plain data."""
    return Named(
        name=str(query.name),
        question=query.question,
        goal=write_body(query.body),
        at=query.at.text if query.at is not None else None,
        known_by=query.known_by.text if query.known_by is not None else None,
        statement=write_statement(query),
        place=place(query.span),
        result=result,
    )


def view_of(query: Statement, on: Context) -> View:
    """The view in which a query is asked: of a date that the user has given, his; else its own, where it has one."""
    at = on.view.at if "at" in on.given else query.at or on.view.at
    known_by = on.view.known_by if "known_by" in on.given else query.known_by or on.view.known_by
    return View(at, known_by)


def _answers_text(of: Result | Queries, paint: Paint) -> Iterator[str]:
    notes = Notes()
    for result in _results(of):
        yield from compact_text(result, paint, notes)


def _whole_text(of: Result | Queries, paint: Paint) -> Iterator[str]:
    for result in _results(of):
        yield from result_text(result, paint)


def _results(of: Result | Queries) -> Sequence[Result]:
    return [of] if isinstance(of, Result) else [each.result for each in of.queries if each.result is not None]


LISTED: Mapping[str, Format[Any]] = {
    "text": Format(queries_text),
    "json": replace(as_json(), warns=False, refuses=False),  # a list has no place for findings
    **{name: replace(form, warns=False, refuses=False) for name, form in READ.items()},
    **ROWS,
    "csv": Format(queries_csv),
}
WRITTEN: Mapping[str, Format[Any]] = {**LISTED, "text": Format(statements_text, as_written=True)}


@dataclass(frozen=True, slots=True, kw_only=True)
class Query(Request):
    """Named queries: all that there are, or the answers to some."""

    formats: ClassVar[Mapping[str, Format[Any]]] = {
        "text": Format(_answers_text, warns=True),
        "json": as_json(),
        **READ,
        **ROWS,
    }
    stats: ClassVar[bool] = True
    numbers: ClassVar[bool] = True

    names: Annotated[
        tuple[str, ...], Argument("those to be asked; default: list all", "NAME", placed=True, many="*", offers="query")
    ] = ()
    expected: Annotated[bool, Argument("write each as a statement that must have what it answers now")] = False
    full: Full = False
    exit_status: Annotated[bool, Argument("exit with the verdict, as `ask`; of several queries, the highest")] = False
    certify: Certifying = False
    without: Without = ()

    def handle(self, on: Context) -> Outcome[Result | Queries]:
        """The list, or the answers to one query, or to several in turn. Raises Refused for a name that is none."""
        held = on.base()
        base = held.without(self.without)
        known = base.program.named_queries
        hidden = beyond_quotes(base.errors)
        if hidden and not (self.names and known.keys() >= set(self.names)):
            # What is not there may be among the mistakes.
            return Outcome(Queries(()), LISTED, base.errors, code=FINDINGS)
        for name in self.names:
            if name not in known:
                hint = similar(name, known)
                raise Refused(f"there is no query `{name}`{f'; {hint}' if hint else ''}", USAGE)
        if not (self.names or self.expected):
            return Outcome(Queries(tuple(map(listed, known.values()))), LISTED)
        outcome = self._asked([known[name] for name in self.names or known], base, on)
        is_short = any(result.is_short for result in _results(outcome.result))
        return replace(outcome, whole=partial(self.handle, on.in_whole(held))) if is_short else outcome

    def _formats(self, several: bool) -> Mapping[str, Format[Any]]:
        """The formats of the answers; of several queries, one that cannot be asked hides no answer to another."""
        text = Format(_whole_text if self.full else _answers_text, warns=True, refuses=several)
        return {**self.formats, "text": text, "markdown": markdown(whole=self.full)}

    def _asked(self, queries: Sequence[Statement], base: FactBase, on: Context) -> Outcome[Result | Queries]:
        on.questions(max(0, len(queries) - 1))
        in_short = on.in_short and not (self.full or self.certify or self.expected)
        results: list[tuple[Statement, AnsweredGoal, Result]] = []
        for query in queries:
            of_its_view = replace(on, view=view_of(query, on))
            answers = answered(write_body(query.body), base, of_its_view, in_short=in_short)
            result = resolved(answers.answers, answers.base.program, answers.base.evidence)
            results.append((query, answers, replace(result, query=query.name, question=query.question)))
        problems = tuple(dict.fromkeys(problem for _, answers, _ in results for problem in answers.answers.problems))
        refused = unsound(problems)
        if self.expected:
            return self._written(results, problems, on)
        code = max(STATUS[result.verdict] for *_, result in results) if self.exit_status and not refused else DONE
        several = len(results) > 1
        return Outcome(
            Queries(tuple(listed(query, result) for query, _, result in results)) if several else results[0][2],
            self._formats(several),
            problems,
            code=FINDINGS if refused else code,
            certify=_certifying(results, on) if self.certify else None,
            live=results[0][1],
        )

    def _written(
        self, results: Sequence[tuple[Statement, AnsweredGoal, Result]], problems: tuple[Diagnostic, ...], on: Context
    ) -> Outcome[Result | Queries]:
        """The statements of those that have an answer; the others are named, and hide none."""
        lacking = [str(query.name) for query, of, _ in results if unsound(of.answers.problems)]
        written = [listed(_as_answered(query, of, on)) for query, of, _ in results if query.name not in lacking]
        remarks = (f"not answered, and not written: {', '.join(lacking)}",) if lacking else ()
        if lacking:  # what is left out concerns some of them
            problems = tuple(each for each in problems if each.code != "S106")
        code = FINDINGS if lacking else DONE
        return Outcome(Queries(tuple(written)), WRITTEN, problems, remarks, code, partly=bool(written))


def _as_answered(query: Statement, answers: AnsweredGoal, on: Context) -> Statement:
    """The query as one that must have these answers, in the view that the user has given, or in its own."""
    view = answers.answers.view
    at = view.at if "at" in on.given else query.at
    known_by = view.known_by if "known_by" in on.given else query.known_by
    return replace(query, at=at, known_by=known_by, answers=rows_of(answers.answers, query.span))


def _certifying(
    results: Sequence[tuple[Statement, AnsweredGoal, Result]], on: Context
) -> Callable[[], tuple[bool, Sequence[str]]]:
    """What certifies the answers to several queries: whether all stand, with what is told of each."""
    each = [certificate(result, of.base, on.engine, result.goal) for _, of, result in results]

    def certify() -> tuple[bool, Sequence[str]]:
        certificates = [certified() for certified in each]
        return all(stands for stands, _ in certificates), [line for _, lines in certificates for line in lines]

    return certify
