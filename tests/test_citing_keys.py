"""The making of a fact at a terminal: the keys of the form, through the real session, and what they save over typing.

`tests/harbour` is a base that has a vocabulary, and a document of which it knows nothing.
"""

from __future__ import annotations

import random
from collections.abc import Iterable, Iterator
from pathlib import Path

import pytest
from checkout import ROOT
from prompt_toolkit.application import create_app_session
from prompt_toolkit.input import create_pipe_input
from prompt_toolkit.output import DummyOutput
from terminal import CTRL_C, ENTER, PROMPT, Start, terminals

from factbase.base import FactBase, default_engine
from factbase.faces.citing import made
from factbase.faces.form import form_drawn
from factbase.faces.progress import Tally, told
from factbase.questions.passage import Wanted, found
from factbase.requests.form import Form

HARBOUR = ROOT / "tests" / "harbour"
RIGHT, LEFT, SHIFT_RIGHT, SHIFT_LEFT = "\x1b[C", "\x1b[D", "\x1b[1;2C", "\x1b[1;2D"
CTRL_RIGHT, CTRL_SHIFT_LEFT = "\x1b[1;5C", "\x1b[1;6D"
UP, DOWN, TAB, ESC, BACK = "\x1b[A", "\x1b[B", "\t", "\x1b", "\x7f"
KEYS = [
    RIGHT,
    LEFT,
    SHIFT_RIGHT,
    SHIFT_LEFT,
    UP,
    DOWN,
    TAB,
    BACK,
    ENTER,
    CTRL_RIGHT,
    CTRL_SHIFT_LEFT,
    *'swlhLHkjKJd)abc("‹, 1é',
    "\x1b[200~pasted\x1b[201~",
]


@pytest.fixture
def terminal(tmp_path: Path) -> Iterator[Start]:
    with terminals(tmp_path) as start:
        yield start


def form_on(words: str, relation: str | None = None, base: Path = HARBOUR) -> Form:
    there = found(FactBase.load([base]), Wanted(words), 5, default_engine())
    return Form(there.passages, relation)


def after(form: Form, keys: Iterable[str]) -> str | None:
    """What is made of a form by some keys; a form that is not done is left."""
    with create_pipe_input() as pipe, create_app_session(input=pipe, output=DummyOutput()):
        pipe.send_text("".join(keys))
        pipe.send_text("\x03")
        return made(form, None)


def test_the_quote_is_widened_and_narrowed_at_both_ends_to_words() -> None:
    form = form_on("Brandt Shipping in 1998")
    assert form.passage.chosen.quote == "Brandt Shipping in 1998"
    for keys, quote in (
        ([SHIFT_LEFT], "founded Brandt Shipping in 1998"),
        ([RIGHT, RIGHT], "founded Brandt Shipping in 1998, said the"),
        ([LEFT, LEFT, SHIFT_RIGHT], "Brandt Shipping in 1998"),
        (["l", "H"], "founded Brandt Shipping in 1998, said"),
        (["h", "L"], "Brandt Shipping in 1998"),
        (["s"], "Ines Brandt, who founded Brandt Shipping in 1998, said the ship would carry grain."),
        (["w"], "Brandt Shipping in 1998"),
        ([CTRL_RIGHT], "Brandt Shipping in 1998, said the ship would carry grain"),
        ([CTRL_SHIFT_LEFT], "who founded Brandt Shipping in 1998, said the ship would carry grain"),
        (["j"], "who founded Brandt Shipping in 1998"),
        (["("], "Ines Brandt, who founded Brandt Shipping in 1998"),
        (["w", ")"], "Brandt Shipping in 1998, said the ship would carry grain"),
        (["k", "j"], "Brandt Shipping in 1998, said the ship would carry grain"),
    ):
        assert after(form, keys) is None
        assert form.passage.chosen.quote == quote


def test_what_the_checker_says_of_the_quote_is_told_as_it_is_narrowed() -> None:
    form = form_on("Brandt Shipping in 1998")
    assert form.proposal.problems == ()
    after(form, [LEFT, LEFT])
    assert [each.code for each in form.proposal.problems] == []
    after(form, [SHIFT_RIGHT])
    assert [each.code for each in form.proposal.problems] == ["E506"]
    assert after(form, [ENTER, ENTER, ENTER]) is None, "a quote that does not stand is not taken"


