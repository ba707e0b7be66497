"""The command as a user runs it: real files, what it prints, and how it exits.

What is about a process runs in one (its start, its streams and their encoding, signals, hash seeds), and so does the main job;
all else goes through the same `main` in this process.
"""

from __future__ import annotations

import csv
import io
import json
import os
import resource
import signal
import subprocess
import sys
import time
import tomllib
from pathlib import Path

import pytest
from checkout import ROOT

AT = ("--at", "2003-01-01")


def write(path: Path, text: str) -> Path:
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(text, encoding="utf-8")
    return path


# ---- ask


def test_the_main_job_answers_both_directions_with_quotes(process):
    result = process("ask", "direct_channel(A, B)", "--at", "2019-09-01")
    assert (result.returncode, result.stderr) == (0, "")
    assert "1.  japan        south_korea  [1]–[10]" in result.stdout
    assert "2.  south_korea  japan        [1]–[10]" in result.stdout
    assert "“The deal between South Korea and Japan, signed in late 2016”" in result.stdout


def test_no_direct_channel_before_the_signing_and_what_was_searched(factbase):
    result = factbase("ask", "direct_channel(A, B)", "--at", "2015-06-01")
    assert result.returncode == 0
    assert "no answer: unknown, not false" in result.stdout
    assert "searched 0 facts of `direct_channel`, 1 rule" in result.stdout


def test_a_channel_through_washington_before_the_signing(factbase):
    result = factbase("ask", "channel_through(south_korea, japan, V)", "--at", "2015-06-01", "--format", "json")
    assert [a["bindings"] for a in json.loads(result.stdout)["answers"]] == [{"V": "united_states"}]


def test_text_shows_the_whole_proof_with_places(factbase):
    result = factbase("--base", "tests/base", "ask", "allied(alpha, B)", "--full", *AT)
    assert result.returncode == 0
    assert result.stdout.startswith("""\
allied(alpha, B)   as of 2003-01-01
1 answer
1. B = beta
   Alpha and Beta are allied
   allied(alpha, beta)  rule tests/base/base.fb:26
   ├─ signed(treaty, alpha, beta)
   │    fact tests/base/base.fb:18 on 2001-03-12
   │      “Alpha and Beta signed the treaty on 12 March 2001”
   │        report, tests/base/report.txt:1 ¶1, found
   │    fact tests/base/base.fb:23 on 2001-03-13
   │      “signed on 13 March 2001”
   │        column, tests/base/column.txt:1 ¶1, found
   └─ not ended(treaty)
        no evidence of ended(treaty); searched 0 facts of `ended`, 0 rules, in 2 sources as of 2003-01-01
""")


def test_json_holds_what_the_contract_says(factbase):
    result = factbase("--base", "tests/base", "ask", "articles(P, N)", *AT, "--known-by", "2002", "--format", "json")
    assert result.returncode == 0
    found = json.loads(result.stdout)
    assert {"goal", "view", "engine", "verdict", "answers", "searched", "problems"} <= set(found)
    assert found["goal"] == "articles(P, N)"
    assert found["view"] == {"at": "2003-01-01", "known_by": "2002-XX-XX"}
    assert (found["engine"], found["verdict"]) == ("pydatalog", "yes")
    (answer,) = found["answers"]
    assert answer["bindings"] == {"P": "treaty", "N": 14}
    assert answer["reading"] == "the treaty has 14 articles"
    (citation,) = answer["citations"]
    assert {k: citation[k] for k in ("source", "path", "line", "quote", "verdict")} == {
        "source": "report",
        "path": "tests/base/report.txt",
        "line": 1,
        "quote": "The treaty has 14 articles",
        "verdict": "FOUND",
    }
    proof = found["proofs"][answer["proof"]]
    assert proof["kind"] == "leaf"
    assert proof["facts"][0]["path"] == "tests/base/base.fb"


def test_json_of_nothing_says_what_was_searched(factbase):
    result = factbase("--base", "tests/base", "ask", "joined(gamma, P)", "--format", "json")
    found = json.loads(result.stdout)
    assert (result.returncode, found["verdict"], found["answers"]) == (0, "unknown", [])
    assert found["searched"]["claim"] == "joined(gamma, _)"


def test_a_relation_declared_complete_is_denied(factbase):
    result = factbase("--base", "tests/base", "ask", "outsider(alpha)", "--format", "json")
    assert (result.returncode, json.loads(result.stdout)["verdict"]) == (0, "no")
    text = factbase("--base", "tests/base", "ask", "outsider(alpha)").stdout
    assert "is false: the relation is declared complete" in text
    assert "unknown" not in text


