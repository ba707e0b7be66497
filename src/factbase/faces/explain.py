"""The commands that explain: in, their options and a base; out, text or JSON on standard output and an exit code.

Their help stands here, where they are declared. What they need is imported when they run, so that no other command waits for it.
"""

from __future__ import annotations

import argparse
import sys
from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING, Any

from factbase.base import Answers, FactBase
from factbase.engine.base import Engine
from factbase.faces.engines import Engines, stats_option
from factbase.faces.options import DONE, FINDINGS, USAGE, goal_option
from factbase.faces.progress import Working
from factbase.faces.screen import say
from factbase.ground.diagnostic import Severity
from factbase.program.view import View
from factbase.render.paint import Paint, plain
from factbase.render.text import diagnostics_text

if TYPE_CHECKING:  # a question needs no audit
    from factbase.checks.audit import Report

__all__ = [
    "STATUS",
    "add_commands",
    "answer_options",
    "certified",
    "certified_report",
    "certify_file",
    "conflicts",
    "sources",
    "why",
    "why_not",
]

STATUS = {"yes": 0, "possible": 3, "no": 4, "unknown": 5, "not excluded": 5}
"""What `ask --exit-status` gives for each verdict; 1 and 2 stay mistakes and usage."""

LIMIT = 20  # proofs of one answer with --all

Run = Callable[[argparse.Namespace, FactBase, View, Engines, Paint], int]
Wrap = Callable[[Run], Callable[[argparse.Namespace], int]]


def add_commands(commands: Any, solving_options: Callable[[argparse.ArgumentParser], None], wrap: Wrap) -> None:
    """Declares the commands that explain; `wrap` gives what runs one from its options."""

    def why_options(parser: argparse.ArgumentParser) -> None:
        goal_option(parser)
        formats = ("text", "json", "dot", "mermaid", "prose")
        parser.add_argument("--format", choices=formats, default="text", help="default: text")
        parser.add_argument("--all", action="store_true", help=f"all distinct proofs, up to {LIMIT} or the limit")
        parser.add_argument(
            "--limit", metavar="N", type=_positive, default=None, help="at most so many proofs of an answer"
        )
        answer_options(parser)
        stats_option(parser)
        solving_options(parser)
        parser.set_defaults(run=wrap(why))

    def why_not_options(parser: argparse.ArgumentParser) -> None:
        goal_option(parser)
        parser.add_argument("--format", choices=("text", "json"), default="text", help="default: text")
        parser.add_argument("--depth", metavar="N", type=_positive, default=4, help="how many rules deep; default: 4")
        solving_options(parser)
        parser.set_defaults(run=wrap(why_not))

    def sources_options(parser: argparse.ArgumentParser) -> None:
        parser.add_argument("--load-bearing", action="store_true", help="the conclusions that fall without each source")
        solving_options(parser)
        parser.set_defaults(run=wrap(sources))

    def conflicts_options(parser: argparse.ArgumentParser) -> None:
        solving_options(parser)
        parser.set_defaults(run=wrap(conflicts))

    def certify_options(parser: argparse.ArgumentParser) -> None:
        parser.add_argument("file", metavar="FILE", type=Path)
        solving_options(parser)
        parser.set_defaults(run=wrap(certify_file))

    def plan_options(parser: argparse.ArgumentParser) -> None:
        goal_option(parser)
        solving_options(parser)
        parser.set_defaults(run=wrap(plan))

    for name, text, declare in (
        ("why", "the proofs of each answer, and the sources that suffice for it", why_options),
        ("why-not", "why a goal has no answer, and what would give it one", why_not_options),
        ("sources", "the sources with what is declared of them; what falls without each", sources_options),
        (
            "conflicts",
            "the quotes of each violated check side by side, and who cannot be right",
            conflicts_options,
        ),
        ("plan", "what a goal is compiled to: facts, strata, and the steps of each rule", plan_options),
        ("certify", "check a saved `--format json` against the base, trusting no engine", certify_options),
    ):
        commands.add_parser(name, help=text, declare=declare)


