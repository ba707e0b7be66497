"""Sources and conflicts as Markdown: in, what is weighed; out, quotes as quotations, and footnotes to what is declared or falls."""

from __future__ import annotations

from collections.abc import Iterator

from factbase.render.markdown.foot import Footnotes
from factbase.render.markdown.words import items, problem_items, words
from factbase.render.paint import block
from factbase.render.weighed import bearing_head, wrong
from factbase.render.words import without
from factbase.result.weighed import Conflict, Conflicts, Sources, Weighed

__all__ = ["conflicts_blocks", "sources_blocks"]


def conflicts_blocks(conflicts: Conflicts, foot: Footnotes) -> Iterator[str]:
    """Each violation with its quotes, the footnotes aside."""
    if conflicts.problems:
        yield problem_items(conflicts.problems)
    if conflicts.conflicts is None:
        return
    for each in conflicts.conflicts:
        yield from _conflict(each, foot)
    if not conflicts.conflicts:
        yield "no check is violated"
    yield from without(conflicts.lost)


def _conflict(conflict: Conflict, foot: Footnotes) -> Iterator[str]:
    yield f"## {words(conflict.message)}"
    said = [conflict.name]
    if conflict.certainty != "certain":
        said.append(f"{conflict.certainty}, not certain: by the dates")
    if conflict.accepted is not None:
        said.append(f"accepted at {conflict.accepted_at}: {conflict.accepted}")
    yield items([*said, *conflict.readings])
    for i, quotes in enumerate(conflict.quotes, 1):
        if len(conflict.quotes) > 1:
            yield f"Quotes, set {i} of {'at least ' if conflict.is_cut else ''}{len(conflict.quotes)}:"
        yield "\n\n<!-- -->\n\n".join(map(_quoted, quotes))  # else quotations that follow one another are one
    if conflict.bare:
        yield "Without quotes:" if conflict.quotes else "It rests on no quote:"
        yield block([f"- {foot.marked(each.statement or each.kind, [each])}" for each in conflict.bare])
    yield words(wrong(conflict))


def _quoted(weighed: Weighed) -> str:
    """A quotation with its place, the sentence around it, and what it is quoted for."""
    cited = weighed.citation
    lines = [f"> “{words(cited.quote)}”", ">"]
    told = [", ".join((cited.source, cited.place, cited.standing)), *cited.gaps]
    told += [f"in “{cited.sentence}”"] if cited.sentence else []
    told += [f"for {each.claim}, fact {each.place}" for each in weighed.claims]
    told += [f"context {each}" for each in weighed.context]
    told += map(str, weighed.references)
    return block([*lines, *(f"> - {words(each)}" for each in told)])


def sources_blocks(sources: Sources, foot: Footnotes) -> Iterator[str]:
    """Each source with what is declared of it, or with what falls without it, the footnotes aside."""
    if sources.problems:
        yield problem_items(sources.problems)
    if sources.bearing:
        for bearing in sources.bearing:
            assumed = [bearing.assumed] if bearing.assumed is not None else []
            yield f"## {words(bearing.name)}"
            yield foot.marked(bearing_head(bearing), assumed)
            lines = []
            for each in bearing.falls:
                said = f"{each.claim} (on it alone)" if each.alone else each.claim
                lines.append(f"- {foot.marked(said, each.grounds)}")
            if lines:
                yield block(lines)
        yield from without(sources.lost)
    elif sources.sources:
        lines = []
        for source in sources.sources:
            lines.append(f"- {words(', '.join((source.name, source.file or 'no file', str(source.place))))}")
            lines += [f"  - {foot.marked(each.statement, [each])}" for each in source.declared]
        yield block(lines)
    elif not sources.problems:
        yield "no sources"
