"""Answers as Arrow tables: in, a result; out, a row for each citation, as a table, an Arrow file or a Parquet file.

A column of values has the narrowest type that holds them all. The only file that writes with pyarrow.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from datetime import date
from decimal import Decimal
from io import BytesIO
from typing import TYPE_CHECKING, Any

from factbase.render.rows import LISTS, NUMBERS, columns, rows, variables
from factbase.result.proof import Json
from factbase.result.result import Result

try:
    import pyarrow
except ImportError as problem:
    raise ImportError("an Arrow table needs pyarrow: pip install 'factbase[fast]'") from problem

if TYPE_CHECKING:
    from factbase.result.ground import Citation

__all__ = ["answers_table", "result_arrow", "result_parquet", "result_table"]

LONGEST = 1 << 63  # an integer past it is text
_CITED = ("source", "path", "line", "paragraph", "page", "quote", "verdict")
_DAY = re.compile(r"[0-9]{4}-[0-9]{2}-[0-9]{2}")
_DECIMAL = re.compile(r"-?[0-9]+\.[0-9]+")
_TEXT = pyarrow.string()
_TEXTS = pyarrow.list_(_TEXT)


def result_table(result: Result) -> pyarrow.Table:
    """A row for each citation under each answer, and for each thing under it that has none: the columns of `rows`, each with its type.

    What was asked, and the verdict, stand in the metadata of the schema under `factbase`'s own keys."""
    told = list(rows(result))
    values = {name: _values(result, name, told) for name in variables(result)}
    arrays = {name: values[name] if name in values else _array(name, told) for name in columns(result)}
    asked = {"factbase.goal": result.goal, "factbase.view": str(result.view), "factbase.verdict": str(result.verdict)}
    return pyarrow.table(arrays).replace_schema_metadata({key: _sound(text) for key, text in asked.items()})


def result_parquet(result: Result) -> bytes:
    """The table as a Parquet file."""
    from pyarrow import parquet  # late: it takes long to import

    out = BytesIO()
    parquet.write_table(result_table(result), out)
    return out.getvalue()


def result_arrow(result: Result) -> bytes:
    """The table as an Arrow IPC file, which Feather readers read too."""
    table, out = result_table(result), BytesIO()
    with pyarrow.ipc.new_file(out, table.schema) as file:
        file.write_table(table)
    return out.getvalue()


def answers_table(result: Result, names: Sequence[str], grounds: Sequence[Sequence[str]]) -> pyarrow.Table:
    """A row for each answer: the value of each variable, what is said of it, its citations, and all that it stands on."""
    answers = result.answers
    cited = pyarrow.struct([(name, pyarrow.int64() if name in NUMBERS else _TEXT) for name in _CITED])
    remarks = [[_sound(each) for each in (*answer.remarks, *result.remarks)] for answer in answers]
    citations = [[_citation(each) for each in answer.citations] for answer in answers]
    return pyarrow.table(
        {
            **{name: _column([(a.bindings[name], a.written[name]) for a in answers]) for name in names},
            "certainty": pyarrow.array([each.certainty for each in answers], _TEXT),
            "remarks": pyarrow.array(remarks, _TEXTS),
            "citations": pyarrow.array(citations, pyarrow.list_(cited)),
            "grounds": pyarrow.array([list(map(_sound, each)) for each in grounds], _TEXTS),
        }
    )


def _citation(cited: Citation) -> Mapping[str, str | int | None]:
    told = {name: getattr(cited, name) for name in _CITED}
    return {name: _sound(value) if isinstance(value, str) else value for name, value in told.items()}


def _array(name: str, told: Sequence[Mapping[str, Any]]) -> Any:
    """A column that every table has."""
    if name in NUMBERS:
        return pyarrow.array([row.get(name) for row in told], pyarrow.int64())
    if name in LISTS:
        return pyarrow.array([list(map(_sound, row.get(name, ()))) for row in told], _TEXTS)
    return pyarrow.array([None if (text := row.get(name)) is None else _sound(str(text)) for row in told], _TEXT)


def _values(result: Result, name: str, told: Sequence[Mapping[str, Any]]) -> Any:
    """The values of a variable, as each row has that of its answer."""
    found = ([result.answers[row["answer"] - 1]] if "answer" in row else [] for row in told)
    return _column([(each[0].bindings[name], each[0].written[name]) if each else (None, "") for each in found])


def _column(values: Sequence[tuple[Json, str]]) -> Any:
    """Values, each with how the language writes it, in the narrowest type that has them all; a `?` is null.

    That tells a day or a decimal from a text with the same letters, which stands in quotation marks."""
    known = [(value, written) for value, written in values if value is not None]
    if known and all(type(value) is int and -LONGEST <= value < LONGEST for value, _ in known):
        return pyarrow.array([value for value, _ in values], pyarrow.int64())
    if known and all(_DAY.fullmatch(written) for _, written in known):
        days = [None if value is None else date.fromisoformat(str(value)) for value, _ in values]
        return pyarrow.array(days, pyarrow.date32())
    if known and all(_DECIMAL.fullmatch(written) for _, written in known):
        try:
            return pyarrow.array([None if value is None else Decimal(str(value)) for value, _ in values])
        except pyarrow.ArrowInvalid:  # more digits than Arrow has room for
            pass
    return pyarrow.array([None if value is None else _sound(str(value)) for value, _ in values], _TEXT)


def _sound(text: str) -> str:
    """A text as UTF-8 can hold it: the name of a file may have bytes that are none."""
    return text.encode("utf-8", "backslashreplace").decode()
