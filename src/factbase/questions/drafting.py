"""Drafts of facts: in, a quote that stands and a base; out, the relations that fit it, a fact of one with the names of the quote,
what the checker says of it, and the statement, with a mark for each part that is still to be filled.

Promised: the judgement is that of `check`: the same functions, of the same fact.
"""

from __future__ import annotations

import math
from collections import Counter
from collections.abc import Callable, Collection, Iterator, Mapping, Sequence
from dataclasses import replace
from functools import cached_property

from factbase.base import FactBase
from factbase.checks.audit import declared_days
from factbase.checks.doubting import AFFIRMED
from factbase.checks.misfits import Misfit, bearing, misfits, vocabulary, words_of
from factbase.checks.premises import Gate, Premises
from factbase.checks.quoted import QuoteContext
from factbase.cite.doubtful import Doubt, Doubtful
from factbase.cite.named import related_words, word_spans
from factbase.cite.passage import Selected
from factbase.cite.sense import fits as makes_sense
from factbase.engine.base import Engine
from factbase.ground.composed import MODALITIES, composed, written
from factbase.ground.dataclass import dataclass
from factbase.ground.date import Date, parse_date
from factbase.ground.span import Span, TextFile
from factbase.ground.value import Symbol, Unknown, Value, is_symbol_name, write_value
from factbase.program.declare import BASE_TYPES, Declared
from factbase.program.fact import ENTITY_FIELDS
from factbase.program.model import Cited, Fact, Parameter, Relation
from factbase.program.resolve import is_ours
from factbase.program.types import fitting
from factbase.questions.naming import Name, Names, declared_as, is_within, symbol_of
from factbase.syntax.format import formatted
from factbase.syntax.parse import parse_goal
from factbase.syntax.tree import Claim, Constant, Match, Mode, When
from factbase.workspace.trace import Reading

__all__ = ["Draft", "Drafting", "QuoteRead", "constant_of", "days_of", "is_open", "mark"]

MAX_RELATIONS = 12  # that are offered first
_WAIVED = frozenset({*map(str, Doubtful), AFFIRMED, "boilerplate", "words"})
_NOWHERE = TextFile("<cite>", "")
_MODAL = {"may": ("may", "might", "could", "perhaps", "possibl"), "likely": ("likely", "probabl")}


_WHO = Parameter("who", frozenset({"person"}))


def constant_of(text: str) -> Value | None:
    """The value that a text is in the language; None where it is none."""
    query, problems = parse_goal(TextFile("<value>", f"x({text})"), None)
    match query.body if query is not None and not problems else ():
        case (Match(claim=Claim(args=(Constant() as only,))),) if not isinstance(only.value, Unknown) or text == "?":
            return only.value
    return None


def _declares(statement: str, draft: Draft, place: int) -> bool:
    """Whether a declaration is of the value that an argument had, and no other argument has."""
    had = draft.values[place] if place >= 0 else draft.who
    others = [
        value for number, value in enumerate((*draft.values, draft.who)) if number != place % (len(draft.values) + 1)
    ]
    return had is not None and had not in others and statement.startswith(f"entity {had}:")


def mark(of: str) -> str:
    """What stands for a part that is still to be filled: no text of the language, so that nothing is loaded with it."""
    return f"‹{of}›"


def is_open(text: str) -> bool:
    """Whether a statement has a part that is still to be filled."""
    return "‹" in text and "›" in text


