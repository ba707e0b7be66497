"""clingo as an engine: in, rules over a store, of what the two languages share; out, their rows, by clingo's grounder.

Shared are whole numbers and days, recursion, stratified negation, comparisons, arithmetic, ranges and aggregates. A day stands as its
ordinal, far above the other numbers. clingo orders and adds what the language does not (symbols, strings), so those are refused.
"""

from __future__ import annotations

from collections.abc import Mapping

import clingo

from factbase.engine.base import Model, Row, Rules, Store
from factbase.engine.step import Between, Filter, Group, Head, Let, Negated, Scan, Step, Term, Var
from factbase.ground import operation
from factbase.ground.date import Date
from factbase.ground.value import Value

__all__ = ["clingo_rows", "encoded_rows"]

OPERATORS = {"+": "+", "-": "-", "*": "*", "mod": "\\"}
COMPARISONS = {"<", "<=", "!=", "=", ">", ">="}


def _encoded(value: Value) -> int:
    """The number that stands for a value. Raises NotImplementedError for what is not shared."""
    if type(value) is int:
        return value
    if isinstance(value, Date) and value.exact and value.earliest is not None:
        return value.earliest
    raise NotImplementedError(repr(value))


def encoded_rows(model: Model) -> dict[Head, set[Row]]:
    """The rows of each relation that has any, as `clingo_rows` tells them."""
    values = model.symbols.values
    return {
        head: {tuple(_encoded(values[n]) for n in row) for row in rows} for head, rows in model.rows.items() if rows
    }


def clingo_rows(rules: Rules, store: Store) -> dict[Head, set[Row]]:
    """The rows of each relation that has any, each value as the number that stands for it."""
    rules = rules.over(store)
    heads = dict.fromkeys([*store.rows, *(rule.head for rule in rules.each)])
    program = _Program(rules, store, {head: f"p{number}" for number, head in enumerate(heads)})
    control = clingo.Control(["--warn=none"])
    control.add("base", [], program.text())
    control.ground([("base", [])])
    found: dict[Head, set[Row]] = {}
    named = {name: head for head, name in program.names.items()}
    for atom in control.symbolic_atoms:
        assert atom.is_fact, "a stratified program is solved when it is grounded"
        found.setdefault(named[atom.symbol.name], set()).add(tuple(a.number for a in atom.symbol.arguments))
    return found


class _Program:
    def __init__(self, rules: Rules, store: Store, names: Mapping[Head, str]) -> None:
        self.rules = rules
        self.store = store
        self.names = names
        self.widths = {rule.head: len(rule.args) for rule in rules.each}

    def text(self) -> str:
        lines = [f"{self.atom(head, row)}." for head, rows in self.store.rows.items() for row in rows]
        for rule in self.rules.each:
            body = ", ".join(map(self.step, rule.body))
            lines.append(f"{self.atom(rule.head, rule.args)}{' :- ' * bool(body)}{body}.")
        return "\n".join(lines)

    def atom(self, head: Head, args: tuple[Term | None, ...]) -> str:
        return f"{self.names[head]}({','.join(map(self.term, args))})" if args else self.names[head]

    def term(self, term: Term | None) -> str:
        if term is None:
            return "_"
        return f"V{term.index}" if isinstance(term, Var) else str(_encoded(self.rules.symbols.values[term]))

    def step(self, step: Step) -> str:
        match step:
            case Scan():
                return self.atom(step.predicate, step.args)
            case Negated():
                return f"not {self.atom(step.predicate, step.args)}"
            case Filter(operation.KNOWN):
                return "#true"  # all numbers and days are
            case Filter() if step.op.name in COMPARISONS:
                return f" {step.op} ".join(map(self.term, step.args))
            case Let() if step.op.name in OPERATORS:
                return f"{self.term(step.result)} = {f' {OPERATORS[step.op.name]} '.join(map(self.term, step.args))}"
            case Between():
                return f"{self.term(step.item)} = {self.term(step.low)}..{self.term(step.high)}"
            case Group():
                return self.group(step)
        raise NotImplementedError(step)

    def group(self, step: Group) -> str:
        rest = self.widths[step.rows] - len(step.keys) - 1
        tail = [f"W{i}" for i in range(rest)]
        keys = [self.term(key) for key in step.keys]
        name = self.names[step.rows]
        member = f"{name}({','.join([*keys, 'M', *tail])})"
        # Only a sum counts what is equal twice; the least and the greatest of nothing are no numbers here.
        weighed = ",".join(["M", *(tail if step.function.of_each else ())])
        some = f", {name}({','.join([*keys, *['_'] * (rest + 1)])})" if step.function.name in ("min", "max") else ""
        return f"{self.term(step.result)} = #{step.function.name} {{ {weighed} : {member} }}{some}"
