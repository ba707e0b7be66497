"""Passages to be cited, as text: in, places with what is proposed; out, each in its context, then the statement, what the checker says
of it, and what is still to be filled."""

from __future__ import annotations

from collections.abc import Iterator

from factbase.render.paint import Paint, block
from factbase.render.problems import problem_lines
from factbase.render.words import plural
from factbase.result.citing import Citing, NamedThere, OpenPart, Proposal
from factbase.result.ground import written_place
from factbase.result.problem import Problem

__all__ = ["citing_text", "finding_line", "place_line", "words_outside"]

MAX_RELATIONS = 5
MAX_NAMES = 8
MAX_CITING = 5


def citing_text(citing: Citing, paint: Paint) -> Iterator[str]:
    """What was found, one block a place; what may be missing stands before all."""
    for each in citing.problems:
        yield block(problem_lines(each, paint))
    for number, proposal in enumerate(citing.proposals):
        yield block([*([""] if number else []), *_place(proposal, paint)])
        if proposal.statement:
            yield block(["", *_statement(proposal)])
        yield block(["", *_judgement(proposal, paint)])
    if citing.more:
        yield block(
            ["", f"and {plural(citing.more, 'more place')}: --limit tells more, more of the words tells them apart"]
        )
    if not citing.proposals:
        where = f" in {citing.source}" if citing.source is not None else ""
        yield block([f"“{citing.words}”: not found{where}, nor anything like it"])
    if citing.unread:
        yield block([f"not searched, for it could not be read: {', '.join(citing.unread)}"])


def place_line(proposal: Proposal, paint: Paint) -> str:
    """Where a quote stands."""
    where = written_place(proposal.path, proposal.line, proposal.paragraph, proposal.page)
    return f"{proposal.source}, {paint('place', where)}"


def _place(proposal: Proposal, paint: Paint) -> Iterator[str]:
    yield place_line(proposal, paint)
    text, at = "", 0
    for start, end in proposal.marks:
        text += f"{proposal.passage[at:start]}{paint('claim', f'**{proposal.passage[start:end]}**')}"
        at = end
    yield f"  “{text}{proposal.passage[at:]}”"
    if proposal.differs is not None:
        yield f"  the words do not stand there; the nearest differ so: {proposal.differs}"
    for each in proposal.cited_by[:MAX_CITING]:
        yield f"  for {paint('claim', each.claim)}, fact {paint('place', each.place)}"
    if len(proposal.cited_by) > MAX_CITING:
        yield f"  and {plural(len(proposal.cited_by) - MAX_CITING, 'more fact')}"


def _statement(proposal: Proposal) -> Iterator[str]:
    yield from proposal.declares
    yield from proposal.statement.split("\n")


def _judgement(proposal: Proposal, paint: Paint) -> Iterator[str]:
    if proposal.lacking:
        words = ", ".join(f"`{each}`" for each in proposal.lacking)
        yield f"nothing is proposed on other words than those asked for: the nearest lack {words}"
    elif proposal.stands:
        yield f"the quote stands: {proposal.verdict}"
    if proposal.outside:
        yield f"outside the quote: {words_outside(proposal)}; --begin WORDS and --end WORDS take it in"
    if proposal.reading:
        yield f"reads: {proposal.reading}"
    yield from (finding_line(each, paint) for each in proposal.problems)
    yield from (_open(each) for each in proposal.open)
    named = [each for each in proposal.names if not each.text.startswith('"')]
    dates = " ".join(each.words for each in named if "-" in each.text)
    shown = [each for each in named if not each.text.isdecimal() or each.words not in dates][:MAX_NAMES]
    if shown:
        yield f"named there: {', '.join(map(_name, shown))}"
    if proposal.lacking:
        return
    others = [each.signature for each in proposal.relations if each.relation != proposal.relation][:MAX_RELATIONS]
    yield from (f"{'or' if proposal.relation else 'as'} --relation {each}" for each in others)


def words_outside(proposal: Proposal) -> str:
    """The words that bear on a quote and stand outside it."""
    return ", ".join(f"`{each}`" for each in proposal.outside)


def finding_line(problem: Problem, paint: Paint) -> str:
    """A finding in one line, without a place: what it is about stands above it."""
    detail = f" ({'; '.join(problem.detail)})" if problem.detail else ""
    hint = f"; hint: {problem.hint}" if problem.hint else ""
    return f"{paint(problem.severity, f'{problem.severity} {problem.code}')} {problem.message}{detail}{hint}"


def _open(part: OpenPart) -> str:
    choices = f": {', '.join(part.choices)}" if part.choices else ""
    return f"to fill: ‹{part.part}›, {part.takes}{choices}"


def _name(name: NamedThere) -> str:
    return f"{name.text} “{name.words}”{' (new)' if name.new else ''}" if name.words != name.text else name.text
