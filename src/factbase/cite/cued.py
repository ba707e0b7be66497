"""The doubts of a text in another language than English: in, a folded paragraph and the cues of its language; out, each doubt.

Promised: a negation or a hedge holds in its clause, `without` in what follows it there, a condition, a source and a question in the
sentence, a verb of saying or of denial up to the end of it; where the language has verbs last, what is taken back or said stands before
them. Rules of thumb, for warnings only.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from itertools import islice

from factbase.cite.denial import clause
from factbase.cite.doubtful import MOST_REPORTS, QUESTION, Doubt, Doubtful
from factbase.cite.normalise import LONG_DASH, Offsets
from factbase.cite.speech import Speech, speeches
from factbase.cite.tongues import Cues

__all__ = ["by_cues"]

# Where a sentence ends in other languages: not after a number, as `3. Oktober`.
_END = re.compile(
    r"""(?:(?<!\d)\.|[!?])["')\]]*\s+(?=(?:["'(\[¿¡]|«\s?|[—\x1f-]\s?)?(?:[^\W\d_a-zß-ÿа-яё]|\d))|\s?;\s|[。！？]["」』]?"""
)


def by_cues(text: str, cues: Cues, near: Offsets) -> Iterator[Doubt]:
    """Each doubt of a folded paragraph that is in a sentence near a stretch, by the cues of its language."""
    start = 0
    for end in (*(m.end() for m in _END.finditer(text)), len(text)):
        if start <= near[1] and near[0] <= end:
            yield from _of_sentence(text, start, end, cues)
        start = end
    for speech in speeches(text):
        if speech.whole and speech.span[0] <= near[1] and near[0] <= speech.span[1]:
            yield Doubt(Doubtful.ATTRIBUTED, *_said_by(text, speech, cues))


def _said_by(text: str, speech: Speech, cues: Cues) -> tuple[str, Offsets, Offsets]:
    """The word by which a speech is told, or else its mark, with the speech and the place of the word."""
    first, last = speech.span
    lo, hi = max(0, first - _SPEAKER), min(len(text), last + _SPEAKER)
    after, before = cues.saying.search(text, last, hi), [*cues.saying.finditer(text, lo, first)]
    word = after or (before[-1] if before else None)
    span = word.span() if word is not None else speech.mark
    return text[slice(*span)], speech.span, span


def _of_sentence(text: str, start: int, end: int, cues: Cues) -> Iterator[Doubt]:
    twice = [(m.span(), m.span("denial")) for m in cues.doubled.finditer(text, start, end)]
    others = sorted([*(m.span() for m in cues.others.finditer(text, start, end)), *(span for span, _ in twice)])
    borders = [m.span() for m in cues.border.finditer(text, start, end)]

    def own(pattern: re.Pattern[str]) -> Iterator[re.Match[str]]:
        return (m for m in pattern.finditer(text, start, end) if not _in_one(m.start(), others))

    asked = [m for m in cues.asking.finditer(text, start, end) if not _in_one(m.start(), set(others) - {m.span()})]
    for span, denied in twice:  # of what is denied the denial alone is taken back
        yield Doubt(Doubtful.NEGATED, text[slice(*span)], denied, (span[0], denied[0]))
    for cue in own(cues.negation):
        yield Doubt(Doubtful.NEGATED, cue[0], _negated(text, cue.span(), borders, start, end, cues), cue.span())
    for cue in own(cues.without):
        scope = cue.start(), clause(cue.span(), borders, start, end)[1]
        done = _INFINITIVE.search(text, cue.end(), scope[1])
        yield Doubt(Doubtful.NEGATED, cue[0], (scope[0], done.end()) if done is not None else scope, cue.span())
    joints = sorted([*borders, *(m.span() for m in _AND.finditer(text, start, end))])
    for cue in own(cues.refusal):  # `suspendió el tratado y cerró la mina` is one of two things
        comma = _THEN.match(text, cue.end(), end)  # `lehnte es ab, das Abkommen zu ratifizieren`
        scope = _negated(text, cue.span(), joints, start, end, cues)
        if comma is not None:
            scope = scope[0], clause((comma.end(), comma.end()), borders, start, end)[1]
        yield Doubt(Doubtful.NEGATED, cue[0], scope, cue.span())
    for cue in own(cues.hedge):
        scope = clause((cue.start() - 2, cue.end() + 2), borders, start, end)  # `, probablemente, …`
        yield Doubt(Doubtful.HEDGED, cue[0], _with_proven(text, scope, end), cue.span())
    for cue in own(cues.condition):
        if not _in_one(cue.start(), [each.span() for each in asked]):
            yield Doubt(Doubtful.CONDITIONAL, cue[0], (start, end), cue.span())
    for cue in asked:
        if cues.backward:
            yield Doubt(Doubtful.ASKED, cue[0], (start, cue.start()), cue.span(), (start, cue.end()))
        else:
            yield Doubt(Doubtful.ASKED, cue[0], (start, end), cue.span())
    if question := QUESTION.search(text, start, end):
        anew = [m.end() for m in _ANEW.finditer(text, start, question.start())]
        whole = anew[-1] if anew else start, end
        yield Doubt(Doubtful.ASKED, question[0], whole, question.span(), whole)
    for cue in cues.according.finditer(text, start, end):
        scope = clause(cue.span(), borders, start, end)
        relative = _RELATIVE.match(text, scope[0], cue.start())
        yield Doubt(Doubtful.ATTRIBUTED, cue[0], scope if relative is not None else (start, end), cue.span())
    for kind, pattern in ((Doubtful.ATTRIBUTED, cues.saying), (Doubtful.NEGATED, cues.denial)):
        for cue in islice(own(pattern), MOST_REPORTS):
            yield Doubt(
                kind,
                cue[0],
                _told(text, cue, start, end, cues),
                (cue.start() + len(_ending(cue[0])), cue.end()),
                (start, end) if kind is Doubtful.NEGATED else None,
            )


