"""The process that answers: in, one question of a browser after another; out, a page or a list for each.

It is a process of its own, so that a question can be stopped, and one that takes too much takes nothing else with it. A question is stopped
as by Ctrl-C, or once it has taken the time that a command gives one.
"""

from __future__ import annotations

import json
import signal
from collections import OrderedDict
from collections.abc import Iterator
from contextlib import suppress
from multiprocessing.connection import Connection
from pathlib import Path
from types import FrameType

from factbase.base import FactBase, View
from factbase.faces.ending import ending
from factbase.faces.engines import Engines
from factbase.faces.options import BUG, today
from factbase.faces.patience import Patience, Spent
from factbase.ground.dataclass import dataclass
from factbase.ground.date import Date, parse_date
from factbase.requests.engines import Resources
from factbase.requests.live import LivePages, Shown
from factbase.requests.request import Refused

__all__ = ["Ask", "Complete", "Find", "Question", "Reply", "Reread", "Served", "Show", "work"]

VIEWS = 6  # of which the pages are kept
HURRY: signal.Signals | None = getattr(signal, "SIGUSR1", None)
"""What interrupts the work that nobody has asked for, where the system has such a signal."""
AHEAD = 10.0  # seconds for a piece of it


@dataclass(frozen=True, slots=True)
class Served:
    """What is served: the paths of the base, the view where a reader names none, the engine, and how long a question may take."""

    paths: tuple[Path, ...]
    at: Date | None
    known_by: Date | None
    engine: str
    seconds: float | None
    cache: Path | None
    title: str
    resources: Resources


@dataclass(frozen=True, slots=True)
class Show:
    """The page at a path, in a view; a day that is "" is the one of the server."""

    at: str
    known_by: str
    path: str


@dataclass(frozen=True, slots=True)
class Brief:
    """A page again that took too long, without what is not worked out yet."""

    of: Show
    why: str


@dataclass(frozen=True, slots=True)
class Ask:
    """The answers to a goal, in a view."""

    at: str
    known_by: str
    goal: str
    part: int


@dataclass(frozen=True, slots=True)
class Complete:
    """What may stand at the end of a goal."""

    before: str


@dataclass(frozen=True, slots=True)
class Find:
    """Where words stand."""

    words: str


@dataclass(frozen=True, slots=True)
class Reread:
    """The files have changed."""


Question = Show | Ask | Complete | Find | Reread | Brief


@dataclass(frozen=True, slots=True)
class Reply:
    """What is sent: a text, what it is, and the status of HTTP."""

    text: str
    media: str = "text/html"
    status: int = 200


def work(served: Served, connection: Connection) -> None:
    """Answers what comes over a connection until that ends. An interrupt while nothing is asked changes nothing."""
    desk = Desk(served)
    signal.signal(signal.SIGINT, desk.interrupted)
    if HURRY is not None:
        signal.signal(HURRY, desk.hurried)
    with suppress(EOFError, OSError):
        connection.send(desk.begin())
        while True:
            while not connection.poll(0 if desk.get_ready() else None):
                pass
            connection.send(desk.answer(connection.recv()))


