"""The promise, walked: every command, with every option, in every format, over every kind of part that a proof has.

`tests/walk` has a goal for each kind; beside it stands here what must be told wherever it is shown, written by hand. Commands, options and
formats are taken from what the command line and the session declare, so that a new one fails until it is walked too.
"""

from __future__ import annotations

import argparse
import csv
import html
import importlib
import json
import re
import shutil
import subprocess
import sys
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from importlib.util import find_spec
from pathlib import Path

import pytest
from checkout import ROOT, Result

import factbase as fb
from factbase.base import FactBase, default_engine
from factbase.faces.cli import _parser
from factbase.faces.commands import COMMANDS
from factbase.ground.date import parse_date
from factbase.questions.results.timeline import timeline_of
from factbase.questions.timeline import timeline
from factbase.render.picture import notes

WALK = ROOT / "tests" / "walk"
DAY = "2020-01-01"
Factbase = Callable[..., Result]


@dataclass(frozen=True)
class Kind:
    """A kind of part: a goal whose proofs have it, and what is told of it; `data` is that in JSON, where it is not told in sentences."""

    goal: str
    words: tuple[str, ...]
    data: tuple[str, ...] = ()
    all_days: tuple[str, ...] | None = None  # what a timeline tells, which looks at no one day; None: the words
    known_by: str | None = None

    def told(self, form: str) -> tuple[str, ...]:
        """What a format must tell; JSON tells sentences in its own way."""
        if form != "json":
            return self.words
        return (*(word for word in self.words if not word.startswith("=")), *self.data)


def said(*words: str) -> tuple[str, ...]:
    """Sentences for people, for which JSON has keys of its own: told with a mark before them."""
    return tuple(f"={word}" for word in words)


