"""Names that other languages have: in, the name of a function, a relation or a type; out, how what it is elsewhere is written here."""

from __future__ import annotations

from factbase.ground.builtin import AGGREGATES, FUNCTIONS
from factbase.syntax.elsewhere import ALL

__all__ = ["function_elsewhere", "relation_elsewhere", "taken", "type_elsewhere"]

_CALLED = {
    "length": ("len", "strlen", "size", "char_length"),
    "concat": ("cat", "append", "join", "concatenate"),
    "substr": ("substring", "slice", "mid"),
    "lower": ("lowercase", "downcase", "to_lower", "tolower"),
    "upper": ("uppercase", "upcase", "to_upper", "toupper"),
    "trim": ("strip",),
    "to_number": ("int", "to_int", "float", "to_float", "tonumber", "number", "parse_int"),
    "to_string": ("str", "tostring", "text", "string"),
    "bit_and": ("band",),
    "bit_or": ("bor",),
    "bit_xor": ("bxor",),
    "bit_not": ("bnot",),
    "bit_shift": ("bshl", "bshr", "lshift", "rshift"),
    "days_between": ("days", "datediff", "date_diff"),
    "months_between": ("months",),
    "years_between": ("years", "age"),
    "iso_week": ("week", "weekofyear", "isoweek"),
    "ord": ("ascii", "char_code"),
    "min": ("least", "minimum"),
    "max": ("greatest", "maximum"),
}
_WRITTEN = {
    "contains": 'a text is asked by `T contains "part"`',
    "match": 'a text is asked by `T matches "pattern"`',
    "matches": 'a text is asked by `T matches "pattern"`',
    "range": "numbers of a range are `N in 1 .. 10`",
    **dict.fromkeys(("ceil", "ceiling"), "the next whole number up is `-floor(-X)`"),
    "pow": "there is no power; write the product: `X * X`",
    "power": "there is no power; write the product: `X * X`",
    "not": "a literal is denied by `not p(X)`",
}
_FUNCTIONS = {
    **{name: f"it is `{FUNCTIONS[ours].form}`" for ours, names in _CALLED.items() for name in names},
    **{name: f"an aggregate is `N = {name} {{ X : p(X) }}`" for name in AGGREGATES if name not in FUNCTIONS},
    **_WRITTEN,
}
_RELATIONS = {
    **_FUNCTIONS,
    "between": "numbers of a range are `N in 1 .. 10`",
    **dict.fromkeys(("member", "memberchk", "in"), "what is one of several is `X in {a, b}`"),
    **dict.fromkeys(("forall", "all", "every"), ALL),
    **dict.fromkeys(("findall", "bagof", "setof", "aggregate_all"), "all values together are `T = list { X : p(X) }`"),
    **dict.fromkeys(("succ", "plus", "add"), "a value is told by `=`: `Y = X + 1`"),
    **dict.fromkeys(("eq", "equal", "same_as"), "equal is `X = Y`"),
    **dict.fromkeys(("neq", "dif", "different"), "unequal is `X != Y`"),
    **dict.fromkeys(("lt", "less"), "less is `X < Y`"),
    **dict.fromkeys(("gt", "greater"), "greater is `X > Y`"),
    **dict.fromkeys(("write", "writeln", "print", "format"), "what holds is asked for by `?- p(X).`"),
    **dict.fromkeys(("starts_with", "startswith", "sub_atom"), 'a text is asked by `T matches "^beginning"`'),
    **dict.fromkeys(("ends_with", "endswith"), 'a text is asked by `T matches "end$"`'),
    "is_null": "what is not known is asked for by `not p(X)`, and stated by `?`",
}
_TYPES = {
    **dict.fromkeys(("integer", "unsigned", "long", "int64", "int32"), "a whole number is `int`"),
    **dict.fromkeys(
        ("float", "double", "real", "numeric"),
        "a number with a point is `decimal`, exact; `number` is it or a whole one",
    ),
    **dict.fromkeys(("str", "text", "varchar", "char"), "a text is `string`"),
    **dict.fromkeys(
        ("bool", "boolean"),
        "there are no truth values: state the claim where it holds, or take `symbol` for `yes` and `no`",
    ),
    **dict.fromkeys(("datetime", "timestamp", "time"), "a day is `date`; there is no time of day"),
    **dict.fromkeys(("name", "atom", "id", "constant"), "a name in lower case is `symbol`"),
}


def function_elsewhere(name: str) -> str | None:
    """How a function of another language is written."""
    return _FUNCTIONS.get(name.lower())


def relation_elsewhere(name: str) -> str | None:
    """How a relation that other languages have of themselves is written."""
    return _RELATIONS.get(name.lower())


def taken(name: str) -> str:
    """What a name of the language stands for, where a relation is called so, and a name that is free."""
    stands = f"`{FUNCTIONS[name].form}` is a function" if name in FUNCTIONS else "it is a relation of the language"
    return f"{stands}; a relation may be called `{name.removeprefix('-')}_of`"


def type_elsewhere(name: str) -> str | None:
    """How a type of another language is called."""
    return _TYPES.get(name.lower())
