"""A session: in, a line as typed; out, blocks of text. The REPL and a pipe both run on it, so both print the same.

Its commands stand in one table, from which help and completion are made.
"""

from __future__ import annotations

import shlex
from collections.abc import Callable, Generator, Iterator, Sequence
from dataclasses import dataclass, replace
from pathlib import Path

from factbase.base import Answers, FactBase
from factbase.checks.audit import audit
from factbase.checks.intake import Intake, take_in
from factbase.engine.base import TooLarge
from factbase.engine.choose import ENGINES, NotInstalled
from factbase.faces.chronicle import Refused, timeline_blocks
from factbase.faces.engines import Engines
from factbase.faces.progress import Working
from factbase.ground.date import Date, parse_date
from factbase.ground.diagnostic import Diagnostic, Severity
from factbase.ground.span import TextFile
from factbase.program.view import View
from factbase.render.paint import Paint
from factbase.render.text import answers_text, diagnostics_text, plural, report_text
from factbase.syntax.parse import parse, parse_goal, statements

__all__ = ["COMMANDS", "Command", "Quit", "Session", "intake_text", "read_date"]


LIMIT = 20  # proofs of one answer


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


class Session:
    """A base, the view in force, and what the user asks of them. `failed` says whether anything was refused so far."""

    def __init__(
        self, paths: Sequence[Path], view: View, today: Date, engines: Engines, paint: Paint, cache: Path | None = None
    ) -> None:
        self.paths = tuple(paths)
        self.view = view
        self.today = today
        self.engines = engines
        self.paint = paint
        self.failed = False
        with Working("loading"):
            self.base = FactBase.load(paths, cache)
        self._typed = ""  # what was added so far, as one text: a `from` holds for what is typed after it

    def greeting(self) -> str:
        """What the base holds, and what is wrong with it."""
        program = self.base.program
        facts = program.facts.stated
        documents = sum(source.file is not None for source in program.sources.values())
        counts = [(facts, "fact"), (len(program.rules), "rule"), (documents, "source")]
        head = f"{', '.join(plural(count, name) for count, name in counts)}; {self.view}"
        if self.base.errors:
            self.failed = True
            return f"{diagnostics_text(self.base.errors, self.paint)}\n{head}; mend the errors and `:reload`"
        return f"{head}; `:help` for help"

    def execute(self, text: str) -> Iterator[str]:
        """The blocks that a command, a goal or a statement gives. Raises Quit."""
        try:
            if text.lstrip().startswith(":"):
                yield from self._command(text.strip())
                return
            for piece in statements(text):
                yield from self._statement(piece.strip())
        except TooLarge as problem:
            self.failed = True
            yield f"stopped: {problem}"

    def _statement(self, text: str) -> Iterator[str]:
        """What is both a goal and a statement, such as `p(1).`, is a goal; what is neither is told as what it is nearer to."""
        query, mistakes = parse_goal(TextFile("<goal>", text), self.base.cache)
        if query is not None:
            yield from self._ask(text)
            return
        _, problems = parse(TextFile("<statement>", text), self.base.cache)
        if not problems or _reached(problems) > _reached(mistakes):
            yield from self._add(text)
        else:
            yield from self._ask(text)

    def _command(self, text: str) -> Iterator[str]:
        word, _, goal = text[1:].strip().partition(" ")
        if any(c.takes_goal and c.name == word for c in COMMANDS):  # its quotation marks are its own
            command = next(c for c in COMMANDS if c.name == word)
            yield from command.run(self, [goal.strip()])
            return
        try:
            name, *arguments = shlex.split(text[1:]) or [""]
        except ValueError as problem:  # a quotation mark without its fellow
            self.failed = True
            yield f"{problem}".lower()
            return
        found = [c for c in COMMANDS if c.name == name] or [c for c in COMMANDS if name and c.name.startswith(name)]
        if len(found) == 1:
            yield from found[0].run(self, arguments)
        else:
            self.failed = True
            known = ", ".join(f":{c.name}" for c in found or COMMANDS)
            yield f"`:{name}` {f'could be {known}' if found else f'is not a command; there are {known}'}"

    def _working(self, what: str) -> Working:
        """What shows how far a question is; what was solved for the one before is forgotten."""
        self.engines.taken()
        return Working(what, self.engines.tally)

    def _ask(self, text: str) -> Iterator[str]:
        with self._working("solving"):
            answers = self.base.ask(text, self.view, self.engines.engine)
        self.failed |= any(d.severity is Severity.ERROR for d in answers.problems)
        yield from answers_text(answers, self.base.program, self.base.evidence, self.paint)

    def _add(self, text: str) -> Iterator[str]:
        folder = self.paths[0] if self.paths[0].is_dir() else self.paths[0].parent
        typed = f"{self._typed}{text}\n"
        grown = self.base.with_text(str(folder / "<typed>"), typed, folder)
        known = {d.sort_key for d in self.base.diagnostics}
        new = [d for d in grown.diagnostics if d.sort_key not in known]
        if new:
            yield diagnostics_text(new, self.paint)
        if any(d.severity is Severity.ERROR for d in new):
            self.failed = True
            return
        self.base = grown
        self._typed = typed
        yield "added to this session; no file is changed"

    # ---- commands

    def help(self, arguments: Sequence[str]) -> Iterator[str]:
        width = max(len(f"{c.name} {c.arguments}") for c in COMMANDS) + 1
        lines = [f"  {f':{c.name} {c.arguments}':<{width}}  {c.help}" for c in COMMANDS]
        yield "\n".join(
            [
                "A goal ends with `.` and is answered with its citations: direct_channel(A, B).",
                "A rule, a fact with its quote, or `assume p(1).` is added to this session only.",
                "Tab completes, Ctrl-R searches the history, Ctrl-C stops a query.",
                *lines,
            ]
        )

    def at(self, arguments: Sequence[str]) -> Iterator[str]:
        yield from self._dated(arguments, "at")

    def known_by(self, arguments: Sequence[str]) -> Iterator[str]:
        yield from self._dated(arguments, "known_by")

    def _dated(self, arguments: Sequence[str], axis: str) -> Iterator[str]:
        if arguments:
            try:
                date = None if arguments[0] == "any" else read_date(arguments[0], self.today)
            except ValueError as problem:
                self.failed = True
                yield str(problem)
                return
            self.view = replace(self.view, **{axis: date})
        yield str(self.view)

    def timeline(self, arguments: Sequence[str]) -> Iterator[str]:
        if not arguments:
            yield "which goal? `:timeline direct_channel(A, B)`"
            return
        try:
            with self._working("solving"):
                goal = " ".join(arguments)
                blocks = timeline_blocks(
                    self.base, goal, self.view.known_by, self.engines.engine, self.paint, "text", None
                )
                yield from list(blocks)
        except (Refused, TooLarge) as problem:
            self.failed = True
            yield str(problem)

    def load(self, arguments: Sequence[str]) -> Iterator[str]:
        if not arguments:
            self.failed = True
            yield "which file? `:load new.fb`"
            return
        whole = replace(self.view, known_by=None)  # what a session leaves out of sight is no mistake of the files
        with self._working("checking"):
            intake = take_in(self.base, [Path(a).expanduser() for a in arguments], whole, self.engines.engine)
        yield intake_text(intake, self.paint)
        if intake.report.clean:
            self.base = intake.base
            yield "loaded into this session; no file is changed"
        else:
            self.failed = True
            yield "not loaded"

    def reload(self, arguments: Sequence[str]) -> Iterator[str]:
        with self._working("loading"):
            self.base = FactBase.load(self.paths, self.base.cache)
        self._typed = ""
        yield self.greeting()

    def check(self, arguments: Sequence[str]) -> Iterator[str]:
        with self._working("checking"):
            report = audit(self.base, self.view, self.engines.engine)
        self.failed |= not report.clean
        yield report_text(report, self.paint)

    def sources(self, arguments: Sequence[str]) -> Iterator[str]:
        lines = []
        for source in self.base.program.sources.values():
            document = self.base.evidence.documents.get(source.name)
            where = document.path if document is not None else "no file"
            title = f"  {source.title}" if source.title else ""
            lines.append(f"{source.name}{title}\n  {where}  {self.paint('place', source.span.place)}")
        yield "\n".join(lines) or "no sources"

    def relations(self, arguments: Sequence[str]) -> Iterator[str]:
        counts: dict[str, int] = {}
        for (name, _), facts in self.base.program.facts.by_relation().items():
            counts[name] = counts.get(name, 0) + len(facts)
        lines = []
        for relation in sorted(self.base.program.relations.values(), key=lambda r: r.name):
            if relation.span is None and relation.name not in counts:
                continue  # a relation of the language's own, of which the base says nothing
            if not arguments or any(a in relation.name for a in arguments):
                parameters = ", ".join(
                    f"{p.name}: {' | '.join(sorted(p.types))}" if p.types else p.name for p in relation.parameters
                )
                rules = sum(rule.head.claim.relation == relation.name for rule in self.base.program.rules)
                held = f"{plural(counts.get(relation.name, 0), 'fact')}, {plural(rules, 'rule')}"
                lines.append(f"{relation.name}({parameters})  {held}")
        yield "\n".join(lines) or "no relation has that in its name"

    def why(self, arguments: Sequence[str]) -> Iterator[str]:
        from factbase.questions.explanation import explained
        from factbase.render.explained import explained_text

        answers = yield from self._asked(" ".join(arguments))
        found = list(explained(self.base, answers, self.engines.engine, LIMIT)) if answers is not None else []
        for number, one in enumerate(found, 1):
            assert answers is not None
            yield explained_text(number, one, answers, self.base.program, self.base.evidence, self.paint)
        if answers is not None and not found:
            yield f"no answer: {answers.verdict}; `:why-not` says why"

    def why_not(self, arguments: Sequence[str]) -> Iterator[str]:
        from factbase.explain.repair import repairs
        from factbase.explain.why_not import why_not
        from factbase.render.explained import why_not_text

        answers = yield from self._asked(" ".join(arguments), whole=True)
        if answers is None or answers.solved is None:
            return
        if answers.answers:
            yield f"it has {len(answers.answers)} answers; `:why` proves them"
            return
        goal = answers.solved.planned.goals[0]
        mended = repairs(answers.solved, goal, self.engines.engine)
        yield why_not_text(answers, why_not(answers.solved, goal), mended, self.base.evidence, self.paint)

    def _asked(self, goal: str, *, whole: bool = False) -> Generator[str, None, Answers | None]:
        """The answers to a goal; None where it has mistakes, which are told."""
        with self._working("solving"):
            answers = self.base.ask(goal, self.view, self.engines.engine, whole=whole)
        if any(d.severity is Severity.ERROR for d in answers.problems):
            self.failed = True
            yield diagnostics_text(answers.problems, self.paint)
            return None
        return answers

    def engine(self, arguments: Sequence[str]) -> Iterator[str]:
        if arguments and arguments[0] not in ENGINES:
            self.failed = True
            yield f"there is no engine `{arguments[0]}`; there are {', '.join(ENGINES)}"
            return
        if arguments:
            try:
                self.engines.use(arguments[0])
            except NotInstalled as problem:
                self.failed = True
                yield str(problem)
                return
        yield f"engine {self.engines.engine.name}"

    def stats(self, arguments: Sequence[str]) -> Iterator[str]:
        from factbase.render.stats import stats_text

        yield from stats_text(self.engines.engine.solved)

    def quit(self, arguments: Sequence[str]) -> Iterator[str]:
        raise Quit
        yield ""


