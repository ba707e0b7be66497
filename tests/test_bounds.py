"""What a stranger may write: it costs time near its length, or is stopped by a bound that says what to do.

Each case took minutes, or all memory, or ended in a traceback. The limits are of processor time, several times what a case takes now.
"""

from __future__ import annotations

import gc
import os
import resource
import signal
import subprocess
import tracemalloc
import zlib
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from time import thread_time

import pytest

import factbase
from factbase.base import FactBase
from factbase.cite import Document, Reason, Status, fold, verify, voices
from factbase.cite.joints import join
from factbase.cite.match import MAX_PLACES
from factbase.cite.verify import MAX_PARTS
from factbase.cite.voices import MAX_TIES, independent_groups
from factbase.engine.base import PlanRule
from factbase.engine.step import Auxiliary, Scan, Var
from factbase.files.folder import UnreadableFile
from factbase.ground.span import TextFile
from factbase.program.model import expressions
from factbase.program.safety import order
from factbase.program.strata import check_strata
from factbase.sources import confined, page
from factbase.sources.page import text_of
from factbase.syntax.cut import statements
from factbase.syntax.parse import MAX_STATEMENT, parse
from factbase.syntax.tree import Rule


@contextmanager
def within(seconds: float) -> Iterator[None]:
    """Fails what takes more time of the processor, and stops what takes ten times that.

    What fails is the time of this thread alone, without the collection of garbage: a process that runs a thousand tests may have
    others that work, and a large heap. The timer that stops a test counts the whole process.
    """

    def stop(_signal: int, _frame: object) -> None:
        pytest.fail(f"it takes more than {10 * seconds} s", pytrace=False)

    before = signal.signal(signal.SIGVTALRM, stop)
    signal.setitimer(signal.ITIMER_VIRTUAL, 10 * seconds)
    gc.collect()
    gc.disable()
    start = thread_time()
    try:
        yield
        took = thread_time() - start
    finally:
        gc.enable()
        signal.setitimer(signal.ITIMER_VIRTUAL, 0)
        signal.signal(signal.SIGVTALRM, before)
    assert took < seconds, f"it takes {took:.2f} s, more than {seconds} s"


def loaded(folder: Path, text: str) -> FactBase:
    (folder / "a.fb").write_text(text, encoding="utf-8")
    return FactBase.load([folder])


# ---- text


@pytest.mark.parametrize(
    ("text", "code", "count"),
    [
        ("assume p(a)\n" * 10_000, "E002", 10_000),
        ("$ x. " * 20_000, "E001", 20_000),
        ('p("abc\n' * 10_000, "E003", 10_000),
        ("p(a)\n" * 10_000 + '"a\n' + " x\n" * 10_000, "E002", 9_999),
    ],
)
def test_a_file_of_mistakes_tells_all_of_them(text: str, code: str, count: int) -> None:
    with within(10):
        _, problems = parse(TextFile("a.fb", text))
    assert sum(d.code == code for d in problems) == count


def test_a_string_that_is_open_on_each_of_many_lines_is_one_mistake() -> None:
    with within(5):
        _, problems = parse(TextFile("a.fb", '"\n' * 50_000))
    assert [d.code for d in problems] == ["E003"]


def test_statements_are_cut_in_a_time_by_their_length() -> None:
    with within(5):
        assert len(statements('p("abc\n' * 20_000)) == 20_000