def test_an_answer_on_a_prediction_is_marked(factbase):
    assert (
        "conditional: it rests on a prediction" in factbase("--base", "tests/base", "ask", "may_join(W, P)", *AT).stdout
    )


def test_json_of_a_mistake_is_json(factbase):
    result = factbase("--base", "tests/base", "ask", "joind(W)", "--format", "json")
    found = json.loads(result.stdout)
    assert (result.returncode, found["verdict"], found["answers"]) == (1, "not asked", [])
    assert found["problems"][0]["code"] == "E101"
    assert found["problems"][0]["place"] == {"path": "<goal>", "line": 1, "column": 1}


def test_csv_has_a_row_for_each_citation(factbase):
    result = factbase("--base", "tests/base", "ask", "signed(P, A, B) on D", "--format", "csv")
    rows = list(csv.DictReader(io.StringIO(result.stdout)))
    assert result.returncode == 0
    assert [(r["answer"], r["D"], r["source"], r["line"], r["verdict"]) for r in rows] == [
        ("1", "2001-03-12", "report", "1", "FOUND"),
        ("2", "2001-03-13", "column", "1", "FOUND"),
    ]


def test_csv_of_a_mistake_goes_to_standard_error(factbase):
    result = factbase("--base", "tests/base", "ask", "joind(W)", "--format", "csv")
    assert (result.returncode, result.stdout) == (1, "")
    assert "E101" in result.stderr


def test_the_same_bytes_whatever_the_hash_seed():
    """In every format; one process for each seed."""
    program = (
        "import sys; from factbase.faces.cli import main\n"
        "for form in ('text', 'json', 'csv'): main([*sys.argv[1:], '--format', form])\n"
    )
    words = [sys.executable, "-c", program, "ask", "direct_channel(A, B)", "--at", "2019-09-01"]
    runs = [
        subprocess.run(
            words, cwd=ROOT, env={**os.environ, "PYTHONHASHSEED": seed}, capture_output=True, check=True, timeout=60
        ).stdout
        for seed in ("0", "1", "4711")
    ]
    assert len(set(runs)) == 1
    text, rest = runs[0].split(b"{", 1)
    assert text.startswith(b"direct_channel(A, B)   as of 2019-09-01")
    assert rest.rsplit(b"}", 1)[1].lstrip().startswith(b'"answer",')


def test_check_gives_the_same_bytes_whatever_the_hash_seed(process):
    runs = {process("check", "--at", "2020-01-01", env={"PYTHONHASHSEED": seed}).stdout for seed in ("0", "7")}
    assert len(runs) == 1


# ---- goals with mistakes


@pytest.mark.parametrize(
    ("goal", "expected"),
    [
        (
            "alied(A, B)",
            "<goal>:1:1: error E101 unknown relation `alied`\n"
            "  1 | alied(A, B)\n"
            "    | ^^^^^^^^^^^\n"
            "  hint: did you mean `allied`?\n",
        ),
        (
            "  ?- allied(A, B),",
            "<goal>:1:19: error E001 unexpected end of the goal; expected a literal\n"
            "  1 |   ?- allied(A, B),\n"
            "    |                   ^\n",
        ),
        (
            "allied(A, B),\n  articles(B, ended)",
            "  2 |   articles(B, ended)\n    |               ^^^^^\n",
        ),
        (
            "allied(A, B), not ( allied(B, A) ; allied(A, A) )",
            "`;` cannot stand here: that neither holds is `not p(X), not q(X)`; for an alternative of several literals, "
            "write a rule and deny its head\n",
        ),
        ("allied(A, B) ; allied(B, A)", "one or the other stands in parentheses: `( p(X) ; q(X) )`\n"),
        (
            'allied(A, "Ω) .',
            "<goal>:1:11: error E003 the string is not closed on its line\n"
            '  1 | allied(A, "Ω) .\n'
            "    |           ^^^^^\n",
        ),
        (
            "allied(A, Ω)",
            "<goal>:1:11: error E004 a variable begins with A to Z or `_`, such as `X_Ω`",
        ),
        (
            "allied(A, B). allied(B, A).",
            "<goal>:1:15: error E001 unexpected `allied`; expected the end\n",
        ),
        ("", "error E007 there is no goal\n"),
        (" \n % nothing\n", "error E007 there is no goal\n"),
        ("allied(A, 2019-02-30)", "<goal>:1:11: error E004 there is no day 2019-02-30\n"),
        ("not allied(A, B)", "is not bound by a positive literal"),
    ],
)
def test_a_mistake_in_a_goal_is_shown_as_typed(factbase, goal, expected):
    result = factbase("--base", "tests/base", "ask", goal)
    assert (result.returncode, result.stdout) == (1, "")
    assert expected in result.stderr


