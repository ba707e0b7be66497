"""The library: in, paths and goals from Python; out, answers, explanations and reports that carry their citations with them.

The names are those that `import factbase` gives. What is printed of them is what the command line prints, with every control shown.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager, nullcontext
from dataclasses import field, replace
from datetime import date
from functools import cached_property
from os import PathLike
from pathlib import Path
from typing import Any, NoReturn, overload

from factbase.answer import Answers
from factbase.base import FactBase, UnknownSource, View
from factbase.faces.caching import KERNELS, cache_folder
from factbase.faces.displayed import MOST, Displayed, Raised
from factbase.faces.patience import COMPILING, Patience, Spent, is_bounded, left_out, seconds_of
from factbase.ground.controls import as_line, as_text
from factbase.ground.dataclass import dataclass
from factbase.ground.date import Date, parse_date
from factbase.ground.diagnostic import Diagnostic, Severity
from factbase.ground.value import Value
from factbase.render.paint import block, joined, plain
from factbase.render.words import held, plural
from factbase.requests.answers import AnsweredGoal, Ask, columns
from factbase.requests.engines import ENGINES, EngineChoice, EngineSetting, TooLarge, Unsupported
from factbase.requests.request import Context, Outcome, Refused, Request
from factbase.result import coverage as covered
from factbase.result import matches as sought
from factbase.result import report
from factbase.result import result as results
from factbase.result import timeline as over
from factbase.result import weighed as contrary
from factbase.result.ground import Citation, Ground
from factbase.result.proof import rules, weighed
from factbase.result.queries import Query
from factbase.result.result import Result, Verdict

__all__ = [
    "Answer",
    "Base",
    "Check",
    "Conflicts",
    "Coverage",
    "Explanation",
    "Findings",
    "Found",
    "Matches",
    "Mistakes",
    "Query",
    "Stopped",
    "Timeline",
    "Verdict",
    "WhyNot",
    "open",
]

When = str | date | Date | None
"""A day: EDTF text such as `2019-09` or `today`, or a date; None for no limit."""


class Mistakes(Raised):
    """What is wrong in a base, a goal or a date: the text is what the command line prints, `diagnostics` are the single mistakes."""

    def __init__(self, text: str, diagnostics: Sequence[Diagnostic] = ()) -> None:
        super().__init__(as_text(text))
        self.diagnostics = tuple(diagnostics)


class Findings(Raised):
    """What a check of a base has found: the text is the whole report, `check` has it in parts."""

    def __init__(self, check: Check) -> None:
        super().__init__(str(check))
        self.check = check


class Stopped(Raised):
    """A question that took more than it may, of time or of what bounds an engine: the text is what the command line prints."""


def open(*paths: str | PathLike[str], engine: str = "auto") -> Base:  # as in gzip and tarfile: `factbase.open`
    """The base of some files and folders, `facts` where none is named. Raises Mistakes where anything in it is one, quotes included.

    `engine` is what solves: `auto` by the work that it is, or an engine by its name, such as `vector`. Raises ValueError for another."""
    if engine not in ENGINES:
        raise ValueError(f"there is no engine {engine!r}; there are {', '.join(ENGINES)}")
    base = FactBase.load([Path(path) for path in paths or ("facts",)])
    if base.errors:
        raise _mistakes(base.errors)
    return Base(base, _engine(engine))


def _engine(name: str) -> EngineChoice:
    """An engine that keeps its compiled kernels where the command line does, so that no later process compiles them again."""
    folder, _ = cache_folder()
    kernels = folder / KERNELS if folder is not None else None
    return EngineChoice(name, EngineSetting(kernels, notice=lambda text: left_out(COMPILING)))


def _mistakes(diagnostics: Iterable[Diagnostic]) -> Mistakes:
    from factbase.render.problems import diagnostics_text

    mistakes = tuple(diagnostics)
    return Mistakes(diagnostics_text(mistakes, plain), mistakes)


def _context(base: FactBase, view: View, engines: EngineChoice) -> Context:
    """What a request of this base is asked of."""
    engines.forget()  # what was solved before it, which nobody asks for here
    return Context(lambda paths: base, view, engines.engine)


def _several(sources: str | Sequence[str]) -> tuple[str, ...]:
    return (sources,) if isinstance(sources, str) else tuple(sources)


@contextmanager
def _bounded(seconds: float | None) -> Iterator[None]:
    """Raises Stopped in what is done within, once it has taken too long or an engine goes no further. Where no clock can stop it, that is a
    mistake of who sets the bound."""
    if seconds is not None and not is_bounded():
        raise ValueError("`seconds` bounds a question of the main thread alone, on a system that has such a clock")
    try:
        with nullcontext() if seconds is None else Patience(seconds_of(seconds), (), "seconds=").limit():
            yield
    except (Spent, TooLarge, Unsupported, MemoryError, RecursionError) as problem:
        from factbase.faces.ending import ending  # late: few questions end so

        raise Stopped(ending(problem)[0]) from None


def _outcome(request: Request, on: Context, seconds: float | None) -> Outcome[Any]:
    """What a request comes to. Raises Mistakes and Stopped."""
    try:
        with _bounded(seconds):
            outcome = request.handle(on)
    except (UnknownSource, Refused) as problem:
        raise Mistakes(str(problem)) from None
    wrong = [each for each in outcome.problems if each.severity is Severity.ERROR]
    if wrong:
        raise _mistakes(wrong)
    return outcome


def _day(when: When) -> Date | None:
    match when:
        case None | Date():
            return when
        case "today":
            return parse_date(date.today().isoformat())
        case date():
            return parse_date(when.isoformat())
        case str():
            try:
                return parse_date(when)
            except ValueError as problem:
                raise Mistakes(str(problem)) from None
        case _:
            raise TypeError(f"a day is a text such as '2019-09', a date, or None for no limit, not {when!r}")


@dataclass(frozen=True, repr=False, eq=False)
class Base:
    """A base without a mistake in it, to be asked."""

    base: FactBase
    engines: EngineChoice = field(default_factory=lambda: _engine("auto"))

    @property
    def sources(self) -> tuple[str, ...]:
        """The names of its sources, in reading order."""
        return tuple(self.base.program.sources)

    def ask(
        self,
        goal: str,
        *,
        at: When = "today",
        known_by: When = None,
        without: str | Sequence[str] = (),
        seconds: float | None = None,
    ) -> Found:
        """All answers to a goal such as `signed(P, A, B) on D`, sorted by their values.

        `at` is the day on which it is to hold, `known_by` the day by which its sources must have been published; `without` names
        sources to leave out. Raises Mistakes for a mistake in any of them; Stopped where it takes more `seconds` of the processor's time,
        or more than an engine may; and ValueError where no clock can stop it."""
        given = frozenset(axis for axis, when in (("at", at), ("known_by", known_by)) if when not in ("today", None))
        on = replace(_context(self.base, View(_day(at), _day(known_by)), self.engines), given=given)
        return Found(_outcome(Ask(goal=goal, without=_several(without)), on, seconds), on)

    @property
    def queries(self) -> Mapping[str, Query]:
        """Its named queries by their names, in reading order, with the question, the goal and the dates of each."""
        from factbase.requests.queries import listed

        return {name: listed(query) for name, query in self.base.program.named_queries.items()}

    def query(
        self,
        name: str,
        *,
        at: When = "own",
        known_by: When = "own",
        without: str | Sequence[str] = (),
        seconds: float | None = None,
    ) -> Found:
        """All answers to a named query, as `ask` gives them. Its own dates hold, where it has any, or else those that `ask` takes.

        Raises Mistakes for a name or a source that the base does not have, or for a date that is none."""
        from factbase.requests.queries import Query as Asked
        from factbase.requests.queries import view_of

        days = {axis: when for axis, when in (("at", at), ("known_by", known_by)) if when != "own"}
        view = View(_day(days.get("at", "today")), _day(days.get("known_by")))
        on = replace(_context(self.base, view, self.engines), given=frozenset(days))
        query = self.base.program.named_queries.get(name)
        if query is not None:
            on = replace(on, view=view_of(query, on))
        return Found(_outcome(Asked(names=(name,), without=_several(without)), on, seconds), on)

    def timeline(self, goal: str, *, known_by: When = None, seconds: float | None = None) -> Timeline:
        """All intervals in which each answer to a goal holds. Raises Mistakes for a mistake in it, or where it has no timeline."""
        from factbase.requests.held import Timeline as Asked

        on = _context(self.base, View(None, _day(known_by)), self.engines)
        return Timeline(_outcome(Asked(goal=goal), on, seconds))

    def conflicts(self, *, at: When = "today", known_by: When = None, seconds: float | None = None) -> Conflicts:
        """The quotes of each violated check side by side, and who cannot be right."""
        from factbase.requests.weighing import Conflicts as Asked

        on = _context(self.base, View(_day(at), _day(known_by)), self.engines)
        return Conflicts(_outcome(Asked(), on, seconds))

    def find(self, *words: str, source: str | None = None, limit: int | None = None) -> Matches:
        """Where words stand in documents, names and facts: of several texts, each in the same sentence, name or fact.

        `source` is the only one to be searched, `limit` how many of each kind are told. Raises Mistakes for an unknown source, and
        ValueError where there are no words."""
        from factbase.requests.finding import LIMIT, Find

        on = _context(self.base, View(), self.engines)
        try:
            return Matches(Find(words=words, source=source, limit=LIMIT if limit is None else limit).handle(on))
        except UnknownSource as problem:
            raise Mistakes(str(problem)) from None
        except Refused as problem:
            raise ValueError(str(problem)) from None

    def coverage(self, source: str | None = None) -> Coverage:
        """Which sentences of its documents, or of one source's, are cited, set aside or open. Raises Mistakes for an unknown source."""
        from factbase.requests.finding import Coverage as Asked

        try:
            return Coverage(Asked(source=source).handle(_context(self.base, View(), self.engines)))
        except UnknownSource as problem:
            raise Mistakes(str(problem)) from None

    def check(
        self, *, at: When = "today", known_by: When = None, strict: bool = False, seconds: float | None = None
    ) -> Check:
        """What its checks, allowances and expectations say, and how its quotes and documents stand; `strict`: warnings fail it too."""
        from factbase.requests.auditing import Audit as Asked

        on = _context(self.base, View(_day(at), _day(known_by)), self.engines)
        with _bounded(seconds):
            return Check(Asked(strict=strict).handle(on))

    def __repr__(self) -> str:
        program = self.base.program
        facts = program.facts
        return f"<factbase.Base: {held(program.documents, facts.cited, facts.assumed, program.rules_written)}>"


