"""Where a quote may be cut, and what an elision may not hide.

In: raw text and offsets, or the text of a gap. Out: the word or number that is cut, or the word that is hidden.
Promised: no part of a word and nothing of a number (sign, currency, `%`, magnitude) can be left outside a quote.
"""

from __future__ import annotations

import re
import unicodedata
from bisect import bisect_left
from collections.abc import Iterator, Sequence

from factbase.cite.ignored import is_citation_marker
from factbase.cite.later import later
from factbase.cite.normalise import CURRENCY, DIGIT_HYPHENS, INVISIBLE, LINE_BREAK, fold
from factbase.cite.unspaced import cut_within

__all__ = ["cut_at_end", "cut_at_start", "hidden", "leads_to_doubt", "left_outside"]

_REACH = 48  # how far around an edge the text is read: longer than any joint, magnitude or sign

_CUR = f"[{CURRENCY}]"
_APOSTROPHE = "['’ʼ‘]"
_HYPHEN = f"[{DIGIT_HYPHENS}]"  # not `—`: a quote may start or end there
_LINE = rf"[^\S\n\r]*{LINE_BREAK}[^\S\n\r]*"
_SCALE = "hundred|thousand|million|billion|trillion|dozen"
_MAGNITUDE = (
    rf"(?:{_SCALE}|bn|mn|per\s?cent|pct|percentage\spoints?|crores?|lakhs?"
    r"|millionen|milliarden?|billionen|tausend|mio|mrd|prozent(?:punkte)?"  # German
    r"|milliers|millions|milliards?|pour\s?cent|mil|millones|millón|por\s?c(?:i)?ento|mila|milion[ei]|miliard[oi]|per\s?cento"  # Romance
    r"|(?:mi|bi|tri)lh(?:ão|ões)|billones"
    r"|promille|pour\s?mille|duizend|biljoen|miljoen|miljard|procent|трлн|триллион(?:а|ов)?|тыс|тысяч[аи]?|миллион(?:а|ов)?|млн|миллиард(?:а|ов)?|млрд|процент(?:а|ов)?)\b"
)
# Units and currencies that are written so, and that nothing else is.
_MEASURE = (
    r"(?:[kmµμn]g|[kcmnµμ]m[²³]?|m[lL]|[kMGT]?Wh|[kMGT]W|[kMG]?Hz|[kMGTP]i?B|mmol|kcal|mmHg|ppm|ppb|rpm|[км]?г|[ксм]?м|га|мл|[кМГ]Вт|руб)\b(?:/\w+)?"
    r"|(?:[백천만억조]{1,3}|명|개|원|퍼센트|킬로|미터|센티|달러|유로|엔|위안|톤|년|월|일|시간|분|초|배|건|번|세|살|가구|대|척|그램|리터)\w*"
)
# Of one letter, or what multiplies a number: as short as a word, but no word stands alone as a capital after a number, nor as these do.
_LETTER = r"(?:[kKMGTVWNJF]|[mglLsht](?=[\s.,;:)]|$))(?![\w'’.-]\w|\w)"
# Of no year: `in 2019 days of`.
_SPELLED_UNIT = (
    r"(?<!\d{4}\s)(?:euros?|dollars?|pounds?|francs?|yen|yuan|rupees?|cents?|miles?|met(?:er|re)s?|kilomet(?:er|re)s?|feet|inch(?:es)?|acres?|hectares?|tonn?e?s?"
    r"|kilos?|kilograms?|grams?|lit(?:er|re)s?|barrels?|degrees?|years?|months?|weeks?|days?|hours?|minutes?|seconds?|times|fold"
    r"|jahren?|monaten?|wochen?|tagen?|stunden?|minuten?|tonnen|metern?|kilometern?|grad|mal|dollar|franken|tsd|ans|années?|mois|jours?|heures?|mètres?|kilomètres?"
    r"|degrés?|fois|años?|meses|días?|horas?|dólares|toneladas?|metros?|kilómetros?|quilómetros?|grados?|veces|anni|mesi|giorni|metri|chilometri|gradi|volte"
    r"|tonnellate|anos?|dias?|vezes|jaar|maanden|dagen|uur|graden|keer|лет|месяц\w*|дн(?:я|ей)|час\w*|евро|доллар\w*|рубл\w*|тонн\w*|метр\w*|километр\w*|градус\w*|раза?)\b"
)
_CODE = "(?:USD|EUR|GBP|JPY|CHF|CNY|RMB|KRW|INR|RUB|CAD|AUD)"
# What bounds the number that follows, or is the lesser of two.
_BOUND = (
    r"up\sto|(?:more|less|fewer|greater|higher|lower|larger|smaller|better|worse|other)\sthan|at\s(?:least|most)|minus|between\s[\d.,]+\sand"
    r"|bis\szu|(?:mehr|weniger)\sals|mindestens|höchstens|jusqu['’]à|(?:plus|moins)\sde|au\s(?:moins|plus)|(?:más|menos|mais)\sde|al\smenos"
    r"|(?:più|meno)\sdi|almeno|(?:meer|minder)\sdan|не\s(?:более|менее)|более|менее|свыше|超过|超過|不到|至少|最多"
)
_BOUNDED = later(
    rf"(?i)(?:(?<!\w)(?:{_BOUND})\s?|(?<![\w.,/-])(?<!from )\d[\d.,]*\s(?:to|or)\s|(?<!\w)\d[\d.,]*\sin\s(?=10+\b|1,000))(?=[$€£¥]?\d)"
)
# A number in words, of two of them and more. The second ones: an edge beside none of these needs no expression.
_UNITS = "one|two|three|four|five|six|seven|eight|nine"
_TEENS = r"ten|eleven|twelve|\w+teen"
_TENS = "twenty|thirty|forty|fifty|sixty|seventy|eighty|ninety"
_SCALES = f"{_SCALE}|crore|lakh"
_ANY = f"(?:{_UNITS}|{_TEENS}|{_TENS}|{_SCALES})"
_ABROAD = (
    "anderthalb|eineinhalb|zwei|drei|vier|fünf|sechs|sieben|acht|neun|zehn|elf|zwölf|hundert|deux|trois|quatre|cinq|six|sept|huit|neuf|dix|cent|dos|tres|cuatro|cinco|seis|siete"
    "|ocho|nueve|diez|cien|due|tre|quattro|cinque|sei|sette|otto|nove|dieci|cento|два|две|три|четыре|пять|шесть|семь|восемь|девять|десять|сто"
)
_IN_WORDS = later(
    rf"""
    \b(?: (?:{_TENS})[\s-](?=(?:{_UNITS})\b) | (?:{_UNITS}|{_TEENS}|{_TENS})(?:\s(?=(?:{_SCALES})\b)|\sand\sa\s(?=half\b|quarter\b))
        | (?:{_SCALES})\s(?:and\s)?(?={_ANY}\b) )+ \w+
    | \b(?:a|{_ANY})\s(?:per\s?cent|pct|score|halves|thirds?|quarters?|fifths?|sixths?|eighths?|tenths?)\b
    | \b(?:{_ABROAD})\s(?:mil(?:l?i[oa]\w+|le|a)?|tausend|тысяч\w?|миллион\w*|миллиард\w*)\b
    """,
    re.VERBOSE | re.IGNORECASE,
)
_SECONDS = """
one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen sixteen eighteen twenty thirty forty fifty ninety
hundred thousand million billion trillion dozen crore lakh half quarter mille tausend Million Milliard тысяч миллион миллиард
"""
_IN_NUMBER = (
    *(word for word in _SECONDS.split() if word not in ("one", "ten")),
    "one ",
    "ten ",
    "mil ",
)  # not of tensions, the military
_OF_WORDS = ("per cent", "percent", "pct", "score", "halves", "third", "quarter", "fifth", "sixth", "eighth", "tenth")
_AFTER_NUMBER = (
    *_IN_NUMBER,
    *_OF_WORDS,
    "cent",
    "cento",
    "ciento",
    *("and a half", "and a quarter"),
    *(f"and {word}" for word in _IN_NUMBER),
)

