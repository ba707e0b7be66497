"""Without some sources: in, a program and the names of sources and assumptions; out, its facts as if it did not have these.

A fact that others support too keeps their words. What the documents gave by being there goes, to be computed again of those that are left.
"""

from __future__ import annotations

from collections.abc import Sequence

from factbase.ground.diagnostic import similar
from factbase.program.model import Atom, Fact, Predicate, Program
from factbase.program.table import Facts, FactTable
from factbase.sources.grown import GROWN

__all__ = ["UnknownSource", "facts_without", "known_as"]


class UnknownSource(Exception):
    """A source is named that the base does not have; the message says which, and which one may be meant."""

    def __init__(self, problem: str, hint: str | None) -> None:
        super().__init__(f"{problem}{f'; {hint}' if hint else ''}")


def known_as(program: Program, names: Sequence[str], *, strict: bool) -> tuple[str, ...]:
    """The sources and named assumptions that some names mean; one without arguments is also called by its relation, and one with a date
    by its claim alone, where no other has that.

    Raises UnknownSource for a name that means none, where it is `strict`; else such a name is passed on."""
    named = [fact for fact in program.facts.listed if fact.assumption is not None]
    assumptions = {str(fact.atom()) for fact in named}
    dated: dict[str, list[str]] = {}
    for fact in named:
        claim = str(Atom(Predicate(fact.relation, fact.mode), fact.values))
        for name in {claim, claim.removesuffix("()")}:
            dated.setdefault(name, []).append(str(fact.atom()))
    meant = {claim: names[0] for claim, names in dated.items() if len(names) == 1}
    meant |= {name.removesuffix("()"): name for name in assumptions} | {name: name for name in assumptions}
    meant |= {name: name for name in program.sources}
    names = [name.strip() for name in names]  # a blank before a `-` shows that it is no option
    for name in names:
        if strict and name not in meant and name in dated:
            raise UnknownSource(f"`{name}` is several assumptions", f"name one of them: `{'`, `'.join(dated[name])}`")
        if strict and name not in meant:
            raise UnknownSource(f"unknown source `{name}`", similar(name, meant))
    return tuple(meant.get(name, name) for name in names)


def facts_without(facts: Facts, names: Sequence[str]) -> Facts:
    """The facts of a program without some sources and assumptions, which are named as they are declared."""

    def kept(fact: Fact) -> Fact | None:
        if fact.of_source in names or (fact.kind == "declared" and fact.relation in GROWN) or fact.of_quotes:
            return None
        left = fact.told_by(lambda source: source not in names)
        if (not left.citations and fact.kind == "cited") or fact.assumption in names:
            return None
        return left

    def kept_rows(table: FactTable) -> FactTable:
        return table.of_sources(lambda source: source not in names)

    return facts.map(kept, kept_rows)
