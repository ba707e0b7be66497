"""Tests, functions and aggregates: what each gives, what has no value, and that nothing raises, hangs or grows."""

from datetime import date
from decimal import Decimal
from itertools import product

import pytest
from hypothesis import given
from hypothesis import strategies as st

from factbase.ground.builtin import AGGREGATES, ANY, BUILTINS, FUNCTIONS, NUMBER, Reading, compare
from factbase.ground.comparison import truth
from factbase.ground.date import Date, Truth, parse_date
from factbase.ground.value import Symbol, Unknown, Value, type_name, value_key, write_value

D = parse_date

# One or more of every type, and the values at which functions break.
SAMPLES: list[Value] = [
    Symbol("a"), Symbol("b"), "", "a", 'x "y"', "(", "x" * 1_000_000, 0, 1, -7, 2**4095,
    Decimal("0.0"), Decimal("3.5"), Decimal("-1E+1100"), Decimal("1E-1100"), D("2016-11-23"), D("2016-11-23?"),
    D("2016-11"), D("../2019-11"), D("../.."), D("9999-12-31"), D("Y17000"), Unknown(1), Unknown(2),
]  # fmt: skip


def call(name: str, *args: Value) -> str | None:
    """The written value of a call, so that an int is told from the equal decimal; None for no value."""
    made = BUILTINS[name].call(*args)
    return None if made is None else str(made) if made is True or made is False else write_value(made)


# ---- functions