@pytest.mark.parametrize(
    "goal", ["articles(P, N)", "?- articles(P, N).", " articles(P, N).  \n", "articles(P,N) % how many\n"]
)
def test_a_goal_may_leave_out_its_ends(factbase, goal):
    result = factbase("--base", "tests/base", "ask", goal, *AT)
    assert result.returncode == 0
    assert result.stdout.startswith("articles(P, N)   as of 2003-01-01\n1 answer\n1. P = treaty, N = 14\n")


def test_a_goal_that_cannot_be_encoded_is_told(process):
    assert "E101" in process("--base", "tests/base", "ask", os.fsdecode(b'p("\xff")')).stderr


def test_a_contradiction_is_not_told_as_missing_evidence(factbase):
    result = factbase("--base", "tests/base", "ask", "articles(P, N), not articles(P, N)")
    assert "the goal stops at `not articles(treaty, 14)`" in result.stdout
    assert "no evidence of" not in result.stdout


# ---- the base and the view


def test_bases_may_be_files_and_folders(factbase, tmp_path):
    split = write(tmp_path / "a" / "rules.fb", "q(X) :- p(X).\n")
    folder = write(tmp_path / "b" / "deep" / "facts.fb", "assume p(1).\n").parents[1]
    result = factbase("--base", split, "--base", folder, "ask", "q(X)")
    assert (result.returncode, result.stdout.count("1. X = 1")) == (0, 1)
    after = factbase("ask", "q(X)", "--base", split, "--base", folder)
    assert after.stdout == result.stdout


def test_a_file_named_twice_is_read_once(factbase):
    result = factbase("--base", "tests/base", "--base", "tests/base/base.fb", "check")
    assert "2 sources, 6 facts" in result.stdout


def test_hidden_folders_are_no_part_of_a_base(factbase, base):
    write(base / ".git" / "x.fb", "nonsense")
    assert factbase("check", base).returncode == 0


def test_no_facts_folder_is_a_mistake_of_use(factbase, tmp_path):
    for command in (["ask", "p(X)"], ["check"], ["load", "x.fb"], []):
        result = factbase(*command, cwd=tmp_path)
        assert (result.returncode, result.stdout) == (2, "")
        assert "there is no folder `facts` here; name the base with --base PATH" in result.stderr


@pytest.mark.parametrize("option", ["--at", "--known-by"])
@pytest.mark.parametrize("date", ["tomorrow", "2019-13-01", "2019-02-30", "", "01/02/2019", "2019-11/2018-01"])
def test_a_date_that_is_none_is_a_mistake_of_use(option, date, factbase):
    result = factbase("ask", "p(X)", option, date)
    assert result.returncode == 2
    assert f"argument {option}: " in result.stderr


@pytest.mark.parametrize("option", ["--at", "--known-by"])
@pytest.mark.parametrize(
    "command", ["find pact", "coverage", "certify a.json", "lock", "mend", "fmt", "extract a.html", "explain", "init x"]
)
def test_what_is_of_no_day_takes_none(command, option, factbase, tmp_path):
    name, *words = command.split()
    for given in ((option, "2019-01-01", name, *words), (name, *words, option, "2019-01-01")):
        result = factbase(*given, cwd=tmp_path)
        assert (result.returncode, result.stdout) == (2, "")
        assert f"factbase {name}: error: takes no {option}: " in result.stderr
    assert option not in factbase(name, "--help").stdout
    assert [*tmp_path.iterdir()] == []


@pytest.mark.parametrize(
    "arguments", [["ask"], ["frobnicate"], ["ask", "p(X)", "--format", "xml"], ["load"], ["--nope"]]
)
def test_a_wrong_command_exits_with_2(arguments, factbase):
    result = factbase(*arguments)
    assert result.returncode == 2
    assert "usage:" in result.stderr


@pytest.mark.parametrize(
    ("at", "verdict"),
    [("2001-03-11", "unknown"), ("2001-03-12", "yes"), ("2005-12-30", "yes"), ("2005-12-31", "unknown")],
)
def test_the_as_of_date_decides(factbase, at, verdict):
    result = factbase("--base", "tests/base", "ask", "allied(alpha, beta)", "--at", at, "--format", "json")
    assert json.loads(result.stdout)["verdict"] == verdict


