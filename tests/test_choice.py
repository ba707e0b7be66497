"""Which engine solves, and what is told of it: `--engine`, `--stats`, and the choice of `auto`."""

from __future__ import annotations

import json
import re
import subprocess
from collections.abc import Callable, Sequence
from pathlib import Path

import pytest
from engines import VECTOR
from programs import base_of

from factbase.base import FactBase, View
from factbase.engine import choose, growth, relational
from factbase.engine.base import Model, Rules, Store, TooLarge
from factbase.engine.choose import ENGINES, LARGE, MANY, AutoEngine, EngineSetting, NotInstalled, engine_named
from factbase.engine.meter import Meter
from factbase.engine.pydatalog import PyDatalogEngine
from factbase.render.stats import stats_text

AT = ("--at", "2003-01-01")
CLOSURE = "path(X, Y) :- edge(X, Y).\npath(X, Z) :- path(X, Y), edge(Y, Z).\n"
needs_vector = pytest.mark.skipif(VECTOR is None, reason="the vector engine is not installed")


def chain(edges: int, rules: str = CLOSURE) -> FactBase:
    return base_of(rules + "".join(f"assume edge({i}, {i + 1}).\n" for i in range(edges)))


def names(base: FactBase, goal: str, setting: EngineSetting | None = None) -> str:
    return base.ask(goal, View(), AutoEngine(setting), complete=True).engine