@pytest.mark.parametrize(
    ("name", "args", "expected"),
    [
        ("+", (2, 3), "5"),
        ("+", (2, Decimal("0.5")), "2.5"),
        ("+", (Decimal("0.1"), Decimal("0.2")), "0.3"),
        ("+", (Decimal("0.5"), Decimal("0.5")), "1.0"),
        ("+", (D("2019-08-22"), 90), "2019-11-20"),
        ("+", (D("2016-11"), 5), "2016-11-06/2016-12-05"),
        ("+", (D("9999-12-31"), 1), None),
        ("+", (90, D("2019-08-22")), None),
        ("+", (D("2019-08-22"), Decimal("1.0")), None),
        ("+", ("a", "b"), None),
        ("+", (1, Unknown(1)), None),
        ("-", (2, 3), "-1"),
        ("-", (Decimal("2.5"), 3), "-0.5"),
        ("-", (D("2019-11-22"), 92), "2019-08-22"),
        ("-", (D("2019-11-22"), D("2019-08-22")), "92"),
        ("-", (D("2019-11"), D("2019-08-22")), None),
        ("-", (5, D("2019-08-22")), None),
        ("*", (6, 7), "42"),
        ("*", (Decimal("1.5"), 2), "3.0"),
        ("*", (D("2019-11-22"), 2), None),
        ("/", (6, 3), "2.0"),
        ("/", (1, 8), "0.125"),
        ("/", (1, 3), "0.3333333333333333333333333333333333"),
        ("/", (2, 3), "0.6666666666666666666666666666666667"),
        ("/", (1, 0), None),
        ("/", (0, 0), None),
        ("/", (Decimal("1.5"), Decimal("0.0")), None),
        ("mod", (7, 3), "1"),
        ("mod", (-7, 3), "2"),
        ("mod", (7, -3), "-2"),
        ("mod", (7, 0), None),
        ("mod", (Decimal("7.5"), 2), None),
        ("div", (7, 3), "2"),
        ("div", (-7, 3), "-3"),
        ("div", (7, -3), "-3"),
        ("div", (7, 0), None),
        ("div", (7, Decimal("2.0")), None),
        ("min", (2, 3), "2"),
        ("max", (2, Decimal("2.5")), "2.5"),
        ("min", (1, Decimal("1.0")), "1"),
        ("max", (Decimal("1.0"), 1), "1"),
        ("min", ("b", "a"), '"a"'),
        ("max", (Symbol("a"), Symbol("b")), "b"),
        ("min", ("a", Symbol("a")), None),
        ("min", (1, "a"), None),
        ("min", (1, Unknown(1)), None),
        ("min", (D("2016-11-23"), D("2016-12")), "2016-11-23"),
        ("max", (D("2016-11-23"), D("2016-12")), "2016-12"),
        ("min", (D("2016-12-05"), D("2016-12")), None),
        ("min", (D("2016-12"), D("2016-12")), "2016-12"),
        ("bit_and", (12, 10), "8"),
        ("bit_or", (12, 10), "14"),
        ("bit_xor", (12, 10), "6"),
        ("bit_and", (-1, 255), "255"),
        ("bit_not", (5,), "-6"),
        ("bit_and", (12, Decimal("10.0")), None),
        ("bit_shift", (5, 3), "40"),
        ("bit_shift", (40, -3), "5"),
        ("bit_shift", (-5, -1), "-3"),
        ("bit_shift", (1, 5000), None),
        ("bit_shift", (0, 10**30), "0"),
        ("bit_shift", (5, -(10**30)), "0"),
        ("round", (Decimal("2.345"), 2), "2.35"),
        ("round", (Decimal("-2.345"), 2), "-2.35"),
        ("round", (Decimal("2.5"), 0), "3.0"),
        ("round", (Decimal("1234.5"), -2), "1200.0"),
        ("round", (-1250, -2), "-1300"),
        ("round", (7, 3), "7"),
        ("round", (Decimal("9" * 1000 + ".5"), 10**30), "9" * 1000 + ".5"),
        ("round", (Decimal("1.5"), -(10**30)), "0.0"),
        ("round", (5, -(10**30)), "0"),
        ("round", (Decimal("9" * 1199 + ".9"), 0), None),
        ("round", ("2.5", 0), None),
        ("round", (Decimal("2.5"), Decimal(1)), None),
        ("floor", (Decimal("-1.5"),), "-2"),
        ("floor", (Decimal("1.5"),), "1"),
        ("floor", (3,), "3"),
        ("floor", ("3",), None),
        ("to_number", ("42",), "42"),
        ("to_number", ("-2.50",), "-2.5"),
        ("to_number", ("+7",), "7"),
        ("to_number", (" 7",), None),
        ("to_number", ("1e5",), None),
        ("to_number", ("",), None),
        ("to_number", ("٣",), None),
        ("to_number", ("9" * 1201,), None),
        ("to_number", (5,), None),
        ("to_string", (5,), '"5"'),
        ("to_string", (D("2016"),), '"2016-XX-XX"'),
        ("to_string", ("a",), '"a"'),
        ("to_string", (Unknown(1),), None),
        ("substr", ("intelligence", 1, 5), '"intel"'),
        ("substr", ("intelligence", -4, 2), '"en"'),
        ("substr", ("abc", 3, 9), '"c"'),
        ("substr", ("abc", 4, 1), None),
        ("substr", ("abc", 0, 1), None),
        ("substr", ("abc", 1, -1), None),
        ("substr", ("abc", 2, 0), '""'),
        ("substr", (Symbol("pact"), 2, 2), '"ac"'),
        ("ord", ("A",), "65"),
        ("ord", (Symbol("a"),), "97"),
        ("ord", ("ab",), None),
        ("iso_week", (D("2016-11-23"),), "47"),
        ("iso_week", (D("2016-01-03"),), "53"),
        ("iso_year", (D("2016-01-03"),), "2015"),
        ("iso_year", (D("2018-12-31"),), "2019"),
        ("iso_week", (D("2016-11-21/2016-11-27"),), "47"),
        ("iso_week", (D("2016-11"),), None),
        ("iso_year", (D("2016-11"),), "2016"),
        ("iso_week", (D("2016-11-23/.."),), None),
        ("days_between", (D("2019-08-22"), D("2019-11-22")), "92"),
        ("days_between", (D("2019-08"), D("2019-11-22")), None),
        ("months_between", (D("2019-08-22"), D("2019-11-21")), "2"),
        ("months_between", (D("2019-08-22"), D("2019-11-22")), "3"),
        ("months_between", (D("2019-11-22"), D("2019-08-23")), "-2"),
        ("months_between", (D("2019-01-31"), D("2019-02-28")), "0"),
        ("months_between", (D("2019-01-31"), D("2019-03-01")), "1"),
        ("years_between", (D("2000-02-29"), D("2001-02-28")), "0"),
        ("years_between", (D("2000-02-29"), D("2001-03-01")), "1"),
        ("years_between", (D("2019-11-22"), D("1985-11-23")), "-33"),
        ("years_between", (D("-0044-03-15"), D("0014-08-19")), "58"),
        ("years_between", (2000, 2001), None),
        ("neg", (5,), "-5"),
        ("neg", (Decimal("-2.5"),), "2.5"),
        ("neg", (Decimal("0.0"),), "0.0"),
        ("neg", (D("2016-11"),), None),
        ("abs", (-5,), "5"),
        ("abs", (5,), "5"),
        ("abs", (Decimal("-2.5"),), "2.5"),
        ("abs", (Decimal("2.5"),), "2.5"),
        ("abs", (Decimal("0.5"),), "0.5"),
        ("abs", ("a",), None),
        ("concat", ("a", Symbol("b"), 1, Decimal("2.50"), D("2016")), '"ab12.502016-XX-XX"'),
        ("concat", ("a",), '"a"'),
        ("concat", ("a", Unknown(1)), None),
        ("length", ("",), "0"),
        ("length", ("naïve 한",), "7"),
        ("length", (Symbol("rand_article"),), "12"),
        ("length", (D("2016"),), None),
        ("lower", ("ROK Æ",), '"rok æ"'),
        ("upper", ("straße",), '"STRASSE"'),
        ("upper", (Symbol("gsomia"),), '"GSOMIA"'),
        ("lower", (Symbol("aB"),), '"ab"'),
        ("upper", (5,), None),
        ("date", (2019, 8, 22), "2019-08-22"),
        ("date", (2019, 2, 30), None),
        ("date", (2020, 2, 29), "2020-02-29"),
        ("date", (10_000, 1, 1), None),
        ("date", (2019, Decimal("8.0"), 22), None),
        ("date", ("2019", 8, 22), None),
        ("year", (D("2016-11"),), "2016"),
        ("year", (D("201X"),), None),
        ("year", (2016,), None),
        ("month", (D("2016-11"),), "11"),
        ("month", (D("2016"),), None),
        ("day", (D("2016-11-23"),), "23"),
        ("day", (D("2016-11"),), None),
        ("weekday", (D("2016-11-23"),), "wednesday"),
        ("weekday", (D("2016-11"),), None),
        ("earliest", (D("2016-11"),), "2016-11-01"),
        ("latest", (D("2016-11"),), "2016-11-30"),
        ("earliest", (D("../2016-11"),), None),
        ("latest", (D("Y17000"),), None),
        ("interval", (D("2016-10"), D("2016-12")), "2016-10/2016-12"),
        ("interval", (D("2016-12"), D("2016-10")), None),
        ("interval", (D("2016-12"), 5), None),
    ],
)
def test_function_gives(name: str, args: tuple[Value, ...], expected: str | None) -> None:
    assert call(name, *args) == expected


