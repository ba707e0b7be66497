"""How constants compare: every pair of types, certain, possible or not, the same in the tests that rules call."""

from decimal import Decimal
from itertools import product

import pytest

from factbase.ground.builtin import BUILTINS, Reading, compare
from factbase.ground.comparison import truth
from factbase.ground.date import Truth, parse_date
from factbase.ground.value import Symbol, Unknown, Value

D = parse_date
C, P, F = Truth.CERTAIN, Truth.POSSIBLE, Truth.FALSE
OPS = ("=", "!=", "<", "<=", ">", ">=")


@pytest.mark.parametrize(
    ("a", "b", "expected"),
    [
        # in the order =  !=  <  <=  >  >=
        (1, 2, (F, C, C, C, F, F)),
        (1, Decimal("1.0"), (F, C, F, C, F, C)),
        (2**4000, Decimal("0.5"), (F, C, F, F, C, C)),
        ("a", "b", (F, C, C, C, F, F)),
        ("Z", "a", (F, C, C, C, F, F)),
        (Symbol("a"), Symbol("b"), (F, C, C, C, F, F)),
        (Symbol("a"), "a", (F, C, None, None, None, None)),
        (1, "1", (F, C, None, None, None, None)),
        (2016, D("2016"), (F, C, None, None, None, None)),
        (Unknown(1), 1, (None,) * 6),
        (Unknown(1), Unknown(1), (None,) * 6),
        (D("2016-11-23"), D("2016-11-23"), (C, F, F, C, F, C)),
        (D("2016-11-23"), D("2016-11-23?"), (C, F, F, C, F, C)),
        (D("2016-11-23"), D("2016-11-24"), (F, C, C, C, F, F)),
        (D("2016-11"), D("2016-11-23"), (P, P, P, P, P, P)),
        (D("2016-11"), D("2016-11-30"), (P, P, P, C, F, P)),
        (D("2016-11"), D("2016-11"), (C, F, P, P, P, P)),
        (D("2016-11"), D("2016-12"), (F, C, C, C, F, F)),
        (D("2016-11"), D("2016-11~"), (P, P, P, P, P, P)),
        (D("../2016-11"), D("2016-12/.."), (F, C, C, C, F, F)),
        (D("2016-11/.."), D("2016-12"), (P, P, P, P, P, P)),
    ],
)
def test_comparison_of(a: Value, b: Value, expected: tuple[Truth | None, ...]) -> None:
    assert tuple(truth(op, a, b) for op in OPS) == expected
    mirrored = dict(zip(OPS, ("=", "!=", ">", ">=", "<", "<="), strict=True))
    for op, outcome in zip(OPS, expected, strict=True):
        assert truth(mirrored[op], b, a) is outcome
        assert compare(op, a, b, Reading.CERTAIN) is (outcome is C)
        assert compare(op, a, b, Reading.POSSIBLE) is (outcome in (C, P))
        assert BUILTINS[op].call(a, b) is (None if outcome is None else outcome is C)


def test_a_comparison_is_possible_exactly_when_its_denial_is_not_certain() -> None:
    dates = ["2016-11-23", "2016-11-23?", "2016-11", "2016", "../2016-11", "2016-11/..", "../..", "Y17000", "2016-12"]
    samples: list[Value] = [Symbol("a"), "a", "b", 0, 1, Decimal(1), Decimal("1.5"), Unknown(1), *map(D, dates)]
    for a, b in product(samples, samples):
        for op, denied in (("=", "!="), ("<", ">="), (">", "<=")):
            held = truth(op, a, b)
            if held is not None and (op == "=" or a != b):
                assert truth(denied, a, b) is {C: F, F: C, P: P}[held], (op, a, b)
