"""Mending: quotes get the words that stand there, nothing else of a file is touched, and nothing that changes meaning is mended."""

from __future__ import annotations

import json
import re
import shutil
from pathlib import Path

import pytest
from checkout import ROOT

from factbase.base import FactBase, default_engine
from factbase.cite import Document, Status, verify
from factbase.cite.mend import mended
from factbase.faces.cli import main
from factbase.questions.passage import Wanted, found

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


# ---- the words that `cite` proposes

ASKED = (
    ("wanted this ship", True),
    ("no tender", True),
    ("the town's lawyer", True),
    ("sold its last ferry", True),
    ("Grey Heron was bought", True),
    ("repaired twice", True),
    ("rejected the request", True),
    ("Grey Heron was bought", False),
    ("school closed", False),
    ("the island's school", False),
)
"""Words of the harbour's document, and whether their whole sentence is quoted."""
FOLDED = str.maketrans({"“": '"', "”": '"', "’": "'", "—": "--", "–": "-", " ": "  "})


def printed(text: str) -> str:
    """A text as a printer sets it: with curly quotation marks, dashes and a wide gap."""
    set_ = re.sub('"([^"]*)"', "“\\1”", text).replace("'", "’")
    for plain, new in (
        ("2024, ending", "2024 — ending"),
        ("ferry, the Grey", "ferry – the Grey"),
        ("in 1988", " in 1988"),
    ):
        assert plain in set_
        set_ = set_.replace(plain, new)
    return set_


@pytest.mark.parametrize("command", [("mend", "--write"), ("check", "--fix")], ids=" ".join)
def test_what_is_mended_are_the_words_that_cite_proposes(command: tuple[str, ...], factbase, tmp_path: Path) -> None:
    """A quote that differs from these in its case and its closing mark gets them, dashes, marks and blanks too; one that has only other
    dashes, marks and blanks is right as it is, and stands in the same place."""
    base = Path(shutil.copytree(ROOT / "tests" / "harbour", tmp_path / "harbour"))
    document = base / "harbour.txt"
    document.write_text(printed(document.read_text()))
    loaded, engine = FactBase.load([base]), default_engine()
    proposed = []
    for words, sentence in ASKED:
        (passage,) = found(loaded, Wanted(words, sentence=sentence), 1, engine).passages
        chosen = passage.chosen
        assert chosen.stands
        proposed.append(chosen.quote)
        told = json.loads(
            factbase(
                *("--base", base, "cite", *([] if not sentence else ["--sentence"])),
                *("--limit", 1, "--format", "json", "courier", words),
            ).stdout
        )
        assert json.dumps(chosen.quote, ensure_ascii=False)[1:-1] in told["proposals"][0]["statement"]
        respelled = chosen.quote.translate(FOLDED)
        verdict = verify(chosen.document, respelled, after=chosen.after, before=chosen.before)
        assert verdict.place is not None
        assert verdict.place.span == chosen.span
        assert mended(chosen.document, respelled, chosen.after, chosen.before) is None

    # In other letters at an edge, each is mended: a sentence at its first letter, a part of one with a mark at its end.
    wrong = []
    for quote in proposed:
        other = quote.translate(FOLDED)
        at = next(i for i, letter in enumerate(other) if letter.isalpha())
        wrong.append(f"{other[:at]}{other[at].lower()}{other[at + 1 :]}" if quote.endswith(".") else f"{other}.")
    assert all(a != b for a, b in zip(wrong, proposed, strict=True))
    lines = "".join(f"told({n}) {json.dumps(each)}.\n" for n, each in enumerate(wrong))
    (base / "more.fb").write_text(f"relation told(number: int).\nfrom courier.\n{lines}")
    factbase(*command, "--base", base)
    now = (base / "more.fb").read_text().splitlines()[2:]
    assert now == [f"told({n}) {json.dumps(each, ensure_ascii=False)}." for n, each in enumerate(proposed)]
