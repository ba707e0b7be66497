"""Sentences and claims on them: in, the files of `tests/corpus/fit/pairs`; out, for each claim what should be told, and is.

The engine is the real one, on real files: a base is written, of all pairs of one file, and checked. README.md there has the format.
"""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from pathlib import Path

from factbase.base import FactBase, View, default_engine
from factbase.checks.audit import audit
from factbase.ground.date import parse_date

FIT = Path(__file__).parent / "corpus" / "fit"
SETS = (
    "pairs",
    "fresh",
    "later",
    "third",
    "fourth",
    "fifth",
    "sixth",
    "held_out",
)  # of `corpus/fit`; none is mended from the last
KINDS = ("name", "date", "number", "words", "negated", "hedged", "attributed", "conditional", "asked", "affirmed")
_CLAIM = re.compile(r"(?P<told>[a-z]+(?:\??[|,] ?[a-z]+)*): (?P<claim>.+)")
_PARTS = re.compile(
    r"(?:(?P<mode>says|denies|predicts|urges)\((?P<who>[^)]+)\) )?(?P<modality>(?:may|would|likely) )?(?P<sign>-)?(?P<relation>\w+)"
    r" (?P<args>.*?)(?: @(?P<on>[\dX/-]+))?(?: \| (?P<quote>.+))?"
)
_NUMBER = re.compile(r"-?\d+(?:\.\d+)?")
_AUTHOR = "the author"


@dataclass(frozen=True)
class Text:
    title: str | None
    words: str
    quote: str


@dataclass(frozen=True)
class Pair:
    """A claim on a text: the line where it stands, and what should be told of it, each as any of some kinds; nothing of a true one."""

    line: int
    text: Text
    claim: str
    told: tuple[tuple[str, ...], ...]


@dataclass(frozen=True)
class Language:
    name: str
    relations: tuple[str, ...]
    pairs: tuple[Pair, ...]


def read(path: Path) -> Language:
    relations: list[str] = []
    pairs: list[Pair] = []
    title: str | None = None
    text: Text | None = None
    for number, line in enumerate(path.read_text(encoding="utf-8").splitlines(), 1):
        if line.startswith("relation "):
            relations.append(line)
        elif line.startswith("# "):
            title = line[2:]
        elif line.startswith("> "):
            if text is not None and title == text.title:
                title = None  # a title is that of one text
            quoted = re.search(r"\[(.+)\]", line)
            words = line[2:].replace("[", "").replace("]", "")
            text = Text(title, words, quoted[1] if quoted else words)
        elif line.strip():
            found = _CLAIM.fullmatch(line)
            if found is None or text is None:
                raise ValueError(f"{path}:{number}: {line}")
            told = () if found["told"] == "ok" else tuple(tuple(each.split("|")) for each in found["told"].split(", "))
            pairs.append(Pair(number, text, found["claim"], told))
    return Language(path.stem, tuple(relations), tuple(pairs))


def every(name: str = SETS[0]) -> list[Language]:
    return [read(path) for path in sorted((FIT / name).glob("*.txt"))]


def write(language: Language, folder: Path, *, without: Iterable[str] = ()) -> dict[int, Pair]:
    """Writes a base of some pairs; the pair of each line of its `facts.fb`. `without` are fields that it does not use."""
    without = set(without)
    folder.mkdir(parents=True)
    base = [f'entity author: person {{ name: "{_AUTHOR}" }}.']
    base += [_relation(line, without) for line in language.relations]
    sources: dict[Text, str] = {}
    facts: list[tuple[str, Pair]] = []
    for number, pair in enumerate(language.pairs):
        if pair.text not in sources:
            name = sources[pair.text] = f"d{len(sources)}"
            (folder / f"{name}.txt").write_text(pair.text.words + "\n", encoding="utf-8")
            title = f", title: {_string(pair.text.title)}" if pair.text.title else ""
            tongue = f', language: "{language.name}"' if "language" not in without and len(language.name) == 2 else ""
            base.append(f'source {name} {{ file: "{name}.txt", author: "{_AUTHOR}"{title}{tongue} }}.')
        found = _PARTS.fullmatch(pair.claim)
        assert found is not None, pair.claim
        names = _Names(f"e{number}")
        args = ", ".join(names.value(each.strip()) for each in found["args"].split(";")) if found["args"] else ""
        said = f"{found['modality'] or ''}{found['sign'] or ''}{found['relation']}({args})"
        if found["mode"]:
            who = "author" if found["who"].endswith("?") else names.value(found["who"])
            said = f"{found['mode']}({who}): {said}"
        on = f" on {found['on']}" if found["on"] else ""
        base += names.declared
        facts.append((f"{said}{on} @{sources[pair.text]} {_string(found['quote'] or pair.text.quote)}.", pair))
    (folder / "base.fb").write_text("\n".join(base) + "\n", encoding="utf-8")
    (folder / "facts.fb").write_text("".join(f"{fact}\n" for fact, _ in facts), encoding="utf-8")
    return {line: pair for line, (_, pair) in enumerate(facts, 1)}


