"""Programs in which every two constructs of the language meet: in, the table `CONSTRUCTS` and a seed; out, programs as lists of statements,
and variants of them that mean the same. `python tests/met.py` runs them, and prints counts.

Two meet in three ways: in one body; where one is asked of what a rule concludes by the other; and where that is negated.
"""

from __future__ import annotations

import random
import re
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date, timedelta

__all__ = [
    "CONSTRUCTS",
    "LATER",
    "NOW",
    "OF_SHAPE",
    "SHARED",
    "SOURCES",
    "VARIANTS",
    "Clause",
    "Made",
    "made",
    "not_given",
    "unsure",
    "without_later_source",
    "without_shapes",
]

# Each is a body around `X`, a number from 0 to 3: `A#` is a value that it gives, `D#` a day, all other names are its own.
CONSTRUCTS: dict[str, tuple[str, ...]] = {
    # literals
    "fact": ("r_e(X, A#)",),
    "a constant in it": ("r_e(X, 1)",),
    "a name twice": ("r_e(X, X)",),
    "_": ("r_f(X, _)",),
    "recursion": ("r_t(X, A#)",),
    "not": ("not r_f(X, 1)",),
    "not … _": ("not r_f(X, _)",),
    "not of recursion": ("not r_t(X, 0)",),
    "closed": ("not r_q(X)",),
    "no arguments": ("r_first()",),
    "disjunction": ("( r_e(X, A#) ; r_f(X, A#), A# != 1 )",),
    "in …": ("A# in X .. 3",),
    "in {…}": ("A# in {0, 2}",),
    "X in {…}": ("X in {0, 2, m_anna}",),
    "not in {…}": ("not X in {0, 3}",),
    # claims
    "says": ("says(A#): r_c(X)",),
    "predicts": ("predicts(A#): r_c(X)",),
    "denies": ("denies(A#): r_c(X)",),
    "urges": ("urges(A#): r_c(X)",),
    "predicts … on": ("predicts(A#): r_c(X) on D#",),
    "not says": ("not says(m_anna): r_c(X)",),
    "may": ("may r_c(X)",),
    "says … may": ("says(A#): may r_c(X)",),
    "if": ("r_c(X) if r_q(A#)",),
    "what is not so": ("-r_c(X)",),
    "not of what is not so": ("not -r_c(X)",),
    # time, sources, quotes
    "on": ("r_v(X) on D#",),
    "on a day": ("r_v(X) on 2019-02-01",),
    "not … on": ("r_d(X, D#)", "not r_v(X) on D#"),
    "happened by now": ("r_v(X)",),
    "since and until": ("r_s(X)",),
    "not of a span": ("not r_s(X)",),
    "at": ("at(T#)", "r_d(X, D#)", "D# < T#"),
    "@": ("r_z(X) @ A#",),
    "@ {…}": ("r_z(X) @ A# { line: L# }", "L# > 1"),
    "published": ("published(A#, D#)",),
    "a date": ("r_d(X, D#)",),
    # comparisons
    "=": ("A# = X",),
    "!=": ("X != 1",),
    "<": ("X < 2",),
    "<=": ("X <= 1",),
    ">": ("X > 0",),
    ">=": ("X >= 2",),
    "< of days": ("r_d(X, D#)", "D# < 2019-02-02"),
    "contains": ("r_w(X, T#)", 'T# contains "b"'),
    "matches": ("r_w(X, T#)", 'T# matches "^[a-z]"'),
    "not contains": ("r_w(X, T#)", 'not T# contains "b"'),
    "not matches": ("r_w(X, T#)", 'not T# matches "^[0-9]"'),
    # functions
    "+": ("A# = X + 1",),
    "-": ("A# = 3 - X",),
    "*": ("A# = X * X",),
    "/": ("A# = 3 / X",),
    "div": ("A# = (X - 3) div 2",),
    "mod": ("A# = (X - 3) mod 2",),
    "neg": ("A# = -X",),
    "abs": ("A# = abs(X - 2)",),
    "min of two": ("A# = min(X, 2)",),
    "max of two": ("A# = max(X, 1.5)",),
    "bit_and": ("A# = bit_and(X, 1)",),
    "bit_or": ("A# = bit_or(X, 4)",),
    "bit_xor": ("A# = bit_xor(X, 3)",),
    "bit_not": ("A# = bit_not(X)",),
    "bit_shift": ("A# = bit_shift(X, 2)",),
    "to_number": ("r_w(X, T#)", "A# = to_number(T#)"),
    "to_string": ("A# = to_string(X)",),
    "concat": ("A# = concat(X, 1)",),
    "length": ("r_w(X, T#)", "A# = length(T#)"),
    "lower": ("r_w(X, T#)", "A# = lower(T#)"),
    "upper": ("r_w(X, T#)", "A# = upper(T#)"),
    "trim": ("r_w(X, T#)", "A# = trim(T#)"),
    "substr": ("r_w(X, T#)", "A# = substr(T#, X, 2)"),
    "replace": ("r_w(X, T#)", 'A# = replace(T#, "b", "cc")'),
    "split": ("r_w(X, T#)", 'A# = split(T#, " ", 2)'),
    "words": ("r_w(X, T#)", "A# = words(T#)"),
    "ord": ("r_w(X, T#)", "A# = ord(T#)"),
    "similarity": ("r_w(X, T#)", 'A# = similarity(T#, "ab")'),
    "date": ("D# = date(2019, 2, X)",),
    "year": ("r_d(X, E#)", "A# = year(E#)"),
    "month": ("r_d(X, E#)", "A# = month(E#)"),
    "day": ("r_d(X, E#)", "A# = day(E#)"),
    "weekday": ("r_d(X, E#)", "A# = weekday(E#)"),
    "iso_week": ("r_d(X, E#)", "A# = iso_week(E#)"),
    "iso_year": ("r_d(X, E#)", "A# = iso_year(E#)"),
    "earliest": ("r_d(X, E#)", "D# = earliest(E#)"),
    "latest": ("r_d(X, E#)", "D# = latest(E#)"),
    "interval": ("r_d(X, E#)", "A# = interval(2019-01-01, E#)"),
    "days_between": ("r_d(X, E#)", "A# = days_between(2019-02-01, E#)"),
    "months_between": ("r_d(X, E#)", "A# = months_between(2019-01-01, E#)"),
    "years_between": ("r_d(X, E#)", "A# = years_between(2018-02-01, E#)"),
    "a day and days": ("r_d(X, E#)", "D# = E# + X"),
    "days less days": ("r_d(X, E#)", "A# = E# - 2019-02-01"),
    # aggregates
    "count": ("A# = count { V# : r_e(X, V#) }",),
    "count of all": ("A# = count { V# : r_e(V#, _) }",),
    "count of pairs": ("A# = count { V#, W# : r_e(V#, W#), V# != X }",),
    "sum": ("A# = sum { V# : r_t(X, V#) }",),
    "min": ("A# = min { V# : r_e(X, V#), not r_f(X, V#) }",),
    "max": ("A# = max { V# + X : r_f(_, V#) }",),
    "max of days": ("D# = max { E# : r_v(_) on E# }",),
    "meet": ("A# = meet { E# : r_d(X, E#) }",),
    "mean": ("A# = mean { V# : r_e(X, V#) }",),
    "list": ("A# = list { V# : r_t(X, V#) }",),
    "a witness": ("A#, W# = max { V#, U# : r_t(V#, U#), U# != X }",),
    "an aggregate in place of a value": ("count { V# : r_e(X, V#) } > 0",),
    "a function in it": ("r_e(X - 1, A#)",),
    "a function solved for": ("r_e(X, 2 * A# + 1)",),
    "a function in what is not": ("not r_f(X + 1, _)",),
    "a named constant": ("X >= r_most()",),
    "count of says": ("A# = count { W# : says(W#): r_c(X) }",),
    "count of sources": ("A# = count { S# : r_z(X) @ S# }",),
}

