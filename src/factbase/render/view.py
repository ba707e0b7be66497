"""What a view does to answers: in, what it leaves out and the last day told of; out, the lines under the answers, and their JSON."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING, Any

from factbase.base import Answers
from factbase.ground.date import Date
from factbase.program.view import LeftOut
from factbase.render.paint import Paint, block
from factbase.render.proof import ground_lines
from factbase.sources.evidence import Evidence

if TYPE_CHECKING:  # there are some in known-by views only
    from factbase.explain.publication import Ground

__all__ = ["grounds_text", "left_out_json", "left_out_text", "projected_text"]


def left_out_text(answers: Answers) -> str | None:
    """One line on what the view leaves out; None where it leaves out nothing."""
    left, view = answers.left_out, answers.view
    parts: list[str] = []
    if left.not_yet:
        parts.append(f"{_facts(left.not_yet)} not yet in force")
    if left.no_longer:
        parts.append(f"{_facts(left.no_longer)} no longer in force")
    if left.unknown or left.sources or left.undated or left.later:
        by = f"by {view.known_by.text}" if view.known_by else ""
        who = [*left.sources, *(f"{name} (dated by what was not known then)" for name in left.later)]
        who += [f"{name} (without a date)" for name in left.undated]
        parts.append(f"{_facts(left.unknown)} not known {by}: not, or not surely, published were {', '.join(who)}")
    if left.unsure:
        parts.append(f"{_facts(left.unsure)} only possibly in the view")
    return f"left out: {'; '.join(parts)}" if parts else None


def grounds_text(grounds: Sequence[Ground], by: Date | None, evidence: Evidence, paint: Paint) -> str | None:
    """Why sources that are cited were known, where rules date them; None where nothing needs to be told."""
    if not grounds or by is None:
        return None
    lines = [f"known by {by.text}, for this follows from what was known:"]
    return block([*lines, *(f"  {line}" for line in ground_lines(grounds, evidence, paint))])


def projected_text(answers: Answers) -> str | None:
    """That the answers are a projection; None where a source of the view may be as late as the as-of date."""
    if answers.projected is None:
        return None
    return f"projected: no source in the view is later than {answers.projected.text}"


def left_out_json(left: LeftOut) -> dict[str, Any]:
    """What a view leaves out: numbers of facts, and names of sources."""
    return {
        "not_yet": left.not_yet,
        "no_longer": left.no_longer,
        "unsure": left.unsure,
        "unknown": left.unknown,
        "sources": list(left.sources),
        "undated": list(left.undated),
        "later": list(left.later),
    }


def _facts(count: int) -> str:
    return f"{count} fact{'' if count == 1 else 's'}"
