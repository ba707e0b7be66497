"""Sentences in eleven languages under planted changes: those that change meaning must be refused, harmless ones accepted.

`python tests/cite/language_mutations.py ROUNDS` prints for each language how many of both there were, and every one that is judged wrongly.
The sentences are those of `tests/corpus/fit/pairs` and a few more; what is planted is drawn by a seed.
"""

from __future__ import annotations

import random
import re
import sys
from collections import Counter
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path

from factbase.cite import Document, QuoteVerdict, verify

PAIRS = Path(__file__).parents[1] / "corpus" / "fit" / "pairs"


@dataclass(frozen=True)
class Language:
    """What is planted in the sentences of a language."""

    negations: tuple[str, ...]
    conditions: tuple[str, ...]
    magnitudes: tuple[str, ...]  # after a number
    units: tuple[str, ...]
    spaced: bool = True


LANGUAGES = {
    "en": Language(("not", "never", "no"), ("unless", "if", "only"), ("million", "percent"), ("kg", "%", "km")),
    "de": Language(("nicht", "nie", "kein"), ("wenn", "falls", "nur"), ("Millionen", "Prozent"), ("kg", "%", "km")),
    "fr": Language(("pas", "jamais", "sans"), ("sauf", "seulement"), ("millions", "pour cent"), ("kg", "%", "km")),
    "es": Language(("nunca", "sin", "nadie"), ("salvo", "si el"), ("millones", "por ciento"), ("kg", "%", "km")),
    "it": Language(("non", "senza", "nessuno"), ("tranne", "se non"), ("milioni", "per cento"), ("kg", "%", "km")),
    "pt": Language(("não", "nunca", "sem"), ("exceto", "salvo"), ("milhões", "por cento"), ("kg", "%", "km")),
    "nl": Language(("niet", "geen", "nooit"), ("tenzij", "behalve"), ("miljoen", "procent"), ("kg", "%", "km")),
    "ru": Language(("не", "никогда", "без"), ("если", "только"), ("миллионов", "процентов"), ("кг", "%", "км")),
    "zh": Language(("不", "没有", "从未"), ("如果", "除非", "仅"), ("万", "亿"), ("%", "公斤", "公里"), spaced=False),
    "ja": Language(("ない", "決して"), ("もし", "だけ"), ("万", "億"), ("%", "キロ", "人"), spaced=False),
    "ko": Language(("안", "못"), ("만일", "만약"), ("만", "억"), ("%", "킬로", "명")),
}
MORE = Path(__file__).parents[1] / "corpus" / "cite" / "languages" / "more.txt"
Planted = tuple[str, str, str]  # the kind of change, the text, the quote


def sentences(code: str) -> list[str]:
    """The sentences of a language, long enough to be changed inside."""
    lines = (PAIRS / f"{code}.txt").read_text(encoding="utf-8").splitlines()
    lines += [
        line.removeprefix(code) for line in MORE.read_text(encoding="utf-8").splitlines() if line.startswith(code)
    ]
    least = {"ko": 4, "zh": 1, "ja": 1}.get(code, 5)
    told = dict.fromkeys(line.removeprefix("> ").strip() for line in lines if line.startswith("> "))
    return [each for each in told if len(each.split()) >= least and sum(map(str.isalnum, each)) >= 12]


def places(sentence: str, language: Language) -> list[int]:
    """Where something may be put into a sentence: between two words, or two signs."""
    if language.spaced:
        return [at.start() + 1 for at in re.finditer(r"(?<=\w) (?=\w)", sentence)][1:-1]
    return [at for at in range(5, len(sentence) - 5) if sentence[at].isalpha() and sentence[at - 1].isalpha()]


def lies(sentence: str, language: Language, chance: random.Random) -> Iterator[Planted]:
    """Changes of a sentence, or of the text around its words, after which it is no quote any more."""
    blank, body = " " if language.spaced else "", sentence.rstrip(".。!?！？")
    at = chance.choice(places(sentence, language) or [0])
    if not at:
        return
    negation = chance.choice(language.negations)
    condition = chance.choice([each for each in language.conditions if each not in sentence.lower()])
    with_negation, with_condition = (f"{sentence[:at]}{word}{blank}{sentence[at:]}" for word in (negation, condition))
    elided = f"{sentence[:at].rstrip()} […] {sentence[at:]}"
    yield "a negation put in", sentence, with_negation
    yield "a negation left out", with_negation, sentence
    yield "a negation elided", with_negation, elided
    yield "a condition left out", with_condition, sentence
    yield "a condition elided", with_condition, elided
    yield "pieces swapped", sentence, f"{sentence[at:].rstrip('.。')}{blank}{sentence[:at].rstrip()}"
    yield "pieces swapped over an elision", sentence, f"{sentence[at:].rstrip('.。')} […] {sentence[:at].rstrip()}"
    number = chance.choice(("12", "7", "3,5", "1 200", "40"))
    yield "a number elided", f"{sentence[:at]}{number}{blank}{sentence[at:]}", elided
    for kind, after in (("a magnitude", language.magnitudes), ("a unit", language.units)):
        word = chance.choice(after)
        gap = blank if word != "%" else chance.choice(("", " ", "\xa0", "\u202f"))
        yield f"{kind} cut off", f"{body} {number}{gap}{word}.", f"{body} {number}"
    sign = chance.choice(("-", "−", "±", "<", "≤ ", "$", "€"))
    yield (
        "a sign cut off",
        f"({sign}{number} {sentence})" if sign == "$" else f": {sign}{number} {sentence}",
        f"{number} {body}",
    )
    digits = list(re.finditer(r"\d", sentence))
    if digits:
        digit = chance.choice(digits)
        other = str((int(digit[0]) + chance.randrange(1, 10)) % 10)
        yield "a digit changed", sentence, sentence[: digit.start()] + other + sentence[digit.end() :]
        yield "a digit dropped", sentence, sentence[: digit.start()] + sentence[digit.end() :]
        yield "a digit cut off", f"{sentence[: digit.end()]}{sentence[digit.start() :]}", sentence[digit.start() :]
    if language.spaced:
        words = sentence.split(" ")
        drop = chance.randrange(1, len(words) - 1)
        yield "a word dropped", sentence, " ".join(words[:drop] + words[drop + 1 :])
        yield "a first letter cut off", sentence, sentence[1:] if sentence[:2].isalpha() else "\0"
    else:
        drop = chance.randrange(3, len(sentence) - 3)
        yield "a sign dropped", sentence, sentence[:drop] + sentence[drop + 1 :]
    yield (
        "a hidden negation",
        f"{sentence[:at]}<!-- --><del>{negation}</del>{blank}{sentence[at:]}",
        f"{sentence[:at]}{negation}{blank}{sentence[at:]}",
    )


