"""`table` end to end: what files of rows say is fact like any other, and what is wrong in them is told at its line."""

from __future__ import annotations

import json
from decimal import Decimal
from pathlib import Path

import pytest
from chance import examples
from engines import ENGINES
from hypothesis import given
from hypothesis import strategies as st

from factbase.base import FactBase, View
from factbase.checks.audit import audit
from factbase.engine.choose import engine_named
from factbase.ground.date import parse_date

AT = View(parse_date("2020-01-01"))

HEAD = """
source doc { file: "doc.txt", published: 2019-01-01 }.
source undated { file: "doc.txt" }.
entity japan: country { name: "Japan", alias: ["Nippon"] }.
entity chile: country { name: "Chile", alias: ["The Land"] }.
entity peru: country { name: "Peru", alias: ["The Land"] }.
relation paid(who: country, sum: number).
relation seen(what: any, on: date).
"""
TEXT = "Japan paid 12 coins in May. Chile paid 3.50 coins on June 2, 2018. Peru paid nothing.\n"


def base_of(folder: Path, statements: str, **files: str) -> FactBase:
    (folder / "doc.txt").write_text(TEXT, encoding="utf-8")
    for name, text in files.items():
        with (folder / name.replace("_", ".")).open("w", encoding="utf-8", newline="") as file:
            file.write(text)
    (folder / "base.fb").write_text(HEAD + statements, encoding="utf-8")
    return FactBase.load([folder])


def told(base: FactBase) -> list[tuple[str, int, str, str]]:
    return [(Path(d.span.path).name, d.span.line, d.code, d.message) for d in base.diagnostics if d.span is not None]


def answers(base: FactBase, goal: str, view: View = AT) -> list[str]:
    found = base.ask(goal, view)
    assert not found.problems, [d.message for d in found.problems]
    return [", ".join(f"{name}={value}" for name, value in each.bindings) for each in found.answers]


# ---- what rows say


def test_cells_are_read_by_the_types_of_their_arguments(tmp_path):
    base = base_of(
        tmp_path,
        'assume table paid from "p.csv". assume table seen from "s.csv" { columns: [what, "the day"] }.',
        p_csv="who,sum\njapan,12\nNippon,3.50\nPeru,?\n",
        s_csv='what,the day\n1,2018-05-01\n1.0,2018-05-01\n2018-05-02,2018-05-01\nx_1,2018-05-01\n"a ""b"", c",2018-05-01\n',
    )
    assert told(base) == []
    assert answers(base, "paid(W, S), W = japan") == ["W=japan, S=3.5", "W=japan, S=12"]
    assert answers(base, "paid(peru, _)") == [""]
    assert answers(base, "paid(peru, S), S >= 0") == []
    assert answers(base, "seen(W, _)") == ["W=1", "W=1", "W=2018-05-02", 'W=a "b", c', "W=x_1"]


def test_an_alias_of_two_entities_names_neither(tmp_path):
    base = base_of(tmp_path, 'assume table paid from "p.csv".', p_csv="who,sum\nThe Land,1\n")
    assert told(base) == [
        ("p.csv", 2, "E127", "the cell `The Land` is not what argument `who` of `paid` takes: country")
    ]


def test_quotes_may_stand_in_several_columns_with_the_words_around_them(tmp_path):
    base = base_of(
        tmp_path,
        'table paid from "p.csv" { source: doc, quote: [q1, q2], after: lead, since: 2018-01-01 }.',
        p_csv='who,sum,q1,q2,lead\nchile,3.50,"Chile paid 3.50 coins","on June 2, 2018",\njapan,12,"paid 12 coins in May",,Japan\n',
    )
    assert told(base.verified()) == []
    (fact,) = [fact for fact in base.program.facts if "chile" in str(fact.atom())]
    assert [cited.quote for cited in fact.citations] == ["Chile paid 3.50 coins", "on June 2, 2018"]
    assert answers(base, "paid(W, _)", View(parse_date("2017-12-31"))) == []
    assert answers(base, "paid(W, S)") == ["W=chile, S=3.5", "W=japan, S=12"]


