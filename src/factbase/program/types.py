"""Types: in, a clause or a fact; out, a diagnostic for each constant or variable that cannot be what its place takes.

A type is a set of names, entity types among them; None is `any`. A symbol argument takes every symbol; a variable's type is what
all of its places have in common, so `X` in a country's place and in an agreement's place is a mistake.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import replace

from factbase.ground.builtin import AGGREGATES, ANY, BUILTINS, NUMBER, REFUTES, check_pattern
from factbase.ground.diagnostic import Diagnostic, diagnose
from factbase.ground.span import Span
from factbase.ground.value import Symbol, Unknown, Value, type_name, write_value
from factbase.program.alternatives import branches, has_witness
from factbase.program.declare import BASE_TYPES, Declared
from factbase.program.model import Fact
from factbase.program.plain import constant_asked, of_quotes
from factbase.program.resolve import Clause
from factbase.program.valueless import never_equal, without_value
from factbase.syntax.spelling import date_spelling
from factbase.syntax.tree import (
    Aggregate,
    Among,
    Anonymous,
    Call,
    Comparison,
    Constant,
    Either,
    Expression,
    Literal,
    Match,
    Membership,
    Negation,
    Variable,
    walk,
)
from factbase.syntax.write import write_expression

__all__ = ["check_fact", "check_types", "check_values", "fitting"]

Types = frozenset[str] | None
_DATE: Types = frozenset({"date"})
_SOURCE: Types = frozenset({"source"})
_INT = frozenset({"int"})
_STRETCH = "a range is of whole numbers; the days from one to another are `D >= 2020-01-01, D <= 2020-03-01`"


def check_fact(fact: Fact, declared: Declared) -> Iterator[Diagnostic]:
    """A diagnostic for each value of a fact that its argument does not take."""
    if fact.kind == "declared":
        return  # judged where it is declared
    relation = declared.relation(fact.relation)
    if relation is None:
        return
    values = fact.values[1:] if fact.mode else fact.values
    for parameter, value in zip(relation.parameters, values, strict=True):
        problem = _misfit(value, parameter.types, declared)
        if problem is not None:
            yield _wrong_argument(value, fact.span, fact.relation, parameter.name, parameter.types, problem, declared)


def fitting(types: frozenset[str], declared: Declared) -> Callable[[Value], bool]:
    """What tells whether a value is one that an argument of these types takes: quickly, for it is asked for most symbols of a base."""
    entities, sources = declared.entities, declared.sources
    names = {name for name, entity in entities.items() if entity.type in types}
    if "source" in types:
        names |= sources.keys()

    def fits(value: Value) -> bool:
        if type(value) is Symbol and value.name in names:
            return True
        return _misfit(value, types, declared) is None

    return fits


def check_types(clause: Clause, declared: Declared) -> list[Diagnostic]:
    """The diagnostics of one clause whose names are right."""
    return _checked(clause, declared).problems


def check_values(
    rows: Iterable[Sequence[Constant]], columns: Sequence[str], clause: Clause, name: str, declared: Declared
) -> Iterator[Diagnostic]:
    """A diagnostic for each value that the variable of its column cannot have in a clause whose types are right.

    It is told as if the clause were a relation called `name`, and the variables its arguments."""
    bodies = [_checked(replace(clause, body=body), declared).types for body in branches(clause.body)]
    for row in rows:
        for column, part in zip(columns, row, strict=False):
            of = bodies[0].get(column)
            problem = _misfit(part.value, of, declared)
            if problem is not None and all(_misfit(part.value, each.get(column), declared) for each in bodies):
                yield _wrong_argument(part.value, part.span, name, column, of, problem, declared)


def _checked(clause: Clause, declared: Declared) -> _Checker:
    checker = _Checker(declared)
    checker.matches(clause.body)
    for head in clause.heads:
        checker.match(head)
    for literal in clause.body:
        checker.calculations(literal)
    for part in clause.outputs:
        checker.kinds(part)
    checker.problems.extend(without_value(clause))
    return checker


class _Checker:
    def __init__(self, declared: Declared) -> None:
        self.declared = declared
        self.problems: list[Diagnostic] = []
        self.types: dict[str, Types] = {}
        self.clashed: set[str] = set()

    # ---- arguments of relations

    def matches(self, body: Iterable[Literal]) -> None:
        for part in walk(*body):
            if isinstance(part, Match):
                self.match(part)

    def match(self, match: Match) -> None:
        match = of_quotes(match)
        relation = self.declared.relation(match.claim.relation)
        if relation is None or len(relation.parameters) != len(match.claim.args):
            return  # told already
        if match.claim.who is not None:
            claimants = frozenset(entity.type for entity in self.declared.entities.values())
            self.argument(match.claim.who, "who", relation.name, claimants or None)
        for parameter, part in zip(relation.parameters, match.claim.args, strict=True):
            self.argument(part, parameter.name, relation.name, parameter.types)
        if match.on is not None:
            self.argument(match.on, "on", relation.name, _DATE)
        if match.source is not None:
            self.argument(match.source, "@", relation.name, _SOURCE)

    def argument(self, part: Expression, argument: str, relation: str, types: Types) -> None:
        match part:
            case Constant():
                problem = _misfit(part.value, types, self.declared)
                if problem is not None:
                    self.problems.append(
                        _wrong_argument(part.value, part.span, relation, argument, types, problem, self.declared)
                    )
            case Variable():
                before = self.types.get(part.name)
                common = _meet(before, types)
                if common is not None and not common and part.name not in self.clashed:
                    self.clashed.add(part.name)
                    self.problems.append(
                        diagnose("E202", part.span, name=part.name, first=_written(before), second=_written(types))
                    )
                self.types[part.name] = common or None
            case Call() | Aggregate():
                kinds = self.kinds(part)
                if types is not None and not kinds & _kinds(types):
                    self.problems.append(
                        diagnose(
                            "E201",
                            part.span,
                            argument=argument,
                            relation=relation,
                            expected=_written(types),
                            found=write_expression(part),
                            kind=_written(kinds),
                            hint=date_spelling(part.span.text) if types == _DATE else None,
                        )
                    )
            case Anonymous():
                return

    # ---- functions, comparisons, aggregates

    def calculations(self, literal: Literal) -> None:
        match literal:
            case Match() | Negation():
                return
            case Comparison(op="=" | "!="):
                left, right = self.kinds(literal.left), self.kinds(literal.right)
                for target, kinds in ((literal.left, right), (literal.right, left)) if literal.op == "=" else ():
                    if isinstance(target, Variable) and target.name not in self.types and kinds != ANY:
                        self.types[target.name] = kinds
                if not left & right and not (left & NUMBER and right & NUMBER):
                    self.refuse(
                        literal.op, (literal.left, literal.right), (left, right), "two of one type", literal.span
                    )
                elif literal.op == "=":
                    self.problems.extend(never_equal(literal, self.types))
            case Comparison():
                self.call(literal.op, [literal.left, literal.right], literal.span)
                if REFUTES.get(literal.op, literal.op) == "matches" and isinstance(literal.right, Constant):
                    problem = check_pattern(str(literal.right.value))
                    if problem is not None:
                        self.problems.append(diagnose("E205", literal.right.span, problem=problem))
            case Membership():
                wrong = next((part for part in (literal.low, literal.high) if not self.kinds(part) & _INT), None)
                if wrong is None:
                    self.argument(literal.item, "item", "in", _INT)
                else:
                    self.expect(wrong, _INT, "in", _STRETCH if self.kinds(wrong) == _DATE else None)
            case Among():
                self.listed(literal)
            case Either():
                for branch in literal.branches:
                    for inner in branch:
                        self.calculations(inner)
            case Aggregate():
                kinds = self.aggregate(literal)
                if has_witness(literal):
                    assert isinstance(literal.result, Call)
                    assert isinstance(literal.term, Call)
                    _, *terms = literal.term.args
                    for result, of in zip(literal.result.args, (kinds, *map(self.kinds, terms)), strict=True):
                        self.argument(result, "result", literal.function, of if of != ANY else None)
                else:
                    self.argument(literal.result, "result", literal.function, kinds if kinds != ANY else None)

    def aggregate(self, literal: Aggregate) -> frozenset[str]:
        """The kinds of an aggregate's value; a diagnostic where it does not take what stands in its braces."""
        for inner in literal.body:
            self.calculations(inner)
        term, function = literal.term, AGGREGATES[literal.function]
        if has_witness(literal) and isinstance(term, Call):
            term = term.args[0]
        results = function.results(self.kinds(term))
        if not results:
            self.expect(term, function.operand, literal.function)
        return results or ANY

    def listed(self, literal: Among) -> None:
        """Each value of a list is one that the item may have, and an item that has no type yet has those of the list."""
        item, among = literal.item, frozenset(type_name(each.value) for each in literal.values)
        if not isinstance(item, Variable):
            self.expect(item, among | (NUMBER if among & NUMBER else frozenset()), "in")
        elif item.name not in self.types and not literal.negated:
            self.types[item.name] = among
        else:
            for each in literal.values:
                self.argument(each, item.name, "in", self.types.get(item.name))

    def expect(self, part: Expression, kinds: frozenset[str], function: str, hint: str | None = None) -> None:
        actual = self.kinds(part)
        if not actual & kinds:
            self.problems.append(
                diagnose(
                    "E204",
                    part.span,
                    function=function,
                    expected=_written(kinds),
                    found=write_expression(part),
                    kind=_written(actual),
                    hint=hint,
                )
            )

    def call(self, name: str, args: Sequence[Expression], span: Span) -> frozenset[str]:
        """The kinds of a call's result; a diagnostic where no signature takes the arguments."""
        builtin = BUILTINS[name]
        kinds = [self.kinds(arg) for arg in args]
        if not all(kinds) or not builtin.accepts(len(kinds)):
            return ANY
        matching = builtin.matching(kinds)
        if not matching:
            expected = _listed([_together(map(_written, signature.params)) for signature in builtin.signatures])
            self.refuse(name, args, kinds, expected, span)
            return ANY
        return frozenset(signature.result for signature in matching if signature.result) or ANY

    def refuse(
        self, name: str, args: Sequence[Expression], kinds: Sequence[frozenset[str]], expected: str, span: Span
    ) -> None:
        shown, kind, hint = ", ".join(map(write_expression, args)), _together(map(_written, kinds)), None
        if name == "+" and {"string"} in kinds:
            hint = "texts are joined by `concat(A, B)`"
        elif len(kinds) == 2 and {"date"} in kinds and {"int"} in kinds:
            hint = "a date is compared with a date, `D > 2016-12-31`, and its year with a number, `year(D) > 2016`"
        self.problems.append(
            diagnose(
                "E204", span, function=REFUTES.get(name, name), expected=expected, found=shown, kind=kind, hint=hint
            )
        )

    def kinds(self, part: Expression) -> frozenset[str]:
        """The kinds of constants that an expression may have: symbol, string, int, decimal, date."""
        match part:
            case Constant():
                return frozenset({type_name(part.value)})
            case Variable():
                return _kinds(self.types.get(part.name))
            case Call():
                asked = constant_asked(part)
                if asked is not None:
                    return self.constant(asked)
                return self.call(part.function, part.args, part.span) if part.function in BUILTINS else ANY
            case Aggregate():
                return self.aggregate(part)
            case Anonymous():
                return ANY

    def constant(self, asked: Match) -> frozenset[str]:
        """The kinds of the values of a relation of one column."""
        relation = self.declared.relation(asked.claim.relation)
        return _kinds(relation.parameters[0].types) if relation is not None and relation.parameters else ANY


