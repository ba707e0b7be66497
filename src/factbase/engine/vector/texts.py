"""Operations over whole columns: in, an operation and the values of its arguments; out, what it gives of each row, as its builtin does.

What texts and integers alone are given to is done by Python's own functions at once; all else by the builtin, row by row.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from operator import contains, not_

from factbase.ground.operation import Operation, operation
from factbase.ground.text import MAX_LENGTH
from factbase.ground.value import Value

__all__ = ["outcomes"]

Columns = Sequence[Sequence[Value]]
Outcomes = list[Value | bool | None]

GROWTH = 3  # characters that one may become in the other case


def outcomes(op: Operation, columns: Columns) -> Outcomes:
    """What an operation gives of each row of some columns, of which there is one at least."""
    quick = _AT_ONCE.get(op)
    if quick is not None:
        texts = all(set(map(type, column)) <= {str} for column in columns)
        found = quick(columns) if texts or op in _WRITERS else None
        if found is not None:
            return found
    return list(map(op.call, *columns))


def _joined(columns: Columns) -> Outcomes | None:
    texts: list[Sequence[str]] = []
    for column in columns:
        kinds = set(map(type, column))
        if not kinds <= {str, int}:
            return None
        texts.append(column if kinds == {str} else list(map(str, column)))  # type: ignore[arg-type]  # texts
    if sum(max(map(len, column)) for column in texts) > MAX_LENGTH:
        return None
    return list(map("".join, zip(*texts, strict=True)))


def _changed(change: Callable[[str], str]) -> Callable[[Columns], Outcomes | None]:
    def call(columns: Columns) -> Outcomes | None:
        (texts,) = columns
        if GROWTH * max(map(len, texts)) > MAX_LENGTH:  # type: ignore[arg-type]  # texts
            return None
        return list(map(change, texts))  # type: ignore[arg-type]

    return call


_AT_ONCE: Mapping[Operation, Callable[[Columns], Outcomes | None]] = {
    operation("concat"): _joined,
    operation("to_string"): _joined,
    operation("length"): lambda columns: list(map(len, *columns)),
    operation("lower"): _changed(str.lower),
    operation("upper"): _changed(str.upper),
    operation("trim"): _changed(str.strip),
    operation("contains"): lambda columns: list(map(contains, *columns)),
    operation("!contains"): lambda columns: list(map(not_, map(contains, *columns))),
}
_WRITERS = (operation("concat"), operation("to_string"))  # which write integers too
