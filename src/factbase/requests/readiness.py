"""Getting ready: in, where things are kept; out, nothing, but what the first question needs is imported and read: it waits for none of it.

It may be done in a thread: nothing of a base is looked at.
"""

from __future__ import annotations

from importlib import import_module
from pathlib import Path

__all__ = ["get_ready"]

NEEDED = (
    "factbase.syntax.parse",
    "factbase.engine.pydatalog.driver",
    "factbase.explain.hidden",
    "factbase.explain.contradicted",
    "factbase.render.proof",
)
"""What is imported when it is first used, by almost every first question."""


def get_ready(cache: Path | None) -> None:
    """Imports what a question needs, and reads the grammar."""
    for name in NEEDED:
        import_module(name)
    from factbase.syntax.grammar import terminals

    terminals(cache)