@pytest.fixture
def no_vector(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(choose, "missing", lambda: ("llvmlite",))


# ---- auto


@needs_vector
@pytest.mark.parametrize(
    ("edges", "goal", "engine"), [(20, "path(X, Y)", "pydatalog"), (400, "edge(399, X)", "pydatalog")]
)
def test_what_is_little_work_is_solved_by_pydatalog(edges: int, goal: str, engine: str) -> None:
    assert names(chain(edges), goal) == engine


@needs_vector
def test_what_is_much_work_is_solved_by_the_vector_engine(tmp_path: Path) -> None:
    """A chain of few facts has many rows; of many facts, each alone is enough."""
    from engines import KERNELS

    setting = EngineSetting(folder=KERNELS)
    assert names(chain(150), "path(0, X)", setting) == "vector"
    assert names(chain(MANY + 1, ""), "edge(7, X)", setting) == "vector"
    engine = AutoEngine(setting)
    asked = [chain(edges).ask("path(0, X)", View(), engine).engine for edges in (20, 150, 20)]
    assert asked == ["pydatalog", "vector", "vector"], "what has started goes on"


@needs_vector
def test_what_is_too_large_for_pydatalog_is_left_to_the_vector_engine() -> None:
    from engines import KERNELS

    assert names(base_of("n(X) :- X in 1 .. 150000."), "n(149999)", EngineSetting(folder=KERNELS)) == "vector"


@needs_vector
def test_a_rule_that_counts_for_ever_is_stopped_on_auto_too(monkeypatch: pytest.MonkeyPatch) -> None:
    from engines import KERNELS

    monkeypatch.setattr(growth, "COUNTED", 400)
    monkeypatch.setattr(growth, "COUNTED_IN_COLUMNS", 500)
    with pytest.raises(
        TooLarge, match="past 500 rounds: a rule of `n` makes a new value in each, and may never end; bound"
    ):
        base_of("assume n(0).\nn(X + 1) :- n(X).").ask("n(X)", View(), AutoEngine(EngineSetting(folder=KERNELS)))


@needs_vector
def test_the_vector_engine_takes_more_rounds_than_pydatalog() -> None:
    class Solved(Exception):
        pass

    class Seen:
        name, operations = VECTOR.name, VECTOR.operations

        def solve(self, rules: Rules, store: Store) -> Model:
            raise Solved(
                VECTOR.solve(rules, store).statistics.rounds
            )  # the proof of so long a chain is not what is asked

    last = growth.COUNTED + 5_000
    with pytest.raises(Solved, match=f"^{last + 2}$"):
        base_of(f"assume n(0).\nn(X + 1) :- n(X), X < {last}.").ask("n(X)", View(), Seen())


@pytest.mark.usefixtures("no_vector")
def test_a_rule_that_counts_for_ever_is_stopped_without_the_vector_engine(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(growth, "COUNTED", 500)
    with pytest.raises(TooLarge, match=r"may never end; bound it by a comparison, such as `Y < 1000`$"):
        base_of("assume n(0).\nn(Y) :- n(X), Y = X + 1.").ask("n(X)", View(), AutoEngine())


def test_what_ends_by_itself_may_take_any_number_of_rounds(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(growth, "COUNTED", 5)
    assert len(chain(30).ask("path(0, X)", View(), PyDatalogEngine()).answers) == 30


@pytest.mark.usefixtures("no_vector")
def test_without_the_vector_engine_work_is_bounded_and_the_bound_says_what_helps(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    """A recursion with a computed argument over 1,010 edges took gigabytes, and did not end."""
    edges = "".join(f"assume e({a}, {(7 * a + b) % 101}).\n" for a in range(101) for b in range(10))
    monkeypatch.setattr(choose, "_pydatalog", lambda setting, work=0: PyDatalogEngine(max_work=20_000))
    rules = "rev(X, Z, B) :- e(X, Z), B in 1 .. 4.\nrev(X, Z, B) :- e(X, Y), B in 2 .. 4, C = B - 1, rev(Y, Z, C).\n"
    with pytest.raises(
        TooLarge,
        match=r"more work than it may: a rule of `rev` met this bound; the vector engine may solve it, install it with: pip",
    ):
        base_of(edges + rules).ask("rev(1, Y, 4)", View(), AutoEngine(), complete=True)


@pytest.mark.usefixtures("no_vector")
def test_without_the_vector_engine_all_is_left_to_pydatalog() -> None:
    assert names(chain(150), "path(140, X)") == "pydatalog"
    with pytest.raises(NotInstalled, match=r"pip install 'factbase\[fast\]'"):
        engine_named("vector")


@pytest.mark.usefixtures("no_vector")
def test_without_the_vector_engine_what_is_too_much_says_what_to_install(monkeypatch: pytest.MonkeyPatch) -> None:
    install = r"install it with: pip install 'factbase\[fast\]'"
    with pytest.raises(TooLarge, match=f"20,001 facts are too many without the vector engine; {install}"):
        chain(LARGE + 1, "").ask("edge(7, X)", View(), AutoEngine())
    monkeypatch.setattr(choose, "_pydatalog", lambda setting, work=None: PyDatalogEngine(max_rows=100))
    with pytest.raises(
        TooLarge, match=f"past 100 rows: a rule of `path` met this bound; the vector engine may solve it, {install}"
    ):
        chain(30).ask("path(X, Y)", View(), AutoEngine())


def test_an_engine_of_another_name_is_a_mistake() -> None:
    with pytest.raises(ValueError, match="no engine 'souffle'"):
        engine_named("souffle")


# ---- statistics


@pytest.mark.parametrize("name", ["pydatalog", pytest.param("vector", marks=needs_vector)])
def test_statistics_tell_what_each_rule_came_to(name: str) -> None:
    ticks = iter(range(100_000))
    from engines import KERNELS

    def clock() -> float:
        return float(next(ticks))

    meter = Meter(engine_named(name, EngineSetting(folder=KERNELS, clock=clock)), clock)
    base = chain(20, CLOSURE + "far(N) :- N = count { Y : path(0, Y) }.\n")
    base.ask("far(N)", View(), meter, complete=True)
    (solved,) = meter.solved
    found = solved.statistics
    assert (solved.engine, found.rows) == (name, 20 + 210 + 20 + 1 + 1)
    assert {(rule.rows, rule.firings) for rule in found.rules} >= {(20, 1), (190, 20), (1, 1)}
    assert all(rule.seconds > 0 for rule in found.rules)
    assert solved.seconds > sum(rule.seconds for rule in found.rules)
    (text,) = stats_text(meter.solved)
    head, columns, *rules = text.splitlines()
    memory = ", [0-9.]+ MiB" if name == "vector" else ""
    assert re.fullmatch(rf"engine {name}: [0-9]+ rounds, 252 rows{memory}, [0-9]+\.000 s", head)
    assert columns.split() == ["seconds", "firings", "new", "rows", "rule"]
    assert sorted(line.split(maxsplit=3)[3] for line in rules) == [
        "made_up.fb:1 path(X, Y)",
        "made_up.fb:2 path(X, Z)",
        "made_up.fb:3 far(N)",
        "made_up.fb:3 the rows of `N = count { Y : path(0, Y) }`",
        "the goal",
    ]
    seconds = [float(line.split()[0]) for line in rules]
    assert seconds == sorted(seconds, reverse=True)


def test_statistics_of_several_plans_are_one_table() -> None:
    meter = Meter(PyDatalogEngine(), lambda: 0.0)
    for goal in ("path(0, X)", "path(X, 3)"):
        chain(5).ask(goal, View(), meter, complete=True)
    (text,) = stats_text(meter.solved)
    assert text.startswith("engine pydatalog: 2 plans, ")
    assert text.count("made_up.fb:2 path(X, Z)") == 1
    assert list(stats_text([])) == ["nothing was solved"]


# ---- the options

SOLVING: Sequence[Sequence[str]] = (
    ("ask", "allied(alpha, B)"),
    ("why", "allied(alpha, B)"),
    ("why-not", "allied(alpha, gamma)"),
    ("check",),
    ("timeline", "allied(alpha, B)"),
    ("sources", "--load-bearing"),
    ("conflicts",),
)


@needs_vector
@pytest.mark.parametrize("command", SOLVING, ids=lambda command: command[0])
def test_every_command_that_solves_says_the_same_on_any_engine(factbase: Callable, command: Sequence[str]) -> None:
    installed = [name for name in ENGINES if name != "spark" and (name != "duckdb" or not relational.missing())]
    told = [factbase("--base", "tests/base", *command, *AT, "--engine", name) for name in installed]
    assert len({result.stdout for result in told}) == 1
    assert {result.returncode for result in told} == {0}
    assert told[0].stdout


@needs_vector
def test_the_engine_that_is_named_is_the_one_that_solves(factbase: Callable) -> None:
    for before, after, engine in ((["--engine", "vector"], [], "vector"), ([], ["--engine", "pydatalog"], "pydatalog")):
        result = factbase(*before, "--base", "tests/base", "ask", "allied(alpha, B)", *AT, "--format", "json", *after)
        assert json.loads(result.stdout)["engine"] == engine


@needs_vector
@pytest.mark.parametrize("command", [("diff", "HEAD"), ("load", "tests/more/joined.fb"), ("certify", "FILE")])
def test_the_other_commands_take_an_engine_too(
    factbase: Callable, base: Path, tmp_path: Path, command: Sequence[str]
) -> None:
    saved = tmp_path / "saved.json"
    saved.write_text(factbase("--base", base, "ask", "allied(alpha, B)", *AT, "--format", "json").stdout)
    if command[0] == "diff":
        identity = ("-c", "user.name=t", "-c", "user.email=t@example.org", "-c", "commit.gpgsign=false")
        for words in (("init", "-q"), ("add", "-A"), (*identity, "commit", "-q", "-m", "as it was")):
            subprocess.run(["git", "-C", str(base), *words], check=True, capture_output=True)
    words = [str(saved) if word == "FILE" else word for word in command]
    view = () if command[0] == "certify" else ("--at", "2003-01-01")  # a saved answer has its own
    result = factbase("--base", base, *words, "--engine", "vector", *view)
    assert result.returncode == 0, result.stdout + result.stderr


def test_commands_that_do_not_solve_take_no_engine(factbase: Callable) -> None:
    assert factbase("lock", "--engine", "auto").returncode == 2
    assert factbase("ask", "p(X)", "--engine", "souffle").returncode == 2


@pytest.mark.usefixtures("no_vector")
@pytest.mark.parametrize("command", [("ask", "allied(A, B)"), ()])
def test_an_engine_that_is_not_installed_is_said_in_one_line(factbase: Callable, command: Sequence[str]) -> None:
    result = factbase("--base", "tests/base", *command, "--engine", "vector")
    assert result.returncode == 2
    assert result.stdout == ""
    told = "factbase: error: the vector engine needs llvmlite; install it with: pip install 'factbase[fast]'\n"
    assert result.stderr == told


@pytest.mark.usefixtures("no_vector")
def test_a_session_keeps_its_engine_where_another_is_not_installed(factbase: Callable) -> None:
    result = factbase("--base", "tests/base", stdin=":engine vector\n:engine\nallied(A, B).\n")
    assert "the vector engine needs llvmlite; install it with" in result.stdout
    assert "engine auto" in result.stdout
    assert result.returncode == 1


@pytest.mark.parametrize(
    "command", [c for c in SOLVING if c[0] in ("ask", "why", "check", "timeline")], ids=lambda c: c[0]
)
def test_statistics_stand_on_standard_error_below_the_answers(factbase: Callable, command: Sequence[str]) -> None:
    plain = factbase("--base", "tests/base", *command, *AT, "--format", "json")
    result = factbase("--base", "tests/base", *command, *AT, "--format", "json", "--stats")
    assert result.stdout == plain.stdout
    assert plain.stderr == ""
    engine = "course" if command[0] == "timeline" else "pydatalog"
    assert re.search(rf"^engine {engine}: .*[0-9]+ rounds, [0-9]+ rows, [0-9.]+ s$", result.stderr, re.MULTILINE)
    assert "tests/base/base.fb:26 allied(A, B)" in result.stderr


@pytest.mark.parametrize(
    ("option", "told"),
    [
        (("--memory", "lots"), "write a size such as 512MiB or 8GB"),
        (("--memory", "0GB"), "write a size that is more than 0"),
        (("--disk", "-1"), "write a size such as 512MiB or 8GB"),
        (("--spill", "no/where"), "there is no folder `no/where`"),
    ],
)
def test_what_an_engine_may_take_is_a_size_and_a_folder(factbase: Callable, option: tuple[str, str], told: str) -> None:
    result = factbase("--base", "tests/base", "ask", "allied(A, B)", *option)
    assert result.returncode == 2
    assert told in result.stderr


def test_memory_disk_and_folder_of_duckdb_are_those_of_the_command_line(factbase: Callable, tmp_path: Path) -> None:
    (tmp_path / "facts").mkdir()
    (tmp_path / "facts" / "base.fb").write_text(
        "n(X) :- X in 1 .. 3000000.\npair(X, Y) :- n(X), n(Y), X < Y, Y < X + 40.\n"
    )
    (tmp_path / "spill").mkdir()
    given = ("--memory", "48MiB", "--disk", "1MiB", "--spill", "spill", "--seconds", "600")
    result = factbase("ask", "pair(X, Y)", "--engine", "duckdb", *given, cwd=tmp_path)
    assert result.returncode == 1
    assert "than duckdb may use" in result.stderr
    assert list((tmp_path / "spill").iterdir()) == []


def test_settings_lower_what_an_engine_takes_and_a_command_goes_before_them(factbase: Callable, tmp_path: Path) -> None:
    (tmp_path / "facts").mkdir()
    (tmp_path / "facts" / "base.fb").write_text("n(X) :- X in 1 .. 1000000.\npair(X, Y) :- n(X), n(Y), Y = X + 1.\n")
    (tmp_path / "factbase.toml").write_text('memory = "12MiB"\ndisk = "1MiB"\n')
    asked = ("ask", "pair(1, Y)", "--engine", "duckdb", "--seconds", "600")
    assert "than duckdb may use" in factbase(*asked, cwd=tmp_path).stderr
    assert "pair(1, 2)" in factbase(*asked, "--memory", "1GB", cwd=tmp_path).stdout
    (tmp_path / "factbase.toml").write_text('memory = "900TB"\n')
    assert "pair(1, 2)" in factbase(*asked, cwd=tmp_path).stdout


def test_a_folder_of_the_environment_that_is_not_there_is_told(
    factbase: Callable, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("FACTBASE_SPILL", str(tmp_path / "none"))
    result = factbase("--base", "tests/base", "ask", "allied(A, B)")
    assert result.returncode == 2
    assert "error: FACTBASE_SPILL: there is no folder" in result.stderr


def test_a_cache_that_is_none_keeps_no_kernels(factbase: Callable, tmp_path: Path) -> None:
    from factbase.faces.engines import Engines
    from factbase.faces.patience import Patience

    assert Engines("auto", None, Patience(None, [])).setting.folder is None
    assert Engines("auto", tmp_path, Patience(None, [])).setting.folder == tmp_path / "kernels"
