"""The manual page is that of the command as it is, and those who print manuals take it."""

from __future__ import annotations

import re
import shutil
import subprocess

import manual
import pytest

from factbase.requests.table import Where, entries


def test_the_manual_is_current() -> None:
    assert manual.FILE.read_text(encoding="utf-8") == manual.written(), "python tests/bless.py writes it anew"


@pytest.mark.parametrize(
    "command",
    [("groff", "-man", "-ww", "-Tutf8"), ("man", "--warnings", "-l"), ("mandoc", "-T", "lint", "-W", "error")],
)
def test_the_manual_is_printed_without_a_warning(command: tuple[str, ...]) -> None:
    if shutil.which(command[0]) is None:
        pytest.skip(f"there is no {command[0]} here")
    result = subprocess.run([*command, str(manual.FILE)], capture_output=True, encoding="utf-8", timeout=60)
    assert (result.returncode, result.stderr) == (0, "")
    if command[0] == "groff":
        shown = " ".join(re.sub(r".\x08|\x1b\[\d*m", "", result.stdout).replace("‐\n", "").split()).replace("| ", "|")
        for entry in entries(Where.COMMAND):
            assert entry.usage.replace("…", "...") in shown
            for option, _ in entry.options:
                assert option.replace("…", "...") in shown, option


def test_what_roff_would_take_for_its_own_is_text() -> None:
    """A line that begins as a request of roff's, its escapes, and what it draws as typographic marks."""
    assert manual.text(".x") == r"\&.x"
    assert manual.text("'y' --z") == r"\(aqy\(aq \-\-z"
    assert manual.text("a\\b `c` …") == r"a\eb \(gac\(ga ..."