def test_known_by_leaves_out_what_was_published_later(factbase):
    goal = ("--base", "tests/base", "ask", "ended(P)", "--at", "2010-01-01", "--format", "json")
    assert json.loads(factbase(*goal).stdout)["verdict"] == "yes"
    assert json.loads(factbase(*goal, "--known-by", "2006-01-15").stdout)["verdict"] == "yes"
    assert json.loads(factbase(*goal, "--known-by", "2006-01-14").stdout)["verdict"] == "unknown"
    # June 2001 is certainly over in July only
    signed = ("--base", "tests/base", "ask", "articles(P, N)", "--format", "json", "--known-by")
    assert json.loads(factbase(*signed, "2001-05-31").stdout)["verdict"] == "unknown"
    assert json.loads(factbase(*signed, "2001-06-29").stdout)["verdict"] != "yes"
    assert json.loads(factbase(*signed, "2001-06-30").stdout)["verdict"] == "yes"


def test_an_option_before_the_command_counts(factbase):
    before = factbase("--base", "tests/base", "--at", "2003-01-01", "ask", "allied(A, B)")
    assert before.stdout == factbase("ask", "allied(A, B)", *AT, "--base", "tests/base").stdout


def test_a_base_with_errors_answers_nothing(factbase, base):
    write(base / "more.fb", "assume q(1).\np(X) :- q(_).\n")
    result = factbase("--base", base, "ask", "articles(P, N)")
    assert (result.returncode, result.stdout) == (1, "")
    assert f"{base}/more.fb:2:3: error E301 variable `X` in the head is not bound by the body" in result.stderr
    assert "articles" not in result.stderr
    found = json.loads(factbase("--base", base, "ask", "articles(P, N)", "--format", "json").stdout)
    assert (found["verdict"], found["answers"]) == ("not asked", [])


def test_all_mistakes_of_all_files_are_told_at_once(factbase, base):
    write(base / "one.fb", "assume p(1)\nassume q(2).\nr(X) :- p(X), s(X).\n")
    write(base / "two.fb", 'from nobody.\nt(1) "three words here".\nassume signed(treaty, alpha).\n')
    told = factbase("check", base).stdout
    for code in (
        "one.fb:1:11: error E002",
        "one.fb:3:15: error E101",
        "two.fb:1:1: error E102",
        "two.fb:3:8: error E104",
    ):
        assert code in told


# ---- reading what is no base


def test_what_cannot_be_read_is_told(factbase, tmp_path):
    cases = {
        "missing.fb": (None, "`missing.fb` does not exist"),
        "binary.fb": (b"p(1)\x00.", "is not a text: it holds a zero byte"),
        "latin.fb": (b'% one\nassume p("\xe9").', "is not UTF-8: byte 0xe9 in line 2"),
        "folder": ("folder", "`folder` holds no .fb file"),
    }
    for name, (content, message) in cases.items():
        if content == "folder":
            (tmp_path / name).mkdir()
        elif content is not None:
            (tmp_path / name).write_bytes(content)
        result = factbase("--base", name, "ask", "p(X)", cwd=tmp_path)
        assert (result.returncode, result.stdout) == (1, "")
        assert message in result.stderr, name
        checked = factbase("check", name, cwd=tmp_path)
        assert (checked.returncode, "not clean" in checked.stdout) == (1, True)


def test_a_folder_named_as_a_file_is_no_file(factbase, tmp_path):
    (tmp_path / "b" / "x.fb").mkdir(parents=True)
    assert "holds no .fb file" in factbase("check", "b", cwd=tmp_path).stdout


@pytest.mark.skipif(os.geteuid() == 0, reason="root reads everything")
def test_a_file_without_permission_is_told(factbase, base):
    (base / "base.fb").chmod(0)
    result = factbase("check", base)
    assert result.returncode == 1
    assert "Permission denied" in result.stdout


def test_a_link_to_itself_is_told(factbase, tmp_path):
    (tmp_path / "loop.fb").symlink_to("loop.fb")
    assert factbase("check", "loop.fb", cwd=tmp_path).returncode == 1


def test_an_empty_file_is_a_clean_base(factbase, tmp_path):
    write(tmp_path / "e.fb", "")
    result = factbase("check", "e.fb", *AT, cwd=tmp_path)
    assert (result.returncode, result.stdout) == (0, "no facts\nno quotes\nclean, as of 2003-01-01\n")


def test_a_byte_order_mark_is_no_mistake(factbase, tmp_path):
    (tmp_path / "e.fb").write_bytes("\ufeffassume p(1).\r\nassume p(2).\r\n".encode())
    assert "2 answers" in factbase("--base", "e.fb", "ask", "p(X)", cwd=tmp_path).stdout


# ---- sources


