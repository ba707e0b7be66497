"""Constants: what is one, how it is written and read, which are equal and in what order they come."""

import itertools
import random
import re
from decimal import Decimal
from typing import get_args

import pytest
from hypothesis import given
from hypothesis import strategies as st

from factbase.ground.controls import as_line
from factbase.ground.date import day, parse_date
from factbase.ground.value import (
    MAX_DIGITS,
    EscapeError,
    Symbol,
    Unknown,
    Value,
    canonical_decimal,
    escape_string,
    is_symbol_name,
    json_value,
    parse_decimal,
    parse_int,
    sort_key,
    type_name,
    unescape_string,
    value_key,
    write_value,
)

# constant, type, as the language writes it, as JSON has it
CONSTANTS: list[tuple[Value, str, str, str | int | None]] = [
    (Symbol("south_korea"), "symbol", "south_korea", "south_korea"),
    ("ROK", "string", '"ROK"', "ROK"),
    ('a "b"\\\n\tc', "string", '"a \\"b\\"\\\\\\n\\tc"', 'a "b"\\\n\tc'),
    ("", "string", '""', ""),
    (5, "int", "5", 5),
    (-5, "int", "-5", -5),
    (2**70, "int", "1180591620717411303424", 2**70),
    (Decimal("3.5"), "decimal", "3.5", "3.5"),
    (Decimal("-0.25"), "decimal", "-0.25", "-0.25"),
    (Decimal("100"), "decimal", "100.0", "100.0"),
    (Decimal("1E+3"), "decimal", "1000.0", "1000.0"),
    (Decimal("1E-7"), "decimal", "0.0000001", "0.0000001"),
    (parse_date("2016-11"), "date", "2016-11", "2016-11"),
    (parse_date("2016"), "date", "2016-XX-XX", "2016-XX-XX"),
    (Unknown(7), "unknown", "?", None),
]

values = st.one_of(
    st.from_regex(r"[a-z][A-Za-z0-9_]{0,8}", fullmatch=True).map(Symbol),
    st.text(max_size=12),
    st.integers(),
    st.decimals(allow_nan=False, allow_infinity=False, min_value=-(10**9), max_value=10**9).map(canonical_decimal),
    st.integers(-3_000_000, 3_000_000).map(day),
    st.integers(0, 9).map(Unknown),
)


@pytest.mark.parametrize(("value", "kind", "text", "json"), CONSTANTS, ids=lambda part: repr(part)[:20])
def test_constant_is_named_and_written(value: Value, kind: str, text: str, json: object) -> None:
    assert (type_name(value), write_value(value), json_value(value)) == (kind, text, json)


def test_constants_of_every_type_are_written() -> None:
    assert {type(value) for value, _, _, _ in CONSTANTS} == set(get_args(Value))


@pytest.mark.parametrize("other", [True, 1.0, None, b"a", ("a",), type("Text", (str,), {})("a")], ids=repr)
@pytest.mark.parametrize("function", [type_name, write_value, json_value, value_key, sort_key])
def test_other_python_values_are_refused(function, other) -> None:
    with pytest.raises(TypeError, match="not a constant of the language"):
        function(other)


def read_back(text: str) -> Value:
    """What the language reads in a written constant: its lexical rules in five lines."""
    if text.startswith('"'):
        return unescape_string(text[1:-1])
    if re.fullmatch(r"-?[0-9]+", text):
        return parse_int(text)
    if re.fullmatch(r"-?[0-9]+\.[0-9]+", text):
        return parse_decimal(text)
    return Symbol(text) if is_symbol_name(text) else parse_date(text)


@given(values)
def test_written_constant_is_read_back_as_an_equal_one(value: Value) -> None:
    if type(value) is not Unknown:
        assert value_key(read_back(write_value(value))) == value_key(value)


# ---- strings


@given(st.text())
def test_escaped_string_is_unescaped_to_itself_on_one_line(text: str) -> None:
    escaped = escape_string(text)
    assert unescape_string(escaped) == text
    assert "\n" not in escaped
    assert re.fullmatch(r'(?:[^"\\\n]|\\.)*', escaped)


@given(st.text(st.characters(exclude_categories=["Cs"])))
def test_what_is_shown_of_a_string_is_read_as_it(text: str) -> None:
    assert unescape_string(as_line(escape_string(text))) == text


@pytest.mark.parametrize(
    ("text", "position", "message"),
    [
        (r"a\qb", 1, r"there is no escape `\q`"),
        (r"a\\\x", 3, r"there is no escape `\x`"),
        (
            "ab\\",
            2,
            r"a string cannot end with a lone backslash; strings have `\"` `\\` `\b` `\f` `\n` `\r` `\t` and `\u001b`",
        ),
        (r"a\ud83d\u0041", 1, r"there is no escape `\ud83d\u0041`"),
        (r"\u12", 0, r"there is no escape `\u`"),
        ("\\\n", 0, "there is no escape `\\\n`"),
    ],
)
def test_unknown_escape_is_refused_with_its_place(text: str, position: int, message: str) -> None:
    with pytest.raises(EscapeError, match=re.escape(message)) as refused:
        unescape_string(text)
    assert refused.value.position == position
    assert isinstance(refused.value, ValueError)


