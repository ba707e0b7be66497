"""What makes a stretch of a text doubtful: in, nothing; out, the kinds of doubt, and one doubt with its word and its scope.

Promised: nothing but the data; where doubts are is found by `doubt` for English, by `cued` for other languages.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from enum import StrEnum

from factbase.cite.normalise import Offsets

__all__ = ["MOST_REPORTS", "QUESTION", "Doubt", "Doubtful"]

MOST_REPORTS = 20
"""Verbs of saying in one sentence that are read closely; in English all that follows another one counts as reported."""

QUESTION = re.compile(r"""[?？](?=["')\]」』]*\s*\Z)""")
"""The mark of a question at its end."""


class Doubtful(StrEnum):
    """What a text does with words beside stating them."""

    NEGATED = "negated"
    HEDGED = "hedged"
    ATTRIBUTED = "attributed"
    CONDITIONAL = "conditional"
    ASKED = "asked"


@dataclass(frozen=True, slots=True)
class Doubt:
    """`word` makes all that stands in `scope` doubtful.

    What takes back a statement has an `extent`, the statement with the clause that does so, of which only the statement is doubtful."""

    kind: Doubtful
    word: str
    scope: Offsets
    span: Offsets  # of the word
    extent: Offsets | None = None
