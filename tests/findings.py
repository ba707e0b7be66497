"""What `check` finds in a base: in, the base; out, each finding with its words and its place."""

from __future__ import annotations

from factbase.base import FactBase, default_engine
from factbase.checks.audit import audit
from factbase.program.view import View

__all__ = ["findings"]

ENGINE = default_engine()


def findings(base: FactBase) -> list[object]:
    """What a run says, and where."""
    return [
        (
            each.code,
            each.message,
            each.hint,
            each.detail,
            each.span and (each.span.path, each.span.start, each.span.end),
        )
        for each in audit(base, View(), ENGINE).diagnostics
    ]
