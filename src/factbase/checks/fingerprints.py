"""Fingerprints: in, the findings of a base; out, for each the name under which it is known again when the lines around it have moved.

A fingerprint is the hash of what is found where: the code, the names in the message, the statement with the source that `from` gives it,
and what of it is marked. No line, path or working folder is in it. Equal findings are told apart by their order in the base.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections import Counter
from collections.abc import Mapping, Sequence

from factbase.base import FactBase
from factbase.checks.violations import Violation
from factbase.ground.diagnostic import CODES, Diagnostic
from factbase.ground.span import Span
from factbase.result.written import seal
from factbase.syntax.packed import Statements
from factbase.syntax.tree import Assumption, Check, Fact, From, Reference, Statement, Tree

__all__ = ["fingerprints"]

_NAME = re.compile(r"`([^`]*)`|“([^”]*)”")


def fingerprints(base: FactBase, findings: Sequence[Diagnostic], violations: Sequence[Violation]) -> tuple[str, ...]:
    """The fingerprint of each finding, 16 hexadecimal digits, in their order; no two are alike.

    A violation of a check is known by the name that an allowance has for it, whatever the check's body is now."""
    named = {(each.message, each.check.span): each.name for each in violations}
    known: dict[str, _Statements] = {}
    seen = Counter[str]()
    result = []
    for finding in findings:
        says = _names(base, finding)
        parts: tuple[object, ...]
        if finding.span is None:
            parts = (finding.code, says)
        elif (finding.message, finding.span) in named:
            parts = (finding.code, named[finding.message, finding.span])
        else:
            parts = (finding.code, says, *_written(base, finding.span, known), _even(finding.span.text))
        identity = seal(parts)
        result.append(seal((identity, seen[identity])) if seen[identity] else identity)
        seen[identity] += 1
    return tuple(result)


def _names(base: FactBase, finding: Diagnostic) -> list[str]:
    """The names and words in a message, paths from the folder of the base on; where a user wrote all of it, the whole."""
    if CODES[finding.code].message == "{message}":
        return [finding.message]
    leads = [folder.place("_")[:-1] for folder in base.evidence.settings]
    found = [name or words for name, words in _NAME.findall(finding.message)]
    return [next((each[len(lead) :] for lead in leads if lead and each.startswith(lead)), each) for each in found]


def _written(base: FactBase, span: Span, known: dict[str, _Statements]) -> tuple[str | None, str]:
    """The statement around a place, with the source of the `from` above where that is part of what it says; of other files, the line."""
    tree = base.snapshot.trees.get(span.path)
    if tree is not None:
        if span.path not in known:
            known[span.path] = _Statements(tree)
        found = known[span.path].around(span.start)
        if found is not None:
            return found
    return None, _even(span.file.line(span.line))


def _even(text: str) -> str:
    """A text with one blank for each stretch of white space."""
    return " ".join(text.split())


class _Statements:
    """Where the statements of a file begin and end; none of its packed facts is unpacked."""

    def __init__(self, tree: Tree) -> None:
        self._text = tree.file.text
        others: Mapping[int, Statement] | None = None
        statements = tree.statements
        spans: list[tuple[int, int, Statement | None]] = []
        if isinstance(statements, Statements):
            others = statements.others
            for pack in statements.packs:
                spans += [(start, end, None) for start, end in zip(pack.starts, pack.ends, strict=True)]
        spans += [
            (each.span.start, each.span.end, each) for each in (others.values() if others is not None else statements)
        ]
        self._spans = sorted(spans, key=lambda each: each[:2])
        self._starts = [start for start, _, _ in self._spans]
        self._sources = [(start, each.source) for start, _, each in self._spans if isinstance(each, From)]

    def around(self, at: int) -> tuple[str | None, str] | None:
        """The source of the `from` above, for a fact, and the statement around an offset; None where there is none."""
        number = bisect_right(self._starts, at) - 1
        if number < 0 or at > self._spans[number][1]:
            return None
        start, end, statement = self._spans[number]
        if isinstance(statement, Check):
            return None, f"check {statement.name}"
        facts = statement is None or isinstance(statement, Fact | Assumption | Reference)
        above = bisect_right(self._sources, start, key=lambda each: each[0]) - 1
        return self._sources[above][1] if facts and above >= 0 else None, _even(self._text[start:end])
