"""A passage and the fact that it may be quoted for, as plain data: where it stands, what its sentence names, and the statement proposed."""

from __future__ import annotations

from factbase.ground.dataclass import dataclass
from factbase.result.problem import Problem
from factbase.result.weighed import For

__all__ = ["Citing", "NamedThere", "OpenPart", "Proposal", "RelationThere"]


@dataclass(frozen=True, slots=True)
class NamedThere:
    """A value that the sentence names, as the language writes it, with the words that do; `quoted` says that the quote has them.

    `type` is that of an entity; one that is `new` has no declaration yet."""

    text: str
    words: str
    quoted: bool
    type: str | None = None
    new: bool = False


@dataclass(frozen=True, slots=True)
class RelationThere:
    """A relation that may be told there: its name, how it is declared, and how it reads."""

    relation: str
    signature: str
    reading: str = ""


@dataclass(frozen=True, slots=True)
class OpenPart:
    """A part of the statement that is still to be filled: what it takes, and what might stand there."""

    part: str
    takes: str
    choices: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Proposal:
    """A place of a document and the statement that quotes it.

    `passage` is the text around it on one line, and `marks` where in it the quote stands: its first character, and the one after its
    last. `differs` shows how the words that were asked for differ from those that stand there; of words that are `lacking` there nothing
    is proposed: the statement is empty. `verdict` is that on the quote, which stands unless there are `problems` that are errors; all of
    these are what `check` would tell of the statement as far as it is filled. `outside` are words of its sentence that
    deny or hedge what it says, and that it does not have. `declares` are statements that it needs besides; `cited_by`
    are facts that have a part of its sentence already."""

    source: str
    path: str
    line: int
    paragraph: int
    passage: str
    marks: tuple[tuple[int, int], ...]
    quote: str
    after: str | None
    before: str | None
    verdict: str
    stands: bool
    differs: str | None
    cited_by: tuple[For, ...]
    names: tuple[NamedThere, ...]
    relations: tuple[RelationThere, ...]
    relation: str | None
    statement: str
    declares: tuple[str, ...]
    reading: str
    open: tuple[OpenPart, ...]
    problems: tuple[Problem, ...]
    lacking: tuple[str, ...] = ()
    outside: tuple[str, ...] = ()
    page: int | None = None


@dataclass(frozen=True, slots=True)
class Citing:
    """The places where some words stand, or what stands nearest to them, each with what is proposed; `more` places are not told.

    `unread` are the sources whose document could not be searched; `problems` the errors for which something may be missing."""

    words: str
    source: str | None
    proposals: tuple[Proposal, ...]
    more: int
    unread: tuple[str, ...] = ()
    problems: tuple[Problem, ...] = ()
