"""`load` end to end: a good file is added byte for byte; whatever is wrong leaves the base byte for byte as it was."""

from __future__ import annotations

import json
import os
import resource
import shutil
from pathlib import Path

import pytest
from additions import AT, MORE, tree
from checkout import ROOT
from jsonschema import Draft202012Validator

SCHEMA = json.loads((ROOT / "src" / "factbase" / "result" / "schema.json").read_text(encoding="utf-8"))


@pytest.fixture
def new(tmp_path: Path) -> Path:
    """A folder with a file that could be added, and its document."""
    return Path(shutil.copytree(MORE, tmp_path / "new"))


def refused(factbase, base: Path, *files: Path, form: str = "text", full: bool = False, **options: object) -> str:
    """What `load` says while it refuses, having changed nothing."""
    before = tree(base)
    result = factbase("--base", base, "load", *files, *AT, "--format", form, *(["--full"] if full else []), **options)
    assert result.returncode == 1, result.stdout
    assert result.stdout.endswith("nothing is written\n")
    assert "added" not in result.stdout
    assert tree(base) == before
    return str(result.stdout)


def test_a_good_file_is_added_with_its_document(process, base, new):
    before = tree(base)
    result = process("--base", base, "load", new / "joined.fb", *AT)
    assert (result.returncode, result.stderr) == (0, "")
    assert result.stdout.startswith("1 new fact, 1 finding\n")
    assert result.stdout.endswith(f"added {base}/joined.txt\nadded {base}/joined.fb\n")
    for name in ("joined.fb", "joined.txt"):
        assert (base / name).read_bytes() == (new / name).read_bytes()
        assert (base / name).stat().st_mode & 0o777 == 0o644
    after = tree(base)
    assert set(after) - set(before) == {"joined.fb", "joined.txt"}
    assert all(after[name] == held for name, held in before.items())
    assert process("check", base, *AT).returncode == 0
    assert "X = gamma" in process("--base", base, "ask", "joined(X, treaty)", *AT).stdout


def test_a_document_in_a_folder_of_its_own(factbase, base, new):
    (new / "texts").mkdir()
    (new / "joined.txt").rename(new / "texts" / "joined.txt")
    (new / "joined.fb").write_text((new / "joined.fb").read_text().replace("joined.txt", "texts/joined.txt"))
    assert factbase("--base", base, "load", new / "joined.fb", *AT).returncode == 0
    assert (base / "texts" / "joined.txt").read_bytes() == (MORE / "joined.txt").read_bytes()
    assert factbase("check", base, *AT).returncode == 0


def test_bytes_are_kept(factbase, base, new):
    held = b"\xef\xbb\xbf% windows\r\n" + (new / "joined.fb").read_bytes().replace(b"\n", b"\r\n")
    (new / "joined.fb").write_bytes(held)
    assert factbase("--base", base, "load", new / "joined.fb", *AT).returncode == 0
    assert (base / "joined.fb").read_bytes() == held


def test_a_file_on_a_document_of_the_base(factbase, base, new):
    (new / "cite.fb").write_text('from report.\narticles(treaty, 3) "3 were changed in 2004".\n')
    result = factbase("--base", base, "load", new / "cite.fb", *AT)
    assert (result.returncode, result.stdout.splitlines()[-1]) == (0, f"added {base}/cite.fb")


def test_two_files_at_once(factbase, base, new):
    (new / "cite.fb").write_text("assume articles(treaty, 2).\n")
    result = factbase("--base", base, "load", new / "cite.fb", new / "joined.fb", *AT)
    assert result.returncode == 0
    assert "2 new facts" in result.stdout
    assert {"cite.fb", "joined.fb", "joined.txt"} <= set(tree(base))


def test_of_two_files_one_bad_keeps_both_out(factbase, base, new):
    (new / "bad.fb").write_text("assume p(1)\n")
    told = refused(factbase, base, new / "joined.fb", new / "bad.fb")
    assert f"{new}/bad.fb:1:11: error E002" in told


