"""Content as text: in, plain data and frozen dataclasses of it; out, a text that only data which is equal, type by type, has.

It is the same in each process: sets and mappings are put in order. Of a dataclass, what its equality leaves out is left out.
"""

from __future__ import annotations

import dataclasses
import sys
from collections.abc import Mapping, Set
from datetime import date
from decimal import Decimal
from enum import Enum
from functools import cache
from hashlib import sha256
from pathlib import Path
from typing import Any

from factbase.ground.diagnostic import InternalError

__all__ = ["code_digest", "content_digest"]


SHORT = 64  # characters, as many as a digest has


def content_digest(part: object) -> str:
    """The content of some data where it is short, else its digest. Raises InternalError for what is no plain data: there is no telling
    when that is another."""
    text = _text(part)
    return text if len(text) < SHORT else sha256(text.encode("utf-8", "surrogatepass")).hexdigest()


@cache
def code_digest(*rooms: str) -> bytes:
    """A digest of all code of some rooms, and of the interpreter, on whose tables of characters much rests."""
    digest = sha256(sys.version.encode())
    for room in rooms:
        for path in sorted((Path(__file__).parent.parent / room).glob("*.py")):
            digest.update(path.read_bytes())
    return digest.digest()


def _write(part: object, out: list[str]) -> None:
    kind: Any = type(part)
    if isinstance(part, str) and kind is str:
        out.append(f"{len(part)}'{part}")
    elif part is None or kind in _WRITTEN:
        out.append(f"{kind.__name__} {part};")
    elif isinstance(part, tuple | list):
        out.append(f"{kind.__name__}(")
        for each in part:
            _write(each, out)
        out.append(")")
    elif isinstance(part, Enum):
        out.append(f"{kind.__name__}.{part.name};")
    elif (names := _compared(kind)) is not None:
        out.append(f"{kind.__name__}(")
        for name in names:
            _write(getattr(part, name), out)
        out.append(")")
    elif isinstance(part, Mapping):
        out.append("{" + "".join(sorted(_text(key) + _text(value) for key, value in part.items())) + "}")
    elif isinstance(part, Set):
        out.append("{" + "".join(sorted(map(_text, part))) + "}")
    else:
        raise InternalError(f"a {kind.__name__} is no plain data")


_WRITTEN = frozenset({int, bool, Decimal, date})


def _text(part: object) -> str:
    out: list[str] = []
    _write(part, out)
    return "".join(out)


@cache
def _compared(kind: Any) -> tuple[str, ...] | None:
    """The fields of a dataclass that its equality compares; None of what is no dataclass."""
    if not dataclasses.is_dataclass(kind):
        return None
    return tuple(each.name for each in dataclasses.fields(kind) if each.compare)