# One thing that must not be cut: a word with all that is joined to it, a number with its sign, currency and unit.
_TOKEN = later(
    rf"""
    (?:half|quarter)\s(?:of\s)?an?\s(?:{_SCALE})\b
    | \((?!(?:1\d|20)\d\d\)){_CUR}?\d[\d.,]*\)             # a loss, as accounts write it; (2019) is a year
    | (?: (?: (?<!\w)[-+−–±∓~∼≈≃<>≤≥≪≫⩽⩾√#§№‑‒－＋﹣]=? | [±∓≈∼≃≤≥≪≫⩽⩾§№]\s
            | (?<=[^\n>]\s)(?:[<>]=?|=[<>]|[~−])\s | (?<![\w>])=[<>]? | (?<=\w)[<≤≥≈±≠] | (?<=\s\w)> | (?<=\s)[-−–][ \t]*{LINE_BREAK}[ \t]*
            | &(?:minus|plusmn|lt|gt|le|ge|ndash|\#8722); )?  # a sign
        (?: [^\W\d_]{{0,3}}{_CUR}{_HYPHEN}?\s? | (?-i:\b(?:{_CODE}\s|Rs\.?\s?)) )?  # US$ 5, EUR 5
        \.?                                                 # .5
        (?=\d) )?
    (?:\d+\s(?=\d+[/⁄]\d|[½¼¾⅐-⅞]))?                                # 1 3/4
    \w+[%‰]?
    (?: (?: [/&@⁄]
          | (?-i:(?<![a-zß-ÿ]{{2}})\.|\.(?![A-ZÀ-Þ]))         # U.S, but not the stop of `it.Then`
          | {_HYPHEN}(?:{_LINE})?{_CUR}?                    # two-way, 10–15, $5–$10
          | [\xad¬]{_LINE}
          | {_HYPHEN}{_LINE}{_LINE}(?-i:(?=[a-zß-ÿ]))         # over a page
          | {_APOSTROPHE}
          | (?<=\d)[,:٫٬·．，](?=\d)
          | (?<=\d)[\xa0\u2007\u2009\u202f](?=\d{{3}}(?!\d))
          | (?<=\d)(?<!\d{{4}})[ ](?=\d{{3}}(?!\d))           # 1 500, but not 2012 500
          | (?<=\d)\s?[×±]\s?(?=\d)                          # 3 × 10⁶, 5 ± 2
          | (?<=\d)\^[{{(]?{_HYPHEN}?(?=\d)                   # 10^6
        ) \w+[%‰]? )*
    (?: (?<=\d)\s{{0,2}}(?: °\s?(?-i:[CFK])\b | [%‰‱°′″×] | {_CUR}(?!\s?\d) | (?-i:{_CODE})\b | {_SPELLED_UNIT}
          | {_MAGNITUDE}(?:\s{_MAGNITUDE})?(?:{_HYPHEN}\w+)? | (?-i:{_MEASURE}|{_LETTER}) ) | [+#]+(?!\w) )?
    """,
    re.VERBOSE | re.IGNORECASE,
)
# What may be a mark or invisible, by what is neither: so it compiles ten times as fast.
_UNUSUAL = later("[^\0-\xac\xae-\u02ff\u2000-\u200a\u2010-\u205f\u2061-\u20cf\u2100-\u2bff]")
# What is no part of a word or a number, or none where it stands before a blank: so most edges need no expression.
_OF_HALF = ("a ", "an ", "of a", *_AFTER_NUMBER)  # half a million, two million
_OPENING, _CLOSING, _STOPS, _AFTER_STOP = '“"(', '”")', ".,;:?!", ' \n”"'
_POSSESSIVE = later(rf"{_APOSTROPHE}s(?!\w)", re.IGNORECASE)
_LAST_WORD = later(r"\w+\Z")
# After these, `’s` is a verb or a pronoun ("it’s", "let’s"), not a possessive.
_CONTRACTED = later(
    "(?:it|s?he|that|this|t?here|what|who|where|when|how|why|let|(?:every|some|any|no)?(?:one|body)|(?:every|some|no)thing)",
    re.IGNORECASE,
)

