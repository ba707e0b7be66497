"""The doubts of a text in another language than English: in, a folded paragraph and the cues of its language; out, each doubt.

Promised: a negation or a hedge holds in its clause, a condition, a source and a question in the sentence, a verb of saying or of denial
up to the end of it, or from its start where the language has such verbs last. Rules of thumb, for warnings only.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import islice

from factbase.cite.denial import clause, within
from factbase.cite.doubtful import MOST_REPORTS, QUESTION, Doubt, Doubtful
from factbase.cite.normalise import Offsets
from factbase.cite.tongues import Cues

__all__ = ["by_cues"]

# Where a sentence ends in other languages: not after a number, as `3. Oktober`.
_END = re.compile(r"""(?:(?<!\d)\.|[!?])["')\]]*\s+(?=["'(\[¿¡«]?(?:[^\W\d_a-zß-ÿа-яё]|\d))|[。！？]["」』]?""")


def by_cues(text: str, cues: Cues, near: Offsets) -> Iterator[Doubt]:
    """Each doubt of a folded paragraph that is in a sentence near a stretch, by the cues of its language."""
    start = 0
    for end in (*(m.end() for m in _END.finditer(text)), len(text)):
        if start <= near[1] and near[0] <= end:
            yield from _of_sentence(text, start, end, cues)
        start = end


def _of_sentence(text: str, start: int, end: int, cues: Cues) -> Iterator[Doubt]:
    others = [m.span() for m in cues.others.finditer(text, start, end)]
    borders = [m.span() for m in cues.border.finditer(text, start, end)]

    def own(pattern: re.Pattern[str]) -> Iterator[re.Match[str]]:
        return (m for m in pattern.finditer(text, start, end) if not within(m.start(), others))

    for kind, pattern in ((Doubtful.NEGATED, cues.negation), (Doubtful.HEDGED, cues.hedge)):
        for cue in own(pattern):
            around = (cue.start() - 2, cue.end() + 2) if kind is Doubtful.HEDGED else cue.span()  # `, probablemente, …`
            scope = clause(around, borders, start, end)
            if _THAT_FOLLOWS.match(text, scope[1], end) and _PROVES.search(text, *scope):
                scope = scope[0], end
            yield Doubt(kind, cue[0], scope, cue.span())
    for cue in own(cues.condition):
        yield Doubt(Doubtful.CONDITIONAL, cue[0], (start, end), cue.span())
    for cue in cues.asking.finditer(text, start, end):
        yield Doubt(Doubtful.ASKED, cue[0], (start, cue.start()) if cues.backward else (start, end), cue.span())
    if question := QUESTION.search(text, start, end):
        yield Doubt(Doubtful.ASKED, question[0], (start, end), question.span())
    for cue in cues.according.finditer(text, start, end):
        yield Doubt(Doubtful.ATTRIBUTED, cue[0], (start, end), cue.span())
    for kind, pattern in ((Doubtful.ATTRIBUTED, cues.saying), (Doubtful.NEGATED, cues.denial)):
        for cue in islice(own(pattern), MOST_REPORTS):
            before = cues.backward or text[start : cue.start()].rstrip().endswith(",")
            scope = (start, cue.start()) if before else (cue.end(), end)
            yield Doubt(kind, cue[0], scope, cue.span(), (start, end) if kind is Doubtful.NEGATED else None)


# `niemand hat bewiesen, dass`: what is not shown to be so.
_THAT_FOLLOWS = re.compile(r",?\s?(?:dass|daß|que|qu'|che|dat|что)(?!\w)", re.I)
_PROVES = re.compile(
    r"bew(?:ies|eis|ezen)|beleg|zeig|glaub|erwies|prouv|démontr|établi|croi|demostr|prob(?:ó|ado|ar)|cree|prov(?:ou|ado|ato)|dimostr|cred"
    r"|доказ|подтвер|aangetoond|geloof|bestätig|confirm",
    re.I,
)
