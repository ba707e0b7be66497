"""The command line: in, arguments; out, text or JSON on standard output and an exit code.

0: done. 1: findings, or mistakes in the user's files or goal. 2: usage. `ask --exit-status`: 0 yes, 3 possible, 4 no, 5 unknown.
"""

from __future__ import annotations

import argparse
import sys
from collections.abc import Callable, Iterable, Sequence
from contextlib import suppress
from pathlib import Path

from factbase.base import FactBase
from factbase.faces.ending import ending
from factbase.faces.engines import Engines, stats_option
from factbase.faces.explain import STATUS, Run, add_commands, answer_options, certified, certified_report
from factbase.faces.options import (
    BUG,
    DONE,
    FINDINGS,
    Declare,
    Parser,
    cache_of,
    engine_of,
    engines_of,
    goal_option,
    no_revision,
    paint_for,
    paths_of,
    patience_of,
    solving_options,
    tell_settled,
    today,
    view_of,
)
from factbase.faces.progress import Working
from factbase.faces.screen import Unwritable, say, screens
from factbase.ground.diagnostic import Severity
from factbase.render.text import answers_text, diagnostics_text, report_text
from factbase.result.parts import Parts

__all__ = ["main"]


def main(argv: Sequence[str] | None = None) -> int:
    """Runs one command and gives its exit code. Lets through what is a bug of ours."""
    with screens():
        try:
            code = _run(argv)
            sys.stdout.flush()  # here, so that what cannot be written is noticed here
        except (Exception, KeyboardInterrupt) as problem:
            line, code = ending(problem)
            if code == BUG:
                raise
            with suppress(Unwritable):
                sys.stdout.flush()  # what was printed before stands above
            if line:
                say(line, sys.stderr)
        return code


def _run(argv: Sequence[str] | None) -> int:
    try:
        options = _parser().parse_args(argv)
        code = int(options.run(options))
        if options.stats:
            _print_stats(options.engines)
    except SystemExit as stop:  # of argparse, and of what stops a command in the middle
        return stop.code if isinstance(stop.code, int) else DONE
    return code


def _parser() -> argparse.ArgumentParser:
    parser = Parser(
        prog="factbase", description="Facts with checked citations, rules over them, and answers that end in quotes."
    )
    parser.set_defaults(
        run=_repl, base=None, at=None, known_by=None, base_rev=None, seconds=None, engine="auto", stats=False
    )
    solving_options(parser)
    commands = parser.add_subparsers(title="commands", metavar="COMMAND")

    # In the order in which help lists them; what each takes is declared beside what runs it.
    commands.add_parser(
        "ask", help="answer a goal, such as 'direct_channel(A, B)', with its citations", declare=_ask_options
    )
    add_commands(commands, solving_options, _explaining)
    commands.add_parser(
        "timeline", help="all intervals in which each answer to a goal holds, as a bar", declare=_timeline_options
    )
    commands.add_parser(
        "diff",
        help="which expectations and named queries are answered otherwise since a revision",
        declare=_diff_options,
    )
    commands.add_parser("check", help="check files, quotes, checks and expectations", declare=_check_options)
    commands.add_parser(
        "load", help="check new files against the base, and add them if all is well", declare=_writing("load")
    )
    commands.add_parser(
        "lock", help="pin each document by its sha256, and each quote by its place", declare=_writing("lock")
    )
    commands.add_parser(
        "extract", help="write the text of an HTML or PDF file beside it, to be quoted", declare=_writing("extract")
    )
    return parser


def _writing(command: str) -> Declare:
    def declare(parser: argparse.ArgumentParser) -> None:
        from factbase.faces import changes  # late: most commands write nothing

        options = {"load": changes.load_options, "lock": changes.lock_options, "extract": changes.extract_options}
        options[command](parser)

    return declare


def _print_stats(engines: Engines) -> None:
    from factbase.render.stats import stats_text

    sys.stdout.flush()  # the answers stand above
    for block in stats_text(engines.taken()):
        print(block, file=sys.stderr)


def _print(blocks: Iterable[str]) -> None:
    for block in blocks:
        print(block)


def _loaded(options: argparse.Namespace, paths: Sequence[Path] = ()) -> FactBase:
    """The base as it is, or as it was committed."""
    if options.base_rev is None:
        named = paths or paths_of(options)
        with Working("loading"):
            base = FactBase.load(named, cache_of(options))
        tell_settled(base)
        return base
    from factbase.questions.history import NoRevision, load_revision

    try:
        with Working("loading"):
            return load_revision(paths or options.base or [Path("facts")], options.base_rev, cache_of(options))
    except NoRevision as problem:
        raise _stopped(problem) from None


def _stopped(problem: Exception) -> SystemExit:
    say(f"stopped: {problem}", sys.stderr)
    return SystemExit(FINDINGS)


def _diff_options(diff: argparse.ArgumentParser) -> None:
    diff.add_argument("rev", metavar="REV", help="a git revision, such as HEAD~1")
    diff.add_argument("other", metavar="REV", nargs="?", help="default: the files as they are")
    diff.add_argument("--format", choices=("text", "json"), default="text", help="default: text")
    solving_options(diff)
    diff.set_defaults(run=_limited(_diff))


