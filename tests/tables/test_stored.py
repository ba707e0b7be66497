"""Tables whose rows are left in their file: what is asked of them, what is refused, and what is read like any other."""

from __future__ import annotations

from pathlib import Path

import pytest
from engines import ENGINES

from factbase.base import FactBase, View
from factbase.engine.base import Engine, TooLarge, Unsupported
from factbase.engine.choose import AutoEngine
from factbase.engine.relational import DuckEngine, missing
from factbase.explain.proof import leaves
from factbase.ground.date import parse_date
from factbase.sources import sheets

pyarrow = pytest.importorskip("pyarrow")
pytestmark = pytest.mark.skipif(bool(missing()), reason="the extra `duckdb` is not installed")

AT = View(parse_date("2020-01-01"))
RULES = """
relation edge(source: int, target: int).
relation name(node: int, text: string).
assume table edge from "edges.parquet".
assume table name from "names.parquet" { columns: [node, text] }.
path(X, Y) :- edge(X, Y).
path(X, Z) :- path(X, Y), edge(Y, Z).
named(X, T) :- path(X, Y), name(Y, T), not edge(Y, 3).
edges(N) :- N = count { X, Y : edge(X, Y) }.
"""
EDGES = [(1, 2), (2, 3), (3, 4), (4, 2), (1, 2), (7, 8)]
NAMES = [(2, "two"), (3, "'; DROP TABLE t0; --"), (4, "vier"), (8, "acht")]


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setattr(sheets, "LEFT", 0)
    write(tmp_path / "edges.parquet", source=[a for a, _ in EDGES], target=[b for _, b in EDGES])
    write(tmp_path / "names.parquet", text=[b for _, b in NAMES], node=[a for a, _ in NAMES])
    (tmp_path / "base.fb").write_text(RULES)
    return tmp_path


def write(path: Path, **columns: list[object]) -> None:
    import pyarrow.parquet

    pyarrow.parquet.write_table(pyarrow.table(columns), path, row_group_size=2)


def load(folder: Path) -> FactBase:
    base = FactBase.load([folder])
    assert not base.errors
    return base


def is_left(base: FactBase) -> list[bool]:
    return [table.stored is not None for table in base.program.facts.tables]


GOALS = ["path(1, X)", "path(X, 4)", "named(1, T)", "edge(1, X)", "edges(N)", "edge(X, Y), name(Y, T)", "path(8, X)"]


