"""A real browser for tests: Debian's Chromium, which says all that it has to say, and asks for nothing but what a test allows."""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from importlib.util import find_spec
from typing import Any

import pytest

__all__ = ["NEEDS", "Heard", "chromium", "faults", "heard", "listen", "opened"]

BROWSER = shutil.which("chromium") or shutil.which("chromium-browser")
NEEDS = [
    pytest.mark.skipif(BROWSER is None, reason="needs a browser: apt install chromium"),
    pytest.mark.skipif(find_spec("playwright") is None, reason="needs playwright: pip install 'factbase[test]'"),
    pytest.mark.skipif(find_spec("jinja2") is None, reason="needs jinja2: pip install 'factbase[web]'"),
]


@dataclass
class Heard:
    """What a browser had to say, and what it asked for."""

    said: list[str] = field(default_factory=list)
    asked: list[str] = field(default_factory=list)


@pytest.fixture(scope="module")
def chromium() -> Iterator[Any]:
    from playwright.sync_api import sync_playwright

    with sync_playwright() as started:
        browser = started.chromium.launch(executable_path=BROWSER, args=["--no-sandbox", "--disable-gpu"])
        yield browser
        browser.close()


@pytest.fixture
def heard() -> Heard:
    return Heard()


@contextmanager
def opened(chromium: Any, heard: Heard, allowed: str, **context: Any) -> Iterator[Any]:
    """A page of a window; at its end it has said nothing, and asked for nothing that does not begin as is `allowed`."""
    window = chromium.new_context(**{"viewport": {"width": 1200, "height": 900}, **context})
    page = window.new_page()
    listen(page, heard, allowed)
    yield page
    window.close()
    assert heard.said == []
    assert [url for url in heard.asked if not url.startswith(allowed)] == []


def listen(page: Any, heard: Heard, allowed: str) -> None:
    """Hears a page, and stops what is not allowed."""

    def asked(route: Any) -> None:
        heard.asked.append(route.request.url)
        if route.request.url.startswith(allowed):
            route.continue_()
        else:
            route.abort()

    page.route("**/*", asked)
    page.on("console", lambda message: heard.said.append(message.text))
    page.on("pageerror", lambda error: heard.said.append(str(error)))
    page.on("requestfailed", lambda request: heard.said.extend(failed(request, allowed)))


def failed(request: Any, allowed: str) -> list[str]:
    """What to tell of a request that failed: nothing where the page was left before it ended."""
    is_left = request.url.startswith(allowed) and request.failure == "net::ERR_ABORTED"
    return [] if is_left else [f"failed: {request.url} {request.failure}"]


def faults(page: Any) -> list[tuple[str, str, str]]:
    """The serious faults of accessibility of a page, each with an element that has it."""
    axe = pytest.importorskip("axe_playwright_python.sync_playwright", reason="needs axe-playwright-python")
    return [
        (each["id"], each["impact"], each["nodes"][0]["html"][:200])
        for each in axe.Axe().run(page, options={"preload": False}).response["violations"]
        if each["impact"] in ("serious", "critical")
    ]
