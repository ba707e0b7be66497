"""The kernel: in, rules over a store and a model that some engine made; out, what is wrong with it: nothing where it is what they mean.

It shares nothing with the engines nor with the prover but the table of builtins. A model is right when, stratum by stratum, it is closed
(every instance of a rule whose body holds has its head in it) and supported (every row is a fact, or has an instance on rows of earlier
strata or lower rank, so that none rests on itself): then it is the least model of each stratum over the earlier ones.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from factbase.engine.base import Model, PlanRule, Row, Rules, Store
from factbase.engine.step import Between, Filter, Group, Head, Let, Negated, Scan, Step, Term, Var
from factbase.explain.form import formed
from factbase.ground.builtin import AGGREGATES
from factbase.ground.possible import Several
from factbase.ground.value import Unknown, Value, write_value
from factbase.program.model import Predicate

__all__ = ["Indexed", "KernelBinding", "checked", "head_binding", "satisfy", "terms", "value"]

KernelBinding = tuple[int | None, ...]
_OF_EACH = (AGGREGATES["sum"], AGGREGATES["mean"])  # the others take a value once
MAX_TOLD = 20  # problems of one model


class Indexed:
    """A model to be checked, with the indexes that checking needs."""

    def __init__(self, model: Model) -> None:
        self.model = model
        self.symbols = model.symbols
        self._indexes: dict[tuple[Head, tuple[int, ...]], dict[Row, list[Row]]] = {}
        self._written: dict[tuple[Predicate, tuple[int, ...]], dict[tuple[str, ...], list[Row]]] = {}
        self._unnamed: dict[Head, list[Row]] = {}
        self._orders: dict[tuple[int, tuple[bool, ...]], tuple[Sequence[Step], list[Step]]] = {}

    def fitting(self, head: Head, pattern: Sequence[int | None]) -> Sequence[Row]:
        """The rows that have the pattern's numbers where it has any; it may be shorter than they are."""
        places = tuple(i for i, number in enumerate(pattern) if number is not None)
        if (head, places) not in self._indexes:
            index: dict[Row, list[Row]] = {}
            for row in self.model.of(head):
                index.setdefault(tuple(row[i] for i in places), []).append(row)
            self._indexes[(head, places)] = index
        return self._indexes[(head, places)].get(tuple(number for number in pattern if number is not None), [])

    def written(self, predicate: Predicate, values: Sequence[Value | None]) -> Sequence[Row]:
        """The rows that are written with these values, where it has any."""
        places = tuple(i for i, value in enumerate(values) if value is not None)
        if (predicate, places) not in self._written:
            table: dict[tuple[str, ...], list[Row]] = {}
            for row in self.model.of(predicate):
                table.setdefault(tuple(write_value(self.symbols.plain(row[i])) for i in places), []).append(row)
            self._written[(predicate, places)] = table
        return self._written[(predicate, places)].get(tuple(write_value(v) for v in values if v is not None), [])

    def unnamed(self, head: Head) -> Sequence[Row]:
        """The rows with a `?` in them."""
        if head not in self._unnamed:
            unknown = {number for number, value in enumerate(self.symbols.values) if type(value) is Unknown}
            rows = self.model.of(head) if unknown else ()
            self._unnamed[head] = [row for row in rows if not unknown.isdisjoint(row)]
        return self._unnamed[head]

    def ordered(self, body: Sequence[Step], binding: KernelBinding) -> list[Step]:
        """The steps of a body, each as soon as it can be, and of the scans always the one with most columns bound."""
        key = id(body), tuple(number is not None for number in binding)
        if key not in self._orders:
            bound, left, order = {i for i, known in enumerate(key[1]) if known}, list(body), list[Step]()
            while left:
                step = max(left, key=lambda step: _turn(step, bound))
                left.remove(step)
                order.append(step)
                bound |= {term.index for term in terms(step) if isinstance(term, Var)}
            self._orders[key] = body, order  # the body is kept, so that its address stays its own
        return self._orders[key][1]

    def members(self, group: Group, binding: KernelBinding) -> list[Row]:
        """The rows that a group takes together."""
        return list(self.fitting(group.rows, [value(key, binding) for key in group.keys]))