_HIDDEN = later(
    r"""
    \b(?: not | no | never | none | nobody | nothing | nowhere | neither | nor | without | cannot | \w+n't | non-?\w+
        | hardly | scarcely | barely | rarely | seldom
        | den(?:y|ies|ied|ying|ial) | refus(?:e|es|ed|ing|al) | fail(?:s|ed|ing|ure)? | lack(?:s|ed|ing)?
        | false(?:ly)? | untrue
        | unless | except(?:ing|ed)? | excluding | excludes? | barring | apart\sfrom | aside\sfrom | other\sthan | save\sfor | but\sfor
        | if | until | till | whether | lest
        | far\sfrom | short\sof | threat(?:en|ens|ened|ening)\sto | declin(?:e|es|ed|ing)\sto | rul(?:e|es|ed|ing)\sout | yet\sto
        | would\shave | allegedly | reportedly | supposedly | purportedly | provided\sthat | only | unable | unlikely | rather\sthan
        | almost | nearly | (?:is|are|was|were|be)\s(?:said|supposed|thought|believed|alleged|rumou?red|reported)\sto
        | (?<!\ba\s)(?<!last\s)(?<!past\s)(?<!next\s)few | half | a\s(?:third|quarter|fifth|tenth|dozen)
        | two | three | four | five | ten | eleven | twelve | (?:six|seven|eight|nine)(?:teen|ty)? | (?:thir|four|fif)teen
        | (?:twen|thir|for|fif)ty
        | hundreds? | thousands? | millions? | billions?
        | nicht | kein\w* | nie | niemals | niemand\w* | ohne | weder | wenn | falls | sofern | au(?:ß|ss)er | bis\sauf | angeblich
        | mutmaßlich\w* | beinahe | fast\s(?:alle|die|den|das|der|ein\w*) | nur | kaum | ausgenommen | mit\sAusnahme  # German
        | ne | n' | pas | jamais | sans | aucune? | presque | sauf | hormis | excepté\w* | s'ils? | si\sl[ae']\w* | à\smoins | prétendument
        | seulement                                                               # French
        | nunca | jamás | ning[uú]n\w* | nadie | tampoco | casi | supuest\w+ | salvo | excepto | si\ses | si\s(?:el|la|los|las) | a\smenos
        | nessun\w* | senza | non(?!-) | quasi | tranne | se\snon | presunt\w+ | não | nenhuma? | quase | exceto | sin | sem
        | niet | geen | nooit | zonder | tenzij | bijna | behalve                   # Dutch
        | nie | nigdy | bez | prawie | oprócz | jeśli                               # Polish
        | не | нет | ни | без | никогда | если | якобы | только | едва | почти | чуть | кроме | исключая | будто | вряд
        | و?ف?(?:لم|لن|لا) | ليس\w* | غير | دون | بدون | إلا | إذا | لو | عدا | سوى | يزعم
        | 안 | 못 )(?:\b|(?<='))
      | ,\ssave\s
      | [不没沒未无無非否] | 如果 | 除非 | 除外 | 除了 | 几乎 | 幾乎 | 据称 | 據稱 | 据说 | 涉嫌 | 仅 | 僅
      | ない | なかった | ません | もし | ほぼ | ほとんど | のみ | だけ | を除 | 않 | 못하 | 없 | 아니
      | 만일 | 만약 | 제외 | 이외 | 오직 | 거의 | 이른바 | 소위
      | 決して | けっして | 必ずしも
      | ไม่ | มิได้ | ห้าม | ยกเว้น | เกือบ | หาก | ถ้า
    """,
    re.VERBOSE | re.IGNORECASE,
)


