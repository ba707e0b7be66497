"""What answers stand on, under numbers: in, proofs; out, each quote and each search with a number, the same wherever it is told."""

from __future__ import annotations

from collections.abc import Iterable

from factbase.result.ground import Citation, Ground
from factbase.result.proof import Node, Proofs, standing
from factbase.result.result import Result

__all__ = ["Notes", "numbers", "told_in"]


class Notes:
    """Gives numbers from 1 on, in the order in which things are first stood on; `told` are those that a text has shown."""

    def __init__(self) -> None:
        self.numbers: dict[Ground, range] = {}
        self.next = 1
        self.told: set[range] = set()

    def of(self, proofs: Proofs, *ids: str) -> list[tuple[Ground, Node, range]]:
        """What some proofs stand on, each thing with its numbers: one for each quote, or for what has none, a reading of dates aside."""
        return [(ground, node, self.own(ground)) for ground, node in standing(proofs, *ids)]

    def own(self, ground: Ground) -> range:
        """The numbers of a thing: one for each quote, or for what has none; none for a reading of dates, and where nothing is."""
        if ground not in self.numbers:
            count = 0 if ground.kind in ("reading", "nothing") else max(1, len(ground.citations))
            self.numbers[ground] = range(self.next, self.next + count)
            self.next += count
        return self.numbers[ground]

    def cited(self, number: int) -> Citation | None:
        """The quote of a number; None where it is that of a search or an assumption, or of nothing."""
        for ground, own in self.numbers.items():
            if number in own and ground.citations:
                return ground.citations[number - own.start]
        return None


def told_in(results: Iterable[Result]) -> Notes:
    """The numbers under which results that are told one after the other tell what they stand on."""
    notes = Notes()
    for result in results:
        for _, proofs in result.proved():
            notes.of(result.proofs, *proofs)
        for dating in result.datings:
            notes.of(result.proofs, dating.proof)
    return notes


def numbers(some: Iterable[int]) -> str:
    """Numbers in brackets, those that follow one another as their first and last: `[1]–[4] [7]`."""
    shown: list[list[int]] = []
    for each in sorted(set(some)):
        if shown and shown[-1][-1] + 1 == each:
            shown[-1].append(each)
        else:
            shown.append([each])
    return " ".join(f"[{run[0]}]" if len(run) == 1 else f"[{run[0]}]–[{run[-1]}]" for run in shown)
