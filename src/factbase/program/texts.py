"""Cells in bulk: the texts of a column, kept as bytes or as numbers; a text is an object only when somebody asks for it.

Both kinds are sequences of `str` like any other, and say besides which numbers they are, if they are, without an object for each.
"""

from __future__ import annotations

from array import array
from bisect import bisect_right
from collections.abc import Iterator, Sequence
from contextlib import suppress
from itertools import pairwise
from typing import Any, overload

__all__ = ["Numerals", "Texts", "holds"]

MISSES = 1_000  # places where a text is found within others, after which the others are gone through one by one


class Texts(Sequence[str]):
    """Texts in UTF-8, one after the other: each goes from one of `bounds` to the next."""

    __slots__ = ("bounds", "data")

    def __init__(self, data: bytes, bounds: array[int]) -> None:
        self.data = data
        self.bounds = bounds

    def __len__(self) -> int:
        return len(self.bounds) - 1

    @overload
    def __getitem__(self, place: int) -> str: ...
    @overload
    def __getitem__(self, place: slice) -> list[str]: ...
    def __getitem__(self, place: int | slice) -> str | list[str]:
        if isinstance(place, slice):
            return [self[i] for i in range(*place.indices(len(self)))]
        at = place if place >= 0 else place + len(self)
        if not 0 <= at < len(self):
            raise IndexError(place)
        return self.data[self.bounds[at] : self.bounds[at + 1]].decode()

    def __iter__(self) -> Iterator[str]:
        if self.data.isascii():
            text = self.data.decode("ascii")
            return (text[start:end] for start, end in pairwise(self.bounds))
        return (self.data[start:end].decode() for start, end in pairwise(self.bounds))

    def index(self, value: Any, start: int = 0, stop: int | None = None) -> int:
        """Where a text stands first from a place on. Raises ValueError."""
        stop = len(self) if stop is None else min(stop, len(self))
        if type(value) is str:
            data, bounds, wanted = self.data, self.bounds, value.encode("utf-8", "surrogatepass")  # in no file
            at = data.find(wanted, bounds[start]) if wanted and start < stop else -1
            for _ in range(MISSES if wanted else 0):
                place = bisect_right(bounds, at) - 1
                if at < 0 or place >= stop:
                    raise ValueError(f"{value!r} is not there")
                if bounds[place] == at and bounds[place + 1] == at + len(wanted):
                    return place
                start, at = place, data.find(wanted, at + 1)
            for place in range(start, stop):  # a part of very many others, or nothing
                if data[bounds[place] : bounds[place + 1]] == wanted:
                    return place
        raise ValueError(f"{value!r} is not there")


class Numerals(Sequence[str]):
    """The texts of integers as they are written shortest."""

    __slots__ = ("numbers",)

    def __init__(self, numbers: array[int]) -> None:
        self.numbers = numbers

    def __len__(self) -> int:
        return len(self.numbers)

    @overload
    def __getitem__(self, place: int) -> str: ...
    @overload
    def __getitem__(self, place: slice) -> list[str]: ...
    def __getitem__(self, place: int | slice) -> str | list[str]:
        return list(map(str, self.numbers[place])) if isinstance(place, slice) else str(self.numbers[place])

    def __iter__(self) -> Iterator[str]:
        return map(str, self.numbers)

    def index(self, value: Any, start: int = 0, stop: int | None = None) -> int:
        """Where a text stands first from a place on. Raises ValueError."""
        digits = value.removeprefix("-") if type(value) is str and len(value) < 20 else ""
        if digits.isdecimal() and str(int(value)) == value:
            return self.numbers.index(int(value), start, len(self) if stop is None else stop)
        raise ValueError(f"{value!r} is not there")


def holds(texts: Sequence[str], text: str) -> bool:
    """Whether a text is one of a column's."""
    with suppress(ValueError):
        return texts.index(text) >= 0
    return False
