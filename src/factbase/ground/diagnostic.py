"""What is wrong in the user's files: one registry of codes, and the diagnostics that carry them.

A code is declared once, here, with its severity and its message; a diagnostic adds the place, the related places and a hint.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from enum import StrEnum

from factbase.ground.dataclass import dataclass
from factbase.ground.span import Span

__all__ = ["CODES", "Code", "Diagnostic", "InternalError", "Related", "Severity", "alike", "diagnose", "similar"]


ALIKE = 75  # percent of two names' letters that both have in one order
FEW = 1_000  # names
MAX_LETTERS = 200  # of a name: what is longer is none


class InternalError(Exception):
    """A bug of ours: an invariant that an earlier floor promised does not hold."""


class Severity(StrEnum):
    """How much a finding weighs: an error stops what rests on it."""

    ERROR = "error"
    WARNING = "warning"
    NOTE = "note"


@dataclass(frozen=True, slots=True)
class Code:
    """A kind of finding: its code, its severity, and its message as a template."""

    id: str
    severity: Severity
    message: str  # a str.format template; its fields are the keywords of `diagnose`
    cause: tuple[str, ...] | None = (
        None  # the fields that name what one mistake is about; None where each finding is one of its own
    )


@dataclass(frozen=True, slots=True)
class Related:
    """Another place that a finding speaks of, and what is there."""

    span: Span
    note: str


@dataclass(frozen=True, slots=True)
class Diagnostic:
    """One finding; `span` is None only where no place exists (a file that cannot be read)."""

    code: str
    severity: Severity
    message: str
    span: Span | None
    related: tuple[Related, ...] = ()
    hint: str | None = None
    detail: tuple[str, ...] = ()  # further lines: a nearest passage, a word diff
    cause: tuple[str, ...] | None = None  # what those of its code have in common that one mistake has brought about
    entries: tuple[
        str, ...
    ] = ()  # what it lists, of a kind of which all are told as one, with a line for each of several
    group: tuple[Diagnostic, ...] = ()  # those that one mistake has brought about, where it tells of them all

    @property
    def sort_key(self) -> tuple[str, int, str, str]:
        """Path, offset, code and message; a finding without a place comes before all others."""
        return (self.span.path if self.span else "", self.span.start if self.span else -1, self.code, self.message)


_E, _W, _N = Severity.ERROR, Severity.WARNING, Severity.NOTE

CODES: dict[str, Code] = {
    code.id: code
    for code in (
        # E0: text
        Code("E001", _E, "unexpected {found}; expected {expected}"),
        Code("E002", _E, "the statement does not end with `.`"),
        Code("E003", _E, "the string is not closed on its line"),
        Code("E004", _E, "{problem}"),  # a constant that cannot be read: a date, an escape
        Code("E005", _E, "the file cannot be read: {problem}"),
        Code("E006", _E, "the statement {problem}"),
        Code("E007", _E, "there is no goal"),
        Code("E008", _E, "the statement is longer than {most} characters: write several"),
        Code("E009", _E, "`{found}` cannot stand here: {right}"),  # a word of another language
        # E1: names
        Code("E101", _E, "unknown relation `{name}`", cause=("name",)),
        Code("E102", _E, "unknown source `{name}`", cause=("name",)),
        Code("E103", _E, "{kind} `{name}` is declared twice", cause=("kind", "name")),
        Code(
            "E104", _E, "relation `{name}` takes {expected}, here it has {found}", cause=("name", "expected", "found")
        ),
        Code("E105", _E, "unknown function `{name}`", cause=("name",)),
        Code(
            "E106", _E, "function `{name}` takes {expected}, here it has {found}", cause=("name", "expected", "found")
        ),
        Code("E107", _E, "unknown field `{name}` of {kind}"),
        Code("E108", _E, "field `{name}` takes {expected}"),
        Code("E109", _E, "`{name}` in the template is not {expected}"),
        Code("E110", _E, "unknown check `{name}`", cause=("name",)),
        Code("E111", _E, "check `{name}` has {expected}, here it is given {found}"),
        Code("E112", _E, "unknown severity `{name}`"),
        Code("E113", _E, "`{name}` belongs to the language and cannot be declared or derived", cause=("name",)),
        Code("E114", _E, "unknown type `{name}`", cause=("name",)),
        Code("E115", _E, "the file of source `{name}` {problem}"),
        Code("E116", _E, "unknown claimant `{name}`: no entity has this name", cause=("name",)),
        Code("E117", _E, "the text of source `{name}` {problem}"),
        Code("E118", _E, "the file of source `{name}` is the base's own, and no document: {problem}"),
        # E12: tables
        Code("E120", _E, "the table `{name}` cannot be read: {problem}"),
        Code("E121", _E, "unknown setting `{name}` of a table"),
        Code("E122", _E, "setting `{name}` takes {expected}"),
        Code("E123", _E, "`{file}` has no column `{name}`"),
        Code("E124", _E, "`{name}` is a column of `{file}` and {other}"),
        Code("E125", _E, "the row has {found}, the first has {expected}"),
        Code(
            "E126", _E, "relation `{name}` must be declared before a table fills it: cells have no types of their own"
        ),
        Code("E127", _E, "the cell `{cell}` is not what {place} takes: {expected}"),
        Code("E128", _E, "the table has no {what}"),
        Code("E129", _E, "of the cells and rows of the table, {count} more {are} wrong"),
        Code("E130", _E, "several columns of `{file}` have the name `{name}`"),
        Code("E132", _E, "nothing of `{name}` can be set aside here: {problem}"),
        Code("E137", _E, "`{name}` on a day says nothing of other days, and what is not so is so for a time"),
        Code("E133", _E, "`{name}` is exclusive and no state: only what holds for a time excludes anything"),
        Code("E136", _E, "unknown entity `{name}`", cause=("name",)),
        Code("E134", _E, "nothing can be referred to here: {problem}"),
        Code("E135", _E, "“{words}” is `{first}` here, and `{second}` in the same lines"),
        Code("E138", _E, "query `{name}` cannot answer this: {problem}"),
        Code("E139", _E, "unknown {kind} `{name}`"),
        Code("E140", _E, "the settings of the base cannot be read: {problem}"),
        Code("E131", _E, "the fact ends before it begins: since {first}, until {last}"),
        # E2: types
        Code(
            "E201",
            _E,
            "argument `{argument}` of `{relation}` takes {expected}, `{found}` is {kind}",
            cause=("argument", "relation", "kind"),
        ),
        Code("E202", _E, "variable `{name}` cannot be both {first} and {second}"),
        Code(
            "E203",
            _E,
            "`{name}` is not declared as an entity; argument `{argument}` of `{relation}` takes {expected}",
            cause=("name",),
        ),
        Code("E204", _E, "`{function}` takes {expected}, `{found}` is {kind}"),
        Code("E205", _E, "the pattern of `matches` cannot be used: {problem}"),
        # E3: safety
        Code("E301", _E, "variable `{name}` in the head is not bound by the body"),
        Code("E302", _E, "variable `{name}` {where} is not bound by a positive literal"),
        Code("E303", _E, "a fact holds constants only, not `{name}`"),
        Code("E304", _E, "`_` cannot stand {where}"),
        Code("E305", _E, "`?` can stand only in the arguments of a fact"),
        Code("E308", _E, "`{name}` looks for words that are written there: a string with a letter or a digit"),
        Code("E309", _E, "the alternatives of this body stand for {found} bodies; {most} are the most"),
        Code("E310", _E, "nothing called `{name}` can be asked of a quote", cause=("name",)),
        Code("E311", _E, "`{name}` is asked twice of one quote"),
        Code("E312", _E, "`{name}` has {found} here, not {expected}"),
        Code("E313", _E, "`{name}` is a result of the aggregate and stands in its braces too"),
        # E4: stratification
        Code("E401", _E, "`{name}` depends on its own {kind}: {cycle}"),
        # E5: citations
        Code("E501", _E, "the fact has no quote"),
        Code("E502", _E, "the quote names no source: there is no `from` above it", cause=()),
        Code("E503", _E, "the quote does not stand in `{source}`"),
        Code("E504", _E, "the quote stands in several places of `{source}`: {places}"),
        Code("E505", _E, "the quote cannot be checked: source `{source}` has no file"),
        Code("E506", _E, "the quote is too short: {problem}"),
        Code("E507", _E, "`{name}` {problem}"),
        # W: what may be a slip
        Code("W101", _W, "variable `{name}` is used only once"),
        Code("W501", _W, "the plain fact `{fact}` has the words of a claim, and no others: `{claim}`"),
        Code("W102", _W, "the same fact with the same quote stands twice"),
        Code("W103", _W, "{what} from no fact: no literal of its body asks the base"),
        Code("W104", _W, "relation `{name}` is declared nowhere"),
        Code("W105", _W, "relation `{name}` is declared nowhere, though others are"),
        Code("W106", _W, "`{what}` is stated already"),
        Code("W107", _W, "`{left}` and `{right}` are never equal: {why}"),
        Code("W108", _W, "a comment begins here, behind `{word}`"),
        Code("W109", _W, "`{call}` has no value: {why}"),
        Code("W110", _W, "`{name}` is a variable, which stands for anything, and called as an entity is"),
        Code("W111", _W, "no fact of `{relation}` has `{name}` for `{argument}`"),
        Code("W112", _W, "`{file}` has {found}, of which {unread} not read"),
        # W2: what stands idle in a base, or says less than it seems to
        Code("W201", _N, "{what} declared, and nothing uses {it}"),
        Code("W202", _N, "{what} can never {do}: {why}"),
        Code("W203", _N, "{what}: no rule, check, query or expectation asks for {it}"),
        Code("W204", _N, "{what} named in no document"),
        Code("W205", _W, "`{name}` is a state, and when it holds is not known: {why}"),
        Code("W206", _N, "{what} of days of which no source tells: the last one is of {last}"),
        Code("W207", _N, "what is expected is of what was known by {by}, and no source was known then"),
        Code("W208", _N, "`{claim}` is assumed, and cited as well"),
        # C: checks, expectations, allowances
        Code("C101", _E, "{message}"),
        Code("C102", _W, "{message}"),
        Code("C103", _N, "{message}"),
        Code("C104", _N, "whether claims contradict one another on other days than this was not all looked at: {why}"),
        Code("C201", _E, "expected {goal}{view}, and it does not hold"),
        Code("C202", _E, "expected not {goal}{view}, and it holds"),
        Code("C203", _E, "expected {goal}{view} to cite `{source}`, and its proof does not"),
        Code("C205", _E, "expected {goal}{view}, and it is certain"),
        Code("C204", _E, "expected {goal}{view}: it falls with {facts}"),
        Code("C206", _E, "expected `{answer}` of query `{name}`{view}, and it does not hold"),
        Code("C207", _E, "query `{name}`{view} answers `{answer}`, which is not expected"),
        Code("C208", _E, "expected `{answer}` of query `{name}`{view} to be {expected}, and it is {found}"),
        Code("C209", _E, "expected query `{name}`{view} to answer `{expected}`, and it answers `{found}`"),
        Code("C210", _E, "expected `{answer}` of query `{name}`{view} to cite `{source}`, and its proof does not"),
        Code("C301", _E, "no violation of `{check}` fits this allowance any more"),
        Code("C302", _E, "the allowance of `{check}` fits {count} violations; accept them one by one"),
        # F: the fit between a fact and its quotes
        Code("F101", _W, "`{name}` is nowhere in the quotes of the fact or the sentences around them{but}"),
        Code("F102", _W, "the words that the fact rests on are {kind}: `{word}`; {what}"),
        Code("F103", _W, "the quote stands in boilerplate: {why}"),
        Code("F104", _W, "one quote carries facts that contradict each other: {message}"),
        Code("F105", _W, "the waiver of `{name}` is not needed"),
        Code("F106", _W, "the words that the {claim} rests on {but}"),
        Code("F107", _W, "“{words}” stands nowhere in lines {first} to {last} of `{name}`"),
        Code("F108", _W, "no fact needs the reference of {words} to `{name}`"),
        Code("F109", _W, "`{name}` is nowhere in the quotes that introduce it or the sentences around them"),
        Code("F110", _W, "none of the words of `{name}` stands in the quotes of the fact or near them"),
        # S: sources and their lock
        Code("S101", _E, "the lock cannot be read: {problem}"),
        Code("S102", _W, "the document of `{name}` is not the one that is locked: {now}; locked: {then}"),
        Code("S103", _N, "`{first}` and `{second}` are one voice: {share} of the words of one stand in the other"),
        Code("S104", _W, "{problem}"),  # which sources are one voice is not worked out
        Code("S105", _N, "{fields} {are} declared without words"),
        Code(
            "S106",
            _W,
            "{mistakes} of documents, quotes or tables {are} left out: no fact that this goal can reach rests on any of these",
        ),
        Code("S107", _W, "whether this is a projection is not known: a date of publication rests on what is missing"),
        Code("S108", _W, "`{claim}` rests on {on}, and {wanted} wanted"),
        Code(
            "S109",
            _W,
            "whether `{claim}` rests on the independent sources that are wanted, {wanted}, is not known: {why}",
        ),
        # B: what is known, or waived at once
        Code("B101", _W, "the baseline has {what} gone"),
        Code("B102", _W, "this entry waives no finding of {codes}"),
        # V: coverage
        Code("V101", _E, "`{name}` is covered to {percent} %, and {wanted} % are wanted"),
        Code("V102", _W, "this need not be set aside: {why}"),
        # L: loading
        Code("L101", _E, "the base already has a file `{name}`"),
        Code("L102", _E, "the base already has another document at `{name}`"),
        Code("L103", _E, "the file cannot be written: {problem}"),
        Code("L104", _E, "`{name}` is a folder, and only files can be loaded"),
        Code("L105", _E, "two of the new files would be `{name}` in the base"),
        Code("L106", _N, "what an interrupted command was writing is finished: {names}"),
        Code("L107", _E, "an interrupted command left `{name}`, which can be neither finished nor undone: {problem}"),
        Code("L108", _E, "the base was changed by others while it was checked"),
        Code("L109", _E, "`{name}` was changed while it was read"),
    )
}


def diagnose(
    code: str,
    span: Span | None,
    *,
    related: Iterable[Related] = (),
    hint: str | None = None,
    detail: Iterable[str] = (),
    **fields: object,
) -> Diagnostic:
    """The diagnostic of `code` at `span`; `fields` fill the code's message."""
    declared = CODES[code]
    message = declared.message.format(**fields)
    cause = tuple(str(fields[name]) for name in declared.cause) if declared.cause is not None else None
    return Diagnostic(code, declared.severity, message, span, tuple(related), hint, tuple(detail), cause)


def similar(name: str, known: Iterable[str]) -> str | None:
    """A hint with the known name nearest to `name`, or None where none is near; of two as near, the first, and a set has no first."""
    near = _near(name, known, 1)
    return f"did you mean `{near[0]}`?" if near else None


def alike(name: str, known: Iterable[str]) -> list[str]:
    """The known names that are near to `name`, the nearest first; two where there are more."""
    return _near(name, known, 2)


def _near(name: str, known: Iterable[str], most: int) -> list[str]:
    name, names = name[:MAX_LETTERS], [each for each in known if len(each) <= MAX_LETTERS]
    if len(names) <= FEW and not any(_share_letters(name, each) for each in names):
        return []  # most often there is none, and the library takes longer to import than that
    from rapidfuzz import fuzz, process

    if isinstance(known, (set, frozenset)):
        names.sort()
    return [each[0] for each in process.extract(name, names, scorer=fuzz.ratio, score_cutoff=ALIKE, limit=most)]


def _share_letters(a: str, b: str) -> bool:
    """Whether two names have so many letters in common that they may be alike: as many stand in one order at most."""
    least = ALIKE * (len(a) + len(b)) / 200
    return min(len(a), len(b)) >= least and (Counter(a) & Counter(b)).total() >= least
