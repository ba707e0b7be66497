"""A proof, read again: in, the nodes of one and what the base answers; out, the proof that they describe, or the reason to refuse it.

It is made of the base's own atoms, rules and facts, so that it can say nothing which the base does not have. Whether it proves what it
is given for is not decided here. Claims and values are found by their text in the language. Of values that are written alike (each `?`),
those of an aggregate are read as in the proof of the base that has the same id; where there is none, each way is tried until the id fits.
"""

from __future__ import annotations

import json
from collections.abc import Iterator, Sequence
from graphlib import CycleError, TopologicalSorter
from itertools import islice, product

from factbase.base import Answers, FactBase
from factbase.explain.finder import goal_of
from factbase.explain.identity import Identities
from factbase.explain.proof import (
    Absent,
    Case,
    Cases,
    Derived,
    Empty,
    Given,
    Grouped,
    Joined,
    Leaf,
    Member,
    Proof,
    Tried,
    nodes,
)
from factbase.explain.prove import Prover
from factbase.ground.date import Date
from factbase.ground.possible import Several
from factbase.ground.possible import parts as packed
from factbase.ground.span import TextFile
from factbase.ground.value import Value, value_key, write_value
from factbase.program.completion import Completion
from factbase.program.model import Atom, Fact, Predicate
from factbase.program.plain import plain_literals
from factbase.resolve.grounds import Grounds
from factbase.result.ground import Ground
from factbase.result.proof import Node, Proofs
from factbase.syntax.parse import parse_goal
from factbase.syntax.tree import Aggregate, Constant, Literal, Match, Rule
from factbase.syntax.write import write_literal, write_rule

__all__ = ["Decoder", "NoProof", "shown"]

MAX_TRIED = 64  # ways to read the values of one claim or of one aggregate
MAX_NESTED = 100  # aggregates in one another
MAX_SHOWN = 80  # characters of a document, in a message
POSSIBLY = "possibly "

Position = tuple[str | None, int | None, int | None]
Read = tuple[str, frozenset[int]]
"""A node by its id, and the literals among which its own is to be found."""


class NoProof(Exception):
    """A document that cannot be a proof from this base; the message says why, in one line."""