@given(st.integers(), st.integers(), st.decimals(-1000, 1000, places=3))
def test_arithmetic_is_exact(a: int, b: int, c: Decimal) -> None:
    assert BUILTINS["-"].call(BUILTINS["+"].call(a, b), b) == a
    total = BUILTINS["+"].call(a, c)
    assert value_key(BUILTINS["-"].call(total, c)) == value_key(BUILTINS["-"].call(total, c))
    assert BUILTINS["-"].call(total, c) == a


@given(st.dates(), st.dates())
def test_weeks_and_spans_are_those_of_the_calendar(first: date, last: date) -> None:
    a, b = D(first.isoformat()), D(last.isoformat())
    assert (BUILTINS["iso_year"].call(a), BUILTINS["iso_week"].call(a)) == tuple(first.isocalendar())[:2]
    assert BUILTINS["days_between"].call(a, b) == (last - first).days
    early, late = sorted((first, last))
    months = BUILTINS["months_between"].call(D(early.isoformat()), D(late.isoformat()))
    year, month = divmod(12 * early.year + early.month - 1 + months, 12)
    assert (year, month + 1, early.day) <= (late.year, late.month, late.day)
    year, month = divmod(12 * early.year + early.month + months, 12)
    assert (year, month + 1, early.day) > (late.year, late.month, late.day)
    years = BUILTINS["years_between"].call(a, b)
    assert abs(years) == months // 12
    assert years * ((first <= last) or -1) >= 0


@given(st.integers(), st.integers().filter(bool))
def test_a_quotient_and_its_remainder_make_the_number(a: int, b: int) -> None:
    quotient, remainder = BUILTINS["div"].call(a, b), BUILTINS["mod"].call(a, b)
    assert quotient * b + remainder == a
    assert abs(remainder) < abs(b)


