"""Plain bodies and rules: in, a clause as it is written; out, the clauses for which it stands, in the form that is lowered.

A plain literal holds nothing that is found elsewhere. A function in a match is an equation beside it, and so is one that a range or a
list can be solved for, so that what binds either side gives the other; an aggregate in place of a value, and a constant `limit()`, are
literals beside the one that they stand in; what is asked of quotes is asked of a relation that has them; and the witnesses of an extreme
are those of its rows that have it.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence, Set
from dataclasses import replace
from typing import TypeVar, cast

from factbase.ground.builtin import BUILTINS
from factbase.ground.composed import composed
from factbase.program.alternatives import Body, branches, has_witness
from factbase.program.solved import linear
from factbase.syntax.tree import (
    Aggregate,
    Among,
    Anonymous,
    Call,
    Claim,
    Comparison,
    Constant,
    Either,
    Expression,
    Literal,
    Match,
    Membership,
    Negation,
    Rule,
    Variable,
    children,
    over,
    walk,
)
from factbase.syntax.write import write_expression

__all__ = [
    "constant_asked",
    "of_quotes",
    "open_variables",
    "plain_bodies",
    "plain_literals",
    "plain_outputs",
    "plain_rules",
    "relation_asked",
]

Part = TypeVar("Part", bound=Expression | Literal)


def plain_bodies(body: Sequence[Literal], outside: Collection[str] = ()) -> tuple[Body, ...]:
    """The bodies of which one must hold, in reading order, each plain; the body itself where it has nothing to be rewritten.

    Of a body in braces, the variables that also stand `outside` of them are the keys of its group."""
    return tuple(_plain(plain) for each in branches(body) for plain in branches(_with_witnesses(each, outside)))


def plain_literals(body: Sequence[Literal]) -> tuple[Literal, ...]:
    """The literals of all plain bodies for which one stands, each once."""
    bodies = plain_bodies(body)
    return bodies[0] if len(bodies) == 1 else tuple(dict.fromkeys(literal for each in bodies for literal in each))


def plain_outputs(outputs: Sequence[Expression]) -> tuple[tuple[Expression, ...], Body]:
    """What a body is to give, computed of constants and variables alone, and the literals that it then needs besides."""
    beside = _Beside()
    values = tuple(map(beside.value, outputs))
    return values, tuple(beside.literals)


def plain_rules(rule: Rule) -> tuple[Rule, ...]:
    """The rules for which one stands: one for each of its heads, and of its bodies; itself where it is plain."""
    made: list[Rule] = []
    for head in (rule.head, *rule.also):
        beside = _Beside()
        plain = over(head, beside.value)
        concluded = head if plain == head else plain
        for body in plain_bodies((*rule.body, *beside.literals)):
            same = concluded is rule.head and body == rule.body and not rule.also
            made.append(rule if same else replace(rule, head=concluded, body=body, also=()))
    return tuple(made)


def constant_asked(call: Call) -> Match | None:
    """What a constant asks: `limit()` in place of a value is the one of `limit(X)`. None for a function."""
    if call.args or call.function in BUILTINS:
        return None
    return Match(Claim(call.function, (_named(call),), span=call.span), span=call.span)


def relation_asked(match: Match) -> str:
    """The relation that a match reads: one of its own where something is asked of the quotes."""
    if not match.asked:
        return match.claim.relation
    return str(replace(composed(match.claim.relation), asked=tuple(sorted(each.name for each in match.asked))))


def of_quotes(match: Match) -> Match:
    """A match of the relation that has what is asked of the quotes: after the arguments, the source and each value by its name."""
    if not match.asked or match.source is None:
        return match
    by_name = sorted(match.asked, key=lambda each: each.name)
    args = (*match.claim.args, match.source, *(each.value for each in by_name))
    claim = replace(match.claim, relation=relation_asked(match), args=args)
    return replace(match, claim=claim, source=None, asked=())


def _plain(body: Body) -> Body:
    if all(map(_is_plain, body)):  # nearly always
        return body
    beside = _Beside()
    for literal in body:
        beside.take(literal)
    return tuple(beside.literals)


def _is_plain(literal: Literal) -> bool:
    """Whether a literal is its own plain form."""
    match literal:
        case Match():
            return not literal.asked and not any(isinstance(part, Call | Aggregate) for part in children(literal))
        case Negation():
            return _is_plain(literal.match)
        case Aggregate():
            return isinstance(literal.result, Variable | Constant) and _is_value(literal.term)
        case Comparison() | Membership() | Among():
            return all(map(_is_value, children(literal))) and not _is_solved(literal)
        case Either():
            return False


def _is_solved(literal: Literal) -> bool:
    """Whether a literal gives its values to a function, which can be solved for its variable."""
    match literal:
        case Membership(item=Call() as item) | Among(item=Call() as item, negated=False):
            return linear(item) is not None
        case _:
            return False


def _is_value(part: Expression | Literal) -> bool:
    """Whether an expression is computed of constants and variables alone."""
    if not isinstance(part, Call):
        return not isinstance(part, Aggregate)
    return not any(
        isinstance(each, Aggregate) or (isinstance(each, Call) and constant_asked(each)) for each in walk(part)
    )


def open_variables(parts: Iterable[Expression | Literal]) -> Iterator[Variable]:
    """The occurrences of variables in some parts of a clause, without those in braces: these are the aggregate's own."""
    for part in parts:
        if isinstance(part, Variable):
            yield part
        else:
            yield from open_variables((part.result,) if isinstance(part, Aggregate) else children(part))


