"""A saved proof, read again: in, the JSON of answers and a base; out, a certificate, or every reason to refuse it.

Nothing in the document is believed. Its claims, rules and facts are looked up in the base, the proofs made of them go through the
certifier, and what the base then writes must be the document, field by field: so what only serves reading is checked as well.
"""

from __future__ import annotations

import json
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import islice, product
from typing import Any

from factbase.base import Answer, Answers, FactBase, View
from factbase.engine.base import Engine
from factbase.explain.certify import Certificate, Certifier
from factbase.explain.identity import seal
from factbase.explain.proof import Absent, Derived, Given, Grouped, Joined, Leaf, Member, Proof
from factbase.explain.prove import Prover
from factbase.ground.date import Date, parse_date
from factbase.ground.span import TextFile
from factbase.ground.value import Value, json_value
from factbase.program.model import Atom, Fact, Predicate
from factbase.questions.certified import certifier_of, certify
from factbase.questions.explanation import explained
from factbase.render.explained_json import explained_json
from factbase.render.json import answers_json, search_object
from factbase.syntax.parse import parse_goal
from factbase.syntax.tree import Aggregate, Constant, Literal, Match
from factbase.syntax.write import write_literal

__all__ = ["Reader", "Reread", "reread"]

Object = dict[str, Any]
MAX_DIFFERENCES = 20  # told of one document
MAX_SEARCHES = 64  # ways to read the values of one absent claim


class _Refused(Exception):
    """A document that cannot be a proof from this base; the message says why."""


@dataclass(frozen=True, slots=True)
class Reread:
    """What became of a saved proof; it stands where there are no problems."""

    certificate: Certificate | None
    problems: tuple[str, ...]


def reread(text: str, base: FactBase, engine: Engine) -> Reread:
    """Certifies the JSON of some answers against a base."""
    return Reader(base, engine).read(text)


class Reader:
    """Certifies saved proofs against one base; what they ask is solved, and its model certified, once for each goal and view."""

    def __init__(self, base: FactBase, engine: Engine) -> None:
        self.base = base
        self.engine = engine
        self._asked: dict[tuple[str, View], tuple[Answers, _Decoder, Certifier]] = {}

    def read(self, text: str) -> Reread:
        """What became of one saved proof."""
        try:
            document = json.loads(text)
            answers, certifier = self._answers(document)
        except json.JSONDecodeError as problem:
            return Reread(None, (f"not JSON: {problem}",))
        except (KeyError, TypeError, IndexError, AttributeError, ValueError) as problem:
            return Reread(None, (f"not the JSON of answers: {type(problem).__name__} {problem}",))
        except _Refused as problem:
            return Reread(None, (str(problem),))
        certificate = certify(self.base, answers, certifier)
        problems = list(certificate.problems) if certificate is not None else []
        written = json.loads(self._written(document, answers))
        for name in ("engine", "id"):  # which engine it was is of no account; the id is that of the document itself
            written[name] = document.get(name)
        problems += islice(_differences(document, written, ""), MAX_DIFFERENCES)
        if document.get("id") != seal({name: part for name, part in document.items() if name != "id"}):
            problems.append("id: it is not the hash of the document")
        return Reread(certificate, tuple(problems))

    def _written(self, document: Object, answers: Answers) -> str:
        """What the base writes of these answers, with their other proofs and their support where the document has them."""
        program, evidence = self.base.program, self.base.evidence
        if "explanations" not in document:
            return answers_json(answers, program, evidence)
        counts = [len(each.get("proofs", ())) for each in document["explanations"] if isinstance(each, dict)]
        found = list(explained(self.base, answers, self.engine, max(counts, default=1)))
        return explained_json(found, answers, program, evidence)

    def _answers(self, document: Object) -> tuple[Answers, Certifier]:
        """The answers that a document describes, each with the proof that it gives."""
        fresh, decoder, certifier = self._fresh(document)
        given: list[Object] = document["answers"]
        answers: list[Answer] = []
        for each in given:
            same = [a for a in fresh.answers if {name: json_value(v) for name, v in a.bindings} == each["bindings"]]
            if not same:
                raise _Refused(f"{each['bindings']} is no answer to {document['goal']}")
            answers.append(replace(same[0], proof=decoder.whole(each["proof"], fresh.body)))
        if len(answers) != len(fresh.answers):
            raise _Refused(f"the goal has {len(fresh.answers)} answers, here are {len(answers)}")
        return replace(fresh, answers=tuple(answers)), certifier.again()

    def _fresh(self, document: Object) -> tuple[Answers, _Decoder, Certifier]:
        view = View(_date(document["view"]["at"]), _date(document["view"]["known_by"]))
        key = (str(document["goal"]), view)
        if key not in self._asked:
            fresh = self.base.ask(key[0], view, self.engine)
            certifier = certifier_of(self.base, fresh)
            if fresh.solved is None or certifier is None:
                raise _Refused("the goal cannot be asked of this base: " + "; ".join(d.message for d in fresh.problems))
            self._asked[key] = fresh, _Decoder(self.base, fresh.solved), certifier
        return self._asked[key]


def _date(text: str | None) -> Date | None:
    return None if text is None else parse_date(text)


def _differences(given: object, written: object, path: str) -> Iterator[str]:
    """Each place where the document is not what the base writes of the same proof."""
    if isinstance(given, dict) and isinstance(written, dict):
        for key in dict.fromkeys((*given, *written)):
            if key not in given or key not in written:
                yield f"{path}.{key}: {'left out' if key in written else 'does not belong here'}"
            else:
                yield from _differences(given[key], written[key], f"{path}.{key}")
    elif isinstance(given, list) and isinstance(written, list) and len(given) == len(written):
        for i, (a, b) in enumerate(zip(given, written, strict=True)):
            yield from _differences(a, b, f"{path}[{i}]")
    elif type(given) is not type(written) or given != written:
        yield f"{path}: it is {json.dumps(given, ensure_ascii=False)[:80]}, not {json.dumps(written, ensure_ascii=False)[:80]}"


