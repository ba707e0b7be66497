"""Every code that a base can have, from the wrong example of its page, in every format: what is written is what each format wants."""

from __future__ import annotations

import json
import re
from collections import Counter
from dataclasses import replace
from pathlib import Path
from xml.etree import ElementTree

import pytest
from checkout import ROOT
from jsonschema import Draft4Validator, Draft202012Validator
from planted import PLANTED

from factbase.base import FactBase, View, default_engine
from factbase.checks.audit import audit
from factbase.checks.results import report_of
from factbase.ground.date import parse_date
from factbase.render.paint import plain
from factbase.requests.auditing import Audit
from factbase.result.report import Report

VIEW = View(parse_date("2026-11-23"))
SARIF = json.loads((ROOT / "tests" / "schemas" / "sarif-2.1.0.json").read_text(encoding="utf-8"))
OURS = json.loads((ROOT / "src" / "factbase" / "result" / "schema.json").read_text(encoding="utf-8"))


@pytest.fixture(scope="module")
def planted(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder with a folder for each code."""
    root = tmp_path_factory.mktemp("planted")
    for code, files in PLANTED.items():
        for name, text in files.items():
            path = root / code / name
            path.parent.mkdir(exist_ok=True, parents=True)
            path.write_text(text, encoding="utf-8")
    return root


@pytest.fixture(scope="module")
def report(planted: Path) -> Report:
    """The reports on all of them as one: no base has every code, for what cannot be read has no check that is violated."""
    found = [_report(planted / code) for code in PLANTED]
    findings = tuple(finding for each in found for finding in each.diagnostics)
    codes = dict(sorted(Counter(each.code for each in findings).items()))
    return replace(found[0], diagnostics=findings, codes=codes, clean=False, passes=False)


def _report(folder: Path) -> Report:
    base = FactBase.load([folder])
    return report_of(audit(base, VIEW, default_engine()), base)


def _shown(report: Report, form: str) -> str:
    return "\n".join(Audit.formats[form].render(report, plain))


@pytest.fixture(scope="module")
def whole(planted: Path) -> Report:
    """The report on all of them as one base, in which they are in one another's way."""
    return _report(planted)


@pytest.fixture(params=["report", "whole"])
def told(request: pytest.FixtureRequest) -> Report:
    """One of both."""
    found: Report = request.getfixturevalue(request.param)
    return found


def test_every_code_is_told(report: Report, whole: Report) -> None:
    assert set(report.codes) >= set(PLANTED)
    assert len(PLANTED) > 100
    assert len(whole.codes) > 50


def test_text_tells_each_finding(told: Report) -> None:
    text = _shown(told, "text")
    for each in told.diagnostics:
        assert f"{each.severity} {each.code} " in text


def test_concise_is_a_line_for_each_finding(told: Report) -> None:
    lines = _shown(told, "concise").splitlines()
    findings = [line for line in lines if re.match(r"(?:.*?:\d+:\d+: )?[A-Z]\d{3} (?:error|warning|note) ", line)]
    assert len(findings) == len(told.diagnostics)


def test_json_is_what_its_schema_wants(told: Report) -> None:
    found = json.loads(_shown(told, "json"))
    schema = {**OURS, "$ref": "#/$defs/check"}
    assert list(Draft202012Validator(schema).iter_errors(found)) == []
    assert [each["code"] for each in found["diagnostics"]] == [each.code for each in told.diagnostics]


def test_sarif_is_what_its_schema_wants(told: Report) -> None:
    log = json.loads(_shown(told, "sarif"))
    assert list(Draft4Validator(SARIF).iter_errors(log)) == []
    (run,) = log["runs"]
    rules = [rule["id"] for rule in run["tool"]["driver"]["rules"]]
    assert rules == sorted({*told.codes, *(each.finding.code for each in told.suppressed)})
    results = [each["ruleId"] for each in run["results"] if "suppressions" not in each]
    assert results == [each.code for each in told.diagnostics]


def test_junit_is_xml_with_a_case_for_each_finding(told: Report) -> None:
    root = ElementTree.fromstring(_shown(told, "junit"))
    assert len(list(root.iter("testcase"))) >= len(told.diagnostics)
    assert len(list(root.iter("failure"))) == sum(told.fails(each) for each in told.diagnostics)


def test_github_has_a_command_for_each_finding(told: Report) -> None:
    lines = _shown(told, "github").splitlines()
    commands = [
        line for line in lines if re.fullmatch(r"::(?:error|warning|notice)(?: \w+=[^,:]*(?:,\w+=[^,:]*)*)?::.+", line)
    ]
    assert len(commands) == len(told.diagnostics)
    assert [line for line in lines if line.startswith("::") and line not in commands] == []


def test_gitlab_has_what_it_wants_of_each_finding(report: Report) -> None:
    issues = json.loads(_shown(report, "gitlab"))
    assert [each["check_name"] for each in issues] == [each.code for each in report.diagnostics]
    for each in issues:
        assert each.keys() >= {"description", "check_name", "fingerprint", "severity", "location"}
        assert each["location"]["path"]
        assert each["location"]["lines"]["begin"] >= 1


def test_fingerprints_of_one_base_differ(whole: Report) -> None:
    prints = [each.fingerprint for each in whole.diagnostics]
    assert len(set(prints)) == len(prints)
