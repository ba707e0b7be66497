"""Finding words: sentences with what cites them, names and facts; each claim with its place, and what was searched always said."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

import factbase as fb

DOCUMENT = """\
The Ministry of Trade signed the pact on 2 May. It was silent about the moon-
landing of Gen. Park, and J. Smith left.

Nothing was said of   Trade afterwards. THE PACT lapsed.
"""
FACTS = """\
source report { file: "report.txt", title: "On trade" }.
entity ministry: organisation { name: "the Ministry", alias: ["Ministry of Trade", "the Dept."] }.
entity moon_office: organisation.
relation signed(who: organisation, what: any) "{who} signed {what}".
from report.
signed(ministry, pact) "The Ministry of Trade signed the pact".
lapsed(pact) on 2001-06 "Nothing was said of Trade afterwards" "THE PACT lapsed.".
"""


@pytest.fixture
def base(tmp_path: Path) -> Path:
    (tmp_path / "report.txt").write_text(DOCUMENT)
    (tmp_path / "a.fb").write_text(FACTS)
    return tmp_path


def test_a_sentence_is_told_with_its_words_marked_and_what_cites_it(base: Path, factbase) -> None:
    told = factbase("find", "trade", "--base", ".", cwd=base)
    assert (told.returncode, told.stderr) == (0, "")
    assert told.stdout.splitlines() == [
        "report, report.txt:1 ¶1",
        "  “The Ministry of **Trade** signed the pact on 2 May.”",
        "  for signed(ministry, pact), fact a.fb:6",
        "report, report.txt:4 ¶2",
        "  “Nothing was said of **Trade** afterwards.”",
        "  for lapsed(pact) on 2001-06, fact a.fb:7",
        "ministry: organisation  “Ministry of Trade”, a.fb:2",
        'title(report, "On trade")',
        "  On trade has the title “On trade”",
        "  declared at a.fb:1, without words",
        "“trade”: 2 sentences, 1 name, 1 fact; searched 1 document, 4 names, 3 facts, whatever their dates",
    ]


def test_words_over_a_line_and_abbreviations_stand_in_one_sentence(base: Path) -> None:
    (found,) = fb.open(base).find("moon-landing", "park").passages
    assert found.sentence == "It was silent about the moon- landing of Gen. Park, and J. Smith left."
    assert [found.sentence[start:end] for start, end in found.marks] == ["moon- landing", "Park"]
    assert found.cited_by == ()


def test_several_phrases_stand_in_one_sentence_name_or_fact(base: Path) -> None:
    opened = fb.open(base)
    assert [each.line for each in opened.find("pact", "trade").passages] == [1]
    assert not opened.find("lapsed", "trade").passages
    assert [each.claim for each in opened.find("pact", "ministry").facts] == ["signed(ministry, pact)"]
    assert [each.names for each in opened.find("moon office").names] == [("moon office",)]


def test_what_is_left_out_is_counted(base: Path, factbase) -> None:
    told = factbase("find", "pact", "--base", ".", "--limit", "1", cwd=base).stdout
    assert "and 1 more sentence\n" in told
    assert "and 1 more fact\n" in told
    assert "“pact”: 2 sentences, 0 names, 2 facts; searched" in told


def test_one_source_is_searched_with_what_cites_it(base: Path, factbase) -> None:
    (base / "other.txt").write_text("Another pact of Trade was signed there.\n")
    (base / "b.fb").write_text('source other { file: "other.txt" }.\n')
    told = factbase("find", "trade", "--base", ".", "--source", "other", cwd=base).stdout
    assert told.splitlines() == [
        "other, other.txt:1 ¶1",
        "  “Another pact of **Trade** was signed there.”",
        "  no fact cites it",
        "“trade”: 1 sentence, 0 names, 0 facts; searched 1 document, 0 names, 0 facts of other, whatever their dates",
    ]


def test_nothing_found_says_what_was_searched(base: Path, factbase) -> None:
    told = factbase("find", "zebra", "a b", "--base", ".", cwd=base)
    assert told.stdout == "“zebra” with “a b”: not found; searched 1 document, 4 names, 3 facts, whatever their dates\n"
    assert told.returncode == 0


def test_a_quote_that_does_not_stand_is_told_where_it_is_shown_and_nowhere_else(base: Path, factbase) -> None:
    (base / "b.fb").write_text('silent(ministry) @ report "It was silent about the sun".\nquery q: silent(W).\n')
    for command in (("find", "trade"), ("open", "report:4"), ("sources",), ("query",)):
        told = factbase(*command, "--base", ".", cwd=base)
        assert (told.returncode, told.stderr) == (0, ""), command
        assert "E503" not in told.stdout, command
    told = factbase("facts", "silent", "--base", ".", cwd=base)
    assert (told.returncode, "E503" in told.stdout) == (0, False)
    assert "“It was silent about the sun”\n      report, no place, absent" in told.stdout
    assert json.loads(factbase("find", "trade", "--base", ".", "--format", "json", cwd=base).stdout)["problems"] == []
    for command in (("query", "--expected"), ("query", "q")):
        assert "E503" in factbase(*command, "--base", ".", cwd=base).stderr, command


def test_one_bad_quote_hides_nothing_that_rests_on_others(base: Path, factbase) -> None:
    (base / "b.fb").write_text(
        'silent(ministry) @ report "It was silent about the sun".\n'
        "broke(X) :- signed(X, _).\n"
        'check nobody(X) error "{X} signed" :- signed(X, _).\n'
        "query q: silent(W).\nquery r: signed(W, _).\n"
    )
    without = "all this without the 1 fact whose quotes do not stand\n"
    for command, wanted in ((["conflicts"], "nobody(ministry)"), (["sources", "--load-bearing"], "broke(ministry)")):
        told = factbase(*command, "--base", ".", cwd=base)
        assert (told.returncode, told.stderr) == (1, ""), command
        assert told.stdout.count("error E503") == 1
        assert wanted in told.stdout
        assert "“It was silent" not in told.stdout
        assert told.stdout.endswith(without)
        found = json.loads(factbase(*command, "--base", ".", "--format", "json", cwd=base).stdout)
        assert ([each["code"] for each in found["problems"]], found["lost"]) == (["E503"], 1)
    written = factbase("query", "--expected", "--base", ".", cwd=base)
    assert written.returncode == 1
    assert written.stdout.startswith("query r:")
    assert "query q" not in written.stdout
    assert written.stderr.count("E503") == 1
    assert "not answered, and not written: q\n" in written.stderr
    assert "S106" not in written.stderr, "what is left out concerns one of them"


def test_what_was_not_run_is_not_told_as_fine(base: Path, factbase) -> None:
    (base / "b.fb").write_text("p(X) :- unheard(X).\n")
    told = factbase("conflicts", "--base", ".", cwd=base)
    assert told.returncode == 1
    assert "E101" in told.stdout
    assert "no check is violated" not in told.stdout
    found = json.loads(factbase("conflicts", "--base", ".", "--format", "json", cwd=base).stdout)
    assert found["conflicts"] is None


def test_what_could_not_be_read_is_told_before_what_was_found(base: Path, factbase) -> None:
    (base / "b.fb").write_text('source gone { file: "gone.txt" }.\n')
    told = factbase("find", "trade", "--base", ".", cwd=base)
    assert told.returncode == 1
    assert told.stdout.startswith("b.fb:1:")
    assert told.stdout.endswith("not searched, for it could not be read: gone\n")
    found = json.loads(factbase("find", "trade", "--base", ".", "--format", "json", cwd=base).stdout)
    assert [each["code"] for each in found["problems"]] == ["E115"]
    assert found["searched"]["unread"] == ["gone"]
    assert len(found["passages"]) == 2


@pytest.mark.parametrize(
    ("words", "told"),
    [
        (("find", "."), "factbase find: `.` has neither a letter nor a digit\n"),
        (("find", "x", "--source", "reprot"), "factbase: error: unknown source `reprot`; did you mean `report`?\n"),
    ],
)
def test_what_cannot_be_looked_for_is_told(words: tuple[str, ...], told: str, base: Path, factbase) -> None:
    result = factbase(*words, "--base", ".", cwd=base)
    assert (result.stdout, result.stderr, result.returncode) == ("", told, 2)


def test_a_table_cites_sentences_too(base: Path) -> None:
    (base / "t.csv").write_text('n,q\nx,"THE PACT lapsed."\n')
    (base / "b.fb").write_text(
        'relation row(n: symbol).\ntable row from "t.csv" { source: report, quote: q, columns: [n] }.\n'
    )
    found = fb.open(base).find("lapsed")
    assert [each.claim for each in found.passages[0].cited_by] == ["lapsed(pact) on 2001-06", "row(x)"]
    assert str(found).endswith(
        "“lapsed”: 1 sentence, 0 names, 1 fact; searched 1 document, 4 names, 4 facts, whatever their dates"
    )
    assert repr(found) == "<1 sentence, 0 names, 1 fact with 'lapsed'>"


def test_a_table_of_what_is_not_so_is_looked_through(base: Path) -> None:
    (base / "rows.csv").write_text("who,what,words\nmoon_office,pact,Nothing was said of   Trade afterwards\n")
    (base / "b.fb").write_text(
        'from report. table -signed from "rows.csv" { columns: [who, what], quote: words }. table may signed from "rows.csv"'
        " { columns: [who, what], quote: words }."
    )
    found = fb.open(base).find("moon office")
    assert [str(fact.claim) for fact in found.facts] == ["-signed(moon_office, pact)", "may signed(moon_office, pact)"]
    assert fb.open(base).find("nowhere").facts == ()


def test_the_library_refuses_what_the_command_refuses(base: Path) -> None:
    opened = fb.open(base)
    with pytest.raises(fb.Mistakes, match="unknown source"):
        opened.find("x", source="y")
    with pytest.raises(ValueError, match="neither a letter"):
        opened.find(".")


def test_rows_that_cannot_have_the_words_are_counted_and_others_found(base: Path, factbase) -> None:
    (base / "t.csv").write_text(
        'n,d,q\nopen_sea,2001-03-04,"THE PACT lapsed."\nthe deep,2002-03-04,"THE PACT lapsed."\n'
    )
    (base / "b.fb").write_text(
        'relation row(n: any) "{n} is wet".\ntable row from "t.csv" { source: report, quote: q, columns: [n], on: d }.\n'
    )
    opened = fb.open(base)
    for words, claims in (
        ("open sea", ["row(open_sea) on 2001-03-04"]),
        ("deep is wet", ['row("the deep") on 2002-03-04']),
        ("row(open", ["row(open_sea) on 2001-03-04"]),
        ("2001-03-04", ["row(open_sea) on 2001-03-04"]),
        ("open deep", []),
        ("zebra", []),
    ):
        found = opened.find(words)
        assert [each.claim for each in found.facts] == claims, words
        assert found.outcome.result.searched.facts == 5
    assert "5 facts" not in factbase("find", "zebra", "--base", ".", "--source", "report", cwd=base).stdout
    assert "4 facts of report" in factbase("find", "zebra", "--base", ".", "--source", "report", cwd=base).stdout


def test_a_quote_of_several_places_is_told_with_words_that_tell_them_apart(tmp_path: Path, factbase) -> None:
    (tmp_path / "d.txt").write_text(
        "The council of Elm voted.\nIt met in two harbours. The council of Elm met again.\n"
    )
    (tmp_path / "a.fb").write_text('source d { file: "d.txt" }.\nassume q(1).\np(1) @ d "The council of Elm".\n')
    told = factbase("check", "--base", ".", cwd=tmp_path).stdout
    assert 'hint: say which: before "voted." for line 1, after "harbours." for line 2\n' in told
    for which in ('before "voted."', 'after "harbours."'):
        (tmp_path / "a.fb").write_text(f'source d {{ file: "d.txt" }}.\np(1) @ d "The council of Elm" {which}.\n')
        assert "E504" not in factbase("check", "--base", ".", cwd=tmp_path).stdout


def test_a_relation_with_its_sign_is_a_name_and_no_option(base: Path, factbase) -> None:
    (base / "b.fb").write_text("-signed(X, pact) :- silent(X).\nsilent(nobody) :- signed(_, _).\nassume -went(a).\n")
    assert "-signed(X, pact) :- silent(X)." in factbase("rules", "-signed", "--base", ".", cwd=base).stdout
    assert "-went(a)" in factbase("facts", "-went", "--base", ".", cwd=base).stdout
    for typed in (":rules -signed\n", ":relations -signed\n"):
        assert "-signed(" in factbase("--base", ".", stdin=typed, cwd=base).stdout


def test_a_base_without_documents_has_nothing_to_be_locked(tmp_path: Path, factbase) -> None:
    (tmp_path / "a.fb").write_text("assume p(1).\n")
    told = factbase("lock", "--base", ".", cwd=tmp_path)
    assert (told.returncode, told.stdout) == (0, "nothing to lock: the base has no document\n")
    assert [each.name for each in tmp_path.iterdir()] == ["a.fb"]


def test_the_facts_of_a_relation_have_those_that_deny_it(base: Path, factbase) -> None:
    (base / "b.fb").write_text("assume -went(a).\nassume went(b).\n")
    told = factbase("facts", "went", "--base", ".", cwd=base).stdout
    assert "-went(a)" in told
    assert "went(b)" in told
    only = factbase("facts", "-went", "--base", ".", cwd=base).stdout
    assert "-went(a)" in only
    assert "went(b)" not in only


def test_the_facts_of_what_is_an_entity_and_a_relation_are_those_of_both(base: Path, factbase) -> None:
    (base / "b.fb").write_text(
        'entity went: step { name: "went" }.\nassume -went(a).\nassume went(b).\nassume took(went).\n'
    )
    told = factbase("facts", "went", "--base", ".", cwd=base).stdout
    for fact in ("-went(a)", "went(b)", "took(went)"):
        assert fact in told
    assert "3 facts that name or are of the relation went" in told
