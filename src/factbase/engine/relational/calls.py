"""Operations in relational algebra: in, an operation and its arguments as expressions; out, the expression of its value or truth.

`OPERATIONS` is what there is: all else is refused before anything runs, as is a call of kinds that cannot be computed here. A test
that does not hold is false or NULL; a function without a value is NULL.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence

from sqlglot import exp

from factbase.engine.base import Unsupported
from factbase.engine.relational.cells import (
    Made,
    Typed,
    all_of,
    any_of,
    as_decimal,
    by_kinds,
    called,
    cast,
    has_kind,
    literal,
    plain,
    same_cell,
    split,
    tagged,
    when,
)
from factbase.engine.relational.kind import Kind, Kinds
from factbase.ground import operation as op
from factbase.ground.builtin import EXACTLY
from factbase.ground.date import calendar_day
from factbase.ground.operation import Operation, OperationForm

__all__ = ["TESTS_AND_FUNCTIONS", "call"]

INT, DECIMAL, STRING, SYMBOL, DATE, PARTIAL, UNKNOWN = (
    Kind.INT,
    Kind.DECIMAL,
    Kind.STRING,
    Kind.SYMBOL,
    Kind.DATE,
    Kind.PARTIAL,
    Kind.UNKNOWN,
)
MAX_LENGTH = 1_000_000  # of a text that is computed, as everywhere
_FIRST, _LAST = calendar_day(-9999, 1, 1).earliest or 0, calendar_day(9999, 12, 31).earliest or 0

Ways = dict[tuple[Kind, ...], tuple[Kind | None, Made] | None]


def call(operation: Operation, args: Sequence[Typed]) -> Typed:
    """The value of a function, or, with no kinds, the truth of a test. Raises Unsupported for kinds of which it cannot be computed."""
    made = _CALLS.get(operation.name)
    if made is None:
        raise Unsupported(f"`{operation.name}`")
    return made(*args)


# ---- numbers


def _binary(kind: type[exp.Binary]) -> Made:
    return lambda a, b: exp.paren(kind(this=a, expression=b), copy=False)


def _less(a: exp.Expr, b: exp.Expr) -> exp.Expr:
    return exp.LT(this=a.copy(), expression=b.copy())


def _is(a: exp.Expr, b: exp.Expr) -> exp.Expr:
    return exp.EQ(this=a.copy(), expression=b.copy())


def _apart(a: exp.Expr, b: exp.Expr) -> exp.Expr:
    return exp.NEQ(this=exp.paren(a, copy=False), expression=exp.paren(b, copy=False))


def _whole(a: exp.Expr, b: exp.Expr) -> exp.Expr:
    """The quotient cut off towards zero; NULL by zero."""
    return exp.paren(exp.IntDiv(this=a.copy(), expression=called("NULLIF", b, literal(0))), copy=False)


def _rest(a: exp.Expr, b: exp.Expr) -> exp.Expr:
    return exp.paren(exp.Mod(this=a.copy(), expression=called("NULLIF", b, literal(0))), copy=False)


def _floored(a: exp.Expr, b: exp.Expr) -> exp.Expr:
    off = all_of(exp.NEQ(this=_rest(a, b), expression=literal(0)), _apart(_less(a, literal(0)), _less(b, literal(0))))
    return exp.paren(exp.Sub(this=_whole(a, b), expression=when((off, literal(1)), default=literal(0))), copy=False)


def _modulo(a: exp.Expr, b: exp.Expr) -> exp.Expr:
    off = all_of(exp.NEQ(this=_rest(a, b), expression=literal(0)), _apart(_less(a, literal(0)), _less(b, literal(0))))
    return exp.paren(exp.Add(this=_rest(a, b), expression=when((off, b), default=literal(0))), copy=False)


def _exactly(a: exp.Expr, b: exp.Expr) -> exp.Expr:
    return when((_is(_rest(a, b), literal(0)), _whole(a, b)))


def _day(number: exp.Expr) -> exp.Expr:
    """A day where its year has four digits."""
    within = exp.Between(this=number.copy(), low=literal(_FIRST), high=literal(_LAST))
    return when((within, number))


def _days_on(a: exp.Expr, b: exp.Expr) -> exp.Expr:
    return _day(_binary(exp.Add)(a, b))


def _days_back(a: exp.Expr, b: exp.Expr) -> exp.Expr:
    return _day(_binary(exp.Sub)(a, b))


_NO_DECIMALS: Ways = {(INT, DECIMAL): None, (DECIMAL, INT): None, (DECIMAL, DECIMAL): None}


def _of_decimals(made: Made) -> Ways:
    """Ways for two numbers of which one is a decimal, to a decimal of no more places."""
    ways: Ways = {}
    for kinds in _NO_DECIMALS:
        ways[kinds] = DECIMAL, lambda a, b: as_decimal(made(as_decimal(a), as_decimal(b)))
    return ways


def _times(a: exp.Expr, b: exp.Expr) -> exp.Expr:
    """A decimal as often as an integer says, either one first: of two decimals the product has too many places."""
    return as_decimal(_binary(exp.Mul)(a, b))


_NO_PARTIAL: Ways = {(PARTIAL, DATE): None, (DATE, PARTIAL): None, (PARTIAL, PARTIAL): None, (PARTIAL, INT): None}


def _of_integers(made: Made) -> Ways:
    return {(INT, INT): (INT, made)}


def _alike(made: Made) -> Ways:
    alike: Ways = {(kind, kind): (kind, made) for kind in (INT, DECIMAL, STRING, SYMBOL, DATE)}
    return _NO_DECIMALS | _NO_PARTIAL | alike


# ---- texts

_TEXTS = (STRING, SYMBOL)


def _of_text(made: Made, gives: Kind, more: Sequence[tuple[Kind, ...]] = ()) -> Ways:
    """Ways for a text and what follows it."""
    ways: dict[tuple[Kind, ...], tuple[Kind | None, Made] | None] = {}
    kinds: list[tuple[Kind, ...]] = [()]
    for choice in (_TEXTS, *more):
        kinds = [(*so_far, kind) for so_far in kinds for kind in choice]
    for each in kinds:
        ways[each] = gives, made
    return ways


def _concat(*args: Typed) -> Typed:
    """The texts of some values in one."""
    texts = [_written(arg) for arg in args]
    joined = texts[0]
    for text in texts[1:]:
        joined = exp.DPipe(this=joined, expression=text, safe=True)
    return Typed(exp.paren(joined, copy=False), frozenset({STRING}), MAX_LENGTH)


def _written(value: Typed) -> exp.Expr:
    """What a value is written as; NULL of a `?`."""
    for kind in (DATE, PARTIAL, Kind.SEVERAL):
        if kind in value.kinds:
            raise Unsupported("the text of dates")
    number = plain(value, DECIMAL) if DECIMAL in value.kinds else None
    cases = [
        (has_kind(value, STRING, SYMBOL), plain(value, STRING)),
        (has_kind(value, INT), cast(plain(value, INT), "VARCHAR")),
    ]
    if number is not None:
        text = plain(value, STRING)  # after its letter, it is written as it is but for a point
        point = exp.GT(this=exp.StrPosition(this=text.copy(), substr=literal(".")), expression=literal(0))
        whole = exp.DPipe(this=text.copy(), expression=literal(".0"), safe=True)
        cases.append((has_kind(value, DECIMAL), when((point, text), default=whole)))
    return exp.paren(when(*cases), copy=False)


_ESCAPES = {"\\": "\\\\", '"': '\\"', "\b": "\\b", "\f": "\\f", "\n": "\\n", "\r": "\\r", "\t": "\\t"}


def _pair(*args: Typed) -> Typed:
    """Some values in one text, each as the language writes it."""
    texts: list[exp.Expr] = []
    for arg in args:
        quoted = plain(arg, STRING)
        for letter, written in _ESCAPES.items():  # the backslash first
            quoted = called("REPLACE", quoted, literal(letter), literal(written))
        quoted = exp.DPipe(
            this=exp.DPipe(this=literal('"'), expression=quoted, safe=True), expression=literal('"'), safe=True
        )
        text = when((has_kind(arg, STRING), quoted), default=_written(arg))
        texts += [text if not texts else exp.DPipe(this=literal(", "), expression=exp.paren(text), safe=True)]
    joined = texts[0]
    for text in texts[1:]:
        joined = exp.DPipe(this=joined, expression=text, safe=True)
    return Typed(exp.paren(joined, copy=False), frozenset({STRING}), MAX_LENGTH)


def _place(text: exp.Expr, part: exp.Expr) -> exp.Expr:
    return exp.StrPosition(this=text.copy(), substr=part.copy())


def _contains(text: Typed, part: Typed) -> Typed:
    return by_kinds("contains", (text, part), _tests(lambda a, b: exp.GT(this=_place(a, b), expression=literal(0))))


def _lacks(text: Typed, part: Typed) -> Typed:
    return by_kinds("!contains", (text, part), _tests(lambda a, b: _is(_place(a, b), literal(0))))


def _tests(made: Made) -> Ways:
    return {(a, b): (None, made) for a in _TEXTS for b in _TEXTS}


def _replaced(text: exp.Expr, old: exp.Expr, new: exp.Expr) -> exp.Expr:
    return when((exp.NEQ(this=old.copy(), expression=literal("")), called("REPLACE", text, old, new)))


def _replace(*args: Typed) -> Typed:
    made = by_kinds("replace", args, _of_text(_replaced, STRING, (_TEXTS, _TEXTS)))
    return Typed(made.expression, made.kinds, MAX_LENGTH)


def _substr(text: exp.Expr, place: exp.Expr, length: exp.Expr) -> exp.Expr:
    size = exp.Length(this=text.copy())
    there = exp.Between(this=exp.Abs(this=place.copy()), low=literal(1), high=size)
    from_end = exp.Add(this=exp.Add(this=size.copy(), expression=place.copy()), expression=literal(1))
    start = when((exp.GT(this=place.copy(), expression=literal(0)), place), default=from_end)
    enough = exp.GTE(this=length.copy(), expression=literal(0))
    # as many as there are at most, so that no length is too large for an engine
    most = called("LEAST", length, size)
    part = exp.Substring(this=text.copy(), start=cast(start, "INT"), length=cast(most, "INT"))
    return when((all_of(there, enough), part))


# ---- dates, of which a partial one has its ends, the unknown day that it is and how many days after it


def _end(value: Typed, place: int) -> exp.Expr:
    """The first or last day of a date; NULL where it is open."""
    part = called("NULLIF", split(value.expression, place), literal(""))
    ends = exp.TryCast(this=part, to=exp.DataType.build("BIGINT"), safe=True)
    return when((has_kind(value, DATE), plain(value, DATE)), (has_kind(value, PARTIAL), ends))


class _Dates:
    """Two dates, and what can be said of them."""

    def __init__(self, a: Typed, b: Typed) -> None:
        self.a, self.b = a, b
        self.first_a, self.last_a, self.first_b, self.last_b = _end(a, 1), _end(a, 2), _end(b, 1), _end(b, 2)

    @property
    def both(self) -> exp.Expr:
        return all_of(has_kind(self.a, DATE, PARTIAL), has_kind(self.b, DATE, PARTIAL))

    @property
    def sharp(self) -> bool:
        """Whether neither can be partial."""
        return PARTIAL not in self.a.kinds and PARTIAL not in self.b.kinds

    @property
    def one_day(self) -> exp.Expr:
        """Whether they are certainly one day."""
        exact = all_of(_is(self.first_a, self.last_a), _is(self.first_b, self.last_b))
        return all_of(exact, _is(self.first_a, self.first_b))

    @property
    def apart(self) -> exp.Expr:
        """Whether they have no day in common."""
        ahead = called("COALESCE", _less(self.last_a, self.first_b), exp.false())
        behind = called("COALESCE", _less(self.last_b, self.first_a), exp.false())
        return any_of(ahead, behind)

    def _field(self, value: Typed, place: int) -> exp.Expr:
        return when((has_kind(value, PARTIAL), split(value.expression, place)), default=literal(""))

    @property
    def one_origin(self) -> exp.Expr:
        """Whether they are days from one unknown day."""
        if PARTIAL not in self.a.kinds or PARTIAL not in self.b.kinds:
            return exp.false()
        root_a, root_b = self._field(self.a, 3), self._field(self.b, 3)
        return all_of(exp.NEQ(this=root_a.copy(), expression=literal("")), _is(root_a, root_b))

    @property
    def offsets(self) -> tuple[exp.Expr, exp.Expr]:
        """How many days each is after it."""
        a, b = (
            exp.TryCast(
                this=called("NULLIF", self._field(each, 4), literal("")), to=exp.DataType.build("BIGINT"), safe=True
            )
            for each in (self.a, self.b)
        )
        return a, b


_COMPARED: dict[str, type[exp.Binary]] = {"<": exp.LT, "<=": exp.LTE, ">": exp.GT, ">=": exp.GTE}


def _ordered(symbol: str, *, possibly: bool) -> Callable[[Typed, Typed], Typed]:
    """An order: of numbers by size, of texts by code point, of dates for every choice of their days, or for some."""
    kind = _COMPARED[symbol]

    def compared(a: Typed, b: Typed) -> Typed:
        cases: list[tuple[exp.Expr, exp.Expr]] = []
        for own in (STRING, SYMBOL):
            if own in a.kinds and own in b.kinds:
                cases.append(
                    (all_of(has_kind(a, own), has_kind(b, own)), kind(this=plain(a, own), expression=plain(b, own)))
                )
        for left in (INT, DECIMAL):
            for right in (INT, DECIMAL):
                if left in a.kinds and right in b.kinds:
                    x, y = plain(a, left), plain(b, right)
                    if left is not right:
                        x, y = as_decimal(x), as_decimal(y)
                    cases.append((all_of(has_kind(a, left), has_kind(b, right)), kind(this=x, expression=y)))
        dates = _Dates(a, b)
        if a.kinds & {DATE, PARTIAL} and b.kinds & {DATE, PARTIAL}:
            cases.append((dates.both, _dates_ordered(symbol, dates, possibly=possibly)))
        return Typed(when(*cases, default=exp.false()), frozenset())

    return compared


def _dates_ordered(symbol: str, dates: _Dates, *, possibly: bool) -> exp.Expr:
    kind = _COMPARED[symbol]
    if dates.sharp:
        return kind(this=dates.first_a.copy(), expression=dates.first_b.copy())
    ahead = symbol in ("<", "<=")
    if not possibly:
        pair = (dates.last_a, dates.first_b) if ahead else (dates.first_a, dates.last_b)
        return called("COALESCE", kind(this=pair[0].copy(), expression=pair[1].copy()), exp.false())
    pair = (dates.first_a, dates.last_b) if ahead else (dates.last_a, dates.first_b)
    some_day = called("COALESCE", kind(this=pair[0].copy(), expression=pair[1].copy()), exp.true())
    x, y = dates.offsets
    return when((dates.one_origin, kind(this=x, expression=y)), default=some_day)


def _equality(*, denied: bool, possibly: bool) -> Callable[[Typed, Typed], Typed]:
    """`=` or `!=`: nothing is equal or unequal to a `?`; of dates, for every choice of their days, or for some."""

    def compared(a: Typed, b: Typed) -> Typed:
        one = same_cell(a, b)
        holds: exp.Expr = exp.not_(one) if denied else one
        dates = _Dates(a, b)
        if not dates.sharp and a.kinds & {DATE, PARTIAL} and b.kinds & {DATE, PARTIAL}:
            certain = any_of(one, called("COALESCE", dates.one_day, exp.false()))
            apart = all_of(exp.not_(exp.paren(one)), dates.apart)
            held = apart if denied else certain
            if possibly:
                held = exp.not_(exp.paren(certain if denied else apart))
            if possibly:
                x, y = dates.offsets
                by_offset: exp.Expr = exp.NEQ(this=x, expression=y) if denied else exp.EQ(this=x, expression=y)
                held = when((dates.one_origin, by_offset), default=held)
            holds = when((dates.both, held), default=holds)
        return Typed(all_of(_known(a), _known(b), holds), frozenset())

    return compared


def _known(value: Typed) -> exp.Expr:
    kinds = value.kinds & {UNKNOWN, Kind.SEVERAL}
    if not kinds:
        return exp.true()
    return exp.not_(exp.paren(has_kind(value, *kinds))) if kinds != value.kinds else exp.false()


def _is_unknown(value: Typed) -> exp.Expr:
    return has_kind(value, UNKNOWN)


def _listed(*, negated: bool, possibly: bool) -> Callable[..., Typed]:
    test = _equality(denied=negated, possibly=possibly)

    def compared(item: Typed, *values: Typed) -> Typed:
        holds = [test(item, value).expression for value in values]
        known = [_known(value) for value in (item, *values)]
        return Typed(all_of(*known, all_of(*holds) if negated else any_of(*holds)), frozenset())

    return compared


def _or_any(test: Callable[..., Typed]) -> Callable[..., Typed]:
    """A test that holds where one of its arguments is a `?`."""
    return lambda *args: Typed(any_of(*map(_is_unknown, args), test(*args).expression), frozenset())


def _may_be(a: Typed, b: Typed) -> Typed:
    """Whether two columns may hold one value: dates with a day in common, or equal values."""
    one, dates = same_cell(a, b), _Dates(a, b)
    if dates.sharp or not (a.kinds & {DATE, PARTIAL} and b.kinds & {DATE, PARTIAL}):
        return Typed(one, frozenset())
    x, y = dates.offsets
    days = when((dates.one_origin, _is(x, y)), default=any_of(one, exp.not_(exp.paren(dates.apart))))
    return Typed(when((dates.both, days), default=one), frozenset())


def _may_be_any(a: Typed, b: Typed) -> Typed:
    return _or_any(_may_be)(a, b)


def _lies_within(a: Typed, pattern: Typed) -> Typed:
    dates = _Dates(a, pattern)
    starts = called("COALESCE", exp.GTE(this=dates.first_a.copy(), expression=dates.first_b.copy()), exp.false())
    ends = called("COALESCE", exp.LTE(this=dates.last_a.copy(), expression=dates.last_b.copy()), exp.false())
    first, last = (exp.Is(this=each.copy(), expression=exp.Null()) for each in (dates.first_b, dates.last_b))
    return Typed(all_of(dates.both, any_of(first, starts), any_of(last, ends)), frozenset())


def _day_of_both(a: Typed, b: Typed) -> Typed:
    sharp = has_kind(b, DATE)
    if PARTIAL in b.kinds:
        told = _is(split(b.expression, 5), literal("1"))
        sharp = any_of(sharp, all_of(has_kind(b, PARTIAL), told))
    kinds: Kinds = a.kinds | (b.kinds & {DATE, PARTIAL})
    chosen = when((sharp, _column(b, kinds)), default=_column(a, kinds))
    return Typed(when((_may_be(a, b).expression, chosen)), kinds)


def _any_of_both(a: Typed, b: Typed) -> Typed:
    kinds: Kinds = a.kinds | b.kinds
    both = _day_of_both(a, b)
    cases = ((_is_unknown(a), _column(b, kinds)), (_is_unknown(b), _column(a, kinds)))
    return Typed(when(*cases, default=_column(both, kinds)), kinds)


def _column(value: Typed, kinds: Kinds) -> exp.Expr:
    return value.expression.copy() if value.kinds == kinds else tagged(value)


def _function(name: str, ways: Ways) -> Callable[..., Typed]:
    return lambda *args: by_kinds(name, args, ways)


def _of_day(part: type[exp.Func]) -> Ways:
    """A part of a day, which no engine need count by itself: the calendar is that of ISO 8601 in all of them."""

    def made(number: exp.Expr) -> exp.Expr:
        days = cast(exp.paren(exp.Sub(this=number.copy(), expression=literal(1)), copy=False), "INT")
        date = exp.Anonymous(this="day_after", expressions=[days])
        return cast(part(this=date), "BIGINT")

    return {(DATE,): (INT, made), (PARTIAL,): None}


_CALLS: dict[str, Callable[..., Typed]] = {
    "=": _equality(denied=False, possibly=False),
    "!=": _equality(denied=True, possibly=False),
    **{symbol: _ordered(symbol, possibly=False) for symbol in _COMPARED},
    "in": _listed(negated=False, possibly=False),
    "!in": _listed(negated=True, possibly=False),
    "known": lambda value: Typed(_known(value), frozenset()),
    "contains": _contains,
    "!contains": _lacks,
    "+": _function(
        "+",
        _of_integers(_binary(exp.Add)) | {(DATE, INT): (DATE, _days_on)} | _of_decimals(_binary(exp.Add)) | _NO_PARTIAL,
    ),
    "-": _function(
        "-",
        _of_integers(_binary(exp.Sub))
        | {(DATE, INT): (DATE, _days_back), (DATE, DATE): (INT, _binary(exp.Sub))}
        | _of_decimals(_binary(exp.Sub))
        | _NO_PARTIAL,
    ),
    "*": _function(
        "*",
        _of_integers(_binary(exp.Mul))
        | _NO_DECIMALS
        | {(DECIMAL, INT): (DECIMAL, _times), (INT, DECIMAL): (DECIMAL, _times)},
    ),
    EXACTLY: _function("*", _of_integers(_exactly) | {(DECIMAL, INT): None}),
    "div": _function("div", _of_integers(_floored)),
    "mod": _function("mod", _of_integers(_modulo)),
    "neg": _function("neg", {(kind,): (kind, lambda a: exp.Neg(this=exp.paren(a))) for kind in (INT, DECIMAL)}),
    "abs": _function("abs", {(kind,): (kind, lambda a: exp.Abs(this=a)) for kind in (INT, DECIMAL)}),
    "min": _function("min", _alike(lambda a, b: called("LEAST", a, b))),
    "max": _function("max", _alike(lambda a, b: called("GREATEST", a, b))),
    "bit_and": _function("bit_and", _of_integers(_binary(exp.BitwiseAnd))),
    "bit_or": _function("bit_or", _of_integers(_binary(exp.BitwiseOr))),
    "bit_not": _function("bit_not", {(INT,): (INT, lambda a: exp.BitwiseNot(this=exp.paren(a)))}),
    "to_string": _concat,
    "concat": _concat,
    ",": _pair,
    "length": _function("length", _of_text(lambda text: cast(exp.Length(this=text), "BIGINT"), INT)),
    "replace": _replace,
    "substr": _function("substr", _of_text(_substr, STRING, ((INT,), (INT,)))),
    "year": _function("year", _of_day(exp.Year)),
    "month": _function("month", _of_day(exp.Month)),
    "day": _function("day", _of_day(exp.Day)),
    "earliest": _function("earliest", {(DATE,): (DATE, lambda a: a), (PARTIAL,): None}),
    "latest": _function("latest", {(DATE,): (DATE, lambda a: a), (PARTIAL,): None}),
    op.MAY_BE.name: _may_be,
    op.MAY_BE_ANY.name: _may_be_any,
    op.LIES_WITHIN.name: _lies_within,
    op.DAY_OF_BOTH.name: _day_of_both,
    op.ANY_OF_BOTH.name: _any_of_both,
}


def _forms() -> dict[str, Callable[..., Typed]]:
    """The forms of tests where dates are partial or values not given."""
    maybe: dict[str, Callable[..., Typed]] = {
        "=": _equality(denied=False, possibly=True),
        "!=": _equality(denied=True, possibly=True),
        **{symbol: _ordered(symbol, possibly=True) for symbol in _COMPARED},
        "in": _listed(negated=False, possibly=True),
        "!in": _listed(negated=True, possibly=True),
    }
    tests = {**{name: _CALLS[name] for name in ("contains", "!contains")}, **maybe}
    return {OperationForm.POSSIBLY.value + name: made for name, made in maybe.items()} | {
        OperationForm.OR_ANY.value + name: _or_any(made) for name, made in tests.items()
    }


_CALLS |= _forms()

TESTS_AND_FUNCTIONS = frozenset(op.OPERATIONS[name] for name in _CALLS)
"""The tests and functions that there are here."""
