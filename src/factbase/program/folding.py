"""Which folds a source has: in, the names that are given as `folds` or `ignore`; out, the folds, and what is wrong in the names."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from factbase.cite import IGNORED, LOOSE, Fold
from factbase.ground.diagnostic import Diagnostic, diagnose, similar
from factbase.ground.span import Span

__all__ = ["FOLDING", "folds_named", "unknown_folds"]

FOLDING = {"folds": LOOSE, "ignore": IGNORED}
"""What each setting may name."""

_KIND = {"folds": "fold", "ignore": "kind of marks"}


def folds_named(setting: str, names: Iterable[str]) -> frozenset[Fold]:
    """The folds of some names; those that nobody knows are left out."""
    wanted = set(names)
    return frozenset(each for each in FOLDING[setting] if each.value in wanted)


def unknown_folds(setting: str, names: Iterable[tuple[str, Span]]) -> Iterator[Diagnostic]:
    """A diagnostic for each name that is none of a setting."""
    known = [each.value for each in FOLDING[setting]]
    for name, span in names:
        if name not in known:
            hint = similar(name, known) or f"one of {', '.join(known)}"
            yield diagnose("E139", span, kind=_KIND[setting], name=name, hint=hint)
