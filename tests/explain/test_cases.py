"""Proofs by cases that were tampered with: a reading left out, counted twice, of another day or of another base, each by itself."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path

import pytest
from explain.conftest import ask, base_of

from factbase.base import Answers, FactBase, View, default_engine
from factbase.engine.base import Listed
from factbase.engine.goal import Goal
from factbase.explain.certify import Certificate
from factbase.explain.certify_cases import CaseCertifier
from factbase.explain.finder import goal_of
from factbase.explain.proof import Cases, Tried
from factbase.explain.prove import Prover, Readings
from factbase.ground.date import Date, parse_date
from factbase.ground.value import Symbol
from factbase.program.completion import AS_OF, KNOWN_BY, Completion
from factbase.program.table import Facts
from factbase.questions.certified import certifier_of, certify

BASE = """
assume e(a) on 2019-02-26/2019-03-02. assume e(b) on 2019-03-01. assume d(a, 2019-02). assume w(a) since 2019-03/2019-05 until 2020-02.
assume g(a) on 2019-02-28/2019-03-01.
half(X) :- g(X) on D, D < 2019-03-01.
half(X) :- g(X) on D, D >= 2019-03-01.
soon(X) :- e(X) on D, D < 2019-03-01.
late(X) :- e(X) on D, D >= 2019-03-01.
any(X) :- soon(X).
any(X) :- late(X).
made(X) :- d(X, D), E = interval(D, 2019-03-05), E < 2019-03-01.
either(X) :- d(X, D), E = interval(D, 2019-03-05), E < 2019-03-01.
either(X) :- d(X, D), E = interval(D, 2019-03-05), E >= 2019-03-01.
moved(X) :- d(X, D), E = interval(D, 2019-03-05) + 3, E < 2019-02-10.
after(X) :- d(X, D), D + 3 < 2019-02-10.
"""
LATER = "2020-01-01"


@pytest.fixture(scope="module")
def base() -> FactBase:
    return base_of(BASE)


def day(text: str) -> Date:
    return parse_date(text)


def problems(base: FactBase, answers: Answers) -> tuple[str, ...]:
    certificate = certify(base, answers)
    assert certificate is not None
    return certificate.problems


def by_cases(answers: Answers) -> Cases:
    proof = answers.answers[0].proof
    assert isinstance(proof, Cases)
    return proof


def told(base: FactBase, answers: Answers, **changes: object) -> tuple[str, ...]:
    """The problems where the first proof is another in some part."""
    first, *others = answers.answers
    return problems(
        base,
        replace(answers, answers=(replace(first, proof=replace(by_cases(answers), **changes)), *others)),
    )


@pytest.mark.parametrize(
    ("goal", "at"),
    [
        ("soon(X)", LATER),
        ("late(X)", LATER),
        ("any(X)", LATER),
        ("half(X)", LATER),
        ("made(X)", LATER),
        ("moved(X)", LATER),
        ("either(X)", LATER),
        ("after(X)", LATER),
        ("e(X)", "2019-02-28"),
        ("e(X)", "2019-02"),
        ("e(X)", "2019-02/.."),
        ("w(X)", "2019-04-10"),
        ("w(X)", "2020-02-10"),
        # answers that name a date: one that is chosen, one made of it, one of its own day, one that is left open
        ("e(X) on D, D < 2019-03-01", LATER),
        ("d(X, D), E = D + 3, E < 2019-02-10", LATER),
        ("e(X) on D, e(a) on E, E < 2019-03-01", LATER),
        ("d(X, D), e(a) on E, E < 2019-03-01", LATER),
        ("soon(X), late(X)", LATER),
    ],
)
def test_what_holds_on_readings_stands(base: FactBase, goal: str, at: str) -> None:
    answers = ask(base, goal, at)
    assert problems(base, answers) == ()
    assert answers.excluded if goal == "soon(X), late(X)" else by_cases(answers)


# ---- the cases


def test_a_case_of_all_that_is_left_out_or_told_twice_or_miscounted_is_told(base: FactBase) -> None:
    answers = ask(base, "any(X)", LATER)
    proof = by_cases(answers)
    one, two = proof.cases
    assert (proof.every, one.alike, two.alike, proof.readings) == (True, 0, 1, 3)
    count = "a proof by cases does not count the readings"
    twice = "a proof by cases has a case twice, or one that does not say which day each date is"
    for cases, expected in (
        ((two, one), ()),
        ((one,), (count,)),
        ((two,), (count,)),
        ((), (count,)),
        ((one, replace(two, alike=0)), (count,)),
        ((one, replace(two, alike=2)), (count,)),
        ((replace(one, alike=1), two), (count,)),
        ((one, two, two), (twice,)),
        ((one, two, replace(two, alike=0)), (twice,)),
        ((one, replace(two, days=())), (twice,)),
        ((one, replace(two, days=(*two.days, *two.days))), (twice,)),
        ((replace(one, days=()), replace(two, days=())), (twice,)),
    ):
        assert told(base, answers, cases=cases) == expected, cases
    assert told(base, answers, dates=()) == (twice,)


def test_each_reading_may_have_a_case_of_its_own(base: FactBase) -> None:
    answers = ask(base, "half(X)", LATER)
    one, two = by_cases(answers).cases
    assert (one.alike, two.alike) == (0, 0)
    assert told(base, answers) == ()


def test_a_case_is_one_of_the_readings(base: FactBase) -> None:
    answers = ask(base, "any(X)", LATER)
    one, two = by_cases(answers).cases
    none = "a proof by cases has a case that is none of its readings"
    for text in ("2019-03-03", "2019-02-25"):
        assert none in told(base, answers, cases=(one, replace(two, days=(day(text),))))
    for text in ("2019-02-27", "2019-03-02"):
        assert none not in told(base, answers, cases=(one, replace(two, days=(day(text),))))


def test_the_proof_of_a_case_is_of_its_reading(base: FactBase) -> None:
    answers = ask(base, "any(X)", LATER)
    one, two = by_cases(answers).cases
    wrong = told(base, answers, cases=(replace(one, proof=two.proof), replace(two, proof=one.proof)))
    assert {each.split(": ")[0] if each.startswith("where") else "" for each in wrong} == {""}
    assert any("does not follow from its premises" in each for each in wrong)
    moved = told(base, answers, cases=(replace(one, days=two.days), replace(two, days=one.days)))
    assert any("does not follow from its premises" in each for each in moved)


def test_a_possible_answer_is_proved_on_one_reading(base: FactBase) -> None:
    answers = ask(base, "soon(X)", LATER)
    proof = by_cases(answers)
    (case,) = proof.cases
    assert not proof.every
    number = "a possible answer is proved on another number of readings than one"
    other = replace(case, days=(day("2019-02-27"),))
    assert told(base, answers, cases=(case, other))[0] == number
    assert told(base, answers, cases=(replace(case, alike=1),)) == (number,)
    assert told(base, answers, cases=(case, replace(other, alike=1)))[0] == number
    assert number not in told(base, answers, cases=(other,))
    assert told(base, answers, cases=(replace(case, days=(day("2019-03-01"),)),)) == (
        "where 2019-03-01: the answer does not hold",
    )


def test_a_possible_answer_is_proved_on_a_day_that_its_date_may_be(base: FactBase) -> None:
    """A fact that would hold on a day before its date proves nothing."""
    answers = ask(base, "soon(X)", LATER)
    (case,) = by_cases(answers).cases
    other = by_cases(ask(base_of(BASE.replace("2019-02-26/", "2019-02-25/")), "soon(X)", LATER)).cases[0]
    assert [str(each) for each in other.days] == ["2019-02-25"]
    for days in ("2019-02-25", "2019-03-03", "2019-02-26/2019-02-27", "../2019-02-26"):
        wrong = f"{days} is no day of 2019-02-26/2019-03-02"
        assert wrong in told(base, answers, cases=(replace(case, days=(day(days),)),))
        assert wrong in told(base, answers, cases=(replace(other, days=(day(days),)),))


def test_a_possible_answer_is_not_told_as_certain(base: FactBase) -> None:
    answers = ask(base, "soon(X)", LATER)
    proof = by_cases(answers)
    (case,) = proof.cases
    wrong = told(base, answers, every=True, cases=(replace(case, alike=2),))
    assert wrong == (
        "an answer is told to be as certain as it is not",
        "where 2019-03-01: the answer does not hold",
        "where 2019-03-02: the answer does not hold",
    )


def test_every_day_is_tried_not_only_those_of_the_proof(base: FactBase) -> None:
    """A proof that takes all days for alike, though some are not."""
    answers = ask(base, "soon(X)", LATER)
    proof = by_cases(answers)
    (tried,) = proof.dates
    few = replace(tried, days=tried.days[:1])
    assert told(base, answers, every=True, dates=(few,))[1:] == (
        "where 2019-03-01: the answer does not hold",
        "where 2019-03-02: the answer does not hold",
    )


# ---- the dates


@pytest.mark.parametrize("goal", ["soon(X)", "any(X)", "soon(X), late(X)"])
def test_a_date_that_the_base_has_not_is_told(base: FactBase, goal: str) -> None:
    answers = ask(base, goal, LATER)
    out = next(iter(answers.excluded.values()), None)
    (tried,) = out if out is not None else by_cases(answers).dates

    def wrong(**changes: object) -> str:
        dates = (replace(tried, **changes),)
        if out is None:
            found = told(base, answers, dates=dates)
        else:
            found = problems(base, replace(answers, excluded=dict.fromkeys(answers.excluded, dates)))
        return "; ".join(found)

    assert wrong() == ""
    of = f"of {tried.of} is no partial date of the base"
    assert f"2019-02-26/2019-03-03 {of}" in wrong(date=day("2019-02-26/2019-03-03"))
    assert f"2019-03-01 {of}" in wrong(date=day("2019-03-01"))
    for text in ("2019-02-25", "2019-03-03", "2019-02-26/2019-02-27", "2019-02-28?"):
        assert f"{text} is no day of 2019-02-26/2019-03-02" in wrong(days=(*tried.days[:2], day(text)))
    for text in ("2019-02-26", "2019-03-02"):
        assert "is no day of" not in wrong(days=(*tried.days[:2], day(text)))


def certifier_by(base: FactBase, answers: Answers, readings: Readings | None = None) -> CaseCertifier:
    certifier = certifier_of(base, answers)
    assert certifier is not None
    assert answers.readings is not None
    return CaseCertifier(certifier, readings or answers.readings, goal_of(answers.body))


@pytest.mark.parametrize(
    ("goal", "at", "root", "texts"),
    [
        ("e(X)", None, AS_OF, []),
        ("e(X)", LATER, KNOWN_BY, []),
        ("e(X)", LATER, (0, 1), ["2019-02-26/2019-03-02"]),
        ("e(X)", LATER, (0, 0), []),
        ("e(X)", LATER, (1, 1), ["2019-03-01"]),
        ("e(X)", LATER, (7, 1), []),
        ("d(X, D)", LATER, (2, 1), ["2019-02"]),
        ("w(X)", LATER, (3, 1), ["2019-03/2019-05"]),
        ("w(X)", LATER, (3, "until"), []),
        ("e(X)", "2019-02", ("at",), ["2019-02"]),
        ("e(X)", LATER, ("nowhere", 1), []),
    ],
)
def test_the_dates_of_a_root_are_those_that_the_base_states(
    base: FactBase, goal: str, at: str | None, root: tuple, texts: list[str]
) -> None:
    certifier = certifier_by(base, ask(base, goal, at))
    assert [date.text for date in certifier._dates(root)] == texts


def test_the_dates_that_a_rule_makes_are_told_apart_from_others(base: FactBase) -> None:
    """What is so many days after one is counted back to it."""
    for goal in ("moved(X)", "either(X)"):
        answers = ask(base, goal, LATER)
        certifier = certifier_by(base, answers)
        roots = [tried.root for tried in by_cases(answers).dates if str(tried.date) == "2019-02-01/2019-03-05"]
        assert roots
        for root in roots:
            assert {date.text for date in certifier._dates(root)} == {"2019-02-01/2019-03-05"}
        assert list(certifier._dates(("nowhere", 1))) == []


def test_the_day_by_which_sources_were_known_may_be_partial(base: FactBase) -> None:
    answers = base.ask("e(X)", View(day("2019-02"), day("2019-03")))
    certifier = certifier_by(base, answers)
    for root, text in ((("at",), "2019-02"), (KNOWN_BY, "2019-03")):
        assert [date.text for date in certifier._dates(root)] == [text]


@pytest.mark.parametrize(
    ("at", "first", "last"),
    [
        ("../2019-03-02", None, "2019-03-02"),
        ("2019-02-26/..", "2019-02-26", None),
        ("2019-02", "2019-02-01", "2019-02-28"),
    ],
)
def test_a_day_that_is_tried_lies_in_its_date(base: FactBase, at: str, first: str | None, last: str | None) -> None:
    certifier = certifier_by(base, ask(base, "e(X)", at))

    def wrong(text: str | None, days: int) -> list[str]:
        moved = day(text).plus_days(days) if text is not None else day("2019-02-27")
        assert moved is not None
        return list(certifier._date(Tried(("at",), "it", day(at), (moved,))))

    assert wrong(first, 0) == wrong(last, 0) == []
    assert (wrong(first, -1) != [], wrong(last, 1) != []) == (first is not None, last is not None)


def test_all_days_are_tried_where_they_are_not_too_many(base: FactBase) -> None:
    certifier = certifier_by(base, ask(base, "e(X)", LATER))
    some = (day("2019-03-01"),)

    def days(*texts: str) -> list[int] | None:
        """How many days of each date; None where only those of the proof."""
        dates = [Tried((0, 1), "it", day(text), some) for text in texts]
        found = certifier._days(dates)
        if [tuple(each) for each in found] == [some for _ in dates]:
            return None
        for each, text in zip(found, texts, strict=True):
            assert (each[0].earliest, each[-1].latest) == (day(text).earliest, day(text).latest)
        return list(map(len, found))

    assert days("2019-02-26/2019-03-02") == [5]
    assert days("2019-01-01/2020-02-04") == [400]
    assert days("2019-01-01/2020-02-05") is None
    assert days("2019-01-01/2019-01-20", "2019-01-01/2019-01-20") == [20, 20]
    assert days("2019-01-01/2019-01-20", "2019-01-01/2019-01-21") is None
    for text in ("2019/..", "../2019", "../..", "Y17000"):  # which has no days that can be written
        assert days(text) is None
    assert days("2019-01-01/2019-01-20", "2019/..") is None


# ---- a reading is of the base


class Instead:
    """Readings that are solved otherwise than they are asked for."""

    def __init__(self, readings: Readings, change: object) -> None:
        self.readings = readings
        self.change = change

    def solve(self, completion: Completion, goal: Goal, *, certainly: bool = True) -> Prover:
        return self.change(self.readings, completion, goal, certainly)

    def alike(self, completion: Completion, goal: Goal) -> Prover:
        return self.readings.alike(completion, goal)

    def published(self, source: str) -> Sequence[tuple[tuple[Date, ...], bool]]:
        return self.readings.published(source)


def _moved(days: int, roots: Sequence[object] = ()) -> object:
    def solve(readings: Readings, completion: Completion, goal: Goal, certainly: bool) -> Prover:
        other = Completion.of({root: at + (0 if root in roots else days) for root, at in completion.days})
        return readings.solve(other, goal, certainly=certainly)

    return solve


def _changed(**changes: object) -> object:
    """A reading whose planning says something else."""

    def solve(readings: Readings, completion: Completion, goal: Goal, certainly: bool) -> Prover:
        prover = readings.solve(completion, goal, certainly=certainly)
        return Prover(replace(prover.planned, **changes), prover.model, prover.program)

    return solve


def _with_facts(change: object) -> object:
    def solve(readings: Readings, completion: Completion, goal: Goal, certainly: bool) -> Prover:
        prover = readings.solve(completion, goal, certainly=certainly)
        facts = prover.program.facts
        listed = change(list(facts.listed))
        program = replace(prover.program, facts=Facts(tuple(listed), facts.tables))
        return Prover(prover.planned, prover.model, program)

    return solve


def _problems(base: FactBase, answers: Answers, change: object) -> tuple[str, ...]:
    assert answers.readings is not None
    certifier = certifier_by(base, answers, Instead(answers.readings, change))
    for answer, _, rows in answers.with_rows():
        if isinstance(answer.proof, Cases):
            certifier.answer(rows, answer.proof)
    return certifier.certifier.certificate().problems


def test_a_reading_of_other_days_or_of_another_view_is_told(base: FactBase) -> None:
    answers = ask(base, "soon(X)", LATER)
    assert _problems(base, answers, _moved(0)) == ()
    moved = _problems(base, answers, _moved(1))
    assert "where 2019-02-26: the reading chooses other days" in moved
    assert "where 2019-02-26: the reading has another value for e(a) on 2019-02-26/2019-03-02" in moved
    view = "where 2019-02-26: the reading is of another view"
    assert view in _problems(base, answers, _changed(view=View(day("2020-01-02"))))
    assert view in _problems(base, answers, _changed(view=View(day(LATER), day(LATER))))
    assert view in _problems(base, answers, _changed(view=View()))
    other = _problems(base, answers, _changed(completion=Completion.of({(0, 1): 1})))
    assert "where 2019-02-26: the reading chooses other days" in other
    more = Completion.of({**dict(_completion(answers).days), ("at",): 1})
    assert "where 2019-02-26: the reading chooses other days" in _problems(base, answers, _changed(completion=more))


def _completion(answers: Answers) -> Completion:
    proof = by_cases(answers)
    return Completion.of({t.root: at.earliest or 0 for t, at in zip(proof.dates, proof.cases[0].days, strict=True)})


def test_a_reading_of_the_view_is_of_the_day_that_it_chooses(base: FactBase) -> None:
    answers = ask(base, "e(X)", "2019-02")
    assert [tried.root for tried in by_cases(answers).dates] == [(0, 1), ("at",)]
    assert _problems(base, answers, _moved(0)) == ()
    assert any("of another view" in each for each in _problems(base, answers, _changed(view=View(day("2019-02")))))
    assert any("of another view" in each for each in _problems(base, answers, _moved(1, [(0, 1)])))


def test_a_reading_of_other_facts_is_told(base: FactBase) -> None:
    answers = ask(base, "soon(X)", LATER)
    where, a, b = "where 2019-02-26: the reading has ", "e(a) on 2019-02-26/2019-03-02", "e(b) on 2019-03-01"
    assert _problems(base, answers, _with_facts(lambda facts: facts)) == ()
    for change, expected in (
        (lambda facts: facts[:-1], "other facts"),
        (lambda facts: [*facts, replace(facts[0], index=99)], "other facts"),
        (lambda facts: [facts[0], replace(facts[1], values=(Symbol("c"),)), *facts[2:]], f"another value for {b}"),
        (lambda facts: [facts[0], replace(facts[1], relation="f"), *facts[2:]], f"another fact for {b}"),
        (lambda facts: [facts[0], replace(facts[1], kind="cited"), *facts[2:]], f"another fact for {b}"),
        (lambda facts: [replace(facts[0], relation="f"), *facts[1:]], f"another fact for {a}"),
        (lambda facts: [replace(facts[0], values=(Symbol("c"),)), *facts[1:]], f"another value for {a}"),
        (lambda facts: [*base.program.facts.listed], f"another value for {a}"),
    ):
        assert where + expected in _problems(base, answers, _with_facts(change)), expected


def test_a_reading_of_other_tables_is_told(tmp_path: Path) -> None:
    def stating(file: str) -> FactBase:
        (tmp_path / "b.fb").write_text(
            f'{BASE}relation n(x: symbol, y: int).\nassume table n from "{file}".\nboth(X) :- soon(X), n(X, Y), Y < 3.\n'
        )
        base = FactBase.load([tmp_path])
        assert len(base.program.facts.tables) == 1
        return base

    (tmp_path / "one.csv").write_text("x,y\na,1\nb,2\n")
    (tmp_path / "other.csv").write_text("x,y\na,1\nb,3\n")
    base, other = stating("one.csv"), stating("other.csv")
    answers = ask(base, "both(X)", LATER)
    assert _problems(base, answers, _with_facts(lambda facts: facts)) == ()

    def solve(readings: Readings, completion: Completion, goal: Goal, certainly: bool) -> Prover:
        prover = readings.solve(completion, goal, certainly=certainly)
        facts = Facts(prover.program.facts.listed, other.program.facts.tables)
        return Prover(prover.planned, prover.model, replace(prover.program, facts=facts))

    assert _problems(base, answers, solve) == ("where 2019-02-26: the reading has other facts",)


def test_the_end_of_a_span_is_chosen_for_itself(base: FactBase) -> None:
    answers = ask(base, "w(X)", "2020-02-10")
    assert _problems(base, answers, _with_facts(lambda facts: facts)) == ()
    proof = by_cases(answers)
    assert [str(tried.date) for tried in proof.dates] == ["2020-02"]

    def lasting(facts: list) -> list:
        at = next(at for at, fact in enumerate(facts) if fact.relation == "w")
        when = facts[at].when
        return [*facts[:at], replace(facts[at], when=replace(when, last=day("2020-02-29"))), *facts[at + 1 :]]

    assert any("has another value for w(a)" in each for each in _problems(base, answers, _with_facts(lasting)))


def test_a_model_of_a_reading_is_checked(base: FactBase) -> None:
    answers = ask(base, "soon(X)", LATER)

    def emptied(readings: Readings, completion: Completion, goal: Goal, certainly: bool) -> Prover:
        prover = readings.solve(completion, goal, certainly=certainly)
        rows = {head: Listed({}) if str(head) == "soon" else own for head, own in prover.model.rows.items()}
        return Prover(prover.planned, replace(prover.model, rows=rows), prover.program)

    assert any("follows from a rule and is not in the model" in each for each in _problems(base, answers, emptied))


def test_a_model_of_a_reading_is_checked_of_what_is_left_out_too(base: FactBase) -> None:
    answers = ask(base, "soon(X)", LATER)
    assert answers.readings is not None

    def emptied(readings: Readings, completion: Completion, goal: Goal, certainly: bool) -> Prover:
        assert not certainly
        prover = readings.solve(completion, goal, certainly=certainly)
        return Prover(prover.planned, replace(prover.model, rows={}), prover.program)

    certifier = certifier_by(base, answers, Instead(answers.readings, emptied))
    model, planned = certifier.certifier.model, certifier.certifier.planned
    certifier.excluded(list(model.of(planned.rules.possible[0])), by_cases(answers).dates, [])
    told = certifier.certifier.certificate().problems
    assert "where 2019-02-26: e on(a, 2019-02-26) is a fact and not in the model" in told


def test_a_reading_on_which_nothing_may_hold_is_not_that_on_which_something_does(base: FactBase) -> None:
    """One is solved for what may hold, the other for what does: neither stands for the other of the same days."""
    asked: list[bool] = []

    def solve(readings: Readings, completion: Completion, goal: Goal, certainly: bool) -> Prover:
        asked.append(certainly)
        return readings.solve(completion, goal, certainly=certainly)

    answers = ask(base, "soon(X)", LATER)
    assert answers.readings is not None
    certifier = certifier_by(base, answers, Instead(answers.readings, solve))
    proof = by_cases(answers)
    ((_, _, rows),) = answers.with_rows()
    certifier.answer(rows, proof)
    certifier.excluded(rows, [replace(tried, days=tried.days[:1]) for tried in proof.dates], [])
    assert asked.count(True) == 1
    assert asked.count(False) == 5


# ---- what is left out


def test_what_may_hold_is_not_left_out(base: FactBase) -> None:
    answers = ask(base, "soon(X)", LATER)
    proof = by_cases(answers)
    none = replace(answers, answers=(), excluded={("a",): proof.dates})
    wrong = problems(base, none)
    assert {f"where 2019-02-{at}: an answer may hold that is left out" for at in (26, 27, 28)} == set(wrong)
    assert problems(base, replace(none, excluded={})) == ("the answer a is left out",)
    certain = ask(base, "any(X)", LATER)
    left = replace(certain, answers=certain.answers[1:], excluded={("a",): by_cases(certain).dates})
    assert any("may hold that is left out" in each or "is left out" in each for each in problems(base, left))


def test_a_date_for_which_no_day_is_chosen_is_left_open(base: FactBase) -> None:
    """What may hold on such a reading does not hold on it for certain, and is not left out of it."""
    answers = ask(base, "soon(X)", LATER)
    (case,) = by_cases(answers).cases
    wrong = told(base, answers, every=True, dates=(), cases=(replace(case, days=()),))
    assert "where : the answer does not hold" in wrong
    wrong = problems(base, replace(answers, answers=(), excluded={("a",): ()}))
    assert "where : an answer may hold that is left out" in wrong


def test_another_answer_on_a_reading_is_not_the_one_that_is_proved(base: FactBase) -> None:
    answers = ask(base, "late(X)", LATER)
    (case,) = by_cases(answers).cases
    wrong = told(base, answers, cases=(replace(case, days=(day("2019-02-26"),)),))
    assert wrong == ("where 2019-02-26: the answer does not hold",)


def test_a_reading_chooses_the_day_by_which_sources_were_known(base: FactBase) -> None:
    answers = base.ask("e(X)", View(day(LATER), day("2019-03")))
    certifier = certifier_by(base, answers)
    fifth, sixth = (day(text).earliest or 0 for text in ("2019-03-05", "2019-03-06"))
    prover = certifier.readings.solve(Completion.of({KNOWN_BY: fifth}), certifier.goal)
    assert list(certifier._stated(prover, {KNOWN_BY: fifth})) == []
    assert next(iter(certifier._stated(prover, {KNOWN_BY: sixth}))) == "the reading is of another view"
    assert next(iter(certifier._stated(prover, {}))) == "the reading is of another view"


def test_readings_are_counted_once_each(base: FactBase) -> None:
    answers = ask(base, "any(X)", LATER)
    certificate = certify(base, answers)
    assert certificate is not None
    assert (certificate.proofs, certificate.readings, certificate.quotes) == (2, 5, 0)
    out = certify(base, ask(base, "soon(X), late(X)", LATER))
    assert out is not None
    assert (out.proofs, out.readings) == (0, 5)


def test_what_two_checked_is_counted_together() -> None:
    one = Certificate(1, 2, 3, 4, 5, ("a", "b"), 6)
    both = one.and_other(Certificate(10, 20, 30, 40, 50, ("b", "c"), 60))
    assert both == Certificate(11, 22, 33, 44, 55, ("a", "b", "c"), 66)


def test_readings_that_differ_in_nothing_that_a_goal_may_depend_on_are_solved_once() -> None:
    base = base_of(
        "source s { published: 2019-03/2019-06 }. assume e(a) on 2019-02-26/2019-03-02. assume f(a, 2018-02).\n"
        "soon(X) :- e(X) on D, D < 2019-03-01.\nlong(X) :- f(X, D), interval(D, 2018-02-27) < 2018-02-20.\n"
        "told(X) :- soon(X), published(_S, _D).\n"
    )
    index = {fact.relation: fact.index for fact in base.program.facts.listed}
    view = View(day("2020-01-01"), day("2019-05-01"))
    readings = base.readings(view, default_engine())

    def solved(goal: str, e: str = "2019-02-27", f: str = "2018-02-03", published: str = "2019-04-01") -> Prover:
        query, _ = base.query(goal)
        assert query is not None
        days = {(index["e"], 1): e, (index["f"], 1): f, (index["published"], 1): published}
        completion = Completion.of({root: day(at).earliest or 0 for root, at in days.items()})
        found, exact = readings.alike(completion, goal_of(query.body)), readings.solve(completion, goal_of(query.body))
        head = found.planned.rules.goals[0]
        assert [str(found.prove(head, row)) for row in found.model.of(head)] == [
            str(exact.prove(head, row)) for row in exact.model.of(head)
        ]
        return found

    assert solved("soon(X)") is solved("soon(X)", f="2018-02-05")
    assert solved("soon(X)") is solved("soon(X)", published="2019-04-02")
    assert solved("soon(X)") is not solved("soon(X)", published="2019-05-02")  # the source was not known then
    assert solved("soon(X)") is not solved("soon(X)", e="2019-03-01")
    assert solved("long(X)") is solved("long(X)", e="2019-03-01")
    assert solved("long(X)") is not solved("long(X)", f="2018-02-05")
    assert solved("told(X)") is not solved("told(X)", published="2019-04-02")
