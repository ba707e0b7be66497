"""`cite`: from words of a document to the statement of a fact, which the checker accepts."""

from __future__ import annotations

import json
from functools import cache
from pathlib import Path

import pytest
from chance import examples
from checkout import ROOT
from hypothesis import assume, given
from hypothesis import strategies as st
from jsonschema import Draft202012Validator

from factbase.base import FactBase, default_engine
from factbase.cite import Document, verify
from factbase.cite.boundary import cut_at_end, cut_at_start
from factbase.cite.passage import Borders, selected, shortest
from factbase.ground.composed import composed
from factbase.ground.diagnostic import Severity
from factbase.questions.drafting import Drafting
from factbase.questions.filling import Filling
from factbase.questions.passage import Wanted, found
from factbase.questions.ranking import Ranking
from factbase.questions.results.citing import proposal_of
from factbase.requests.form import Form
from factbase.result.citing import Proposal

SCHEMA = json.loads((ROOT / "src" / "factbase" / "result" / "schema.json").read_text(encoding="utf-8"))
SMALL = ("--base", "tests/base")
FACTS = ROOT / "facts"


# ---- a statement is proposed


def test_the_words_give_the_shortest_quote_and_the_names_of_the_sentence(factbase) -> None:
    told = factbase(*SMALL, "cite", "report", "signed the treaty on 12")
    assert told.returncode == 0, told.stdout
    assert "report, tests/base/report.txt:" in told.stdout
    assert 'signed(treaty, ‹a›, ‹b›) on 2001-03-12 @ report "signed the treaty on 12 March 2001".' in told.stdout
    assert "to fill: ‹a›, country: alpha, beta" in told.stdout
    assert "the quote stands: found" in told.stdout


def filled(proposal: Proposal, base: FactBase) -> str:
    """The statement with something in the place of each mark, as a person would put it there."""
    text = "".join(f"{each}\n" for each in proposal.declares) + proposal.statement
    relation = base.program.relations[proposal.relation]
    types = {each.name: each.types for each in relation.parameters}
    for part in proposal.open:
        mark = f"‹{part.part}›"
        if part.part == "reason":
            value = '"It is right all the same."'
        elif part.part == "date":
            value = "2019-01-01"
        elif part.choices:
            value = part.choices[0]
        else:
            kinds = types.get(part.part)
            fits = [each.name for each in base.program.entities.values() if kinds is None or each.type in kinds]
            plain = {"int": "1", "number": "1", "string": '"words"', "date": "2019-01-01", "source": proposal.source}
            value = fits[0] if fits else next((plain[k] for k in sorted(kinds or ()) if k in plain), "something")
        text = text.replace(mark, value, 1)
    return text.replace("‹type›", "place")


@pytest.fixture
def paper(tmp_path: Path) -> Path:
    """A base of one document, with a vocabulary and no fact."""
    (tmp_path / "paper.txt").write_text(PAPER, encoding="utf-8")
    (tmp_path / "paper.fb").write_text(VOCABULARY, encoding="utf-8")
    return tmp_path


PAPER = """The Harbour Gazette

The port of Alder opened on 4 May 2021. Mayor Ida Holm said that the port was built for 3.5 million crowns.
The port may close in winter. The ferry company did not buy the port.

The port of Alder closed on 9 May 2021. It was closed by Ines Brandt, and the fleet left Port Velm.
Nobody could say why.
"""
VOCABULARY = """source paper { file: "paper.txt", published: 2021-05-10 }.
entity alder: port { name: "the port of Alder", alias: ["The port", "Alder"] }.
entity ida_holm: person { name: "Ida Holm", alias: ["Mayor Ida Holm"] }.
entity ferries: company { name: "the ferry company" }.
relation opened(what: port) "{what} opened" event.
relation closed(what: port) "{what} closed" event.
relation cost(what: port, crowns: number) "{what} was built for {crowns} crowns" lasting.
relation bought(who: company | person, what: port) "{who} bought {what}" event words: ["buy", "bought"].
relation left(what: any, from: port) "{what} left {from}" event.
"""


def cited(factbase, base: Path, *words: str, code: int = 0) -> dict:
    """What `cite` prints as JSON, which its schema admits."""
    result = factbase("--base", base, "cite", *words, "--format", "json")
    assert result.returncode == code, result.stdout + result.stderr
    told = json.loads(result.stdout)
    Draft202012Validator({"$ref": "#/$defs/cite", "$defs": SCHEMA["$defs"]}).validate(told)
    return told


