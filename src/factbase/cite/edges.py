"""The edges of a quote that may be spelled otherwise: its final mark, and the case of its first letter.

In: the words of a quote, and where they stand. Out: the same words with other edges, and whether the text lets them have these.
Promised: no quote ends where the text asks, sets a condition or says more of the same; a capital that makes a name stays one.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Set

from factbase.cite.elided import leads_to_doubt
from factbase.cite.later import later
from factbase.cite.normalise import Fold

__all__ = ["may_begin", "may_close", "spellings"]

_REACH = 240  # characters after a quote that are looked at
_FINAL = later(r"""\s?[.,;:。．，、；：।۔]["”’»」』]?\Z""")
_WORD = later(r"[^\W\d_]+(?:['’][^\W\d_]+)?")
_VOWEL = later("(?i)[aeiouy]")
_ALONE = frozenset("aiàyeoéèивсукоя")  # words of one letter: any other is a symbol
# Whose capital makes a name, a party or an address of them.
_NAMED = """
polish turkey china japan march may august bill mark will frank grace hope rose job nice reading mobile bath lima chad jordan guinea
pole poles swede swedes finn finns dane danes scotch lent god earth mercury mars cancer democratic republican liberal conservative
labour green greens national social independent catholic orthodox reformed congress state house senate
sie ihr ihre ihrem ihren ihrer ihnen
"""
_NAMES = frozenset(_NAMED.split())
_NEXT = later(
    r"""(?P<mark>\s*[.,;:)\]"'”’»」』–—-][\s.,;:)\]"'”’»」』–—\[-]*|[。．，、；：।۔」』）]+|\s*\n\s*\n\s*|\s*\Z)|\s+"""
)
_ASKS = later(r"""[\s"'”’»)\]]*[?!؟？！…]|[\s"'”’»)\]]*\.\.\.""")
_CONDITION = later(
    r"(?i)(?:wenn|sofern|soweit|es\ssei\sdenn|si|sauf|à\smoins|à\scondition|salvo|a\smenos|siempre\sque|se|purché|salvo\sche|a\smeno|desde\sque"
    r"|als|mits|tenzij|as\slong\sas|so\slong\sas|in\scase|but\snot|although|though|than|to|save|barring|excluding|apart\sfrom|aside\sfrom|but\s(?:for|the|those|minors)|and\sbut\sfor|other\sthan"
    r"|au(?:ß|ss)er|ausgenommen|mit\sAusnahme|bis\sauf|hormis|excepté|à\sl'exception|excepto|con\sexcepción|tranne|eccetto|exceto|behalve|кроме|за\sисключением)\b"
    r"|但|除|只要|とは限|ただし|unless"
)
_IN_NUMBER = later(
    r"(?i)(?:in|of|out\sof|per)\s(?:\d|an?\s(?:hundred|thousand|million)|every|ten\b)"
)  # the rate is one in ten
# What, anywhere in the rest of its clause, makes another sentence of the one before it: a limit, a doubt, or whose claim it is.
_LIMITS = later(
    r"(?i)\b(?:only|alone|solely|merely|in\s(?:theory|principle|part|name|vitro|mice|rats|animals|some|rare)|if|unless|when|whenever|alleg\w+|claim\w*|purport\w*"
    r"|accus\w+|assert\w*|complain\w*|suppos\w+|reportedly|according\sto|so\sthe|denie[sd]|deny|disput\w+|not|never|no\slonger|nor"
    r"|nur|allein|wenn|falls|sofern|theoretisch|angeblich|behaupt\w+|laut|zufolge|nicht|nie|seulement|uniquement|si|selon|d'après|prétend\w*|affirm\w+"
    r"|jamais|sólo|solo|solamente|únicamente|soltanto|según|afirm\w+|alega\w*|secondo|sostien\w+|se|somente|apenas|segundo|alleen|slechts|volgens"
    r"|beweer\w+|niet|nooit|только|лишь|если|якобы|по\sсловам|по\sданным|утвержда\w+|не)\b"
    r"|仅|僅|只|据|據|称|によると|主張|のみ|だけ|ない|만\b|않|없|주장|따르면"
)
_ADDS = later(
    "(?i)(?:and|but|while|whereas|und|aber|sondern|et|mais|y|pero|e|ma|mas|en|maar|и|а|но)\\b|但|而|しかし|그러나"
)
_GREEK = later("[\u0370-\u03ff\u1f00-\u1fff]")
# More of a list: what is joined to the last word, where nothing is said of it.
_MORE_OF_IT = later(
    r"(?i)(?:(?:[^\W\d_][\w'-]*\s){0,3}?[^\W\d_][\w'-]*,?\s)?(?:and|or|nor|und|oder|sowie|et|ou|y|e|o|u|и|или|και|ή)\s"
)
_COORDINATOR = later(r"(?i)(?:and|or|nor|und|oder|sowie|et|ou|y|e|o|u|и|или|και|ή)\s")
_SUBJECT = later(
    r"(?i)(?:he|she|it|they|we|i|you|there|this|that|er|sie|es|wir|il|elle|ils|elles|on|ce|él|ella|ellos|ele|ela|eles|egli|lei|loro|hij|zij|ze|он|она|они|мы)\s"
)
_VERB = later(
    r"(?i)\b(?:\w{3,}(?:ed|te|ten|ait|aient|aron|ieron|ou|aram|eram|iram|ava|ò|ette|ла|ли|ло|ил|ал|ел)|is|are|was|were|be|been|has|have|had|will|would|can|could|shall|should|may|might|must|does?|did"
    r"|left|took|made|went|gave|said|told|held|kept|won|lost|paid|sold|bought|built|sent|met|led|ran|began|became|broke|brought|came|chose|drew|fell|felt|fought|found|forbade"
    r"|got|grew|heard|knew|laid|let|meant|put|read|rose|saw|set|shot|shut|spoke|spent|stood|swore|taught|thought|threw|understood|wore|withdrew|wrote|cut|hit|hurt|cost"
    r"|ist|sind|war|waren|wird|wurden?|hat|haben|hatten?|est|sont|était|a|ont|fut|es|son|era|fue|fueron|ha|han|è|sono|fu|é|são|foi|foram|zijn|werd|werden|heeft|был\w*|есть)\b"
)
_CLAUSE = later("[^.;!?。；！？\n]*")
_OF_NAME = later(r"(?-i:[A-ZÀ-ÞА-Я])[\w-]+(?:\s(?-i:[A-ZÀ-ÞА-Я])[\w-]+){0,2}\s*(?:[.,;:)]|\Z)")  # Paris, Texas
_LAST_WORD = later(r"[^\W\d_][\w-]*\Z")
# What may follow where a sentence goes on and is no part of what was said before it; `of` and the like are of its last word.
_GOING_ON = """
in on at by with for from during after before since and or but which who whose where when while among between within across over
under through about into as
im am auf bei mit für nach vor und oder aber sowie während seit durch aus
dans en à avec pour par et ou mais chez lors depuis sur
con para por y o pero desde durante da nel nella e ma per tra com em no na op met voor sinds
в на с и из от для
"""
_GOES_ON = frozenset(_GOING_ON.split())


