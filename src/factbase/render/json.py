"""JSON for programs: in, answers or a report; out, one object with stable keys, as the README documents them.

A part of a proof that stands twice, or too deep for a reader of JSON, is given once under `parts` and referred to by its number.
"""

from __future__ import annotations

import json
from collections.abc import Sequence
from typing import Any

from factbase.audit import Report
from factbase.base import Answer, Answers
from factbase.diagnostic import Diagnostic, Severity
from factbase.evidence import Evidence
from factbase.explain.proof import (
    Absent,
    Derived,
    Failure,
    Given,
    Grouped,
    Joined,
    Leaf,
    Proof,
    Search,
    citations,
)
from factbase.program.model import Atom, Cited, Fact, Program
from factbase.program.view import View
from factbase.render.reading import read_atom, read_goal
from factbase.span import Span
from factbase.syntax.write import write_literal, write_rule
from factbase.value import json_value

__all__ = ["answers_json", "report_json"]

MAX_DEPTH = 60

Object = dict[str, Any]


def answers_json(answers: Answers, program: Program, evidence: Evidence) -> str:
    """All answers to a goal as one JSON object."""
    asked = not any(d.severity is Severity.ERROR for d in answers.problems)
    document = {
        "goal": answers.goal,
        "view": _view(answers.view),
        "engine": answers.engine,
        "verdict": answers.verdict if asked else "not asked",
        "answers": [_answer(answer, answers, program, evidence) for answer in answers.answers],
        "searched": _searched(answers),
        "problems": [_diagnostic(d) for d in answers.problems],
    }
    return json.dumps(document, ensure_ascii=False, indent=2)


def report_json(report: Report) -> str:
    """A report as one JSON object."""
    document = {
        "clean": report.clean,
        "view": _view(report.view),
        "counts": dict(report.counts),
        "diagnostics": [_diagnostic(d) for d in report.diagnostics],
        "violations": [
            {
                "check": violation.check.name,
                "parameters": [json_value(value) for value in violation.parameters],
                "message": violation.message,
                "severity": violation.check.severity,
                "accepted": violation.allowance.reason if violation.allowance else None,
            }
            for violation in report.violations
        ],
        "expectations": [
            {
                "goal": write_literal(e.expectation.match),
                "negated": e.expectation.negated,
                "view": _view(e.view),
                "met": e.problem is None,
            }
            for e in report.expected
        ],
    }
    return json.dumps(document, ensure_ascii=False, indent=2)


def _answer(answer: Answer, answers: Answers, program: Program, evidence: Evidence) -> Object:
    return {
        "bindings": {name: json_value(value) for name, value in answer.bindings},
        "reading": read_goal(answers.body, dict(answer.bindings), program),
        "conditional": answer.conditional,
        "citations": [_citation(cited, evidence) for cited in citations(answer.proof)],
        "proof": _ProofObject(evidence, program).whole(answer.proof),
    }


def _view(view: View) -> Object:
    return {"at": view.at.text if view.at else None, "known_by": view.known_by.text if view.known_by else None}


def _citation(cited: Cited, evidence: Evidence) -> Object:
    verdict, document = evidence.verdict(cited), evidence.documents.get(cited.source)
    return {
        "source": cited.source,
        "path": document.path if document is not None else None,
        "line": verdict.line,
        "paragraph": verdict.paragraph,
        "quote": cited.quote,
        "verdict": verdict.status.name,
        "folds": [str(fold) for fold in verdict.folds],
        "leaves_out": list(verdict.gaps),
    }


def _place(span: Span | None) -> Object | None:
    return {"path": span.path, "line": span.line, "column": span.column} if span is not None else None


class _ProofObject:
    """The JSON of one proof; `parts` holds what is referred to by number."""

    def __init__(self, evidence: Evidence, program: Program) -> None:
        self.evidence = evidence
        self.program = program
        self.numbers: dict[int, int] = {}
        self.queue: list[Proof] = []

    def whole(self, proof: Proof) -> Object:
        document = self.node(proof, 0)
        parts: list[Object] = []
        while len(parts) < len(self.queue):
            parts.append(self.node(self.queue[len(parts)], 0, named=True))
        return document | ({"parts": parts} if parts else {})

    def node(self, proof: Proof, depth: int, named: bool = False) -> Object:
        match proof:
            case Leaf():
                return {"kind": "leaf", **self.claim(proof.atom), "facts": [self.fact(fact) for fact in proof.facts]}
            case Derived():
                if not named and (id(proof) in self.numbers or depth > MAX_DEPTH):
                    return {"kind": "part", "number": self.number(proof)}
                return {
                    "kind": "derived",
                    **self.claim(proof.atom),
                    "rule": {"text": write_rule(proof.rule), **(_place(proof.rule.span) or {})},
                    "premises": self.nodes(proof.premises, depth),
                }
            case Given():
                return {"kind": "given", "text": proof.text}
            case Absent():
                return {"kind": "absent", **self.claim(proof.atom), "searched": _search(proof.search)}
            case Grouped():
                return {
                    "kind": "grouped",
                    "literal": write_literal(proof.aggregate),
                    "function": proof.aggregate.function,
                    "value": json_value(proof.value),
                    "members": [
                        {"value": json_value(member.value), "premises": self.nodes(member.premises, depth + 1)}
                        for member in proof.members
                    ],
                }
            case Joined():
                return {"kind": "joined", "premises": self.nodes(proof.premises, depth)}

    def nodes(self, proofs: Sequence[Proof], depth: int) -> list[Object]:
        return [self.node(proof, depth + 1) for proof in proofs]

    def number(self, proof: Proof) -> int:
        if id(proof) not in self.numbers:
            self.numbers[id(proof)] = len(self.queue)
            self.queue.append(proof)
        return self.numbers[id(proof)]

    def claim(self, atom: Atom) -> Object:
        return {"claim": str(atom), "reading": read_atom(atom, self.program)}

    def fact(self, fact: Fact) -> Object:
        return {
            "kind": fact.kind,
            "claim": str(fact.atom()),
            **(_place(fact.span) or {}),
            "citations": [_citation(cited, self.evidence) for cited in fact.citations],
        }


def _searched(answers: Answers) -> Object | None:
    if answers.search is None and answers.stopped is None:
        return None
    search = _search(answers.search) if answers.search is not None else {}
    stopped = answers.stopped.literal if answers.stopped is not None else None
    return {"stops_at": write_literal(stopped) if stopped is not None else None, **search}


def _search(search: Search) -> Object:
    return {
        "claim": str(search.atom),
        "closed": search.closed,
        "facts": search.facts,
        "sources": list(search.sources),
        "sources_in_view": search.sources_in_view,
        "view": _view(search.view),
        "rules": [_failure(failure) for failure in search.failures],
    }


def _failure(failure: Failure) -> Object:
    return {
        "rule": _place(failure.rule.span) if failure.rule is not None else None,
        "stops_at": write_literal(failure.literal, dict(failure.bindings)) if failure.literal is not None else None,
        "bindings": {name: json_value(value) for name, value in failure.bindings},
    }


def _diagnostic(diagnostic: Diagnostic) -> Object:
    return {
        "code": diagnostic.code,
        "severity": str(diagnostic.severity),
        "message": diagnostic.message,
        "place": _place(diagnostic.span),
        "related": [{"place": _place(related.span), "note": related.note} for related in diagnostic.related],
        "detail": list(diagnostic.detail),
        "hint": diagnostic.hint,
    }
