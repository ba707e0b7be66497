"""The making of a fact as a form: in, the places where some words stand; out, the statement, part by part as a person chooses them.

A face shows it and turns keys into its verbs. Promised: what it says of the quote and the fact is what `check` would.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import replace

from factbase.ground.dataclass import dataclass
from factbase.ground.value import Symbol, Value, write_value
from factbase.questions.draft import Draft, is_open, mark
from factbase.questions.filling import constant_of
from factbase.questions.naming import days_of
from factbase.questions.passage import Passage, Step
from factbase.questions.results.citing import proposal_of, signature, takes
from factbase.result.citing import Proposal

__all__ = ["QUOTE", "RELATION", "Field", "Form", "filled"]

QUOTE, RELATION = "quote", "relation"
MAX_OFFERS = 12
_TOLD = 3  # letters by which an entity is known that the sentence does not name


@dataclass(frozen=True, slots=True)
class Field:
    """A part of the statement: what it is called, what stands there, what it takes, and what might stand there, the best first.

    What is `open` has to be filled."""

    name: str
    text: str
    takes: str = ""
    offers: tuple[str, ...] = ()
    open: bool = False


class Form:
    """The parts of a statement on one of some passages, one of them in hand."""

    def __init__(self, passages: Sequence[Passage], relation: str | None = None) -> None:
        self._passages = list(passages)
        self._relation = relation
        self.number = 0  # of the passage
        self.at = 0  # the field in hand
        self.typed = ""  # what is typed into it
        self._draft: Draft | None = None
        self._anew()

    # ---- what there is

    @property
    def passage(self) -> Passage:
        """The passage in hand."""
        return self._passages[self.number]

    @property
    def places(self) -> int:
        """How many there are."""
        return len(self._passages)

    @property
    def proposal(self) -> Proposal:
        """All that is known of the statement."""
        return proposal_of(self.passage, self._draft)

    @property
    def text(self) -> str:
        """The statement, after the declarations that it needs."""
        proposal = self.proposal
        return "\n".join((*proposal.declares, proposal.statement))

    @property
    def fields(self) -> tuple[Field, ...]:
        """The parts in the order in which they are filled."""
        chosen, draft, read = self.passage.chosen, self._draft, self.passage.read
        first = Field(QUOTE, chosen.quote)
        if draft is None or read is None:
            return first, Field(RELATION, mark(RELATION), "what the quote says", self._relations(), open=True)
        base, drafting = self.passage.drafting.base, self.passage.drafting
        plain = drafting.plain(draft)
        fields = [first, Field(RELATION, draft.relation, signature(base, plain), self._relations())]
        if draft.mode is not None:
            speakers = tuple(write_value(each.value) for each in read.names if each.type)
            fields.append(_field("who", draft.who, f"{draft.mode} it", speakers))
        for place, (parameter, value) in enumerate(zip(draft.parameters, draft.values, strict=True)):
            # What stands in another place is the last that will stand here too.
            taken = {*draft.values[:place], *draft.values[place + 1 :]}
            named = sorted(drafting.filling.choices(read, plain, place), key=lambda name: name.value in taken)
            offers = tuple(write_value(each.value) for each in named)[:MAX_OFFERS]
            fields.append(_field(parameter.name, value, takes(parameter), offers))
        dates = tuple(map(str, days_of(read)))
        fields.append(Field("on", draft.when, "a date, or nothing", (*dates, ""), open=is_open(draft.when)))
        given = dict(draft.reasons)
        fields += [
            Field(f"waive {each}", given.get(each, mark("reason")), "a reason", open=each not in given)
            for each in draft.waivers
        ]
        return tuple(fields)

    @property
    def field(self) -> Field:
        """The one in hand."""
        return self.fields[min(self.at, len(self.fields) - 1)]

    def _relations(self) -> tuple[str, ...]:
        others = (name for name in self.passage.drafting.names if name not in self.passage.relations)
        return (*self.passage.relations, *others)

    # ---- the quote

    def widen(self, *, first: int = 0, last: int = 0, by: Step = "word") -> None:
        """Lets the quote begin and end so many words, clauses or sentences later."""
        self._quote(self.passage.moved(first=first, last=last, by=by))

    def reach(self) -> None:
        """Lets the quote reach to the nearest word outside it that bears on what it says."""
        self._quote(self.passage.with_doubt())

    def sentence(self) -> None:
        """Takes the whole sentence."""
        self._quote(self.passage.to_sentence())

    def shortest(self) -> None:
        """Takes the shortest quote of the words that were looked for."""
        self._quote(self.passage.shortest())

    def turn(self, step: int) -> None:
        """Goes on to another of the places where the words stand."""
        self.number = (self.number + step) % len(self._passages)
        self._anew()

    def _quote(self, passage: Passage) -> None:
        self._passages[self.number] = passage
        self._anew()

    def _anew(self) -> None:
        self._draft, self.typed = self.passage.draft(self._relation), ""

    # ---- the parts

    def move(self, step: int) -> None:
        """Takes the next part in hand, or the one before."""
        self.at, self.typed = max(0, min(self.at + step, len(self.fields) - 1)), ""

    def choose(self, step: int) -> None:
        """Puts the next of what might stand there in the place of what does."""
        field = self.field
        if field.offers:
            at = field.offers.index(field.text) + step if field.text in field.offers else 0 if step > 0 else -1
            self.typed = ""
            self._put(field.offers[at % len(field.offers)])

    def type(self, text: str) -> None:
        """Puts what is typed there: a date or a number as it is; else the first offer that begins with it, or has it; else an
        entity of the base whose name does; else itself."""
        self.typed = text
        value = constant_of(text)
        if value is not None and not isinstance(value, Symbol):
            self._put(text)
            return
        offers, low = self.field.offers, text.lower()
        begun = [each for each in offers if each.lower().startswith(low)]
        within = [each for each in offers if low in each.lower()]
        self._put(text if not text or text in offers else next(iter((*begun, *within)), None) or self._known(text))

    def _known(self, text: str) -> str:
        """The entity of the base that is meant by what is typed into an argument; where there is none, or the sentence has
        these words, that itself."""
        draft = self._draft
        place = self.at - 2 - (draft is not None and draft.mode is not None)
        read = self.passage.read
        if draft is None or read is None or not 0 <= place < len(draft.parameters) or len(text) < _TOLD:
            return text
        if re.search(rf"\b{re.escape(text)}\b", read.context.text[slice(*read.context.sentence)], re.IGNORECASE):
            return text
        found = self.passage.drafting.filling.entity(text, draft.parameters[place])
        return text if found is None else write_value(found)

    def enter(self) -> bool:
        """Takes what stands there, and goes on: after the quote to the relation, then to each part that is open; whether none is left.

        Where no other part is open than the one in hand, the first of what might stand there is put there, to be seen before it is
        taken."""
        self.typed = ""
        fields, at = self.fields, self.at
        if at == 0:
            self.at = 1 if self.proposal.stands else 0
            return False
        after = next(
            (number for number in (*range(at + 1, len(fields)), *range(1, at + 1)) if fields[number].open), None
        )
        if after == at:
            self.choose(1)
            return False
        self.at = at if after is None else after
        return after is None

    def _put(self, text: str) -> None:
        draft, read = self._draft, self.passage.read
        drafting, name = self.passage.drafting, self.field.name
        if name == RELATION:
            if text in drafting.names:
                self._relation = text
                self._draft = self.passage.draft(text)
        elif draft is not None and read is not None and name != QUOTE:
            place = self.at - 2 - (draft.mode is not None)
            if name.startswith("waive ") and place > len(draft.values):
                subject = name.removeprefix("waive ")
                reasons = {**dict(draft.reasons), subject: text}
                self._draft = replace(draft, reasons=tuple((k, v) for k, v in reasons.items() if v))
            elif place == len(draft.values):
                self._draft = drafting.judged(read, replace(draft, when=text))
            else:
                self._draft = drafting.with_value(read, draft, place, text)


def _field(name: str, value: Value | None, takes: str, offers: tuple[str, ...]) -> Field:
    """A part that holds a value, or has to be filled."""
    return Field(name, mark(name) if value is None else write_value(value), takes, offers, open=value is None)


def filled(statement: str, values: Mapping[str, str]) -> tuple[str, tuple[str, ...]]:
    """A statement with what is given in the place of its marks, and the names of the parts that are still to be filled."""
    for name, value in values.items():
        statement = statement.replace(mark(name), value)
    return statement, tuple(dict.fromkeys(re.findall("‹([^‹›]*)›", statement)))
