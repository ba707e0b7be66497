"""Quotes that a hostile author would have accepted, by the kind of what they overlook; and true ones beside them that stand."""

from __future__ import annotations

import time

import pytest

from factbase.cite import Document, Fold, verify
from factbase.cite.loosen import DEFAULT_FOLDS, IGNORED


def stands(text: str, quote: str, path: str = "a.txt", folds: frozenset[Fold] = DEFAULT_FOLDS) -> bool:
    return verify(Document(path, text, folds=folds), quote).place is not None


@pytest.mark.parametrize(
    ("text", "quote", "expected"),
    [
        ("The sum was 10 [2] 000 euros a day.", "The sum was 10 000 euros a day.", False),
        ("The mean was 45 [40-50] years in men.", "The mean was 45 years in men.", False),
        ("The dose was 5 [3] mg per day.", "The dose was 5 mg per day.", True),
        ("It was so in 2019 [40-42].", "It was so in 2019.", True),
        ("The area is 10 miles² in all of it.", "The area is 10 miles in all of it.", False),
        ("The area is 10 Kilometer² in all of it.", "The area is 10 Kilometer in all of it.", False),
        ("The Court² held that the law applies.", "The Court held that the law applies.", True),
        ("The rate was 5%* in men of it.", "The rate was 5% in men of it.", True),
        ("The war began in\n1914\nin all of the towns.", "The war began in in all of the towns.", False),
        ("values:\n12\n13\n14\n15\nthe end of the table.", "values: the end of the table.", False),
        ("The people are of\ncivil\nbirth in all towns", "The people are of birth in all towns", False),
        ("I think\nI\nwas never there at all", "I think was never there at all", False),
        ("The pact was\n12\nsigned by all of them.", "The pact was signed by all of them.", False),
        ("The pact was\n12\nsigned by all of them.\n\n13\n", "The pact was signed by all of them.", True),
        ("The pact was\n12\n\fsigned by all of them.", "The pact was signed by all of them.", True),
        ("The pact was\nxii\nsigned by all of them.", "The pact was signed by all of them.", True),
        ("The pact was\n- 1 -\n\f\nsigned by all of them.", "The pact was signed by all of them.", True),
    ],
)
def test_what_is_passed_over_is_a_mark_and_no_part_of_what_is_said(text, quote, expected):
    assert stands(text, quote, folds=DEFAULT_FOLDS | frozenset(IGNORED)) is expected


@pytest.mark.parametrize(
    "quote",
    [
        "The firm [was] sued [by] the bank in May.",
        "[Lawyers for] The firm sued the bank in May.",
        "The firm [and the state] sued the bank in May.",
        "The firm [probably] sued the bank in May.",
        "The firm [almost] sued the bank in May.",
        "The firm [is said to have] sued the bank in May.",
        "The firm sued [all] the bank in May.",
        "The firm sued the bank in May; it was [the] of the largest",
    ],
)
def test_an_insertion_changes_nothing_of_what_the_words_around_it_say(quote):
    assert not stands("The firm sued the bank in May; it was one of the largest.", quote)
    assert stands(
        "The firm sued the bank in May; it was one of the largest.", "in May; [the bank] was one of the largest"
    )


@pytest.mark.parametrize(
    ("text", "quote", "path", "expected"),
    [
        ("# port = 80\nx = 1\n", "port = 80", "a.toml", False),
        ("x = 1 # port = 80\n", "port = 80", "a.toml", False),
        ('// "port": 80\n', '"port": 80', "a.json", False),
        (";port = 80\nx=1\n", "port = 80", "a.ini", False),
        ("no port = 80\n", "port = 80", "a.conf", False),
        ('level=INFO msg="not ok" code=5\n', 'msg="not', "a.log", False),
        ('level=INFO msg="not ok" code=5\n', "code=5", "a.log", True),
        ("x = { port = 80, b = 1 }\n", "port = 80", "a.toml", True),
        ("a:\n  - port: 80\n", "port: 80", "a.yaml", True),
        ("port = 80 # as ever\n", "port = 80", "a.toml", True),
    ],
)
def test_a_setting_is_a_unit_where_nothing_on_its_line_takes_it_back(text, quote, path, expected):
    assert stands(text, quote, path) is expected


@pytest.mark.parametrize(
    ("text", "quote"),
    [
        ("The law applies to all persons, save those under 18.", "The law applies to all persons."),
        ("The law applies to all persons but for minors.", "The law applies to all persons."),
        ("Der Vertrag gilt für alle Kunden, außer für Firmen.", "Der Vertrag gilt für alle Kunden."),
        ("Le contrat vaut pour tous les clients, hormis les sociétés.", "Le contrat vaut pour tous les clients."),
        ("Договор действует для всех клиентов, кроме фирм.", "Договор действует для всех клиентов."),
        ("本合同适用于所有客户，但公司除外。", "本合同适用于所有客户。"),
        ("The rate was 5 in 1000 people.", "The rate was 5."),
        ("The rate was five in a thousand.", "The rate was five."),
        ("mg doses are given to patients", "Mg doses are given to patients"),
    ],
)
def test_other_edges_end_no_exception_or_number_and_make_no_symbol(text, quote):
    assert not stands(text, quote)


@pytest.mark.parametrize(
    ("text", "quote", "expected"),
    [
        ("<b>The pact</b> was<br>signed by all men", "The pact was signed by all men", True),
        ("Line one of it\\\nline two of it", "Line one of it line two of it", True),
        ("Seen <span hidden>never signed by them</span> at all", "never signed by them", False),
        ("Seen <b style='display:none'>never <i>signed</i> by them</b> at all", "never signed by them", False),
    ],
)
def test_markdown_is_read_as_it_is_shown(text, quote, expected):
    assert stands(text, quote, "a.md") is expected


@pytest.mark.parametrize(
    ("text", "quote", "expected"),
    [
        ("彼は協定に署名しませんでした昨日", "彼は協定に署名しま", False),
        ("反政府勢力が協定に署名したという", "政府勢力が協定に署名した", False),
        ("副总统签署了这个协议的文件", "总统签署了这个协议的文件", False),
        ("ไม่ได้ลงนามในสนธิสัญญาฉบับนี้", "ลงนามในสนธิสัญญาฉบับนี้", False),
        ("他违反法律的规定签署了协议文件", "法律的规定签署了协议文件", True),
    ],
)
def test_no_word_is_cut_from_what_denies_or_lessens_it(text, quote, expected):
    assert stands(text, quote) is expected


@pytest.mark.parametrize(
    ("text", "quote"),
    [
        ("ab-\n\ncd " * 2_500, ("ab-\n\ncd " * 70)[5:].strip()),  # each place has all joints of the quote
        ("…" * 100_000, "The end of [the " + "…" * 5_000 + " ] pact"),  # one word that is the whole text
    ],
    ids=["joints", "one word"],
)
def test_what_repeats_costs_no_product_of_lengths(text, quote):
    document = Document("a.txt", f"The end of it.\n\n{text}\n\nNo more of it.")
    start = time.process_time()
    assert verify(document, quote).place is None
    assert time.process_time() - start < 4
