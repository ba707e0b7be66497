"""What taking in new files came to, as text."""

from __future__ import annotations

from collections.abc import Iterator

from factbase.base import Answers
from factbase.checks.expectations import Expected
from factbase.checks.intake import Intake
from factbase.explain.proof import citations
from factbase.render.paint import Paint, block
from factbase.render.text import plural, report_lines
from factbase.result.parts import Parts

__all__ = ["intake_text"]


def intake_text(intake: Intake, paint: Paint) -> str:
    """What the new files hold, what is wrong, and what they change."""
    parts = Parts(intake.base.program, intake.base.evidence)
    lines = [*report_lines(intake.report, parts, paint), plural(intake.facts, "new fact")]
    if intake.changes is None and not intake.base.errors:
        lines.append("the base had errors without the new files, so what they change is not known")
    elif intake.changes is not None:
        for change in intake.changes:
            lines.append(f"changed: {change.goal}")
            for word, expected in (("before", change.before), ("now", change.after)):
                lines += (f"  {line}" for line in _outcome(word, expected, change.lacking, parts))
        lines += [] if intake.changes else ["no expectation holds otherwise than before"]
    return block(lines)


def _outcome(word: str, expected: Expected, lacking: Answers | None, parts: Parts) -> Iterator[str]:
    """Whether the claim of an expectation holds, and on what that rests; where it does not, what was searched."""
    if expected.proof is None:
        yield f"{word}: does not hold"
        if lacking is not None and lacking.search is not None:
            yield from (f"  {line}" for line in parts.searched(lacking.search).lines)
        return
    sources = ", ".join(dict.fromkeys(cited.source for cited in citations(expected.proof)))
    yield f"{word}: holds{f', citing {sources}' if sources else ''}"
    yield from (f"  {line}" for line in parts.weighed(expected.proof))
