"""A request and its outcome: in, what a face lends (a base, a view, an engine); out, a result with the formats that show it.

A face decides where the text goes. Nothing here prints, reads arguments, or knows a terminal, a clock or the environment.
"""

from __future__ import annotations

from abc import ABC, abstractmethod
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from contextlib import AbstractContextManager, nullcontext
from dataclasses import replace
from pathlib import Path
from typing import Any, ClassVar, Generic, TypeVar

from factbase.base import FactBase, View
from factbase.engine.meter import Meter
from factbase.ground.dataclass import dataclass
from factbase.ground.diagnostic import Diagnostic, Severity
from factbase.render.paint import Paint
from factbase.render.problems import diagnostics_text
from factbase.render.wrapped import wrapped
from factbase.result.written import json_blocks

__all__ = [
    "DONE",
    "FINDINGS",
    "SHORT",
    "USAGE",
    "Context",
    "Format",
    "Outcome",
    "Refused",
    "Request",
    "as_json",
    "text_only",
    "unsound",
]

DONE, FINDINGS, USAGE = 0, 1, 2
"""How a request went: as asked; with findings, or mistakes in the files or the goal; not to be done as it was written."""

WORDED = ("text", "prose")
"""The formats that are read by people, whose lines a terminal may wrap."""

SHORT = {"md": "markdown"}
"""Other names of formats, which are taken as well."""

R = TypeVar("R")


class Refused(Exception):
    """A request that cannot be met; the message says why. `code` is FINDINGS, or USAGE where it is written wrong."""

    def __init__(self, why: str, code: int = FINDINGS) -> None:
        super().__init__(why)
        self.code = code


def _nothing(*_: object) -> AbstractContextManager[None]:
    return nullcontext()


@dataclass(frozen=True, slots=True)
class Context:
    """What a request is asked of: `load` gives the base, or that of other paths; `paths` are those that the user named.

    `given` names what the user has given: of the dates of the view, `at` and `known_by`, before which a statement's own go where he has
    not; and `base` or `base_rev`.

    With `in_short`, answers are shown as text in short, and in no other format: more of them need not be proved.

    The rest is how a face waits for it: `working` says what is being done, `limit` bounds what is done within, and `questions` gives the
    time that so many questions of the base itself may take."""

    load: Callable[[Sequence[Path]], FactBase]
    view: View
    engine: Meter
    paths: tuple[Path, ...] = ()
    cache: Path | None = None
    working: Callable[[str], AbstractContextManager[None]] = _nothing
    limit: Callable[[], AbstractContextManager[None]] = _nothing
    questions: Callable[[int], None] = lambda count: None
    given: frozenset[str] = frozenset()
    in_short: bool = False

    def base(self) -> FactBase:
        """The base that is asked."""
        return self.load(())

    def in_whole(self, base: FactBase) -> Context:
        """The same for one base, with whole proofs."""
        return replace(self, load=lambda paths: base, in_short=False)


@dataclass(frozen=True, slots=True)
class Format(Generic[R]):
    """One way to show a result, in blocks. `warns` says whether it tells the warnings too, `refuses` whether it tells the errors for which
    there is no result; what it does not tell is told beside it. Text that is `as_written` is to be copied, and no line of it is wrapped.

    A format that is no text gives its bytes by `data`, and no block."""

    render: Callable[[R, Paint], Iterable[str]]
    warns: bool = False
    refuses: bool = False
    as_written: bool = False
    data: Callable[[R], bytes] | None = None