def _diff(options: argparse.Namespace) -> int:
    from factbase.faces.chronicle import diff_blocks
    from factbase.questions.history import NoRevision

    no_revision(options)
    paths, between, view = options.base or [Path("facts")], (options.rev, options.other), view_of(options)
    try:
        changed, blocks = diff_blocks(
            paths, between, view, engines_of(options), paint_for(), options.format, cache_of(options)
        )
    except NoRevision as problem:
        raise _stopped(problem) from None
    _print(blocks)
    return FINDINGS if changed else DONE


Command = Callable[[argparse.Namespace], int]


def _explaining(run: Run) -> Command:
    def command(options: argparse.Namespace) -> int:
        base = _loaded(options)
        return run(options, base, view_of(options), engines_of(options), paint_for())

    return _limited(command)


def _limited(run: Command) -> Command:
    """A command that only asks: it may take so long, and no longer."""

    def command(options: argparse.Namespace) -> int:
        with patience_of(options).limit():
            return run(options)

    return command


def _ask_options(ask: argparse.ArgumentParser) -> None:
    goal_option(ask)
    ask.add_argument("--format", choices=("text", "json", "csv"), default="text", help="default: text")
    status = "exit with the verdict: 0 yes, 3 possible, 4 no, 5 unknown"
    ask.add_argument("--exit-status", action="store_true", help=status)
    answer_options(ask)
    stats_option(ask)
    solving_options(ask)
    ask.set_defaults(run=_limited(_ask))


def _ask(options: argparse.Namespace) -> int:
    base = _loaded(options).without(options.without)
    engine = engine_of(options)
    with Working("solving", options.engines.tally):
        answers = base.ask(options.goal, view_of(options), engine)
    failed = any(d.severity is Severity.ERROR for d in answers.problems)

    def written() -> str:
        from factbase.render.json import answers_json

        return answers_json(answers, base.program, base.evidence)

    match options.format:
        case "json":
            print(written())
        case "csv" if not failed:
            from factbase.render.csv import answers_csv

            sys.stdout.write(answers_csv(answers, base.program, base.evidence))
            if answers.problems:
                print(diagnostics_text(answers.problems, paint_for(sys.stderr)), file=sys.stderr)
        case _ if failed:
            print(diagnostics_text(answers.problems, paint_for(sys.stderr)), file=sys.stderr)
        case _:
            _print(answers_text(answers, base.program, base.evidence, paint_for()))
    if failed or (options.certify and not certified(written(), base, engine, options.goal)):
        return FINDINGS
    return STATUS[answers.verdict] if options.exit_status else DONE


def _timeline_options(timeline: argparse.ArgumentParser) -> None:
    goal_option(timeline)
    timeline.add_argument("--format", choices=("text", "json"), default="text", help="default: text")
    picture = "draw it too, into a .png or .svg file; needs the extra `plot`"
    timeline.add_argument("--picture", metavar="FILE", type=Path, help=picture)
    stats_option(timeline)
    solving_options(timeline)
    timeline.set_defaults(run=_limited(_timeline))


def _timeline(options: argparse.Namespace) -> int:
    from factbase.faces.chronicle import Refused, timeline_blocks

    base = _loaded(options)
    try:
        engine = engines_of(options).engine
        with Working("solving", options.engines.tally):
            known_by, form, picture = options.known_by, options.format, options.picture
            _print(timeline_blocks(base, options.goal, known_by, engine, paint_for(), form, picture))
    except Refused as problem:
        if str(problem):
            say(f"factbase timeline: {problem}", sys.stderr)
        return FINDINGS
    return DONE


def _check_options(check: argparse.ArgumentParser) -> None:
    check.add_argument("paths", metavar="PATH", nargs="*", type=Path, help="files or folders; default: the base")
    check.add_argument("--format", choices=("text", "json"), default="text", help="default: text")
    check.add_argument(
        "--certify", action="store_true", help="check the checks' model and proofs again, trusting no engine"
    )
    stats_option(check)
    solving_options(check)
    check.set_defaults(run=_limited(_check))


def _check(options: argparse.Namespace) -> int:
    from factbase.checks.audit import audit

    base = _loaded(options, options.paths)
    engine = engine_of(options)
    patience_of(options).ask(len(base.program.expectations))
    with Working("checking", options.engines.tally):
        report = audit(base, view_of(options), engine)
    parts = Parts(base.program, base.evidence)
    if options.format == "json":
        from factbase.render.json import report_json

        print(report_json(report, parts))
    else:
        print(report_text(report, parts, paint_for()))
    if options.certify and not certified_report(base, report, engine):
        return FINDINGS
    return DONE if report.clean else FINDINGS


def _repl(options: argparse.Namespace) -> int:
    from factbase.faces.session import Session

    engines = engines_of(options)
    with engines.patience.limit():
        session = Session(paths_of(options), view_of(options), today(), engines, paint_for(), cache_of(options))
    run: Callable[[Session], int]
    if sys.stdin is not None and sys.stdin.isatty() and sys.stdout.isatty():
        from factbase.faces.repl import run
    else:
        from factbase.faces.pipe import run
    return run(session)


if __name__ == "__main__":
    sys.exit(main())
