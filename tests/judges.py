"""Judges of the programs in which constructs meet: in, a program of `constructs`; out, nothing, or an AssertionError with what is wrong.

No row is expected because an engine gave it: it must follow from the rules as trees (`World`), be what the oracle and clingo give for the
plan, be the same for a program that means the same and for its bodies as goals, and be so for every choice of what is not known; a verdict
must be what the rows and the declarations make it, and the certifier accepts what is told. `met` runs them."""

from __future__ import annotations

import random
import re
from collections import Counter, defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import replace
from itertools import product
from pathlib import Path

from asp import clingo_rows, encoded_rows
from cases import rows_of
from completions import Choice, completed, rows, solved, unknown_days
from constructs import (
    AS_WRITTEN,
    CONSTRUCTS,
    NOW,
    SOURCES,
    VARIANTS,
    Clause,
    Made,
    made,
    unsure,
    with_shapes,
    without_later_source,
)
from engines import ENGINES
from oracle import Oracle
from programs import everything
from world import World, parts_of, predicate, tagged

from factbase.base import FactBase, View
from factbase.engine.base import Engine, Model
from factbase.engine.goal import Goal
from factbase.engine.plan import Planned
from factbase.engine.step import Auxiliary
from factbase.ground.date import parse_date
from factbase.ground.span import TextFile
from factbase.ground.value import Symbol
from factbase.questions.certified import certify
from factbase.syntax.parse import parse_goal
from factbase.syntax.tree import Match, Variable

__all__ = [
    "COUNTS",
    "VIEW",
    "as_written",
    "asked",
    "certified",
    "chosen_days",
    "chosen_values",
    "each_means_the_same",
    "known_by",
    "mean_the_same",
    "named",
    "read",
    "right",
    "shared",
    "verdicts",
]

VIEW = View(parse_date(str(NOW)))
COUNTS: Counter[str] = Counter()
"""What was tried since the process began."""

Rows = dict[tuple[str, str], frozenset[tuple[object, ...]]]
"""The rows of each relation, by its name and whether it was asked with a day, and in which reading."""


def read(program: Made, folder: Path) -> tuple[FactBase, list[Goal]]:
    """Its base, which has no error, and a goal for each relation."""
    for name, text in SOURCES.items():
        (folder / name).write_text(text, encoding="utf-8")
    base = FactBase.load([])
    for number, text in enumerate(program.texts()):
        base = base.with_text(f"made_up{number}.fb", text, folder)
    assert not base.errors, [(each.code, each.message, str(each.span)) for each in base.errors]
    goals = [*everything(base), *_concluded(base)]
    return base.for_bodies([goal.body for goal in goals]), goals


def _concluded(base: FactBase) -> Iterator[Goal]:
    """A goal for each form of a claim that a rule concludes, and that is not the plain one."""
    heads = {predicate(rule.head): rule.head for rule in base.program.rules}
    for head in heads.values():
        claim, span = head.claim, head.span
        args = tuple(Variable(f"A{i}", span=span) for i in range(len(claim.args)))
        who, day = Variable("Who", span=span), Variable("On", span=span)
        if claim.mode is not None or claim.relation not in base.program.relations:
            match = replace(
                head, claim=replace(claim, args=args, who=who if claim.who else None), on=day if head.on else None
            )
            yield Goal(tuple(each for each in (match.claim.who, *args, match.on) if each is not None), (match,))


def _solved(program: Made, folder: Path, view: View, engine: Engine) -> Rows:
    base, goals = read(program, folder)
    planned, model = base.solve(goals, view, engine)
    return named(goals, planned, model)


def named(goals: Sequence[Goal], planned: Planned, model: Model) -> Rows:
    found = {}
    for goal, certain, possible in zip(goals, planned.rules.goals, planned.rules.possible, strict=True):
        match = goal.body[0]
        assert isinstance(match, Match)
        name = re.sub(r"\bz_", "r_", f"{match.claim.mode or ''} {match.claim.relation}".strip())
        asked = "on" if match.on is not None else ""
        for head, reading in ((certain, "certain"), (possible, "possible")):
            found[name, f"{asked} {reading}"] = _rows(model, head)
    return found


