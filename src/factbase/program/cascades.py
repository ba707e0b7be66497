"""What one mistake has brought about, told once: in, all that is wrong in a base; out, each mistake at its cause.

Names are not called unknown where what declares them could not be read. Of the many places of one mistake the first ones are named, and
all are counted. Promised: a base with errors keeps at least one of them.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace

from factbase.ground.diagnostic import Diagnostic, Related, Severity
from factbase.ground.quantity import quantity
from factbase.ground.span import Span

__all__ = ["MANY", "apart", "at_their_cause", "counted"]

MANY = 5  # places of one mistake that are told one by one
SHOWN = 3  # further places of one that has more

UNREAD = "E005"
UNPARSED = frozenset({"E001", "E002", "E003", "E004", "E006", "E008", "E009"})
NAMING = frozenset({"E101", "E102", "E110", "E114", "E116", "E136", "E203"})
"""What is told of a name that nobody declares."""
OF_QUOTES = frozenset({"E503", "E504"})
"""What is told of quotes that do not stand in their document, or not in one place."""


def at_their_cause(problems: Sequence[Diagnostic]) -> list[Diagnostic]:
    """The problems that are left where each mistake is told once, in the order in which they were."""
    return counted(_of_one_document(_without_unread(problems)))


def apart(problems: Iterable[Diagnostic]) -> Iterator[Diagnostic]:
    """The problems one by one, those too that are told as one: each weighs what that one weighs."""
    for each in problems:
        yield from (replace(one, severity=each.severity) for one in each.group) if each.group else (each,)


def _without_unread(problems: Sequence[Diagnostic]) -> list[Diagnostic]:
    """All but those of names that may be declared in a file, or are in a statement, that could not be read; how many is said there."""
    if not any(each.code == UNREAD or each.code in UNPARSED for each in problems):  # nearly always
        return list(problems)
    unread = any(each.code == UNREAD for each in problems)
    broken = [each.span for each in problems if each.code in UNPARSED and each.span is not None]
    files = {span.path: span.file.text for span in broken}
    declared = {name for text in files.values() for name in _DECLARED.findall(text)}
    declared.update(stated[1] for span in broken if (stated := _STATED.match(span.file.text, _begin(span))))
    kept: list[Diagnostic] = []
    names: set[str] = set()
    for each in problems:
        name = each.cause[0] if each.code in NAMING and each.cause else None
        if name is not None and (unread or name in declared):
            names.add(name)
        else:
            kept.append(each)
    if not names:
        return kept
    known = quantity(len(names), "name")
    why = f"{known} that only what cannot be read may declare {'is' if len(names) == 1 else 'are'} not told: {_some(names)}"
    at = next(i for i, each in enumerate(kept) if each.code == UNREAD or each.code in UNPARSED)
    kept[at] = replace(kept[at], detail=(*kept[at].detail, why))
    return kept


_DECLARED = re.compile(r"\b(?:relation|source|entity|check)\s+([^\W\d]\w*)")
_STATED = re.compile(r"(?:assume\s+)?-?([^\W\d]\w*)\(")


def _begin(span: Span) -> int:
    """Where the statement of a place seems to begin: at the last line down to there that begins with a word and no blank."""
    text, end = span.file.text, span.start + 1
    while True:
        line = text.rfind("\n", 0, end) + 1
        if line == 0 or not (text[line : line + 1].isspace() or text[line : line + 1] in ("", "%")):
            return line
        end = line - 1


def _some(names: Iterable[str]) -> str:
    first = sorted(names)
    shown = ", ".join(f"`{name}`" for name in first[:MANY])
    return f"{shown} and {len(first) - MANY} more" if len(first) > MANY else shown


def _of_one_document(problems: list[Diagnostic]) -> list[Diagnostic]:
    """All but those of quotes of a source that their own file declares a second time: they were looked for in the first one's document."""
    again = {
        (each.span.path, each.cause[1]): at
        for at, each in enumerate(problems)
        if each.code == "E103" and each.cause is not None and each.cause[0] == "source" and each.span is not None
    }
    if not again:  # nearly always
        return problems
    counts: Counter[int] = Counter()
    unjudged: set[int] = set()
    for number, each in enumerate(problems):
        if each.code in OF_QUOTES and each.span is not None:
            path, message = each.span.path, each.message
            for (where, name), at in again.items():
                if where == path and f"`{name}`" in message:
                    counts[at] += 1
                    unjudged.add(number)
                    break
    return [
        replace(each, detail=(*each.detail, _not_judged(counts[number]))) if counts[number] else each
        for number, each in enumerate(problems)
        if number not in unjudged
    ]


def _not_judged(count: int) -> str:
    told = f"{quantity(count, 'quote')} of it in this file {'is' if count == 1 else 'are'}"
    return f"{told} not judged: which document is meant is not known"


def counted(problems: list[Diagnostic]) -> list[Diagnostic]:
    """Of more than a few problems of one cause, the first with the places of some others and the number of all."""
    groups: dict[tuple[str, tuple[str, ...], str], list[Diagnostic]] = {}
    for each in problems:
        if each.cause is not None and each.span is not None and each.severity is Severity.ERROR:
            # what names nothing else is a mistake of its file
            groups.setdefault((each.code, each.cause, "" if each.cause else each.span.path), []).append(each)
    many = [each for each in groups.values() if len(each) > MANY]
    if not many:  # nearly always
        return problems
    told = {id(each[0]): _first(each) for each in many}
    dropped = {id(each) for group in many for each in group[1:]}
    return [told.get(id(each), each) for each in problems if id(each) not in dropped]


def _first(group: list[Diagnostic]) -> Diagnostic:
    first, others = group[0], group[1:]
    related = [Related(each.span, "here too") for each in others[:SHOWN] if each.span is not None]
    detail = f"the same in {len(others)} more places, of which {len(related)} are shown"
    return replace(first, related=(*first.related, *related), detail=(*first.detail, detail), group=tuple(group))