def test_a_claim_of_somebodys_has_a_column_for_whom(tmp_path):
    base = base_of(
        tmp_path,
        'table says: paid from "p.csv" { source: doc, quote: q, who: by }.\n'
        'table predicts: paid from "p.csv" { source: doc, quote: q, who: peru, on: 2021-01-01 }.',
        p_csv='who,sum,by,q\nchile,3.50,Japan,"Chile paid 3.50 coins"\n',
    )
    assert told(base) == []
    assert answers(base, "says(W): paid(X, _)") == ["W=japan, X=chile"]
    assert answers(base, "predicts(W): paid(X, _) on D") == ["W=peru, X=chile, D=2021-01-01"]
    assert answers(base, "paid(_, _)") == []


def test_a_source_of_the_row_decides_what_was_known(tmp_path):
    base = base_of(
        tmp_path,
        'table paid from "p.csv" { source: from, quote: q }.',
        p_csv='who,sum,from,q\nchile,3.50,doc,"Chile paid 3.50 coins"\njapan,12,undated,"Japan paid 12 coins"\n',
    )
    assert answers(base, "paid(W, _) @ S") == ["W=chile, S=doc", "W=japan, S=undated"]
    known = base.ask("paid(W, _)", View(AT.at, parse_date("2019-06-01")))
    assert [dict(a.bindings)["W"].name for a in known.answers] == ["chile"]
    assert known.left_out.undated == ("undated",)
    assert answers(base.without(["doc"]), "paid(W, _)") == ["W=japan"]


def test_a_partial_date_is_an_unknown_of_its_own_row(tmp_path):
    base = base_of(
        tmp_path,
        'assume table seen from "s.csv" { on: when }.',
        s_csv="what,on,when\na,2018-05,2018-01-01\nb,2018-05,2018-01-01\nc,2018-05-03,2018-02\n",
    )
    assert told(base) == []
    found = base.ask("seen(X, D), seen(Y, D), X != Y", AT)
    assert {a.certainty.name for a in found.answers} == {"POSSIBLE"}, "two unknown days may be one, or not"
    view = View(parse_date("2018-02-10"))
    assert {a.certainty.name for a in base.ask("seen(c, _)", view).answers} == {"POSSIBLE"}


@pytest.mark.parametrize(
    ("head", "hint"),
    [
        ("who;sum", 'its first line is one column: say `separator: ";"`'),
        ("who\tsum", 'its first line is one column: say `separator: "\\t"`'),
        ("whom;total", "its columns are whom;total; say which to take: `columns: […]`"),
        ("party,total", "its columns are party, total; say which to take: `columns: […]`"),
    ],
)
def test_a_file_that_another_separator_parts_is_told_with_it(tmp_path, head, hint):
    base = base_of(tmp_path, 'assume table paid from "p.csv".', p_csv=f"{head}\n")
    assert {each.hint for each in base.diagnostics if each.code == "E123"} == {hint}


def test_an_empty_file_has_no_facts(tmp_path):
    for nothing in ("", "\n", "\n\n", "\ufeff", "\n" * 40_000):
        base = base_of(tmp_path, 'assume table paid from "p.facts".', p_facts=nothing)
        assert told(base) == []
        assert answers(base, "paid(_, _)") == []
    base = base_of(tmp_path, 'assume table paid from "p.csv".', p_csv="")
    assert told(base) == [
        ("base.fb", 9, "E123", "`p.csv` has no column `sum`"),
        ("base.fb", 9, "E123", "`p.csv` has no column `who`"),
    ], "names were to stand first"
    base = base_of(tmp_path, 'assume table paid from "p.csv".', p_csv="who,sum\n")
    assert told(base) == []
    assert answers(base, "paid(_, _)") == []


# ---- what is wrong in them


