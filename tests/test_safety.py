"""Safe orders by hand: what of a body runs when, what is never reached, and what of an aggregate comes from outside it."""

from __future__ import annotations

from pathlib import Path

import pytest

from factbase.base import FactBase
from factbase.program.plain import open_variables
from factbase.program.safety import grounded, group_keys, inner_outputs, names, order, wildcards
from factbase.syntax.tree import Aggregate, Expression, Literal, Rule
from factbase.syntax.write import write_literal

KNOWN = "assume p(1). assume q(1). assume r(1, 2). assume s(1, 2, 3). assume z()."


def base(text: str) -> FactBase:
    return FactBase.load([]).with_text("known.fb", KNOWN, Path(".")).with_text("case.fb", text, Path("."))


def rule(text: str) -> Rule:
    (found,) = base(text).program.rules
    return found


def ordered(text: str, bound: tuple[str, ...] = ()) -> tuple[str, str]:
    """The body of a rule in its order, and what of it is never reached, each literal by its relation or as it is written."""
    own = rule(text)
    done, rest = order(own.body, own.head.claim.args, bound)
    return "; ".join(map(write_literal, done)), "; ".join(map(write_literal, rest))


@pytest.mark.parametrize(
    ("body", "expected"),
    [
        # a test as soon as it can
        ("p(X), q(Y), X < 3, Y < 4", "p(X); X < 3; q(Y); Y < 4"),
        ("X < 3, p(X), q(Y)", "p(X); X < 3; q(Y)"),
        ("p(X), not q(X), r(Y, Z)", "p(X); not q(X); r(Y, Z)"),
        ("not q(X), p(X)", "p(X); not q(X)"),
        ("not r(X, _Y), p(X)", "p(X); not r(X, _Y)"),
        ("1 < 2, p(X)", "1 < 2; p(X)"),
        ("p(X), q(Y), Y < 4, X < 3", "p(X); X < 3; q(Y); Y < 4"),
        ("X < Y, p(X), q(Y)", "p(X); q(Y); X < Y"),
        # of the matches, the one with most bound arguments
        ("p(X), q(Y), r(X, Z)", "p(X); r(X, Z); q(Y)"),
        ("p(X), q(Y), r(Z, X)", "p(X); r(Z, X); q(Y)"),
        ("p(X), s(X, Y, Z), r(X, Y)", "p(X); r(X, Y); s(X, Y, Z)"),
        ("p(X), q(1)", "q(1); p(X)"),
        ("r(X, 1), q(Y)", "r(X, 1); q(Y)"),
        ("q(Y), r(X, 1)", "r(X, 1); q(Y)"),
        ("q(Y), r(X, _)", "q(Y); r(X, _)"),
        ("p(X), z()", "z(); p(X)"),
        ("r(X, Y), r(Y, Z), p(Z)", "r(X, Y); r(Y, Z); p(Z)"),
        ("p(Z), r(Y, Z), r(X, Y)", "p(Z); r(Y, Z); r(X, Y)"),
        ("q(Y), p(X), s(X, X, Y)", "q(Y); s(X, X, Y); p(X)"),
        # an equation reads either side
        ("p(X), Y = X + 1, q(Y)", "p(X); Y = X + 1; q(Y)"),
        ("p(X), X + 1 = Y, q(Y)", "p(X); X + 1 = Y; q(Y)"),
        ("Y = X, p(X), q(Z)", "p(X); Y = X; q(Z)"),
        ("X = Y, p(X), q(Z)", "p(X); X = Y; q(Z)"),
        ("X = 1, p(X)", "X = 1; p(X)"),
        ("1 = X, p(X)", "1 = X; p(X)"),
        ("X + 1 = Y + 1, p(X), q(Y)", "p(X); q(Y); X + 1 = Y + 1"),
        # a function in a match is an equation beside it, and better known before
        ("q(X + 1), p(X)", "p(X); X + 1 = X + 1; q(X + 1)"),
        ("p(X), q(Y), r(X + 1, Y)", "p(X); X + 1 = X + 1; r(X + 1, Y); q(Y)"),
        ("p(X), q(Y), s(X + 1, Z, Z)", "p(X); X + 1 = X + 1; s(X + 1, Z, Z); q(Y)"),
        ("r(X, X * X)", "r(X, X * X); X * X = X * X"),
        # and is solved for a variable that nothing else binds
        ("q(X + 1)", "q(X + 1); X + 1 = X + 1"),
        ("q(X + 1), r(X + 2, Y)", "q(X + 1); X + 1 = X + 1; X + 2 = X + 2; r(X + 2, Y)"),
        ("q(X), X = 2 * Y - 1, not p(Y)", "q(X); X = 2 * Y - 1; not p(Y)"),
        ("s(X, Y + 1, X + 2)", "s(X, Y + 1, X + 2); X + 2 = X + 2; Y + 1 = Y + 1"),
        # a range is counted through only where nothing binds its item
        ("N in 1 .. 9, p(N)", "p(N); N in 1 .. 9"),
        ("N in 1 .. 9, p(X)", "p(X); N in 1 .. 9"),
        ("p(X), N in 1 .. X, q(N)", "p(X); q(N); N in 1 .. X"),
        ("p(X), N in 1 .. X, q(N + 1)", "p(X); q(N + 1); N + 1 = N + 1; N in 1 .. X"),
        ("p(X), N in 1 .. X, q(N * N)", "p(X); q(N * N); N in 1 .. X; N * N = N * N"),
        ("p(X), N in 1 .. X, M in 1 .. N", "p(X); N in 1 .. X; M in 1 .. N"),
        ("p(X), X in 1 .. 9, q(Y)", "p(X); X in 1 .. 9; q(Y)"),
        ("1 < 2, N in 1 .. 9", "1 < 2; N in 1 .. 9"),
        ("N in 1 .. 9, 1 < 2", "1 < 2; N in 1 .. 9"),
        ("M in 1 .. 9, N in 1 .. 9, r(M, N)", "r(M, N); M in 1 .. 9; N in 1 .. 9"),
        ("N in 1 .. 9, M in 1 .. 9, M < 3, N < 3", "N in 1 .. 9; N < 3; M in 1 .. 9; M < 3"),
        ("p(X), N in 1 .. 9, N = X + 1", "p(X); N = X + 1; N in 1 .. 9"),
        (
            "A in 1 .. 9, B in 1 .. X, C in 1 .. 9, p(X), r(X, A)",
            "p(X); r(X, A); A in 1 .. 9; B in 1 .. X; C in 1 .. 9",
        ),
        ("N in 1 .. 9, N + 1 in 1 .. 5", "N in 1 .. 9; N + 1 = N + 1; N + 1 in 1 .. 5"),
        # an aggregate waits for its keys, and no longer
        ("p(X), N = count { Y : r(X, Y) }, q(Z)", "p(X); N = count { Y : r(X, Y) }; q(Z)"),
        ("N = count { Y : r(X, Y) }, p(X)", "p(X); N = count { Y : r(X, Y) }"),
        ("q(N), N = count { Y : p(Y) }", "N = count { Y : p(Y) }; q(N)"),
        (
            "q(N), N + 1 = count { Y : p(Y) }",
            "count { Y : p(Y) } = count { Y : p(Y) }; q(N); N + 1 = count { Y : p(Y) }",
        ),
    ],
)
def test_a_body_has_one_safe_order(body: str, expected: str) -> None:
    assert ordered(f"h() :- {body}.") == (expected, "")


