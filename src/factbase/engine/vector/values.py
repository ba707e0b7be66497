"""What kernels know of values: in, symbols; out, a copy of them that grows, and arrays by number: the class and the place of each value.

Values of one class compare by their places, as `comparison.truth` compares them; texts of one place by their bytes, and a `?` with nothing.
A partial date has no one place: with such a value, `sharp` is false, and comparisons are left to the builtins of the language.
"""

from __future__ import annotations

from collections.abc import Sequence
from decimal import Decimal

from factbase.engine.base import Symbols
from factbase.engine.vector.arrays import Array, Memory, address, np
from factbase.engine.vector.blocks import OrderBlock
from factbase.engine.vector.late import LateSymbols
from factbase.engine.vector.layout import DATE, NUMBER, STRING, SYMBOL, UNKNOWN
from factbase.engine.vector.letters import Letters
from factbase.ground.date import Date
from factbase.ground.value import Symbol, Unknown, Value

__all__ = ["ValueOrder"]

_CLASSES: dict[type, int] = {
    Unknown: UNKNOWN,
    int: NUMBER,
    Decimal: NUMBER,
    str: STRING,
    Symbol: SYMBOL,
    Date: DATE,
}
_LOWEST, _HIGHEST = -(2**62), 2**62
_FIRST = 1024


class ValueOrder:
    """The classes of all values so far, and places of those that were put in order. `block` holds where they lie.

    `update` and `put_in_order` are called when values were added; each takes in the new ones only."""

    def __init__(self, symbols: Symbols, memory: Memory) -> None:
        """Of a rules' symbols, which are left as they are: `symbols` has a copy, to which kernels may add."""
        self.count = 0
        self.sharp = True
        self.block = OrderBlock()
        self.letters = Letters(self.block, memory)
        self.symbols = LateSymbols(symbols.copy(), self.letters.texts)
        self.classes: Array = np.zeros(0, np.int8)
        self.places: Array = np.zeros(0, np.int64)
        self.small: Array = np.zeros(0, np.bool_)  # whether it is an integer, which then stands in `exact`
        self.exact: Array = np.zeros(0, np.int64)
        self._plain = True  # whether all numbers are small integers, which are their own places
        self._ordered = 0  # so many values are in order

    def update(self) -> None:
        """Gives the values that were added their classes."""
        start, count = self.count, self.symbols.count
        if start == count:
            return
        self._room_for(count)
        first = self.symbols.first if start == 0 else ()
        if first and first[0] > _LOWEST and first[-1] < _HIGHEST:  # none of them becomes an object
            start = len(first)
            self.classes[:start], self.small[:start] = NUMBER, True
            self.exact[:start] = np.arange(first[0], first[-1] + 1) if isinstance(first, range) else first
            self.places[:start] = self.exact[:start]
        if start < count:
            self._take(self.symbols.since(start), start)
        self.count = count

    def put_in_order(self) -> None:
        """Gives the values that were added their classes, and the texts and numbers among them their places."""
        self.update()
        start, self._ordered = self._ordered, self.count
        if start == self.count:
            return
        classes = self.classes[start : self.count]
        texts = np.flatnonzero((classes == STRING) | (classes == SYMBOL)) + start
        if len(texts):
            written = [value if type(value) is str else str(value) for value in self.at(texts)]
            self.places[texts] = self.letters.lay_out(texts, written, len(self.classes))
        if not self._plain and (classes == NUMBER).any():
            self._rank()

    @property
    def unordered(self) -> int:
        """How many values are not in order yet."""
        return self.symbols.count - self._ordered

    def room_for_texts(self, more: int) -> None:
        """Room for so many texts that a kernel numbers, after all values were put in order."""
        self._room_for(self.count + more)
        self.letters.number(len(self.classes))

    def take_texts(self, count: int) -> None:
        """Takes in the texts that a kernel numbered, up to so many values; it wrote their classes and places."""
        self.small[self.count : count] = False
        self.count = self._ordered = count

    def at(self, numbers: Array) -> list[Value]:
        """The values of many numbers."""
        start, values = self.symbols.listed
        if start and len(numbers) and int(numbers.min()) < start:
            start, values = 0, self.symbols.values
        return list(map(values.__getitem__, (numbers - start if start else numbers).tolist()))

    def integers(self, numbers: Array) -> Array | None:
        """The values of some numbers where all are small integers, else None."""
        if not self.small[numbers].all():
            return None
        integers: Array = self.exact[numbers]
        return integers

    def _room_for(self, count: int) -> None:
        have, used = len(self.classes), self.count
        if count > have:
            room = max(count, have + have // 2, _FIRST)
            self.classes, self.places = _moved(self.classes, room, used), _moved(self.places, room, used)
            self.small, self.exact = _moved(self.small, room, used), _moved(self.exact, room, used)
            self.block.classes, self.block.places = address(self.classes), address(self.places)

    def _take(self, new: Sequence[Value], start: int) -> None:
        types = list(map(type, new))
        kinds = set(types)
        classes = self.classes[start : start + len(new)]
        integers = (
            types.count(int) if int in kinds and types[0] is int else 0
        )  # which come first, as those of tables do
        if integers and int in types[integers:]:
            integers = 0
        rest = kinds - {int} if integers else kinds
        classes[:integers] = NUMBER
        if len(rest) == 1:
            classes[integers:] = _class(*rest)
        elif rest:
            classes[integers:] = list(map(_class, types[integers:]))
        self.small[start : start + len(new)] = False
        self.sharp &= kinds <= _CLASSES.keys()
        if integers and not self._take_integers(new[:integers], start):
            self._take_each(new[:integers], start)
        if not rest <= {str, Symbol, Unknown}:
            self._take_each(new[integers:], start + integers)

    def _take_integers(self, new: Sequence[Value], start: int) -> bool:
        try:
            numbers: Array = np.array(new, np.int64)
        except OverflowError:
            return False
        if ((numbers <= _LOWEST) | (numbers >= _HIGHEST)).any():
            return False
        end = start + len(new)
        self.small[start:end] = True
        self.places[start:end] = self.exact[start:end] = numbers
        return True

    def _take_each(self, new: Sequence[Value], start: int) -> None:
        for number, value in enumerate(new, start):
            kind = type(value)
            if kind is int and _LOWEST < value < _HIGHEST:  # type: ignore[operator]  # an integer
                self.places[number] = self.exact[number] = value
                self.small[number] = True
            elif kind is int or kind is Decimal:
                self._plain = False
            elif isinstance(value, Date):
                self.places[number] = value.earliest or 0
                self.sharp &= value.sharp

    def _rank(self) -> None:
        """Gives each number its place in their order; equal numbers share one."""
        members = np.flatnonzero(self.classes[: self.count] == NUMBER)
        values = self.at(members)
        place = {key: i for i, key in enumerate(sorted(set(values)))}  # type: ignore[type-var]  # numbers
        self.places[members] = np.fromiter(map(place.__getitem__, values), np.int64, len(values))


def _class(kind: type) -> int:
    return _CLASSES.get(kind, UNKNOWN)


def _moved(array: Array, room: int, used: int) -> Array:
    larger: Array = np.empty(room, array.dtype)
    larger[:used] = array[:used]
    return larger
