"""Files of integers: in, the bytes of a very long one; out, its columns as numbers, read by a kernel of the vector engine.

The kernel is compiled once and kept in the cache; where there is none, or the engine is not installed, such a file is read as any other.
"""

from __future__ import annotations

from array import array
from pathlib import Path

from factbase.engine.vector import missing
from factbase.ground.keeping import keeps
from factbase.program.table import Column
from factbase.program.texts import Numerals

__all__ = ["integer_columns"]

NO_SEPARATORS = '-"0123456789\r\n'  # what stands within cells, around them or after them


def integer_columns(
    data: bytes, separator: str, cache: Path | None
) -> tuple[tuple[str, ...], tuple[Column[str], ...], int] | None:
    """The first line of a text, its columns and how many rows they have; None where not all cells are plain integers."""
    if separator in NO_SEPARATORS or not separator.isascii():
        return None
    first = data[: data.find(b"\n") + 1].split(separator.encode())
    if not all(cell.strip(b"-\r\n").isdigit() for cell in first):
        return None
    if missing() or cache is None or not keeps(cache / "kernels"):
        return None  # to compile the kernel each time would cost more than it saves
    from factbase.engine.vector.bulk import read_integers  # late: it imports numpy
    from factbase.engine.vector.native import Kernels

    columns = read_integers(data, len(first), ord(separator), Kernels(cache / "kernels", lambda text: None))
    if columns is None:
        return None
    result: list[Column[str]] = []
    for column in columns:
        numbers = array("i" if column.itemsize == 4 else "q")
        numbers.frombytes(column.tobytes())
        result.append(Column(range(len(numbers)), Numerals(numbers)))
    return tuple(cell.decode().strip() for cell in first), tuple(result), len(result[0].values)
