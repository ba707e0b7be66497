"""Taking in new files: in, a base and paths; out, the base with them, what they bring, and what changes in what it is asked.

Adding is all or nothing, and nothing is written where the new files bring what fails a base, in them or elsewhere. What the base had
wrong before is counted, and is no reason to refuse them.
"""

from __future__ import annotations

import os
from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import replace
from pathlib import Path

from factbase.base import Answer, Answers, FactBase
from factbase.checks.audit import Report, audit
from factbase.checks.expectations import Expected
from factbase.checks.known import brought_here, known_as
from factbase.checks.pinning import lock_of
from factbase.checks.standing import standing
from factbase.cite import Pin, pin, write_lock
from factbase.engine.base import Engine
from factbase.explain.proof import citations
from factbase.files.disk import DiskFolder, as_name
from factbase.files.folder import MAX_TABLE_BYTES, Home, MissingFile, Stamp, UnreadableFile, shown
from factbase.files.seen import Seen
from factbase.files.transaction import Addition, commit
from factbase.ground.choosing import EVERYTHING, Choice, Chosen
from factbase.ground.dataclass import dataclass
from factbase.ground.diagnostic import Diagnostic, Severity, diagnose
from factbase.ground.span import Span
from factbase.program.request import requests
from factbase.program.view import View
from factbase.result.report import Counts
from factbase.sources.own import LOCK, is_extracted, not_by_name, text_beside
from factbase.syntax.tree import Expectation
from factbase.syntax.write import write_body

__all__ = ["Change", "ChangedQuery", "Intake", "place", "take_edited", "take_in"]


BEFORE = "that the base had before"


@dataclass(frozen=True, slots=True)
class Change:
    """An expectation of the base that holds otherwise, or on other sources, with the new files.

    `lacking` are the answers, none, of the base in which it does not hold."""

    goal: str
    before: Expected
    after: Expected
    lacking: Answers | None


@dataclass(frozen=True, slots=True)
class ChangedQuery:
    """A named query of the base that is answered otherwise with the new files: the answers that it has no more, and those that are new.

    One that is surer or less sure than before is both."""

    name: str
    view: View
    gone: tuple[Answer, ...]
    new: tuple[Answer, ...]


@dataclass(frozen=True, slots=True)
class Intake:
    """The base with the new files, and the report on what they bring: only what passes may be added.

    `changes` and `queries` are None where they cannot be known, for errors before or after; `was` is what the base came to before.
    `paths` are the new files, and `additions` come in the order of writing."""

    base: FactBase
    report: Report
    changes: tuple[Change, ...] | None
    queries: tuple[ChangedQuery, ...] | None
    facts: int
    before: FactBase
    was: Counts
    paths: tuple[str, ...]
    additions: tuple[Addition, ...] = ()  # with the base's lock last, where there is one to extend


def take_in(
    base: FactBase,
    paths: Sequence[Path],
    view: View,
    engine: Engine,
    folder: Path | None = None,
    choice: Choice = EVERYTHING,
    *,
    strict: bool | None = None,
) -> Intake:
    """The base as it would be with more files; nothing is written. `folder` is where they are to stand, None for nowhere.

    `choice` and `strict` are as for an audit."""
    held = set(map(os.path.realpath, base.snapshot.texts))  # which a link to itself does not stop
    files = [path for path in dict.fromkeys(paths) if not os.path.isdir(path) and os.path.realpath(path) not in held]
    obstacles = [diagnose("L104", None, name=path) for path in paths if os.path.isdir(path)]
    obstacles += [diagnose("L101", None, name=path) for path in paths if os.path.realpath(path) in held]
    grown = base.with_files(files)
    additions: dict[Path, Addition] = {}
    if folder is not None:
        obstacles.extend(_plan(grown, files, folder, additions))
    return _judged(base, grown, obstacles, additions, files, folder, view, engine, choice, strict=strict)


def take_edited(
    base: FactBase,
    path: str,
    text: str,
    view: View,
    engine: Engine,
    folder: Path,
    choice: Choice = EVERYTHING,
    *,
    strict: bool | None = None,
) -> Intake:
    """The base as it would be with another text for one of its files, which stands in `folder`; nothing is written."""
    grown = FactBase.of(base.snapshot.with_texts({path: text}))
    additions = {Path(path): Addition(Path(path), text.encode(), replaces=True)}
    intake = _judged(base, grown, (), additions, (), folder, view, engine, choice, strict=strict)
    return replace(intake, paths=(path,))