@pytest.mark.parametrize("goal", GOALS)
def test_answers_and_proofs_are_those_of_the_table_read_whole(
    folder: Path, goal: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    left = load(folder)
    assert is_left(left) == [True, True]
    ours = left.ask(goal, AT, DuckEngine())
    monkeypatch.setattr(sheets, "LEFT", 1 << 30)
    whole = load(folder)
    assert is_left(whole) == [False, False]
    theirs = whole.ask(goal, AT, ENGINES[0])
    assert [(a.bindings, a.certainty) for a in ours.answers] == [(a.bindings, a.certainty) for a in theirs.answers]
    assert sorted(map(str, _places(ours.answers))) == sorted(map(str, _places(theirs.answers)))


def _places(answers: tuple) -> list[tuple[int, str]]:  # type: ignore[type-arg]
    """The rows on which the proofs rest, by line."""
    facts = {(fact.relation, fact.span.line) for a in answers for leaf in leaves(a.proof) for fact in leaf.facts}
    return sorted((line, relation) for relation, line in facts)


def test_facts_written_beside_a_table_and_rules_for_it_count_too(folder: Path) -> None:
    (folder / "more.fb").write_text(
        'assume edge(8, 9).\nedge(X, X) :- edge(X, 8).\nassume table edge from "edges.parquet".\n'
    )
    found = load(folder).ask("path(7, X)", AT, DuckEngine())
    assert [dict(a.bindings)["X"] for a in found.answers] == [7, 8, 9]


@pytest.mark.parametrize("engine", ENGINES, ids=lambda engine: engine.name)
def test_an_engine_that_reads_no_files_refuses_them(folder: Path, engine: Engine) -> None:
    with pytest.raises(Unsupported, match="choose duckdb"):
        load(folder).ask("path(1, X)", AT, engine)


def test_auto_leaves_them_to_duckdb(folder: Path) -> None:
    answers = load(folder).ask("path(1, X)", AT, AutoEngine())
    assert answers.engine == "duckdb"
    assert len(answers.answers) == 3


def test_a_column_of_another_type_is_read_whole_where_each_mistake_has_its_row(folder: Path) -> None:
    (folder / "base.fb").write_text(RULES.replace("text: string", "text: int"))
    errors = FactBase.load([folder]).errors
    assert sorted((error.code, error.span and error.span.line) for error in errors) == [
        ("E127", n) for n in range(1, 5)
    ]


def test_what_is_too_large_to_be_read_whole_says_what_needs_it(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sheets, "MAX_TABLE_BYTES", 100)
    (folder / "base.fb").write_text(RULES.replace("text: string", "text: int"))
    (error,) = FactBase.load([folder]).errors
    assert error.code == "E120"
    assert "more than 100 bytes, and argument `text` of `name` takes int, which strings of it are not" in error.message


def test_what_may_not_be_given_is_read_like_any_table(folder: Path) -> None:
    write(folder / "names.parquet", text=["?", "a"], node=[1, 2])
    base = FactBase.load([folder])
    assert is_left(base) == [True, False]


def test_a_null_of_strings_is_empty_as_it_is_where_all_is_read(folder: Path) -> None:
    write(folder / "names.parquet", text=["a", None], node=[1, 2])
    base = load(folder)
    assert is_left(base) == [True, True]
    assert [dict(a.bindings)["T"] for a in base.ask("name(2, T)", AT, DuckEngine()).answers] == [""]


def test_a_null_of_integers_is_told_at_its_row(folder: Path) -> None:
    write(folder / "names.parquet", text=["a", "b"], node=[1, None])
    (error,) = FactBase.load([folder]).errors
    assert (error.code, error.span and error.span.line) == ("E127", 2)


def test_what_is_dated_is_read_like_any_table(folder: Path) -> None:
    (folder / "base.fb").write_text(RULES.replace('from "edges.parquet"', 'from "edges.parquet" { on: 2019-01-01 }'))
    assert is_left(FactBase.load([folder])) == [False, True]


@pytest.mark.parametrize("name", ["it's.parquet", "a*.parquet", 'q"; DROP.parquet'])
def test_hostile_names_of_files_and_columns(folder: Path, name: str) -> None:
    write(folder / name, **{"a'b\"; --": [1], "target": [2]})
    written = name.replace('"', '\\"')
    (folder / "base.fb").write_text(
        f'relation edge(source: int, target: int).\nassume table edge from "{written}" {{ columns: [1, 2] }}.\n'
    )
    base = load(folder)
    engine = DuckEngine() if all(is_left(base)) else ENGINES[0]
    assert [a.bindings for a in base.ask("edge(1, X)", AT, engine).answers] == [(("X", 2),)]


def test_what_is_too_large_for_the_vector_engine_goes_on_in_files(monkeypatch: pytest.MonkeyPatch) -> None:
    from factbase.engine import choose

    pytest.importorskip("llvmlite")
    vector = choose._vector

    def small(setting: choose.EngineSetting) -> object:
        engine = vector(setting)
        engine.max_rows = 1_000
        return engine

    monkeypatch.setattr(choose, "_vector", small)
    monkeypatch.setattr(choose, "WORK", 10)
    told: list[str] = []
    base = FactBase.load([]).with_text("made.fb", "n(X) :- X in 1 .. 90.\npair(X, Y) :- n(X), n(Y), X < Y.", Path())
    answers = base.ask("pair(X, 90)", AT, AutoEngine(choose.EngineSetting(notice=told.append)))
    assert (answers.engine, len(answers.answers)) == ("duckdb", 89)
    assert "the duckdb engine goes on in temporary files" in told[-1]
    monkeypatch.setattr(choose.relational, "missing", lambda: ("duckdb",))
    with pytest.raises(TooLarge, match="the duckdb engine may solve it"):
        base.ask("pair(X, 90)", AT, AutoEngine())
