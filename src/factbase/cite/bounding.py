"""What stands beside a number and is of it: `at most` before it, `or more` after it, the other end of its range.

In: raw text and a place in it at which a quote would begin with a number, or end in one or its unit. Out: the words with which the number
would be cut. Promised: it reads no further than `REACH`.
"""

from __future__ import annotations

from factbase.cite.later import later

__all__ = [
    "AFTER_UNIT",
    "COMPARED",
    "NUMERALS",
    "REACH",
    "SPELLED_NUMBER",
    "TEENS",
    "TENS",
    "UNITS",
    "bounded",
    "goes_on",
]

REACH = 48
"""How far around an edge the text is read: longer than any joint, magnitude or sign."""

NUMERALS = frozenset("〇零一二两兩三四五六七八九十百千万萬亿億兆廿卅")
"""The signs of a number in Chinese or Japanese."""

UNITS = "one|two|three|four|five|six|seven|eight|nine"
TEENS = r"ten|eleven|twelve|\w+teen"
TENS = "twenty|thirty|forty|fifty|sixty|seventy|eighty|ninety"
SCALE = "hundred|thousand|million|billion|trillion|dozen"
SPELLED_NUMBER = f"(?:{UNITS}|{TEENS}|{TENS}|{SCALE}|crore|lakh)"

# What bounds the number that follows, or is the lesser of two.
_BOUND = (
    r"(?:to|at|of|from|was|is|auf|bei)\s[-–−]\s|under|below|unter|\d+\s?(?:feet|foot|ft|°)|up\sto|(?:more|less|fewer|greater|higher|lower|larger|smaller|better|worse|other)\sthan|at\s(?:least|most)|minus|between\s[\d.,]+\sand"
    r"|not|nicht|pas|non|não|niet|не|negative|nearly|almost|about|roughly|approximately|circa|ca?\.|exceeding|as\s(?:many|few|much|little)\sas|just\s(?:over|under)"
    r"|bis\szu|(?:mehr|weniger)\sals|mindestens|höchstens|fast|etwa|rund|knapp|ungefähr|über|jusqu['’]à|(?:plus|moins)\sde|moins|au\s(?:moins|plus)|(?:inf|sup)érieure?s?\sà|environ|près\sde|presque"
    r"|(?:más|menos|mais)\sde|menos|al\smenos|cerca\sde|casi|hasta|alrededor\sde|aproximadamente|bajo|quase|até|(?:pelo|ao)\smenos|no\smáximo"
    r"|(?:più|meno)\sdi|meno|almeno|quasi|circa|fino\sa|oltre|(?:meer|minder)\sdan|bijna|ongeveer|min|hooguit|minstens|не\s(?:более|менее)|более|менее|свыше|минус|около|почти|примерно|до"
    r"|最大|最小|최대|최소|약|거의|영하|마이너스"
    r"|gute?|reichlich|giv(?:e|ing)\sor\stak(?:e|ing)|upwards?\sof|some|over|around|close\sto|barely|hardly|scarcely|twice|thrice|double|an?\sestimated|not\seven|\d+(?:st|nd|rd|th)\sof"
    r"|schätzungsweise|annähernd|beinahe|wenigstens|maximal|minimal|quelque|à\speine|au\s(?:maximum|minimum)|un[oa]s|apenas|como\s(?:máximo|mínimo)"
    r"|por\slo\smenos|umas|uns|no\smínimo|por\svolta\sde|al\s(?:massimo|minimo)|appena|ruim|zo['’]n|maximaal|minimaal|krap|hoogstens|ten\sminste"
    r"|максимум|минимум|порядка|приблизительно|едва"
    r"|(?:before|prior\sto|until|through|since|after)(?=\s\d+\.\d+\.\d)"  # versions
)
_OTHER_END = (
    r"(?<![\w.,/-])(?<!from )\d[\d.,]*\s(?:to|or)\s|(?<!\w)\d[\d.,]*\sin\s(?=10+\b|1,000)"
    r"|(?<![\w.,/-])\d[\d.,]*\s?(?:[~〜～∼…]|\.\.\.?)\s?"
    r"|(?<![\w.,/-])(?!(?:1[5-9]|20)\d\d\s)\d[\d.,]*\s(?:[–—−-]|bis|oder|à|ou|a|o|tot|of|до|или|[xX×]|by)\s"
    r"|\d[百千万萬亿億]?[至到]|\dから|\d(?:에서|부터)\s?|\d[십백천만억조]{1,3}\s"
)
_BOUNDED = later(rf"(?i)(?:(?<!\w)(?:{_BOUND})\s?|{_OTHER_END})(?=[$€£¥]?\d|(?:{SPELLED_NUMBER}|an?\s(?:{SCALE}))\b)")
_WHOLE = later(r"[$€£¥]?\d(?:[.,]?\d)*|\w+")
_RANGED = later(
    r"(?i)(?<!\w)(?:between|zwischen|entre|tra|fra|tussen|между)\s(?=[$€£¥]?\d[^.;]{0,24}\s(?:and|und|et|y|e|en|и)\s[$€£¥]?\d)"
)
_COMPARED = """
more less fewer greater higher lower larger smaller longer shorter later earlier older younger mehr weniger plus moins más menos più meno
mais meer minder более больше менее меньше
"""
# `no more than` is not more.
_DENIED = later(rf"(?i)(?<!\w)(?:not?|nicht|pas|non|não|niet|не)\s(?=(?:{'|'.join(_COMPARED.split())})(?!\w))")
COMPARED = tuple(f"{word} " for word in _COMPARED.split())
"""With one of which a comparison begins that a negation before it turns round."""
# Near, about; but not of what is beside something, or of a treaty.
_ABOUT_EAST = later("(?:(?<![附最临臨邻鄰接靠])近|(?<![条條公契盟规規予预預制节節合大])[约約])\\Z")
_BOUNDED_EAST = (
    *("超过", "超過", "不到", "不足", "未满", "至少", "最多", "少于", "多于", "低于", "高于", "零下", "将近"),
    *("マイナス", "およそ", "最大", "最低", "わずか"),
)

