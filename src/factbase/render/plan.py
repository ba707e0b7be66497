"""Plans as text: in, what a goal is compiled to; out, strata, their rules, and the steps of each body in the order in which they are taken.

A step looks up rows by the columns that are bound before it, which are written as they are; a column that it binds has a `+` before it.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from factbase.engine.base import PlanRule, Rules, Symbols
from factbase.engine.goal import Goal, Origin
from factbase.engine.plan import Planned
from factbase.engine.step import Between, Filter, Group, Head, Let, Negated, Scan, Step, Term, Var
from factbase.ground.operation import Operation
from factbase.ground.value import write_value
from factbase.program.fact import Predicate
from factbase.program.strata import components
from factbase.render.paint import Paint, block

__all__ = ["plan_text"]


def plan_text(planned: Planned, paint: Paint) -> Iterator[str]:
    """A block for the facts that are read, then one for each stratum that has rules."""
    rules = planned.rules
    read = sorted((_typed(head, rules), len(rows)) for head, rows in planned.store.rows.items() if rows)
    yield block([paint("heading", "facts"), *(f"  {name}  {_counted(count, 'row')}" for name, count in read)])
    recursive = _recursive(rules)
    for number, stratum in enumerate((each for each in rules.strata if each), 1):
        loops = any(rule.head in recursive for rule in stratum)
        lines = [paint("heading", f"stratum {number}{', in rounds until nothing is new' if loops else ''}")]
        for rule in stratum:
            lines += _rule(rule, rules.symbols, _place(rule, rules.origins), paint)
        yield block(lines)


def _recursive(rules: Rules) -> frozenset[Head]:
    """The relations that rest on themselves."""
    needs: dict[Head, set[Head]] = {}
    for rule in rules.each:
        needed = needs.setdefault(rule.head, set())
        for step in rule.body:
            if step.relation is not None:
                needed.add(step.relation)
    loops = (part for part in components(needs) if len(part) > 1 or part[0] in needs.get(part[0], ()))
    return frozenset(head for part in loops for head in part)


def _rule(rule: PlanRule, symbols: Symbols, place: str, paint: Paint) -> Iterator[str]:
    terms = _Terms(rule, symbols)
    steps = [terms.step(step) for step in rule.body]
    head = f"{_named(rule.head)}({', '.join(terms.term(arg) for arg in rule.args)})"
    yield f"  {paint('claim', head)}  {paint('place', place)}"
    yield from (f"    {step}" for step in steps)


class _Terms:
    """The terms of one rule as they are written, which of them are bound so far among them."""

    def __init__(self, rule: PlanRule, symbols: Symbols) -> None:
        self.names = [name or f"_{index}" for index, name in enumerate(rule.variables)]
        self.symbols = symbols
        self.bound: set[int] = set()

    def term(self, term: Term | None) -> str:
        if term is None:
            return "_"
        if isinstance(term, Var):
            return self.names[term.index]
        return write_value(self.symbols.plain(term))

    def all(self, terms: Sequence[Term | None]) -> str:
        return ", ".join(map(self.term, terms))

    def binding(self, terms: Sequence[Term | None]) -> str:
        """The terms, those that are bound here marked."""
        texts: list[str] = []
        for term in terms:
            new = isinstance(term, Var) and term.index not in self.bound
            texts.append(f"{'+' if new else ''}{self.term(term)}")
            if isinstance(term, Var):
                self.bound.add(term.index)
        return ", ".join(texts)

    def called(self, op: Operation, args: Sequence[Term]) -> str:
        """A test or a function: an operator between its two arguments, a name before them."""
        possibly, _, name = op.name.rpartition(" ")
        if name.isidentifier() or len(args) != 2:
            return f"{op}({self.all(args)})"
        return f"{f'{possibly} ' if possibly else ''}{self.term(args[0])} {name} {self.term(args[1])}"

    def step(self, step: Step) -> str:
        match step:
            case Scan():
                return f"each {_named(step.predicate)}({self.binding(step.args)})"
            case Negated():
                return f"not any {_named(step.predicate)}({self.all(step.args)})"
            case Filter():
                return f"where {self.called(step.op, step.args)}"
            case Let():
                return f"{self.binding([step.result])} = {self.called(step.op, step.args)}"
            case Between():
                return f"{self.binding([step.item])} in {self.term(step.low)} .. {self.term(step.high)}"
            case Group():
                keys = self.all(step.keys)
                return f"{self.binding([step.result])} = {step.function.name} of {_named(step.rows)}{f' by {keys}' if keys else ''}"


def _named(head: Head) -> str:
    name = getattr(head, "name", None) or str(head)
    return f"possibly {name}" if head.possible and not name.startswith("possibly") else name


def _typed(head: Head, rules: Rules) -> str:
    """The name of a relation with its columns and the types of their values, where it is declared."""
    columns = rules.reads.get(head, ()) if isinstance(head, Predicate) else ()
    types = (f"{each.name}: {' | '.join(sorted(each.types)) if each.types else 'any'}" for each in columns)
    return f"{_named(head)}({', '.join(types)})" if columns else _named(head)


def _place(rule: PlanRule, origins: Sequence[Origin]) -> str:
    if rule.origin is None:
        return "from its dated form"
    origin = origins[rule.origin]
    clause = origin.clause
    place = "the goal" if isinstance(clause, Goal) else f"rule {clause.span.place}"
    return f"{place}, the rows of an aggregate" if origin.aggregate is not None else place


def _counted(count: int, name: str) -> str:
    return f"{count:,} {name}{'' if count == 1 else 's'}"
