"""What kernels know of values: in, a table of symbols; out, arrays by value number, with the class and the place of each value.

Values of one class compare by their places, as `comparison.truth` compares them; texts of one place by their bytes, and a `?` with nothing.
A partial date has no one place: with such a value, `sharp` is false, and comparisons are left to the builtins of the language.
"""

from __future__ import annotations

from collections.abc import Sequence
from decimal import Decimal

from factbase.engine.base import Symbols
from factbase.engine.vector.arrays import Array, address, np
from factbase.engine.vector.blocks import OrderBlock
from factbase.engine.vector.layout import PREFIX
from factbase.ground.date import Date
from factbase.ground.value import Symbol, Unknown, Value

__all__ = ["UNKNOWN", "ValueOrder"]

UNKNOWN, NUMBER, STRING, SYMBOL, DATE = 0, 1, 2, 3, 4
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

    def __init__(self, symbols: Symbols) -> None:
        self.symbols = symbols
        self.count = 0
        self.sharp = True
        self.block = OrderBlock()
        self.classes: Array = np.zeros(0, np.int8)
        self.places: Array = np.zeros(0, np.int64)
        self.small: Array = np.zeros(0, np.bool_)  # whether it is an integer, which then stands in `exact`
        self.exact: Array = np.zeros(0, np.int64)
        self._plain = True  # whether all numbers are small integers, which are their own places
        self._ordered = 0  # so many values are in order
        self._starts: Array = np.zeros(
            0, np.int64
        )  # where each text begins among the letters, and how many bytes it has
        self._sizes: Array = np.zeros(0, np.int32)
        self._letters: Array = np.zeros(0, np.uint8)
        self._used = 0

    def update(self) -> None:
        """Gives the values that were added their classes."""
        values = self.symbols.values
        start, self.count = self.count, len(values)
        if start == self.count:
            return
        if self.count > len(self.classes):
            room = max(self.count, 2 * start, _FIRST)
            self.classes, self.places = _moved(self.classes, room, start), _moved(self.places, room, start)
            self.small, self.exact = _moved(self.small, room, start), _moved(self.exact, room, start)
        self._take(values[start:], start)
        self.block.classes, self.block.places = address(self.classes), address(self.places)

    def put_in_order(self) -> None:
        """Gives the values that were added their classes, and the texts and numbers among them their places."""
        self.update()
        start, self._ordered = self._ordered, self.count
        if start == self.count:
            return
        classes = self.classes[start : self.count]
        texts = np.flatnonzero((classes == STRING) | (classes == SYMBOL)) + start
        if len(texts):
            self._lay_out(texts)
        if not self._plain and (classes == NUMBER).any():
            self._rank()

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

    def _take(self, new: Sequence[Value], start: int) -> None:
        types = list(map(type, new))
        kinds = set(types)
        classes = self.classes[start : self.count]
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
        self.small[start : self.count] = False
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

    def _lay_out(self, numbers: Array) -> None:
        """Puts texts in UTF-8 behind those that are there, which has them in the order of code points; a place is how a text begins."""
        texts = self.at(numbers)
        texts = [value if type(value) is str else str(value) for value in texts]
        whole = "".join(texts)  # type: ignore[arg-type]  # texts
        if whole.isascii():
            data, sizes = whole.encode(), np.fromiter(map(len, texts), np.int64, len(texts))  # type: ignore[arg-type]
        else:
            encoded = [text.encode("utf-8", "surrogatepass") for text in texts]  # type: ignore[union-attr]
            data, sizes = b"".join(encoded), np.fromiter(map(len, encoded), np.int64, len(texts))
        used = self._used + len(data)
        if used + PREFIX > len(self._letters):
            self._letters = _moved(self._letters, 2 * used + PREFIX, self._used)
        self._letters[self._used : used] = np.frombuffer(data, np.uint8)
        if self.count > len(self._starts):
            room = len(self.classes)
            self._starts, self._sizes = (_moved(a, room, len(a)) for a in (self._starts, self._sizes))
        starts = self._used + np.cumsum(sizes) - sizes
        self._starts[numbers], self._sizes[numbers] = starts, sizes
        places = np.zeros(len(texts), np.int64)
        for i in range(PREFIX):
            places = (places << 8) | np.where(sizes > i, self._letters[starts + i], 0)
        self.places[numbers] = places
        self._used = used
        self.block.starts, self.block.sizes = address(self._starts), address(self._sizes)
        self.block.letters = address(self._letters)

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
