"""A base looked through once for all its pages: in, a base and a view; out, which facts cite and name what, and what rests on which quote.

What is solved is kept while it is small, and asked again where it is not; so a page costs what it shows.
"""

from __future__ import annotations

from array import array
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import replace
from functools import cached_property, partial

from factbase.base import FactBase, View
from factbase.checks.audit import Report as Audited
from factbase.checks.audit import audit
from factbase.checks.covering import State, sentence_states
from factbase.checks.results import report_of
from factbase.cite import Offsets
from factbase.engine.base import Engine, TooLarge
from factbase.engine.course import NoCourse
from factbase.explain.finder import goal_of_all
from factbase.explain.proof import Proof
from factbase.ground.date import Date
from factbase.ground.value import Symbol
from factbase.program.fact import Fact, Predicate
from factbase.program.model import Program
from factbase.program.strata import components, dependencies, predicate_of
from factbase.questions.explanation import Bearing, conflicting, explained, load_bearing
from factbase.questions.hindering import DEPTH, hindered
from factbase.questions.results.explained import explained_of
from factbase.questions.results.timeline import timeline_of
from factbase.questions.results.weighed import conflicts_of
from factbase.questions.site.resting import Resting, Worked
from factbase.questions.timeline import timeline
from factbase.resolve.answers import resolved
from factbase.resolve.grounds import Grounds
from factbase.resolve.proofs import Nodes
from factbase.result.ground import Ground
from factbase.result.report import Report
from factbase.result.result import Result
from factbase.result.timeline import Timeline
from factbase.result.weighed import Conflict
from factbase.syntax.tree import Match, Query, Rule, Variable
from factbase.syntax.write import write_body

__all__ = ["ANSWERS", "Survey"]

ANSWERS = 25
"""Answers of a query, with their proofs, on one part of its page."""

MAX_DERIVED = 500  # conclusions of a relation that are proved; of one that has more, they are counted
MAX_EXPLAINED = 200  # answers of which it is told which sources suffice
MAX_DRAWN = 60  # answers whose times are drawn
MAX_WEIGHED = 5_000  # conclusions of a base of which it is told what falls without a source
MAX_FITTED = 20_000  # facts of a base of which it is looked at whether they fit their quotes
KEPT = 20_000  # parts of proofs that are kept between pages
KEPT_FACTS = 150_000  # facts that are kept as they are told: each stands on several pages


