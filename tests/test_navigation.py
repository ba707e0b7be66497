"""A session goes on from what it has shown: numbers of answers and quotes, files of what was asked and typed, and what is taken back."""

from __future__ import annotations

import json
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path

import pytest
from terminal import CTRL_C, ENTER, PROMPT, Start, Terminal, terminals

from factbase.base import View
from factbase.faces.commands import execute
from factbase.faces.engines import Engines
from factbase.faces.patience import Patience
from factbase.faces.session import Session
from factbase.ground.date import parse_date
from factbase.render.paint import plain

SMALL = ("--base", "tests/base", "--at", "2003-01-01")


def test_what_was_typed_is_saved_whole_and_over_no_file_unasked(factbase, tmp_path: Path) -> None:
    file = tmp_path / "more.fb"
    typed = "assume hears(alpha, beta).\nhears(X, Y) :-\n  hears(Y, X).\n"
    first = factbase(*SMALL, stdin=f"{typed}:save {file}\n")
    assert f"2 statements written to {file}" in first.stdout
    assert file.read_text() == typed
    again = factbase(*SMALL, stdin=f"assume hears(beta, alpha).\n:save {file}\n")
    assert "is there already, and nothing is written: `:save!" in again.stdout
    assert again.returncode == 1
    assert file.read_text() == typed
    over = factbase(*SMALL, stdin=f"assume hears(beta, alpha).\n:save! {file}\n")
    assert over.returncode == 0
    assert file.read_text() == "assume hears(beta, alpha).\n"
    assert [each.name for each in tmp_path.iterdir()] == ["more.fb"], "nothing is left beside it"


def test_what_was_saved_is_asked_as_it_was_typed(factbase, tmp_path: Path) -> None:
    file = tmp_path / "more.fb"
    typed = 'from report.\narticles(treaty, 15) "The treaty has 14 articles" waive 15 "A test.".\n'
    factbase(*SMALL, stdin=f"{typed}:save {file}\n")
    assert factbase(*SMALL, stdin=f":load {file}\narticles(P, 15).\n").stdout.count("P = treaty") == 1


@pytest.mark.parametrize("where", ["nowhere/more.fb", "more.fb/more.fb", "."])
def test_a_file_that_cannot_be_written_is_told_and_nothing_is_lost(factbase, tmp_path: Path, where: str) -> None:
    (tmp_path / "more.fb").write_text("% ours\n")
    result = factbase(*SMALL, stdin=f"assume q(1).\n:save! {tmp_path / where}\nq(X).\n")
    assert ("is a folder" if where == "." else "cannot be written") in result.stdout
    assert "X = 1" in result.stdout
    assert (tmp_path / "more.fb").read_text() == "% ours\n"


def test_answers_are_exported_in_the_format_of_the_name(factbase, tmp_path: Path) -> None:
    names = ["a.json", "a.csv", "a.md", "a.txt"]
    lines = "".join(f":export {tmp_path / name}\n" for name in names)
    result = factbase(*SMALL, stdin=f"allied(A, beta).\n{lines}")
    assert result.returncode == 0
    for name, form in zip(names, ("json", "csv", "md", "text"), strict=True):
        told = factbase("ask", *SMALL, "allied(A, beta)", "--format", form).stdout
        assert (tmp_path / name).read_text(encoding="utf-8") == told
    assert json.loads((tmp_path / "a.json").read_text())["verdict"] == "yes"


def test_nothing_that_a_stranger_wrote_is_markup_in_an_export(factbase, tmp_path: Path) -> None:
    (tmp_path / "b.fb").write_text('assume says("[x](http://y) <b>|`a`* \\u001b[1m").\n', encoding="utf-8")
    told = factbase("ask", "says(X)", "--base", tmp_path, "--format", "md").stdout
    assert "<b>" not in told.replace("\\<b\\>", "")
    assert "[x]" not in told.replace("\\[x\\]", "")
    assert "\x1b" not in told


def test_the_proof_of_a_number_is_asked_in_the_view_of_its_answer(factbase) -> None:
    typed = "ended(T).\n:at 2001-01-01\n:why 1\nended(T).\n"
    told = factbase("--base", "tests/base", "--at", "2010-01-01", stdin=typed).stdout
    assert "ended(treaty)   as of 2010-01-01" in told
    assert "ended(T)   as of 2001-01-01" in told


def test_the_quote_of_a_number_is_marked_in_its_document(factbase) -> None:
    told = factbase(*SMALL, stdin="allied(A, beta).\n:open 2\n").stdout
    assert "» 1  The treaty of Alpha and Beta, **signed on 13 March 2001**" in told
    assert factbase("open", *SMALL[:2], "tests/base/column.txt:1", "--quote", "signed on 13 March 2001").stdout in told


def test_a_fact_on_which_another_statement_rests_can_be_taken_back(factbase) -> None:
    typed = "assume q(1).\nr(X) :- q(X).\n:undo\nr(X).\nq(X).\n:undo\nq(X).\n"
    told = factbase(*SMALL, stdin=typed).stdout
    assert "E101 unknown relation `r`" in told
    assert told.count("1. X = 1") == 1
    assert "E101 unknown relation `q`" in told


