"""Explanations as JSON: in, answers with all their proofs and their support, or why there is none; out, one object with stable keys."""

from __future__ import annotations

import json
from collections.abc import Sequence
from typing import Any

from factbase.base import Answers
from factbase.explain.identity import Identities, seal
from factbase.explain.repair import Repair
from factbase.explain.support import Support
from factbase.explain.why_not import Blocked, Missing
from factbase.ground.date import day
from factbase.program.model import Fact, Program
from factbase.questions.explanation import Explained
from factbase.render.json import answers_json, failure_object, proof_object
from factbase.sources.evidence import Evidence

__all__ = ["explained_json", "why_not_json"]

Object = dict[str, Any]


def explained_json(explained: Sequence[Explained], answers: Answers, program: Program, evidence: Evidence) -> str:
    """The object of `answers_json` with `explanations`, one for each answer: its proofs, the least first, and its support."""
    document = json.loads(answers_json(answers, program, evidence))
    document["explanations"] = [
        {
            "proofs": [proof_object(proof, evidence, program) for proof in one.proofs.proofs],
            "more_proofs": one.proofs.cut,
            "least_height": one.proofs.least_height,
            "fewest_sources": one.proofs.fewest_sources,
            "support": _support(one.support),
        }
        for one in explained
    ]
    del document["id"]
    return json.dumps({"id": seal(document), **document}, ensure_ascii=False, indent=2)


def _support(support: Support) -> Object:
    return {
        "suffices": [sorted(each) for each in support.label.sets],
        "at_least": support.label.cut,
        "voices": support.voices,
        "voices_exact": support.exact,
        "single_voice": support.single,
        "needed": sorted(support.needed),
        "since": str(day(support.since)) if support.since is not None else None,
    }


def why_not_json(answers: Answers, blocked: Blocked | None, repairs: Sequence[Repair]) -> str:
    """Why a goal has no answer, as one object; `blocked` is null where it has one."""
    identities = Identities()
    document = {
        "goal": answers.goal,
        "verdict": answers.verdict,
        "against": [
            {"claim": str(each.atom), "why": each.why}
            | ({"proof": identities.of(each.proof)} if each.proof is not None else {})
            | ({"fact": _fact(each.fact)} if each.fact is not None else {})
            for each in answers.against
        ],
        "blocked": _blocked(blocked) if blocked is not None else None,
        "repairs": [
            {"add": [str(atom) for atom in repair.add], "remove": [_fact(fact) for fact in repair.remove]}
            for repair in repairs
        ],
    }
    return json.dumps(document, ensure_ascii=False, indent=2)


def _fact(fact: Fact) -> Object:
    return {"claim": str(fact.atom()), "path": fact.span.path, "line": fact.span.line}


def _blocked(blocked: Blocked) -> Object:
    identities = Identities()
    return {
        **failure_object(blocked.failure),
        "missing": _missing(blocked.missing) if blocked.missing is not None else None,
        "present": [identities.of(proof) for proof in blocked.present],
    }


def _missing(missing: Missing) -> Object:
    return {
        "claim": str(missing.atom),
        "facts_searched": missing.facts,
        "hidden": [{**_fact(each.fact), "why": each.why} for each in missing.hidden],
        "near": [{"claim": str(near.atom), "why": near.why} for near in missing.near],
        "rules": [_blocked(rule) for rule in missing.rules],
        "again": missing.again,
        "deeper": missing.deeper,
    }
