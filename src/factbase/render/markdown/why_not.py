"""Why a goal has no answer, as Markdown: in, how far each way to one gets; out, lists of it, and of what would give one."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from factbase.render.markdown.foot import Footnotes
from factbase.render.markdown.proofs import proof_items
from factbase.render.markdown.words import items, words
from factbase.render.paint import block, plain
from factbase.render.proof import against_lines
from factbase.render.text import HIDDEN
from factbase.result.proof import Proofs
from factbase.result.result import Blocked, Missing, Repair

__all__ = ["blocked_items", "repair_blocks"]


def blocked_items(blocked: Sequence[Blocked], proofs: Proofs, foot: Footnotes, indent: int = 0) -> Iterator[str]:
    """How far each way gets, line by line: where it stops, what holds up to there, and what is missing, rule under rule."""
    for each in blocked:
        goal = "the goal" if each.alternative is None else f"the alternative {each.alternative}"
        where = f"rule {each.failure.rule}" if each.failure.rule is not None else goal
        yield _item(f"{where} {each.failure}", indent)
        yield from _proved("up to there it holds:", each.held, proofs, foot, indent + 2)
        yield from _proved("which holds:", each.present, proofs, foot, indent + 2)
        if each.missing is not None:
            yield from _missing(each.missing, proofs, foot, indent + 2)


def _missing(missing: Missing, proofs: Proofs, foot: Footnotes, indent: int) -> Iterator[str]:
    if missing.again:
        yield _item(f"{missing.claim}: told above", indent)
        return
    searched = missing.searched
    yield from (_item(line, indent) for line in (searched.outcome, *searched.limits))
    for fact in searched.may_be:
        yield f"{' ' * indent}- {foot.marked(f'it may be {fact.statement}, whose value is not given', [fact])}"
    for each in missing.hidden:
        said = f"only the view hides {each.fact.statement}{HIDDEN[each.why]}"
        yield f"{' ' * indent}- {foot.marked(said, [each.fact])}"
    for near in missing.near:
        yield from _proved(f"near ({near.why}):", (near.proof,), proofs, foot, indent)
    yield from blocked_items(missing.rules, proofs, foot, indent)
    if missing.deeper:
        yield f"{' ' * indent}- its rules are not followed further: `factbase why-not --depth` does"


def _proved(head: str, ids: Sequence[str], proofs: Proofs, foot: Footnotes, indent: int) -> Iterator[str]:
    if ids:
        yield _item(head, indent)
    for each in ids:
        yield from proof_items(each, proofs, foot, indent + 2)


def _item(text: str, indent: int) -> str:
    return f"{' ' * indent}- {words(text)}"


def repair_blocks(repairs: Sequence[Repair], proofs: Proofs, foot: Footnotes) -> Iterator[str]:
    """What would give the goal an answer, or that nothing was found that would."""
    for each in repairs:
        changes = [f"if {' and '.join(each.add)} were cited"] if each.add else []
        changes += ["without:"] if each.remove else []
        lines = [_item(f"it would hold {' and '.join(changes)}", 0)]
        lines += [f"  - {foot.marked(fact.statement or fact.kind, [fact])}" for fact in each.remove]
        lines += [_item("but the base says that it is not so:", 2)] if each.against else []
        yield block(lines)
        if each.against:
            yield items(against_lines(each.against, proofs, plain), indent=4)
    if not repairs:
        yield "no small change that was tried would give it an answer"
