"""What a rule instance tells besides its premises: in, a planned rule with its binding; out, the texts of its tests and functions.

The prover writes them into proofs. The certifier has words of its own (`factbase.explain.restated`), so that no mistake here is believed.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from factbase.engine.base import PlanRule, Symbols
from factbase.engine.plan import Planned
from factbase.engine.step import Between, Filter, Group, Let, Negated, Scan, Step, Term, Var
from factbase.ground import operation as op
from factbase.ground.operation import EQUAL
from factbase.ground.possible import Several
from factbase.ground.value import Value, write_value
from factbase.syntax.tree import Aggregate, Among, Comparison, Constant, Literal, Match, Membership, walk
from factbase.syntax.write import write_literal

__all__ = ["Telling"]

ONLY_POSSIBLE = ", only possible"
ON_THIS_READING = ", on this reading"
_UNTOLD = (op.PACKED_ROW, op.STAMPED_DATE, op.VALUE_AT, op.NUMBER_OF_VALUES)  # told with what they serve
_SIGNS = ("+", "-", "*", "/", "div", "mod")
_INFIX = frozenset(map(op.operation, _SIGNS))
_AT_MOST = frozenset(
    op.form_of("<=", form) for form in (op.OperationForm.PLAIN, op.OperationForm.POSSIBLY, op.OperationForm.OR_ANY)
)

BindingView = Sequence[int | None]


class Telling:
    """Texts of the instances of one plan's rules."""

    def __init__(self, planned: Planned, symbols: Symbols) -> None:
        self.planned = planned
        self.symbols = symbols

    def as_of(self, number: int) -> str:
        """What the as-of date is where a rule asks for it."""
        return f"the as-of date is {write_value(self.symbols.plain(number))}"

    def texts(self, rule: PlanRule, binding: BindingView) -> dict[int, str]:
        """By the place of a step in the body, what it tells; a literal of several steps is told once."""
        origin = self.planned.rules.origins[rule.origin or 0]
        texts: dict[int, str] = {}
        done: set[int] = set()
        for i, (step, literal) in enumerate(zip(rule.body, origin.literals, strict=True)):
            if not isinstance(step, (Filter, Let, Between)):
                continue
            if literal is None:
                texts.update((i, text) for text in self._guard(step, binding))
            elif isinstance(literal, (Comparison, Membership, Among)) and id(literal) not in done:
                done.add(id(literal))
                of = [s for s, other in zip(rule.body, origin.literals, strict=True) if other is literal]
                unsure = any(self._only_possible(other, binding) for other in of)
                taken = any(self._is_chosen(other, binding) for other in of) or self._chooses(literal)
                says = ONLY_POSSIBLE if unsure else ON_THIS_READING if taken else ""
                texts[i] = write_literal(literal, self.named(rule, binding)) + says
            elif isinstance(literal, Match) and not isinstance(step, Between) and self._only_possible(step, binding):
                a, b = (self._written(arg, binding) for arg in step.args)
                texts[i] = f"{a} and {b} are one day{ONLY_POSSIBLE}"
            elif isinstance(literal, Aggregate) and isinstance(step, Let) and self._only_possible(step, binding):
                values = self._written(step.result, binding)
                texts[i] = f"the {literal.function} may have {values} values, and this is one{ONLY_POSSIBLE}"
        return texts

    def named(self, rule: PlanRule, binding: BindingView) -> dict[str, Value]:
        """The values of the variables that the rule's text names."""
        return {
            name: self.symbols.plain(number)
            for name, number in zip(rule.variables, binding, strict=True)
            if name and number is not None
        }

    def _guard(self, step: Filter | Let | Between, binding: BindingView) -> Iterator[str]:
        """What the plan added to the rule's text: the as-of date of a derived event, and what the head computes."""
        match step:
            case Filter() if step.op in _AT_MOST:
                day, at = (self._written(arg, binding) for arg in step.args)
                yield f"{day} <= {at}, the as-of date{ONLY_POSSIBLE if self._only_possible(step, binding) else ''}"
            case Let(op=op.CHOSEN_DAY):
                if self._is_chosen(step, binding):
                    yield f"{self._written(step.result, binding)} is taken for {self._written(step.args[0], binding)}{ON_THIS_READING}"
            case Let() if step.op.form in (op.OperationForm.VALUES, op.OperationForm.ANY_VALUES):
                yield from self._one_of(step, binding)
            case Let() if step.op not in _UNTOLD:
                args = [self._written(arg, binding) for arg in step.args]
                infix = f" {step.op} ".join(args) if step.op in _INFIX else None
                call = f"{step.op}({', '.join(args)})"
                yield f"{self._written(step.result, binding)} = {infix or call}"
            case Filter() | Let() | Between():  # a guard against `?` says nothing that a reader does not see
                return

    def _one_of(self, step: Let, binding: BindingView) -> Iterator[str]:
        """Of a function that may have several values, that each of them is taken in turn."""
        args, name = [self._written(arg, binding) for arg in step.args], step.op.plain.name
        call = f" {name} ".join(args) if name in _SIGNS else f"{name}({', '.join(args)})"
        for several in self._values((step.result,), binding):
            if isinstance(several, Several):
                one = several.values[0] if len(several.values) == 1 else None
                told = f"{call} may have {len(several.values):,} values, and this is one{ONLY_POSSIBLE}"
                yield told if one is None else f"{write_value(one)} = {call}"

    def _only_possible(self, step: Step, binding: BindingView) -> bool:
        """Whether a test holds on some reading of its dates only, or a function takes one of several values."""
        match step:
            case Filter(op=op.MAY_BE) | Let(op=op.DAY_OF_BOTH):
                a, b = self._values(step.args, binding)
                return a != b and EQUAL.call(a, b) is not True
            case Filter():
                if step.op.form not in (op.OperationForm.POSSIBLY, op.OperationForm.OR_ANY):
                    return False
                return step.op.plain.call(*self._values(step.args, binding)) is not True
            case Let(op=op.NUMBER_OF_VALUES):
                return self._values((step.result,), binding) != [1]
            case Scan() | Negated() | Let() | Between() | Group():
                return False

    def _is_chosen(self, step: Step, binding: BindingView) -> bool:
        """Whether a step takes a day for an unknown one."""
        if not isinstance(step, Let) or step.op is not op.CHOSEN_DAY:
            return False
        return _number(step.args[0], binding) != _number(step.result, binding)

    def _chooses(self, literal: Literal) -> bool:
        """Whether a day is taken for a partial date that stands in a literal."""
        chosen = {root for root, _ in self.planned.completion.days}
        return any(isinstance(part, Constant) and (part.span.path, part.span.start) in chosen for part in walk(literal))

    def _values(self, terms: Sequence[Term], binding: BindingView) -> list[Value]:
        return [self.symbols.values[number] for term in terms if (number := _number(term, binding)) is not None]

    def _written(self, term: Term, binding: BindingView) -> str:
        number = _number(term, binding)
        return "_" if number is None else write_value(self.symbols.plain(number))


def _number(term: Term, binding: BindingView) -> int | None:
    return binding[term.index] if isinstance(term, Var) else term