def test_results_past_the_bounds_have_no_value() -> None:
    assert BUILTINS["*"].call(2**1900, 2**2000) == 2**3900
    assert BUILTINS["*"].call(2**3000, 2**3000) is None
    assert BUILTINS["+"].call(10**1200 - 1, 1) is None
    assert BUILTINS["*"].call(Decimal("1E+700"), Decimal("1E+700")) is None
    assert BUILTINS["*"].call(Decimal("1E-700"), Decimal("1E-700")) is None
    assert BUILTINS["+"].call(Decimal("1E+700"), Decimal("1E-700")) is None  # 1,401 digits: never rounded
    half = "x" * 500_000
    assert BUILTINS["concat"].call(half, half) == half * 2
    assert BUILTINS["concat"].call(half, half, "x") is None
    assert BUILTINS["upper"].call("ß" * 600_000) is None
    assert BUILTINS["+"].call(10**1199, 9 * 10**1199 - 1) == 10**1200 - 1
    assert BUILTINS["upper"].call("ß" * 500_000) == "S" * 1_000_000
    assert BUILTINS["/"].call(Decimal("1E-1190"), 10**20) is None
    assert BUILTINS["/"].call(Decimal("1E+1190"), Decimal("1E-20")) is None


# ---- the table


def test_no_call_raises_whatever_the_values() -> None:
    for builtin in (builtin for name, builtin in BUILTINS.items() if " " not in name):
        arity = len(builtin.signatures[0].params)
        for args in product(SAMPLES, repeat=arity) if arity < 3 else product(SAMPLES[7:16], repeat=arity):
            made = builtin.call(*args)
            fitting = builtin.matching([frozenset({type_name(arg)}) for arg in args])
            if not fitting:
                assert made is None, (builtin.name, args)
            elif made is not None and not builtin.is_test:
                assert type_name(made) in {signature.result for signature in fitting}, (builtin.name, args)
            else:
                assert made in (None, True, False)


def test_every_name_of_the_language_is_in_the_table() -> None:
    tests = {"=", "!=", "<", "<=", ">", ">=", "contains", "matches", "!contains", "!matches", "in", "!in", "known"}
    functions = {"+", "-", "*", "/", "mod", "neg", "abs", "concat", "length", "lower", "upper", "date", "year", "month"}
    functions |= {
        "day",
        "weekday",
        "earliest",
        "latest",
        "interval",
        "replace",
        "split",
        "trim",
        "words",
        "similarity",
        ",",
        "÷",
    }
    functions |= {
        "round",
        "floor",
        "div",
        "min",
        "max",
        "bit_and",
        "bit_or",
        "bit_xor",
        "bit_not",
        "bit_shift",
        "to_number",
        "to_string",
    }
    functions |= {"substr", "ord", "iso_week", "iso_year", "days_between", "months_between", "years_between"}
    assert {name for name, builtin in BUILTINS.items() if builtin.is_test} == tests
    assert {name for name in BUILTINS if " " not in name} == tests | functions
    assert all(builtin.name == name for name, builtin in BUILTINS.items())


def test_each_has_a_name_for_each_argument() -> None:
    for builtin in BUILTINS.values():
        if builtin.name != ",":
            assert {len(each.params) for each in builtin.signatures} == {len(builtin.arguments)}, builtin.name
    assert BUILTINS["split"].form == "split(text, separator, place)"
    assert BUILTINS["concat"].form == "concat(value, …)"
    assert BUILTINS["mod"].form == "number mod by"
    assert sorted(FUNCTIONS) == sorted(n for n, b in BUILTINS.items() if n.isidentifier() and b.is_called)


def test_arity_is_said_and_checked() -> None:
    assert (BUILTINS["date"].arity_text, BUILTINS["concat"].arity_text) == ("3", "1 or more")
    assert [count for count in range(5) if BUILTINS["+"].accepts(count)] == [2]
    assert [count for count in range(5) if BUILTINS["concat"].accepts(count)] == [1, 2, 3, 4]