def _negated(text: str, cue: Offsets, borders: Sequence[Offsets], start: int, end: int, cues: Cues) -> Offsets:
    """What a negation takes back: its clause; where verbs come last what stands before it in the clause, and where a clause describes
    what comes after it, no more than that clause."""
    scope = clause(cue, borders, start, end)
    if cues.backward:
        word = _REST.match(text, cue[1], scope[1])
        return scope[0], word.end() if word is not None else cue[1]
    described = _DESCRIBING.match(text, scope[0], scope[1])
    if described is not None and cue[1] <= described.end():
        return scope[0], described.end()
    return _with_proven(text, scope, end)


def _told(text: str, cue: re.Match[str], start: int, end: int, cues: Cues) -> Offsets:
    """What a verb of saying tells, or one of denial denies: what follows it, or stands before it where it is last, or comes after a comma;
    all of the sentence where it stands between two."""
    if cues.backward:
        return start, cue.start() + len(_ending(cue[0]))
    if _LAST.match(text, cue.end(), end):
        return start, cue.start()
    if _SAYS_THAT.search(cue[0]) or not text[start : cue.start()].rstrip(" ").endswith(_BEFORE_SAYING):
        return cue.end(), end
    return (start, end) if _ON_THE_WAY.match(text, cue.end(), end) else (start, cue.start())


def _ending(cue: str) -> str:
    """What a cue of Korean has of the verb that stands before it: `다는` of `서명했다는 소문`."""
    return cue.split(" ")[0] if cue.startswith(("다", "라")) else ""


def _with_proven(text: str, scope: Offsets, end: int) -> Offsets:
    if _THAT_FOLLOWS.match(text, scope[1], end) and _PROVES.search(text, *scope):
        return scope[0], end
    return scope


def _in_one(at: int, spans: Iterable[Offsets]) -> bool:
    """Whether a place is in one of a few spans, which may overlap."""
    return any(start <= at < end for start, end in spans)


_RELATIVE = re.compile(r"(?:d(?:at|ie|er|as|em|en)|qu[ei]|dont|che|котор\w+)\s(?:\w+\s)?\Z", re.I)  # `, dat volgens`
_SAYS_THAT = re.compile(r"\s(?:que?|che|dass|daß|dat|что)\Z", re.I)
_SPEAKER = 80  # characters beside a speech in which it is said whose it is
_BEFORE_SAYING = (",", "-", "—", LONG_DASH)  # `…, sagte`, `—… —dijo`
# Where a question begins anew: `Ost unterschrieb, aber folgt West?`
_ANEW = re.compile(
    r"[;；]|,\s(?:aber|doch|und|maar|en|mais|et|pero|y|mas|ma|e|но|а|и)\s|[，、](?:但|而|可是|不过)", re.I
)
_ON_THE_WAY = re.compile(r"[^,.;:]{1,60},\s\w")  # `…, scrive la stampa, …`
_LAST = re.compile(r"[\u4e00-\u9fff]{0,4}[。！]?\Z")  # `…，省长告诉记者。`
_AND = re.compile(r"(?<!\w)(?:und|en|et|y|e|и)(?!\w)")
_THEN = re.compile(r"(?:\s\w{2,4})?,\s")
_INFINITIVE = re.compile(r"(?<=\ste\s)\w+en\b")  # `zonder zijn partners te raadplegen`
_REST = re.compile("[\uac00-\ud7af]*")  # of a Korean word
# `从未处罚过银行的监管机构`: the clause has no subject before its negation, and ends where the noun that it describes begins.
_DESCRIBING = re.compile(
    r"(?:[对在从曾][^不没未无，]{0,12}|那些|一些)?(?:没有|没|不|未|从未|无)[^的，]{1,20}的(?=[^，。]{2})"
)
# `niemand hat bewiesen, dass`: what is not shown to be so.
_THAT_FOLLOWS = re.compile(r",?\s?(?:dass|daß|que|qu'|che|dat|что)(?!\w)", re.I)
_PROVES = re.compile(
    r"bew(?:ies|eis|ezen)|beleg|zeig|glaub|erwies|prouv|démontr|établi|croi|demostr|prob(?:ó|ado|ar)|cree|prov(?:ou|ado|ato)|dimostr|cred"
    r"|доказ|подтвер|aangetoond|geloof|bestätig|confirm",
    re.I,
)
