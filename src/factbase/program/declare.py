"""Declarations: in, the Trees of a base; out, its sources, entities and relations by name, each declared once.

The fields of a source that are relations become declared facts here; relations that nobody declares are taken from their first use.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import field

from factbase.cite import Fold
from factbase.ground.builtin import FUNCTIONS
from factbase.ground.composed import relations_of
from factbase.ground.dataclass import dataclass
from factbase.ground.date import Date, parse_date
from factbase.ground.diagnostic import Diagnostic, Related, diagnose, similar
from factbase.ground.name import CONTINUES
from factbase.ground.span import Span
from factbase.ground.value import Symbol, Value
from factbase.program.elsewhere import taken, type_elsewhere
from factbase.program.fact import ENTITY_FIELDS
from factbase.program.folding import FOLDING, folds_named, unknown_folds
from factbase.program.model import (
    SOURCE_FIELDS,
    Cited,
    Covered,
    Entity,
    Fact,
    Parameter,
    Relation,
    Source,
    Wanted,
    relation_named,
)
from factbase.syntax.packed import Statements, others, packed
from factbase.syntax.tree import (
    Assumption,
    Claim,
    Constant,
    EntityDeclaration,
    Field,
    Passage,
    RelationDeclaration,
    Rule,
    SourceDeclaration,
    Statement,
    Tree,
)
from factbase.syntax.tree import Fact as FactTree

__all__ = [
    "AT",
    "BASE_TYPES",
    "LANGUAGES",
    "MENTIONS",
    "OURS",
    "PASSAGE_FIELDS",
    "SAME_VOICE",
    "TYPE_WORDS",
    "Declared",
    "declare",
    "filled",
    "template_names",
    "twice",
]

AT = "at"
"""The relation that holds the as-of date of the view, and nothing else."""

MENTIONS = "mentions"
"""The relation of a source and words that its document has; its facts are computed, for the words that are asked for."""

SAME_VOICE = "same_voice"
"""The relation of two sources that repeat one another; its facts are computed from the documents."""

OURS = frozenset({AT, SAME_VOICE, *SOURCE_FIELDS})
"""The relations that nobody declares, for they are the language's own. So are `name`, `alias` and `mentions` where the base has none."""

TYPE_WORDS: Mapping[str, str] = {
    "any": "a value of whatever type",
    "date": "a day, or what is known of one: `2019-05-01`, `2019-05`, `2019-XX-XX`, `2019-05-01/2019-05-07`",
    "decimal": "a number with a point, exact: `1.50`",
    "int": "a whole number: `7`, `-12`",
    "number": "a whole number or one with a point",
    "source": "a source that is declared: `report`",
    "string": 'a text in quotation marks: `"all is well"`',
    "symbol": "a name in lower case, whether it is declared or not: `south_korea`",
}
"""The types of the language, each with what it has. So is each type that entities have."""

BASE_TYPES = frozenset(TYPE_WORDS)
_OUR_TYPES = f"a type is one that entities have, or {', '.join(f'`{name}`' for name in sorted(BASE_TYPES))}"
MAX_WANTED = 12  # independent sources of a claim: so many are counted exactly
MAX_LOOKED_FOR = 100  # unknown names of a base that come with a hint

PASSAGE_FIELDS = frozenset({"file", "lines", "coverage", "language", "url", *FOLDING})
LANGUAGES = {
    **{
        "de": "German",
        "en": "English",
        "es": "Spanish",
        "fr": "French",
        "it": "Italian",
        "ja": "Japanese",
        "ko": "Korean",
    },
    **{"nl": "Dutch", "pt": "Portuguese", "ru": "Russian", "zh": "Chinese"},
}
"""The languages in which claims are held to what a source says, by their codes (ISO 639-1)."""

