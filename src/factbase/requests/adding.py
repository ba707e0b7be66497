"""Loading new files: in, their paths; out, what they change, and the base with them, written to disk or taken into a session.

All or nothing: nothing is added before the grown base passes, every quote and check of it.
"""

from __future__ import annotations

import os
from collections.abc import Mapping
from dataclasses import replace
from os.path import expanduser, isdir
from pathlib import Path
from typing import Annotated, Any, ClassVar

from factbase.checks.intake import Intake as TakenIn
from factbase.checks.intake import place, take_edited, take_in
from factbase.checks.results import intake_of
from factbase.files.disk import DiskFolder, open_named
from factbase.files.find import DISK
from factbase.files.folder import UnreadableFile
from factbase.files.seen import Seen
from factbase.files.transaction import TRIES, Changed
from factbase.ground.choosing import EVERYTHING, Choice
from factbase.ground.dataclass import dataclass
from factbase.ground.diagnostic import diagnose
from factbase.ground.span import TextFile
from factbase.render.added import added_annotations, added_concise, added_text, added_whole, taken_text, taken_whole
from factbase.requests.argument import Argument, FilesArgument
from factbase.requests.choosing import Ignore, Lenient, Select, Strict, Weigh, choice_of, strictness
from factbase.requests.loading import settled
from factbase.requests.request import (
    DONE,
    FINDINGS,
    USAGE,
    Context,
    Format,
    Outcome,
    Refused,
    Request,
    as_json,
    text_only,
)
from factbase.result.problem import problem
from factbase.result.report import Added
from factbase.syntax.append import appended

__all__ = ["Append", "Load", "Take", "append"]

Whole = Annotated[bool, Argument("all that changes, each conflict and answer with its whole proof")]


@dataclass(frozen=True, slots=True, kw_only=True)
class Load(Request):
    """Adds new files, with their documents, to the folder of a base."""

    formats: ClassVar[Mapping[str, Format[Any]]] = {
        "text": Format(added_text),
        "concise": Format(added_concise),
        "json": as_json(),
        "github": Format(added_annotations),
    }
    writes: ClassVar[bool] = True

    files: FilesArgument
    select: Select = ()
    ignore: Ignore = ()
    severity: Weigh = ()
    strict: Strict = False
    no_strict: Lenient = False
    full: Whole = False
    into: Annotated[
        Path | None,
        Argument(
            "add their statements to this file of the base, below `from` of their source",
            "FILE",
            read=Path,
            offers="file",
        ),
    ] = None

    def handle(self, on: Context) -> Outcome[Added]:
        """What the files change, once they are written. Raises Refused where there is no folder for them."""
        outcome = self._added(on)
        return replace(outcome, formats={**self.formats, "text": Format(added_whole)}) if self.full else outcome

    def _added(self, on: Context) -> Outcome[Added]:
        strict = strictness(strict=self.strict, no_strict=self.no_strict)
        if self.into is not None:
            try:
                texts = [DISK.text(file).text for file in self.files]
            except UnreadableFile as unreadable:
                raise Refused(str(unreadable)) from None
            choice = choice_of(self.select, self.ignore, self.severity)
            return append("".join(f"{each}\n" for each in texts), self.into, on, choice, strict=strict)
        folder = next((path for path in on.paths if isdir(path)), None)
        if folder is None:
            raise Refused("there is no folder to add files to; name the base with --base FOLDER", USAGE)
        intake: TakenIn | None = None
        for _ in range(TRIES):
            seen = Seen.of(on.paths)
            base = on.base()
            if settled(base):
                if all(_same(file, folder / file.name) for file in self.files):
                    # It was this very command that was interrupted.
                    return Outcome(Added(True, (), (), None), self.formats)
                continue  # the base is not what it was seen to be
            on.questions(
                2 * (len(base.program.expectations) + len(base.program.named_queries))
            )  # without and with them
            with on.working("checking"), on.limit():
                choice = choice_of(self.select, self.ignore, self.severity)
                intake = take_in(base, self.files, on.view, on.engine, folder, choice, strict=strict)
            try:
                problems = place(intake, folder, seen) if intake.report.passes else ()
            except Changed:
                continue
            break
        else:
            problems = (diagnose("L108", None, hint="try it again"),)
        if problems or intake is None or not intake.report.passes:
            changes = intake_of(intake) if intake is not None else None
            return Outcome(Added(False, (), tuple(map(problem, problems)), changes), self.formats, code=FINDINGS)
        written = tuple(str(each.path) for each in intake.additions if not each.replaces)
        return Outcome(Added(True, written, (), intake_of(intake)), self.formats)


