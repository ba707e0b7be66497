"""The REPL: transcripts through a pipe, and a person at a terminal.

A transcript in `tests/transcripts` begins with its command after `$`. `> ` leads what is typed and `. ` goes on with it; what must be
printed stands below, `…` for any lines; `[exit N]` ends it.
"""

from __future__ import annotations

import re
import shlex
import shutil
import time
from collections.abc import Iterator
from io import StringIO
from pathlib import Path

import pytest
from checkout import ROOT
from console import fits
from engines import VECTOR
from terminal import CTRL_C, CTRL_D, ENTER, PROMPT, TAB, UP, Start, terminals

from factbase.faces.commands import COMMANDS
from factbase.faces.pipe import entries

TRANSCRIPTS = sorted((ROOT / "tests" / "transcripts").glob("*.txt"))


def lines(path: Path, *leads: str) -> list[str]:
    return [line for line in path.read_text(encoding="utf-8").splitlines() if line.startswith(leads)]


@pytest.mark.parametrize("path", TRANSCRIPTS, ids=lambda path: path.stem)
def test_a_transcript_is_what_happens(factbase, process, path: Path) -> None:
    """One of them through the pipe of a process, the others through the same `main` in this one."""
    run = process if path.stem == "session" else factbase
    command, typed, end = lines(path, "$ ")[0], lines(path, "> ", ". "), lines(path, "[exit ")[-1]
    expected = [
        line
        for line in path.read_text(encoding="utf-8").splitlines()
        if not line.startswith(("#", "$ ", "> ", ". ", "[exit "))
    ]
    result = run(*shlex.split(command)[2:], stdin="".join(f"{line[2:]}\n" for line in typed))
    found = result.stdout.splitlines()
    if not fits(expected, found):
        assert found == expected
    assert result.stderr == ""
    assert f"[exit {result.returncode}]" == end


def test_every_command_occurs_in_a_transcript() -> None:
    typed = {line[3:].split()[0] for path in TRANSCRIPTS for line in lines(path, "> :") if line[3:].split()}
    assert {command.name for command in COMMANDS} <= typed


def test_a_pipe_prints_what_ask_prints(factbase) -> None:
    at = ("--at", "2019-09-01")
    assert factbase(*at, stdin="direct_channel(A, B).\n").stdout == factbase("ask", "direct_channel(A, B)", *at).stdout


def test_an_entry_ends_where_more_lines_could_not_mend_it() -> None:
    text = "p(X,\n  Y).\np(X) ?\nq(X, ?\n, Y).\n:help\nr(X)"
    assert list(entries(StringIO(text))) == ["p(X,\n  Y).\n", "p(X) ?\n", "q(X, ?\n, Y).\n", ":help\n", "r(X)"]


def test_a_pipe_on_a_base_with_errors(factbase, base: Path) -> None:
    (base / "bad.fb").write_text("p(X) :- q(X).\n")
    result = factbase("--base", base, stdin="articles(P, N).\nassume q(1).\narticles(P, N).\n")
    assert result.returncode == 1
    assert "mend the errors and `:reload`" in result.stderr
    assert "bad.fb:1:9: error E101 unknown relation `q`" in result.stdout
    assert result.stdout.count("the treaty has 14 articles") == 1, "the typed fact mends the error"


def test_a_file_that_cannot_be_read_is_not_forgotten(factbase, base: Path) -> None:
    (base / "bad.fb").write_bytes(b"\xff")
    result = factbase("--base", base, stdin="assume q(1).\nq(X).\n")
    assert "X = 1" not in result.stdout
    assert result.stdout.count("E005") == 1


def test_what_is_not_utf8_is_shown_not_thrown(process) -> None:
    result = process("--base", "tests/base", stdin='articles(P, "é").\n', env={"PYTHONIOENCODING": "ascii"})
    assert result.returncode == 1
    assert "E001" in result.stdout or "E201" in result.stdout or "E003" in result.stdout


# ---- a person at a terminal


@pytest.fixture
def terminal(tmp_path: Path) -> Iterator[Start]:
    with terminals(tmp_path) as start:
        yield start


