"""Values of tables and their numbers: in, very many integers in order, and other values; out, Symbols that many plans share.

The integers are kept as numbers of 64 bits, each found by its order; the rest once. A plan has a copy, which holds only what it adds.
"""

from __future__ import annotations

from array import array
from bisect import bisect_left
from collections.abc import Iterable, Sequence
from typing import Union, cast, overload

from factbase.engine.base import Symbols
from factbase.ground.possible import Several
from factbase.ground.value import Value, value_key

__all__ = ["Integers", "SharedSymbols"]

Integers = Union["array[int]", range]  # quoted: `array` takes no type when it runs


class _SharedValues(Sequence[Value]):
    """Values that begin with integers in order; more can be added."""

    __slots__ = ("first", "more", "start")

    def __init__(self, first: Integers, more: list[Value]) -> None:
        self.first = first
        self.start = len(first)
        self.more = more

    def __len__(self) -> int:
        return self.start + len(self.more)

    @overload
    def __getitem__(self, place: int) -> Value: ...
    @overload
    def __getitem__(self, place: slice) -> list[Value]: ...
    def __getitem__(self, place: int | slice) -> Value | list[Value]:
        if isinstance(place, slice):
            start, stop, step = place.indices(len(self))
            if step != 1:
                return [self[i] for i in range(start, stop, step)]
            return [*self.first[start:stop], *self.more[max(0, start - self.start) : max(0, stop - self.start)]]
        at = place if place >= 0 else place + len(self)
        if at >= self.start:
            return self.more[at - self.start]
        if at < 0:
            raise IndexError(place)
        return self.first[at]

    def __setitem__(self, place: slice, values: Sequence[Value]) -> None:
        start, stop, _ = place.indices(len(self))  # behind the integers, which stay as they are
        self.more[start - self.start : stop - self.start] = values

    def append(self, value: Value) -> None:
        self.more.append(value)

    def extend(self, values: Iterable[Value]) -> None:
        self.more.extend(values)


class SharedSymbols(Symbols):
    """Symbols that begin with integers in order and with values that are shared with other copies."""

    __slots__ = ("_all", "_first", "_known", "_shared")

    def __init__(self, first: Integers, known: dict[object, int], shared: list[Value]) -> None:
        """`known` has the number of each of the shared values, which are numbered after the integers."""
        super().__init__()
        self._first = first
        self._known = known
        self._shared = shared
        self._all = _SharedValues(first, shared.copy())
        self.values = cast("list[Value]", self._all)  # read as a list is, and appended to

    @classmethod
    def of(cls, first: Integers, others: Iterable[Sequence[Value]]) -> tuple[SharedSymbols, list[list[int]]]:
        """The symbols of some integers, which are in order, and of other values; and the numbers of those."""
        made = cls(first, {}, [])
        numbers = [made.intern_all(values) for values in others]
        return cls(first, made._numbers, made.values[len(first) :]), numbers

    def copy(self) -> SharedSymbols:
        """A table of its own with the same values under the same numbers."""
        other = SharedSymbols(self._first, self._known, self._shared)
        other._numbers = self._numbers.copy()
        other._all.more[len(self._shared) :] = self._all.more[len(self._shared) :]
        return other

    def intern(self, value: Value) -> int:
        """The number of a value."""
        if type(value) is int and self._first and self._first[0] <= value <= self._first[-1]:
            place = bisect_left(self._first, value)
            if self._first[place] == value:
                return place
        key = value.key if type(value) is Several else value_key(value)
        number = self._known.get(key)
        return super().intern(value) if number is None else number

    def intern_all(self, values: Sequence[Value]) -> list[int]:
        """The numbers of many values."""
        if self._first and not {str}.issuperset(map(type, values)):
            if {int}.issuperset(map(type, values)):
                numbers = {value: self.intern(value) for value in dict.fromkeys(values)}
                return list(map(numbers.__getitem__, values))
            return list(map(self.intern, values))
        if not self._known:
            return super().intern_all(values)
        if not {int, str}.issuperset(map(type, values)):
            return list(map(self.intern, values))
        if self._known.keys().isdisjoint(values):
            return super().intern_all(values)
        known = list(map(self._known.get, values))
        new = iter(super().intern_all([value for value, number in zip(values, known, strict=True) if number is None]))
        return [next(new) if number is None else number for number in known]

    @property
    def first(self) -> Sequence[int]:
        """The values of the first numbers, where these are integers in order."""
        return self._first

    @property
    def listed(self) -> tuple[int, list[Value]]:
        """The values after the integers, and the number of the first of them."""
        return self._all.start, self._all.more
