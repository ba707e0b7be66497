"""Sources as text: in, the sources of a base, what falls without each, or violated checks; out, blocks with all citations."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from factbase.render.paint import Paint, block
from factbase.render.problems import problem_lines
from factbase.render.proof import citation_lines, ground_lines, meant_lines, stated_lines
from factbase.render.words import plural, without
from factbase.result.ground import NO_FACT, Ground
from factbase.result.problem import Problem
from factbase.result.weighed import Bearing, Conflict, Conflicts, Sources, Weighed

__all__ = ["bearing_head", "conflicts_text", "sources_text", "wrong"]


def sources_text(sources: Sources, paint: Paint) -> Iterator[str]:
    """Each source with its file and what is declared of it, or with what falls without it."""
    yield from _problems(sources.problems, paint)
    if sources.bearing:
        yield from _bearing(sources.bearing, paint)
        yield from without(sources.lost)
    elif not sources.sources:
        yield from () if sources.problems else ("no sources",)
    else:
        for source in sources.sources:
            place = paint("place", str(source.place))
            lines = [f"{paint('heading', source.name)}  {source.file or 'no file'}  {place}"]
            lines += [f"  {line}" for each in source.declared for line in ground_lines(each, paint)]
            yield block(lines)


def _bearing(bearings: tuple[Bearing, ...], paint: Paint) -> Iterator[str]:
    """What falls without each source and each assumption, each conclusion with the numbers of what it stands on; then that, each once."""
    notes: dict[Ground, int] = {}
    for bearing in bearings:
        lines = [f"{paint('heading', bearing.name)}: {bearing_head(bearing)}"]
        lines += stated_lines(bearing.assumed, paint) if bearing.assumed is not None else []
        for each in bearing.falls:
            marks = "".join(f"[{notes.setdefault(ground, len(notes) + 1)}]" for ground in each.grounds)
            lines.append(f"  {each.claim} {marks}{'  (on it alone)' if each.alone else ''}")
        yield block(lines)
    for ground, number in notes.items():
        first, *rest = ground_lines(ground, paint)
        yield block((f"[{number}] {first}", *rest))


def bearing_head(bearing: Bearing) -> str:
    """How much falls without a source or an assumption."""
    alone = sum(each.alone for each in bearing.falls)
    falls = f"{'at least ' if bearing.is_cut else ''}{plural(len(bearing.falls), 'conclusion')}"
    told = [f"without it {falls} {_verb('fall', len(bearing.falls))}"]
    if bearing.assumed is None:
        told.append(f"{plural(bearing.facts, 'fact')} {_verb('stand', bearing.facts)} on it alone")
    return "; ".join([*told, f"{alone} {_verb('rest', alone)} on nothing else"])


def _verb(verb: str, count: int) -> str:
    return f"{verb}s" if count == 1 else verb


def conflicts_text(conflicts: Conflicts, paint: Paint) -> Iterator[str]:
    """Each violation with its quotes side by side."""
    yield from _problems(conflicts.problems, paint)
    if conflicts.conflicts is None:
        return
    for conflict in conflicts.conflicts:
        yield block(_conflict(conflict, paint))
    if not conflicts.conflicts:
        yield "no check is violated"
    yield from without(conflicts.lost)


def _problems(problems: Iterable[Problem], paint: Paint) -> Iterator[str]:
    yield from (block(problem_lines(each, paint)) for each in problems)


def _conflict(conflict: Conflict, paint: Paint) -> Iterator[str]:
    """One violation: its smallest sets of quotes, with their sentences, what else it rests on, and who cannot be right."""
    yield f"{paint('heading', conflict.name)}: {conflict.message}"
    if conflict.certainty != "certain":
        yield f"  {conflict.certainty}, not certain: by the dates"
    if conflict.accepted is not None:
        yield f"  accepted at {paint('place', str(conflict.accepted_at))}: {conflict.accepted}"
    yield from (f"  {line}" for line in conflict.readings)
    for i, quotes in enumerate(conflict.quotes, 1):
        yield f"  quotes, set {i} of {'at least ' if conflict.is_cut else ''}{len(conflict.quotes)}"
        yield from (f"    {line}" for each in quotes for line in _weighed(each, paint))
    if conflict.bare:
        yield "  without quotes" if conflict.quotes else "  it rests on no quote"
    yield from (f"    {line}" for ground in conflict.bare for line in ground_lines(ground, paint))
    yield f"  {wrong(conflict)}"


def _weighed(weighed: Weighed, paint: Paint) -> Iterator[str]:
    """A quote with its place, the sentence around it, and the facts that it is quoted for."""
    yield from citation_lines(weighed.citation, paint)
    if weighed.citation.sentence:
        yield f"  in “{weighed.citation.sentence}”"
    for each in weighed.claims:
        yield f"  for {paint('claim', each.claim)}, fact {paint('place', each.place)}"
    yield from (f"  {line}" for line in meant_lines(weighed, paint))


def wrong(conflict: Conflict) -> str:
    """Who cannot be right, so far as anybody is named; a fact that is missing is nobody's mistake."""
    missing, nogoods = conflict.missing, [each for each in conflict.nogoods if each]
    if not nogoods:
        return "no source is wrong by this: a fact is missing" if missing else f"{NO_FACT}: no source can be wrong"
    while_missing = " as long as the fact above is missing" if missing else ""
    together = "cannot all be right" if any(len(each) > 1 for each in nogoods) else "cannot be right"
    return f"{together}{while_missing}, with the rules: {'; or '.join(' and '.join(each) for each in nogoods)}"
