"""Proofs as they are folded on a page: in, nodes and an id; out, their parts in reading order, each opened and closed.

Every part is there once; where it stands again, that leads to the first place. No page is nested deeper than a browser reads.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Literal

from factbase.ground.dataclass import dataclass
from factbase.result.proof import Node, Proofs
from factbase.result.site import anchor

__all__ = ["Step", "steps"]

DEEPEST = 40


@dataclass(frozen=True, slots=True)
class Step:
    """A step through a proof: a part that is opened, one that is `told` whole, one that was told before, a head over what follows, or the
    end of what was opened last. `name` is the place of the part on the page."""

    kind: Literal["open", "told", "again", "head", "close"]
    node: Node | None = None
    name: str = ""
    head: str = ""


def steps(proof: str, proofs: Proofs, page: str) -> Iterator[Step]:
    """The steps through a whole proof. `page` is what tells its places from those of other proofs on the page.

    A stack of our own: a chain of rules may be long."""
    seen: set[str] = set()
    stack: list[str | Step] = [proof]
    depth = 0
    while stack:
        each = stack.pop()
        if isinstance(each, Step):
            depth -= each.kind == "close"
            yield each
            continue
        node = proofs[each]
        name = anchor("p", page, each)
        if node.kind == "joined":
            stack.extend(reversed(node.premises or ()))
        elif each in seen:
            yield Step("again", node, name)
        else:
            seen.add(each)
            below = list(_below(node))
            if below and depth < DEEPEST:
                depth += 1
                yield Step("open", node, name)
                stack.append(Step("close"))
            else:
                yield Step("told", node, name)  # what is under one that is too deep follows it
            stack.extend(reversed(below))


def _below(node: Node) -> Iterator[str | Step]:
    """What is under a part, each contributor or case under a head of its own."""
    yield from node.premises or ()
    for member in node.members or ():
        yield Step("head", head=member.written)
        yield from member.premises
    for case in node.cases or ():
        yield Step("head", head=node.where(case))
        yield case.proof
