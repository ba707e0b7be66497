"""What the vector engine does to whole columns gives what the language gives value by value: order, functions and numbers of values."""

from __future__ import annotations

from array import array
from decimal import Decimal
from itertools import product
from typing import Any

import pytest
from chance import examples
from engines import KERNELS
from hypothesis import given
from hypothesis import strategies as st
from plans import Given

from factbase.engine.base import PlanRule, Symbols
from factbase.engine.step import Auxiliary, Filter, Let, Scan, Var
from factbase.engine.symbols import SharedSymbols
from factbase.engine.vector import VectorEngine, missing
from factbase.ground.comparison import Reading, truth
from factbase.ground.date import parse_date
from factbase.ground.operation import COMPARISONS, operation
from factbase.ground.text import MAX_LENGTH
from factbase.ground.value import Symbol, Value, value_key

pytestmark = pytest.mark.skipif(bool(missing()), reason=f"needs the extra `fast`: {', '.join(missing())} not installed")

LETTERS = ("a", "b", "\0", "\x7f", "é", "\uffff", "\ud800", "\U0001f600", "aaaaaa", "aaaaaaa", "éééé")
TEXTS = st.lists(st.sampled_from(LETTERS), max_size=4).map("".join)
VALUES = st.one_of(
    TEXTS,
    st.sampled_from([Symbol(name) for name in ("a", "aa", "aaaaaaa", "aaaaaaab", "äa")]),
    st.sampled_from([0, 1, -1, 2**62, -(2**80), Decimal("0.5"), Decimal("1.5")]),
    st.sampled_from([parse_date("2020-01-01"), parse_date("2021-01-01")]),
)
X, Y, Z = Var(0), Var(1), Var(2)
SOME, PAIR, MADE = Auxiliary("some"), Auxiliary("pair"), Auxiliary("made")


def test_values_compare_as_the_language_says_those_that_are_made_on_the_way_too() -> None:
    engine = VectorEngine(KERNELS)

    @examples(60)
    @given(st.lists(VALUES, min_size=1, max_size=8), st.sampled_from(COMPARISONS))
    def agree(values: list[Value], op: object) -> None:
        symbols = Symbols()
        some = {(symbols.intern(value),): () for value in values}
        end = symbols.intern("aaaaaab")
        names = ("X", "Y", "Z")
        made = [
            PlanRule(MADE, (X,), (Scan(SOME, (X,)),), names, 0),
            PlanRule(MADE, (Y,), (Scan(SOME, (X,)), Let(operation("concat"), (X, end), Y)), names, 1),
        ]
        tested = Scan(MADE, (X,)), Scan(MADE, (Y,)), Filter(op, (X, Y))  # type: ignore[arg-type]
        plan = Given.of(symbols, {SOME: some}, (made, [PlanRule(PAIR, (X, Y), tested, names, 2)]))
        model = engine.solve(*plan)
        value_of = model.symbols.values.__getitem__
        all_values = [value_of(number) for (number,) in model.of(MADE)]
        found = {tuple(map(value_key, map(value_of, row))) for row in model.of(PAIR)}
        assert found == {
            (value_key(a), value_key(b))
            for a in all_values
            for b in all_values
            if Reading.CERTAIN.holds(truth(str(op), a, b))
        }

    agree()


def test_texts_that_are_made_in_rounds_are_in_order_in_each() -> None:
    symbols = Symbols()
    a, end = symbols.intern("a"), symbols.intern("aaaaaaaaaaab")
    grow = Scan(MADE, (X,)), Let(operation("concat"), (X, a), Y), Filter(operation("<"), (Y, end))
    rules = [
        PlanRule(MADE, (X,), (Scan(SOME, (X,)),), ("X",), 0),
        PlanRule(MADE, (Y,), (*grow, Filter(operation("<="), (Y, symbols.intern("aaaaaaaaa")))), ("X", "Y"), 1),
    ]
    model = VectorEngine(KERNELS).solve(*Given.of(symbols, {SOME: {(a,): ()}}, (rules,)))
    assert [model.symbols.values[number] for (number,) in model.of(MADE)] == ["a" * i for i in range(1, 10)]


WHOLE, LONG, HOLDS, LARGE = (Auxiliary(name) for name in ("whole", "long", "holds", "large"))


