"""Site: in, a base and a folder; out, the folder with a page for each document, source, question, relation, entity and check of it.

The folder is there whole or as it was. What needs no server needs none: pages, a stylesheet, and scripts with the words for a search.
"""

from __future__ import annotations

import os
from collections.abc import Mapping
from pathlib import Path
from typing import Annotated, Any, ClassVar

from factbase.files.swapped import NotReplaced, replaced
from factbase.ground.dataclass import dataclass
from factbase.render.words import plural
from factbase.requests.argument import Argument
from factbase.requests.request import DONE, FINDINGS, USAGE, Context, Format, Outcome, Refused, Request, text_only
from factbase.requests.writing import Written, written_text

__all__ = ["LIST", "Site", "called"]

LIST = "factbase-site.txt"
"""The list of the files of a site, by which it is known again."""


def called(paths: tuple[Path, ...]) -> str:
    """What a base is called whose title nobody gives: its first file or folder."""
    return Path(os.path.abspath(paths[0])).name or "base"


@dataclass(frozen=True, slots=True, kw_only=True)
class Site(Request):
    """Writes the pages of a base."""

    formats: ClassVar[Mapping[str, Format[Any]]] = text_only(written_text)
    writes: ClassVar[bool] = True
    based: ClassVar[bool] = False  # no file of the base is changed

    folder: Annotated[
        Path,
        Argument(
            "the folder; one that is there is replaced if it is a site", "DIR", placed=True, read=Path, offers="file"
        ),
    ]
    title: Annotated[
        str | None, Argument("what the base is called; default: the name of its folder", "TEXT", names=True)
    ] = None

    def handle(self, on: Context) -> Outcome[Written]:
        """What was written, in a line. Raises Refused where nothing may be."""
        from factbase.requests.pages import ASSETS, Pages, asset  # late, all: what needs jinja2

        self._apart(on.paths)
        base = on.base()
        verified = base.verified()
        if verified.errors:
            return Outcome(Written(("nothing is written",)), self.formats, tuple(verified.errors), code=FINDINGS)
        try:
            with on.working("writing pages"), replaced(self.folder, LIST) as made:
                pages = Pages(base, on.view, on.engine, self.title or called(on.paths))
                for name in ASSETS:
                    made.write(name, asset(name))
                for path, content in pages.files():
                    made.write(path, content)
        except NotReplaced as problem:
            raise Refused(f"{problem.filename} {problem.strerror}", USAGE) from None
        except OSError as problem:
            # What fails in a file that is open already, as for a full disk, names none.
            raise Refused(f"{problem.filename or self.folder}: {problem.strerror}; nothing is written") from None
        line = f"{self.folder}: {plural(pages.count, 'page')} written; {self.folder / 'index.html'} is the first"
        return Outcome(Written((line,)), self.formats, code=DONE)

    def _apart(self, paths: tuple[Path, ...]) -> None:
        """Raises Refused where the folder is within the base, or has it within."""
        folder = os.path.realpath(self.folder)
        for each in map(os.path.realpath, paths):
            if os.path.commonpath([folder, each]) in (folder, each):
                where = "is within the base" if os.path.commonpath([folder, each]) == each else "has the base within"
                raise Refused(f"{self.folder} {where}: name a folder beside it", USAGE)
