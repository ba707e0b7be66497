"""The tests and functions of the language, and its aggregates: in, constants; out, a constant, a truth or no value.

One table for the checker (types), every engine (evaluation) and the certifier, so that none has a sense of its own.
No call raises, runs for long or grows without bound, whatever constants it is given: it then has no value (None).
"""

from collections.abc import Callable, Mapping, Sequence
from operator import and_, invert, or_, xor

from factbase.ground.arithmetic import (
    absolute,
    added,
    divided,
    divided_exactly,
    mean,
    multiplied,
    of_whole,
    quotient,
    remainder,
    rounded,
    shifted,
    subtracted,
    total,
    whole,
)
from factbase.ground.civil import days_between, iso_week, months_between, years_between
from factbase.ground.comparison import Reading, of_each, truth
from factbase.ground.dataclass import dataclass
from factbase.ground.date import Date, Truth, calendar_day, common, interval
from factbase.ground.pattern import check_pattern, search
from factbase.ground.text import (
    code_point,
    concat,
    listed,
    number_of,
    on_text,
    on_texts,
    pair,
    replace,
    similarity,
    split,
    substr,
    words,
)
from factbase.ground.value import Symbol, Unknown, Value, sort_key, type_name, value_key

__all__ = [
    "AGGREGATES",
    "ANY",
    "BUILTINS",
    "EXACTLY",
    "FUNCTIONS",
    "NUMBER",
    "REFUTES",
    "AggregateFunction",
    "Builtin",
    "Reading",
    "Signature",
    "check_pattern",
    "compare",
]

EXACTLY = "÷"  # no program can write it: it undoes `*`
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
    """A test or function of the language, with the names of its arguments. The last one of a variadic one takes one argument or more.

    `call` takes the arguments in order: a function gives its value, a test True or False in the certain reading; both
    give None, no value, for arguments that no signature takes. `lacks` says of which others a function has no value: it then
    makes its literal fail.
    """

    name: str
    arguments: tuple[str, ...]
    signatures: tuple[Signature, ...]
    call: Callable[..., Value | None]
    lacks: str = ""
    variadic: bool = False
    operator: bool = False

    @property
    def is_test(self) -> bool:
        """Whether it gives a truth and no value, which its signatures tell by having no result."""
        return self.signatures[0].result is None

    @property
    def is_called(self) -> bool:
        """Whether it is a function that is written as its name with arguments in parentheses."""
        return not self.is_test and not self.operator

    @property
    def form(self) -> str:
        """How it is written, with the names of its arguments: `split(text, separator, place)`, `number mod by`."""
        if self.operator:
            return f" {self.name} ".join(self.arguments)
        return f"{self.name}({', '.join(self.arguments)}{', …' if self.variadic else ''})"

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
    gives: str | None = None  # the type of its value, where that is not one of the operands'

    def counted(self, numbers: Sequence[int]) -> Sequence[int]:
        """Those of the rows' values, by their numbers, that it takes."""
        return numbers if self.of_each else list(dict.fromkeys(numbers))

    def results(self, types: frozenset[str]) -> frozenset[str]:
        """The types its value may have when the operands have one of `types`; empty when it is ill-typed."""
        taken = types & self.operand
        return frozenset({self.gives}) if taken and self.gives is not None else taken


# ---- dates


def _add(a: Value, b: Value) -> Value | None:
    return a.plus_days(b) if type(a) is Date and type(b) is int else added(a, b)


def _subtract(a: Value, b: Value) -> Value | None:
    if type(a) is Date:
        return a.minus(b) if type(b) is Date else a.plus_days(-b) if type(b) is int else None
    return subtracted(a, b)


def _of_date(part: Callable[[Date], Value | None]) -> Callable[[Value], Value | None]:
    return lambda date: part(date) if type(date) is Date else None


def _weekday(date: Date) -> Symbol | None:
    return Symbol(date.weekday) if date.weekday else None


def _of_week(place: int) -> Callable[[Date], int | None]:
    """The year or the number of the week in which all days of a date lie."""

    def part(date: Date) -> int | None:
        if date.earliest is None or date.latest is None:
            return None
        first, last = iso_week(date.earliest)[place], iso_week(date.latest)[place]
        return first if first == last and (place == 0 or date.latest - date.earliest < 7) else None

    return part


def _between(count: Callable[[int, int], int]) -> Callable[[Value, Value], int | None]:
    def call(first: Value, last: Value) -> int | None:
        if type(first) is not Date or type(last) is not Date or first.earliest is None or last.earliest is None:
            return None
        return count(first.earliest, last.earliest) if first.exact and last.exact else None

    return call


def _first_of(op: str) -> Callable[[Value, Value], Value | None]:
    """One of two values: the first in an order, the integer of two numbers of one size; None where they have no certain order."""

    def call(a: Value, b: Value) -> Value | None:
        if type(a) is Date and a == b:
            return a
        ahead, behind = (truth(op, x, y) is Truth.CERTAIN for x, y in ((a, b), (b, a)))
        return a if ahead and not (behind and type(b) is int) else b if behind else None

    return call


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