# What goes on with a number that a quote would end in; a range does not with the number of a year.
_NUMBER_GOES_ON = later(
    r"(?P<range>\s?(?:[-–—~〜～…]|\.\.\.?|bis|à|a|to|by|or|oder|ou|o|tot|до|или|至|到|から|에서)\s?\d)"
    r"|\s?(?:\+/?[-−–]|[xX×*]|[\u2190-\u22ff]{1,3})\s?\d|\s(?:out\s)?of\s(?:the\s)?\d|\sin\s1,?0+\b|\sper\s\w"
    r"|\s(?:basis\spoints?|B\.?\s?C\.?(?:\s?E\b\.?)?|CE|AD|A\.D\.)(?!\w)|\s(?:v(?:\.|or)\s?Chr|av(?:\.|ant)\sJ|a\.\s?C\.|до\sн)|\s?[ap]\.\s?m\.|\s?[ap]m\b"
    r"|\((?:[a-z]|[ivx]{1,4}|\d{1,2})\)|\s(?:bis|ter|quater)\b|:[A-Z]\d|\.\s(?:Januar|Jänner|Februar|März|April|Mai|Juni|Juli|August|September|Oktober|November|Dezember)\b"
    r"|\s(?:[A-Z][a-z]+\s){1,2}(?:dollars?|pounds?|francs?|kron(?:e|er|or|a|as)|lira|rou?bles?|rupees?|pesos?|dinars?)\b"
    r"|\sand\sa\s(?:half|quarter|third)\b|\s(?:et|y|e|и)\s(?:demie?|medi[oa]|mezz[oa]|mei[oa]|половин\w+)\b"
    r"|\s(?:процентн\w+\sпункт\w*|pp|pb|bps?|pips?|p\.\s?p\.)(?!\w)"
    r"|[⁺⁻][⁰¹²³⁴-⁹]|(?<=£\d)\s\d+s\b|(?<=£\d\d)\s\d+s\b"  # 10⁻⁶, £5 10s
    r"|\s?(?:करोड़|लाख|हज़ार|हजार|अरब|प्रतिशत|مليون|مليار|ألف|بالمئة|في\sالمئة|מיליון|מיליארד|אלף|אחוז|εκατ|δισ|χιλι|τοις\sεκατό|ล้าน|พันล้าน|แสน)"
)
# A price by what it is paid for: $40 a barrel, €18 an hour.
_RATE = later(
    r"\s(?:an?|each|every|per)\s(?:second|minute|hour|day|night|week|month|quarter|year|head|person|piece|share|barrel|tonne?|gallon|lit(?:er|re)|pound|ounce|kilo(?:gram)?"
    r"|met(?:er|re)|mile|ticket|bottle|copy|unit)(?!\w)(?!\s(?:ago|later|before|earlier|after)\b)"
)
_PRICE = later(r"[$€£¥₩₽₹]\s?\d[\d.,]*\Z")
_FACTORIAL = later(r"(?:(?<![\d.,])\d{1,3}|(?<!\w)[b-hj-np-xzB-HJ-NP-XZ])!")
# What limits a number, with its unit or without.
_LIMITED = (
    r"\s(?:or|oder|ou|o|of|или|и)\s(?:more|less|fewer|over|under|above|below|older|younger|higher|lower|longer|shorter|later|earlier|mehr|weniger|plus|moins|más|menos|più|meno|mais"
    r"|meer|minder|более|больше|менее|меньше)\b"
    r"|\sor\s(?:so(?!\s(?:many|much|few)\b)|thereabouts)\b|,?\sgive\sor\stake\b|\s(?:more\sor\sless|plus\sou\smoins|más\so\smenos|mehr\soder\sweniger)\b"
    r"|\sodd\b|\s(?:environ|circa|ungefähr|etwa|aproximadamente|примерно)(?=[\s.,;)]|\Z)(?!\s[\d$€£])"
    r"|\sat\s(?:the\s)?(?:very\s)?(?:most|least|latest|earliest|best|worst)\b(?!\sof)|\s(?:short|shy)\sof\b"
    r"|\s(?:lower|higher|less|more|fewer|shorter|longer|older|younger|greater|smaller|larger)\sthan\b"
    r"|\s(?:excluding|excl\.|not\s(?:counting|including)|ohne|zzgl\.|exkl\.|hors|sans\scompter|sin\scontar|excluindo|esclus[aoie])(?!\w)"
)
_BESIDE = (
    r"\s(?:below|above|under|beneath|unter|über|sous|bajo|sobre|sotto|sopra|abaixo|acima|onder|boven|ниже|выше)(?!\w)"
    r"|\s(?:au-dess\w+|por\sdebajo|por\sencima)"
)
_LIMIT_AFTER, _BESIDE_AFTER = later(_LIMITED), later(_BESIDE)
_UNIT_GOES_ON = later(
    r"\sper\s(?!cent\b)[^\W\d_]|/[^\W\d_]|\s[^\W\d_]{1,3}(?:[⁻−-][¹²³1-3]|⁻)|\s?(?:미만|이하|이상|이내|초과)|(?:未満|未满|以下|以上|以内|不到)"
    r"|(?<=[Pp]ercentage)\spoints?|(?<=points)\sde\spourcentage|(?<=puntos)\sporcentuales|(?<=pontos)\spercentuais|(?<=punti)\spercentuali"
    # of a time, by a preposition or the article: dollars an hour, euros par jour
    r"|\s(?:an?|each|every|par|por|pro|al|all['’]|à\sl['’]|в)\s?(?:seconds?|minutes?|hour|day|night|week|month|quarter|year|jour|heure|semaine|mois|an(?:née)?"
    r"|Tag|Stunde|Woche|Monat|Jahr|Kopf|Minute|Sekunde|día|hora|semana|mes|año|dia|mês|ano|giorno|ora|settimana|mese|anno|секунду|минуту|час|день|сутки"
    r"|неделю|месяц|год)(?!\w)(?!\s(?:ago|later|before|earlier|after|of)\b)"
    # and of a smaller unit: 5 ft 10 in, £5 10s 6d, 3 h 20 min
    r"|\s\d+\s?(?:in|inch(?:es)?|oz|ounces?|min|minutes?|Minuten|sec|seconds?|Sekunden|pence|shillings?|cents?|d)(?!\w)"
    r"|(?<=\sper)\s\w|(?<=[백천만억조])\s(?:원|달러|유로|엔|위안|명)"
    r"|(?<=sq)\.?\s[kcm]?m\b|(?<=square)\s\w+"
)
AFTER_UNIT = (
    *("per ", "kg⁻", "m⁻", "s⁻", "미만", "이하", "이상", "이내", "초과"),
    *("points", "de pourcentage", "porcentuales", "percentuais", "percentuali", "km", "m "),
    *(
        "below ",
        "above ",
        "under ",
        "beneath ",
        "unter ",
        "über ",
        "au-dess",
        "sous ",
        "bajo ",
        "por debajo",
        "por encima",
    ),
    *("sotto ", "sopra ", "abaixo ", "acima ", "onder ", "boven ", "ниже ", "выше "),
    *("at most", "at least", "at the ", "short of", "shy of", "lower than", "higher than", "less than", "more than"),
    *("a ", "an ", "each ", "every ", "par ", "por ", "pro ", "al ", "all'", "all’", "à l", "в ", *"0123456789"),
    *("or so", "or thereabouts", "give or take", "odd ", "environ", "circa", "ungefähr", "etwa", "aproximadamente"),
    *("примерно", "plus ou moins", "más o menos", "mehr oder weniger"),
    *("excl", "not ", "ohne ", "zzgl", "exkl", "hors ", "sans ", "sin ", "esclus"),
    *("원", "달러", "유로", "엔", "위안", "명"),
    *("or more", "or less", "or fewer", "or over", "or under", "or above", "or below", "or older", "or younger"),
    *("or higher", "or lower", "or longer", "or shorter", "fewer than", "longer than", "shorter than", "older than"),
    *("oder mehr", "oder weniger", "ou plus", "ou moins", "o más", "o menos", "o più", "o meno", "ou mais", "ou menos"),
    *("of meer", "of minder", "или ", "и более", "и менее", "younger than", "greater than"),
)
"""With one of which what goes on with a unit begins, after a blank."""
_DIGITS = later(r"\d[\d.,]*\Z")
_ENDS_IN_UNIT = later(
    r"\d\s?(?:[백천만억조]{1,3}\s)?(?:[^\W\d_]{1,14}(?:\sper)?|[%‰]|°\s?[CFK]?|sq|square|percentage|points|puntos|pontos|punti)\Z"
)
_ENDS_IN_MEASURE = later(
    r"\d\s?(?:dB|°\s?[CFK]?|%|percent|per\scent|points?|[kcmnµμ]?m|[mk]?g|[kMG]?Hz|feet|ft|inch(?:es)?|miles?|met(?:er|re)s?|degrees?|years?|Grad|Metern?|degrés?|mètres?|grados?|metros?"
    r"|gradi|metri|graus|graden|meter|градус\w*|метр\w*)\Z"
)
_YEAR = later(r"1[5-9]\d\d|20\d\d")


