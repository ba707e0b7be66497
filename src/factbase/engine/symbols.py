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

__all__ = ["SharedSymbols"]

Integers = Union["array[int]", memoryview]  # quoted: `array` takes no type when it runs


class _SharedValues(Sequence[Value]):
    """Values that begin with integers in order, and then those that are shared; more can be added."""

    __slots__ = ("_first", "_more", "_shared", "_start")

    def __init__(self, first: Integers, shared: list[Value]) -> None:
        self._first = first
        self._shared = shared
        self._start = len(first) + len(shared)
        self._more: list[Value] = []

    def __len__(self) -> int:
        return self._start + len(self._more)

    @overload
    def __getitem__(self, place: int) -> Value: ...
    @overload
    def __getitem__(self, place: slice) -> list[Value]: ...
    def __getitem__(self, place: int | slice) -> Value | list[Value]:
        if isinstance(place, slice):
            start, stop, step = place.indices(len(self))
            if step != 1:
                return [self[i] for i in range(start, stop, step)]
            parts: tuple[Sequence[Value], ...] = (self._first, self._shared, self._more)
            values: list[Value] = []
            for part in parts:
                values += part[max(0, start) : max(0, stop)]
                start, stop = start - len(part), stop - len(part)
            return values
        at = place if place >= 0 else place + len(self)
        if at >= self._start:
            return self._more[at - self._start]
        if at >= len(self._first):
            return self._shared[at - len(self._first)]
        if at < 0:
            raise IndexError(place)
        return self._first[at]

    def append(self, value: Value) -> None:
        self._more.append(value)

    def extend(self, values: Iterable[Value]) -> None:
        self._more.extend(values)


class SharedSymbols(Symbols):
    """Symbols that begin with integers in order and with values that are shared with other copies."""

    __slots__ = ("_first", "_known", "_shared")

    def __init__(self, first: Integers, known: dict[object, int], shared: list[Value]) -> None:
        """`known` has the number of each of the shared values, which are numbered after the integers."""
        super().__init__()
        self._first = first
        self._known = known
        self._shared = shared
        self.values = cast("list[Value]", _SharedValues(first, shared))  # read as a list is, and appended to

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
        other.values.extend(self.values[len(self._first) + len(self._shared) :])
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
        if self._known or (self._first and not {str}.issuperset(map(type, values))):
            return list(map(self.intern, values))
        return super().intern_all(values)