@dataclass(frozen=True, repr=False, eq=False)
class Answer(Displayed, Mapping[str, Value]):
    """One answer: a mapping of the goal's variables to their values, in order of appearance, with what it stands on.

    A value is an `int`, a `Decimal`, a `str`, a `Symbol` (whose `name` is its text), a `Date`, or an `Unknown` for a `?`."""

    bindings: Mapping[str, Value]
    answer: results.Answer
    of: Result = field(repr=False)

    def __getitem__(self, name: str) -> Value:
        return self.bindings[name]

    def __iter__(self) -> Iterator[str]:
        return iter(self.bindings)

    def __len__(self) -> int:
        return len(self.bindings)

    @property
    def certain(self) -> bool:
        """Whether it holds whatever days the partial dates stand for."""
        return self.answer.certainty == "certain"

    @property
    def certainty(self) -> str:
        """`certain`, `possible` on some reading of the dates, or `not excluded` where that is not known."""
        return self.answer.certainty

    @property
    def reading(self) -> str:
        """The goal as a sentence, where its relations have one."""
        return as_text(self.answer.reading)

    @property
    def remarks(self) -> tuple[str, ...]:
        """What must be said with it: that it is only possible or conditional, how its quotes stand, what the view leaves out."""
        return tuple(map(as_line, (*self.answer.remarks, *self.of.remarks)))

    @property
    def citations(self) -> tuple[Citation, ...]:
        """Every quote on which it rests, with its place in its document and its verdict, in reading order."""
        return self.answer.citations

    @property
    def grounds(self) -> tuple[str, ...]:
        """All that it stands on, each told in a line or several: facts, what was searched and not found, that there is no fact; the rules;
        and why sources of a known-by view were known, where rules date them."""
        proof, proofs = self.answer.proof, self.of.proofs
        by = (f"rule {place}" for place in rules(proofs, proof))
        return tuple(map(as_line, (*weighed(proofs, proof), *by, *self._contradicted, *self.of.known)))

    @property
    def _told(self) -> Result:
        return replace(self.of, answers=(self.answer,), explanations=None)

    @property
    def _contradicted(self) -> Iterator[str]:
        """What is said against a claim that it rests on."""
        for each in self.answer.contradicted:
            yield "; ".join((each.contradicting, *each.remarks))
            yield from weighed(self.of.proofs, *((each.proof,) if each.proof is not None else ()))

    def __str__(self) -> str:
        from factbase.render.proof import proof_lines

        head = [self.answer.values or "yes", *([self.reading] if self.reading else []), *self.remarks]
        lines = [*head, *proof_lines(self.answer.proof, self.of.proofs, plain), *self._contradicted, *self.of.known]
        return as_text(block(lines))

    def __repr__(self) -> str:
        values = ", ".join(f"{name}={as_line(value)}" for name, value in self.answer.written.items())
        return f"<{self.certainty} answer{f': {values}' if values else ''}; {plural(len(self.citations), 'quote')}>"