def test_every_mistake_is_told_at_its_line(tmp_path):
    base = base_of(
        tmp_path,
        'table paid from "p.csv" { source: from, quote: q, on: day }.',
        p_csv='who,sum,from,q,day\nnowhere,3,doc,"a quote of words",2018-02-30\njapan,x,doc,,\n'
        '"chi\nle",1,dok,"q w e",\njapan,1,doc\n\njapan,,doc,q,\n',
    )
    lines = [(file, line, code) for file, line, code, _ in told(base)]
    assert lines == [
        ("p.csv", 2, "E127"),
        ("p.csv", 2, "E127"),
        ("p.csv", 3, "E127"),
        ("p.csv", 3, "E501"),
        ("p.csv", 4, "E102"),
        ("p.csv", 4, "E127"),
        ("p.csv", 6, "E125"),
        ("p.csv", 8, "E127"),
    ]


def test_one_mistake_in_many_rows_is_told_once_and_very_many_are_counted(tmp_path):
    base = base_of(tmp_path, 'assume table paid from "p.csv".', p_csv="who,sum\n" + "nowhere,1\n" * 1000)
    (problem,) = base.diagnostics
    assert problem.detail == ("1,000 rows have it",)
    base = base_of(
        tmp_path, 'assume table paid from "p.csv".', p_csv="who,sum\n" + "".join(f"no{i},1\n" for i in range(1000))
    )
    assert len(base.diagnostics) == 21
    assert "980 more" in base.diagnostics[0].message


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ('who,sum\n"japan,1\n', "unexpected end of data"),
        ('who,sum\n"ja"pan,1\n', "expected after"),
        ("who,sum\njapan," + "1" * 200_000 + "\n", "field larger"),
        ("who,sum\nja\x00pan,1\n", "zero byte"),
    ],
)
def test_what_is_no_csv_is_told(tmp_path, text, message):
    base = base_of(tmp_path, 'assume table paid from "p.csv".', p_csv=text)
    assert [d.code for d in base.diagnostics] == ["E120"]
    assert message in base.diagnostics[0].message


def test_a_table_reads_nothing_outside_its_folder(tmp_path):
    inner = tmp_path / "inner"
    inner.mkdir()
    (tmp_path / "secret.csv").write_text("who,sum\njapan,1\n")
    (inner / "link.csv").symlink_to(tmp_path / "secret.csv")
    base = base_of(inner, 'assume table paid from "../secret.csv". assume table paid from "link.csv".')
    assert [d.code for d in base.diagnostics] == ["E120", "E120"]
    assert all("leads out" in d.message for d in base.diagnostics)


def test_a_quote_that_does_not_stand_is_a_finding_and_no_answer_rests_on_it(tmp_path, factbase):
    base_of(
        tmp_path,
        'table paid from "p.csv" { source: doc, quote: q }.\nrich(W) :- paid(W, _).',
        p_csv='who,sum,q\nchile,3.50,"Chile paid 3.50 coins"\njapan,12,"Japan paid 13 coins"\n',
    )
    checked = factbase("--base", tmp_path, "check", "--at", "2020-01-01")
    assert checked.returncode == 1
    assert f"{tmp_path}/p.csv:3:1: error E503" in checked.stdout
    assert "2 quotes: 1 found, 1 absent" in checked.stdout
    asked = factbase("--base", tmp_path, "ask", "rich(chile)", "--at", "2020-01-01")
    assert asked.returncode == 0
    assert f"{tmp_path}/p.csv:2" in asked.stdout
    for goal in ("rich(W)", "rich(japan)"):
        refused = factbase("--base", tmp_path, "ask", goal, "--at", "2020-01-01")
        assert (refused.returncode, refused.stdout) == (1, "")
        assert "E503" in refused.stderr


def test_a_timeline_shows_no_quote_that_does_not_stand(tmp_path, factbase):
    for words, code in (("Japan paid 12 coins", 0), ("Japan paid 13 coins", 1)):
        table = 'table paid from "p.csv" { source: doc, quote: q, since: 2018-05-01 }.'
        base_of(tmp_path, table, p_csv=f'who,sum,q\njapan,12,"{words}"\n')
        shown = factbase("--base", tmp_path, "timeline", "paid(W, S)")
        assert shown.returncode == code
        assert ("from 2018-05-01 on" in shown.stdout) == (code == 0)
        assert ("E503" in shown.stderr + shown.stdout) == (code == 1)