def source(tmp_path: Path, file: str) -> Path:
    text = f'source s {{ file: "{file}" }}.\nfrom s.\np(1) "1 of its words".\n'
    return write(tmp_path / "base" / "b.fb", text)


@pytest.mark.parametrize(
    ("file", "message"),
    [
        ("../../etc/passwd", "leads out of the folder of the base"),
        ("../secret.txt", "leads out of the folder of the base"),
        ("sub/../../secret.txt", "leads out of the folder of the base"),
        ("/etc/passwd", "is not a path relative to the file that names it"),
        ("", "is not a path relative to the file that names it"),
        ("link.txt", "leads out of the folder of the base"),
        ("folder/secret.txt", "leads out of the folder of the base"),
        ("nowhere.txt", "does not exist"),
        (".", "base`"),
        ("zero.bin", "holds a zero byte"),
        ("latin.txt", "is not UTF-8"),
        ("huge.txt", "has 50,000,001 bytes, more than 50,000,000"),
    ],
)
def test_a_source_that_cannot_be_read_is_told(factbase, tmp_path, file, message):
    write(tmp_path / "secret.txt", "1 of its words")
    source(tmp_path, file)
    (tmp_path / "base" / "link.txt").symlink_to(tmp_path / "secret.txt")
    (tmp_path / "base" / "folder").symlink_to(tmp_path)
    (tmp_path / "base" / "zero.bin").write_bytes(b"some words\x00 of it")
    (tmp_path / "base" / "latin.txt").write_bytes(b"1 of its words \xe9")
    with (tmp_path / "base" / "huge.txt").open("wb") as huge:
        huge.truncate(50_000_001)
    result = factbase("check", "base", cwd=tmp_path)
    assert result.returncode == 1
    assert "base/b.fb:1:18: error E115 the file of source `s` cannot be read: " in result.stdout
    assert message in result.stdout
    assert "words" not in result.stdout.replace('p(1) "1 of its words"', "")


def test_a_source_without_a_byte_has_no_quote(factbase, tmp_path):
    source(tmp_path, "empty.txt")
    write(tmp_path / "base" / "empty.txt", "")
    result = factbase("check", "base", cwd=tmp_path)
    assert result.returncode == 1
    assert "error E" in result.stdout


def test_a_link_that_stays_inside_is_fine(factbase, tmp_path):
    source(tmp_path, "link.txt")
    write(tmp_path / "base" / "real.txt", "There is 1 of its words here.")
    (tmp_path / "base" / "link.txt").symlink_to("real.txt")
    assert factbase("check", "base", cwd=tmp_path).returncode == 0


def test_deep_nesting_is_told(process, tmp_path):
    deep = "- " * 20_000 + "1"
    write(tmp_path / "deep.fb", f"assume p(1).\nq(X) :- p(X), X < {deep}.\n")
    result = process("check", "deep.fb", cwd=tmp_path)
    assert result.returncode == 1
    assert "deep.fb:2:1: error E006 the statement is nested too deeply" in result.stdout
    assert "E006" in process("--base", "tests/base", "ask", f"articles(_, N), N < {deep}").stderr


def test_ten_thousand_statements(factbase, tmp_path):
    write(tmp_path / "many.fb", "".join(f"assume p({i}).\n" for i in range(10_000)))
    result = factbase("--base", "many.fb", "ask", "p(9999)", "--format", "json", cwd=tmp_path)
    assert (result.returncode, json.loads(result.stdout)["verdict"]) == (0, "yes")


def test_ten_thousand_mistakes(factbase, tmp_path):
    write(tmp_path / "many.fb", "".join(f"p({i}\n.\n" for i in range(10_000)))
    result = factbase("check", "many.fb", cwd=tmp_path)
    assert (result.returncode, result.stdout.count("error E001")) == (1, 10_000)


# ---- check


def test_the_shipped_base_is_clean(factbase):
    result = factbase("check", "--at", "2026-11-01")
    assert (result.returncode, result.stderr) == (0, "")
    assert result.stdout.endswith("clean, as of 2026-11-01\n")


def test_one_altered_digit_is_found(factbase, base):
    text = (base / "base.fb").read_text()
    write(base / "base.fb", text.replace('"The treaty has 14 articles"', '"The treaty has 15 articles"'))
    result = factbase("check", ".", *AT, cwd=base)
    assert result.returncode == 1
    assert (
        """\
base.fb:19:22: error E503 the quote does not stand in `report`
  19 | articles(treaty, 14) "The treaty has 15 articles".
     |                      ^^^^^^^^^^^^^^^^^^^^^^^^^^^^
  the words are not there
  differs: The treaty has [-15-]{+14+} articles
  report.txt:1: the nearest passage
  1 | Alpha and Beta signed the treaty on 12 March 2001 in the city of Ost. The treaty has 14 articles,
    |                                                                       ^^^^^^^^^^^^^^^^^^^^^^^^^^
"""
        in result.stdout
    )
    assert "\n2 sources, 6 facts, 3 rules\n6 quotes: 5 found, 1 absent\n" in result.stdout
    assert "\n1 check: 1 violation (1 accepted); " in result.stdout
    assert "; all this without the 1 fact whose quotes do not stand\n" in result.stdout
    assert result.stdout.endswith("\nnot clean, as of 2003-01-01\n")