@dataclass(frozen=True, repr=False, eq=False)
class Found(Displayed, Sequence[Answer]):
    """The answers to a goal, and what is said where there is none. True where there is an answer, as any sequence.

    It goes to pandas, polars, DuckDB and whatever else reads the Arrow C stream, and shows itself in a notebook with its quotes."""

    outcome: Outcome[Result]
    on: Context

    @property
    def result(self) -> Result:
        """All that is told of it, as plain data that pickles and goes to JSON."""
        return self.outcome.result

    @property
    def _live(self) -> AnsweredGoal:
        live: AnsweredGoal = self.outcome.live
        return live

    @cached_property
    def _items(self) -> tuple[Answer, ...]:
        return _answers(self._live.answers, self.result)

    @overload
    def __getitem__(self, index: int) -> Answer: ...
    @overload
    def __getitem__(self, index: slice) -> Sequence[Answer]: ...
    def __getitem__(self, index: int | slice) -> Answer | Sequence[Answer]:
        return self._items[index]

    def __len__(self) -> int:
        return len(self._items)

    @property
    def question(self) -> str | None:
        """What a named query asks, in words; None where it was no such query, or it has none."""
        return as_line(self.result.question) if self.result.question is not None else None

    @property
    def verdict(self) -> Verdict:
        """`yes`, `possible`, `not excluded`, `no` where cited evidence blocks every way to it, or `unknown`."""
        return self.result.verdict

    @property
    def remarks(self) -> tuple[str, ...]:
        """What is said of all answers: that they are a projection, what the view leaves out; and of what is against there being one."""
        against = dict.fromkeys(remark for each in self.result.against for remark in each.remarks)
        return tuple(map(as_line, (*against, *self.result.remarks)))

    def why(
        self, *, all: bool = False, seconds: float | None = None
    ) -> tuple[Explanation, ...]:  # as on the command line
        """The proof of each answer, all of them where that is asked, with the sources that suffice for it."""
        from factbase.requests.proofs import LIMIT, proved

        with _bounded(seconds):
            of = proved(self._live.base, self._live.answers, LIMIT if all else 1)
        return tuple(Explanation(each, of, number) for number, each in enumerate(_answers(self._live.answers, of)))

    def why_not(self, *, depth: int = 4, seconds: float | None = None) -> WhyNot:
        """Why there is no answer, as many rules deep as is asked. Raises ValueError where there is one."""
        if self:
            raise ValueError("there is an answer: `why()` proves it")
        from factbase.requests.proofs import WhyNot as Asked

        on = replace(self.on, load=lambda paths: self._live.base)  # it may be without a source
        with _bounded(seconds):
            return WhyNot(Asked(goal=self.result.goal, depth=depth).handle(on))

    def to_arrow(self) -> Any:  # a pyarrow.Table
        """A pyarrow table: a column for each variable, and what is said of each answer. Raises ImportError without pyarrow.

        A column of whole numbers, of decimals or of single days has that type; any other, the text of its values."""
        from factbase.render.arrow import answers_table

        return answers_table(self.result, columns(self._live.answers), [each.grounds for each in self])

    def __arrow_c_stream__(self, requested_schema: object | None = None) -> object:
        return self.to_arrow().__arrow_c_stream__(requested_schema)

    def __str__(self) -> str:
        return _text(self.outcome)

    def __reduce__(self) -> NoReturn:
        raise TypeError("found answers hold their base, which does not pickle; their `result` does")

    def __repr__(self) -> str:
        count = len(self)
        return f"<{count} answer{'' if count == 1 else 's'} to `{as_line(self.result.goal)}`: {self.verdict}>"

    @property
    def _told(self) -> Result:
        return self.result.first(MOST)

    @property
    def _said(self) -> str:
        return _text(replace(self.outcome, result=self._told))


