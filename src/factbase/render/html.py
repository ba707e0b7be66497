"""A goal as HTML for a notebook: in, its result; out, a list, under each answer all that it stands on, with its quotes.

No text of a stranger is markup here, nor acts on what shows it.
"""

from __future__ import annotations

from collections.abc import Iterator
from html import escape

from factbase.ground.controls import as_text
from factbase.render.paint import block, plain
from factbase.render.problems import problem_lines
from factbase.render.proof import against_lines
from factbase.render.text import nothing_lines
from factbase.result.problem import Problem
from factbase.result.proof import rules, weighed
from factbase.result.result import Against, Answer, Blocked, Dating, Repair, Result, ResultWalk

__all__ = ["result_html"]


def result_html(result: Result) -> str:
    """All answers to a goal; where there is none, why."""
    return f"<div>{''.join(_Elements(result).walk())}</div>"


class _Elements(ResultWalk[str]):
    def problem(self, problem: Problem) -> Iterator[str]:
        yield f"<pre>{_text(block(problem_lines(problem, plain)))}</pre>"

    def heading(self) -> Iterator[str]:
        result = self.result
        if result.title:
            yield f"<p><b>{_text(result.title)}</b></p>"
        yield f"<p><code>{_text(result.goal)}</code> {_text(str(result.view))}: {_text(result.verdict)}</p>"

    def nothing(self) -> Iterator[str]:
        yield f"<pre>{_text(block(nothing_lines(self.result, plain)))}</pre>"

    def answer(self, number: int, answer: Answer, proofs: tuple[str, ...]) -> Iterator[str]:
        yield f'<ol start="{number}"><li><b>{_text(answer.values or "yes")}</b> {_text(answer.reading)}'
        yield from (f"<br><i>{_text(remark)}</i>" for remark in answer.remarks)
        by = (f"rule {place}" for place in rules(self.result.proofs, *proofs))
        yield f"<pre>{_text(block((*weighed(self.result.proofs, *proofs), *by)))}</pre></li></ol>"

    def contradicted(self, number: int, answer: Answer, against: Against) -> Iterator[str]:
        yield f"<pre>{_text(block(against_lines([against], self.result.proofs, plain, contradicting=True)))}</pre>"

    def blocked(self, blocked: tuple[Blocked, ...], repairs: tuple[Repair, ...]) -> Iterator[str]:
        return self.nothing()

    def dating(self, dating: Dating) -> Iterator[str]:
        if dating is self.result.datings[0]:
            yield f"<pre>{_text(block(self.result.known))}</pre>"

    def remarks(self, remarks: tuple[str, ...]) -> Iterator[str]:
        yield from (f"<p><i>{_text(remark)}</i></p>" for remark in remarks)


def _text(text: str) -> str:
    return escape(as_text(text))