# ---- names and numbers


def test_symbol_is_a_name_without_a_capital() -> None:
    assert all(map(is_symbol_name, ["a", "south_korea", "nyt2019", "aB"]))
    assert not any(map(is_symbol_name, ["", "A", "_a", "2a", "É", "e\u0301", "x²", "рay", "a-b", "a b", "a\n"]))


def test_symbol_is_never_the_string_of_its_letters() -> None:
    assert Symbol("a") == Symbol("a")
    assert hash(Symbol("a")) == hash(Symbol("a"))
    assert Symbol("a") != "a"
    assert value_key(Symbol("a")) != value_key("a")


@pytest.mark.parametrize(
    ("text", "canonical"),
    [("1.50", "1.5"), ("1.0", "1"), ("100.0", "1E+2"), ("0.0", "0"), ("-0.0", "0"), ("00.10", "0.1"), ("+2.5", "2.5")],
)
def test_equal_decimals_have_one_form(text: str, canonical: str) -> None:
    made = parse_decimal(text)
    assert (made.as_tuple(), write_value(made)) == (Decimal(canonical).as_tuple(), write_value(Decimal(canonical)))


def test_many_digits_are_kept_exactly() -> None:
    text = "1" * 600 + "." + "2" * 500 + "3"
    assert write_value(parse_decimal(text)) == text
    assert write_value(parse_decimal(text + "000")) == text


@pytest.mark.parametrize("parse", [parse_int, parse_decimal])
def test_number_of_too_many_digits_is_refused(parse) -> None:
    most = "1" * 1199 + ".5" if parse is parse_decimal else "1" * 1200
    assert (len(most.replace(".", "")), write_value(parse(most))) == (MAX_DIGITS, most)
    assert write_value(parse(f"-{most}")) == f"-{most}"
    for text in ("1" + most, "1" * 10_000):
        with pytest.raises(ValueError, match=r"^a number has at most 1200 digits$"):
            parse(text)


@pytest.mark.parametrize("text", ["1", "1.", ".5", "1e5", "NaN", "1.5 ", "1_0.5", "１.5"])
def test_text_that_is_no_decimal_is_refused(text: str) -> None:
    with pytest.raises(ValueError, match=r"is not a decimal; write 3\.5$"):
        parse_decimal(text)


@pytest.mark.parametrize("text", ["NaN", "Infinity", "-Infinity", "sNaN"])
def test_decimal_that_is_no_number_is_refused(text: str) -> None:
    with pytest.raises(ValueError, match="is not a number"):
        canonical_decimal(Decimal(text))


@pytest.mark.parametrize("text", ["", "1_000", "１", " 1", "0x1", "--1"])
def test_text_that_is_no_integer_is_refused(text: str) -> None:
    with pytest.raises(ValueError, match=r"is not an integer; write 5$"):
        parse_int(text)


# ---- keys and order


def test_keys_keep_apart_what_python_holds_for_one() -> None:
    keys = {value_key(value) for value in (1, Decimal(1), "1", Symbol("a"), "a", Unknown(1), Unknown(2))}
    assert len(keys) == 7
    assert value_key(Decimal("1.50")) == value_key(Decimal("1.5"))
    assert value_key(parse_date("2016")) == value_key(parse_date("2016-XX-XX"))


def test_order_is_numbers_dates_strings_symbols_unknowns() -> None:
    dates = [
        "../2015",
        "../2016",
        "../..",
        "-0044",
        "201X",
        "2016-11-01",
        "2016-11-01?",
        "2016-11",
        "2016-11/..",
        "2016-11-02",
    ]
    ordered: list[Value] = [Decimal("-0.5"), 1, Decimal(1), Decimal("1.5"), 2, 2**70]
    ordered += [parse_date(text) for text in dates]
    ordered += ["", "B", "a", "é", Symbol("a"), Symbol("b"), Unknown(1), Unknown(2)]
    shuffled = ordered.copy()
    random.Random(1).shuffle(shuffled)
    assert sorted(shuffled, key=sort_key) == ordered
    assert all(sort_key(a) < sort_key(b) for a, b in itertools.pairwise(ordered))


@given(st.lists(values, min_size=2, max_size=6))
def test_order_is_total_and_agrees_with_keys(several: list[Value]) -> None:
    for a, b in itertools.pairwise(sorted(several, key=sort_key)):
        assert sort_key(a) <= sort_key(b)
        assert (sort_key(a) == sort_key(b)) == (value_key(a) == value_key(b))