def test_texts_of_many_rows_are_joined_measured_and_searched_as_their_builtins_do_it() -> None:
    from factbase.engine.vector.writer import MANY  # rows, from which on kernels do it

    texts = sorted({"".join(chosen) for chosen in product(LETTERS, LETTERS[:8])} | {"", "a", "aaa"})
    symbols, names = Symbols(), ("X", "Y", "Z")
    some = {(symbols.intern(text),): () for text in texts}
    point = symbols.intern("·")
    whole = Scan(SOME, (X,)), Scan(SOME, (Y,)), Let(operation("concat"), (X, point, Y), Z)
    read = Scan(WHOLE, (X, Y, Z))
    strata = [
        PlanRule(WHOLE, (X, Y, Z), whole, names, 0),
        PlanRule(LONG, (Z, Var(3)), (read, Let(operation("length"), (Z,), Var(3))), (*names, "N"), 1),
        PlanRule(HOLDS, (Y, Z), (read, Filter(operation("contains"), (Z, Y))), names, 2),
        PlanRule(MADE, (Z, X), (read, Filter(operation("!contains"), (Y, X))), names, 3),
        PlanRule(LARGE, (Z, Var(3)), (read, Let(operation("upper"), (Z,), Var(3))), (*names, "U"), 4),
    ]
    plan = Given.of(symbols, {SOME: some}, [[rule] for rule in strata])
    model = VectorEngine(KERNELS).solve(*plan)
    assert len(texts) ** 2 > MANY
    made = {(x, y): f"{x}·{y}" for x in texts for y in texts}

    def rows(head: Auxiliary) -> set[tuple[Value, ...]]:
        return {tuple(model.symbols.values[number] for number in row) for row in model.of(head)}

    assert rows(LONG) == {(text, len(text)) for text in made.values()}
    assert rows(HOLDS) == {(y, text) for (_, y), text in made.items()}
    assert rows(MADE) == {(text, x) for (x, y), text in made.items() if x not in y}
    assert rows(LARGE) == {(text, text.upper()) for text in made.values()}
    assert rows(WHOLE) == {(x, y, text) for (x, y), text in made.items()}
    assert len({*map(value_key, model.symbols.values)}) == len(model.symbols.values)
    assert [model.symbols.intern(text) for text in made.values()] == list(
        map(model.symbols.values.index, made.values())
    )


@examples(200)
@given(st.data())
def test_a_function_of_columns_gives_what_its_builtin_gives_of_each_row(data: st.DataObject) -> None:
    from factbase.engine.vector.texts import _AT_ONCE, outcomes

    op = data.draw(st.sampled_from(sorted(_AT_ONCE, key=str)))
    kind = data.draw(st.sampled_from((TEXTS, VALUES, st.one_of(TEXTS, st.integers(-9, 9)))))
    width = len(op.takes) if not op.variadic else data.draw(st.integers(1, 3))
    rows = data.draw(st.lists(st.tuples(*[kind] * width), min_size=1, max_size=6))
    found = outcomes(op, list(zip(*rows, strict=True)))
    assert [(type(each), each) for each in found] == [(type(each), each) for each in (op.call(*row) for row in rows)]


@pytest.mark.parametrize("name", ["concat", "lower", "upper"])
def test_a_text_that_would_be_too_long_is_none_among_columns_too(name: str) -> None:
    from factbase.engine.vector.texts import outcomes

    op, long = operation(name), "İ" * (MAX_LENGTH - 1)
    columns = [["a", long, "a"], ["b", "bb", long]][: 2 if op.variadic else 1]
    rows = list(zip(*columns, strict=True))
    assert outcomes(op, columns) == [op.call(*row) for row in rows]


A, B, C, W = (Auxiliary(name) for name in "abcw")
V = tuple(map(Var, range(6)))


@pytest.mark.parametrize(
    ("args", "body", "kept"),
    [
        ((V[0], V[1]), (Scan(A, (V[0], V[1])),), ()),
        ((V[0], V[2]), (Scan(W, (V[0], V[1])), Scan(A, (V[1], V[2]))), (0,)),
        ((V[0], V[2]), (Scan(A, (V[0], V[1])), Scan(W, (V[1], V[2]))), (1,)),
        ((V[0], V[3]), (Scan(A, (V[0], V[1])), Scan(B, (V[1], V[2])), Scan(C, (V[2], V[3]))), (1,)),
        ((V[0],), (Scan(A, (V[0], None)), Scan(B, (V[0], V[1]))), (0, 1)),
        ((V[0],), (Scan(A, (V[0], V[1])), Let(operation("+"), (V[1], 0), V[2]), Scan(B, (V[2], V[0]))), (0, 2)),
        ((), (Scan(A, (V[0], V[1])), Scan(B, (V[1], V[0]))), (0,)),
    ],
)
def test_the_rows_that_are_kept_of_a_derivation_tell_those_of_all_scans(
    args: tuple[Var, ...], body: tuple[Any, ...], kept: tuple[int, ...]
) -> None:
    from factbase.engine.vector.parents import kept_scans

    assert kept_scans(PlanRule(W, args, body, ("",) * 6, 0)) == kept


@given(st.lists(st.one_of(TEXTS, st.integers(-3, 12)), max_size=8), st.lists(st.one_of(TEXTS, st.integers(-3, 12))))
def test_many_values_get_the_numbers_of_each(known: list[Value], more: list[Value]) -> None:
    shared, _ = SharedSymbols.of(array("q", [1, 2, 5, 9]), [known])
    at_once, each = shared.copy(), shared.copy()
    numbers = at_once.intern_all(more)
    assert numbers == [each.intern(value) for value in more]
    start, listed = at_once.listed
    assert [listed[number - start] if number >= start else at_once.values[number] for number in numbers] == more
    assert [at_once.intern(value) for value in more] == numbers
    assert at_once.values[:] == [at_once.values[i] for i in range(len(at_once.values))]
    assert len(shared.values) == len(shared.copy().values)
