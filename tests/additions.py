"""Files that could be added to the small base, and what shows that nothing else was changed."""

from __future__ import annotations

import hashlib
from pathlib import Path

from checkout import ROOT

__all__ = ["AT", "MORE", "tree"]

AT = ("--at", "2004-06-01")
MORE = ROOT / "tests" / "more"


def tree(folder: Path) -> dict[str, str]:
    """Every path under a folder, with the hash of what it holds."""
    return {
        str(path.relative_to(folder)): hashlib.sha256(path.read_bytes()).hexdigest() if path.is_file() else "folder"
        for path in sorted(folder.rglob("*"))
    }
