"""Mutation testing: in, modules and what pytest takes; out, every small change of the modules that no test notices, and a score for each.

    python tests/mutants.py src/factbase/cite/match.py src/factbase/cite/joints.py -- tests/cite tests/test_corpus.py
    python tests/mutants.py --lines 80-120 src/factbase/cite/match.py -- tests/cite      only what stands in these lines
    python tests/mutants.py --list src/factbase/cite/match.py                            tells the changes and runs none
    python tests/mutants.py --quick 0.3 src/factbase/cite/match.py -- tests/cite         only by tests of 0.3 s or less
    python tests/mutants.py --again told.txt src/factbase/cite/match.py -- tests/cite    only what an earlier run told survived

Tests are collected once. One run of them as the code stands tells which lines each executes and how long it takes; then each change is made
in a fork of this process, where the tests that execute its line run, the quickest first, until one fails. A change counts as killed where a
test fails, as timed out where the tests take thrice the processor time that they took, as survived otherwise.

It cannot see what a test module computes while it is imported, nor what runs in a process of its own (the fixture `process`): that is the
code as it stands. Nor does it change annotations, decorators, docstrings, `assert`, the words of messages (f-strings), and `class` bodies
outside their functions. A survivor is a test to write, or a change of no consequence: read each.
"""

from __future__ import annotations

import argparse
import ast
import contextlib
import copy
import functools
import gc
import os
import pickle
import resource
import signal
import sys
import tempfile
import time
import types
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import pytest

LEAST = 10.0  # seconds of processor time that any change may take
MEMORY = 8 << 30  # bytes that a change may ask for

_COMPARED = {
    ast.Eq: [ast.NotEq],
    ast.NotEq: [ast.Eq],
    ast.Lt: [ast.LtE, ast.GtE],
    ast.LtE: [ast.Lt, ast.Gt],
    ast.Gt: [ast.GtE, ast.LtE],
    ast.GtE: [ast.Gt, ast.Lt],
    ast.Is: [ast.IsNot],
    ast.IsNot: [ast.Is],
    ast.In: [ast.NotIn],
    ast.NotIn: [ast.In],
}
_CALCULATED = {
    ast.Add: ast.Sub,
    ast.Sub: ast.Add,
    ast.Mult: ast.FloorDiv,
    ast.Div: ast.Mult,
    ast.FloorDiv: ast.Mult,
    ast.Mod: ast.Mult,
    ast.BitOr: ast.BitAnd,
    ast.BitAnd: ast.BitOr,
    ast.LShift: ast.RShift,
    ast.RShift: ast.LShift,
}
_EXCHANGED = {
    "any": "all",
    "all": "any",
    "min": "max",
    "max": "min",
    "startswith": "endswith",
    "endswith": "startswith",
}
_NEVER = (ast.Import, ast.ImportFrom, ast.Assert, ast.JoinedStr, ast.Nonlocal, ast.Global)


@dataclass(frozen=True)
class Mutant:
    """One change: where it is made (the statement's line; fields and places from the module down), what is put there, how that is told."""

    file: str
    line: int
    path: tuple[tuple[str, int | None], ...]
    node: Any  # None takes a statement out
    told: str


# ---- the changes


def mutants(file: str, tree: ast.Module) -> Iterator[Mutant]:
    """Every change of a module, in reading order."""
    for path, node, line in _nodes(tree, (), 1):
        for new in _changes(node):
            place = node.pattern if isinstance(node, ast.match_case) else node
            told = f"{file}:{place.lineno}:{place.col_offset + 1}  {_shown(node)}  ->  {_shown(new)}"
            yield Mutant(file, line, path, new, told)