def append(
    text: str, into: Path, on: Context, choice: Choice = EVERYTHING, *, strict: bool | None = None
) -> Outcome[Added]:
    """What statements change once they stand in a file of the base; they do where they bring nothing that fails it. Raises Refused."""
    for _ in range(TRIES):
        seen = Seen.of(on.paths)
        base = on.load(on.paths)
        if settled(base):
            continue
        held = {os.path.realpath(path): path for path in base.snapshot.texts}
        path = held.get(os.path.realpath(into))
        home = base.snapshot.homes[path].folder if path is not None else None
        if path is None or not isinstance(home, DiskFolder):
            raise Refused(f"`{into}` is no file of the base; without --into, files are added as they are", USAGE)
        edited = appended(base.snapshot.texts[path], TextFile("<more>", text), on.cache)
        if not isinstance(edited, str):
            problems = tuple(map(problem, edited))
            return Outcome(Added(False, (), problems, None), Load.formats, code=FINDINGS)
        with on.working("checking"), on.limit():
            intake = take_edited(base, path, edited, on.view, on.engine, home.path, choice, strict=strict)
        try:
            wrong = place(intake, home.path, seen) if intake.report.passes else ()
        except Changed:
            continue
        added = intake.report.passes and not wrong
        result = Added(added, (), tuple(map(problem, wrong)), intake_of(intake), path if added else None)
        return Outcome(result, Load.formats, code=DONE if added else FINDINGS)
    return Outcome(
        Added(False, (), (problem(diagnose("L108", None, hint="try it again")),), None), Load.formats, code=FINDINGS
    )


@dataclass(frozen=True, slots=True, kw_only=True)
class Append(Request):
    """Adds statements to a file of the base."""

    formats: ClassVar[Mapping[str, Format[Any]]] = Load.formats
    writes: ClassVar[bool] = True

    text: str
    into: Path

    def handle(self, on: Context) -> Outcome[Added]:
        """What they change, once they are written. Raises Refused."""
        return append(self.text, self.into, on)


def _same(file: Path, other: Path) -> bool:
    """Whether two files have the same bytes."""
    try:
        with open_named(file) as new, open_named(other) as old:
            return new.content() == old.content()
    except UnreadableFile:
        return False


@dataclass(frozen=True, slots=True, kw_only=True)
class Take(Request):
    """Takes new files into a session; none is changed."""

    formats: ClassVar[Mapping[str, Format[Any]]] = text_only(taken_text)

    files: FilesArgument
    full: Whole = False

    def handle(self, on: Context) -> Outcome[Added]:
        """What the files change, and the base with them where all is well."""
        everything = replace(on.view, known_by=None)  # what a session leaves out of sight is no mistake of the files
        with on.working("checking"):
            intake = take_in(on.base(), [Path(expanduser(file)) for file in self.files], everything, on.engine)
        formats = text_only(taken_whole) if self.full else self.formats
        if not intake.report.passes:
            return Outcome(Added(False, (), (), intake_of(intake)), formats, code=FINDINGS)
        taken = Added(True, (), (), intake_of(intake))
        return Outcome(taken, formats, code=DONE, base=intake.base)
