"""Words that whoever quotes has put into a quote, in brackets: `[the disease]`, `[T]he`.

In: a quote, and where its parts stand. Out: what is said to stand in the source, what is inserted, and why an insertion is refused.
Promised: none carries a negation, a number, a condition or a doubt, and none stands for a name or another word that says who or what.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise

from factbase.cite.elided import hidden
from factbase.cite.later import later
from factbase.cite.match import ELISION, trim
from factbase.cite.normalise import Offsets, fold
from factbase.cite.rendered import without_marks
from factbase.cite.spelled import SPELLED

__all__ = ["Parted", "inserted", "misplaced", "parted", "refused"]

_LETTER = later(r"\[([^\W\d_])\](?=[^\W\d_])")  # of another case: [T]he
_INSERTION = later(
    rf"(?P<elision>{ELISION})|\[(?P<words>(?=[^\[\]\n]*?(?:[^\W\d_]{{2}}|[\d\u0300-\uffff]|\b[aAI]\b))[^\[\]\n]{{1,100}})\](?![(\[])"
)  # `[x]` and `[ ]` are boxes
_NUMBER = later(
    rf"(?i)(?<!\w)(?:{SPELLED}|zwei|drei|vier|fünf|sechs|sieben|acht|neun|zehn|elf|zwölf|hundert|tausend|deux|trois|quatre|cinq|six|sept|huit|neuf|dix"
    r"|cent|mille|dos|tres|cuatro|cinco|siete|ocho|nueve|diez|cien|mil|due|tre|quattro|cinque|sei|sette|otto|nove|dieci|dois|três|twee|drie|vijf"
    r"|два|две|три|четыре|пять|шесть|семь|восемь|девять|десять|сто|тысяч\w?)(?!\w)|[一二三四五六七八九十百千万億亿两]"
)

# A doubt, a degree, another who acts too, or one on whom the words after it then depend.
_SAYS_MORE = later(
    r"(?i)\b(?:probably|possibly|perhaps|maybe|apparently|seemingly|presumably|potentially|likely|mainly|mostly|usually|often|sometimes|partly|all|most|many|several|every"
    r"|wahrscheinlich|vielleicht|möglicherweise|vermutlich|offenbar|meist\w*|oft|alle|peut-être|probablement|sans\sdoute|souvent|quizás?|tal\svez|probablemente"
    r"|forse|probabilmente|talvez|waarschijnlijk|misschien|вероятно|возможно|видимо|наверное|часто|обычно)\b"
    r"|\A(?:and|or|und|oder|et|ou|y|e|en|и|или)\s\w+\s.*|(?<=\s)(?:of|for|from|against|by|on\sbehalf\sof|von|für|gegen|de|pour|contre|par|por|contra|di|per|van|voor|против)\Z"
    r"|\A(?:by|against|instead)\Z|\A(?:but|except|save|without|aber|sauf|mais|salvo|ma|mas|maar|кроме)\s|可能|也许|大概|たぶん|おそらく|아마"
)

# For which an insertion may stand: words that say who or what is meant only with others.
_PRONOUN = (
    "it|he|she|they|we|i|you|him|her|them|us|me|his|hers|its|their|our|my|your|here|there"
    "|er|sie|es|ihn|ihm|ihnen|ihr(?:e[mnrs]?)?|sein(?:e[mnrs]?)?|wir|uns|ich|mir|mich|hier|dort"
    "|il|elle|ils|elles|lui|leurs?|son|sa|ses|nous|je|y|en|él|ellos|ellas|lo|los|las|les?|sus?|nosotros|yo"
    "|egli|ella|essi|loro|gli|suo|sua|suoi|noi|io|ele|ela|eles|elas|seus?|suas?|nós|eu|hij|zij|ze|hem|haar|hun|wij|we|ik"
    "|он|она|оно|они|его|её|ее|их|ему|ей|им|мы|я|там|здесь"
)
_DEMONSTRATIVE = (
    "this|that|these|those|such|dies(?:e[mnrs]?)?|jene[mnrs]?|ce|cet|cette|ces|ceux|celle|est[aeo]s?|es[aeo]s?|aquel(?:l[ao]s?)?"
    "|quest[aeio]|quell?[aeio]?|isto|isso|aquel[ae]s?|dit|deze|die|dat|это|эт(?:от|а|и|ого|ой|их|ому)|т(?:от|а|е|ого|ой|ех)"
)
_EAST = (
    "它们?|他们?|她们?|其|该|此|这[个些]?|那[个些]?|彼女?ら?|それ|これ|あれ|この|その|あの|그녀?|그들|그것|이것|이|그"
)
_REFERRING = later(
    rf"(?i:{_PRONOUN}|{_DEMONSTRATIVE})|(?i:{_DEMONSTRATIVE})(?:\s[^\W\d_A-Z]\w*){{1,2}}|(?:{_EAST})[はがをのに은는이가을를의에]?"
)
# Before an insertion that begins a quote, or after one that ends it: a word that refers, or none that could be meant.
_BEFORE = later(
    rf"(?:(?<!\w)(?i:{_PRONOUN}|{_DEMONSTRATIVE}|and|or|but|which|who|that|und|oder|aber|et|ou|mais|qui|y|o|pero|que|e|ma|che|en|maar|и|а|но)"
    rf"|(?<!\w)(?i:{_DEMONSTRATIVE})(?:\s[^\W\d_A-Z]\w*){{1,2}}|(?:{_EAST})[はがをのに은는이가을를의에]?|[^\w\s\])}}]|\n\s*\n|\A)\s*\Z"
)
_AFTER = later(rf"\s*(?:(?i:{_PRONOUN}|{_DEMONSTRATIVE})(?!\w)|{_EAST}|[^\w\s\[({{]|\n\s*\n|\Z)")
_REFERS = later(rf"(?<!\w)(?i:{_PRONOUN}|{_DEMONSTRATIVE})(?:\s[^\W\d_A-Z]\w*){{0,2}}\Z|(?:{_EAST})\Z")
_STANDS_FOR = later(rf"\s*(?:(?i:{_PRONOUN}|{_DEMONSTRATIVE})(?!\w)|{_EAST})")
_SIC = later(r"(?i)sic!?")  # so it stands there: it says nothing of what is meant
_NEAR = 80  # characters that are looked at before and after


@dataclass(frozen=True, slots=True)
class Parted:
    """A quote with insertions: the parts that stand in the source, and between each two of them what was inserted; None for an elision."""

    parts: tuple[str, ...]
    between: tuple[str | None, ...]
    first: str | None  # what is inserted before the first part, and after the last one
    last: str | None


def inserted(quote: str) -> tuple[str, ...]:
    """What stands in brackets in a quote, elisions aside."""
    return tuple(mark["words"] for mark in _INSERTION().finditer(_LETTER().sub(r"\1", quote)) if mark["words"])


def parted(quote: str) -> Parted | None:
    """A quote around its insertions; None where it has none, or nothing else."""
    plain = _LETTER().sub(r"\1", quote)
    marks = list(_INSERTION().finditer(plain))
    if plain == quote and not any(mark["words"] for mark in marks):
        return None
    parts, between = list[str](), list[str | None]()
    pending: list[re.Match[str]] = []
    first: str | None = None
    at = 0
    for mark in [*marks, None]:
        part = trim(plain[at : mark.start() if mark is not None else len(plain)])
        if part:
            words = " ".join(each["words"] for each in pending if each["words"]) or None
            if parts:
                between.append(None if any(each["elision"] for each in pending) else words)
            else:
                first = words
            parts.append(part)
            pending = []
        if mark is not None:
            pending.append(mark)
            at = mark.end()
    last = " ".join(each["words"] for each in pending if each["words"]) or None
    return Parted(tuple(parts), tuple(between), first, last) if parts else None


def refused(quote: str) -> str | None:
    """Why one of a quote's insertions says more than who or what is meant; None where none does."""
    for words in map(without_marks, inserted(quote)):
        number = _NUMBER().search(words)
        doubt = _SAYS_MORE().search(words)
        carried = hidden(words) or (number[0] if number is not None else doubt[0] if doubt is not None else None)
        if carried is not None:
            return f"the insertion `[{words}]` carries `{carried}`"
    return None