def _nodes(node: ast.AST, path: tuple[tuple[str, int | None], ...], line: int) -> Iterator[tuple[Any, Any, int]]:
    """What may be changed under a node, each with the way to it and the line of the statement that it is in."""
    for name, value in ast.iter_fields(node):
        if name in ("annotation", "returns", "decorator_list", "type_comment", "bases"):
            continue
        for at, part in enumerate(value) if isinstance(value, list) else [(None, value)]:
            if not isinstance(part, ast.AST) or isinstance(part, _NEVER) or _is_docstring(part):
                continue
            if isinstance(part, ast.keyword) and part.arg == "strict":
                continue
            if isinstance(node, ast.ClassDef) and not isinstance(part, ast.FunctionDef | ast.ClassDef):
                continue
            if isinstance(part, ast.Assign) and getattr(part.targets[0], "id", "") == "__all__":
                continue
            if isinstance(part, ast.If) and getattr(part.test, "id", "") == "TYPE_CHECKING":
                continue
            here, of = (*path, (name, at)), part.lineno if isinstance(part, ast.stmt) else line
            if isinstance(part, ast.expr | ast.stmt | ast.match_case | ast.MatchOr):
                yield here, part, of
            yield from _nodes(part, here, of)


def _is_docstring(node: ast.AST) -> bool:
    return isinstance(node, ast.Expr) and isinstance(node.value, ast.Constant)


def _shown(node: Any) -> str:
    text = " ".join(ast.unparse(node).split()) if node is not None else "(nothing)"
    return text if len(text) <= 110 else f"{text[:109]}…"


def _changes(node: Any) -> Iterator[Any]:
    match node:
        case ast.Compare(ops=ops):
            for at, op in enumerate(ops):
                for other in _COMPARED[type(op)]:
                    yield _with(node, ops=[*ops[:at], other(), *ops[at + 1 :]])
        case ast.BoolOp(op=op, values=values):
            yield _with(node, op=ast.Or() if isinstance(op, ast.And) else ast.And())
            for at in range(len(values)):
                left = [*values[:at], *values[at + 1 :]]
                yield _with(node, values=left) if len(left) > 1 else left[0]
        case ast.BinOp(op=op, left=left) if type(op) in _CALCULATED and not _is_text(left):
            yield _with(node, op=_CALCULATED[type(op)]())
        case ast.UnaryOp(op=ast.Not() | ast.USub(), operand=operand):
            yield operand
        case ast.Constant(value=bool() as value):
            yield _with(node, value=not value)
        case ast.Constant(value=int() as value):
            yield _with(node, value=value + 1)
        case ast.Constant(value=str() as value):
            yield _with(node, value=f"{value}!")
        case ast.IfExp(test=test, body=body, orelse=orelse):
            yield from (body, orelse)
        case ast.Call(func=func, keywords=keywords):
            name = getattr(func, "id", getattr(func, "attr", ""))
            if name in _EXCHANGED:
                other = _EXCHANGED[name]
                yield _with(node, func=_with(func, **{"id" if isinstance(func, ast.Name) else "attr": other}))
            for at, keyword in enumerate(keywords):
                if keyword.arg != "strict":
                    yield _with(node, keywords=[*keywords[:at], *keywords[at + 1 :]])
        case ast.Tuple(elts=elts, ctx=ast.Load()) | ast.List(elts=elts, ctx=ast.Load()) | ast.Set(elts=elts):
            for at in range(len(elts) if len(elts) > 1 or isinstance(node, ast.List) else 0):
                yield _with(node, elts=[*elts[:at], *elts[at + 1 :]])
        case ast.Dict(keys=keys, values=values):
            for at in range(len(keys)):
                yield _with(node, keys=[*keys[:at], *keys[at + 1 :]], values=[*values[:at], *values[at + 1 :]])
        case ast.ListComp() | ast.SetComp() | ast.DictComp() | ast.GeneratorExp():
            for at, each in enumerate(node.generators):
                for number in range(len(each.ifs)):
                    some = _with(each, ifs=[*each.ifs[:number], *each.ifs[number + 1 :]])
                    yield _with(node, generators=[*node.generators[:at], some, *node.generators[at + 1 :]])
        case ast.If(test=test) | ast.While(test=test):
            if not isinstance(test, ast.Compare | ast.UnaryOp):  # which are changed themselves
                yield _with(node, test=ast.UnaryOp(ast.Not(), test))
            if isinstance(node, ast.If):
                yield _with(node, test=ast.Constant(False))
                yield _with(node, test=ast.Constant(True))
        case ast.match_case(guard=guard) if guard is not None:
            yield _with(node, guard=None)
        case ast.MatchOr(patterns=patterns):
            for at in range(len(patterns)):
                yield _with(node, patterns=[*patterns[:at], *patterns[at + 1 :]])
        case ast.Return(value=value) if value is not None and not _is_nothing(value):
            yield _with(node, value=ast.Constant(None))
        case ast.Break():
            yield ast.Continue()
        case ast.Continue():
            yield ast.Break()
        case ast.Expr(value=value) if not isinstance(value, ast.Constant):
            yield None
        case ast.AugAssign() | ast.Raise() | ast.Delete():
            yield None
        case ast.Assign(targets=[ast.Subscript() | ast.Attribute()]):
            yield None


