"""What a sentence names: in, a quote in its sentence, and a base; out, each value that a fact on it may have, those of the quote first.

A name that the base does not know comes with the declaration that it would need. Promised: what is offered is in the sentence, as the
checker finds it there.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from datetime import date, timedelta

from factbase.checks.premises import Gate, day
from factbase.checks.quoted import QuoteContext, within
from factbase.cite import Offsets
from factbase.cite.calendar import WEEKDAYS, Printed, printed
from factbase.cite.fit import date_spans
from factbase.cite.language import plain
from factbase.cite.named import name_spans
from factbase.cite.numbers import numbers
from factbase.cite.sense import Sense
from factbase.ground.dataclass import dataclass
from factbase.ground.date import Date, parse_date
from factbase.ground.value import Symbol, Value, canonical_decimal, escape_string, is_symbol_name
from factbase.program.model import Cited, Entity, Program

__all__ = ["Name", "Names", "QuoteRead", "days_of", "declared_as", "is_within", "symbol_of"]

_WORD = re.compile(r"[^\W_]+")
_QUOTED = re.compile(r"[“\"«„]([^“”\"«»„]{2,300})[”\"»“]")
_CAPITAL = r"[^\W\d_a-zß-ÿ][^\W_]*(?:['’-][^\W_]+)*"
_NEW = re.compile(rf"(?:{_CAPITAL}\.?)(?:['’]?(?: &)? (?:of the|of|de|van|von|and the)? ?{_CAPITAL})*")
_TITLE = re.compile(
    r"(?:(?:The|A|An|Mr|Mrs|Ms|Dr|Sir|President|Prime Minister|Minister|Mayor|Senator|Judge|General|Professor|Chancellor|King|Queen)\.? )+"
)
_OPENING = '.!?:;“"'
_SMALL = 3  # letters of a word by which names are looked up


@dataclass(frozen=True, slots=True)
class Name:
    """A value with the words that name it: where they begin in the paragraph, and whether the quote has them.

    `type` is that of an entity, None of any other value; an entity that is `new` has no declaration yet. Of one that is named `apart`,
    the words stand here and there, or within the longer name of another."""

    value: Value
    words: str
    at: int
    quoted: bool
    type: str | None = None
    new: bool = False
    apart: bool = False
    sense: Sense = Sense.NUMBER


@dataclass(frozen=True, slots=True)
class QuoteRead:
    """A quote with what stands around it, and what its sentences name."""

    cited: Cited
    context: QuoteContext
    names: tuple[Name, ...]


def days_of(quote: QuoteRead, *, quoted: bool = False) -> tuple[Date, ...]:
    """The dates that the sentence of a quote names, or with `quoted` the quote itself: not the year that is part of a day."""
    dates = [each for each in quote.names if isinstance(each.value, Date) and (each.quoted or not quoted)]
    whole = (each.value for each in dates if not any(is_within(each, other) for other in dates))
    return tuple(dict.fromkeys(each for each in whole if isinstance(each, Date)))


def declared_as(name: Name, kind: str) -> str:
    """The statement that declares a new name to be of a type."""
    return f'entity {name.value}: {kind} {{ name: "{escape_string(name.words)}" }}.'


class Names:
    """The names of a base, looked up by how their words begin."""

    def __init__(self, program: Program) -> None:
        self.program = program
        self._by_word: dict[str, list[Entity]] = {}
        for entity in program.entities.values():
            begun = {_begun(word) for name in (entity.label, *entity.aliases) for word in _WORD.findall(name)}
            for each in begun:
                self._by_word.setdefault(each, []).append(entity)

    def of(self, context: QuoteContext, gate: Gate) -> tuple[Name, ...]:
        """What the sentences of a quote name: what stands in the quote first, each in the order of the text."""
        known = [*self._referred(context, gate), *self._entities(context)]
        known = [replace(each, apart=each.apart or any(is_within(each, other) for other in known)) for each in known]
        named = [*known, *_dates(context, gate), *_numbers(context), *_strings(context), *self._new(context, known)]
        first: dict[tuple[Value, Sense], Name] = {}
        for each in sorted(named, key=lambda name: (not name.quoted, name.apart, name.at)):
            first.setdefault((each.value, each.sense), each)
        return tuple(first.values())

    def _entities(self, context: QuoteContext) -> Iterator[Name]:
        text = _sentence(context)
        begun = {_begun(word) for word in _WORD.findall(text)}
        runs = [match.span() for match in _NEW.finditer(text)]
        entities = {each.name: each for word in sorted(begun) for each in self._by_word.get(word, ())}
        for entity in entities.values():
            names = entity.label, *entity.aliases
            spans = _inside(names, context) or name_spans(names, text, context.language)
            if spans:
                whole = min(spans, key=lambda span: (span[0], -span[1]))
                apart = whole[1] - whole[0] < min(map(len, names)) - len("the ")
                # The port of `Port Velm` is another one.
                words = text[slice(*whole)]
                longer = any(a <= whole[0] and whole[1] <= b and (a, b) != whole for a, b in runs)
                apart |= longer and not any(words in name for name in names)
                apart |= any(_cuts(context, whole, run, names) for run in runs)
                yield replace(_named(context, Symbol(entity.name), whole, entity.type), apart=apart)

    def _referred(self, context: QuoteContext, gate: Gate) -> Iterator[Name]:
        for use in gate.met(context.cited):
            entity = self.program.entities.get(use.reference.symbol)
            if entity is not None:
                yield _named(context, Symbol(entity.name), use.span, entity.type)

    def _new(self, context: QuoteContext, known: Iterable[Name]) -> Iterator[Name]:
        """Words in capitals that are no name of the base: a name within the sentence, or at its start where it is of several words."""
        text, start = _sentence(context), context.sentence[0]
        taken = [(each.at - start, each.at - start + len(each.words)) for each in known if not each.apart]
        dated = [each.span for each in printed(text)]
        for match in _NEW.finditer(text):
            bare = _TITLE.match(match[0])
            begin = match.start() + (bare.end() if bare is not None else 0)
            words = text[begin : match.end()].rstrip(".")
            span = begin, begin + len(words)
            symbol = symbol_of(words)
            opens = bare is None and (span[0] == 0 or text[: span[0]].rstrip()[-1:] in _OPENING)
            common = opens and " " not in words
            if common or not is_symbol_name(symbol) or any(a < span[1] and span[0] < b for a, b in (*taken, *dated)):
                continue
            if any(plain(words) in set(map(plain, names)) for names in WEEKDAYS):
                continue
            if symbol in self.program.entities or symbol in self.program.sources:
                continue
            yield replace(_named(context, Symbol(symbol), span, ""), new=True)


def _cuts(context: QuoteContext, span: Offsets, run: Offsets, names: Sequence[str]) -> bool:
    """Whether the quote cuts words in capitals of which a name is a part, and which are no name of the same: `Korea` of `North Korea`."""
    if run == span or not (run[0] <= span[0] and span[1] <= run[1]):
        return False
    first, last = (context.sentence[0] + end for end in run)
    cut = not any(start <= first and last <= end for start, end in context.parts)
    return cut and plain(context.text[first:last]) not in set(map(plain, names))


def _inside(names: Sequence[str], context: QuoteContext) -> list[Offsets]:
    """Where the quote itself has a whole name, in its sentence: a part of one (`Korea` of `North Korea`) may be another's."""
    first, whole = context.sentence[0], set(map(plain, names))
    return [
        (start - first + a, start - first + b)
        for start, end in context.parts
        for a, b in name_spans(names, context.text[start:end], context.language)
        if plain(context.text[start + a : start + b]) in whole
    ]


