"""Commands of a session: in, a line as typed; out, blocks of text. Requests are those of their table; what a session alone has is here."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import replace
from typing import TYPE_CHECKING

from factbase.faces.arguments import Mistyped, from_line
from factbase.faces.editing import edited
from factbase.faces.ending import ending
from factbase.faces.options import BUG
from factbase.faces.preferences import CHOICES, changed
from factbase.faces.session import Session
from factbase.faces.typed import history, kept, save, undo
from factbase.ground.dataclass import dataclass
from factbase.ground.date import Date, parse_date
from factbase.render.paint import block
from factbase.requests.engines import ENGINES, NotInstalled
from factbase.requests.request import Refused
from factbase.requests.table import Entry, Where, entries
from factbase.requests.vocabulary import Vocabulary, Word

if TYPE_CHECKING:
    from factbase.requests.form import Form

__all__ = ["COMMANDS", "Command", "Quit", "as_command", "execute", "form_of", "is_endless"]


_NUMBER = re.compile(r"(?:^|\s)[0-9]+\.?(?:\s|$)")


class Quit(Exception):
    """The user is done."""


Offers = Callable[[Session, Vocabulary, str], Iterable[Word]]
"""What a command may take, by the words of the base and what is typed after its name."""


@dataclass(frozen=True, slots=True)
class Command:
    """A command of the session's own, `:name arguments`; `run` gives the blocks to print, `offers` what completes its arguments."""

    name: str
    arguments: str
    help: str
    run: Callable[[Session, Sequence[str]], Iterator[str]]
    short: str = ""  # which else could be another one too
    offers: Offers = lambda session, words, rest: ()

    @property
    def usage(self) -> str:
        """Its name with what may follow it."""
        return f"{self.name} {self.arguments}".rstrip()


def as_command(text: str) -> str | None:
    """The command that an entry is, `:name …`, also where it is written as other tools have it; None for what is none."""
    text = text.strip()
    if text.startswith(":"):
        return text
    if (plain := _PLAIN.fullmatch(text)) is not None:
        return f":{'help' if plain[1] in ('help', '?') else 'quit'} {plain[2] or ''}".rstrip()
    if (slashed := _SLASHED.match(text)) is not None:
        return f":{_SLASHES.get(slashed[1], slashed[1])} {text[slashed.end() :].strip()}".rstrip()
    return None


_PLAIN = re.compile(r"(exit|quit|halt|help|\?)(?:\(\)|[ ]*[.;]|(?<=help)[ ]+:?([\w-]+))?[.;]?")
_SLASHED = re.compile(r"\\(\w+|\?)")
_SLASHES = {
    "q": "quit",
    "?": "help",
    "h": "help",
    "d": "relations",
    "dt": "relations",
    "l": "sources",
    "e": "edit",
    "i": "load",
}


def execute(session: Session, text: str) -> Iterator[str]:
    """The blocks that a command, a goal or a statement gives. Raises Quit. What cannot be done, a bug too, ends the entry only."""
    try:
        command = as_command(text)
        if command is not None:
            yield from _command(session, command)
        else:
            session.entries += [text.strip()] if text.strip() else []
            yield from session.take(text)
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
    if name.endswith("!"):  # over a file that is there
        name, rest = name[:-1], f"! {rest}"
    match _named(name):
        case Command() as command:
            yield from command.run(session, rest.split())
        case Entry() as entry:
            made = from_line(entry, rest)
            if isinstance(made, str):
                yield made
            elif _NUMBER.search(rest):
                from factbase.faces.shown import numbered  # late: most requests name what they ask of

                request, view = numbered(session, made[0])
                yield from session.make(request, made[1], view)
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
            "A goal is answered with its citations: direct_channel(A, B)",
            "A rule, a fact with its quote, or `assume p(1).` ends with `.` and is added to this session only.",
            "Tab completes, Ctrl-R searches the history, Ctrl-C stops a query; an empty line sends off what is not whole.",
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


def _export(session: Session, arguments: Sequence[str]) -> Iterator[str]:
    from factbase.faces.shown import export  # late, as above

    yield from export(session, arguments)


def _keep(session: Session, arguments: Sequence[str]) -> Iterator[str]:
    """The proposed statement, taken into the session as if it were typed."""
    from factbase.requests.form import filled  # late: few sessions cite

    if session.proposed is None:
        raise Mistyped("nothing is proposed: `:cite WORDS` proposes a fact")
    given = dict(_GIVEN.findall(" ".join(arguments)))
    text, left = filled(session.proposed, given)
    if left:
        how = " ".join(f"{each}={'2019-08-22' if each == 'date' else '…'}" for each in left)
        raise Mistyped(f"still to be filled: {', '.join(left)}; write `:keep {how}`")
    yield from session.take(text)


def is_endless(text: str) -> bool:
    """Whether an entry goes on until it is interrupted: no page of it may wait for a key."""
    name = (as_command(text) or ":")[1:].strip().partition(" ")[0]
    return len(name) > 1 and "watch".startswith(name)


