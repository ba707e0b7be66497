"""Expressions over cells: in, an expression and the kinds that its value may have; out, those of its kind, plain value and equality.

None of them raises for any cell, and each is NULL only where it is said to be.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from itertools import product

from sqlglot import exp

from factbase.engine.base import Unsupported
from factbase.engine.relational.kind import PLACES, SIMPLE, WIDTH, Kind, Kinds
from factbase.ground.dataclass import dataclass

__all__ = [
    "NULL",
    "Typed",
    "all_of",
    "any_of",
    "as_column",
    "as_decimal",
    "by_kinds",
    "called",
    "cast",
    "has_kind",
    "literal",
    "plain",
    "same_cell",
    "split",
    "tagged",
    "when",
    "with_letter",
]

NULL = exp.Null()


@dataclass(frozen=True, slots=True, eq=False)
class Typed:
    """An expression with the kinds that its value may have, as a column of these kinds would hold it.

    `longest` is how many characters a text may have at most; a longer one is no value."""

    expression: exp.Expr
    kinds: Kinds
    longest: int | None = None

    @property
    def is_simple(self) -> bool:
        """Whether its value is of a kind's own type."""
        return len(self.kinds) == 1 and self.kinds <= SIMPLE


def literal(value: int | str) -> exp.Expr:
    """A number or a text that we write, never one of a stranger."""
    return exp.Literal.number(value) if isinstance(value, int) else exp.Literal.string(value)


def all_of(*conditions: exp.Expr) -> exp.Expr:
    """That all hold; those that surely do are left out."""
    left = [each for each in conditions if not (isinstance(each, exp.Boolean) and each.this)]
    if any(isinstance(each, exp.Boolean) for each in left):
        return exp.false()
    return exp.and_(*left) if left else exp.true()


def any_of(*conditions: exp.Expr) -> exp.Expr:
    """That one holds; those that surely do not are left out."""
    left = [each for each in conditions if not (isinstance(each, exp.Boolean) and not each.this)]
    if any(isinstance(each, exp.Boolean) for each in left):
        return exp.true()
    return exp.or_(*left) if left else exp.false()


def when(*cases: tuple[exp.Expr, exp.Expr], default: exp.Expr = NULL) -> exp.Expr:
    """The value of the first condition that holds."""
    ifs = []
    for condition, value in cases:
        if isinstance(condition, exp.Boolean) and not condition.this:
            continue
        if isinstance(condition, exp.Boolean):
            default = value
            break
        ifs.append(exp.If(this=condition.copy(), true=value.copy()))
    if not ifs:
        return default.copy()
    return exp.Case(ifs=ifs, default=default.copy())


def called(name: str, *args: exp.Expr) -> exp.Expr:
    """A function that the dialects name alike."""
    return exp.func(name, *(arg.copy() for arg in args))


def cast(value: exp.Expr, to: str) -> exp.Expr:
    """The value in another type."""
    return exp.Cast(this=value.copy(), to=exp.DataType.build(to))


def _try_cast(value: exp.Expr, to: str) -> exp.Expr:
    return exp.TryCast(this=value.copy(), to=exp.DataType.build(to), safe=True)


def _after_letter(value: exp.Expr) -> exp.Expr:
    return exp.Substring(this=value.copy(), start=literal(2))


def _decimal_text(number: exp.Expr) -> exp.Expr:
    """A decimal of `PLACES` places as it is written in a cell: without zeros at its end."""
    text: exp.Expr = cast(number, "VARCHAR")
    for ending in ("0", "."):
        text = exp.Trim(this=text, expression=literal(ending), position="TRAILING")
    return text


def has_kind(value: Typed, *kinds: Kind) -> exp.Expr:
    """Whether a value is of one of some kinds."""
    of = value.kinds.intersection(kinds)
    if not of:
        return exp.false()
    if of == value.kinds:
        return exp.true()
    letter = exp.Substring(this=value.expression.copy(), start=literal(1), length=literal(1))
    return any_of(*(exp.EQ(this=letter.copy(), expression=literal(kind.value)) for kind in sorted(of, key=_order)))


