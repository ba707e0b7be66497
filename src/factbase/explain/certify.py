"""The certifier: in, a plan, a model, proofs and the documents; out, what was checked and every problem, trusting no engine and no prover.

The model is checked by the kernel; each proof node by node against it; each quote against the text of its source, again.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from copy import copy
from dataclasses import dataclass, replace

from factbase.cite import Status, verify
from factbase.engine.base import Absent as AbsentStep
from factbase.engine.base import Auxiliary, Group, Model, PlanRule, Row, Scan, Step
from factbase.engine.plan import Goal, Planned
from factbase.explain.kernel import Binding, Store, check_model, head_binding, satisfy, value
from factbase.explain.proof import Absent, Cases, Derived, Given, Grouped, Joined, Leaf, Member, Proof, Search, parts
from factbase.explain.telling import Telling
from factbase.explain.whole import Whole
from factbase.ground.date import Truth
from factbase.ground.value import Value, write_value
from factbase.program.declare import AT
from factbase.program.model import Atom, Cited, Fact, Predicate, Program, expressions
from factbase.program.view import holds
from factbase.sources.evidence import Evidence
from factbase.syntax.tree import Aggregate, Constant, Negation, Rule, Variable

__all__ = ["Certificate", "Certifier"]

_STANDS = (Status.FOUND, Status.FOLDED, Status.MOVED)


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

    def __str__(self) -> str:
        counts = f"{self.relations} relations with {self.rows} rows, {self.proofs} proofs of {self.nodes} parts, {self.quotes} quotes"
        counts += f", {self.readings} reading{'' if self.readings == 1 else 's'} of the dates" if self.readings else ""
        return f"{'not certified' if self.problems else 'certified'}: {counts}"


class Certifier:
    """Checks one model, then proofs against it."""

    def __init__(self, planned: Planned, model: Model, program: Program, evidence: Evidence) -> None:
        self.planned = planned
        self.model = model
        self.program = program
        self.evidence = evidence
        self.store = Store(model)
        self.telling = Telling(planned, model.symbols)
        self._model_problems = tuple(check_model(planned.plan, model))
        self.problems = list(self._model_problems)
        self.proofs = 0
        self.readings = 0  # of the dates, that were solved to certify proofs by cases
        self._facts = {fact.index: fact for fact in program.facts}
        self.whole = Whole(planned, self.store, program, self._facts.values())
        self._checked: dict[int, Proof] = {}
        self._quotes: dict[Cited, bool] = {}
        self._searched: dict[Predicate, tuple[int, set[str]]] = {}
        self._rules: dict[object, list[PlanRule]] = {}
        for rule in planned.plan.rules:
            self._rules.setdefault(rule.head, []).append(rule)

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
        """Checks the proof of an answer: that it proves one of these rows of the goal, and every part of it."""
        self.proofs += 1
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
        self._searched_as_told(search.atom, search)

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
                rows = self.store.written(proof.atom.predicate, proof.atom.values)
                if not any(self._derives(proof, row) for row in rows):
                    self.problems.append(f"{proof.atom} does not follow from its premises by {proof.rule.span.place}")
            case Absent():
                self._absent(proof)
            case Cases():
                self.problems.append("a proof by cases stands within another")
            case Given() | Grouped() | Joined():
                return  # each is checked with the rule in which it stands

    def _derives(self, proof: Derived, row: Row) -> bool:
        for rule in self._rules.get(proof.atom.predicate, ()):
            if rule.origin is None or not _same(self.planned.origins[rule.origin].clause, proof.rule):
                continue
            start = head_binding(rule, row)
            if start is None:
                continue
            for binding in satisfy(self.store, rule.body, start):
                if len(proof.premises) in self._body_ends(rule, binding, proof.premises, 0):
                    return True
        return False

    def _leaf(self, proof: Leaf) -> None:
        atom = proof.atom
        rows = self.planned.plan.facts.get(atom.predicate, {})
        stating = [row for row in self.store.written(atom.predicate, atom.values) if row in rows]
        facts = [[self.planned.facts[i] for i in rows[row]] for row in stating]
        every = [fact for of_row in facts for fact in of_row]
        if not proof.facts or any(fact not in every for fact in proof.facts):
            self.problems.append(f"{atom} is not what its facts state")
        elif not any(all(fact in proof.facts for fact in of_row) for of_row in facts):
            self.problems.append(f"{atom} leaves out a fact that states it")
        for fact in proof.facts:
            self._fact(fact, atom.predicate)

    def _fact(self, fact: Fact, predicate: Predicate) -> None:
        known = self._facts.get(fact.index)
        if (
            known is None
            or replace(fact, citations=known.citations) != known
            or not set(fact.citations) <= set(known.citations)
        ):
            self.problems.append(f"{fact.atom()} is not a fact of the base")
            return
        least = Truth.POSSIBLE if predicate.possible else Truth.CERTAIN
        held = holds(fact, self.planned.view.at)
        if held is not Truth.CERTAIN and held is not least:
            self.problems.append(f"{fact.atom()} does not hold {self.planned.view}")
        if fact.kind == "cited" and not fact.citations:
            self.problems.append(f"{fact.atom()} has no quote")
        for cited in fact.citations:
            if cited not in self._quotes:
                document = self.evidence.documents.get(cited.source)
                verdict = verify(document, cited.quote, after=cited.after, before=cited.before)
                self._quotes[cited] = verdict.status in _STANDS
            if not self._quotes[cited]:
                self.problems.append(f"“{cited.quote}” does not stand in {cited.source}")

    def _absent(self, proof: Absent) -> None:
        if self.store.written(proof.atom.predicate, proof.atom.values):
            self.problems.append(f"{proof.atom} is in the model, and a proof says that it is not")
        self._searched_as_told(proof.atom, proof.search)

    def _searched_as_told(self, atom: Atom, search: Search) -> None:
        facts, sources = self._stated(atom.predicate)
        told = (search.atom, search.view, search.facts, set(search.sources))
        if told != (atom, self.planned.view, facts, sources):
            self.problems.append(f"what was searched for {atom} is not as it is told")
        problem = self.whole.wrong(atom, search.extent)
        if problem is not None:
            self.problems.append(f"{atom} {problem}")

    def _stated(self, predicate: Predicate) -> tuple[int, set[str]]:
        """How many facts of the view state a relation, and which sources they cite."""
        if predicate not in self._searched:
            stated = self.planned.plan.facts.get(predicate, {}).values()
            facts = [self.planned.facts[i] for indexes in stated for i in indexes]
            self._searched[predicate] = len(facts), {cited.source for fact in facts for cited in fact.citations}
        return self._searched[predicate]

    # ---- what the premises of an instance must be, in the order of the body; a plan's own rows stand for the premises under them

    def _ends(self, head: Auxiliary, row: Row, premises: Sequence[Proof], at: int) -> set[int]:
        """How far the premises reach that prove a row of the plan's own."""
        found: set[int] = set()
        for rule in self._rules.get(head, ()):
            start = head_binding(rule, row)
            for binding in satisfy(self.store, rule.body, start) if start is not None else ():
                found |= self._body_ends(rule, binding, premises, at)
        return found

    def _body_ends(self, rule: PlanRule, binding: Binding, premises: Sequence[Proof], at: int) -> set[int]:
        texts = self.telling.texts(rule, binding)
        ends = {at}
        for place, step in enumerate(rule.body):
            ends = {after for end in ends for after in self._step(rule, place, step, binding, texts, premises, end)}
        return ends

    def _step(
        self,
        rule: PlanRule,
        place: int,
        step: Step,
        binding: Binding,
        texts: dict[int, str],
        premises: Sequence[Proof],
        at: int,
    ) -> Iterator[int]:
        premise = premises[at] if at < len(premises) else None
        literal = self.planned.origins[rule.origin or 0].literals[place]
        match step:
            case Scan(predicate=Auxiliary() as rows):
                for row in self.store.fitting(rows, [value(arg, binding) for arg in step.args]):
                    yield from self._ends(rows, row, premises, at)
            case Scan(predicate=Predicate() as predicate):
                pattern = [value(arg, binding) for arg in step.args]
                if premise is not None and self._claims(premise, predicate, pattern):
                    yield at + 1
            case AbsentStep() | Group(function="all rivals"):
                if isinstance(premise, Absent) and self._denies(premise, step, literal, rule, binding):
                    yield at + 1
            case Group(function="all members") if not step.rows.possible:
                yield at
            case Group():
                if isinstance(premise, Grouped) and self._groups(premise, step, literal, rule, binding):
                    yield at + 1
            case _:
                if place not in texts:
                    yield at
                elif premise == Given(texts[place]):
                    yield at + 1

    def _claims(self, premise: Proof, predicate: Predicate, pattern: Sequence[int | None]) -> bool:
        """Whether a premise proves a row of the relation that fits: as it stands, with its event date, or for certain."""
        if isinstance(premise, Given):
            return (
                predicate.relation == AT and pattern[0] is not None and premise.text == self.telling.as_of(pattern[0])
            )
        if not isinstance(premise, (Leaf, Derived)):
            return False
        atom = premise.atom
        forms = (predicate, replace(predicate, possible=False))  # what is certain is possible
        dated = not predicate.on and atom.predicate in [replace(form, on=True) for form in forms]
        if atom.predicate not in forms and not dated:
            return False
        wanted = [*pattern, None] if dated else pattern
        symbols = self.model.symbols
        return all(
            n is None or (v is not None and write_value(v) == write_value(symbols.plain(n)))
            for v, n in zip(atom.values, wanted, strict=True)
        )

    def _denies(self, premise: Absent, step: Step, literal: object, rule: PlanRule, binding: Binding) -> bool:
        assert isinstance(literal, Negation)
        named = self.telling.named(rule, binding)
        values: list[Value | None] = []
        for part in expressions(literal.match):
            if isinstance(part, Constant):
                values.append(part.value)
            else:
                values.append(named.get(part.name) if isinstance(part, Variable) else None)
        if isinstance(step, AbsentStep):
            numbers = [value(arg, binding) for arg in step.args]
            told = [None if n is None else self.model.symbols.plain(n) for n in numbers]
            return premise.atom == Atom(step.predicate, tuple(told)) if isinstance(step.predicate, Predicate) else False
        return premise.atom.predicate.relation == literal.match.claim.relation and premise.atom.values == tuple(values)

    def _groups(self, premise: Grouped, step: Group, literal: object, rule: PlanRule, binding: Binding) -> bool:
        assert isinstance(literal, Aggregate)
        named = self.telling.named(rule, binding)
        result = literal.result
        expected = result.value if isinstance(result, Constant) else named.get(getattr(result, "name", ""))
        plain = value(step.result, binding)
        if expected is None and plain is not None:
            expected = self.model.symbols.plain(plain)
        if premise.aggregate != literal or premise.value != expected:
            return False
        left = self.store.members(step, binding)
        for member in premise.members:
            row = next((row for row in left if self._contributes(member, step, row)), None)
            if row is None:
                return False
            left.remove(row)
        return not left

    def _contributes(self, member: Member, step: Group, row: Row) -> bool:
        packed = step.function == "all members"
        if not packed and write_value(member.value) != write_value(self.model.symbols.plain(row[len(step.keys)])):
            return False
        return len(member.premises) in self._ends(step.rows, row, member.premises, 0)


def _same(clause: Rule | Goal, rule: Rule) -> bool:
    """Whether a clause of the plan is the rule that a proof names, read from the same place by whomever."""
    if not isinstance(clause, Rule):
        return False
    places = {(each.span.path, each.span.start) for each in (clause, rule)}
    return len(places) == 1 and clause == rule
