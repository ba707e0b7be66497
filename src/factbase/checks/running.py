"""The checks of a base, run: in, the base, and what of it stands; out, the violations, what is found, and what it comes to.

Of what stands only, a violation may be one for what is lost, and an allowance may fit none for it: the whole base tells these apart.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace

from factbase.base import FactBase
from factbase.checks.violations import (
    Violation,
    ViolationName,
    accepted,
    as_diagnostic,
    at_other_times,
    violations_of,
)
from factbase.engine.base import Engine
from factbase.explain.proof import Tried
from factbase.ground.dataclass import dataclass
from factbase.ground.diagnostic import Diagnostic
from factbase.program.view import View
from factbase.resolve.proofs import Nodes
from factbase.result.report import Ran

__all__ = ["Checked", "checked"]

_Excluded = Mapping[ViolationName, tuple[Tried, ...]]


@dataclass(frozen=True, slots=True)
class Checked:
    """The violations, the accepted and the possible ones too; what seems possible and is none; the findings; and the counts."""

    violations: tuple[Violation, ...]
    excluded: _Excluded
    findings: tuple[Diagnostic, ...]
    ran: Ran


def checked(base: FactBase, stands: FactBase, lost: int, view: View, engine: Engine) -> Checked:
    """What the checks of a base come to, by what `stands` of it: without so many facts that are `lost`."""
    found, excluded, unseen = _found(stands, view, engine)
    violations, stale = accepted(stands, found)
    else_none: set[str] = set()
    if stands is not base and (violations or stale):
        whole = _found(base, view, engine)[0]
        stale = [each for each in stale if each.span in {once.span for once in accepted(base, whole)[1]}]
        else_none = {each.name for each in violations} - {each.name for each in whole}
    nodes = Nodes(base.program, base.evidence)
    sure = [violation for violation in violations if violation.is_certain]
    told = (
        _for_what_is_lost(as_diagnostic(each, nodes)) if each.name in else_none else as_diagnostic(each, nodes)
        for each in sure
        if each.allowance is None
    )
    allowed = sum(violation.allowance is not None for violation in sure)
    ran = Ran(len(stands.program.checks), len(sure), allowed, len(violations) - len(sure), lost)
    return Checked(violations, excluded, (*unseen, *stale, *told), ran)


def _found(base: FactBase, view: View, engine: Engine) -> tuple[list[Violation], _Excluded, list[Diagnostic]]:
    """The violations on the as-of date and on others, what seems possible and is none, and whether days were not looked at."""
    now, excluded = violations_of(base, view, engine, list(base.program.checks.values()))
    others, unseen = at_other_times(base, view, engine, now)
    return [*now, *others], excluded, unseen


def _for_what_is_lost(found: Diagnostic) -> Diagnostic:
    return replace(found, detail=(*found.detail, "it is so only without the facts whose quotes do not stand"))
