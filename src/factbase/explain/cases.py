"""Possible answers, decided: in, rows that may hold and what solves a reading; out, for each whether it holds on some reading, or on all.

What holds on no reading is no answer. What holds on some is proved on one of them, and what holds on all on each: a proof on a reading
is one of an ordinary program, in which these days are stated. Where the readings are too many, or their days do not tell, it is left open.
"""

from __future__ import annotations

from collections.abc import Hashable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace

from factbase.engine.base import Row, TooLarge
from factbase.engine.plan import Goal
from factbase.explain.classes import ToTry, days_to_try
from factbase.explain.conditions import Conditions, under
from factbase.explain.proof import Absent, Case, Cases, Derived, Grouped, Leaf, Proof, Tried, leaves, parts
from factbase.explain.prove import Prover, Solve
from factbase.explain.worlds import Worlds
from factbase.ground.comparison import Certainty
from factbase.ground.date import Date, day
from factbase.ground.span import Span
from factbase.ground.value import Value, value_key
from factbase.program.completion import AS_OF, Completion, Root
from factbase.program.model import Fact

__all__ = ["Decided", "Decider"]

MAX_CASES = 256  # readings that are proved for one answer
MAX_SOLVED = 512  # readings that are solved for one question
MAX_ROWS = 100_000  # rows in them together

AS_WRITTEN = "it rests on how its dates are written, not only on their days"


@dataclass(frozen=True, slots=True)
class Decided:
    """What became of a possible answer; without a proof it is none. `open` says why it could not be decided."""

    certainty: Certainty
    proof: Proof | None
    open: str = ""


NO_ANSWER = Decided(Certainty.CERTAIN, None)


@dataclass(frozen=True, slots=True)
class _Candidate:
    """Rows that are written alike, the readings of their dates, and those on which one of them holds."""

    rows: Sequence[Row]
    days: Mapping[Root, ToTry]
    worlds: Worlds
    held: int


