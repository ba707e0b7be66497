"""Which clauses have no mistake is kept between runs: what is told of a base is the same with and without it, and after each edit."""

from __future__ import annotations

from pathlib import Path

import pytest
from checkout import ROOT

from factbase.base import FactBase
from factbase.ground.keeping import keep

GOOD = """relation edge(a: symbol, b: symbol)  "{a} leads to {b}".
assume edge(a, b).
assume edge(b, c).
path(X, Y) :- edge(X, Y).
path(X, Z) :- edge(X, Y), path(Y, Z).
check loop(X) error "{X}" :- path(X, X).
expect path(a, c).
expect not path(c, a).
query where "Where to?": path(a, X) answers (b), (c).
"""
WRONG = {
    "unsafe": "lost(X, Y) :- edge(X, _).\n",
    "unknown": "lost(X) :- egde(X, _).\n",
    "typed": "lost(X) :- edge(X, 5).\n",
    "once": "lost(X) :- edge(X, Other).\n",
    "check": 'check bad(X) error "{X}" :- not edge(X, a).\n',
    "expectation": "expect path(a, C, D).\n",
    "query": 'query lost "What?": egde(X, _).\n',
    "slip": 'entity nowhere "Nowhere".\nquery slip "What?": edge(X, Nowhere).\n',
    "rules and all": 'lost(X, Y) :- edge(X, _).\nfine(X) :- edge(X, _).\ncheck bad(X) error "{X}" :- not edge(X, a).\nexpect fine(Q, R).\n',
}


def base(folder: Path, *texts: str) -> Path:
    made = folder / "base"
    made.mkdir(exist_ok=True)
    for number, text in enumerate(texts):
        (made / f"{number}.fb").write_text(text, encoding="utf-8")
    return made


def told(made: Path, cache: Path | None) -> list[object]:
    """All that a base says when it is opened, and all that it asks."""
    loaded = FactBase.load([made], cache)
    program = loaded.program
    found = [(d.code, d.message, d.detail, d.hint, d.span and d.span.place) for d in loaded.diagnostics]
    return [found, program.rules, program.checks, program.expectations, program.queries, len(program.facts)]


def entries(cache: Path) -> list[Path]:
    return sorted((cache / "clauses").glob("*.json"))


def counted(monkeypatch: pytest.MonkeyPatch) -> list[object]:
    asked: list[object] = []
    from factbase.program.check import _of_clause

    def judged(clause, declared):
        asked.append(clause)
        return _of_clause(clause, declared)

    monkeypatch.setattr("factbase.program.check._of_clause", judged)
    return asked


@pytest.mark.parametrize("wrong", WRONG.values(), ids=WRONG)
def test_what_is_told_is_the_same_once_it_is_kept(tmp_path: Path, wrong: str) -> None:
    made, cache = base(tmp_path, GOOD, wrong), tmp_path / "cache"
    expected = told(made, None)
    assert expected[0]
    for _ in range(3):
        assert told(made, cache) == expected
    assert len(entries(cache)) == 1


@pytest.mark.parametrize("wrong", WRONG.values(), ids=WRONG)
def test_a_mistake_is_found_in_a_base_that_had_none(tmp_path: Path, wrong: str) -> None:
    made, cache = base(tmp_path, GOOD, ""), tmp_path / "cache"
    assert told(made, cache)[0] == []
    base(tmp_path, GOOD, wrong)
    assert told(made, cache) == told(made, None)
    base(tmp_path, GOOD.replace("edge(", "leads("), wrong)  # what it names is declared otherwise
    assert told(made, cache) == told(made, None)
    base(tmp_path, GOOD, "")
    assert told(made, cache)[0] == []
    assert len(entries(cache)) == 3


def test_a_clause_without_a_mistake_is_judged_once(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    made, cache = base(tmp_path, GOOD, WRONG["unsafe"]), tmp_path / "cache"
    asked = counted(monkeypatch)
    told(made, cache)
    assert len(asked) == 7
    told(made, cache)
    assert len(asked) == 8  # that which has one
    told(made, None)
    assert len(asked) == 15


def test_the_base_made_anew_judges_all(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    made, cache = base(tmp_path, GOOD), tmp_path / "cache"
    told(made, cache)
    asked = counted(monkeypatch)
    assert FactBase.load([made], cache).anew().errors == ()
    assert len(asked) == 6


@pytest.mark.parametrize("content", [b"", b"{", b"7", b'["0"]', b"[[0]]", b"[" * 100_000, b"null"])
def test_what_cannot_be_read_is_judged_again(tmp_path: Path, content: bytes) -> None:
    made, cache = base(tmp_path, GOOD), tmp_path / "cache"
    expected = told(made, cache)
    (entry,) = entries(cache)
    keep(entry.parent, entry.name, content)
    assert told(made, cache) == expected


def test_the_shipped_base_is_told_the_same(tmp_path: Path) -> None:
    expected = told(ROOT / "facts", None)
    assert told(ROOT / "facts", tmp_path) == expected
    assert told(ROOT / "facts", tmp_path) == expected