# What denies the words before it.
_DENIED_AFTER = later(
    r"\s(?:not|never|nicht|niemals|nie|niet|nooit|keineswegs|pas|jamais|non|nunca)(?!\w)(?!\s(?:only|just|nur|seulement)(?!\w))|\s(?:않|못[하했]|없|아니|아닌|아닙)"
)
# What governs the words that follow a gap, where it stands at its end, and whose another is than the words before it said.
_NEARLY = later(r"(?i)(?:\A|\s)(?:fast|beinahe)\s*\Z")  # in German; quick in English, which may not be told from it
_GOVERNS = later(
    r"(?i)\b(?:(?-i:may)|might|could|soll(?:en|te|ten)?|könnte[nst]*|würde[nst]*|dürfte[nst]*|pourrai\w+|aurai\w+|podría\w*"
    r"|habría\w*|potrebbe\w*|avrebbe\w*)(?:\s(?:have|be|been|well|also|\w+ly))*\s*\Z|\A['’]s\s"
)
# A part of what follows it is all that is spoken of.
# A name after a stop: of whom or what another sentence speaks, with which the quote goes on.
_OTHER_SUBJECT = later(
    r"(?:[^\W\d_]{3,}[.!?]|\n\s*\n)[\"')\]]*\s+(?P<words>[A-ZÀ-ÞА-Я][\w'-]*(?:\s[A-ZÀ-ÞА-Я][\w'-]*){0,4})\s*\Z"
)
_SAME_SUBJECT = later(
    r"(?i)[\"'(]*(?:(?:and|but|then|so|he|she|it|they|we|i|you|there|also|thus|later|however|moreover|in\saddition|er|sie|es|und|aber|dann|il|elle|ils|elles|et|mais|él|ella|y|pero"
    r"|egli|ella|e|ma|ele|ela|mas|hij|zij|en|maar|он|она|они|и|а|но)(?:\W+|\Z))*"
)
_PART = (
    r"(?:few|fewer|some|many|most|several|half|part|parts|portion|fraction|minority|majority|handful|number|proportion|percentage|percent|per\scent|%|none|neither|any|not\s(?:all|every\sone)"
    rf"|(?:\d[\d.,]*\s?%?|(?<!\w){_ANY})(?:\s(?:thirds?|quarters?|fifths?|tenths?|per\s?cent))?)\sof"
    r"|minus|минус|keiner|keine[sr]?|kaum\seiner?|aucune?|ningun[oa]s?|nessun[oa]?|nenhum[as]?|ни\sодин|никто"
    r"|einige[nr]?|manche[nr]?|wenige[nr]?|ein\steil|die\shälfte|la\splupart|quelques-uns|certains|une\spartie|la\smoitié|algunos|algunas|la\smayoría|una\sparte"
    r"|la\smitad|alcuni|alcune|una\sparte|la\smetà|la\smaggior\sparte|alguns|algumas|a\smaioria|uma\sparte|enkele|sommige|een\sdeel|de\shelft"
    r"|некоторые|часть|половина|большинство"
)
_OF = (
    r"(?:\s(?:von|der|des|de|d'|du|di|dei|degli|delle|del|della|dos|das|do|da|van|из))?"
    r"(?:\s(?:the|these|those|his|her|its|their|our|all|los|las|les|den|die|i|gli|le|os|as))?"
)
_PARTIAL = later(rf"(?i)(?<!\w)(?:{_PART}){_OF}\s\Z")
# What such words end in: an edge after none of these needs no expression.
# What is only the last part of an expression: one in five, between five and ten. And the number of a king or a war.
_AMONG = later(rf"(?i)\b(?:between\s[\w.,]+\sand|(?:\d+|{_ANY})\s(?:in|out\sof))\s(?P<last>(?:\d[\d.,]*|{_ANY})\b)")
_NUMERAL_AFTER = later(r"\s(?=[IVX]{2})X{0,3}(?:IX|IV|V?I{0,3})(?!\w)")
_CAPITAL_WORD = later(r"(?<!\w)[A-ZÀ-ÞА-Я]\w*\Z")
_BEFORE_PART = """
minus минус keiner keine keines einer eine aucun aucune ninguno ninguna ningunos ningunas nessuno nessuna nenhum nenhuma один никто
of the these those his her its their our all einige einigen einiger manche manchen mancher wenige wenigen weniger teil
hälfte von der des de du di dei degli delle del della dos das do da van из los las les den die i gli le os as plupart
quelques-uns certains partie moitié algunos algunas mayoría parte mitad alcuni alcune metà alguns algumas maioria enkele
sommige deel helft некоторые часть половина большинство
"""
_PARTIAL_ENDS = tuple(f"{word} " for word in _BEFORE_PART.split())
_OVERLAYS = "\u0334\u0335\u0336\u0337\u0338"  # with which words are struck, sign by sign
_MIXED = later(
    r"[A-Za-z]+[\u0400-\u04ff]\w*|[\u0400-\u04ff]+[A-Za-z]\w*"
)  # whose letters only look like those of a word
_SPACED_OUT = later(r"(?<!\w)[^\W\d_](?: [^\W\d_]){2,}(?!\w)")
_NEXT_SPEECH = later(r"""[.!?]\s+["]""")


