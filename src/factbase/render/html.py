"""Answers as HTML for a notebook: in, answers; out, a list, under each answer all that it stands on, with its quotes.

No text of a stranger is markup here, nor acts on what shows it.
"""

from __future__ import annotations

from collections.abc import Iterator
from html import escape

from factbase.base import Answers
from factbase.ground.controls import as_text
from factbase.ground.value import write_value
from factbase.render.paint import block, plain
from factbase.render.text import nothing_lines
from factbase.result.parts import Parts
from factbase.result.reading import read_goal
from factbase.result.remarks import remarks, view_remarks

__all__ = ["answers_html"]


def answers_html(answers: Answers, parts: Parts) -> str:
    """All answers to a goal; where there is none, why."""
    return "".join(_elements(answers, parts))


def _elements(answers: Answers, parts: Parts) -> Iterator[str]:
    yield f"<div><p><code>{_text(answers.goal)}</code> {_text(str(answers.view))}: {_text(answers.verdict)}</p>"
    if not answers.answers:
        yield f"<pre>{_text(block(nothing_lines(answers, parts, plain)))}</pre>"
    yield "<ol>"
    for each in answers.answers:
        values = ", ".join(f"{name} = {write_value(value)}" for name, value in each.bindings) or "yes"
        yield f"<li><b>{_text(values)}</b> {_text(read_goal(answers.body, dict(each.bindings), parts.program))}"
        yield from (f"<br><i>{_text(remark)}</i>" for remark in remarks(each, parts))
        rules = (f"rule {place}" for place in parts.rules(each.proof))
        yield f"<pre>{_text(block((*parts.weighed(each.proof), *rules)))}</pre></li>"
    yield "</ol>"
    known = block(parts.datings(answers.datings, answers.view.known_by))
    yield f"<pre>{_text(known)}</pre>" if known else ""
    yield from (f"<p><i>{_text(remark)}</i></p>" for remark in view_remarks(answers))
    yield "</div>"


def _text(text: str) -> str:
    return escape(as_text(text))
