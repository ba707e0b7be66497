"""The command, as installed and as `python -m factbase`."""

import gc
import os
import sys

__all__ = ["main"]


def main() -> int:
    """Runs the command line and gives its exit code."""
    # A command reads a base and ends; its objects live until then, so looking for garbage among them finds none.
    gc.set_threshold(500_000, 20, 20)
    # Nor does it multiply matrices: the threads that numpy would do so with take time to start.
    os.environ.setdefault("OPENBLAS_NUM_THREADS", "1")
    from factbase.faces.cli import main as run

    try:
        return run()
    finally:
        gc.freeze()  # nor does it on the way out, which would take a tenth of a short command


if __name__ == "__main__":
    sys.exit(main())