class Decider:
    """Decides the possible answers of one model."""

    def __init__(self, prover: Prover, solve: Solve) -> None:
        self.prover = prover
        self.planned = prover.planned
        self.symbols = prover.rows.symbols
        self.solve = solve
        self.conditions = Conditions(prover.graph)
        self._solved: dict[tuple[Completion, int], Prover] = {}
        rows = sum(map(len, prover.model.rows.values()))
        self._left = min(MAX_SOLVED, MAX_ROWS // max(1, rows))

    def decide(self, goal: int, groups: Sequence[Sequence[Row]]) -> Iterator[Decided]:
        """What becomes of each of some answers to a goal that are only possible; rows written alike are one answer."""
        shared: list[dict[Root, int]] = []  # readings on which some answers are proved together
        for rows in groups:
            try:
                yield self._decided(goal, rows, shared)
            except TooLarge as problem:
                yield self._open(goal, rows, str(problem))

    def _decided(self, goal: int, rows: Sequence[Row], shared: list[dict[Root, int]]) -> Decided:
        graph, head = self.prover.graph, self.planned.possible[goal]
        nodes = [graph.node(head, row) for row in rows]
        ways = self.conditions.of(nodes)
        days = days_to_try((way for of in ways.values() for way in of), self.conditions.whole)
        worlds = Worlds({root: of.days for root, of in days.items()})
        held = worlds.held(ways)
        sure = maybe = 0
        for node in nodes:
            sure, maybe = sure | held[node][0], maybe | held[node][1]
        if not maybe:
            return NO_ANSWER
        candidate, why = _Candidate(rows, days, worlds, sure), AS_WRITTEN
        if sure == worlds.all:
            if worlds.count <= MAX_CASES:
                decided = self._on_all(goal, candidate)
                if decided is not None:
                    return decided
            else:
                why = f"its {worlds.count:,} readings are too many to prove one by one"
        proof = self._on_one(goal, candidate, shared) if sure else None
        if proof is None:
            return self._open(goal, rows, why)
        return Decided(Certainty.POSSIBLE, proof, why if maybe == worlds.all else "")

    def _open(self, goal: int, rows: Sequence[Row], why: str) -> Decided:
        return Decided(Certainty.OPEN, self.prover.prove(self.planned.possible[goal], rows[0]), why)

    # ---- proofs on readings

    def _on_one(self, goal: int, candidate: _Candidate, shared: list[dict[Root, int]]) -> Proof | None:
        """The answer's proof on one reading: if it can be on one that serves another answer already."""
        worlds = candidate.worlds
        for known in shared:
            fitting = candidate.held & worlds.agreeing(known)
            if fitting:
                known.update(worlds.reading(_lowest(fitting)))
                break
        else:
            known = worlds.reading(_lowest(candidate.held))
            shared.append(known)
        proof = self._proof(goal, candidate.rows, known)
        if proof is None:
            return None
        stated = {fact.index for leaf in leaves(proof) for fact in leaf.facts}
        chosen = {root: at for root, at in known.items() if root in candidate.days or _fact_of(root) in stated}
        dates = tuple(self._tried(root, candidate.days.get(root)) for root in chosen)
        case = Case(tuple(map(day, chosen.values())), proof)
        return Cases(dates, (case,), every=False)

    def _on_all(self, goal: int, candidate: _Candidate) -> Decided | None:
        """The answer, proved on each reading; proofs by the same rules from the same facts are told once."""
        worlds = candidate.worlds
        cases: dict[Hashable, Case] = {}
        for number in range(worlds.count):
            chosen = worlds.reading(number)
            proof = self._proof(goal, candidate.rows, chosen)
            if proof is None:
                return None
            form = _form(proof)
            if form in cases:
                cases[form] = replace(cases[form], alike=cases[form].alike + 1)
            else:
                cases[form] = Case(tuple(map(day, chosen.values())), proof)
        dates = tuple(self._tried(root, candidate.days[root]) for root in worlds.days)
        return Decided(Certainty.CERTAIN, Cases(dates, tuple(cases.values()), every=True))

    def _proof(self, goal: int, rows: Sequence[Row], chosen: Mapping[Root, int]) -> Proof | None:
        """The proof of an answer on a reading; None where it does not hold there for certain."""
        prover = self._reading(goal, chosen)
        head = prover.planned.goals[0]
        values = prover.model.symbols.values
        have = {tuple([value_key(values[n]) for n in row]): row for row in prover.model.of(head)}
        keys = (tuple([value_key(under(self.symbols.values[n], chosen)) for n in row]) for row in rows)
        found = list(dict.fromkeys(have[key] for key in keys if key in have))
        return prover.prove_alike(head, found) if found else None

    def _reading(self, goal: int, chosen: Mapping[Root, int]) -> Prover:
        completion = Completion.of(chosen)
        key = completion, goal
        if key not in self._solved:
            if len(self._solved) >= self._left:
                raise TooLarge("there are too many readings of the dates to try")
            self._solved[key] = self.solve(completion, self._goal(goal))
        return self._solved[key]

    def _goal(self, goal: int) -> Goal:
        head = self.planned.goals[goal]
        rule = next(rule for rule in self.planned.plan.rules if rule.head == head)
        clause = self.planned.origins[rule.origin or 0].clause
        assert isinstance(clause, Goal)
        return clause

    # ---- what is told of a date

    def _tried(self, root: Root, to_try: ToTry | None) -> Tried:
        of, date = self._stated(root)
        if to_try is not None:
            date = to_try.date
        assert date is not None
        return Tried(root, of, date, tuple(map(day, to_try.days)) if to_try is not None else ())

    def _stated(self, root: Root) -> tuple[str, Date | None]:
        """What states a partial date, and the date, where it is a fact's."""
        assert isinstance(root, tuple)
        if root == AS_OF:
            return "the as-of date", None
        fact = self.planned.facts.get(root[0]) if type(root[0]) is int else None
        if fact is not None:
            return str(fact.atom()), fact_date(fact, root)
        path, start = root[:2] if type(root[1]) is int else str(root[0]).rsplit(":", 1)
        for origin in self.planned.origins:
            span = origin.clause.head.span if not isinstance(origin.clause, Goal) else origin.clause.body[0].span
            if span.path == path:
                return f"the rule at {Span(span.file, int(start), int(start) + 1).place}", None
        return "a rule", None


def fact_date(fact: Fact, root: Sequence[object]) -> Date | None:
    """The partial date of a fact that has this root."""
    column = root[1]
    when = fact.when
    if isinstance(column, int):
        value: Value | None = fact.values[column] if column < len(fact.values) else when.first if when else None
    else:
        value = when.last if when else None
    return value if isinstance(value, Date) else None


def _lowest(readings: int) -> int:
    """The number of the first reading in a set."""
    return (readings & -readings).bit_length() - 1


def _fact_of(root: Root) -> object:
    return root[0] if isinstance(root, tuple) else None


def _form(proof: Proof) -> Hashable:
    """By which rules and from which facts a proof is, whatever days these have."""
    found: list[object] = []
    numbers: dict[int, int] = {}
    stack = [proof]
    while stack:
        node = stack.pop()
        if id(node) in numbers:
            found.append(numbers[id(node)])
            continue
        numbers[id(node)] = len(numbers)
        match node:
            case Leaf():
                found.append(("leaf", *(fact.index for fact in node.facts)))
            case Derived():
                found.append(("derived", node.rule.span.path, node.rule.span.start, len(node.premises)))
            case Absent():
                found.append(("absent", node.atom.predicate, node.search.failures))
            case Grouped():
                found.append(("grouped", node.aggregate.span.start, *(len(m.premises) for m in node.members)))
            case _:
                found.append(type(node).__name__)
        stack.extend(reversed(parts(node)))
    return tuple(found)
