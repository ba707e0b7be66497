"""One planned rule as one query: in, a rule and what is known of the columns that it reads; out, a SELECT of the rows that it derives.

The query depends on the rule alone: in each round the same text runs over other tables. No name and no text of a stranger stands in it, as
tables and columns have numbers, and texts are parameters.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Protocol

from sqlglot import exp

from factbase.engine.base import PlanRule, Symbols, Unsupported
from factbase.engine.relational.calls import call
from factbase.engine.relational.cells import (
    Typed,
    all_of,
    as_column,
    as_decimal,
    called,
    cast,
    has_kind,
    literal,
    plain,
    same_cell,
    when,
    with_letter,
)
from factbase.engine.relational.kind import SIMPLE, Cell, Codec, Kind, Kinds, column_type, kind_of
from factbase.engine.step import MOST_IN_RANGE, Between, Filter, Group, Head, Let, Negated, Scan, Step, Term, Var
from factbase.ground.builtin import AGGREGATES, AggregateFunction
from factbase.ground.value import Value

__all__ = [
    "AGGREGATED",
    "RANK",
    "RULE",
    "Body",
    "Columns",
    "Constants",
    "column",
    "given_by",
    "table_types",
]

RANK, RULE = "rank", "rule"
"""The columns of a table beside those of its rows: the round that first derived a row, and the number of the rule that did."""

MOST_COMPUTED = 24  # values in a body: databases take what is computed of what is computed apart, and again
AGGREGATED = frozenset(AGGREGATES[name] for name in ("count", "sum", "min", "max"))
"""The aggregates that there are here."""

_INT = frozenset({Kind.INT})
_NUMBERS = frozenset({Kind.INT, Kind.DECIMAL})


class Columns(Protocol):
    """The tables of relations."""

    def table(self, head: Head) -> str:
        """The name of the table of a relation."""

    def kinds(self, head: Head, width: int) -> Sequence[Kinds]:
        """What each of its columns may hold."""


def column(table: str, number: int) -> exp.Column:
    """A column of a row."""
    return exp.column(f"c{number}", table)


class Constants:
    """The constants of a plan as expressions: numbers stand in queries, all else is a parameter of `values`."""

    def __init__(self, symbols: Symbols, codec: Codec) -> None:
        self.symbols = symbols
        self.codec = codec
        self.values: dict[str, Cell] = {}

    def of(self, number: int) -> Typed:
        """The constant of a number. Raises Unsupported."""
        return self.parameter(f"k{number}", self.symbols.values[number])

    def parameter(self, name: str, value: Value) -> Typed:
        """A value, as a parameter of a name where it is no number."""
        kinds = frozenset({kind_of(value)})
        cell = self.codec.cell(value, kinds)
        assert cell is not None
        if isinstance(cell, int):
            return Typed(cast(literal(cell), "BIGINT"), kinds)
        self.values[name] = cell
        return Typed(exp.Placeholder(this=name), kinds)


def given_by(function: AggregateFunction, members: Kinds) -> Kinds:
    """What an aggregate of some kinds gives. Raises Unsupported where it cannot be computed."""
    match function.name:
        case "count":
            return _INT
        case "sum":
            if members <= _INT:
                return _INT
            if members <= _NUMBERS:
                return _NUMBERS  # of none an integer
        case "min" | "max":
            if len(members) <= 1 and members <= SIMPLE | {Kind.DECIMAL}:
                return members
        case _:
            pass
    raise Unsupported(f"`{function.name}` of {'several kinds of values' if len(members) > 1 else 'such values'}")


class Body:
    """The body of a rule as a query in the making: what it reads so far, and the expression of each variable.

    `given` are variables that are bound before it. `keep` tells whether the columns of its scans are given out beside what the head has."""

    def __init__(
        self,
        rule: PlanRule,
        columns: Columns,
        constants: Constants,
        *,
        delta: tuple[int, str] | None = None,
        given: Mapping[int, Typed] | None = None,
        keep: bool = False,
        earlier: Mapping[Head, exp.Expr] | None = None,
    ) -> None:
        """With `delta`, the scan at that place reads that table; rows of `earlier` relations must be of a rank below the one given."""
        self.rule = rule
        self.columns = columns
        self.constants = constants
        self.delta = delta
        self.known: dict[int, Typed] = dict(given or {})
        self.kept: dict[str, exp.Expr] = {}
        self.keep = keep
        self.earlier = earlier or {}
        self.query = exp.Select()
        self.conditions: list[exp.Expr] = []
        self.never = False  # whether it surely holds for nothing
        self._computed = 0
        self._sources = 0
        for place, step in enumerate(rule.body):
            self._step(place, step)

    # ---- what comes out

    def rows(self, kinds: Sequence[Kinds], number: int) -> exp.Select | None:
        """The rows of the head, in columns of some kinds, and with the number of the rule; None where there are surely none."""
        terms = [self._term(arg) for arg in self.rule.args]
        outputs = [as_column(term, of).as_(f"c{i}") for i, (term, of) in enumerate(zip(terms, kinds, strict=True))]
        if not outputs:  # a relation without columns has one that says nothing
            outputs = [literal(0).as_("c0")]
        finished = self._finished()
        return None if self.never else finished.select(*outputs, literal(number).as_(RULE), copy=False)

    def instances(self) -> exp.Select | None:
        """The columns of its scans, of the first instance in their order."""
        outputs = [expression.copy().as_(name) for name, expression in self.kept.items()] or [literal(0).as_("c0")]
        finished = self._finished()
        if self.never:
            return None
        found = finished.select(*outputs, copy=False)
        return (found.order_by(*self.kept, copy=False) if self.kept else found).limit(1, copy=False)

    def _finished(self) -> exp.Select:
        query = self.query.copy()
        condition = all_of(*self.conditions)
        if isinstance(condition, exp.Boolean):
            self.never = self.never or not condition.this
            return query
        return query.where(condition, copy=False)

    # ---- steps

    def _term(self, term: Term) -> Typed:
        return self.known[term.index] if isinstance(term, Var) else self.constants.of(term)

    def _alias(self) -> str:
        self._sources += 1
        return f"s{self._sources}"

    def _join(self, source: exp.Expr, on: exp.Expr, how: str = "inner") -> None:
        """Reads another source; `how` is inner, semi, anti or left."""
        if not self.query.args.get("from_") and not self.query.args.get("from"):
            if how == "inner":
                self.query.from_(source, copy=False)
                self._where(on)
                return
            self.query.from_(exp.Select().select(literal(0).as_("c0")).subquery("s0"), copy=False)
        if how == "inner" and isinstance(on, exp.Boolean) and on.this:
            self.query.join(source, join_type="cross", copy=False)
        else:
            self.query.join(source, on=on, join_type=how, copy=False)

    def _where(self, condition: exp.Expr) -> None:
        if isinstance(condition, exp.Boolean) and condition.this:
            return
        self.conditions.append(condition)

    def _wrap(self, *more: tuple[str, exp.Expr]) -> str:
        """Makes what there is so far one source, so that what is computed stands there once."""
        outputs = [value.expression.copy().as_(f"v{index}") for index, value in self.known.items()]
        outputs += [expression.copy().as_(name) for name, expression in self.kept.items()]
        outputs += [expression.as_(name) for name, expression in more]
        inner = self._finished().select(*(outputs or [literal(0).as_("c0")]), copy=False)
        alias = self._alias()
        self.query = exp.Select().from_(inner.subquery(alias), copy=False)
        self.conditions = []
        self.known = {index: Typed(exp.column(f"v{index}", alias), value.kinds) for index, value in self.known.items()}
        self.kept = {name: exp.column(name, alias) for name in self.kept}
        return alias

    def _step(self, place: int, step: Step) -> None:
        match step:
            case Scan():
                self._scan(place, step)
            case Negated():
                self._negated(step)
            case Filter():
                self._where(call(step.op, [self._term(arg) for arg in step.args]).expression)
            case Let():
                self._computed += 1
                if self._computed > MOST_COMPUTED:
                    raise Unsupported(f"body that computes more than {MOST_COMPUTED} values")
                self._bind(step.result, call(step.op, [self._term(arg) for arg in step.args]))
            case Between():
                self._between(step)
            case Group():
                self._group(step)

    def _matching(
        self, head: Head, args: Sequence[Term | None], alias: str, *, bind: bool
    ) -> tuple[exp.Expr, dict[int, Typed]]:
        """The condition that a row fits, and the variables that it binds first."""
        kinds = self.columns.kinds(head, len(args))
        new: dict[int, Typed] = {}
        conditions: list[exp.Expr] = []
        for i, arg in enumerate(args):
            own = Typed(column(alias, i), kinds[i])
            if arg is None:
                continue
            if isinstance(arg, Var) and arg.index not in self.known and arg.index not in new:
                assert bind
                new[arg.index] = own
                continue
            of = new if isinstance(arg, Var) and arg.index in new else self.known
            term = new[arg.index] if isinstance(arg, Var) and arg.index in new else self._term(arg)
            conditions.append(same_cell(own, term))
            if bind and isinstance(arg, Var):
                of[arg.index] = _narrowed(term, own.kinds)
        return all_of(*conditions), new

    def _scan(self, place: int, step: Scan) -> None:
        alias = self._alias()
        condition, new = self._matching(step.predicate, step.args, alias, bind=True)
        of_delta = self.delta is not None and self.delta[0] == place
        name = self.delta[1] if self.delta is not None and of_delta else self.columns.table(step.predicate)
        if step.predicate in self.earlier:
            below = exp.LT(this=exp.column(RANK, alias), expression=self.earlier[step.predicate].copy())
            condition = all_of(condition, below)
        if isinstance(condition, exp.Boolean) and not condition.this:
            self.never = True
        lone = not new and not self.keep and place > 0 and not of_delta
        self._join(_source(name, alias), condition, "semi" if lone else "inner")
        self.known |= new
        if self.keep:
            width = max(1, len(step.args))
            self.kept |= {f"p{place}_{i}": column(alias, i) for i in range(width)}

    def _negated(self, step: Negated) -> None:
        alias = self._alias()
        condition, _ = self._matching(step.predicate, step.args, alias, bind=False)
        if isinstance(condition, exp.Boolean) and not condition.this:
            return  # no row can fit
        self._join(_source(self.columns.table(step.predicate), alias), condition, "anti")

    def _bind(self, term: Term, value: Typed) -> None:
        """Binds a variable to what is computed, or compares it; where it has no value, nothing holds."""
        if not isinstance(term, Var) or term.index in self.known:
            self._where(same_cell(self._term(term), value))
            if isinstance(term, Var):
                self.known[term.index] = _narrowed(self.known[term.index], value.kinds)
            return
        if isinstance(value.expression, exp.Column):
            self.known[term.index] = value
        else:
            alias = self._wrap((f"v{term.index}", value.expression.copy()))
            self.known[term.index] = Typed(exp.column(f"v{term.index}", alias), value.kinds)
        made = self.known[term.index].expression
        if value.expression.find(exp.Case, exp.Nullif, exp.TryCast, exp.Min, exp.Max) or isinstance(
            value.expression, exp.Column
        ):
            self._where(exp.not_(exp.Is(this=made.copy(), expression=exp.Null())))
        if value.longest is not None:
            self._where(exp.LTE(this=exp.Length(this=made.copy()), expression=literal(value.longest)))

    def _between(self, step: Between) -> None:
        low, high = self._term(step.low), self._term(step.high)
        integers = all_of(has_kind(low, Kind.INT), has_kind(high, Kind.INT))
        first, last = plain(low, Kind.INT), plain(high, Kind.INT)
        if not isinstance(step.item, Var) or step.item.index in self.known:
            item = self._term(step.item)
            within = exp.Between(this=plain(item, Kind.INT), low=first, high=last)
            self._where(all_of(integers, has_kind(item, Kind.INT), within))
            return
        self._where(all_of(integers, exp.LTE(this=first.copy(), expression=last.copy())))
        if isinstance(all_of(*self.conditions), exp.Boolean) and not all_of(*self.conditions).this:
            self.never = True
        size = exp.Sub(this=last.copy(), expression=first.copy())
        many = exp.GTE(this=exp.paren(size), expression=literal(MOST_IN_RANGE))
        most = f" holds more than {MOST_IN_RANGE:,} numbers"
        parts = (
            literal("the range "),
            cast(first.copy(), "TEXT"),
            literal(" .. "),
            cast(last.copy(), "TEXT"),
            literal(most),
        )
        stop = exp.Anonymous(this="stop", expressions=[exp.Concat(expressions=[*parts], safe=False, coalesce=False)])
        last = when((many, cast(stop, "BIGINT")), default=last)
        each = exp.Explode(this=exp.GenerateSeries(start=first.copy(), end=last))
        index = step.item.index
        alias = self._wrap((f"v{index}", each))
        self.known[index] = Typed(exp.column(f"v{index}", alias), _INT)

    def _group(self, step: Group) -> None:
        width = len(step.keys) + 1
        kinds = self.columns.kinds(step.rows, width)
        member = Typed(column("m", len(step.keys)), kinds[len(step.keys)])
        given = given_by(step.function, member.kinds)
        made = _aggregate(step.function, member, distinct=len(kinds) > width)
        keys = [column("m", i) for i in range(len(step.keys))]
        inner = exp.Select().select(*(key.copy().as_(f"c{i}") for i, key in enumerate(keys)), made.as_("r"), copy=False)
        inner = inner.from_(_source(self.columns.table(step.rows), "m"), copy=False)
        if keys:
            inner = inner.group_by(*keys, copy=False)
        alias = self._alias()
        of_keys = [same_cell(Typed(column(alias, i), kinds[i]), self._term(key)) for i, key in enumerate(step.keys)]
        result: exp.Expr = exp.column("r", alias)
        if step.function.name in ("count", "sum"):
            self._join(inner.subquery(alias), all_of(*of_keys), "left" if keys else "inner")
            none = cast(literal(0), "BIGINT")
            result = called("COALESCE", result, none if given == _INT else with_letter(Kind.INT, none))
        else:
            self._join(inner.subquery(alias), all_of(*of_keys))
        self._bind(step.result, Typed(result, given))


def _aggregate(function: AggregateFunction, member: Typed, *, distinct: bool) -> exp.Expr:
    match function.name:
        case "count":
            counted = when((exp.not_(has_kind(member, Kind.UNKNOWN)), member.expression))
            counted = counted if Kind.UNKNOWN in member.kinds else member.expression.copy()
            of: exp.Expr = exp.Distinct(expressions=[counted]) if distinct else counted
            return cast(exp.Count(this=of), "BIGINT")
        case "sum":
            return cast(exp.Sum(this=member.expression.copy()), "BIGINT") if member.kinds <= _INT else _summed(member)
        case "min":
            return _extreme(exp.Min, member)
        case _:
            return _extreme(exp.Max, member)


def _summed(member: Typed) -> exp.Expr:
    """The sum of integers and decimals: an integer where all are."""
    integer, decimal = has_kind(member, Kind.INT), has_kind(member, Kind.DECIMAL)
    whole = exp.Sum(this=when((integer, plain(member, Kind.INT))))
    parts = when((integer, as_decimal(plain(member, Kind.INT))), (decimal, plain(member, Kind.DECIMAL)))
    any_decimal = exp.GT(this=exp.Count(this=when((decimal, literal(1)))), expression=literal(0))
    of_decimals = with_letter(Kind.DECIMAL, as_decimal(exp.Sum(this=parts)))
    return when((any_decimal, of_decimals), default=with_letter(Kind.INT, cast(whole, "BIGINT")))


def _extreme(function: type[exp.AggFunc], member: Typed) -> exp.Expr:
    if member.kinds == {Kind.DECIMAL}:
        return with_letter(Kind.DECIMAL, function(this=plain(member, Kind.DECIMAL)))
    return function(this=member.expression.copy())


def _narrowed(value: Typed, kinds: Kinds) -> Typed:
    """What was found to be of some kinds."""
    both = value.kinds & kinds
    return value if both == value.kinds else Typed(as_column(value, both), both)


def _source(name: str, alias: str) -> exp.Expr:
    return exp.alias_(exp.to_table(name), alias, table=True)


def table_types(kinds: Sequence[Kinds]) -> list[tuple[str, str]]:
    """The columns of a table by name, with their types."""
    own = [(f"c{i}", column_type(of)) for i, of in enumerate(kinds)] or [("c0", "INT")]
    return [*own, (RANK, "INT"), (RULE, "INT")]
