"""Commands of a session: in, a line as typed; out, blocks of text. They stand in one table, from which help and completion are made."""

from __future__ import annotations

import shlex
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, replace
from pathlib import Path

from factbase.checks.audit import audit
from factbase.checks.intake import take_in
from factbase.engine.base import TooLarge
from factbase.engine.choose import ENGINES, NotInstalled
from factbase.faces.chronicle import Refused, timeline_blocks
from factbase.faces.ending import ending
from factbase.faces.options import BUG
from factbase.faces.session import Session
from factbase.ground.date import Date, parse_date
from factbase.render.intake import intake_text
from factbase.render.paint import block
from factbase.render.text import answers_text, nothing_lines, plural, report_text, under_text
from factbase.result.parts import Parts

__all__ = ["COMMANDS", "Command", "Quit", "execute"]


class Quit(Exception):
    """The user is done."""


@dataclass(frozen=True, slots=True)
class Command:
    """`:name arguments`; `run` gives the blocks to print."""

    name: str
    arguments: str
    help: str
    run: Callable[[Session, Sequence[str]], Iterator[str]]
    takes_files: bool = False
    takes_goal: bool = False


def execute(session: Session, text: str) -> Iterator[str]:
    """The blocks that a command, a goal or a statement gives. Raises Quit. What cannot be done, a bug too, ends the entry only."""
    try:
        yield from _command(session, text.strip()) if text.lstrip().startswith(":") else session.take(text)
    except Quit:
        raise
    except Exception as problem:  # the next entry finds the session as it was before this one
        line, code = ending(problem)
        session.failed = True
        session.broken |= code == BUG
        yield block([line])


def _command(session: Session, text: str) -> Iterator[str]:
    word, _, goal = text[1:].strip().partition(" ")
    if any(c.takes_goal and c.name == word for c in COMMANDS):  # its quotation marks are its own
        command = next(c for c in COMMANDS if c.name == word)
        yield from command.run(session, [goal.strip()])
        return
    try:
        name, *arguments = shlex.split(text[1:]) or [""]
    except ValueError as problem:  # a quotation mark without its fellow
        session.failed = True
        yield block([f"{problem}".lower()])
        return
    found = [c for c in COMMANDS if c.name == name] or [c for c in COMMANDS if name and c.name.startswith(name)]
    if len(found) == 1:
        yield from found[0].run(session, arguments)
    else:
        session.failed = True
        known = ", ".join(f":{c.name}" for c in found or COMMANDS)
        yield block([f"`:{name}` {f'could be {known}' if found else f'is not a command; there are {known}'}"])


def _help(session: Session, arguments: Sequence[str]) -> Iterator[str]:
    width = max(len(f"{c.name} {c.arguments}") for c in COMMANDS) + 1
    lines = [f"  {f':{c.name} {c.arguments}':<{width}}  {c.help}" for c in COMMANDS]
    yield block(
        [
            "A goal ends with `.` and is answered with its citations: direct_channel(A, B).",
            "A rule, a fact with its quote, or `assume p(1).` is added to this session only.",
            "Tab completes, Ctrl-R searches the history, Ctrl-C stops a query.",
            *lines,
        ]
    )


def _at(session: Session, arguments: Sequence[str]) -> Iterator[str]:
    yield from _dated(session, arguments, "at")


def _known_by(session: Session, arguments: Sequence[str]) -> Iterator[str]:
    yield from _dated(session, arguments, "known_by")


def _dated(session: Session, arguments: Sequence[str], axis: str) -> Iterator[str]:
    if arguments:
        try:
            date = None if arguments[0] == "any" else _read_date(arguments[0], session.today)
        except ValueError as problem:
            session.failed = True
            yield block([str(problem)])
            return
        session.view = replace(session.view, **{axis: date})
    yield str(session.view)


def _timeline(session: Session, arguments: Sequence[str]) -> Iterator[str]:
    if not arguments:
        session.failed = True
        yield "which goal? `:timeline direct_channel(A, B)`"
        return
    try:
        with session.working("solving"):
            goal = " ".join(arguments)
            blocks = timeline_blocks(
                session.base, goal, session.view.known_by, session.engines.engine, session.paint, "text", None
            )
            yield from list(blocks)
    except (Refused, TooLarge) as problem:
        session.failed = True
        yield block([str(problem)])


def _load(session: Session, arguments: Sequence[str]) -> Iterator[str]:
    if not arguments:
        session.failed = True
        yield "which file? `:load new.fb`"
        return
    whole = replace(session.view, known_by=None)  # what a session leaves out of sight is no mistake of the files
    with session.working("checking"):
        intake = take_in(session.base, [Path(a).expanduser() for a in arguments], whole, session.engines.engine)
    yield intake_text(intake, session.paint)
    if intake.report.clean:
        session.base = intake.base
        yield "loaded into this session; no file is changed"
    else:
        session.failed = True
        yield "not loaded"


def _reload(session: Session, arguments: Sequence[str]) -> Iterator[str]:
    session.reload()
    yield session.greeting()