def test_a_word_outside_the_quote_that_bears_on_it_is_told_and_taken_in() -> None:
    for words, quote in (("agree to", "not agree to the"), ("keep twelve of them", "may keep twelve of them")):
        form = form_on(words)
        (outside,) = form.proposal.outside
        assert outside in quote
        after(form, ["d"])
        assert (form.passage.chosen.quote, form.proposal.outside) == (quote, ())
        after(form, ["d"])
        assert form.passage.chosen.quote == quote
    assert form_on("sold its last ferry").proposal.outside == ()


@pytest.mark.parametrize(("columns", "rows"), [(40, 20), (100, 30), (60, 24), (30, 12)])
def test_the_form_is_drawn_within_the_terminal(columns: int, rows: int) -> None:
    for words, relation in (("agree to", None), ("founded Brandt Shipping in 1998", None), ("Grey Heron", "built_in")):
        form = form_on(words, relation)
        for at in range(len(form.fields)):
            form.at = at
            lines = "".join(text for _, text in form_drawn(form, columns, rows)).split("\n")
            assert len(lines) < rows
            assert max(map(len, lines)) <= columns, lines
            hand = form.field.name
            assert hand == "quote" or any(line.startswith(f"> {hand}") for line in lines), lines
            if rows >= 20:
                assert lines[-1].endswith("Esc leave")


@pytest.mark.parametrize(("columns", "rows"), [(40, 20), (100, 30)])
def test_declarations_push_out_neither_the_keys_nor_the_part_in_hand(columns: int, rows: int) -> None:
    keys = [ENTER, ENTER, *"ines", ENTER, *"brandt_s", ENTER, RIGHT, ENTER]
    form = form_on("founded Brandt Shipping in 1998, said", "founded")
    after(form, keys)
    assert len(form.proposal.declares) == 2
    for at in range(1, len(form.fields)):
        form.at = at
        lines = "".join(text for _, text in form_drawn(form, columns, rows)).split("\n")
        assert len(lines) < rows
        assert lines[-1].endswith("Esc leave"), lines
        assert any(line.startswith(f"> {form.field.name}") for line in lines), lines
        assert any("founded Brandt" in line for line in lines), lines
        assert any(line.startswith("  the quote stands: found") for line in lines), lines
        assert [line.split()[0] for line in lines if line.startswith(("  on  ", "> on  "))], lines


@pytest.mark.parametrize(
    ("columns", "said"),
    [
        (100, "searching … 12 s, 3 rounds, 4,567 rows, Ctrl-C stops it"),
        (56, "searching … 12 s, 3 rounds, 4,567 rows, Ctrl-C stops it"),
        (55, "searching … 12 s, Ctrl-C stops it"),
        (40, "searching … 12 s, Ctrl-C stops it"),
        (20, "searching … 12 s"),
        (10, "searching"),
    ],
)
def test_what_tells_of_the_progress_is_one_line_that_can_be_taken_away(columns: int, said: str) -> None:
    tally = Tally()
    tally.tell(3, 4567)
    assert told("searching", 12.3, tally, columns) == said


def test_a_place_that_stands_twice_is_chosen() -> None:
    form = form_on("Brandt Shipping")
    assert form.places == 4
    first = form.proposal
    after(form, [DOWN])
    assert form.proposal.line > first.line
    assert form.proposal.stands


def test_arguments_are_taken_from_the_sentence_or_typed() -> None:
    keys = [ENTER, ENTER, "council", ENTER, "Grey Heron", ENTER, RIGHT, ENTER]
    assert after(form_on("sold its last ferry"), keys) == (
        'entity council: body { name: "council" }.\n'
        'entity grey_heron: ship { name: "Grey Heron" }.\n'
        'sold(council, grey_heron) on 2024-03-04 @ courier "sold its last ferry".'
    )
    assert after(
        form_on("founded Brandt Shipping"), [ENTER, ENTER, "ines", ENTER, "brandt_s", ENTER, RIGHT, ENTER]
    ) == (
        'entity ines_brandt: person { name: "Ines Brandt" }.\n'
        'entity brandt_shipping: company { name: "Brandt Shipping" }.\n'
        'founded(ines_brandt, brandt_shipping, 1998) @ courier "founded Brandt Shipping".'
    )


