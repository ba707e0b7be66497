"""One parsed statement to its node: in, lark's tree and where the statement stands; out, a Statement with spans.

What stands inside of claims and literals is read by `terms`, which this builds on.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace
from typing import cast

from lark import Token
from lark import Tree as Parsed

from factbase.ground.composed import Composed
from factbase.ground.span import Span
from factbase.syntax.spelling import DATES, date_spelling
from factbase.syntax.terms import BadConstant, ParseNode, Terms
from factbase.syntax.tree import (
    Aggregate,
    Allowance,
    Among,
    Aside,
    Asked,
    Assumption,
    Attribute,
    Call,
    Check,
    Citation,
    Claim,
    Comparison,
    Constant,
    Either,
    EntityDeclaration,
    Expectation,
    Expression,
    Fact,
    Field,
    From,
    Literal,
    Match,
    Membership,
    Mode,
    Negation,
    Parameter,
    Passage,
    Query,
    Reference,
    RelationDeclaration,
    RelationKind,
    Row,
    Rule,
    Setting,
    SourceDeclaration,
    Standing,
    Statement,
    TableDeclaration,
    Variable,
    Waiver,
    When,
)

__all__ = ["Builder"]

_OPENS = re.compile(r"\s*\(")


class Builder(Terms):
    """Builds the node of one statement, which starts at `offset` in `file`."""

    __slots__ = ()

    def goal(self, tree: Parsed[Token], end: int) -> Query:
        """The query of a goal as typed, whose text ends before `end`."""
        *body, at, known_by, _ = tree.children
        return Query(
            self.body(body),
            at=self.date(at) if at is not None else None,
            known_by=self.date(known_by) if known_by is not None else None,
            span=Span(self.file, self.offset, end),
        )

    def statement(self, tree: Parsed[Token], end: int) -> Statement:
        """The node of a whole statement, whose text ends before `end`."""
        part = tree.children[0]
        assert isinstance(part, Parsed)
        span = Span(self.file, self.offset, end)
        c: list[ParseNode] = part.children
        match str(part.data):
            case "fact":
                waivers = tuple(self.waiver(node) for node in c[3:] if node.data == "waiver")
                context = self.citations([part for node in c[3:] if node.data == "context" for part in node.children])
                return Fact(self.claim(c[0], c[2]), self.when(c[1]), self.citations(c[3:]), waivers, context, span=span)
            case "assume":
                words = self.string(c[3]) if c[3] is not None else None
                return Assumption(self.claim(c[0], c[2]), self.when(c[1]), words, span=span)
            case "table":
                assumed, _, mode, relation, file, *settings = c
                return TableDeclaration(
                    _name(*relation.children),
                    cast("Mode | None", str(mode) if mode is not None else None),
                    self.constant(file),
                    tuple(self.setting(node) for node in settings if node is not None and node.data == "setting"),
                    assumed is not None,
                    tuple(self.waiver(node) for node in settings if node is not None and node.data == "waiver"),
                    span=span,
                )
            case "rule":
                heads = [self.head(node) for node in c if node.data == "head"]
                return Rule(heads[0], self.body(c[len(heads) :]), tuple(heads[1:]), span=span)
            case "query":
                return Query(self.body(c), span=span)
            case "named":
                return self.named(c, span)
            case "from":
                return From(str(c[0]), span=span)
            case "source":
                return SourceDeclaration(str(c[0]), self.fields(c[1:]), span=span)
            case "entity":
                return EntityDeclaration(str(c[0]), str(c[1]), self.fields(c[2:]), span=span)
            case "relation":
                *parameters, template, kind, exclusive, closed, words, sources = c[1:]
                return RelationDeclaration(
                    str(c[0]),
                    tuple(self.parameter(p) for p in parameters if p is not None),
                    self.string(template) if template is not None else None,
                    closed is not None,
                    cast("RelationKind | None", str(kind) if kind is not None else None),
                    tuple(map(str, exclusive.children)) if exclusive is not None else (),
                    tuple(map(self.string, words.children)) if words is not None else (),
                    self.constant(sources.children[0]) if sources is not None else None,
                    span=span,
                )
            case "check":
                return self.check(c, span)
            case "allow":
                args = tuple(self.expression(a) for a in c[2:-1] if a is not None)
                return Allowance(_name(None, c[0], c[1]), args, self.string(c[-1]), span=span)
            case "aside":
                aside = self.passage(c[2]) if c[2].data == "span" else self.quote(c[2])
                return Aside(str(c[1]), aside, self.string(c[3]), span=span)
            case "reference":
                cited = next(at for at, node in enumerate(c) if node is not None and node.data == "citation")
                *phrases, symbol, passage = c[:cited]
                said = tuple(self.constant(each) for each in phrases)
                lines = self.passage(passage) if passage is not None else None
                return Reference(said, self.constant(symbol), lines, self.citations(c[cited:]), span=span)
            case "expect":
                negated, possible, match_, at, known_by, *citing = c
                return Expectation(
                    negated is not None,
                    self.match(match_),
                    self.date(at) if at is not None else None,
                    self.date(known_by) if known_by is not None else None,
                    tuple(str(s) for s in citing if s is not None),
                    possible is not None,
                    span=span,
                )
            case other:
                raise AssertionError(other)

    def check(self, c: list[ParseNode], span: Span) -> Check:
        """A check. Its parameters are None where the parentheses are left out, and () where they are empty."""
        at = next(i for i, node in enumerate(c) if isinstance(node, Parsed) and node.data == "string")
        variables = tuple(cast(Variable, self.expression(v)) for v in c[1 : at - 1] if v is not None)
        # `check name error …` and `check name() error …` differ: only the first leaves the parameters to the template.
        listed = variables or _OPENS.match(self.file.text, c[0].end_pos) is not None
        return Check(
            str(c[0]),
            variables if listed else None,
            str(c[at - 1]),
            self.string(c[at]),
            self.body(c[at + 1 :]),
            span=span,
        )

    def named(self, c: list[ParseNode], span: Span) -> Query:
        """A query with a name. What it must answer is the last part."""
        _, name, question, *body, at, known_by, answers = c
        return Query(
            self.body(body),
            str(name),
            self.string(question) if question is not None else None,
            self.date(at) if at is not None else None,
            self.date(known_by) if known_by is not None else None,
            self.answers(answers.children) if answers is not None else (),
            span=span,
        )

    def answers(self, nodes: list[ParseNode]) -> tuple[Row, ...]:
        """The rows that a query must answer, or its verdict alone; the sources that each must cite stand behind it."""
        rows: list[Row] = []
        for node in nodes:
            if isinstance(node, Parsed):
                unsure, *values = node.children
                standing = _standing(unsure) if unsure is not None else "certain"
                rows.append(
                    Row(standing, tuple(cast(Constant, self.expression(v)) for v in values), span=self.span_of(node))
                )
            elif node is not None and not rows:
                rows.append(Row(_standing(node), None, span=Span(self.file, node.start_pos, node.end_pos)))
            elif node is not None:
                rows[-1] = replace(rows[-1], citing=(*rows[-1].citing, str(node)))
        return tuple(rows)

    # ---- claims and literals

    def claim(self, tree: ParseNode, condition: ParseNode = None) -> Claim:
        """A claim with its mode and who, both None where nobody is named. Its relation has the sign, modality and condition in its name."""
        mode, who, modality, minus, call = tree.children if len(tree.children) == 5 else (None, None, *tree.children)
        name, args = self.call(call)
        said = Composed(str(name), minus is not None, str(modality) if modality is not None else None)
        if condition is not None:
            negated, called = condition.children
            other, more = self.call(called)
            said = replace(said, condition=f"{'-' if negated is not None else ''}{other}", arity=len(args))
            args += more
        return Claim(
            str(said),
            args,
            cast("Mode | None", str(mode) if mode is not None else None),
            self.optional(who),
            span=self.span_of(tree),
        )

    def call(self, tree: ParseNode) -> tuple[str, tuple[Expression, ...]]:
        """The name and the arguments of a call."""
        name, *args, _ = tree.children
        return str(name), tuple(self.expression(a) for a in args if a is not None)

    def on(self, tree: ParseNode) -> Expression | None:
        """What stands after `on`, None where it is left out."""
        return self.expression(tree.children[0]) if tree is not None else None

    def head(self, tree: ParseNode) -> Match:
        """What a rule concludes."""
        claim, on, condition = tree.children
        return Match(self.claim(claim, condition), self.on(on), span=self.span_of(tree))

    def match(self, tree: ParseNode) -> Match:
        """A claim with what stands after `on` and `@`, each None where it is left out."""
        claim, on, condition, source, *asked = tree.children
        return Match(
            self.claim(claim, condition),
            self.on(on),
            self.optional(source),
            tuple(self.asked(each) for each in asked if each is not None),
            span=self.span_of(tree),
        )

    def asked(self, tree: ParseNode) -> Asked:
        """What is asked of a quote."""
        name, value = tree.children
        return Asked(str(name), self.expression(value), span=self.span_of(tree))

    def body(self, nodes: list[ParseNode]) -> tuple[Literal, ...]:
        """The literals of a body, in order."""
        return tuple(self.literal(node) for node in nodes)

    def literal(self, tree: ParseNode) -> Literal:
        """The literal that a tree is: a match, a negation, a comparison, an aggregate or a membership."""
        span, c = self.span_of(tree), tree.children
        match str(tree.data):
            case "match":
                return self.match(tree)
            case "negation":
                return Negation(self.match(c[0]), span=span)
            case "comparison":
                return Comparison(str(c[1]), self.expression(c[0]), self.expression(c[2]), span=span)
            case "refuted":
                return Comparison(f"!{c[1]}", self.expression(c[0]), self.expression(c[2]), span=span)
            case "equation":
                return self.equation(self.expression(c[0]), self.expression(c[1]), span)
            case "witness":
                *results, inner = map(self.expression, c)
                named = Span(self.file, results[0].span.start, results[-1].span.end)
                return replace(cast(Aggregate, inner), result=Call(",", tuple(results), span=named), span=span)
            case "membership":
                item, low, high = (self.expression(e) for e in c)
                return Membership(item, low, high, span=span)
            case "either":
                self.deeper(1)
                branches = tuple(self.body(branch.children) for branch in c)
                self.deeper(-1)
                return Either(branches, span=span)
            case "among" | "not_among":
                item, *values = (self.expression(e) for e in c if e is not None)
                return Among(item, tuple(cast("list[Constant]", values)), tree.data == "not_among", span=span)
            case other:
                raise AssertionError(other)

    def equation(self, left: Expression, right: Expression, span: Span) -> Literal:
        """An equation; with an aggregate on one side, that aggregate with the other side for its result."""
        for one, other in ((right, left), (left, right)):
            if isinstance(one, Aggregate) and not isinstance(other, Aggregate):
                return replace(one, result=other, span=span)
        return Comparison("=", left, right, span=span)

    # ---- facts and declarations

    def when(self, tree: ParseNode) -> When | None:
        """The date or the range of a fact, whose open end is None; None where it has neither."""
        if tree is None:
            return None
        span = self.span_of(tree)
        if any(child.data != "date" for child in tree.children):
            at = self.span_of(tree.children[0])
            sign = "-" if tree.children[0].data == "negative" else ""
            hint = date_spelling(sign + at.text, wanted=True)
            raise BadConstant(span, f"a fact happens on a date; {hint or DATES}")
        dates = [self.date(d) for d in tree.children]
        match str(tree.data), dates:
            case "on", [day]:
                return When("on", day, day, span=span)
            case "since", [first]:
                return When("span", first, None, span=span)
            case "until", [last]:
                return When("span", None, last, span=span)
            case "during", [first, last]:
                return When("span", first, last, span=span)
            case other:
                raise AssertionError(other)

    def citations(self, nodes: Sequence[ParseNode]) -> tuple[Citation, ...]:
        """The quotes of those of some trees that are citations."""
        return tuple(quote for node in nodes if node.data == "citation" for quote in self.citation(node))

    def citation(self, tree: ParseNode) -> list[Citation]:
        """The quotes of one citation, each with the source that is named before them."""
        source, *quotes = tree.children
        return [self.quote(quote, str(source) if source is not None else None) for quote in quotes]

    def quote(self, tree: ParseNode, source: str | None = None) -> Citation:
        """A quote with what stands `after` and `before` it, and its source, each None where it is left out."""
        quote, after, before = (self.string(s) if s is not None else None for s in tree.children[:3])
        assert quote is not None
        attributes = tuple(
            Attribute(str(each.children[0]), self.constant(each.children[1]), span=self.span_of(each))
            for each in tree.children[3:]
            if each is not None
        )
        return Citation(quote, source, after, before, attributes, span=self.span_of(tree.children[0]))

    def waiver(self, tree: ParseNode) -> Waiver:
        """What is waived, a value or the name of a doubt, with the reason. Raises BadConstant."""
        value = cast(Constant, self.expression(tree.children[0])).value
        return Waiver(value, self.string(tree.children[1]), span=self.span_of(tree))

    def setting(self, tree: ParseNode) -> Setting:
        """A setting of a table: a constant or a list. Raises BadConstant at a list within a list."""
        name, value = tree.children
        columns = "a list of columns holds names and numbers only"
        read = self.constants(value, columns) if value.data == "list" else self.constant(value)
        return Setting(str(name), read, span=self.span_of(tree))

    def fields(self, nodes: list[ParseNode]) -> tuple[Field, ...]:
        """The fields of a declaration, in order."""
        return tuple(self.field(node) for node in nodes if node is not None)

    def field(self, tree: ParseNode) -> Field:
        """A field: a constant, a list, or a range of lines, with the quotes that support it. Raises BadConstant."""
        name, value, *quotes = tree.children
        read: Constant | Passage | tuple[Constant, ...]
        if value.data == "list":
            read = self.constants(value, "a list holds names, strings, numbers and dates only")
        elif value.data == "span":
            read = self.passage(value)
        else:
            read = self.constant(value)
        return Field(str(name), read, tuple(map(self.quote, quotes)), span=self.span_of(tree))

    def passage(self, tree: ParseNode) -> Passage:
        """A range of lines."""
        first, last = (int(self.number(t, self.span_of(tree))) for t in tree.children)
        return Passage(first, last, span=self.span_of(tree))

    def constants(self, tree: ParseNode, expected: str) -> tuple[Constant, ...]:
        """What a list holds. Raises BadConstant at a list or a range of lines within it."""
        parts = [node for node in tree.children if node is not None]
        for part in parts:
            if part.data in ("list", "span"):
                raise BadConstant(self.span_of(part), expected)
        return tuple(map(self.constant, parts))

    def parameter(self, tree: ParseNode) -> Parameter:
        """A parameter with its types, which are `any` where none is given."""
        name, types, label = tree.children
        kinds = tuple(str(t) for t in types.children) if types is not None else ("any",)
        return Parameter(str(name), kinds, label is not None, span=self.span_of(tree))


def _name(modality: ParseNode, minus: ParseNode, name: ParseNode) -> str:
    """A relation's name with its sign and modality."""
    return str(Composed(str(name), minus is not None, str(modality) if modality is not None else None))


def _standing(words: ParseNode) -> Standing:
    return cast("Standing", " ".join(words.split()))
