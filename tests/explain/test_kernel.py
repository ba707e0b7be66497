"""The kernel on plans made by hand: a body holds for the same in whatever order its steps stand, and a model is the plan's or is not."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from decimal import Decimal
from itertools import permutations

import pytest
from plans import Given

from factbase.engine.base import Model, PlanRule, Row, Symbols
from factbase.engine.step import Auxiliary, Between, Filter, Group, Head, Let, Negated, Scan, Step, Var
from factbase.explain.form import formed
from factbase.explain.kernel import MAX_TOLD, Indexed, checked, head_binding, satisfy
from factbase.ground.builtin import AGGREGATES
from factbase.ground.operation import PACKED_ROW, PLUS, operation
from factbase.ground.possible import Several
from factbase.ground.value import Symbol, Value
from factbase.program.model import Predicate

P, Q, R, S, T = (Predicate(name) for name in "pqrst")
ROWS = Auxiliary("rows")
X, Y, Z, W = map(Var, range(4))
LESS, MORE, UNLIKE = map(operation, ("<", ">", "!="))
COUNT, MAX, SUM = (AGGREGATES[name] for name in ("count", "max", "sum"))


class Made:
    """A model of values, and the numbers of these."""

    def __init__(self, **relations: Sequence[Sequence[Value]]) -> None:
        self.symbols = Symbols()
        heads: dict[str, Head] = {"p": P, "q": Q, "r": R, "s": S, "t": T, "rows": ROWS}
        self.rows: dict[Head, dict[Row, int]] = {
            heads[name]: {tuple(map(self.symbols.intern, row)): 0 for row in rows} for name, rows in relations.items()
        }
        self.store = Indexed(Model.listed(self.symbols, self.rows, "by hand"))

    def number(self, value: Value) -> int:
        return self.symbols.intern(value)

    def holds(
        self, body: Sequence[Step], variables: int, known: Mapping[int, Value] | None = None
    ) -> list[list[Value | None]]:
        """The values of the variables under which a body holds, sorted."""
        start = tuple(self.number((known or {})[i]) if i in (known or {}) else None for i in range(variables))
        found = satisfy(self.store, body, start)
        return sorted(([None if n is None else self.symbols.values[n] for n in each] for each in found), key=str)


a, b, c = map(Symbol, "abc")


def _bodies() -> list[tuple[Made, list[Step], int, list[list[Value | None]]]]:
    made = Made(
        p=[(a, 1), (b, 2), (c, 3)],
        q=[(1, 2), (2, 3), (3, 3)],
        r=[(b,)],
        rows=[(a, 4, 1), (a, 4, 2), (a, 6, 1), (b, 5, 1)],
        s=[("x",), (1,), (Decimal(2),)],
        t=[(1, 2, 3), (1, 1, 3), (2, 2, 1)],
    )
    one, five = made.number(1), made.number(5)
    return [
        (made, [Scan(P, (X, Y)), Scan(Q, (Y, Z))], 3, [[a, 1, 2], [b, 2, 3], [c, 3, 3]]),
        (made, [Scan(Q, (X, X))], 1, [[3]]),
        (made, [Scan(P, (X, None))], 1, [[a], [b], [c]]),
        (made, [Scan(Q, (None, X))], 1, [[2], [3]]),
        (made, [Scan(P, (X, one))], 1, [[a]]),
        (made, [Scan(P, (X, Y)), Negated(R, (X,))], 2, [[a, 1], [c, 3]]),
        (made, [Scan(P, (X, Y)), Filter(MORE, (Y, one)), Negated(R, (X,))], 2, [[c, 3]]),
        (made, [Scan(P, (X, Y)), Let(PLUS, (Y, one), Z), Scan(Q, (Y, Z))], 3, [[a, 1, 2], [b, 2, 3]]),
        (
            made,
            [Scan(P, (X, Y)), Let(PLUS, (Y, one), Z), Let(PLUS, (Z, one), W)],
            4,
            [[a, 1, 2, 3], [b, 2, 3, 4], [c, 3, 4, 5]],
        ),
        (made, [Scan(Q, (X, Y)), Between(Z, X, Y), Filter(UNLIKE, (Z, X))], 3, [[1, 2, 2], [2, 3, 3]]),
        (
            made,
            [Scan(P, (X, Y)), Between(Y, one, Z), Scan(Q, (W, Z)), Filter(LESS, (W, Z))],
            4,
            [[a, 1, 2, 1], [a, 1, 3, 2], [b, 2, 2, 1], [b, 2, 3, 2], [c, 3, 3, 2]],
        ),
        (made, [Scan(S, (X,)), Between(X, one, five)], 1, [[1]]),
        (made, [Scan(S, (X,)), Between(Y, one, X)], 2, [[1, 1]]),
        (made, [Scan(S, (X,)), Between(Y, X, one)], 2, [[1, 1]]),
        (made, [Scan(P, (X, Y)), Group(COUNT, ROWS, (X,), Z)], 3, [[a, 1, 2], [b, 2, 1], [c, 3, 0]]),
        (made, [Scan(P, (X, Y)), Group(MAX, ROWS, (X,), Z), Filter(MORE, (Z, five))], 3, [[a, 1, 6]]),
        (made, [Scan(P, (X, Y)), Group(MAX, ROWS, (X,), five)], 2, [[b, 2]]),
        (made, [Scan(P, (X, Y)), Let(PLUS, (Y, Y), Y)], 2, []),
        (made, [Scan(T, (X, X, Y))], 2, [[1, 3], [2, 1]]),
        (made, [Scan(P, (X, Y)), Group(SUM, ROWS, (X,), Z)], 3, [[a, 1, 14], [b, 2, 5], [c, 3, 0]]),
        (made, [Scan(P, (X, Y)), Let(PLUS, (Y, one), Z), Let(PLUS, (Z, one), W), Filter(LESS, (five, W))], 4, []),
        (
            made,
            [Scan(R, (X,)), Between(Y, one, five), Let(PLUS, (Y, one), Z), Filter(LESS, (five, Z))],
            3,
            [[b, 5, 6]],
        ),
        (
            made,
            [Scan(R, (X,)), Group(MAX, ROWS, (X,), Y), Let(PLUS, (Y, one), Z), Filter(LESS, (five, Z))],
            3,
            [[b, 5, 6]],
        ),
    ]


@pytest.mark.parametrize("number", range(len(_bodies())))
def test_a_body_holds_for_the_same_values_in_whatever_order_its_steps_stand(number: int) -> None:
    made, body, variables, expected = _bodies()[number]
    for order in permutations(body):
        assert made.holds(order, variables) == sorted(expected, key=str), order


@pytest.mark.parametrize("number", range(len(_bodies())))
def test_of_what_a_body_holds_for_that_is_left_which_is_known(number: int) -> None:
    made, body, variables, expected = _bodies()[number]
    for values in expected:
        for at in range(variables):
            known = values[at]
            assert known is not None
            assert made.holds(body, variables, {at: known}) == sorted((v for v in expected if v[at] == known), key=str)
        every = {at: value for at, value in enumerate(values) if value is not None}
        assert made.holds(body, variables, every) == [values]
        assert made.holds(body, variables, every | {0: Symbol("nowhere")}) == []


def test_rows_are_found_by_each_pattern_of_each_relation() -> None:
    made = Made(p=[(a, 1), (b, 1)], q=[(a, 2), (c, 1)])
    one, two = made.number(1), made.number(2)
    na, nb, nc = map(made.number, (a, b, c))
    for _ in range(2):  # the second time by what was kept of the first
        assert made.store.fitting(P, (na, None)) == [(na, one)]
        assert made.store.fitting(P, (None, one)) == [(na, one), (nb, one)]
        assert made.store.fitting(P, (None, None)) == [(na, one), (nb, one)]
        assert made.store.fitting(Q, (na, None)) == [(na, two)]
        assert made.store.fitting(Q, (None, one)) == [(nc, one)]
        assert made.store.fitting(Q, (nb, None)) == []
        assert made.store.written(P, (a, None)) == [(na, one)]
        assert made.store.written(P, (None, 1)) == [(na, one), (nb, one)]
        assert made.store.written(Q, (a, None)) == [(na, two)]
        assert made.store.written(Q, (None, "1")) == []


def test_a_head_takes_the_row_that_fits_it() -> None:
    rule = PlanRule(P, (X, 7, X), (), ("X",), 0)
    assert head_binding(rule, (3, 7, 3)) == (3,)
    assert head_binding(rule, (None, 7, 3)) == (3,)
    assert head_binding(rule, (None, None, None)) == (None,)
    assert head_binding(rule, (3, 8, 3)) is None
    assert head_binding(rule, (3, 7, 4)) is None
    assert head_binding(rule, (3, 8, None)) is None


# ---- models


def _chain(length: int) -> tuple[Symbols, Given, dict[Head, dict[Row, int]]]:
    """`q` is the closure of `p`, a chain; the model that it has."""
    symbols = Symbols()
    n = [symbols.intern(i) for i in range(length + 1)]
    edges = {(n[i], n[i + 1]): (i,) for i in range(length)}
    rules = (
        PlanRule(Q, (X, Y), (Scan(P, (X, Y)),), ("X", "Y"), 0),
        PlanRule(Q, (X, Z), (Scan(Q, (X, Y)), Scan(P, (Y, Z))), ("X", "Y", "Z"), 1),
    )
    plan = Given.of(symbols, {P: edges}, (rules,))
    closure = {(n[i], n[j]): j - i for i in range(length + 1) for j in range(i + 1, length + 1)}
    return symbols, plan, {P: dict.fromkeys(edges, 0), Q: closure}


def _wrong(symbols: Symbols, plan: Given, rows: Mapping[Head, Mapping[Row, int]]) -> list[str]:
    return checked(*plan, Model.listed(symbols, rows, "by hand"))[1]


def test_a_closure_is_the_model_of_its_rules_and_nothing_else_is() -> None:
    symbols, plan, rows = _chain(3)
    assert _wrong(symbols, plan, rows) == []
    q = rows[Q]
    zero, three = symbols.intern(0), symbols.intern(3)
    assert _wrong(symbols, plan, rows | {Q: {r: k for r, k in q.items() if r != (zero, three)}}) == [
        "q(0, 3) follows from a rule and is not in the model"
    ]
    assert _wrong(symbols, plan, rows | {Q: q | {(zero, three): 2}}) == ["q(0, 3) is not supported by rows before it"]
    assert _wrong(symbols, plan, rows | {Q: q | {(zero, three): 9}}) == []  # a rank is a bound, not a height
    assert _wrong(symbols, plan, rows | {Q: q | {(zero, three): 0}}) == ["q(0, 3) has rank 0 and is not a fact"]
    assert _wrong(symbols, plan, rows | {Q: q | {(three, zero): 1}})[-1] == "q(3, 0) is not supported by rows before it"
    assert (
        _wrong(symbols, plan, rows | {P: {(zero, three): 0} | rows[P]})[0]
        == "p(0, 3) is in the model, and not as a fact"
    )
    first = next(iter(rows[P]))
    assert _wrong(symbols, plan, rows | {P: rows[P] | {first: 1}})[0] == "p(0, 1) is in the model, and not as a fact"
    assert (
        _wrong(symbols, plan, rows | {P: {r: 0 for r in rows[P] if r != first}})[0]
        == "p(0, 1) is a fact and not in the model"
    )
    assert _wrong(symbols, plan, {Q: q})[0] == "p(0, 1) is a fact and not in the model"
    assert _wrong(symbols, plan, rows | {R: {(zero,): 0}}) == ["r(0) is in the model, and not as a fact"]


def test_a_fact_of_a_derived_relation_has_no_rank() -> None:
    symbols, plan, rows = _chain(2)
    zero, two = symbols.intern(0), symbols.intern(2)
    stated = Given.of(symbols, {**plan.store.rows, Q: {(zero, two): (9,)}}, plan.rules.strata)
    assert _wrong(symbols, stated, rows) == ["q(0, 2) has rank 2 and is a fact"]
    assert _wrong(symbols, stated, rows | {Q: rows[Q] | {(zero, two): 0}}) == []


def test_no_more_problems_are_told_than_a_reader_wants() -> None:
    symbols, plan, rows = _chain(8)
    told = _wrong(symbols, plan, rows | {Q: {}})
    assert told == [*told[:8]]
    assert len(told) == 8  # what the first rule gives; the other has nothing to start from
    ranks = _wrong(symbols, plan, rows | {Q: dict.fromkeys(rows[Q], 0)})
    assert len(rows[Q]) > MAX_TOLD
    assert (len(ranks), ranks[-1], ranks[0]) == (MAX_TOLD + 1, "and more", "q(0, 1) has rank 0 and is not a fact")
    symbols, plan, rows = _chain(30)
    assert len(_wrong(symbols, plan, rows | {Q: {}})) == MAX_TOLD + 1


@pytest.mark.parametrize(
    ("head", "row", "rank", "problem"),
    [
        (Q, (0,), 1, "a row of q has 1 column, not 2"),
        (P, (0, 1, 2), 0, "a row of p has 3 columns, not 2"),
        (Q, (0, 999), 1, "a row of q holds 999 in column 2, which is the number of no value"),
        (Q, (0, -1), 1, "a row of q holds -1 in column 2, which is the number of no value"),
        (Q, (None, 0), 1, "a row of q holds None in column 1, which is the number of no value"),
        (Q, (True, 0), 1, "a row of q holds True in column 1, which is the number of no value"),
        (Q, (0, 3), 1, "a row of q holds in column 2 2 values in one, not a value"),
        (Q, (0, 4), 1, "a row of q holds 4 in column 2, which is the number of no value"),
        (Q, (0, 5), 1, "a row of q holds 5 in column 2, which is the number of no value"),
        (Q, "ab", 1, "a row of q is no row"),
        (Q, (2, 2), -1, "a row of q has the rank -1"),
        (Q, (2, 2), None, "a row of q has the rank None"),
        (S, (0, 3), 0, "a row of s holds in column 2 2 values in one, not a value"),
    ],
)
def test_rows_of_another_form_are_told_and_nothing_is_raised(head: Head, row: Row, rank: int, problem: str) -> None:
    symbols, plan, rows = _chain(2)
    packed, empty = (symbols.intern(Several(0, values)) for values in ((1, 2), ()))
    symbols.values.append(2.5)  # an engine may have put anything there
    assert (packed, empty) == (3, 4)
    model = rows | {head: rows.get(head, {}) | {row: rank}}
    assert _wrong(symbols, plan, model) == [problem]
    rest, told = formed(*plan, Model.listed(symbols, model, "by hand"))
    assert (rest.of(head), told) == (rows.get(head, {}), [problem])


def test_a_packed_row_has_as_many_values_as_the_plan_packs() -> None:
    symbols = Symbols()
    one, two, pair, triple = (symbols.intern(value) for value in (1, 2, Several(0, (1, 2)), Several(0, (1, 2, 2))))
    pack = PlanRule(ROWS, (X, Z), (Scan(P, (X, Y)), Let(PACKED_ROW, (X, Y), Z)), ("X", "Y", "Z"), None)
    copied = PlanRule(T, (Y, X), (Scan(ROWS, (X, Y)),), ("X", "Y"), None)
    plan = Given.of(symbols, {P: {(one, two): ()}}, ((pack,), (copied,)))
    rows: dict[Head, dict[Row, int]] = {P: {(one, two): 0}, ROWS: {(one, pair): 1}, T: {(pair, one): 1}}
    assert _wrong(symbols, plan, rows) == []
    assert _wrong(symbols, plan, rows | {ROWS: {(one, triple): 1}, T: {(one, one): 1}}) == [
        "a row of rows holds in column 2 3 values in one, not 2 values in one",
        "a row of t holds in column 1 a value, not 2 values in one",
    ]


def test_a_mistake_of_our_own_code_is_no_refusal() -> None:
    """A call that is given what it cannot take is a bug in the plan, or in the call: it is raised, and not told of the model."""
    symbols, plan, rows = _chain(2)
    least = PlanRule(
        R, (Z,), (Scan(P, (X, Y)), Let(PACKED_ROW, (X,), W), Let(operation("concat"), (W,), Z)), ("",) * 4, 2
    )
    bad = Given.of(symbols, plan.store.rows, (*plan.rules.strata, (least,)))
    with pytest.raises(TypeError, match="not a constant of the language"):
        _wrong(symbols, bad, rows)


def test_a_row_is_supported_by_rules_of_its_own_relation_and_of_its_own_constants() -> None:
    symbols = Symbols()
    one, two = symbols.intern(1), symbols.intern(2)
    rules = (
        PlanRule(Q, (X, one), (Scan(P, (X,)),), ("X",), 0),
        PlanRule(R, (X, Y), (Scan(P, (X,)), Scan(P, (Y,))), ("X", "Y"), 1),
    )
    plan = Given.of(symbols, {P: {(one,): (0,), (two,): (1,)}}, (rules,))
    every = {(a, b): 1 for a in (one, two) for b in (one, two)}
    rows: dict[Head, dict[Row, int]] = {P: {(one,): 0, (two,): 0}, Q: {(one, one): 1, (two, one): 1}, R: every}
    assert _wrong(symbols, plan, rows) == []
    assert _wrong(symbols, plan, rows | {Q: rows[Q] | {(one, two): 1}}) == [
        "q(1, 2) is not supported by rows before it"
    ]


def test_only_rows_of_its_own_stratum_must_have_a_lower_rank() -> None:
    symbols, plan, rows = _chain(3)
    one = symbols.intern(1)
    above = (
        PlanRule(R, (X, Z), (Scan(Q, (X, Y)), Let(PLUS, (Y, one), Z)), ("X", "Y", "Z"), 2),
        PlanRule(R, (X, Y), (Scan(R, (X, Z)), Let(PLUS, (Z, one), Y), Scan(P, (None, Y))), ("X", "Y", "Z"), 3),
    )
    two = Given.of(symbols, plan.store.rows, (*plan.rules.strata, above))
    plus = {(x, symbols.intern(y + 1)): 1 for x, n in rows[Q] for y in [symbols.values[n]] if isinstance(y, int)}
    assert max(rows[Q].values()) > 1
    assert _wrong(symbols, two, rows | {R: plus}) == []


def test_one_row_before_it_is_enough_where_any_will_do() -> None:
    symbols, plan, rows = _chain(2)
    zero, one = symbols.intern(0), symbols.intern(1)
    ((first, second),) = plan.rules.strata
    some = PlanRule(R, (X,), (Scan(Q, (X, None)),), ("X",), 2)
    same = Given.of(symbols, plan.store.rows, ((first, second, some),))
    assert _wrong(symbols, same, rows | {R: {(zero,): 2, (one,): 2}}) == []  # q(0, 1) has rank 1, and q(0, 2) has 2
    assert _wrong(symbols, same, rows | {R: {(zero,): 1, (one,): 2}}) == ["r(0) is not supported by rows before it"]


def test_a_row_of_several_values_is_told_without_them() -> None:
    symbols = Symbols()
    packed = symbols.intern(Several(0, (1, 2)))
    plan = Given.of(symbols, {ROWS: {(packed,): (0,)}}, ())
    assert _wrong(symbols, plan, {}) == ["rows(…) is a fact and not in the model"]
