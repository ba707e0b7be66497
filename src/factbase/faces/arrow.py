"""Answers as an Arrow table: in, the answers to a goal; out, a column for each variable, and all that each answer stands on."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date
from decimal import Decimal
from typing import TYPE_CHECKING, Any

from factbase.ground.date import Date
from factbase.ground.value import Unknown, Value, json_value

if TYPE_CHECKING:
    import pyarrow

    from factbase.result.ground import Citation

__all__ = ["table_of"]

_CITED = ("source", "path", "line", "paragraph", "quote", "verdict")
LONGEST = 1 << 63  # an integer past it is text


def table_of(
    columns: Mapping[str, Sequence[Value]],
    certainty: Sequence[str],
    remarks: Sequence[Sequence[str]],
    citations: Sequence[Sequence[Citation]],
    grounds: Sequence[Sequence[str]],
) -> pyarrow.Table:
    """A row for each answer: the values of each variable, then what is said of it. Raises ImportError, with what to install."""
    try:
        import pyarrow
    except ImportError as problem:
        raise ImportError("an Arrow table needs pyarrow: pip install 'factbase[fast]'") from problem
    text = pyarrow.string()
    cited = pyarrow.struct([(name, pyarrow.int64() if name in ("line", "paragraph") else text) for name in _CITED])
    return pyarrow.table(
        {
            **{name: _column(values, pyarrow) for name, values in columns.items()},
            "certainty": pyarrow.array(certainty, text),
            "remarks": pyarrow.array(remarks, pyarrow.list_(text)),
            "citations": pyarrow.array([list(map(_cited, each)) for each in citations], pyarrow.list_(cited)),
            "grounds": pyarrow.array(grounds, pyarrow.list_(text)),
        }
    )


def _cited(cited: Citation) -> Mapping[str, str | int | None]:
    return {name: getattr(cited, name) for name in _CITED}


def _column(values: Sequence[Value], pyarrow: Any) -> Any:
    """The values of a variable in the narrowest type that has them all; a `?` is null."""
    known = [value for value in values if not isinstance(value, Unknown)]
    if known and all(type(value) is int and -LONGEST <= value < LONGEST for value in known):
        return pyarrow.array([None if isinstance(value, Unknown) else value for value in values], pyarrow.int64())
    if known and all(isinstance(value, Date) and value.sharp for value in known):
        return pyarrow.array([_day(value) for value in values], pyarrow.date32())
    if known and all(isinstance(value, Decimal) for value in known):
        try:
            return pyarrow.array([None if isinstance(value, Unknown) else value for value in values])
        except pyarrow.ArrowInvalid:  # more digits than Arrow has room for
            pass
    plain_values = [json_value(value) for value in values]
    return pyarrow.array([None if value is None else str(value) for value in plain_values], pyarrow.string())


def _day(value: Value) -> date | None:
    return date.fromisoformat(value.text) if isinstance(value, Date) else None
