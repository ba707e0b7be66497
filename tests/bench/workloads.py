"""The workloads of the engine benchmark: facts from fixed seeds, and each program as a plan, as Datalog and as SQL."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any

import numpy as np

__all__ = ["WORKLOADS", "Workload"]

Facts = Mapping[str, Any]  # name -> array of pairs


@dataclass(frozen=True)
class Workload:
    """`rules` are Datalog that the plan, clingo and Souffle are made from; `sql` gives the result, or is run in rounds by `loop`."""

    name: str
    result: str
    rules: str
    make: Callable[[int], Facts]
    sizes: tuple[int, int]
    sql: str | None
    loop: tuple[str, tuple[str, ...]] | None = (
        None  # SQL of the first rows, and of what a round derives from {delta} and {all}
    )


def _pairs(chance: np.random.Generator, count: int, values: int) -> Any:
    pairs = chance.integers(0, values, (int(count * 1.1) + 8, 2))
    return np.unique(pairs, axis=0) if count < 50_000 else _unique(pairs)


def _unique(pairs: Any) -> Any:
    keys = np.unique(pairs[:, 0] << 32 | pairs[:, 1])
    return np.column_stack([keys >> 32, keys & 0xFFFFFFFF])


def _some(chance: np.random.Generator, pairs: Any, count: int) -> Any:
    return pairs[np.sort(chance.permutation(len(pairs))[:count])]


def _dense(nodes: int) -> Facts:
    chance = np.random.default_rng(1)
    return {"edge": _some(chance, _pairs(chance, 2 * nodes, nodes), 2 * nodes - 2)}


def _sparse(edges: int) -> Facts:
    chance = np.random.default_rng(2)
    return {"edge": _some(chance, _pairs(chance, edges, 2 * edges), edges)}


def _chain(nodes: int) -> Facts:
    return {"edge": np.column_stack([np.arange(nodes - 1), np.arange(1, nodes)])}


def _trees(trees: int) -> Facts:
    """Binary trees of nine levels: child, parent."""
    child = np.arange(1, 511)
    tree = np.column_stack([child, (child - 1) // 2])
    return {"up": np.concatenate([tree + 511 * i for i in range(trees)])}


def _program(variables: int) -> Facts:
    """Assignments between variables that stand near one another, as in programs."""
    chance = np.random.default_rng(3)

    def near(count: int, low: int, high: int) -> Any:
        first = chance.integers(0, variables, count)
        second = np.clip(first + chance.integers(low, high, count), 0, variables - 1)
        return _unique(np.column_stack([first, second]))

    v = variables
    return {
        "addr": near(v * 3 // 10, -50, 50),
        "copy": near(v * 8 // 10, -40, 0),
        "load": near(v // 20, -50, 50),
        "store": near(v // 20, -50, 50),
    }


def _three(rows: int) -> Facts:
    chance = np.random.default_rng(4)
    return {name: _some(chance, _pairs(chance, rows, rows), rows) for name in ("a", "b", "c", "d")}


_CLOSURE = "path(X, Y) :- edge(X, Y).\npath(X, Z) :- path(X, Y), edge(Y, Z).\n"
_CLOSURE_SQL = (
    "WITH RECURSIVE path(x, y) AS (SELECT * FROM edge UNION SELECT path.x, edge.y FROM path JOIN edge ON path.y = edge.x) "
    "SELECT * FROM path"
)

WORKLOADS = (
    Workload("tc_dense", "path", _CLOSURE, _dense, (5_000, 8_000), _CLOSURE_SQL),
    Workload("tc_sparse", "path", _CLOSURE, _sparse, (1_000_000, 8_000_000), _CLOSURE_SQL),
    Workload("tc_chain", "path", _CLOSURE, _chain, (2_000, 8_000), _CLOSURE_SQL),
    Workload(
        "same_generation",
        "same",
        "same(X, Y) :- up(X, P), up(Y, P).\nsame(X, Y) :- up(X, P), same(P, Q), up(Y, Q).\n",
        _trees,
        (21, 400),
        "WITH RECURSIVE same(x, y) AS (SELECT a.x, b.x FROM up a JOIN up b ON a.y = b.y UNION "
        "SELECT a.x, b.x FROM up a JOIN same s ON a.y = s.x JOIN up b ON b.y = s.y) SELECT * FROM same",
    ),
    Workload(
        "points_to",
        "pt",
        "pt(P, O) :- addr(P, O).\npt(P, O) :- copy(P, Q), pt(Q, O).\n"
        "pt(P, O) :- load(P, Q), pt(Q, R), pt(R, O).\npt(R, O) :- store(P, Q), pt(P, R), pt(Q, O).\n",
        _program,
        (10_000, 80_000),
        None,
        (
            "SELECT * FROM addr",
            (
                "SELECT c.x, d.y FROM copy c JOIN {delta} d ON c.y = d.x",
                "SELECT l.x, b.y FROM load l JOIN {delta} a ON l.y = a.x JOIN {all} b ON a.y = b.x",
                "SELECT l.x, b.y FROM load l JOIN {all} a ON l.y = a.x JOIN {delta} b ON a.y = b.x",
                "SELECT a.y, b.y FROM store s JOIN {delta} a ON s.x = a.x JOIN {all} b ON s.y = b.x",
                "SELECT a.y, b.y FROM store s JOIN {all} a ON s.x = a.x JOIN {delta} b ON s.y = b.x",
            ),
        ),
    ),
    Workload(
        "joins",
        "r",
        "r(X, W) :- a(X, Y), b(Y, Z), c(Z, W), not d(X, W), not blocked(X).\nblocked(X) :- d(X, X).\n",
        _three,
        (275_000, 6_000_000),
        "SELECT DISTINCT a.x, c.y FROM a JOIN b ON a.y = b.x JOIN c ON b.y = c.x "
        "WHERE NOT EXISTS (FROM d WHERE d.x = a.x AND d.y = c.y) AND NOT EXISTS (FROM d WHERE d.x = a.x AND d.y = a.x)",
    ),
    Workload("tiny", "path", _CLOSURE, _chain, (12, 24), _CLOSURE_SQL),
)
