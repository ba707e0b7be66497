"""What an elision leaves out and what is left depends on: a doubt whose scope goes beyond the gap, the verb of an infinitive, a number.

In: a text and where the parts of a quote stand in it. Out: the words that they depend on. Promised: what holds within the gap alone,
an aside between commas or a sentence of its own, hides nothing; the language is read off the text around the quote.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from itertools import pairwise

from factbase.cite.language import languages_of
from factbase.cite.later import later
from factbase.cite.normalise import Offsets, in_place

__all__ = ["left_out"]

_AROUND = 400  # characters before and after a quote that are read with it
_OF_LANGUAGE = 2_000  # of which the language is read off

# What follows a gap, and how that ends, where the words after it depend on a verb or a preposition that it hides: an infinitive, a gerund.
_ANY = r"\w"
_DEPENDS = {
    "fr": [
        (
            r"(?:ne\s(?:pas|plus)\s)?(?:se\s|s')?[^\W\d_]{2,}(?:er|ir|oir|re)(?!\w)",
            r"(?<!\w)(?:d[e']|à|pour|sans|[^\W\d_]{2,}(?:[ée]e?s?|ait|ent|t|i|u))",
        )
    ],
    "es": [(r"[^\W\d_]{2,}[aei]r(?:se|l[aeo]s?)?(?!\w)", _ANY)],
    "pt": [(r"[^\W\d_]{2,}[aeio]r(?:-\w+)?(?!\w)", _ANY)],
    "it": [(r"[^\W\d_]{2,}(?:are|ere|ire|arsi|ersi|irsi|rre)(?!\w)", _ANY)],
    "ru": [(r"[^\W\d_]{2,}(?:ть|ти|чь)(?:с[яь])?(?!\w)", _ANY)],
    "de": [(r"(?:[^,.;:!?]{0,80}\s)?zu\s[^\W\d_]{2,}(?:en|ern|eln)(?!\w)", rf"{_ANY},?")],
    "nl": [(r"(?:[^,.;:!?]{0,80}\s)?te\s[^\W\d_]{2,}n(?!\w)", rf"{_ANY},?")],
    "en": [
        (
            r"to\s(?!the\b|an?\b|his\b|her\b|its\b|their\b|(?-i:[A-Z])|\d)[^\W\d_]{2,}(?<!ing)(?!\w)",
            r"\b(?:too\s.*|\w{3,}(?:ed|en)\b.*|plans?|wants?|seeks?|tr(?:y|ies)|means?t?|aims?|hopes?|vows?|about|able|due|set|ready|likely|going|ought)",
        ),
        (
            r"(?!(?:during|king|ring|spring|string|wing|thing|morning|evening|ceiling|Beijing|following|including)\b)[^\W\d_]{2,}ing(?!\w)",
            r"(?:\w\s(?:from|of|at|against|about|to|into|on|for|with|by|in)|(?!\b(?:this|thus|always|perhaps|besides)\b)\b\w{2,}(?:[^s\W]s|ed))",
        ),
    ],
}
# With what a gap begins that says when, where or with whom: what follows it depends on the words before it.
_ADVERBIAL = {
    "en": r"on|in|at|by|during|after|before|for|with|from|under|yesterday|today|last|this|early|late|now|again|also",
    "de": r"am|im|in|an|bei|mit|nach|vor|von|seit|für|gestern|heute|wieder|auch|dort|hier",
    "fr": r"le|la|les|au|aux|à|dans|en|sur|pour|hier|pendant|avec|lundi|mardi|mercredi|jeudi|vendredi|samedi|dimanche",
    "es": r"el|la|los|las|a|al|en|durante|con|por|para|tras|ayer|hoy",
    "pt": r"o|a|os|as|ao|à|em|no|na|nos|nas|durante|com|por|para|ontem|hoje",
    "it": r"il|la|i|gli|le|a|al\w*|in|nel\w*|su\w*|con|per|durante|ieri|oggi",
    "nl": r"op|in|aan|bij|met|na|voor|van|sinds|gisteren|vandaag|ook",
    "ru": r"в|во|на|с|со|к|у|по|при|после|до|вчера|сегодня",
}
# What limits the words beside it, and is no doubt of them.
_LIMITS = {
    "de": r"ausschlie(?:ß|ss)lich|lediglich|blo(?:ß|ss)|allein|einzig|höchstens|mindestens|vorgeblich|hätten?|wären?",
    "fr": r"uniquement|exclusivement|à condition|loin d[e']|à peine|guère|au (?:moins|plus)",
    "es": r"s[oó]lo|solamente|únicamente|exclusivamente|apenas|lejos de|al menos|como (?:mucho|máximo)",
    "pt": r"só|apenas|somente|unicamente|exclusivamente|longe de|quiçá|talvez|pelo menos|no máximo|mal",
    "it": r"solo|soltanto|solamente|unicamente|esclusivamente|appena|lontano da\w*|almeno|al massimo",
    "nl": r"alleen|slechts|enkel|uitsluitend|louter|amper|hooguit|minstens",
    "ru": r"лишь|исключительно|далек\w+ от",
    "zh": "险些|差点|差一点|本来|原本|本应|只有|只在|只能|只是",
    "ja": "しか|とされ|おらず|(?:[せえげけめべ]|られ)ず",
    "ko": r"(?<!\w)(?:두|세|네|다섯|여섯|일곱|여덟|아홉|열\w?|스물\w?|서른\w*|마흔\w*|쉰\w*|수십|수백)(?=\s)",
}
_ARTICLE = later(
    r"(?i)(?<!\w)(?:the|an?|his|her|its|their|our|le|la|les|un|une|des|el|los|las|una|il|lo|gli|i|o|os|as|um|uma|der|die|das|den|dem|ein\w*|de|het|een)\s*\Z"
)
_ASIDE = later(r"(?s)\s*(?:[,(\[–—-]).*[,)\]–—-]\s*")
_IN_BRACKETS = later(r"\s*[(\[][^()\[\]]*[)\]]\s*")
_SENTENCE_END = later(r"""[.!?…。！？]["')\]”’»」』]*\s*\Z""")