COMMANDS: tuple[Command, ...] = (
    Command("help", "", "what can be typed", Session.help),
    Command("at", "[DATE|today|any]", "show or set the as-of date", Session.at),
    Command("known", "[DATE|today|any]", "show or set the date by which sources must be published", Session.known_by),
    Command("timeline", "GOAL", "all intervals in which each answer holds", Session.timeline),
    Command("load", "FILE...", "check new files against the base and take them into this session", Session.load, True),
    Command("reload", "", "read the base again from its files; what was typed or loaded is dropped", Session.reload),
    Command("why", "GOAL", "all proofs of each answer, and the sources that suffice", Session.why, takes_goal=True),
    Command(
        "why-not", "GOAL", "why a goal has no answer, and what would give it one", Session.why_not, takes_goal=True
    ),
    Command("check", "", "run all checks and expectations", Session.check),
    Command("sources", "", "the sources with their files", Session.sources),
    Command("relations", "[NAME]", "the relations with their arguments", Session.relations),
    Command("engine", "[NAME]", f"show or set what solves: {', '.join(ENGINES)}", Session.engine),
    Command("stats", "", "what the last question took: engine, rounds, rows, and each rule", Session.stats),
    Command("quit", "", "leave (Ctrl-D too)", Session.quit),
)


def _reached(problems: Sequence[Diagnostic]) -> int:
    """How far a text could be read."""
    return min(problem.span.start if problem.span else 0 for problem in problems)


def read_date(text: str, today: Date) -> Date:
    """A date as typed. Raises ValueError with what is wrong."""
    return today if text == "today" else parse_date(text)


def intake_text(intake: Intake, paint: Paint) -> str:
    """What the new files hold, what is wrong, and what they change."""
    lines = [report_text(intake.report, paint), plural(intake.facts, "new fact")]
    if intake.changes is None and not intake.base.errors:
        lines.append("the base had errors without the new files, so what they change is not known")
    elif intake.changes is not None:
        lines += [f"changed: {c.goal}\n  before: {c.before}\n  now: {c.after}" for c in intake.changes]
        lines += [] if intake.changes else ["no expectation holds otherwise than before"]
    return "\n".join(lines)