def test_what_is_bound_from_outside_is_used() -> None:
    body = "h() :- p(Y), r(X, Z), not q(X)."
    assert ordered(body) == ("p(Y); r(X, Z); not q(X)", "")
    assert ordered(body, ("X",)) == ("not q(X); r(X, Z); p(Y)", "")
    assert ordered(body, ("X", "Y")) == ("not q(X); p(Y); r(X, Z)", "")


def unsafe(text: str) -> list[tuple[str, str, int, str]]:
    """The findings of a text: code, message, column and hint of each."""
    return [
        (each.code, each.message, each.span.column if each.span is not None else 0, each.hint or "")
        for each in base(text).errors
    ]


def mention(name: str, where: str = "") -> str:
    return f"add a positive literal that mentions `{name}`{where}"


@pytest.mark.parametrize(
    ("text", "name", "where", "column"),
    [
        ("h(X) :- p(X), not r(X, Y), not r(Y, X).", "Y", "in a negated literal", 24),
        ("h(X) :- p(X), Y < X.", "Y", "in a comparison", 15),
        ("h(X) :- p(X), X < Y + 1.", "Y", "in a comparison", 19),
        ("h(X) :- p(X), Y * Y = X.", "Y", "in a comparison", 15),
        ("h(X) :- p(X), Z = Y + 1, Z > 1.", "Y", "in a comparison", 19),
        ("h(X) :- p(X), N in 1 .. M.", "M", "in a comparison", 25),
        ("h(X) :- p(X), N * N in 1 .. X.", "N", "in a comparison", 15),
        ("h(X) :- p(X), N = count { Z : r(Z, Y) }, Y < 3.", "Y", "outside `count`, a group key of it,", 36),
        ("h(X) :- p(X), M * M = count { Z : q(Z) }.", "M", "in a comparison", 15),
        ("h(Y) :- p(X), N = count { Z : r(Z, Y) }, N > X.", "Y", "outside `count`, a group key of it,", 36),
        ("h(Y) :- p(X), N = count { Z : q(Z), Z < Y }, N > X.", "Y", "outside `count`, a group key of it,", 41),
        # `_Y` is bound by nothing; only what is denied may have any value there
        ("h(X) :- p(X), _Y < X.", "_Y", "in a comparison", 15),
        ("h(X) :- p(X), not r(Y, _W).", "Y", "in a negated literal", 21),
        ("h(X) :- p(X), N in M .. 9.", "M", "in a comparison", 20),
        # of an equation, what would bind the rest of it; what was told of another literal is not told again of this one
        ("h(X) :- p(X), Y = Z.", "Y", "in a comparison", 15),
        ("h(X) :- p(X), Y + 1 = Z.", "Y", "in a comparison", 15),
        ("h(X) :- p(X), Z < 3, Y = Z.", "Z", "in a comparison", 15),
        ("h() :- Z < 3, Y = Z.", "Z", "in a comparison", 8),
    ],
)
def test_a_variable_that_nothing_binds_is_told_once(text: str, name: str, where: str, column: int) -> None:
    told = unsafe(text)
    assert [(code, at) for code, _, at, _ in told] == [("E302", column)]
    expected = mention(name, " outside the braces" if "group key" in where else "")
    assert told[0][3] in (expected, f"write `_` if it may be any value, or {expected}")
    assert told[0][3].startswith("write") == ("not r(Y, _W)" in text)
    assert told[0][1] == f"variable `{name}` {where} is not bound by a positive literal"


