"""The tables of a model in a database: in, a pattern or a row; out, rows, ranks and first derivations, each by one look-up.

What is asked for comes into Python, and no more.
"""

from __future__ import annotations

from collections.abc import ItemsView, Iterator, Mapping, Sequence, ValuesView

from sqlglot import exp

from factbase.engine.base import Derivation, Row, Symbols, Table
from factbase.engine.relational.backend import Backend, Query
from factbase.engine.relational.cells import Typed
from factbase.engine.relational.kind import Cell, Kinds, kind_of
from factbase.engine.relational.query import RANK, RULE, Body
from factbase.engine.relational.rounds import Run
from factbase.engine.step import Head, Scan, Var

__all__ = ["Stored", "StoredTable"]


class Stored:
    """A model in a database, shared by its tables."""

    def __init__(self, run: Run, backend: Backend) -> None:
        self.run = run
        self.backend = backend
        self.symbols: Symbols = run.symbols
        self.strata = {rule.head: number for number, of in enumerate(run.rules.strata) for rule in of}
        self._numbers: dict[Kinds, dict[Cell, int]] = {}

    def number(self, cell: Cell, kinds: Kinds) -> int:
        """The number of the value of a cell."""
        known = self._numbers.setdefault(kinds, {})
        number = known.get(cell)
        if number is None:
            number = known[cell] = self.symbols.intern(self.run.codec.reader(kinds)(cell))
        return number

    def row(self, cells: Sequence[Cell], kinds: Sequence[Kinds]) -> Row:
        """The numbers of a row of cells."""
        return tuple([self.number(cell, of) for cell, of in zip(cells, kinds, strict=True)])

    def tables(self) -> dict[Head, StoredTable]:
        """The tables of all relations."""
        return {head: StoredTable(self, head, kinds) for head, kinds in self.run.tables.all.items()}


