"""What a person sees and does at the prompt, at a terminal: offers, the lines around an entry, keys, history, settings, an editor."""

from __future__ import annotations

import re
import stat
import time
from collections.abc import Iterator
from pathlib import Path

import pytest
from terminal import CTRL_C, CTRL_D, ENTER, PROMPT, TAB, UP, Start, Terminal, terminals

CTRL_G, CTRL_R = "\x07", "\x12"


@pytest.fixture
def terminal(tmp_path: Path) -> Iterator[Start]:
    with terminals(tmp_path) as start:
        yield start


def left(person: Terminal) -> None:
    """The session is alive at its prompt, where an entry that was begun is dropped, and ends by Ctrl-D."""
    person.send(CTRL_C)
    alive(person)


def answered(person: Terminal) -> None:
    """The answer ends, and then the session. A Ctrl-C would stop what is answered, and take with it what is typed next."""
    person.wait(PROMPT)
    alive(person)


def alive(person: Terminal) -> None:
    person.send("articles(P, N)", ENTER)
    person.wait("N = 14")
    person.wait(PROMPT)
    person.send(CTRL_D)
    assert person.end() == 0


# ---- offers


def test_offers_come_while_one_types_without_case_and_say_what_they_are(terminal: Start) -> None:
    person = terminal()
    person.send("articles(THE T")
    person.wait("entity · the treaty")
    left(person)


def test_tab_takes_the_one_offer_of_another_name_and_no_full_stop_is_needed(terminal: Start) -> None:
    person = terminal()
    person.send("articles(The", TAB, ", N)", ENTER)
    person.wait("articles(treaty, N)   as of 2003-01-01")
    answered(person)


def test_tab_marks_a_value_that_facts_have(terminal: Start) -> None:
    person = terminal()
    person.send("signed(P, A, B) on 2001", TAB)
    person.wait("date of 1 fact")
    left(person)


def test_offers_can_be_switched_off_and_tab_still_makes_them(terminal: Start) -> None:
    person = terminal(answers=True)
    person.send(":set completion off", ENTER)
    person.wait("completion off")
    person.wait(PROMPT)
    person.send("articles(th")
    person.wait("{pact} has {number} articles")  # below
    time.sleep(0.3)
    assert "entity ·" not in person.shown[person.told :]
    person.send(CTRL_C)
    person.wait(PROMPT)
    person.send("signed(treaty, al", TAB)
    person.wait("pha")
    left(person)


def test_enter_on_a_chosen_offer_takes_it_and_sends_nothing_off(terminal: Start) -> None:
    person = terminal()
    person.send("allied(alpha, B), ", "signed(treaty, ")
    person.send(TAB)
    person.wait("entity · Alpha")
    person.send(TAB, TAB, ENTER)
    time.sleep(0.2)
    person.send(", B)", ENTER)
    person.wait("signed(treaty, alpha, B)   as of")
    answered(person)


# ---- the lines around an entry


def test_the_line_below_tells_of_the_relation_at_the_cursor_and_of_the_view(terminal: Start) -> None:
    person = terminal(answers=True)
    person.wait("as of 2003-01-01 · auto · 6 facts")
    person.send("allied(")
    person.wait("{a} and {b} are allied")
    assert "allied(a: country" in person.shown
    left(person)


def test_what_an_entry_lacks_is_said_before_its_next_line(terminal: Start) -> None:
    person = terminal()
    person.send("allied(A,", ENTER)
    person.wait("… `)` to close >")
    person.send("B),", ENTER)
    person.wait("… a goal after `,` >")
    person.send("articles(P, N)", ENTER)
    person.wait("allied(A,\nB),\narticles(P, N)   as of".replace("\n", " "))
    person.wait(PROMPT)
    person.send("assume ended(treaty)", ENTER)
    person.wait("… `.` ends a statement >")
    person.send(".", ENTER)
    person.wait("added to this session")
    answered(person)


def test_a_mistake_that_no_line_mends_is_told_at_once_and_an_empty_line_sends_off(terminal: Start) -> None:
    person = terminal()
    person.send("allied(A, B) allied(B, C)", ENTER)
    person.wait("error E001")
    person.wait(PROMPT)
    person.send("allied(A,", ENTER, ENTER)
    person.wait("error E001")
    answered(person)


@pytest.mark.parametrize("word", ["exit", "quit", "exit()", "quit.", "\\q", ":q"])
def test_words_of_other_tools_leave(word: str, terminal: Start) -> None:
    person = terminal()
    person.send(word, ENTER)
    assert person.end() == 0


@pytest.mark.parametrize("word", ["help", "?", "\\?"])
def test_words_of_other_tools_help(word: str, terminal: Start) -> None:
    person = terminal(rows=60)
    person.send(word, ENTER)
    person.wait("Tab completes, Ctrl-R searches the history")
    person.wait(PROMPT)
    left(person)


