"""Programs that hypothesis makes up, safe and stratified, and what asks for every relation of one."""

from __future__ import annotations

from collections.abc import Sequence
from functools import cache
from pathlib import Path
from typing import TypeVar

from hypothesis import strategies as st

from factbase.base import FactBase
from factbase.engine.goal import Goal
from factbase.ground.date import parse_date
from factbase.program.declare import AT as AT_RELATION
from factbase.syntax.tree import (
    Claim,
    Match,
    Variable,
)

HERE = Path(__file__).parent
AT = parse_date("2019-03-01")


def base_of(text: str) -> FactBase:
    base = FactBase.load([]).with_text("made_up.fb", text, HERE)
    assert not base.errors, (text, base.errors)
    return base


def everything(base: FactBase) -> list[Goal]:
    """A goal for every form of every relation, so that the plan leaves nothing out."""
    span = base.program.facts[0].span
    day = Variable("On", span=span)
    goals = []
    for relation in base.program.relations.values():
        outputs = tuple(Variable(f"A{i}", span=span) for i in range(len(relation.parameters)))
        claim = Claim(relation.name, outputs, span=span)
        goals.append(Goal(outputs, (Match(claim, span=span),)))
        if relation.name != AT_RELATION:
            goals.append(Goal((*outputs, day), (Match(claim, day, span=span),)))
    return goals


# ---- programs

# Relations by level: a rule may need its own level and lower ones, and negate or aggregate lower ones only.
LEVELS = (
    {"e": 2, "f": 2, "g": 1, "h": 0},
    {"p": 2, "q": 2, "o": 0},
    {"r": 1, "s": 2},
    {"t": 2, "z": 0},
)
VALUES = ("0", "1", "2", "3", "a", '"1"', "1.0")
DAYS = ("2019-01-05", "2019-02-01", "2019-02-16", "2019-04-01")  # whole days: partial ones are judged in tests/time
NAMES = ("X", "Y", "Z")


@st.composite
def programs(draw: st.DrawFn, numbers: bool = False) -> str:
    """Programs that are safe and stratified; of whole numbers and days only, where `numbers`."""
    return _Drawn(draw, numbers).program()


T = TypeVar("T")
_upto = cache(st.integers)


