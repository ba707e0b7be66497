"""The tests and functions of the language, and its aggregates: in, constants; out, a constant, a truth or no value.

One table for the checker (types), every engine (evaluation) and the certifier, so that none has a sense of its own.
No call raises, runs for long or grows without bound, whatever constants it is given: it then has no value (None).
"""

from collections.abc import Callable, Mapping, Sequence
from decimal import Context, Decimal, DecimalException, DivisionByZero, Inexact, InvalidOperation, Overflow, Subnormal

from factbase.ground.comparison import Reading, of_each, truth
from factbase.ground.dataclass import dataclass
from factbase.ground.date import Date, Truth, calendar_day, common, interval
from factbase.ground.pattern import check_pattern, search
from factbase.ground.text import concat, on_text, on_texts, pair, replace, similarity, split, words
from factbase.ground.value import (
    MAX_DIGITS,
    Symbol,
    Unknown,
    Value,
    canonical_decimal,
    sort_key,
    type_name,
    value_key,
)

__all__ = [
    "AGGREGATES",
    "ANY",
    "BUILTINS",
    "NUMBER",
    "REFUTES",
    "AggregateFunction",
    "Builtin",
    "Reading",
    "Signature",
    "check_pattern",
    "compare",
]

MAX_BITS = 4096  # of an integer that is computed

ANY = frozenset({"symbol", "string", "int", "decimal", "date"})
NUMBER = frozenset({"int", "decimal"})
_INT, _DECIMAL, _STRING, _SYMBOL, _DATE = (frozenset({name}) for name in ("int", "decimal", "string", "symbol", "date"))
REFUTES: Mapping[str, str] = {"!contains": "contains", "!matches": "matches"}
"""The tests that are written `not A contains B`, each with what it refutes: of what has no text neither holds."""
_TEXT = _STRING | _SYMBOL  # a symbol has the text of its name


@dataclass(frozen=True, slots=True)
class Signature:
    """One way to call a builtin: the types each argument may have, and the type of the result (None for a test)."""

    params: tuple[frozenset[str], ...]
    result: str | None = None

    def fits(self, types: Sequence[frozenset[str]]) -> bool:
        """Whether some choice of the arguments' possible types fits; the last parameter stands for all that follow."""
        padded = self.params + self.params[-1:] * (len(types) - len(self.params))
        return all(given & taken for given, taken in zip(types, padded, strict=True))


@dataclass(frozen=True, slots=True)
class Builtin:
    """A test or function of the language. The last parameter of a variadic one takes one argument or more.

    `call` takes the arguments in order: a function gives its value, a test True or False in the certain reading; both
    give None, no value, for arguments that no signature takes.
    """

    name: str
    signatures: tuple[Signature, ...]
    call: Callable[..., Value | None]
    variadic: bool = False

    @property
    def is_test(self) -> bool:
        """Whether it gives a truth and no value, which its signatures tell by having no result."""
        return self.signatures[0].result is None

    @property
    def arity_text(self) -> str:
        """How many arguments it takes, for messages: `2`, or `1 or more`."""
        count = len(self.signatures[0].params)
        return f"{count} or more" if self.variadic else str(count)

    def accepts(self, count: int) -> bool:
        """Whether it can be called with so many arguments."""
        expected = len(self.signatures[0].params)
        return count >= expected if self.variadic else count == expected

    def matching(self, types: Sequence[frozenset[str]]) -> tuple[Signature, ...]:
        """The signatures that some choice of the arguments' possible types fits; none when the call is ill-typed."""
        return tuple(way for way in self.signatures if way.fits(types)) if self.accepts(len(types)) else ()


@dataclass(frozen=True, slots=True, eq=False)
class AggregateFunction:
    """An aggregate: `operand` are the types it takes; `call` gives its value over a list of constants, or None.

    One that is `of_each` takes a value once for each row that holds it, any other takes it once."""

    name: str
    operand: frozenset[str]
    call: Callable[[Sequence[Value]], Value | None]
    of_each: bool = False

    def counted(self, numbers: Sequence[int]) -> Sequence[int]:
        """Those of the rows' values, by their numbers, that it takes."""
        return numbers if self.of_each else list(dict.fromkeys(numbers))

    def results(self, types: frozenset[str]) -> frozenset[str]:
        """The types its value may have when the operands have one of `types`; empty when it is ill-typed."""
        taken = types & self.operand
        return _INT if taken and self.name == "count" else taken


# ---- arithmetic: integers exact to MAX_BITS; sums, differences and products of decimals exact to MAX_DIGITS or without
# value, never rounded; a quotient is always a decimal, rounded half-even to the 34 digits of IEEE 754 decimal128

