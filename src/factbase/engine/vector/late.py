"""Symbols whose texts come late: in, symbols, and texts that kernels numbered; out, the same symbols for whoever asks.

A text that nobody asks for never becomes an object, which takes as long as to make it.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence

from factbase.engine.base import Symbols
from factbase.ground.value import Value

__all__ = ["LateSymbols"]


class LateSymbols(Symbols):
    """Other symbols, to which kernels add texts; `texts` gives those of some numbers once a text is asked for."""

    __slots__ = ("_late", "_of", "_texts")

    def __init__(self, of: Symbols, texts: Callable[[int, int], list[str]]) -> None:
        self._of = of
        self._texts = texts
        self._late: list[tuple[int, int]] = []  # numbers of texts that are no objects yet

    @property
    def values(self) -> list[Value]:  # type: ignore[override]  # nobody sets it
        """All values."""
        self._catch_up()
        return self._of.values

    @property
    def count(self) -> int:
        """How many values there are."""
        return self._of.count

    @property
    def first(self) -> Sequence[int]:
        """The values of the first numbers, where these are integers in order."""
        return self._of.first

    @property
    def late(self) -> bool:
        """Whether some texts are no objects yet."""
        return bool(self._late)

    @property
    def listed(self) -> tuple[int, list[Value]]:
        """The values from a number on, as they stand in a list; where that is not all, those before are integers in order."""
        self._catch_up()
        return self._of.listed

    def since(self, start: int) -> Sequence[Value]:
        """The values from a number on."""
        if self._late and self._late[-1][1] > start:
            self._catch_up()
        return self._of.since(start)

    def copy(self) -> Symbols:
        """A table of its own with the same values under the same numbers."""
        self._catch_up()
        return self._of.copy()

    def intern(self, value: Value) -> int:
        """The number of a value."""
        if isinstance(value, str):
            self._catch_up()
        return self._of.intern(value)

    def intern_all(self, values: Sequence[Value]) -> list[int]:
        """The numbers of many values."""
        if self._late and not {int}.issuperset(map(type, values)):
            self._catch_up()
        return self._of.intern_all(values)

    def add(self, count: int) -> None:
        """Takes in so many texts, which have the next numbers and none of which was there."""
        first = self._of.leave(count)
        if self._late and self._late[-1][1] == first:
            first, _ = self._late.pop()
        self._late.append((first, self._of.count))

    def _catch_up(self) -> None:
        late = tuple(self._late)
        for first, end in late:
            self._of.fill(first, self._texts(first, end))
        del self._late[: len(late)]
