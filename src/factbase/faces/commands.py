"""Commands of a session: in, a line as typed; out, blocks of text. Requests are those of their table; what a session alone has is here."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import replace

from factbase.faces.arguments import Mistyped, from_line
from factbase.faces.ending import ending
from factbase.faces.options import BUG
from factbase.faces.session import Session
from factbase.ground.dataclass import dataclass
from factbase.ground.date import Date, parse_date
from factbase.render.paint import block
from factbase.requests.engines import ENGINES, NotInstalled
from factbase.requests.table import Entry, Where, entries

__all__ = ["COMMANDS", "Command", "Quit", "execute"]


class Quit(Exception):
    """The user is done."""


@dataclass(frozen=True, slots=True)
class Command:
    """A command of the session's own, `:name arguments`; `run` gives the blocks to print."""

    name: str
    arguments: str
    help: str
    run: Callable[[Session, Sequence[str]], Iterator[str]]
    short: str = ""  # which else could be another one too

    @property
    def usage(self) -> str:
        """Its name with what may follow it."""
        return f"{self.name} {self.arguments}".rstrip()


def execute(session: Session, text: str) -> Iterator[str]:
    """The blocks that a command, a goal or a statement gives. Raises Quit. What cannot be done, a bug too, ends the entry only."""
    try:
        yield from _command(session, text.strip()) if text.lstrip().startswith(":") else session.take(text)
    except Quit:
        raise
    except Mistyped as problem:
        session.failed = True
        yield block([str(problem)])
    except Exception as problem:  # the next entry finds the session as it was before this one
        line, code = ending(problem)
        session.failed = True
        session.broken |= code == BUG
        yield block([line])


def _command(session: Session, text: str) -> Iterator[str]:
    name, _, rest = text[1:].strip().partition(" ")
    match _named(name):
        case Command() as command:
            yield from command.run(session, rest.split())
        case Entry() as entry:
            made = from_line(entry, rest)
            if isinstance(made, str):
                yield made
            else:
                yield from session.make(*made)


def _named(name: str) -> Command | Entry:
    """The command of a name, or of how it begins. Raises Mistyped."""
    candidates = [c for c in COMMANDS if name in _names(c)] or [c for c in COMMANDS if name and c.name.startswith(name)]
    if len(candidates) != 1:
        known = ", ".join(f":{c.name}" for c in candidates or COMMANDS)
        raise Mistyped(f"`:{name}` {f'could be {known}' if candidates else f'is not a command; there are {known}'}")
    return candidates[0]


def _names(command: Command | Entry) -> tuple[str, ...]:
    return (command.name, command.short) if isinstance(command, Command) and command.short else (command.name,)


def _help(session: Session, arguments: Sequence[str]) -> Iterator[str]:
    if arguments:
        for name in arguments:
            match _named(name.removeprefix(":")):
                case Command() as command:
                    yield block([f":{command.usage}  {command.help}"])
                case Entry() as entry:
                    yield block(entry.described(":"))
        return
    shown = [(f":{c.usage}", c.help) for c in COMMANDS]
    width = max(len(usage) for usage, _ in shown)
    yield block(
        [
            "A goal ends with `.` and is answered with its citations: direct_channel(A, B).",
            "A rule, a fact with its quote, or `assume p(1).` is added to this session only.",
            "Tab completes, Ctrl-R searches the history, Ctrl-C stops a query.",
            *(f"  {usage:<{width}}  {text}" for usage, text in shown),
            "Those that ask take options, which `:help why` shows of `:why`.",
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
            raise Mistyped(str(problem)) from None
        session.view = replace(session.view, **{axis: date})
        session.given |= {axis}
    yield str(session.view)


def _reload(session: Session, arguments: Sequence[str]) -> Iterator[str]:
    session.reload()
    yield session.greeting()


def _engine(session: Session, arguments: Sequence[str]) -> Iterator[str]:
    if arguments and arguments[0] not in ENGINES:
        raise Mistyped(f"there is no engine `{arguments[0]}`; there are {', '.join(ENGINES)}")
    if arguments:
        try:
            session.engines.use(arguments[0])
        except NotInstalled as problem:
            raise Mistyped(str(problem)) from None
    yield block([f"engine {session.engines.engine.name}"])


def _stats(session: Session, arguments: Sequence[str]) -> Iterator[str]:
    yield from session.engines.statistics()


def _quit(session: Session, arguments: Sequence[str]) -> Iterator[str]:
    raise Quit
    yield ""


COMMANDS: tuple[Command | Entry, ...] = (
    Command("help", "[NAME…]", "what can be typed, or what commands take", _help),
    Command("at", "[DATE|today|any]", "show or set the as-of date", _at),
    Command("known", "[DATE|today|any]", "show or set the date by which sources must be published", _known_by),
    *entries(Where.SESSION),
    Command("reload", "", "read the base again from its files; what was typed or loaded is dropped", _reload),
    Command("engine", "[NAME]", f"show or set what solves: {', '.join(ENGINES)}", _engine),
    Command("stats", "", "what the last question took: engine, rounds, rows, and each rule", _stats),
    Command("quit", "", "leave (`:q` and Ctrl-D too)", _quit, "q"),
)


def _read_date(text: str, today: Date) -> Date:
    """A date as typed. Raises ValueError with what is wrong."""
    return today if text == "today" else parse_date(text)
