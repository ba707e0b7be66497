"""What is made of a base while its user types: no answer is another one for it, and what changes meanwhile is read as ever."""

from __future__ import annotations

from pathlib import Path

from checkout import ROOT

from factbase.base import FactBase, View
from factbase.faces.engines import Engines
from factbase.faces.patience import Patience
from factbase.faces.session import Session
from factbase.ground.date import parse_date
from factbase.render.paint import plain
from factbase.requests import readiness
from factbase.requests.readiness import practise

GOALS = ["direct_channel(A, B)", "third_party(P, W)", "in_force(P)", "direct_channel(south_korea, japan)", "signed(a)"]
DAY = parse_date("2019-09-01")
BASE = """source s { file: "s.txt" }.
from s.
member(ann) "Ann is a member of the club".
old(X) :- member(X).
expect old(ann).
"""


def session(base: Path) -> Session:
    return Session([base], View(DAY, None), DAY, Engines("auto", None, Patience(None, [base])), plain)


def asked(of: Session, goals: list[str]) -> list[list[str]]:
    return [list(of.take(goal)) for goal in goals]


def small(folder: Path, text: str = BASE) -> Path:
    made = folder / "base"
    made.mkdir()
    (made / "s.txt").write_text("Ann is a member of the club.\nBob is a member of the club.\n", encoding="utf-8")
    (made / "b.fb").write_text(text, encoding="utf-8")
    return made


def test_answers_are_the_same_after_practice() -> None:
    expected, practised = session(ROOT / "facts"), session(ROOT / "facts")
    assert len(list(practise(practised.base, practised.view))) > 2
    assert asked(practised, GOALS) == asked(expected, GOALS)


def test_practice_may_end_after_any_step() -> None:
    expected = asked(session(ROOT / "facts"), GOALS[:1])
    steps = len(list(practise(session(ROOT / "facts").base, View(DAY, None))))
    for some in range(min(steps, 4)):
        stopped = session(ROOT / "facts")
        for _ in zip(range(some), practise(stopped.base, stopped.view), strict=False):
            pass
        assert asked(stopped, GOALS[:1]) == expected


def test_files_that_change_after_practice_are_read(tmp_path: Path) -> None:
    made = small(tmp_path)
    changed = session(made)
    assert list(practise(changed.base, changed.view))
    (made / "b.fb").write_text(BASE.replace("ann", "bob").replace("Ann", "Bob"), encoding="utf-8")
    assert "ann" in "".join(asked(changed, ["old(X)"])[0])  # what was read goes on until it is read again
    list(changed.reload())
    assert asked(changed, ["old(X)", "member(X)"]) == asked(session(made), ["old(X)", "member(X)"])
    (made / "s.txt").write_text("Nobody is.\n", encoding="utf-8")
    list(changed.reload())
    assert list(practise(changed.base, changed.view)) == []
    assert asked(changed, ["old(X)"]) == asked(session(made), ["old(X)"])
    assert changed.failed


def test_what_is_typed_after_practice_counts(tmp_path: Path) -> None:
    typing = session(small(tmp_path))
    list(practise(typing.base, typing.view))
    assert asked(typing, ["assume member(eve)."]) == [["added to this session; no file is changed"]]
    assert "eve" in "".join(asked(typing, ["old(X)"])[0])


def test_a_base_that_is_large_or_wrong_or_expects_nothing_is_not_asked(tmp_path: Path, monkeypatch) -> None:
    assert list(practise(FactBase.load([]).with_text("b.fb", "p(.", Path()), View(DAY))) == []
    quiet = FactBase.load([]).with_text("b.fb", "assume p(a).\nq(X) :- p(X).\n", Path())
    assert len(list(practise(quiet, View(DAY)))) == 2
    monkeypatch.setattr(readiness, "MOST_FACTS", 0)
    assert list(practise(quiet, View(DAY))) == []


def test_practice_that_is_much_work_is_left(tmp_path: Path, monkeypatch) -> None:
    monkeypatch.setattr(readiness, "WORK", 1)
    made = session(small(tmp_path))
    assert len(list(practise(made.base, made.view))) <= 2
    assert "ann" in "".join(asked(made, ["old(X)"])[0])