_TRAPS: list[type[DecimalException]] = [DivisionByZero, InvalidOperation, Overflow, Subnormal]
_EXACT = Context(prec=MAX_DIGITS, Emin=-MAX_DIGITS, Emax=MAX_DIGITS, traps=[*_TRAPS, Inexact])
_QUOTIENT = Context(prec=34, Emin=-MAX_DIGITS, Emax=MAX_DIGITS, traps=_TRAPS)


def _bounded(number: int) -> int | None:
    return number if number.bit_length() <= MAX_BITS else None


def _decimal(operate: Callable[..., Decimal], a: Value, b: Value) -> Decimal | None:
    if not {type(a), type(b)} <= {int, Decimal}:
        return None
    try:
        return canonical_decimal(operate(a, b))
    except ArithmeticError:
        return None


def _add(a: Value, b: Value) -> Value | None:
    if type(b) is int and type(a) is int:
        return _bounded(a + b)
    if type(b) is int and type(a) is Date:
        return a.plus_days(b)
    return _decimal(_EXACT.add, a, b)


def _subtract(a: Value, b: Value) -> Value | None:
    if type(b) is int and type(a) is int:
        return _bounded(a - b)
    if type(a) is Date:
        return a.minus(b) if type(b) is Date else a.plus_days(-b) if type(b) is int else None
    return _decimal(_EXACT.subtract, a, b)


def _multiply(a: Value, b: Value) -> Value | None:
    if type(a) is int and type(b) is int:
        return _bounded(a * b)
    return _decimal(_EXACT.multiply, a, b)


def _modulo(a: Value, b: Value) -> Value | None:
    return a % b if type(a) is int and type(b) is int and b != 0 else None


def _absolute(a: Value) -> Value | None:
    return a if (type(a) is int or type(a) is Decimal) and a >= 0 else _subtract(0, a)


def _not(outcome: bool | None) -> bool | None:
    return None if outcome is None else not outcome


# ---- dates


def _of_date(part: Callable[[Date], Value | None]) -> Callable[[Value], Value | None]:
    return lambda date: part(date) if type(date) is Date else None


def _weekday(date: Date) -> Symbol | None:
    return Symbol(date.weekday) if date.weekday else None


def _made_date(make: Callable[..., Date], kind: type) -> Callable[..., Date | None]:
    def call(*parts: Value) -> Date | None:
        try:
            return make(*parts) if all(type(part) is kind for part in parts) else None
        except ValueError:
            return None

    return call


# ---- the table


def _comparison(op: str) -> Callable[[Value, Value], bool | None]:
    def call(a: Value, b: Value) -> bool | None:
        outcome = truth(op, a, b)
        return None if outcome is None else outcome is Truth.CERTAIN

    return call


def _one_of(op: str) -> Callable[..., bool | None]:
    """The test whether a value is one of those that follow, in the certain reading; or, as `!in`, none of them."""
    return of_each(_comparison("=" if op == "in" else "!="), every=op == "!in")


def compare(op: str, a: Value, b: Value, reading: Reading) -> bool:
    """Whether `a op b` holds in a reading, for the six comparisons, `contains` and `matches`, and their opposites."""
    if REFUTES.get(op, op) in ("contains", "matches"):
        return BUILTINS[op].call(a, b) is True
    return reading.holds(truth(op, a, b))


def _one(*params: frozenset[str], result: str | None = None) -> tuple[Signature, ...]:
    return (Signature(params, result),)


_ORDERED = tuple(Signature((kind, kind)) for kind in (NUMBER, _STRING, _SYMBOL, _DATE))
_MIXED = (Signature((_DECIMAL, NUMBER), "decimal"), Signature((NUMBER, _DECIMAL), "decimal"))
_NUMBERS = (Signature((_INT, _INT), "int"), *_MIXED)
_DATE_AND_DAYS = _one(_DATE, _INT, result="date")
_SAME_NUMBER = (Signature((_INT,), "int"), Signature((_DECIMAL,), "decimal"))