def _rows(model: Model, head: Auxiliary) -> frozenset[tuple[object, ...]]:
    return frozenset(tuple(tagged(_old(model.symbols.plain(n))) for n in row) for row in model.of(head))


def _old(value: object) -> object:
    """The name that a constant had before it was renamed."""
    return Symbol(value.name[1:]) if isinstance(value, Symbol) and value.name[:3] in ("wm_", "ws_") else value


def right(program: Made, folder: Path) -> None:
    """Every engine gives the rows and ranks of the oracle, and each relation that has rules has what they conclude, and nothing else."""
    base, goals = read(program, folder)
    planned = base.plan(goals, base.selection(VIEW), VIEW)
    expected = rows_of(Oracle().solve(planned.rules, planned.store))
    for engine in ENGINES:
        model = engine.solve(planned.rules, planned.store)
        assert rows_of(model) == expected, engine.name
        COUNTS["rows compared with the oracle"] += sum(map(len, expected.values()))
        world = World(model, base.selection(VIEW).certain, VIEW)
        concluded = defaultdict(set)
        for rule in base.program.rules:
            found = (world.head_row(rule.head, known) for known in world.instances(rule.body, {}, parts_of(rule.head)))
            concluded[predicate(rule.head)] |= {row for row in found if row is not None}
        for head, wanted in concluded.items():
            got = world.rows.get(head, set())
            assert got == wanted, f"{engine.name}: {head} lacks {wanted - got} and has {got - wanted}"
            COUNTS["rows that the rules conclude"] += len(wanted)
            COUNTS["relations with rows"] += bool(wanted)


def shared(program: Made, folder: Path) -> None:
    """Every engine gives the rows of clingo; the program has only what both languages have."""
    base, goals = read(program, folder)
    asked = [goal for goal in goals if goal.body[0].claim.relation[:3] in ("r_h", "r_i", "r_j", "r_k", "r_l")]  # type: ignore[union-attr]
    for engine in ENGINES:
        planned, model = base.solve(asked, VIEW, engine)
        wanted = clingo_rows(planned.rules, planned.store)
        assert encoded_rows(model) == wanted, engine.name
        COUNTS["rows compared with clingo"] += sum(map(len, wanted.values()))


def mean_the_same(program: Made, folder: Path, rng: random.Random, engine: Engine) -> None:
    """Variants of the program have the rows of the program: each is several at once, and where one has not, each by itself tells which."""
    plain = _solved(program, folder, VIEW, engine)
    names = rng.sample(list(VARIANTS), len(VARIANTS))
    for several in (names[::3], names[1::3], names[2::3]):
        varied = program
        for name in sorted(
            several, key=lambda name: not name.startswith("without")
        ):  # these know statements as they were
            varied = VARIANTS[name](varied, rng)
        try:
            _same(plain, _solved(varied, folder, VIEW, engine), engine, " + ".join(several))
        except AssertionError:
            each_means_the_same(program, folder, rng, engine)
            raise
        COUNTS["variants"] += len(several)


def each_means_the_same(program: Made, folder: Path, rng: random.Random, engine: Engine) -> None:
    """Every variant by itself has the rows of the program."""
    plain = _solved(program, folder, VIEW, engine)
    for name, change in VARIANTS.items():
        _same(plain, _solved(change(program, rng), folder, VIEW, engine), engine, name)
        COUNTS["variants"] += 1


def _same(plain: Rows, varied: Rows, engine: Engine, name: str) -> None:
    for key, wanted in plain.items():
        got = varied.get(key)
        if "without" in name:
            # What does not hold now may be asked of a relation that has no other fact, and changes what is stated of two.
            got = got or frozenset()
            if key[0] in ("r_v", "r_s"):
                continue
        assert got == wanted, (engine.name, name, key, set(wanted) ^ set(got or ()))
        COUNTS["rows compared with a variant"] += len(wanted)


