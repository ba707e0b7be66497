"""Sources and conflicts, as plain data: what is declared of sources and falls without them, and quotes that cannot all be right."""

from __future__ import annotations

from factbase.ground.dataclass import dataclass
from factbase.result.ground import Citation, Ground, Place, Reference
from factbase.result.problem import Problem

__all__ = ["Bearing", "Conflict", "Conflicts", "Fallen", "For", "Source", "Sources", "Weighed"]


@dataclass(frozen=True, slots=True)
class Source:
    """A source with its file, where it has one, its place, and what is declared of it."""

    name: str
    file: str | None
    place: Place
    declared: tuple[Ground, ...]


@dataclass(frozen=True, slots=True)
class Fallen:
    """A conclusion that falls without a source or an assumption, with all that it stands on; `alone`: it has no other voice for it."""

    claim: str
    alone: bool
    grounds: tuple[Ground, ...]


@dataclass(frozen=True, slots=True)
class Bearing:
    """What rests on one source or assumption: how many facts it alone states, and the conclusions that fall without it, at least where it
    `is_cut`. The name of an assumption is its claim, and what is `assumed` is told."""

    name: str
    facts: int
    falls: tuple[Fallen, ...]
    is_cut: bool
    assumed: Ground | None = None


@dataclass(frozen=True, slots=True)
class Sources:
    """The sources of a base; `bearing` is what falls without each, and without each assumption that has a name, where that is asked.

    `problems` are the errors for which something is not told; so many facts as are `lost` are left out, for none of their quotes stands."""

    sources: tuple[Source, ...]
    bearing: tuple[Bearing, ...] | None = None
    problems: tuple[Problem, ...] = ()
    lost: int = 0


@dataclass(frozen=True, slots=True)
class For:
    """A claim that a quote is quoted for, and the place of the fact."""

    claim: str
    place: str


@dataclass(frozen=True, slots=True)
class Weighed:
    """A quote and what it is quoted for, with what tells whom these claims mean."""

    citation: Citation
    claims: tuple[For, ...]
    context: tuple[Citation, ...] = ()
    references: tuple[Reference, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Conflict:
    """A violation with its smallest sets of quotes, at least those where it `is_cut`, what else it rests on, and who cannot be right.

    `missing`: it rests on a fact that is not there."""

    name: str
    message: str
    certainty: str
    accepted: str | None
    accepted_at: Place | None
    readings: tuple[str, ...]
    quotes: tuple[tuple[Weighed, ...], ...]
    is_cut: bool
    bare: tuple[Ground, ...]
    missing: bool
    nogoods: tuple[tuple[str, ...], ...]


@dataclass(frozen=True, slots=True)
class Conflicts:
    """The violated checks of a base; None where `problems`, its errors, left none to be run. So many facts as are `lost` are left out, for
    none of their quotes stands."""

    conflicts: tuple[Conflict, ...] | None
    problems: tuple[Problem, ...] = ()
    lost: int = 0
