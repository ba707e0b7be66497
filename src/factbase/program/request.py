"""What tables ask for: in, the Trees of a base; out, the files of rows that it names, and how their cells are parted."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from factbase.ground.dataclass import dataclass
from factbase.syntax.packed import others
from factbase.syntax.tree import Constant, TableDeclaration, Tree

__all__ = ["SheetRequest", "parts_cells", "request_of", "requests"]

_NO_SEPARATORS = '"\r\n\x00'  # what stands around cells, ends their line, or is in no text
_SEPARATORS = {".csv": ",", ".tsv": "\t", ".tab": "\t", ".facts": "\t", ".parquet": ""}


@dataclass(frozen=True, slots=True)
class SheetRequest:
    """What a `table` statement asks to be read: the file that names it, the file, how its cells are parted, and if names stand first."""

    path: str
    file: str
    separator: str  # of one character; "" for a format that has its own way
    header: bool


def requests(trees: Sequence[Tree]) -> Iterator[tuple[TableDeclaration, SheetRequest]]:
    """Each table with what it asks for; a table whose settings say nothing sensible of that asks for nothing."""
    for tree in trees:
        for statement in others(tree):
            if isinstance(statement, TableDeclaration):
                request = request_of(statement)
                if request is not None:
                    yield statement, request


def parts_cells(value: object) -> bool:
    """Whether a value can part the cells of a line: one character that is not part of how rows are written."""
    return isinstance(value, str) and len(value) == 1 and value not in _NO_SEPARATORS


def request_of(table: TableDeclaration) -> SheetRequest | None:
    """What a table asks to be read, None where that is not clear."""
    file = str(table.file.value).rstrip("/")  # a folder may be written with its slash
    dot = file.rfind(".")
    suffix = file[dot:].lower() if dot >= 0 else ""
    separator: object = _SEPARATORS.get(suffix)
    header: object = suffix != ".facts"
    for setting in table.settings:
        value = setting.value.value if isinstance(setting.value, Constant) else None
        if setting.name == "separator":
            separator = value if parts_cells(value) else None
        elif setting.name == "header":
            header = {"yes": True, "no": False}.get(str(value))
    if not isinstance(separator, str) or not isinstance(header, bool):
        return None
    return SheetRequest(table.span.path, file, separator, header)
