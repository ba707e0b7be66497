"""Answers as rows: in, a result; out, a row for each citation under each answer, and for each thing under it that has none.

So no value stands without what it rests on. What is no quote has a column of its own: no row can be read as one that lacks its quote.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence

from factbase.result.ground import Citation, Ground
from factbase.result.problem import Problem
from factbase.result.proof import Json, grounds, rules
from factbase.result.result import Against, Answer, Blocked, Dating, Repair, Result, ResultWalk

__all__ = ["LISTS", "NUMBERS", "Cell", "Row", "columns", "rows", "variables"]

_ABOVE = ("answer", "certainty", "remarks", "rules")
_UNDER = ("rests_on", "claim", "stated_at", "lacks", "assumed", "searched", "where", "no_fact", "waived", "meant")
_CITED = ("source", "path", "line", "paragraph", "page", "quote", "verdict", "folds", "leaves_out")
_VIEW = ("view", "of_the_view")
_NAMED = ("query", "question")

NUMBERS = frozenset({"answer", "line", "paragraph", "page"})
"""The columns of whole numbers, the variables aside."""

LISTS = frozenset({"remarks", "rules", "searched", "where", "waived", "meant", "folds", "leaves_out", "of_the_view"})
"""The columns of several texts."""

Cell = Json | tuple[str, ...]
Row = Mapping[str, Cell]


def columns(result: Result) -> tuple[str, ...]:
    """The names of the columns; the variables of the goal have theirs between what is said of an answer and what it rests on."""
    named = _NAMED if result.query is not None else ()
    return (*_ABOVE, *variables(result), *_UNDER, *_CITED, *_VIEW, *named)


def variables(result: Result) -> tuple[str, ...]:
    """The variables of the goal, where it has an answer."""
    return tuple(result.answers[0].bindings) if result.answers else ()


def rows(result: Result) -> Iterator[Row]:
    """The rows, in reading order; a column that is not in one is empty there. Of a goal that was asked there is always one.

    `rests_on` is `cited`, `assumed`, `declared`, `absent`, `reading` or `nothing`. Without an answer, the rows say what was searched,
    or what is against it, and have the verdict for a certainty. `meant` has what tells whom a fact means, which is no citation of it."""
    return _Rows(result).walk()


class _Rows(ResultWalk[Row]):
    """The rows. What is said of all answers stands in each: in columns of the view."""

    def __init__(self, result: Result) -> None:
        super().__init__(result)
        notes = (*result.remarks, *(line.strip() for line in result.known))
        named = {"query": result.query, "question": result.question} if result.query is not None else {}
        self.view: Row = {"view": str(result.view), "of_the_view": notes, **named}
        self.facts: dict[
            int, tuple[Ground, tuple[Row, ...]]
        ] = {}  # by their identity; they are kept, so that it stays theirs

    def problem(self, problem: Problem) -> Iterator[Row]:
        return iter(())  # told beside the table

    def heading(self) -> Iterator[Row]:
        return iter(())  # the names of the columns

    def under(self, above: Row, some: Iterator[Ground] | Sequence[Ground]) -> Iterator[Row]:
        """The rows of things on which something rests."""
        for ground in some:
            yield from ({**above, **row, **self.view} for row in self.of(ground))

    def of(self, ground: Ground) -> Sequence[Row]:
        """What is told of a thing; of a fact, on which many answers rest, made once."""
        if not ground.is_fact:
            return tuple(_rows(ground))
        own = self.facts.get(id(ground))
        if own is None:
            own = self.facts[id(ground)] = ground, tuple(_rows(ground))
        return own[1]

    def nothing(self) -> Iterator[Row]:
        for remark, ground in self.why():
            yield from self.under({"certainty": self.result.verdict, "remarks": (remark,)}, [ground])

    def why(self) -> Iterator[tuple[str, Ground]]:
        """Why there is no answer: what is said of each thing that says so."""
        result = self.result
        for each in result.against:
            if each.proof is not None:
                yield from ((each.full_text, ground) for ground in grounds(result.proofs, each.proof))
            if each.fact is not None:
                yield each.full_text, each.fact
        for alternative in result.alternatives or ():
            if alternative.searched is not None and alternative.searched != result.searched:
                searched = tuple(alternative.searched.lines)
                yield f"no answer: {alternative.written}", Ground(kind="absent", searched=searched)
        if result.searched is not None:
            yield "no answer", Ground(kind="absent", searched=tuple(result.searched.lines))
        elif not result.against:
            yield "no answer", Ground(kind="nothing", claim=result.goal)

    def answer(self, number: int, answer: Answer, proofs: tuple[str, ...]) -> Iterator[Row]:
        said = {"remarks": answer.remarks, "rules": rules(self.result.proofs, *proofs)}
        above: Row = {"answer": number, "certainty": answer.certainty, **said, **answer.bindings}
        return self.under(above, grounds(self.result.proofs, *proofs))

    def contradicted(self, number: int, answer: Answer, against: Against) -> Iterator[Row]:
        remarks = (against.contradicting, *against.remarks)
        above: Row = {"answer": number, "certainty": answer.certainty, "remarks": remarks, **answer.bindings}
        return self.under(above, grounds(self.result.proofs, against.proof) if against.proof is not None else ())

    def blocked(self, blocked: tuple[Blocked, ...], repairs: tuple[Repair, ...]) -> Iterator[Row]:
        return self.nothing()

    def dating(self, dating: Dating) -> Iterator[Row]:
        return iter(())  # in the columns of the view

    def remarks(self, remarks: tuple[str, ...]) -> Iterator[Row]:
        return iter(())  # in the columns of the view


def _rows(ground: Ground) -> Iterator[Row]:
    """What is told of one thing on which an answer rests, a row for each quote of it."""
    match ground.kind:
        case "absent":
            yield {"rests_on": ground.kind, "searched": ground.searched or ()}
        case "reading":
            yield {"rests_on": ground.kind, "where": ground.where or ()}
        case "nothing":
            place = ground.place if ground.path is not None else None
            yield {
                "rests_on": ground.kind,
                "claim": ground.claim,
                "stated_at": place,
                "no_fact": "; ".join(ground.lines),
            }
        case _:
            told: Row = {
                "rests_on": ground.kind,
                "claim": ground.statement,
                "stated_at": ground.place,
                "lacks": ", ".join(ground.lacking) or None,
                "assumed": (ground.words or ground.statement) if ground.kind == "assumed" else ground.words,
                "waived": tuple(map(str, ground.waived)),
                "meant": tuple(ground.meant),
            }
            for cited in ground.citations or (None,):
                yield {**told, **(_cited(cited) if cited is not None else {})}


def _cited(cited: Citation) -> Row:
    gaps = tuple(" ".join(gap.split()) for gap in cited.leaves_out)
    where: Row = {"source": cited.source, "path": cited.path, "line": cited.line, "paragraph": cited.paragraph}
    return {
        **where,
        "page": cited.page,
        "quote": cited.quote,
        "verdict": cited.verdict,
        "folds": cited.folds,
        "leaves_out": gaps,
    }
