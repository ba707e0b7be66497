"""What changed between two states of a base: in, both; out, the expectations and named queries whose answers differ, and why.

What is asked is asked of both: an expectation of either, and a named query of either by its name. The facts responsible are those of the
proof that one state has and the other lacks, and those that stand in its way there.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from factbase.base import Answer, Answers, FactBase
from factbase.engine.base import Engine
from factbase.explain.proof import Absent, Derived, Proof, leaves, parts
from factbase.ground.diagnostic import Severity
from factbase.ground.value import Value, write_value
from factbase.program.model import Fact
from factbase.program.view import View
from factbase.syntax.tree import Rule
from factbase.syntax.write import write_body, write_literal, write_rule

__all__ = ["Changed", "Difference", "Responsible", "difference"]


@dataclass(frozen=True, slots=True)
class Responsible:
    """What makes an answer hold in one state: `facts` and `rules` that the other lacks, and `against`, facts of the other that bar it."""

    facts: tuple[Fact, ...]
    rules: tuple[Rule, ...]
    against: tuple[Fact, ...]


@dataclass(frozen=True, slots=True)
class Difference:
    """One answer that differs: its values, and how it stood in each state: `certain`, `possible` or `no`."""

    bindings: tuple[tuple[str, Value], ...]
    before: str
    after: str
    because: Responsible


@dataclass(frozen=True, slots=True)
class Changed:
    """A question whose answers differ. `problem` says why one of the states could not be asked."""

    question: str
    view: View
    answers: tuple[Difference, ...]
    problem: str | None = None


def difference(before: FactBase, after: FactBase, view: View, engine: Engine) -> tuple[Changed, ...]:
    """Every expectation and named query whose answers differ, in the order of the files, those of `before` first."""
    asked: dict[tuple[str, View], tuple[str, str]] = {}
    for base in (before, after):
        for expectation in base.program.expectations:
            own = View(expectation.at or view.at, expectation.known_by or view.known_by)
            goal = write_literal(expectation.match)
            asked.setdefault((goal, own), (goal, goal))
    for name in dict.fromkeys(q.name for base in (before, after) for q in base.program.queries if q.name):
        bodies = [_body(base, name) for base in (before, after)]
        was, now = (body or next(other for other in bodies if other) for body in bodies)
        asked.setdefault((f"{name}: {now}", view), (was, now))
    found: list[Changed] = []
    for (question, own), (was, now) in asked.items():
        changed = _compare(question, before.ask(was, own, engine), after.ask(now, own, engine), before, after, engine)
        if changed is not None:
            found.append(changed)
    return tuple(found)


def _body(base: FactBase, name: str) -> str | None:
    return next((write_body(query.body) for query in base.program.queries if query.name == name), None)


Shown = Mapping[tuple[tuple[str, str], ...], Answer]


def _compare(
    question: str, was: Answers, now: Answers, before: FactBase, after: FactBase, engine: Engine
) -> Changed | None:
    failed = [a for a in (was, now) if any(d.severity is Severity.ERROR for d in a.problems)]
    if len(failed) == 2:
        return None
    if failed:
        which = "before" if failed[0] is was else "after"
        problem = next(d.message for d in failed[0].problems if d.severity is Severity.ERROR)
        return Changed(question, now.view, (), f"cannot be asked {which}: {problem}")
    old, new = _by_values(was), _by_values(now)
    differences: list[Difference] = []
    for values in dict.fromkeys((*old, *new)):
        a, b = old.get(values), new.get(values)
        if _standing(a) == _standing(b):
            continue
        holder = b if b is not None and (a is None or _standing(b) == "certain") else a
        assert holder is not None
        own, other, view = (after, before, was.view) if holder is b else (before, after, now.view)
        because = _responsible(holder.proof, own, other, view, engine)
        differences.append(Difference(holder.bindings, _standing(a), _standing(b), because))
    return Changed(question, now.view, tuple(differences)) if differences else None


def _by_values(answers: Answers) -> Shown:
    return {tuple((name, write_value(v)) for name, v in answer.bindings): answer for answer in answers.answers}


def _standing(answer: Answer | None) -> str:
    return "no" if answer is None else answer.certainty.value


# ---- why


def _responsible(proof: Proof, own: FactBase, other: FactBase, view: View, engine: Engine) -> Responsible:
    """What the proof rests on that the other state lacks, and what that state has against it."""
    theirs = set(map(_key, other.program.facts))
    facts = dict.fromkeys(f for leaf in leaves(proof) for f in leaf.facts if _key(f) not in theirs)
    rules = {write_rule(rule) for rule in other.program.rules}
    lacking = dict.fromkeys(
        node.rule for node in _nodes(proof) if isinstance(node, Derived) and write_rule(node.rule) not in rules
    )
    ours = set(map(_key, own.program.facts))
    against: dict[Fact, None] = {}
    for node in _nodes(proof):
        if isinstance(node, Absent):
            for answer in other.ask(str(node.atom), view, engine).answers:
                against.update(
                    dict.fromkeys(f for leaf in leaves(answer.proof) for f in leaf.facts if _key(f) not in ours)
                )
    return Responsible(tuple(facts), tuple(lacking), tuple(against))


def _nodes(proof: Proof) -> Iterator[Proof]:
    seen: set[int] = set()
    stack = [proof]
    while stack:
        node = stack.pop()
        if id(node) not in seen:
            seen.add(id(node))
            yield node
            stack.extend(reversed(parts(node)))


def _key(fact: Fact) -> tuple[object, ...]:
    """What makes two facts of two states the same: the claim, its dates and its quotes, wherever they stand."""
    when = fact.when
    dates = None if when is None else (when.kind, str(when.first), str(when.last))
    values = tuple(write_value(value) for value in fact.values)
    return fact.relation, fact.mode, values, dates, tuple((c.source, c.quote) for c in fact.citations)
