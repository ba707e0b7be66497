"""Trees, written and read; text that nobody meant to write; and statements that outlive a mistake beside them."""

from __future__ import annotations

import re
from contextlib import suppress
from decimal import Decimal
from pathlib import Path

import pytest
from cases import CHUNKS, NOW, Chunk, renumbered
from chance import examples
from hypothesis import example, given
from hypothesis import strategies as st

from factbase.base import FactBase, View
from factbase.engine.base import TooLarge
from factbase.engine.pydatalog import PyDatalogEngine
from factbase.ground.composed import MODALITIES, Composed
from factbase.ground.date import Date, parse_date
from factbase.ground.span import Span, TextFile
from factbase.ground.value import Symbol, Unknown
from factbase.program.model import variables
from factbase.syntax.parse import parse, parse_goal
from factbase.syntax.tree import (
    Aggregate,
    Allowance,
    Among,
    Anonymous,
    Aside,
    Asked,
    Assumption,
    Attribute,
    Call,
    Check,
    Citation,
    Claim,
    Comparison,
    Constant,
    Either,
    EntityDeclaration,
    Expectation,
    Expression,
    Fact,
    Field,
    From,
    Literal,
    Match,
    Membership,
    Negation,
    Parameter,
    Passage,
    Query,
    Reference,
    RelationDeclaration,
    Row,
    Rule,
    SourceDeclaration,
    Statement,
    Tree,
    Variable,
    Waiver,
    When,
    children,
    walk,
)
from factbase.syntax.write import write_tree

FILE = TextFile("made_up.fb", "")
AT = Span(FILE, 0, 0)

# ---- trees

RESERVED = frozenset(
    {"source", "entity", "relation", "from", "assume", "check", "expect", "allow", "not", "says", "predicts", "denies"}
    | {
        "urges",
        "count",
        "sum",
        "min",
        "max",
        "meet",
        "div",
        "mod",
        "contains",
        "matches",
        "in",
        "on",
        "since",
        "until",
        "during",
        "at",
    }
    | {"known_by", "citing", "closed", "after", "before", "if"}
)
names = st.from_regex(r"[a-z][A-Za-z0-9_]{0,6}", fullmatch=True).filter(lambda name: name not in RESERVED)
variable_names = st.from_regex(r"[A-Z][A-Za-z0-9_]{0,3}|_[A-Za-z0-9_]{1,3}", fullmatch=True)
strings = st.text(st.characters(exclude_categories=["Cs"]), max_size=12)
DATES = (
    *("2016-11-23", "2019-08-22?", "2016-11-23%", "0044-03-15", "-0044-03-15", "9999-12-31", "2016-11", "2016-XX-XX"),
    *("2019-10~", "2016-21", "2016-10/2016-12", "../2019-11", "2019-11/..", "/2019-11", "2019-11/", "201X", "20XX~"),
    *("-000X", "201X/202X", "Y17000", "Y-17000/-0044-01", "2016-11-23%/2016-12", "-0044-03/-0040-03"),
)
days = st.sampled_from(DATES).map(parse_date)
whole = st.integers(-(10**30), 10**30) | st.integers(-9, 9)
decimals = st.decimals(-(10**9), 10**9, places=5).map(lambda d: d.normalize() + 0)
constants = st.one_of(names.map(Symbol), strings, whole, days, decimals)


def node(kind: type, *args: st.SearchStrategy, **kwargs: st.SearchStrategy) -> st.SearchStrategy:
    return st.builds(lambda *a, **k: kind(*a, span=AT, **k), *args, **kwargs)


def several(of: st.SearchStrategy, least: int = 0, most: int = 3) -> st.SearchStrategy[tuple]:
    return st.lists(of, min_size=least, max_size=most).map(tuple)


constant = node(Constant, constants)
variable = node(Variable, variable_names)
leaf = st.one_of(constant, variable, variable, node(Anonymous))


def calls(inner: st.SearchStrategy[Expression]) -> st.SearchStrategy[Expression]:
    return st.one_of(
        node(Call, st.sampled_from(["+", "-", "*", "/", "div", "mod"]), st.tuples(inner, inner)),
        node(Call, st.just("neg"), st.tuples(inner.filter(lambda e: not _is_number(e)))),
        node(Call, names.filter(lambda name: name not in ("neg", "div", "mod")), several(inner)),
    )