def _answers(answers: Answers, result: Result) -> tuple[Answer, ...]:
    """The answers that a result tells, with their values."""
    live = zip(answers.answers, result.answers, strict=True)
    return tuple(Answer(dict(each.bindings), one, result) for each, one in live)


@dataclass(frozen=True, repr=False, eq=False)
class Explanation(Displayed):
    """One answer with its proofs and what supports it; its text is what `factbase why` prints of it."""

    answer: Answer
    of: Result
    number: int

    @property
    def explanation(self) -> results.Explanation:
        """Its proofs and its support, as plain data."""
        return (self.of.explanations or ())[self.number]

    @property
    def suffices(self) -> tuple[frozenset[str], ...]:
        """The smallest sets of sources that suffice for it; there may be more where `complete` is false."""
        return tuple(map(frozenset, self.explanation.support.suffices))

    @property
    def complete(self) -> bool:
        """Whether these are all sets and all proofs."""
        return not (self.explanation.support.at_least or self.explanation.more_proofs)

    @property
    def voices(self) -> int:
        """How many voices, at least, tell it independently of each other."""
        return self.explanation.support.voices

    @property
    def since(self) -> Date | None:
        """The day from which it could be known; None where its sources are not dated."""
        since = self.explanation.support.since
        return parse_date(since) if since is not None else None

    @property
    def _told(self) -> Result:
        return replace(self.of, answers=(self.answer.answer,), explanations=(self.explanation,))

    def __str__(self) -> str:
        from factbase.render.text import answer_text

        return as_text(joined(answer_text(self.of, self.number, plain)))

    def __repr__(self) -> str:
        return f"<{len(self.explanation.proofs)} proofs of {self.answer!r}>"


