"""What kernels know of values: in, a table of symbols; out, arrays by value number, with the class and the place of each value.

Values of one class compare by their places, as `comparison.truth` compares them; a `?` compares with nothing. A partial date has no
one place: with such a value, `sharp` is false, and comparisons are left to the builtins of the language.
"""

from __future__ import annotations

from decimal import Decimal
from typing import Any

from factbase.engine.base import Symbols
from factbase.engine.vector.arrays import Array, address, np
from factbase.engine.vector.blocks import OrderBlock
from factbase.ground.date import Date
from factbase.ground.value import Symbol, Unknown, Value

__all__ = ["ValueOrder"]

UNKNOWN, NUMBER, STRING, SYMBOL, DATE = 0, 1, 2, 3, 4
_LOWEST, _HIGHEST = -(2**62), 2**62


class ValueOrder:
    """The classes and places of all values so far. `block` holds where they lie; `update` is called when values were added."""

    def __init__(self, symbols: Symbols, *, ordered: bool) -> None:
        self.symbols = symbols
        self.ordered = ordered  # whether texts are compared by order: then they are ranked
        self.count = 0
        self.sharp = True
        self.block = OrderBlock()
        self.classes: Array = np.zeros(0, np.int8)
        self.places: Array = np.zeros(0, np.int64)
        self.small: Array = np.zeros(0, np.bool_)  # whether it is an integer, which then stands in `exact`
        self.exact: Array = np.zeros(0, np.int64)
        self._plain = True  # whether all numbers are small integers, which are their own places

    def update(self) -> None:
        """Gives the values that were added their classes and places; places of others may move."""
        values = self.symbols.values
        if len(values) == self.count:
            return
        start = self.count
        new = values[start:]
        self.count = len(values)
        if not (len(new) > 64 and set(map(type, new)) == {int} and self._take_integers(new)):
            self._take(new, start)
        classes, small = self.classes[start:], self.small[start:]
        if self.ordered:
            for kind in (STRING, SYMBOL):
                if (classes == kind).any():
                    self._rank(kind)
        numbers = classes == NUMBER
        self._plain &= bool(small[numbers].all())
        if not self._plain and numbers.any():
            self._rank(NUMBER)
        self.block.classes, self.block.places = address(self.classes), address(self.places)

    def integers(self, numbers: Array) -> Array | None:
        """The values of some numbers where all are small integers, else None."""
        if not self.small[numbers].all():
            return None
        integers: Array = self.exact[numbers]
        return integers

    def _take_integers(self, new: list[Value]) -> bool:
        try:
            numbers: Array = np.array(new, np.int64)
        except OverflowError:
            return False
        if ((numbers <= _LOWEST) | (numbers >= _HIGHEST)).any():
            return False
        self._add(np.full(len(new), NUMBER, np.int8), numbers, numbers, np.ones(len(new), np.bool_))
        return True

    def _take(self, new: list[Value], start: int) -> None:
        count = len(new)
        classes, small = np.zeros(count, np.int8), np.zeros(count, np.bool_)
        places = np.arange(start, start + count, dtype=np.int64)  # of a text that is not ranked: itself
        exact = np.zeros(count, np.int64)
        for i, value in enumerate(new):
            match value:
                case Unknown():
                    classes[i] = UNKNOWN
                    self.sharp &= type(value) is Unknown
                case Symbol():
                    classes[i] = SYMBOL
                case Date():
                    classes[i] = DATE
                    places[i] = value.earliest or 0
                    self.sharp &= value.sharp
                case str():
                    classes[i] = STRING
                case int() | Decimal():
                    classes[i] = NUMBER
                    if isinstance(value, int) and _LOWEST < value < _HIGHEST:
                        places[i] = exact[i] = value
                        small[i] = True
        self._add(classes, places, exact, small)

    def _add(self, classes: Array, places: Array, exact: Array, small: Array) -> None:
        self.classes = np.concatenate([self.classes, classes])
        self.places = np.concatenate([self.places, places])
        self.exact = np.concatenate([self.exact, exact])
        self.small = np.concatenate([self.small, small])

    def _rank(self, kind: int) -> None:
        """Gives each value of a class its place in the order of the class; equal numbers share one."""
        members = np.flatnonzero(self.classes == kind)
        values: list[Any] = [self.symbols.values[i] for i in members]
        keys = [value.name for value in values] if kind == SYMBOL else values
        place = {key: i for i, key in enumerate(sorted(set(keys)))}
        self.places[members] = np.fromiter((place[key] for key in keys), np.int64, len(keys))