def test_enter_on_the_last_part_that_is_open_puts_the_first_offer_there_and_is_not_sent_off_with_it() -> None:
    keys = [ENTER, ENTER, "council", ENTER, "Grey Heron", ENTER, ENTER]
    form = form_on("sold its last ferry")
    assert after(form, keys) is None
    assert not form.field.open
    assert form.text.endswith('sold(council, grey_heron) on 2024-03-04 @ courier "sold its last ferry".')
    keys = [ENTER, ENTER, "council", ENTER, "Grey Heron", ENTER, ENTER, ENTER]
    assert after(form_on("sold its last ferry"), keys) == form.text


def test_another_relation_and_another_date() -> None:
    keys = [ENTER, "bought", ENTER, "Brandt", ENTER, "heron", TAB, "2024-03", ENTER]
    statement = after(form_on("was bought by Brandt Shipping"), keys)
    assert statement is not None
    assert 'bought(brandt_shipping, grey_heron) on 2024-03 @ courier "was bought by Brandt Shipping".' in statement


def test_escape_leaves_and_nothing_is_made() -> None:
    with create_pipe_input() as pipe, create_app_session(input=pipe, output=DummyOutput()):
        pipe.send_text(ESC)
        assert made(form_on("sold its last ferry"), None) is None


def test_any_keys_leave_a_statement_or_nothing_and_no_error() -> None:
    chance = random.Random("keys")
    base = FactBase.load([HARBOUR])
    for words in ("sold its last ferry", "Brandt Shipping", "may keep twelve", "rejected the request", "denied that"):
        there = found(base, Wanted(words), 5, default_engine())
        for _ in range(12):
            statement = after(Form(there.passages), (chance.choice(KEYS) for _ in range(40)))
            if statement is not None and "‹" not in statement:
                grown = base.with_text(str(HARBOUR / "<typed>"), f"{statement}\n", HARBOUR)
                assert not [each for each in grown.errors if each.code in ("E503", "E504", "E506")], statement


# ---- at a terminal


def test_a_fact_is_made_edited_and_added(terminal: Start) -> None:
    person = terminal("--base", "tests/harbour", "--at", "2024-04-01")
    person.send(":cite signed the contract", ENTER)
    person.wait("Enter take")
    person.send(RIGHT, RIGHT, ENTER, ENTER, "ida", ENTER, "contract", ENTER, RIGHT, ENTER)
    person.wait("> entity ida_holm")
    person.wait('"signed the contract of sale".')
    person.send(ENTER)
    person.wait("added to this session; no file is changed")
    person.wait(PROMPT)
    person.send("signed(ida_holm, W) on D.", ENTER)
    person.wait("W = contract, D = 2024-03-04")


def test_the_making_of_a_fact_is_left_and_the_session_goes_on(terminal: Start) -> None:
    person = terminal("--base", "tests/harbour", "--at", "2024-04-01")
    for key in (ESC, CTRL_C):
        person.send(":cite sold its last ferry", ENTER)
        person.wait("Enter take")
        person.send(key)
        person.wait(">")
    person.send("sold(A, B).", ENTER)
    person.wait("no evidence of sold(_, _)")


def test_a_dumb_terminal_is_told_what_is_proposed_and_can_keep_it(factbase) -> None:
    typed = (
        'entity ida_holm: person { name: "Ida Holm" }.\n'
        ":keep\n:cite signed the contract of sale\n:keep\n:keep who=ida_holm what=contract_of_sale date=2024-03-04\n"
        "signed(ida_holm, W) on 2024-03-04.\n"
    )
    told = factbase("--base", HARBOUR, "--at", "2024-04-01", stdin=typed).stdout
    assert "nothing is proposed: `:cite WORDS` proposes a fact" in told
    assert 'signed(‹who›, ‹what›) on ‹date› @ courier "signed the contract of sale".' in told
    assert "still to be filled: who, what, date; write `:keep who=…" in told
    assert told.count("added to this session") == 2
    assert "W = contract_of_sale" in told


