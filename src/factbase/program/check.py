"""The checker: in, the Trees of a base; out, its Program and everything that is wrong in it.

Each pass needs what the ones before it settled: declarations, then facts and names, then types and safety of what has right names,
then strata of what is safe. A clause that fails a pass is left out of the later ones, so one mistake is told once.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from typing import TYPE_CHECKING

from factbase.ground.diagnostic import Diagnostic, Severity, diagnose
from factbase.ground.span import Span
from factbase.program.declare import AT, Declared, declare, template_names, twice
from factbase.program.model import Program, variables
from factbase.program.resolve import Clause, clause_of, resolve_clause, used_once
from factbase.program.safety import check_safety, nowhere_bound
from factbase.program.stated import resolve_facts
from factbase.program.strata import check_strata
from factbase.program.table import Facts, Sheet, Table
from factbase.program.types import check_types
from factbase.syntax.packed import others, packed
from factbase.syntax.tree import (
    Allowance,
    Call,
    Check,
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
from factbase.syntax.write import write_literal

if TYPE_CHECKING:
    from factbase.program.request import Request

__all__ = ["check", "check_query"]


def check(trees: Sequence[Tree], sheets: Mapping[Request, Sheet]) -> tuple[Program, tuple[Diagnostic, ...]]:
    """The Program of all trees together; `sheets` are what their tables name.

    Where a diagnostic is an error, the Program lacks what it is about."""
    trees = [Tree(packed(tree), file=tree.file) for tree in trees]
    declared = declare(trees)
    facts, problems = resolve_facts(trees, declared)
    problems = [*declared.problems, *problems]
    statements = [statement for tree in trees for statement in others(tree)]
    tables: tuple[Table, ...] = ()
    if any(isinstance(s, TableDeclaration) for s in statements):
        from factbase.program.rows import resolve_tables  # late: most bases have no tables

        facts, tables, found = resolve_tables(trees, declared, sheets, facts)
        problems.extend(found)
    rules = [s for s in statements if isinstance(s, Rule) and _passes(clause_of(s), declared, problems)]
    problems.extend(from_no_fact(rule) for rule in rules if not asks(rule.body))
    problems.extend(check_strata(rules))
    checks = _checks([s for s in statements if isinstance(s, Check)], declared, problems)
    expectations = [s for s in statements if isinstance(s, Expectation)]
    expectations = [
        s for s in expectations if _passes(clause_of(s), declared, problems) and _expects(s, declared, problems)
    ]
    queries = [s for s in statements if isinstance(s, Query) and _passes(clause_of(s), declared, problems)]
    problems.extend(_named_twice(queries))
    allowances = [s for s in statements if isinstance(s, Allowance)]
    problems.extend(d for s in allowances for d in _allowance(s, checks, declared))
    program = Program(
        declared.sources,
        declared.entities,
        declared.relations,
        Facts(tuple(facts), tables),
        tuple(rules),
        checks,
        tuple(allowances),
        tuple(expectations),
        tuple(queries),
    )
    return program, tuple(sorted(problems, key=lambda d: d.sort_key))


def check_query(query: Query, program: Program) -> tuple[Diagnostic, ...]:
    """What is wrong in a query against a program that has been checked."""
    declared = Declared(dict(program.sources), dict(program.entities), dict(program.relations))
    problems: list[Diagnostic] = []
    _passes(clause_of(query), declared, problems)
    return tuple(problems)


def _passes(clause: Clause, declared: Declared, problems: list[Diagnostic]) -> bool:
    """Whether a clause has no error; what is found is added to `problems`."""
    found = list(resolve_clause(clause, declared))
    if found:
        found.extend(nowhere_bound(clause))
    else:
        found = [*check_types(clause, declared), *check_safety(clause)]
    if clause.head is not None or clause.outputs:
        found.extend(used_once(clause))
    problems.extend(found)
    return not any(d.severity is Severity.ERROR for d in found)


def _checks(statements: Iterable[Check], declared: Declared, problems: list[Diagnostic]) -> dict[str, Check]:
    checks: dict[str, Check] = {}
    for statement in statements:
        again = twice("check", checks, statement.name, statement.span)
        if again is not None:
            problems.append(again)
            continue
        if statement.severity not in set(Severity):
            hint = "write `error`, `warning` or `note`"
            problems.append(diagnose("E112", statement.span, name=statement.severity, hint=hint))
            continue
        named = template_names(statement.template)
        bound = {v.name: v for literal in statement.body for v in variables(literal)}
        listed = {v.name for v in statement.parameters or ()}  # one of these that nothing binds is told as such
        for name in named:
            if name not in bound and name not in listed:
                near = declared.near(name, bound)
                problems.append(
                    diagnose("E109", statement.span, name=name, expected="a variable of the check", hint=near)
                )
        if statement.parameters is None:
            parameters = tuple(_at(bound[name], statement.span) for name in named if name in bound)
            statement = replace(statement, parameters=parameters)
        if _passes(clause_of(statement), declared, problems) and all(name in bound for name in named):
            checks[statement.name] = statement
            if not asks(statement.body):
                problems.append(from_no_fact(statement))
    return checks


def asks(body: Sequence[Literal]) -> bool:
    """Whether a body asks anything of the base: that something holds, or that it is not found. The as-of date is asked of the view."""
    return any(
        isinstance(part, Negation) or (isinstance(part, Match) and part.claim.relation != AT) for part in walk(*body)
    )


def from_no_fact(clause: Rule | Check) -> Diagnostic:
    """The warning of a clause that concludes without asking the base: its conclusion can have no citation."""
    if isinstance(clause, Check):
        return diagnose(
            "W103", clause.span, what=f"check `{clause.name}` is violated", hint="ask for the facts it is about"
        )
    claim = write_literal(clause.head)
    hint = f"cite it as a fact, or say openly that it is assumed: `assume {claim}.`"
    return diagnose("W103", clause.span, what=f"`{claim}` is concluded", hint=hint)


def _named_twice(queries: Iterable[Query]) -> Iterator[Diagnostic]:
    names: dict[str, Query] = {}
    for query in queries:
        if query.name is not None:
            again = twice("query", names, query.name, query.span)
            if again is not None:
                yield again
            names.setdefault(query.name, query)


def _at(variable: Variable, span: Span) -> Variable:
    return replace(variable, span=span)


def _expects(expectation: Expectation, declared: Declared, problems: list[Diagnostic]) -> bool:
    unknown = [name for name in expectation.citing if name not in declared.sources]
    for name in unknown:
        problems.append(diagnose("E102", expectation.span, name=name, hint=declared.near(name, declared.sources)))
    return not unknown


def _allowance(allowance: Allowance, checks: dict[str, Check], declared: Declared) -> Iterator[Diagnostic]:
    named = checks.get(allowance.check)
    if named is None:
        yield diagnose("E110", allowance.span, name=allowance.check, hint=declared.near(allowance.check, checks))
        return
    expected = len(named.parameters or ())
    if len(allowance.args) > expected:
        yield diagnose("E111", allowance.span, name=allowance.check, expected=expected, found=len(allowance.args))
    for part in allowance.args:
        if isinstance(part, (Variable, Call)):
            shown = part.name if isinstance(part, Variable) else f"{part.function}(…)"
            yield diagnose("E303", part.span, name=shown, hint="write `_` for any value")
