"""What parts the text of a page: lines that begin something new within a paragraph, and the gutter between columns.

In: the lines of a paragraph, or a stretch of text. Out: which lines begin anew; whether it runs over a gutter. Rules of thumb:
a text that is merely wrapped has lines of about one length, and the blanks between columns stand one above the other.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from factbase.cite.later import later

__all__ = ["begins_anew", "over_border", "over_gutter"]

_ITEM = later(r"\s*+(?:[-*+•‣◦▪·]\s|\(?\d{1,3}[.)]\s|\([a-z]\)\s|\#{1,6}\s|\|)")
_RULE = later(r"\s*+(?:={3,}|-{3,}|\*{3,}|_{3,})\s*+\Z")
_HEADING = later(r"\s*+\#{1,6}\s")
_MARKED = later(r"""[.!?…:;,。！？、，；：][\])"'”’»」』]*+\s*+\Z""")
_CAPITAL = later(r"""\s*+[\[("'“‘«「『]*+([^\W_])""")
_SHORT = 0.6  # of the longest line of a paragraph: one that is shorter and has no mark at its end was not broken for its length


def begins_anew(lines: Sequence[str]) -> Iterator[int]:
    """The numbers, from 1, of the lines of a paragraph that are no continuation of the line before."""
    widest = max(len(line.rstrip()) for line in lines)
    for number in range(1, len(lines)):
        before, line = lines[number - 1], lines[number]
        short = len(before.rstrip()) < _SHORT * widest and not _MARKED().search(before)
        headed = _RULE().match(line) or _RULE().match(before) or _HEADING().match(before)
        if headed or _ITEM().match(line) or (short and _is_opening(line)):
            yield number


def _is_opening(line: str) -> bool:
    """Whether a line begins as a sentence may: not with a small letter."""
    capital = _CAPITAL().match(line)
    return capital is not None and not capital[1].islower()


_LINE_END = later(r"[ \t]*\r?\n(?P<blank>(?:[ \t]*\r?\n)*)")
_SET_IN = later(r"[ \t]|>")
_TITLE = (
    100  # characters: a paragraph of one line that is shorter and has no mark at its end is a title, an item or a cell
)


def over_border(text: str, start: int, end: int) -> str | None:
    """The border over which text[start:end] runs: that of a heading, an item or a row; None where it runs over lines of prose only."""
    for found in _LINE_END().finditer(text, start, end):
        if found.end() >= end:
            break
        first = max(text.rfind("\n", 0, found.start()) + 1, found.start() - _LONGEST_LINE)
        stop = text.find("\n", found.end(), found.end() + _LONGEST_LINE)
        before, after = (
            text[first : found.start()],
            text[found.end() : stop if stop >= 0 else found.end() + _LONGEST_LINE],
        )
        if _is_border(text, first, before, after, is_paragraph=bool(found["blank"])):
            return "the quote runs over the border of a heading, an item or a row"
    return None


def _is_border(text: str, first: int, before: str, after: str, *, is_paragraph: bool) -> bool:
    if not before.strip() or not after.strip() or before.rstrip()[-1] in "-‐\xad¬":
        return False
    if _RULE().match(after) or _HEADING().match(before) or _RULE().match(before):
        return True
    # `3. Oktober` and `- or so` may begin a line of prose too.
    of_list = is_paragraph or _ITEM().match(before) or _MARKED().search(before) or before[0].isspace()
    if _ITEM().match(after) and (of_list or after.lstrip()[0] in "#|•‣◦▪"):
        return True
    if not is_paragraph and _gutters_meet(before, after):
        return True
    if _MARKED().search(before):
        return False
    if is_paragraph and ("\t" in before.strip() or "\t" in after.strip()):
        return True
    if not _is_opening(after.lstrip("> \t")):
        return False
    if is_paragraph:
        above = text[max(0, first - _LONGEST_LINE) : first].split("\n")[-2:-1]
        alone = not above or not above[0].strip()
        return len(before) < (_TITLE if alone else _SHORT * len(above[0].rstrip()))
    return _ITEM().match(before) is not None and len(before) < _TITLE * _SHORT and not _SET_IN().match(after)


def _gutters_meet(before: str, after: str) -> bool:
    """Whether two lines have wide blanks one above the other, as rows of a table or of two columns do."""
    here = _gaps(before.rstrip())
    there = _gaps(after.rstrip()) if here else []
    return any(_meet(a, b) for a in here for b in there)


def _gaps(line: str) -> list[tuple[range, bool]]:
    """The wide blanks within a line: where they stand, and whether a tab is one of them."""
    return [(_columns(line[: gap.end()], gap.start()), "\t" in gap[0]) for gap in _BLANKS().finditer(line)]


def _meet(here: tuple[range, bool], there: tuple[range, bool]) -> bool:
    """Whether two wide blanks part the same columns: one stands above the other, or both are tabs, which any width of a cell moves."""
    (a, tabbed), (b, tabbed_too) = here, there
    return (tabbed and tabbed_too) or (a.start < b.stop and b.start < a.stop)


_BLANKS = later("(?<=\\S)(?:[ \xa0\u2000-\u200a\u3000]{3,}|[ ]*\t[ \t]*)(?=\\S)")


_TWO = later("(?<=[^\\s.!?:;,])[ \xa0\u2000-\u200a]{2,}(?=\\S)")
_LONGEST_LINE = 1_000  # characters: no table is wider


def over_gutter(text: str, start: int, end: int) -> bool:
    """Whether text[start:end] runs over blanks in a line, right above or below which the next line has blanks too."""
    for blanks in _BLANKS().finditer(text, start, end):
        first = text.rfind("\n", 0, blanks.start()) + 1
        last = text.find("\n", blanks.end())
        columns = _columns(text[first : blanks.end()], blanks.start() - first)
        near = [text[text.rfind("\n", 0, first - 1) + 1 : first - 1]] if first else []
        if last >= 0:
            near.append(
                text[last + 1 :].split("\n", 1)[0]
                if len(text) - last < 10_000
                else text[last + 1 : last + 10_001].split("\n", 1)[0]
            )
        here = columns, "\t" in blanks[0]
        if any(_meet(here, gap) for line in near for gap in _gaps(line[:_LONGEST_LINE])):
            return True
    return _over_narrow(text, start, end)


def _over_narrow(text: str, start: int, end: int) -> bool:
    """Whether text[start:end] runs over two blanks, the only ones of their line, that end right above or below such: where a column begins.

    A typist's blanks after a stop are none, nor are those of justified lines."""
    for blanks in _TWO().finditer(text, start, end):
        first = text.rfind("\n", 0, blanks.start()) + 1
        lines = [text[max(0, text.rfind("\n", 0, max(0, first - 1)) + 1) : max(0, first - 1)]]
        lines += text[first : first + 2 * _LONGEST_LINE].split("\n")[:2]
        ends = [[gap.end() for gap in _TWO().finditer(line[:_LONGEST_LINE])] for line in lines]
        if len(ends[1]) == 1 and ends[1][0] == blanks.end() - first and ends[1] in (ends[0], *ends[2:]):
            return True
    return False


def _columns(line: str, start: int) -> range:
    """Where the blanks from a place of a line to its end stand, tabs counted as they are shown."""
    return range(len(line[:start].expandtabs()), len(line.expandtabs()))
