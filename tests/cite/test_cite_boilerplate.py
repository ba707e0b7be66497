"""What of a web page is no part of its text: by its line, by a line of several pages, by what a sentence asks for."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from factbase.cite import Document
from factbase.cite.boilerplate import (
    Boilerplate,
    _is_furniture,
    _may_be_furniture,
    _plain,
    repeated_in_each,
    repeated_lines,
)

LONG = "a b c d e f g h i j k l m n o p q r s t u v w x y z one two three"  # 29 words


def why(line: str, *others: str, text: str | None = None) -> str | None:
    whole = text or f"It was sold.\n{line}\nIt burnt."
    document = Document("a", whole)
    at = whole.index(line)
    pages = [Document(f"b{number}", f"Else.\n{other}\n") for number, other in enumerate(others)]
    return Boilerplate.of([document, *pages]).why(document, (at, at + len(line)))


@pytest.mark.parametrize(
    "line",
    [
        "Leave a Reply",
        "Leave a comment cancel reply",
        "12 comments:",
        "* Related posts *",
        "Show more",
        "Back to top button",
        "Skip to content",
        "Next article",
        "Share this on Twitter",
        "Tweet this",
        "Sign up now",
        "Subscribe now!",
        "Tags: ost, mill",
        "Categories: ost",
        "© 2016 Ost Post",
        "All rights reserved.",
        "Accept all cookies",
        "Privacy policy",
        "Terms of use",
        "Advertisement",
        "Search",
    ],
)
def test_a_line_that_every_page_has_is_no_text(line):
    assert why(line) == f"the line `{line.strip('* ')}` is no part of the text"
    assert why(line, text=line) is not None
    assert why(line, text=f"It was sold.\n{line}") is not None
    assert (
        why(
            f"{line} of the mill in Ost of which they spoke and spoke until it was sold to the people of the West, who burnt it"
        )
        is None
    )


@pytest.mark.parametrize(
    ("line", "others", "repeated"),
    [
        ("The Ost Post", ["The Ost Post"], True),
        ("Ost Post", ["Ost Post"], False),
        ("The Ost Post", ["Another paper here"], False),
        ("The mill was sold.", ["The mill was sold."], False),
        ("The mill was sold.", ["The mill was sold."] * 2, True),
        (f"{LONG} four", [f"{LONG} four"], True),
        (f"{LONG} four five", [f"{LONG} four five"], False),
    ],
)
def test_a_short_line_of_several_pages_is_no_text(line, others, repeated):
    expected = f"the line `{line[:60]}` stands in several documents" if repeated else None
    assert why(line, *others) == expected


def test_what_repeats_may_be_asked_of_others():
    document = Document("a", "The Ost Post\nIt burnt.\n")
    known = Boilerplate.of([document, Document("b", document.text)])
    assert known.why(document, (0, 12)) is not None
    assert known.why(document, (0, 12), lambda line: line == "The West Post") is None
    assert Boilerplate.of([document]).why(document, (0, 12), lambda line: line == "The Ost Post") is not None


def test_passages_of_one_file_are_one_page():
    document = Document("a", "The Ost Post\nThe Ost Post\n")
    passages = [document, Document("a", document.text, (1, 1))]
    assert Boilerplate.of(passages).why(document, (0, 12)) is None


@pytest.mark.parametrize(
    ("sentence", "quote", "asked"),
    [
        ("Please click here to read on.", "to read on", "Please click here"),
        ("Follow Otto on Twitter.", "Otto", "Follow Otto on Twitter"),
        ("For more from the author see Ost.", "Ost", "For more from the author"),
        ("Subscribe to our letter.", "letter", "Subscribe to our"),
        ("You can read much more at Ost.", "Ost", "You can read much more at"),
        ("Click here to a b c d e f g h i j k l mill.", "a b c", "Click here"),
        ("Click here to a b c d e f g h i j k l mill now.", "a b c", None),
        ("Click here to a b c d e f g h i j k l mill now.", "Click here to a", "Click here"),
        ("They click their tongues.", "tongues", None),
    ],
)
def test_a_sentence_that_asks_for_a_click_is_no_text(sentence, quote, asked):
    text = f"It was sold. {sentence} It burnt."
    at = text.index(quote)
    found = Boilerplate.of([]).why(Document("a", text), (at, at + len(quote)))
    assert found == (f"`{asked}` is no part of the text" if asked else None)


@pytest.mark.parametrize(("length", "read"), [(2_000, True), (2_001, False)])
def test_a_line_beyond_all_measure_is_not_read(length, read):
    line = "Search" + " " * (length - 6)
    document = Document("a", f"{line}\nIt burnt.")
    assert (Boilerplate.of([document]).why(document, (0, 6)) is not None) == read


def test_a_quote_over_two_lines_is_of_the_first():
    document = Document("a", "x" * 2_000 + "\nSearch\nIt burnt in Ost")
    assert Boilerplate.of([document]).why(document, (2_001, 2_012)) == "the line `Search` is no part of the text"
    assert Boilerplate.of([document]).why(document, (1_990, 2_007)) is None


@given(
    st.lists(st.sampled_from(["|", "-", "*", "•", "\u00ad", "“", "a", "B2", "1.", "«x»"]), max_size=80).map(" ".join)
)
def test_no_line_is_left_out_before_it_is_folded_that_is_furniture_then(line):
    if _is_furniture(_plain(line) or ".", 3):
        assert _may_be_furniture(line.split())


def test_of_each_document_the_lines_are_told_that_others_repeat() -> None:
    page = Document("a", "The Ost Post\x0bof today\n* Ost  signed the paper\nIt is over\n")
    documents = {"a": page, "b": Document("b", "Ost signed the paper\nThe Ost Post of today\n"), "of_a": page}
    documents["c"] = Document("c", "Ost signed the paper\nThe Ost Post of today\nNothing else is here\n")
    repeated = repeated_lines(documents.values())
    assert repeated == {"Ost signed the paper", "The Ost Post of today"}
    both = ["The Ost Post of today", "Ost signed the paper"]
    assert [*repeated_in_each(documents, repeated)] == [
        *(("a", line) for line in both),
        *(("b", line) for line in reversed(both)),
        *(("of_a", line) for line in both),
        *(("c", line) for line in reversed(both)),
    ]
    for document in documents.values():
        of = {line for name, line in repeated_in_each(documents, repeated) if documents[name] is document}
        for start in (0, document.text.index("\n") + 1):
            span = start, start + 3
            told = Boilerplate(()).why(document, span, of.__contains__)
            assert told == Boilerplate(repeated).why(document, span) is not None
