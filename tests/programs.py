"""Programs that hypothesis makes up, safe and stratified, and what asks for every relation of one."""

from __future__ import annotations

from pathlib import Path

from hypothesis import reject
from hypothesis import strategies as st

from factbase.base import FactBase
from factbase.engine.plan import Goal
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
    if any(d.code == "E401" and "own `" in d.message for d in base.errors):
        # An aggregate whose keys its own body does not bind may close a cycle: that is refused, and not what is tried here.
        reject()
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
    value = st.sampled_from(VALUES[: draw(st.sampled_from((3, 4) if numbers else (3, 4, 7)))])
    lines = [
        "relation h().",
        *(f"assume {name}({', '.join(['0'] * width)})." for name, width in LEVELS[0].items() if name != "h"),
    ]
    for _ in range(draw(st.integers(1, 8))):
        lines.append(draw(facts(LEVELS[0], value)))
    for level in LEVELS[1:]:
        lines += [draw(facts(level, value)) for _ in range(draw(st.integers(0, 1)))]
    lines += [f"assume d({draw(value)}) on {draw(st.sampled_from(DAYS))}." for _ in range(draw(st.integers(1, 3)))]
    for level in range(1, len(LEVELS)):
        for name in LEVELS[level]:
            lines.append(draw(rules(level, name, value)))
        for _ in range(draw(st.integers(0, 3))):
            lines.append(draw(rules(level, draw(st.sampled_from(sorted(LEVELS[level]))), value)))
    if draw(st.booleans()):
        lines.append("m(X) on D :- s(X, _), d(_) on D.")
        lines.append("m(X) on D + 20 :- m(X) on D, t(X, _).")
        lines.append("n(X) :- g(X), not m(X).")
    return "\n".join(draw(st.permutations(lines)))


@st.composite
def facts(draw: st.DrawFn, level: dict[str, int], value: st.SearchStrategy[str]) -> str:
    name = draw(st.sampled_from(sorted(level)))
    return f"assume {name}({', '.join(draw(value) for _ in range(level[name]))})."


@st.composite
def rules(draw: st.DrawFn, level: int, name: str, value: st.SearchStrategy[str]) -> str:
    upto = {k: v for of_level in LEVELS[: level + 1] for k, v in of_level.items()}
    below = {k: v for of_level in LEVELS[:level] for k, v in of_level.items()}

    def atom(relations: dict[str, int], arg: st.SearchStrategy[str]) -> str:
        relation = draw(st.sampled_from(sorted(relations)))
        return f"{relation}({', '.join(draw(arg) for _ in range(relations[relation]))})"

    open_arg = st.one_of(st.sampled_from(NAMES), st.sampled_from(NAMES), value, st.just("_"))
    body = [atom(upto, open_arg) for _ in range(draw(st.integers(1, 3)))]
    if draw(st.integers(0, 5)) == 0:
        body.append(f"d({draw(open_arg)}) on On, On <= 2019-02-15")
    bound = [variable for variable in NAMES if any(variable in text for text in body)]
    bound_arg = st.one_of(value, st.sampled_from(bound)) if bound else value
    if draw(st.booleans()):
        body.append(f"not {atom(below, st.one_of(bound_arg, st.just('_')))}")
    if bound and draw(st.booleans()):
        operator = draw(st.sampled_from(("<", "<=", "!=", ">=", ">", "=")))
        body.append(f"{draw(st.sampled_from(bound))} {operator} {draw(bound_arg)}")
    if bound and draw(st.integers(0, 2)) == 0:
        body.append(f"S = ({draw(st.sampled_from(bound))} + {draw(st.integers(1, 3))}) mod 4")
        bound.append("S")
    if draw(st.integers(0, 6)) == 0:
        low, high = draw(st.integers(0, 2)), draw(st.integers(0, 3))
        body.append(f"I in {low} .. {high}")
        bound.append("I")
    if draw(st.integers(0, 2)) == 0:
        function = draw(st.sampled_from(("count", "max", "min", "sum")))
        inner = [f"{draw(st.sampled_from(('e', 'f')))}(V, {draw(st.one_of(bound_arg, st.sampled_from(('_', 'U'))))})"]
        if draw(st.booleans()):
            inner.append(f"not {atom(below, st.one_of(st.just('V'), bound_arg, st.just('_')))}")
        if draw(st.booleans()):
            inner.append(f"V {draw(st.sampled_from(('<', '!=')))} {draw(bound_arg)}")
        term = draw(st.sampled_from(("V", "V", "V * 2")))
        body.append(f"N = {function} {{ {term} : {', '.join(draw(st.permutations(inner)))} }}")
        if draw(st.booleans()):
            body.append("N < 9")
        bound.append("N")
    head_arg = st.one_of(value, st.sampled_from(bound), st.sampled_from(bound)) if bound else value
    args = [draw(head_arg) for _ in range(LEVELS[level][name])]
    if args and bound and draw(st.integers(0, 4)) == 0:
        args[0] = f"({draw(st.sampled_from(bound))} + 1) mod 3"
    return f"{name}({', '.join(args)}) :- {', '.join(draw(st.permutations(body)))}."
