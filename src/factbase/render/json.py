"""JSON for programs: in, answers or a report; out, one object with stable keys, as the README documents them.

A part of a proof that stands twice, or too deep for a reader of JSON, is given once under `parts` and referred to by its number.
"""

from __future__ import annotations

import json
from collections.abc import Sequence
from typing import TYPE_CHECKING, Any

from factbase.base import Answer, Answers
from factbase.checks.audit import Report
from factbase.checks.pinning import Pinned
from factbase.cite import Pin
from factbase.explain.identity import Identities, seal
from factbase.explain.proof import (
    Absent,
    Cases,
    Derived,
    Failure,
    Given,
    Grouped,
    Joined,
    Leaf,
    Proof,
    Search,
    Tried,
    citations,
)
from factbase.explain.verdict import Against
from factbase.ground.diagnostic import Diagnostic, Severity
from factbase.ground.span import Span
from factbase.ground.value import json_value, write_value
from factbase.program.model import Atom, Cited, Fact, Program
from factbase.program.view import View
from factbase.render.reading import read_atom, read_goal
from factbase.render.view import left_out_json
from factbase.sources.evidence import Evidence
from factbase.syntax.write import write_literal, write_rule

if TYPE_CHECKING:  # there are some in known-by views only
    from factbase.explain.publication import Ground

__all__ = [
    "answers_json",
    "citation_object",
    "diagnostic_object",
    "fact_object",
    "failure_object",
    "ground_object",
    "proof_object",
    "report_json",
    "search_object",
    "tried_object",
]

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
        "searched": _searched(answers, evidence),
        "grounds": [ground_object(ground, evidence, program) for ground in answers.grounds],
        "projected": answers.projected.text if answers.projected is not None else None,
        "left_out": left_out_json(answers.left_out),
        "problems": [diagnostic_object(d) for d in answers.problems],
    }
    return json.dumps({"id": seal(document), **document}, ensure_ascii=False, indent=2)


