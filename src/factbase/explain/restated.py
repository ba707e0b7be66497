"""What an instance of a rule must be told as: in, a planned rule and a binding; out, for each step whether a text says what it says.

The prover has words of its own for this. Here a comparison is also read again as the language reads it, and must be the rule's own
literal with the values of the instance in it; what the language has no words for is put together a second time.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from decimal import Decimal
from functools import lru_cache

from factbase.engine.base import PlanRule, Symbols
from factbase.engine.plan import Planned
from factbase.engine.step import Between, Filter, Group, Let, Negated, Scan, Step, Term
from factbase.explain.kernel import KernelBinding, value
from factbase.ground import operation as op
from factbase.ground.builtin import BUILTINS, Builtin
from factbase.ground.dataclass import dataclass
from factbase.ground.date import Date
from factbase.ground.operation import Operation, OperationForm
from factbase.ground.possible import Several
from factbase.ground.span import TextFile
from factbase.ground.value import Symbol, Unknown, Value, canonical_decimal, write_value
from factbase.syntax.parse import parse_goal
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
from factbase.syntax.write import write_literal

__all__ = ["Restated", "Words", "alike", "literals"]

_UNTOLD = (
    op.PACKED_ROW,
    op.STAMPED_DATE,
    op.VALUE_AT,
    op.NUMBER_OF_VALUES,
)  # of the plan's own, and told with what they serve
_INFIX = ("+", "-", "*", "/", "div", "mod")
_UNSURE, _TAKEN = ", only possible", ", on this reading"


@dataclass(frozen=True, slots=True)
class Words:
    """What a text must be: these words to the letter, so that nothing stands beside them, and what they must be read as, if anything."""

    text: str
    reads: Literal | None = None

    def are(self, text: str) -> bool:
        """Whether a text is these words, and is read, without the remarks at its end, as the literal that is wanted."""
        plain = text
        for end in (_UNSURE, _TAKEN):
            plain = plain.removesuffix(end)
        return text == self.text and (self.reads is None or literals(plain) == (self.reads,))


class Restated:
    """The words of one plan's instances."""

    def __init__(self, planned: Planned, symbols: Symbols) -> None:
        self.planned = planned
        self.symbols = symbols

    def day(self) -> str | None:
        """What the as-of date is told as, where there is one."""
        at = self.planned.view.at
        return f"the as-of date is {write_value(at)}" if at is not None else None

    def named(self, rule: PlanRule, binding: KernelBinding) -> Mapping[str, Value]:
        """The values of the variables that the rule has names for."""
        known = zip(rule.variables, binding, strict=True)
        return {name: self.symbols.plain(number) for name, number in known if name and number is not None}

    def words(self, rule: PlanRule, place: int, binding: KernelBinding) -> Words | None:
        """What a test or a function of a rule's body must be told as; None where it is not told by itself."""
        of = self.planned.rules.origins[rule.origin or 0].literals
        step, literal = rule.body[place], of[place]
        match literal:
            case None:
                return self._guard(step, binding)
            case Comparison() | Membership() | Among():
                places = [i for i, other in enumerate(of) if other is literal]
                if place != places[0]:
                    return None  # its first step tells it
                unsure = any(self._unsure(rule.body[i], binding) for i in places)
                taken = any(self._taken(rule.body[i], binding) for i in places) or self._takes(literal)
                named = self.named(rule, binding)
                said = write_literal(literal, named) + (_UNSURE if unsure else _TAKEN if taken else "")
                filled = _filled(literal, named)
                return Words(said, filled if all(map(_is_told, walk(filled))) else None)
            case Match() if isinstance(step, Filter | Let) and self._unsure(step, binding):
                a, b = (self._written(arg, binding) for arg in step.args)
                return Words(f"{a} and {b} are one day{_UNSURE}")
            case Aggregate() if isinstance(step, Let) and self._unsure(step, binding):
                count = self._written(step.result, binding)
                return Words(f"the {literal.function} may have {count} values, and this is one{_UNSURE}")
            case Match() | Negation() | Aggregate() | Either():
                return None

    def _guard(self, step: Step, binding: KernelBinding) -> Words | None:
        """What the plan adds to the text of a rule: that a derived event is not later than the as-of date, and what a head computes."""
        match step:
            case Filter(op=Operation(of=Builtin(name="<=")), args=(day, at)):
                text = f"{self._written(day, binding)} <= {self._written(at, binding)}, the as-of date"
                return Words(text + (_UNSURE if self._unsure(step, binding) else ""))
            case Let(op=op.CHOSEN_DAY, args=(date, *_), result=day):
                if not self._taken(step, binding):
                    return None
                return Words(f"{self._written(day, binding)} is taken for {self._written(date, binding)}{_TAKEN}")
            case Let(
                op=Operation(form=OperationForm.VALUES | OperationForm.ANY_VALUES, of=Builtin() as plain), args=args
            ):
                values = [self._written(arg, binding) for arg in args]
                name = plain.name
                call_text = f" {name} ".join(values) if name in _INFIX else f"{name}({', '.join(values)})"
                match self._values((step.result,), binding):
                    case [Several(values=(one,))]:
                        return Words(f"{write_value(one)} = {call_text}")
                    case [Several(values=several)]:
                        return Words(f"{call_text} may have {len(several):,} values, and this is one{_UNSURE}")
                    case _:
                        return None
            case Let(op=call, args=args) if call not in _UNTOLD:
                values = [self._written(arg, binding) for arg in args]
                call_text = f" {call} ".join(values) if call.name in _INFIX else f"{call}({', '.join(values)})"
                return Words(f"{self._written(step.result, binding)} = {call_text}")
            case Scan() | Negated() | Filter() | Let() | Between() | Group():
                return None

    def _unsure(self, step: Step, binding: KernelBinding) -> bool:
        """Whether a step holds for some days that the partial dates may stand for, and not for all."""
        match step:
            case Filter(op=op.MAY_BE, args=args) | Let(op=op.DAY_OF_BOTH, args=args):
                a, b = self._values(args, binding)
                return a != b and BUILTINS["="].call(a, b) is not True
            case Filter(
                op=Operation(form=OperationForm.POSSIBLY | OperationForm.OR_ANY, of=Builtin() as plain), args=args
            ):
                return plain.call(*self._values(args, binding)) is not True
            case Let(op=op.NUMBER_OF_VALUES, result=result):
                return self._values((result,), binding) != [1]
            case Scan() | Negated() | Filter() | Let() | Between() | Group():
                return False

    def _taken(self, step: Step, binding: KernelBinding) -> bool:
        """Whether a step takes a day for a date that may be several."""
        if not isinstance(step, Let) or step.op is not op.CHOSEN_DAY:
            return False
        return value(step.args[0], binding) != value(step.result, binding)

    def _takes(self, literal: Comparison | Membership | Among) -> bool:
        """Whether a literal holds a date for which the reading takes a day."""
        taken = {root for root, _ in self.planned.completion.days}
        return any(isinstance(each, Constant) and (each.span.path, each.span.start) in taken for each in walk(literal))

    def _values(self, terms: tuple[Term, ...], binding: KernelBinding) -> list[Value]:
        numbers = (value(term, binding) for term in terms)
        return [self.symbols.values[number] for number in numbers if number is not None]

    def _written(self, term: Term, binding: KernelBinding) -> str:
        number = value(term, binding)
        return "_" if number is None else write_value(self.symbols.plain(number))


