"""A goal as prose: in, its result; out, sentences, each claim with what it follows from, and numbered notes with the quotes.

A note says what a claim stands on: its quotes, that it is assumed or declared, what was searched for one that was not found.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from factbase.render.paint import block, plain
from factbase.render.proof import against_lines
from factbase.render.text import nothing_lines
from factbase.result.problem import Problem
from factbase.result.proof import Node, Proofs
from factbase.result.result import Against, Answer, Blocked, Dating, Repair, Result, ResultWalk

__all__ = ["result_prose"]


def result_prose(result: Result) -> str:
    """A paragraph for each proof of each answer, with what is said of the answer; at last, what the view leaves out."""
    return "\n\n".join(_Paragraphs(result).walk())


class _Paragraphs(ResultWalk[str]):
    def problem(self, problem: Problem) -> Iterator[str]:
        return iter(())  # told beside the prose

    def heading(self) -> Iterator[str]:
        yield from [block([self.result.title])] if self.result.title else []  # each conclusion is a sentence

    def nothing(self) -> Iterator[str]:
        yield block([f"{self.result.goal}:", *nothing_lines(self.result, plain)])

    def answer(self, number: int, answer: Answer, proofs: tuple[str, ...]) -> Iterator[str]:
        for proof in proofs:
            prose = _Prose(self.result.proofs)
            sentences = [*prose.sentences(proof), *(f"{_capital(remark)}." for remark in answer.remarks)]
            notes = [f"[{number}] {note}" for note, number in prose.numbers.items()]
            yield block([*sentences, *([""] if notes else []), *notes])

    def contradicted(self, number: int, answer: Answer, against: Against) -> Iterator[str]:
        yield block(against_lines([against], self.result.proofs, plain, contradicting=True))

    def blocked(self, blocked: tuple[Blocked, ...], repairs: tuple[Repair, ...]) -> Iterator[str]:
        return self.nothing()

    def dating(self, dating: Dating) -> Iterator[str]:
        return iter(())  # told with the view

    def remarks(self, remarks: tuple[str, ...]) -> Iterator[str]:
        view = [f"{_capital(remark)}." for remark in (str(self.result.view), *remarks)]
        yield block([*view, *self.result.known])


class _Prose:
    """The sentences of one proof, each conclusion before what it rests on; notes get their numbers as they are first needed."""

    def __init__(self, proofs: Proofs) -> None:
        self.proofs = proofs
        self.numbers: dict[str, int] = {}

    def sentences(self, proof: str) -> Iterator[str]:
        queue = [proof]
        said: set[str] = set()
        while queue:
            name = queue.pop(0)
            node = self.proofs[name]
            match node.kind:
                case "derived":
                    claim = self.clause(name)
                    if claim not in said:
                        said.add(claim)
                        rule = f"(rule {node.rule.place})" if node.rule is not None else ""
                        yield f"{_capital(claim)}, because {self.joined(node.premises or ())} {rule}."
                case "grouped":
                    for member in node.members or ():
                        yield f"{_capital(member.reading)} is among them, because {self.joined(member.premises)}."
                case "cases":
                    for case in node.cases or ():
                        yield f"{_capital(self.clause(case.proof))}, {node.where(case)}{self.marks(node)}."
                case "joined":
                    yield f"{_capital(self.joined(node.premises or ()))}."
                case _ if name == proof:
                    yield f"{_capital(self.clause(name))}."
                case _:
                    pass
            queue.extend(node.under)

    def joined(self, proofs: Sequence[str]) -> str:
        clauses = list(dict.fromkeys(map(self.clause, proofs))) or ["it is so"]
        return clauses[0] if len(clauses) == 1 else f"{', '.join(clauses[:-1])}, and {clauses[-1]}"

    def clause(self, name: str) -> str:
        """What a part says, with the marks of its notes and what must be said of it."""
        node = self.proofs[name]
        if node.cases:
            return self.clause(node.cases[0].proof)
        said = "".join(f" ({remark})" for remark in node.remarks or ())
        possibly = "possibly " if node.possible and node.kind != "absent" else ""
        return f"{possibly}{self.words(node)}{said}{self.marks(node)}"

    def marks(self, node: Node) -> str:
        """The marks of the notes of a part itself."""
        marks = "".join(f"[{self.number(note)}]" for note in _notes(node))
        return f" {marks}" if marks else ""

    def words(self, node: Node) -> str:
        match node.kind:
            case "absent":
                search = node.searched
                if search is not None and search.closed:
                    return f"it is not so that {node.reading}"
                maybe = " and that ".join(fact.reading for fact in (search.may_be if search is not None else ()))
                but = f", though it may be that {maybe}" if maybe else ""
                return f"{'it is not certain' if node.only_not_certain else 'there is no evidence'} that {node.reading}{but}"
            case "grouped":
                values = ", ".join(dict.fromkeys(member.reading for member in node.members or ()))
                return f"the {node.function} of {values or 'nothing'} is {node.value_reading}"
            case "joined":
                return self.joined(node.premises or ())
            case _:
                return node.reading

    def number(self, note: str) -> int:
        return self.numbers.setdefault(note, len(self.numbers) + 1)


def _notes(node: Node) -> Iterator[str]:
    """What a part itself stands on, each thing on one line."""
    for fact in node.facts or ():
        yield from (f"{cited}; {fact.stated}" for cited in fact.citations) if fact.citations else (fact.stated,)
        yield from fact.beside
    if node.looked:
        yield "; ".join(node.looked)


def _capital(text: str) -> str:
    return text[:1].upper() + text[1:]
