"""What of a base a goal can reach: in, its body, the rules and the facts; out, the mistakes of documents and tables that concern it.

A document that is missing stops only what may be answered from it. Promised: the rest is named and never passed over in silence.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping, Sequence

from factbase.ground.composed import claimed
from factbase.ground.diagnostic import Diagnostic, diagnose
from factbase.ground.span import Span
from factbase.program.completion import Root
from factbase.program.declare import MENTIONS, SAME_VOICE
from factbase.program.model import Cited, Program, matches
from factbase.program.plain import relation_asked
from factbase.syntax.packed import others
from factbase.syntax.tree import Literal, Rule, TableDeclaration, Tree

__all__ = ["OF_DOCUMENTS", "OF_ONE", "beyond_quotes", "concerning", "depending", "reached"]

OF_DOCUMENTS = frozenset({"E115", "E117", "E132", "E134", "E503", "E504", "E505", "E506"})
"""The errors of one document or quote."""
_OF_QUOTES = frozenset({"E503", "E504", "E505", "E506"})
OF_ONE = OF_DOCUMENTS | {"E120"}
"""The errors of one document or table: they stop only what may be answered from it, and leave all else as it is declared."""


def beyond_quotes(errors: Iterable[Diagnostic]) -> tuple[Diagnostic, ...]:
    """The errors that may keep something from being shown: not those of quotes, each of which is shown with what became of it."""
    return tuple(error for error in errors if error.code not in _OF_QUOTES)


def reached(bodies: Iterable[Sequence[Literal]], rules: Iterable[Rule]) -> frozenset[str]:
    """The relations that an answer to some bodies may need, by whatever rules."""
    by_head: dict[str, list[Rule]] = {}
    for rule in rules:
        by_head.setdefault(rule.head.claim.relation, []).append(rule)
    wanted = [relation_asked(match) for body in bodies for match in matches(body)]
    seen: set[str] = set()
    while wanted:
        name = wanted.pop()
        if name not in seen:
            seen.add(name)
            if not name.isidentifier() and claimed(name) != name:
                wanted.append(claimed(name))  # whose facts have the quotes
            wanted.extend(relation_asked(match) for rule in by_head.get(name, ()) for match in matches(rule.body))
    return frozenset(seen)


def depending(roots: Iterable[Root], bodies: Iterable[Sequence[Literal]], program: Program) -> frozenset[Root]:
    """Those of some unknown days on which an answer to some bodies may depend: all but those of facts and rules that it cannot need."""
    reach = reached(bodies, program.rules)
    apart = [rule.span for rule in program.rules if rule.head.claim.relation not in reach]
    facts = {root[0] for root in roots if isinstance(root, tuple) and type(root[0]) is int}
    far = {fact.index for fact in program.facts.listed if fact.index in facts and fact.relation not in reach}

    def is_far(root: Root) -> bool:
        if not isinstance(root, tuple) or len(root) < 2:
            return False  # of the view
        if type(root[0]) is int:
            return root[0] in far
        path, at = root[:2] if type(root[1]) is int else str(root[0]).rsplit(":", 1)
        return any(span.path == path and span.start <= int(at) < span.end for span in apart)

    return frozenset(root for root in roots if not is_far(root))


def concerning(
    errors: Sequence[Diagnostic], reach: frozenset[str], program: Program, trees: Mapping[str, Tree]
) -> tuple[tuple[Diagnostic, ...], tuple[Diagnostic, ...]]:
    """The errors that concern a goal of some relations, and a warning that names all others, if there are any.

    An error whose place is not known to be that of another goal's document concerns every goal. What is
    computed from all documents, which of them repeat one another or have some words, is concerned by each of them."""
    passing = OF_ONE - OF_DOCUMENTS if reach & {SAME_VOICE, MENTIONS} else OF_ONE
    if not any(error.code in passing for error in errors):
        return tuple(errors), ()
    far = _far(reach, program, trees)
    concerns: list[Diagnostic] = []
    left: list[Diagnostic] = []
    for error in errors:
        (left if error.code in passing and error.span in far else concerns).append(error)
    if not left:
        return tuple(errors), ()
    detail = [f"{error.span.place}: {error.message}" for error in left if error.span is not None]
    mistakes = f"{len(left)} {'mistake' if len(left) == 1 else 'mistakes'}"
    warning = diagnose("S106", None, mistakes=mistakes, are="is" if len(left) == 1 else "are", detail=detail)
    return tuple(concerns), (warning,)


def _far(reach: Collection[str], program: Program, trees: Mapping[str, Tree]) -> set[Span]:
    """Where the sources, quotes and tables stand of which no fact of some relations is cited."""
    near_sources: set[str] = set()
    quotes: dict[Span, Cited] = {}
    asked: set[Cited] = set()  # a quote that several facts have is judged once, at the place of any of them
    near: set[Span] = set()
    far: set[Span] = set()
    for fact in program.facts.listed:
        quotes.update((cited.span, cited) for cited in fact.quotes)
        if fact.relation in reach:
            asked.update(fact.quotes)
    near_sources.update(cited.source for cited in asked)
    for span, cited in quotes.items():
        (near if cited in asked else far).add(span)
    for table in program.facts.tables:
        if table.relation in reach and table.source is not None:
            near_sources.update(table.source.values)
    for source in program.sources.values():
        places = (span for span in (source.span, source.file_span) if span is not None)
        (near if source.name in near_sources else far).update(places)
    for aside in program.asides:  # no answer rests on them
        far.update((aside.span, aside.cited.span if aside.cited is not None else aside.span))
    for reference in program.references:  # an answer that cites its source may be told by it
        spans = near if reference.source in near_sources else far
        spans.update(cited.span for cited in reference.citations)
        spans.update((reference.lines.span,) if reference.lines is not None else ())
    for tree in trees.values():
        for statement in others(tree):
            if isinstance(statement, TableDeclaration):
                (near if statement.relation in reach else far).add(statement.file.span)
    return far - near
