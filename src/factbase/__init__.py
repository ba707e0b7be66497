"""factbase: a citation-checked fact base with a Datalog query engine.

    import factbase as fb

    base = fb.open("facts")
    found = base.ask("signed(P, A, B) on D", at="2019-09-01")

What is here is imported when it is first used, so that the command, which uses none of it, does not wait for it.
"""

from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from factbase.faces.library import (
        Answer,
        Base,
        Check,
        Conflicts,
        Coverage,
        Explanation,
        Findings,
        Found,
        Matches,
        Mistakes,
        Query,
        Stopped,
        Timeline,
        Verdict,
        WhyNot,
        open,
    )

__all__ = [
    "Answer",
    "Base",
    "Check",
    "Conflicts",
    "Coverage",
    "Explanation",
    "Findings",
    "Found",
    "Matches",
    "Mistakes",
    "Query",
    "Stopped",
    "Timeline",
    "Verdict",
    "WhyNot",
    "open",
]


def __getattr__(name: str) -> Any:
    if name not in __all__:
        raise AttributeError(f"module 'factbase' has no attribute {name!r}")
    from factbase.faces import library

    return getattr(library, name)


def load_ipython_extension(shell: Any) -> None:
    """Gives a notebook the magic `%%factbase`: what `%load_ext factbase` calls."""
    from factbase.faces.magic import register

    register(shell)


def __dir__() -> list[str]:
    return sorted(__all__)
