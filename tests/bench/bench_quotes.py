"""20,000 quotes against 1,000 generated sources (100 MB): the whole check against str.find over the same text.

Run: python tests/bench/bench_quotes.py [--sources N] [--size CHARACTERS] [--quotes N] [--seed N]
Prints figures, one a line. The floor is str.find of each quote over all of its source: a FOUND must be the only one.
"""

from __future__ import annotations

import argparse
import random
import sys
import time
from collections import Counter
from collections.abc import Callable, Iterator

from factbase.cite import Document, verify

KINDS = {"exact": 61, "wrapped": 25, "straightened": 9, "nbsp": 2, "elided": 2, "changed": 1}
SYLLABLES = (
    "ba",
    "con",
    "de",
    "el",
    "fi",
    "gra",
    "ho",
    "in",
    "ja",
    "ko",
    "lu",
    "men",
    "nor",
    "pa",
    "ri",
    "se",
    "ti",
    "un",
    "ver",
)
TARGET = 3.0


def source(rng: random.Random, words: list[str], size: int) -> str:
    """Text like a hard-wrapped report: lines of some 80 characters, paragraphs, curly quotes, dashes, numbers."""
    out: list[str] = []
    length = column = 0
    while length < size:
        word = rng.choice(words)
        roll = rng.random()
        if roll < 0.01:
            word = f"“{word}”"
        elif roll < 0.02:
            word = f"{word}’s"
        elif roll < 0.025:
            word = f"{word} —"
        elif roll < 0.035:
            word = str(rng.randint(2, 2020))
        elif roll < 0.10:
            word += "."
        gap = " "
        column += len(word) + 1
        if column > 80:
            gap, column = ("\n\n" if rng.random() < 0.1 else "\n"), 0
        out += (word, gap)
        length += len(word) + len(gap)
    return "".join(out)


def quote(rng: random.Random, text: str, kind: str) -> str:
    """5 to 14 words of the text, as they stand or altered in the way of the kind."""
    while True:
        at = rng.randrange(len(text) - 400)
        window = text[at : at + 400]
        words = window[window.index(" ") + 1 :].split(" ")[: rng.randint(5, 14)]
        piece = " ".join(words).strip()
        match kind:
            case "exact":
                if "\n" in piece:
                    piece = max(piece.split("\n"), key=len)
                if len(piece) > 20:
                    return piece
            case "wrapped":
                if "\n" in piece:
                    return " ".join(piece.split())
            case "straightened":
                if "’" in piece or "“" in piece:
                    return " ".join(piece.split()).translate({0x2019: "'", 0x201C: '"', 0x201D: '"'})
            case "nbsp":
                return piece.replace(" ", "\xa0", 2)
            case "elided":
                parts = piece.split(" ")
                return " ".join([*parts[:2], "[…]", *parts[-2:]])
            case _:
                parts = piece.split(" ")
                parts[4] = "changed"
                return " ".join(parts)


def find_all(text: str, quote: str) -> int:
    """How often the quote stands in the text: the least work that can tell a single place from several."""
    count, at = 0, text.find(quote)
    while at >= 0:
        count, at = count + 1, text.find(quote, at + 1)
    return count


def progress(texts: list[str], label: str) -> Iterator[tuple[int, str]]:
    """The texts with their index; a bar on the error stream."""
    for i, text in enumerate(texts):
        if i % 20 == 0 or i + 1 == len(texts):
            done = (i + 1) * 30 // len(texts)
            print(f"\r{label:<10} [{'#' * done:<30}] {i + 1}/{len(texts)}", end="", file=sys.stderr, flush=True)
        yield i, text
    print(file=sys.stderr)


def timed(work: Callable[[], None]) -> float:
    start = time.perf_counter()
    work()
    return time.perf_counter() - start


def main() -> int:
    """Exit 1 when the check takes more than three times the floor."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--sources", type=int, default=1000)
    parser.add_argument("--size", type=int, default=100_000, help="characters in each source")
    parser.add_argument("--quotes", type=int, default=20_000)
    parser.add_argument("--seed", type=int, default=7)
    asked = parser.parse_args()
    rng = random.Random(asked.seed)
    words = ["".join(rng.choices(SYLLABLES, k=rng.randint(1, 4))) for _ in range(4000)]
    texts = [source(rng, words, asked.size) for _, _ in progress([""] * asked.sources, "generate")]
    each = asked.quotes // asked.sources
    kinds, weights = list(KINDS), list(KINDS.values())
    quotes = [[quote(rng, text, kind) for kind in rng.choices(kinds, weights, k=each)] for text in texts]
    bytes_read = sum(len(text.encode()) * each for text in texts)

    def floor() -> None:
        for i, text in progress(texts, "str.find"):
            for words in quotes[i]:
                find_all(text, words)

    def first() -> None:
        for i, text in progress(texts, "first hit"):
            for words in quotes[i]:
                text.find(words)

    verdicts: Counter[str] = Counter()

    def check() -> None:
        for i, text in progress(texts, "check"):
            document = Document(f"{i}.txt", text)
            verdicts.update(verify(document, words).status.value for words in quotes[i])

    from rapidfuzz import fuzz  # its import is no part of the check

    fuzz.ratio("a", "b")
    at_first, base, whole = timed(first), timed(floor), timed(check)
    total = sum(map(len, texts))
    print(f"sources        {asked.sources}, {total / 1e6:.1f} M characters, {bytes_read / each / 1e6:.1f} MB")
    print(f"quotes         {each * asked.sources}: " + ", ".join(f"{n} {k}" for k, n in sorted(verdicts.items())))
    for label, seconds in (("first hit", at_first), ("str.find", base), ("check", whole)):
        print(
            f"{label:<14} {seconds:.2f} s, {bytes_read / seconds / 1e9:.2f} GB/s, {each * asked.sources / seconds:,.0f} quotes/s"
        )
    print(
        f"ratio          {whole / base:.2f} (target {TARGET:.0f}); against the first hit only: {whole / at_first:.2f}"
    )
    return int(whole > TARGET * base)


if __name__ == "__main__":
    sys.exit(main())
