"""Tree to text: in, a node; out, the one canonical way to write it, which reads back as the same node.

With values for some variables, they stand in their place: so a proof shows an instance in the language itself.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from itertools import groupby
from typing import assert_never

from factbase.ground.builtin import REFUTES
from factbase.ground.composed import written
from factbase.ground.value import Value, escape_string, write_value
from factbase.syntax.tree import (
    Aggregate,
    Allowance,
    Among,
    Anonymous,
    Aside,
    Assumption,
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
    Negation,
    Passage,
    Query,
    Reference,
    RelationDeclaration,
    Row,
    Rule,
    Setting,
    SourceDeclaration,
    Statement,
    TableDeclaration,
    Tree,
    Variable,
    Waiver,
    When,
)

__all__ = [
    "write_body",
    "write_expression",
    "write_literal",
    "write_row",
    "write_rule",
    "write_statement",
    "write_tree",
]

VariableValues = Mapping[str, Value]
_NONE: VariableValues = {}
_BINDING = {"+": 1, "-": 1, "*": 2, "/": 2, "div": 2, "mod": 2, "neg": 3}


def write_expression(expression: Expression, values: VariableValues = _NONE) -> str:
    """An expression, with the values of the variables that have one."""
    match expression:
        case Constant():
            return write_value(expression.value)
        case Variable():
            return write_value(values[expression.name]) if expression.name in values else expression.name
        case Anonymous():
            return "_"
        case Call(function="neg", args=(Constant() as negated,)):  # a minus before a date would be that of its year
            return f"-({write_expression(negated, values)})"
        case Call(function="neg", args=(negated,)):
            return f"-{_operand(negated, 3, values)}"
        case Call(args=(left, right)) if expression.function in _BINDING:
            strength = _BINDING[expression.function]
            operands = _operand(left, strength, values), _operand(right, strength + 1, values)
            return f"{operands[0]} {expression.function} {operands[1]}"
        case Call(function=","):  # what `count` takes as one
            return ", ".join(write_expression(a, values) for a in expression.args)
        case Call():
            return f"{expression.function}({', '.join(write_expression(a, values) for a in expression.args)})"
        case Aggregate():
            term, body = write_expression(expression.term, values), write_body(expression.body, values)
            return f"{expression.function} {{ {term} : {body} }}"
    assert_never(expression)


def _operand(part: Expression, strength: int, values: VariableValues) -> str:
    text = write_expression(part, values)
    weak = isinstance(part, Call) and _BINDING.get(part.function, 4) < strength
    return f"({text})" if weak else text


def _claim(claim: Claim, on: str = "", values: VariableValues = _NONE) -> str:
    who = f"{claim.mode}({write_expression(claim.who, values)}): " if claim.mode and claim.who else ""
    return who + written(claim.relation, [write_expression(a, values) for a in claim.args], on)


def write_literal(literal: Literal, values: VariableValues = _NONE) -> str:
    """A literal of a body, or a head, with the values of the variables that have one."""
    match literal:
        case Match():
            on = f" on {write_expression(literal.on, values)}" if literal.on is not None else ""
            source = f" @ {write_expression(literal.source, values)}" if literal.source is not None else ""
            asked = ", ".join(f"{each.name}: {write_expression(each.value, values)}" for each in literal.asked)
            return f"{_claim(literal.claim, on, values)}{source}{f' {{ {asked} }}' if asked else ''}"
        case Negation():
            return f"not {write_literal(literal.match, values)}"
        case Comparison():
            left, right = (write_expression(each, values) for each in (literal.left, literal.right))
            refuted = REFUTES.get(literal.op)
            return f"not {left} {refuted} {right}" if refuted is not None else f"{left} {literal.op} {right}"
        case Membership():
            low, high = write_expression(literal.low, values), write_expression(literal.high, values)
            return f"{write_expression(literal.item, values)} in {low} .. {high}"
        case Either():
            return f"( {' ; '.join(write_body(branch, values) for branch in literal.branches)} )"
        case Among():
            listed = ", ".join(write_value(each.value) for each in literal.values)
            negated = "not " if literal.negated else ""
            return f"{negated}{write_expression(literal.item, values)} in {{ {listed} }}"
        case Aggregate():
            return f"{write_expression(literal.result, values)} = {write_expression(literal, values)}"
    assert_never(literal)


def write_rule(rule: Rule) -> str:
    """A rule on one line, without its `.`."""
    return f"{_heads(rule)} :- {write_body(rule.body)}"


def _heads(rule: Rule) -> str:
    return ", ".join(map(write_literal, (rule.head, *rule.also)))


def write_statement(statement: Statement) -> str:
    """A statement as `fmt` writes it: one line, or one line a field, a literal or a quote where it has several."""
    match statement:
        case Fact():
            quotes = _citations(statement.citations)
            beside = f"{_context(statement.context)}{_waivers(statement.waivers)}"
            return f"{_claim(statement.claim, _when(statement.when))}{quotes}{beside}."
        case Assumption():
            words = f" {_string(statement.words)}" if statement.words is not None else ""
            return f"assume {_claim(statement.claim, _when(statement.when))}{words}."
        case TableDeclaration():
            lead = f"{'assume ' if statement.assumed else ''}table {f'{statement.mode}: ' if statement.mode else ''}"
            settings = f" {{ {', '.join(map(_setting, statement.settings))} }}" if statement.settings else ""
            waivers = _waivers(statement.waivers)
            return f"{lead}{statement.relation} from {write_expression(statement.file)}{settings}{waivers}."
        case Rule():
            return f"{_heads(statement)} :-{_lines(statement.body)}."
        case Query():
            return f"{_query(statement)}."
        case Check():
            listed = statement.parameters is not None
            parameters = f"({', '.join(v.name for v in statement.parameters or ())})" if listed else ""
            head = f"check {statement.name}{parameters} {statement.severity} {_string(statement.template)}"
            return f"{head} :-{_lines(statement.body)}."
        case Allowance():
            args = f"({', '.join(map(write_expression, statement.args))})" if statement.args else ""
            return f"allow {statement.check}{args} {_string(statement.reason)}."
        case Aside():
            what = statement.what
            passage = f"lines {what.first}..{what.last}" if isinstance(what, Passage) else _quote(what)
            return f"aside {statement.source} {passage} {_string(statement.reason)}."
        case Reference():
            words = ", ".join(map(write_expression, statement.words))
            lines = f" lines {statement.lines.first}..{statement.lines.last}" if statement.lines is not None else ""
            quotes = _citations(statement.citations)
            return f"{words} is {write_expression(statement.symbol)}{lines}{quotes}."
        case Expectation():
            parts = ["expect", *(["not"] if statement.negated else []), *(["possible"] if statement.possible else [])]
            parts += [write_literal(statement.match)]
            parts += _view(statement)
            return f"{' '.join(parts)}{_citing(statement)}."
        case From():
            return f"from {statement.source}."
        case SourceDeclaration():
            return f"source {statement.name} {_fields(statement.fields)}."
        case EntityDeclaration():
            fields = f" {_fields(statement.fields)}" if statement.fields else ""
            return f"entity {statement.name}: {statement.type}{fields}."
        case RelationDeclaration():
            parameters = ", ".join(
                f"{p.name}: {' | '.join(p.types)}{' label' if p.label else ''}" for p in statement.parameters
            )
            template = f" {_string(statement.template)}" if statement.template is not None else ""
            kind = f" {statement.kind}" if statement.kind is not None else ""
            exclusive = f" exclusive({', '.join(statement.exclusive)})" if statement.exclusive else ""
            closed = " closed" if statement.closed else ""
            words = f" words: [{', '.join(map(_string, statement.words))}]" if statement.words else ""
            sources = f" sources: {statement.sources.value}" if statement.sources is not None else ""
            return f"relation {statement.name}({parameters}){template}{kind}{exclusive}{closed}{words}{sources}."
    assert_never(statement)


def _query(query: Query) -> str:
    if query.name is None:
        return f"?- {write_body(query.body)}"
    question = f" {_string(query.question)}:\n " if query.question is not None else ":"
    asked = " ".join([f"query {query.name}{question}", write_body(query.body), *_view(query)])
    if not query.answers:
        return asked
    return (
        f"{asked} {_answers(query.answers)}"
        if query.answers[0].values is None
        else f"{asked}\n  {_answers(query.answers)}"
    )


def _view(statement: Query | Expectation) -> list[str]:
    """The dates of a statement's own view."""
    at = [f"at {statement.at.text}"] if statement.at else []
    return [*at, *([f"known_by {statement.known_by.text}"] if statement.known_by else [])]