def _kinds(types: Types) -> frozenset[str]:
    if types is None:
        return ANY
    return frozenset(name if name in BASE_TYPES and name != "source" else "symbol" for name in types)


def _meet(a: Types, b: Types) -> Types:
    """What two types have in common; `symbol` holds every symbol, so it gives way to an entity type."""
    if a is None or b is None:
        return b if a is None else a
    symbols_a = a - (BASE_TYPES - {"symbol", "source"})
    symbols_b = b - (BASE_TYPES - {"symbol", "source"})
    common = a & b
    if "symbol" in a:
        common |= symbols_b
    if "symbol" in b:
        common |= symbols_a
    return common


def _misfit(value: Value, types: Types, declared: Declared) -> str | None:
    """What `value` is, where `types` do not take it; None where they do."""
    if types is None or isinstance(value, Unknown):
        return None
    if not isinstance(value, Symbol):
        kind = type_name(value)
        if kind in types or (kind == "int" and "decimal" in types):
            return None
        return _a(kind)
    if "symbol" in types:
        return None
    name = str(value)
    entity = declared.entities.get(name)
    if entity is not None and entity.type in types:
        return None
    if name in declared.sources and "source" in types:
        return None
    if entity is not None:
        return _a(entity.type)
    return "a source" if name in declared.sources else "a symbol"


