"""A large base that several processes look at: they say what one says, with what is kept and without, whatever becomes of them."""

from __future__ import annotations

import os
import signal
import sys
from collections import Counter
from pathlib import Path

import pytest
from findings import findings

from factbase.base import FactBase
from factbase.checks import fitting
from factbase.cite import Status
from factbase.sources import places
from factbase.workspace import trace

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
    """What a run of so many processes says."""
    return findings(FactBase.load([folder], cache, processes=processes))


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


QUOTES = 1_500  # of each document


def write_quotes(folder: Path) -> Path:
    """A base whose quotes stand as they are written, across lines, in parts, loosely, twice or
    nowhere."""
    folder.mkdir()
    (folder / "names.fb").write_text("relation told(number: int).\n", encoding="utf-8")
    documents = places.MUCH // QUOTES + 2
    for document in range(documents):
        lines, stated = [], []
        for number in range(QUOTES if document else 20):  # of the first there are so few that they are kept with others
            tail, kind = f"{number} ships were sold to nobody", number % 100
            lines.append(f"In all {tail} that year")
            quote = f"In all {tail}"
            match kind:
                case 1:
                    lines[-1] = lines[-1].replace("were sold", "were\nsold")
                case 2:
                    quote = quote.replace(" were sold", " […]")
                case 3:
                    quote = quote.replace("sold", "bought")
                case 4:
                    lines.append(f"Again: in all {tail}. In all {tail}")
                case 5:
                    lines[-1] = lines[-1].replace("were sold", "were *sold*")
                case 6:
                    quote = "In all"
                case 7:
                    lines[-1] = lines[-1].replace("In all", "“In all” (sic)")
                    quote = quote.replace("In all", '\\"In all\\" (sic)')
            stated.append(f'told({number}) "{quote}".')
        source = f'source s{document} {{ file: "s{document}.md", folds: [markup] }}.\nfrom s{document}.\n'
        (folder / f"s{document}.fb").write_text(source + "\n".join(stated) + "\n", encoding="utf-8")
        (folder / f"s{document}.md").write_text(".\n".join(lines) + ".\n", encoding="utf-8")
    return folder


def verdicts(folder: Path, processes: int, cache: Path | None) -> list[object]:
    """The verdict on each quote of a base, and what is wrong in it."""
    base = FactBase.load([folder], cache, processes=processes)
    found: list[object] = [
        (each.status, each.reason, each.detail, [place.spans for place in each.places], each.folds)
        for cited in base.evidence.verdicts
        for each in [base.evidence.verdict(cited)]
    ]
    return [*found, *((each.code, each.message, each.hint, each.span and each.span.start) for each in base.diagnostics)]


def test_they_find_the_quotes_that_one_finds(tmp_path: Path) -> None:
    folder, cache = write_quotes(tmp_path / "base"), tmp_path / "kept"
    alone = verdicts(folder, 1, None)
    statuses = Counter(each[0] for each in alone if isinstance(each, tuple) and isinstance(each[0], Status))
    assert sum(statuses.values()) > places.MUCH
    assert {Status.FOUND, Status.FOLDED, Status.ABSENT, Status.AMBIGUOUS} <= statuses.keys()
    assert verdicts(folder, 3, None) == alone
    assert verdicts(folder, 2, cache) == alone
    assert verdicts(folder, 2, cache) == alone
    assert verdicts(folder, 1, cache) == alone
