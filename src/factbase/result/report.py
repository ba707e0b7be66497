"""The report on a base, as plain data: every finding, every violation with what it rests on, and how documents and expectations stand."""

from __future__ import annotations

from collections.abc import Mapping

from factbase.ground.dataclass import dataclass
from factbase.result.ground import Ground, Place, Viewed
from factbase.result.problem import Problem
from factbase.result.proof import Json

__all__ = [
    "Added",
    "Answered",
    "Change",
    "Counts",
    "Document",
    "Expectation",
    "Intake",
    "Known",
    "Met",
    "Pin",
    "QueryAnswer",
    "QueryChange",
    "Quote",
    "Ran",
    "Report",
    "Standing",
    "Suppressed",
    "Violation",
    "Waived",
]


@dataclass(frozen=True, slots=True)
class Violation:
    """A check that holds for some values, with all that this stands on; `accepted` is the reason of the allowance that accepts it.

    It is `certain`, or `possible` on some reading of the dates only, which fails nothing."""

    check: str
    name: str  # as an allowance has it
    parameters: tuple[Json, ...]
    message: str
    severity: str
    certainty: str
    accepted: str | None
    accepted_at: Place | None
    grounds: tuple[Ground, ...]
    sentences: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Waived:
    """What the quotes of a fact need not answer for, with the fact."""

    what: str
    claim: str
    path: str
    line: int
    column: int
    reason: str
    fact: Ground

    @property
    def place(self) -> str:
        """`path:line` of the waiver."""
        return f"{self.path}:{self.line}"


@dataclass(frozen=True, slots=True)
class Suppressed:
    """A finding that is not told, for an allowance or a waiver of the base accepts it, or its `settings`; `place` is where that stands."""

    finding: Problem
    reason: str
    place: Place
    settings: bool


@dataclass(frozen=True, slots=True)
class Pin:
    """The bytes of a file."""

    bytes: int
    sha256: str


@dataclass(frozen=True, slots=True)
class Quote:
    """A quote of a document that is not as it was pinned, with what became of it, and its line then and now."""

    quote: str
    path: str | None
    line: int | None
    column: int | None
    fate: str
    was_on_line: int | None
    is_on_line: int | None


@dataclass(frozen=True, slots=True)
class Document:
    """A document as it is and as it is pinned."""

    source: str
    file: str
    state: str
    now: Pin
    locked: Pin | None
    quotes: tuple[Quote, ...]


@dataclass(frozen=True, slots=True)
class Expectation:
    """An expectation, whether it is met, and what its claim stands on where that holds."""

    goal: str
    negated: bool
    view: Viewed
    met: bool
    grounds: tuple[Ground, ...]


@dataclass(frozen=True, slots=True)
class Answered:
    """A query that must have some answers, whether it has them and no others, and what its answers stand on."""

    query: str
    goal: str
    view: Viewed
    met: bool
    grounds: tuple[Ground, ...]


@dataclass(frozen=True, slots=True)
class Ran:
    """What the checks came to: how many were run, their certain violations, how many of these are accepted, and the possible ones; and how
    many facts they were run without, for their quotes are gone."""

    checks: int
    violations: int
    accepted: int
    possible: int
    lost: int = 0


@dataclass(frozen=True, slots=True)
class Met:
    """How many expectations were asked, how many are met, and how many facts they were asked without, for their quotes are gone.

    So of `queries` that must have some answers, and of those that are `answered` as they must be."""

    expectations: int
    met: int
    lost: int
    queries: int
    answered: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Counts:
    """What was looked at: `sources` with a file and those without, facts, assumptions and rules; quotes by their verdicts, the best first;
    waivers; documents by how they stand to the lock. `ran` and `met` are None where the checks, and the expectations with the queries that
    must have some answers, were not run, which is so of as many as `not_run`, `not_asked` and `not_answered` say."""

    sources: int
    without_a_file: int
    facts: int
    assumptions: int
    rules: int
    quotes: Mapping[str, int]
    waivers: int
    documents: Mapping[str, int]
    ran: Ran | None
    met: Met | None
    not_run: int
    not_asked: int
    not_answered: int


