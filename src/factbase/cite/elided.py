"""What an elision may not hide.

In: the text of a gap. Out: the digit, negation, doubt or condition in it, however it is spelled. Promised: a citation marker hides nothing.
"""

from __future__ import annotations

import re
import unicodedata

from factbase.cite.governing import of_part
from factbase.cite.ignored import is_citation_marker
from factbase.cite.later import later
from factbase.cite.normalise import fold
from factbase.cite.rendered import without_marks

__all__ = ["disguised", "hidden", "leads_to_doubt"]

_HIDDEN = later(
    r"""
    \b(?: not | no | never | none | nobody | nothing | nowhere | neither | nor | without | cannot | \w+n['´`′]t
        | (?:do|does|did|is|are|was|were|has|have|had|ca|could|wo|would|should)nt
        | non-?(?!small|hodgkin|steroid|alcoholic|insulin|coding|communicable|governmental|profit|fiction|linear|zero)\w+
        | hardly | scarcely | barely | rarely | seldom
        | den(?:y|ies|ied|ying|ial) | refus(?:e|es|ed|ing|al) | fail(?:s|ed|ing)? | failures?\s(?:to|of|by|in)
        | (?:the|its|their|his|her)\sfailures? | lack(?:s|ed|ing)?
        | false(?:ly)? | untrue
        | unless | except(?:ing|ed)? | excluding | excludes? | barring | apart\sfrom | aside\sfrom | other\sthan | save\sfor
        | but\sfor | in\slieu\sof | instead\sof
        | if | once\s(?:it|they|he|she|the|all|an?) | whenever | in\s(?:case|the\sevent)\s | upon\s(?:request|consent|approval)
        | until | till | whether | lest
        | far\sfrom | short\sof | threat(?:en|ens|ened|ening)\sto | declin(?:e|es|ed|ing)\sto | rul(?:e|es|ed|ing)\sout | yet\sto
        | would\shave | allegedly | reportedly | supposedly | purportedly | provided\sthat | only | unable | unlikely | rather\sthan
        | almost | nearly | (?:is|are|was|were|be)\s(?:said|supposed|thought|believed|alleged|rumou?red|reported)\sto
        | (?<!\ba\s)(?<!last\s)(?<!past\s)(?<!next\s)few | half | a\s(?:third|quarter|fifth|tenth|dozen)
        | two | three | four | five | ten | eleven | twelve | (?:six|seven|eight|nine)(?:teen|ty)? | (?:thir|four|fif)teen
        | (?:twen|thir|for|fif)ty
        | hundreds? | thousands? | millions? | billions?
        | nicht | kein\w* | nie | niemals | niemand\w* | ohne | weder | wenn | falls | sofern | au(?:ß|ss)er | bis\sauf | angeblich
        | mutmaßlich\w* | beinahe | fast\s(?:alle|die|den|das|der|ein\w*) | nur | kaum | ausgenommen | mit\sAusnahme  # German
        | ne | n' | pas | jamais | sans | aucune? | presque | sauf | hormis | excepté\w* | s'ils? | si\sl[ae']\w* | à\smoins
        | prétendument
        | seulement                                                               # French
        | nunca | jamás | ning[uú]n\w* | nadie | tampoco | casi | supuest\w+ | salvo | excepto | si\ses | si\s(?:el|la|los|las) | a\smenos
        | nessun\w* | senza | non(?!-) | quasi | tranne | se\snon | presunt\w+ | não | nenhuma? | quase | exceto | sin | sem
        | niet | geen | nooit | zonder | tenzij | bijna | behalve                   # Dutch
        | nie | nigdy | bez | prawie | oprócz | jeśli                               # Polish
        | не | нет | ни | без | никогда | если | якобы | только | едва | почти | чуть | кроме | исключая | будто | вряд
        | و?ف?(?:لم|لن|لا) | ليس\w* | غير | دون | بدون | إلا | إذا | لو | عدا | سوى | يزعم
        | neppure | neanche | nemmeno | (?:so\s)?hie(?:ß|ss)\ses | exceptions? | wrongly | mistakenly | anything\sbut | all\sbut
        | inte | icke | ikke | aldrig | aldri | ei | eivät | không | chưa | tidak | bukan | belum | asla | değil | hiç | nem | soha
        | vägra\w* | nekad\w* | nægt\w+ | nekt(?:et|er|e) | kanske | måske | kanskje | möjligen | endast | bara | utan | uden | uten
        | påst\w+ | angivelig\w* | förutsatt
        | odmówi\w* | podobno | rzekomo | chyba | tylko | jedynie | jeżeli | odmít\w+ | údajně | možná | pouze | pokud | odmieto\w+
        | talán | állítólag | csak | megtagad\w* | visszautasít\w* | kieltäyt\w* | ehkä | vain | ilman | belki | sadece | yalnızca
        | eğer | reddet\w* | sözde
        | mungkin | hanya | jika | menolak | tanpa | nếu | chỉ | morda | baje | samo | možda | odbi(?:o|la|li) | refuz\w* | doar
        | numai | dacă | poate | probabil
        | ni | nu | n-(?:a|am|au|ai|ar|o) | nici\w* | nije | nisu | nikada? | není | nebyl[aoi]? | nikdy
        | رفض\w* | ما | نمی\w* | نکرد\w* | نشد | نیست | نبود
        | 안 | 못 )(?:\b|(?<='))
      | ,\ssave\s
      | [不没沒未无無非否] | 如果 | 除非 | 除外 | 除了 | 几乎 | 幾乎 | 据称 | 據稱 | 据说 | 涉嫌 | 仅 | 僅
      | 据报 | 據報 | 据悉 | 拒绝 | 拒絕 | 否认 | 否認 | 결코 | 적이
      | ない | なかった | ません | もし | ほぼ | ほとんど | のみ | だけ | を除 | 않 | 못하 | 없 | 아니
      | 만일 | 만약 | 제외 | 이외 | 오직 | 거의 | 이른바 | 소위
      | 決して | けっして | 必ずしも
      | ไม่ | มิได้ | ห้าม | ยกเว้น | เกือบ | หาก | ถ้า
    """,
    re.VERBOSE | re.IGNORECASE,
)


