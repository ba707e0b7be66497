"""Regular expressions that are compiled when they are first used: in, a pattern; out, what gives it compiled.

Most answers need few of the expressions that judge a quote, and to compile them all takes longer than to read a base of some hundred facts.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from functools import cache

__all__ = ["later"]


def later(pattern: str, flags: int = 0) -> Callable[[], re.Pattern[str]]:
    """What compiles the pattern, once."""
    return cache(lambda: re.compile(pattern, flags))
