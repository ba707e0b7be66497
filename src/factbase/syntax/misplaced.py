"""What stands in another way elsewhere: in, a text and the place where it cannot be read on; out, how what is meant is arranged here.

Here it goes by what stands around the place: what brackets are open, what was denied, how the statement begins.
"""

from __future__ import annotations

import re

from factbase.ground.builtin import AGGREGATES
from factbase.syntax.elsewhere import (
    ALL,
    CLAIMS,
    EACH,
    FIELDS,
    FOLLOWS,
    LISTED,
    NEITHER,
    NUMBER,
    OPPOSITE,
    OR,
    PARAMETERS,
    QUESTION,
    RANGE,
    STATED,
    TRUTHS,
    TUPLE,
    Foreign,
)
from factbase.syntax.place import before_group, opened

__all__ = ["in_brackets", "misplaced", "row_behind"]

_CLAIM = re.compile(r"[^\W\d_A-Z]\w*[ \t]*\([^()\n]*\)\s*\Z")
_COMPARE = re.compile(r"!=|<=|>=|=|<|>")
_BEGINS_A_LITERAL = re.compile(r"(?::-|\?-|[,;(])\s*\Z")
_MONTH = re.compile(r"(?i)\bon\s+(?:jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec)\w*\s*\Z")
_ROW = re.compile(r"\banswers\s[^:{}]*\)(?:\s*citing\s[\w\s,]*)?\s*\.?\s*\Z")
_NEAR = 300  # characters before a place that are looked at: an expression that goes by words looks no further


def in_brackets(text: str, start: int, at: int) -> Foreign | None:
    """What is written otherwise in the innermost brackets: an aggregate, a list, a tuple, a disjunction, fields, parameters."""
    stack = opened(text, start, at)
    if not stack:
        return _alternative(text, at, at)
    innermost, word, sign = stack[-1], before_group(text, start, at), text[at]
    declared = re.compile(r"(source|entity|table|relation)\b").match(text, start)
    told: str | None = None
    match innermost.kind:
        case "braces" | "arguments" if word in AGGREGATES and _before_its_body(text, innermost.at, at):
            told = f"it is written `N = {word} {{ X : p(X) }}`"
            return Foreign(text.rindex(word, start, innermost.at), innermost.at + 1, told)
        case "braces" if declared is not None and declared[1] != "relation":
            told = FIELDS if sign in ";=" else None
        case "arguments" if declared is not None and declared[1] == "relation" and word != "exclusive":
            told = PARAMETERS if sign in ";|" or sign.isalpha() else None
        case "arguments" if sign == "{":
            told = TUPLE
        case "arguments" if word in ("forall", "all", "every") and _COMPARE.match(text, at):
            told = ALL
        case "group" if word == "in":
            told = LISTED if sign == "," else None
        case "group" if word == "not":
            told = {";": NEITHER, ",": EACH}.get(sign)
        case "group" if sign == "," and len(stack) > 1 and stack[-2].kind == "arguments":
            told = TUPLE
        case "group" if sign == ")" and ":-" in text[start:at]:
            told = "literals that all hold need no parentheses: `p(X), q(X)`"
        case _:
            return _alternative(text, innermost.at, at) if innermost.kind in ("arguments", "braces") else None
    end = re.compile(r"\w+|").match(text, at)
    return Foreign(at, max(at + 1, end.end() if end is not None else at), told) if told is not None else None


def _alternative(text: str, after: int, at: int) -> Foreign | None:
    return Foreign(at, at + 1, OR) if text[at] == ";" else None


def _before_its_body(text: str, opening: int, at: int) -> bool:
    """Whether a place in what is meant as an aggregate comes before the `:` of its body, and something else stands for it."""
    if re.compile(r"[};|,:*]").match(text, at) is None:
        return False
    between = re.sub(r'"(?:[^"\\\n]|\\.)*"', "", text[opening:at])
    return text[opening] == "(" or ":" not in between


def misplaced(text: str, start: int, at: int) -> Foreign | None:
    """What is written otherwise before or behind a place of a statement."""
    return (
        _denied(text, start, at)
        or _compared(text, start, at)
        or _number(text, start, at)
        or _capital(text, start, at)
        or _truth(text, start, at)
        or _head(text, start, at)
        or _asked(text, at)
    )


