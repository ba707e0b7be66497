"""Formats that several requests have: Markdown and a page for whatever is read, rows for the answers to a goal.

What writes one is imported once it is asked for; where that is not installed, the request is refused with the command that installs it.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from itertools import chain
from typing import Any

from factbase.render.paint import Paint
from factbase.requests.request import Format, Refused
from factbase.result.queries import Queries
from factbase.result.result import Result

__all__ = ["READ", "ROWS", "markdown"]


def markdown(*, whole: bool = False) -> Format[Any]:
    """The format that is Markdown with a footnote for each citation; a `whole` one has the proofs too."""

    def written(of: Any, paint: Paint) -> Iterator[str]:
        from factbase.render.markdown.told import markdown

        yield from markdown(of, whole=whole)

    return Format(written, warns=True, refuses=True)


def _html(of: Any, paint: Paint) -> Iterator[str]:
    try:
        from factbase.render.site.alone import page
    except ImportError as problem:
        raise Refused("HTML needs jinja2: pip install 'factbase[web]'") from problem
    yield page(of)


def _csv(of: Result | Queries, paint: Paint) -> Iterator[str]:
    from factbase.render.csv import csv_blocks

    results = [of] if isinstance(of, Result) else [each.result for each in of.queries if each.result is not None]
    yield from chain.from_iterable(map(csv_blocks, results))


def _table(name: str) -> Format[Any]:
    """A format that is no text: the name of what writes it."""

    def data(of: Result | Queries) -> bytes:
        if not isinstance(of, Result):
            raise Refused("a table has the answers to one goal, whose variables are its columns: name one query")
        try:
            from factbase.render import arrow
        except ImportError as problem:
            raise Refused(str(problem)) from problem
        written: Callable[[Result], bytes] = getattr(arrow, name)
        return written(of)

    return Format(lambda of, paint: (), data=data)


READ: Mapping[str, Format[Any]] = {"markdown": markdown(), "html": Format(_html, warns=True, refuses=True)}
"""The formats of what is read elsewhere: in a repository, in a browser, on paper."""

ROWS: Mapping[str, Format[Any]] = {
    "csv": Format(_csv),
    "arrow": _table("result_arrow"),
    "parquet": _table("result_parquet"),
}
"""The formats of answers as rows, one a citation."""
