"""What holds, by the rules as trees: in, a model and the facts of a view; out, which instances of a body hold in it.

Nothing here is planned, and values are told apart by their types. It knows the literals of a plain clause, and no partial dates."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from decimal import Decimal

from factbase.base import View
from factbase.engine.base import Model
from factbase.ground.builtin import AGGREGATES, BUILTINS
from factbase.ground.value import Value, canonical_decimal
from factbase.program.model import Fact, Predicate, variables
from factbase.program.plain import plain_bodies
from factbase.syntax.tree import (
    Aggregate,
    Among,
    Anonymous,
    Call,
    Comparison,
    Constant,
    Expression,
    Literal,
    Match,
    Membership,
    Negation,
    Variable,
)

__all__ = ["Env", "Tagged", "World", "parts_of", "predicate", "tagged"]

Tagged = tuple[str, Value]
Env = dict[str, Tagged]


def tagged(value: Value) -> Tagged:
    """A value that is equal to another exactly when the language holds the two for one."""
    return type(value).__name__, value


def predicate(match: Match) -> Predicate:
    return Predicate(match.claim.relation, match.claim.mode, match.on is not None, match.source is not None)


def parts_of(match: Match) -> list[Expression]:
    claim = match.claim
    return [part for part in (claim.who, *claim.args, match.on, match.source) if part is not None]


def outer(part: Expression | Literal) -> set[str]:
    """The names that stand in a part outside braces."""
    return {v.name for v in variables(part.result if isinstance(part, Aggregate) else part)}


NUMBERS = [tagged(n) for n in range(-200, 201)] + [tagged(canonical_decimal(Decimal(n) / 2)) for n in range(-200, 201)]
"""What is tried for a variable: every number that the programs may come to."""


class World:
    """What holds: the rows of a model as tagged values, by form of relation."""

    def __init__(self, model: Model, facts: Sequence[Fact], view: View) -> None:
        self.view = view
        self.facts = {id(fact): fact for fact in facts}
        self.rows = {
            head: {tuple(tagged(model.symbols.plain(n)) for n in row) for row in rows}
            for head, rows in model.rows.items()
            if isinstance(head, Predicate)
        }

    def value(self, part: Expression, known: Env) -> Tagged | None:
        match part:
            case Constant():
                return tagged(part.value)
            case Variable():
                return known[part.name]
            case Call():
                args = [self.value(arg, known) for arg in part.args]
                if None in args:
                    return None
                result = BUILTINS[part.function].call(*(arg[1] for arg in args if arg))
                return None if result is None else tagged(result)
            case _:
                raise AssertionError(part)

    def head_row(self, head: Match, known: Env) -> tuple[Tagged, ...] | None:
        row = tuple(self.value(part, known) for part in parts_of(head))
        if None in row:
            return None
        if head.on is not None and self.view.at is not None:
            day = row[-1][1]  # type: ignore[index]
            if BUILTINS["<="].call(day, self.view.at) is not True:
                return None
        return row  # type: ignore[return-value]

    def instances(self, body: Sequence[Literal], known: Env, outputs: Sequence[Expression]) -> Iterator[Env]:
        """Every binding of the body's variables under which it holds; `outputs` are the expressions around it."""
        if not body:
            yield known
            return
        for i, literal in enumerate(body):
            if self.ready(literal, known, [*body[:i], *body[i + 1 :]], outputs):
                rest = [*body[:i], *body[i + 1 :]]
                # What has been bound still stands around what is left.
                around = [*outputs, *parts(literal)]
                for found in self.after(literal, known, rest, outputs):
                    yield from self.instances(rest, found, around)
                return
        for i, literal in enumerate(body):
            found = [*self.guessed(literal, known)] if isinstance(literal, Comparison) and literal.op == "=" else None
            if found is not None:
                rest = [*body[:i], *body[i + 1 :]]
                for each in found:
                    yield from self.instances(rest, each, [*outputs, *parts(literal)])
                return
        raise AssertionError(f"nothing is ready in {body} with {sorted(known)}")

    def guessed(self, equation: Comparison, known: Env) -> list[Env] | None:
        """The bindings of the one variable that a function of it has not yet, by trying numbers; None where it is another equation."""
        for side, other in ((equation.left, equation.right), (equation.right, equation.left)):
            unknown = {v.name for v in variables(side)} - known.keys()
            if len(unknown) == 1 and all(v.name in known for v in variables(other)):
                (name,) = unknown
                wanted = self.value(other, known)
                tried = ({**known, name: number} for number in NUMBERS)
                return [each for each in tried if wanted is not None and self.value(side, each) == wanted]
        return None

    def ready(self, literal: Literal, known: Env, rest: Sequence[Literal], outputs: Sequence[Expression]) -> bool:
        def bound(*expressions: Expression) -> bool:
            return all(v.name in known for e in expressions for v in variables(e))

        match literal:
            case Match():
                return all(bound(part) for part in parts_of(literal) if isinstance(part, Call))
            case Negation():
                return bound(*parts_of(literal.match))
            case Comparison(op="="):
                sides = (literal.left, literal.right)
                return any(bound(b) and (isinstance(a, Variable) or bound(a)) for a, b in (sides, sides[::-1]))
            case Comparison():
                return bound(literal.left, literal.right)
            case Membership():
                return bound(literal.low, literal.high)
            case Among():
                return bound(literal.item) or not literal.negated
            case Aggregate():
                return self.keys(literal, rest, outputs) <= known.keys()

    def keys(self, literal: Aggregate, rest: Sequence[Literal], outputs: Sequence[Expression]) -> set[str]:
        around = {name for part in (*rest, *outputs, literal.result) for name in outer(part)}
        return {v.name for part in (literal.term, *literal.body) for v in variables(part)} & around

    def after(
        self, literal: Literal, known: Env, rest: Sequence[Literal], outputs: Sequence[Expression]
    ) -> Iterator[Env]:
        match literal:
            case Match():
                yield from self.matching(literal, known)
            case Negation():
                if not any(True for _ in self.matching(literal.match, known)):
                    yield known
            case Comparison(op="="):
                for a, b in ((literal.left, literal.right), (literal.right, literal.left)):
                    if isinstance(a, Variable) and a.name not in known:
                        value = self.value(b, known)
                        if value is not None:
                            yield {**known, a.name: value}
                        return
                left, right = self.value(literal.left, known), self.value(literal.right, known)
                if left and right and BUILTINS["="].call(left[1], right[1]) is True:
                    yield known
            case Comparison():
                left, right = self.value(literal.left, known), self.value(literal.right, known)
                if left and right and BUILTINS[literal.op].call(left[1], right[1]) is True:
                    yield known
            case Membership():
                low, high = self.value(literal.low, known), self.value(literal.high, known)
                if low and high and low[0] == high[0] == "int":
                    for number in range(low[1], high[1] + 1):  # type: ignore[arg-type, operator]
                        yield from self.unified(literal.item, tagged(number), known)
            case Among():
                if literal.negated:
                    value = self.value(literal.item, known)
                    if value and value not in [tagged(each.value) for each in literal.values]:
                        yield known
                    return
                for each in literal.values:
                    yield from self.unified(literal.item, tagged(each.value), known)
            case Aggregate():
                keys = self.keys(literal, rest, outputs)
                value = AGGREGATES[literal.function].call(self.members(literal, {k: known[k] for k in keys}))
                if value is not None:
                    yield from self.unified(literal.result, tagged(value), known)

    def members(self, literal: Aggregate, keys: Env) -> list[Value]:
        """What is aggregated: for `sum` one value a binding of the names, else each value once."""
        names = {name for part in (literal.term, *literal.body) for name in outer(part)}
        found: dict[object, Value] = {}
        fixed = [v for v in variables(literal) if v.name in keys]
        for body in plain_bodies(literal.body, keys):
            for known in self.instances(body, keys, [literal.term, *fixed]):
                value = self.value(literal.term, known)
                if value is not None:
                    binding = tuple(
                        sorted((name, known[name][0], repr(known[name][1])) for name in names & known.keys())
                    )
                    found[binding if literal.function in ("sum", "mean") else value] = value[1]
        return list(found.values())

    def matching(self, match: Match, known: Env) -> Iterator[Env]:
        for row in self.rows.get(predicate(match), ()):
            after: Env | None = known
            for part, value in zip(parts_of(match), row, strict=True):
                after = None if after is None else next(self.unified(part, value, after), None)
            if after is not None:
                yield after

    def unified(self, part: Expression, value: Tagged, known: Env) -> Iterator[Env]:
        if isinstance(part, Anonymous):
            yield known
        elif isinstance(part, Variable) and part.name not in known:
            yield {**known, part.name: value}
        elif self.value(part, known) == value:
            yield known


def parts(literal: Literal) -> list[Expression]:
    match literal:
        case Match():
            return parts_of(literal)
        case Negation():
            return parts_of(literal.match)
        case Comparison():
            return [literal.left, literal.right]
        case Membership():
            return [literal.item, literal.low, literal.high]
        case Among():
            return [literal.item]
        case Aggregate():
            return [literal.result]