def test_a_waiver_of_a_table_serves_all_rows_and_must_be_needed(tmp_path, factbase):
    table = 'table paid from "p.csv" { source: doc, quote: q }'
    rows = 'who,sum,q\nchile,3.50,"paid 3.50 coins on June 2"\njapan,12,"paid 12 coins in May"\nperu,0,"Peru paid nothing"\n'
    base_of(tmp_path, f'{table}\n  waive sum "zero is written in words" waive negated "it says so".', p_csv=rows)
    assert factbase("--base", tmp_path, "check").returncode == 0
    base_of(
        tmp_path,
        f'{table}\n  waive sum "zero is written in words" waive negated "it says so"\n waive who "not needed".',
        p_csv=rows,
    )
    findings = factbase("--base", tmp_path, "check").stdout
    assert "base.fb:11:8: warning F105" in findings
    assert findings.count("warning F105") == 1


def test_a_row_that_ends_before_it_begins_is_told_at_its_line(tmp_path):
    base = base_of(
        tmp_path,
        'assume table paid from "p.csv" { since: a, until: b }.',
        p_csv="who,sum,a,b\njapan,1,2018-02-01,2018-01-31\nchile,1,2018-02-01,2018-02-01\nperu,1,2018-02,2018-01\njapan,2,,2018\n",
    )
    assert told(base) == [
        ("p.csv", 2, "E131", "the fact ends before it begins: since 2018-02-01, until 2018-01-31"),
        ("p.csv", 4, "E131", "the fact ends before it begins: since 2018-02, until 2018-01"),
    ]
    many = "who,sum,a,b\n" + "japan,1,2018-02-01,2018-01-31\n" * 30
    base = base_of(tmp_path, 'assume table paid from "p.csv" { since: a, until: b }.', p_csv=many)
    assert len(base.diagnostics) == 21
    assert "10 more" in base.diagnostics[0].message


def test_a_blank_cell_is_no_quote_beside_others_and_no_words_around_one(tmp_path, factbase):
    statement = 'table paid from "p.csv" { source: doc, quote: [q1, q2], after: a, before: b }.'
    base = base_of(
        tmp_path,
        statement,
        p_csv='who,sum,q1,q2,a,b\nchile,3.50,"Chile paid 3.50 coins"," "," ",\u3000\njapan,12,\t,"Japan paid 12 coins in May",,\n',
    )
    assert told(base.verified()) == []
    assert [[c.quote for c in fact.citations] for fact in base.program.facts if fact.kind == "cited"] == [
        ["Chile paid 3.50 coins"],
        ["Japan paid 12 coins in May"],
    ]
    base = base_of(tmp_path, statement, p_csv='who,sum,q1,q2,a,b\nchile,3.50," ",\t,,\n')
    assert [d.code for d in base.diagnostics] == ["E501"]


def test_nobody_is_no_claimant_in_a_row_either(tmp_path):
    base = base_of(
        tmp_path,
        'table says: paid from "p.csv" { source: doc, quote: q, who: by }.',
        p_csv='who,sum,by,q\nchile,3.50,?,"Chile paid 3.50 coins"\nchile,3.50,Jappan,"Chile paid 3.50 coins"\n',
    )
    assert [(line, code, message) for _, line, code, message in told(base)] == [
        (2, "E116", "unknown claimant `?`: no entity has this name"),
        (3, "E116", "unknown claimant `Jappan`: no entity has this name"),
    ]


