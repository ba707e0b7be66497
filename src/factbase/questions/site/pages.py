"""All pages of a base: in, a survey; out, the address of each, and for an address its page.

Nothing is kept of a page, so that the pages of a large base are made one after another in little memory.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from functools import cached_property
from typing import TypeVar

from factbase.checks.covering import percent_of
from factbase.questions.site.documents import document_page, first_lines
from factbase.questions.site.lists import check_line, check_names, entity_line, query_line, relation_line, source_line
from factbase.questions.site.survey import ANSWERS, Survey
from factbase.questions.site.things import (
    FACTS,
    asked_page,
    check_page,
    entity_page,
    query_page,
    relation_page,
    source_page,
)
from factbase.resolve.grounds import viewed
from factbase.result.site import (
    Address,
    Asked,
    Body,
    Checks,
    Directory,
    Entities,
    Expectations,
    Page,
    Queries,
    Relations,
    Sources,
    Start,
)

__all__ = ["Pages"]

FIRST = 25  # of each list, on the first page
LINES = 500  # of a list, on one page
FINDINGS = 200

T = TypeVar("T")


class Pages:
    """The pages of a base, each by its address; `title` is what the base is called."""

    def __init__(self, survey: Survey, title: str) -> None:
        self.survey = survey
        self.title = title

    @cached_property
    def directory(self) -> Directory:
        """What has a page; of a survey that is not in full, but for the checks that the base makes itself."""
        survey, program = self.survey, self.survey.program
        checks = self.checks if survey.in_full else program.checks
        return Directory(
            self.title,
            viewed(survey.view),
            {name: first_lines(document) for name, document in survey.base.evidence.documents.items()},
            frozenset(program.sources),
            frozenset(survey.relations),
            {name: entity.label for name, entity in program.entities.items()},
            frozenset(program.named_queries),
            frozenset(checks),
        )

    @cached_property
    def checks(self) -> tuple[str, ...]:
        """The checks that have a page."""
        return tuple(check_names(self.survey))

    def addresses(self) -> Iterator[Address]:
        """The address of every page, in an order that is always the same."""
        survey, program = self.survey, self.survey.program
        for kind in ("start", "sources", "queries", "relations", "entities", "checks", "expectations"):
            first = Address(kind)
            yield from (Address(kind, "", part) for part in range(1, self.parts(first) + 1))
        # What answers comes before what says it, and both before what is stated: a search tells them in this order.
        for name in program.named_queries:
            yield from self._each(Address("query", name))
        yield from (Address("check", name) for name in self.checks)
        for name in program.entities:
            yield from self._each(Address("entity", name))
        for name in program.sources:
            yield from self._each(Address("source", name))
            if name in survey.base.evidence.documents:
                yield from self._each(Address("document", name))
        for name in survey.relations:
            yield from self._each(Address("relation", name))

    def _each(self, first: Address) -> Iterator[Address]:
        return (Address(first.kind, first.name, part) for part in range(1, self.parts(first) + 1))

    def parts(self, address: Address) -> int:
        """How many parts there are of what is at an address; 0 where nothing is."""
        survey, program, name = self.survey, self.survey.program, address.name
        match address.kind:
            case "start" | "expectations":
                return int(not name)
            case "checks":
                return _parts(len(survey.report.diagnostics), FINDINGS) if not name else 0
            case "sources":
                return _parts(len(program.sources), LINES) if not name else 0
            case "queries":
                return _parts(len(program.named_queries), LINES) if not name else 0
            case "relations":
                return _parts(len(survey.relations), LINES) if not name else 0
            case "entities":
                return _parts(len(program.entities), LINES) if not name else 0
            case "source":
                return _parts(len(survey.citing(name)), FACTS) if name in program.sources else 0
            case "document":
                return len(self.directory.documents.get(name, ()))
            case "query":
                if name not in program.named_queries:
                    return 0
                result = survey.query(name).result
                return _parts(len(result.answers) if result is not None else 0, ANSWERS)
            case "relation":
                return _parts(len(survey.of_relation(name)), FACTS) if name in self.directory.relations else 0
            case "entity":
                return _parts(len(survey.naming(name)), FACTS) if name in program.entities else 0
            case "check":
                return int(name in self.checks)
            case "ask" | "told":
                return 0

    def page(self, address: Address) -> Page | None:
        """The page at an address; None where there is none. Raises TooLarge for a base whose checks are too large to be run."""
        parts = self.parts(address)
        body = self._body(address) if 1 <= address.part <= parts else None
        return Page(address, self._title(address), body, parts) if body is not None else None

    def asked(self, goal: str, part: int = 1) -> Page:
        """The page of a goal that somebody asks, or of none yet."""
        body = asked_page(self.survey, goal, part) if goal.strip() else Asked(goal)
        return Page(Address("ask", "", part), "Ask", body, _parts(body.all_answers, ANSWERS))

    def _title(self, address: Address) -> str:
        program, name = self.survey.program, address.name
        match address.kind:
            case "start":
                return self.title
            case "source" | "document" | "entity":
                return program.label(name)
            case "query":
                return " ".join((program.named_queries[name].question or name).split())
            case "relation" | "check":
                return name
            case "queries":
                return "Questions"
            case kind:
                return kind.capitalize()

    def _body(self, address: Address) -> Body | None:
        survey, name, part = self.survey, address.name, address.part
        program = survey.program
        match address.kind:
            case "start":
                return self._start()
            case "sources":
                return Sources(tuple(source_line(survey, each) for each in _lines(tuple(program.sources), part)))
            case "queries":
                return Queries(tuple(query_line(survey, each) for each in _lines(tuple(program.named_queries), part)))
            case "relations":
                return Relations(tuple(relation_line(survey, each) for each in _lines(survey.relations, part)))
            case "entities":
                entities = sorted(program.entities.values(), key=lambda each: (each.label.casefold(), each.name))
                return Entities(tuple(entity_line(survey, each) for each in _lines(entities, part)))
            case "checks":
                lines = tuple(check_line(survey, each) for each in self.checks) if part == 1 else ()
                findings = survey.report.diagnostics[(part - 1) * FINDINGS : part * FINDINGS]
                return Checks(lines, findings, len(survey.report.diagnostics), survey.fits, survey.report.counts)
            case "expectations":
                return Expectations(survey.report.expectations, survey.report.counts.not_asked)
            case "source":
                return source_page(survey, name, part)
            case "document":
                return document_page(survey, source_line(survey, name), part)
            case "query":
                return query_page(survey, name, part)
            case "relation":
                return relation_page(survey, name, part)
            case "entity":
                return entity_page(survey, name, part)
            case "check":
                return check_page(survey, name)
            case "ask" | "told":
                return None

    def _start(self) -> Start:
        survey, program = self.survey, self.survey.program
        counts = survey.coverage.values()
        done = sum(each["cited"] + each["set aside"] for each in counts)
        return Start(
            counts=survey.report.counts,
            clean=survey.report.clean,
            fits=survey.fits,
            passes=survey.report.passes,
            percent=percent_of(done, sum(sum(each.values()) for each in counts)),
            sources=tuple(source_line(survey, each) for each in tuple(program.sources)[:FIRST]),
            queries=tuple(query_line(survey, each) for each in tuple(program.named_queries)[:FIRST]),
            checks=tuple(line for each in self.checks if (line := check_line(survey, each)).violations)[:FIRST],
            relations=len(survey.relations),
            entities=len(program.entities),
            all_sources=len(program.sources),
            all_queries=len(program.named_queries),
        )


def _parts(count: int, on_one: int) -> int:
    return max(1, -(-count // on_one))


def _lines(of: Sequence[T], part: int) -> Sequence[T]:
    return of[(part - 1) * LINES : part * LINES]