def value(term: Term | None, binding: KernelBinding) -> int | None:
    """The number of a term, None where it has none."""
    return binding[term.index] if isinstance(term, Var) else term


def satisfy(indexed: Indexed, body: Sequence[Step], binding: KernelBinding) -> Iterator[KernelBinding]:
    """Every binding under which the whole body holds."""
    steps = indexed.ordered(body, binding)
    stack = [iter((binding,))]
    while stack:
        solution = next(stack[-1], None)
        if solution is None:
            stack.pop()
        elif len(stack) > len(steps):
            yield solution
        else:
            stack.append(_after(indexed, steps[len(stack) - 1], solution))


def _turn(step: Step, bound: set[int]) -> float:
    """When a step's turn is, the higher the sooner: what only looks before what finds rows, and what lacks a variable last."""

    def lack(terms: Sequence[Term | None]) -> int:
        return sum(isinstance(term, Var) and term.index not in bound for term in terms)

    match step:
        case Scan():
            return -lack(step.args) / max(1, len(step.args))
        case Between():  # it may be of any length
            return -2 if lack((step.low, step.high)) else -1.5 if lack((step.item,)) else 0.5
        case Group():
            return 0.5 if not lack(step.keys) else -2
        case Negated() | Filter() | Let():
            return 1 if not lack(step.args) else -2


def terms(step: Step) -> Sequence[Term | None]:
    """All that a step reads or sets."""
    match step:
        case Scan() | Negated() | Filter():
            return step.args
        case Let():
            return (*step.args, step.result)
        case Between():
            return (step.item, step.low, step.high)
        case Group():
            return (*step.keys, step.result)


def _set(term: Term | None, number: int, binding: KernelBinding) -> KernelBinding | None:
    if term is None or value(term, binding) == number:
        return binding
    if not isinstance(term, Var) or binding[term.index] is not None:
        return None
    return (*binding[: term.index], number, *binding[term.index + 1 :])


def _after(indexed: Indexed, step: Step, binding: KernelBinding) -> Iterator[KernelBinding]:
    symbols = indexed.symbols

    def known(*terms: Term) -> list[Value]:
        return [symbols.values[number] for term in terms if (number := value(term, binding)) is not None]

    match step:
        case Scan():
            yielded: set[KernelBinding] = set()
            for row in indexed.fitting(step.predicate, [value(arg, binding) for arg in step.args]):
                after: KernelBinding | None = binding
                for term, number in zip(step.args, row, strict=True):
                    after = _set(term, number, after) if after is not None else None
                if after is not None and after not in yielded:
                    yielded.add(after)
                    yield after
            return
        case Negated():
            if not indexed.fitting(step.predicate, [value(arg, binding) for arg in step.args]):
                yield binding
            return
        case Filter():
            if step.op.call(*known(*step.args)) is True:
                yield binding
            return
        case Between():
            low, high = known(step.low, step.high)
            if type(low) is int and type(high) is int:
                item = known(step.item)
                range_ = range(low, high + 1)
                numbers = range_ if not item else [n for n in item if type(n) is int and n in range_]
                for inside in numbers:
                    after = _set(step.item, symbols.intern(inside), binding)
                    if after is not None:
                        yield after
            return
        case Let():
            result = step.op.call(*known(*step.args))
        case Group():
            column = [row[len(step.keys)] for row in indexed.members(step, binding)]
            column = column if step.function in _OF_EACH else list(dict.fromkeys(column))
            result = step.function.call([symbols.values[number] for number in column])
    if result is not None:
        after = _set(step.result, symbols.intern(result), binding)
        if after is not None:
            yield after