def spellings(words: str, folds: Set[Fold]) -> Iterator[tuple[str, tuple[Fold, ...]]]:
    """The words as they are and with other edges, each with the folds that this takes."""
    yield words, ()
    final = _FINAL().search(words) if Fold.CLOSING in folds else None
    open_ended = words[: final.start()] if final is not None and final.start() else None
    if open_ended:
        yield open_ended, (Fold.CLOSING,)
    if Fold.INITIAL in folds and (other := _other_case(words)) is not None:
        yield other, (Fold.INITIAL,)
        if open_ended:
            yield other[0] + open_ended[1:], (Fold.CLOSING, Fold.INITIAL)


def _other_case(words: str) -> str | None:
    other = words[0].swapcase()
    word = _WORD().match(words)
    if word is not None and word[0].isascii() and len(word[0]) > 1 and not _VOWEL().search(word[0]):
        return None  # mg, WTO
    if other == words[0] or len(other) != 1 or other.swapcase() != words[0] or word is None:
        return None
    rest = word[0][1:]
    if rest and not rest.islower():  # pH, NATO
        return None
    if (not rest and word[0].lower() not in _ALONE) or word[0].lower() in _NAMES:
        return None
    return other + words[1:]


def may_begin(text: str, at: int) -> bool:
    """Whether the letter at a place may as well have the other case: a small one, or one with which a sentence begins.

    A word with a capital within a sentence too is a name."""
    if text[at].islower():
        return True
    word = _WORD().match(text, at)
    if word is not None and len(word[0]) > 1 and re.search(rf"(?<=[^\W\d_,] ){re.escape(word[0])}(?!\w)", text):
        return False
    before = text[max(0, at - 40) : at]
    bare = before.rstrip(" \t\n\r\"'“‘«„»([*_#>•-")
    return not bare or bare[-1] in ".!?…:。！？" or "\n\n" in before[len(bare) :] or before[-1:] in '"“„«'


def _says_something_else(rest: str) -> bool:
    """Whether what is joined to the words before it is a clause of its own: it has a subject, or a verb."""
    clause = _CLAUSE().match(rest)
    joined = _COORDINATOR().search(clause[0]) if clause is not None else None
    if clause is None or joined is None:
        return False
    own = clause[0][joined.end() :]
    return _SUBJECT().match(own) is not None or _VERB().search(own) is not None


def may_close(text: str, at: int, final: str) -> bool:
    """Whether words that end at a place may be followed by another mark than the text has, or by one where it has none."""
    ahead = text[at : at + _REACH]
    if _ASKS().match(ahead):
        return False
    if ahead.lstrip()[:1] in (";", "\u037e") and _GREEK().match(text[at - 1]):
        return False  # which asks in Greek
    if final.strip()[:1] not in ".。．।۔":
        return True  # a comma claims no end
    following = _NEXT().match(ahead)
    if following is None:
        return False
    rest = ahead[following.end() :]
    stops = following["mark"] is not None
    if stops and (
        not rest or following["mark"].strip()[:1] in tuple(".。．।۔") or "\n" in following["mark"].strip(" ")
    ):
        return True
    if leads_to_doubt(rest) or _IN_NUMBER().match(rest) or _CONDITION().match(rest):
        return False
    clause = _CLAUSE().match(rest)
    adds = _ADDS().match(rest)
    if adds is not None and _LIMITS().match(rest[adds.end() :].lstrip()):
        return False
    if adds is None and clause is not None and _LIMITS().search(clause[0]):
        return False
    if _MORE_OF_IT().match(rest) and not _says_something_else(rest):
        return False
    last = _LAST_WORD().search(text, max(0, at - 60), at)
    if stops and "," in following["mark"] and last is not None and last[0][0].isupper() and _OF_NAME().match(rest):
        return False
    if stops:
        return True
    word = _WORD().match(rest)
    return word is not None and word[0].lower() in _GOES_ON
