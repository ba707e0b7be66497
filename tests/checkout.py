"""Where the checkout under test lies."""

import subprocess
from pathlib import Path

__all__ = ["ROOT"]

ROOT = Path(__file__).parents[1]

Result = subprocess.CompletedProcess[str]
"""What came of a command."""