def test_a_relation_a_name_and_a_date_are_those_of_the_quote(factbase, paper: Path) -> None:
    (proposal,) = cited(factbase, paper, "paper", "Alder opened on")["proposals"]
    assert proposal["statement"] == 'opened(alder) on ‹date› @ paper "Alder opened on".'
    (date,) = proposal["open"]
    assert date["choices"] == ["2021-05-04"]
    (proposal,) = cited(factbase, paper, "paper", "Alder opened on 4 May 2021")["proposals"]
    assert proposal["statement"] == 'opened(alder) on 2021-05-04 @ paper "Alder opened on 4 May 2021".'
    assert (proposal["line"], proposal["paragraph"], proposal["stands"]) == (3, 2, True)
    assert proposal["problems"] == proposal["open"] == []
    assert proposal["reading"] == "the port of Alder opened"


def test_words_that_stand_twice_come_with_what_tells_them_apart(factbase, paper: Path) -> None:
    one, two = cited(factbase, paper, "paper", "the port of alder")["proposals"]
    assert (one["quote"], one["before"], one["after"]) == ("The port of Alder", "opened", None)
    assert (two["quote"], two["before"], two["after"]) == ("The port of Alder", "closed", None)
    assert [each["line"] for each in (one, two)] == [3, 6]
    assert '"The port of Alder" before "opened"' in one["statement"]


def test_too_short_a_quote_goes_on_until_it_is_long_enough(factbase, paper: Path) -> None:
    (proposal,) = cited(factbase, paper, "Brandt")["proposals"]
    assert proposal["quote"] == "by Ines Brandt"
    (proposal,) = cited(factbase, paper, "Brandt", "--begin", "closed by", "--end", "Brandt")["proposals"]
    assert proposal["quote"] == "closed by Ines Brandt"


def test_a_number_and_a_date_are_quoted_whole(factbase, paper: Path) -> None:
    (proposal,) = cited(factbase, paper, "built for 3.5")["proposals"]
    assert proposal["quote"] == "built for 3.5 million"
    (proposal,) = cited(factbase, paper, "opened on 4")["proposals"]
    assert proposal["quote"] == "opened on 4 May 2021"


@pytest.mark.parametrize(
    ("words", "statement"),
    [
        ("was built for 3.5 million crowns", "says(ida_holm): cost(‹what›, 3500000)"),
        ("port may close", "may closed(alder)"),
        ("not buy the port", "-bought(‹who›, alder)"),
    ],
)
def test_what_is_somebodys_or_denied_or_may_be_is_proposed_as_that(factbase, paper, words, statement) -> None:
    (proposal,) = cited(factbase, paper, words)["proposals"]
    assert proposal["statement"].startswith(statement), proposal["statement"]
    assert not [each for each in proposal["problems"] if each["code"] == "F102"]


def test_what_cannot_be_said_otherwise_is_told_and_has_a_waiver_to_fill(factbase, paper: Path) -> None:
    with (paper / "paper.fb").open("a") as file:
        file.write('relation ferry_deal(a: company, b: port) "the deal of {a} over {b}" lasting words: ["buy"].\n')
    (paper / "paper.txt").write_text(PAPER.replace("did not buy", "will, if it rains, buy"), encoding="utf-8")
    (proposal,) = cited(factbase, paper, "buy the port", "--relation", "ferry_deal")["proposals"]
    assert [each["code"] for each in proposal["problems"]] == ["F102"]
    assert proposal["statement"].endswith("waive conditional ‹reason›.")
    assert [each["part"] for each in proposal["open"]] == ["a", "reason"]


def test_a_name_that_nobody_declares_comes_with_its_declaration(factbase, paper: Path) -> None:
    (two,) = cited(factbase, paper, "left Port Velm")["proposals"]
    assert two["declares"] == [], "of two new names, nothing says which is which"
    (paper / "paper.txt").write_text(PAPER.replace("Ines Brandt, and the", "Ines Brandt. The"), encoding="utf-8")
    (proposal,) = cited(factbase, paper, "left Port Velm")["proposals"]
    assert proposal["declares"] == ['entity port_velm: port { name: "Port Velm" }.']
    assert proposal["statement"].startswith("left(")
    assert "left(‹what›, port_velm) on ‹date›" in proposal["statement"]
    assert [each["part"] for each in proposal["open"]] == ["what", "date"]


