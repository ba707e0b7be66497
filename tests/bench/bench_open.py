"""How long a base of 100,000 hand-written facts takes to open: cold, and warm with its parse cache; by phases, and as a whole process.

    python tests/bench/bench_open.py [--facts N] [--sources N] [--size CHARACTERS] [--times N] [--seed N]

Each fact has one quote of some source, eight to twelve words: more than half go over a line end, some straighten quotation marks.
Every quote is checked. The floor is reading the files and documents. Seconds are of the wall; those of the processor stand behind.
"""

from __future__ import annotations

import argparse
import gc
import os
import random
import statistics
import subprocess
import sys
import tempfile
import time
from collections import Counter
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

TARGET = 2.0
FACTS_PER_FILE = 2_000
SYLLABLES = ("ba", "con", "de", "el", "fi", "gra", "ho", "in", "ja", "ko", "lu", "men", "nor", "pa", "ri", "se", "ti")
COUNTRIES, PEOPLE = 200, 3_000
ASKED = "visited(p17, C)"

HEADER = """\
relation visited(who: person, where: country)  "{who} visited {where}".
relation budget(of: country, amount: number)  "{of} spends {amount}".
relation stated(who: person, words: string)  "{who} stated {words}".
relation party(a: country, b: country, role: symbol)  "{a} is {role} to {b}".
relation met_twice(who: person, where: country)  "{who} visited {where} twice".
"""
RULES = """\
met_twice(P, C) :- visited(P, C) on D, visited(P, C) on E, D < E.
spends_more(A, B) :- budget(A, X), budget(B, Y), party(A, B, host), X > Y.
ever_host(A) :- party(A, _, host).
"""


@dataclass(frozen=True, slots=True)
class Timed:
    """Seconds of the wall and of the processor."""

    wall: float
    processor: float

    def __str__(self) -> str:
        return f"{self.wall:6.3f} s ({self.processor:.3f})"


def document(rng: random.Random, words: list[str], size: int) -> str:
    """Text like a hard-wrapped report, with curly quotes, dashes and paragraphs."""
    out: list[str] = []
    length = column = 0
    while length < size:
        word, roll = rng.choice(words), rng.random()
        if roll < 0.01:
            word = f"“{word}”"
        elif roll < 0.02:
            word = f"{word}’s"
        elif roll < 0.03:
            word = str(rng.randint(2, 2020))
        elif roll < 0.09:
            word += "."
        column += len(word) + 1
        gap = " "
        if column > 100:
            gap, column = ("\n\n" if rng.random() < 0.1 else "\n"), 0
        out += (word, gap)
        length += len(word) + len(gap)
    return "".join(out)


def quote(rng: random.Random, text: str) -> str:
    """Eight to twelve words of the text, white space as one space, curly quotation marks straightened now and then."""
    at = text.index(" ", rng.randrange(len(text) - 400)) + 1
    words = text[at : at + 300].split()[: rng.randint(8, 12)]
    plain = " ".join(words)
    return plain.translate({0x2019: "'", 0x201C: '"', 0x201D: '"'}) if rng.random() < 0.1 else plain


def claim(rng: random.Random) -> str:
    """A fact without its words: four relations, dates on half of them."""
    who, where, other = f"p{rng.randrange(PEOPLE)}", f"c{rng.randrange(COUNTRIES)}", f"c{rng.randrange(COUNTRIES)}"
    day = f" on {rng.randint(1990, 2019)}-{rng.randint(1, 12):02}-{rng.randint(1, 28):02}"
    match rng.randrange(8):
        case 0 | 1 | 2 | 3:
            return f"visited({who}, {where}){day}"
        case 4 | 5:
            return f"budget({where}, {rng.randint(1, 10**6)})"
        case 6:
            return f'stated({who}, "{rng.choice(SYLLABLES)} {rng.randint(1, 999)}")'
        case _:
            return f"party({where}, {other}, {rng.choice(['host', 'guest'])})"


