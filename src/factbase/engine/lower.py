"""One clause to a planned rule: in, its body in a safe order and a reading; out, the steps that engines run.

Lowering takes functions out of arguments, gives each aggregate a relation for its rows, and guards unknown values. Where partial dates
matter, the certain rule joins equal values only, compares certainly, and negates whatever is possible; the possible rule joins what may
be one day, compares possibly, and negates only what is certain. Then, for every choice of the days, what the certain rules derive holds,
and what holds the possible rules derive.
"""

from __future__ import annotations

from collections.abc import Sequence
from itertools import pairwise

from factbase.engine.aggregate import lower_aggregate
from factbase.engine.base import PlanRule
from factbase.engine.clause import Given, Planning
from factbase.engine.goal import Goal, Origin
from factbase.engine.step import Auxiliary, Between, Filter, Group, Head, Let, Negated, Scan, Step, Term, Var
from factbase.engine.unnamed import hands_on, uses_of
from factbase.engine.unsure import branches, is_partial, loose
from factbase.ground.date import Date
from factbase.ground.operation import (
    ANY_OF_BOTH,
    AT_LEAST,
    AT_MOST,
    CHOSEN_DAY,
    DAY_OF_BOTH,
    INTERVAL,
    KNOWN,
    LIES_WITHIN,
    MAY_BE,
    MAY_BE_ANY,
    NONE_LIES_WITHIN,
    NONE_MAY_BE,
    NUMBER_OF_VALUES,
    PACKED_ROW,
    RIVALS,
    STAMPED_DATE,
    VALUE_AT,
    Operation,
    OperationForm,
    form_of,
    operation,
)
from factbase.ground.possible import ANY_VALUE, gathered
from factbase.ground.value import Value
from factbase.program.model import Predicate, expressions, variables
from factbase.program.safety import order, wildcards
from factbase.program.solved import linear, solved
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
    Rule,
    Variable,
)

__all__ = ["Lowering"]