def test_what_is_not_filled_is_never_loaded(factbase, paper: Path) -> None:
    (proposal,) = cited(factbase, paper, "left Port Velm")["proposals"]
    typed = factbase("--base", paper, stdin="\n".join((*proposal["declares"], proposal["statement"], ":list\n")))
    assert "‹" in typed.stdout
    assert "error E0" in typed.stdout


def test_the_nearest_words_are_taken_where_they_do_not_stand(factbase, paper: Path) -> None:
    (proposal,) = cited(factbase, paper, "the fleet which left Port Velm")["proposals"]
    assert proposal["quote"] == "the fleet left Port Velm"
    assert "[-which-]" in proposal["differs"]
    assert proposal["relation"] == "left"
    (proposal,) = cited(factbase, paper, "port of Alder shut on 9 May", code=1)["proposals"]
    assert proposal["quote"] == "port of Alder closed on 9 May 2021"
    assert "[-shut-]{+closed+}" in proposal["differs"]
    assert (proposal["statement"], proposal["relation"], proposal["lacking"]) == ("", None, ["shut"])
    told = factbase("--base", paper, "cite", "port of Alder shut on 9 May")
    assert "nothing is proposed on other words than those asked for: the nearest lack `shut`" in told.stdout
    told = factbase("--base", paper, "cite", "zebras eat quinces")
    assert (told.returncode, told.stdout) == (1, "“zebras eat quinces”: not found, nor anything like it\n")


def test_the_last_word_may_be_begun_only(factbase, paper: Path) -> None:
    (proposal,) = cited(factbase, paper, "Mayor Ida Holm said that the port was buil")["proposals"]
    assert proposal["lacking"] == []
    assert "[-buil-]{+built+}" in proposal["differs"]
    (proposal,) = cited(factbase, paper, "the ferry compa did not buy", code=1)["proposals"]
    assert proposal["lacking"] == ["compa"]


def test_a_date_is_quoted_whole_or_not_at_all(factbase, paper: Path) -> None:
    (paper / "paper.txt").write_text(
        "It was not to be.\n\nThe old port of Alder opened on 4 May 2021.\n", encoding="utf-8"
    )
    for words in ("opened", "opened on", "on 4"):
        (proposal,) = cited(factbase, paper, words)["proposals"]
        assert ("4" in proposal["quote"]) == ("4 May 2021" in proposal["quote"]), proposal["quote"]


def test_names_are_offered_by_the_side_of_the_verb_on_which_the_reading_has_them(factbase, paper: Path) -> None:
    text = "{} opened a school.\n\nPort Velm was bought by Brandt & Sons and by Reyl Lines in 2020. The Climbers' Club bought Ost Hall.\n"
    (paper / "paper.txt").write_text(text, encoding="utf-8")
    form = Form(found(FactBase.load([paper]), Wanted("was bought by"), 1, default_engine()).passages, "bought")
    who, what = form.fields[2:4]
    assert who.offers[:3] == ("brandt_sons", "reyl_lines", "port_velm")
    assert what.offers[0] == "port_velm"
    form = Form(found(FactBase.load([paper]), Wanted("Club bought"), 1, default_engine()).passages, "bought")
    who, what = form.fields[2:4]
    assert (who.offers[0], what.offers[0]) == ("climbers_club", "ost_hall")


def test_what_is_typed_is_an_entity_of_the_base_where_the_sentence_has_no_such_words(paper: Path) -> None:
    form = Form(found(FactBase.load([paper]), Wanted("the fleet left"), 1, default_engine()).passages, "bought")
    form.at = 2
    for typed, value in (("ida", "ida_holm"), ("mayor", "ida_holm"), ("fleet", "fleet"), ("nobody", "nobody")):
        form.type(typed)
        assert form.field.text == value


def test_a_quote_reaches_as_far_as_is_asked(factbase, paper: Path) -> None:
    (proposal,) = cited(factbase, paper, "Ines Brandt", "--sentence")["proposals"]
    assert proposal["quote"] == "It was closed by Ines Brandt, and the fleet left Port Velm."
    for wrong in (("--begin", "zebra"), ("--end", "May 2021")):
        result = factbase("--base", paper, "cite", "Ines Brandt", *wrong)
        assert result.returncode == 2
        assert "does not stand" in result.stderr


def test_lines_and_sources_say_where_to_look(factbase, paper: Path) -> None:
    (proposal,) = cited(factbase, paper, "paper", "port of Alder", "--lines", "5..7")["proposals"]
    assert proposal["line"] == 6
    assert cited(factbase, paper, "port", "--limit", "2")["more"] == 4
    assert cited(factbase, paper, "port of Alder", "--lines", "50", code=1)["proposals"] == []


