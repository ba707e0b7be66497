"""Trees of statements by their shape: in, the place of a statement; out, the tree that lark gives for it, mostly without lark's parser.

Which tree a statement has depends on the terminals that it is cut into, and how it is cut only on those before. So the tree of a shape that
was met before is made again with other tokens: nothing here knows the grammar, and what was not met, or is wrong, is read by lark.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import field
from functools import cache
from pathlib import Path
from typing import Any

from lark import Token, Tree
from lark.lexer import Lexer, LexerThread, UnlessCallback

from factbase.ground.dataclass import dataclass
from factbase.syntax.grammar import lexing, parser
from factbase.syntax.packing import Packing
from factbase.syntax.plain import Branch, Form, Leaf, PlainFact, plain_fact

__all__ = ["Met", "Shapes", "shapes"]

MAX_TOKENS = 200  # of a shape that is kept: longer ones are rarely met again
MAX_STEPS = 50_000  # over all shapes that are kept


@dataclass(slots=True)
class _Step:
    """How the next terminal is cut after those that led here, and where each then leads."""

    patterns: tuple[re.Pattern[str], ...]
    words: Mapping[str, Mapping[str, str]]  # by terminal, the words that are terminals of their own
    next: dict[str, _Step] = field(default_factory=dict)
    form: Branch | None = None  # of the tree of what ends here
    plain: PlainFact | None = None  # how it is packed


@dataclass(frozen=True, slots=True)
class Met:
    """A statement of a known shape, with its tokens."""

    form: Branch
    plain: PlainFact | None
    tokens: list[re.Match[str]]

    def tree(self) -> Tree[Token]:
        """Its tree, as lark would give it; the tokens tell their offsets in the whole text."""
        return _filled(self.form, self.tokens)

    def put(self, start: int, end: int, packing: Packing) -> bool:
        """Whether it is a plain fact that could be packed, between the offsets at which it stands."""
        return self.plain is not None and self.plain.put(start, end, self.tokens, packing)


class Shapes:
    """The shapes of statements that a parser has met."""

    def __init__(self, folder: Path | None) -> None:
        self._grammar = parser(folder)
        self._lexers = self._grammar.parser.lexer.lexers
        self._ignored = self._lexers[next(iter(self._lexers))].ignore_types
        self._cuts: dict[
            int, tuple[tuple[re.Pattern[str], ...], Mapping[str, Mapping[str, str]]]
        ] = {}  # by state, as steps have it
        self._root: _Step | None = None
        self._count = 0

    def met(self, text: str, start: int, end: int) -> Met | None:
        """The statement between two offsets of a text, where its shape was met before."""
        step, at = self._root, start
        ignored, tokens = self._ignored, []
        while at < end:
            if step is None:
                return None
            for pattern in step.patterns:
                match = pattern.match(text, at, end)
                if match is not None:
                    break
            else:
                return None
            kind, at = str(match.lastgroup), match.end()
            if kind in ignored:
                continue
            if kind in step.words:
                kind = step.words[kind].get(match[0], kind)
            step = step.next.get(kind)
            tokens.append(match)
        return None if step is None or step.form is None else Met(step.form, step.plain, tokens)

    def tree(self, text: str, start: int, end: int) -> Tree[Token]:
        """The tree of the statement between two offsets, as lark gives it; its shape is kept. Raises what lark raises."""
        heard = _Heard(self._grammar.parser.lexer)
        tree: Tree[Token] = self._grammar.parser.parser.parse(LexerThread(heard, lexing(text, start, end)), "statement")
        if len(heard.tokens) <= MAX_TOKENS and self._count < MAX_STEPS:
            self._root = self._root or self._step(heard.states[0])
            step = self._root
            for token, state in zip(heard.tokens, heard.states[1:], strict=True):
                if token.type not in step.next:
                    step.next[token.type] = self._step(state)
                step = step.next[token.type]
            form = _form(tree, {id(token): number for number, token in enumerate(heard.tokens)})
            assert isinstance(form, Branch)
            step.form, step.plain = form, plain_fact(form)
        return tree

    def _step(self, state: int) -> _Step:
        self._count += 1
        if state not in self._cuts:
            lexer = self._lexers[state]
            patterns = tuple(lexer.scanner._mres)  # first: it makes the callbacks too
            words = {
                kind: {word.pattern.value: word.name for word in callback.scanner.terminals}
                for kind, callback in lexer.callback.items()
                if isinstance(callback, UnlessCallback)
            }
            self._cuts[state] = patterns, words
        return _Step(*self._cuts[state])


class _Heard(Lexer):
    """A lexer that keeps the tokens that it gives, and the state of the parser at each and at the end."""

    def __init__(self, lexer: Any) -> None:
        self._lexer = lexer
        self.tokens: list[Token] = []
        self.states: list[int] = []

    def lex(self, state: Any, parser_state: Any) -> Iterator[Token]:
        """The tokens, as the lexer gives them."""
        tokens = self._lexer.lex(state, parser_state)
        while True:
            self.states.append(parser_state.position)
            token = next(tokens, None)
            if token is None:
                return
            self.tokens.append(token)
            yield token


def _form(part: Tree[Token] | Token | None, numbers: Mapping[int, int]) -> Form:
    match part:
        case None:
            return None
        case Tree():
            return Branch(part.data, tuple(_form(child, numbers) for child in part.children))
        case _:
            return Leaf(part.type, numbers[id(part)])


def _filled(form: Branch, tokens: Sequence[re.Match[str]]) -> Tree[Token]:
    """The tree of a form with these tokens in it."""
    children: list[Any] = []
    for part in form.parts:
        if isinstance(part, Leaf):
            match = tokens[part.at]
            start, end = match.span()
            children.append(Token(part.kind, match[0], start, None, None, None, None, end))
        else:
            children.append(None if part is None else _filled(part, tokens))
    return Tree(form.name, children)


@cache
def shapes(folder: Path | None = None) -> Shapes:
    """The shapes of the parser whose tables are in a folder."""
    return Shapes(folder)
