"""Text to Tree: in, a file's text; out, its Tree and what is wrong with it.

The text is cut into statements first and each is parsed alone, so one mistake never hides the next; a forgotten `.` is noticed
where the next line cannot go on with the statement. Nothing here raises on any text.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Set
from dataclasses import replace
from pathlib import Path
from typing import cast

from lark.exceptions import UnexpectedCharacters, UnexpectedToken

from factbase.ground.diagnostic import Diagnostic, Related, diagnose
from factbase.ground.span import Span, TextFile
from factbase.syntax.build import Builder
from factbase.syntax.cut import STRINGS, Ends, blank_end, remainders
from factbase.syntax.expected import accepts, expected, keywords
from factbase.syntax.foreign import foreign
from factbase.syntax.grammar import parsed, parser
from factbase.syntax.names import with_normal_names
from factbase.syntax.packing import Packing
from factbase.syntax.place import opened, place_of
from factbase.syntax.shapes import Met, shapes
from factbase.syntax.spelling import date_like, date_spelling
from factbase.syntax.terms import BadConstant, TooDeep
from factbase.syntax.tree import Query, Statement, Tree

__all__ = ["parse", "parse_goal", "parse_packed", "read_statement"]

MAX_STATEMENT = 1_000_000  # characters, as what is made of one takes 200 times as much memory

# Words that refer to something begin a statement, where a quote could go on with the one before it: only `is` tells them apart.
_REFERRING = rf"[ \t]*({STRINGS}[ \t]+is[ \t])"
_LONGEST = 2_000  # characters of these words
_REMAINDER = "what stands behind `%` is not read; the remainder of a division is `Y mod 2`, and a comment may stand on a line of its own"


def parse(file: TextFile, tables: Path | None = None) -> tuple[Tree, tuple[Diagnostic, ...]]:
    """The Tree of every statement that can be read, and a diagnostic for each that cannot.

    `tables` is a folder in which the parser's tables are kept between runs."""
    reader = _StatementReader(tables, file)
    nodes: list[Statement] = []

    def read(start: int, end: int) -> Diagnostic | None:
        made = reader.read(start, end)
        if isinstance(made, Diagnostic):
            return made
        nodes.append(made)
        return None

    problems = _problems(file, read)
    return Tree(tuple(nodes), file=file), problems


def parse_packed(file: TextFile, tables: Path | None = None) -> tuple[Packing, tuple[Diagnostic, ...]]:
    """As `parse`, with the statements as they are packed: of most plain facts no node is made."""
    reader, packing = _StatementReader(tables, file), Packing()

    def read(start: int, end: int) -> Diagnostic | None:
        met = reader.met(start, end)
        if met is not None and met.put(start, end, packing):
            return None
        made = reader.made(start, end, met)
        if isinstance(made, Diagnostic):
            return made
        packing.add(made)
        return None

    problems = _problems(file, read)
    return packing, problems


def _problems(file: TextFile, read: Callable[[int, int], Diagnostic | None]) -> tuple[Diagnostic, ...]:
    """What is wrong with the statements of a file, each of which is read from where it begins to where it ends."""
    text = file.text
    problems: list[Diagnostic] = []
    position, ends = 1 if text.startswith("\ufeff") else 0, Ends(text)
    while (start := blank_end(text, position)) < len(text):
        position, _ = ends.after(start)
        warned = _remainders(file, start, position)
        problem = read(start, position)
        if problem is not None and problem.code == "E002" and warned:  # the comment has its end
            problem, warned = replace(problem, hint=_REMAINDER), ()
        problems.extend(warned)
        if problem is not None:
            problems.append(problem)
            # A forgotten `.`: what stands after it is a statement of its own, and is read as one.
            if problem.code == "E002" and problem.related:
                position = problem.related[0].span.start
            elif problem.code == "E009" and problem.span is not None and problem.span.start == start:
                told = foreign(text, start, start, ())  # a line of another language, and no statement
                position = position if told is None or told.resume is None else told.resume
    return tuple(problems)


def _remainders(file: TextFile, start: int, end: int) -> tuple[Diagnostic, ...]:
    """What is told of comments in a statement that seem to be the rest of a calculation."""
    found = remainders(file.text, start, end)
    return tuple(diagnose("W108", Span(file, at, at + 1), word=word, hint=_REMAINDER) for word, at in found)


def parse_goal(file: TextFile, tables: Path | None = None) -> tuple[Query | None, tuple[Diagnostic, ...]]:
    """The query that a goal as typed stands for; `?-` and the last `.` may be left out."""
    start, end = blank_end(file.text, 0), len(file.text.rstrip())
    if start >= end:
        return None, (diagnose("E007", None),)
    warned = _remainders(file, start, end)
    read = _StatementReader(tables, file, "goal").read(start, end)
    return (None, (*warned, read)) if isinstance(read, Diagnostic) else (cast(Query, read), warned)


def read_statement(file: TextFile, start: int, end: int, tables: Path | None = None) -> Statement | Diagnostic:
    """The statement that stands alone between two offsets, or what is wrong with it."""
    return _StatementReader(tables, file).read(start, end)


