"""What says nothing of the day that it is asked of: in, a base and when its sources were published; out, states without a time, and what is
expected of days of which no source tells.

A state whose words give no days holds when its document was written; where that is not known either, it seems to hold on no day or on all.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence

from factbase.base import FactBase
from factbase.checks.idle import listed
from factbase.engine.base import Engine
from factbase.ground.composed import composed
from factbase.ground.date import Date
from factbase.ground.diagnostic import Diagnostic, Related, diagnose
from factbase.ground.quantity import quantity
from factbase.ground.span import Span
from factbase.program.model import Fact, Program
from factbase.syntax.tree import Expectation, Query

__all__ = ["beyond", "timeless"]

SHOWN = 3  # further facts of one cause


def timeless(program: Program, published: Mapping[str, Sequence[Date]]) -> Iterator[Diagnostic]:
    """A warning for each source without a date that tells of states without one, and for each state that is assumed without."""
    states = {name for name, relation in program.relations.items() if relation.kind == "state"}
    if not states:
        return
    by_source: dict[str, list[Fact]] = {}
    for fact in program.facts.listed:
        if fact.when is None and fact.mode is None and composed(fact.relation).relation in states:
            if fact.kind == "assumed":
                hint = "write `since`, `until` or `during` after it"
                yield diagnose("W205", fact.span, name=fact.atom(), why="it is assumed of all days", hint=hint)
            elif fact.kind == "cited" and not published.get(fact.citations[0].source):
                by_source.setdefault(fact.citations[0].source, []).append(fact)
    for source, facts in by_source.items():
        why = f"its words give no days, and `{source}` has no date"
        hint = f"declare when `{source}` was `published`, or write `since`, `until` or `during` after the claim"
        related = [Related(each.span, "so is this") for each in facts[1 : SHOWN + 1]]
        more = len(facts) - 1 - len(related)
        detail = [f"so are {more} more of `{source}`"] if more > 0 else []
        yield diagnose("W205", facts[0].span, name=facts[0].atom(), why=why, hint=hint, related=related, detail=detail)


def beyond(base: FactBase, engine: Engine) -> Iterator[Diagnostic]:
    """One note on what is expected of days after the last one of which a source tells; one for each date by which no source was known.

    What is expected by what was known at some time is a question of what then followed, whatever the day."""
    asked = [each for each in base.program.queries if each.answers]
    statements: list[Expectation | Query] = [*base.program.expectations, *asked]
    dated = [each for each in statements if each.at is not None or each.known_by is not None]
    if not dated or not base.evidence.documents or base.undated():
        return
    late: list[tuple[str, Span]] = []
    last: Date | None = None
    unknown: dict[Date, Expectation | Query] = {}
    for each in dated:
        if each.known_by is not None:
            if each.known_by not in unknown and not base.known(each.known_by).possible:
                unknown[each.known_by] = each
                yield diagnose("W207", each.span, by=each.known_by)
        elif each.at is not None:
            told = base.dated.projected(each.at, None, engine)
            if told is not None:
                last = told
                late.append((f"of {each.at}", each.span))
    if last is not None:
        days = quantity(len(late), "statement") + (" is" if len(late) == 1 else " are")
        yield listed("W206", late, what=days, last=last)
