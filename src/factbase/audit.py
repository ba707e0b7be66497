"""The audit of a base: in, a FactBase and a view; out, what its checks, allowances and expectations say, and what was not checked.

All checks are answered by one plan. Expectations are answered view by view, one plan for each.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace

from factbase.base import FactBase
from factbase.cite import Status
from factbase.diagnostic import Diagnostic, Related, Severity, diagnose
from factbase.engine.base import Engine
from factbase.engine.plan import Goal
from factbase.explain.proof import Proof, citations, leaves
from factbase.explain.prove import Prover
from factbase.program.declare import template_names
from factbase.program.model import variables
from factbase.program.view import View
from factbase.syntax.tree import Allowance, Check, Constant, Expectation, Variable
from factbase.syntax.write import write_literal
from factbase.value import Symbol, Value, sort_key, write_value

__all__ = ["Expected", "Report", "Violation", "audit", "expected"]

_CODES = {Severity.ERROR: "C101", Severity.WARNING: "C102", Severity.NOTE: "C103"}


@dataclass(frozen=True, slots=True)
class Violation:
    """One binding of a check's parameters under which its body holds, and the allowance that accepts it, if any."""

    check: Check
    parameters: tuple[Value, ...]
    message: str
    proof: Proof
    allowance: Allowance | None = None

    @property
    def name(self) -> str:
        """As an allowance names it."""
        return f"{self.check.name}({', '.join(map(write_value, self.parameters))})"


@dataclass(frozen=True, slots=True)
class Expected:
    """An expectation with what came of it: the proof of its claim if that holds, and a problem unless it is met."""

    expectation: Expectation
    view: View
    proof: Proof | None
    problem: Diagnostic | None

    @property
    def goal(self) -> str:
        """What is expected, or expected not to be, with the view."""
        return f"{write_literal(self.expectation.match)} {self.view}"


@dataclass(frozen=True, slots=True)
class Report:
    """All findings of a base. `violations` holds the accepted ones too; `counts` are in the order in which they are told."""

    diagnostics: tuple[Diagnostic, ...]
    violations: tuple[Violation, ...]
    expected: tuple[Expected, ...]
    counts: Mapping[str, int]
    view: View

    @property
    def clean(self) -> bool:
        """Whether nothing above a note was found."""
        return all(d.severity is Severity.NOTE for d in self.diagnostics)


def audit(base: FactBase, view: View, engine: Engine) -> Report:
    """The report on a base. With errors in its files, its checks and expectations are not run, and the counts say so."""
    if base.errors:
        counts = _counts(base) | {
            "checks not run": len(base.program.checks),
            "expectations not run": len(base.program.expectations),
        }
        return Report(base.diagnostics, (), (), counts, view)
    found = _violations(base, view, engine)
    violations, stale = _accept(base, found)
    expectations = expected(base, view, engine)
    diagnostics = [*base.diagnostics, *stale]
    diagnostics.extend(_diagnostic(v, base) for v in violations if v.allowance is None)
    diagnostics.extend(e.problem for e in expectations if e.problem is not None)
    counts = _counts(base) | {
        "checks": len(base.program.checks),
        "violations": len(violations),
        "accepted violations": sum(v.allowance is not None for v in violations),
        "expectations": len(expectations),
        "expectations met": sum(e.problem is None for e in expectations),
    }
    return Report(tuple(sorted(diagnostics, key=lambda d: d.sort_key)), violations, expectations, counts, view)


# ---- checks and allowances


def _violations(base: FactBase, view: View, engine: Engine) -> list[Violation]:
    checks = list(base.program.checks.values())
    goals = [Goal(_outputs(check), check.body) for check in checks]
    planned, model = base.solve(goals, view, engine)
    prover = Prover(planned, model, base.program)
    found: list[Violation] = []
    for check, goal, head in zip(checks, goals, planned.goals, strict=True):
        rows = sorted(model.of(head), key=lambda row: [sort_key(model.symbols.values[n]) for n in row])
        width = len(check.parameters or ())
        told: set[tuple[int, ...]] = set()
        for row in rows:
            if row[:width] in told:
                continue  # the same parameters with other values of the rest: one violation
            told.add(row[:width])
            values = [model.symbols.values[n] for n in row]
            named = {variable.name: value for variable, value in zip(goal.outputs, values, strict=True)}
            found.append(Violation(check, tuple(values[:width]), _message(check, named, base), prover.prove(head, row)))
    return found


def _outputs(check: Check) -> tuple[Variable, ...]:
    """The parameters first, then what else the template shows."""
    parameters = check.parameters or ()
    bound = {v.name: v for literal in check.body for v in variables(literal)}
    named = {v.name for v in parameters}
    return (*parameters, *(bound[name] for name in template_names(check.template) if name not in named))


