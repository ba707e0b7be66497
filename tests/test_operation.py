"""The operations of planned rules: one object for each name, total over what it takes, and declared by the engines that have it."""

from __future__ import annotations

import pickle
from decimal import Decimal

import pytest
from engines import ENGINES
from hypothesis import given
from hypothesis import strategies as st
from plans import Given

from factbase.engine.base import Engine, PlanRule, Symbols, Unsupported
from factbase.engine.step import Auxiliary, Filter, Group, Let, Scan, Var
from factbase.ground.builtin import AGGREGATES, BUILTINS
from factbase.ground.date import parse_date
from factbase.ground.operation import (
    EVERY,
    MAY_BE,
    MEMBERS,
    OPERATIONS,
    RIVALS,
    VALUE_AT,
    ColumnKind,
    Operation,
    OperationForm,
    form_of,
    grouped,
    operation,
)
from factbase.ground.possible import ANY_VALUE, Several, TooLarge
from factbase.ground.value import Symbol, Unknown, Value

DATES = [parse_date(text) for text in ("2016-11-23", "2016-11", "2016/..", "../2016", "2015-02/2016-03", "Y17000")]
STAMPED = [date.stamped((Symbol(name), 0)) for date in DATES[:2] for name in "ab"]
SINGLE: list[Value] = [*DATES, *STAMPED, Symbol("a"), "a", "", 0, 1, -7, Decimal("2.5"), Unknown(1), Unknown(-2)]

single = st.sampled_from(SINGLE)
row = st.lists(single, min_size=3, max_size=3).map(lambda values: Several(0, tuple(values)))
rows = st.lists(row, max_size=4).map(lambda found: Several(0, tuple(found)))
OF_KIND: dict[ColumnKind, st.SearchStrategy[Value]] = {
    ColumnKind.VALUE: single,
    ColumnKind.VALUES: st.lists(single, max_size=4).map(lambda values: Several(0, tuple(values))),
    ColumnKind.ROW: row,
    ColumnKind.ROWS: rows,
}


def test_an_operation_is_the_only_one_of_its_name_also_after_it_was_pickled() -> None:
    for name, each in OPERATIONS.items():
        assert each.name == str(each) == name
        assert pickle.loads(pickle.dumps(each)) is operation(name) is each
        assert (each.form is OperationForm.PLAIN) == (name in BUILTINS)
    assert {*OPERATIONS.values(), *AGGREGATES.values(), MEMBERS, RIVALS} == EVERY


def test_a_form_leads_back_to_what_the_language_has() -> None:
    assert form_of("<=", OperationForm.POSSIBLY).plain is form_of("<=", OperationForm.OR_ANY).plain is operation("<=")
    assert form_of("contains", OperationForm.POSSIBLY, OperationForm.PLAIN) is operation("contains")
    assert form_of(grouped("sum"), OperationForm.CERTAIN).of is AGGREGATES["sum"]
    assert MAY_BE.plain is MAY_BE
    for each in OPERATIONS.values():
        assert each.plain.tests == each.tests or each.form is OperationForm.VALUES


@given(st.data())
def test_no_operation_raises_for_values_of_the_kinds_that_it_takes(data: st.DataObject) -> None:
    each = data.draw(st.sampled_from(list(OPERATIONS.values())))
    count = len(each.takes) + data.draw(st.integers(-1, 1))
    kinds = each.kinds(count)
    if kinds is None:
        assert count != len(each.takes)
        return
    assert len(kinds) == count
    try:
        found = each.call(*(data.draw(OF_KIND[kind]) for kind in kinds))
    except TooLarge:
        return
    if each.tests:
        assert found in (True, False, None)
    else:
        assert isinstance(found, Several) == (each.gives is not ColumnKind.VALUE) or found is None


def test_a_place_that_a_value_does_not_have_has_none() -> None:
    assert [VALUE_AT.call(Several(0, (7, 8)), place) for place in (0, 1, 2, 3, -1)] == [None, 7, 8, None, None]


@pytest.mark.parametrize(
    ("name", "count"), [("<", 1), ("<", 3), ("known", 2), ("none may be", 0), ("+", 2), ("may be any", 3)]
)
def test_a_step_tests_by_a_test_of_so_many_terms(name: str, count: int) -> None:
    with pytest.raises(ValueError, match=f"is no test of {count} terms"):
        Filter(operation(name), tuple(map(Var, range(count))))