BUILTINS: Mapping[str, Builtin] = {
    builtin.name: builtin
    for builtin in (
        *(Builtin(op, _one(ANY, ANY), _comparison(op)) for op in ("=", "!=")),
        *(Builtin(op, _ORDERED, _comparison(op)) for op in ("<", "<=", ">", ">=")),
        Builtin("contains", _one(_TEXT, _TEXT), on_texts(lambda text, part: part in text)),
        Builtin("matches", _one(_TEXT, _TEXT), on_texts(lambda text, pattern: search(pattern, text))),
        Builtin("!contains", _one(_TEXT, _TEXT), on_texts(lambda text, part: part not in text)),
        Builtin("!matches", _one(_TEXT, _TEXT), on_texts(lambda text, pattern: _not(search(pattern, text)))),
        *(Builtin(op, _one(ANY, ANY), _one_of(op), variadic=True) for op in ("in", "!in")),
        Builtin("known", _one(ANY | {"unknown"}), lambda value: type(value) is not Unknown),
        Builtin("+", (*_NUMBERS, *_DATE_AND_DAYS), _add),
        Builtin("-", (*_NUMBERS, *_DATE_AND_DAYS, *_one(_DATE, _DATE, result="int")), _subtract),
        Builtin("*", _NUMBERS, _multiply),
        Builtin("/", _one(NUMBER, NUMBER, result="decimal"), lambda a, b: _decimal(_QUOTIENT.divide, a, b)),
        Builtin("mod", _one(_INT, _INT, result="int"), _modulo),
        Builtin("neg", _SAME_NUMBER, lambda a: _subtract(0, a)),
        Builtin("abs", _SAME_NUMBER, _absolute),
        Builtin("concat", _one(ANY, result="string"), concat, variadic=True),
        Builtin(",", _one(ANY, result="string"), pair, variadic=True),
        Builtin("length", _one(_TEXT, result="int"), on_text(len)),
        Builtin("lower", _one(_TEXT, result="string"), on_text(str.lower)),
        Builtin("upper", _one(_TEXT, result="string"), on_text(str.upper)),
        Builtin("replace", _one(_TEXT, _TEXT, _TEXT, result="string"), replace),
        Builtin("split", _one(_TEXT, _TEXT, _INT, result="string"), split),
        Builtin("trim", _one(_TEXT, result="string"), on_text(str.strip)),
        Builtin("words", _one(_TEXT, result="int"), on_text(words)),
        Builtin("similarity", _one(_TEXT, _TEXT, result="int"), similarity),
        Builtin("date", _one(_INT, _INT, _INT, result="date"), _made_date(calendar_day, int)),
        Builtin("year", _one(_DATE, result="int"), _of_date(lambda date: date.year)),
        Builtin("month", _one(_DATE, result="int"), _of_date(lambda date: date.month)),
        Builtin("day", _one(_DATE, result="int"), _of_date(lambda date: date.day)),
        Builtin("weekday", _one(_DATE, result="symbol"), _of_date(_weekday)),
        Builtin("earliest", _one(_DATE, result="date"), _of_date(lambda date: date.first_day)),
        Builtin("latest", _one(_DATE, result="date"), _of_date(lambda date: date.last_day)),
        Builtin("interval", _one(_DATE, _DATE, result="date"), _made_date(interval, Date)),
    )
}


# ---- aggregates


def _count(values: Sequence[Value]) -> int:
    """How many distinct values there are; a `?` is not counted, as it may be one of the others."""
    return len({value_key(value) for value in values if type(value) is not Unknown})


def _sum(values: Sequence[Value]) -> Value | None:
    """The exact sum of the numbers as they stand, equal ones too; 0 of none; None when one is not a number."""
    total: Value | None = _bounded(sum(value for value in values if type(value) is int))
    for value in values:
        if type(value) is not int and total is not None:
            total = _decimal(_EXACT.add, total, value)
    return total


def _extreme(choose: Callable[..., Value]) -> Callable[[Sequence[Value]], Value | None]:
    """The first or last in the order of `sort_key`; None of none, and of what is neither all numbers nor of one type.

    Of dates, that is the certain order where there is one. Where partial dates overlap, the earliest day decides, then
    the latest, an open end being outermost: the choice is then deterministic, not certain.
    """

    def call(values: Sequence[Value]) -> Value | None:
        kinds = {type_name(value) for value in values}
        if not values or "unknown" in kinds or (len(kinds) > 1 and not kinds <= NUMBER):
            return None
        return choose(values, key=sort_key)

    return call


def _meet(values: Sequence[Value]) -> Value | None:
    """The common part of dates that tell of one day; None of none, where they have no common day, and of what is no date."""
    dates = [value for value in values if type(value) is Date]
    return common(dates) if len(dates) == len(values) else None


AGGREGATES: Mapping[str, AggregateFunction] = {
    "count": AggregateFunction("count", ANY, _count),
    "sum": AggregateFunction("sum", NUMBER, _sum, of_each=True),
    "min": AggregateFunction("min", ANY, _extreme(min)),
    "max": AggregateFunction("max", ANY, _extreme(max)),
    "meet": AggregateFunction("meet", _DATE, _meet),
}
