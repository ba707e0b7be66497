"""The fit of claim and quote: in, a base; out, a warning for each part of a fact that its quotes do not carry, and each waiver.

What is waived beside the fact is not told. The findings on the facts of a file are kept in the workspace, with what they rest on.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence

from factbase.base import FactBase
from factbase.checks.doubting import AFFIRMED
from factbase.checks.kept_findings import FORM, kept_findings
from factbase.checks.misfits import BOILERPLATE, WORDS, Misfit, misfits, stands
from factbase.checks.premises import Gate, Premises
from factbase.cite.doubtful import Doubtful
from factbase.ground.dataclass import dataclass
from factbase.ground.date import Date
from factbase.ground.diagnostic import Diagnostic, diagnose
from factbase.ground.span import Span
from factbase.ground.value import write_value
from factbase.program.model import Fact
from factbase.syntax.tree import Waiver
from factbase.workspace.trace import Asked, Reading
from factbase.workspace.trace_file import Digests

__all__ = ["AFFIRMED", "BOILERPLATE", "CONTRADICTED", "WAIVABLE", "Waived", "fit"]

CONTRADICTED = "contradicted"
"""What a waiver calls it, besides values, boilerplate and the kinds of doubt."""

WAIVABLE: Mapping[str, str] = {
    "a value": "it is not in the quotes, in whatever words (F101)",
    **{str(kind): f"the words are {kind} where they stand, and the fact is not (F102)" for kind in Doubtful},
    AFFIRMED: "the words say plainly what the fact denies or doubts (F106)",
    BOILERPLATE: "the quote stands in a line that is no part of the text (F103)",
    CONTRADICTED: "another fact on the same quote contradicts it (F104)",
    WORDS: "none of the words of the relation stands in the quotes (F110)",
}
"""What a waiver may name beside a fact, each with what it accepts there."""


@dataclass(frozen=True, slots=True)
class Waived:
    """A waiver that is needed, with the fact beside which it stands, and what is not told for it."""

    fact: Fact
    waiver: Waiver
    findings: tuple[Diagnostic, ...]


def fit(
    base: FactBase, published: Mapping[str, Sequence[Date]], contradicted: Mapping[int, str]
) -> tuple[list[tuple[Fact, Diagnostic]], list[Waived]]:
    """The findings of all facts that have quotes, each with its fact, and the waivers in force.

    `published` are the dates of the sources, `contradicted` tells for the index of a fact what contradicts it on the same quote."""
    premises = Premises(base, published)
    undeclared = {each.cause[0] for each in base.errors if each.code == "E203" and each.cause}
    every_reading = Gate(premises, Reading(premises.look))
    problems: list[tuple[Fact, Diagnostic]] = []
    waived: list[Waived] = []
    idle: dict[Span, tuple[Fact, Waiver]] = {}
    for fact, wrong in _judged(base, premises):
        if not wrong and not fact.waivers and fact.index not in contradicted:
            continue  # nearly all
        findings: dict[str, list[Diagnostic]] = {}
        for each in wrong:
            findings.setdefault(each.subject, []).append(each.of(fact))
        if fact.index in contradicted:
            findings[CONTRADICTED] = [diagnose("F104", fact.span, message=contradicted[fact.index])]
        waivers = {write_value(waiver.value): waiver for waiver in fact.waivers}
        for subject, own in findings.items():
            if subject not in waivers:
                told_already = subject in undeclared  # a name that nobody declares is in no quote either
                problems += ((fact, each) for each in own if not (told_already and each.code == "F101"))
        for waiver in fact.waivers:
            subject = write_value(waiver.value)
            if subject in findings and waivers[subject] is waiver:
                waived.append(Waived(fact, waiver, tuple(findings[subject])))
            elif stands(fact, every_reading):
                idle.setdefault(waiver.span, (fact, waiver))
    # One waiver may serve all rows of a table: it is needed where it is by one of them.
    needed = {each.waiver.span for each in waived}
    problems += [
        (fact, diagnose("F105", span, name=write_value(waiver.value)))
        for span, (fact, waiver) in idle.items()
        if span not in needed
    ]
    return problems, waived


def _judged(base: FactBase, premises: Premises) -> Iterator[tuple[Fact, Sequence[Misfit]]]:
    """Each fact that may have a finding or a waiver, with what is wrong with it, in the order of the facts."""
    facts = base.program.facts
    rows = facts.rows_listed
    by_file: dict[str, list[int]] = {}
    for at, fact in enumerate(facts.listed):
        if fact.index not in rows:
            by_file.setdefault(fact.span.path, []).append(at)
    digests = Digests(premises.look)
    judged: list[Sequence[Misfit] | None] = [None] * len(facts.listed)
    results = base.snapshot.kept.findings.results(
        [
            Asked(path, [facts.listed[at] for at in places], kept_findings(base, path, digests))
            for path, places in by_file.items()
        ],
        premises.look,
        lambda fact, reading: misfits(fact, Gate(premises, reading)),
        FORM,
        base.snapshot.kept.processes,
    )
    for places, of_file in zip(by_file.values(), results, strict=True):
        for at, wrong in zip(places, of_file, strict=True):
            judged[at] = wrong

    def of_row(fact: Fact) -> Sequence[Misfit]:
        return misfits(fact, Gate(premises, Reading(premises.look)), row=True)  # rows are many, and none of it is kept

    for fact, known in zip(facts.listed, judged, strict=True):
        yield fact, of_row(fact) if known is None else known
    for table in facts.tables:
        if table.source is not None or table.waivers:  # others have no finding, and are not even made
            yield from ((fact, of_row(fact)) for fact in table)
