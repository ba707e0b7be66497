"""Nothing is stale: after any edits, a workspace that kept what it could says in all the same as one that has just been opened.

Files are sets of lines out of a stock, right ones and wrong ones; an edit puts a line in or takes one out, of whichever file.
"""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

from hypothesis import HealthCheck, example, given, settings
from hypothesis import strategies as st

from factbase.base import FactBase, default_engine
from factbase.checks.audit import audit
from factbase.files.find import DISK
from factbase.files.unsaved import Unsaved
from factbase.ground.diagnostic import Diagnostic
from factbase.ground.span import Span
from factbase.program.view import View
from factbase.workspace.workspace import Workspace

FOLDER = Path("/nowhere/base")

# By file: the lines that it may have, in the order in which it has them; those that begin with `+` it has from the start.
STOCK = {
    "0names.fb": """
+entity ada: person { name: "Ada" }.
 entity ada: person { name: "Adele", alias: "the countess" }.
+entity ben: person { name: "Ben", alias: ["Benjamin"] }.
 entity oslo: town { name: "Oslo" }.
 entity oslo: person.
+relation met(who: person, whom: person) "{who} met {whom}".
+relation paid(who: person, sum: int) "{who} paid {sum} crowns".
 relation paid(who: symbol, ships: int) "{who} sold {ships} ships".
 relation lives(who: person, where: symbol) "{who} lives in {where}".
""",
    "first.fb": """
+source first { file: "first.txt", title: "First",
   published: 2001-03-02,
+  author: "Ben", publisher: "Gazette" }.
 source other { file: "second.txt", title: "Other" }.
+from first.
+met(ada, ben) on 2001-03-01 "Ada met Ben in Oslo".
 met(ada, ben) on 2001-03-01 "Ada met Ben in Oslo".
 met(ben, ada) "Ada met Ben in Oslo" waive affirmed "so it is".
+paid(ben, 12) "Ben paid 12 crowns".
 paid(ben, 12.0) "Ben paid 12 crowns".
 paid(ben, 13) "Ben paid 12 crowns" waive 13 "a slip of the pen".
+lives(ada, ?) "Ada lives in some town".
 lives(?, oslo) "Ada lives in some town".
 denies(ben): met(ada, ben) "Ada met Ben in Oslo".
 paids(ben, 12) "Ben paid 12 crowns".
 denies(ben): met(ada, ben) "did not meet the countess".
 unknown(ada) "Ada met Ben in Oslo".
 met(ada "Ada met Ben in Oslo".
 met(ada, nobody) "words that stand nowhere at all".
""",
    "second.fb": """
 source second { file: "second.txt", title: "Second", quotes: first }.
+source second { file: "second.txt", title: "Second", published: 2001-04 }.
 from nowhere.
+from second.
+lives(ben, oslo) since 2001-04 "Benjamin lives in Oslo".
 lives(ben, bergen) "Benjamin lives in Oslo" waive bergen "as told".
 lives(ada, ?) @ first "Ada lives in some town" @ second "Benjamin lives in Oslo".
+met(ada, ben) on 2001-03-01 @ first "Ada met Ben in Oslo".
+says(ben): paid(ada, 20) "Ada may have paid 20 crowns".
 paid(ada, 20) "Ada may have paid 20 crowns".
 lives(ben, oslo) "Leave a reply".
""",
    "rules.fb": """
+near(A, B) :- lives(A, T), lives(B, T).
 near(A, B) :- met(A, B).
 alike(S, T) :- same_voice(S, T).
 friends(A, B) :- near(A, B), not paid(A, _).
+check one_town(A) warning "{A} lives in {T} and in {U}" :- lives(A, T), lives(A, U), T < U.
 check nobody_pays(A, N) error "{A} paid {N}" :- paid(A, N).
 allow nobody_pays(ben, 12) "he may".
+expect met(ada, ben).
 expect not met(ben, ada).
 expect lives(ben, oslo) citing second.
""",
    "first.txt": """
+Ada met Ben in Oslo.
+Ben paid 12 crowns to the town. He did not meet the countess.
 It is not true that Ben paid 12 crowns.
+
+Ada lives in some town.
 Leave a reply
 All rights reserved by the town
""",
    "second.txt": """
+Benjamin lives in Oslo.
 According to Ben, Ada may have paid 20 crowns.
+Ada may have paid 20 crowns.
 Ada met Ben in Oslo.
 Ben paid 12 crowns to the town. He did not meet the countess.
 Ada lives in some town.
+Leave a reply
+All rights reserved by the town
""",
}
LINES = {name: text.strip("\n").split("\n") for name, text in STOCK.items()}
TOGGLES = [(name, at) for name, lines in LINES.items() for at in range(len(lines))]
GOALS = ("met(A, B)", "near(A, B)", "lives(A, T) @ S", "friends(A, B)", "alike(S, T)")


