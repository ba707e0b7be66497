"""What is offered at the prompt: in, what is typed; out, completions, each marked as what it is, so that none looks like an answer."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from prompt_toolkit.completion import CompleteEvent, Completer, Completion, PathCompleter
from prompt_toolkit.document import Document

from factbase.faces.commands import COMMANDS, Command
from factbase.faces.session import Session
from factbase.ground.controls import as_line, is_shown
from factbase.requests.completion import Offer, files_wanted, of_goal, of_request, of_words
from factbase.requests.table import Entry
from factbase.requests.vocabulary import Vocabulary, Word

__all__ = ["GoalCompleter"]


class GoalCompleter(Completer):
    """Completes commands with what they take, and what the language has: relations, constants, dates, sources, variables, keywords."""

    def __init__(self, session: Session) -> None:
        self.session = session
        self.paths = PathCompleter(expanduser=True)
        self._words = Vocabulary(session.base)

    @property
    def words(self) -> Vocabulary:
        """The words of the base as it is now, made when it is another one than before."""
        if self._words.program is not self.session.base.program:
            self._words = Vocabulary(self.session.base)
        return self._words

    def get_completions(self, document: Document, complete_event: CompleteEvent) -> Iterable[Completion]:
        """What may follow before the cursor: of a goal its names, of a line with `:` its command and what that takes.

        While one types, nothing is offered where nothing is begun, for all that there is would be in the way."""
        before = document.text_before_cursor
        if complete_event.text_inserted and not before[-1:].strip():
            return ()
        if not before.lstrip().startswith(":"):
            if complete_event.text_inserted and before[-1:] in ").,;:":
                return ()
            return _shown(of_goal(before, self.words))
        name, space, rest = before.lstrip()[1:].partition(" ")
        return self._of_command(name, rest, complete_event) if space else _shown(_commands(name))

    def _of_command(self, name: str, rest: str, event: CompleteEvent) -> Iterator[Completion]:
        for command in COMMANDS:
            if command.name != name:
                continue
            if isinstance(command, Command):
                yield from _shown(of_words(rest.rsplit(" ", 1)[-1], command.offers(self.session, self.words, rest)))
                continue
            request = command.request()
            yield from _shown(of_request(request, rest, self.words))
            if files_wanted(request, rest):
                yield from self._files(rest.rsplit(" ", 1)[-1], event)

    def _files(self, begun: str, event: CompleteEvent) -> Iterator[Completion]:
        for completion in self.paths.get_completions(Document(begun, len(begun)), event):
            if is_shown(completion.text) and "\n" not in completion.text:  # another name cannot be typed
                yield completion


def _commands(begun: str) -> Iterator[Offer]:
    """The commands that a name may stand for, each with a blank where something may follow it."""
    words = []
    for command in COMMANDS:
        more = command.usage != command.name or (isinstance(command, Entry) and command.options)
        words.append(Word(f"{command.name} " if more else command.name, command.help))
    return of_words(begun, words)


def _shown(offers: Iterable[Offer]) -> Iterator[Completion]:
    for each in offers:
        shown = "…" if each.more else as_line(each.text).rstrip()
        yield Completion(each.text, -each.replaces, display=shown, display_meta=as_line(each.note))
