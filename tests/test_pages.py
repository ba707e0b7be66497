"""The pages of the codes: each code has one; its wrong example gives just that code, and its right one gives none."""

from __future__ import annotations

import io
import re
import shlex
from collections.abc import Iterator
from contextlib import redirect_stderr, redirect_stdout
from pathlib import Path

import pytest

from factbase.base import FactBase, View, default_engine
from factbase.checks.audit import audit
from factbase.faces.cli import main
from factbase.ground.date import parse_date
from factbase.ground.diagnostic import CODES
from factbase.ground.pages import Example, page_of

VIEW = View(parse_date("2026-11-23"))

UNSHOWN = {
    "E006": "a statement as deep as that fills pages",
    "E008": "a statement as long as that fills pages",
    "E117": "the bytes of its file are no text",
    "E129": "it takes a large table",
    "C104": "it takes very many days",
    "S104": "it takes very many documents",
    "S109": "it takes very many sources",
    "L103": "the disk decides it",
    "L106": "another command must be killed for it",
    "L107": "another command must be killed for it",
    "L108": "another command must run meanwhile",
    "L109": "another command must run meanwhile",
}

BESIDE = {"C204": "E503", "C302": "C101", "S107": "S106"}
"""What cannot be without another code: the quote that is lost, the violations that are not accepted, the mistake that is left out."""


def test_each_code_has_a_page_and_each_page_a_code() -> None:
    folder = Path(__file__).parents[1] / "src" / "factbase" / "ground" / "codes"
    headings = [
        code for path in sorted(folder.glob("*.md")) for code in re.findall(r"^## (.*)$", path.read_text("utf-8"), re.M)
    ]
    assert sorted(headings) == sorted(CODES)
    for path in folder.glob("*.md"):
        codes = re.findall(r"^## (.*)$", path.read_text("utf-8"), re.M)
        assert codes == sorted(codes), "a reader looks for them in their order"
        assert {code[:2] for code in codes} == {path.stem}


@pytest.mark.parametrize("code", CODES)
def test_a_page_says_what_why_and_how_to_mend(code: str) -> None:
    page = page_of(code)
    assert page.why
    assert re.match(r"(Mend|Nothing need be done)\b.*:? ", page.mend), page.mend
    shown = (page.wrong is not None, page.right is not None)
    assert shown == ((False, False) if code in UNSHOWN else (True, True))
    assert all(len(line) <= 140 for line in page.markdown.splitlines())


@pytest.mark.parametrize("code", [code for code in CODES if code not in UNSHOWN])
def test_the_wrong_example_gives_just_its_code_and_the_right_one_none(code: str, tmp_path: Path, monkeypatch) -> None:
    page = page_of(code)
    assert page.wrong is not None
    assert page.right is not None
    (tmp_path / "wrong").mkdir()
    (tmp_path / "right").mkdir()
    assert set(_codes(page.wrong, tmp_path / "wrong", monkeypatch)) - {BESIDE.get(code)} == {code}
    assert list(_codes(page.right, tmp_path / "right", monkeypatch)) == []


def _codes(example: Example, folder: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[str]:
    """The codes of all that is told of an example."""
    monkeypatch.chdir(folder)
    for name, text in example.files.items():
        (folder / name).parent.mkdir(exist_ok=True, parents=True)
        (folder / name).write_text(text, encoding="utf-8")
    if example.command is None:
        yield from (each.code for each in audit(FactBase.load([folder]), VIEW, default_engine()).diagnostics)
        return
    for command in example.command.split(" && "):
        told = io.StringIO()
        with redirect_stdout(told), redirect_stderr(told):
            main(shlex.split(command)[1:])
    yield from re.findall(r"\b(?:error|warning|note) ([A-Z]\d{3})\b", told.getvalue())


# ---- explain


def _explained(*names: str) -> tuple[int, str]:
    told = io.StringIO()
    with redirect_stdout(told), redirect_stderr(told):
        code = main(["explain", *names])
    return code, told.getvalue()


def test_all_codes_are_listed_with_what_they_say() -> None:
    code, text = _explained()
    assert code == 0
    lines = text.splitlines()
    assert [line.split()[0] for line in lines] == sorted(CODES)
    assert "E501  error    the fact has no quote" in lines
    assert not [line for line in lines if re.fullmatch(r"\S+ +\w+ +\{\w+\}", line)]


def test_a_page_is_printed_with_its_examples() -> None:
    code, text = _explained("e501", "types")
    assert code == 0
    assert text.startswith("E501 error: the fact has no quote\n\nA fact is stated")
    assert "\nwrong:\n  signed(alpha).\n\nright:\n  assume signed(alpha).\n  ?- signed(X).\n\nMend: " in text
    assert "\n\nany      a value of whatever type\n" in text


@pytest.mark.parametrize(
    ("name", "line"),
    [
        ("types", "int      a whole number: `7`, `-12`"),
        ("functions", "year(date: date) = int"),
        ("functions", "(a: date) + (b: int) = date"),
        ("functions", "(value: any) in {listed: any, …}"),
        ("functions", "concat(value: any, …) = string"),
        ("functions", "count { X : … }"),
        ("settings", "of an entity          alias, name"),
        ("settings", "  strict    whether a warning fails a check"),
        ("waivers", "boilerplate   the quote stands in a line that is no part of the text (F103)"),
    ],
)
def test_what_the_language_has_is_listed_from_the_code(name: str, line: str) -> None:
    assert line in _explained(name)[1].splitlines()


def test_what_has_no_page_is_told_with_what_is_near(capsys: pytest.CaptureFixture[str]) -> None:
    code, text = _explained("E50X")
    assert (code, text) == (2, "factbase explain: there is no page `E50X`; did you mean `E501`?\n")
    assert "there are codes, types, functions, settings, waivers" in _explained("everything")[1]


def test_the_page_as_markdown_has_all_that_is_printed() -> None:
    page = page_of("E501")
    assert page.wrong is not None
    assert page.markdown.startswith(page.why)
    assert f"Wrong:\n\n```\n{page.wrong.text}```\n\nRight:" in page.markdown
    assert page.markdown.endswith(f"{page.mend}\n")
