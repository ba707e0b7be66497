"""Packed statements: in, the statements of a file; out, their sequence, in which plain facts are columns.

The node of such a fact is read from its text again when somebody asks for it, so that nothing is said of it twice.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from pathlib import Path
from typing import overload

from factbase.ground.diagnostic import Diagnostic, InternalError
from factbase.ground.span import TextFile
from factbase.ground.value import Value
from factbase.syntax.packing import Pack, Packing
from factbase.syntax.tree import Assumption, Fact, Statement, Tree

__all__ = ["Statements", "others", "pack", "packed"]


class Statements(Sequence[Statement]):
    """The statements of a file: packed, and as nodes once somebody asks for them; equal to the sequence of these nodes."""

    __slots__ = ("_made", "_tables", "file", "others", "packs", "values")

    def __init__(
        self,
        file: TextFile,
        others: Mapping[int, Statement],
        packs: Sequence[Pack],
        values: Sequence[Value],
        made: Sequence[Statement] | None = None,
        tables: Path | None = None,
    ) -> None:
        self.file = file
        self.others = others
        """What is not packed, by its number in the file."""
        self.packs = packs
        self.values = values
        self._made = made
        self._tables = tables  # the folder of the parser's tables

    def __len__(self) -> int:
        return len(self.others) + sum(len(pack.at) for pack in self.packs)

    @overload
    def __getitem__(self, index: int) -> Statement: ...
    @overload
    def __getitem__(self, index: slice) -> Sequence[Statement]: ...
    def __getitem__(self, index: int | slice) -> Statement | Sequence[Statement]:
        return self._nodes()[index]

    def __iter__(self) -> Iterator[Statement]:
        return iter(self._nodes())

    def __eq__(self, other: object) -> bool:
        return isinstance(other, Sequence) and tuple(self) == tuple(other)

    def __hash__(self) -> int:
        return hash(tuple(self))

    def fact(self, pack: Pack, row: int) -> Fact | Assumption:
        """The node of a packed fact."""
        if self._made is not None:
            made = self._made[pack.at[row]]
        else:
            from factbase.syntax.parse import read_statement  # late: who asks for no node needs no parser

            read = read_statement(self.file, pack.starts[row], pack.ends[row], self._tables)
            if isinstance(read, Diagnostic):
                raise InternalError(f"{read.span.place if read.span else self.file.path}: what was read cannot be read")
            made = read
        assert isinstance(made, Fact | Assumption)
        return made

    def _nodes(self) -> Sequence[Statement]:
        if self._made is None:
            nodes = dict(self.others)
            for each in self.packs:
                nodes.update((at, self.fact(each, row)) for row, at in enumerate(each.at))
            self._made = tuple(nodes[at] for at in range(len(nodes)))
        return self._made


def packed(tree: Tree) -> Statements:
    """The statements of a tree, packed if they are not yet."""
    return tree.statements if isinstance(tree.statements, Statements) else pack(tree)


def others(tree: Tree) -> Iterable[Statement]:
    """The statements of a tree in reading order, without its packed facts: what has no need of these need not unpack them."""
    return tree.statements.others.values() if isinstance(tree.statements, Statements) else tree.statements


def pack(tree: Tree) -> Statements:
    """The statements of a tree, packed; the nodes stay at hand."""
    packing = Packing()
    for statement in tree.statements:
        packing.add(statement)
    return Statements(tree.file, *packing.packs(), tree.statements)
