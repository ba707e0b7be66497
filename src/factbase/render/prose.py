"""Answers as prose: in, answers with proofs; out, sentences, each claim with what it follows from, and numbered notes with the quotes.

A note says what a claim stands on: its quotes, that it is assumed or declared, what was searched for one that was not found.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from factbase.base import Answer, Answers
from factbase.explain.proof import Absent, Cases, Derived, Given, Grouped, Joined, Leaf, Proof
from factbase.explain.proof import parts as under
from factbase.render.paint import block, plain
from factbase.render.text import nothing_lines
from factbase.result.parts import Parts, Searched, case_text
from factbase.result.reading import read_atom, read_value
from factbase.result.remarks import remarks, view_remarks

__all__ = ["answers_prose", "proof_prose"]


def answers_prose(answers: Answers, proved: Sequence[tuple[Answer, Sequence[Proof]]], parts: Parts) -> str:
    """A paragraph for each proof of each answer, with what is said of the answer; at last, what the view leaves out."""
    told = [proof_prose(proof, parts, list(remarks(answer, parts))) for answer, proofs in proved for proof in proofs]
    if not proved:
        told.append(block([f"{answers.goal}:", *nothing_lines(answers, parts, plain)]))
    view = [f"{_capital(remark)}." for remark in (str(answers.view), *view_remarks(answers))]
    known = parts.datings(answers.datings, answers.view.known_by)
    return "\n\n".join([*told, block([*view, *known])])


def proof_prose(proof: Proof, parts: Parts, said: Sequence[str] = ()) -> str:
    """A paragraph of reasons, each conclusion before what it rests on; what is said of it all; then the numbered notes."""
    prose = _Prose(parts)
    sentences = [*prose.sentences(proof), *(f"{_capital(remark)}." for remark in said)]
    notes = [f"[{number}] {note}" for note, number in prose.numbers.items()]
    return block([*sentences, *([""] if notes else []), *notes])


class _Prose:
    def __init__(self, parts: Parts) -> None:
        self.parts = parts
        self.program = parts.program
        self.numbers: dict[str, int] = {}

    def sentences(self, proof: Proof) -> Iterator[str]:
        queue: list[Proof] = [proof]
        told: set[str] = set()
        while queue:
            node = queue.pop(0)
            match node:
                case Derived():
                    claim = self.clause(node)
                    if claim not in told:
                        told.add(claim)
                        rule = f"(rule {node.rule.span.place})"
                        yield f"{_capital(claim)}, because {self.joined(node.premises)} {rule}."
                case Grouped():
                    for member in node.members:
                        value = _capital(read_value(member.value, self.program))
                        yield f"{value} is among them, because {self.joined(member.premises)}."
                case Cases():
                    for case in node.cases:
                        yield f"{_capital(self.clause(case.proof))}, {case_text(node, case)}{self.marks(node)}."
                case Joined():
                    yield f"{_capital(self.joined(node.premises))}."
                case _ if node is proof:
                    yield f"{_capital(self.clause(node))}."
                case _:
                    pass
            queue.extend(under(node))

    def joined(self, proofs: Sequence[Proof]) -> str:
        clauses = list(dict.fromkeys(self.clause(proof) for proof in proofs)) or ["it is so"]
        return clauses[0] if len(clauses) == 1 else f"{', '.join(clauses[:-1])}, and {clauses[-1]}"

    def clause(self, proof: Proof) -> str:
        """What a part says, with the marks of its notes and what must be said of it."""
        if isinstance(proof, Cases):
            return self.clause(proof.cases[0].proof)
        part = self.parts.of(proof)
        said = "".join(f" ({remark})" for remark in part.remarks)
        return f"{'possibly ' if part.possible else ''}{self.words(proof)}{said}{self.marks(proof)}"

    def marks(self, proof: Proof) -> str:
        """The marks of the notes of a part itself."""
        marks = "".join(f"[{self.number(note)}]" for note in self.notes(proof))
        return f" {marks}" if marks else ""

    def words(self, proof: Proof) -> str:
        match proof:
            case Leaf() | Derived():
                return read_atom(proof.atom, self.program)
            case Given():
                return proof.text
            case Absent():
                claim = read_atom(proof.atom, self.program)
                if proof.search.extent.closed:
                    return f"it is not so that {claim}"
                maybe = " and that ".join(read_atom(f.atom(), self.program) for f in proof.search.extent.unnamed)
                but = f", though it may be that {maybe}" if maybe else ""
                return f"{'it is not certain' if proof.possible else 'there is no evidence'} that {claim}{but}"
            case Grouped():
                values = ", ".join(dict.fromkeys(read_value(member.value, self.program) for member in proof.members))
                return f"the {proof.aggregate.function} of {values or 'nothing'} is {read_value(proof.value, self.program)}"
            case Joined():
                return self.joined(proof.premises)
            case Cases():
                return self.words(proof.cases[0].proof)

    def notes(self, proof: Proof) -> Iterator[str]:
        """What a part itself stands on, each thing on one line."""
        part = self.parts.of(proof)
        for fact in part.facts:
            before, place, after = fact.standing
            stands = f"{before} {place}{after}{fact.dates}"
            yield from (f"{cited}; {stands}" for cited in fact.citations) if fact.citations else (stands,)
            yield from fact.waived
        if part.searched is not None:
            yield _line(part.searched)

    def number(self, note: str) -> int:
        return self.numbers.setdefault(note, len(self.numbers) + 1)


def _line(found: Searched) -> str:
    return "; ".join(found.lines)


def _capital(text: str) -> str:
    return text[:1].upper() + text[1:]
