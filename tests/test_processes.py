"""A large base that several processes look at: they say what one says, with what is kept and without, whatever becomes of them."""

from __future__ import annotations

import os
import signal
import sys
from pathlib import Path

import pytest

from factbase.base import FactBase, default_engine
from factbase.checks import fitting
from factbase.checks.audit import audit
from factbase.program.view import View
from factbase.workspace import trace

ENGINE = default_engine()
DOCUMENTS, FACTS = 6, 220
NAMES = """
entity ada: person { name: "Ada" }.
entity ben: person { name: "Ben" }.
relation sold(who: person, ships: int) "{who} sold {ships} ships".
"""


def write_base(folder: Path) -> Path:
    """A base in which every eleventh fact has a finding of each kind in turn."""
    folder.mkdir()
    (folder / "names.fb").write_text(NAMES, encoding="utf-8")
    assert DOCUMENTS * FACTS > trace.MUCH
    for document in range(DOCUMENTS):
        told = [f"Ada sold {number} ships in the year of the fire" for number in range(1000, 1000 + FACTS)]
        stated = [f'sold(ada, {1000 + at}) "{sentence}".' for at, sentence in enumerate(told)]
        for at in range(0, FACTS, 11):
            kind = at % 3
            if kind == 0:
                stated[at] = stated[at].replace("(ada", "(ben")
            elif kind == 1:
                told[at] = f"It is not true that {told[at]}"
            else:
                stated[at] = stated[at].replace("the fire", "the great fire")
        source = f'source s{document} {{ file: "s{document}.txt" }}.\nfrom s{document}.\n'
        (folder / f"s{document}.fb").write_text(source + "\n".join(stated) + "\n", encoding="utf-8")
        (folder / f"s{document}.txt").write_text(". ".join(told) + ".\n", encoding="utf-8")
    return folder


def said(folder: Path, processes: int, cache: Path | None = None) -> list[object]:
    """What a run says, and where."""
    base = FactBase.load([folder], cache, processes=processes)
    told = audit(base, View(), ENGINE).diagnostics
    return [
        (
            each.code,
            each.message,
            each.hint,
            each.detail,
            each.span and (each.span.path, each.span.start, each.span.end),
        )
        for each in told
    ]


@pytest.fixture(scope="module")
def base(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return write_base(tmp_path_factory.mktemp("processes") / "base")


@pytest.fixture(scope="module")
def alone(base: Path) -> list[object]:
    found = said(base, 1)
    assert len(found) > 100
    return found


@pytest.mark.parametrize("processes", [2, 3])
def test_they_say_what_one_says(base: Path, alone: list[object], processes: int, tmp_path: Path) -> None:
    assert said(base, processes) == alone
    assert said(base, processes, tmp_path / "kept") == alone
    assert said(base, 1, tmp_path / "kept") == alone


@pytest.mark.skipif(sys.platform != "linux", reason="elsewhere one process does all")
def test_what_a_killed_one_did_not_bring_is_judged_again(
    base: Path, alone: list[object], monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    here, judge, waited = os.getpid(), fitting.misfits, tmp_path / "killed"

    def misfits(fact, gate, **how):
        if os.getpid() != here:
            waited.touch()
            os.kill(os.getpid(), signal.SIGKILL)
        return judge(fact, gate, **how)

    monkeypatch.setattr(fitting, "misfits", misfits)
    assert said(base, 2) == alone
    assert waited.exists()
