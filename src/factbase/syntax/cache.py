"""Trees kept between runs: in, a text; out, the Tree it had when it was last parsed, as JSON keyed by content.

The key covers the text and the code that reads it, so a stale entry cannot be taken for a fresh one; what cannot be read back is a miss.
Only texts without a mistake are kept. What was altered on purpose is believed all the same: who must not rely on it reads without a folder.
"""

from __future__ import annotations

import json
from array import array
from collections.abc import Callable, Sequence
from contextlib import suppress
from decimal import Decimal
from functools import cache
from hashlib import sha256
from pathlib import Path
from typing import Any, TypeVar

from factbase.ground.beside import Sending, side_by_side
from factbase.ground.date import Date, parse_date
from factbase.ground.diagnostic import Diagnostic
from factbase.ground.keeping import keep, kept, make_room
from factbase.ground.span import Span, TextFile
from factbase.ground.value import Symbol, Unknown, Value, type_name
from factbase.syntax import tree as nodes
from factbase.syntax.packed import Statements, packed
from factbase.syntax.packing import Pack, PackForm, columns_of, pack_of
from factbase.syntax.tree import Query, Tree

__all__ = ["cached_goal", "cached_parse", "cached_parses"]

T = TypeVar("T")

_Parsed = tuple[Tree, tuple[Diagnostic, ...]]
"""The tree of a text, and what is wrong in it."""
MUCH = 1_000_000
"""Characters of texts for which it pays to make processes."""

MAX_ENTRIES = 500
"""How many are kept, unless one base has more."""
LEAST, TIMES = 10_000, 40
"""An entry has at most so many bytes, and so many more for each character of its text: it is bounded by what was parsed."""

# The order is the encoding: it is part of the code that the key covers.
_NODES: tuple[type, ...] = (
    nodes.Constant,
    nodes.Variable,
    nodes.Anonymous,
    nodes.Call,
    nodes.Claim,
    nodes.Asked,
    nodes.Match,
    nodes.Negation,
    nodes.Comparison,
    nodes.Aggregate,
    nodes.Membership,
    nodes.Among,
    nodes.Either,
    nodes.When,
    nodes.Attribute,
    nodes.Citation,
    nodes.Fact,
    nodes.Assumption,
    nodes.Passage,
    nodes.Field,
    nodes.SourceDeclaration,
    nodes.EntityDeclaration,
    nodes.Parameter,
    nodes.RelationDeclaration,
    nodes.From,
    nodes.Rule,
    nodes.Check,
    nodes.Allowance,
    nodes.Expectation,
    nodes.Row,
    nodes.Query,
    nodes.Waiver,
    nodes.Setting,
    nodes.TableDeclaration,
    nodes.Aside,
    nodes.Reference,
)
_NUMBERS = {node: number for number, node in enumerate(_NODES)}
_TUPLE = -1
_NESTED = (list, dict)
# What comes of reading what nobody wrote, or of what goes too deep.
_UNREADABLE = (ValueError, KeyError, IndexError, TypeError, AttributeError, OverflowError, RecursionError)


def cached_parse(file: TextFile, folder: Path | None) -> _Parsed:
    """As `parse`, from the cache in `folder` where it holds the text; None is no cache."""
    return cached_parses([file], folder, 1)[0]


def cached_parses(files: Sequence[TextFile], folder: Path | None, of: int, processes: int = 1) -> list[_Parsed]:
    """The same of some files `of` so many of a base, all of which are kept: else those that are read last would drive out those that are
    read first, each time. What is much, and in no cache, is parsed by so many processes."""
    read = [_read_tree(file, folder) for file in files]
    new = [file for file, tree in zip(files, read, strict=True) if tree is None]
    if sum(len(file.text) for file in new) < MUCH:
        processes = 1

    def parsed(number: int) -> _Parsed:
        return _parsed(new[number], folder)

    def sent(number: int, parts: Any) -> _Parsed | None:
        with suppress(*_UNREADABLE):
            return None if parts is None else (_tree(parts, new[number], folder), ())
        return None

    sending = Sending(lambda made: None if made[1] else _parts(packed(made[0])), sent)
    made = iter(side_by_side(parsed, len(new), processes, sending))
    if new and folder is not None:
        with suppress(OSError):  # nothing may be kept there
            make_room(folder, ".json", max(MAX_ENTRIES, 2 * of))
    return [next(made) if tree is None else (tree, ()) for tree in read]


def _read_tree(file: TextFile, folder: Path | None) -> Tree | None:
    return None if folder is None else _read(file, folder, lambda parts: _tree(parts, file, folder))


def _parsed(file: TextFile, folder: Path | None) -> _Parsed:
    # Late, here and below: lark's import and tables take longer than all that is read from a cache.
    from factbase.syntax.parse import parse_packed

    packing, problems = parse_packed(file, folder)
    statements = Statements(file, *packing.packs(), tables=folder)
    if folder is not None and not problems:
        _write(file, folder, _parts(statements))
    return Tree(statements, file=file), problems


def cached_goal(file: TextFile, folder: Path | None) -> tuple[Query | None, tuple[Diagnostic, ...]]:
    """As `parse_goal`, from the cache in `folder` where it holds the goal: what is asked again needs no parser."""
    goals = folder / "goals" if folder is not None else None
    if goals is not None:
        known = _read(file, goals, _Decoder(file).node)
        if isinstance(known, Query):
            return known, ()
    from factbase.syntax.parse import parse_goal

    query, problems = parse_goal(file, folder)
    if goals is not None and query is not None and not problems:
        _write(file, goals, _encode(query), MAX_ENTRIES)
    return query, problems


