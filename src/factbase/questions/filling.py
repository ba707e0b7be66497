"""What may stand as an argument: in, a quote as it is read, and a relation; out, the names that an argument takes, and those of which
nothing else can be meant.

Promised: what is filled in stands in the quote, and is the only such thing there.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterator, Sequence

from factbase.checks.misfits import words_of
from factbase.cite.named import word_spans
from factbase.cite.sense import fits as makes_sense
from factbase.ground.composed import composed
from factbase.ground.date import Date
from factbase.ground.span import TextFile
from factbase.ground.value import Symbol, Unknown, Value, is_symbol_name, write_value
from factbase.program.declare import BASE_TYPES, Declared
from factbase.program.model import Fact, Parameter, Program, Relation
from factbase.program.types import fitting
from factbase.questions.draft import mark
from factbase.questions.naming import Name, QuoteRead, symbol_of
from factbase.questions.sides import ordering
from factbase.syntax.parse import parse_goal
from factbase.syntax.tree import Claim, Constant, Match

__all__ = ["Filling", "constant_of"]


def constant_of(text: str) -> Value | None:
    """The value that a text is in the language; None where it is none."""
    query, problems = parse_goal(TextFile("<value>", f"x({text})"), None)
    match query.body if query is not None and not problems else ():
        case (Match(claim=Claim(args=(Constant() as only,))),) if not isinstance(only.value, Unknown) or text == "?":
            return only.value
    return None


class Filling:
    """The values that arguments of the relations of a program take."""

    def __init__(self, program: Program, facts: Sequence[Fact]) -> None:
        self.program = program
        self._fits: dict[frozenset[str], Callable[[Value], bool]] = {}
        self._facts: dict[str, list[Fact]] = {}
        for fact in facts:
            self._facts.setdefault(composed(fact.relation).relation, []).append(fact)

    def choices(self, quote: QuoteRead, relation: str, place: int) -> tuple[Name, ...]:
        """What the sentence names that an argument takes, the likeliest first; then what facts of the relation have there."""
        said = self.program.relation(relation)
        if said is None:
            return ()
        parameter = said.parameters[place]
        takes = self._taking(parameter, said)
        found: dict[Value, Name] = {}
        for each in sorted(filter(takes, quote.names), key=ordering(quote, said, parameter)):
            found.setdefault(each.value, each)
        if parameter.types is None or parameter.types - (BASE_TYPES - {"symbol"}):
            for value in self._had(relation, place):
                found.setdefault(value, Name(value, "", -1, quoted=False))
        return tuple(found.values())

    def entity(self, begun: str, parameter: Parameter) -> Value | None:
        """The first entity that an argument takes and one of whose names begins with some words, or else has them."""
        low, takes = begun.lower(), None if parameter.types is None else self._fit(parameter.types)
        within: Value | None = None
        for each in self.program.entities.values():
            value = Symbol(each.name)
            names = [name.lower() for name in (each.name, each.label, *each.aliases)]
            if takes is None or takes(value):
                if any(name.startswith(low) for name in names):
                    return value
                if within is None and any(low in name for name in names):
                    within = value
        return within

    def is_named(self, quote: QuoteRead, relation: Relation, parameter: Parameter) -> bool:
        """Whether the sentence names something that an argument takes."""
        return any(map(self._taking(parameter, relation), quote.names))

    def _had(self, relation: str, place: int) -> Iterator[Value]:
        """The values that an argument has in the facts that are listed, the most frequent first."""
        count = Counter(fact.values[place + (fact.mode is not None)] for fact in self._facts.get(relation, ()))
        return (value for value, _ in count.most_common() if isinstance(value, Symbol))

    def _taking(self, parameter: Parameter, relation: Relation) -> Callable[[Name], bool]:
        """What tells whether an argument takes a name."""
        said = words_of(relation.name, relation.template)
        types = parameter.types

        def takes(name: Name) -> bool:
            if isinstance(name.value, Symbol):
                if name.new:
                    return types is None or bool(types - BASE_TYPES)
                return types is None or self._fit(types)(name.value)
            if types is None:
                return False  # anything may stand there, so nothing is offered but what has a name
            if isinstance(name.value, str | Date):
                return self._fit(types)(name.value)
            return self._fit(types)(name.value) and makes_sense(name.sense, parameter.name, said)

        return takes

    def _fit(self, types: frozenset[str]) -> Callable[[Value], bool]:
        if types not in self._fits:
            program = self.program
            declared = Declared(dict(program.sources), dict(program.entities), dict(program.relations))
            self._fits[types] = fitting(types, declared)
        return self._fits[types]

    def filled(self, quote: QuoteRead, relation: Relation) -> tuple[Name | None, ...]:
        """For each argument the only name of its type that stands in the quote, where no other argument takes it: all else is a guess."""
        whole = {quote.context.text[start:end] for start, end in quote.context.parts}  # of which a text may be any part
        there = [each for each in quote.names if each.quoted and not each.apart and each.value not in whole]
        known = sum(each.new for each in quote.names) == 1  # of several new names, nothing says which goes where
        taken = [
            [each for each in there if parameter.types is not None and self._taking(parameter, relation)(each)]
            for parameter in relation.parameters
        ]
        count = Counter(each.value for names in taken for each in names)
        return tuple(
            names[0]
            if len(names) == 1
            and count[names[0].value] == 1
            and (not names[0].new or (known and len((parameter.types or frozenset()) - BASE_TYPES) == 1))
            else self._curated(quote, relation, place)
            if not names
            else None
            for place, (parameter, names) in enumerate(zip(relation.parameters, taken, strict=True))
        )

    def _curated(self, quote: QuoteRead, relation: Relation, place: int) -> Name | None:
        """The only symbol that facts of the relation have there, and whose words stand in the quote."""
        types = relation.parameters[place].types
        if types is not None and not types - (BASE_TYPES - {"symbol"}):
            return None
        context = quote.context
        quoted = [context.text[start:end] for start, end in context.parts]
        said = [
            value
            for value in self._had(relation.name, place)
            if str(value) not in self.program.entities
            and any(word_spans(str(value), text, context.language) for text in quoted)
        ]
        return Name(said[0], str(said[0]), -1, quoted=True) if len(said) == 1 else None

    def meant(self, quote: QuoteRead, parameter: Parameter, text: str) -> tuple[Value | None, Name | None]:
        """The value that is meant, and the name that has to be declared for it."""
        if not text.strip():
            return None, None
        words = text.strip()
        named = next((each for each in quote.names if write_value(each.value) == words), None)
        if named is not None:
            return named.value, named if named.new and (parameter.types or frozenset()) - BASE_TYPES else None
        value = constant_of(words)
        if parameter.types == frozenset({"string"}):
            return (value if isinstance(value, str) else words), None
        wants_entity = bool((parameter.types or frozenset()) - BASE_TYPES)
        if value is None and not is_symbol_name(symbol_of(words)):
            return None, None  # no name can be made of it
        if value is None:
            value, wants_entity = Symbol(symbol_of(words)), wants_entity or parameter.types is None
        program = self.program
        known = isinstance(value, Symbol) and (value.name in program.entities or value.name in program.sources)
        if not isinstance(value, Symbol) or known or not wants_entity:
            return value, None
        label = words.replace("_", " ")
        return value, Name(value, label, -1, quoted=False, new=True)

    def type_of(self, parameter: Parameter) -> str:
        """The type that a new name has as an argument: of several, the one that most entities have."""
        types = sorted((parameter.types or frozenset()) - BASE_TYPES)
        count = Counter(entity.type for entity in self.program.entities.values())
        return max(types, key=lambda each: count[each]) if types else mark("type")