def test_overloads_are_chosen_by_type() -> None:
    def results(name: str, *types: str) -> set[str | None]:
        given = [frozenset(one.split("|")) for one in types]
        return {signature.result for signature in BUILTINS[name].matching(given)}

    assert results("+", "int", "int") == {"int"}
    assert results("+", "int", "decimal") == {"decimal"}
    assert results("+", "int|decimal", "int") == {"int", "decimal"}
    assert results("+", "date", "int") == {"date"}
    assert results("-", "date", "date") == {"int"}
    assert results("-", "date", "int|date") == {"date", "int"}
    assert results("/", "int", "int") == {"decimal"}
    assert results("weekday", "date") == {"symbol"}
    assert results("concat", "int", "string", "date") == {"string"}
    assert results("<", "int", "decimal") == {None}
    assert BUILTINS["<"].matching([frozenset({"int"}), frozenset({"string"})]) == ()
    assert BUILTINS["+"].matching([frozenset({"string"}), ANY]) == ()
    assert BUILTINS["+"].matching([ANY]) == ()
    assert BUILTINS["concat"].matching([ANY, frozenset({"unknown"})]) == ()


# ---- tests


@pytest.mark.parametrize(
    ("name", "text", "part", "expected"),
    [
        ("contains", "an agreement", "agree", True),
        ("contains", "an agreement", "Agree", False),
        ("contains", "a", "", True),
        ("contains", Symbol("moon_jae_in"), "moon", True),
        ("contains", Symbol("moon_jae_in"), "Moon", False),
        ("contains", "under the pact", Symbol("pact"), True),
        ("contains", 12, "1", None),
        ("contains", "12", 1, None),
        ("matches", Symbol("gsomia"), "^gs", True),
        ("!contains", "an agreement", "agree", False),
        ("!contains", Symbol("pact"), "agree", True),
        ("!contains", 12, "3", None),
        ("!matches", Symbol("gsomia"), "^gs", False),
        ("!matches", "pact", "^gs", True),
        ("!matches", "a", "(", None),
        ("!matches", 5, "a", None),
        ("matches", "an agreement", "^an? agree", True),
        ("matches", "an agreement", "^agree", False),
        ("matches", "an Agreement", "(?i)agree", True),
        ("matches", "aa", "(a)\\1", None),
        ("matches", "a", "(", None),
        ("matches", 5, "5", None),
        ("matches", "5", Symbol("a"), False),
    ],
)
def test_string_test_gives(name: str, text: Value, part: Value, expected: bool | None) -> None:
    assert BUILTINS[name].call(text, part) is expected
    assert (
        compare(name, text, part, Reading.CERTAIN) is compare(name, text, part, Reading.POSSIBLE) is (expected is True)
    )


@pytest.mark.parametrize(
    ("name", "args", "expected"),
    [
        ("replace", ("a-b-c", "-", "+"), "a+b+c"),
        ("replace", (Symbol("moon_jae_in"), "_", " "), "moon jae in"),
        ("replace", ("abc", "", "x"), None),
        ("replace", ("x" * 2000, "x", "y" * 2000), None),
        ("replace", (12, "1", "2"), None),
        ("split", ("a; b; c", "; ", 2), "b"),
        ("split", ("a/b/c", "/", -1), "c"),
        ("split", ("a//c", "/", 2), ""),
        ("split", ("abc", ";", 1), "abc"),
        ("split", ("a;b", ";", 3), None),
        ("split", ("a;b", ";", 0), None),
        ("split", ("a;b", "", 1), None),
        ("split", ("a;b", ";", 2**200), None),
        ("trim", (" \ta b\u00a0\n",), "a b"),
        ("words", ("Gave three months’ notice — on 22 August.",), 7),
        ("words", (" … ",), 0),
        ("similarity", ("Moon Jae-in", "Moon Jae In"), 81),
        ("similarity", ("abc", "abc"), 100),
        ("similarity", ("abc", "xyz"), 0),
        ("similarity", ("", ""), 100),
        ("similarity", ("x" * 199 + "y", "x" * 199 + "z"), 99),
        ("similarity", (Symbol("pact"), "pacts"), 88),
        ("similarity", ("x" * 20_000, "y"), None),
        ("similarity", (1, "1"), None),
        ("in", (2, 1, 2), True),
        ("in", (Decimal("1.0"), 1), False),
        ("in", (D("2016-11"), D("2016-11-03")), False),
        ("!in", (D("2016-11"), D("2016-11-03")), False),
        ("!in", (D("2016-11"), D("2017-11-03")), True),
        ("!in", (Symbol("a"), "a"), True),
        ("in", (Unknown(1), 1), None),
        ("!in", (Unknown(1), 1), None),
    ],
)
def test_texts_and_lists_give(name: str, args: tuple[Value, ...], expected: Value | None) -> None:
    assert BUILTINS[name].call(*args) == expected


