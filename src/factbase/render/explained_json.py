"""Explanations as JSON: in, answers with all their proofs and their support, or why there is none; out, one object with stable keys."""

from __future__ import annotations

import json
from collections.abc import Sequence

from factbase.base import Answers
from factbase.explain.identity import seal
from factbase.explain.repair import Repair
from factbase.explain.support import Support
from factbase.explain.why_not import Blocked, Missing
from factbase.ground.date import day
from factbase.program.model import Fact, Program
from factbase.questions.explanation import Explained
from factbase.render.json import answers_json
from factbase.render.objects import (
    Object,
    against_object,
    fact_object,
    failure_object,
    left_out_object,
    proof_object,
    search_object,
    view_object,
)
from factbase.result.citation import stated
from factbase.result.parts import Parts
from factbase.sources.evidence import Evidence

__all__ = ["explained_json", "why_not_json"]


def explained_json(explained: Sequence[Explained], answers: Answers, program: Program, evidence: Evidence) -> str:
    """The object of `answers_json` with `explanations`, one for each answer: its proofs, the least first, and its support."""
    document = json.loads(answers_json(answers, program, evidence))
    parts = Parts(program, evidence)
    document["explanations"] = [
        {
            "proofs": [proof_object(proof, parts) for proof in one.proofs.proofs],
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


def why_not_json(answers: Answers, blocked: Blocked, repairs: Sequence[Repair], parts: Parts) -> str:
    """Why a goal has no answer, as one object."""
    document = {
        "goal": answers.goal,
        "view": view_object(answers.view),
        "verdict": answers.verdict,
        "against": [against_object(each, parts) for each in answers.against],
        "blocked": _blocked(blocked, parts),
        "repairs": [
            {"add": [str(atom) for atom in repair.add], "remove": [_fact(fact, parts) for fact in repair.remove]}
            for repair in repairs
        ],
        "projected": answers.projected.text if answers.projected is not None else None,
        "left_out": left_out_object(answers.left_out),
    }
    return json.dumps(document, ensure_ascii=False, indent=2)


def _fact(fact: Fact, parts: Parts) -> Object:
    return fact_object(stated(fact, parts.evidence))


def _blocked(blocked: Blocked, parts: Parts) -> Object:
    return {
        **failure_object(blocked.failure),
        "held": [proof_object(proof, parts) for proof in blocked.held],
        "missing": _missing(blocked.missing, parts) if blocked.missing is not None else None,
        "present": [proof_object(proof, parts) for proof in blocked.present],
    }


def _missing(missing: Missing, parts: Parts) -> Object:
    return {
        "claim": str(missing.atom),
        "searched": search_object(missing.search, parts),
        "hidden": [{**_fact(each.fact, parts), "why": each.why} for each in missing.hidden],
        "near": [
            {"claim": str(near.atom), "why": near.why, "proof": proof_object(near.proof, parts)}
            for near in missing.near
        ],
        "rules": [_blocked(rule, parts) for rule in missing.rules],
        "again": missing.again,
        "deeper": missing.deeper,
    }