class _Drawn:
    """Parts of one program, drawn one after the other.

    Every draw is of a whole number, from a strategy that is kept: hypothesis looks into each new strategy for longer than it draws."""

    def __init__(self, draw: st.DrawFn, numbers: bool) -> None:
        self.draw = draw
        self.numbers = numbers
        self.values = VALUES[: self.of((3, 4) if numbers else (3, 4, 7))]

    def upto(self, low: int, high: int) -> int:
        return self.draw(_upto(low, high))

    def of(self, options: Sequence[T]) -> T:
        return options[self.upto(0, len(options) - 1)]

    def arg(self, *kinds: Sequence[str]) -> str:
        """A text of a kind, each kind as likely as another."""
        return self.of(self.of(kinds))

    def in_any_order(self, parts: Sequence[str]) -> list[str]:
        left = list(parts)
        return [left.pop(self.upto(0, len(left) - 1)) for _ in parts]

    def program(self) -> str:
        lines = [
            "relation h().",
            f"assume k({self.upto(0, 2)}).",
            *(f"assume {name}({', '.join(['0'] * width)})." for name, width in LEVELS[0].items() if name != "h"),
        ]
        lines += [self.fact(LEVELS[0]) for _ in range(self.upto(1, 8))]
        for level in LEVELS[1:]:
            lines += [self.fact(level) for _ in range(self.upto(0, 1))]
        lines += [f"assume d({self.of(self.values)}) on {self.of(DAYS)}." for _ in range(self.upto(1, 3))]
        for level in range(1, len(LEVELS)):
            lines += [self.rule(level, name) for name in LEVELS[level]]
            lines += [self.rule(level, self.of(sorted(LEVELS[level]))) for _ in range(self.upto(0, 3))]
        if self.upto(0, 1):
            lines.append("m(X) on D :- s(X, _), d(_) on D.")
            lines.append("m(X) on D + 20 :- m(X) on D, t(X, _).")
            lines.append("n(X) :- g(X), not m(X).")
        return "\n".join(self.in_any_order(lines))

    def fact(self, level: dict[str, int]) -> str:
        name = self.of(sorted(level))
        return f"assume {name}({', '.join(self.of(self.values) for _ in range(level[name]))})."

    def atom(self, relations: dict[str, int], *kinds: Sequence[str]) -> str:
        relation = self.of(sorted(relations))
        return f"{relation}({', '.join(self.arg(*kinds) for _ in range(relations[relation]))})"

    def rule(self, level: int, name: str) -> str:
        upto = {k: v for of_level in LEVELS[: level + 1] for k, v in of_level.items()}
        below = {k: v for of_level in LEVELS[:level] for k, v in of_level.items()}
        free = (NAMES, NAMES, self.values, ("_",))
        body = [self.atom(upto, *free) for _ in range(self.upto(1, 3))]
        if self.upto(0, 5) == 0:
            body.append(f"d({self.arg(*free)}) on On, On <= 2019-02-15")
        bound = [variable for variable in NAMES if any(variable in text for text in body)]
        of_body = (self.values, tuple(bound)) if bound else (self.values,)
        if self.upto(0, 1):
            body.append(f"not {self.atom(below, *of_body, ('_',))}")
        if bound and self.upto(0, 1):
            operator = self.of(("<", "<=", "!=", ">=", ">", "="))
            body.append(f"{self.of(bound)} {operator} {self.arg(*of_body)}")
        if bound and self.upto(0, 2) == 0:
            body.append(f"S = ({self.of(bound)} + {self.upto(1, 3)}) mod 4")
            bound.append("S")
        if self.upto(0, 6) == 0:
            body.append(f"I in {self.upto(0, 2)} .. {self.upto(0, 3)}")
            bound.append("I")
        if self.upto(0, 2) == 0:
            function = self.of(("count", "max", "min", "sum"))
            inner = [f"{self.of(('e', 'f'))}(V, {self.arg(*of_body, ('_', 'U'))})"]
            if self.upto(0, 1):
                inner.append(f"not {self.atom(below, ('V',), *of_body, ('_',))}")
            if self.upto(0, 1):
                inner.append(f"V {self.of(('<', '!='))} {self.arg(*of_body)}")
            term = self.of(("V", "V", "V * 2"))
            body.append(f"N = {function} {{ {term} : {', '.join(self.in_any_order(inner))} }}")
            if self.upto(0, 1):
                body.append("N < 9")
            bound.append("N")
        if not self.numbers and self.upto(0, 1):
            bound += self.beside(body, below, bound, of_body)
        of_head = (self.values, bound, bound) if bound else (self.values,)
        args = [self.arg(*of_head) for _ in range(LEVELS[level][name])]
        if args and bound and self.upto(0, 4) == 0:
            args[0] = f"({self.of(bound)} + 1) mod 3"
        heads = [f"{name}({', '.join(args)})"]
        if self.upto(0, 5) == 0:
            other = self.of(sorted(LEVELS[level]))
            heads.append(f"{other}({', '.join(self.arg(*of_head) for _ in range(LEVELS[level][other]))})")
        return f"{', '.join(heads)} :- {', '.join(self.in_any_order(body))}."

    def beside(
        self, body: list[str], below: dict[str, int], bound: Sequence[str], of_body: tuple[Sequence[str], ...]
    ) -> list[str]:
        """Adds a literal that holds what is found beside it, and gives the names that it binds.

        What a function is solved for comes of a relation below: through its own, values might have no end."""
        wide = {relation: width for relation, width in below.items() if width}
        function = self.of(("{} + 1", "{} - 2", "3 - {}", "2 * {}", "-{}", "2 * {} + 1"))
        match self.upto(0, 4):
            case 0:
                relation = self.of(sorted(wide))
                args = [self.arg(*of_body, ("_",)) for _ in range(wide[relation])]
                args[self.upto(0, wide[relation] - 1)] = function.format("F")
                body.append(f"{relation}({', '.join(args)})")
                return ["F"]
            case 1 if bound:
                relation = self.of(sorted(wide))
                args = [self.arg(*of_body, ("_",)) for _ in range(wide[relation])]
                args[self.upto(0, wide[relation] - 1)] = function.format(self.of(bound))
                body.append(f"{self.of(('not ', ''))}{relation}({', '.join(args)})")
            case 2:
                kind, test = self.of((("count", "> 1"), ("count", "= 1"), ("mean", ">= 1"), ("list", '!= "1"')))
                body.append(f"{kind} {{ V : {self.of(('e', 'f'))}(V, {self.arg(*of_body, ('_', 'U'))}) }} {test}")
            case 3:
                inner = f"{self.of(('e', 'f'))}(V, U), V != {self.arg(*of_body)}"
                body.append(f"M, W = {self.of(('max', 'min'))} {{ V, U : {inner} }}")
                return ["M", "W"]
            case _:
                term = self.of(("count { V : e(V, _) }", "count { V : f(V, V) }", "k()"))
                body.append(f"{term} {self.of(('<', '>='))} {self.upto(0, 3)}")
        return []