_A_LANGUAGE = f"one of {', '.join(f'`{code}`' for code in LANGUAGES)}, or nothing"
_WEB = re.compile(
    r"https?://[^\s/?#@\\]+(?:[/?#]\S*)?", re.IGNORECASE
)  # no other address is followed, and none with a password in it
_TEMPLATE_NAME = re.compile(rf"\{{([^\W\d]{CONTINUES}*)\}}")


@dataclass
class Declared:
    """What the declarations say, while it is collected; `facts` are those that the sources' fields state."""

    sources: dict[str, Source] = field(default_factory=dict)
    entities: dict[str, Entity] = field(default_factory=dict)
    relations: dict[str, Relation] = field(default_factory=dict)
    facts: list[Fact] = field(default_factory=list)
    problems: list[Diagnostic] = field(default_factory=list)
    looked_for: int = 0
    _called: dict[str, list[Entity]] | None = None

    def relation(self, name: str) -> Relation | None:
        """The relation of a name, with its sign, modality and condition; None where nobody knows it."""
        return relation_named(self.relations, name)

    def near(self, name: str, known: Iterable[str]) -> str | None:
        """As `similar`, for the first names that nobody declares: who has so many of them did not mistype."""
        self.looked_for += 1
        return similar(name, known) if self.looked_for <= MAX_LOOKED_FOR else None

    def called(self, name: str) -> Sequence[Entity]:
        """The entities that are called so by their symbol, their name or an alias, whatever the case; `_` is a blank."""
        if self._called is None:
            self._called = {}
            for each in self.entities.values():
                for one in dict.fromkeys(_folded(own) for own in (each.name, each.label, *each.aliases)):
                    self._called.setdefault(one, []).append(each)
        return self._called.get(_folded(name), ())

    def add(self, kind: str, table: Mapping[str, object], name: str, span: Span) -> bool:
        """Whether `name` is new in `table`; where it is not, that is told."""
        problem = twice(kind, table, name, span)
        if problem is not None:
            self.problems.append(problem)
        return problem is None


def _folded(name: str) -> str:
    return name.casefold().replace("_", " ")


def twice(kind: str, table: Mapping[str, object], name: str, span: Span) -> Diagnostic | None:
    """A diagnostic with both places where `name` is in `table` already."""
    if name not in table:
        return None
    first = getattr(table[name], "span", None)
    related = [Related(first, "first declared here")] if first else []
    return diagnose("E103", span, kind=kind, name=name, related=related)


def declare(trees: Sequence[Tree]) -> Declared:
    """All declarations of all files, with what is wrong in them."""
    declared = Declared()
    for name, types in SOURCE_FIELDS.items():
        both = (Parameter("source", frozenset({"source"})), Parameter(name, frozenset(types)))
        declared.relations[name] = Relation(name, both, _READING[name], False, True, None)
    declared.relations[AT] = Relation(
        AT, (Parameter("date", frozenset({"date"})),), "the as-of date is {date}", True, True, None
    )
    declared.relations[SAME_VOICE] = Relation(
        SAME_VOICE,
        (Parameter("first", frozenset({"source"})), Parameter("second", frozenset({"source"}))),
        "{first} and {second} are one voice",
        False,
        True,
        None,
    )
    statements = [statement for tree in trees for statement in others(tree)]
    for statement in statements:
        if isinstance(statement, SourceDeclaration):
            _source(declared, statement)
        elif isinstance(statement, EntityDeclaration):
            _entity(declared, statement)
    entity_types = {entity.type for entity in declared.entities.values()}
    for statement in statements:
        if isinstance(statement, RelationDeclaration):
            _relation(declared, statement, entity_types)
    for tree in trees:
        for statement in _first_uses(packed(tree), declared):
            if isinstance(statement, FactTree | Assumption):
                _first_use(declared, statement.claim)
            elif isinstance(statement, Rule):
                for head in (statement.head, *statement.also):
                    _first_use(declared, head.claim)
    for name in sorted(ENTITY_FIELDS - declared.relations.keys()):
        both = (Parameter("entity", frozenset({"symbol"})), Parameter(name, frozenset({"string"})))
        declared.relations[name] = Relation(name, both, _READING[name], False, True, None)
    if MENTIONS not in declared.relations:
        words = (Parameter("source", frozenset({"source"})), Parameter("words", frozenset({"string"})))
        declared.relations[MENTIONS] = Relation(MENTIONS, words, "{source} mentions “{words}”", False, True, None)
    declared.problems.extend(_perhaps_misspelt(declared))
    for source in declared.sources.values():
        for name in source.retells:
            if name not in declared.sources:
                hint = declared.near(name, declared.sources)
                declared.problems.append(diagnose("E102", source.span, name=name, hint=hint))
    return declared