def answer_options(parser: argparse.ArgumentParser) -> None:
    """The options of the commands that give answers."""
    parser.add_argument(
        "--certify", action="store_true", help="check model, proofs and quotes again, trusting no engine"
    )
    parser.add_argument(
        "--without", metavar="SOURCE", action="append", default=[], help="as if the base did not have this source"
    )


def _positive(text: str) -> int:
    number = int(text)
    if number < 1:
        raise argparse.ArgumentTypeError("at least 1")
    return number


def _asked(
    options: argparse.Namespace, base: FactBase, view: View, engines: Engines, *, whole: bool = False
) -> Answers | None:
    """The answers to the goal; None where it or the base has errors, which are told."""
    with Working("solving", engines.tally):
        answers = base.ask(options.goal, view, engines.engine, whole=whole)
    if any(d.severity is Severity.ERROR for d in answers.problems):
        print(diagnostics_text(answers.problems, plain), file=sys.stderr)
        return None
    if answers.problems and options.format != "json":  # there they are part of what is told
        print(diagnostics_text(answers.problems, plain), file=sys.stderr)
    return answers


def certified(written: str, base: FactBase, engine: Engine, goal: str) -> bool:
    """Certifies the JSON of what was answered to a goal, and tells on standard error what came of it."""
    from factbase.render.reread import reread

    result = reread(written, base, engine, goal)
    for line in (*result.problems, str(result)):
        say(line, sys.stderr)
    return not result.problems


def certified_report(base: FactBase, report: Report, engine: Engine) -> bool:
    """Certifies what a report says of a base's checks, and tells on standard error what came of it."""
    from factbase.questions.certified import certify_checks

    certificate = certify_checks(base, report, engine)
    if certificate is None:
        return False
    for line in (*certificate.problems, str(certificate)):
        say(line, sys.stderr)
    return not certificate.problems


def why(options: argparse.Namespace, base: FactBase, view: View, engines: Engines, paint: Paint) -> int:
    """`factbase why`."""
    from factbase.questions.explanation import explained, with_datings
    from factbase.render.explained import explained_text
    from factbase.render.paint import block
    from factbase.render.text import nothing_lines, under_text
    from factbase.result.parts import Parts

    base = base.without(options.without)
    answers = _asked(options, base, view, engines)
    if answers is None:
        return FINDINGS
    limit = options.limit or (LIMIT if options.all else 1)
    found = list(explained(base, answers, limit))
    answers = with_datings(base, answers, found)
    proved = [(one.answer, one.proofs.proofs) for one in found]
    parts = Parts(base.program, base.evidence)

    def written() -> str:
        from factbase.render.explained_json import explained_json

        return explained_json(found, answers, base.program, base.evidence)

    match options.format:
        case "json":
            print(written())
        case "dot":
            from factbase.render.dot import answers_dot

            print(answers_dot(answers, proved, parts))
        case "mermaid":
            from factbase.render.mermaid import answers_mermaid

            print(answers_mermaid(answers, proved, parts))
        case "prose":
            from factbase.render.prose import answers_prose

            print(answers_prose(answers, proved, parts))
        case _:
            say(f"{answers.goal}   {answers.view}")
            if not found:
                print(block([*nothing_lines(answers, parts, paint), "`factbase why-not` says more"]))
            for number, one in enumerate(found, 1):
                print(explained_text(number, one, answers, parts, paint))
            for text in under_text(answers, parts, paint):
                print(text)
    if options.certify and not certified(written(), base, engines.engine, options.goal):
        return FINDINGS
    return DONE


