"""The Rules and the Store that every engine reads, the Model that it gives back, and the protocol between them.

Constants are dense numbers of a `Symbols` table, variables are numbered per rule; rules come in strata, their bodies in a safe order.
"""

from __future__ import annotations

from abc import abstractmethod
from collections.abc import ItemsView, Iterable, Iterator, Mapping, Sequence
from dataclasses import field, replace
from itertools import count, repeat
from typing import TYPE_CHECKING, ClassVar, Protocol

from factbase.engine.step import Auxiliary, Head, Step, Term, renumbered
from factbase.ground.builtin import AggregateFunction
from factbase.ground.dataclass import dataclass
from factbase.ground.date import Date
from factbase.ground.operation import Operation
from factbase.ground.possible import Several, TooLarge
from factbase.ground.value import Value, value_key
from factbase.program.fact import Fact, Predicate

if TYPE_CHECKING:  # an engine that solves rules needs no syntax
    from factbase.engine.goal import Origin
    from factbase.engine.unnamed import Unnamed
    from factbase.program.model import Parameter

__all__ = [
    "Derivation",
    "Engine",
    "Listed",
    "Model",
    "PlanRule",
    "Row",
    "RuleStatistics",
    "Rules",
    "Statistics",
    "Store",
    "Symbols",
    "Table",
    "TooLarge",
    "Unsupported",
]

Row = tuple[int, ...]


class Symbols:
    """Values and their numbers, both ways. It grows while rules are compiled and while functions compute new values."""

    __slots__ = ("_numbers", "values")

    def __init__(self) -> None:
        self.values: list[Value] = []
        self._numbers: dict[object, int] = {}

    def copy(self) -> Symbols:
        """A table of its own with the same values under the same numbers."""
        other = Symbols()
        other.values, other._numbers = self.values.copy(), self._numbers.copy()
        return other

    def intern(self, value: Value) -> int:
        """The number of a value: equal numbers exactly for values that the language holds equal (1, 1.0 and "1" differ)."""
        key = value.key if type(value) is Several else value_key(value)
        number = self._numbers.get(key)
        if number is None:
            number = self._numbers[key] = len(self.values)
            self.values.append(value)
        return number

    def intern_all(self, values: Sequence[Value]) -> list[int]:
        """The numbers of many values."""
        if not {int, str}.issuperset(map(type, values)):
            return list(map(self.intern, values))
        # They are their own keys, so nothing is done one by one: each gets the number that it has if all before it are new.
        numbers, first = self._numbers, len(self.values)
        given = list(map(numbers.setdefault, values, count(first)))
        if given == list(range(first, first + len(given))):
            self.values.extend(values)
            return given
        new = [value for value, number, own in zip(values, given, count(first)) if number == own]
        numbers.update(zip(new, count(first)))
        self.values.extend(new)
        return list(map(numbers.__getitem__, values))

    @property
    def count(self) -> int:
        """How many values there are."""
        return len(self.values)

    @property
    def first(self) -> Sequence[int]:
        """The values of the first numbers, where these are integers in order."""
        return ()

    def since(self, start: int) -> Sequence[Value]:
        """The values from a number on."""
        return self.values[start:]

    def leave(self, count: int) -> int:
        """The first of so many numbers for texts that are new, and that `fill` puts there before anybody asks for one."""
        first = len(self.values)
        self.values.extend(repeat("", count))
        return first

    def fill(self, first: int, texts: Sequence[str]) -> None:
        """Puts texts where numbers were left for them."""
        self.values[first : first + len(texts)] = texts
        self._numbers.update(zip(texts, count(first)))

    @property
    def listed(self) -> tuple[int, list[Value]]:
        """The values from a number on, as they stand in a list; where that is not all, those before are integers in order."""
        return 0, self.values

    def plain(self, number: int) -> Value:
        """The value of a number as it is written: a partial date without its origin."""
        value = self.values[number]
        return value.plain if type(value) is Date else value


