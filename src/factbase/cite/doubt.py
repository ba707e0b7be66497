"""What a sentence takes back of what it says: negated, hedged, somebody's words, or so on a condition only.

In: a folded paragraph. Out: each doubt with its word and its scope, the stretch of text that it touches.
Promised: a scope ends with its clause, so that what a sentence says plainly stays plain. Rules of thumb, for warnings only.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Generator, Iterator, Sequence
from dataclasses import dataclass, replace
from functools import cached_property, lru_cache
from itertools import islice

from factbase.cite.afterthought import afterthoughts
from factbase.cite.cued import by_cues
from factbase.cite.denial import (
    FAILURE,
    NEGATION,
    Denial,
    clause,
    denials,
    denies_somewhere,
    doubled,
    may_deny,
    traces_in,
    within,
)
from factbase.cite.doubtful import MOST_REPORTS, Doubt, Doubtful
from factbase.cite.normalise import Offsets
from factbase.cite.speech import Speech, speeches
from factbase.cite.tongues import cues_of
from factbase.cite.wording import PAST

__all__ = ["Doubt", "Doubtful", "by_sentence", "denied", "doubts"]


_NEGATION = re.compile(
    rf"\b(?:{NEGATION}|{FAILURE}|rarely|seldom|withh(?:o|e)lds?|spare[sd](?! no\b)|avert(?:s|ed)|(?:is|are|was|were"
    rf"|remained) (?:\w+ly )?(?:absent"
    rf"|undetectable|lacking))(?!\w)",
    re.I,
)
# What is named after it is not there; `without a word` says nothing.
_WITHOUT = re.compile(
    r"\bwithout (?!(?:an?|the|doubt|delay|question|exception|precedent|further|prior|warning|permission|consent)\b|\w+ing\b)(?=[a-z])",
    re.I,
)
# `May` with a capital is the month, at the start of a sentence too: a question there is no claim.
_HEDGE = re.compile(
    r"\b(?:may|might|could|would|will|shall|should|must|likely|(?i:presumably|seemingly|purportedly|reportedly|allegedly"
    r"|supposedly|apparently|possibly|perhaps|probably)"
    r"|(?i:(?:is|are|was|were|been) (?:\w+ly )?(?:expected|set|due|likely|scheduled|supposed|said|thought|believed|rumou?red|poised"
    r"|understood|reputed|presumed|assumed|suspected|claimed|feared|projected|forecast|tipped"
    r"|reported|alleged|urged|asked|slated|about) to|(?:was|were|is|are) to have|it (?:is|was) rumou?red(?: that)?"
    r"|(?:the )?(?:rumou?r|word|story|legend) (?:has|had) it(?: that)?"
    r"|(?:cannot|can't|could not|can not) be (?:excluded|ruled out|dismissed) that"
    r"|(?:possible|probable|plausible|conceivable) that|conceivably|threat(?:ens?|ened) to"
    r"|consider(?:s|ed|ing)? \w+ing|it (?:is|was) (?:\w+ly )?(?:assumed|believed|thought|claimed|said|alleged|held) that"
    r"|(?:hope[sd]?|dream(?:s|ed|t)?|wish(?:e[sd])?|pretend(?:s|ed)?|fantasi[sz]e[sd]?|pray(?:s|ed)?|imagine[sd]?) that"
    rf"|(?:wish(?:e[sd])?|pretend(?:s|ed)?|hope[sd]?)(?= (?:(?-i:[A-Z][\w'-]*)|it|s?he|they|we|you) {PAST})"
    r"|(?:appear|seem)(?:s|ed)? (?:likely )?to(?! (?:the|an?|me|us)\b)|expects? that|urge[sd]?"
    r"|call(?:s|ed)? (?:on|for|upon)|demand(?:s|ed)? that|decisions? to"
    r"|agree[sd]? to(?! (?:an?|the|its|his|her|their)\b)|proposals? to)"
    r"|(?i:plans?|planned|planning|intends?|intended|intending|aims?|aimed|hopes?|hoped|expects?|expected|wants?|seeks?) to)\b"
)
# Under which something is said to be so; `even if`, `if not` and `as if` are none, nor is `asked if`.
_CONDITION = re.compile(
    r"\b(?<!\beven )(?<!\bas )(?<!\bwhat )(?:if(?! (?:not|any|anything|ever|(?!only\b)\w+ly)\b)|lest"
    r"|unless|provid(?:ed|ing) that|on (?:the )?condition that|(?:as|so) long as|assuming|supposing|in the event (?:that|of)|absent an?"
    r"|(?:subject to|contingent (?:up)?on|pending) (?:\w+ ){0,2}(?:approval|consent|ratification|review))\b"
    r"|(?-i:(?:(?<=[.!?] )|(?<=[.!?]\" )|\A\"?)(?:(?:Should|Had|Were)\b(?=[^,.;?]{3,150},[^?]+\Z)"
    r"|(?:(?:Let us |Let's |Just )?(?:[Ss]uppose|[Ii]magine|[Aa]ssume|[Pp]retend) (?:that\b|(?=[A-Z])))))",
    re.I,
)
_SAYING = (
    r"(?:said|says|say|saying|told|tells|claim(?:s|ed)?|alleg(?:es?|ed)|argue[sd]?|assert(?:s|ed)?|explain(?:s|ed)?|added|adds"
    r"|(?:insist|complain|boast|brag|lament|grumble|protest|reckon|speculate|surmise|hint|hypothesi[sz]e|posit|postulate|recall|concede"
    r"|imply|implie|theori[sz]e|assume|think|fear|suspect|guess)(?:s|d"
    r"|ed)?(?= (?:that|the|its?|he|she|they|an?|[\w'-]+ (?:had|has|have|was|were|did)"
    rf"|(?-i:[A-Z][\w'-]*) {PAST})\b)"
    r"|(?:insist|complain|boast|lament|protest|reckon|think|fear|suspect)(?:s|d|ed)?(?=\W*\Z|,)|(?:thought|swore|alleges) (?=that\b)"
    r"|(?:allegation|rumou?r|accusation|assertion)s?(?= that\b)|believe[sd]?|suggest(?:s|ed)?|insist(?:s|ed)? that"
    r"|(?:convinced|adamant|persuaded)(?= that\b)|warn(?:s|ed)?|predict(?:s|ed)?|report(?:s|ed)|accus(?:es|ed)|contend(?:s|ed)?"
    r"|(?:stat(?:es|ed)|testif(?:ies|ied)|maintain(?:s|ed)|declare[sd]?)(?= that\b)"
    r"|wr(?:ote|ites)(?= that\b|\s*(?:[.,;\"]|\Z)))"
)
_REPORT = re.compile(rf"\b{_SAYING}\b", re.I)
_SOURCE = re.compile(
    r"\b(?:according to|(?<!\bfar )as (?:(?:[\w'-]+ ){1,3}?(?:sees?|saw|tells?|told|puts?) (?:it|things|matters))"
    r"|by (?:(?:[\w-]+ ){0,3}[\w-]+'s?|his|her|its|their) (?:own )?(?:account|admission|telling|reckoning)"
    r"|in the (?:view|opinion|words|telling|eyes|judge?ment|estimation|reading) of|in (?:(?:[\w-]+ ){0,3}[\w-]+'s?|his|her|its"
    r"|their) (?:view|opinion|words|telling))\b",
    re.I,
)
_ASKED = re.compile(
    r"\b(?:whether|(?:ask(?:s|ed|ing)?|wonder(?:s|ed|ing)?|question|see|kn(?:ow[ns]?|ew)|unclear|unknown|uncertain|determin\w+"
    r"|check(?:s|ed|ing)?"
    r"|examin\w+|investigat\w+|test(?:s|ed|ing)?|assess\w*) if)\b(?! or not\b)",
    re.I,
)
# Before a verb of saying by which nothing is reported: `as Ost predicted`, `contrary to what Ost claimed`, `previous reports`.
_BY_THE_WAY = re.compile(
    r"\b(?:as|than|contrary to what) (?:the |an? )?(?:[\w.'-]+ ){1,2}\Z"
    r"|\b(?:previous|earlier|prior|recent|published|case|other|our|few|several|not been|never been) \Z",
    re.I,
)
_NUMBER_OF = r"\d|all|most|both|half|one|two|three|four|five|six|seven|eight|nine|ten"
_COUNTED = re.compile(rf" (?:in|for|at|among|by) (?:{_NUMBER_OF})\b| cases\b", re.I)
_SHORTEST = 26  # characters of what is a speech where somebody is named who speaks
_STOP = re.compile(r"""(?<=[.!?])["')\]]*\s+(?=["'(\[]?[A-Z0-9])|(?<=;)\s+""")
_ABBREVIATED = re.compile(
    r"\b(?:Mr|Mrs|Ms|Dr|Lt|Col|Gen|Sen|Rep|Gov|Prof|St|vs|U\.S|U\.K|U\.N|Jan|Feb|Mar|Apr|Aug|Sept?|Oct|Nov|Dec)\.\Z"
)
# Before what is told, denied or thought; but `that year` is a time.
_AND_THAT = r"that(?! (?:same )?(?:year|month|week|day|night|morning|afternoon|evening|time|summer|winter|spring|autumn|place|way)\b)"
# Where another clause begins: what is doubtful on one side need not be on the other.
_CLAUSE = re.compile(
    rf"""[;:—]|\s-\s|"|,\s(?=(?:not|and|so|as|where|with|including)\b)
    |\band\s(?=(?:[\w'-]+\s){{0,2}}?(?:probably|possibly|perhaps|might|could|never|reportedly|allegedly
        |may|will|would|plans|\w+n't|(?:did|does|do|has|have|had|was|were|is|are)\snot|(?:refuse|decline|fail)[sd]?(?:ed)?\sto)\b)
    |\b(?:but|while|although|though|because|whereas|which|{_AND_THAT.replace(" ", "[ ]")}|who|after|before|since|when|until)\b
    |(?<!\bnot\s)\b(?:due\sto|owing\sto|thanks\sto|as\sa\sresult\sof)\b|(?P<verb>\b(?:{_SAYING.replace(" ", "[ ]")}|announced)\b)""",
    re.I | re.X,
)
# Where a condition begins, and where a clause ends that stands before what the sentence says: `although Ost did not sign, …`,
# `in cases that were not seen, …`. What is so on the condition is on both sides; what is taken back or hedged is not.
# And after `did not sign` a verb of the past is no more under it.
_BEFORE_MAIN = re.compile(
    r"\b(?:if|unless|provided that)\b"
    r"|(?:\A|(?<=[.!?] ))\"?(?:(?:although|though|while|whereas|because|since|when|after|before|until|if|unless|once|as|even"
    r"|despite|notwithstanding|regardless|given|unlike|amid|with|without|following|by|\w+ing)\b"
    r"|(?:in|among|for|with|of|at|by|on|to|from|unlike|despite)\b[^,;]{1,100}?\b(?:who|that|which|whose|where)\b)"
    r"[^,;]{1,200}(?P<comma>,)(?! (?:and|or|nor)\b)"
    rf"|\b(?:who|that|which) (?:did not|didn't|never) [^,;]{{1,100}}?(?P<verb> )(?={PAST})"
    rf"|\b(?:did not|didn't|(?:failed|refused|declined) to) [^,;]{{1,100}}?(?P<and>\band )(?={PAST})",
    re.I,
)
_RELATIVE = re.compile(r",\s(?:which|who|whose|whom|where)\b[^,;]{1,200}(,)", re.I)

_STRESSED = re.compile(r"(?<![^\W_])_{1,3}(?=\S)|(?<=[^\s_])_{1,3}(?![^\W_])|\*{1,3}(?=\S)|(?<=\S)\*{1,3}")


def doubts(text: str, language: str = "en", near: Offsets | None = None) -> Iterator[Doubt]:
    """Each doubt of a folded paragraph in a language; of a stretch `near`, those that touch it, and others beside."""
    near = near or (0, len(text))
    if "_" in text or "*" in text:  # which are no letters where they stress a word
        return _without_stress(text, language, near)
    cues = cues_of(language)
    return _english(text, near) if cues is None else by_cues(text, cues, near)


def _without_stress(text: str, language: str, near: Offsets) -> Iterator[Doubt]:
    """The same, of a text without the marks that stress words; places are those in the text with them."""
    marks = {i for mark in _STRESSED.finditer(text) for i in range(*mark.span())}
    kept = [i for i in range(len(text)) if i not in marks]
    bare = "".join(text[i] for i in kept).replace("_", "\u2017").replace("*", "\u2217")  # which stress nothing
    at = [*kept, len(text)]

    def back(span: Offsets) -> Offsets:
        return at[span[0]], at[span[1] - 1] + 1 if span[1] > span[0] else at[span[0]]

    for doubt in doubts(bare, language, (bisect_left(kept, near[0]), bisect_left(kept, near[1]))):
        extent = None if doubt.extent is None else back(doubt.extent)
        yield replace(doubt, scope=back(doubt.scope), span=back(doubt.span), extent=extent)


@dataclass(frozen=True, slots=True)
class _Paragraph:
    """What is read of a paragraph once, whichever of its sentences is asked of: its speeches, those that a doubt may be of, its sentences,
    and the traces of denials in it."""

    spoken: Sequence[Speech]
    said: Sequence[Offsets]
    sentences: Sequence[Offsets]
    traces: Sequence[str]


@lru_cache(maxsize=4)
def _read(text: str) -> _Paragraph:
    spoken = list(speeches(text))
    said = [speech.span for speech in spoken if speech.whole or speech.span[1] - speech.span[0] >= _SHORTEST]
    return _Paragraph(spoken, said, list(_sentences(text)), traces_in(text))


def by_sentence(text: str, language: str) -> bool:
    """Whether the doubts near a sentence of a paragraph are found without the rest of it: not where somebody speaks in it, nor in another
    language, where all of it is looked at each time."""
    return not ("_" in text or "*" in text) and cues_of(language) is None and not _read(text).said


def _english(text: str, near: Offsets) -> Iterator[Doubt]:
    paragraph = _read(text)
    if not paragraph.said:
        first = bisect_left(paragraph.sentences, near[0], key=lambda sentence: sentence[1])
        for start, end in islice(paragraph.sentences, first, None):
            if start > near[1]:
                return
            yield from _alone(text, start, end)  # no doubt touches more than its sentence, but of speeches
        return
    attributed = False
    for start, end in paragraph.sentences:
        attributed = (yield from _of_sentence(text, start, end, paragraph)) or attributed
    others = [*_REPORT.finditer(text), *_SOURCE.finditer(text)]
    sayings = [match.span() for match in others if not within(match.start(), paragraph.said)]
    for speech in paragraph.spoken:  # whoever is named anywhere
        if speech.span in paragraph.said and (attributed or speech.whole):
            word = min([(_apart(span, speech.span), span) for span in sayings], default=(0, speech.mark))[1]
            yield Doubt(Doubtful.ATTRIBUTED, text[slice(*word)], speech.span, word)


@lru_cache(maxsize=64)
def _alone(text: str, start: int, end: int) -> tuple[Doubt, ...]:
    """The doubts of a sentence in a paragraph in which nobody speaks."""
    return tuple(_of_sentence(text, start, end, _read(text)))


def _of_sentence(text: str, start: int, end: int, paragraph: _Paragraph) -> Generator[Doubt, None, bool]:
    """The doubts of a sentence, and at the end whether somebody is named whose words it may have."""
    attributed = False
    borders = _Borders(text, start, end)
    taken_back: list[Denial] = []
    if may_deny(text[start:end], paragraph.traces):
        twice, denied_twice = doubled(text, start, end)
        for match in _NEGATION.finditer(text, start, end):
            if not within(match.start(), twice):
                yield Doubt(Doubtful.NEGATED, match[0], clause(match.span(), borders.parted, start, end), match.span())
        for match in _WITHOUT.finditer(text, start, end):
            comma = text.find(",", match.end(), end)
            stop = min(_clause_end(match, borders.parted, end), comma if comma >= 0 else end)
            yield Doubt(Doubtful.NEGATED, match[0].strip(), (match.end(), stop), match.span())
        for denial in denied_twice:
            yield Doubt(Doubtful.NEGATED, denial.word, denial.statement, denial.span)
        taken_back += denials(text, start, end, twice)
        for denial in taken_back:
            yield Doubt(Doubtful.NEGATED, denial.word, denial.statement, denial.span, denial.extent)
    for match in _HEDGE.finditer(text, start, end):
        yield Doubt(Doubtful.HEDGED, match[0], clause(match.span(), borders.parted, start, end), match.span())
    asked = list(_ASKED.finditer(text, start, end))
    for match in _CONDITION.finditer(text, start, end):
        if not within(match.start(), [each.span() for each in asked]):
            yield Doubt(Doubtful.CONDITIONAL, match[0], clause(match.span(), borders.whole, start, end), match.span())
    for match in asked:
        yield Doubt(Doubtful.ASKED, match[0], (match.end(), _clause_end(match, borders.whole, end)), match.span())
    yield from afterthoughts(text, start, end)
    for match in _SOURCE.finditer(text, start, end):
        attributed = True
        yield Doubt(Doubtful.ATTRIBUTED, match[0], (start, end), match.span())
    for number, match in enumerate(islice(_REPORT.finditer(text, start, end), MOST_REPORTS + 1)):
        if number == MOST_REPORTS:
            yield Doubt(Doubtful.ATTRIBUTED, match[0], (match.end(), end), match.span())
            return True
        if _told_by_the_way(text, match, start):
            continue
        if within(match.start(), paragraph.said) or any(d.span[0] <= match.start() < d.span[1] for d in taken_back):
            continue  # a verb of the speech itself, or one by which something is denied
        attributed = True
        scope = _reported(text, match, start, end)
        for piece in _without_asides(text, scope) if scope is not None else ():
            yield Doubt(Doubtful.ATTRIBUTED, match[0], piece, match.span())
    return attributed


def _told_by_the_way(text: str, verb: re.Match[str], start: int) -> bool:
    """Whether a verb of saying reports nothing."""
    counted = verb[0].lower().startswith("report") and _COUNTED.match(text, verb.end())
    return bool(counted or _BY_THE_WAY.search(text, max(start, verb.start() - 60), verb.start()))


def _apart(word: Offsets, span: Offsets) -> int:
    """How many characters are between two stretches."""
    return max(word[0] - span[1], span[0] - word[1])


def _clause_end(cue: re.Match[str], borders: Sequence[Offsets], end: int) -> int:
    return next((border[0] for border in borders if border[0] >= cue.end()), end)


def _sentences(text: str) -> Iterator[Offsets]:
    start = 0
    for stop in _STOP.finditer(text):
        if not _ABBREVIATED.search(text, max(0, stop.start() - 8), stop.start()):
            yield start, stop.start()
            start = stop.end()
    yield start, len(text)


class _Borders:
    """Where the clauses of a sentence end and begin, looked for where a cue asks for it: most sentences have none."""

    def __init__(self, text: str, start: int, end: int) -> None:
        self._sentence = text, start, end

    @cached_property
    def whole(self) -> list[Offsets]:
        """Those of what holds for all that depends on it: a relative clause between two commas ends at the second."""
        borders = [m.span() if m["verb"] is None else (m.end(), m.end()) for m in _CLAUSE.finditer(*self._sentence)]
        return sorted([*borders, *(m.span(1) for m in _RELATIVE.finditer(*self._sentence))])

    @cached_property
    def parted(self) -> Sequence[Offsets]:
        """The same with those between a condition, or what stands before the main clause, and the rest."""
        more = [m.span(m.lastgroup or 0) for m in _BEFORE_MAIN.finditer(*self._sentence)]
        return sorted([*self.whole, *more]) if more else self.whole


def denied(text: str, parts: Sequence[Offsets], language: str = "en") -> bool:
    """Whether a sentence takes back what some stretches of it say, or speaks of a denial at all."""
    negations = [doubt for doubt in doubts(text, language) if doubt.kind is Doubtful.NEGATED]
    if cues_of(language) is not None:
        return bool(negations)
    return denies_somewhere(text) or any(
        scope[0] < end and start < scope[1]
        for doubt in negations
        for scope in (doubt.extent or doubt.scope,)
        for start, end in parts
    )


_ON_THE_WAY = re.compile(r",\s(?!(?:but|and|while|as|adding|who|which|after|before|when|so)\b)\w", re.I)
_OF_ITSELF = re.compile(r" (?:to|so)\b", re.I)
_TO_WHOM = re.compile(
    r"\s*(?!(?:and|but|so|then|who|which|yet|while|as|when|after|before)\b)[^,;]{1,60}\b(?:told|tells"
    r"|assured)\s[\w'.-]+(?:\s[\w'.-]+){0,4}",
    re.I,
)
_THAT = re.compile(rf"[^,;\"]{{0,40}}?\b{_AND_THAT}\b", re.I)


def _reported(text: str, verb: re.Match[str], start: int, end: int) -> Offsets | None:
    """What a verb of saying reports; None where that is a speech in quotation marks."""
    if _OF_ITSELF.match(text, verb.end()):  # `Kim, who was said to be ill, left`
        for relative in _RELATIVE.finditer(text, start, end):
            if relative.start() < verb.start() < relative.start(1):
                return verb.end(), relative.start(1)
    before = text[start : verb.start()].rstrip()
    if '"' in before:  # `"…," said Name`, `"…," Name, an analyst, told us`
        return None
    if that := _THAT.match(text, verb.end(), end):
        return that.end(), end
    comma = before.rfind(",")
    if before.endswith(",") and not verb[0].lower().startswith("t"):  # `…, said Name`; but `Name, an analyst, told us`
        return start, start + len(before)
    after = text[verb.end() : end].strip(" .!?\"')")
    if comma >= 0 and len(before) - comma < 80 and _ON_THE_WAY.match(after):  # `The army, local media say, has left.`
        return start, end
    if comma >= 0 and _TO_WHOM.fullmatch(
        before[comma + 1 :] + verb[0] + " " + after
    ):  # `…, his lawyer told the court.`
        return start, start + comma
    if comma >= 0 and (not after or after.startswith(",")) and len(before) - comma < 80:  # `…, Name said.`
        return start, start + comma
    return (verb.end(), end) if after else None


# What the writer adds on the way, or takes for granted: it is not part of what somebody says.
_ASIDE = re.compile(
    r""",\s(?:which|who|whose|where)\b[^,]{1,200},(?=\s\w)
    | ,\s(?:which|who|whose|where)\b.*?(?=\s-\s|\Z) | \s-\s[^-]*?(?:\s-\s|\Z) | \([^)]{0,400}\)
    | \b(?:after|before|since|when)\s[^,]*(?:,|\Z)""",
    re.IGNORECASE | re.VERBOSE,
)


def _without_asides(text: str, scope: Offsets) -> Iterator[Offsets]:
    at, end = scope
    for aside in _ASIDE.finditer(text, at, end):
        if aside.start() > at:
            yield at, aside.start()
        at = aside.end()
    if at < end:
        yield at, end
