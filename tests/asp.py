"""clingo as an engine: in, rules over a store, of what the two languages share; out, their rows, by clingo.

Shared are whole numbers, days and symbols, recursion, stratified negation, comparisons, arithmetic, ranges, lists and aggregates. A day
stands as its ordinal, far above the other numbers. clingo orders what the language does not (a number before a symbol), which no program
here may ask for; strings and decimals are refused.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence

import clingo

from factbase.engine.base import Model, Rules, Store
from factbase.engine.step import Between, Filter, Group, Head, Let, Negated, Scan, Step, Term, Var
from factbase.ground import operation
from factbase.ground.builtin import EXACTLY
from factbase.ground.date import Date
from factbase.ground.possible import Several
from factbase.ground.value import Symbol, Value

__all__ = ["clingo_rows", "encoded_rows"]

# What clingo divides it cuts off, and the language goes down to the floor.
_MOD = "(({0}\\{1})+{1})\\{1}"
CALCULATED = {
    "+": "{0}+{1}",
    "-": "{0}-{1}",
    "*": "{0}*{1}",
    "mod": _MOD,
    "div": f"({{0}}-({_MOD}))/{{1}}",
    "neg": "0-{0}",
    "abs": "|{0}|",
    "min": "#min {{ {0} ; {1} }}",
    "max": "#max {{ {0} ; {1} }}",
    "bit_and": "{0}&{1}",
    "bit_or": "{0}?{1}",
    "bit_xor": "{0}^{1}",
    "bit_not": "~{0}",
}
COMPARISONS = {"<", "<=", "!=", "=", ">", ">="}

Encoded = int | str | tuple["Encoded", ...]


def _encoded(value: Value) -> Encoded:
    """What stands for a value: a number, a name, or several for a row in one. Raises NotImplementedError for what is not shared."""
    if type(value) is int:
        return value
    if isinstance(value, Symbol):
        return f"c_{value.name}"
    if isinstance(value, Several):
        return tuple(map(_encoded, value.values))
    if isinstance(value, Date) and value.exact and value.earliest is not None:
        return value.earliest
    raise NotImplementedError(repr(value))


def _decoded(argument: clingo.Symbol) -> Encoded:
    """What stands for a value, as clingo has it."""
    if argument.type is clingo.SymbolType.Number:
        return argument.number
    return argument.name or tuple(map(_decoded, argument.arguments))


def _written(encoded: Encoded) -> str:
    return f"({','.join(map(_written, encoded))})" if isinstance(encoded, tuple) else str(encoded)


def encoded_rows(model: Model) -> dict[Head, set[tuple[Encoded, ...]]]:
    """The rows of each relation that has any, as `clingo_rows` tells them."""
    values = model.symbols.values
    return {
        head: {tuple(_encoded(values[n]) for n in row) for row in rows} for head, rows in model.rows.items() if rows
    }


def clingo_rows(rules: Rules, store: Store) -> dict[Head, set[tuple[Encoded, ...]]]:
    """The rows of each relation that has any, each value as what stands for it."""
    rules = rules.over(store)
    heads = dict.fromkeys([*store.rows, *(rule.head for rule in rules.each)])
    program = _Program(rules, store, {head: f"p{number}" for number, head in enumerate(heads)})
    control = clingo.Control(["--warn=none", "0"])
    control.add("base", [], program.text())
    control.ground([("base", [])])
    found: dict[Head, set[tuple[Encoded, ...]]] = {}
    named = {name: head for head, name in program.names.items()}
    models: list[Sequence[clingo.Symbol]] = []
    control.solve(on_model=lambda model: models.append(model.symbols(atoms=True)))
    (atoms,) = models  # a stratified program has one
    for atom in atoms:
        found.setdefault(named[atom.name], set()).add(tuple(map(_decoded, atom.arguments)))
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
        return f"V{term.index}" if isinstance(term, Var) else _written(_encoded(self.rules.symbols.values[term]))

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
            case Filter() if step.op.name == "in":
                return f"{self.term(step.args[0])} = ({';'.join(map(self.term, step.args[1:]))})"
            case Filter() if step.op.name == "!in":
                return ", ".join(f"{self.term(step.args[0])} != {self.term(each)}" for each in step.args[1:])
            case Let(operation.VALUE_AT, (int(several), _)):
                (*listed,) = _encoded(self.rules.symbols.values[several])  # type: ignore[misc]  # it is a row
                return f"{self.term(step.result)} = ({';'.join(map(_written, listed))})"
            case Let() if step.op.name in CALCULATED:
                return f"{self.term(step.result)} = {CALCULATED[step.op.name].format(*map(self.term, step.args))}"
            case Let() if step.op.name == EXACTLY:
                result, (product, factor) = self.term(step.result), map(self.term, step.args)
                return f"{result} = {product} / {factor}, {result} * {factor} = {product}"
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
