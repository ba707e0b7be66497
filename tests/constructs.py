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
    "AS_WRITTEN",
    "CONSTRUCTS",
    "DATED",
    "LATER",
    "NOW",
    "SHARED",
    "SOURCES",
    "VARIANTS",
    "Clause",
    "Made",
    "made",
    "not_given",
    "unsure",
    "with_shapes",
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
    "in {…}": ("A# in {0, 2,}",),
    "X in {…}": ('X in {0, 2, m_anna, "2", -1, 2019-02-01}',),
    "not in {…}": ("not X in {0, 3}",),
    "?": ("r_y(X, _)",),
    "a table": ("r_table(X, A#)",),
    "several heads": ("denies(A#): r_told(X)",),
    "a key of recursion": ("r_round(X, A#)",),
    # claims
    "says": ("says(A#): r_c(X)",),
    "predicts": ("predicts(A#): r_c(X)",),
    "denies": ("denies(A#): r_c(X)",),
    "urges": ("urges(A#): r_c(X)",),
    "predicts … on": ("predicts(A#): r_c(X) on D#",),
    "says … on": ("says(A#): r_c(X) on D#",),
    "denies … on": ("denies(A#): r_c(X) on D#",),
    "urges … on": ("urges(A#): r_c(X) on D#",),
    "says of a span": ("says(A#): r_s(X)",),
    "not says": ("not says(m_anna): r_c(X)",),
    "not predicts … on": ("r_d(X, D#)", "not predicts(_): r_c(X) on D#"),
    "may": ("may r_c(X)",),
    "would": ("would r_c(X)",),
    "likely": ("likely r_c(X)",),
    "not may": ("not may r_c(X)",),
    "says … may": ("says(A#): may r_c(X)",),
    "says … not so": ("says(A#): -r_c(X)",),
    "if": ("r_c(X) if r_q(A#)",),
    "if not so": ("r_c(X) if -r_q(A#)",),
    "not … if": ("not r_c(X) if r_q(0)",),
    "says … may … if": ("says(A#): may r_c(X) if -r_q(X)",),
    "what a rule says": ("says(A#): r_told(X)",),
    "what a rule says may be": ("may r_told(X) if r_q(X)",),
    "what a rule says is not so": ("-r_told(X)",),
    "name": ("says(E#): r_c(X)", "name(E#, A#)"),
    "alias": ("says(E#): r_c(X)", "alias(E#, A#)"),
    "what is not so": ("-r_c(X)",),
    "not of what is not so": ("not -r_c(X)",),
    # time, sources, quotes
    "on": ("r_v(X) on D#",),
    "on a day": ("r_v(X) on 2019-02-01",),
    "not … on": ("r_d(X, D#)", "not r_v(X) on D#"),
    "happened by now": ("r_v(X)",),
    "since and until": ("r_s(X)",),
    "not of a span": ("not r_s(X)",),
    "an event": ("r_n(X)",),
    "not of an event": ("not r_n(X)",),
    "a state": ("r_k(X, A#)",),
    "a state on": ("r_k(X, A#) on D#",),
    "not of a state": ("not r_k(X, 1)",),
    "lasting": ("r_a(X)",),
    "at": ("at(T#)", "r_d(X, D#)", "D# < T#"),
    "@": ("r_z(X) @ A#",),
    "says … @": ("says(m_anna): r_z(X) @ A#",),
    "on … @": ("r_z(X) on D# @ A#",),
    "not … @": ("not r_z(X) @ s_one",),
    "@ {quote}": ("r_z(X) @ _ { quote: A# }",),
    "@ {line}": ("r_z(X) @ A# { line: L# }", "L# > 1"),
    "@ {section}": ("r_z(X) @ _ { section: A# }",),
    "@ {page}": ("r_z(X) @ _ { page: A# }",),
    "@ {length}": ("r_z(X) @ _ { length: A# }",),
    "@ {verdict}": ("r_z(X) @ A# { verdict: found }",),
    "@ {kind}": ("r_z(X) @ _ { kind: A#, }",),
    "@ {note, supports}": ("r_z(X) @ _ { note: A#, supports: T# }", 'T# contains "list"'),
    "published": ("published(A#, D#)",),
    "title": ("r_z(X) @ S#", "title(S#, A#)"),
    "publisher": ("r_z(X) @ S#", "publisher(S#, A#)"),
    "author": ("r_z(X) @ S#", "author(S#, A#)"),
    "quotes": ("r_z(X) @ S#", "quotes(S#, A#)"),
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
    "round": ("A# = round(X / 2, 0)",),
    "floor": ("A# = floor(X / 2)",),
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
    "interval": ("r_d(X, E#)", "A# = interval(2019-01-31, E#)"),
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
    "a witness of the least": ("A#, W# = min { V#, U# : r_t(U#, V#), U# >= X }",),
    "an aggregate in an aggregate": ("A# = max { count { V# : r_e(U#, V#) } : r_u(U#), U# <= X }",),
    "alternatives in an aggregate": ("A# = count { V# : ( r_e(X, V#) ; r_f(X, V#) ) }",),
    "an aggregate in place of a value": ("count { V# : r_e(X, V#) } > 0",),
    "a function in it": ("r_e(X - 1, A#)",),
    "a function solved for": ("r_e(X, 2 * A# + 1)",),
    "a function in what is not": ("not r_f(X + 1, _)",),
    "a named constant": ("X >= r_most()",),
    "count of says": ("A# = count { W# : says(W#): r_c(X) }",),
    "count of sources": ("A# = count { S# : r_z(X) @ S# }",),
}