@pytest.mark.parametrize(
    ("name", "count"), [("+", 1), ("<", 2), ("concat", 0), ("value at", 3), ("certain sum of a group", 1)]
)
def test_a_step_computes_by_a_function_of_so_many_terms(name: str, count: int) -> None:
    with pytest.raises(ValueError, match=f"is no function of {count} terms"):
        Let(operation(name), tuple(map(Var, range(count))), Var(9))


X, Y = Var(0), Var(1)
ONE, ROWS = Auxiliary("one"), Auxiliary("rows")
CALLS = [
    (operation("<"), (Filter(operation("<"), (X, X)),)),
    (operation("+"), (Let(operation("+"), (X, X), Y),)),
    (AGGREGATES["sum"], (Group(AGGREGATES["sum"], ROWS, (), Y),)),
]


@pytest.mark.parametrize("engine", ENGINES, ids=lambda engine: engine.name)
@pytest.mark.parametrize(("called", "steps"), CALLS, ids=lambda value: getattr(value, "name", ""))
def test_an_engine_refuses_what_it_does_not_declare(
    engine: Engine, called: Operation, steps: tuple[Filter | Let | Group, ...], monkeypatch: pytest.MonkeyPatch
) -> None:
    symbols = Symbols()
    rule = PlanRule(Auxiliary("head"), (X,), (Scan(ONE, (X,)), *steps), ("X", "Y"), None)
    plan = Given.of(symbols, {ONE: {(symbols.intern(1),): ()}, ROWS: {(symbols.intern(2),): ()}}, ((rule,),))
    with monkeypatch.context() as less:
        less.setattr(type(engine), "operations", EVERY - {called})
        with pytest.raises(
            Unsupported, match=f"^the engine {engine.name} has no `{called.name}`: ".replace("+", r"\+")
        ):
            engine.solve(*plan)
    assert len(engine.solve(*plan).of(Auxiliary("head"))) == (called is not operation("<"))


@pytest.mark.parametrize(
    ("name", "kinds"),
    [
        ("none may be", [None, "R", "RV", "RVV"]),
        ("none lies within", [None, "R", "RV", "RVV"]),
        ("stamped date", [None, "V", "VV", "VVV"]),
        ("packed row", ["", "V", "VV", "VVV"]),
        ("value at", [None, None, "SV", None]),
        ("chosen day", [None, None, "VS", None]),
        ("may be", [None, None, "VV", None]),
        ("certain sum of a group", [None, None, "RR", "RRV"]),
        ("<", [None, None, "VV", None]),
        ("concat", [None, "V", "VV", "VVV"]),
    ],
)
def test_an_operation_takes_arguments_of_its_kinds(name: str, kinds: list[str | None]) -> None:
    """By how many there are, from none on: a value, several, or the rows of a group."""
    letters = {ColumnKind.VALUE: "V", ColumnKind.VALUES: "S", ColumnKind.ROWS: "R"}
    taken = [OPERATIONS[name].kinds(count) for count in range(4)]
    assert [None if each is None else "".join(letters[kind] for kind in each) for each in taken] == kinds


def test_the_rows_of_a_group_are_told_by_what_they_are_of() -> None:
    assert (MEMBERS.name, RIVALS.name) == ("all members", "all rivals")


def test_where_a_value_is_not_given_a_test_may_hold_and_a_function_may_have_any_value() -> None:
    def call(name: str, *args: Value) -> object:
        return OPERATIONS[name].call(*args)

    assert call("any <", Unknown(1), 3) is call("any <", 3, Unknown(1)) is call("any contains", "a", Unknown(1)) is True
    assert call("any +", Unknown(1), 1) is call("any +", 1, Unknown(1)) is call("any abs", Unknown(1)) is ANY_VALUE
    assert (call("any <", 2, 1), call("any +", 1, 2), call("any contains", "ab", "a")) == (False, 3, True)
    march, day = parse_date("2019-03"), parse_date("2019-03-05")
    assert call("any <", march, day) is call("possibly <", march, day) is True
    assert call("<", march, day) is False