class Decoder:
    """Makes the proofs that nodes describe, of what one base says of one goal."""

    def __init__(self, base: FactBase, answers: Answers, prover: Prover) -> None:
        self.base = base
        self.answers = answers
        self.prover = prover
        self.grounds = Grounds(base.program, base.evidence)
        self.rules: dict[Position, list[Rule]] = {}  # several at a place are the branches of one
        for rule in base.program.rules:
            self.rules.setdefault((rule.span.path, rule.span.line, rule.span.column), []).append(rule)
        self.facts: dict[Position, list[Fact]] = {}
        for fact in prover.planned.store.facts.values():
            self.facts.setdefault((fact.span.path, fact.span.line, fact.span.column), []).append(fact)
        plain = prover.model.symbols.plain
        self.atoms: dict[tuple[str, bool, bool], Atom] = {}
        for head in prover.model.rows:
            if isinstance(head, Predicate):
                for row in prover.model.of(head):
                    atom = Atom(head, tuple(map(plain, row)))
                    self.atoms.setdefault((str(atom), head.possible, head.any_value), atom)
        self.numbers: dict[object, list[int]] = {}  # of the values as they are written
        self.values: dict[str, list[Value]] = {}  # by their text
        known: set[object] = set()
        for number in range(len(prover.model.symbols.values)):
            value = plain(number)
            if not isinstance(value, Several):
                self.numbers.setdefault(value_key(value), []).append(number)
            for each in _single(value):
                if value_key(each) not in known:
                    known.add(value_key(each))
                    self.values.setdefault(write_value(each), []).append(each)
        self.identities = Identities()
        self._groups: dict[str, Grouped] | None = None
        self.on_reading: dict[Completion, Decoder] = {}
        self.proofs: Proofs = {}
        self.made: dict[Read, Proof] = {}

    def proof(self, proofs: Proofs, name: str, body: Sequence[Literal]) -> Proof:
        """The proof of one answer to a goal with this body. Raises NoProof."""
        if proofs is not self.proofs:
            self.proofs, self.made = proofs, {}
        top = self.named(name)
        if top.kind == "cases":
            return self.cases(top, body)
        for each in self.order(
            name
        ):  # what a claim rests on is made before it: a chain may be longer than the stack is deep
            if proofs[each].kind == "derived":
                self.node(each, ())
        return Joined(self.all(top.premises, body)) if top.kind == "joined" else self.node(name, body)

    def named(self, name: str) -> Node:
        """The part of the document that has this id. Raises NoProof where there is none."""
        if name not in self.proofs:
            raise NoProof(f"there is no part {shown(name)}")
        return self.proofs[name]

    def order(self, name: str) -> Sequence[str]:
        """All nodes under one, each after those that it rests on."""
        rests: dict[str, list[str]] = {}
        stack = [name]
        while stack:
            each = stack.pop()
            if each not in rests:
                rests[each] = list(self.named(each).under)
                stack.extend(rests[each])
        try:
            return list(TopologicalSorter(rests).static_order())
        except CycleError as circle:
            raise NoProof(f"part {shown(circle.args[1][0])} rests on itself") from None

    def node(self, name: str, body: Sequence[Literal], depth: int = 0) -> Proof:
        """The proof that a node is, whose literal, where it is an aggregate, is one of a body."""
        given = self.named(name)
        key = name, frozenset(map(id, body)) if given.kind == "grouped" else frozenset[int]()
        if key not in self.made:
            self.made[key] = self.make(name, given, body, depth)
        return self.made[key]

    def make(self, name: str, given: Node, body: Sequence[Literal], depth: int) -> Proof:
        """The proof that a node is, made anew of the base's own atoms, rules and facts. Raises NoProof."""
        match given.kind:
            case "leaf":
                return Leaf(self.atom(given), tuple(map(self.fact, given.facts or ())))
            case "derived":
                rule = given.rule
                place: Position = (rule.path, rule.line, rule.column) if rule is not None else (None, None, None)
                there = self.rules.get(place, [])
                if rule is None or not there:
                    raise NoProof(f"there is no rule at {_position_text(place)}")
                own = next((each for each in there if write_rule(each) == rule.text), there[0])
                return Derived(self.atom(given), own, self.all(given.premises, own.body))
            case "given":
                return Given(given.claim)
            case "absent":
                return self.absent(given)
            case "grouped":
                return self.grouped(name, given, body, depth)
            case kind:
                raise NoProof(f"there is no kind of proof {shown(kind)} here")

    def cases(self, given: Node, body: Sequence[Literal]) -> Cases:
        """A proof by cases, each read as of its own reading."""
        proofs = [answer.proof for answer in self.answers.answers]
        dated = (proof.dates for proof in proofs if isinstance(proof, Cases))
        dates = next((each for each in dated if tuple(map(self.grounds.tried, each)) == given.dates), None)
        if dates is None:
            raise NoProof(f"no answer here rests on the dates {shown([each.date for each in given.dates or ()])}")
        cases = tuple(self.case(each.days, each.proof, each.alike, dates, body) for each in given.cases or ())
        return Cases(dates, cases, bool(given.every))

    def case(self, days: Sequence[str], name: str, alike: int, dates: Sequence[Tried], body: Sequence[Literal]) -> Case:
        """One case, read by a decoder of its own reading; `days` choose among those tried for `dates`. Raises NoProof."""
        readings = self.answers.readings
        tried = [{day.text: day for day in date.days} for date in dates]
        if readings is None or len(days) != len(dates) or not all(d in of for d, of in zip(days, tried, strict=True)):
            raise NoProof(f"{shown(list(days))} are no days that are tried for its dates")
        if self.named(name).kind == "cases":
            raise NoProof(f"part {shown(name)} is a proof by cases in another")
        taken = tuple(of[text] for text, of in zip(days, tried, strict=True))
        completion = Completion.of({t.root: on.earliest or 0 for t, on in zip(dates, taken, strict=True)})
        if completion not in self.on_reading:
            prover = readings.solve(completion, goal_of(self.answers.body))
            self.on_reading[completion] = Decoder(self.base, self.answers, prover)
        return Case(taken, self.on_reading[completion].proof(self.proofs, name, body), alike)

    def all(self, names: Sequence[str] | None, body: Sequence[Literal], depth: int = 0) -> tuple[Proof, ...]:
        """Some premises."""
        return tuple([self.node(each, body, depth) for each in names or ()])

    def atom(self, given: Node) -> Atom:
        """The claim of a node as an atom that holds in this view. Raises NoProof where it does not hold."""
        atom = self.atoms.get((given.claim, given.possible, given.any_value))
        if atom is None:
            raise NoProof(f"{shown(given.claim)} does not hold in this view")
        return atom

    def fact(self, given: Ground) -> Fact:
        """The fact of a place; of several there, the one with that claim and those quotes."""
        place = given.path, given.line, given.column
        facts = self.facts.get(place)
        if not facts:
            raise NoProof(f"no fact of the view stands at {_position_text(place)}")
        return next((fact for fact in facts if self.grounds.fact(fact) == given), facts[0])

    def absent(self, given: Node) -> Absent:
        """The absence of a claim, with this base's own search for it that fits best. Raises NoProof."""
        text, possible = given.claim, given.possible
        query, _ = parse_goal(TextFile("<claim>", text.removeprefix(POSSIBLY) if possible else text))
        if query is None or len(query.body) != 1 or not isinstance(query.body[0], Match):
            raise NoProof(f"{shown(text)} is no claim")
        match = query.body[0]
        claim = match.claim
        relation = self.base.program.relation(claim.relation)
        if relation is None or len(relation.parameters) != len(claim.args):
            raise NoProof(f"{shown(text)} is no claim of this base")
        columns = [part for part in (claim.who, *claim.args, match.on, match.source) if part is not None]
        form = match.on is not None, match.source is not None, possible, given.any_value
        predicate = Predicate(claim.relation, claim.mode, *form)
        values = [part.value if isinstance(part, Constant) else None for part in columns]
        numbers = [[None] if v is None else self.numbers.get(value_key(v), []) for v in values]
        atom = Atom(predicate, tuple(values))
        searches = [self.prover.searcher.search(predicate, pattern) for pattern in islice(product(*numbers), MAX_TRIED)]
        if not searches:
            raise NoProof(f"nothing was searched for {shown(text)}")
        # A partial date has a number for each unknown day that it stands for, and one as a constant: that is told as it is written.
        searches.sort(key=lambda search: (self.grounds.search(search) != given.searched, search.atom != atom))
        return Absent(atom, searches[0], given.only_not_certain)

    # ---- aggregates

    def grouped(self, name: str, given: Node, body: Sequence[Literal], depth: int) -> Grouped:
        """An aggregate of a body with its members; of several readings, the one whose id is `name`, else the first. Raises NoProof."""
        if depth >= MAX_NESTED:
            raise NoProof("aggregates are nested too deep in it")
        literal = next((each for each in _aggregates(body) if write_literal(each) == given.literal), None)
        if literal is None:
            raise NoProof(f"the rule has no {shown(given.literal)}")
        members = given.members or ()
        inner = (*literal.body, *body)  # one aggregate may need the result of another that stands beside it
        premises = [self.all(each.premises, inner, depth + 1) for each in members]
        texts = [given.written or "", *(each.written for each in members)]
        for text in texts:
            if text not in self.values:
                raise NoProof(f"{shown(text)} is no value of this model")
        alike = self.groups().get(name) if not members else None
        empty = alike.empty if alike is not None else None  # what the document tells otherwise is refused
        made = [_grouped(literal, values, premises, empty) for values in islice(self.readings(name, texts), MAX_TRIED)]
        fits = (each for each in made if self.identities.of(each) == name)
        return made[0] if len(made) == 1 else next(fits, made[0])

    def readings(self, name: str, texts: Sequence[str]) -> Iterator[Sequence[Value]]:
        """The ways to read the value of an aggregate and those of its members."""
        if any(len(self.values[text]) > 1 for text in texts):
            known = self.groups().get(name)
            values = [known.value, *(each.value for each in known.members)] if known is not None else []
            if [write_value(value) for value in values] == list(texts):
                yield values
                return
        yield from product(*[self.values[text] for text in texts])

    def groups(self) -> dict[str, Grouped]:
        """The aggregates in what the base answers, by their ids."""
        if self._groups is None:
            self._groups = {}
            for answer in self.answers.answers:
                for node in nodes(answer.proof):
                    if isinstance(node, Grouped):
                        self._groups[self.identities.of(node)] = node
        return self._groups


def _grouped(
    literal: Aggregate, values: Sequence[Value], premises: Sequence[tuple[Proof, ...]], empty: Empty | None
) -> Grouped:
    return Grouped(literal, values[0], tuple(map(Member, values[1:], premises)), empty)


def _aggregates(body: Sequence[Literal]) -> Iterator[Aggregate]:
    for literal in plain_literals(body):
        if isinstance(literal, Aggregate):
            yield literal
            yield from _aggregates(literal.body)


def _single(value: Value) -> Iterator[Value]:
    """A value; of several in one, each, as it is written."""
    if not isinstance(value, Several):
        yield value.plain if isinstance(value, Date) else value
    for each in packed(value):
        yield from _single(each)


def _position_text(place: Position) -> str:
    path, line, column = place
    return f"{shown(path)}, line {shown(line)}, column {shown(column)}"


def shown(given: object) -> str:
    """A part of a document, as a message names it."""
    text = json.dumps(given, ensure_ascii=True)
    return text if len(text) <= MAX_SHOWN else f"{text[: MAX_SHOWN - 1]}…"
