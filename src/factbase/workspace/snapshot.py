"""A snapshot: in, the texts of a base at one time and where they stand; out, its program, its evidence, and all that is wrong in them.

It is never changed: other texts make another one. What of both is the same is made once, for they share what is kept by content.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import field
from os.path import isdir
from pathlib import Path
from typing import TYPE_CHECKING

from factbase.files.disk import DiskFolder
from factbase.files.find import DISK, Files, find
from factbase.files.folder import Home, shown
from factbase.files.transaction import Unfinished, reading
from factbase.ground.dataclass import dataclass
from factbase.ground.diagnostic import Diagnostic, diagnose
from factbase.ground.span import TextFile
from factbase.program.cascades import at_their_cause
from factbase.program.check import check
from factbase.program.model import Program
from factbase.sources.evidence import Evidence, gather
from factbase.sources.own import Own
from factbase.sources.settings import in_their_languages
from factbase.syntax.packed import others
from factbase.syntax.tree import TableDeclaration, Tree
from factbase.workspace.kept import Kept

if TYPE_CHECKING:  # read where a base has tables
    from factbase.sources.sheets import Sheets

__all__ = ["Snapshot", "nothing"]


@dataclass(frozen=True, slots=True)
class Snapshot:
    """The texts of a base and the folders in which they stand, read and checked as a whole.

    `texts` are in the order in which they count: what is declared twice was declared first in the earlier one."""

    texts: Mapping[str, TextFile]
    homes: Mapping[str, Home] = field(repr=False)
    trees: Mapping[str, Tree] = field(repr=False)
    program: Program = field(repr=False)
    evidence: Evidence = field(repr=False)
    diagnostics: tuple[Diagnostic, ...] = field(repr=False)
    sheets: Sheets | None = field(repr=False)  # None where there are no tables
    files: Files = field(repr=False)
    kept: Kept = field(repr=False)

    def with_files(self, paths: Sequence[Path]) -> Snapshot:
        """This one with more files, as they are now; what it has is not read again."""
        if self.files is not DISK:
            return self._read(paths, ())
        try:
            with reading(path if isdir(path) else path.parent for path in paths) as finished:
                notes = [diagnose("L106", None, names=", ".join(map(shown, finished)))] if finished else []
                return self._read(paths, notes)
        except Unfinished as problem:
            hint = "see what is in it; once you take it away, what it had not yet written is lost"
            left = diagnose("L107", None, name=shown(problem.filename), problem=problem.strerror, hint=hint)
            return self._read(paths, [left])

    def _read(self, paths: Sequence[Path], before: Sequence[Diagnostic]) -> Snapshot:
        texts_with_homes, problems = find(self.files, paths)
        new = sorted((text for _, text in texts_with_homes), key=lambda text: text.path)
        texts = {**self.texts, **{text.path: text for text in new}}
        homes = {**self.homes, **{text.path: home for home, text in texts_with_homes}}
        return self._of(texts, homes, [*before, *problems])

    def with_text(self, name: str, text: str, folder: Path) -> Snapshot:
        """This one with one more text, as if it were the file `name`, whose sources lie in `folder`."""
        path = Path(name)
        within = path.relative_to(folder).as_posix() if path.is_relative_to(folder) else path.name
        home = Home(DiskFolder(folder), within)
        return self._of({**self.texts, name: TextFile(name, text)}, {**self.homes, name: home}, ())

    def with_texts(self, texts: Mapping[str, str]) -> Snapshot:
        """This one with other texts for some of its files, by their paths."""
        return self._of({**self.texts, **{path: TextFile(path, text) for path, text in texts.items()}}, self.homes, ())

    def anew(self) -> Snapshot:
        """This one made again of the same texts, with nothing that was kept: every statement is parsed, every document and
        table read, and every quote looked for."""
        return _made(self.texts, self.homes, self._unread(), self.files, Kept())

    def _of(self, texts: Mapping[str, TextFile], homes: Mapping[str, Home], problems: Sequence[Diagnostic]) -> Snapshot:
        return _made(texts, homes, [*self._unread(), *problems], self.files, self.kept)

    def _unread(self) -> tuple[Diagnostic, ...]:
        """The files that could not be read: no text holds these, and they stay true."""
        return tuple(d for d in self.diagnostics if d.code == "E005")


def nothing(kept: Kept, files: Files = DISK) -> Snapshot:
    """The snapshot without texts, of files from which more may come."""
    return _made({}, {}, (), files, kept)


def _made(
    texts: Mapping[str, TextFile],
    homes: Mapping[str, Home],
    problems: Sequence[Diagnostic],
    files: Files,
    kept: Kept,
) -> Snapshot:
    """The snapshot of some texts. `problems` are what is wrong before they are looked at."""
    parsed = kept.parsed(texts)
    trees = {path: each.tree for path, each in parsed.items()}
    ordered = list(trees.values())
    sheets = _sheets(ordered, homes, kept)
    program, program_problems = check(ordered, sheets.sheets if sheets is not None else {}, kept.folder)
    own = Own((tree.file for tree in ordered), sheets.files if sheets is not None else ())
    evidence, judged = gather(program, homes, own, kept.looked, kept.folder, kept.processes)
    program = in_their_languages(program, homes, evidence.settings)
    diagnostics = [
        *problems,
        *(d for path in sorted(parsed) for d in parsed[path].problems),
        *program_problems,
        *judged,
    ]
    if sheets is not None:
        diagnostics += (d for of_sheet in sheets.problems.values() for d in of_sheet)
    return Snapshot(
        {path: tree.file for path, tree in trees.items()},
        homes,
        trees,
        program,
        evidence,
        tuple(at_their_cause(sorted(diagnostics, key=lambda d: d.sort_key))),
        sheets,
        files,
        kept,
    )


def _sheets(trees: Sequence[Tree], homes: Mapping[str, Home], kept: Kept) -> Sheets | None:
    """What the tables of some trees name; None where there are no tables."""
    if not any(isinstance(statement, TableDeclaration) for tree in trees for statement in others(tree)):
        return None
    from factbase.sources.sheets import read_sheets  # late: most bases have no tables

    kept.sheets = read_sheets(trees, homes, kept.sheets, kept.folder)
    return kept.sheets
