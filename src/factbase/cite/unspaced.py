"""Words in writings that put no space between them, and particles that Korean hangs on them.

In: raw text and an offset within a run of letters. Out: the word that a quote would cut which begins or ends there. Promised:
no negation and no part of a number or sign is left outside. ICU tells words apart where it is installed, else `_may_part`.
"""

from __future__ import annotations

import unicodedata
from functools import cache
from itertools import accumulate
from typing import TYPE_CHECKING, Literal

from factbase.cite.bounding import NUMERALS
from factbase.cite.later import later

if TYPE_CHECKING:
    from collections.abc import Callable

__all__ = ["UNSPACED", "UNSPACED_SIGN", "cut_within", "is_unspaced"]

_REACH = 64  # signs before and after that are looked at to tell words apart
_HAN = "\u3005\u3007\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff\U00020000-\U0003ffff"
_KANA = "\u3041-\u309f\u30a0-\u30ff\u31f0-\u31ff"
_SOUTHERN = "\u0e00-\u0e4f\u0e80-\u0eff\u1000-\u109f\u1780-\u17d3"  # Thai, Lao, Burmese, Khmer
UNSPACED = _HAN + _KANA + _SOUTHERN
_FIRST = "\u0e00"  # of them all, and of Hangul
UNSPACED_SIGN = later(f"[{UNSPACED}]")
_HANGUL = later("[\uac00-\ud7a3]")
_RUN = later(f"[\\w{_SOUTHERN}]+")
_HIRAGANA = later("[\u3041-\u309f]")
_KATAKANA = later("[\u30a1-\u30ffー]")
# A vowel that is written before its consonant, or after it, is no sign of its own.
_LEADING, _TRAILING = "เแโใไເແໂໃໄ", "ะาำๅๆฯະາຳຽ"
_NEGATED = later(
    "(?:(?:不|没有?|沒有?|未|无|無|非|否)[获獲被经經能予得会會可敢肯应應该該曾再]?|別|别|莫|勿|副|(?<![相违違])反|ไม่(?:ได้|เคย|มี|ยอม|สามารถ|อาจ|ควร)?|มิ|อย่า|บ่|ບໍ່|ບໍ|មិន|មិនមែន|မ)\\Z"
)
_NEGATES = later(
    "(?:とは(?:限ら|言え|いえ|思え|考え)|わけでは|わけが|はず[がはも]|かもしれ|かどうか|という(?:噂|説|疑)|と(?:主張|称し|噂|疑われ))|[\u3041-\u309f]{0,6}?(?:ない|なかっ|なく|なけれ|ませ|せん|ず(?![\u3041-\u309f])|ぬ|まい)|不|没|沒|ไม่|มิได้|ບໍ່|មិន"
)
# Which are refused or denied by what a cut would leave of them.
_DENYING = (
    "反对 反對 拒绝 拒絕 否认 否認 没有 沒有 不是 并非 並非 无法 無法 禁止 避免 取消 停止 失败 失敗 未能 从未 從未"
    " ปฏิเสธ คัดค้าน ห้าม ยกเลิก"
)
_DENIALS = _DENYING.split()
_FORMER, _TITLES = "前原拟擬", "总總首主部省市州议議大外校院行经經秘书書司董国國"  # of a former president
_MULTIPLIED = frozenset("十百千万萬亿億兆십백천만억조")  # 1亿5000万
_MONEY = frozenset("円元圆圓원")
_OF_NUMBER = frozenset("第约約近逾超负負＋－±")  # before digits: the third, about, minus
_PARTICLE = later("(?:は|が|を|に|の|と|へ|も|で|や|から|まで|より|など|だ(?!け)|です)")
_HANGS_ON = later(
    "(?:은|는|이|가|을|를|의|에|에서|에게|께서?|으?로|와|과|도|까지|부터|처럼|이다|입니다|이며|이고|이라고|라고|이라는|라는|에는|에서는|으?로는)"
)


def is_unspaced(char: str) -> bool:
    """Whether a letter is of a writing that puts no space between words."""
    return UNSPACED_SIGN().match(char) is not None


def cut_within(text: str, at: int, *, may_end: bool) -> str | Literal[False] | None:
    """The word that is cut between two letters of a text, None where none is; False where that is for others to say."""
    before, after = text[at - 1], text[at]
    if before < _FIRST and after < _FIRST:
        return False
    if may_end and _HANGUL().match(before) and _HANGUL().match(after):
        return None if _ends_before_particle(text, at) else False
    if not (is_unspaced(before) or is_unspaced(after)) or not (_RUN().match(before) and _RUN().match(after)):
        return False
    is_part = before in _LEADING or after in _TRAILING or unicodedata.category(after)[0] == "M"
    of_number = (
        before.isdecimal()
        or (after.isdecimal() and (before in _OF_NUMBER or before in _MULTIPLIED))
        or {before, after} <= NUMERALS
        or (before in _MULTIPLIED and after in _MONEY)
    )  # 2012年, 第3条
    negated = _NEGATES().match(text, at) if may_end else _NEGATED().search(text, max(0, at - _REACH), at)
    former = before in _FORMER and after in _TITLES
    denies = any(text.startswith(word, at - i) for word in _DENIALS for i in range(1, len(word)) if i <= at)
    if is_part or of_number or negated or denies or former:
        return _word(text, at)
    if not (is_unspaced(before) and is_unspaced(after)):
        return None  # DNA检测
    breaks = _breaker()
    if breaks is None:
        return None if _may_part(text, at) else _word(text, at)
    start, end = _stretch(text, at)
    return None if at - start in breaks(text[start:end]) else _word(text, at)


def _may_part(text: str, at: int) -> bool:
    """Whether a word may end where nothing tells: between signs of Chinese or Thai, before a particle or after kana of Japanese."""
    before, after = text[at - 1], text[at]
    if _HIRAGANA().match(after):
        return not _HIRAGANA().match(before) and _PARTICLE().match(text, at) is not None
    if _HIRAGANA().match(before):
        return before not in "おご" or (at > 1 and _HIRAGANA().match(text[at - 2]) is not None)
    return not (_KATAKANA().match(before) and _KATAKANA().match(after))


def _ends_before_particle(text: str, at: int) -> bool:
    """Whether a Korean word of two syllables and more ends at a place, and a particle is all that hangs on it."""
    run = _RUN().match(text, at)
    return (
        bool(_HANGUL().match(text[at - 2 : at - 1])) and run is not None and _HANGS_ON().fullmatch(run[0]) is not None
    )


def _stretch(text: str, at: int) -> tuple[int, int]:
    """The run of letters around a place, as far as it is looked at."""
    start = max(0, at - _REACH)
    for run in _RUN().finditer(text, start, at + 1):
        start = run.start()
    run_on = _RUN().match(text, at, at + _REACH)
    return start, run_on.end() if run_on is not None else at + 1


def _word(text: str, at: int) -> str:
    start, end = _stretch(text, at)
    return text[start:end]


@cache
def _breaker() -> Callable[[str], frozenset[int]] | None:
    """What tells where words begin in a text, by ICU; None where it is not installed."""
    try:
        from icu4py.breakers import WordBreaker
    except ImportError:
        return None

    return lambda text: frozenset(accumulate(map(len, WordBreaker(text, "en"))))
