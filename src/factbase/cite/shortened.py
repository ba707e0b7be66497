"""Short forms that a text introduces for a name: `Fanconi anemia (FA)`, `Orlo Bank AG (the "Bank")`, `FA (Fanconi anemia)`.

In: a folded text and the names of something. Out: the short forms of it. Promised: the name stands before the brackets, or in them; a
short form has the initials of the name (Schwartz and Hearst 2003), unless the text says that it is one.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Sequence

from factbase.cite.language import plain
from factbase.cite.later import later
from factbase.cite.normalise import Offsets

__all__ = ["short_forms"]

_REACH = 120  # characters before the brackets in which the name stands
_LONGEST = 14  # letters of a short form that nothing introduces
JOINT, FIRM = 3, 12  # characters between a name and the brackets: a mark; `plc`, `GmbH & Co.`
_SAID = (
    r"(?:hereinafter|hereafter|referred\sto\sas|abbreviated(?:\sas)?|short|the|im\sfolgenden|nachfolgend|kurz|ci-après|dénommée?|en\sadelante"
    r"|doravante|di\sseguito|hierna|далее|以下简称|简称|以下|下称|이하)"
)
_BRACKETS = later(
    rf"""[(（]\s?(?:(?P<said>{_SAID}[:\s—-]*(?:\w+\s){{0,2}}?)?["«„“「『'](?P<quoted>[^"»“”」』']{{2,40}})["»“”」』']|(?P<plain>[^()（）]{{2,80}}))\s?[)）]""",
    re.IGNORECASE | re.VERBOSE,
)
_SHORT = later(r"[^\W_a-zß-ÿ][\w.&/-]*")


def short_forms(text: str, where: Callable[[str], Sequence[Offsets]]) -> list[str]:
    """The short forms that a text introduces for what `where` finds in a stretch of it."""
    return list(dict.fromkeys(_short_forms(text, where)))


def _short_forms(text: str, where: Callable[[str], Sequence[Offsets]]) -> Iterator[str]:
    for brackets in _BRACKETS().finditer(text):
        before = text[max(0, brackets.start() - _REACH) : brackets.start()].rstrip()
        if brackets["quoted"]:
            if _ends_with_name(before, where, FIRM):
                yield brackets["quoted"].strip()
            continue
        inner = re.split(r"[;,，；]", brackets["plain"])[0].strip()
        words = before.split(" ")
        if _is_short(inner):
            name = _ends_with_name(before, where, JOINT)
            if name and _initials(inner, name):
                yield inner
        elif _is_short(words[-1]) and (spans := where(inner)) and _initials(words[-1], inner[spans[0][0] :]):
            yield words[-1]


def _is_short(form: str) -> bool:
    return 2 <= len(form) <= _LONGEST and _SHORT().fullmatch(form) is not None


def _ends_with_name(before: str, where: Callable[[str], Sequence[Offsets]], most: int) -> str | None:
    """The name as it stands at the end of a text."""
    spans = where(before)
    if not spans or max(end for _, end in spans) < len(before) - most:
        return None
    words = [span for span in spans if span[1] > len(before) - _REACH]
    last = max(span[1] for span in words)
    start = min(span[0] for span in words if last - span[1] < _REACH // 2)
    return before[start:]


def _initials(short: str, name: str) -> bool:
    """Whether the letters of a short form stand in a name one after the other, the first of them at the start of a word."""
    letters = [letter for letter in plain(short.removesuffix("s")) if letter.isalnum()]
    low = plain(name)
    at = len(low)
    for number in range(len(letters) - 1, -1, -1):
        at = low.rfind(letters[number], 0, at)
        while at > 0 and number == 0 and low[at - 1].isalnum():
            at = low.rfind(letters[0], 0, at)
        if at < 0:
            return False
    return bool(letters)
