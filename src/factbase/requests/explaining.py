"""What a code, a type, a function, a setting or a waiver means: in, names; out, pages and lists that are made from the code itself."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from typing import Annotated, Any, ClassVar

from factbase.ground.builtin import AGGREGATES, ANY, BUILTINS, EXACTLY, Builtin
from factbase.ground.dataclass import dataclass
from factbase.ground.diagnostic import CODES, similar
from factbase.ground.pages import Example, headline, page_of
from factbase.render.paint import Paint, block
from factbase.requests.argument import Argument
from factbase.requests.request import USAGE, Context, Format, Outcome, Refused, Request, text_only

__all__ = ["LISTS", "Explain", "Explained"]


@dataclass(frozen=True, slots=True)
class Explained:
    """Pages and lists, each in lines."""

    parts: tuple[tuple[str, ...], ...]


def _explained_text(of: Explained, paint: Paint) -> Iterator[str]:
    for number, lines in enumerate(of.parts):
        yield block([*([""] if number else []), *lines])


@dataclass(frozen=True, slots=True, kw_only=True)
class Explain(Request):
    """The pages of codes, and lists of what the language has; without a name, all codes."""

    formats: ClassVar[Mapping[str, Format[Any]]] = text_only(_explained_text)
    based: ClassVar[bool] = False
    asks: ClassVar[bool] = False
    solves: ClassVar[bool] = False
    viewed: ClassVar[bool] = False

    names: Annotated[
        tuple[str, ...],
        Argument(
            "a code, or one of types, functions, settings, waivers",
            "NAME",
            placed=True,
            many="*",
            names=True,
            offers="code",
        ),
    ] = ()

    def handle(self, on: Context) -> Outcome[Explained]:
        """The pages and the lists, in the order in which they are named. Raises Refused."""
        return Outcome(Explained(tuple(map(_part, self.names or ("codes",)))), self.formats)


def _part(name: str) -> tuple[str, ...]:
    if name.upper() in CODES:
        return tuple(_page(name.upper()))
    if name.lower() in LISTS:
        return tuple(LISTS[name.lower()]())
    near = (
        similar(name.upper(), CODES) or similar(name.lower(), LISTS) or f"there are {', '.join(LISTS)}, and each code"
    )
    raise Refused(f"there is no page `{name}`; {near}", USAGE)


def _page(code: str) -> Iterator[str]:
    page = page_of(code)
    yield f"{code} {CODES[code].severity}: {headline(code)}"
    yield ""
    yield from page.why.splitlines()
    for named, example in (("wrong", page.wrong), ("right", page.right)):
        if example is not None:
            yield ""
            yield f"{named}:"
            yield from _shown(example)
    yield ""
    yield from page.mend.splitlines()


def _shown(example: Example) -> Iterator[str]:
    yield from (f"  {line}" for line in example.text.splitlines())


# ---- lists


def _codes() -> Iterator[str]:
    width = max(len(code.severity) for code in CODES.values())
    for name in sorted(CODES):
        yield f"{name}  {CODES[name].severity:<{width}}  {headline(name)}"


def _types() -> Iterator[str]:
    from factbase.program.declare import TYPE_WORDS

    yield from _table(TYPE_WORDS.items())
    yield "and each type that entities are declared with"


def _functions() -> Iterator[str]:
    for name, builtin in BUILTINS.items():
        if name in _UNWRITTEN:
            continue
        ways: dict[
            tuple[frozenset[str], ...], list[str]
        ] = {}  # by what is taken: a text may give an integer or a decimal
        for each in builtin.signatures:
            ways.setdefault(each.params, []).extend([each.result] if each.result else ())
        yield from (_way(builtin, taken, results) for taken, results in ways.items())
        if builtin.lacks:
            yield f"  no value: {builtin.lacks}"
    yield from (f"{name} {{ X : … }}" for name in AGGREGATES)


_UNWRITTEN = (
    "neg",
    ",",
    EXACTLY,
    "!contains",
    "!matches",
    "!in",
)  # the sign, the pair, what undoes `*`, and what is written with `not` before it


def _way(builtin: Builtin, params: tuple[frozenset[str], ...], results: list[str]) -> str:
    """One way to call a builtin, as it is written, with the names and the types of its arguments."""
    given = [
        f"{name}: {' | '.join(sorted(kinds)) if len(kinds) < len(ANY) else 'any'}"
        for name, kinds in zip(builtin.arguments, params, strict=True)
    ]
    result = f" = {' | '.join(results)}" if results else ""
    if builtin.name == "in":
        return f"({given[0]}) in {{{given[1]}, …}}"
    if builtin.operator:
        return f" {builtin.name} ".join(f"({each})" for each in given) + result
    return f"{builtin.name}({', '.join(given)}{', …' if builtin.variadic else ''}){result}"


def _settings() -> Iterator[str]:
    from factbase.program.declare import LANGUAGES, PASSAGE_FIELDS
    from factbase.program.fact import ENTITY_FIELDS
    from factbase.program.folding import FOLDING
    from factbase.program.model import QUOTE_ATTRIBUTES, QUOTE_FIELDS, SOURCE_FIELDS
    from factbase.program.settings import TABLE_SETTINGS
    from factbase.sources.settings import BASE_SETTINGS, PROJECT, SETTINGS

    yield from _table(
        [
            ("of a source", ", ".join(sorted({*SOURCE_FIELDS, *PASSAGE_FIELDS}))),
            *(
                (f"  {name} may name", ", ".join(sorted(fold.value for fold in folds)))
                for name, folds in FOLDING.items()
            ),
            ("  language is one of", ", ".join(LANGUAGES)),
            ("of an entity", ", ".join(sorted(ENTITY_FIELDS))),
            ("of a table", ", ".join(sorted(TABLE_SETTINGS))),
            ("of a quote", ", ".join(sorted(QUOTE_ATTRIBUTES))),
            ("asked of a quote", ", ".join(sorted({*QUOTE_FIELDS, *QUOTE_ATTRIBUTES}))),
        ]
    )
    yield ""
    yield f"of a base, in {SETTINGS} or in [tool.factbase] of {PROJECT}:"
    yield from (f"  {line}" for line in _table(BASE_SETTINGS.items()))


def _waivers() -> Iterator[str]:
    from factbase.checks.fitting import WAIVABLE

    yield from _table(WAIVABLE.items())


def _table(rows: Iterable[tuple[str, str]]) -> Iterator[str]:
    held = list(rows)
    width = max(len(name) for name, _ in held)
    yield from (f"{name:<{width}}  {what}" for name, what in held)


LISTS: Mapping[str, Callable[[], Iterator[str]]] = {
    "codes": _codes,
    "types": _types,
    "functions": _functions,
    "settings": _settings,
    "waivers": _waivers,
}
"""What can be listed, by its name."""