class _Decoder:
    """The proofs that a document describes, made of the base's own atoms, rules and facts."""

    def __init__(self, base: FactBase, prover: Prover) -> None:
        self.base = base
        self.prover = prover
        plain = prover.model.symbols.plain
        self.rules = {(r.span.path, r.span.line, r.span.column): r for r in base.program.rules}
        self.facts: dict[tuple[str, int, int], list[Fact]] = {}
        for fact in prover.planned.facts.values():
            self.facts.setdefault((fact.span.path, fact.span.line, fact.span.column), []).append(fact)
        self.atoms: dict[tuple[str, bool], Atom] = {}
        for head in prover.model.rows:
            if isinstance(head, Predicate):
                for row in prover.model.of(head):
                    atom = Atom(head, tuple(map(plain, row)))
                    self.atoms.setdefault((str(atom), head.possible), atom)
        self.values: dict[object, list[Value]] = {}
        for number in range(len(prover.model.symbols.values)):
            value = plain(number)
            self.values.setdefault(_key(value), []).append(value)
        self.parts: list[Object] = []
        self.made: dict[int, Proof | None] = {}

    def whole(self, document: Object, body: Sequence[Literal]) -> Proof:
        """The proof of one answer."""
        self.parts, self.made = document.get("parts", []), {}
        return self.node(document, body)

    def node(self, given: Object, body: Sequence[Literal]) -> Proof:
        match given["kind"]:
            case "part":
                return self.part(given["number"], body)
            case "leaf":
                return Leaf(self.atom(given), tuple(map(self.fact, given["facts"])))
            case "derived":
                place = given["rule"]["path"], given["rule"]["line"], given["rule"]["column"]
                if place not in self.rules:
                    raise _Refused(f"there is no rule at {place[0]}:{place[1]}:{place[2]}")
                rule = self.rules[place]
                return Derived(self.atom(given), rule, self.nodes(given["premises"], rule.body))
            case "given":
                return Given(str(given["text"]))
            case "absent":
                return self.absent(given)
            case "grouped":
                return self.grouped(given, body)
            case "joined":
                return Joined(self.nodes(given["premises"], body))
            case kind:
                raise _Refused(f"there is no kind of proof `{kind}`")

    def nodes(self, given: Sequence[Object], body: Sequence[Literal]) -> tuple[Proof, ...]:
        return tuple(self.node(each, body) for each in given)

    def part(self, number: int, body: Sequence[Literal]) -> Proof:
        if number in self.made:
            made = self.made[number]
            if made is None:
                raise _Refused(f"part {number} rests on itself")
            return made
        self.made[number] = None
        if not 0 <= number < len(self.parts):
            raise _Refused(f"there is no part {number}")
        self.made[number] = made = self.node(self.parts[number], body)
        return made

    def atom(self, given: Object) -> Atom:
        atom = self.atoms.get((given["claim"], given.get("possible", False)))
        if atom is None:
            raise _Refused(f"{given['claim']} does not hold in this view")
        return atom

    def fact(self, given: Object) -> Fact:
        place = given["path"], given["line"], given["column"]
        found = self.facts.get(place)
        if not found:
            raise _Refused(f"no fact of the view stands at {place[0]}:{place[1]}:{place[2]}")
        quotes = [each["quote"] for each in given["citations"]]
        return next((fact for fact in found if [c.quote for c in fact.citations] == quotes), found[0])

    def absent(self, given: Object) -> Absent:
        query, _ = parse_goal(TextFile("<claim>", given["claim"]))
        if query is None or len(query.body) != 1 or not isinstance(query.body[0], Match):
            raise _Refused(f"`{given['claim']}` is no claim")
        match = query.body[0]
        claim = match.claim
        columns = [part for part in (claim.who, *claim.args, match.on, match.source) if part is not None]
        possible = given.get("possible", False)
        predicate = Predicate(claim.relation, claim.mode, match.on is not None, match.source is not None, possible)
        values = [part.value if isinstance(part, Constant) else None for part in columns]
        symbols = self.prover.model.symbols
        numbers = [
            [None] if v is None else [n for n in range(len(symbols.values)) if symbols.plain(n) == v] for v in values
        ]
        proofs = [
            Absent(Atom(predicate, tuple(values)), self.prover.searcher.search(predicate, pattern), possible=False)
            for pattern in islice(product(*numbers), MAX_SEARCHES)
        ]
        if not proofs:
            raise _Refused(f"nothing was searched for {given['claim']}")
        told = next((p for p in proofs if search_object(p.search) == given["searched"]), proofs[0])
        return replace(told, possible=given.get("only_not_certain", False))

    def grouped(self, given: Object, body: Sequence[Literal]) -> Grouped:
        found = next((a for a in _aggregates(body) if write_literal(a) == given["literal"]), None)
        if found is None:
            raise _Refused(f"the rule has no `{given['literal']}`")
        members = tuple(
            Member(self.value(each["value"]), self.nodes(each["premises"], found.body)) for each in given["members"]
        )
        return Grouped(found, self.value(given["value"]), members)

    def value(self, given: object) -> Value:
        found = self.values.get((type(given), given))
        if not found:
            raise _Refused(f"{given!r} is no value of this model")
        return found[0]


def _key(value: Value) -> object:
    shown = json_value(value)
    return type(shown), shown


def _aggregates(body: Sequence[Literal]) -> Iterator[Aggregate]:
    for literal in body:
        if isinstance(literal, Aggregate):
            yield literal
            yield from _aggregates(literal.body)
