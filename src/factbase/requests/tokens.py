"""What is typed, in pieces: in, a line; out, its tokens, each with its kind, by the terminals of the grammar and the table of functions."""

from __future__ import annotations

import re
from collections.abc import Container, Iterator
from pathlib import Path

from factbase.program.declare import FUNCTIONS
from factbase.syntax.grammar import terminals

__all__ = ["Tokens"]

_UNFINISHED = r'"(?:[^"\\\n]|\\.)*'  # a string that is being typed
_IS_WORD = re.compile(r"[a-z]\w*\Z")


class Tokens:
    """The tokens of a line, as far as they can be told without what stands before it; `folder` may keep the grammar's tables.

    The kinds: comment, string, date, command, keyword, relation, unknown (a relation or function that there is not), variable, other."""

    def __init__(self, folder: Path | None) -> None:
        found = terminals(folder)
        words = sorted(filter(_IS_WORD.match, found.literals), reverse=True)
        named = found.of("MODE", "AGGREGATE", "COMPARE", "STRING_TEST", "ASIDE", "TABLE", "POSSIBLE", "QUERY")
        keywords = [*named, rf"(?:{'|'.join(words)})(?![A-Za-z0-9_(])", ":-", r"\?-"]
        name = found.of("NAME")[0]
        kinds = {
            "comment": found.of("COMMENT"),
            "string": [*found.of("STRING"), _UNFINISHED],
            "date": found.of("DATE"),
            "command": [r"^\s*:[\w-]*"],
            "keyword": keywords,
            "relation": [rf"{name}(?=\()"],
            "variable": [*found.of("VARIABLE"), "_"],
            "other": [name, *found.of("DECIMAL", "INT"), r"[\s\S]"],
        }
        self._pattern = re.compile("|".join(f"(?P<{kind}>{'|'.join(each)})" for kind, each in kinds.items()))

    def of(self, line: str, relations: Container[str]) -> Iterator[tuple[str, str]]:
        """The kind and the text of each token."""
        for found in self._pattern.finditer(line):
            kind, text = found.lastgroup or "other", found.group()
            if kind == "relation" and text not in relations and text not in FUNCTIONS:
                kind = "unknown"
            yield kind, text
