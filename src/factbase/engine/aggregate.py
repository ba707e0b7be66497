"""Aggregates to steps: in, an aggregate of a clause that is being lowered; out, a relation for its rows and a step that groups them.

Where partial dates matter, the rows come twice: those that are certain and those that are possible, each as one value, with the keys that
may be partial among them; what the aggregate certainly is, or may be, is then a function of both (`factbase.ground.members`).
"""

from __future__ import annotations

from collections.abc import Sequence

from factbase.engine.base import Unsupported
from factbase.engine.clause import Given, Lowered
from factbase.engine.step import Auxiliary, Filter, Group, Let, Term
from factbase.ground.builtin import AGGREGATES
from factbase.ground.operation import EQUAL, MAY_BE, MAY_BE_ANY, MEMBERS, PACKED_ROW, OperationForm, form_of, grouped
from factbase.program.model import variables
from factbase.program.plain import plain_bodies
from factbase.program.safety import grounded, group_keys, inner_outputs
from factbase.syntax.tree import Aggregate, Call, Constant, Expression, Variable

__all__ = ["lower_aggregate"]


def lower_aggregate(clause: Lowered, literal: Aggregate) -> None:
    """Adds the steps of an aggregate to its clause, and the rules for its rows to the plan."""
    others = [other for other in clause.body if other is not literal]
    keys = group_keys(literal, [*clause.outputs, *others])
    doubt = clause.planner.doubt
    _refuse_partial_pairs(clause, literal)
    in_doubt = doubt is not None and doubt.unsure_literal(literal, clause.body, clause.outputs)
    given = _keys_of_recursion(clause, literal, keys)
    if in_doubt:
        _in_doubt(clause, literal, keys, given)
        return
    form = clause.possible, clause.any_value
    rows = _rows(clause, literal, keys, [], form[0], any_value=form[1], packed=False, given=given)
    key_terms = tuple(clause.variable(name) for name in keys)
    clause.step(Group(AGGREGATES[literal.function], rows, key_terms, clause.term(literal.result, literal)), literal)


def _refuse_partial_pairs(clause: Lowered, literal: Aggregate) -> None:
    """Raises Unsupported where the values of a pair may be partial dates: two that are written apart may be of one day."""
    doubt, term = clause.planner.doubt, literal.term
    if doubt is None or not isinstance(term, Call) or term.function != ",":
        return
    for body in plain_bodies(literal.body, group_keys(literal, [*clause.outputs, *clause.body])):
        if partial := sorted({each.name for each in variables(term)} & doubt.names(body)):
            why = "how many pairs there are is not computed where one of them may hold a partial date"
            raise Unsupported(
                f"{why}: `{partial[0]}` at {literal.span.place}; count {{ {partial[0]} : … }} for each of the other values"
            )


def _keys_of_recursion(clause: Lowered, literal: Aggregate, keys: Sequence[str]) -> Given | None:
    """The keys that only what a rule derives itself can give; None where nothing of the kind does."""
    if grounded(literal.body, inner_outputs(literal, keys)):
        return None
    before = clause.ordered[: clause.ordered.index(literal)]
    growing = clause.given is not None and clause.given.growing
    if not growing and not clause.planner.turns_back(clause.clause, before):
        return None
    return Given(clause.cut(keys, _rounds(literal, keys)), keys, growing=True)


def _rounds(literal: Aggregate, keys: Sequence[str]) -> int:
    """How many rounds after what gives the keys of an aggregate the rows under these are all there, and can be read.

    It is one for the keys, one for the rows, and one to read them; between them come those of what stands in its braces."""
    most = 0
    for body in plain_bodies(literal.body, keys):
        within = [each for each in body if isinstance(each, Aggregate)]
        most = max(most, sum(_rounds(each, group_keys(each, [literal.term, *body])) for each in within))
    return 3 + most


