"""A mistake of every code that `check` tells of a base: the wrong example of its page, as files by name."""

from __future__ import annotations

from collections.abc import Mapping

from factbase.ground.diagnostic import CODES
from factbase.ground.pages import page_of

__all__ = ["PLANTED"]


def _planted() -> Mapping[str, Mapping[str, str]]:
    examples = ((code, page_of(code).wrong) for code in CODES)
    return {code: example.files for code, example in examples if example is not None and example.command is None}


PLANTED = _planted()
"""The files of the wrong example of each code."""