class _Names:
    """The entities of one fact, each of its own, so that no fact touches another."""

    def __init__(self, prefix: str) -> None:
        self.prefix = prefix
        self.declared: list[str] = []

    def value(self, written: str) -> str:
        if _NUMBER.fullmatch(written) or written.startswith('"'):
            return written
        name = f"{self.prefix}_{len(self.declared)}"
        label, *aliases = written.split("/")
        alias = f", alias: [{', '.join(map(_string, aliases))}]" if aliases else ""
        self.declared.append(f"entity {name}: thing {{ name: {_string(label)}{alias} }}.")
        return name


def _relation(line: str, without: set[str]) -> str:
    said, quoted, after = line.partition('"')
    _, name, *rest = said.split()
    args = " ".join(rest).split(", ")
    shown = ", ".join(
        f"{each.split()[0]}: any{'' if 'label' in without else each[len(each.split()[0]) :]}" for each in args
    )
    template, _, words = after.partition('"')
    words = words.removeprefix(":").split()
    told = f" words: [{', '.join(map(_string, words))}]" if words and "words" not in without else ""
    return f"relation {name}({shown}) {quoted}{template}{quoted}{told}."


def _string(text: str) -> str:
    return '"' + text.replace("\\", "\\\\").replace('"', '\\"') + '"'


def told(folder: Path, facts: dict[int, Pair]) -> Iterator[tuple[Pair, frozenset[str]]]:
    """Each pair with the kinds of what is told of it."""
    base = FactBase.load([folder])
    report = audit(base, View(parse_date("2026-01-01")), default_engine())
    found: defaultdict[int, set[str]] = defaultdict(set)
    for each in report.diagnostics:
        assert each.code[0] != "E", each
        if each.code[0] == "F" and each.span is not None and Path(each.span.path).name == "facts.fb":
            kind = _kind(each.code, each.message)
            if kind is not None:
                found[each.span.line].add(kind)
    for line, pair in facts.items():
        yield pair, frozenset(found[line])


def _kind(code: str, message: str) -> str | None:
    match code:
        case "F101":
            shown = message.split("`")[1]
            if re.fullmatch(r"e\d+_\d+|author|\".*\"", shown):
                return "name"
            return "number" if _NUMBER.fullmatch(shown) else "date"
        case "F102":
            return next(kind for kind in KINDS if f" are {kind}: " in message)
        case "F106":
            return "affirmed"
        case "F110":
            return "words"
    return None


@dataclass
class Score:
    right: int = 0
    wrong: int = 0
    missed: int = 0

    @property
    def precision(self) -> float:
        return self.right / (self.right + self.wrong) if self.right + self.wrong else 1.0

    @property
    def recall(self) -> float:
        return self.right / (self.right + self.missed) if self.right + self.missed else 1.0

    def __add__(self, other: Score) -> Score:
        return Score(self.right + other.right, self.wrong + other.wrong, self.missed + other.missed)


@dataclass
class Scores:
    """The scores of some pairs by kind, and the true claims: how many there are, and how many warnings."""

    kinds: dict[str, Score] = field(default_factory=lambda: {kind: Score() for kind in KINDS})
    true: int = 0
    warned: int = 0
    amiss: list[tuple[Pair, frozenset[str]]] = field(default_factory=list)

    def __add__(self, other: Scores) -> Scores:
        kinds = {kind: self.kinds[kind] + other.kinds[kind] for kind in KINDS}
        return Scores(kinds, self.true + other.true, self.warned + other.warned, [*self.amiss, *other.amiss])


def score(results: Iterable[tuple[Pair, frozenset[str]]]) -> Scores:
    scores = Scores()
    for pair, kinds in results:
        left = Counter(kinds)
        amiss = False
        for wanted in dict.fromkeys(pair.told):
            met = [kind for kind in wanted if kind in kinds]
            for kind in met:
                scores.kinds[kind].right += 1
                del left[kind]
            if not met:
                scores.kinds[wanted[0]].missed += 1
                amiss = True
        for kind in left:
            scores.kinds[kind].wrong += 1
            amiss = True
        if not pair.told:
            scores.true += 1
            scores.warned += len(kinds)
        if amiss:
            scores.amiss.append((pair, kinds))
    return scores


def measured(languages: Sequence[Language], folder: Path, *, without: Iterable[str] = ()) -> dict[str, Scores]:
    """The scores of each language."""
    return {
        each.name: score(told(folder / each.name, write(each, folder / each.name, without=without)))
        for each in languages
    }
