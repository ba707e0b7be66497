"""The workloads of the engine benchmark: facts from fixed seeds, and each program as a plan, as Datalog and as SQL."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np

__all__ = ["WORKLOADS", "Workload"]

Facts = Mapping[str, Any]  # name -> array of pairs


@dataclass(frozen=True)
class Workload:
    """`rules` are Datalog that the plan and each peer's program are made from; `sql` gives each result, or is run in rounds by `loop`."""

    name: str
    results: tuple[str, ...]
    rules: str
    make: Callable[[int], Facts]
    sizes: tuple[int, int]
    sql: tuple[str, ...] | None
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


def _program(variables: int) -> Facts:
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


def _four(rows: int) -> Facts:
    chance = np.random.default_rng(4)
    return {name: _some(chance, _pairs(chance, rows, rows * 83 // 100), rows) for name in ("a", "b", "c", "d")}


_CLOSURE = "path(X, Y) :- edge(X, Y).\npath(X, Z) :- path(X, Y), edge(Y, Z).\n"
_CLOSURE_SQL = (
    "WITH RECURSIVE path(x, y) AS (SELECT * FROM edge UNION SELECT path.x, edge.y FROM path JOIN edge ON path.y = edge.x) "
    "SELECT * FROM path",
)


def _joined(names: Sequence[str], blocked: str) -> str:
    a, b, c, d = names
    return (
        f"SELECT DISTINCT a.x, c.y FROM {a} a JOIN {b} b ON a.y = b.x JOIN {c} c ON b.y = c.x "
        f"WHERE NOT EXISTS (FROM {d} d WHERE d.x = a.x AND d.y = c.y) "
        f"AND NOT EXISTS (FROM d WHERE d.x = {blocked} AND d.y = {blocked})"
    )


WORKLOADS = (
    Workload("tc_dense", ("path",), _CLOSURE, _dense, (5_000, 10_000), _CLOSURE_SQL),
    Workload("tc_sparse", ("path",), _CLOSURE, _sparse, (1_000_000, 18_000_000), _CLOSURE_SQL),
    Workload("tc_chain", ("path",), _CLOSURE, _chain, (2_000, 10_000), _CLOSURE_SQL),
    Workload(
        "same_generation",
        ("same",),
        "same(X, Y) :- up(X, P), up(Y, P).\nsame(X, Y) :- up(X, P), same(P, Q), up(Y, Q).\n",
        _trees,
        (26, 900),
        (
            "WITH RECURSIVE same(x, y) AS (SELECT a.x, b.x FROM up a JOIN up b ON a.y = b.y UNION "
            "SELECT a.x, b.x FROM up a JOIN same s ON a.y = s.x JOIN up b ON b.y = s.y) SELECT * FROM same",
        ),
    ),
    Workload(
        "points_to",
        ("pt",),
        "pt(P, O) :- addr(P, O).\npt(P, O) :- copy(P, Q), pt(Q, O).\n"
        "pt(P, O) :- load(P, Q), pt(Q, R), pt(R, O).\npt(R, O) :- store(P, Q), pt(P, R), pt(Q, O).\n",
        _program,
        (9_000, 80_000),
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
        ("r", "s"),
        "r(X, W) :- a(X, Y), b(Y, Z), c(Z, W), not d(X, W), not blocked(X).\n"
        "s(X, W) :- d(X, Y), c(Y, Z), b(Z, W), not a(X, W), not blocked(W).\nblocked(X) :- d(X, X).\n",
        _four,
        (275_000, 9_000_000),
        (_joined("abcd", "a.x"), _joined("dcba", "c.y")),
    ),
    Workload("tiny", ("path",), _CLOSURE, _chain, (12, 24), _CLOSURE_SQL),
)
