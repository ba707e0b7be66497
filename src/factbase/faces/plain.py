"""The prompt of a terminal that can draw nothing: in, lines; out, an entry of one or more of them. Text only is sent to it."""

from __future__ import annotations

import os
from typing import TYPE_CHECKING

from factbase.faces.pipe import complete
from factbase.faces.session import Session
from factbase.render.paint import joined
from factbase.requests.typed import is_enough
from factbase.requests.unfinished import missing

if TYPE_CHECKING:
    from factbase.requests.form import Form

__all__ = ["Plain", "is_dumb", "is_sent_off"]


def is_dumb() -> bool:
    """Whether the terminal says of itself that it can draw nothing."""
    return os.environ.get("TERM", "").lower() in ("dumb", "unknown", "")


def is_sent_off(text: str, session: Session) -> bool:
    """Whether Enter at the end of a text ends the entry: it is enough, or the user has nothing to say on a line of its own."""
    return complete(text) or not text.rpartition("\n")[2].strip() or is_enough(text, session.base.cache)


class Plain:
    """What reads entries line by line."""

    draws = False
    typed = ""

    def __init__(self, session: Session) -> None:
        self.session = session

    def read(self, begun: str = "") -> str:
        """What is typed after what is begun already. Raises EOFError where the user leaves, KeyboardInterrupt where it is dropped."""
        text = begun + input(f"> {begun}")
        while not is_sent_off(text, self.session):
            text = joined([text, input(f"… {missing(text)} > ")])
        return text

    def remember(self, entry: str) -> None:
        """Nothing is remembered: there is no key to find it by."""

    def make(self, form: Form) -> None:
        """Nothing is made: what is proposed is printed, and can be kept."""
