"""FactBase: the whole public Python API. In, the paths of a base; out, answers with their proofs, and reports.

    base = FactBase.load([Path("facts")])
    answers = base.ask("direct_channel(A, B)", View(at=parse_date("2019-09-01")))

A base is frozen: what would change it gives a new one. A base with errors answers nothing: its diagnostics say what to mend.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path

from factbase.date import Date
from factbase.diagnostic import Diagnostic, Severity, diagnose
from factbase.engine.base import Engine, Model
from factbase.engine.plan import Goal, Planned, make_plan
from factbase.evidence import Evidence, gather
from factbase.explain.proof import Failure, Proof, Search, leaves
from factbase.explain.prove import Prover
from factbase.files import Unreadable, find, read
from factbase.program.check import check, check_query
from factbase.program.model import Program, variables
from factbase.program.view import View, known_sources, select
from factbase.span import Span, TextFile
from factbase.syntax.cache import cached_parse
from factbase.syntax.tree import Aggregate, Claim, Literal, Match, Negation, Query, Tree, Variable
from factbase.syntax.write import write_body
from factbase.value import Value, sort_key

__all__ = ["Answer", "Answers", "FactBase", "View", "default_engine"]


@dataclass(frozen=True, slots=True)
class Answer:
    """One answer: the values of the goal's variables in order of appearance, and a whole proof."""

    bindings: tuple[tuple[str, Value], ...]
    proof: Proof

    @property
    def conditional(self) -> bool:
        """Whether it rests on somebody's prediction."""
        return any(fact.mode == "predicts" for leaf in leaves(self.proof) for fact in leaf.facts)


@dataclass(frozen=True, slots=True)
class Answers:
    """All answers to a goal in a view. Without any, `stopped` says how far the goal got and `search` what was searched.

    `problems` are the mistakes in the goal or the base; with an error among them nothing was asked."""

    goal: str
    body: tuple[Literal, ...]
    view: View
    engine: str
    answers: tuple[Answer, ...] = ()
    stopped: Failure | None = None
    search: Search | None = None
    problems: tuple[Diagnostic, ...] = ()

    @property
    def verdict(self) -> str:
        """`yes`, `no` where a relation that claims to be complete lacks it, else `unknown`."""
        if self.answers:
            return "yes"
        return "no" if self.search is not None and self.search.closed else "unknown"


def default_engine() -> Engine:
    """The engine for small bases."""
    # Late: its import takes time that a check of quotes need not spend
    from factbase.engine.pydatalog import PyDatalogEngine

    return PyDatalogEngine()


