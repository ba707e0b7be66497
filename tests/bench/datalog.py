"""Datalog without functions, for peers: in, rules as text; out, their atoms, their strata, and what of them is SQL."""

from __future__ import annotations

import re
from collections.abc import Collection, Sequence
from dataclasses import dataclass

__all__ = ["Atom", "Rule", "parsed", "strata_of"]

Atom = tuple[str, tuple[str, ...]]
"""A relation, and its arguments: variables, `_`, numbers."""


@dataclass(frozen=True)
class Rule:
    """`head :- body`; of each literal of the body, whether it is negated."""

    head: Atom
    body: tuple[tuple[Atom, bool], ...]

    def selects(self, own: Collection[str], *, first: bool) -> list[str]:
        """What it derives, in SQL: in the first round of a stratum from complete relations only, later once for each of its `own`, from
        the rows that the last round found."""
        places = [i for i, ((name, _), negated) in enumerate(self.body) if name in own and not negated]
        if first:
            return [] if places else [self._select(None)]
        return [self._select(place) for place in places]

    def _select(self, delta: int | None) -> str:
        bound: dict[str, str] = {}
        tables, tests = [], []
        for i, ((name, args), negated) in enumerate(self.body):
            if not negated:
                tables.append(f"{name}{'_delta' if i == delta else ''} t{i}")
                for column, arg in enumerate(args):
                    own = f"t{i}.c{column}"
                    if arg != "_" and bound.setdefault(arg, own) != own:
                        tests.append(f"{own} = {bound[arg]}")
        for (name, args), negated in self.body:
            if negated:
                same = " AND ".join(f"n.c{column} = {bound[arg]}" for column, arg in enumerate(args) if arg != "_")
                tests.append(f"NOT EXISTS (FROM {name} n WHERE {same})")
        columns = ", ".join(f"{bound[arg]} AS c{i}" for i, arg in enumerate(self.head[1]))
        return f"SELECT {columns} FROM {', '.join(tables)}" + (f" WHERE {' AND '.join(tests)}" if tests else "")


def parsed(rules: str) -> list[Rule]:
    """The rules, one a line."""
    made = []
    for line in filter(None, rules.splitlines()):
        head, _, body = line.rstrip(".").partition(" :- ")
        literals = re.findall(r"(?:not )?\w+\([^)]*\)", body)
        made.append(
            Rule(_atom(head), tuple((_atom(each.removeprefix("not ")), each[:4] == "not ") for each in literals))
        )
    return made


def _atom(text: str) -> Atom:
    found = re.fullmatch(r"(\w+)\((.*)\)", text)
    assert found is not None, text
    return found[1], tuple(found[2].replace(" ", "").split(","))


def strata_of(rules: Sequence[Rule]) -> list[list[Rule]]:
    """The rules of relations that need one another together, after those of what they need."""
    heads = list(dict.fromkeys(rule.head[0] for rule in rules))
    needs = {head: {name for r in rules if r.head[0] == head for (name, _), _ in r.body} & set(heads) for head in heads}
    for middle in heads:  # Warshall
        for head in heads:
            if middle in needs[head]:
                needs[head] |= needs[middle]
    strata: list[list[str]] = []
    left = heads
    while left:
        ready = [h for h in left if all(n not in left or h in needs[n] for n in needs[h])]
        circle = [h for h in ready if h == ready[0] or (h in needs[ready[0]] and ready[0] in needs[h])]
        strata.append(circle)
        left = [head for head in left if head not in circle]
    return [[rule for rule in rules if rule.head[0] in stratum] for stratum in strata]
