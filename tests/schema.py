"""The JSON Schema of all results, made of their types: `python tests/schema.py` writes it anew where it is shipped."""

from __future__ import annotations

import json
from collections.abc import Iterator
from typing import Any

import msgspec
from checkout import ROOT

from factbase.result.about import About
from factbase.result.citing import Citing
from factbase.result.coverage import Coverage
from factbase.result.difference import Difference
from factbase.result.matches import Matches
from factbase.result.opened import Opened
from factbase.result.queries import Queries
from factbase.result.report import Added, Report
from factbase.result.result import Result
from factbase.result.timeline import Timeline
from factbase.result.weighed import Conflicts, Sources

FILE = ROOT / "src" / "factbase" / "result" / "schema.json"
KINDS: dict[str, type | tuple[type, ...]] = {
    "ask": Result,
    "why": Result,
    "why-not": Result,
    "query": (Result, Queries),  # of one, of several or the list
    "timeline": Timeline,
    "check": Report,
    "load": Added,
    "diff": Difference,
    "sources": Sources,
    "conflicts": Conflicts,
    "find": Matches,
    "cite": Citing,
    "coverage": Coverage,
    "open": Opened,
    "facts": About,
}
"""What each command that prints JSON prints."""


def schema() -> dict[str, Any]:
    """A definition for each command that prints JSON, and for each type; no object has a field that is not told of."""
    of = {name: kind if isinstance(kind, tuple) else (kind,) for name, kind in KINDS.items()}
    kinds = list(dict.fromkeys(kind for each in of.values() for kind in each))
    heads, parts = msgspec.json.schema_components(kinds, ref_template="#/$defs/{name}")
    for each in _objects(parts):
        each["additionalProperties"] = False
    head = dict(zip(kinds, heads, strict=True))
    return {
        "$schema": "https://json-schema.org/draft/2020-12/schema",
        "title": "What factbase prints with --format json",
        "description": "What a command prints is defined by its name. A field that is not required says nothing where it is left out.",
        "anyOf": heads,
        "$defs": {name: _one_of([head[kind] for kind in each]) for name, each in of.items()}
        | dict(sorted(parts.items())),
    }


def _one_of(heads: list[dict[str, Any]]) -> dict[str, Any]:
    return heads[0] if len(heads) == 1 else {"anyOf": heads}


def _objects(node: object) -> Iterator[dict[str, Any]]:
    if isinstance(node, dict):
        if "properties" in node:
            yield node
        for part in node.values():
            yield from _objects(part)
    elif isinstance(node, list):
        for part in node:
            yield from _objects(part)


def written() -> str:
    """The schema as it is shipped."""
    return json.dumps(schema(), indent=1, ensure_ascii=False) + "\n"


if __name__ == "__main__":
    FILE.write_text(written(), encoding="utf-8")