OF_SHAPE = ("earliest", "latest", "interval", "meet", "not in {…}")
"""What looks at how a date is written, and not at the day that it is."""

SHARED = (
    *("fact", "a constant in it", "a name twice", "_", "recursion", "not", "not … _", "not of recursion", "closed"),
    *("disjunction", "in …", "on", "on a day", "not … on", "happened by now", "since and until"),
    *("not of a span", "at", "a date", "=", "!=", "<", "<=", ">", ">=", "< of days", "+", "-", "*", "a day and days"),
    *("days less days", "count", "count of all", "sum", "min", "max", "max of days", "what is not so"),
)
"""What clingo has too: of whole numbers and days."""

SOURCES = {
    "one.txt": "".join(f"Item {i} is listed in document one.\n" for i in range(4)),
    "two.txt": "".join(f"Item {i} stands in document two too.\n" for i in range(4)),
}
FIRST, NOW, LATER = date(2019, 1, 30), date(2019, 2, 2), date(2019, 2, 4)


@dataclass(frozen=True)
class Clause:
    """A rule: its head, and the literals of its body."""

    head: str
    body: tuple[str, ...]

    def __str__(self) -> str:
        return f"{self.head} :- {', '.join(self.body)}."


@dataclass(frozen=True)
class Made:
    """A program: what is stated and declared, and its rules; `not_now` are the facts that do not hold on the as-of date."""

    stated: tuple[str, ...]
    rules: tuple[Clause, ...]
    not_now: tuple[str, ...] = ()
    files: int = 1

    def texts(self) -> tuple[str, ...]:
        """The text of each of its files."""
        statements = [*self.stated, *map(str, self.rules)]
        return tuple("\n".join(statements[i :: self.files]) for i in range(self.files))


