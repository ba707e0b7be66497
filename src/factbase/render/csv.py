"""CSV for spreadsheets: in, answers; out, a row for each citation under each answer, and for each thing under it that has none.

So no value stands without what it rests on: a quote, an assumption, a declaration, a search, or that there is no fact.
"""

from __future__ import annotations

import io
from collections.abc import Iterator

from factbase.base import Answers
from factbase.ground.value import json_value
from factbase.program.model import Program
from factbase.render.sheet import Cell, Sheet
from factbase.result.citation import Citation, Stated, stated
from factbase.result.parts import Ground, NoFact, OnReadings, Parts, Searched
from factbase.result.remarks import remarks, view_remarks
from factbase.sources.evidence import Evidence

__all__ = ["answers_csv"]

_ABOVE = ("answer", "certainty", "remarks", "rules")
_UNDER = ("rests_on", "claim", "stated_at", "lacks", "waived")
_CITED = ("source", "path", "line", "paragraph", "quote", "verdict", "folds", "leaves_out")
_VIEW = ("view", "of_the_view")


def answers_csv(answers: Answers, program: Program, evidence: Evidence) -> str:
    """Columns: the answer's number, certainty, remarks, rules and variables; what it rests on, and where; the citation; the view.

    `rests_on` is `cited`, `assumed`, `declared`, `absent`, `reading` or `nothing`. Without an answer, the rows say what was searched,
    or what is against it, and have the verdict for a certainty."""
    parts = Parts(program, evidence)
    out = io.StringIO()
    writer = Sheet(out)
    names = [name for name, _ in answers.answers[0].bindings] if answers.answers else []
    writer.writerow([*_ABOVE, *names, *_UNDER, *_CITED, *_VIEW])
    known = parts.datings(answers.datings, answers.view.known_by)
    view = [str(answers.view), "; ".join((*view_remarks(answers), *(line.strip() for line in known)))]
    for number, answer in enumerate(answers.answers, 1):
        values = [json_value(value) for _, value in answer.bindings]
        said, rules = "; ".join(remarks(answer, parts)), "; ".join(parts.rules(answer.proof))
        above = [number, answer.certainty.value, said, rules, *values]
        for ground in parts.grounds(answer.proof):
            writer.writerows([*above, *row, *view] for row in _rows(ground))
    if not answers.answers:
        for remark, ground in _nothing(answers, parts):
            writer.writerows([None, answers.verdict, remark, None, *row, *view] for row in _rows(ground))
    return out.getvalue()


def _nothing(answers: Answers, parts: Parts) -> Iterator[tuple[str, Ground]]:
    """Why there is no answer: what is said of each thing that says so."""
    for each in answers.against:
        why = parts.against(each)
        if each.proof is not None:
            yield from ((why, ground) for ground in parts.grounds(each.proof))
        if each.fact is not None:
            yield why, stated(each.fact, parts.evidence)
    if answers.search is not None:
        yield "no answer", parts.searched(answers.search)
    elif not answers.against:
        yield "no answer", NoFact(answers.goal, None)


def _rows(ground: Ground) -> Iterator[list[Cell]]:
    """The cells of one thing on which an answer rests, a row for each quote of it."""
    match ground:
        case Stated():
            start = [ground.fact.kind, ground.claim, ground.fact.span.place, ground.lacks, "; ".join(ground.waived)]
            for cited in ground.citations or (None,):
                yield [*start, *(_cited(cited) if cited is not None else [None] * len(_CITED))]
        case Searched():
            yield ["absent", "; ".join(ground.lines), *[None] * (3 + len(_CITED))]
        case OnReadings():
            yield ["reading", "; ".join(ground.lines), *[None] * (3 + len(_CITED))]
        case NoFact():
            place = ground.rule.span.place if ground.rule is not None else None
            yield ["nothing", "; ".join(ground.lines), place, *[None] * (2 + len(_CITED))]


def _cited(cited: Citation) -> list[Cell]:
    gaps = " […] ".join(" ".join(gap.split()) for gap in cited.leaves_out) or None
    where = [cited.source, cited.path, cited.line, cited.paragraph]
    return [*where, cited.quote, cited.status.name, ", ".join(cited.folds) or None, gaps]
