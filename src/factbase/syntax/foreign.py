"""Words of other languages: in, a text and the place where it cannot be read on; out, what was meant there and how it is written here.

Only what a person means by it is told: nothing is read in their place. What is no such word gives None.
"""

from __future__ import annotations

import re
from collections.abc import Collection

from factbase.ground.builtin import AGGREGATES
from factbase.ground.dataclass import dataclass
from factbase.ground.diagnostic import similar
from factbase.syntax.spelling import date_spelling

__all__ = ["Foreign", "foreign"]


@dataclass(frozen=True, slots=True)
class Foreign:
    """A word from `start` to `end`, how it is written here, and where what stands after it may be read as a statement of its own."""

    start: int
    end: int
    right: str
    resume: int | None = None


_RULE, _COMMENT, _NEGATED = (
    "a rule is `p(X) :- q(X).`",
    "a comment begins with `%`",
    "a literal is denied by `not p(X)`",
)
_OR, _AND = "one or the other stands in parentheses: `( p(X) ; q(X) )`", "both are `p(X), q(X)`"
_CONDITION = "a condition follows a comma: `p(X), X > 1`; a rule is `p(X) :- q(X).`"
_EQUAL, _UNEQUAL = "equal is `=`", "unequal is `!=`"
_LOWER = "a relation has a name in lower case: `{}`"
_TEXT = 'a text stands in straight marks: `"x"`'

_SIGNS = {  # longer ones first; each is looked for where it begins before the place
    "=:=": _EQUAL,
    "===": _EQUAL,
    "!==": _UNEQUAL,
    "=\\=": _UNEQUAL,
    "\\==": _UNEQUAL,
    "==": _EQUAL,
    "=<": "at most is `<=`",
    "≤": "at most is `<=`",
    "≥": "at least is `>=`",
    "<>": _UNEQUAL,
    "\\=": _UNEQUAL,
    "≠": _UNEQUAL,
    "~=": _UNEQUAL,
    "&&": _AND,
    "∧": _AND,
    "&": _AND,
    "||": _OR,
    "∨": _OR,
    "|": _OR,
    "\\+": _NEGATED,
    "¬": _NEGATED,
    "~": _NEGATED,
    "!": _NEGATED,
    "**": "there is no power; write the product: `X * X`",
    "^": "there is no power; write the product: `X * X`",
    "“": _TEXT,
    "”": _TEXT,
    "„": _TEXT,
    "«": _TEXT,
    "»": _TEXT,
    "‘": _TEXT,
    "’": _TEXT,
    "[": "no value is a list; state a row for each, or write `X in {a, b}`",
}
_ARROWS = ("<--", "<-", "<=", "=>", "->", "-->", ":=", "←", "→")
_WORDS = {
    "and": _AND,
    "or": _OR,
    "is": "a value is told by `=`: `X = Y + 1`",
    "where": _CONDITION,
    "when": _CONDITION,
    "never": _NEGATED,
    "no": _NEGATED,
}
_DIRECTIVES = {
    ".decl": "a relation is `relation edge(x: int, y: int).`",
    ".input": 'rows of a file are facts by `table edge from "edge.facts".`',
    ".output": "what holds is asked for by `?- edge(X, Y).`",
    ".printsize": "how many hold is asked for by `?- N = count { X, Y : edge(X, Y) }.`",
    ".type": "a type is one that entities have, `entity a: node.`, or one of `explain types`",
    ".comp": "there are no components: write the rules in files of the base, which are read together",
    ".include": "there is no need to name files: all of the base are read together",
    "#show": "what holds is asked for by `?- edge(X, Y).`",
    "#include": "there is no need to name files: all of the base are read together",
    "#const": "a constant is written where it is used, or stated: `assume limit(5).`",
    "#external": "what is open is assumed, `assume p(a).`, and asked for without it by `--without`",
    "#minimize": "the least is `N = min { X : p(X) }`",
    "#maximize": "the greatest is `N = max { X : p(X) }`",
}
_AGGREGATES = {
    "avg": "mean",
    "average": "mean",
    "len": "count",
    "size": "count",
    "total": "sum",
    "maximum": "max",
    "minimum": "min",
}
_STATEMENTS = (
    *("source", "entity", "relation", "from", "assume", "table", "check", "expect", "allow", "query", "aside"),
    *("says", "predicts", "denies", "urges", "may", "would", "likely"),
)
_NEARLY_NOT = [sorted("not"), sorted("noot"), sorted("nott"), sorted("nnot")]
_CLAIM = re.compile(r"[^\W\d_A-Z]\w*[ \t]*\([^()\n]*\)\s*\Z")
_NAME = re.compile(r"[^\W\d_A-Z]\w*")
_WORD = re.compile(r"[^\W\d]\w*")
_HYPHENED = re.compile(r"[^\W\d_A-Z]\w*(?:-\w+)+")
_TIME = re.compile(r"[T \t]*[0-9]{1,2}:[0-9]{2}(?::[0-9]{2}(?:\.[0-9]+)?)?(?:Z|[+-][0-9:]+)?|T[0-9]+")
_DAY = re.compile(r"[0-9]{4}-[0-9]{2}-[0-9]{2}[T \t]*\Z")
_AGGREGATE_OF_OTHERS = re.compile(r"#?(count|sum|min|max)\b[ \t]*(?::[ \t]*\{|[^{}().,]{1,40}:|\{)?")
_MONTH_BEFORE = re.compile(r"(?:[0-9]{1,2}\s+)?[A-Z][a-z]{2,8}\.?\s+\Z")
_ASKING = re.compile(r"\?\s*\.?\s*\Z")
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
        or _aggregate(text, start, at)
        or _comment(text, start, at)
        or _arrow(text, start, at)
        or _sign(text, start, at)
        or _hyphened(text, start, at)
        or _name(text, start, at)
        or _word(text, start, at, words)
    )


