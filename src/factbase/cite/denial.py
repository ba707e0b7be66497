"""Words that take a whole statement back: `it is not true that …`, `the claim that … was rejected`, `instead of signing`.

In: a stretch of folded text. Out: each denial, with the statement that it takes back, and how far its own clause goes.
Promised: what is denied twice (`did not deny that`) is no denial; a denial ends with its clause. Rules of thumb, for warnings only.
"""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from factbase.cite.normalise import Offsets
from factbase.cite.wording import PAST

__all__ = [
    "FAILURE",
    "NEGATION",
    "Denial",
    "clause",
    "denials",
    "denies_somewhere",
    "doubled",
    "may_deny",
    "traces_in",
    "within",
]


@dataclass(frozen=True, slots=True)
class Denial:
    """`statement` is taken back by the words at `span`; `extent` is the statement with the clause that does so."""

    word: str
    span: Offsets
    statement: Offsets
    extent: Offsets


# A `not` that takes nothing back: `not only`, `no doubt`, `not until May`, `none other than`, `if not`.
NEGATION = (
    r"(?:(?<!\bif )(?<!\bor )not(?! (?:only|just|least|merely|simply|solely|to mention|until|before|long (?:ago|after|before)|a few"
    r"|surprising|(?:more|less|fewer|\w+er) than)\b)|never(?! (?:before|since)\b)|nobody(?!'s surprise)|nothing(?! (?:but|short of"
    r"|less)\b)"
    r"|no(?! (?:doubt|wonder|choice|option|alternative|sooner|less|fewer|more than"
    r"|\w+er than|matter|other)\b|\.\s?\d)|neither|nor|nowhere|none(?! other\b)|cannot"
    r"|\w+n['´`′]t|(?:do|does|did|is|was|were|has|had|could|wo|would|should)nt|hardly|scarcely|unlikely)"
)
FAILURE = (
    r"(?:fail(?:s|ed|ing|ure)?|refus(?:e[sd]?|ing|al)|declin(?:e[sd]?|ing)|neglect(?:s|ed|ing)?|omit(?:s|ted|ting)?|forgot"
    r"|(?:un|not )able|inability|unwilling(?:ness)?|reluctan(?:t|ce)|hesitat(?:e[sd]?|ing|ant)|balk(?:s|ed|ing)?|ceas(?:e[sd]?|ing)|yet"
    r"|(?:failure|refusal|inability|unwillingness|reluctance) (?:of|by) [\w-]+(?: [\w-]+)?) to"
)
_DENY = (
    r"(?:den(?:y|ies|ied|ying|ials?)|reject(?:s|ed|ing|ion)?|refut(?:es?|ed|ing|ation)|rebut(?:s|ted|ting|tal)?"
    r"|dismiss(?:es|ed|ing|al)?|disput(?:es?|ed|ing)|repudiat(?:es?|ed|ing|ion)|dispro(?:ves?|ved|ven|ving)|debunk(?:s|ed|ing)?"
    r"|disavow(?:s|ed|ing|al)?|retract(?:s|ed|ing|ion)?"
    r"|disclaim(?:s|ed|ing|er)?|contradict(?:s|ed|ing)?|quash(?:es|ed|ing)?|rul(?:es?|ed|ing) out"
    r"|doubt(?:s|ed|ing)?|contest(?:s|ed|ing)?|disbeliev(?:es?|ed|ing)|disagree[sd]?)"
)
_FALSE = (
    r"(?:false|untrue|incorrect|inaccurate|unlikely|doubtful|improbable|implausible|inconceivable|unproven|unclear|unfounded"
    r"|baseless|groundless|unsubstantiated|unconfirmed|uncertain|a lie|a myth|a hoax|a fallacy|a fiction|a fabrication)"
)
_WRONG = rf"(?:{_FALSE}|wrong|mistaken|misleading|absurd|nonsense|impossible|untenable|an error|a mistake)"
_CLAIM = (
    r"(?:claims?|reports?|rumou?rs?|allegations?|suggestions?|assertions?|accusations?|charges?|notion|ideas?|beliefs?|theor(?:y|ies)"
    r"|stor(?:y|ies)|views?|contentions?|statements?|talk|news|impression|hypothesis|possibility|speculation|insinuations?)"
)
_SAY = r"(?:say|claim|suggest|assert|think|believe|argue|suppose|state|pretend|allege|assume|conclude|imagine|imply|maintain)"
_PROOF = (
    r"(?:evidence|proof|signs?|indications?|suggestion|basis|reason|grounds|truth|hint|confirmation|record|trace|support|way|chance"
    r"|possibility|prospect)"
)
_HELD = (
    r"(?:true|so|the case|correct|accurate|right|prove[ndsr]?|shown?|shows|showed|establish(?:ed|es)?|confirm(?:s|ed)?|verified"
    r"|demonstrated?|certain|clear|evident|likely|plausible|a fact|mean[st]?|indicate[sd]?|impl(?:y|ies|ied)|accept(?:s|ed)?|agree[sd]?"
    r"|suggest(?:s|ed)?|assert(?:s|ed)?|argue[sd]?|suppose[sd]?|expect(?:s|ed)?|predict(?:s|ed)?|conclude[sd]?|allege[sd]?"
    r"|claim(?:s|ed)?|said|says?|report(?:s|ed)?|believe[sd]?|think|thinks|thought)"
)
_NO = rf"(?:{NEGATION}|no one|few|little)"
_BY_THE_WAY = (
    r"(?:\w+ly|be|been|being|even|ever|yet|so|at all|any|the|quite|once|have|has|had|can|could|will|would|do|did|does)"
)
_TWICE = re.compile(
    rf"\b(?:no|without(?: a)?|beyond(?: a)?) doubt\b|\bnot (?:un|in)(?:common|usual|frequent)(?:ly)?\b|\bnot rare(?:ly)?\b"
    rf"|\b(?:{_NO}|{FAILURE}) (?:(?:{_BY_THE_WAY}|seek to|want to|dare(?: to)?|try to|one) ){{0,3}}?"
    rf"(?P<denial>{_DENY}|{_FALSE}|{FAILURE})\b",
    re.I,
)