@dataclass(frozen=True, slots=True)
class Known:
    """Findings that are counted and not told, for it is known where they are from: `by` says that in words, such as `of the base before`.

    `codes` counts them by code; `above_notes` are no mere notes, `errors` those of them that are errors."""

    by: str
    codes: Mapping[str, int]
    errors: int
    above_notes: int

    @property
    def count(self) -> int:
        """How many there are."""
        return sum(self.codes.values())


@dataclass(frozen=True, slots=True, kw_only=True)
class Report:
    """The whole report. It is clean where nothing above a note was found, and nothing of that was set aside by choice, or is `known`.

    It passes where there is no error, and, where it is `strict`, no warning. `codes` counts its findings by code, `ignored` those that
    settings or the command ignore, `lowered` those that are notes by their choice; `set_aside` are those of both that would be more.
    What the base accepts is `suppressed`: no finding, and not counted as one."""

    clean: bool
    passes: bool
    strict: bool
    view: Viewed
    counts: Counts
    diagnostics: tuple[Problem, ...]
    codes: Mapping[str, int]
    ignored: Mapping[str, int]
    lowered: Mapping[str, int]
    set_aside: int
    known: tuple[Known, ...]
    documents: tuple[Document, ...]
    waived: tuple[Waived, ...]
    violations: tuple[Violation, ...]
    suppressed: tuple[Suppressed, ...]
    expectations: tuple[Expectation, ...]
    queries: tuple[Answered, ...]

    def fails(self, problem: Problem) -> bool:
        """Whether a finding fails the base."""
        return problem.is_error or (self.strict and problem.severity == "warning")


# ---- taking in new files


@dataclass(frozen=True, slots=True)
class Standing:
    """How the claim of an expectation stands: on what it rests, or, where it does not hold, what was searched for it."""

    holds: bool
    sources: tuple[str, ...]
    lines: tuple[str, ...]
    grounds: tuple[Ground, ...]


@dataclass(frozen=True, slots=True)
class Change:
    """An expectation whose claim holds otherwise than before, with the fingerprints of those findings of the report that say so."""

    goal: str
    before: Standing
    after: Standing
    findings: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class QueryAnswer:
    """An answer that a named query has no more, or has now: its values as they are written, and by their variables; what it rests on."""

    values: str
    certainty: str
    lines: tuple[str, ...]
    written: Mapping[str, str]
    grounds: tuple[Ground, ...]


@dataclass(frozen=True, slots=True)
class QueryChange:
    """A named query that is answered otherwise than before; an answer that is surer or less sure is both gone and new.

    `findings` are the fingerprints of those of the report that say so."""

    query: str
    view: Viewed
    gone: tuple[QueryAnswer, ...]
    new: tuple[QueryAnswer, ...]
    findings: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Intake:
    """What new files hold, bring and change. `changes` and `queries` are None where that is not known, for errors: `errors` says whether
    there are any with the new files, and `before` whether the base had some without them. `was` is what the base came to before, and
    `paths` are those of the new files."""

    report: Report
    was: Counts
    paths: tuple[str, ...]
    facts: int
    errors: bool
    before: bool
    changes: tuple[Change, ...] | None
    queries: tuple[QueryChange, ...] | None


@dataclass(frozen=True, slots=True)
class Added:
    """What became of new files: whether they are added, by which `files` that were written, and the `problems` that hinder it besides what
    is found in them; `into` is the file of the base to which their statements are added.

    `intake` is None where what they hold is not known: an interrupted command had added them, or others write the base all the time."""

    added: bool
    files: tuple[str, ...]
    problems: tuple[Problem, ...]
    intake: Intake | None
    into: str | None = None
