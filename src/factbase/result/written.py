"""Results as JSON: in, a result; out, one object with stable keys, sealed by the hash of all else in it.

A field that says nothing (None, an empty text, False) is left out where its type gives it that as a default; every other one is there.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterator, Mapping
from dataclasses import MISSING, fields, is_dataclass
from enum import Enum
from typing import Any

__all__ = ["json_blocks", "json_text", "plain", "seal"]

LENGTH = 16  # hexadecimal digits of an id: Git's short ids, which people compare by eye


BLOCK = 1_000_000
"""The letters of a block of JSON, or a few more; a text of fewer is one block."""

_ENCODER = json.JSONEncoder(ensure_ascii=False)


def json_text(result: object) -> str:
    """A result as one JSON object; one that has an `id` begins with it."""
    return "\n".join(json_blocks(result))


def json_blocks(result: object) -> Iterator[str]:
    """The lines of that text in blocks: a long one is never whole in memory."""
    document = plain(result)
    if "id" in {each for each, _ in _fields(type(result))}:
        document = {"id": seal(document), **document}
    pieces, length = list[str](), 0
    for piece in _pieces(document):
        if length > BLOCK and piece.startswith("\n"):
            yield "".join(pieces)
            pieces, length, piece = [], 0, piece[1:]
        pieces.append(piece)
        length += len(piece)
    yield "".join(pieces)


def _pieces(document: dict[str, Any]) -> Iterator[str]:
    """The text of an object, part by part of each that it has; every part begins its line."""
    before = "{"
    for name, value in document.items():
        yield before
        yield f"\n  {_ENCODER.encode(name)}: "
        before = ","
        if isinstance(value, dict) and value:
            for number, (key, part) in enumerate(value.items()):
                yield "," if number else "{"
                yield f"\n    {_ENCODER.encode(key)}: {_indented(part, '    ')}"
            yield "\n  }"
        elif isinstance(value, list) and value:
            for number, part in enumerate(value):
                yield "," if number else "["
                yield f"\n    {_indented(part, '    ')}"
            yield "\n  ]"
        else:
            yield _ENCODER.encode(value)
    yield "\n}" if document else "{}"


def _indented(value: Any, margin: str) -> str:
    """The text of a value that begins in a line with some margin. The standard writer of lines takes three times as long."""
    inner = f"{margin}  "
    if isinstance(value, dict) and value:
        parts = [f"{_ENCODER.encode(name)}: {_indented(part, inner)}" for name, part in value.items()]
        signs = "{}"
    elif isinstance(value, list) and value:
        parts, signs = [_indented(part, inner) for part in value], "[]"
    else:
        return _ENCODER.encode(value)
    between = f",\n{inner}"
    return f"{signs[0]}\n{inner}{between.join(parts)}\n{margin}{signs[1]}"


def seal(content: object) -> str:
    """The id of anything that JSON can hold."""
    text = json.dumps(content, ensure_ascii=False, sort_keys=True, separators=(",", ":"))
    return hashlib.sha256(text.encode("utf-8", "surrogatepass")).hexdigest()[:LENGTH]  # as names of files may need


def plain(value: Any) -> Any:
    """A result, or a part of one, as JSON holds it."""
    if type(value) in _BARE:
        return value
    if is_dataclass(value) and not isinstance(value, type):
        result = {}
        for name, silent in _fields(type(value)):
            part = getattr(value, name)
            if part is not silent and (part != "" or silent != ""):
                result[name] = plain(part)
        return result
    if isinstance(value, Mapping):
        return {name: plain(part) for name, part in value.items()}
    if isinstance(value, tuple):
        return [plain(part) for part in value]
    return value.value if isinstance(value, Enum) else value


_BARE = frozenset({str, int, bool, float, type(None)})
_SILENT = (None, False, "")
_NEVER = object()
_KNOWN: dict[type, tuple[tuple[str, object], ...]] = {}


def _fields(kind: type) -> tuple[tuple[str, object], ...]:
    """The fields of a type, each with the value for which it is left out."""
    if kind not in _KNOWN:
        result = []
        for field in fields(kind):
            default = field.default
            silent = default if default is not MISSING and any(default is each for each in _SILENT) else _NEVER
            result.append((field.name, silent))
        _KNOWN[kind] = tuple(result)
    return _KNOWN[kind]
