"""The house: a module imports from its own floor and from floors below, each library stands in one room, nothing below the faces
reads a clock, the network or the environment. It walks every import under `src/factbase`, those inside functions too.
"""

from __future__ import annotations

import ast
import re
from collections.abc import Iterator
from functools import cache
from graphlib import CycleError, TopologicalSorter
from pathlib import Path
from typing import get_args

import pytest

from factbase.engine import step
from factbase.explain import conditions, proof
from factbase.syntax import tree as syntax

TESTS = Path(__file__).parent
SOURCE = Path(__file__).parents[1] / "src" / "factbase"

# From the ground up; what stands on one line may import one another, without a cycle. A folder is one room.
FLOORS = (
    ("ground",),
    ("syntax", "cite", "files"),
    ("program",),
    ("result",),
    ("engine",),
    ("sources", "explain"),
    ("answer", "workspace"),
    ("base",),
    ("resolve",),
    ("checks",),
    ("questions",),
    ("render",),
    ("requests",),
    ("faces",),
    ("__init__", "__main__"),
)
LEVEL = {room: level for level, rooms in enumerate(FLOORS) for room in rooms}

# A library, and the only rooms or modules that may know it.
LIBRARIES = {
    "lark": ("syntax",),
    "pyDatalog": ("engine.pydatalog",),
    "prompt_toolkit": ("faces",),
    "argcomplete": ("faces.completing", "requests.shells"),
    "watchfiles": ("faces.watching", "faces.serving"),
    "rapidfuzz": ("cite", "ground.diagnostic", "ground.text"),
    "icu4py": ("cite.unspaced",),
    "numpy": ("engine.vector", "program.bulk"),
    "numba": ("engine.vector.kernels",),
    "llvmlite": ("engine.vector",),
    "pyarrow": ("sources.arrow", "sources.left", "render.arrow"),
    "duckdb": ("engine.relational",),
    "sqlglot": ("engine.relational",),
    "pyspark": ("engine.relational.cluster",),
    "msgspec": ("result.read",),
    "IPython": ("faces.magic",),
    "jinja2": ("render.site",),
    "markupsafe": ("render.site",),
    "starlette": ("faces.serving",),
    "uvicorn": ("faces.serving",),
}
FREE_OF_OTHERS = ("cite",)
"""Rooms that import no other room of the house: `cite` is pure."""

FOR_FACES = frozenset({"ground", "answer", "base", "result", "render", "requests", "faces"})
"""The rooms that a face may import: plain values, what comes out, and requests; how any of it is found is none of its business."""

FOR_EXPLANATIONS = frozenset(
    {
        "engine.base",
        "engine.course",
        "engine.goal",
        "engine.instant",
        "engine.moment",
        "engine.plan",
        "engine.step",
        "engine.store",
    }
)
"""What `explain` may know of `engine`: goals, plans and models, and what follows on which days. How a model is found it must not know."""

OF_TERMINALS = frozenset(
    {"argparse", "contextlib.redirect_stdout", "curses", "getopt", "prompt_toolkit", "readline", "shlex", "tty"}
)
"""What takes arguments, or reads and writes streams: for the faces."""

IMPURE_MODULES = frozenset(
    {"asyncio", "getpass", "http", "locale", "platform", "random", "secrets", "select", "socket", "ssl", "subprocess"}
    | {"time", "urllib", "uuid", "webbrowser"}
)
IMPURE_NAMES = frozenset(
    {"os.environ", "os.getenv", "os.urandom", "os.getcwd", "os.getlogin", "Path.cwd", "Path.home"}
    | {
        f"{name}.{now}"
        for name in ("date", "datetime", "datetime.date", "datetime.datetime")
        for now in ("now", "today", "utcnow")
    }
)
PERMITTED = {
    "engine.vector.native": {"platform"},  # machine code is kept by the machine it is for; no model depends on it
    "engine.relational.scratch": {"platform"},  # files of another machine, on a disk that both see, are left alone
    "sources.confined": {"subprocess"},  # a process of its own is what bounds the reading of a page
    "render.site.paths": {"urllib"},  # it writes addresses of the web, and opens none
    "files.git": {"subprocess"},  # it asks git for what was committed, and writes nothing
}
"""What a module may use all the same, each with its reason."""