def _answers(rows: tuple[Row, ...]) -> str:
    before = " " if rows[0].values is None else "\n    "
    return f"answers{before}" + ",\n    ".join(f"{write_row(row)}{_citing(row)}" for row in rows)


def write_row(row: Row) -> str:
    """One answer that a query must have, without its sources."""
    if row.values is None:
        return row.standing
    unsure = "" if row.standing == "certain" else f"{row.standing} "
    return f"{unsure}({', '.join(write_value(each.value) for each in row.values)})"


def _citing(statement: Row | Expectation) -> str:
    return f" citing {', '.join(statement.citing)}" if statement.citing else ""


def write_tree(tree: Tree) -> str:
    """Every statement of a tree, one after the other; comments are not part of a Tree."""
    return "".join(f"{write_statement(statement)}\n" for statement in tree.statements)


def write_body(body: Iterable[Literal], values: VariableValues = _NONE) -> str:
    """The literals of a body or a goal, on one line."""
    return ", ".join(write_literal(literal, values) for literal in body)


def _lines(body: tuple[Literal, ...]) -> str:
    if len(body) == 1:
        return f" {write_literal(body[0])}"
    return "".join(f"\n  {write_literal(literal)}{',' if i + 1 < len(body) else ''}" for i, literal in enumerate(body))