@dataclass(frozen=True, repr=False, eq=False)
class WhyNot(Displayed):
    """Why a goal has no answer; its text is what `factbase why-not` prints."""

    outcome: Outcome[Result]

    @property
    def blocked(self) -> tuple[results.Blocked, ...]:
        """How far the goal got; where it has alternatives, each of them."""
        return self.outcome.result.blocked

    @property
    def _told(self) -> Result:
        return self.outcome.result

    def __str__(self) -> str:
        return _text(self.outcome)

    def __repr__(self) -> str:
        result = self.outcome.result
        return f"<why `{as_line(result.goal)}` has no answer: {result.verdict}>"


@dataclass(frozen=True, repr=False, eq=False)
class Timeline(Displayed):
    """When the answers to a goal hold; its text is what `factbase timeline` prints."""

    outcome: Outcome[over.Timeline]

    @property
    def answers(self) -> tuple[over.Held, ...]:
        """Each answer with its intervals, from the earliest on, and what opens, closes and carries each."""
        return self._told.answers

    @property
    def _told(self) -> over.Timeline:
        return self.outcome.result

    def __str__(self) -> str:
        return _text(self.outcome)

    def __repr__(self) -> str:
        return f"<{plural(len(self.answers), 'answer')} to `{as_line(self._told.goal)}` over time>"


