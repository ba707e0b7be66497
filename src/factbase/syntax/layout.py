"""The layout of a statement: in, its tokens with the comments between them; out, the one way in which it is laid out.

Every token stays as it is written, a quote above all; what changes is the blanks between them, and the comma before a closing brace.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from factbase.syntax.items import WORDS, Bracket, Item, Token, is_word, nested
from factbase.syntax.pretty import HARD, LINE, SOFT, Comment, Doc, Fill, Group, Nest, Only, pretty

__all__ = ["WIDTH", "laid_out"]

WIDTH = 120  # characters of a line, where it can be broken

_OPERANDS = WORDS | {"UNDERSCORE", "QMARK"}


def laid_out(tokens: Sequence[Token]) -> str:
    """The text of a statement."""
    items, behind = nested(tokens)
    written = pretty(Group(tuple(_Row(items).statement())), WIDTH)
    return "\n".join(["  ".join([written, *behind[:1]]), *behind[1:]])


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
        if is_word(item, ",", ".") or self._is_sign(i - 1):
            return ""
        if isinstance(item, Bracket):
            return "" if item.open.text == "(" and self._is_called(last) else " "
        if item.word == ":":
            return " " if self._parts_an_aggregate(i) else ""
        if ".." in (item.word, "" if isinstance(last, Bracket) else last.word):
            return " " if self._is_membership(i) else ""
        return " "

    def _is_called(self, last: Item) -> bool:
        return _of(last, "NAME", "MODE") or is_word(last, "exclusive")

    def _is_sign(self, i: int) -> bool:
        """Whether an item is a minus of what follows it, and not between two operands."""
        before = self.items[i - 1] if i else None
        return is_word(self.items[i], "-") and not (isinstance(before, Bracket) or _of(before, *_OPERANDS))

    def _parts_an_aggregate(self, i: int) -> bool:
        if self._within is None or self._within.open.text != "{" or not self._within.is_body:
            return False
        return not any(is_word(each, ":") for each in self.items[:i])

    def _is_membership(self, i: int) -> bool:
        for item in reversed(self.items[:i]):
            if is_word(item, ",", ";"):
                return False
            if is_word(item, "in"):
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
            if i > start and is_word(self.items[i - 1], sign):
                yield from (Group(tuple(self.run(begin, i))), LINE)
                begin = i
        yield Group(tuple(self.run(begin, stop)))

    def statement(self) -> Iterator[Doc]:
        """A statement, `.` and all."""
        items, end = self.items, len(self.items)
        neck = next((i for i, each in enumerate(items) if is_word(each, ":-", "?-")), None)
        if neck is not None:
            head = tuple(self.run(0, neck + 1))
            if is_word(items[0], "check"):
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
        colon = next(i for i, each in enumerate(items) if is_word(each, ":"))
        answers = next((i for i, each in enumerate(items) if is_word(each, "answers")), None)
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
        if is_word(first, "source", "entity", "from"):
            return []
        if is_word(first, "relation"):
            return [3] if end > 4 else []
        if is_word(first, "expect"):
            return [i for i in range(end) if is_word(items[i], "at", "known_by", "citing")][:1]
        if _of(first, "TABLE") or (_of(first, "ASSUME") and _of(items[1], "TABLE")):
            return [i for i in range(end) if is_word(items[i], "waive")]
        start = next(i for i, each in enumerate(items) if is_word(each, "is")) if _of(first, "STRING") else 0
        return [i for i in range(start + 1, end) if self._begins_part(i)]

    def _begins_part(self, i: int) -> bool:
        """Whether a quote, its source, a context, a reason or a waiver begins."""
        if is_word(self.items[i], "@", "context", "waive"):
            return not is_word(self.items[i - 1], "context")
        if not _of(self.items[i], "STRING") or is_word(self.items[i - 1], "after", "before", "context", "waive"):
            return False
        before = self.items[max(0, i - 3) : i - 1]
        return not (
            is_word(before[-1] if before else None, "@", "waive")
            or (len(before) > 1 and is_word(before[0], "waive") and is_word(before[1], "-"))
        )

    def _goes_on(self, begin: int) -> bool:
        """Whether a part is a further quote of a context."""
        if not _of(self.items[begin], "STRING") and not is_word(self.items[begin], "@"):
            return False
        return any(is_word(each, "context") for each in self.items[:begin])

    def _part(self, begin: int, stop: int) -> Doc:
        """A quote with what says which place is meant, or another part."""
        cuts = [i for i in range(begin + 1, stop) if is_word(self.items[i], "after", "before")]
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
    starts = [0, *(i + 1 for i, each in enumerate(items) if is_word(each, ","))]
    for begin, stop in _stretches(starts, len(items)):
        cuts = [
            i
            for i in range(begin + 3, stop)
            if _of(items[i], "STRING") and not is_word(items[i - 1], "after", "before")
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
