"""The pages of the codes: in, a code; out, what it is, why it is told, an example that is wrong and one that is right, and how to mend it.

They are Markdown files beside the registry, one for each family, and are read when one is asked for. Promised: each code has one.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from functools import cache
from importlib.resources import files

from factbase.ground.dataclass import dataclass
from factbase.ground.diagnostic import CODES

__all__ = ["Example", "Page", "headline", "page_of"]

MAIN = "base.fb"
"""The file of an example in which its first lines stand; `=== NAME` begins another one, `$ …` is a command."""


@dataclass(frozen=True, slots=True)
class Example:
    """Some files with their texts, by name, and the command that shows what comes of them, where it is another one than `check`."""

    text: str
    files: Mapping[str, str]
    command: str | None


@dataclass(frozen=True, slots=True)
class Page:
    """What there is to know of a code. `why` and `mend` are paragraphs; a code that no short example can show has none."""

    code: str
    why: str
    wrong: Example | None
    right: Example | None
    mend: str

    @property
    def markdown(self) -> str:
        """The page as Markdown, without its heading."""
        parts = [self.why]
        for name, example in (("Wrong", self.wrong), ("Right", self.right)):
            if example is not None:
                parts.append(f"{name}:\n\n```\n{example.text}```")
        return "\n\n".join([*parts, self.mend]) + "\n"


def page_of(code: str) -> Page:
    """The page of a code that is declared."""
    assert code in CODES
    return _family(code[:2])[code]


def headline(code: str) -> str:
    """What a code is, in a sentence: its message; where that names something each time, the first sentence of its page."""
    message = CODES[code].message
    return page_of(code).why.replace("\n", " ").partition(". ")[0].rstrip(".") if "{" in message else message


@cache
def _family(name: str) -> Mapping[str, Page]:
    """The pages of the codes that begin with a letter and a digit."""
    text = files("factbase.ground").joinpath("codes", f"{name}.md").read_text(encoding="utf-8")
    sections = re.split(r"^## (.*)\n", text, flags=re.MULTILINE)[1:]
    return {code: _page(code, body) for code, body in zip(sections[::2], sections[1::2], strict=True)}


def _page(code: str, body: str) -> Page:
    examples = {name: _example(block) for name, block in _BLOCK.findall(body)}
    paragraphs = [part.strip() for part in _BLOCK.sub("\n\n", body).strip().split("\n\n") if part.strip()]
    *why, mend = paragraphs
    return Page(code, "\n\n".join(why), examples.get("wrong"), examples.get("right"), mend)


_BLOCK = re.compile(r"^```(wrong|right)\n(.*?)^```$", flags=re.MULTILINE | re.DOTALL)


def _example(text: str) -> Example:
    command = next((line[2:] for line in text.splitlines() if line.startswith("$ ")), None)
    return Example(text, dict(_files(text)), command)


def _files(text: str) -> Iterator[tuple[str, str]]:
    name, lines = MAIN, list[str]()
    for line in text.splitlines(keepends=True):
        if line.startswith("=== "):
            if lines:
                yield name, "".join(lines)
            name, lines = line[4:].strip(), []
        elif not line.startswith("$ "):
            lines.append(line)
    yield name, "".join(lines)