def _in_doubt(clause: Lowered, literal: Aggregate, keys: Sequence[str], given: Given | None) -> None:
    """The aggregate of the rows that are certain and of those that are possible, taken together."""
    doubt = clause.planner.doubt
    unnamed = doubt.unnamed if doubt is not None else None
    loose = clause.loose if unnamed is None else clause.loose | unnamed.names(clause.body)
    apart = [name for name in keys if name in loose]
    exact = [name for name in keys if name not in loose]
    if given is not None and apart:
        why = f"`{apart[0]}`, a key of a recursive `{literal.function}` at {literal.span.place}, may be a partial date"
        raise Unsupported(f"what is counted under it is not computed: {why}")
    members: list[Term] = []
    for possible in (False, True):
        any_value = possible and unnamed is not None
        rows = _rows(clause, literal, exact, apart, possible, any_value=any_value, packed=True, given=given)
        value = clause.fresh()
        clause.step(Group(MEMBERS, rows, tuple(clause.variable(name) for name in exact), value), literal)
        members.append(value)
    args = (*members, *(clause.variable(name) for name in apart))
    result = literal.result
    bound = isinstance(result, Constant) or (isinstance(result, Variable) and result.name in clause.index)
    target = clause.fresh() if bound else clause.term(result, literal)
    if literal.function == "meet":
        # One unknown day of its own for each row of the keys, the same one in both readings.
        place, key = f"{literal.span.path}:{literal.span.start}", tuple(clause.variable(name) for name in keys)
        call = (
            clause.values_of(grouped(literal.function))
            if clause.possible
            else form_of(grouped(literal.function), OperationForm.CERTAIN)
        )
        value = clause.let(call, args, literal)
        made: Term = clause.one_of(value, literal, None) if clause.possible else value
        clause.day_made(made, place, key, literal, target)
    elif clause.possible:
        clause.one_of(clause.let(clause.values_of(grouped(literal.function)), args, literal), literal, target)
    else:
        clause.step(Let(form_of(grouped(literal.function), OperationForm.CERTAIN), args, target), literal)
    if bound:
        fits = MAY_BE_ANY if clause.any_value else MAY_BE if clause.possible else EQUAL
        clause.step(Filter(fits, (target, clause.term(result, literal))), literal)


def _rows(
    clause: Lowered,
    literal: Aggregate,
    keys: Sequence[str],
    apart: Sequence[str],
    possible: bool,
    *,
    any_value: bool,
    packed: bool,
    given: Given | None,
) -> Auxiliary:
    """The rows of an aggregate's body: its keys, then the term and what tells bindings apart, or all of these as one value."""
    planner = clause.planner
    # Each branch of a disjunction has this literal too, with other literals beside it, which may bind the keys in another way.
    around = tuple(clause.body), tuple(keys), tuple(apart)
    kept = id(literal), around, possible, clause.given is not None and clause.possible
    shared = packed and given is None
    if shared and kept in planner.gathered:
        return planner.gathered[kept]
    number = planner.groups
    planner.groups += 1
    rows = Auxiliary(f"{literal.function} {number}", possible and packed, any_value and packed)
    every = [*keys, *apart]
    outputs = inner_outputs(literal, every)
    if not packed:  # a term that is a variable tells rows apart itself, and stands once
        outputs = [part for i, part in enumerate(outputs) if i <= len(keys) or part != literal.term]
    if given is None and not grounded(literal.body, outputs):
        # The body alone does not bind every key (`count { D : r(D), D < E }`): what binds them outside comes along.
        given = Given(Auxiliary(f"keys {number}", possible and packed, any_value and packed), every)
        before = clause.ordered[: clause.ordered.index(literal)]
        named: list[Expression] = [Variable(name, span=literal.span) for name in every]
        clause.inner(named, before, possible, literal, clause.given, any_value=any_value).finish(given.rows)
    term = literal.term.name if isinstance(literal.term, Variable) else None
    counted = term if packed and literal.function == "count" and term not in every else None
    for each in plain_bodies(literal.body, every):
        body = clause.inner(outputs, each, possible, literal, given, any_value=any_value, counted=counted)
        if packed:
            _pack(body, len(keys))
        body.finish(rows)
    if shared:
        planner.gathered[kept] = rows
    return rows


def _pack(body: Lowered, keys: int) -> None:
    """Makes one value of all outputs after the keys."""
    packed = body.let(PACKED_ROW, [body.term(part, None) for part in body.outputs[keys:]], None)
    name = f" {packed.index}"  # no variable of a rule is called so
    body.index[name] = packed
    body.outputs = [*body.outputs[:keys], Variable(name, span=body.outputs[keys].span)]
