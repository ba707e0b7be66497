"""Generated keys at the prompt: `python tests/keys.py [COUNT [SEED]]` types COUNT sequences into real sessions, and tells what went wrong.

Each is typed into a session on the small base, through the prompt, its completion, lexer, history and commands, with nothing drawn. It
may end by keys that leave only: `:quit` at its end, or Ctrl-D where the sequence has one. A sequence that fails is told as Python has it.
"""

from __future__ import annotations

import io
import os
import random
import signal
import sys
import time
import traceback
from collections.abc import Callable, Iterator
from contextlib import contextmanager, redirect_stderr, redirect_stdout
from functools import partial
from itertools import islice
from pathlib import Path
from types import FrameType

from prompt_toolkit.application import create_app_session
from prompt_toolkit.history import InMemoryHistory
from prompt_toolkit.input import create_pipe_input
from prompt_toolkit.output import DummyOutput

from factbase.base import View
from factbase.faces.commands import COMMANDS, Quit
from factbase.faces.engines import Engines
from factbase.faces.patience import Patience
from factbase.faces.preferences import Preferences
from factbase.faces.prompt import Prompt
from factbase.faces.repl import converse
from factbase.faces.session import Session
from factbase.ground.date import parse_date
from factbase.render.paint import plain

__all__ = ["sequences", "typed", "typist"]

BASE = Path(__file__).parent / "base"
SECONDS = 10  # for one sequence, most of which take some hundredths
WORDS = (
    *(
        "allied(",
        "signed(",
        "articles(P, N)",
        "joined",
        "alpha",
        "beta",
        "treaty",
        "report",
        "A",
        "B",
        "_",
        "Se",
        "the tr",
    ),
    *(
        ", ",
        ".",
        ")",
        "(",
        "{",
        "}",
        " ",
        " on ",
        " @ ",
        ":",
        ":-",
        "?",
        "?-",
        "not ",
        "2001-03-12",
        "200",
        "1.5",
        "-",
        "=",
        "<",
        ";",
    ),
    *(
        '"',
        '"open',
        '"a\\"b"',
        "% note",
        "assume p(1).",
        "p(X).",
        "from report.",
        "source s { file: ",
        "check c(X) note",
        "query q: ",
    ),
    *(
        "predicts(W): ",
        "count{X: p(X)}",
        "X = ",
        "exit",
        "help",
        "quit",
        "?",
        "\\d",
        "\\q",
        "exit()",
        "'x'",
        "“x”",
        "<-",
        " and ",
    ),
    *("é", "Ж", "日本", "👩‍👩‍👧", "\u0301", "\u202e", "\u200b", "\x7f", "\x00", "\t", "x" * 300, "(" * 60),
)
FREE = {
    "save",
    "export",
    "keep",
    "diff",
    "check",
    "certify",
    "quit",
}  # of commands: git is asked, or much is; the last one ends a session
KEYS = (
    *(
        chr(code) for code in range(1, 32) if chr(code) not in "\x04\x1a"
    ),  # without Ctrl-Z, which would stop whoever types
    *("\r", "\r", "\r", "\t", "\t", "\x1b[Z", "\x12", "\x12art\r", "\x13", "\x07", "\x03"),
    *(
        "\x1b[A",
        "\x1b[B",
        "\x1b[C",
        "\x1b[D",
        "\x1bOA",
        "\x1b[H",
        "\x1b[F",
        "\x1b[3~",
        "\x1b[5~",
        "\x1b[6~",
        "\x1b[1;5C",
        "\x1b[1;2D",
    ),
    *(
        "\x1b",
        "\x1b\r",
        "\x1bb",
        "\x1bf",
        "\x1bd",
        "\x1b.",
        "\x1bu",
        "\x1b<",
        "\x1b>",
        "\x1b5",
        "\x1b-",
        "\x1b#",
        "\x1bt",
        "\x18\x05",
    ),
    *(
        "\x18(",
        "\x18)",
        "\x18e",
        "\x11",
        "\x16",
        "\x1b[200~",
        "\x1b[201~",
        "\x1b[<0;3;4M",
        "\x1b[24;80R",
        "\x1bOP",
        "\x1b[15~",
        "\x1b[",
    ),
    *(
        "dd",
        "ciw",
        "v",
        "V",
        "yy",
        "P",
        "3w",
        "/al\r",
        "?al\r",
        "n",
        "r",
        "~",
        "qa",
        "@a",
        "u",
        ":s",
        "R",
        "J",
        ">>",
        "G",
        "gg",
    ),
)
PASTES = (
    "articles(P, N).\nallied(A, B)",
    "assume p(1).\np(X).\n:at 2001-01-01\nallied(A, B).\n",
    "allied(A,\n  B)\n\n",
    "\r\nsource s {\r\n",
    "p(\x1b[31m)\x00\n\n.",
)
SIZES = (3, 12, 50, 1024, 1024, 1024)  # of what is read at once: all else is done between
END = "\x1b[201~\x07\x03\x03:quit\r"


