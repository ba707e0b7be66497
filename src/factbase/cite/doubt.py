"""What a sentence takes back of what it says: negated, hedged, or somebody's words.

In: a folded paragraph. Out: each doubt with its word and its scope, the stretch of text that it touches.
Promised: a scope ends with its clause, so that what a sentence says plainly stays plain. Rules of thumb, for warnings only.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from enum import StrEnum

from factbase.cite.normalise import Span

__all__ = ["Doubt", "Doubtful", "doubts", "speaks_of"]


class Doubtful(StrEnum):
    NEGATED = "negated"
    HEDGED = "hedged"
    ATTRIBUTED = "attributed"


@dataclass(frozen=True, slots=True)
class Doubt:
    """`word` makes all that stands in `scope` doubtful."""

    kind: Doubtful
    word: str
    scope: Span
    span: Span  # of the word


_NEGATION = re.compile(
    r"\b(?:not(?! only| just| least)|never|no|nobody|nothing|neither|nor|none|cannot|\w+n't|hardly|unlikely)\b", re.I
)
# `May` with a capital is the month, at the start of a sentence too: a question there is no claim.
_HEDGE = re.compile(
    r"\b(?:may|might|could|would|(?i:reportedly|allegedly|supposedly|apparently|possibly|perhaps|probably)"
    r"|(?i:plans?|planned|planning|intends?|intended|intending|aims?|aimed|hopes?|hoped|expects?|expected|wants?|seeks?) to)\b"
)
_SAYING = (
    r"(?:said|says|say|saying|told|tells|claim(?:s|ed)?|alleg(?:es?|ed)|argue[sd]?|assert(?:s|ed)?|explain(?:s|ed)?|added|adds"
    r"|believe[sd]?|suggest(?:s|ed)?|insist(?:s|ed)? that|warn(?:s|ed)?|predict(?:s|ed)?|report(?:s|ed)|accus(?:es|ed)|contend(?:s|ed)?)"
)
_REPORT = re.compile(rf"\b{_SAYING}\b", re.I)
_SOURCE = re.compile(r"\baccording to\b", re.I)
_SPEECH = re.compile(r'"[^"]{24,}"')
_STOP = re.compile(r"""(?<=[.!?])["')\]]*\s+(?=["'(\[]?[A-Z0-9])""")
_ABBREVIATED = re.compile(
    r"\b(?:Mr|Mrs|Ms|Dr|Lt|Col|Gen|Sen|Rep|Gov|Prof|St|vs|U\.S|U\.K|U\.N|Jan|Feb|Mar|Apr|Aug|Sept?|Oct|Nov|Dec)\.\Z"
)
# Where another clause begins: what is doubtful on one side need not be on the other.
_CLAUSE = re.compile(
    rf"""[;:—]|\s-\s|"|,\s(?=(?:and|so|as|where|with|including)\b)
    |\b(?:but|while|although|though|because|whereas|which|that|who|after|before|since|when|until)\b|\b{_SAYING}\b|\bannounced\b""",
    re.I | re.X,
)


def doubts(text: str) -> Iterator[Doubt]:
    """Each doubt of a folded paragraph."""
    speeches = [m.span() for m in _SPEECH.finditer(text)]
    told = False
    for start, end in _sentences(text):
        for pattern, kind in ((_NEGATION, Doubtful.NEGATED), (_HEDGE, Doubtful.HEDGED)):
            for found in pattern.finditer(text, start, end):
                yield Doubt(kind, found[0], _clause(text, found.span(), start, end), found.span())
        for found in _SOURCE.finditer(text, start, end):
            told = True
            yield Doubt(Doubtful.ATTRIBUTED, found[0], (start, end), found.span())
        for found in _REPORT.finditer(text, start, end):
            if any(a < found.start() < b for a, b in speeches):
                continue  # a verb of the speech itself
            told = True
            scope = _reported(text, found, start, end)
            for piece in _without_asides(text, scope) if scope is not None else ():
                yield Doubt(Doubtful.ATTRIBUTED, found[0], piece, found.span())
    if told:
        word = next(m for m in [*_REPORT.finditer(text), *_SOURCE.finditer(text)])
        for start, end in speeches:
            yield Doubt(Doubtful.ATTRIBUTED, word[0], (start, end), word.span())


def _sentences(text: str) -> Iterator[Span]:
    start = 0
    for stop in _STOP.finditer(text):
        if not _ABBREVIATED.search(text, max(0, stop.start() - 8), stop.start()):
            yield start, stop.start()
            start = stop.end()
    if start < len(text):
        yield start, len(text)


def _clause(text: str, at: Span, start: int, end: int) -> Span:
    lo, hi = start, end
    for border in _CLAUSE.finditer(text, start, end):
        if border.end() <= at[0]:
            lo = border.end()
        elif border.start() >= at[1]:
            hi = border.start()
            break
    return lo, hi


_THAT = re.compile(r"[^,;\"]{0,40}?\bthat\b", re.I)


def _reported(text: str, verb: re.Match[str], start: int, end: int) -> Span | None:
    """What a verb of saying reports; None where that is a speech in quotation marks."""
    before = text[start : verb.start()].rstrip()
    if '"' in before:  # `"…," said Name`, `"…," Name, an analyst, told us`
        return None
    if that := _THAT.match(text, verb.end(), end):
        return that.end(), end
    comma = before.rfind(",")
    if before.endswith(",") and not verb[0].lower().startswith("t"):  # `…, said Name`; but `Name, an analyst, told us`
        return start, start + len(before)
    after = text[verb.end() : end].strip(" .\"')")
    if comma >= 0 and (not after or after.startswith(",")) and len(before) - comma < 80:  # `…, Name said.`
        return start, start + comma
    return (verb.end(), end) if after else None


# What the writer adds on the way, or takes for granted: it is not part of what somebody says.
_ASIDE = re.compile(
    r""",\s(?:which|who|whose|where)\b.*?(?=\s-\s|\Z) | \s-\s[^-]*?(?:\s-\s|\Z) | \([^)]*\)
    | \b(?:after|before|since|when)\s[^,]*(?:,|\Z)""",
    re.IGNORECASE | re.VERBOSE,
)


def _without_asides(text: str, scope: Span) -> Iterator[Span]:
    at, end = scope
    for aside in _ASIDE.finditer(text[:end], at):
        if aside.start() > at:
            yield at, aside.start()
        at = aside.end()
    if at < end:
        yield at, end


_OWN = {
    Doubtful.NEGATED: r"not?|never|none|nothing|nobody|without|cannot|lacks?|fail\w*|refus\w*|deni\w*|deny|hesitat\w*|halt\w*|un\w+"
    r"|impossible",
    Doubtful.HEDGED: r"may|might|could|would|can|will|plan\w*|inten\w*|expect\w*|hop\w*|want\w*|wish\w*|seek\w*|aim\w*|should"
    r"|propos\w*|possib\w*|announc\w*|pledg\w*|agree\w*|decid\w*|about to|purpose|next step",
    Doubtful.ATTRIBUTED: r"sa(?:y|id|ys)|statement|announc\w*|call\w*|describ\w*|claim\w*|criticiz\w*|accus\w*|tell\w*|told|explain\w*"
    r"|spoke\w*|speak\w*|words",
}
_OWN_WORDS = {kind: re.compile(rf"\b(?:{words})\b", re.IGNORECASE) for kind, words in _OWN.items()}


def speaks_of(kind: Doubtful, relation: str) -> bool:
    """Whether a relation, by its name or its reading, speaks of the doubt itself: `refused`, `planned`, `said`."""
    return bool(_OWN_WORDS[kind].search(relation))