@pytest.mark.parametrize(
    ("settings", "waived", "findings"),
    [
        ("since: a, until: b", "since", ["2018-05-01"]),
        ("since: a, until: b", "until", ["2017-04-01"]),
        ("since: a, until: b", "on", ["2017-04-01", "2018-05-01", "on"]),
        ("since: a", "since", []),
        ("since: a", "until", ["2017-04-01", "until"]),
        ("until: a", "until", []),
        ("until: a", "since", ["2017-04-01", "since"]),
        ("on: a", "on", []),
        ("on: a", "since", ["2017-04-01", "since"]),
        ("on: a", "until", ["2017-04-01", "until"]),
    ],
)
def test_a_waiver_of_a_date_is_of_that_one_only(tmp_path, settings, waived, findings):
    base = base_of(
        tmp_path,
        f'table paid from "p.csv" {{ source: doc, quote: q, {settings} }} waive {waived} "it is known".',
        p_csv='who,sum,a,b,q\njapan,12,2017-04-01,2018-05-01,"Japan paid 12 coins"\n',
    )
    found = [d for d in audit(base, AT, engine_named("auto")).diagnostics if d.code in ("F101", "F105")]
    assert sorted(d.message.split("`")[1] for d in found) == findings


def test_a_waiver_of_who_is_of_the_claimant_where_no_argument_is_called_so(tmp_path):
    for waiver, findings in ((' waive who "they signed it"', []), ("", ["peru"])):
        base = base_of(
            tmp_path,
            "relation gave(giver: country, sum: number).\n"
            f'table says: gave from "p.csv" {{ source: doc, quote: q, who: by }}{waiver}.',
            p_csv='giver,sum,by,q\nchile,3.50,peru,"Chile paid 3.50 coins on June 2, 2018"\n',
        )
        found = audit(base, AT, engine_named("auto")).diagnostics
        assert [d.message.split("`")[1] for d in found if d.code in ("F101", "F105")] == findings


@pytest.mark.parametrize("cell", ["2018-05", "?"])
def test_a_row_with_something_unknown_is_checked_when_it_is_shown(tmp_path, factbase, cell):
    setting, goal = ("on: x", "paid(japan, _)") if cell == "2018-05" else ("columns: [who, x]", "paid(japan, _)")
    base_of(
        tmp_path,
        f'table paid from "p.csv" {{ source: doc, quote: q, {setting} }}.',
        p_csv=f'who,sum,x,q\njapan,12,{cell},"Japan paid 13 coins"\nchile,3.50,2018-06-02,"Chile paid 3.50 coins"\n'.replace(
            "2018-06-02", "2018-06-02" if cell != "?" else "3.50"
        ),
    )
    view = ("--at", "2020-01-01")
    good = factbase("--base", tmp_path, "ask", "paid(chile, _)", *view)
    assert (good.returncode, good.stderr) == (0, "")
    refused = factbase("--base", tmp_path, "ask", goal, *view)
    assert (refused.returncode, refused.stdout) == (1, "")
    assert "E503" in refused.stderr
    checked = factbase("--base", tmp_path, "check", *view).stdout
    assert checked.count("error E503") == 1
    assert f"{tmp_path}/p.csv:2:1: error E503" in checked
    assert "2 quotes: 1 found, 1 absent" in checked
    without = FactBase.load([tmp_path]).without(["undated"])
    assert [d.code for d in without.ask("paid(japan, _)", AT).problems] == ["E503"]


@pytest.mark.parametrize(
    ("settings", "waiver"),
    [("on: a", "on"), ("since: a", "since"), ("until: a", "until"), ("columns: [who, a]", "sum")],
)
@pytest.mark.parametrize("cell", ["2017-04-01", "2017-04"])
def test_the_hint_at_what_a_row_does_not_show_can_be_written_for_its_table(tmp_path, settings, waiver, cell):
    text = f'who,sum,a,q\njapan,12,{cell},"Japan paid 12 coins"\n'
    if waiver == "sum":
        text = text.replace(cell, "77")
    statement = f'table paid from "p.csv" {{ source: doc, quote: q, {settings} }}'
    base = base_of(tmp_path, f"{statement}.", p_csv=text)
    (problem,) = [d for d in audit(base, AT, engine_named("auto")).diagnostics if d.code == "F101"]
    assert problem.hint is not None
    assert problem.hint.endswith(f'waive {waiver} "reason"')
    base = base_of(tmp_path, f'{statement} waive {waiver} "reason".', p_csv=text)
    assert not [d for d in audit(base, AT, engine_named("auto")).diagnostics if d.code.startswith("F1")]