# ---- keys


def test_who_leaves_a_search_finds_what_stood_there(terminal: Start) -> None:
    person = terminal()
    for goal in ("articles(P, 14)", "allied(A, beta)"):
        person.send(goal, ENTER)
        person.wait("as of 2003-01-01")
        person.wait(PROMPT)
    person.send("ended(P)", CTRL_R, "all", CTRL_R, CTRL_G, ENTER)
    person.wait("ended(P)   as of 2003-01-01")
    answered(person)


def test_a_terminal_may_change_its_size(terminal: Start) -> None:
    person = terminal()
    person.send("articles(P, ")
    person.resize(12, 44)
    time.sleep(0.3)
    person.send("N)", ENTER)
    person.wait("as of 2003-01-01")
    person.wait("found")
    answered(person)


def test_ctrl_d_in_an_entry_does_not_leave(terminal: Start) -> None:
    person = terminal()
    person.send("articles(P, N)", CTRL_D, ENTER)
    person.wait("14")
    answered(person)


def large(path: Path) -> None:
    """A file that takes seconds to read, where nothing of it is kept."""
    path.write_text("".join(f"assume number_{i % 50}({i}, {i + 1}, {i + 2}).\n" for i in range(200_000)))


def test_an_interrupt_while_a_base_is_read_again_leaves_the_one_that_was(terminal: Start, tmp_path: Path) -> None:
    (tmp_path / "b").mkdir()
    (tmp_path / "b" / "a.fb").write_text("assume p(1).\n")
    person = terminal("--base", str(tmp_path / "b"), env={"FACTBASE_CACHE": ""})
    large(tmp_path / "b" / "large.fb")
    person.send(":reload", ENTER)
    person.wait("loading … 1 s")
    person.send(CTRL_C)
    person.wait("stopped")
    person.wait(PROMPT)
    person.send("p(X)", ENTER)
    person.wait("1")
    person.wait(PROMPT)
    person.send(CTRL_D)
    assert person.end() == 0


def test_an_interrupt_while_a_base_is_read_for_the_first_time_ends(tmp_path: Path) -> None:
    large(tmp_path / "large.fb")
    person = Terminal("--base", str(tmp_path / "large.fb"), home=tmp_path, env={"FACTBASE_CACHE": ""})
    try:
        person.wait("loading … 1 s")
        person.send(CTRL_C)
        assert person.end() == 130
        assert "stopped" in person.shown
    finally:
        person.close()


def test_an_error_in_a_file_that_is_read_again_does_not_end_the_session(terminal: Start, tmp_path: Path) -> None:
    (tmp_path / "b").mkdir()
    (tmp_path / "b" / "a.fb").write_text("assume articles(treaty, 14).\n")
    person = terminal("--base", str(tmp_path / "b"))
    (tmp_path / "b" / "bad.fb").write_text('table p from "nowhere.csv" { colums: [x] }.\np(X :- q(.\n')
    person.send(":reload", ENTER)
    person.wait("mend the errors and `:reload`")
    person.wait(PROMPT)
    (tmp_path / "b" / "bad.fb").unlink()
    person.send(":reload", ENTER)
    person.wait("`:help` for help")
    answered(person)


def test_a_block_that_is_pasted_is_asked_in_order(terminal: Start) -> None:
    person = terminal()
    person.send("\x1b[200~articles(P, N).\n:at 2001-03-20\nallied(A, B).\x1b[201~", ENTER)
    person.wait("articles(P, N)   as of 2003-01-01")
    person.wait("as of 2001-03-20")
    person.wait("allied(A, B)   as of 2001-03-20")
    answered(person)


def test_a_key_that_is_no_word_and_no_key_of_a_page_is_passed_over_there(terminal: Start) -> None:
    person = terminal(rows=20)
    person.send(":help", ENTER)
    person.wait("-- more")
    person.send("\x0c")
    time.sleep(0.3)
    person.send(" ")
    person.wait("-- more")
    person.send("q")
    person.wait(PROMPT)
    left(person)


def test_what_is_typed_at_a_page_is_asked_next(terminal: Start) -> None:
    person = terminal(rows=8)
    person.send(":help", ENTER)
    person.wait("-- more")
    person.send("ended(P)", ENTER)
    person.wait("> ended(P)")
    person.send(ENTER)
    person.wait("ended(P)   as of 2003-01-01")
    person.wait(PROMPT)
    person.send(CTRL_D)
    assert person.end() == 0


def test_vi_keys(terminal: Start) -> None:
    person = terminal()
    person.send(":set keys vi", ENTER)
    person.wait("keys vi")
    person.wait(PROMPT)
    person.send("xarticles(P, N)", "\x1b")
    time.sleep(0.8)  # an escape is waited for: it could begin a key
    person.send("0x", ENTER)
    person.wait("articles(P, N)   as of 2003-01-01")
    answered(person)


