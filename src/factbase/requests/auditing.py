"""Check and certify: in, a base, or a saved answer; out, the whole report, or whether every line of what was saved stands."""

from __future__ import annotations

import os
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from importlib import import_module
from pathlib import Path
from typing import Annotated, Any, ClassVar

from factbase.base import FactBase
from factbase.checks.audit import Report as Audited
from factbase.checks.audit import audit
from factbase.checks.baseline import (
    Baseline,
    NotABaseline,
    baseline_text,
    read_baseline,
    since,
    without_known,
)
from factbase.checks.expectations import held
from factbase.checks.focus import Focus, focused
from factbase.checks.results import report_of
from factbase.files.disk import open_named
from factbase.files.folder import UnreadableFile
from factbase.files.transaction import Addition, commit
from factbase.ground.choosing import Choice
from factbase.ground.dataclass import dataclass
from factbase.ground.span import TextFile
from factbase.render.paint import Paint, block
from factbase.render.problems import diagnostics_text
from factbase.render.report import report_text, statistics_text
from factbase.render.words import plural
from factbase.requests.argument import Argument
from factbase.requests.choosing import Ignore, Lenient, Select, Strict, Weigh, choice_of, strictness
from factbase.requests.formats import READ
from factbase.requests.loading import load, within
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
from factbase.result.report import Report

__all__ = ["Audit", "Certify", "Reviewed"]

BASELINE = "factbase.baseline"
"""Where the findings that are known are written, unless another file is named."""


def _report_text(report: Report, paint: Paint) -> Iterator[str]:
    yield report_text(report, paint)


def _quiet_text(report: Report, paint: Paint) -> Iterator[str]:
    if report.diagnostics:
        yield diagnostics_text(report.diagnostics, paint)


def _statistics_text(report: Report, paint: Paint) -> Iterator[str]:
    yield statistics_text(report, paint)


def _late(module: str, name: str) -> Format[Report]:
    """A format whose module is imported once it is asked for."""

    def shown(report: Report, paint: Paint) -> Iterator[str]:
        render: Callable[[Report, Paint], Iterator[str]] = getattr(import_module(f"factbase.render.{module}"), name)
        return render(report, paint)

    return Format(shown)


@dataclass(frozen=True, slots=True, kw_only=True)
class Audit(Request):
    """The report on a base, or on other files."""

    formats: ClassVar[Mapping[str, Format[Any]]] = {
        "text": Format(_report_text),
        "concise": _late("concise", "concise_text"),
        "json": as_json(),
        **READ,
        "sarif": _late("sarif", "sarif_json"),
        "junit": _late("junit", "junit_xml"),
        "github": _late("annotations", "annotations_text"),
        "gitlab": _late("quality", "quality_json"),
    }
    stats: ClassVar[bool] = True

    paths: Annotated[
        tuple[Path, ...],
        Argument(
            "files or folders, looked at within the base where they are in it or --base names one; default: all of it",
            "PATH",
            placed=True,
            many="*",
            read=Path,
            offers="file",
        ),
    ] = ()
    select: Select = ()
    ignore: Ignore = ()
    severity: Weigh = ()
    strict: Strict = False
    no_strict: Lenient = False
    baseline: Annotated[
        Path | None,
        Argument("findings that this file has are known: counted, and not told", "FILE", read=Path, offers="file"),
    ] = None
    write_baseline: Annotated[bool, Argument(f"write all that is found into the baseline; default: {BASELINE}")] = False
    since: Annotated[
        str | None, Argument("only findings that the base did not have at this git revision", "REV", names=True)
    ] = None
    quiet: Annotated[bool, Argument("tell the findings only, and nothing where there are none")] = False
    statistics: Annotated[bool, Argument("tell how many findings there are of each code, in place of them")] = False
    certify: Annotated[bool, Argument("check the checks' model and proofs again, trusting no engine")] = False

    def handle(self, on: Context) -> Outcome[Any]:
        """The report."""
        return self.reported(on, *self.asked(on))

    def asked(self, on: Context) -> tuple[FactBase, Focus | None]:
        """The base that is looked at, and what of it where that is not all."""
        if not self._within(on):
            return on.load(self.paths), None
        base = on.base()
        known = set(map(os.path.realpath, base.snapshot.texts))
        new = [path for path in self.paths if not _in(path, on.paths) and os.path.realpath(path) not in known]
        base = base.with_files(new) if new else base
        focus = Focus.of(base, [os.path.realpath(path) for path in self.paths])
        lacking = [path for path in self.paths if os.path.realpath(path) in focus.unknown and path not in new]
        if lacking:
            raise Refused(f"`{lacking[0]}` is no file of the base, and no document or table of it", USAGE)
        return base, focus

    def reported(self, on: Context, base: FactBase, focus: Focus | None) -> Outcome[Any]:
        """The report on a base, or on some files of it."""
        strict = strictness(strict=self.strict, no_strict=self.no_strict)
        on.questions(len(base.program.expectations) + len(held(base.program)))
        with on.working("checking"):
            choice = choice_of(self.select, self.ignore, self.severity)
            audited = audit(base, on.view, on.engine, choice, strict=strict)
            remarks = []
            shown = audited
            file = self._baseline(base, on)
            if self.write_baseline:
                file = file or Path(BASELINE)
                text = baseline_text(base, audited)
                remarks.append(block([_write(file, text)]))
            if file is not None:
                shown = without_known(base, shown, _read(file), choice)
            if self.since is not None:
                shown = self._since(base, shown, choice, on, on.paths if focus is not None else self.paths or on.paths)
            untold = sum(each.above_notes for each in shown.known)
            if focus is not None:
                shown = focused(base, shown, focus)

        def certify() -> tuple[bool, Sequence[str]]:
            if audited.chosen.set_aside:
                return False, (f"not certified: {plural(audited.chosen.set_aside, 'finding')} set aside by settings",)
            if untold:
                return False, (f"not certified: {plural(untold, 'finding')} known and not told",)
            from factbase.questions.certified import certify_checks

            certificate = certify_checks(base, audited, on.engine)
            if certificate is None:
                return False, ()
            return not certificate.problems, (*certificate.problems, str(certificate))

        report = report_of(shown, base)
        code = DONE if report.passes else FINDINGS
        certificate = certify if self.certify else None
        return Outcome(report, self._formats(), (), tuple(remarks), code, certificate, live=shown)

    def _baseline(self, base: FactBase, on: Context) -> Path | None:
        """The baseline that counts: that of the command, or that which the settings of the base name. Raises Refused."""
        if self.baseline is not None or "base_rev" in on.given:
            return self.baseline
        for each in base.evidence.settings.values():
            if each.baseline is not None:
                path = Path(os.path.relpath(each.baseline))
                return within(each, path, path.name, "--baseline")
        return None

    def _since(self, base: FactBase, report: Audited, choice: Choice, on: Context, paths: Sequence[Path]) -> Audited:
        """Only what the base did not have at a revision. Raises Refused for what is no revision."""
        revision = str(self.since)
        before = load(paths, revision, on.cache)
        on.questions(len(before.program.expectations) + len(held(before.program)))
        then = audit(before, on.view, on.engine, choice)
        return since(base, report, before, then, revision)

    def _within(self, on: Context) -> bool:
        """Whether the paths are to be looked at within the base that is asked, and are not a base by themselves."""
        if not self.paths or "base_rev" in on.given:
            return False
        return "base" in on.given or all(_in(path, on.paths) for path in self.paths)

    def _formats(self) -> Mapping[str, Format[Any]]:
        """The formats, with those for people as they are asked for; those for programs tell all."""
        if self.statistics:
            return {**self.formats, "text": Format(_statistics_text)}
        if self.quiet:
            return {**self.formats, "text": Format(_quiet_text), "concise": _late("concise", "findings_text")}
        return self.formats


