"""Answers in short: in, a result; out, a table of their values, then of each the quotes that it stands on.

What leads from the quotes to the answer is left to the whole proof; what an answer stands on never is: each thing has a number. Of the
many contributors of an aggregate, the first are told and the numbers of all.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from factbase.cite import Status
from factbase.render.noted import Notes, numbers
from factbase.render.paint import Paint
from factbase.render.proof import meant_lines, searched_lines
from factbase.render.wrapped import columns
from factbase.result.ground import Citation, Ground
from factbase.result.proof import Node, first_grounds, nodes, rules
from factbase.result.result import Dating, Result, why_dated

__all__ = ["Compact"]

GAP = "  "


class Compact:
    """The answers of a result, each in a few lines. `notes` have the numbers of what was told before."""

    def __init__(self, result: Result, paint: Paint, notes: Notes) -> None:
        self.result = result
        self.paint = paint
        self.notes = notes
        self.table = list(self._table())
        """The values of several answers, each with the numbers of what it stands on; nothing where that has no room."""

    def _table(self) -> Iterator[str]:
        answers = self.result.answers
        if len(answers) < 2 or not answers[0].written:
            return
        rows, is_short = [["", *answers[0].written, "rests on"]], self.result.is_short
        for number, (answer, proofs) in enumerate(self.result.proved(), 1):
            standing = self.notes.of(self.result.proofs, *proofs)
            on = numbers(each for _, _, own in standing for each in own)
            more = (
                " and more" if is_short and any(node.unproved for _, node in nodes(self.result.proofs, proofs)) else ""
            )
            rows.append([f"{number}.", *answer.written.values(), f"{on}{more}"])
        widths = [max(columns(row[i]) for row in rows) for i in range(len(rows[0]) - 1)]
        lines = [GAP.join(_padded(cell, width) for cell, width in zip(row, [*widths, 0], strict=True)) for row in rows]
        widest = max(map(columns, lines))
        if widest <= (self.paint.columns or widest):
            yield self.paint("place", lines[0])
            yield from lines[1:]

    def said(self, at: int) -> list[str]:
        """What an answer says: its values, where no table has them, and its reading, or else the goal with them."""
        answer = self.result.answers[at]
        reading = [self.paint("heading", answer.reading)] if answer.reading else []
        return (reading or [answer.claim]) if self.table else [answer.values or "yes", *reading]

    def lines(self, at: int, *proofs: str) -> Iterator[str]:
        """What an answer stands on, and the rules that lead from there to it; what is told already is named by its numbers."""
        answer = self.result.answers[at]
        said = answer.reading or (answer.claim if self.table else "")
        standing = self.notes.of(self.result.proofs, *proofs)
        first = first_grounds(self.result.proofs, *proofs)
        told = [each for each in standing if each[0] in first or not each[2]]
        yield from self._standing(told, said)
        if len(told) < len(standing):
            rest = [own for ground, _, own in standing if own and ground not in first]
            on = numbers(each for own in rest for each in own)
            yield self.paint("place", f"{on} and {len(rest)} more that are counted in; --full has each")
        by = rules(self.result.proofs, *proofs)
        if by:
            yield self.paint("place", f"by {'rule' if len(by) == 1 else 'rules'} {_places(by)}")

    def dating(self, dating: Dating, *, first: bool) -> Iterator[str]:
        """Why a source was known, or when, with what that stands on; a head before the first."""
        if first:
            yield f"{why_dated(self.result.view)}:"
        node = self.result.proofs[dating.proof]
        maybe = "" if dating.certainty == "certain" else ", only possibly by then"
        rule = f"  {self.paint('place', f'rule {node.rule.place}')}" if node.rule is not None else ""
        yield f"  {self.paint('claim', node.claim)}{maybe}{rule}"
        standing = self.notes.of(self.result.proofs, dating.proof)
        yield from (f"    {line}" for line in self._standing(standing, None))

    def _standing(self, standing: Sequence[tuple[Ground, Node, range]], before: str | None) -> Iterator[str]:
        above = numbers(each for _, _, own in standing if own in self.notes.told for each in own)
        if above:
            yield f"{above} above"
        for ground, node, own in standing:
            if own and own in self.notes.told:
                continue
            if own:
                self.notes.told.add(own)
            if ground.is_fact:
                said = node.reading if node.kind == "leaf" else ground.statement
                if said != before:
                    yield self.paint("claim", said)
                before = said
                yield from (f"  {line}" for line in self._fact(ground, node, own))
            else:
                yield from self._other(ground, node, own)

    def _fact(self, ground: Ground, node: Node, own: range) -> Iterator[str]:
        """The quotes of a fact, each with its number, and where the fact is; or that it has none."""
        lead, place, after = ground.standing(dated=not node.dated)
        stated = f"{lead} {self.paint('place', place)}{after}"
        if not ground.citations:
            yield f"[{own[0]}] {stated}"
        for i, (number, cited) in enumerate(zip(own, ground.citations, strict=False)):
            yield f"[{number}] {self.paint('quote', f'“{cited.quote}”')}"
            yield f"    {self._place(cited)}{f'; {stated}' if i == 0 else ''}"
            yield from (f"    {line}" for line in cited.gaps)
        yield from (f"    {line}" for line in meant_lines(ground, self.paint))
        yield from (f"    {waiver}" for waiver in ground.waived)

    def _place(self, cited: Citation) -> str:
        """Where a quote stands, and the verdict on it."""
        style = "good" if cited.status is Status.FOUND else "warning" if cited.line else "error"
        return f"{cited.source}, {self.paint('place', cited.place)}, {self.paint(style, cited.standing)}"

    def _other(self, ground: Ground, node: Node, own: range) -> Iterator[str]:
        """What is no fact: a search, of which the rules are left to the proof; a reading of the dates; nothing at all."""
        search = node.searched or node.empty
        if ground.kind == "absent" and search is not None:
            first, *rest = searched_lines(search, self.paint, rules=False)
            yield f"[{own[0]}] {first}"
            yield from (f"  {line}" for line in rest)
        else:
            yield from ground.lines


def _padded(cell: str, width: int) -> str:
    return f"{cell}{' ' * max(0, width - columns(cell))}"


def _places(places: Sequence[str]) -> str:
    """Places of rules, a file named once for those that follow one another: `rules.fb:3, 7`."""
    shown, before = [], ""
    for each in places:
        path, _, line = each.rpartition(":")
        shown.append(line if path == before else each)
        before = path
    return ", ".join(shown)
