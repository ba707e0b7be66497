"""Equations solved: in, an expression in one variable, and what it equals; out, what the variable then is.

That is told of `X + k`, `X - k`, `k - X`, `k * X` and `-X`, one within another, with integers `k`: each has one `X` for each value.
"""

from __future__ import annotations

from dataclasses import replace

from factbase.ground.builtin import EXACTLY
from factbase.syntax.tree import Aggregate, Anonymous, Call, Constant, Expression, Variable

__all__ = ["linear", "rearranged", "solved"]


def linear(expression: Expression) -> str | None:
    """The name of the variable for which an expression can be solved; None where it cannot."""
    match expression:
        case Variable(name=name):
            return name
        case Call(function="neg", args=(inner,)):
            return linear(inner)
        case Call(function="+" | "-", args=(inner, Constant(value=int()))):
            return linear(inner)
        case Call(function="+" | "-", args=(Constant(value=int()), inner)):
            return linear(inner)
        case Call(function="*", args=(inner, Constant(value=int(factor)))) if factor:
            return linear(inner)
        case Call(function="*", args=(Constant(value=int(factor)), inner)) if factor:
            return linear(inner)
        case Call() | Aggregate() | Constant() | Anonymous():
            return None


def solved(expression: Expression, value: Expression) -> Expression:
    """What the variable of a linear expression is where the expression has a value.

    It has no value where no variable's could be it; and may have one all the same, which only the expression itself then tells."""
    match expression:
        case Call(function="neg", args=(inner,)):
            return solved(inner, Call("neg", (value,), span=expression.span))
        case Call(function="-", args=(Constant() as known, inner)):
            return solved(inner, replace(expression, args=(known, value)))
        case Call(function=function, args=(Constant() as known, inner) | (inner, Constant() as known)):
            undone = {"+": "-", "-": "+", "*": EXACTLY}[function]
            return solved(inner, Call(undone, (value, known), span=expression.span))
        case Call() | Variable() | Aggregate() | Constant() | Anonymous():
            return value


def rearranged(expression: Expression, value: Expression, name: str) -> Expression | None:
    """What a variable that stands once in a sum is where the sum has a value, which nothing but a person has looked at; None of others."""
    match expression:
        case Variable(name=each):
            return value if each == name else None
        case Call(function="neg", args=(inner,)):
            return rearranged(inner, Call("neg", (value,), span=expression.span), name)
        case Call(function="+" | "-" as sign, args=(left, right)):
            rest = "-" if sign == "+" else "+"
            for inner, taken in (
                (left, replace(expression, function=rest, args=(value, right))),
                (right, replace(expression, function="-", args=(value, left) if sign == "+" else (left, value))),
            ):
                if (found := rearranged(inner, taken, name)) is not None:
                    return found
            return None
        case Call() | Aggregate() | Constant() | Anonymous():
            return None
