"""Facts about something as text: in, those that were found; out, each with its sentence and its quotes, then how many there are."""

from __future__ import annotations

from collections.abc import Iterator

from factbase.render.matches import fact_block, name_block
from factbase.render.paint import Paint, block
from factbase.render.problems import problem_lines
from factbase.render.words import plural
from factbase.result.about import About

__all__ = ["about_text"]


def about_text(about: About, paint: Paint) -> Iterator[str]:
    """What is called so, the facts, and how much was searched; what may be missing stands before all."""
    for each in about.problems:
        yield block(problem_lines(each, paint))
    yield from (name_block(each, paint) for each in about.entities)
    yield from (fact_block(each, paint) for each in about.facts)
    if about.more:
        yield f"and {plural(about.more, 'more fact')}: --limit"
    which = {
        "entity": "that name",
        "constant": "that name",
        "relation": "of the relation",
        "both": "that name or are of the relation",
        "source": "that cite",
    }[about.is_a]
    count = plural(len(about.facts) + about.more, "fact")
    yield block([f"{count} {which} {about.name}, of {about.searched}, whatever their dates"])
