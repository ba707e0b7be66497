"""Facts and claims: the values that a claim holds, the quotes that support it, and how both are written."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import field, replace
from typing import TYPE_CHECKING
from typing import Literal as Choice

from factbase.ground.composed import composed, written
from factbase.ground.dataclass import dataclass
from factbase.ground.span import Span
from factbase.ground.value import Symbol, Value, write_value

if TYPE_CHECKING:  # an engine that names a predicate needs no syntax
    from factbase.syntax.tree import Mode, Waiver, When

__all__ = ["ENTITY_FIELDS", "Atom", "Cited", "Fact", "Predicate", "RelationMode"]

RelationMode = tuple[str, str | None]
"""A relation and the mode of its claims, None for none, in whatever form."""

ENTITY_FIELDS = frozenset({"name", "alias"})
"""The fields of an entity that are relations: `name(X, N)` has the name that readings give it, `alias(X, N)` each other one."""


@dataclass(frozen=True, slots=True)
class Predicate:
    """One form of a relation. Its columns are: who (with a mode), the arguments, the event date (`on`), the source.

    A `possible` form also has the rows that hold on some reading of the partial dates only, or for some value that is not given; a
    form of `any_value` has all those too that follow where some `?` is the value with which it is joined."""

    relation: str
    mode: Mode | None = None
    on: bool = False
    source: bool = False
    possible: bool = False
    any_value: bool = False

    @property
    def surely(self) -> Predicate:
        """The form that has what is certain only."""
        if not (self.possible or self.any_value):  # most, and this is asked of each rule
            return self
        return replace(self, possible=False, any_value=False)

    @property
    def widest(self) -> Predicate:
        """The form that has all that may hold."""
        return replace(self, possible=True, any_value=True)

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
        """To whom the claim is attributed, or None: for `_`, and where the predicate has no mode."""
        return self.values[0] if self.predicate.mode else None

    @property
    def args(self) -> tuple[Value | None, ...]:
        """The values in parentheses, without who, on and source."""
        last = len(self.values) - self.predicate.on - self.predicate.source
        return self.values[1 if self.predicate.mode else 0 : last]

    @property
    def on(self) -> Value | None:
        """The value after `on`, or None: for `_`, and where the predicate has no such column."""
        return self.values[-1 - self.predicate.source] if self.predicate.on else None

    @property
    def source(self) -> Value | None:
        """The value after `@`, or None: for `_`, and where the predicate has no such column."""
        return self.values[-1] if self.predicate.source else None

    def __str__(self) -> str:
        def write(value: Value | None) -> str:
            return "_" if value is None else write_value(value)

        p = self.predicate
        text = "possibly " if p.possible else ""
        text += f"{p.mode}({write(self.who)}): " if p.mode else ""
        text += written(p.relation, [*map(write, self.args)], f" on {write(self.on)}" if p.on else "")
        return text + (f" @ {write(self.source)}" if p.source else "")


@dataclass(frozen=True, slots=True)
class Cited:
    """One quote of one source, as a fact or a field of a source cites it."""

    source: str
    quote: str
    after: str | None
    before: str | None
    span: Span = field(compare=False, repr=False)
    attributes: tuple[tuple[str, Symbol | str], ...] = ()  # what whoever quotes says of the quote


@dataclass(frozen=True, slots=True)
class Fact:
    """A claim with its citations. `kind` says what it stands on: quotes, an open assumption, or a source's declaration.

    The quotes of its `context` name who or when is meant. It does not stand on them, and no source of them says it."""

    index: int
    relation: str
    mode: Mode | None
    values: tuple[Value, ...]  # who first where there is a mode
    when: When | None
    citations: tuple[Cited, ...]
    kind: Choice["cited", "assumed", "declared"]
    span: Span = field(compare=False, repr=False)
    waivers: tuple[Waiver, ...] = field(default=(), compare=False, repr=False)
    more: int = 0  # places that would do as well, of what was looked for in a document
    words: str | None = None  # what an assumption says in words
    context: tuple[Cited, ...] = ()

    @property
    def quotes(self) -> tuple[Cited, ...]:
        """All quotes that it is shown with: its evidence, then its context."""
        return (*self.citations, *self.context) if self.context else self.citations

    def told_by(self, wanted: Callable[[str], bool]) -> Fact:
        """The fact with those of its quotes whose source is wanted."""
        citations = tuple(cited for cited in self.citations if wanted(cited.source))
        context = tuple(cited for cited in self.context if wanted(cited.source))
        if (len(citations), len(context)) == (len(self.citations), len(self.context)):
            return self
        return replace(self, citations=citations, context=context)

    @property
    def of_source(self) -> str | None:
        """The source that declares it of itself; None for what is no declaration, or an entity's, which stands on no source."""
        return str(self.values[0]) if self.kind == "declared" and self.relation not in ENTITY_FIELDS else None

    @property
    def of_quotes(self) -> bool:
        """Whether it is another fact with one of its quotes and what was asked of that, which is computed where a rule asks for it."""
        return not self.relation.isidentifier() and bool(composed(self.relation).asked)

    @property
    def assumption(self) -> str | None:
        """The name of an assumption that says in words what is assumed: its claim; None for any other fact."""
        return str(self.atom()) if self.words is not None else None

    @property
    def rests_on(self) -> frozenset[str]:
        """The sources all of which a declaration stands on: none where an entity is declared."""
        own = self.of_source
        return frozenset({*((own,) if own is not None else ()), *(cited.source for cited in self.citations)})

    def atom(self) -> Atom:
        """The claim, with its event date where it has one."""
        on = self.when is not None and self.when.kind == "on"
        dated = (self.when.first,) if on and self.when is not None else ()
        return Atom(Predicate(self.relation, self.mode, on), (*self.values, *dated))
