"""Which sources are one voice.

In: documents. Out: how much of one stands in another, the longest shared passage, and groups that repeat one another.
Promised: containment of five-word shingles (Broder 1997), either way, so that a short copy inside a long page counts. Who may be
alike is told by digests of shingles, eight bytes each; who is, by their words.
"""

from __future__ import annotations

from array import array
from bisect import bisect_left
from collections import Counter, defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import chain, count, islice
from operator import itemgetter

from factbase.cite.document import Document
from factbase.cite.later import later
from factbase.cite.normalise import Folded, Offsets, fold

__all__ = ["MOST", "SHINGLE", "Overlap", "TooManyAlike", "Voice", "independent_groups"]

SHINGLE = 5  # words
MOST = 0.5  # two documents are one voice when more than this share of either's shingles stands in the other

MAX_TIES = 200  # of one group, up to which all are given: those of 20 copies
MAX_COMPARED = 100_000_000  # shingles, of two documents at a time
MAX_WORDS = 20_000_000  # of all documents: what they take is some twenty bytes each
MAX_MATCHED = 1_000_000  # shingles of the ties for which the longest passage is looked for

IN_COMMON = 8  # rare shingles that two have, before all of them are compared
MAX_LISTED = 1_000_000  # characters of a text whose words are listed all at once, which is sooner done
MAX_HELD = 400_000  # digests that are counted at a time: more of them are in no cache of a processor

_WORD = later(r"\w+(?:['’-]\w+)*")


class TooManyAlike(Exception):
    """Documents have too many words to be compared, or too many are too nearly alike to be so two by two."""


@dataclass(frozen=True, slots=True)
class Overlap:
    """How much two documents share: the greater of both containments, 0 to 1, and the longest shared passage.

    `first` and `second` are the passage's raw spans in either document, `None` when they share no shingle.
    """

    ratio: float
    passage: str = ""
    first: Offsets | None = None
    second: Offsets | None = None


@dataclass(frozen=True, slots=True)
class Voice:
    """Documents (by their index in what was asked) that count as one, and the overlaps that make them so."""

    members: tuple[int, ...]
    ties: tuple[tuple[int, int, Overlap], ...] = ()


def independent_groups(documents: Sequence[Document], most: float = MOST) -> tuple[Voice, ...]:
    """The documents in groups of one voice each, in the order of their first members.

    Two documents that share more than `most` are tied; what repeats a copy repeats the original. Of a group with more than `MAX_TIES` ties
    only those are given that make it one. Raises `TooManyAlike`.
    """
    if len(documents) < 2:
        return tuple(Voice((i,)) for i in range(len(documents)))
    reader = _Reader()
    words = [reader.words(document) for document in documents]
    digests = [_digests(each) for each in words]
    groups = _Groups(len(documents))
    overlaps: dict[tuple[int, int], Overlap] = {}
    compared = matched = 0
    for a, b in _candidates(digests, most):
        if groups.is_saturated(a, b):
            continue
        compared += len(digests[a])
        if compared > MAX_COMPARED:
            raise TooManyAlike
        if len(set(digests[a]).intersection(digests[b])) <= most * len(digests[a]):
            continue
        first, second = min(a, b), max(a, b)
        if words[a] != words[b]:
            matched += len(words[a]) + len(words[b])
            if matched > MAX_MATCHED:
                raise TooManyAlike
        overlap = _overlap(documents[first], words[first], documents[second], words[second])
        if overlap.ratio > most:  # as it is, unless two shingles have one digest
            overlaps[first, second] = overlap
            groups.tie(first, second)
    ties: defaultdict[int, list[tuple[int, int, Overlap]]] = defaultdict(list)
    for (a, b), overlap in sorted(overlaps.items(), key=lambda tie: tie[0]):
        ties[groups.head(a)].append((a, b, overlap))
    members: defaultdict[int, list[int]] = defaultdict(list)
    for i in range(len(documents)):
        members[groups.head(i)].append(i)
    return tuple(Voice(tuple(those), tuple(ties[head])) for head, those in sorted(members.items()))


