"""Numbers in words and signs of other languages than English.

In: a text and the code of its language. Out: each number with where it stands. Promised: a number is read whole (`zweiundzwanzig` is
neither two nor twenty), as are the magnitudes of Chinese, Japanese and Korean (`2.5亿`).
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from decimal import Decimal
from functools import cache
from typing import NamedTuple

from factbase.cite.normalise import Offsets

__all__ = ["HAN", "han", "number_words", "parted_number", "worded"]

_DIGITS = {sign: value for value, sign in enumerate("〇一二三四五六七八九")}
_DIGITS |= {"零": 0, "两": 2, "兩": 2, "○": 0}
_SMALL = {"十": 10, "百": 100, "千": 1000, "십": 10, "백": 100, "천": 1000}
_LARGE = {"万": 10**4, "萬": 10**4, "만": 10**4, "亿": 10**8, "億": 10**8, "억": 10**8, "兆": 10**12, "조": 10**12}
HAN = f"[{''.join(_DIGITS)}十百千万萬亿億兆]"
"""A sign of a number in Chinese or Japanese."""

_LONGEST = 40  # signs of one number
_EAST = re.compile(
    rf"(?<![\d.,])(?P<digits>\d{{1,{_LONGEST}}}(?:,\d{{3}}){{0,9}}(?:\.\d{{1,{_LONGEST}}})?)?(?P<signs>(?:{HAN}|[십백천만억조]){{0,{_LONGEST}}})"
    rf"(?P<more>(?:\d{{1,{_LONGEST}}}(?:,\d{{3}}){{0,9}}[십백천만억조千万萬亿億]{{1,9}}){{0,9}})"
)


def han(signs: str) -> int:
    """The value of a number in signs: 二十二, 一九二一, 二百五十万."""
    if all(sign in _DIGITS for sign in signs):
        return int("".join(str(_DIGITS[sign]) for sign in signs))
    return int(_eastern(None, signs))


def _eastern(digits: str | None, signs: str) -> Decimal:
    closed, group = Decimal(0), Decimal(0)
    digit = Decimal(digits.replace(",", "")) if digits else None
    for sign in signs:
        if sign in _DIGITS:
            digit = Decimal(_DIGITS[sign] if digit is None else 10 * digit + _DIGITS[sign])
        elif sign in _SMALL:
            group += (Decimal(1) if digit is None else digit) * _SMALL[sign]
            digit = None
        else:
            group += digit or 0
            closed += (group or 1) * _LARGE[sign]
            group, digit = Decimal(0), None
    return closed + group + (digit or 0)


def _east(text: str) -> Iterator[tuple[Decimal, Offsets]]:
    for numeral in _EAST.finditer(text):
        if numeral["signs"] or numeral["more"]:
            value = _eastern(numeral["digits"], numeral["signs"])
            for part in re.finditer(r"([\d,]+)(\D+)", numeral["more"]):
                value += _eastern(part[1], part[2])
            yield value, numeral.span()
            if numeral["digits"] is None and all(sign in _DIGITS for sign in numeral["signs"]):
                yield Decimal(han(numeral["signs"])), numeral.span()


# ---- words


class _Words(NamedTuple):
    """The words of a language with their values; `joined` are those between two of one number; a word may hold several of them."""

    values: Mapping[str, int]
    joined: frozenset[str]
    compound: bool = False


def _listed(words: str, step: int = 1, first: int = 0) -> dict[str, int]:
    return {each: first + step * i for i, word in enumerate(words.split()) for each in word.split("/")}


_GERMAN = {
    **_listed("null ein/eins/eine/einen/einem/einer zwei/zwo drei vier fünf sechs sieben acht neun zehn elf zwölf"),
    **_listed("dreizehn vierzehn fünfzehn sechzehn siebzehn achtzehn neunzehn", first=13),
    **_listed("zwanzig dreißig/dreissig vierzig fünfzig sechzig siebzig achtzig neunzig", 10, 20),
    **{"hundert": 100, "tausend": 1000, "million": 10**6, "millionen": 10**6, "milliarde": 10**9, "milliarden": 10**9},
}
_DUTCH = {
    **_listed("nul een/één twee drie vier vijf zes zeven acht negen tien elf twaalf dertien veertien vijftien zestien"),
    **_listed("zeventien achttien negentien", first=17),
    **_listed("twintig dertig veertig vijftig zestig zeventig tachtig negentig", 10, 20),
    **{"honderd": 100, "duizend": 1000, "miljoen": 10**6, "miljard": 10**9},
}
_FRENCH = {
    **_listed("zéro un/une deux trois quatre cinq six sept huit neuf dix onze douze treize quatorze quinze seize"),
    **_listed("vingt/vingts trente quarante cinquante soixante septante huitante/octante nonante", 10, 20),
    **{
        "cent": 100,
        "cents": 100,
        "mille": 1000,
        "million": 10**6,
        "millions": 10**6,
        "milliard": 10**9,
        "milliards": 10**9,
    },
}
_SPANISH = {
    **_listed("cero uno/un/una dos tres cuatro cinco seis siete ocho nueve diez once doce trece catorce quince"),
    **_listed(
        "dieciséis diecisiete dieciocho diecinueve veinte veintiuno/veintiún/veintiuna veintidós veintitrés", first=16
    ),
    **_listed("veinticuatro veinticinco veintiséis veintisiete veintiocho veintinueve", first=24),
    **_listed("treinta cuarenta cincuenta sesenta setenta ochenta noventa", 10, 30),
    **_listed("cien/ciento doscientos/doscientas trescientos/trescientas cuatrocientos/cuatrocientas", 100, 100),
    **_listed("quinientos/quinientas seiscientos/seiscientas setecientos/setecientas", 100, 500),
    **_listed("ochocientos/ochocientas novecientos/novecientas mil", 100, 800),
    **{"millón": 10**6, "millones": 10**6},
}
_PORTUGUESE = {
    **_listed(
        "zero um/uma dois/duas três quatro cinco seis sete oito nove dez onze doze treze catorze/quatorze quinze"
    ),
    **_listed("dezesseis/dezasseis dezessete/dezassete dezoito dezenove/dezanove", first=16),
    **_listed("vinte trinta quarenta cinquenta/cinqüenta sessenta setenta oitenta noventa cem/cento", 10, 20),
    **_listed("duzentos/duzentas trezentos/trezentas quatrocentos/quatrocentas quinhentos/quinhentas", 100, 200),
    **_listed("seiscentos/seiscentas setecentos/setecentas oitocentos/oitocentas novecentos/novecentas mil", 100, 600),
    **{"milhão": 10**6, "milhões": 10**6, "bilhão": 10**9, "bilhões": 10**9},
}
_ITALIAN = {
    **_listed(
        "zero uno/un/una due tre/tré quattro cinque sei sette otto nove dieci undici dodici tredici quattordici quindici"
    ),
    **_listed("sedici diciassette diciotto diciannove", first=16),
    **_listed("venti/vent trenta/trent quaranta/quarant cinquanta/cinquant sessanta/sessant settanta/settant", 10, 20),
    **_listed("ottanta/ottant novanta/novant cento", 10, 80),
    **{"mille": 1000, "mila": 1000, "milione": 10**6, "milioni": 10**6, "miliardo": 10**9, "miliardi": 10**9},
}
_RUSSIAN = {
    **_listed("ноль один/одна/одно/одного/одной/одному два/две/двух/двум/двумя три/трёх/трех/трём/трем/тремя"),
    **_listed(
        "четыре/четырёх/четырех/четырём пять/пяти/пятью шесть/шести семь/семи восемь/восьми девять/девяти", first=4
    ),
    **_listed("десять/десяти одиннадцать/одиннадцати двенадцать/двенадцати тринадцать/тринадцати", first=10),
    **_listed("четырнадцать/четырнадцати пятнадцать/пятнадцати шестнадцать/шестнадцати", first=14),
    **_listed("семнадцать/семнадцати восемнадцать/восемнадцати девятнадцать/девятнадцати", first=17),
    **_listed("двадцать/двадцати тридцать/тридцати сорок/сорока пятьдесят/пятидесяти шестьдесят/шестидесяти", 10, 20),
    **_listed("семьдесят/семидесяти восемьдесят/восьмидесяти девяносто/девяноста сто/ста", 10, 70),
    **_listed("двести/двухсот триста/трёхсот четыреста/четырёхсот пятьсот/пятисот шестьсот/шестисот", 100, 200),
    **_listed("семьсот/семисот восемьсот/восьмисот девятьсот/девятисот тысяча/тысячи/тысяч/тысячу", 100, 700),
    **{
        "миллион": 10**6,
        "миллиона": 10**6,
        "миллионов": 10**6,
        "миллиард": 10**9,
        "миллиарда": 10**9,
        "миллиардов": 10**9,
    },
}
_WORDS = {
    "de": _Words(_GERMAN, frozenset({"und"}), True),
    "nl": _Words(_DUTCH, frozenset({"en", "ën"}), True),
    "fr": _Words(_FRENCH, frozenset({"et"})),
    "es": _Words(_SPANISH, frozenset({"y"})),
    "pt": _Words(_PORTUGUESE, frozenset({"e"})),
    "it": _Words(_ITALIAN, frozenset({"e"}), True),
    "ru": _Words(_RUSSIAN, frozenset()),
}


def worded(text: str, language: str) -> Iterator[tuple[Decimal, Offsets]]:
    """Each number that a text has in words of its language, or in signs of Chinese, Japanese or Korean."""
    if language in ("zh", "ja", "ko"):
        yield from _east(text)
    elif language in _WORDS:
        for run in _runs(language).finditer(text):
            yield Decimal(_value(run[0].lower(), language)), run.span()


_TO = frozenset(
    {"bis", "oder", "à", "ou", "a", "o", "до", "или", "tot", "of"}
)  # between two numbers of which the quote would have one
_BEFORE = re.compile(r"(?:([^\W\d_]+)[\s-]{1,2})?([^\W\d_]+)[\s-]{1,2}\Z")
_AFTER = re.compile(r"([^\W\d_]+)(?:[\s-]{1,2}([^\W\d_]+))?")


@cache
def number_words() -> frozenset[str]:
    """Each word of a number in one of the languages."""
    return frozenset().union(*(words.values for words in _WORDS.values()))


def parted_number(before: str, after: str) -> str | None:
    """The words of one number, or of one and another, that stand on both sides of a place; None where none do."""
    left, right = _BEFORE.search(before.lower()), _AFTER.match(after.lstrip(" -").lower())
    if left is None or right is None:
        return None
    for words in _WORDS.values():
        values, joined = words.values, words.joined | _TO
        starts, ends = right[1] in values, left[2] in values
        if (
            (starts and ends)
            or (starts and left[1] in values and left[2] in joined)
            or (ends and right[1] in joined and right[2] in values)
        ):
            return f"{left[0].strip()} {right[1]}"
    return None


@cache
def _runs(language: str) -> re.Pattern[str]:
    words = _WORDS[language]
    one = "|".join(sorted(words.values, key=len, reverse=True))
    between = "|".join(words.joined)
    part = rf"(?:{one})(?:(?:{between})?(?:{one}))*" if words.compound else f"(?:{one})"
    gap = rf"(?:[ -](?:(?:{between})[ -])?)" if between else "[ -]"
    return re.compile(rf"(?<![\w-]){part}(?:{gap}{part})*(?![\w-])", re.IGNORECASE)


@cache
def _parts(language: str) -> re.Pattern[str]:
    return re.compile("|".join(sorted(_WORDS[language].values, key=len, reverse=True)))


def _value(run: str, language: str) -> int:
    """A run of words as one number: each is added, and a hundred, a thousand and more multiply what stands before them."""
    values = _WORDS[language].values
    closed = open_ = 0
    for part in _parts(language).findall(run):
        value = values[part]
        if value >= 1000:
            closed += max(1, open_) * value
            open_ = 0
        elif value == 100 and 0 < open_ < 100:
            open_ *= 100
        elif value == 20 and language == "fr" and open_ % 100 == 4:  # quatre-vingts
            open_ += 76
        else:
            open_ += value
    return closed + open_
