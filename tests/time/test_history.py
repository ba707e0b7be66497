"""Git time: a base at a revision, what changed between two, and what is told where there is no such thing."""

from __future__ import annotations

import json
import subprocess
from pathlib import Path

import pytest

from factbase.faces.cli import main
from factbase.questions.history import NoRevision, load_revision

SOURCE = 'source s { file: "s.txt", published: 2019-01-01 }.\nfrom s.\n'
TEXT = "The pact was signed by both. It was ended last week.\n"
BEFORE = (
    SOURCE
    + """
relation ended(pact: symbol).
signed(gsomia) "The pact was signed by both".
in_force(P) :- signed(P), not ended(P).
expect in_force(gsomia).
query pacts: in_force(P).
query all: signed(P).
"""
)
AFTER = BEFORE.replace(
    "expect", 'ended(gsomia) "It was ended last week".\nsigned(other) "The pact was signed by both".\nexpect'
)


def git(folder: Path, *arguments: str) -> None:
    identity = ["-c", "user.name=t", "-c", "user.email=t@example.org", "-c", "commit.gpgsign=false"]
    subprocess.run(["git", "-C", str(folder), *identity, *arguments], check=True, capture_output=True)


@pytest.fixture
def repository(tmp_path: Path) -> Path:
    """Two commits of a base, and a third state that is not committed."""
    folder = tmp_path / "repo"
    (folder / "facts").mkdir(parents=True)
    git(folder.parent, "init", "-q", str(folder))
    for number, text in enumerate((BEFORE, AFTER)):
        (folder / "facts" / "base.fb").write_text(text, encoding="utf-8")
        (folder / "facts" / "s.txt").write_text(TEXT, encoding="utf-8")
        git(folder, "add", "-A")
        git(folder, "commit", "-q", "-m", f"state {number}")
    (folder / "facts" / "base.fb").write_text(
        SOURCE + 'query pacts: in_force(P).\nin_force(P) :- signed(P).\nsigned(third) "The pact was signed by both".\n',
        encoding="utf-8",
    )
    return folder


def test_a_base_is_read_as_it_was_committed(repository: Path, capsys: pytest.CaptureFixture[str]) -> None:
    base = ["--base", str(repository / "facts")]
    assert main(["ask", "in_force(P)", *base, "--base-rev", "HEAD~1"]) == 0
    text = capsys.readouterr().out
    assert "P = gsomia" in text
    commit = load_revision([repository / "facts"], "HEAD~1", None).commit
    assert f"{commit[:10]}:facts/s.txt:1" in text
    assert "/tmp" not in text
    assert main(["ask", "signed(P)", *base, "--base-rev", "HEAD", "--format", "json"]) == 0
    assert len(json.loads(capsys.readouterr().out)["answers"]) == 2
    assert (
        subprocess.run(["git", "-C", str(repository), "status", "--porcelain"], capture_output=True, check=True).stdout
        == b" M facts/base.fb\n"
    )


def test_the_difference_names_the_facts_responsible(repository: Path, capsys: pytest.CaptureFixture[str]) -> None:
    base = ["--base", str(repository / "facts")]
    assert main(["diff", "HEAD~1", "HEAD", *base]) == 1
    blocks = capsys.readouterr().out.split("\n")
    text = "\n".join(blocks)
    assert "in_force(gsomia)" in text
    assert "before certain, now no" in text
    assert "new: ended(gsomia)" in text
    assert "“It was ended last week”" in text
    assert "all: signed(P)" in text
    assert "P = other: before no, now certain" in text
    assert "new: signed(other)" in text
    assert "3 questions answered otherwise" in text
    assert main(["diff", "HEAD", "HEAD", *base]) == 0
    assert capsys.readouterr().out == "no answer changed\n"


def test_without_a_second_revision_the_files_as_they_are_are_compared(
    repository: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(["diff", "HEAD", "--base", str(repository / "facts"), "--format", "json"]) == 1
    changed = {each["question"]: each for each in json.loads(capsys.readouterr().out)["changed"]}
    pacts = changed["pacts: in_force(P)"]["answers"]
    assert [(a["bindings"]["P"], a["before"], a["after"]) for a in pacts] == [
        ("other", "certain", "no"),
        ("third", "no", "certain"),
    ]
    assert [rule["text"] for rule in pacts[1]["rules"]] == ["in_force(P) :- signed(P)"]


@pytest.mark.parametrize(
    ("revision", "told"), [("nope", "there is no revision `nope`"), ("--all", "there is no revision `--all`")]
)
def test_a_revision_that_is_none_is_told(
    repository: Path, revision: str, told: str, capsys: pytest.CaptureFixture[str]
) -> None:
    with pytest.raises(NoRevision, match="there is no revision"):
        load_revision([repository / "facts"], revision, None)
    assert main(["ask", "in_force(P)", "--base", str(repository / "facts"), f"--base-rev={revision}"]) == 1
    assert told in capsys.readouterr().err


def test_a_base_outside_a_repository_and_a_path_that_was_not_there_are_told(repository: Path, tmp_path: Path) -> None:
    (tmp_path / "loose").mkdir()
    with pytest.raises(NoRevision, match="is not in a git repository"):
        load_revision([tmp_path / "loose"], "HEAD", None)
    with pytest.raises(NoRevision, match="is not in revision"):
        load_revision([repository / "other"], "HEAD", None)


def test_without_git_it_is_said(repository: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PATH", "")
    with pytest.raises(NoRevision, match="git is not installed"):
        load_revision([repository / "facts"], "HEAD", None)


def test_links_of_a_revision_are_not_followed(repository: Path) -> None:
    (repository / "facts" / "link.fb").symlink_to("/etc/hostname")
    git(repository, "add", "-A")
    git(repository, "commit", "-q", "-m", "a link")
    assert not any("link.fb" in name for name in load_revision([repository / "facts"], "HEAD", None).base.texts)
