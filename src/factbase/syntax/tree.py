"""The Tree: what a `.fb` file says, statement by statement, before any name is looked up.

Nodes are frozen and compare by content; their spans are outside equality, so a Tree equals itself written and read again.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import field, replace
from typing import Any, TypeVar
from typing import Literal as Choice

from factbase.ground.dataclass import dataclass
from factbase.ground.date import Date
from factbase.ground.span import Span, TextFile
from factbase.ground.value import Value

__all__ = [
    "Aggregate",
    "Allowance",
    "Among",
    "Anonymous",
    "Aside",
    "Asked",
    "Assumption",
    "Attribute",
    "Call",
    "Check",
    "Citation",
    "Claim",
    "Comparison",
    "Constant",
    "Either",
    "EntityDeclaration",
    "Expectation",
    "Expression",
    "Fact",
    "Field",
    "From",
    "Literal",
    "Match",
    "Membership",
    "Mode",
    "Negation",
    "Parameter",
    "Passage",
    "Query",
    "Reference",
    "RelationDeclaration",
    "RelationKind",
    "Row",
    "Rule",
    "Setting",
    "SourceDeclaration",
    "Standing",
    "Statement",
    "TableDeclaration",
    "Tree",
    "Variable",
    "Waiver",
    "When",
    "children",
    "over",
    "walk",
]

Mode = Choice["says", "predicts", "denies", "urges"]
RelationKind = Choice["event", "state", "lasting"]
"""What a relation is in time: something that happens, that holds for a time, or that holds whenever anybody asks."""
Standing = Choice["certain", "possible", "not excluded", "yes", "no", "unknown"]
"""How surely a row holds, or, of a goal without values, its verdict."""


@dataclass(frozen=True, slots=True)
class _Node:
    """What stands somewhere in a file."""

    span: Span = field(kw_only=True, compare=False, repr=False)


# ---- expressions


@dataclass(frozen=True, slots=True)
class Constant(_Node):
    """A value as it is written."""

    value: Value


@dataclass(frozen=True, slots=True)
class Variable(_Node):
    """A name that begins with a capital or `_`; the same name is the same value in its clause."""

    name: str


@dataclass(frozen=True, slots=True)
class Anonymous(_Node):
    """`_`: some value, whichever."""


@dataclass(frozen=True, slots=True)
class Call(_Node):
    """A function of the language; `+ - * / mod neg` are calls too."""

    function: str
    args: tuple[Expression, ...]


# ---- claims and literals


@dataclass(frozen=True, slots=True)
class Claim(_Node):
    """`relation(args)`, or with a mode who claims it: `says(who): relation(args)`."""

    relation: str
    args: tuple[Expression, ...]
    mode: Mode | None = None
    who: Expression | None = None


@dataclass(frozen=True, slots=True)
class Asked(_Node):
    """`name: value` after the source of a match: what is asked of the quote that it is cited with."""

    name: str
    value: Expression


@dataclass(frozen=True, slots=True)
class Match(_Node):
    """A claim looked for, with the variables for its event date (`on`), its source (`@`), and what is asked of its quote."""

    claim: Claim
    on: Expression | None = None
    source: Expression | None = None
    asked: tuple[Asked, ...] = ()


@dataclass(frozen=True, slots=True)
class Negation(_Node):
    """`not match`."""

    match: Match


@dataclass(frozen=True, slots=True)
class Comparison(_Node):
    """`left op right`; `op` is one of `= != < <= > >= contains matches`, or `!contains`, `!matches` after `not`."""

    op: str
    left: Expression
    right: Expression


@dataclass(frozen=True, slots=True)
class Aggregate(_Node):
    """`result = function { term : body }`; where it stands in place of a value, its result is not named.

    With several results (`X, W = max { V, K : … }`) these and its term are `,` of them: the extreme, and what stands in its rows."""

    result: Expression
    function: str
    term: Expression
    body: tuple[Literal, ...]


@dataclass(frozen=True, slots=True)
class Membership(_Node):
    """`item in low .. high`, both ends included."""

    item: Expression
    low: Expression
    high: Expression


@dataclass(frozen=True, slots=True)
class Among(_Node):
    """`item in { values }`, which gives the item each of them where it has no value yet; or, negated, `not item in { values }`."""

    item: Expression
    values: tuple[Constant, ...]
    negated: bool = False


@dataclass(frozen=True, slots=True)
class Either(_Node):
    """`( body ; body )`: one of some bodies holds, or several. What is lowered has none: a rule a branch stands for it."""

    branches: tuple[tuple[Literal, ...], ...]


Expression = Constant | Variable | Anonymous | Call | Aggregate
Literal = Match | Negation | Comparison | Aggregate | Membership | Among | Either


def children(part: Expression | Literal) -> tuple[Expression | Literal, ...]:
    """What stands directly in an expression or a literal, in reading order."""
    match part:
        case Match():
            claim = part.claim
            if claim.who is None and part.on is None and part.source is None:  # most
                return claim.args
            parts = (claim.who, *claim.args, part.on, part.source, *(each.value for each in part.asked))
            return tuple([each for each in parts if each is not None])
        case Negation():
            return (part.match,)
        case Comparison():
            return (part.left, part.right)
        case Membership():
            return (part.item, part.low, part.high)
        case Among():
            return (part.item, *part.values)
        case Either():
            return tuple(literal for branch in part.branches for literal in branch)
        case Call():
            return part.args
        case Aggregate():
            return (part.result, part.term, *part.body)
        case Constant() | Variable() | Anonymous():
            return ()


Part = TypeVar("Part", bound=Expression | Literal)


def over(part: Part, each: Callable[[Any], Any]) -> Part:
    """An expression or a literal with what `each` gives for all that stands directly in it, of the same kind: see `children`."""

    def some(inner: Expression | None) -> Expression | None:
        return None if inner is None else each(inner)

    match part:
        case Match():
            claim = replace(part.claim, who=some(part.claim.who), args=tuple(map(each, part.claim.args)))
            asked = tuple(replace(one, value=each(one.value)) for one in part.asked)
            return replace(part, claim=claim, on=some(part.on), source=some(part.source), asked=asked)
        case Negation():
            return replace(part, match=each(part.match))
        case Comparison():
            return replace(part, left=each(part.left), right=each(part.right))
        case Membership():
            return replace(part, item=each(part.item), low=each(part.low), high=each(part.high))
        case Among():
            return replace(part, item=each(part.item), values=tuple(map(each, part.values)))
        case Either():
            return replace(part, branches=tuple(tuple(map(each, branch)) for branch in part.branches))
        case Call():
            return replace(part, args=tuple(map(each, part.args)))
        case Aggregate():
            return replace(part, result=each(part.result), term=each(part.term), body=tuple(map(each, part.body)))
        case Constant() | Variable() | Anonymous():
            return part
    raise AssertionError(part)


def walk(*parts: Expression | Literal) -> Iterator[Expression | Literal]:
    """Some parts of a clause and all that stands in them, in reading order, each before what stands in it."""
    nodes: list[
        Expression | Literal
    ] = []  # a clause is short: a list of all is made faster than they are handed out one by one
    stack = [*reversed(parts)]
    while stack:
        part = stack.pop()
        nodes.append(part)
        if type(part) is not Variable and type(part) is not Constant:  # most
            stack += children(part)[::-1]
    return iter(nodes)


# ---- facts


@dataclass(frozen=True, slots=True)
class When(_Node):
    """The valid time of a fact: an event `on` a day, or a state between two days, either end open."""

    kind: Choice["on", "span"]
    first: Date | None
    last: Date | None


@dataclass(frozen=True, slots=True)
class Attribute(_Node):
    """`kind: background` after a quote: what whoever quotes says of it."""

    name: str
    value: Constant


@dataclass(frozen=True, slots=True)
class Citation(_Node):
    """One quote; `source` is None where the file's `from` names it. `after` and `before` are the text next to the quote."""

    quote: str
    source: str | None = None
    after: str | None = None
    before: str | None = None
    attributes: tuple[Attribute, ...] = ()


