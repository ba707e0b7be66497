"""Sources as text: in, the base, what falls without each, or a violated check; out, blocks with all citations."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence

from factbase.explain.graph import ASSUMED
from factbase.program.model import Cited
from factbase.questions.explanation import Bearing, Conflict
from factbase.render.paint import Paint, block
from factbase.render.proof import citation_lines, ground_lines
from factbase.render.text import plural
from factbase.result.citation import Stated, citation, stated
from factbase.result.parts import NO_FACT, Ground, OnReadings, Parts, Searched

__all__ = ["bearing_text", "conflict_text", "sources_text"]


def sources_text(parts: Parts, paint: Paint) -> Iterator[str]:
    """Each source with its file, and what is declared of it, with the words that support that."""
    declared: dict[str, list[Stated]] = {}
    for fact in parts.program.facts.listed:  # tables declare nothing
        if fact.kind == "declared":
            declared.setdefault(str(fact.values[0]), []).append(stated(fact, parts.evidence))
    for source in parts.program.sources.values():
        document = parts.evidence.documents.get(source.name)
        file = document.path if document is not None else source.file or "no file"
        lines = [f"{paint('heading', source.name)}  {file}  {paint('place', source.span.place)}"]
        for each in declared.get(source.name, ()):
            lines += (f"  {line}" for line in ground_lines(each, paint))
        yield block(lines)


def bearing_text(bearings: Sequence[Bearing], parts: Parts, paint: Paint) -> Iterator[str]:
    """What falls without each source, each conclusion with the numbers of what it stands on; then that, each once."""
    notes: dict[Ground, int] = {}
    for bearing in bearings:
        alone = len(bearing.alone)
        least = "at least " if bearing.cut else ""
        falls = plural(len(bearing.falls), "conclusion")
        head = f"{paint('heading', bearing.source)}: without it {least}{falls} fall"
        lines = [f"{head}; {bearing.facts} facts stand on it alone; {alone} rest on nothing else"]
        for atom in bearing.falls:
            grounds = parts.grounds(bearing.proofs[atom])
            marks = "".join(f"[{notes.setdefault(ground, len(notes) + 1)}]" for ground in grounds)
            lines.append(f"  {atom} {marks}{'  (on it alone)' if atom in bearing.alone else ''}")
        yield block(lines)
    for ground, number in notes.items():
        first, *rest = ground_lines(ground, paint)
        yield block((f"[{number}] {first}", *rest))


def conflict_text(conflict: Conflict, parts: Parts, paint: Paint) -> str:
    """One violation: its smallest sets of quotes, with their sentences, what else it rests on, and who cannot be right."""
    violation = conflict.violation
    lines = [f"{paint('heading', violation.name)}: {violation.message}"]
    if not violation.is_certain:
        lines.append(f"  {violation.certainty.value}, not certain: by the dates")
    if violation.allowance is not None:
        lines.append(f"  accepted at {paint('place', violation.allowance.span.place)}: {violation.allowance.reason}")
    grounds = list(parts.grounds(violation.proof))
    lines += (f"  {line}" for ground in grounds if isinstance(ground, OnReadings) for line in ground.lines)
    sets = [quotes for quotes in conflict.quotes if quotes]
    for i, quotes in enumerate(sets, 1):
        lines.append(f"  quotes, set {i} of {'at least ' if conflict.cut else ''}{len(sets)}")
        for cited in sorted(quotes, key=lambda c: (c.source, c.span.path, c.span.start)):
            lines += (f"    {line}" for line in _weighed(cited, grounds, parts, paint))
    bare = [g for g in grounds if not isinstance(g, OnReadings) and not (isinstance(g, Stated) and g.citations)]
    if bare:
        lines.append("  without quotes" if sets else "  it rests on no quote")
    for ground in bare:
        lines += (f"    {line}" for line in ground_lines(ground, paint))
    lines.append(f"  {_wrong(conflict, any(isinstance(ground, Searched) for ground in grounds))}")
    return block(lines)


def _weighed(cited: Cited, grounds: Iterable[Ground], parts: Parts, paint: Paint) -> Iterator[str]:
    """A quote with its place, the sentence around it, and the facts that it is quoted for."""
    yield from citation_lines(citation(cited, parts.evidence), paint)
    sentence = parts.evidence.sentence(cited)
    if sentence != cited.quote:
        yield f"  in “{sentence}”"
    for ground in grounds:
        if isinstance(ground, Stated) and cited in ground.fact.citations:
            yield f"  for {paint('claim', ground.claim)}, fact {paint('place', ground.fact.span.place)}"


def _wrong(conflict: Conflict, missing: bool) -> str:
    """Who cannot be right, so far as anybody is named; a fact that is missing is nobody's mistake."""
    nogoods = sorted(sorted(each) for each in conflict.nogoods)
    if not any(nogoods):
        return "no source is wrong by this: a fact is missing" if missing else f"{NO_FACT}: no source can be wrong"
    named = [
        " and ".join("what has no quote" if name == ASSUMED else name for name in each) for each in nogoods if each
    ]
    while_missing = " as long as the fact above is missing" if missing else ""
    together = "cannot all be right" if any(len(each) > 1 for each in nogoods) else "cannot be right"
    return f"{together}{while_missing}, with the rules: {'; or '.join(named)}"
