"""Statements added to a file of the base: below `from` of their source, in the one layout, or not at all."""

from __future__ import annotations

import resource
from collections.abc import Iterator
from pathlib import Path

import pytest
from additions import AT, tree
from terminal import ENTER, PROMPT, Start, terminals

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


@pytest.fixture
def terminal(tmp_path: Path) -> Iterator[Start]:
    with terminals(tmp_path) as start:
        yield start


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
    assert result == added('p(3) @ a "seven eight nine".').replace("\n", "\r\n")


@pytest.mark.parametrize(
    ("source", "new", "last"),
    [
        ("a", '\r\np(3) "seven eight nine".', ""),
        ("b", '\r\np(3) "seven eight nine".', "\r\n"),
        ("c", '\r\n\r\nfrom c.\r\np(3) "seven eight nine".', "\r\n"),
    ],
)
def test_without_a_last_line_end_and_with_line_ends_of_both_kinds_a_file_stays_as_it_is(source, new, last) -> None:
    text = FILE.replace("\n", "\r\n", 4).removesuffix("\n% at the end\n")
    result = added(f'p(3) @ {source} "seven eight nine".', text)
    assert result.count(new) == 1
    assert result.replace(new, "") == f"{text}{last}"


@pytest.mark.parametrize(
    ("last", "gap"), [("", "\n\n"), ("\n", "\n"), ("\n\n", ""), ("  \n\n \n", ""), ("  % end", "\n\n")]
)
def test_what_stands_at_the_end_stays_above_a_new_source(last: str, gap: str) -> None:
    text = f'from a.\np(1) "one two three".{last}'
    assert added('p(3) @ c "seven eight nine".', text) == f'{text}{gap}from c.\np(3) "seven eight nine".\n'


def test_another_source_that_begins_on_the_line_gets_nothing() -> None:
    text = 'from a. p(1) "one two three". from b. p(2) "four five six".\n'
    assert added('p(3) @ a "seven eight nine".', text) == (
        'from a. p(1) "one two three".\np(3) "seven eight nine". from b. p(2) "four five six".\n'
    )


def test_what_cannot_be_read_is_told() -> None:
    assert not isinstance(appended(TextFile("file.fb", FILE), TextFile("more.fb", "p(3")), str)


@pytest.mark.parametrize("broken", ["relation q(x: int\n", "p(1).) .\n", "p(X"])
def test_a_file_of_which_something_cannot_be_read_takes_nothing(broken: str) -> None:
    """For below which `from` a statement would go is not known."""
    text = FILE.replace("from b.", f"{broken}from b.") if broken.endswith("\n") else f"{FILE}{broken}"
    result = appended(TextFile("file.fb", text), TextFile("more.fb", 'p(3) @ b "seven eight nine".'))
    assert not isinstance(result, str)
    assert [each.severity for each in result] == ["error"]
    assert result[0].span is not None
    assert result[0].span.file.path == "file.fb"


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


JOINED = 'joined(gamma, treaty) @ report "Gamma would join the treaty" waive hedged "It did.".'
ARTICLES = 'articles(treaty, 3) @ report "3 were changed in 2004".'
UNQUOTED = 'articles(treaty, 15) @ report "The treaty has 15 articles".'


def windows(base: Path) -> str:
    """Makes a file of the base one of Windows, without a last line end; gives its text."""
    path = base / "base.fb"
    text = path.read_text().removesuffix("\n").replace("\n", "\r\n")
    path.write_bytes(text.encode())
    return text


def text_of(path: Path) -> str:
    return path.read_bytes().decode()


@pytest.mark.parametrize("way", ["load", "save"])
def test_a_file_of_windows_without_a_last_line_end_stays_so(way: str, factbase, base: Path, tmp_path: Path) -> None:
    before = windows(base)
    if way == "load":
        (tmp_path / "more.fb").write_bytes(f"{ARTICLES}\r\n".encode())
        result = factbase("--base", base, "load", tmp_path / "more.fb", "--into", base / "base.fb", *AT)
        assert result.returncode == 0, result.stdout
    else:
        result = factbase("--base", base, *AT, stdin=f"{ARTICLES}\n:save {base}/base.fb\n")
    assert f"added to {base}/base.fb\n" in result.stdout
    now = text_of(base / "base.fb")
    assert now.replace('\r\narticles(treaty, 3) "3 were changed in 2004".', "", 1) == before
    assert factbase("check", base, *AT).returncode == 0


def test_two_facts_that_are_kept_in_one_session_are_saved_together(factbase, base: Path) -> None:
    before = text_of(base / "base.fb")
    typed = (
        ":cite --relation articles 3 were changed in 2004\n:keep pact=treaty number=3\n"
        ":cite --relation ended expired on 31 December 2005\n:keep pact=treaty\n"
        f":list\n:save {base}/base.fb\n:list\narticles(treaty, 3).\n"
    )
    said = factbase("--base", base, *AT, stdin=typed).stdout
    assert said.count("added to this session") == 2, said
    assert "2 statements, in this session only" in said
    assert f"added to {base}/base.fb" in said
    assert "no statement was typed" in said.split(f"added to {base}/base.fb")[1]
    lines = text_of(base / "base.fb").splitlines()
    new = [line for line in lines if line not in before.splitlines()]
    assert len(new) == 2, new
    assert [line for line in lines if line not in new] == before.splitlines()
    assert lines.index(new[0]) < lines.index("from column.") < lines.index(new[1])
    assert new[0].startswith("articles(treaty, 3)")
    assert new[1].startswith("ended(treaty)")


