"""Choosing: in, the findings of a base, and what a command chooses; out, what of them counts, as that and the base's settings say.

What a command says goes before what settings say of a file's findings, and that before what they say of all.
"""

from __future__ import annotations

import posixpath
from collections.abc import Iterable, Sequence

from factbase.base import FactBase
from factbase.ground.choosing import Choice, Chosen, choose
from factbase.ground.diagnostic import Diagnostic

__all__ = ["chosen", "place_of", "strictly"]


def chosen(base: FactBase, findings: Iterable[Diagnostic], given: Choice) -> Chosen:
    """What of the findings counts; `given` is what the command chooses."""
    settings = base.evidence.settings
    said: dict[str | None, Sequence[Choice]] = {}

    def choices(finding: Diagnostic) -> Sequence[Choice]:
        path = finding.span.path if finding.span is not None else None
        if path not in said:
            place = place_of(base, path) if path is not None else None
            said[path] = (
                given,
                *(choice for each in dict.fromkeys(settings.values()) for choice in each.choices(place)),
            )
        return said[path]

    return choose(findings, choices)


def strictly(base: FactBase) -> bool:
    """Whether the settings of a base say that warnings fail it."""
    return any(each.strict for each in base.evidence.settings.values())


def place_of(base: FactBase, path: str) -> str | None:
    """Where a file of a base really stands, by the path under which it is shown; None for what is in none of its folders."""
    home = base.snapshot.homes.get(path)
    if home is not None:
        return posixpath.join(home.folder.real, home.name)
    for folder in base.evidence.settings:
        lead = folder.place("_")[:-1]
        if path.startswith(lead):
            return posixpath.join(folder.real, path[len(lead) :])
    return None