def made(first: Sequence[str], second: Sequence[str], seed: int) -> Made:
    """A program in which each of some constructs meets each of some others."""
    rng = random.Random(seed)
    stated, not_now = _stated(rng)
    rules = [Clause("r_t(X, Y)", ("r_e(X, Y)",)), Clause("r_t(X, Z)", ("r_t(X, Y)", "r_e(Y, Z)"))]
    for a in first:
        left = _of(a, 1)
        number = list(CONSTRUCTS).index(a)
        given = _given(left)
        concluded, dated = f"r_h{number}({', '.join(['X', *given])})", "D1" in given
        rules.append(Clause(concluded, ("r_u(X)", *left)))
        if dated:
            rules.append(Clause(f"r_g{number}(X) on D1", ("r_u(X)", *left)))
        for b in second:
            right = _of(b, 2)
            name, and_given = f"{number}_{list(CONSTRUCTS).index(b)}", _given(right)
            rules.append(Clause(f"r_i{name}({', '.join(['X', *given, *and_given])})", ("r_u(X)", *left, *right)))
            rules.append(Clause(f"r_j{name}({', '.join(['X', *given, *and_given])})", (concluded, *right)))
            absent = f"not {concluded}" if not given else f"not r_h{number}({', '.join(['X', *'_' * len(given)])})"
            rules.append(Clause(f"r_k{name}({', '.join(['X', *and_given])})", ("r_u(X)", absent, *right)))
            if dated:
                rules.append(Clause(f"r_l{name}(X) on D1", (f"r_g{number}(X) on D1", *right)))
    rules = [replace(rule, body=_in_any_order(rng, rule.body)) for rule in rules]
    return Made(tuple(rng.sample(stated, len(stated))), tuple(rng.sample(rules, len(rules))), tuple(not_now))


def _of(construct: str, place: int) -> tuple[str, ...]:
    return tuple(literal.replace("#", str(place)) for literal in CONSTRUCTS[construct])


def _given(body: Sequence[str]) -> list[str]:
    return sorted(set(re.findall(r"\b[AD][12]\b", " ".join(body))))


def _in_any_order(rng: random.Random, body: Sequence[str]) -> tuple[str, ...]:
    return tuple(rng.sample(list(body), len(body)))


def _stated(rng: random.Random) -> tuple[list[str], list[str]]:
    """The facts, and which of them do not hold on the as-of date."""

    def some(low: int, high: int) -> list[int]:
        return sorted(rng.sample(range(4), rng.randint(low, high)))

    def day() -> date:
        return FIRST + timedelta(rng.randint(0, 5))

    lines = [f'entity m_{name.lower()}: person {{ name: "{name}" }}.' for name in ("Anna", "Bert")]
    lines += ["relation r_q(a: any) closed.", "relation r_v(a: any).", "relation r_s(a: any)."]
    lines.append('assume r_first() "This is the first one.".')
    lines += [f"assume r_u({i})." for i in range(4)]
    lines.append(f"assume r_most({rng.randrange(3)}).")
    lines += [f"assume r_e({i}, {j})." for i in range(4) for j in range(4) if rng.random() < 0.35]
    lines += ["assume r_e(1, 1).", f"assume r_s(1) since {FIRST} until {LATER}."]  # so that these are not empty
    lines += [f"assume r_f({i}, {j})." for i in range(4) for j in some(0, 2)]
    lines += [
        f'assume r_w({i}, "{rng.choice(("a b", "b", "12", "1.5", "Ab  c", " ab", ""))}").'
        for i in range(4)
        for _ in "ab"
    ]
    lines += [f"assume r_q({i})." for i in some(1, 3)]
    for mode in ("says", "predicts", "denies", "urges"):
        lines += [f"assume {mode}({rng.choice(('m_anna', 'm_bert'))}): r_c({i})." for i in some(1, 3)]
    lines += [f"assume predicts(m_bert): r_c({i}) on {day()}." for i in some(1, 2)]
    lines += [f"assume says(m_anna): may r_c({i})." for i in some(1, 2)]
    lines += [f"assume may r_c({i})." for i in some(1, 2)]
    lines += [f"assume r_c({i}) if r_q({j})." for i in some(1, 2) for j in some(1, 2)]
    lines += [f"assume -r_c({i})." for i in some(1, 2)]
    lines += [f"assume r_d({i}, {day()})." for i in range(4)]
    not_now = []
    for i in range(4):
        on, since, until = day(), rng.choice((FIRST, FIRST, LATER)), rng.choice((FIRST, LATER, LATER))
        fact = f"assume r_v({i}) on {on}."
        lines.append(fact)
        if on > NOW:
            not_now.append(fact)
        if since <= until:
            fact = f"assume r_s({i}) since {since} until {until}."
            lines.append(fact)
            if not since <= NOW <= until:
                not_now.append(fact)
    lines.append(f'source s_one {{ file: "one.txt", published: {FIRST} }}.')
    lines.append(f'source s_two {{ file: "two.txt", published: {LATER} }}.')
    lines += [f'r_z({i}) @s_one "Item {i} is listed in document one".' for i in some(1, 3)]
    lines += [f'r_z({i}) @s_two "Item {i} stands in document two too".' for i in some(1, 3)]
    return list(dict.fromkeys(lines)), not_now


