"""What rests on a value that is not given: in, the columns of facts with a `?`, rules and goals; out, which literals a `?` may decide.

A `?` may be any value, also one that is named elsewhere. A join does not count on that, but a negated literal and an aggregate are
certain only where no value of any `?` makes a difference. Both answers here may be too large, never too small.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence, Set

from factbase.ground.dataclass import dataclass
from factbase.program.fact import RelationMode
from factbase.program.model import Predicate, expressions, matches, variables
from factbase.program.plain import plain_literals
from factbase.program.solved import linear
from factbase.program.strata import predicate_of
from factbase.syntax.tree import (
    Aggregate,
    Among,
    Anonymous,
    Comparison,
    Either,
    Expression,
    Literal,
    Match,
    Membership,
    Negation,
    Rule,
    Variable,
)

__all__ = ["Unnamed", "find_unnamed", "hands_on", "uses_of"]

_NONE: frozenset[int] = frozenset()


def uses_of(head: Iterable[Expression], body: Iterable[Literal]) -> Counter[str]:
    """How often each variable of a clause stands in it: a `?` is handed on by one that stands there twice."""
    return Counter(variable.name for part in (*head, *body) for variable in variables(part))


@dataclass(frozen=True, slots=True)
class Unnamed:
    """`columns` may hold a `?`, where rules hand it on; the relations that are `open` have more rows where it may be any value."""

    columns: Mapping[Predicate, frozenset[int]]
    open: frozenset[Predicate]

    def of(self, match: Match) -> frozenset[int]:
        """The columns of a literal that may hold a `?`."""
        return self.columns.get(Predicate(match.claim.relation, match.claim.mode, match.on is not None), _NONE)

    def of_form(self, predicate: Predicate) -> frozenset[int]:
        """The columns of a form of a relation that may hold a `?`: a source never does."""
        return self.columns.get(Predicate(predicate.relation, predicate.mode, predicate.on), _NONE)

    def names(self, body: Sequence[Literal], given: Iterable[str] = ()) -> frozenset[str]:
        """The variables of a body that may be a `?`, those in braces included."""
        names = set(given)
        before = -1
        while len(names) != before:
            before = len(names)
            for literal in plain_literals(body):
                match literal:
                    case Match():
                        parts = expressions(literal)
                        names.update(part.name for i in self.of(literal) if isinstance(part := parts[i], Variable))
                    case Comparison(op="=", left=left, right=right):
                        for one, other in ((left, right), (right, left)):
                            if (of_one := linear(one)) is not None and hands_on(other, names):
                                names.add(of_one)
                    case Membership(item=Variable() as item):
                        if hands_on(literal.low, names) or hands_on(literal.high, names):
                            names.add(item.name)
                    case Aggregate():
                        inner = self.names(literal.body, names)
                        if inner or self.rests(literal.body, uses_of((literal.term,), literal.body)):
                            names.update(inner, (v.name for v in variables(literal.result)))
                    case Comparison() | Membership() | Among() | Either() | Negation():
                        pass
        return frozenset(names)

    def rests(self, body: Sequence[Literal], uses: Mapping[str, int]) -> bool:
        """Whether a body has more instances where a `?` may be any value."""
        return any(self._rests(literal, uses) for literal in plain_literals(body))

    def _rests(self, literal: Literal, uses: Mapping[str, int]) -> bool:
        match literal:
            case Match():
                if predicate_of(literal) in self.open:
                    return True
                parts = expressions(literal)
                return any(_joins(parts[i], uses) for i in self.of(literal))
            case Aggregate():
                return self.rests(literal.body, uses) or self.bars(literal.body, uses)
            case Comparison() | Membership() | Among() | Either() | Negation():
                return False

    def bars(self, body: Sequence[Literal], uses: Mapping[str, int]) -> bool:
        """Whether a `?` may make a negated literal or an aggregate of a body uncertain."""
        return any(self.bars_literal(literal, uses) for literal in plain_literals(body))

    def bars_literal(self, literal: Literal, uses: Mapping[str, int]) -> bool:
        """Whether a `?` may make one negated literal or aggregate uncertain; never any other literal."""
        match literal:
            case Negation(match=match):
                parts = expressions(match)
                return predicate_of(match) in self.open or any(_joins(parts[i], uses) for i in self.of(match))
            case Aggregate():
                return self.rests(literal.body, uses) or self.bars(literal.body, uses)
            case Match() | Comparison() | Membership() | Among() | Either():
                return False


def hands_on(expression: Expression, names: Set[str]) -> bool:
    """Whether an expression may be a `?`, or be computed of one, where the variables `names` may be."""
    return bool(names) and any(variable.name in names for variable in variables(expression))  # mostly none may


def _joins(part: Expression, uses: Mapping[str, int]) -> bool:
    """Whether it matters which value stands in a column of a literal."""
    return not isinstance(part, Anonymous) and not (isinstance(part, Variable) and uses[part.name] == 1)


def find_unnamed(
    columns: Mapping[Predicate, Iterable[int]], rules: Sequence[Rule], bodies: Sequence[Sequence[Literal]]
) -> Unnamed | None:
    """What rests on the `?` in some columns of stated facts; None where it bars nothing in these rules and bodies."""
    columns_of = {predicate: frozenset(of) for predicate, of in columns.items()}
    readers: dict[RelationMode, list[Rule]] = {}
    for rule in rules:
        for key in dict.fromkeys(map(_key, matches(rule.body))):
            readers.setdefault(key, []).append(rule)
    unnamed, looked = Unnamed(columns_of, frozenset()), dict[int, Rule]()
    fresh = [(predicate.relation, predicate.mode) for predicate in columns_of]
    while fresh:
        for rule in readers.get(fresh.pop(), ()):
            looked[id(rule)] = rule
            head, parts = predicate_of(rule.head), expressions(rule.head)
            forms = [head, Predicate(head.relation, head.mode)] if head.on else [head]
            uses, before = uses_of(parts, rule.body), (unnamed.open, [columns_of.get(form) for form in forms])
            if not unnamed.open.issuperset(forms) and unnamed.rests(rule.body, uses):
                unnamed = Unnamed(columns_of, unnamed.open.union(forms))
            names = unnamed.names(rule.body)
            handed = {i for i, part in enumerate(parts) if hands_on(part, names)}
            for form in forms:
                added = handed - {len(parts) - 1} if head.on and not form.on else handed
                if added:
                    columns_of[form] = columns_of.get(form, _NONE) | added
            if before != (unnamed.open, [columns_of.get(form) for form in forms]):
                fresh.append((head.relation, head.mode))
    barred = any(unnamed.bars(rule.body, uses_of(expressions(rule.head), rule.body)) for rule in looked.values())
    return unnamed if barred or any(unnamed.bars(body, uses_of((), body)) for body in bodies) else None


def _key(match: Match) -> RelationMode:
    return match.claim.relation, match.claim.mode
