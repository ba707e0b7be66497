"""Possible answers, decided: in, rows that may hold and what solves a reading; out, for each whether it holds on some reading, or on all.

What holds on no reading is no answer. What holds on some is proved on one of them, and what holds on all on each: a proof on a reading
is one of an ordinary program, in which these days are stated. Where the readings are too many, or their days do not tell, it is left open.
"""

from __future__ import annotations

from collections.abc import Hashable, Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from itertools import chain

from factbase.engine.base import Row, TooLarge
from factbase.engine.goal import Goal
from factbase.engine.step import Auxiliary
from factbase.explain.choices import choices_of_values
from factbase.explain.classes import NOTHING, ToTry, days_to_try
from factbase.explain.conditions import Conditions, Known, Way, under
from factbase.explain.graph import Node
from factbase.explain.proof import (
    NOT_GIVEN,
    Absent,
    Case,
    Cases,
    Derived,
    Given,
    Grouped,
    Joined,
    Leaf,
    Proof,
    Tried,
    dated,
    leaves,
    parts,
)
from factbase.explain.prove import Prover, Readings
from factbase.explain.worlds import Worlds
from factbase.ground.comparison import Certainty
from factbase.ground.dataclass import dataclass
from factbase.ground.date import Date, day
from factbase.ground.span import Span
from factbase.ground.value import Unknown, Value, value_key
from factbase.program.completion import AS_OF, KNOWN_BY, Completion, Root
from factbase.program.model import Fact, Predicate

__all__ = ["Candidate", "Decided", "Decider"]

MAX_CASES = 256  # readings that are proved for one answer
MAX_SOLVED = 512  # readings that are solved for one question
MAX_ROWS = 100_000  # rows in them together

MAX_NAMED = 200  # values that are looked at for what a `?` may be

AS_WRITTEN = "it rests on how its dates are written, not only on their days"


@dataclass(frozen=True, slots=True)
class Decided:
    """What became of a possible answer. `open` says why it is not decided; without a proof it is none, on every reading of `dates`."""

    certainty: Certainty
    proof: Proof | None
    open: str = ""
    dates: tuple[Tried, ...] = ()


@dataclass(frozen=True, slots=True)
class Candidate:
    """Rows that are written alike, and the readings of their dates on which one of them holds, surely and possibly."""

    rows: Sequence[Row]
    days: Mapping[Root, ToTry]
    worlds: Worlds
    sure: int
    maybe: int

    @property
    def on_all(self) -> bool:
        """Whether on every reading one of the rows surely holds."""
        return self.sure == self.worlds.all