def _named(part: Expression) -> Variable:
    """The variable that stands for a part: no other is called as it is written, and wherever it is written so it is the same value."""
    return Variable(write_expression(part), span=part.span)


class _Beside:
    """The literals of a plain body, in order: each before the literals that need it."""

    def __init__(self) -> None:
        self.literals: list[Literal] = []
        self._have: dict[
            str, Literal
        ] = {}  # what gives a variable its value that stands for a part, by that variable's name

    def take(self, literal: Literal) -> None:
        """Adds a literal in its plain form, after what has to stand beside it."""
        if isinstance(literal, Aggregate) and isinstance(literal.result, Variable | Constant):
            self.literals.append(_aggregate(literal))
        elif _is_plain(literal):
            if literal not in self._have.values():
                self.literals.append(literal)
        else:
            self._rewrite(literal)

    def _rewrite(self, literal: Literal) -> None:
        match literal:
            case Match():
                self.literals.append(self._match(literal))
            case Negation():
                self.literals.append(Negation(self._match(literal.match), span=literal.span))
            case Comparison():
                left, right = self.value(literal.left), self.value(literal.right)
                self.literals.append(replace(literal, left=left, right=right))
            case Membership():
                low, high = self.value(literal.low), self.value(literal.high)
                item = self._computed(literal.item) if _is_solved(literal) else self.value(literal.item)
                self.literals.append(replace(literal, item=item, low=low, high=high))
            case Among():
                item = self._computed(literal.item) if _is_solved(literal) else self.value(literal.item)
                self.literals.append(replace(literal, item=item))
            case Aggregate():
                inline = replace(literal, result=Anonymous(span=literal.span))
                self.take(Comparison("=", literal.result, inline, span=literal.span))
            case Either():
                raise AssertionError("each branch is taken by itself")

    def _match(self, match: Match) -> Match:
        return of_quotes(over(match, self._computed))

    def _computed(self, part: Expression) -> Expression:
        """A part of a match; for a function, a variable that an equation beside it gives its value."""
        value = self.value(part)
        if not isinstance(value, Call):
            return value
        variable = _named(part)
        self._give(variable, Comparison("=", variable, value, span=part.span))
        return variable

    def value(self, part: Expression) -> Expression:
        """An expression without what is found elsewhere: for that, variables."""
        match part:
            case Aggregate():
                variable = _named(part)
                self._give(variable, _aggregate(replace(part, result=variable)))
                return variable
            case Call():
                asked = constant_asked(part)
                if asked is None:
                    args = tuple(map(self.value, part.args))
                    return (
                        part if all(a is b for a, b in zip(args, part.args, strict=True)) else replace(part, args=args)
                    )
                variable = _named(part)
                self._give(variable, asked)
                return variable
            case Constant() | Variable() | Anonymous():
                return part

    def _give(self, variable: Variable, literal: Literal) -> None:
        """Adds what gives a variable its value, once."""
        if variable.name not in self._have:
            self._have[variable.name] = literal
            self.literals.append(literal)


def _aggregate(literal: Aggregate) -> Aggregate:
    """An aggregate whose term is computed of constants and variables alone: what it needs besides is asked within the braces."""
    inner = _Beside()
    term = inner.value(literal.term)
    return replace(literal, term=term, body=(*literal.body, *inner.literals)) if inner.literals else literal


# ---- witnesses


def _with_witnesses(body: Body, outside: Collection[str]) -> Body:
    """A body in which each extreme with witnesses is one without, and its rows stand beside it."""
    if not any(isinstance(literal, Aggregate) and has_witness(literal) for literal in body):  # nearly always
        return body
    told: list[Literal] = []
    for literal in body:
        if isinstance(literal, Aggregate) and has_witness(literal):
            around = {v.name for v in open_variables([*(each for each in body if each is not literal), literal.result])}
            told += _witnesses(literal, around.union(outside))
        else:
            told.append(literal)
    return tuple(told)


def _witnesses(literal: Aggregate, around: Set[str]) -> Iterator[Literal]:
    """The extreme, and its body once more for the rows that have it: under other names but those of the group's keys."""
    results, terms = _parts(literal.result), _parts(literal.term)
    yield replace(literal, result=results[0], term=terms[0])
    names: dict[str, Expression] = {}
    for each in walk(literal.term, *literal.body):
        if isinstance(each, Variable) and each.name not in around:
            names[each.name] = replace(each, name=f"{each.name} of {write_expression(literal.result)}")
    equal: list[tuple[Expression, Expression]] = []
    taken: set[str] = set()
    for result, term in zip(results, terms, strict=True):
        if isinstance(term, Variable) and term.name in names and term.name not in taken:
            taken.add(term.name)
            names[term.name] = result
        else:
            equal.append((result, term))
    for inner in literal.body:
        yield renamed(inner, names)
    for result, term in equal:
        yield Comparison("=", result, renamed(term, names), span=literal.span)


def _parts(several: Expression) -> tuple[Expression, ...]:
    assert isinstance(several, Call)
    return several.args


def renamed(part: Part, names: Mapping[str, Expression]) -> Part:
    """An expression or a literal with other expressions for some variables."""
    if isinstance(part, Variable):
        return cast(Part, names.get(part.name, part))
    return over(part, lambda inner: renamed(inner, names))