class _Groups:
    """Documents in groups, each of which goes by its first member."""

    def __init__(self, count: int) -> None:
        self._above = list(range(count))
        self._tied = [0] * count

    def head(self, i: int) -> int:
        """The first member of the group of a document."""
        while self._above[i] != i:
            self._above[i] = self._above[self._above[i]]
            i = self._above[i]
        return i

    def is_saturated(self, a: int, b: int) -> bool:
        """Whether two are in one group, and that has as many ties as are given."""
        head = self.head(a)
        return head == self.head(b) and self._tied[head] >= MAX_TIES

    def tie(self, a: int, b: int) -> None:
        new, old = sorted((self.head(a), self.head(b)))
        self._tied[new] += 1 + (self._tied[old] if old != new else 0)
        self._above[old] = new


def _candidates(digests: Sequence[array[int]], most: float) -> Iterator[tuple[int, int]]:
    """Each two that may share more than `most` of the smaller, which comes first.

    Of its rarest shingles, as many as leave no more than `most` of it, they then have one in common, and of one more each time, one more
    (Chaudhuri, Ganti and Kaushik 2006): what stands at the foot of each page of a site makes no two of them alike.
    """
    rarest: dict[int, list[int]] = {}
    holders: dict[int, list[int]] = {}
    held_by = _held_by(digests)
    for i, (each, counts) in enumerate(zip(digests, held_by, strict=True)):
        allowed = int(most * len(each))
        kept = len(each) - counts.count(1) - allowed  # what it has alone is its rarest
        if kept > 0:
            rarest[i] = _rarest(each, counts, kept + min(IN_COMMON, allowed + 1) - 1)
            for key in rarest[i]:
                holders[key] = []
    del held_by
    for i, each in enumerate(digests):
        for key in filter(holders.__contains__, each):
            holders[key].append(i)
    for a, keys in rarest.items():
        size = len(digests[a])
        common = min(IN_COMMON, int(most * size) + 1)
        near = Counter(chain.from_iterable(map(holders.__getitem__, keys)))
        yield from ((a, b) for b in sorted(b for b in near if near[b] >= common) if (size, a) < (len(digests[b]), b))


def _rarest(digests: array[int], counts: array[int], wanted: int) -> list[int]:
    """So many of the digests that others have too, those of the lowest counts."""
    left, most = wanted, 1
    for times, of_them in sorted(Counter(counts).items()):
        if times > 1 and left > 0:
            most, left = times, left - of_them
    some = [digest for digest, times in zip(digests, counts, strict=True) if 1 < times < most]
    last = (digest for digest, times in zip(digests, counts, strict=True) if times == most > 1)
    return [*some, *islice(last, wanted - len(some))]


