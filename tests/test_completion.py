"""Help and completion on a command line: what a shell is told, and that it is told so by the scripts that `completion` prints."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest
from checkout import ROOT

from factbase.requests.shells import SHELLS
from factbase.requests.table import Where, entries

pytest.importorskip("argcomplete")
SMALL = "factbase --base tests/base "


def offered(line: str, folder: Path) -> list[str]:
    """What is offered at the end of a line, as a shell asks for it."""
    told = folder / "told"
    told.touch()
    asked = {
        "_ARGCOMPLETE": "1",
        "_ARGCOMPLETE_IFS": "\n",
        "_ARGCOMPLETE_STDOUT_FILENAME": str(told),
        "COMP_LINE": line,
        "COMP_POINT": str(len(line)),
    }
    command = [sys.executable, "-m", "factbase"]
    result = subprocess.run(command, cwd=ROOT, env={**os.environ, **asked}, capture_output=True, timeout=60)
    assert (result.stdout, result.stderr) == (b"", b"")
    return [word.rstrip() for word in told.read_text().split("\n") if word]


@pytest.mark.parametrize(
    ("line", "words"),
    [
        ("factbase wh", ["why", "why-not"]),
        (
            "factbase why --format ",
            ["text", "json", "markdown", "html", "csv", "arrow", "parquet", "dot", "mermaid", "prose"],
        ),
        (SMALL + "query ", ["allies", "ended"]),
        (SMALL + "ask --without col", ["column"]),
        (SMALL + "ask 'allied(alp", ["allied(alpha"]),
        ("factbase check tests/ba", ["tests/base/"]),
        (SMALL + "check --select C10", ["C101", "C102", "C103", "C104"]),
        (SMALL + "check --select W,C10", ["W,C101", "W,C102", "W,C103", "W,C104"]),
        (SMALL + "check --severity F101=w", ["F101=warning"]),
        (SMALL + "waive F10 --relation allie", ["allied"]),
        (SMALL + "open col", ["column:"]),
        (SMALL + "rules allie", ["allied"]),
        ("factbase --base nowhere query ", []),
    ],
)
def test_what_may_stand_at_the_cursor_is_offered(line: str, words: list[str], tmp_path: Path) -> None:
    assert offered(line, tmp_path) == words


ASK = {
    "bash": """
        eval "$(python -m factbase completion bash)"
        COMP_LINE='factbase why --form' COMP_POINT=19 COMP_TYPE=9 COMP_WORDS=(factbase why --form) COMP_CWORD=2
        _python_argcomplete factbase --form
        echo "${COMPREPLY[@]}"
    """,
    "fish": 'python -m factbase completion fish | source; complete --do-complete "factbase why --form"',
    "zsh": """
        autoload -Uz compinit && compinit -u -D; eval "$(python -m factbase completion zsh)"
        echo ${_comps[factbase]:+--format}
    """,
}


@pytest.mark.parametrize("shell", SHELLS)
def test_a_shell_takes_its_script(shell: str) -> None:
    """In bash and fish a line is completed; zsh, which completes at a terminal only, knows what completes it."""
    if shutil.which(shell) is None:
        pytest.skip(f"there is no {shell} here")
    path = f"{Path(sys.executable).parent}:{os.environ['PATH']}"
    result = subprocess.run(
        [shell, "-c", ASK[shell]],
        cwd=ROOT,
        env={**os.environ, "PATH": path},
        capture_output=True,
        encoding="utf-8",
        timeout=60,
    )
    assert (result.stdout.split()[:1], result.stderr) == (["--format"], "")


def test_a_shell_that_is_not_known_is_refused(factbase) -> None:
    result = factbase("completion", "tcsh")
    assert result.returncode == 2
    assert "write one of bash, zsh, fish" in result.stderr


@pytest.mark.parametrize("name", [entry.name for entry in entries(Where.COMMAND)])
def test_help_of_a_command_is_that_of_its_option(name: str, factbase) -> None:
    assert factbase("help", name).stdout == factbase(name, "--help").stdout != ""


def test_help_alone_lists_the_commands(factbase) -> None:
    listed = factbase("help")
    assert (listed.returncode, listed.stdout) == (0, factbase("--help").stdout)
    assert factbase("help", "nothing").returncode == 2


def test_help_in_a_session_is_of_what_it_names(factbase) -> None:
    def said(text: str) -> str:
        return str(factbase("--base", "tests/base", stdin=text).stdout)

    assert said(":help why\n") == said(":help :why\n") == said(":why --help\n")
    assert said(":help at\n").startswith(":at [DATE|today|any]  show or set")
    assert "could be :relations, :reload" in said(":help re\n")
    assert ":query [NAME…]" in said(":help\n")
