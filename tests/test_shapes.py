"""A statement of a shape that was met before has the tree that lark gives it alone, and none where lark refuses it."""

from __future__ import annotations

import random
from collections.abc import Iterator
from pathlib import Path

import pytest
from cases import CHUNKS
from lark import Token, Tree
from lark.exceptions import UnexpectedInput

from factbase.ground.diagnostic import Diagnostic
from factbase.ground.span import TextFile
from factbase.syntax.cut import pieces
from factbase.syntax.grammar import parsed, parser
from factbase.syntax.packed import Statements, pack
from factbase.syntax.packing import columns_of
from factbase.syntax.parse import parse, parse_packed
from factbase.syntax.shapes import Shapes

BASE = [path.read_text(encoding="utf-8") for path in sorted((Path(__file__).parents[1] / "facts").glob("*.fb"))]
CORPUS = [chunk.text for chunk in CHUNKS]
FACTS = """\
p(a, 1, "x", 2019-01-01, -3, 1.50, -0.5) on 2019-01-01 @ s "the words" "and others".
says(w): p(a) since 2019-XX-XX @ s "the words" @ t "others".
p() until 2020-01-01 "the \\"words\\"".
denies("x"): p(a) during 2019-01..2020-02 @ s "the words".
urges(w): p(é) since 2019-01-01 until 2020 @ s "the wörds".
assume p(a, ?) on 2020-01-01.
assume predicts(w): p(a, 0).
assume p(a) on 2020-01-01 "words".
may p(a) @ s "the words".
-p(a) @ s "the words".
p(a) if q(b) @ s "the words".
p(a) @ s "the words" after "x" before "y" { kind: b }.
p(a) @ s "the words" context @ s "more" waive a "why".
p(a, X, _, q(1), 1 + 2) @ s "the words".
p(a) on 2019-02-30 @ s "the words".
p("\\q", 2019-02-30, 99) @ s "the words" "\\q".
source s { file: "s.txt", title: "a" "the words", tags: [a, "b"], lines: 1..2 }.
source t { file: "t.txt", tags: [] }. entity e: person { name: "e", alias: ["E", "F"] }. entity f: person.
mod(a) "x". in(source) "x". source(a) "x". p(mod, count, possible, not, table, query, yes) "x".
"""


def shape(tree: Tree[Token]) -> Iterator[object]:
    """All of a tree, with the places of its tokens."""
    yield str(tree.data)
    for part in tree.children:
        if isinstance(part, Tree):
            yield from shape(part)
        else:
            yield part and (part.type, str(part), part.start_pos, part.end_pos)
    yield ")"


def altered(text: str, chance: random.Random) -> str:
    """The text without one of its characters, or with one more."""
    at = chance.randrange(len(text))
    return (
        text[:at]
        + chance.choice(["", *'(){}[].,:;"\\@%-?_ \n0aAé', "not ", "..", "may "])
        + text[at + chance.randrange(2) :]
    )


def compared(shapes: Shapes, text: str) -> int:
    """How many statements of a text were of a known shape; each is compared with lark's."""
    met = 0
    for start, end in pieces(text):
        known = shapes.met(text, start, end)
        if known is not None:
            met += 1
            try:
                alone = parsed(parser(), text, start, end, "statement")
            except UnexpectedInput:
                pytest.fail(f"lark refuses {text[start:end]!r}")
            assert list(shape(known.tree())) == list(shape(alone))
    return met


@pytest.fixture(scope="module")
def learned() -> Shapes:
    shapes = Shapes(None)
    for text in [*CORPUS, *BASE, FACTS]:
        for start, end in pieces(text):
            if shapes.met(text, start, end) is None:
                try:
                    first = shapes.tree(text, start, end)
                except UnexpectedInput:
                    continue
                again = shapes.met(text, start, end)
                assert again is None or list(shape(again.tree())) == list(shape(first))
    return shapes


def test_a_statement_of_a_known_shape_has_the_tree_that_lark_gives(learned: Shapes) -> None:
    assert compared(learned, FACTS) > 15
    assert sum(compared(learned, text) for text in random.Random(1).sample(CORPUS, 300)) > 300


def test_so_has_one_that_was_altered(learned: Shapes) -> None:
    chance, met = random.Random(2), 0
    texts = [text[start:end] for text in [*BASE, FACTS, FACTS] for start, end in pieces(text)]
    texts += [text[start:end] for text in chance.sample(CORPUS, 150) for start, end in pieces(text)]
    for text in texts:
        for _ in range(3):
            met += compared(learned, altered(text, chance))
    assert met > 1000


def told(problems: tuple[Diagnostic, ...]) -> list[object]:
    return [(each, each.span and (each.span.start, each.span.end)) for each in problems]


def test_facts_that_are_packed_at_once_are_those_that_are_packed_as_nodes() -> None:
    chance = random.Random(3)
    texts = [FACTS * 2, *BASE, *chance.sample(CORPUS, 100)]
    texts += [altered(altered(FACTS, chance), chance) for _ in range(60)]
    for text in texts:
        file = TextFile("x.fb", text)
        tree, problems = parse(file)
        packing, problems_of_packed = parse_packed(file)
        expected, statements = pack(tree), Statements(file, *packing.packs())
        assert told(problems_of_packed) == told(problems)
        assert statements.others == expected.others
        assert [(type(value), value) for value in statements.values] == [
            (type(value), value) for value in expected.values
        ]
        assert [(pack.form, list(map(list, columns_of(pack)))) for pack in statements.packs] == [
            (pack.form, list(map(list, columns_of(pack)))) for pack in expected.packs
        ]
        assert tuple(statements) == tuple(tree.statements)


def test_plain_facts_are_packed_without_a_tree() -> None:
    text = 'p(a, 1, "x") on 2019-01-01 @ s "the words" "and others".\n'
    shapes = Shapes(None)
    shapes.tree(text, 0, len(text) - 1)
    met = shapes.met(text, 0, len(text) - 1)
    assert met is not None
    assert met.plain is not None
