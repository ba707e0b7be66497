"""The id of a proof: in, a proof; out, a hash of what it says and of what it rests on, the same on every machine.

Two proofs have one id exactly when they are the same claim, by the same rules, from the same quotes, at the same view. Places in files
are not in it: a rule that moves down a line proves what it proved. The length is that of Git's short ids, which people compare by eye.
"""

from __future__ import annotations

from collections.abc import Sequence

from factbase.explain.proof import (
    Absent,
    Cases,
    Derived,
    Empty,
    Failure,
    Given,
    Grouped,
    Joined,
    Leaf,
    Proof,
    Search,
    parts,
)
from factbase.ground.value import write_value
from factbase.program.model import Atom, Fact
from factbase.result.written import seal
from factbase.syntax.tree import Rule
from factbase.syntax.write import write_literal, write_rule

__all__ = ["Identities"]

Content = str | int | bool | None | Sequence["Content"]


class Identities:
    """The ids of proofs; each part is hashed once."""

    def __init__(self) -> None:
        self._ids: dict[int, tuple[Proof, str]] = {}  # the proof is kept, so that its address stays its own
        self._rules: dict[int, tuple[Rule, str]] = {}  # the same

    def of(self, proof: Proof) -> str:
        """The id of a proof. A stack of our own: a chain of rules may be long."""
        known = self._ids.get(id(proof))
        if known is not None:
            return known[1]
        stack = [proof]
        while stack:
            node = stack[-1]
            waiting = [part for part in parts(node) if id(part) not in self._ids]
            if waiting:
                stack.extend(waiting)
            else:
                stack.pop()
                if id(node) not in self._ids:
                    self._ids[id(node)] = (node, seal(self._content(node)))
        return self._ids[id(proof)][1]

    def rule(self, rule: Rule) -> str:
        """A rule as it is written; many proofs are by one."""
        known = self._rules.get(id(rule))
        if known is None:
            known = self._rules[id(rule)] = rule, write_rule(rule)
        return known[1]

    def _content(self, proof: Proof) -> Content:
        match proof:
            case Leaf():
                return ["leaf", _claim(proof.atom), [_fact(fact) for fact in proof.facts]]
            case Derived():
                return ["derived", _claim(proof.atom), self.rule(proof.rule), self._all(proof.premises)]
            case Given():
                return ["given", proof.text]
            case Absent():
                return ["absent", _claim(proof.atom), proof.possible, _search(proof.search)]
            case Grouped():
                members = [[write_value(member.value), self._all(member.premises)] for member in proof.members]
                empty = [_empty(proof.empty)] if proof.empty is not None else []
                # A proof in short is another one than the whole.
                more: list[Content] = [["unproved", proof.unproved]] if proof.unproved else []
                return ["grouped", write_literal(proof.aggregate), write_value(proof.value), members, *empty, *more]
            case Joined():
                return ["joined", self._all(proof.premises)]
            case Cases():
                dates: list[Content] = [[t.of, str(t.date), [str(day) for day in t.days]] for t in proof.dates]
                cases: list[Content] = [
                    [[str(day) for day in case.days], case.alike, self._ids[id(case.proof)][1]] for case in proof.cases
                ]
                return ["cases", proof.every, dates, cases]

    def _all(self, proofs: Sequence[Proof]) -> list[Content]:
        return [self._ids[id(proof)][1] for proof in proofs]


def _claim(atom: Atom) -> Content:
    form = atom.predicate
    return [str(atom), form.possible, *(["any value"] if form.any_value else [])]


def _fact(fact: Fact) -> Content:
    when = fact.when
    dates = [when.kind, str(when.first), str(when.last)] if when is not None else None
    # A context is in it only where there is one: the ids of all else are as they were.
    quotes = [[[c.source, c.quote, c.after, c.before] for c in each] for each in (fact.citations, fact.context)]
    return [fact.kind, str(fact.atom()), dates, *(quotes if fact.context else quotes[:1])]


def _search(search: Search) -> Content:
    failures = [_failure(failure) for failure in search.failures]
    extent = search.extent
    searched: list[Content] = [str(search.view), search.facts, search.sources, search.sources_in_view]
    # What limits a declaration is in it only where something does: the ids of all else are of what was searched.
    limits: list[Content] = [extent.limits, [_fact(fact) for fact in extent.unnamed]]
    return [*searched, extent.closed, failures, *(limits if any(limits) else ())]


def _empty(empty: Empty) -> Content:
    searches = (_search(each) if each is not None else None for each in (empty.search, empty.looked))
    return [_failure(empty.stopped), *searches]


def _failure(failure: Failure) -> Content:
    rule = write_rule(failure.rule) if failure.rule is not None else None
    literal = write_literal(failure.literal) if failure.literal is not None else None
    return [rule, literal, [[name, write_value(value)] for name, value in failure.bindings]]
