"""The pages of a base for a server: in, a base, a view and what a reader types; out, pages with a box for goals, and what may stand in it.

What a page shows is what a site shows; beside it stand the answers to any goal, in any view. Nothing is written.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace
from functools import cached_property

from factbase.base import FactBase, View
from factbase.cite.phrase import NoWords
from factbase.engine.base import Engine, TooLarge
from factbase.ground.dataclass import dataclass
from factbase.ground.diagnostic import Diagnostic
from factbase.questions.site.pages import Pages
from factbase.questions.site.survey import Survey
from factbase.questions.words import matches
from factbase.requests.completion import Offer, of_goal
from factbase.requests.pages import address_at, page_html, path_of
from factbase.requests.vocabulary import Vocabulary
from factbase.resolve.grounds import viewed
from factbase.result.problem import problem
from factbase.result.site import Address, Directory, Live, Page, Told

__all__ = ["LivePages", "Shown"]

DAYS = 1_000  # to which a view may be slid
OFFERS = 30  # in one list
FOUND = 20  # places where words stand
_DAY = re.compile(r"\d{4}-\d\d-\d\d")


@dataclass(frozen=True, slots=True)
class Shown:
    """A page as a server sends it, and its status: 200, 404 for one that is not there, 503 for what was not worked out."""

    html: str
    status: int = 200


class LivePages:
    """The pages of a base in a view. Of one with errors, there is but the page that tells them; `version` says how often it was read."""

    def __init__(
        self, base: FactBase, view: View, engine: Engine, title: str, at: str, known_by: str, version: int
    ) -> None:
        self._base = base
        self._view = view
        self._engine = engine
        self._title = title
        self._at = at
        self._known_by = known_by
        self._version = version

    def in_brief(self, path: str, why: str) -> Shown:
        """The page at a path without what is not worked out yet, of which it says why."""
        with self._made.survey.in_brief(why):
            return self.page(path)

    def give_up(self, why: str) -> bool:
        """Lets be what was being got ready when it was stopped; False where nothing was that pages can do without."""
        return not self._base.errors and self._made.survey.give_up(why)

    def page(self, path: str) -> Shown:
        """The page at a path."""
        if self._base.errors:
            return self.told("The base has mistakes", (), path, self._base.errors)
        try:
            directory = self._made.directory
            if path.startswith("check/"):
                directory = replace(directory, checks=frozenset(self._made.checks))
            address = address_at(path, directory)
            page = self._made.page(address) if address is not None else None
        except TooLarge as cut:
            return self.told("Not worked out", (str(cut),), path)
        if page is None:
            return self.told(
                "There is no such page", ("Nothing of the base is called so in this view.",), path, status=404
            )
        return Shown(self._html(page, path))

    def asked(self, goal: str, part: int) -> Shown:
        """The page of a goal that was typed."""
        if self._base.errors:
            return self.told("The base has mistakes", (), "ask.html", self._base.errors, goal=goal)
        page = self._made.asked(goal, part)
        if part > page.parts:
            return self.told("There is no such part", (f"There are {page.parts}.",), "ask.html", goal=goal, status=404)
        return Shown(self._html(page, "ask.html", goal))

    def told(
        self,
        title: str,
        lines: Sequence[str],
        path: str,
        problems: Sequence[Diagnostic] = (),
        *,
        goal: str = "",
        status: int = 503,
    ) -> Shown:
        """The page that says why there is no other one."""
        page = Page(Address("told"), title, Told(tuple(lines), tuple(map(problem, problems))))
        return Shown(self._html(page, path, goal), status)

    def offers(self, before: str) -> list[Offer]:
        """What a goal may go on with."""
        return list(of_goal(before, self._words))[:OFFERS]

    def found(self, words: str) -> list[tuple[str, str, str]]:
        """Where words stand: of each place what it is, its address, and its text."""
        if self._base.errors or not words.strip():
            return []
        try:
            found = matches(self._base, words.split(), None, FOUND)
        except NoWords:
            return []
        directory = self._made.directory
        names = [
            (self._base.program.label(each.entity), path_of(Address("entity", each.entity)), ", ".join(each.names))
            for each in found.names
            if each.entity in directory.entities
        ]
        passages = [
            (
                self._base.program.label(each.source),
                path_of(Address("document", each.source, directory.part_of(each.source, each.line))),
                each.sentence,
            )
            for each in found.passages
            if each.source in directory.documents
        ]
        return [*names, *passages]

    def get_ready(self) -> Iterator[None]:
        """Works out what most pages have in common, with a pause after each piece."""
        if not self._base.errors:
            _ = self._days
            yield
            yield from self._made.survey.get_ready()

    @cached_property
    def _made(self) -> Pages:
        return Pages(Survey(self._base, self._view, self._engine, in_full=False), self._title)

    @cached_property
    def _words(self) -> Vocabulary:
        return Vocabulary(self._base)

    @cached_property
    def _days(self) -> tuple[str, ...]:
        days = sorted({each.text for each in self._words.dates if _DAY.fullmatch(each.text)})
        return tuple(days[:: -(-len(days) // DAYS)] if days else ())

    def _html(self, page: Page, path: str, goal: str = "") -> str:
        # What is told says that something cannot be worked out: it must not have to work out anything itself.
        directory = self._nothing if isinstance(page.body, Told) else self._made.directory
        live = Live(self._at, self._known_by, path, self._days, self._version, goal)
        return page_html(page, directory, live)

    @cached_property
    def _nothing(self) -> Directory:
        none: frozenset[str] = frozenset()
        return Directory(self._title, viewed(self._view), {}, none, none, {}, none, none)
