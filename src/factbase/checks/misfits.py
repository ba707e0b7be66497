"""What is wrong between a fact and its quotes: in, one fact, and a gate to what the base has; out, each part that they do not carry.

What a quote may lean on are the sentences around the quotes of the fact and of its context, all together. What is waived is found all the
same. Neither the number of the fact is read, nor which `?` it holds, and each finding has its place in the fact: it is true wherever the
fact stands.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace
from decimal import Decimal
from functools import lru_cache

from factbase.checks.doubting import doubted
from factbase.checks.premises import DateRanges, Gate, day
from factbase.checks.quoted import NamedValue, QuoteContext
from factbase.cite import Offsets
from factbase.cite.fit import date_spans, number_elsewhere, number_spans
from factbase.cite.language import FREQUENT
from factbase.cite.named import name_spans, related_words, word_spans
from factbase.cite.rejoined import back, rejoined
from factbase.cite.verbatim import string_spans
from factbase.ground.composed import composed
from factbase.ground.dataclass import dataclass
from factbase.ground.date import Date
from factbase.ground.diagnostic import Diagnostic, diagnose
from factbase.ground.value import Symbol, Unknown, Value, write_value
from factbase.program.model import Fact, Relation
from factbase.sources.references import ReferenceUse

__all__ = ["BOILERPLATE", "WORDS", "Misfit", "misfits", "stands", "vocabulary", "words_of"]

BOILERPLATE = "boilerplate"
"""What a waiver calls it."""

WORDS = "words"
"""What it calls it that none of the words of a relation is there."""

_PLACEHOLDER = re.compile(r"\{\w+\}")


@dataclass(frozen=True, slots=True)
class Misfit:
    """A finding on a fact, and what a waiver of it would name; `quote` is the number of the citation that it is told of."""

    subject: str
    diagnostic: Diagnostic
    quote: int | None = None  # None where it is of the fact

    def of(self, fact: Fact) -> Diagnostic:
        """The finding, where the fact stands."""
        span = fact.span if self.quote is None else fact.citations[self.quote].span
        return self.diagnostic if self.diagnostic.span == span else replace(self.diagnostic, span=span)


def misfits(fact: Fact, gate: Gate, *, row: bool = False) -> tuple[Misfit, ...]:
    """What is wrong with a fact, or with a row of a table."""
    return tuple(_Fact(fact, gate, row=row).all())


@lru_cache(maxsize=1 << 10)
def words_of(relation: str, template: str | None) -> str:
    """The words of a relation: of its name and of its reading."""
    return f"{relation.replace('_', ' ')} {_PLACEHOLDER.sub('', template or '')}"


def vocabulary(relation: Relation) -> tuple[str, ...]:
    """The words by which a text makes the claim of a relation: those that it declares, and those that bear meaning of its name and of its
    reading."""
    said = words_of(relation.name, relation.template)
    return tuple(dict.fromkeys((*(word for word in relation.words if word not in FREQUENT["en"]), *bearing(said))))


@lru_cache(maxsize=1 << 10)
def bearing(text: str) -> tuple[str, ...]:
    """The words of a text that bear meaning, in lower case."""
    words = re.findall(r"[^\W\d_]{3,}", text.lower())
    return tuple(dict.fromkeys(word for word in words if word not in FREQUENT["en"]))


def stands(fact: Fact, gate: Gate) -> bool:
    """Whether every quote of a fact stands: else its fit is not known."""
    return all(gate.verdict(cited).place is not None for cited in fact.quotes)


class _Fact:
    """One fact that is looked at."""

    def __init__(self, fact: Fact, gate: Gate, *, row: bool) -> None:
        self.fact = fact
        self.gate = gate
        self.row = row
        self.relation = gate.relation(fact.relation)
        self.plain = gate.relation(composed(fact.relation).relation)  # without sign and modality
        self.words = words_of(fact.relation, self.relation.template)

    def all(self) -> Iterator[Misfit]:
        fact, gate = self.fact, self.gate
        contexts = [context for cited in fact.quotes if (context := gate.context(cited)) is not None]
        if not contexts or not stands(fact, gate):
            return
        published = [days for cited in fact.quotes for days in gate.days(cited.source)]
        named: list[list[NamedValue]] = [[] for _ in contexts]
        meeting = [gate.met(context.cited) for context in contexts]
        said = self._spoken()
        for parameter, value, claimed in self._values():
            shown, anywhere = write_value(value), False
            for context, stretches, referring in zip(contexts, named, meeting, strict=True):
                spans = self._spans(value, parameter, said, context, published)
                spans += self._meant(value, context, referring)
                anywhere |= bool(spans)
                stretches += [(shown, span) for span in spans] if claimed else ()
            if not anywhere and not self._introduced(value, contexts):
                waived = self._waived_by(parameter, value)
                mend = ", add them as an alias," if isinstance(value, Symbol) else ""
                hint = f'quote the words that name it too{mend} or accept it: waive {waived} "reason"'
                but = _elsewhere(value, parameter, said, contexts)
                yield Misfit(shown, diagnose("F101", fact.span, name=shown, but=but, hint=hint))
        if fact.kind != "cited":
            return
        words = self.relation.words
        if words and not any(related_words(words, context.near, context.language) for context in contexts):
            hint = (
                f'quote the words that say it, or accept it: waive {WORDS} "reason"; its words are {", ".join(words)}'
            )
            yield Misfit(WORDS, diagnose("F110", fact.span, name=fact.relation, hint=hint))
        contexts = contexts[: len(fact.citations)]  # what comes after is no evidence, so nothing in it is a doubt
        voices = [gate.voices(context.cited.source) or () for context in contexts]
        for subject, diagnostic in doubted(
            fact,
            self.words,
            self.plain.words,
            vocabulary(self.plain),
            list(zip(contexts, named[: len(contexts)], voices, strict=True)),
        ):
            yield Misfit(subject, diagnostic)
        for i, cited in enumerate(fact.citations):
            why = gate.boilerplate(cited)
            if why is not None:
                yield Misfit(BOILERPLATE, diagnose("F103", cited.span, why=why), i)

    def _waived_by(self, parameter: str, value: Value) -> str:
        """What a waiver calls a value: a table's is of all rows, and names the argument or the date."""
        when = self.fact.when
        if not self.row:
            return write_value(value)
        if parameter == "on" and when is not None and when.kind == "span":
            return "since" if value == when.first else "until"
        return parameter

    def _values(self) -> Iterator[tuple[str, Value, bool]]:
        """The values that quotes must show, each with the name of its argument, and whether it is part of what is claimed.

        A text need not name its own voice, neither as who says something nor as whom it is said of."""
        fact = self.fact
        sources = {cited.source for cited in fact.citations}
        args = fact.values[1:] if fact.mode else fact.values
        if fact.mode and not self._own_voice(fact.values[0], sources):
            yield "who", fact.values[0], False
        said = composed(fact.relation)
        for place, (parameter, value) in enumerate(zip(self.relation.parameters, args, strict=True)):
            own = isinstance(value, Symbol) and value.name in sources and fact.kind == "declared"
            if (
                not isinstance(value, Unknown)
                and not own
                and not parameter.label
                and not self._own_voice(value, sources)
            ):
                # What a condition is about is not claimed: a negation of it is its own.
                yield parameter.name, value, said.condition is None or place < said.arity
        if fact.when is not None:
            for end in dict.fromkeys((fact.when.first, fact.when.last)):
                if end is not None:
                    yield "on", end, True

    def _spans(
        self, value: Value, parameter: str, said: str, context: QuoteContext, published: DateRanges
    ) -> list[Offsets]:
        """Where the sentences of a quote name a value."""
        start, end = context.sentence
        text = context.text[start:end]
        match value:
            case Symbol() | str():
                spans = self._named(value, text, context.language) or self._parted(value, text, context.language)
            case Date():
                ends = day(value.earliest), day(value.latest)
                spans = date_spans(*ends, text, published) if any(ends) else [(0, 0)]
            case int() | Decimal():
                spans = number_spans(Decimal(value), text, parameter, said, context.language)
            case Unknown():
                spans = []
        return [(start + a, start + b) for a, b in spans]

    def _named(self, value: Symbol | str, text: str, language: str) -> list[Offsets]:
        return string_spans(value, text) if isinstance(value, str) else self._symbol(value.name, text, language)

    def _parted(self, value: Symbol | str, text: str, language: str) -> list[Offsets]:
        """Where a name or words stand that the end of a line or marks part; a quote is read over them too."""
        for reading, edits in rejoined(text):
            spans = [span for each in self._named(value, reading, language) if (span := back(each, edits)) is not None]
            if spans:
                return spans
        return []

    def _meant(self, value: Value, context: QuoteContext, referring: Sequence[ReferenceUse]) -> list[Offsets]:
        """Where words of the sentences of a quote refer to a value."""
        start, _ = context.sentence
        spans = (each.span for each in referring if isinstance(value, Symbol) and each.reference.symbol == value.name)
        return [(start + a, start + b) for a, b in spans]

    def _symbol(self, name: str, text: str, language: str) -> list[Offsets]:
        names = self.gate.names(name)
        if names:
            return name_spans(names, text, language)
        voices = self.gate.voices(name)
        if voices is not None:
            return name_spans([name, *voices], text, language)
        return word_spans(name, text, language)

    def _introduced(self, value: Value, contexts: Sequence[QuoteContext]) -> bool:
        """Whether the documents name something elsewhere for all that they say: as what they are of, or by a short form."""
        if not isinstance(value, Symbol):
            return False
        for context in contexts:
            if self._symbol(value.name, self.gate.head(context.cited.source), context.language):
                return True
            names = self.gate.names(value.name)
            short = self.gate.short_forms(context, names) if names else ()
            if short and name_spans(short, context.text[slice(*context.sentence)], context.language):
                return True
        return False

    def _spoken(self) -> str:
        """The words of the fact: what its numbers are numbers of may be said by its relation, or by an argument (`million_crowns`)."""
        values = self.fact.values
        named = " ".join(str(value).replace("_", " ") for value in values if isinstance(value, Symbol | str))
        return f"{self.words} {named}"

    def _own_voice(self, who: Value, sources: set[str]) -> bool:
        called = str(who)
        names = (called, *self.gate.names(called)) if isinstance(who, Symbol | str) else (called,)
        return all(not set(self.gate.voices(source) or ()).isdisjoint(names) for source in sources)


def _elsewhere(value: Value, parameter: str, said: str, contexts: Sequence[QuoteContext]) -> str:
    """What a number stands for that is equal to one of the fact, where it is none of the fact's."""
    if not isinstance(value, int | Decimal):
        return ""
    for context in contexts:
        text = context.text[slice(*context.sentence)]
        number = number_elsewhere(Decimal(value), text, parameter, said, context.language)
        if number is not None:
            return f", but as {number.sense}: `{number.expression}`"
    return ""
