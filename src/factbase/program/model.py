"""The Program: every declaration, fact and rule of a base, with its names resolved.

Facts hold values, rules stay trees (they are lowered to a Plan per question). Everything is frozen and in reading order.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import field

from factbase.cite import Fold
from factbase.ground.composed import claimed, composed
from factbase.ground.dataclass import dataclass
from factbase.ground.span import Span
from factbase.ground.value import Value
from factbase.program.fact import Atom, Cited, Fact, Predicate, RelationMode
from factbase.program.plain import constant_asked, of_quotes, open_variables
from factbase.program.table import Facts
from factbase.syntax.tree import (
    Aggregate,
    Allowance,
    Among,
    Call,
    Check,
    Comparison,
    Constant,
    Either,
    Expectation,
    Expression,
    Literal,
    Match,
    Membership,
    Negation,
    Passage,
    Query,
    RelationKind,
    Rule,
    Variable,
    children,
    walk,
)

__all__ = [
    "QUOTE_ATTRIBUTES",
    "QUOTE_FIELDS",
    "SOURCE_FIELDS",
    "Atom",
    "Cited",
    "Covered",
    "Entity",
    "Fact",
    "Parameter",
    "Predicate",
    "Program",
    "Reference",
    "Relation",
    "SetAside",
    "Source",
    "Wanted",
    "atom_of",
    "columns_of",
    "expressions",
    "matches",
    "outputs",
    "relation_named",
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


QUOTE_FIELDS: Mapping[str, str] = {
    "length": "int",
    "line": "int",
    "page": "int",
    "quote": "string",
    "section": "string",
    "verdict": "symbol",
}
"""What a rule may ask of the quotes of a fact, with the type of its value; besides, what whoever quotes says of them."""

QUOTE_ATTRIBUTES = ("kind", "note", "supports")
"""What whoever quotes may say of a quote: of what kind it is, what it supports, and anything else in words."""


@dataclass(frozen=True, slots=True)
class Covered:
    """How many of the hundred sentences of a document are to be cited or set aside, and where that is said."""

    percent: int
    span: Span = field(compare=False, repr=False)


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
    file_span: Span | None = field(default=None, compare=False, repr=False)  # where the file is named
    coverage: Covered | None = None  # how much of it is to be cited or set aside
    folds: frozenset[Fold] | None = None  # that are on for its quotes; None where it does not say
    ignored: frozenset[Fold] | None = None  # what of it is passed over
    language: str | None = None  # in which it is written, where that is declared
    publisher: str | None = None
    url: str | None = None  # where it stands on the web, which nobody reads here


@dataclass(frozen=True, slots=True)
class SetAside:
    """What no fact need cite of a source: lines of its file, or words of it, and why."""

    source: str
    lines: Passage | None
    cited: Cited | None
    reason: str
    span: Span = field(compare=False, repr=False)


@dataclass(frozen=True, slots=True)
class Reference:
    """What words of a source refer to, on some lines of its file or on all, with the quotes that introduce it."""

    source: str
    words: tuple[Constant, ...]
    symbol: str
    lines: Passage | None
    citations: tuple[Cited, ...]
    span: Span = field(compare=False, repr=False)

    def has(self, line: int) -> bool:
        """Whether it is of a line."""
        return self.lines is None or self.lines.first <= line <= self.lines.last

    def meets(self, other: Reference) -> bool:
        """Whether there are lines of which both are."""
        if self.lines is None or other.lines is None:
            return True
        return self.lines.first <= other.lines.last and other.lines.first <= self.lines.last


@dataclass(frozen=True, slots=True)
class Entity:
    """A constant that is declared: its type, its name, and its other names; `plural` where it names several, who `say` and not `says`."""

    name: str
    type: str
    label: str
    aliases: tuple[str, ...]
    span: Span = field(compare=False, repr=False)
    plural: bool = False


@dataclass(frozen=True, slots=True)
class Parameter:
    """`types` is None for `any`; a `label` is a curated one, which no text need have."""

    name: str
    types: frozenset[str] | None
    label: bool = False


@dataclass(frozen=True, slots=True)
class Wanted:
    """How many independent sources are wanted, and where that is said."""

    count: int
    span: Span = field(compare=False, repr=False)


@dataclass(frozen=True, slots=True)
class Relation:
    """`span` is the declaration, or the first use of one that is not declared.

    `kind` says what it is in time; of the `exclusive` arguments one value at a time fits those of the others."""

    name: str
    parameters: tuple[Parameter, ...]
    template: str | None
    closed: bool
    declared: bool
    span: Span | None = field(compare=False, repr=False)
    kind: RelationKind | None = None
    exclusive: tuple[str, ...] = ()  # arguments
    words: tuple[str, ...] = ()  # of which a text that tells it has one; nothing is said of them where there is none
    sources: Wanted | None = None  # on how many that are independent each of its claims is to rest


_MODAL = {"may": "it may be that {}", "would": "it would be that {}", "likely": "it is likely that {}"}


def relation_named(relations: Mapping[str, Relation], name: str) -> Relation | None:
    """The relation of a name, None where nobody knows it. One with a sign, a modality or a condition is made of those that it names."""
    if name in relations or name.isidentifier():
        return relations.get(name)
    parts = composed(name)
    if parts.asked:
        return _of_quotes(relation_named(relations, claimed(name)), name, parts.asked)
    said = relations.get(parts.relation)
    if said is None:
        return None
    template, parameters = said.template, said.parameters
    if template is not None:
        template = f"it is not so that {template}" if parts.negative else template
        template = _MODAL[parts.modality].format(template) if parts.modality else template
    if parts.condition is not None:
        other = relations.get(parts.condition.removeprefix("-"))
        if other is None or len(parameters) != parts.arity:
            return None
        parameters += tuple(Parameter(f"if_{each.name}", each.types, each.label) for each in other.parameters)
        if template is not None and other.template is not None:
            word = "unless" if parts.condition.startswith("-") else "if"
            template += f", {word} {other.template.replace('{', '{if_')}"
        else:
            template = None
    return Relation(name, parameters, template, False, said.declared, said.span, words=said.words)


def _of_quotes(said: Relation | None, name: str, asked: Sequence[str]) -> Relation | None:
    """A relation with the source and what is asked of each quote after its own arguments."""
    if said is None or not all(each in QUOTE_FIELDS or each in QUOTE_ATTRIBUTES for each in asked):
        return None
    more = (Parameter(f"@{each}", _field_types(each)) for each in asked)
    source = Parameter("@", frozenset({"source"}))
    return Relation(name, (*said.parameters, source, *more), said.template, False, said.declared, said.span)


def _field_types(name: str) -> frozenset[str]:
    return frozenset({QUOTE_FIELDS[name]} if name in QUOTE_FIELDS else {"symbol", "string"})


def columns_of(relations: Mapping[str, Relation], form: Predicate) -> tuple[Parameter, ...]:
    """The columns of one form of a relation with the types of their values; none where nobody knows the relation."""
    relation = relation_named(relations, form.relation)
    if relation is None:
        return ()
    who = (Parameter("who", None),) if form.mode else ()
    on = (Parameter("on", frozenset({"date"})),) if form.on else ()
    source = (Parameter("source", frozenset({"source"})),) if form.source else ()
    return (*who, *relation.parameters, *on, *source)


@dataclass(frozen=True, slots=True)
class Program:
    """All that a base says. `relations` holds every relation that has facts, rules or a declaration.

    `lacks` names, by relation and mode, those of which the base states facts that are left out here: without what."""

    sources: Mapping[str, Source]
    entities: Mapping[str, Entity]
    relations: Mapping[str, Relation]
    facts: Facts
    rules: tuple[Rule, ...]
    checks: Mapping[str, Check]
    allowances: tuple[Allowance, ...]
    expectations: tuple[Expectation, ...]
    queries: tuple[Query, ...]
    asides: tuple[SetAside, ...] = ()
    references: tuple[Reference, ...] = ()
    lacks: Mapping[RelationMode, str] = field(default_factory=dict)

    def relation(self, name: str) -> Relation | None:
        """The relation of a name, with its sign, modality and condition; None where nobody knows it."""
        return relation_named(self.relations, name)

    @property
    def documents(self) -> int:
        """How many sources have a file."""
        return sum(source.file is not None for source in self.sources.values())

    @property
    def rules_written(self) -> int:
        """How many rules the files have: one with alternatives stands for several."""
        return len({(rule.span.path, rule.span.start) for rule in self.rules})

    @property
    def named_queries(self) -> Mapping[str, Query]:
        """The queries that have a name, by it, in the order of the files."""
        return {query.name: query for query in self.queries if query.name is not None}

    def label(self, symbol: str) -> str:
        """How a reader calls a symbol: an entity's name, a source's title or else its publisher, or the symbol with spaces."""
        if symbol in self.entities:
            return self.entities[symbol].label
        if symbol in self.sources:
            source = self.sources[symbol]
            return source.title or source.publisher or symbol
        return symbol.replace("_", " ")


def atom_of(match: Match, bindings: Mapping[str, Value]) -> Atom:
    """What a literal asks for; None where it is open, or a function's value."""

    def value(part: Expression) -> Value | None:
        if isinstance(part, Constant):
            return part.value
        return bindings.get(part.name) if isinstance(part, Variable) else None

    match = of_quotes(match)
    predicate = Predicate(match.claim.relation, match.claim.mode, match.on is not None, match.source is not None)
    return Atom(predicate, tuple(map(value, expressions(match))))


