"""The prover: in, a plan and its model; out, for a row, a whole proof of least height, and of fewest sources among those.

It builds the derivation graph of what is asked (rows, and the rule instances that derive them) and walks it in the order of heights,
as Knuth's generalisation of Dijkstra's algorithm (1977) does; so no proof rests on itself, and recursion ends.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from heapq import heappop, heappush

from factbase.diagnostic import InternalError
from factbase.engine.base import Absent as AbsentStep
from factbase.engine.base import Auxiliary, Between, Group, Head, Let, Model, PlanRule, Row, Scan, Step, Term, Test
from factbase.engine.plan import Planned
from factbase.explain.absence import Searcher
from factbase.explain.proof import Absent, Derived, Given, Grouped, Joined, Leaf, Member, Proof
from factbase.explain.solutions import Binding, Rows, bind, solutions
from factbase.program.declare import AT
from factbase.program.model import Atom, Predicate, Program
from factbase.syntax.tree import Aggregate, Comparison, Membership, Rule
from factbase.syntax.write import write_literal
from factbase.value import Value, write_value

__all__ = ["Prover"]

Node = tuple[Head, Row]


@dataclass(frozen=True, slots=True)
class _Instance:
    """One way to derive a row: the rule, its binding, and the rows that it needs."""

    rule: PlanRule
    binding: tuple[int | None, ...]
    needs: tuple[Node, ...]


class Prover:
    """Proves rows of one model; what it finds for one row serves the next."""

    def __init__(self, planned: Planned, model: Model, program: Program) -> None:
        self.planned = planned
        self.program = program
        self.model = model
        self.rows = Rows(model)
        self.searcher = Searcher(planned, self.rows, program)
        self.rules: dict[Head, list[PlanRule]] = {}
        for rule in planned.plan.rules:
            self.rules.setdefault(rule.head, []).append(rule)
        self.instances: dict[Node, tuple[_Instance, ...]] = {}
        self.height: dict[Node, int] = {}
        self.chosen: dict[Node, _Instance | None] = {}  # None: a fact
        self.sources: dict[Node, frozenset[str]] = {}
        self.proofs: dict[Node, tuple[Proof, ...]] = {}  # what stands for a row among the premises of another

    def prove(self, goal: Auxiliary, row: Row) -> Proof:
        """The proof of one answer. Raises InternalError where the model holds a row that nothing derives."""
        self._explore([(goal, row)])
        self._build((goal, row))
        premises = self.proofs[(goal, row)]
        return premises[0] if len(premises) == 1 else Joined(premises)

    # ---- the derivation graph

    def _explore(self, roots: Iterable[Node]) -> None:
        """Adds the roots and all that they may rest on to the graph, and settles the height of each."""
        fresh: list[Node] = []
        stack = [node for node in roots if node not in self.instances]
        while stack:
            node = stack.pop()
            if node in self.instances:
                continue
            self.instances[node] = tuple(self._instances(node))
            fresh.append(node)
            stack.extend(need for instance in self.instances[node] for need in instance.needs)
        self._settle(fresh)

    def _instances(self, node: Node) -> Iterable[_Instance]:
        head, row = node
        for rule in self.rules.get(head, ()):
            binding = bind(rule.args, row, len(rule.variables))
            if binding is None:
                continue
            seen: set[tuple[int | None, ...]] = set()  # where `_` fits several rows, one binding comes several times
            for found in solutions(self.rows, rule.body, binding):
                if tuple(found) in seen:
                    continue
                seen.add(tuple(found))
                needs = dict.fromkeys(need for step in rule.body for need in self._needs(step, found))
                yield _Instance(rule, tuple(found), tuple(needs))

    def _needs(self, step: Step, binding: Binding) -> Sequence[Node]:
        match step:
            case Scan():
                return [(step.predicate, self._scanned(step, binding))]
            case Group():
                return [(step.rows, row) for row in self.rows.members(step, binding)]
            case _:
                return ()

    def _scanned(self, step: Scan, binding: Binding) -> Row:
        """The row that a scan stands on: where `_` allows several, the one of lowest rank, so that it is well-founded."""
        found = self.rows.find(step.predicate, [_value(arg, binding) for arg in step.args])
        ranks = self.model.of(step.predicate)
        return min(found, key=lambda row: ranks[row])

    def _settle(self, fresh: Sequence[Node]) -> None:
        """Heights in increasing order; a row is settled by the instance whose last need was settled first."""
        waiting: dict[Node, list[tuple[Node, _Instance]]] = {}
        missing: dict[int, int] = {}  # by the instance's id: how many of its needs are open
        heap: list[tuple[int, int, Node]] = []
        order = {node: i for i, node in enumerate(fresh)}
        for node in fresh:
            if self._is_fact(node):
                heappush(heap, (0, order[node], node))
            for instance in self.instances[node]:
                open_needs = [need for need in instance.needs if need not in self.height]
                missing[id(instance)] = len(open_needs)
                for need in open_needs:
                    waiting.setdefault(need, []).append((node, instance))
                if not open_needs:
                    heappush(heap, (self._height_by(instance), order[node], node))
        while heap:
            height, _, node = heappop(heap)
            if node in self.height:
                continue
            self.height[node] = height
            self._choose(node)
            for parent, instance in waiting.get(node, ()):
                missing[id(instance)] -= 1
                if missing[id(instance)] == 0 and parent not in self.height:
                    heappush(heap, (self._height_by(instance), order[parent], parent))

    def _height_by(self, instance: _Instance) -> int:
        step = 0 if instance.rule.origin is None else 1
        return step + max((self.height[need] for need in instance.needs), default=0)

    def _choose(self, node: Node) -> None:
        """Among the instances of least height, the one whose proof rests on fewest sources; then the first."""
        if self._is_fact(node):
            self.chosen[node] = None
            head, row = node
            facts = [self.planned.facts[i] for i in self.planned.plan.facts[head][row]]
            self.sources[node] = frozenset(c.source for fact in facts[:1] for c in fact.citations)
            return
        best: tuple[int, _Instance, frozenset[str]] | None = None
        for instance in self.instances[node]:
            if any(need not in self.height for need in instance.needs) or self._height_by(instance) > self.height[node]:
                continue
            sources: frozenset[str] = frozenset().union(*(self.sources[need] for need in instance.needs))
            if best is None or len(sources) < best[0]:
                best = (len(sources), instance, sources)
        assert best is not None
        self.chosen[node], self.sources[node] = best[1], best[2]

    def _is_fact(self, node: Node) -> bool:
        return node[1] in self.planned.plan.facts.get(node[0], {})

    # ---- proofs

    def _build(self, root: Node) -> None:
        """Proofs from the leaves up, without recursion: a chain of rules may be longer than the stack is deep."""
        if root not in self.height:
            raise InternalError(f"{root[0]} has a row that nothing derives")
        order: list[Node] = []
        stack = [root]
        seen = set()
        while stack:
            node = stack.pop()
            if node in seen or node in self.proofs:
                continue
            seen.add(node)
            order.append(node)
            instance = self.chosen[node]
            stack.extend(instance.needs if instance else ())
        for node in sorted(order, key=lambda n: (self.height[n], isinstance(n[0], Predicate) and not n[0].on)):
            self.proofs[node] = self._proof(node)

    def _proof(self, node: Node) -> tuple[Proof, ...]:
        head, row = node
        instance = self.chosen[node]
        if instance is None:
            assert isinstance(head, Predicate)
            atom = self._atom(head, row)
            if head.relation == AT:
                return (Given(f"the as-of date is {write_value(self._decode(row[0]))}"),)
            facts = [self.planned.facts[i] for i in self.planned.plan.facts[head][row]]
            return (Leaf(atom, tuple(facts)),)
        if instance.rule.origin is None:  # a dated claim under its plain form: one claim, one proof
            return self.proofs[instance.needs[0]]
        premises = tuple(self._premises(instance))
        origin = self.planned.origins[instance.rule.origin]
        if isinstance(head, Auxiliary):
            return premises
        assert isinstance(origin.clause, Rule)
        return (Derived(self._atom(head, row), origin.clause, premises),)

    def _premises(self, instance: _Instance) -> Iterable[Proof]:
        origin = self.planned.origins[instance.rule.origin or 0]
        binding = list(instance.binding)
        told: set[int] = set()
        for step, literal in zip(instance.rule.body, origin.literals, strict=True):
            match step:
                case Scan():
                    yield from self.proofs[(step.predicate, self._scanned(step, binding))]
                case AbsentStep():
                    assert isinstance(step.predicate, Predicate)
                    pattern = [_value(arg, binding) for arg in step.args]
                    atom = Atom(step.predicate, tuple(None if n is None else self._decode(n) for n in pattern))
                    yield Absent(atom, self.searcher.search(step.predicate, pattern))
                case Group():
                    assert isinstance(literal, Aggregate)
                    result = _value(step.result, binding)
                    assert result is not None
                    members = tuple(
                        Member(self._decode(row[len(step.keys)]), self.proofs[(step.rows, row)])
                        for row in self.rows.members(step, binding)
                    )
                    yield Grouped(literal, self._decode(result), members)
                case Test() | Let() | Between():
                    if literal is None:
                        yield from self._guard(step, binding)
                    elif isinstance(literal, (Comparison, Membership)) and id(literal) not in told:
                        told.add(id(literal))
                        yield Given(write_literal(literal, self._named(instance)))

    def _guard(self, step: Test | Let | Between, binding: Binding) -> Iterable[Given]:
        """What the plan added to the rule's text: the as-of date of a derived event, and what the head computes."""
        match step:
            case Test(op="<="):
                day, at = (self._written(arg, binding) for arg in step.args)
                yield Given(f"{day} <= {at}, the as-of date")
            case Let():
                args = [self._written(arg, binding) for arg in step.args]
                call = f"{step.op}({', '.join(args)})"
                infix = f" {step.op} ".join(args) if step.op in ("+", "-", "*", "/", "mod") else None
                yield Given(f"{self._written(step.result, binding)} = {infix or call}")
            case Test() | Between():  # a guard against `?` says nothing that a reader does not see
                return

    def _written(self, term: Term, binding: Binding) -> str:
        number = _value(term, binding)
        return "_" if number is None else write_value(self._decode(number))

    def _named(self, instance: _Instance) -> dict[str, Value]:
        return {
            name: self._decode(number)
            for name, number in zip(instance.rule.variables, instance.binding, strict=True)
            if name and number is not None
        }

    def _atom(self, head: Predicate, row: Row) -> Atom:
        return Atom(head, tuple(map(self._decode, row)))

    def _decode(self, number: int) -> Value:
        return self.rows.symbols.values[number]


def _value(term: Term | None, binding: Binding) -> int | None:
    return term if term is None or isinstance(term, int) else binding[term.index]
