"""Which name of a sentence is likeliest which argument: in, a quote as it is read, and a relation; out, an order of the names for each
argument.

What a reading has before its first word of meaning, a sentence mostly has before the word that tells the relation: `{who} sold {what}`.
"""

from __future__ import annotations

import re
from collections.abc import Callable

from factbase.checks.misfits import bearing, vocabulary
from factbase.cite.named import related_words
from factbase.program.model import Parameter, Relation
from factbase.questions.naming import Name, QuoteRead

__all__ = ["ordering"]

_PLACE = re.compile(r"\{(\w+)\}")
_BY = re.compile(r"\W+(?:\w+\W+)?by\b")
"""What follows a passive, at once or after a word: `was bought by`, `was opened yesterday by`."""


def ordering(quote: QuoteRead, relation: Relation, parameter: Parameter) -> Callable[[Name], tuple[bool, bool, int]]:
    """A key that sorts the names of a quote for an argument: those on its side of the telling word first, of these the quote's, in the
    order of the text."""
    context = quote.context
    start, end = context.sentence
    sentence = context.text[start:end]
    told = related_words(vocabulary(relation), sentence, context.language)
    if not told:
        return lambda name: (False, not name.quoted, 0)
    begun, *_ = (first - start for first, _ in context.parts)
    first, last = min(told, key=lambda span: (abs(span[0] - begun), span))
    before, passive = _read(relation)
    swapped = passive != (_BY.match(sentence, last) is not None)
    ahead = (parameter.name in before) != swapped

    def key(name: Name) -> tuple[bool, bool, int]:
        return name.at < 0 or (name.at - start < first) != ahead, not name.quoted, name.at

    return key


def _read(relation: Relation) -> tuple[frozenset[str], bool]:
    """The arguments that a reading has before its first word of meaning, and whether it is in the passive."""
    names = [each.name for each in relation.parameters]
    if relation.template is None:
        return frozenset(names[:1]), False
    for word in re.finditer(r"[^\W\d_]+", _PLACE.sub(lambda place: "_" * len(place[0]), relation.template)):
        if bearing(word[0]):
            before = frozenset(_PLACE.findall(relation.template[: word.start()]))
            return before, re.search(r"\bby \{", relation.template) is not None
    return frozenset(names[:1]), False