# ---- what it saves

TEN = (
    ("sold its last ferry", [ENTER, ENTER, *"council", ENTER, *"ferry", ENTER, RIGHT, ENTER]),
    ("2.4 million crowns", [ENTER, *"price", ENTER, *"ferry", ENTER]),
    ("signed the contract", [ENTER, ENTER, *"ida", ENTER, *"contract", ENTER, RIGHT, ENTER]),
    ("founded Brandt Shipping in", [ENTER, ENTER, *"in", ENTER, RIGHT, ENTER, RIGHT, ENTER]),
    ("not agree to", [ENTER, ENTER, RIGHT, ENTER, *"sale", ENTER]),
    ("46 members", [ENTER, ENTER, *"union", ENTER]),
    ("built in ostmark", [ENTER, ENTER, RIGHT, ENTER, RIGHT, ENTER]),
    ("which was opened", [ENTER, ENTER, *"velm bridge", ENTER, RIGHT, ENTER]),
    ("resigned on 5", [ENTER, ENTER, RIGHT, ENTER]),
    ("left the national", [ENTER, ENTER, RIGHT, ENTER, RIGHT, ENTER, RIGHT, ENTER]),
)
"""Words of a passage, and the keys that make a fact of it."""
STATEMENTS = (
    'entity council: body { name: "council" }.\nentity ferry: ship { name: "ferry" }.\n'
    'sold(council, ferry) on 2024-03-04 @ courier "sold its last ferry".',
    'price(ferry, 2400000) @ courier "2.4 million crowns".',
    'entity ida_holm: person { name: "Ida Holm" }.\n'
    'signed(ida_holm, contract) on 2024-03-04 @ courier "signed the contract".',
    'entity ines_brandt: person { name: "Ines Brandt" }.\nentity brandt_shipping: company { name: "Brandt Shipping" }.\n'
    'founded(ines_brandt, brandt_shipping, 1998) @ courier "founded Brandt Shipping in".',
    'entity ferry_workers_union: body { name: "Ferry Workers Union" }.\n'
    '-agreed_to(ferry_workers_union, sale) @ courier "not agree to".',
    'entity union: body { name: "union" }.\nmembers(union, 46) @ courier "46 members on".',
    'entity grey_heron: ship { name: "Grey Heron" }.\nbuilt_in(grey_heron, ostmark, 1971) @ courier "built in Ostmark".',
    'entity velm_bridge: place { name: "velm bridge" }.\nopened(velm_bridge) on 2022-08-17 @ courier "which was opened".',
    'entity anton_lind: person { name: "Anton Lind" }.\n'
    'resigned(anton_lind) on 2024-03-05 @ courier "resigned on 5 March".',
    'entity national_shipping_league: body { name: "National Shipping League" }.\n'
    'left(brandt_shipping, national_shipping_league) on 2019-XX-XX @ courier "left the National".',
)


def test_ten_facts_take_a_third_of_the_keys_of_typing_them(terminal: Start, capsys) -> None:
    """Each is made in one session from nothing that the base knew; `-s` shows the table."""
    person = terminal("--base", "tests/harbour", "--at", "2024-04-01")
    rows = []
    for (words, keys), statement in zip(TEN, STATEMENTS, strict=True):
        person.send(f":cite {words}", ENTER)
        person.wait("Enter take")
        person.send(*keys)
        person.wait(f"> {statement[:10]}")
        person.wait(statement[-12:])
        person.send(ENTER)
        for _ in statement.split("\n"):
            person.wait("added to this session; no file is changed")
        person.wait(PROMPT)
        rows.append((len(statement) + 1, len(":cite ") + len(words) + 1 + len(keys) + 1, words))
    typed, pressed = (sum(row[i] for row in rows) for i in (0, 1))
    with capsys.disabled():
        print("\ntyped  keys  fact")
        for row in (*rows, (typed, pressed, "all ten")):
            print(f"{row[0]:5}  {row[1]:4}  {row[2]}")
    assert (typed, pressed) == (1249, 354)
    person.send("sold(A, B).", ENTER)
    person.wait("A = council, B = ferry")
