"""How long a quote must be.

In: a quote's parts, or where one stands. Out: why it is too short, or whether it is a whole unit, which is long enough.
Promised: the floor is for prose; a line, a cell or a `key = value` of a structured text is long enough, as is a number with its unit.
"""

from __future__ import annotations

import unicodedata
from collections.abc import Sequence

from factbase.cite.document import Document
from factbase.cite.later import later
from factbase.cite.normalise import Offsets

__all__ = ["LONG_ENOUGH", "is_unit", "is_whole", "too_short"]

MIN_WORDS = 3
MIN_CHARACTERS = 12  # letters and digits
# Each part of an elided quote: without a floor of its own, single short words could be picked from a whole page.
MIN_PART_WORDS = 2
MIN_PART_CHARACTERS = 6
# A syllable of Hangul is two or three letters, and Chinese says in one sign what English says in three letters and more (a text in both has
# about a third of the signs): so four signs are as long as twelve letters. A sign of kana is a syllable of two.
_WEIGHTS = {"CJK": 3, "HANGUL": 3, "HIRAGANA": 2, "KATAKANA": 2}
_DENSE = later("[\u3040-\u30ff\u3400-\u9fff\uac00-\ud7a3\uf900-\ufaff\U00020000-\U0003ffff]")

LONG_ENOUGH = later(r"[^\W_][^\s\[]* [^\W_][^\s\[]* [^\W_][^\[]*\Z")
"""Most quotes: three plain words, no bracket."""

_UNIT = (
    r"[%‰‱°′″]\w?|[$¢£¤¥€₩₹₽₺₴]|per\s?cent|pct|prozent(?:punkte)?|pour\s?cent|por\s?ciento|por\s?cento|per\s?cento|procent|процент\w{0,3}"
    r"|percentage\spoints?|[kMGT]?(?:g|m|W|Wh|Hz|B|V|A|J|Pa)|kg|mg|[µμu]g|ng|km|cm|mm|nm|[µμ]m|ha|m[²³]|km[²³]|cm[²³]|[mdcµμ]?[lL]|mmol|mol|kcal|dB|bar"
    r"|(?:millions?|millionen|billions?|milliarden?|milliards?|mio|mrd|bn|mn|crores?|lakhs?|millones|млн|млрд|тыс)\.?(?:\s\w{2,12})?"
    r"|EUR|USD|GBP|JPY|KRW|CNY|CHF|INR|RUB|euros?|dollars?|pounds?|yen|yuan|won|rupees?|рублей|франков"
    r"|years?|months?|weeks?|days?|hours?|minutes?|seconds?|jahren?|monate?n?|tagen?|stunden?|ans?|années?|mois|jours?|años?|meses|días?|anni|mesi|giorni"
    r"|лет|года?|месяц\w{0,3}|дн(?:я|ей)|[元円원万萬億亿兆千百]{1,3}|公里|公斤|平方公里|人|名|年|月|日|명|년|개월|일|퍼센트|パーセント"
)
_QUANTITY = later(
    rf"(?i)[-+−–±~≈<>≤≥]?\s?[$£€¥₩₹]?\d[\d.,·'’ \xa0\u2009\u202f٫٬]*(?:\s?(?:{_UNIT}))(?:\s?(?:{_UNIT}))?"
)
_STRUCTURED = (
    ".csv",
    ".tsv",
    ".json",
    ".jsonl",
    ".ndjson",
    ".toml",
    ".yaml",
    ".yml",
    ".ini",
    ".cfg",
    ".conf",
    ".log",
    ".properties",
    ".env",
)
_ROWS = (".csv", ".tsv")
_KEY_VALUE = later(r"""[-*\s]*+(?:"[^"\n]{1,80}"|'[^'\n]{1,80}'|\w[\w .\-/()\[\]]{0,80}?)\s?[:=]\s?\S.*""")
_LOG_LINE = later(r"\[?\d{4}-\d\d-\d\d[T ]\d\d:\d\d|<\d{1,3}>|\w{3} [ \d]\d \d\d:\d\d:\d\d ")
_COMMENT = later(r"(?:\A|(?<=\s))(?:\#|//|;|--)")
_OPENING, _CLOSING = "{[(,;", "}]),;"


def too_short(parts: Sequence[str]) -> str | None:
    """Why the parts of a quote are too short for prose; None where they are not."""
    sizes = [_size(part) for part in parts]
    if sum(words for words, _ in sizes) < MIN_WORDS and sum(characters for _, characters in sizes) < MIN_CHARACTERS:
        return f"a quote holds at least {MIN_WORDS} words or {MIN_CHARACTERS} letters and digits"
    for part, (words, characters) in zip(parts, sizes, strict=True):
        if words < MIN_PART_WORDS and characters < MIN_PART_CHARACTERS:
            return f"`{part}` is too short to stand between elisions"
    return None


def _size(part: str) -> tuple[int, int]:
    """Words that hold a letter or a digit; letters and digits, by what they weigh."""
    characters = sum(map(str.isalnum, part))
    if max(part, default="") >= "\u3040":  # the first sign of such a writing: most parts need no expression
        characters += sum(
            _WEIGHTS.get(unicodedata.name(sign[0], "").split(" ")[0].split("-")[0], 1) - 1
            for sign in _DENSE().finditer(part)
        )
    return sum(any(map(str.isalnum, word)) for word in part.split()), characters


def is_whole(quote: str) -> bool:
    """Whether a quote is a number with its unit, which is long enough wherever it stands."""
    return _QUANTITY().fullmatch(quote) is not None


def is_unit(document: Document, span: Offsets) -> bool:
    """Whether a span is a whole line, cell or `key = value` of a structured text."""
    text, (start, end) = document.text, span
    first = text.rfind("\n", 0, start) + 1
    stop = text.find("\n", end)
    last = len(text) if stop < 0 else stop
    before, words, after, line = (
        text[first:start].strip(" "),
        text[start:end],
        text[end:last].strip(" \r"),
        text[first:last],
    )
    if "\n" in words:
        return False
    path = document.path.lower()
    structured = path.endswith(_STRUCTURED) or document.is_code(start)
    keyed = _KEY_VALUE().fullmatch(words) is not None
    if keyed and words.count('"') % 2:
        return False
    if not before.strip() and after.strip() in ("", ",", ";"):
        return structured or keyed or line.count("|") > 1 or _LOG_LINE().match(line.strip()) is not None
    if _is_cell(before, after, line, rows=path.endswith(_ROWS)):
        return True
    if not keyed:
        return False
    # One of several on a line: of an inline table, an object, a line of a log.
    logged = path.endswith(".log") or _LOG_LINE().match(line.strip()) is not None
    blanks_part = structured or logged
    if _COMMENT().search(before) is not None:
        return False
    blanks_part = blanks_part and (not before or logged or _KEY_VALUE().fullmatch(before) is not None)
    starts = not before.strip("-* ") or before[-1] in _OPENING or (blanks_part and text[start - 1].isspace())
    return starts and (not after or after[0] in _CLOSING or (blanks_part and text[end].isspace()))


def _is_cell(before: str, after: str, line: str, *, rows: bool) -> bool:
    """Whether what stands between two parts of a line is a cell of a table."""
    before, after = before.removesuffix('"').rstrip(" "), after.removeprefix('"').lstrip(" ")
    if rows and before.count('"') % 2:
        return False  # a comma within quotation marks parts no cells
    marks = ["\t"] * ("\t" in line) + ["|"] * (line.count("|") > 1) + [",", ";"] * rows
    return any((not before or before[-1] == mark) and (not after or after[0] == mark) for mark in marks if mark in line)
