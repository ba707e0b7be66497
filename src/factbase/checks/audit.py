"""The audit of a base: in, a FactBase and a view; out, what its checks, allowances and expectations say, and what was not checked.

All checks are answered by one plan. Where quotes are lost, all is asked without the facts that rest on them; with other errors, nothing is.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import field
from typing import TYPE_CHECKING, Any

from factbase.base import FactBase
from factbase.checks.attribution import on_claims
from factbase.checks.choosing import chosen, strictly
from factbase.checks.doubled import doubled
from factbase.checks.expectations import Expected, expected, fallen, held
from factbase.checks.idle import idle
from factbase.checks.pinning import Pinned, PinState, drifted, pinning
from factbase.checks.running import Checked, checked
from factbase.checks.standing import lost_facts, standing
from factbase.checks.unnamed import unnamed
from factbase.checks.untimed import beyond, timeless
from factbase.checks.violations import Violation, ViolationName, contradicted_facts
from factbase.checks.waiving import Excused, excused
from factbase.checks.wordless import wordless
from factbase.cite import Status
from factbase.engine.base import Engine
from factbase.explain.proof import Tried
from factbase.ground.choosing import EVERYTHING, Choice, Chosen
from factbase.ground.dataclass import dataclass
from factbase.ground.date import Date
from factbase.ground.diagnostic import Diagnostic, Severity
from factbase.program.view import View
from factbase.result.report import Counts, Known, Met
from factbase.sources.sharing import notes
from factbase.sources.waive import WaiveEntry
from factbase.syntax.tree import Query

if TYPE_CHECKING:
    from factbase.checks.fitting import Waived

__all__ = ["Report", "audit", "declared_days"]


@dataclass(frozen=True, slots=True)
class Report:
    """All findings of a base. `violations` holds the accepted ones too."""

    diagnostics: tuple[Diagnostic, ...]
    violations: tuple[Violation, ...]
    expected: tuple[Expected, ...]
    counts: Counts
    view: View
    pinned: tuple[Pinned, ...] = ()
    waived: tuple[Waived, ...] = ()
    excluded: Mapping[ViolationName, tuple[Tried, ...]] = field(default_factory=dict, repr=False)
    chosen: Chosen = field(default_factory=Chosen, repr=False)  # with what is ignored
    strict: bool = False
    known: tuple[Known, ...] = field(default=(), repr=False)  # what is counted and not told
    excused: tuple[Excused, ...] = field(default=(), repr=False)  # what settings waive

    @property
    def clean(self) -> bool:
        """Whether nothing above a note was found, and nothing of that was set aside by choice, or known before."""
        aside = self.chosen.set_aside or any(each.above_notes for each in self.known)
        return not aside and all(d.severity is Severity.NOTE for d in self.diagnostics)

    @property
    def passes(self) -> bool:
        """Whether nothing fails the base: no error, and strictly no warning."""
        failing = (Severity.ERROR, Severity.WARNING) if self.strict else (Severity.ERROR,)
        return not any(d.severity in failing for d in self.diagnostics)


def audit(
    base: FactBase,
    view: View,
    engine: Engine,
    choice: Choice = EVERYTHING,
    *,
    strict: bool | None = None,
    waive: Sequence[WaiveEntry] = (),
    fits: bool = True,
) -> Report:
    """The report on a base. What its errors leave unrun is in the counts; `waive` are entries besides those of its settings.
    Whether claims fit their quotes takes by far the longest; without `fits` nobody looks at it, and whoever shows the report says so.

    `choice` and `strict` are what whoever asks says of its findings; the settings of the base say the rest, and all where it is None."""
    from factbase.checks.fitting import (
        fit,  # late: an answer, which needs this module's names only, must not wait for it
    )

    base = base.verified()
    pinned = pinning(base)
    diagnostics = [
        *base.diagnostics,
        *drifted(base, pinned),
        *notes(base.program, base.evidence.documents, base.snapshot.kept.ties),
    ]
    if fits:
        diagnostics.extend(on_claims(base))
    diagnostics.extend(wordless(base.program))
    if base.program.asides or any(source.coverage is not None for source in base.program.sources.values()):
        from factbase.checks.covering import uncovered  # late: few bases demand it

        diagnostics.extend(uncovered(base))
    if base.program.references:
        from factbase.checks.referring import referring  # late: few bases have any

        diagnostics.extend(referring(base))
    stands = standing(base)
    ran: Checked | None = None
    expectations: tuple[Expected, ...] = ()
    if stands is not None:
        lost = len(lost_facts(base)) if base.errors else 0
        ran = checked(base, stands, lost, view, engine)
        diagnostics.extend(ran.findings)
        expectations = expected(base, view, engine) if stands is base else fallen(base, stands, view, engine)
    violations = ran.violations if ran is not None else ()
    published = base.dated.published(engine)[0] if not base.errors else declared_days(base)
    misfits, waived = fit(base, published, contradicted_facts(violations)) if fits else ([], [])
    diagnostics.extend(each for _, each in misfits)
    wants = [each.name for each in base.program.relations.values() if each.sources is not None]
    if stands is not None and wants:
        from factbase.checks.corroborated import uncorroborated  # late: few bases demand it

        diagnostics.extend(uncorroborated(stands, view, engine))
    if stands is not None:  # else names are missing, and what uses them is not known
        diagnostics.extend(idle(base.program, base.diagnostics))
        diagnostics.extend(doubled(base.program))
        diagnostics.extend(unnamed(base))
    if not base.errors:
        diagnostics.extend(timeless(base.program, published))
        diagnostics.extend(beyond(base, engine))
    met: Met | None = None
    if stands is not None:
        queries = len(held(stands.program))
        diagnostics.extend(problem for each in expectations for problem in each.problems)
        as_expected = Counter(isinstance(each.statement, Query) for each in expectations if not each.problems)
        met = Met(len(expectations) - queries, as_expected[False], lost, queries, as_expected[True])
    counts = Counts(
        **_counts(base),
        waivers=len(waived),
        documents={str(state): len({each.held.name for each in pinned if each.state is state}) for state in PinState},
        ran=ran.ran if ran is not None else None,
        met=met,
        not_run=len(base.program.checks) - ran.ran.checks if ran is not None else len(base.program.checks) + len(wants),
        not_asked=len(base.program.expectations) - (met.expectations if met is not None else 0),
        not_answered=len(held(base.program)) - (met.queries if met is not None else 0),
    )
    told, excuses = excused(base, diagnostics, misfits, waive)
    if not fits:  # what an entry of the settings is for may be among what nobody looked at
        told = [each for each in told if each.code != "B102"]
    counted = chosen(base, sorted(told, key=lambda d: d.sort_key), choice)
    return Report(
        counted.findings,
        violations,
        expectations,
        counts,
        view,
        pinned,
        tuple(waived),
        ran.excluded if ran is not None else {},
        counted,
        strictly(base) if strict is None else strict,
        excused=excuses,
    )


def declared_days(base: FactBase) -> Mapping[str, Sequence[Date]]:
    """The days on which sources were published, as their declarations say: all that a base with errors can tell."""
    dates: dict[str, list[Date]] = {}
    for fact in base.program.facts.listed:
        if fact.relation == "published" and fact.kind == "declared" and isinstance(fact.values[1], Date):
            dates.setdefault(str(fact.values[0]), []).append(fact.values[1])
    return dates


def _counts(base: FactBase) -> dict[str, Any]:
    """What the base holds, and how its quotes stand."""
    program = base.program
    statuses = Counter(base.evidence.verdicts.statuses())
    return {
        "sources": program.documents,
        "without_a_file": sum(source.file is None for source in program.sources.values()),
        "facts": program.facts.cited,
        "assumptions": program.facts.assumed,
        "rules": program.rules_written,
        "quotes": {str(status): statuses[status] for status in Status},
    }
