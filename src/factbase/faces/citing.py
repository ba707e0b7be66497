"""The making of a fact at a terminal: in, keys; out, the statement to be edited at the prompt, or nothing where it is left.

It is a form below the line that asked for it: the passage with the quote in it, the parts of the statement, and at once what the checker
says.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from textwrap import wrap
from typing import TextIO

from prompt_toolkit.application import Application
from prompt_toolkit.application.current import get_app
from prompt_toolkit.formatted_text import StyleAndTextTuples
from prompt_toolkit.key_binding import KeyBindings, KeyPressEvent
from prompt_toolkit.keys import Keys
from prompt_toolkit.layout import Layout, Window
from prompt_toolkit.layout.controls import FormattedTextControl
from prompt_toolkit.output import create_output
from prompt_toolkit.styles import Style

from factbase.faces.raised import let_out
from factbase.ground.controls import as_line
from factbase.render.citing import finding_line
from factbase.render.paint import plain
from factbase.requests.form import QUOTE, Field, Form

__all__ = ["made"]

KEYS_OF_QUOTE = "→ ← end  Shift-→ ← begin (or l h L H)  s sentence  w shortest  ↑ ↓ place  Enter take  Esc leave"
KEYS_OF_FIELD = "← → choose   type to find or fill   ↑ ↓ other part   Enter go on   Esc leave"
MAX_OFFERS = 8
WAIT = 0.1  # seconds after Esc for what an arrow sends after it

_STYLE = Style.from_dict(
    {
        "quote": "bold underline",
        "place": "ansibrightblack",
        "good": "ansigreen",
        "error": "ansired",
        "warning": "ansiyellow",
        "note": "ansiblue",
        "open": "ansimagenta",
        "hand": "bold",
        "keys": "ansibrightblack",
    }
)


def made(form: Form, terminal: TextIO | None) -> str | None:
    """The statement that a person makes of a form, with what it needs, on a terminal or where the application is; None if it is left."""
    drawn = FormattedTextControl(lambda: _drawn(form, get_app().output.get_size().columns), focusable=True)
    application: Application[str | None] = Application(
        layout=Layout(Window(drawn, wrap_lines=True)),
        key_bindings=_keys(form),
        style=_STYLE,
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


# ---- what is drawn

Line = list[tuple[str, str]]


def _drawn(form: Form, columns: int) -> StyleAndTextTuples:
    lines: list[Line] = [
        *_passage(form, columns),
        [("", "")],
        *_statement(form, columns),
        [("", "")],
        *_fields(form, columns),
    ]
    lines += [[("", "")], [("class:keys", KEYS_OF_QUOTE if form.field.name == QUOTE else KEYS_OF_FIELD)]]
    text: StyleAndTextTuples = []
    for line in lines:
        text += [*line, ("", "\n")]
    return text[:-1]


def _passage(form: Form, columns: int) -> Iterator[Line]:
    """Where the quote stands, and the text around it, by words."""
    proposal = form.proposal
    place = f"{proposal.source}, {proposal.path}:{proposal.line} ¶{proposal.paragraph}"
    which = f"   place {form.number + 1} of {form.places}" if form.places > 1 else ""
    yield [("class:place", as_line(f"{place}{which}"))]
    (first, last), *_ = proposal.marks
    at = 0
    for line in wrap(as_line(proposal.passage), _room(columns), break_on_hyphens=False) or [""]:
        start, stop = max(0, first - at), max(0, last - at)
        yield [("", f"  {line[:start]}"), ("class:quote", line[start:stop]), ("", line[stop:])]
        at += len(line) + 1
    if proposal.differs is not None:
        yield [("class:warning", as_line(f"  nearest to what was asked: {proposal.differs}"))]


def _statement(form: Form, columns: int) -> Iterator[Line]:
    """The statement, how it reads, and what the checker says of it."""
    proposal = form.proposal
    for line in form.text.split("\n"):
        parts: Line = [("", "  ")]
        for part in as_line(line).replace("›", "›\0").replace("‹", "\0‹").split("\0"):
            parts.append(("class:open" if part.startswith("‹") else "", part))
        yield parts
    if proposal.reading:
        yield from _told(f"reads: {proposal.reading}", "place", columns)
    if not proposal.problems:
        left = ", ".join(each.part for each in proposal.open)
        so_far = f"to be filled: {left}" if left else "`check` finds nothing wrong"
        yield from _told(f"the quote stands: {proposal.verdict}; {so_far}", "good", columns)
    for each in proposal.problems:
        yield from _told(finding_line(each, plain), each.severity, columns)
    for fact in proposal.cited_by[:1]:
        more = f", and {len(proposal.cited_by) - 1} more" if len(proposal.cited_by) > 1 else ""
        yield from _told(f"its sentence is quoted for {fact.claim}{more}", "place", columns)


def _told(text: str, style: str, columns: int) -> Iterator[Line]:
    """A text in lines of its own, by words."""
    for line in wrap(as_line(text), _room(columns), break_on_hyphens=False):
        yield [(f"class:{style}", f"  {line}")]


def _room(columns: int) -> int:
    """The characters of a line, with a margin on both sides."""
    return max(20, columns - 4)


def _fields(form: Form, columns: int) -> Iterator[Line]:
    """The parts, each with what might stand there, where it is in hand."""
    fields = form.fields
    width = max(len(each.name) for each in fields)
    for number, field in enumerate(fields):
        if field.name == QUOTE:
            continue
        hand = number == min(form.at, len(fields) - 1)
        style = "class:open" if field.open else "class:hand" if hand else ""
        takes = f"  {field.takes}" if hand and field.takes else ""
        yield [
            ("class:hand" if hand else "class:place", f"{'> ' if hand else '  '}{as_line(field.name):<{width}}  "),
            (style, as_line(_shown(field))),
            ("class:place", as_line(takes)),
        ]
        if hand and field.offers:
            yield [("class:place", f"  {'':<{width}}  {as_line(_offers(field, columns - width - 6))}")]


def _shown(field: Field) -> str:
    return field.text or "(none)"


def _offers(field: Field, room: int) -> str:
    """The offers from the one that is taken on, as far as there is room."""
    at = field.offers.index(field.text) if field.text in field.offers else -1
    ahead = [each or "(none)" for each in (*field.offers[at + 1 :], *field.offers[: max(at, 0)])]
    line = "→ " + "  ".join(ahead[:MAX_OFFERS])
    return line if len(line) <= room else f"{line[: room - 1]}…"
