"""The workloads of the engine benchmark: which facts, and each program as a plan, as Datalog and as SQL."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

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


def _made(name: str) -> Callable[[int], Facts]:
    """What makes the facts by the function of that name; a run reads them from files, and not every engine needs numpy."""

    def make(size: int) -> Facts:
        import generators

        facts: Facts = getattr(generators, name)(size)
        return facts

    return make


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
    Workload("tc_dense", ("path",), _CLOSURE, _made("dense"), (5_000, 10_000), _CLOSURE_SQL),
    Workload("tc_sparse", ("path",), _CLOSURE, _made("sparse"), (1_000_000, 18_000_000), _CLOSURE_SQL),
    Workload("tc_chain", ("path",), _CLOSURE, _made("chain"), (2_000, 11_000), _CLOSURE_SQL),
    Workload(
        "same_generation",
        ("same",),
        "same(X, Y) :- up(X, P), up(Y, P).\nsame(X, Y) :- up(X, P), same(P, Q), up(Y, Q).\n",
        _made("trees"),
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
        _made("program"),
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
        _made("four"),
        (275_000, 9_000_000),
        (_joined("abcd", "a.x"), _joined("dcba", "c.y")),
    ),
    Workload("tiny", ("path",), _CLOSURE, _made("chain"), (12, 24), _CLOSURE_SQL),
)
