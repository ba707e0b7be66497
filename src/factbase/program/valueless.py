"""What can never hold, though its types are right: in, a clause; out, a warning for each equation and each call of which the text shows it.

A decimal is not the integer of its size, so `X / 2 = 3` holds for no X. Nothing is told that may hold for some value.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from decimal import Decimal

from factbase.ground.builtin import AGGREGATES, BUILTINS, NUMBER
from factbase.ground.date import Date
from factbase.ground.diagnostic import Diagnostic, diagnose
from factbase.ground.spread import SPREAD
from factbase.ground.value import Unknown, Value, type_name, write_value
from factbase.program.resolve import Clause
from factbase.syntax.tree import Aggregate, Anonymous, Call, Comparison, Constant, Expression, Literal, Variable, walk
from factbase.syntax.write import write_expression

__all__ = ["never_equal", "without_value"]

_SHOWN = 80  # characters of a calculation


def never_equal(literal: Comparison, types: Mapping[str, frozenset[str] | None]) -> Iterator[Diagnostic]:
    """W107 where one side is a decimal and the other an integer; `types` has those of the clause's variables."""
    kinds = [_numbers(side, types) for side in (literal.left, literal.right)]
    if sorted(kinds, key=sorted) != [{"decimal"}, {"int"}]:
        return
    exact, whole = (literal.left, literal.right) if kinds[0] == {"decimal"} else (literal.right, literal.left)
    why = "a decimal is not the integer of its size"
    if isinstance(exact, Call) and exact.function == "/":
        why = "`/` gives a decimal, which is not the integer of its size"
    yield diagnose(
        "W107", literal.span, left=_shown(literal.left), right=_shown(literal.right), why=why, hint=_hint(exact, whole)
    )


def _hint(exact: Expression, whole: Expression) -> str:
    if isinstance(whole, Constant) and type(whole.value) is int:
        written = f"write `{write_value(Decimal(whole.value))}`"
    elif (
        isinstance(exact, Constant) and type(exact.value) is Decimal and exact.value == exact.value.to_integral_value()
    ):
        written = f"write `{int(exact.value)}`"
    else:
        written = f"write `{_shown(whole)} * 1.0`"
    divided = isinstance(exact, Call) and exact.function == "/"
    return f"{written}, or `div`, which gives a whole number" if divided else written


def without_value(clause: Clause) -> Iterator[Diagnostic]:
    """W109 for each call of constants that has no value, the innermost: what it stands in never holds."""
    parts: tuple[Expression | Literal, ...] = (*clause.outputs, *clause.body)
    for part in walk(*parts):
        if isinstance(part, Call) and (builtin := BUILTINS.get(part.function)) is not None and not builtin.is_test:
            given = [_value(each) for each in part.args]
            known = [each for each in given if each is not None]
            if len(known) < len(given) or not builtin.matching([frozenset({type_name(each)}) for each in known]):
                continue
            if part.function in SPREAD and any(type(each) is Date and not each.sharp for each in known):
                continue  # of partial dates there may be several, which is not none
            if builtin.call(*known) is None:
                yield diagnose("W109", part.span, call=_shown(part), why=builtin.lacks or "it cannot be calculated")


def _value(part: Expression) -> Value | None:
    """The value of an expression without variables; None where it has none, or that is not known."""
    match part:
        case Constant(value=value):
            return None if isinstance(value, Unknown) else value
        case Call():
            builtin, given = BUILTINS.get(part.function), [_value(each) for each in part.args]
            if builtin is None or builtin.is_test or None in given or not builtin.accepts(len(given)):
                return None
            return builtin.call(*given)
        case Variable() | Anonymous() | Aggregate():
            return None


def _numbers(part: Expression, types: Mapping[str, frozenset[str] | None]) -> frozenset[str]:
    """Which kinds of numbers an expression may be; empty where it may be something else."""
    match part:
        case Constant(value=value):
            return frozenset({type_name(value)}) & NUMBER
        case Variable(name=name):
            of = types.get(name)
            # What takes decimals takes integers too; what is known to be one of the two is known from a calculation or a type.
            return frozenset() if of is None or not of <= NUMBER else of | {"int"} if "decimal" in of else of
        case Call(function="/"):
            return frozenset({"decimal"})
        case Call(function="+" | "-" | "*" | "neg" | "abs", args=args):
            kinds = [_numbers(each, types) for each in args]
            if not all(kinds):
                return frozenset()
            if {"decimal"} in kinds:
                return frozenset({"decimal"})
            return frozenset({"int"}) if all(each == {"int"} for each in kinds) else NUMBER
        case Call():
            builtin = BUILTINS.get(part.function)
            results = {each.result for each in builtin.signatures} if builtin is not None else set()
            return frozenset({"int"}) if results == {"int"} else frozenset()
        case Aggregate(function=function):
            return frozenset({AGGREGATES[function].gives or ""}) & NUMBER
        case Anonymous():
            return frozenset()


def _shown(part: Expression) -> str:
    text = write_expression(part)
    return text if len(text) <= _SHOWN else text[: _SHOWN - 1] + "…"