def _is_number(part: Expression) -> bool:
    return isinstance(part, Constant) and isinstance(part.value, (int, Decimal))


expressions = st.recursive(leaf, calls, max_leaves=6)
modes = st.sampled_from(["says", "predicts", "denies", "urges"])


def claims(args: st.SearchStrategy[Expression]) -> st.SearchStrategy[Claim]:
    return st.one_of(
        node(Claim, names, several(args)),
        node(Claim, names, several(args), modes, args),
        st.builds(_said, names, several(args), st.booleans(), st.sampled_from([None, *MODALITIES])),
        st.builds(_said, names, several(args), st.booleans(), st.none(), st.booleans(), names, several(args)),
    )


def _said(
    name: str,
    args: tuple[Expression, ...],
    negative: bool,
    modality: str | None,
    other_negative: bool = False,
    other: str | None = None,
    more: tuple[Expression, ...] = (),
) -> Claim:
    """A claim with a sign, a modality or a condition."""
    condition = None if other is None else f"{'-' if other_negative else ''}{other}"
    said = Composed(name, negative, modality, condition, len(args) if other is not None else 0)
    return Claim(str(said), (*args, *more), span=AT)


maybe_expression = st.none() | expressions
asked = several(node(Asked, names, expressions), 1)
matches = st.one_of(
    node(Match, claims(expressions), maybe_expression, maybe_expression),
    node(Match, claims(expressions), maybe_expression, expressions, asked),
)
flat = st.one_of(
    matches,
    node(Negation, matches),
    node(
        Comparison, st.sampled_from(["=", "!=", "<", "<=", ">", ">=", "contains", "matches"]), expressions, expressions
    ),
    node(Membership, expressions, expressions, expressions),
    node(Among, expressions, several(constant, 1), st.booleans()),
)
literals: st.SearchStrategy[Literal] = st.recursive(
    flat,
    lambda inner: (
        node(
            Aggregate,
            expressions,
            st.sampled_from(["count", "sum", "min", "max", "meet"]),
            expressions,
            several(inner, 1),
        )
        | node(Either, several(several(inner, 1), 2))
    ),
    max_leaves=4,
)
bodies = several(literals, 1, 4)


def whens() -> st.SearchStrategy[When]:
    return st.one_of(
        days.map(lambda d: When("on", d, d, span=AT)),
        days.map(lambda d: When("span", d, None, span=AT)),
        days.map(lambda d: When("span", None, d, span=AT)),
        st.builds(lambda a, b: When("span", a, b, span=AT), days, days),
    )


def citations(sources: st.SearchStrategy[str | None]) -> st.SearchStrategy[Citation]:
    said = several(node(Attribute, names, node(Constant, st.one_of(names.map(Symbol), strings))), 0, 2)
    return node(Citation, strings, sources, st.none() | strings, st.none() | strings, said)


ground = constant | st.builds(lambda n: Constant(Unknown(n), span=AT), st.integers(0, 5))
cited = st.builds(lambda a, b: (*a, *b), several(citations(st.none()), 0, 2), several(citations(names), 0, 3))
waivers = several(node(Waiver, constants, strings), 0, 2)
uncited = several(citations(st.none()), 0, 2)
positive = st.integers(0, 10**20) | st.decimals(0, 1000, places=3).map(lambda d: d.normalize() + 0)
field_constant = node(Constant, st.one_of(strings, days, positive, names.map(Symbol)))
fields = node(
    Field,
    names,
    st.one_of(field_constant, node(Passage, st.integers(0, 10**9), st.integers(0, 10**9)), several(field_constant)),
    uncited,
)
maybe_day = st.none() | days
rows = node(Row, st.sampled_from(["certain", "possible", "not excluded"]), several(ground, 1), several(names))
verdicts = node(
    Row, st.sampled_from(["yes", "possible", "not excluded", "no", "unknown"]), st.none(), several(names)
).map(lambda row: (row,))
statements: st.SearchStrategy[Statement] = st.one_of(
    node(SourceDeclaration, names, several(fields)),
    node(EntityDeclaration, names, names, several(fields)),
    node(
        RelationDeclaration,
        names,
        several(node(Parameter, names, several(names, 1), st.booleans())),
        st.none() | strings,
        st.booleans(),
        st.sampled_from([None, "event", "state", "lasting"]),
        several(names),
        several(strings),
        st.none() | node(Constant, st.integers(0, 10**9)),
    ),
    node(From, names),
    node(Fact, claims(ground), st.none() | whens(), cited, waivers, cited),
    node(Assumption, claims(ground), st.none() | whens(), st.none() | strings),
    node(Rule, node(Match, claims(expressions), maybe_expression), bodies),
    node(Check, names, st.none() | several(variable), names, strings, bodies),
    node(Allowance, names, several(expressions), strings),
    node(
        Aside,
        names,
        node(Passage, st.integers(0, 10**9), st.integers(0, 10**9))
        | node(Citation, strings, st.none(), st.none() | strings, st.none() | strings),
        strings,
    ),
    node(
        Reference,
        several(node(Constant, strings), 1),
        node(Constant, names.map(Symbol)),
        st.none() | node(Passage, st.integers(0, 10**9), st.integers(0, 10**9)),
        cited.filter(bool),
    ),
    node(Expectation, st.booleans(), matches, maybe_day, maybe_day, several(names)),
    node(Query, bodies),
    node(Query, bodies, names, st.none() | strings, maybe_day, maybe_day, several(rows) | verdicts),
)


