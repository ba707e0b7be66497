"""A report as Markdown: in, the report on a base; out, each finding, what is accepted or possible with footnotes, and the counts."""

from __future__ import annotations

from collections.abc import Iterator

from factbase.render.markdown.foot import Footnotes
from factbase.render.markdown.words import items, problem_items
from factbase.render.paint import block, plain
from factbase.render.report import counted_lines
from factbase.result.report import Report

__all__ = ["report_blocks"]


def report_blocks(report: Report, foot: Footnotes) -> Iterator[str]:
    """Every finding, every violation that is accepted or only possible, what is waived, and the counts, the footnotes aside."""
    yield "## Check"
    if report.diagnostics:
        yield problem_items(report.diagnostics)
    lines = []
    for each in report.violations:
        if each.accepted is not None:
            said = f"accepted {each.name}: {each.message}; {each.accepted_at}: {each.accepted}"
        elif each.certainty != "certain":
            said = f"{each.certainty} {each.name}: {each.message}"
        else:
            continue  # told as a finding
        lines.append(f"- {foot.marked(said, each.grounds)}")
    for waived in report.waived:
        said = f"waived {waived.what}: {waived.fact.statement}; {waived.place}: {waived.reason}"
        lines.append(f"- {foot.marked(said, [waived.fact])}")
    if lines:
        yield block(lines)
    yield items(counted_lines(report, plain))