class Desk:
    """A base as it is served, with the pages of the views that were asked for last."""

    def __init__(self, served: Served) -> None:
        self._served = served
        self._patience = Patience(served.seconds, served.paths)
        self._engines = Engines(served.engine, served.cache, self._patience, served.resources)
        self._base: FactBase | None = None
        self._views: OrderedDict[tuple[str, str, str], LivePages] = OrderedDict()
        self._ahead: Iterator[None] = iter(())
        self._version = 0
        self._busy = False
        self._getting_ready = False

    def interrupted(self, number: int, frame: FrameType | None) -> None:
        """Stops what is being answered."""
        if self._busy:
            self._busy = False  # what tells that it was stopped is not to be stopped
            raise KeyboardInterrupt

    def hurried(self, number: int, frame: FrameType | None) -> None:
        """Leaves what is done ahead: something is asked."""
        if self._getting_ready:
            self._getting_ready = False
            raise KeyboardInterrupt

    def begin(self) -> Reply:
        """Reads the base."""
        return self.answer(Reread())

    def answer(self, question: Question) -> Reply:
        """What a question comes to, whatever that is."""
        try:
            return self._stoppable(question)
        except Spent as spent:
            if isinstance(question, Show):
                return self.answer(Brief(question, str(spent)))
            return self._told(question, "This took too long", str(spent))
        except KeyboardInterrupt:
            return self._told(question, "Stopped", "The question was stopped before it was answered.")
        except Refused as refused:
            return self._told(question, "Refused", str(refused), 400)
        except (
            Exception
        ) as problem:  # a bug of ours too, told without what was read; the next question finds all as it was
            line, code = ending(problem)
            return self._told(question, "Not answered", line, 500 if code == BUG else 503)
        finally:
            self._engines.forget()

    def _stoppable(self, question: Question) -> Reply:
        try:
            with self._patience.limit():
                self._busy = True
                return self._answer(question)
        finally:
            self._busy = False

    def get_ready(self) -> bool:
        """Works out a piece of what the pages of the view in use have in common, while nothing is asked; whether there may be more."""
        try:
            self._getting_ready = True
            with Patience(AHEAD, ()).limit():
                return next(self._ahead, False) is None
        except Spent as spent:
            if self._pages("", "").give_up(str(spent)):
                self._begin_ahead()
                return True
            self._ahead = iter(())
            return False
        except Exception:  # whoever asks for it is told why
            self._ahead = iter(())
            return False
        except KeyboardInterrupt:
            self._begin_ahead()
            return True
        finally:
            self._getting_ready = False

    def _begin_ahead(self) -> None:
        """What is ready already takes no time again."""
        self._ahead = self._pages("", "").get_ready()

    def _answer(self, question: Question) -> Reply:
        match question:
            case Reread():
                self._base = self._base.reread(self._served.paths) if self._base else self._read()
                self._views.clear()
                self._version += 1
                self._begin_ahead()
                return Reply(str(self._version), "text/plain")
            case Complete(before):
                offers = self._pages("", "").offers(before)
                told = [
                    {"text": each.text, "replaces": each.replaces, "note": each.note}
                    for each in offers
                    if not each.more
                ]
                return Reply(json.dumps(told), "application/json")
            case Find(words):
                return Reply(json.dumps(self._pages("", "").found(words)), "application/json")
            case Show(at, known_by, path):
                pages = self._pages(at, known_by)
                self._patience.ask(self._questions())
                return _reply(pages.page(path))
            case Brief(Show(at, known_by, path), why):
                return _reply(self._pages(at, known_by).in_brief(path, why))
            case Ask(at, known_by, goal, part):
                return _reply(self._pages(at, known_by).asked(goal, part))

    def _read(self) -> FactBase:
        """The base as it was read last; where that did not come to an end, it is read now."""
        if self._base is None:
            self._base = FactBase.load(self._served.paths, self._served.cache)
        return self._base

    def _questions(self) -> int:
        """What a page may have to ask of the base: all that it expects, and all that it answers."""
        program = self._read().program
        return len(program.expectations) + len(program.named_queries)

    def _pages(self, at: str, known_by: str) -> LivePages:
        day = _day(at) or self._served.at or today()
        known = _day(known_by) or self._served.known_by
        key = at, known_by, day.text  # a new day is another view
        pages = self._views.get(key)
        if pages is None:
            base = self._read()
            view, title = View(day, known), self._served.title
            pages = LivePages(base, view, self._engines.engine, title, at, known_by, self._version)
            self._views[key] = pages
            while len(self._views) > VIEWS:
                self._views.popitem(last=False)
        self._views.move_to_end(key)
        return pages

    def _told(self, question: Question, title: str, line: str, status: int = 503) -> Reply:
        if isinstance(question, Brief):
            question = question.of
        if not isinstance(question, Show | Ask):
            return Reply(line, "text/plain", status)
        path = question.path if isinstance(question, Show) else "ask.html"
        goal = question.goal if isinstance(question, Ask) else ""
        try:
            pages = self._pages("", "")  # the view may be what is wrong
            return _reply(pages.told(title, (line,), path, goal=goal, status=status))
        except Exception:  # what cannot even be told on a page of its own
            return Reply(line, "text/plain", status)


def _day(text: str) -> Date | None:
    """A date as a reader writes it. Raises Refused."""
    if not text:
        return None
    try:
        return today() if text == "today" else parse_date(text)
    except ValueError as problem:
        raise Refused(f"{text} is no date of a view: {problem}") from None


def _reply(shown: Shown) -> Reply:
    return Reply(shown.html, status=shown.status)
