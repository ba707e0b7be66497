"""The lock of a base: the bytes that its quotes were checked against, and where each quote stood in them.

In: what was seen. Out: its text, a block for each document and a line for each quote; and back again.
Promised: equal locks are equal texts; a text that is no lock is refused, with its line.
"""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from hashlib import sha256

from factbase.cite.later import later
from factbase.cite.normalise import Offsets

__all__ = ["LockError", "LockFile", "Locked", "Pin", "Standing", "pin", "read_lock", "write_lock"]

_HEADER = "factbase lock 1"
_ABOUT = (
    "% Written by `factbase lock`: each document by its bytes, each quote by its line and its offsets in code points."
)
_STRING = r'"(?:[^"\\]|\\.)*"'
_DOCUMENT = later(rf"document ({_STRING})")
_PIN = later(r"  (document|text|extracted from) (\d+) bytes, sha256 ([0-9a-f]{64})")
_SOURCE = later(r"  source ([a-z]\w*)")
_QUOTE = later(rf"    (\d+): (\d+)\.\.(\d+) ({_STRING})(?: after ({_STRING}))?(?: before ({_STRING}))?")


class LockError(ValueError):
    """A text that is no lock; `line` is the first that cannot be read, 1-based."""

    def __init__(self, line: int, problem: str) -> None:
        super().__init__(f"line {line}: {problem}")
        self.line = line


@dataclass(frozen=True, slots=True)
class Pin:
    """The bytes of a file, by their number and their SHA-256 in hexadecimal."""

    size: int
    sha256: str

    def __str__(self) -> str:
        return f"{self.size:,} bytes, sha256 {self.sha256[:12]}…"


@dataclass(frozen=True, slots=True)
class Standing:
    """Where a quote stood: its raw span, gaps included, and the line on which it starts."""

    span: Offsets
    line: int
    quote: str
    after: str | None = None
    before: str | None = None

    @property
    def key(self) -> tuple[str, str | None, str | None]:
        """The quote as it is cited."""
        return self.quote, self.after, self.before


@dataclass(frozen=True, slots=True)
class Locked:
    """One document when it was locked: its bytes, those of the text extracted from it, and its quotes by source.

    `origin` are the bytes from which the text that now stands beside it was extracted. It and `text` are None for a text.
    """

    pin: Pin
    text: Pin | None = None
    origin: Pin | None = None
    quotes: Mapping[str, tuple[Standing, ...]] = field(default_factory=dict)

    def standing(self, source: str) -> dict[tuple[str, str | None, str | None], Standing]:
        """Where the quotes of a source stood, by quote."""
        return {each.key: each for each in self.quotes.get(source, ())}


@dataclass(frozen=True, slots=True)
class LockFile:
    """The documents by their path, relative to the folder of the base and with `/`."""

    documents: Mapping[str, Locked] = field(default_factory=dict)


def pin(content: bytes) -> Pin:
    """The pin of a file's bytes."""
    return Pin(len(content), sha256(content).hexdigest())


def write_lock(lock: LockFile) -> str:
    """The text of a lock: documents and sources by name, quotes in the order in which they stand."""
    return "".join(f"{line}\n" for line in _lines(lock))


def _lines(lock: LockFile) -> Iterator[str]:
    yield from (_HEADER, _ABOUT)
    for name, locked in sorted(lock.documents.items()):
        yield ""
        yield f"document {_written(name)}"
        for what, each in (("document", locked.pin), ("text", locked.text), ("extracted from", locked.origin)):
            if each is not None:
                yield f"  {what} {each.size} bytes, sha256 {each.sha256}"
        for source, quotes in sorted(locked.quotes.items()):
            yield f"  source {source}"
            for stood in sorted(quotes, key=lambda q: (q.span, q.quote, q.after or "", q.before or "")):
                after = f" after {_written(stood.after)}" if stood.after is not None else ""
                before = f" before {_written(stood.before)}" if stood.before is not None else ""
                yield f"    {stood.line}: {stood.span[0]}..{stood.span[1]} {_written(stood.quote)}{after}{before}"


def _written(text: str) -> str:
    return json.dumps(text, ensure_ascii=False).encode(errors="backslashreplace").decode()  # a name may be no UTF-8


@dataclass(slots=True)
class _LockedDocument:
    # A document while its lines are read.
    pins: dict[str, Pin] = field(default_factory=dict)
    quotes: dict[str, list[Standing]] = field(default_factory=dict)
    source: str = ""


def read_lock(text: str) -> LockFile:
    """The lock that a text is. Raises `LockError`."""
    lines = text.removeprefix("\ufeff").split("\n")
    if lines[0].rstrip() != _HEADER:
        raise LockError(1, f"expected `{_HEADER}`")
    blocks: dict[str, _LockedDocument] = {}
    block = _LockedDocument()
    quote = _QUOTE().fullmatch
    for number, raw in enumerate(lines[1:], 2):
        line = raw.rstrip("\r")
        if not line.strip() or line.startswith("%"):
            continue
        if block.source and (match := quote(line)):  # most lines
            at, start, end, words, after, before = match.groups()
            standing = Standing(
                (int(start), int(end)),
                int(at),
                _read(words, number),
                None if after is None else _read(after, number),
                None if before is None else _read(before, number),
            )
            block.quotes[block.source].append(standing)
        elif match := _DOCUMENT().fullmatch(line):
            name = _read(match[1], number)
            if name in blocks:
                raise LockError(number, f"`{name}` is there twice")
            block = blocks[name] = _LockedDocument()
        elif match := _PIN().fullmatch(line):
            block.pins[match[1]] = Pin(int(match[2]), match[3])
        elif match := _SOURCE().fullmatch(line):
            block.source = match[1]
            block.quotes.setdefault(block.source, [])
        else:
            raise LockError(number, f"unexpected `{line.strip()[:60]}`")
    for name, each in blocks.items():
        if "document" not in each.pins:
            raise LockError(len(lines), f"`{name}` has no sha256")
    return LockFile(
        {
            name: Locked(
                each.pins["document"],
                each.pins.get("text"),
                each.pins.get("extracted from"),
                {source: tuple(quotes) for source, quotes in each.quotes.items()},
            )
            for name, each in blocks.items()
        }
    )


def _read(text: str, line: int) -> str:
    try:
        return str(json.loads(text))
    except ValueError:
        raise LockError(line, f"{text[:60]} is no string") from None