def test_known_is_false_of_unknowns_only() -> None:
    assert [value for value in SAMPLES if not BUILTINS["known"].call(value)] == [Unknown(1), Unknown(2)]


# ---- aggregates


@pytest.mark.parametrize(
    ("name", "values", "expected"),
    [
        ("count", [], "0"),
        ("count", [1, Decimal(1), "1", 1, Symbol("a"), "a"], "5"),
        ("count", [D("2016"), D("2016-XX-XX"), D("2016-11")], "2"),
        ("count", [Unknown(1), Unknown(2), 1], "1"),
        ("sum", [], "0"),
        ("sum", [1, 2, 3, 3], "9"),
        ("sum", [1, Decimal("0.5"), Decimal("0.5")], "2.0"),
        ("sum", [1, "2"], None),
        ("sum", [1, D("2016-11-23")], None),
        ("sum", [1, Unknown(1)], None),
        ("sum", [2**4095, 2**4095], None),
        ("sum", [2**4095, 2**4095, Decimal("0.5")], None),
        ("meet", [], None),
        ("meet", [D("2016-11-23")], "2016-11-23"),
        ("meet", [D("2016-XX-XX"), D("../2016-11-27"), D("2016-11")], "2016-11-01/2016-11-27"),
        ("meet", [D("2016-11"), D("2016-10-15/2016-11-15")], "2016-11-01/2016-11-15"),
        ("meet", [D("2016-11/.."), D("../2016-11")], "2016-11"),
        ("meet", [D("2016-11~"), D("2016-XX-XX")], "2016-11~"),
        ("meet", [D("../..")], "../.."),
        ("meet", [D("2016-11"), D("2016-12-01")], None),
        ("meet", [D("2016-11-22"), D("2016-11-23")], None),
        ("meet", [D("2016-11"), Unknown(1)], None),
        ("min", [], None),
        ("max", [], None),
        ("min", [3, Decimal("2.5"), 7], "2.5"),
        ("max", [3, Decimal("2.5"), 7], "7"),
        ("min", ["b", "a", "C"], '"C"'),
        ("max", [Symbol("b"), Symbol("a")], "b"),
        ("min", ["a", Symbol("a")], None),
        ("min", [1, "a"], None),
        ("min", [1, Unknown(1)], None),
        ("min", [Unknown(1)], None),
        ("min", [D("2019-08-22"), D("2016-11-23"), D("2016-12")], "2016-11-23"),
        ("max", [D("2019-08-22"), D("2016-11-23"), D("2016-12")], "2019-08-22"),
        ("min", [D("2016-11-01"), D("2016-11"), D("2016-11-02")], "2016-11-01"),
        ("max", [D("2016-11-30"), D("2016-11"), D("2016")], "2016-11-30"),
        ("min", [D("../2019"), D("2016-11-23")], "../2019-XX-XX"),
        ("max", [D("2019-11/.."), D("2019-11-02")], "2019-11-02"),
    ],
)
def test_aggregate_gives(name: str, values: list[Value], expected: str | None) -> None:
    for order in (values, values[::-1]):
        made = AGGREGATES[name].call(order)
        assert (None if made is None else write_value(made)) == expected


def test_least_date_is_certainly_not_after_the_others_when_one_is() -> None:
    dates = [value for value in SAMPLES if type(value) is Date]
    for a, b in product(dates, dates):
        if truth("<", a, b) is Truth.CERTAIN:
            assert (AGGREGATES["min"].call([b, a]), AGGREGATES["max"].call([b, a])) == (a, b)


def test_aggregate_types() -> None:
    assert AGGREGATES["count"].results(ANY) == {"int"}
    assert AGGREGATES["sum"].results(ANY) == NUMBER
    assert AGGREGATES["sum"].results(frozenset({"date"})) == frozenset()
    assert AGGREGATES["min"].results(frozenset({"date"})) == {"date"}
    assert AGGREGATES["count"].results(frozenset({"unknown"})) == frozenset()


def test_a_sum_takes_a_value_for_each_row_and_any_other_aggregate_takes_it_once() -> None:
    taken = {name: list(aggregate.counted([3, 1, 3])) for name, aggregate in AGGREGATES.items()}
    assert taken == {
        "count": [3, 1],
        "sum": [3, 1, 3],
        "min": [3, 1],
        "max": [3, 1],
        "meet": [3, 1],
        "list": [3, 1],
        "mean": [3, 1, 3],
    }