def test_what_is_loaded_stays_where_a_statement_is_taken_back(factbase, tmp_path: Path) -> None:
    (tmp_path / "more.fb").write_text("assume loaded(1).\n")
    typed = f"assume q(1).\n:load {tmp_path / 'more.fb'}\n:undo\nloaded(X).\nq(X).\n"
    told = factbase(*SMALL, stdin=typed).stdout
    assert told.count("1. X = 1") == 1
    assert "E101 unknown relation `q`" in told


def test_more_of_the_document_is_shown_around_a_quote_where_that_is_asked(factbase) -> None:
    def opened(command: str) -> str:
        return factbase(*SMALL, stdin=f"articles(P, N).\n{command}\n").stdout.partition("left out")[2]

    few, whole = opened(":open 1 --around 1"), opened(":open 1 --all")
    assert len(few.splitlines()) < len(opened(":open 1").splitlines()) <= len(whole.splitlines())
    assert "**" in few


def lines(session: Session, *typed: str) -> str:
    return "\n".join(block for each in typed for block in execute(session, each))


def test_what_was_typed_outlives_a_base_that_is_read_again(tmp_path: Path) -> None:
    file, day = tmp_path / "a.fb", parse_date("2003-01-01")
    file.write_text("assume p(1).\n")
    session = Session([tmp_path], View(day), day, Engines("auto", None, Patience(None, [tmp_path])), plain)
    (tmp_path.parent / "more.fb").write_text("assume loaded(1).\n")
    lines(session, "q(X) :- p(X).", "assume r(5).", f":load {tmp_path.parent / 'more.fb'}")
    told = lines(session, ":reload")
    assert "2 typed statements kept" in told
    assert f"not loaded any more: {tmp_path.parent / 'more.fb'}; `:load` takes files again" in told
    assert "1. X = 1" in lines(session, "q(X)")
    file.write_text("assume other(1).\n")
    told = lines(session, ":reload")
    assert "E101 unknown relation `p`" in told
    assert "1 typed statement kept; 1 no longer fits" in told
    assert "1  assume r(5)." in lines(session, ":list")
    assert "-  q(X) :- p(X)." in lines(session, ":list")
    assert "1. X = 5" in lines(session, "r(X)")
    file.write_text("assume p(2).\n")
    assert "2 typed statements kept" in lines(session, ":reload")
    assert "1. X = 2" in lines(session, "q(X)")


def test_what_does_not_fit_any_more_can_be_taken_back(tmp_path: Path) -> None:
    file, day = tmp_path / "a.fb", parse_date("2003-01-01")
    file.write_text("assume p(1).\n")
    session = Session([tmp_path], View(day), day, Engines("auto", None, Patience(None, [tmp_path])), plain)
    lines(session, "q(X) :- p(X).")
    file.write_text("assume other(1).\n")
    lines(session, ":reload")
    assert lines(session, ":undo") == "taken back: q(X) :- p(X)."
    assert lines(session, ":list").startswith("no statement was typed")


# ---- at a terminal


@pytest.fixture
def terminal(tmp_path: Path) -> Iterator[Start]:
    with terminals(tmp_path) as start:
        yield start


def test_what_a_command_prints_goes_through_the_pager_on_a_terminal_only(process, tmp_path: Path) -> None:
    command = ("ask", "articles(P, N)", *SMALL, "--paged")
    with closing(Terminal(*command, home=tmp_path, env={"PAGER": "sed s/^/paged:/"})) as person:
        assert person.end() == 0
    assert "paged:articles(P, N)   as of 2003-01-01" in person.shown
    assert "paged:left out: 1 fact not yet in force" in person.shown
    assert "paged" not in process(*command, env={"PAGER": "sed s/^/paged:/"}).stdout


def test_who_leaves_the_pager_early_has_seen_enough(tmp_path: Path) -> None:
    command = ("ask", "signed(P, A, B) on D", *SMALL, "--paged")
    with closing(Terminal(*command, home=tmp_path, env={"PAGER": "head -1"})) as person:
        assert person.end() == 0
    assert "signed(P, A, B) on D" in person.shown
    assert "2 answers" not in person.shown


def test_a_session_shows_answers_in_the_pager_of_the_system(terminal: Start) -> None:
    person = terminal("--paged", *SMALL, env={"PAGER": "sed s/^/paged:/"})
    person.send("articles(P, N)", ENTER)
    person.wait("paged:articles(P, N)   as of 2003-01-01")
    person.wait("paged:left out: 1 fact not yet in force")
    person.wait(PROMPT)
    person.send(":set pager none", ENTER)
    person.wait("pager none")
    person.wait(PROMPT)
    person.send("articles(P, N)", ENTER)
    assert "paged" not in person.wait("not yet in force")


def test_no_line_of_an_answer_is_wider_than_the_terminal(terminal: Start) -> None:
    person = terminal(columns=40)
    person.send("articles(P, N).", ENTER)
    person.wait("1. P = treaty")
    shown = person.wait("in force")
    assert max(map(len, shown.split("\n"))) <= 40, shown
    assert "\n         report," in shown
    assert "\n           " in shown, "what goes on hangs"


