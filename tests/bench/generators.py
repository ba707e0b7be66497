"""The facts of the workloads, from fixed seeds: in, a size; out, by name an array of pairs."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

import numpy as np

__all__ = ["chain", "dense", "four", "program", "sparse", "trees"]

Facts = Mapping[str, Any]  # name -> array of pairs


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
