"""A waiver is needed where the finding that it names would be told without it, and nowhere else."""

from __future__ import annotations

import re
from pathlib import Path

from chance import examples
from hypothesis import given
from hypothesis import strategies as st

from factbase.base import FactBase
from factbase.checks.fitting import AFFIRMED, BOILERPLATE, CONTRADICTED, fit
from factbase.ground.diagnostic import Diagnostic
from factbase.ground.value import write_value

SENTENCES = (
    "It is not true that Ost paid West 12 crowns.",
    "Ost did not pay West 29 crowns in 2016.",
    "Ida Holm denied that Ost would pay West on 29 June 2007.",
    "Ost paid West 1,420 crowns on 3 May 2016.",
    "West may pay Ost 12 crowns, Ida Holm said.",
    "Share this article of Ost and West with 12 friends.",
)
NAMES, NUMBERS = ("ost", "west", "hedged"), ("12", "29", "1420", "1.42", "2007")
HEAD = """\
source s { file: "s.txt" }.
entity ost: country { name: "Ost" }.
entity west: country { name: "West" }.
entity ida: person { name: "Ida Holm" }.
relation paid(who: any, price: any).
from s.
"""
MODES = st.sampled_from(["", "says(ida): ", "predicts(ida): ", "denies(ida): ", "urges(ida): "])
DATES = st.sampled_from(["", " on 2007-06-29", " on 2016-05-03"])
WAIVABLE = [*NAMES, *NUMBERS, "ida", "2007-06-29", "negated", "attributed", AFFIRMED, BOILERPLATE, CONTRADICTED]
FACTS = st.tuples(
    MODES, st.sampled_from(NAMES), st.sampled_from(NUMBERS), DATES, st.sampled_from(SENTENCES), st.booleans()
)


def misfits(folder: Path, statement: str) -> tuple[list[Diagnostic], set[str]]:
    """What is told of a fact, and what of it is waived."""
    (folder / "s.txt").write_text("\n\n".join(SENTENCES), encoding="utf-8")
    (folder / "a.fb").write_text(f"{HEAD}{statement}.\n", encoding="utf-8")
    base = FactBase.load([folder])
    assert not base.errors, [d.message for d in base.errors]
    problems, waived = fit(base, {}, {})
    return [problem for _, problem in problems], {write_value(each.waiver.value) for each in waived}


def subject(problem: Diagnostic) -> str:
    """What a waiver of a finding names, as its hint says it; boilerplate has no hint."""
    return BOILERPLATE if problem.code == "F103" else re.findall(r'waive (.+) "reason"', problem.hint or "")[0]


@given(FACTS, st.lists(st.sampled_from(WAIVABLE), unique=True, max_size=4))
@examples(120)
def test_a_waiver_is_needed_where_its_finding_is_told_without_it(tmp_path_factory, fact, waivers):
    mode, who, price, on, sentence, whole = fact
    quote = sentence.rstrip(".") if whole else " ".join(sentence.rstrip(".").split()[3:])
    statement = f'{mode}paid({who}, {price}){on} "{quote}"'
    folder = tmp_path_factory.mktemp("waived")
    told, _ = misfits(folder, statement)
    needed = {subject(problem) for problem in told}
    still, waived = misfits(folder, statement + "".join(f'\n waive {name} "reason"' for name in waivers))
    assert waived == needed & set(waivers)
    assert {subject(p) for p in still if p.code != "F105"} == needed - set(waivers)
    assert {p.message for p in still if p.code == "F105"} == {
        f"the waiver of `{name}` is not needed" for name in waivers if name not in needed
    }
