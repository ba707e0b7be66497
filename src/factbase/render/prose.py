"""Proofs as prose: in, a proof and the base's reading templates; out, sentences, each claim with what it follows from, and the quotes."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from factbase.explain.proof import Absent, Case, Cases, Derived, Given, Grouped, Joined, Leaf, Proof, parts
from factbase.program.model import Atom, Cited, Fact, Program
from factbase.render.paint import block
from factbase.render.reading import read_atom, read_value
from factbase.sources.evidence import Evidence

__all__ = ["proof_prose"]


def proof_prose(proof: Proof, program: Program, evidence: Evidence) -> str:
    """A paragraph of reasons, each conclusion before what it rests on, then the numbered quotes."""
    prose = _Prose(program, evidence)
    sentences = list(prose.sentences(proof))
    quotes = [f"[{number}] {prose.quote(cited)}" for cited, number in prose.numbers.items()]
    return block([*sentences, *([""] if quotes else []), *quotes])


class _Prose:
    def __init__(self, program: Program, evidence: Evidence) -> None:
        self.program = program
        self.evidence = evidence
        self.numbers: dict[Cited, int] = {}

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
                        yield f"{_capital(claim)}, because {self.joined(node.premises)}."
                case Grouped():
                    for member in node.members:
                        yield f"{_capital(read_value(member.value, self.program))} is among them, because {self.joined(member.premises)}."
                case Cases():
                    for case in node.cases:
                        yield f"{_capital(self.clause(case.proof))}, where {self.taken(node, case)}."
                case Joined() | Leaf() if node is proof:
                    yield f"{_capital(self.joined([node] if isinstance(node, Leaf) else node.premises))}."
                case _:
                    pass
            queue.extend(parts(node))

    def joined(self, proofs: Sequence[Proof]) -> str:
        clauses = list(dict.fromkeys(self.clause(proof) for proof in proofs)) or ["it is so"]
        return clauses[0] if len(clauses) == 1 else f"{', '.join(clauses[:-1])}, and {clauses[-1]}"

    def clause(self, proof: Proof) -> str:
        match proof:
            case Leaf():
                return self.stated(proof.atom, proof.facts)
            case Derived():
                return read_atom(proof.atom, self.program)
            case Given():
                return proof.text
            case Absent():
                claim = read_atom(proof.atom, self.program)
                if proof.search.extent.closed:
                    return f"it is not so that {claim}"
                maybe = [self.stated(fact.atom(), (fact,)) for fact in proof.search.extent.unnamed]
                but = f", though it may be that {' and that '.join(maybe)}" if maybe else ""
                return f"{'it is not certain' if proof.possible else 'there is no evidence'} that {claim}{but}"
            case Grouped():
                values = ", ".join(dict.fromkeys(read_value(member.value, self.program) for member in proof.members))
                return f"the {proof.aggregate.function} of {values or 'nothing'} is {read_value(proof.value, self.program)}"
            case Joined():
                return self.joined(proof.premises)
            case Cases():
                return self.clause(proof.cases[0].proof)

    def taken(self, proof: Cases, case: Case) -> str:
        """On which reading of the dates a case is."""
        alike = f", and so on {case.alike} more reading{'' if case.alike == 1 else 's'}" if case.alike else ""
        return f"{', '.join(proof.told(case)) or 'no date matters'}{alike}"

    def stated(self, atom: Atom, facts: Sequence[Fact]) -> str:
        """A claim with the marks of the quotes that state it."""
        marks = "".join(f"[{self.number(c)}]" for fact in facts for c in fact.citations)
        assumed = " (assumed)" if any(fact.kind == "assumed" for fact in facts) else ""
        return f"{read_atom(atom, self.program)}{assumed}{' ' if marks else ''}{marks}"

    def number(self, cited: Cited) -> int:
        return self.numbers.setdefault(cited, len(self.numbers) + 1)

    def quote(self, cited: Cited) -> str:
        verdict, document = self.evidence.verdict(cited), self.evidence.documents.get(cited.source)
        place = f", {document.path}:{verdict.line}" if document is not None and verdict.line else ""
        return f"“{cited.quote}” {cited.source}{place}"


def _capital(text: str) -> str:
    return text[:1].upper() + text[1:]
