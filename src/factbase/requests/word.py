"""How a field of a request is written: in, its help and its form; out, what command lines, sessions, help and completion are made from.

A field carries its `Word` in its annotation: `all: Annotated[bool, Word("all distinct proofs")] = False`.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import fields
from pathlib import Path
from typing import Annotated, Any, Literal, get_origin, get_type_hints

from factbase.ground.dataclass import dataclass

__all__ = ["Certifying", "Files", "Given", "Goal", "Offers", "Without", "Word", "given", "positive"]

Offers = Literal["", "file", "goal", "query", "source"]


@dataclass(frozen=True, slots=True)
class Word:
    """`metavar` stands for the value in help: a field without one is a flag. A `placed` one is known by its place, others by `--name`.

    `many` says how many words a placed field takes: `?` one or none, `*` any number, `+` at least one. `read` gives the value of a word;
    it raises ValueError with what is wrong. `names` says that the word is a name of the system's, and no text of the language."""

    help: str = ""
    metavar: str = ""
    placed: bool = False
    many: Literal["", "?", "*", "+"] = ""
    read: Callable[[str], object] = str
    names: bool = False
    offers: Offers = ""


@dataclass(frozen=True, slots=True)
class Given:
    """A field of a request: its name, its word, what it is where it is not given, and whether several words make it up."""

    name: str
    word: Word
    default: object
    several: bool

    @property
    def option(self) -> str:
        """The option that gives it, where it has no place."""
        return f"--{self.name.replace('_', '-')}"

    @property
    def shown(self) -> str:
        """How it is written, as help shows it."""
        word = self.word
        if not word.placed:
            return f"{self.option} {word.metavar}".rstrip()
        match word.many:
            case "":
                return word.metavar
            case "?":
                return f"[{word.metavar}]"
            case "*":
                return f"[{word.metavar}…]"
            case "+":
                return f"{word.metavar}…"


def given(request: type[Any]) -> tuple[Given, ...]:
    """The fields of a request: first those that have a place, each in the order in which it is declared."""
    types: Mapping[str, Any] = get_type_hints(request, include_extras=True)
    found = []
    for each in fields(request):
        plain, word = types[each.name].__origin__, types[each.name].__metadata__[0]
        found.append(Given(each.name, word, each.default, get_origin(plain) is tuple))
    return tuple(sorted(found, key=lambda each: not each.word.placed))


Goal = Annotated[str, Word("one or more literals, separated by commas", "GOAL", placed=True, offers="goal")]
Certifying = Annotated[bool, Word("check model, proofs and quotes again, trusting no engine")]
Without = Annotated[
    tuple[str, ...],
    Word("as if the base did not have this source, or this named assumption", "SOURCE", offers="source"),
]
Files = Annotated[tuple[Path, ...], Word("", "FILE", placed=True, many="+", read=Path, offers="file")]


def positive(text: str) -> int:
    """A whole number, at least 1. Raises ValueError."""
    try:
        number = int(text)
    except ValueError:
        number = 0
    if number < 1:
        raise ValueError("write a whole number, at least 1")
    return number