@dataclass(frozen=True, slots=True)
class Waiver(_Node):
    """`waive south_korea "reason"`: a value, or the name of a doubt, that the quotes of the fact need not answer for."""

    value: Value
    reason: str


@dataclass(frozen=True, slots=True)
class Fact(_Node):
    """A claim with its quotes; those of its `context` name who or when is meant, and are no evidence."""

    claim: Claim
    when: When | None
    citations: tuple[Citation, ...]
    waivers: tuple[Waiver, ...] = ()
    context: tuple[Citation, ...] = ()


@dataclass(frozen=True, slots=True)
class Assumption(_Node):
    """`assume claim "words"`: one that no quote is given for, and what is assumed, in words."""

    claim: Claim
    when: When | None
    words: str | None = None


@dataclass(frozen=True, slots=True)
class Passage(_Node):
    """`lines: 3..18`, both included."""

    first: int
    last: int


@dataclass(frozen=True, slots=True)
class Reference(_Node):
    """`"the pact", "it" is gsomia lines 9..29 "quotes"`: what words of a document refer to, in some lines or in all, as quotes say."""

    words: tuple[Constant, ...]
    symbol: Constant
    lines: Passage | None
    citations: tuple[Citation, ...]


@dataclass(frozen=True, slots=True)
class Setting(_Node):
    """`name: value` of a table: a column by name or number, several, or one value for all rows."""

    name: str
    value: Constant | tuple[Constant, ...]


