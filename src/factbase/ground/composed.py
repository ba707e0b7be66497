"""Composed names: in, the name of a relation, as it is or with a modality, a negative sign, a condition;
out, one name that stands for it wherever a relation's name stands, and the way back.

`-signed` has the facts that something was not signed, `may loses` those that somebody may lose something, and `ends/1 if -revoked` those
that something ends if something is not revoked: the arguments of both, in this order. `signed @ line page` has the facts of
`signed`, each once for every quote, with its source and what is asked of it. Each is a relation of its own, so that a rule has
only what it asks for, and no engine knows of it.
"""

from __future__ import annotations

from collections.abc import Sequence
from functools import lru_cache

from factbase.ground.dataclass import dataclass

__all__ = ["MODALITIES", "Composed", "claimed", "composed", "condition", "opposite", "relations_of", "written"]

_ASKED = " @ "

MODALITIES = ("may", "would", "likely")


@dataclass(frozen=True, slots=True)
class Composed:
    """The parts of a composed name. `arity` is that of the relation alone, 0 where there is no condition."""

    relation: str
    negative: bool = False
    modality: str | None = None
    condition: str | None = None  # a relation, with its sign
    arity: int = 0
    asked: tuple[str, ...] = ()  # what is asked of each quote, in alphabetical order

    def __str__(self) -> str:
        said = self._claimed()
        return f"{said}{_ASKED}{' '.join(self.asked)}" if self.asked else said

    def _claimed(self) -> str:
        name = f"{self.modality} " if self.modality else ""
        name += f"-{self.relation}" if self.negative else self.relation
        return name if self.condition is None else f"{name}/{self.arity} if {self.condition}"


@lru_cache(maxsize=10_000)
def composed(name: str) -> Composed:
    """The parts of a relation's name; most have no others than the name itself."""
    if name.isidentifier():  # most
        return Composed(name)
    name, _, asked = name.partition(_ASKED)
    said, conditional, condition = name.partition(" if ")
    modality, spaced, signed = said.rpartition(" ")
    signed, _, arity = signed.partition("/")
    return Composed(
        signed.removeprefix("-"),
        signed.startswith("-"),
        modality if spaced else None,
        condition if conditional else None,
        int(arity or 0),
        tuple(asked.split()),
    )


def claimed(name: str) -> str:
    """The name of a relation without what is asked of its quotes."""
    return name.partition(_ASKED)[0]


def relations_of(name: str, width: int) -> tuple[tuple[str, int], ...]:
    """The relations of which a name is made, each with how many of `width` arguments are its own: one, or two with a condition."""
    parts = composed(name)
    if parts.asked:
        return relations_of(claimed(name), width - len(parts.asked) - 1)
    if parts.condition is None:
        return ((parts.relation, width),)
    return (parts.relation, parts.arity), (parts.condition.removeprefix("-"), width - parts.arity)


def opposite(name: str) -> str:
    """The name of the relation that says of the same that it is not so: `-signed` of `signed`, `signed` of `-signed`."""
    return name[1:] if name.startswith("-") else f"-{name}"


def written(name: str, args: Sequence[str], on: str = "") -> str:
    """A relation with its arguments and what is said of its day, as it is written: those of a condition stand with the condition."""
    if name.isidentifier():  # most
        return f"{name}({', '.join(args)}){on}"
    parts = composed(name)
    if parts.asked:
        own = len(args) - len(parts.asked) - 1
        asked = ", ".join(f"{field}: {value}" for field, value in zip(parts.asked, args[own + 1 :], strict=True))
        return f"{written(claimed(name), args[:own], on)} @ {args[own]} {{ {asked} }}"
    if parts.condition is None:
        return f"{name}({', '.join(args)}){on}"
    said = name.partition("/")[0]
    return f"{said}({', '.join(args[: parts.arity])}){on} if {condition(name, args)}"


def condition(name: str, args: Sequence[str]) -> str | None:
    """The condition that a composed name has, with its own of the arguments; None where it has none."""
    parts = composed(name)
    return f"{parts.condition}({', '.join(args[parts.arity :])})" if parts.condition is not None else None