class Survey:
    """A base without errors, in a view; a list of queries has what they come to where that is worked out `in_full`. Raises TooLarge where
    the base itself cannot be checked."""

    def __init__(self, base: FactBase, view: View, engine: Engine, *, in_full: bool = True) -> None:
        self.base = base.verified()
        self.view = view
        self.engine = engine
        self.in_full = in_full
        self._worked: dict[object, Worked] = {}
        self._given_up: dict[object, str] = {}
        self._piece: object = None
        self._in_brief: str | None = None
        self._kept = 0
        self._grounds: Grounds | None = None
        self._told: dict[int, Ground] = {}

    @property
    def program(self) -> Program:
        """What the base says."""
        return self.base.program

    @property
    def grounds(self) -> Grounds:
        """What tells facts: it keeps what it has told, until that is too much."""
        if self._grounds is None or len(self._told) > KEPT_FACTS:
            self._grounds, self._told = Grounds(self.base.program, self.base.evidence), {}
        return self._grounds

    def told(self, positions: Iterable[int]) -> tuple[Ground, ...]:
        """The facts at some positions, with all that is told of them; the same one again as long as it is kept."""
        grounds, facts, told = self.grounds, self.program.facts, self._told
        found: list[Ground] = []
        for position in positions:
            ground = told.get(position)
            if ground is None:
                ground = told[position] = grounds.may_be(facts[position])
            found.append(ground)
        return tuple(found)

    def under(self, proof: Proof) -> tuple[Ground, ...]:
        """What a proof stands on."""
        return Nodes(self.base.program, self.base.evidence).under(proof)

    # ---- which facts

    @cached_property
    def declared(self) -> tuple[Fact, ...]:
        """What sources declare of themselves."""
        return tuple(fact for fact in self.program.facts.listed if fact.of_source is not None)  # tables declare nothing

    @cached_property
    def _index(
        self,
    ) -> tuple[dict[str, array[int]], dict[str, array[int]], dict[str, array[int]], dict[str, array[int]]]:
        """The positions of the facts that cite each source, are of each relation, name each entity, and have context of each source."""
        sources: dict[str, array[int]] = {}
        context: dict[str, array[int]] = {}
        relations: dict[str, array[int]] = {}
        entities: dict[str, array[int]] = {}

        def note(index: dict[str, array[int]], name: str, position: int) -> None:
            held = index.get(name)
            if held is None:
                held = index[name] = array("q")
            if not held or held[-1] != position:
                held.append(position)

        known = self.program.entities
        for position, fact in enumerate(self.program.facts):
            note(relations, fact.relation, position)
            for cited in fact.citations:
                note(sources, cited.source, position)
            for cited in fact.context:
                note(context, cited.source, position)
            for value in fact.values:
                if isinstance(value, Symbol) and value.name in known:
                    note(entities, value.name, position)
        return sources, relations, entities, context

    def citing(self, source: str) -> array[int]:
        """The positions of the facts that cite a source, in the order of the base."""
        return self._index[0].get(source, array("q"))

    def with_context_of(self, source: str) -> array[int]:
        """Those of the facts that have context of a source."""
        return self._index[3].get(source, array("q"))

    def of_relation(self, name: str) -> array[int]:
        """Those of the facts of a relation."""
        return self._index[1].get(name, array("q"))

    def naming(self, entity: str) -> array[int]:
        """Those of the facts that name an entity."""
        return self._index[2].get(entity, array("q"))

    def facts(self, positions: Iterable[int]) -> Iterator[Fact]:
        """The facts at some positions."""
        return map(self.program.facts.__getitem__, positions)

    @cached_property
    def relations(self) -> tuple[str, ...]:
        """The names of the relations that have a page: those that the base says something of."""
        names = {*self.program.relations, *self._index[1], *self._rules}
        relations = ((name, self.program.relation(name)) for name in sorted(names))
        return tuple(
            name
            for name, relation in relations
            if relation is not None and (relation.span is not None or name in self._index[1] or name in self._rules)
        )

    @cached_property
    def _rules(self) -> Mapping[str, tuple[Rule, ...]]:
        rules: dict[str, list[Rule]] = {}
        for rule in self.program.rules:
            rules.setdefault(rule.head.claim.relation, []).append(rule)
        return {name: tuple(of) for name, of in rules.items()}

    def rules(self, name: str) -> tuple[Rule, ...]:
        """The rules that derive a relation."""
        return self._rules.get(name, ())

    # ---- how documents are covered

    def quoted(self, source: str) -> dict[Offsets, None]:
        """All that is quoted of the file of a source, whichever source of that file the quotes name."""
        documents = self.base.evidence.documents
        path = documents[source].path
        spans: dict[Offsets, None] = {}
        for name in self._of_file[path]:
            for fact in self.facts(self.citing(name)):
                for cited in fact.citations:
                    if cited.source == name:
                        spans |= dict.fromkeys(self.base.evidence.verdict(cited).spans)
        return spans

    @cached_property
    def _of_file(self) -> Mapping[str, tuple[str, ...]]:
        files: dict[str, tuple[str, ...]] = {}
        for name, document in self.base.evidence.documents.items():
            files[document.path] = (*files.get(document.path, ()), name)
        return files

    def states(self, source: str) -> Iterator[tuple[Offsets, State]]:
        """The sentences of the document of a source, each with how it stands."""
        return sentence_states(self.base, source, self.quoted(source))

    @cached_property
    def coverage(self) -> Mapping[str, Mapping[str, int]]:
        """How many sentences of each document are in which state."""
        counts: dict[str, Mapping[str, int]] = {}
        for name, document in self.base.evidence.documents.items():
            count = dict.fromkeys(("cited", "set aside", "open"), 0)
            for _, state in self.states(name):
                count[state] += 1
            counts[name] = count
            if self.in_full and len(self._told) < KEPT_FACTS:
                self.told(self.citing(name))  # each needs the document, which is open now
            document.let_go()
        return counts

    # ---- what is found and what follows

    @cached_property
    def report(self) -> Report:
        """What `check` says of the base."""
        return report_of(self._audited, self.base)

    @property
    def fits(self) -> bool:
        """Whether it is looked at how claims fit their quotes, as `check` does."""
        return len(self.program.facts) <= MAX_FITTED

    @cached_property
    def _audited(self) -> Audited:
        return audit(self.base, self.view, self.engine, fits=self.fits)

    @cached_property
    def conflicts(self) -> Mapping[str, tuple[Conflict, ...]]:
        """The violations of each check, each with its quotes."""
        found: dict[str, list[Conflict]] = {}
        violations = self._audited.violations
        told = conflicts_of(self.base, map(conflicting, violations)).conflicts or ()
        for violation, conflict in zip(violations, told, strict=True):
            found.setdefault(violation.check.name, []).append(conflict)
        return {name: tuple(of) for name, of in found.items()}

    @cached_property
    def published(self) -> Mapping[str, tuple[str, ...]]:
        """The days on which sources were published, as far as that is certain; the one that says most of each first."""
        dates = self.base.dated.published(self.engine)[0]
        return {name: tuple(each.text for each in sorted(of, key=_width)) for name, of in dates.items()}

    def query(self, name: str) -> Worked:
        """What a named query comes to in its own view, or in that of the site where it has none."""
        query = self.program.named_queries[name]
        view = View(query.at or self.view.at, query.known_by or self.view.known_by)
        return self._work(("query", name), lambda: self._asked(write_body(query.body), view, query))

    def goal(self, text: str) -> Worked:
        """What a goal comes to in the view; without an answer, with what hinders one."""
        return self._work(("goal", text), lambda: self._asked(text, self.view, None, why_not=True))

    @cached_property
    def _forms(self) -> Mapping[str, tuple[Predicate, ...]]:
        """The forms of each relation that rules derive."""
        return {name: tuple(dict.fromkeys(predicate_of(rule.head) for rule in of)) for name, of in self._rules.items()}

    @cached_property
    def _counts(self) -> dict[Predicate, int | str]:
        """How many conclusions each form has, or why that is not known. What is too large takes nothing with it but what rests on it."""
        if not self.in_full:
            return {}  # a page of a server counts what it shows
        forms = [form for of in self._forms.values() for form in of]
        try:
            return dict(self._counted(forms))
        except TooLarge:
            pass
        below: dict[Predicate, dict[Predicate, None]] = {form: {} for form in forms}
        for each in dependencies(self.program.rules):
            if each.head in below and each.body in below:
                below[each.head][each.body] = None
        counts: dict[Predicate, int | str] = {}
        for component in components(below):
            large = [each for form in component for each in below[form] if isinstance(counts.get(each), str)]
            for form in component:
                counts[form] = (
                    f"it rests on `{large[0].relation}`, of which that is not known"
                    if large
                    else self._counted_alone(form)
                )
        return counts

    def _counted(self, forms: Sequence[Predicate]) -> Mapping[Predicate, int]:
        goals = [goal_of_all(form, self.program) for form in forms]
        base = self.base.for_bodies([goal.body for goal in goals], self.view.known_by)
        _, model = base.solve(goals, self.view, self.engine)
        return {each: sum(rank > 0 for rank in model.of(each).values()) for each in forms}

    def _counted_alone(self, form: Predicate) -> int | str:
        try:
            return self._counted((form,))[form]
        except TooLarge as problem:
            return str(problem)

    def _count(self, form: Predicate) -> int | str:
        """How many conclusions a form has, or why that is not known."""
        count = self._counts.get(form)
        if count is None:
            count = self._counts[form] = self._counted_alone(form)
        return count

    def derived(self, name: str) -> tuple[Worked, ...]:
        """What follows of a relation by rules, form by form."""
        forms = self._forms.get(name, ())
        return tuple(self._work(("relation", form), partial(self._concluded, form)) for form in forms)

    def _concluded(self, form: Predicate) -> Worked:
        count = self._count(form)
        if isinstance(count, str):
            return Worked(None, None, (f"what follows was not worked out: {count}",))
        goal = self._goal(form)
        if count > MAX_DERIVED:
            ask = f"`factbase ask` with more of its values answers a part of `{goal}`"
            return Worked(None, None, (f"{count:,} conclusions follow, more than are proved on a page: {ask}",))
        worked = self._asked(goal, self.view, None)
        if worked.result is None:
            return worked
        return replace(worked, result=_derived(worked.result))

    def _goal(self, form: Predicate) -> str:
        """A goal that asks for all of a relation, whose variables are called as its arguments are."""
        goal = goal_of_all(form, self.program)
        relation = self.program.relation(form.relation)
        names = [each.name for each in relation.parameters] if relation is not None else []
        called = [name[:1].upper() + name[1:] for name in names]
        match = goal.body[0]
        plain = all(each.isidentifier() and each[:1].isupper() for each in called)
        if isinstance(match, Match) and plain and len(set(called)) == len(called):
            args = tuple(Variable(each, span=match.span) for each in called)
            match = replace(match, claim=replace(match.claim, args=args))
        return write_body((match,))

    # ---- what takes too long

    def get_ready(self) -> Iterator[None]:
        """Works out what the pages of documents and entities tell of all conclusions, with a pause after each piece."""
        pieces: list[tuple[object, Callable[[], object]]] = [("report", lambda: self.report)]
        pieces += ((("query", name), partial(self.query, name)) for name in self.program.named_queries)
        pieces += (
            (("relation", form), partial(self.derived, name))
            for name in self.relations
            for form in self._forms.get(name, ())
        )
        pieces += (("resting", lambda: self.resting), ("bearings", lambda: self.bearings))
        for key, work in pieces:
            if key not in self._given_up:
                self._piece = key
                work()
                self._piece = None
                yield

    def give_up(self, why: str) -> bool:
        """Lets the piece be that was being got ready when it was stopped; False where none was."""
        if self._piece is None:
            return False
        self._given_up[self._piece] = why
        self._piece = None
        return True

    @contextmanager
    def in_brief(self, why: str) -> Iterator[None]:
        """Within, what is not worked out yet is let be, and told to be."""
        self._in_brief = why
        try:
            yield
        finally:
            self._in_brief = None

    def _let_be(self, key: object) -> str | None:
        """Why something is not worked out now; None where it may be."""
        return self._given_up.get(key, self._in_brief)

    def _work(self, key: object, work: Callable[[], Worked]) -> Worked:
        """What something comes to; it is kept where that is little."""
        worked = self._worked.get(key)
        if worked is None:
            if (why := self._let_be(key)) is not None:
                return Worked(None, None, (f"the answers were not worked out: {why}",))
            worked = work()
            size = len(worked.result.proofs) if worked.result is not None else 0
            if self._kept + size <= KEPT:
                self._worked[key] = worked
                self._kept += size
        return worked

    def _asked(self, goal: str, view: View, query: Query | None, *, why_not: bool = False) -> Worked:
        lacks: list[str] = []
        try:
            answers = self.base.ask(goal, view, self.engine)
            if (
                why_not and not answers.answers and answers.complete_model is not None
            ):  # what is near may stand anywhere
                answers = self.base.ask(goal, view, self.engine, complete=True)
        except TooLarge as problem:
            return Worked(None, None, (f"the answers were not worked out: {problem}",))
        result = resolved(answers, self.base.program, self.base.evidence)
        if why_not and not answers.answers and answers.solved is not None:
            result = hindered(self.base, answers, self.engine, DEPTH)
        if 0 < len(answers.answers) <= MAX_EXPLAINED:
            try:
                result = explained_of(answers, tuple(explained(self.base, answers, 1)), self.base)
            except TooLarge as problem:
                lacks.append(f"which sources suffice was not worked out: {problem}")
        elif answers.answers:
            lacks.append(f"which sources suffice is worked out for {MAX_EXPLAINED} answers at most")
        if query is not None:
            result = replace(result, query=query.name, question=query.question)
        over, why = self._over_time(goal, view, len(answers.answers))
        return Worked(result, over, (*lacks, *why))

    def _over_time(self, goal: str, view: View, answers: int) -> tuple[Timeline | None, tuple[str, ...]]:
        """When each answer holds; None where that never changes."""
        if answers > MAX_DRAWN:
            return None, (f"times are drawn for {MAX_DRAWN} answers at most: `factbase timeline` has all",)
        try:
            over = timeline_of(timeline(self.base, goal, view.known_by, self.engine), self.base)
        except (NoCourse, TooLarge) as problem:
            return None, (f"there is no timeline: {problem}",)
        bounded = any(each.first or each.last for held in over.answers for each in held.intervals)
        if len(over.answers) > MAX_DRAWN:
            return None, (f"times are drawn for {MAX_DRAWN} answers at most: `factbase timeline` has all",)
        return (over if bounded and not over.is_refused else None), ()

    @property
    def bearings(self) -> Mapping[str, Bearing] | str:
        """What falls without each source, or why that is not known."""
        if "_bearings" not in self.__dict__ and (why := self._let_be("bearings")) is not None:
            return why
        return self._bearings

    @cached_property
    def _bearings(self) -> Mapping[str, Bearing] | str:
        count = 0
        for form in (form for of in self._forms.values() for form in of):
            counted = self._count(form)
            if isinstance(counted, str):
                return counted
            count += counted
        if count > MAX_WEIGHED:
            return f"{count:,} conclusions are more than are weighed for a site: `factbase sources --load-bearing` does"
        try:
            return {each.name: each for each in load_bearing(self.base, self.view, self.engine)}
        except TooLarge as problem:
            return str(problem)

    # ---- what rests on what

    @cached_property
    def _all_resting(self) -> Resting:
        made = Resting(self.program.entities)
        for name in self.program.named_queries:
            made.of_query(name, self.query(name), ANSWERS)
        for name in self.relations:
            made.of_relation(name, self.derived(name))
        if (why := self._let_be("report")) is None:
            made.of_expectations(self.report)
        else:
            made.lacks[f"what is expected was not worked out: {why}"] = None
        return made

    @property
    def resting(self) -> Resting:
        """What rests on which quote and names which entity; of what was let be, nothing, and that it was."""
        if "_all_resting" in self.__dict__ or (why := self._let_be("resting")) is None:
            return self._all_resting
        return Resting(self.program.entities, {f"they were not worked out: {why}": None})


def _width(date: Date) -> tuple[float, str]:
    """How many days a date may be."""
    open_ = date.earliest is None or date.latest is None
    return float("inf") if open_ else (date.latest or 0) - (date.earliest or 0), date.text


def _derived(result: Result) -> Result:
    """What follows by rules of what a relation holds: without what is merely stated."""
    kept = [number for number, each in enumerate(result.answers) if result.proofs[each.proof].kind != "leaf"]
    told = result.explanations
    return replace(
        result,
        answers=tuple(result.answers[number] for number in kept),
        explanations=tuple(told[number] for number in kept) if told is not None else None,
    )
