"""What stands in a file and is no text of it: comments, hidden and struck words, but where code shows them.

In: raw text. Out: the spans of code, and of what is not seen, in order. Promised: linear time, whatever is opened and never closed.
"""

from __future__ import annotations

from collections.abc import Iterator

from factbase.cite.later import later
from factbase.cite.normalise import Offsets

__all__ = ["Code", "code_spans", "definitions_between", "targets_between", "unseen_between", "unseen_spans"]

Code = tuple[int, int, bool]  # fences and ticks included; whether it is a block of lines

_FENCE = later(r"(?m)^ {0,3}(`{3,}|~{3,})[^\n`]*$")
_TICKED = later(r"(?<![`\\])(`{1,3})(?!`)[^`\n](?:[^`\n]|\n(?!\s*\n)){0,500}(?<!`)\1(?!`)")
_TARGET = later(r"!\[[^\[\]\n]{0,500}\]\([^()\n]{0,2000}\)|\]\([^()\n]{0,2000}\)")
_DEFINITION = later(
    r"(?m)^ {0,3}\[(?!\^)[^\]\n]{1,200}\]:[ \t]*(?:<[^<>\n]*>|\S+)(?:[ \t]+(?:\"[^\"\n]*\"|'[^'\n]*'|\([^()\n]*\)))?[ \t]*$"
)
_BLANK_LINE = later(r"\n[^\S\n]*\n")
_STRUCK = later(
    r"(?i)<(del|s|strike|script|style|template)(?:\s[^<>]{0,200})?>(?:[^<]|<(?!/?\1\b)){0,2000}</\1>"
    r"|<(\w{1,20})\s(?=[^<>]{0,300}(?:\bhidden\b|display:\s?none|visibility:\s?hidden|line-through))[^<>]{0,300}>(?:[^<]|<(?!/?\2\b)){0,2000}</\2>"
    r"|(?<!~)~~(?=[^\s~])(?:[^~\n]|\n(?!\s*\n)){1,2000}(?<!\s)~~(?!~)"
    r"|(?<![\w~])~(?=[^\s~\d])(?:[^~\n]|\n(?!\s*\n)){1,2000}(?<!\s)~(?![\w~])"
    r"|(?m:^)\[(?://|comment|_)\]:\s?(?:\#|<>)\s[^\n]{1,2000}"  # what Markdown has for a comment
)


def code_spans(text: str) -> list[Code]:
    """What of a text is code, as Markdown marks it."""
    if "`" not in text and "~~~" not in text:
        return []
    blocks: list[Code] = []
    begin, marks = -1, ""
    for fence in _FENCE().finditer(text):
        if begin < 0:
            begin, marks = fence.start(), fence[1]
        elif fence[0].strip() == fence[1] and fence[1].startswith(marks):
            blocks.append((begin, fence.end(), True))
            begin = -1
    if begin >= 0:
        blocks.append((begin, len(text), True))
    result, at = list[Code](), 0
    for start, end, _ in [*blocks, (len(text), len(text), True)]:
        result += ((*ticked.span(), False) for ticked in _TICKED().finditer(text, at, start))
        at = end
    return sorted(result + blocks)


def unseen_spans(text: str) -> list[Offsets]:
    """The spans of comments and struck words."""
    if "<!--" not in text and text.count("~") < 2 and "</" not in text and "]:" not in text:
        return []
    result, at = list[Offsets](), 0
    for start, end, _ in [*code_spans(text), (len(text), len(text), True)]:
        result += unseen_between(text, at, start)
        at = end
    return result


def targets_between(text: str, start: int, end: int) -> Iterator[Offsets]:
    """The spans of images, and of the targets and titles of links, in some lines."""
    yield from definitions_between(text, start, end)
    if "](" in text[start:end]:
        yield from (target.span() for target in _TARGET().finditer(text, start, end))


def definitions_between(text: str, start: int, end: int) -> Iterator[Offsets]:
    """The spans of lines that say where a link of Markdown leads, and its title."""
    if "]:" in text[start:end]:
        yield from (definition.span() for definition in _DEFINITION().finditer(text, start, end))


def unseen_between(text: str, start: int, end: int) -> Iterator[Offsets]:
    """The same in a stretch without code."""
    at = start
    while True:
        begin = text.find("<!--", at, end)
        stop = text.find("-->", begin + 4, end) if begin >= 0 else -1
        if begin >= 0 > stop:  # one that is never closed hides its paragraph
            blank = _BLANK_LINE().search(text, begin, end)
            stop = (blank.start() if blank is not None else end) - 3
        yield from (struck.span() for struck in _STRUCK().finditer(text, at, begin if stop >= 0 else end))
        if stop < 0:
            return
        yield begin, stop + 3
        at = stop + 3
