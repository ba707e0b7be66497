"""The language of a text, and how it inflects: in, a text or two words; out, a code (ISO 639-1), or whether the words are one in two forms.

Promised: bounded tables of endings, no dictionary. A word that bears meaning keeps its stem, so two names that differ more are two.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from functools import lru_cache

from factbase.cite.later import later

__all__ = [
    "FREQUENT",
    "INNER",
    "PARTICLES",
    "infinitive_stem",
    "language_of",
    "languages_of",
    "plain",
    "root",
    "same_word",
]

_SCRIPTS = (
    ("ja", re.compile("[\u3040-\u30ff]")),
    ("ko", re.compile("[\uac00-\ud7af]")),
    ("zh", re.compile("[\u4e00-\u9fff]")),
)
_CYRILLIC = re.compile("[\u0400-\u04ff]")
_GREEK = re.compile("[\u0370-\u03ff\u1f00-\u1fff]")
_OTHERS = re.compile(
    "[\u0370-\u03ff\u1f00-\u1fff\u0400-\u04ff\u3040-\u30ff\u4e00-\u9fff\uac00-\ud7af]"
)  # a letter of any of these
_LATIN = re.compile("[A-Za-zÀ-ɏ]+")
_WORDS = re.compile(r"[^\W\d_]+")
_FREQUENT = {
    "en": "the of and to in was is that for with on by as were are from had has his their which been not would this at an who but they it"
    " he she or be a none than did no may will can do so if we you there what when all one into about more could should"
    " said after have having been its during",
    "de": "der die das und ist nicht den dem des ein eine einen von mit auf für im zu sich wurde wird hat dass auch als bei nach wegen"
    " ob wenn zum zur am vom aber oder wurden sei haben ihr sein war vor durch sagte laut in noch könnte diesem an so er sie es",
    "fr": "le la les de des et est une un du que qui dans pour pas sur au par avec été ce il elle ne se plus aux ont sont mais a à l d n"
    " selon fut avait avant si cette leur ses on en",
    "es": "el la los las de y es una un del que a en para no por con se lo al su fue como más ha sus pero según si sin ella había"
    " e o todos",
    "pt": "o a os as de e é uma um do da dos das que em para não por com se no na ao foi mais à pelo pela mas tinha segundo ela são até"
    " nunca nos sem quer",
    "it": "il la lo gli i le e è una un di a in che per non con si se della del nel al ha più dei dal sono stato fu ma alla sulla anche"
    " o tre prima da dell sull",
    "nl": "de het een en van is dat niet in op te zijn met voor aan door werd heeft als bij ook naar uit om die maar of hebben wordt was"
    " deel zou kunnen",
    "pl": "jest się nie że przez został była był oraz dla jako",
}
_LETTERS_OF = {"pl": "ąęłśżźćń", "de": "äöüß", "fr": "èêùœûîâ", "es": "ñ¿¡óíú", "pt": "ãõçôê", "it": "ìòùè", "nl": "ëï"}
FREQUENT = {code: frozenset(words.split()) for code, words in _FREQUENT.items()}
"""The most frequent words of languages that have the letters of English."""
_SMALL_WORD = re.compile(r"(?<!\w)[^\W\d_A-Z][^\W\d_]*(?!\w)")
_TELLING, _RARE = 8, 20  # small words after which it tells that not one in so many is frequent
_ENOUGH = 60  # small words, after which no two languages are near
_SPOKEN_IN = {
    word: tuple(code for code, words in FREQUENT.items() if word in words)
    for word in frozenset().union(*FREQUENT.values())
}


def language_of(text: str) -> str:
    """The language in which most of a text is, by its script or by its most frequent words; English where nothing says another."""
    latin = text
    if text.isascii():
        if text.count(" the ") * 100 > len(text):
            return "en"
    elif _OTHERS.search(text) is not None:
        letters = sum(map(len, _LATIN.findall(text))) // 2
        if len(_CYRILLIC.findall(text)) > letters:
            return "ru"
        if len(_GREEK.findall(text)) > letters:  # a few are signs of a formula
            return "el"
        for code, script in _SCRIPTS:
            count = len(script.findall(text))
            if count and (count > letters // 4 if code == "ja" else count > letters):
                return code
    counts = _counts(latin)
    return max(counts, key=lambda code: counts[code])  # the first of equals: English


def _counts(text: str) -> dict[str, int]:
    """How many words of a text in Latin letters are frequent ones of each language, and its letters theirs."""
    counts = dict.fromkeys(FREQUENT, 0)
    for word in filter(_SPOKEN_IN.__contains__, _WORDS.findall(text.lower())):
        for code in _SPOKEN_IN[word]:
            counts[code] += 1
    if not text.isascii():
        for code, letters_of in _LETTERS_OF.items():
            counts[code] += sum(text.count(letter) for letter in letters_of)
    return counts


def languages_of(text: str) -> tuple[str, ...]:
    """The languages in which a text may be, the likeliest first: several where it is too short to tell. None where it is in Latin letters,
    and has hardly a frequent word of any language that is known here."""
    best = language_of(text)
    if best not in FREQUENT:
        return (best,)
    small = _SMALL_WORD.findall(text)
    if len(small) >= _TELLING and _RARE * sum(word in _SPOKEN_IN for word in small) < len(small):
        return ()
    counts = _counts(text)
    if len(small) > _ENOUGH:
        return (best,)
    near = (code for code, count in counts.items() if code != best and 2 * count > counts[best])
    return (best, *near)


# ---- inflection

_ENDINGS = {
    "de": "e en er es em s n ns ens se sen ern in innen",
    "nl": "e en s er",
    "fr": "e s es x aux al",
    "es": "s es a o as os e",
    "pt": "s es a o as os e",
    "it": "a e i o he hi",
    "ru": "а у ом ем ем ой ей ою ею е ы и я ю ь ью ов ев ам ям ами ями ах ях ого его ому ему ым им ых их ыми ими ую юю ая яя ое ее ые ие"
    " ий ый ою ым ом ии ию ия ией иям иями иях ей ию ь",
    "pl": "a ą ę e i y o u em om ami ach ów owi ie iem ej ego emu ym im ich ych",
    "el": "α ας ες ος ου ο οι ον ους ων η ης ην εις εως ι ια ιας",
}
_SHORTEST_STEM = 3
# What Korean hangs on a name, one after the other.
_PARTICLES = (
    "은|는|이|가|을|를|의|에|에서|에게|에는|에도|께서|께|으로|로|와|과|도|만|까지|부터|이나|나|이란|란|이라는|라는|이라고|라고|보다|처럼|마다|조차"
    "|뿐|뿐만|하고|측|씨|들|에서는|에게서|으로서|로서|으로써|로써|였다|이었다|이다|입니다|였으며|이며"
)
PARTICLES = later(rf"(?:(?:{_PARTICLES})(?![\uac00-\ud7af])|(?:{_PARTICLES})(?:{_PARTICLES})(?![\uac00-\ud7af]))")
"""Particles that end a word of Korean, after a name."""

_LETTERS = str.maketrans(
    {
        **dict.fromkeys("áàâäãåāă", "a"),
        **dict.fromkeys("éèêëēě", "e"),
        **dict.fromkeys("íìîïī", "i"),
        **dict.fromkeys("óòôöõøōő", "o"),
        **dict.fromkeys("úùûüūű", "u"),
        **{
            "ç": "c",
            "č": "c",
            "ć": "c",
            "ñ": "n",
            "ń": "n",
            "ň": "n",
            "š": "s",
            "ś": "s",
            "ž": "z",
            "ź": "z",
            "ż": "z",
            "ý": "y",
        },
        **{"ß": "ss", "æ": "e", "œ": "e", "ł": "l", "ř": "r", "ё": "е", "ğ": "g", "ş": "s", "ı": "i", "đ": "d"},
        **{"α": "alpha", "β": "beta", "γ": "gamma", "δ": "delta", "κ": "kappa", "λ": "lambda", "μ": "mu", "ω": "omega"},
    }
)
_BRITISH = (
    ("ae", "e"),
    ("oe", "e"),
    ("our", "or"),
    ("isation", "ization"),
    ("ise", "ize"),
    ("yse", "yze"),
    ("tre", "ter"),
)
_NUMERALS = "i ii iii iv v vi vii viii ix x xi xii xiii xiv xv xvi xvii xviii xix xx"
_ROMAN = {numeral: str(value) for value, numeral in enumerate(_NUMERALS.split(), 1)}


@lru_cache(maxsize=1 << 14)
def plain(word: str) -> str:
    """A word in small letters as it compares with its other spellings: without accents, Greek letters by name, in American English, and a
    Roman number in digits."""
    low = word.lower()
    if word.isupper() and low in _ROMAN:
        return _ROMAN[low]
    low = low if low.isascii() else low.translate(_LETTERS)
    for british, american in _BRITISH:
        if british in low:
            low = low.replace(british, american)
    return low


_LONGEST_FIRST = {
    code: sorted({"", *map(plain, endings.split())}, key=len, reverse=True) for code, endings in _ENDINGS.items()
}


@lru_cache(maxsize=1 << 14)
def same_word(word: str, other: str, language: str) -> bool:
    """Whether two words are one, or two forms of one, in a language."""
    a, b = plain(word), plain(other)
    if a == b or language not in _LONGEST_FIRST:
        return a == b
    stems = set(_stems(a, language))
    return any(stem in stems for stem in _stems(b, language))


def _stems(word: str, language: str) -> Iterable[str]:
    for ending in _LONGEST_FIRST[language]:
        shortest = _SHORTEST_STEM - (len(ending) == 1 and language == "ru")  # of `Ада`, `Аду`
        if word.endswith(ending) and len(word) - len(ending) >= min(shortest, len(word)):
            yield word[: len(word) - len(ending)]


INNER = {
    "de": ((re.compile(r"\Age(?=\w{3})|(?<=\w{2})(?:zu|ge)(?=\w{4})"), ""),),
    "nl": ((re.compile(r"\Age(?=\w{3})|(?<=\w{2})ge(?=\w{4})"), ""), (re.compile(r"([a-z])\1"), r"\1")),
    "es": ((re.compile("ue(?=[^aeiou])"), "o"), (re.compile("qu(?=e)|z(?=[ao])"), "c"), (re.compile("gu(?=e)"), "g")),
    "pt": ((re.compile("qu(?=e)"), "c"), (re.compile("gu(?=e)"), "g")),
    "it": ((re.compile("(?<=[cg])h(?=[ei])"), ""),),
}
"""What changes within the stem of a word when it is inflected: `gegründet`, `zurückzutreten`, `veroorzaakt`, `aprueba`, `ratifique`,
`provocherebbe`."""
_INFINITIVES = {
    "fr": "oir er ir re",
    "es": "ar er ir",
    "pt": "ar er ir",
    "it": "are ere ire rre",
    "nl": "en",
    "ru": "ировать овать ывать ивать ать ять еть ить уть",
}
_SHORTEST_VERB = 4


def root(word: str, language: str) -> str:
    """A word as it compares with its inflected forms."""
    word = plain(word)
    for pattern, form in INNER.get(language, ()):
        word = pattern.sub(form, word)
    return word


def infinitive_stem(word: str, language: str) -> str | None:
    """What all forms of a verb begin with, of its infinitive; None where the word is none, or too little is left."""
    for ending in _INFINITIVES.get(language, "").split():
        if word.endswith(ending):
            stem = word[: len(word) - len(ending)]
            return stem if len(stem) >= _SHORTEST_VERB - (language == "nl") else None
    return None