def test_a_goal_at_the_prompt_and_quit(terminal: Start) -> None:
    person = terminal()
    person.send("articles(P, N).", ENTER)
    person.wait("1. P = treaty, N = 14")
    person.wait("report, tests/base/report.txt:1 ¶1, found")
    person.wait(PROMPT)
    person.send(":quit", ENTER)
    assert person.end() == 0


def test_the_greeting_says_what_there_is(terminal: Start) -> None:
    assert "2 sources, 6 facts, 3 rules; as of 2003-01-01; `:help` for help" in terminal().shown


def test_the_end_of_input_leaves(terminal: Start) -> None:
    person = terminal()
    person.send(CTRL_D)
    assert person.end() == 0


def test_tab_completes_relations_constants_sources_and_commands(terminal: Start) -> None:
    person = terminal()
    person.send("alli", TAB)
    person.wait("ed")
    person.send("(alp", TAB)
    person.wait("ha")
    person.send(", B).", ENTER)
    person.wait("allied(alpha, B)   as of 2003-01-01")
    person.wait(PROMPT)
    person.send("signed(P, A, B) @ col", TAB)
    person.wait("umn")
    person.send(".", ENTER)
    person.wait("signed(P, A, B) @ column   as of 2003-01-01")
    person.wait(PROMPT)
    person.send(":kno", TAB)
    person.wait("wn")
    person.send("2002", ENTER)
    person.wait("as of 2003-01-01, known by 2002-XX-XX")
    person.wait(PROMPT)
    person.send(":load tests/more/joi", TAB)
    person.wait("ned.")
    person.send("fb", ENTER)
    person.wait("loaded into this session; no file is changed")


def test_a_goal_over_several_lines(terminal: Start) -> None:
    person = terminal()
    person.send("signed(P, A, B) on D,", ENTER)
    time.sleep(0.1)
    person.send("D > 2001-03-12.", ENTER)
    person.wait("signed(P, A, B) on D, D > 2001-03-12   as of 2003-01-01")
    person.wait("1 answer")


def test_a_mistake_is_shown_in_place(terminal: Start) -> None:
    person = terminal()
    person.send("alied(A, B).", ENTER)
    person.wait("<goal>:1:1: error E101 unknown relation `alied`")
    person.wait("  1 | alied(A, B).\n    | ^^^^^^^^^^^\n")
    person.wait("hint: did you mean `allied`?")
    person.wait(PROMPT)


def test_an_interrupt_at_the_prompt_drops_the_line(terminal: Start) -> None:
    person = terminal()
    person.send("nonsense", CTRL_C)
    person.wait(PROMPT)
    person.send("articles(P, N).", ENTER)
    assert "E101" not in person.wait("N = 14")


def test_an_interrupt_stops_a_query_and_not_the_session(terminal: Start, tmp_path: Path) -> None:
    slow = tmp_path / "slow.fb"
    slow.write_text("".join(f"assume n({i}).\n" for i in range(40)))
    person = terminal("--base", str(slow), "--engine", "pydatalog")
    person.send("n(A), n(B), n(C), n(D), A + B + C + D = 1000.", ENTER)
    person.wait("solving … 1 s, Ctrl-C stops it")
    person.send(CTRL_C)
    person.wait("stopped")
    person.wait(PROMPT)
    person.send("n(39).", ENTER)
    person.wait("1. yes")
    person.wait(PROMPT)
    person.send(CTRL_D)
    assert person.end() == 0


@pytest.mark.skipif(VECTOR is None, reason="the vector engine is not installed")
def test_an_interrupt_stops_the_vector_engine_within_a_second_and_not_the_session(
    terminal: Start, tmp_path: Path
) -> None:
    deep = tmp_path / "deep.fb"
    deep.write_text("assume n(0).\nn(X + 1) :- n(X), X < 99000.\n")
    person = terminal("--base", str(deep), "--engine", "vector")
    person.send("n(98999).", ENTER)
    told = person.wait(" rows, Ctrl-C stops it", 90)
    assert re.search(r"solving … [0-9]+ s, [0-9,]+ rounds, [0-9,]+ rows, Ctrl-C stops it", told)
    person.send(CTRL_C)
    person.wait("stopped", 1)
    person.wait(PROMPT)
    person.send("n(X), X < 0.", CTRL_C)
    person.send(":engine pydatalog", ENTER)
    person.wait("engine pydatalog")
    person.wait(PROMPT)
    person.send(CTRL_D)
    assert person.end() == 0