def _wrong_argument(
    value: Value, span: Span, relation: str, argument: str, types: Types, problem: str, declared: Declared
) -> Diagnostic:
    expected, name = _written(types), write_value(value)
    entity_types = (types or frozenset()) - BASE_TYPES
    called = _called(value, entity_types, declared)
    if problem == "a symbol" and entity_types:
        near = (e.name for e in declared.entities.values() if e.type in entity_types)
        hint = called or declared.near(str(value), near) or declared.near(str(value), declared.entities)
        return diagnose("E203", span, name=name, argument=argument, relation=relation, expected=expected, hint=hint)
    if called is None and types == _DATE:
        called = date_spelling(name, wanted=True)
    return diagnose(
        "E201", span, argument=argument, relation=relation, expected=expected, found=name, kind=problem, hint=called
    )


def _called(value: Value, types: frozenset[str], declared: Declared) -> str | None:
    """The entity of some types that is called so, as a hint: by its name in quotation marks, or by a name that another one has too."""
    if not types or not isinstance(value, (str, Symbol)):
        return None
    near = next((each.name for each in declared.called(str(value)) if each.type in types), None)
    if near is None:
        return None
    return f"did you mean `{near}`?{'' if isinstance(value, Symbol) else ' a name has no quotation marks'}"


def _together(words: Iterable[str]) -> str:
    """The types of several arguments in a row."""
    row = tuple(words)
    return row[0] if len(row) == 1 else f"({', '.join(row)})"


def _listed(words: Iterable[str]) -> str:
    *first, last = dict.fromkeys(words)
    return f"{', '.join(first)} or {last}" if first else last


def _a(word: str) -> str:
    return f"{'an' if word[0] in 'aeiou' else 'a'} {word}"


def _written(types: Types) -> str:
    if types is None or types == ANY:
        return "any"
    names = sorted(types)
    if {"int", "decimal"} <= types:
        names = sorted((types - {"int", "decimal"}) | {"number"})
    return " | ".join(names)