AS_WRITTEN: dict[str, tuple[str, ...]] = {
    "earliest": ("r_d(X, _)", "r_earliest(X, D#)"),
    "latest": ("r_d(X, _)", "r_latest(X, D#)"),
    "interval": ("r_d(X, _)", "r_between(X, A#)"),
    "meet": ("r_met(X, A#)",),
}
"""What looks at how a date is written, and not at the day that it is, by what can be stated of how the dates of `r_d` are written."""

SHARED = (
    *("fact", "a constant in it", "a name twice", "_", "recursion", "not", "not … _", "not of recursion", "closed"),
    *("disjunction", "in …", "on", "on a day", "not … on", "happened by now", "since and until"),
    *("not of a span", "at", "a date", "=", "!=", "<", "<=", ">", ">=", "< of days", "+", "-", "*", "a day and days"),
    *("days less days", "count", "count of all", "sum", "min", "max", "max of days", "what is not so"),
    *("no arguments", "in {…}", "not in {…}", "several heads", "a key of recursion", "says", "predicts", "denies"),
    *("urges", "predicts … on", "says … on", "not says", "not predicts … on", "may", "would", "likely", "not may"),
    *("says … may", "says … not so", "if", "if not so", "not … if", "says … may … if", "what a rule says"),
    *("what a rule says may be", "what a rule says is not so", "not of what is not so", "says of a span"),
    *("an event", "not of an event", "a state", "not of a state", "lasting", "@", "says … @", "on … @", "not … @"),
    *("published", "quotes", "div", "mod", "neg", "abs", "min of two", "bit_and", "bit_or", "bit_xor", "bit_not"),
    *("a witness", "a witness of the least", "an aggregate in an aggregate"),
    *("alternatives in an aggregate", "an aggregate in place of a value", "a function in it", "a function solved for"),
    *("a function in what is not", "a named constant", "count of says", "count of sources"),
)
"""What clingo has too: of whole numbers, days and symbols."""

