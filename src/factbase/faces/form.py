"""The form in which a fact is made, as it is drawn: in, the form and the size of the terminal; out, as many of its
lines as there is room for.

What is first left out is the text around the quote, then what only explains, then the declarations; the parts and the keys stay.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from textwrap import wrap

from prompt_toolkit.formatted_text import StyleAndTextTuples
from prompt_toolkit.styles import Style

from factbase.ground.controls import as_line
from factbase.render.citing import finding_line, words_outside
from factbase.render.paint import plain
from factbase.requests.form import QUOTE, Field, Form
from factbase.result.ground import written_place

__all__ = ["STYLE", "form_drawn"]

KEYS_OF_QUOTE = (
    ("→ ←", "end"),
    ("Shift-→ ←", "begin"),
    ("Ctrl", "by clauses"),
    ("s", "sentence"),
    ("w", "shortest"),
    ("( )", "a sentence more"),
    ("↑ ↓", "place"),
    ("Enter", "take"),
    ("Esc", "leave"),
)
KEYS_OF_FIELD = (
    ("← →", "choose"),
    ("letters", "find or fill"),
    ("↑ ↓", "other part"),
    ("Enter", "go on"),
    ("Esc", "leave"),
)
LETTERS = {"→ ← end": "l h", "Shift-→ ← begin": "L H", "Ctrl by clauses": "k j K J"}
"""The same for terminals that do not tell Shift or Ctrl with an arrow."""
MAX_OFFERS = 8

STYLE = Style.from_dict(
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

Line = list[tuple[str, str]]


def form_drawn(form: Form, columns: int, rows: int) -> StyleAndTextTuples:
    """The lines of a form in a terminal of a size."""
    place, text, at = _passage(form, columns)
    statement, said, fields, keys = (list(part(form, columns)) for part in (_statement, _said, _fields, _keys))
    empty = [_EMPTY]
    above = rows - 1 - len(fields) - len(keys)  # the line that asked for it stands there too
    if above < len(place) + 1 + len(statement) + len(said):
        said = [line for line in said if line[0][0] != "class:place"]
        statement = _last(statement, above - len(place) - 1 - len(said))
    told = [*statement, *said]
    room = above - len(place) - len(told)
    if room < 3 + min(len(text), _FEWEST):
        empty, room = [], room + 3
    head = [*place, *_around(text, at, max(room - 3, 1)), *empty, *told, *empty]
    lines = [*head[: max(1, above)], *fields, *empty, *keys][: max(rows - 1, 1)]
    drawn: StyleAndTextTuples = []
    for line in lines:
        drawn += [*line, ("", "\n")]
    return drawn[:-1]


_EMPTY: Line = [("", "")]
_WIDE = 60  # columns at which the letters are told too
_FEWEST = 3  # lines of a passage that are shown rather than empty ones


def _keys(form: Form, columns: int) -> Iterator[Line]:
    """What each key does, never broken within."""
    keys = [" ".join(each) for each in (KEYS_OF_QUOTE if form.field.name == QUOTE else KEYS_OF_FIELD)]
    if form.field.name == QUOTE and columns >= _WIDE:
        keys = [f"{each} ({LETTERS[each]})" if each in LETTERS else each for each in keys]
    if form.places == 1:
        keys = [each for each in keys if each != "↑ ↓ place"]
    line = ""
    for each in keys:
        if line and len(line) + 3 + len(each) > columns - 1:
            yield [("class:keys", line)]
            line = ""
        line += f"   {each}" if line else each
    yield [("class:keys", line)]


def _around(lines: Sequence[Line], at: range, room: int) -> Sequence[Line]:
    """So many of the lines of a passage, with those of the quote."""
    if len(lines) <= room:
        return lines
    first = max(0, min(at.start - (room - len(at)) // 2, len(lines) - room)) if len(at) < room else at.start
    shown = [list(line) for line in lines[first : first + room]]
    if first:
        shown[0] = [("", " …"), *([("", shown[0][0][1][2:])]), *shown[0][1:]]
    if first + room < len(lines):
        shown[-1] += [("", " …")]
    return shown


def _last(lines: Sequence[Line], room: int) -> list[Line]:
    """So many of the lines of a statement, the last ones."""
    if len(lines) <= room:
        return list(lines)
    first, *others = lines[-max(1, room) :]
    return [[("", " …"), *first[1:]], *others]


def _passage(form: Form, columns: int) -> tuple[Sequence[Line], Sequence[Line], range]:
    """Where the quote stands, the text around it by words, and the lines of that in which the quote is."""
    proposal = form.proposal
    which = f"place {form.number + 1} of {form.places}   " if form.places > 1 else ""
    where = written_place(proposal.path, proposal.line, proposal.paragraph, proposal.page)
    place = f"{which}{proposal.source}, {where}"
    (first, last), *_ = proposal.marks
    lines: list[Line] = []
    quoted: list[int] = []
    at = 0
    for line in wrap(as_line(proposal.passage), _room(columns), break_on_hyphens=False) or [""]:
        start, stop = max(0, first - at), max(0, last - at)
        quoted += [len(lines)] if line[start:stop] else []
        lines.append([("", f"  {line[:start]}"), ("class:quote", line[start:stop]), ("", line[stop:])])
        at += len(line) + 1
    at_quote = range(quoted[0], quoted[-1] + 1) if quoted else range(1)
    return list(_told(place, "place", columns, indent="")), lines, at_quote


def _statement(form: Form, columns: int) -> Iterator[Line]:
    """The statement, after the declarations that it needs."""
    for line in form.text.split("\n"):
        text = as_line(line)
        indent = " " * (len(text) - len(text.lstrip()) + 2)
        for piece in wrap(text, _room(columns), break_on_hyphens=False, subsequent_indent=indent):
            parts: Line = [("", "  ")]
            for part in piece.replace("›", "›\0").replace("‹", "\0‹").split("\0"):
                parts.append(("class:open" if part.startswith("‹") else "", part))
            yield parts


def _said(form: Form, columns: int) -> Iterator[Line]:
    """How the statement reads, and what the checker says of it."""
    proposal = form.proposal
    if proposal.differs is not None:
        yield from _told(f"nearest to what was asked: {proposal.differs}", "warning", columns)
    if proposal.outside and form.field.name == QUOTE:
        yield from _told(f"outside the quote: {words_outside(proposal)}; d takes it in", "warning", columns)
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


def _told(text: str, style: str, columns: int, indent: str = "  ") -> Iterator[Line]:
    """A text in lines of its own, by words."""
    for line in wrap(as_line(text), _room(columns), break_on_hyphens=False):
        yield [(f"class:{style}", f"{indent}{line}")]


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
        room = max(8, columns - width - 4)
        shown = _clipped(as_line(_shown(field)), room)
        takes = f"  {as_line(field.takes)}" if hand and field.takes else ""
        yield [
            ("class:hand" if hand else "class:place", f"{'> ' if hand else '  '}{as_line(field.name):<{width}}  "),
            (style, shown),
            ("class:place", _clipped(takes, room - len(shown))),
        ]
        if hand and field.offers:
            yield [("class:place", f"  {'':<{width}}  {_clipped(as_line(_offers(field)), room)}")]


def _shown(field: Field) -> str:
    return field.text or "(none)"


def _offers(field: Field) -> str:
    """The offers from the one that is taken on."""
    at = field.offers.index(field.text) if field.text in field.offers else -1
    ahead = [each or "(none)" for each in (*field.offers[at + 1 :], *field.offers[: max(at, 0)])]
    return "→ " + "  ".join(ahead[:MAX_OFFERS])


def _clipped(text: str, room: int) -> str:
    """As much of a text as there is room for."""
    return text if len(text) <= room else f"{text[: max(0, room - 1)]}…" if room > 0 else ""