def sequences(count: int, seed: int) -> Iterator[str]:
    """So many sequences of keys, the same for the same seed."""
    choose = random.Random(seed)
    named = [f":{each.name}" for each in COMMANDS if each.name not in FREE]
    for _ in range(count):
        parts: list[str] = []
        for _ in range(choose.choice((1, 3, 8, 20))):
            match choose.randrange(20):
                case 0:
                    parts.append(f"\x1b[200~{choose.choice(PASTES)}\x1b[201~")
                case 1:
                    parts.append(f"{choose.choice(named)} {choose.choice(WORDS)}")
                case 2:
                    parts.append(
                        choose.choice(("\x04", ":set keys vi\r", ":set completion off\r", ":set palette none\r"))
                    )
                case 3:
                    parts.append(chr(choose.choice((choose.randrange(32, 127), choose.randrange(0xA0, 0xD800)))))
                case 4 | 5 | 6 | 7 | 8 | 9:
                    parts.append(choose.choice(WORDS))
                case _:
                    parts.append(choose.choice(KEYS))
        yield "".join(parts)


def session() -> Session:
    """A session on the small base."""
    engines = Engines("auto", None, Patience(None, [BASE]))
    day = parse_date("2003-01-01")
    return Session([BASE], View(day, None), day, engines, plain)


@contextmanager
def typist() -> Iterator[Callable[[str], str | None]]:
    """What types keys into a session, and gives what went wrong, None where nothing did. What was typed before stays in the session."""
    of = session()
    history = InMemoryHistory(["articles(P, 14).", "allied(A,\n  beta)."])
    with create_pipe_input() as pipe, create_app_session(input=pipe, output=DummyOutput()):
        prompt, read = Prompt(of, history, None), pipe.stdin_reader.read

        def failure(keys: str) -> str | None:
            of.preferences = Preferences()
            # Of many a few bytes at a time: between them offers are made and the screen is drawn, as where a person types.
            pipe.stdin_reader.read = partial(read, SIZES[len(keys) % len(SIZES)])
            pipe.send_bytes((keys + END).encode("utf-8", "surrogatepass"))
            return _failure(of, prompt, "\x04" in keys)

        yield failure


def _failure(of: Session, prompt: Prompt, may_leave: bool) -> str | None:
    out, old = io.StringIO(), sys.stdin
    ended = ""
    sys.stdin = io.StringIO("")
    try:
        with _watched(), redirect_stdout(out), redirect_stderr(out):
            converse(of, prompt)
        ended = "the prompt gave up"
    except Quit:
        pass
    except EOFError:
        if not may_leave:
            ended = "it ended without a key that leaves"
    except _TooLong as problem:
        ended = str(problem)
    except Exception as problem:
        ended = f"{type(problem).__name__}: {problem}"
    finally:
        sys.stdin = old
    told = out.getvalue()
    for sign in ("Traceback", "this is a bug"):
        if sign in told:
            ended += told[max(0, told.index(sign) - 100) :][:2000]
    return ended or None


def typed(count: int, seed: int, together: int = 100) -> Iterator[tuple[str, str]]:
    """The sequences that failed, each with what went wrong. So many are typed into one session, unless one fails."""
    each, done = sequences(count, seed), 0
    while some := list(islice(each, together)):
        print(f"\r{done:,}", end="", file=sys.stderr, flush=True)
        done += len(some)
        while some:
            with typist() as failure:
                while some:
                    keys = some.pop(0)
                    problem = failure(keys)
                    if problem is not None or "\x04" in keys:  # what stands after Ctrl-D was not read
                        if problem is not None:
                            yield keys, problem
                        break


class _TooLong(BaseException):
    """A sequence took longer than any should."""


@contextmanager
def _watched() -> Iterator[None]:
    began = time.process_time()

    def stop(number: int, frame: FrameType | None) -> None:
        """Of a machine that has other things to do, of keys that are waited for, and of work without an end, this tells which it was."""
        took = time.process_time() - began
        where = "".join(traceback.format_stack(frame)[-3:]).rstrip()
        raise _TooLong(f"after {SECONDS} s, {took:.1f} s of them the processor's, in\n{where}")

    old = signal.signal(signal.SIGALRM, stop)
    signal.alarm(SECONDS)
    try:
        yield
    finally:
        signal.alarm(0)
        signal.signal(signal.SIGALRM, old)


def main() -> int:
    """Types as many sequences as are asked for, and tells how many there were, what failed, and what it took."""
    count, seed = int((*sys.argv[1:], "20000")[0]), int((*sys.argv[2:], "1")[0])
    os.environ.update(VISUAL="true", EDITOR="true")
    started = time.process_time()
    failed = 0
    for keys, problem in typed(count, seed):
        failed += 1
        print(f"{keys!r}\n  {problem}", flush=True)
    took = time.process_time() - started
    print(f"{count:,} sequences from seed {seed}: {failed} failed; {took:.0f} s of the processor")
    return 1 if failed else 0


if __name__ == "__main__":
    sys.exit(main())
