"""Why not, where a text gives no time: a state or a negative without a date, of a document without one, is named and said to lack it."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

BASE = """\
source doc { file: "doc.txt" }.
entity alpha: country. entity beta: country. entity gamma: country.
relation ally(a: country, b: country) state.
relation trusts(a: country, b: country).
from doc.
ally(alpha, beta) "Alpha was an ally of Beta".
-ally(alpha, gamma) "Alpha was not an ally of Gamma".
trusts(X, Y) :- ally(X, Y), ally(Y, X).
"""
TEXT = "Alpha was an ally of Beta.\nAlpha was not an ally of Gamma.\n"
LACKS = "it has no date, and its document has none, so on this day it only may hold"


@pytest.mark.parametrize(
    ("goal", "claim", "quote"),
    [
        ("trusts(alpha, beta)", "ally(alpha, beta)", "Alpha was an ally of Beta"),
        ("ally(alpha, gamma)", "-ally(alpha, gamma)", "Alpha was not an ally of Gamma"),
        ("trusts(alpha, gamma)", "-ally(alpha, gamma)", "Alpha was not an ally of Gamma"),
    ],
)
def test_what_has_no_date_is_said_to_lack_it(
    goal: str, claim: str, quote: str, tmp_path: Path, factbase: Callable
) -> None:
    (tmp_path / "doc.txt").write_text(TEXT)
    (tmp_path / "a.fb").write_text(BASE)
    told = factbase("why-not", goal, "--base", ".", "--at", "2020-01-01", cwd=tmp_path).stdout
    assert f"only the view hides {claim} at some time: {LACKS}\n" in told
    assert f"“{quote}”" in told
    (tmp_path / "a.fb").write_text(BASE.replace('doc.txt"', 'doc.txt", published: 2019-05-01'))
    dated = factbase("why-not", goal, "--base", ".", "--at", "2020-01-01", cwd=tmp_path).stdout
    assert "no answer" in dated or "possible" in dated
    assert LACKS not in dated


def test_an_unknown_day_is_told_as_one(tmp_path: Path, factbase: Callable) -> None:
    (tmp_path / "doc.txt").write_text(TEXT)
    (tmp_path / "a.fb").write_text(BASE)
    told = factbase("ask", "ally(alpha, beta)", "--base", ".", "--at", "2020-01-01", cwd=tmp_path).stdout
    assert "where an unknown day of ally(alpha, beta) is " in told
    assert "../.." not in told
