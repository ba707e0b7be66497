"""The table of requests, in the order in which help lists them: what each is called, what it is for, and where it is declared.

A request is declared in a module that is imported when it is asked for, so that no other one waits for it.
"""

from __future__ import annotations

from collections.abc import Iterator
from enum import Flag, auto
from importlib import import_module

from factbase.ground.dataclass import dataclass
from factbase.requests.argument import given
from factbase.requests.request import Request

__all__ = ["TABLE", "Entry", "Where", "entries"]


class Where(Flag):
    """Where a request can be made: of a base, from the command line; of a session, with what was typed into it."""

    COMMAND = auto()
    SESSION = auto()


@dataclass(frozen=True, slots=True)
class Entry:
    """A request by its name, its help in a line, and its class, as `module:Class` of this room."""

    name: str
    help: str
    declared: str
    where: Where = Where.COMMAND | Where.SESSION

    def request(self) -> type[Request]:
        """The class whose fields are what it takes."""
        module, _, name = self.declared.partition(":")
        request: type[Request] = getattr(import_module(f"factbase.requests.{module}"), name)
        return request

    @property
    def usage(self) -> str:
        """Its name with what must or may follow it, options aside."""
        return " ".join([self.name, *(each.shown for each in given(self.request()) if each.argument.placed)])

    @property
    def options(self) -> tuple[tuple[str, str], ...]:
        """Its own options, as help shows them, each with its help."""
        request = self.request()
        forms = [(f"--format {'|'.join(request.formats)}", "default: text")] if len(request.formats) > 1 else []
        return (*forms, *((each.shown, each.argument.help) for each in given(request) if not each.argument.placed))

    def described(self, lead: str = "") -> Iterator[str]:
        """Its help in lines; `lead` stands before its name."""
        placed = [(each.argument.metavar, each.argument.help) for each in given(self.request()) if each.argument.placed]
        yield f"{lead}{self.usage}  {self.help}"
        parts = [each for each in (*placed, *self.options) if each[1]]
        width = max((len(shown) for shown, _ in parts), default=0)
        yield from (f"  {shown:<{width}}  {text}" for shown, text in parts)


TABLE = (
    Entry("ask", "answer a goal, such as 'direct_channel(A, B)', with its citations", "answers:Ask"),
    Entry("why", "the proofs of each answer, and the sources that suffice for it", "proofs:Why"),
    Entry("why-not", "why a goal has no answer, and what would give it one", "proofs:WhyNot"),
    Entry("query", "ask named queries, each in its own view; without a name, list them", "queries:Query"),
    Entry("sources", "the sources with what is declared of them; what falls without each", "weighing:Sources"),
    Entry("conflicts", "the quotes of each violated check side by side, and who cannot be right", "weighing:Conflicts"),
    Entry("find", "where words stand: in documents, with what cites them, in names and in facts", "finding:Find"),
    Entry("coverage", "which sentences of the documents no fact cites, and what is set aside", "finding:Coverage"),
    Entry(
        "cite",
        "from words of a document to the statement of a fact: its quote, names, date, and what is wrong",
        "citing:Cite",
    ),
    Entry("open", "a passage in its document, with what facts quote of it marked", "opening:Open"),
    Entry("facts", "all facts about an entity, of a relation or of a source, with their quotes", "about:Facts"),
    Entry("relations", "the relations with their arguments; of those named, a reading and a fact", "looking:Relations"),
    Entry("rules", "the rules that derive a relation, as they are written", "looking:Rules"),
    Entry("plan", "what a goal is compiled to: facts, strata, and the steps of each rule", "looking:Plan"),
    Entry("certify", "check a saved `--format json` against the base, trusting no engine", "auditing:Certify"),
    Entry("timeline", "all intervals in which each answer to a goal holds, as a bar", "held:Timeline"),
    Entry("diff", "which expectations and named queries are answered otherwise since a revision", "history:Diff"),
    Entry("check", "check files, quotes, checks and expectations", "fixing:Check", Where.COMMAND),
    Entry("check", "check files, quotes, checks and expectations", "auditing:Audit", Where.SESSION),
    Entry("init", "write a small base to begin with, and what checks it in CI", "starting:Init", Where.COMMAND),
    Entry("load", "check new files against the base, and add them if all is well", "adding:Load", Where.COMMAND),
    Entry("load", "check new files against the base and take them into this session", "adding:Take", Where.SESSION),
    Entry("fmt", "write the files of the base in the one layout, comments and all", "formatting:Fmt", Where.COMMAND),
    Entry(
        "mend",
        "rewrite quotes to the words that stand there, where only their spelling differs",
        "mending:Mend",
        Where.COMMAND,
    ),
    Entry("waive", "accept findings at once, with a reason, in the settings", "waiving:Waive", Where.COMMAND),
    Entry(
        "site",
        "write the pages of the base: documents with their quotes marked, answers with proofs",
        "site:Site",
        Where.COMMAND,
    ),
    Entry("lock", "pin each document by its sha256, and each quote by its place", "writing:Lock", Where.COMMAND),
    Entry(
        "explain",
        "what a code means, with examples; the codes, types, functions, settings or waivers",
        "explaining:Explain",
    ),
    Entry(
        "extract",
        "write the text of an HTML, PDF or Word file beside it, to be quoted",
        "writing:Extract",
        Where.COMMAND,
    ),
    Entry("completion", "the script by which a shell completes `factbase`", "shells:Completion", Where.COMMAND),
)


def entries(where: Where) -> tuple[Entry, ...]:
    """The requests that can be made somewhere."""
    return tuple(entry for entry in TABLE if where in entry.where)
