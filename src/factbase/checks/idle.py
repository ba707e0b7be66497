"""What does nothing in a base: in, a base without mistakes in its names; out, what nobody declared, uses, states or asks for.

What can only be a slip is a warning; what may wait for facts or questions to come is a note, one for all of its kind.
Promised: a rule that rests on one that can never fire is not told beside it; what was typed into a session declares and asks as it likes.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace

from factbase.checks.uses import Uses, is_of_file, relation_mode
from factbase.ground.diagnostic import Diagnostic, diagnose
from factbase.ground.quantity import quantity
from factbase.ground.span import Span
from factbase.ground.value import write_value
from factbase.program.model import Program, Relation, matches
from factbase.syntax.tree import Aggregate, Match

__all__ = ["idle", "listed"]


def idle(program: Program, told: Iterable[Diagnostic]) -> Iterator[Diagnostic]:
    """All findings of these kinds; `told` are those of the base, of which none is told again."""
    uses = Uses(program)
    misspelt = {each.span for each in told if each.code == "W104"}  # for which nobody asks, of course
    yield from _undeclared(program, misspelt)
    yield from _unused(uses)
    yield from _never(uses)
    yield from _unread(uses, {name for name, each in program.relations.items() if each.span in misspelt})


def _undeclared(program: Program, misspelt: set[Span | None]) -> Iterator[Diagnostic]:
    """A warning for each relation that is declared nowhere, where others are."""
    if not any(relation.declared and relation.span is not None for relation in program.relations.values()):
        return
    for relation in program.relations.values():
        if not relation.declared and relation.span not in misspelt and relation.span and is_of_file(relation.span):
            hint = f"declare it, so that its arguments have names and types: `{_declaration(relation)}`"
            yield diagnose("W105", relation.span, name=relation.name, hint=hint)


def _declaration(relation: Relation) -> str:
    return f"relation {relation.name}({', '.join(f'{each.name}: any' for each in relation.parameters)})."


# ---- declared, and never used


def _unused(uses: Uses) -> Iterator[Diagnostic]:
    program = uses.program
    derived = {name for rule in program.rules for name in uses.parts(rule.head.claim.relation)}
    idle: list[tuple[str, Span]] = [
        (f"relation `{name}`", relation.span)
        for name, relation in program.relations.items()
        if relation.declared and relation.span is not None
        if name not in derived and name not in uses.read and not uses.stated.get(name)
    ]
    idle += [(f"entity `{name}`", each.span) for name, each in program.entities.items() if name not in uses.symbols]
    idle += [
        (f"source `{name}`", each.span)
        for name, each in program.sources.items()
        if each.file is not None and name not in uses.cited and name not in uses.symbols
    ]
    idle = [each for each in idle if is_of_file(each[1])]
    if idle:
        one = len(idle) == 1
        what = f"{idle[0][0]} is" if one else f"{_kinds(idle)} are"
        yield listed("W201", idle, what=what, it="it" if one else "them")


def _kinds(idle: Sequence[tuple[str, Span]]) -> str:
    """How many of each kind, in words."""
    kinds = [what.partition(" ")[0] for what, _ in idle]
    return ", ".join(
        f"{kinds.count(kind)} {_PLURAL[kind] if kinds.count(kind) > 1 else kind}" for kind in dict.fromkeys(kinds)
    )


_PLURAL = {"relation": "relations", "entity": "entities", "source": "sources"}


# ---- rules that never fire


def _never(uses: Uses) -> Iterator[Diagnostic]:
    """A note for each rule and check whose body asks for what cannot be; for a rule that rests on such a one, none."""
    bodies = Counter(rule.span for rule in uses.program.rules)
    for rule in uses.program.rules:
        why = _missing(rule.body, uses)
        if why is not None:
            what = "the rule" if bodies[rule.span] == 1 else "the rule, with this alternative,"
            yield diagnose("W202", why[0].span, what=what, do="fire", why=why[1])
    for check in uses.program.checks.values():
        why = _missing(check.body, uses) if not check.made else None
        if why is not None:
            yield diagnose("W202", why[0].span, what=f"check `{check.name}`", do="be violated", why=why[1])


def _missing(body: Sequence[object], uses: Uses) -> tuple[Match, str] | None:
    """The first thing that a body asks for and that cannot be, with why; None where all may be."""
    for literal in body:
        if isinstance(literal, Match):
            why = _why_not(literal, uses)
            if why is not None:
                return literal, why
        elif isinstance(literal, Aggregate):
            for part in matches(literal.body):
                if _is_of_rules_only(part, uses):
                    return part, _NO_SOURCE.format(name=relation_mode(part)[0])
    return None


_NO_SOURCE = "`{name}` is only derived, and only a fact has a source"


def _is_of_rules_only(match: Match, uses: Uses) -> bool:
    wanted = relation_mode(match)
    return match.source is not None and wanted in uses.derived and not uses.is_stated(wanted)


def _why_not(match: Match, uses: Uses) -> str | None:
    name, mode = wanted = relation_mode(match)
    claim = f"{mode}(_): {name}" if mode is not None else name
    if not uses.is_filled(wanted):
        return f"nothing states or derives `{claim}`"
    if _is_of_rules_only(match, uses):
        return _NO_SOURCE.format(name=claim)
    lacking = uses.lacks(match)
    if lacking is not None:
        return f"no fact of `{claim}` has `{write_value(lacking)}` there"
    return None


# ---- facts that nothing reads


def _unread(uses: Uses, misspelt: set[str]) -> Iterator[Diagnostic]:
    """One note on the relations for which nothing asks, where the base asks for anything."""
    if not uses.read:
        return
    unread: list[tuple[str, Span]] = []
    facts = 0
    for name, count in uses.stated.items():
        span = uses.first_stated(name) if name not in uses.read and name not in misspelt else None
        if span is not None:
            facts += count
            unread.append((f"`{name}`, {quantity(count, 'fact')}", span))
    if unread:
        what = f"{quantity(facts, 'fact')} of {quantity(len(unread), 'relation')}"
        if len(unread) == 1:
            what = f"{quantity(facts, 'fact')} of {unread[0][0].partition(',')[0]}"
        yield listed("W203", unread, what=what, it="it" if facts == 1 else "them")


def listed(code: str, places: Sequence[tuple[str, Span]], hint: str | None = None, **fields: object) -> Diagnostic:
    """One finding on several things: at the first, with a line for each where there are more."""
    detail = [f"{span.place}: {what}" for what, span in places] if len(places) > 1 else []
    told = diagnose(code, places[0][1], related=(), hint=hint, detail=detail, **fields)
    return replace(told, entries=tuple(what for what, _ in places))