class Lowering:
    """One clause on its way to a planned rule: its steps so far, and its variables by name."""

    def __init__(
        self,
        planner: Planning,
        clause: Rule | Goal,
        outputs: Sequence[Expression],
        body: Sequence[Literal],
        possible: bool = False,
        any_value: bool = False,
        aggregate: Aggregate | None = None,
        given: Given | None = None,
        loose_names: frozenset[str] = frozenset(),
        unnamed_names: frozenset[str] = frozenset(),
        counted: str | None = None,
    ) -> None:
        self.planner = planner
        self.clause = clause
        self.possible = possible
        self.any_value = any_value  # whether a `?` may be any value, also that with which it is joined
        self.aggregate = aggregate
        self.given = given  # rows that bind variables before the body does
        self.outputs = outputs
        self.body = body
        self.index: dict[str, Term] = {}
        self.variable_names: list[str] = []
        self.steps: list[Step] = []
        self.literals: list[Literal | None] = []
        self.free = wildcards(outputs, body)
        self.loose = planner.doubt.names(body, loose_names) if planner.doubt else frozenset()
        self.unnamed: frozenset[str] = frozenset()  # the variables that may be a `?`
        if any_value and planner.doubt is not None and planner.doubt.unnamed is not None:
            self.unnamed = planner.doubt.unnamed.names(body, unnamed_names)
        # `?` matches a variable that is used nowhere else. The answer to a goal may show it; a head may not hand it on.
        clause_body = body if aggregate is None else clause.body  # of a goal with alternatives, one of its bodies
        self.uses = uses_of(() if isinstance(clause, Goal) else expressions(clause.head), clause_body)
        if counted is not None:  # one that is counted is a value, whichever it is
            self.uses[counted] = uses_of((), body)[counted]
        if given is not None:
            self.step(Scan(given.rows, tuple(map(self.variable, given.names))), None)
        ordered, rest = order(body, outputs, given.names if given else ())
        assert not rest, "the checker lets no unsafe clause through"
        self.ordered = ordered
        for literal in ordered:
            self.literal(literal)

    def finish(self, head: Head, at: Date | None = None) -> None:
        """Adds the rule to the plan. `at` selects a derived event: it is in the view from its day on, as a fact is."""
        args = tuple(self.term(part, None) for part in self.outputs)
        if at is not None:
            form = (
                OperationForm.OR_ANY
                if self.any_value
                else OperationForm.POSSIBLY
                if self.possible
                else OperationForm.PLAIN
            )
            self.step(Filter(form_of(AT_MOST.name, form), (args[-1], self.planner.symbols.intern(at))), None)
        rule = PlanRule(head, args, tuple(self.steps), tuple(self.variable_names), self.planner.number())
        self.planner.add(rule, Origin(self.clause, self.aggregate, tuple(self.literals)))

    def step(self, step: Step, literal: Literal | None) -> None:
        """Adds a step to the body, with the literal that it serves; None for a guard of the plan's own."""
        self.steps.append(step)
        self.literals.append(literal)

    def variable(self, name: str) -> Term:
        """The term that stands for a variable, a new one where none does yet."""
        if name not in self.index:
            self.index[name] = Var(len(self.variable_names))
            self.variable_names.append(name)
        return self.index[name]

    def fresh(self) -> Var:
        """A variable that has no name in the clause."""
        self.variable_names.append("")
        return Var(len(self.variable_names) - 1)

    def let(self, op: Operation, args: Sequence[Term], literal: Literal | None) -> Var:
        """A new variable, with a step that computes it."""
        result = self.fresh()
        self.step(Let(op, tuple(args), result), literal)
        return result

    def constant(self, value: Value) -> int:
        """The number of a value."""
        return self.planner.symbols.intern(value)

    def is_loose(self, expression: Expression) -> bool:
        """Whether an expression may be a partial date, so that it need not equal what it may be."""
        return self.planner.doubt is not None and loose(expression, self.loose)

    def inner(
        self,
        outputs: Sequence[Expression],
        body: Sequence[Literal],
        possible: bool,
        aggregate: Aggregate,
        given: Given | None,
        *,
        any_value: bool,
        counted: str | None = None,
    ) -> Lowering:
        """The lowering of a body within this clause."""
        loose, unnamed = self.loose, self.unnamed
        if (
            any_value
            and not self.any_value
            and self.planner.doubt is not None
            and self.planner.doubt.unnamed is not None
        ):
            unnamed = self.planner.doubt.unnamed.names(self.body)
        form = possible, any_value
        return Lowering(self.planner, self.clause, outputs, body, *form, aggregate, given, loose, unnamed, counted)

    def cut(self, keys: Sequence[str], rounds: int) -> Auxiliary:
        """A relation of some variables as the steps so far bind them; what follows comes so many rounds after these steps.

        So an aggregate of a recursive rule finds all rows of its keys: they need what is complete already, and these keys."""
        number = self.planner.groups
        self.planner.groups += 1
        columns = tuple(dict.fromkeys(term for term in self.index.values() if isinstance(term, Var)))
        names = tuple(self.variable_names)
        form = self.possible, self.any_value
        after = [Auxiliary(f"before {number} by {left}", *form) for left in reversed(range(rounds))]
        made = Auxiliary(f"keys {number}", *form)

        def add(head: Head, args: Sequence[Term], body: Sequence[Step], literals: Sequence[Literal | None]) -> None:
            rule = PlanRule(head, tuple(args), tuple(body), names, self.planner.number())
            self.planner.add(rule, Origin(self.clause, self.aggregate, tuple(literals)))

        add(after[0], columns, self.steps, self.literals)
        add(made, [self.index[name] for name in keys], [Scan(after[0], columns)], [None])
        for one, next_ in pairwise(after):
            add(next_, columns, [Scan(one, columns)], [None])
        self.steps, self.literals = [], []
        self.step(Scan(after[-1], columns), None)
        return made

    # ---- expressions

    def term(self, expression: Expression, literal: Literal | None) -> Term:
        """The term for an expression; what a function computes gets a step and a variable of its own."""
        match expression:
            case Constant():
                value = expression.value
                if isinstance(value, Date) and is_partial(
                    value
                ):  # one unknown day, wherever in the rule it is asked for
                    root = expression.span.path, expression.span.start
                    value = self.planner.completion.date(root, value.stamped(root))
                return self.constant(value)
            case Variable():
                return self.variable(expression.name)
            case Call():
                return self.call(expression, literal, None)
            case Anonymous():
                return self.fresh()
            case Aggregate():
                raise AssertionError("a plain clause has it beside the literal")

    def call(self, call: Call, literal: Literal | None, result: Term | None) -> Term:
        """The value of a call, in `result` where that is given."""
        args = tuple(self.term(arg, literal) for arg in call.args)
        if self.possible and branches(call, self.loose):
            return self.one_of(self.let(self.values_of(call.function), args, literal), literal, result)
        if hands_on(call, self.unnamed):
            return self.into(form_of(call.function, OperationForm.OR_ANY), args, literal, result)
        if call.function == INTERVAL.name:
            # Some day between the two: another one for each row of each rule, the same one in both readings.
            place = f"{call.span.path}:{call.span.start}"
            made = self.let(INTERVAL, args, literal)
            row = [self.index[v.name] for part in self.outputs for v in variables(part) if v.name in self.index]
            return self.day_made(made, place, (*args, *dict.fromkeys(row)), literal, result)
        return self.into(operation(call.function), args, literal, result)

    def day_made(
        self, made: Term, place: str, key: Sequence[Term], literal: Literal | None, result: Term | None
    ) -> Term:
        """A partial date that a rule makes at a place, as the unknown day of a key: the day itself, where it is chosen."""
        stamped = (made, self.constant(place), *key)
        chosen = tuple(self.planner.completion.made(place))
        if not chosen:
            return self.into(STAMPED_DATE, stamped, literal, result)
        days = self.constant(gathered(chosen))
        return self.into(CHOSEN_DAY, (self.let(STAMPED_DATE, stamped, literal), days), literal, result)

    def into(self, op: Operation, args: tuple[Term, ...], literal: Literal | None, result: Term | None) -> Term:
        """The variable that holds what a function gives: `result`, or a new one."""
        target = self.fresh() if result is None else result
        self.step(Let(op, args, target), literal)
        return target

    def values_of(self, function: str) -> Operation:
        """The function of a plan that gives all the values which another may have."""
        return form_of(function, OperationForm.ANY_VALUES if self.any_value else OperationForm.VALUES)

    def one_of(self, values: Var, literal: Literal | None, result: Term | None) -> Term:
        """Each of several values in turn."""
        place, one = self.fresh(), self.constant(1)
        self.step(Between(place, one, self.let(NUMBER_OF_VALUES, (values,), literal)), literal)
        return self.into(VALUE_AT, (values, place), literal, result)

    # ---- literals

    def literal(self, literal: Literal) -> None:
        """Adds the steps of one literal."""
        match literal:
            case Match():
                self.match(literal)
            case Negation():
                self.negation(literal)
            case Comparison(op="="):
                self.equation(literal)
            case Comparison():
                self.test(literal)
            case Membership():
                self.membership(literal)
            case Among():
                self.among(literal)
            case Either():
                raise AssertionError("each branch is lowered by itself")
            case Aggregate():
                lower_aggregate(self, literal)

    def membership(self, literal: Membership) -> None:
        """Adds a range; where a `?` may stand in it, tests at both ends instead, or any value for an item that is new."""
        item = literal.item
        if not any(hands_on(part, self.unnamed) for part in (item, literal.low, literal.high)):
            low, high = self.term(literal.low, literal), self.term(literal.high, literal)
            self.step(Between(self.term(item, literal), low, high), literal)
        elif isinstance(item, Variable) and item.name not in self.index:
            self.index[item.name] = self.constant(ANY_VALUE)  # its range is not given
        else:
            self.step(
                Filter(
                    form_of(AT_LEAST.name, OperationForm.OR_ANY),
                    (self.term(item, literal), self.term(literal.low, literal)),
                ),
                literal,
            )
            self.step(
                Filter(
                    form_of(AT_MOST.name, OperationForm.OR_ANY),
                    (self.term(item, literal), self.term(literal.high, literal)),
                ),
                literal,
            )

    def among(self, literal: Among) -> None:
        """Adds a test against the values of a list, or each of them in turn for an item that is new."""
        item, values = literal.item, tuple(self.term(each, literal) for each in literal.values)
        if not literal.negated and isinstance(item, Variable) and item.name not in self.index:
            listed = self.planner.symbols
            several = self.constant(gathered([listed.values[term] for term in values if isinstance(term, int)]))
            place = self.fresh()
            self.step(Between(place, self.constant(1), self.constant(len(values))), literal)
            self.step(Let(VALUE_AT, (several, place), self.variable(item.name)), literal)
            return
        if hands_on(item, self.unnamed):
            form = OperationForm.OR_ANY
        elif self.possible and (self.is_loose(item) or any(map(self.is_loose, literal.values))):
            form = OperationForm.POSSIBLY
        else:
            form = OperationForm.PLAIN
        self.step(
            Filter(form_of("!in" if literal.negated else "in", form), (self.term(item, literal), *values)), literal
        )

    def columns(self, match: Match) -> list[Term | None]:
        """The term of each column; None for `_`, and for a `_Name` that stands in one place only."""
        return [
            None
            if isinstance(part, Anonymous) or (isinstance(part, Variable) and part.name in self.free)
            else self.term(part, match)
            for part in expressions(match)
        ]

    def match(self, literal: Match) -> None:
        """Adds a scan, a test for each column that may fit without being equal, and guards against a `?` that is joined."""
        predicate = self.planner.want(predicate_of(literal), self.possible, self.any_value)
        plain = self.planner.doubt is None
        columns = [(c, None) for c in self.columns(literal)] if plain else self.columns_of_scan(literal)
        terms = tuple(term for term, _ in columns)
        self.step(Scan(predicate, terms), literal)
        for part, (term, test) in zip(expressions(literal), columns, strict=True):
            if test is None or term is None:
                continue
            if isinstance(part, Variable):  # from here on it is known at least as well as either of the two
                both = ANY_OF_BOTH if test[0] is MAY_BE_ANY else DAY_OF_BOTH
                self.index[part.name] = self.let(both, (test[1], term), literal)
                self.variable_names[-1] = part.name
            else:
                self.step(Filter(test[0], (term, test[1])), literal)
        for i in () if self.any_value else sorted(self.planner.unknown(predicate)):
            column = terms[i]
            if isinstance(column, Var) and self.uses[self.variable_names[column.index]] > 1:
                self.step(Filter(KNOWN, (column,)), None)

    def columns_of_scan(self, literal: Match) -> list[tuple[Term | None, tuple[Operation, Term] | None]]:
        """The columns of a match, each with the test that stands for an equality where dates may be partial."""
        assert self.planner.doubt is not None
        partial, parts = self.planner.doubt.of(literal), expressions(literal)
        unnamed = self.unnamed_columns(literal) if self.any_value else _NONE
        new = {v.name for v in parts if isinstance(v, Variable) and v.name not in self.index}
        tested: list[tuple[Term | None, tuple[Operation, Term] | None]] = []
        for i, (part, term) in enumerate(zip(parts, self.columns(literal), strict=True)):
            pattern = _pattern(part)
            if pattern is not None:
                op = MAY_BE_ANY if i in unnamed else MAY_BE if self.possible else LIES_WITHIN
                tested.append((self.fresh(), (op, self.constant(pattern))))
            elif term is None or (isinstance(part, Variable) and part.name in new):
                new.discard(part.name if isinstance(part, Variable) else "")  # the next time it is a join
                tested.append((term, None))
            elif i in unnamed or hands_on(part, self.unnamed):
                tested.append((self.fresh(), (MAY_BE_ANY, term)))
            elif self.possible and (i in partial or self.is_loose(part)):
                tested.append((self.fresh(), (MAY_BE, term)))
            else:
                tested.append((term, None))
        return tested

    def unnamed_columns(self, literal: Match) -> frozenset[int]:
        """The columns of a literal in which a `?` may be any value."""
        doubt = self.planner.doubt
        return doubt.unnamed.of(literal) if doubt is not None and doubt.unnamed is not None else _NONE

    def negation(self, literal: Negation) -> None:
        """Adds a step that fails where a row of the other reading fits; some columns may fit by a test."""
        match, doubt = literal.match, self.planner.doubt
        predicate = self.planner.want(predicate_of(match), not self.possible, any_value=True)
        columns = self.columns(match)
        apart: list[int] = []  # the columns that are more than equal or not
        if doubt is not None:
            partial = doubt.of(match) | self.unnamed_columns(match)
            for i, part in enumerate(expressions(match)):
                pattern = _pattern(part)
                if pattern is not None:
                    columns[i] = self.constant(pattern)
                loosely = not self.possible and (i in partial or self.is_loose(part))
                if columns[i] is not None and (pattern is not None or loosely):
                    apart.append(i)
        if apart:
            self.rivals(literal, predicate, columns, apart)
        else:
            self.step(Negated(predicate, tuple(columns)), literal)

    def rivals(self, literal: Negation, predicate: Predicate, columns: Sequence[Term | None], apart: list[int]) -> None:
        """No row fits, where some columns fit by a test: the rows that agree in all others are looked through."""
        rows = Auxiliary(f"rivals {self.planner.groups}")
        self.planner.groups += 1
        keys = [i for i, term in enumerate(columns) if term is not None and i not in apart]
        row = tuple(Var(i) for i in range(len(columns) + 1))
        body = (Scan(predicate, row[:-1]), Let(PACKED_ROW, tuple(row[i] for i in apart), row[-1]))
        rule = PlanRule(rows, (*(row[i] for i in keys), row[-1]), body, ("",) * len(row), self.planner.number())
        self.planner.add(rule, Origin(self.clause, self.aggregate, (literal.match, None)))
        rivals = self.fresh()
        self.step(Group(RIVALS, rows, _terms(columns, keys), rivals), literal)
        op = NONE_LIES_WITHIN if self.possible else NONE_MAY_BE
        self.step(Filter(op, (rivals, *_terms(columns, apart))), literal)

    def equation(self, literal: Comparison) -> None:
        """An equation with a variable that is new gives that variable its value, also where it is solved for it; any other is a test."""
        sides = (literal.left, literal.right)
        for target, other in (sides, sides[::-1]):
            if isinstance(target, Variable) and target.name not in self.index:
                term = self.term(other, literal)
                self.index[target.name] = term  # another name for the same term
                if isinstance(term, Var) and not self.variable_names[term.index]:
                    self.variable_names[term.index] = target.name
                return
        for one, other in (sides, sides[::-1]):
            if (name := linear(one)) is not None and name not in self.index:
                value = self.term(other, literal)
                self.index[name] = self.term(solved(one, other), literal)
                self.variable_names[-1] = name
                if not hands_on(other, self.unnamed):  # that it is that value, the expression itself tells
                    assert isinstance(one, Call)
                    self.call(one, literal, value)
                return
        self.test(literal)

    def test(self, literal: Comparison) -> None:
        """Adds a comparison in the form of its reading: plain, possible, or with `?` as any value."""
        left, right = self.term(literal.left, literal), self.term(literal.right, literal)
        if hands_on(literal.left, self.unnamed) or hands_on(literal.right, self.unnamed):
            op = form_of(literal.op, OperationForm.OR_ANY)
        elif self.possible and (self.is_loose(literal.left) or self.is_loose(literal.right)):
            op = form_of(literal.op, OperationForm.POSSIBLY, OperationForm.PLAIN)
        else:
            op = operation(literal.op)
        self.step(Filter(op, (left, right)), literal)


_NONE: frozenset[int] = frozenset()


def _pattern(part: Expression) -> Date | None:
    """The partial date that a literal names: it fits the days within it."""
    value = part.value if isinstance(part, Constant) else None
    return value if isinstance(value, Date) and is_partial(value) else None


def _terms(columns: Sequence[Term | None], places: Sequence[int]) -> tuple[Term, ...]:
    return tuple(term for i in places if (term := columns[i]) is not None)
