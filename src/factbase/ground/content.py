"""Content as text: in, plain data and frozen dataclasses of it; out, a text that only data which is equal, type by type, has.

It is the same in each process: sets and mappings are put in order. Of a dataclass, what its equality leaves out is left out.
"""

from __future__ import annotations

import sys
from collections.abc import Callable, Iterable, Mapping, Set
from dataclasses import fields, is_dataclass
from datetime import date
from decimal import Decimal
from enum import Enum
from functools import cache
from hashlib import sha256
from operator import attrgetter
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


def _text(part: object) -> str:
    out: list[str] = []
    _write(part, out)
    return "".join(out)


def _write(part: object, out: list[str]) -> None:
    kind: Any = part.__class__
    if kind is str:
        out.append(f"{len(part)}'{part}")  # type: ignore[arg-type]
    elif part is None:
        out.append("None;")
    else:
        _writer(kind)(part, out)


def _write_all(parts: Iterable[object], out: list[str]) -> None:
    for part in parts:
        if part.__class__ is str:  # most are
            out.append(f"{len(part)}'{part}")
        else:
            _write(part, out)


@cache
def _writer(kind: Any) -> Callable[[Any, list[str]], None]:
    """What writes the content of parts of a type."""
    name = kind.__name__
    if kind in (int, bool, Decimal, date):
        return lambda part, out: out.append(f"{name} {part};")
    if issubclass(kind, Enum):
        return lambda part, out: out.append(f"{name}.{part.name};")
    if issubclass(kind, Mapping):
        return lambda part, out: out.append(
            "{" + "".join(sorted(_text(key) + _text(value) for key, value in part.items())) + "}"
        )
    if issubclass(kind, Set):
        return lambda part, out: out.append("{" + "".join(sorted(map(_text, part))) + "}")
    if kind in (tuple, list):
        parts: Callable[[Any], Iterable[object]] = iter
    elif is_dataclass(kind):
        names = [each.name for each in fields(kind) if each.compare]
        parts = attrgetter(*names) if len(names) > 1 else lambda part: [getattr(part, each) for each in names]
    else:
        raise InternalError(f"a {name} is no plain data")

    def write(part: Any, out: list[str]) -> None:
        out.append(f"{name}(")
        _write_all(parts(part), out)
        out.append(")")

    return write
