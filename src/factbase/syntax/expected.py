"""What can follow: in, the terminals that a parser may read on with, and where they stand; out, the words for them in a message.

A message names few things, those that a person would write there most often; a list of terminals tells nobody anything.
"""

from __future__ import annotations

from collections.abc import Set

import lark
from lark.exceptions import UnexpectedCharacters
from lark.lexer import LexerThread
from lark.parsers.lalr_interactive_parser import InteractiveParser

__all__ = ["accepts", "expected", "keywords"]

MOST = 5  # things that a message names

_OPERATORS = frozenset({"PLUS", "MINUS", "STAR", "SLASH", "DIV", "MOD"})
_VALUE = frozenset({"NAME", "VARIABLE", "UNDERSCORE", "QMARK", "STRING", "DATE", "INT", "DECIMAL", "LPAR", "MINUS"})
_BEGIN_A_VALUE = frozenset({"VARIABLE", "STRING"})
_CLAIM = frozenset({"MODE", "MODALITY", "POSSIBLE"})
_STATEMENT = frozenset(
    {"ALLOW", "ASSUME", "CHECK", "ENTITY", "EXPECT", "FROM", "RELATION", "SOURCE", "NAME", "STRING", "MODE", "MODALITY"}
)
_STATEMENT |= {"MINUS", "ASIDE", "QUERY", "TABLE"}
_GROUPS: tuple[
    tuple[str, frozenset[str], frozenset[str]], ...
] = (  # what is told in one word where all of it may stand, with what goes without saying beside it
    ("a statement", _STATEMENT, frozenset()),
    ("a literal", _VALUE | {"NOT", "MODE", "MODALITY"}, frozenset({"AGGREGATE"})),
    ("a value", _VALUE - {"QMARK"}, frozenset({"QMARK", "AGGREGATE"}) | _CLAIM),
    ("a constant", frozenset({"NAME", "STRING", "DATE", "INT"}), frozenset({"DECIMAL", "MINUS", "LSQB"})),
    ("a claim", frozenset({"NAME", "MODE", "MODALITY"}), frozenset({"MINUS"})),
    ("a claim", frozenset({"NAME", "MODALITY"}), frozenset({"MINUS"})),
    ("a comparison", frozenset({"COMPARE", "STRING_TEST"}), frozenset({"EQUAL", "IN"})),
    ("a time (`on`, `since`, `until`, `during`)", frozenset({"ON", "SINCE", "UNTIL", "DURING"}), frozenset()),
    ("a number", frozenset({"INT", "DECIMAL"}), frozenset()),
)
_RARE = frozenset({"AT", "IF", "CONTEXT", "WAIVE", "AFTER", "BEFORE", "LBRACE", "LPAR"})
"""What may stand in many places, and is left out beside what ends something or goes on with it."""
_ENDS = frozenset({"END", "COMMA", "RPAR", "RBRACE", "RSQB"})
_NAMES = {
    "NAME": "a name",
    "VARIABLE": "a variable",
    "STRING": "a quoted string",
    "DATE": "a date",
    "INT": "a number",
    "DECIMAL": "a number",
    "MODE": "`says`, `predicts`, `denies` or `urges`",
    "AGGREGATE": "an aggregate",
    "COMPARE": "a comparison",
    "STRING_TEST": "`contains`, `matches`",
    "END": "`.`",
    "ASIDE": "`aside`",
    "KIND": "`event`, `state` or `lasting`",
    "POSSIBLE": "`possible`",
    "QUERY": "`query`",
    "UNSURE": "`possible`",
    "VERDICT": "`yes`, `no`, `unknown`",
    "MODALITY": "`may`, `would` or `likely`",
    "TABLE": "`table`",
}
_WORDS = {
    "STRING_TEST": ("contains", "matches"),
    "ASIDE": ("aside",),
    "TABLE": ("table",),
    "POSSIBLE": ("possible",),
    "QUERY": ("query",),
}
_ANOTHER = {"body": "`,` and another literal", "arguments": "`,` and another argument"}


def accepts(grammar: lark.Lark, problem: UnexpectedCharacters) -> Set[str]:
    """The terminals that may stand where none could be read."""
    if problem.state is None:
        return problem.allowed or set()
    thread = LexerThread(grammar.parser.lexer, None)  # nothing is read with it
    parser = InteractiveParser(grammar.parser.parser, problem.state, thread)
    return set(parser.accepts())  # type: ignore[no-untyped-call]  # lark leaves it untyped


def keywords(grammar: lark.Lark, terminals: Set[str]) -> tuple[str, ...]:
    """The words of the language among some terminals."""
    words = [word for name in terminals for word in _WORDS.get(name, (_literal(grammar, name) or "",))]
    return tuple(sorted(word for word in words if word.isalpha()))


def expected(grammar: lark.Lark, terminals: Set[str], place: str) -> str:
    """What may stand there, in words."""
    left = set(terminals) - {"$END"}
    if "PLUS" in left and left - _OPERATORS:
        left -= _OPERATORS  # one may always calculate on: it says nothing
    if left & _ENDS:
        left -= {name for name in left if _literal(grammar, name) == "@"}  # whatever it is called
        rare = _RARE - _VALUE if left >= _BEGIN_A_VALUE else _RARE
        left -= rare | ({"ON"} if place == "body" else set())
    groups = []
    for group, members, beside in _GROUPS:
        if left >= members:
            groups.append(group)
            left -= members | beside
    names = {name: _named(grammar, name, place) for name in left}
    ends = [names[name] for name in ("COMMA", "END", "RPAR", "RBRACE", "RSQB") if name in names]
    others = sorted({told for name, told in names.items() if name not in _ENDS})
    told = [*groups, *ends, *others]
    if len(told) > MOST:
        return f"{', '.join(told[:MOST])}, …"
    if not told:
        return "the end"
    return " or ".join([", ".join(told[:-1]), told[-1]]) if len(told) > 1 else told[0]


def _named(grammar: lark.Lark, terminal: str, place: str) -> str:
    if terminal == "COMMA" and place in _ANOTHER:
        return _ANOTHER[place]
    return _NAMES.get(terminal) or f"`{_literal(grammar, terminal)}`"


def _literal(grammar: lark.Lark, terminal: str) -> str | None:
    """The word or sign that a terminal is; None where it has several forms."""
    pattern = next((each.pattern for each in grammar.terminals if each.name == terminal), None)
    return pattern.value if isinstance(pattern, lark.lexer.PatternStr) else None
