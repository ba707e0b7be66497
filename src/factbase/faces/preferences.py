"""What a user prefers in a session: in, the files of their own configuration; out, settings, lines to begin with, and mistakes in them.

Nothing of it is read from a base: who wrote that is not who asks.
"""

from __future__ import annotations

import os
import tomllib
from collections.abc import Mapping
from dataclasses import replace
from pathlib import Path
from typing import Any

from factbase.ground.controls import as_line
from factbase.ground.dataclass import dataclass
from factbase.ground.keeping import distrusted

__all__ = ["CHOICES", "Preferences", "changed", "configuration", "first_lines", "read_preferences"]

MAX_BYTES = 1_000_000  # of a file of the configuration

CHOICES: Mapping[str, tuple[tuple[str, ...], str]] = {
    "completion": (("on", "off"), "offers while one types; Tab completes in any case"),
    "keys": (("emacs", "vi"), "how one edits"),
    "palette": (("dark", "light", "none"), "colours for what ground the terminal has"),
    "pager": (
        ("screen", "less", "none"),
        "whether long answers stop at each full screen, or go to `$PAGER`, `less` where that is not set",
    ),
}
"""The settings: what each may be, the default first, and what it is for."""


@dataclass(frozen=True, slots=True)
class Preferences:
    """The settings of a session, as `CHOICES` has them."""

    completion: str = "on"
    keys: str = "emacs"
    palette: str = "dark"
    pager: str = "screen"


def changed(preferences: Preferences, name: str, value: object) -> Preferences:
    """The preferences with one changed. Raises ValueError, which says what can be."""
    if name not in CHOICES:
        raise ValueError(f"there is no setting `{name}`; there are {', '.join(CHOICES)}")
    said = {True: "on", False: "off"}.get(value, value) if isinstance(value, bool) else value
    choices = CHOICES[name][0]
    if said not in choices:
        raise ValueError(f"`{name}` is {' or '.join(choices)}, not `{value}`")
    return replace(preferences, **{name: str(said)})


def configuration() -> tuple[Path | None, str | None]:
    """The folder of the user's configuration, and why it is not used where it is there and not theirs."""
    home = os.environ.get("XDG_CONFIG_HOME", "")
    try:  # a relative one is to be ignored: XDG Base Directory Specification, 0.8
        folder = (Path(home) if os.path.isabs(home) else Path.home() / ".config") / "factbase"
    except RuntimeError:  # there is no home
        return None, None
    doubt = distrusted(folder)
    return (folder, None) if doubt is None else (None, f"factbase: `{as_line(str(folder))}` is not used: {doubt}")


def read_preferences(folder: Path) -> tuple[Preferences, list[str]]:
    """What `config.toml` says, and what in it is wrong; the rest of it counts."""
    text, problem = _text(folder / "config.toml")
    if text is None:
        return Preferences(), [problem] if problem else []
    told = f"factbase: {as_line(str(folder / 'config.toml'))}"
    try:
        table: Mapping[str, Any] = tomllib.loads(text)
    except tomllib.TOMLDecodeError as wrong:
        return Preferences(), [f"{told}: {as_line(str(wrong))}"]
    preferences, problems = Preferences(), []
    for name, value in table.items():
        try:
            preferences = changed(preferences, name, value)
        except ValueError as wrong:
            problems.append(f"{told}: {as_line(str(wrong))}")
    return preferences, problems


def first_lines(folder: Path) -> tuple[str, list[str]]:
    """The text of `init`, lines as one types them, empty where there is none; and why it cannot be read."""
    text, problem = _text(folder / "init")
    return text or "", [problem] if problem else []


def _text(path: Path) -> tuple[str | None, str | None]:
    """The text of a file, None where it is not there or cannot be read; then why."""
    told = f"factbase: {as_line(str(path))}"
    try:
        if not path.is_file():
            return None, None
        if path.stat().st_size > MAX_BYTES:
            return None, f"{told} is longer than {MAX_BYTES:,} bytes"
        return path.read_text(encoding="utf-8"), None
    except UnicodeDecodeError:
        return None, f"{told} is not UTF-8"
    except OSError as problem:
        return None, f"{told} cannot be read: {problem.strerror}"