def known_by(program: Made, folder: Path, engine: Engine) -> None:
    """By the day before the second source, a base is what it would be without that source."""
    then = _solved(program, folder, replace(VIEW, known_by=parse_date(str(NOW))), engine)
    without = _solved(without_later_source(program), folder, VIEW, engine)
    for key, wanted in without.items():
        assert then[key] == wanted, (engine.name, key, set(then[key]) ^ set(wanted))
        COUNTS["rows compared by what was known"] += len(wanted)


def chosen_days(program: Made, folder: Path, engine: Engine) -> None:
    """What is certain holds for every choice of what is not known, and what holds for one is possible."""
    base, goals = read(program, folder)
    at = VIEW.at
    facts = base.program.facts
    planned, model = solved(base.program, facts, goals, at, engine)
    days = unknown_days(facts, at)
    for chosen in product(*days.values()):
        choice: Choice = dict(zip(days, chosen, strict=True))
        whole = type(facts)(tuple(completed(fact, choice) for fact in facts))
        plan, held = solved(base.program, whole, goals, at, engine)
        for i, goal in enumerate(goals):
            true = rows(held, plan.rules.goals[i], {})
            sure, maybe = (rows(model, each[i], choice) for each in (planned.rules.goals, planned.rules.possible))
            said = f"{engine.name}: {goal.body[0].claim.relation} with {choice}"  # type: ignore[union-attr]
            assert sure <= true, f"certain, yet not so: {said}: {sure - true}"
            assert true <= maybe, f"so, yet not possible: {said}: {true - maybe}"
            COUNTS["rows compared with a choice of days"] += len(true)
        COUNTS["choices"] += 1


def chosen_values(program: Made, folder: Path, engine: Engine) -> None:
    """What is certain holds for each number that a value that is not given may be.

    What holds for one of them need not be called possible: such a value joins with no other one."""
    unknown = _solved(program, folder, VIEW, engine)
    for value in (0, 2, 9):
        given = replace(
            program,
            stated=tuple(
                each.replace("?", str(value)) if each.startswith("assume") else each for each in program.stated
            ),
        )
        true = _solved(given, folder, VIEW, engine)
        for (name, form), wanted in true.items():
            if form.endswith("certain") and name not in ("r_f", "r_y"):  # whose row has the unknown value itself
                sure = unknown[name, form]
                assert sure <= wanted, f"{engine.name}: {name} certain, not so where ? is {value}: {set(sure - wanted)}"
                COUNTS["rows compared with a choice of a value"] += len(sure)


def asked(program: Made, folder: Path, engine: Engine) -> None:
    """A goal that is the body of rules has the rows that they conclude."""
    base, _ = read(program, folder)
    bodies = defaultdict(list)
    for rule in program.rules:
        if re.match(r"r_[hijk]\d", rule.head):
            bodies[rule.head].append(_goal(rule))
    for head in bodies:
        bodies[head].append(_goal(Clause(head, (head,))))
    goals = [goal for each in bodies.values() for goal in each]
    base = base.for_bodies([goal.body for goal in goals])
    planned, model = base.solve(goals, VIEW, engine)
    places = iter(zip(planned.rules.goals, planned.rules.possible, strict=True))
    for head, each in bodies.items():
        *found, concluded = [next(places) for _ in each]
        for reading in (0, 1):
            wanted = _rows(model, concluded[reading])
            got = frozenset(row for heads in found for row in _rows(model, heads[reading]))
            assert got == wanted, (engine.name, head, ("certain", "possible")[reading], len(got), len(wanted))
            COUNTS["rows compared with a goal"] += len(wanted)


