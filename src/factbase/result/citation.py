"""Citations resolved: in, a fact, and the evidence; out, what it says, where each quote of it stands, and what is waived.

Every format that shows a fact reads it here, so that none can leave out a place, a verdict, a waiver, or that there is no quote.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from factbase.cite import Status
from factbase.ground.value import write_value
from factbase.program.model import Cited, Fact
from factbase.sources.evidence import Evidence
from factbase.syntax.tree import When

__all__ = ["Citation", "Stated", "citation", "stated", "when_text"]


@dataclass(frozen=True, slots=True)
class Citation:
    """One quote: where it stands in its source's file, the verdict on it, and what its elisions leave out."""

    source: str
    quote: str
    path: str | None
    line: int | None
    paragraph: int | None
    status: Status
    folds: tuple[str, ...]
    leaves_out: tuple[str, ...]

    @property
    def place(self) -> str:
        """`path:line ¶paragraph`, or that there is none."""
        return f"{self.path}:{self.line} ¶{self.paragraph}" if self.path is not None and self.line else "no place"

    @property
    def verdict(self) -> str:
        """`found`, or what stands between the quote and that."""
        return f"{self.status} ({', '.join(self.folds)})" if self.folds else str(self.status)

    @property
    def gaps(self) -> tuple[str, ...]:
        """What the elisions leave out, each on one line."""
        return tuple(f"leaves out: {' '.join(gap.split())}" for gap in self.leaves_out)

    def __str__(self) -> str:
        """All of it on one line."""
        return "; ".join((f"“{self.quote}” {self.source}, {self.place}, {self.verdict}", *self.gaps))


@dataclass(frozen=True, slots=True)
class Stated:
    """A fact as it is told: its claim with its dates, on what it stands, its quotes, and what is waived."""

    fact: Fact
    citations: tuple[Citation, ...]

    @property
    def claim(self) -> str:
        """What it says, with its dates."""
        on = self.fact.when is not None and self.fact.when.kind == "on"  # which the atom has
        return f"{self.fact.atom()}{'' if on else self.dates}"

    @property
    def dates(self) -> str:
        """Its dates, as they follow a claim without them."""
        return when_text(self.fact.when)

    @property
    def lacks(self) -> str | None:
        """What is said in place of quotes; None where there are some."""
        return None if self.citations else _LACKS[self.fact.kind]

    @property
    def standing(self) -> tuple[str, str, str]:
        """How it is stated, where, and that it has no quote, where it has none."""
        return _STATED[self.fact.kind], self.fact.span.place, f", {self.lacks}" if self.lacks is not None else ""

    @property
    def waived(self) -> tuple[str, ...]:
        """What its quotes need not answer for, where that is said, and why."""
        return tuple(
            f"waived {write_value(each.value)} at {each.span.place}: {each.reason}" for each in self.fact.waivers
        )

    @property
    def lines(self) -> Iterator[str]:
        """How it is stated, each quote on a line, and what is waived."""
        before, place, after = self.standing
        yield f"{before} {place}{after}{self.dates}"
        yield from map(str, self.citations)
        yield from self.waived


_STATED = {"cited": "fact", "assumed": "assumed at", "declared": "declared at"}
_LACKS = {"cited": "no quote", "assumed": "no source", "declared": "without words"}


def citation(cited: Cited, evidence: Evidence) -> Citation:
    """A quote with its place and its verdict."""
    verdict, document = evidence.verdict(cited), evidence.documents.get(cited.source)
    return Citation(
        cited.source,
        cited.quote,
        document.path if document is not None else None,
        verdict.line,
        verdict.paragraph,
        verdict.status,
        tuple(map(str, verdict.folds)),
        verdict.gaps,
    )


def stated(fact: Fact, evidence: Evidence) -> Stated:
    """A fact with all that is told of it."""
    return Stated(fact, tuple(citation(cited, evidence) for cited in fact.citations))


def when_text(when: When | None) -> str:
    """The dates of a fact, as they follow its claim."""
    if when is None:
        return ""
    first, last = when.first, when.last
    if when.kind == "on":
        return f" on {first}"
    if first is not None and last is not None:
        return f" during {first}..{last}"
    return f" since {first}" if first is not None else f" until {last}"
