"""Names: in, a clause and Declared; out, what is wrong in any name that it uses.

A rule, a check, an expectation or a goal is a clause here: a head or none, and a body; all of them are checked by the same code.
"""

from __future__ import annotations

from collections.abc import Container, Iterator

from factbase.ground.builtin import AGGREGATES, BUILTINS, FUNCTIONS
from factbase.ground.composed import composed, relations_of
from factbase.ground.dataclass import dataclass
from factbase.ground.diagnostic import Diagnostic, Related, diagnose
from factbase.ground.quantity import quantity
from factbase.ground.span import Span
from factbase.ground.value import Symbol, Unknown
from factbase.program.alternatives import has_witness
from factbase.program.declare import AT, MENTIONS, OURS, Declared
from factbase.program.elsewhere import function_elsewhere, relation_elsewhere, taken
from factbase.program.model import QUOTE_ATTRIBUTES, QUOTE_FIELDS, expressions, variables
from factbase.syntax.tree import (
    Aggregate,
    Among,
    Anonymous,
    Call,
    Check,
    Claim,
    Comparison,
    Constant,
    Either,
    Expectation,
    Expression,
    Literal,
    Match,
    Membership,
    Negation,
    Query,
    Rule,
    Variable,
    walk,
)

__all__ = [
    "NOT_ON_A_DAY",
    "Clause",
    "claim_names",
    "clause_of",
    "is_ours",
    "lasts_not",
    "resolve_clause",
    "sought_words",
    "used_once",
]


NOT_ON_A_DAY = "write `until`, `since` or `during`; that it did not happen on one day is a claim of another relation"


@dataclass(frozen=True, slots=True)
class Clause:
    """`heads :- body`, where `outputs` are the expressions that the body must bind."""

    heads: tuple[Match, ...]
    outputs: tuple[Expression, ...]
    body: tuple[Literal, ...]


def clause_of(statement: Rule | Check | Expectation | Query) -> Clause:
    """The clause that a statement is."""
    match statement:
        case Rule():
            heads = (statement.head, *statement.also)
            return Clause(heads, tuple(part for head in heads for part in expressions(head)), statement.body)
        case Check():
            return Clause((), statement.parameters or (), statement.body)
        case Expectation():
            body = Negation(statement.match, span=statement.span) if statement.negated else statement.match
            return Clause((), (), (body,))
        case Query():
            return Clause((), (), statement.body)


# ---- names in clauses


def resolve_clause(clause: Clause, declared: Declared) -> Iterator[Diagnostic]:
    """What is wrong with the names, the arities and the places of a clause."""
    for head in clause.heads:
        yield from claim_names(head.claim, declared, derives=True)
        if head.on is not None and head.claim.mode is None and lasts_not(head.claim.relation, declared):
            yield diagnose("E137", head.span, name=head.claim.relation, hint=NOT_ON_A_DAY)
        for part in expressions(head):
            yield from _expression_names(part, declared, "in the head of a rule")
    for literal in clause.body:
        yield from _literal_names(literal, declared)


def _match_names(match: Match, declared: Declared) -> Iterator[Diagnostic]:
    """What is wrong with the names of one match."""
    yield from claim_names(match.claim, declared, derives=False)
    for at, each in enumerate(match.asked):
        fields = (*QUOTE_FIELDS, *QUOTE_ATTRIBUTES)
        if each.name not in fields:
            hint = declared.near(each.name, fields) or f"there are {', '.join(f'`{name}`' for name in fields)}"
            yield diagnose("E310", each.span, name=each.name, hint=hint)
        elif any(each.name == other.name for other in match.asked[:at]):
            yield diagnose("E311", each.span, name=each.name)
    for part in expressions(match):
        yield from _expression_names(part, declared, None)
    if match.claim.relation == MENTIONS and declared.relations[MENTIONS].span is None:
        yield from _mentioned(match.claim)
    if match.claim.relation == AT and (match.on is not None or match.source is not None or match.claim.mode):
        yield diagnose("E113", match.span, name="at")


