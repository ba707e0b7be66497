"""Pinning: in, a base whose quotes are checked; out, the lock it would have, and what became of what its lock has.

A document is pinned by its bytes and each quote by its place. Where the bytes are others, every quote stands, moved or is gone.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import replace
from enum import StrEnum
from pathlib import Path

from factbase.base import FactBase
from factbase.cite import Locked, LockFile, Pin, Standing, Status, pin, write_lock
from factbase.files.folder import Folder, shown
from factbase.files.seen import Seen
from factbase.files.transaction import Addition, commit
from factbase.ground.dataclass import dataclass
from factbase.ground.diagnostic import Diagnostic, diagnose
from factbase.ground.span import TextFile
from factbase.program.model import Cited
from factbase.sources.documents import SourceFile
from factbase.sources.own import LOCK

__all__ = [
    "Fate",
    "PinState",
    "Pinned",
    "Quoted",
    "Repinned",
    "drifted",
    "lock_of",
    "pinning",
    "repinned",
    "write_locks",
]

MAX_LISTED = 20  # quotes named in a diagnostic; the report holds all
OF_A_QUOTE = frozenset({"E503", "E504", "E505", "E506"})
"""The errors of one quote, which is then left unpinned by itself; others may hide statements whose quotes stand."""


Quotes = Mapping[str, tuple[Standing, ...]]
"""The pinned quotes of a document, by source."""


class PinState(StrEnum):
    """How a document stands to the lock."""

    PINNED = "pinned"
    NOT_PINNED = "not pinned"
    DRIFTED = "drifted"


class Fate(StrEnum):
    """What became of a quote in a document that is another one now; NEW is a quote that the lock does not have."""

    STANDS = "stands"
    MOVED = "moved"
    GONE = "gone"
    AMBIGUOUS = "ambiguous"
    NEW = "new"


@dataclass(frozen=True, slots=True)
class Quoted:
    """A quote of a drifted document: its fate, and the lines on which it stood and stands."""

    cited: Cited
    fate: Fate
    was: int | None
    line: int | None

    def __str__(self) -> str:
        match self.fate:
            case Fate.MOVED:
                where = f"moved, {f'line {self.was} to' if self.was != self.line else 'within line'} {self.line}"
            case Fate.GONE:
                where = f"gone, line {self.was}" if self.was is not None else "gone"
            case Fate.STANDS | Fate.AMBIGUOUS | Fate.NEW:
                where = f"{self.fate}, line {self.line}" if self.line is not None else str(self.fate)
        return f"{where}: “{self.cited.quote}”"


@dataclass(frozen=True, slots=True)
class Pinned:
    """Whether a source is pinned, its file, and for a drifted one the fate of each of its quotes."""

    source: str
    state: PinState
    held: SourceFile
    quotes: tuple[Quoted, ...] = ()


def lock_of(base: FactBase, folder: Folder, *others: Folder) -> LockFile:
    """The lock of a folder of a base as its documents are now, with those of `others` as if they stood in it.

    Only quotes that stand are in it, those of the rows of tables too: each once, however many rows have it. A document that nothing cites
    yet keeps its place where its text was extracted: the lock alone knows from which bytes. Where errors may hide quotes, what the lock
    had of them is kept, as far as their documents are still the same."""
    documents: dict[str, Locked] = {}
    before = base.evidence.locks.get(folder)
    for name, locked in before.documents.items() if before is not None else ():
        if locked.origin is not None and folder.holds(name):
            documents[name] = locked
    quotes: dict[str, list[Standing]] = {}
    verdicts = base.verified().evidence.verdicts
    for cited in dict.fromkeys(verdicts):
        verdict = verdicts.of(cited)
        if verdict.place is not None:
            stood = Standing(verdict.place.span, verdict.place.line, cited.quote, cited.after, cited.before)
            quotes.setdefault(cited.source, []).append(stood)
    seen: dict[str, dict[str, tuple[Standing, ...]]] = {}
    for source, held in base.evidence.files.items():
        if held.folder == folder or held.folder in others:
            by_source = seen.setdefault(held.name, {})
            by_source[source] = tuple(quotes.get(source, ()))
            documents[held.name] = Locked(held.now, held.text, held.now if held.text is not None else None, by_source)
    hidden = any(error.code not in OF_A_QUOTE for error in base.errors)
    for name, locked in before.documents.items() if before is not None and hidden else ():
        now = documents.get(name, locked)
        if now.pin == locked.pin and now.text == locked.text:
            documents[name] = replace(now, quotes=_both_quotes(locked.quotes, now.quotes))
    return LockFile(documents)


def _both_quotes(was: Quotes, now: Quotes) -> Quotes:
    """The quotes of a document that are in either, by source; those of now go before."""
    return {
        source: tuple({each.key: each for each in (*was.get(source, ()), *now.get(source, ()))}.values())
        for source in {**was, **now}
    }


def write_locks(base: FactBase, seen: Seen | None = None) -> tuple[tuple[Path, LockFile, bool], ...]:
    """Writes the lock of each folder that has documents: its path, the lock, and whether it is another than before.

    `seen` is the base as it was before it was read: raises Changed where it is another one now. Raises OSError."""
    base = base.verified()
    written: list[tuple[Path, LockFile, bool]] = []
    for folder in sorted({held.folder for held in base.evidence.files.values()}, key=lambda folder: folder.path):
        lock, before = lock_of(base, folder), base.evidence.locks.get(folder)
        text = write_lock(lock)
        changed = before is None or write_lock(before) != text
        if changed:
            commit(folder.path, [Addition(folder.path / LOCK, text.encode(), replaces=True)], seen)
            seen = seen.but_for(folder.path / LOCK) if seen is not None else None
        written.append((folder.path / LOCK, lock, changed))
    return tuple(written)


@dataclass(frozen=True, slots=True)
class Repinned:
    """The lock of a folder, its text with documents pinned as they are now, and how many these are."""

    folder: Folder
    file: TextFile
    text: str
    documents: int


def repinned(base: FactBase, found: Iterable[Diagnostic]) -> Iterator[Repinned]:
    """The locks of a base with those documents pinned anew that were found to be other ones, and in which all quotes still stand.

    What else a lock has stays as it is."""
    told = {each.span for each in found if each.code == "S102"}
    standing = frozenset({Fate.STANDS, Fate.MOVED, Fate.NEW})
    by_folder: dict[Folder, dict[str, bool]] = {}
    for each in pinning(base) if told else ():
        if each.state is PinState.DRIFTED:
            fates = {quote.fate for quote in each.quotes}
            stands = base.program.sources[each.source].span in told and bool(fates) and fates <= standing
            documents = by_folder.setdefault(each.held.folder, {})
            documents[each.held.name] = documents.get(each.held.name, True) and stands
    for folder, documents in sorted(by_folder.items(), key=lambda each: each[0].path):
        before, now = base.evidence.locks[folder], lock_of(base, folder)
        anew = {name: now.documents[name] for name, stands in documents.items() if stands}
        if anew:
            file = TextFile(folder.place(LOCK), write_lock(before))
            text = write_lock(LockFile({**before.documents, **anew}))
            yield Repinned(folder, file, text, len(anew))


def pinning(base: FactBase) -> tuple[Pinned, ...]:
    """Every source with a document: whether its lock has it, and as it is now."""
    cited: dict[str, list[Cited]] = {name: [] for name, held in base.evidence.files.items() if held.drifted}
    for each in dict.fromkeys(each for each in base.evidence.verdicts if each.source in cited) if cited else ():
        cited[each.source].append(each)
    pinned: list[Pinned] = []
    for source, held in base.evidence.files.items():
        if held.locked is None:
            pinned.append(Pinned(source, PinState.NOT_PINNED, held))
        elif not held.drifted:
            pinned.append(Pinned(source, PinState.PINNED, held))
        else:
            stood = held.locked.standing(source)
            quotes = tuple(
                _quoted(base, each, stood.get((each.quote, each.after, each.before))) for each in cited.get(source, ())
            )
            pinned.append(Pinned(source, PinState.DRIFTED, held, quotes))
    return tuple(pinned)


def _quoted(base: FactBase, cited: Cited, was: Standing | None) -> Quoted:
    verdict = base.evidence.verdict(cited)
    match verdict.status:
        case Status.MOVED:
            fate = Fate.MOVED
        case Status.FOUND | Status.FOLDED:
            fate = Fate.STANDS if was is not None else Fate.NEW
        case Status.AMBIGUOUS:
            fate = Fate.AMBIGUOUS
        case Status.ABSENT | Status.NO_SOURCE:
            fate = Fate.GONE
    return Quoted(cited, fate, was.line if was is not None else None, verdict.line)


def drifted(base: FactBase, pinned: tuple[Pinned, ...]) -> Iterator[Diagnostic]:
    """A warning for each drifted source: its bytes then and now, and quote by quote what became of it."""
    for each in pinned:
        if each.state is not PinState.DRIFTED or each.held.locked is None:
            continue
        now, then = _both(each.held.now, each.held.text), _both(each.held.locked.pin, each.held.locked.text)
        counts = {fate: sum(quote.fate is fate for quote in each.quotes) for fate in Fate}
        fates = ", ".join(f"{count} {fate}" for fate, count in counts.items() if count)
        changed = [quote for quote in each.quotes if quote.fate not in (Fate.STANDS, Fate.NEW)]
        detail = [f"{len(each.quotes)} quotes: {fates}" if fates else "no quotes", *map(str, changed[:MAX_LISTED])]
        ends = list(_line_ends(base, each.source, each.held.locked.pin))
        if ends:
            detail = ends  # every quote stands where it stood, as a reader sees it
        elif len(changed) > MAX_LISTED:
            detail.append(f"and {len(changed) - MAX_LISTED} more; --format json has them all")
        hint = f"read it again; `factbase lock` pins it as it is now in {shown(each.held.folder.place(LOCK))}"
        span = base.program.sources[each.source].span
        yield diagnose("S102", span, name=each.source, now=now, then=then, detail=detail, hint=hint)


def _line_ends(base: FactBase, source: str, then: Pin) -> Iterator[str]:
    """That a document has other line ends than the one that is locked, and is the same otherwise."""
    document = base.evidence.documents.get(source)
    text = document.text if document is not None else ""
    unix = text.replace("\r\n", "\n")
    for ended, other, now in ((unix, "LF", "CRLF"), (unix.replace("\n", "\r\n"), "CRLF", "LF")):
        if ended != text and pin(ended.encode()) == then:
            yield f"only the line ends differ: they are {now}, and {other} in the one that is locked"


def _both(pin: Pin, text: Pin | None) -> str:
    return f"{pin}" if text is None else f"{pin} (its text {text})"
