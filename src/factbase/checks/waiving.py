"""Waiving by settings: in, the findings of a base; out, those that no `[[waive]]` fits, and the others with the entry that fits them.

A finding on a fact, or on a row of a table, is of its relation, and of the argument whose value it names; one on a declaration is of what
that declares. An entry that fits nothing is a finding itself.
"""

from __future__ import annotations

import posixpath
from collections.abc import Iterable, Mapping, Sequence

from factbase.base import FactBase
from factbase.checks.choosing import place_of
from factbase.files.folder import below
from factbase.ground.composed import composed
from factbase.ground.dataclass import dataclass
from factbase.ground.diagnostic import Diagnostic, diagnose, similar
from factbase.ground.value import write_value
from factbase.program.cascades import apart, counted
from factbase.program.fact import Fact
from factbase.program.model import relation_named
from factbase.sources.settings import Settings
from factbase.sources.waive import WaiveEntry

__all__ = ["Excused", "excused", "idle_entry"]

OF_A_VALUE = "F101"
"""The finding on a value of a fact."""


@dataclass(frozen=True, slots=True)
class Excused:
    """A finding that is waived, and by what."""

    finding: Diagnostic
    entry: WaiveEntry


def excused(
    base: FactBase,
    findings: Sequence[Diagnostic],
    misfits: Iterable[tuple[Fact, Diagnostic]],
    more: Sequence[WaiveEntry] = (),
) -> tuple[list[Diagnostic], tuple[Excused, ...]]:
    """What is told of the findings, and what is waived. `misfits` are those of them that are of a fact, with this;
    `more` are entries besides those of the settings, which go before.

    The mistakes of entries, and those that fit nothing, are told too, once the base has no errors: before, not all is looked for. So where
    the base is the one that their settings name."""
    entries = [entry for each in dict.fromkeys(base.evidence.settings.values()) for entry in each.waived]
    entries += more
    if not entries:
        return list(findings), ()
    looking = _Looking(base, misfits)
    told: list[Diagnostic] = []
    waived: list[Excused] = []
    for each in apart(findings):
        entry = next((entry for entry in entries if looking.fits(entry, each)), None)
        if entry is None:
            told.append(each)
        else:
            waived.append(Excused(each, entry))
    told = counted(told) if waived else list(findings)
    if not base.errors:
        needed = {each.entry.span for each in waived}
        elsewhere = [each.root for each in base.evidence.settings.values() if not _meant(base, each)]
        idle = (entry for entry in entries if entry.span not in needed and entry.root not in elsewhere)
        told += (idle_entry(base, entry) for entry in idle)
    return told, tuple(sorted(waived, key=lambda each: each.finding.sort_key))


def _meant(base: FactBase, settings: Settings) -> bool:
    """Whether something is read of each base that settings name: of other files their entries need not fit anything."""
    homes = base.snapshot.homes.values()
    places = {posixpath.join(home.folder.real, home.name) for home in homes} if settings.bases else ()
    named = (posixpath.normpath(posixpath.join(settings.root, each)) for each in settings.bases)
    return all(any(below(place, each) is not None for place in places) for each in named)


def idle_entry(base: FactBase, entry: WaiveEntry) -> Diagnostic:
    """What is wrong with an entry that fits nothing: a name that nobody knows, or that it is not needed."""
    relations = base.program.relations
    if entry.relation is not None and entry.relation not in relations:
        hint = similar(entry.relation, relations)
        return diagnose("E139", entry.names[0], kind="relation", name=entry.relation, hint=hint)
    if entry.relation is not None and entry.argument is not None:
        known = [each.name for each in relations[entry.relation].parameters]
        if entry.argument not in known:
            hint = similar(entry.argument, known) or f"one of {', '.join(known)}"
            return diagnose("E139", entry.names[1], kind="argument", name=entry.argument, hint=hint)
    hint = "take it out: left standing, it would hide the next one"
    return diagnose("B102", entry.span, codes=", ".join(entry.codes), hint=hint)


class _Looking:
    """Finds what findings are about."""

    def __init__(self, base: FactBase, misfits: Iterable[tuple[Fact, Diagnostic]]) -> None:
        self._base = base
        self._facts = {id(each): (fact,) for fact, each in misfits}  # of equal ones, each has its own fact
        self._placed: Mapping[tuple[str, int], Sequence[Fact]] | None = None
        self._rows: dict[str, Mapping[tuple[int, int], Sequence[Fact]]] = {}  # by file
        self._names: dict[tuple[str, str], str | None] = {}

    def fits(self, entry: WaiveEntry, finding: Diagnostic) -> bool:
        """Whether an entry speaks of a finding."""
        if not entry.of_code(finding.code) or not entry.of_file(self._name(finding, entry.root)):
            return False
        if entry.relation is None:
            return True
        facts = self._facts.get(id(finding)) or self._at(finding)
        if not facts:
            return entry.argument is None and self._declared(finding) == entry.relation
        return all(self._about(entry, fact, finding) for fact in facts)

    def _name(self, finding: Diagnostic, root: str) -> str | None:
        """The file of a finding, from a folder on."""
        if finding.span is None:
            return None
        path = finding.span.path
        if (path, root) not in self._names:
            place = place_of(self._base, path)
            self._names[path, root] = below(place, root) if place is not None else None
        return self._names[path, root]

    def _at(self, finding: Diagnostic) -> Sequence[Fact]:
        """The facts that a finding has its place in, itself or in one of their quotes, and those of the row that is its place."""
        if finding.span is None:
            return ()
        if self._placed is None:
            placed: dict[tuple[str, int], list[Fact]] = {}
            for fact in self._base.program.facts.listed:
                for span in dict.fromkeys((fact.span, *(cited.span for cited in fact.quotes))):
                    placed.setdefault((span.path, span.start), []).append(fact)
            self._placed = placed
        path = finding.span.path
        if path not in self._rows:
            self._rows[path] = self._rows_of(path)
        rows = self._rows[path].get((finding.span.line, finding.span.start), ())
        return (*self._placed.get((path, finding.span.start), ()), *rows)

    def _rows_of(self, path: str) -> Mapping[tuple[int, int], Sequence[Fact]]:
        """The facts of the rows of a file, by the line and the offset at which they stand."""
        placed: dict[tuple[int, int], list[Fact]] = {}
        for table in self._base.program.facts.tables:
            if table.rows and table.sheet.place(table.rows[0]).path == path:
                for fact in table:
                    placed.setdefault((fact.span.line, fact.span.start), []).append(fact)
        return placed

    def _declared(self, finding: Diagnostic) -> str | None:
        """The relation in whose declaration a finding has its place."""
        at = finding.span
        return next(
            (
                each.name
                for each in self._base.program.relations.values()
                if at is not None
                and each.declared
                and each.span is not None
                and each.span.file is at.file
                and each.span.start <= at.start < each.span.end
            ),
            None,
        )

    def _about(self, entry: WaiveEntry, fact: Fact, finding: Diagnostic) -> bool:
        """Whether a finding on a fact is of the relation, and, where that is named, of the argument of an entry and of no other."""
        if composed(fact.relation).relation != entry.relation:
            return False
        if entry.argument is None:
            return True
        relation = relation_named(self._base.program.relations, fact.relation)
        if finding.code != OF_A_VALUE or relation is None:
            return False
        values = fact.values[1:] if fact.mode else fact.values
        held = {
            parameter.name
            for parameter, value in zip(relation.parameters, values, strict=False)
            if finding.message.startswith(f"`{write_value(value)}` is nowhere in ")
        }
        return held == {entry.argument}
