"""Results read again: in, JSON; out, the result that it is, of the types of this room and no other form, or why it is none.

Whatever a stranger wrote, what is given can be walked by recursion, printed and hashed.
"""

from __future__ import annotations

import json
from collections.abc import Iterable
from typing import Any, NoReturn, TypeVar

__all__ = ["Object", "Unread", "document", "typed"]

T = TypeVar("T")
Object = dict[str, Any]

MAX_NESTED = (
    100  # of lists and objects in one another: proofs stand side by side, so that what is deeper has been made by hand
)
MAX_SHOWN = 200  # characters of a reason that a stranger's text may be in


class Unread(Exception):
    """A text that is no result; the message says why, in one line."""


def document(text: str) -> Object:
    """The object that a text is. Raises Unread: for what is no JSON, too, or says one thing twice."""
    try:
        document_read: object = json.loads(text, object_pairs_hook=_unlike, parse_constant=_no_number)
    except RecursionError:
        raise Unread("it is nested too deep") from None
    except json.JSONDecodeError as problem:
        raise Unread(f"not JSON: {problem}") from None
    except ValueError:  # of `int`
        raise Unread("a number in it has too many digits") from None
    if not isinstance(document_read, dict):
        raise Unread("not the JSON of answers: it is no object")
    if not _nested(document_read):
        raise Unread(f"it is nested more than {MAX_NESTED} deep")
    try:
        json.dumps(document_read, ensure_ascii=False).encode(
            "utf-8", "surrogateescape"
        )  # a name of a file may be no UTF-8
    except UnicodeEncodeError as problem:
        raise Unread(f"it holds {problem.object[problem.start]!a}, a half of a character") from None
    return document_read


def typed(kind: type[T], given: Object) -> T:
    """The result of a type that an object is. Raises Unread where it has not its form."""
    import msgspec  # late: only what is read again needs it

    try:
        return msgspec.convert(given, kind)
    except msgspec.ValidationError as problem:
        reason = ascii(" ".join(str(problem).split()))[1:-1]
        raise Unread(f"it has not the form of answers: {reason[:MAX_SHOWN]}") from None


def _unlike(pairs: list[tuple[str, Any]]) -> Object:
    """An object whose keys differ: of two alike a reader would believe the last, and a person the one that he sees."""
    result: Object = {}
    for name, part in pairs:
        if name in result:
            key = json.dumps(name)
            raise Unread(
                f"the key {key if len(key) <= MAX_SHOWN else key[:MAX_SHOWN] + '…'} stands twice in one object"
            )
        result[name] = part
    return result


def _no_number(text: str) -> NoReturn:
    raise Unread(f"not JSON: {text} is no number")


def _nested(value: object) -> bool:
    """Whether an object is nested no deeper than it may be; found without recursion."""
    level: list[object] = [value]
    for _ in range(MAX_NESTED + 1):
        level = [part for node in level for part in _inner(node)]
        if not level:
            return True
    return False


def _inner(node: object) -> Iterable[object]:
    parts = node.values() if isinstance(node, dict) else node if isinstance(node, list) else ()
    return [part for part in parts if isinstance(part, (dict, list))]
