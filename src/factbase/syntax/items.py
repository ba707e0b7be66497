"""Items of a statement: in, its tokens and the text between them; out, tokens with their comments, and what stands in brackets as one."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from itertools import accumulate

import lark

from factbase.ground.dataclass import dataclass

__all__ = ["WORDS", "Bracket", "Item", "Token", "depth", "is_word", "nested", "with_comments"]

CLOSING = {"(": ")", "[": "]", "{": "}"}
WORDS = frozenset({"NAME", "VARIABLE", "STRING", "DATE", "INT", "DECIMAL"})
"""The terminals of the user's words; all others are the language's."""


@dataclass(frozen=True, slots=True)
class Token:
    """A token, with the comments before it and the one behind it on its line."""

    text: str
    type: str
    before: tuple[str, ...] = ()
    behind: tuple[str, ...] = ()

    @property
    def word(self) -> str:
        """What it is in the language; nothing for a name or a constant."""
        return "" if self.type in WORDS else self.text


@dataclass(frozen=True, slots=True)
class Bracket:
    """What stands between two brackets; `role` is the token before the first one."""

    open: Token
    items: tuple[Item, ...]
    close: Token
    role: Token | None

    @property
    def is_body(self) -> bool:
        """Whether bodies stand there: the braces of an aggregate, or alternatives."""
        if self.open.text == "{":
            return self.role is not None and self.role.type == "AGGREGATE"
        return any(is_word(each, ";") for each in self.items)


Item = Token | Bracket


def with_comments(text: str, tokens: Sequence[lark.Token], start: int, end: int) -> list[Token]:
    """Tokens with the comments that stand between `start` and `end`."""
    found: list[Token] = []
    position = start
    for token in [*tokens, None]:
        until = end if token is None or token.start_pos is None else token.start_pos
        own, behind = _comments(text, position, until, bool(found))
        if behind:
            last = found[-1]
            found[-1] = replace(last, behind=(*last.behind, behind))
        if token is None:
            if own:
                last = found[-1]
                found[-1] = replace(last, behind=(*last.behind, *own))
            return found
        found.append(Token(str(token), token.type, tuple(own)))
        position = token.end_pos or until
    return found


def _comments(text: str, start: int, end: int, after: bool) -> tuple[list[str], str]:
    """The comments on lines of their own between two tokens, and the one behind the first of these."""
    own: list[str] = []
    behind = ""
    for number, line in enumerate(text[start:end].split("\n")):
        comment = line.strip()
        if comment and number == 0 and after:
            behind = comment
        elif comment:
            own.append(comment)
    return own, behind


def depth(tokens: Sequence[Token]) -> int:
    """How many brackets stand within one another."""
    steps = ((token.word in CLOSING) - (token.word in CLOSING.values()) for token in tokens)
    return max(accumulate(steps), default=0)


def _after_commas(tokens: Sequence[Token]) -> list[Token]:
    """Tokens of which none has a comment between it and the sign that belongs to it, and but the last none has several behind it."""
    found: list[Token] = []
    for token in tokens:
        before, behind = token.before, token.behind
        last = found[-1] if found else None
        if last is not None and last.behind and token.word in (",", ".", ";", ":-") and not before:
            found[-1] = replace(last, behind=())
            behind = (*last.behind, *behind)
        elif last is not None and len(last.behind) > 1:
            found[-1] = replace(last, behind=last.behind[:1])
            before = (*last.behind[1:], *before)
        found.append(replace(token, before=before, behind=behind))
    return found


def nested(tokens: Sequence[Token]) -> tuple[tuple[Item, ...], tuple[str, ...]]:
    """A statement's tokens with what stands in brackets as one item, and the comments behind its end.

    A comment stands behind the sign that follows it, so that a line may end there."""
    *others, end = _after_commas(tokens)
    items, rest = _nested([*others, replace(end, behind=())])
    assert not rest, "brackets of a statement that was read are closed"
    return items, end.behind


def _nested(tokens: Sequence[Token], closing: str = "") -> tuple[tuple[Item, ...], Sequence[Token]]:
    """Tokens with what stands in brackets as one item, up to a closing one."""
    items: list[Item] = []
    position = 0
    while position < len(tokens) and not (closing and tokens[position].word == closing):
        token = tokens[position]
        position += 1
        if token.word not in CLOSING:
            items.append(token)
            continue
        role = items[-1] if items and isinstance(items[-1], Token) else None
        inner, rest = _nested(tokens[position:], CLOSING[token.word])
        bracket = Bracket(token, inner, rest[0], role)
        items.append(bracket if token.word == "(" or bracket.is_body or not inner else _with_comma(bracket))
        position = len(tokens) - len(rest) + 1
    return tuple(items), tokens[position:]


def _with_comma(of: Bracket) -> Bracket:
    """A list whose last part a comma follows, with what stands behind that part."""
    *others, last = of.items
    if is_word(last, ","):
        return of
    ending = last if isinstance(last, Token) else last.close
    bare = replace(ending, behind=())
    part: Item = bare if isinstance(last, Token) else replace(last, close=bare)
    return replace(of, items=(*others, part, Token(",", "COMMA", (), ending.behind)))


def is_word(item: Item | None, *words: str) -> bool:
    """Whether an item is one of some words or signs of the language."""
    return isinstance(item, Token) and item.word in words
