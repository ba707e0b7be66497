"""Every format of a check, on one base with several mistakes: what each must hold, and that no stranger's text breaks any."""

from __future__ import annotations

import json
import re
from itertools import chain
from pathlib import Path
from xml.etree import ElementTree

import pytest
from checkout import ROOT
from jsonschema import Draft4Validator

from factbase.ground.diagnostic import CODES
from factbase.ground.pages import page_of

SCHEMA = json.loads((ROOT / "tests" / "schemas" / "sarif-2.1.0.json").read_text(encoding="utf-8"))
HOSTILE = r"end\n::error file=a.fb,line=1::caught ]]> </failure> \u001b[2J %0A\r [click](http://x.test) \ufffe"
BASE = f"""source s {{ file: "a report, 100%.txt" }}.
from s.
relation p(x: any) "it is {{x}}".
p("two") "two three four".
p(nowhere) "two three four".
p(three) "two three fourr".
q(X) :- p(X), p(Y).
assume p("{HOSTILE}").
"""
CHECK = 'check odd(X) error "{X} is odd" :- p(X), X contains "end".\n'
TOLD = ["E503", "F101", "W101", "W105"]
AT = ("--base", ".", "--at", "2020-01-01")


@pytest.fixture
def found(tmp_path: Path) -> Path:
    """The folder of a base with an error and warnings; a file of its own would have checks run."""
    (tmp_path / "b ö#.fb").write_text(BASE, encoding="utf-8")
    (tmp_path / "a report, 100%.txt").write_text("Here is\nmore: two three four.\n", encoding="utf-8")
    return tmp_path


@pytest.fixture
def violated(found: Path) -> Path:
    """The same with every quote standing, so that the check runs, whose message a stranger has written."""
    path = found / "b ö#.fb"
    path.write_text(path.read_text(encoding="utf-8").replace("fourr", "four") + CHECK, encoding="utf-8")
    return found


def run(factbase, folder: Path, form: str, *options: object) -> str:
    result = factbase("check", *AT, "--format", form, *options, cwd=folder)
    assert "\x1b" not in result.stdout
    return result.stdout


# ---- for people


def test_concise_is_a_line_a_finding(found: Path, factbase) -> None:
    *lines, counts, last = run(factbase, found, "concise").splitlines()
    assert [re.fullmatch(r"b ö#\.fb:\d+:\d+: ([A-Z]\d+) (?:error|warning) .+", line)[1] for line in lines] == [
        "F101",
        "E503",
        "W105",
        "W101",
    ]
    assert lines[1] == "b ö#.fb:6:10: E503 error the quote does not stand in `s`"
    assert (counts, last) == ("4 findings: E503 1, F101 1, W101 1, W105 1", "not clean, as of 2020-01-01")
    assert run(factbase, found, "concise", "--quiet").splitlines() == lines


def test_a_violation_in_one_line_has_what_it_rests_on(violated: Path, factbase) -> None:
    (line,) = (line for line in run(factbase, violated, "concise").splitlines() if ": C101 error " in line)
    assert r"end\n::error file=a.fb,line=1::caught" in line
    assert "assumed at b ö#.fb:8, no source" in line


def test_quiet_says_nothing_of_what_is_clean(tmp_path: Path, factbase) -> None:
    (tmp_path / "a.fb").write_text("assume p(1).\n", encoding="utf-8")
    for form in ("text", "concise"):
        result = factbase("check", *AT, "--quiet", "--format", form, cwd=tmp_path)
        assert (result.returncode, result.stdout, result.stderr) == (0, "", "")


def test_quiet_tells_the_findings_alone(found: Path, factbase) -> None:
    text = run(factbase, found, "text", "--quiet")
    assert text.count("E503") == 1
    assert "findings" not in text
    assert "clean" not in text


def test_statistics_count_each_code_and_say_what_it_is(found: Path, factbase) -> None:
    first, *_, counts, last = run(factbase, found, "text", "--statistics").splitlines()
    assert first == "1  E503  error    The words do not stand in the document"
    assert (counts, last) == ("4 findings: E503 1, F101 1, W101 1, W105 1", "not clean, as of 2020-01-01")


# ---- SARIF


def sarif(text: str) -> dict:
    log = json.loads(text)
    assert list(Draft4Validator(SCHEMA).iter_errors(log)) == []
    (only,) = log["runs"]
    return only


def test_the_schema_of_sarif_refuses_what_is_none() -> None:
    assert list(Draft4Validator(SCHEMA).iter_errors({"version": "2.1.0", "runs": [{"results": [{}]}]}))