def test_a_file_goes_to_the_first_folder(factbase, base, new, tmp_path):
    rules = tmp_path / "rules.fb"
    rules.write_text("relation friend(who: any).\nfriend(X) :- joined(X, _).\nassume joined(beta, treaty).\n")
    result = factbase("--base", rules, "--base", base, "load", new / "joined.fb", *AT)
    assert (result.returncode, (base / "joined.fb").exists()) == (0, True)


def test_a_file_may_mend_a_base_with_errors(factbase, base, new):
    (base / "open.fb").write_text(
        'from gazette.\nassume articles(treaty, 2).\narticles(treaty, 14) "The treaty kept its 14 articles".\n'
    )
    assert factbase("check", base).returncode == 1
    result = factbase("--base", base, "load", new / "joined.fb", *AT)
    assert result.returncode == 0, result.stdout
    assert "the base had errors without the new files, so what they change is not known" in result.stdout
    assert factbase("check", base, *AT).returncode == 0


def test_what_changes_in_expectations_is_told(factbase, base, new):
    (base / "hope.fb").write_text(
        "expect articles(treaty, 14).\nexpect joined(gamma, treaty).\nexpect not ended(treaty).\n"
    )
    with (new / "joined.fb").open("a") as file:
        file.write('articles(treaty, 14) "The treaty kept its 14 articles".\n')
    result = factbase("--base", base, "load", new / "joined.fb", "--full", *AT)
    assert result.returncode == 0, result.stdout
    told = result.stdout.split("changed: ")[1:]
    assert told[0].startswith(
        "articles(treaty, 14) as of 2004-06-01\n"
        "  before: holds, citing report\n"
        f"    articles(treaty, 14), fact {base}/base.fb:19\n"
    )
    assert "  now: holds, citing report, gazette\n" in told[0]
    assert "“The treaty kept its 14 articles” gazette, " in told[0].split("  now: ")[1]
    assert told[1].startswith(
        "joined(gamma, treaty) as of 2004-06-01\n"
        "  before: does not hold\n"
        "    no evidence of joined(gamma, treaty); searched 0 facts of `joined`, 0 rules, in 2 sources as of 2004-06-01\n"
        "  now: holds, citing gazette\n"
        "    joined(gamma, treaty) on 2004-05-01, "
    )


def test_each_answer_that_changes_is_a_line_with_the_numbers_of_its_quotes(factbase, base, new):
    (base / "hope.fb").write_text(
        "expect articles(treaty, 14).\nexpect joined(gamma, treaty).\nexpect not ended(treaty).\n"
    )
    with (new / "joined.fb").open("a") as file:
        file.write('articles(treaty, 14) "The treaty kept its 14 articles".\n')
    result = factbase("--base", base, "load", new / "joined.fb", *AT)
    assert result.returncode == 0, result.stdout
    assert result.stdout.startswith("2 new facts, "), result.stdout
    assert ", 2 answers otherwise than before\n" in result.stdout
    told = result.stdout[result.stdout.index("changed: ") :].splitlines()
    assert told[:6] == [
        "changed: articles(treaty, 14) as of 2004-06-01: holds [1] → holds [1]–[2]",
        "changed: joined(gamma, treaty) as of 2004-06-01: does not hold [3] → holds [4]",
        f"  [1] “The treaty has 14 articles” report, {base}/report.txt:1 ¶1, found; articles(treaty, 14), "
        f"fact {base}/base.fb:19",
        f"  [2] “The treaty kept its 14 articles” gazette, {new}/joined.txt:1 ¶1, found; articles(treaty, 14), "
        f"fact {new}/joined.fb:5",
        "  [3] no evidence of joined(gamma, treaty); searched 0 facts of `joined`, 0 rules, in 2 sources as of 2004-06-01",
        f"  [4] “Gamma joined the treaty on 1 May 2004” gazette, {new}/joined.txt:1 ¶1, found; "
        f"joined(gamma, treaty) on 2004-05-01, fact {new}/joined.fb:3",
    ]


