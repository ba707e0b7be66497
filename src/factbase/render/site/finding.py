"""The words of a site: in, its pages one by one; out, scripts by which a page finds them without a server, each small enough to be read.

A browser reads no file beside a page but scripts and the like, so each is a script that hands over its part. Of words, those that begin
alike stand together; of places, those that follow one another. Both cut texts into words in the same way: `wordsOf` in `site.js`.
"""

from __future__ import annotations

import json
import re
import unicodedata
from array import array
from collections.abc import Iterator
from functools import lru_cache

from factbase.ground.controls import as_line
from factbase.ground.dataclass import dataclass
from factbase.render.site.paths import Links, path_of
from factbase.result.site import (
    Address,
    Check,
    Directory,
    Document,
    Entity,
    Page,
    QueryPage,
    Relation,
    Source,
    anchor,
)

__all__ = ["Place", "WordIndex", "places", "words_of"]

CHUNK = 200  # places in a script
MAX_PLACES = 20_000  # of a word: one that has more tells nothing apart
MAX_TEXT = 1_200  # characters of a place
MAX_WORD = 40

_RUN = re.compile(r"[^\W]+")
_CLOSE = re.compile(
    "[\u0e00-\u0eff\u1000-\u109f\u1780-\u17ff\u2e80-\u2fdf\u3005-\u3007\u3021-\u3029\u3038-\u30ff\u31f0-\u31ff"
    "\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff\uff66-\uff9f\U00020000-\U0003ffff]"
)
"""Letters of writings without blanks, each of which is a word here."""


@dataclass(frozen=True, slots=True)
class Place:
    """Something that can be found: what it is called, where it stands, and its text."""

    title: str
    path: str
    text: str


def words_of(text: str) -> Iterator[str]:
    """The words of a text in small letters, without accents; a script has the same function."""
    plain = text.lower()
    if not text.isascii():
        parted = unicodedata.normalize("NFD", text)
        plain = "".join(each for each in parted if not unicodedata.category(each).startswith("M")).lower()
    for run in _RUN.findall(plain):
        if run.isascii() or _CLOSE.search(run) is None:
            yield run[:MAX_WORD]
            continue
        at = 0
        for found in _CLOSE.finditer(run):
            if found.start() > at:
                yield run[at : found.start()][:MAX_WORD]
            yield found[0]
            at = found.end()
        if at < len(run):
            yield run[at:][:MAX_WORD]


def places(page: Page, directory: Directory) -> Iterator[Place]:
    """What can be found on a page; each thing of a base is found once."""
    links = Links(directory, Address("start"))  # from the folder of the site
    path, body, first = path_of(page.address), page.body, page.address.part == 1
    match body:
        case QueryPage():
            if first:
                yield Place(page.title, path, body.query.goal)
            for answer in body.result.answers if body.result is not None else ():
                yield Place(page.title, f"{path}#{anchor('a', answer.claim)}", answer.reading or answer.values or "yes")
        case Check():
            yield from (Place(page.title, f"{path}#{anchor('v', each.name)}", each.message) for each in body.conflicts)
        case Entity() if first:
            yield Place(page.title, path, ", ".join((body.entity.type, *body.entity.aliases, body.entity.name)))
        case Source() if first:
            about = (body.source.publisher or "", *body.source.published, body.source.name)
            yield Place(page.title, path, ", ".join(filter(None, about)))
        case Document():
            for paragraph in body.paragraphs:
                for line in paragraph.lines:
                    text = "".join(piece.text for piece in line.pieces)
                    at = f"{path}#l{line.number}"
                    cuts = range(0, len(text), MAX_TEXT)
                    yield from (Place(page.title, at, text[cut : cut + MAX_TEXT]) for cut in cuts)
        case Relation():
            for fact in body.facts:
                stands = (links.passage(each) for each in fact.citations)
                where = next((each for each in stands if each is not None), path)
                yield Place(fact.claim[:200], where, fact.reading or fact.claim)
        case _:
            pass


class WordIndex:
    """Takes places in the order in which they are to be told, and gives the scripts."""

    def __init__(self) -> None:
        self.count = 0
        self._words: dict[str, array[int]] = {}
        self._chunk: list[tuple[str, str, str]] = []

    def add(self, place: Place) -> Iterator[tuple[str, bytes]]:
        """The scripts that are full with one more place, each with its path."""
        title, text = as_line(place.title), as_line(place.text[:MAX_TEXT])
        for word in _words_of_title(title).union(words_of(text)):
            held = self._words.get(word)
            if held is None:
                held = self._words[word] = array("I")
            if len(held) <= MAX_PLACES:
                held.append(self.count)
        self._chunk.append((title, place.path, text))
        self.count += 1
        if len(self._chunk) == CHUNK:
            yield self._full()

    def finish(self) -> Iterator[tuple[str, bytes]]:
        """All that is left: the last places, the words, and the list of the scripts that have them."""
        if self._chunk:
            yield self._full()
        buckets: dict[str, list[str]] = {}
        for word in sorted(self._words):
            buckets.setdefault(_bucket(word), []).append(word)
        for bucket, words in buckets.items():
            yield _script(f"w-{bucket}", {word: _packed(self._words[word]) for word in words})
        yield _script("index", {"chunk": CHUNK, "buckets": sorted(buckets)})

    def _full(self) -> tuple[str, bytes]:
        script = _script(f"e-{(self.count - 1) // CHUNK}", self._chunk)
        self._chunk = []
        return script


@lru_cache(maxsize=64)
def _words_of_title(title: str) -> frozenset[str]:
    """The words of what many places have in common, one after the other."""
    return frozenset(words_of(title))


def _bucket(word: str) -> str:
    return "-".join(f"{ord(each):x}" if ord(each) < 0x2E80 else f"x{ord(each) >> 6:x}" for each in word[:2])


def _packed(numbers: array[int]) -> str:
    """Numbers as the steps between them, in base 36; nothing where there are too many."""
    if len(numbers) > MAX_PLACES:
        return ""
    before, out = 0, []
    for number in numbers:
        out.append(_base36(number - before))
        before = number
    return " ".join(out)


@lru_cache(maxsize=4_096)  # most steps are small
def _base36(number: int) -> str:
    digits = "0123456789abcdefghijklmnopqrstuvwxyz"
    text = ""
    while number:
        number, last = divmod(number, 36)
        text = digits[last] + text
    return text or "0"


def _script(name: str, value: object) -> tuple[str, bytes]:
    """A script that hands over a value; no letter of it can end a script or a comment, whoever reads it."""
    text = json.dumps(value, ensure_ascii=True, separators=(",", ":")).replace("<", "\\u003c")
    return f"search/{name}.js", f'factbase.put("{name}",{text});\n'.encode()
