"""Differences between two states of a base as text: in, what differs; out, each answer, fact and rule with its citations."""

from __future__ import annotations

from collections.abc import Iterator

from factbase.render.paint import Paint, block
from factbase.render.problems import problem_lines
from factbase.render.proof import ground_lines
from factbase.render.words import plural
from factbase.result.difference import Answered, Changed, Difference
from factbase.result.ground import Ground
from factbase.result.proof import Rule

__all__ = ["difference_text"]


def difference_text(difference: Difference, paint: Paint) -> Iterator[str]:
    """Each question with the answers that changed; then the other facts and rules that differ, and what was compared."""
    for each in difference.broken:
        head = f"{each.state}, the base has errors, and answers nothing that they concern:"
        yield block([head, *problem_lines(each.problem, paint)])
    shown: set[Ground | Rule] = set()
    for changed in difference.changed:
        yield block(_changed(changed, paint, shown))
    for word, apart in (("gone", difference.gone), ("new", difference.new)):
        for fact in apart.facts:
            if fact not in shown:
                yield block(_fact(word, fact, paint))
        for rule in apart.rules:
            if rule not in shown:
                yield block([_rule(word, rule, paint)])
    queries = plural(difference.compared.queries, "named query", "named queries")
    asked = f"{plural(difference.compared.expectations, 'expectation')} and {queries}"
    otherwise = f"{plural(len(difference.changed), 'question')} answered otherwise"
    yield otherwise if difference.changed else f"no answer changed of {asked}"
    count = sum(len(each) for apart in (difference.gone, difference.new) for each in (apart.facts, apart.rules))
    same = f"facts and rules gone or new: {count}" if count else "all facts and rules are the same"
    yield f"{same}{', as far as what has errors can be read' if difference.broken else ''}"
    yield paint("place", f"compared: {asked}, all facts and rules; not compared: {difference.not_compared}")


def _changed(changed: Changed, paint: Paint, shown: set[Ground | Rule]) -> Iterator[str]:
    yield paint("heading", f"{changed.question}   {changed.view}")
    if changed.problem:
        yield f"  {changed.problem}"
    for answer in changed.answers:
        shown.update((*answer.facts, *answer.rules, *answer.against))
        yield from (f"  {line}" for line in _answer(answer, paint))


def _answer(answer: Answered, paint: Paint) -> Iterator[str]:
    """How an answer stood and stands, and the proof's citations of the state that has it; what the other lacks is marked."""
    yield f"{answer.values + ': ' if answer.values else ''}before {answer.before}, now {answer.after}"
    word, opposite = ("new", "gone") if answer.gained else ("gone", "new")
    for ground in answer.grounds:
        first, *rest = ground_lines(ground, paint)
        yield f"  {word if ground in answer.facts else 'with'}: {first}"
        yield from (f"  {line}" for line in rest)
    yield from (f"  {_rule(word, rule, paint)}" for rule in answer.rules)
    yield from (f"  {line}" for fact in answer.against for line in _fact(opposite, fact, paint))


def _fact(word: str, fact: Ground, paint: Paint) -> Iterator[str]:
    first, *rest = ground_lines(fact, paint)
    yield f"{word}: {first}"
    yield from rest


def _rule(word: str, rule: Rule, paint: Paint) -> str:
    return f"{word}: rule {paint('place', rule.place)} {rule.text}"
