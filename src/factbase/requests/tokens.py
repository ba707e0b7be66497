"""What is typed, in pieces: in, a line; out, its tokens, each with its kind, by the terminals of the grammar and the table of functions."""

from __future__ import annotations

import re
from collections.abc import Container, Iterator
from pathlib import Path

from factbase.ground.builtin import FUNCTIONS

__all__ = ["Tokens"]

_UNFINISHED = r'"(?:[^"\\\n]|\\.)*'  # a string that is being typed
_IS_WORD = re.compile(r"[a-z]\w*\Z")


class Tokens:
    """The tokens of a line, as far as they can be told without what stands before it; `folder` may keep the grammar's tables.

    The kinds: comment, string, date, command, keyword, relation, unknown (a relation or function that there is not), variable, other."""

    def __init__(self, folder: Path | None) -> None:
        from factbase.syntax.grammar import terminals  # late: what is shown first is not typed yet

        grammar = terminals(folder)
        words = sorted(filter(_IS_WORD.match, grammar.literals), reverse=True)
        named = grammar.of("MODE", "AGGREGATE", "COMPARE", "STRING_TEST", "ASIDE", "TABLE", "POSSIBLE", "QUERY")
        keywords = [*named, rf"(?:{'|'.join(words)})(?![\w(])", ":-", r"\?-"]
        name = grammar.of("NAME")[0]
        kinds = {
            "comment": grammar.of("COMMENT"),
            "string": [*grammar.of("STRING"), _UNFINISHED],
            "date": grammar.of("DATE"),
            "command": [r"^\s*:[\w-]*"],
            "keyword": keywords,
            "relation": [rf"{name}(?=\()"],
            "variable": [*grammar.of("VARIABLE"), "_"],
            "other": [name, *grammar.of("DECIMAL", "INT"), r"[\s\S]"],
        }
        self._pattern = re.compile("|".join(f"(?P<{kind}>{'|'.join(each)})" for kind, each in kinds.items()))

    def of(self, line: str, relations: Container[str]) -> Iterator[tuple[str, str]]:
        """The kind and the text of each token."""
        for match in self._pattern.finditer(line):
            kind, text = match.lastgroup or "other", match.group()
            if kind == "relation" and text not in relations and text not in FUNCTIONS:
                kind = "unknown"
            yield kind, text
