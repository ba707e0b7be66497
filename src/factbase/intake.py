"""Taking in new files: in, a base and paths; out, the base with them, whether it still stands, and what changes in what it expects.

Adding is all or nothing, and nothing is written before every quote and every check of the grown base has passed.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from factbase.audit import Expected, Report, audit, expected
from factbase.base import FactBase
from factbase.diagnostic import Diagnostic, diagnose
from factbase.engine.base import Engine
from factbase.explain.proof import citations
from factbase.files import Addition, add
from factbase.program.view import View

__all__ = ["Change", "Intake", "place", "take_in"]


@dataclass(frozen=True, slots=True)
class Change:
    """An expectation of the base that holds otherwise, or on other sources, with the new files."""

    goal: str
    before: str
    after: str


@dataclass(frozen=True, slots=True)
class Intake:
    """The base with the new files, and its report: only a clean one may be added."""

    paths: tuple[Path, ...]
    base: FactBase
    report: Report
    changes: tuple[Change, ...]
    facts: int


def take_in(base: FactBase, paths: Sequence[Path], view: View, engine: Engine) -> Intake:
    """The base as it would be with more files; nothing is written."""
    grown = base.with_files(paths)
    report = audit(grown, view, engine)
    facts = len(grown.program.facts) - len(base.program.facts)
    if base.errors or grown.errors:
        return Intake(tuple(paths), grown, report, (), facts)
    now = {e.expectation.span: e for e in report.expected}
    changes = [
        Change(was.goal, _outcome(was), _outcome(now[was.expectation.span]))
        for was in expected(base, view, engine)
        if _outcome(was) != _outcome(now[was.expectation.span])
    ]
    return Intake(tuple(paths), grown, report, tuple(changes), facts)


def _outcome(expected: Expected) -> str:
    if expected.proof is None:
        return "does not hold"
    sources = dict.fromkeys(cited.source for cited in citations(expected.proof))
    return f"holds, citing {', '.join(sources)}" if sources else "holds"


def place(intake: Intake, folder: Path) -> tuple[Diagnostic, ...]:
    """Adds the new files, and the documents that their sources name, to a base's folder: all, or none and why."""
    additions: dict[Path, Path] = {}  # where to -> where from
    problems: list[Diagnostic] = []
    new = {str(path) for path in intake.paths}
    for path in intake.paths:
        target = folder / path.name
        if target.exists() or target in additions:
            problems.append(diagnose("L101", None, name=str(target)))
        additions[target] = path
    for source in intake.base.program.sources.values():
        if source.span.path in new and source.file is not None:
            origin, target = Path(source.span.path).parent / source.file, folder / source.file
            if not target.exists():
                additions[target] = origin
            elif target.read_bytes() != origin.read_bytes():
                problems.append(diagnose("L102", source.span, name=str(target)))
    if problems:
        return tuple(problems)
    try:
        # Documents first: a crash in between leaves a document that nothing cites, never a fact without its document.
        ordered = sorted(additions.items(), key=lambda item: item[1] in intake.paths)
        add([Addition(target, origin.read_bytes()) for target, origin in ordered])
    except OSError as problem:
        return (diagnose("L103", None, problem=f"{problem.filename or folder}: {problem.strerror}"),)
    return ()
