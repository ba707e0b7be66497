"""How what was asked for ends where it cannot be done: in, an exception; out, a line for the user, and an exit code.

No traceback reaches a user. What is nobody's mistake but ours is told with its place in our code, and with nothing that was read.
"""

from __future__ import annotations

import signal as signals
import sys
import threading
from _thread import interrupt_main
from collections.abc import Callable
from pathlib import Path
from signal import SIG_IGN, SIGINT, default_int_handler, getsignal, signal

from factbase.base import UnknownSource
from factbase.faces.options import BUG, INTERRUPTED, LEFT, UNWRITABLE
from factbase.faces.patience import Spent
from factbase.faces.screen import Unwritable, say, screens
from factbase.requests.engines import NotInstalled, TooLarge, Unsupported
from factbase.requests.request import FINDINGS, USAGE, Refused

__all__ = ["ending", "guarded"]

_HOUSE = Path(__file__).parents[1]


def ending(problem: BaseException) -> tuple[str, int]:
    """What an exception says to the user, in one line that may be empty, and the exit code of a command that it ends."""
    match problem:
        case NotInstalled() | UnknownSource():
            return f"factbase: error: {problem}", USAGE
        case Refused():
            return f"{'stopped' if problem.code == FINDINGS else 'factbase: error'}: {problem}", problem.code
        case TooLarge() | Unsupported() | Spent():
            return f"stopped: {problem}", FINDINGS
        case MemoryError():
            return "stopped: there is not enough memory for this", FINDINGS
        case RecursionError():
            return "stopped: this is nested too deeply", FINDINGS
        case KeyboardInterrupt():
            return "stopped", INTERRUPTED
        case Unwritable() if problem.left:
            return "", LEFT
        case Unwritable():
            return f"factbase: error: the output cannot be written: {problem}", UNWRITABLE
        case _:
            return f"factbase: {_bug(problem)}", BUG


def guarded(run: Callable[[], int]) -> int:
    """The exit code of a command. What it lets through is told here, at the outermost place of all, and so is what nobody can be given."""
    threading.excepthook = lambda raised: _aside(raised.exc_value)
    sys.unraisablehook = lambda raised: _aside(raised.exc_value)
    try:
        if getsignal(SIGINT) != SIG_IGN:
            signal(SIGINT, default_int_handler)  # from here on, what is half done is put in order
        return run()
    except (Exception, KeyboardInterrupt) as problem:
        line, code = ending(problem)
        with screens():
            say(line, sys.stderr)
        return code
    finally:
        signal(SIGINT, SIG_IGN)  # all is said; an interrupt would only make a noise now


def _aside(problem: BaseException | None) -> None:
    """What becomes of an exception in a thread of its own, or where Python takes an object away.

    An interrupt comes there by chance, in the middle of an import above all, and would be lost: it comes once more."""
    if isinstance(problem, KeyboardInterrupt):
        again = threading.Timer(0.01, _interrupt)
        again.daemon = True
        again.start()
    elif problem is not None and not isinstance(problem, SystemExit):
        say(ending(problem)[0], sys.stderr)


def _interrupt() -> None:
    """Interrupts the main thread, also where it waits for the system."""
    main = threading.main_thread().ident
    if sys.platform == "win32" or main is None:
        interrupt_main()
    else:
        signals.pthread_kill(main, SIGINT)


def _bug(problem: BaseException) -> str:
    """What to report of a bug: its kind, and where it came out. Its message may hold what was read, and is left out."""
    frames: list[tuple[Path, int]] = []
    trace = problem.__traceback__
    while trace is not None:
        frames.append((Path(trace.tb_frame.f_code.co_filename), trace.tb_lineno))
        trace = trace.tb_next
    ours = [(path.relative_to(_HOUSE.parent), line) for path, line in frames if path.is_relative_to(_HOUSE)]
    places = [f"{path}:{line}" for path, line in ours[-1:]]
    if frames and not frames[-1][0].is_relative_to(_HOUSE):
        path, line = frames[-1]
        places.append(f"{path.name}:{line}")
    kind = type(problem).__name__ + (f" ({problem.strerror})" if isinstance(problem, OSError) else "")
    return f"this is a bug of factbase, not a mistake of yours: {' from '.join([kind, *reversed(places)])}; please report this line"
