"""Safety: in, a clause; out, its body in an order in which every variable is bound before it is needed, or what is not bound.

Range restriction as in Ullman, Principles of Database and Knowledge-Base Systems (1988), §3.2, with functions and aggregates.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from heapq import heapify, heappop, heappush

from factbase.ground.diagnostic import Diagnostic, diagnose
from factbase.program.alternatives import flat, plain_bodies
from factbase.program.model import expressions, variables
from factbase.program.resolve import Clause
from factbase.syntax.tree import (
    Aggregate,
    Among,
    Anonymous,
    Call,
    Comparison,
    Constant,
    Either,
    Expression,
    Literal,
    Match,
    Membership,
    Negation,
    Variable,
)

__all__ = [
    "check_safety",
    "grounded",
    "group_keys",
    "inner_outputs",
    "names",
    "nowhere_bound",
    "open_variables",
    "order",
    "wildcards",
]


def names(parts: Iterable[Expression | Literal]) -> set[str]:
    """The names of the variables in some parts of a clause."""
    variable_names: set[str] = set()
    for part in parts:
        if isinstance(part, Variable):  # most are asked one by one
            variable_names.add(part.name)
        else:
            variable_names.update([variable.name for variable in variables(part)])
    return variable_names


def wildcards(outputs: Sequence[Expression], body: Sequence[Literal]) -> frozenset[str]:
    """The `_Names` that stand in one place only: they are `_` with a reminder."""
    counts: dict[str, int] = {}
    for part in (*outputs, *body):
        for variable in variables(part):
            if variable.name.startswith("_"):
                counts[variable.name] = counts.get(variable.name, 0) + 1
    return frozenset(name for name, count in counts.items() if count == 1)


def open_variables(parts: Iterable[Expression | Literal]) -> Iterator[Variable]:
    """The occurrences of variables in some parts of a clause, without those in braces: these are the aggregate's own."""
    for part in parts:
        if isinstance(part, Either):
            yield from open_variables(literal for branch in part.branches for literal in branch)
        else:
            yield from variables(part.result if isinstance(part, Aggregate) else part)


def group_keys(aggregate: Aggregate, others: Iterable[Expression | Literal]) -> list[str]:
    """The variables of an aggregate's body that also stand outside it and outside other braces, in order of appearance.

    `others` are what stands around it; it may be one of them.
    """
    outside = {variable.name for variable in open_variables([*others, aggregate.result])}
    inside = [v.name for part in (aggregate.term, *aggregate.body) for v in variables(part)]
    return [name for name in dict.fromkeys(inside) if name in outside]


def order(
    body: Sequence[Literal], outputs: Sequence[Expression], bound: Iterable[str] = ()
) -> tuple[list[Literal], list[Literal]]:
    """The literals in a safe order, and those that can never be reached.

    A test runs as soon as it can; among the matches that are ready, the one with most bound arguments comes first, and the
    writer's order decides between equals. A range is counted through only where no match can bind its item before.
    """
    return _Ordering(body, outputs, bound).done()


class _Ordering:
    """What is ready of a body: each literal is looked at again when a name that it waits for is bound, and not before."""

    def __init__(self, body: Sequence[Literal], outputs: Sequence[Expression], bound: Iterable[str]) -> None:
        self.body = body
        self.have: set[str] = set()
        self.reached = [False] * len(body)
        self.ordered: list[Literal] = []
        self.matches: list[
            tuple[float, int]
        ] = []  # by what is bound of them, most first; the last entry of each is right
        self.tests: list[int] = []
        self.ranges: list[int] = []  # that are ready, but would be counted through
        self.shares: dict[int, float] = {}  # of the matches that are ready
        self.waiting: dict[str, list[tuple[int, set[str]]]] = {}
        self.touched: dict[str, list[int]] = {}  # by name, the matches and ranges to which it makes a difference
        self.binds = [_binds(literal) for literal in body]
        negates = any(isinstance(literal, Negation) for literal in body)
        free = wildcards(outputs, body) if negates else frozenset()
        for at, literal in enumerate(body):
            for way in _ways(literal, body, outputs, free):
                missing = set(way)
                for name in way:
                    self.waiting.setdefault(name, []).append((at, missing))
                if not missing:
                    self._reach(at)
            if isinstance(literal, Match | Membership | Among):
                for name in self.binds[at]:
                    self.touched.setdefault(name, []).append(at)
        self._bind(bound)

    def done(self) -> tuple[list[Literal], list[Literal]]:
        taken = set()
        while (best := self._best()) is not None:
            taken.add(best)
            self.ordered.append(self.body[best])
            self.shares.pop(best, None)
            self._bind(self.binds[best] - self.have)
        return self.ordered, [literal for at, literal in enumerate(self.body) if at not in taken]

    def _best(self) -> int | None:
        if self.tests:
            return heappop(self.tests)
        if self.ranges and not self.shares:
            return heappop(self.ranges)
        while self.matches:
            share, at = heappop(self.matches)
            if self.shares.get(at) == -share:
                return at
        return None

    def _reach(self, at: int) -> None:
        """Notes a literal as ready."""
        literal = self.body[at]
        if self.reached[at]:
            return
        self.reached[at] = True
        if isinstance(literal, Match):
            self._share(at, literal)
        elif _counts(literal, self.have):
            heappush(self.ranges, at)
        else:
            heappush(self.tests, at)

    def _share(self, at: int, match: Match) -> None:
        self.shares[at] = _bound_share(match, self.have)
        heappush(self.matches, (-self.shares[at], at))

    def _bind(self, new: Iterable[str]) -> None:
        new = set(new)
        self.have |= new
        for name in new:
            for at, missing in self.waiting.get(name, ()):
                missing.discard(name)
                if not missing:
                    self._reach(at)
            for at in self.touched.get(name, ()):
                literal = self.body[at]
                if at in self.shares and isinstance(literal, Match):
                    self._share(at, literal)
                elif at in self.ranges and not _counts(literal, self.have):
                    self.ranges.remove(at)
                    heapify(self.ranges)
                    heappush(self.tests, at)