# ---- with the rest of the product


def test_a_proof_from_a_table_is_certified_and_its_json_names_the_row(tmp_path, factbase):
    base_of(
        tmp_path,
        'table paid from "p.csv" { source: doc, quote: q }.\nrich(W) :- paid(W, S), not poor(W), S > 3.\npoor(peru) :- paid(peru, 0).',
        p_csv='who,sum,q\nchile,3.50,"Chile paid 3.50 coins"\nperu,0,"Peru paid nothing"\n',
    )
    asked = factbase("--base", tmp_path, "ask", "rich(W)", "--certify", "--format", "json", "--at", "2020-01-01")
    assert asked.returncode == 0
    assert "certified: " in asked.stderr
    assert f"{tmp_path}/p.csv" in asked.stdout
    saved = tmp_path / "saved.json"
    saved.write_text(asked.stdout)
    assert json.loads(asked.stdout)["verdict"] == "yes"
    assert factbase("--base", tmp_path, "certify", saved).returncode == 0


def test_loading_a_file_brings_its_table_along(factbase, base, tmp_path):
    (tmp_path / "more.fb").write_text('relation edge(x: int, y: int).\nassume table edge from "rows/edge.facts".\n')
    (tmp_path / "rows").mkdir()
    (tmp_path / "rows" / "edge.facts").write_text("1\t2\n")
    result = factbase("--base", base, "load", tmp_path / "more.fb", "--at", "2004-06-01")
    assert result.returncode == 0, result.stdout
    assert "1 new fact" in result.stdout
    assert (base / "rows" / "edge.facts").read_text() == "1\t2\n"
    assert "1 answer" in factbase("--base", base, "ask", "edge(1, X)", "--at", "2004-06-01").stdout


def test_a_sheet_is_read_again_only_when_its_file_has_changed(tmp_path):
    base = base_of(tmp_path, 'assume table paid from "p.csv".', p_csv="who,sum\njapan,1\n")
    more = base.with_text("more", "assume paid(chile, 2).", tmp_path)
    assert next(iter(more.snapshot.sheets.sheets.values())) is next(iter(base.snapshot.sheets.sheets.values()))
    assert answers(more, "paid(W, S)") == ["W=chile, S=2", "W=japan, S=1"]
    (tmp_path / "p.csv").write_text("who,sum\nperu,100\n")
    again = more.with_text("other", "assume paid(chile, 3).", tmp_path)
    assert answers(again, "paid(W, S)") == ["W=chile, S=2", "W=chile, S=3", "W=peru, S=100"]


def test_parquet_is_read_by_its_columns(tmp_path):
    pyarrow = pytest.importorskip("pyarrow")
    pytest.importorskip("pyarrow.parquet")
    import datetime

    table = pyarrow.table(
        {
            "who": ["Japan", "chile", "peru"],
            "sum": [12, 3, None],
            "day": [datetime.date(2018, 5, 1), None, None],
            "q": ["Japan paid 12 coins", "Chile paid 3.50 coins", "Peru paid nothing"],
        }
    )
    pyarrow.parquet.write_table(table.slice(0, 2), tmp_path / "p.parquet")
    base = base_of(tmp_path, 'table paid from "p.parquet" { source: doc, quote: q, on: day }.')
    assert told(base.verified()) == []
    assert answers(base, "paid(W, S)") == ["W=chile, S=3", "W=japan, S=12"]
    assert answers(base, "paid(W, _) on D") == ["W=japan, D=2018-05-01"]
    pyarrow.parquet.write_table(table, tmp_path / "p.parquet")
    base = base_of(tmp_path, 'table paid from "p.parquet" { source: doc, quote: q, on: day }.')
    assert [(d.code, d.span.line) for d in base.diagnostics] == [("E127", 3)], "nothing is not a number"
    (tmp_path / "p.parquet").write_bytes(b"PAR1 is not enough")
    base = base_of(tmp_path, 'table paid from "p.parquet" { source: doc, quote: q, on: day }.')
    assert [d.code for d in base.diagnostics] == ["E120"]