def row_behind(text: str, at: int) -> Foreign | None:
    """A row of what a query answers that stands behind another one without a comma, be it behind the end of the statement."""
    if text[at] != "(" or _ROW.search(text, max(0, at - _NEAR), at) is None:
        return None
    return Foreign(at, at + 1, "rows of `answers` are parted by commas: `answers (a) citing s, (b) citing s.`")


def _denied(text: str, start: int, at: int) -> Foreign | None:
    """What is denied and cannot be, or in another way: `not (p(X))`, `not X < 1`, `X not in {1}`."""
    if after := re.compile(r"not\s+(in|contains|matches)\b").match(text, at):
        right = {"in": "not X in {a, b}", "contains": 'not T contains "a"', "matches": 'not T matches "a"'}[after[1]]
        return Foreign(at, after.end(), f"`not` stands first: `{right}`")
    start = max(start, at - _NEAR)
    closed = start + len(text[start:at].rstrip())
    group = [*re.compile(r"\bnot\s*\(").finditer(text, start, at)][-1:] if text[closed - 1] == ")" else []
    for last in group:
        if not opened(text, last.start(), closed) and len(opened(text, last.start(), closed - 1)) == 1:
            inner = text[last.end() : closed - 1].strip()
            told = f"a literal is denied without parentheses: `not {inner}`" if _CLAIM.fullmatch(inner) else EACH
            return Foreign(last.start(), closed, told)
    denied = re.compile(r"\bnot\s+(?P<left>[^,;(){}]*)\Z").search(text, start, at)
    if denied is None:
        return None
    if (sign := _COMPARE.match(text, at)) is not None:
        return Foreign(at, sign.end(), f"what is not `{sign[0]}` is `{OPPOSITE[sign[0]]}`, without `not`")
    if re.search(r"\bin\s*\Z", denied["left"]) and text[at] != "{":
        return Foreign(denied.start(), len(text[:at].rstrip()), "what lies outside of a range is `( X < 1 ; X > 3 )`")
    return None


def _compared(text: str, start: int, at: int) -> Foreign | None:
    """Two comparisons in one, and a range with another sign."""
    start = max(start, at - _NEAR)
    sign = _COMPARE.match(text, at)
    before = re.compile(r"(?<![:?])(?:!=|<=|>=|=|<|>)\s*([\w.\"]+)\s*\Z").search(text, start, at)
    if sign is not None and before is not None:
        return Foreign(at, sign.end(), "two comparisons are two literals: `1 <= X, X <= 3`")
    within = re.compile(r"\bin\s+(\w+)\s*-\s*(\w+)\s*\Z").search(text, start, at)
    if within is not None:
        return Foreign(within.start(1), within.end(2), RANGE)
    return None


def _number(text: str, start: int, at: int) -> Foreign | None:
    """A number in another spelling: `1e5`, `0x1F`, `1_000`, `.5`, `$5`."""
    if text[at] in "$€£" and text[at + 1 : at + 2].isdigit():
        return Foreign(at, at + 1, "a number has no unit: the name of its argument says it")
    if match := re.compile(r"\.[0-9]+").match(text, at):
        return None if text[at - 1].isdigit() else Foreign(at, match.end(), NUMBER)
    if grouped := re.compile(r"[0-9]{1,3}(?:[,.][0-9]{3})*,[0-9]+\Z").search(text, max(start, at - 40), at):
        return Foreign(grouped.start(), at, NUMBER)
    glued = re.compile(r"[0-9][0-9.]*\Z").search(text, max(start, at - 40), at)
    word = re.compile(r"(?!\d)\w+").match(text, at)
    return Foreign(glued.start(), word.end(), NUMBER) if glued is not None and word is not None else None


def _capital(text: str, start: int, at: int) -> Foreign | None:
    """A relation or a function that is called as a variable is."""
    name = re.compile(r"[A-Z]\w*\Z").search(text, max(start, at - 60), at) if text[at] == "(" else None
    if name is None:
        return None
    return Foreign(name.start(), at, f"a relation has a name in lower case: `{name[0][0].lower()}{name[0][1:]}`")


