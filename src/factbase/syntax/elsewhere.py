"""Signs and words of other languages: each with how what it is there is written here.

The tables alone: where one stands, and whether it is meant so, `foreign.py` tells.
"""

from __future__ import annotations

from factbase.ground.dataclass import dataclass

__all__ = [
    "AGGREGATES_ELSEWHERE",
    "ALL",
    "ARROWS",
    "BEGINNINGS",
    "CLAIMS",
    "COMMENT",
    "DENIED",
    "DIRECTIVES",
    "EACH",
    "FIELDS",
    "FOLLOWS",
    "LISTED",
    "NEITHER",
    "NEVER",
    "NUMBER",
    "OPPOSITE",
    "OR",
    "PARAMETERS",
    "QUESTION",
    "RANGE",
    "RULE",
    "SIGNS",
    "STATED",
    "TEXT",
    "TRUTHS",
    "TUPLE",
    "VALUE",
    "WHOLE",
    "WORDS",
    "Foreign",
]


@dataclass(frozen=True, slots=True)
class Foreign:
    """A word from `start` to `end`, how it is written here, and where what stands after it may be read as a statement of its own."""

    start: int
    end: int
    right: str
    resume: int | None = None


CONDITION = "a condition follows a comma: `p(X), X > 1`; a rule is `p(X) :- q(X).`"
RULE, COMMENT, DENIED = (
    "a rule is `p(X) :- q(X).`",
    "a comment begins with `%`",
    "a literal is denied by `not p(X)`",
)
OR, AND = "one or the other stands in parentheses: `( p(X) ; q(X) )`", "both are `p(X), q(X)`"
NEITHER = (
    "that neither holds is `not p(X), not q(X)`; for an alternative of several literals, write a rule and deny its head"
)
EACH = "what is denied is one literal: for several, write a rule and deny its head"
EQUAL, UNEQUAL = "equal is `=`", "unequal is `!=`"
VALUE = "a value is told by `=`: `X = Y + 1`"
TEXT = 'a text stands in straight marks: `"x"`'
JOINED = "texts are joined by `concat(A, B)`, and one is added by `X + 1`"
POWER = "there is no power; write the product: `X * X`"
RANGE = "a range is `X in 1 .. 3`"
LISTED = "what it may be is listed in braces: `X in {a, b}`"
TUPLE = "no value has parts: give the relation an argument for each"
STATED = "each claim is a statement of its own: `assume p(1). assume p(2).`"
FIELDS = 'fields stand apart by `,`, each with `:`: `{ title: "A report", published: 2016-11-23 }`'
PARAMETERS = "an argument is named in lower case, and its type follows: `relation edge(x: int, y: int).`"
FOLLOWS = 'quotes follow the claim and one another without a sign: `p(a) "some words" "more words".`'
NUMBER = "a number has digits alone, and a point before its decimals: `1000`, `0.5`"
ALL = "that it holds of all is that it is denied of none: `not other(X)`, with a rule for `other(X)`"
WHOLE = "the whole quotient is `div`: `X div 2`"
QUESTION = "a question is `?- p(X).`"
NO_FILES = "there is no need to name files: all of the base are read together"
NEVER = 'what must never hold is a check: `check both error "{X} is both" :- p(X), q(X).`'

