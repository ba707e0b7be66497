"""Arrays: numpy as this room knows it, what the kernels see of an array (where it stands), and what all arrays of a model take."""

from __future__ import annotations

import mmap
import os
import sys
from threading import Lock
from typing import Any, TypeAlias

import numpy as np  # type: ignore[import-not-found, unused-ignore]  # of the extra `fast`, which is not installed everywhere

from factbase.engine.base import TooLarge
from factbase.engine.vector.layout import NARROW

__all__ = ["AHEAD", "Array", "Memory", "address", "column_address", "given_back", "np", "reserved", "words"]

AHEAD = 1024  # rows that a kernel looks at together
MAX_ROWS = 2**31 - 2  # what a row number of 32 bits can tell
LARGE = 1 << 20  # bytes
# What is promised and not used counts for nothing: else a process with large tables could not fork, for its copy might use it all. Python
# names the flag from 3.13 on.
_USUAL = sys.platform == "linux" and os.uname().machine in ("x86_64", "aarch64")
NO_RESERVE = getattr(mmap, "MAP_NORESERVE", 0x4000 if _USUAL else 0)

Array: TypeAlias = "np.ndarray[Any, np.dtype[Any]]"


def address(array: Array) -> int:
    """Where the words of an array lie in memory."""
    return int(array.ctypes.data)


def column_address(array: Array) -> int:
    """Where a column of numbers lies, as kernels know it: of narrow numbers, with a mark."""
    return address(array) + (NARROW if array.itemsize == 2 else 0)


def words(size: int) -> Array:
    """So many words of 64 bits, all zero, that Python fills and kernels read, or the other way round."""
    zeros: Array = np.zeros(size, np.int64)
    return zeros


def reserved(size: int, kind: type) -> Array:
    """An array that is written from its beginning on, and takes memory in small pages as it is. Raises MemoryError.

    What numpy itself takes comes in huge pages: good to jump about in, slow to get where a machine is a guest of another."""
    wanted = size * np.dtype(kind).itemsize
    if wanted < LARGE or not hasattr(mmap, "MAP_PRIVATE"):
        return np.empty(size, kind)
    try:
        return np.frombuffer(mmap.mmap(-1, wanted, mmap.MAP_PRIVATE | mmap.MAP_ANONYMOUS | NO_RESERVE), kind)
    except OSError as problem:
        raise MemoryError from problem


def given_back(array: Array, start: int, stop: int) -> None:
    """Gives the memory of some items of a `reserved` array back, which nobody reads any more: as many whole pages as they fill."""
    place = getattr(array.base, "obj", None)
    if isinstance(place, mmap.mmap) and hasattr(mmap, "MADV_DONTNEED"):
        page, size = mmap.PAGESIZE, array.itemsize
        first, last = -(-start * size // page) * page, stop * size // page * page
        if last > first:
            place.madvise(mmap.MADV_DONTNEED, first, last - first)


class Memory:
    """What the arrays of a model take, with its bounds. Raises TooLarge before they are passed."""

    def __init__(self, max_bytes: int, max_rows: int) -> None:
        self.max_bytes = max_bytes
        self.max_rows = min(max_rows, MAX_ROWS)
        self.bytes = 0
        self._lock = Lock()  # several threads may take

    def charge(self, wanted: int) -> None:
        """Counts so many bytes as taken, or with a negative number as given back. Raises TooLarge past the bound."""
        with self._lock:
            if self.bytes + wanted > self.max_bytes:
                raise TooLarge(f"the model grew past {self.max_bytes >> 20:,} MiB of memory")
            self.bytes += wanted

    def take(self, size: int, kind: type, *, zero: bool = False) -> Array:
        """An array of `size` items that is counted; what is in it is left open unless it is `zero`. Raises TooLarge."""
        self.charge(size * np.dtype(kind).itemsize)
        return np.zeros(size, kind) if zero else np.empty(size, kind)

    def give(self, array: Array) -> None:
        """Counts an array as given back."""
        with self._lock:
            self.bytes -= array.nbytes

    def moved(self, array: Array, room: int, used: int) -> Array:
        """The array in a place of `room`; the old one is given up."""
        larger = self.take(room, array.dtype.type)
        larger[:used] = array[:used]
        self.give(array)
        return larger
