"""Programs of other Datalog systems with the rows that they must have: in, the cases of the package datalog-conformance; out, each program
in factbase's language, and what its relations are expected to hold. Run by itself it tries every case on every engine and prints counts.

What is rewritten is spelling, and one thing more: a variable that stands in one negated literal alone means "for no value of it" where the
cases come from (Nemo), and has a relation of its own here: `not s(X, P, P)` is `not none1(X)` with `none1(X) :- s(X, P, P).`
"""

from __future__ import annotations

import json
import re
import sys
import time
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

import datalog_conformance
import yaml
from engines import ENGINES

from factbase.base import FactBase, View
from factbase.engine.base import Engine
from factbase.engine.goal import Goal
from factbase.engine.pydatalog import PyDatalogEngine
from factbase.ground.diagnostic import Diagnostic
from factbase.syntax.tree import Claim, Match, Variable

__all__ = ["Suite", "amiss", "refusal", "suites", "translated"]

CASES = Path(datalog_conformance.__file__).parent / "_tests"
LARGE = 3_000_000  # bytes of a file that takes longer to read than a test may
Row = tuple[object, ...]

_TOKEN = re.compile(r'"[^"]*"|[A-Za-z]\w*(?=\s*\()|[A-Za-z]\w*|.', re.DOTALL)
_BRACKETED = re.compile(r",\s*\(([^()]*)\)")  # a whole literal
_ATOM = re.compile(r"\b(not\s+)?([A-Za-z]\w*)\s*\(([^()]*)\)")


@dataclass(frozen=True)
class Suite:
    """The cases of one program: of each, by its name, the rows of the relations that it looks at, or the error that it wants."""

    file: str
    facts: Mapping[str, Sequence[Sequence[object]]]
    rules: tuple[str, ...]
    rows: Mapping[str, Mapping[str, frozenset[Row]]]
    errors: Mapping[str, str]

    @property
    def engines(self) -> tuple[Engine, ...]:
        """The engines that the program is for: the step engine is for small models, and says so."""
        small = sum(map(len, self.facts.values())) < 10_000
        return tuple(engine for engine in ENGINES if small or not isinstance(engine, PyDatalogEngine))

    def __str__(self) -> str:
        return f"{self.file}, {', '.join([*self.rows, *self.errors])}"


@cache
def suites(*, large: bool) -> tuple[Suite, ...]:
    """The cases of plain Datalog, a program of each file after the other; those of defeasible logic are of another language."""
    found: list[Suite] = []
    for path in sorted(CASES.rglob("*.yaml")):
        if "defeasible" not in path.parts and (large or path.stat().st_size < LARGE):
            found += _of_file(path)
    return tuple(found)


def _of_file(path: Path) -> Iterator[Suite]:
    read: Any = yaml.load(path.read_text(encoding="utf-8"), getattr(yaml, "CSafeLoader", yaml.SafeLoader))
    listed = read["tests"] if "tests" in read else [read] if isinstance(read, dict) else read
    programs: list[tuple[Any, list[Any]]] = []
    for case in listed:
        same = next((cases for program, cases in programs if program == case["program"]), None)
        if same is None:
            programs.append((case["program"], [case]))
        else:
            same.append(case)
    for program, cases in programs:
        rows = {
            case["name"]: {name: frozenset(map(tuple, told or ())) for name, told in case["expect"].items()}
            for case in cases
            if "expect" in case
        }
        errors = {case["name"]: case["expect_error"] for case in cases if "expect_error" in case}
        facts = {name: told or () for name, told in program.get("facts", {}).items()}
        yield Suite(str(path.relative_to(CASES)), facts, tuple(program.get("rules", ())), rows, errors)


def translated(suite: Suite) -> str:
    """The program in factbase's language: relations are `r_…` and variables `V_…`, since a case names them as it likes."""
    lines = [f"assume r_{name}({', '.join(map(_value, row))})." for name, rows in suite.facts.items() for row in rows]
    for rule in suite.rules:
        lines += _spelled(rule, len(lines)) if suite.rows else [_respelled(rule)]
    return "\n".join([*_declared(suite), *lines])


def _declared(suite: Suite) -> Iterator[str]:
    """A declaration of each relation that has neither facts nor rules: the cases were made without theirs."""
    heads = {rule.partition("(")[0].strip() for rule in suite.rules}
    bodies = " ".join(rule.partition(":-")[2] for rule in suite.rules)
    widths = {name: args.count(",") + 1 for _, name, args in _ATOM.findall(bodies)}
    for name, width in widths.items():
        if name not in heads and name not in suite.facts:
            yield f"relation r_{name}({', '.join(f'a{i}' for i in range(width))})."


