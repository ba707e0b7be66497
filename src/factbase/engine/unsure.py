"""What in a clause may hold on some reading of partial dates only: in, a clause and the columns that may hold one; out, yes or no.

Everything here may say yes too often, never too seldom.
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Sequence

from factbase.ground.builtin import AGGREGATES
from factbase.ground.date import Date
from factbase.ground.spread import ONE_OF_BOTH, SPREAD
from factbase.program.model import Predicate, expressions, matches, variables
from factbase.program.plain import open_variables, plain_bodies, plain_literals
from factbase.program.safety import group_keys
from factbase.program.solved import linear
from factbase.program.strata import predicate_of
from factbase.syntax.tree import (
    Aggregate,
    Among,
    Anonymous,
    Call,
    Comparison,
    Constant,
    Either,
    Expression,
    Literal,
    Match,
    Membership,
    Negation,
    Variable,
    walk,
)

__all__ = [
    "PartialColumns",
    "UnsureClause",
    "branches",
    "is_partial",
    "loose",
    "makes_partial",
    "names_in",
    "unsure",
]

PartialColumns = Callable[[Match], Collection[int]]
"""The columns of a match that may hold a partial date."""


def is_partial(value: object) -> bool:
    """Whether a value is a date that its text does not settle."""
    return type(value) is Date and not value.sharp


def makes_partial(part: Expression | Literal) -> bool:
    """Whether an expression makes a partial date by itself."""
    return (isinstance(part, Constant) and is_partial(part.value)) or (
        isinstance(part, Call) and part.function == "interval"
    )


def loose(expression: Expression, names: Iterable[str]) -> bool:
    """Whether an expression may be a partial date, where the variables `names` may."""
    match expression:
        case Constant():
            return is_partial(expression.value)
        case Variable():
            return expression.name in names
        case Call(function="interval"):
            return True
        case Call() if expression.function in ("+", "-", *ONE_OF_BOTH):
            return any(loose(arg, names) for arg in expression.args)
        case Call() | Anonymous() | Aggregate():
            return False


def several(expression: Expression, names: Iterable[str]) -> bool:
    """Whether some function in an expression may have several values of a partial date."""
    return any(isinstance(part, Call) and branches(part, names) for part in walk(expression))


def branches(call: Call, names: Iterable[str]) -> bool:
    """Whether a function, given its arguments, may have several values of a partial date."""
    if call.function == "-" and isinstance(call.args[1], Constant) and type(call.args[1].value) is int:
        return False  # a date less a number of days is one date
    return call.function in SPREAD and any(loose(arg, names) for arg in call.args)


def names_in(of: PartialColumns, body: Sequence[Literal], given: Iterable[str]) -> set[str]:
    """The variables of a body that may be partial dates, where those that are given may."""
    names = set(given)
    literals = plain_literals(body)
    before = -1
    while len(names) != before:
        before = len(names)
        for literal in literals:
            match literal:
                case Match():
                    if columns := of(literal):  # of most, none
                        parts = expressions(literal)
                        names.update(v.name for i in columns for v in [parts[i]] if isinstance(v, Variable))
                case Comparison(op="=", left=left, right=right):
                    for one, other in ((left, right), (right, left)):
                        if (solved := linear(one)) is not None and loose(other, names):
                            names.add(solved)
                case Aggregate():
                    names |= names_in(of, literal.body, names)
                    result = literal.result
                    if (
                        literal.function in ("min", "max", "meet")
                        and loose(literal.term, names)
                        and isinstance(result, Variable)
                    ):
                        names.add(result.name)
                case Among(item=Variable() as item, negated=False):
                    if any(map(makes_partial, literal.values)):
                        names.add(item.name)
                case Comparison() | Membership() | Among() | Either() | Negation():
                    pass
    return names


def unsure(
    of: PartialColumns,
    touched: frozenset[Predicate],
    body: Sequence[Literal],
    outputs: Sequence[Expression],
    names: set[str],
) -> bool:
    """Whether what a clause gives may hold on some readings of its dates only, or differ between them."""
    begins = names or touched or any(of(match) for match in matches(body))
    if not begins and not any(map(makes_partial, walk(*outputs, *body))):
        return False  # what is only possible begins with a partial date
    if any(several(part, names) for part in outputs):
        return True
    clauses = ((UnsureClause(of, touched, branch, outputs, names), branch) for branch in plain_bodies(body, names))
    return any(clause.literal(literal) for clause, branch in clauses for literal in branch)


class UnsureClause:
    """One clause: how often each variable is bound in it, and which of its literals are unsure."""

    def __init__(
        self,
        of: PartialColumns,
        touched: frozenset[Predicate],
        body: Sequence[Literal],
        outputs: Sequence[Expression],
        names: set[str],
    ) -> None:
        self.of, self.touched, self.body, self.outputs, self.names = of, touched, body, outputs, names
        self.places: dict[str, int] = {}
        for literal in body:
            for part in _binding(literal):
                if isinstance(part, Variable):
                    self.places[part.name] = self.places.get(part.name, 0) + 1
        for literal in body:
            for part in _binding(literal) if isinstance(literal, Comparison) else ():
                if (solved := linear(part)) is not None:  # by the equation alone, where nothing else binds it
                    self.places.setdefault(solved, 1)

    def literal(self, literal: Literal) -> bool:
        """Whether a literal may hold, or fail, on some readings of its dates only."""
        names = self.names
        match literal:
            case Match():
                if predicate_of(literal) in self.touched:
                    return True
                return any(self.column(part, i in self.of(literal)) for i, part in enumerate(expressions(literal)))
            case Negation():
                if predicate_of(literal.match) in self.touched:
                    return True
                columns = self.of(literal.match)
                return any(
                    not isinstance(part, Anonymous) and (i in columns or loose(part, names))
                    for i, part in enumerate(expressions(literal.match))
                )
            case Comparison():
                if several(literal.left, names) or several(literal.right, names):
                    return True
                if not (loose(literal.left, names) or loose(literal.right, names)):
                    return False
                sides = (literal.left, literal.right)
                gives = any(self.places.get(linear(side) or "", 0) == 1 for side in sides)
                return not (literal.op == "=" and gives)
            case Membership():
                return any(several(part, names) for part in expressions(literal))
            case Among():
                item = literal.item
                if several(item, names):
                    return True
                gives = not literal.negated and isinstance(item, Variable) and self.places.get(item.name, 0) == 1
                return not gives and (loose(item, names) or any(map(makes_partial, literal.values)))
            case Aggregate():
                return self.aggregate(literal)
            case Either():
                raise AssertionError("each branch is a clause of its own")

    def column(self, part: Expression, may_be_partial: bool) -> bool:
        """Whether what stands in a column of a match may fit a row in one reading only."""
        match part:
            case Constant():
                return may_be_partial or is_partial(part.value)
            case Variable():
                return (may_be_partial or part.name in self.names) and self.places[part.name] > 1
            case Call() | Anonymous() | Aggregate():  # a plain match has none but `_`
                return False

    def aggregate(self, literal: Aggregate) -> bool:
        """Whether an aggregate may have other values on other readings: by its members, its keys, or what it counts."""
        others = [other for other in self.body if other is not literal]
        keys = group_keys(literal, [*self.outputs, *others])
        inner = names_in(self.of, literal.body, self.names)
        own = {v.name for v in open_variables(literal.body)}
        asked = (
            {v.name for v in variables(literal.term)}
            | set(keys)
            | (own if AGGREGATES[literal.function].of_each else set())
        )
        if asked & inner or loose(literal.term, inner) or several(literal.term, inner):
            return True
        return unsure(self.of, self.touched, literal.body, (literal.term,), inner)


def _binding(literal: Literal) -> tuple[Expression, ...]:
    """The places of a literal in which a variable may get its value."""
    match literal:
        case Match():
            return expressions(literal)
        case Comparison(op="="):
            return (literal.left, literal.right)
        case Membership():
            return (literal.item,)
        case Among(negated=False):
            return (literal.item,)
        case Aggregate():
            return (literal.result,)
        case Comparison() | Among() | Either() | Negation():
            return ()
