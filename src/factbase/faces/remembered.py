"""What was typed before: in, entries; out, a file of the user's own that later sessions find them in, each once, of several lines too.

Where the file cannot be read or written, a session has a history of its own.
"""

from __future__ import annotations

import os
from collections.abc import Iterable
from contextlib import suppress
from pathlib import Path

from prompt_toolkit.history import History, InMemoryHistory

from factbase.render.paint import joined

__all__ = ["MOST", "history"]

MOST = 5_000  # entries that are kept
MAX_BYTES = 10_000_000  # of the file that are read, its end
MAX_ENTRY = 100_000  # characters of an entry that is kept
_READ = os.O_RDONLY | getattr(os, "O_NOFOLLOW", 0) | getattr(os, "O_NONBLOCK", 0)
_APPEND = os.O_WRONLY | os.O_APPEND | os.O_CREAT | getattr(os, "O_NOFOLLOW", 0) | getattr(os, "O_NONBLOCK", 0)


class _Kept(History):
    """Entries in a file, in the form of prompt_toolkit's: each line of one after a `+`, a blank line and a comment before."""

    def __init__(self, path: Path) -> None:
        super().__init__()
        self.path = path

    def load_history_strings(self) -> Iterable[str]:
        """The entries, the newest first, each once."""
        try:
            entries = _entries(_end_of(self.path))
        except OSError:
            return []
        newest = list(dict.fromkeys(reversed(entries)))
        if len(entries) > 2 * MOST:
            with suppress(OSError):
                self._rewrite(newest[:MOST])
        return newest[:MOST]

    def append_string(self, string: str) -> None:
        """Takes an entry that is not blank; the same one before it goes."""
        if self._loaded_strings[:1] == [string]:
            return
        with suppress(ValueError):
            self._loaded_strings.remove(string)
        if string.strip() and len(string) <= MAX_ENTRY:
            super().append_string(string)

    def store_string(self, string: str) -> None:
        """Keeps an entry while the file can be written."""
        with suppress(OSError), os.fdopen(os.open(self.path, _APPEND, 0o600), "ab") as file:
            file.write(_written(string))

    def _rewrite(self, newest: Iterable[str]) -> None:
        staged = self.path.with_name(f".history.{os.getpid()}")
        with open(os.open(staged, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600), "wb") as file:
            file.writelines(map(_written, reversed(list(newest))))
        os.replace(staged, self.path)


def history() -> History:
    """The history of the user; one of this session only where there is no file for it."""
    home = os.environ.get("XDG_STATE_HOME", "")
    try:
        folder = (Path(home) if os.path.isabs(home) else Path.home() / ".local" / "state") / "factbase"
        folder.mkdir(mode=0o700, parents=True, exist_ok=True)
        path = folder / "history"
        with os.fdopen(os.open(path, _APPEND, 0o600)) as file:
            if hasattr(os, "fchmod") and os.fstat(file.fileno()).st_mode & 0o077:
                os.fchmod(file.fileno(), 0o600)  # one that an earlier version made
        return _Kept(path)
    except (OSError, RuntimeError, ValueError):  # the second where there is no home
        return InMemoryHistory()


def _end_of(path: Path) -> str:
    with os.fdopen(os.open(path, _READ), "rb") as file:
        size = os.fstat(file.fileno()).st_size
        file.seek(max(0, size - MAX_BYTES))
        return file.read().decode("utf-8", "surrogateescape")


def _entries(text: str) -> list[str]:
    entries: list[str] = []
    lines: list[str] = []
    for line in [*text.split("\n"), ""]:
        if line.startswith("+"):
            lines.append(line[1:])
        elif lines:
            entries.append(joined(lines))
            lines = []
    return entries


def _written(entry: str) -> bytes:
    text = joined(["", "#", *(f"+{line}" for line in entry.split("\n")), ""])
    return text.encode("utf-8", "replace")  # half a character, which a paste may have, is none