def _with(node: Any, **fields: Any) -> Any:
    new = copy.copy(node)
    for name, value in fields.items():
        setattr(new, name, value)
    return new


def _is_text(node: ast.AST) -> bool:
    return isinstance(node, ast.JoinedStr) or (isinstance(node, ast.Constant) and isinstance(node.value, str))


def _is_nothing(node: ast.AST) -> bool:
    """Whether what asks for it takes it as it would take None."""
    return isinstance(node, ast.Constant) and (node.value is None or node.value is False)


# ---- making one in this process


def put_in_place(mutant: Mutant, tree: ast.Module) -> None:
    """Makes the change in the module that this process has imported, wherever its functions and constants are known by now."""
    where: Any = tree
    for name, at in mutant.path[:-1]:
        where = getattr(where, name) if at is None else getattr(where, name)[at]
    name, at = mutant.path[-1]
    new = ast.copy_location(ast.Pass(), getattr(where, name)[at]) if mutant.node is None else mutant.node
    if at is None:
        setattr(where, name, new)
    else:
        getattr(where, name)[at] = new
    statement = tree.body[mutant.path[0][1] or 0]
    module = _module_of(mutant.file)
    if isinstance(statement, ast.FunctionDef | ast.ClassDef):
        _exchange(vars(module)[statement.name], _made(statement, module)[statement.name], module.__file__ or "")
        if isinstance(statement, ast.FunctionDef):
            _make_what_calls(statement.name, mutant.file, tree, module)
        return
    _make_again(tree.body[mutant.path[0][1] or 0 :], module, set())


def _make_what_calls(name: str, file: str, tree: ast.Module, module: types.ModuleType) -> None:
    """Makes the constants again, of a module and of those that import it, that a function or one that calls it has a part in."""
    names = _callers(tree, {name})
    _make_again(tree.body, module, set(names))
    for path in importers(file):
        other, its = _module_of(path), ast.parse(Path(path).read_text(encoding="utf-8"))
        taken = {each for each in names if vars(other).get(each) is vars(module)[each]}
        if taken:
            _make_again(its.body, other, _callers(its, taken))


def _callers(tree: ast.Module, names: set[str]) -> set[str]:
    """Some names, and those of the functions of a module that use one, also by way of each other."""
    functions = [each for each in tree.body if isinstance(each, ast.FunctionDef)]
    more = names
    while more:
        names = names | more
        more = {each.name for each in functions if _names(each, ast.Load) & names} - names
    return names


def _make_again(body: list[ast.stmt], module: types.ModuleType, changed: set[str]) -> None:
    """Makes a statement of a module again, or all that is made of names that changed; then what other modules made of it."""
    first = body[0] if not changed else None
    taken: dict[types.ModuleType, set[str]] = {}
    for each in body:
        if each is first or (
            isinstance(each, ast.Assign | ast.AnnAssign | ast.AugAssign) and _names(each, ast.Load) & changed
        ):
            made = _made(each, module)
            for name in _names(each, ast.Store) & vars(module).keys():
                changed.add(name)
                was = vars(module)[name]
                for other in list(sys.modules.values()):
                    if getattr(other, "__dict__", {}).get(name) is was:
                        setattr(other, name, made[name])
                        taken.setdefault(other, set()).add(name)
    for other, names in taken.items():
        file = getattr(other, "__file__", None) or ""
        if other is not module and Path(file).parent.parent.name == "factbase" and not file.endswith("__init__.py"):
            _make_again(ast.parse(Path(file).read_text(encoding="utf-8")).body, other, names)


