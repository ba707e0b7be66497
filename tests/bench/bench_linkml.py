"""Our cases through linkml-reference-validator 0.4.0 and through factbase, in one run: who accepts a false quote, who refuses a true one.

Run: pip install -e '.[bench]' && python tests/bench/bench_linkml.py
The cases are the floor table and tests/corpus/cite (without those that give a context or a passage, which the other tool does not
know; an ambiguous quote is left out too), and every quote of the shipped base under every mutation. The other tool elides with a bare
`...`, so a false quote with `[…]` is put to it in both ways: it is wrong where it accepts either.
"""

from __future__ import annotations

import sys
import time
from collections import Counter
from collections.abc import Callable, Iterable, Iterator
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parents[1] / "cite"))

from cases_of_quotes import CASES
from linkml_reference_validator.models import ReferenceContent, ReferenceValidationConfig
from linkml_reference_validator.validation.supporting_text_validator import SupportingTextValidator
from quote_mutations import HARMLESS, MEANING
from shipped_quotes import FLOOR, QUOTED

from factbase.cite import Document, Status, verify

Case = tuple[str, str, str, bool]  # name, text, quote, whether it is a true quote
Tool = Callable[[str, str, bool], bool]  # text, quote, whether it is a true one


def ours(text: str, quote: str, true: bool) -> bool:
    return verify(Document("a", text), quote).status in (Status.FOUND, Status.FOLDED)


def theirs() -> Tool:
    validator = SupportingTextValidator(ReferenceValidationConfig())

    def accepts(text: str, quote: str, true: bool) -> bool:
        reference = ReferenceContent(reference_id="a:1", content=text)
        ways = {quote} if true else {quote, quote.replace("[…]", "...").replace("[...]", "...")}
        return any(validator.find_text_in_reference(way, reference).found for way in sorted(ways))

    return accepts


def floor() -> Iterator[Case]:
    for name, (text, quote, accept) in FLOOR.items():
        yield name, text, quote, accept


def corpus() -> Iterator[Case]:
    for case in CASES:
        verdict = case.expected.split(" ")[0]
        if verdict in ("FOUND", "FOLDED", "ABSENT") and not case.keys.keys() & {"after", "before", "lines"}:
            yield case.name, case.text, case.quote, verdict != "ABSENT"


def mutated() -> Iterator[Case]:
    for pairs in QUOTED.values():
        for document, words in pairs:
            for mutations, true in ((MEANING, False), (HARMLESS, True)):
                for name, mutation in mutations.items():
                    changed = mutation(document.text, words)
                    if changed is not None:
                        yield name, *changed, true


def run(cases: Iterable[Case], tool: Tool) -> tuple[Counter[str], Counter[str], float]:
    """The counts of the outcomes, the names of what went wrong, and the seconds."""
    counts: Counter[str] = Counter()
    wrong: Counter[str] = Counter()
    seconds = 0.0
    for name, text, quote, true in cases:
        start = time.perf_counter()
        accepted = tool(text, quote, true)
        seconds += time.perf_counter() - start
        counts["true" if true else "false"] += 1
        if accepted != true:
            counts["wrong accepts" if accepted else "wrong rejects"] += 1
            wrong[name] += 1
    return counts, wrong, seconds


def main() -> int:
    """Exit 1 when factbase is wrong anywhere."""
    tools = {"factbase": ours, "linkml-reference-validator": theirs()}
    failed = False
    print("the floor table, `x` where a tool is wrong")
    for name, text, quote, true in floor():
        marks = "  ".join(" " if tool(text, quote, true) == true else "x" for tool in tools.values())
        print(f"  {'accept' if true else 'reject'}  {marks}  {name}")
    for label, cases in (("floor table", floor), ("corpus", corpus), ("mutated quotes of the base", mutated)):
        print(label)
        for name, tool in tools.items():
            counts, wrong, seconds = run(cases(), tool)
            print(
                f"  {name:<27} wrong accepts {counts['wrong accepts']:>5} of {counts['false']:<6}"
                f" wrong rejects {counts['wrong rejects']:>5} of {counts['true']:<6} {seconds:6.1f} s"
            )
            failed |= name == "factbase" and bool(wrong)
    return int(failed)


if __name__ == "__main__":
    sys.exit(main())