def sought_words(claim: Claim) -> str | None:
    """The words that `mentions` is to look for; None where they are not written there, or it is another relation."""
    written = claim.args[1] if claim.relation == MENTIONS and len(claim.args) == 2 else None
    words = written.value if isinstance(written, Constant) else None
    return words if isinstance(words, str) and any(map(str.isalnum, words)) else None


def _mentioned(claim: Claim) -> Iterator[Diagnostic]:
    if sought_words(claim) is None and len(claim.args) == 2:
        yield diagnose("E308", claim.args[1].span, name=MENTIONS)


def _literal_names(literal: Literal, declared: Declared) -> Iterator[Diagnostic]:
    match literal:
        case Match():
            yield from _match_names(literal, declared)
        case Negation():
            yield from _match_names(literal.match, declared)
        case Either():
            for branch in literal.branches:
                for inner in branch:
                    yield from _literal_names(inner, declared)
        case Aggregate():
            for part in _several(literal.result):
                yield from _expression_names(part, declared, "in an aggregate")
            yield from _aggregate_names(literal, declared)
        case Comparison() if (head := _as_a_rule(literal)) is not None:
            yield diagnose("E105", head.span, name=head.function, hint=_ARROW)
        case Comparison() | Membership() | Among():
            for part in expressions(literal):
                yield from _expression_names(part, declared, "in a comparison")


_ARROW = "a rule has `:-` between its head and its body, and is no goal: `p(X) :- q(X).`"


def _as_a_rule(literal: Comparison) -> Call | None:
    """The head of a rule that is written with the arrow of other languages, which reads `p(X) < -q(X)`."""
    match literal:
        case Comparison(left=Call() as head, op="<", right=Call(function="neg", args=(Call() as body,))):
            return head if not {head.function, body.function} & BUILTINS.keys() else None
        case _:
            return None


def is_ours(relation: str) -> bool:
    """Whether a relation is the language's own: nothing may state or derive it, nor that it is not so."""
    if relation.isidentifier():  # most
        return relation in OURS and relation != "published"
    return any(name in OURS for name, _ in relations_of(relation, 0))


def claim_names(claim: Claim, declared: Declared, *, derives: bool) -> Iterator[Diagnostic]:
    """What is wrong with the names and the arity of a claim."""
    if isinstance(claim.who, Constant):
        who = claim.who.value
        if not isinstance(who, Symbol) or str(who) not in declared.entities:
            shown = "?" if isinstance(who, Unknown) else who
            yield diagnose("E116", claim.who.span, name=shown, hint=declared.near(str(shown), declared.entities))
    if derives and is_ours(claim.relation):
        yield diagnose("E113", claim.span, name=claim.relation, hint=taken(claim.relation))
        return
    for name, width in relations_of(claim.relation, len(claim.args)):
        relation = declared.relations.get(name)
        if relation is None and name in FUNCTIONS:
            yield diagnose("E113", claim.span, name=name, hint=taken(name))
        elif relation is None:
            meant = declared.near(name, declared.relations) or relation_elsewhere(name)
            yield diagnose("E101", claim.span, name=name, hint=meant)
        elif width != len(relation.parameters):
            note = "declared here" if relation.declared else "first used here"
            related = [Related(relation.span, note)] if relation.span is not None else []
            expected = quantity(len(relation.parameters), "argument")
            yield diagnose("E104", claim.span, name=name, expected=expected, found=width, related=related)


def _expression_names(expression: Expression, declared: Declared, nowhere: str | None) -> Iterator[Diagnostic]:
    """Problems of one expression; `nowhere` says where it stands, if `_` makes no sense there."""
    match expression:
        case Call():
            yield from _function_names(expression, declared)
            for part in expression.args:
                yield from _expression_names(part, declared, nowhere or "in a function")
        case Aggregate():
            yield from _aggregate_names(expression, declared)
        case Constant(value=Unknown()):
            yield diagnose("E305", expression.span)
        case Anonymous() if nowhere is not None:
            yield diagnose("E304", expression.span, where=nowhere)
        case Constant() | Anonymous() | Variable():
            return


