"""Words of other languages: in, a text and the place where it cannot be read on; out, what was meant there and how it is written here.

Only what a person means by it is told: nothing is read in their place. What is no such word gives None.
"""

from __future__ import annotations

import re
from collections.abc import Collection

from factbase.ground.builtin import AGGREGATES
from factbase.ground.diagnostic import similar
from factbase.syntax.elsewhere import (
    AGGREGATES_ELSEWHERE,
    ARROWS,
    BEGINNINGS,
    COMMENT,
    DENIED,
    DIRECTIVES,
    LISTED,
    NEVER,
    QUESTION,
    RULE,
    SIGNS,
    TEXT,
    VALUE,
    WHOLE,
    WORDS,
    Foreign,
)
from factbase.syntax.misplaced import in_brackets, misplaced, row_behind
from factbase.syntax.place import place_of
from factbase.syntax.spelling import date_spelling

__all__ = ["foreign"]


_STATEMENTS = (
    *("source", "entity", "relation", "from", "assume", "table", "check", "expect", "allow", "query", "aside"),
    *("says", "predicts", "denies", "urges", "may", "would", "likely"),
)
_KEYWORDS = (
    *_STATEMENTS,
    "in",
    "not",
    "on",
    "at",
    "after",
    "before",
    "context",
    "waive",
    "if",
    "is",
    "contains",
    "matches",
)
_NEARLY_NOT = [sorted("not"), sorted("noot"), sorted("nott"), sorted("nnot")]
_CLAIM = re.compile(r"[^\W\d_A-Z]\w*[ \t]*\([^()\n]*\)\s*\Z")
_BODY = re.compile(r"\s*(?:not\s+)?[^\W\d_A-Z]\w*\s*\(")
_OTHER = re.compile(r"(?:relation|check|expect|assume|query|allow|entity|source|table)\b")
_NAME = re.compile(r"[^\W\d_A-Z]\w*")
_WORD = re.compile(r"[^\W\d]\w*")
_HYPHENED = re.compile(r"[^\W\d_A-Z]\w*(?:-\w+)+")
_TIME = re.compile(r"[T \t]*[0-9]{1,2}:[0-9]{2}(?::[0-9]{2}(?:\.[0-9]+)?)?(?:Z|[+-][0-9:]+)?|T[0-9]+")
_DAY = re.compile(r"[0-9]{4}-[0-9]{2}-[0-9]{2}[T \t]*\Z")
_AGGREGATE_OF_OTHERS = re.compile(r"#?(count|sum|min|max)\b[ \t]*(?::(?![-:])|[^{}().,:]{1,40}:(?![-:])|\{)?")
_MONTH_BEFORE = re.compile(r"(?:[0-9]{1,2}\s+)?[A-Z][a-z]{2,8}\.?\s+\Z")
_CALLED = re.compile(r"[A-Z]\w*\Z")
_SEVERAL_WORDS = re.compile(r"[A-Z][\w’']*(?:[ ]+[A-Z][\w’']*)+")
_DOTTED = re.compile(r"[0-9]{1,2}\.[0-9]{1,2}\.[0-9]{4}")


def foreign(text: str, start: int, at: int, words: Collection[str]) -> Foreign | None:
    """What the text at a place is in another language; its statement begins at `start`, and `words` may stand at the place."""
    if at == start:
        return _at_its_beginning(text, start)
    return (
        _of_date(text, start, at)
        or _quoted(text, at)
        or _variable(text, start, at)
        or _aggregate(text, start, at)
        or in_brackets(text, start, at)
        or _comment(text, start, at)
        or _arrow(text, start, at)
        or misplaced(text, start, at)
        or _sign(text, start, at)
        or _hyphened(text, start, at)
        or _name(text, start, at)
        or _word(text, start, at, words)
    )