def text_of(name: str, chosen: set[tuple[str, int]]) -> str | None:
    lines = [line[1:] for at, line in enumerate(LINES[name]) if (name, at) in chosen]
    return "\n".join([*lines, ""]) if lines else None


def place(span: Span | None) -> object:
    return span and (span.path, span.start, span.end)


def shown(diagnostic: Diagnostic) -> object:
    related = [(place(each.span), each.note) for each in diagnostic.related]
    return diagnostic.code, diagnostic.message, place(diagnostic.span), related, diagnostic.hint, diagnostic.detail


def told(base: FactBase) -> Iterator[object]:
    """All that a base says: what it holds, what is wrong in it, and what it answers."""
    for fact in base.program.facts:
        yield fact, place(fact.span), [place(cited.span) for cited in fact.citations], fact.waivers
    yield base.program.relations, base.program.entities, base.program.sources, base.program.rules
    yield dict(base.evidence.verdicts)
    report = audit(base, View(), ENGINE)
    yield [shown(each) for each in report.diagnostics]
    yield report.counts, [(each.name, each.message, each.certainty) for each in report.violations]
    yield [(place(each.fact.span), each.waiver) for each in report.waived]
    for goal in GOALS:
        answers = base.ask(goal, View(), ENGINE)
        yield [shown(each) for each in answers.problems]
        yield [(answer.bindings, answer.certainty, answer.proof) for answer in answers.answers]


ENGINE = default_engine()
START = frozenset((name, at) for name, at in TOGGLES if LINES[name][at].startswith("+"))


@settings(max_examples=12, deadline=None, suppress_health_check=list(HealthCheck))
@given(st.lists(st.lists(st.sampled_from(TOGGLES), min_size=1, max_size=2), min_size=1, max_size=6))
@example([[("0names.fb", 1)], [("first.fb", 9)], [("first.fb", 9)]])
@example([[("first.fb", 0)], [("first.fb", 0)]])
@example([[("first.fb", 3)], [("second.txt", 0)], [("second.txt", 3)]])
@example([[("first.txt", 2)], [("first.txt", 0)], [("second.txt", 3)], [("0names.fb", 5)]])
def test_after_any_edits_a_workspace_says_what_a_new_one_says(edits: list[list[tuple[str, int]]]) -> None:
    chosen = set(START)
    workspace = Workspace([FOLDER])
    for name in LINES:
        workspace.set(FOLDER / name, text_of(name, chosen))
    list(told(FactBase.of(workspace.snapshot)))
    for edit in edits:
        for name, at in edit:
            chosen ^= {(name, at)}
            workspace.set(FOLDER / name, text_of(name, chosen))
        texts = {str(FOLDER / name): text_of(name, chosen) for name in LINES}
        held = {path: None if text is None else text.encode() for path, text in texts.items()}
        cold = FactBase.load([FOLDER], files=Unsaved(DISK, held))
        for kept, anew in zip(told(FactBase.of(workspace.snapshot)), told(cold), strict=True):
            assert kept == anew


def test_a_base_without_a_source_is_not_judged_by_what_is_kept_of_the_whole() -> None:
    texts = {
        "base.fb": """
            source one { file: "one.txt" }. source two { file: "two.txt" }.
            lives(ada, oslo) @ one "she lives in Oslo" @ two "Ada lives there now".
        """,
        "one.txt": "For years she lives in Oslo.",
        "two.txt": "Ada lives there now.",
    }
    base = FactBase.load([FOLDER], files=Unsaved(DISK, {str(FOLDER / name): t.encode() for name, t in texts.items()}))
    both, less = (audit(each, View(), ENGINE).diagnostics for each in (base, base.without(["two"])))
    assert [each.message[:6] for each in both] == []
    assert [each.message[:6] for each in less if each.code.startswith("F")] == ["`ada` "]


def codes_of(chosen: set[tuple[str, int]]) -> set[str]:
    held = {str(FOLDER / name): (text_of(name, chosen) or "").encode() for name in LINES}
    report = audit(FactBase.load([FOLDER], files=Unsaved(DISK, held)), View(), ENGINE)
    return {each.code for each in report.diagnostics}


def test_the_stock_brings_about_findings_of_most_kinds() -> None:
    """Else the comparison above would hold for little."""
    assert codes_of(set(START)) == {"F101", "S105", "W102", "W105", "W203"}
    found = set().union(*(codes_of(set(START) ^ {toggle}) for toggle in TOGGLES))
    assert found >= {"E001", "E102", "E103", "E116", "E201", "E203", "E502", "E503", "E504", "C101", "C102", "C204"}
    assert found >= {"F101", "F102", "F103", "F104", "F105", "F106", "S103", "W102", "W104", "W501"}