def _contains(text: str, part: str) -> bool:
    return part in text


def _matches(text: str, pattern: str) -> bool | None:
    return search(pattern, text)


def _holds(op: str, test: Callable[[str, str], bool | None]) -> Callable[[Value, Value], bool | None]:
    """A test of two texts, or its opposite, where that is what is written."""

    def refuted(text: str, other: str) -> bool | None:
        outcome = test(text, other)
        return None if outcome is None else not outcome

    return on_texts(refuted if op in REFUTES else test)


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
_EITHER_NUMBER = tuple(Signature(each.params, result) for each in _MIXED for result in ("int", "decimal"))
_EITHER = tuple(Signature((kind, kind), *kind) for kind in (_INT, _STRING, _SYMBOL, _DATE)) + _EITHER_NUMBER
_EXACT_QUOTIENT = (Signature((_INT, _INT), "int"), Signature((_DECIMAL, _INT), "decimal"))
_DATE_AND_DAYS = _one(_DATE, _INT, result="date")
_SAME_NUMBER = (Signature((_INT,), "int"), Signature((_DECIMAL,), "decimal"))
_ROUNDS = (Signature((_INT, _INT), "int"), Signature((_DECIMAL, _INT), "decimal"))
_WHOLE, _DAYS_APART = _one(_INT, _INT, result="int"), _one(_DATE, _DATE, result="int")

_TOO_LARGE = "the number would be too large (1,200 digits)"
_TOO_LONG = "the text would be longer than 1,000,000 characters"
_SEVERAL = "its days do not agree"  # of a partial date


def _operator(
    name: str, arguments: str, signatures: tuple[Signature, ...], call: Callable[..., Value | None], lacks: str = ""
) -> Builtin:
    return Builtin(name, tuple(arguments.split()), signatures, call, lacks, operator=True)


def _function(
    form: str, signatures: tuple[Signature, ...], call: Callable[..., Value | None], lacks: str = ""
) -> Builtin:
    """The function that is written in a form: `split(text, separator, place)`; with `…` at its end it is variadic."""
    name, _, listed = form.removesuffix(")").partition("(")
    arguments = tuple(each for each in listed.split(", ") if each != "…")
    return Builtin(name, arguments, signatures, call, lacks, variadic=listed.endswith("…"))


