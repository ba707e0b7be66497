"""The REPL on a terminal: in, keys; out, the blocks of a session, a screen at a time. The only file that knows prompt_toolkit."""

from __future__ import annotations

import os
import re
import shutil
import sys
from asyncio import AbstractEventLoop, get_running_loop
from collections.abc import Callable, Iterable, Iterator
from contextlib import suppress
from pathlib import Path
from typing import Any

from prompt_toolkit import PromptSession
from prompt_toolkit.application import get_app
from prompt_toolkit.auto_suggest import AutoSuggestFromHistory
from prompt_toolkit.completion import CompleteEvent, Completer, Completion, PathCompleter
from prompt_toolkit.document import Document
from prompt_toolkit.enums import DEFAULT_BUFFER
from prompt_toolkit.filters import has_focus
from prompt_toolkit.formatted_text import StyleAndTextTuples
from prompt_toolkit.history import FileHistory, History, InMemoryHistory
from prompt_toolkit.key_binding import KeyBindings, KeyPressEvent
from prompt_toolkit.layout.screen import Char
from prompt_toolkit.lexers import Lexer
from prompt_toolkit.output import create_output
from prompt_toolkit.styles import Style
from prompt_toolkit.utils import get_cwidth

from factbase.faces.commands import COMMANDS, Quit, execute
from factbase.faces.ending import ending
from factbase.faces.options import BUG
from factbase.faces.pipe import complete
from factbase.faces.screen import Screen, Unwritable, say
from factbase.faces.session import Session
from factbase.ground.controls import as_escape, as_line, is_shown
from factbase.ground.diagnostic import InternalError
from factbase.requests.completion import Offer, files_wanted, of_goal, of_request
from factbase.requests.request import DONE
from factbase.requests.table import Entry
from factbase.requests.tokens import Tokens

__all__ = ["GoalCompleter", "run"]

MAX_FAILURES = 3  # of the prompt, one after the other

_STYLE = Style.from_dict(
    {
        "prompt": "bold",
        "relation": "bold",
        "variable": "ansicyan",
        "string": "ansigreen",
        "date": "ansimagenta",
        "keyword": "ansiblue",
        "command": "ansiyellow",
        "comment": "ansibrightblack",
        "unknown": "ansired",
    }
)


class GoalLexer(Lexer):
    """Colours a goal as it is typed; a relation that the base does not know is red."""

    def __init__(self, session: Session) -> None:
        self.session = session
        self.tokens = Tokens(session.base.cache)

    def lex_document(self, document: Document) -> Callable[[int], StyleAndTextTuples]:
        known = self.session.base.program.relations

        def line(number: int) -> StyleAndTextTuples:
            tokens = self.tokens.of(document.lines[number], known)
            return [("" if kind == "other" else f"class:{kind}", text) for kind, text in tokens]

        return line


class GoalCompleter(Completer):
    """Completes commands with what they take, and what the language has: relations, constants, sources."""

    def __init__(self, session: Session) -> None:
        self.session = session
        self.paths = PathCompleter(expanduser=True)

    def get_completions(self, document: Document, complete_event: CompleteEvent) -> Iterable[Completion]:
        """What may follow before the cursor: of a goal its names, of a line with `:` its command and what that takes."""
        before = document.text_before_cursor
        if not before.lstrip().startswith(":"):
            yield from _offered(of_goal(before, self.session.base))
            return
        name, space, rest = before.lstrip()[1:].partition(" ")
        if not space:
            for command in COMMANDS:
                if command.name.startswith(name):
                    more = command.usage != command.name or (isinstance(command, Entry) and command.options)
                    text = f"{command.name} " if more else command.name
                    yield Completion(text, -len(name), display=command.name, display_meta=command.help)
            return
        for command in COMMANDS:
            if isinstance(command, Entry) and command.name == name:
                yield from _offered(of_request(command.request(), rest, self.session.base))
                if files_wanted(command.request(), rest):
                    yield from self._files(rest.rsplit(" ", 1)[-1], complete_event)

    def _files(self, begun: str, event: CompleteEvent) -> Iterator[Completion]:
        for completion in self.paths.get_completions(Document(begun, len(begun)), event):
            if is_shown(completion.text) and "\n" not in completion.text:  # another name cannot be typed
                yield completion


def _offered(offers: Iterable[Offer]) -> Iterator[Completion]:
    return (Completion(each.text, -each.replaces, display_meta=as_line(each.note)) for each in offers)


