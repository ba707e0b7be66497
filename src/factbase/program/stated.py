"""Facts: in, Trees and Declared; out, the facts as values in reading order, and what is wrong in their names, quotes and types.

Plain facts come packed. What a whole column shares is judged once: its relation and arity, and each distinct value against the type of its
argument. A fact of which something is wrong is unpacked, and judged by the same code as one that was never packed.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import replace
from itertools import count, repeat
from typing import Literal as Choice
from typing import TypeVar

from factbase.ground.composed import composed
from factbase.ground.date import Date, Truth, before
from factbase.ground.diagnostic import Diagnostic, Related, diagnose
from factbase.ground.span import Span
from factbase.ground.value import Symbol, Unknown, Value
from factbase.program.declare import Declared
from factbase.program.model import QUOTE_ATTRIBUTES, Cited, Fact
from factbase.program.resolve import NOT_ON_A_DAY, claim_names, is_ours, lasts_not
from factbase.program.types import check_fact, fitting
from factbase.syntax.packed import Statements, packed
from factbase.syntax.packing import Pack
from factbase.syntax.tree import (
    Aggregate,
    Anonymous,
    Assumption,
    Call,
    Citation,
    Claim,
    Constant,
    From,
    Tree,
    Variable,
    When,
)
from factbase.syntax.tree import Fact as FactTree

__all__ = ["cited_by", "resolve_facts"]

T = TypeVar("T")
Fits = dict[frozenset[str], Callable[[Value], bool]]  # by the types of an argument


def resolve_facts(trees: Sequence[Tree], declared: Declared) -> tuple[list[Fact], list[Diagnostic]]:
    """The facts of all files after those that the sources declare; one whose names are wrong is left out and told."""
    facts = list(declared.facts)
    problems: list[Diagnostic] = []
    unknowns = count()
    fits: Fits = {}
    for tree in trees:
        reader = _FactReader(packed(tree), declared, problems, unknowns, fits)
        facts += reader.facts(len(facts))
    problems.extend(_repeated(facts))
    return facts, problems


class _FactReader:
    """The facts of one file."""

    def __init__(
        self,
        statements: Statements,
        declared: Declared,
        problems: list[Diagnostic],
        unknowns: Iterator[int],
        fits: Fits,
    ) -> None:
        self.statements = statements
        self.declared = declared
        self.problems = problems
        self.unknowns = unknowns
        self.fits = fits
        self.defaults = self._defaults()
        self.fact_of: dict[int, Fact] = {}  # by the number of the statement
        self.doubtful: list[int] = []  # those whose types are to be checked one by one

    def facts(self, first: int) -> list[Fact]:
        """The facts in reading order, their indexes from `first` on."""
        plain: list[tuple[Pack, Sequence[int] | None]] = []
        for pack in self.statements.packs:
            wrong = self._wrong(pack)
            if len(wrong) < len(pack.at):
                plain.append((pack, [row for row in range(len(pack.at)) if row not in wrong] if wrong else None))
            for row in sorted(wrong):
                self._node(self.statements.fact(pack, row), pack.at[row])
        for at, statement in self.statements.others.items():
            if isinstance(statement, FactTree | Assumption):
                self._node(statement, at)
        places = sorted([*self.fact_of, *(at for pack, rows in plain for at in _chosen(pack.at, rows))])
        index = dict(zip(places, range(first, first + len(places)), strict=True))
        self.fact_of = {at: replace(fact, index=index[at]) for at, fact in self.fact_of.items()}
        for pack, rows in plain:
            self._plain(pack, rows, index)
        for at in sorted(self.doubtful):
            self.problems.extend(check_fact(self.fact_of[at], self.declared))
        return [self.fact_of[at] for at in places]

    # ---- plain facts

    def _defaults(self) -> list[str | None]:
        """For each statement the source that the `from` above it names; one that nobody declares is told here, and is ""."""
        names: list[str | None] = []
        default: str | None = None
        for at, statement in self.statements.others.items():
            if isinstance(statement, From):
                names.extend(repeat(default, at - len(names)))
                default = statement.source
                if default not in self.declared.sources:
                    hint = self.declared.near(default, self.declared.sources)
                    self.problems.append(diagnose("E102", statement.span, name=default, hint=hint))
                    default = ""
        names.extend(repeat(default, len(self.statements) - len(names)))
        return names

    def _wrong(self, pack: Pack) -> set[int]:
        """The rows of a pack that have something wrong in their names or sources."""
        form, declared = pack.form, self.declared
        named = (source for source in form.sources if source is not None)
        bare = not (form.assumed or form.sources)
        if bare or not self._claims(pack) or any(name not in declared.sources for name in named):
            return set(range(len(pack.at)))
        wrong: set[int] = set()
        if form.mode is not None:
            values = self.statements.values
            nobody = {c for c in set(pack.values[0]) if not self._claimant(values[c])}
            wrong |= {row for row, code in enumerate(pack.values[0]) if code in nobody}
        if form.sources and form.sources[0] is None:
            defaults = self.defaults
            wrong |= {row for row, at in enumerate(pack.at) if not defaults[at]}
        if form.when == "on" and form.relation.startswith("-"):
            wrong |= set(range(len(pack.at)))  # to be looked at one by one
        if form.when == "span":
            days, ends = self._days(), list(zip(*pack.when[:2], strict=True))
            backwards = {(a, b) for a, b in set(ends) if _backwards(days[a], days[b])}
            wrong |= {row for row, pair in enumerate(ends) if pair in backwards} if backwards else set()
        return wrong

    def _claims(self, pack: Pack) -> bool:
        """Whether the relation of a pack is one that facts can state, with so many arguments."""
        form = pack.form
        relation = self.declared.relation(form.relation)
        width = form.width - (form.mode is not None)
        return relation is not None and len(relation.parameters) == width and not is_ours(form.relation)

    def _claimant(self, value: Value) -> bool:
        return isinstance(value, Symbol) and value.name in self.declared.entities

    def _plain(self, pack: Pack, rows: Sequence[int] | None, index: Mapping[int, int]) -> None:
        """Adds the facts of a pack; `rows` are those with nothing wrong, None for all."""
        form, file, values = pack.form, self.statements.file, self.statements.values
        places = _chosen(pack.at, rows)
        columns = [[values[code] for code in _chosen(column, rows)] for column in pack.values]
        tuples: Iterator[tuple[Value, ...]] = zip(*columns, strict=True) if columns else repeat((), len(places))
        spans = zip(_chosen(pack.starts, rows), _chosen(pack.ends, rows), strict=True)
        whens = self._whens(pack, rows)
        citations = self._citations(pack, rows)
        kind: Choice["assumed", "cited"] = "assumed" if form.assumed else "cited"
        relation, mode, fact_of = form.relation, form.mode, self.fact_of
        for at, row, (start, end), when, cited in zip(places, tuples, spans, whens, citations, strict=True):
            fact_of[at] = Fact(index[at], relation, mode, row, when, cited, kind, span=Span(file, start, end))
        self.doubtful.extend(places[row] for row in self._misfits(pack, rows))

    def _whens(self, pack: Pack, rows: Sequence[int] | None) -> Iterator[When | None]:
        file, kind = self.statements.file, pack.form.when
        if kind is None:
            return repeat(None, len(pack.at) if rows is None else len(rows))
        days = self._days()
        chosen = zip(*(_chosen(column, rows) for column in pack.when), strict=True)
        return (When(kind, days[a], days[b], span=Span(file, start, end)) for a, b, start, end in chosen)

    def _days(self) -> list[Date | None]:
        """The dates among the values, by their numbers, and at -1 an open end."""
        return [*(value if isinstance(value, Date) else None for value in self.statements.values), None]

    def _citations(self, pack: Pack, rows: Sequence[int] | None) -> Iterator[tuple[Cited, ...]]:
        if not pack.quotes:
            return repeat((), len(pack.at) if rows is None else len(rows))
        file = self.statements.file
        current = [self.defaults[at] for at in _chosen(pack.at, rows)]
        columns: list[list[Cited]] = []
        for named, words, (starts, ends) in zip(pack.form.sources, pack.quoted(file.text), pack.quotes, strict=True):
            if named is not None:
                current = [named] * len(current)
            parts = (_chosen(words, rows), _chosen(starts, rows), _chosen(ends, rows))
            columns.append(
                [
                    Cited(source or "", quote, None, None, span=Span(file, start, end))
                    for source, quote, start, end in zip(current, *parts, strict=True)
                ]
            )
        return zip(*columns, strict=True)

    def _misfits(self, pack: Pack, rows: Sequence[int] | None) -> set[int]:
        """Which of the chosen rows hold a value that its argument does not take."""
        relation = self.declared.relation(pack.form.relation)
        parameters = relation.parameters if relation is not None else ()
        columns = pack.values[1:] if pack.form.mode is not None else pack.values
        values, wrong = self.statements.values, set[int]()
        for parameter, column in zip(parameters, columns, strict=True):
            if parameter.types is None:
                continue
            if parameter.types not in self.fits:
                self.fits[parameter.types] = fitting(parameter.types, self.declared)
            fits = self.fits[parameter.types]
            codes = _chosen(column, rows)
            bad = {code for code in set(codes) if not fits(values[code])}
            if bad:
                wrong.update(row for row, code in enumerate(codes) if code in bad)
        return wrong

    # ---- one by one

    def _node(self, statement: FactTree | Assumption, at: int) -> None:
        """Adds the fact of a statement, or tells what is wrong with it. Its index is set later."""
        before = len(self.problems)
        citations: tuple[Cited, ...] = ()
        context: tuple[Cited, ...] = ()
        if isinstance(statement, FactTree) and not _as_a_rule(statement):
            citations, context = self._quotes(statement, self.defaults[at])
        claim, when = statement.claim, statement.when
        if isinstance(claim.who, Constant) and isinstance(claim.who.value, Unknown):
            hint = "whose words they are is what makes them a claim; declare an entity for who it is"
            self.problems.append(diagnose("E116", claim.who.span, name="?", hint=hint))
            claim = replace(claim, who=None)
        self.problems.extend(claim_names(claim, self.declared, derives=True))
        values = tuple(self._values(claim))
        if when is not None and when.kind == "on" and not claim.mode and lasts_not(claim.relation, self.declared):
            self.problems.append(diagnose("E137", when.span, name=claim.relation, hint=NOT_ON_A_DAY))
        if when is not None and _backwards(when.first, when.last):
            self.problems.append(diagnose("E131", when.span, first=when.first, last=when.last))
        if len(self.problems) > before:
            return
        kind: Choice["assumed", "cited"] = "assumed" if isinstance(statement, Assumption) else "cited"
        waivers = statement.waivers if isinstance(statement, FactTree) else ()
        words = statement.words if isinstance(statement, Assumption) else None
        self.fact_of[at] = Fact(
            0,
            claim.relation,
            claim.mode,
            values,
            when,
            citations,
            kind,
            span=statement.span,
            waivers=waivers,
            words=words,
            context=context,
        )
        self.doubtful.append(at)

    def _quotes(self, fact: FactTree, default: str | None) -> tuple[tuple[Cited, ...], tuple[Cited, ...]]:
        """The evidence of a fact and its context."""
        if not fact.citations:
            hint = "quote the words that say it, or write `assume` to state it openly without a source"
            hint = "a context is no evidence: quote the words that say it" if fact.context else hint
            self.problems.append(diagnose("E501", fact.claim.span, hint=hint))
        last = next((c.source for c in reversed(fact.citations) if c.source is not None), default)
        quotes = ((fact.citations, default), (fact.context, last))
        evidence, context = (tuple(cited_by(each, source, self.declared, self.problems)) for each, source in quotes)
        return evidence, context

    def _values(self, claim: Claim) -> Iterator[Value]:
        for part in (*([claim.who] if claim.who is not None else []), *claim.args):
            match part:
                case Constant(value=Unknown()):
                    yield Unknown(next(self.unknowns))  # each `?` of a base is one of its own
                case Constant():
                    yield part.value
                case Variable():
                    hint = "a name in lower case is a constant" if composed(claim.relation).condition is None else _RULE
                    self.problems.append(diagnose("E303", part.span, name=part.name, hint=hint))
                case Anonymous():
                    hint = "`?` is a value that the document does not give"
                    self.problems.append(diagnose("E303", part.span, name="_", hint=hint))
                case Call():
                    self.problems.append(diagnose("E303", part.span, name=f"{part.function}(…)"))
                case Aggregate():
                    self.problems.append(diagnose("E303", part.span, name=f"{part.function} {{…}}"))


_RULE = "`if` tells the condition of a claim; a rule is `p(X) :- q(X).`"


def _as_a_rule(fact: FactTree) -> bool:
    """Whether what reads as a claim with a condition is meant as a rule: it has variables, and no quote."""
    conditional = composed(fact.claim.relation).condition is not None
    return conditional and not fact.citations and any(isinstance(part, Variable) for part in fact.claim.args)


def cited_by(
    citations: Sequence[Citation], default: str | None, declared: Declared, problems: list[Diagnostic]
) -> Iterator[Cited]:
    """Some quotes with their sources, each with the last one that is named, at first `default`, which is "" where nobody declares it."""
    current = default
    for citation in citations:
        current = citation.source or current
        if current is None:
            hint = "write `from SOURCE.` above it, or `@ SOURCE` before it"
            problems.append(diagnose("E502", citation.span, hint=hint))
        elif current not in declared.sources:
            if citation.source is not None:  # an unknown `from` is told where it stands
                near = declared.near(current, declared.sources)
                problems.append(diagnose("E102", citation.span, name=current, hint=near))
        else:
            said = tuple(_attributes(citation, problems)) if citation.attributes else ()
            yield Cited(current, citation.quote, citation.after, citation.before, span=citation.span, attributes=said)


def _attributes(citation: Citation, problems: list[Diagnostic]) -> Iterator[tuple[str, Symbol | str]]:
    """What is said of a quote; E507 for what may not be said of one."""
    seen: set[str] = set()
    for each in citation.attributes:
        value = each.value.value
        if each.name not in QUOTE_ATTRIBUTES:
            hint = f"there are {', '.join(f'`{name}`' for name in QUOTE_ATTRIBUTES)}"
            problems.append(
                diagnose("E507", each.span, name=each.name, problem="is no attribute of a quote", hint=hint)
            )
        elif each.name in seen:
            problems.append(diagnose("E507", each.span, name=each.name, problem="stands twice after one quote"))
        elif isinstance(value, Symbol | str):
            seen.add(each.name)
            yield each.name, value


def _backwards(first: Date | None, last: Date | None) -> bool:
    """Whether something ends before it begins, whichever days are meant."""
    return first is not None and last is not None and before(last, first) is Truth.CERTAIN


def _chosen(column: Sequence[T], rows: Sequence[int] | None) -> Sequence[T]:
    return column if rows is None else [column[row] for row in rows]


def _repeated(facts: Sequence[Fact]) -> Iterator[Diagnostic]:
    """W102 for each quote that supports what it supports already. Most quotes stand once: only others are looked at closely."""
    once: dict[tuple[str, str], tuple[Fact, Cited]] = {}
    seen: dict[tuple[object, ...], Span] = {}
    for fact in facts:
        if fact.kind != "cited":
            continue
        for cited in fact.citations:
            words = (cited.source, cited.quote)
            first = once.setdefault(words, (fact, cited))
            if first[1] is cited:
                continue
            seen.setdefault((_claimed(first[0]), words), first[1].span)
            key = (_claimed(fact), words)
            if key in seen:
                yield diagnose("W102", cited.span, related=[Related(seen[key], "it stands here already")])
            seen.setdefault(key, cited.span)


def _claimed(fact: Fact) -> tuple[object, ...]:
    return fact.relation, fact.mode, fact.values, fact.when
