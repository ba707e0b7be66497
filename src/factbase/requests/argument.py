"""How a field of a request is written: in, its help and its form; out, what command lines, sessions, help and completion are made from.

A field carries its `Argument` in its annotation: `all: Annotated[bool, Argument("all distinct proofs")] = False`.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import fields
from pathlib import Path
from typing import Annotated, Any, Literal, get_origin, get_type_hints

from factbase.ground.dataclass import dataclass

__all__ = [
    "Argument",
    "Certifying",
    "FilesArgument",
    "GoalArgument",
    "Offers",
    "RequestField",
    "Without",
    "given",
    "positive",
]

Offers = Literal[
    "", "code", "derived", "file", "goal", "line", "name", "query", "relation", "revision", "source", "weight", "words"
]


@dataclass(frozen=True, slots=True)
class Argument:
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
class RequestField:
    """A field of a request: its name, how it is written, what it is where it is not given, and whether several words make it up."""

    name: str
    argument: Argument
    default: object
    several: bool

    @property
    def option(self) -> str:
        """The option that gives it, where it has no place."""
        return f"--{self.name.replace('_', '-')}"

    @property
    def shown(self) -> str:
        """How it is written, as help shows it."""
        argument = self.argument
        if not argument.placed:
            return f"{self.option} {argument.metavar}".rstrip()
        match argument.many:
            case "":
                return argument.metavar
            case "?":
                return f"[{argument.metavar}]"
            case "*":
                return f"[{argument.metavar}…]"
            case "+":
                return f"{argument.metavar}…"


def given(request: type[Any]) -> tuple[RequestField, ...]:
    """The fields of a request: first those that have a place, each in the order in which it is declared."""
    types: Mapping[str, Any] = get_type_hints(request, include_extras=True)
    result = []
    for each in fields(request):
        plain, argument = types[each.name].__origin__, types[each.name].__metadata__[0]
        result.append(RequestField(each.name, argument, each.default, get_origin(plain) is tuple))
    return tuple(sorted(result, key=lambda each: not each.argument.placed))


GoalArgument = Annotated[str, Argument("one or more literals, separated by commas", "GOAL", placed=True, offers="goal")]
Certifying = Annotated[bool, Argument("check model, proofs and quotes again, trusting no engine")]
Without = Annotated[
    tuple[str, ...],
    Argument("as if the base did not have this source, or this named assumption", "SOURCE", offers="source"),
]
FilesArgument = Annotated[tuple[Path, ...], Argument("", "FILE", placed=True, many="+", read=Path, offers="file")]


def positive(text: str) -> int:
    """A whole number, at least 1. Raises ValueError."""
    try:
        number = int(text)
    except ValueError:
        number = 0
    if number < 1:
        raise ValueError("write a whole number, at least 1")
    return number
