"""Who states and who reads what: in, a program; out, of each relation what fills it and what asks for it.

Promised: what is computed or declared by the language counts as filled, and a check that nobody wrote reads nothing.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from functools import cached_property
from itertools import chain

from factbase.ground.composed import claimed, composed
from factbase.ground.span import Span
from factbase.ground.value import Symbol, Unknown, Value, value_key
from factbase.program.declare import AT, MENTIONS, SAME_VOICE
from factbase.program.fact import ENTITY_FIELDS, RelationMode
from factbase.program.model import SOURCE_FIELDS, Fact, Program, matches
from factbase.program.table import FactTable
from factbase.syntax.tree import Constant, Match, walk

__all__ = ["Uses", "is_of_file", "relation_mode"]

GIVEN = frozenset({AT, MENTIONS, SAME_VOICE, *SOURCE_FIELDS, *ENTITY_FIELDS})
"""The relations that have what the language, the sources and the entities say."""


def relation_mode(match: Match) -> RelationMode:
    """What a match reads, or a head derives."""
    return claimed(match.claim.relation), match.claim.mode


def is_of_file(span: Span) -> bool:
    """Whether a place is in a file, and not in what was typed into a session, where a word is tried out."""
    return not span.path.rpartition("/")[2].startswith("<")


class Uses:
    """What fills and what reads the relations of a program."""

    def __init__(self, program: Program) -> None:
        self.program = program
        self._listed: dict[RelationMode, list[Fact]] = {}
        self._tables: dict[RelationMode, list[FactTable]] = {}
        for fact in program.facts.listed:
            if fact.kind != "declared" and not fact.of_quotes:
                self._listed.setdefault((fact.relation, fact.mode), []).append(fact)
        for table in program.facts.tables:
            self._tables.setdefault((table.relation, table.mode), []).append(table)
        self.derived = frozenset(relation_mode(rule.head) for rule in program.rules)

    @staticmethod
    def parts(name: str) -> tuple[str, ...]:
        """The relations of which a name is made."""
        of = composed(name)
        return (of.relation,) if of.condition is None else (of.relation, of.condition.removeprefix("-"))

    @cached_property
    def _bodies(self) -> Sequence[Sequence[object]]:
        program = self.program
        return [
            *(rule.body for rule in program.rules),
            *(check.body for check in program.checks.values() if not check.made),
            *(query.body for query in program.queries),
            *((each.match,) for each in program.expectations),
        ]

    @cached_property
    def read(self) -> frozenset[str]:
        """The relations for which some rule, check, expectation or query asks."""
        asked = (match for body in self._bodies for match in matches(body))  # type: ignore[arg-type]  # literals
        return frozenset(name for match in asked for name in self.parts(match.claim.relation))

    @cached_property
    def stated(self) -> Mapping[str, int]:
        """How many facts state a relation, with whatever sign or mode."""
        count: Counter[str] = Counter()
        listed = ((name, len(facts)) for (name, _), facts in self._listed.items())
        tables = ((name, sum(map(len, each))) for (name, _), each in self._tables.items())
        for name, number in chain(listed, tables):
            for part in self.parts(name):
                count[part] += number
        return count

    def first_stated(self, name: str) -> Span | None:
        """Where the first fact of a relation stands in a file; None where none does."""
        for (stated, _), facts in self._listed.items():
            if name in self.parts(stated):
                return next((fact.span for fact in facts if is_of_file(fact.span)), None)
        for (stated, _), tables in self._tables.items():
            if name in self.parts(stated):
                return tables[0].at(tables[0].rows[0]).span
        return None

    def is_stated(self, wanted: RelationMode) -> bool:
        """Whether a fact states it."""
        return wanted in self._listed or wanted in self._tables

    def is_filled(self, wanted: RelationMode) -> bool:
        """Whether something states or derives a relation, or the language has it."""
        return self.is_stated(wanted) or wanted in self.derived or wanted[0] in GIVEN

    def lacks(self, match: Match) -> Value | None:
        """A value of a match that no fact of a relation has there, where it has facts only; None where each is there.

        Dates are not looked at: one may be a day of another."""
        wanted = relation_mode(match)
        if wanted in self.derived or wanted[0] in GIVEN:
            return None
        lead = 1 if match.claim.mode is not None else 0
        asked = list(enumerate(match.claim.args, lead))[: self._width(wanted) - lead]  # without what is asked of quotes
        for column, part in asked:
            value = part.value if isinstance(part, Constant) else None
            if isinstance(value, Symbol | str | int) and not self._has(wanted, column, value):
                return value
        return None

    def _width(self, wanted: RelationMode) -> int:
        for facts in (self._listed.get(wanted), self._tables.get(wanted)):
            if facts:
                first = facts[0]
                return len(first.columns) if isinstance(first, FactTable) else len(first.values)
        return 0

    def _has(self, wanted: RelationMode, column: int, value: Value) -> bool:
        key = value_key(value)
        held = (fact.values[column] for fact in self._listed.get(wanted, ()))
        if any(isinstance(each, Unknown) or value_key(each) == key for each in held):
            return True
        return any(table.with_value(column, value) for table in self._tables.get(wanted, ()))

    # ---- names

    @cached_property
    def symbols(self) -> frozenset[str]:
        """The symbols that facts, clauses, references and expected answers name."""
        program = self.program
        values: Iterator[Value] = chain(
            (value for fact in program.facts.listed if fact.kind != "declared" for value in fact.values),
            (value for table in program.facts.tables for column in table.columns for value in column.once()),
            (each.value for query in program.queries for row in query.answers for each in row.values or ()),
        )
        named = {value.name for value in values if isinstance(value, Symbol)}
        named.update(reference.symbol for reference in program.references)
        named.update(name for source in program.sources.values() for name in source.retells)
        clauses = (*self._bodies, *((rule.head,) for rule in program.rules))
        for body in clauses:
            for part in walk(*body):  # type: ignore[arg-type]  # literals
                if isinstance(part, Constant) and isinstance(part.value, Symbol):
                    named.add(part.value.name)
        for allowance in program.allowances:
            named.update(
                a.value.name for a in allowance.args if isinstance(a, Constant) and isinstance(a.value, Symbol)
            )
        return frozenset(named)

    @cached_property
    def cited(self) -> frozenset[str]:
        """The sources that facts, references and what is set aside cite."""
        program = self.program
        named = {cited.source for fact in program.facts.listed if fact.kind != "declared" for cited in fact.quotes}
        named.update(name for table in program.facts.tables if table.source is not None for name in table.source.values)
        named.update(reference.source for reference in program.references)
        named.update(aside.source for aside in program.asides)
        return frozenset(named)
