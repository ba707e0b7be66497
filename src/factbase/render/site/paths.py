"""Where the pages of a site stand, and how they lead to one another: in, addresses; out, file names that any system can hold, and links.

The name of a file is made from that of a thing, whoever chose that: two things never share one, and none leads out of its folder.
"""

from __future__ import annotations

import re
from hashlib import sha256
from urllib.parse import quote

from factbase.ground.dataclass import dataclass
from factbase.result.ground import Citation
from factbase.result.site import KINDS, START, Address, Directory, quote_anchor

__all__ = ["Links", "address_at", "path_of", "text_fragment"]

_PATH = re.compile(r"(?:([a-z]+)/)?([^/.]+)(?:\.([1-9][0-9]{0,8}))?\.html")
_PLAIN = re.compile(r"[a-z0-9_][a-z0-9_-]{0,79}")  # the case of letters tells no two files apart on every system
_RESERVED = re.compile(r"con|prn|aux|nul|(?:com|lpt)[0-9]")  # by Windows, with any ending
_UNFIT = re.compile(r"[^a-z0-9_-]+")


def path_of(address: Address) -> str:
    """The path of a page within its site, with `/` between its parts: `source/rand.html`, `relation/shares.2.html`."""
    part = f".{address.part}" if address.part > 1 else ""
    if address.name:
        return f"{address.kind}/{_file(address.name)}{part}.html"
    return "index.html" if address == START else f"{address.kind}{part}.html"


def _file(name: str) -> str:
    if _PLAIN.fullmatch(name) and not _RESERVED.fullmatch(name):
        return name
    kept = _UNFIT.sub("-", name.lower().encode("ascii", "replace").decode()).strip("-")[:40]
    digest = sha256(name.encode("utf-8", "surrogatepass")).hexdigest()[:16]
    return f"{kept}~{digest}"  # no plain name has a tilde


def address_at(path: str, directory: Directory) -> Address | None:
    """The address of the page that stands at a path; None where no page can. There may be no such part of it."""
    if path in ("", "index.html"):
        return START
    found = _PATH.fullmatch(path)
    if found is None:
        return None
    folder, file, part = found[1], found[2], int(found[3] or 1)
    for kind in KINDS:
        if folder is None and kind == file:
            address = Address(kind, "", part)
        elif folder == kind and "~" not in file:
            address = Address(kind, file, part)
        elif folder == kind:
            named = next((each for each in directory.names(kind) if _file(each) == file), None)
            if named is None:
                return None
            address = Address(kind, named, part)
        else:
            continue
        return address if path_of(address) == path else None
    return None


def text_fragment(url: str, parts: tuple[str, ...]) -> str:
    """A link to where some texts stand in a page of the web, by W3C's text fragments: of a long one, its first and last words."""
    directives = "&".join(f"text={_directive(each)}" for each in parts if each)
    base, _, fragment = url.partition("#")
    return f"{base}#{fragment}:~:{directives}" if directives else url


def _directive(text: str) -> str:
    words = text.split()
    if len(words) <= 12:
        return _encoded(" ".join(words))
    return f"{_encoded(' '.join(words[:5]))},{_encoded(' '.join(words[-5:]))}"


def _encoded(text: str) -> str:
    # A dash, a comma and an ampersand are of the syntax.
    return quote(text.encode("utf-8", "replace"), safe="").replace("-", "%2D")


@dataclass(frozen=True, slots=True)
class Links:
    """Links from one page to others; None for what has no page."""

    directory: Directory
    at: Address

    @property
    def root(self) -> str:
        """What leads from the page to the folder of the site."""
        return "../" if self.at.name else ""

    def to(self, address: Address, anchor: str = "") -> str:
        """A link to a page, and to a place in it."""
        place = f"#{anchor}" if anchor else ""
        return place if place and address == self.at else f"{self.root}{path_of(address)}{place}"

    def part(self, number: int) -> str:
        """A link to another part of what this page shows."""
        return self.to(Address(self.at.kind, self.at.name, number))

    def source(self, name: str) -> str | None:
        """A link to a source."""
        return self.to(Address("source", name)) if name in self.directory.sources else None

    def document(self, name: str) -> str | None:
        """A link to the document of a source."""
        return self.to(Address("document", name)) if name in self.directory.documents else None

    def passage(self, citation: Citation) -> str | None:
        """A link to where a quote stands in its document."""
        if citation.source not in self.directory.documents or citation.line is None:
            return None
        part = self.directory.part_of(citation.source, citation.line)
        return self.to(Address("document", citation.source, part), quote_anchor(citation))

    def name(self, name: str) -> str | None:
        """A link to what a name in a claim means: an entity, or else a source."""
        if name in self.directory.entities:
            return self.to(Address("entity", name))
        return self.source(name)

    def relation(self, name: str) -> str | None:
        """A link to a relation."""
        return self.to(Address("relation", name)) if name in self.directory.relations else None

    def query(self, name: str) -> str | None:
        """A link to a named query."""
        return self.to(Address("query", name)) if name in self.directory.queries else None
