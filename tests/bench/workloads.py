"""The workloads of the engine benchmark: which facts, and each program as a plan, as Datalog and as SQL."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

__all__ = ["WORKLOADS", "Workload"]

Facts = Mapping[str, Any]  # name -> its columns, of numbers or of texts, or an array of pairs of numbers


@dataclass(frozen=True)
class Workload:
    """`rules` are those of our language, which the plan and each peer's program are made from; `sql` gives each result, is run in rounds
    by `loop`, or where there is neither is made from the rules."""

    name: str
    results: tuple[str, ...]
    rules: str
    make: Callable[[int], Facts]
    sizes: tuple[int, int]
    sql: tuple[str, ...] | None = None
    loop: tuple[str, tuple[str, ...]] | None = (
        None  # SQL of the first rows, and of what a round derives from {delta} and {all}
    )
    types: Mapping[str, str] | None = (
        None  # "int string", of the columns of facts and results; None where all are pairs of numbers
    )
    souffle: str = ""  # the rules as Souffle has them, where more differs than `not`

    def base(self, facts: Iterable[str]) -> str:
        """The rules as a base over tables of their facts, `NAME.facts` beside it."""
        types = self.types or dict.fromkeys(facts, "int int")
        declared = [
            f"relation {name}({', '.join(f'c{i}: {kind}' for i, kind in enumerate(types[name].split()))}).\n"
            f'assume table {name} from "{name}.facts".\n'
            for name in facts
        ]
        return "".join(declared) + self.rules


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
    Workload(
        "strings",
        ("whole", "long", "has", "ordered"),
        'whole(I, T) :- name(I, F, L), T = concat(F, " ", L).\n'
        "long(I, N) :- whole(I, T), N = length(T), N > 14.\n"
        'has(I, L) :- name(I, _, L), whole(I, T), T contains "an".\n'
        "ordered(I, L) :- name(I, F, L), F < L.\n",
        _made("names"),
        (100_000, 400_000),
        (
            "SELECT i, f || ' ' || l FROM name AS t(i, f, l)",
            "SELECT i, length(f || ' ' || l) FROM name AS t(i, f, l) WHERE length(f || ' ' || l) > 14",
            "SELECT i, l FROM name AS t(i, f, l) WHERE contains(f || ' ' || l, 'an')",
            "SELECT i, l FROM name AS t(i, f, l) WHERE f < l",
        ),
        types={
            "name": "int string string",
            "whole": "int string",
            "long": "int int",
            "has": "int string",
            "ordered": "int string",
        },
        souffle='whole(I, T) :- name(I, F, L), T = cat(F, cat(" ", L)).\n'
        "long(I, N) :- whole(I, T), N = strlen(T), N > 14.\n"
        'has(I, L) :- name(I, _, L), whole(I, T), contains("an", T).\n'
        "ordered(I, L) :- name(I, F, L), F < L.\n",
    ),
    Workload(
        "hops",
        ("hop",),
        "hop(X, 0) :- start(X).\nhop(Y, N + 1) :- hop(X, N), N < 60, edge(X, Y).\n",
        _made("roads"),
        (20_000, 200_000),
        (
            "WITH RECURSIVE hop(x, n) AS (SELECT x, 0 FROM start AS t(x) UNION "
            "SELECT edge.y, hop.n + 1 FROM hop JOIN edge ON hop.x = edge.x WHERE hop.n < 60) SELECT * FROM hop",
        ),
        types={"start": "int", "edge": "int int", "hop": "int int"},
    ),
    Workload(
        "aggregates",
        ("kinds", "total", "most"),
        "kinds(S, N) :- shop(S), N = count { I : sale(S, I, _) }.\n"
        "total(S, T) :- shop(S), T = sum { A : sale(S, _I, A) }.\n"
        "most(S, M) :- shop(S), M = max { A : sale(S, _I, A) }.\n",
        _made("sales"),
        (1_000_000, 4_000_000),
        (
            "SELECT c0, count(DISTINCT c1) FROM sale GROUP BY c0",
            "SELECT c0, sum(DISTINCT c2)::BIGINT FROM sale GROUP BY c0",
            "SELECT c0, max(c2) FROM sale GROUP BY c0",
        ),
        types={
            "sale": "int int int",
            "shop": "int",
            "kinds": "int int",
            "total": "int int",
            "most": "int int",
        },
        souffle="item(S, I) :- sale(S, I, _).\namount(S, A) :- sale(S, _, A).\n"
        "kinds(S, N) :- shop(S), N = count : { item(S, _) }.\n"
        "total(S, T) :- shop(S), T = sum A : { amount(S, A) }.\n"
        "most(S, M) :- shop(S), M = max A : { amount(S, A) }.\n",
    ),
    Workload(
        "fields",
        ("vpt", "hpt"),
        "vpt(V, H) :- new(V, H).\nvpt(V, H) :- assign(V, W), vpt(W, H).\n"
        "vpt(V, H) :- load(V, W, F), vpt(W, B), hpt(B, F, H).\n"
        "hpt(B, F, H) :- store(V, F, W), vpt(V, B), vpt(W, H).\n",
        _made("objects"),
        (200_000, 2_000_000),
        types={
            "new": "int int",
            "assign": "int int",
            "load": "int int int",
            "store": "int int int",
            "vpt": "int int",
            "hpt": "int int int",
        },
    ),
    Workload(
        "cspa",
        ("flow", "memory", "alias"),
        "flow(Y, X) :- assign(Y, X).\nflow(X, X) :- assign(X, _).\nflow(X, X) :- assign(_, X).\n"
        "flow(X, Y) :- flow(X, Z), flow(Z, Y).\nflow(X, Y) :- assign(X, Z), memory(Z, Y).\n"
        "memory(X, W) :- deref(Y, X), alias(Y, Z), deref(Z, W).\n"
        "memory(X, X) :- assign(_, X).\nmemory(X, X) :- assign(X, _).\n"
        "alias(X, Y) :- flow(Z, X), flow(Z, Y).\nalias(X, Y) :- flow(Z, X), memory(Z, W), flow(W, Y).\n",
        _made("pointers"),
        (100_000, 800_000),
        types=dict.fromkeys(("assign", "deref", "flow", "memory", "alias"), "int int"),
    ),
    Workload(
        "el",
        ("sub", "link"),
        "sub(X, X) :- concept(X).\nsub(X, Z) :- sub(X, Y), told(Y, Z).\n"
        "sub(X, Z) :- sub(X, Y), conj(Y, W, Z), sub(X, W).\n"
        "link(X, R, Z) :- sub(X, Y), has(Y, R, Z).\nlink(X, Q, Z) :- link(X, R, Z), role(R, Q).\n"
        "sub(X, Z) :- link(X, R, Y), sub(Y, W), given(R, W, Z).\n"
        "link(X, E, Z) :- link(X, R, Y), link(Y, Q, Z), chain(R, Q, E).\n",
        _made("concepts"),
        (12_000, 40_000),
        types={
            "concept": "int",
            "told": "int int",
            "conj": "int int int",
            "has": "int int int",
            "role": "int int",
            "given": "int int int",
            "chain": "int int int",
            "sub": "int int",
            "link": "int int int",
        },
    ),
    Workload(
        "negation",
        ("mutual", "oneway", "apart"),
        "path(X, Y) :- edge(X, Y).\npath(X, Z) :- path(X, Y), edge(Y, Z).\n"
        "mutual(X, Y) :- path(X, Y), path(Y, X).\noneway(X, Y) :- path(X, Y), not path(Y, X).\n"
        "apart(X, Y) :- near(X, Y), not path(X, Y), not path(Y, X).\n",
        _made("towns"),
        (60_000, 250_000),
        types=dict.fromkeys(("edge", "near", "path", "mutual", "oneway", "apart"), "int int"),
    ),
    Workload(
        "wide",
        ("joined", "narrow"),
        "joined(A, B, C, D, E, F) :- p(A, B, C, D), q(C, D, E), r(E, F).\n"
        "narrow(A, F) :- joined(A, B, _, _, _, F), p(F, B, _, _).\n",
        _made("wide"),
        (500_000, 4_000_000),
        types={
            "p": "int int int int",
            "q": "int int int",
            "r": "int int",
            "joined": "int int int int int int",
            "narrow": "int int",
        },
    ),
    Workload("tiny", ("path",), _CLOSURE, _made("chain"), (12, 24), _CLOSURE_SQL),
)