def test_a_search_on_which_an_answer_stands_is_told_under_its_number(factbase, base, new):
    """Once, whatever stands on it, and without how far each rule got."""
    (base / "hope.fb").write_text(
        "late(X) :- joined(X, treaty), not ended(treaty).\nearly(X) :- joined(X, treaty), not ended(treaty).\n"
        "expect late(gamma).\nexpect early(gamma).\nended(P) :- articles(P, 0).\n"
    )
    said = factbase("--base", base, "load", new / "joined.fb", *AT).stdout
    lines = said[said.index("changed: ") :].splitlines()
    assert lines[:5] == [
        "changed: late(gamma) as of 2004-06-01: does not hold [1] → holds [2]–[3]",
        "changed: early(gamma) as of 2004-06-01: does not hold [4] → holds [2]–[3]",
        "  [1] no evidence of late(gamma); searched 0 facts of `late`, 1 rule, in 2 sources as of 2004-06-01",
        "  [2] no evidence of ended(treaty); searched 0 facts of `ended`, 1 rule, in 3 sources as of 2004-06-01",
        f"  [3] “Gamma joined the treaty on 1 May 2004” gazette, {new}/joined.txt:1 ¶1, found; "
        f"joined(gamma, treaty) on 2004-05-01, fact {new}/joined.fb:3",
    ]
    assert lines[5].startswith("  [4] no evidence of early(gamma); ")
    assert not lines[6].startswith(" "), lines[6]


def test_of_many_answers_ten_are_told_and_the_rest_is_counted(factbase, base, new):
    goals = "".join(f"query q{n}: joined(X, treaty), {n} = {n}.\n" for n in range(13))
    (base / "hope.fb").write_text(goals)
    assert "13 answers otherwise" in (said := factbase("--base", base, "load", new / "joined.fb", *AT).stdout)
    assert said.count("changed: query `") == 10
    assert "and 3 more answers: --full tells all, with whole proofs\n" in said
    assert said.count("“Gamma joined the treaty") == 1


def test_a_conflict_has_the_quotes_of_both_sides(factbase, base, new):
    with (new / "joined.fb").open("a") as file:
        file.write('signed(treaty, alpha, beta) on 2004-06-01 "Alpha left it on 2 June 2004".\n')
    told = refused(factbase, base, new / "joined.fb")
    lines = told.splitlines()
    at = next(number for number, line in enumerate(lines) if "error C101 the treaty has two signing days" in line)
    assert lines[at].endswith("2001-03-12 and 2004-06-01 [1]–[2]"), lines[at]
    assert lines[at + 1].startswith("  [1] “Alpha left it on 2 June 2004” gazette, ")
    assert lines[at + 2].startswith("  [2] “Alpha and Beta signed the treaty")
    assert told.count("“Alpha left it on 2 June 2004” gazette") == 1  # of all conflicts that rest on it


def test_that_nothing_changes_in_expectations_is_told(factbase, base, new):
    result = factbase("--base", base, "load", new / "joined.fb", *AT)
    assert "no expectation and no named query is answered otherwise than before" in result.stdout


# ---- refusals


def test_bad_syntax_is_refused(factbase, base, new):
    (new / "joined.fb").write_text("joined(gamma treaty).\n")
    assert f"{new}/joined.fb:1:14: error E001 unexpected `treaty`" in refused(factbase, base, new / "joined.fb")


def test_a_bad_quote_is_refused(factbase, base, new):
    (new / "joined.txt").write_text("Gamma joined the treaty on 2 May 2004.")
    told = refused(factbase, base, new / "joined.fb")
    assert "error E503 the quote does not stand in `gazette`" in told
    assert "[-1-]{+2+} May" in told