SIGNS = {  # longer ones first; each is looked for where it begins before the place
    "=:=": EQUAL,
    "===": EQUAL,
    "!==": UNEQUAL,
    "=\\=": UNEQUAL,
    "\\==": UNEQUAL,
    "==": EQUAL,
    "=<": "at most is `<=`",
    "≤": "at most is `<=`",
    "≥": "at least is `>=`",
    "<>": UNEQUAL,
    "\\=": UNEQUAL,
    "≠": UNEQUAL,
    "~=": UNEQUAL,
    "+=": VALUE,
    "-=": VALUE,
    "++": JOINED,
    "&&": AND,
    "∧": AND,
    "&": AND,
    "||": OR,
    "∨": OR,
    "|": OR,
    "\\+": DENIED,
    "¬": DENIED,
    "~": DENIED,
    "!": DENIED,
    "**": POWER,
    "^": POWER,
    "“": TEXT,
    "”": TEXT,
    "„": TEXT,
    "«": TEXT,
    "»": TEXT,
    "‘": TEXT,
    "’": TEXT,
    "`": TEXT,
    "[": "no value is a list; state a row for each, or write `X in {a, b}`",
}
ARROWS = ("<--", "<-", "<=", "=>", "->", "-->", ":=", "←", "→", "⇐", "⇒", ": -", "-:", ":", "=")
WORDS = {
    "and": AND,
    "or": OR,
    "is": VALUE,
    "where": CONDITION,
    "when": CONDITION,
    "never": DENIED,
    "no": DENIED,
    "like": 'a text is asked by `T contains "part"` or `T matches "pattern"`',
    "between": f"{RANGE}, or `X >= 1, X <= 3`",
    "to": RANGE,
}
DIRECTIVES = {
    ".decl": "a relation is `relation edge(x: int, y: int).`",
    ".input": 'rows of a file are facts by `table edge from "edge.facts".`',
    ".output": "what holds is asked for by `?- edge(X, Y).`",
    ".printsize": "how many hold is asked for by `?- N = count { X, Y : edge(X, Y) }.`",
    ".type": "a type is one that entities have, `entity a: node.`, or one of `explain types`",
    ".comp": "there are no components: write the rules in files of the base, which are read together",
    ".include": NO_FILES,
    "#show": "what holds is asked for by `?- edge(X, Y).`",
    "#include": NO_FILES,
    "#const": "a constant is written where it is used, or stated: `assume limit(5).`",
    "#external": "what is open is assumed, `assume p(a).`, and asked for without it by `--without`",
    "#minimize": "the least is `N = min { X : p(X) }`",
    "#maximize": "the greatest is `N = max { X : p(X) }`",
    "@import": 'rows of a file are facts by `table edge from "edge.csv".`',
    "@export": "what holds is asked for by `?- edge(X, Y).`",
    "@prefix": "names have no prefixes: `south_korea`",
}
BEGINNINGS = {
    **dict.fromkeys(("fact", "facts", "assert", "claim"), 'a fact is its claim and its words: `p(a) "as they stand".`'),
    **dict.fromkeys(("if", "rule", "def", "define", "let", "forall"), RULE),
    **dict.fromkeys(("pred", "predicate", "rel", "decl", "type"), DIRECTIVES[".decl"]),
    **dict.fromkeys(("import", "include", "load", "use", "module", "package"), NO_FILES),
    **dict.fromkeys(("select", "ask", "find", "show", "print", "output"), QUESTION),
    **dict.fromkeys(("insert", "input", "table"), DIRECTIVES[".input"]),
    **dict.fromkeys(("says", "predicts", "denies", "urges"), "who says it stands in parentheses: `says(ann): p(a)`"),
    "query": f"{QUESTION}, one with a name is `query which: p(X).`",
    **dict.fromkeys(("constraint", "never", "deny", "false", "fail"), NEVER),
    "not": 'that something is not so is stated with a minus: `-p(a) "as the words say".`',
    "const": DIRECTIVES["#const"],
}
"""Words with which a statement begins elsewhere."""
TRUTHS = {
    "true": "what always holds is left out",
    "false": NEVER,
    "fail": NEVER,
}
CLAIMS = {
    "from": 'the source of a quote is `p(a) @ report "…".`',
    "by": 'the source of a quote is `p(a) @ report "…".`',
    "source": 'the source of a quote is `p(a) @ report "…".`',
    "at": "the day of an event is `on 2016-11-23`",
    "in": "the time of a claim is `on 2016-11` of an event, else `since 2016-11 until 2017-01`",
    "between": "the time of a claim is `during 2016-11-23..2016-11-29`",
    "says": "who says it stands first: `says(ann): p(a)`",
}
"""Words behind a claim that would tell of its source or its time."""
OPPOSITE = {"=": "!=", "!=": "=", "<": ">=", "<=": ">", ">": "<=", ">=": "<"}
AGGREGATES_ELSEWHERE = {
    "avg": "mean",
    "average": "mean",
    "len": "count",
    "size": "count",
    "total": "sum",
    "maximum": "max",
    "minimum": "min",
}