def _goal(rule: Clause) -> Goal:
    """The goal of a rule's body, with the values of the variables in its head."""
    query, problems = parse_goal(TextFile("<goal>", ", ".join(rule.body)))
    assert query is not None, problems
    names = dict.fromkeys(re.findall(r"\b[A-Z]\d?\b", rule.head))
    return Goal(tuple(Variable(name, span=query.span) for name in names), query.body)


def verdicts(first: str, program: Made, folder: Path) -> None:
    """Of what a complete relation lacks the verdict is no, unless what it rests on was not all known; of any other it is unknown."""
    number = list(CONSTRUCTS).index(first)
    head = next(rule.head for rule in program.rules if rule.head.startswith(f"r_h{number}("))
    width = head.count(",") + 1
    declared = f"relation r_h{number}({', '.join(f'a{i}: any' for i in range(width))}) closed."
    found = _solved(program, folder, VIEW, ENGINES[0])
    sure, maybe = (found[f"r_h{number}", f" {reading}"] for reading in ("certain", "possible"))
    of_one = [row for row in maybe if all(isinstance(value, int | Symbol) for _, value in row)]
    rest = ", ".join("9" * (width - 1))
    goals = {f"r_h{number}({', '.join(str(value) for _, value in row)})": row for row in of_one[:3]}
    goals |= {f"r_h{number}({', '.join([str(i), *rest.split(', ')] if rest else [str(i)])})": None for i in (0, 7)}
    body = " ".join(CONSTRUCTS[first])
    # What is known only later, or has a value that is not given, leaves open whether all was told.
    short = re.search(r"r_z|r_told|published|title|publisher|author|quotes", body) is not None
    unnamed = "r_y" in body
    for closed, view in ((False, VIEW), (True, VIEW), (True, replace(VIEW, known_by=parse_date(str(NOW))))):
        changed = replace(program, stated=(declared, *program.stated)) if closed else program
        base, _ = read(changed, folder)
        for goal, row in goals.items():
            told = base.ask(goal, view, ENGINES[0])
            assert not told.problems, (goal, told.problems)
            if view.known_by is not None and short:
                continue
            holds = row is not None and (row in sure or row in maybe)
            if row is None:
                values = tuple(int(each) for each in re.findall(r"\d+", goal.partition("(")[2]))
                row = tuple(("int", value) for value in values)
                holds = row in maybe
            wanted = (
                ("yes" if row in sure else "possible") if holds else ("no" if closed and not unnamed else "unknown")
            )
            assert told.verdict == wanted, (goal, "closed" if closed else "open", str(view), told.verdict, wanted)
            COUNTS["verdicts"] += 1


def certified(program: Made, folder: Path, rng: random.Random, engine: Engine) -> None:
    """The certifier, which trusts no engine, accepts the answers to some goals and what is told of them."""
    base, _ = read(program, folder)
    heads = [rule.head for rule in program.rules if re.match(r"r_[hijkl]\d", rule.head)]
    for goal in rng.sample(heads, min(4, len(heads))):
        for view in (VIEW, replace(VIEW, known_by=parse_date(str(NOW)))):
            answers = base.ask(goal, view, engine)
            certificate = certify(base, answers)
            assert certificate is not None, (goal, answers.problems)
            assert certificate.problems == (), (engine.name, goal, certificate.problems)
            COUNTS["proofs certified"] += certificate.proofs
            COUNTS["answers certified"] += 1


def as_written(first: Sequence[str], second: Sequence[str], seed: int, folder: Path) -> None:
    """What looks at how a date is written gives what it would give if that was stated beside the date."""
    plain, stated = (
        with_shapes(unsure(made(first, second, seed, table), random.Random(seed), r"assume r_d\b"))
        for table in (CONSTRUCTS, {**CONSTRUCTS, **AS_WRITTEN})
    )
    for engine in ENGINES:
        found, wanted = (_solved(program, folder, VIEW, engine) for program in (plain, stated))
        for key, held in wanted.items():
            assert found[key] == held, (engine.name, key, set(found[key]) ^ set(held))
            COUNTS["rows compared with a date as it is written"] += len(held)
