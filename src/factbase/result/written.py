"""Results as JSON: in, a result; out, one object with stable keys, sealed by the hash of all else in it.

A field that says nothing (None, an empty text, False) is left out where its type gives it that as a default; every other one is there.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Callable, Iterator, Mapping
from dataclasses import MISSING, fields, is_dataclass
from enum import Enum
from typing import Any

__all__ = ["json_blocks", "json_text", "plain", "seal"]

LENGTH = 16  # hexadecimal digits of an id: Git's short ids, which people compare by eye


BLOCK = 1_000_000
"""The letters of a block of JSON, or a few more; a text of fewer is one block."""

_encoded = json.JSONEncoder(ensure_ascii=False).encode
_quoted: Callable[[str], str] = json.encoder.encode_basestring  # as that does, in half the time


def json_text(result: object) -> str:
    """A result as one JSON object; one that has an `id` begins with it."""
    return "\n".join(json_blocks(result))


def json_blocks(result: object) -> Iterator[str]:
    """The lines of that text in blocks: a long one is never whole in memory."""
    parts = _Parts()
    document = parts.plain(result)
    if "id" in {each for each, _ in _fields(type(result)) or ()}:
        document = {"id": seal(document), **document}
    pieces, length = list[str](), 0
    for piece in _pieces(document, parts):
        if length > BLOCK and piece.startswith("\n"):
            yield "".join(pieces)
            pieces, length, piece = [], 0, piece[1:]
        pieces.append(piece)
        length += len(piece)
    yield "".join(pieces)


def _pieces(document: dict[str, Any], parts: _Parts) -> Iterator[str]:
    """The text of an object, part by part of each that it has; every part begins its line."""
    before = "{"
    for name, value in document.items():
        yield before
        yield f"\n  {_quoted(name)}: "
        before = ","
        if isinstance(value, dict) and value:
            for number, (key, part) in enumerate(value.items()):
                yield "," if number else "{"
                yield f"\n    {_quoted(key)}: {parts.text(part, '    ')}"
            yield "\n  }"
        elif isinstance(value, list) and value:
            for number, part in enumerate(value):
                yield "," if number else "["
                yield f"\n    {parts.text(part, '    ')}"
            yield "\n  ]"
        else:
            yield parts.text(value, "  ")
    yield "\n}" if document else "{}"


def seal(content: object) -> str:
    """The id of anything that JSON can hold."""
    text = json.dumps(content, ensure_ascii=False, sort_keys=True, separators=(",", ":"))
    return hashlib.sha256(text.encode("utf-8", "surrogatepass")).hexdigest()[:LENGTH]  # as names of files may need


def plain(value: Any) -> Any:
    """A result, or a part of one, as JSON holds it."""
    return _Parts().plain(value)


class _Parts:
    """The parts of one document. A quote stands under every answer that rests on it: what is one part in a result is made once, and its
    text is written once for each margin."""

    def __init__(self) -> None:
        # By the identity of a part, which is kept, so that it stays its own.
        self._made: dict[int, tuple[Any, dict[str, Any]]] = {}
        self._texts: dict[tuple[int, str], str] = {}
        self._again: set[int] = set()  # the objects that stand in several places

    def plain(self, value: Any) -> Any:
        """A part as JSON holds it."""
        kind = type(value)
        if kind in _BARE:
            return value
        own = _fields(kind)
        if own is not None:
            known = self._made.get(id(value))
            if known is not None:
                self._again.add(id(known[1]))
                return known[1]
            made = {}
            for name, silent in own:
                part = getattr(value, name)
                if part is not silent and (part != "" or silent != ""):
                    made[name] = self.plain(part)
            self._made[id(value)] = value, made
            return made
        if isinstance(value, Mapping):
            return {name: self.plain(part) for name, part in value.items()}
        if isinstance(value, tuple):
            return [self.plain(part) for part in value]
        return value.value if isinstance(value, Enum) else value

    def text(self, value: Any, margin: str) -> str:
        """The text of what is plain, in a line with some margin. The standard writer of lines takes three times as long."""
        kind = type(value)
        if kind is str:
            return _quoted(value)
        if value is None:
            return "null"
        if kind is int:
            return str(value)
        if kind not in (dict, list):
            return _encoded(value)
        if not value:
            return "{}" if kind is dict else "[]"
        if kind is dict and id(value) in self._again:
            key = id(value), margin
            text = self._texts.get(key)
            if text is None:
                text = self._texts[key] = self._lines(value, margin)
            return text
        return self._lines(value, margin)

    def _lines(self, value: Any, margin: str) -> str:
        inner = f"{margin}  "
        if type(value) is dict:
            first, last = "{", "}"
            parts = [f"{_quoted(name)}: {self.text(part, inner)}" for name, part in value.items()]
        else:
            first, last = "[", "]"
            parts = [self.text(part, inner) for part in value]
        between = f",\n{inner}"
        return f"{first}\n{inner}{between.join(parts)}\n{margin}{last}"


_BARE = frozenset({str, int, bool, float, type(None)})
_SILENT = (None, False, "")
_NEVER = object()
_KNOWN: dict[type, tuple[tuple[str, object], ...] | None] = {}


def _fields(kind: type) -> tuple[tuple[str, object], ...] | None:
    """The fields of a type, each with the value for which it is left out; None of one that is no dataclass."""
    if kind not in _KNOWN:
        result = []
        for field in fields(kind) if is_dataclass(kind) else ():
            default = field.default
            silent = default if default is not MISSING and any(default is each for each in _SILENT) else _NEVER
            result.append((field.name, silent))
        _KNOWN[kind] = tuple(result) if is_dataclass(kind) else None
    return _KNOWN[kind]
