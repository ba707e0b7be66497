"""A saved document as it is read: in, a text; out, its JSON and the fields of it that are asked for, or the reason to refuse it.

Whatever a stranger wrote, what is given can be walked by recursion, printed and hashed, and has the type that was asked for.
"""

from __future__ import annotations

import json
from collections.abc import Iterable
from typing import Any, NoReturn, TypeVar

__all__ = ["Object", "Refused", "member", "objects", "saved", "shown"]

Object = dict[str, Any]
T = TypeVar("T")

# Of lists and objects in one another. A proof that is written is at most 60 parts deep, of two of them each, and aggregates in aggregates
# add to that; what is deeper has been made by hand, and would be too deep for the functions that walk it.
MAX_NESTED = 500
MAX_SHOWN = 80  # characters of a document, in a message
_KINDS = {dict: "an object", list: "a list", str: "a text", int: "a whole number", bool: "true or false"}


class Refused(Exception):
    """A document that cannot be a proof from this base; the message says why, in one line."""


def saved(text: str) -> Object:
    """The object that a text is. Raises Refused: for what is no JSON, too, or says one thing twice."""
    try:
        document: object = json.loads(text, object_pairs_hook=_unlike, parse_constant=_no_number)
    except RecursionError:
        raise Refused("it is nested too deep") from None
    except json.JSONDecodeError as problem:
        raise Refused(f"not JSON: {problem}") from None
    except ValueError:  # of `int`
        raise Refused("a number in it has too many digits") from None
    if not isinstance(document, dict):
        raise Refused(f"not the JSON of answers: {shown(document) if _nested(document) else 'it'} is no object")
    if not _nested(document):
        raise Refused(f"it is nested more than {MAX_NESTED} deep")
    try:
        json.dumps(document, ensure_ascii=False).encode("utf-8", "surrogateescape")  # a name of a file may be no UTF-8
    except UnicodeEncodeError as problem:
        raise Refused(f"it holds {problem.object[problem.start]!a}, a half of a character") from None
    return document


def member(given: object, name: str, kind: type[T], default: T | None = None) -> T:
    """A field of an object, which has exactly this type; the default, where there is one, for a field that is left out."""
    if not isinstance(given, dict):
        raise Refused(f"{shown(given)} is no object that has `{name}`")
    if name not in given:
        if default is None:
            raise Refused(f"`{name}` is left out of {shown(given)}")
        return default
    found = given[name]
    if type(found) is not kind:  # exactly: `true` is no number
        raise Refused(f"`{name}` is {shown(found)}, not {_KINDS[kind]}")
    return found


def objects(given: object, name: str) -> list[Object]:
    """The objects of a field that is a list of them."""
    found: list[Object] = member(given, name, list)
    for each in found:
        if not isinstance(each, dict):
            raise Refused(f"`{name}` has {shown(each)} in it, which is no object")
    return found


def shown(given: object) -> str:
    """A part of a document, as a message names it."""
    text = json.dumps(given, ensure_ascii=True)
    return text if len(text) <= MAX_SHOWN else f"{text[: MAX_SHOWN - 1]}…"


def _unlike(pairs: list[tuple[str, Any]]) -> Object:
    """An object whose keys differ: of two alike a reader would believe the last, and a person the one that he sees."""
    found: Object = {}
    for name, part in pairs:
        if name in found:
            raise Refused(f"the key {shown(name)} stands twice in one object")
        found[name] = part
    return found


def _no_number(text: str) -> NoReturn:
    raise Refused(f"not JSON: {text} is no number")


def _nested(document: object) -> bool:
    """Whether a document is nested no deeper than it may be; found without recursion."""
    level: list[object] = [document]
    for _ in range(MAX_NESTED + 1):
        level = [part for node in level for part in _inner(node)]
        if not level:
            return True
    return False


def _inner(node: object) -> Iterable[object]:
    parts = node.values() if isinstance(node, dict) else node if isinstance(node, list) else ()
    return [part for part in parts if isinstance(part, (dict, list))]
