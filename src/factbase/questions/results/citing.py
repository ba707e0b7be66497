"""Passages resolved: in, places in documents; out, each with what its sentence names and the statement proposed, as plain data."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import islice

from factbase.base import FactBase
from factbase.cite import Status
from factbase.cite.passage import on_one_line
from factbase.ground.composed import composed
from factbase.ground.diagnostic import Diagnostic
from factbase.ground.value import Symbol, Unknown, Value, write_value
from factbase.program.declare import filled
from factbase.program.model import Atom, Parameter, Predicate
from factbase.questions.draft import Draft, mark
from factbase.questions.naming import Name, days_of
from factbase.questions.passage import Found, Passage, Wanted
from factbase.resolve.reading import read_atom
from factbase.result.citing import Citing, NamedThere, OpenPart, Proposal, RelationThere
from factbase.result.problem import place, problem
from factbase.result.weighed import For

__all__ = ["citing_of", "proposal_of", "reading_of", "signature", "takes"]

MAX_CHOICES = 8


def citing_of(base: FactBase, found: Found, wanted: Wanted, relation: str | None) -> Citing:
    """What was found, with a statement for each place."""
    proposals = tuple(proposal_of(each, each.draft(relation)) for each in found.passages)
    return Citing(
        wanted.words, wanted.source, proposals, found.more, found.unread, tuple(problem(each) for each in base.errors)
    )


def proposal_of(of: Passage, draft: Draft | None) -> Proposal:
    """A passage with a draft of a fact on it."""
    chosen, base, document = of.chosen, of.drafting.base, of.document
    text, marks = on_one_line(document, of.stretch, (chosen.span,))
    names = of.read.names if of.read is not None else ()
    return Proposal(
        of.source,
        document.path,
        document.line(chosen.span[0]),
        document.paragraph(chosen.span[0]),
        text,
        marks,
        chosen.quote,
        chosen.after,
        chosen.before,
        _verdict(of),
        chosen.stands,
        of.near.differs if of.near is not None else None,
        tuple(_cited_by(of)),
        tuple(_named(each) for each in names),
        tuple(_relation(base, each) for each in of.relations),
        composed(draft.relation).relation if draft is not None else None,
        statement_of(of, draft),
        draft.declares if draft is not None else (),
        reading_of(base, draft, names) if draft is not None else "",
        tuple(_open(of, draft)),
        tuple(problem(each) for each in problems_of(of, draft)),
        of.lacking,
        of.outside,
        document.page(chosen.span[0]),
    )


def statement_of(of: Passage, draft: Draft | None) -> str:
    """The statement of a draft; without one, that of no relation yet, or none where words are lacking that were looked for."""
    if of.lacking:
        return ""
    if draft is not None:
        return draft.statement()
    beside = [(side, words) for side, words in (("after", of.chosen.after), ("before", of.chosen.before)) if words]
    said = "".join(f" {side} {write_value(words)}" for side, words in beside)
    return f"{mark('relation')}({mark('arguments')}) @ {of.source} {write_value(of.chosen.quote)}{said}."


def problems_of(of: Passage, draft: Draft | None) -> tuple[Diagnostic, ...]:
    """What `check` would tell: why the quote does not stand, else what it does not carry of the fact."""
    return (*of.wrong, *(each.diagnostic for each in (draft.misfits if draft is not None else ())))


def _verdict(of: Passage) -> str:
    verdict = of.chosen.verdict
    folds = f" ({', '.join(map(str, verdict.folds))})" if verdict.folds else ""
    return f"{verdict.status}{folds}" if of.chosen.stands or verdict.place is None else str(Status.ABSENT)


def _named(name: Name) -> NamedThere:
    return NamedThere(write_value(name.value), name.words, name.quoted, name.type or None, name.new)


def _relation(base: FactBase, name: str) -> RelationThere:
    relation = base.program.relations[name]
    return RelationThere(name, signature(base, name), relation.template or "")


def signature(base: FactBase, name: str) -> str:
    """A relation with its arguments, as it is declared."""
    relation = base.program.relations[name]
    return f"{name}({', '.join(f'{each.name}: {takes(each)}' for each in relation.parameters)})"


def takes(parameter: Parameter) -> str:
    """The types of an argument, as a declaration has them."""
    return " | ".join(sorted(parameter.types)) if parameter.types is not None else "any"


def reading_of(base: FactBase, draft: Draft, names: tuple[Name, ...]) -> str:
    """How the fact reads, with a mark for each argument that is open and the words of each name that is new."""
    relation = base.program.relation(draft.relation)
    if relation is None or relation.template is None:
        return ""
    values: list[Value | None] = list(draft.values)
    new = {each.value: each.words for each in names if each.new}
    atom = Atom(Predicate(draft.relation), tuple(Unknown(0) if value is None else value for value in values))
    text = read_atom(atom, base.program)
    if None in values or any(value in new for value in values):
        shown = {
            parameter.name: mark(parameter.name)
            if value is None
            else new[value]
            if value in new
            else base.program.label(value.name)
            if isinstance(value, Symbol)
            else write_value(value)
            for parameter, value in zip(draft.parameters, values, strict=True)
        }
        text = filled(relation.template, shown)
    if draft.mode is None:
        return text
    who = mark("who") if draft.who is None else base.program.label(str(draft.who))
    return f"{who} {draft.mode}: {text}"


def _open(of: Passage, draft: Draft | None) -> Iterator[OpenPart]:
    """The parts that are still to be filled, in the order in which they stand."""
    if of.read is None or of.lacking:
        return
    if draft is None:
        yield OpenPart("relation", "what the quote says", of.relations[:MAX_CHOICES])
        return
    if draft.mode is not None and draft.who is None:
        speakers = tuple(write_value(each.value) for each in of.read.names if each.type)
        yield OpenPart("who", "an entity", speakers[:MAX_CHOICES])
    for number, (parameter, value) in enumerate(zip(draft.parameters, draft.values, strict=True)):
        if value is None:
            named = of.drafting.filling.choices(of.read, composed(draft.relation).relation, number)
            choices = (write_value(each.value) for each in named if not each.new and each.value not in draft.values)
            yield OpenPart(parameter.name, takes(parameter), tuple(islice(choices, MAX_CHOICES)))
    if draft.when == mark("date"):
        days = tuple(map(str, days_of(of.read)))
        yield OpenPart("date", "a day, a month or a year; or leave `on` out", days)
    yield from (OpenPart("reason", f"why `{each}` is right all the same", ()) for each in draft.waivers)


def _cited_by(of: Passage) -> Iterator[For]:
    """The listed facts whose quotes have a part of the sentence."""
    base = of.drafting.base
    start, end = of.document.sentence(*of.chosen.span)
    told: dict[For, None] = {}
    for fact in base.program.facts.listed:
        for cited in fact.citations:
            if cited.source == of.source:
                spans = base.evidence.verdict(cited).spans
                if any(first < end and start < last for first, last in spans):
                    told[For(str(fact.atom()), str(place(fact.span)))] = None
    return iter(told)