def _perhaps_misspelt(declared: Declared) -> Iterator[Diagnostic]:
    """A warning for each relation that is not declared and has nearly the name of one that is.

    One that differs by a number at its end only, or is like none, is a relation that nobody cared to declare."""
    known = [
        relation.name for relation in declared.relations.values() if relation.declared and relation.span is not None
    ]
    for relation in declared.relations.values():
        if known and not relation.declared:
            stem = relation.name.rstrip("0123456789")
            hint = declared.near(relation.name, (name for name in known if name.rstrip("0123456789") != stem))
            if hint is not None:
                yield diagnose("W104", relation.span, name=relation.name, hint=hint)


_READING = {
    "published": "{source} was published on {published}",
    "publisher": "{source} was published by {publisher}",
    "title": "{source} has the title “{title}”",
    "author": "{source} was written by {author}",
    "quotes": "{source} retells {quotes}",
    "name": "{entity} is called “{name}”",
    "alias": "{entity} is also called “{alias}”",
}


def template_names(template: str) -> tuple[str, ...]:
    """The names in braces of a template, each once, in order of appearance."""
    return tuple(dict.fromkeys(_TEMPLATE_NAME.findall(template)))


def filled(template: str, values: Mapping[str, str]) -> str:
    """A template with each name in braces replaced by its value, all at once: what a value has in braces is no name."""
    return _TEMPLATE_NAME.sub(lambda named: values.get(named[1], named[0]), template)


def _source(declared: Declared, statement: SourceDeclaration) -> None:
    if not declared.add("source", declared.sources, statement.name, statement.span):
        return
    file: str | None = None
    file_span: Span | None = None
    lines: Passage | None = None
    named: dict[str, str] = {}  # its title, and who published it
    retells: tuple[str, ...] = ()
    coverage: Covered | None = None
    folding: dict[str, frozenset[Fold]] = {}
    language: str | None = None
    url: str | None = None
    citations: list[Cited] = []
    seen: dict[str, Field] = {}
    for entry in statement.fields:
        if not declared.add("field", seen, entry.name, entry.span):
            continue
        seen[entry.name] = entry
        cited = tuple(Cited(statement.name, q.quote, q.after, q.before, q.span) for q in entry.quotes)
        citations.extend(cited)
        match entry.name, entry.value:
            case "file", Constant(value=str(path)):
                file, file_span = path, entry.value.span
            case "lines", Passage() if entry.value.first <= entry.value.last and entry.value.first > 0:
                lines = entry.value
            case ("file", _) | ("lines", _):
                expected = "a string, the path" if entry.name == "file" else "a range of lines, such as 3..18"
                declared.problems.append(diagnose("E108", entry.span, name=entry.name, expected=expected))
            case "coverage", Constant(value=int(percent)) if 0 < percent <= 100:
                coverage = Covered(percent, entry.span)
            case "coverage", _:
                expected = "a whole number of per cent, from 1 to 100"
                declared.problems.append(diagnose("E108", entry.span, name=entry.name, expected=expected))
            case name, _ if name in FOLDING:
                folding[name] = _folding(declared, entry)
            case "language", Constant(value=str(code)) if code in LANGUAGES:
                language = code
            case "language", _:
                declared.problems.append(diagnose("E108", entry.span, name=entry.name, expected=_A_LANGUAGE))
            case "url", Constant(value=str(address)) if _WEB.fullmatch(address) and address.isprintable():
                url = address
            case "url", _:
                expected = "a string, an address of the web: `https://…` or `http://…`"
                declared.problems.append(diagnose("E108", entry.span, name=entry.name, expected=expected))
            case name, _ if name in SOURCE_FIELDS:
                values = _field_values(declared, entry)
                if name in ("title", "publisher") and values and isinstance(values[0], str):
                    named[name] = values[0]
                if name == "quotes":
                    retells = tuple(str(value) for value in values)
                for value in values:
                    row = (Symbol(statement.name), value)
                    declared.facts.append(
                        Fact(len(declared.facts), name, None, row, None, cited, "declared", span=entry.span)
                    )
            case name, _:
                hint = declared.near(name, [*SOURCE_FIELDS, *PASSAGE_FIELDS])
                declared.problems.append(diagnose("E107", entry.span, name=name, kind="a source", hint=hint))
    declared.sources[statement.name] = Source(
        statement.name,
        file,
        lines,
        named.get("title"),
        retells,
        tuple(citations),
        span=statement.span,
        file_span=file_span,
        coverage=coverage,
        folds=folding.get("folds"),
        ignored=folding.get("ignore"),
        language=language,
        publisher=named.get("publisher"),
        url=url,
    )


