"""Waive: in, codes, paths and a reason; out, an entry `[[waive]]` at the end of the settings, and how many findings it is for.

Nothing else of the file is touched. What fits no finding is not written, nor what would not read back as that entry.
"""

from __future__ import annotations

import json
import os
import posixpath
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path
from typing import Annotated, Any, ClassVar

from factbase.base import FactBase
from factbase.checks.audit import audit
from factbase.checks.waiving import Excused, idle_entry
from factbase.files.disk import open_named
from factbase.files.folder import MissingFile, UnreadableFile, below
from factbase.files.seen import Seen
from factbase.files.transaction import Addition, Changed, commit
from factbase.ground.choosing import codes_named
from factbase.ground.dataclass import dataclass
from factbase.ground.span import TextFile
from factbase.render.edited import edited_lines
from factbase.render.paint import Paint, block
from factbase.render.words import plural
from factbase.requests.argument import Argument
from factbase.requests.loading import rewriting, settled
from factbase.requests.request import USAGE, Context, Format, Outcome, Refused, Request, text_only
from factbase.sources.settings import PROJECT, SETTINGS, Settings
from factbase.sources.settings_file import read_settings
from factbase.sources.waive import WaiveEntry, waivable_names

__all__ = ["Waive", "WaivedFindings"]


@dataclass(frozen=True, slots=True)
class WaivedFindings:
    """The file of settings with its new text, what the entry in it waives by code, and whether it was written."""

    file: TextFile | None = None
    text: str = ""
    codes: Mapping[str, int] | None = None
    written: bool = False


def _waived_text(of: WaivedFindings, paint: Paint) -> Iterator[str]:
    if of.file is None or of.codes is None:
        return
    if not of.written:
        yield block(edited_lines(of.file, of.text, 0))
    count = plural(sum(of.codes.values()), "finding")
    told = ", ".join(f"{code} {number}" for code, number in of.codes.items())
    yield block([f"{of.file.path}: {count} {'waived' if of.written else 'would be waived'}: {told}"])


_GLOB = set("*?[")


@dataclass(frozen=True, slots=True, kw_only=True)
class Waive(Request):
    """Writes an entry that waives findings into the settings."""

    formats: ClassVar[Mapping[str, Format[Any]]] = text_only(_waived_text, as_written=True)
    writes: ClassVar[bool] = True

    code: Annotated[str, Argument("codes, or how they begin", "CODE,…", placed=True, names=True, offers="code")]
    files: Annotated[
        tuple[str, ...],
        Argument("files, folders or globs of them; default: all", "PATH", placed=True, many="*", offers="file"),
    ] = ()
    reason: Annotated[str, Argument("why they are accepted; it must be given", "TEXT", names=True)] = ""
    relation: Annotated[str | None, Argument("only findings on its facts", "NAME", names=True, offers="relation")] = (
        None
    )
    argument: Annotated[str | None, Argument("only those on a value of this argument", "NAME", names=True)] = None
    diff: Annotated[bool, Argument("write nothing; show what would be written")] = False

    def handle(self, on: Context) -> Outcome[WaivedFindings]:
        """What was written, or would be. Raises Refused where nothing fits."""
        if not self.reason.strip():
            raise Refused('say why: --reason "…"', USAGE)
        if self.argument is not None and self.relation is None:
            raise Refused("an argument is one of a relation: --relation NAME", USAGE)
        lines = (self.reason, self.relation or "", self.argument or "", *self.files)
        if not all(each.isprintable() for each in lines):
            raise Refused("a reason, a name or a path is one line of text", USAGE)
        gone = [each for each in self.files if not (_GLOB & set(each) or os.path.exists(each))]
        if gone:
            raise Refused(f"there is no file or folder `{gone[0]}`", USAGE)
        try:
            codes = codes_named(self.code)
        except ValueError as problem:
            raise Refused(str(problem), USAGE) from None
        for name in codes:
            if not waivable_names(name):
                raise Refused(f"`{name}` is not waived: errors are mended, and violations accepted by `allow`", USAGE)
        return rewriting(lambda on: self._waived(on, codes), on, WaivedFindings(), self.formats)

    def _waived(self, on: Context, codes: Sequence[str]) -> Outcome[WaivedFindings]:
        seen = Seen.of(on.paths)
        base = on.base()
        if settled(base):
            raise Changed
        wrong = [each for each in base.errors if each.span is not None and each.span.path == _settings(base).path]
        if wrong:
            return Outcome(WaivedFindings(), self.formats, tuple(wrong), code=1)
        path, root = _place(base, on.paths)
        seen_there = Seen.of([path])
        file = TextFile(str(path), _text(path))
        text = file.text + self._entry(file, codes, root)
        entry = _read_back(file, text, root)
        with on.working("checking"):
            report = audit(base, on.view, on.engine, waive=(entry,))
        waived = [each for each in report.excused if each.entry is entry]
        if not waived:
            raise Refused(_why_not(base, entry))
        if not self.diff:
            if not seen_there.stands:
                raise Changed
            commit(path.parent, [Addition(path, text.encode(), replaces=True)], seen)
        return Outcome(WaivedFindings(file, text, _by_code(waived), not self.diff), self.formats)

    def _entry(self, file: TextFile, codes: Sequence[str], root: str) -> str:
        """The text of the entry, with what parts it from what stands before."""
        paths = [_from(root, each) for each in self.files]
        said = {"code": codes, "relation": self.relation, "argument": self.argument, "path": paths}
        lines = [f"{key} = {_toml(value)}" for key, value in said.items() if value]
        head = "[[tool.factbase.waive]]" if posixpath.basename(file.path) == PROJECT else "[[waive]]"
        before = ("" if file.text.endswith("\n") else "\n") + "\n" if file.text else ""
        text = "".join(f"{line}\n" for line in (head, *lines, f"reason = {_toml(self.reason)}"))
        return (before + text).replace("\n", "\r\n" if "\r\n" in file.text else "\n")


