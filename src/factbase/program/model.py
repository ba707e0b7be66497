"""The Program: every declaration, fact and rule of a base, with its names resolved.

Facts hold values, rules stay trees (they are lowered to a Plan per question). Everything is frozen and in reading order.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from typing import Literal as Choice

from factbase.span import Span
from factbase.syntax.tree import (
    Aggregate,
    Allowance,
    Anonymous,
    Call,
    Check,
    Comparison,
    Constant,
    Expectation,
    Expression,
    Literal,
    Match,
    Membership,
    Mode,
    Negation,
    Passage,
    Query,
    Rule,
    Variable,
    Waiver,
    When,
)
from factbase.value import Value, write_value

__all__ = [
    "SOURCE_FIELDS",
    "Atom",
    "Cited",
    "Entity",
    "Fact",
    "Parameter",
    "Predicate",
    "Program",
    "Relation",
    "Source",
    "expressions",
    "variables",
]

SOURCE_FIELDS: Mapping[str, tuple[str, ...]] = {
    "published": ("date",),
    "publisher": ("string",),
    "title": ("string",),
    "author": ("string",),
    "quotes": ("source",),
}
"""The fields of a source that are relations, `published(S, D)` and so on, with the type of their value."""


@dataclass(frozen=True, slots=True)
class Predicate:
    """One form of a relation. Its columns are: who (with a mode), the arguments, the event date (`on`), the source.

    A `possible` form also has the rows that hold on some reading of the partial dates only."""

    relation: str
    mode: Mode | None = None
    on: bool = False
    source: bool = False
    possible: bool = False

    def __str__(self) -> str:
        mode = f"{self.mode}: " if self.mode else ""
        return f"{mode}{self.relation}{' on' if self.on else ''}{' @' if self.source else ''}"


@dataclass(frozen=True, slots=True)
class Atom:
    """A ground claim: a predicate and one value a column; None stands for `_` (any value)."""

    predicate: Predicate
    values: tuple[Value | None, ...]

    @property
    def who(self) -> Value | None:
        return self.values[0] if self.predicate.mode else None

    @property
    def args(self) -> tuple[Value | None, ...]:
        last = len(self.values) - self.predicate.on - self.predicate.source
        return self.values[1 if self.predicate.mode else 0 : last]

    @property
    def on(self) -> Value | None:
        return self.values[-1 - self.predicate.source] if self.predicate.on else None

    @property
    def source(self) -> Value | None:
        return self.values[-1] if self.predicate.source else None

    def __str__(self) -> str:
        def write(value: Value | None) -> str:
            return "_" if value is None else write_value(value)

        p = self.predicate
        text = "possibly " if p.possible else ""
        text += f"{p.mode}({write(self.who)}): " if p.mode else ""
        text += f"{p.relation}({', '.join(map(write, self.args))})"
        text += f" on {write(self.on)}" if p.on else ""
        return text + (f" @ {write(self.source)}" if p.source else "")


@dataclass(frozen=True, slots=True)
class Cited:
    """One quote of one source, as a fact or a field of a source cites it."""

    source: str
    quote: str
    after: str | None
    before: str | None
    span: Span = field(compare=False, repr=False)


@dataclass(frozen=True, slots=True)
class Fact:
    """A claim with its citations. `kind` says what it stands on: quotes, an open assumption, or a source's declaration."""

    index: int
    relation: str
    mode: Mode | None
    values: tuple[Value, ...]  # who first where there is a mode
    when: When | None
    citations: tuple[Cited, ...]
    kind: Choice["cited", "assumed", "declared"]
    span: Span = field(compare=False, repr=False)
    waivers: tuple[Waiver, ...] = field(default=(), compare=False, repr=False)

    def atom(self) -> Atom:
        """The claim, with its event date where it has one."""
        on = self.when is not None and self.when.kind == "on"
        dated = (self.when.first,) if on and self.when is not None else ()
        return Atom(Predicate(self.relation, self.mode, on), (*self.values, *dated))


@dataclass(frozen=True, slots=True)
class Source:
    """A document, or a passage of one. `file` is as declared, relative to the declaring file; None for one that is only named."""

    name: str
    file: str | None
    lines: Passage | None
    title: str | None
    retells: tuple[str, ...]
    citations: tuple[Cited, ...]  # the quotes that support its fields
    span: Span = field(compare=False, repr=False)


@dataclass(frozen=True, slots=True)
class Entity:
    name: str
    type: str
    label: str
    aliases: tuple[str, ...]
    span: Span = field(compare=False, repr=False)


@dataclass(frozen=True, slots=True)
class Parameter:
    """`types` is None for `any`."""

    name: str
    types: frozenset[str] | None


@dataclass(frozen=True, slots=True)
class Relation:
    """`span` is the declaration, or the first use of one that is not declared."""

    name: str
    parameters: tuple[Parameter, ...]
    template: str | None
    closed: bool
    declared: bool
    span: Span | None = field(compare=False, repr=False)


@dataclass(frozen=True, slots=True)
class Program:
    """All that a base says. `relations` holds every relation that has facts, rules or a declaration."""

    sources: Mapping[str, Source]
    entities: Mapping[str, Entity]
    relations: Mapping[str, Relation]
    facts: tuple[Fact, ...]
    rules: tuple[Rule, ...]
    checks: Mapping[str, Check]
    allowances: tuple[Allowance, ...]
    expectations: tuple[Expectation, ...]
    queries: tuple[Query, ...]

    def label(self, symbol: str) -> str:
        """How a reader calls a symbol: an entity's name, a source's title, or the symbol with spaces."""
        if symbol in self.entities:
            return self.entities[symbol].label
        if symbol in self.sources:
            return self.sources[symbol].title or symbol
        return symbol.replace("_", " ")


def expressions(literal: Literal) -> tuple[Expression, ...]:
    """The expressions that stand directly in a literal, in reading order; not those inside an aggregate's body."""
    match literal:
        case Match():
            claim = literal.claim
            parts = (claim.who, *claim.args, literal.on, literal.source)
            return tuple(part for part in parts if part is not None)
        case Negation():
            return expressions(literal.match)
        case Comparison():
            return (literal.left, literal.right)
        case Membership():
            return (literal.item, literal.low, literal.high)
        case Aggregate():
            return (literal.result, literal.term)


def variables(part: Expression | Literal) -> Iterator[Variable]:
    """Every occurrence of a variable in an expression or a literal, those inside an aggregate's body included."""
    match part:
        case Variable():
            yield part
        case Constant() | Anonymous():
            return
        case Call():
            for arg in part.args:
                yield from variables(arg)
        case Aggregate():
            yield from variables(part.result)
            yield from variables(part.term)
            for literal in part.body:
                yield from variables(literal)
        case _:
            for expression in expressions(part):
                yield from variables(expression)
