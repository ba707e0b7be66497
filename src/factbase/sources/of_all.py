"""What is found in all documents of a base together: in, the documents; out, some texts, made anew only where a document is another one.

They are kept between runs by the content of all the documents, of what else they rest on, and of the code that makes them. What was altered
there on purpose is believed, as a tree is.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Collection, Iterable, Mapping
from contextlib import suppress
from hashlib import sha256
from pathlib import Path

from factbase.cite import Document
from factbase.ground.content import code_digest
from factbase.ground.keeping import keep, kept

__all__ = ["found_in_all"]

MIN_CHARACTERS = 120_000  # of all documents: fewer are sooner looked through than a file is read
MAX_BYTES = 200_000_000  # of what is kept
MAX_ENTRIES = 50
_ROOMS = ("checks", "cite", "sources")


def found_in_all(
    folder: Path | None,
    what: str,
    documents: Mapping[str, Document],
    beside: Iterable[str],
    make: Callable[[], Collection[str]],
) -> list[str]:
    """What `make` finds in all documents, in order: its findings of a kind `what`, which rest on `beside` too.

    `folder` keeps them between runs; None keeps nothing."""
    if folder is None or sum(len(document.text) for document in documents.values()) < MIN_CHARACTERS:
        return sorted(make())
    digest = sha256(code_digest(*_ROOMS) + what.encode())
    for part in (*sorted(beside), *(f"{name} {each.lines} {each.digest}" for name, each in documents.items())):
        digest.update(f"{len(part)} {part}\n".encode("utf-8", "surrogatepass"))
    name = f"{what}-{digest.hexdigest()}.json"
    found = _read(folder / "documents", name)
    if found is None:
        found = sorted(make())
        with suppress(OSError):  # a cache that cannot be written costs time only, so nothing is said
            text = json.dumps(found, separators=(",", ":"))  # in ASCII, for halves of characters
            keep(folder / "documents", name, text.encode(), MAX_ENTRIES)
    return found


def _read(folder: Path, name: str) -> list[str] | None:
    """What was kept; None where nothing is that can be read."""
    held = kept(folder, name, MAX_BYTES)
    if held is None:
        return None
    try:
        found = json.loads(held)
    except (ValueError, RecursionError):
        return None
    return found if isinstance(found, list) and all(isinstance(each, str) for each in found) else None