def _held_by(digests: Sequence[array[int]]) -> list[array[int]]:
    """For each document how many have each of its digests, which are in order. Of many digests, those between two bounds are counted at a
    time: as numbers of Python, all take ten times the memory."""
    parts = sum(map(len, digests)) // MAX_HELD + 1
    bounds = [-(1 << 63) + (part << 64) // parts for part in range(1, parts)]
    at = [0] * len(digests)
    held_by = [array("i") for _ in digests]
    for bound in (*bounds, 1 << 63):
        ends = [bisect_left(each, bound, begin) for each, begin in zip(digests, at, strict=True)]
        own = [each[begin:end] for each, begin, end in zip(digests, at, ends, strict=True)]
        counts = Counter(chain.from_iterable(own))
        for counted, some in zip(held_by, own, strict=True):
            counted.extend(map(counts.__getitem__, some))
        at = ends
    return held_by


class _Reader:
    """Numbers words, the same by the same number in all documents that it reads."""

    def __init__(self) -> None:
        self._words: defaultdict[str, int] = defaultdict(count().__next__)
        self._left = MAX_WORDS

    def words(self, document: Document) -> array[int]:
        """The words of a passage. Raises `TooManyAlike` where there are too many to be read."""
        text = _folded(document).text
        words = _WORD().findall(text) if len(text) < MAX_LISTED else map(itemgetter(0), _WORD().finditer(text))
        names = array("i", islice(map(self._words.__getitem__, map(str.casefold, words)), self._left + 1))
        if len(names) > self._left:
            raise TooManyAlike
        self._left -= len(names)
        return names


def _folded(document: Document) -> Folded:
    """The folded passage, which is not kept for this: all documents are read, and most are never quoted again."""
    if document.has_folded():
        return document.folded()
    return fold(document.text[slice(*document.passage)])


def _shingles(words: Sequence[int]) -> Iterator[tuple[int, ...]]:
    """The shingle that starts at each word."""
    return zip(*(words[i:] for i in range(SHINGLE)), strict=False)


def _digests(words: Sequence[int]) -> array[int]:
    """The digest of each shingle, once, in their order: the same in each run, for numbers, unlike texts, have one hash."""
    once = set(map(hash, _shingles(words)))
    return array("q", sorted(once))


def _span(document: Document, first: int, last: int) -> Offsets:
    """The raw span from one word to another. An edge inside what something became is moved out of it."""
    passage, base = _folded(document), document.passage[0]
    words = islice(_WORD().finditer(passage.text), first, last + 1)
    start, end = (one := next(words)).span()
    end = max((word.end() for word in words), default=one.end())
    while (raw := passage.raw_span(start, end)) is None:
        start, end = max(0, start - 1), min(len(passage.text), end + 1)
    return base + raw[0], base + raw[1]


def _overlap(first: Document, ours: Sequence[int], second: Document, theirs: Sequence[int]) -> Overlap:
    """The overlap of two documents of whose words these are the numbers."""
    numbers: defaultdict[tuple[int, ...], int] = defaultdict(count().__next__)
    here, there = ([numbers[shingle] for shingle in _shingles(words)] for words in (ours, theirs))
    common = len(set(here).intersection(there))
    if not common:
        return Overlap(0.0)
    i, j, length = _longest(here, there)
    last = length + SHINGLE - 2
    a, b = _span(first, i, i + last), _span(second, j, j + last)
    return Overlap(common / min(len(set(here)), len(set(there))), first.text[slice(*a)], a, b)


def _longest(ours: Sequence[int], theirs: Sequence[int]) -> tuple[int, int, int]:
    """The longest run of equal shingles, the first of equals: where it starts in both, and its length.

    Runs of one length have one number in both (Karp, Miller and Rosenberg 1972), those of 2n made of two of n: doubled while there is
    a common one, then longer by ever smaller powers, so that each step costs the length of the texts however often they repeat themselves.
    """
    if ours == theirs:
        return 0, 0, len(ours)
    levels = [(list(ours), list(theirs))]
    size = 1
    while (longer := _paired(*levels[-1], *levels[-1], size)) is not None:
        levels.append(longer)
        size *= 2
    run, length = levels.pop(), size
    for level in reversed(levels):
        size //= 2
        longer = _paired(*run, *level, length)
        if longer is not None:
            run, length = longer, length + size
    there = set(run[1])
    i = next(i for i, number in enumerate(run[0]) if number in there)
    return i, run[1].index(run[0][i]), length


def _paired(
    ours: list[int], theirs: list[int], our_next: list[int], their_next: list[int], size: int
) -> tuple[list[int], list[int]] | None:
    """The numbers of runs with the runs that follow them, `size` further on; None where both texts have none in common."""
    pairs: dict[tuple[int, int], int] = {}
    here = [pairs.setdefault(pair, len(pairs)) for pair in zip(ours, our_next[size:], strict=False)]
    most = len(pairs)
    there = [pairs.setdefault(pair, len(pairs)) for pair in zip(theirs, their_next[size:], strict=False)]
    return (here, there) if min(there, default=most) < most else None
