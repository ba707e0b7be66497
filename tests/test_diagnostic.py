"""Diagnostics: every code that is told is declared once, and what is misspelt is told the nearest name, or none."""

from __future__ import annotations

import re
from collections.abc import Iterable
from pathlib import Path
from string import Formatter, ascii_uppercase

import pytest

from factbase.ground.diagnostic import CODES, FEW, MAX_LETTERS, Severity, diagnose, similar
from factbase.ground.span import Span, TextFile

SOURCES = Path(__file__).parents[1] / "src" / "factbase"


def test_each_code_that_is_told_is_declared_and_each_that_is_declared_is_told() -> None:
    here = SOURCES / "ground" / "diagnostic.py"
    texts = [path.read_text(encoding="utf-8") for path in SOURCES.rglob("*.py") if path != here]
    told = {code for text in texts for code in re.findall(r'"([A-Z][0-9]{3})"', text)}
    assert told == CODES.keys() == {code.id for code in CODES.values()}
    assert here.read_text(encoding="utf-8").count("        Code(") == len(CODES), "a code is declared twice"
    for code in CODES.values():
        fields = {name for _, name, _, _ in Formatter().parse(code.message) if name is not None}
        made = diagnose(code.id, None, **dict.fromkeys(fields, "this"))
        assert (made.code, made.severity, "{" in made.message) == (code.id, code.severity, False)


def test_a_diagnostic_has_the_severity_and_the_words_of_its_code() -> None:
    told = diagnose("E301", None, name="X", detail=iter(["a", "b"]), related=iter(()))
    assert (told.code, told.severity, told.message) == (
        "E301",
        Severity.ERROR,
        "variable `X` in the head is not bound by the body",
    )
    assert (told.span, told.related, told.hint, told.detail) == (None, (), None, ("a", "b"))
    assert diagnose("L106", None, names="b.fb").severity is Severity.NOTE


def test_findings_without_a_place_come_first_then_file_by_file() -> None:
    def at(path: str, start: int) -> Span:
        return Span(TextFile(path, "text"), start, start + 1)

    none, other = diagnose("E301", None, name="X"), diagnose("E301", None, name="Y")
    assert none.sort_key == ("", -1, "E301", none.message)
    first, second = diagnose("E302", at("a.fb", 0), name="X", where="here"), diagnose("E301", at("a.fb", 1), name="X")
    third = diagnose("E301", at("b.fb", 0), name="X")
    assert sorted([third, other, second, none, first], key=lambda each: each.sort_key) == [
        none,
        other,
        first,
        second,
        third,
    ]


@pytest.mark.parametrize(
    ("name", "known", "near"),
    [
        ("singed", ["signed", "ended"], "signed"),
        ("singed", ["ended"], None),
        ("singed", [], None),
        ("abcd", ["abce", "abcf"], "abce"),
        ("abcd", ["abcf", "abce"], "abcf"),
        ("abcd", {f"abc{letter}" for letter in ascii_uppercase}, "abcA"),
        ("abcd", frozenset(f"abc{letter}" for letter in ascii_uppercase), "abcA"),
        ("abcd", iter(["abcf", "abce"]), "abcf"),
        # three of four letters in one order: 75 of 100
        ("abcd", ["abcx"], "abcx"),
        ("abcd", ["dcba"], None),
        ("abcd", ["abxy"], None),
        ("abc", ["abcde"], "abcde"),  # 6 of 8 letters
        ("abc", ["abcdef"], None),
        ("abcdef", ["abc"], None),
        # the nearest, though another comes first
        ("signed_by", ["signed", "signed_in", "signed_bys"], "signed_bys"),
        ("signed", ["sogned", "they signed it in the end"], "sogned"),  # by the whole name, not by a part
        # of many names, and of names that are none
        ("abcd", [f"x{number}" for number in range(FEW)] + ["abce"], "abce"),
        ("abcd", [f"x{number}" for number in range(FEW + 1)], None),
        ("a" * MAX_LETTERS + "b", ["a" * MAX_LETTERS], "a" * MAX_LETTERS),
        ("a" * MAX_LETTERS, ["a" * (MAX_LETTERS + 1)], None),
    ],
)
def test_the_nearest_name_is_asked_for(name: str, known: Iterable[str], near: str | None) -> None:
    assert similar(name, known) == (f"did you mean `{near}`?" if near else None)