@dataclass(frozen=True, slots=True)
class Draft:
    """A fact as it is proposed: of each argument the value, as far as one is; `when` is a date or a mark, empty for none.

    `misfits` is what the checker says of it as far as it goes; `declares` are the statements that its new names need."""

    selected: Selected
    source: str
    relation: str  # with its sign or modality
    parameters: tuple[Parameter, ...]
    values: tuple[Value | None, ...]
    mode: Mode | None = None
    who: Value | None = None
    when: str = ""
    declares: tuple[str, ...] = ()
    reasons: tuple[tuple[str, str], ...] = ()  # by what a waiver names
    misfits: tuple[Misfit, ...] = ()

    @property
    def waivers(self) -> tuple[str, ...]:
        """What the checker would have to be told to accept; a value that is nowhere is better mended."""
        return tuple(dict.fromkeys(each.subject for each in self.misfits if each.subject in _WAIVED))

    def statement(self, *, named: bool = True) -> str:
        """The statement in the one layout; the source is `named` where no `from` stands above it."""
        args = [
            mark(parameter.name) if value is None else write_value(value)
            for parameter, value in zip(self.parameters, self.values, strict=True)
        ]
        who = f"{self.mode}({mark('who') if self.who is None else write_value(self.who)}): " if self.mode else ""
        when = f" on {self.when}" if self.when else ""
        cited = [write_value(self.selected.quote)]
        cited += [f"after {write_value(self.selected.after)}"] if self.selected.after is not None else []
        cited += [f"before {write_value(self.selected.before)}"] if self.selected.before is not None else []
        lines = [
            f"{who}{written(self.relation, args, when)}",
            *([f"@ {self.source}"] if named else []),
            " ".join(cited),
        ]
        given = dict(self.reasons)
        reasons = {each: write_value(given[each]) if each in given else mark("reason") for each in self.waivers}
        lines += [f"waive {subject} {reason}" for subject, reason in reasons.items()]
        return _laid_out("\n  ".join(lines) + ".")


def _laid_out(text: str) -> str:
    """A statement in the one layout, its marks as if names stood there."""
    stand_in: dict[str, str] = {}
    plain = text
    for number, each in enumerate(dict.fromkeys(part for part in _marks(text))):
        of = each[1:-1]
        fill = f'"reason{number}"' if of == "reason" else f"000{number}-01-01" if of == "date" else f"x{number}_{of}"
        stand_in[fill] = each
        plain = plain.replace(each, fill)
    made = formatted(TextFile("<cite>", plain))
    if not isinstance(made, str):
        return text
    for fill, each in stand_in.items():
        made = made.replace(fill, each)
    return made.rstrip("\n")


def _marks(text: str) -> Iterator[str]:
    start = text.find("‹")
    while start >= 0:
        end = text.find("›", start)
        if end < 0:
            return
        yield text[start : end + 1]
        start = text.find("‹", end)


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


