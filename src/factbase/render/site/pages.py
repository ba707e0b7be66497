"""A page as HTML: in, its data and what else has a page; out, the whole text, the same for the same page.

Templates write every value through one gate, which escapes what is markup and what acts on a reader. The only file that knows jinja2.
"""

from __future__ import annotations

import json
from collections.abc import Iterator
from dataclasses import replace
from functools import cache, partial
from importlib.resources import files

from jinja2 import Environment, FunctionLoader, StrictUndefined
from markupsafe import Markup

from factbase.cite import Status
from factbase.ground.controls import as_text
from factbase.render.paint import plain
from factbase.render.report import counted_lines
from factbase.render.site.facts import citation_html, fact_html, meant_html, place_html
from factbase.render.site.marks import Marking, linked, templated
from factbase.render.site.paths import Links, text_fragment
from factbase.render.site.proofs import steps
from factbase.render.site.times import drawn
from factbase.render.text import HIDDEN
from factbase.render.weighed import bearing_head, wrong
from factbase.render.words import plural, without
from factbase.result.ground import Ground
from factbase.result.proof import Proofs, standing
from factbase.result.report import Report
from factbase.result.result import why_dated
from factbase.result.site import START, Address, Directory, Document, Live, Page, anchor

__all__ = [
    "ASSETS",
    "LIVE_ASSETS",
    "LIVE_POLICY",
    "LONGEST",
    "POLICY",
    "WrittenFacts",
    "asset",
    "environment",
    "page_html",
]

POLICY = "default-src 'none'; style-src 'self'; script-src 'self'; img-src 'self'; connect-src 'self'; base-uri 'none'; form-action 'none'"
"""What a page may load: nothing but what stands beside it. A server sends the same as a header."""

LIVE_POLICY = POLICY.replace("form-action 'none'", "form-action 'self'")
"""What a page may do that a server shows: the same, and send its own forms."""

ASSETS = ("icon.svg", "site.css", "site.js")
"""The files beside the pages, which are the same for every base."""

LIVE_ASSETS = (*ASSETS, "live.css", "live.js")
"""Those that a server has."""

LONGEST = 10_000
"""Characters of a goal."""

ROOMS = (
    ("sources", "Sources"),
    ("queries", "Questions"),
    ("checks", "Checks"),
    ("expectations", "Expectations"),
    ("relations", "Relations"),
    ("entities", "Entities"),
)


KEPT = 150_000  # facts that are kept as they are written


def asset(name: str) -> bytes:
    """One of the files beside the pages."""
    return files("factbase.render.site").joinpath("assets", name).read_bytes()


class WrittenFacts:
    """Facts as they stand in lists: one that stands on several pages is written once, as long as it is kept."""

    def __init__(self) -> None:
        self._kept: dict[int, tuple[Ground, Markup]] = {}

    def written(self, fact: Ground, directory: Directory) -> Markup:
        """A fact on a page in a folder, from each of which the links are the same."""
        held = self._kept.get(id(fact))
        if held is not None and held[0] is fact:
            return held[1]
        made = fact_html(fact, Links(directory, _IN_A_FOLDER))
        if len(self._kept) >= KEPT:
            self._kept = {}
        self._kept[id(fact)] = fact, made
        return made


_IN_A_FOLDER = Address("source", "~")  # no thing is called so: from it, every link names its page


def page_html(page: Page, directory: Directory, live: Live | None = None, *, facts: WrittenFacts | None = None) -> str:
    """A page as it is sent or written; `live` is what it has where a server shows it. Links lead to what stands beside it, so that the same
    text serves a disk and a server. `facts` has those that were written for other pages of the same site."""
    links, kept = Links(directory, page.address), facts or WrittenFacts()
    template = environment().get_template(f"{page.address.kind}.html")
    marking = Marking(page.body.paragraphs) if isinstance(page.body, Document) else None
    return template.render(
        page=page,
        body=page.body,
        links=links,
        directory=directory,
        marking=marking,
        listed=partial(kept.written, directory=directory),
        **_served(live),
    )


def _served(live: Live | None) -> dict[str, object]:
    if live is None:
        return {"live": None, "policy": Markup(POLICY)}
    days = Markup(
        json.dumps(live.days).replace("<", "\\u003c")
    )  # days hold no markup; whatever they hold ends no script
    return {"live": live, "policy": Markup(LIVE_POLICY), "days": days, "longest": LONGEST}


@cache
def environment() -> Environment:
    """The templates, with all that they call; each value that they write passes one gate."""
    made = Environment(
        loader=FunctionLoader(_template),
        autoescape=True,
        finalize=_shown,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
        auto_reload=False,
        cache_size=-1,
    )
    made.globals.update(
        address=Address,
        anchor=anchor,
        bearing_head=bearing_head,
        citation=citation_html,
        counted=_counted,
        drawn=drawn,
        fact=fact_html,
        fragment=text_fragment,
        grounds=_grounds,
        hidden=HIDDEN,
        linked=linked,
        meant=meant_html,
        percent=_percent,
        place=place_html,
        plural=_plural,
        rooms=ROOMS,
        standing=_standing,
        start=START,
        templated=templated,
        steps=steps,
        why_dated=why_dated,
        without=without,
        wrong=wrong,
    )
    return made


def _template(name: str) -> str:
    return files("factbase.render.site").joinpath("templates", name).read_text(encoding="utf-8")


def _shown(value: object) -> object:
    """Anything that a template writes: a text without what would act on the page or turn its letters round."""
    if isinstance(value, Markup):
        return value
    return as_text(value if isinstance(value, str) else str(value))


def _grounds(proofs: Proofs, *ids: str, said: str = "") -> Iterator[Ground]:
    """What proofs stand on, each fact with its sentence; without one that is said above it."""
    for ground, node in standing(proofs, *ids):
        reads = ground.is_fact and node.kind == "leaf" and node.reading not in (said, ground.statement, ground.claim)
        yield replace(ground, reading=node.reading) if reads else ground


def _plural(count: int, name: str) -> str:
    return plural(count, name).replace(str(count), f"{count:,}", 1)


def _percent(count: int, of: int) -> str:
    return f"{100 * count / of:.2f}"


def _standing(quotes: dict[str, int]) -> int:
    """How many quotes stand as they are written, or but for how they are spelled."""
    return quotes.get(str(Status.FOUND), 0) + quotes.get(str(Status.FOLDED), 0)


def _counted(report: Report) -> list[str]:
    """What was looked at, and how a base stands."""
    return list(counted_lines(report, plain))
