"""Writing in an editor of the user's own: in, a text; out, what was saved. No shell has a part in it."""

from __future__ import annotations

import os
import shlex
import subprocess
import sys
import tempfile
from contextlib import suppress

from factbase.render.paint import joined
from factbase.requests.request import USAGE, Refused

__all__ = ["edited"]


def edited(text: str) -> str:
    """What the user made of a text in `$VISUAL` or `$EDITOR`. Raises Refused where there is no terminal or no editor, or it failed."""
    if not (sys.stdin is not None and sys.stdin.isatty() and sys.stdout.isatty()):
        raise Refused("an editor needs a terminal", USAGE)
    named = os.environ.get("VISUAL") or os.environ.get("EDITOR") or "vi"
    try:
        command = shlex.split(named)
    except ValueError as problem:
        raise Refused(f"`{named}` names no editor: {str(problem).lower()}") from None
    handle, name = tempfile.mkstemp(suffix=".fb", prefix="factbase-")  # for this user's eyes only
    try:
        with open(handle, "w", encoding="utf-8", errors="replace") as file:
            file.write(joined([text, ""]) if text else "")
        try:
            code = subprocess.call([*command, name])
        except (OSError, ValueError) as problem:
            raise Refused(f"`{named}` cannot be run: {problem}; set EDITOR") from None
        if code:
            raise Refused(f"`{named}` ended with {code}, so nothing is taken")
        try:
            with open(name, encoding="utf-8") as file:
                return file.read()
        except (OSError, UnicodeDecodeError) as problem:
            raise Refused(f"what `{named}` saved cannot be read: {problem}") from None
    finally:
        with suppress(OSError):
            os.unlink(name)