def report_json(report: Report) -> str:
    """A report as one JSON object."""
    document = {
        "clean": report.clean,
        "view": _view(report.view),
        "counts": dict(report.counts),
        "diagnostics": [diagnostic_object(d) for d in report.diagnostics],
        "documents": [_pinned(each) for each in report.pinned],
        "waived": [
            {
                "what": write_value(each.waiver.value),
                "claim": str(each.fact.atom()),
                **(_place(each.waiver.span) or {}),
                "reason": each.waiver.reason,
            }
            for each in report.waived
        ],
        "violations": [
            {
                "check": violation.check.name,
                "parameters": [json_value(value) for value in violation.parameters],
                "message": violation.message,
                "severity": violation.check.severity,
                "certainty": violation.certainty.value,
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


def _pinned(pinned: Pinned) -> Object:
    held = pinned.held
    return {
        "source": pinned.source,
        "file": held.name,
        "state": str(pinned.state),
        "now": _pin(held.now),
        "locked": _pin(held.locked.pin) if held.locked is not None else None,
        "quotes": [
            {"quote": each.cited.quote, **(_place(each.cited.span) or {}), "fate": str(each.fate)}
            | {"was_on_line": each.was, "is_on_line": each.line}
            for each in pinned.quotes
        ],
    }


def _pin(pin: Pin) -> Object:
    return {"bytes": pin.size, "sha256": pin.sha256}


def _answer(answer: Answer, answers: Answers, program: Program, evidence: Evidence) -> Object:
    return {
        "bindings": {name: json_value(value) for name, value in answer.bindings},
        "reading": read_goal(answers.body, dict(answer.bindings), program),
        "certainty": answer.certainty.value,
        **({"open": answer.open} if answer.open else {}),
        "conditional": answer.conditional,
        "projected": answers.projected is not None,
        "rests_on": {status.name: count for status, count in evidence.rests_on(citations(answer.proof)).items()},
        "citations": [citation_object(cited, evidence) for cited in citations(answer.proof)],
        "proof": proof_object(answer.proof, evidence, program),
    }


def _against(against: Against, evidence: Evidence, program: Program) -> Object:
    return {
        "claim": str(against.atom),
        "why": against.why,
        "proof": proof_object(against.proof, evidence, program) if against.proof is not None else None,
        "fact": _ProofObject(evidence, program).fact(against.fact) if against.fact is not None else None,
    }


def _view(view: View) -> Object:
    return {"at": view.at.text if view.at else None, "known_by": view.known_by.text if view.known_by else None}


def citation_object(cited: Cited, evidence: Evidence) -> Object:
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


def proof_object(proof: Proof, evidence: Evidence, program: Program) -> Object:
    """One proof as an object of its own."""
    return _ProofObject(evidence, program).whole(proof)


def ground_object(ground: Ground, evidence: Evidence, program: Program) -> Object:
    """Why a source was known, with the whole proof of its date."""
    return {
        "source": ground.source,
        "published": ground.date.text,
        "certainty": ground.certainty.value,
        "citations": [citation_object(cited, evidence) for cited in citations(ground.proof)],
        "proof": proof_object(ground.proof, evidence, program),
    }


class _ProofObject:
    """The JSON of one proof; `parts` holds what is referred to by number."""

    def __init__(self, evidence: Evidence, program: Program) -> None:
        self.evidence = evidence
        self.program = program
        self.identities = Identities()
        self.numbers: dict[int, int] = {}
        self.queue: list[Proof] = []

    def whole(self, proof: Proof) -> Object:
        document = self.node(proof, 0)
        parts: list[Object] = []
        while len(parts) < len(self.queue):
            parts.append(self.node(self.queue[len(parts)], 0, named=True))
        return document | ({"parts": parts} if parts else {})

    def node(self, proof: Proof, depth: int, named: bool = False) -> Object:
        content = self.content(proof, depth, named)
        return {"kind": content.pop("kind"), "id": self.identities.of(proof), **content}

    def content(self, proof: Proof, depth: int, named: bool) -> Object:
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
                unsure = {"only_not_certain": True} if proof.possible else {}
                searched = search_object(proof.search, self.evidence)
                return {"kind": "absent", **self.claim(proof.atom), **unsure, "searched": searched}
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
            case Cases():
                return {
                    "kind": "cases",
                    "every": proof.every,
                    "dates": [tried_object(tried) for tried in proof.dates],
                    "cases": [
                        {
                            "days": [each.text for each in case.days],
                            "alike": case.alike,
                            "proof": proof_object(case.proof, self.evidence, self.program),
                        }
                        for case in proof.cases
                    ],
                }

    def nodes(self, proofs: Sequence[Proof], depth: int) -> list[Object]:
        return [self.node(proof, depth + 1) for proof in proofs]

    def number(self, proof: Proof) -> int:
        if id(proof) not in self.numbers:
            self.numbers[id(proof)] = len(self.queue)
            self.queue.append(proof)
        return self.numbers[id(proof)]

    def claim(self, atom: Atom) -> Object:
        possible = {"possible": True} if atom.predicate.possible else {}
        return {"claim": str(atom), **possible, "reading": read_atom(atom, self.program)}

    def fact(self, fact: Fact) -> Object:
        return fact_object(fact, self.evidence)


def fact_object(fact: Fact, evidence: Evidence) -> Object:
    """A fact with its place and its citations, and what these need not answer for."""
    waived = [
        {"what": write_value(each.value), **(_place(each.span) or {}), "reason": each.reason} for each in fact.waivers
    ]
    return {
        "kind": fact.kind,
        "claim": str(fact.atom()),
        **(_place(fact.span) or {}),
        "citations": [citation_object(cited, evidence) for cited in fact.citations],
        **({"waived": waived} if waived else {}),
    }


def _searched(answers: Answers, evidence: Evidence) -> Object | None:
    if answers.search is None and answers.stopped is None:
        return None
    search = search_object(answers.search, evidence) if answers.search is not None else {}
    stopped = answers.stopped.literal if answers.stopped is not None else None
    return {"stops_at": write_literal(stopped) if stopped is not None else None, **search}


def tried_object(tried: Tried) -> Object:
    """A partial date with the days that are tried for it."""
    return {"of": tried.of, "date": tried.date.text, "tried": [each.text for each in tried.days]}


def search_object(search: Search, evidence: Evidence) -> Object:
    """What was searched for a claim that was not found."""
    extent = search.extent
    return {
        "claim": str(search.atom),
        "closed": extent.closed,
        "limits": list(extent.limits),
        "may_be": [fact_object(fact, evidence) for fact in extent.unnamed],
        "facts": search.facts,
        "sources": list(search.sources),
        "sources_in_view": search.sources_in_view,
        "view": _view(search.view),
        "rules": [failure_object(failure) for failure in search.failures],
    }


def failure_object(failure: Failure) -> Object:
    """How far a rule got."""
    return {
        "rule": _place(failure.rule.span) if failure.rule is not None else None,
        "stops_at": write_literal(failure.literal, dict(failure.bindings)) if failure.literal is not None else None,
        "bindings": {name: json_value(value) for name, value in failure.bindings},
    }


def diagnostic_object(diagnostic: Diagnostic) -> Object:
    return {
        "code": diagnostic.code,
        "severity": str(diagnostic.severity),
        "message": diagnostic.message,
        "place": _place(diagnostic.span),
        "related": [{"place": _place(related.span), "note": related.note} for related in diagnostic.related],
        "detail": list(diagnostic.detail),
        "hint": diagnostic.hint,
    }
