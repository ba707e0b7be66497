"""What taking in new files came to, as text."""

from __future__ import annotations

from factbase.checks.intake import Intake
from factbase.render.paint import Paint, block
from factbase.render.text import plural, report_lines

__all__ = ["intake_text"]


def intake_text(intake: Intake, paint: Paint) -> str:
    """What the new files hold, what is wrong, and what they change."""
    lines = [*report_lines(intake.report, paint), plural(intake.facts, "new fact")]
    if intake.changes is None and not intake.base.errors:
        lines.append("the base had errors without the new files, so what they change is not known")
    elif intake.changes is not None:
        for each in intake.changes:
            lines += [f"changed: {each.goal}", f"  before: {each.before}", f"  now: {each.after}"]
        lines += [] if intake.changes else ["no expectation holds otherwise than before"]
    return block(lines)