NORTH = ("The north bridge was opened to traffic", "docs/alpha.txt:3", "walk.fb:26")
EAST = ("The east bridge was opened in 2016", "docs/alpha.txt:7", "walk.fb:31")
WEST = ("The west bridge was opened in the autumn of 2016", "docs/alpha.txt:8", "walk.fb:32")
ANSWERED = {
    "cited": Kind("opened(north)", NORTH),
    "folded": Kind(
        "opened(south)",
        ('The "south bridge" was opened to traffic', "docs/alpha.txt:4", "quotes", *said("folded")),
        ("verdict: FOLDED",),
    ),
    "elided and waived": Kind(
        "built(X, How)",
        (
            "It was begun in spring […] and was finished in autumn",
            "docs/alpha.txt:5",
            "after a long dispute about its cost,",
            "It is the bridge of the line before.",
            "The word is ours.",
            "walk.fb:29",
        ),
    ),
    "with a context": Kind(
        "bright(X)",
        (
            *("It was painted green by hand", "docs/alpha.txt:16", "walk.fb:74"),
            *("The west bridge was opened in", "docs/alpha.txt:8"),
        ),
    ),
    "by words that refer to it": Kind(
        "wide(X)",
        (
            *("The old crossing was widened by the county", "docs/alpha.txt:17", "walk.fb:78"),
            *("The west bridge was opened in", "docs/alpha.txt:8", "walk.fb:77"),
            *said("“The old crossing” (line 17) is west bridge"),
        ),
        ("words: The old crossing", "symbol: west", "name: west bridge"),
    ),
    "assumed": Kind("lit(north)", ("assumed", "walk.fb:44", "no source")),
    "declared without words": Kind("published(alpha, D)", ("walk.fb:2", "without words")),
    "declared with words": Kind("title(alpha, T)", ("Alpha report, June 2016", "docs/alpha.txt:1", "walk.fb:2")),
    "of a table": Kind("sold(X)", ("The old mill was sold", "docs/rows.txt:1", "rows.csv:2")),
    "dated": Kind("pulled_down(tower) on D", ("The old tower was pulled down on 1 February 2015", "docs/beta.txt:2")),
    "derived": Kind("passable(north)", (*NORTH, "walk.fb:47"), ("kind: derived",)),
    "not found": Kind(
        "dark(X)",
        ("lit(south)", *said("no evidence of lit(south)", "searched 1 fact of `lit`")),
        ("facts: 1", "closed: False"),
        ("no evidence of lit(south) in that time", "searched 1 fact of `lit`"),
    ),
    "declared complete": Kind(
        "dry(north)",
        ("flooded(north)", "walk.fb:23", *said("declared complete", "searched 0 facts of `flooded`")),
        ("closed: True", "facts: 0"),
        ("no evidence of flooded(north) in that time", "searched 0 facts of `flooded`", "declared complete"),
    ),
    "a value not given": Kind(
        "unowned(north)",
        ("The ferry was bought by someone who was not named", "docs/alpha.txt:11", "walk.fb:35", *NORTH),
    ),
    "two claims": Kind(
        "opened(north), cost(north, C)", (*NORTH, "The north bridge cost 12 crowns", "docs/alpha.txt:12")
    ),
    "members": Kind(
        "dear(N)",
        ("The north bridge cost 12 crowns", "the south bridge cost 15 crowns", "walk.fb:36", "walk.fb:37"),
    ),
    "members of nothing": Kind(
        "tolls(N)",
        ("rests on no fact, only on what was not found", *said("searched 0 facts of `says: toll_dropped`")),
        ("facts: 0",),
        ("rests on no fact, only on what was not found", "searched 0 facts of `says: toll_dropped`"),
    ),
    "on a reading": Kind(
        "early(X)",
        (*EAST, *said("possible", "where 2016-XX-XX of inaugurated(east) on 2016-XX-XX is 2016-01-01")),
        ("certainty: possible", "of: inaugurated(east) on 2016-XX-XX", "days: 2016-01-01"),
        (*EAST, "possible"),
    ),
    "on each reading": Kind(
        "settled(X)",
        (*EAST, *WEST, *said("of inaugurated(west) on 2016-09/2016-11 is 2016-09-01")),
        ("every: True", "of: inaugurated(west) on 2016-09/2016-11", "days: 2016-09-01"),
        (*EAST, *WEST),
    ),
    "on a reading of what is not found": Kind(
        "unlit(north)",
        (*NORTH, *EAST, *said("possible", "where 2016-XX-XX of inaugurated(east) on 2016-XX-XX is 2016-")),
        ("certainty: possible", "of: inaugurated(east) on 2016-XX-XX"),
        (*NORTH, "possible"),
    ),
    "contradicted": Kind(
        "sound(X)",
        (
            *("The north bridge was repaired", "docs/beta.txt:3", "walk.fb:84"),
            *("The north bridge was not repaired", "docs/beta.txt:4", "walk.fb:85", "walk.fb:88"),
            *("contradicted: repaired(north): it is said not to be so", "The letter corrects itself."),
        ),
        all_days=("The north bridge was repaired", "docs/beta.txt:3", "walk.fb:84"),
    ),
    "conditional": Kind(
        "foretold(X)",
        ("Mayor Ida Holm said that the toll would be dropped", "docs/alpha.txt:9", *said("rests on a prediction")),
        ("conditional: True",),
    ),
    "no fact": Kind("bare(X)", ("rests on no fact", "walk.fb:60")),
    "no fact but an absence": Kind("still(X)", ("rests on no fact, only on what was not found",)),
    "known by when": Kind(
        "written(beta, D)",
        (
            "The beta letter says that it was written in March 2018",
            "docs/beta.txt:1",
            "published(beta, 2018-03)",
            "walk.fb:62",
        ),
        known_by="2019-01-01",
    ),
}
UNANSWERED = {
    "denied": Kind(
        "toll_dropped(mayor)",
        (
            "The toll was not dropped, said the clerk",
            "docs/alpha.txt:10",
            "walk.fb:34",
            "Nobody else set it.",
            "it is denied",
        ),
    ),
    "not so by a prediction": Kind(
        "tolled(mayor)",
        (
            *("Mayor Ida Holm said that the toll would be dropped", "docs/alpha.txt:9"),
            "conditional: it rests on a prediction",
        ),
        ("conditional: True",),
    ),
    "complete": Kind("flooded(west)", ("declared complete", "walk.fb:23")),
    "may be": Kind(
        "bought(ferry, mayor)",
        ("The ferry was bought by someone who was not named", "docs/alpha.txt:11", "walk.fb:35"),
    ),
    "not there": Kind("arches(south, N)", (*said("1 fact of `arches`"),), ("arches(south",)),
    "alternatives": Kind("( opened(north), lit(south) ; lit(west), opened(north) )", ("lit(south)", "lit(west)")),
    "stops late": Kind("opened(north), lit(south)", ("lit(south)",)),
}
STOPPING = {  # what `why-not` tells besides: what holds up to where a rule stops, and what is near
    "denied": ("The toll was not dropped, said the clerk", "docs/alpha.txt:10"),
    "not there": ("It has 14 arches", "docs/alpha.txt:6", "The headline names it."),
    "stops late": (*NORTH, "assumed", "walk.fb:44"),
}
VIEW = "projected"