def head_binding(rule: PlanRule, row: Sequence[int | None]) -> KernelBinding | None:
    """The binding that a row gives to a rule's head."""
    binding: KernelBinding | None = (None,) * len(rule.variables)
    for term, number in zip(rule.args, row, strict=True):
        if number is not None and binding is not None:
            binding = _set(term, number, binding)
    return binding


def checked(rules: Rules, store: Store, model: Model) -> tuple[Indexed, list[str]]:
    """A model without what has not the form of a row, ready to be looked at; and what keeps it from being that of the rules over the
    store, in the order of the strata: nothing where it is."""
    rest, problems = formed(rules, store, model)
    indexed = Indexed(rest)
    return indexed, _few(problems or _wrong(rules, store, indexed))


def _wrong(rules: Rules, store: Store, indexed: Indexed) -> list[str]:
    """What is wrong with a model all of whose rows have their form."""
    model = indexed.model
    problems: list[str] = []
    for head, rows in store.rows.items():
        problems += [
            f"{_row_text(indexed, head, row)} is a fact and not in the model"
            for row in rows
            if row not in model.of(head)
        ]
    derived = {rule.head for rule in rules.each}
    for head in model.rows:
        if head not in derived:
            stated = store.rows.get(head, {})
            stray = [row for row, rank in model.of(head).items() if row not in stated or rank != 0]
            problems += [f"{_row_text(indexed, head, row)} is in the model, and not as a fact" for row in stray]
    for stratum in rules.strata:
        for rule in stratum:
            problems += _open(indexed, rule)
        own = {rule.head for rule in stratum}
        for head in dict.fromkeys(rule.head for rule in stratum):
            of_head = [rule for rule in stratum if rule.head == head]
            for row, rank in model.of(head).items():
                is_fact = row in store.rows.get(head, {})
                if (rank == 0) != is_fact:
                    problems.append(
                        f"{_row_text(indexed, head, row)} has rank {rank} and is {'' if is_fact else 'not '}a fact"
                    )
                elif not is_fact and not any(_supports(indexed, rule, row, rank, own) for rule in of_head):
                    problems.append(f"{_row_text(indexed, head, row)} is not supported by rows before it")
        if len(problems) >= MAX_TOLD:
            break
    return problems


def _few(problems: list[str]) -> list[str]:
    """As many problems as a reader wants."""
    return [*problems[:MAX_TOLD], "and more"] if len(problems) >= MAX_TOLD else problems


def _open(indexed: Indexed, rule: PlanRule) -> list[str]:
    """The heads that the rule derives and the model lacks."""
    have = indexed.model.of(rule.head)
    missing: dict[Row, None] = {}
    for binding in satisfy(indexed, rule.body, (None,) * len(rule.variables)):
        row: Row = tuple(number for arg in rule.args if (number := value(arg, binding)) is not None)
        if row not in have:
            missing[row] = None
            if len(missing) >= MAX_TOLD:
                break
    return [f"{_row_text(indexed, rule.head, row)} follows from a rule and is not in the model" for row in missing]


def _supports(indexed: Indexed, rule: PlanRule, row: Row, rank: int, own: set[Head]) -> bool:
    """Whether some instance of a rule derives the row from rows of its stratum that have a lower rank, and of earlier ones."""
    start = head_binding(rule, row)
    if start is None:
        return False
    recursive = [step for step in rule.body if isinstance(step, Scan) and step.predicate in own]

    def earlier(step: Scan, binding: KernelBinding) -> bool:
        ranks = indexed.model.of(step.predicate)
        return any(ranks[r] < rank for r in indexed.fitting(step.predicate, [value(arg, binding) for arg in step.args]))

    return any(all(earlier(step, binding) for step in recursive) for binding in satisfy(indexed, rule.body, start))


def _row_text(indexed: Indexed, head: Head, row: Sequence[int]) -> str:
    values = [indexed.symbols.plain(number) for number in row]
    shown = ", ".join("…" if isinstance(v, Several) else write_value(v) for v in values)
    return f"{head if isinstance(head, Predicate) else head.name}({shown})"
