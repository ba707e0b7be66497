"""What changed between two states of a base: in, both; out, the expectations and named queries whose answers differ, and why.

What is asked is asked of both: an expectation of either, and a named query of either by its name. The facts responsible are those of the
proof that one state has and the other lacks, and those that stand in its way there. All other facts and rules that differ are told too.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence

from factbase.base import Answer, Answers, FactBase
from factbase.engine.base import Engine
from factbase.explain.proof import Absent, Derived, Proof, leaves, parts
from factbase.ground.dataclass import dataclass
from factbase.ground.diagnostic import Diagnostic, Severity
from factbase.ground.value import Value, write_value
from factbase.program.model import Fact
from factbase.program.view import View
from factbase.syntax.tree import Literal, Rule
from factbase.syntax.write import write_body, write_literal, write_rule

__all__ = ["Answered", "Apart", "Changed", "Difference", "difference"]


@dataclass(frozen=True, slots=True)
class Apart:
    """The facts and the rules that one state has and the other lacks."""

    facts: tuple[Fact, ...]
    rules: tuple[Rule, ...]


@dataclass(frozen=True, slots=True)
class Answered:
    """One answer that differs: its values, and how it stood in each state: `certain`, `possible` or `no`.

    `proof` is that of the state in which it stands better, the later one where `gained`. `apart` is what of the proof the other state
    lacks, and `against` are facts of the other that bar the answer there."""

    bindings: tuple[tuple[str, Value], ...]
    before: str
    after: str
    gained: bool
    proof: Proof
    apart: Apart
    against: tuple[Fact, ...]


@dataclass(frozen=True, slots=True)
class Changed:
    """A question whose answers differ. `problem` says why one of the states could not be asked."""

    question: str
    view: View
    answers: tuple[Answered, ...]
    problem: str | None = None


@dataclass(frozen=True, slots=True)
class Difference:
    """What differs between two states: the answers to what both are asked, and all facts and rules, whoever asks for them.

    `expectations` and `queries` say how much was asked; `broken` names each state that has errors, with the first of them: it
    answers nothing that they concern. What else a base holds (checks, declarations, documents) is not compared."""

    changed: tuple[Changed, ...]
    gone: Apart
    new: Apart
    expectations: int
    queries: int
    broken: tuple[tuple[str, Diagnostic], ...]

    @property
    def any(self) -> bool:
        """Whether anything differs, or could not be compared."""
        return bool(
            self.changed or self.broken or any((self.gone.facts, self.gone.rules, self.new.facts, self.new.rules))
        )


def difference(before: FactBase, after: FactBase, view: View, engine: Engine) -> Difference:
    """Every expectation and named query whose answers differ, in the order of the files, those of `before` first."""
    asked: dict[tuple[str, View], tuple[str, str]] = {}
    for base in (before, after):
        for expectation in base.program.expectations:
            own = view.own(expectation.at, expectation.known_by)
            goal = write_literal(expectation.match)
            asked.setdefault((goal, own), (goal, goal))
    expectations = len(asked)
    old, new = before.program.named_queries, after.program.named_queries
    for name in {**old, **new}:
        query = new.get(name, old.get(name))
        assert query is not None
        now = write_body(query.body)
        was = write_body(old[name].body) if name in old else now
        asked.setdefault((f"{name}: {now}", view.own(query.at, query.known_by)), (was, now))
    both = [base.program for base in (before, after)]
    wanted: list[Sequence[Literal]] = [(each.match,) for program in both for each in program.expectations]
    wanted += [query.body for program in both for query in program.queries]
    states = _States(before, after, _held(before.for_bodies(wanted)), _held(after.for_bodies(wanted)))
    changes: list[Changed] = []
    for (question, own), (was, now) in asked.items():
        changed = _compare(question, before.ask(was, own, engine), after.ask(now, own, engine), states, engine)
        if changed is not None:
            changes.append(changed)
    named = (("before", before), ("after", after))
    broken = tuple((name, base.errors[0]) for name, base in named if base.errors)
    apart = states.apart(later=False), states.apart(later=True)
    return Difference(tuple(changes), *apart, expectations, len(asked) - expectations, broken)


# ---- the facts and rules of two states

FactKey = tuple[object, ...]


@dataclass(frozen=True, slots=True)
class _Held:
    """What one state holds, by what makes it the same in another."""

    facts: Mapping[FactKey, Fact]
    rules: Mapping[str, Rule]


@dataclass(frozen=True, slots=True)
class _States:
    """Two states of a base, with what each holds."""

    before: FactBase
    after: FactBase
    was: _Held
    now: _Held

    def apart(self, *, later: bool) -> Apart:
        """What one state has and the other lacks."""
        own, other = (self.now, self.was) if later else (self.was, self.now)
        return Apart(
            tuple(fact for key, fact in own.facts.items() if key not in other.facts),
            tuple(rule for text, rule in own.rules.items() if text not in other.rules),
        )


def _held(base: FactBase) -> _Held:
    return _Held({_key(fact): fact for fact in base.program.facts}, {write_rule(r): r for r in base.program.rules})


def _key(fact: Fact) -> FactKey:
    """What makes two facts of two states the same: the claim, its dates, and its quotes or what it assumes, wherever they stand."""
    when = fact.when
    dates = None if when is None else (when.kind, str(when.first), str(when.last))
    values = tuple(write_value(value) for value in fact.values)
    evidence, context = (tuple((c.source, c.quote) for c in quotes) for quotes in (fact.citations, fact.context))
    return fact.kind, fact.relation, fact.mode, values, dates, evidence, context, fact.words


# ---- answers

Shown = Mapping[tuple[tuple[str, str], ...], Answer]


def _compare(question: str, was: Answers, now: Answers, states: _States, engine: Engine) -> Changed | None:
    failed = [a for a in (was, now) if any(d.severity is Severity.ERROR for d in a.problems)]
    if len(failed) == 2:
        return None  # both states have errors, which are told of them
    if failed:
        which = "before" if failed[0] is was else "after"
        problem = next(d.message for d in failed[0].problems if d.severity is Severity.ERROR)
        return Changed(question, now.view, (), f"cannot be asked {which}: {problem}")
    old, new = _by_values(was), _by_values(now)
    differences: list[Answered] = []
    for values in dict.fromkeys((*old, *new)):
        a, b = old.get(values), new.get(values)
        if _standing(a) == _standing(b):
            continue
        gained = b is not None and (a is None or _standing(b) == "certain")
        holder = b if gained else a
        assert holder is not None
        apart, against = _responsible(holder.proof, states, (was if gained else now).view, engine, later=gained)
        parts = (holder.bindings, _standing(a), _standing(b), gained, holder.proof, apart, against)
        differences.append(Answered(*parts))
    return Changed(question, now.view, tuple(differences)) if differences else None


def _by_values(answers: Answers) -> Shown:
    return {tuple((name, write_value(v)) for name, v in answer.bindings): answer for answer in answers.answers}


def _standing(answer: Answer | None) -> str:
    return "no" if answer is None else answer.certainty.value


def _responsible(
    proof: Proof, states: _States, view: View, engine: Engine, *, later: bool
) -> tuple[Apart, tuple[Fact, ...]]:
    """What a proof of one state rests on that the other lacks, and what the other has against it."""
    own, other, rest = (states.now, states.was, states.before) if later else (states.was, states.now, states.after)
    facts = dict.fromkeys(f for leaf in leaves(proof) for f in leaf.facts if _key(f) not in other.facts)
    rules = dict.fromkeys(
        node.rule for node in _nodes(proof) if isinstance(node, Derived) and write_rule(node.rule) not in other.rules
    )
    against: dict[Fact, None] = {}
    for node in _nodes(proof):
        if isinstance(node, Absent):
            for answer in rest.ask(str(node.atom), view, engine).answers:
                opposed = (f for leaf in leaves(answer.proof) for f in leaf.facts if _key(f) not in own.facts)
                against.update(dict.fromkeys(opposed))
    return Apart(tuple(facts), tuple(rules)), tuple(against)


def _nodes(proof: Proof) -> Iterator[Proof]:
    seen: set[int] = set()
    stack = [proof]
    while stack:
        node = stack.pop()
        if id(node) not in seen:
            seen.add(id(node))
            yield node
            stack.extend(reversed(parts(node)))
