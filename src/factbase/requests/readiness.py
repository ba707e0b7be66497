"""Getting ready: in, where things are kept, and a base; out, nothing, but what the first question needs is there: it waits for none of it.

`get_ready` may be done in a thread: nothing of a base is looked at. What `practise` makes of a base is kept with it, so nobody else may
ask that base meanwhile.
"""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import suppress
from importlib import import_module
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:  # read with the first base
    from factbase.base import FactBase, View

__all__ = ["get_ready", "practise"]

NEEDED = (
    "factbase.syntax.parse",
    "factbase.engine.pydatalog.driver",
    "factbase.explain.hidden",
    "factbase.explain.contradicted",
    "factbase.render.proof",
)
"""What is imported when it is first used, by almost every first question."""


def get_ready(cache: Path | None) -> None:
    """Imports what a question needs, and reads the grammar."""
    for name in NEEDED:
        import_module(name)
    from factbase.syntax.grammar import terminals

    terminals(cache)


MOST_FACTS, WORK = 4_000, 20_000
"""Facts of a base, and steps of pyDatalog's, past which nothing is practised: a question may have to wait a tenth of a second for it."""


def practise(base: FactBase, view: View) -> Iterator[None]:
    """Steps that make, for a base, what almost every first question in a view has to make; each is done when the next one is asked for.

    The last one answers what the base itself expects: so all on the way from a goal to its text was used once. No answer is kept."""
    from factbase.engine.base import TooLarge, Unsupported
    from factbase.engine.meter import Meter
    from factbase.engine.pydatalog import PyDatalogEngine
    from factbase.render.paint import plain
    from factbase.requests.answers import Ask
    from factbase.requests.request import Context
    from factbase.syntax.write import write_literal

    if base.errors or len(base.program.facts) > MOST_FACTS:
        return
    engine = Meter(PyDatalogEngine(max_work=WORK), lambda: 0.0)
    with suppress(TooLarge, Unsupported):
        base.dated.published(engine)
        yield
        base.selection(view)
        yield
        expected = next((each for each in base.program.expectations if not each.negated), None)
        if expected is not None:
            context = Context(lambda paths: base, view, engine, (), base.cache)
            for _ in Ask(goal=write_literal(expected.match)).handle(context).blocks("text", plain):
                yield
