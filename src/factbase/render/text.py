"""A goal as text for people: in, its result; out, what a terminal shows. Every answer comes with its citations."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING

from factbase.render.compact import Compact
from factbase.render.noted import Notes
from factbase.render.paint import Paint, block
from factbase.render.problems import problem_lines
from factbase.render.proof import ProofText, against_lines, ground_lines, proof_lines, searched_lines, stated_lines
from factbase.render.words import plural
from factbase.result.ground import Ground
from factbase.result.problem import Problem
from factbase.result.proof import grounds
from factbase.result.result import (
    Against,
    Answer,
    Blocked,
    Dating,
    Explanation,
    Missing,
    Repair,
    Result,
    ResultWalk,
    Support,
    why_dated,
)

if TYPE_CHECKING:  # it has datings as a result has, and few results are one
    from factbase.result.timeline import Timeline

__all__ = [
    "HIDDEN",
    "Datings",
    "answer_text",
    "changed_text",
    "compact_text",
    "nothing_lines",
    "result_text",
    "support_lines",
]


def result_text(result: Result, paint: Paint) -> Iterator[str]:
    """A result block by block, so that a pager can show the first before the last is drawn."""
    return _Text(result, paint).walk()


def compact_text(result: Result, paint: Paint, notes: Notes | None = None, *, undated: bool = False) -> Iterator[str]:
    """A result in short, block by block; `notes` have the numbers of what was told before it.

    `undated` says that nobody gave a date, which is told where there may be no answer for that."""
    return _Text(result, paint, Compact(result, paint, notes or Notes()), undated=undated).walk()


def changed_text(before: Result, after: Result, paint: Paint) -> Iterator[str]:
    """What of the answers to a goal is new, otherwise or gone, each in short with what it stands on, or stood; and where there is none."""
    known, found = ({each.claim: each for each in result.answers} for result in (before, after))
    for number, answer in enumerate(after.answers):
        old = known.get(answer.claim)
        if old is None or (old.proof, old.remarks) != (answer.proof, answer.remarks):
            yield paint("good" if old is None else "warning", "new" if old is None else "rests on something else now")
            yield from answer_text(after, number, paint, compact=True)
    for number, answer in enumerate(before.answers):
        if answer.claim not in found:
            yield paint("error", "gone; it stood on")
            yield from answer_text(before, number, paint, compact=True)
    if not after.answers and (before.answers or before.verdict != after.verdict):
        yield block(nothing_lines(after, paint))


def answer_text(result: Result, number: int, paint: Paint, *, compact: bool = False) -> Iterator[str]:
    """One answer by itself, counted from 0, with what is said under all."""
    text = _Text(result, paint, Compact(result, paint, Notes()) if compact else None)
    answer, proofs = list(result.proved())[number]
    yield from text.answer(1, answer, proofs, of=number)
    for against in answer.contradicted:
        yield from text.contradicted(1, answer, against)
    for dating in result.datings:
        yield from text.dating(dating)
    yield from text.remarks(result.remarks)


class _Text(ResultWalk[str]):
    """With `compact`, answers are told in short; else with their whole proofs."""

    def __init__(self, result: Result, paint: Paint, compact: Compact | None = None, *, undated: bool = False) -> None:
        super().__init__(result)
        left = result.left_out
        self.undated = undated and (left.not_yet or left.no_longer or result.projected is not None)
        self.paint = paint
        self.compact = compact
        self.datings = Datings(result, paint)

    def problem(self, problem: Problem) -> Iterator[str]:
        yield block(problem_lines(problem, self.paint))

    def heading(self) -> Iterator[str]:
        result = self.result
        head = [self.paint("heading", f"{result.goal}   {result.view}")]
        if result.title:
            head = [self.paint("heading", result.title), *head]
        if result.blocked:
            yield block([*head, f"no answer: {result.verdict}"])
        elif result.repairs is not None:
            yield block(["it has an answer:", *head, f"{plural(len(result.answers), 'answer')}{self.unsure()}"])
        elif result.explanations is not None or not result.answers:
            yield block(head)
        else:
            table = self.compact.table if self.compact is not None else ()
            yield block([*head, f"{plural(len(result.answers), 'answer')}{self.unsure()}", *table])

    def unsure(self) -> str:
        """How many answers are not certain."""
        count = Counter(answer.certainty for answer in self.result.answers)
        words = {"possible": "only possible", "not excluded": "not excluded"}
        return "".join(f", {count[each]} {text}" for each, text in words.items() if count[each])

    def nothing(self) -> Iterator[str]:
        short = self.result.explanations is not None or self.compact is not None
        more = (
            [f"{self.paint.command('why-not')} says how far each rule gets, and what would give an answer"]
            if short
            else []
        )
        if self.undated:
            asked = f"no date was given, so this is asked {self.result.view}"
            over = self.paint.command("timeline")
            more.append(f"{asked}: `at DATE` after the goal asks of another day, {over} of all days")
        yield block([*nothing_lines(self.result, self.paint), *more])

    def answer(self, number: int, answer: Answer, proofs: tuple[str, ...], of: int | None = None) -> Iterator[str]:
        at = number - 1 if of is None else of
        lines = [answer.values or "yes", *([self.paint("heading", answer.reading)] if answer.reading else [])]
        lines = self.compact.said(at) if self.compact is not None else lines
        lines += [self.paint("warning", remark) for remark in answer.remarks]
        explanations = self.result.explanations
        if explanations is not None:
            lines += self.explained(explanations[at], at)
        elif self.compact is not None:
            lines += self.compact.lines(at, *proofs)
        else:
            lines += proof_lines(answer.proof, self.result.proofs, self.paint)
        yield block(f"{f'{number}. ' if i == 0 else '   '}{line}" for i, line in enumerate(lines))

    def contradicted(self, number: int, answer: Answer, against: Against) -> Iterator[str]:
        lines = against_lines([against], self.result.proofs, self.paint, contradicting=True)
        yield block(f"   {line}" for line in lines)

    def explained(self, one: Explanation, at: int) -> Iterator[str]:
        """What supports an answer, and each of its proofs."""
        yield from support_lines(one.support)
        count = len(one.proofs)
        for i, proof in enumerate(one.proofs, 1):
            if count > 1:
                yield f"proof {i} of {f'at least {count}' if one.more_proofs else count}"
            if self.compact is not None:
                yield from self.compact.lines(at, proof)
            else:
                yield from proof_lines(proof, self.result.proofs, self.paint)
        if one.more_proofs and self.result.proofs[one.proofs[0]].kind == "cases":
            yield "there may be other proofs, on other readings"
        elif one.more_proofs and count == 1:
            yield "there may be other proofs: --all shows them"
        if not one.least_height:
            yield "the search for the lowest proof was cut: this one may not be it"
        elif not one.fewest_sources:
            yield "the search for the fewest sources was cut: a proof as low may rest on fewer"

    def blocked(self, blocked: tuple[Blocked, ...], repairs: tuple[Repair, ...]) -> Iterator[str]:
        lines = [*against_lines(self.result.against, self.result.proofs, self.paint)]
        lines += _WhyNot(self.result, self.paint).lines(blocked)
        lines += [line for repair in repairs for line in self.repair(repair)]
        yield block(lines if repairs else [*lines, "no small change that was tried would give it an answer"])

    def repair(self, repair: Repair) -> Iterator[str]:
        changes = [f"if {', '.join(f'`{claim}`' for claim in repair.add)} were cited"] if repair.add else []
        changes += [f"without {', '.join(fact.place for fact in repair.remove)}"] if repair.remove else []
        but = ", but the base says it is not so:" if repair.against else ""
        yield f"would hold {' and '.join(changes)}{but}"
        for line in against_lines(repair.against, self.result.proofs, self.paint):
            yield f"  {line}"
        for fact in repair.remove:
            yield from (f"  {line}" for line in ground_lines(fact, self.paint))

    def dating(self, dating: Dating) -> Iterator[str]:
        if self.compact is not None:
            yield block(self.compact.dating(dating, first=dating == self.result.datings[0]))
        else:
            yield self.datings.text(dating)

    def remarks(self, remarks: tuple[str, ...]) -> Iterator[str]:
        if remarks:
            yield self.paint("place", block(remarks))


def nothing_lines(result: Result, paint: Paint) -> list[str]:
    """Why a goal has no answer: the evidence against it, or what was searched."""
    lines = ["no answer" if result.verdict == "no" else "no answer: unknown, not false"]
    if result.against and result.verdict != "no":
        lines += against_lines(result.against, result.proofs, paint)
    elif result.against:
        cited = any(each.proof is not None or each.fact is not None for each in result.against)
        blocked = "every way to it is blocked by cited evidence" if cited else "it lacks what is declared complete"
        lines = [f"no answer: no, {blocked}", *against_lines(result.against, result.proofs, paint)]
    for each in result.alternatives or ():
        lines.append(f"the alternative `{each.written}` {each.stopped}")
        if each.searched is not None:
            lines.extend(f"  {line}" for line in searched_lines(each.searched, paint))
    if result.alternatives:
        return [f"  {line}" if i else line for i, line in enumerate(lines)]
    if result.stopped is not None:
        lines.append(f"the goal {result.stopped}")
    if result.searched is not None:
        lines.extend(searched_lines(result.searched, paint))
    return [f"  {line}" if i else line for i, line in enumerate(lines)]


class Datings:
    """Tells why sources were known, or when: a head before the first, and of each what derives it and what that rests on, told once."""

    def __init__(self, result: Result | Timeline, paint: Paint) -> None:
        self.view = result.view
        self.proofs = result.proofs
        self.paint = paint
        self.shown: set[Ground] = set()
        self.begun = False

    def text(self, dating: Dating) -> str:
        """One of them, a block."""
        lines = [f"{why_dated(self.view)}:"] if not self.begun else []
        self.begun = True
        node = self.proofs[dating.proof]
        maybe = "" if dating.certainty == "certain" else ", only possibly by then"
        rule = f"rule {node.rule.place}" if node.rule is not None else ""
        lines.append(f"  {self.paint('claim', node.claim)}{maybe}  {self.paint('place', rule)}")
        above = 0
        for ground in grounds(self.proofs, dating.proof):
            above += ground in self.shown
            if ground not in self.shown:
                self.shown.add(ground)
                lines += (f"    {line}" for line in ground_lines(ground, self.paint))
        return block([*lines, f"    and {above} of what is above"] if above else lines)


def support_lines(support: Support) -> Iterator[str]:
    """What suffices for an answer, from when on, and how many voices tell it."""
    if support.always:
        yield "rests on no source"
        return
    least = "at least " if support.at_least else ""
    sets = [f"{{{', '.join(each)}}}" for each in support.suffices]
    yield f"suffices: {least}{' or '.join(sets)}" if sets else "no set of sources suffices that could be found"
    voices = f"{'' if support.voices_exact else 'at least '}{support.voices}"
    only = f"; only {support.single_voice} tells it" if support.single_voice else ""
    yield f"independent voices: {voices}{only}"
    yield f"could be known since: {support.since or 'not dated'}"


HIDDEN = {
    "dated": "",
    "undated": ": it has no date, and its document has none, so on this day it only may hold",
    "unknown": " (no source of it was known by then)",
}
"""What is said of a fact that a view hides, by why."""


class _WhyNot:
    """Writes how far each way to an answer gets, rule by rule."""

    def __init__(self, result: Result, paint: Paint) -> None:
        self.paint = paint
        self.proofs = ProofText(result.proofs, paint)

    def lines(self, blocked: Sequence[Blocked]) -> Iterator[str]:
        for each in blocked:
            yield from self.blocked(each, "")
        yield from self.proofs.rest()

    def blocked(self, blocked: Blocked, rest: str) -> Iterator[str]:
        failure = blocked.failure
        goal = "the goal" if blocked.alternative is None else f"the alternative `{blocked.alternative}`"
        where = f"rule {self.paint('place', str(failure.rule))}" if failure.rule is not None else goal
        yield f"{rest}{where} {failure}"
        yield from self.proved("up to there it holds:", blocked.held, rest + "  ")
        yield from self.proved("which holds:", blocked.present, rest + "  ")
        if blocked.missing is not None:
            yield from self.missing(blocked.missing, rest + "  ")

    def missing(self, missing: Missing, rest: str) -> Iterator[str]:
        if missing.again:
            yield f"{rest}{missing.claim}: told above"
            return
        # How far each rule got is told below.
        yield from (f"{rest}{line}" for line in searched_lines(missing.searched, self.paint, rules=False))
        for each in missing.hidden:
            yield f"{rest}  only the view hides {each.fact.statement}{HIDDEN[each.why]}"
            yield from (f"{rest}    {line}" for line in stated_lines(each.fact, self.paint))
        for near in missing.near:
            yield from self.proved(f"near ({near.why}):", (near.proof,), rest + "  ")
        for rule in missing.rules:
            yield from self.blocked(rule, rest + "  ")
        if missing.deeper:
            yield f"{rest}  its rules are not followed further: --depth"

    def proved(self, head: str, proofs: tuple[str, ...], rest: str) -> Iterator[str]:
        if proofs:
            yield f"{rest}{head}"
        for proof in proofs:
            yield from self.proofs.node(proof, f"{rest}  ", f"{rest}  ", 0)
