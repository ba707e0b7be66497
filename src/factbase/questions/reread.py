"""A saved proof, read again: in, the JSON of answers and a base; out, a certificate, or every reason to refuse it.

Nothing in the document is believed, nor anything that is kept between runs: the base is made again of its files. The document's claims,
rules and facts are looked up in it, the proofs made of them go through the certifier, and what the base then writes must be the document,
field by field: so what only serves reading is checked as well.

With explanations, the other proofs of each answer are those that the base finds, and go through the certifier too; its support is
what the base computes, which no kernel checks.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace
from itertools import islice

from factbase.base import Answers, FactBase, View
from factbase.engine.base import Engine
from factbase.engine.choose import ENGINES
from factbase.explain.certify import Certificate, Certifier
from factbase.ground.dataclass import dataclass
from factbase.ground.date import Date, parse_date
from factbase.ground.span import TextFile
from factbase.ground.value import json_value
from factbase.questions.certified import certifier_of, certify
from factbase.questions.decode import Decoder, NoProof, shown
from factbase.questions.explanation import Explained, explained, with_datings
from factbase.questions.results.explained import explained_of
from factbase.resolve.answers import resolved
from factbase.result.ground import Viewed
from factbase.result.read import Object, Unread, document, typed
from factbase.result.result import Result
from factbase.result.written import plain, seal
from factbase.syntax.parse import parse_goal
from factbase.syntax.tree import Literal
from factbase.syntax.write import write_body

__all__ = ["ProofReader", "Reread", "reread"]

MAX_DIFFERENCES = 20  # told of one document
SOLVED_BY = tuple(name for name in ENGINES if name != "auto")  # which is a choice of one of the others


@dataclass(frozen=True, slots=True)
class Reread:
    """What became of a saved proof; it stands where there are no problems."""

    certificate: Certificate | None
    problems: tuple[str, ...]

    def __str__(self) -> str:
        if self.certificate is None:
            return "not certified"
        return str(replace(self.certificate, problems=self.problems))


def reread(text: str, base: FactBase, engine: Engine, asked: str | None = None) -> Reread:
    """Certifies the JSON of some answers against a base; `asked` is the goal as it was typed, where that is known."""
    return ProofReader(base.anew(), engine).read(text, asked)


class ProofReader:
    """Certifies saved proofs against one base, which is believed: to be read by `anew`.

    What they ask is solved, and its model certified, once for each goal and view."""

    def __init__(self, base: FactBase, engine: Engine) -> None:
        self.base = base
        self.engine = engine
        self._asked: dict[tuple[str, View], tuple[Answers, Decoder, Certifier]] = {}

    def read(self, text: str, asked: str | None = None) -> Reread:
        """What became of one saved proof."""
        try:
            given = document(text)
            if "queries" in given:
                raise NoProof("it holds queries, not one answer; save each by itself: `query NAME --format json`")
            result = typed(Result, given)
            if asked is not None and _literals(asked) != _literals(result.goal):
                raise NoProof(f"`goal` is {shown(result.goal)}, which is not what was asked")
            question = self._question(result)
            answers, certifier = self._answers(result)
            explanations = self._explained(result, answers)
        except (NoProof, Unread) as problem:
            return Reread(None, (str(problem),))
        for (_, goal, rows), one in zip(answers.with_rows(), explanations or (), strict=explanations is not None):
            for proof in one.proofs.proofs[1:]:
                certifier.answer(goal, rows, proof)
        certificate = certify(self.base, answers, certifier)
        problems = list(certificate.problems) if certificate is not None else []
        of_base = replace(self._written(answers, explanations), query=result.query, question=question)
        written: Object = plain(of_base)
        for name in ("engine", "id"):  # any engine may have solved it; the id is that of the document itself
            written[name] = given.get(name)
        problems += islice(_differences(given, written, ""), MAX_DIFFERENCES)
        if result.engine not in SOLVED_BY:
            problems.append(f".engine: there is no engine {shown(result.engine)}")
        if result.id != seal({name: part for name, part in given.items() if name != "id"}):
            problems.append("id: it is not the hash of the document")
        return Reread(certificate, tuple(problems))

    def _question(self, result: Result) -> str | None:
        """The question of the base's query that a document is of; None where it is of none, or it has none."""
        if result.query is None:
            return None
        query = self.base.program.named_queries.get(result.query)
        if query is None:
            raise NoProof(f"there is no query {shown(result.query)}")
        if write_body(query.body) != result.goal:
            raise NoProof(f"`goal` is {shown(result.goal)}, which is not what query {shown(result.query)} asks")
        return query.question

    def _explained(self, result: Result, answers: Answers) -> Sequence[Explained] | None:
        """The other proofs of the answers and their support, where the document has them."""
        if result.explanations is None:
            return None
        # That there are no more proofs than these is known to a search for more.
        wanted = [max(1, len(each.proofs) + (not each.more_proofs)) for each in result.explanations]
        if len(wanted) != len(answers.answers):
            raise NoProof(f"there are {len(answers.answers)} answers, and explanations of {len(wanted)}")
        return list(explained(self.base, answers, wanted))

    def _written(self, answers: Answers, explanations: Sequence[Explained] | None) -> Result:
        """What the base writes of these answers."""
        if explanations is None:
            return resolved(answers, self.base.program, self.base.evidence)
        return explained_of(with_datings(self.base, answers, explanations), explanations, self.base)

    def _answers(self, result: Result) -> tuple[Answers, Certifier]:
        """The answers that a document describes: each that the base has, in their order, with the proof that the document gives."""
        goal = result.goal
        fresh, decoder, certifier = self._fresh(goal, result.view)
        if len(result.answers) != len(fresh.answers):
            raise NoProof(f"the goal has {len(fresh.answers)} answers, here are {len(result.answers)}")
        answers = []
        for number, (each, answer) in enumerate(zip(result.answers, fresh.answers, strict=True)):
            # By their place: two answers whose values differ in type only have the same bindings.
            bindings = {name: json_value(value) for name, value in answer.bindings}
            if next(_differences(dict(each.bindings), bindings, ""), None) is not None:
                raise NoProof(f"answer {number} to {shown(goal)} is {shown(bindings)}, not {shown(each.bindings)}")
            answers.append(replace(answer, proof=decoder.proof(result.proofs, each.proof, fresh.body)))
        return replace(fresh, answers=tuple(answers)), certifier.again()

    def _fresh(self, goal: str, seen: Viewed) -> tuple[Answers, Decoder, Certifier]:
        key = goal, View(_date(seen.at, "at"), _date(seen.known_by, "known_by"))
        if key not in self._asked:
            fresh = self.base.ask(*key, self.engine)
            certifier = certifier_of(self.base, fresh)
            if fresh.solved is None or certifier is None:
                reasons = "; ".join(d.message for d in fresh.problems)
                raise NoProof(f"the goal cannot be asked of this base: {' '.join(reasons.split())}")
            self._asked[key] = fresh, Decoder(self.base, fresh, fresh.solved), certifier
        return self._asked[key]


def _literals(goal: str) -> Sequence[Literal] | None:
    query, _ = parse_goal(TextFile("<goal>", goal))
    return query.body if query is not None else None


def _date(text: str | None, name: str) -> Date | None:
    try:
        return parse_date(text) if text is not None else None
    except ValueError as problem:
        raise NoProof(f"`{name}` is {shown(text)}: {problem}") from None


def _differences(given: object, written: object, path: str) -> Iterator[str]:
    """Each place where the document is not what the base writes of the same proof."""
    if isinstance(given, dict) and isinstance(written, dict):
        for key in dict.fromkeys((*given, *written)):
            place = f"{path}.{key}" if key in written else f"{path}.{shown(key)}"
            if key not in given or key not in written:
                yield f"{place}: {'left out' if key in written else 'does not belong here'}"
            else:
                yield from _differences(given[key], written[key], place)
    elif isinstance(given, list) and isinstance(written, list) and len(given) == len(written):
        for i, (a, b) in enumerate(zip(given, written, strict=True)):
            yield from _differences(a, b, f"{path}[{i}]")
    elif type(given) is not type(written) or given != written:
        yield f"{path}: it is {shown(given)}, not {shown(written)}"
