"""The lists of a site: in, a survey; out, each source, query, check, relation and entity in a line, and the pages that list them."""

from __future__ import annotations

from collections.abc import Iterator

from factbase.checks.covering import percent_of
from factbase.program.model import Entity as Declared
from factbase.questions.site.survey import Survey
from factbase.result.problem import place
from factbase.result.queries import Query
from factbase.result.result import Result
from factbase.result.site import CheckLine, EntityLine, QueryLine, RelationLine, SourceLine
from factbase.syntax.write import write_body, write_statement

__all__ = [
    "check_line",
    "check_names",
    "entity_line",
    "listed",
    "parameters_of",
    "query_line",
    "relation_line",
    "source_line",
    "uncertain",
]


def source_line(survey: Survey, name: str) -> SourceLine:
    """A source in a line."""
    source, document = survey.program.sources[name], survey.base.evidence.documents.get(name)
    counts = survey.coverage.get(name)
    return SourceLine(
        name,
        survey.program.label(name),
        source.publisher,
        survey.published.get(name, ()),
        document.path if document is not None else source.file,
        len(survey.citing(name)),
        percent_of(counts["cited"] + counts["set aside"], sum(counts.values())) if counts is not None else None,
    )


def query_line(survey: Survey, name: str) -> QueryLine:
    """A named query in a line, with what it comes to where every query is worked out."""
    if not survey.in_full:
        return QueryLine(listed(survey, name), "", 0)
    result = survey.query(name).result
    if result is None:
        return QueryLine(listed(survey, name), "not worked out", 0)
    return QueryLine(listed(survey, name), result.verdict.value, len(result.answers), uncertain(result))


def uncertain(result: Result) -> int:
    """How many answers are not certain."""
    return sum(each.certainty != "certain" for each in result.answers)


def listed(survey: Survey, name: str) -> Query:
    """A named query as it is written."""
    query = survey.program.named_queries[name]
    return Query(
        name=name,
        question=query.question,
        goal=write_body(query.body),
        at=query.at.text if query.at is not None else None,
        known_by=query.known_by.text if query.known_by is not None else None,
        statement=write_statement(query),
        place=place(query.span),
    )


def check_names(survey: Survey) -> Iterator[str]:
    """The checks of the base, those that it makes itself only where they are violated."""
    yield from survey.program.checks
    yield from (name for name in survey.conflicts if name not in survey.program.checks)


def check_line(survey: Survey, name: str) -> CheckLine:
    """A check in a line, with how often it is violated."""
    check = survey.program.checks.get(name)
    conflicts = survey.conflicts.get(name, ())
    sure = [each for each in conflicts if each.certainty == "certain"]
    violations = [each for each in survey.report.violations if each.check == name]
    return CheckLine(
        name,
        check.severity if check is not None else violations[0].severity,
        check.template if check is not None else "",
        len(sure),
        sum(each.accepted is not None for each in sure),
        len(conflicts) - len(sure),
    )


def parameters_of(survey: Survey, name: str) -> tuple[tuple[str, str], ...]:
    """The arguments of a relation with their types, which are nothing where they may be any."""
    relation = survey.program.relation(name)
    parameters = relation.parameters if relation is not None else ()
    return tuple((each.name, " or ".join(sorted(each.types or ()))) for each in parameters)


def relation_line(survey: Survey, name: str) -> RelationLine:
    """A relation in a line."""
    relation = survey.program.relation(name)
    names = tuple(each for each, _ in parameters_of(survey, name))
    places = {(rule.span.path, rule.span.start) for rule in survey.rules(name)}
    template = relation.template if relation is not None else None
    return RelationLine(name, names, template, len(survey.of_relation(name)), len(places))


def entity_line(survey: Survey, entity: Declared) -> EntityLine:
    """An entity in a line."""
    aliases = tuple(dict.fromkeys(each for each in entity.aliases if each != entity.label))
    return EntityLine(entity.name, entity.label, entity.type, aliases, len(survey.naming(entity.name)))