# What governs the words that follow a gap, where it stands at its end, and whose another is than the words before it said.
_NEARLY = later(r"(?i)(?:\A|\s)(?:fast|beinahe)\s*\Z")  # in German; quick in English, which may not be told from it
_GOVERNS = later(
    r"(?i)\b(?:(?-i:may)|might|could|can|must|shall|should|will|would|hätte[nst]*|wäre[nst]*|zou(?:den)?|teria\w*|soll(?:en|te|ten)?|könnte[nst]*|würde[nst]*|dürfte[nst]*|pourrai\w+|aurai\w+|podría\w*"
    r"|habría\w*|potrebbe\w*|avrebbe\w*)(?:\s(?:have|be|been|well|also|\w+ly))*\s*\Z|\A['’]s\s"
    r"|\bto\s(?:be|have|have\sbeen)\s*\Z|\b(?:than|as\sif)\s*\Z"
    r"|\b(?:onetime|one-time|erstwhile|acting|interim|would-be|so-called|self-(?:styled|proclaimed)|aspiring|failed|mock|fake|sham|bogus"
    r"|ostensibl[ey]|seeming(?:ly)?|nominal(?:ly)?|ehemalige[rnsm]?|frühere[rnsm]?|ancien(?:ne)?|antigu[oa]|antig[oa]|ex|voormalige?|бывш\w+)\s*\Z"
    r"|\b(?:called|named|label?led|dubbed|deemed|considered|declared|believed|judged|(?:seen|described|touted|hailed)\sas)\s*\Z"
)
# Another than the subject of the words before: who is spoken of in a clause of their own, or in the next sentence.
_OF_ANOTHER = later(
    r"(?i)\A(?!\W*(?:of|in|from|for|at|on|with|by|and|or)\b)\W*[^\W\d_]+.*\s(?:who|whom|whose|which|qui|quien(?:es)?|котор\w+)\s*\Z"
    r"|(?:[^\W\d_]{3,}[.!?]|\n\s*\n)[\"')\]]*\s+(?:the|an?|his|her|their|der|die|das|ein|eine|le|la|les|une?|el|los|las|una"
    r"|il|lo|gli|os?|as?|uma?|de|het|een)\s(?:[^\W\d_][\w'-]*\s?){1,4}\Z"
)
# A condition by the order of its words, an exception by `but` and a name, somebody's version.
_BY_ORDER = later(
    r"(?i)(?:\A|,)\s*(?:were|had|should)\s(?:he|she|it|they|we|you|I|the|an?|this|that)\s|\b(?:\w+\s(?:willing|permitting)|once\s\w{2,}s\s\w+e?s?)(?=\W*\Z)"
    r"|\A\s*but\s(?:the|his|her|its|their|one)\s[\w'-]+\s*\Z"
    r"|\bso\s(?:the\s)?\w+\s(?:goes|go|went|says?|has\sit)\b"
    r"|\bin\s(?:the\s)?[\w'’ -]{1,40}['’]s?\s(?:version|view|opinion|telling|account|words|eyes)\b"
    r"|\balles\sandere\sals\b|\btodo\smenos\b|\btudo\smenos\b|\ballesbehalve\b|\btutt['’]altro\sche\b"
)
# Before a verb that the quote goes on with: what is meant, tried or refused is not done.
_TO = later(r"(?i)[^\W\d_]+\s+to\s*\Z")
_DETERMINER = later(
    r"\s*(?:(?:the|a|an|this|that|these|those|his|her|its|their|our|my|your|all|both|each|every|some|any|many|most|such|other|another)\b|[^a-z])"
)
# Writings whose words of denial are not known here: what is left out of them can only be an aside.
_UNREAD = later(
    r"[\u0370-\u03ff\u1f00-\u1fff]{3,}|[\u0530-\u05ff\u0900-\u0dff\u0e80-\u10ff\u1200-\u137f\u1780-\u17ff]{2,}"
)
_ASIDE = later(r"\s*[(\[][^()\[\]]*[)\]]\s*")
# A name after a stop: of whom or what another sentence speaks, with which the quote goes on.
_OTHER_SUBJECT = later(
    r"(?:[^\W\d_]{3,}[.!?]|\n\s*\n)[\"')\]]*\s+(?P<words>[A-ZÀ-ÞА-Я][\w'-]*(?:\s[A-ZÀ-ÞА-Я][\w'-]*){0,4})\s*\Z"
)
_SAME_SUBJECT = later(
    r"(?i)[\"'(]*(?:(?:and|but|then|so|he|she|it|they|we|i|you|there|also|thus|later|however|moreover|in\saddition|er|sie|es|und|aber|dann|il|elle|ils|elles|et|mais|él|ella|y|pero"
    r"|egli|ella|e|ma|ele|ela|mas|hij|zij|en|maar|он|она|они|и|а|но)(?:\W+|\Z))*"
)
# A gap from within one sentence into another: what is left of both reads as one that nobody wrote.
_SPLICED = later(
    r"(?s)\A(?=\W*\w).*\b(?!(?:Prof|Gen|Sen|Gov|Rep|Capt|Col|Sgt|Lieut|Mrs|Messrs|Rev|Hon|Pres|Jan|Feb|Mar|Apr|Jun|Jul|Aug|Sept?|Oct|Nov|Dec|approx|Inc|Ltd|Corp|Nos?)\.)"
    r"[^\W\d_]{3,}[.!?][\"')\]]*\s+(?P<words>[A-ZÀ-ÞА-Я][^.!?]*[^\s.!?,;:])\s*\Z"
)
_BEGUN = later(r"\s*[^\W\d_]")  # within a sentence
_OVERLAYS = "\u0334\u0335\u0336\u0337\u0338"  # with which words are struck, sign by sign
_MIXED = later(
    r"[A-Za-z]+[\u0400-\u04ffοΟνιρτυΝΤΕ]\w*|(?<!\w)[\u0400-\u04ffοΟνιρτυΝΤΕ]+[A-Za-z]\w*"
)  # whose letters only look like those of a word
_SPACED_OUT = later(r"(?<!\w)[^\W\d_](?:[ .·-][^\W\d_]){2,}(?!\w)")
_BETWEEN_LETTERS = later("[ .·-]")
_ACCENTED = later(r"(?i)\b(?:not|never|none)\b")
_UNLETTERED = later(
    r"[🚫⛔❌❎✗✘☒]|(?-i:(?<![\w-])(?=[IVX]{2})X{0,3}(?:IX|IV|V?I{0,3})(?![\w-]))|[¬≠∄∉]|\b(?:un|non|in|dis|anti)-\s*\Z"
)
_NEXT_SPEECH = later(r"""[.!?]\s+["]""")


