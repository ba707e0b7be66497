"""Findings as SARIF 2.1.0 (OASIS): in, the report on a base; out, one run in JSON, with a rule for each code that is found or ignored.

A result has its place in a file of the base, and as related places those of the documents and facts that it is about. Its fingerprint
stays when lines move. What an allowance or a waiver accepts is a suppressed result, with its reason.
"""

from __future__ import annotations

import json
import posixpath
import re
import string
from collections.abc import Iterator
from importlib.metadata import version
from typing import Any

from factbase.ground.diagnostic import CODES
from factbase.render.paint import Paint, block
from factbase.result.ground import Place
from factbase.result.problem import Point, Problem
from factbase.result.report import Report, Suppressed

__all__ = ["sarif_json"]

SCHEMA = "https://docs.oasis-open.org/sarif/sarif/v2.1.0/errata01/os/schemas/sarif-schema-2.1.0.json"
ROOT = "%SRCROOT%"
"""The folder in which the command was run: what paths are relative to."""
_UNRESERVED = frozenset(string.ascii_letters + string.digits + "-._~/")
_PERCENT = [chr(byte) if chr(byte) in _UNRESERVED else f"%{byte:02X}" for byte in range(256)]
"""How each byte of a path is written in a URI (RFC 3986, 2.1 and 2.3)."""


def sarif_json(report: Report, paint: Paint) -> Iterator[str]:
    """One log."""
    yield json.dumps(
        {"$schema": SCHEMA, "version": "2.1.0", "runs": [_Run(report).run()]}, ensure_ascii=False, indent=2
    )


class _Run:
    def __init__(self, report: Report) -> None:
        self.report = report
        accepted = (each.finding.code for each in report.suppressed)
        self.rules = {code: n for n, code in enumerate(sorted({*report.codes, *report.ignored, *accepted}))}
        self.artifacts: dict[str, int] = {}

    def run(self) -> dict[str, Any]:
        report = self.report
        results = [self._result(each) for each in report.diagnostics]
        results += [self._suppressed(each) for each in report.suppressed]
        driver = {"name": "factbase", "version": version("factbase"), "rules": list(map(_rule, self.rules))}
        return {
            "tool": {"driver": driver},
            "automationDetails": {
                "id": "factbase/check/"
            },  # of a category, which GitHub tells from those of other runs
            "language": "en-US",
            "columnKind": "unicodeCodePoints",
            "originalUriBaseIds": {ROOT: {"description": {"text": "the folder in which factbase was run"}}},
            "invocations": [{"executionSuccessful": True, "exitCode": 0 if report.passes else 1}],
            "artifacts": [{"location": self._artifact(path), "encoding": "utf-8"} for path in list(self.artifacts)],
            "results": results,
            "properties": {
                "clean": report.clean,
                "passes": report.passes,
                "strict": report.strict,
                "ignored": dict(report.ignored),
                "lowered": dict(report.lowered),
            },
        }

    def _result(self, problem: Problem) -> dict[str, Any]:
        said = (*problem.told, *([f"hint: {problem.hint}"] if problem.hint else []))
        result: dict[str, Any] = {
            "ruleId": problem.code,
            "ruleIndex": self.rules[problem.code],
            "level": problem.severity,
            "message": {"text": _words(block(said))},
            "locations": [],
            "partialFingerprints": {
                "factbase/v1": problem.fingerprint,
                "primaryLocationLineHash": f"{problem.fingerprint}:1",  # the one that GitHub reads
            },
        }
        if problem.place is not None:
            result["locations"] = [{"physicalLocation": self._physical(problem.place, problem.end)}]
        related = [
            {"id": n, "physicalLocation": self._physical(each.place, each.end), "message": {"text": _words(each.note)}}
            for n, each in enumerate((*problem.related, *problem.evidence), 1)
        ]
        if related:
            result["relatedLocations"] = related
        return result

    def _suppressed(self, accepted: Suppressed) -> dict[str, Any]:
        """A result that the base itself or its settings accept, with the reason and the place of what does."""
        place = {"physicalLocation": self._physical(accepted.place, None)}
        suppression = {
            "kind": "external" if accepted.settings else "inSource",
            "justification": _words(accepted.reason),
            "location": place,
        }
        return {**self._result(accepted.finding), "suppressions": [suppression]}

    def _physical(self, place: Place, end: Point | None) -> dict[str, Any]:
        region = {"startLine": place.line, "startColumn": place.column}
        if end is not None:
            region |= {"endLine": end.line, "endColumn": end.column}
        return {"artifactLocation": self._artifact(place.path), "region": region}

    def _artifact(self, path: str) -> dict[str, Any]:
        number = self.artifacts.setdefault(path, len(self.artifacts))
        encoded = "".join(map(_PERCENT.__getitem__, path.replace("\\", "/").encode("utf-8", "surrogateescape")))
        if posixpath.isabs(path):
            return {"uri": f"file://{encoded}", "index": number}
        return {"uri": encoded, "uriBaseId": ROOT, "index": number}


def _rule(code: str) -> dict[str, Any]:
    from factbase.ground.pages import page_of  # late: one is read for each family of codes

    declared, page = CODES[code], page_of(code)
    return {
        "id": code,
        "shortDescription": {"text": _words(declared.message)},
        "fullDescription": {"text": _words(page.why)},
        "help": {"text": _words(page.markdown), "markdown": page.markdown},
        "defaultConfiguration": {"level": str(declared.severity)},
    }


def _words(text: str) -> str:
    """A text in which nothing is a link: SARIF has `[words](target)` in messages, and a stranger's is none."""
    return re.sub(r"\[(?=[^\]]*\]\()", r"\\[", text)
