"""The speeches of a text: in, a folded paragraph; out, each stretch between quotation marks, and whether it is a statement by itself.

Promised: a title, a term and words of few are no statements; what opens a paragraph with a mark and does not close it goes to its end.
Rules of thumb, for warnings only.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from factbase.cite.normalise import Offsets

__all__ = ["Speech", "speeches"]


@dataclass(frozen=True, slots=True)
class Speech:
    """What stands between two marks, with them; `whole` is a statement, which is somebody's words whether or not a verb says so."""

    span: Offsets
    whole: bool
    mark: Offsets  # the one that opens it


_MARKS = re.compile(r"[\"«»「『]|(?<!\w)'(?=[A-ZÀ-ÞА-Я])")
_PAIRED = re.compile(
    r"(?<![A-Za-z0-9À-ɏ.,!?'])\"(?P<plain>(?!\s)[^\"]+)\""
    r"|\A\"(?P<open>(?!\s)[^\"]+)\Z"
    r"|«\s?(?P<angled>[^«»]+)»|»(?P<inward>[^«»]+)«|「(?P<corner>[^「」]+)」|『(?P<double>[^『』]+)』"
    r"|(?<![\w\"])'(?P<single>(?=[A-ZÀ-ÞА-Я])[^\"]{8,600}?[.,!?])'(?=\s|\Z)"
)
_EAST = re.compile("[\u3040-\u30ff\u4e00-\u9fff\uac00-\ud7af]")
_VERB_LAST = re.compile("[たるだすん]\\Z")
_TOLD_SO = re.compile("と(?!い[うっ]|呼|題|名|称)")  # 「…」と述べた, but not 「…」という
_FEWEST = 3  # words of a statement
_FEWEST_SIGNS = 6  # of one in a writing that puts no space between words
_ENDS_INSIDE = tuple(".,!?。、！？")
_SMALL = re.compile(r"(?<!\w)[a-zß-ÿа-яё]{4,}")  # a title in capitals has no such word
# Before what has a name: a book, a rule, a word; and what is part of a sentence that goes on.
_TITLE = re.compile(
    r"\b(?:titled?|entitled|called|named|headed|headlines?|labell?ed|dubbed|termed|known as|book|novel|film|movie|song|album|article"
    r"|essay|paper|report|chapter|section|series|play|poem|slogan|motto|term|word|phrase|expression|sign|banner|caption"
    r"|titel|genannt|namens|lied|buch|roman|artikel|wort|begriff|intitulée?|titre|nommée?|appelée?|livre|chanson|mot"
    r"|titulad[oa]|llamad[oa]|título|libro|canción|palabra|intitulad[oa]|chamad[oa]|livro|palavra|intitolat[oa]|chiamat[oa]|titolo"
    r"|parola|genaamd|getiteld|boek|woord|lied|под названием|роман|книга|слово|the|an?|der|die|das|le|la|el|los|o|os|il|lo|de|het)"
    r",?\s?\Z",
    re.IGNORECASE,
)
_BEFORE = 40  # characters before a mark in which a title is introduced


def speeches(text: str) -> Iterator[Speech]:
    """What stands between the quotation marks of a text, in its order."""
    if _MARKS.search(text) is None:
        return
    for pair in _PAIRED.finditer(text):
        kind = pair.lastgroup or "plain"
        yield Speech(pair.span(), _is_statement(text, pair, kind), (pair.start(), pair.start() + 1))


def _is_statement(text: str, pair: re.Match[str], kind: str) -> bool:
    words, (start, _) = pair[kind].strip(), pair.span()
    if _EAST.search(words):
        told = words.endswith(_ENDS_INSIDE) or text[:start].rstrip().endswith((":", "："))
        return len(words) >= _FEWEST_SIGNS and (
            told or (_VERB_LAST.search(words) and _TOLD_SO.match(text, pair.end())) is not None
        )
    if len(words.split()) < _FEWEST or not words[:1].isupper() or _SMALL.search(words) is None:
        return False
    before = text[max(0, start - _BEFORE) : start].rstrip()
    if before.endswith(":") or kind == "open":
        return True
    closed = words.endswith(_ENDS_INSIDE) or text.startswith((",", ".", " -"), pair.end())
    return closed and _TITLE.search(before) is None