def test_the_next_page_is_as_wide_as_the_terminal_is_by_then(terminal: Start) -> None:
    person = terminal(rows=8, columns=120)
    person.send(":help", ENTER)
    person.wait("-- more")
    person.resize(30, 40)
    person.send(" ")
    shown = person.wait("-- more").split("\n")[1:-1]
    assert len(shown) > 20
    assert max(map(len, shown)) <= 40, shown


@pytest.mark.parametrize("env", [{"TERM": "dumb"}, {"NO_COLOR": "1"}])
def test_a_terminal_that_takes_no_colours_gets_none(tmp_path: Path, env: dict[str, str]) -> None:
    with closing(Terminal("ask", "articles(P, N)", *SMALL, home=tmp_path, env=env)) as person:
        assert person.end() == 0
    assert b"\x1b" not in person.raw
    assert "1. P = treaty, N = 14" in person.shown


def test_a_passage_is_opened_from_its_number(terminal: Start) -> None:
    person = terminal()
    person.send("allied(A, beta).", ENTER)
    person.wait("[2] “signed on 13 March 2001”")
    person.wait(PROMPT)
    person.send(":open 2", ENTER)
    assert "**signed on 13 March 2001**" in person.wait("quoted for signed(treaty, alpha, beta) on 2001-03-13")
    person.wait(PROMPT)


def test_an_empty_answer_of_a_day_that_nobody_gave_says_so(factbase) -> None:
    told = factbase("ask", "direct_channel(A, B)").stdout
    assert "no date was given, so this is asked as of " in told
    assert "`why-not` says how far each rule gets" in told
    for dated in (("direct_channel(A, B)", "--at", "2015-06-01"), ("direct_channel(A, B) at 2015-06-01",)):
        assert "no date was given" not in factbase("ask", *dated).stdout


def test_dates_of_a_goal_go_before_those_of_the_session(factbase) -> None:
    typed = ":at 2001-01-01\nended(treaty) at 2010-01-01.\nended(treaty) at 2010-01-01 known_by 2001-12-31.\n:at\n"
    told = factbase(*SMALL, stdin=typed).stdout
    assert "ended(treaty)   as of 2010-01-01\n1 answer" in told
    assert "ended(treaty)   as of 2010-01-01, known by 2001-12-31\nno answer" in told
    assert told.endswith("as of 2001-01-01\n")
    assert factbase("ask", "ended(treaty) at 2010-01-01", *SMALL, "--certify").returncode == 0


def test_a_watched_goal_is_asked_again_when_files_change(terminal: Start, tmp_path: Path) -> None:
    pytest.importorskip("watchfiles")
    base = tmp_path / "base"
    base.mkdir()
    (base / "a.fb").write_text("assume q(1).\nassume q(2).\n")
    person = terminal("--base", str(base), "--at", "2003-01-01")
    person.send("assume q(9).", ENTER)
    person.wait("added to this session")
    person.wait(PROMPT)
    person.send(":watch q(X)", ENTER)
    person.wait("3 answers")
    person.wait("watching the files; Ctrl-C ends it")
    (base / "a.fb").write_text("assume q(1).\nassume q(3).\n")
    person.wait("new")
    person.wait("[2] assumed at")
    person.wait("gone; it stood on")
    (base / "a.fb").write_text("assume q(1).\nassume q(.\n")
    person.wait("E001")
    (base / "a.fb").write_text("assume q(1).\nassume q(3).\n% the same\n")
    person.wait("the answers are the same, and stand on the same")
    person.send(CTRL_C)
    person.wait(PROMPT)
    person.send("q(9).", ENTER)
    person.wait("1. yes")


def test_what_is_no_terminal_is_not_watched(factbase) -> None:
    told = factbase(*SMALL, stdin=":watch allied(A, B)\n:watch\n").stdout
    assert "`:watch` goes on until Ctrl-C, and needs a terminal" in told
    assert "which goal? `:watch direct_channel(A, B)`" in told


@pytest.mark.parametrize("columns", [22, 40, 60])
def test_carets_stay_under_what_they_mean_in_a_narrow_terminal(tmp_path: Path, columns: int) -> None:
    goal = "signed(P, A, B), alied(A, B), articles(P, N), N > 3"
    with closing(Terminal("ask", goal, *SMALL, home=tmp_path, columns=columns)) as person:
        assert person.end() == 1
    above, carets = (line for line in person.shown.split("\n") if line.lstrip("1 ").startswith("|"))
    assert len(above) <= columns
    assert "alied(A, B)".startswith(above[carets.index("^") : carets.rindex("^") + 1])


def test_the_bar_of_a_timeline_is_as_wide_as_there_is_room(tmp_path: Path) -> None:
    with closing(Terminal("timeline", "allied(alpha, beta)", *SMALL[:2], home=tmp_path, columns=40)) as person:
        assert person.end() == 0
    (bar,) = (line for line in person.shown.split("\n") if line.startswith("   ·"))
    assert len(bar) == 40