def test_answers_come_page_by_page(terminal: Start) -> None:
    person = terminal(rows=7)
    person.send(":at 2001-03-20", ENTER)
    person.wait("as of 2001-03-20")
    for key, after in (("q", ""), (CTRL_D, ""), ("a", "column, tests/base/column.txt:1 ¶1, found")):
        person.send("signed(P, A, B) on D, D < 2002-01-01.", ENTER)
        page = person.wait("-- more: Enter, a (all), q (no more) -- ")
        assert "1.  treaty" in page
        assert "2. Alpha and Beta" not in page
        person.send(key)
        if after:
            person.wait(after)
        person.wait(PROMPT)
    person.send("signed(P, A, B) on D, D < 2002-01-01.", ENTER)
    person.wait("-- more")
    person.send(ENTER)
    person.wait("2. Alpha and Beta")
    person.wait("-- more: Enter, a (all), q (no more) -- ")
    person.send("q")
    person.wait(PROMPT)
    person.send("signed(P, A, B) on D, D < 2002-01-01.", ENTER)
    person.wait("-- more: Enter, a (all), q (no more) -- ")
    time.sleep(0.5)  # an interrupt between the prompt and its read is noticed at the next key only: so `input` is made
    person.send(CTRL_C)
    person.wait(PROMPT)
    person.send(CTRL_D)
    assert person.end() == 0


def test_a_page_takes_its_keys_at_once_and_leaves_what_is_typed_after_them(terminal: Start) -> None:
    person = terminal(rows=7)
    more = "-- more: Enter, a (all), q (no more) -- "
    for keys, after in (
        ("q", PROMPT),
        (" q", PROMPT),
        ("a", "column, tests/base/column.txt:1 ¶1, found"),
        ("qended(P)", "> qended(P)"),  # a word that comes at once begins with no key
        ("articles(P, N)", "> articles(P, N)"),
        ("q\r", PROMPT),
    ):
        person.send("signed(P, A, B) on D, D < 2002-01-01 at 2001-03-20", ENTER)
        person.wait(more)
        time.sleep(0.3)
        person.send(keys)
        person.wait(after)
        if keys[0] == "a" and len(keys) == 1:
            person.wait(PROMPT)
        time.sleep(0.3)
        person.send(CTRL_C)
    person.send(CTRL_C)
    person.send(CTRL_D)
    assert person.end() == 0


def test_the_hints_of_a_session_name_its_commands(factbase) -> None:
    told = factbase("--base", "tests/base", stdin="allied(A, B) at 1990-01-01\n").stdout
    assert "`:why-not` says how far each rule gets" in told
    told = factbase("--base", "tests/base", "ask", "allied(A, B)", "--at", "1990-01-01").stdout
    assert "`why-not` says how far each rule gets" in told


def test_history_is_kept_between_sessions(terminal: Start, tmp_path: Path) -> None:
    person = terminal()
    person.send("articles(P, N).", ENTER)
    person.wait("N = 14")
    person.wait(PROMPT)
    person.send(CTRL_D)
    assert person.end() == 0
    assert "+articles(P, N)." in (tmp_path / "state" / "factbase" / "history").read_text()
    again = terminal()
    again.send(UP)
    again.wait("articles(P, N).")
    again.send(ENTER)
    again.wait("N = 14")


def test_a_history_that_cannot_be_written_is_harmless(terminal: Start, tmp_path: Path) -> None:
    (tmp_path / "state").write_text("a file")
    person = terminal()
    person.send("articles(P, N).", ENTER)
    person.wait("N = 14")
    person.wait(PROMPT)
    person.send(CTRL_D)
    assert person.end() == 0