def symbol_of(words: str) -> str:
    """The constant that a name would have: `Port Alder` is `port_alder`."""
    bare = unicodedata.normalize("NFKD", words)
    letters = "".join(char for char in bare if not unicodedata.combining(char))
    return re.sub(r"\W+", "_", unicodedata.normalize("NFC", letters).lower()).strip("_")


def is_within(name: Name, other: Name) -> bool:
    """Whether a name is part of a longer one."""
    last, end = name.at + len(name.words), other.at + len(other.words)
    return len(name.words) < len(other.words) and other.at <= name.at and last <= end


def _begun(word: str) -> str:
    return plain(word)[:_SMALL]


def _sentence(context: QuoteContext) -> str:
    return context.text[slice(*context.sentence)]


def _named(context: QuoteContext, value: Value, span: Offsets, kind: str | None = None) -> Name:
    """What a stretch of the sentence names."""
    start = context.sentence[0]
    there = span[0] + start, span[1] + start
    quoted = any(within(there, part) for part in context.parts)
    return Name(value, context.text[slice(*there)], there[0], quoted, kind)


# ---- values that are no names


def _dates(context: QuoteContext, gate: Gate) -> Iterator[Name]:
    """The dates of the sentence that the checker finds there; a year that is not printed is that of the text, where it has one."""
    text, published = _sentence(context), gate.days(context.cited.source)
    for when in printed(text):
        for written in _written(when, published):
            yield from _if_found(context, written, when.span, published)
    for each in numbers(text):
        if each.sense is Sense.YEAR:
            yield from _if_found(context, f"{each.value}-XX-XX", each.span, published)
    if len(published) == 1 and published[0][0] == published[0][1]:
        today = published[0][0]
        for back in range(7):  # of news, the last such day
            then = today - timedelta(days=back)
            weekday = WEEKDAYS[then.weekday()]
            for match in _WORD.finditer(text):
                if match[0].lower() in weekday:
                    yield from _if_found(context, then.isoformat(), match.span(), published)


def _written(when: Printed, published: Sequence[tuple[date, date]]) -> Iterator[str]:
    years = {end.year for ends in published for end in ends}
    year = when.year if when.year is not None else next(iter(years)) if len(years) == 1 else None
    if year is None:
        return
    first, last = when.months
    if when.days:
        yield from (f"{year:04}-{first:02}-{number:02}" for number in when.days)
    elif first == last:
        yield f"{year:04}-{first:02}"
    elif (first, last) == (1, 12):
        yield f"{year:04}-XX-XX"
    else:
        yield f"{year:04}-{first:02}/{year:04}-{last:02}"


def _if_found(
    context: QuoteContext, written: str, span: Offsets, published: Sequence[tuple[date, date]]
) -> Iterator[Name]:
    try:
        value = parse_date(written)
    except ValueError:
        return
    ends = day(value.earliest), day(value.latest)
    if None not in ends and date_spans(*ends, _sentence(context), published):
        yield _named(context, value, span)


def _numbers(context: QuoteContext) -> Iterator[Name]:
    for each in numbers(_sentence(context), context.language):
        value = int(each.value) if each.value == each.value.to_integral_value() else canonical_decimal(each.value)
        yield replace(_named(context, value, each.span), sense=each.sense)


def _strings(context: QuoteContext) -> Iterator[Name]:
    """What stands in quotation marks, then all that is quoted."""
    for match in _QUOTED.finditer(_sentence(context)):
        yield _named(context, match[1], match.span(1))
    for start, end in context.parts:
        first = context.sentence[0]
        yield replace(_named(context, context.text[start:end], (start - first, end - first)), at=end)