def test_a_fired_check_prints_both_sentences(factbase, base):
    text = (base / "base.fb").read_text()
    write(base / "base.fb", "".join(line for line in text.splitlines(True) if not line.startswith("allow ")))
    result = factbase("check", ".", *AT, cwd=base)
    assert result.returncode == 1
    told = result.stdout
    assert "base.fb:30:1: error C101 the treaty has two signing days, 2001-03-12 and 2001-03-13" in told
    for line in (
        "  signed(treaty, alpha, beta) on 2001-03-12, fact base.fb:18\n",
        "report, report.txt:1 ¶1, found; in “Alpha and Beta signed the treaty on 12 March 2001 in the city of Ost.”\n",
        "  signed(treaty, alpha, beta) on 2001-03-13, fact base.fb:23\n",
        "; in “The treaty of Alpha and Beta, signed on 13 March 2001, expired on 31 December 2005.”\n",
    ):
        assert line in told
    assert 'accept it: allow one_signing_day(treaty, 2001-03-12, 2001-03-13) "reason".' in told
    assert "1 check: 1 violation (0 accepted); 2 of 2 expectations met" in told
    assert "not clean" in told


@pytest.mark.parametrize(
    ("severity", "code", "exit_code"),
    [("error", "error C101", 1), ("warning", "warning C102", 0), ("note", "note C103", 0)],
)
def test_the_severity_of_a_check_decides(factbase, tmp_path, severity, code, exit_code):
    write(tmp_path / "b.fb", f'assume p(1).\ncheck c(X) {severity} "there is {{X}}" :- p(X).\n')
    result = factbase("check", "b.fb", cwd=tmp_path)
    assert (result.returncode, f"b.fb:2:1: {code} there is 1" in result.stdout) == (exit_code, True)
    assert factbase("check", "--strict", "b.fb", cwd=tmp_path).returncode == (severity != "note")


def test_an_allowance_that_fits_nothing_is_a_finding(factbase, tmp_path):
    write(tmp_path / "b.fb", 'assume p(1).\ncheck c(X) error "there is {X}" :- p(X), X > 1.\nallow c(2) "why".\n')
    result = factbase("check", "b.fb", cwd=tmp_path)
    assert result.returncode == 1
    assert "b.fb:3:1: error C301 no violation of `c` fits this allowance any more" in result.stdout


def test_an_allowance_that_fits_several_accepts_none(factbase, tmp_path):
    text = 'assume p(1).\nassume p(2).\ncheck c(X) error "there is {X}" :- p(X).\nallow c(_) "why".\n'
    write(tmp_path / "b.fb", text)
    result = factbase("check", "b.fb", cwd=tmp_path)
    assert result.returncode == 1
    assert "b.fb:4:1: error C302 the allowance of `c` fits 2 violations; accept them one by one" in result.stdout
    assert result.stdout.count("error C101") == 2


@pytest.mark.parametrize(
    ("expectation", "problem"),
    [
        ("expect allied(alpha, beta) at 2003-01-01.", None),
        ("expect not allied(alpha, beta) at 2000-01-01.", None),
        ("expect ended(treaty) at 2010-01-01 known_by 2007-01-01 citing column.", None),
        ("expect not ended(treaty) at 2010-01-01 known_by 2005-01-01.", None),
        ("expect signed(treaty, alpha, beta) at 2002-01-01 citing report, column.", None),
        (
            "expect allied(alpha, gamma).",
            "error C201 expected `allied(alpha, gamma)` as of 2003-01-01, and it does not hold",
        ),
        (
            "expect not allied(beta, alpha) at 2002-01-01.",
            "error C202 expected not `allied(beta, alpha)` as of 2002-01-01, and it holds",
        ),
        (
            "expect articles(treaty, 14) citing column.",
            "error C203 expected `articles(treaty, 14)` as of 2003-01-01 to cite `column`, and its proof does not",
        ),
        (
            "expect ended(treaty) at 2010-01-01 known_by 2005-01-01.",
            "error C201 expected `ended(treaty)` as of 2010-01-01, known by 2005-01-01, and it does not hold",
        ),
        ("expect articles(treaty, 14) citing nobody.", "error E102 unknown source `nobody`"),
    ],
)
def test_expectations(factbase, base, expectation, problem):
    write(base / "expect.fb", f"{expectation}\n")
    result = factbase("check", base, *AT)
    if problem is None:
        assert result.returncode == 0, result.stdout
        assert "3 of 3 expectations met" in result.stdout
    else:
        assert result.returncode == 1
        assert f"{base}/expect.fb:1:" in result.stdout
        assert problem in result.stdout