def _any(*forms: str) -> re.Pattern[str]:
    return re.compile(rf"\b(?:{'|'.join(forms)})(?!\w)", re.IGNORECASE)


_GERUND = r"(?!(?:no|some|any|every)thing\b|during\b|king\b|morning\b|evening\b|spring\b|beijing\b)\w{2,}ing\b"

# Before what is denied.
_THAT = _any(
    rf"{_NO} (?:(?!(?:and|but|or|then|who|which|so)\b)\w+ ){{0,3}}?{_HELD} that",
    rf"(?:\w+n't|not|never|cannot) (?:{_BY_THE_WAY} ){{0,2}}(?:believe|think|suppose|expect|say|claim)(?! that)(?= \w)",
    rf"{_FALSE} (?:that|whether|if)",
    rf"(?:{_NO} aware|unaware) of (?:[\w-]+ ){{0,4}}?(?:that|which|in which)",
    r"(?:acquitted|cleared|exonerated|absolved)(?: \w+)? of",
    rf"{_WRONG} to {_SAY}(?: that)?",
    rf"(?:no|little|scant|insufficient|without(?: any)?|lack(?:s|ed|ing)?(?: of)?(?: any)?|absence of(?: any)?|(?:not|\w+n't) (?:a|any"
    rf"|enough|one)) (?:\w+ ){{0,2}}?{_PROOF} (?:[\w-]+ ){{0,5}}?that",
    rf"{_DENY} (?:(?:as|to|by|from) \w+ )?(?:that|whether)",
    rf"{_DENY} (?:[\w'-]+ ){{0,4}}?{_CLAIM} (?:(?:by|from|in) [\w '-]{{1,30}}? )?(?:that|of)",
    rf"(?:den(?:y|ies|ied|ying)|rul(?:es?|ed|ing) out|avoid(?:s|ed|ing)?)(?= (?:ever |having |{_GERUND}))",
    # `blocked the ratification of`: what is named by a noun of its verb, and not done
    r"(?<!\bthe )(?<!\bits )(?<!\ba )(?:block|vetoe?|thwart|prevent|halt|suspend|postpon|cancel|abandon|scrapp?"
    r"|shelv|reject|resist|forestall|avert|dropp|oppos)(?:s|es|ed|ing)?"
    r"(?= (?:the |its |his |her |their |any |an? |all )?(?:\w+ )?\w{3,}(?:tion|sion|ment|ure|ance|ence|ing|al) (?:of|by)\b)",
    rf"(?:den(?:y|ies|ied|ying)|{_DENY} (?:[\w'-]+ ){{0,3}}?{_CLAIM})"
    r"(?= (?:[\w'.-]+ ){1,4}?(?:had|has|have|was|were|is|are|would|will|ever|did)\b)",
    rf"den(?:y|ies|ied|ying)(?= (?:it|s?he|they|we|you|I) {PAST})",
    rf"(?:no|little|scant) {_PROOF} (?:shows?|suggests?|indicates?|proves?)(?: that)?",
    rf"(?:doubt(?:s|ed)?|{_NO} (?:\w+ ){{0,3}}?(?:believe|think|suppose|claim|say)(?:s|d|ed)?)"
    rf"(?= (?:(?-i:[A-Z][\w'-]*)|(?:the|this|that|his|her|its|their|our|my|any|an?) [\w'-]+) {PAST})",
)
# Before what is denied, or not done, up to the next comma.
_INSTEAD = _any(
    rf"(?:contrary|counter) to(?: (?:\w+ )?{_CLAIM} (?:that|of))?|despite (?:\w+ )?{_CLAIM}(?: that| of)?|instead of|rather than",
    r"(?:without|short of|against|far from|(?:(?:refrain|abstain)(?:s|ed|ing)?|(?:shies|shy|shied|backs?|backed) away|(?:h[eo]ld"
    r"|holds) back) from"
    r"|(?:resist|oppos|shunn?)(?:e?s|ed|ing)?|forgo(?:es)?|forwent|h[oe]ld off(?: on)?|balk(?:s|ed)? at)"
    rf"(?= (?:\w+ly |ever |even )?{_GERUND})",
    r"(?:resist|reject|rebuff|ignor|oppos|defi|defy)(?:e?s|e?d|ed|ing)? (?:\w+ ){0,2}?(?:calls?|efforts?|pressure|demands?|requests?"
    r"|plans?"
    r"|proposals?|attempts?|appeals?|bids?) to",
    r"(?:keep|kept|prevent|stop|bar|block|dissuad|discourag|deter)(?:s|e|es|ed|ped|red|ing|ping|ring)? (?:[\w'-]+ ){1,4}?from"
    rf"(?= {_GERUND})",
)
# After what is denied.
_WAS = r"(?:is|are|was|were|be|(?:has|have|had) been)"
_AFTERWARDS = re.compile(
    rf"(?:\b{_CLAIM} (?:that|of(?= [\w ]{{0,40}}?ing\b))|(?:\A|(?<=[.!?] ))[\"']?That) (?P<claim>[^;]{{1,300}}?)"
    rf" (?:(?:{_WAS}|remain(?:s|ed)?|proved|proven|turned out(?: to be)?) (?:\w+ly )?(?:{_NO} (?:\w+ )?{_HELD}|{_WRONG}|{_DENY})"
    rf"|(?:(?:has|have|had) (?:not|never)|\w+n't) (?:yet |ever )?(?:been )?(?:\w+ly )?{_HELD})(?!\w)",
    re.IGNORECASE,
)
_PASSIVE = re.compile(
    rf"\b{_WAS} (?:\w+ly )?(?:denied|disputed|refuted|disproved|disproven|debunked|repudiated|disavowed|ruled out"
    r"|(?:dismissed|rejected) as \w+)(?=\s*(?:by\b|[.,;]|\Z))",
    re.IGNORECASE,
)
_END = (
    r"[;:—]|\s-\s|,\s(?:but|and|so|while|although|though|whereas|which|who|where|because|since|adding|saying|yet|as)\b"
    r"|\b(?:but|although|whereas|while)\b"
)
_BORDER, _COMMA = re.compile(_END, re.IGNORECASE), re.compile(f",|{_END}", re.IGNORECASE)
# What somebody denies by, whether or not the same sentence says what.
_DENYING = _any(
    _DENY,
    _WRONG,
    FAILURE,
    r"oppos(?:e[sd]?|ing)|object(?:ed|ions?)|contrary|far from|anything but|instead of|rather than|refus\w+|lack(?:s|ed|ing)?|lied|liars?"
    r"|fabricat\w+|fake|myths?|hoax|rumou?rs?|so-called|s[ck]eptic\w*|questioned|leave it to",
)
# One of these stands in each negation and denial, after white space where one begins with it.
_TRACES = (
    " no ; no,;not;nor ;none;nowhere;nobody;nothing;cannot"
    ";n't;n´t;n`t;n′t;dont;doesnt;didnt;isnt;wasnt;werent;hasnt;hadnt;couldnt;wont;wouldnt;shouldnt"
    ";never;neither;hardly;scarcely;unlikely; few ; little "
    ";fail;refus;declin;neglect"
    ";omit;forgot;unable;inability;unwilling;reluctan;hesitat;ceas;yet to; den;reject;refut;rebut;dismiss;disput;repudiat;dispro"
    ";retract"
    ";debunk;disavow;disclaim;contradict;quash;ruling out;rule out;ruled out;rules out;doubt;contest;disbeliev;disagree;false;untrue"
    ";incorrect;inaccurate;improbable;implausible;inconceivable;unproven;unclear;unfounded;baseless;groundless;unsubstantiated"
    ";unconfirmed;uncertain; a lie;myth;hoax;fallacy;fiction;fabrication;wrong;mistake;misleading;absurd;nonsense;impossible;untenable"
    "; error;scant;insufficient;without;lack;absence;contrary;counter to;despite;instead of;rather than;short of;against;far from"
    ";refrain;abstain;avoid;keep;kept;prevent;stop;veto;thwart;halt;suspend;postpon;cancel;scrap;shelv;forestall;avert;drop;oppos"
    ";resist;shun;forgo;forw;hold off;held off;balk;rebuff;ignor;defi;defy;shied;shies;shy away;back away;backed away;backs away;bar"
    ";block;dissuad;discourag;deter;absent"
    ";acquit;cleared;exonerat;absolv;revers;abandon;unaware;rarely;seldom;undetectable;spare;averts"
    ";averted;withh;held back;hold back;holds back"
)
_EACH_TRACE = tuple(_TRACES.split(";"))