SOURCES = {
    "one.txt": "FINDINGS\n\n" + "".join(f"Item {i} is listed in document one.\n{chr(12) * (i == 1)}" for i in range(4)),
    "two.txt": "".join(f"Item {i} stands in document two too.\n" for i in range(4)),
    "rows.csv": "a,b\n0,1\n2,2\n3,0\n",
    "told.csv": 'x,words\n2,"Item 2 is listed in document one"\n',
}
STILL = (
    "from s_one.",
    'aside s_one lines 1..2 "a heading".',
    'aside s_one "Item 3 is listed" "another one".',
    '"the last one", "that one" is m_anna lines 1..4 @s_one "Item 3 is listed" @s_one "listed in document one" after "Item 3 is".',
    '-r_z(9) @s_one "is listed in" after "Item 3" before "document one" context "Item 1 is listed" waive 9 "a slip" waive negated "no".',
    'relation r_row(a: int, b: any) "{a} has {b}" state exclusive(b, a) closed words: ["listed", "has", "item",]'
    " sources: 2.",
    'table says: likely -r_row from "told.csv" { quote: "words", who: m_anna, source: s_one, columns: [1, 1,], on: 2019-02-01,'
    ' header: yes, after: 2,} waive 1 "a test".',
    'r_row(7, 1) since 2019-02-01 if r_q(0) @s_one "Item 3 is listed in" { kind: background, } waive "7" "a slip"'
    ' waive 2019-02-01 "a slip".',
    'check r_pair(X, Y, Z) note "of two" :- r_e(X, Y), r_e(Y, Z).',
    'allow r_pair(0, 1, 2) "it may be".',
    'check r_low(X) warning "it is low" :- r_e(X, _), X < 1.',
    'check r_none error "there is none" :- not r_u(_).',
    "expect r_e(1, 1) at 2019-02-02 citing s_one, s_two.",
    "expect not possible r_e(0, 7) at 2019-02-02 known_by 2019-02-02.",
    'allow -r_z(9) "it is so".',
    'allow r_low(0) "it may be".',
    'allow r_none "there may be none".',
    "?- r_e(X, _), X > 0.",
    'query r_all "All of them": r_e(X, Y) at 2019-02-02 known_by 2019-02-02'
    " answers (1, 1), (0, 1), (0, 2) citing s_one, s_two, possible (0, ?) citing s_two.",
    "query r_any: r_u(_) answers yes citing s_one, s_two.",
    "query r_some: r_u(X) answers (0), (1).",
)
"""Statements that change no answer: what is checked, expected, allowed, asked, set aside, referred to, and claimed of what nobody asks."""

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


def made(
    first: Sequence[str], second: Sequence[str], seed: int, table: Mapping[str, tuple[str, ...]] = CONSTRUCTS
) -> Made:
    """A program in which each of some constructs meets each of some others, as the table writes them."""
    rng = random.Random(seed)
    stated, not_now = _stated(rng)
    rules = [
        Clause("r_t(X, Y)", ("r_e(X, Y)",)),
        Clause("r_t(X, Z)", ("r_t(X, Y)", "r_e(Y, Z)")),
        Clause("r_round(0, 0)", ("r_first()",)),
        Clause("r_round(R + 1, Z)", ("r_round(R, _)", "R < 3", "Z = count { V : r_u(V), V <= R }")),
        Clause("says(W): r_told(X), denies(W): r_told(X)", ("urges(W): r_c(X)",)),
        Clause("may r_told(X) if r_q(X)", ("r_e(X, _)",)),
        Clause("-r_told(X)", ("predicts(_): r_c(X)",)),
    ]
    for a in first:
        left = _of(table[a], 1)
        number = list(CONSTRUCTS).index(a)
        given = _given(left)
        concluded, dated = f"r_h{number}({', '.join(['X', *given])})", "D1" in given
        rules.append(Clause(concluded, ("r_u(X)", *left)))
        if dated:
            rules.append(Clause(f"r_g{number}(X) on D1", ("r_u(X)", *left)))
        for b in second:
            right = _of(table[b], 2)
            name, and_given = f"{number}_{list(CONSTRUCTS).index(b)}", _given(right)
            rules.append(Clause(f"r_i{name}({', '.join(['X', *given, *and_given])})", ("r_u(X)", *left, *right)))
            rules.append(Clause(f"r_j{name}({', '.join(['X', *given, *and_given])})", (concluded, *right)))
            absent = f"not {concluded}" if not given else f"not r_h{number}({', '.join(['X', *'_' * len(given)])})"
            rules.append(Clause(f"r_k{name}({', '.join(['X', *and_given])})", ("r_u(X)", absent, *right)))
            if dated:
                rules.append(Clause(f"r_l{name}(X) on D1", (f"r_g{number}(X) on D1", *right)))
    rules = [replace(rule, body=_in_any_order(rng, rule.body)) for rule in rules]
    return Made((*rng.sample(stated, len(stated)), *STILL), tuple(rng.sample(rules, len(rules))), tuple(not_now))