def expressions(literal: Literal) -> tuple[Expression, ...]:
    """The expressions that stand directly in a literal, in reading order; not those of the literals inside it."""
    match literal:
        case Match():
            return children(literal)  # type: ignore[return-value]  # of a match, expressions only
        case Negation():
            return expressions(literal.match)
        case Comparison():
            return (literal.left, literal.right)
        case Membership():
            return (literal.item, literal.low, literal.high)
        case Among():
            return (literal.item, *literal.values)
        case Either():
            return ()
        case Aggregate():
            return (literal.result, literal.term)


def variables(part: Expression | Literal) -> Iterator[Variable]:
    """Every occurrence of a variable in an expression or a literal, those inside an aggregate's body included."""
    if type(part) is Variable:
        return iter((part,))
    if type(part) is Constant:
        return iter(())
    occurrences: list[Variable] = []
    for each in children(part):  # not by `walk`: it is asked of every literal many times
        if type(each) is Variable:
            occurrences.append(each)
        elif type(each) is not Constant:
            occurrences += variables(each)
    return iter(occurrences)


def outputs(body: Sequence[Literal]) -> tuple[Variable, ...]:
    """The variables to which an answer to a goal gives values: those that do not begin with `_`, in order of appearance.

    A variable of a negated literal, of an aggregate's body or of some branches of alternatives alone has no value to give."""
    variables_of: dict[str, Variable] = {}
    for literal in body:
        for variable in _bound(literal):
            if not variable.name.startswith("_"):
                variables_of.setdefault(variable.name, variable)
    return tuple(variables_of.values())


def _bound(literal: Literal) -> Iterator[Variable]:
    match literal:
        case Negation():
            return iter(())
        case Aggregate():
            return open_variables([literal.result])
        case Match() | Comparison() | Membership():
            return open_variables([literal])
        case Among():
            return iter(()) if literal.negated else open_variables([literal.item])
        case Either():
            first, *others = ([v for each in branch for v in _bound(each)] for branch in literal.branches)
            common = set.intersection(*({v.name for v in bound} for bound in (first, *others)))
            return (variable for variable in first if variable.name in common)


def matches(body: Sequence[Literal]) -> Iterator[Match]:
    """The matches of a body, negated ones, those in braces and those that constants ask included."""
    for part in walk(*body):
        if isinstance(part, Match):
            yield part
        elif isinstance(part, Call) and (asked := constant_asked(part)) is not None:
            yield asked
