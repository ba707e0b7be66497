"""The command line: in, arguments; out, text or JSON on standard output and an exit code.

0: done. 1: findings, or mistakes in the user's files or goal. 2: usage. `ask --exit-status`: 0 yes, 3 possible, 4 no, 5 unknown.
"""

from __future__ import annotations

import argparse
import os
import sys
from collections.abc import Callable, Iterable, Sequence
from contextlib import ExitStack, redirect_stderr, redirect_stdout
from datetime import date
from io import TextIOWrapper
from pathlib import Path
from typing import TextIO

from factbase.base import FactBase
from factbase.engine.base import Engine, TooLarge
from factbase.engine.choose import NotInstalled
from factbase.faces.engines import Engines, engine_option, stats_option
from factbase.faces.explain import STATUS, Run, add_commands, answer_options, certified, certified_checks
from factbase.faces.progress import Working
from factbase.faces.relabelled import Relabelled
from factbase.ground.date import Date, parse_date
from factbase.ground.diagnostic import Severity
from factbase.program.view import View
from factbase.render.paint import Paint, ansi, plain
from factbase.render.text import answers_text, counted, diagnostics_text, report_text

__all__ = ["main"]

DONE, FINDINGS, USAGE, INTERRUPTED = 0, 1, 2, 130


def main(argv: Sequence[str] | None = None) -> int:
    """Runs one command and gives its exit code."""
    for stream in (sys.stdout, sys.stderr):  # a terminal that lacks a character shows its code, and no traceback
        if isinstance(stream, TextIOWrapper):
            stream.reconfigure(errors="backslashreplace")
    options = _parser().parse_args(argv)
    try:
        with ExitStack() as options.stack:
            code = int(options.run(options))
            if options.stats:
                _print_stats(options.engines)
        sys.stdout.flush()  # here, so that a reader who has left is noticed here
        return code
    except NotInstalled as problem:
        print(f"factbase: error: {problem}", file=sys.stderr)
        return USAGE
    except TooLarge as problem:
        print(f"stopped: {problem}", file=sys.stderr)
        return FINDINGS
    except KeyboardInterrupt:
        print("stopped", file=sys.stderr)
        return INTERRUPTED
    except BrokenPipeError:
        # The reader of our output has left (`| head`); what is still buffered must not complain at exit.
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        return DONE


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(
        prog="factbase", description="Facts with checked citations, rules over them, and answers that end in quotes."
    )
    parser.set_defaults(run=_repl, base=None, at=None, known_by=None, base_rev=None, engine="auto", stats=False)
    _solving_options(parser)
    commands = parser.add_subparsers(title="commands", metavar="COMMAND")

    ask = commands.add_parser("ask", help="answer a goal, such as 'direct_channel(A, B)', with its citations")
    ask.add_argument("goal", metavar="GOAL", help="one or more literals, separated by commas")
    ask.add_argument("--format", choices=("text", "json", "csv"), default="text", help="default: text")
    status = "exit with the verdict: 0 yes, 3 possible, 4 no, 5 unknown"
    ask.add_argument("--exit-status", action="store_true", help=status)
    answer_options(ask)
    stats_option(ask)
    _solving_options(ask)
    ask.set_defaults(run=_ask)
    add_commands(commands, _solving_options, _explaining)

    timeline = commands.add_parser("timeline", help="all intervals in which each answer to a goal holds, as a bar")
    timeline.add_argument("goal", metavar="GOAL", help="one or more literals, separated by commas")
    timeline.add_argument("--format", choices=("text", "json"), default="text", help="default: text")
    picture = "draw it too, into a .png or .svg file; needs the extra `plot`"
    timeline.add_argument("--picture", metavar="FILE", type=Path, help=picture)
    stats_option(timeline)
    _solving_options(timeline)
    timeline.set_defaults(run=_timeline)

    diff = commands.add_parser(
        "diff", help="which expectations and named queries are answered otherwise since a revision"
    )
    diff.add_argument("rev", metavar="REV", help="a git revision, such as HEAD~1")
    diff.add_argument("other", metavar="REV", nargs="?", help="default: the files as they are")
    diff.add_argument("--format", choices=("text", "json"), default="text", help="default: text")
    _solving_options(diff)
    diff.set_defaults(run=_diff)

    check = commands.add_parser("check", help="check files, quotes, checks and expectations")
    check.add_argument("paths", metavar="PATH", nargs="*", type=Path, help="files or folders; default: the base")
    check.add_argument("--format", choices=("text", "json"), default="text", help="default: text")
    check.add_argument(
        "--certify", action="store_true", help="check the checks' model and proofs again, trusting no engine"
    )
    stats_option(check)
    _solving_options(check)
    check.set_defaults(run=_check)

    load = commands.add_parser("load", help="check new files against the base, and add them if all is well")
    load.add_argument("files", metavar="FILE", nargs="+", type=Path)
    _solving_options(load)
    load.set_defaults(run=_load)

    lock = commands.add_parser("lock", help="pin each document by its sha256, and each quote by its place")
    _view_options(lock)
    lock.set_defaults(run=_lock)

    extract = commands.add_parser("extract", help="write the text of an HTML or PDF file beside it, to be quoted")
    extract.add_argument("files", metavar="FILE", nargs="+", type=Path)
    _view_options(extract)
    extract.set_defaults(run=_extract)
    return parser


