"""A proof, read again: in, the JSON of one and what the base answers; out, the proof that it describes, or the reason to refuse it.

It is made of the base's own atoms, rules and facts, so that it can say nothing which the base does not have. Whether it proves what it
is given for is not decided here.

A value in JSON does not tell its type: a symbol and a string are written alike, as are a date and the string of its letters. Claims and
bindings need no more, for they are found by their text in the language, or by their place. The values of an aggregate are read as in the
proof of the base that has the same id, for ids tell types; where there is none, each way to read them is tried until the id fits.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from graphlib import CycleError, TopologicalSorter
from itertools import islice, product

from factbase.base import Answers, FactBase
from factbase.explain.found import goal_of
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
    parts,
)
from factbase.explain.prove import Prover
from factbase.ground.date import Date
from factbase.ground.possible import Several
from factbase.ground.possible import parts as packed
from factbase.ground.span import TextFile
from factbase.ground.value import Value, json_value, value_key
from factbase.program.completion import Completion
from factbase.program.model import Atom, Fact, Predicate
from factbase.render.objects import search_object, tried_object
from factbase.render.saved import Object, Refused, member, objects, shown
from factbase.result.parts import Parts
from factbase.syntax.parse import parse_goal
from factbase.syntax.tree import Aggregate, Constant, Literal, Match
from factbase.syntax.write import write_literal

__all__ = ["Decoder"]

MAX_TRIED = 64  # ways to read the values of one claim or of one aggregate
POSSIBLY = "possibly "

Place = tuple[str, int, int]
JsonKey = tuple[type, str | int | None]


class Decoder:
    """Makes the proofs that documents describe, of what one base says of one goal."""

    def __init__(self, base: FactBase, answers: Answers, prover: Prover) -> None:
        self.base = base
        self.answers = answers
        self.prover = prover
        self.told = Parts(base.program, base.evidence)
        self.rules = {(r.span.path, r.span.line, r.span.column): r for r in base.program.rules}
        self.facts: dict[Place, list[Fact]] = {}
        for fact in prover.planned.facts.values():
            self.facts.setdefault((fact.span.path, fact.span.line, fact.span.column), []).append(fact)
        plain = prover.model.symbols.plain
        self.atoms: dict[tuple[str, bool, bool], Atom] = {}
        for head in prover.model.rows:
            if isinstance(head, Predicate):
                for row in prover.model.of(head):
                    atom = Atom(head, tuple(map(plain, row)))
                    self.atoms.setdefault((str(atom), head.possible, head.any_value), atom)
        self.numbers: dict[object, list[int]] = {}  # of the values as they are written
        self.values: dict[JsonKey, list[Value]] = {}  # by their JSON
        known: set[object] = set()
        for number in range(len(prover.model.symbols.values)):
            value = plain(number)
            if not isinstance(value, Several):
                self.numbers.setdefault(value_key(value), []).append(number)
            for each in _single(value):
                if value_key(each) not in known:
                    known.add(value_key(each))
                    self.values.setdefault(_key(json_value(each)), []).append(each)
        self.identities = Identities()
        self._groups: dict[str, Grouped] | None = None
        self.on_reading: dict[Completion, Decoder] = {}
        self.parts: dict[int, Proof] = {}
        self.count = 0

    def whole(self, document: Object, body: Sequence[Literal]) -> Proof:
        """The proof of one answer to a goal with this body. Raises Refused."""
        self.parts = {}
        given = objects(document, "parts") if "parts" in document else []
        self.count = len(given)
        for number in _order(given):
            if given[number].get("kind") != "derived":
                raise Refused(f"part {number} is no claim that a rule derives")
            self.parts[number] = self.node(given[number], ())
        if document.get("kind") == "joined":
            return Joined(self.nodes(document, body))
        if document.get("kind") == "cases":
            return self.cases(document, body)
        return self.node(document, body)

    def node(self, given: Object, body: Sequence[Literal]) -> Proof:
        match member(given, "kind", str):
            case "part":
                return self.parts[_number(given, self.count)]
            case "leaf":
                return Leaf(self.atom(given), tuple(map(self.fact, objects(given, "facts"))))
            case "derived":
                place = _place(member(given, "rule", dict))
                if place not in self.rules:
                    raise Refused(f"there is no rule at {_told(place)}")
                rule = self.rules[place]
                return Derived(self.atom(given), rule, self.nodes(given, rule.body))
            case "given":
                return Given(member(given, "text", str))
            case "absent":
                return self.absent(given)
            case "grouped":
                return self.grouped(given, body)
            case kind:
                raise Refused(f"there is no kind of proof {shown(kind)} here")

    def cases(self, given: Object, body: Sequence[Literal]) -> Cases:
        """A proof by cases, each read as of its own reading."""
        told = objects(given, "dates")
        proofs = [answer.proof for answer in self.answers.answers]
        dated = (proof.dates for proof in proofs if isinstance(proof, Cases))
        dates = next((each for each in dated if [tried_object(tried, self.told) for tried in each] == told), None)
        if dates is None:
            raise Refused(f"no answer here rests on the dates {shown(told)}")
        cases = tuple(self.case(each, dates, body) for each in objects(given, "cases"))
        return Cases(dates, cases, member(given, "every", bool))

    def case(self, given: Object, dates: Sequence[Tried], body: Sequence[Literal]) -> Case:
        told, readings = member(given, "days", list), self.answers.readings
        tried = [{day.text: day for day in date.days} for date in dates]
        if readings is None or len(told) != len(dates) or not all(map(_is_key, told, tried)):
            raise Refused(f"{shown(told)} are no days that are tried for its dates")
        days = tuple(of[text] for text, of in zip(told, tried, strict=True))
        completion = Completion.of({t.root: on.earliest or 0 for t, on in zip(dates, days, strict=True)})
        if completion not in self.on_reading:
            prover = readings.solve(completion, goal_of(self.answers.body))
            self.on_reading[completion] = Decoder(self.base, self.answers, prover)
        proof = self.on_reading[completion].whole(member(given, "proof", dict), body)
        return Case(days, proof, member(given, "alike", int))

    def nodes(self, given: Object, body: Sequence[Literal]) -> tuple[Proof, ...]:
        """The premises of an object."""
        return tuple([self.node(each, body) for each in objects(given, "premises")])

    def atom(self, given: Object) -> Atom:
        claim = member(given, "claim", str)
        possible, any_value = (member(given, key, bool, default=False) for key in ("possible", "any_value"))
        atom = self.atoms.get((claim, possible, any_value))
        if atom is None:
            raise Refused(f"{shown(claim)} does not hold in this view")
        return atom

    def fact(self, given: Object) -> Fact:
        """The fact of a place; of several there, the one with that claim and those quotes."""
        place = _place(given)
        found = self.facts.get(place)
        if not found:
            raise Refused(f"no fact of the view stands at {_told(place)}")
        told = given.get("kind"), given.get("claim"), [each.get("quote") for each in objects(given, "citations")]
        for fact in found:
            if told == (fact.kind, str(fact.atom()), [cited.quote for cited in fact.citations]):
                return fact
        return found[0]

    def absent(self, given: Object) -> Absent:
        text, possible = member(given, "claim", str), member(given, "possible", bool, default=False)
        query, _ = parse_goal(TextFile("<claim>", text.removeprefix(POSSIBLY) if possible else text))
        if query is None or len(query.body) != 1 or not isinstance(query.body[0], Match):
            raise Refused(f"{shown(text)} is no claim")
        match = query.body[0]
        claim = match.claim
        relation = self.base.program.relations.get(claim.relation)
        if relation is None or len(relation.parameters) != len(claim.args):
            raise Refused(f"{shown(text)} is no claim of this base")
        columns = [part for part in (claim.who, *claim.args, match.on, match.source) if part is not None]
        any_value = member(given, "any_value", bool, default=False)
        form = match.on is not None, match.source is not None, possible, any_value
        predicate = Predicate(claim.relation, claim.mode, *form)
        values = [part.value if isinstance(part, Constant) else None for part in columns]
        numbers = [[None] if v is None else self.numbers.get(value_key(v), []) for v in values]
        atom = Atom(predicate, tuple(values))
        searches = [self.prover.searcher.search(predicate, pattern) for pattern in islice(product(*numbers), MAX_TRIED)]
        if not searches:
            raise Refused(f"nothing was searched for {shown(text)}")
        # A partial date has a number for each unknown day that it stands for, and one as a constant: that is told as it is written.
        told = given.get("searched")
        searches.sort(key=lambda search: (search_object(search, self.told) != told, search.atom != atom))
        return Absent(atom, searches[0], member(given, "only_not_certain", bool, default=False))

    # ---- aggregates

    def grouped(self, given: Object, body: Sequence[Literal]) -> Grouped:
        text = member(given, "literal", str)
        literal = next((each for each in _aggregates(body) if write_literal(each) == text), None)
        if literal is None:
            raise Refused(f"the rule has no {shown(text)}")
        members = objects(given, "members")
        inner = (*literal.body, *body)  # one aggregate may need the result of another that stands beside it
        premises = [self.nodes(each, inner) for each in members]
        told = [_key(each.get("value")) for each in (given, *members)]
        for key, each in zip(told, (given, *members), strict=True):
            if key not in self.values:
                raise Refused(f"{shown(each.get('value'))} is no value of this model")
        alike = self.groups().get(str(given.get("id"))) if not members else None
        empty = alike.empty if alike is not None else None  # what the document tells otherwise is refused
        made = [_grouped(literal, values, premises, empty) for values in islice(self.readings(given, told), MAX_TRIED)]
        fits = (each for each in made if self.identities.of(each) == given.get("id"))
        return made[0] if len(made) == 1 else next(fits, made[0])

    def readings(self, given: Object, told: Sequence[JsonKey]) -> Iterator[Sequence[Value]]:
        """The ways to read the value of an aggregate and those of its members."""
        if any(len(self.values[key]) > 1 for key in told):
            known = self.groups().get(str(given.get("id")))
            values = [known.value, *(each.value for each in known.members)] if known is not None else []
            if [_key(json_value(value)) for value in values] == told:
                yield values
                return
        yield from product(*[self.values[key] for key in told])

    def groups(self) -> dict[str, Grouped]:
        """The aggregates in what the base answers, by their ids."""
        if self._groups is None:
            self._groups = {}
            seen: dict[int, Proof] = {}
            stack = [answer.proof for answer in self.answers.answers]
            while stack:
                node = stack.pop()
                if id(node) not in seen:
                    seen[id(node)] = node
                    stack.extend(parts(node))
                    if isinstance(node, Grouped):
                        self._groups[self.identities.of(node)] = node
        return self._groups


def _is_key(given: object, of: Mapping[str, object]) -> bool:
    return isinstance(given, str) and given in of


def _grouped(
    literal: Aggregate, values: Sequence[Value], premises: Sequence[tuple[Proof, ...]], empty: Empty | None
) -> Grouped:
    return Grouped(literal, values[0], tuple(map(Member, values[1:], premises)), empty)


def _aggregates(body: Sequence[Literal]) -> Iterator[Aggregate]:
    for literal in body:
        if isinstance(literal, Aggregate):
            yield literal
            yield from _aggregates(literal.body)


def _single(value: Value) -> Iterator[Value]:
    """A value; of several in one, each, as it is written."""
    if not isinstance(value, Several):
        yield value.plain if isinstance(value, Date) else value
    for each in packed(value):
        yield from _single(each)


def _key(given: object) -> JsonKey:
    """What to find values by: 1 is not `true`, nor 1.0."""
    return type(given), given if isinstance(given, (str, int)) else None


# ---- the parts that are told once


def _order(given: Sequence[Object]) -> list[int]:
    """The numbers of all parts, each after those that it rests on: a chain of them may be longer than the stack is deep."""
    rests = {number: list(_references(part, len(given))) for number, part in enumerate(given)}
    try:
        return list(TopologicalSorter(rests).static_order())
    except CycleError as circle:
        raise Refused(f"part {circle.args[1][0]} rests on itself") from None


def _references(given: object, count: int) -> Iterator[int]:
    stack = [given]
    while stack:
        node = stack.pop()
        if isinstance(node, list):
            stack.extend(node)
        elif isinstance(node, dict):
            if node.get("kind") == "part":
                yield _number(node, count)
            else:
                stack += [node.get("premises"), node.get("members")]


def _number(given: Object, count: int) -> int:
    number = member(given, "number", int)
    if not 0 <= number < count:
        raise Refused(f"there is no part {shown(number)}")
    return number


def _place(given: Object) -> Place:
    return member(given, "path", str), member(given, "line", int), member(given, "column", int)


def _told(place: Place) -> str:
    path, line, column = place
    return f"{shown(path)}, line {shown(line)}, column {shown(column)}"