@pytest.mark.parametrize(
    ("literal", "name", "column"),
    [
        ("q(Y * Y)", "Y", 17),
        ("q(0 * Y)", "Y", 21),
        ("q(Y + Z)", "Y", 17),
        ("q(Y + 0.5)", "Y", 17),
        ("q(abs(Y))", "Y", 21),
        ("not q(Y + 1)", "Y", 21),
        ("r(X + 1, Y / 2)", "Y", 24),
    ],
)
def test_a_function_that_cannot_be_solved_needs_its_variable_elsewhere(literal: str, name: str, column: int) -> None:
    code, message, at, hint = unsafe(f"h(X) :- p(X), {literal}.")[0]
    assert (code, at) == ("E302", column)
    assert message == f"variable `{name}` in a function is not bound by a positive literal"
    assert hint == f"add a positive literal in which `{name}` stands by itself"


def test_both_sides_of_an_equation_of_functions_are_told() -> None:
    told = unsafe("h(X) :- p(X), Y + 1 = Z + 1.")
    assert [(code, column, hint) for code, _, column, hint in told] == [
        ("E302", 15, mention("Y")),
        ("E302", 23, mention("Z")),
    ]


def test_where_a_name_of_the_body_is_wrong_what_stands_in_the_head_alone_is_told() -> None:
    told = unsafe("h(X, Y) :- nosuch(X).")
    assert [(code, column) for code, _, column, _ in told if code == "E301"] == [("E301", 6)]


