"""Fields of sources that no words support: in, a program; out, a note that lists them, source by source.

It is a note and no warning, for few texts print their own date or author; what rests on such a field says so wherever it stands.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from factbase.ground.diagnostic import Diagnostic, diagnose
from factbase.program.model import Fact, Program

__all__ = ["wordless"]


def wordless(program: Program) -> Iterator[Diagnostic]:
    """One note on all fields without words, a line of it for each source; none where each has some."""
    fields: dict[str, list[Fact]] = {}
    for fact in program.facts.listed:  # tables declare nothing
        if fact.of_source is not None and not fact.citations:
            fields.setdefault(fact.of_source, []).append(fact)
    if not fields:
        return
    entries = [_entry(name, facts, program) for name, facts in fields.items()]
    detail = [f"{facts[0].span.place}: {entry}" for facts, entry in zip(fields.values(), entries, strict=True)]
    first = next(iter(fields.values()))[0]
    count = sum(map(len, fields.values()))
    hint = "where the text has the words, let them follow the field"
    count_text = f"{count} field{'' if count == 1 else 's'} of {len(fields)} source{'' if len(fields) == 1 else 's'}"
    told = diagnose("S105", first.span, fields=count_text, are="is" if count == 1 else "are", detail=detail, hint=hint)
    yield replace(told, entries=tuple(entries))


def _entry(name: str, facts: list[Fact], program: Program) -> str:
    named = ", ".join(f"`{relation}`" for relation in dict.fromkeys(fact.relation for fact in facts))
    bare = "" if program.sources[name].file is not None else ", which has no file"
    return f"{named} of `{name}`{bare}"
