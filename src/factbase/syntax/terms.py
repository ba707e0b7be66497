"""Parsed terms to their nodes: in, lark's trees of one statement; out, expressions and constants with their places in the file.

Constants become values here, so a date or an escape that cannot be read is told at its own place (`BadConstant`).
"""

from __future__ import annotations

from abc import ABC, abstractmethod
from decimal import Decimal
from typing import Any, cast

from lark import Token

from factbase.ground.date import Date, parse_date
from factbase.ground.span import Span, TextFile
from factbase.ground.value import Symbol, Unknown, canonical_decimal, parse_decimal, parse_int, unescape_string
from factbase.syntax.spelling import date_spelling, name_spelling
from factbase.syntax.tree import Aggregate, Anonymous, Call, Constant, Expression, Literal, Variable

__all__ = ["BadConstant", "ParseNode", "Terms", "TooDeep", "negated"]

MAX_DEPTH = 100  # of expressions and braces in one another: what comes after may then walk a tree by recursion

MAX_TERMS = 160  # of one sum or product: it is a tree that leans to the left, and is walked by recursion too
MAX_SPELT = 200  # characters of a name with `-` in it

_OPERATIONS = {"add": "+", "subtract": "-", "multiply": "*", "divide": "/", "quotient": "div", "modulo": "mod"}
_OPERATORS = frozenset({*_OPERATIONS.values(), "neg"})
ParseNode = Any  # lark's trees and tokens, and None where an optional part is missing


class BadConstant(Exception):
    """A constant that matches its terminal and still is none: `2019-02-30`, `"\\q"`."""

    def __init__(self, span: Span, problem: str) -> None:
        self.span = span
        self.problem = problem


class TooDeep(Exception):
    """A statement is nested deeper than `MAX_DEPTH`, or calculates with more than `MAX_TERMS` in a row; the message says which."""


