"""The prompt: in, keys; out, an entry as it was typed, with what one sees while one types. What prompt_toolkit has to be told is here."""

from __future__ import annotations

import threading
import time
from collections.abc import Callable
from contextlib import suppress
from typing import TYPE_CHECKING, TextIO

from prompt_toolkit import PromptSession
from prompt_toolkit.application import Application, get_app
from prompt_toolkit.auto_suggest import AutoSuggestFromHistory
from prompt_toolkit.buffer import Buffer, CompletionState
from prompt_toolkit.completion import CompleteEvent, get_common_complete_suffix
from prompt_toolkit.document import Document
from prompt_toolkit.enums import DEFAULT_BUFFER, EditingMode
from prompt_toolkit.filters import Condition, emacs_mode, has_focus, is_searching, vi_navigation_mode
from prompt_toolkit.formatted_text import StyleAndTextTuples
from prompt_toolkit.history import History
from prompt_toolkit.key_binding import KeyBindings, KeyPressEvent
from prompt_toolkit.keys import Keys
from prompt_toolkit.layout.processors import HighlightMatchingBracketProcessor
from prompt_toolkit.layout.screen import Char
from prompt_toolkit.lexers import Lexer
from prompt_toolkit.output import ColorDepth, create_output
from prompt_toolkit.search import SearchDirection, start_search, stop_search

from factbase.faces.below import below
from factbase.faces.offering import GoalCompleter
from factbase.faces.palette import style_of
from factbase.faces.plain import is_sent_off
from factbase.faces.raised import let_out
from factbase.faces.session import Session
from factbase.ground.controls import as_escape, is_shown
from factbase.render.paint import joined
from factbase.requests.readiness import get_ready, practise
from factbase.requests.tokens import Tokens
from factbase.requests.unfinished import missing

if TYPE_CHECKING:
    from factbase.requests.form import Form

__all__ = ["Prompt"]

MOST_LINES_HINTED = 200  # of an entry that say what is missing before them
LEISURE = 0.05  # seconds before anything is made ready: the prompt is drawn first
NARROW = 60  # columns below which the hint is short