# ---- variants that mean the same


def _outside_strings(change: Callable[[str], str]) -> Callable[[str], str]:
    def changed(text: str) -> str:
        return "".join(part if i % 2 else change(part) for i, part in enumerate(re.split(r'("[^"]*")', text)))

    return changed


def _everywhere(program: Made, change: Callable[[str], str]) -> Made:
    rules = tuple(Clause(change(rule.head), tuple(map(change, rule.body))) for rule in program.rules)
    return replace(program, stated=tuple(map(change, program.stated)), rules=rules)


_relations = _outside_strings(lambda text: re.sub(r"\br_", "z_", text))
_constants = _outside_strings(lambda text: re.sub(r"\b([ms])_", r"w\1_", text))
_variables = _outside_strings(lambda text: re.sub(r"\b([A-Z])(\d?)\b", r"Of\2_\1", text))


def _shuffled(program: Made, rng: random.Random) -> Made:
    stated, rules = (tuple(rng.sample(each, len(each))) for each in (program.stated, program.rules))
    return replace(program, stated=stated, rules=rules)


VARIANTS: Mapping[str, Callable[[Made, random.Random], Made]] = {
    "relations renamed": lambda program, rng: _everywhere(program, _relations),
    "constants renamed": lambda program, rng: _everywhere(program, _constants),
    "variables renamed": lambda program, rng: _everywhere(program, _variables),
    "statements in another order": _shuffled,
    "literals in another order": lambda program, rng: replace(
        program, rules=tuple(replace(rule, body=_in_any_order(rng, rule.body)) for rule in program.rules)
    ),
    "an unrelated fact": lambda program, rng: replace(program, stated=("assume unrelated(0, 1).", *program.stated)),
    "split over three files": lambda program, rng: replace(_shuffled(program, rng), files=3),
    "every rule twice": lambda program, rng: replace(program, rules=(*program.rules, *program.rules)),
    "every fact twice": lambda program, rng: replace(
        program, stated=(*program.stated, *(each for each in program.stated if each.startswith("assume")))
    ),
    "without what does not hold now": lambda program, rng: replace(
        program, stated=tuple(each for each in program.stated if each not in program.not_now)
    ),
}


# ---- what is not known, and what was not known then


def unsure(program: Made, rng: random.Random) -> Made:
    """The program with two days of which each is one of two."""
    stated = list(program.stated)
    of_days = [i for i, each in enumerate(stated) if re.match(r"assume (r_[vds]|predicts)\b.*2019-", each)]
    for i in rng.sample(of_days, 2):
        known = re.findall(r"2019-\d\d-\d\d", stated[i])[-1]
        stated[i] = stated[i].replace(known, f"{known}/{date.fromisoformat(known) + timedelta(1)}")
    return replace(program, stated=tuple(stated))


def not_given(program: Made, rng: random.Random) -> Made:
    """The program with a value that its document does not give, a number."""
    return replace(program, stated=(*program.stated, f"assume r_f(?, {rng.randrange(4)})."))


def without_shapes(names: Sequence[str]) -> list[str]:
    """Those of some constructs that look at the day that a date is, however it is written."""
    return [name for name in names if name not in OF_SHAPE]


def without_later_source(program: Made) -> Made:
    """The program as it was known before the later of its two sources."""
    return replace(program, stated=tuple(each for each in program.stated if "s_two" not in each))