@dataclass(frozen=True, slots=True)
class TableDeclaration(_Node):
    """`table relation from "file" { settings }`: one fact a row; `assumed` where the rows have no quotes."""

    relation: str
    mode: Mode | None
    file: Constant
    settings: tuple[Setting, ...]
    assumed: bool
    waivers: tuple[Waiver, ...] = ()  # of arguments, by their names, for all rows


# ---- declarations


@dataclass(frozen=True, slots=True)
class Field(_Node):
    """`name: value "quotes"`; a list is a tuple of constants."""

    name: str
    value: Constant | Passage | tuple[Constant, ...]
    quotes: tuple[Citation, ...] = ()


@dataclass(frozen=True, slots=True)
class SourceDeclaration(_Node):
    """`source name { … }`."""

    name: str
    fields: tuple[Field, ...]


@dataclass(frozen=True, slots=True)
class EntityDeclaration(_Node):
    """`entity name: type { … }`."""

    name: str
    type: str
    fields: tuple[Field, ...]


@dataclass(frozen=True, slots=True)
class Parameter(_Node):
    """One argument in the declaration of a relation; `label` where it is a curated one, which no text need have."""

    name: str
    types: tuple[str, ...]
    label: bool = False


@dataclass(frozen=True, slots=True)
class RelationDeclaration(_Node):
    """`relation name(parameters) "template"`."""

    name: str
    parameters: tuple[Parameter, ...]
    template: str | None
    closed: bool
    kind: RelationKind | None = None
    exclusive: tuple[str, ...] = ()  # the arguments of which one value at a time fits the others
    words: tuple[str, ...] = ()  # of which a text that tells it has one
    sources: Constant | None = None  # on how many that are independent each of its claims is to rest


@dataclass(frozen=True, slots=True)
class From(_Node):
    """`from source`: what the facts below it cite."""

    source: str


# ---- rules and what is asked of them


@dataclass(frozen=True, slots=True)
class Rule(_Node):
    """`head :- body`, or `head, head :- body`: one rule for each of its heads, of which the first is `head`."""

    head: Match
    body: tuple[Literal, ...]
    also: tuple[Match, ...] = ()


@dataclass(frozen=True, slots=True)
class Check(_Node):
    """`parameters` is None where the template's variables serve. One that is `made` stands in no file."""

    name: str
    parameters: tuple[Variable, ...] | None
    severity: str
    template: str
    body: tuple[Literal, ...]
    made: bool = False


@dataclass(frozen=True, slots=True)
class Allowance(_Node):
    """`allow check(args) "reason"`."""

    check: str
    args: tuple[Expression, ...]
    reason: str


@dataclass(frozen=True, slots=True)
class Aside(_Node):
    """`aside source lines 1..3 "reason"`, or some words in place of lines: what no fact need cite of a document."""

    source: str
    what: Passage | Citation
    reason: str


@dataclass(frozen=True, slots=True)
class Expectation(_Node):
    """With `possible`, the claim is expected to hold on some reading of the partial dates, and not on all.

    Negated, it is expected not to be certain; with `possible` too, not even to be possible."""

    negated: bool
    match: Match
    at: Date | None
    known_by: Date | None
    citing: tuple[str, ...]
    possible: bool = False


@dataclass(frozen=True, slots=True)
class Row(_Node):
    """One answer that a query must have, on the sources `citing`: the values of its variables, and how surely they hold.

    `values` is None where its answer has none: `standing` is its verdict then."""

    standing: Standing
    values: tuple[Constant, ...] | None
    citing: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Query(_Node):
    """`?- body`; with a name, one that can be asked by it, in a view of its own where it has dates.

    `question` says in words what it asks. `answers` are all that it must have; none where it need not have any."""

    body: tuple[Literal, ...]
    name: str | None = None
    question: str | None = None
    at: Date | None = None
    known_by: Date | None = None
    answers: tuple[Row, ...] = ()


Statement = (
    SourceDeclaration
    | EntityDeclaration
    | RelationDeclaration
    | From
    | Fact
    | Assumption
    | TableDeclaration
    | Rule
    | Check
    | Allowance
    | Aside
    | Reference
    | Expectation
    | Query
)


@dataclass(frozen=True, slots=True)
class Tree:
    """One file's statements in their order."""

    statements: Sequence[Statement]
    file: TextFile = field(kw_only=True, compare=False, repr=False)
