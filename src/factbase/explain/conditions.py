"""On which readings of the dates a row holds, as conditions: in, a derivation graph and rows of it; out, what each rests on.

The possible rows of a model have all that any reading has, and the instances of its rules all ways to it. What an instance takes for
granted (that two dates are one day, that one is before another, that a claim is absent) is written down here: so each row has ways,
each way has parts, and a part holds on a reading or not (conditional tables: Imieliński and Lipski 1984).
"""

from __future__ import annotations

from collections.abc import Callable, Hashable, Iterable, Iterator, Mapping, Sequence
from itertools import chain, product
from typing import Protocol

from factbase.engine.base import PlanRule, TooLarge
from factbase.engine.step import Between, Filter, Group, Head, Let, Negated, Scan, Var
from factbase.explain.graph import Graph, Node
from factbase.explain.solutions import value_of
from factbase.ground import operation as op
from factbase.ground.builtin import AGGREGATES, AggregateFunction
from factbase.ground.dataclass import dataclass
from factbase.ground.date import Date, day
from factbase.ground.operation import (
    AT_MOST,
    EQUAL,
    INTERVAL,
    LIES_WITHIN,
    MAY_BE,
    STAMPED_DATE,
    Operation,
    OperationForm,
    form_of,
    grouped,
    operation,
)
from factbase.ground.possible import is_unnamed, may_be, may_be_any, parts
from factbase.ground.value import Value, value_key
from factbase.program.completion import AS_OF, KNOWN_BY, LAST
from factbase.program.model import Fact, Predicate

__all__ = [
    "ChosenDays",
    "Condition",
    "Conditions",
    "GroupMember",
    "Known",
    "KnownBy",
    "Need",
    "Tested",
    "Total",
    "Undecided",
    "Unless",
    "Way",
    "needs_of",
    "root_of",
    "tried",
    "under",
]

_ENDS = frozenset({operation("earliest"), operation("latest"), INTERVAL})
"""The functions of how a date is written, not of the day that it stands for."""

MAX_INSTANCES = 5_000  # explored for one answer


@dataclass(frozen=True, slots=True)
class Need:
    """That a row holds."""

    node: Node


@dataclass(frozen=True, slots=True)
class Tested:
    """That a test holds of some values, or, with `result`, that a function of them has this value.

    `MAY_BE` stands for: two columns hold one value; `LIES_WITHIN` for: a day lies within a partial date that a literal names."""

    op: Operation
    values: tuple[Value, ...]
    result: Value | None = None


@dataclass(frozen=True, slots=True)
class Unless:
    """That no row holds of those that may fit, each with what makes it fit."""

    rows: tuple[tuple[Node, tuple[Tested | Undecided, ...]], ...]


@dataclass(frozen=True, slots=True)
class GroupMember:
    """A row that may be a member of a group: what makes it one, and its values, that which is aggregated first."""

    node: Node
    checks: tuple[Tested, ...]
    values: tuple[Value, ...]


@dataclass(frozen=True, slots=True)
class Total:
    """That an aggregate of the members that hold is this value."""

    function: AggregateFunction
    members: tuple[GroupMember, ...]
    result: Value


@dataclass(frozen=True, slots=True)
class Undecided:
    """What cannot be told of a reading by its days alone: it rests on how a date is written, or on which value a `?` is."""


@dataclass(frozen=True, slots=True)
class Known:
    """That a source was known, of which the dates alone do not tell."""

    source: str


Condition = Need | Tested | Unless | Total | Undecided | Known
Way = tuple[Condition, ...]


class KnownBy(Protocol):
    """What is to be asked of the dates of sources, where not all are known."""

    def ways(self, source: str) -> Sequence[tuple[tuple[Date, ...], bool]]:
        """The ways in which a source may have been known: the dates that must be no later, and whether that is enough."""

    @property
    def together(self) -> Sequence[frozenset[str]]:
        """The sets of sources that may have been known together, where dates alone do not tell; none where they are too many."""


