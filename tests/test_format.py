"""Formatting: one layout for the same tokens, every comment kept, nothing read otherwise than before; and the command that writes it."""

from __future__ import annotations

import random
import re
from pathlib import Path

import pytest
from cases import CHUNKS, Chunk
from chance import examples
from hypothesis import assume, given
from hypothesis import strategies as st

from factbase.faces.cli import main
from factbase.ground.diagnostic import Diagnostic
from factbase.ground.span import TextFile
from factbase.syntax.cut import pieces
from factbase.syntax.format import formatted
from factbase.syntax.grammar import parser, tokens
from factbase.syntax.parse import parse
from factbase.syntax.write import write_tree

BEFORE = """\
% first


% second
source a{file:"x.txt",title:"T" "T" before "y",lines:1..40,   % why
  published : 2019-10~ }. % end
entity   japan:country{name:"Japan",alias:["Tokyo","Nippon","the Japanese Government, as it was at the time", "the rising sun"]}.
relation  signed ( pact:agreement , a : country|organisation ,b ) "{a} and {b} signed {pact}" event words:["sign",].
p(1). q(-2)  :-a(X),   % because
  % own
  not b( X ),count(Y), Y=count{Z:says(W):c(Z),X in 1..5}, X in{a,b,}, -r(X), X - 1 = -Y, (a(X);b(X),c(X) ).
-signed(gsomia,south_korea) on 2012-06 @ s "one two three" after "z" { kind:background }
"four" context @ t "who" "whom"   waive gsomia "since it is so, and was so then" waive -3 "minus".

says( moon ):may signed(a,b)if-c(a) "Words that are long enough to be broken off of the line, since they are many, many of them".
query who "Who?":p(X),q(X) at 2019-01-01 answers (a, "x") citing s,t, possible (b, "y").
query k:p(a) answers yes citing s. ?-p(X).
check c(P,A) warning "{P} is {A}" :- p(P),q(A).
check long(P,A) error "what is said of {P} in one text is not at all what is said of {A} in another one of them" :- p(P),q(A).
expect not p(a) at 2019-01-01 known_by 2019-01-02 citing a,b.
allow -c(a,b) "reason". aside s lines 1..3 "navigation".
"the pact","the agreement" is gsomia lines 9..29 "The General".
table signed from "f.csv"{source:rep,columns:[a,"b",3]} waive x "r".
assume table says:p from "f.csv".
assume p(1) "Because". from a. source nothing{}.
% last
"""

AFTER = """\
% first

% second
source a {
  file: "x.txt",
  title: "T" "T" before "y",
  lines: 1..40,  % why
  published: 2019-10~,
}.  % end
entity japan: country {
  name: "Japan",
  alias: ["Tokyo", "Nippon", "the Japanese Government, as it was at the time", "the rising sun"],
}.
relation signed(pact: agreement, a: country | organisation, b) "{a} and {b} signed {pact}" event words: ["sign"].
p(1).
q(-2) :-
  a(X),  % because
  % own
  not b(X),
  count(Y),
  Y = count { Z : says(W): c(Z), X in 1 .. 5 },
  X in { a, b },
  -r(X),
  X - 1 = -Y,
  ( a(X) ; b(X), c(X) ).
-signed(gsomia, south_korea) on 2012-06
  @ s "one two three" after "z" { kind: background }
  "four"
  context @ t "who"
    "whom"
  waive gsomia "since it is so, and was so then"
  waive -3 "minus".

says(moon): may signed(a, b) if -c(a)
  "Words that are long enough to be broken off of the line, since they are many, many of them".
query who "Who?":
  p(X), q(X) at 2019-01-01
  answers
    (a, "x") citing s, t,
    possible (b, "y").
query k: p(a) answers yes citing s.
?- p(X).
check c(P, A) warning "{P} is {A}" :- p(P), q(A).
check long(P, A) error "what is said of {P} in one text is not at all what is said of {A} in another one of them" :-
  p(P), q(A).
expect not p(a) at 2019-01-01 known_by 2019-01-02 citing a, b.
allow -c(a, b) "reason".
aside s lines 1..3 "navigation".
"the pact", "the agreement" is gsomia lines 9..29 "The General".
table signed from "f.csv" { source: rep, columns: [a, "b", 3] } waive x "r".
assume table says: p from "f.csv".
assume p(1) "Because".
from a.
source nothing { }.
% last
"""


def laid_out(text: str) -> str:
    written = formatted(TextFile("a.fb", text))
    assert isinstance(written, str), written
    return written


def comments(text: str) -> list[str]:
    """The comments of a text in their order."""
    strings_and_comments = re.findall(r'"(?:[^"\\\n]|\\.)*"|[0-9X]%|(%[^\n]*)', text)
    return [each.rstrip() for each in strings_and_comments if each]


def test_a_file_has_one_layout() -> None:
    assert laid_out(BEFORE) == AFTER
    assert laid_out(AFTER) == AFTER