@examples(120)
@given(st.lists(statements, max_size=4))
def test_a_tree_that_is_written_reads_back_the_same(made: list[Statement]) -> None:
    tree = Tree(tuple(made), file=FILE)
    text = write_tree(tree)
    again, problems = parse(TextFile("made_up.fb", text))
    assert not problems, text
    assert renumbered(again) == renumbered(tree), text


@examples(120)
@given(bodies)
def test_a_goal_reads_with_and_without_its_signs(body: tuple[Literal, ...]) -> None:
    written = write_tree(Tree((Query(body, span=AT),), file=FILE)).strip()
    bare = written.removeprefix("?- ").removesuffix(".")
    for text in (written, bare, f"  {bare}  ", f"{bare}.", f"?-{bare}"):
        query, problems = parse_goal(TextFile("<goal>", text))
        assert query is not None, (text, problems)
        assert query.body == body


# ---- any text

TOKENS = (
    *(". , ( ) [ ] { } : :- ?- = != < <= > >= + - * / @ | _ ? .. % \\ ' & ; é").split(" "),  # noqa: SIM905  # read as one line
    *("\n", " ", "\t", "\r\n", "\ufeff", "\x00", '"', '"a b"', '"a\\"b"', '"\\q"', '"open\n'),
    *(
        "1",
        "-5",
        "2.5",
        "2016-11",
        "2019-02-30",
        "2016-XX-XX",
        "../2016-11",
        "2016-11/..",
        "2016-11%",
        "1..3",
        "9" * 30,
    ),
    *("X", "_Y", "p", "q", "says(r)", "predicts", "not", "in", "on", "since", "until", "during", "at", "known_by"),
    *("citing", "from", "source", "entity", "relation", "assume", "check", "allow", "expect", "count", "sum {", "mod"),
    *("is", "lines", "context", "waive"),
    *("query q:", 'query q "q":', "answers", "yes", "possible"),
    *("contains", "matches", "closed", "after", "before", "neg", "mod(1)", "neg()", "concat("),
)


def survives(text: str) -> None:
    """Reading, checking and writing again end without an exception, whatever the text."""
    tree, problems = parse(TextFile("any.fb", text))
    for problem in problems:
        assert problem.span is not None
        assert 0 <= problem.span.start <= problem.span.end <= len(text)
        assert problem.span.line >= 1
        assert problem.message
    again, found = parse(TextFile("any.fb", write_tree(tree)))
    assert not found
    assert renumbered(again) == renumbered(tree)
    base = FactBase.load([]).with_text("any.fb", text, Path())
    if not base.errors:
        for query in base.program.queries:
            with suppress(TooLarge):
                base.ask(query.span.text, View(NOW), PyDatalogEngine(max_rows=500))


@examples(120)
@given(st.text(max_size=60))
@example("\ufeff")
@example('"')
@example("p(")
@example("p(1")
@example(".")
@example("p(1).\x00")
@example("source s { lines: 1.." + "9" * 5000 + " }.")
@example("p(" + "9" * 5000 + ").")
@example("entity a: b { alias: [] }.")
@example("?- X = neg(3), Y = neg(), Z = mod(1), W = mod(1, 2), V = -2016-11, U = - 2016-11.")
def test_no_text_raises(text: str) -> None:
    survives(text)


