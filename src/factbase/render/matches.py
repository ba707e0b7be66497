"""Sentences as text: in, those where words stand, or those of a document; out, each with what cites it, and how much was looked at."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence

from factbase.render.paint import Paint, block
from factbase.render.problems import problem_lines
from factbase.render.proof import stated_lines
from factbase.render.words import plural
from factbase.result.coverage import Coverage, CoveredDocument, Sentence
from factbase.result.ground import Ground, written_place
from factbase.result.matches import Matches, Named, Passage

__all__ = ["coverage_text", "fact_block", "matches_text", "name_block"]


def matches_text(matches: Matches, paint: Paint) -> Iterator[str]:
    """Sentences, names and facts, then how much was searched; what may be missing stands before all."""
    for each in matches.problems:
        yield block(problem_lines(each, paint))
    yield from _kind([_passage(each, paint) for each in matches.passages], matches.more_passages, "sentence")
    yield from _kind([name_block(each, paint) for each in matches.names], matches.more_names, "name")
    yield from _kind([fact_block(each, paint) for each in matches.facts], matches.more_facts, "fact")
    yield block(_searched(matches))


def _kind(blocks: list[str], more: int, name: str) -> Iterator[str]:
    yield from blocks
    if more:
        yield f"and {plural(more, f'more {name}')}"


def _passage(passage: Passage, paint: Paint) -> str:
    where = written_place(passage.path, passage.line, passage.paragraph, passage.page)
    lines = [f"{passage.source}, {paint('place', where)}"]
    text, at = "", 0
    for start, end in passage.marks:
        text += f"{passage.sentence[at:start]}{paint('claim', f'**{passage.sentence[start:end]}**')}"
        at = end
    lines.append(f"  “{text}{passage.sentence[at:]}”")
    lines += [f"  for {paint('claim', each.claim)}, fact {paint('place', each.place)}" for each in passage.cited_by]
    return block(lines if passage.cited_by else [*lines, "  no fact cites it"])


def name_block(named: Named, paint: Paint) -> str:
    """An entity with its names and its place."""
    names = ", ".join(f"“{name}”" for name in named.names)
    return block([f"{paint('claim', named.entity)}: {named.type}  {names}, {paint('place', str(named.place))}"])


def fact_block(fact: Ground, paint: Paint) -> str:
    """A fact with its sentence, and all that is told of how it is stated."""
    reading = [f"  {fact.reading}"] if fact.reading != fact.claim else []
    stated = (f"  {line}" for line in stated_lines(fact, paint, dated=not fact.dates.startswith("on ")))
    return block([paint("claim", fact.claim), *reading, *stated])


def _searched(matches: Matches) -> Iterator[str]:
    looked = matches.searched
    words = " with ".join(f"“{each}”" for each in matches.words)
    parts = (
        plural(len(matches.passages) + matches.more_passages, "sentence"),
        plural(len(matches.names) + matches.more_names, "name"),
        plural(len(matches.facts) + matches.more_facts, "fact"),
    )
    some = any((matches.passages, matches.names, matches.facts))
    head = f"{words}: {', '.join(parts)}" if some else f"{words}: not found"
    within = f" of {matches.source}" if matches.source is not None else ""
    searched = ", ".join(
        (plural(looked.documents, "document"), plural(looked.names, "name"), plural(looked.facts, "fact"))
    )
    yield f"{head}; searched {searched}{within}, whatever their dates"
    if looked.unread:
        yield f"not searched, for it could not be read: {', '.join(looked.unread)}"


def coverage_text(coverage: Coverage, paint: Paint) -> Iterator[str]:
    """For each document what is open and what is set aside, then all in all; what may be missing stands before all."""
    for each in coverage.problems:
        yield block(problem_lines(each, paint))
    for document in coverage.documents:
        yield block(_document(document, paint))
    sentences = [each for document in coverage.documents for each in document.sentences]
    yield f"all in all {coverage.percent} % of {_counts(sentences)}" if coverage.documents else "no document"
    if coverage.unread:
        yield block([f"not read: {', '.join(coverage.unread)}"])


def _document(document: CoveredDocument, paint: Paint) -> Iterator[str]:
    wanted = f", {document.wanted} % wanted" if document.wanted is not None else ""
    head = f"{paint('heading', document.source)}, {paint('place', document.path)}"
    yield f"{head}: {document.percent} %{wanted} of {_counts(document.sentences)}"
    for each in document.sentences:
        if each.state == "open":
            yield f"  {paint('warning', 'open')} {_line(each, paint)}"
    for each in document.sentences:
        if each.state == "set aside":
            yield f"  set aside {_line(each, paint)}"
            yield f"    {paint('place', str(each.place))}: {each.reason}"


def _line(each: Sentence, paint: Paint) -> str:
    return f"{paint('place', f'line {each.line}')}  “{each.sentence}”"


def _counts(sentences: Sequence[Sentence]) -> str:
    states = Counter(each.state for each in sentences)
    return f"{plural(len(sentences), 'sentence')}: {states['cited']} cited, {states['set aside']} set aside, {states['open']} open"