@pytest.mark.parametrize("options", [(), ("--ignore", "ALL"), ("--severity", "ALL=note")])
def test_sarif_is_what_its_schema_wants(found: Path, factbase, options) -> None:
    only = sarif(run(factbase, found, "sarif", *options))
    rules = only["tool"]["driver"]["rules"]
    assert [rule["id"] for rule in rules] == TOLD  # of what is ignored too
    assert {rule["defaultConfiguration"]["level"] for rule in rules} == {"error", "warning"}
    for rule in rules:
        page = page_of(rule["id"])
        assert (rule["fullDescription"]["text"], rule["help"]["markdown"]) == (page.why, page.markdown)
        assert rule["shortDescription"]["text"] == CODES[rule["id"]].message
    for result in only["results"]:
        assert rules[result["ruleIndex"]]["id"] == result["ruleId"]
    assert len(only["results"]) + sum(only["properties"]["ignored"].values()) == 4


def test_sarif_says_what_run_of_which_version_it_is(found: Path, factbase) -> None:
    only = sarif(run(factbase, found, "sarif"))
    assert only["automationDetails"] == {"id": "factbase/check/"}
    assert factbase("--version").stdout == f"factbase {only['tool']['driver']['version']}\n"


def test_sarif_has_the_places_of_all_that_a_claim_of_too_few_sources_rests_on(tmp_path: Path, factbase) -> None:
    (tmp_path / "s.txt").write_text("Here is\nmore: two three four.\n", encoding="utf-8")
    (tmp_path / "a.fb").write_text(
        'source s { file: "s.txt" }.\nrelation p(x: string) sources: 2.\np("three") @ s "two three four".\n',
        encoding="utf-8",
    )
    (one,) = (each for each in sarif(run(factbase, tmp_path, "sarif"))["results"] if each["ruleId"] == "S108")
    places = [each["physicalLocation"] for each in (*one["locations"], *one["relatedLocations"])]
    at = [(each["artifactLocation"]["uri"], each["region"]["startLine"]) for each in places]
    assert at == [("a.fb", 2), ("a.fb", 3), ("s.txt", 2)]


def test_sarif_has_places_in_the_base_and_in_the_document(found: Path, factbase) -> None:
    only = sarif(run(factbase, found, "sarif"))
    by_code = {result["ruleId"]: result for result in only["results"]}
    (place,) = by_code["E503"]["locations"]
    assert place["physicalLocation"] == {
        "artifactLocation": {"uri": "b%20%C3%B6%23.fb", "uriBaseId": "%SRCROOT%", "index": 0},
        "region": {"startLine": 6, "startColumn": 10, "endLine": 6, "endColumn": 27},
    }
    for code, words in (("E503", "the nearest passage"), ("F101", "a quote of it stands here, in `s`")):
        (related,) = by_code[code]["relatedLocations"]
        assert related["physicalLocation"]["artifactLocation"]["uri"] == "a%20report%2C%20100%25.txt"
        assert (related["physicalLocation"]["region"]["startLine"], related["message"]["text"]) == (2, words)
    assert only["artifacts"][0]["location"]["uri"] == "b%20%C3%B6%23.fb"
    assert only["columnKind"] == "unicodeCodePoints"


def test_sarif_of_a_file_that_is_not_there_has_no_place(tmp_path: Path, factbase) -> None:
    only = sarif(factbase("check", tmp_path / "none", "--format", "sarif").stdout)
    assert [(result["ruleId"], result["locations"]) for result in only["results"]] == [("E005", [])]


def test_no_stranger_makes_a_link_of_a_message(violated: Path, factbase) -> None:
    (result,) = (each for each in sarif(run(factbase, violated, "sarif"))["results"] if each["ruleId"] == "C101")
    assert "\\[click](http://x.test)" in result["message"]["text"]
    assert "assumed at b ö#.fb:8, no source" in result["message"]["text"]


