"""Differences between two states of a base: in, the changed answers; out, text and JSON, each with the facts responsible."""

from __future__ import annotations

import json
from collections.abc import Iterator, Sequence
from typing import Any

from factbase.ground.value import json_value, write_value
from factbase.program.model import Fact
from factbase.questions.difference import Changed, Difference
from factbase.render.paint import Paint, block
from factbase.render.proof import citation_lines
from factbase.render.text import plural
from factbase.sources.evidence import Evidence
from factbase.syntax.write import write_rule

__all__ = ["difference_json", "difference_text"]


def difference_text(changed: Sequence[Changed], evidence: Sequence[Evidence], paint: Paint) -> Iterator[str]:
    """Each question with the answers that changed; `evidence` is that of both states, the earlier first."""
    for each in changed:
        lines = [paint("heading", f"{each.question}   {each.view}")]
        if each.problem:
            lines.append(f"  {each.problem}")
        for answer in each.answers:
            lines.extend(f"  {line}" for line in _answer(answer, evidence, paint))
        yield block(lines)
    yield f"{plural(len(changed), 'question')} answered otherwise" if changed else "no answer changed"


def _answer(answer: Difference, evidence: Sequence[Evidence], paint: Paint) -> Iterator[str]:
    values = ", ".join(f"{name} = {write_value(value)}" for name, value in answer.bindings)
    yield f"{values + ': ' if values else ''}before {answer.before}, now {answer.after}"
    because, gained = answer.because, answer.before != "certain" and answer.after != "no"
    own, other = (evidence[1], evidence[0]) if gained else (evidence[0], evidence[1])
    for fact in because.facts:
        yield from _fact("new" if gained else "gone", fact, own, paint)
    for rule in because.rules:
        yield f"  {'new' if gained else 'gone'}: rule {paint('place', rule.span.place)} {write_rule(rule)}"
    for fact in because.against:
        yield from _fact("gone" if gained else "new", fact, other, paint)


def _fact(word: str, fact: Fact, evidence: Evidence, paint: Paint) -> Iterator[str]:
    yield f"  {word}: {paint('claim', str(fact.atom()))}  fact {paint('place', fact.span.place)}"
    for cited in fact.citations:
        yield from (f"    {line}" for line in citation_lines(cited, evidence, paint))


def difference_json(changed: Sequence[Changed]) -> str:
    """One JSON object; `facts` and `rules` are those that one state lacks, `against` those that bar the answer there."""
    document = {
        "changed": [
            {
                "question": each.question,
                "view": {"at": str(each.view.at or "") or None, "known_by": str(each.view.known_by or "") or None},
                "problem": each.problem,
                "answers": [_answer_object(answer) for answer in each.answers],
            }
            for each in changed
        ]
    }
    return json.dumps(document, ensure_ascii=False, indent=2)


def _answer_object(answer: Difference) -> dict[str, Any]:
    return {
        "bindings": {name: json_value(value) for name, value in answer.bindings},
        "before": answer.before,
        "after": answer.after,
        "facts": [_fact_object(fact) for fact in answer.because.facts],
        "rules": [{"text": write_rule(r), "path": r.span.path, "line": r.span.line} for r in answer.because.rules],
        "against": [_fact_object(fact) for fact in answer.because.against],
    }


def _fact_object(fact: Fact) -> dict[str, Any]:
    return {
        "claim": str(fact.atom()),
        "path": fact.span.path,
        "line": fact.span.line,
        "citations": [{"source": cited.source, "quote": cited.quote} for cited in fact.citations],
    }
