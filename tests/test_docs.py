"""The docs are true as far as they can be looked up: the modules that they name are there, links lead somewhere, versions have entries."""

from __future__ import annotations

import re
import tomllib
from pathlib import Path

import pytest
from checkout import ROOT

PAGES = sorted([*(ROOT / "docs").glob("*.md"), ROOT / "README.md", ROOT / "CHANGELOG.md"])
PLACES = (ROOT / "src" / "factbase", ROOT, ROOT / "tests")
ARCHITECTURE = (ROOT / "docs" / "architecture.md").read_text(encoding="utf-8")
GLOSSARY = re.findall(r"^\| (?!term \|)([^|-][^|]*) \| ([^|]+) \| `([^`]+)` \|$", ARCHITECTURE, re.MULTILINE)

each_page = pytest.mark.parametrize("page", PAGES, ids=lambda page: page.name)


def anchors(page: Path) -> set[str]:
    """The anchors of a page's headings."""
    titles = re.findall(r"^#+ (.+)$", page.read_text(encoding="utf-8"), re.MULTILINE)
    return {re.sub(r"[^\w -]", "", title).lower().replace(" ", "-") for title in titles}


@each_page
def test_a_module_that_is_named_is_there(page: Path) -> None:
    """Such as `engine/compile.py`: of the package, of the checkout, or of the tests."""
    named = set(re.findall(r"`((?:[\w.]+/)+\w+\.(?:py|lark|json))`", page.read_text(encoding="utf-8")))
    assert {name for name in named if not any((place / name).is_file() for place in PLACES)} == set()


@each_page
def test_a_link_within_the_docs_leads_somewhere(page: Path) -> None:
    for path, anchor in re.findall(r"\]\((?!https?:)([^)#]*)#?([^)]*)\)", page.read_text(encoding="utf-8")):
        there = page.parent / path if path else page
        assert there.exists(), path
        assert not anchor or anchor in anchors(there), f"{path}#{anchor}"


def test_the_glossary_is_short_and_in_order() -> None:
    terms = [term for term, _, _ in GLOSSARY]
    assert 15 <= len(terms) <= 25
    assert terms == sorted(set(terms), key=str.lower)
    rows = re.findall(r"^\| ", ARCHITECTURE.partition("## Glossary")[2], re.MULTILINE)
    assert len(terms) == len(rows) - 1  # all rows are read but the head


@pytest.mark.parametrize(("term", "what", "module"), GLOSSARY, ids=[term for term, _, _ in GLOSSARY])
def test_a_term_of_the_glossary_is_used_where_it_lives(term: str, what: str, module: str) -> None:
    """Its module is there and has its word, in code or in prose."""
    text = (ROOT / "src" / "factbase" / module).read_text(encoding="utf-8").lower()
    words = re.sub(r" \(.*\)", "", term).lower().split(", ")
    assert all(re.sub(r"\W", "", word) in re.sub(r"[\s\W]", "", text) for word in words)
    assert what


def test_the_version_has_its_entry_in_the_changelog() -> None:
    version = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]["version"]
    entries = re.findall(r"^## \[?([^\]\s]+)", (ROOT / "CHANGELOG.md").read_text(encoding="utf-8"), re.MULTILINE)
    assert entries[0] == "Unreleased"
    assert version in entries
