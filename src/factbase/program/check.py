"""The checker: in, the Trees of a base; out, its Program and everything that is wrong in it.

Each pass needs what the ones before it settled: declarations, then facts and names, then types and safety of what has right names,
then strata of what is safe. A clause that fails a pass is left out of the later ones, so one mistake is told once.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import field, replace
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, TypeVar

from factbase.ground.dataclass import dataclass
from factbase.ground.diagnostic import Diagnostic, Related, Severity, diagnose
from factbase.ground.quantity import quantity
from factbase.ground.span import Span
from factbase.program.alternatives import MAX_BODIES, branches, number_of_bodies
from factbase.program.contradictions import contradictions
from factbase.program.declare import AT, Declared, declare, template_names, twice
from factbase.program.judged import Judged
from factbase.program.model import Cited, Fact, Program, Reference, SetAside, variables
from factbase.program.plain import plain_bodies, plain_outputs, plain_rules
from factbase.program.queries import check_answers
from factbase.program.resolve import Clause, clause_of, resolve_clause, used_once
from factbase.program.safety import check_safety, nowhere_bound
from factbase.program.stated import resolve_facts
from factbase.program.strata import check_strata
from factbase.program.table import Facts, FactTable, Sheet
from factbase.program.types import check_types
from factbase.program.unstated import likely_slips
from factbase.syntax.packed import others, packed
from factbase.syntax.tree import (
    Aggregate,
    Allowance,
    Aside,
    Call,
    Check,
    Citation,
    Expectation,
    Literal,
    Match,
    Negation,
    Query,
    Rule,
    TableDeclaration,
    Tree,
    Variable,
    walk,
)
from factbase.syntax.tree import Reference as ReferenceTree
from factbase.syntax.write import write_literal

if TYPE_CHECKING:
    from factbase.program.request import SheetRequest

__all__ = ["PASSES", "check", "check_query"]

T = TypeVar("T")


@dataclass(slots=True)
class _Work:
    """The trees of a base, and what the passes have settled of them so far."""

    trees: Sequence[Tree]
    sheets: Mapping[SheetRequest, Sheet]
    judged: Judged
    declared: Declared = field(default_factory=Declared)
    facts: Sequence[Fact] = ()
    tables: tuple[FactTable, ...] = ()
    rules: list[Rule] = field(default_factory=list)
    checks: dict[str, Check] = field(default_factory=dict)
    allowances: list[Allowance] = field(default_factory=list)
    expectations: list[Expectation] = field(default_factory=list)
    queries: list[Query] = field(default_factory=list)
    asides: list[SetAside] = field(default_factory=list)
    references: Sequence[Reference] = ()

    def statements(self, kind: type[T]) -> Iterator[T]:
        """The statements of a kind, in reading order; of facts those only that are not packed."""
        return (each for tree in self.trees for each in others(tree) if isinstance(each, kind))

    def wrong_in(self, clause: Clause) -> list[Diagnostic]:
        """What is wrong in a clause."""
        return self.judged.by(partial(_of_clause, clause, self.declared))


def check(
    trees: Sequence[Tree], sheets: Mapping[SheetRequest, Sheet], folder: Path | None = None
) -> tuple[Program, tuple[Diagnostic, ...]]:
    """The Program of all trees together; `sheets` are what their tables name.

    Where a diagnostic is an error, the Program lacks what it is about. `folder` keeps between runs which clauses have no mistake."""
    # With tables, what is told of a clause may rest on their rows.
    judged = Judged([tree.file for tree in trees], folder) if not sheets else Judged()
    work = _Work([Tree(packed(tree), file=tree.file) for tree in trees], sheets, judged)
    problems = [problem for settle in PASSES for problem in settle(work)]
    judged.write()
    program = Program(
        work.declared.sources,
        work.declared.entities,
        work.declared.relations,
        Facts(tuple(work.facts), work.tables),
        tuple(work.rules),
        work.checks,
        tuple(work.allowances),
        tuple(work.expectations),
        tuple(work.queries),
        tuple(work.asides),
        tuple(work.references),
    )
    return program, tuple(sorted(problems, key=lambda d: d.sort_key))


def check_query(query: Query, program: Program) -> tuple[Diagnostic, ...]:
    """What is wrong in a query against a program that has been checked."""
    declared = Declared(dict(program.sources), dict(program.entities), dict(program.relations))
    problems = _of_clause(clause_of(query), declared)
    slips = likely_slips(query.body, declared, program.facts, program.rules) if _sound(problems) else ()
    return (*problems, *slips)


def _of_clause(clause: Clause, declared: Declared) -> list[Diagnostic]:
    """What is wrong in a clause: types and safety of one whose names are right."""
    problems = list(resolve_clause(clause, declared))
    if problems:
        problems.extend(nowhere_bound(clause))
    else:
        problems = list(_of_bodies(clause, declared))
    if clause.heads or clause.outputs:
        unbound = {each.span for each in problems if each.code in ("E301", "E302")}
        problems.extend(used_once(clause, unbound))
    return problems


def _of_bodies(clause: Clause, declared: Declared) -> Iterator[Diagnostic]:
    """What is wrong in each of the bodies for which that of a clause stands, each mistake once."""
    written = [clause.body, *(part.body for part in walk(*clause.body) if isinstance(part, Aggregate))]
    many = next((body for body in written if number_of_bodies(body) > MAX_BODIES), None)
    if many is not None:
        hint = "give some of the alternatives a relation of their own, and ask for that"
        yield diagnose("E309", many[0].span, found=number_of_bodies(many), most=MAX_BODIES, hint=hint)
        return
    bodies = branches(clause.body)
    listed: set[tuple[str, str, Span | None]] = set()
    own = set(map(id, clause.body))
    for body in bodies:
        each = replace(clause, body=body)
        unsafe = (problem for plain in _plain(each) for problem in check_safety(plain))
        for problem in (*check_types(each, declared), *unsafe):
            if (problem.code, problem.message, problem.span) in listed:
                continue
            listed.add((problem.code, problem.message, problem.span))
            first = next((literal for literal in body if id(literal) not in own), None)
            if problem.code in ("E301", "E302") and len(bodies) > 1 and first is not None:
                problem = replace(problem, related=(*problem.related, Related(first.span, "where this is what holds")))
            yield problem


def _plain(clause: Clause) -> Iterator[Clause]:
    outputs, beside = plain_outputs(clause.outputs)
    return (replace(clause, outputs=outputs, body=body) for body in plain_bodies((*clause.body, *beside)))


def _sound(problems: Iterable[Diagnostic]) -> bool:
    return not any(d.severity is Severity.ERROR for d in problems)


# ---- the passes


def _declarations(work: _Work) -> Iterable[Diagnostic]:
    work.declared = declare(work.trees)
    return work.declared.problems


def _facts(work: _Work) -> Iterable[Diagnostic]:
    work.facts, problems = resolve_facts(work.trees, work.declared)
    return problems


def _tables(work: _Work) -> Iterable[Diagnostic]:
    if not any(work.statements(TableDeclaration)):
        return ()
    from factbase.program.rows import resolve_tables  # late: most bases have no tables

    work.facts, work.tables, problems = resolve_tables(work.trees, work.declared, work.sheets, work.facts)
    return problems


def _rules(work: _Work) -> Iterator[Diagnostic]:
    for rule in work.statements(Rule):
        problems = work.wrong_in(clause_of(rule))
        yield from problems
        if _sound(problems):
            rules = plain_rules(rule)
            work.rules.extend(rules)
            empty = next((each for each in rules if not asks(each.body)), None)
            if empty is not None:
                yield from_no_fact(rule, empty.body if len(branches(rule.body)) > 1 else ())


def _strata(work: _Work) -> Iterable[Diagnostic]:
    return check_strata(work.rules)


def _checks(work: _Work) -> Iterator[Diagnostic]:
    for statement in work.statements(Check):
        again = twice("check", work.checks, statement.name, statement.span)
        if again is not None:
            yield again
            continue
        if statement.severity not in set(Severity):
            hint = "write `error`, `warning` or `note`"
            yield diagnose("E112", statement.span, name=statement.severity, hint=hint)
            continue
        named = template_names(statement.template)
        bound = {v.name: v for literal in statement.body for v in variables(literal)}
        listed = {
            v.name for v in statement.parameters or ()
        }  # one of these that nothing binds has a mistake of its own
        for name in named:
            if name not in bound and name not in listed:
                near = work.declared.near(name, bound)
                yield diagnose("E109", statement.span, name=name, expected="a variable of the check", hint=near)
        if statement.parameters is None:
            parameters = tuple(_at(bound[name], statement.span) for name in named if name in bound)
            statement = replace(statement, parameters=parameters)
        problems = work.wrong_in(clause_of(statement))
        yield from problems
        if _sound(problems) and all(name in bound for name in named):
            work.checks[statement.name] = statement
            bodies = plain_bodies(statement.body)
            empty = next((body for body in bodies if not asks(body)), None)
            if empty is not None:
                yield from_no_fact(statement, empty if len(bodies) > 1 else ())


def _contradictions(work: _Work) -> Iterable[Diagnostic]:
    stated = {fact.relation for fact in work.facts if fact.mode is None}
    stated.update(table.relation for table in work.tables if table.mode is None)
    stated.update(rule.head.claim.relation for rule in work.rules if rule.head.claim.mode is None)
    for made in contradictions(work.declared.relations, stated):
        work.checks.setdefault(made.name, made)
    return ()


def _expectations(work: _Work) -> Iterator[Diagnostic]:
    for statement in work.statements(Expectation):
        problems = work.wrong_in(clause_of(statement))
        if _sound(problems):
            problems += _unknown_sources(statement, work.declared)
        yield from problems
        if _sound(problems):
            work.expectations.append(statement)


def _unknown_sources(expectation: Expectation, declared: Declared) -> Iterator[Diagnostic]:
    for name in expectation.citing:
        if name not in declared.sources:
            yield diagnose("E102", expectation.span, name=name, hint=declared.near(name, declared.sources))


def _queries(work: _Work) -> Iterator[Diagnostic]:
    names: dict[str, Query] = {}
    for query in work.statements(Query):
        again = twice("query", names, query.name, query.span) if query.name is not None else None
        if again is not None:
            yield again
            continue
        if query.name is not None:
            names[query.name] = query
        problems = work.wrong_in(clause_of(query))
        if query.answers and _sound(problems):
            problems += check_answers(query, work.declared)
        if _sound(problems):
            problems += work.judged.by(partial(_slips_in, query, work))
        yield from problems
        if _sound(problems):
            work.queries.append(query)


def _slips_in(query: Query, work: _Work) -> Iterable[Diagnostic]:
    return likely_slips(query.body, work.declared, Facts(tuple(work.facts), work.tables), work.rules)


def _asides(work: _Work) -> Iterator[Diagnostic]:
    for aside in work.statements(Aside):
        source, what = work.declared.sources.get(aside.source), aside.what
        if source is None:
            hint = work.declared.near(aside.source, work.declared.sources)
            yield diagnose("E102", aside.span, name=aside.source, hint=hint)
        elif source.file is None:
            yield diagnose("E132", aside.span, name=aside.source, problem="it has no file")
        elif isinstance(what, Citation):
            cited = Cited(aside.source, what.quote, what.after, what.before, what.span)
            work.asides.append(SetAside(aside.source, None, cited, aside.reason, aside.span))
        elif not 0 < what.first <= what.last:
            yield diagnose("E132", what.span, name=aside.source, problem="that is no range of lines, such as 3..18")
        else:
            work.asides.append(SetAside(aside.source, what, None, aside.reason, aside.span))


def _references(work: _Work) -> Iterable[Diagnostic]:
    if not any(work.statements(ReferenceTree)):
        return ()
    from factbase.program.referred import resolve_references  # late: most bases have none

    work.references, problems = resolve_references(work.trees, work.declared)
    return problems


def _allowances(work: _Work) -> Iterator[Diagnostic]:
    for allowance in work.statements(Allowance):
        work.allowances.append(allowance)
        yield from _allowance(allowance, work.checks, work.declared)


PASSES: tuple[Callable[[_Work], Iterable[Diagnostic]], ...] = (
    _declarations,  # by which all that follows is judged
    _facts,
    _tables,  # their facts are numbered after those that are listed
    _rules,
    _strata,  # of rules that are safe: others might seem to depend on what they cannot
    _checks,
    _contradictions,  # which give way to the checks of the base
    _expectations,
    _queries,
    _allowances,  # which name checks
    _asides,  # which name sources
    _references,
)
"""Each settles something of the work, and gives what is wrong there; none looks at what one after it settles."""


# ---- clauses and allowances


def asks(body: Sequence[Literal]) -> bool:
    """Whether a body asks anything of the base: that something holds, or that it is not found. The as-of date is asked of the view."""
    return any(
        isinstance(part, Negation) or (isinstance(part, Match) and part.claim.relation != AT) for part in walk(*body)
    )


def from_no_fact(clause: Rule | Check, body: Sequence[Literal] = ()) -> Diagnostic:
    """The warning of a clause that concludes without asking the base: its conclusion can have no citation.

    `body` is the one of its alternatives that does so."""
    related = [Related(body[-1].span, "where this is what holds")] if body else []
    if isinstance(clause, Check):
        what, hint = f"check `{clause.name}` is violated", "ask for the facts it is about"
    else:
        claim = write_literal(clause.head)
        what, hint = (
            f"`{claim}` is concluded",
            f"cite it as a fact, or say openly that it is assumed: `assume {claim}.`",
        )
    return diagnose("W103", clause.span, what=what, related=related, hint=hint)


def _at(variable: Variable, span: Span) -> Variable:
    return replace(variable, span=span)


def _allowance(allowance: Allowance, checks: dict[str, Check], declared: Declared) -> Iterator[Diagnostic]:
    named = checks.get(allowance.check)
    if named is None:
        yield diagnose("E110", allowance.span, name=allowance.check, hint=declared.near(allowance.check, checks))
        return
    expected = len(named.parameters or ())
    if len(allowance.args) > expected:
        yield diagnose(
            "E111",
            allowance.span,
            name=allowance.check,
            expected=quantity(expected, "parameter"),
            found=len(allowance.args),
        )
    for part in allowance.args:
        if isinstance(part, Variable | Call | Aggregate):
            shown = part.name if isinstance(part, Variable) else f"{part.function}(…)"
            yield diagnose("E303", part.span, name=shown, hint="write `_` for any value")
