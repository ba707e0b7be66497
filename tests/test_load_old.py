"""`load` into an old base: what it had wrong before is counted and is no reason to refuse; what new files bring, wherever, is told."""

from __future__ import annotations

from pathlib import Path

import pytest
from checkout import Result

AT = ("--at", "2004-06-01")
OLD = """source s { file: "s.txt", published: 2001-01-01 }.
entity fa: x { name: "Fanconi" }. entity fb: x { name: "Beta" }.
relation r(a: x). relation p(n: int).
from s.
r(fa) "the oldest warning in this base".
"""
TEXT = "Here is the oldest warning in this base. Beta came later than all. There were 3 of them, and then 4 of them.\n"
NEW = 'r(fb) @s "Beta came later than all".\n'


@pytest.fixture
def old(tmp_path: Path) -> Path:
    """A base with a warning and a note of its own."""
    folder = tmp_path / "old"
    folder.mkdir()
    (folder / "b.fb").write_text(OLD)
    (folder / "s.txt").write_text(TEXT)
    return folder


def load(factbase, base: Path, text: str, *options: str) -> Result:
    new = base.parent / "new.fb"
    new.write_text(text)
    return factbase("load", new, "--base", base, *AT, *options)


def codes(result: Result) -> list[str]:
    """The codes of the findings that are told, in their order."""
    words = [line.split(" ") for line in result.stdout.splitlines() if not line.startswith(" ")]
    return [each[2] for each in words if len(each) > 2 and each[1] in ("error", "warning", "note")]


def test_old_warnings_are_counted_and_refuse_nothing(factbase, old):
    result = load(factbase, old, NEW, "--strict")
    assert (result.returncode, codes(result)) == (0, []), result.stdout
    assert "4 findings that the base had before: F101 1, S105 1, W201 1, W204 1\n" in result.stdout
    assert "clean apart from 1 that the base had before" in result.stdout
    assert (old / "new.fb").read_text() == NEW


def test_of_old_findings_a_whole_report_says_where_they_are_told(factbase, old):
    result = load(factbase, old, NEW, "--full", "--strict")
    assert (result.returncode, codes(result)) == (0, []), result.stdout
    assert "`factbase check` tells the 4 findings that the base had before\n" in result.stdout
    assert result.stdout.endswith(f"added {old}/new.fb\n")
    assert (old / "new.fb").read_text() == NEW
    told = factbase("check", old, *AT)
    assert sorted(codes(told)) == ["F101", "S105", "W201", "W204"], told.stdout


def test_old_errors_refuse_nothing_and_what_they_hide_is_said(factbase, old):
    with (old / "b.fb").open("a") as file:
        file.write('r(fb) "these words are in no text".\nr(fb) :- nowhere(fb).\ncheck c error "no" :- r(fa), r(fb).\n')
    result = load(factbase, old, NEW)
    assert (result.returncode, codes(result)) == (0, []), result.stdout
    assert "4 findings that the base had before: E101 1, E503 1" in result.stdout
    assert "not checked: 1 check not run" in result.stdout
    assert "the base had errors without the new files, so what they change is not known" in result.stdout
    assert "clean apart from 3 that the base had before and what is not checked" in result.stdout


@pytest.mark.parametrize(
    ("more", "new", "code"),
    [
        ('check few error "{N} and {M}" :- p(N), p(M), N < M.\np(3) "There were 3 of them".\n', "p(4) @s", "C101"),
        ("expect not p(4).\n", "p(4) @s", "C202"),
        ('query counts: p(N) answers (3).\np(3) "There were 3 of them".\n', "p(4) @s", "C207"),
        ('p(4) "and then 4 of them".\n', "p(4) @s", "W102"),
    ],
)
def test_what_the_new_file_causes_elsewhere_is_told(factbase, old, more, new, code):
    with (old / "b.fb").open("a") as file:
        file.write(more)
    result = load(factbase, old, f'{new} "and then 4 of them".\n')
    assert codes(result) == [code], result.stdout
    assert result.returncode == (1 if code.startswith("C") else 0)


def test_one_more_place_of_an_old_mistake_is_told_where_it_is(factbase, old):
    """Of many places of one mistake one finding tells: that it told of others before hides no new one."""
    with (old / "b.fb").open("a") as file:
        file.write("".join(f"r(X) :- gone({n}, X).\n" for n in range(7)))
    result = load(factbase, old, "r(X) :- gone(7, X).\n")
    assert (result.returncode, codes(result)) == (1, ["E101"])
    assert f"{old.parent}/new.fb:1:9: error E101 unknown relation `gone`" in result.stdout


def test_one_more_entry_of_an_old_list_is_told_alone(factbase, old):
    with (old / "b.fb").open("a") as file:
        file.write('entity fc: x { name: "Cesar" }. r(fc) "the oldest warning in this base".\n')
    new = 'entity fd: x { name: "Delta" }. r(fd) @s "the oldest warning in this base" waive fd "so".\n'
    result = load(factbase, old, new)
    assert codes(result) == ["W204"], result.stdout
    assert "`fd`, “Delta”" in result.stdout
    assert "“Cesar”" not in result.stdout


def test_old_waivers_and_allowances_are_not_told(factbase, old):
    with (old / "b.fb").open("a") as file:
        file.write('check c error "{N}" :- p(N).\nallow c "old".\np(3) "and then 4 of them" waive 3 "mine".\n')
    result = load(factbase, old, NEW)
    assert "waived" not in result.stdout.replace("1 waiver", ""), result.stdout
    assert "\naccepted" not in result.stdout


def test_named_queries_are_compared(factbase, old):
    with (old / "b.fb").open("a") as file:
        file.write('query counts: p(N).\nquery none: r(fb).\np(3) "There were 3 of them".\n')
    result = load(factbase, old, 'p(4) @s "and then 4 of them".\n')
    assert "changed: query `counts` as of 2004-06-01: no such answer → N = 4 [1]\n  [1] “and then" in result.stdout
    assert "query `none`" not in result.stdout
    assert "“and then 4 of them” s, " in result.stdout


def test_a_quote_that_does_not_stand_takes_no_answer_away(factbase, old):
    with (old / "b.fb").open("a") as file:
        file.write('query counts: p(N).\np(3) "There were 3 of them".\n')
    result = load(factbase, old, 'p(5) @s "and then 5 of them".\n')
    assert codes(result) == ["E503"], result.stdout
    assert "changed" not in result.stdout
    assert "no expectation and no named query is answered otherwise than before" in result.stdout


def test_what_asks_of_all_documents_is_not_asked_while_one_cannot_be_read(factbase, old):
    with (old / "b.fb").open("a") as file:
        file.write('query told: mentions(S, "Beta") answers (s).\nexpect mentions(s, "Beta").\nexpect r(fa).\n')
    result = load(factbase, old, 'source gone { file: "gone.txt" }.\n')
    assert "E115" in codes(result), result.stdout
    assert "1 of 1 expectation met" in result.stdout
    assert "not checked: 1 expectation not run, 1 query not asked" in result.stdout


def test_a_session_counts_old_findings_too(factbase, old):
    (old.parent / "new.fb").write_text(NEW)
    result = factbase("--base", old, *AT, stdin=f":load {old.parent}/new.fb\n")
    assert "F101 1, S105 1, W201 1, W204 1" in result.stdout
    assert "warning F101" not in result.stdout
    assert "loaded into this session" in result.stdout