def _folding(declared: Declared, entry: Field) -> frozenset[Fold]:
    """The folds that a field names."""
    parts = entry.value if isinstance(entry.value, tuple) else (entry.value,)
    names = [(str(p.value), p.span) for p in parts if isinstance(p, Constant) and isinstance(p.value, Symbol)]
    if len(names) != len(parts):
        declared.problems.append(diagnose("E108", entry.span, name=entry.name, expected="a name or a list of names"))
    declared.problems.extend(unknown_folds(entry.name, names))
    return folds_named(entry.name, (name for name, _ in names))


def _field_values(declared: Declared, entry: Field) -> tuple[Value, ...]:
    """The values of a field, one or a list of them, that have the field's type."""
    (wanted,) = SOURCE_FIELDS[entry.name]
    parts = entry.value if isinstance(entry.value, tuple) else (entry.value,)
    values: list[Value] = []
    for part in parts:
        value = part.value if isinstance(part, Constant) else None
        if wanted == "date" and isinstance(value, int) and 999 < value < 10000:
            value = parse_date(str(value))  # a year
        kinds = {"date": Date, "string": str, "source": Symbol}
        if value is not None and isinstance(value, kinds[wanted]):
            values.append(value)
        else:
            article = "a source or a list of sources" if wanted == "source" else f"a {wanted}"
            declared.problems.append(diagnose("E108", entry.span, name=entry.name, expected=article))
    return tuple(values)


def _entity(declared: Declared, statement: EntityDeclaration) -> None:
    if not declared.add("entity", declared.entities, statement.name, statement.span):
        return
    if statement.type in BASE_TYPES:
        declared.problems.append(diagnose("E113", statement.span, name=statement.type))
    label = statement.name.replace("_", " ")
    aliases: list[str] = []
    plural = False
    seen: dict[str, Field] = {}
    for entry in statement.fields:
        if not declared.add("field", seen, entry.name, entry.span):
            continue
        seen[entry.name] = entry
        parts = entry.value if isinstance(entry.value, tuple) else (entry.value,)
        strings = [p.value for p in parts if isinstance(p, Constant) and isinstance(p.value, str)]
        if entry.name == "plural":
            value = entry.value.value if isinstance(entry.value, Constant) else None
            if value not in (Symbol("yes"), Symbol("no")):
                declared.problems.append(diagnose("E108", entry.span, name=entry.name, expected="`yes` or `no`"))
            plural = value == Symbol("yes")
        elif entry.name not in ("name", "alias"):
            hint = declared.near(entry.name, ["name", "alias", "plural"])
            declared.problems.append(diagnose("E107", entry.span, name=entry.name, kind="an entity", hint=hint))
        elif len(strings) != len(parts) or (entry.name == "name" and len(strings) != 1):
            expected = "a string" if entry.name == "name" else "a string or a list of strings"
            declared.problems.append(diagnose("E108", entry.span, name=entry.name, expected=expected))
        elif entry.name == "name":
            label = strings[0]
        else:
            aliases.extend(strings)
    entity = Entity(statement.name, statement.type, label, tuple(aliases), statement.span, plural)
    declared.entities[statement.name] = entity


