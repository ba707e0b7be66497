"""The file of settings: in, the folder of a base; out, what `factbase.toml`, or `pyproject.toml` for it, says, and what is wrong there.

The nearest of these files counts, from the folder upwards to the one that holds the repository. What has a mistake chooses no findings.
"""

from __future__ import annotations

import posixpath
import re
from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from factbase.cite import DEFAULT_FOLDS
from factbase.files.folder import Folder, MissingFile, UnreadableFile, below
from factbase.ground.choosing import Choice, code_meant, code_named
from factbase.ground.date import parse_date
from factbase.ground.diagnostic import CODES, Diagnostic, Severity, diagnose, similar
from factbase.ground.size import parse_size
from factbase.ground.span import Span, TextFile
from factbase.ground.toml import NotToml, Toml, TomlPath, read_toml
from factbase.program.declare import LANGUAGES
from factbase.program.folding import FOLDING, folds_named, unknown_folds
from factbase.sources.settings import BASE_SETTINGS, PROJECT, SETTINGS, OfPaths, Settings
from factbase.sources.waive import ENTRY_FIELDS, WaiveEntry, waivable_names

__all__ = ["read_settings", "settings_of"]

MAX_BYTES = 1_000_000
MAX_ABOVE = 50  # folders upwards that are looked into

_TABLE = re.compile(r'^\s*\[+\s*"?tool"?\s*(?:\.\s*"?factbase|\])|^\s*tool\s*\.', re.MULTILINE)


def settings_of(folder: Folder) -> tuple[Settings, list[Diagnostic]]:
    """The settings of a base's folder."""
    around: Folder | None = folder
    for _ in range(MAX_ABOVE):
        if around is None:
            break
        for name in (SETTINGS, PROJECT):
            try:
                file = around.text(name, MAX_BYTES)
            except MissingFile as missing:
                if missing.link and name == SETTINGS:  # somebody has meant some
                    return Settings(), [diagnose("E140", None, problem=missing)]
                continue
            except UnreadableFile as problem:
                if around is folder or name == SETTINGS:
                    return Settings(), [diagnose("E140", None, problem=problem)]
                continue
            if name == SETTINGS or _TABLE.search(file.text):
                found = read_settings(file, around.real)
                if found is not None:
                    return found
        around = around.above()
    return Settings(), []


def read_settings(file: TextFile, root: str) -> tuple[Settings, list[Diagnostic]] | None:
    """What a file in the real folder `root` says; None where it has no settings."""
    within: TomlPath = ("tool", "factbase") if posixpath.basename(file.path) == PROJECT else ()
    try:
        toml = read_toml(file)
    except NotToml as problem:
        return Settings(file.path, root), [diagnose("E140", problem.span, problem=f"it is no TOML: {problem}")]
    table: Any = toml.table
    for key in within:
        table = table.get(key) if isinstance(table, Mapping) else None
    if table is None:
        return None
    reader = _Reader(toml)
    if not isinstance(table, Mapping):
        reader.wrong(within, "a table")
        table = {}
    settings = reader.settings(table, within, file.path, root)
    return settings, reader.problems


