"""Explanations as text: in, all proofs of an answer with its support, or why there is none; out, blocks."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace

from factbase.base import Answers
from factbase.explain.proof import Cases, Proof
from factbase.explain.repair import Repair
from factbase.explain.support import Support
from factbase.explain.why_not import Blocked, Missing
from factbase.ground.date import day
from factbase.questions.explanation import Explained
from factbase.render.paint import Paint, block
from factbase.render.proof import ProofText, against_lines, ground_lines, proof_lines, searched_lines, stated_lines
from factbase.render.text import answer_lines, under_text
from factbase.result.citation import stated
from factbase.result.parts import Parts, failure_text

__all__ = ["explained_text", "support_lines", "why_not_text"]


def explained_text(number: int, one: Explained, answers: Answers, parts: Parts, paint: Paint) -> str:
    """One answer: its values, what is said of it, its support, and each of its proofs."""
    lines = [*answer_lines(number, one.answer, answers, parts, paint)]
    lines += [f"   {line}" for line in support_lines(one.support)]
    found = one.proofs
    count = len(found.proofs)
    for i, proof in enumerate(found.proofs, 1):
        if count > 1:
            lines.append(f"   proof {i} of {f'at least {count}' if found.cut else count}")
        lines += [f"   {line}" for line in proof_lines(proof, parts, paint)]
    if found.cut and isinstance(found.proofs[0], Cases):
        lines.append("   there may be other proofs, on other readings")
    elif found.cut and count == 1:
        lines.append("   there may be other proofs: --all shows them")
    if not found.least_height:
        lines.append("   the search for the lowest proof was cut: this one may not be it")
    elif not found.fewest_sources:
        lines.append("   the search for the fewest sources was cut: a proof as low may rest on fewer")
    return block(lines)


def support_lines(support: Support) -> Iterator[str]:
    """What suffices for an answer, from when on, and how many voices tell it."""
    if support.always:
        yield "rests on no source"
        return
    least = "at least " if support.label.cut else ""
    sets = ["{" + ", ".join(sorted(each)) + "}" for each in support.label.sets]
    yield f"suffices: {least}{' or '.join(sets)}" if sets else "no set of sources suffices that could be found"
    voices = f"{'' if support.exact else 'at least '}{support.voices}"
    yield f"independent voices: {voices}" + (f"; only {support.single} tells it" if support.single else "")
    since = str(day(support.since)) if support.since is not None else "not dated"
    yield f"could be known since: {since}"


# ---- why not


def why_not_text(
    answers: Answers, blocked: Blocked, repairs: Sequence[Repair], parts: Parts, paint: Paint
) -> Iterator[str]:
    """Why a goal has no answer, rule by rule, and what would give it one; then what the view leaves out."""
    lines = [paint("heading", f"{answers.goal}   {answers.view}"), f"no answer: {answers.verdict}"]
    lines += against_lines(answers.against, parts, paint)
    lines += _WhyNot(parts, paint).lines(blocked)
    for repair in repairs:
        lines += _repair(repair, parts, paint)
    if not repairs:
        lines.append("no small change that was tried would give it an answer")
    yield block(lines)
    yield from under_text(answers, parts, paint)


class _WhyNot:
    def __init__(self, parts: Parts, paint: Paint) -> None:
        self.parts = parts
        self.paint = paint
        self.proofs = ProofText(parts, paint)

    def lines(self, blocked: Blocked) -> Iterator[str]:
        yield from self.blocked(blocked, "")
        yield from self.proofs.rest()

    def blocked(self, blocked: Blocked, rest: str) -> Iterator[str]:
        failure = blocked.failure
        where = f"rule {self.paint('place', failure.rule.span.place)}" if failure.rule is not None else "the goal"
        yield f"{rest}{where} {failure_text(failure)}"
        yield from self.proved("up to there it holds:", blocked.held, rest + "  ")
        yield from self.proved("which holds:", blocked.present, rest + "  ")
        if blocked.missing is not None:
            yield from self.missing(blocked.missing, rest + "  ")

    def missing(self, missing: Missing, rest: str) -> Iterator[str]:
        if missing.again:
            yield f"{rest}{missing.atom}: told above"
            return
        searched = replace(self.parts.searched(missing.search), stops=())  # how far each rule got is told below
        yield from (f"{rest}{line}" for line in searched_lines(searched, self.paint))
        for each in missing.hidden:
            why = "" if each.why == "dated" else " (no source of it was known by then)"
            told = stated(each.fact, self.parts.evidence)
            yield f"{rest}  only the view hides {told.claim}{why}"
            yield from (f"{rest}    {line}" for line in stated_lines(told, self.paint))
        for near in missing.near:
            yield from self.proved(f"near ({near.why}):", [near.proof], rest + "  ")
        for rule in missing.rules:
            yield from self.blocked(rule, rest + "  ")
        if missing.deeper:
            yield f"{rest}  its rules are not followed further: --depth"

    def proved(self, head: str, proofs: Sequence[Proof], rest: str) -> Iterator[str]:
        if proofs:
            yield f"{rest}{head}"
        for proof in proofs:
            yield from self.proofs.node(proof, f"{rest}  ", f"{rest}  ", 0)


def _repair(repair: Repair, parts: Parts, paint: Paint) -> Iterator[str]:
    told = [f"if {', '.join(f'`{atom}`' for atom in repair.add)} were cited"] if repair.add else []
    if repair.remove:
        told.append(f"without {', '.join(fact.span.place for fact in repair.remove)}")
    yield f"would hold {' and '.join(told)}"
    for fact in repair.remove:
        yield from (f"  {line}" for line in ground_lines(stated(fact, parts.evidence), paint))