def _message(check: Check, values: Mapping[str, Value], base: FactBase) -> str:
    text = check.template
    for name in template_names(check.template):
        value = values[name]
        shown = base.program.label(value.name) if isinstance(value, Symbol) else str(value)
        text = text.replace(f"{{{name}}}", shown)
    return text


def _accept(base: FactBase, found: Sequence[Violation]) -> tuple[tuple[Violation, ...], list[Diagnostic]]:
    """Each violation with the allowance that names it; a diagnostic for each allowance that fits none, or several."""
    accepted = list(found)
    problems: list[Diagnostic] = []
    for allowance in base.program.allowances:
        fitting = [i for i, violation in enumerate(found) if _fits(allowance, violation)]
        if not fitting:
            problems.append(diagnose("C301", allowance.span, check=allowance.check))
        elif len(fitting) > 1:
            related = [Related(found[i].check.span, found[i].name) for i in fitting]
            problems.append(
                diagnose("C302", allowance.span, check=allowance.check, count=len(fitting), related=related)
            )
        else:
            accepted[fitting[0]] = replace(found[fitting[0]], allowance=allowance)
    return tuple(accepted), problems


def _fits(allowance: Allowance, violation: Violation) -> bool:
    return allowance.check == violation.check.name and all(
        not isinstance(part, Constant) or part.value == value
        for part, value in zip(allowance.args, violation.parameters, strict=False)
    )


def _diagnostic(violation: Violation, base: FactBase) -> Diagnostic:
    facts = [fact for leaf in leaves(violation.proof) for fact in leaf.facts]
    related = [Related(fact.span, str(fact.atom())) for fact in dict.fromkeys(facts)]
    return diagnose(
        _CODES[Severity(violation.check.severity)],
        violation.check.span,
        message=violation.message,
        related=related,
        hint=f'mend the facts, or accept it: allow {violation.name} "reason".',
        detail=sentences(violation, base),
    )


def sentences(violation: Violation, base: FactBase) -> list[str]:
    """The sentences that a violation rests on, each once with its place: what a reader must weigh against each other."""
    told: dict[str, None] = {}
    for cited in citations(violation.proof):
        verdict = base.evidence.verdict(cited)
        document = base.evidence.documents.get(cited.source)
        place = f"{document.path}:{verdict.line}" if document is not None and verdict.line else cited.source
        told[f"{cited.source}, {place}: “{base.evidence.sentence(cited)}”"] = None
    return list(told)


# ---- expectations


def expected(base: FactBase, view: View, engine: Engine) -> tuple[Expected, ...]:
    """Every expectation of the base with what came of it, in the order of the files; its own dates go before the view's."""
    by_view: dict[View, list[Expectation]] = {}
    for expectation in base.program.expectations:
        own = View(expectation.at or view.at, expectation.known_by or view.known_by)
        by_view.setdefault(own, []).append(expectation)
    problems: dict[int, Expected] = {}
    for own, expectations in by_view.items():
        planned, model = base.solve([Goal((), (e.match,)) for e in expectations], own, engine)
        prover = Prover(planned, model, base.program)
        for expectation, head in zip(expectations, planned.goals, strict=True):
            proof = prover.prove(head, ()) if model.of(head) else None
            problem = next(_unmet(expectation, own, proof), None)
            problems[id(expectation)] = Expected(expectation, own, proof, problem)
    return tuple(problems[id(expectation)] for expectation in base.program.expectations)


def _unmet(expectation: Expectation, view: View, proof: Proof | None) -> Iterator[Diagnostic]:
    goal, at = f"`{write_literal(expectation.match)}`", f" {view}"
    if expectation.negated:
        if proof is not None:
            related = [Related(f.span, str(f.atom())) for leaf in leaves(proof) for f in leaf.facts]
            yield diagnose("C202", expectation.span, related=related, goal=goal, view=at)
    elif proof is None:
        yield diagnose("C201", expectation.span, goal=goal, view=at)
    else:
        cited = {c.source for c in citations(proof)}
        for source in expectation.citing:
            if source not in cited:
                yield diagnose("C203", expectation.span, source=source, goal=goal, view=at)


def _counts(base: FactBase) -> dict[str, int]:
    """What the base holds, and how its quotes stand."""
    program = base.program
    verdicts = list(base.evidence.verdicts.values())
    counts = {
        "sources": sum(source.file is not None for source in program.sources.values()),
        "sources without a file": sum(source.file is None for source in program.sources.values()),
        "facts": sum(fact.kind == "cited" for fact in program.facts),
        "assumptions": sum(fact.kind == "assumed" for fact in program.facts),
        "rules": len(program.rules),
        "quotes": len(verdicts),
    }
    for status in Status:
        counts[f"quotes {status}"] = sum(verdict.status is status for verdict in verdicts)
    return counts