def cut_at_start(text: str, at: int) -> str | None:
    """The word or number that a quote starting at `at` would cut, or `None` when it may start there."""
    if at == 0:
        return None
    # The common cases, a word after a word or in quotation marks: nothing below can object to them.
    if text[at].isalpha() and not text.startswith(_OF_HALF, at):
        if text[at - 1] in _OPENING and not _is_suffix(text, at):
            return None
        if text[at - 1] in " \n" and at > 1:
            last = text[at - 3] if text[at - 2] == "\n" and at > 2 else text[at - 2]
            if last.isalpha() or last in _STOPS:
                return None
    return _cut(text, at, may_end=False)


def cut_at_end(text: str, at: int) -> str | None:
    """The word or number that a quote ending before `at` would cut, or `None` when it may end there."""
    if at == len(text):
        return None
    after = text[at]
    if after in " \n":
        if text[at - 1] in _STOPS or (text[at - 1].isalpha() and not text.startswith(_AFTER_NUMBER, at + 1)):
            return None
    elif after in _CLOSING or (after in _STOPS and (at + 1 == len(text) or text[at + 1] in _AFTER_STOP)):
        return None
    return _cut(text, at, may_end=True)


def _is_suffix(text: str, at: int) -> bool:
    """Whether what starts there stands in brackets at the end of a word: 5(a), word(s)."""
    return text[at - 1] == "(" and at > 1 and (text[at - 2].isalnum() or text[at - 2] == ")") and text[at].isascii()


