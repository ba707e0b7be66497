"""Cells to values: in, the text of a cell and the types that its argument takes; out, the value, or what is wrong with the text.

A cell has no type of its own: it is read as the first of integer, decimal, date, symbol and string that the argument takes. A symbol may
be written as its name, or as the name or an alias of its entity; `?` is a value that the document does not give.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence

from factbase.ground.date import Date, parse_date
from factbase.ground.value import MAX_DIGITS, Symbol, Unknown, Value, is_symbol_name, parse_decimal, parse_int
from factbase.program.bulk import integers
from factbase.program.declare import BASE_TYPES, Declared
from factbase.program.texts import Numerals, Texts

__all__ = ["BadCell", "cell_reader", "counts", "date_cell", "source_cell"]

_UNKNOWN = Unknown(-1)  # each row's own number takes its place


class BadCell(ValueError):
    """A cell that cannot be read as its argument takes it; the message says what the text is."""


def cell_reader(types: frozenset[str] | None, declared: Declared) -> Callable[[str], Value]:
    """What reads the cells of an argument; it raises BadCell."""
    takes = types if types is not None else BASE_TYPES
    # What takes decimals takes integers, in a cell as in a statement.
    kinds = [kind for kind in _KINDS if kind in takes or (kind == "int" and "decimal" in takes)]
    symbols = _symbols(takes, declared)
    any_symbol = "symbol" in takes
    strings = "string" in takes

    def read(text: str) -> Value:
        if text == "?":
            return _UNKNOWN
        reason = ""
        for kind in kinds:
            try:
                return _KINDS[kind](text)
            except ValueError as problem:
                reason = str(problem)
        if text in symbols:
            return symbols[text]
        if any_symbol and is_symbol_name(text):
            return Symbol(text)
        if strings:
            return text
        if not text:
            raise BadCell("empty; write `?` for a value that the document does not give")
        raise BadCell(reason if kinds and len(takes) == 1 else "")

    return read


_KINDS: dict[str, Callable[[str], Value]] = {"int": parse_int, "decimal": parse_decimal, "date": parse_date}


def _symbols(takes: frozenset[str], declared: Declared) -> dict[str, Symbol]:
    """The symbols of entity types by name, and by label and alias where that is one entity only; those of sources by name."""
    by_text: dict[str, Symbol] = {}
    shared: set[str] = set()
    members = [entity for entity in declared.entities.values() if entity.type in takes]
    for entity in members:
        for text in dict.fromkeys((entity.label, *entity.aliases)):
            shared.update([text] if text in by_text else [])
            by_text[text] = Symbol(entity.name)
    for text in shared:
        del by_text[text]
    by_text.update((entity.name, Symbol(entity.name)) for entity in members)
    if "source" in takes:
        by_text.update((name, Symbol(name)) for name in declared.sources)
    return by_text


def counts(texts: Sequence[str]) -> Sequence[int] | None:
    """The integers of many cells at once, where each is some digits without a sign, or known to be a number; else None."""
    if isinstance(texts, Numerals):
        return texts.numbers
    if isinstance(texts, Texts) and (numbers := integers(texts)) is not None:
        return numbers
    together = "".join(texts)
    if not (together.isascii() and together.isdecimal() and all(texts) and max(map(len, texts)) <= MAX_DIGITS):
        return None
    return list(map(int, texts))


def date_cell(text: str) -> Date | None:
    """The date of a cell, None of an empty one. Raises BadCell."""
    try:
        return parse_date(text) if text else None
    except ValueError as problem:
        raise BadCell(str(problem)) from None


def source_cell(declared: Declared) -> Callable[[str], str]:
    """What reads the name of a source; it raises BadCell."""

    def read(text: str) -> str:
        if text not in declared.sources:
            raise BadCell("")
        return text

    return read