def test_a_failing_check_is_refused(factbase, base, new):
    with (new / "joined.fb").open("a") as file:
        file.write('signed(treaty, alpha, beta) on 2004-06-01 "Alpha left it on 2 June 2004".\n')
    told = refused(factbase, base, new / "joined.fb", *AT)
    assert "error C101 the treaty has two signing days, 2001-03-12 and 2004-06-01" in told
    assert "gazette, " in told


def test_a_broken_expectation_is_refused_and_told(factbase, base, new):
    (base / "hope.fb").write_text("expect not joined(gamma, treaty).\n")
    short = refused(factbase, base, new / "joined.fb")
    assert (
        f"{base}/hope.fb:1: error C202 joined(gamma, treaty) as of 2004-06-01: does not hold [1] → holds [2]\n" in short
    )
    assert "  [1] no evidence of joined(gamma, treaty); searched 0 facts" in short
    assert "  [2] “Gamma joined the treaty" in short
    told = refused(factbase, base, new / "joined.fb", full=True)
    assert "error C202 expected not `joined(gamma, treaty)` as of 2004-06-01, and it holds" in told
    assert "changed: joined(gamma, treaty) as of 2004-06-01\n  before: does not hold\n" in told
    assert "  now: holds, citing gazette\n    joined(gamma, treaty)" in told


def test_a_taken_name_is_refused(factbase, base, new):
    (base / "joined.fb").write_text("% mine\n")
    assert f"error L101 the base already has a file `{base}/joined.fb`" in refused(factbase, base, new / "joined.fb")


def test_another_document_at_the_place_is_refused(factbase, base, new):
    (base / "joined.txt").write_text("Another text.")
    assert f"error L102 the base already has another document at `{base}/joined.txt`" in refused(
        factbase, base, new / "joined.fb"
    )


def test_the_same_document_at_the_place_is_fine(factbase, base, new):
    shutil.copy(new / "joined.txt", base / "joined.txt")
    result = factbase("--base", base, "load", new / "joined.fb", *AT)
    assert (result.returncode, result.stdout.count("added ")) == (0, 1)


def test_a_folder_at_the_place_is_refused(factbase, base, new):
    (base / "joined.txt").mkdir()
    assert "error L102" in refused(factbase, base, new / "joined.fb")


def test_an_error_of_the_base_refuses_no_faultless_file(factbase, base, new):
    (base / "bad.fb").write_text("p(X) :- q(X).\n")
    result = factbase("--base", base, "load", new / "joined.fb", *AT)
    assert (result.returncode, result.stdout.splitlines()[-1]) == (0, f"added {base}/joined.fb")
    assert "E101 1" in result.stdout
    assert "not checked: 1 check not run, 2 expectations not run" in result.stdout


def test_what_is_in_the_base_is_not_loaded_again(factbase, base, new):
    assert factbase("--base", base, "load", new / "joined.fb", *AT).returncode == 0
    assert f"error L101 the base already has a file `{base}/joined.fb`" in refused(factbase, base, new / "joined.fb")
    assert f"error L101 the base already has a file `{base}/base.fb`" in refused(factbase, base, base / "base.fb")
    link = new / "link.fb"
    link.symlink_to(base / "base.fb")
    assert f"error L101 the base already has a file `{link}`" in refused(factbase, base, link)


def test_two_files_of_one_name_are_refused(factbase, base, new, tmp_path):
    other = tmp_path / "other" / "joined.fb"
    other.parent.mkdir()
    other.write_text("assume joined(beta, treaty).\n")
    told = refused(factbase, base, new / "joined.fb", other)
    assert f"error L105 two of the new files would be `{base}/joined.fb` in the base" in told


def test_two_documents_of_one_name_are_refused(factbase, base, new, tmp_path):
    other = Path(shutil.copytree(new, tmp_path / "other"))
    text = (
        (other / "joined.fb")
        .read_text()
        .replace("source gazette", "source second")
        .replace("from gazette", "from second")
    )
    (other / "second.fb").write_text(text)
    (other / "joined.txt").write_text((other / "joined.txt").read_text() + "More.\n")
    told = refused(factbase, base, new / "joined.fb", other / "second.fb")
    assert f"error L105 two of the new files would be `{base}/joined.txt` in the base" in told


