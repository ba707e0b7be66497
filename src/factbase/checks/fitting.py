"""The fit of claim and quote: in, a base; out, a warning for each part of a fact that its quotes do not carry, and each waiver.

What a quote may lean on are the sentences around the quotes of the fact, all together; what is waived beside the fact is not told.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from itertools import accumulate, chain

from factbase.base import FactBase
from factbase.checks.surroundings import Block, Surroundings
from factbase.cite import Span as Stretch
from factbase.cite import fold
from factbase.cite.boilerplate import Boilerplate
from factbase.cite.doubt import Doubt, Doubtful, denied, speaks_of
from factbase.cite.fit import date_spans, month_spans, name_spans, number_spans, string_spans, word_spans
from factbase.ground.date import Date
from factbase.ground.diagnostic import Diagnostic, diagnose
from factbase.ground.span import Span
from factbase.ground.value import Symbol, Unknown, Value, write_value
from factbase.program.model import Cited, Fact, Program
from factbase.syntax.tree import Waiver

__all__ = ["AFFIRMED", "BOILERPLATE", "CONTRADICTED", "Waived", "fit"]

AFFIRMED, BOILERPLATE, CONTRADICTED = "affirmed", "boilerplate", "contradicted"
"""What a waiver names besides values and the kinds of doubt."""

VOICE_REACH = 60  # characters around a verb of saying in which the text's own voice may be named
KEPT = 10_000  # quotes with what stands around them
OWNER = 8  # characters before a name in which it is said to be somebody's
BEFORE_QUOTE = 2  # words between a `would` or a `not` and the quote that is cut off after it

_POSSESSIVE = re.compile(r"(?:\b(?:its|their|his|her|our|my|your)|'s?) \Z", re.IGNORECASE)
_HAVING = re.compile(
    r"\b(?:has|have|owns?|possess(?:es)?|holds?|capabilit(?:y|ies)|capable)\b(?! (?:been|to)\b)", re.IGNORECASE
)

Days = Sequence[tuple[date, date]]


@dataclass(frozen=True, slots=True)
class Waived:
    """A waiver that is needed, with the fact beside which it stands."""

    fact: Fact
    waiver: Waiver


@dataclass(frozen=True, slots=True)
class _Context:
    """A quote that stands: the folded paragraph, and in it the sentences and the parts of the quote."""

    cited: Cited
    text: str
    sentence: Stretch
    parts: tuple[Stretch, ...]
    doubts: tuple[Doubt, ...]  # those that touch the sentences

    def quoted(self, named: Iterable[tuple[str, Stretch]]) -> list[Stretch]:
        """What is named within the quote."""
        return [span for _, span in named if any(_within(span, part) for part in self.parts)]

    def denied(self, stretches: Iterable[Stretch]) -> bool:
        """Whether the sentences take back what is said on some stretches, or speak of a denial."""
        start, end = self.sentence
        return denied(self.text[start:end], [(a - start, b - start) for a, b in stretches])


class _Scopes:
    """Stretches, each with a word: which word stands over a stretch, if one does."""

    def __init__(self, found: Iterable[tuple[Stretch, str]]) -> None:
        ordered = sorted(found)
        self.starts = [span[0] for span, _ in ordered]
        self.last = list(accumulate(((span[1], word) for span, word in ordered), max))

    def around(self, span: Stretch) -> str | None:
        """The word over the stretch that holds another; None where none does."""
        before = bisect_right(self.starts, span[0])
        return self.last[before - 1][1] if before and self.last[before - 1][0] >= span[1] else None


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
        self.surroundings = {name: Surroundings(d.text) for name, d in base.evidence.documents.items()}
        self.contexts: dict[Cited, _Context | None] = {}
        self.said: dict[str, frozenset[Doubtful]] = {}  # by relation, the doubts that it speaks of itself
        self.voices = {name: self._voice(name) for name in self.program.sources}

    def stands(self, fact: Fact) -> bool:
        """Whether every quote of a fact stands: else its fit is not known."""
        return all(self.base.evidence.verdict(cited).place is not None for cited in fact.citations)

    def findings(self, fact: Fact) -> dict[str, list[Diagnostic]]:
        """What is wrong with a fact whatever is waived, by what a waiver would name: one is needed where it names one of these."""
        found: dict[str, list[Diagnostic]] = {}
        for subject, problem in self._findings(fact):
            found.setdefault(write_value(subject), []).append(problem)
        return found

    def _findings(self, fact: Fact) -> Iterator[tuple[Value, Diagnostic]]:
        contexts = [context for cited in fact.citations if (context := self._context(cited)) is not None]
        if not contexts or not self.stands(fact):
            return
        published = [days for cited in fact.citations for days in self.published.get(cited.source, ())]
        named: list[list[tuple[str, Stretch]]] = [[] for _ in contexts]
        for parameter, value, claimed in self._values(fact):
            shown, anywhere = write_value(value), False
            for context, stretches in zip(contexts, named, strict=True):
                spans = self._spans(value, parameter, context, published)
                anywhere |= bool(spans)
                stretches += [(shown, span) for span in spans] if claimed else ()
            if not anywhere:
                waived = self._waived_by(fact, parameter, value)
                hint = f'quote the words that name it too, add them as an alias, or accept it: waive {waived} "reason"'
                yield value, diagnose("F101", fact.span, name=shown, hint=hint)
        if fact.kind != "cited":
            return
        yield from self._doubts(fact, contexts, named)
        for context in contexts:
            document = self.base.evidence.documents[context.cited.source]
            place = self.base.evidence.verdict(context.cited).place
            why = self.boilerplate.why(document, place.span) if place is not None else None
            if why is not None:
                yield Symbol(BOILERPLATE), diagnose("F103", context.cited.span, why=why)

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

    def _spans(self, value: Value, parameter: str, context: _Context, published: Days) -> list[Stretch]:
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
                spans = number_spans(Decimal(value), text)
                if parameter == "month" and value in range(1, 13):
                    spans += month_spans(int(value), text)
            case Unknown():
                spans = []
        return [(start + a, start + b) for a, b in spans]

    def _symbol(self, name: str, text: str) -> list[Stretch]:
        entity, source = self.program.entities.get(name), self.program.sources.get(name)
        if entity is not None:
            return name_spans([entity.label, *entity.aliases], text)
        if source is not None:
            return name_spans([name, *self.voices[name]], text)
        return word_spans(name, text)

    def _voice(self, source: str) -> tuple[str, ...]:
        """What a source, and each that it retells, calls its author, its publisher and itself."""
        own = {source, *self.program.sources[source].retells}
        return tuple(
            str(fact.values[1])
            for fact in self.program.facts.listed  # tables declare nothing
            if fact.kind == "declared"
            and fact.relation in ("author", "publisher", "title")
            and str(fact.values[0]) in own
        )

    def _own_voice(self, who: Value, sources: set[str]) -> bool:
        entity = self.program.entities.get(str(who))
        names = {str(who), *((entity.label, *entity.aliases) if entity is not None else ())}
        return all(names & set(self.voices[source]) for source in sources)

    # ---- doubts

    def _doubts(
        self, fact: Fact, contexts: Sequence[_Context], named: Sequence[Sequence[tuple[str, Stretch]]]
    ) -> Iterator[tuple[Value, Diagnostic]]:
        """A doubt that touches all that the quotes name of the fact, unless the relation itself speaks of it.

        What is claimed may be hedged and is somebody's; what is denied must be taken back."""
        if fact.mode == "denies":
            inside = [context.quoted(stretches) for context, stretches in zip(contexts, named, strict=True)]
            if not any(c.denied(i if any(inside) else c.parts) for c, i in zip(contexts, inside, strict=True)):
                hint = f'quote the words that deny it, say what is claimed, or accept it: waive {AFFIRMED} "reason"'
                yield Symbol(AFFIRMED), diagnose("F106", fact.span, hint=hint)
            return
        if not any(context.doubts for context in contexts):
            return
        said = self._said(fact.relation)
        for kind in Doubtful if fact.mode is None else (Doubtful.NEGATED,):
            word = self._doubted(kind, fact, contexts, named) if kind not in said else None
            if word is not None:
                claim = "state it as a claim (`says(who):`), " if fact.mode is None else ""
                hint = f'{claim}quote plainer words, or accept it: waive {kind} "reason"'
                what = "the fact is plain" if fact.mode is None else "what is claimed is plain"
                yield Symbol(str(kind)), diagnose("F102", fact.span, kind=kind, word=word, what=what, hint=hint)

    def _doubted(
        self, kind: Doubtful, fact: Fact, contexts: Sequence[_Context], named: Sequence[Sequence[tuple[str, Stretch]]]
    ) -> str | None:
        """The word of a doubt under which all stands that the quotes name; None where something is said plainly.

        Where a clause takes back a statement, only what the statement alone names is doubted; the clause names others."""
        words: list[str] = []
        for context, stretches in zip(contexts, named, strict=True):
            inside = [(value, s) for value, s in stretches if any(_within(s, part) for part in context.parts)]
            names = _Scopes((span, "") for _, span in stretches)
            doubts = [
                d
                for d in context.doubts
                if d.kind is kind and self._counts(d, context) and names.around(d.span) is None
            ]
            scopes = _Scopes((d.scope, d.word) for d in doubts)
            wholes = _Scopes((d.whole, d.word) for d in doubts if d.whole is not None)
            told = [(value, scopes.around(span), wholes.around(span)) for value, span in inside]
            plain = {value for value, doubted, _ in told if doubted is None}
            words += [word for value, word, whole in told if word is not None and (whole is None or value not in plain)]
            if any(doubted is None and whole is None for _, doubted, whole in told):
                return None
            if kind is Doubtful.NEGATED and self._taken_for_granted(fact, context.text, inside):
                return None
        return words[0] if words else None

    def _taken_for_granted(self, fact: Fact, text: str, named: Sequence[tuple[str, Stretch]]) -> bool:
        """Whether a negated clause says the fact all the same: that Ost has ships in `Ost did not sell its ships`, and that they are
        old in `Ost did not sell the old ships`."""
        if self._has(fact.relation) and any(_POSSESSIVE.search(text, max(0, s[0] - OWNER), s[0]) for _, s in named):
            return True
        words = {write_value(value) for value in fact.values if isinstance(value, str)}
        ends = {span[1] + 1 for value, span in named if value in words and text[span[1] : span[1] + 1] == " "}
        return any(span[0] in ends for value, span in named if value not in words)

    def _has(self, relation: str) -> bool:
        template = self.program.relations[relation].template or ""
        return bool(_HAVING.search(f"{relation.replace('_', ' ')} {template}"))

    def _said(self, relation: str) -> frozenset[Doubtful]:
        """The doubts that a relation speaks of itself."""
        if relation not in self.said:
            said = f"{relation.replace('_', ' ')} {self.program.relations[relation].template or ''}"
            self.said[relation] = frozenset(kind for kind in Doubtful if speaks_of(kind, said))
        return self.said[relation]

    def _counts(self, doubt: Doubt, context: _Context) -> bool:
        """Whether a doubt is about the quote. A hedge or a negation is one within the quote, or directly before it.

        What the text's own voice reports is the text's."""
        if doubt.kind is Doubtful.ATTRIBUTED:
            around = context.text[max(0, doubt.span[0] - VOICE_REACH) : doubt.span[1] + VOICE_REACH]
            return not any(name_spans([voice], around) for voice in self.voices[context.cited.source])
        first, last = context.parts[0][0], context.parts[-1][1]
        if doubt.whole is not None:  # told of all that the quote says, or of a statement in it
            return any(_within(*each) for each in (((first, last), doubt.whole), (doubt.scope, (first, last))))
        if doubt.span[1] <= first:
            between = len(context.text[doubt.span[1] : first].split())
            return between <= (0 if doubt.kind is Doubtful.NEGATED and doubt.word.endswith(" to") else BEFORE_QUOTE)
        return doubt.span[0] < last

    def _context(self, cited: Cited) -> _Context | None:
        if cited not in self.contexts:
            if len(self.contexts) >= KEPT:  # each row of a table has quotes of its own, and is asked of once
                self.contexts.clear()
            self.contexts[cited] = self._read(cited)
        return self.contexts[cited]

    def _read(self, cited: Cited) -> _Context | None:
        place = self.base.evidence.verdict(cited).place
        if place is None:
            return None
        raw = self.base.evidence.documents[cited.source].text
        lo, hi = place.sentence
        sentence = fold(raw[lo:hi]).text
        block = self.surroundings[cited.source].block(lo, hi)
        at = block.text.find(sentence)
        if at < 0:
            block, at = Block.of(sentence), 0
        end = at + len(sentence)
        parts: list[Stretch] = []
        for start, stop in place.spans:
            words = fold(raw[start:stop]).text
            found = block.text.find(words, parts[-1][1] if parts else at)
            parts.append((found, found + len(words)) if found >= 0 else (at, end))
        return _Context(cited, block.text, (at, end), tuple(parts), block.doubts(at, end))


def _within(inner: Stretch, outer: Stretch) -> bool:
    return outer[0] <= inner[0] and inner[1] <= outer[1]
