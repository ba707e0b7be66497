"""Words in Markdown: in, texts of anybody; out, lines and lists in which none of them is markup."""

from __future__ import annotations

import re
from collections.abc import Iterable

from factbase.ground.controls import as_line
from factbase.render.paint import block
from factbase.result.problem import Problem

__all__ = ["items", "problem_items", "words"]

_MARKUP = re.compile(
    r"([\\`*_{}\[\]<>#|~$&^]|:(?=//)|(?<=\bwww)\.)", re.IGNORECASE
)  # and what makes a link of an address
# What forges read in the words once they are written, whatever was escaped: a person (an address of mail is one to them), an issue, a merge
# request, an emoji. A comment parts them.
_CALLS = re.compile(r"@(?=[\w\\])|\\#(?=\d)|!(?=\d)|\bGH-(?=\d)|:(?=[a-z+-][\w+\\-]*:)", re.IGNORECASE)
_LEADING = re.compile(r"(\d*)([-+=.)])(?=[\s=]|$)")  # what would begin a list, or underline a heading


def words(text: str) -> str:
    """A text on one line, of which nothing is markup, begins a list where a line begins with it, leads anywhere or calls anybody."""
    text = _CALLS.sub(r"\g<0><!-- -->", _MARKUP.sub(r"\\\1", as_line(text)))
    return _LEADING.sub(r"\1\\\2", text, count=1) if _LEADING.match(text) else text


def items(lines: Iterable[str], *, indent: int = 0) -> str:
    """Texts as a list."""
    return block([f"{' ' * indent}- {words(line.strip())}" for line in lines if line.strip()])


def problem_items(problems: Iterable[Problem]) -> str:
    """Findings as a list, each with its line and all that is told of it under it."""
    lines = []
    for each in problems:
        place = f", {each.place}" if each.place is not None else ""
        lines.append(f"- **{each.severity} {each.code}** {words(f'{each.message}{place}')}")
        under = [each.excerpt.text] if each.excerpt is not None else []
        under += [*each.detail, *(f"{related.place}: {related.note}" for related in each.related)]
        under += [f"hint: {each.hint}"] if each.hint else []
        lines += [f"  - {words(line.strip())}" for line in under if line.strip()]
    return block(lines)
