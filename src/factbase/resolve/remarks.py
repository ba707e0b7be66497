"""What is said of a conclusion, and of all answers: in, what it rests on; out, sentences that it must not be shown without."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence

from factbase.answer import Answer, Answers
from factbase.cite import Status
from factbase.explain.proof import NOT_GIVEN
from factbase.ground.comparison import Certainty
from factbase.ground.composed import condition
from factbase.ground.date import Date
from factbase.ground.value import write_value
from factbase.program.model import Fact
from factbase.program.view import LeftOut

__all__ = ["POSSIBLE", "certainty_text", "left_out_text", "remarks", "view_remarks"]

POSSIBLE = "possible: it holds on some reading of the dates, not on all"


def remarks(
    predictions: Sequence[Fact],
    rests_on: Mapping[Status, int],
    assumptions: Sequence[str],
    no_fact: str | None,
    unproved: int = 0,
) -> Iterator[str]:
    """What is said of a conclusion: that it is conditional, what it assumes, how its quotes stand, or that no fact is under it; and how
    many contributors of aggregates are not proved, of which nothing of all this is said."""
    if unproved:
        yield f"of its contributors, {unproved:,} are counted and not proved here, nor is told what they rest on: --full proves all"
    if predictions:
        conditions = " and ".join(dict.fromkeys(filter(None, map(_condition, predictions))))
        yield f"conditional: it rests on a prediction{f', if {conditions}' if conditions else ''}"
    if assumptions:
        yield f"rests on the assumption{'' if len(assumptions) == 1 else 's'} {', '.join(assumptions)}"
    if rests_on.keys() - {Status.FOUND}:
        count = sum(rests_on.values())
        verdicts = ", ".join(f"{count} {status}" for status, count in rests_on.items())
        yield f"rests on {count} quote{'' if count == 1 else 's'}: {verdicts}"
    if no_fact is not None:
        yield no_fact


def _condition(fact: Fact) -> str | None:
    """On what somebody's claim is conditional, as it is written."""
    return condition(fact.relation, [write_value(value) for value in fact.atom().args if value is not None])


def certainty_text(answer: Answer) -> str:
    """What is said of an answer that is not certain."""
    if answer.open == NOT_GIVEN:
        if answer.certainty is Certainty.OPEN:
            return "not excluded: whether it holds for any values that are not given (`?`) is not known"
        return "possible: it holds for some values that are not given (`?`); whether for all is not known"
    if answer.certainty is Certainty.OPEN:
        return f"not excluded: whether it holds on any reading of the dates is not known, for {answer.open}"
    return (
        POSSIBLE.replace(", not on all", f"; whether on all is not known, for {answer.open}")
        if answer.open
        else POSSIBLE
    )


def view_remarks(answers: Answers) -> tuple[str, ...]:
    """What is said of all answers together: that they are a projection, and what the view leaves out."""
    late = answers.projected
    projected = f"projected: no source in the view is later than {late.text}" if late is not None else None
    return tuple(line for line in (projected, left_out_text(answers.left_out, answers.view.known_by)) if line)


def left_out_text(left: LeftOut, known_by: Date | None) -> str | None:
    """One line on what a view leaves out; None where it leaves out nothing."""
    parts: list[str] = []
    if left.without:
        parts.append(f"all that rests on {', '.join(left.without)}")
    if left.not_yet:
        parts.append(f"{_facts(left.not_yet)} not yet in force")
    if left.no_longer:
        parts.append(f"{_facts(left.no_longer)} no longer in force")
    if left.unknown or left.sources or left.undated or left.later:
        by = f"by {known_by.text}" if known_by else ""
        who = [*left.sources, *(f"{name} (dated by what was not known then)" for name in left.later)]
        who += [f"{name} (without a date)" for name in left.undated]
        parts.append(f"{_facts(left.unknown)} not known {by}: not, or not surely, published were {', '.join(who)}")
    if left.unsure:
        parts.append(f"{_facts(left.unsure)} only possibly in the view")
    return f"left out: {'; '.join(parts)}" if parts else None


def _facts(count: int) -> str:
    return f"{count} fact{'' if count == 1 else 's'}"
