"""Drafts of facts: in, a quote that stands and a base; out, the relations that fit it, a fact of one with the names of the quote, and
what the checker says of it.

Promised: the judgement is that of `check`: the same functions, of the same fact.
"""

from __future__ import annotations

from collections.abc import Collection, Iterator, Sequence
from dataclasses import replace

from factbase.base import FactBase
from factbase.checks.audit import declared_days
from factbase.checks.misfits import Misfit, misfits
from factbase.checks.premises import Gate, Premises
from factbase.cite.doubtful import Doubt, Doubtful
from factbase.cite.passage import Selected
from factbase.engine.base import Engine
from factbase.ground.composed import MODALITIES, composed
from factbase.ground.date import Date, parse_date
from factbase.ground.span import Span, TextFile
from factbase.ground.value import Unknown, Value
from factbase.program.model import Cited, Fact, Parameter, Relation
from factbase.questions.draft import Draft, is_open, mark
from factbase.questions.filling import Filling
from factbase.questions.naming import Names, QuoteRead, days_of, declared_as
from factbase.questions.ranking import Ranking
from factbase.syntax.tree import When
from factbase.workspace.trace import Reading

__all__ = ["Drafting"]

_NOWHERE = TextFile("<cite>", "")
_MODAL = {"may": ("may", "might", "could", "perhaps", "possibl"), "likely": ("likely", "probabl")}
_WHO = Parameter("who", frozenset({"person"}))


def _declares(statement: str, draft: Draft, place: int) -> bool:
    """Whether a declaration is of the value that an argument had, and no other argument has."""
    had = draft.values[place] if place >= 0 else draft.who
    others = [
        value for number, value in enumerate((*draft.values, draft.who)) if number != place % (len(draft.values) + 1)
    ]
    return had is not None and had not in others and statement.startswith(f"entity {had}:")


class Drafting:
    """Makes drafts of facts of one base; what it has read of that is kept."""

    def __init__(self, base: FactBase, engine: Engine) -> None:
        self.base = base
        published = declared_days(base) if base.errors else base.dated.published(engine)[0]
        self._premises = Premises(base, published)
        self._names = Names(base.program)
        facts = [fact for fact in base.program.facts.listed if fact.kind == "cited"]
        self.filling = Filling(base.program, facts)
        self.ranking = Ranking(base.program, self.filling, facts)

    # ---- what there is

    @property
    def names(self) -> Collection[str]:
        """The names of the relations that a fact may state."""
        return self.ranking.relations.keys()

    def plain(self, draft: Draft) -> str:
        """The name of its relation without a sign or a modality."""
        return composed(draft.relation).relation

    def read(self, source: str, selected: Selected) -> QuoteRead | None:
        """A quote as the checker reads it; None where it does not stand."""
        cited = _cited(source, selected)
        gate = self._gate()
        context = gate.context(cited)
        return QuoteRead(cited, context, self._names.of(context, gate)) if context is not None else None

    def _gate(self) -> Gate:
        return Gate(self._premises, Reading(self._premises.look))

    # ---- drafts

    def draft(self, quote: QuoteRead, selected: Selected, relation: str) -> Draft:
        """A fact of a relation with the names of the quote; where the words doubt or deny it, one that says so, if that satisfies the
        checker."""
        said = self.ranking.relations[relation]
        names = self.filling.filled(quote, said)
        values = tuple(each.value if each is not None else None for each in names)
        plain = Draft(selected, quote.cited.source, relation, said.parameters, values, when=self._when(quote, said))
        declares = tuple(
            declared_as(each, self.filling.type_of(parameter))
            for each, parameter in zip(names, said.parameters, strict=True)
            if each is not None and each.new
        )
        return self.judged(quote, replace(plain, declares=declares), better=True)

    def judged(self, quote: QuoteRead, draft: Draft, *, better: bool = False) -> Draft:
        """A draft with what the checker says of it; with `better`, in the form of which it says least."""
        plain = replace(draft, misfits=self._misfits(quote, draft))
        if not better or not plain.waivers:
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
        value, name = self.filling.meant(quote, parameter, text)
        if place < 0:
            changed = replace(draft, who=value)
        else:
            changed = replace(draft, values=(*draft.values[:place], value, *draft.values[place + 1 :]))
        declares = [each for each in draft.declares if not _declares(each, draft, place)]
        if name is not None:
            declares.append(declared_as(name, self.filling.type_of(parameter)))
        return self.judged(quote, replace(changed, declares=tuple(declares)))

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
