"""The doubts on a fact: in, its quotes with what stands around them; out, a warning where they take back, hedge or report all they name.

A claim is held to what it is: it may be hedged and is somebody's, but is not taken back, and what is denied must be.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterable, Iterator, Sequence
from itertools import accumulate

from factbase.checks.quoted import NamedValue, QuoteContext, within
from factbase.cite import Offsets
from factbase.cite.doubtful import Doubt, Doubtful
from factbase.cite.language import FREQUENT
from factbase.cite.named import name_spans, related_words
from factbase.cite.wording import foretells, looks_ahead, of_the_past, says_not, speaks_of
from factbase.ground.composed import composed
from factbase.ground.diagnostic import Diagnostic, diagnose
from factbase.ground.value import write_value
from factbase.program.model import Fact

__all__ = ["AFFIRMED", "doubted"]

AFFIRMED = "affirmed"
"""What a waiver calls a denial whose words deny nothing."""

_AHEAD = {"predicts": ("prediction", "predict nothing"), "urges": ("demand", "urge nothing")}
# What is not told beside another: `doubted whether`, `would sign if`.
_IMPLIED_BY = {Doubtful.ASKED: Doubtful.NEGATED, Doubtful.HEDGED: Doubtful.CONDITIONAL}
# How a fact says what its words say, by their kind: what comes first in the hint. Who asks says nothing of it.
_SAID_SO = {
    Doubtful.NEGATED: "say that it is not so (`-p(…)`), ",
    Doubtful.HEDGED: "say that it may be so (`may p(…)`), state it as a claim (`says(who):`), ",
    Doubtful.ATTRIBUTED: "state it as a claim (`says(who):`), ",
    Doubtful.CONDITIONAL: "say on what condition (`p(…) if q(…)`), ",
}
VOICE_REACH = 60  # characters around a verb of saying in which the text's own voice may be named
OWNER = 8  # characters before a name in which it is said to be somebody's
BEFORE_QUOTE = 2  # words between a `would` or a `not` and the quote that is cut off after it
BEFORE_NAME = 12  # the same where what the quote speaks of stands between, or before both

_POSSESSIVE = re.compile(r"(?:\b(?:its|their|his|her|our|my|your)|'s?) \Z", re.IGNORECASE)
_ARTICLE = re.compile(r"\s?(?:\w{1,4}\s){0,1}")
_HAVING = re.compile(
    r"\b(?:has|have|owns?|possess(?:es)?|holds?|capabilit(?:y|ies)|capable)\b(?! (?:been|to)\b)", re.IGNORECASE
)


def doubted(
    fact: Fact,
    relation: str,
    declared: Sequence[str],
    vocabulary: Sequence[str],
    contexts: Sequence[tuple[QuoteContext, Sequence[NamedValue], Sequence[str]]],
) -> Iterator[tuple[str, Diagnostic]]:
    """Each doubt that touches all that the quotes name of a fact, unless the words of its relation speak of it themselves.

    `vocabulary` are the words of the relation: where one stands, the claim is made; `declared` are those of them that it says itself. With
    each context go the values of the fact that it
    names, and how its source calls its own voices."""
    said = composed(fact.relation)
    undone = said.negative and any(context.undone for context, _, _ in contexts)
    if (fact.mode == "denies") is not said.negative:
        inside = [context.quoted(named) for context, named, _ in contexts]
        if not undone and not any(
            c.denied([*spans, *_made(vocabulary, c)] if any(inside) else c.parts)
            for (c, _, _), spans in zip(contexts, inside, strict=True)
        ):
            hint = f'quote the words that deny it, say what is claimed, or accept it: waive {AFFIRMED} "reason"'
            yield AFFIRMED, diagnose("F106", fact.span, claim="denial", but="deny nothing", hint=hint)
        if fact.mode == "denies":
            return
    by_itself = len(fact.quotes) == len(contexts)  # nothing gives its context, which may say what it is
    if fact.mode in _AHEAD and by_itself and of_the_past(relation) and _affirmed(vocabulary, contexts):
        hint = f'quote the words that say so, say what is claimed, or accept it: waive {AFFIRMED} "reason"'
        claim, but = _AHEAD[fact.mode]
        yield AFFIRMED, diagnose("F106", fact.span, claim=claim, but=but, hint=hint)
    if not any(context.doubts for context, _, _ in contexts):
        return
    what = "what is claimed is plain" if fact.mode else "the fact is plain"
    own = {Doubtful.NEGATED} if said.negative else set[Doubtful]()  # what the claim says itself
    own |= {Doubtful.HEDGED} if undone else set()  # `would be the first`
    own |= {Doubtful.HEDGED, Doubtful.CONDITIONAL} if said.modality or said.condition else set()
    kinds = Doubtful if fact.mode is None else (Doubtful.NEGATED, Doubtful.CONDITIONAL)
    words = {k: w for k in kinds if k not in own and (w := _word(k, fact, relation, declared, vocabulary, contexts))}
    for kind, word in words.items():
        if any(_IMPLIED_BY.get(kind) is other for other in words):
            continue
        hint = f'{_SAID_SO.get(kind, "")}quote plainer words, or accept it: waive {kind} "reason"'
        yield str(kind), diagnose("F102", fact.span, kind=kind, word=word, what=what, hint=hint)


def _affirmed(
    vocabulary: Sequence[str], contexts: Sequence[tuple[QuoteContext, Sequence[NamedValue], Sequence[str]]]
) -> bool:
    """Whether quotes make a claim with a word of its relation, and nothing around them is doubtful or yet to be."""
    if not any(_made(vocabulary, context) for context, _, _ in contexts):
        return False
    return not any(context.doubts or looks_ahead(context.text[slice(*context.sentence)]) for context, _, _ in contexts)


def _word(
    kind: Doubtful,
    fact: Fact,
    relation: str,
    declared: Sequence[str],
    vocabulary: Sequence[str],
    contexts: Sequence[tuple[QuoteContext, Sequence[NamedValue], Sequence[str]]],
) -> str | None:
    """The word of a doubt under which all stands that the quotes name; None where something is said plainly.

    Where a clause takes back a statement, only what the statement alone names is doubted; the clause names others."""
    words: list[str] = []
    itself = speaks_of(kind, relation)
    if itself:  # `banned` speaks of a negation, and `has not banned` takes it back all the same
        vocabulary = [word for word in vocabulary if word in declared or speaks_of(kind, word)]
        if kind is not Doubtful.NEGATED or says_not(relation) or not vocabulary:
            return None
    for context, named, voices in contexts:
        names = _Scopes((span, "") for _, span in named)
        inside = [(value, span) for value, span in named if any(within(span, part) for part in context.parts)]
        reach = BEFORE_QUOTE if inside else BEFORE_NAME
        doubts = [
            doubt
            for doubt in context.doubts
            if doubt.kind is kind and names.around(doubt.span) is None and _counts(doubt, context, voices, reach)
        ]
        made = _made(vocabulary, context) if doubts else []
        if not made or not of_the_past(relation):
            doubts = [doubt for doubt in doubts if not foretells(doubt)]
        if made:
            doubts = [
                doubt
                for doubt in doubts
                if (_is_own_cue(doubt, context) and not itself) or not any(_meet(doubt.span, span) for span in made)
            ]
            word = _governing(doubts, made, inside)
            if word is None or (kind is Doubtful.NEGATED and _taken_for_granted(fact, relation, context.text, inside)):
                return None
            words.append(word)
            continue
        if itself:
            return None
        scopes = _Scopes((doubt.scope, doubt.word) for doubt in doubts)
        extents = _Scopes((doubt.extent, doubt.word) for doubt in doubts if doubt.extent is not None)
        if not inside:  # the sentence names it, and the quote is what it says of it
            words += [word for part in context.parts if (word := scopes.around(part)) is not None]
            continue
        by_value = [(value, scopes.around(span), extents.around(span)) for value, span in inside]
        plain = {value for value, word, _ in by_value if word is None}
        words += [
            word for value, word, extent in by_value if word is not None and (extent is None or value not in plain)
        ]
        if any(word is None and extent is None for _, word, extent in by_value):
            last = _last_named(context.text, doubts, by_value, inside) if kind is Doubtful.NEGATED else None
            if last is None:
                return None
            words.append(last)
        if kind is Doubtful.NEGATED and _taken_for_granted(fact, relation, context.text, inside):
            return None
    return words[0] if words else None


def _last_named(
    text: str,
    doubts: Sequence[Doubt],
    by_value: Sequence[tuple[str, str | None, str | None]],
    inside: Sequence[NamedValue],
) -> str | None:
    """The word over what is named last, where that is what comes right after it: `Ost has ataxia without tremor`."""
    value, span = max(inside, key=lambda each: each[1])
    if any(other == value and word is None for other, word, _ in by_value):
        return None
    near = (d for d in doubts if d.extent is None and d.span[1] <= span[0] <= d.span[1] + OWNER)
    return next((d.word for d in near if _ARTICLE.fullmatch(text, d.span[1], span[0])), None)


def _made(vocabulary: Sequence[str], context: QuoteContext) -> list[Offsets]:
    """Where a quote makes a claim by a word of its relation."""
    start, end = context.sentence
    spans = [(start + a, start + b) for a, b in related_words(vocabulary, context.text[start:end], context.language)]
    small = FREQUENT.get(context.language, ()) if context.language != "en" else ()  # `pas` is no form of `passed`
    return [
        span
        for span in spans
        if any(within(span, part) for part in context.parts) and context.text[slice(*span)].lower() not in small
    ]


def _governing(doubts: Sequence[Doubt], made: Sequence[Offsets], inside: Sequence[NamedValue]) -> str | None:
    """The word of the doubt that governs a claim: one over each place where it is made, or after it over all that names one of its values
    (`signed by Ost, but not by West`)."""
    by_value: dict[str, list[Offsets]] = {}
    for value, span in inside:
        by_value.setdefault(value, []).append(span)
    near = {min(made, key=lambda word: _apart(word, span)) for _, span in inside}
    made = [span for span in made if span in near] or made
    scopes = _Scopes((doubt.scope, doubt.word) for doubt in doubts)
    plain = [span for span in made if scopes.around(span) is None]
    if not plain:
        return scopes.around(made[0])
    others = [doubt for doubt in doubts if not any(within(span, doubt.scope) for span in plain)]
    for spans in by_value.values():
        for those in (others, [doubt for doubt in others if doubt.extent]):
            over = [_Scopes((doubt.scope, doubt.word) for doubt in those).around(span) for span in spans]
            if over[0] is not None and all(over) and (those is not others or min(spans)[0] > plain[0][1]):
                return over[0]
        # `does not cause asthma, but causes eczema`: the word before a value is not a plain one.
        before = [max((word for word in made if word[1] <= span[0]), default=None) for span in spans]
        if all(word is not None and word not in plain for word in before):
            over = [
                scopes.around((min(word[0], span[0]), span[1]))
                for word, span in zip(before, spans, strict=True)
                if word
            ]
            if all(over):
                return over[0]
    return None


def _is_own_cue(doubt: Doubt, context: QuoteContext) -> bool:
    """Whether a cue is one even where a word of the relation stands in it: a question, a verb that is in the future by its form."""
    by_form = doubt.kind is Doubtful.HEDGED and context.language != "en"
    return doubt.extent is not None or by_form or doubt.kind in (Doubtful.ASKED, Doubtful.CONDITIONAL)


def _meet(span: Offsets, other: Offsets) -> bool:
    return span[0] < other[1] and other[0] < span[1]


def _apart(word: Offsets, span: Offsets) -> int:
    """How many characters are between two stretches."""
    return max(word[0] - span[1], span[0] - word[1])


def _counts(doubt: Doubt, context: QuoteContext, voices: Sequence[str], reach: int) -> bool:
    """Whether a doubt is about the quote. A hedge or a negation is one within the quote, or so many words before it.

    What the text's own voice reports is the text's."""
    if doubt.kind is Doubtful.ATTRIBUTED:
        around = context.text[max(0, doubt.span[0] - VOICE_REACH) : doubt.span[1] + VOICE_REACH]
        return not any(name_spans([voice], around) for voice in voices)
    if doubt.kind is Doubtful.CONDITIONAL:
        return True  # before or after it, within the quote or cut off from it
    first, last = context.parts[0][0], context.parts[-1][1]
    if doubt.extent is not None:  # told of all that the quote says, or of a statement in it
        return within((first, last), doubt.extent) or within(doubt.scope, (first, last))
    if doubt.span[1] <= first:
        between = len(context.text[doubt.span[1] : first].split())
        return between <= (0 if doubt.kind is Doubtful.NEGATED and doubt.word.endswith(" to") else reach)
    return doubt.span[0] < last


def _taken_for_granted(fact: Fact, relation: str, text: str, named: Sequence[NamedValue]) -> bool:
    """Whether a negated clause says the fact all the same: that Ost has ships in `Ost did not sell its ships`, and that they are old in
    `Ost did not sell the old ships`."""
    if _HAVING.search(relation) and any(_POSSESSIVE.search(text, max(0, s[0] - OWNER), s[0]) for _, s in named):
        return True
    words = {write_value(value) for value in fact.values if isinstance(value, str)}
    ends = {span[1] + 1 for value, span in named if value in words and text[span[1] : span[1] + 1] == " "}
    return any(span[0] in ends for value, span in named if value not in words)


class _Scopes:
    """Stretches, each with a word: which word stands over a stretch, if one does."""

    def __init__(self, scopes: Iterable[tuple[Offsets, str]]) -> None:
        ordered = sorted(scopes)
        self.starts = [span[0] for span, _ in ordered]
        self.last = list(accumulate(((span[1], word) for span, word in ordered), max))

    def around(self, span: Offsets) -> str | None:
        """The word over the stretch that holds another; None where none does."""
        before = bisect_right(self.starts, span[0])
        return self.last[before - 1][1] if before and self.last[before - 1][0] >= span[1] else None