def hidden(gap: str, after: str = "") -> str | None:
    """The first digit, negation, doubt or condition in the text an elision leaves out, however it is spelled, or the border of a speech.

    `after` is how the text goes on: what governs a verb is none of a noun."""
    if is_citation_marker(gap):
        return None
    text = "".join(
        char for char in fold(without_marks(gap)).text if unicodedata.category(char) != "Cf" and char not in _OVERLAYS
    )
    if (word := disguised(text)) is not None:
        return word
    text = _SPACED_OUT().sub(lambda letters: _BETWEEN_LETTERS().sub("", letters[0]), text)
    if not text.isascii():
        plain = "".join(_letter(char) for char in text)
        text = plain if len(plain) == len(text) else text
    words = [m for form in (text, text.replace("- ", "")) for m in [_HIDDEN().search(form)] if m]
    if (
        not words
        and (governs := _GOVERNS().search(text) or of_part(f"{text.strip()} ") or _NEARLY().search(text)) is not None
    ):
        words = [governs]
    if not words and after and (to := _TO().search(text)) is not None and not _DETERMINER().match(after):
        words = [to]
    if (
        not words
        and not text.isascii()
        and (unread := _UNREAD().search(text)) is not None
        and not _ASIDE().fullmatch(text)
    ):
        words = [unread]
    if not words and (denies := _denies_oddly(text)) is not None:
        words = [denies]
    if not words and (other := _OF_ANOTHER().search(text) or _BY_ORDER().search(text)) is not None:
        words = [other]
    digits = [i for i, char in enumerate(text) if unicodedata.category(char) in ("Nd", "Nl", "No")]
    if words and not (digits and digits[0] <= words[0].start()):
        return words[0][0].strip()
    if (
        not digits
        and not words
        and (other := _OTHER_SUBJECT().search(text)) is not None
        and not _SAME_SUBJECT().fullmatch(other["words"].strip())
    ):
        return other["words"].split()[0]
    if (
        not digits
        and not words
        and _BEGUN().match(text) is not None
        and text.lstrip()[0].islower()
        and (spliced := _SPLICED().match(text)) is not None
        and not _SAME_SUBJECT().fullmatch(spliced["words"].strip())
    ):
        return spliced["words"].split()[0]
    if not digits and text.count('"') % 2 and _NEXT_SPEECH().search(text):
        return '"'  # it leads from what one says to what another does
    return text[digits[0]] if digits else None


def _letter(char: str) -> str:
    """A letter as it is read: full-width, bold or in a circle it is the same; a digit stays what it is."""
    if char.isalpha():
        small = unicodedata.name(char, "").removeprefix("LATIN LETTER SMALL CAPITAL ")
        return small.lower() if len(small) == 1 else unicodedata.normalize("NFKC", char)
    plain = unicodedata.normalize("NFKC", char) if unicodedata.category(char) == "So" else ""
    return plain if len(plain) == 1 and plain.isalpha() else char


def _denies_oddly(text: str) -> re.Match[str] | None:
    """A negation by a sign or half a word, or in letters that have an accent."""
    if not text.isascii():
        bare = "".join(char for char in unicodedata.normalize("NFD", text) if not unicodedata.combining(char))
        if (found := _ACCENTED().search(bare)) is not None:
            return found
    return _UNLETTERED().search(text)


def disguised(text: str) -> str | None:
    """A word with letters of another writing that only look like its own; None where there is none."""
    mixed = _MIXED().search(text)
    return mixed[0] if mixed is not None else None


def leads_to_doubt(text: str) -> bool:
    """Whether a text begins with a negation, a doubt or a condition."""
    return _HIDDEN().match(text) is not None