def left_outside(text: str, start: int, end: int) -> str | None:
    """What stands directly before or after a quote and governs it: that it is of a part, or denied; None where nothing does."""
    return next((governing[0].strip() for governing in _governing(text, start, end) if governing is not None), None)


def _governing(text: str, start: int, end: int) -> Iterator[re.Match[str] | None]:
    first = max(0, start - _REACH)
    if text.endswith(_PARTIAL_ENDS, 0, start):
        yield _PARTIAL().search(text, first, start)
    if text.startswith("of ", start):
        yield _PARTIAL().search(text, first, start + 3)
    if text.endswith((" and ", " in ", " of "), 0, start):
        among = _AMONG().search(text, first, start + _REACH)
        yield among if among is not None and among.start("last") == start else None
    if text.startswith(" ", end):
        yield _DENIED_AFTER().match(text, end)
    if text.startswith((" I", " V", " X"), end) and _CAPITAL_WORD().search(text, max(start, end - _REACH), end):
        yield _NUMERAL_AFTER().match(text, end)


def hidden(gap: str) -> str | None:
    """The first digit, negation, doubt or condition in the text an elision leaves out, however it is spelled, or the border of a speech."""
    if is_citation_marker(gap):
        return None
    text = "".join(char for char in fold(gap).text if unicodedata.category(char) != "Cf" and char not in _OVERLAYS)
    if (mixed := _MIXED().search(text)) is not None:
        return mixed[0]
    text = _SPACED_OUT().sub(lambda letters: letters[0].replace(" ", ""), text)
    if not text.isascii():
        plain = "".join(unicodedata.normalize("NFKC", char) if char.isalpha() else char for char in text)
        text = plain if len(plain) == len(text) else text  # full-width letters; a digit stays what it is
    words = [m for form in (text, text.replace("- ", "")) for m in [_HIDDEN().search(form)] if m]
    if (
        not words
        and (governs := _GOVERNS().search(text) or _PARTIAL().search(f"{text.strip()} ") or _NEARLY().search(text))
        is not None
    ):
        words = [governs]
    digits = [i for i, char in enumerate(text) if unicodedata.category(char) in ("Nd", "Nl", "No")]
    if words and not (digits and digits[0] < words[0].start()):
        return words[0][0].strip()
    if (
        not digits
        and not words
        and (other := _OTHER_SUBJECT().search(text)) is not None
        and not _SAME_SUBJECT().fullmatch(other["words"].strip())
    ):
        return other["words"].split()[0]
    if not digits and text.count('"') % 2 and _NEXT_SPEECH().search(text):
        return '"'  # it leads from what one says to what another does
    return text[digits[0]] if digits else None


