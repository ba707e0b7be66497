"""Where quotes stood when they were last checked: in, a document and quotes; out, which stand there still, and verdicts on the rest.

What is kept is a place for each quote, by the content of the document, of all its quotes and of the code that checks them. A place is never
taken on trust: the words are compared with the text again, so an altered cache can hide that they stand elsewhere too, and no more.
"""

from __future__ import annotations

import json
from array import array
from collections.abc import Callable, Sequence
from contextlib import suppress
from functools import cache
from hashlib import sha256
from pathlib import Path

from factbase import cite
from factbase.cite import Document, QuoteVerdict, Status, stand
from factbase.ground.keeping import keep, kept

__all__ = ["check_quotes"]

MIN_QUOTES = 30  # of one document: fewer are checked sooner than a file is read
MAX_ENTRIES = 2_000  # unless one base has more documents
MAX_DIGITS = 21  # of a number, with what stands beside it

Verify = Callable[[Document, str], QuoteVerdict]


def check_quotes(
    document: Document,
    content: Sequence[str],
    quotes: Sequence[str],
    folder: Path | None,
    verify: Verify,
    documents: int = 1,
) -> list[QuoteVerdict | None]:
    """For each quote None where it stands once and whole as it did before, else its verdict.

    `folder` keeps places between runs, of all of so many `documents`; `content` are the digests that tell the text from any other."""
    if folder is None or len(quotes) < MIN_QUOTES:
        return [verify(document, quote) for quote in quotes]
    name = f"{_key(document, content, quotes)}.json"
    places = _read(folder, name, len(quotes))
    if places is None:
        verdicts = [verify(document, quote) for quote in quotes]
        _write(folder, name, verdicts, max(MAX_ENTRIES, 2 * documents))
        return list(verdicts)
    standing = stand(document, quotes, zip(places[::2], places[1::2], strict=True))
    return [None if stands else verify(document, quote) for quote, stands in zip(quotes, standing, strict=True)]


def _key(document: Document, content: Sequence[str], quotes: Sequence[str]) -> str:
    text = json.dumps([content, document.passage, sorted(document.folds), quotes])
    return sha256(_code() + text.encode()).hexdigest()


@cache
def _code() -> bytes:
    """A digest of the room that judges quotes."""
    digest = sha256()
    for path in sorted(Path(cite.__file__).parent.glob("*.py")):
        digest.update(path.read_bytes())
    return digest.digest()


def _read(folder: Path, name: str, quotes: int) -> array[int] | None:
    """Where each quote begins and ends, one after the other; None where nothing is kept that can be read."""
    held = kept(folder, name, 2 + 2 * MAX_DIGITS * quotes)
    if held is None:
        return None
    try:
        places = array("q", json.loads(held))
    except (ValueError, TypeError, OverflowError, RecursionError):
        return None
    return places if len(places) == 2 * quotes else None


def _write(folder: Path, name: str, verdicts: Sequence[QuoteVerdict], entries: int) -> None:
    """Keeps the places of quotes that stand, in one piece each. A cache that cannot be written costs time only, so nothing is said."""
    places: list[int] = []
    for verdict in verdicts:
        stands = verdict.status in (Status.FOUND, Status.FOLDED) and len(verdict.spans) == 1
        places.extend(verdict.spans[0] if stands else (0, 0))
    with suppress(OSError):
        keep(folder, name, json.dumps(places, separators=(",", ":")).encode(), entries)