def plain(value: Typed, kind: Kind) -> exp.Expr:
    """The plain value of what is of a kind; of anything else NULL or nonsense, so it is asked for where the kind is known."""
    if value.is_simple:
        return value.expression.copy()
    text = _after_letter(value.expression)
    if kind in (Kind.INT, Kind.DATE):
        return _try_cast(text, "BIGINT")
    return _try_cast(text, f"DECIMAL({WIDTH}, {PLACES})") if kind is Kind.DECIMAL else text


def tagged(value: Typed) -> exp.Expr:
    """The text that stands for a value in a column of several kinds."""
    if not value.is_simple:
        return value.expression.copy()
    (kind,) = value.kinds
    return with_letter(kind, value.expression)


def with_letter(kind: Kind, value: exp.Expr) -> exp.Expr:
    """The text that stands for a plain value of a kind in a column of several kinds."""
    match kind:
        case Kind.DECIMAL:
            text = _decimal_text(value)
        case Kind.STRING | Kind.SYMBOL:
            text = value.copy()
        case _:
            text = cast(value, "VARCHAR")
    return exp.DPipe(this=literal(kind.value), expression=exp.paren(text, copy=False), safe=True)


def as_decimal(number: exp.Expr) -> exp.Expr:
    """A number as a decimal of so many places as one has in a cell."""
    return cast(number, f"DECIMAL({WIDTH}, {PLACES})")


def as_column(value: Typed, kinds: Kinds) -> exp.Expr:
    """A value that is of some of these kinds as a column of them would hold it."""
    if value.kinds == kinds:
        return value.expression.copy()
    if len(kinds) == 1 and kinds <= SIMPLE:
        (kind,) = kinds
        return plain(value, kind)
    return tagged(value)


def same_cell(a: Typed, b: Typed) -> exp.Expr:
    """Whether two are one value, as a join has it."""
    if not a.kinds & b.kinds:
        return exp.false()
    if a.is_simple and b.is_simple:
        return exp.EQ(this=a.expression.copy(), expression=b.expression.copy())
    return exp.EQ(this=tagged(a), expression=tagged(b))


Made = Callable[..., exp.Expr]


def by_kinds(
    name: str, args: Sequence[Typed], ways: Mapping[tuple[Kind, ...], tuple[Kind | None, Made] | None]
) -> Typed:
    """What a function gives for values of several kinds: for each choice of these that it takes, the kind it gives and how it is computed.

    Of a choice that no way takes it has no value; one whose way is None cannot be computed here, and raises Unsupported."""
    made: list[tuple[exp.Expr, Kind | None, exp.Expr]] = []
    for kinds in product(*(sorted(arg.kinds, key=_order) for arg in args)):
        if kinds not in ways:
            continue
        way = ways[kinds]
        if way is None:
            raise Unsupported(f"`{name}` of {' and '.join(_words(kind) for kind in kinds)}")
        of_kinds = all_of(*(has_kind(arg, kind) for arg, kind in zip(args, kinds, strict=True)))
        values = [plain(arg, kind) for arg, kind in zip(args, kinds, strict=True)]
        made.append((of_kinds, way[0], way[1](*values)))
    given = frozenset(kind for _, kind, _ in made if kind is not None)
    apart = len(given) > 1 or not given <= SIMPLE
    cases = [
        (condition, with_letter(kind, value) if apart and kind is not None else value)
        for condition, kind, value in made
    ]
    return Typed(when(*cases), given)


def split(value: exp.Expr, place: int) -> exp.Expr:
    """A part of what a date that is no single day is written as."""
    return exp.SplitPart(this=_after_letter(value), delimiter=literal(","), part_index=literal(place))


def _order(kind: Kind) -> int:
    return list(Kind).index(kind)


_WORDS = {Kind.INT: "integers", Kind.DECIMAL: "decimals", Kind.STRING: "strings", Kind.SYMBOL: "symbols"}
_WORDS |= {Kind.DATE: "dates", Kind.PARTIAL: "partial dates", Kind.UNKNOWN: "a `?`", Kind.SEVERAL: "packed rows"}


def _words(kind: Kind) -> str:
    return _WORDS[kind]