@examples(120)
@given(st.lists(st.sampled_from(TOKENS), max_size=25), st.sampled_from(["", " "]))
def test_no_heap_of_tokens_raises(tokens: list[str], between: str) -> None:
    survives(between.join(tokens))


SHORT = [chunk for chunk in CHUNKS if len(chunk.text) < 3000]


@examples(120)
@given(st.sampled_from(SHORT), st.data())
def test_no_mutation_of_the_corpus_raises(chunk: Chunk, data: st.DataObject) -> None:
    text = chunk.text.lstrip("\n")
    for _ in range(data.draw(st.integers(1, 3))):
        start = data.draw(st.integers(0, len(text)))
        length = data.draw(st.sampled_from([0, 0, 1, 1, 2, 5, 20]))
        put = data.draw(st.sampled_from(["", "", *TOKENS]))
        text = text[:start] + put + text[start + length :]
    survives(text)


# ---- one mistake beside others

GOOD = (
    "assume p(1).",
    'relation r(a: int) "{a} is there".',
    'relation r(a: int label, label) "{a} is {label}" state closed words: ["is", "be"].',
    "q(X) :- p(X), X > 0, not r(X).",
    'source s { title: "A. B % C" }.',
    "?- q(X),\n   X < 3.",
    'check c(X) error "{X}" :- p(X).',
    "expect p(1) at 2019-01-01.",
    '"it", "they" is p lines 1..2 "A. B" @ s "C".',
)
BAD = (
    "assume p(1",
    "assume p(1.",
    "assume p(1)",
    "q(X) :- .",
    "q(X) :- p(X),, p(X).",
    'assume p("abc).',
    'assume p("a\\qb").',
    "assume p(2019-02-30).",
    "assume p(1) & q(2).",
    "Q(X) :- p(X).",
    ") ( .",
    "source { }.",
    "assume p(É).",
    "?- p(X) p(X).",
    "%",
)


@pytest.mark.parametrize("bad", BAD)
def test_a_mistake_leaves_the_statements_beside_it(bad: str) -> None:
    alone = [parse(TextFile("good.fb", good))[0].statements for good in GOOD]
    for place in range(len(GOOD) + 1):
        lines = [*GOOD[:place], bad, *GOOD[place:]]
        tree, problems = parse(TextFile("mixed.fb", "\n".join(lines)))
        kept = [statements for statements in alone if statements[0] in tree.statements]
        # A statement without its end takes the next one along only where that could go on with it.
        lost = 0 if bad.endswith((".", "%", "p(1)")) else 1
        assert len(kept) >= len(GOOD) - lost, (place, problems)
        assert bad == "%" or len(problems) >= 1


def test_every_mistake_is_told_at_its_own_line() -> None:
    told = [bad for bad in BAD if bad.endswith(".")]
    text = "\n".join(f"{bad}\nassume fine({i})." for i, bad in enumerate(told))
    tree, problems = parse(TextFile("mixed.fb", text))
    assert [p.span.line if p.span else 0 for p in problems] == [2 * i + 1 for i in range(len(told))]
    assert len(tree.statements) == len(told)


def test_a_place_is_that_of_the_text_it_names() -> None:
    text = "% é漢 comment\nassume p(1).\n  assume   p(2 ,\n 3)  .\nq(X) :- p(X), r(Y)."
    tree, _ = parse(TextFile("a.fb", text))
    assert [s.span.text for s in tree.statements] == ["assume p(1).", "assume   p(2 ,\n 3)  .", "q(X) :- p(X), r(Y)."]
    assert [(s.span.line, s.span.column) for s in tree.statements] == [(2, 1), (3, 3), (5, 1)]
    rule = tree.statements[2]
    assert isinstance(rule, Rule)
    assert [literal.span.text for literal in rule.body] == ["p(X)", "r(Y)"]
    assert rule.head.span.text == "q(X)"


