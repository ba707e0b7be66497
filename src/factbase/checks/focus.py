"""Some files of a base: in, the report on the base, and files of it; out, what of it is of these files, or rests on what they say.

Files are statements, documents and tables. By dependence: a finding elsewhere is theirs where it rests on a fact, a quote or a rule of
theirs, speaks of a name that they declare, or asks for what they state and does not find it. The rest is counted.
"""

from __future__ import annotations

import posixpath
import re
from collections.abc import Collection, Mapping, Sequence
from contextlib import suppress
from dataclasses import replace
from itertools import chain

from factbase.base import FactBase
from factbase.checks.audit import Report
from factbase.checks.choosing import place_of
from factbase.checks.expectations import Expected
from factbase.checks.known import known_as
from factbase.explain.proof import Absent, Cases, Derived, Given, Grouped, Joined, Leaf, Proof, leaves, nodes
from factbase.files.folder import UnreadableFile
from factbase.ground.dataclass import dataclass
from factbase.ground.diagnostic import Diagnostic
from factbase.ground.span import Span
from factbase.program.request import requests
from factbase.sources.reach import reached
from factbase.syntax.tree import Literal, Query

__all__ = ["Focus", "focused"]

ELSEWHERE = "of other files"
_LACKING = frozenset({"C201", "C203", "C204", "C206", "C209", "C210", "C301"})
"""The findings on what is asked for and does not hold: no proof says on what they rest."""
_ON_AN_ANSWER = frozenset({"C207", "C208"})
"""The findings on one answer of a query, which has others."""
_NAME = re.compile(r"`([^`]+)`")


@dataclass(frozen=True, slots=True)
class Focus:
    """Files of a base, by how they are shown; `names` are those that they declare, `sources` those that they declare or are the
    documents of, and `relations` those that they state or derive."""

    files: frozenset[str]
    names: frozenset[str]
    sources: frozenset[str]
    relations: frozenset[str]
    unknown: tuple[str, ...] = ()  # of the places, those that are of no file of the base

    @classmethod
    def of(cls, base: FactBase, places: Collection[str]) -> Focus:
        """The files of a base that really stand at some places, or in folders there."""
        found: set[str] = set()

        def chosen(real: str | None) -> bool:
            at = next((each for each in places if real is not None and f"{real}/".startswith(f"{each}/")), None)
            found.update([at] if at is not None else [])
            return at is not None

        program, snapshot = base.program, base.snapshot
        files = {path for path in snapshot.texts if chosen(place_of(base, path))}
        sources = {name for name, each in program.sources.items() if each.span.path in files}
        sources |= {
            name for name, held in base.evidence.files.items() if chosen(posixpath.join(held.folder.real, held.name))
        }
        relations: set[str] = set()
        for path, tree in snapshot.trees.items():
            home = snapshot.homes[path]
            for table, request in requests([tree]):
                for file in snapshot.sheets.files_of(request) if snapshot.sheets is not None else ():
                    with suppress(UnreadableFile):
                        name = home.named(file)
                        if chosen(posixpath.join(home.folder.real, name)) or path in files:
                            files.add(home.folder.place(name))
                            relations.add(table.relation)
        relations |= {
            fact.relation
            for fact in program.facts.listed
            if fact.span.path in files or any(cited.source in sources for cited in fact.citations)
        }
        relations |= {rule.head.claim.relation for rule in program.rules if rule.span.path in files}
        declared = chain(
            ((each.name, each.span) for each in program.entities.values()),
            ((each.name, each.span) for each in program.relations.values()),
            ((each.name, each.span) for each in program.checks.values()),
        )
        names = {name for name, span in declared if span is not None and span.path in files}
        unknown = tuple(each for each in places if each not in found)
        return cls(frozenset(files), frozenset(names | sources), frozenset(sources), frozenset(relations), unknown)

    def holds(self, span: Span | None) -> bool:
        """Whether something stands in one of the files."""
        return span is not None and span.path in self.files

    def bears(self, proof: Proof) -> bool:
        """Whether a proof rests on what the files say, or on that they do not say something."""
        for node in nodes(proof):
            match node:
                case Leaf():
                    if any(
                        self.holds(f.span) or any(c.source in self.sources for c in f.citations) for f in node.facts
                    ):
                        return True
                case Derived():
                    if self.holds(node.rule.span):
                        return True
                case Absent():
                    if node.atom.predicate.relation in self.relations:
                        return True
                case Given() | Grouped() | Joined() | Cases():
                    pass  # of theirs are only the parts under them
        return False