def form_of(session: Session, text: str) -> Form | None:
    """What makes a fact of the passages that an entry asks for; None for any other entry, and where there is nothing to make one of."""
    name, _, rest = (as_command(text) or ":")[1:].strip().partition(" ")
    if not name.startswith("c"):
        return None
    from factbase.requests.citing import Cite  # late, as above

    try:
        made = from_line(entry, rest) if isinstance(entry := _named(name), Entry) and entry.name == "cite" else None
        if isinstance(made, tuple) and isinstance(made[0], Cite) and made[1] == "text":
            return session.form(made[0])
    except (Mistyped, Refused):  # which is told where the entry is answered
        pass
    return None


_GIVEN = re.compile(r'(\w+)=("(?:[^"\\]|\\.)*"|\S+)')


def _watch(session: Session, arguments: Sequence[str]) -> Iterator[str]:
    from factbase.faces.watching import watch_goal  # late: few goals are asked more than once

    yield from watch_goal(session, " ".join(arguments))


def _reload(session: Session, arguments: Sequence[str]) -> Iterator[str]:
    told = list(session.reload())
    yield session.greeting()
    yield from told


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


def _set(session: Session, arguments: Sequence[str]) -> Iterator[str]:
    if len(arguments) > 1:
        try:
            session.prefer(changed(session.preferences, arguments[0], arguments[1]))
        except ValueError as problem:
            raise Mistyped(str(problem)) from None
    elif arguments and arguments[0] not in CHOICES:
        raise Mistyped(f"there is no setting `{arguments[0]}`; there are {', '.join(CHOICES)}")
    for name in arguments[:1] or CHOICES:
        choices, what = CHOICES[name]
        yield block([f"{name} {getattr(session.preferences, name)}  ({' or '.join(choices)}: {what})"])


def _edit(session: Session, arguments: Sequence[str]) -> Iterator[str]:
    text = edited(session.entries[-1] if session.entries else "")
    if not text.strip():
        yield "nothing was saved, so nothing is asked"
        return
    yield from execute(session, text)


def _quit(session: Session, arguments: Sequence[str]) -> Iterator[str]:
    raise Quit
    yield ""


def _names_of_commands(session: Session, words: Vocabulary, rest: str) -> Iterable[Word]:
    return [Word(command.name, command.help) for command in COMMANDS]


def _dates(session: Session, words: Vocabulary, rest: str) -> Iterable[Word]:
    return [Word("today", f"date · {session.today.text}"), Word("any", "no limit"), *words.dates]


def _engines(session: Session, words: Vocabulary, rest: str) -> Iterable[Word]:
    return [Word(name, "engine") for name in ENGINES]


def _settings(session: Session, words: Vocabulary, rest: str) -> Iterable[Word]:
    name, space, _ = rest.lstrip().partition(" ")
    if space:
        return [Word(choice, "value") for choice in CHOICES[name][0]] if name in CHOICES else []
    return [Word(each, f"setting · {what}") for each, (_, what) in CHOICES.items()]


COMMANDS: tuple[Command | Entry, ...] = (
    Command("help", "[NAME…]", "what can be typed, or what commands take", _help, offers=_names_of_commands),
    Command("at", "[DATE|today|any]", "show or set the as-of date", _at, offers=_dates),
    Command(
        "known", "[DATE|today|any]", "show or set the date by which sources must be published", _known_by, offers=_dates
    ),
    *entries(Where.SESSION),
    Command("history", "", "the goals and statements that were typed so far", history),
    Command("list", "", "the statements that were typed, and are in no file", kept),
    Command("undo", "", "take back the statement that was typed last", undo),
    Command("save", "FILE", "write the statements that were typed into a file; `:save! FILE` over one", save),
    Command(
        "export",
        "FILE",
        "write the last answers into a .md, .html, .json, .csv, .parquet …; `:export! FILE` over one",
        _export,
    ),
    Command("keep", "[PART=VALUE…]", "take the fact that `:cite` proposed into this session, its parts filled", _keep),
    Command(
        "watch", "GOAL", "ask a goal again whenever files change, and tell what is otherwise; Ctrl-C ends it", _watch
    ),
    Command("reload", "", "read the base again from its files, with what was typed; what was loaded is left", _reload),
    Command("engine", "[NAME]", f"show or set what solves: {', '.join(ENGINES)}", _engine, offers=_engines),
    Command("stats", "", "what the last question took: engine, rounds, rows, and each rule", _stats),
    Command(
        "set",
        "[NAME [VALUE]]",
        f"show or change how this session behaves: {', '.join(CHOICES)}",
        _set,
        offers=_settings,
    ),
    Command("edit", "", "write what was typed last in `$EDITOR`, and take what was saved", _edit),
    Command("quit", "", "leave (`:q` and Ctrl-D too)", _quit, "q"),
)


def _read_date(text: str, today: Date) -> Date:
    """A date as typed. Raises ValueError with what is wrong."""
    return today if text == "today" else parse_date(text)
