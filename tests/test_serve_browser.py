"""A server of pages in a real browser: a goal is asked, completed, followed to its passage and moved to another day, as readers do."""

from __future__ import annotations

import sys
from collections.abc import Iterator
from importlib.util import find_spec
from pathlib import Path
from typing import Any

import pytest
from browser import NEEDS, Heard, faults, opened
from servers import BASE, Server, base_in, serving

pytestmark = [
    *NEEDS,
    pytest.mark.skipif(not all(map(find_spec, ("starlette", "uvicorn"))), reason="needs the extra web"),
    pytest.mark.skipif(sys.platform == "win32", reason="stops a question by a signal"),
]


@pytest.fixture(scope="module")
def server(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Server]:
    with serving(base_in(tmp_path_factory.mktemp("served") / "facts"), "--at", "2019-05-10") as one:
        yield one


@pytest.fixture
def page(chromium: Any, heard: Heard, server: Server) -> Iterator[Any]:
    with opened(chromium, heard, f"http://127.0.0.1:{server.port}/") as page:
        page.set_default_timeout(60_000)
        page.goto(f"http://127.0.0.1:{server.port}/ask.html")
        yield page


def asked(page: Any, goal: str) -> None:
    page.get_by_label("Goal").fill(goal)
    page.keyboard.press("Escape")
    page.get_by_role("button", name="Ask").click()
    page.locator("h1 code").get_by_text(goal.partition("(")[0]).first.wait_for()


def test_a_goal_is_completed_asked_and_followed_to_its_passage(page: Any) -> None:
    box = page.get_by_role("combobox", name="Goal")
    box.click()
    page.keyboard.type("lef")
    page.get_by_role("option", name="left").wait_for()
    page.keyboard.press("ArrowDown")
    page.keyboard.press("Tab")
    assert box.input_value() == "left"
    page.keyboard.type("(X)")
    page.keyboard.press("Escape")
    page.keyboard.press("Enter")
    answer = page.locator(".answer").first
    answer.wait_for()
    assert "left on 5 May 2019" in answer.inner_text()
    answer.locator("figcaption a").first.click()
    page.locator("mark:target").get_by_text("left on 5 May 2019").wait_for()


def test_a_goal_without_an_answer_unfolds_why(page: Any) -> None:
    asked(page, "stayed(bob)")
    page.get_by_role("heading", name="Why not").wait_for()
    proof = page.locator(".why-not details").first
    assert proof.get_attribute("open") is not None
    proof.locator("> summary").click()
    assert proof.get_attribute("open") is None


def test_a_slider_moves_the_view_and_links_stay_in_it(page: Any) -> None:
    asked(page, "left(X)")
    slide = page.get_by_role("slider", name="As of, by the days that occur")
    slide.focus()
    page.keyboard.press("Home")
    page.wait_for_url("**/at/2019-05-03/ask.html?goal=*")
    page.get_by_text("0 answers, as of 2019-05-03").wait_for()
    page.get_by_role("link", name="Sources").click()
    page.wait_for_url("**/at/2019-05-03/sources.html")
    assert page.get_by_label("As of", exact=True).input_value() == "2019-05-03"


def test_words_are_found_by_the_server(page: Any) -> None:
    page.get_by_role("searchbox").fill("Ann met")
    found = page.locator("#found li")
    found.first.wait_for()
    found.get_by_role("link", name="A note").first.click()
    page.wait_for_url("**/document/note.html")


def test_a_page_is_read_again_when_files_change(chromium: Any, heard: Heard, tmp_path: Path) -> None:
    pytest.importorskip("watchfiles")
    folder = base_in(tmp_path / "facts")
    with serving(folder, "--at", "2019-05-10") as server:
        here = f"http://127.0.0.1:{server.port}/"
        with opened(chromium, heard, here) as page:
            page.set_default_timeout(60_000)
            page.goto(f"{here}ask.html?goal=left(ann)&part=1")
            page.get_by_text("0 answers, as of").wait_for()
            more = BASE.replace("left(bob)", 'left(ann) since 2019-05-05 "left on 5 May 2019".\nleft(bob)', 1)
            (folder / "base.fb").write_text(more, encoding="utf-8")
            page.get_by_text("1 answer, not certain, as of").wait_for()


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("width", [320, 1200])
def test_no_page_has_a_serious_fault_or_is_too_wide(
    chromium: Any,
    heard: Heard,
    server: Server,
    scheme: str,
    width: int,
) -> None:
    here = f"http://127.0.0.1:{server.port}/"
    with opened(chromium, heard, here, color_scheme=scheme, viewport={"width": width, "height": 900}) as page:
        page.set_default_timeout(60_000)
        for path in ("ask.html", "ask.html?goal=stayed(bob)", "at/2019-05-03/ask.html?goal=met(A,B)", "index.html"):
            page.goto(here + path)
            assert faults(page) == [], path
            assert page.evaluate("document.documentElement.scrollWidth") <= width, path


def test_it_works_without_scripts(chromium: Any, server: Server) -> None:
    window = chromium.new_context(java_script_enabled=False)
    page = window.new_page()
    page.set_default_timeout(60_000)
    page.goto(f"http://127.0.0.1:{server.port}/ask.html")
    page.get_by_label("Goal").fill("left(X)")
    page.get_by_role("button", name="Ask").click()
    page.locator(".answer").first.wait_for()
    page.get_by_label("As of", exact=True).fill("2019-05-04")
    page.get_by_role("button", name="Show").click()
    page.get_by_text("0 answers, as of 2019-05-04").wait_for()
    window.close()