class _StatementReader:
    """Reads statements of one file, or a goal."""

    def __init__(self, tables: Path | None, file: TextFile, symbol: str = "statement") -> None:
        self._grammar = parser(tables)
        self._shapes = shapes(tables)
        self._file = file
        self._symbol = symbol
        self._accepted: dict[
            tuple[int, ...], Set[str]
        ] = {}  # by the state of the parser: what may stand there takes long to tell

    def read(self, start: int, end: int) -> Statement | Diagnostic:
        """The statement between two offsets, or what is wrong with it."""
        return self.made(start, end, self.met(start, end))

    def met(self, start: int, end: int) -> Met | None:
        """The statement between two offsets, where one of its shape was read before."""
        if self._symbol == "goal" or end - start > MAX_STATEMENT:
            return None
        return self._shapes.met(self._file.text, start, end)

    def made(self, start: int, end: int, met: Met | None) -> Statement | Diagnostic:
        """The node of a statement, given what `met` gives for it, or what is wrong with it."""
        file = self._file
        if end - start > MAX_STATEMENT:
            return diagnose("E008", Span(file, start, end), most=f"{MAX_STATEMENT:,}")
        try:
            if met is not None:
                tree = met.tree()
            elif self._symbol == "goal":
                tree = parsed(self._grammar, file.text, start, end, "goal")
            else:
                tree = self._shapes.tree(file.text, start, end)
            if not (file.text.isascii() or file.text[start:end].isascii()):
                tree = with_normal_names(tree, file)
            builder = Builder(file, start)
            return builder.goal(tree, end) if self._symbol == "goal" else builder.statement(tree, end)
        except UnexpectedToken as problem:
            return self._unexpected(start, end, problem)
        except UnexpectedCharacters as problem:
            at = problem.pos_in_stream or 0
            if file.text[at] == '"':
                line_end = file.text.find("\n", at)
                return diagnose("E003", Span(file, at, line_end if line_end >= 0 else len(file.text)))
            accepted = accepts(self._grammar, problem)
            return self._foreign(start, at, accepted) or diagnose(
                "E001",
                Span(file, at, at + 1),
                found=f"`{file.text[at]}`",
                expected=self._expected(start, at, accepted),
            )
        except BadConstant as problem:
            return diagnose("E004", problem.span, problem=problem.problem)
        except TooDeep as problem:
            return diagnose("E006", Span(file, start, end), problem=problem)

    def _unexpected(self, start: int, end: int, problem: UnexpectedToken) -> Diagnostic:
        file, token, accepted = self._file, problem.token, self._may_stand(problem)
        at = (token.end_pos or start) if token.type == "$END" else (token.start_pos or 0)
        expected = self._expected(start, at, accepted)
        if token.type == "$END":
            last = token.end_pos or start  # behind the last token stand blanks and comments only
            if self._symbol == "goal":
                hint = self._claim_hint(start, last)
                return diagnose("E001", Span(file, last, last), found="end of the goal", expected=expected, hint=hint)
            return diagnose("E002", Span(file, last - 1, last), hint=_swallowed(file.text, last))
        at = token.start_pos or 0
        line = file.text.rfind("\n", start, at) + 1
        words = re.compile(_REFERRING).match(file.text, line, line + _LONGEST) if line > start else None
        ends = "END" in accepted
        if words is not None and self._symbol == "statement":
            at, ends = words.start(1), True
        before = at
        while before > start and file.text[before - 1].isspace():
            before -= 1
        if ends and at > start and "\n" in file.text[before:at] and self._symbol == "statement":
            return diagnose(
                "E002",
                Span(file, before - 1, before),
                related=[
                    Related(
                        Span(file, at, (token.start_pos or 0) + len(token)), "the next statement seems to begin here"
                    )
                ],
            )
        if (told := self._foreign(start, at, accepted)) is not None:
            return told
        found = str(token)
        hint = self._claim_hint(start, at)
        if "DATE" in accepted and (like := date_like(file.text, at)) is not None:
            found, hint = max(found, like, key=len), date_spelling(like, wanted=True)
        if accepted == {"STRING"} and _SOURCE_AFTER.search(file.text, start, at):
            hint = 'the source stands before its quotes: `p(…) @ source "…".`'
        if token in _OPENED and not opened(file.text, start, at):
            hint = f"no `{_OPENED[token]}` is open here"
        return diagnose("E001", Span(file, at, at + len(found)), found=f"`{found}`", expected=expected, hint=hint)

    def _claim_hint(self, start: int, at: int) -> str | None:
        """What a name lacks that stands alone before a place of a goal."""
        alone = _NAME_ALONE.search(self._file.text, start, at) if self._symbol == "goal" else None
        return f"a claim has its arguments in parentheses: `{alone[1]}(…)`" if alone is not None else None

    def _foreign(self, start: int, at: int, accepted: Set[str]) -> Diagnostic | None:
        """A word of another language at a place, told with how it is written here."""
        told = foreign(self._file.text, start, at, keywords(self._grammar, accepted))
        if told is None:
            return None
        span = Span(self._file, told.start, told.end)
        return diagnose("E009", span, found=span.text, right=told.right)

    def _expected(self, start: int, at: int, accepted: Set[str]) -> str:
        return expected(self._grammar, accepted, place_of(self._file.text, start, at))

    def _may_stand(self, problem: UnexpectedToken) -> Set[str]:
        """The terminals that may stand where another one does."""
        if problem.interactive_parser is None:
            return problem.expected
        state = tuple(problem.interactive_parser.parser_state.state_stack)
        if state not in self._accepted:
            self._accepted[state] = problem.accepts or problem.expected
        return self._accepted[state]


_OPENED = {")": "(", "]": "[", "}": "{"}
_SOURCE_AFTER = re.compile(r'"\s*@\s*\w+\s*\Z')
_NAME_ALONE = re.compile(r"(?:\A|,)\s*(?:not\s+)?-?([a-z_]\w*)\s*\Z")


def _swallowed(text: str, at: int) -> str | None:
    """What is told where a comment behind a place has a point in it."""
    line = text[at : text.find("\n", at) if "\n" in text[at:] else len(text)]
    return "what stands behind `%` is not read, and its `.` neither" if re.match(r"[ \t]*%.*\.", line) else None
