"""Mending: quotes get the words that stand there, nothing else of a file is touched, and nothing that changes meaning is mended."""

from __future__ import annotations

from pathlib import Path

import pytest

from factbase.cite import Document, Status, verify
from factbase.cite.mend import mended
from factbase.faces.cli import main

TEXT = (
    "Adverse events were common, but no deaths occurred; “all” 1.5 of\nthem recovered. Did it work? TNF-α rose by 5 μg."
)


@pytest.mark.parametrize(
    ("quote", "words"),
    [
        ("adverse events were common.", "Adverse events were common"),
        ("but no deaths occurred.", "but no deaths occurred"),
        ("NO DEATHS occurred, 'all' 1.5 of them", "no deaths occurred; “all” 1.5 of them"),
        ("TNF-alpha rose by 5 ug", "TNF-α rose by 5 μg"),
        ("Adverse events were common, but", None),  # as it stands
        ('no deaths occurred; "all" 1.5', None),  # right as it is
        ("no death occurred; “all”", None),
        ("no deaths occurred; “all” 15 of them", None),
        ("them recovered. Did it work.", None),
        ("[These] events were common, but", None),
    ],
)
def test_a_quote_gets_the_words_that_stand_there(quote: str, words: str | None) -> None:
    document = Document("a.txt", TEXT)
    assert mended(document, quote) == words
    if words is not None:
        verdict = verify(document, words)
        assert verdict.status in (Status.FOUND, Status.FOLDED)
        assert mended(document, words) is None


def test_the_files_are_written_where_that_is_asked_for(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (tmp_path / "s.txt").write_text(TEXT, encoding="utf-8")
    before = (
        'source s { file: "s.txt" }.\r\nfrom s.\r\n'
        'p(1) "no deaths occurred." after "but".  % ü "no deaths occurred."\r\nq("no deaths occurred.") "but no deaths occurred".\r\n'
    )
    (tmp_path / "a.fb").write_bytes(before.encode())
    assert main(["--base", str(tmp_path), "mend"]) == 0
    assert '+p(1) "no deaths occurred" after "but"' in capsys.readouterr().out
    assert (tmp_path / "a.fb").read_bytes() == before.encode()
    assert main(["--base", str(tmp_path), "mend", "--write"]) == 0
    after = (tmp_path / "a.fb").read_bytes().decode()
    assert after == before.replace('p(1) "no deaths occurred."', 'p(1) "no deaths occurred"')
    capsys.readouterr()
    assert main(["--base", str(tmp_path), "mend"]) == 0
    assert capsys.readouterr().out == "nothing to mend\n"