def why_not(options: argparse.Namespace, base: FactBase, view: View, engines: Engines, paint: Paint) -> int:
    """`factbase why-not`."""
    from factbase.explain.repair import repairs
    from factbase.explain.why_not import why_not as search
    from factbase.render.explained import why_not_text
    from factbase.render.explained_json import why_not_json
    from factbase.render.json import answers_json
    from factbase.render.text import answers_text
    from factbase.result.parts import Parts

    answers = _asked(options, base, view, engines, whole=True)  # what is near may stand anywhere
    if answers is None or answers.solved is None:
        return FINDINGS
    if answers.answers:
        if options.format == "json":
            print(answers_json(answers, base.program, base.evidence))
        else:
            print("it has an answer:")
            for text in answers_text(answers, base.program, base.evidence, paint):
                print(text)
        return DONE
    goal, parts = answers.solved.planned.goals[0], Parts(base.program, base.evidence)
    blocked = search(answers.solved, goal, options.depth)
    mended = repairs(answers.solved, goal, engines.engine)
    if options.format == "json":
        print(why_not_json(answers, blocked, mended, parts))
    else:
        for text in why_not_text(answers, blocked, mended, parts, paint):
            print(text)
    return DONE


def plan(options: argparse.Namespace, base: FactBase, view: View, engines: Engines, paint: Paint) -> int:
    """`factbase plan`."""
    from factbase.explain.found import goal_of
    from factbase.render.plan import plan_text

    query, problems = base.query(options.goal, view.known_by)
    if query is None or any(d.severity is Severity.ERROR for d in problems):
        print(diagnostics_text(problems, plain), file=sys.stderr)
        return FINDINGS
    if problems:
        print(diagnostics_text(problems, plain), file=sys.stderr)
    base = base.for_bodies([query.body])
    for text in plan_text(base.plan([goal_of(query.body)], base.selection(view), view), paint):
        print(text)
    return DONE


def sources(options: argparse.Namespace, base: FactBase, view: View, engines: Engines, paint: Paint) -> int:
    """`factbase sources`."""
    from factbase.questions import explanation
    from factbase.render.weighed import bearing_text, sources_text
    from factbase.result.parts import Parts

    if _broken(base):
        return FINDINGS
    if not options.load_bearing:
        for text in sources_text(Parts(base.program, base.evidence), paint):
            print(text)
        return DONE
    with Working("solving", engines.tally):
        found = explanation.load_bearing(base, view, engines.engine)
    for text in bearing_text(found, Parts(base.program, base.evidence), paint):
        print(text)
    return DONE


def conflicts(options: argparse.Namespace, base: FactBase, view: View, engines: Engines, paint: Paint) -> int:
    """`factbase conflicts`."""
    from factbase.questions import explanation
    from factbase.render.weighed import conflict_text
    from factbase.result.parts import Parts

    if _broken(base):
        return FINDINGS
    with Working("checking", engines.tally):
        found = explanation.conflicts(base, view, engines.engine)
    parts = Parts(base.program, base.evidence)
    for conflict in found:
        print(conflict_text(conflict, parts, paint))
    if not found:
        print("no check is violated")
    return DONE


def certify_file(options: argparse.Namespace, base: FactBase, view: View, engines: Engines, paint: Paint) -> int:
    """`factbase certify`."""
    from factbase.files.disk import open_named
    from factbase.files.folder import Unreadable
    from factbase.render.reread import Reread, reread

    if _broken(base):
        return FINDINGS
    try:
        with open_named(options.file) as file:
            written = file.content()
    except Unreadable as unreadable:
        say(f"factbase certify: {unreadable}", sys.stderr)
        return USAGE
    try:
        result = reread(written.decode(), base, engines.engine)
    except UnicodeDecodeError as undecoded:
        result = Reread(None, (f"not UTF-8: {undecoded}",))
    for problem in result.problems:
        say(f"{options.file}{problem if problem.startswith('.') else f': {problem}'}")
    say(f"not certified: {options.file}" if result.problems else str(result))
    return FINDINGS if result.problems else DONE


def _broken(base: FactBase) -> bool:
    if base.errors:
        print(diagnostics_text(base.errors, lambda _, text: text), file=sys.stderr)
    return bool(base.errors)
