"""Integers in bulk: in, the bytes of a file of rows; out, its columns as arrays, read by a kernel at the speed of memory.

It reads what is nothing but integers, each as it is written shortest, so that its text is known from the number.
"""

from __future__ import annotations

import mmap

from factbase.engine.vector.arrays import Array, address, np, reserved
from factbase.engine.vector.native import Kernels

__all__ = ["read_integers"]

Buffer = bytes | mmap.mmap


def read_integers(data: Buffer, width: int, separator: int, kernels: Kernels) -> list[Array] | None:
    """The columns of a text in bytes; None where something else stands in it.

    A line is a row, of cells that one byte parts; the numbers have at most 18 digits, neither a zero nor a plus before them."""
    text = np.frombuffer(data, np.uint8) if data else np.empty(0, np.uint8)
    room = len(text) // (2 * width) + 1
    for kind in (np.int32, np.int64):  # most numbers are small
        numbers = reserved(width * room, kind)
        places = [address(text), len(text), address(numbers), room, width, 8 * numbers.itemsize, separator]
        frame = np.array(places, np.int64)
        rows = kernels.read_integers(address(frame))
        if rows >= 0:
            return [numbers[i * room : i * room + rows] for i in range(width)]
    return None
