"""The form of rows: in, rules over a store and a model that some engine made; out, the model without what has not the form of a row, and
what is wrong with that.

A row has the width of its relation, the number of a value in each column, and a rank; only relations of the rules' own hold rows in one
value. So whatever looks at the rows that are left may take them for what the rules say they are.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from decimal import Decimal

from factbase.engine.base import Listed, Model, PlanRule, Rules, Store, Table
from factbase.engine.step import Head, Let, Scan, Term, Var
from factbase.ground.date import Date
from factbase.ground.operation import PACKED_ROW
from factbase.ground.possible import Several
from factbase.ground.quantity import quantity
from factbase.ground.value import Symbol, Unknown, Value
from factbase.program.model import Predicate

__all__ = ["formed"]

RowForm = tuple[int, ...]
"""For each column how many values it holds in one, 0 for a plain value."""

_VALUES = frozenset({Symbol, str, int, Decimal, Date, Unknown})


def formed(rules: Rules, store: Store, model: Model) -> tuple[Model, list[str]]:
    """The rows that have the form of their relations, with what is wrong with the others."""
    forms, holds = _forms(rules, store), list(map(_held, model.symbols.values))
    problems: list[str] = []
    left: dict[Head, Table] = {}
    for head, rows in model.rows.items():
        wrong = {row: why for row, rank in rows.items() if (why := _wrong(row, rank, forms.get(head), holds))}
        named = head if isinstance(head, Predicate) else head.name
        problems += [f"a row of {named} {why}" for why in wrong.values()]
        if wrong:
            left[head] = Listed({row: rank for row, rank in rows.items() if row not in wrong})
    return (replace(model, rows={**model.rows, **left}) if left else model), problems


def _wrong(row: object, rank: object, form: RowForm | None, holds: list[int | None]) -> str:
    """What keeps something from being a row; nothing where it is one. A relation without rules and facts may be of any width."""
    if type(row) is not tuple:
        return "is no row"
    if form is not None and len(row) != len(form):
        return f"has {quantity(len(row), 'column')}, not {len(form)}"
    for i, number in enumerate(row):
        if type(number) is not int or not 0 <= number < len(holds) or holds[number] is None:
            return f"holds {number!r} in column {i + 1}, which is the number of no value"
        if holds[number] != (0 if form is None else form[i]):
            return f"holds in column {i + 1} {_values_text(holds[number])}, not {_values_text(0 if form is None else form[i])}"
    return "" if type(rank) is int and rank >= 0 else f"has the rank {rank!r}"


def _values_text(values: int | None) -> str:
    return f"{values} values in one" if values else "a value"


def _held(value: Value) -> int | None:
    """How many values there are in one, 0 for a plain one; None for what is no value."""
    if isinstance(value, Several):
        return len(value.values) if value.values and all(type(each) in _VALUES for each in value.values) else None
    return 0 if type(value) in _VALUES else None


def _forms(rules: Rules, store: Store) -> dict[Head, RowForm]:
    """The form of the rows of each relation that has facts or rules."""
    forms: dict[Head, RowForm] = {}
    for head, rows in store.rows.items():
        for row in rows:
            forms[head] = (0,) * len(row)
            break
    for stratum in rules.strata:
        for rule in stratum:
            forms.setdefault(rule.head, _form(rule, forms))
    return forms


def _form(rule: PlanRule, below: Mapping[Head, RowForm]) -> RowForm:
    packed: dict[Term | None, int] = {}
    for step in rule.body:
        if isinstance(step, Let) and step.op is PACKED_ROW:
            packed[step.result] = len(step.args)
        elif isinstance(step, Scan) and step.predicate in below:
            packed |= {arg: held for arg, held in zip(step.args, below[step.predicate], strict=True) if held}
    return tuple([packed.get(arg, 0) if isinstance(arg, Var) else 0 for arg in rule.args])
