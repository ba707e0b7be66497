"""A base of a stranger, whose every name, string, quote, title, path and message holds controls and a line feed: no command obeys one.

Of `EVIL`, ESC ] 52 fills the clipboard, U+009B colours, U+202E turns words around, and what stands after the line feed forges a line.
"""

from __future__ import annotations

import ast
import csv
import io
import json
import re
import subprocess
from pathlib import Path

import pytest
from checkout import ROOT

from factbase.ground.value import escape_string

CONTROLS = "\x1b]52;c;Rk9SR0VE\x07\x9b31m\u202e"
EVIL = f"{CONTROLS}\nFORGED"
RAW = re.compile("[\x00-\x08\x0b-\x1f\x7f-\x9f\u061c\u200e\u200f\u2028-\u202e\u2066-\u206f]")
FORGED = re.compile(r"^[\s│├└─]*FORGED", re.MULTILINE)
WORDS = f"The treaty {CONTROLS} has 14 articles and more"

RULES = f"""\
source r {{ file: "r@.txt", title: "T@", publisher: "P@", author: "A@", published: 2001-06 }}.
source nofile {{ title: "N@" }}.
entity treaty: thing {{ name: "Treaty@", alias: ["L@"] }}.
relation articles(p: thing, n: int) "{{p}} has@ {{n}}".
relation said(x: string, n: int) "{{x}} was@ said".
relation ev(x: string) "{{x}} ev@".
relation d(x: string) "{{x}} d@".
relation tab(n: string, v: int) "{{n}} tab@".
from r.
articles(treaty, 14) "{WORDS}".
said("S@", 1) on 2001-03-13 "second day was 13 March 2001".
ev("E@") on 2001-03-13 "second day was 13 March 2001".
assume d("D@").
table tab from "t@.csv" {{ quote: q, columns: [n, v] }}.
der(X, N) :- said(X, N), d(_), not nothing(X), X contains "S".
der2(X) :- der(X, _), X != "@".
nothing(X) :- said(X, 2), X = "q@".
many(N) :- N = count {{ X : said(X, _) }}.
check c(X) error "There is@ {{X}}" :- said(X, _).
check c2(X) warning "There is2@ {{X}}" :- d(X).
check c3(X) error "There is3@ {{X}}" :- ev(X) on D, D > 2001-03-01.
allow c2(_) "Because@".
expect der("S@", 1).
expect not said("S@", 1).
expect said("Z@", 1) citing r.
query q: said(X, N).
"""