def _aggregate_names(aggregate: Aggregate, declared: Declared) -> Iterator[Diagnostic]:
    """What is wrong with the names in the braces of an aggregate, and with how many values it is of."""
    terms, results = _several(aggregate.term), _several(aggregate.result) if has_witness(aggregate) else ()
    extreme = aggregate.function in ("min", "max")
    wanted, what = len(terms), "result"
    if results and not extreme:
        wanted, hint = 1, "only `min` and `max` tell what stands in the rows of their value"
    elif extreme:
        hint = (
            f"a result for each value: `X, W = {aggregate.function} {{ V, K : … }}` gives the K of each row with that V"
        )
    elif len(terms) > 1 and aggregate.function != "count":
        each = (
            f"; `{aggregate.function} {{ X : … }}` takes the X of each row of the names in its braces, equal ones too; `_` is no name"
            if AGGREGATES[aggregate.function].of_each
            else ""
        )
        wanted, what, hint = 1, "value", f"only `count` counts pairs{each}"
    else:
        results = terms
    found = len(terms) if what == "value" else max(1, len(results))
    if found != wanted:
        number, expected = quantity(found, what), quantity(wanted, what)
        yield diagnose("E312", aggregate.span, name=aggregate.function, expected=expected, found=number, hint=hint)
    elif has_witness(aggregate):
        inside = {v.name for part in (aggregate.term, *aggregate.body) for v in variables(part)}
        hint = f"the braces have names of their own: `X, W = {aggregate.function} {{ V, K : … }}`"
        for result in results:
            if isinstance(result, Variable) and result.name in inside:
                yield diagnose("E313", result.span, name=result.name, hint=hint)
    for part in terms:
        yield from _expression_names(part, declared, "in an aggregate")
    for inner in aggregate.body:
        yield from _literal_names(inner, declared)


def _several(part: Expression) -> tuple[Expression, ...]:
    return part.args if isinstance(part, Call) and part.function == "," else (part,)


def _function_names(call: Call, declared: Declared) -> Iterator[Diagnostic]:
    function = BUILTINS.get(call.function)
    relation = declared.relations.get(call.function) if not call.args else None
    if function is None and relation is not None:
        if len(relation.parameters) != 1:
            note = "declared here" if relation.declared else "first used here"
            related = [Related(relation.span, note)] if relation.span is not None else []
            expected = quantity(len(relation.parameters), "argument")
            hint = "in place of a value stands a relation of one argument, for the one value that it has"
            yield diagnose(
                "E104", call.span, name=call.function, expected=expected, found=1, related=related, hint=hint
            )
    elif function is None or function.is_test:
        known = FUNCTIONS if call.args else [*FUNCTIONS, *declared.relations]
        meant = function_elsewhere(call.function) or declared.near(call.function, known)
        yield diagnose("E105", call.span, name=call.function, hint=meant)
    elif not function.accepts(len(call.args)):
        yield diagnose(
            "E106",
            call.span,
            name=call.function,
            expected=quantity(function.arity_text, "argument"),
            found=len(call.args),
            hint=f"it is `{function.form}`",
        )


def lasts_not(name: str, declared: Declared) -> bool:
    """Whether a relation says, and not only that it may be, that something is not so which is no state: that has no one day."""
    said = composed(name)
    relation = declared.relations.get(said.relation)
    return said.negative and said.modality is None and (relation is None or relation.kind != "state")


def used_once(clause: Clause, told: Container[Span | None] = ()) -> Iterator[Diagnostic]:
    """W101 for each variable that stands in only one place of the clause, does not begin with `_` and is not `told` of there already.

    Not for one in a `sum` or a `mean`: there a name alone tells apart what is added (`sum { A : paid(P, A) }`)."""
    places: dict[str, list[Variable]] = {}
    for part in (*clause.outputs, *clause.body):
        for variable in variables(part):
            places.setdefault(variable.name, []).append(variable)
    added = {v.name for v in _added(clause)}
    for name, uses in places.items():
        if len(uses) == 1 and not name.startswith("_") and name not in added and uses[0].span not in told:
            yield diagnose("W101", uses[0].span, name=name, hint=f"write `_` or `_{name}` if it is meant")


def _added(clause: Clause) -> Iterator[Variable]:
    for part in walk(*clause.outputs, *clause.body):
        if isinstance(part, Aggregate) and AGGREGATES[part.function].of_each:
            for inner in part.body:
                yield from variables(inner)