def traces_in(text: str) -> Sequence[str]:
    """What a negation or a denial in some sentence of a text may be known by: most texts have little of it, and most sentences nothing."""
    small = text.lower()
    return [trace for trace in _EACH_TRACE if trace.strip() in small]


def may_deny(sentence: str, traces: Sequence[str]) -> bool:
    """Whether a sentence may hold a negation or a denial, by the traces in its text."""
    padded = f" {sentence.lower()} "
    return any(map(padded.__contains__, traces))


def denials(text: str, start: int, end: int, twice: Sequence[Offsets]) -> Iterator[Denial]:
    """Each denial of a sentence, with what it takes back; `twice` is where a denial is denied."""
    patterns = _THAT, _INSTEAD, _PASSIVE
    found = [
        match for each in patterns for match in each.finditer(text, start, end) if not within(match.start(), twice)
    ]
    borders = [border.span() for border in _BORDER.finditer(text, start, end)] if found else []
    before_comma = any(match.re is _INSTEAD for match in found)
    commas = [comma.span() for comma in _COMMA.finditer(text, start, end)] if before_comma else []
    for match in found:
        extent = clause(match.span(), borders, start, end)
        statement = match.end(), clause(match.span(), commas if match.re is _INSTEAD else borders, start, end)[1]
        if match.re is _PASSIVE:
            extent, statement = (extent[0], match.end()), (extent[0], match.start())
        yield Denial(match[0], match.span(), statement, extent)
    for match in _AFTERWARDS.finditer(text, start, end):
        if not within(match.end() - 1, twice):
            yield Denial(text[match.end("claim") + 1 : match.end()], match.span(), match.span("claim"), match.span())


