"""Which sources are one voice.

In: documents. Out: how much of one stands in another, the longest shared passage, and groups that repeat one another.
Promised: containment of five-word shingles (Broder 1997), either way, so that a short copy inside a long page counts.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import combinations

from factbase.cite.document import Document
from factbase.cite.later import later
from factbase.cite.normalise import Span

__all__ = ["MOST", "SHINGLE", "Overlap", "Voice", "independent_groups", "overlap"]

SHINGLE = 5  # words
MOST = 0.5  # two documents are one voice when more than this share of either's shingles stands in the other

_WORD = later(r"\w+(?:['’-]\w+)*")


@dataclass(frozen=True, slots=True)
class Overlap:
    """How much two documents share: the greater of both containments, 0 to 1, and the longest shared passage.

    `first` and `second` are the passage's raw spans in either document, `None` when they share no shingle.
    """

    ratio: float
    passage: str = ""
    first: Span | None = None
    second: Span | None = None


@dataclass(frozen=True, slots=True)
class Voice:
    """Documents (by their index in what was asked) that count as one, and the overlaps that make them so."""

    members: tuple[int, ...]
    ties: tuple[tuple[int, int, Overlap], ...] = ()


@dataclass(frozen=True, slots=True)
class _Words:
    keys: list[int]  # the shingle that starts at each word
    spans: list[Span]  # of each word, raw


def overlap(first: Document, second: Document) -> Overlap:
    """The overlap of two documents; white space, letter case, punctuation and folds play no part in it."""
    table: dict[tuple[str, ...], int] = {}
    return _overlap(first, _words(first, table), second, _words(second, table))


def independent_groups(documents: Sequence[Document], most: float = MOST) -> tuple[Voice, ...]:
    """The documents in groups of one voice each, in the order of their first members.

    Two documents that share more than `most` are tied; what repeats a copy repeats the original.
    """
    table: dict[tuple[str, ...], int] = {}
    words = [_words(document, table) for document in documents]
    sizes = [len(set(each.keys)) for each in words]
    holders: defaultdict[int, list[int]] = defaultdict(list)
    for i, each in enumerate(words):
        for key in set(each.keys):
            holders[key].append(i)
    shared = Counter(pair for who in holders.values() if len(who) > 1 for pair in combinations(who, 2))
    group = list(range(len(documents)))
    ties: defaultdict[int, list[tuple[int, int, Overlap]]] = defaultdict(list)
    tied = sorted(pair for pair, count in shared.items() if count > most * min(sizes[i] for i in pair))
    for a, b in tied:
        old, new = max(group[a], group[b]), min(group[a], group[b])
        group = [new if g == old else g for g in group]
    for a, b in tied:
        ties[group[a]].append((a, b, _overlap(documents[a], words[a], documents[b], words[b])))
    heads = sorted(set(group))
    return tuple(Voice(tuple(i for i, g in enumerate(group) if g == head), tuple(ties[head])) for head in heads)


def _words(document: Document, table: dict[tuple[str, ...], int]) -> _Words:
    passage, base = document.folded(), document.passage[0]
    found = [(m[0].casefold(), raw) for m in _WORD().finditer(passage.text) if (raw := passage.raw_span(*m.span()))]
    names = [name for name, _ in found]
    shingles = zip(*(names[i:] for i in range(SHINGLE)), strict=False)
    keys = [table.setdefault(shingle, len(table)) for shingle in shingles]
    return _Words(keys, [(base + start, base + end) for _, (start, end) in found])


def _overlap(first: Document, ours: _Words, second: Document, theirs: _Words) -> Overlap:
    here, there = set(ours.keys), set(theirs.keys)
    common = here & there
    if not common:
        return Overlap(0.0)
    i, j, length = _longest(ours.keys, theirs.keys)
    last = length + SHINGLE - 2
    a = ours.spans[i][0], ours.spans[i + last][1]
    b = theirs.spans[j][0], theirs.spans[j + last][1]
    return Overlap(len(common) / min(len(here), len(there)), first.text[slice(*a)], a, b)


def _longest(ours: list[int], theirs: list[int]) -> tuple[int, int, int]:
    # The longest run of equal shingles, the first of equals: dynamic programming over the pairs that are equal only.
    places: defaultdict[int, list[int]] = defaultdict(list)
    for j, key in enumerate(theirs):
        places[key].append(j)
    best = (0, 0, 0)
    runs: dict[int, int] = {}
    for i, key in enumerate(ours):
        runs = {j: runs.get(j - 1, 0) + 1 for j in places.get(key, ())}
        for j, length in runs.items():
            if length > best[2]:
                best = (i - length + 1, j - length + 1, length)
    return best
