"""CSV for spreadsheets: in, a result; out, a row for each citation under each answer, and for each thing under it that has none.

So no value stands without what it rests on: a quote, an assumption, a declaration, a search, or that there is no fact.
"""

from __future__ import annotations

import io
from collections.abc import Iterator, Sequence

from factbase.render.sheet import Cell, SheetWriter
from factbase.result.ground import Citation, Ground
from factbase.result.problem import Problem
from factbase.result.proof import grounds, rules
from factbase.result.result import Against, Answer, Blocked, Dating, Repair, Result, ResultWalk

__all__ = ["result_csv"]

_ABOVE = ("answer", "certainty", "remarks", "rules")
_UNDER = ("rests_on", "claim", "stated_at", "lacks", "assumed", "waived", "meant")
_CITED = ("source", "path", "line", "paragraph", "quote", "verdict", "folds", "leaves_out")
_VIEW = ("view", "of_the_view")

CsvRow = Sequence[Cell]


def result_csv(result: Result) -> str:
    """Columns: the answer's number, certainty, remarks, rules and variables; what it rests on, and where; the citation; the view.

    `rests_on` is `cited`, `assumed`, `declared`, `absent`, `reading` or `nothing`. Without an answer, the rows say what was searched,
    or what is against it, and have the verdict for a certainty. `meant` has what tells whom a fact means, which is no citation of it."""
    out = io.StringIO()
    SheetWriter(out).writerows(_Rows(result).walk())
    return out.getvalue()


class _Rows(ResultWalk[CsvRow]):
    """The rows. What is said of all answers stands in each: in columns of the view."""

    def __init__(self, result: Result) -> None:
        super().__init__(result)
        notes = "; ".join((*result.remarks, *(line.strip() for line in result.known)))
        named = [result.query, result.question] if result.query is not None else []
        self.view: CsvRow = (str(result.view), notes, *named)

    def problem(self, problem: Problem) -> Iterator[CsvRow]:
        return iter(())  # told beside the table

    def heading(self) -> Iterator[CsvRow]:
        names = self.result.answers[0].bindings if self.result.answers else ()
        named = ("query", "question") if self.result.query is not None else ()
        yield (*_ABOVE, *names, *_UNDER, *_CITED, *_VIEW, *named)

    def nothing(self) -> Iterator[CsvRow]:
        for remark, ground in self.why():
            above = (None, self.result.verdict, remark, None)
            yield from ((*above, *row, *self.view) for row in _rows(ground))

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

    def answer(self, number: int, answer: Answer, proofs: tuple[str, ...]) -> Iterator[CsvRow]:
        said, by = "; ".join(answer.remarks), "; ".join(rules(self.result.proofs, *proofs))
        above = (number, answer.certainty, said, by, *answer.bindings.values())
        for ground in grounds(self.result.proofs, *proofs):
            yield from ((*above, *row, *self.view) for row in _rows(ground))

    def contradicted(self, number: int, answer: Answer, against: Against) -> Iterator[CsvRow]:
        above = (number, answer.certainty, "; ".join((against.contradicting, *against.remarks)), None)
        for ground in grounds(self.result.proofs, against.proof) if against.proof is not None else ():
            yield from ((*above, *answer.bindings.values(), *row, *self.view) for row in _rows(ground))

    def blocked(self, blocked: tuple[Blocked, ...], repairs: tuple[Repair, ...]) -> Iterator[CsvRow]:
        return self.nothing()

    def dating(self, dating: Dating) -> Iterator[CsvRow]:
        return iter(())  # in the columns of the view

    def remarks(self, remarks: tuple[str, ...]) -> Iterator[CsvRow]:
        return iter(())  # in the columns of the view


def _rows(ground: Ground) -> Iterator[CsvRow]:
    """The cells of one thing on which an answer rests, a row for each quote of it."""
    nothing: CsvRow = [None] * len(_CITED)
    match ground.kind:
        case "absent" | "reading":
            yield (ground.kind, "; ".join(ground.lines), *[None] * (len(_UNDER) - 2), *nothing)
        case "nothing":
            yield (
                ground.kind,
                "; ".join(ground.lines),
                ground.place if ground.path is not None else None,
                *[None] * (len(_UNDER) - 3),
                *nothing,
            )
        case _:
            lacks = ", ".join(ground.lacking) or None
            beside = ("; ".join(map(str, lines)) for lines in (ground.waived, ground.meant))
            start = (ground.kind, ground.statement, ground.place, lacks, ground.words, *beside)
            for cited in ground.citations or (None,):
                yield (*start, *(_cited(cited) if cited is not None else nothing))


def _cited(cited: Citation) -> CsvRow:
    gaps = " […] ".join(" ".join(gap.split()) for gap in cited.leaves_out) or None
    where = (cited.source, cited.path, cited.line, cited.paragraph)
    return (*where, cited.quote, cited.verdict, ", ".join(cited.folds) or None, gaps)
