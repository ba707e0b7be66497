"""Which relation a quote tells: in, a quote as it is read, and a program; out, its relations, the likeliest first.
"""

from __future__ import annotations

import math
from collections import Counter
from collections.abc import Mapping, Sequence
from functools import cached_property

from factbase.checks.misfits import bearing, vocabulary, words_of
from factbase.cite.named import related_words
from factbase.ground.composed import composed
from factbase.program.fact import ENTITY_FIELDS
from factbase.program.model import Fact, Program, Relation
from factbase.program.resolve import is_ours
from factbase.questions.filling import Filling
from factbase.questions.naming import QuoteRead

__all__ = ["Ranking"]

MAX_RELATIONS = 12  # that are offered first


class Ranking:
    """The relations of a program, in the order in which they fit a quote."""

    def __init__(self, program: Program, filling: Filling, facts: Sequence[Fact]) -> None:
        self.program = program
        self.filling = filling
        self.facts = facts

    @cached_property
    def relations(self) -> Mapping[str, Relation]:
        """Those that a fact may state."""
        relations = self.program.relations.values()
        stated = (each for each in relations if not is_ours(each.name) and each.name.isidentifier())
        return {each.name: each for each in stated if each.declared or each.name not in ENTITY_FIELDS}

    @cached_property
    def _used(self) -> Counter[str]:
        """How many facts each relation has."""
        used = Counter(composed(fact.relation).relation for fact in self.facts)
        for table in self.program.facts.tables:
            used[table.relation] += len(table)
        return used

    @cached_property
    def _derived(self) -> frozenset[str]:
        """The relations that rules derive."""
        return frozenset(rule.head.claim.relation for rule in self.program.rules)

    @cached_property
    def _weights(self) -> Mapping[str, float]:
        """How much each word says: less, the more relations have it."""
        count = Counter(word for each in self.relations.values() for word in vocabulary(each))
        return {word: 1 / number for word, number in count.items()}

    def best(self, quote: QuoteRead) -> tuple[str, ...]:
        """Relations for a quote, the best first: those whose words stand in it, then those whose arguments its sentence names."""
        scored = ((self._score(quote, each), each) for each in self.relations.values())
        best = sorted(
            ((score, each.name) for score, each in scored if score > 0),
            key=lambda of: (-of[0], -self._used[of[1]], of[1]),
        )
        return tuple(name for _, name in best[:MAX_RELATIONS])

    def is_said(self, quote: QuoteRead, relation: str) -> bool:
        """Whether the quote has the words of a relation: one that it declares, or all of its name or of its reading that bear meaning."""
        context, said = quote.context, self.relations[relation]
        quoted = [context.text[start:end] for start, end in context.parts]

        def stands(word: str) -> bool:
            return any(related_words([word], text, context.language) for text in quoted)

        parts = bearing(words_of(relation, None)), bearing(words_of("", said.template))
        return any(map(stands, said.words)) or any(words and all(map(stands, words)) for words in parts)

    def _score(self, quote: QuoteRead, relation: Relation) -> float:
        context = quote.context
        start, end = context.sentence
        sentence, words = context.text[start:end], vocabulary(relation)
        own = {*relation.words, *relation.name.split("_")}
        said = 0.0
        for word in words:
            spans = related_words([word], sentence, context.language)
            if spans:
                inside = any(a <= start + s[0] and start + s[1] <= b for s in spans for a, b in context.parts)
                said += self._weights[word] * (1.0 if inside else 0.4) * (2.0 if word in own else 1.0)
        if not said:
            return 0.0
        said /= math.sqrt(len(words))  # a long reading has some word of any sentence
        values = self.filling.filled(quote, relation)
        filled = sum(value is not None for value in values) / len(values) if values else 0.0
        derived = relation.name in self._derived and not self._used[relation.name]
        return (said + filled) * (0.3 if derived else 1.0)  # what rules derive is seldom stated