@dataclass(frozen=True)
class FactBase:
    """A base of facts and rules, read and checked as a whole."""

    program: Program
    evidence: Evidence
    diagnostics: tuple[Diagnostic, ...]
    texts: Mapping[str, TextFile]
    trees: Mapping[str, Tree]
    folders: Mapping[str, Path]
    cache: Path | None = None
    _parsed: Mapping[str, tuple[Diagnostic, ...]] = field(repr=False, default_factory=dict)

    # ---- making one

    @classmethod
    def load(cls, paths: Sequence[Path], cache: Path | None = None) -> FactBase:
        """The base of the given files and folders; what cannot be read is among its diagnostics.

        `cache` is a folder in which parsed files are kept between runs."""
        empty = cls(_EMPTY, Evidence({}, {}), (), {}, {}, {}, cache)
        return empty.with_files(paths)

    def with_files(self, paths: Sequence[Path]) -> FactBase:
        """This base with more files; only those are read and parsed, and the whole is checked again."""
        found, problems = find(paths)
        texts, folders = dict(self.texts), dict(self.folders)
        for path, folder in found:
            try:
                texts[str(path)] = read(path)
                folders[str(path)] = folder
            except Unreadable as problem:
                problems.append(_unreadable(problem))
        return self._assembled(texts, folders, tuple(problems))

    def with_text(self, name: str, text: str, folder: Path) -> FactBase:
        """This base with one more text, as if it were the file `name`, whose sources lie in `folder`."""
        texts = {**self.texts, name: TextFile(name, text)}
        return self._assembled(texts, {**self.folders, name: folder}, ())

    def _assembled(
        self, texts: dict[str, TextFile], folders: dict[str, Path], problems: tuple[Diagnostic, ...]
    ) -> FactBase:
        trees, parsed = dict(self.trees), dict(self._parsed)
        for name, text in texts.items():
            if trees.get(name) is None or trees[name].file is not text:
                trees[name], parsed[name] = cached_parse(text, self.cache)
        ordered = [trees[name] for name in sorted(texts)]
        program, found = check(ordered)
        evidence, judged = gather(program, folders)
        unread = (d for d in self.diagnostics if d.code == "E005")  # no text holds these, and they stay true
        problems = (*unread, *problems, *(d for name in sorted(texts) for d in parsed[name]), *found, *judged)
        return FactBase(
            program, evidence, tuple(sorted(problems, key=_place)), texts, trees, folders, self.cache, parsed
        )

    @property
    def errors(self) -> tuple[Diagnostic, ...]:
        return tuple(d for d in self.diagnostics if d.severity is Severity.ERROR)

    # ---- asking

    def ask(self, goal: str, view: View, engine: Engine | None = None) -> Answers:
        """The answers to a goal such as `direct_channel(A, B)`, sorted by their values."""
        from factbase.syntax.parse import parse_goal  # late, as in the cache

        query, problems = parse_goal(TextFile("<goal>", goal), self.cache)
        if query is not None and not self.errors:
            problems = check_query(query, self.program)
        shown = write_body(query.body) if query is not None else goal.strip()
        engine = engine or default_engine()
        problems = (*self.errors, *problems)
        if query is None or any(d.severity is Severity.ERROR for d in problems):
            return Answers(shown, query.body if query else (), view, engine.name, problems=problems)
        return self._answers(shown, query, view, engine, problems)

    def _answers(
        self, goal: str, query: Query, view: View, engine: Engine, problems: tuple[Diagnostic, ...]
    ) -> Answers:
        outputs = _outputs(query.body)
        planned, model = self.solve([Goal(outputs, query.body)], view, engine)
        prover = Prover(planned, model, self.program)
        head = planned.goals[0]
        rows = sorted(model.of(head), key=lambda row: [sort_key(model.symbols.values[n]) for n in row])
        names = [variable.name for variable in outputs]
        answers = tuple(
            Answer(
                tuple(zip(names, (model.symbols.values[n] for n in row), strict=True)),
                prover.prove(head, row),
            )
            for row in rows
        )
        if answers:
            return Answers(goal, query.body, view, model.engine, answers, problems=problems)
        stopped, search = prover.searcher.goal(head)
        return Answers(goal, query.body, view, model.engine, (), stopped, search, problems)

    def solve(self, goals: Sequence[Goal], view: View, engine: Engine) -> tuple[Planned, Model]:
        """The plan of some goals in a view, and its model."""
        facts = select(self.program.facts, view, self._known(view, engine))
        planned = make_plan(facts, self.program.rules, goals, view)
        return planned, engine.solve(planned.plan)

    def _known(self, view: View, engine: Engine) -> frozenset[str] | None:
        """The sources known by the view's date. When a source was published may itself be derived, from all that is known now."""
        if view.known_by is None:
            return None
        goal = _published()
        planned = make_plan(self.program.facts, self.program.rules, [goal], View())
        model = engine.solve(planned.plan)
        dates: dict[str, list[Date]] = {}
        for source, date in model.of(planned.goals[0]):
            value = model.symbols.values[date]
            if isinstance(value, Date):
                dates.setdefault(str(model.symbols.values[source]), []).append(value)
        return known_sources(dates, view.known_by)


def _outputs(body: Sequence[Literal]) -> tuple[Variable, ...]:
    """The variables that an answer gives: those of the goal that do not begin with `_`, in order of appearance.

    A variable of a negated literal or of an aggregate's body alone has no value to give."""
    found: dict[str, Variable] = {}
    for literal in body:
        for variable in _bound(literal):
            if not variable.name.startswith("_"):
                found.setdefault(variable.name, variable)
    return tuple(found.values())


def _bound(literal: Literal) -> Sequence[Variable]:
    match literal:
        case Negation():
            return ()
        case Aggregate():
            return tuple(variables(literal.result))
        case _:
            return tuple(variables(literal))


def _place(diagnostic: Diagnostic) -> tuple[str, int, str, str]:
    return diagnostic.sort_key


def _unreadable(problem: Unreadable) -> Diagnostic:
    return diagnose("E005", None, problem=problem)


def _published() -> Goal:
    """`published(S, D)`, as a goal."""
    span = Span(TextFile("<published>", ""), 0, 0)
    source, date = Variable("S", span=span), Variable("D", span=span)
    return Goal((source, date), (Match(Claim("published", (source, date), span=span), span=span),))


_EMPTY, _ = check([])