def _of(body: Sequence[str], place: int) -> tuple[str, ...]:
    return tuple(literal.replace("#", str(place)) for literal in body)


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

    lines = [
        f'entity m_{name.lower()}: person {{ name: "{name}", alias: ["{name[0]}.", "{name[:3]}",], }}.'
        for name in ("Anna", "Bert")
    ]
    lines += [
        "relation r_q(a: any) closed.",
        "relation r_v(a: any).",
        "relation r_s(a: any).",
        "relation r_y(a: any, b: any).",
    ]
    lines += [
        "relation r_n(a: any) event.",
        "relation r_a(a: any) lasting.",
        "relation r_table(a: int, b: any | symbol label).",
    ]
    lines.append("relation r_k(a: any, b: any) state exclusive(b).")
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
    lines += [f"assume r_y({i}, {j})." for i in (0, 3) for j in some(1, 2)]
    lines += [f"assume r_y({i}, ?)." for i in some(1, 2)]
    lines += ['assume table r_table from "rows.csv".']
    for mode in ("says", "predicts", "denies", "urges"):
        lines += [f"assume {mode}({rng.choice(('m_anna', 'm_bert'))}): r_c({i})." for i in some(1, 3)]
        lines += [f"assume {mode}({rng.choice(('m_anna', 'm_bert'))}): r_c({i}) on {day()}." for i in some(1, 2)]
    lines += [f"assume says(m_anna): {form} r_c({i})." for form in ("may", "-", "would") for i in some(1, 2)]
    lines += [f"assume says(m_bert): may r_c({i}) if -r_q({i})." for i in some(1, 2)]
    lines += [f"assume says(m_bert): r_s({i}) since {day()}." for i in some(1, 2)]
    lines += [f"assume {form} r_c({i})." for form in ("may", "would", "likely", "-") for i in some(1, 2)]
    lines += [f"assume r_c({i}) if r_q({j})." for i in some(1, 2) for j in some(1, 2)]
    lines += [f"assume r_c({i}) if -r_q({j})." for i in some(1, 2) for j in some(1, 2)]
    lines += [f"assume r_d({i}, {day()})." for i in range(4)]
    not_now = []
    for i in range(4):
        on, since, until = day(), rng.choice((FIRST, FIRST, LATER)), rng.choice((FIRST, LATER, LATER))
        fact = f"assume r_v({i}) on {on}."
        lines.append(fact)
        if on > NOW:
            not_now.append(fact)
        if since <= until:
            span = rng.choice((f"since {since} until {until}", f"during {since}..{until}"))
            fact = f"assume r_s({i}) {span}."
            lines.append(fact)
            if not since <= NOW <= until:
                not_now.append(fact)
    for name, limit in (("since", FIRST), ("until", LATER), ("since", LATER), ("until", FIRST)):
        fact = f"assume r_s({rng.randrange(4)}) {name} {limit}."
        lines.append(fact)
        if limit == (LATER if name == "since" else FIRST):
            not_now.append(fact)
    lines += [f"assume r_n({i}) on {day()}." for i in some(1, 3)]
    lines += [f"assume -r_n({i}) until {day()}." for i in some(0, 1)]
    lines += [f"assume r_k({i}, {rng.randrange(3)}) {rng.choice(('on', 'since', 'until'))} {day()}." for i in range(4)]
    lines += [f"assume r_a({i})." for i in some(1, 3)]
    lines.append(
        f'source s_one {{ file: "one.txt", lines: 1..6, published: {FIRST} "is listed in document one" after "Item 0",'
        f' title: "One", publisher: "Press", author: "Anna", coverage: 1, }}.'
    )
    lines.append(
        f'source s_two {{ file: "two.txt", published: {LATER}, title: "Two", publisher: "Press", quotes: s_one }}.'
    )
    said = '{ kind: background, supports: "the list", note: "as it is" }'
    lines += [f'r_z({i}) @s_one "Item {i} is listed in document one" {rng.choice(("", said))}.' for i in some(1, 3)]
    lines += [f'r_z({i}) @s_two "Item {i} stands in document two too" {rng.choice(("", said))}.' for i in some(1, 3)]
    lines += [f'r_z({i}) on {FIRST} @s_one "Item {i} is listed in document one".' for i in some(1, 2)]
    lines += [f'says(m_anna): r_z({i}) @s_two "Item {i} stands in document two too".' for i in some(1, 2)]
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