def test_check_as_json(factbase, base):
    write(base / "expect.fb", "expect not articles(treaty, 14).\n")
    result = factbase("check", base, *AT, "--format", "json")
    found = json.loads(result.stdout)
    assert (result.returncode, found["clean"]) == (1, False)
    assert found["counts"]["quotes"]["found"] == 6
    assert [d["code"] for d in found["diagnostics"]] == ["S105", "W203", "C202"]
    assert found["violations"][0]["accepted"] == "The report was written on the day, in Ost."
    assert [e["met"] for e in found["expectations"]] == [True, True, False]


def test_what_is_not_checked_is_told(factbase, tmp_path):
    write(tmp_path / "b.fb", 'source s { title: "No file" }.\nfrom s.\np(1) "three words here".\n')
    result = factbase("check", "b.fb", cwd=tmp_path)
    assert result.returncode == 1
    assert "b.fb:3:6: error E505 the quote cannot be checked: source `s` has no file" in result.stdout
    assert "not checked: 1 quote no source" in result.stdout


# ---- the terminal's ways


def command(*arguments: str) -> list[str]:
    return [sys.executable, "-m", "factbase", *arguments]


def test_a_reader_who_leaves_gets_no_traceback():
    for shell in ("| head -1", "| true"):
        words = "".join(f"'{word}' " for word in command("ask", "direct_channel(A, B)", "--at", "2019-09-01"))
        result = subprocess.run(
            f"{words} {shell}", shell=True, cwd=ROOT, capture_output=True, encoding="utf-8", timeout=60
        )
        assert (result.returncode, result.stderr) == (0, "")


def test_a_terminal_that_lacks_characters_gets_no_traceback(process):
    result = process("--base", "tests/base", "ask", "articles(P, N)", env={"PYTHONIOENCODING": "ascii"})
    assert result.returncode == 0
    assert "\\u201cThe treaty has 14 articles\\u201d" in result.stdout


@pytest.fixture
def slow(tmp_path: Path) -> Path:
    """A base that answers SLOW after a second at least, where pyDatalog is asked."""
    return write(tmp_path / "slow.fb", "".join(f"assume n({i}).\n" for i in range(40)))


SLOW = "n(A), n(B), n(C), n(D), A + B + C + D = 1000"


def test_an_interrupt_stops_a_long_query(slow):
    process = subprocess.Popen(
        command("--base", str(slow), "--engine", "pydatalog", "ask", SLOW),
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
    )
    time.sleep(0.8)
    assert process.poll() is None
    process.send_signal(signal.SIGINT)
    out, err = process.communicate(timeout=20)
    assert (process.returncode, out, err) == (130, "", "stopped\n")


def test_too_much_is_stopped_and_said(factbase):
    result = factbase("--base", "tests/base", "ask", "N in 1 .. 1000000000000")
    assert result.returncode == 1
    assert result.stderr.splitlines()[-1].startswith("stopped: the range 1 .. 1000000000000 holds more than ")
    session = factbase("--base", "tests/base", stdin="N in 1 .. 1000000000000.\nN in 7 .. 7.\n")
    assert session.returncode == 1
    assert "stopped: the range 1 .. 1000000000000 holds more than " in session.stdout
    assert "N = 7" in session.stdout


def test_no_colour_where_there_is_no_terminal(factbase):
    assert "\x1b" not in factbase("--base", "tests/base", "ask", "articles(P, N)").stdout


def test_help_names_every_command(factbase):
    told = factbase("--help")
    assert told.returncode == 0
    assert all(name in told.stdout for name in ("ask", "check", "load", "--base", "--at", "--known-by"))


@pytest.mark.parametrize(("count", "told"), [(12, 12), (13, 3)])
def test_many_contributors_of_an_aggregate_are_told_by_their_numbers(factbase, tmp_path, count, told):
    facts = "".join(f"assume p({i}).\n" for i in range(count))
    base = write(tmp_path / "b.fb", f"{facts}n(N) :- N = count {{ X : p(X) }}.\n")
    short = factbase("--base", base, "ask", "n(N)", *AT).stdout
    assert short.count("assumed at") == told
    assert ("[4]–[13] and 10 more that are counted in; --full has each" in short) == (told < count)
    assert factbase("--base", base, "ask", "n(N)", "--full", *AT).stdout.count("assumed at") == count