def test_one_file_named_twice_is_one_file(factbase, base, new):
    assert factbase("--base", base, "load", new / "joined.fb", new / "joined.fb", *AT).returncode == 0


def test_a_folder_is_refused(factbase, base, new):
    assert f"error L104 `{new}` is a folder, and only files can be loaded" in refused(factbase, base, new)


def test_a_missing_file_is_refused(factbase, base, new):
    assert f"`{new}/no.fb` does not exist" in refused(factbase, base, new / "joined.fb", new / "no.fb")


def test_a_document_that_leads_out_is_refused(factbase, base, new, tmp_path):
    (tmp_path / "secret.txt").write_text((new / "joined.txt").read_text())
    (new / "joined.fb").write_text((new / "joined.fb").read_text().replace("joined.txt", "../secret.txt"))
    assert "leads out of the folder" in refused(factbase, base, new / "joined.fb")


def test_a_link_in_the_base_is_not_followed_out(factbase, base, new, tmp_path):
    (new / "texts").mkdir()
    (new / "joined.txt").rename(new / "texts" / "joined.txt")
    (new / "joined.fb").write_text((new / "joined.fb").read_text().replace("joined.txt", "texts/joined.txt"))
    outside = tmp_path / "outside"
    outside.mkdir()
    (base / "texts").symlink_to(outside)
    assert "leads out of the folder" in refused(factbase, base, new / "joined.fb")
    assert not list(outside.iterdir())


@pytest.mark.skipif(os.geteuid() == 0, reason="root writes everywhere")
def test_a_read_only_folder_is_refused(factbase, base, new):
    base.chmod(0o555)
    try:
        assert "error L103 the file cannot be written" in refused(factbase, base, new / "joined.fb")
    finally:
        base.chmod(0o755)


def test_a_full_disk_is_refused(process, base, new):
    (new / "texts").mkdir()
    (new / "joined.txt").rename(new / "texts" / "joined.txt")
    (new / "joined.fb").write_text((new / "joined.fb").read_text().replace("joined.txt", "texts/joined.txt"))
    limit = lambda: resource.setrlimit(resource.RLIMIT_FSIZE, (0, 0))  # noqa: E731  # no file may hold a byte
    told = refused(process, base, new / "joined.fb", preexec_fn=limit)
    assert "error L103 the file cannot be written: " in told
    assert "File too large" in told


def test_a_file_in_the_way_of_a_folder_is_refused(factbase, base, new):
    (new / "texts").mkdir()
    (new / "joined.txt").rename(new / "texts" / "joined.txt")
    (new / "joined.fb").write_text((new / "joined.fb").read_text().replace("joined.txt", "texts/joined.txt"))
    (base / "texts").write_text("a file")
    assert "error L103" in refused(factbase, base, new / "joined.fb")


def told(factbase, base: Path, *files: Path) -> dict:
    """What `load` says as JSON, as its schema has it."""
    result = factbase("--base", base, "load", *files, *AT, "--format", "json")
    found = json.loads(result.stdout)
    assert list(Draft202012Validator({**SCHEMA, "$ref": "#/$defs/load"}).iter_errors(found)) == []
    assert (result.returncode, result.stderr) == (0 if found["added"] else 1, "")
    return found


def test_what_is_added_is_told_as_json(factbase, base, new):
    found = told(factbase, base, new / "joined.fb")
    assert found["added"] is True
    assert found["files"] == [f"{base}/joined.txt", f"{base}/joined.fb"]
    assert found["problems"] == []
    assert (found["intake"]["facts"], found["intake"]["report"]["passes"]) == (1, True)
    assert [each["query"] for each in found["intake"]["queries"]] == []
    assert [each["goal"] for each in found["intake"]["changes"]] == []


