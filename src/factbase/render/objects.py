"""The objects of which all JSON is made: in, proofs, facts, citations and diagnostics; out, objects with stable keys.

A part of a proof that stands twice, or too deep for a reader of JSON, is given once under `parts` and referred to by its number.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING, Any

from factbase.explain.identity import Identities
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
from factbase.ground.diagnostic import Diagnostic
from factbase.ground.span import Span
from factbase.ground.value import json_value, write_value
from factbase.program.model import Atom
from factbase.program.view import LeftOut, View
from factbase.result.citation import Citation, Stated, citation, stated
from factbase.result.parts import NO_FACT, Ground, OnReadings, Parts, Searched
from factbase.result.reading import read_atom
from factbase.syntax.write import write_literal, write_rule

if TYPE_CHECKING:  # read only where a view is of what was known, or where a goal has no answer
    from factbase.explain.publication import Dating
    from factbase.explain.verdict import Against

__all__ = [
    "Object",
    "against_object",
    "citation_object",
    "dating_object",
    "diagnostic_object",
    "fact_object",
    "failure_object",
    "ground_object",
    "left_out_object",
    "place_object",
    "proof_object",
    "search_object",
    "tried_object",
    "view_object",
]

MAX_DEPTH = 60

Object = dict[str, Any]


def proof_object(proof: Proof, parts: Parts) -> Object:
    """One proof as an object of its own."""
    return _ProofObject(parts).whole(proof)


class _ProofObject:
    """The JSON of one proof; `parts` holds what is referred to by number."""

    def __init__(self, parts: Parts) -> None:
        self.parts = parts
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
                facts = [fact_object(fact) for fact in self.parts.of(proof).facts]
                return {"kind": "leaf", **self.claim(proof.atom), "facts": facts}
            case Derived():
                if not named and (id(proof) in self.numbers or depth > MAX_DEPTH):
                    return {"kind": "part", "number": self.number(proof)}
                remark = self.parts.footing(proof).remark
                return {
                    "kind": "derived",
                    **self.claim(proof.atom),
                    **({"no_fact": remark} if remark is not None else {}),
                    "rule": {"text": write_rule(proof.rule), **(place_object(proof.rule.span) or {})},
                    "premises": self.nodes(proof.premises, depth),
                }
            case Given():
                return {"kind": "given", "text": proof.text}
            case Absent():
                unsure = {"only_not_certain": True} if proof.possible else {}
                searched = {"searched": search_object(proof.search, self.parts)}
                return {"kind": "absent", **self.claim(proof.atom), **unsure, **searched}
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
                    **self.empty(proof),
                }
            case Joined():
                return {"kind": "joined", "premises": self.nodes(proof.premises, depth)}
            case Cases():
                return {
                    "kind": "cases",
                    "every": proof.every,
                    "dates": [tried_object(tried, self.parts) for tried in proof.dates],
                    "cases": [
                        {
                            "days": [each.text for each in case.days],
                            "alike": case.alike,
                            "proof": proof_object(case.proof, self.parts),
                        }
                        for case in proof.cases
                    ],
                }

    def empty(self, proof: Grouped) -> Object:
        """What was searched for the members of an aggregate that has none."""
        if proof.empty is None:
            return {}
        searches = {"searched": proof.empty.search, "looked_at": proof.empty.looked}
        told = {key: search_object(search, self.parts) for key, search in searches.items() if search is not None}
        return {"empty": {**failure_object(proof.empty.stopped), **told}}

    def nodes(self, proofs: Sequence[Proof], depth: int) -> list[Object]:
        return [self.node(proof, depth + 1) for proof in proofs]

    def number(self, proof: Proof) -> int:
        if id(proof) not in self.numbers:
            self.numbers[id(proof)] = len(self.queue)
            self.queue.append(proof)
        return self.numbers[id(proof)]

    def claim(self, atom: Atom) -> Object:
        possible = {"possible": True} if atom.predicate.possible else {}
        possible |= {"any_value": True} if atom.predicate.any_value else {}
        return {"claim": str(atom), **possible, "reading": read_atom(atom, self.parts.program)}


def fact_object(fact: Stated) -> Object:
    """A fact with its dates, its citations and what is waived; `lacks` says why it has no citation."""
    when = fact.fact.when
    return {
        "kind": fact.fact.kind,
        "claim": str(fact.fact.atom()),
        **({"dates": fact.dates.strip()} if when is not None and when.kind != "on" else {}),
        **(place_object(fact.fact.span) or {}),
        **({"lacks": fact.lacks} if fact.lacks is not None else {}),
        "citations": [citation_object(cited) for cited in fact.citations],
        "waived": [
            {"what": write_value(each.value), **(place_object(each.span) or {}), "reason": each.reason}
            for each in fact.fact.waivers
        ],
    }


def citation_object(cited: Citation) -> Object:
    """A quote with its place and its verdict."""
    return {
        "source": cited.source,
        "path": cited.path,
        "line": cited.line,
        "paragraph": cited.paragraph,
        "quote": cited.quote,
        "verdict": cited.status.name,
        "folds": list(cited.folds),
        "leaves_out": list(cited.leaves_out),
    }


def ground_object(ground: Ground) -> Object:
    """One thing on which a conclusion stands."""
    match ground:
        case Stated():
            return fact_object(ground)
        case Searched():
            return {"kind": "absent", "searched": list(ground.lines)}
        case OnReadings():
            return {"kind": "reading", "where": list(ground.lines)}
        case _:
            place = place_object(ground.rule.span) if ground.rule is not None else None
            return {"kind": "nothing", "claim": ground.claim, "no_fact": NO_FACT, "rule": place}


def dating_object(dating: Dating, parts: Parts) -> Object:
    """Why a source was known, with the whole proof of its date."""
    return {
        "source": dating.source,
        "published": dating.date.text,
        "certainty": dating.certainty.value,
        "citations": [citation_object(citation(cited, parts.evidence)) for cited in citations(dating.proof)],
        "proof": proof_object(dating.proof, parts),
    }


def against_object(against: Against, parts: Parts) -> Object:
    """What blocks one way to a claim, with the proof or the fact that says so."""
    fact = fact_object(stated(against.fact, parts.evidence)) if against.fact is not None else None
    return {
        "claim": str(against.atom),
        "why": against.why,
        "proof": proof_object(against.proof, parts) if against.proof is not None else None,
        "fact": fact,
    }


def search_object(search: Search, parts: Parts) -> Object:
    """What was searched for a claim that was not found."""
    extent, relation = search.extent, parts.program.relations.get(search.atom.predicate.relation)
    declared = place_object(relation.span) if extent.closed and relation is not None else None
    return {
        "claim": str(search.atom),
        "closed": extent.closed,
        "declared_complete": declared,
        "limits": list(extent.limits),
        "may_be": [fact_object(stated(fact, parts.evidence)) for fact in extent.unnamed],
        "facts": search.facts,
        "sources": list(search.sources),
        "sources_in_view": search.sources_in_view,
        "view": view_object(search.view),
        "rules": [failure_object(failure) for failure in search.failures],
    }


def tried_object(tried: Tried, parts: Parts) -> Object:
    """A partial date with the fact that states it, null for a rule or the view, and the days that are tried for it."""
    fact = fact_object(stated(tried.fact, parts.evidence)) if tried.fact is not None else None
    return {"of": tried.of, "date": tried.date.text, "tried": [each.text for each in tried.days], "fact": fact}


def failure_object(failure: Failure) -> Object:
    """How far a rule got."""
    return {
        "rule": place_object(failure.rule.span) if failure.rule is not None else None,
        "stops_at": write_literal(failure.literal, dict(failure.bindings)) if failure.literal is not None else None,
        "bindings": {name: json_value(value) for name, value in failure.bindings},
    }


def view_object(view: View) -> Object:
    """The dates of a view; null for no limit."""
    return {"at": view.at.text if view.at else None, "known_by": view.known_by.text if view.known_by else None}


def left_out_object(left: LeftOut) -> Object:
    """What a view leaves out: numbers of facts, and names of sources."""
    return {
        "not_yet": left.not_yet,
        "no_longer": left.no_longer,
        "unsure": left.unsure,
        "unknown": left.unknown,
        "sources": list(left.sources),
        "undated": list(left.undated),
        "later": list(left.later),
        "without": list(left.without),
    }


def place_object(span: Span | None) -> Object | None:
    """Where something stands; null for nowhere."""
    return {"path": span.path, "line": span.line, "column": span.column} if span is not None else None


def diagnostic_object(diagnostic: Diagnostic) -> Object:
    """A finding with its places."""
    return {
        "code": diagnostic.code,
        "severity": str(diagnostic.severity),
        "message": diagnostic.message,
        "place": place_object(diagnostic.span),
        "related": [{"place": place_object(related.span), "note": related.note} for related in diagnostic.related],
        "detail": list(diagnostic.detail),
        "hint": diagnostic.hint,
    }
