"""The derivation graph: in, what was planned and its model; out, for each row the ways to derive it, made when they are asked for.

Nodes are rows, and row patterns where `_` lets any of several rows serve; hyperedges are rule instances. A graph of all that a row may
rest on can be as large as the model squared, so nothing here explores further than its caller asks, and every bound that is met is told.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from itertools import islice

from factbase.engine.base import Model, PlanRule, Row
from factbase.engine.plan import Planned
from factbase.engine.step import Binding, Group, Head, Pattern, Scan, Step, Var
from factbase.explain.relation import OrderedRelation
from factbase.explain.solutions import Rows, bind, solutions
from factbase.ground.dataclass import dataclass
from factbase.ground.operation import RIVALS
from factbase.ground.value import Symbol
from factbase.program.model import Fact, Predicate

__all__ = ["ASSUMED", "MANY", "NEVER", "STATED", "Graph", "Instance", "Node", "is_assumption"]

Node = int
"""The number of a row of a relation in its graph, or of a pattern of rows."""

MANY = 5_000
"""Contributors of an aggregate, all of which are proved in half a second; of more, a graph that looks at few looks at the first."""

ASSUMED = "(assumed)"
"""What an open assumption counts as where the sources of a proof are counted, unless it has a name: one that is not a source."""

NEVER = 1 << 30
"""The height of what nothing derives."""


@dataclass(frozen=True, slots=True, eq=False)
class Instance:
    """One way to come by a node: a rule with its binding and what it needs; without a rule, a fact or one row of a pattern.

    `step` is what it adds to the height: nothing where the proof shows nothing, as for a dated claim under its plain form."""

    rule: PlanRule | None
    binding: tuple[int | None, ...]
    needs: tuple[Node, ...]
    step: int

    @property
    def stated(self) -> bool:
        """Whether it is that facts say so."""
        return self.rule is None and not self.needs


def is_assumption(name: str | None) -> bool:
    """Whether what suffices for a row is an assumption: a claim with its parentheses, which no source's name has."""
    return name is not None and "(" in name


NodesOfStep = Callable[[Sequence[int | None]], list[Node]]
"""Gives the nodes that a step stands on under a binding."""

_AHEAD = 4  # instances found at a time: most nodes have fewer, and then nothing is left open
STATED = Instance(None, (), (), 0)
"""That facts say so."""


class _Replay:
    """The instances of one node: found one by one, kept for the next reader."""

    __slots__ = ("_source", "known")

    def __init__(self, source: Iterator[Instance]) -> None:
        self.known: list[Instance] = []
        self._source: Iterator[Instance] | None = source

    @property
    def complete(self) -> bool:
        """Whether `known` is all."""
        return self._source is None

    def __iter__(self) -> Iterator[Instance]:
        at = 0
        while True:
            while at < len(self.known):
                yield self.known[at]
                at += 1
            if self._source is None:
                return
            ahead = list(islice(self._source, _AHEAD))
            if len(ahead) < _AHEAD:
                self._source = None
            self.known.extend(ahead)


@dataclass(slots=True)
class _GraphTable:
    """A relation of the graph: the nodes of its rows and patterns, and by row the facts that state it."""

    head: Head
    nodes: dict[Pattern, Node]
    facts: Mapping[Row, tuple[int, ...]]
    relation: OrderedRelation


