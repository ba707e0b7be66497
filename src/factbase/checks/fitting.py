"""The fit of claim and quote: in, a base; out, a warning for each part of a fact that its quotes do not carry, and each waiver.

What a quote may lean on are the sentences around the quotes of the fact, all together; what is waived beside the fact is not told.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from itertools import chain

from factbase.base import FactBase
from factbase.checks.doubting import AFFIRMED, doubted
from factbase.checks.quoted import Context, Contexts, Named, Stretch
from factbase.cite.boilerplate import Boilerplate
from factbase.cite.fit import date_spans, name_spans, number_elsewhere, number_spans, string_spans, word_spans
from factbase.ground.date import Date
from factbase.ground.diagnostic import Diagnostic, diagnose
from factbase.ground.span import Span
from factbase.ground.value import Symbol, Unknown, Value, write_value
from factbase.program.model import Fact, Program
from factbase.syntax.tree import Waiver

__all__ = ["AFFIRMED", "BOILERPLATE", "CONTRADICTED", "Waived", "fit"]

BOILERPLATE, CONTRADICTED = "boilerplate", "contradicted"
"""What a waiver names besides values and the kinds of doubt."""

_PLACEHOLDER = re.compile(r"\{\w+\}")

Days = Sequence[tuple[date, date]]


@dataclass(frozen=True, slots=True)
class Waived:
    """A waiver that is needed, with the fact beside which it stands."""

    fact: Fact
    waiver: Waiver


def fit(
    base: FactBase, published: Mapping[str, Sequence[Date]], contradicted: Mapping[int, str]
) -> tuple[list[Diagnostic], list[Waived]]:
    """The findings of all facts that have quotes, and the waivers in force.

    `published` are the dates of the sources, `contradicted` tells for the index of a fact what contradicts it on the same quote."""
    pass_ = _Pass(base, {source: _days(dates) for source, dates in published.items()})
    problems: list[Diagnostic] = []
    waived: list[Waived] = []
    idle: dict[Span, Waiver] = {}
    for fact in _with_quotes(base.program):
        found = pass_.findings(fact)
        if fact.index in contradicted:
            found[CONTRADICTED] = [diagnose("F104", fact.span, message=contradicted[fact.index])]
        waivers = {write_value(waiver.value): waiver for waiver in fact.waivers}
        for subject, told in found.items():
            if subject not in waivers:
                problems += told
        for waiver in fact.waivers:
            subject = write_value(waiver.value)
            if subject in found and waivers[subject] is waiver:
                waived.append(Waived(fact, waiver))
            elif pass_.stands(fact):
                idle.setdefault(waiver.span, waiver)
    # One waiver may serve all rows of a table: it is needed where it is by one of them.
    needed = {each.waiver.span for each in waived}
    problems += [
        diagnose("F105", span, name=write_value(waiver.value)) for span, waiver in idle.items() if span not in needed
    ]
    return problems, waived


def _with_quotes(program: Program) -> Iterator[Fact]:
    """The facts that may have a finding or a waiver. The rows of a table that has neither quotes nor waivers are not even made."""
    tables = (table for table in program.facts.tables if table.source is not None or table.waivers)
    return chain(program.facts.listed, *tables)


def _days(dates: Sequence[Date]) -> Days:
    ends = [(_day(d.earliest), _day(d.latest)) for d in dates]
    return [(first, last) for first, last in ends if first is not None and last is not None]


def _day(ordinal: int | None) -> date | None:
    return date.fromordinal(ordinal) if ordinal is not None and 1 <= ordinal <= date.max.toordinal() else None


class _Pass:
    def __init__(self, base: FactBase, published: Mapping[str, Days]) -> None:
        self.base = base
        self.program: Program = base.program
        self.published = published
        self.boilerplate = Boilerplate(base.evidence.documents.values())
        self.contexts = Contexts(base)
        self.voices = self._voices()

    def stands(self, fact: Fact) -> bool:
        """Whether every quote of a fact stands: else its fit is not known."""
        return all(self.base.evidence.verdict(cited).place is not None for cited in fact.citations)

    def findings(self, fact: Fact) -> dict[str, list[Diagnostic]]:
        """What is wrong with a fact whatever is waived, by what a waiver would name: one is needed where it names one of these."""
        found: dict[str, list[Diagnostic]] = {}
        for subject, problem in self._findings(fact):
            found.setdefault(subject, []).append(problem)
        return found

    def _findings(self, fact: Fact) -> Iterator[tuple[str, Diagnostic]]:
        contexts = [context for cited in fact.citations if (context := self.contexts.of(cited)) is not None]
        if not contexts or not self.stands(fact):
            return
        published = [days for cited in fact.citations for days in self.published.get(cited.source, ())]
        named: list[list[Named]] = [[] for _ in contexts]
        said = self._spoken(fact)
        for parameter, value, claimed in self._values(fact):
            shown, anywhere = write_value(value), False
            for context, stretches in zip(contexts, named, strict=True):
                spans = self._spans(value, parameter, said, context, published)
                anywhere |= bool(spans)
                stretches += [(shown, span) for span in spans] if claimed else ()
            if not anywhere:
                waived = self._waived_by(fact, parameter, value)
                hint = f'quote the words that name it too, add them as an alias, or accept it: waive {waived} "reason"'
                but = self._elsewhere(value, parameter, said, contexts)
                yield shown, diagnose("F101", fact.span, name=shown, but=but, hint=hint)
        if fact.kind != "cited":
            return
        voices = [self.voices[context.cited.source] for context in contexts]
        yield from doubted(fact, self._words(fact.relation), list(zip(contexts, named, voices, strict=True)))
        for context in contexts:
            document = self.base.evidence.documents[context.cited.source]
            place = self.base.evidence.verdict(context.cited).place
            why = self.boilerplate.why(document, place.span) if place is not None else None
            if why is not None:
                yield BOILERPLATE, diagnose("F103", context.cited.span, why=why)

    def _waived_by(self, fact: Fact, parameter: str, value: Value) -> str:
        """What a waiver calls a value: a table's is of all rows, and names the argument or the date."""
        if not self.program.facts.is_row(fact):
            return write_value(value)
        if parameter == "on" and fact.when is not None and fact.when.kind == "span":
            return "since" if value == fact.when.first else "until"
        return parameter

    # ---- what a fact says, and where it is named

    def _values(self, fact: Fact) -> Iterator[tuple[str, Value, bool]]:
        """The values that quotes must show, each with the name of its argument, and whether it is part of what is claimed.

        A text need not name its own voice."""
        relation = self.program.relations[fact.relation]
        sources = {cited.source for cited in fact.citations}
        args = fact.values[1:] if fact.mode else fact.values
        if fact.mode and not self._own_voice(fact.values[0], sources):
            yield "who", fact.values[0], False
        for parameter, value in zip(relation.parameters, args, strict=True):
            own = isinstance(value, Symbol) and value.name in sources and fact.kind == "declared"
            if not isinstance(value, Unknown) and not own:
                yield parameter.name, value, True
        if fact.when is not None:
            for end in dict.fromkeys((fact.when.first, fact.when.last)):
                if end is not None:
                    yield "on", end, True

    def _spans(self, value: Value, parameter: str, said: str, context: Context, published: Days) -> list[Stretch]:
        start, end = context.sentence
        text = context.text[start:end]
        match value:
            case Symbol():
                spans = self._symbol(value.name, text)
            case str():
                spans = string_spans(value, text)
            case Date():
                ends = _day(value.earliest), _day(value.latest)
                spans = date_spans(*ends, text, published) if any(ends) else [(0, 0)]
            case int() | Decimal():
                spans = number_spans(Decimal(value), text, parameter, said)
            case Unknown():
                spans = []
        return [(start + a, start + b) for a, b in spans]

    def _elsewhere(self, value: Value, parameter: str, said: str, contexts: Sequence[Context]) -> str:
        """What a number stands for that is equal to one of the fact, where it is none of the fact's."""
        if not isinstance(value, int | Decimal):
            return ""
        for context in contexts:
            text = context.text[slice(*context.sentence)]
            found = number_elsewhere(Decimal(value), text, parameter, said)
            if found is not None:
                return f", but as {found.sense}: `{found.whole}`"
        return ""

    def _spoken(self, fact: Fact) -> str:
        """The words of a fact: what its numbers are numbers of may be said by its relation, or by an argument (`million_crowns`)."""
        named = " ".join(str(value).replace("_", " ") for value in fact.values if isinstance(value, Symbol | str))
        return f"{self._words(fact.relation)} {named}"

    def _words(self, relation: str) -> str:
        """The words of a relation: of its name and of its reading."""
        template = _PLACEHOLDER.sub("", self.program.relations[relation].template or "")
        return f"{relation.replace('_', ' ')} {template}"

    def _symbol(self, name: str, text: str) -> list[Stretch]:
        entity, source = self.program.entities.get(name), self.program.sources.get(name)
        if entity is not None:
            return name_spans([entity.label, *entity.aliases], text)
        if source is not None:
            return name_spans([name, *self.voices[name]], text)
        return word_spans(name, text)

    def _voices(self) -> dict[str, list[str]]:
        """What each source, and each that it retells, calls its author, its publisher and itself."""
        called: dict[str, list[str]] = {}
        for fact in self.program.facts.listed:  # tables declare nothing
            if fact.kind == "declared" and fact.relation in ("author", "publisher", "title"):
                called.setdefault(str(fact.values[0]), []).append(str(fact.values[1]))
        return {
            name: [told for own in (name, *source.retells) for told in called.get(own, ())]
            for name, source in self.program.sources.items()
        }

    def _own_voice(self, who: Value, sources: set[str]) -> bool:
        entity = self.program.entities.get(str(who))
        names = {str(who), *((entity.label, *entity.aliases) if entity is not None else ())}
        return all(names.intersection(self.voices[source]) for source in sources)