@dataclass(frozen=True, slots=True)
class PlanRule:
    """`head(args) :- body`. `origin` numbers what it was lowered from, None for a bridge from a dated relation to its plain form."""

    head: Head
    args: tuple[Term, ...]
    body: tuple[Step, ...]
    variables: tuple[str, ...]  # names, by index; "" for one of the plan's own
    origin: int | None

    @property
    def unfiltered(self) -> PlanRule:
        """The rule without its first step, which among magic sets keeps it to the rows that answer a call."""
        return replace(self, body=self.body[1:])

    def renumbered(self, numbers: Sequence[int]) -> PlanRule:
        """The rule with other numbers for its constants."""
        args, body = renumbered(self.args, numbers), tuple([step.renumbered(numbers) for step in self.body])
        return replace(self, args=args, body=body)


@dataclass(frozen=True, slots=True)
class Store:
    """The facts of a view that rules read, in numbers of `symbols`, to which nobody adds: for each row by what facts it is stated.

    `facts` are those by what rows have for them, opaque to engines; `sources` counts the sources that the facts of the view cite."""

    symbols: Symbols
    rows: Mapping[Head, Mapping[Row, tuple[int, ...]]]
    facts: Mapping[int, Fact] = field(default_factory=dict)
    sources: int = 0

    @property
    def size(self) -> int:
        """How many rows there are, over all relations."""
        return sum(map(len, self.rows.values()))


@dataclass(frozen=True, slots=True)
class Rules:
    """What some goals are compiled to, without any fact. Rules stand in strata: each needs rows of its own and of earlier ones only, and
    negates and aggregates earlier ones only.

    Their constants are numbers of `symbols`, which holds nothing else, or `of` a store those of its values too. `goals` have the certain
    answers; `possible`, in the same order, the possible ones too (the same relation where no date matters). `origins` are what rules
    came from, by their `origin`. `reads` are the forms of relations whose facts are needed, each with its columns and their types, and
    `reached` the forms by whose facts values are numbered."""

    symbols: Symbols
    strata: tuple[tuple[PlanRule, ...], ...]
    goals: tuple[Auxiliary, ...] = ()
    possible: tuple[Auxiliary, ...] = ()
    origins: tuple[Origin, ...] = ()
    reads: Mapping[Predicate, tuple[Parameter, ...]] = field(default_factory=dict)
    reached: tuple[Predicate, ...] = ()
    unnamed: Unnamed | None = None  # what rests on a `?`, where that makes something uncertain
    of: Symbols | None = None

    @property
    def each(self) -> Iterable[PlanRule]:
        """All rules, stratum by stratum."""
        return (rule for stratum in self.strata for rule in stratum)

    def over(self, store: Store) -> Rules:
        """The same rules in the numbers of a store, those of the constants that it lacks after them; themselves where they are so."""
        if store.symbols is self.of or store.symbols is self.symbols:
            return self
        symbols = store.symbols.copy()
        numbers = list(map(symbols.intern, self.symbols.values))
        strata = tuple([tuple([rule.renumbered(numbers) for rule in stratum]) for stratum in self.strata])
        return replace(self, symbols=symbols, strata=strata, of=store.symbols)


@dataclass(frozen=True, slots=True)
class Derivation:
    """How a row was first derived: by which rule, and from which row at each scan of its body, in the body's order.

    None stands for a row whose columns are all bound by the head or by the others."""

    rule: PlanRule
    parents: tuple[Row | None, ...]