def _at_its_beginning(text: str, start: int) -> Foreign | None:
    line_end = text.find("\n", start)
    line_end = len(text) if line_end < 0 else line_end
    if match := re.compile(r"[.#][a-z]+").match(text, start):
        right = _DIRECTIVES.get(match.group())
        if right is not None:
            return Foreign(start, match.end(), right, line_end)
        if match.group().startswith("."):
            return Foreign(start, match.end(), "no statement begins with a point", line_end)
    if match := re.compile(r"#+|//+|/\*|--+|;+").match(text, start):
        after = re.compile(rf"(?:\n[ \t]*{re.escape(match.group()[:2])}[^\n]*)*").match(text, line_end)
        resume = after.end() if after else line_end
        if match.group() == "/*" and (closed := text.find("*/", start)) >= 0:
            resume = closed + 2
        return Foreign(start, match.end(), f"{_COMMENT} and goes to the end of its line", resume)
    if text.startswith(":-", start):
        return Foreign(
            start, start + 2, 'what must never hold is a check: `check both error "{X} is both" :- p(X), q(X).`'
        )
    if match := re.compile(r"[A-Z]\w*(?=\()").match(text, start):
        return Foreign(start, match.end(), _LOWER.format(match.group()[0].lower() + match.group()[1:]))
    return _sign(text, start, start)


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


def _quoted(text: str, at: int) -> Foreign | None:
    if text[at] != "'":
        return None
    closed = re.compile(r"'([^'\n]*)'").match(text, at)
    if closed is None:
        return Foreign(at, at + 1, _TEXT)
    name = f", and the name `{closed[1]}` stands alone" if _NAME.fullmatch(closed[1]) else ""
    return Foreign(at, closed.end(), f'the text is `"{closed[1]}"`{name}')


def _aggregate(text: str, start: int, at: int) -> Foreign | None:
    """An aggregate that there is not, or is written otherwise."""
    if text[at] == "{":
        word = re.compile(r"([^\W\d]\w*)\s*\Z").search(text, max(start, at - 40), at)
        if word is None:
            return None
        near = similar(word[1], AGGREGATES)
        known = _AGGREGATES.get(word[1].lower())
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
                return Foreign(before, before + 2, "the whole quotient is `div`: `X div 2`")
            return Foreign(before, before + 2, _COMMENT)
        if before >= start and text[before : before + 2] == "/*":
            return Foreign(before, before + 2, _COMMENT)
    return Foreign(at, at + 1, _COMMENT) if text[at] == "#" else None


def _arrow(text: str, start: int, at: int) -> Foreign | None:
    """The arrow of a rule, between its head and its body; `:=` also gives a value."""
    for before in range(max(start, at - 2), at + 1):
        for arrow in _ARROWS:
            if text.startswith(arrow, before) and before + len(arrow) > at:
                head = text[start:before]
                if _CLAIM.search(head) and ":-" not in head and "?-" not in head:
                    right = (
                        _RULE if arrow not in ("=>", "->", "-->", "→") else "a rule has its head first: `p(X) :- q(X).`"
                    )
                    return Foreign(before, before + len(arrow), right)
                if arrow == ":=":
                    return Foreign(before, before + 2, _WORDS["is"])
                if arrow == "=>":
                    return Foreign(before, before + 2, "at least is `>=`")
    return None


def _sign(text: str, start: int, at: int) -> Foreign | None:
    for before in range(max(start, at - 2), at + 1):
        for sign, right in _SIGNS.items():
            if before + len(sign) > at and text.startswith(sign, before):
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
    """A name as in prose: of a relation in upper case, or of several words; or a question mark at the end."""
    if _ASKING.match(text, at):
        return Foreign(at, at + 1, "a goal asks without a mark: end it with `.`, or with nothing")
    if text[at] == "(" and (called := _CALLED.search(text, start, at)) is not None:
        return Foreign(called.start(), at, _LOWER.format(called.group().lower()))
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
        near = _WORDS.get(word.group().lower()) or (similar(word.group(), words) if len(word.group()) > 2 else None)
        if near is not None and word.group() not in words:
            return Foreign(at, word.end(), near)
    before = re.compile(r"([^\W\d]\w*)\s+\Z").search(text, max(start, at - 40), at)
    if before is None:
        return None
    if text[start : before.start()].strip():
        near = "did you mean `not`?" if before[1] != "not" and sorted(before[1]) in _NEARLY_NOT else None
    else:
        near = similar(before[1], _STATEMENTS) if before[1] not in _STATEMENTS else None
    return Foreign(before.start(), before.end(1), near) if near is not None else None
