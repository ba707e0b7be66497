"""A site in a real browser, from the disk: it is read, followed, folded and searched as readers do, and asks no other host for a thing."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from browser import NEEDS, Heard, faults, opened
from checkout import ROOT

from factbase.faces.cli import main

pytestmark = NEEDS


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The site of the shipped base."""
    folder = tmp_path_factory.mktemp("site") / "pages"
    assert main(["site", str(folder), "--at", "2019-09-01", "--base", str(ROOT / "facts"), "--title", "The pact"]) == 0
    return folder


@pytest.fixture
def page(chromium: Any, heard: Heard) -> Iterator[Any]:
    with opened(chromium, heard, "file://") as page:
        yield page


def test_an_answer_leads_to_its_passage_and_back(page: Any, folder: Path) -> None:
    page.goto((folder / "index.html").as_uri())
    page.get_by_role("link", name="Who opposed the pact, and why?").click()
    answer = page.locator(".answer").first
    quote = answer.locator("blockquote").first.inner_text().strip("“”")
    answer.locator("figcaption a").first.click()
    page.wait_for_url("**/document/*.html#q-*")
    mark = page.locator("mark:target")
    assert quote.split("[…]")[0].strip()[:30] in " ".join(mark.inner_text().split())
    name = mark.get_attribute("id")
    note = page.locator(f"#n-{name[2:]}")
    page.locator(f"a.ref[href='#n-{name[2:]}']").click()
    assert note.is_visible()  # the note unfolds
    note.locator(".conclusions a").first.click()
    page.locator("article:target, details:target").wait_for()


def test_a_proof_folds_and_unfolds_by_keys(page: Any, folder: Path) -> None:
    page.goto((folder / "query" / "who_opposed_the_pact.html").as_uri())
    proof = page.locator("details.proof").first
    assert not proof.locator(".tree").first.is_visible()
    proof.locator("> summary").focus()
    page.keyboard.press("Enter")
    assert proof.locator(".tree").first.is_visible()
    assert proof.locator(".tree a[href*='document/']").count()
    page.keyboard.press("c")
    assert not proof.locator(".tree").first.is_visible()


def test_words_are_found_without_a_server(page: Any, folder: Path, heard: Heard) -> None:
    page.goto((folder / "index.html").as_uri())
    page.keyboard.press("/")
    page.keyboard.type("stinging criti")
    found = page.locator("#found li")
    found.first.wait_for()
    assert "stinging criticism" in " ".join(found.all_inner_texts())
    assert page.locator("#found-count").inner_text().endswith(("place", "places"))
    page.keyboard.press("ArrowDown")
    page.keyboard.press("Enter")
    page.locator("main").get_by_text("stinging criticism").first.wait_for()
    assert any("/search/" in url for url in heard.asked)


def test_what_is_nowhere_is_said_not_to_be_found(page: Any, folder: Path) -> None:
    page.goto((folder / "index.html").as_uri())
    page.get_by_role("searchbox").fill("qqqxyz")
    page.locator("#found-count").get_by_text("0 places").wait_for()


def test_a_page_is_read_without_scripts(chromium: Any, folder: Path) -> None:
    context = chromium.new_context(java_script_enabled=False, viewport={"width": 400, "height": 800})
    page = context.new_page()
    page.goto((folder / "query" / "who_opposed_the_pact.html").as_uri())
    assert not page.get_by_role("searchbox").is_visible()  # nothing is offered that does nothing
    page.locator("details.proof > summary").first.click()
    assert page.locator("details.proof .tree").first.is_visible()
    page.locator(".answer figcaption a").first.click()
    page.locator("mark:target").wait_for()
    context.close()


SHOWN = (
    "index.html",
    "sources.html",
    "entities.html",
    "checks.html",
    "expectations.html",
    "document/nyt_retold.html",
    "source/rand_article.html",
    "query/who_opposed_the_pact.html",
    "relation/direct_channel.html",
    "entity/gsomia.html",
    "check/two_names.html",
)


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_no_page_has_a_serious_fault_of_accessibility(chromium: Any, folder: Path, scheme: str, heard: Heard) -> None:
    with opened(chromium, heard, "file://", color_scheme=scheme) as page:
        for path in SHOWN:
            page.goto((folder / path).as_uri())
            page.evaluate("document.querySelectorAll('main details').forEach((each, n) => { each.open = n < 30; })")
            assert faults(page) == [], path


@pytest.mark.parametrize("width", [320, 400, 900, 1600])
def test_no_page_is_wider_than_its_window(chromium: Any, folder: Path, width: int) -> None:
    context = chromium.new_context(viewport={"width": width, "height": 900})
    page = context.new_page()
    for path in SHOWN:
        page.goto((folder / path).as_uri())
        page.evaluate("document.querySelectorAll('main details').forEach((each, n) => { each.open = n < 30; })")
        assert page.evaluate("document.documentElement.scrollWidth") <= width, path
    context.close()


@pytest.mark.parametrize(
    "command",
    [
        ("why", "direct_channel(A, B)"),
        ("ask", "direct_channel(south_korea, south_korea)"),
        ("timeline", "direct_channel(A, B)"),
        ("conflicts",),
    ],
    ids=lambda command: command[0],
)
def test_a_page_in_one_file_has_no_serious_fault_and_is_no_wider_than_its_window(
    chromium: Any, heard: Heard, tmp_path: Path, command: tuple[str, ...]
) -> None:
    out = tmp_path / "answer.html"
    view = () if command[0] == "timeline" else ("--at", "2019-09-01")
    main([*command, *view, "--base", str(ROOT / "facts"), "--format", "html", "--output", str(out)])
    for scheme in ("light", "dark"):
        with opened(chromium, heard, out.as_uri(), color_scheme=scheme) as page:
            page.goto(out.as_uri())
            assert page.locator("blockquote, .lines").count()
            assert faults(page) == []
            page.set_viewport_size({"width": 320, "height": 900})
            assert page.evaluate("document.documentElement.scrollWidth - innerWidth") <= 0
