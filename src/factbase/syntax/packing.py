"""Packing of plain facts: in, the statements of a file; out, the plain facts among them as columns, a pack a form, and the others apart.

A plain fact holds constants only, none of them `?`, and has quotes only, none of which needs words around it; nearly all facts are plain. A
pack keeps what the checker wants.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Literal as Choice

from factbase.ground.dataclass import dataclass
from factbase.ground.date import Date
from factbase.ground.value import Unknown, Value, unescape_string
from factbase.syntax.tree import Assumption, Constant, Fact, Mode, Statement

__all__ = ["Pack", "PackForm", "Packing", "columns_of", "pack_of"]


@dataclass(frozen=True, slots=True)
class PackForm:
    """What the facts of a pack have in common. `sources` are those that their citations name, None where one names none."""

    relation: str
    mode: Mode | None
    width: int  # of the values: who claims it, where there is a mode, then the arguments
    when: Choice["on", "span"] | None
    sources: tuple[str | None, ...]
    assumed: bool


@dataclass(frozen=True, slots=True)
class Pack:
    """The facts of one form in reading order, column by column. Values are numbers: they index `Statements.values`.

    `when` are four columns: the first day and the last (-1 where there is none), and where the words for them begin and end.
    Each quote has two: where its string begins and ends in the text, quotation marks included."""

    form: PackForm
    at: Sequence[int]  # the number of the statement in its file
    starts: Sequence[int]
    ends: Sequence[int]
    values: tuple[Sequence[int], ...]
    when: tuple[Sequence[int], ...]
    quotes: tuple[tuple[Sequence[int], Sequence[int]], ...]

    def quoted(self, text: str) -> tuple[list[str], ...]:
        """The words of each quote of each fact, quote by quote."""
        return tuple(
            [unescape_string(text[a + 1 : b - 1]) for a, b in zip(starts, ends, strict=True)]
            for starts, ends in self.quotes
        )


class Packing:
    """Statements as they are packed, one after the other in reading order."""

    def __init__(self) -> None:
        self._count = 0
        self._others: dict[int, Statement] = {}
        self._forms: dict[PackForm, list[tuple[int, ...]]] = {}
        self._numbers: dict[tuple[type, Value], int] = {}

    def add(self, statement: Statement) -> None:
        """Puts the next statement into the pack of its form, or aside where it is no plain fact."""
        read = _plain(statement) if isinstance(statement, Fact | Assumption) else None
        if read is None:
            self._others[self._count] = statement
            self._count += 1
            return
        form, values, days, spans = read
        numbers = [*map(self.number, values), *(-1 if day is None else self.number(day) for day in days)]
        self.put(self.rows(form), (statement.span.start, statement.span.end, *numbers, *spans))

    def number(self, value: Value) -> int:
        """The number of a value."""
        return self._numbers.setdefault((type(value), value), len(self._numbers))

    def rows(self, form: PackForm) -> list[tuple[int, ...]]:
        """The rows of a form, for `put`."""
        return self._forms.setdefault(form, [])

    def put(self, rows: list[tuple[int, ...]], row: tuple[int, ...]) -> None:
        """Puts the next statement, which is a plain fact, into rows; its columns are those of `columns_of` from where it begins on."""
        rows.append((self._count, *row))
        self._count += 1

    def packs(self) -> tuple[Mapping[int, Statement], Sequence[Pack], Sequence[Value]]:
        """What is not packed, by its number, the packs, and the values to which these have numbers."""
        packs = [pack_of(form, list(zip(*rows, strict=True))) for form, rows in self._forms.items()]
        return self._others, packs, [value for _, value in self._numbers]


def _plain(statement: Fact | Assumption) -> tuple[PackForm, Sequence[Value], Sequence[Date | None], list[int]] | None:
    """The form of a fact, its values, the days of its time and its other columns; None where it is not plain."""
    claim, when = statement.claim, statement.when
    parts = claim.args if claim.who is None else (claim.who, *claim.args)
    constants = (part.value for part in parts if isinstance(part, Constant))
    values = [value for value in constants if not isinstance(value, Unknown)]
    citations = statement.citations if isinstance(statement, Fact) else ()
    more = statement.waivers or statement.context if isinstance(statement, Fact) else statement.words is not None
    if (
        len(values) < len(parts)
        or more
        or any(c.after is not None or c.before is not None or c.attributes for c in citations)
    ):
        return None
    form = PackForm(
        claim.relation,
        claim.mode,
        len(values),
        when.kind if when is not None else None,
        tuple(citation.source for citation in citations),
        isinstance(statement, Assumption),
    )
    spans = [when.span.start, when.span.end] if when is not None else []
    for citation in citations:
        spans += (citation.span.start, citation.span.end)
    return form, values, (when.first, when.last) if when is not None else (), spans


def pack_of(form: PackForm, columns: Sequence[Sequence[int]]) -> Pack:
    """The pack that has these columns, in the order of `columns_of`. Raises ValueError where they are not those of the form."""
    at, starts, ends, *rest = columns
    values, rest = rest[: form.width], rest[form.width :]
    when, rest = (rest[:4], rest[4:]) if form.when is not None else ([], rest)
    quotes = tuple(zip(rest[::2], rest[1::2], strict=True))
    if len(values) != form.width or len(quotes) != len(form.sources):
        raise ValueError("the columns are not those of the form")
    return Pack(form, at, starts, ends, tuple(values), tuple(when), quotes)


def columns_of(pack: Pack) -> list[Sequence[int]]:
    """The columns of a pack, as they are kept."""
    quotes = [column for pair in pack.quotes for column in pair]
    return [pack.at, pack.starts, pack.ends, *pack.values, *pack.when, *quotes]