def _ways(
    literal: Literal, body: Sequence[Literal], outputs: Sequence[Expression], free: frozenset[str]
) -> list[set[str]]:
    """The sets of variables of which one must be bound before a literal can be read: for an equation, one for each side."""
    if isinstance(literal, Comparison) and literal.op == "=":
        left, right = names([literal.left]), names([literal.right])
        ways = [right] if isinstance(literal.left, Variable) else []
        ways += [left] if isinstance(literal.right, Variable) else []
        return ways or [left | right]
    return [_needs(literal, body, outputs, set()) - _free(literal, free)]


def inner_outputs(aggregate: Aggregate, keys: Sequence[str]) -> list[Expression]:
    """What the rows of an aggregate hold: its keys, its term, and the other named variables of its body."""
    free = wildcards([aggregate.term], aggregate.body)
    first = {v.name: v for v in variables(aggregate)}
    witness = dict.fromkeys(v.name for v in open_variables([aggregate.term, *aggregate.body]))
    bodies = plain_bodies(aggregate.body)
    for body in bodies if len(bodies) > 1 else ():  # what tells rows apart, each branch binds
        own = names(open_variables(body))
        witness = dict.fromkeys(name for name in witness if name in own)
    rest = [first[name] for name in witness if name not in free and name not in keys]
    return [*(first[name] for name in keys), aggregate.term, *rest]


def grounded(body: Sequence[Literal], outputs: Sequence[Expression]) -> bool:
    """Whether the body alone, without what stands around it, binds every variable of the outputs."""
    for each in plain_bodies(body):
        done, rest = order(each, outputs)
        if rest or not names(outputs) <= set().union(*map(_binds, done)):
            return False
    return True


def _free(literal: Literal, wild: frozenset[str]) -> frozenset[str]:
    """What may stay unbound: only a negated literal can ask for any value at all."""
    return wild if isinstance(literal, Negation) else frozenset()


def _counts(literal: Literal, have: set[str]) -> bool:
    counts = isinstance(literal, Membership) or (isinstance(literal, Among) and not literal.negated)
    return counts and not names([expressions(literal)[0]]) <= have


def _bound_share(literal: Literal, have: set[str]) -> float:
    parts = expressions(literal)
    return sum(_is_bound(part, have) for part in parts) / len(parts) if parts else 1.0


def _is_bound(part: Expression, have: set[str]) -> bool:
    match part:
        case Variable():
            return part.name in have
        case Constant() | Call():  # what is in a function is bound before its match is ready
            return True
        case Anonymous():
            return False


def _needs(literal: Literal, rest: Sequence[Literal], outputs: Sequence[Expression], have: set[str]) -> set[str]:
    """The variables that must be bound before `literal` can be read."""
    match literal:
        case Match():
            return names(part for part in expressions(literal) if isinstance(part, Call))
        case Negation():
            return names(expressions(literal.match))
        case Comparison(op="="):
            left, right = names([literal.left]), names([literal.right])
            if isinstance(literal.left, Variable) and (right <= have or not isinstance(literal.right, Variable)):
                return right
            return left if isinstance(literal.right, Variable) else left | right
        case Comparison():
            return names([literal.left, literal.right])
        case Membership():
            return names([literal.low, literal.high]) | (
                set() if isinstance(literal.item, Variable) else names([literal.item])
            )
        case Among():
            return set() if _gives(literal) else names([literal.item])
        case Either():
            return set()
        case Aggregate():
            result = set() if isinstance(literal.result, Variable) else names([literal.result])
            return set(group_keys(literal, [*outputs, *rest])) | result


