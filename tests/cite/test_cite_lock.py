"""The lock: what it pins, what is told when a document drifts, and which expectations then fall."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from factbase.base import FactBase, View, default_engine
from factbase.checks.audit import audit
from factbase.checks.pinning import Fate, PinState, pinning, write_locks
from factbase.cite import Locked, LockError, LockFile, Pin, Standing, Status, pin, read_lock, write_lock
from factbase.ground.date import parse_date
from factbase.result.report import Met

FACTS = Path(__file__).parents[2] / "facts"
NOW = View(parse_date("2020-01-01"))
BASE = """\
source post { file: "post.txt" }.
entity acme: company { name: "Acme" }.
from post.
mill(acme, 1990) "Acme opened a mill in 1990".
sold(acme, 2001) "Acme sold the mill in 2001".
gone(X) :- sold(X, _).
kept(X) :- mill(X, _), not sold(X, _).
expect gone(acme).
expect mill(acme, 1990) citing post.
expect not kept(acme).
"""
TEXT = "Acme opened a mill in 1990.\nAcme sold the mill in 2001.\n"


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    (tmp_path / "base.fb").write_text(BASE, encoding="utf-8")
    (tmp_path / "post.txt").write_text(TEXT, encoding="utf-8")
    return tmp_path


def report(folder: Path):
    return audit(FactBase.load([folder]), NOW, default_engine())


# ---- the text of a lock

PINS = st.builds(Pin, st.integers(0, 10**9), st.binary(max_size=4).map(lambda b: pin(b).sha256))
WORDS = st.text(min_size=1, max_size=20)
STANDINGS = st.builds(
    Standing,
    st.tuples(st.integers(0, 99), st.integers(100, 999)),
    st.integers(1, 99),
    WORDS,
    st.none() | WORDS,
    st.none() | WORDS,
)
LOCKS = st.builds(
    LockFile,
    st.dictionaries(
        WORDS,
        st.builds(
            Locked,
            PINS,
            st.none() | PINS,
            st.none() | PINS,
            st.dictionaries(st.from_regex(r"[a-z]\w{0,5}", fullmatch=True), st.lists(STANDINGS, max_size=3).map(tuple)),
        ),
        max_size=3,
    ),
)


@given(LOCKS)
def test_a_lock_written_and_read_is_written_the_same(lock: LockFile) -> None:
    text = write_lock(lock)
    assert write_lock(read_lock(text)) == text
    assert read_lock(text).documents.keys() == lock.documents.keys()


def test_a_lock_is_written_in_the_order_of_its_places_and_read_as_it_was() -> None:
    stood = (
        Standing((0, 4), 1, "abcd"),
        Standing((0, 4), 1, "abcd", " ", None),
        Standing((0, 4), 1, "abcd", "é", None),
        Standing((0, 4), 1, "abcd", "é", " "),
        Standing((0, 4), 1, "abcd", "é", "ü"),
        Standing((0, 4), 1, "b"),
        Standing((5, 9), 2, "“a”\n"),
        Standing((6, 9), 2, "a"),
    )
    for order in (stood, stood[::-1]):
        lock = LockFile({"\udcff.txt": Locked(Pin(9, "0" * 64), Pin(8, "1" * 64), None, {"post": order})})
        text = write_lock(lock)
        assert text == (
            "factbase lock 1\n% Written by `factbase lock`: each document by its bytes, each quote by its line and its offsets in code"
            " points.\n"
            f'\ndocument "\\udcff.txt"\n  document 9 bytes, sha256 {"0" * 64}\n  text 8 bytes, sha256 {"1" * 64}\n  source post\n'
            '    1: 0..4 "abcd"\n    1: 0..4 "abcd" after " "\n    1: 0..4 "abcd" after "é"\n    1: 0..4 "abcd" after "é" before " "\n'
            '    1: 0..4 "abcd" after "é" before "ü"\n    1: 0..4 "b"\n    2: 5..9 "“a”\\n"\n    2: 6..9 "a"\n'
        )
        for written in (text, f"\ufeff{text}", text.replace("\n", "\r\n")):
            (locked,) = read_lock(written).documents.values()
            assert locked.quotes == {"post": stood}
            assert (locked.text, locked.origin) == (Pin(8, "1" * 64), None)


@pytest.mark.parametrize(
    ("text", "line"),
    [
        ("", 1),
        ("<<<<<<< HEAD\nfactbase lock 1\n", 1),
        ("factbase lock 2\n", 1),
        ("factbase lock 1\n\n<<<<<<< HEAD\n", 3),
        ('factbase lock 1\ndocument "a"\ndocument "a"\n', 3),
        ('factbase lock 1\ndocument "a"\n  document 12 bytes, sha256 abc\n', 3),
        ('factbase lock 1\ndocument "a\\q"\n', 2),
        ('factbase lock 1\ndocument "a"!\n', 2),
        ('factbase lock 1\n    1: 0..4 "word"\n', 2),
    ],
)
def test_a_text_that_is_no_lock_is_refused_with_its_line(text: str, line: int) -> None:
    with pytest.raises(LockError) as refused:
        read_lock(text)
    assert refused.value.line == line


def test_a_document_without_its_bytes_is_refused() -> None:
    with pytest.raises(LockError, match="`a` has no sha256"):
        read_lock('factbase lock 1\ndocument "a"\n')


# ---- pinned, not pinned, drifted


def test_a_base_without_a_lock_is_clean_and_says_so(folder: Path, factbase) -> None:
    assert [each.state for each in report(folder).pinned] == [PinState.NOT_PINNED]
    result = factbase("check", folder)
    assert result.returncode == 0
    assert "1 document, not pinned: `factbase lock` pins them" in result.stdout


def test_lock_pins_bytes_and_places_and_writes_the_same_twice(folder: Path, factbase) -> None:
    first = factbase("lock", "--base", folder)
    assert first.stdout == f"{folder / 'sources.lock'}: 1 document, 2 quotes, written\n"
    text = (folder / "sources.lock").read_text(encoding="utf-8")
    assert text.splitlines()[2:] == [
        "",
        'document "post.txt"',
        f"  document {len(TEXT)} bytes, sha256 {pin(TEXT.encode()).sha256}",
        "  source post",
        '    1: 0..26 "Acme opened a mill in 1990"',
        '    2: 28..54 "Acme sold the mill in 2001"',
    ]
    again = factbase("lock", "--base", folder)
    assert "unchanged" in again.stdout
    assert (folder / "sources.lock").read_text(encoding="utf-8") == text
    assert [path.name for path in folder.iterdir() if path.name.startswith(".")] == []
    assert "1 document: 1 pinned" in factbase("check", folder).stdout


def test_a_quote_that_moved_within_its_line_is_told_with_the_line(folder: Path, factbase) -> None:
    write_locks(FactBase.load([folder]))
    (folder / "post.txt").write_text(TEXT.replace("Acme opened", "In May, Acme opened", 1), encoding="utf-8")
    assert "moved, within line 1: “Acme opened a mill in 1990”" in factbase("check", folder).stdout


def test_a_quote_that_moved_stands_but_its_document_has_drifted(folder: Path, factbase) -> None:
    write_locks(FactBase.load([folder]))
    (folder / "post.txt").write_text("A new line.\n" + TEXT, encoding="utf-8")
    found = report(folder)
    (each,) = found.pinned
    assert each.state is PinState.DRIFTED
    assert [(q.fate, q.was, q.line) for q in each.quotes] == [(Fate.MOVED, 1, 2), (Fate.MOVED, 2, 3)]
    assert [d.code for d in found.diagnostics] == ["S102"]
    assert found.counts.quotes["moved"] == 2
    assert found.counts.met == Met(3, 3, 0, 0, 0)
    result = factbase("check", folder)
    assert result.returncode == 0
    assert f"{len(TEXT) + 12} bytes, sha256" in result.stdout
    assert "moved, line 1 to 2: “Acme opened a mill in 1990”" in result.stdout
    answers = factbase("ask", "gone(X)", "--base", folder)
    assert "moved" in answers.stdout


def test_a_lock_written_anew_settles_the_drift(folder: Path) -> None:
    write_locks(FactBase.load([folder]))
    (folder / "post.txt").write_text("A new line.\n" + TEXT, encoding="utf-8")
    write_locks(FactBase.load([folder]))
    base = FactBase.load([folder])
    assert [each.state for each in pinning(base)] == [PinState.PINNED]
    assert {verdict.status for verdict in base.evidence.verdicts.values()} == {Status.FOUND}


def test_expectations_that_fall_with_a_lost_quote_name_its_facts(folder: Path, factbase) -> None:
    write_locks(FactBase.load([folder]))
    (folder / "post.txt").write_text(TEXT.replace("2001", "2002"), encoding="utf-8")
    found = report(folder)
    assert [d.code for d in found.diagnostics] == ["S102", "E503", "C204", "C204"]
    assert [q.fate for q in found.pinned[0].quotes] == [Fate.STANDS, Fate.GONE]
    assert found.counts.met == Met(3, 1, 1, 0, 0)
    assert found.counts.not_run == 0
    falls, negated = (d for d in found.diagnostics if d.code == "C204")
    assert falls.message == "expected `gone(acme)` as of 2020-01-01: it falls with `sold(acme, 2001)`"
    assert negated.message == "expected not `kept(acme)` as of 2020-01-01: it falls with `sold(acme, 2001)`"
    told = factbase("check", folder, "--at", "2020-01-01").stdout
    assert "1 of 3 expectations met; all this without the 1 fact whose quotes do not stand" in told
    drift = json.loads(factbase("check", folder, "--format", "json").stdout)["documents"]
    assert [(q["quote"], q["fate"], q["was_on_line"], q["is_on_line"]) for q in drift[0]["quotes"]] == [
        ("Acme opened a mill in 1990", "stands", 1, 1),
        ("Acme sold the mill in 2001", "gone", 2, None),
    ]


def test_a_missing_document_loses_its_quotes_and_what_rests_on_them(folder: Path) -> None:
    (folder / "post.txt").unlink()
    found = report(folder)
    assert [d.code for d in found.diagnostics] == ["E115", "C204", "C204"]
    assert found.counts.met == Met(3, 1, 2, 0, 0)


def test_other_errors_leave_expectations_unrun(folder: Path) -> None:
    with (folder / "base.fb").open("a", encoding="utf-8") as file:
        file.write("p(X) :- q(X).\n")
    found = report(folder)
    assert found.counts.not_asked == 3
    assert found.counts.met is None


def test_a_lost_quote_is_left_and_all_others_are_locked(tmp_path: Path, factbase) -> None:
    (tmp_path / "s.txt").write_text("One man went to the old mill.\n")
    (tmp_path / "t.txt").write_text("Two men went to the new mill.\nThree men stayed at home.\n")
    (tmp_path / "b.fb").write_text(
        'source s { file: "s.txt" }. source t { file: "t.txt" }.\nrelation q(n: int).\n'
        'q(1) @s "One man went to the old mill".\nq(2) @t "Two men went to the old mill".\n'
        'q(3) @t "Three men stayed at home" @s "Three men stayed".\n'
    )
    result = factbase("lock", "--base", tmp_path)
    assert result.returncode == 1
    assert result.stdout.splitlines() == [
        f"{tmp_path}/sources.lock: 2 documents, 2 quotes, written",
        f"left {tmp_path}/b.fb:4: E503 the quote does not stand in `t`",
        f"left {tmp_path}/b.fb:5: E503 the quote does not stand in `s`",
        "2 errors: what they concern is not pinned; `factbase check` tells what to mend",
    ]
    quotes = {
        source: [each.quote for each in stood]
        for locked in read_lock((tmp_path / "sources.lock").read_text()).documents.values()
        for source, stood in locked.quotes.items()
    }
    assert quotes == {"s": ["One man went to the old mill"], "t": ["Three men stayed at home"]}
    (tmp_path / "b.fb").write_text(
        (tmp_path / "b.fb").read_text().replace('to the old mill".\nq(3)', 'to the new mill".\nq(3)')
    )
    assert factbase("lock", "--base", tmp_path).returncode == 1
    assert "Two men went to the new mill" in (tmp_path / "sources.lock").read_text()


def test_what_errors_hide_stays_locked_as_it_was(tmp_path: Path, factbase) -> None:
    """A statement that cannot be read says nothing of its quotes, nor does an unknown relation."""
    (tmp_path / "s.txt").write_text("One man went to the old mill. Two men went to the new mill.\n")
    (tmp_path / "t.txt").write_text("Three men stayed at home.\n")
    text = (
        'source s { file: "s.txt" }.\nsource t { file: "t.txt" }.\nrelation q(n: int).\n'
        'q(1) @s "One man went to the old mill".\nq(2) @s "Two men went to the new mill".\nq(3) @t "Three men stayed at home".\n'
    )
    (tmp_path / "b.fb").write_text(text)
    assert factbase("lock", "--base", tmp_path).returncode == 0
    before = (tmp_path / "sources.lock").read_text()
    for broken in ("q(2) @s", "source t {"):
        (tmp_path / "b.fb").write_text(text.replace(broken, broken.replace(" ", " ,")))
        result = factbase("lock", "--base", tmp_path)
        assert (result.returncode, "unchanged" in result.stdout) == (1, True), result.stdout
        assert (tmp_path / "sources.lock").read_text() == before
    (tmp_path / "b.fb").write_text(text.replace('q(2) @s "Two men went to the new mill".\n', ""))
    assert factbase("lock", "--base", tmp_path).returncode == 0
    assert "Two men" not in (tmp_path / "sources.lock").read_text()


def test_a_lock_that_cannot_be_read_is_told_and_can_be_written_anew(folder: Path, factbase) -> None:
    (folder / "sources.lock").write_text("<<<<<<< HEAD\n", encoding="utf-8")
    result = factbase("check", folder)
    assert result.returncode == 1
    assert "error S101 the lock cannot be read" in result.stdout
    assert "line 1: expected `factbase lock 1`" in result.stdout
    assert factbase("lock", "--base", folder).returncode == 0
    assert factbase("check", folder).returncode == 0


def test_each_folder_of_a_base_has_a_lock_of_its_own(folder: Path, tmp_path_factory, factbase) -> None:
    other = tmp_path_factory.mktemp("other")
    (other / "b.fb").write_text('source note { file: "n.txt" }.\nfrom note.\nq(1) "one word too many".\n')
    (other / "n.txt").write_text("There is one word too many.\n")
    result = factbase("lock", "--base", folder, "--base", other)
    assert [line.split(": ")[0] for line in result.stdout.splitlines()] == [
        str(other / "sources.lock"),
        str(folder / "sources.lock"),
    ]
    assert "post" not in (other / "sources.lock").read_text()


def test_load_extends_the_lock_of_a_base_that_has_one(folder: Path, tmp_path_factory, factbase) -> None:
    factbase("lock", "--base", folder)
    new = tmp_path_factory.mktemp("new")
    (new / "more.fb").write_text(
        'source note { file: "n.txt" }.\nfrom note.\nmill(acme, 1992) "Acme had a mill in 1992".\n'
        'named(acme) @ post "Acme sold the mill".\n'
    )
    (new / "n.txt").write_text("In those years Acme had a mill in 1992 and after.\n")
    result = factbase("load", new / "more.fb", "--base", folder)
    assert result.returncode == 0, result.stdout
    lock = read_lock((folder / "sources.lock").read_text())
    assert sorted(lock.documents) == ["n.txt", "post.txt"]
    assert [each.quote for each in lock.documents["post.txt"].quotes["post"]][1:] == [
        "Acme sold the mill",
        "Acme sold the mill in 2001",
    ]
    assert "2 documents: 2 pinned" in factbase("check", folder).stdout
    assert factbase("lock", "--base", folder).stdout.endswith("unchanged\n")


def test_the_shipped_lock_is_up_to_date() -> None:
    base = FactBase.load([FACTS])
    assert {each.state for each in pinning(base)} == {PinState.PINNED}
    locked = read_lock((FACTS / "sources.lock").read_text(encoding="utf-8"))
    quotes = {
        (source, *stood.key): stood.span
        for document in locked.documents.values()
        for source, stands in document.quotes.items()
        for stood in stands
    }
    stand = {(c.source, c.quote, c.after, c.before): v.place.span for c, v in base.evidence.verdicts.items() if v.place}
    assert quotes == stand, "run `factbase lock`"


@pytest.mark.parametrize(("then", "now"), [("LF", "CRLF"), ("CRLF", "LF")])
def test_other_line_ends_are_told_as_such(tmp_path: Path, then: str, now: str) -> None:
    ends = {"LF": b"\n", "CRLF": b"\r\n"}
    text = b"A heading\nThe harbour was opened in May.\n"
    (tmp_path / "s.txt").write_bytes(text.replace(b"\n", ends[then]))
    (tmp_path / "b.fb").write_text(
        'source s { file: "s.txt" }.\nrelation opened(x: symbol).\nopened(harbour) @ s "The harbour was opened in May".\n'
    )
    write_locks(FactBase.load([tmp_path]))
    (tmp_path / "s.txt").write_bytes(text.replace(b"\n", ends[now]))
    base = FactBase.load([tmp_path])
    (told,) = (d for d in audit(base, View(), default_engine()).diagnostics if d.code == "S102")
    assert told.detail == (f"only the line ends differ: they are {now}, and {then} in the one that is locked",)
