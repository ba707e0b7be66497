"""What a notebook shows of a thing: in, a result; out, HTML without a script, or, where that is not to be had, what the command prints."""

from __future__ import annotations

from abc import ABC, abstractmethod
from typing import Protocol

from factbase.result.told import Told

__all__ = ["Displayed", "html_of"]


class _Printer(Protocol):
    def text(self, text: str) -> None: ...


def html_of(of: Told) -> str | None:
    """A result as a part of a page; None where jinja2, the extra `web`, is not installed."""
    try:
        from factbase.render.site.alone import part
    except ImportError:
        return None
    return part(of)


class Displayed(ABC):
    """A thing that shows itself whole in a notebook, all citations with it; its text is what `str` gives."""

    @property
    @abstractmethod
    def _told(self) -> Told:
        """What is shown of it."""

    def _repr_html_(self) -> str | None:
        return html_of(self._told)

    def _repr_pretty_(self, printer: _Printer, cycle: bool) -> None:
        printer.text(str(self))

    def __init_subclass__(cls) -> None:
        cls._repr_pretty_ = Displayed._repr_pretty_  # type: ignore[method-assign]  # IPython prefers a class's own `__repr__` to one of a base
