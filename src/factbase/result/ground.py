"""What a conclusion stands on, as plain data: quotes with their places and verdicts, facts, what was searched, readings of dates.

A thing of each kind holds every word that it must not be shown without, so that no format can leave one out.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Literal as Choice

from factbase.cite import Fold, Status
from factbase.ground.dataclass import dataclass

__all__ = [
    "NO_FACT",
    "RULE",
    "Attribute",
    "Citation",
    "Ground",
    "Place",
    "Reference",
    "Viewed",
    "Waiver",
    "written_place",
]

NO_FACT = "rests on no fact"
RULE = "rule "
"""How a line begins that tells how far a rule got in a search."""


@dataclass(frozen=True, slots=True)
class Place:
    """Where something is written; lines and columns count from 1."""

    path: str
    line: int
    column: int

    def __str__(self) -> str:
        return f"{self.path}:{self.line}"


@dataclass(frozen=True, slots=True)
class Viewed:
    """The dates of a view, as they are written; None for no limit."""

    at: str | None
    known_by: str | None

    def __str__(self) -> str:
        at = f"as of {self.at}" if self.at is not None else "at any time"
        return f"{at}, known by {self.known_by}" if self.known_by is not None else at


@dataclass(frozen=True, slots=True)
class Attribute:
    """What whoever quotes says of a quote: its `kind`, what it `supports`, or a `note`."""

    name: str
    value: str

    def __str__(self) -> str:
        return f"{self.name}: {self.value}"


def written_place(path: str, line: int, paragraph: int | None, page: int | None) -> str:
    """Where a quote stands: `path:line ¶paragraph`, of a document with pages also the page: `sources/x.pdf.txt:70 ¶9 (x.pdf p. 3)`."""
    name = path.rpartition("/")[2]
    paged = name[: -len(".txt")] if name.lower().endswith(".pdf.txt") else name
    return f"{path}:{line} ¶{paragraph}" + (f" ({paged} p. {page})" if page is not None else "")


@dataclass(frozen=True, slots=True)
class Citation:
    """One quote: where it stands in its source's file, the verdict on it, and what its elisions leave out.

    `verdict` is the name of a `Status`; `sentence` is the one around the quote, empty where that is the quote itself."""

    source: str
    path: str | None
    line: int | None
    paragraph: int | None
    quote: str
    verdict: str
    folds: tuple[str, ...]
    leaves_out: tuple[str, ...]
    sentence: str = ""
    attributes: tuple[Attribute, ...] = ()
    page: int | None = None

    @property
    def status(self) -> Status:
        """The verdict."""
        return Status[self.verdict]

    @property
    def place(self) -> str:
        """`path:line ¶paragraph` with the page, or that there is none."""
        if self.path is None or not self.line:
            return "no place"
        return written_place(self.path, self.line, self.paragraph, self.page)

    @property
    def standing(self) -> str:
        """`found`, or what stands between the quote and that."""
        return f"{self.status} ({', '.join(self.folds)})" if self.folds else str(self.status)

    @property
    def gaps(self) -> tuple[str, ...]:
        """What the elisions leave out, what is inserted, and what is said of the quote, each on one line."""
        left_out = (f"leaves out: {' '.join(gap.split())}" for gap in self.leaves_out)
        inserted = (f"inserted by who quotes: {words}" for words in self.inserted)
        return (*left_out, *inserted, *map(str, self.attributes))

    @property
    def inserted(self) -> tuple[str, ...]:
        """What stands in brackets in the quote, and not in the document."""
        if Fold.INSERTION not in self.folds:
            return ()
        from factbase.cite.insertion import inserted  # late: few quotes have any

        return inserted(self.quote)

    def __str__(self) -> str:
        """All of it on one line."""
        return "; ".join((f"“{self.quote}” {self.source}, {self.place}, {self.standing}", *self.gaps))


@dataclass(frozen=True, slots=True)
class Reference:
    """What words of a document refer to, where a fact means it by them: the words with their file and line, the symbol and its name.

    That is said `at` a place, and `citations` are the quotes which introduce it."""

    words: str
    path: str
    line: int
    symbol: str
    name: str
    at: Place
    citations: tuple[Citation, ...]

    @property
    def meaning(self) -> str:
        """What the words are, without the quotes."""
        return f"“{self.words}” (line {self.line}) is {self.name}, {self.at}"

    def __str__(self) -> str:
        """All of it on one line."""
        return f"{self.meaning}: {'; '.join(map(str, self.citations))}"


@dataclass(frozen=True, slots=True)
class Waiver:
    """What the quotes of a fact need not answer for, where that is said, and why."""

    what: str
    path: str
    line: int
    column: int
    reason: str

    def __str__(self) -> str:
        return f"waived {self.what} at {self.path}:{self.line}: {self.reason}"


@dataclass(frozen=True, slots=True, kw_only=True)
class Ground:
    """One thing on which a conclusion stands.

    A fact is `cited`, `assumed` or `declared`, and stands at a place; `lacks` is said in place of quotes, and `words` are what is assumed.
    Its `context` are quotes that name who or when is meant, its `references` say what words of its quotes refer to; neither is evidence.
    What is `absent` tells in `searched` where it was looked for; a `reading` of the dates, in `where`, the days that they take; `nothing`
    says that a `claim`, given by the rule at a place or by the goal's own comparisons, has neither a fact nor a search under it."""

    kind: Choice["cited", "assumed", "declared", "absent", "reading", "nothing"]
    claim: str = ""
    reading: str = ""  # the claim as a sentence, of a fact that may be what was not found
    dates: str = ""  # of a fact, as they follow its claim
    path: str | None = None
    line: int | None = None
    column: int | None = None
    lacks: str | None = None
    more: int | None = None  # places of a document that would do as well, of words that were looked for there
    words: str | None = None
    citations: tuple[Citation, ...] = ()
    context: tuple[Citation, ...] = ()
    references: tuple[Reference, ...] = ()
    waived: tuple[Waiver, ...] = ()
    searched: tuple[str, ...] | None = None
    where: tuple[str, ...] | None = None
    no_fact: str | None = None

    @property
    def is_fact(self) -> bool:
        """Whether it is a statement of the base."""
        return self.kind in _STATED

    @property
    def sought(self) -> tuple[str, ...]:
        """What was searched, without how far each rule got: that is for a whole proof."""
        return tuple(line for line in self.searched or () if not line.startswith(RULE))

    @property
    def place(self) -> str:
        """`path:line` of the statement."""
        return f"{self.path}:{self.line}"

    @property
    def statement(self) -> str:
        """What a fact says, with its dates; those of a day stand in its claim already."""
        return self.claim if not self.dates or self.dates.startswith("on ") else f"{self.claim} {self.dates}"

    def standing(self, *, dated: bool) -> tuple[str, str, str]:
        """How a fact is stated, where, and what it lacks; with its dates, if so wanted, and what is assumed."""
        lacks = "".join(f", {each}" for each in self.lacking)
        dates = f" {self.dates}" if dated and self.dates else ""
        return _STATED[self.kind], self.place, f"{lacks}{dates}{f': {self.words}' if self.words is not None else ''}"

    @property
    def lacking(self) -> Iterator[str]:
        """That a fact has no quote, where it has none, or in how many more places its words stand."""
        if self.lacks is not None:
            yield self.lacks
        if self.more:
            yield f"and in {self.more} more {'place' if self.more == 1 else 'places'}"

    @property
    def stated(self) -> str:
        """How a fact is stated, on one line."""
        before, place, after = self.standing(dated=True)
        return f"{before} {place}{after}"

    @property
    def lines(self) -> Iterator[str]:
        """All that is told of it under its claim: how it is stated, each quote on a line, what is waived; or why there is none."""
        match self.kind:
            case "absent":
                yield from self.searched or ()
            case "reading":
                yield from self.where or ()
            case "nothing":
                yield f"{self.claim} {NO_FACT}{f': rule {self.place}' if self.path is not None else ''}"
            case _:
                yield self.stated
                yield from map(str, self.citations)
                yield from self.beside

    @property
    def meant(self) -> Iterator[str]:
        """What tells who or when a fact means, each thing on one line: its context, and what its words refer to."""
        yield from (f"context {cited}" for cited in self.context)
        yield from map(str, self.references)

    @property
    def beside(self) -> Iterator[str]:
        """What is told of a fact beside its evidence, each thing on one line: what tells whom it means, and what is waived."""
        yield from self.meant
        yield from map(str, self.waived)

    @property
    def weighed(self) -> Iterator[str]:
        """All of it, to be weighed against other grounds: each quote with the sentence around it."""
        if not self.is_fact:
            yield from self.lines
            return
        before, place, after = self.standing(dated=False)
        yield f"{self.statement}, {before} {place}{after}"
        for cited in self.citations:
            yield f"  {cited}{f'; in “{cited.sentence}”' if cited.sentence else ''}"
        yield from (f"  {line}" for line in self.beside)


_STATED = {"cited": "fact", "assumed": "assumed at", "declared": "declared at"}
