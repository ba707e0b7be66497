"""The line below the prompt: in, a session and what is typed; out, the relation at the cursor with its arguments and reading, and the view.

It is drawn at every key, so it looks up names, and loads and solves nothing.
"""

from __future__ import annotations

from prompt_toolkit.document import Document
from prompt_toolkit.formatted_text import StyleAndTextTuples, fragment_list_width
from prompt_toolkit.utils import get_cwidth

from factbase.faces.session import Session
from factbase.ground.controls import as_line
from factbase.requests.unfinished import unfinished

__all__ = ["below"]

GAP = 2  # columns between the relation and the view


def below(session: Session, document: Document, columns: int) -> StyleAndTextTuples:
    """One line of so many columns: the relation in which the cursor is to the left, the argument at the cursor marked, and the view, engine
    and facts to the right where there is room."""
    state = _state(session)
    place = unfinished(document.text_before_cursor)
    name, number = place.call or (place.word, -1)
    if place.call is None and document.text_after_cursor:
        name = document.get_word_under_cursor() or name
    relation = session.base.program.relations.get(name)
    if relation is None:
        return [("", _cut(state, columns))]
    declared: StyleAndTextTuples = []
    for each, parameter in enumerate(relation.parameters):
        types = " | ".join(sorted(parameter.types)) if parameter.types else "any"
        declared.append(
            ("class:bottom-toolbar.argument" if each == number else "", as_line(f"{parameter.name}: {types}"))
        )
    whole = _signature(name, declared)
    if fragment_list_width(whole) > columns:  # what is which is told more by its name than by its type
        whole = _signature(name, [(style, text.split(":")[0]) for style, text, *_ in declared])
    if relation.template:
        whole.append(("", as_line(f"  {relation.template}")))
    room, width = columns - get_cwidth(state) - GAP, fragment_list_width(whole)
    if room < min(width, columns // 2):
        return _fitting(whole, columns)
    return [*_fitting(whole, room), ("", " " * (GAP + max(0, room - width))), ("", state)]


def _signature(name: str, arguments: StyleAndTextTuples) -> StyleAndTextTuples:
    signature: StyleAndTextTuples = [("class:bottom-toolbar.name", f"{name}(")]
    for each, argument in enumerate(arguments):
        signature += [("", ", "), argument] if each else [argument]
    return [*signature, ("class:bottom-toolbar.name", ")")]


def _state(session: Session) -> str:
    return as_line(f"{session.view} · {session.engines.engine.name} · {session.facts:,} facts")


def _fitting(fragments: StyleAndTextTuples, columns: int) -> StyleAndTextTuples:
    """The fragments, cut where there is no more room."""
    fitting: StyleAndTextTuples = []
    left = columns
    for style, text, *_ in fragments:
        if get_cwidth(text) > left or not left:
            fitting.append((style, _cut(text, left)))
            break
        fitting.append((style, text))
        left -= get_cwidth(text)
    return fitting


def _cut(text: str, columns: int) -> str:
    if get_cwidth(text) <= columns:
        return text
    while text and get_cwidth(text) > columns - 1:
        text = text[:-1]
    return f"{text}…" if columns > 0 else ""