BUILTINS: Mapping[str, Builtin] = {
    builtin.name: builtin
    for builtin in (
        *(_operator(op, "a b", _one(ANY, ANY), _comparison(op)) for op in ("=", "!=")),
        *(_operator(op, "a b", _ORDERED, _comparison(op)) for op in ("<", "<=", ">", ">=")),
        *(_operator(op, "text part", _one(_TEXT, _TEXT), _holds(op, _contains)) for op in ("contains", "!contains")),
        *(_operator(op, "text pattern", _one(_TEXT, _TEXT), _holds(op, _matches)) for op in ("matches", "!matches")),
        *(Builtin(op, ("value", "listed"), _one(ANY, ANY), _one_of(op), variadic=True) for op in ("in", "!in")),
        Builtin("known", ("value",), _one(ANY | {"unknown"}), lambda value: type(value) is not Unknown),
        _operator(
            "+",
            "a b",
            (*_NUMBERS, *_DATE_AND_DAYS),
            _add,
            f"{_TOO_LARGE}, or the date outside of the years -9999 to 9999",
        ),
        _operator(
            "-",
            "a b",
            (*_NUMBERS, *_DATE_AND_DAYS, *_DAYS_APART),
            _subtract,
            f"{_TOO_LARGE}, the date outside of the years -9999 to 9999, or one of two dates no single day",
        ),
        _operator("*", "a b", _NUMBERS, multiplied, _TOO_LARGE),
        _operator("/", "a b", _one(NUMBER, NUMBER, result="decimal"), divided, "`b` is 0"),
        _operator(EXACTLY, "number by", _EXACT_QUOTIENT, divided_exactly, "it is not whole"),
        _operator("div", "number by", _WHOLE, quotient, "`by` is 0"),
        _operator("mod", "number by", _WHOLE, remainder, "`by` is 0"),
        _operator("neg", "number", _SAME_NUMBER, lambda a: subtracted(0, a)),
        _function("abs(number)", _SAME_NUMBER, absolute),
        _function("round(number, places)", _ROUNDS, rounded, _TOO_LARGE),
        _function("floor(number)", _one(NUMBER, result="int"), whole),
        _function("min(a, b)", _EITHER, _first_of("<="), "they have no order, as partial dates that overlap"),
        _function("max(a, b)", _EITHER, _first_of(">="), "they have no order, as partial dates that overlap"),
        _function("bit_and(a, b)", _WHOLE, of_whole(and_), _TOO_LARGE),
        _function("bit_or(a, b)", _WHOLE, of_whole(or_), _TOO_LARGE),
        _function("bit_xor(a, b)", _WHOLE, of_whole(xor), _TOO_LARGE),
        _function("bit_not(number)", _one(_INT, result="int"), of_whole(invert), _TOO_LARGE),
        _function("bit_shift(number, places)", _WHOLE, shifted, _TOO_LARGE),
        _function(
            "to_number(text)", _one(_TEXT, result="int") + _one(_TEXT, result="decimal"), number_of, "it is no number"
        ),
        _function("to_string(value)", _one(ANY, result="string"), concat, _TOO_LONG),
        _function("concat(value, …)", _one(ANY, result="string"), concat, _TOO_LONG),
        Builtin(",", ("value",), _one(ANY, result="string"), pair, variadic=True, operator=True),
        _function("length(text)", _one(_TEXT, result="int"), on_text(len)),
        _function("lower(text)", _one(_TEXT, result="string"), on_text(str.lower), _TOO_LONG),
        _function("upper(text)", _one(_TEXT, result="string"), on_text(str.upper), _TOO_LONG),
        _function("trim(text)", _one(_TEXT, result="string"), on_text(str.strip)),
        _function(
            "substr(text, place, length)", _one(_TEXT, _INT, _INT, result="string"), substr, "it has no such place"
        ),
        _function(
            "replace(text, old, new)",
            _one(_TEXT, _TEXT, _TEXT, result="string"),
            replace,
            f"`old` is empty, or {_TOO_LONG}",
        ),
        _function(
            "split(text, separator, place)",
            _one(_TEXT, _TEXT, _INT, result="string"),
            split,
            "it has no such part, or `separator` is empty",
        ),
        _function("words(text)", _one(_TEXT, result="int"), on_text(words)),
        _function("ord(text)", _one(_TEXT, result="int"), code_point, "it is not one character"),
        _function(
            "similarity(a, b)",
            _one(_TEXT, _TEXT, result="int"),
            similarity,
            "both have more than 20,000 characters together",
        ),
        _function(
            "date(year, month, day)",
            _one(_INT, _INT, _INT, result="date"),
            _made_date(calendar_day, int),
            "there is no such day",
        ),
        _function("year(date)", _one(_DATE, result="int"), _of_date(lambda date: date.year), _SEVERAL),
        _function("month(date)", _one(_DATE, result="int"), _of_date(lambda date: date.month), _SEVERAL),
        _function("day(date)", _one(_DATE, result="int"), _of_date(lambda date: date.day), _SEVERAL),
        _function("weekday(date)", _one(_DATE, result="symbol"), _of_date(_weekday), _SEVERAL),
        _function("iso_week(date)", _one(_DATE, result="int"), _of_date(_of_week(1)), _SEVERAL),
        _function("iso_year(date)", _one(_DATE, result="int"), _of_date(_of_week(0)), _SEVERAL),
        _function("days_between(first, last)", _DAYS_APART, _between(days_between), "one is no single day"),
        _function("months_between(first, last)", _DAYS_APART, _between(months_between), "one is no single day"),
        _function("years_between(first, last)", _DAYS_APART, _between(years_between), "one is no single day"),
        _function(
            "earliest(date)", _one(_DATE, result="date"), _of_date(lambda date: date.first_day), "it has no first day"
        ),
        _function(
            "latest(date)", _one(_DATE, result="date"), _of_date(lambda date: date.last_day), "it has no last day"
        ),
        _function(
            "interval(first, last)",
            _one(_DATE, _DATE, result="date"),
            _made_date(interval, Date),
            "it ends before it begins",
        ),
    )
}

FUNCTIONS: Mapping[str, Builtin] = {name: builtin for name, builtin in BUILTINS.items() if builtin.is_called}
"""What is called by its name; no relation can be named so."""


# ---- aggregates


def _count(values: Sequence[Value]) -> int:
    """How many distinct values there are; a `?` is not counted, as it may be one of the others."""
    return len({value_key(value) for value in values if type(value) is not Unknown})


def _list(values: Sequence[Value]) -> Value | None:
    """The distinct values in their order, as text: strings as they are, all else as it is written. None of none, and with a `?`."""
    if not values or any(type(value) is Unknown for value in values):
        return None
    distinct = {value_key(value): value for value in values}
    texts = dict.fromkeys(concat(value) for value in sorted(distinct.values(), key=sort_key))
    return listed([text for text in texts if type(text) is str])


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
    "count": AggregateFunction("count", ANY, _count, gives="int"),
    "sum": AggregateFunction("sum", NUMBER, total, of_each=True),
    "mean": AggregateFunction("mean", NUMBER, mean, of_each=True, gives="decimal"),
    "min": AggregateFunction("min", ANY, _extreme(min)),
    "max": AggregateFunction("max", ANY, _extreme(max)),
    "meet": AggregateFunction("meet", _DATE, _meet),
    "list": AggregateFunction("list", ANY, _list, gives="string"),
}
