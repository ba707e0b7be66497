"""Sentences as text: in, those where words stand, or those of a document; out, each with what cites it, and how much was looked at."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence

from factbase.render.paint import Paint, block
from factbase.render.problems import problem_lines
from factbase.render.proof import stated_lines
from factbase.render.words import plural
from factbase.result.coverage import Coverage, CoveredDocument, Sentence
from factbase.result.ground import Ground
from factbase.result.matches import Matches, Named, Passage

__all__ = ["coverage_text", "matches_text"]


def matches_text(found: Matches, paint: Paint) -> Iterator[str]:
    """Sentences, names and facts, then how much was searched; what may be missing stands before all."""
    for each in found.problems:
        yield block(problem_lines(each, paint))
    yield from _kind([_passage(each, paint) for each in found.passages], found.more_passages, "sentence")
    yield from _kind([_name(each, paint) for each in found.names], found.more_names, "name")
    yield from _kind([_fact(each, paint) for each in found.facts], found.more_facts, "fact")
    yield block(_searched(found))


def _kind(told: list[str], more: int, name: str) -> Iterator[str]:
    yield from told
    if more:
        yield f"and {plural(more, f'more {name}')}"


def _passage(found: Passage, paint: Paint) -> str:
    lines = [f"{found.source}, {paint('place', f'{found.path}:{found.line} ¶{found.paragraph}')}"]
    text, at = "", 0
    for start, end in found.marks:
        text += f"{found.sentence[at:start]}{paint('claim', f'**{found.sentence[start:end]}**')}"
        at = end
    lines.append(f"  “{text}{found.sentence[at:]}”")
    lines += [f"  for {paint('claim', each.claim)}, fact {paint('place', each.place)}" for each in found.cited_by]
    return block(lines if found.cited_by else [*lines, "  no fact cites it"])


def _name(found: Named, paint: Paint) -> str:
    names = ", ".join(f"“{name}”" for name in found.names)
    return block([f"{paint('claim', found.entity)}: {found.type}  {names}, {paint('place', str(found.place))}"])


def _fact(found: Ground, paint: Paint) -> str:
    reading = [f"  {found.reading}"] if found.reading != found.claim else []
    stated = (f"  {line}" for line in stated_lines(found, paint, dated=not found.dates.startswith("on ")))
    return block([paint("claim", found.claim), *reading, *stated])


def _searched(found: Matches) -> Iterator[str]:
    looked = found.searched
    words = " with ".join(f"“{each}”" for each in found.words)
    parts = (
        plural(len(found.passages) + found.more_passages, "sentence"),
        plural(len(found.names) + found.more_names, "name"),
        plural(len(found.facts) + found.more_facts, "fact"),
    )
    some = any((found.passages, found.names, found.facts))
    head = f"{words}: {', '.join(parts)}" if some else f"{words}: not found"
    within = f" of {found.source}" if found.source is not None else ""
    searched = ", ".join(
        (plural(looked.documents, "document"), plural(looked.names, "name"), plural(looked.facts, "fact"))
    )
    yield f"{head}; searched {searched}{within}"
    if looked.unread:
        yield f"not searched, for it could not be read: {', '.join(looked.unread)}"


def coverage_text(found: Coverage, paint: Paint) -> Iterator[str]:
    """For each document what is open and what is set aside, then all in all; what may be missing stands before all."""
    for each in found.problems:
        yield block(problem_lines(each, paint))
    for document in found.documents:
        yield block(_document(document, paint))
    sentences = [each for document in found.documents for each in document.sentences]
    yield f"all in all {found.percent} % of {_counts(sentences)}" if found.documents else "no document"
    if found.unread:
        yield block([f"not read: {', '.join(found.unread)}"])


def _document(found: CoveredDocument, paint: Paint) -> Iterator[str]:
    wanted = f", {found.wanted} % wanted" if found.wanted is not None else ""
    yield f"{paint('heading', found.source)}, {paint('place', found.path)}: {found.percent} %{wanted} of {_counts(found.sentences)}"
    for each in found.sentences:
        if each.state == "open":
            yield f"  {paint('warning', 'open')} {_line(each, paint)}"
    for each in found.sentences:
        if each.state == "set aside":
            yield f"  set aside {_line(each, paint)}"
            yield f"    {paint('place', str(each.place))}: {each.reason}"


def _line(each: Sentence, paint: Paint) -> str:
    return f"{paint('place', f'line {each.line}')}  “{each.sentence}”"


def _counts(sentences: Sequence[Sentence]) -> str:
    states = Counter(each.state for each in sentences)
    return f"{plural(len(sentences), 'sentence')}: {states['cited']} cited, {states['set aside']} set aside, {states['open']} open"
