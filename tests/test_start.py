"""What a command imports: processes are short, so each pays for the modules that it starts with and has no use for."""

from __future__ import annotations

import os
import re
import subprocess
import sys

import pytest
from checkout import ROOT

ANSWERED = "channel_through(south_korea, japan, V)"
UNANSWERED = "direct_channel(south_korea, japan)"

LIBRARIES = {
    "argcomplete",
    "llvmlite",
    "matplotlib",
    "numba",
    "numpy",
    "prompt_toolkit",
    "pyarrow",
    "pypdfium2",
    "rapidfuzz",
    "selectolax",
    "watchfiles",
}
UNUSED = {
    "factbase.checks",
    "factbase.cite.doubt",
    "factbase.cite.fit",
    "factbase.cite.nearest",
    "factbase.cite.numbers",
    "factbase.cite.reaching",
    "factbase.cite.voices",
    "factbase.engine.magic",
    "factbase.engine.vector.driver",
    "factbase.explain.certify",
    "factbase.explain.kernel",
    "factbase.explain.ways",
    "factbase.explain.why_not",
    "factbase.faces.commands",
    "factbase.faces.repl",
    "factbase.faces.session",
    "factbase.files.git",
    "factbase.files.revision",
    "factbase.program.rows",
    "factbase.questions",
    "factbase.render.report",
    "msgspec",
    "factbase.requests.adding",
    "factbase.requests.auditing",
    "factbase.requests.held",
    "factbase.requests.history",
    "factbase.requests.proofs",
    "factbase.requests.typed",
    "factbase.requests.writing",
    "factbase.sources.sheets",
    "shutil",
    "subprocess",
}
"""Rooms and modules that no answer on small text files uses."""
JUDGES = {"factbase.explain.hidden", "factbase.explain.verdict"}
PARSER = {"lark", "factbase.syntax.build", "factbase.syntax.grammar", "factbase.syntax.parse"}

RARE = {"explain.cases", "explain.conditions", "explain.publication", "questions.on_days"}
"""What only an answer on some reading of the dates needs, or a view of what was known by a day."""

TELL = {"PYTHONPROFILEIMPORTTIME": "1"}


def imported(stderr: str) -> set[str]:
    """The modules that a process imported, as Python itself tells."""
    return set(re.findall(r"^import time:.*\| +([\w.]+)$", stderr, re.MULTILINE))


@pytest.mark.parametrize(("goal", "judged"), [(ANSWERED, False), (UNANSWERED, True)])
def test_an_answer_imports_only_what_it_uses(process, goal, judged):
    process("ask", goal, "--at", "2015-06-01")  # from here on all that is read lies in the cache
    result = process("ask", goal, "--at", "2015-06-01", env=TELL)
    assert ("1 answer" in result.stdout) is not judged
    found = imported(result.stderr)
    assert {"pyDatalog", "factbase.engine.pydatalog", "factbase.syntax.cache"} <= found
    assert not found & (LIBRARIES | UNUSED | PARSER)
    assert found & JUDGES == (JUDGES if judged else set())


def test_a_timeline_imports_nothing_of_other_questions(process):
    process("timeline", UNANSWERED)
    found = imported(process("timeline", UNANSWERED, env=TELL).stderr)
    assert {"factbase.questions.timeline", "factbase.render.timeline"} <= found
    others = {
        "questions.difference",
        "questions.explanation",
        "questions.results.explained",
        "render.picture",
        "requests.history",
    }
    assert not found & {f"factbase.{each}" for each in (*others, *RARE, "result.difference", "result.weighed")}


def test_the_parser_is_imported_where_nothing_is_kept(process):
    result = process("ask", UNANSWERED, "--base", "tests/base", env={**TELL, "FACTBASE_CACHE": ""})
    assert imported(result.stderr) >= PARSER


def test_an_engine_needs_no_syntax():
    command = [sys.executable, "-c", "import factbase.engine.pydatalog"]
    result = subprocess.run(command, env={**os.environ, **TELL}, capture_output=True, encoding="utf-8", check=True)
    found = imported(result.stderr)
    assert "factbase.engine.base" in found
    assert not {"factbase.syntax", "factbase.program.table", "factbase.program.model"} & found


def test_numpy_starts_no_threads_that_nothing_uses():
    """One that the user asks for stays as it is."""
    program = "import os; from factbase.__main__ import main; main(); print(os.environ['OPENBLAS_NUM_THREADS'])"
    for given, expected in (({}, "1"), ({"OPENBLAS_NUM_THREADS": "3"}, "3")):
        environment = {name: value for name, value in os.environ.items() if name != "OPENBLAS_NUM_THREADS"}
        result = subprocess.run(
            [sys.executable, "-c", program, "sources"],
            cwd=ROOT,
            env={**environment, **given},
            capture_output=True,
            encoding="utf-8",
            check=True,
        )
        assert result.stdout.splitlines()[-1] == expected


@pytest.mark.parametrize(
    ("command", "option"),
    [
        ("ask", "--exit-status"),
        ("why", "--limit"),
        ("why-not", "--depth"),
        ("sources", "--load-bearing"),
        ("timeline", "--picture"),
        ("check", "--certify"),
        ("load", "--engine"),
        ("plan", "--known-by"),
        ("extract", "--base"),
    ],
)
def test_help_tells_of_options_that_are_declared_late(factbase, command, option):
    result = factbase(command, "--help")
    assert result.returncode == 0
    assert option in result.stdout
