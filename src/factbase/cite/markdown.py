"""Markdown as it is rendered.

In: raw Markdown. Out: what to take out of it, so that the text is left which a reader sees. Promised: linear time; code stays as
it is; superscripts, the numbers of a list and the cells of a table keep what parts them from their neighbours.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from html import unescape

from factbase.cite.later import later
from factbase.cite.normalise import Edit
from factbase.cite.unseen import code_spans, definitions_between, unseen_between

__all__ = ["is_markdown", "rendering"]

_SUFFIXES = (".md", ".markdown", ".mdown", ".mkd")
_LINE_MARK = later(r"(?m)^(?:[ \t]*>[ \t]?)*[ \t]*(?:\#{1,6}[ \t]+|[-*+][ \t]+(?:\[[ xX]\][ \t]+)?)?")
_TARGET = r"(?:\((?:[^()\s\\]|\\.|\([^()\s]*\)){0,2000}(?:\s+(?:\"[^\"\n]*\"|'[^'\n]*'))?\s*\)|\[[^\[\]\n]{0,200}\])"
_INLINE = later(
    rf"""
    (?P<escape>\\(?=[!-/:-@\[-`{{-~\n]))
    | (?P<break><br\s?/?>)
    | (?P<entity>&(?:[A-Za-z][A-Za-z0-9]{{1,30}}|\#\d{{1,7}}|\#[xX][0-9A-Fa-f]{{1,6}});)
    | (?P<auto><(?:https?://|mailto:)[^<>\s]{{1,2000}}>)
    | (?P<tag></?(?:b|i|em|strong|u|span|a|small|mark|font|abbr|cite|q|kbd|code)(?:\s[^<>]{{0,500}})?>)
    | (?P<below>(?:(?<=[^\W\d_])|(?<=\)))<sub>\w{{1,3}}</sub>)  # of H₂O, but not of a number
    | (?P<note>\[\^[^\]\s]{{1,80}}\](?!:))
    | (?P<image>!\[[^\[\]\n]{{0,500}}\]{_TARGET})
    | (?P<open>\[(?!(?:…|\.\.\.)\])(?=(?:[^\[\]\n]|\n(?!\s*\n)|\[[^\[\]\n]{{0,80}}\]){{1,1000}}\]{_TARGET}))
    | (?P<close>\]{_TARGET})
    | (?P<run>\*{{1,3}}|_{{1,3}})
    | (?P<blank>\n[ \t]*\n)
    """,
    re.VERBOSE,
)
_OPEN_RUNS = 8  # that are looked back at: nobody nests more


def is_markdown(path: str) -> bool:
    """Whether a file is Markdown, by its name."""
    return path.lower().endswith(_SUFFIXES)


def rendering(text: str) -> list[Edit]:
    """What to replace in a text, in order and apart, to have it as it is rendered."""
    edits, at = list[Edit](), 0
    for start, end, is_block in [*code_spans(text), (len(text), len(text), True)]:
        edits += _of_prose(text, at, start)
        edits += _of_block(text, start, end) if is_block else _of_ticks(text, start, end)
        at = end
    edits.sort(key=lambda edit: (edit[0], -edit[1]))  # what is not seen has its own tags
    apart: list[Edit] = []
    for edit in edits:
        if not apart or edit[0] >= apart[-1][1]:
            apart.append(edit)
    return apart


def _of_block(text: str, start: int, end: int) -> Iterator[Edit]:
    """The fences of a block."""
    first, last = text.find("\n", start, end), text.rfind("\n", start, end)
    if start < first:
        yield start, first, ""
        if text[last:end].strip()[:3] in ("```", "~~~"):
            yield last + 1, end, ""


def _of_ticks(text: str, start: int, end: int) -> Iterator[Edit]:
    size = end - start - len(text[start:end].lstrip("`"))
    yield start, start + size, ""
    yield end - size, end, ""


def _of_prose(text: str, start: int, end: int) -> Iterator[Edit]:
    """The edits in a stretch without code."""
    for mark in _LINE_MARK().finditer(text, start, end):
        if not mark[0].isspace() and mark[0] and (mark.start() == 0 or text[mark.start() - 1] == "\n"):
            yield *mark.span(), ""
    for unseen in unseen_between(text, start, end):
        yield *unseen, ""
    yield from ((*each, "") for each in definitions_between(text, start, end))
    links = 0  # that are open
    runs: list[re.Match[str]] = []
    for mark in _INLINE().finditer(text, start, end):
        match mark.lastgroup:
            case "entity":
                yield *mark.span(), unescape(mark[0])
            case "open":
                links += 1
                yield *mark.span(), ""
            case "close":
                if links:
                    links -= 1
                    yield *mark.span(), ""
            case "below":
                yield mark.start(), mark.start() + 5, ""
                yield mark.end() - 6, mark.end(), ""
            case "break":
                yield *mark.span(), " "
            case "auto":
                yield mark.start(), mark.start() + 1, ""
                yield mark.end() - 1, mark.end(), ""
            case "run":
                yield from _emphasis(text, mark, runs)
            case "blank":
                runs.clear()
                links = 0
            case _:
                yield *mark.span(), ""


def _emphasis(text: str, run: re.Match[str], runs: list[re.Match[str]]) -> Iterator[Edit]:
    """The marks that a run of `*` or `_` completes: the last one of the same length that is open, and itself."""
    before, after = text[run.start() - 1 : run.start()], text[run.end() : run.end() + 1]
    opens, closes = bool(after) and not after.isspace(), bool(before) and not before.isspace()
    between = before.isdigit() and after.isdigit() and run[0] != "**"  # lest 2*3*4 become 234
    opens = opens and not between
    if run[0][0] == "_":
        opens, closes = opens and not before.isalnum(), closes and not after.isalnum()
    if closes:
        for i in range(len(runs) - 1, max(-1, len(runs) - 1 - _OPEN_RUNS), -1):
            opened = runs[i]
            if opened[0] == run[0] and opened.end() < run.start():
                yield *opened.span(), ""
                yield *run.span(), ""
                del runs[i:]
                return
    if opens:
        runs.append(run)