def test_a_false_quote_is_told_and_nothing_is_written(factbase, base: Path) -> None:
    before = tree(base)
    said = factbase("--base", base, *AT, stdin=f"{UNQUOTED}\n:list\n{UNQUOTED}\n:save {base}/base.fb\n").stdout
    assert "error E503 the quote does not stand in `report`" in said
    assert "[-15-]{+14+}" in said
    assert "there is nothing to save: no statement was typed" in said
    assert tree(base) == before


def test_a_quote_that_is_false_by_now_is_told_when_it_is_saved(terminal: Start, base: Path) -> None:
    """For the document has changed since."""
    person = terminal("--base", str(base), *AT)
    person.send(ARTICLES, ENTER)
    person.wait("added to this session; no file is changed")
    person.wait(PROMPT)
    report = base / "report.txt"
    report.write_text(report.read_text().replace("3 were changed", "4 were changed"))
    before = tree(base)
    person.send(f":save {base}/base.fb", ENTER)
    person.wait("error E503")
    person.wait("nothing is written")
    person.wait(PROMPT)
    person.send(":list", ENTER)
    person.wait("1 statement, in this session only")
    assert tree(base) == before


def test_a_user_whom_nobody_knows_is_no_folder_of_files_to_load(factbase, base: Path) -> None:
    said = factbase("--base", base, *AT, stdin=":load ~nobody_of_that_name/more.fb\n").stdout
    assert "~nobody_of_that_name/more.fb` does not exist" in said


@pytest.mark.parametrize("broken", ["relation q(x: int\n", "p(X)) .\n"])
@pytest.mark.parametrize("way", ["load", "save"])
def test_a_file_with_a_syntax_error_is_told_and_nothing_is_written(way, broken, factbase, base, tmp_path) -> None:
    text = text_of(base / "base.fb").replace("from column.", f"{broken}from column.")
    (base / "base.fb").write_text(text)
    before = tree(base)
    if way == "load":
        (tmp_path / "more.fb").write_text(f"{ARTICLES}\n")
        said = factbase("--base", base, "load", tmp_path / "more.fb", "--into", base / "base.fb", *AT)
        assert said.returncode == 1
        assert said.stdout.endswith("nothing is written\n")
    else:
        said = factbase("--base", base, *AT, stdin=f"{ARTICLES}\n:save {base}/base.fb\n:list\n")
        assert "1 statement, in this session only" in said.stdout
    assert f"{base}/base.fb:2" in said.stdout
    assert ": error E0" in said.stdout
    assert "nothing is written" in said.stdout
    assert tree(base) == before


@pytest.mark.parametrize(
    ("target", "why"),
    [
        ("folder", "is a folder, and nothing is written: name a file"),
        ("missing/more.fb", "cannot be written: No such file or directory"),
        ("base.fb/more.fb", "cannot be written: Not a directory"),
        ("x" * 300, "cannot be written: File name too long"),
        ("~nobody_of_that_name/more.fb", "cannot be written: No such file or directory"),
    ],
)
@pytest.mark.parametrize("command", [":save", ":save!"])
def test_where_nothing_can_be_written_the_statements_stay_in_the_session(command, target, why, factbase, base) -> None:
    (base / "folder").mkdir()
    path = target if target.startswith("~") else f"{base}/{target}"
    before = tree(base)
    said = factbase("--base", base, *AT, stdin=f"{JOINED}\n{command} {path}\n:list\n:save {base}/fine.fb\n").stdout
    assert f"`{path}` {why}" in said, said
    assert "1 statement, in this session only" in said
    assert f"1 statement written to {base}/fine.fb" in said
    after = tree(base)
    assert after.pop("fine.fb")
    assert after == before
    assert text_of(base / "fine.fb") == f"{JOINED}\n"


def test_where_a_file_of_the_base_cannot_be_written_the_statements_stay_in_the_session(process, base: Path) -> None:
    before = tree(base)
    limit = lambda: resource.setrlimit(resource.RLIMIT_FSIZE, (0, 0))  # noqa: E731  # no file may hold a byte
    said = process("--base", base, *AT, stdin=f"{JOINED}\n:save {base}/base.fb\n:list\n", preexec_fn=limit).stdout
    assert "cannot be written: " in said, said
    assert "File too large" in said
    assert "1 statement, in this session only" in said
    assert tree(base) == before


def test_where_a_file_of_the_base_has_gone_the_statements_stay_in_the_session(terminal: Start, base: Path) -> None:
    person = terminal("--base", str(base), *AT)
    person.send(JOINED, ENTER)
    person.wait("added to this session; no file is changed")
    person.wait(PROMPT)
    (base / "base.fb").unlink()
    (base / "base.fb").mkdir()
    person.send(f":save {base}/base.fb", ENTER)
    person.wait("without --into")
    person.wait(PROMPT)
    person.send(":list", ENTER)
    person.wait("1 statement, in this session only")
