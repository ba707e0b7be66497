"""Where the checkout under test lies."""

from pathlib import Path

__all__ = ["ROOT"]

ROOT = Path(__file__).parents[1]