def alike(a: Value | None, b: Value | None) -> bool:
    """Whether two values are of one type and are written alike: a partial date is, whichever of its days it stands for."""
    return type(a) is type(b) and (a is None or b is None or write_value(a) == write_value(b))


@lru_cache(maxsize=1 << 14)
def literals(text: str) -> tuple[Literal, ...] | None:
    """The literals that a text is read as; None for what is none."""
    query, _ = parse_goal(TextFile("<told>", text))
    return query.body if query is not None else None


def _filled(literal: Comparison | Membership | Among, named: Mapping[str, Value]) -> Literal:
    if isinstance(literal, Among):
        return replace(literal, item=_put(literal.item, named))
    if isinstance(literal, Comparison):
        return replace(literal, left=_put(literal.left, named), right=_put(literal.right, named))
    item, low, high = (_put(part, named) for part in (literal.item, literal.low, literal.high))
    return replace(literal, item=item, low=low, high=high)


def _is_told(part: Expression | Literal) -> bool:
    """Whether a part is read as it is written: not a variable of a plain body, which is called as what it stands for."""
    return not isinstance(part, Variable) or set(" (-").isdisjoint(part.name)


def _put(part: Expression, named: Mapping[str, Value]) -> Expression:
    """An expression with values for its variables; what is then a negative number is one, as where it is read."""
    match part:
        case Variable(name=name) if name in named:
            return Constant(named[name], span=part.span)
        case Call():
            args = tuple(_put(arg, named) for arg in part.args)
            if part.function == "neg" and isinstance(args[0], Constant):
                negated = _negated(args[0].value)
                if negated is not None:
                    return Constant(negated, span=part.span)
            return replace(part, args=args)
        case Variable() | Constant() | Anonymous() | Aggregate():
            return part


def _negated(number: Value) -> Value | None:
    match number:
        case int():
            return -number
        case Decimal():
            return canonical_decimal(number.copy_negate())
        case Symbol() | str() | Date() | Unknown():
            return None