def test_a_full_disk_is_told_by_the_exit_code(base):
    """Output that cannot be written must not look like success."""
    result = subprocess.run(
        [*command("--base", str(base), "ask", "articles(P, N)"), "--format", "json"],
        stdout=(base / "out.json").open("w"),
        stderr=subprocess.PIPE,
        text=True,
        preexec_fn=lambda: resource.setrlimit(resource.RLIMIT_FSIZE, (0, 0)),
        timeout=60,
    )
    assert result.returncode != 0


@pytest.mark.parametrize("command", ["ask", "why"])
def test_an_unknown_source_is_refused_in_one_line(factbase, command):
    result = factbase("--base", "tests/base", command, "articles(P, N)", "--without", "reprt")
    assert (result.returncode, result.stdout) == (2, "")
    assert result.stderr == "factbase: error: unknown source `reprt`; did you mean `report`?\n"


def test_what_is_waived_stands_beside_the_quotes(factbase, base):
    with (base / "base.fb").open("a") as file:
        file.write('from report.\narticles(treaty, 3) "of which 3 were changed" waive treaty "The report is on it.".\n')
    goal = ("--base", base, "ask", "articles(treaty, 3)", *AT)
    assert f"waived treaty at {base}/base.fb:36: The report is on it.\n" in factbase(*goal).stdout
    (proof,) = json.loads(factbase(*goal, "--format", "json").stdout)["proofs"].values()
    (fact,) = proof["facts"]
    assert (fact["waived"][0]["what"], fact["waived"][0]["reason"]) == ("treaty", "The report is on it.")


def test_a_conclusion_from_no_fact_says_so(factbase, base):
    with (base / "base.fb").open("a") as file:
        file.write("outsider(beta) :- 1 = 1.\n")
    assert "   rests on no fact\n" in factbase("--base", base, "ask", "outsider(beta)", *AT).stdout
    assert "rests on no fact" not in factbase("--base", base, "ask", "articles(P, N)", *AT).stdout
    assert "warning W103 `outsider(beta)` is concluded from no fact" in factbase("check", base, *AT).stdout


def test_a_field_without_words_says_so(factbase):
    assert (
        "declared at tests/base/base.fb:2, without words\n"
        in factbase("--base", "tests/base", "ask", "title(report, T)", *AT).stdout
    )


def test_the_version_is_that_of_the_package(factbase):
    told = factbase("--version")
    project = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]
    assert (told.returncode, told.stdout, told.stderr) == (0, f"factbase {project['version']}\n", "")


def test_a_year_where_a_date_is_expected_is_told_how_it_is_written(factbase, tmp_path):
    base = write(tmp_path / "a.fb", "assume p(1) since 2018.\nassume p(2) since 18.\nexpect p(1) at 2020.\n")
    told = factbase("check", base).stdout
    assert told.count("expected a date") == 3
    assert [line for line in told.splitlines() if "hint" in line] == [
        "  hint: a year is written `2018-XX-XX`",
        "  hint: a year is written `2020-XX-XX`",
    ]


def test_a_type_that_is_none_is_told_once_with_those_that_are(factbase, tmp_path):
    base = write(tmp_path / "a.fb", "relation f(x: frobnicate).\nassume f(1).\nassume f(a).\n")
    told = factbase("check", base).stdout
    assert told.count("error") == 1
    assert "`int`, `number`, `source`, `string`, `symbol`" in told


@pytest.mark.parametrize("words", [("init", "new"), ("explain", "E503"), ("completion", "bash")])
@pytest.mark.parametrize("option", ["--base", "--base-rev"])
def test_what_asks_no_base_takes_none(factbase, tmp_path: Path, words, option) -> None:
    for line in ((*words, option, "."), (option, ".", *words)):
        result = factbase(*line, cwd=tmp_path)
        assert result.returncode == 2
        assert result.stderr == f"factbase {words[0]}: error: takes no {option}: it asks no base\n"
    assert option not in factbase(words[0], "--help").stdout
    assert list(tmp_path.iterdir()) == []


def test_what_asks_no_base_ends_well_where_settings_name_one(factbase, tmp_path: Path) -> None:
    (tmp_path / "factbase.toml").write_text('base = ["nowhere"]', encoding="utf-8")
    assert factbase("explain", "E503", cwd=tmp_path).returncode == 0
