"""The library, as Python uses it: the page about it is run, and what it hands out is what the command prints, with its quotes."""

from __future__ import annotations

import doctest
import io
import pickle
import signal
import sys
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from datetime import date
from decimal import Decimal
from pathlib import Path

import pytest
from checkout import ROOT, Result

import factbase as fb
from factbase.base import FactBase

BASE = ROOT / "tests" / "base"
WALK = ROOT / "tests" / "walk"


def made(folder: Path, text: str, words: str = "one two three four five") -> Path:
    folder.mkdir(exist_ok=True)
    (folder / "s.txt").write_text(words, encoding="utf-8")
    (folder / "a.fb").write_text(f'source s {{ file: "s.txt" }}.\n{text}', encoding="utf-8")
    return folder


def test_the_page_about_it_is_what_happens(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(ROOT)
    told = io.StringIO()
    monkeypatch.setattr(sys, "stdout", told)
    failed, tried = doctest.testfile(str(ROOT / "docs" / "python.md"), module_relative=False)
    assert failed == 0, told.getvalue()
    assert tried > 10


def test_what_it_prints_is_what_the_command_prints(
    factbase: Callable[..., Result], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(ROOT)
    found = fb.open("tests/base").ask("allied(A, B)", at="2003-01-01")
    assert f"{found}\n" == factbase("ask", "allied(A, B)", "--base", "tests/base", "--at", "2003-01-01").stdout
    named = fb.open("tests/base").query("allies")
    assert f"{named}\n" == factbase("query", "allies", "--base", "tests/base").stdout
    check = fb.open("tests/base").check(at="2003-01-01")
    assert f"{check}\n" == factbase("check", "tests/base", "--at", "2003-01-01").stdout
    none = fb.open("tests/base").ask("allied(alpha, alpha)", at="2003-01-01").why_not()
    assert (
        f"{none}\n" == factbase("why-not", "allied(alpha, alpha)", "--base", "tests/base", "--at", "2003-01-01").stdout
    )


def test_answers_are_a_sequence_of_mappings() -> None:
    found = fb.open(BASE).ask("signed(P, A, B) on D", at="2003-01-01")
    assert [dict(each) for each in found] == [dict(found[0]), dict(found[1])]
    assert list(found[0]) == ["P", "A", "B", "D"]
    assert len(found[:1]) == 1
    assert found
    assert not fb.open(BASE).ask("ended(treaty)", at="2003-01-01")
    with pytest.raises(KeyError):
        found[0]["X"]


def test_a_view_is_named_as_python_names_days() -> None:
    base = fb.open(BASE)
    goal = "ended(treaty)"
    assert base.ask(goal, at=date(2006, 1, 1)).verdict is fb.Verdict.YES
    assert base.ask(goal, at=None).verdict is fb.Verdict.YES
    assert base.ask(goal, at="2003-01-01").verdict is fb.Verdict.NO  # its quote says when
    assert base.ask(goal).verdict is base.ask(goal, at="today").verdict is fb.Verdict.YES
    assert base.ask(goal, known_by="2003-01-01", at=None).verdict is fb.Verdict.UNKNOWN
    assert base.ask(goal, at=None, without="column").verdict is fb.Verdict.UNKNOWN


def test_what_must_be_said_is_said() -> None:
    base = fb.open(WALK)
    (early,) = base.ask("early(X)", at="2020-01-01")
    assert (early.certain, early.certainty) == (False, "possible")
    assert early.remarks[0].startswith("possible: it holds on some reading of the dates")
    assert "where 2016-XX-XX of inaugurated(east) on 2016-XX-XX is 2016-01-01" in early.grounds
    (bare,) = base.ask("bare(X)", at="2020-01-01")
    assert bare.citations == ()
    assert "rests on no fact" in bare.remarks
    assert any("rests on no fact" in line for line in bare.grounds)
    assert any(each.startswith("left out") for each in base.ask("opened(X)", known_by="2015-01-01").remarks)


@pytest.mark.parametrize(
    ("asked", "told"),
    [
        ({"goal": "opend(X)"}, "did you mean `opened`?"),
        ({"goal": "opened(X"}, "E00"),
        ({"goal": "opened(X)", "at": "yesterday"}, "yesterday"),
        ({"goal": "opened(X)", "without": "alpa"}, "did you mean `alpha`?"),
    ],
)
def test_a_mistake_is_raised_with_what_the_command_says(asked: dict[str, str], told: str) -> None:
    with pytest.raises(fb.Mistakes) as raised:
        fb.open(WALK).ask(**asked)
    assert told in str(raised.value)


def test_a_base_with_mistakes_is_not_opened(tmp_path: Path) -> None:
    folder = made(tmp_path / "b", 'p(1) @ s "not in there at all".\nq(')
    with pytest.raises(fb.Mistakes) as raised:
        fb.open(folder)
    assert {"E503"} < {each.code for each in raised.value.diagnostics}  # and that of the open claim
    assert "not in there at all" in str(raised.value)
    with pytest.raises(fb.Mistakes, match="does not exist"):
        fb.open(tmp_path / "nowhere")
    with pytest.raises(ValueError, match="no engine 'fast'"):
        fb.open(folder, engine="fast")


def test_findings_are_raised_with_the_report(tmp_path: Path) -> None:
    text = 'p(1) @ s "one two three".\ncheck none(X) error "{X} is there" :- p(X).\n'
    check = fb.open(made(tmp_path / "b", text)).check()
    assert not check.clean
    assert [each.code for each in check.findings if each.code.startswith("C")] == ["C101"]
    with pytest.raises(fb.Findings, match="1 is there"):
        check.raise_if_findings()


def test_nothing_printed_acts_on_what_shows_it(tmp_path: Path) -> None:
    text = 'p("\x1b[2J\u202e<script>") @ s "one two three". relation p(x: string) "{x} <b>".\n'
    found = fb.open(made(tmp_path / "b", text, "one two three \x1b[2J\u202e<script>")).ask("p(X)")
    for shown in (str(found), repr(found), str(found[0]), repr(found[0]), found._repr_html_(), *found[0].grounds):
        assert "\x1b" not in shown
        assert "\u202e" not in shown
    assert "<script>" not in found._repr_html_()
    assert found[0]["X"] == "\x1b[2J\u202e<script>"  # the value itself is what it is


def test_an_arrow_table_has_the_types_of_its_values(tmp_path: Path) -> None:
    pyarrow = pytest.importorskip("pyarrow")
    text = (
        'v(1, 1.50, a, 2016-01-02) on 2016-01-02 @ s "one two three".\n'
        'v(?, 2.25, "b", 2016-01) on 2017-01-02 @ s "two three four".\n'
    )
    found = fb.open(made(tmp_path / "b", text)).ask("v(I, D, M, P) on E", at=None)
    table = found.to_arrow()
    assert table.column_names == ["I", "D", "M", "P", "E", "certainty", "remarks", "citations", "grounds"]
    rows = sorted(table.to_pylist(), key=lambda row: row["D"])
    assert [row["I"] for row in rows] == [1, None]
    assert [row["D"] for row in rows] == [Decimal("1.5"), Decimal("2.25")]
    assert [row["M"] for row in rows] == ["a", "b"]
    assert [row["P"] for row in rows] == ["2016-01-02", "2016-01"]
    assert [row["E"] for row in rows] == [date(2016, 1, 2), date(2017, 1, 2)]
    assert rows[0]["citations"][0]["quote"] == "one two three"
    assert rows[0]["citations"][0]["line"] == 1
    assert pyarrow.table(found).equals(table)  # by the stream, as others read it
    none = fb.open(tmp_path / "b").ask("v(I, D, M, P) on 1999-01-01", at=None).to_arrow()
    assert none.num_rows == 0
    assert none.column_names[:4] == ["I", "D", "M", "P"]


def test_names_and_reprs_are_short() -> None:
    base = fb.open(BASE)
    for each in (base, base.ask("allied(A, B)"), base.check(), base.base, FactBase.load([ROOT / "facts"])):
        assert len(repr(each)) < 100
    assert set(fb.__all__) == set(dir(fb))
    with pytest.raises(AttributeError):
        fb.nothing  # noqa: B018  # it is what is not there


def test_what_is_no_day_is_told() -> None:
    base = fb.open(str(ROOT / "tests" / "base"))
    with pytest.raises(TypeError, match="a day is a text such as '2019-09', a date, or None for no limit, not 5"):
        base.ask("nothing(X)", at=5)  # type: ignore[arg-type]  # that is the point


def test_a_named_query_is_asked_in_its_own_view_unless_another_is_given() -> None:
    base = fb.open(BASE)
    assert list(base.queries) == ["allies", "ended"]
    assert base.queries["allies"].question == "Who is allied with whom?"
    assert (base.queries["allies"].dated, base.queries["allies"].place.line) == ("allied(A, B) at 2003-01-01", 1)
    found = base.query("allies")
    assert (found.question, str(found.result.view), len(found)) == (
        "Who is allied with whom?",
        "as of 2003-01-01",
        2,
    )
    assert [dict(each) for each in found] == [dict(each) for each in base.ask("allied(A, B)", at="2003-01-01")]
    assert len(found.why()) == 2
    assert base.query("allies", at="2007-01-01").result.view.at == "2007-01-01"
    assert base.query("allies", at=None).result.view.at is None
    assert base.query("allies", known_by="2002-01-01").result.view.known_by == "2002-01-01"
    assert base.query("ended", at="2007-01-01", without="column").verdict == "unknown"
    assert "ended" in str(base.query("ended", at="2003-01-01").why_not())
    assert base.ask("ended(treaty)").question is None
    (only,) = base.ask("ended(treaty)", at="2003-01-01").why_not().blocked
    assert only.alternative is None
    either = base.ask("( ended(treaty) ; allied(alpha, A), allied(A, A) )", at="2003-01-01").why_not()
    assert [(each.alternative, each.failure.stops_at) for each in either.blocked] == [
        ("ended(treaty)", "ended(treaty)"),
        ("allied(alpha, A), allied(A, A)", "allied(beta, beta)"),
    ]
    assert "the alternative `ended(treaty)` stops at `ended(treaty)`\n" in str(either)
    with pytest.raises(fb.Mistakes, match=r"there is no query `alies`; did you mean `allies`\?"):
        base.query("alies")
    with pytest.raises(fb.Mistakes, match="unknown source `nobody`"):
        base.query("allies", without="nobody")
    with pytest.raises(fb.Mistakes, match="is not a date"):
        base.query("allies", at="some day")


def test_answers_do_not_pickle_and_name_what_does() -> None:
    found = fb.open(ROOT / "tests" / "base").query("allies")
    with pytest.raises(TypeError, match="their `result` does"):
        pickle.dumps(found)
    assert pickle.loads(pickle.dumps(found.result)) == found.result


def test_kernels_are_kept_where_the_command_keeps_them(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setenv("FACTBASE_CACHE", str(tmp_path / "kept"))
    assert fb.open(BASE).engines.setting.folder == tmp_path / "kept" / "kernels"
    monkeypatch.setenv("FACTBASE_CACHE", "")
    assert fb.open(BASE).engines.setting.folder is None
    monkeypatch.setenv("FACTBASE_CACHE", "kept")  # no absolute path is believed
    assert fb.open(BASE).engines.setting.folder is None


# ---- how long a question may take


ENDLESS = "relation q(x: int, y: int).\nassume q(1, 1).\nq(Y, Z) :- q(X, Y), Z = X + Y, Z != 0.\nrelation r(x: int).\nassume r(1).\n"


@pytest.mark.skipif(not hasattr(signal, "setitimer"), reason="the system has no clock that stops a question")
def test_a_question_is_stopped_once_its_seconds_are_spent(tmp_path: Path) -> None:
    checked = 'check none(X) error "{X}" :- q(X, 0).\n'
    (tmp_path / "a.fb").write_text(f"{ENDLESS}query ends: q(X, Y).\n{checked}")
    base = fb.open(tmp_path, engine="pydatalog")
    told = "stopped: this took more than 0.3 s of the processor's time; ask for less, or give it more: seconds=10"
    handler, hook = signal.getsignal(signal.SIGPROF), sys.unraisablehook
    for ask in (
        lambda: base.ask("q(X, Y)", seconds=0.3),
        lambda: base.query("ends", seconds=0.3),
        lambda: base.timeline("q(X, Y)", seconds=0.3),
        lambda: base.conflicts(seconds=0.3),
        lambda: base.check(seconds=0.3),
    ):
        with pytest.raises(fb.Stopped) as stopped:
            ask()
        assert str(stopped.value) == told
    assert base.ask("r(X)", seconds=60)[0]["X"] == 1
    assert (signal.getsignal(signal.SIGPROF), sys.unraisablehook) == (handler, hook)
    assert signal.getitimer(signal.ITIMER_PROF) == (0, 0)


@pytest.mark.skipif(not hasattr(signal, "setitimer"), reason="the system has no clock that stops a question")
def test_why_and_why_not_are_bounded_too() -> None:
    base = fb.open(ROOT / "facts")
    found = base.ask("direct_channel(A, B)", at="2019-09-01")
    with pytest.raises(fb.Stopped, match="more than 0 s"):
        found.why(all=True, seconds=0.001)
    with pytest.raises(fb.Stopped, match="more than 0 s"):
        base.ask("ended(tisa)", at="2019-09-01").why_not(seconds=0.001)


def test_a_bound_that_holds_nothing_is_refused(tmp_path: Path) -> None:
    (tmp_path / "a.fb").write_text(ENDLESS)
    base = fb.open(tmp_path)
    for wrong in (0, -1, float("nan"), float("inf")):
        with pytest.raises(ValueError, match="a number of seconds that is more than 0"):
            base.ask("r(X)", seconds=wrong)
    with ThreadPoolExecutor(1) as pool:
        assert len(pool.submit(base.ask, "r(X)").result()) == 1
        with pytest.raises(ValueError, match="the main thread alone"):
            pool.submit(base.ask, "r(X)", seconds=5).result()


def test_what_an_engine_cannot_is_told_as_the_command_tells_it(tmp_path: Path) -> None:
    (tmp_path / "a.fb").write_text("relation p(x: int).\nassume p(1).\n")
    with pytest.raises(fb.Stopped, match=r"^stopped: the range 1 \.\. 99999999 holds more than"):
        fb.open(tmp_path, engine="pydatalog").ask("p(X), Y in 1 .. 99999999")
