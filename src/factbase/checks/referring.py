"""References that say nothing: in, a base; out, a finding for words that are not in their lines, are not introduced, or not needed.

One is needed where a fact has a symbol that no name of it, only these words, stand for in the sentences of its quotes.
"""

from __future__ import annotations

from collections.abc import Iterator

from factbase.base import FactBase
from factbase.ground.diagnostic import Diagnostic, diagnose
from factbase.program.model import Fact, Reference
from factbase.sources.reach import OF_DOCUMENTS
from factbase.sources.references import References, unmet

__all__ = ["referring"]


def referring(base: FactBase) -> Iterator[Diagnostic]:
    """What is wrong with the references of a base, as far as its documents could be read."""
    left = {each.span: each for each in base.program.references}
    references = References(base.program, base.evidence)
    for reference in base.program.references:
        document = base.evidence.documents.get(reference.source)
        if document is None or _beyond(base, reference):
            del left[reference.span]
            continue
        standing = all(base.evidence.verdict(cited).place is not None for cited in reference.citations)
        if standing and not references.named(reference.symbol, reference.citations):
            hint = "quote the words that name it too, or add them as an alias"
            yield diagnose("F109", reference.span, name=reference.symbol, hint=hint)
        nowhere = list(unmet(reference, document))
        yield from nowhere
        if len(nowhere) == len(reference.words):
            del left[reference.span]  # told already
    if any(error.code not in OF_DOCUMENTS for error in base.errors):
        return  # facts are missing, so what they need is not known
    for fact in _citing(base, {each.source for each in left.values()}):
        if not left:
            return
        for each in references.resting(fact):
            left.pop(each.reference.span, None)
        if any(base.evidence.verdict(cited).place is None for cited in fact.quotes):  # what it needs is not known
            sources = {cited.source for cited in fact.quotes}
            left = {span: each for span, each in left.items() if each.source not in sources}
    for reference in left.values():
        words = ", ".join(f"“{each.value}”" for each in reference.words)
        yield diagnose("F108", reference.span, words=words, name=reference.symbol)


def _beyond(base: FactBase, reference: Reference) -> bool:
    """Whether a reference is told to be of lines that its document has not."""
    return any(error.code == "E134" and error.span == getattr(reference.lines, "span", None) for error in base.errors)


def _citing(base: FactBase, sources: set[str]) -> Iterator[Fact]:
    """The facts that cite some sources; the rows of a table that cites none of them are not even made."""
    facts = base.program.facts
    for fact in facts.listed:
        if any(cited.source in sources for cited in fact.quotes):
            yield fact
    for table in facts.tables:
        if table.source is not None and sources.intersection(table.source.values):
            yield from table
