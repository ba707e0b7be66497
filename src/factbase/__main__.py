"""The command, as installed and as `python -m factbase`."""

import gc
import sys

__all__ = ["main"]


def main() -> int:
    """Runs the command line and gives its exit code."""
    # A command reads a base and ends; its objects live until then, so looking for garbage among them finds none.
    gc.set_threshold(500_000, 20, 20)
    from factbase.faces.cli import main as run

    return run()


if __name__ == "__main__":
    sys.exit(main())
