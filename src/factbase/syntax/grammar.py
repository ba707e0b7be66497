"""The grammar, ready to parse: in, `grammar/factbase.lark`; out, lark's LALR parser for it.

Its tables take 70 ms to compute and 5 ms to read back, so a folder may keep them, as JSON keyed by what they are made from.
"""

from __future__ import annotations

import json
from collections.abc import Mapping
from contextlib import suppress
from functools import cache
from hashlib import sha256
from pathlib import Path
from typing import Any

import lark
from lark.lexer import LexerState, LexerThread, LineCounter

from factbase.ground.dataclass import dataclass
from factbase.ground.keeping import keep, kept

__all__ = ["GRAMMAR", "Terminals", "lexing", "parsed", "parser", "terminals", "tokens"]

MAX_BYTES = 10_000_000  # of kept tables; they have a twentieth of that

_PACKAGED = Path(__file__).parent.parent / "grammar" / "factbase.lark"  # in the wheel
GRAMMAR = _PACKAGED if _PACKAGED.exists() else Path(__file__).parents[3] / "grammar" / "factbase.lark"


@cache
def parser(folder: Path | None = None) -> lark.Lark:
    """The parser; its tables come from `folder` where it holds them, and are kept there."""
    text = GRAMMAR.read_text(encoding="utf-8")
    name = f"tables-{sha256(f'{lark.__version__} {text}'.encode()).hexdigest()}.json"
    if folder is not None:
        loaded = _read(folder, name)
        if loaded is not None:
            return loaded
    made = lark.Lark(
        text, start=["statement", "goal"], parser="lalr", maybe_placeholders=True, propagate_positions=False
    )
    if folder is not None:
        _write(folder, name, made)
    return made


@dataclass(frozen=True, slots=True)
class Terminals:
    """The terminals of the grammar: by name, each as a regular expression, and the words and signs that stand in its rules."""

    named: Mapping[str, str]
    literals: frozenset[str]

    def of(self, *names: str) -> list[str]:
        """The regular expressions of some."""
        return [self.named[name] for name in names]


def terminals(folder: Path | None = None) -> Terminals:
    """The terminals of the grammar."""
    definitions = parser(folder).terminals
    literals = frozenset(each.pattern.value for each in definitions if isinstance(each.pattern, lark.lexer.PatternStr))
    return Terminals({each.name: each.pattern.to_regexp() for each in definitions}, literals)


def parsed(grammar: lark.Lark, text: str, start: int, end: int, symbol: str) -> lark.Tree[lark.Token]:
    """The tree of the statement between two offsets of a text, whose tokens tell their offsets in all of it. Raises what lark raises.

    Nothing is copied, and nothing before it is read: a text of many statements is read in a time by its length."""
    tree: lark.Tree[lark.Token] = grammar.parser.parser.parse(
        LexerThread(grammar.parser.lexer, lexing(text, start, end)), symbol
    )
    return tree


def tokens(grammar: lark.Lark, text: str, start: int, end: int) -> list[lark.Token]:
    """The tokens of the statement between two offsets, each as what it is read where it stands. Raises what lark raises."""
    reading = grammar.parser.parser.parse_interactive(
        LexerThread(grammar.parser.lexer, lexing(text, start, end)), "statement"
    )
    return list(reading.iter_parse())


def lexing(text: str, start: int, end: int) -> LexerState:
    """The state of a lexer that is to read the text between two offsets."""
    counter = LineCounter("\n")  # type: ignore[no-untyped-call]  # lark leaves it untyped
    counter.char_pos = start  # else lark would count the lines up to here, which nobody asks for
    return LexerState(lark.TextSlice(text, start, end), counter)


def _read(folder: Path, name: str) -> lark.Lark | None:
    """The parser of kept tables. They are lark's own, in the form its standalone parsers use; whatever fails is a miss."""
    held = kept(folder, name, MAX_BYTES)
    if held is None:
        return None
    try:
        data, memo = json.loads(held)
        table: dict[str, Any] = data["parser"]["parser"]
        table["tokens"] = {int(token): name for token, name in table["tokens"].items()}
        table["states"] = {
            int(state): {int(token): tuple(action) for token, action in actions.items()}
            for state, actions in table["states"].items()
        }
        numbered = {int(key): value for key, value in memo.items()}
        loaded: lark.Lark = lark.Lark._load_from_dict(data, numbered)  # type: ignore[no-untyped-call]  # lark leaves it untyped
        return loaded
    except (ValueError, KeyError, IndexError, TypeError, AttributeError, lark.exceptions.LarkError):
        return None


def _write(folder: Path, name: str, made: lark.Lark) -> None:
    with suppress(OSError, ValueError, TypeError):  # without it the tables are computed again, no more
        text = json.dumps(made.memo_serialize([lark.lexer.TerminalDef, lark.grammar.Rule]))
        keep(folder, name, text.encode())
