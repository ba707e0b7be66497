"""A session: in, a goal or a statement as typed; out, blocks of text. The REPL and a pipe both run on it, so both print the same."""

from __future__ import annotations

from collections.abc import Generator, Iterator, Sequence
from os.path import isdir
from pathlib import Path

from factbase.base import Answers, FactBase
from factbase.faces.engines import Engines
from factbase.faces.options import BUG, DONE, FINDINGS
from factbase.faces.progress import Working
from factbase.ground.date import Date
from factbase.ground.diagnostic import Diagnostic, Severity
from factbase.ground.span import TextFile
from factbase.program.view import View
from factbase.render.paint import Paint, block
from factbase.render.text import answers_text, diagnostics_lines, diagnostics_text, plural
from factbase.syntax.parse import parse, parse_goal, statements

__all__ = ["Session"]


class Session:
    """A base, the view in force, and what the user asks of them. `failed` says whether anything was refused so far, `broken` whether
    that was a bug of ours."""

    def __init__(
        self, paths: Sequence[Path], view: View, today: Date, engines: Engines, paint: Paint, cache: Path | None = None
    ) -> None:
        self.paths = tuple(paths)
        self.view = view
        self.today = today
        self.engines = engines
        self.paint = paint
        self.failed = False
        self.broken = False
        with Working("loading"):
            self.base = FactBase.load(paths, cache)
        self._typed = ""  # what was added so far, as one text: a `from` holds for what is typed after it

    @property
    def code(self) -> int:
        """The exit code of what was asked so far."""
        if self.broken:
            return BUG
        return FINDINGS if self.failed else DONE

    def greeting(self) -> str:
        """What the base holds, and what is wrong with it."""
        program = self.base.program
        facts = program.facts.stated
        documents = sum(source.file is not None for source in program.sources.values())
        counts = [(facts, "fact"), (len(program.rules), "rule"), (documents, "source")]
        head = f"{', '.join(plural(count, name) for count, name in counts)}; {self.view}"
        if self.base.errors:
            self.failed = True
            return block([*diagnostics_lines(self.base.errors, self.paint), f"{head}; mend the errors and `:reload`"])
        return f"{head}; `:help` for help"

    def reload(self) -> None:
        """Reads the base again; what was typed or loaded is gone."""
        with self.working("loading"):
            self.base = FactBase.load(self.paths, self.base.cache)
        self._typed = ""

    def take(self, text: str) -> Iterator[str]:
        """The blocks that goals and statements give."""
        for piece in statements(text):
            yield from self._statement(piece.strip())

    def asked(self, goal: str, *, whole: bool = False) -> Generator[str, None, Answers | None]:
        """The answers to a goal; None where it has mistakes, which are told."""
        with self.working("solving"):
            answers = self.base.ask(goal, self.view, self.engines.engine, whole=whole)
        if any(d.severity is Severity.ERROR for d in answers.problems):
            self.failed = True
            yield diagnostics_text(answers.problems, self.paint)
            return None
        return answers

    def working(self, what: str) -> Working:
        """What shows how far a question is; what was solved for the one before is forgotten."""
        self.engines.taken()
        return Working(what, self.engines.tally)

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

    def _ask(self, text: str) -> Iterator[str]:
        with self.working("solving"):
            answers = self.base.ask(text, self.view, self.engines.engine)
        self.failed |= any(d.severity is Severity.ERROR for d in answers.problems)
        yield from answers_text(answers, self.base.program, self.base.evidence, self.paint)

    def _add(self, text: str) -> Iterator[str]:
        folder = self.paths[0] if isdir(self.paths[0]) else self.paths[0].parent
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


def _reached(problems: Sequence[Diagnostic]) -> int:
    """How far a text could be read."""
    return min(problem.span.start if problem.span else 0 for problem in problems)