def _solving_options(parser: argparse.ArgumentParser) -> None:
    _view_options(parser)
    engine_option(parser)


def _view_options(parser: argparse.ArgumentParser) -> None:
    keep = argparse.SUPPRESS  # an option before the command is kept where it is not given again after it
    base = "a file or folder; repeatable; default: facts"
    parser.add_argument("--base", metavar="PATH", action="append", type=Path, default=keep, help=base)
    parser.add_argument("--at", metavar="DATE", type=_date, default=keep, help="as of this date; default: today")
    rev = "the base as it was committed at this git revision; to ask, not to change"
    parser.add_argument("--base-rev", metavar="REV", default=keep, help=rev)
    known = "only sources published by this date"
    parser.add_argument("--known-by", metavar="DATE", type=_date, default=keep, help=known)


def _date(text: str) -> Date:
    try:
        return _today() if text == "today" else parse_date(text)
    except ValueError as problem:
        raise argparse.ArgumentTypeError(str(problem)) from None


def _today() -> Date:
    return parse_date(date.today().isoformat())


def _view(options: argparse.Namespace) -> View:
    return View(options.at or _today(), options.known_by)


def _paths(options: argparse.Namespace) -> list[Path]:
    """The base as named. Without a name it is `facts`; where there is none, that is a mistake in the command."""
    if not options.base and not Path("facts").exists():
        print("factbase: error: there is no folder `facts` here; name the base with --base PATH", file=sys.stderr)
        raise SystemExit(USAGE)
    return options.base or [Path("facts")]


def _cache() -> Path | None:
    """Where parsed files are kept between runs; FACTBASE_CACHE names another folder, or none where it is empty."""
    named = os.environ.get("FACTBASE_CACHE")
    if named is not None:
        return Path(named) if named else None
    return _own_cache() / "trees"


def _own_cache() -> Path:
    home = os.environ.get("XDG_CACHE_HOME")
    return (Path(home) if home else Path.home() / ".cache") / "factbase"


def _engine(options: argparse.Namespace) -> Engine:
    """The engine that the options name, the same for the whole command. Its kernels are kept beside the parsed files."""
    return _engines(options).engine


def _engines(options: argparse.Namespace) -> Engines:
    if "engines" not in options:
        cache = _own_cache() if os.environ.get("FACTBASE_CACHE") is None else _cache()
        options.engines = Engines(options.engine, cache)
    engines: Engines = options.engines
    return engines


def _print_stats(engines: Engines) -> None:
    from factbase.render.stats import stats_text

    sys.stdout.flush()  # the answers stand above
    for block in stats_text(engines.taken()):
        print(block, file=sys.stderr)


def _paint(stream: TextIO | None = None) -> Paint:
    return ansi if (stream or sys.stdout).isatty() and "NO_COLOR" not in os.environ else plain


def _print(blocks: Iterable[str]) -> None:
    for block in blocks:
        print(block)


def _loaded(options: argparse.Namespace, paths: Sequence[Path] = ()) -> FactBase:
    """The base as it is, or as it was committed: its places are then written as git writes them."""
    if options.base_rev is None:
        return FactBase.load(paths or _paths(options), _cache())
    from factbase.questions.history import NoRevision, load_revision

    try:
        revision = load_revision(paths or options.base or [Path("facts")], options.base_rev, _cache())
    except NoRevision as problem:
        raise _stopped(problem) from None
    options.stack.enter_context(redirect_stdout(Relabelled(sys.stdout, revision.shown)))
    options.stack.enter_context(redirect_stderr(Relabelled(sys.stderr, revision.shown)))
    return revision.base


def _stopped(problem: Exception) -> SystemExit:
    print(f"stopped: {problem}", file=sys.stderr)
    return SystemExit(FINDINGS)


def _diff(options: argparse.Namespace) -> int:
    from factbase.faces.chronicle import diff_blocks
    from factbase.questions.history import NoRevision

    paths, between, view = options.base or [Path("facts")], (options.rev, options.other), _view(options)
    try:
        changed, blocks = diff_blocks(paths, between, view, _engine(options), _paint(), options.format, _cache())
    except NoRevision as problem:
        raise _stopped(problem) from None
    _print(blocks)
    return FINDINGS if changed else DONE


