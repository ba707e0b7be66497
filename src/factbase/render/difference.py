"""Differences between two states of a base: in, what differs; out, text and JSON, each answer, fact and rule with its citations."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator
from typing import Any

from factbase.ground.value import json_value, write_value
from factbase.program.model import Fact
from factbase.questions.difference import Answered, Apart, Changed, Difference
from factbase.render.objects import diagnostic_object, fact_object, ground_object, place_object, view_object
from factbase.render.paint import Paint, block
from factbase.render.proof import ground_lines
from factbase.render.text import diagnostics_lines, plural
from factbase.result.citation import Stated, stated
from factbase.result.parts import Parts
from factbase.syntax.tree import Rule
from factbase.syntax.write import write_rule

__all__ = ["difference_json", "difference_text"]

States = tuple[Parts, Parts]
"""What tells the parts of both states, the earlier first."""

NOT_COMPARED = "other conclusions, checks, declarations, documents"


def difference_text(found: Difference, states: States, paint: Paint) -> Iterator[str]:
    """Each question with the answers that changed; then the other facts and rules that differ, and what was compared."""
    for name, problem in found.broken:
        yield block(
            [
                f"{name}, the base has errors, and answers nothing that they concern:",
                *diagnostics_lines([problem], paint),
            ]
        )
    told: set[object] = set()
    for each in found.changed:
        yield block(_changed(each, states, paint, told))
    for word, apart, parts in (("gone", found.gone, states[0]), ("new", found.new, states[1])):
        for fact in apart.facts:
            if fact not in told:
                yield block(_fact(word, fact, parts, paint))
        for rule in apart.rules:
            if rule not in told:
                yield block([_rule(word, rule, paint)])
    changed = plural(len(found.changed), "question")
    queries = f"{found.queries} named {'query' if found.queries == 1 else 'queries'}"
    asked = f"{plural(found.expectations, 'expectation')} and {queries}"
    yield f"{changed} answered otherwise" if found.changed else f"no answer changed of {asked}"
    count = sum(len(each) for apart in (found.gone, found.new) for each in (apart.facts, apart.rules))
    same = f"facts and rules gone or new: {count}" if count else "all facts and rules are the same"
    yield f"{same}{', as far as what has errors can be read' if found.broken else ''}"
    yield paint("place", f"compared: {asked}, all facts and rules; not compared: {NOT_COMPARED}")


def _changed(changed: Changed, states: States, paint: Paint, told: set[object]) -> Iterator[str]:
    yield paint("heading", f"{changed.question}   {changed.view}")
    if changed.problem:
        yield f"  {changed.problem}"
    for answer in changed.answers:
        told.update((*answer.apart.facts, *answer.apart.rules, *answer.against))
        yield from (f"  {line}" for line in _answer(answer, states, paint))


def _answer(answer: Answered, states: States, paint: Paint) -> Iterator[str]:
    """How an answer stood and stands, and the proof's citations of the state that has it; what the other lacks is marked."""
    values = ", ".join(f"{name} = {write_value(value)}" for name, value in answer.bindings)
    yield f"{values + ': ' if values else ''}before {answer.before}, now {answer.after}"
    own, other = (states[1], states[0]) if answer.gained else states
    word, opposite = ("new", "gone") if answer.gained else ("gone", "new")
    for ground in own.grounds(answer.proof):
        apart = isinstance(ground, Stated) and ground.fact in answer.apart.facts
        first, *rest = ground_lines(ground, paint)
        yield f"  {word if apart else 'with'}: {first}"
        yield from (f"  {line}" for line in rest)
    for rule in answer.apart.rules:
        yield f"  {_rule(word, rule, paint)}"
    for fact in answer.against:
        yield from (f"  {line}" for line in _fact(opposite, fact, other, paint))


def _fact(word: str, fact: Fact, parts: Parts, paint: Paint) -> Iterator[str]:
    first, *rest = ground_lines(stated(fact, parts.evidence), paint)
    yield f"{word}: {first}"
    yield from rest


def _rule(word: str, rule: Rule, paint: Paint) -> str:
    return f"{word}: rule {paint('place', rule.span.place)} {write_rule(rule)}"


def difference_json(found: Difference, states: States) -> str:
    """One JSON object; `facts` and `rules` of an answer are those that one state lacks, `against` those that bar it there."""
    document = {
        "changed": [
            {
                "question": each.question,
                "view": view_object(each.view),
                "problem": each.problem,
                "answers": [_answer_object(answer, states) for answer in each.answers],
            }
            for each in found.changed
        ],
        "gone": _apart(found.gone, states[0]),
        "new": _apart(found.new, states[1]),
        "compared": {"expectations": found.expectations, "queries": found.queries},
        "not_compared": NOT_COMPARED,
        "broken": [{"state": name, "problem": diagnostic_object(problem)} for name, problem in found.broken],
    }
    return json.dumps(document, ensure_ascii=False, indent=2)


def _answer_object(answer: Answered, states: States) -> dict[str, Any]:
    own, other = (states[1], states[0]) if answer.gained else states
    return {
        "bindings": {name: json_value(value) for name, value in answer.bindings},
        "before": answer.before,
        "after": answer.after,
        "grounds": [ground_object(ground) for ground in own.grounds(answer.proof)],
        **_apart(answer.apart, own),
        "against": list(_facts(answer.against, other)),
    }


def _apart(apart: Apart, parts: Parts) -> dict[str, Any]:
    rules = [{"text": write_rule(rule), **(place_object(rule.span) or {})} for rule in apart.rules]
    return {"facts": list(_facts(apart.facts, parts)), "rules": rules}


def _facts(facts: Iterable[Fact], parts: Parts) -> Iterator[dict[str, Any]]:
    return (fact_object(stated(fact, parts.evidence)) for fact in facts)
