"""What a base has to be typed: in, a base; out, its names, constants and dates by the places where they can stand, each with what it is.

It is made once for a base, of so many facts and values at most: who types waits for no more. `is_cut` says that there are others.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from functools import cached_property
from itertools import chain, islice
from pathlib import Path

from factbase.base import FactBase
from factbase.files.git import NoRevision, repository_of
from factbase.ground.controls import is_shown
from factbase.ground.dataclass import dataclass
from factbase.ground.date import Date
from factbase.ground.value import Symbol, Unknown, Value, write_value
from factbase.program.model import Entity

__all__ = ["MAX_FACTS", "MAX_VALUES", "Vocabulary", "Word"]

MAX_FACTS = 10_000  # of those that are listed
MAX_VALUES = 5_000  # of a column of a table
_IS_PLAIN = re.compile(r"[\w.-]+\Z")
_IS_WORD = re.compile(r"[a-z]\w*\Z")

Column = tuple[str, int]
"""A relation and the number of one of its arguments."""


@dataclass(frozen=True, slots=True)
class Word:
    """What can be typed, what it is, and by which other names it is found."""

    text: str
    note: str = ""
    also: tuple[str, ...] = ()


_COMMITS = (
    Word("HEAD", "revision · what was committed last"),
    Word("HEAD~1", "revision · the commit before it"),
    Word("HEAD~2", "revision · the second before it"),
)


class Vocabulary:
    """The words of a program. Each list is made when it is first asked for."""

    def __init__(self, base: FactBase) -> None:
        self.program = program = base.program
        self._cache = base.cache
        self._path = next(iter(base.snapshot.texts), None)
        self._places: dict[Column, tuple[Word, ...]] = {}
        self.is_cut = max(len(program.facts.listed), len(program.entities)) > MAX_FACTS or any(
            len(column.values) > MAX_VALUES for table in program.facts.tables for column in table.columns
        )

    def get_ready(self) -> None:
        """Makes what would be made with the first words that are typed."""
        _ = self.relations, self.keywords, self._counted

    @cached_property
    def relations(self) -> tuple[Word, ...]:
        """The relations, each with its arguments."""
        return tuple(
            Word(name, f"relation ({', '.join(p.name for p in relation.parameters)})")
            for name, relation in islice(sorted(self.program.relations.items()), MAX_FACTS)
        )

    @cached_property
    def sources(self) -> tuple[Word, ...]:
        """The sources, each with its title."""
        return tuple(
            Word(name, _noted("source", source.title), (source.title or "",))
            for name, source in self.program.sources.items()
        )

    @cached_property
    def assumptions(self) -> tuple[Word, ...]:
        """Those that one word names: their claim has no arguments."""
        return tuple(
            Word(fact.relation, _noted("assumption", fact.words))
            for fact in islice(self.program.facts.listed, MAX_FACTS)
            if fact.words is not None and not fact.values
        )

    @cached_property
    def queries(self) -> tuple[Word, ...]:
        """The named queries, each with its question."""
        return tuple(Word(name, _noted("query", query.question)) for name, query in self.program.named_queries.items())

    @cached_property
    def entities(self) -> tuple[Word, ...]:
        """The entities, each with its name."""
        return tuple(map(_entity, islice(self.program.entities.values(), MAX_FACTS)))

    @cached_property
    def names(self) -> tuple[Word, ...]:
        """What entities are called in documents, each name once and as one word of a line."""
        found = {
            name: Word(name if _IS_PLAIN.match(name) else f'"{name}"', _noted("name", entity.name), (name,))
            for entity in islice(self.program.entities.values(), MAX_FACTS)
            for name in (entity.label, *entity.aliases)
            if name and not {'"', "\\"} & set(name)
        }
        return tuple(found.values())

    @cached_property
    def revisions(self) -> tuple[Word, ...]:
        """The last commits, and the branches and tags of the repository in which the base lies, where it lies in one."""
        try:
            named = repository_of(Path(self._path)).names() if self._path is not None else ()
        except NoRevision:
            named = ()
        return (*_COMMITS, *(Word(each, "revision · a branch or tag") for each in named if is_shown(each)))

    @cached_property
    def derived(self) -> tuple[Word, ...]:
        """The relations that rules derive, each with how many do."""
        rules = Counter(rule.head.claim.relation for rule in self.program.rules)
        return tuple(
            Word(name, f"relation of {count:,} rule{'' if count == 1 else 's'}")
            for name, count in islice(sorted(rules.items()), MAX_FACTS)
        )

    @cached_property
    def dates(self) -> tuple[Word, ...]:
        """The dates that occur in facts, each with how many facts have it; the latest first."""
        found = self._counted[1]
        return tuple(Word(text, _of_facts("date", count)) for text, count in sorted(found.items(), reverse=True))

    @cached_property
    def people(self) -> tuple[Word, ...]:
        """To whom claims are attributed."""
        found = self._counted[2]
        return tuple(self._value(value, count) for value, count in sorted(found.items(), key=lambda each: str(each[0])))

    @cached_property
    def keywords(self) -> tuple[str, ...]:
        """The words of the grammar that always mean what they mean."""
        from factbase.syntax.grammar import terminals  # late: a session begins without a parser

        return tuple(sorted(filter(_IS_WORD.match, terminals(self._cache).literals)))

    def at(self, relation: str, place: int) -> tuple[Word, ...]:
        """What may stand in one argument of a relation: entities and sources of its types, and the values that facts have there."""
        if (relation, place) not in self._places:
            self._places[relation, place] = self._made(relation, place)
        return self._places[relation, place]

    def _made(self, relation: str, place: int) -> tuple[Word, ...]:
        declared = self.program.relations.get(relation)
        if declared is None or not 0 <= place < len(declared.parameters):
            return ()
        types = declared.parameters[place].types
        words = {word.text: word for word in self._of_types(types)}
        for value, count in self._counted[0].get((relation, place), {}).items():
            word = self._value(value, count)
            words.setdefault(word.text, word)
        for text, word in self._of_tables(relation, place):
            words.setdefault(text, word)
        return tuple(word for _, word in sorted(words.items()))

    def _of_types(self, types: frozenset[str] | None) -> Iterator[Word]:
        for entity in islice(self.program.entities.values(), MAX_FACTS):
            if types is None or entity.type in types:
                yield _entity(entity)
        if types is None or "source" in types:
            yield from self.sources

    def _of_tables(self, relation: str, place: int) -> Iterator[tuple[str, Word]]:
        for table in self.program.facts.tables:
            if table.relation == relation:
                column = table.columns[place + (table.mode is not None)]
                for value in islice(column.once(), MAX_VALUES):
                    if not isinstance(value, Unknown):
                        word = self._value(value, None)
                        yield word.text, word

    @cached_property
    def _counted(self) -> tuple[Mapping[Column, Mapping[Value, int]], Mapping[str, int], Mapping[Value, int]]:
        """How often each value stands in each argument, each date anywhere, and each name before a claim."""
        columns: dict[Column, Counter[Value]] = {}
        dates: Counter[str] = Counter()
        people: Counter[Value] = Counter()
        for fact in islice(self.program.facts.listed, MAX_FACTS):
            values: Iterable[Value] = fact.values
            if fact.mode is not None:
                who, *values = fact.values
                people[who] += 1
            for place, value in enumerate(values):
                if isinstance(value, Unknown):
                    continue
                columns.setdefault((fact.relation, place), Counter())[value] += 1
                if isinstance(value, Date):
                    dates[value.text] += 1
            if fact.when is not None:
                dates.update({day.text for day in (fact.when.first, fact.when.last) if day is not None})
        for table in self.program.facts.tables:
            when = islice(table.when.values, MAX_VALUES) if table.when else ()
            for day in chain.from_iterable((each.first, each.last) for each in when if each is not None):
                if day is not None:
                    dates[day.text] += 1
        return columns, dates, people

    def _value(self, value: Value, count: int | None) -> Word:
        """A value with what it is."""
        text = write_value(value)
        if isinstance(value, Symbol):
            entity = self.program.entities.get(value.name)
            if entity is not None:
                return _entity(entity)
        kind = "date" if isinstance(value, Date) else "value"
        return Word(text, _of_facts(kind, count))


def _entity(entity: Entity) -> Word:
    return Word(entity.name, _noted("entity", entity.label), (entity.label, *entity.aliases))


def _noted(kind: str, words: str | None) -> str:
    return f"{kind} · {words}" if words else kind


def _of_facts(kind: str, count: int | None) -> str:
    return f"{kind} of {count:,} fact{'' if count == 1 else 's'}" if count is not None else f"{kind} of a table"
