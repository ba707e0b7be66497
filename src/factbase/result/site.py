"""The pages of a site of a base, as plain data: what each shows, and by which names pages and passages are found again.

A passage is named by what is quoted and an answer by its claim, never by a count: an address that was given away goes on to lead there.
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Collection, Mapping
from hashlib import sha256
from typing import Literal, TypeAlias

from factbase.ground.dataclass import dataclass
from factbase.result.ground import Citation, Ground, Place, Viewed
from factbase.result.problem import Problem
from factbase.result.queries import Query
from factbase.result.report import Counts, Expectation
from factbase.result.result import Result
from factbase.result.timeline import Timeline
from factbase.result.weighed import Conflict, Fallen

__all__ = [
    "KINDS",
    "START",
    "Address",
    "Asked",
    "Body",
    "Check",
    "CheckLine",
    "Checks",
    "Conclusion",
    "Directory",
    "Document",
    "Entities",
    "Entity",
    "EntityLine",
    "Expectations",
    "Introduced",
    "Kind",
    "Line",
    "Live",
    "Note",
    "Page",
    "Paragraph",
    "Piece",
    "Queries",
    "QueryLine",
    "QueryPage",
    "Relation",
    "RelationLine",
    "Relations",
    "RuleText",
    "Source",
    "SourceLine",
    "Sources",
    "Start",
    "Told",
    "anchor",
    "quote_anchor",
]

Kind = Literal[
    "start",
    "sources",
    "queries",
    "relations",
    "entities",
    "checks",
    "expectations",
    "source",
    "document",
    "query",
    "relation",
    "entity",
    "check",
    "ask",
    "told",
]

KINDS: tuple[Kind, ...] = (
    *("start", "sources", "queries", "relations", "entities", "checks", "expectations"),
    *("source", "document", "query", "relation", "entity", "check"),
)
"""The kinds of pages: those that there is one of, then those that each thing of a base has of its own. What a server shows beside them, the
answers to a goal and what it is told, stands in no site."""


@dataclass(frozen=True, slots=True)
class Address:
    """A page: its kind, what it is about where there are several, and which part it is of what is too long for one."""

    kind: Kind
    name: str = ""
    part: int = 1


START = Address("start")


def anchor(kind: str, *words: str) -> str:
    """The name of a place within a page, by what stands there: `q-1f3a…`."""
    return f"{kind}-{sha256(chr(0).join(words).encode('utf-8', 'surrogatepass')).hexdigest()[:12]}"


def quote_anchor(citation: Citation) -> str:
    """The name of a quoted passage within its document: by its words and the sentence in which they stand."""
    return anchor("q", citation.quote, citation.sentence)


@dataclass(frozen=True, slots=True)
class Directory:
    """What has a page: a link to anything else is no link.

    `documents` has for each source with a document the first line of each part of it, `entities` the name of each, and `queries` and
    `checks` their names; `title` is what the base is called."""

    title: str
    view: Viewed
    documents: Mapping[str, tuple[int, ...]]
    sources: frozenset[str]
    relations: frozenset[str]
    entities: Mapping[str, str]
    queries: frozenset[str]
    checks: frozenset[str]

    def part_of(self, source: str, line: int) -> int:
        """The part of a document on which a line begins."""
        lines = self.documents[source]
        part = max(1, bisect_right(lines, line))
        while part > 1 and lines[part - 2] == lines[part - 1] == line:
            part -= 1  # parts of one line: the first of them says on which a quote stands
        return part

    def names(self, kind: Kind) -> Collection[str]:
        """The names of what has a page of a kind."""
        match kind:
            case "document":
                return self.documents
            case "source":
                return self.sources
            case "relation":
                return self.relations
            case "entity":
                return self.entities
            case "query":
                return self.queries
            case "check":
                return self.checks
            case _:
                return ()


@dataclass(frozen=True, slots=True)
class Conclusion:
    """An answer or an expectation that rests on something: where it stands, and what it says. It is `certain`, `possible` or not excluded;
    `of` names the query or the relation."""

    address: Address
    anchor: str
    of: str
    text: str
    certainty: str


# ---- lists


@dataclass(frozen=True, slots=True)
class SourceLine:
    """A source in a list. `percent` of its sentences are cited or set aside; None where it has no document that could be read."""

    name: str
    title: str
    publisher: str | None
    published: tuple[str, ...]
    path: str | None
    facts: int
    percent: int | None


@dataclass(frozen=True, slots=True)
class QueryLine:
    """A named query in a list, with its verdict, how many answers it has, and how many of these are not certain."""

    query: Query
    verdict: str
    answers: int
    uncertain: int = 0


@dataclass(frozen=True, slots=True)
class CheckLine:
    """A check in a list: how often it is violated, how many of these are accepted, and how many are only possible."""

    name: str
    severity: str
    message: str
    violations: int
    accepted: int
    possible: int


@dataclass(frozen=True, slots=True)
class RelationLine:
    """A relation in a list, with how it reads, and how many facts and rules it has."""

    name: str
    parameters: tuple[str, ...]
    template: str | None
    facts: int
    rules: int


@dataclass(frozen=True, slots=True)
class EntityLine:
    """An entity in a list."""

    name: str
    label: str
    type: str
    aliases: tuple[str, ...]
    facts: int


# ---- pages


@dataclass(frozen=True, slots=True)
class Start:
    """The first page: what the base is, and the first of each list. It `fits` where it was looked at whether claims fit their quotes."""

    counts: Counts
    clean: bool
    fits: bool
    passes: bool
    percent: int
    sources: tuple[SourceLine, ...]
    queries: tuple[QueryLine, ...]
    checks: tuple[CheckLine, ...]
    relations: int
    entities: int
    all_sources: int
    all_queries: int


@dataclass(frozen=True, slots=True)
class Sources:
    """All sources, or some of them."""

    sources: tuple[SourceLine, ...]


@dataclass(frozen=True, slots=True)
class Queries:
    """All named queries, or some of them."""

    queries: tuple[QueryLine, ...]


@dataclass(frozen=True, slots=True)
class Relations:
    """All relations, or some of them."""

    relations: tuple[RelationLine, ...]


@dataclass(frozen=True, slots=True)
class Entities:
    """All entities, or some of them."""

    entities: tuple[EntityLine, ...]


@dataclass(frozen=True, slots=True)
class Checks:
    """All checks, on the first part, and some of what else was found; `fits` as on the first page."""

    checks: tuple[CheckLine, ...]
    findings: tuple[Problem, ...]
    all_findings: int
    fits: bool
    counts: Counts


@dataclass(frozen=True, slots=True)
class Expectations:
    """What the base must say, and whether it does."""

    expectations: tuple[Expectation, ...]
    not_asked: int


@dataclass(frozen=True, slots=True)
class Piece:
    """A stretch of a line, all of which the same quotes have, by their numbers; `state` is that of its sentence, where it is in one."""

    text: str
    quotes: tuple[int, ...]
    state: Literal["cited", "set aside", "open"] | None


@dataclass(frozen=True, slots=True)
class Line:
    """A line of a document; one that goes on from the part before it is `continued`."""

    number: int
    pieces: tuple[Piece, ...]
    continued: bool = False


@dataclass(frozen=True, slots=True)
class Introduced:
    """What some words of a document refer to, where a passage introduces it: the words, the symbol, its name, and where that is said."""

    words: tuple[str, ...]
    symbol: str
    name: str
    at: Place


@dataclass(frozen=True, slots=True)
class Note:
    """A quoted passage, by its number in the document: what is quoted of it, for which facts, and the conclusions that rest on these.

    What it is the context of, and what it introduces, it is no evidence of. `raw` are the words of the document that it has, part by
    part."""

    number: int
    citation: Citation
    raw: tuple[str, ...]
    facts: tuple[Ground, ...]
    more_facts: int
    context_of: tuple[Ground, ...]
    more_context: int
    introduces: tuple[Introduced, ...]
    conclusions: tuple[Conclusion, ...]
    more_conclusions: int

    @property
    def id(self) -> str:
        """The name of the passage."""
        return quote_anchor(self.citation)


@dataclass(frozen=True, slots=True)
class Paragraph:
    """Some lines, and the notes to the quotes that begin in them."""

    lines: tuple[Line, ...]
    notes: tuple[Note, ...]


@dataclass(frozen=True, slots=True)
class Document:
    """The text of a source, or a part of it, with what is quoted there.

    `quotes` are the numbers and names of the passages that begin on this part, `later` the name and the part of each passage that begins
    on one after it; `counts` has how many sentences of all are in which state; `lacks` says which conclusions its notes do not have."""

    source: SourceLine
    url: str | None
    paragraphs: tuple[Paragraph, ...]
    later: tuple[tuple[str, int], ...]
    counts: Mapping[str, int]
    lacks: tuple[str, ...] = ()

    @property
    def quotes(self) -> Mapping[int, str]:
        """The name of each passage that begins on this part, by its number."""
        return {note.number: note.id for each in self.paragraphs for note in each.notes}


@dataclass(frozen=True, slots=True)
class Source:
    """A source: what is declared and concluded of it, what it is cited for, and what falls without it.

    `falls` is None where that was not worked out, for the reason that `not_weighed` gives; it `is_cut` where more may fall."""

    source: SourceLine
    url: str | None
    place: Place
    declared: tuple[Ground, ...]
    facts: tuple[Ground, ...]
    all_facts: int
    alone: int
    falls: tuple[Fallen, ...] | None
    more_falls: int
    is_cut: bool
    not_weighed: str
    counts: Mapping[str, int]


@dataclass(frozen=True, slots=True)
class QueryPage:
    """A named query with what it comes to, and when each answer holds; `first` is the number of the first that this part shows.

    `uncertain` of the answers are not certain; `not_shown` says why something is not there, `unexpected` what should be otherwise."""

    query: Query
    result: Result | None
    timeline: Timeline | None
    first: int
    all_answers: int
    uncertain: int
    not_shown: tuple[str, ...] = ()
    unexpected: tuple[Problem, ...] = ()


@dataclass(frozen=True, slots=True)
class RuleText:
    """A rule as it is written, and where."""

    text: str
    place: Place


@dataclass(frozen=True, slots=True)
class Relation:
    """A relation: how it reads, what it is, the rules that derive it, the facts that state it, and what follows of it in the view.

    `derived` is None where nothing was worked out, as `not_shown` says."""

    name: str
    parameters: tuple[tuple[str, str], ...]
    template: str | None
    is_a: tuple[str, ...]
    place: Place | None
    rules: tuple[RuleText, ...]
    facts: tuple[Ground, ...]
    all_facts: int
    derived: tuple[Result, ...]
    timelines: tuple[Timeline, ...]
    not_shown: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Entity:
    """An entity: what it is called, the facts that name it, and the conclusions that do; `lacks` says which are not among them."""

    entity: EntityLine
    place: Place
    facts: tuple[Ground, ...]
    conclusions: tuple[Conclusion, ...]
    more_conclusions: int
    lacks: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Check:
    """A check as it is written, with each of its violations."""

    check: CheckLine
    text: str
    place: Place | None
    conflicts: tuple[Conflict, ...]


@dataclass(frozen=True, slots=True)
class Asked:
    """A goal with what it comes to, as of a named query; `result` is None where nothing was asked yet."""

    goal: str
    result: Result | None = None
    timeline: Timeline | None = None
    first: int = 1
    all_answers: int = 0
    uncertain: int = 0
    not_shown: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Told:
    """Why there is no page: in lines, and in the mistakes of the base."""

    lines: tuple[str, ...]
    problems: tuple[Problem, ...] = ()


@dataclass(frozen=True, slots=True)
class Live:
    """What a page has where a server shows it: the dates of its view, where it stands, the days to which the view may be moved, and how
    often the base has been read."""

    at: str
    known_by: str
    path: str
    days: tuple[str, ...]
    version: int
    goal: str = ""


Body: TypeAlias = (
    Start
    | Sources
    | Queries
    | Relations
    | Entities
    | Checks
    | Expectations
    | Document
    | Source
    | QueryPage
    | Relation
    | Entity
    | Check
    | Asked
    | Told
)


@dataclass(frozen=True, slots=True)
class Page:
    """A page: where it is, what it is called, how many parts there are of what it shows, and that."""

    address: Address
    title: str
    body: Body
    parts: int = 1
