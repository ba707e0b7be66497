"""Violations: in, a base and the checks that it states or makes itself; out, where they fire, on the as-of date and on others, and which
of that is allowed by name.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace

from factbase.base import FactBase
from factbase.engine.base import Engine, TooLarge
from factbase.engine.course import NoCourse, course
from factbase.engine.goal import Goal
from factbase.engine.moment import AS_OF
from factbase.explain.finder import Finder
from factbase.explain.proof import Leaf, Proof, Tried, leaves
from factbase.explain.prove import Prover
from factbase.ground.comparison import Certainty
from factbase.ground.dataclass import dataclass
from factbase.ground.date import day
from factbase.ground.days import BEGIN, END
from factbase.ground.diagnostic import Diagnostic, Related, Severity, diagnose
from factbase.ground.value import Symbol, Value, write_value
from factbase.program.declare import filled, template_names
from factbase.program.model import variables
from factbase.program.view import View
from factbase.resolve.proofs import Nodes
from factbase.result.proof import weighed
from factbase.syntax.tree import Allowance, Check, Constant, Variable

__all__ = [
    "Violation",
    "ViolationName",
    "accepted",
    "as_diagnostic",
    "at_other_times",
    "contradicted_facts",
    "violations_of",
]

MAX_DAYS = 100  # on which contradictions are looked at
SOME_DAY = 730_000  # of those that always hold

_CODES = {Severity.ERROR: "C101", Severity.WARNING: "C102", Severity.NOTE: "C103"}


@dataclass(frozen=True, slots=True)
class Violation:
    """One binding of a check's parameters under which its body holds, and the allowance that accepts it, if any.

    One that holds on some reading of the partial dates only is told and counted, and fails nothing."""

    check: Check
    parameters: tuple[Value, ...]
    message: str
    proof: Proof
    allowance: Allowance | None = None
    certainty: Certainty = Certainty.CERTAIN
    view: View | None = None  # where it is not that of the report

    @property
    def is_certain(self) -> bool:
        """Whether its body holds on every reading of the partial dates; any other fails nothing."""
        return self.certainty is Certainty.CERTAIN

    @property
    def name(self) -> str:
        """As an allowance names it."""
        return f"{self.check.name}({', '.join(map(write_value, self.parameters))})"


ViolationName = tuple[str, tuple[str, ...]]
"""The name of a check, and its parameters as they are written."""


def violations_of(
    base: FactBase, view: View, engine: Engine, checks: Sequence[Check]
) -> tuple[list[Violation], Mapping[ViolationName, tuple[Tried, ...]]]:
    """The violations, and what seems possible and is none on any reading of these dates."""
    base = base.for_bodies([check.body for check in checks], view.known_by)
    goals = [Goal(_outputs(check), check.body) for check in checks]
    planned, model = base.solve(goals, view, engine)
    finder = Finder(Prover(planned, model, base.program), base.readings(view, engine))
    violations: list[Violation] = []
    for number, (check, goal) in enumerate(zip(checks, goals, strict=True)):
        width = len(check.parameters or ())
        for each in finder.answers(number, width):
            named = {variable.name: value for variable, value in zip(goal.outputs, each.values, strict=True)}
            message = _message(check, named, base)
            violations.append(Violation(check, each.values[:width], message, each.proof, certainty=each.certainty))
    excluded = {(checks[number].name, values): dates for (number, values), dates in finder.excluded.items()}
    return violations, excluded


def at_other_times(
    base: FactBase, view: View, engine: Engine, now: Sequence[Violation]
) -> tuple[list[Violation], list[Diagnostic]]:
    """The contradictions that do not hold on the as-of date and did, or will: each on the first day on which it surely does.

    With a note where not all days were looked at."""
    checks = [check for check in base.program.checks.values() if check.made]
    if not checks or view.at is None:
        return [], []
    known = {violation.name for violation in now if violation.is_certain}
    base = base.for_bodies([check.body for check in checks], view.known_by)
    goals = [Goal(_outputs(check), check.body) for check in checks]
    by_day: dict[int, dict[str, Check]] = {}  # each check once, however many contradictions begin then
    selection = base.selection(View(None, view.known_by))
    try:
        over_time = course(base.plan(goals, selection, View(AS_OF, view.known_by), certainly=True))
    except (NoCourse, TooLarge) as problem:
        return [], [diagnose("C104", checks[0].span, why=problem)]
    for check, goal in zip(checks, over_time.planned.rules.goals, strict=True):
        for days in over_time.rows.get(goal, {}).values():
            for first, last in days:
                at = first if first != BEGIN else last if last != END else SOME_DAY
                by_day.setdefault(at, {})[check.name] = check
    others: list[Violation] = []
    for at in sorted(by_day)[:MAX_DAYS]:
        then = View(day(at), view.known_by)
        for each in violations_of(base, then, engine, list(by_day[at].values()))[0]:
            if each.is_certain and each.name not in known:
                known.add(each.name)
                others.append(replace(each, message=f"{each.message} ({then})", view=then))
    unseen = f"of {len(by_day)} days on which they may, {MAX_DAYS}" if len(by_day) > MAX_DAYS else None
    return others, [diagnose("C104", checks[0].span, why=unseen)] if unseen is not None else []


def _outputs(check: Check) -> tuple[Variable, ...]:
    """The parameters first, then what else the template shows."""
    parameters = check.parameters or ()
    bound = {v.name: v for literal in check.body for v in variables(literal)}
    named = {v.name for v in parameters}
    return (*parameters, *(bound[name] for name in template_names(check.template) if name not in named))


def _message(check: Check, values: Mapping[str, Value], base: FactBase) -> str:
    named = {name: values[name] for name in template_names(check.template)}
    labels = base.program.label
    return filled(check.template, {n: labels(v.name) if isinstance(v, Symbol) else str(v) for n, v in named.items()})


def accepted(base: FactBase, violations: Sequence[Violation]) -> tuple[tuple[Violation, ...], list[Diagnostic]]:
    """Each violation with the allowance that names it; a diagnostic for each allowance that fits none, or several."""
    named = list(violations)
    problems: list[Diagnostic] = []
    for allowance in base.program.allowances:
        fitting = [i for i, violation in enumerate(violations) if violation.is_certain and _fits(allowance, violation)]
        if not fitting and any(_fits(allowance, violation) for violation in violations):
            continue  # one that may come about is not accepted yet, and its allowance is not stale
        if not fitting:
            problems.append(diagnose("C301", allowance.span, check=allowance.check))
        elif len(fitting) > 1:
            related = [Related(violations[i].check.span, violations[i].name) for i in fitting]
            problems.append(
                diagnose("C302", allowance.span, check=allowance.check, count=len(fitting), related=related)
            )
        else:
            named[fitting[0]] = replace(violations[fitting[0]], allowance=allowance)
    return tuple(named), problems


def _fits(allowance: Allowance, violation: Violation) -> bool:
    return allowance.check == violation.check.name and all(
        not isinstance(part, Constant) or part.value == value
        for part, value in zip(allowance.args, violation.parameters, strict=False)
    )


def as_diagnostic(violation: Violation, nodes: Nodes) -> Diagnostic:
    """A violation that nobody allows, with every fact on which it rests and how to accept it."""
    facts = [fact for leaf in leaves(violation.proof) for fact in leaf.facts]
    related = [Related(fact.span, str(fact.atom())) for fact in dict.fromkeys(facts)]
    return diagnose(
        _CODES[Severity(violation.check.severity)],
        violation.check.span,
        message=violation.message,
        related=related,
        hint=f'mend the facts, or accept it: allow {violation.name} "reason".',
        detail=list(weighed(nodes.proofs, nodes.add(violation.proof))),
    )


def contradicted_facts(violations: Sequence[Violation]) -> dict[int, str]:
    """The facts that violate a check together with another fact on the same quote, by index: what the check says.

    Only what stands in the check's own body contradicts; claims of somebody's do not."""
    messages: dict[int, str] = {}
    for violation in violations:
        premises = getattr(violation.proof, "premises", ())
        facts = [fact for leaf in premises if isinstance(leaf, Leaf) for fact in leaf.facts]
        for fact in facts:
            if fact.kind == "cited" and fact.mode is None:
                others = [o for o in facts if o.atom() != fact.atom() and o.mode is None]
                if any(set(fact.citations) & set(other.citations) for other in others):
                    messages[fact.index] = violation.message
    return messages
