"""The line below the prompt: in, a session and what is typed; out, the relation at the cursor with its arguments and reading, and the view.

It is drawn at every key, so it looks up names, and loads and solves nothing.
"""

from __future__ import annotations

from collections.abc import Iterator

from prompt_toolkit.document import Document
from prompt_toolkit.formatted_text import StyleAndTextTuples, fragment_list_width
from prompt_toolkit.utils import get_cwidth

from factbase.faces.session import Session
from factbase.ground.controls import as_line
from factbase.requests.unfinished import unfinished

__all__ = ["below"]

GAP = 2  # columns between the relation and the view


def below(session: Session, document: Document, columns: int) -> StyleAndTextTuples:
    """One line of so many columns: the relation to the left, and the view, engine and facts to the right where there is room."""
    state = _state(session)
    relation: StyleAndTextTuples = list(_relation(session, document))
    if not relation:
        return [("", _cut(state, columns))]
    room = columns - get_cwidth(state) - GAP
    width = fragment_list_width(relation)
    if room < min(width, columns // 2):
        return _fitting(relation, columns)
    return [*_fitting(relation, room), ("", " " * (GAP + max(0, room - width))), ("", state)]


def _state(session: Session) -> str:
    facts = session.base.program.facts
    return as_line(f"{session.view} · {session.engines.engine.name} · {len(facts):,} facts")


def _relation(session: Session, document: Document) -> Iterator[tuple[str, str]]:
    """The relation in which the cursor is, the argument at the cursor marked; nothing where there is none that is known."""
    place = unfinished(document.text_before_cursor)
    name, number = place.call or (place.word, -1)
    if place.call is None and document.text_after_cursor:
        name = document.get_word_under_cursor(WORD=False) or name
    relation = session.base.program.relations.get(name)
    if relation is None:
        return
    yield "class:bottom-toolbar.name", f"{name}("
    for each, parameter in enumerate(relation.parameters):
        types = " | ".join(sorted(parameter.types)) if parameter.types else "any"
        yield "", ", " if each else ""
        yield "class:bottom-toolbar.argument" if each == number else "", as_line(f"{parameter.name}: {types}")
    yield "class:bottom-toolbar.name", ")"
    if relation.template:
        yield "", as_line(f"  {relation.template}")


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
