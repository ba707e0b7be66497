"""Whether names and words of a fact stand where its quotes do.

In: names and words, and the folded text of the sentences around the quotes. Out: where each stands.
Promised: nothing is guessed from afar: a name is told by its words, whole, inflected or not.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from functools import cache, lru_cache

from factbase.cite.language import FREQUENT, INNER, PARTICLES, infinitive_stem, plain, root, same_word
from factbase.cite.normalise import Offsets, fold
from factbase.cite.verbatim import WORD, inside_word

__all__ = ["name_spans", "related_words", "word_spans"]

_ARTICLE = re.compile(r"\A(?:the|an?)\s+(?=\S)", re.IGNORECASE)
_EDGE = " \"'.,;:()[]"
_TAILS = ("", "s", "es")  # and any apostrophe: it is no letter
_SHORT = 4  # letters of a name in capitals that is looked for as it is
_ARTICLES_AND_PREPOSITIONS = (
    "a an and any as at be by for from his her in into is it its of on or over s that the their this to was with"
)
_SMALL = frozenset(_ARTICLES_AND_PREPOSITIONS.split())


def name_spans(names: Iterable[str], text: str, language: str = "en") -> list[Offsets]:
    """Where one of some names stands, inflected or not; else where all words of one stand, in any order."""
    forms = [form for name in names if (form := _form(name))]
    phrases = [span for form in forms for span in _phrase(form, text, language)]
    return phrases or next((spans for form in forms if (spans := word_spans(form, text, language))), [])


@cache
def _form(name: str) -> str:
    return _ARTICLE.sub("", fold(name).text.strip(_EDGE))


def _phrase(form: str, text: str, language: str) -> Iterator[Offsets]:
    """Where a form stands as whole words; hyphens and spaces are alike."""
    joined = form.endswith("-")
    # `US` and `who` as `us` and `WHO` would be other words.
    exact = form.isupper() and len(form) <= _SHORT
    words = (form if exact else form.lower()).rstrip("-").replace("-", " ")
    hay = text.replace("-", " ") if exact else _small(text)
    if len(hay) != len(text):  # a letter whose lower case is longer: offsets would not be those of the text
        return
    at = hay.find(words)
    while at >= 0:
        end = at + len(words)
        if not inside_word(hay, at) and (text[end : end + 1] == "-" if joined else _ends(hay, end, language)):
            yield at, end
        at = hay.find(words, at + 1)


@lru_cache(maxsize=64)
def _small(text: str) -> str:
    """A text as names in it compare: several are looked for in each."""
    return text.lower().replace("-", " ")


def _ends(text: str, end: int, language: str) -> bool:
    if language == "ko" and PARTICLES().match(text, end):
        return True
    return any(text.startswith(tail, end) and not inside_word(text, end + len(tail)) for tail in _TAILS)


def word_spans(name: str, text: str, language: str = "en") -> list[Offsets]:
    """Where the words of a name stand, if all that bear meaning do: capitalised ones as they are, others by their stem."""
    words = WORD().findall(fold(name).text)
    small = _SMALL if language == "en" else FREQUENT.get(language, _SMALL)
    wanted = [word for word in words if word.lower() not in small] or words
    there = _words_of(text)
    spans: list[Offsets] = []
    places: list[set[int]] = []
    for word in wanted:
        initial = plain(word)[:1]
        likenesses = {
            at: span
            for at, (other, begins, span) in enumerate(there)
            if begins == initial and _alike(word, other, language)
        }
        if not likenesses:
            return []
        spans += likenesses.values()
        places.append(set(likenesses))
    # Where the words stand together, those that stand apart are of another name: `киназу А, но не киназу Б`.
    first, *rest = places
    together = [at for at in first if all(at + i in other for i, other in enumerate(rest, 1))] if rest else []
    return [there[at + i][2] for at in together for i in range(len(places))] or spans


@lru_cache(maxsize=64)
def _words_of(text: str) -> tuple[tuple[str, str, Offsets], ...]:
    """Each word of a text, with its first letter as it compares."""
    return tuple((m[0], plain(m[0])[:1], m.span()) for m in WORD().finditer(text))


@lru_cache(maxsize=1 << 14)
def _alike(word: str, other: str, language: str) -> bool:
    if word.isupper() and len(word) <= _SHORT and word != other:
        return plain(word).isdecimal() and plain(word) == plain(other)
    first, second = (plain(each.removesuffix("'s")) for each in (word, other))
    if first[:1] != second[:1]:
        return False
    if first == second or first == f"{second}s" or second == f"{first}s" or same_word(word, other, language):
        return True
    if word[0].isupper() or word[0].isdigit():
        return False
    shorter, common = min(len(first), len(second)), _common(first, second)
    return common >= max(4, shorter - 2)


def _common(word: str, other: str) -> int:
    """How many letters two words begin with alike."""
    count = 0
    for letter, second in zip(word, other, strict=False):
        if letter != second:
            break
        count += 1
    return count


def related_words(words: Iterable[str], text: str, language: str) -> list[Offsets]:
    """Where some words of a vocabulary stand, inflected or not."""
    wanted = [fold(word).text for word in words]
    spans = [span for word in wanted if " " in word or not text.isascii() for span in _phrase(word, text, language)]
    letters = {plain(word)[:1] for word in wanted}
    for other, begins, span in _words_of(text):
        if (begins in letters or language in INNER) and any(_related(word, other, language) for word in wanted):
            spans.append(span)
    return sorted(set(spans))


@lru_cache(maxsize=1 << 14)
def _related(word: str, other: str, language: str) -> bool:
    """Whether two words are of one stem, as `sign` and `signature`, `gründen` and `gegründet` are."""
    if _alike(word.lower(), other.lower(), language):
        return True
    first, second = root(word, language), root(other, language)
    if (verb := infinitive_stem(first, language)) is not None and second.startswith(verb):
        return True
    shorter, common = min(len(first), len(second)), _common(first, second)
    return common >= max(4, shorter - 2) or (common == shorter >= 3 and abs(len(first) - len(second)) <= 3)
