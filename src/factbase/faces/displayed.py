"""What a notebook shows of a thing: in, a result; out, HTML without a script, or, where that is not to be had, what the command prints."""

from __future__ import annotations

from abc import ABC, abstractmethod
from typing import Protocol

from factbase.result.told import Told

__all__ = ["MOST", "Displayed", "Raised", "html_of"]

MOST = 200
"""Answers that a notebook shows of a goal: a page of 100,000 has 70 megabytes, and stands in the notebook's file."""


class _Printer(Protocol):
    def text(self, text: str) -> None: ...


def html_of(of: Told) -> str | None:
    """A result as a part of a page; None where jinja2, the extra `web`, is not installed."""
    try:
        from factbase.render.site.alone import part
    except ImportError:
        return None
    return part(of)


class Raised(Exception):
    """An exception about what was asked, not about who asks it: a notebook shows its text, which tells where, without a traceback."""

    def _render_traceback_(self) -> list[str]:
        return str(self).splitlines()


class Displayed(ABC):
    """A thing that shows itself in a notebook, each answer with all its citations; its text is what `str` gives, unless that is long."""

    @property
    @abstractmethod
    def _told(self) -> Told:
        """What is shown of it."""

    @property
    def _said(self) -> str:
        """What is shown of it where a notebook shows no HTML."""
        return str(self)

    def _repr_html_(self) -> str | None:
        return html_of(self._told)

    def _repr_pretty_(self, printer: _Printer, cycle: bool) -> None:
        printer.text(self._said)

    def __init_subclass__(cls) -> None:
        cls._repr_pretty_ = Displayed._repr_pretty_  # type: ignore[method-assign]  # IPython prefers a class's own `__repr__` to one of a base