class Prompt:
    """What reads entries at a terminal, by the preferences of the session as they are at each entry."""

    draws = True

    def __init__(self, session: Session, history: History, terminal: TextIO | None) -> None:
        if not isinstance(Char.display_mappings, _Displayed):
            Char.display_mappings = _Displayed(Char.display_mappings)
        self.session = session
        self._terminal = terminal
        self._is_browsing = False  # in the history, among what begins with what is typed
        self._before: Document | None = None  # what stood there when a search of the history began
        self._lexer, self._completer = _GoalLexer(session), GoalCompleter(session)
        self._is_ready = False
        self._sent_off = threading.Event()
        self._practising = threading.Lock()
        self._asked: PromptSession[str] = PromptSession(
            history=history,
            multiline=True,
            lexer=self._lexer,
            completer=self._completer,
            auto_suggest=AutoSuggestFromHistory(),
            enable_history_search=Condition(lambda: self._is_browsing),
            complete_while_typing=Condition(lambda: session.preferences.completion == "on"),
            input_processors=[HighlightMatchingBracketProcessor(chars="()[]{}")],
            prompt_continuation=self._continued,
            bottom_toolbar=lambda: below(session, self._asked.default_buffer.document, _columns()),
            key_bindings=self._keys(),
            enable_open_in_editor=True,
            enable_suspend=True,
            tempfile_suffix=".fb",
            reserve_space_for_menu=6,
            output=create_output(stdout=terminal) if terminal is not None else None,
        )

    def make(self, form: Form) -> str | None:
        """The statement that a person makes of a form; None where it is left."""
        from factbase.faces.citing import made  # late: few sessions cite

        return made(form, self._terminal)

    @property
    def typed(self) -> str:
        """What stands in the entry that is typed."""
        return self._asked.default_buffer.text

    def remember(self, entry: str) -> None:
        """Takes an entry into the history that was not typed here."""
        self._asked.history.append_string(entry)

    def read(self, begun: str = "") -> str:
        """What is typed, after what is begun already. Raises EOFError where the user leaves, KeyboardInterrupt where it is dropped."""
        preferences = self.session.preferences
        self._asked.color_depth = ColorDepth.DEPTH_1_BIT if preferences.palette == "none" else None
        typed = self._asked.prompt(
            [("class:prompt", "> ")],
            default=begun,
            editing_mode=EditingMode.VI if preferences.keys == "vi" else EditingMode.EMACS,
            style=style_of(preferences.palette),
            set_exception_handler=False,
            pre_run=self._begin,
        )
        self._sent_off.set()
        with self._practising:  # what is about to be asked of the base has it for itself
            return typed

    def _begin(self) -> None:
        let_out()
        if get_app().layout.is_searching:  # an editor gave back an entry while a search was on
            stop_search()
        get_app().layout.focus(DEFAULT_BUFFER)
        if not self._is_ready:
            self._is_ready = True
            threading.Thread(target=self._get_ready, args=[get_app()], daemon=True).start()

    def _get_ready(self, application: Application[object]) -> None:
        """While the user reads what is there, and begins to type: what the first words and the first answer would wait for."""
        time.sleep(LEISURE)
        get_ready(self.session.base.cache)
        self._lexer.tokens = Tokens(self.session.base.cache)
        self._completer.words.get_ready()
        with suppress(RuntimeError):  # the entry was sent off by now, and there is nothing to draw
            application.invalidate()
        self._practise()

    def _practise(self) -> None:
        """While the user still types: what of the base the first answer would wait for, step by step until an entry is sent off."""
        steps = practise(self.session.base, self.session.view)
        with suppress(Exception):  # what is wrong with it is told where somebody asks for it
            while True:
                with self._practising:
                    if self._sent_off.is_set():
                        return
                    next(steps)

    def _continued(self, width: int, line: int, wrapped: int) -> StyleAndTextTuples:
        """What leads a line that goes on: what the lines before it lack."""
        if wrapped or line > MOST_LINES_HINTED:
            return [("", "  ")]
        lacks = missing(joined(self._asked.default_buffer.document.lines[:line]))
        if lacks is None:
            return [("class:missing", "… ")]
        said = (
            lacks if _columns() >= NARROW else lacks[: lacks.index("`", lacks.index("`") + 1) + 1][lacks.index("`") :]
        )
        return [("class:missing", f"… {said} > ")]

    def _keys(self) -> KeyBindings:
        keys = KeyBindings()
        typing = has_focus(DEFAULT_BUFFER)
        is_chosen = Condition(lambda: _chosen(get_app().current_buffer))

        # Several lines always, so that what a search finds is shown above what is searched for.
        @keys.add("enter", filter=typing & is_chosen)
        def _(event: KeyPressEvent) -> None:
            event.current_buffer.complete_state = None  # what was chosen stands, and is not sent off with it

        @keys.add("enter", filter=typing & ~is_chosen)
        def _(event: KeyPressEvent) -> None:
            buffer = event.current_buffer
            if is_sent_off(buffer.text, self.session):
                buffer.validate_and_handle()
            else:
                buffer.newline(copy_margin=False)

        @keys.add("escape", "enter", filter=typing)
        def _(event: KeyPressEvent) -> None:
            event.current_buffer.validate_and_handle()

        # At once, for what is typed next may follow it: prompt_toolkit's own would be dropped where offers are being made.
        @keys.add("tab", filter=typing & ~vi_navigation_mode)
        def _(event: KeyPressEvent) -> None:
            _complete(event.current_buffer)

        @keys.add("c-r", filter=typing & emacs_mode & ~is_searching)
        def _(event: KeyPressEvent) -> None:
            self._before = event.current_buffer.document
            start_search(direction=SearchDirection.BACKWARD)

        # Who leaves a search finds what stood there before it, also where he has gone on to an earlier match.
        @keys.add("c-g", filter=is_searching & emacs_mode)
        @keys.add("c-c", filter=is_searching & emacs_mode)
        def _(event: KeyPressEvent) -> None:
            stop_search()
            if self._before is not None:
                self._asked.default_buffer.reset(self._before)

        @keys.add("escape", "-", filter=typing & emacs_mode)
        def _(event: KeyPressEvent) -> None:
            """No negative argument: half of prompt_toolkit's own keys fail with one."""

        @keys.add(Keys.Vt100MouseEvent)
        def _(event: KeyPressEvent) -> None:
            """The mouse is not asked for, and prompt_toolkit fails with a report of it that is none."""

        # Up is for the history, also where something is offered and none of it chosen.
        @keys.add("up", filter=typing & ~is_chosen)
        def _(event: KeyPressEvent) -> None:
            self._browse(event, event.current_buffer.auto_up)

        @keys.add("down", filter=typing & Condition(lambda: get_app().current_buffer.complete_state is None))
        def _(event: KeyPressEvent) -> None:
            self._browse(event, event.current_buffer.auto_down)

        return keys

    def _browse(self, event: KeyPressEvent, go: Callable[..., None]) -> None:
        event.current_buffer.cancel_completion()
        self._is_browsing = True
        try:
            go(count=event.arg)
        finally:
            self._is_browsing = False


class _GoalLexer(Lexer):
    """Colours a goal as it is typed; a relation that the base does not know is told from others."""

    def __init__(self, session: Session) -> None:
        self.session = session
        self.tokens: Tokens | None = None  # until they are made

    def lex_document(self, document: Document) -> Callable[[int], StyleAndTextTuples]:
        tokens, known = self.tokens, self.session.base.program.relations

        def line(number: int) -> StyleAndTextTuples:
            if tokens is None:  # for a moment, at the beginning
                return [("", document.lines[number])]
            found = tokens.of(document.lines[number], known)
            return [("" if kind == "other" else f"class:{kind}", text) for kind, text in found]

        return line


class _Displayed(dict[str, str]):
    """How characters are displayed while one types: as prompt_toolkit has it, and what else acts on a terminal as its escape."""

    def __contains__(self, character: object) -> bool:
        return super().__contains__(character) or not is_shown(str(character))

    def __missing__(self, character: str) -> str:
        return as_escape(character)


def _chosen(buffer: Buffer) -> bool:
    return buffer.complete_state is not None and buffer.complete_state.current_completion is not None


def _complete(buffer: Buffer) -> None:
    """Takes the only offer, or what all of them begin with, whether or not they are shown by now; else shows them, or goes to the next."""
    state = buffer.complete_state
    is_shown = state is not None and len(state.completions) > 1
    if is_shown and _chosen(buffer):
        buffer.complete_next()
        return
    offers = list(buffer.completer.get_completions(buffer.document, CompleteEvent(completion_requested=True)))
    common = get_common_complete_suffix(buffer.document, offers) if len(offers) > 1 else ""
    if is_shown and not common:
        buffer.complete_next()
        return
    buffer.complete_state = None
    if len(offers) == 1:
        buffer.apply_completion(offers[0])
    elif offers:
        buffer.insert_text(common, fire_event=False)
        after = [each.new_completion_from_position(len(common)) for each in offers]
        buffer.complete_state = CompletionState(buffer.document, after)


def _columns() -> int:
    return get_app().output.get_size().columns