def _relation(declared: Declared, statement: RelationDeclaration, types: Iterable[str]) -> None:
    if statement.name in OURS or statement.name in FUNCTIONS:
        declared.problems.append(diagnose("E113", statement.span, name=statement.name, hint=taken(statement.name)))
        return
    if not declared.add("relation", declared.relations, statement.name, statement.span):
        return
    known = BASE_TYPES | set(types)
    parameters: list[Parameter] = []
    names: set[str] = set()
    for parameter in statement.parameters:
        if parameter.name in names:
            declared.problems.append(diagnose("E103", parameter.span, kind="argument", name=parameter.name))
        names.add(parameter.name)
        for name in parameter.types:
            if name not in known:
                meant = type_elsewhere(name) or declared.near(name, known) or _OUR_TYPES
                declared.problems.append(diagnose("E114", parameter.span, name=name, hint=meant))
        # Of a type that nobody knows, no value is wrong: that would tell the one mistake again with each fact.
        types_known = parameter.types if known.issuperset(parameter.types) else ("any",)
        parameters.append(Parameter(parameter.name, _types(types_known), parameter.label))
    for name in template_names(statement.template or ""):
        if name not in names:
            hint = declared.near(name, names)
            declared.problems.append(diagnose("E109", statement.span, name=name, expected="an argument", hint=hint))
    for name in statement.exclusive:
        if name not in names:
            hint = declared.near(name, names)
            declared.problems.append(diagnose("E109", statement.span, name=name, expected="an argument", hint=hint))
    if statement.exclusive and statement.kind != "state":
        declared.problems.append(diagnose("E133", statement.span, name=statement.name))
    wanted: Wanted | None = None
    if statement.sources is not None:
        count = statement.sources.value
        if isinstance(count, int) and 0 < count <= MAX_WANTED:
            wanted = Wanted(count, statement.sources.span)
        else:
            expected = f"a whole number from 1 to {MAX_WANTED}"
            declared.problems.append(diagnose("E108", statement.sources.span, name="sources", expected=expected))
    declared.relations[statement.name] = Relation(
        statement.name,
        tuple(parameters),
        statement.template,
        statement.closed,
        True,
        statement.span,
        statement.kind,
        statement.exclusive,
        statement.words,
        wanted,
    )


def _types(names: Iterable[str]) -> frozenset[str] | None:
    types = set(names)
    if "any" in types:
        return None
    if "number" in types:
        types = (types - {"number"}) | {"int", "decimal"}
    return frozenset(types)


def _first_uses(statements: Statements, declared: Declared) -> Iterator[Statement]:
    """The statements of a file that may use a relation first, in reading order: of packed facts, the first of each form."""
    unknown = [pack for pack in statements.packs if declared.relation(pack.form.relation) is None]
    if not unknown:
        yield from statements.others.values()
        return
    firsts = {pack.at[0]: statements.fact(pack, 0) for pack in unknown}
    for at in sorted([*statements.others, *firsts]):
        yield firsts[at] if at in firsts else statements.others[at]


def _first_use(declared: Declared, claim: Claim) -> None:
    for name, width in relations_of(claim.relation, len(claim.args)):
        if name not in declared.relations and name not in FUNCTIONS:
            parameters = tuple(Parameter(f"a{i}", None) for i in range(1, width + 1))
            declared.relations[name] = Relation(name, parameters, None, False, False, span=claim.span)
