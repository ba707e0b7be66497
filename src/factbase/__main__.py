"""The command, as installed and as `python -m factbase`."""

import gc
import os
import sys

__all__ = ["main"]


def main() -> int:
    """Runs the command line and gives its exit code."""
    try:
        return _main()
    except KeyboardInterrupt:  # before the handler of `_main` is there
        return _stopped()


def _main() -> int:
    import signal

    if signal.getsignal(signal.SIGINT) is signal.default_int_handler:
        # Nothing is begun while modules are read, and an exception would be lost in them: some catch all, and some are none's to catch.
        signal.signal(signal.SIGINT, lambda number, frame: os._exit(_stopped()))
    # A command reads a base and ends; its objects live until then, so looking for garbage among them finds none: those of 100,000 facts,
    # which a tenth of a second goes by to look through, are made without.
    gc.set_threshold(2_000_000, 20, 20)
    # Nor does it multiply matrices: the threads that numpy would do so with take time to start.
    os.environ.setdefault("OPENBLAS_NUM_THREADS", "1")
    from factbase.faces.cli import main as run
    from factbase.faces.ending import guarded

    try:
        return guarded(run)
    finally:
        gc.freeze()  # nor does it on the way out, which would take a tenth of a short command


def _stopped() -> int:
    """Says that the command was stopped, with nothing but the system at hand, and gives the exit code for it."""
    try:
        os.write(2, b"stopped\n")
    except OSError:  # there is nowhere to say it
        return 130
    return 130


if __name__ == "__main__":
    sys.exit(main())
