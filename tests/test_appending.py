"""Statements added to a file of the base: below `from` of their source, in the one layout, or not at all."""

from __future__ import annotations

from pathlib import Path

import pytest
from additions import AT, tree

from factbase.ground.span import TextFile
from factbase.syntax.append import appended
from factbase.syntax.format import formatted

FILE = """% a vocabulary
relation p(x: int).

from a.  % the first
% of one
p(1) "one two three".  % behind it

from b.
p(2)
  "four five six that is so long a quote that it has a line of its own in the one layout, which is a hundred and twenty wide".
% at the end
"""


def added(more: str, text: str = FILE) -> str:
    result = appended(TextFile("file.fb", text), TextFile("more.fb", more))
    assert isinstance(result, str), result
    return result


@pytest.mark.parametrize(
    ("more", "after"),
    [
        ('p(3) @ a   "seven eight nine".', 'p(1) "one two three".  % behind it\np(3) "seven eight nine".\n\nfrom b.'),
        ('from a. p(3) "seven eight nine".', 'p(1) "one two three".  % behind it\np(3) "seven eight nine".\n\nfrom b.'),
        ('p(3) @ b "seven eight nine".', 'twenty wide".\np(3) "seven eight nine".\n% at the end\n'),
        ('p(3) @ c "seven eight nine".', '% at the end\n\nfrom c.\np(3) "seven eight nine".\n'),
        (
            'entity e: t { name: "E" }. p(3) @ a "s e n".',
            'behind it\nentity e: t { name: "E" }.\np(3) "s e n".\n\nfrom b.',
        ),
        ('p(3) @ a "x y z" @ b "u v w".', 'p(3) @ a "x y z" @ b "u v w".\n'),
        ("assume p(3).", "% at the end\n\nassume p(3).\n"),
    ],
)
def test_statements_go_below_their_source_and_the_rest_stays(more: str, after: str) -> None:
    result = added(more)
    assert after in result, result
    assert formatted(TextFile("file.fb", FILE)) == FILE
    assert formatted(TextFile("file.fb", result)) == result
    left = result
    for line in FILE.splitlines():
        assert line in left
        left = left.partition(line)[2] if line else left  # in their order


def test_line_ends_are_those_of_the_file() -> None:
    result = added('p(3) @ a "seven eight nine".', FILE.replace("\n", "\r\n"))
    assert result.count("\r\n") == result.count("\n") == FILE.count("\n") + 1


def test_what_cannot_be_read_is_told() -> None:
    assert not isinstance(appended(TextFile("file.fb", FILE), TextFile("more.fb", "p(3")), str)


def test_load_into_adds_what_passes_and_tells_what_it_changes(factbase, base: Path, tmp_path: Path) -> None:
    more, held = tmp_path / "more.fb", (base / "base.fb").read_text()
    more.write_text('joined(gamma, treaty) @ report "Gamma would join the treaty" waive hedged "It did.".\n')
    result = factbase("--base", base, "load", more, "--into", base / "base.fb", *AT)
    assert result.returncode == 0, result.stdout
    assert "1 new fact" in result.stdout
    assert result.stdout.endswith(f"added to {base}/base.fb\n")
    now = (base / "base.fb").read_text()
    assert formatted(TextFile("base.fb", now)) == now
    assert now.replace('joined(gamma, treaty) "Gamma would join the treaty" waive hedged "It did.".\n', "") == held
    assert now.index('joined(gamma, treaty) "Gamma') < now.index("from column.")
    assert factbase("check", base, *AT).returncode == 0


@pytest.mark.parametrize(
    ("statement", "why"),
    [
        ('articles(treaty, 15) @ report "The treaty has 15 articles".', "error E503"),
        ('articles(treaty, 14) @ reprot "The treaty has 14 articles".', "error E102"),
        ("articles(treaty, 14", "error E0"),
        ('signed(treaty, alpha, beta) on 2001-03-14 @ report "Alpha and Beta signed the treaty".', "error C101"),
    ],
)
def test_what_fails_the_base_is_refused_and_nothing_is_written(factbase, base, tmp_path, statement, why) -> None:
    more, before = tmp_path / "more.fb", tree(base)
    more.write_text(f"{statement}\n")
    result = factbase("--base", base, "load", more, "--into", base / "base.fb", *AT)
    assert result.returncode == 1
    assert why in result.stdout
    assert result.stdout.endswith("nothing is written\n")
    assert tree(base) == before


def test_only_files_of_the_base_take_more(factbase, base: Path, tmp_path: Path) -> None:
    more = tmp_path / "more.fb"
    more.write_text("assume ended(treaty).\n")
    result = factbase("--base", base, "load", more, "--into", tmp_path / "other.fb")
    assert (result.returncode, result.stdout) == (2, "")
    assert "is no file of the base" in result.stderr


def test_a_session_saves_into_a_file_of_the_base(factbase, base: Path) -> None:
    typed = (
        'joined(gamma, treaty) @ report "Gamma would join the treaty" waive hedged "It did.".\n'
        f":save {base}/base.fb\n:list\njoined(gamma, treaty).\n"
    )
    told = factbase("--base", base, *AT, stdin=typed).stdout
    assert f"added to {base}/base.fb" in told
    assert "no statement was typed" in told
    assert "base.fb:" in told
    assert factbase("check", base, *AT).returncode == 0