def _names(statement: ast.stmt, context: type[ast.expr_context]) -> set[str]:
    return {part.id for part in ast.walk(statement) if isinstance(part, ast.Name) and isinstance(part.ctx, context)}


def watched(file: str, tree: ast.Module, seen: set[int]) -> None:
    """Lets a module that this process has imported tell which statements of its functions it executes, by their lines."""
    module = _module_of(file)
    vars(module)["__seen__"] = seen
    for statement in _Watching().visit(copy.deepcopy(tree)).body:
        if isinstance(statement, ast.FunctionDef | ast.ClassDef):
            made = _made(statement, module)
            _exchange(vars(module)[statement.name], made[statement.name], module.__file__ or "")
    functions = {each.name for each in tree.body if isinstance(each, ast.FunctionDef)}
    _make_again(tree.body, module, functions)  # what they made while it was imported is made of what is watched


class _Watching(ast.NodeTransformer):
    def visit(self, node: ast.AST) -> Any:
        self.generic_visit(node)
        if isinstance(node, ast.Module | ast.ClassDef):
            return node
        for name in ("body", "orelse", "finalbody"):
            held = getattr(node, name, None)
            if isinstance(held, list):
                lines = [part.lineno for part in held]
                if isinstance(node, ast.FunctionDef):  # a line for itself, where its defaults stand
                    lines, held = [node.lineno, *lines], [ast.Pass(), *held]
                told = [ast.parse(f"__seen__.add({line})").body[0] for line in lines]
                setattr(node, name, [part for pair in zip(told, held, strict=True) for part in pair])
        return node


def _made(statement: ast.stmt, module: types.ModuleType) -> dict[str, Any]:
    """What the names of a module are once one of its statements is executed again, in a copy of it."""
    alone = ast.fix_missing_locations(ast.Module([statement], []))
    code = compile(alone, module.__file__ or "", "exec", annotations.compiler_flag, dont_inherit=True)
    made = dict(vars(module))
    exec(code, made)
    return made


def _exchange(was: Any, made: Any, file: str) -> None:
    """Gives functions that others hold already the code of those that were made."""
    if isinstance(was, type):
        for name, part in vars(made).items():
            if name in vars(was):
                _exchange(vars(was)[name], part, file)
        return
    for name in ("__wrapped__", "__func__", "fget"):
        if getattr(was, name, None) is not None:
            if isinstance(was, functools._lru_cache_wrapper):
                was.cache_clear()
            _exchange(getattr(was, name), getattr(made, name), file)
            return
    if isinstance(was, types.FunctionType) and made.__code__.co_filename == file:
        was.__code__, was.__defaults__, was.__kwdefaults__ = made.__code__, made.__defaults__, made.__kwdefaults__


@functools.cache
def importers(file: str) -> list[str]:
    """The modules of the same package that take names from a module: what it defines may be part of their constants."""
    path = Path(file).resolve()
    takes = f"from {path.parents[1].name}.{path.parent.name}.{path.stem} import "
    held = (getattr(module, "__file__", None) or "" for module in list(sys.modules.values()))
    others = (Path(each) for each in held if Path(each).parent.parent == path.parents[1])
    return sorted(
        os.path.relpath(other) for other in set(others) - {path} if takes in other.read_text(encoding="utf-8")
    )


def _module_of(file: str) -> types.ModuleType:
    path = str(Path(file).resolve())
    found = [m for m in list(sys.modules.values()) if getattr(m, "__file__", None) and m.__file__ == path]
    if not found:
        sys.exit(f"{file}: no test imports it")
    return found[0]


# ---- running


@dataclass
class Tried:
    """What one run of the tests told, test by test: the lines that it executed, and the time that it took; and the lines of constants."""

    made: dict[str, set[int]] = field(default_factory=dict)
    lines: list[dict[str, set[int]]] = field(default_factory=list)
    seconds: list[float] = field(default_factory=list)
    failed: list[str] = field(default_factory=list)


