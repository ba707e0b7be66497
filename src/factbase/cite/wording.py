"""What the words of a relation or a text speak of: a doubt itself, what came about, what is yet to be, what never came about.

In: the name and the reading of a relation, a text, or a doubt. Out: whether it does. Rules of thumb, for warnings only; of English.
"""

from __future__ import annotations

import re

from factbase.cite.doubtful import Doubt, Doubtful

__all__ = ["PAST", "foretells", "looks_ahead", "of_the_past", "says_not", "speaks_of", "undone"]

_FORETELLING = re.compile(
    r"will|shall|should|must|likely|urge[sd]?|call(?:s|ed)? (?:on|for|upon)|decisions? to|agree[sd]? to|proposals? to|demand\w* that",
    re.I,
)
PAST = (
    r"\b(?:\w{2,}ed|was|were|had|has|became|began|bought|built|came|did|died|fought|found|gave|held|led|left|lost|made|met|sold|sent|took"
    r"|went|won|wrote|said|told|born|stole|shot|paid|broke|ran|kept|knew|spoke|stood|struck|fell|drew|chose|drove|hid|rose)\b"
)
"""A verb, or a participle, of the past."""
_PAST = re.compile(PAST, re.I)


def foretells(doubt: Doubt) -> bool:
    """Whether a hedge is of what is yet to be, which may be told plainly all the same: of a relation whose words are not of the past."""
    return doubt.kind is Doubtful.HEDGED and _FORETELLING.fullmatch(doubt.word) is not None


_AHEAD = re.compile(
    r"\b(?:predict|forecast|foresee|foresaw|prophes|expect|anticipat|warn|fear|hope|prospect|future|soon|next|tomorrow|ought|need|recommend"
    r"|advis|want|wish|let|please|appeal|insist|press|demand|request|propos|suggest|ask|bet|going to|about to)",
    re.I,
)


def looks_ahead(text: str) -> bool:
    """Whether a text speaks of what is yet to be, or to be done; of other languages their cues say so."""
    return _AHEAD.search(text) is not None


def of_the_past(relation: str) -> bool:
    """Whether a relation, by its name or its reading, says what came about: `signed`, `was born in`."""
    return _PAST.search(relation) is not None


# By which something had not come about, or was not brought to its end.
_UNDONE = re.compile(
    r"\b(?:cancel(?:s|l?ed|ling|lation)|postpon(?:e|es|ed|ing|ement)|puts? off|called off|(?:fell|falls|fallen) apart|broke (?:off|down)"
    r"|halted|stalled|shelved|scrapped|suspended|collapsed|would be the first|yet to be)\b",
    re.I,
)


def undone(text: str) -> bool:
    """Whether a sentence speaks of what had not come about: of something that was cancelled, or that would be the first of its kind."""
    return _UNDONE.search(text) is not None


_OWN = {
    Doubtful.NEGATED: r"not?|never|none|nothing|nobody|neither|nor|without|cannot|lacks?|fail\w*|refus\w*|deni\w*|deny|hesitat\w*"
    r"|halt\w*|un(?!der|ter|ion|it|iver|ique|til|less)\w+|impossible|declin\w*|reject\w*|dismiss\w*|disput\w*|refut\w*|rul\w+ out"
    r"|contradict\w*|doubt\w*|false\w*|avoid\w*|prevent\w*|block\w*|bar(?:s|red)?|ban\w*|stop\w*|ceas\w*|abandon\w*|withh?\w*dr\w+"
    r"|oppos\w*|object\w*|against|instead|reluctan\w*|yet|disagree\w*|contest\w*|omit\w*|neglect\w*",
    Doubtful.HEDGED: r"may|might|could|would|can|will|plan\w*|inten\w*|expect\w*|hop\w*|want\w*|wish\w*|seek\w*|aim\w*|should"
    r"|propos\w*|possib\w*|announc\w*|pledg\w*|agree\w*|decid\w*|about to|purpose|next step",
    Doubtful.ATTRIBUTED: r"sa(?:y|id|ys)|statement|announc\w*"
    r"|declar\w*|den(?:y|ie)\w*|call\w*|describ\w*|claim\w*|criticiz\w*|accus\w*|tell\w*|told|explain\w*"
    r"|spoke\w*|speak\w*|words",
    Doubtful.CONDITIONAL: r"if|unless|condition\w*|depend\w*",
    Doubtful.ASKED: r"ask\w*|question\w*|wonder\w*|inquir\w*|unclear|unknown|disput\w*",
}
_OWN_WORDS = {kind: re.compile(rf"\b(?:{words})\b", re.IGNORECASE) for kind, words in _OWN.items()}


def says_not(relation: str) -> bool:
    """Whether a relation is told with a negation, as `is not bound by` is."""
    return (
        re.search(
            r"\b(?:not?|never|none|nothing|nobody|neither|nor|without|cannot|un(?!ter)\w+|im\w+)\b", relation, re.I
        )
        is not None
    )


def speaks_of(kind: Doubtful, relation: str) -> bool:
    """Whether a relation, by its name or its reading, speaks of the doubt itself: `refused`, `planned`, `said`."""
    return bool(_OWN_WORDS[kind].search(relation))