def _waivers(waivers: Iterable[Waiver]) -> str:
    return "".join(f"\n  waive {write_value(w.value)} {_string(w.reason)}" for w in waivers)


def _string(text: str) -> str:
    return f'"{escape_string(text)}"'


def _when(when: When | None) -> str:
    if when is None:
        return ""
    first, last = when.first, when.last
    if when.kind == "on" and first is not None:
        return f" on {first.text}"
    if first is not None and last is not None:
        plain = first.exact and last.exact  # `during` cannot be told from an interval where an end is partial
        return f" during {first.text}..{last.text}" if plain else f" since {first.text} until {last.text}"
    return f" since {first.text}" if first is not None else f" until {last.text if last else ''}"


def _citations(citations: tuple[Citation, ...]) -> str:
    out: list[str] = []
    for source, group in groupby(citations, key=lambda c: c.source):
        out.extend([f"@ {source}"] if source else [])
        out.extend(map(_quote, group))
    return "".join(f"\n  {line}" for line in out)


def _context(citations: tuple[Citation, ...]) -> str:
    return f"\n  context{_citations(citations)}" if citations else ""


def _quote(citation: Citation) -> str:
    after = f" after {_string(citation.after)}" if citation.after is not None else ""
    before = f" before {_string(citation.before)}" if citation.before is not None else ""
    said = ", ".join(f"{each.name}: {write_value(each.value.value)}" for each in citation.attributes)
    return f"{_string(citation.quote)}{after}{before}{f' {{ {said} }}' if said else ''}"


def _fields(fields: tuple[Field, ...]) -> str:
    return "{ " + ", ".join(map(_field, fields)) + " }" if fields else "{ }"


def _setting(setting: Setting) -> str:
    value = setting.value
    if isinstance(value, Constant):
        return f"{setting.name}: {write_value(value.value)}"
    return f"{setting.name}: [{', '.join(write_value(part.value) for part in value)}]"


def _field(field: Field) -> str:
    match field.value:
        case Constant():
            value = write_value(field.value.value)
        case Passage():
            value = f"{field.value.first}..{field.value.last}"
        case listed:
            value = f"[{', '.join(write_value(part.value) for part in listed)}]"
    return " ".join([f"{field.name}: {value}", *map(_quote, field.quotes)])
