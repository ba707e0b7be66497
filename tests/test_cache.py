"""Parsed files kept between runs: what comes back is what was put in, and whatever is wrong with the cache is a miss."""

from __future__ import annotations

import json
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import pytest
from cases import CHUNKS, Chunk, renumbered
from checkout import ROOT

from factbase.base import FactBase
from factbase.ground.keeping import keep
from factbase.ground.span import Span, TextFile
from factbase.syntax.cache import MUCH, cached_goal, cached_parse, cached_parses
from factbase.syntax.parse import parse, parse_goal
from factbase.syntax.tree import Tree

SHIPPED = sorted((ROOT / "facts").glob("*.fb"))


@pytest.fixture(scope="module")
def shared(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """One cache for many texts, so that the grammar's tables are made once."""
    return tmp_path_factory.mktemp("trees")


def spans(node: object) -> list[tuple[int, int]]:
    """The places of a tree's nodes, in order: the part that equality leaves out."""
    found: list[tuple[int, int]] = []
    stack = [node]
    while stack:
        part = stack.pop()
        if isinstance(part, tuple):
            stack.extend(part)
        elif hasattr(part, "__match_args__") and hasattr(part, "span"):
            span = part.span
            assert isinstance(span, Span)
            found.append((span.start, span.end))
            stack.extend(getattr(part, name) for name in part.__match_args__)
    return found


def nodes(tree: Tree) -> object:
    """All of a tree, each packed fact read from the text again."""
    return renumbered(replace(tree, statements=tuple(tree.statements)))


def same(text: str, folder: Path) -> None:
    file = TextFile("x.fb", text)
    fresh, problems = parse(file)
    first, told = cached_parse(file, folder)
    again, told_again = cached_parse(TextFile("y.fb", text), folder)
    kept = [(d.code, d.span.start if d.span else 0) for d in problems]
    assert [(d.code, d.span.start if d.span else 0) for d in told] == kept
    assert [(d.code, d.span.start if d.span else 0) for d in told_again] == kept
    assert nodes(first) == nodes(fresh) == nodes(again)
    assert spans(tuple(first.statements)) == spans(fresh.statements) == spans(tuple(again.statements))
    assert again.file.path == "y.fb"


@pytest.mark.parametrize("chunk", CHUNKS, ids=str)
def test_a_corpus_chunk_comes_back_as_it_was(chunk: Chunk, shared: Path) -> None:
    same(chunk.text, shared)


@pytest.mark.parametrize("path", SHIPPED, ids=lambda path: path.name)
def test_a_shipped_file_comes_back_as_it_was(path: Path, shared: Path) -> None:
    same(path.read_text(encoding="utf-8"), shared)


# ---- what may be wrong with it

TEXT = 'p(1) on 2016-11~ "some words here".\nassume r() "In words.".\nassume q(?, -2.50, "a\\nb").\n'


def entries(folder: Path) -> list[Path]:
    return [path for path in folder.glob("*.json") if not path.name.startswith("tables-")]


def read(text: str, folder: Path | None) -> Tree:
    return cached_parse(TextFile("x.fb", text), folder)[0]


def test_an_entry_is_kept_and_used(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    fresh = read(TEXT, tmp_path)
    monkeypatch.setattr("factbase.syntax.parse.parse", lambda *_: pytest.fail("the entry was not read"))
    assert nodes(read(TEXT, tmp_path)) == nodes(fresh)


@pytest.mark.parametrize(
    "content",
    [
        b"",
        b"{",
        b"null",
        b"3",
        b"[1]",
        b"[[]]",
        b"[[99, 0, 1]]",
        b"[[0]]",
        b"[null]",
        b'["x"]',
        b"[{}]",
        b'[{"date": "x"}]',
        b"\xff",
        b"[" * 100_000,
    ],
    ids=lambda content: repr(content[:16]),
)
def test_a_corrupted_entry_is_a_miss(tmp_path: Path, content: bytes) -> None:
    fresh = read(TEXT, tmp_path)
    (entry,) = entries(tmp_path)
    entry.write_bytes(content)
    assert nodes(read(TEXT, tmp_path)) == nodes(fresh)


@pytest.mark.parametrize("content", [b"[", b"[{}, {}]"])
def test_corrupted_tables_are_a_miss(tmp_path: Path, process, content: bytes) -> None:
    base = tmp_path / "b.fb"
    base.write_text("assume p(1).\n")
    env = {"FACTBASE_CACHE": str(tmp_path / "cache")}
    process("--base", base, "ask", "p(X)", env=env)
    (tables,) = (tmp_path / "cache").glob("tables-*.json")
    tables.write_bytes(content)
    result = process("--base", base, "ask", "p( X )", env=env)
    assert (result.returncode, "X = 1" in result.stdout) == (0, True)


def test_a_changed_text_is_not_served_stale(tmp_path: Path) -> None:
    read("assume p(1).\n", tmp_path)
    for changed in ("assume p(2).\n", "assume p(1). \n", "% c\nassume p(1).\n"):
        assert read(changed, tmp_path) == parse(TextFile("x.fb", changed))[0]
    assert len(entries(tmp_path)) == 4


def test_a_changed_file_is_not_served_stale(tmp_path: Path, factbase) -> None:
    base = tmp_path / "b.fb"
    for number in (1, 2, 1):
        base.write_text(f"assume p({number}).\n")
        result = factbase("--base", base, "ask", "p(X)", env={"FACTBASE_CACHE": str(tmp_path / "cache")})
        assert f"X = {number}" in result.stdout


def test_a_text_with_a_mistake_is_not_kept(tmp_path: Path) -> None:
    for _ in range(2):
        tree, problems = cached_parse(TextFile("x.fb", "assume p(1).\np(\n"), tmp_path)
        assert (len(tree.statements), len(problems)) == (1, 1)
    assert not entries(tmp_path)


@pytest.mark.parametrize("blocked", ["a file", "under a file", "/proc/nowhere", "a folder at the entry"])
def test_a_folder_that_cannot_be_written_is_harmless(tmp_path: Path, blocked: str) -> None:
    folder = tmp_path / "cache"
    match blocked:
        case "a file":
            folder.write_text("not a folder")
        case "under a file":
            (tmp_path / "file").write_text("not a folder")
            folder = tmp_path / "file" / "cache"
        case "/proc/nowhere":
            folder = Path("/proc/nowhere/cache")
        case _:
            read(TEXT, folder)
            (entry,) = entries(folder)
            entry.unlink()
            (entry / "in the way").mkdir(parents=True)
    fresh = parse(TextFile("x.fb", TEXT))[0]
    assert nodes(read(TEXT, folder)) == nodes(fresh)


def test_an_entry_cut_short_is_a_miss(tmp_path: Path) -> None:
    fresh = read(TEXT, tmp_path)
    (entry,) = entries(tmp_path)
    held = entry.read_bytes()
    for changed in (held[:-1], held[:70], held.replace(b"2.5", b"2.6"), held + b" "):
        assert changed != held
        entry.write_bytes(changed)
        assert nodes(read(TEXT, tmp_path)) == nodes(fresh)


def test_no_folder_is_no_cache(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    assert nodes(read(TEXT, None)) == nodes(parse(TextFile("x.fb", TEXT))[0])
    assert not list(tmp_path.iterdir())


def test_an_empty_name_turns_the_cache_off(tmp_path: Path, factbase) -> None:
    env = {"FACTBASE_CACHE": "", "XDG_CACHE_HOME": str(tmp_path / "xdg"), "HOME": str(tmp_path / "home")}
    assert factbase("--base", "tests/base", "check", env=env).returncode == 0
    assert not list(tmp_path.iterdir())


def test_the_cache_of_a_user_lies_in_the_users_cache_folder(
    tmp_path: Path, factbase, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.delenv("FACTBASE_CACHE")
    assert factbase("--base", "tests/base", "check", env={"XDG_CACHE_HOME": str(tmp_path)}).returncode == 0
    assert entries(tmp_path / "factbase" / "trees")
    assert not list((ROOT / "tests" / "base").rglob("*.json"))


def test_old_entries_make_room(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("factbase.syntax.cache.MAX_ENTRIES", 3)
    for number in range(6):
        read(f"assume p({number}).\n", tmp_path)
    assert len(list(tmp_path.glob("*.json"))) <= 4


# ---- goals


def test_a_goal_asked_again_needs_no_parser(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    goal = '?- p(X, 2016-11~) on D @ S, not q("a", _), X < 2.50, N = count { Y : r(X, Y) }.'
    fresh, problems = cached_goal(TextFile("<goal>", goal), tmp_path)
    assert (fresh, problems) == parse_goal(TextFile("<goal>", goal))
    assert fresh is not None
    monkeypatch.setattr("factbase.syntax.parse.parse_goal", lambda *_: pytest.fail("the entry was not read"))
    again, told = cached_goal(TextFile("<goal>", goal), tmp_path)
    assert (again, told, spans(again)) == (fresh, (), spans(fresh))


def test_a_goal_with_a_mistake_is_not_kept(tmp_path: Path) -> None:
    for _ in range(2):
        query, problems = cached_goal(TextFile("<goal>", "p(X"), tmp_path)
        assert (query, [d.code for d in problems]) == (None, ["E001"])
    assert not list((tmp_path / "goals").glob("*"))


@pytest.mark.parametrize("content", [b"", b"null", b"[-1]", b"[99,0,1]", b'{"symbol":"x"}'])
def test_an_altered_goal_is_a_miss(tmp_path: Path, content: bytes) -> None:
    goal = TextFile("<goal>", "p(X)")
    fresh, _ = cached_goal(goal, tmp_path)
    (entry,) = (tmp_path / "goals").glob("*.json")
    entry.write_bytes(content)
    assert cached_goal(goal, tmp_path) == (fresh, ())
    keep(entry.parent, entry.name, content)
    assert cached_goal(goal, tmp_path) == (fresh, ())


@pytest.mark.parametrize(
    "change",
    [
        lambda parts: parts[3].clear(),
        lambda parts: parts[3][0][1].pop(),
        lambda parts: parts[3][0][1][0].append(7),
        lambda parts: parts[3][0][1].__setitem__(0, [9]),
        lambda parts: parts[3][0][1].__setitem__(2, [10_000]),
        lambda parts: parts[3][0][1].__setitem__(3, [99]),
        lambda parts: parts[3][0][1].__setitem__(3, [-1]),
        lambda parts: parts[3][0][1].__setitem__(3, ["x"]),
        lambda parts: parts[3][0][1].__setitem__(3, [2**70]),
        lambda parts: parts[3][0].__setitem__(0, ["p"]),
        lambda parts: parts[1].__setitem__(0, "x"),
        lambda parts: parts.pop(),
    ],
)
def test_altered_columns_are_a_miss(tmp_path: Path, change: Callable[[list], object]) -> None:
    fresh = read(TEXT, tmp_path)
    (entry,) = entries(tmp_path)
    parts = json.loads(entry.read_bytes().partition(b"\n")[2])
    change(parts)
    keep(entry.parent, entry.name, json.dumps(parts).encode())
    assert nodes(read(TEXT, tmp_path)) == nodes(fresh)


def test_a_base_of_more_files_than_are_kept_is_kept_whole(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Else the files that are read last drive out those that are read first, and no run finds what the one before has kept."""
    monkeypatch.setattr("factbase.syntax.cache.MAX_ENTRIES", 3)
    monkeypatch.setattr("factbase.sources.places.MAX_ENTRIES", 3)
    words = "\n".join(f"Ada had {number} ships." for number in range(100, 140))
    facts = "\n".join(f'had(ada, {number}) "Ada had {number} ships".' for number in range(100, 140))
    (tmp_path / "base").mkdir()
    for number in range(12):
        name = f"s{number}"
        (tmp_path / "base" / f"{name}.txt").write_text(f"{words}\n{name}\n")
        (tmp_path / "base" / f"{name}.fb").write_text(
            f'source {name} {{ file: "{name}.txt" }}. from {name}.\n{facts}\n'
        )
    FactBase.load([tmp_path / "base"], tmp_path / "cache")
    monkeypatch.setattr("factbase.syntax.parse.parse", lambda *_: pytest.fail("a file is parsed again"))
    monkeypatch.setattr("factbase.sources.evidence.verify", lambda *_: pytest.fail("a quote is looked for again"))
    FactBase.load([tmp_path / "base"], tmp_path / "cache")


def test_texts_are_what_they_are_however_many_processes_parse_them(tmp_path: Path) -> None:
    texts = [path.read_text(encoding="utf-8") for path in SHIPPED]
    texts += [chunk.text for chunk in CHUNKS if chunk.text.isascii()][:60]
    texts += ["% a line\n" * (MUCH // 9), "assume p(1).\np(\n", "assume p(" + "-" * 2000 + "1).\n", ""]
    files = [TextFile(f"{number}.fb", text) for number, text in enumerate(texts)]
    alone = cached_parses(files, None, len(files))
    for folder in (None, tmp_path, tmp_path):
        several = cached_parses(files, folder, len(files), 3)
        for (tree, told), (other, told_too) in zip(alone, several, strict=True):
            assert [(d.code, d.message, d.span.start if d.span else 0) for d in told] == [
                (d.code, d.message, d.span.start if d.span else 0) for d in told_too
            ]
            assert nodes(tree) == nodes(other)
            assert spans(tuple(tree.statements)) == spans(tuple(other.statements))