def test_answers_are_coloured_at_a_terminal_only(terminal: Start) -> None:
    person = terminal()
    person.send("articles(P, N).", ENTER)
    person.wait("found")
    assert "\x1b[36m“The treaty has 14 articles”\x1b[0m".encode() in person.raw


CTRL_G, CTRL_R = "\x07", "\x12"


@pytest.mark.parametrize("abort", [CTRL_G, CTRL_C, CTRL_R + CTRL_G, CTRL_R + CTRL_C])
def test_a_search_of_the_history_shows_what_it_finds_and_can_be_left(terminal: Start, abort: str) -> None:
    person = terminal()
    for goal in ("articles(P, 14).", "allied(A, beta)."):
        person.send(goal, ENTER)
        person.wait("1. ")
        person.wait(PROMPT)
    person.send(CTRL_R)
    person.wait("I-search backward:")
    person.send("articles")
    person.wait("articles(P, 14).")
    person.send(*abort)
    person.send("\x01\x0b", ":at 2002-02-02", ENTER)  # to the start of the line, and all of it away
    person.wait("as of 2002-02-02")
    person.wait(PROMPT)
    person.send(CTRL_R, "articles", ENTER)
    time.sleep(0.2)
    person.send(ENTER)
    person.wait("articles(P, 14)   as of 2002-02-02")
    person.wait(PROMPT)
    person.send(CTRL_D)
    assert person.end() == 0


def test_a_history_that_cannot_be_written_any_more_is_harmless(terminal: Start, tmp_path: Path) -> None:
    person = terminal()
    person.send("assume articles(treaty, 15).", ENTER)
    person.wait("added to this session")
    person.wait(PROMPT)
    shutil.rmtree(tmp_path / "state")  # where the history is kept
    person.send("articles(P, 15).", ENTER)
    person.wait("P = treaty")
    person.wait(PROMPT)
    person.send(CTRL_D)
    assert person.end() == 0


def test_nothing_acts_on_the_terminal_while_one_types_and_reads(terminal: Start, tmp_path: Path) -> None:
    evil = "\u202e\u2066\u009b31m"
    (tmp_path / "b").mkdir()
    (tmp_path / "b" / "b.fb").write_text(
        f'source s {{ title: "T{evil}" }}.\nentity abc: thing {{ name: "N{evil}" }}.\nentity abd: thing {{ name: "M{evil}" }}.\n'
        f'relation p(x: thing, y: string) "P{evil} {{x}} {{y}}".\nassume p(abc, "S{evil}").\n',
        encoding="utf-8",
    )
    (tmp_path / "b" / f"evil{evil}.fb").write_text("assume q(1).\n")
    person = terminal("--base", str(tmp_path / "b"))
    person.send("p(ab")  # what is offered comes by itself; Tab would take the first of it, once it is there
    person.wait("M\\u202e\\u2066\\u009b31m")
    person.send("c, X).", ENTER)
    person.wait("P\\u202e\\u2066\\u009b31m N\\u202e")
    person.wait(PROMPT)
    person.send(f'p(abc, "{evil}', CTRL_C)
    person.wait("\\u202e\\u2066<9b>31m")
    person.wait(PROMPT)
    person.send(f":load {tmp_path}/b/", TAB, CTRL_C)
    person.wait(PROMPT)
    person.send(f"% {evil}", "\x1b", ENTER)  # into the history
    person.wait(PROMPT)
    person.send(UP)
    person.wait("% \\u202e\\u2066<9b>31m")
    person.send(CTRL_C)
    person.wait(PROMPT)
    person.send(CTRL_D)
    assert person.end() == 0
    told = person.raw.decode()
    assert not any(character in told for character in evil[:3])


def test_tab_takes_what_offers_begin_with_also_where_they_are_shown_already(terminal: Start) -> None:
    person = terminal()
    person.send(":load tests/more/joi")
    person.wait("joined.txt")  # offered by itself
    person.send(TAB, "fb", ENTER)
    person.wait("> :load tests/more/joined.fb\n")
    person.wait("loaded into this session; no file is changed")