class Decider:
    """Decides the possible answers of one model."""

    def __init__(self, prover: Prover, readings: Readings) -> None:
        self.prover = prover
        self.planned = prover.planned
        self.symbols = prover.rows.symbols
        self.readings = readings
        self.conditions = Conditions(prover.graph, readings.knowing, prover.searcher.widest)
        self._solved: dict[tuple[Completion, int], Prover] = {}
        rows = sum(map(len, prover.model.rows.values()))
        self._left = min(MAX_SOLVED, MAX_ROWS // max(1, rows))

    def decide(self, goal: int, groups: Sequence[Sequence[Row]]) -> Iterator[Decided]:
        """What becomes of each of some answers to a goal that are only possible; rows written alike are one answer."""
        candidates: list[Candidate | str] = []
        for rows in groups:
            try:
                candidates.append(self.candidate(goal, rows))
            except TooLarge as problem:
                candidates.append(str(problem))
        shared = _shared([each for each in candidates if isinstance(each, Candidate)])
        for rows, candidate in zip(groups, candidates, strict=True):
            if isinstance(candidate, str):
                yield self._open(goal, rows, candidate)
                continue
            try:
                yield self._decided(goal, candidate, shared)
            except TooLarge as problem:
                yield self._open(goal, rows, str(problem))

    def ways(self, goal: int, rows: Sequence[Row]) -> Iterable[Way]:
        """The ways to some rows of a goal, and to all that these need. Raises TooLarge."""
        return [way for of in self._ways(goal, rows)[1].values() for way in of]

    def _ways(self, goal: int, rows: Sequence[Row]) -> tuple[list[Node], Mapping[Node, Sequence[Way]]]:
        nodes = [self.prover.graph.node(self.planned.rules.possible[goal], row) for row in rows]
        return nodes, self.conditions.of(nodes)

    def candidate(self, goal: int, rows: Sequence[Row], known: Mapping[Root, Date] = NOTHING) -> Candidate:
        """On which readings of their dates some rows hold of a goal; of some dates more may be `known`. Raises TooLarge."""
        nodes, ways = self._ways(goal, rows)
        every = [way for of in ways.values() for way in of]
        knowing = self.readings.knowing() if any(isinstance(part, Known) for way in every for part in way) else None
        together = knowing.together if knowing is not None else (frozenset[str](),)
        unsure = sorted(frozenset[str]().union(*together))
        dated = {name: [*self.conditions.dated_ways(name, surely=False)] for name in unsure}
        days = days_to_try([*every, *chain.from_iterable(dated.values())], self.conditions.left_open, known)
        worlds = Worlds({root: of.days for root, of in days.items()}, together)
        for name, ways_of in dated.items():
            worlds.narrow(name, ways_of, self.conditions.dated_ways(name, surely=True))
        held = worlds.held(ways)
        sure = maybe = 0
        for node in nodes:
            sure, maybe = sure | held[node][0], maybe | held[node][1]
        return Candidate(rows, days, worlds, sure, maybe)

    def _decided(self, goal: int, candidate: Candidate, shared: Mapping[int, Mapping[Root, int]]) -> Decided:
        if not candidate.maybe:
            return Decided(Certainty.CERTAIN, None, dates=self._dates(candidate))
        worlds, why = candidate.worlds, AS_WRITTEN
        if candidate.on_all:
            if worlds.count <= MAX_CASES:
                decided = self._on_all(goal, candidate)
                if decided is not None:
                    return decided
            else:
                why = f"its {worlds.count:,} readings are too many to prove one by one"
        proof = self._on_one(goal, candidate, shared[id(candidate)]) if candidate.sure else None
        if proof is None:
            return self._on_some_value(goal, candidate.rows, why)
        return Decided(Certainty.POSSIBLE, proof, why if candidate.maybe == worlds.all else "")

    def _on_some_value(self, goal: int, rows: Sequence[Row], why: str) -> Decided:
        """An answer that is certain where some `?` are other values than each other, or some value that is named elsewhere."""
        unnamed = self.planned.rules.unnamed
        if unnamed is None:
            return self._open(goal, rows, why)
        named = [v for v in self.prover.model.symbols.values[:MAX_NAMED] if not isinstance(v, Unknown)]
        facts = [f for f in self.planned.store.facts.values() if Predicate(f.relation, f.mode) in unnamed.columns]
        own = self.prover.model.symbols
        wanted = {tuple([value_key(own.plain(n)) for n in row]) for row in rows}
        for completion in choices_of_values(facts, [*(own.plain(n) for row in rows for n in row), *named]):
            prover = self._solved_on(completion, goal)
            plain = prover.model.symbols.plain
            rows_there = prover.model.of(prover.planned.rules.goals[0])
            if any(tuple([value_key(plain(n)) for n in row]) in wanted for row in rows_there):
                proof = self.prover.prove(self.planned.rules.possible[goal], rows[0])
                return Decided(Certainty.POSSIBLE, proof, NOT_GIVEN)
        return self._open(goal, rows, NOT_GIVEN)

    def _open(self, goal: int, rows: Sequence[Row], why: str) -> Decided:
        return Decided(Certainty.OPEN, self.prover.prove(self.planned.rules.possible[goal], rows[0]), why)

    # ---- proofs on readings

    def _on_one(self, goal: int, candidate: Candidate, reading: Mapping[Root, int]) -> Proof | None:
        """The answer's proof on one reading, which may serve other answers too."""
        telling = {root: at for root, at in reading.items() if self._tells(root, candidate)}
        proof = self._proof(goal, candidate.rows, telling)
        chosen: Mapping[Root, int] = telling
        if proof is None:
            chosen, proof = reading, self._proof(goal, candidate.rows, reading)
        if proof is None:
            return None
        stated = {fact.index for leaf in leaves(proof) for fact in leaf.facts}
        chosen = {root: at for root, at in chosen.items() if root in candidate.days or _fact_of(root) in stated}
        dates = tuple(self._tried(root, candidate.days.get(root), at) for root, at in chosen.items())
        return Cases(dates, (Case(tuple(map(day, chosen.values())), proof),), every=False)

    @staticmethod
    def _tells(root: Root, candidate: Candidate) -> bool:
        """Whether it matters which day is chosen; of dates of other answers it may."""
        of = candidate.days.get(root)
        return of is None or len(of.days) > 1 or of.date.exact  # without its qualifier it is another value

    def _on_all(self, goal: int, candidate: Candidate) -> Decided | None:
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
        return Decided(Certainty.CERTAIN, Cases(self._dates(candidate), tuple(cases.values()), every=True))

    def _dates(self, candidate: Candidate) -> tuple[Tried, ...]:
        return tuple(self._tried(root, of) for root, of in candidate.days.items())

    def _proof(self, goal: int, rows: Sequence[Row], chosen: Mapping[Root, int]) -> Proof | None:
        """The proof of an answer on a reading; None where it does not hold there for certain."""
        prover = self._reading(goal, chosen)
        head = prover.planned.rules.goals[0]
        values = prover.model.symbols.values
        have = {tuple([value_key(values[n]) for n in row]): row for row in prover.model.of(head)}
        keys = (tuple([value_key(under(self.symbols.values[n], chosen)) for n in row]) for row in rows)
        own_rows = list(dict.fromkeys(have[key] for key in keys if key in have))
        return prover.prove_alike(head, own_rows) if own_rows else None

    def _reading(self, goal: int, chosen: Mapping[Root, int]) -> Prover:
        return self._solved_on(Completion.of(chosen), goal)

    def _solved_on(self, completion: Completion, goal: int) -> Prover:
        key = completion, goal
        if key not in self._solved:
            if len(self._solved) >= self._left:
                raise TooLarge("there are too many readings of the dates to try")
            self._solved[key] = self.readings.alike(completion, self._goal_of(self.planned.rules.goals[goal]))
        return self._solved[key]

    def _goal_of(self, head: Auxiliary) -> Goal:
        rule = next(rule for rule in self.planned.rules.each if rule.head == head)
        clause = self.planned.rules.origins[rule.origin or 0].clause
        assert isinstance(clause, Goal)
        return clause

    # ---- what is told of a date

    def days_taken(self, candidate: Candidate, reading: Mapping[Root, int]) -> tuple[tuple[str, ...], tuple[Fact, ...]]:
        """The days that a reading takes for the dates of some rows, and the facts that state these dates."""
        dates = tuple(tried for tried in self._dates(candidate) if tried.root in reading)
        case = Case(tuple(day(reading[tried.root]) for tried in dates), _NOTHING)
        cases = Cases(dates, (case,), every=False)
        return tuple(cases.days_taken(case)), dated(cases)

    def _tried(self, root: Root, to_try: ToTry | None, chosen: int = 0) -> Tried:
        of, fact = self._stated(root)
        if to_try is not None:
            return Tried(root, of, to_try.date, tuple(map(day, to_try.days)), fact)
        assert fact is not None
        date = fact_date(fact, root)  # type: ignore[arg-type]  # of a fact, it is a pair
        assert date is not None
        return Tried(root, of, date, (day(chosen),), fact)

    def _stated(self, root: Root) -> tuple[str, Fact | None]:
        """What states a partial date, and the fact, where it is one."""
        assert isinstance(root, tuple)
        if root in (AS_OF, KNOWN_BY):
            return "the as-of date" if root == AS_OF else "the known-by date", None
        if _of_fact(root):
            fact = next(fact for fact in self.prover.program.facts.listed if fact.index == root[0])
            return str(fact.atom()), fact
        path, start = root[:2] if type(root[1]) is int else str(root[0]).rsplit(":", 1)
        clauses = [rule.head.span for rule in self.prover.program.rules]
        clauses += [literal.span for goal in self.planned.rules.goals for literal in self._goal_of(goal).body]
        span = next(span for span in clauses if span.path == path)
        return f"the rule at {Span(span.file, int(start), int(start) + 1).place}", None


def fact_date(fact: Fact, root: Sequence[object]) -> Date | None:
    """The partial date of a fact that has this root."""
    column = root[1]
    when = fact.when
    if isinstance(column, int):
        value: Value | None = fact.values[column] if column < len(fact.values) else when.first if when else None
    else:
        value = when.last if when else None
    return value if isinstance(value, Date) else None


_NOTHING = Given("")


def _shared(candidates: Sequence[Candidate]) -> Mapping[int, Mapping[Root, int]]:
    """For each candidate, by its identity, a reading on which it holds; as few readings as one by one can be found."""
    readings: list[dict[Root, int]] = []
    reading_of: dict[int, dict[Root, int]] = {}
    for candidate in candidates:
        if not candidate.sure:
            continue
        worlds = candidate.worlds
        for known in readings:
            fitting = candidate.sure & worlds.agreeing(known)
            if fitting and (known.keys() <= candidate.days.keys() or all(map(_of_fact, known))):
                break
        else:
            known, fitting = {}, candidate.sure
            readings.append(known)
        known.update(worlds.reading(_lowest(fitting)))
        reading_of[id(candidate)] = known
    return reading_of


def _of_fact(root: Root) -> bool:
    """Whether it is the date of a fact: where another answer rests on that, its proof names the fact."""
    return type(_fact_of(root)) is int


def _lowest(readings: int) -> int:
    """The number of the first reading in a set."""
    return (readings & -readings).bit_length() - 1


def _fact_of(root: Root) -> object:
    return root[0] if isinstance(root, tuple) else None


def _form(proof: Proof) -> Hashable:
    """By which rules and from which facts a proof is, whatever days these have."""
    form: list[object] = []
    numbers: dict[int, int] = {}
    stack = [proof]
    while stack:
        node = stack.pop()
        if id(node) in numbers:
            form.append(numbers[id(node)])
            continue
        numbers[id(node)] = len(numbers)
        match node:
            case Leaf():
                form.append(("leaf", *(fact.index for fact in node.facts)))
            case Derived():
                form.append(("derived", node.rule.span.path, node.rule.span.start, len(node.premises)))
            case Absent():
                form.append(("absent", node.atom.predicate, node.search.failures))
            case Grouped():
                form.append(("grouped", node.aggregate.span.start, *(len(m.premises) for m in node.members)))
            case Given() | Joined() | Cases():
                form.append(type(node).__name__)
        stack.extend(reversed(parts(node)))
    return tuple(form)
