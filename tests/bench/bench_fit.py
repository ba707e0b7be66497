"""How well the fit of claim and quote is told: precision and recall, by code and by language, on the pairs of `tests/corpus/fit/pairs`.

Run: python tests/bench/bench_fit.py [--only LANGUAGE ...] [--without language|words|label ...] [--amiss]
Prints a table, a line for each language; a cell is precision / recall in per cent, and of how many. `--amiss` lists what is told wrongly.
"""

from __future__ import annotations

import argparse
import sys
import tempfile
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parents[1]))

from pairs import KINDS, SETS, Score, Scores, every, measured  # beside the tests, which use it too


def cell(score: Score) -> str:
    wanted = score.right + score.missed
    if not wanted and not score.wrong:
        return "-"
    return f"{100 * score.precision:.0f}/{100 * score.recall:.0f} {wanted}"


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--only", nargs="+", default=[])
    parser.add_argument("--without", nargs="+", default=[], choices=["language", "words", "label"])
    parser.add_argument("--set", choices=SETS, default=SETS[0])
    parser.add_argument("--amiss", action="store_true")
    asked = parser.parse_args()
    languages = [each for each in every(asked.set) if not asked.only or each.name in asked.only]
    with tempfile.TemporaryDirectory() as folder:
        found = measured(languages, Path(folder) / "bases", without=asked.without)
    print(f"{'':10}{'pairs':>6}{'true':>6}{'warned':>7}" + "".join(f"{kind:>12}" for kind in KINDS))
    counts = {each.name: len(each.pairs) for each in languages}
    total = sum(found.values(), Scores())
    for name, scores in [*found.items(), ("all", total)]:
        pairs = counts.get(name, sum(counts.values()))
        cells = "".join(f"{cell(scores.kinds[kind]):>12}" for kind in KINDS)
        print(f"{name:10}{pairs:>6}{scores.true:>6}{scores.warned:>7}{cells}")
    if asked.amiss:
        for name, scores in found.items():
            for pair, kinds in scores.amiss:
                wanted = ", ".join("|".join(each) for each in pair.told) or "ok"
                print(f"{name}:{pair.line}: wanted {wanted}, told {', '.join(sorted(kinds)) or 'nothing'}")
                print(f"    {pair.text.quote}\n    {pair.claim}")
    return 0


if __name__ == "__main__":
    sys.exit(main())