def _read(file: Path) -> Baseline:
    """A baseline that is named. Raises Refused."""
    try:
        with open_named(file) as opened:
            return read_baseline(TextFile(str(file), opened.content().decode()))
    except UnreadableFile as unreadable:
        raise Refused(str(unreadable), USAGE) from None
    except NotABaseline as problem:
        raise Refused(str(problem), USAGE) from None
    except UnicodeDecodeError as problem:
        raise Refused(f"{file} is no baseline: {problem}", USAGE) from None


def _write(file: Path, text: str) -> str:
    """Writes a baseline, and says so. Raises Refused."""
    try:
        commit(file.parent, [Addition(file, text.encode("utf-8", "backslashreplace"), replaces=True)])
    except OSError as problem:
        raise Refused(f"{file}: {problem.strerror}") from None
    return f"{file}: {plural(len(text.splitlines()) - 2, 'finding')}, written"


def _in(path: Path, bases: Iterable[Path]) -> bool:
    """Whether a path is in one of the folders, and none of these itself."""
    at = os.path.realpath(path)
    return any(at != each and os.path.commonpath([at, each]) == each for each in map(os.path.realpath, bases))


@dataclass(frozen=True, slots=True)
class Reviewed:
    """What became of a saved answer: lines that name the file, the last of which says whether it stands."""

    lines: tuple[str, ...]


def _reviewed_text(of: Reviewed, paint: Paint) -> Iterator[str]:
    yield block(of.lines)


@dataclass(frozen=True, slots=True, kw_only=True)
class Certify(Request):
    """Whether a saved answer stands."""

    formats: ClassVar[Mapping[str, Format[Any]]] = text_only(_reviewed_text)
    viewed: ClassVar[bool] = False  # it is checked in the view in which it was saved

    file: Annotated[Path, Argument("", "FILE", placed=True, read=Path, offers="file")]

    def handle(self, on: Context) -> Outcome[Reviewed]:
        """Every reason to refuse it, or its certificate. Raises Refused where it cannot be read."""
        from factbase.questions.reread import Reread, reread

        base = on.base()
        if base.errors:
            return Outcome(Reviewed(()), self.formats, tuple(base.errors), code=FINDINGS)
        try:
            with open_named(self.file) as file:
                written = file.content()
        except UnreadableFile as unreadable:
            raise Refused(str(unreadable), USAGE) from None
        try:
            result = reread(written.decode(), base, on.engine)
        except UnicodeDecodeError as undecoded:
            result = Reread(None, (f"not UTF-8: {undecoded}",))
        lines = [f"{self.file}{each if each.startswith('.') else f': {each}'}" for each in result.problems]
        last = f"not certified: {self.file}" if result.problems else str(result)
        return Outcome(Reviewed((*lines, last)), self.formats, code=FINDINGS if result.problems else DONE)
