"""CSV for spreadsheets: in, answers; out, a row for each citation of each answer, so no value stands without one."""

from __future__ import annotations

import io

from factbase.base import Answers
from factbase.explain.proof import citations
from factbase.ground.value import json_value
from factbase.render.sheet import Sheet
from factbase.sources.evidence import Evidence

__all__ = ["answers_csv"]


def answers_csv(answers: Answers, evidence: Evidence) -> str:
    """Columns: the answer's number, its certainty, its variables, then source, path, line, quote, verdict and what its elisions leave out.

    All of these are empty for an answer without a citation."""
    out = io.StringIO()
    writer = Sheet(out)
    names = [name for name, _ in answers.answers[0].bindings] if answers.answers else []
    writer.writerow(["answer", "certainty", *names, "source", "path", "line", "quote", "verdict", "leaves_out"])
    for number, answer in enumerate(answers.answers, 1):
        values = [answer.certainty.value, *(json_value(value) for _, value in answer.bindings)]
        cited = list(citations(answer.proof))
        for each in cited:
            verdict, document = evidence.verdict(each), evidence.documents.get(each.source)
            path = document.path if document is not None else None
            gaps = " […] ".join(" ".join(gap.split()) for gap in verdict.gaps) or None
            writer.writerow([number, *values, each.source, path, verdict.line, each.quote, verdict.status.name, gaps])
        if not cited:
            writer.writerow([number, *values, None, None, None, None, None, None])
    return out.getvalue()
