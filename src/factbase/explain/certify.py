"""The certifier: in, a plan, a model, proofs and the documents; out, what was checked and every problem, trusting no engine and no prover.

The model is checked by the kernel; each proof node by node against it; each quote against the text of its source, again.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from copy import copy
from dataclasses import replace

from factbase.cite import Status, verify
from factbase.cite.phrase import Phrase
from factbase.engine.base import Model, PlanRule, Row
from factbase.engine.goal import Goal
from factbase.engine.plan import Planned
from factbase.engine.step import Auxiliary, Between, Filter, Group, Let, Negated, Scan, Step
from factbase.explain.kernel import KernelBinding, checked, head_binding, satisfy, value
from factbase.explain.proof import (
    Absent,
    Cases,
    Derived,
    Failure,
    Given,
    Grouped,
    Joined,
    Leaf,
    Member,
    Proof,
    Search,
    parts,
)
from factbase.explain.restated import Restated, alike
from factbase.explain.sought import Sought
from factbase.ground import operation as op
from factbase.ground.dataclass import dataclass
from factbase.ground.date import Date, Truth
from factbase.ground.possible import may_be
from factbase.ground.possible import parts as packed
from factbase.ground.quantity import quantity
from factbase.ground.value import Unknown, Value
from factbase.program.declare import AT, MENTIONS
from factbase.program.model import Atom, Cited, Fact, Predicate, Program, expressions
from factbase.program.view import holds
from factbase.sources.evidence import Evidence
from factbase.sources.references import References
from factbase.syntax.tree import Aggregate, Constant, Match, Negation, Rule, Variable

__all__ = ["Certificate", "Certifier"]

_STANDS = (Status.FOUND, Status.FOLDED)  # moved, too: where a quote stood before is not asked here


@dataclass(frozen=True, slots=True)
class Certificate:
    """What was checked, and what is wrong; nothing is, where `problems` is empty."""

    relations: int
    rows: int
    proofs: int
    nodes: int
    quotes: int
    problems: tuple[str, ...]
    readings: int = 0

    def and_other(self, other: Certificate) -> Certificate:
        """What both checked together."""
        return Certificate(
            self.relations + other.relations,
            self.rows + other.rows,
            self.proofs + other.proofs,
            self.nodes + other.nodes,
            self.quotes + other.quotes,
            tuple(dict.fromkeys((*self.problems, *other.problems))),
            self.readings + other.readings,
        )

    def __str__(self) -> str:
        counts = f"{quantity(self.relations, 'relation')} with {quantity(self.rows, 'row')}, {quantity(self.proofs, 'proof')}"
        counts += f" of {quantity(self.nodes, 'part')}, {quantity(self.quotes, 'quote')}"
        counts += f", {quantity(self.readings, 'reading')} of the dates" if self.readings else ""
        return f"{'not certified' if self.problems else 'certified'}: {counts}"


class Certifier:
    """Checks one model, then proofs against it."""

    def __init__(self, planned: Planned, model: Model, program: Program, evidence: Evidence) -> None:
        self.planned = planned
        self.program = program
        self.evidence = evidence
        self.indexed, wrong = checked(planned.rules, planned.store, model)
        self.model = self.indexed.model
        self.restated = Restated(planned, model.symbols)
        self._model_problems = tuple(wrong)
        self.problems = list(self._model_problems)
        self.proofs = 0
        self.readings = 0  # of the dates, that were solved to certify proofs by cases
        self._facts = {fact.index: fact for fact in program.facts}
        self.sought = Sought(planned, self.indexed, program, self._facts.values(), self.restated)
        self._checked: dict[int, Proof] = {}
        self._quotes: dict[Cited, bool] = {}
        self._references = References(program, evidence)
        self._rules: dict[object, list[PlanRule]] = {}
        for rule in planned.rules.each:
            self._rules.setdefault(rule.head, []).append(rule)

    def wrong(self, problems: Iterable[str]) -> None:
        """Takes in what else is wrong with the model, whatever proofs are checked against it."""
        more = tuple(problems)
        self._model_problems += more
        self.problems += more

    def again(self) -> Certifier:
        """A certifier of other proofs over the same model, which is not checked a second time."""
        other = copy(self)
        other.problems, other.proofs, other._checked = list(self._model_problems), 0, {}
        return other

    def take(self, other: Certifier) -> None:
        """Counts what another has checked, and its problems, as its own."""
        self.problems.extend(other.problems)
        self._checked.update(other._checked)
        self._quotes.update(other._quotes)

    def answer(self, goal: Auxiliary, rows: Sequence[Row], proof: Proof) -> None:
        """Checks the proof of an answer: that it proves one of these rows of the goal, which are written alike, and every part of it.

        The proof of an answer that facts state has the facts that state any of the rows; values that are not given are written alike,
        and are answers of their own."""
        self.proofs += 1
        if isinstance(proof, Leaf) and not any(isinstance(value, Unknown) for value in proof.atom.values):
            every = {fact.index for of_row in self._stating(proof.atom) for fact in of_row}
            if every != {fact.index for fact in proof.facts}:
                self.problems.append(f"{proof.atom} leaves out a fact that states it")
        premises = proof.premises if isinstance(proof, Joined) else (proof,)
        if not any(len(premises) in self._ends(goal, row, premises, 0) for row in rows):
            self.problems.append("a proof does not prove its answer")
        stack = list(premises)
        while stack:
            node = stack.pop()
            if id(node) not in self._checked:
                self._checked[id(node)] = node
                self._node(node)
                stack.extend(parts(node))

    def searched(self, search: Search) -> None:
        """Checks what is said of a claim for which there is no answer."""
        self.problems += self.sought.wrong(search.atom, search)

    def stopped(self, goal: Auxiliary, failure: Failure) -> None:
        """Checks where a goal without answers is said to stop."""
        bodies = self._rules[goal]
        stops = any(self.sought.stops(rule, [None] * len(rule.args), failure) for rule in bodies)
        if failure.rule is not None or not stops:
            self.problems.append("the goal does not stop where it is said to stop")

    def certificate(self) -> Certificate:
        """What all checks came to so far."""
        rows = sum(map(len, self.model.rows.values()))
        unique = tuple(dict.fromkeys(self.problems))
        return Certificate(
            len(self.model.rows), rows, self.proofs, len(self._checked), len(self._quotes), unique, self.readings
        )

    # ---- the parts of a proof

    def _node(self, proof: Proof) -> None:
        match proof:
            case Leaf():
                self._leaf(proof)
            case Derived():
                rows = self.indexed.written(proof.atom.predicate, proof.atom.values)
                if not any(self._derives(proof, row) for row in rows):
                    self.problems.append(f"{proof.atom} does not follow from its premises by {proof.rule.span.place}")
            case Absent():
                if self.indexed.written(proof.atom.predicate, proof.atom.values):
                    self.problems.append(f"{proof.atom} is in the model, and a proof says that it is not")
                self.problems += self.sought.wrong(proof.atom, proof.search)
            case Cases():
                self.problems.append("a proof by cases stands within another")
            case Given() | Grouped() | Joined():
                return  # each is checked with the rule in which it stands

    def _derives(self, proof: Derived, row: Row) -> bool:
        for rule in self._rules.get(proof.atom.predicate, ()):
            if rule.origin is None or not _same(self.planned.rules.origins[rule.origin].clause, proof.rule):
                continue
            start = head_binding(rule, row)
            if start is None:
                continue
            for binding in satisfy(self.indexed, rule.body, start):
                if len(proof.premises) in self._body_ends(rule, binding, proof.premises, 0):
                    return True
        return False

    def _leaf(self, proof: Leaf) -> None:
        """A leaf has the facts that state a row of the model, or all that state rows which are written alike; each once."""
        atom, stating = proof.atom, self._stating(proof.atom)
        shown, every = {fact.index for fact in proof.facts}, [fact for of_row in stating for fact in of_row]
        rows = [{fact.index for fact in of_row} for of_row in [*stating, every]]
        if not shown or any(fact not in every for fact in proof.facts):
            self.problems.append(f"{atom} is not what its facts state")
        elif shown not in rows:
            self.problems.append(f"{atom} leaves out a fact that states it")
        if len(shown) != len(proof.facts):
            self.problems.append(f"{atom} has a fact twice")
        for fact in proof.facts:
            self._fact(fact, atom.predicate.possible)

    def _stating(self, atom: Atom) -> list[list[Fact]]:
        """The facts that state each row which is written as a claim is."""
        rows = self.planned.store.rows.get(atom.predicate, {})
        written = self.indexed.written(atom.predicate, atom.values)
        return [[self.planned.store.facts[i] for i in rows[row]] for row in written if row in rows]

    def _fact(self, fact: Fact, possibly: bool) -> None:
        """A fact stands in the base, in the view, and on quotes that stand in their documents."""
        own = self._facts.get(fact.index)
        if (
            own is None
            or replace(fact, citations=own.citations, context=own.context) != own
            or not set(fact.citations) <= set(own.citations)
            or not set(fact.context) <= set(own.context)
        ):
            self.problems.append(f"{fact.atom()} is not a fact of the base")
            return
        held = holds(fact, self.planned.view.at)
        if held is Truth.FALSE or (held is Truth.POSSIBLE and not possibly) or not self._known(fact, possibly):
            self.problems.append(f"{fact.atom()} does not hold {self.planned.view}")
        if fact.relation == MENTIONS and fact.kind == "declared":
            self._mentions(fact)
        if fact.kind == "cited" and not fact.citations:
            self.problems.append(f"{fact.atom()} has no quote")
        for cited in self._references.shown(fact):
            if cited not in self._quotes:
                document = self.evidence.documents.get(cited.source)
                verdict = verify(document, cited.quote, after=cited.after, before=cited.before)
                self._quotes[cited] = verdict.status in _STANDS
            if not self._quotes[cited]:
                self.problems.append(f"“{cited.quote}” does not stand in {cited.source}")

    def _mentions(self, fact: Fact) -> None:
        """The words stand in the document, and in the quote, as often as is told."""
        source, words = str(fact.values[0]), str(fact.values[1])
        document = self.evidence.documents.get(source)
        places = sum(1 for _ in Phrase(words).spans(document)) if document is not None else 0
        quoted = all(each.source == source and Phrase(words).within(each.quote) for each in fact.citations)
        if places != 1 + fact.more or not quoted:
            self.problems.append(f"{fact.atom()} does not say where the words stand")

    def _known(self, fact: Fact, possibly: bool) -> bool:
        """Whether all that a fact is told to stand on was known."""
        if self.planned.view.known_by is None:
            return True
        known = self.planned.known
        if known is None:
            return False
        sources = fact.rests_on
        return sources <= (known.possible if possibly else known.certain)

    # ---- what the premises of an instance must be, in the order of the body; a plan's own rows stand for the premises under them

    def _ends(self, head: Auxiliary, row: Row, premises: Sequence[Proof], at: int) -> set[int]:
        """How far the premises reach that prove a row of the plan's own."""
        ends: set[int] = set()
        for rule in self._rules.get(head, ()):
            start = head_binding(rule, row)
            for binding in satisfy(self.indexed, rule.body, start) if start is not None else ():
                ends |= self._body_ends(rule, binding, premises, at)
        return ends

    def _body_ends(self, rule: PlanRule, binding: KernelBinding, premises: Sequence[Proof], at: int) -> set[int]:
        ends = {at}
        for place in range(len(rule.body)):
            ends = {after for end in ends for after in self._step(rule, place, binding, premises, end)}
        return ends

    def _step(
        self, rule: PlanRule, place: int, binding: KernelBinding, premises: Sequence[Proof], at: int
    ) -> Iterator[int]:
        premise = premises[at] if at < len(premises) else None
        literal = self.planned.rules.origins[rule.origin or 0].literals[place]
        step = rule.body[place]
        match step:
            case Scan(predicate=Auxiliary() as rows):
                for row in self.indexed.fitting(rows, [value(arg, binding) for arg in step.args]):
                    yield from self._ends(rows, row, premises, at)
            case Scan():
                assert isinstance(step.predicate, Predicate)
                pattern = [value(arg, binding) for arg in step.args]
                if self._claims(premise, step.predicate, pattern):
                    yield at + 1
            case Negated() | Group(function=op.RIVALS):
                if isinstance(premise, Absent) and self._denies(premise, step, literal, rule, binding):
                    yield at + 1
            case Group(function=op.MEMBERS) if not step.rows.possible:
                yield at
            case Group():
                if isinstance(premise, Grouped) and self._groups(premise, step, literal, rule, binding):
                    yield at + 1
            case Filter() | Let() | Between():
                words = self.restated.words(rule, place, binding)
                if words is None:
                    yield at
                elif isinstance(premise, Given) and words.are(premise.text):
                    yield at + 1

    def _claims(self, premise: Proof | None, predicate: Predicate, pattern: Sequence[int | None]) -> bool:
        """Whether a premise proves a row of the relation that fits: as it stands, with its event date, or for certain."""
        if predicate.relation == AT:
            return isinstance(premise, Given) and premise.text == self.restated.day()
        if not isinstance(premise, (Leaf, Derived)):
            return False
        atom = premise.atom
        forms = (predicate, predicate.surely)  # what is certain is possible
        dated = not predicate.on and atom.predicate in [replace(form, on=True) for form in forms]
        if atom.predicate not in forms and not dated:
            return False
        wanted = [*pattern, None] if dated else pattern
        return all(
            n is None or alike(v, self.model.symbols.values[n]) for v, n in zip(atom.values, wanted, strict=True)
        )

    def _denies(self, premise: Absent, step: Step, literal: object, rule: PlanRule, binding: KernelBinding) -> bool:
        """Whether a premise denies what a step finds no row for, and says rightly whether that may hold all the same."""
        assert isinstance(literal, Negation)
        if isinstance(step, Negated):
            form, pattern = step.predicate, [value(arg, binding) for arg in step.args]
            asked = [None if n is None else self.model.symbols.plain(n) for n in pattern]
        else:
            assert isinstance(step, Group)
            (rivals,) = self._rules[step.rows]
            assert isinstance(rivals.body[0], Scan)
            form, asked = rivals.body[0].predicate, self._asked(literal.match, self.restated.named(rule, binding))
            pattern = [None if v is None else self.model.symbols.intern(v) for v in asked]
        assert isinstance(form, Predicate), "a rule negates no relation of the plan's own"
        if premise.atom.predicate != form or premise.possible != self._may_hold(form, pattern):
            return False
        return len(premise.atom.values) == len(asked) and all(map(alike, premise.atom.values, asked))

    def _may_hold(self, form: Predicate, pattern: Sequence[int | None]) -> bool:
        """Whether a row fits on some reading of its dates, or were each `?` in it the value that is asked for."""
        values = self.model.symbols.values
        wanted = {i: values[n] for i, n in enumerate(pattern) if n is not None}
        dates = {i: value for i, value in wanted.items() if isinstance(value, Date)}
        others = [None if i in dates else n for i, n in enumerate(pattern)]
        forms = (form, replace(form, possible=True), form.widest)
        if any(
            all(may_be(values[row[i]], date) for i, date in dates.items())
            for some in forms
            for row in self.indexed.fitting(some, others)
        ):
            return True
        rows = (row for some in forms for row in self.indexed.unnamed(some))
        return any(
            all(
                type(own) is Unknown or may_be(own, value)
                for own, value in ((values[row[i]], v) for i, v in wanted.items())
            )
            for row in rows
        )

    def _asked(self, match: Match, named: Mapping[str, Value]) -> list[Value | None]:
        """The values that a literal has in an instance; None where it may have any."""
        asked: list[Value | None] = []
        for part in expressions(match):
            if isinstance(part, Constant):
                asked.append(part.value)
            else:
                asked.append(named.get(part.name) if isinstance(part, Variable) else None)
        return asked

    def _groups(self, premise: Grouped, step: Group, literal: object, rule: PlanRule, binding: KernelBinding) -> bool:
        """Whether a premise tells an aggregate with its value and with every member, each once."""
        assert isinstance(literal, Aggregate)
        named = self.restated.named(rule, binding)
        result = literal.result
        expected = result.value if isinstance(result, Constant) else named.get(getattr(result, "name", ""))
        plain = value(step.result, binding)
        if expected is None and plain is not None:
            expected = self.model.symbols.plain(plain)
        if premise.aggregate != literal or expected is None or not alike(premise.value, expected) or premise.unproved:
            return False
        term = self._term_of(step, rule)
        left = self.indexed.members(step, binding)
        for member in premise.members:
            row = next((row for row in left if self._contributes(member, step, row, term)), None)
            if row is None:
                return False
            left.remove(row)
        return not left and self._empty(premise, step, binding)

    def _empty(self, premise: Grouped, step: Group, binding: KernelBinding) -> bool:
        """Whether an aggregate without members tells where its body stops, and what was searched there; with some, it tells nothing."""
        empty = premise.empty
        if empty is None or premise.members:
            return empty is None and bool(premise.members)
        keys = [value(key, binding) for key in step.keys]
        if not any(self.sought.ends(rule, keys, empty.stopped) for rule in self._rules.get(step.rows, ())):
            return False
        if empty.search is not None and any(self.sought.wrong(empty.search.atom, empty.search)):
            return False
        return empty.looked is None or self.sought.counts(empty.looked)

    def _term_of(self, step: Group, rule: PlanRule) -> int | None:
        """Where a packed row has the value that is aggregated, behind the keys that the function takes apart; None of plain rows."""
        if step.function is not op.MEMBERS:
            return None
        takes = (each for each in rule.body if isinstance(each, Let) and step.result in each.args[:2])
        return len(next(takes).args) - 2

    def _contributes(self, member: Member, step: Group, row: Row, term: int | None) -> bool:
        members = self.model.symbols.values[row[len(step.keys)]]
        if not alike(member.value, members if term is None else packed(members)[term]):
            return False
        return len(member.premises) in self._ends(step.rows, row, member.premises, 0)


def _same(clause: Rule | Goal, rule: Rule) -> bool:
    """Whether a clause of the plan is the rule that a proof names, read from the same place by whomever."""
    if not isinstance(clause, Rule):
        return False
    places = {(each.span.path, each.span.start) for each in (clause, rule)}
    return len(places) == 1 and clause == rule