def _gives(literal: Among) -> bool:
    """Whether a list gives its values to a variable that has none yet."""
    return not literal.negated and isinstance(literal.item, Variable)


def _binds(literal: Literal) -> set[str]:
    match literal:
        case Match() | Comparison() | Membership() | Among():
            return names(expressions(literal))
        case Aggregate():
            return names([literal.result])
        case Either():
            return set.intersection(*(set().union(*map(_binds, branch)) for branch in literal.branches))
        case Negation():
            return set()


def nowhere_bound(clause: Clause) -> Iterator[Diagnostic]:
    """E301 for each variable of the head that stands in no literal: so much is sure while the names of the body are wrong."""
    somewhere = names(clause.body)
    heads = {v.name: v for part in reversed(clause.outputs) for v in variables(part)}
    for variable in reversed(heads.values()):
        if variable.name not in somewhere:
            yield _unbound_head(variable)


def check_safety(clause: Clause) -> list[Diagnostic]:
    """E301 and E302 for each variable that no positive literal binds."""
    done, rest = order(clause.body, clause.outputs)
    have = set().union(*map(_binds, done))
    free = wildcards(clause.outputs, clause.body) if rest else frozenset()
    problems: list[Diagnostic] = []
    reported: set[str] = set()
    places = Counter(v.name for part in (*clause.outputs, *clause.body) for v in variables(part))
    for literal in rest:
        where = _where(literal)
        needed = _needs(literal, rest, clause.outputs, have) - have - _free(literal, free)
        for variable in variables(literal):
            if variable.name in needed and variable.name not in reported:
                reported.add(variable.name)
                problems.append(
                    diagnose(
                        "E302",
                        variable.span,
                        name=variable.name,
                        where=where,
                        hint=_binding_hint(literal, variable.name, places[variable.name]),
                    )
                )
        have |= _binds(literal)
    for literal in clause.body:
        if isinstance(literal, Aggregate):
            problems.extend(_check_aggregate(literal, [*clause.outputs, *clause.body]))
    for part in clause.outputs:
        for variable in variables(part):
            if variable.name not in have and variable.name not in reported:
                reported.add(variable.name)
                problems.append(_unbound_head(variable))
    return problems


def _binding_hint(literal: Literal, name: str, places: int) -> str:
    if isinstance(literal, Negation) and places == 1:
        return f"write `_` if it may be any value, or add a positive literal that mentions `{name}`"
    return f"add a positive literal that mentions `{name}`"


def _unbound_head(variable: Variable) -> Diagnostic:
    hint = f"add a positive literal that mentions `{variable.name}`"
    return diagnose("E301", variable.span, name=variable.name, hint=hint)


def _check_aggregate(literal: Aggregate, others: Sequence[Expression | Literal]) -> list[Diagnostic]:
    """An aggregate's body must bind its term and its own variables; the keys come from outside. So in nested ones."""
    keys = group_keys(literal, others)
    outputs = [literal.term, *(v for v in variables(literal) if v.name in keys)]
    unbound: dict[str, None] = {}
    for body in plain_bodies(literal.body):
        done, rest = order(body, outputs, keys)
        have = set(keys).union(*map(_binds, done))
        unbound.update(dict.fromkeys(v.name for v in open_variables([*rest, literal.term]) if v.name not in have))
    spans = {v.name: v.span for v in variables(literal)}
    problems = [
        diagnose(
            "E302",
            spans[name],
            name=name,
            where=f"in `{literal.function}`",
            hint=f"add a positive literal that mentions `{name}` to the aggregate's body",
        )
        for name in unbound
    ]
    for inner in flat(literal.body):
        if isinstance(inner, Aggregate):
            problems.extend(_check_aggregate(inner, [*outputs, *literal.body]))
    return problems


def _where(literal: Literal) -> str:
    match literal:
        case Negation():
            return "in a negated literal"
        case Aggregate():
            return f"outside `{literal.function}`, a group key of it,"
        case Match():
            return "in a function"
        case Comparison() if literal.left.span == literal.span:  # made of a function in a negated literal
            return "in a negated literal"
        case Comparison() | Membership() | Among() | Either():
            return "in a comparison"
