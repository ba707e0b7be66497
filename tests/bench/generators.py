"""The facts of the workloads, from fixed seeds: in, a size; out, by name an array of pairs, or a list of columns."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

import numpy as np

__all__ = [
    "chain",
    "concepts",
    "dense",
    "four",
    "names",
    "objects",
    "pointers",
    "program",
    "roads",
    "sales",
    "sparse",
    "towns",
    "trees",
    "wide",
]

Facts = Mapping[str, Any]  # name -> array of pairs, or columns


def _pairs(chance: np.random.Generator, count: int, values: int) -> Any:
    pairs = chance.integers(0, values, (int(count * 1.1) + 8, 2))
    return np.unique(pairs, axis=0) if count < 50_000 else _unique(pairs)


def _unique(pairs: Any) -> Any:
    keys = np.unique(pairs[:, 0] << 32 | pairs[:, 1])
    return np.column_stack([keys >> 32, keys & 0xFFFFFFFF])


def _some(chance: np.random.Generator, pairs: Any, count: int) -> Any:
    return pairs[np.sort(chance.permutation(len(pairs))[:count])]


def dense(nodes: int) -> Facts:
    chance = np.random.default_rng(1)
    return {"edge": _some(chance, _pairs(chance, 2 * nodes, nodes), 2 * nodes - 2)}


def sparse(edges: int) -> Facts:
    chance = np.random.default_rng(2)
    return {"edge": _some(chance, _pairs(chance, edges, 2 * edges), edges)}


def chain(nodes: int) -> Facts:
    return {"edge": np.column_stack([np.arange(nodes - 1), np.arange(1, nodes)])}


def trees(trees: int) -> Facts:
    """Trees of six levels that branch in two and in three: child, parent."""
    first, up = 0, []
    for number in range(trees):
        level = np.array([first])
        first += 1
        for branches in (2, 3, 3, 2, 3, 3) if number % 26 < 7 else (3, 2, 3, 2, 3, 2):
            children = np.arange(first, first + branches * len(level))
            up.append(np.column_stack([children, np.repeat(level, branches)]))
            level, first = children, first + len(children)
    return {"up": np.concatenate(up)}


def program(variables: int) -> Facts:
    """Assignments between variables that stand near one another, as in programs."""
    chance = np.random.default_rng(3)

    def near(count: int, low: int, high: int) -> Any:
        first = chance.integers(0, variables, count)
        second = np.clip(first + chance.integers(low, high, count), 0, variables - 1)
        return _unique(np.column_stack([first, second]))

    v = variables
    return {
        "addr": near(v * 35 // 100, -50, 50),
        "copy": near(v, -20, 0),
        "load": near(v // 40, -100, 100),
        "store": near(v * 3 // 100, -100, 100),
    }


def four(rows: int) -> Facts:
    chance = np.random.default_rng(4)
    return {name: _some(chance, _pairs(chance, rows, rows * 83 // 100), rows) for name in ("a", "b", "c", "d")}


def _rows(*columns: Any) -> Any:
    """Distinct rows, as columns."""
    return list(np.unique(np.column_stack(columns), axis=0).T)


SYLLABLES = (
    "ka",
    "ri",
    "an",
    "to",
    "mel",
    "do",
    "vi",
    "sha",
    "ber",
    "no",
    "lu",
    "pe",
    "gra",
    "ün",
    "só",
    "ja",
    "wen",
    "ti",
    "cor",
    "ha",
)


def names(rows: int) -> Facts:
    """Numbers with a first and a last name, some letters of which are not of ASCII."""
    chance = np.random.default_rng(5)
    parts = np.array(SYLLABLES)

    def made(count: int, most: int) -> Any:
        chosen = parts[chance.integers(0, len(parts), (count, most))]
        lengths = chance.integers(2, most + 1, count)
        made = [
            "".join(row[:length]).capitalize() for row, length in zip(chosen.tolist(), lengths.tolist(), strict=True)
        ]
        return np.array(made, object)

    first, last = made(5_000, 3), made(rows // 2, 5)
    return {
        "name": [
            np.arange(rows),
            first[chance.integers(0, len(first), rows)],
            last[chance.integers(0, len(last), rows)],
        ]
    }


def roads(nodes: int) -> Facts:
    """Roads between places, and three places to start from."""
    chance = np.random.default_rng(6)
    return {"start": [np.arange(3)], "edge": list(_pairs(chance, 3 * nodes, nodes).T)}


def sales(rows: int) -> Facts:
    """What shops sold: 500 rows each."""
    chance = np.random.default_rng(7)
    shops = rows // 500
    shop, item, amount = (
        chance.integers(0, shops, rows),
        chance.integers(0, 400, rows),
        chance.integers(1, 10_000, rows),
    )
    keys = np.unique((shop * 400 + item) * 10_000 + amount)
    return {"shop": [np.arange(shops)], "sale": [keys // 4_000_000, keys // 10_000 % 400, keys % 10_000]}


def objects(variables: int) -> Facts:
    """A program with fields: variables stand near one another, and few objects have many names."""
    chance = np.random.default_rng(8)

    def near(count: int, low: int, high: int) -> tuple[Any, Any]:
        first = chance.integers(0, variables, count)
        return first, np.clip(first + chance.integers(low, high, count), 0, variables - 1)

    v = variables
    load, store = near(v // 6, -60, 60), near(v // 7, -60, 60)
    return {
        "new": _rows(*near(v // 3, -20, 20)),
        "assign": _rows(*near(v * 9 // 10, -30, 5)),
        "load": _rows(*load, chance.integers(0, 12, v // 6)),
        "store": _rows(store[0], chance.integers(0, 12, v // 7), store[1]),
    }


def pointers(variables: int) -> Facts:
    """Assignments and dereferences within functions of 60 variables."""
    chance = np.random.default_rng(9)

    def within(count: int) -> tuple[Any, Any]:
        function = chance.integers(0, variables // 60, count) * 60
        return function + chance.integers(0, 60, count), function + chance.integers(0, 60, count)

    return {"assign": _rows(*within(variables * 6 // 10)), "deref": _rows(*within(variables * 3 // 10))}


def concepts(count: int) -> Facts:
    """An ontology: concepts below a few others that came before them, roles among them, and what follows from two."""
    chance = np.random.default_rng(10)
    concept = np.arange(count)

    def above(rows: int) -> tuple[Any, Any]:
        below = chance.integers(1, count, rows)
        return below, (below * chance.random(rows)).astype(np.int64)

    has, conj, given = above(count // 3), above(count // 8), above(count // 8)
    return {
        "concept": [concept],
        "told": _rows(*above(count * 5 // 4)),
        "conj": _rows(conj[1], chance.integers(0, count, len(conj[0])) // 7, conj[0]),
        "has": _rows(has[0], chance.integers(0, 20, len(has[0])), has[1]),
        "role": _rows(np.arange(1, 20), np.arange(1, 20) // 2),
        "given": _rows(chance.integers(0, 20, len(given[0])), given[0], given[1]),
        "chain": _rows(np.array([1, 2, 3, 4]), np.array([1, 1, 2, 4]), np.array([1, 0, 1, 2])),
    }


def towns(nodes: int) -> Facts:
    """Roads between towns, some of one way, and pairs of towns near one another."""
    chance = np.random.default_rng(11)
    return {"edge": list(_pairs(chance, nodes * 22 // 25, nodes).T), "near": list(_pairs(chance, 5 * nodes, nodes).T)}


def wide(rows: int) -> Facts:
    """Relations of four, three and two columns."""
    chance = np.random.default_rng(12)

    def some(*values: int) -> Any:
        return _rows(*(chance.integers(0, most, rows) for most in values))

    return {
        "p": some(rows // 2, rows, 300, rows // 300),
        "q": some(300, rows // 300, rows // 2),
        "r": some(rows // 2, rows),
    }