def _judged(
    base: FactBase,
    grown: FactBase,
    obstacles: Sequence[Diagnostic],
    additions: Mapping[Path, Addition],
    files: Sequence[Path],
    folder: Path | None,
    view: View,
    engine: Engine,
    choice: Choice,
    *,
    strict: bool | None,
) -> Intake:
    """What a base with more comes to, beside the base as it is."""
    before = audit(base, view, engine, choice, strict=strict)
    after = audit(grown, view, engine, choice, strict=strict)
    report = _brought(before, after)
    report = replace(report, diagnostics=(*obstacles, *report.diagnostics))
    was, now = standing(base.verified()), standing(grown.verified())  # of what is lost, no answer rests on any
    changes: tuple[Change, ...] | None = None
    queries: tuple[ChangedQuery, ...] | None = None
    if was is not None and now is not None:
        changes, queries = _changes(before, after, was, now, engine), tuple(_queries(was, now, view, engine))
    lock = _lock(grown, files, folder, additions) if folder is not None and report.passes else ()
    more, paths = _facts(grown) - _facts(base), tuple(map(str, files))
    return Intake(grown, report, changes, queries, more, base, before.counts, paths, (*additions.values(), *lock))


def place(intake: Intake, folder: Path, seen: Seen) -> tuple[Diagnostic, ...]:
    """Writes the additions of an intake that passes: all, or none and why. `seen` is the base as it was before it was read.

    Raises Changed where it is another one now, and the intake has to be made again."""
    try:
        commit(folder, intake.additions, seen)
    except OSError as problem:
        return (diagnose("L103", None, problem=f"{problem.filename or ''}: {problem.strerror}".removeprefix(": ")),)
    return ()


def _plan(
    grown: FactBase, files: Sequence[Path], folder: Path, additions: dict[Path, Addition]
) -> Iterator[Diagnostic]:
    """What is to be written where, and what stands in the way.

    What files name comes first: a crash in between leaves a document that nothing cites, never a fact without its document."""
    new = {str(path): path for path in files if str(path) in grown.snapshot.texts}
    base = DiskFolder(folder)
    for span, file, seen, beside in _named(grown, new):
        try:
            name = Home(base, as_name(Path(span.path).name)).named(file)
            if not beside:
                not_by_name(base, name)  # what is a text among the new files may be that of a page here
            target, content = base.target(name), _content(grown.snapshot.homes[span.path], file, seen)
        except _Changed as problem:
            yield diagnose("L109", span, name=problem)
            continue
        except UnreadableFile as problem:
            yield diagnose("L103", span, problem=problem)
            continue
        try:
            with base.open(name, len(content)) as there:
                other = there.content() != content
        except MissingFile:
            other = target in additions and additions[target].content != content
            if other:
                yield diagnose("L105", span, name=target)
            else:
                additions[target] = Addition(target, content)
            continue
        except UnreadableFile:
            other = True
        if other:
            yield diagnose("L102", span, name=target)
    for name, path in sorted(new.items()):
        target = folder / path.name
        if os.path.lexists(target):
            yield diagnose("L101", None, name=target)
        elif target in additions:
            yield diagnose("L105", None, name=target)
        else:
            additions[target] = Addition(target, grown.snapshot.texts[name].text.encode())


def _named(grown: FactBase, new: Collection[str]) -> Iterator[tuple[Span, str, Pin | Stamp, bool]]:
    """The documents and tables that the new files name: where they do, what was seen of them when they were checked, and
    whether it is the text beside the document that is named."""
    for source in grown.program.sources.values():
        if source.span.path in new and source.file is not None and source.name in grown.evidence.documents:
            held = grown.evidence.files[source.name]
            yield source.span, source.file, held.now, False
            if held.text is not None:
                yield source.span, text_beside(source.file), held.text, True
    for name in sorted(new):
        for table, request in requests([grown.snapshot.trees[name]]):
            sheets = grown.snapshot.sheets
            if sheets is not None and request in sheets.sheets:
                for file, stamp in sheets.stamps[request]:
                    yield table.file.span, file, stamp, False


class _Changed(UnreadableFile):
    """A file that is not what was seen of it any more; the message is where it is."""


