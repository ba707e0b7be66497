"""A passage as text: in, the lines around one of a document; out, each with its number, quotes marked, and the facts that quote."""

from __future__ import annotations

from collections.abc import Iterator

from factbase.render.paint import Paint, block
from factbase.render.problems import problem_lines
from factbase.result.opened import Line, Opened

__all__ = ["opened_text"]


def opened_text(opened: Opened, paint: Paint) -> Iterator[str]:
    """The passage, then what cites it; what may be missing stands before all."""
    for each in opened.problems:
        yield block(problem_lines(each, paint))
    head = f"{opened.path}:{opened.line}" + (f" p. {opened.page}" if opened.page is not None else "")
    yield block([f"{paint('heading', opened.source)}, {paint('place', head)}, of {opened.count} lines"])
    width = len(str(opened.lines[-1].number)) if opened.lines else 0
    yield from (block([_line(each, opened.line, width, paint)]) for each in opened.lines)
    cited = [f"quoted for {paint('claim', each.claim)}, fact {paint('place', each.place)}" for each in opened.cited_by]
    yield block(cited or ["no fact quotes this line"])


def _line(line: Line, asked: int, width: int, paint: Paint) -> str:
    text, at = "", 0
    for start, end in line.marks:
        text += f"{line.text[at:start]}{paint('quote', f'**{line.text[start:end]}**')}"
        at = end
    lead = "»" if line.number == asked else " "
    return f"{lead} {line.number:>{width}}  {text}{line.text[at:]}".rstrip()
