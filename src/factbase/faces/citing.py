"""The making of a fact at a terminal: in, keys; out, the statement to be edited at the prompt, or nothing where it is left.

It is a form below the line that asked for it: the passage with the quote in it, the parts of the statement, and at once what the checker
says.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import TextIO

from prompt_toolkit.application import Application
from prompt_toolkit.application.current import get_app
from prompt_toolkit.formatted_text import StyleAndTextTuples
from prompt_toolkit.key_binding import KeyBindings, KeyPressEvent
from prompt_toolkit.keys import Keys
from prompt_toolkit.layout import Layout, Window
from prompt_toolkit.layout.controls import FormattedTextControl
from prompt_toolkit.output import create_output

from factbase.faces.form import STYLE, form_drawn
from factbase.faces.raised import let_out
from factbase.requests.form import QUOTE, Form

__all__ = ["made"]

WAIT = 0.1  # seconds after Esc for what an arrow sends after it


def made(form: Form, terminal: TextIO | None) -> str | None:
    """The statement that a person makes of a form, with what it needs, on a terminal or where the application is; None if it is left."""

    def drawn() -> StyleAndTextTuples:
        size = get_app().output.get_size()
        return form_drawn(form, size.columns, size.rows)

    application: Application[str | None] = Application(
        layout=Layout(Window(FormattedTextControl(drawn, focusable=True), wrap_lines=True)),
        key_bindings=_keys(form),
        style=STYLE,
        erase_when_done=True,
        output=create_output(stdout=terminal) if terminal is not None else None,
    )
    application.timeoutlen = application.ttimeoutlen = WAIT
    return application.run(set_exception_handler=False, pre_run=let_out)


# ---- keys


def _keys(form: Form) -> KeyBindings:
    keys = KeyBindings()

    def on_quote() -> bool:
        return form.field.name == QUOTE

    # For terminals that do not tell Shift with an arrow, too.
    letters: dict[str, Callable[[], None]] = {
        "s": form.sentence,
        "w": form.shortest,
        "l": lambda: form.widen(last=1),
        "h": lambda: form.widen(last=-1),
        "L": lambda: form.widen(first=1),
        "H": lambda: form.widen(first=-1),
        "k": lambda: form.widen(last=1, by="clause"),
        "j": lambda: form.widen(last=-1, by="clause"),
        "K": lambda: form.widen(first=1, by="clause"),
        "J": lambda: form.widen(first=-1, by="clause"),
        ")": lambda: form.widen(last=1, by="sentence"),
        "(": lambda: form.widen(first=-1, by="sentence"),
        "d": form.reach,
    }

    @keys.add("right")
    @keys.add("left")
    def _(event: KeyPressEvent) -> None:
        step = 1 if event.key_sequence[0].key == Keys.Right else -1
        if on_quote():
            form.widen(last=step)
        else:
            form.choose(step)

    @keys.add("s-right")
    @keys.add("s-left")
    def _(event: KeyPressEvent) -> None:
        if on_quote():
            form.widen(first=1 if event.key_sequence[0].key == Keys.ShiftRight else -1)

    @keys.add("c-right")
    @keys.add("c-left")
    def _(event: KeyPressEvent) -> None:
        if on_quote():
            form.widen(last=1 if event.key_sequence[0].key == Keys.ControlRight else -1, by="clause")

    @keys.add("c-s-right")
    @keys.add("c-s-left")
    def _(event: KeyPressEvent) -> None:
        if on_quote():
            form.widen(first=1 if event.key_sequence[0].key == Keys.ControlShiftRight else -1, by="clause")

    @keys.add("down")
    @keys.add("up")
    @keys.add("tab")
    @keys.add("s-tab")
    def _(event: KeyPressEvent) -> None:
        key = event.key_sequence[0].key
        step = 1 if key in (Keys.Down, Keys.Tab) else -1
        if on_quote() and key in (Keys.Down, Keys.Up) and form.places > 1:
            form.turn(step)
        else:
            form.move(step)

    @keys.add("enter")
    @keys.add("c-j")  # what was typed while the passage was looked for
    def _(event: KeyPressEvent) -> None:
        if form.enter():
            event.app.exit(result=form.text)

    @keys.add("escape", eager=True)
    @keys.add("c-c")
    @keys.add("c-d")
    def _(event: KeyPressEvent) -> None:
        event.app.exit(result=None)

    @keys.add("backspace")
    def _(event: KeyPressEvent) -> None:
        if not on_quote():
            form.type(form.typed[:-1])

    @keys.add(Keys.Any)
    @keys.add(Keys.BracketedPaste)
    def _(event: KeyPressEvent) -> None:
        if on_quote():
            letters.get(event.data, lambda: None)()
        elif event.data.isprintable():
            form.type(form.typed + event.data)

    return keys
