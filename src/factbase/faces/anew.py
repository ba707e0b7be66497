"""A file written as a whole: in, its path and its text; out, the file, or it as it was before. No other file is overwritten unasked."""

from __future__ import annotations

import os
from contextlib import suppress
from pathlib import Path

from factbase.ground.controls import as_line, as_text
from factbase.requests.request import Refused

__all__ = ["write_anew"]


def write_anew(path: Path, content: str | bytes, *, replaces: bool, how: str) -> None:
    """Writes a text, what acts on a terminal as escapes, or bytes as they are.

    Raises Refused where it cannot be written; where there is such a file already, and it may not be replaced, that says `how` it can be."""
    target = Path(os.path.expanduser(path))  # which leaves a user whom nobody knows as a name
    if os.path.isdir(target):
        raise Refused(as_line(f"`{path}` is a folder, and nothing is written: name a file"))
    if os.path.lexists(target) and not replaces:
        raise Refused(as_line(f"`{path}` is there already, and nothing is written: {how} writes over it"))
    target = Path(os.path.realpath(target)) if os.path.islink(target) else target
    staged = target.with_name(f".{target.name}.{os.getpid()}")
    try:
        data = as_text(content).encode() if isinstance(content, str) else content
        if replaces and os.path.exists(target) and not os.path.isfile(target):
            with open(target, "wb") as device:  # a pipe that has a name, or a device
                device.write(data)
            return
        with open(staged, "xb") as file:
            file.write(data)
        if replaces:
            os.replace(staged, target)
        else:
            os.link(staged, target)  # which replaces nothing that came in between
            staged.unlink()
    except (OSError, ValueError) as problem:  # the latter for a name that no system has
        with suppress(OSError, ValueError):
            staged.unlink()
        why = problem.strerror if isinstance(problem, OSError) else str(problem)
        raise Refused(as_line(f"`{path}` cannot be written: {why}")) from None