def write_base(folder: Path, facts: int, sources: int, size: int, seed: int) -> None:
    """The base: its vocabulary, its rules, and files of some thousand facts, each over some of the sources."""
    rng = random.Random(seed)
    words = ["".join(rng.choices(SYLLABLES, k=rng.randint(1, 4))) for _ in range(4_000)]
    texts = [document(rng, words, size) for _ in range(sources)]
    (folder / "sources").mkdir()
    declared = [HEADER]
    for i, text in enumerate(texts):
        (folder / "sources" / f"{i:04}.txt").write_text(text, encoding="utf-8")
        declared.append(f'source s{i} {{ file: "sources/{i:04}.txt", title: "Report {i}", published: 2019-10 }}.\n')
    declared += (f'entity c{i}: country {{ name: "Country {i}" }}.\n' for i in range(COUNTRIES))
    declared += (f"entity p{i}: person.\n" for i in range(PEOPLE))
    (folder / "vocabulary.fb").write_text("".join(declared), encoding="utf-8")
    (folder / "rules.fb").write_text(RULES, encoding="utf-8")
    files = max(1, facts // FACTS_PER_FILE)
    for number in range(files):
        lines: list[str] = []
        mine = range(number * sources // files, max((number + 1) * sources // files, number * sources // files + 1))
        each = facts // files // len(mine)
        for source in mine:
            lines.append(f"from s{source}.")
            for _ in range(each):
                words_of = quote(rng, texts[source])
                escaped = words_of.replace("\\", "\\\\").replace('"', '\\"')
                lines.append(f'{claim(rng)}\n  "{escaped}".')
        (folder / f"facts_{number:03}.fb").write_text("\n".join(lines) + "\n", encoding="utf-8")


def timed(work: Callable[[], object]) -> Timed:
    """How long it takes, once; garbage of what was before is collected first."""
    gc.collect()
    wall, processor = time.perf_counter(), time.process_time()
    work()
    return Timed(time.perf_counter() - wall, time.process_time() - processor)


def middle(runs: list[Timed]) -> Timed:
    """The median run, by its wall."""
    return sorted(runs, key=lambda run: run.wall)[len(runs) // 2]


def phases(folder: Path, cache: Path) -> dict[str, Timed]:
    """Each phase of opening, by itself and in order, as `FactBase.load` goes through them."""
    from factbase.files.find import DISK, find
    from factbase.program.check import check
    from factbase.sources.evidence import gather
    from factbase.sources.looked import Looked
    from factbase.sources.own import Own
    from factbase.syntax.cache import cached_parse

    found: dict[str, Timed] = {}
    texts, trees, programs = [], [], []

    def floor() -> None:
        for path in sorted(folder.rglob("*")):
            if path.is_file():
                path.read_bytes()

    gc.set_threshold(500_000, 20, 20)  # as the command does
    found["reading all bytes"] = timed(floor)
    found["read"] = timed(lambda: texts.extend(find(DISK, [folder])[0]))
    found["trees from cache"] = timed(lambda: trees.extend(cached_parse(text, cache)[0] for _, text in texts))
    found["check"] = timed(lambda: programs.append(check(trees, {})[0]))
    homes = {text.path: home for home, text in texts}
    found["documents, quotes"] = timed(lambda: gather(programs[0], homes, Own(), Looked(), cache))
    return found


def opened(folder: Path, cache: Path) -> None:
    """Opens the base and sees that it is well."""
    from factbase.base import FactBase

    base = FactBase.load([folder], cache)
    assert not base.diagnostics, Counter(d.code for d in base.diagnostics)


def in_process(folder: Path, cache: Path) -> Timed:
    """A load in a process of its own, without its start: what it prints of itself."""
    script = "import sys; sys.argv[1:2] == ['one'] and __import__('bench_open').one(sys.argv[2], sys.argv[3])"
    out = subprocess.run(
        [sys.executable, "-c", script, "one", str(folder), str(cache)],
        cwd=Path(__file__).parent,
        capture_output=True,
        text=True,
        check=True,
    ).stdout
    wall, processor = map(float, out.split())
    return Timed(wall, processor)


def one(folder: str, cache: str) -> None:
    """Prints how long one load takes in this process, under the collector's settings of the command."""
    gc.set_threshold(500_000, 20, 20)
    import factbase.base  # noqa: F401  # the import is no part of the load

    run = timed(lambda: opened(Path(folder), Path(cache)))
    print(run.wall, run.processor)


def asked(folder: Path, cache: Path) -> Timed:
    """A whole process that asks the base."""
    env = {**os.environ, "FACTBASE_CACHE": str(cache)}
    command = [sys.executable, "-m", "factbase", "--base", str(folder), "ask", ASKED, "--at", "2019-12-31"]
    wall, before = time.perf_counter(), os.times()
    subprocess.run([*command, "--format", "csv"], env=env, stdout=subprocess.DEVNULL, check=True)
    after = os.times()
    spent = after.children_user + after.children_system - before.children_user - before.children_system
    return Timed(time.perf_counter() - wall, spent)


def main() -> int:
    """Exit 1 where the warm load takes longer than its target."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--facts", type=int, default=100_000)
    parser.add_argument("--sources", type=int, default=200)
    parser.add_argument("--size", type=int, default=50_000, help="characters in each source")
    parser.add_argument("--times", type=int, default=5, help="runs of which the median is told")
    parser.add_argument("--seed", type=int, default=7)
    parser.add_argument("--keep", type=Path, help="a folder to keep base and cache in, and to find them again")
    parser.add_argument("--ask", action="store_true", help="ask too, in a whole process")
    options = parser.parse_args()
    with tempfile.TemporaryDirectory() as temporary:
        place = options.keep or Path(temporary)
        folder, cache = place / "base", place / "cache"
        if not folder.exists():
            folder.mkdir(parents=True)
            write_base(folder, options.facts, options.sources, options.size, options.seed)
        held = [path.stat().st_size for path in folder.rglob("*") if path.is_file()]
        print(f"{'base':<20} {options.facts:,} facts, {len(held)} files, {sum(held) / 1e6:.1f} MB")
        if not cache.exists():
            print(f"{'cold':<20} {in_process(folder, cache)}")
        size = sum(path.stat().st_size for path in cache.rglob("*") if path.is_file())
        print(f"{'cache':<20} {size / 1e6:.1f} MB")
        warm = [in_process(folder, cache) for _ in range(options.times)]
        spread = f"{min(r.wall for r in warm):.3f} to {max(r.wall for r in warm):.3f}"
        print(f"{'warm':<20} {middle(warm)}, {spread}; target {TARGET}")
        runs = [phases(folder, cache) for _ in range(options.times)]
        for name in runs[0]:
            print(f"  {name:<18} {middle([run[name] for run in runs])}")
        floor = statistics.median(run["reading all bytes"].wall for run in runs)
        print(f"{'ratio to reading':<20} {middle(warm).wall / floor:.1f}")
        if options.ask:
            print(f"{'whole ask':<20} {middle([asked(folder, cache) for _ in range(options.times)])}")
        return int(middle(warm).wall > TARGET)


if __name__ == "__main__":
    sys.exit(main())