def focused(base: FactBase, report: Report, focus: Focus) -> Report:
    """The report on a base, of some of its files only: what else was found is known."""
    concerning = _Concerning.of(base, report, focus)
    told: list[Diagnostic] = []
    rest: list[Diagnostic] = []
    for each in report.diagnostics:
        here = concerning.part(each)
        (rest if here is None else told).append(here or each)
    return replace(
        report,
        diagnostics=tuple(told),
        known=(*report.known, known_as(ELSEWHERE, rest)),
        violations=tuple(each for each in report.violations if concerning.check(each.check.span, each.proof)),
        waived=tuple(each for each in report.waived if focus.holds(each.waiver.span) or focus.holds(each.fact.span)),
        excused=tuple(each for each in report.excused if concerning.part(each.finding) is not None),
    )


@dataclass(frozen=True, slots=True)
class _Concerning:
    """Which findings of a report concern some files."""

    base: FactBase
    focus: Focus
    proofs: Mapping[tuple[str, Span], Sequence[Proof]]  # of the violations, by message and check
    asked: Sequence[Expected]

    @classmethod
    def of(cls, base: FactBase, report: Report, focus: Focus) -> _Concerning:
        proofs: dict[tuple[str, Span], list[Proof]] = {}
        for each in report.violations:
            proofs.setdefault((each.message, each.check.span), []).append(each.proof)
        return cls(base, focus, proofs, report.expected)

    def check(self, span: Span, proof: Proof) -> bool:
        """Whether a violation of a check does."""
        return self.focus.holds(span) or self.focus.bears(proof)

    def part(self, finding: Diagnostic) -> Diagnostic | None:
        """The finding as far as it concerns them; None where it does not."""
        focus, span = self.focus, finding.span
        if len(finding.entries) > 1:  # a line for each, with its place
            lines = tuple(each for each in finding.detail if any(each.startswith(f"{path}:") for path in focus.files))
            return replace(finding, detail=lines) if lines else None
        if span is None or finding.code.startswith("L") or focus.holds(span):
            return finding
        places = (*(each.span for each in finding.related), *(each.span for each in finding.group))
        if any(map(focus.holds, places)):
            return finding
        if any(name in focus.names for name in _NAME.findall(finding.message)):
            return finding
        if any(focus.bears(proof) for proof in self.proofs.get((finding.message, span), ())):
            return finding
        return finding if self._asking(finding, span) else None

    def _asking(self, finding: Diagnostic, span: Span) -> bool:
        """Whether a finding on what is asked for does."""
        asked = next((each for each in self.asked if _within(span, each.statement.span)), None)
        if asked is not None and any(map(self.focus.bears, _proofs(finding, asked))):
            return True
        return finding.code in _LACKING and not self.focus.relations.isdisjoint(
            reached(self._bodies(asked, span), self.base.program.rules)
        )

    def _bodies(self, asked: Expected | None, span: Span) -> Sequence[Sequence[Literal]]:
        if asked is not None:
            statement = asked.statement
            return [statement.body if isinstance(statement, Query) else (statement.match,)]
        checks = self.base.program.checks
        allowed = [each.check for each in self.base.program.allowances if each.span == span]
        return [tuple(checks[name].body) for name in allowed if name in checks]


def _proofs(finding: Diagnostic, asked: Expected) -> Sequence[Proof]:
    """The proofs of what a finding on something asked is about: of an answer of a query those that rest on the facts that it names."""
    if finding.code not in _ON_AN_ANSWER:
        return asked.proofs
    named = {each.span for each in finding.related}
    return [proof for proof in asked.proofs if {fact.span for leaf in leaves(proof) for fact in leaf.facts} == named]


def _within(span: Span, around: Span) -> bool:
    return span.file is around.file and around.start <= span.start and span.end <= around.end
