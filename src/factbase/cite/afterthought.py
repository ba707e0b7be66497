"""What is said about a whole statement beside it: `…, perhaps.`, `…, which is a lie.`, `…. This is false.`, `Myth: …`, `… – or did it?`.

In: a sentence of a folded paragraph, in English. Out: each doubt, with the statement as its scope. Promised: it goes no further than the
clause before it. Rules of thumb, for warnings only.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from factbase.cite.doubtful import QUESTION, Doubt, Doubtful

__all__ = ["afterthoughts"]

_HEDGING = (
    r"perhaps|maybe|possibly|probably|presumably|supposedly|allegedly|reportedly|purportedly|apparently|seemingly|conceivably"
    r"|ostensibly|in all likelihood|most likely|it (?:seems|seemed|appears|appeared)|it would (?:seem|appear)"
    r"|(?:so )?(?:the )?(?:rumou?r|legend|word) (?:has|had) it|or so (?:it|they|he|she|we|\w+) [\w ]{2,30}"
    r"|(?:this|that|it|which)?\s?(?:is |was |has )?(?:(?:not|never) (?:yet |been )*(?:confirmed|verified|proven|proved|certain)"
    r"|unconfirmed|unverified|unproven)|to be confirmed|if (?:so|true)"
)
_FALSE = (
    r"(?:(?:\w+ly )?(?:false|untrue|incorrect|inaccurate|fake|made[ -]up|invented|fabricated)|not (?:true|so|the case|correct|accurate)"
    r"|(?:an? )?(?:\w+ )?(?:lie|myth|hoax|fiction|fabrication|falsehood|invention|fake|fairy tale|canard)"
    r"|fake news|nonsense)"
)
_BE = r"(?:(?:is|was|are|were|turned out to be|proved(?: to be)?|has been|later proved)|'s)"
_STOP = r"(?=\s?[.!?;,)\"]|\s-|\Z)"
_AFTER = re.compile(
    rf"\s?(?:,|\(|-)\s?(?:(?P<hedged>{_HEDGING}){_STOP}"
    rf"|(?:but )?(?:which|this|that|it) (?P<false>{_BE} {_FALSE}){_STOP}"
    rf"|(?:but )?(?P<not>(?:it|they|he|she) (?:is|was|did|has|had|does)"
    rf"(?: not|n't)){_STOP})"
    rf"|(?::|\s-)\s(?P<hoax>(?:all )?{_FALSE}|not)(?=\s?[.!]|\Z)",
    re.IGNORECASE,
)
_SIGN = re.compile(r"[,(:-]")  # one of which is in each of them
_NEXT = re.compile(
    rf"[.!]?[\"')]*\s+\"?(?:(?:This|That|It|All this|(?:The|This|That) (?:claim|report|story|rumou?r|statement|news))(?: itself)? "
    rf"{_BE} {_FALSE}"
    r"|(?:The|This|That|These|Those) (?:claim|report|story|rumou?r|statement|allegation|accusation|article|paper|study)s?"
    r" (?:(?:has|have|had) (?:since |later |now )?been|(?:was|were|is|are)(?: later| since| soon)?)"
    r" (?:retracted|withdrawn|refuted|disproved|disproven|debunked|discredited)"
    r"|(?:Our )?(?:Verdict|verdict|Rating|rating|Ruling|ruling): (?:\w+ )?(?:[Ff]alse|[Ff]ake|[Uu]ntrue|[Mm]isleading|[Ii]ncorrect)"
    r"|We (?:apologi[sz]e|regret|are sorry) for (?:this|the|that) (?:error|mistake)"
    rf"|(?:Not true|False|Untrue|Wrong|Fake)){_STOP}",
    re.IGNORECASE,
)
_LABEL = re.compile(
    r"[\"'(\[]?(?:(?:false|fake|fake news|myth|hoax|fiction|untrue|lie|debunked|rumou?r|misconception|unconfirmed|alleged(?:ly)?)"
    r"(?: \d+| no\. \d+)?:"
    r"|(?:correction|erratum)[:,] [^.;]{0,40}?(?:wrong|incorrect|false|untrue|not (?:true|so|the case|correct)) (?:that|to say))(?=\s)",
    re.IGNORECASE,
)
_ANEW = re.compile(r";\s|\s-\s|,\s(?:but|so|and|yet|then|why|what|how|who|where|when|while|whereas)\s", re.IGNORECASE)
_TAG = re.compile(
    r"(?:\s-|,|;)\s(?:or )?(?:(?:and|but) )?(?:(?:is|was|are|were|do|does|did|has|have|had|will|would|can|could)(?:n't)?"
    r" (?:it|he|she|they|we)"
    r"|right|no|really)(?: not)?\Z",
    re.IGNORECASE,
)
_CLAUSE = re.compile(r";\s|,\s(?:but|and|so|yet|while|whereas)\s", re.IGNORECASE)


def afterthoughts(text: str, start: int, end: int) -> Iterator[Doubt]:
    """What a sentence from `start` to `end`, or the next one, says about a statement of the sentence as a whole."""
    for match in _AFTER.finditer(text, start, end) if _SIGN.search(text, start, end) else ():
        kind = Doubtful.HEDGED if match["hedged"] else Doubtful.NEGATED
        group = match.lastgroup or "hedged"
        clauses = [border.end() for border in _CLAUSE.finditer(text, start, match.start())]
        begun = clauses[-1] if clauses else start
        yield Doubt(kind, match[group], (begun, match.start()), match.span(group), (begun, match.end()))
    if (label := _LABEL.match(text, start, end)) is not None:
        yield Doubt(Doubtful.NEGATED, label[0], (label.end(), end), label.span(), (start, end))
    if (denial := _NEXT.match(text, end)) is not None:
        yield Doubt(Doubtful.NEGATED, denial[0].strip(' .!"'), (start, end), denial.span(), (start, denial.end()))
    if (question := QUESTION.search(text, start, end)) is not None:
        tag = _TAG.search(text, start, question.start())
        anew = [] if tag is not None else [border.end() for border in _ANEW.finditer(text, start, question.start())]
        asked = anew[-1] if anew else start, tag.start() if tag is not None else end
        yield Doubt(Doubtful.ASKED, question[0], asked, question.span(), asked)