def _name(file: TextFile) -> str:
    return f"{sha256(_code() + file.text.encode('utf-8', 'surrogatepass')).hexdigest()}.json"


@cache
def _code() -> bytes:
    """A digest of the grammar and of the room that reads by it."""
    digest = sha256()
    room = Path(__file__).parent
    beside = room.parent / "grammar" / "factbase.lark"
    for path in [
        *sorted(room.glob("*.py")),
        beside if beside.exists() else room.parents[2] / "grammar" / "factbase.lark",
    ]:
        digest.update(path.read_bytes())
    return digest.digest()


def _read(file: TextFile, folder: Path, decoded: Callable[[Any], T]) -> T | None:
    """What is made of the entry of a text; None where there is none, or it is not what was written."""
    held = kept(folder, _name(file), LEAST + TIMES * len(file.text))
    if held is None:
        return None
    try:
        return decoded(json.loads(held))
    except _UNREADABLE:
        return None


def _tree(parts: Any, file: TextFile, tables: Path | None) -> Tree:
    others, kinds, texts, packs = parts
    node = _Decoder(file).node
    values = [_PACKED[kind](text) for kind, text in zip(kinds, texts, strict=True)]
    read = [_pack(form, columns, len(values), len(file.text)) for form, columns in packs]
    kept = Statements(file, {at: node(encoded) for at, encoded in others}, read, values, tables=tables)
    numbers = {*kept.others, *(at for pack in kept.packs for at in pack.at)}
    if not len(numbers) == len(kept) == max(numbers, default=-1) + 1:
        raise ValueError("the statements are not numbered one after the other")
    return Tree(kept, file=file)


def _pack(form: Any, columns: Any, values: int, length: int) -> Pack:
    """The pack that was kept; an altered one raises, and so is a miss."""
    relation, mode, width, when, sources, assumed = form
    made = pack_of(
        PackForm(relation, mode, width, when, tuple(sources), assumed), [array("i", column) for column in columns]
    )
    if len({len(column) for column in columns}) != 1 or min(map(min, columns)) < -1:
        raise ValueError("the columns are not of one length, or not of numbers that can be")
    days = made.when[:2]
    if any(max(column) >= values for column in (*made.values, *days)) or min(map(min, (made.at, *made.values))) < 0:
        raise ValueError("there is no such value")
    if any(max(column) > length for column in (made.ends, *made.when[2:], *(end for _, end in made.quotes))):
        raise ValueError("a place is not in the text")
    return made


def _parts(statements: Statements) -> Any:
    others = [(at, _encode(statement)) for at, statement in statements.others.items()]
    packs = [(_form(pack.form), [list(column) for column in columns_of(pack)]) for pack in statements.packs]
    kinds, texts = [type_name(value) for value in statements.values], list(map(_text, statements.values))
    return others, kinds, texts, packs


def _write(file: TextFile, folder: Path, parts: Any, most: int | None = None) -> None:
    """Keeps something, and the `most` last ones at least; None leaves that to who keeps several.

    A cache that cannot be written costs time only, so nothing is said."""
    text = json.dumps(parts, ensure_ascii=False, separators=(",", ":"))
    with suppress(OSError, UnicodeEncodeError):
        keep(folder, _name(file), text.encode(), most)


def _form(form: PackForm) -> list[Any]:
    return [form.relation, form.mode, form.width, form.when, form.sources, form.assumed]


def _encode(part: Any) -> Any:
    match part:
        case None | bool() | int() | str():
            return part
        case tuple():
            return [_TUPLE, *map(_encode, part)]
        case Symbol():
            return {"symbol": part.name}
        case Date():
            return {"date": part.text}
        case Decimal():
            return {"decimal": str(part)}
        case Unknown():
            return {"unknown": part.occurrence}
        case _:  # a node of a tree
            span: Span = part.span
            fields = (getattr(part, name) for name in part.__match_args__)
            return [_NUMBERS[type(part)], span.start, span.end, *map(_encode, fields)]


class _Decoder:
    __slots__ = ("file",)

    def __init__(self, file: TextFile) -> None:
        self.file = file

    def node(self, encoded: Any) -> Any:
        if type(encoded) is list:
            if encoded[0] == _TUPLE:
                return tuple([self.node(part) if type(part) in _NESTED else part for part in encoded[1:]])
            number, start, end, *fields = encoded
            parts = [self.node(part) if type(part) in _NESTED else part for part in fields]
            return _NODES[number](*parts, span=Span(self.file, start, end))
        if type(encoded) is dict:
            ((kind, text),) = encoded.items()
            return _VALUES[kind](text)
        return encoded


@cache
def _date(text: str) -> Date:
    return parse_date(text)


@cache
def _symbol(name: str) -> Symbol:
    return Symbol(str(name))


def _text(value: Value) -> str | int:
    return value if isinstance(value, str | int) else str(value)


_PACKED: dict[str, Any] = {"symbol": _symbol, "string": str, "int": int, "decimal": Decimal, "date": _date}
_VALUES: dict[str, Any] = {"symbol": Symbol, "date": _date, "decimal": Decimal, "unknown": Unknown}