class Terms(ABC):
    """Reads the terms of one statement, which starts at `offset` in `file`."""

    __slots__ = ("depth", "file", "height", "offset")

    def __init__(self, file: TextFile, offset: int) -> None:
        self.file = file
        self.offset = offset
        self.depth = 0
        self.height = 0  # of the rows of terms that are being read, one in another

    def optional(self, tree: ParseNode) -> Expression | None:
        """The expression of a tree, None for None."""
        return self.expression(tree) if tree is not None else None

    def expression(self, tree: ParseNode) -> Expression:
        """The expression that a tree is; a negated number is one constant. Raises BadConstant and TooDeep."""
        span, c = self.span_of(tree), tree.children
        match str(tree.data):
            case "name" | "string" | "date" | "number":
                return self.constant(tree)
            case "variable":
                return Variable(str(c[0]), span=span)
            case "anonymous":
                return Anonymous(span=span)
            case "unknown":
                return Constant(Unknown(span.start), span=span)
            case "call":
                if c[0] in _OPERATORS:  # the trees have them as functions, the language has not
                    raise BadConstant(span, f"`{c[0]}` is an operator, and is written as one")
                return Call(str(c[0]), self.operands(c[1:-1]), span=span)
            case "aggregate":
                return self.aggregate(tree)
            case "negative":
                (inner,) = self.operands(c)
                if isinstance(inner, Constant) and isinstance(inner.value, (int, Decimal)):
                    return Constant(negated(inner.value), span=span)
                return Call("neg", (inner,), span=span)
            case _:
                return self.calculation(tree)

    def calculation(self, tree: ParseNode) -> Expression:
        """A sum, a product or a part of one: what stands in a row is read from the left, and is no deeper for that."""
        row: list[ParseNode] = []
        while str(tree.data) in _OPERATIONS:
            row.append(tree)
            tree = tree.children[0]
        self.height += len(row)
        self._bounded()
        self.deeper(1)
        made = self.expression(tree)
        for each in reversed(row):
            right, span = self.expression(each.children[1]), self.span_of(each)
            if each.data in ("subtract", "divide") and (spelt := self._spelt(span)) is not None:
                raise BadConstant(span, spelt)
            made = Call(_OPERATIONS[str(each.data)], (made, right), span=span)
        self.deeper(-1)
        self.height -= len(row)
        return made

    def _spelt(self, span: Span) -> str | None:
        """How a date or a name is written that is spelt like a calculation: `29-06-2007`, `south-korea`."""
        text = span.text if span.end - span.start <= MAX_SPELT else ""
        if (right := date_spelling(text)) is not None:
            return f"`{text}` is calculated with: {right}"
        name = name_spelling(text)
        return f"a name has no `-`: write `{name}`" if name is not None else None

    def aggregate(self, tree: ParseNode) -> Aggregate:
        """The aggregate that stands for a value: its result has no name."""
        function, *terms, body = tree.children
        self.deeper(1)
        literals = self.body(body.children)
        of = tuple(self.expression(term) for term in terms)
        self.deeper(-1)
        span = self.span_of(tree)
        term = of[0] if len(of) == 1 else Call(",", of, span=Span(self.file, of[0].span.start, of[-1].span.end))
        return Aggregate(Anonymous(span=span), str(function), term, literals, span=span)

    @abstractmethod
    def body(self, nodes: list[ParseNode]) -> tuple[Literal, ...]:
        """The literals of a body, in order."""

    def operands(self, nodes: list[ParseNode]) -> tuple[Expression, ...]:
        """The expressions of some trees, one level deeper. Raises BadConstant and TooDeep."""
        self.deeper(1)
        read = tuple(self.expression(node) for node in nodes if node is not None)
        self.deeper(-1)
        return read

    def deeper(self, step: int) -> None:
        """Counts levels of nesting, one up or one down. Raises TooDeep past `MAX_DEPTH`."""
        self.depth += step
        if self.depth > MAX_DEPTH:
            raise TooDeep("is nested too deeply")
        self._bounded()

    def _bounded(self) -> None:
        """Raises TooDeep where rows of terms, with what they stand in, are longer than `MAX_TERMS`."""
        if self.depth + self.height > MAX_TERMS:
            raise TooDeep(
                f"calculates with more than {MAX_TERMS} terms in a row: give a part of them a variable, `X = …`"
            )

    def constant(self, tree: ParseNode) -> Constant:
        """A name as a symbol, a text, a date or a number. Raises BadConstant for what matches its terminal and is none."""
        token, span = tree.children[0], self.span_of(tree)
        match str(tree.data):
            case "name":
                return Constant(Symbol(str(token)), span=span)
            case "string":
                return Constant(self.string(tree), span=span)
            case "date":
                return Constant(self.date(tree), span=span)
            case _:
                return Constant(self.number(token, span), span=span)

    def number(self, token: Token, span: Span) -> int | Decimal:
        """An integer, or a decimal where it has a point. Raises BadConstant where it has too many digits."""
        try:
            return parse_decimal(str(token)) if token.type == "DECIMAL" else parse_int(str(token))
        except ValueError as problem:
            raise BadConstant(span, str(problem)) from None

    def string(self, tree: ParseNode) -> str:
        """The text between the quotation marks, its escapes resolved. Raises BadConstant at a bad one."""
        token = tree.children[0]
        try:
            return unescape_string(str(token)[1:-1])
        except ValueError as problem:
            raise BadConstant(self.span_of(tree), str(problem)) from None

    def date(self, tree: ParseNode) -> Date:
        """A date as precise as it is written. Raises BadConstant for a day that no calendar has."""
        try:
            return parse_date(str(tree.children[0]))
        except ValueError as problem:
            raise BadConstant(self.span_of(tree), str(problem)) from None

    # ---- places

    def span_of(self, tree: ParseNode) -> Span:
        """From the first token under `tree` to the last."""
        first, last = _token(tree, 1), _token(tree, -1)
        if first is None or last is None:  # `[]`, `{}`
            return Span(self.file, self.offset, self.offset + 1)
        return Span(self.file, first.start_pos or 0, last.end_pos or 0)


def _token(tree: ParseNode, direction: int) -> Token | None:
    """The first token under a tree or, with direction -1, the last; None where it has none."""
    node, at = tree, 0 if direction == 1 else -1
    while node is not None and not isinstance(node, Token):  # mostly it is the first of the first
        node = node.children[at] if node.children else None
    stack = [tree] if node is None else []
    while node is None and stack:
        part = stack.pop()
        if isinstance(part, Token):
            node = part
        elif part is not None:
            stack.extend(part.children[::-direction])
    return cast("Token | None", node)


def negated(number: int | Decimal) -> int | Decimal:
    """The number with the other sign, exact."""
    if isinstance(number, Decimal):
        return canonical_decimal(number.copy_negate())  # `-` would round to the context's digits
    return -number
