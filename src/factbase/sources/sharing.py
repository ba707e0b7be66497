"""One voice: in, the documents of a base; out, which sources repeat one another, as facts of `same_voice` and as notes.

Two sources that share most of their five-word runs are tied, and what repeats a copy repeats the original. Each fact cites the passage
that is shared, in both texts, so that a proof shows on what it stands.
"""

from __future__ import annotations

from collections import deque
from collections.abc import Iterator, Mapping, Sequence
from itertools import permutations

from factbase.cite import Document
from factbase.ground.diagnostic import Diagnostic, Related, diagnose
from factbase.ground.possible import TooLarge
from factbase.ground.value import Symbol
from factbase.program.declare import SAME_VOICE
from factbase.program.model import Cited, Fact, Program
from factbase.sources.ties import LEAVE_OUT, Tie, Ties

__all__ = ["notes", "same_voice"]

MAX_PASSAGES = 100_000  # shared ones that `same_voice` cites
MAX_SHOWN = 240  # characters of a shared passage that are cited: enough to see what it is


def same_voice(program: Program, documents: Mapping[str, Document], kept: Ties) -> tuple[Fact, ...]:
    """`same_voice(S, T)` for every two sources of one voice, both ways; the indexes go on from the program's facts. Raises TooLarge."""
    facts: list[Fact] = []
    passages = 0
    for members, tied in kept.groups(documents):
        paths = _Paths(tied)
        for first, second in permutations(members, 2):
            path = paths.between(first, second)
            passages += len(path)
            if passages > MAX_PASSAGES:
                raise TooLarge(f"each two of {len(members):,} sources that are one voice make a fact; {LEAVE_OUT}")
            citations = tuple(cited for tie in path for cited in _passages(tie, program, documents))
            row = (Symbol(first), Symbol(second))
            span = program.sources[first].span
            index = program.facts.next_index + len(facts)
            facts.append(Fact(index, SAME_VOICE, None, row, None, citations, "declared", span=span))
    return tuple(facts)


class _Paths:
    """The shortest ways from one source to another over the ties of their group, all from one source at a time."""

    def __init__(self, tied: Sequence[Tie]) -> None:
        self._ties: dict[str, list[tuple[str, Tie]]] = {}
        for tie in tied:
            self._ties.setdefault(tie.first, []).append((tie.second, tie))
            self._ties.setdefault(tie.second, []).append((tie.first, tie))
        self._first = ""
        self._back: dict[str, tuple[str, Tie]] = {}  # how each was reached from the first

    def between(self, first: str, second: str) -> list[Tie]:
        if first != self._first:
            self._first, self._back = first, {}
            waiting = deque([first])
            while waiting:
                here = waiting.popleft()
                for there, tie in self._ties[here]:
                    if there != first and there not in self._back:
                        self._back[there] = here, tie
                        waiting.append(there)
        path: list[Tie] = []
        while second != first:
            second, tie = self._back[second]
            path.append(tie)
        return path[::-1]


def _passages(tie: Tie, program: Program, documents: Mapping[str, Document]) -> Iterator[Cited]:
    for source, span in ((tie.first, tie.overlap.first), (tie.second, tie.overlap.second)):
        if span is not None:
            words = documents[source].text[slice(*span)]
            yield Cited(source, _cut(words), None, None, span=program.sources[source].span)


def _cut(words: str) -> str:
    """The passage on one line, and no more of it than shows what it is."""
    plain = " ".join(words.split())
    return plain if len(plain) <= MAX_SHOWN else plain[:MAX_SHOWN].rsplit(" ", 1)[0]


def notes(program: Program, documents: Mapping[str, Document], kept: Ties) -> Iterator[Diagnostic]:
    """A note for each tie, with the longest passage that both texts have."""
    try:
        groups = kept.groups(documents)
    except TooLarge as problem:
        yield diagnose("S104", None, problem=problem)
        return
    for _, tied in groups:
        for tie in tied:
            first, second = program.sources[tie.first], program.sources[tie.second]
            yield diagnose(
                "S103",
                second.span,
                first=tie.first,
                second=tie.second,
                share=f"{tie.overlap.ratio:.0%}",
                related=[Related(first.span, "the other one")],
                detail=[f"both have: “{_cut(tie.overlap.passage)}”"],
            )