def _at_its_beginning(text: str, start: int) -> Foreign | None:
    line_end = text.find("\n", start)
    line_end = len(text) if line_end < 0 else line_end
    if match := re.compile(r"[.#@][a-z]+").match(text, start):
        right = DIRECTIVES.get(match.group())
        if right is not None:
            return Foreign(start, match.end(), right, line_end)
        if match.group().startswith("."):
            return Foreign(start, match.end(), "no statement begins with a point", line_end)
    if match := re.compile(r"#+|//+|/\*|--+|;+").match(text, start):
        after = re.compile(rf"(?:\n[ \t]*{re.escape(match.group()[:2])}[^\n]*)*").match(text, line_end)
        resume = after.end() if after else line_end
        if match.group() == "/*" and (closed := text.find("*/", start)) >= 0:
            resume = closed + 2
        return Foreign(start, match.end(), f"{COMMENT} and goes to the end of its line", resume)
    if text.startswith(":-", start):
        return Foreign(start, start + 2, NEVER)
    if (row := row_behind(text, start)) is not None:
        return row
    if match := re.compile(r"\?(?=[ \t]*[^\W\d_A-Z]\w*[ \t]*\()").match(text, start):
        return Foreign(start, match.end(), QUESTION)
    if (variable := _variable(text, start, start)) is not None:
        return variable
    if match := re.compile(r"[A-Z]\w*(?=\()").match(text, start):
        lower = match.group()[0].lower() + match.group()[1:]
        return Foreign(start, match.end(), f"a relation has a name in lower case: `{lower}`")
    sign = _sign(text, start, start)
    if sign is not None and sign.right == DENIED and _BODY.match(text, sign.end):
        return Foreign(start, sign.end, BEGINNINGS["not"])
    return sign


def _of_date(text: str, start: int, at: int) -> Foreign | None:
    """A time of day behind a date, or a date with points."""
    day = _DAY.search(text, max(start, at - 14), at)
    if day is not None and (time := _TIME.match(text, at)) is not None:
        written = day.group().rstrip("T \t")
        return Foreign(day.start(), time.end(), f"a date has no time of day: write `{written}`")
    worded = _MONTH_BEFORE.search(text, max(start, at - 30), at)
    year = re.compile(r"[0-9]{4}").match(text, at)
    if worded is not None and year is not None:
        right = date_spelling(text[worded.start() : year.end()])
        if right is not None:
            return Foreign(worded.start(), year.end(), right)
    for before in range(max(start, at - 6), at + 1):
        if (dotted := _DOTTED.match(text, before)) and not text[before - 1 : before].isdigit() and dotted.end() > at:
            right = date_spelling(dotted.group().replace(".", "-"))
            return Foreign(before, dotted.end(), right or "a date is `2016-11-23`")
    return None


def _variable(text: str, start: int, at: int) -> Foreign | None:
    """A variable with a sign before it, as SPARQL and SQL have them."""
    before = at - 1 if at > start and text[at - 1] in "?$" else at
    match = re.compile(r"[?$@]([^\W\d]\w*)").match(text, before)
    if match is None or (text[before] == "@" and place_of(text, start, before) != "arguments"):
        return None
    name = match[1][0].upper() + match[1][1:]
    return Foreign(before, match.end(), f"a variable begins with a capital letter: `{name}`")


def _quoted(text: str, at: int) -> Foreign | None:
    if text[at] != "'":
        return None
    closed = re.compile(r"'([^'\n]*)'").match(text, at)
    if closed is None:
        return Foreign(at, at + 1, TEXT)
    name = f", and the name `{closed[1]}` stands alone" if _NAME.fullmatch(closed[1]) else ""
    return Foreign(at, closed.end(), f'the text is `"{closed[1]}"`{name}')


def _aggregate(text: str, start: int, at: int) -> Foreign | None:
    """An aggregate that there is not, or is written otherwise."""
    if text[at] == "{":
        word = re.compile(r"([^\W\d]\w*)\s*\Z").search(text, max(start, at - 40), at)
        if word is None or word[1] in (*AGGREGATES, *_KEYWORDS) or not re.compile(r"[:?]-|\{").search(text, start, at):
            return None
        if not _NAME.match(word[1]):
            return Foreign(at, at + 1, LISTED)
        near = similar(word[1], AGGREGATES)
        known = AGGREGATES_ELSEWHERE.get(word[1].lower())
        listed = ", ".join(f"`{name}`" for name in AGGREGATES)
        right = f"write `{known} {{ … }}`" if known else near or f"the aggregates are {listed}"
        return Foreign(word.start(), word.end(1), right)
    for before in range(at, max(start, at - 8) - 1, -1):
        match = _AGGREGATE_OF_OTHERS.match(text, before)
        stands = match is not None and match.end() > at and not text[max(before - 1, 0)].isalnum()
        if match is not None and stands and (match.group().startswith("#") or ":" in match.group()):
            return Foreign(before, match.end(1), f"it is written `N = {match[1]} {{ X : p(X) }}`")
    return None


