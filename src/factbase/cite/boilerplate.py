"""What stands on a page without being part of its text: forms, buttons, navigation, and lines that other pages repeat.

In: documents, and raw offsets. Out: why a place is boilerplate, in words, or `None`.
Promised: only whole lines that say nothing else, or a sentence that asks the reader to click or to follow.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable, Container, Iterable, Iterator, Mapping, Sequence

from factbase.cite.document import Document
from factbase.cite.normalise import Offsets, fold

__all__ = ["Boilerplate", "repeated_in_each", "repeated_lines"]

_LINE = re.compile(
    r"""leave\sa\s(?:reply|comment)(?:\scancel\sreply)? | your\semail\saddress\swill\snot\sbe.* | required\sfields\sare.*
    | be\sthe\sfirst\sto\scomment | (?:no|\d+)?\s?comments? | (?:add|post)\s(?:a\s)?comment
    | (?:related|more|recent|latest|popular)\s(?:articles|posts|stories|topics|news) | (?:show|read|load|see)\smore
    | (?:back|scroll)\sto\stop(?:\sbutton)? | skip\sto\s(?:main\s)?content | (?:previous|next)(?:\s(?:article|post|page|story))?
    | share(?:\sthis)?(?:\s(?:article|post|page|story))?(?:\s(?:on|via)\s\w+)? | (?:e-?mail|print|tweet|pin|save)(?:\sthis)?
    | (?:subscribe|sign\s(?:up|in)|log\s?in|register)(?:\s(?:now|here|today))? | tags?:.{,80} | categor(?:y|ies):.{,80}
    | (?:©|copyright|\(c\))\s.{,80} | all\srights\sreserved | (?:accept|reject)(?:\sall)?\scookies
    | (?:privacy|cookie)\spolicy | terms\s(?:of|and)\s(?:use|service|conditions) | advertisement | menu | home | search""",
    re.VERBOSE | re.IGNORECASE,
)
_ASKS = re.compile(
    r"\b(?:please )?click (?:here|on|the link)\b|\bfollow (?:us|me|him|her|\w+(?: \w+){0,3}) on (?:twitter|facebook|x|instagram|linkedin)\b"
    r"|\bfor more from the author\b|\bsubscribe to (?:our|my|the)\b|\byou can read (?:much )?more at\b",
    re.IGNORECASE,
)
_TRACES = ("click ", "follow ", "for more from ", "subscribe to ", "you can read ")  # one of them is in each of `_ASKS`
MIN_REPEATED = 3  # words of a line that counts as repeated: shorter ones are headings and names
MAX_REPEATED = 30  # words; a longer line that stands in two documents is a copied text: one voice, not boilerplate

LONGEST = 2_000  # characters of a line of furniture
MAX_ASKING = 16  # words of a sentence that asks for a click and says nothing else


class Boilerplate:
    """The boilerplate of some documents; a passage of a file is the same document as the file."""

    def __init__(self, repeated: Iterable[str]) -> None:
        """`repeated` are the lines that several of the documents have, and that are furniture."""
        self._repeated = frozenset(repeated)
        self._asking: dict[Document, bool] = {}

    @classmethod
    def of(cls, documents: Iterable[Document]) -> Boilerplate:
        """The boilerplate of documents."""
        return cls(repeated_lines(documents))

    def repeats(self, line: str) -> bool:
        """Whether a line, as `why` looks at it, stands in several of the documents and is furniture."""
        return line in self._repeated

    def why(self, document: Document, span: Offsets, repeats: Callable[[str], bool] | None = None) -> str | None:
        """Why the line or the sentence of a raw span is boilerplate; None where it is text. Only `repeats` asks the other documents."""
        start = document.text.rfind("\n", 0, span[0]) + 1
        end = document.text.find("\n", span[0])
        end = end if end >= 0 else len(document.text)
        line = _plain(document.text[start:end]) if end - start <= LONGEST else ""
        if _LINE.fullmatch(line.rstrip(".:!")):
            return f"the line `{line}` is no part of the text"
        if (repeats or self.repeats)(line):
            return f"the line `{line[:60]}` stands in several documents"
        if not self._asks(document):
            return None
        sentence = fold(document.text[slice(*document.sentence(*span))]).text
        asked = _ASKS.search(sentence)
        if asked and (len(sentence.split()) <= MAX_ASKING or asked[0] in fold(document.text[slice(*span)]).text):
            return f"`{asked[0]}` is no part of the text"
        return None

    def _asks(self, document: Document) -> bool:
        """Whether a document may ask its reader for anything: most do not, and their sentences need not be looked at."""
        asks = self._asking.get(document)
        if asks is None:
            text = fold(document.text).text.casefold()
            asks = self._asking[document] = any(trace in text for trace in _TRACES)
        return asks


def repeated_lines(documents: Iterable[Document]) -> frozenset[str]:
    """The lines that several of some documents have, and that are furniture."""
    by_path = {document.path: document for document in documents}
    lines = Counter(line for document in by_path.values() for line in _lines(document))
    return frozenset(line for line, count in lines.items() if count > 1 and _is_furniture(line, count))


def repeated_in_each(documents: Mapping[str, Document], repeated: Container[str]) -> Iterator[tuple[str, str]]:
    """Of each document, under its name, each of the repeated lines that it has, as `Boilerplate.why` asks of it."""
    by_path: dict[str, list[str]] = {}
    for name, document in documents.items():
        if document.path not in by_path:
            lines = (_plain(line) for line in document.text.split("\n") if len(line) <= LONGEST)
            by_path[document.path] = list(dict.fromkeys(line for line in lines if line in repeated))
        yield from ((name, line) for line in by_path[document.path])


def _lines(document: Document) -> Iterable[str]:
    """The lines of a document that may be furniture, each once."""
    return {_plain(line) for line in document.text.splitlines() if _may_be_furniture(line.split())}


def _may_be_furniture(words: Sequence[str]) -> bool:
    """Whether a line is neither too short nor too long for it, before it is folded: a word that begins with a letter stays one."""
    return len(words) >= MIN_REPEATED and (
        len(words) <= MAX_REPEATED or sum(map(str.isalnum, [word[0] for word in words])) <= MAX_REPEATED
    )


def _plain(line: str) -> str:
    return " ".join(fold(line).text.split()).strip(" *-|>•")


def _is_furniture(line: str, count: int) -> bool:
    # A sentence that two documents share is a sentence that one has from the other; a button is no sentence.
    return MIN_REPEATED <= len(line.split()) <= MAX_REPEATED and (count > 2 or line[-1] not in ".!?\"')")
