"""A goal as Markdown: in, its result; out, a table of values and each answer, with a footnote for each thing that it stands on."""

from __future__ import annotations

from collections.abc import Iterator

from factbase.ground.controls import as_line
from factbase.render.markdown.foot import Footnotes
from factbase.render.markdown.proofs import proof_items
from factbase.render.markdown.why_not import blocked_items, repair_blocks
from factbase.render.markdown.words import items, problem_items, words
from factbase.render.paint import block, plain
from factbase.render.proof import against_lines
from factbase.render.text import nothing_lines, support_lines
from factbase.render.words import plural
from factbase.result.ground import Ground
from factbase.result.problem import Problem
from factbase.result.proof import rules, standing
from factbase.result.result import Against, Answer, Blocked, Dating, Repair, Result, ResultWalk, why_dated
from factbase.result.timeline import Timeline

__all__ = ["dating_item", "result_blocks"]


def result_blocks(result: Result, foot: Footnotes, *, whole: bool) -> Iterator[str]:
    """A result block by block, the footnotes aside; `whole` proofs stand under each answer."""
    return _Markdown(result, foot, whole=whole).walk()


class _Markdown(ResultWalk[str]):
    def __init__(self, result: Result, foot: Footnotes, *, whole: bool) -> None:
        super().__init__(result)
        self.foot = foot
        self.whole = whole
        self.standing = [self.grounds(*proofs) for _, proofs in result.proved()]

    def grounds(self, *proofs: str) -> list[Ground]:
        """What proofs stand on, with the sentence of each."""
        found = list(standing(self.result.proofs, *proofs))
        for ground, node in found:
            self.foot.say(ground, node.reading if node.kind == "leaf" else ground.statement)
        return [ground for ground, _ in found]

    def problem(self, problem: Problem) -> Iterator[str]:
        yield problem_items([problem])

    def heading(self) -> Iterator[str]:
        result = self.result
        yield f"## {words(result.title or result.goal)}"
        goal = f"`{as_line(result.goal).replace('`', ' ')}`, " if result.title else ""
        has = "it has an answer: " if result.repairs is not None and not result.blocked else ""
        yield f"{goal}{words(str(result.view))}: {has}{plural(len(result.answers), 'answer')}"
        if result.answers and result.answers[0].written:
            names = list(result.answers[0].written)
            lines = [["", *names, "rests on"], ["---"] * (len(names) + 2)]
            lines += [
                [f"{number}.", *map(words, answer.written.values()), self.foot.marks(self.standing[number - 1])]
                for number, answer in enumerate(result.answers, 1)
            ]
            yield block([f"| {' | '.join(line)} |" for line in lines])

    def nothing(self) -> Iterator[str]:
        yield items(nothing_lines(self.result, plain))

    def answer(self, number: int, answer: Answer, proofs: tuple[str, ...]) -> Iterator[str]:
        result, grounds = self.result, self.standing[number - 1]
        head = f"{number}. {words(answer.reading or answer.claim)} {self.foot.marks(grounds)}".rstrip()
        said = [*answer.remarks, *self.foot.bare(grounds)]
        if result.explanations is not None:
            said += support_lines(result.explanations[number - 1].support)
        by = rules(result.proofs, *proofs)
        said += [f"by {'rule' if len(by) == 1 else 'rules'} {', '.join(by)}"] if by and not self.whole else []
        indent = len(f"{number}. ")
        lines = [head, *(f"{' ' * indent}- {words(each)}" for each in said)]
        for i, proof in enumerate(proofs if self.whole else (), 1):
            lines.append(f"{' ' * indent}- {f'proof {i} of {len(proofs)}' if len(proofs) > 1 else 'proof'}")
            lines += proof_items(proof, result.proofs, self.foot, indent + 2)
        if self.whole and result.explanations is not None and result.explanations[number - 1].more_proofs:
            lines.append(f"{' ' * indent}- there may be other proofs: `factbase why --all` shows them")
        yield block(lines)

    def contradicted(self, number: int, answer: Answer, against: Against) -> Iterator[str]:
        yield items(against_lines([against], self.result.proofs, plain, contradicting=True))

    def blocked(self, blocked: tuple[Blocked, ...], repairs: tuple[Repair, ...]) -> Iterator[str]:
        yield from self.nothing()
        yield block(blocked_items(blocked, self.result.proofs, self.foot))
        yield from repair_blocks(repairs, self.result.proofs, self.foot)

    def dating(self, dating: Dating) -> Iterator[str]:
        yield dating_item(self.result, dating, self.foot)

    def remarks(self, remarks: tuple[str, ...]) -> Iterator[str]:
        if remarks:
            yield items(remarks)


def dating_item(of: Result | Timeline, dating: Dating, foot: Footnotes) -> str:
    """Why a source was known, or when, with the marks of what that stands on."""
    node = of.proofs[dating.proof]
    maybe = "" if dating.certainty == "certain" else ", only possibly by then"
    rule = f", rule {node.rule.place}" if node.rule is not None else ""
    found = list(standing(of.proofs, dating.proof))
    for ground, below in found:
        foot.say(ground, below.reading if below.kind == "leaf" else ground.statement)
    said = f"{why_dated(of.view)}: {node.claim}{maybe}{rule}"
    return f"- {foot.marked(said, [ground for ground, _ in found])}"