class StoredTable(Table):
    """The rows of one relation."""

    __slots__ = ("_derivations", "_ranks", "_texts", "head", "kinds", "stored")

    def __init__(self, stored: Stored, head: Head, kinds: tuple[Kinds, ...]) -> None:
        self.stored = stored
        self.head = head
        self.kinds = kinds
        self._texts: dict[object, Query] = {}
        self._ranks: dict[Row, tuple[int, int]] = {}  # with the rule
        self._derivations: dict[object, Query | None] = {}

    def __len__(self) -> int:
        return self.stored.run.counts[self.head]

    def __iter__(self) -> Iterator[Row]:
        # In no order: some are taken of very many, and whoever wants all of few puts them in order.
        for cells in self.stored.backend.each(self._select((), ordered=False), {}):
            yield self.stored.row(cells[: len(self.kinds)], self.kinds)

    def __getitem__(self, row: Row) -> int:
        found = self._found(row)
        if found is None:
            raise KeyError(row)
        return found[0]

    def __contains__(self, row: object) -> bool:
        return isinstance(row, tuple) and self._found(row) is not None

    def at_hand(self) -> Mapping[Row, int]:
        """All rows with their ranks, in Python."""
        width = len(self.kinds)
        found = self.stored.backend.rows(self._select(()), {})
        ranks: dict[Row, int] = {}
        columns = [list(column) for column in zip(*found, strict=True)]
        if not found:
            return ranks
        if not width:
            ranks[()] = int(found[0][1])
            return ranks
        numbers = []
        for column, kinds in zip(columns, self.kinds, strict=False):
            known = {cell: self.stored.number(cell, kinds) for cell in dict.fromkeys(column)}
            numbers.append([known[cell] for cell in column])
        for *row, rank in zip(*numbers, columns[width], strict=True):
            ranks[tuple(row)] = rank
        return ranks

    def items(self) -> ItemsView[Row, int]:
        """Rows with their ranks."""
        return self.at_hand().items()

    def values(self) -> ValuesView[int]:
        """The ranks of all rows."""
        return self.at_hand().values()

    def rows(self, pattern: Sequence[int | None]) -> Sequence[Row]:
        """The rows that agree with the pattern where it is not None, by rank."""
        bound = tuple(i for i, number in enumerate(pattern) if number is not None)
        parameters = self._parameters(bound, [number for number in pattern if number is not None])
        if parameters is None:
            return ()
        found = self.stored.backend.rows(self._select(bound), parameters)
        # Of a file, the same row may stand in several places.
        return list(dict.fromkeys(self.stored.row(cells[: len(self.kinds)], self.kinds) for cells in found))

    def rank(self, row: Row) -> int | None:
        """The round that first derived a row, 0 for a fact, None for no row."""
        found = self._found(row)
        return None if found is None else found[0]

    def derivation(self, row: Row) -> Derivation | None:
        """The first derivation of a row; None for a fact. Raises KeyError for no row."""
        found = self._found(row)
        if found is None:
            raise KeyError(row)
        rank, number = found
        if number < 0:
            return None
        rule = self.stored.run.numbered[number]
        values = [self.stored.symbols.values[each] for each in row]
        kinds = tuple(frozenset({kind_of(value)}) for value in values)
        key = number, kinds
        if key not in self._derivations:
            self._derivations[key] = self._instances(number, kinds)
        query = self._derivations[key]
        assert query is not None, "a row has an instance of its rule"
        codec = self.stored.run.codec
        parameters: dict[str, Cell] = {**self.stored.run.constants.values, RANK: rank}
        for i, (value, of) in enumerate(zip(values, kinds, strict=True)):
            cell = codec.cell(value, of)
            assert cell is not None
            parameters[f"h{i}"] = cell
        (cells,) = self.stored.backend.rows(query, query.values(parameters))
        parents: list[Row | None] = []
        at = 0
        for step in rule.body:
            if isinstance(step, Scan):
                of_scan = self.stored.run.tables.kinds(step.predicate, len(step.args))
                parents.append(self.stored.row(cells[at : at + len(of_scan)], of_scan))
                at += max(1, len(of_scan))
        return Derivation(rule, tuple(parents))

    def places(self, row: Row) -> Sequence[int]:
        """The keys of the facts that state a row, where these are left in a file."""
        run, found = self.stored.run, list[int]()
        files = run.files(self.head)
        parameters = self._parameters(range(len(row)), row) if files else None
        if parameters is None:
            return found
        for name, place in files:
            cells = run.cells_of(place, self.kinds)
            same = [exp.EQ(this=cell, expression=exp.Placeholder(this=f"b{i}")) for i, cell in enumerate(cells)]
            first = place.first
            for number, part in enumerate(place.file.parts):
                numbered = self.stored.backend.numbered(name, place.file, number)
                query = run.query(exp.select("place").from_(numbered).where(*same).order_by("place"))
                rows = self.stored.backend.rows(query, query.values(parameters))
                found += [first + int(row) for (row,) in rows]
                first += part.rows
        return found

    # ---- look-ups

    def _found(self, row: Row) -> tuple[int, int] | None:
        """The rank and the rule of a row."""
        found = self._ranks.get(row)
        if found is None and len(row) == len(self.kinds):
            bound = tuple(range(len(row)))
            parameters = self._parameters(bound, row)
            cells = self.stored.backend.rows(self._select(bound), parameters) if parameters is not None else []
            if cells:
                found = self._ranks[row] = int(cells[0][-2]), int(cells[0][-1])
        return found

    def _parameters(self, bound: Sequence[int], numbers: Sequence[int]) -> dict[str, Cell] | None:
        """The cells of what is bound; None where a column cannot hold one."""
        values, codec = self.stored.symbols.values, self.stored.run.codec
        parameters: dict[str, Cell] = {}
        for i, number in zip(bound, numbers, strict=True):
            cell = codec.cell(values[number], self.kinds[i])
            if cell is None:
                return None
            parameters[f"b{i}"] = cell
        return parameters

    def _select(self, bound: tuple[int, ...], *, ordered: bool = True) -> Query:
        ordered = ordered and bound != tuple(range(len(self.kinds)))
        if (bound, ordered) not in self._texts:
            run = self.stored.run
            names = [f"c{i}" for i in range(max(1, len(self.kinds)))]
            query = exp.select(*names, RANK, RULE).from_(run.tables.table(self.head))
            for i in bound:
                query = query.where(exp.EQ(this=exp.column(f"c{i}"), expression=exp.Placeholder(this=f"b{i}")))
            self._texts[bound, ordered] = run.query(query.order_by(RANK) if ordered else query)
        return self._texts[bound, ordered]

    def _instances(self, number: int, kinds: Sequence[Kinds]) -> Query | None:
        """The first instance of a rule for a head that is given, of rows that came before it."""
        run = self.stored.run
        rule = run.numbered[number]
        given: dict[int, Typed] = {}
        for i, arg in enumerate(rule.args):
            if isinstance(arg, Var):
                given.setdefault(arg.index, Typed(exp.Placeholder(this=f"h{i}"), kinds[i]))
        stratum = self.stored.strata[self.head]
        own = [head for head, of in self.stored.strata.items() if of == stratum]
        earlier = {head: exp.Placeholder(this=RANK) for head in own}
        found = Body(rule, run.tables, run.constants, given=given, keep=True, earlier=earlier).instances()
        return None if found is None else run.query(found)
