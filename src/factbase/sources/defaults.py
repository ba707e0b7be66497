"""`factbase.toml`: in, the folder of a base; out, the folds of its sources that do not say themselves, and what is wrong there."""

from __future__ import annotations

from factbase.cite import DEFAULT_FOLDS, Fold
from factbase.files.folder import Folder, MissingFile, UnreadableFile
from factbase.ground.dataclass import dataclass
from factbase.ground.diagnostic import Diagnostic, diagnose, similar
from factbase.ground.span import Span, TextFile
from factbase.program.folding import FOLDING, folds_named, unknown_folds
from factbase.program.model import Source

__all__ = ["SETTINGS", "SourceDefaults", "defaults_of"]

SETTINGS = "factbase.toml"
"""The name of a base's settings, in the folder of the base."""

MAX_BYTES = 100_000


@dataclass(frozen=True, slots=True)
class SourceDefaults:
    """The folds that are on, and the marks that are passed over, where a source does not say."""

    folds: frozenset[Fold] = DEFAULT_FOLDS
    ignored: frozenset[Fold] = frozenset()

    def of(self, source: Source) -> frozenset[Fold]:
        """What is overlooked in the quotes of a source."""
        folds = source.folds if source.folds is not None else self.folds
        ignored = source.ignored if source.ignored is not None else self.ignored
        return folds | ignored if ignored else folds  # one set for most sources, of which there may be very many


def defaults_of(folder: Folder) -> tuple[SourceDefaults, list[Diagnostic]]:
    """The defaults of a base's folder."""
    try:
        file = folder.text(SETTINGS, MAX_BYTES)
    except MissingFile:
        return SourceDefaults(), []
    except UnreadableFile as problem:
        return SourceDefaults(), [diagnose("E140", None, problem=problem)]
    import tomllib  # late: few bases have the file

    try:
        table = tomllib.loads(file.text)
    except (tomllib.TOMLDecodeError, RecursionError) as problem:
        return SourceDefaults(), [diagnose("E140", None, problem=f"`{file.path}` is no TOML: {problem}")]
    problems: list[Diagnostic] = []
    named: dict[str, frozenset[Fold]] = {}
    for key, value in table.items():
        if key not in FOLDING:
            problems.append(
                diagnose("E107", _span(file, key), name=key, kind="a base", hint=similar(key, list(FOLDING)))
            )
        elif not isinstance(value, list) or not all(isinstance(each, str) for each in value):
            problems.append(diagnose("E108", _span(file, key), name=key, expected="a list of names"))
        else:
            problems += unknown_folds(key, [(name, _span(file, name)) for name in value])
            named[key] = folds_named(key, value)
    return SourceDefaults(named.get("folds", DEFAULT_FOLDS), named.get("ignore", frozenset())), problems


def _span(file: TextFile, name: str) -> Span:
    at = max(0, file.text.find(name))
    return Span(file, at, at + len(name))