def _content(home: Home, file: str, seen: Pin | Stamp) -> bytes:
    """The bytes of what a text names. Raises UnreadableFile, _Changed where they are not those that were seen."""
    name = home.named(file)
    with home.folder.open(name, MAX_TABLE_BYTES) as opened:
        content, stamp = opened.content(), opened.stamp
    if seen != (pin(content) if isinstance(seen, Pin) else stamp):
        raise _Changed(shown(home.folder.place(name)))
    return content


def _lock(
    grown: FactBase, files: Sequence[Path], folder: Path, additions: Mapping[Path, Addition]
) -> tuple[Addition, ...]:
    """The lock of the base with what is added: where it has one, or where a text was extracted, as only a lock says from what."""
    base = DiskFolder(folder)
    if base not in grown.evidence.locks and not any(is_extracted(path.name) for path in additions):
        return ()
    new = [grown.snapshot.homes[str(path)].folder for path in files if str(path) in grown.snapshot.homes]
    return (Addition(folder / LOCK, write_lock(lock_of(grown, base, *new)).encode(), replaces=True),)


def _brought(before: Report, after: Report) -> Report:
    """The report on a base with more files, of what these bring: the rest is known, and counted."""
    told, known = brought_here(before.diagnostics, after.diagnostics)
    writing = [each for each in known if each.code.startswith("L")]  # what hinders writing is always told
    ignored, lowered = (
        {code: more for code, count in now.items() if (more := count - was.get(code, 0)) > 0}
        for was, now in (
            (before.chosen.ignored, after.chosen.ignored),
            (before.chosen.lowered, after.chosen.lowered),
        )
    )
    # one that is accepted by the same name is the same, whatever its words show besides
    accepted = {each.name for each in before.violations if each.allowance is not None}
    told_before = {(each.name, each.message) for each in before.violations}
    waived = {(each.waiver.span, each.fact.span) for each in before.waived}
    return replace(
        after,
        diagnostics=(*writing, *told),
        known=(known_as(BEFORE, (each for each in known if each not in writing)),),
        chosen=Chosen((*writing, *told), ignored, lowered),
        violations=tuple(
            each
            for each in after.violations
            if (each.name, each.message) not in told_before
            and not (each.allowance is not None and each.name in accepted)
        ),
        waived=tuple(each for each in after.waived if (each.waiver.span, each.fact.span) not in waived),
    )


def _changes(before: Report, after: Report, base: FactBase, grown: FactBase, engine: Engine) -> tuple[Change, ...]:
    now = {e.statement.span: e for e in after.expected}
    expectations = {e.statement.span: e for e in before.expected if isinstance(e.statement, Expectation)}
    asked = ((was, now[span]) for span, was in expectations.items() if span in now)  # of the others nothing is known
    differing = ((was, then) for was, then in asked if _sources(was) != _sources(then))
    return tuple(Change(was.goal, was, then, _lacking(was, then, base, grown, engine)) for was, then in differing)


def _queries(base: FactBase, grown: FactBase, view: View, engine: Engine) -> Iterator[ChangedQuery]:
    """The named queries of the base of which the answers differ, each in its own view."""
    for name, query in base.program.named_queries.items():
        own, goal = view.own(query.at, query.known_by), write_body(query.body)
        asked = [of.ask(goal, own, engine) for of in (base, grown)]
        if any(each.severity is Severity.ERROR for of in asked for each in of.problems):
            continue  # it was not asked, which is no change of its answers: the counts tell it
        was, now = ({(each.bindings, each.certainty): each for each in of.answers} for of in asked)
        gone = tuple(each for key, each in was.items() if key not in now)
        new = tuple(each for key, each in now.items() if key not in was)
        if gone or new:
            yield ChangedQuery(name, own, gone, new)


def _lacking(was: Expected, now: Expected, base: FactBase, grown: FactBase, engine: Engine) -> Answers | None:
    for expected_, of in ((was, base), (now, grown)):
        if not expected_.proofs:
            return of.ask(expected_.asked, expected_.view, engine)
    return None


def _sources(expected: Expected) -> frozenset[str] | None:
    """The sources on which an expectation's claim rests; None where it does not hold."""
    return frozenset(cited.source for cited in citations(expected.proofs[0])) if expected.proofs else None


def _facts(base: FactBase) -> int:
    return base.program.facts.stated