@pytest.fixture(scope="module")
def base(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The base, in a repository where one fact was another."""
    top = tmp_path_factory.mktemp("strange")
    folder = top / f"b{EVIL}"
    folder.mkdir()
    document = f"Preface.\n{WORDS}.\rGamma did not sign{CONTROLS} it.\nThe second day was 13 March 2001 they say.\n"
    (folder / f"r{EVIL}.txt").write_bytes(document.encode())
    rows = f'n,v,q\n"x{EVIL}",1,"The treaty {CONTROLS} has\n14 articles"\n"=y{EVIL}",2,"The treaty {CONTROLS} has 14 articles"\n'
    (folder / f"t{EVIL}.csv").write_bytes(rows.encode())
    stated = folder / f"a{EVIL}.fb"
    stated.write_bytes(RULES.replace("@", escape_string(EVIL)).encode())
    for command in (
        ["init", "-q"],
        ["add", "-A"],
        ["-c", "user.name=x", "-c", "user.email=x@x", "commit", "-qm", "one"],
    ):
        subprocess.run(["git", *command], cwd=top, check=True, capture_output=True)
    stated.write_bytes(stated.read_bytes().replace(b", 1) on 2001", b", 3) on 2001"))
    return folder


LITERAL = escape_string(EVIL)
GOALS = (
    "said(X, N)",
    f'said("S{LITERAL}", N)',
    "der2(X)",
    "tab(X, V)",
    "many(N)",
    "articles(P, N)",
    f'said("none{LITERAL}", N)',
)
MISTAKEN = (f'said("S{CONTROLS}', f"foo{CONTROLS}(X)", f"said(X, N){EVIL}(X", EVIL)

COMMANDS = [
    *(("ask", goal, "--format", form) for goal in GOALS for form in ("text", "json", "csv")),
    *(("why", goal, "--format", form, "--all") for goal in GOALS for form in ("text", "json", "dot", "mermaid", "prose")),
    *(("why-not", goal, "--format", form) for goal in (GOALS[0], GOALS[-1], "nothing(X)") for form in ("text", "json")),
    *(("timeline", goal, "--format", form) for goal in GOALS[:3] for form in ("text", "json")),
    *((command, goal) for command in ("ask", "why", "why-not", "timeline") for goal in MISTAKEN),
    ("ask", GOALS[0], "--certify", "--stats"), ("check",), ("check", "--format", "json"), ("check", "--certify"),
    *(("find", words, "--format", form) for words in ("treaty", "S", EVIL) for form in ("text", "json")),
    *(("cite", words, "--format", form) for words in ("treaty", "S", EVIL) for form in ("text", "json")),
    ("cite", "treaty", "--relation", EVIL), ("cite", EVIL, "treaty"), ("cite", "treaty", "--begin", EVIL, "--lines", EVIL),
    ("coverage",), ("coverage", "--format", "json"), ("coverage", EVIL),
    ("find", "treaty", "--source", EVIL), ("find", "treaty", "--limit", EVIL), ("find", CONTROLS),
    ("sources",), ("sources", "--load-bearing"), ("conflicts",), ("lock",), ("check",),
    ("diff", "HEAD"), ("diff", "HEAD", "--format", "json"), ("diff", EVIL), ("diff", "HEAD", EVIL),
    *(("ask", GOALS[0], option, value) for option, value in (("--base-rev", "HEAD"), ("--base-rev", EVIL), ("--without", EVIL))),
    *(("ask", GOALS[0], option, EVIL) for option in ("--at", "--known-by", "--format", "--engine")),
    (EVIL,), ("certify", EVIL), ("load", EVIL), ("extract", EVIL), ("check", EVIL), ("why", GOALS[0], "--limit", EVIL),
    *(("timeline", GOALS[0], "--picture", f"{EVIL}{suffix}") for suffix in ("", ".svg")),
]  # fmt: skip


def texts(document: object) -> list[str]:
    if isinstance(document, dict):
        return [text for key, part in document.items() for text in (key, *texts(part))]
    if isinstance(document, list):
        return [text for part in document for text in texts(part)]
    return [document] if isinstance(document, str) else []


def test_no_command_obeys_what_a_stranger_wrote(base: Path, factbase, tmp_path: Path) -> None:
    held = []
    for command in COMMANDS:
        named = () if command[0] == EVIL else ("--base", base)
        result = factbase(*command, *named, cwd=base.parent)
        told = result.stdout + result.stderr
        assert told, command
        assert not RAW.search(told), (command, RAW.search(told))
        assert not FORGED.search(told), (command, told)
        if "json" in command:
            held += texts(json.loads(result.stdout))
        if "csv" in command:
            assert len(list(csv.reader(io.StringIO(result.stdout)))) == result.stdout.count("\n")
    for text in (
        f"S{EVIL}",
        f"Treaty{EVIL}",
        WORDS,
        str(base / f"a{EVIL}.fb"),
        str(base / f"r{EVIL}.txt"),
        f"Because{EVIL}",
    ):
        assert any(text in each for each in held), text


SESSION = "\n".join(
    [
        *(f"{goal}." for goal in GOALS),
        f'said("S{CONTROLS}", N).',
        f'assume d("more{LITERAL}").',
        *(f":why {goal}" for goal in GOALS[:2]),
        f":why-not {GOALS[-1]}",
        *(
            f":{command}"
            for command in ("timeline der2(X)", "check", "sources", "relations", "stats", "reload", "at", "help")
        ),
        *(f":{command} '{CONTROLS}'" for command in ("at", "known", "load", "engine", "timeline", CONTROLS)),
    ]
)


def test_no_session_obeys_what_a_stranger_wrote(base: Path, factbase) -> None:
    result = factbase("--base", base, stdin=f"{SESSION}\n")
    told = result.stdout + result.stderr
    assert not RAW.search(told), RAW.search(told)
    assert not FORGED.search(told), told
    assert "1. X = " in told


def test_lines_are_joined_in_one_place() -> None:
    """There what is a stranger's line feed is told from ours; and what a face says itself is a line."""
    found = []
    for path in [*(ROOT / "src/factbase/render").glob("*.py"), *(ROOT / "src/factbase/faces").glob("*.py")]:
        for node in ast.walk(ast.parse(path.read_text())):
            match node:
                case ast.Call(ast.Attribute(ast.Constant("\n"), "join")):
                    found.append(f"{path.name}:{node.lineno} joins lines")
                case ast.JoinedStr(parts) if any(isinstance(p, ast.Constant) and "\n" in str(p.value) for p in parts):
                    found.append(f"{path.name}:{node.lineno} has a line feed in it")
                case ast.Call(ast.Name("print"), [ast.JoinedStr(), *_]) | ast.Yield(ast.JoinedStr()) if (
                    "faces" in path.parts
                ):
                    found.append(f"{path.name}:{node.lineno} prints what is no block")
    own = {
        "paint.py": "joins lines",
        "session.py": "has a line feed in it",
    }  # the place itself, and a text that is parsed
    assert [each for each in found if own.get(each.split(":")[0], "-") not in each] == []