def test_a_statement_of_a_million_characters_is_refused() -> None:
    fields = "a: 1, " * (MAX_STATEMENT // 6)
    with within(5):
        _, problems = parse(TextFile("a.fb", f"source s {{ {fields} }}.\nassume p(a)."))
    assert [d.code for d in problems] == ["E008"]


def test_what_stands_after_a_statement_that_is_too_long_is_read() -> None:
    tree, problems = parse(TextFile("a.fb", f'p(a) "{"x" * MAX_STATEMENT}".\nassume p(a).'))
    assert [d.code for d in problems] == ["E008"]
    assert len(tree.statements) == 1


@pytest.mark.parametrize(
    "nested", ["- " * 2_000 + "1", "1+(" * 2_000 + "1" + ")" * 2_000, "abs(" * 2_000 + "1" + ")" * 2_000]
)
def test_an_expression_that_is_nested_very_deeply_is_refused(nested: str) -> None:
    with within(10):
        _, problems = parse(TextFile("a.fb", f"p(X) :- X = {nested}."))
    assert [d.code for d in problems] == ["E006"]


def test_only_the_first_of_very_many_unknown_names_come_with_a_hint(tmp_path: Path) -> None:
    names = "".join(f"signed{i}(X) :- signs{i}(X).\n" for i in range(1_500))
    with within(10):
        told = [d for d in loaded(tmp_path, names).diagnostics if d.code == "E101"]
    assert len(told) == 1_500
    assert {d.hint is not None for d in told[:100]} == {True}
    assert {d.hint is not None for d in told[100:]} == {False}


def test_the_names_near_to_unknown_ones_are_found_in_a_large_vocabulary(tmp_path: Path) -> None:
    entities = "".join(f"entity country_of_number_{i}: country.\n" for i in range(1_000))
    facts = "".join(f"assume c(contry_of_numbr_{i}).\n" for i in range(150))
    with within(3):
        told = [
            d for d in loaded(tmp_path, f"relation c(x: country).\n{entities}{facts}").diagnostics if d.code == "E203"
        ]
    assert [d.hint for d in told[:50]] == [f"did you mean `country_of_number_{i}`?" for i in range(50)]
    assert len(told) == 150


def test_very_many_rules_that_cannot_be_stratified_are_told_one_by_one() -> None:
    rules = "".join(f"p{i}(X) :- e(X), not q{i}(X).\nq{i}(X) :- e(X), not p{i}(X).\n" for i in range(800))
    tree, _ = parse(TextFile("a.fb", rules))
    with within(1):
        assert len(check_strata([each for each in tree.statements if isinstance(each, Rule)])) == 800


# ---- quotes and documents

PHRASE = "the treaty was signed"


def test_a_phrase_that_two_near_copies_repeat_costs_no_more_than_others() -> None:
    same = "one two three four five six " * 10_000
    with within(5):
        (voice,) = independent_groups([Document("a", f"{same}seven eight"), Document("b", f"{same}nine ten")])
    ((_, _, overlap),) = voice.ties
    assert len(overlap.passage.split()) == 60_000


def test_very_many_copies_are_one_voice_by_some_of_their_ties() -> None:
    text = " ".join(f"w{i}" for i in range(300))
    with within(5):
        found = independent_groups(
            [Document(f"{i}", f"{text} {i}") for i in range(400)] + [Document("other", "a b c d e f")]
        )
    assert [voice.members for voice in found] == [tuple(range(400)), (400,)]
    joined = {0}
    for a, b, _ in found[0].ties:
        joined |= {a, b} if a in joined or b in joined else set()
    assert len(joined) == 400
    assert len(found[0].ties) < MAX_TIES + 400


def test_long_texts_that_are_alike_are_told_apart_from_those_too_long(monkeypatch: pytest.MonkeyPatch) -> None:
    text = " ".join(f"w{i}" for i in range(100_000))
    pair = [Document("a", text), Document("b", text)]
    with within(4):
        (voice,) = independent_groups(pair)
    ((_, _, overlap),) = voice.ties
    assert overlap.passage == text
    monkeypatch.setattr(voices, "MAX_WORDS", 199_999)
    with pytest.raises(voices.TooManyAlike):
        independent_groups(pair)


def test_documents_of_which_too_many_are_nearly_alike_are_not_compared(monkeypatch: pytest.MonkeyPatch) -> None:
    texts = [Document(f"{n}", " ".join(f"w{i}" for i in range(n, 1_000 + n))) for n in range(4)]
    monkeypatch.setattr(voices, "MAX_COMPARED", 6 * 996)
    assert len(independent_groups(texts)[0].ties) == 6
    monkeypatch.setattr(voices, "MAX_COMPARED", 6 * 996 - 1)
    with pytest.raises(voices.TooManyAlike):
        independent_groups(texts)


def _numbered(first: int, last: int) -> str:
    return " ".join(f"w{number}" for number in range(first, last))


@pytest.mark.parametrize("most", [4, 5])
def test_so_many_ties_of_a_group_are_told_and_other_groups_have_theirs(
    most: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(voices, "MAX_TIES", most)
    texts = [f"{_numbered(0, 20)} x{n}" for n in range(4)] + [f"{_numbered(50, 70)} y{n}" for n in range(2)]
    one, other = independent_groups([Document(f"{n}", text) for n, text in enumerate(texts)])
    assert (one.members, len(one.ties)) == ((0, 1, 2, 3), most)
    assert (other.members, len(other.ties)) == ((4, 5), 1)


def test_the_ties_of_two_groups_that_become_one_are_counted_together(monkeypatch: pytest.MonkeyPatch) -> None:
    first, second = _numbered(0, 14), _numbered(20, 34)
    texts = [first, f"{first} and more", second, f"{second} and more", f"{first} {second}"]
    for most, ties in ((4, 5), (5, 5), (6, 6)):
        monkeypatch.setattr(voices, "MAX_TIES", most)
        (voice,) = independent_groups([Document(f"{n}", text) for n, text in enumerate(texts)])
        assert len(voice.ties) == ties


def test_the_longest_passage_of_what_is_the_same_is_not_looked_for(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(voices, "MAX_MATCHED", 0)
    same = [Document(f"{n}", _numbered(0, 20)) for n in range(2)]
    ((_, _, overlap),) = independent_groups(same)[0].ties
    assert overlap.passage == same[0].text
    with pytest.raises(voices.TooManyAlike):
        independent_groups([*same, Document("2", _numbered(0, 19))])


def test_the_longest_passages_of_many_long_texts_are_not_looked_for(monkeypatch: pytest.MonkeyPatch) -> None:
    texts = [Document(f"{n}", " ".join(f"w{i}" for i in range(1_000 + n))) for n in range(4)]
    monkeypatch.setattr(voices, "MAX_MATCHED", 13_000)
    assert len(independent_groups(texts)[0].ties) == 6
    monkeypatch.setattr(voices, "MAX_MATCHED", 11_000)
    with pytest.raises(voices.TooManyAlike):
        independent_groups(texts)


def test_pages_with_one_foot_are_not_compared_two_by_two() -> None:
    foot = " ".join(f"foot{i}" for i in range(150))
    with within(5):
        found = independent_groups(
            [Document(f"{i}", " ".join(f"w{i}x{j}" for j in range(200)) + f" {foot}") for i in range(300)]
        )
    assert len(found) == 300


@pytest.mark.parametrize("quote", [PHRASE, "the treaty […] was signed"])
def test_a_quote_that_stands_very_often_is_ambiguous_without_looking_at_each_place(quote: str) -> None:
    with within(3):
        verdict = verify(Document("a", f"{PHRASE}. " * 100_000), quote)
    assert verdict.status is Status.AMBIGUOUS
    assert verdict.detail.endswith(f"more than {MAX_PLACES:,} places")


def test_a_quote_that_stands_often_is_found_by_what_stands_before_it() -> None:
    document = Document("a", f"{PHRASE}. " * (MAX_PLACES - 1) + f"In Paris {PHRASE}.")
    with within(5):
        assert verify(document, PHRASE, after="In Paris").status is Status.FOUND
        assert verify(document, PHRASE, after="In London").reason is Reason.CONTEXT
        assert verify(document, PHRASE, after=f"{PHRASE}. " * 1_000).reason is Reason.CONTEXT


def test_lines_of_many_places_are_counted_once() -> None:
    document = Document("a", "the treaty\n" * 100_000)
    with within(3):
        assert [document.line(11 * i) for i in range(0, 100_000, 10)] == list(range(1, 100_001, 10))


def test_a_quote_of_a_hundred_thousand_characters_that_is_absent_is_shown_where_it_departs() -> None:
    words = [f"word{i}" for i in range(12_000)]
    with within(3):
        verdict = verify(Document("a", " ".join(words)), " ".join([*words[:9_000], "not", *words[9_000:]]))
    assert verdict.nearest is not None
    start, end = verdict.nearest.span
    assert end - start < 2_000
    assert "word8999 [-not-] word9000" in str(verdict.nearest)


def test_a_quote_in_very_many_parts_is_refused() -> None:
    document = Document("a", f"{PHRASE} " * 3_000)
    with within(3):
        verdict = verify(document, "the treaty […] " * MAX_PARTS + "was signed")
        assert (verdict.status, verdict.reason) == (Status.ABSENT, Reason.TOO_MANY_PARTS)
        assert verify(document, "the treaty ... " * 3_000 + "was signed").status is Status.ABSENT


def test_a_text_that_is_hyphenated_all_over_is_joined_in_little_memory() -> None:
    text = "a-\n" * 100_000
    tracemalloc.start()
    joined = join(fold(text), text)
    used = tracemalloc.get_traced_memory()[0]
    tracemalloc.stop()
    assert joined.folded.text == "a" * 100_000 + "- "
    assert used < 30 * len(text)


@pytest.mark.parametrize("piece", ["a-\n", "a- ", "a--", "a  ", "— ", "—1", "a\xad\n", "a\r"])
def test_a_text_that_is_folded_all_over_is_looked_through_in_a_time_by_its_length(piece: str) -> None:
    text = piece * (400_000 // len(piece))
    with within(3):
        document = Document("a", f"{text}x. The treaty and more: the treaty was signed by inter-\nnational law")
        assert verify(document, "the treaty was signed by international law").status is Status.FOLDED
        assert verify(document, "the treaty was not signed").status is Status.ABSENT


@pytest.mark.parametrize(
    "text", [("—" + " " * 1_000) * 500, "—" + " " * 300_000, "a" + "\u0301\u0316" * 100_000, "a. " + "." * 4_000]
)
def test_a_run_of_one_character_is_folded_and_parted_in_a_time_by_its_length(text: str) -> None:
    with within(3):
        document = Document("a", f"{text} the treaty was signed")
        assert verify(document, PHRASE).status is Status.FOUND
        assert verify(document, "the treaty was not signed").status is Status.ABSENT
        for _ in range(100):
            document.sentence(len(text) - 1)


def test_quotes_in_one_very_long_sentence_share_what_stands_around_them() -> None:
    text = " ".join(f"word{i:04}" for i in range(5_000))
    document = Document("a", text)
    around = {document.sentence(at, at + 24) for at in range(0, len(text) - 24, 9)}
    assert max(end - start for start, end in around) <= 3_100
    assert len(around) <= 2 * len(text) // 500
    lo, hi = document.sentence(20_000, 20_024)
    assert lo <= 19_000
    assert hi >= 21_000


def test_quotes_that_are_absent_share_the_lines_of_their_document(tmp_path: Path) -> None:
    (tmp_path / "s.txt").write_text("the pact was kept\n" * 20_000)
    facts = "".join(f'p({i}) "the pact was kept{i}".\n' for i in range(500))
    with within(10):
        base = loaded(tmp_path, f'source s {{ file: "s.txt" }}.\nrelation p(x: int).\nfrom s.\n{facts}')
        told = [d for d in base.diagnostics if d.code == "E503"]
    assert len({id(d.related[0].span.file) for d in told}) == 1


# ---- pages


def repeated_page(times: int) -> bytes:
    """A PDF whose one page, of much text, stands in it very often."""
    content = zlib.compress(b"BT /F1 12 Tf 72 720 Td (The words here) Tj ET " * 200)
    return b"".join(
        [
            b"%PDF-1.4\n1 0 obj<</Type/Catalog/Pages 2 0 R>>endobj\n",
            b"2 0 obj<</Type/Pages/Kids[%s]/Count %d>>endobj\n" % (b"3 0 R " * times, times),
            b"3 0 obj<</Type/Page/Parent 2 0 R/Contents 4 0 R/Resources<</Font<</F1 5 0 R>>>>>>endobj\n",
            b"4 0 obj<</Length %d/Filter/FlateDecode>>stream\n%s\nendstream endobj\n" % (len(content), content),
            b"5 0 obj<</Type/Font/Subtype/Type1/BaseFont/Helvetica>>endobj\ntrailer<</Root 1 0 R>>\nstartxref\n0\n%%EOF\n",
        ]
    )


@pytest.mark.parametrize(
    ("name", "held"), [("p.html", b"<div>" * 1_000_000 + b"words"), ("p.pdf", repeated_page(20_000))]
)
def test_a_page_that_takes_long_is_left_with_advice(name: str, held: bytes, monkeypatch: pytest.MonkeyPatch) -> None:
    pytest.importorskip("selectolax")
    pytest.importorskip("pypdfium2")
    monkeypatch.setattr(confined, "SECONDS", 1)
    before = resource.getrusage(resource.RUSAGE_CHILDREN).ru_utime
    with pytest.raises(UnreadableFile, match=rf"`{name}` takes more than 1 second.*another program"):
        confined.confined(Path(name), held)
    assert resource.getrusage(resource.RUSAGE_CHILDREN).ru_utime - before < 3


def test_a_page_that_takes_much_memory_is_left(monkeypatch: pytest.MonkeyPatch) -> None:
    pytest.importorskip("selectolax")
    monkeypatch.setattr(confined, "MEMORY", 256 << 20)  # a GiB is not filled in four seconds where others work beside
    with pytest.raises(UnreadableFile, match=r"`p\.html` takes more than 256 MiB of memory"):
        confined.confined(Path("p.html"), b"<b><p>" * 2_500_000)


def test_the_spaces_of_a_page_are_looked_at_once() -> None:
    pytest.importorskip("selectolax")
    spaces = " " * 500_000
    with within(3):
        text = text_of(Path("p.html"), f"<pre>x{spaces}y{spaces}\n \n{spaces}z".encode())
    assert text == f"x{spaces}y\n\nz\n"


def test_a_page_of_very_many_parts_is_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    pytest.importorskip("selectolax")
    monkeypatch.setattr(page, "MAX_NODES", 1_000)
    assert text_of(Path("p.html"), b"x" + b"<br>" * 900) == "x\n"
    with pytest.raises(UnreadableFile, match=r"`p\.html` has more than 1,000 parts"):
        text_of(Path("p.html"), b"<br>" * 1_001)


# ---- tables


def table_of(folder: Path, name: str) -> list[str]:
    """What is wrong with a table of three columns, which is a file of the folder."""
    stated = f'relation p(a: any, b: any, c: any).\ntable p from "{name}" {{}}.\n'
    return [d.message for d in loaded(folder, stated).diagnostics if d.code == "E120"]


@pytest.mark.parametrize(
    ("value", "rows", "what"),
    [
        ("x", 1_000_000, "unpacks to 1,000,000 rows"),
        ("x" * 100_000, 1_000, "unpacks to texts of more than"),
        ("x" * 70_000_000, 1, "bytes, from"),
    ],
)
def test_a_little_parquet_that_unpacks_to_very_much_is_refused(
    tmp_path: Path, value: str, rows: int, what: str
) -> None:
    pyarrow = pytest.importorskip("pyarrow")
    parquet = pytest.importorskip("pyarrow.parquet")
    once = pyarrow.DictionaryArray.from_arrays(pyarrow.array([0] * rows, pyarrow.int32()), [value])
    for kind in ("texts", "codes"):
        cells = once.cast(pyarrow.large_string()) if kind == "texts" else once
        parquet.write_table(pyarrow.table(dict.fromkeys("abc", cells)), tmp_path / "t.parquet", compression="zstd")
        with within(3):
            (told,) = table_of(tmp_path, "t.parquet")
        assert what in told
        assert told.endswith("write it as CSV")


@pytest.mark.parametrize("length", [50_000, 400_000])
def test_a_table_of_very_many_columns_is_refused(tmp_path: Path, length: int) -> None:
    (tmp_path / "t.csv").write_text(",".join("abc" for _ in range(length)) + "\n1\n")
    with within(3):
        (told,) = table_of(tmp_path, "t.csv")
    assert f"it has {length:,} columns, more than 10,000" in told


def test_what_is_below_very_many_folders_is_told_and_the_rest_is_read(tmp_path: Path, factbase) -> None:
    (tmp_path / "a.fb").write_text("assume p(a).\n")
    before = os.getcwd()
    try:
        os.chdir(tmp_path)
        for _ in range(1_200):
            os.mkdir("x")
            os.chdir("x")
    finally:
        os.chdir(before)
    result = factbase("check", tmp_path)
    assert result.returncode == 1
    assert "1 assumption" in result.stdout
    assert "is more than 100 folders deep" in result.stdout
    subprocess.run(["rm", "-rf", tmp_path / "x"], check=True)  # which this Python's rmtree cannot


# ---- rules


def test_a_body_of_very_many_literals_is_put_in_order_in_a_time_by_its_length() -> None:
    chain = ", ".join(f"X{i + 1} = X{i} + 1" for i in reversed(range(1_000)))
    tree, _ = parse(TextFile("a.fb", f"p(X0) :- {chain}, {', '.join(f'e(X0, {i})' for i in range(1_000))}."))
    (rule,) = tree.statements
    assert isinstance(rule, Rule)
    with within(3):
        done, rest = order(rule.body, expressions(rule.head))
    assert rest == []
    assert done[0] is rule.body[1_000]
    assert done[1:1_001] == list(reversed(rule.body[:1_000]))


def test_a_join_of_very_many_relations_is_ordered_from_a_few_of_them() -> None:
    joins = pytest.importorskip("factbase.engine.vector.joins")
    scans = tuple(Scan(Auxiliary(f"r{i}"), (Var(i), Var(i + 1))) for i in range(200))
    rule = PlanRule(Auxiliary("p"), (Var(0),), scans, tuple("" for _ in range(201)), 0)
    with within(5):
        ordered = joins.order(rule, None, lambda number, bound: 1.0 if bound else 1_000.0 - number)
    assert ordered == tuple(range(199, -1, -1))


@pytest.mark.parametrize("engine", ["pydatalog", "vector"])
@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("assume n(1).\nr(X) :- n(Y), X in Y .. 1000000000000.\n", "numbers: a rule of `r` met this bound"),
        (
            "assume d(2000-XX-XX). assume d(2001-XX-XX). assume d(2002-XX-XX). assume d(2003-XX-XX).\n"
            "r(S) :- S = sum { day(D) * 1000 + month(D) : d(D) }.\n",
            "more than 1,000 values: a rule of `r` met this bound",
        ),
    ],
)
def test_a_bound_is_told_with_the_rule_that_met_it(tmp_path: Path, engine: str, text: str, told: str) -> None:
    (tmp_path / "a.fb").write_text(text)
    with pytest.raises(factbase.Stopped, match=told):
        factbase.open(tmp_path, engine=engine).ask("r(X)")


def test_rules_without_end_are_told_with_the_one_that_makes_values(tmp_path: Path) -> None:
    (tmp_path / "a.fb").write_text("assume n(0).\nn(X + 1) :- n(X).\n")
    with pytest.raises(factbase.Stopped, match="a rule of `n`"):
        factbase.open(tmp_path, engine="pydatalog").ask("n(5)")


@pytest.mark.parametrize(
    ("goal", "told"),
    [
        ("N in 1 .. 1001", "the range 1 .. 1001 holds more than 1,000 numbers"),
        ("n(X), N in X * 400 .. X * 400 + 399", "ranges hold more than 1,000 numbers"),
    ],
)
def test_no_more_numbers_of_ranges_are_made_than_there_may_be(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, goal: str, told: str
) -> None:
    pytest.importorskip("numpy")
    from factbase.engine.vector import steps

    assert steps.MOST_IN_RANGE == 10_000_000
    monkeypatch.setattr(steps, "MOST_IN_RANGE", 1_000)
    (tmp_path / "a.fb").write_text("".join(f"assume n({i}).\n" for i in range(9)))
    with pytest.raises(factbase.Stopped, match=told):
        factbase.open(tmp_path, engine="vector").ask(goal)