class _Reader:
    """Reads one table of settings, and keeps what is wrong in it."""

    def __init__(self, toml: Toml) -> None:
        self.toml = toml
        self.problems: list[Diagnostic] = []

    def wrong(self, path: TomlPath, expected: str) -> None:
        self.problems.append(diagnose("E108", self.toml.at(path), name=path[-1], expected=expected))

    def _unknown(self, kind: str, name: str, span: Span, known: Sequence[str]) -> None:
        hint = code_meant(name, known) if kind == "code" else similar(name, known)
        if hint is None and len(known) <= 16:
            hint = f"one of {', '.join(known)}"
        self.problems.append(diagnose("E139", span, kind=kind, name=name, hint=hint))

    def settings(self, table: Mapping[str, Any], within: TomlPath, path: str, root: str) -> Settings:
        said = dict(self._known(table, within, list(BASE_SETTINGS)))
        marks = [each.value for each in FOLDING["ignore"]]
        ignored = self._names("ignore", said, within)
        passed_over = [name for name, _ in ignored if name in marks]
        codes = [(name, span) for name, span in ignored if name not in marks]
        folds = self._names("folds", said, within)
        self.problems += unknown_folds("folds", folds)
        choice = Choice(
            tuple(self._codes(self._names("select", said, within))) if "select" in said else None,
            tuple(self._codes(codes, marks)),
            self._severities(said, within),
        )
        of_paths = tuple(self._of_paths(said, within))
        found = Settings(
            path,
            root,
            self._bases(said, within),
            self._date(said, within),
            self._engine(said, within),
            self._size("memory", said, within),
            self._size("disk", said, within),
            choice,
            of_paths,
            self._strict(said, within),
            folds_named("folds", [name for name, _ in folds]) if isinstance(said.get("folds"), list) else DEFAULT_FOLDS,
            folds_named("ignore", passed_over),
            self._language(said, within),
            self._baseline(said, within, root),
            tuple(self._waived(said, within, root)),
        )
        if self.problems:
            held = found.folds, found.passed_over, found.baseline
            return Settings(path, root, found.bases, folds=held[0], passed_over=held[1], baseline=held[2])
        return found

    def _known(self, table: Mapping[str, Any], within: TomlPath, known: Sequence[str]) -> Iterator[tuple[str, Any]]:
        for name, value in table.items():
            if name in known:
                yield name, value
            else:
                kind = "the settings" if not within or within[-1] == "factbase" else f"`{within[-2]}`"
                hint = similar(name, known) or similar(name.replace("_", "-"), known)
                span = self.toml.key((*within, name))
                self.problems.append(diagnose("E107", span, name=name, kind=kind, hint=hint))

    def _names(self, key: str, said: Mapping[str, Any], within: TomlPath) -> list[tuple[str, Span]]:
        value, path = said.get(key, []), (*within, key)
        if not isinstance(value, list) or not all(isinstance(each, str) for each in value):
            self.wrong(path, "a list of names")
            return []
        return [(name, self.toml.at((*path, number))) for number, name in enumerate(value)]

    def _codes(self, names: Sequence[tuple[str, Span]], others: Sequence[str] = ()) -> Iterator[str]:
        for name, span in names:
            code = self._code(name, span, others)
            if code is not None:
                yield code

    def _code(self, name: str, span: Span, others: Sequence[str] = ()) -> str | None:
        try:
            return code_named(name)
        except ValueError as problem:
            if any(code.startswith(name) for code in CODES):
                self.problems.append(diagnose("E140", span, problem=problem))
            else:
                self._unknown("code", name, span, [*CODES, *others])
            return None

    def _severities(self, said: Mapping[str, Any], within: TomlPath) -> tuple[tuple[str, Severity], ...]:
        value, path = said.get("severity", {}), (*within, "severity")
        if not isinstance(value, Mapping):
            self.wrong(path, 'a table such as `{ F102 = "error" }`')
            return ()
        result = []
        for name, weight in value.items():
            code = self._code(name, self.toml.key((*path, name)))
            if weight not in list(Severity):
                self.wrong((*path, name), f"one of {', '.join(Severity)}")
            elif code is not None:
                result.append((code, Severity(weight)))
        return tuple(result)

    def _of_paths(self, said: Mapping[str, Any], within: TomlPath) -> Iterator[OfPaths]:
        value, path = said.get("per-path", {}), (*within, "per-path")
        if not isinstance(value, Mapping):
            self.wrong(path, "a table of globs")
            return
        for glob, table in value.items():
            here = (*path, glob)
            if not isinstance(table, Mapping) or not glob.strip("/"):
                self.wrong(here, 'a table such as `{ ignore = ["F101"] }`')
                continue
            own = dict(self._known(table, here, ["select", "ignore", "severity"]))
            select = tuple(self._codes(self._names("select", own, here))) if "select" in own else None
            ignore = tuple(self._codes(self._names("ignore", own, here)))
            yield OfPaths(glob, Choice(select, ignore, self._severities(own, here)))

    def _waived(self, said: Mapping[str, Any], within: TomlPath, root: str) -> Iterator[WaiveEntry]:
        value, path = said.get("waive", []), (*within, "waive")
        if not isinstance(value, list) or not all(isinstance(each, Mapping) for each in value):
            self.wrong(path, "tables, each of which begins with `[[waive]]`")
            return
        for number, table in enumerate(value):
            here = (*path, number)
            own = dict(self._known(table, here, ENTRY_FIELDS))
            for name in ("code", "reason"):
                if name not in own:
                    problem = f"an entry of `waive` says no `{name}`"
                    self.problems.append(diagnose("E140", self.toml.key(here), problem=problem))
            for name in ("relation", "argument", "reason"):
                if name in own and not (isinstance(own[name], str) and own[name].strip()):
                    self.wrong((*here, name), "words" if name == "reason" else "a name")
            if "argument" in own and "relation" not in own:
                problem = "an argument is one of a relation, which the entry does not name"
                self.problems.append(diagnose("E140", self.toml.at((*here, "argument")), problem=problem))
            codes = tuple(self._waivable(self._listed("code", own, here)))
            paths = [name for name, _ in self._listed("path", own, here)]
            spans = self.toml.at((*here, "relation")), self.toml.at((*here, "argument"))
            of = own.get("relation"), own.get("argument")
            reason = own.get("reason", "")
            yield WaiveEntry(codes, *of, tuple(paths), reason, root, self.toml.key(here), spans)

    def _listed(self, key: str, said: Mapping[str, Any], within: TomlPath) -> list[tuple[str, Span]]:
        """The names that a field has, which may be one by itself."""
        value, path = said.get(key), (*within, key)
        if isinstance(value, str) and value.strip("/"):
            return [(value, self.toml.at(path))]
        if value is not None and (not isinstance(value, list) or not value or "" in value):
            self.wrong(path, "a name, or a list of them")
            return []
        return self._names(key, said, within)

    def _waivable(self, names: Sequence[tuple[str, Span]]) -> Iterator[str]:
        for name, span in names:
            code = self._code(name, span)
            if code is not None and not waivable_names(code):
                problem = f"`{code}` is not waived here: errors are mended, and violations accepted by `allow`"
                self.problems.append(diagnose("E140", span, problem=problem))
            elif code is not None:
                yield code

    def _bases(self, said: Mapping[str, Any], within: TomlPath) -> tuple[str, ...]:
        value = said.get("base", [])
        named = [value] if isinstance(value, str) else value
        if not isinstance(named, list) or not all(isinstance(each, str) and each for each in named):
            self.wrong((*within, "base"), "a path, or a list of them")
            return ()
        return tuple(map(posixpath.normpath, named))

    def _date(self, said: Mapping[str, Any], within: TomlPath) -> str | None:
        value = said.get("at")
        if value is None or value == "today":
            return value
        written = value if isinstance(value, str) else str(value)  # of TOML's own dates the text is EDTF's
        try:
            parse_date(written)
        except ValueError as problem:
            self.wrong((*within, "at"), f"a date: {problem}")
            return None
        return written

    def _engine(self, said: Mapping[str, Any], within: TomlPath) -> str | None:
        value = said.get("engine")
        if value is None:
            return None
        from factbase.engine.choose import ENGINES  # late: few settings name one

        if value not in ENGINES:
            self._unknown("engine", str(value), self.toml.at((*within, "engine")), ENGINES)
            return None
        return str(value)

    def _size(self, key: str, said: Mapping[str, Any], within: TomlPath) -> int | None:
        value = said.get(key)
        if value is None:
            return None
        try:
            return parse_size(value if isinstance(value, str) else "")
        except ValueError:
            self.wrong((*within, key), 'a size such as "512MiB" or "8GB"')
            return None

    def _strict(self, said: Mapping[str, Any], within: TomlPath) -> bool:
        value = said.get("strict", False)
        if not isinstance(value, bool):
            self.wrong((*within, "strict"), "`true` or `false`")
        return value is True

    def _language(self, said: Mapping[str, Any], within: TomlPath) -> str | None:
        value = said.get("language")
        if value is not None and value not in LANGUAGES:
            self._unknown("language", str(value), self.toml.at((*within, "language")), list(LANGUAGES))
            return None
        return value

    def _baseline(self, said: Mapping[str, Any], within: TomlPath, root: str) -> str | None:
        value = said.get("baseline")
        place = posixpath.normpath(posixpath.join(root, value)) if isinstance(value, str) and value else None
        if value is not None and (place is None or below(place, root) is None):
            self.wrong((*within, "baseline"), "a path in the folder of the settings")
            return None
        return place