def _truth(text: str, start: int, at: int) -> Foreign | None:
    """A literal that always holds, or never."""
    word = re.compile(r"[^\W\d]\w*(?=\s*\Z)").search(text, max(start, at - 40), at) if text[at] in ",.;):" else None
    if word is None or word[0] not in TRUTHS:
        return None
    if text[start : word.start()].strip() and not _BEGINS_A_LITERAL.search(
        text, max(start, word.start() - _NEAR), word.start()
    ):
        return None
    return Foreign(word.start(), word.end(), TRUTHS[word[0]])


def _head(text: str, start: int, at: int) -> Foreign | None:
    """What cannot stand behind the head of a rule, a claim, or what is declared."""
    before, sign = text[start:at], text[at]
    if text.startswith(":-", at):
        told = (
            "a rule has one `:-`; the one before it may lack its `.`"
            if ":-" in before
            else "a rule stands without `assume`: `p(X) :- q(X).`"
            if before.startswith("assume")
            else "a relation is declared in a statement of its own: `relation p(x: int).`"
            if before.startswith("relation")
            else 'a check has a severity and a text: `check one(X) error "{X} …" :- p(X).`'
            if before.startswith("check")
            else None
        )
        return Foreign(at, at + 2, told) if told is not None else None
    if ":-" in before or "?-" in before:
        return None
    if before.startswith("check") and sign in ':"' and '"' not in before:
        return Foreign(at, at + 1, 'a check has a severity and a text: `check one(X) error "{X} …" :- p(X).`')
    if before.startswith("expect") and sign == "{":
        return Foreign(at, at + 1, "a claim is expected: give the number a relation, or a query with `answers`")
    if opened(text, start, at):
        return None
    if before.startswith("relation") and "(" not in before and sign in "/.:;":
        return Foreign(at, at + 1, PARAMETERS)
    if before.startswith("entity") and ":" not in before and sign in ".{":
        told = (
            "an entity has a type: `entity a: thing.`"
            if sign == "."
            else "an entity has a type: `entity a: thing { … }`"
        )
        return Foreign(at, at + 1, told)
    if before.startswith("query") and (row := row_behind(text, at)) is not None:
        return row
    if before.startswith("query") and sign == "(" and ":" not in before:
        return Foreign(at, at + 1, "a query has a name and what it asks: `query which: p(X).`")
    if sign.isdigit() and _MONTH.search(text, max(start, at - _NEAR), at):
        end = re.compile(r"[0-9]+").match(text, at)
        return Foreign(at, end.end() if end is not None else at + 1, "a date is `2016-11-23`")
    claim = _CLAIM.search(text, max(start, at - _NEAR), at)
    if sign == "," and before.startswith("assume") and claim is not None:
        return Foreign(at, at + 1, STATED)
    if sign == "," and before.startswith("entity"):
        return Foreign(at, at + 1, "an entity is a statement of its own: `entity a: thing. entity b: thing.`")
    if sign == "," and before.rstrip().endswith('"'):
        return Foreign(at, at + 1, FOLLOWS)
    several = re.compile(r"\)\s*,[^()\"]*\(").search(before)
    if several is not None and (sign == '"' or re.compile(r"\.(?:\s|\Z)").match(text, at)):
        return Foreign(start + several.start() + 1, start + several.start() + 2, STATED)
    if sign == ":" and claim is not None and re.compile(r':\s*"').match(text, at):
        return Foreign(at, at + 1, FOLLOWS)
    word = re.compile(r"[^\W\d]\w*").match(text, at)
    if re.match(r"(?:query|expect|allow|aside|check|table)\b", before):
        return None
    if word is not None and word[0] in CLAIMS and (claim is not None or word[0] == "says"):
        return Foreign(at, word.end(), CLAIMS[word[0]])
    return None


def _asked(text: str, at: int) -> Foreign | None:
    """The mark of a question behind it."""
    asked = re.compile(r"\?\s*\.?(?=\s*(?:\n|%|\Z))").match(text, at)
    return Foreign(at, at + 1, QUESTION) if asked is not None else None