@pytest.mark.parametrize(
    ("words", "why"),
    [
        (("--relation", "opend", "port"), "unknown relation `opend`; did you mean `opened`?"),
        (("...",), "`...` has neither a letter nor a digit"),
        (("port", "--lines", "x"), "write a whole number"),
        (("port", "--lines", "0..2"), "write a whole number, at least 1"),
    ],
)
def test_what_cannot_be_looked_for_is_refused(factbase, paper: Path, words: tuple[str, ...], why: str) -> None:
    result = factbase("--base", paper, "cite", *words)
    assert (result.returncode, result.stdout) == (2, "")
    assert why in result.stderr


def test_errors_of_the_base_are_told_first(factbase, paper: Path) -> None:
    (paper / "bad.fb").write_text("p(X) :- q(X).\n")
    told = factbase("--base", paper, "cite", "Alder opened on")
    assert told.returncode == 1
    assert told.stdout.index("E101") < told.stdout.index("opened(alder)")


def test_no_more_is_proposed_than_the_words_say(factbase) -> None:
    """The sentence names the bilateral pact, and means another; no word of the second says `signed`."""
    (proposal,) = cited(factbase, FACTS, "Washington intermediary")["proposals"]
    assert proposal["statement"] == (
        'intermediary(‹pact›, united_states) @ post_talks "Washington as an intermediary".'
    )
    assert [(each["part"], each["choices"]) for each in proposal["open"]] == [("pact", ["gsomia", "tisa"])]
    (proposal,) = cited(factbase, FACTS, "to share intelligence directly")["proposals"]
    assert proposal["relation"] != "hesitated_to_sign"
    for words, lacking in (("directly share intelligence", "directly"), ("conditionally postponed", "conditionally")):
        (proposal,) = cited(factbase, FACTS, words, code=1)["proposals"]
        assert (proposal["statement"], proposal["lacking"]) == ("", [lacking])


def test_a_part_of_a_longer_name_names_nobody(factbase, paper: Path) -> None:
    (paper / "paper.txt").write_text(PAPER.replace("The port of Alder closed", "Then North Alder closed"))
    (proposal,) = cited(factbase, paper, "Alder closed on 9 May")["proposals"]
    assert proposal["statement"].startswith("closed(‹what›) on 2021-05-09")
    (paper / "paper.txt").write_text(PAPER)
    (proposal,) = cited(factbase, paper, "Alder closed on 9 May")["proposals"]
    assert proposal["statement"].startswith("closed(alder) on 2021-05-09")


def test_a_relation_that_the_quote_does_not_say_is_to_be_filled(factbase, paper: Path) -> None:
    told = factbase("--base", paper, "cite", "port of Alder").stdout
    assert '‹relation›(‹arguments›) @ paper "port of Alder"' in told
    assert "to fill: ‹relation›, what the quote says: " in told
    assert "as --relation closed(what: port)" in told


# ---- borders of quotes

TEXTS = st.lists(
    st.sampled_from(
        [
            "one",
            "two",
            "not",
            "$5",
            "3.5",
            "million",
            "(a",
            "b)",
            "“c",
            "d”",
            ".",
            ",",
            "-",
            "\n",
            "\n\n",
            "e-f",
            "協定",
            "は",
        ]
    ),
    min_size=1,
    max_size=25,
).map(" ".join)


@given(TEXTS, st.integers(0, 200), st.integers(1, 40))
def test_a_quote_that_is_told_to_stand_stands_there_alone(text: str, at: int, length: int) -> None:
    document = Document("text.txt", text)
    start = at % len(text)
    span = start, min(len(text), start + length)
    for chosen in (selected(document, span), shortest(document, span, (0, len(text)))):
        again = verify(document, chosen.quote, after=chosen.after, before=chosen.before) if chosen.quote else None
        assert chosen.verdict == again or again is None
        if chosen.stands:
            assert again is not None
            assert again.place is not None
            assert again.place.span == chosen.span
            assert cut_at_start(text, chosen.span[0]) is None
            assert cut_at_end(text, chosen.span[1]) is None