# ---- a table says what listed facts say

ROWS = st.lists(
    st.tuples(
        st.sampled_from(["japan", "chile", "peru"]),
        st.sampled_from(["0", "1", "2", "2.0", "?"]),
        st.sampled_from(["", "2018-01-01", "2018-02", "2019-01-01"]),
        st.sampled_from(["", "2018-06-01", "2019"]),
    ).filter(lambda row: row[2] != "2019-01-01" or not row[3]),  # one that ends before it begins is refused
    max_size=6,
)
RULES = """
rich(W) :- paid(W, S), S > 1.
pair(V, W) :- paid(V, S), paid(W, S), V != W.
poor(W) :- paid(W, _), not rich(W).
n(W, N) :- paid(W, _), N = count { S : paid(W, S) }.
"""


@pytest.mark.parametrize("engine", ENGINES, ids=lambda engine: engine.name)
@given(rows=ROWS, at=st.sampled_from(["2017-06-01", "2018-02-10", "2018-12-31", "2020-01-01"]))
@examples(60)
def test_a_table_says_what_the_same_facts_listed_say(tmp_path_factory, engine, rows, at):
    rows = [(who, sum_, since, "2018-XX-XX" if until == "2019" else until) for who, sum_, since, until in rows]
    folder = tmp_path_factory.mktemp("rows")
    (folder / "p.csv").write_text("who,sum,begin,end\n" + "".join(",".join(row) + "\n" for row in rows))

    def dated(since: str, until: str) -> str:
        return (f" since {since}" if since else "") + (f" until {until}" if until else "")

    listed = "".join(f"assume paid({who}, {sum_}){dated(since, until)}.\n" for who, sum_, since, until in rows)
    empty = FactBase.load([])
    one = empty.with_text(
        str(folder / "a.fb"),
        HEAD.replace('file: "doc.txt", ', "").replace('file: "doc.txt"', "") + RULES + listed,
        folder,
    )
    other = empty.with_text(
        str(folder / "b.fb"),
        HEAD.replace('file: "doc.txt", ', "").replace('file: "doc.txt"', "")
        + RULES
        + 'assume table paid from "p.csv" { since: begin, until: end }.',
        folder,
    )
    assert not one.errors
    assert not other.errors
    view = View(parse_date(at))
    for goal in ("paid(W, S)", "rich(W)", "pair(V, W)", "poor(W)", "n(W, N)"):
        a, b = (base.ask(goal, view, engine) for base in (one, other))
        assert [(x.bindings, x.certainty) for x in renamed(a)] == [(x.bindings, x.certainty) for x in renamed(b)]
        assert a.left_out == b.left_out


def renamed(answers):
    """Answers without the numbers of what is unknown."""
    from dataclasses import replace

    from factbase.ground.value import Unknown

    return [
        replace(a, bindings=tuple((n, "?" if isinstance(v, Unknown) else v) for n, v in a.bindings))
        for a in answers.answers
    ]


def test_a_row_is_found_by_its_values_however_often_one_looks(tmp_path):
    """The first looks go along the column, later ones by its order; a column of quotes has no numbers of its own."""
    rows = [(i % 7, f"text {i}" if i % 3 else "text 1") for i in range(20_000)]
    (tmp_path / "p.csv").write_text("n,t\n" + "".join(f"{n},{t}\n" for n, t in rows))
    (tmp_path / "base.fb").write_text('relation p(n: number, t: string).\nassume table p from "p.csv".\n')
    (table,) = FactBase.load([tmp_path]).program.facts.tables
    for look in range(40):
        assert list(table.with_value(1, "text 1")) == [i for i, (_, t) in enumerate(rows) if t == "text 1"], look
        assert list(table.with_value(0, 3)) == [i for i, (n, _) in enumerate(rows) if n == 3], look
        assert list(table.with_value(0, Decimal(3))) == [], "3.0 is another value"
        assert list(table.with_value(1, "nowhere")) == []
