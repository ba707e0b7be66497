"""What a base has, a page each: in, a survey and a name; out, the page of a source, a query, a relation, an entity or a check."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace

from factbase.ground.span import Span
from factbase.questions.site.lists import (
    check_line,
    entity_line,
    listed,
    parameters_of,
    source_line,
    uncertain,
)
from factbase.questions.site.resting import Worked
from factbase.questions.site.survey import ANSWERS, Survey
from factbase.result.problem import Problem, place
from factbase.result.result import Result
from factbase.result.site import Asked, Check, Entity, QueryPage, Relation, RuleText, Source
from factbase.result.timeline import Timeline
from factbase.result.weighed import Fallen
from factbase.syntax.write import write_statement

__all__ = ["FACTS", "asked_page", "check_page", "entity_page", "query_page", "relation_page", "source_page"]

FACTS = 200
"""Facts on one part of a page that lists them."""

MAX_FALLS = 100  # conclusions that are told to fall without a source


def source_page(survey: Survey, name: str, part: int) -> Source:
    """A part of the page of a source: the first part has what is declared and concluded of it."""
    source = survey.program.sources[name]
    bearings = survey.bearings
    falls: tuple[Fallen, ...] | None = None
    more, cut, alone, why = 0, False, 0, ""
    if isinstance(bearings, str):
        why = bearings
    elif part == 1:
        bearing = bearings[name]
        falls = tuple(
            Fallen(str(each), each in bearing.alone, survey.under(bearing.proofs[each]))
            for each in bearing.falls[:MAX_FALLS]
        )
        more, cut, alone = max(0, len(bearing.falls) - MAX_FALLS), bearing.cut, bearing.facts
    positions = survey.citing(name)
    declared = [fact for fact in survey.declared if fact.of_source == name] if part == 1 else []
    return Source(
        source=source_line(survey, name),
        url=source.url,
        place=place(source.span),
        declared=tuple(map(survey.grounds.may_be, declared)),
        facts=survey.told(_part(positions, part)),
        all_facts=len(positions),
        alone=alone,
        falls=falls,
        more_falls=more,
        is_cut=cut,
        not_weighed=why,
        counts=dict(survey.coverage.get(name, {})),
    )


def _part(positions: Sequence[int], part: int) -> Sequence[int]:
    return positions[(part - 1) * FACTS : part * FACTS]


def query_page(survey: Survey, name: str, part: int) -> QueryPage:
    """A part of the answers to a named query; when they hold stands on the first."""
    worked = survey.query(name)
    first = (part - 1) * ANSWERS
    result = _some(worked.result, first) if worked.result is not None else None
    over = worked.timeline if part == 1 else None
    count, unsure = (len(worked.result.answers), uncertain(worked.result)) if worked.result is not None else (0, 0)
    unexpected = tuple(_findings(survey, survey.program.named_queries[name].span)) if survey.in_full else ()
    return QueryPage(listed(survey, name), result, over, first + 1, count, unsure, worked.lacks, unexpected)


def _findings(survey: Survey, span: Span) -> Iterator[Problem]:
    """What is found at a statement."""
    begin, end = (span.line, span.column), (span.file.line_at(span.end), span.file.column_at(span.end))
    for each in survey.report.diagnostics:
        at = each.place
        if at is not None and at.path == span.path and begin <= (at.line, at.column) < end:
            yield each


def asked_page(survey: Survey, goal: str, part: int) -> Asked:
    """A part of the answers to a goal, or what hinders one."""
    worked = survey.goal(goal)
    first = (part - 1) * ANSWERS
    result = worked.result
    if result is None:
        return Asked(goal, not_shown=worked.lacks)
    over = worked.timeline if part == 1 else None
    return Asked(goal, _some(result, first), over, first + 1, len(result.answers), uncertain(result), worked.lacks)


def _some(result: Result, first: int) -> Result:
    """The answers of one part."""
    told = result.explanations
    return replace(
        result,
        answers=result.answers[first : first + ANSWERS],
        explanations=told[first : first + ANSWERS] if told is not None else None,
    )


def relation_page(survey: Survey, name: str, part: int) -> Relation:
    """A part of the page of a relation: what follows of it stands on the first."""
    relation = survey.program.relation(name)
    assert relation is not None
    derived: Sequence[Worked] = survey.derived(name) if part == 1 else ()
    exclusive = f", one {', '.join(relation.exclusive)} at a time" if relation.exclusive else ""
    is_a = [f"{relation.kind}{exclusive}"] if relation.kind is not None else []
    is_a += ["declared complete: what it lacks is false"] if relation.closed else []
    rules = {place(rule.span): rule.span.text for rule in survey.rules(name)}
    positions = survey.of_relation(name)
    results: list[Result] = [each.result for each in derived if each.result is not None]
    timelines: list[Timeline] = [each.timeline for each in derived if each.timeline is not None]
    return Relation(
        name=name,
        parameters=parameters_of(survey, name),
        template=relation.template,
        is_a=tuple(is_a),
        place=place(relation.span) if relation.span is not None else None,
        rules=tuple(RuleText(text, at) for at, text in rules.items()) if part == 1 else (),
        facts=survey.told(_part(positions, part)),
        all_facts=len(positions),
        derived=tuple(results),
        timelines=tuple(timelines),
        not_shown=tuple(dict.fromkeys(why for each in derived for why in each.lacks)),
    )


def entity_page(survey: Survey, name: str, part: int) -> Entity:
    """A part of the page of an entity: the conclusions that name it stand on the first."""
    entity, facts = survey.program.entities[name], survey.program.facts
    resting = survey.resting if part == 1 else None
    conclusions, more = resting.naming(name) if resting is not None else ((), 0)

    def key(position: int) -> tuple[str, int]:
        return facts[position].relation, position

    positions = sorted(_part(survey.naming(name), part), key=key)
    lacks = tuple(resting.lacks) if resting is not None else ()
    return Entity(entity_line(survey, entity), place(entity.span), survey.told(positions), conclusions, more, lacks)


def check_page(survey: Survey, name: str) -> Check:
    """A check with its violations, side by side."""
    check = survey.program.checks.get(name)
    written = check is not None and not check.made
    return Check(
        check_line(survey, name),
        write_statement(check) if check is not None and written else "",
        place(check.span) if check is not None and written else None,
        survey.conflicts.get(name, ()),
    )