@given(TEXTS, st.integers(0, 200), st.integers(-2, 2), st.integers(-2, 2))
def test_moving_keeps_to_borders_of_words(text: str, at: int, first: int, last: int) -> None:
    document = Document("text.txt", text)
    borders = Borders.of(document, (0, len(text)))
    assume(borders.starts)
    assume(borders.ends)
    start = borders.starts[at % len(borders.starts)]
    end = next((each for each in borders.ends if each > start), None)
    assume(end is not None)
    moved = borders.moved((start, end), first=first, last=last)
    assert moved[0] < moved[1]
    assert moved[0] in borders.starts
    assert moved[1] in borders.ends


# ---- the shipped base


@cache
def shipped() -> FactBase:
    return FactBase.load([FACTS])


@given(st.integers(0, 4), st.integers(0, 1 << 20), st.integers(4, 120), st.integers(0, 2))
@examples(60)
def test_what_is_proposed_for_any_passage_loads_without_an_error(number: int, at: int, length: int, other: int) -> None:
    base = shipped()
    source = sorted(base.evidence.documents)[number]
    document = base.evidence.documents[source]
    lo, hi = document.passage
    start = lo + at % (hi - lo)
    words = document.text[start : min(hi, start + length)].split()
    words = words[1:-1] if len(words) > 2 else words  # those at the ends are cut
    assume(any(char.isalnum() for word in words for char in word))
    there = found(base, Wanted(" ".join(words), source), 1, default_engine()).passages
    assume(there)  # of a word that is cut at both ends nothing is found
    (passage,) = there
    proposal = proposal_of(passage, passage.draft(next(iter(passage.relations[other:]), None)))
    if not proposal.stands:
        assert any(each.is_error for each in proposal.problems)
        return
    assert not any(each.is_error for each in proposal.problems)
    if proposal.relation is not None:
        known = {each.sort_key for each in base.diagnostics}
        grown = base.with_text(str(FACTS / "<typed>"), f"{filled(proposal, base)}\n", FACTS)
        new = [each for each in grown.diagnostics if each.sort_key not in known]
        assert [each.message for each in new if each.severity is Severity.ERROR] == [], proposal.statement


def passage_lacks(form: Form) -> bool:
    """Whether nothing is proposed on its passage."""
    return form.passage.draft() is None


@pytest.mark.parametrize("folder", ["harbour", "base", "more"])
def test_check_says_of_what_is_proposed_no_other_than_the_form_said(folder: str) -> None:
    """Of every sentence of the test bases, each part filled with the first that is offered there."""
    folders = [ROOT / "tests" / each for each in (("base", "more") if folder == "more" else (folder,))]
    base, looked_at = FactBase.load(folders), 0
    known = {each.sort_key for each in base.diagnostics}
    for source, document in base.evidence.documents.items():
        for start, end in document.sentences():
            words = document.text[start:end].split()
            there = found(base, Wanted(" ".join(words[: len(words) // 2 + 1]), source), 1, default_engine()).passages
            if not there or passage_lacks(form := Form(there)):
                continue
            for at in range(2, len(form.fields)):
                form.at = at
                if form.field.open:
                    form.choose(1)
            if "‹" in form.text or not form.proposal.stands:
                continue
            looked_at += 1
            grown = base.with_text(str(folders[0] / "<typed>"), f"{form.text}\n", folders[0])
            codes = {each.code for each in grown.diagnostics if each.sort_key not in known}
            said = {each.code for each in form.proposal.problems}
            quoting = {code for code in codes if code.startswith(("E5", "F10"))}
            assert quoting <= said, (form.text, codes, said)
    assert looked_at >= (5 if folder == "harbour" else 1)


# ---- which relation


def test_the_relation_of_a_fact_is_found_again_from_its_quote_without_the_fact() -> None:
    """Of every seventh fact of the shipped base, which is left out of what is counted; the most frequent first would be 21, 42 and 68 of
    a hundred."""
    base, engine = shipped(), default_engine()
    drafting = Drafting(base, engine)
    facts = [fact for fact in base.program.facts.listed if fact.kind == "cited"]
    places = []
    for fact in facts[::7]:
        (cited, *_) = fact.citations
        place = base.evidence.verdict(cited).place
        assert place is not None
        read = drafting.read(cited.source, selected(base.evidence.documents[cited.source], place.span))
        assert read is not None
        others = [each for each in facts if each is not fact]
        best = Ranking(base.program, Filling(base.program, others), others).best(read)
        relation = composed(fact.relation).relation
        places.append(best.index(relation) if relation in best else 99)
    of_a_hundred = [100 * sum(place < first for place in places) // len(places) for first in (1, 3, 10)]
    assert all(map(int.__ge__, of_a_hundred, (30, 55, 75))), of_a_hundred
