"""A cache that was altered on purpose, digests and all: what it says is printed, for it is the user's own, and is never certified."""

from __future__ import annotations

import json
import shutil
from collections.abc import Callable
from pathlib import Path

import pytest
from checkout import ROOT

from factbase.ground.keeping import keep, kept

BASE = """
source one { file: "one.txt" }. source two { file: "two.txt" }.
p(a) @ one "these are the words of one".
p(b) @ two "these are the words of two".
assume q(1). assume q(2).
r(X) :- q(X), X > 1.
"""


@pytest.fixture
def ask(tmp_path: Path, factbase) -> Callable[..., tuple[int, str, str]]:
    """Asks a small base in a process whose cache is below `tmp_path`."""
    made = tmp_path / "base"
    made.mkdir()
    (made / "b.fb").write_text(BASE)
    for name in ("one", "two"):
        (made / f"{name}.txt").write_text(f"Look: these are the words of {name}, and nothing else.\n")

    def asked(goal: str, *options: str) -> tuple[int, str, str]:
        env = {"FACTBASE_CACHE": str(tmp_path / "cache")}
        done = factbase("--base", made, "ask", goal, *options, env=env)
        return done.returncode, done.stdout, done.stderr

    return asked


def doctor(folder: Path, old: str, new: str) -> None:
    """Alters every entry of a cache that holds some text, so that nothing but what it says tells that it was."""
    count = 0
    for entry in folder.glob("*.json"):
        held = kept(folder, entry.name, 10_000_000)
        assert held is not None
        if old.encode() in held:
            keep(folder, entry.name, held.replace(old.encode(), new.encode()))
            count += 1
    assert count == 1


def test_a_cached_fact_that_the_file_does_not_state_is_not_certified(tmp_path: Path, ask) -> None:
    assert ask("q(X)", "--certify")[0] == 0
    doctor(tmp_path / "cache", '"int"],["a","b",1,2]', '"int"],["a","b",1,7]')
    code, out, err = ask("q(X)", "--certify")
    assert "2.  7  [2]" in out
    assert code == 1
    assert err.splitlines() == ['answer 1 to "q(X)" is {"X": 2}, not {"X": 7}', "not certified"]


def test_a_cached_rule_that_the_file_does_not_have_is_not_certified(tmp_path: Path, ask) -> None:
    assert ask("r(X)", "--certify")[0] == 0
    doctor(tmp_path / "cache", '">"', '"<="')
    code, out, err = ask("r(X)", "--certify")
    assert "X = 1" in out
    assert (code, err.splitlines()[-1]) == (1, "not certified")


def test_a_cached_source_of_another_file_is_not_certified(tmp_path: Path, ask) -> None:
    """A quote of one document is printed with the place of another, in which the same words stand."""
    (tmp_path / "base" / "one.txt").write_text((tmp_path / "base" / "two.txt").read_text().replace("two", "one"))
    assert ask("p(a)", "--certify")[0] == 0
    (tmp_path / "base" / "six.txt").write_text("Six.\nThese are no words of ours: these are the words of one.\n")
    doctor(tmp_path / "cache", "one.txt", "six.txt")
    code, out, err = ask("p(a)", "--certify")
    assert "six.txt:2" in out
    assert (code, err.splitlines()[-1].startswith("not certified")) == (1, True)


def test_a_cached_goal_that_is_not_what_was_typed_is_not_certified(tmp_path: Path, ask) -> None:
    assert ask("q(X), X > 1", "--certify")[0] == 0
    doctor(tmp_path / "cache" / "goals", '">"', '">="')
    code, out, err = ask("q(X), X > 1", "--certify")
    assert "1.  1  [1]" in out
    assert (code, err) == (1, '`goal` is "q(X), X >= 1", which is not what was asked\nnot certified\n')


def test_a_cached_check_that_the_file_does_not_have_is_not_certified(tmp_path: Path, factbase) -> None:
    (tmp_path / "b.fb").write_text('assume q(1). assume q(2).\ncheck large error "{X} is large" :- q(X), X > 1.\n')
    check, env = ("check", tmp_path / "b.fb", "--certify"), {"FACTBASE_CACHE": str(tmp_path / "cache")}
    assert factbase(*check, env=env).stderr.startswith("certified: ")
    doctor(tmp_path / "cache", '">"', '"<="')
    done = factbase(*check, env=env)
    assert "1 is large" in done.stdout
    assert done.stderr.splitlines()[-1].startswith("not certified")


def test_cached_tables_of_a_grammar_without_not_are_not_certified(tmp_path: Path, process) -> None:
    """In processes: the tables are read once in each."""
    base, cache = tmp_path / "b.fb", tmp_path / "cache"
    base.write_text("assume p(1). assume p(2). assume q(2).\nr(X) :- p(X), not q(X).\n")
    arguments, env = ("--base", base, "ask", "r(X)", "--certify"), {"FACTBASE_CACHE": str(cache)}
    assert process(*arguments, env=env).returncode == 0
    for entry in cache.rglob("*.json"):
        if not entry.name.startswith("tables-"):
            entry.unlink()
    (tables,) = cache.glob("tables-*.json")
    data, terminals = json.loads(kept(cache, tables.name, 10_000_000) or b"")
    (blank,) = (each["pattern"] for each in terminals.values() if each.get("name") == "__IGNORE_1")
    blank["value"] = "(?:[ ]|not )+"
    keep(cache, tables.name, json.dumps([data, terminals]).encode())
    again = process(*arguments, env=env)
    assert "X = 2" in again.stdout
    assert (again.returncode, again.stderr.splitlines()[-1]) == (1, "not certified")


def test_forged_places_of_quotes_change_nothing_that_is_certified(tmp_path: Path, process) -> None:
    shutil.copytree(ROOT / "facts", tmp_path / "facts")
    env = {"FACTBASE_CACHE": str(tmp_path / "cache")}
    arguments = ("--base", tmp_path / "facts", "ask", "direct_channel(A, B)", "--at", "2019-09-01", "--certify")
    first = process(*arguments, env=env)
    assert first.returncode == 0
    quotes = tmp_path / "cache" / "quotes"
    for entry in quotes.glob("*.json"):
        places = json.loads(kept(quotes, entry.name, 10_000_000) or b"")
        keep(quotes, entry.name, json.dumps([0, 40] * (len(places) // 2)).encode())
    again = process(*arguments, env=env)
    assert (again.returncode, again.stdout, again.stderr) == (0, first.stdout, first.stderr)