def _comment(text: str, start: int, at: int) -> Foreign | None:
    for before in (at - 1, at):
        if before >= start and text[before : before + 2] == "//":
            operand = re.compile(r"[\w)]\s*\Z").search(text, max(start, before - 20), before)
            follows = re.compile(r"//[ \t]*-?(?:[0-9A-Z(])").match(text, before)
            if operand is not None and follows is not None:
                return Foreign(before, before + 2, WHOLE)
            return Foreign(before, before + 2, COMMENT)
        if before >= start and text[before : before + 2] == "/*":
            return Foreign(before, before + 2, COMMENT)
    return Foreign(at, at + 1, COMMENT) if text[at] == "#" else None


def _arrow(text: str, start: int, at: int) -> Foreign | None:
    """The arrow of a rule, between its head and its body; `:=` also gives a value."""
    for before in range(max(start, at - 2), at + 1):
        for arrow in ARROWS:
            if text.startswith(arrow, before) and before + len(arrow) > at:
                head = text[start:before]
                alone = len(arrow) > 1 or arrow in "←→⇐⇒" or _BODY.match(text, before + 1) is not None
                if alone and _CLAIM.search(head) and not _OTHER.match(head) and ":-" not in head and "?-" not in head:
                    return Foreign(before, before + len(arrow), _right_arrow(arrow, head))
                if arrow == ":=":
                    return Foreign(before, before + 2, VALUE)
                if arrow == "=>":
                    return Foreign(before, before + 2, "at least is `>=`")
    return None


def _right_arrow(arrow: str, head: str) -> str:
    if arrow in ("=>", "->", "-->", "→", "⇒"):
        return "a rule has its head first: `p(X) :- q(X).`"
    if arrow == ":" and re.search(r"\(\s*[^\W\d_A-Z]\w*\s*\)\s*\Z", head):
        return "who says it is told by `says(ann): p(a)`, or by `predicts`, `denies`, `urges`"
    return RULE


def _sign(text: str, start: int, at: int) -> Foreign | None:
    for before in range(max(start, at - 2), at + 1):
        for sign, right in SIGNS.items():
            ours = text.startswith("!=", before) if sign == "!" else sign == "[" and _OTHER.match(text, start)
            if before + len(sign) > at and text.startswith(sign, before) and not ours:
                return Foreign(before, before + len(sign), right)
    return None


def _hyphened(text: str, start: int, at: int) -> Foreign | None:
    """A name with `-` in it, where no difference can stand."""
    if text[at] != "-":
        return None
    before = at
    while before > start and (text[before - 1].isalnum() or text[before - 1] in "_-"):
        before -= 1
    match = _HYPHENED.match(text, before)
    if match is None or match.end() <= at:
        return None
    return Foreign(before, match.end(), f"a name has no `-`: write `{match.group().replace('-', '_')}`")


def _name(text: str, start: int, at: int) -> Foreign | None:
    """A name as in prose: of a relation in upper case, or of several words."""
    if text[at] == "(" and (called := _CALLED.search(text, start, at)) is not None:
        return Foreign(called.start(), at, f"a relation has a name in lower case: `{called.group().lower()}`")
    before = max(text.rfind("(", start, at), text.rfind(",", start, at)) + 1
    several = re.compile(rf"\s*({_SEVERAL_WORDS.pattern})").match(text, before) if before else None
    if several is not None and several.start(1) < at < several.end():
        name = re.sub(r"\W+", "_", several[1]).lower()
        return Foreign(several.start(1), several.end(), f"a name is one word, in lower case: `{name}`")
    return None


def _word(text: str, start: int, at: int, words: Collection[str]) -> Foreign | None:
    """A word for which there is another one here, or that is misspelt: it, or the one before it."""
    word = _WORD.match(text, at)
    if word is not None:
        near = WORDS.get(word.group().lower())
        if near is None and len(word.group()) > 2 and word.group() not in (*AGGREGATES, *_KEYWORDS):
            near = similar(word.group(), words)
        if near is not None and word.group() not in words:
            return Foreign(at, word.end(), near)
    before = re.compile(r"([^\W\d]\w*)\s*\Z").search(text, max(start, at - 40), at)
    if before is None:
        return None
    if text[start : before.start()].strip():
        nearly = sorted(before[1]) in _NEARLY_NOT and before[1] != "not" and before.end() > before.end(1)
        near = "did you mean `not`?" if nearly else None
    elif text[at] == "(":
        near = None
    else:
        near = BEGINNINGS.get(before[1]) or (similar(before[1], _STATEMENTS) if before[1] not in _STATEMENTS else None)
    return Foreign(before.start(), before.end(1), near) if near is not None else None
