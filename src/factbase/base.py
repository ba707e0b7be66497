"""FactBase, of which every question is asked. In, a snapshot or the paths of a base; out, answers with their proofs.

    base = FactBase.load([Path("facts")])
    answers = base.ask("direct_channel(A, B)", View(at=parse_date("2019-09-01")))

A base is frozen: what would change it gives a new one. Errors stop the goals that they
concern: those of one document or table what may be answered from it, all others everything.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import field, replace
from functools import cached_property
from itertools import chain
from pathlib import Path
from typing import TYPE_CHECKING

from factbase.answer import Answer, Answers
from factbase.engine.base import Engine, Model
from factbase.engine.choose import engine_named
from factbase.engine.demand import for_goals
from factbase.engine.goal import Goal
from factbase.engine.plan import Planned, make_plan
from factbase.engine.step import Auxiliary
from factbase.engine.store import Stores
from factbase.explain.dated import Dated
from factbase.explain.finder import Finder, goal_of, goal_of_all, published_goal
from factbase.explain.proof import leaves, quoted
from factbase.explain.prove import Prover, Readings
from factbase.files.find import DISK, Files
from factbase.ground.composed import opposite
from factbase.ground.dataclass import dataclass
from factbase.ground.date import Date
from factbase.ground.diagnostic import Diagnostic, Severity, diagnose
from factbase.ground.span import TextFile
from factbase.program.check import check_query
from factbase.program.completion import AS_STATED, Completion
from factbase.program.model import Cited, Fact, Predicate, Program
from factbase.program.plain import plain_bodies
from factbase.program.table import Facts
from factbase.program.times import timed_relations, with_times
from factbase.program.view import Known, Selection, View, lacking, select
from factbase.sources.evidence import Evidence, verified, verified_rows, wrong_with
from factbase.sources.grown import OF_QUOTES, TIMES, Wanted, grown, wanted
from factbase.sources.reach import OF_ONE, concerning, depending, reached
from factbase.sources.without import UnknownSource, facts_without, known_as
from factbase.syntax.cache import cached_goal
from factbase.syntax.tree import Literal, Query
from factbase.syntax.write import write_body
from factbase.workspace.kept import Kept
from factbase.workspace.snapshot import Snapshot, nothing

if TYPE_CHECKING:  # judged where a goal has no answer, dated in a known-by view
    from factbase.explain.knowing import Knowing
    from factbase.explain.publication import Dating
    from factbase.explain.refutation import Refutation
    from factbase.explain.verdict import Against

MANY_ROWS = 50_000  # cited ones, of whose verdicts only the counts are kept: all would take a kilobyte each

__all__ = ["Answer", "Answers", "FactBase", "UnknownSource", "View", "default_engine", "judged"]


def default_engine() -> Engine:
    """The engine that suits each plan; what it compiles, it keeps nowhere."""
    return engine_named("auto")


@dataclass(frozen=True, repr=False)
class FactBase:
    """A base of facts and rules, read and checked as a whole."""

    program: Program
    evidence: Evidence
    diagnostics: tuple[Diagnostic, ...]
    snapshot: Snapshot
    """The files of which this base is, or is a part; what is asked is asked of the program and the evidence."""
    completion: Completion = field(repr=False, default=AS_STATED)  # the days that are chosen for partial dates
    _stores: Stores = field(repr=False, compare=False, default_factory=Stores)
    _without: tuple[str, ...] = field(repr=False, default=())
    _computed: Wanted = field(repr=False, default=frozenset())  # what its facts have of those that are computed
    _timeless: FactBase | None = field(repr=False, compare=False, default=None)  # this base without times by documents
    # What was worked out for this very base, which no other one is given: `replace` begins anew with these.
    _grown: dict[tuple[Wanted, Date | None], FactBase] = field(
        init=False, repr=False, compare=False, default_factory=dict
    )

    def __repr__(self) -> str:
        return f"<FactBase: {len(self.program.facts)} facts, {self.program.rules_written} rules, {len(self.diagnostics)} findings>"

    # ---- making one

    @classmethod
    def of(cls, snapshot: Snapshot) -> FactBase:
        """The base that a snapshot of files is."""
        return cls(snapshot.program, snapshot.evidence, snapshot.diagnostics, snapshot)

    @classmethod
    def load(
        cls, paths: Sequence[Path], cache: Path | None = None, files: Files = DISK, processes: int = 1
    ) -> FactBase:
        """The base of the given files and folders; what cannot be read is among its diagnostics.

        `cache` is a folder in which parsed files are kept between runs; `files` are those of the disk or of a revision. What of a large
        base can be looked at side by side is by so many `processes`: more than one are for who has no other thread at work."""
        return cls.of(nothing(Kept(cache, processes), files).with_files(paths))

    def reread(self, paths: Sequence[Path]) -> FactBase:
        """The base of some paths as their files are now; what of them is as it was here is not made again, and no more is kept."""
        snapshot = nothing(self.snapshot.kept, self.snapshot.files).with_files(paths)
        snapshot.kept.only(snapshot.texts, snapshot.evidence.documents.values())
        return FactBase.of(snapshot)

    def with_files(self, paths: Sequence[Path]) -> FactBase:
        """This base with more files; only those are read and parsed, and the whole is checked again."""
        return FactBase.of(self.snapshot.with_files(paths))

    def with_text(self, name: str, text: str, folder: Path) -> FactBase:
        """This base with one more text, as if it were the file `name`, whose sources lie in `folder`."""
        return FactBase.of(self.snapshot.with_text(name, text, folder))

    def anew(self) -> FactBase:
        """This base made again of the texts of its files, with nothing that was kept: every statement is parsed, every
        document and table read, and every quote looked for."""
        return FactBase.of(self.snapshot.anew()).without(self._without)

    @property
    def cache(self) -> Path | None:
        """The folder in which what takes long is kept between runs."""
        return self.snapshot.kept.folder

    def without(self, sources: Sequence[str]) -> FactBase:
        """This base as if it did not have some sources: neither what they are cited for, nor what is declared of them. An assumption that
        has a name is left out by it, `first_day()`, one without arguments also by its relation.

        Raises UnknownSource for one that it does not have; with errors in statements, a base does not know which it has."""
        if not sources:
            return self
        if self._timeless is not None:  # another document may date what is left
            return self._timeless.without(sources)
        sources = known_as(self.program, sources, strict=all(error.code in OF_ONE for error in self.errors))
        rest = self.of_facts(facts_without(self.program.facts, sources), f"without {', '.join(sources)}")
        return replace(rest, _without=(*self._without, *sources), _computed=frozenset())

    def of_facts(self, facts: Facts, without: str) -> FactBase:
        """This base with fewer facts; `without` says what it is without, where it is asked for all that there is."""
        lacks = dict.fromkeys(lacking(self.program.facts, facts), without)
        program = replace(self.program, facts=facts, lacks={**self.program.lacks, **lacks})
        return replace(self, program=program)

    def verified(self) -> FactBase:
        """This base with every quote of its tables checked, what is wrong in them among its diagnostics."""
        facts = self.program.facts
        tables = [table for table in facts.tables if table.source is not None]
        own = facts.rows_listed

        def citations() -> Iterator[Cited]:
            for table in tables:
                for row in table.rows:
                    yield from table.cited(row)
                    yield from table.beside(row)
            yield from (cited for fact in facts.listed if fact.index in own for cited in fact.quotes)

        if not tables:
            return self
        many = sum(map(len, tables)) > MANY_ROWS
        evidence, problems = verified_rows(self.evidence, citations) if many else verified(self.evidence, citations())
        diagnostics = tuple(sorted((*self.diagnostics, *problems), key=_place)) if problems else self.diagnostics
        return replace(self, evidence=evidence, diagnostics=diagnostics)

    def standing(self, shown: Iterable[Cited]) -> tuple[Diagnostic, ...]:
        """What is wrong in some quotes that are to be shown; those of listed facts are checked when a base is loaded."""
        if self.snapshot.sheets is None:
            return ()
        verdicts = self.evidence.verdicts  # which keep what is judged here, for whoever tells it
        more = (cited for cited in dict.fromkeys(shown) if cited not in verdicts)
        return tuple(problem for cited in more for problem in wrong_with(cited, verdicts))

    @property
    def errors(self) -> tuple[Diagnostic, ...]:
        """The diagnostics that are errors, in their order."""
        return tuple(d for d in self.diagnostics if d.severity is Severity.ERROR)

    # ---- asking

    def ask(
        self, goal: str, view: View, engine: Engine | None = None, *, complete: bool = False, few: int | None = None
    ) -> Answers:
        """The answers to a goal such as `direct_channel(A, B)`, sorted by their values. Dates of its own (`… at 2019`) go before those
        of the view.

        Where the goal touches a part of a large base only, that part alone is solved, unless a `complete` model is asked for. With `few`,
        proofs are in short: an aggregate of very many contributors has so many of them, and says how many are not proved."""
        query, problems = self.query(goal, view.known_by)
        if query is not None and (query.at is not None or query.known_by is not None):
            view = View(query.at or view.at, query.known_by or view.known_by)
            query, problems = self.query(goal, view.known_by)
        shown = write_body(query.body) if query is not None else goal.strip()
        engine = engine or default_engine()
        if query is None or any(d.severity is Severity.ERROR for d in problems):
            return Answers(shown, query.body if query else (), view, engine.name, problems=problems)
        return self.for_bodies([query.body], view.known_by)._answers(
            shown, query, view, engine, problems, complete=complete, few=few
        )

    def for_bodies(self, bodies: Sequence[Sequence[Literal]], known_by: Date | None = None) -> FactBase:
        """This base with the facts and the times that are computed when they are asked for, where an answer to the bodies may need them.

        When a document was written that tells of a state is what was known of that by a date."""
        lacking = wanted(bodies, self.program) - self._computed
        if not lacking:
            return self
        key = lacking, known_by if TIMES in lacking else None
        if key not in self._grown:
            quotes = frozenset(each for each in lacking if each[1] == OF_QUOTES)
            facts = lacking - quotes - {TIMES}
            base = self._with_computed(facts) if facts else self
            base = base._with_times(known_by) if TIMES in lacking else base
            self._grown[key] = base._with_quotes(quotes) if quotes else base  # of facts that have their times
        return self._grown[key]

    def _with_computed(self, lacking: Wanted) -> FactBase:
        documents = {name: text for name, text in self.evidence.documents.items() if name not in self._without}
        facts = self.program.facts.and_more(grown(lacking, self.program, documents, self.snapshot.kept.ties))
        return replace(self, program=replace(self.program, facts=facts), _computed=self._computed | lacking)

    def _with_quotes(self, lacking: Wanted) -> FactBase:
        """This base with what is asked of the quotes of some relations."""
        from factbase.sources.quoting import quoting  # late: few bases ask for it

        facts = self.program.facts.and_more(quoting([name for name, _ in lacking], self.program, self.evidence))
        return replace(self, program=replace(self.program, facts=facts), _computed=self._computed | lacking)

    def _with_times(self, known_by: Date | None) -> FactBase:
        """This base with the times of events and states by the documents that tell of them."""
        facts = with_times(self.program, timed_relations(self.program), self.dated.written(known_by, default_engine()))
        return replace(
            self, program=replace(self.program, facts=facts), _computed=self._computed | {TIMES}, _timeless=self
        )

    def query(self, goal: str, known_by: Date | None = None) -> tuple[Query | None, tuple[Diagnostic, ...]]:
        """The query that a goal as typed is, with what is wrong in it, and in the base where that concerns it.

        Other documents' mistakes are left out with a warning. What is known by a date depends on when each source was published."""
        query, problems = cached_goal(TextFile("<goal>", goal), self.cache)
        if query is None or not self.errors:
            return query, (*self.errors, *(check_query(query, self.program) if query is not None else problems))
        bodies = [query.body] if known_by is None else [query.body, published_goal().body]
        errors, left = concerning(self.errors, reached(bodies, self.program.rules), self.program, self.snapshot.trees)
        return query, (*errors, *(problems if errors else check_query(query, self.program)), *left)

    def _answers(
        self,
        goal: str,
        query: Query,
        view: View,
        engine: Engine,
        problems: tuple[Diagnostic, ...],
        *,
        complete: bool,
        few: int | None,
    ) -> Answers:
        asked = goal_of(query.body)
        outputs = asked.outputs
        selection = self.selection(view)
        planned = self.plan([asked], selection, view)
        demanded = None if complete else for_goals(planned.rules, planned.store, engine)
        if demanded is not None and len(demanded.of(planned.rules.possible[0])) > len(
            demanded.of(planned.rules.goals[0])
        ):
            demanded = None  # an answer is decided by what else there may be
        model = engine.solve(planned.rules, planned.store) if demanded is None else demanded
        prover = Prover(planned, model, self.program, few)
        names, readings = [v.name for v in outputs], self.readings(view, engine)
        finder = Finder(prover, readings)
        answers = tuple(
            Answer(tuple(zip(names, each.values, strict=True)), each.proof, each.certainty, each.open)
            for each in finder.answers()
        )
        stopped, search = (None, None) if answers else prover.searcher.goal(planned.rules.goals[0])
        several = not answers and len(plain_bodies(query.body)) > 1
        alternatives = prover.searcher.alternatives(planned.rules.goals[0]) if several else ()
        negated = self.negated([query.body])
        against: tuple[Against, ...] = ()
        refutation, false = None, False
        if answers:
            answers, refutation = self._contradicted(answers, negated, view, engine)
        else:
            refutation = self._refuting(negated, view, engine)
            against, false = judged(prover, planned.rules.goals[0], refutation, ground=not outputs)
        cited = [each for answer in answers for each in quoted(answer.proof)]
        others = (*against, *(each for answer in answers for each in answer.contradicted))
        cited += [each for one in others for each in one.citations]
        cited += [each for fact in (search.extent.unnamed if search is not None else ()) for each in fact.quotes]
        shown = (fact for answer in answers for leaf in leaves(answer.proof) for fact in leaf.facts)
        known = self.datings(shown, {each.source for each in cited}, view)
        wrong = self.standing([*cited, *(each for ground in known for each in quoted(ground.proof))])
        if wrong:
            return Answers(goal, query.body, view, model.engine, problems=(*problems, *wrong))
        undated = self.undated() if view.at is not None else ()
        projected = (
            self.dated.projected(view.at, view.known_by, engine) if view.at is not None and not undated else None
        )
        return Answers(
            goal,
            query.body,
            view,
            model.engine,
            answers,
            stopped,
            search,
            alternatives,
            (*problems, *undated),
            replace(selection.left_out, without=self._without) if self._without else selection.left_out,
            projected,
            against,
            bool(against) and not outputs,
            refutation,
            false,
            known,
            prover.whole,
            {values: dates for (_, values), dates in finder.excluded.items()},
            readings,
            (lambda: engine.solve(planned.rules, planned.store)) if demanded is not None else None,
        )

    def refutation(self, bodies: Sequence[Sequence[Literal]], view: View, engine: Engine) -> Refutation | None:
        """What this base says not to be so of all that some goals may need; None where it says nothing such."""
        return self._refuting(self.negated(bodies), view, engine)

    def negated(self, bodies: Sequence[Sequence[Literal]]) -> frozenset[str]:
        """The opposites of the relations that some goals may need, as far as this base says anything of them."""
        return self._said.intersection(map(opposite, reached(bodies, self.program.rules)))

    @cached_property
    def _said(self) -> frozenset[str]:
        """The relations, with their signs, of which the base states or derives something."""
        rules, facts = self.program.rules, self.program.facts
        heads, listed = (rule.head.claim.relation for rule in rules), (fact.relation for fact in facts.listed)
        return frozenset(chain(heads, listed, (table.relation for table in facts.tables)))

    def _contradicted(
        self, answers: tuple[Answer, ...], negated: Collection[str], view: View, engine: Engine
    ) -> tuple[tuple[Answer, ...], Refutation | None]:
        """Answers with what the base says against what they rest on, on the as-of date, and what proves that."""
        if not negated or view.at is None:  # without a day, what is so and what is not may be so at different times
            return answers, None
        from factbase.explain.contradicted import claims, contradictions  # late: few bases say what is not so

        of = [[atom for atom in claims(each.proof) if opposite(atom.predicate.relation) in negated] for each in answers]
        refutation = self._refuting({opposite(atom.predicate.relation) for atoms in of for atom in atoms}, view, engine)
        if refutation is None:
            return answers, None
        against = (contradictions(atoms, refutation) for atoms in of)
        return tuple(replace(one, contradicted=each) for one, each in zip(answers, against, strict=True)), refutation

    def _refuting(self, names: Collection[str], view: View, engine: Engine) -> Refutation | None:
        """What this base says in some relations, which are the opposites of others; None where there are none."""
        from factbase.explain.refutation import Refutation

        names = sorted(names)
        if not names:
            return None
        base, planned, heads = self.saying(names, view, view)
        model = engine.solve(planned.rules, planned.store)
        return Refutation(Prover(planned, model, base.program), heads)

    def saying(
        self, names: Sequence[str], view: View, selected: View
    ) -> tuple[FactBase, Planned, Mapping[str, Auxiliary]]:
        """This base with the plan of all that it says in some relations, among the facts of a view, and the heads by their names."""
        goals = [goal_of_all(Predicate(name), self.program) for name in names]
        base = self.for_bodies([goal.body for goal in goals], view.known_by)
        # What is only possibly not so is evidence of nothing.
        planned = base.plan(goals, base.selection(selected), view, certainly=True)
        return base, planned, dict(zip(names, planned.rules.goals, strict=True))

    def solve(self, goals: Sequence[Goal], view: View, engine: Engine) -> tuple[Planned, Model]:
        """The plan of some goals in a view, and its model."""
        return self._solved(goals, self.selection(view), view, engine)

    def _solved(self, goals: Sequence[Goal], selection: Selection, view: View, engine: Engine) -> tuple[Planned, Model]:
        planned = self.plan(goals, selection, view)
        return planned, engine.solve(planned.rules, planned.store)

    def readings(self, view: View, engine: Engine) -> Readings:
        """The readings of the dates of this base in a view."""
        return _Readings(self, view, engine)

    def completed(self, completion: Completion) -> FactBase:
        """This base as if its facts and rules stated the days that a reading chooses for their dates."""
        program = replace(self.program, facts=completion.facts(self.program.facts))
        timeless = self._timeless.completed(completion) if self._timeless is not None else None
        return replace(self, program=program, completion=completion, _stores=self._stores.apart(), _timeless=timeless)

    def plan(self, goals: Sequence[Goal], selection: Selection, view: View, *, certainly: bool = False) -> Planned:
        """The plan of some goals over the facts of a view; with `certainly`, for their certain answers only."""
        certain, possible, rules = selection.certain, selection.possible, self.program.rules
        completion, stores = self.completion, self._stores
        base = self.program.facts
        relations = self.program.relations
        planned = make_plan(
            certain,
            rules,
            goals,
            view,
            possible,
            stores,
            completion,
            base=base,
            relations=relations,
            certainly=certainly,
        )
        return planned if selection.known is None else replace(planned, known=selection.known)

    def selection(self, view: View, known: Known | None = None) -> Selection:
        """The facts of a view, in both readings; `known` names the sources that were known by its date, where that is found out already.
        Raises TooLarge."""
        facts = self.program.facts

        def chosen() -> Selection:
            as_known = self.known(view.known_by) if known is None and view.known_by is not None else known
            return select(facts, view, as_known)

        return self._stores.selection(facts, (view, known), chosen)

    def known(self, by: Date) -> Known:
        """The sources that were known by a date. Raises TooLarge."""
        return self.dated.publications(by).known(by)

    # ---- when sources were published

    @cached_property
    def dated(self) -> Dated:
        """When its sources were published and known."""
        if self._timeless is not None:  # it is what they date, and works this out for all that are made of it
            return self._timeless.dated
        return Dated(self._dating, self.completion, self._stores)

    def _dating(self) -> Program:
        # Without the times that documents give: they are what this dates. At no as-of date, they leave nothing out.
        return self._with_computed(wanted([published_goal().body], self.program) - {TIMES}).program

    def datings(self, facts: Iterable[Fact], sources: Iterable[str], view: View) -> tuple[Dating, ...]:
        """Why sources are dated as they are, where rules date them: those that must have been known, or those that give facts a time."""
        if view.known_by is not None:
            return self.dated.datings(sources, view)
        if self._timeless is None:
            return ()
        relations = timed_relations(self.program)
        timed = {fact.index: fact for fact in facts if fact.relation in relations and fact.citations}
        own = (fact for fact in self._timeless.program.facts if fact.index in timed) if timed else ()
        by_document = {fact.citations[0].source for fact in own if fact.when != timed[fact.index].when}
        return self.dated.reasons(by_document, default_engine()) if by_document else ()

    def undated(self) -> tuple[Diagnostic, ...]:
        """A warning where the day of which a source tells rests on words that are lost."""
        if not self.errors:
            return ()
        bodies = [published_goal().body]
        lost, _ = concerning(self.errors, reached(bodies, self.program.rules), self.program, self.snapshot.trees)
        places = [f"{each.span.place}: {each.message}" for each in lost if each.span is not None]
        return (diagnose("S107", None, detail=places),) if lost else ()


