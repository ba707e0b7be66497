"""A session: in, requests, and what is typed; out, blocks of text. The REPL and a pipe both run on it, so both print the same."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace
from os.path import expanduser, isdir, realpath
from pathlib import Path
from typing import TYPE_CHECKING, Any

from factbase.base import FactBase, View
from factbase.faces.engines import Engines
from factbase.faces.options import BUG, fitting
from factbase.faces.preferences import Preferences
from factbase.faces.progress import Working
from factbase.ground.date import Date
from factbase.ground.diagnostic import Diagnostic
from factbase.render.paint import Paint, block, joined
from factbase.render.problems import diagnostics_lines, diagnostics_text
from factbase.render.words import held, plural
from factbase.requests.request import DONE, FINDINGS, USAGE, Context, Outcome, Request
from factbase.requests.typed import Add, pieces, request_of

if TYPE_CHECKING:
    from factbase.requests.citing import Cite
    from factbase.requests.form import Form

__all__ = ["Session"]


class Session:
    """A base, the view in force, and what the user asks of them. `failed` says whether anything was refused so far, `broken` whether
    that was a bug of ours."""

    def __init__(
        self,
        paths: Sequence[Path],
        view: View,
        today: Date,
        engines: Engines,
        paint: Paint,
        cache: Path | None = None,
        given: frozenset[str] = frozenset(),
    ) -> None:
        self.paths = tuple(paths)
        self.view = view
        self.given = given  # the dates of it that the user has given
        self.today = today
        self.engines = engines
        self.paint = replace(paint, before=":")
        self.failed = False
        self.broken = False
        self.preferences = Preferences()
        with Working("loading"):
            self.base = FactBase.load(paths, cache)
        self._typed = ""  # what was added so far
        self.unfit: tuple[str, ...] = ()
        """The statements that were typed, and do not fit the files as they are."""
        self.loaded: tuple[Path, ...] = ()
        """The files that were taken into the session."""
        self._counted: tuple[object, int] = (None, 0)  # of a program
        self.entries: list[str] = []
        """The goals and statements that were typed so far."""
        self.answered: Outcome[Any] | None = None
        """What the last goal or named queries came to."""
        self.proposed: str | None = None
        """The statement that was proposed last, after the declarations that it needs."""

    @property
    def code(self) -> int:
        """The exit code of what was asked so far."""
        if self.broken:
            return BUG
        return FINDINGS if self.failed else DONE

    def prefer(self, preferences: Preferences) -> None:
        """Goes on as the user prefers it."""
        self.preferences = preferences
        self.paint = replace(self.paint, palette=preferences.palette)

    @property
    def facts(self) -> int:
        """How many facts the base cites, counted once."""
        program = self.base.program
        if self._counted[0] is not program:
            self._counted = program, program.facts.cited
        return self._counted[1]

    def greeting(self) -> str:
        """What the base holds, and what is wrong with it."""
        program = self.base.program
        head = (
            f"{held(program.documents, program.facts.cited, program.facts.assumed, program.rules_written)}; {self.view}"
        )
        if self.base.errors:
            self.failed = True
            return block([*diagnostics_lines(self.base.errors, self.paint), f"{head}; mend the errors and `:reload`"])
        return f"{head}; `:help` for help"

    def reload(self) -> Iterator[str]:
        """Reads the base again. The blocks tell what becomes of the statements that were typed, and of what was loaded, which is left.

        A statement that does not fit the files as they are now waits for the next time."""
        statements, loaded = (*self.typed, *self.unfit), self.loaded
        with self._working("loading"):
            self.base = self.base.reread(self.paths)
        self._typed, self.unfit, self.loaded = "", statements, ()  # an interrupt from now on loses none
        if loaded:
            yield block([f"not loaded any more: {', '.join(map(str, loaded))}; `:load` takes files again"])
        if self._fits(statements) is None:
            self.unfit = ()
            if statements:
                yield block([f"{plural(len(statements), 'typed statement')} kept"])
            return
        for each in statements:  # one by one, for one that does not fit drops no other
            wrong = self._fits((*self.typed, each))
            if wrong is None:
                left = list(self.unfit)
                left.remove(each)
                self.unfit = tuple(left)
                continue
            self.failed = True
            yield diagnostics_text(wrong, fitting(self.paint))
        told = f"{plural(len(self.typed), 'typed statement')} kept" if self.typed else "no typed statement is kept"
        fit = "fits" if len(self.unfit) == 1 else "fit"
        yield block([f"{told}; {len(self.unfit)} no longer {fit}: `:list` has all, `:reload` tries again"])

    def _fits(self, statements: Sequence[str]) -> Sequence[Diagnostic] | None:
        """Takes statements in the place of those that were typed; where they bring errors, these, and nothing is taken."""
        text = joined([*statements, ""])
        outcome = Add(text=text, folder=self.folder).handle(self._context(None)) if statements else None
        if outcome is not None and outcome.base is None:
            return outcome.problems
        if outcome is not None and outcome.base is not None:
            self.base, self._typed = outcome.base, text
        return None

    @property
    def typed(self) -> tuple[str, ...]:
        """The statements that were typed so far, and are in no file."""
        return tuple(pieces(self._typed))

    def with_typed(self, statements: Sequence[str], told: str) -> Iterator[str]:
        """The session with these statements in the place of those that were typed; what is told of it once it is done."""
        text = joined([*statements, ""])
        blocks = list(self.make(Add(text=text, folder=self.folder)))
        yield from (told,) if self._typed == text else blocks

    @property
    def folder(self) -> Path:
        """Where what is typed counts as written."""
        return self.paths[0] if isdir(self.paths[0]) else self.paths[0].parent

    def take(self, text: str) -> Iterator[str]:
        """The blocks that goals and statements give."""
        for piece in pieces(text):
            yield from self.make(request_of(piece, self._typed, self.folder, self.base.cache))

    def make(self, request: Request, form: str = "text", view: View | None = None) -> Iterator[str]:
        """The blocks of what a request comes to, in the view in force or in another; the session goes on with the base that it gives.
        Raises Refused."""
        outcome = request.handle(replace(self._context(view), in_short=form == "text"))
        if request.numbers and not outcome.refused:
            self.answered = outcome
        self.proposed = outcome.proposed or self.proposed
        if outcome.base is not None:
            self.base = outcome.base
            if isinstance(request, Add):
                self._typed = request.text
            else:
                from factbase.requests.adding import Take  # late: few sessions load

                assert isinstance(request, Take)  # nothing else grows a base
                self.loaded += request.files
        self.failed |= outcome.code in (FINDINGS, USAGE)
        yield from self.told(outcome, form)
        lines, code = outcome.closing()
        self.failed |= code in (FINDINGS, USAGE)
        yield from (block([line]) for line in lines)

    def told(self, outcome: Outcome[Any], form: str) -> Iterator[str]:
        """The blocks that tell what a request came to."""
        paint = fitting(self.paint)
        yield from outcome.beside(form, paint)
        yield from outcome.blocks(form, paint)

    def has_file(self, path: Path) -> bool:
        """Whether a file is one of the base."""
        return realpath(expanduser(path)) in map(realpath, self.base.snapshot.texts)

    def append(self, text: str, path: Path) -> Iterator[str]:
        """The blocks of adding statements to a file of the base; once they stand there, the session goes on with the base of its files."""
        from factbase.requests.adding import Append  # late: few sessions write

        outcome = Append(text=text, into=Path(expanduser(path))).handle(self._context(None))
        yield from outcome.blocks("text", fitting(self.paint))
        if outcome.code == DONE:
            self._typed = ""  # it is in the file
            yield from self.reload()
        self.failed |= outcome.code != DONE

    def form(self, request: Cite) -> Form | None:
        """What makes a fact of the passages that a request finds, part by part; None where there is none. Raises Refused."""
        from factbase.requests.form import Form  # late: few sessions cite

        passages = request.handle(self._context(None)).live
        return Form(passages, request.relation) if passages and not passages[0].lacking else None

    def reread(self) -> FactBase:
        """The base as its files are now, with what was typed; the session goes on with the one that it has."""
        with self._working("loading"):
            base = self.base.reread(self.paths)
        return base.with_text(str(self.folder / "<typed>"), self._typed, self.folder) if self._typed else base

    def asked_of(self, base: FactBase, request: Request) -> Outcome[Any]:
        """What a request comes to, asked of another base. Raises Refused."""
        return request.handle(replace(self._context(None), load=lambda paths: base))

    def _context(self, view: View | None) -> Context:
        cache = self.base.cache
        return Context(
            lambda paths: FactBase.load(paths, cache) if paths else self.base,
            self.view if view is None else view,
            self.engines.engine,
            self.paths,
            cache,
            self._working,
            questions=self.engines.patience.ask,
            given=self.given,
        )

    def _working(self, what: str) -> Working:
        """What shows how far a question is; what was solved for the one before is forgotten."""
        self.engines.forget()
        return Working(what, self.engines.tally)
