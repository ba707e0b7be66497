"""What of the grammar texts use: in, statements and goals; out, of each rule the symbols that were read in it, and of each terminal of
several words the words. So a test tells what the language has that no text of a table uses."""

from __future__ import annotations

import re
from collections.abc import Iterable
from functools import cache

import lark

from factbase.syntax.grammar import GRAMMAR

__all__ = ["Used", "of_bodies", "possible", "used"]

Used = frozenset[tuple[str, str]]
"""Pairs: a rule and a symbol that stands in it, or a terminal and one of its words."""

BODY = "_body"
_WORDS = re.compile(r"(?:\(\?:)?((?:[a-z!<>=]+\|)+[a-z!<>=]+)\)?(?:\(\?.*)?")


@cache
def _grammar() -> lark.Lark:
    return lark.Lark(
        GRAMMAR.read_text(encoding="utf-8"),
        start=["statement", "goal"],
        parser="lalr",
        maybe_placeholders=True,
        propagate_positions=False,
    )


def _name(rule: lark.grammar.Rule) -> str:
    return rule.alias or str(rule.origin.name)


@cache
def possible() -> Used:
    """All that the grammar has."""
    found = {(_name(rule), str(symbol.name)) for rule in _grammar().rules for symbol in rule.expansion}
    found = {(name, symbol) for name, symbol in found if name != symbol}  # of what may stand again and again, one more
    for terminal in _grammar().terminals:
        words = _WORDS.fullmatch(terminal.pattern.to_regexp())
        found |= {(terminal.name, word) for word in (words[1].split("|") if words else ())}
    return frozenset(found)


@cache
def of_bodies() -> Used:
    """What it has of rules that a body is made of, and of the terminals in them."""
    reached, new = set[str](), {BODY}
    while new:
        reached |= new
        expanded = (rule.expansion for rule in _grammar().rules if str(rule.origin.name) in new)
        new = {str(symbol.name) for symbols in expanded for symbol in symbols} - reached
    named = {_name(rule) for rule in _grammar().rules if str(rule.origin.name) in reached}
    return frozenset((name, symbol) for name, symbol in possible() if name in reached | named)


def used(texts: Iterable[str], start: str) -> Used:
    """What some texts use of it, each a statement or a goal as `start` says."""
    found: set[tuple[str, str]] = set()
    grammar = _grammar()
    callbacks = grammar.parser.parser.parser.callbacks
    plain = dict(callbacks)

    def noting(rule: lark.grammar.Rule) -> object:
        def note(children: list[object]) -> object:
            found.update((_name(rule), str(symbol.name)) for symbol in rule.expansion)
            found.update((child.type, str(child)) for child in children if isinstance(child, lark.Token))
            return plain[rule](children)

        return note

    callbacks.update((rule, noting(rule)) for rule in plain)
    try:
        for text in texts:
            grammar.parse(text, start)
    finally:
        callbacks.update(plain)
    return frozenset(found) & possible()