def _check(session: Session, arguments: Sequence[str]) -> Iterator[str]:
    with session.working("checking"):
        session.engines.patience.ask(len(session.base.program.expectations))
        report = audit(session.base, session.view, session.engines.engine)
    session.failed |= not report.clean
    yield report_text(report, Parts(session.base.program, session.base.evidence), session.paint)


def _sources(session: Session, arguments: Sequence[str]) -> Iterator[str]:
    from factbase.render.weighed import sources_text

    blocks = list(sources_text(Parts(session.base.program, session.base.evidence), session.paint))
    yield from blocks or ["no sources"]


def _relations(session: Session, arguments: Sequence[str]) -> Iterator[str]:
    counts: dict[str, int] = {}
    for (name, _), facts in session.base.program.facts.by_relation().items():
        counts[name] = counts.get(name, 0) + len(facts)
    lines = []
    for relation in sorted(session.base.program.relations.values(), key=lambda r: r.name):
        if relation.span is None and relation.name not in counts:
            continue  # a relation of the language's own, of which the base says nothing
        if not arguments or any(a in relation.name for a in arguments):
            parameters = ", ".join(
                f"{p.name}: {' | '.join(sorted(p.types))}" if p.types else p.name for p in relation.parameters
            )
            rules = sum(rule.head.claim.relation == relation.name for rule in session.base.program.rules)
            held = f"{plural(counts.get(relation.name, 0), 'fact')}, {plural(rules, 'rule')}"
            lines.append(f"{relation.name}({parameters})  {held}")
    yield block(lines) or "no relation has that in its name"


def _why(session: Session, arguments: Sequence[str]) -> Iterator[str]:
    from factbase.faces.explain import LIMIT
    from factbase.questions.explanation import explained, with_datings
    from factbase.render.explained import explained_text

    answers = yield from session.asked(" ".join(arguments))
    if answers is None:
        return
    found = list(explained(session.base, answers, LIMIT))
    parts = Parts(session.base.program, session.base.evidence)
    for number, one in enumerate(found, 1):
        yield explained_text(number, one, answers, parts, session.paint)
    if not found:
        yield block([*nothing_lines(answers, parts, session.paint), "`:why-not` says more"])
    yield from under_text(with_datings(session.base, answers, found), parts, session.paint)


def _why_not(session: Session, arguments: Sequence[str]) -> Iterator[str]:
    from factbase.explain.repair import repairs
    from factbase.explain.why_not import why_not
    from factbase.render.explained import why_not_text

    answers = yield from session.asked(" ".join(arguments), whole=True)
    if answers is None or answers.solved is None:
        return
    if answers.answers:
        yield "it has an answer:"
        yield from answers_text(answers, session.base.program, session.base.evidence, session.paint)
        return
    goal = answers.solved.planned.goals[0]
    mended = repairs(answers.solved, goal, session.engines.engine)
    parts = Parts(session.base.program, session.base.evidence)
    yield from why_not_text(answers, why_not(answers.solved, goal), mended, parts, session.paint)


def _engine(session: Session, arguments: Sequence[str]) -> Iterator[str]:
    if arguments and arguments[0] not in ENGINES:
        session.failed = True
        yield block([f"there is no engine `{arguments[0]}`; there are {', '.join(ENGINES)}"])
        return
    if arguments:
        try:
            session.engines.use(arguments[0])
        except NotInstalled as problem:
            session.failed = True
            yield block([str(problem)])
            return
    yield block([f"engine {session.engines.engine.name}"])


def _stats(session: Session, arguments: Sequence[str]) -> Iterator[str]:
    from factbase.render.stats import stats_text

    yield from stats_text(session.engines.engine.solved)


def _quit(session: Session, arguments: Sequence[str]) -> Iterator[str]:
    raise Quit
    yield ""


COMMANDS: tuple[Command, ...] = (
    Command("help", "", "what can be typed", _help),
    Command("at", "[DATE|today|any]", "show or set the as-of date", _at),
    Command("known", "[DATE|today|any]", "show or set the date by which sources must be published", _known_by),
    Command("timeline", "GOAL", "all intervals in which each answer holds", _timeline),
    Command("load", "FILE...", "check new files against the base and take them into this session", _load, True),
    Command("reload", "", "read the base again from its files; what was typed or loaded is dropped", _reload),
    Command("why", "GOAL", "all proofs of each answer, and the sources that suffice", _why, takes_goal=True),
    Command("why-not", "GOAL", "why a goal has no answer, and what would give it one", _why_not, takes_goal=True),
    Command("check", "", "run all checks and expectations", _check),
    Command("sources", "", "the sources with their files, and what is declared of them", _sources),
    Command("relations", "[NAME]", "the relations with their arguments", _relations),
    Command("engine", "[NAME]", f"show or set what solves: {', '.join(ENGINES)}", _engine),
    Command("stats", "", "what the last question took: engine, rounds, rows, and each rule", _stats),
    Command("quit", "", "leave (Ctrl-D too)", _quit),
)


def _read_date(text: str, today: Date) -> Date:
    """A date as typed. Raises ValueError with what is wrong."""
    return today if text == "today" else parse_date(text)
