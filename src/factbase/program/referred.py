"""What words of a document refer to: in, Trees and Declared; out, the references of a base, and what is wrong in them.

A reference is of one source, that of the words which introduce it. Whether its lines and words are there, the documents decide.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from factbase.ground.diagnostic import Diagnostic, Related, diagnose
from factbase.program.declare import Declared
from factbase.program.model import Reference
from factbase.program.stated import cited_by
from factbase.syntax.packed import others
from factbase.syntax.tree import Constant, From, Tree
from factbase.syntax.tree import Reference as ReferenceTree

__all__ = ["resolve_references"]


def resolve_references(trees: Sequence[Tree], declared: Declared) -> tuple[list[Reference], list[Diagnostic]]:
    """The references of all files; one whose names are wrong is left out and told."""
    references: list[Reference] = []
    problems: list[Diagnostic] = []
    for tree in trees:
        default: str | None = None
        for statement in others(tree):
            if isinstance(statement, From):
                default = statement.source if statement.source in declared.sources else ""
            elif isinstance(statement, ReferenceTree):
                read = _read(statement, default, declared, problems)
                if read is not None:
                    references.append(read)
    problems.extend(_apart(references))
    return references, problems


def _read(
    statement: ReferenceTree, default: str | None, declared: Declared, problems: list[Diagnostic]
) -> Reference | None:
    before = len(problems)
    citations = tuple(cited_by(statement.citations, default, declared, problems))
    symbol = str(statement.symbol.value)
    if symbol not in declared.entities:
        hint = declared.near(symbol, declared.entities)
        problems.append(diagnose("E136", statement.symbol.span, name=symbol, hint=hint))
    for words in statement.words:
        if not any(map(str.isalnum, str(words.value))):
            problems.append(diagnose("E134", words.span, problem="it has neither a letter nor a digit"))
    lines = statement.lines
    if lines is not None and not 0 < lines.first <= lines.last:
        problems.append(diagnose("E134", lines.span, problem="that is no range of lines, such as 3..18"))
    for cited in citations[1:]:
        if cited.source != citations[0].source:
            problem = f"words of `{citations[0].source}` are introduced by words of it, and not of `{cited.source}`"
            problems.append(diagnose("E134", cited.span, problem=problem))
    if len(problems) > before or not citations:
        return None
    return Reference(citations[0].source, statement.words, symbol, lines, citations, statement.span)


def _apart(references: Sequence[Reference]) -> Iterator[Diagnostic]:
    """E135 where the same words refer to two things in the same lines."""
    seen: dict[tuple[str, str], list[tuple[Reference, Constant]]] = {}
    for reference in references:
        for words in reference.words:
            same = seen.setdefault((reference.source, _plain(words)), [])
            for other, there in same:
                if other.symbol != reference.symbol and other.meets(reference):
                    yield diagnose(
                        "E135",
                        words.span,
                        words=words.value,
                        first=reference.symbol,
                        second=other.symbol,
                        related=[Related(there.span, f"there they are `{other.symbol}`")],
                    )
                    break
            same.append((reference, words))


def _plain(words: Constant) -> str:
    """Words as they are looked for: whatever their case, and what stands between them."""
    return " ".join("".join(c if c.isalnum() else " " for c in str(words.value).casefold()).split())