def test_numbers_keep_all_their_digits() -> None:
    digits = "12345678901234567890123456789012345678901234567890.12345678901234567890123456789012345678901234567891"
    for sign in ("", "-"):
        tree, problems = parse(TextFile("a.fb", f"assume p({sign}{digits})."))
        assert not problems
        assert re.search(re.escape(f"({sign}{digits})"), write_tree(tree))
    (zero,) = parse(TextFile("a.fb", "assume p(-0.0)."))[0].statements
    assert isinstance(zero, Assumption)
    assert zero.claim.args[0] == Constant(Decimal(0), span=AT)
    assert isinstance(parse_date("2016"), Date)


CLAUSE = (
    "p(X, Y + abs(Z)) on D :- q(X, _)@S, says(W): r(Y, Z) on D, not s(X, -V), "
    "N = count { A : t(A, X), not u(A, S), A in B .. N - 1 }, X < concat(Y, C), 2 = E."
)


def test_a_walk_comes_by_every_part_of_a_clause_in_reading_order() -> None:
    (rule,) = parse(TextFile("<test>", CLAUSE))[0].statements
    assert isinstance(rule, Rule)
    parts = list(walk(rule.head, *rule.body))
    assert [each.name for each in parts if isinstance(each, Variable)] == re.findall(r"\b[A-Z]\b", CLAUSE)
    assert [each.value for each in parts if isinstance(each, Constant)] == [1, 2]
    calls = [each.function for each in parts if isinstance(each, Call)]
    assert calls == ["+", "abs", "neg", "-", "concat"]
    assert [each.claim.relation for each in parts if isinstance(each, Match)] == list("pqrstu")
    assert len(parts) == len({id(each) for each in parts}) == 45
    for each in parts:
        assert all(inner.span.start >= each.span.start for inner in children(each))


def test_the_variables_of_a_part_are_those_of_its_walk() -> None:
    (rule,) = parse(TextFile("<test>", CLAUSE))[0].statements
    assert isinstance(rule, Rule)
    for part in walk(rule.head, *rule.body):
        assert list(variables(part)) == [each for each in walk(part) if isinstance(each, Variable)]


def test_a_source_behind_its_quotes_is_told_where_it_stands():
    (found,) = parse(TextFile("a.fb", 'p(x) "some words of it" @ report.\n'))[1]
    assert (found.code, found.hint) == ("E001", 'the source stands before its quotes: `p(…) @ source "…".`')
    (other,) = parse(TextFile("a.fb", "p(x) @ report.\n"))[1]
    assert other.hint is None


@pytest.mark.parametrize(
    ("goal", "told"),
    [
        ("p(a) at 29-06-2007", "the date is written `2007-06-29`"),
        ("p(a) at 29/06/2007", "the date is written `2007-06-29`"),
        ("p(a) at 2019/06/01", "the date is written `2019-06-01`"),
        ("p(a) at June 2019", "the month is written `2019-06`"),
        ("p(a) at 29 June 2007", "the date is written `2007-06-29`"),
        ("p(a) at June 29, 2007", "the date is written `2007-06-29`"),
        ("p(a) on June 2019", "the month is written `2019-06`"),
        ("p(a) at today", "a day is written out"),
        ("p(a) at 2007", "a year is written `2007-XX-XX`"),
        ("p", "a claim has its arguments in parentheses: `p(…)`"),
        ("p a b", "a claim has its arguments in parentheses: `p(…)`"),
        ("p(a), q", "a claim has its arguments in parentheses: `q(…)`"),
        ("P(a)", "a relation has a name in lower case: `p`"),
        ("p(a), Q(a)", "a relation has a name in lower case: `q`"),
        ("p(a, South Korea)", "a name is one word, in lower case: `south_korea`"),
        ("p(South Korea, a)", "a name is one word, in lower case: `south_korea`"),
        ("p(a)?", "a question is `?- p(X).`"),
        ("p(X) where X = a", "a condition follows a comma: `p(X), X > 1`"),
    ],
)
def test_a_goal_as_others_write_it_is_told_as_it_is_written_here(goal: str, told: str) -> None:
    query, (problem, *others) = parse_goal(TextFile("<goal>", goal))
    assert query is None
    assert not others
    assert told in f"{problem.message}; {problem.hint}"


@pytest.mark.parametrize("goal", ["p(a) at Foo 2019", "p(a) at b", "p(a, X)", "p(X), X = a"])
def test_what_is_no_such_mistake_is_not_told_as_one(goal: str) -> None:
    _, problems = parse_goal(TextFile("<goal>", goal))
    assert not [each for each in problems if each.hint is not None and "written" in each.hint]