def test_what_is_refused_is_told_as_json(factbase, base, new):
    (new / "joined.fb").write_text((new / "joined.fb").read_text().replace("on 1 May", "on 2 May"))
    before = tree(base)
    found = told(factbase, base, new / "joined.fb")
    assert (found["added"], found["files"], found["problems"]) == (False, [], [])
    (finding,) = (each for each in found["intake"]["report"]["diagnostics"] if each["severity"] == "error")
    assert (finding["code"], finding["place"]["path"], finding["place"]["line"]) == ("E503", f"{new}/joined.fb", 3)
    assert tree(base) == before


@pytest.mark.parametrize(
    ("form", "line"),
    [("concise", "{path}:3:37: E503 error "), ("github", "::error title=factbase E503,file={path},line=3,col=37,")],
)
def test_what_is_refused_is_told_in_a_line_for_each_finding(form, line, factbase, base, new):
    (new / "joined.fb").write_text((new / "joined.fb").read_text().replace("on 1 May", "on 2 May"))
    lines = refused(factbase, base, new / "joined.fb", form=form).splitlines()
    (found,) = (each for each in lines if "E503" in each and "finding" not in each)
    assert found.startswith(line.format(path=new / "joined.fb"))
    assert "1 new fact" in lines


def test_a_name_in_an_annotation_of_a_load_is_no_command(factbase, base, new):
    (new / "::error::.fb").write_text("assume articles(treaty, 2).\n")
    result = factbase("--base", base, "load", new / "::error::.fb", *AT, "--format", "github")
    assert result.stdout.splitlines()[-1] == f"added {base}/:\\u003aerror:\\u003a.fb"


def test_load_needs_a_folder(factbase, base, new):
    result = factbase("--base", base / "base.fb", "load", new / "joined.fb")
    assert (result.returncode, result.stdout) == (2, "")
    assert "there is no folder to add files to" in result.stderr


# ---- the session


def test_a_session_loads_without_writing(factbase, base, new):
    before = tree(base)
    result = factbase(
        "--base", base, *AT, stdin=f":load {new}/joined.fb\njoined(X, treaty).\n:reload\njoined(X, treaty).\n"
    )
    assert "1 new fact" in result.stdout
    assert "loaded into this session; no file is changed" in result.stdout
    assert result.stdout.count("1. X = gamma") == 1
    assert tree(base) == before
    assert result.returncode == 0


def test_a_session_refuses_what_is_bad(factbase, base, new):
    (new / "joined.fb").write_text('from report.\narticles(treaty, 15) "The treaty has 15 articles".\n')
    result = factbase(
        "--base", base, *AT, stdin=f":load {new}/joined.fb\narticles(treaty, X).\n:load {base}/base.fb\n:load\n"
    )
    assert result.returncode == 1
    assert "[-15-]{+14+}" in result.stdout
    assert "not loaded" in result.stdout
    assert result.stdout.count("X = ") == 1
    assert f"error L101 the base already has a file `{base}/base.fb`" in result.stdout
    assert "the following arguments are required: FILE; `:load --help` says what it takes" in result.stdout


def test_a_session_loads_a_file_with_a_space_in_its_name(factbase, base, new):
    (new / "joined.fb").rename(new / "it joined.fb")
    result = factbase("--base", base, *AT, stdin=f':load "{new}/it joined.fb"\n:load "open\n')
    assert "loaded into this session" in result.stdout
    assert "no closing quotation" in result.stdout


def test_a_source_that_the_base_has_is_a_mistake_of_the_new_file(factbase, base, new):
    """Whatever the paths are called: what stood first is the base's."""
    name = next(line.split()[1] for line in (base / "base.fb").read_text().splitlines() if line.startswith("source "))
    early = new.parent / "0.fb"
    early.write_text(f'source {name} {{ file: "joined.txt" }}.\n', encoding="utf-8")
    shutil.copy(new / "joined.txt", early.parent)
    said = refused(factbase, base, early)
    assert f"{early}:1:1: error E103 source `{name}` is declared twice" in said
    assert "first declared here" in said
    assert f"{base}/base.fb:" in said