@dataclass(frozen=True, slots=True)
class _Readings:
    """The readings of the dates of a base in a view."""

    base: FactBase
    view: View
    engine: Engine
    _knowing: list[Knowing] = field(repr=False, compare=False, default_factory=list)  # none, or one
    _bases: dict[Completion, FactBase] = field(repr=False, compare=False, default_factory=dict)
    _known: dict[Completion, Known] = field(repr=False, compare=False, default_factory=dict)
    _solved: dict[object, Prover] = field(repr=False, compare=False, default_factory=dict)

    def solve(self, completion: Completion, goal: Goal, *, certainly: bool = True) -> Prover:
        return self._prover(self.base.completed(completion), completion.view(self.view), goal, certainly=certainly)

    def alike(self, completion: Completion, goal: Goal) -> Prover:
        view, known = completion.view(self.view), self._known_on(completion)
        base = self._base_on(completion, goal.body)
        key = base.completion, view, known, goal
        if key not in self._solved:
            self._solved[key] = self._prover(base, view, goal, known)
        return self._solved[key]

    def _prover(
        self, base: FactBase, view: View, goal: Goal, known: Known | None = None, *, certainly: bool = True
    ) -> Prover:
        planned = base.plan([goal], base.selection(view, known), view, certainly=certainly)
        return Prover(planned, self.engine.solve(planned.rules, planned.store), base.program)

    def _known_on(self, completion: Completion) -> Known | None:
        """The sources that were known on a reading; None where all are."""
        by = completion.view(self.view).known_by
        if by is None:
            return None
        base = self._base_on(completion, published_goal().body)
        if base.completion not in self._known:
            self._known[base.completion] = base.known(by)
        return self._known[base.completion]

    def _base_on(self, completion: Completion, body: Sequence[Literal]) -> FactBase:
        """The base on a reading of what an answer to a goal may depend on."""
        roots = [root for root, _ in completion.days]
        wanted = completion.within(depending(roots, [body], self.base.program))
        if wanted not in self._bases:
            self._bases[wanted] = self.base.completed(wanted)
        return self._bases[wanted]

    def knowing(self) -> Knowing | None:
        by = self.view.known_by
        if by is None:
            return None
        if not self._knowing:
            from factbase.explain.knowing import Knowing  # late: most answers are certain

            self._knowing.append(Knowing(self.base.dated.publications(by), by))
        return self._knowing[0]


def _place(diagnostic: Diagnostic) -> tuple[str, int, str, str]:
    return diagnostic.sort_key


def judged(
    prover: Prover, goal: Auxiliary, refutation: Refutation | None, *, ground: bool
) -> tuple[tuple[Against, ...], bool]:
    """The evidence against every way to a goal without answers, and whether each stops at a relation that is complete.

    Of a goal with variables, what is said not to be so for some of their values."""
    from factbase.explain.verdict import declared_false, judge, told_otherwise  # late: most goals have answers

    if ground:
        return judge(prover, goal, refutation) or (), declared_false(prover, goal)
    return told_otherwise(prover, goal, refutation), declared_false(prover, goal)