def truths(sentence: str, language: Language, chance: random.Random) -> Iterator[Planted]:
    """Changes after which a sentence is a quote as before."""
    body = sentence.rstrip(".。!?！？")
    yield "as it is", sentence, sentence
    yield "other blanks", sentence.replace(" ", chance.choice(("  ", "\xa0", " \t", "\u202f", "\u3000"))), sentence
    yield "the text wrapped", sentence.replace(" ", chance.choice(("\n", "\r\n"))), sentence
    yield "the quote wrapped", sentence, sentence.replace(" ", "\n")
    yield "an invisible sign", sentence, f"{body[:3]}{chance.choice(chr(0x200B) + chr(0xFEFF) + chr(0x2060))}{body[3:]}"
    yield "without its last mark", sentence, body
    long = [m for m in re.finditer(r"(?<![\w-])[^\W\d_]{6,}(?![\w-])", sentence) if m[0][1:].islower()]
    if language.spaced and long:
        word = chance.choice(long)
        cut = chance.randrange(word.start() + 2, word.end() - 2)
        yield "a word over two lines", f"{sentence[:cut]}-\n{sentence[cut:]}", sentence
        yield "a soft hyphen", f"{sentence[:cut]}\xad{sentence[cut:]}", sentence
    if not language.spaced:
        # within a number, the lines may be those of a table, and within a word of Latin letters there would be a hyphen
        kept = re.compile("[\\x21-\\x7e]{2}|[0-9〇一二三四五六七八九十百千万億亿]{2}")
        at = chance.choice([i for i in range(2, len(body) - 1) if not kept.match(body, i - 1)])
        yield "a line wrapped", f"{sentence[:at]}\n{sentence[at:]}", sentence
    if (sentence[-1] in ".。") and not any(mark in sentence for mark in "\"'“”„«»「」’"):
        yield "another mark at its end", f"{body},\n\n", sentence if language.spaced else f"{body}。"
        opening, closing = chance.choice(("„“", "“”", "«»", '""', "‹›", "「」"))
        yield "other quotation marks", f"({opening}{body}{closing})", f'"{body}"'


def outcomes(
    code: str, plant: Callable[..., Iterator[Planted]], seed: int, every: int = 1
) -> Iterator[tuple[str, str, str, QuoteVerdict]]:
    """What becomes of each change that is drawn for each sentence of a language: its kind, text and quote, and the verdict."""
    language, told = LANGUAGES[code], sentences(code)
    for number, sentence in enumerate(told[::every]):
        chance = random.Random(f"{code} {seed} {number}")
        around = chance.sample([each for each in told if each != sentence], 2)
        for kind, text, quote in plant(sentence, language, chance):
            whole = "\n\n".join((around[0], text, around[1]))
            elsewhere = any(part.strip() in other for part in quote.split("[…]") for other in around)
            if quote != "\0" and (plant is truths or not elsewhere):
                yield kind, whole, quote, verify(Document("a.txt", whole), quote)


def main(rounds: int) -> None:
    """Prints the counts of each language."""
    for code in LANGUAGES:
        counts: Counter[str] = Counter()
        for plant in (lies, truths):
            for seed in range(rounds):
                for kind, text, quote, verdict in outcomes(code, plant, seed):
                    wrong = (verdict.place is not None) is (plant is lies)
                    counts[plant.__name__] += 1
                    counts[f"wrong {plant.__name__}"] += wrong
                    if wrong:
                        print(f"  {code}, {kind}: {quote!r} of {text!r}: {verdict.status} {verdict.detail}")
        print(
            f"{code}: {len(sentences(code))} sentences; {counts['lies']} that change meaning, {counts['wrong lies']} accepted; "
            f"{counts['truths']} harmless, {counts['wrong truths']} refused"
        )


if __name__ == "__main__":
    main(int(sys.argv[1]) if len(sys.argv) > 1 else 20)