class Graph:
    """The derivation graph of one model; what is found for one question serves the next.

    With `few`, it looks at so many contributors of an aggregate that has very many, as if these were all: no more is to be shown of it."""

    def __init__(self, planned: Planned, model: Model, few: int | None = None) -> None:
        self.planned = planned
        self.few = few
        self.model = model
        self.rows = Rows(model, len(planned.rules.symbols.values))
        self._keys: list[tuple[_GraphTable, Pattern]] = []
        self._bounds: list[int | None] = []  # made when they are asked for
        self._tables: dict[Head, _GraphTable] = {}
        self._stated: dict[Node, tuple[int, ...] | None] = {}
        self._alternatives: dict[Node, tuple[str | None, ...]] = {}
        self._replays: dict[Node, _Replay] = {}
        self._rules: dict[Head, list[PlanRule]] = {}
        for rule in planned.rules.each:
            self._rules.setdefault(rule.head, []).append(rule)
        # by the identity of a rule and of a step, which the plan keeps
        self._readers: dict[int, list[NodesOfStep]] = {}
        self._reader_of: dict[int, NodesOfStep] = {}
        self._floors = {head: 0 for head, rows in planned.store.rows.items() if rows}
        self._lower_floors()
        self._starts: dict[Head, tuple[int, bool]] = {}
        for stratum in planned.rules.strata:
            start = min(self._floor_by(rule) for rule in stratum)
            bridged = any(rule.origin is None for rule in stratum)
            self._starts.update((rule.head, (start, bridged)) for rule in stratum)

    # ---- nodes

    def node(self, head: Head, row: Pattern) -> Node:
        """The node of a row or a pattern."""
        return self._node(self._table(head), row)

    def _table(self, head: Head) -> _GraphTable:
        table = self._tables.get(head)
        if table is None:
            facts = self.planned.store.rows.get(head, {})
            table = self._tables[head] = _GraphTable(head, {}, facts, self.rows.of(head))
        return table

    def _node(self, table: _GraphTable, row: Pattern) -> Node:
        node = table.nodes.get(row)
        if node is None and table.head.possible:
            sure = table.head.surely
            if self.rows.find(sure, row):
                node = table.nodes[row] = self.node(sure, row)  # what is certain is proved as such
        if node is None:
            node = table.nodes[row] = len(self._keys)
            self._keys.append((table, row))
            self._bounds.append(None)
        return node

    def key(self, node: Node) -> tuple[Head, Pattern]:
        """The relation and the row of a node."""
        table, row = self._keys[node]
        return table.head, row

    def facts(self, node: Node) -> tuple[Fact, ...]:
        """The facts that state a row; none for the as-of date."""
        return tuple(self.planned.store.facts[i] for i in self._stating(node) or ())

    def stated(self, node: Node) -> bool:
        """Whether facts state a row."""
        return self._stating(node) is not None

    def _stating(self, node: Node) -> tuple[int, ...] | None:
        if node not in self._stated:
            table, row = self._keys[node]
            stated = table.facts.get(_whole(row)) if None not in row else None
            if stated is None and None not in row:
                stated = tuple(self.model.of(table.head).places(_whole(row))) or None
            self._stated[node] = stated
        return self._stated[node]

    def alternatives(self, node: Node) -> tuple[str | None, ...]:
        """What each suffice for a row that facts state: sources, named assumptions, `ASSUMED`, None for what needs none (the as-of date).

        Any citation of a fact keeps it in a view, so each source that a fact quotes is an alternative."""
        stated = self._alternatives.get(node)
        if stated is None:
            stated = self._alternatives[node] = self._stated_by(node)
        return stated

    def _stated_by(self, node: Node) -> tuple[str | None, ...]:
        head, row = self.key(node)
        if isinstance(head, Predicate) and head.source:
            value = self.rows.symbols.values[row[-1] or 0]
            return (value.name,) if isinstance(value, Symbol) else (None,)
        names: dict[str | None, None] = {}
        for fact in self.facts(node):
            if fact.kind == "assumed":
                names[fact.assumption or ASSUMED] = None
            elif fact.kind == "declared":
                names[fact.of_source] = None
            else:
                names.update((cited.source, None) for cited in fact.citations)
        return tuple(names) or (None,)

    def bound(self, node: Node) -> int:
        """A height below which the node has no proof, from the model's ranks: each round of a stratum adds at least one step."""
        bound = self._bounds[node]
        if bound is None:
            bound = self._bounds[node] = self._bound(*self._keys[node])
        return bound

    def _bound(self, table: _GraphTable, row: Pattern) -> int:
        if None in row:
            return 0 if table.facts else self._floors.get(table.head, NEVER)
        rank = table.relation.rank(_whole(row))
        if rank is None or rank == 0:
            return NEVER if rank is None else 0
        start, bridged = self._starts[table.head]
        return start + ((rank - 1) // 2 if bridged else rank - 1)

    def rank(self, node: Node) -> int:
        """The round in which the node was first derived; of a pattern, that of its first row."""
        table, row = self._keys[node]
        ranks = (table.relation.rank(each) for each in self.rows.find(table.head, row))
        return min(rank for rank in ranks if rank is not None)

    # ---- hyperedges

    def instances(self, node: Node) -> Iterable[Instance]:
        """Every way to derive a node: first that facts state it, then rule by rule; each once, the same on every run."""
        replay = self._replays.get(node)
        if replay is None:
            replay = self._replays[node] = _Replay(self._instances(node))
        elif replay.complete:
            return replay.known
        return replay

    def _instances(self, node: Node) -> Iterator[Instance]:
        table, row = self._keys[node]
        if None in row:
            rank = table.relation.rank
            for fitting in sorted(self.rows.find(table.head, row), key=lambda each: rank(each) or 0):
                yield Instance(None, (), (self._node(table, fitting),), 0)
            return
        if self.stated(node):
            yield STATED
        for rule in self._rules.get(table.head, ()):
            binding = bind(rule.args, row, len(rule.variables))
            if binding is None:
                continue
            for solution in solutions(self.rows, rule.body, binding):
                yield self.instance(rule, solution)

    def instance(self, rule: PlanRule, binding: Binding) -> Instance:
        """The instance of a rule under a binding of all its variables."""
        readers = self._readers.get(id(rule))
        if readers is None:
            readers = self._readers[id(rule)] = [self._reader(step) for step in rule.body if _reads(step)]
        needs = [need for read in readers for need in read(binding)]
        if len(needs) > 1:
            needs = list(dict.fromkeys(needs))
        return Instance(rule, tuple(binding), tuple(needs), _step(rule))

    def needs(self, step: Step, binding: Sequence[int | None]) -> list[Node]:
        """The nodes that a scan or a group of an instance stands on."""
        return self._reader(step)(binding)

    def members(self, group: Group, binding: Sequence[int | None]) -> tuple[Sequence[Row], int]:
        """The rows that a group aggregates, of which it looks at these, and how many more there are."""
        rows = self.rows.members(group, list(binding))
        if self.few is None or len(rows) <= MANY:
            return rows, 0
        return rows[: self.few], len(rows) - self.few

    def _reader(self, step: Step) -> NodesOfStep:
        reader = self._reader_of.get(id(step))
        if reader is None:
            reader = self._reader_of[id(step)] = self._made_reader(step)
        return reader

    def _made_reader(self, step: Step) -> NodesOfStep:
        if isinstance(step, Group):
            if step.function is RIVALS:  # of a negated literal: it stands on their not fitting
                return lambda binding: []
            return lambda binding: [self.node(step.rows, row) for row in self.members(step, binding)[0]]
        assert isinstance(step, Scan)
        table = self._table(step.predicate)
        have = table.nodes.get
        terms = [(term.index, None) if isinstance(term, Var) else (-1, term) for term in step.args]

        def read(binding: Sequence[int | None]) -> list[Node]:
            row = tuple([binding[index] if index >= 0 else constant for index, constant in terms])
            node = have(row)
            return [self._node(table, row) if node is None else node]

        return read

    def explore(self, roots: Iterable[Node], limit: int) -> tuple[dict[Node, tuple[Instance, ...]], bool]:
        """All that the roots may rest on with every instance, and whether it was cut at about `limit` instances.

        What was cut is missing whole: a node without its instances derives nothing, so what is found is true, and not all. Each root is
        there."""
        instances_of: dict[Node, tuple[Instance, ...]] = {}
        first = list(dict.fromkeys(roots))
        stack = first[::-1]
        count = 0
        while stack:
            node = stack.pop()
            if node in instances_of:
                continue
            if count >= limit:
                return dict.fromkeys(first, ()) | instances_of, True
            instances_of[node] = tuple(self.instances(node))
            count += len(instances_of[node])
            for instance in reversed(instances_of[node]):
                stack.extend(need for need in reversed(instance.needs) if need not in instances_of)
        return instances_of, False

    # ---- least heights by relation, whatever the row

    def _lower_floors(self) -> None:
        changed = True
        while changed:
            changed = False
            for rule in self.planned.rules.each:
                height = self._floor_by(rule)
                if height < self._floors.get(rule.head, NEVER):
                    self._floors[rule.head] = height
                    changed = True

    def _floor_by(self, rule: PlanRule) -> int:
        scans = [step.predicate for step in rule.body if isinstance(step, Scan)]
        needed = max((self._floors.get(head, NEVER) for head in scans), default=0)
        return min(NEVER, _step(rule) + needed)


def _whole(row: Pattern) -> Row:
    """A row of which it is known that it has no None."""
    return row  # type: ignore[return-value]


def _reads(step: Step) -> bool:
    return isinstance(step, (Scan, Group))


def _step(rule: PlanRule) -> int:
    return 0 if rule.origin is None else 1
