"""What stands: in, a base with quotes that do not; out, the base without them and without the facts that rested on these alone.

Promised: nothing that is asked of it rests on words that are not there, and what cannot be asked without them is not asked.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from factbase.base import FactBase
from factbase.program.declare import MENTIONS, SAME_VOICE
from factbase.program.model import Fact
from factbase.sources.reach import OF_DOCUMENTS, reached
from factbase.syntax.tree import Literal

__all__ = ["LOST", "kept", "lost_facts", "standing"]

LOST = OF_DOCUMENTS | {"S101"}
"""The errors of documents, quotes and the lock, which leave all else as it is written."""
_UNREAD = frozenset({"E115", "E117"})
_OF_ALL = frozenset({MENTIONS, SAME_VOICE})
"""What is computed from the texts of all documents."""


def lost_facts(base: FactBase) -> tuple[Fact, ...]:
    """The facts none of whose quotes stands."""
    return tuple(fact for fact in base.program.facts if fact.citations and not kept(base, fact).citations)


def kept(base: FactBase, fact: Fact) -> Fact:
    """The fact with those of its citations that stand."""
    standing = tuple(c for c in fact.citations if base.evidence.verdict(c).place is not None)
    return fact if len(standing) == len(fact.citations) else replace(fact, citations=standing)


def standing(base: FactBase) -> FactBase | None:
    """The base without what is lost, which is itself where nothing is; None where other errors leave nothing to be asked.

    Where a document cannot be read, it has no check, expectation or query that asks of the words of all."""
    if not all(error.code in LOST for error in base.errors):
        return None
    if not base.errors:
        return base
    lost = {fact.index for fact in lost_facts(base)}
    stored = [table for table in base.program.facts.tables if table.stored is not None]
    if any(table.first <= index < table.end for table in stored for index in lost):
        return None  # an engine reads all rows that are left in a file
    facts = base.program.facts.map(
        lambda fact: None if fact.index in lost else kept(base, fact),
        lambda table: table.chosen(lambda row: table.first + row not in lost),
    )
    rest = base.of_facts(facts, "without the facts whose quotes do not stand")
    rest = replace(rest, diagnostics=tuple(each for each in base.diagnostics if each.code not in LOST - _UNREAD))
    if not any(error.code in _UNREAD for error in base.errors):
        return rest
    program = rest.program

    def may_be_asked(body: Sequence[Literal]) -> bool:
        return not _OF_ALL & reached([body], program.rules)

    checks = {name: check for name, check in program.checks.items() if may_be_asked(check.body)}
    fewer = replace(
        program,
        checks=checks,
        allowances=tuple(each for each in program.allowances if each.check in checks),
        expectations=tuple(each for each in program.expectations if may_be_asked((each.match,))),
        queries=tuple(each for each in program.queries if may_be_asked(each.body)),
    )
    return replace(rest, program=fewer)
