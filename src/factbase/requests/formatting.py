"""Fmt: in, a base, or some files; out, these files in the one layout, written, or what of them is not in it."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Annotated, Any, ClassVar

from factbase.files.seen import Seen
from factbase.files.transaction import Changed
from factbase.ground.dataclass import dataclass
from factbase.ground.diagnostic import Diagnostic
from factbase.ground.span import TextFile
from factbase.render.edited import edited_lines
from factbase.render.paint import Paint, block
from factbase.render.problems import diagnostics_text
from factbase.render.words import plural
from factbase.requests.argument import Argument
from factbase.requests.loading import rewriting, settled
from factbase.requests.request import DONE, FINDINGS, Context, Format, Outcome, Request, text_only
from factbase.syntax.format import formatted
from factbase.workspace.rewrite import rewrite

__all__ = ["Fmt", "Formatted", "formatted_text"]


@dataclass(frozen=True, slots=True)
class Formatted:
    """The files that are not in the one layout, each with its text in it; how many are; and what cannot be read."""

    files: tuple[tuple[TextFile, str], ...] = ()
    unchanged: int = 0
    wrong: tuple[Diagnostic, ...] = ()
    written: bool = False
    diff: bool = False


def formatted_text(of: Formatted, paint: Paint) -> Iterator[str]:
    """What cannot be read; each file that changes, or how; and how many there are."""
    if of.wrong:
        yield diagnostics_text(of.wrong, paint)
    for file, text in of.files:
        yield block(edited_lines(file, text, 3) if of.diff else [file.path])
    changed = f"{plural(len(of.files), 'file')} {'formatted' if of.written else 'would be formatted'}"
    unread = len({each.span.path for each in of.wrong if each.span is not None})
    parts = [changed] if of.files else []
    parts += [f"{plural(of.unchanged, 'file')} already formatted"] if of.unchanged else []
    parts += [f"{plural(unread, 'file')} left, for what cannot be read is not formatted"] if unread else []
    yield block([", ".join(parts) or "no files"])


@dataclass(frozen=True, slots=True, kw_only=True)
class Fmt(Request):
    """Writes files in the one layout."""

    formats: ClassVar[Mapping[str, Format[Any]]] = text_only(formatted_text, as_written=True)
    writes: ClassVar[bool] = True
    solves: ClassVar[bool] = False
    viewed: ClassVar[bool] = False

    paths: Annotated[
        tuple[Path, ...],
        Argument("files or folders; default: the base", "PATH", placed=True, many="*", read=Path, offers="file"),
    ] = ()
    check: Annotated[bool, Argument("write nothing; exit 1 where a file would change")] = False
    diff: Annotated[bool, Argument("write nothing; show what would change, and exit 1 where anything would")] = False

    def handle(self, on: Context) -> Outcome[Formatted]:
        """The files, written unless it is only asked what would be."""
        return rewriting(self._formatted, on, Formatted(), self.formats)

    def _formatted(self, on: Context) -> Outcome[Formatted]:
        seen = Seen.of(self.paths or on.paths)
        base = on.load(self.paths)
        if settled(base):
            raise Changed
        changed: list[tuple[TextFile, str]] = []
        wrong = [each for each in base.diagnostics if each.code == "E005"]
        texts = base.snapshot.texts
        for path in sorted(texts):
            text = formatted(texts[path], on.cache)
            if not isinstance(text, str):
                wrong += text
            elif text != texts[path].text:
                changed.append((texts[path], text))
        asked = self.check or self.diff
        if changed and not asked:
            rewrite(base.snapshot, {file.path: text for file, text in changed}, seen)
        unread = {each.span.path for each in wrong if each.span is not None}
        result = Formatted(
            tuple(changed), len(texts) - len(changed) - len(unread & texts.keys()), tuple(wrong), not asked, self.diff
        )
        return Outcome(result, self.formats, code=FINDINGS if wrong or (asked and changed) else DONE)
