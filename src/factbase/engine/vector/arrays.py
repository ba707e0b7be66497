"""Arrays: numpy as this room knows it, and what the kernels see of an array: where it stands."""

from __future__ import annotations

from typing import Any, TypeAlias

import numpy as np  # type: ignore[import-not-found, unused-ignore]  # of the extra `fast`, which is not installed everywhere

__all__ = ["Array", "address", "block", "np"]

Array: TypeAlias = "np.ndarray[Any, np.dtype[Any]]"


def address(array: Array) -> int:
    return int(array.ctypes.data)


def block(size: int) -> Array:
    """Words that Python fills and kernels read, or the other way round."""
    words: Array = np.zeros(size, np.int64)
    return words