class Hunt:
    """A plugin of pytest that runs the tests once for each change instead of once."""

    def __init__(
        self, files: list[str], lines: range | None, again: frozenset[str] | None, quick: float, jobs: int
    ) -> None:
        self.trees = {os.path.relpath(file): ast.parse(Path(file).read_text(encoding="utf-8")) for file in files}
        self.mutants = [
            mutant
            for file, tree in self.trees.items()
            for mutant in mutants(file, tree)
            if (lines is None or mutant.line in lines) and (again is None or _change(mutant.told) in again)
        ]
        self.quick = quick
        self.jobs = jobs
        self.scores = {file: Counter[str]() for file in self.trees}

    def pytest_runtestloop(self, session: pytest.Session) -> bool:
        tried = self._as_it_stands(session)
        if tried.failed:
            sys.exit("as the code stands, these fail: " + ", ".join(tried.failed))
        print(f"{len(self.mutants)} changes, {len(session.items)} tests of {sum(tried.seconds):.0f} s", flush=True)
        gc.freeze()  # no fork copies what it only looks through
        running: dict[int, Mutant] = {}
        waiting = iter(self.mutants)
        while running or waiting is not None:
            while waiting is not None and len(running) < self.jobs:
                mutant = next(waiting, None)
                if mutant is None:
                    waiting = None
                    break
                chosen = self._chosen(mutant, tried)
                if not chosen:
                    self._tell(mutant, "not executed")
                    continue
                seconds = max(LEAST, 3 * sum(tried.seconds[at] for at in chosen))
                running[self._fork(session, mutant, chosen, seconds)] = mutant
            if running:
                pid, status = os.wait()
                self._tell(running.pop(pid), _outcome(status))
        return True

    def _as_it_stands(self, session: pytest.Session) -> Tried:
        """A run of all tests in a fork, so that this process stays as it was when they were collected."""
        with tempfile.NamedTemporaryFile() as told:
            pid = os.fork()
            if not pid:
                tried = Tried()
                try:
                    _silence()
                    seen = {file: set[int]() for file in self.trees}
                    for file in list(seen):
                        for other in importers(file):
                            seen.setdefault(other, set())
                    for file, lines in seen.items():
                        watched(file, ast.parse(Path(file).read_text(encoding="utf-8")), lines)
                    for file, lines in seen.items():
                        tried.made[file] = set(lines)
                        lines.clear()
                    for at, item in enumerate(session.items):
                        start = time.process_time()
                        if not _passes(session, at, [at]):
                            tried.failed.append(item.nodeid)
                        tried.seconds.append(time.process_time() - start)
                        tried.lines.append({file: set(lines) for file, lines in seen.items()})
                        for lines in seen.values():
                            lines.clear()
                    told_of: Tried | str = tried
                except BaseException as problem:
                    told_of = f"after {len(tried.seconds)} of them {type(problem).__name__}: {problem}"
                Path(told.name).write_bytes(pickle.dumps(told_of))
                os._exit(0)
            _, status = os.waitpid(pid, 0)
            held = Path(told.name).read_bytes()
            found = pickle.loads(held) if held else f"it ended with {os.waitstatus_to_exitcode(status)}"
            if not isinstance(found, Tried):
                sys.exit(f"the tests did not come to their end: {found}")
            return found

    def _chosen(self, mutant: Mutant, tried: Tried) -> list[int]:
        """The tests that execute a change, the quickest first; of one that constants are made by, all: who reads these executes no line."""
        inside = isinstance(self.trees[mutant.file].body[mutant.path[0][1] or 0], ast.FunctionDef | ast.ClassDef)
        inside = inside and mutant.line not in tried.made[mutant.file]
        chosen = [at for at, lines in enumerate(tried.lines) if not inside or mutant.line in lines[mutant.file]]
        chosen = [at for at in chosen if tried.seconds[at] <= self.quick] or chosen
        return sorted(chosen, key=lambda at: tried.seconds[at])

    def _fork(self, session: pytest.Session, mutant: Mutant, chosen: list[int], seconds: float) -> int:
        pid = os.fork()
        if pid:
            return pid
        code = 1  # whatever is raised was noticed
        with contextlib.suppress(BaseException):
            _silence()
            signal.setitimer(signal.ITIMER_PROF, seconds)
            signal.setitimer(signal.ITIMER_REAL, 10 * seconds)
            resource.setrlimit(resource.RLIMIT_AS, (MEMORY, MEMORY))
            put_in_place(mutant, self.trees[mutant.file])
            code = 0 if _passes(session, None, chosen) else 1
        os._exit(code)

    def _tell(self, mutant: Mutant, outcome: str) -> None:
        self.scores[mutant.file][outcome] += 1
        if outcome in ("survived", "not executed"):
            print(f"{outcome}: {mutant.told}", flush=True)