def _toml(value: str | Sequence[str] | None) -> str:
    """A printable text, or a list of some, as TOML writes it, which is as JSON does."""
    one = value[0] if isinstance(value, Sequence) and not isinstance(value, str) and len(value) == 1 else value
    return json.dumps(one, ensure_ascii=False)


def _settings(base: FactBase) -> Settings:
    """The settings of a base. Raises Refused where it has several."""
    found = list(dict.fromkeys(base.evidence.settings.values()))
    if len({each.path for each in found}) > 1:
        raise Refused("the base has several files of settings: name one part of it by --base", USAGE)
    return found[0] if found else Settings()


def _place(base: FactBase, paths: Sequence[Path]) -> tuple[Path, str]:
    """The file of settings, and the real folder that it is in; where there is none, one in the folder of the base."""
    settings = _settings(base)
    if settings.path is not None:
        return Path(settings.path), settings.root
    folder = paths[0] if paths[0].is_dir() else paths[0].parent
    return folder / SETTINGS, os.path.realpath(folder)


def _text(path: Path) -> str:
    """What stands in the file, "" where there is none. Raises Refused."""
    try:
        with open_named(path) as file:
            return file.content().decode()
    except MissingFile:
        return ""
    except (UnreadableFile, UnicodeDecodeError) as problem:
        raise Refused(str(problem)) from None


def _from(root: str, path: str) -> str:
    """A path, or a glob, from the folder of the settings on. Raises Refused."""
    whole = os.path.abspath(path)
    folder, name = os.path.split(whole)
    place = below(
        os.path.realpath(whole) if os.path.exists(whole) else os.path.join(os.path.realpath(folder), name), root
    )
    if place is None:
        raise Refused(f"`{path}` is not in the folder of the settings", USAGE)
    return place or "**"


def _read_back(file: TextFile, text: str, root: str) -> WaiveEntry:
    """The last entry of the new text. Raises Refused where it does not read as the old one with an entry more."""
    read = read_settings(TextFile(file.path, text), root)
    if read is None or read[1] or not read[0].waived:
        raise Refused(f"{file.path}: an entry cannot be added at its end; write it by hand")
    return read[0].waived[-1]


def _why_not(base: FactBase, entry: WaiveEntry) -> str:
    """Why no finding fits an entry."""
    wrong = idle_entry(base, entry)
    if wrong.code == "E139":
        return f"{wrong.message}; {wrong.hint}" if wrong.hint else wrong.message
    return f"no finding of {', '.join(entry.codes)} fits, and nothing is written"


def _by_code(waived: Sequence[Excused]) -> Mapping[str, int]:
    return dict(sorted(Counter(each.finding.code for each in waived).items()))
