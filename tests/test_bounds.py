"""What a stranger may write: it costs time near its length, or is stopped by a bound that says what to do.

Each case took minutes, or all memory, or ended in a traceback. The limits are of processor time, several times what a case takes now.
"""

from __future__ import annotations

import signal
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest

from factbase.base import FactBase
from factbase.ground.span import TextFile
from factbase.syntax.parse import MAX_STATEMENT, parse, statements


@contextmanager
def within(seconds: float) -> Iterator[None]:
    """Stops what takes more time of the processor."""

    def stop(_signal: int, _frame: object) -> None:
        pytest.fail(f"it takes more than {seconds} s", pytrace=False)

    before = signal.signal(signal.SIGVTALRM, stop)
    signal.setitimer(signal.ITIMER_VIRTUAL, seconds)
    try:
        yield
    finally:
        signal.setitimer(signal.ITIMER_VIRTUAL, 0)
        signal.signal(signal.SIGVTALRM, before)


def loaded(folder: Path, text: str) -> FactBase:
    (folder / "a.fb").write_text(text, encoding="utf-8")
    return FactBase.load([folder])


# ---- text


@pytest.mark.parametrize(
    ("text", "code", "count"),
    [
        ("assume p(a)\n" * 10_000, "E002", 10_000),
        ("$ x. " * 20_000, "E001", 20_000),
        ('p("abc\n' * 10_000, "E003", 10_000),
        ("p(a)\n" * 10_000 + '"a\n' + " x\n" * 10_000, "E002", 9_999),
    ],
)
def test_a_file_of_mistakes_tells_all_of_them(text: str, code: str, count: int) -> None:
    with within(10):
        _, problems = parse(TextFile("a.fb", text))
    assert sum(d.code == code for d in problems) == count


def test_a_string_that_is_open_on_each_of_many_lines_is_one_mistake() -> None:
    with within(5):
        _, problems = parse(TextFile("a.fb", '"\n' * 50_000))
    assert [d.code for d in problems] == ["E003"]


def test_statements_are_cut_in_a_time_by_their_length() -> None:
    with within(5):
        assert len(statements('p("abc\n' * 20_000)) == 20_000


def test_a_statement_of_a_million_characters_is_refused() -> None:
    fields = "a: 1, " * (MAX_STATEMENT // 6)
    with within(5):
        _, problems = parse(TextFile("a.fb", f"source s {{ {fields} }}.\nassume p(a)."))
    assert [d.code for d in problems] == ["E008"]


def test_what_stands_after_a_statement_that_is_too_long_is_read() -> None:
    tree, problems = parse(TextFile("a.fb", f'p(a) "{"x" * MAX_STATEMENT}".\nassume p(a).'))
    assert [d.code for d in problems] == ["E008"]
    assert len(tree.statements) == 1


@pytest.mark.parametrize(
    "nested", ["- " * 2_000 + "1", "1+(" * 2_000 + "1" + ")" * 2_000, "abs(" * 2_000 + "1" + ")" * 2_000]
)
def test_an_expression_that_is_nested_very_deeply_is_refused(nested: str) -> None:
    with within(10):
        _, problems = parse(TextFile("a.fb", f"p(X) :- X = {nested}."))
    assert [d.code for d in problems] == ["E006"]


def test_only_the_first_of_very_many_unknown_names_come_with_a_hint(tmp_path: Path) -> None:
    names = "".join(f"signed{i}(X) :- signs{i}(X).\n" for i in range(1_500))
    with within(10):
        told = [d for d in loaded(tmp_path, names).diagnostics if d.code == "E101"]
    assert len(told) == 1_500
    assert {d.hint is not None for d in told[:100]} == {True}
    assert {d.hint is not None for d in told[100:]} == {False}
