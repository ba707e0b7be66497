"""The pages of a base for whoever shows them, a folder or a server: in, a base and a view; out, for each path the page there.

`Pages(base, view, engine, title).at("source/rand.html")` is its HTML. Paths are the same on a disk and on a server, and links lead from one
page to the next by them alone, so what serves the pages needs to know nothing of what is in them.
"""

from __future__ import annotations

from collections.abc import Iterator

from factbase.base import FactBase, View
from factbase.engine.base import Engine
from factbase.questions.site.pages import Pages as Made
from factbase.questions.site.survey import Survey
from factbase.requests.request import Refused
from factbase.result.site import Address, Directory, Kind

try:
    from factbase.render.site.finding import WordIndex, places
    from factbase.render.site.pages import (
        ASSETS,
        LIVE_ASSETS,
        LIVE_POLICY,
        LONGEST,
        POLICY,
        WrittenFacts,
        asset,
        page_html,
    )
    from factbase.render.site.paths import address_at, path_of
except ImportError as problem:
    raise Refused("pages need jinja2: pip install 'factbase[web]'") from problem

__all__ = [
    "ASSETS",
    "LIVE_ASSETS",
    "LIVE_POLICY",
    "LONGEST",
    "POLICY",
    "Pages",
    "address_at",
    "asset",
    "page_html",
    "path_of",
]


class Pages:
    """The pages of a base without errors, in a view; each is made when it is asked for, and not kept."""

    def __init__(self, base: FactBase, view: View, engine: Engine, title: str) -> None:
        self._made = Made(Survey(base, view, engine), title)
        self._facts = WrittenFacts()
        self.count = 0  # of the pages that were made for a folder

    @property
    def directory(self) -> Directory:
        """What has a page."""
        return self._made.directory

    def page(self, kind: Kind, name: str = "", part: int = 1) -> str | None:
        """The HTML of a page, by its kind and the name of what it is about; None where there is none. Raises TooLarge."""
        return self._html(Address(kind, name, part))

    def at(self, path: str) -> str | None:
        """The HTML of the page at a path, such as `index.html` or `query/who_signed.html`; None where there is none. Raises TooLarge."""
        address = address_at(path, self.directory)
        return self._html(address) if address is not None else None

    def files(self) -> Iterator[tuple[str, bytes]]:
        """Every file of a site but for the assets, by its path: the pages, and the words by which they are found. Raises TooLarge."""
        index = WordIndex()
        for address in self._made.addresses():
            page = self._made.page(address)
            assert page is not None, address
            self.count += 1
            yield path_of(address), page_html(page, self.directory, facts=self._facts).encode("utf-8")
            for place in places(page, self.directory):
                yield from index.add(place)
        yield from index.finish()

    def _html(self, address: Address) -> str | None:
        page = self._made.page(address)
        return page_html(page, self.directory, facts=self._facts) if page is not None else None