def _value(value: object) -> str:
    if not isinstance(value, str | int) or isinstance(value, bool):
        raise TypeError(f"no case had such a value: {value!r}")
    return json.dumps(value, ensure_ascii=False)


def _spelled(rule: str, number: int) -> list[str]:
    """A rule, and one for each negated literal with variables of its own."""
    head, _, body = rule.partition(":-")
    more: list[str] = []

    def outside(found: re.Match[str]) -> set[str]:
        rest = body[: found.start()] + " " + body[found.end() :]
        return set(re.findall(r"\b[A-Za-z]\w*\b", head + rest))

    def apart(found: re.Match[str]) -> str:
        negated, name, args = found.groups()
        names = [each for each in map(str.strip, args.split(",")) if re.fullmatch(r"[A-Za-z]\w*", each)]
        shared = [each for each in dict.fromkeys(names) if each in outside(found)]
        if negated is None or len(shared) == len(set(names)):
            return found[0]
        made = f"none{number}_{len(more)}({', '.join(shared)})"
        more.append(f"{made} :- {name}({args}).")
        return f"not {made}"

    changed = _ATOM.sub(apart, body)
    return [_respelled(each) for each in (f"{head}:-{changed}", *more)]


def _respelled(rule: str) -> str:
    def token(found: re.Match[str]) -> str:
        word = found[0]
        if not word[0].isalpha() or word == "not":
            return word
        return f"{'r' if found.string[found.end() :].lstrip().startswith('(') else 'V'}_{word}"

    return _TOKEN.sub(token, _BRACKETED.sub(r", \1", rule)).rstrip(". ") + "."


def amiss(suite: Suite) -> Iterator[tuple[str, str]]:
    """Each case, engine and relation whose rows are not those that are expected, with what is amiss; nothing where all is as it must be."""
    base = FactBase.load([]).with_text(suite.file, translated(suite), Path())
    if base.errors:
        yield from ((name, f"refused: {base.errors[0].code} {base.errors[0].message}") for name in suite.rows)
        return
    wanted = {name: rows for looked_at in suite.rows.values() for name, rows in looked_at.items()}
    for engine in suite.engines:
        found = _rows(base, wanted, engine)
        for case, looked_at in suite.rows.items():
            for name, rows in looked_at.items():
                if rows != found[name]:
                    lacks, other = sorted(map(repr, rows - found[name])), sorted(map(repr, found[name] - rows))
                    yield case, f"{engine.name}: {name} lacks {lacks[:3]} and has {other[:3]}"


def refusal(suite: Suite) -> tuple[Diagnostic, ...]:
    """What is told of a program that a case wants to be refused."""
    return FactBase.load([]).with_text(suite.file, translated(suite), Path()).errors


def _rows(base: FactBase, names: Mapping[str, object], engine: Engine) -> dict[str, frozenset[Row]]:
    span = (*base.program.facts, *base.program.rules)[0].span
    goals = []
    for name in names:
        declared = base.program.relations[f"r_{name}"]
        outputs = tuple(Variable(f"A{i}", span=span) for i in range(len(declared.parameters)))
        goals.append(Goal(outputs, (Match(Claim(declared.name, outputs, span=span), span=span),)))
    planned, model = base.solve(goals, View(), engine)
    plain = model.symbols.plain
    return {
        name: frozenset(tuple(plain(n) for n in row) for row in model.of(goal))
        for name, goal in zip(names, planned.rules.goals, strict=True)
    }


def main() -> None:
    cases = wrong = rows = errors = 0
    for suite in suites(large=True):
        facts = sum(map(len, suite.facts.values()))
        began = time.process_time()
        for case, problem in amiss(suite):
            wrong += 1
            print(f"{suite.file} {case}: {problem}")
        cases += len(suite.rows)
        errors += len(suite.errors)
        for case, wanted in suite.errors.items():
            told = ", ".join(error.code for error in refusal(suite)) or "nothing"
            print(f"{suite.file} {case}: wants {wanted}, is told {told}")
        rows += sum(len(each) for looked_at in suite.rows.values() for each in looked_at.values()) * len(suite.engines)
        print(f"{time.process_time() - began:7.2f} s  {facts:7,} facts  {suite.file}", file=sys.stderr)
    print(f"{cases} cases with rows, {rows:,} rows compared, {wrong} wrong; {errors} cases want an error")


if __name__ == "__main__":
    main()