def modules() -> list[str]:
    return sorted(name_of(path) for path in SOURCE.rglob("*.py"))


def name_of(path: Path) -> str:
    return ".".join(path.relative_to(SOURCE).with_suffix("").parts).removesuffix(".__init__")


@cache
def tree_of(module: str) -> ast.Module:
    stem = SOURCE.joinpath(*module.split("."))
    path = stem / "__init__.py" if stem.is_dir() else stem.with_suffix(".py")
    return ast.parse(path.read_text(encoding="utf-8"))


def imports(module: str) -> Iterator[str]:
    """The dotted names of all that a module imports; `from a import b` gives `a` and, where it is a module of ours, `a.b`."""
    for node in ast.walk(tree_of(module)):
        match node:
            case ast.Import():
                yield from (alias.name for alias in node.names)
            case ast.ImportFrom():
                assert node.level == 0, f"{module}: a relative import hides its floor"
                assert node.module is not None
                inner = [f"{node.module}.{alias.name}" for alias in node.names]
                ours = [name for name in inner if name.removeprefix("factbase.") in MODULES]
                yield from ours
                if len(ours) < len(inner):
                    yield node.module


def of_the_house(module: str) -> set[str]:
    return {name.removeprefix("factbase.") for name in imports(module) if name.startswith("factbase.")}


def room(module: str) -> str:
    return module.partition(".")[0]


MODULES = modules()
each_module = pytest.mark.parametrize("module", MODULES)


def test_the_docs_have_every_room_and_in_this_order() -> None:
    page = (TESTS.parent / "docs" / "architecture.md").read_text(encoding="utf-8")
    _, _, table = page.partition("| room | what comes in and out")
    rooms = re.findall(r"^\| `(\w+)/?` \|", table.partition("\n\n")[0], re.MULTILINE)
    assert sorted(rooms) == sorted(name for name in LEVEL if not name.startswith("__"))
    assert rooms == sorted(rooms, key=LEVEL.__getitem__)


@each_module
def test_a_module_stands_on_a_floor(module: str) -> None:
    assert room(module) in LEVEL, f"say in FLOORS where `{room(module)}` stands"


@each_module
def test_a_module_imports_from_its_own_floor_and_below_only(module: str) -> None:
    above = {name for name in of_the_house(module) if LEVEL.get(room(name), 0) > LEVEL.get(room(module), 0)}
    assert not above


@pytest.mark.parametrize("module", [m for m in MODULES if room(m) in FREE_OF_OTHERS])
def test_a_pure_room_imports_no_other_room(module: str) -> None:
    assert {room(name) for name in of_the_house(module)} <= {room(module)}


@pytest.mark.parametrize("module", [m for m in MODULES if room(m) == "faces"])
def test_a_face_imports_no_deeper_room(module: str) -> None:
    assert {room(name) for name in of_the_house(module)} <= FOR_FACES


@pytest.mark.parametrize("module", [m for m in MODULES if room(m) == "explain"])
def test_an_explanation_knows_plans_and_models_and_no_engine(module: str) -> None:
    assert {name for name in of_the_house(module) if room(name) == "engine"} <= FOR_EXPLANATIONS


@pytest.mark.parametrize("module", [m for m in MODULES if room(m) == "requests"])
def test_a_request_knows_no_terminal(module: str) -> None:
    used = {name.partition(".")[0] for name in imports(module)} & (OF_TERMINALS | {"sys"})
    for node in ast.walk(tree_of(module)):
        if isinstance(node, ast.Call) and isinstance(node.func, ast.Name):
            used |= {node.func.id} & {"input", "print"}
    assert not used