class Conditions:
    """The ways to the rows of one model, found as they are asked for."""

    def __init__(
        self, graph: Graph, knowing: Callable[[], KnownBy | None], widest: Callable[[Predicate], Predicate]
    ) -> None:
        self.graph = graph
        self.widest = widest
        self.knowing = knowing  # made when it is asked for: most answers are certain
        self.planned = graph.planned
        self.rows = graph.rows
        self.symbols = graph.rows.symbols
        self._ways: dict[Node, tuple[Way, ...]] = {}
        self.left_open: set[object] = set()  # the unknown days of which it is asked how they are written
        self._scans: dict[Head, Scan] = {}

    def of(self, roots: Iterable[Node]) -> dict[Node, tuple[Way, ...]]:
        """The ways to some rows, and to all that they need. Raises TooLarge."""
        ways_of: dict[Node, tuple[Way, ...]] = {}
        stack = list(roots)
        count = 0
        while stack:
            node = stack.pop()
            if node in ways_of:
                continue
            ways = self._ways.get(node)
            if ways is None:
                ways = self._ways[node] = tuple(self._made(node, MAX_INSTANCES - count))
            ways_of[node] = ways
            count += len(ways)
            stack.extend(need for way in ways for need in needs_of(way) if need not in ways_of)
        return ways_of

    def _made(self, node: Node, most: int) -> Iterator[Way]:
        head, _ = self.graph.key(node)
        if not head.possible:
            yield ()  # what is certain holds on every reading
            return
        if head.any_value:
            yield (Undecided(),)  # it may rest on which value a `?` is
            return
        for number, instance in enumerate(self.graph.instances(node)):
            if number >= most:
                raise TooLarge("an answer has too many ways to be told on which readings it holds")
            if instance.stated:
                yield from (way for fact in self.graph.facts(node) for way in self._stated(fact, node))
            elif instance.rule is None:
                yield tuple(map(Need, instance.needs))
            else:
                yield tuple(self._parts(instance.rule, instance.binding))

    def _stated(self, fact: Fact, node: Node) -> Iterator[Way]:
        """When a fact holds, and is known, that is only possibly so."""
        at, when = self.planned.view.at, fact.when
        checks: list[Condition] = []
        if at is not None and when is not None and fact.mode is None:
            at = at.stamped(AS_OF)
            if when.first is not None:
                checks.append(Tested(AT_MOST, (when.first.stamped((fact.index, len(fact.values))), at)))
            if when.kind != "on" and when.last is not None:
                checks.append(Tested(AT_MOST, (at, when.last.stamped((fact.index, LAST)))))
        cited = list(dict.fromkeys(each.source for each in fact.citations))
        head, row = self.graph.key(node)
        match fact.kind:
            case "assumed":
                yield tuple(checks)
            case "cited":
                if isinstance(head, Predicate) and head.source:
                    cited = [str(self.symbols.values[row[-1] or 0])]
                for source in cited:
                    yield from ((*checks, *known) for known in self._known(source))
            case "declared":
                needed = dict.fromkeys((*((fact.of_source,) if fact.of_source is not None else ()), *cited))
                for ways in product(*map(self._known, needed)):
                    yield (*checks, *chain.from_iterable(ways))

    def _known(self, source: str) -> list[Way]:
        """When a source was known by the date of the view."""
        known, knowing = self.planned.known, None
        if known is not None and source not in known.certain:
            knowing = self.knowing()
        if knowing is None:
            return [()]
        if all(enough for _, enough in knowing.ways(source)):
            return list(self.dated_ways(source, surely=False))
        if knowing.together:
            return [(Known(source),)]
        surely = list(self.dated_ways(source, surely=True))
        return [*surely, *((*way, Undecided()) for way in self.dated_ways(source, surely=False) if way not in surely)]

    def dated_ways(self, source: str, *, surely: bool) -> Iterator[Way]:
        """That dates of a source, one way or another, are no later than the view: all that make it possibly known, or `surely`."""
        by, knowing = self.planned.view.known_by, self.knowing()
        if by is not None and knowing is not None:
            for dates, enough in knowing.ways(source):
                if enough or not surely:
                    yield tuple(Tested(AT_MOST, (date, by.stamped(KNOWN_BY))) for date in dates)

    def _parts(self, rule: PlanRule, binding: Sequence[int | None]) -> Iterator[Condition]:
        values = self.symbols.values
        several: dict[int, Let] = {}  # the calls that have several values, by the variable that holds these
        for place, step in enumerate(rule.body):
            match step:
                case Scan():
                    yield from map(Need, self.graph.needs(step, binding))
                case Filter(op=op.MAY_BE):
                    a, b = (values[n] for n in self._numbers(step.args, binding))
                    yield Tested(LIES_WITHIN if _named(b) else MAY_BE, (a, b))
                case Filter():
                    if step.op.form is OperationForm.POSSIBLY:
                        yield Tested(step.op.plain, tuple(values[n] for n in self._numbers(step.args, binding)))
                case Let(op=op.DAY_OF_BOTH):
                    a, b = (values[n] for n in self._numbers(step.args, binding))
                    yield Tested(MAY_BE, (a, b))
                case Let(op=op.VALUE_AT):
                    held, result = step.args[0], value_of(step.result, binding)
                    if isinstance(held, Var):  # else it is one of a list
                        assert result is not None
                        yield self._one_of(rule, several[held.index], values[result], binding)
                case Let():
                    if step.op.form is OperationForm.VALUES and isinstance(step.result, Var):
                        several[step.result.index] = step
                    elif step.op in _ENDS or step.op is STAMPED_DATE:
                        for number in self._numbers(step.args[1 if step.op is STAMPED_DATE else 0 :], binding):
                            self.left_open.add(root_of(values[number]))
                case Negated():
                    pattern = [value_of(arg, binding) for arg in step.args]
                    yield self._unless(step.predicate, pattern, range(0))
                case Group(function=op.RIVALS):
                    test = rule.body[place + 1]
                    assert isinstance(test, Filter)
                    yield self._unless_rival(step, self._numbers(test.args[1:], binding), binding)
                case Between() | Group():
                    continue

    def _numbers(self, terms: Iterable[object], binding: Sequence[int | None]) -> list[int]:
        return [n for term in terms if (n := value_of(term, binding)) is not None]  # type: ignore[arg-type]

    # ---- negation

    def _unless_rival(self, step: Group, apart: Sequence[int], binding: Sequence[int | None]) -> Unless:
        """That no row fits, of which some columns fit by a test: those come last in the rows that were gathered."""
        rule = next(rule for rule in self.planned.rules.each if rule.head == step.rows)
        scan, packed = rule.body
        assert isinstance(scan, Scan)
        assert isinstance(packed, Let)
        pattern: list[int | None] = [None] * len(scan.args)
        by_var = {arg.index: i for i, arg in enumerate(scan.args) if isinstance(arg, Var)}
        for term, number in zip(rule.args[:-1], self._numbers(step.keys, binding), strict=True):
            assert isinstance(term, Var)
            pattern[by_var[term.index]] = number
        tested = []
        for arg, number in zip(packed.args, apart, strict=True):
            assert isinstance(arg, Var)
            pattern[by_var[arg.index]] = number
            tested.append(by_var[arg.index])
        return self._unless(scan.predicate, pattern, tested)

    def _unless(self, head: Head, pattern: Sequence[int | None], tested: Sequence[int]) -> Unless:
        """That no row fits a pattern, on no reading of the dates of both; what is `tested` may be a pattern of days."""
        assert isinstance(head, Predicate)
        maybe, unnamed = self.widest(head), self.planned.rules.unnamed
        values = self.symbols.values
        apart = {i for i, n in enumerate(pattern) if n is not None and type(values[n]) is Date}
        if unnamed is not None:
            apart |= {i for i in unnamed.of_form(head) if pattern[i] is not None}
        fixed = [None if i in apart else number for i, number in enumerate(pattern)]
        rows = []
        for row in self.rows.find(maybe, fixed):
            checks: list[Tested | Undecided] = []
            for i in sorted(apart):
                own, wanted = values[row[i]], values[pattern[i] or 0]
                if not may_be_any(own, wanted):
                    break
                within = i in tested and _named(wanted)
                if is_unnamed(own) or is_unnamed(wanted):
                    checks.append(Undecided())
                elif own != wanted or type(own) is Date:
                    checks.append(Tested(LIES_WITHIN if within else MAY_BE, (own, wanted)))
            else:
                rows.append((self.graph.node(maybe, row), tuple(checks)))
        return Unless(tuple(rows))

    # ---- functions and aggregates

    def _one_of(self, rule: PlanRule, call: Let, result: Value, binding: Sequence[int | None]) -> Condition:
        """That what may have several values has this one."""
        values = self.symbols.values
        arguments = [values[n] for n in self._numbers(call.args, binding)]
        group = (
            next((step for step in rule.body if isinstance(step, Group) and step.result == call.args[1]), None)
            if len(call.args) > 1
            else None
        )
        if group is not None and group.rows.any_value:
            return Undecided()
        if call.op.of is AGGREGATES["meet"]:  # it is of how dates are written, on each reading the same
            return (
                Tested(MAY_BE, (result, result))
                if form_of(grouped("meet"), OperationForm.CERTAIN).call(*arguments) == result
                else Undecided()
            )
        if group is None:
            return Tested(call.op.plain, tuple(arguments), result)
        keys = arguments[2:]
        members = []
        for row in self.rows.members(group, list(binding)):
            packed = parts(values[row[len(group.keys)]])
            if all(map(may_be, packed, keys)):
                checks = tuple(Tested(MAY_BE, pair) for pair in zip(packed, keys))  # noqa: B905  # the keys come first
                members.append(GroupMember(self.graph.node(group.rows, row), checks, packed[len(keys) :]))
        assert isinstance(call.op.of, AggregateFunction)
        return Total(call.op.of, tuple(members), result)