def doubled(text: str, start: int, end: int) -> tuple[Sequence[Offsets], Sequence[Denial]]:
    """Where a sentence denies a denial (`did not deny`, `nobody disputes`, `never failed to`), and such denials, of which the inner one
    is what is taken back: whoever `refused to dismiss` did not dismiss."""
    spans, denied = [], []
    for match in _TWICE.finditer(text, start, end):
        spans.append(match.span())
        if match["denial"] is not None:
            word = match.start(), match.start("denial")
            denied.append(Denial(text[slice(*word)].rstrip(), word, match.span("denial"), match.span()))
    return spans, denied


def denies_somewhere(text: str) -> bool:
    """Whether a sentence speaks of a denial at all."""
    denying = [m.start() for m in _DENYING.finditer(text)]
    twice = doubled(text, 0, len(text))[0] if denying else ()
    return any(not within(at, twice) for at in denying)


def within(at: int, spans: Sequence[Offsets]) -> bool:
    """Whether a place is in one of some spans, which are in order and apart."""
    before = bisect_right(spans, at, key=lambda span: span[0]) - 1
    return before >= 0 and at < spans[before][1]


def clause(at: Offsets, borders: Sequence[Offsets], start: int, end: int) -> Offsets:
    """What stands between the borders around a word, in a sentence from `start` to `end`."""
    before = bisect_right(borders, at[0], key=lambda border: border[1])
    after = bisect_left(borders, at[1], lo=before, key=lambda border: border[0])
    return (borders[before - 1][1] if before else start), (borders[after][0] if after < len(borders) else end)