def test_sarif_has_what_the_base_accepts_as_suppressed(found: Path, factbase) -> None:
    path = found / "b ö#.fb"
    text = path.read_text(encoding="utf-8").replace(
        'p(nowhere) "two three four"', 'p(nowhere) "two three four" waive nowhere "said so"'
    )
    path.write_text(
        text + 'check any(X) error "{X} is there" :- p(X).\nallow any(nowhere) "it is".\n', encoding="utf-8"
    )
    results = sarif(run(factbase, found, "sarif"))["results"]
    suppressed = {each["ruleId"]: each["suppressions"] for each in results if "suppressions" in each}
    assert suppressed.keys() == {"C101", "F101"}
    ((allowed,), (waived,)) = suppressed["C101"], suppressed["F101"]
    assert (allowed["kind"], allowed["justification"], waived["justification"]) == ("inSource", "it is", "said so")
    assert waived["location"]["physicalLocation"]["region"]["startLine"] == 5
    by_print = [each["partialFingerprints"]["factbase/v1"] for each in results]
    assert len(set(by_print)) == len(by_print)
    told = json.loads(run(factbase, found, "json"))
    assert [each["finding"]["code"] for each in told["suppressed"]] == ["C101", "F101"]
    assert "F101" not in told["codes"]


def test_sarif_has_the_place_in_the_document_of_what_a_row_quotes(tmp_path: Path, factbase) -> None:
    (tmp_path / "s.txt").write_text("Here is\nmore: two three four.\n", encoding="utf-8")
    rows = 'x,quote\nthree,"two three"\nnowhere,"two three four"\n'
    (tmp_path / "t.csv").write_text(rows, encoding="utf-8")
    (tmp_path / "a.fb").write_text(
        'source s { file: "s.txt" }.\nrelation p(x: string).\nfrom s.\ntable p from "t.csv" { quote: quote } waive x "so".\n',
        encoding="utf-8",
    )
    results = sarif(run(factbase, tmp_path, "sarif"))["results"]
    (row,) = (each for each in results if each["ruleId"] == "F101")
    (stands,) = (each["physicalLocation"] for each in row["locations"])
    assert (stands["artifactLocation"]["uri"], stands["region"]["startLine"]) == ("t.csv", 3)
    (there,) = (each["physicalLocation"] for each in row["relatedLocations"])
    assert there["artifactLocation"]["uri"] == "s.txt"
    assert there["region"] == {"startLine": 2, "startColumn": 7, "endLine": 2, "endColumn": 21}


# ---- fingerprints


def prints(factbase, folder: Path) -> dict[str, list[str]]:
    found: dict[str, list[str]] = {}
    for each in json.loads(run(factbase, folder, "gitlab")):
        found.setdefault(each["check_name"], []).append(each["fingerprint"])
    return found


def test_fingerprints_stay_when_lines_files_and_folders_move(found: Path, factbase) -> None:
    before = prints(factbase, found)
    path = found / "b ö#.fb"
    text = (
        path.read_text(encoding="utf-8")
        .replace("\nfrom s.", "\n\n% a remark\n\nfrom s.")
        .replace("p(three) ", "p(three)\n    ")
    )
    path.unlink()
    (found / "c.fb").write_text(text.replace('assume p("', 'assume p(1).\nassume p("'), encoding="utf-8")
    assert prints(factbase, found) == before
    elsewhere = [
        each["fingerprint"] for each in json.loads(factbase("check", found, "--format", "json").stdout)["diagnostics"]
    ]
    assert sorted(elsewhere) == sorted(chain(*before.values()))


def test_fingerprints_of_different_facts_differ(tmp_path: Path, factbase) -> None:
    facts = "".join(
        f'from {source}.\np({value}) "two three {value} fourr".\n' for source in ("s", "t") for value in (1, 2, 2)
    )
    sources = "".join(f'source {name} {{ file: "s.txt" }}.\n' for name in ("s", "t"))
    (tmp_path / "a.fb").write_text(f"{sources}{facts}q(X) :- p(X), p(Y).\nr(X) :- p(X), p(Y).\n", encoding="utf-8")
    (tmp_path / "s.txt").write_text("Here are two three four.\n", encoding="utf-8")
    first = prints(factbase, tmp_path)
    assert len(first["E503"]) == 6  # one that is written twice is told wherever it is written
    every = [*chain(*first.values())]
    assert len(set(every)) == len(every)
    text = (tmp_path / "a.fb").read_text(encoding="utf-8").replace("q(X) :-", "q2(X) :-")
    (tmp_path / "a.fb").write_text(text, encoding="utf-8")
    second = prints(factbase, tmp_path)
    assert first["E503"] == second["E503"]
    assert len(set(first["W101"]) & set(second["W101"])) == 1  # only one of the two rules was changed


# ---- JUnit


