"""Whatever is read, as Markdown: in, a result of any kind; out, its blocks, and under all of them the footnotes."""

from __future__ import annotations

from collections.abc import Iterator
from typing import assert_never

from factbase.render.markdown.foot import Footnotes
from factbase.render.markdown.report import report_blocks
from factbase.render.markdown.result import result_blocks
from factbase.render.markdown.timeline import timeline_blocks
from factbase.render.markdown.weighed import conflicts_blocks, sources_blocks
from factbase.render.markdown.words import items
from factbase.render.paint import joined
from factbase.result.queries import Queries
from factbase.result.report import Report
from factbase.result.result import Result
from factbase.result.timeline import Timeline
from factbase.result.told import Told
from factbase.result.weighed import Conflicts, Sources

__all__ = ["markdown"]


def markdown(of: Told, *, whole: bool = False) -> Iterator[str]:
    """The blocks, each with an empty line after it; of answers, `whole` proofs where that is asked."""
    foot = Footnotes()
    for each in (*_blocks(of, foot, whole=whole), *foot.told()):
        yield joined([each, ""])


def _blocks(of: Told, foot: Footnotes, *, whole: bool) -> Iterator[str]:
    match of:
        case Result():
            yield from result_blocks(of, foot, whole=whole)
        case Queries():
            asked = [each.result for each in of.queries if each.result is not None]
            for result in asked:
                yield from result_blocks(result, foot, whole=whole)
            if not asked and of.queries:
                yield items(f"{each.name}: {each.question or ''} {each.dated}, {each.place}" for each in of.queries)
        case Timeline():
            yield from timeline_blocks(of, foot)
        case Conflicts():
            yield from conflicts_blocks(of, foot)
        case Sources():
            yield from sources_blocks(of, foot)
        case Report():
            yield from report_blocks(of, foot)
        case _:
            assert_never(of)
