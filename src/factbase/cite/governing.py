"""What stands just outside a quote and governs its words: `some of`, `minus`, `not`, the number of a king.

In: raw text and where a quote stands in it. Out: the governing words. Promised: it reads no further than a cut does, and most edges need
no expression.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from factbase.cite.bounding import REACH, SPELLED_NUMBER
from factbase.cite.later import later
from factbase.cite.wording import PAST

__all__ = ["left_outside", "of_part"]

# A part of what follows it is all that is spoken of.
_PART = (
    r"(?:few|fewer|some|many|most|several|half|part|parts|portion|fraction|minority|majority|handful|number|proportion|percentage|percent|per\scent|%|none|neither|any|not\s(?:all|every\sone)"
    rf"|(?:\d[\d.,]*\s?%?|(?<!\w){SPELLED_NUMBER})(?:\s(?:thirds?|quarters?|fifths?|tenths?|per\s?cent))?|an?\s(?:third|quarter|fifth|tenth)|[½⅓⅔¼¾⅛])\sof"
    r"|(?<!first\s)(?<!second\s)(?<!other\s)(?<!latter\s)half|minus|минус|keiner|keine[sr]?|kaum\seiner?|aucune?|ningun[oa]s?|nessun[oa]?|nenhum[as]?|ни\sодин|никто"
    r"|einige[nr]?|manche[nr]?|wenige[nr]?|ein\steil|die\shälfte|la\splupart|quelques-uns|certains|une\spartie|la\smoitié|algunos|algunas|la\smayoría|una\sparte"
    r"|la\smitad|alcuni|alcune|una\sparte|la\smetà|la\smaggior\sparte|alguns|algumas|a\smaioria|uma\sparte|enkele|sommige|een\sdeel|de\shelft"
    r"|некоторые|часть|половина|большинство"
)
_OF = (
    r"(?:\s(?:von|der|des|de|d'|du|di|dei|degli|delle|del|della|dos|das|do|da|van|из))?"
    r"(?:\s(?:the|these|those|his|her|its|their|our|all|los|las|les|den|die|i|gli|le|os|as))?"
)
_PARTIAL = later(rf"(?i)(?<!\w)(?:{_PART}){_OF}\s\Z")
# What is only the last part of an expression: one in five, between five and ten. And the number of a king or a war.
_AMONG = later(
    rf"(?i)\b(?:between\s[\w.,]+\sand|(?:\d+|{SPELLED_NUMBER})\s(?:in|out\sof))\s(?P<last>(?:\d[\d.,]*|{SPELLED_NUMBER})\b)"
)
_NUMERAL_AFTER = later(r"\s(?=[IVX]{2})X{0,3}(?:IX|IV|V?I{0,3})(?!\w)")
_CAPITAL_WORD = later(r"(?<!\w)[A-ZÀ-ÞА-Я]\w*\Z")
# What such words end in: an edge after none of these needs no expression.
_BEFORE_PART = """
half minus минус keiner keine keines einer eine aucun aucune ninguno ninguna ningunos ningunas nessuno nessuna nenhum nenhuma один никто
of the these those his her its their our all einige einigen einiger manche manchen mancher wenige wenigen weniger teil
hälfte von der des de du di dei degli delle del della dos das do da van из los las les den die i gli le os as plupart
quelques-uns certains partie moitié algunos algunas mayoría parte mitad alcuni alcune metà alguns algumas maioria enkele
sommige deel helft некоторые часть половина большинство
"""
_PARTIAL_ENDS = tuple(f"{word} " for word in _BEFORE_PART.split())
# What denies the words before it.
_DENIED_AFTER = later(
    r"\s(?:not|never|nicht|niemals|nie|niet|nooit|keineswegs|pas|jamais|non|nunca|inte|ikke|नहीं)(?!\w)(?!\s(?:only|just|nur|seulement)(?!\w))"
    r"|\s?[–—-]{1,2}\s?(?:not|never)\s?[!.]|\s(?:by|in|to|for|at|with|of|from|on|before)\s(?:no\sone|nobody|none|neither|nothing)(?!\w)"
    r"|[가이]?\s(?:않|못[하했]|없|아니|아닌|아닙)"
)
# What denies the words after it, where it stands right before them.
_DENYING = (
    # of languages whose denials are not read closely
    *("nigdy ", "není ", "nebyl ", "aldrig ", "aldri ", "không ", "chưa ", "tidak ", "bukan ", "belum "),
    *("nu ", "inte ", "icke ", "ikke ", "nem ", "nije ", "nisu ", "δεν ", "не е "),
    *("all but ", "anything but ", "far from ", "half past ", "quarter past ", "quarter to ", "non- "),
    *(
        "lied that ",
        "lie that ",
        "lying that ",
    ),  # what is called false, `Myth: …` too, is a doubt, of which a fact may say so
)
_DENIES = later(rf"(?i)(?<!\w)(?:{'|'.join(map(re.escape, _DENYING))})\Z")
_DENYING_ENDS = tuple({f"{each.split()[-1]} " for each in _DENYING})
_LONGEST = max(map(len, _DENYING))
# What makes whoever bears the title after it not, or not quite, its bearer.
_BEFORE_TITLE = """
former onetime one-time erstwhile acting interim deputy assistant vice would-be so-called self-styled self-proclaimed self-appointed
aspiring suspected apparent purported supposed failed mock fake sham bogus ostensible
ehemalige ehemaligen ehemaliger ehemaliges ehemaligem frühere früheren früherer früheres früherem stellvertretende stellvertretenden
stellvertretender stellvertretendes stellvertretendem sogenannte sogenannten sogenannter sogenanntes sogenanntem
ancien ancienne soi-disant voormalig voormalige бывший бывшая бывшие бывшего бывшей
"""
_TITLE_ENDS = (*(f"{word} " for word in _BEFORE_TITLE.split()), "the then ")
# Before a title, of one who has a name or comes after an article: `acting quickly` and `has failed` are verbs.
_TITLED = later(
    r"(?i)(?:(?<!\w)(?:the|an?|its|their|his|her|our|this|that|der|die|das|des|dem|den|le|la|l['’]|un|une|de|een)\s?|(?:\A|[.!?]\s))"
    rf"(?:{'|'.join(_BEFORE_TITLE.split())})\s\Z|(?<!\w)the\sthen\s\Z"
)
# After `the deputy`, `the former` or `the fake`, who is meant already.
_NO_BEARER = later(
    rf"(?:{PAST}|(?:is|are|was|were|be|has|have|had|does|did|do|will|would|can|could|may|might|must|shall|should|of|in|on|at|to|for|from|by|with|and"
    r"|or|but|who|that|which|as|than|not|never|also|then|signs|says|leads|wants|makes|takes)(?!\w))"
)
_LONGEST_TITLE = max(map(len, _TITLE_ENDS))
# Few is not some: but `a few`, and `the last few`, which are counted.
_FEW = later(
    r"(?i)(?<!\ba\s)(?<!\bthe\s)(?<!last\s)(?<!past\s)(?<!next\s)(?<!first\s)(?<!\w)(?:(?:very|too|so)\s)?few\s\Z"
)


def left_outside(text: str, start: int, end: int) -> str | None:
    """What stands directly before or after a quote and governs it: that it is of a part, or denied; None where nothing does."""
    return next((governing[0].strip() for governing in _governing(text, start, end) if governing is not None), None)


def of_part(text: str) -> re.Match[str] | None:
    """The words at the end of a text by which only a part of what follows is spoken of; None where it ends in none."""
    return _PARTIAL().search(text)


def _governing(text: str, start: int, end: int) -> Iterator[re.Match[str] | None]:
    first = max(0, start - REACH)
    if text.endswith(_PARTIAL_ENDS, 0, start):
        yield _PARTIAL().search(text, first, start)
    if text.startswith("of ", start):
        yield _PARTIAL().search(text, first, start + 3)
    if text.endswith((" and ", " in ", " of "), 0, start):
        among = _AMONG().search(text, first, start + REACH)
        yield among if among is not None and among.start("last") == start else None
    if text.startswith((" ", "–", "—", "-", "가 ", "이 "), end):
        yield _DENIED_AFTER().match(text, end)
    if text.endswith(_DENYING_ENDS, 0, start) and text[max(0, start - _LONGEST) : start].lower().endswith(_DENYING):
        yield _DENIES().search(text, first, start)
    before = text[max(0, start - _LONGEST_TITLE) : start].lower()
    if text[start].islower() and before.endswith(_TITLE_ENDS):  # a name that follows is his all the same
        yield None if _NO_BEARER().match(text, start) else _TITLED().search(text, first, start)
    if text.endswith(("few ", "Few "), 0, start):
        yield _FEW().search(text, first, start)
    if text.startswith((" I", " V", " X"), end) and _CAPITAL_WORD().search(text, max(start, end - REACH), end):
        yield _NUMERAL_AFTER().match(text, end)
