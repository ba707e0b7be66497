"""The layout of a statement: in, its tokens with the comments between them; out, the one way in which it is laid out.

Every token stays as it is written, a quote above all; what changes is the blanks between them, and the comma before a closing brace.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import accumulate

import lark

from factbase.ground.dataclass import dataclass
from factbase.syntax.pretty import HARD, LINE, SOFT, Comment, Doc, Fill, Group, Nest, Only, pretty

__all__ = ["WIDTH", "Token", "depth", "laid_out", "with_comments"]

WIDTH = 120  # characters of a line, where it can be broken

_CLOSING = {"(": ")", "[": "]", "{": "}"}
_WORDS = frozenset(
    {"NAME", "VARIABLE", "STRING", "DATE", "INT", "DECIMAL"}
)  # of the user's; all others are the language's
_OPERANDS = _WORDS | {"UNDERSCORE", "QMARK"}


@dataclass(frozen=True, slots=True)
class Token:
    """A token, with the comments before it and the one behind it on its line."""

    text: str
    type: str
    before: tuple[str, ...] = ()
    behind: tuple[str, ...] = ()

    @property
    def word(self) -> str:
        """What it is in the language; nothing for a name or a constant."""
        return "" if self.type in _WORDS else self.text


@dataclass(frozen=True, slots=True)
class Bracket:
    """What stands between two brackets; `role` is the token before the first one."""

    open: Token
    items: tuple[Item, ...]
    close: Token
    role: Token | None

    @property
    def is_body(self) -> bool:
        """Whether bodies stand there: the braces of an aggregate, or alternatives."""
        if self.open.text == "{":
            return self.role is not None and self.role.type == "AGGREGATE"
        return any(_is(each, ";") for each in self.items)


Item = Token | Bracket


def with_comments(text: str, tokens: Sequence[lark.Token], start: int, end: int) -> list[Token]:
    """Tokens with the comments that stand between `start` and `end`."""
    found: list[Token] = []
    position = start
    for token in [*tokens, None]:
        until = end if token is None or token.start_pos is None else token.start_pos
        own, behind = _comments(text, position, until, bool(found))
        if behind:
            last = found[-1]
            found[-1] = Token(last.text, last.type, last.before, (*last.behind, behind))
        if token is None:
            if own:
                last = found[-1]
                found[-1] = Token(last.text, last.type, last.before, (*last.behind, *own))
            return found
        found.append(Token(str(token), token.type, tuple(own)))
        position = token.end_pos or until
    return found


def _comments(text: str, start: int, end: int, after: bool) -> tuple[list[str], str]:
    """The comments on lines of their own between two tokens, and the one behind the first of these."""
    own: list[str] = []
    behind = ""
    for number, line in enumerate(text[start:end].split("\n")):
        comment = line.strip()
        if comment and number == 0 and after:
            behind = comment
        elif comment:
            own.append(comment)
    return own, behind


def laid_out(tokens: Sequence[Token]) -> str:
    """The text of a statement."""
    *others, end = _after_commas(tokens)
    items, rest = _nested([*others, Token(end.text, end.type, end.before)])
    assert not rest, "brackets of a statement that was read are closed"
    return "\n".join(
        ["  ".join([pretty(Group(tuple(_Row(items).statement())), WIDTH), *end.behind[:1]]), *end.behind[1:]]
    )


def depth(tokens: Sequence[Token]) -> int:
    """How many brackets stand within one another."""
    steps = ((token.word in _CLOSING) - (token.word in _CLOSING.values()) for token in tokens)
    return max(accumulate(steps), default=0)


def _after_commas(tokens: Sequence[Token]) -> list[Token]:
    """Tokens of which none has a comment between it and the sign that belongs to it, and but the last none has several behind it."""
    found: list[Token] = []
    for token in tokens:
        before, behind = token.before, token.behind
        last = found[-1] if found else None
        if last is not None and last.behind and token.word in (",", ".", ";", ":-") and not before:
            found[-1] = Token(last.text, last.type, last.before)
            behind = (*last.behind, *behind)
        elif last is not None and len(last.behind) > 1:
            found[-1] = Token(last.text, last.type, last.before, last.behind[:1])
            before = (*last.behind[1:], *before)
        found.append(Token(token.text, token.type, before, behind))
    return found


def _nested(tokens: Sequence[Token], closing: str = "") -> tuple[tuple[Item, ...], Sequence[Token]]:
    """Tokens with what stands in brackets as one item, up to a closing one."""
    items: list[Item] = []
    position = 0
    while position < len(tokens) and not (closing and tokens[position].word == closing):
        token = tokens[position]
        position += 1
        if token.word not in _CLOSING:
            items.append(token)
            continue
        role = items[-1] if items and isinstance(items[-1], Token) else None
        inner, rest = _nested(tokens[position:], _CLOSING[token.word])
        bracket = Bracket(token, inner, rest[0], role)
        items.append(bracket if token.word == "(" or bracket.is_body or not inner else _with_comma(bracket))
        position = len(tokens) - len(rest) + 1
    return tuple(items), tokens[position:]


def _with_comma(of: Bracket) -> Bracket:
    """A list whose last part a comma follows, with what stands behind that part."""
    *others, last = of.items
    if _is(last, ","):
        return of
    ending = last if isinstance(last, Token) else last.close
    bare = Token(ending.text, ending.type, ending.before)
    part: Item = bare if isinstance(last, Token) else Bracket(last.open, last.items, bare, last.role)
    return Bracket(of.open, (*others, part, Token(",", "COMMA", (), ending.behind)), of.close, of.role)


def _is(item: Item | None, *words: str) -> bool:
    return isinstance(item, Token) and item.word in words


def _of(item: Item | None, *types: str) -> bool:
    return isinstance(item, Token) and item.type in types


class _Row:
    """Items that follow one another, in a statement or in brackets."""

    def __init__(self, items: Sequence[Item], within: Bracket | None = None) -> None:
        self.items = items
        self._within = within
        self._blanks = [self._blank(i) for i in range(len(items))]

    # ---- blanks

    def _blank(self, i: int) -> str:
        """What stands before an item on the same line."""
        if i == 0:
            return ""
        last, item = self.items[i - 1], self.items[i]
        if _is(item, ",", ".") or self._is_sign(i - 1):
            return ""
        if isinstance(item, Bracket):
            return "" if item.open.text == "(" and self._is_called(last) else " "
        if item.word == ":":
            return " " if self._parts_an_aggregate(i) else ""
        if ".." in (item.word, "" if isinstance(last, Bracket) else last.word):
            return " " if self._is_membership(i) else ""
        return " "

    def _is_called(self, last: Item) -> bool:
        return _of(last, "NAME", "MODE") or _is(last, "exclusive")

    def _is_sign(self, i: int) -> bool:
        """Whether an item is a minus of what follows it, and not between two operands."""
        before = self.items[i - 1] if i else None
        return _is(self.items[i], "-") and not (isinstance(before, Bracket) or _of(before, *_OPERANDS))

    def _parts_an_aggregate(self, i: int) -> bool:
        if self._within is None or self._within.open.text != "{" or not self._within.is_body:
            return False
        return not any(_is(each, ":") for each in self.items[:i])

    def _is_membership(self, i: int) -> bool:
        for item in reversed(self.items[:i]):
            if _is(item, ",", ";"):
                return False
            if _is(item, "in"):
                return True
        return False

    # ---- documents

    def run(self, start: int, stop: int) -> Iterator[Doc]:
        """Items on one line, with nothing before the first."""
        for i in range(start, stop):
            item = self.items[i]
            blank = self._blanks[i] if i > start else ""
            if isinstance(item, Bracket):
                yield from (*_told(item.open.before), blank, *_bracket(item), *_behind(item.close))
            else:
                yield from (*_told(item.before), blank, item.text, *_behind(item))

    def listed(self, start: int, stop: int, sign: str = ",") -> Iterator[Doc]:
        """Items that a sign parts, with a place for a break after each sign."""
        begin = start
        for i in range(start, stop):
            if i > start and _is(self.items[i - 1], sign):
                yield from (Group(tuple(self.run(begin, i))), LINE)
                begin = i
        yield Group(tuple(self.run(begin, stop)))

    def statement(self) -> Iterator[Doc]:
        """A statement, `.` and all."""
        items, end = self.items, len(self.items)
        neck = next((i for i, each in enumerate(items) if _is(each, ":-", "?-")), None)
        if neck is not None:
            head = tuple(self.run(0, neck + 1))
            if _is(items[0], "check"):
                head = (*self.run(0, neck - 1), Nest((LINE, *self.run(neck - 1, neck + 1))))
            yield Group(head)
            yield Nest((LINE, Group(tuple(self.listed(neck + 1, end)))))
        elif _of(items[0], "QUERY"):
            yield from self._query()
        else:
            parts = self._parts()
            yield Group(tuple(self.run(0, (parts or [end])[0])))
            for begin, stop in _stretches(parts, end):
                yield Nest((LINE, self._part(begin, stop)), by=4 if self._goes_on(begin) else 2)

    def _query(self) -> Iterator[Doc]:
        """A question, what it asks, and its answers."""
        items, end = self.items, len(self.items)
        colon = next(i for i, each in enumerate(items) if _is(each, ":"))
        answers = next((i for i, each in enumerate(items) if _is(each, "answers")), None)
        begin = HARD if any(_of(each, "STRING") for each in items[:colon]) else LINE
        yield from self.run(0, colon + 1)
        yield Nest((begin, Group(tuple(self.listed(colon + 1, end if answers is None else answers)))))
        if answers is None:
            return
        rows = [i for i in range(answers + 1, end) if self._begins_row(i)]
        if not rows:  # a verdict
            yield Nest((LINE, *self.run(answers, end)))
            return
        listed = [part for row, stop in _stretches(rows, end) for part in (HARD, Group(tuple(self.run(row, stop))))]
        yield Nest((HARD, *self.run(answers, answers + 1), Nest(tuple(listed))))

    def _begins_row(self, i: int) -> bool:
        item = self.items[i]
        return _of(item, "UNSURE") or (isinstance(item, Bracket) and not _of(self.items[i - 1], "UNSURE"))

    def _parts(self) -> list[int]:
        """Where the parts of a statement begin that may have lines of their own, its first one aside."""
        items, end = self.items, len(self.items)
        first = items[0]
        if _is(first, "source", "entity", "from"):
            return []
        if _is(first, "relation"):
            return [3] if end > 4 else []
        if _is(first, "expect"):
            return [i for i in range(end) if _is(items[i], "at", "known_by", "citing")][:1]
        if _of(first, "TABLE") or (_of(first, "ASSUME") and _of(items[1], "TABLE")):
            return [i for i in range(end) if _is(items[i], "waive")]
        start = next(i for i, each in enumerate(items) if _is(each, "is")) if _of(first, "STRING") else 0
        return [i for i in range(start + 1, end) if self._begins_part(i)]

    def _begins_part(self, i: int) -> bool:
        """Whether a quote, its source, a context, a reason or a waiver begins."""
        if _is(self.items[i], "@", "context", "waive"):
            return not _is(self.items[i - 1], "context")
        if not _of(self.items[i], "STRING") or _is(self.items[i - 1], "after", "before", "context", "waive"):
            return False
        before = self.items[max(0, i - 3) : i - 1]
        return not (
            _is(before[-1] if before else None, "@", "waive")
            or (len(before) > 1 and _is(before[0], "waive") and _is(before[1], "-"))
        )

    def _goes_on(self, begin: int) -> bool:
        """Whether a part is a further quote of a context."""
        if not _of(self.items[begin], "STRING") and not _is(self.items[begin], "@"):
            return False
        return any(_is(each, "context") for each in self.items[:begin])

    def _part(self, begin: int, stop: int) -> Doc:
        """A quote with what says which place is meant, or another part."""
        cuts = [i for i in range(begin + 1, stop) if _is(self.items[i], "after", "before")]
        parts: list[Doc] = [*self.run(begin, (cuts or [stop])[0])]
        for cut, until in _stretches(cuts, stop):
            parts.append(Nest((LINE, *self.run(cut, until))))
        return Group(tuple(parts))


# ---- brackets


def _bracket(of: Bracket) -> Iterator[Doc]:
    """What stands in brackets, with them."""
    own = _told(of.close.before)
    row = _Row(of.items, of)
    end = len(of.items)
    yield from (of.open.text, *_behind(of.open))
    if not end:
        yield from (*own, " " if of.open.text == "{" else "", of.close.text)
    elif of.open.text == "(" and of.is_body:
        yield Group((Nest((LINE, *row.listed(0, end, ";"), *own)), LINE, of.close.text))
    elif of.open.text == "(" and not _of(of.role, "NAME", "MODE"):  # an answer, or what is calculated first
        yield from (*row.run(0, end), *own, of.close.text)
    elif of.open.text == "(":
        yield from (Nest((Fill(tuple(row.listed(0, end))), *own), by=4), of.close.text)
    elif of.open.text == "{" and of.is_body:
        yield Group((Nest((LINE, Fill(tuple(row.listed(0, end))), *own)), LINE, of.close.text))
    else:
        blank = LINE if of.open.text == "{" else SOFT
        yield Group((Nest((blank, *_fields(of), *own)), blank, of.close.text))


def _fields(of: Bracket) -> Iterator[Doc]:
    """What commas part, with one behind the last where each has its line."""
    *items, comma = of.items
    assert isinstance(comma, Token)
    row = _Row(items, of)
    starts = [0, *(i + 1 for i, each in enumerate(items) if _is(each, ","))]
    for begin, stop in _stretches(starts, len(items)):
        cuts = [
            i for i in range(begin + 3, stop) if _of(items[i], "STRING") and not _is(items[i - 1], "after", "before")
        ]
        parts: list[Doc] = [*row.run(begin, (cuts or [stop])[0])]
        for cut, until in _stretches(cuts, stop):
            parts.append(Nest((LINE, *row.run(cut, until))))
        yield Group(tuple(parts))
        if stop < len(items):
            yield LINE
    yield from (*_told(comma.before), Only(","), *_behind(comma))


def _stretches(starts: Sequence[int], end: int) -> Iterator[tuple[int, int]]:
    """Each start with the next one, or the end."""
    return zip(starts, [*starts[1:], end], strict=False)


def _told(comments: Sequence[str]) -> tuple[Doc, ...]:
    return tuple(Comment(each, own_line=True) for each in comments)


def _behind(token: Token) -> tuple[Doc, ...]:
    return tuple(Comment(each, own_line=False) for each in token.behind)