@dataclass(frozen=True, repr=False, eq=False)
class Conflicts(Displayed):
    """The violated checks of a base; its text is what `factbase conflicts` prints."""

    outcome: Outcome[contrary.Conflicts]

    @property
    def conflicts(self) -> tuple[contrary.Conflict, ...]:
        """Each violation with its smallest sets of quotes."""
        return self._told.conflicts or ()

    @property
    def _told(self) -> contrary.Conflicts:
        return self.outcome.result

    def __str__(self) -> str:
        return _text(self.outcome)

    def __repr__(self) -> str:
        return f"<factbase.Conflicts: {plural(len(self.conflicts), 'violation')}>"


@dataclass(frozen=True, repr=False, eq=False)
class Matches:
    """Where words stand in a base; its text is what `factbase find` prints."""

    outcome: Outcome[sought.Matches]

    @property
    def passages(self) -> tuple[sought.Passage, ...]:
        """The sentences, each with its place, where the words stand in it, and the facts that cite it."""
        return self.outcome.result.passages

    @property
    def names(self) -> tuple[sought.Named, ...]:
        """The entities that have a name with the words."""
        return self.outcome.result.names

    @property
    def facts(self) -> tuple[Ground, ...]:
        """The facts that have the words in their claim or its sentence, with their citations."""
        return self.outcome.result.facts

    def __str__(self) -> str:
        return _text(self.outcome)

    def __repr__(self) -> str:
        matches = self.outcome.result
        counts = (
            plural(len(matches.passages) + matches.more_passages, "sentence"),
            plural(len(matches.names) + matches.more_names, "name"),
            plural(len(matches.facts) + matches.more_facts, "fact"),
        )
        return f"<{', '.join(counts)} with {as_line(' and '.join(map(repr, matches.words)))}>"


@dataclass(frozen=True, repr=False, eq=False)
class Coverage:
    """Which sentences of documents are cited, set aside or open; its text is what `factbase coverage` prints."""

    outcome: Outcome[covered.Coverage]

    @property
    def percent(self) -> int:
        """How many of a hundred sentences are cited or set aside, rounded down: 100 where all are."""
        return self.outcome.result.percent

    @property
    def documents(self) -> tuple[covered.CoveredDocument, ...]:
        """Each source that has a document, with its sentences and their states."""
        return self.outcome.result.documents

    def __str__(self) -> str:
        return _text(self.outcome)

    def __repr__(self) -> str:
        return f"<factbase.Coverage: {self.percent} % of {plural(len(self.documents), 'document')}>"


@dataclass(frozen=True, repr=False, eq=False)
class Check(Displayed):
    """What a check of a base has found; its text is what `factbase check` prints."""

    outcome: Outcome[report.Report]

    @property
    def clean(self) -> bool:
        """Whether nothing above a note was found, and settings set nothing of that aside."""
        return self.outcome.result.clean

    @property
    def passes(self) -> bool:
        """Whether nothing fails it: no error, and strictly no warning. It may pass and not be clean."""
        return self.outcome.result.passes

    @property
    def findings(self) -> tuple[Diagnostic, ...]:
        """Every finding that settings do not ignore, notes included: `code`, `severity`, `message`, `span`."""
        findings: tuple[Diagnostic, ...] = self.outcome.live.diagnostics
        return findings

    def raise_if_findings(self) -> None:
        """Raises Findings unless it passes."""
        if not self.passes:
            raise Findings(self)

    @property
    def _told(self) -> report.Report:
        return self.outcome.result

    def __str__(self) -> str:
        return _text(self.outcome)

    def __repr__(self) -> str:
        stands = "clean" if self.clean else "passes" if self.passes else "not clean"
        return f"<factbase.Check: {stands}, {plural(len(self.findings), 'finding')}>"


def _text(outcome: Outcome[Any]) -> str:
    return as_text(joined(outcome.blocks("text", plain)))
