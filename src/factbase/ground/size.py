"""A number of bytes as one writes it: in, a text such as `512MiB` or `8GB`; out, how many that are."""

from __future__ import annotations

import re

__all__ = ["parse_size"]

_WRITTEN = re.compile(r"([0-9]{1,15}(?:\.[0-9]{1,6})?) ?(|[KMGT]i?)B?", re.IGNORECASE)
_POWERS = " KMGT"


def parse_size(text: str) -> int:
    """The bytes that a text says: a number, and `kB`, `MB`, `GB`, `TB` for powers of 1000, `KiB` and its like for those of 1024.

    Raises ValueError, whose message says how one is written."""
    found = _WRITTEN.fullmatch(text.strip())
    if found is None:
        raise ValueError("write a size such as 512MiB or 8GB")
    number, unit = found[1], found[2].upper()
    size = int(float(number) * (1024 if unit.endswith("I") else 1000) ** _POWERS.index(unit[:1] or " "))
    if size < 1:
        raise ValueError("write a size that is more than 0")
    return size