def misplaced(text: str, spans: Sequence[Offsets], quote: Parted) -> str | None:
    """Why what is inserted in a quote, whose parts stand at some spans of a text, is no insertion there; None where it is."""
    for words, (before, after) in zip(quote.between, pairwise(spans), strict=True):
        gap = text[before[1] : after[0]]
        if words is not None and _SIC().fullmatch(words) and not gap.strip():
            continue
        if words is not None and gap.strip() and (why := _replaces(words, gap)) is not None:
            return why
        if (
            words is not None
            and not gap.strip()
            and not _BEFORE().search(text[max(0, before[1] - _NEAR) : before[1]] + " ")
        ):
            word = text[before[0] : before[1]].split()[-1]
            return f"`[{words}]` says more of `{word}`, which is no word that only refers to something"
    start, end = spans[0][0], spans[-1][1]
    left, right = text[max(0, start - _NEAR) : start], text[end : end + _NEAR]
    if quote.first is not None and (_plain(left).endswith(_plain(quote.first)) or not _BEFORE().search(left)):
        return f"`[{quote.first}]` stands there, or for words that say who or what is meant: `{left.split()[-1]}`"
    meant = _STANDS_FOR().match(right) or (_AFTER().match(right) and _REFERS().search(text[max(0, end - _NEAR) : end]))
    if quote.last is not None and (_plain(right).startswith(_plain(quote.last)) or not meant):
        if not right.strip():
            return f"`[{quote.last}]` stands for no word that only refers to something"
        return f"`[{quote.last}]` stands there, or for words that say who or what is meant: `{right.split()[0]}`"
    return None


def _replaces(words: str, gap: str) -> str | None:
    if _plain(words) == _plain(gap):
        return f"`{words}` stands there, and is no insertion"
    if _REFERRING().fullmatch(gap.strip()) is None:
        return f"the insertion `[{words}]` stands for `{' '.join(gap.split())}`, which is no word that only refers to something"
    return None


def _plain(text: str) -> str:
    return fold(text).text.strip().casefold()
