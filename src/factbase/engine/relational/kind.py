"""Values in relational columns: in, values of a plan; out, the cells that stand for them, and back.

A column of one kind has cells of that kind's own type; any other has texts that begin with a letter for the kind. Either way two cells of
a column are equal exactly where the language holds the values equal, so that joins need know nothing of values.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from decimal import Decimal
from enum import Enum

from factbase.engine.base import Unsupported
from factbase.ground.date import Date, day
from factbase.ground.possible import Several
from factbase.ground.value import Symbol, Unknown, Value, canonical_decimal

__all__ = ["PLACES", "SIMPLE", "WIDTH", "Cell", "Codec", "Kind", "Kinds", "column_type", "kind_of"]

Cell = int | str
"""What a column holds: a number of 64 bits, or a text."""

WIDTH, PLACES = 38, 16
"""The digits of a decimal that is compared or added by size, and how many of them stand after the point."""

_LEAST, _MOST = -(1 << 63), (1 << 63) - 1


class Kind(Enum):
    """What a value is, by the letter that its text begins with in a column of several kinds."""

    INT = "i"
    DECIMAL = "n"
    STRING = "s"
    SYMBOL = "y"
    DATE = "d"  # a single day that its text says, as the number of the day
    PARTIAL = "p"  # any other date
    UNKNOWN = "?"
    SEVERAL = "v"


Kinds = frozenset[Kind]
"""What a column may hold."""

SIMPLE = frozenset({Kind.INT, Kind.STRING, Kind.SYMBOL, Kind.DATE})
"""The kinds of which a column may have cells of their own type."""


def kind_of(value: Value) -> Kind:
    """The kind of a value."""
    match value:
        case Several():
            return Kind.SEVERAL
        case Unknown():
            return Kind.UNKNOWN
        case Symbol():
            return Kind.SYMBOL
        case Date():
            return Kind.DATE if value.sharp and value.earliest is not None and _whole(value) else Kind.PARTIAL
        case Decimal():
            return Kind.DECIMAL
        case str():
            return Kind.STRING
        case int():
            return Kind.INT


def _whole(value: Date) -> bool:
    try:
        return day(value.earliest or 0) == value
    except ValueError:  # beyond the years that are written with four digits
        return False


def column_type(kinds: Kinds) -> str:
    """The type of a column's cells."""
    return "BIGINT" if kinds in (frozenset({Kind.INT}), frozenset({Kind.DATE})) else "VARCHAR"


class Codec:
    """The cells of one model. What is written in no cell, dates that are no single days, it keeps by number."""

    def __init__(self) -> None:
        self._kept: list[Value] = []
        self._numbers: dict[object, int] = {}
        self._roots: dict[object, int] = {}

    def cell(self, value: Value, kinds: Kinds) -> Cell | None:
        """The cell of a value in a column of some kinds; None where the column cannot hold it. Raises Unsupported."""
        kind = kind_of(value)
        if kind not in kinds:
            return None
        plain = self._plain(value, kind)
        return plain if kinds == {kind} and kind in SIMPLE else f"{kind.value}{plain}"

    def cells(self, values: Iterable[Value], kinds: Kinds) -> list[Cell]:
        """The cells of values that a column can hold."""
        if kinds == {Kind.STRING}:
            return list(values)  # type: ignore[arg-type]  # they are strings
        cells = [self.cell(value, kinds) for value in values]
        assert None not in cells
        return cells  # type: ignore[return-value]  # none is None

    def _plain(self, value: Value, kind: Kind) -> Cell:
        match value:
            case Several():
                return self._number(value.key, value)
            case Unknown():
                return value.occurrence
            case Symbol():
                return value.name
            case Date():
                return (value.earliest or 0) if kind is Kind.DATE else self._partial(value)
            case Decimal():
                return self._decimal(value)
            case str():
                return value
            case int():
                if not _LEAST <= value <= _MOST:
                    raise Unsupported(f"the number {_short(value)} does not fit into 64 bits")
                return value

    def _decimal(self, value: Decimal) -> str:
        _, digits, exponent = value.as_tuple()
        assert isinstance(exponent, int)
        if exponent < -PLACES or len(digits) + exponent > WIDTH - PLACES:
            before, after = WIDTH - PLACES, PLACES
            raise Unsupported(
                f"the number {_short(value)} has more than {before} digits before the point or {after} after it"
            )
        return format(value, "f")

    def _partial(self, value: Date) -> str:
        root, offset = value.origin if value.origin is not None else (None, 0)
        ends = ["" if end is None else str(end) for end in (value.earliest, value.latest)]
        origin = "" if root is None else str(self._roots.setdefault(root, len(self._roots)))
        number = self._number(value, value)
        return ",".join([*ends, origin, str(offset), "1" if value.sharp else "0", str(number)])

    def _number(self, key: object, value: Value) -> int:
        if key not in self._numbers:
            self._numbers[key] = len(self._kept)
            self._kept.append(value)
        return self._numbers[key]

    def reader(self, kinds: Kinds) -> Callable[[Cell], Value]:
        """What gives the value of each cell of a column."""
        if len(kinds) == 1 and kinds <= SIMPLE:
            (kind,) = kinds
            return _READERS[kind]
        return self._tagged

    def _tagged(self, cell: Cell) -> Value:
        text = str(cell)
        kind, plain = Kind(text[0]), text[1:]
        match kind:
            case Kind.INT | Kind.DATE:
                return _READERS[kind](int(plain))
            case Kind.STRING | Kind.SYMBOL:
                return _READERS[kind](plain)
            case Kind.DECIMAL:
                return canonical_decimal(Decimal(plain))
            case Kind.UNKNOWN:
                return Unknown(int(plain))
            case Kind.PARTIAL:
                return self._kept[int(plain.rpartition(",")[2])]
            case Kind.SEVERAL:
                return self._kept[int(plain)]


def _same(cell: Cell) -> Value:
    return cell


_READERS: dict[Kind, Callable[[Cell], Value]] = {
    Kind.INT: _same,
    Kind.STRING: _same,
    Kind.SYMBOL: lambda cell: Symbol(str(cell)),
    Kind.DATE: lambda cell: day(int(cell)),
}


def _short(value: int | Decimal) -> str:
    text = (
        format(value, "f") if isinstance(value, Decimal) else f"{value:,}" if value.bit_length() < 200 else hex(value)
    )
    return text if len(text) <= 40 else text[:39] + "…"