ChosenDays = Mapping[Hashable, int]
"""The days that are chosen for some unknown days."""


def under(value: Value, choice: ChosenDays) -> Value:
    """A value with its day, where that is chosen; so has one day that is told with a qualifier (`~`), whose day is the only one."""
    if type(value) is not Date or value.sharp:
        return value
    try:
        if value.origin is not None and value.origin[0] in choice:
            return day(choice[value.origin[0]] + value.origin[1])
    except ValueError:  # past the years that can be written
        pass
    return value


def tried(check: Tested, choice: ChosenDays) -> tuple[bool, bool]:
    """Whether a test holds where these days are chosen, for certain and possibly: one answer where nothing is left open."""
    values = [under(value, choice) for value in check.values]
    a, b = values[0], values[-1]
    if check.result is not None:
        result = under(check.result, choice)
        if any(type(value) is Date and not value.exact for value in (*values, result)):
            return False, True
        given = check.op.call(*values)
        return (given is not None and value_key(given) == value_key(result),) * 2
    match check.op:
        case op.LIES_WITHIN:
            return check.op.call(a, b) is True, may_be(a, b)
        case op.MAY_BE if type(a) is Date and type(b) is Date:
            return EQUAL.call(a, b) is True, may_be(a, b)
        case op.MAY_BE:
            return (value_key(a) == value_key(b),) * 2
        case compares:
            return compares.call(*values) is True, form_of(compares.name, OperationForm.POSSIBLY).call(*values) is True


def _named(value: Value) -> bool:
    """Whether it is a partial date that a literal names, which stands for no day of its own."""
    return type(value) is Date and value.origin is None and not value.sharp


def needs_of(way: Way) -> Iterator[Node]:
    """The rows on which a way depends."""
    for part in way:
        match part:
            case Need():
                yield part.node
            case Unless():
                yield from (node for node, _ in part.rows)
            case Total():
                yield from (member.node for member in part.members)
            case Tested() | Undecided() | Known():
                continue


def root_of(value: Value) -> Hashable | None:
    """The unknown day that a value stands for, or is reckoned from."""
    return value.origin[0] if type(value) is Date and value.origin is not None and not value.sharp else None
