"""Numbers in words: in, the words of one run (`two hundred and five`, `two and three`); out, each number that it holds.

Promised: a number is taken whole, so that `twenty-one` is neither twenty nor one.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from decimal import Decimal
from itertools import pairwise
from math import inf

__all__ = ["SCALES", "SPELLED", "spelled"]

_UPTO_NINETEEN = (
    "zero one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen sixteen seventeen"
    " eighteen nineteen"
)
_UNITS = {word: value for value, word in enumerate(_UPTO_NINETEEN.split())}
_TENS = {
    word: 10 * value
    for value, word in enumerate(("twenty", "thirty", "forty", "fifty", "sixty", "seventy", "eighty", "ninety"), 2)
}
_ORDINALS = {
    **{f"{word}th": value for word, value in _UNITS.items()},
    **{f"{word[:-1]}ieth": value for word, value in _TENS.items()},
    **{"first": 1, "second": 2, "third": 3, "fifth": 5, "eighth": 8, "ninth": 9, "twelfth": 12},
}
_ALONE = {
    **{"once": Decimal(1), "twice": Decimal(2), "thrice": Decimal(3), "both": Decimal(2), "pair": Decimal(2)},
    **{"single": Decimal(1), "no": Decimal(0), "none": Decimal(0), "nil": Decimal(0), "half": Decimal("0.5")},
}
SCALES = {
    **{"hundred": 10**2, "thousand": 10**3, "million": 10**6, "billion": 10**9, "trillion": 10**12, "dozen": 12},
    **{"lakh": 10**5, "crore": 10**7},
}
"""What multiplies the number before it."""

_WORD = "|".join([*_UNITS, *_TENS, *_ORDINALS, *_ALONE])
_SCALE = "|".join(SCALES)
SPELLED = (
    rf"(?:(?:half\s)?an?\s(?:{_SCALE})|(?:minus\s)?(?:{_WORD}))\b(?:(?:\sand)?[\s-](?:an?\shalf|{_WORD}|{_SCALE})\b)*"
)
"""One run of number words; a scale alone (`several hundred`) is no number."""


def spelled(run: str) -> Iterator[Decimal]:
    """Each number of one run of number words."""
    words = [word for word in re.findall(r"[a-z]+", run.lower()) if word not in ("a", "an")]
    sign = -1 if words[0] == "minus" else 1
    number = _Number()
    joined = False
    for word, after in pairwise([*words[words[0] == "minus" :], ""]):
        if word == "and":
            joined = True
            continue
        if (joined and word != "half" and not number.has_room(after)) or not number.take(word, joined):
            yield sign * number.value()
            number = _Number()
            number.take(word, joined=False)
        joined = False
    yield sign * number.value()


class _Number:
    """A number as far as it is read: the groups that are closed by a scale, and the one that is open."""

    def __init__(self) -> None:
        self.closed = 0  # thousands, millions
        self.open: int | Decimal | None = None
        self.last: float = inf  # the scale that closed the last group: the next is smaller
        self.ended = False

    def take(self, word: str, joined: bool) -> bool:
        """Whether the word goes on with the number; `joined` where `and` stands before it, which only a remainder may have."""
        if self.ended:
            return False
        if word in SCALES:
            return not joined and self._scale(SCALES[word])
        if word in _ALONE:
            return self._alone(word, joined)
        value = {**_UNITS, **_TENS, **_ORDINALS}[word]
        if self.open is None:
            self.open = value
        elif _adds(self.open, value, joined):
            self.open += value
        else:
            return False
        self.ended = word in _ORDINALS
        return True

    def has_room(self, scale: str) -> bool:
        """Whether what `and` adds may be followed by a word: in `a million and two thousand`, not in `a million and two billion`."""
        if scale in ("hundred", "dozen"):
            return self.open is None
        return scale not in SCALES or SCALES[scale] < self.last

    def _alone(self, word: str, joined: bool) -> bool:
        if word == "half" and joined:
            if self.open is None:  # a million and a half
                self.closed += int(self.last) // 2
                self.ended = True
            else:  # two and a half
                self.open += _ALONE[word]
            return True
        if self.open is not None or self.closed:
            return False
        self.open = _ALONE[word]
        return True

    def _scale(self, scale: int) -> bool:
        if scale > self.last or (scale == self.last and self.open is None):
            # one thousand two hundred million, a million million
            self.closed, self.open, self.last = int((self.closed + (self.open or 0)) * scale), None, scale
            return True
        if scale == self.last or (self.open is None and self.closed):
            return False
        if scale in (100, 12):
            if self.open is not None and self.open >= 100:
                return False
            self.open = (1 if self.open is None else self.open) * scale
            return True
        self.closed += int((1 if self.open is None else self.open) * scale)
        self.open, self.last = None, scale
        return True

    def value(self) -> Decimal:
        """What is read; some word was taken."""
        return self.closed + Decimal(self.open or 0)


def _adds(open_: int | Decimal, value: int, joined: bool) -> bool:
    """Whether a value is a remainder of an open group: that of two hundred (and) five, of twenty-one."""
    if open_ and open_ % 100 == 0:
        return True
    return not joined and open_ % 10 == 0 and open_ % 100 >= 20 and 0 < value < 10
