"""A goal as Markdown: in, its result; out, a table of values and each answer, with a footnote for each thing that it stands on.

Footnotes are those of GitHub, Pandoc and Obsidian (`[^1]`). What strangers wrote is escaped, so that none of it is markup.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from factbase.ground.controls import as_line
from factbase.render.noted import Notes
from factbase.render.paint import block, joined, plain
from factbase.render.problems import problem_lines
from factbase.render.proof import against_lines
from factbase.render.text import nothing_lines
from factbase.result.ground import Ground
from factbase.result.problem import Problem
from factbase.result.proof import Node, rules
from factbase.result.queries import Queries
from factbase.result.result import Against, Answer, Blocked, Dating, Repair, Result, ResultWalk, why_dated

__all__ = ["queries_markdown", "result_markdown"]

_MARKUP = re.compile(r"([\\`*_{}\[\]<>#|~$&^])")


def result_markdown(result: Result, notes: Notes | None = None) -> Iterator[str]:
    """A result block by block; `notes` have the numbers of what was told before it."""
    yield from (joined([each, ""]) for each in _Markdown(result, notes or Notes()).walk())


def queries_markdown(of: Queries) -> str:
    """Named queries as a list."""
    return _list(f"{each.name}: {each.question or ''} {each.dated}, {each.place}" for each in of.queries)


class _Markdown(ResultWalk[str]):
    def __init__(self, result: Result, notes: Notes) -> None:
        super().__init__(result)
        self.notes = notes
        self.standing = [notes.of(result.proofs, *proofs) for _, proofs in result.proved()]

    def walk(self) -> Iterator[str]:
        yield from super().walk()
        foot = [note for standing in self.standing for each in standing for note in self.footnotes(*each)]
        yield from [block(foot)] if foot else []

    def problem(self, problem: Problem) -> Iterator[str]:
        yield _list(problem_lines(problem, plain))

    def heading(self) -> Iterator[str]:
        result = self.result
        yield f"## {_plain(result.title or result.goal)}"
        goal = f"`{as_line(result.goal).replace('`', ' ')}`, " if result.title else ""
        count = len(result.answers)
        yield f"{goal}{_plain(str(result.view))}: {count} answer{'' if count == 1 else 's'}"
        if result.answers and result.answers[0].written:
            names = list(result.answers[0].written)
            lines = [["", *names], ["---"] * (len(names) + 1)]
            lines += [
                [f"{number}.", *(f"{_plain(value)}" for value in answer.written.values()), self.marks(number - 1)]
                for number, answer in enumerate(result.answers, 1)
            ]
            lines[0].append("rests on")
            lines[1].append("---")
            yield block([f"| {' | '.join(line)} |" for line in lines])

    def marks(self, at: int) -> str:
        """The numbers of what an answer stands on."""
        return " ".join(f"[^{number}]" for _, _, own in self.standing[at] for number in own)

    def nothing(self) -> Iterator[str]:
        yield _list(nothing_lines(self.result, plain))

    def answer(self, number: int, answer: Answer, proofs: tuple[str, ...]) -> Iterator[str]:
        lines = [f"{number}. {_plain(answer.reading or answer.claim)} {self.marks(number - 1)}".rstrip()]
        said = list(answer.remarks)
        said += [line for ground, _, own in self.standing[number - 1] if not own for line in ground.lines]
        by = rules(self.result.proofs, *proofs)
        said += [f"by {'rule' if len(by) == 1 else 'rules'} {', '.join(by)}"] if by else []
        yield block([*lines, *(f"   - {_plain(each)}" for each in said)])

    def contradicted(self, number: int, answer: Answer, against: Against) -> Iterator[str]:
        yield _list(against_lines([against], self.result.proofs, plain, contradicting=True))

    def blocked(self, blocked: tuple[Blocked, ...], repairs: tuple[Repair, ...]) -> Iterator[str]:
        return self.nothing()

    def dating(self, dating: Dating) -> Iterator[str]:
        standing = self.notes.of(self.result.proofs, dating.proof)
        self.standing.append(standing)
        node = self.result.proofs[dating.proof]
        maybe = "" if dating.certainty == "certain" else ", only possibly by then"
        rule = f", rule {node.rule.place}" if node.rule is not None else ""
        marks = " ".join(f"[^{number}]" for _, _, own in standing for number in own)
        yield f"- {_plain(f'{why_dated(self.result.view)}: {node.claim}{maybe}{rule}')} {marks}"

    def remarks(self, remarks: tuple[str, ...]) -> Iterator[str]:
        if remarks:
            yield _list(remarks)

    def footnotes(self, ground: Ground, node: Node, own: range) -> Iterator[str]:
        """The notes of one thing that an answer stands on, where they are not told yet: one for each quote."""
        if not own or own in self.notes.told:
            return
        self.notes.told.add(own)
        if not ground.is_fact:
            yield f"[^{own[0]}]: {_plain('; '.join(ground.lines))}"
            return
        said = node.reading if node.kind == "leaf" else ground.statement
        for number, cited in zip(own, ground.citations or (None,), strict=True):
            quote = [str(cited)] if cited is not None else []
            beside = list(ground.beside) if number == own[0] else []
            yield f"[^{number}]: {_plain('; '.join((f'{said}: {ground.stated}', *quote, *beside)))}"


def _list(lines: Sequence[str] | Iterator[str]) -> str:
    return block([f"- {_plain(line.strip())}" for line in lines if line.strip()])


def _plain(text: str) -> str:
    """A text on one line, of which nothing is markup."""
    return _MARKUP.sub(r"\\\1", as_line(text))