@dataclass(frozen=True, slots=True)
class Outcome(Generic[R]):
    """What a request came to. `problems` are those of the goal or the base; `remarks` are lines beside the result.

    `certify` checks the result again, which a face does once it is shown: whether it stands, with lines that say so. `base` is the grown
    base of a request that a session goes on with, `live` what a library or a face goes on asking, which no format sees; `proposed` are
    statements that a session may be told to keep. `partly`: what errors left is shown, and they are told beside it. `whole` gives the same
    with whole proofs, where some are in short: other formats than text are made of that."""

    result: R
    formats: Mapping[str, Format[R]]
    problems: tuple[Diagnostic, ...] = ()
    remarks: tuple[str, ...] = ()
    code: int = DONE
    certify: Callable[[], tuple[bool, Sequence[str]]] | None = None
    base: FactBase | None = None
    live: Any = None
    proposed: str | None = None
    partly: bool = False
    whole: Callable[[], Outcome[R]] | None = None

    @property
    def refused(self) -> bool:
        """Whether errors left nothing to be shown."""
        return unsound(self.problems)

    def shows(self, form: str) -> bool:
        """Whether there is anything to be shown in a format."""
        return self.formats[form].refuses or self.partly or not self.refused

    def data(self, form: str) -> bytes | None:
        """The bytes of a format that is no text; None of one that is. Raises Refused."""
        data = self.formats[form].data
        return data(self.result) if data is not None else None

    def blocks(self, form: str, paint: Paint) -> Iterator[str]:
        """The result, block by block. Raises Refused where what writes the format is not installed."""
        shown = self.formats[form]
        if self.shows(form):
            for block in shown.render(self.result, paint):
                yield wrapped(block, paint) if form in WORDED and not shown.as_written else block

    def beside(self, form: str, paint: Paint) -> Iterator[str]:
        """What is wrong, where the format does not tell it, and the remarks."""
        shown = self.formats[form]
        if self.problems and not (shown.refuses if self.refused else shown.warns):
            yield wrapped(diagnostics_text(self.problems, paint), paint)
        yield from (wrapped(each, paint) for each in self.remarks)

    def closing(self) -> tuple[Sequence[str], int]:
        """What its certificate says, where one was asked for, and how the request went, all in all."""
        if self.certify is None or self.refused:
            return (), self.code
        stands, lines = self.certify()
        return lines, self.code if stands else FINDINGS


def unsound(problems: Iterable[Diagnostic]) -> bool:
    """Whether there is an error among problems."""
    return any(each.severity is Severity.ERROR for each in problems)


def text_only(text: Callable[[R, Paint], Iterable[str]], *, as_written: bool = False) -> Mapping[str, Format[R]]:
    """The formats of what is shown as text only."""
    return {"text": Format(text, as_written=as_written)}


def as_json() -> Format[Any]:
    """The format of a result as one JSON object, which tells findings too."""
    return Format(_json, warns=True, refuses=True)


def _json(result: object, paint: Paint) -> Iterator[str]:
    yield from json_blocks(result)


class Request(ABC):
    """What can be asked, as data; its subclasses are frozen dataclasses whose fields say how they are written.

    `writes`: it changes files, those of the base where it is `based` on one. `compares`: it names its own states of the base. Both take
    the files as they are. `asks`: it takes a base. `solves`: an engine is of use to it. `viewed`: it is asked in a view, so that what
    holds on which day, and what was known by then, is of use to it. `stats`: what it solved is worth telling. `numbers`: what its answers
    rest on is told under numbers, by which a session goes on."""

    __slots__ = ()

    formats: ClassVar[Mapping[str, Format[Any]]]
    writes: ClassVar[bool] = False
    based: ClassVar[bool] = True
    asks: ClassVar[bool] = True
    compares: ClassVar[bool] = False
    solves: ClassVar[bool] = True
    viewed: ClassVar[bool] = True
    stats: ClassVar[bool] = False
    numbers: ClassVar[bool] = False

    @property
    def writing(self) -> bool:
        """Whether it changes files, as it is asked."""
        return self.writes

    @property
    def watching(self) -> bool:
        """Whether it is asked again and again, as its files change."""
        return False

    @abstractmethod
    def handle(self, on: Context) -> Outcome[Any]:
        """What it comes to. Raises Refused."""