def _either(rule: Clause) -> Clause:
    body = ", ".join(rule.body)
    return replace(rule, body=(f"( {body} ; {body} )",))


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
        program,
        stated=(*program.stated, *(each for each in program.stated if each.startswith("assume") and "?" not in each)),
    ),
    "a head twice": lambda program, rng: replace(
        program, rules=tuple(replace(rule, head=f"{rule.head}, {rule.head}") for rule in program.rules)
    ),
    "a body or the same": lambda program, rng: replace(program, rules=tuple(map(_either, program.rules))),
    "without what changes no answer": lambda program, rng: replace(
        program, stated=tuple(each for each in program.stated if each not in STILL)
    ),
    "without what does not hold now": lambda program, rng: replace(
        program, stated=tuple(each for each in program.stated if each not in program.not_now)
    ),
}


# ---- what is not known, and what was not known then


DATED = r"assume (r_[vdsnk]|(says|predicts|denies|urges)\(.*)\b"


def unsure(program: Made, rng: random.Random, of: str = DATED) -> Made:
    """The program with two days of which each is one of two; `of` says of which facts."""
    stated = list(program.stated)
    of_days = [i for i, each in enumerate(stated) if re.match(rf"{of}.*2019-", each)]
    for i in rng.sample(of_days, 2):
        known = re.findall(r"2019-\d\d-\d\d", stated[i])[-1]
        stated[i] = stated[i].replace(known, f"{known}/{date.fromisoformat(known) + timedelta(1)}")
    return replace(program, stated=tuple(stated))


def not_given(program: Made, rng: random.Random) -> Made:
    """The program with a value that its document does not give, a number."""
    return replace(program, stated=(*program.stated, f"assume r_f(?, {rng.randrange(4)})."))


def with_shapes(program: Made) -> Made:
    """The program with what `AS_WRITTEN` asks of its dates."""
    told = []
    for each in program.stated:
        if dated := re.fullmatch(r"assume r_d\((\d), (\S+?)(?:/(\S+))?\)\.", each):
            number, first, last = dated[1], dated[2], dated[3] or dated[2]
            written = first if first == last else f"{first}/{last}"
            told += [f"assume r_earliest({number}, {first}).", f"assume r_latest({number}, {last})."]
            told.append(f"assume r_met({number}, {written}).")
            if last > "2019-01-31":
                told.append(f"assume r_between({number}, 2019-01-31/{last}).")
            elif last == "2019-01-31":
                told.append(f"assume r_between({number}, {last}).")
    declared = "relation r_between(a: int, b: date)."  # there may be none
    return replace(program, stated=(declared, *program.stated, *told))


def without_shapes(names: Sequence[str]) -> list[str]:
    """Those of some constructs that look at the day that a date is, however it is written."""
    return [name for name in names if name not in AS_WRITTEN]


def without_later_source(program: Made) -> Made:
    """The program as it was known before the later of its two sources."""
    return replace(program, stated=tuple(each for each in program.stated if "s_two" not in each))