def _passes(session: pytest.Session, only: int | None, chosen: list[int]) -> bool:
    items, kept = session.items, _kept_by_tests() if only is not None else []
    for number, at in enumerate(chosen):
        for each in kept:  # each reads for itself: else only the first would be seen to read
            each.cache_clear()
        follows = only + 1 if only is not None else chosen[number + 1] if number + 1 < len(chosen) else len(items)
        after = items[follows] if follows < len(items) else None
        items[at].config.hook.pytest_runtest_protocol(item=items[at], nextitem=after)
        if session.testsfailed:
            session.testsfailed = 0
            return False
    return True


def _kept_by_tests() -> list[Any]:
    """The caches of the test modules."""
    here = str(Path(__file__).parent)
    modules = [m for m in list(sys.modules.values()) if (getattr(m, "__file__", None) or "").startswith(here)]
    return [part for m in modules for part in vars(m).values() if isinstance(part, functools._lru_cache_wrapper)]


def _silence() -> None:
    nothing = os.open(os.devnull, os.O_RDWR)
    for number in (0, 1, 2):
        os.dup2(nothing, number)


def _change(told: str) -> str:
    """A change without its place, which moves as the module is edited."""
    return told.split("  ", 1)[-1]


def _outcome(status: int) -> str:
    if os.WIFSIGNALED(status):
        return "timed out" if os.WTERMSIG(status) in (signal.SIGPROF, signal.SIGALRM) else "killed"
    return "killed" if os.WEXITSTATUS(status) else "survived"


def main() -> int:
    parser = argparse.ArgumentParser(description=(__doc__ or "").split("\n", 1)[0])
    parser.add_argument("modules", nargs="+", metavar="MODULE.py")
    parser.add_argument("--lines", metavar="A-B", help="only what begins in these lines")
    parser.add_argument(
        "--quick",
        type=float,
        default=float("inf"),
        metavar="S",
        help="only by tests of S seconds or less, where any is",
    )
    parser.add_argument("--again", type=Path, metavar="FILE", help="only what this output of an earlier run tells")
    parser.add_argument("--jobs", type=int, default=1, help="at once; default: 1")
    parser.add_argument("--list", action="store_true", help="tell the changes, and run nothing")
    ours, _, theirs = " ".join(sys.argv[1:]).partition(" -- ")
    options = parser.parse_args(ours.split())
    first, _, last = (options.lines or "").partition("-")
    lines = range(int(first), int(last or first) + 1) if first else None
    told = options.again.read_text(encoding="utf-8").splitlines() if options.again else None
    again = frozenset(map(_change, told)) if told is not None else None
    hunt = Hunt(options.modules, lines, again, options.quick, options.jobs)
    if options.list:
        print("\n".join(mutant.told for mutant in hunt.mutants))
        return 0
    with tempfile.TemporaryDirectory(prefix="factbase-mutants-") as folder:
        settings = ["-s", "-q", "--no-header", "--no-summary", "-p", "no:cacheprovider", f"--basetemp={folder}/t"]
        settings += ["-o", "tmp_path_retention_policy=none"]
        pytest.main([*settings, *theirs.split()], plugins=[hunt])
    total = Counter[str]()
    for file, score in hunt.scores.items():
        total += score
        print(_line(file, score))
    if len(hunt.scores) > 1:
        print(_line("all", total))
    return 0


def _line(name: str, score: Counter[str]) -> str:
    told = ", ".join(f"{score[each]} {each}" for each in ("killed", "timed out", "survived", "not executed"))
    return f"{name}: {score.total()} changes: {told}"


if __name__ == "__main__":
    sys.exit(main())