def bounded(window: str, place: int) -> str | None:
    """The words that bound the number with which a quote would begin at a place, with that number; None where none do."""
    if (window[place].isdecimal() or window[place] in NUMERALS) and (
        window.endswith(_BOUNDED_EAST, 0, place) or _ABOUT_EAST().search(window, 0, place) is not None
    ):
        return window[max(0, place - 2) : place + 1]
    for pattern in (_DENIED, _RANGED):
        for before in pattern().finditer(window, 0, place + REACH):
            if before.end() == place:
                return window[before.start() : place] + window[place:].split(None, 1)[0]
    for found in _BOUNDED().finditer(window, 0, place + REACH):
        if found.start() < place == found.end():
            number = _WHOLE().match(window, place)
            return found[0] + (number[0] if number is not None else "")
    return None


def goes_on(text: str, at: int) -> str | None:
    """What of a number stands on both sides of a place, by what follows it; None where none does."""
    first = max(0, at - REACH)
    if text[at] == "!":
        symbol = _FACTORIAL().search(text, max(0, at - 4), at + 1)
        return symbol[0] if symbol is not None and symbol.end() == at + 1 else None
    if text[at - 1].isdecimal():
        found = _NUMBER_GOES_ON().match(text, at)
        ended = _DIGITS().search(text, first, at)
        if found is not None and found["range"] and ended is not None and _YEAR().fullmatch(ended[0]):
            found = None  # `in 2016 to 77` is no range
        found = found or _LIMIT_AFTER().match(text, at)
        if found is None and _PRICE().search(text, first, at) is not None:
            found = _RATE().match(text, at)
        if found is None:
            return None
    elif (found := _UNIT_GOES_ON().match(text, at) or _LIMIT_AFTER().match(text, at)) is not None:
        ended = _ENDS_IN_UNIT().search(text, first, at)
    elif (found := _BESIDE_AFTER().match(text, at)) is not None:
        ended = _ENDS_IN_MEASURE().search(text, first, at)
    else:
        return None
    return text[ended.start() : found.end()] if ended is not None else None
