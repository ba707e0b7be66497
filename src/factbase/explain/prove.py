"""The prover: in, a plan and its model; out, for a row, a whole proof of least height, and of fewest sources among those; or all proofs.

Which instance proves which row is chosen on the derivation graph; this turns choices into proofs, in which equal parts are one object.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace
from functools import cached_property
from typing import TYPE_CHECKING, Protocol

from factbase.engine.base import Model, PlanRule, Row
from factbase.engine.goal import Goal
from factbase.engine.plan import Planned
from factbase.engine.step import Auxiliary, Between, Filter, Group, Head, Let, Negated, Scan
from factbase.explain.absence import Searcher
from factbase.explain.graph import Graph, Instance, Node
from factbase.explain.least import ChosenInstances, Least
from factbase.explain.proof import Absent, Derived, Empty, Given, Grouped, Joined, Leaf, Member, Proof
from factbase.explain.solutions import value_of
from factbase.explain.telling import Telling
from factbase.ground import operation as op
from factbase.ground.builtin import AggregateFunction
from factbase.ground.dataclass import dataclass
from factbase.ground.date import Date
from factbase.ground.possible import Several
from factbase.ground.value import Value
from factbase.program.completion import Completion
from factbase.program.declare import AT
from factbase.program.model import Atom, Predicate, Program, expressions
from factbase.syntax.tree import Aggregate, Constant, Match, Negation, Rule, Variable

if TYPE_CHECKING:  # most answers are certain
    from factbase.explain.conditions import KnownBy

__all__ = ["Proofs", "Prover", "Readings"]


@dataclass(frozen=True, slots=True)
class Proofs:
    """The distinct proofs of one answer, the least first. `cut` says that there are or may be more than these.

    `least_height` and `fewest_sources` say whether the search for the first could be finished within its bounds."""

    proofs: tuple[Proof, ...]
    cut: bool
    least_height: bool
    fewest_sources: bool


class Prover:
    """Proves rows of one model; what it finds for one row serves the next.

    With `few`, proofs are in short: an aggregate of very many contributors has so many of them, and says how many are not proved."""

    def __init__(self, planned: Planned, model: Model, program: Program, few: int | None = None) -> None:
        self.planned = planned
        self.model = model
        self.program = program
        self.graph = Graph(planned, model, few)
        self.rows = self.graph.rows
        self.searcher = Searcher(planned, self.rows, program)
        self.least = Least(self.graph)
        self.telling = Telling(planned, self.rows.symbols)
        # by the identity of the instance and of the proofs under it, all of which are kept
        self._built: dict[tuple[Node, int, tuple[int, ...]], tuple[Proof, ...]] = {}
        self._first: dict[Node, tuple[Proof, ...]] = {}  # by the choice that all rows share

    @cached_property
    def whole(self) -> Prover:
        """What proves the rows of the same model, with every contributor of an aggregate."""
        return self if self.graph.few is None else Prover(self.planned, self.model, self.program)

    def prove(self, goal: Head, row: Row) -> Proof:
        """The least proof of a row of a goal or of a relation. Raises InternalError where the model holds a row that nothing derives."""
        root = self.graph.node(goal, row)
        return self._whole(root, self.least.choose(root).choice)

    def prove_alike(self, goal: Head, rows: Sequence[Row]) -> Proof:
        """The proof of the first of some rows that are written alike; where facts state it, with those that state the others too."""
        first = self.prove(goal, rows[0])
        if len(rows) == 1 or not isinstance(first, Leaf):
            return first
        others = (self.prove(goal, row) for row in rows[1:])
        stated = dict.fromkeys(fact for leaf in (first, *others) if isinstance(leaf, Leaf) for fact in leaf.facts)
        return replace(first, facts=tuple(stated))

    def proofs(self, goal: Auxiliary, row: Row, limit: int) -> Proofs:
        """The distinct proofs of one answer, up to a limit."""
        from factbase.explain.identity import Identities  # late, both: an answer needs its least proof only
        from factbase.explain.ways import ways

        root = self.graph.node(goal, row)
        chosen = self.least.choose(root)
        distinct_ways = ways(self.graph, root, chosen.choice, limit)
        identities = Identities()
        distinct: dict[str, Proof] = {}  # an instance may differ in what no proof shows
        for choice in distinct_ways.choices:
            proof = self._whole(root, choice)
            distinct.setdefault(identities.of(proof), proof)
        return Proofs(tuple(distinct.values()), distinct_ways.cut, chosen.least_height, chosen.fewest_sources)

    def holding(self, rule: PlanRule, reached: int, binding: Sequence[int | None]) -> tuple[Proof, ...]:
        """The proofs of the claims and aggregates that hold among the first steps of a body, under a binding of them."""
        holding: list[Proof] = []
        literals = self.planned.rules.origins[rule.origin or 0].literals
        for step, literal in zip(rule.body[: max(reached, 0)], literals, strict=False):
            needs = self.graph.needs(step, binding) if isinstance(step, (Scan, Group)) else []
            built = {need: self._build(need, self.least.choose(need).choice) for need in needs}
            if isinstance(step, Group) and step.function not in (op.RIVALS, op.MEMBERS):
                assert isinstance(literal, Aggregate)
                holding.append(self._grouped(step, literal, binding, built))
            elif isinstance(step, Scan):
                holding.extend(proof for proofs in built.values() for proof in proofs)
        return tuple(holding)

    def _whole(self, root: Node, choice: ChosenInstances) -> Proof:
        premises = self._build(root, choice)
        return premises[0] if len(premises) == 1 else Joined(premises)

    def _build(self, root: Node, choice: ChosenInstances) -> tuple[Proof, ...]:
        """Proofs from the leaves up, without recursion: a chain of rules may be longer than the stack is deep."""
        built: dict[Node, tuple[Proof, ...]] = self._first if choice is self.least.first else {}
        stack = [root]
        while stack:
            node = stack[-1]
            if node in built:
                stack.pop()
                continue
            instance = choice[node]
            waiting = [need for need in instance.needs if need not in built]
            if waiting:
                stack.extend(reversed(waiting))
                continue
            stack.pop()
            key = (node, id(instance), tuple([id(built[need]) for need in instance.needs]))
            if key not in self._built:
                self._built[key] = self._proof(node, instance, built)
            built[node] = self._built[key]
        return built[root]

    def _proof(self, node: Node, instance: Instance, built: dict[Node, tuple[Proof, ...]]) -> tuple[Proof, ...]:
        """What stands for a node among the premises of another."""
        head, row = self.graph.key(node)
        rule = instance.rule
        if instance.stated:
            assert isinstance(head, Predicate)
            atom = self._atom(head, row)
            if head.relation == AT:
                return (Given(self.telling.as_of(row[0] or 0)),)
            return (Leaf(atom, self.graph.facts(node)),)
        if rule is None or rule.origin is None:  # a row of a pattern, or a dated claim under its plain form: one claim
            return built[instance.needs[0]]
        premises = tuple(self._premises(rule, instance.binding, built))
        if isinstance(head, Auxiliary):
            return premises
        clause = self.planned.rules.origins[rule.origin].clause
        assert isinstance(clause, Rule)
        return (Derived(self._atom(head, row), clause, premises),)

    def _premises(
        self, rule: PlanRule, binding: Sequence[int | None], built: dict[Node, tuple[Proof, ...]]
    ) -> Iterable[Proof]:
        origin = self.planned.rules.origins[rule.origin or 0]
        texts = self.telling.texts(rule, binding)
        for at, (step, literal) in enumerate(zip(rule.body, origin.literals, strict=True)):
            match step:
                case Scan():
                    (need,) = self.graph.needs(step, binding)
                    yield from built[need]
                case Negated():
                    assert isinstance(step.predicate, Predicate)
                    pattern = [value_of(arg, binding) for arg in step.args]
                    yield self._absent(step.predicate, pattern, rule)
                case Group(function=op.RIVALS):
                    scan = self._scan_of(step.rows)
                    assert isinstance(literal, Negation)
                    assert isinstance(scan, Predicate)
                    pattern = self._pattern(literal.match, self.telling.named(rule, binding))
                    yield self._absent(scan, pattern, rule)
                case Group(function=op.MEMBERS):
                    assert isinstance(literal, Aggregate)
                    if step.rows.possible:
                        yield self._members(step, literal, rule, binding, built)
                case Group():
                    assert isinstance(literal, Aggregate)
                    yield self._grouped(step, literal, binding, built)
                case Filter() | Let() | Between():
                    if at in texts:
                        yield Given(texts[at])

    def _grouped(
        self,
        step: Group,
        literal: Aggregate,
        binding: Sequence[int | None],
        built: Mapping[Node, tuple[Proof, ...]],
    ) -> Grouped:
        """An aggregate with its members."""
        result = value_of(step.result, binding)
        assert result is not None
        rows, more = self.graph.members(step, binding)
        members = tuple(
            Member(self._decode(row[len(step.keys)]), built[self.graph.node(step.rows, row)]) for row in rows
        )
        return Grouped(literal, self._decode(result), members, self._empty(step, binding, members), more)

    # ---- where dates are partial

    def _absent(self, predicate: Predicate, pattern: Sequence[int | None], rule: PlanRule) -> Absent:
        """The absence of a claim; one that is only not certain is said to be so."""
        unsure = not predicate.possible and rule.head.possible and self.searcher.possibly(predicate, pattern)
        return Absent(self._atom(predicate, pattern), self.searcher.search(predicate, pattern), unsure)

    def negated(
        self, rule: PlanRule, at: int, binding: Sequence[int | None]
    ) -> tuple[Predicate, list[int | None]] | None:
        """What is certain and would be denied by a step of a rule that looks through the rows that may fit; None of any other step."""
        literal = self.planned.rules.origins[rule.origin or 0].literals[at]
        group = rule.body[at - 1] if at else None
        if not isinstance(literal, Negation) or not isinstance(group, Group) or group.function is not op.RIVALS:
            return None
        scan = self._scan_of(group.rows)
        assert isinstance(scan, Predicate)
        return scan.surely, self._pattern(literal.match, self.telling.named(rule, binding))

    def _scan_of(self, rows: Auxiliary) -> Head:
        rule = next(rule for rule in self.planned.rules.each if rule.head == rows)
        assert isinstance(rule.body[0], Scan)
        return rule.body[0].predicate

    def _pattern(self, match: Match, named: Mapping[str, Value]) -> list[int | None]:
        pattern: list[int | None] = []
        for part in expressions(match):
            value = (
                part.value
                if isinstance(part, Constant)
                else named.get(part.name)
                if isinstance(part, Variable)
                else None
            )
            pattern.append(None if value is None else self.rows.symbols.intern(value))
        return pattern

    def _members(
        self,
        step: Group,
        literal: Aggregate,
        rule: PlanRule,
        binding: Sequence[int | None],
        built: dict[Node, tuple[Proof, ...]],
    ) -> Grouped:
        """An aggregate with the members that it may have; those that it surely has are proved as such."""
        origin = self.planned.rules.origins[rule.origin or 0]
        results = [s for s, of in zip(rule.body, origin.literals, strict=True) if of is literal and isinstance(s, Let)]
        result = value_of(results[-1].result, binding)
        assert result is not None
        rows, more = self.graph.members(step, binding)
        terms = [self.rows.symbols.values[row[len(step.keys)]] for row in rows]
        apart = max((len(s.args) - 2 for s in results if isinstance(s.op.of, AggregateFunction)), default=0)
        members = tuple(
            Member(_plain(packed.values[apart]), built[self.graph.node(step.rows, row)])
            for row, packed in zip(rows, terms, strict=True)
            if isinstance(packed, Several)
        )
        return Grouped(literal, self._decode(result), members, self._empty(step, binding, members), more)

    def _empty(self, step: Group, binding: Sequence[int | None], members: Sequence[Member]) -> Empty | None:
        """Why an aggregate has no contributor; None where it has one."""
        return None if members else self.searcher.group(step.rows, [value_of(key, binding) for key in step.keys])

    def _atom(self, head: Predicate, row: Sequence[int | None]) -> Atom:
        return Atom(head, tuple(None if number is None else self._decode(number) for number in row))

    def _decode(self, number: int) -> Value:
        return self.rows.symbols.plain(number)


def _plain(value: Value) -> Value:
    return value.plain if isinstance(value, Date) else value


class Readings(Protocol):
    """The readings of the dates of a base in one view."""

    def solve(self, completion: Completion, goal: Goal, *, certainly: bool = True) -> Prover:
        """What proves the answers to a goal where the days that a reading chooses are stated; `certainly`, only the certain ones."""

    def alike(self, completion: Completion, goal: Goal) -> Prover:
        """What proves the certain answers to a goal on a reading: one for all that differ in nothing on which these may depend."""

    def knowing(self) -> KnownBy | None:
        """On which readings sources were known; None where all are."""