def left_out(text: str, spans: Sequence[Offsets]) -> str | None:
    """The words in a gap between the parts of a quote on which these depend; None where there are none."""
    lo = max(0, spans[0][0] - _AROUND)
    near = in_place(text[lo : spans[-1][1] + _AROUND])
    kept = [(start - lo, end - lo) for start, end in spans]
    gaps = [(a[1], b[0]) for a, b in pairwise(kept) if near[a[1] : b[0]].strip()]
    if not gaps:
        return None
    languages = languages_of(in_place(text[max(0, spans[0][0] - _OF_LANGUAGE) : spans[-1][1] + _OF_LANGUAGE]))
    if not languages:  # of a language whose words of denial are not known here
        return next((near[slice(*gap)].strip() for gap in gaps if not _IN_BRACKETS().fullmatch(near, *gap)), None)
    return next(
        (
            word
            for language in languages
            for word in (
                _doubt(near, kept, gaps, language),
                *(found for gap in gaps for found in (_limit(near[slice(*gap)], language), _verb(near, gap, language))),
                *(_number(near[slice(*gap)], language) for gap in gaps),
            )
            if word is not None
        ),
        None,
    )


def _doubt(text: str, kept: Sequence[Offsets], gaps: Sequence[Offsets], language: str) -> str | None:
    from factbase.cite.doubt import doubts  # late: few quotes leave anything out

    for doubt in doubts(text, language, (kept[0][0], kept[-1][1])):
        if not any(a <= doubt.span[0] < b for a, b in gaps):
            continue
        lo, hi = doubt.extent or doubt.scope
        if any(text[max(lo, a) : min(hi, b)].strip(" ,.;:") for a, b in kept if max(lo, a) < min(hi, b)):
            return doubt.word
    return None


def _verb(text: str, gap: Offsets, language: str) -> str | None:
    """The last word of a gap, where an infinitive after it depends on a verb there."""
    if language not in _DEPENDS:
        return None
    words = text[slice(*gap)]
    if _ASIDE().fullmatch(words) or _SENTENCE_END().search(words) or _ARTICLE().search(words):
        return None
    if re.match(rf"\s*(?:{_ADVERBIAL[language]})(?!\w)", words, re.IGNORECASE):
        return None
    depends = any(
        re.search(rf"(?:{ends})\s*\Z", words) and re.compile(rf"\s*(?:{follows})").match(text, gap[1])
        for follows, ends in _DEPENDS[language]
    )
    return words.split()[-1] if depends else None


def _limit(words: str, language: str) -> str | None:
    if language not in _LIMITS:
        return None
    edge = "" if language in ("zh", "ja", "ko") else r"(?!\w)"
    found = re.search(rf"{edge.replace('!', '<!')}(?:{_LIMITS[language]}){edge}", words, re.IGNORECASE)
    return found[0] if found is not None else None


def _number(words: str, language: str) -> str | None:
    from factbase.cite.numerals import worded  # late, as above

    return next((words[slice(*span)] for value, span in worded(words, language) if value > 1), None)
