"""Plain facts by their shape: in, the form of a tree; out, how the row of such a fact is read from its tokens, so that no tree is made.

What is no plain fact by its form, or has a token that the builder would not take as it stands, is left to the builder.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from typing import Literal as Choice
from typing import cast

from factbase.ground.dataclass import dataclass
from factbase.ground.date import Date, parse_date
from factbase.ground.value import Symbol, Value, parse_decimal, parse_int, unescape_string
from factbase.syntax.packing import PackForm, Packing
from factbase.syntax.terms import negated
from factbase.syntax.tree import Mode

__all__ = ["Branch", "Form", "Leaf", "PlainFact", "plain_fact"]

Tokens = Sequence[re.Match[str]]


@dataclass(frozen=True, slots=True)
class Leaf:
    """The place of a token in a tree: what terminal it is, and its number among all tokens."""

    kind: str
    at: int


@dataclass(frozen=True, slots=True)
class Branch:
    """A tree with the places of its tokens in place of these."""

    name: str
    parts: tuple[Form, ...]


Form = Branch | Leaf | None


@dataclass(frozen=True, slots=True)
class _Time:
    kind: Choice["on", "span"]
    first: int | None
    last: int | None
    begins: int
    ends: int


@dataclass(frozen=True, slots=True)
class PlainFact:
    """Which tokens the parts of a plain fact are, by their numbers."""

    assumed: bool
    relation: int
    mode: int | None
    values: tuple[tuple[Callable[[str], Value], int], ...]
    when: _Time | None
    sources: tuple[int | None, ...]
    quotes: tuple[int, ...]

    def put(self, start: int, end: int, tokens: Tokens, packing: Packing) -> bool:
        """Whether the fact between two offsets, which has these tokens, could be packed."""
        named = [self.relation, *(at for at in self.sources if at is not None)]
        if not all(tokens[at][0].isascii() for at in named):
            return False
        try:
            for at in self.quotes:
                unescape_string(tokens[at][0][1:-1])
            values = [read(tokens[at][0]) for read, at in self.values]
            days = [] if self.when is None else [_day(at, tokens) for at in (self.when.first, self.when.last)]
        except ValueError:
            return False
        row = [start, end, *map(packing.number, values)]
        row += [-1 if day is None else packing.number(day) for day in days]
        if self.when is not None:
            row += (tokens[self.when.begins].start(), tokens[self.when.ends].end())
        for at in self.quotes:
            row += tokens[at].span()
        form = PackForm(
            tokens[self.relation][0],
            None if self.mode is None else cast(Mode, tokens[self.mode][0]),
            len(values),
            None if self.when is None else self.when.kind,
            tuple([None if at is None else tokens[at][0] for at in self.sources]),
            self.assumed,
        )
        packing.put(packing.rows(form), tuple(row))
        return True


def plain_fact(form: Form) -> PlainFact | None:
    """How the facts of a form are packed; None where they are no plain ones."""
    match form:
        case Branch("statement", (Branch("fact", (claim, when, None, *citations)), Leaf())):
            cited = [_citation(each) for each in citations]
            assumed = False
        case Branch("statement", (Branch("assume", (claim, when, None, None)), Leaf())):
            cited, assumed = [], True
        case _:
            return None
    match claim:
        case Branch("claim", (*said, None, None, Branch("call", (Leaf() as relation, *args, Leaf())))):
            pass
        case _:
            return None
    mode, who = said if len(said) == 2 else (None, None)
    parts = [who, *args]
    values = [_value(part) for part in parts if part is not None]
    time = _time(when)
    if None in values or None in cited or (time is None and when is not None):
        return None
    quotes = [quote for each in cited if each is not None for quote in each]
    return PlainFact(
        assumed,
        relation.at,
        mode.at if isinstance(mode, Leaf) else None,
        tuple(value for value in values if value is not None),
        time,
        tuple(source for source, _ in quotes),
        tuple(quote for _, quote in quotes),
    )


def _citation(form: Form) -> list[tuple[int | None, int]] | None:
    """The source and the string of each quote, by their numbers."""
    match form:
        case Branch("citation", (source, *quotes)):
            found: list[tuple[int | None, int]] = []
            for quote in quotes:
                match quote:
                    case Branch("quote", (Branch("string", (Leaf() as string,)), None, None, *more)) if not any(more):
                        found.append((source.at if isinstance(source, Leaf) else None, string.at))
                    case _:
                        return None
            return found
        case _:
            return None


def _time(form: Form) -> _Time | None:
    if not isinstance(form, Branch):
        return None
    days = [day.at for part in form.parts for day in _leaves(part, "date")]
    if len(days) < len(form.parts):
        return None
    first, last = days[0], days[-1]
    match form.name:
        case "on":
            return _Time("on", first, first, first, last)
        case "since":
            return _Time("span", first, None, first, last)
        case "until":
            return _Time("span", None, last, first, last)
        case "during":
            return _Time("span", first, last, first, last)
        case _:
            return None


def _leaves(form: Form, name: str) -> Sequence[Leaf]:
    """The token of a tree of that name, which has one."""
    return (
        [part for part in form.parts if isinstance(part, Leaf)]
        if isinstance(form, Branch) and form.name == name
        else []
    )


def _value(form: Form) -> tuple[Callable[[str], Value], int] | None:
    match form:
        case Branch("negative", (Branch("number", (Leaf(kind, at),)),)):
            return _NEGATIVE[kind], at
        case Branch("number", (Leaf(kind, at),)):
            return _NUMBERS[kind], at
        case Branch("name" | "string" | "date" as name, (Leaf(_, at),)):
            return _READERS[name], at
        case _:
            return None


def _day(at: int | None, tokens: Tokens) -> Date | None:
    return None if at is None else parse_date(tokens[at][0])


def _symbol(text: str) -> Symbol:
    if not text.isascii():
        raise ValueError("a name of other letters has one form, which the builder gives it")
    return Symbol(text)


_NUMBERS: dict[str, Callable[[str], Value]] = {"INT": parse_int, "DECIMAL": parse_decimal}
_NEGATIVE: dict[str, Callable[[str], Value]] = {
    "INT": lambda text: negated(parse_int(text)),
    "DECIMAL": lambda text: negated(parse_decimal(text)),
}
_READERS: dict[str, Callable[[str], Value]] = {
    "name": _symbol,
    "string": lambda text: unescape_string(text[1:-1]),
    "date": parse_date,
}
