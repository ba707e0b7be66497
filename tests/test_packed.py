"""Plain facts are packed: what is said of them, right or wrong, is what is said of the same facts one by one."""

from __future__ import annotations

from itertools import pairwise
from pathlib import Path

import pytest
from cases import CHUNKS, Chunk

from factbase.base import FactBase
from factbase.ground.span import TextFile
from factbase.ground.value import Unknown
from factbase.program.check import check
from factbase.program.model import Fact, Program
from factbase.syntax.cache import cached_parse
from factbase.syntax.packed import Statements, pack
from factbase.syntax.parse import parse
from factbase.syntax.tree import Tree


def judged(tree: Tree) -> tuple[Program, list[tuple[object, ...]]]:
    """The program of one file, and its diagnostics with their places."""
    program, found = check([tree], {})
    return program, [(d, d.span and (d.span.start, d.span.end), [r.span.start for r in d.related]) for d in found]


def whole(fact: Fact) -> tuple[object, ...]:
    """All of a fact, places included."""
    places = [fact.span, *(cited.span for cited in fact.citations)]
    places += [fact.when.span] if fact.when is not None else []
    return fact, fact.waivers, [(place.start, place.end) for place in places]


def unpacked(tree: Tree) -> Tree:
    """The tree with every fact left as a node."""
    return Tree(Statements(tree.file, dict(enumerate(tree.statements)), (), ()), file=tree.file)


@pytest.fixture(scope="module")
def kept_trees(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """One folder for all chunks: in a new one, the tables of the parser are computed first, which takes longer than all else."""
    return tmp_path_factory.mktemp("trees")


@pytest.mark.parametrize("chunk", CHUNKS, ids=str)
def test_a_packed_fact_is_judged_as_its_node_is(chunk: Chunk, kept_trees: Path) -> None:
    file = TextFile(str(chunk.path), chunk.text)
    tree, problems = parse(file)
    trees = [tree, Tree(pack(tree), file=file)]
    if not problems:
        cached_parse(file, kept_trees)
        kept, _ = cached_parse(file, kept_trees)
        assert isinstance(kept.statements, Statements)
        trees.append(kept)
    expected, told = judged(unpacked(tree))
    for each in trees:
        program, found = judged(each)
        assert found == told
        assert list(map(whole, program.facts)) == list(map(whole, expected.facts))
        assert program.relations == expected.relations


TEXT = """\
source s { file: "s.txt" }.
entity kim: person.
relation born(who: person, on: date).
from s.
born(kim, 1950-01-01) "Kim was born long ago".
born(kim, 1950) "Kim was born long ago".
born(kin, 1950-01-02) "Kim was born long ago" "and another".
from t.
born(kim, 1950-01-03) "Kim was born long ago".
born(kim, 1950-01-04) @ s "Kim was born long ago".
says(kim): born(kim, 1950-01-05) @ s "Kim was born long ago".
says(kin): born(kim, 1950-01-06) @ s "Kim was born long ago".
born(kim, 1950-01-01) @ s "Kim was born long ago".
born(kim) @ s "Kim was born long ago".
assume born(kim, 1950-01-07) on 2019-XX-XX.
born(kim, 1950-01-08) since 2019-01 until 2020-XX-XX @ s "Kim was born long ago".
"""


def test_a_mistake_in_a_packed_fact_is_told_of_that_fact_alone() -> None:
    tree, problems = parse(TextFile("x.fb", TEXT))
    assert not problems
    program, told = judged(tree)
    expected, found = judged(unpacked(tree))
    assert (told, list(map(whole, program.facts))) == (found, list(map(whole, expected.facts)))
    assert [(d.code, d.span.line) for d, *_ in told] == [
        ("E201", 6),
        ("E203", 7),
        ("E102", 8),
        ("E116", 12),
        ("W102", 13),
        ("E104", 14),
    ]
    assert [fact.index for fact in program.facts] == list(range(len(program.facts)))
    assert all(a.span.start < b.span.start for a, b in pairwise(program.facts))


def test_a_file_of_packed_facts_needs_no_parser_to_open(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    file = TextFile("x.fb", "relation p(a: int).\nassume p(1). assume p(2) on 2019-01-01.\n")
    cached_parse(file, tmp_path)
    monkeypatch.setattr("factbase.syntax.parse.parse", lambda *_: pytest.fail("the entry was not read"))
    monkeypatch.setattr("factbase.syntax.parse.read_statement", lambda *_: pytest.fail("a fact was unpacked"))
    tree, _ = cached_parse(file, tmp_path)
    program, found = check([tree], {})
    assert ([fact.values for fact in program.facts], found) == ([(1,), (2,)], ())
    assert len(tree.statements) == 3


def test_every_unknown_value_is_another_one() -> None:
    wide = ", ".join("?" * 70)
    text = "".join(f"assume wide({wide}).\nassume one(?).\n" for _ in range(3))
    program = FactBase.load([]).with_text("x.fb", text, Path()).program
    unknown = [value for fact in program.facts for value in fact.values if isinstance(value, Unknown)]
    assert len(set(unknown)) == len(unknown) == 3 * 71
