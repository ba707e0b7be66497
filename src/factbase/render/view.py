"""What a view does to answers: in, what it leaves out and the last day told of; out, the lines under the answers, and their JSON."""

from __future__ import annotations

from typing import Any

from factbase.base import Answers
from factbase.program.view import LeftOut

__all__ = ["left_out_json", "left_out_text", "projected_text"]


def left_out_text(answers: Answers) -> str | None:
    """One line on what the view leaves out; None where it leaves out nothing."""
    left, view = answers.left_out, answers.view
    parts: list[str] = []
    if left.not_yet:
        parts.append(f"{_facts(left.not_yet)} not yet in force")
    if left.no_longer:
        parts.append(f"{_facts(left.no_longer)} no longer in force")
    if left.unknown or left.sources or left.undated:
        by = f"by {view.known_by.text}" if view.known_by else ""
        who = [*left.sources, *(f"{name} (without a date)" for name in left.undated)]
        parts.append(f"{_facts(left.unknown)} not known {by}: not, or not surely, published were {', '.join(who)}")
    if left.unsure:
        parts.append(f"{_facts(left.unsure)} only possibly in the view")
    return f"left out: {'; '.join(parts)}" if parts else None


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
    }


def _facts(count: int) -> str:
    return f"{count} fact{'' if count == 1 else 's'}"
