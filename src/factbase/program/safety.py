"""Safety: in, a clause; out, its body in an order in which every variable is bound before it is needed, or what is not bound.

Range restriction as in Ullman, Principles of Database and Knowledge-Base Systems (1988), §3.2, with functions and aggregates.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Collection, Iterable, Iterator, Sequence, Set
from heapq import heapify, heappop, heappush

from factbase.ground.diagnostic import Diagnostic, diagnose
from factbase.program.model import expressions, variables
from factbase.program.plain import open_variables, plain_bodies
from factbase.program.resolve import Clause
from factbase.program.solved import linear, rearranged
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
from factbase.syntax.write import write_expression

__all__ = [
    "check_safety",
    "grounded",
    "group_keys",
    "inner_outputs",
    "names",
    "nowhere_bound",
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
        self.taken: set[int] = set()
        self.ordered: list[Literal] = []
        self.matches: list[
            tuple[float, int]
        ] = []  # by what is bound of them, most first; the last entry of each is right
        self.tests: list[int] = []
        self.solvable: list[int] = []  # equations of which one side is bound, and the other could be solved
        self.ranges: list[int] = []  # that are ready, but would be counted through
        self.shares: dict[int, float] = {}  # of the matches that are ready
        self.waiting: dict[str, list[tuple[int, set[str], Callable[[int], None]]]] = {}
        self.touched: dict[str, list[int]] = {}  # by name, the matches and ranges to which it makes a difference
        self.binds = [_binds(literal) for literal in body]
        self.computed = {name for name in map(_beside, body) if name is not None}
        negates = any(isinstance(literal, Negation) for literal in body)
        free = wildcards(outputs, body) if negates else frozenset()
        for at, literal in enumerate(body):
            for way in _ways(literal, body, outputs, free):
                self._wait(at, way, self._reach)
            for way in _ways_back(literal):
                self._wait(at, way, self._solve)
            if isinstance(literal, Match | Membership | Among):
                for name in self.binds[at]:
                    self.touched.setdefault(name, []).append(at)
        self._bind(bound)

    def done(self) -> tuple[list[Literal], list[Literal]]:
        while (best := self._best()) is not None:
            self.taken.add(best)
            self.ordered.append(self.body[best])
            self.shares.pop(best, None)
            self._bind(self.binds[best] - self.have)
        return self.ordered, [literal for at, literal in enumerate(self.body) if at not in self.taken]

    def _best(self) -> int | None:
        while self.tests:
            at = heappop(self.tests)
            if at not in self.taken:
                return at
        if self.ranges and not self.shares and not self.solvable:
            return heappop(self.ranges)
        while self.matches:
            share, at = self.matches[0]
            if self.shares.get(at) != -share:
                heappop(self.matches)
            elif share <= 0 or not self.solvable:
                return heappop(self.matches)[1]
            else:
                break
        while self.solvable:
            at = heappop(self.solvable)
            if at not in self.taken:
                return at
        return self._best() if self.matches or self.ranges else None

    def _wait(self, at: int, way: Collection[str], reach: Callable[[int], None]) -> None:
        """Has a literal reached when all names of a way are bound."""
        missing = set(way)
        for name in way:
            self.waiting.setdefault(name, []).append((at, missing, reach))
        if not missing:
            reach(at)

    def _solve(self, at: int) -> None:
        """Notes an equation that can be solved for the one variable of a side."""
        heappush(self.solvable, at)

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
        waits = any(
            isinstance(part, Variable) and part.name in self.computed - self.have for part in expressions(match)
        )
        self.shares[at] = _bound_share(match, self.have) - 2 * waits  # better what is in a function is bound before
        heappush(self.matches, (-self.shares[at], at))

    def _bind(self, new: Iterable[str]) -> None:
        new = set(new)
        self.have |= new
        for name in new:
            for at, missing, reach in self.waiting.get(name, ()):
                missing.discard(name)
                if not missing:
                    reach(at)
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


def _ways_back(literal: Literal) -> Iterator[set[str]]:
    """The sets of variables of which one must be bound before an equation can be solved for a variable within one of its sides."""
    if isinstance(literal, Comparison) and literal.op == "=":
        for side, other in ((literal.left, literal.right), (literal.right, literal.left)):
            if not isinstance(side, Variable) and linear(side) is not None:
                yield names([other])


def inner_outputs(aggregate: Aggregate, keys: Sequence[str]) -> list[Expression]:
    """What the rows of an aggregate hold: its keys, its term, and the other named variables of its body."""
    free = wildcards([aggregate.term], aggregate.body)
    first = {v.name: v for v in variables(aggregate)}
    witness = dict.fromkeys(v.name for v in open_variables([aggregate.term, *aggregate.body]))
    bodies = plain_bodies(aggregate.body, keys)
    for body in bodies if len(bodies) > 1 else ():  # what tells rows apart, each branch binds
        own = names(open_variables(body))
        witness = dict.fromkeys(name for name in witness if name in own)
    rest = [first[name] for name in witness if name not in free and name not in keys]
    return [*(first[name] for name in keys), aggregate.term, *rest]


def grounded(body: Sequence[Literal], outputs: Sequence[Expression]) -> bool:
    """Whether the body alone, without what stands around it, binds every variable of the outputs."""
    for each in plain_bodies(body, names(outputs)):
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
        case Constant():
            return True
        case Anonymous() | Call() | Aggregate():
            return False


def _needs(literal: Literal, rest: Sequence[Literal], outputs: Sequence[Expression], have: set[str]) -> set[str]:
    """The variables that must be bound before `literal` can be read."""
    match literal:
        case Match():
            return set()
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
    heads = {v.name: v for part in reversed(clause.outputs) for v in reversed([*open_variables([part])])}
    for variable in reversed(heads.values()):
        if variable.name not in somewhere:
            yield _unbound_head(variable)


def check_safety(clause: Clause) -> list[Diagnostic]:
    """E301 and E302 for each variable that no positive literal binds."""
    done, rest = order(clause.body, clause.outputs)
    have = set().union(*map(_binds, done))
    bound = frozenset(have)
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
                        hint=_binding_hint(literal, variable.name, places[variable.name], bound),
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


def _binding_hint(literal: Literal, name: str, places: int, bound: Set[str]) -> str:
    if _beside(literal) is not None:
        return f"add a positive literal in which `{name}` stands by itself"
    if isinstance(literal, Aggregate) and name in names([literal.result]) & names([literal.term, *literal.body]):
        return f"give the result another name than `{name}`, which stands in the braces"
    if isinstance(literal, Aggregate):
        return f"add a positive literal that mentions `{name}` outside the braces"
    if isinstance(literal, Negation) and places == 1:
        return f"write `_` if it may be any value, or add a positive literal that mentions `{name}`"
    if isinstance(literal, Comparison) and literal.op == "=":
        for side, other in ((literal.left, literal.right), (literal.right, literal.left)):
            value = None if isinstance(side, Variable) else rearranged(side, other, name)
            if value is not None and names([value]) <= bound:
                return f"write `{name} = {write_expression(value)}`"
    return f"add a positive literal that mentions `{name}`"


def _unbound_head(variable: Variable) -> Diagnostic:
    hint = f"add a positive literal that mentions `{variable.name}`"
    return diagnose("E301", variable.span, name=variable.name, hint=hint)


def _check_aggregate(literal: Aggregate, others: Sequence[Expression | Literal]) -> list[Diagnostic]:
    """An aggregate's body must bind its term and its own variables; the keys come from outside. So in nested ones."""
    keys = group_keys(literal, others)
    outputs = [literal.term, *(v for v in variables(literal) if v.name in keys)]
    unbound: dict[str, None] = {}
    inner: list[Diagnostic] = []
    spans = {v.name: v.span for v in variables(literal)}
    for body in plain_bodies(literal.body, keys):
        done, rest = order(body, outputs, keys)
        have = set(keys).union(*map(_binds, done))
        missing = (v.name for v in open_variables([*rest, literal.term]) if v.name not in have)
        unbound.update(dict.fromkeys(name for name in missing if name in spans))
        for each in body:
            if isinstance(each, Aggregate):
                inner += _check_aggregate(each, [*outputs, *body])
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
    return problems + inner


def _beside(literal: Literal) -> str | None:
    """The variable that an equation gives the value of a function in another literal; None of any other literal."""
    if isinstance(literal, Comparison) and isinstance(literal.left, Variable) and literal.left.span == literal.span:
        return literal.left.name
    return None


def _where(literal: Literal) -> str:
    match literal:
        case Negation():
            return "in a negated literal"
        case Aggregate():
            return f"outside `{literal.function}`, a group key of it,"
        case Match():
            return "in a literal"
        case Comparison() if _beside(literal) is not None:
            return "in a function"
        case Comparison() | Membership() | Among() | Either():
            return "in a comparison"