def leads_to_doubt(text: str) -> bool:
    """Whether a text begins with a negation, a doubt or a condition."""
    return _HIDDEN().match(text) is not None


def _cut(text: str, at: int, *, may_end: bool) -> str | None:
    if not may_end and _is_suffix(text, at):
        return text[at - 2 : at + 1]
    window, offsets = _window(text, at)
    place = bisect_left(offsets, at)
    if place == len(offsets):  # only invisible characters are left
        return None
    if unicodedata.category(text[offsets[place]])[0] == "M":
        return text[at - 1 : offsets[place] + 1]
    if not (text[at].isascii() and text[at - 1].isascii()):
        within = cut_within(text, at, may_end=may_end)
        if within is not False:
            return within
    if may_end and _POSSESSIVE().match(window, place) and (word := _LAST_WORD().search(window, 0, place)):
        return word[0] + window[place : place + 2] if _CONTRACTED().fullmatch(word[0]) else None
    if not may_end and text[at] in "0123456789$€£¥":
        for bounded in _BOUNDED().finditer(window, 0, place + 8):
            if bounded.start() < place == bounded.end():
                return bounded[0] + window[place : place + 1]
    if window[place : place + 20].lstrip(" \n-").startswith(_AFTER_NUMBER):  # else nothing of a number in words follows
        for number in _IN_WORDS().finditer(window):
            if number.start() < place < number.end():
                return number[0]
    for token in _TOKEN().finditer(window):
        if token.start() < place < token.end():
            return text[offsets[token.start()] : offsets[token.end() - 1] + 1]
        if token.start() >= place:
            break
    return None


def _window(text: str, at: int) -> tuple[str, Sequence[int]]:
    # Invisible characters are dropped and combining marks count as letters: `\w` knows neither.
    # A soft hyphen stays where its line ends: there it is a hyphen.
    lo, hi = max(0, at - _REACH), min(len(text), at + _REACH)
    window = text[lo:hi]
    if not _UNUSUAL().search(window):
        return window, range(lo, hi)
    kept = [
        i for i in range(lo, hi) if text[i] not in INVISIBLE or (text[i] == "\xad" and text[i + 1 : i + 2].isspace())
    ]
    return "".join("x" if unicodedata.category(text[i])[0] == "M" else text[i] for i in kept), kept
