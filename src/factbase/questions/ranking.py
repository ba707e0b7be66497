"""Which relation a quote tells: in, a quote as it is read, and the facts that there are; out, the relations, the likeliest first.

It is naive Bayes over the words of the quote, as quotes of facts have them, beside the words of each relation and the names that its
arguments take. A base without a fact has the latter two.
"""

from __future__ import annotations

import math
import re
from collections import Counter
from collections.abc import Mapping, Sequence
from functools import cached_property, lru_cache

from factbase.checks.misfits import bearing, vocabulary, words_of
from factbase.cite.language import plain
from factbase.cite.named import related_words
from factbase.ground.composed import composed
from factbase.program.fact import ENTITY_FIELDS
from factbase.program.model import Fact, Program, Relation
from factbase.program.resolve import is_ours
from factbase.questions.filling import Filling
from factbase.questions.naming import QuoteRead

__all__ = ["Ranking"]

MAX_RELATIONS = 12  # that are offered first
MAX_PROPOSED = 3  # of which one that the quote says is proposed
MAX_READ = 5_000  # facts whose words are counted
SMOOTHING = 100  # words, distributed as all quotes have them, that each relation is taken to have been told with
_STEM = 6  # letters by which words are counted
_DERIVED = 0.1  # of a fact: what rules derive is seldom stated
_WORD = re.compile(r"[^\W\d_]{2,}")


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
        return {
            each.name: each
            for each in stated
            if each.span is not None and (each.declared or each.name not in ENTITY_FIELDS)
        }

    def best(self, quote: QuoteRead) -> tuple[str, ...]:
        """Relations for a quote, the best first: by its words, by the names in its sentence, and by how often each is stated."""
        context = quote.context
        words = [word for start, end in context.parts for word in _stems(context.text[start:end])]
        scores = {
            name: self._said(quote, each) + self._named(quote, each) + self._prior[name] + self._likelihood(words, name)
            for name, each in self.relations.items()
        }
        return tuple(sorted(scores, key=lambda name: (-scores[name], name))[:MAX_RELATIONS])

    def proposed(self, quote: QuoteRead, best: Sequence[str]) -> str | None:
        """The first of the best relations for a quote that the quote says, if one of them is among the very first."""
        return next((each for each in best[:MAX_PROPOSED] if self._is_told(quote, each)), None)

    def _is_told(self, quote: QuoteRead, relation: str) -> bool:
        """Whether the quote has the words of a relation: one that it declares, or all of its name or of its reading that bear meaning."""
        context, said = quote.context, self.relations[relation]
        quoted = [context.text[start:end] for start, end in context.parts]

        def stands(word: str) -> bool:
            return any(related_words([word], text, context.language) for text in quoted)

        parts = bearing(words_of(relation, None)), bearing(words_of("", said.template))
        return any(map(stands, said.words)) or any(words and all(map(stands, words)) for words in parts)

    # ---- the words of relations

    @cached_property
    def _weights(self) -> Mapping[str, float]:
        """How much each word says: less, the more relations have it."""
        count = Counter(word for each in self.relations.values() for word in vocabulary(each))
        return {word: 1 / number for word, number in count.items()}

    def _said(self, quote: QuoteRead, relation: Relation) -> float:
        """How much of the words of a relation the sentence has: less outside the quote, and more of its name or declared."""
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
        return said / math.sqrt(max(1, len(words)))  # a long reading has some word of any sentence

    def _named(self, quote: QuoteRead, relation: Relation) -> float:
        """The share of the arguments for which the sentence names something of their type."""
        parameters = relation.parameters
        named = sum(each.types is not None and self.filling.is_named(quote, relation, each) for each in parameters)
        return named / max(1, len(parameters))

    # ---- the facts that there are

    @cached_property
    def _prior(self) -> Mapping[str, float]:
        """The logarithm of how likely a relation is, whatever the quote."""
        used = Counter(composed(fact.relation).relation for fact in self.facts)
        for table in self.program.facts.tables:
            used[table.relation] += len(table)
        derived = {rule.head.claim.relation for rule in self.program.rules}
        total = used.total() + len(self.relations)
        return {
            name: math.log((_DERIVED if name in derived and not used[name] else used[name] + 1) / total)
            for name in self.relations
        }

    def _likelihood(self, words: Sequence[str], relation: str) -> float:
        """The logarithm of how much likelier some words are of a relation than of any, which is less than the sum: words are not
        independent."""
        every, of = self._words
        there = of.get(relation, Counter[str]())
        all_, size = every.total(), there.total()
        known = [word for word in words if word in every]
        likelier = (math.log((there[word] * all_ / every[word] + SMOOTHING) / (size + SMOOTHING)) for word in known)
        return sum(likelier) / math.sqrt(max(1, len(known)))

    @cached_property
    def _words(self) -> tuple[Counter[str], Mapping[str, Counter[str]]]:
        """How many quotes have each word, and how many of each relation do."""
        every, of = Counter[str](), dict[str, Counter[str]]()
        for fact in self.facts[-MAX_READ:]:
            for cited in fact.citations:
                words = _stems(cited.quote)
                every.update(words)
                of.setdefault(composed(fact.relation).relation, Counter()).update(words)
        return every, of


@lru_cache(maxsize=1 << 13)
def _stems(text: str) -> tuple[str, ...]:
    """The words of a text, each once, by how they begin."""
    return tuple(dict.fromkeys(plain(word)[:_STEM] for word in _WORD.findall(text)))