@pytest.mark.parametrize("module", [m for m in MODULES if LEVEL.get(room(m), 0) < LEVEL["faces"]])
def test_nothing_below_the_faces_takes_arguments_or_turns_streams_aside(module: str) -> None:
    used = {name.partition(".")[0] for name in imports(module)} & OF_TERMINALS
    for node in ast.walk(tree_of(module)):
        if isinstance(node, ast.ImportFrom):
            used |= {f"{node.module}.{alias.name}" for alias in node.names} & OF_TERMINALS
        elif isinstance(node, ast.Assign):  # `sys.stdout = …`
            used |= {ast.unparse(target) for target in node.targets} & {"sys.stdout", "sys.stderr"}
    assert not used


@each_module
def test_a_library_is_known_in_one_room_only(module: str) -> None:
    for name in imports(module):
        allowed = LIBRARIES.get(name.partition(".")[0])
        assert allowed is None or any(module == a or module.startswith(f"{a}.") for a in allowed), name


@pytest.mark.parametrize("module", [m for m in MODULES if LEVEL.get(room(m), 0) < LEVEL["faces"]])
def test_nothing_below_the_faces_reads_a_clock_the_network_or_the_environment(module: str) -> None:
    used = {name.partition(".")[0] for name in imports(module)} & IMPURE_MODULES
    for node in ast.walk(tree_of(module)):
        match node:
            case ast.Attribute():
                used |= {ast.unparse(node)} & IMPURE_NAMES
            case ast.ImportFrom():
                used |= {f"{node.module}.{alias.name}" for alias in node.names} & IMPURE_NAMES
    assert used <= PERMITTED.get(module, set())


def test_no_module_imports_itself_by_way_of_others() -> None:
    graph = {module: of_the_house(module) & set(MODULES) - {module} for module in MODULES}
    # A room's `__init__` gathers what its modules offer: within the room the names are one.
    try:
        TopologicalSorter(graph).prepare()
    except CycleError as cycle:
        pytest.fail(" -> ".join(cycle.args[1]))


def test_the_floors_name_no_room_that_is_gone() -> None:
    rooms = {room(module) for module in MODULES} | {"__init__"}
    assert set(LEVEL) <= rooms, set(LEVEL) - rooms


@pytest.mark.parametrize("path", sorted(TESTS.rglob("*.py")), ids=lambda path: path.name)
def test_a_test_module_is_imported_by_none(path: Path) -> None:
    """What tests share stands in modules of its own, so that to import it collects nothing."""
    text = path.read_text(encoding="utf-8")
    named = {
        name
        for node in ast.walk(ast.parse(text))
        if isinstance(node, ast.Import | ast.ImportFrom)
        for name in ([node.module or ""] if isinstance(node, ast.ImportFrom) else [alias.name for alias in node.names])
    }
    assert not {name for name in named if name.startswith("test_")}


CLOSED = [
    {kind.__name__ for kind in get_args(of)}
    for of in (syntax.Expression, syntax.Literal, syntax.Statement, step.Step, proof.Proof, conditions.Condition)
]
"""Sets of classes that a match names one by one, so that mypy tells where a new one is forgotten."""


@each_module
def test_a_match_over_a_closed_set_names_every_member(module: str) -> None:
    for node in ast.walk(tree_of(module)):
        if not isinstance(node, ast.Match):
            continue
        named = {
            ast.unparse(each.cls)
            for case in node.cases
            for each in ast.walk(case.pattern)
            if isinstance(each, ast.MatchClass)
        }
        wild = any(
            isinstance(case.pattern, ast.MatchAs)
            and case.pattern.name is case.pattern.pattern is None
            and case.guard is None
            for case in node.cases
        )
        assert not (wild and named and any(named <= closed for closed in CLOSED)), f"line {node.lineno}"
