"""A result as HTML by itself: in, a result of any kind; out, one file that needs no other and loads none, or a part of a notebook.

Both are made of the parts that the pages of a site are made of. Nothing in them runs, and neither leads anywhere but within itself.
"""

from __future__ import annotations

import re
from base64 import b64encode
from functools import cache
from hashlib import sha256

from markupsafe import Markup

from factbase.render.site.pages import asset, environment
from factbase.render.site.paths import Links
from factbase.result.ground import Viewed
from factbase.result.result import Result
from factbase.result.site import START, Directory
from factbase.result.timeline import Timeline
from factbase.result.told import Told

__all__ = ["page", "part"]

_NAMED = re.compile(r' (?:id|aria-labelledby)="[^"<>]*"|(?<=<a) (?:class="[^"<>]*" )?href="#[^"<>]*"')
"""What names an element or leads to one; what a stranger wrote has no such quotation marks left."""


def page(of: Told) -> str:
    """A whole page: one file with its style in it, that may load nothing, by its own policy."""
    style = asset("site.css").decode()
    hashed = b64encode(sha256(style.encode()).digest()).decode()
    policy = f"default-src 'none'; style-src 'sha256-{hashed}'; img-src data:; base-uri 'none'; form-action 'none'"
    return _written("alone.html", of, title=_title(of), policy=Markup(policy), style=Markup(style))


def part(of: Told) -> str:
    """A part of a page of somebody else's, such as a notebook: it takes the colours and letters of what it stands in.

    It has no names and leads nowhere, for the same answer may stand on that page twice."""
    return _NAMED.sub("", _written("within.html", of, style=Markup(asset("notebook.css").decode())))


def _written(template: str, of: Told, **given: str) -> str:
    kind = type(of).__name__.lower()
    text: str = environment().get_template(template).render(kind=kind, of=of, links=_nowhere(), **given)
    return text.strip()


@cache
def _nowhere() -> Links:
    """Links of a page beside which there is no other."""
    none: frozenset[str] = frozenset()
    return Links(Directory("", Viewed(None, None), {}, none, none, {}, none, none), START)


def _title(of: Told) -> str:
    match of:
        case Result():
            return of.title or of.goal
        case Timeline():
            return f"{of.goal} over time"
        case _:
            return type(of).__name__