def test_junit_is_xml_whatever_is_in_it(violated: Path, factbase) -> None:
    suites = ElementTree.fromstring(run(factbase, violated, "junit").encode())
    cases = suites.findall("testsuite/testcase")
    assert int(suites.get("tests")) == len(cases) == sum(int(each.get("tests")) for each in suites)
    assert int(suites.get("failures")) == len(suites.findall(".//failure")) == 1
    (failure,) = suites.findall(".//failure")
    assert failure.get("type") == "error C101"
    assert r"::caught ]]> </failure> \u001b[2J %0A\r [click](http://x.test) \ufffe is odd" in failure.get("message")
    assert "assumed at b ö#.fb:8, no source" in failure.text
    assert cases[-1].find("system-out").text.endswith("not clean, as of 2020-01-01")


@pytest.mark.parametrize(("options", "failures"), [((), 1), (("--strict",), 4), (("--ignore", "ALL"), 0)])
def test_junit_fails_what_fails_the_base(found: Path, factbase, options, failures) -> None:
    suites = ElementTree.fromstring(run(factbase, found, "junit", *options).encode())
    assert len(suites.findall(".//failure")) == failures
    assert len(suites.findall(".//testcase")) >= 1


# ---- GitHub and GitLab


def test_github_has_a_command_for_each_finding_and_no_other(violated: Path, factbase) -> None:
    lines = run(factbase, violated, "github").splitlines()
    commands = [line for line in lines if line.startswith("::")]
    assert [re.match(r"::(\w+) title=factbase (\w+),", line).groups() for line in commands].count(
        ("error", "C101")
    ) == 1
    assert all(
        "::error file=a.fb" not in line or line.startswith("::error title=factbase C101,file=b ö#.fb,line=9,")
        for line in lines
    )
    (command,) = (line for line in commands if "C101" in line)
    message = command.split("::", 2)[2]
    assert message.startswith("end%0A::error file=a.fb,line=1::caught ]]> </failure> ")
    assert " %250A%0D [click]" in message


def test_github_escapes_the_names_of_files(tmp_path: Path, factbase) -> None:
    (tmp_path / "a,b:c%.fb").write_text("q(X) :- p(X.\n", encoding="utf-8")
    first = run(factbase, tmp_path, "github").splitlines()[0]
    assert first.startswith("::error title=factbase E001,file=a%2Cb%3Ac%25.fb,line=1,col=12,")


def test_gitlab_has_what_it_compares(violated: Path, factbase) -> None:
    findings = json.loads(run(factbase, violated, "gitlab"))
    assert {(each["check_name"], each["severity"]) for each in findings} >= {("C101", "major"), ("W101", "minor")}
    for each in findings:
        assert re.fullmatch(r"[0-9a-f]{16}", each["fingerprint"])
        assert each["location"]["path"] == "b ö#.fb"
        assert 1 <= each["location"]["lines"]["begin"] <= each["location"]["lines"]["end"]


def test_every_format_ends_as_the_text_does(found: Path, factbase) -> None:
    for form in ("text", "concise", "json", "sarif", "junit", "github", "gitlab"):
        for options, code in (((), 1), (("--ignore", "E503"), 0), (("--ignore", "E503", "--strict"), 1)):
            assert factbase("check", *AT, "--format", form, *options, cwd=found).returncode == code


def test_statistics_say_in_words_what_each_code_is(factbase, tmp_path: Path) -> None:
    (tmp_path / "a.fb").write_text("assume p(2019-02-30).\n")
    told = factbase("check", "--base", ".", "--statistics", cwd=tmp_path).stdout
    assert told.startswith("1  E004  error    A constant is written like a date, a number or a string with escapes")


def test_a_code_is_told_in_a_sentence_without_places_to_be_filled(factbase, tmp_path: Path) -> None:
    listed = factbase("explain", "codes").stdout
    assert "{" not in listed
    assert (
        "E101  error    A rule, a check or a goal asks for a relation that nothing declares, states or derives\n"
        in listed
    )
    assert factbase("explain", "E101").stdout.startswith("E101 error: A rule, a check or a goal asks")


def test_what_a_violation_rests_on_stands_in_one_line_without_its_indents(factbase, tmp_path: Path) -> None:
    (tmp_path / "s.txt").write_text("Ost signed the pact.\n")
    fact = 'source s { file: "s.txt" }. signed(ost) @ s "Ost signed the pact".'
    (tmp_path / "a.fb").write_text(f'{fact} check c(X) error "{{X}} signed" :- signed(X).\n')
    told = factbase("check", "--base", ".", "--select", "C", "--format", "concise", cwd=tmp_path).stdout
    line = next(each for each in told.splitlines() if "C101" in each)
    assert "; “Ost signed the pact” s, " in line
    assert ";  " not in line
