"""JSON for programs: in, answers or a report; out, one object with stable keys, as the README documents them."""

from __future__ import annotations

import json

from factbase.base import Answer, Answers
from factbase.checks.audit import Report, Violation
from factbase.checks.pinning import Pinned
from factbase.cite import Pin
from factbase.explain.identity import seal
from factbase.explain.proof import citations
from factbase.ground.value import json_value, write_value
from factbase.program.model import Program
from factbase.render.objects import (
    Object,
    against_object,
    citation_object,
    dating_object,
    diagnostic_object,
    ground_object,
    left_out_object,
    place_object,
    proof_object,
    search_object,
    view_object,
)
from factbase.result.citation import citation, stated
from factbase.result.parts import Parts
from factbase.result.reading import read_goal
from factbase.sources.evidence import Evidence
from factbase.syntax.write import write_literal

__all__ = ["answers_json", "report_json"]


def answers_json(answers: Answers, program: Program, evidence: Evidence) -> str:
    """All answers to a goal as one JSON object."""
    parts = Parts(program, evidence)
    document = {
        "goal": answers.goal,
        "view": view_object(answers.view),
        "engine": answers.engine,
        "verdict": answers.verdict,
        "answers": [_answer(answer, answers, parts) for answer in answers.answers],
        "searched": _searched(answers, parts),
        "against": [against_object(each, parts) for each in answers.against],
        "datings": [dating_object(dating, parts) for dating in answers.datings],
        "projected": answers.projected.text if answers.projected is not None else None,
        "left_out": left_out_object(answers.left_out),
        "problems": [diagnostic_object(d) for d in answers.problems],
    }
    return json.dumps({"id": seal(document), **document}, ensure_ascii=False, indent=2)


def _answer(answer: Answer, answers: Answers, parts: Parts) -> Object:
    footing = parts.footing(answer.proof).remark
    return {
        "bindings": {name: json_value(value) for name, value in answer.bindings},
        "reading": read_goal(answers.body, dict(answer.bindings), parts.program),
        "certainty": answer.certainty.value,
        **({"open": answer.open} if answer.open else {}),
        "conditional": answer.conditional,
        "projected": answers.projected is not None,
        "no_fact": footing,
        "rests_on": {s.name: count for s, count in parts.evidence.rests_on(citations(answer.proof)).items()},
        "citations": [citation_object(citation(cited, parts.evidence)) for cited in citations(answer.proof)],
        "proof": proof_object(answer.proof, parts),
    }


def _searched(answers: Answers, parts: Parts) -> Object | None:
    if answers.search is None and answers.stopped is None:
        return None
    search = search_object(answers.search, parts) if answers.search is not None else {}
    stopped = answers.stopped.literal if answers.stopped is not None else None
    return {"stops_at": write_literal(stopped) if stopped is not None else None, **search}


# ---- reports


def report_json(report: Report, parts: Parts) -> str:
    """A report as one JSON object."""
    document = {
        "clean": report.clean,
        "view": view_object(report.view),
        "counts": dict(report.counts),
        "diagnostics": [diagnostic_object(d) for d in report.diagnostics],
        "documents": [_pinned(each) for each in report.pinned],
        "waived": [
            {
                "what": write_value(each.waiver.value),
                "claim": str(each.fact.atom()),
                **(place_object(each.waiver.span) or {}),
                "reason": each.waiver.reason,
                "fact": ground_object(stated(each.fact, parts.evidence)),
            }
            for each in report.waived
        ],
        "violations": [_violation(violation, parts) for violation in report.violations],
        "expectations": [
            {
                "goal": write_literal(e.expectation.match),
                "negated": e.expectation.negated,
                "view": view_object(e.view),
                "met": e.problem is None,
                "grounds": [ground_object(g) for g in parts.grounds(e.proof)] if e.proof is not None else [],
            }
            for e in report.expected
        ],
    }
    return json.dumps(document, ensure_ascii=False, indent=2)


def _violation(violation: Violation, parts: Parts) -> Object:
    return {
        "check": violation.check.name,
        "parameters": [json_value(value) for value in violation.parameters],
        "message": violation.message,
        "severity": violation.check.severity,
        "certainty": violation.certainty.value,
        "accepted": violation.allowance.reason if violation.allowance else None,
        "grounds": [ground_object(ground) for ground in parts.grounds(violation.proof)],
        "sentences": list(dict.fromkeys(map(parts.evidence.sentence, citations(violation.proof)))),
    }


def _pinned(pinned: Pinned) -> Object:
    held = pinned.held
    return {
        "source": pinned.source,
        "file": held.name,
        "state": str(pinned.state),
        "now": _pin(held.now),
        "locked": _pin(held.locked.pin) if held.locked is not None else None,
        "quotes": [
            {"quote": each.cited.quote, **(place_object(each.cited.span) or {}), "fate": str(each.fate)}
            | {"was_on_line": each.was, "is_on_line": each.line}
            for each in pinned.quotes
        ],
    }


def _pin(pin: Pin) -> Object:
    return {"bytes": pin.size, "sha256": pin.sha256}