@pytest.mark.parametrize(
    ("text", "wanted"),
    [
        ("", ""),
        ("\n\n", ""),
        ("% only", "% only\n"),
        ("p(1).", "p(1).\n"),
        ("p(1).  % a\n\n\n\n\nq(1).", "p(1).  % a\n\nq(1).\n"),
        ("p(1). % a\n% b\nq(1).\n\n% c\n\n", "p(1).  % a\n% b\nq(1).\n\n% c\n"),
        ("p(1).\r\nq( 1 ).\r\n", "p(1).\r\nq(1).\r\n"),
        ("\ufeffp( 1 ).\n", "\ufeffp(1).\n"),
        ("p(X) :- X = 2016-10%,  % a\n  q(X).", "p(X) :-\n  X = 2016-10%,  % a\n  q(X).\n"),
        ('p(1) "a  b\\n%c" .', 'p(1) "a  b\\n%c".\n'),
        ("p(X) :- q(X) % before the point\n.", "p(X) :- q(X).  % before the point\n"),
        ('source s { file: "a" % why\n }.', 'source s {\n  file: "a",  % why\n}.\n'),
        ('source s { % first\n file: "a",\n % last\n }.', 'source s {  % first\n  file: "a",\n  % last\n}.\n'),
        ("p(a, % why\n b).", "p(a,  % why\n    b).\n"),
        (f"p({'(' * 30}1{')' * 30})  .", f"p({'(' * 30}1{')' * 30})  .\n"),
    ],
)
def test_what_stands_between_statements_and_tokens(text: str, wanted: str) -> None:
    assert laid_out(text) == wanted
    assert laid_out(wanted) == wanted


def test_no_line_is_wider_than_it_must_be() -> None:
    arguments = ", ".join(f'"argument number {i}"' for i in range(12))
    lines = laid_out(f'p({arguments}) "{"word " * 40}end".').splitlines()
    assert [len(line) <= 120 for line in lines] == [True, True, True, False]  # a quote is never broken


@pytest.mark.parametrize("chunk", CHUNKS[::4], ids=str)
def test_what_is_laid_out_reads_back_as_it_was(chunk: Chunk) -> None:
    tree, problems = parse(TextFile("a.fb", chunk.text))
    text = chunk.text if not problems else write_tree(tree)
    written = laid_out(text)
    again, problems = parse(TextFile("a.fb", written))
    assert not problems
    assert write_tree(again) == write_tree(tree)
    assert comments(written) == comments(text)
    assert laid_out(written) == written


STATEMENTS = [
    (chunk.text, start, end)
    for chunk in CHUNKS[::5]
    if not parse(TextFile("", chunk.text))[1]
    for start, end in pieces(chunk.text)
]


@examples(150)
@given(st.sampled_from(STATEMENTS), st.randoms(use_true_random=False))
def test_how_it_was_laid_out_before_is_of_no_account(statement: tuple[str, int, int], chance: random.Random) -> None:
    text, start, end = statement
    parts = [str(token) for token in tokens(parser(), text, start, end)]
    blanks = [" ", "  ", "\n", "\n\n\n", "\t"]
    assert laid_out("".join(f"{part}{chance.choice(blanks)}" for part in parts)) == laid_out(" ".join(parts))
    spread = [(part, f"% {number}" if chance.random() < 0.2 else "") for number, part in enumerate(parts)]
    text = "".join(f"{part} {comment}\n" for part, comment in spread)
    assume(not parse(TextFile("a.fb", text))[1])  # `may` must stand beside the name that it is of
    written = laid_out(text)
    assert comments(written) == [comment for _, comment in spread if comment]
    assert laid_out(written) == written


def test_what_cannot_be_read_is_told() -> None:
    problems = formatted(TextFile("a.fb", "p(1). q(. r(2)."))
    assert isinstance(problems, tuple)
    assert [each.code for each in problems if isinstance(each, Diagnostic)] == ["E001"]


# ---- the command


def test_files_are_written_or_shown(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    odd, right, wrong = (tmp_path / f"{name}.fb" for name in ("odd", "right", "wrong"))
    odd.write_text("relation p( x ).\nassume p( 1 ).\n", encoding="utf-8")
    right.write_text("relation q(x).\n", encoding="utf-8")
    command = ["--base", str(tmp_path), "fmt"]
    assert main([*command, "--check"]) == 1
    assert capsys.readouterr().out == f"{odd}\n1 file would be formatted, 1 file already formatted\n"
    assert main([*command, "--diff"]) == 1
    assert "-assume p( 1 ).\n+relation p(x).\n+assume p(1).\n" in capsys.readouterr().out
    assert odd.read_text(encoding="utf-8") == "relation p( x ).\nassume p( 1 ).\n"
    assert main(command) == 0
    assert capsys.readouterr().out == f"{odd}\n1 file formatted, 1 file already formatted\n"
    assert odd.read_text(encoding="utf-8") == "relation p(x).\nassume p(1).\n"
    assert main([*command, "--check"]) == 0
    assert capsys.readouterr().out == "2 files already formatted\n"
    wrong.write_text("p( 1 ). q(.\n", encoding="utf-8")
    odd.write_text("relation p( x ).\n", encoding="utf-8")
    assert main(command) == 1
    out = capsys.readouterr().out
    assert f"{wrong}:1:11: error E001" in out
    end = "1 file formatted, 1 file already formatted, 1 file left, for what cannot be read is not formatted\n"
    assert out.endswith(end)
    assert wrong.read_text(encoding="utf-8") == "p( 1 ). q(.\n"
    assert odd.read_text(encoding="utf-8") == "relation p(x).\n"


def test_only_the_files_that_are_named(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    for name in ("one", "two"):
        (tmp_path / f"{name}.fb").write_text("p( 1 ).\n", encoding="utf-8")
    assert main(["fmt", str(tmp_path / "one.fb")]) == 0
    assert capsys.readouterr().out.endswith("1 file formatted\n")
    assert (tmp_path / "one.fb").read_text(encoding="utf-8") == "p(1).\n"
    assert (tmp_path / "two.fb").read_text(encoding="utf-8") == "p( 1 ).\n"
    assert main(["fmt", str(tmp_path / "none.fb")]) == 1


def test_the_shipped_base_is_in_the_one_layout(capsys: pytest.CaptureFixture[str]) -> None:
    facts = Path(__file__).parents[1] / "facts"
    assert main(["fmt", "--check", *map(str, sorted(facts.glob("*.fb")))]) == 0, capsys.readouterr().out