# ---- history


def test_the_history_is_the_users_alone_has_each_entry_once_and_whole(terminal: Start, tmp_path: Path) -> None:
    person = terminal()
    for entry in ("ended(P)", "articles(P, N)", "ended(P)"):
        person.send(entry, ENTER)
        person.wait("as of 2003-01-01")
        person.wait(PROMPT)
    person.send("allied(A,", ENTER)
    person.wait("to close")
    person.send("B)", ENTER)
    person.wait("as of 2003-01-01")
    person.wait(PROMPT)
    person.send(CTRL_D)
    assert person.end() == 0
    file = tmp_path / "state" / "factbase" / "history"
    assert stat.S_IMODE(file.stat().st_mode) == 0o600
    assert stat.S_IMODE(file.parent.stat().st_mode) == 0o700
    again = terminal()
    again.send(UP, ENTER)
    again.wait("allied(A, B)   as of")
    again.wait(PROMPT)
    again.send("ar", UP, ENTER)  # what begins so
    again.wait("articles(P, N)   as of")
    again.wait(PROMPT)
    again.send(CTRL_D)
    assert again.end() == 0


# ---- what a user prefers


def configured(home: Path, **files: str) -> None:
    folder = home / "config" / "factbase"
    folder.mkdir(parents=True)
    for name, text in files.items():
        (folder / name.replace("_", ".")).write_text(text)


def test_the_users_configuration_is_read_and_its_mistakes_are_told(terminal: Start, tmp_path: Path) -> None:
    configured(tmp_path, config_toml='palette = "light"\nkeys = "joe"\ncolour = 1\n', init=":at 2001-03-20\nended(P)\n")
    person = terminal(until="ended(P)   as of 2001-03-20")
    assert "config.toml: `keys` is emacs or vi, not `joe`" in person.shown.replace("\n", "")
    assert "there is no setting `colour`" in person.shown
    person.send(":set", ENTER)
    person.wait("palette light")
    answered(person)


def test_no_configuration_is_read_that_others_can_write(terminal: Start, tmp_path: Path) -> None:
    configured(tmp_path, init=":at 2001-03-20\n")
    (tmp_path / "config" / "factbase").chmod(0o777)
    person = terminal(until="others can write to it")
    assert "as of 2003-01-01" in person.shown
    left(person)


def test_an_editor_takes_what_was_typed_last(terminal: Start, tmp_path: Path) -> None:
    editor = tmp_path / "an editor"
    editor.write_text('#!/bin/sh\nsed -i "s/14/N/" "$2"\n')
    editor.chmod(0o755)
    person = terminal(env={"EDITOR": f"'{editor}' --wait", "VISUAL": ""})
    person.send("articles(P, 14)", ENTER)
    person.wait("articles(P, 14)   as of")
    person.wait(PROMPT)
    person.send(":edit", ENTER)
    person.wait("articles(P, N)   as of")
    person.wait(PROMPT)
    person.send(UP)
    person.wait("articles(P, N)")
    left(person)


@pytest.mark.parametrize("editor", ["nothing-like-it", "false", "'open"])
def test_an_editor_that_fails_is_told(editor: str, terminal: Start) -> None:
    person = terminal(env={"EDITOR": editor, "VISUAL": ""})
    person.send(":edit", ENTER)
    person.wait(f"`{editor}` ")
    answered(person)


@pytest.mark.parametrize("palette", ["dark", "light", "none"])
def test_every_palette_draws_a_prompt(palette: str, terminal: Start, tmp_path: Path) -> None:
    configured(tmp_path, config_toml=f'palette = "{palette}"\n')
    person = terminal()
    person.send('articles(P, N), "x" = X, nix(2001-01-01)')
    person.wait("nix(2001-01-01)")
    time.sleep(0.2)
    colours = set(re.findall(rb"\x1b\[[0-9;]*?(?:3[0-8]|9[0-7])[0-9;]*m", person.raw))
    assert (colours == set()) is (palette == "none")
    left(person)


def test_without_colour_there_is_none(terminal: Start) -> None:
    person = terminal(env={"NO_COLOR": "1"})
    person.send('articles(P, N), "x" = X', ENTER)
    person.wait("found")
    assert not re.findall(rb"\x1b\[[0-9;]*?(?:3[0-8]|9[0-7])[0-9;]*m", person.raw)
    answered(person)


def test_a_dumb_terminal_is_sent_text_only(terminal: Start) -> None:
    person = terminal(env={"TERM": "dumb"})
    person.send("articles(P, N)", ENTER)
    person.wait("14")
    assert b"\x1b" not in person.raw
    answered(person)