def _explaining(run: Run) -> Callable[[argparse.Namespace], int]:
    def command(options: argparse.Namespace) -> int:
        base = _loaded(options)
        return run(options, base, _view(options), _engines(options), _paint())

    return command


def _ask(options: argparse.Namespace) -> int:
    base = _loaded(options).without(options.without)
    engine = _engine(options)
    with Working("solving", options.engines.tally):
        answers = base.ask(options.goal, _view(options), engine)
    failed = any(d.severity is Severity.ERROR for d in answers.problems)
    match options.format:
        case "json":
            from factbase.render.json import answers_json

            print(answers_json(answers, base.program, base.evidence))
        case "csv" if not failed:
            from factbase.render.csv import answers_csv

            sys.stdout.write(answers_csv(answers, base.evidence))
        case _ if failed:
            print(diagnostics_text(answers.problems, _paint(sys.stderr)), file=sys.stderr)
        case _:
            _print(answers_text(answers, base.program, base.evidence, _paint()))
    if failed or (options.certify and not certified(base, answers)):
        return FINDINGS
    return STATUS[answers.verdict] if options.exit_status else DONE


def _timeline(options: argparse.Namespace) -> int:
    from factbase.faces.chronicle import Refused, timeline_blocks

    base = _loaded(options)
    try:
        engine = _engines(options).engine
        with Working("solving", options.engines.tally):
            known_by, form, picture = options.known_by, options.format, options.picture
            _print(timeline_blocks(base, options.goal, known_by, engine, _paint(), form, picture))
    except Refused as problem:
        if str(problem):
            print(f"factbase timeline: {problem}", file=sys.stderr)
        return FINDINGS
    return DONE


def _check(options: argparse.Namespace) -> int:
    from factbase.checks.audit import audit

    base = _loaded(options, options.paths)
    engine = _engine(options)
    with Working("checking", options.engines.tally):
        report = audit(base, _view(options), engine)
    if options.format == "json":
        from factbase.render.json import report_json

        print(report_json(report))
    else:
        print(report_text(report, _paint()))
    if options.certify and not certified_checks(base, _view(options), engine):
        return FINDINGS
    return DONE if report.clean else FINDINGS


def _load(options: argparse.Namespace) -> int:
    from factbase.checks.intake import place, take_in
    from factbase.faces.session import intake_text

    folder = next((path for path in _paths(options) if path.is_dir()), None)
    if folder is None:
        print(
            "factbase load: error: there is no folder to add files to; name the base with --base FOLDER",
            file=sys.stderr,
        )
        return USAGE
    base = FactBase.load(_paths(options), _cache())
    engine = _engine(options)
    with Working("checking", options.engines.tally):
        intake = take_in(base, options.files, _view(options), engine, folder)
    print(intake_text(intake, _paint()))
    problems = place(intake) if intake.report.clean else ()
    if problems:
        print(diagnostics_text(problems, _paint()))
    if problems or not intake.report.clean:
        print("nothing is written")
        return FINDINGS
    for addition in intake.additions:
        print(f"added {addition.path}")
    return DONE


def _lock(options: argparse.Namespace) -> int:
    from factbase.checks.pinning import write_locks

    base = FactBase.load(_paths(options), _cache())
    wrong = [d for d in base.errors if d.code != "S101"]  # a lock that cannot be read is written anew
    if wrong:
        print(diagnostics_text(wrong, _paint()))
        print("nothing is locked: mend the errors first")
        return FINDINGS
    try:
        for path, lock, changed in write_locks(base):
            quotes = sum(len(each) for locked in lock.documents.values() for each in locked.quotes.values())
            held = f"{counted(len(lock.documents), 'documents')}, {counted(quotes, 'quotes')}"
            print(f"{path}: {held}, {'written' if changed else 'unchanged'}")
    except OSError as problem:
        print(f"{problem.filename}: {problem.strerror}", file=sys.stderr)
        return FINDINGS
    return DONE


def _extract(options: argparse.Namespace) -> int:
    from factbase.sources.extract import extract, folder_of
    from factbase.sources.files import Unreadable

    failed = False
    for path in options.files:
        try:
            print(f"{extract(path, folder_of(path, options.base or [Path('facts')]))} written")
        except Unreadable as problem:
            failed = True
            print(f"factbase extract: {problem}", file=sys.stderr)
        except OSError as problem:
            failed = True
            print(f"factbase extract: {problem.filename}: {problem.strerror}", file=sys.stderr)
    return FINDINGS if failed else DONE


def _repl(options: argparse.Namespace) -> int:
    from factbase.faces.session import Session

    session = Session(_paths(options), _view(options), _today(), _engines(options), _paint(), _cache())
    run: Callable[[Session], int]
    if sys.stdin.isatty() and sys.stdout.isatty():
        from factbase.faces.repl import run
    else:
        from factbase.faces.pipe import run
    return run(session)


if __name__ == "__main__":
    sys.exit(main())
