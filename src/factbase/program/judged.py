"""Which clauses of a base are known to have no mistake: in, its texts; out, for each judgement whether it need not be made again.

A judgement on a clause depends on all texts of a base and on the code that reads and judges them. Which of them found something is kept
between runs, by the content of all that; those are made again, and the others found nothing. They come in the same order each time.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Iterable, Sequence
from contextlib import suppress
from hashlib import sha256
from pathlib import Path

from factbase.ground.content import code_digest
from factbase.ground.diagnostic import Diagnostic
from factbase.ground.keeping import keep, kept
from factbase.ground.span import TextFile

__all__ = ["Judged"]

MAX_ENTRIES = 500
MAX_BYTES = 1_000_000


class Judged:
    """The judgements on the clauses of some texts. `folder` keeps between runs which of them found something; None keeps nothing."""

    def __init__(self, texts: Sequence[TextFile] = (), folder: Path | None = None) -> None:
        self._folder = folder / "clauses" if folder is not None and texts else None
        self._name = ""
        self._made = 0
        self._wrong: list[int] = []
        self._known: frozenset[int] | None = None
        if self._folder is not None:
            digest = sha256(code_digest("ground", "syntax", "program"))
            for each in texts:
                content = each.text.encode("utf-8", "surrogatepass")
                digest.update(b"%d\n" % len(content))
                digest.update(content)
            self._name = f"{digest.hexdigest()}.json"
            self._known = self._read(self._folder)

    def by(self, judge: Callable[[], Iterable[Diagnostic]]) -> list[Diagnostic]:
        """What a judgement finds, which is made where it is not known that it finds nothing."""
        number, self._made = self._made, self._made + 1
        if self._known is not None and number not in self._known:
            return []
        problems = list(judge())
        if problems:
            self._wrong.append(number)
        return problems

    def write(self) -> None:
        """Keeps which judgements found something, where that was not known. A cache that cannot be written costs time only."""
        if self._folder is not None and self._known is None and self._made:
            with suppress(OSError):
                keep(self._folder, self._name, json.dumps(self._wrong).encode(), MAX_ENTRIES)

    def _read(self, folder: Path) -> frozenset[int] | None:
        held = kept(folder, self._name, MAX_BYTES)
        try:
            return frozenset(json.loads(held)) if held is not None else None
        except (ValueError, TypeError, RecursionError):
            return None