def named(kind: str) -> str:
    """The query of a kind."""
    return re.sub(r"\W", "_", f"q_{kind}")


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The base in a repository, whose one commit is another state than its files."""
    folder = tmp_path_factory.mktemp("walk") / "repository"
    shutil.copytree(WALK, folder / "facts")
    asked = (f'query {named(name)} "Is it {name}?": {kind.goal}.\n' for name, kind in (ANSWERED | UNANSWERED).items())
    (folder / "facts" / "named.fb").write_text("".join(asked), encoding="utf-8")

    def git(*words: str) -> None:
        names = ("-c", "user.name=walk", "-c", "user.email=walk@localhost", "-c", "core.autocrlf=false")
        subprocess.run(["git", *names, *words], cwd=folder, check=True, capture_output=True)

    git("init", "-q")
    git("add", ".")
    git("commit", "-q", "-m", "first")
    return folder


def flat(found: object, key: str = "") -> Iterator[str]:
    """Everything in a JSON object, each value with its key, each place as `path:line` too."""
    if isinstance(found, dict):
        if found.get("path") is not None and found.get("line") is not None:
            yield f"{found['path']}:{found['line']}"
        for name, value in found.items():
            yield from flat(value, name)
    elif isinstance(found, list):
        for value in found:
            yield from flat(value, key)
    else:
        yield f"{key}: {found}"


def read(text: str, form: str) -> str:
    """All that an output tells, without what its format does to it."""
    match form:
        case "json":
            text = "\n".join(flat(json.loads(text)))
        case "csv":
            rows = list(csv.DictReader(text.splitlines()))
            text = "\n".join(f"{'; '.join(map(str, row.values()))}; {row['path']}:{row['line']}" for row in rows)
        case "dot":
            text = text.replace("\\n", "\n").replace('\\"', '"').replace("\\\\", "\\")
        case "mermaid":
            text = re.sub(r"#(\d+);", lambda found: chr(int(found[1])), text.replace("<br>", "\n"))
        case "svg" | "html":
            text = html.unescape(re.sub(r"<[^>]*>", "", text))
        case "markdown":
            text = text.replace("<!-- -->", "")
            text = re.sub(r"\\([^\w\s])|\\(_)", lambda found: found[1] or found[2], text)
        case _:
            pass
    return " ".join(text.split())


def lacking(result: Result, form: str, words: tuple[str, ...]) -> list[str]:
    """What an output should tell and does not."""
    text = read(result.stdout, form).casefold()
    return [word for word in words if " ".join(word.removeprefix("=").split()).casefold() not in text]


def commands() -> dict[str, argparse.ArgumentParser]:
    """The commands of the command line, each with its options."""
    (subparsers,) = (a for a in _parser()._actions if isinstance(a, argparse._SubParsersAction))
    for parser in subparsers.choices.values():
        parser._declare(parser)  # else only once it is chosen
    return dict(subparsers.choices)


def formats(command: str) -> tuple[str, ...]:
    """The formats of a command that are text; the others are tables of the rows that its CSV has."""
    found = [a.choices for a in commands()[command]._actions if "--format" in a.option_strings]
    return tuple(each for each in found[0] or () if each not in TABLES) if found else ("text",)


def test_the_walk_knows_every_command_and_option() -> None:
    assert commands().keys() == ANSWERING.keys() | WHOLE | SILENT
    for command, parser in commands().items():
        known = {
            "--help",
            "--format",
            "--output",
            "--base",
            *SAME,
            *OPTIONS.get(command, {}),
            *WRITING.get(command, ()),
        }
        assert {a.option_strings[-1] for a in parser._actions if a.option_strings} <= known, command
    assert {command.name for command in COMMANDS} == SESSION | QUIET


# ---- the commands that answer a goal

TABLES = ("arrow", "parquet")  # walked by `test_a_table_has_the_rows_of_csv`
SAME = {  # options that change nothing of what must be told
    "--at": [DAY],
    "--engine": ["vector"],
    "--base-rev": ["HEAD"],
    "--known-by": ["2030-01-01"],
    "--seconds": ["60"],
    "--memory": ["1GB"],
    "--disk": ["1GB"],
    "--spill": ["."],
    "--cluster": ["local[1]"],
    "--paged": [],
}
CHOOSING = {
    "--select": ["ALL"],
    "--ignore": ["V101"],
    "--severity": ["C101=error"],
    "--strict": [],
    "--no-strict": [],
}  # nothing of what is found
OPTIONS: dict[str, dict[str, list[str]]] = {
    "ask": {"--full": [], "--certify": [], "--exit-status": [], "--stats": [], "--without": ["rows"]},
    "query": {"--full": [], "--certify": [], "--exit-status": [], "--stats": [], "--without": ["rows"]},
    "why": {"--compact": [], "--certify": [], "--stats": [], "--without": ["rows"], "--all": [], "--limit": ["3"]},
    "why-not": {"--depth": ["2"]},
    "timeline": {"--stats": [], "--picture": ["held.svg"]},
    "check": {"--certify": [], "--stats": [], **CHOOSING},
    "load": {**CHOOSING, "--full": []},
    "sources": {"--load-bearing": []},
    "find": {"--source": ["alpha"], "--limit": ["3"]},
    "cite": {
        "--relation": ["built"],
        "--begin": ["It was"],
        "--end": ["about its cost"],
        "--sentence": [],
        "--lines": ["1..9"],
        "--limit": ["3"],
    },
    "open": {"--quote": ["The north bridge was opened to traffic"], "--around": ["2"], "--all": []},
    "facts": {"--limit": ["9"]},
    "site": {"--title": ["Bridges"]},
}
WRITING = {
    "query": ["--expected"],
    "fmt": ["--check", "--diff"],
    "mend": ["--write"],
    "load": ["--into"],
    "serve": ["--port"],
    "waive": ["--reason", "--relation", "--argument", "--diff"],
    "check": ["--quiet", "--statistics", "--baseline", "--write-baseline", "--since", "--fix", "--diff", "--watch"],
}  # write what is to be pasted, and conclude nothing
ANSWERING = {"ask": ANSWERED, "query": ANSWERED, "why": ANSWERED, "why-not": UNANSWERED, "timeline": ANSWERED}
WHOLE = {
    *("check", "sources", "conflicts", "diff", "load", "find", "cite", "coverage", "open", "facts", "relations"),
    "site",
}
SILENT = {
    "certify",
    "completion",
    "explain",
    "fmt",
    "help",
    "init",
    "lock",
    "extract",
    "mend",
    "plan",
    "rules",
    "serve",
    "waive",
}  # print no conclusion; what `serve` shows is walked in a browser


SHOWING = ("--full", "--compact", "--all", "--depth")  # change how an answer is told
KINDS = tuple(ANSWERED | UNANSWERED)
WALKED = [  # every kind in each format, without an option and with all of them; in that for people with each that changes how it is told
    (command, form, options, name)
    for command in ANSWERING
    for form in formats(command)
    for options in (
        (),
        ("every",),
        *((option,) for option in OPTIONS[command] if form == "text" and option in SHOWING),
    )
    for name in KINDS
]
WALKED += [  # and each option alone in each format, every one over another kind
    (command, form, (option,), KINDS[number % len(KINDS)])
    for number, (command, form, option) in enumerate(
        (command, form, option)
        for command in ANSWERING
        for form in formats(command)
        for option in SAME | OPTIONS[command]
        if form != "text" or option not in SHOWING
    )
]


@pytest.mark.parametrize(("command", "form", "options", "name"), WALKED)
def test_an_answer_is_told_with_all_that_it_stands_on(
    command: str, form: str, options: tuple[str, ...], name: str, folder: Path, factbase: Factbase
) -> None:
    kind = (ANSWERED | UNANSWERED)[name]
    every = SAME | OPTIONS[command]
    if name == "of a table" and "--without" in every:
        every["--without"] = ["beta"]
    wanted = every if options == ("every",) else dict.fromkeys(("--at", *options))
    chosen = {option: every[option] for option in wanted}
    if kind.known_by:
        chosen["--known-by"] = [kind.known_by]
    words = ["--format", form, *(word for option, values in chosen.items() for word in (option, *values))]
    result = factbase(command, named(name) if command == "query" else kind.goal, *words, cwd=folder)
    expected = kind.told(form)
    if command == "timeline":
        if name in UNANSWERED:
            assert "it holds at no time" in result.stdout or json.loads(result.stdout)["answers"] == []
            return
        expected = timeless(kind, form)
    elif command == "why-not" and name in UNANSWERED:
        expected = (*expected, *STOPPING.get(name, ()))
    if command in ("ask", "query", "why"):
        expected = (*expected, VIEW)
    if command == "query":
        expected = (*expected, named(name), f"Is it {name}?")
    assert lacking(result, form, expected) == [], result.stdout
    if "--picture" in words and find_spec("matplotlib"):
        drawn = Result([], 0, (folder / "held.svg").read_text(encoding="utf-8"), "")
        assert lacking(drawn, "svg", timeless(kind, "text")) == []


@pytest.mark.parametrize("form", TABLES)
@pytest.mark.parametrize("name", KINDS)
def test_a_table_has_the_rows_of_csv(name: str, form: str, folder: Path, factbase: Factbase) -> None:
    pyarrow = pytest.importorskip("pyarrow", reason="needs pyarrow: pip install 'factbase[fast]'")
    kind = (ANSWERED | UNANSWERED)[name]
    known = ["--known-by", kind.known_by] if kind.known_by else []
    words = ("ask", kind.goal, "--at", DAY, *known)
    file = folder / f"told.{form}"
    assert factbase(*words, "--format", form, "--output", file, cwd=folder).stdout == ""
    read_table = importlib.import_module("pyarrow.parquet").read_table
    table = read_table(file) if form == "parquet" else pyarrow.ipc.open_file(file).read_all()
    rows = list(csv.reader(factbase(*words, "--format", "csv", cwd=folder).stdout.splitlines()))
    joints = {"folds": ", ", "leaves_out": " […] "}
    told = [
        [
            joints.get(key, "; ").join(value) if isinstance(value, list) else "" if value is None else str(value)
            for key, value in row.items()
        ]
        for row in table.to_pylist()
    ]
    assert [table.column_names, *told] == [rows[0], *([cell.removeprefix("'") for cell in row] for row in rows[1:])]


Sites = Callable[[str | None], Path]


@pytest.fixture(scope="module")
def sites(folder: Path, tmp_path_factory: pytest.TempPathFactory) -> Sites:
    """The pages of the base, by what was known by a date."""
    pytest.importorskip("jinja2", reason="needs jinja2: pip install 'factbase[web]'")
    made: dict[str | None, Path] = {}

    def site(known_by: str | None) -> Path:
        if known_by not in made:
            made[known_by] = tmp_path_factory.mktemp("site") / "pages"
            known = ["--known-by", known_by] if known_by is not None else []
            words = ["site", made[known_by], "--at", DAY, "--base", "facts", "--title", "Bridges", *known]
            done = subprocess.run(
                [sys.executable, "-m", "factbase", *words], cwd=folder, capture_output=True, text=True
            )
            assert done.returncode == 0, done.stderr
        return made[known_by]

    return site


@pytest.mark.parametrize("name", ANSWERED | UNANSWERED)
def test_the_page_of_a_query_tells_all_that_its_answers_stand_on(name: str, sites: Sites) -> None:
    kind = (ANSWERED | UNANSWERED)[name]
    page = (sites(kind.known_by) / "query" / f"{named(name)}.html").read_text(encoding="utf-8")
    expected = (*kind.told("html"), VIEW, named(name), f"Is it {name}?")
    assert lacking(Result([], 0, page, ""), "html", expected) == []


def test_the_pages_of_checks_and_sources_tell_what_they_stand_on(sites: Sites) -> None:
    told = {
        "check/one_day.html": ("The north bridge was closed on 3 May 2017", "The closing lasted for two days."),
        "check/not_early.html": ("The east bridge was opened in 2016", "possible"),
        "source/alpha.html": ("The north bridge was opened to traffic", "walk.fb:26", "passable(north)"),
        "document/alpha.html": ("The north bridge was opened to traffic", "passable(north)", "north bridge was opened"),
        "expectations.html": ("passable(north)", "met", "The north bridge was opened to traffic"),
        "entity/north.html": ("The north bridge was opened to traffic", "passable(north)", "bridge"),
        "relation/passable.html": ("passable(X) :- opened(X).", *NORTH),
    }
    for path, words in told.items():
        page = (sites(None) / path).read_text(encoding="utf-8")
        assert lacking(Result([], 0, page, ""), "html", words) == [], path


@pytest.mark.parametrize("name", ANSWERED)
def test_under_a_picture_stands_all_that_its_bars_stand_on(name: str, folder: Path) -> None:
    kind = ANSWERED[name]
    base = FactBase.load([folder / "facts"])
    found = timeline(base, kind.goal, parse_date(kind.known_by) if kind.known_by else None, default_engine())
    lines = "\n".join(notes(timeline_of(found, base)))
    assert lacking(Result([], 0, lines, ""), "text", timeless(kind, "text")) == [], lines


def timeless(kind: Kind, form: str) -> tuple[str, ...]:
    """What a timeline tells of a kind: no tree, so no rule."""
    if kind.all_days is not None:
        return kind.all_days
    left = ("walk.fb:47", "walk.fb:60", "kind: derived")
    return tuple(word for word in kind.told(form) if word not in left)


# ---- the commands that tell of the whole base

CHECKED = (
    *("The north bridge was closed on 3 May 2017", "docs/alpha.txt:14", "walk.fb:39"),
    *("The north bridge was closed on 4 May 2017", "docs/alpha.txt:15", "walk.fb:40"),
    "The closing lasted for two days.",
    *(*EAST, "where 2016-XX-XX of inaugurated(east) on 2016-XX-XX is 2016-01-01"),
    *("The dam was inspected", "docs/alpha.txt:13", "walk.fb:38"),
)
FINDINGS = (
    *("`published` of `alpha`", "`title` of `beta`"),
    *("bare(nothing)", "concluded from no fact"),
    *("It was begun in spring […] and was finished in autumn", "docs/alpha.txt:5", "The word is ours."),
)
FOUND = (  # in the formats that tell findings only
    *("The dam was inspected", "docs/alpha.txt:13", "walk.fb:38"),
    *("bare(nothing)", "concluded from no fact"),
)
FALLING = (
    *("passable(north)", *NORTH, "dark(south)", "no evidence of lit(south)", "walk.fb:23"),
    *("dear(27)", "The north bridge cost 12 crowns", "docs/alpha.txt:12"),
    *("foretold(mayor)", "Mayor Ida Holm said that the toll would be dropped"),
    *("dated(beta)", "The beta letter says that it was written in March 2018", "docs/beta.txt:1"),
)


@pytest.mark.parametrize("options", [False, True])
@pytest.mark.parametrize("form", formats("check"))
def test_a_check_is_told_with_all_that_it_stands_on(form: str, options: bool, folder: Path, factbase: Factbase) -> None:
    chosen = SAME | OPTIONS["check"] if options else {"--at": [DAY]}
    chosen.pop("--no-strict", None)  # it takes back --strict, and is given without it
    words = [word for option, values in chosen.items() for word in (option, *values)]
    result = factbase("check", "--format", form, *words, cwd=folder)
    told = (*CHECKED, *FINDINGS) if form in ("text", "json") else FOUND
    assert lacking(result, form, told) == [], result.stdout
    if form == "json":
        (met, denied) = json.loads(result.stdout)["expectations"]
        assert lacking(Result([], 0, json.dumps(met), ""), "json", NORTH) == []
        assert met["met"] is denied["met"] is True


@pytest.mark.parametrize("options", [False, True])
@pytest.mark.parametrize("form", formats("conflicts"))
def test_conflicts_and_sources_are_told_with_all_that_they_stand_on(
    form: str, options: bool, folder: Path, factbase: Factbase
) -> None:
    same = SAME if options else {"--at": [DAY]}
    words = ["--format", form, *(word for option, values in same.items() for word in (option, *values))]
    checked = (word for word in CHECKED if form == "text" or not word.startswith("where"))
    assert lacking(factbase("conflicts", *words, cwd=folder), form, tuple(checked)) == []
    declared = ("Alpha report, June 2016", "docs/alpha.txt:1", "published(alpha, 2016-06)", "without words")
    found = factbase("sources", *words, cwd=folder)
    assert lacking(found, form, declared if form == "text" else declared[:3]) == []
    assert lacking(factbase("sources", "--load-bearing", *words, cwd=folder), form, FALLING[:3]) == []
    if form == "text":
        assert lacking(factbase("sources", "--load-bearing", *words, cwd=folder), form, FALLING) == []


@pytest.mark.parametrize("form", formats("diff"))
def test_a_difference_is_told_with_all_that_it_stands_on(
    form: str, folder: Path, tmp_path: Path, factbase: Factbase
) -> None:
    now = tmp_path / "now"
    shutil.copytree(folder, now)
    base = now / "facts" / "walk.fb"
    text = base.read_text(encoding="utf-8")
    for gone in ('opened(north) "The north bridge was opened to traffic".', "assume lit(north)."):
        assert gone in text
        text = text.replace(gone, "")
    text = text.replace(
        "early(X) :- inaugurated(X) on D, D < 2016-07-01.", "early(X) :- inaugurated(X) on D, D < 2016-08-01."
    )
    base.write_text(f"{text}\nassume opened(east).\n", encoding="utf-8")
    result = factbase("diff", "HEAD", "--at", DAY, "--format", form, cwd=now)
    assert result.returncode == 1
    words = (*NORTH, "passable(X)", "lit(north)", "assumed", "walk.fb:44", "opened(east)", "no source", "2016-08-01")
    assert lacking(result, form, words) == [], result.stdout


@pytest.mark.parametrize("form", formats("diff"))
def test_a_state_with_errors_is_no_state_without_a_change(
    form: str, folder: Path, tmp_path: Path, factbase: Factbase
) -> None:
    now = tmp_path / "now"
    shutil.copytree(folder, now)
    with (now / "facts" / "walk.fb").open("a", encoding="utf-8") as base:
        base.write("opened(")
    result = factbase("diff", "HEAD", "--at", DAY, "--format", form, cwd=now)
    assert result.returncode == 1
    assert lacking(result, form, ("E00", "after", *(() if form == "json" else ("as far as what has errors",)))) == []


@pytest.mark.parametrize("form", formats("load"))
def test_what_a_load_changes_is_told_with_all_that_it_stands_on(
    form: str, folder: Path, tmp_path: Path, factbase: Factbase
) -> None:
    now = tmp_path / "now"
    shutil.copytree(folder, now)
    (tmp_path / "more.txt").write_text("The clerk drops the toll, said the clerk.\n", encoding="utf-8")
    (tmp_path / "more.fb").write_text(
        'source more { file: "more.txt" }.\n'
        'toll_dropped(mayor) @ more "drops the toll, said the clerk" waive mayor "The clerk spoke for her.".\n',
        encoding="utf-8",
    )
    result = factbase("load", tmp_path / "more.fb", "--at", DAY, "--format", form, cwd=now)
    goals = {
        "json": "goal: toll_dropped(mayor)",
        "text": " toll_dropped(mayor) as of ",
    }  # there with the code of what it breaks
    goal = goals.get(form, "changed: toll_dropped(mayor)")
    words = (goal, "drops the toll, said the clerk", "more.txt:1", "The clerk spoke for her.")
    assert lacking(result, form, words) == [], result.stdout


# ---- the session

SESSION = {
    "ask",
    "query",
    "why",
    "why-not",
    "timeline",
    "check",
    "sources",
    "conflicts",
    "diff",
    "load",
    "find",
    "cite",
    "coverage",
    "open",
    "facts",
    "relations",
    "export",
    "watch",
}
QUIET = {
    "explain",
    "help",
    "at",
    "known",
    "history",
    "list",
    "undo",
    "save",
    "reload",
    "rules",
    "engine",
    "stats",
    "set",
    "edit",
    "keep",
    "quit",
    "certify",
    "plan",
}  # tell no conclusion


def test_what_is_found_is_told_with_all_that_it_stands_on(folder: Path, factbase: Factbase) -> None:
    for form, slowly in (("text", "south bridge was built slowly"), ("json", "built(south, slowly)")):
        fact = (
            "It was begun in spring […] and was finished in autumn",
            "docs/alpha.txt:5",
            "The word is ours.",
            slowly,
        )
        options = [word for option, values in OPTIONS["find"].items() for word in (option, *values)]
        assert lacking(factbase("find", "slowly", "--format", form, *options, cwd=folder), form, fact) == []
        assert lacking(factbase("coverage", "--format", form, cwd=folder), form, ("docs/beta.txt", "open")) == []
        cited = ("in spring, after a long dispute", "built(south, slowly)", "docs/alpha.txt", "facts/walk.fb")
        assert lacking(factbase("find", "begun", "--format", form, cwd=folder), form, cited) == []


def test_a_passage_is_told_with_its_place_and_what_cites_it(folder: Path, factbase: Factbase) -> None:
    told = ("docs/alpha.txt", "and was finished in autumn", "built(south, slowly)", "facts/walk.fb")
    for option, values in {"--limit": ["3"], **OPTIONS["cite"]}.items():
        for form in ("text", "json"):
            shown = factbase("cite", "alpha", "in spring", "--format", form, option, *values, cwd=folder)
            assert lacking(shown, form, told) == [], shown.stdout


@pytest.mark.parametrize("form", ["text", "json"])
def test_a_passage_and_facts_are_told_with_all_that_they_stand_on(form: str, folder: Path, factbase: Factbase) -> None:
    all_of = {
        name: [word for option, values in OPTIONS[name].items() for word in (option, *values)]
        for name in ("open", "facts")
    }
    for options in ([], all_of["open"]):
        opened = factbase("open", "alpha:3", "--format", form, *options, cwd=folder)
        cites = ("docs/alpha.txt:3", "opened(north)", "facts/walk.fb:26")
        assert lacking(opened, form, cites) == [], opened.stdout
    tower = ("The old tower was pulled down on 1 February 2015", "docs/beta.txt:2", "pulled_down(tower)")
    facts = {"north": NORTH, "south": ANSWERED["elided and waived"].words, "opened": NORTH, "beta": tower}
    for options in ([], all_of["facts"]):
        for name, told in facts.items():
            found = factbase("facts", name, "--format", form, *options, cwd=folder)
            assert lacking(found, form, told) == [], found.stdout


def test_a_fact_that_shows_a_relation_is_told_with_its_quotes(folder: Path, factbase: Factbase) -> None:
    assert lacking(factbase("relations", "built", cwd=folder), "text", ANSWERED["elided and waived"].words) == []


@pytest.mark.parametrize("ending", ["txt", "md", "json", "csv"])
@pytest.mark.parametrize("name", ANSWERED | UNANSWERED)
def test_what_a_session_exports_has_all_that_it_stands_on(
    name: str, ending: str, folder: Path, tmp_path: Path, factbase: Factbase
) -> None:
    kind = (ANSWERED | UNANSWERED)[name]
    file = tmp_path / f"answers.{ending}"
    typed = f":known {kind.known_by or 'any'}\n?- {kind.goal}.\n:export {file}\n"
    factbase("--at", DAY, stdin=typed, cwd=folder)
    form = {"txt": "text", "md": "markdown"}.get(ending, ending)
    told = Result([], 0, file.read_text(encoding="utf-8"), "")
    assert lacking(told, form, kind.told(form)) == [], told.stdout


@pytest.mark.parametrize("name", ANSWERED | UNANSWERED)
def test_python_tells_what_the_command_line_does(name: str, folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(folder)
    kind = (ANSWERED | UNANSWERED)[name]
    found = fb.open("facts").ask(kind.goal, at=DAY, known_by=kind.known_by)
    shown = [(str(found), "text"), (found._repr_html_(), "svg")]
    if name in ANSWERED:
        shown += [("\n".join(map(str, found.why(all=True))), "text"), ("\n".join(map(str, found)), "text")]
    else:
        shown.append((str(found.why_not()), "text"))
    for text, form in shown:
        assert lacking(Result([], 0, text, ""), form, kind.told("text")) == [], text
    if name in ANSWERED:
        grounds = "\n".join(line for each in found for line in (*each.grounds, *each.remarks))
        assert lacking(Result([], 0, grounds, ""), "text", kind.told("text")) == [], grounds


def test_a_session_tells_what_the_command_line_does(folder: Path, factbase: Factbase) -> None:
    typed: list[str] = []
    expected: list[str] = []
    for kind in ANSWERED.values():
        typed += [f":known {kind.known_by or 'any'}", f"?- {kind.goal}.", f":why {kind.goal}", f":timeline {kind.goal}"]
        expected += kind.told("text")
    for name, kind in UNANSWERED.items():
        typed += [f"?- {kind.goal}.", f":why-not {kind.goal}"]
        expected += [*kind.told("text"), *STOPPING.get(name, ())]
    words = {
        ":check": CHECKED,
        ":conflicts": CHECKED,
        ":sources": ("Alpha report, June 2016", "without words"),
        ":sources --load-bearing": FALLING,
    }
    for line, told in words.items():
        assert lacking(factbase("--at", DAY, stdin=f"{line}\n", cwd=folder), "text", told) == []
    result = factbase("--at", DAY, stdin="\n".join(typed), cwd=folder)
    assert lacking(result, "text", tuple(expected)) == []