def run(session: Session) -> int:
    """Reads and answers until the user leaves; 0, since what failed was told, where that was no bug of ours."""
    stream = sys.stdout
    terminal = stream.stream if isinstance(stream, Screen) else stream  # what draws by itself sends controls of its own
    Char.display_mappings = _Displayed(Char.display_mappings)
    print(session.greeting())
    prompt: PromptSession[str] = PromptSession(
        history=_history(),
        multiline=True,
        lexer=GoalLexer(session),
        completer=GoalCompleter(session),
        auto_suggest=AutoSuggestFromHistory(),
        enable_history_search=True,
        complete_while_typing=False,
        style=_STYLE,
        prompt_continuation=lambda width, line, wrapped: "  ",
        key_bindings=_keys(),
        output=create_output(stdout=terminal),
    )
    failures = 0  # in a row: a prompt that fails each time would do so for ever
    while failures < MAX_FAILURES:
        try:
            typed = _read(prompt)
            failures = 0
            if typed is not None:
                with session.engines.patience.limit():
                    _page(execute(session, typed))
        except KeyboardInterrupt as problem:
            print(ending(problem)[0])
        except (EOFError, Quit):
            break
        except _PromptFailed as problem:  # what was typed before is in the session, and that goes on
            failures += 1
            session.broken = True
            say(str(problem))
    return BUG if session.broken else DONE


class _PromptFailed(Exception):
    """The prompt itself came to a bug; the message tells of it."""


def _read(prompt: PromptSession[str]) -> str | None:
    """What is typed, None where it is dropped by an interrupt. Raises EOFError where the user leaves, and _PromptFailed."""
    try:
        return prompt.prompt([("class:prompt", "> ")], set_exception_handler=False, pre_run=_let_out)
    except KeyboardInterrupt:
        return None
    except (EOFError, Unwritable):
        raise
    except Exception as problem:
        raise _PromptFailed(ending(problem)[0]) from None


def _let_out() -> None:
    """What goes wrong while a key is handled comes out of the prompt, where else a traceback would be shown."""
    application = get_app()

    def raised(loop: AbstractEventLoop, context: dict[str, Any]) -> None:
        if application.is_running and not application.is_done:
            application.exit(exception=context.get("exception") or InternalError(context["message"]))

    get_running_loop().set_exception_handler(raised)


class _Displayed(dict[str, str]):
    """How characters are displayed while one types: as prompt_toolkit has it, and what else acts on a terminal as its escape."""

    def __contains__(self, character: object) -> bool:
        return super().__contains__(character) or not is_shown(str(character))

    def __missing__(self, character: str) -> str:
        return as_escape(character)


def _keys() -> KeyBindings:
    keys = KeyBindings()

    # Several lines always, so that what a search finds is shown above what is searched for.
    @keys.add("enter", filter=has_focus(DEFAULT_BUFFER))
    def _(event: KeyPressEvent) -> None:
        if complete(event.current_buffer.text):
            event.current_buffer.validate_and_handle()
        else:
            event.current_buffer.newline(copy_margin=False)

    @keys.add("escape", "enter", filter=has_focus(DEFAULT_BUFFER))
    def _(event: KeyPressEvent) -> None:
        event.current_buffer.validate_and_handle()

    return keys


def _page(blocks: Iterable[str]) -> None:
    """Prints blocks and stops at each full screen: Enter goes on, `a` prints all the rest, `q` leaves the rest."""
    room = shutil.get_terminal_size().lines - 2
    left: float = room
    for block in blocks:
        for line in block.split("\n"):
            if left <= 0:
                match _key():
                    case "q":
                        return
                    case "a":
                        left = float("inf")
                    case _:
                        left = room
            print(line)
            left -= max(1, -(-_width(line) // max(1, shutil.get_terminal_size().columns)))


def _width(line: str) -> int:
    """The columns that a line takes."""
    drawn = sys.stdout.drawn(line) if isinstance(sys.stdout, Screen) else line
    return get_cwidth(_COLOUR.sub("", drawn).expandtabs())


def _key() -> str:
    try:
        return input("-- more: Enter, a (all), q (no more) -- ").strip().lower()
    except EOFError:  # Ctrl-D
        print()
        return "q"


_COLOUR = re.compile(r"\x1b\[[0-9;]*m")


class _History(FileHistory):
    """History kept in a file while that can be written."""

    def store_string(self, string: str) -> None:
        with suppress(OSError):
            super().store_string(string)


def _history() -> History:
    """History kept between sessions, or for this one only where it cannot be."""
    folder = Path(os.environ.get("XDG_STATE_HOME") or Path.home() / ".local" / "state") / "factbase"
    try:
        folder.mkdir(parents=True, exist_ok=True)
        with (folder / "history").open("a+"):
            return _History(str(folder / "history"))
    except (OSError, RuntimeError):  # the second where there is no home
        return InMemoryHistory()
