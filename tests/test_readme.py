"""README and docs are true: what they show is run, and what they say of commands is what these do."""

from __future__ import annotations

import os
import re
import subprocess
from pathlib import Path

import pytest
from checkout import ROOT
from console import COMMANDS, CONSOLE, PAGES, commands_table, elided, fits, is_walked, run_block, steps, walked

from factbase.base import FactBase
from factbase.ground.diagnostic import Severity

TEXTS = {page.name: page.read_text(encoding="utf-8") for page in PAGES}


def blocks(page: str, language: str) -> list[str]:
    """The fenced blocks of a language on a page, without their fences."""
    return re.findall(rf"^```{language}\n(.*?)^```$", TEXTS[page], re.MULTILINE | re.DOTALL)


def each_block(language: str) -> pytest.MarkDecorator:
    """Runs a test on each block of a language on each page."""
    found = [(page, block) for page, text in TEXTS.items() if not is_walked(text) for block in blocks(page, language)]
    names = [f"{page}: {block.splitlines()[0]}" for page, block in found]
    return pytest.mark.parametrize("block", [block for _, block in found], ids=names)


@each_block("console")
def test_a_console_block_is_what_happens(block: str, tmp_path: Path) -> None:
    for (command, expected), found in zip(steps(block), run_block(block, tmp_path), strict=True):
        if not fits(expected, found):
            assert (command, found) == (command, expected)


@pytest.mark.parametrize("page", [page for page, text in TEXTS.items() if is_walked(text)])
def test_a_walk_is_what_happens(page: str, tmp_path: Path) -> None:
    for block, outputs in walked(TEXTS[page], tmp_path):
        for (command, expected), found in zip(steps(block), outputs, strict=True):
            if not fits(expected, found):
                assert (command, found) == (command, expected)


def test_there_is_something_to_run() -> None:
    assert len(CONSOLE.findall(TEXTS["README.md"])) >= 3
    assert len(CONSOLE.findall(TEXTS["tour.md"])) >= 5


def test_the_tables_of_commands_are_those_of_the_requests() -> None:
    for page, with_options in (("README.md", False), ("commands.md", True)):
        (found,) = COMMANDS.finditer(TEXTS[page])
        assert found[0] == commands_table(with_options), "python tests/bless.py writes it anew"


def test_the_readme_is_read_in_five_minutes() -> None:
    assert len(TEXTS["README.md"].splitlines()) <= 150


def test_an_ellipsis_matches_any_lines() -> None:
    assert fits(["a", "…", "d"], ["a", "b", "c", "d"])
    assert fits(["…"], [])
    assert not fits(["a", "…", "d"], ["a", "b"])
    assert not fits(["a"], ["a", "b"])


@pytest.mark.parametrize(
    ("expected", "found", "now"),
    [
        (["a", "…", "d"], ["a", "b", "c", "e"], ["a", "…", "e"]),
        (["…", "c", "d"], ["a", "b", "c", "e"], ["…", "c", "e"]),
        (["a", "…"], ["b"], ["b", "…"]),
        (["a", "b"], ["a", "c"], ["a", "c"]),
    ],
)
def test_an_ellipsis_stays_where_it_was(expected: list[str], found: list[str], now: list[str]) -> None:
    assert elided(expected, found) == now
    assert fits(now, found)


@each_block("factbase")
def test_a_factbase_block_is_the_language(block: str, tmp_path: Path) -> None:
    """It parses and checks; the documents that it names are not there, so its quotes are not looked at."""
    text = tmp_path / "page.fb"
    text.write_text(block, encoding="utf-8")
    about_documents = {"E115", "E503", "E504", "E505", "E506"}
    errors = [d for d in FactBase.load([text]).diagnostics if d.code not in about_documents]
    assert [(d.message, d.span.line if d.span else 0) for d in errors if d.severity is Severity.ERROR] == []


def test_json_keys_are_the_documented_ones(factbase) -> None:
    import json

    (block,) = (b for b in blocks("json.md", "json") if '"answers"' in b)
    documented = json.loads(block)
    found = json.loads(factbase("ask", documented["goal"], "--at", documented["view"]["at"], "--format", "json").stdout)
    assert list(found) == list(documented)
    assert list(found["answers"][0]) == list(documented["answers"][0])
    assert list(found["answers"][0]["citations"][0]) == list(documented["answers"][0]["citations"][0])
    ((name, node),) = documented["proofs"].items()
    assert found["answers"][0]["proof"] == documented["answers"][0]["proof"] == name
    assert list(found["proofs"][name]) == list(node)
    for key in ("goal", "view", "engine", "verdict"):
        assert found[key] == documented[key]


# ---- the two commands


def test_ci_runs_the_second_command() -> None:
    """`.ci/run` takes its command out of the README: what it takes is the README's second command, and nothing else."""
    install, test = (block.rstrip("\n") for block in blocks("README.md", "sh")[:2])
    script = (ROOT / ".ci" / "run").read_text(encoding="utf-8")
    found = re.search(r"^command=\$\((awk .*)\)$", script, re.MULTILINE)
    assert found is not None
    taken = subprocess.run(["bash", "-c", found[1]], cwd=ROOT, capture_output=True, encoding="utf-8", check=True).stdout
    assert taken.rstrip("\n") == test
    assert 'bash -c "$command"' in script
    assert "factbase ask" in install
    assert "pytest" in test
    assert os.access(ROOT / ".ci" / "run", os.X_OK)


def test_the_grammar_is_where_the_installed_package_looks_for_it() -> None:
    from factbase.syntax.grammar import GRAMMAR

    assert GRAMMAR.read_bytes() == (ROOT / "grammar" / "factbase.lark").read_bytes()
    if "site-packages" in str(GRAMMAR):
        assert GRAMMAR.parts[-3:] == ("factbase", "grammar", "factbase.lark")