def test_what_an_aggregate_does_not_bind_is_told() -> None:
    for text, names_, column in (
        ("h(N) :- N = count { X : q(Y) }.", ["X"], 21),
        ("h(N) :- N = count { X : q(X), Y < X }.", ["Y"], 31),
        ("h(N) :- N = count { X + Z : q(X), Y < X }.", ["Z", "Y"], 25),
        ("h(N) :- N = count { X : q(X), M = count { Y : q(X) } }.", ["Y"], 43),
        ("h(N) :- N = count { X : q(X), M = count { Y : q(Y), Z < Y }, M > 1 }.", ["Z"], 53),
        ("h(N) :- N = count { X : M = count { Y : q(Y), Y < X }, M > 1 }.", ["X", "M"], 51),
    ):
        told = unsafe(text)
        assert [code for code, *_ in told] == ["E302"] * len(names_), told
        assert [hint for *_, hint in told] == [mention(each, " to the aggregate's body") for each in names_]
        assert all("in `count`" in message for _, message, *_ in told)
        assert told[0][2] == column
    assert unsafe("h(N) :- N = count { X : q(X), M = count { Y : r(X, Y) }, M > 1 }.") == []
    assert unsafe("h(K, N) :- p(K), N = count { X : r(K, X), X > K }.") == []
    # what stands in the inner braces is bound beside them, or outside both
    assert unsafe("h(N) :- N = count { Z : r(X, Z), M = count { Y : q(Y), Y < X }, M > 1 }.") == []
    assert unsafe("h(K, N) :- p(K), N = count { X : q(X), M = count { Y : q(Y), Y < K }, M > X }.") == []


def test_a_variable_of_the_head_is_told_once_in_order() -> None:
    told = unsafe("h(X, Y, Y, Z) :- p(X), not q(Z).")
    assert [(code, column, hint) for code, _, column, hint in told] == [
        ("E301", 6, mention("Y")),
        ("E302", 30, mention("Z")),
    ]
    told = unsafe("h(Y, X, Z + 1, Z) :- p(X).")
    assert [(code, column, hint) for code, _, column, hint in told] == [
        ("E301", 3, mention("Y")),
        ("E301", 9, mention("Z")),
    ]


def _head_and_body(text: str) -> tuple[tuple[Expression, ...], tuple[Literal, ...]]:
    own = rule(text)
    return own.head.claim.args, own.body


def test_names_that_stand_in_one_place_are_wildcards() -> None:
    own = rule("h(X) :- p(X), r(_A, _B), r(_B, _C), q(X).")
    assert wildcards(own.head.claim.args, own.body) == {"_A", "_C"}
    assert wildcards([], own.body) == {"_A", "_C"}
    assert wildcards(*_head_and_body("h(_A) :- r(_A, _B), p(X).")) == {"_B"}
    assert names(own.body) == {"X", "_A", "_B", "_C"}
    assert names([*own.head.claim.args, own.body[1]]) == {"X", "_A", "_B"}


def test_an_aggregate_has_its_keys_and_its_rows() -> None:
    own = rule(
        "h(K, N) :- p(K), N = sum { V : s(K, V, W), r(W, _U), L = count { T : r(T, W) }, L > 1 }, q(L2), L2 > 0."
    )
    aggregate = own.body[1]
    assert isinstance(aggregate, Aggregate)
    others = [*own.head.claim.args, *(part for part in own.body if part is not aggregate)]
    assert group_keys(aggregate, others) == ["K"]
    assert group_keys(aggregate, []) == []
    itself = rule("h(K) :- p(K), K = count { Y : r(K, Y) }.").body[1]
    key, added = rule("h(N) :- q(K), N = sum { K + Y : p(Y) }.").body
    assert isinstance(itself, Aggregate)
    assert isinstance(added, Aggregate)
    assert group_keys(itself, []) == ["K"]
    assert group_keys(added, [key]) == ["K"]
    assert [v.name for v in open_variables(own.body)] == ["K", "N", "L2", "L2"]
    assert [str(getattr(v, "name", v)) for v in inner_outputs(aggregate, ["K"])] == ["K", "V", "V", "W", "L"]
    # a `_Name` that the term is made of tells rows apart: of 1 and 3, two are counted into the sum
    odd = rule("h(N) :- N = sum { _U mod 2 : p(_U) }.").body[0]
    assert isinstance(odd, Aggregate)
    assert [getattr(v, "name", "") for v in inner_outputs(odd, [])] == ["", "_U"]


def test_a_body_alone_binds_what_it_gives_or_not() -> None:
    own = rule("h(X, Y) :- p(X), Y = X + 1.")
    assert grounded(own.body, own.head.claim.args)
    assert grounded(own.body[:1], own.head.claim.args[:1])
    assert not grounded(own.body[:1], own.head.claim.args)
    assert not grounded(own.body[1:], own.head.claim.args[1:])
    assert not grounded([], own.head.claim.args)
    own = rule("h(X) :- p(X), q(Y), not r(Y, X).")
    assert not grounded([own.body[0], own.body[2]], own.head.claim.args)
    assert grounded([], [])
