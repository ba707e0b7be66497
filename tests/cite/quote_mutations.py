"""Mutations of a quote and its source: MEANING ones must never pass the check, HARMLESS ones always must.

Each takes the source's text and a quote that stands in it, and returns both after the change, or `None` where it does not apply.
`outcomes` runs all of them over (document, quote) pairs, those of a fact base as well as those drawn from its sources.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable, Iterable, Iterator

from factbase.cite import Document, QuoteVerdict, Status, verify
from factbase.cite.match import TextSearch, trim

Pair = tuple[str, str]
Mutation = Callable[[str, str], Pair | None]

_NUMBERS = {
    "two",
    "three",
    "four",
    "five",
    "six",
    "seven",
    "eight",
    "nine",
    "ten",
    "half",
    "hundred",
    "thousand",
    "million",
}
_NEGATIONS = {
    "reportedly",
    "refused",
    "denied",
    "failed",
    "false",
    "not",
    "no",
    "never",
    "without",
    "nor",
    "neither",
    "cannot",
    "none",
    "unless",
    "except",
    "if",
    "until",
}
# What says whose claim it is, or that it is none yet: without it another thing is said.
_GOVERNING = {"will", "would", "probably", "said", "say", "hoped", "demanded", "calls", "decision", "consider"}
_WORD = re.compile(r"[^\W\d_]{2,}")


def _only_quote(change: Callable[[str], str | None]) -> Mutation:
    def mutation(text: str, quote: str) -> Pair | None:
        changed = change(quote)
        return None if changed is None or changed == quote else (text, changed)

    return mutation


def _both(in_text: Callable[[str], str], in_quote: Callable[[str], str]) -> Mutation:
    # The source is changed at the quote only; the quote is changed in its own way.
    def mutation(text: str, quote: str) -> Pair | None:
        at = text.find(quote)
        if at < 0:
            return None
        return text[:at] + in_text(quote) + text[at + len(quote) :], in_quote(quote)

    return mutation


def _same(quote: str) -> str:
    return quote


def _words(change: Callable[[list[str]], list[str] | None]) -> Mutation:
    def on_quote(quote: str) -> str | None:
        changed = change(quote.split(" "))
        return None if changed is None else " ".join(changed)

    return _only_quote(on_quote)


def _middle(words: list[str]) -> int:
    return len(words) // 2


def _put(new: str) -> Mutation:
    return _words(lambda w: [*w[: _middle(w)], new, *w[_middle(w) :]])


def _edit(change: Callable[[str], str]) -> Mutation:
    # The middle word, changed.
    return _words(lambda w: [*w[: _middle(w)], change(w[_middle(w)]), *w[_middle(w) + 1 :]])


def _swap_neighbours(words: list[str]) -> list[str] | None:
    i = _middle(words)
    return [*words[: i - 1], words[i], words[i - 1], *words[i + 1 :]]


def _swap_names(quote: str) -> str | None:
    names = [m for m in re.finditer(r"\b[A-Z]\w+", quote) if m.start()]
    for a in names:
        for b in names:
            if a.end() < b.start() and a[0] != b[0]:
                return quote[: a.start()] + b[0] + quote[a.end() : b.start()] + a[0] + quote[b.end() :]
    return None


def _letter(quote: str) -> str:
    word = max(_WORD.finditer(quote), key=lambda m: len(m[0]))
    at = (word.start() + word.end()) // 2
    return quote[:at] + ("x" if quote[at] != "x" else "y") + quote[at + 1 :]


def _digits(change: Callable[[str], str]) -> Mutation:
    return _only_quote(lambda quote: re.sub(r"\d+", lambda m: change(m[0]), quote, count=1))


def _drop_negation(quote: str) -> str | None:
    # Where it is the first word, what is left stands in the source, cut short: that is found, and doubted for the word before it.
    changed = re.sub(r"(?<=\s)(?:not|never|no) |n[’']t\b", "", quote, count=1)
    return changed if changed != quote else None


def _half_after_half(text: str, quote: str) -> Pair | None:
    words = quote.split(" ")
    first, second = " ".join(words[: _middle(words)]), " ".join(words[_middle(words) :])
    if text.find(first, text.find(second)) >= 0:
        return None  # elsewhere they stand in this order
    return text, f"{second} […] {first}"


def _join_middle(words: list[str]) -> list[str] | None:
    first, second = words[_middle(words) - 1 : _middle(words) + 1]
    if not first or not second or second[0].isspace():
        return None  # between two spaces
    return [*words[: _middle(words) - 1], first + second, *words[_middle(words) + 1 :]]


def _elide_middle(quote: str) -> str:
    words = quote.split(" ")
    i = _middle(words)
    return " ".join([*words[:i], "[…]", *words[i:]])


def _in_middle(new: str) -> Callable[[str], str]:
    def change(quote: str) -> str:
        words = quote.split(" ")
        return " ".join([*words[: _middle(words)], new, *words[_middle(words) :]])

    return change


MEANING: dict[str, Mutation] = {
    "not put in": _put("not"),
    "[not] put in": _put("[not]"),
    "never put in": _put("never"),
    "negation dropped": _only_quote(_drop_negation),
    "a number put in": _put("7"),
    "a word dropped": _words(lambda w: [*w[: _middle(w)], *w[_middle(w) + 1 :]]),
    "a word doubled": _edit(lambda word: f"{word} {word}"),
    "a word replaced": _edit(lambda _: "zebra"),
    "a word in brackets": _edit(lambda word: f"[{word}]"),
    "a word in quotes": _edit(lambda word: f"“{word}”"),
    "a prefix added": _edit(lambda word: f"un{word}"),
    "a superscript added": _edit(lambda word: f"{word}²"),
    "a sign added": _edit(lambda word: f"-{word}"),
    "a percent sign added": _edit(lambda word: f"{word}%"),
    "a currency added": _edit(lambda word: f"${word}"),
    "a combining mark added": _edit(lambda word: f"{word}\u0336"),
    "words swapped": _words(_swap_neighbours),
    "words reversed": _words(lambda w: w[::-1]),
    "words joined": _words(_join_middle),
    "names swapped": _only_quote(_swap_names),
    "a name put first": _only_quote(lambda quote: f"Atlantis {quote}"),
    "a word put last": _only_quote(lambda quote: f"{quote} reportedly"),
    "a letter changed": _only_quote(_letter),
    "a homoglyph": _only_quote(lambda quote: quote.replace("e", "е", 1)),
    "all capitals": _only_quote(str.upper),
    "a letter's case": _edit(lambda word: word[:1].swapcase() + word[1:]),
    "cut inside the first word": _only_quote(lambda quote: quote[1:] if quote[:2].isalnum() else None),
    "cut inside the last word": _only_quote(lambda quote: quote[:-1] if quote[-2:].isalnum() else None),
    "a digit changed": _digits(lambda number: str((int(number[0]) + 1) % 10) + number[1:]),
    "a digit dropped": _digits(lambda number: number[:-1]),
    "a digit added": _digits(lambda number: number + "0"),
    "a decimal point": _digits(lambda number: f"{number[0]}.{number[1:]}5"),
    "a minus before a number": _digits(lambda number: f"-{number}"),
    "a superscript digit": _digits(lambda number: number[:-1] + "⁰¹²³⁴⁵⁶⁷⁸⁹"[int(number[-1])]),
    "parts out of order": _half_after_half,
    "a bare ellipsis": _words(lambda w: [*w[: _middle(w) - 1], "...", *w[_middle(w) + 1 :]] if len(w) > 3 else None),
    "the source negates": _both(_in_middle("not"), _same),
    "an elision hides not": _both(_in_middle("not"), _elide_middle),
    "an elision hides unless": _both(_in_middle("unless"), _elide_middle),
    "an elision hides a number": _both(_in_middle("40"), _elide_middle),
    "an elision of 10,000 characters": _both(_in_middle("word " * 2000), _elide_middle),
    "a sign left outside": _both(lambda quote: f"-5 {quote}", lambda quote: f"5 {quote}"),
    "a currency left outside": _both(lambda quote: f"€5 {quote}", lambda quote: f"5 {quote}"),
    "a currency exchanged": _both(lambda quote: f"€5 {quote}", lambda quote: f"$5 {quote}"),
    "a percent sign left outside": _both(lambda quote: f"{quote} 5%", lambda quote: f"{quote} 5"),
    "a magnitude left outside": _both(lambda quote: f"{quote} 5 million", lambda quote: f"{quote} 5"),
    "decimals left outside": _both(lambda quote: f"{quote} 5.3", lambda quote: f"{quote} 5"),
    "thousands left outside": _both(lambda quote: f"1,500 {quote}", lambda quote: f"500 {quote}"),
    "a hidden sign left outside": _both(lambda quote: f"-\u200b5 {quote}", lambda quote: f"5 {quote}"),
    "a prefix left outside": _both(lambda quote: f"non-known {quote}", lambda quote: f"known {quote}"),
    "n't left outside": _both(lambda quote: f"{quote} didn’t", lambda quote: f"{quote} did"),
}


def _over_lines(quote: str) -> str:
    return quote.replace(" ", "\n")


def _break_word(quote: str) -> str:
    # The longest word without capitals goes on in the next line.
    words = [m for m in re.finditer(r"\b[a-z]{4,}\b", quote) if quote[m.start() - 1 : m.start()] != "-"]
    if not words:
        return quote
    word = max(words, key=lambda m: len(m[0]))
    return quote[: word.start() + 2] + "-\n" + quote[word.start() + 2 :]


def _break_compound(quote: str) -> str:
    return re.sub(r"(?<=[^\W_])-(?=[^\W_])", "-\n", quote)


def _inside_words(char: str) -> Callable[[str], str]:
    return lambda quote: _WORD.sub(lambda m: m[0][:1] + char + m[0][1:], quote)


def _straight(quote: str) -> str:
    return quote.translate({0x2018: "'", 0x2019: "'", 0x201C: '"', 0x201D: '"'})


def _curly(quote: str) -> str:
    return quote.replace("'", "’").replace('"', "”")


def _ligatures(quote: str) -> str:
    return quote.replace("ffi", "ﬃ").replace("ff", "ﬀ").replace("fi", "ﬁ").replace("fl", "ﬂ")


def _hyphens(quote: str) -> str:
    return quote.replace("-", "‑")


def _typewriter(quote: str) -> str:
    return re.sub(r"(?<=[^\W\d])—(?=[^\W\d])|(?<= )—(?= [^\W\d])", "--", quote)


def _decompose(quote: str) -> str:
    return unicodedata.normalize("NFD", quote)


def _elide_harmless(text: str, quote: str) -> Pair | None:
    words = quote.split(" ")
    for i in range(3, len(words) - 3):
        plain = words[i].strip(".,;:’'”“\"()").lower()
        if words[i + 1] == "to":
            continue  # `had […] to end it` is not `had chosen to end it`
        if (
            plain.isalpha()
            and plain.isascii()
            and plain not in _NEGATIONS | _NUMBERS | _GOVERNING
            and words[i - 1][-1:].isalpha()
        ):
            without = [" ".join(words[:i]), " ".join(words[i + 1 :])]
            return None if " ".join(without) in text else (text, " [...] ".join(without))
    return None


HARMLESS: dict[str, Mutation] = {
    "none": _both(_same, _same),
    "straight quotes": _both(_same, _straight),
    "straight quotes in the source": _both(_straight, _same),
    "curly quotes": _both(_same, _curly),
    "no-break spaces": _both(_same, lambda quote: quote.replace(" ", "\xa0")),
    "narrow spaces in the source": _both(lambda quote: quote.replace(" ", "\u202f"), _same),
    "lines wrapped": _both(_over_lines, _same),
    "lines wrapped by Windows": _both(lambda quote: quote.replace(" ", "\r\n"), _same),
    "quote wrapped": _both(_same, _over_lines),
    "double spaces": _both(lambda quote: quote.replace(" ", "  "), _same),
    "tabs": _both(lambda quote: quote.replace(" ", " \t"), _same),
    "decomposed": _both(_same, _decompose),
    "source decomposed": _both(_decompose, _same),
    "soft hyphens": _both(_inside_words("\xad"), _same),
    "zero-width spaces": _both(_same, _inside_words("\u200b")),
    "word joiners in the source": _both(_inside_words("\u2060"), _same),
    "a byte order mark": _both(_same, lambda quote: f"\ufeff{quote}"),
    "no-break hyphens": _both(_hyphens, _same),
    "typewriter dashes": _both(_same, _typewriter),
    "ellipsis character": _both(lambda quote: quote.replace("...", "…"), _same),
    "ligatures": _both(_ligatures, _same),
    "a word over two lines": _both(_break_word, _same),
    "a word over two lines, soft": _both(lambda quote: _break_word(quote).replace("-\n", "\xad\n"), _same),
    "a compound over two lines": _both(_break_compound, _same),
    "white space around": _both(_same, lambda quote: f" {quote}\n"),
    "elisions around": _both(_same, lambda quote: f"[…] {quote} […]"),
    "a plain word elided": _elide_harmless,
    "all at once": _both(lambda quote: _ligatures(_over_lines(_inside_words("\xad")(quote))), _straight),
}


def alone(document: Document, quote: str) -> bool:
    """Whether the words stand there once, however spelled: else a mutation may rightly find the other place."""
    found = TextSearch(document, trim(quote)).folded()
    return len(found) == 1


def outcomes(
    pairs: Iterable[tuple[Document, str]], mutations: dict[str, Mutation]
) -> Iterator[tuple[str, Document, str, QuoteVerdict]]:
    """The verdict on each quote under each mutation that applies: (mutation, mutated document, mutated quote, verdict)."""
    for document, quote in pairs:
        # A mutation finds its place by the exact words, so a folded quote is first replaced by what it matched.
        verdict = verify(document, quote)
        exact = document.text[slice(*verdict.place.span)] if verdict.place is not None else quote
        for name, mutation in mutations.items():
            changed = mutation(document.text, exact)
            if changed is not None:
                same = changed[0] == document.text
                mutated = document if same else Document(document.path, changed[0])
                yield name, mutated, changed[1], verify(mutated, changed[1])


def passes(verdict: QuoteVerdict) -> bool:
    """Whether the quote would be accepted."""
    return verdict.status in (Status.FOUND, Status.FOLDED)