class Drafting:
    """Makes drafts of facts of one base; what it has read of that is kept."""

    def __init__(self, base: FactBase, engine: Engine) -> None:
        self.base = base
        published = declared_days(base) if base.errors else base.dated.published(engine)[0]
        self._premises = Premises(base, published)
        self._names = Names(base.program)
        self._fits: dict[frozenset[str], Callable[[Value], bool]] = {}

    # ---- what there is

    @cached_property
    def _relations(self) -> Mapping[str, Relation]:
        """Those that a fact may state."""
        relations = self.base.program.relations.values()
        stated = (each for each in relations if not is_ours(each.name) and each.name.isidentifier())
        return {each.name: each for each in stated if each.declared or each.name not in ENTITY_FIELDS}

    @property
    def names(self) -> Collection[str]:
        """The names of the relations that a fact may state."""
        return self._relations.keys()

    def plain(self, draft: Draft) -> str:
        """The name of its relation without a sign or a modality."""
        return composed(draft.relation).relation

    @cached_property
    def _used(self) -> Counter[str]:
        """How many facts each relation has."""
        facts = self.base.program.facts
        used = Counter(fact.relation for fact in facts.listed if fact.kind == "cited")
        for table in facts.tables:
            used[table.relation] += len(table)
        return used

    @cached_property
    def _derived(self) -> frozenset[str]:
        """The relations that rules derive."""
        return frozenset(rule.head.claim.relation for rule in self.base.program.rules)

    @cached_property
    def _weights(self) -> Mapping[str, float]:
        """How much each word says: less, the more relations have it."""
        count = Counter(word for each in self._relations.values() for word in vocabulary(each))
        return {word: 1 / number for word, number in count.items()}

    def read(self, source: str, selected: Selected) -> QuoteRead | None:
        """A quote as the checker reads it; None where it does not stand."""
        cited = _cited(source, selected)
        gate = self._gate()
        context = gate.context(cited)
        return QuoteRead(cited, context, self._names.of(context, gate)) if context is not None else None

    def _gate(self) -> Gate:
        return Gate(self._premises, Reading(self._premises.look))

    # ---- relations

    def relations(self, quote: QuoteRead) -> tuple[str, ...]:
        """Relations for a quote, the best first: those whose words stand in it, then those whose arguments its sentence names."""
        scored = ((self._score(quote, each), each) for each in self._relations.values())
        best = sorted(
            ((score, each.name) for score, each in scored if score > 0),
            key=lambda of: (-of[0], -self._used[of[1]], of[1]),
        )
        return tuple(name for _, name in best[:MAX_RELATIONS])

    def is_said(self, quote: QuoteRead, relation: str) -> bool:
        """Whether the quote has the words of a relation: one that it declares, or all of its name or of its reading that bear meaning."""
        context, said = quote.context, self._relations[relation]
        quoted = [context.text[start:end] for start, end in context.parts]

        def stands(word: str) -> bool:
            return any(related_words([word], text, context.language) for text in quoted)

        parts = bearing(words_of(relation, None)), bearing(words_of("", said.template))
        return any(map(stands, said.words)) or any(words and all(map(stands, words)) for words in parts)

    def _score(self, quote: QuoteRead, relation: Relation) -> float:
        context = quote.context
        start, end = context.sentence
        sentence, words = context.text[start:end], vocabulary(relation)
        own = {*relation.words, *relation.name.split("_")}
        said = 0.0
        for word in words:
            spans = related_words([word], sentence, context.language)
            if spans:
                inside = any(a <= start + s[0] and start + s[1] <= b for s in spans for a, b in context.parts)
                said += self._weights[word] * (1.0 if inside else 0.4) * (2.0 if word in own else 1.0)
        if not said:
            return 0.0
        said /= math.sqrt(len(words))  # a long reading has some word of any sentence
        values = self._filled(quote, relation)
        filled = sum(value is not None for value in values) / len(values) if values else 0.0
        derived = relation.name in self._derived and not self._used[relation.name]
        return (said + filled) * (0.3 if derived else 1.0)  # what rules derive is seldom stated

    # ---- values

    def choices(self, quote: QuoteRead, relation: str, place: int) -> tuple[Name, ...]:
        """What the sentence names that an argument takes, the quote's first; then what facts of the relation have there."""
        said = self.base.program.relation(relation)
        if said is None:
            return ()
        parameter = said.parameters[place]
        takes = self._taking(parameter, said)
        found = {each.value: each for each in quote.names if takes(each)}
        if parameter.types is None or parameter.types - (BASE_TYPES - {"symbol"}):
            for value in self._had(relation, place):
                found.setdefault(value, Name(value, "", -1, quoted=False))
        return tuple(found.values())

    def _had(self, relation: str, place: int) -> Iterator[Value]:
        """The values that an argument has in the facts that are listed, the most frequent first."""
        count = Counter(
            fact.values[place + (fact.mode is not None)]
            for fact in self.base.program.facts.listed
            if fact.relation == relation
        )
        return (value for value, _ in count.most_common() if isinstance(value, Symbol))

    def _taking(self, parameter: Parameter, relation: Relation) -> Callable[[Name], bool]:
        """What tells whether an argument takes a name."""
        said = words_of(relation.name, relation.template)
        types = parameter.types

        def takes(name: Name) -> bool:
            if isinstance(name.value, Symbol):
                if name.new:
                    return types is None or bool(types - BASE_TYPES)
                return types is None or self._fit(types)(name.value)
            if types is None:
                return False  # anything may stand there, so nothing is offered but what has a name
            if isinstance(name.value, str | Date):
                return self._fit(types)(name.value)
            return self._fit(types)(name.value) and makes_sense(name.sense, parameter.name, said)

        return takes

    def _fit(self, types: frozenset[str]) -> Callable[[Value], bool]:
        if types not in self._fits:
            program = self.base.program
            declared = Declared(dict(program.sources), dict(program.entities), dict(program.relations))
            self._fits[types] = fitting(types, declared)
        return self._fits[types]

    def _filled(self, quote: QuoteRead, relation: Relation) -> tuple[Name | None, ...]:
        """For each argument the only name of its type that stands in the quote, where no other argument takes it: all else is a guess."""
        there = [each for each in quote.names if each.quoted and not each.apart]
        known = sum(each.new for each in quote.names) == 1  # of several new names, nothing says which goes where
        taken = [
            [each for each in there if parameter.types is not None and self._taking(parameter, relation)(each)]
            for parameter in relation.parameters
        ]
        count = Counter(each.value for names in taken for each in names)
        return tuple(
            names[0]
            if len(names) == 1
            and count[names[0].value] == 1
            and (not names[0].new or (known and len((parameter.types or frozenset()) - BASE_TYPES) == 1))
            else self._curated(quote, relation, place)
            if not names
            else None
            for place, (parameter, names) in enumerate(zip(relation.parameters, taken, strict=True))
        )

    def _curated(self, quote: QuoteRead, relation: Relation, place: int) -> Name | None:
        """The only symbol that facts of the relation have there, and whose words stand in the quote."""
        types = relation.parameters[place].types
        if types is not None and not types - (BASE_TYPES - {"symbol"}):
            return None
        context = quote.context
        quoted = [context.text[start:end] for start, end in context.parts]
        said = [
            value
            for value in self._had(relation.name, place)
            if str(value) not in self.base.program.entities
            and any(word_spans(str(value), text, context.language) for text in quoted)
        ]
        return Name(said[0], str(said[0]), -1, quoted=True) if len(said) == 1 else None

    # ---- drafts

    def draft(self, quote: QuoteRead, selected: Selected, relation: str) -> Draft:
        """A fact of a relation with the names of the quote; where the words doubt or deny it, one that says so, if that satisfies the
        checker."""
        said = self._relations[relation]
        names = self._filled(quote, said)
        values = tuple(each.value if each is not None else None for each in names)
        plain = Draft(selected, quote.cited.source, relation, said.parameters, values, when=self._when(quote, said))
        declares = tuple(
            declared_as(each, self._type_of(parameter))
            for each, parameter in zip(names, said.parameters, strict=True)
            if each is not None and each.new
        )
        return self.judged(quote, replace(plain, declares=declares), better=True)

    def judged(self, quote: QuoteRead, draft: Draft, *, better: bool = False) -> Draft:
        """A draft with what the checker says of it; with `better`, in the form of which it says least."""
        plain = replace(draft, misfits=self._misfits(quote, draft))
        if not better or not any(each.subject in _WAIVED for each in plain.misfits):
            return plain
        for each in self._otherwise(quote, plain):
            other = replace(each, misfits=self._misfits(quote, each))
            if len(other.misfits) < len(plain.misfits):
                return other
        return plain

    def with_value(self, quote: QuoteRead, draft: Draft, place: int, text: str) -> Draft:
        """A draft with another value in the place of an argument, -1 for who says it: a value of the language, a name that the sentence
        has or the base will, or a text. A name that nobody declares comes with its declaration, where the argument takes entities."""
        parameter = draft.parameters[place] if place >= 0 else _WHO
        value, name = self._meant(quote, parameter, text)
        if place < 0:
            changed = replace(draft, who=value)
        else:
            changed = replace(draft, values=(*draft.values[:place], value, *draft.values[place + 1 :]))
        declares = [each for each in draft.declares if not _declares(each, draft, place)]
        if name is not None:
            declares.append(declared_as(name, self._type_of(parameter)))
        return self.judged(quote, replace(changed, declares=tuple(declares)))

    def _meant(self, quote: QuoteRead, parameter: Parameter, text: str) -> tuple[Value | None, Name | None]:
        """The value that is meant, and the name that has to be declared for it."""
        if not text.strip():
            return None, None
        words = text.strip()
        named = next((each for each in quote.names if write_value(each.value) == words), None)
        if named is not None:
            return named.value, named if named.new and (parameter.types or frozenset()) - BASE_TYPES else None
        value = constant_of(words)
        if parameter.types == frozenset({"string"}):
            return (value if isinstance(value, str) else words), None
        wants_entity = bool((parameter.types or frozenset()) - BASE_TYPES)
        if value is None and not is_symbol_name(symbol_of(words)):
            return None, None  # no name can be made of it
        if value is None:
            value, wants_entity = Symbol(symbol_of(words)), wants_entity or parameter.types is None
        program = self.base.program
        known = isinstance(value, Symbol) and (value.name in program.entities or value.name in program.sources)
        if not isinstance(value, Symbol) or known or not wants_entity:
            return value, None
        label = words.replace("_", " ")
        return value, Name(value, label, -1, quoted=False, new=True)

    def _otherwise(self, quote: QuoteRead, draft: Draft) -> Iterator[Draft]:
        """The same as somebody's words, as not so, or as something that may be, by what stands beside the quote."""
        subjects = {each.subject for each in draft.misfits}
        doubts = quote.context.doubts
        if Doubtful.ATTRIBUTED in subjects:
            yield replace(draft, mode="says", who=self._speaker(quote, doubts), when="")
        if Doubtful.NEGATED in subjects:
            yield replace(draft, relation=f"-{draft.relation}", when="")
        if Doubtful.HEDGED in subjects:
            words = [doubt.word.lower() for doubt in doubts if doubt.kind is Doubtful.HEDGED]
            fitting_ = [m for m, begun in _MODAL.items() if any(word.startswith(begun) for word in words)]
            for modality in dict.fromkeys((*fitting_, "would", *MODALITIES)):
                yield replace(draft, relation=f"{modality} {draft.relation}")

    def _speaker(self, quote: QuoteRead, doubts: Sequence[Doubt]) -> Value | None:
        """The only one who is named beside a verb of saying and can speak."""
        speaking = [
            each for each in quote.names if each.type in ("person", "organisation", "group", "country") and not each.new
        ]
        said = any(doubt.kind is Doubtful.ATTRIBUTED for doubt in doubts)
        return speaking[0].value if said and len(speaking) == 1 else None

    def _when(self, quote: QuoteRead, relation: Relation) -> str:
        """The only date of the quote, for what has one; a mark for what happens on a day that it does not tell."""
        if relation.kind == "lasting" or any(p.types == frozenset({"date"}) for p in relation.parameters):
            return ""
        if relation.kind == "state":
            return ""  # it holds when its text was written
        days = days_of(quote, quoted=True)
        if len(days) == 1:
            return str(days[0])
        return mark("date") if relation.kind == "event" else ""

    def _type_of(self, parameter: Parameter) -> str:
        """The type that a new name has as an argument: of several, the one that most entities have."""
        types = sorted((parameter.types or frozenset()) - BASE_TYPES)
        count = Counter(entity.type for entity in self.base.program.entities.values())
        return max(types, key=lambda each: count[each]) if types else mark("type")

    def _misfits(self, quote: QuoteRead, draft: Draft) -> tuple[Misfit, ...]:
        """What `check` would say of the fact, as far as its values are known; a new name is judged once it is declared."""
        new = {each.value for each in quote.names if each.new}
        values: list[Value] = [
            Unknown(-1 - place) if value is None or value in new else value for place, value in enumerate(draft.values)
        ]
        if draft.mode is not None:
            values.insert(0, draft.who if draft.who is not None else Unknown(0))
        span = quote.cited.span
        when: When | None = None
        if draft.when and not is_open(draft.when):
            day = _date(draft.when)
            when = When("on", day, day, span=span) if day is not None else None
        fact = Fact(-1, draft.relation, draft.mode, tuple(values), when, (quote.cited,), "cited", span=span)
        return misfits(fact, self._gate())


def _date(text: str) -> Date | None:
    try:
        return parse_date(text)
    except ValueError:
        return None


def _cited(source: str, selected: Selected) -> Cited:
    return Cited(source, selected.quote, selected.after, selected.before, span=Span(_NOWHERE, 0, 0))