class Table(Mapping[Row, int]):
    """The rows of a relation with their ranks, kept in an engine's own way: reading some of them makes no object for the others."""

    __slots__ = ()

    held: ClassVar[bool] = (
        False  # whether they stand in Python already, so that going through all of them makes nothing
    )

    @abstractmethod
    def rows(self, pattern: Sequence[int | None]) -> Sequence[Row]:
        """The rows that agree with the pattern where it is not None, in the order in which they were found."""

    def rank(self, row: Row) -> int | None:
        """The round that first derived a row, 0 for a fact, None for no row."""
        return self.get(row)

    @abstractmethod
    def derivation(self, row: Row) -> Derivation | None:
        """The first derivation of a row, in rows of lower rank or earlier strata; None for a fact, and where the engine keeps none.
        Raises KeyError for no row."""

    def at_hand(self) -> Mapping[Row, int]:
        """All rows with their ranks, in Python."""
        return dict(self.items())

    def places(self, row: Row) -> Sequence[int]:
        """The keys of the facts that state a row, where these are left in a file."""
        return ()


class Listed(Table):
    """A table in Python, by an engine that keeps no derivations, or by hand."""

    __slots__ = ("_indexes", "_ranks")

    held = True

    def __init__(self, ranks: Mapping[Row, int]) -> None:
        self._ranks = ranks
        self._indexes: dict[tuple[int, ...], dict[Row, list[Row]]] = {}

    def __len__(self) -> int:
        return len(self._ranks)

    def __iter__(self) -> Iterator[Row]:
        return iter(self._ranks)

    def __getitem__(self, row: Row) -> int:
        return self._ranks[row]

    def __contains__(self, row: object) -> bool:
        return row in self._ranks

    def items(self) -> ItemsView[Row, int]:
        """Rows with their ranks."""
        return self._ranks.items()

    def rows(self, pattern: Sequence[int | None]) -> Sequence[Row]:
        """The rows that agree with the pattern, by an index of its columns."""
        columns = tuple([i for i, number in enumerate(pattern) if number is not None])
        if columns not in self._indexes:
            index = self._indexes[columns] = {}
            for row in self._ranks:
                index.setdefault(tuple([row[i] for i in columns]), []).append(row)
        return self._indexes[columns].get(tuple([number for number in pattern if number is not None]), ())

    def derivation(self, row: Row) -> None:
        """None: no derivation is kept."""
        if row not in self._ranks:
            raise KeyError(row)

    def at_hand(self) -> Mapping[Row, int]:
        """All rows with their ranks, as they are."""
        return self._ranks


@dataclass(frozen=True, slots=True)
class RuleStatistics:
    """What firing one rule came to: how often, the new rows it gave, and the seconds it took."""

    rule: PlanRule
    firings: int
    rows: int
    seconds: float


@dataclass(frozen=True, slots=True)
class Statistics:
    """What solving came to; `memory` is in bytes, None where the engine does not count it."""

    rounds: int
    rows: int
    memory: int | None
    rules: tuple[RuleStatistics, ...]


@dataclass(frozen=True, slots=True)
class Model:
    """Every row of every relation with its rank: 0 for a fact, else the round of its stratum that first derived it."""

    symbols: Symbols
    rows: Mapping[Head, Table]
    engine: str
    statistics: Statistics | None = None

    @classmethod
    def listed(cls, symbols: Symbols, rows: Mapping[Head, Mapping[Row, int]], engine: str) -> Model:
        """A model of rows that stand in Python."""
        return cls(symbols, {head: Listed(ranks) for head, ranks in rows.items()}, engine)

    def of(self, predicate: Head) -> Table:
        """The table of one relation; an empty one where it has no rows."""
        return self.rows.get(predicate, _NO_ROWS)


_NO_ROWS = Listed({})


class Unsupported(Exception):
    """Some rule calls what an engine does not evaluate; the message says what that is, and what to do."""


class Engine(Protocol):
    """Computes the least model of stratified rules over the facts of a store. Raises TooLarge past its bounds, Unsupported for rules
    that call what is not among its `operations`, and nothing else."""

    name: str

    @property
    def operations(self) -> frozenset[Operation | AggregateFunction]:
        """The tests, functions and aggregates that it evaluates."""

    def solve(self, rules: Rules, store: Store) -> Model:
        """The least model of rules over a store, with a table of symbols of its own. Raises TooLarge and Unsupported."""
