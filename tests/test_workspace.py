"""A workspace: what is set counts as if it were saved, wherever the file stands, and no file is changed."""

from __future__ import annotations

import re
import subprocess
from pathlib import Path

import pytest
from checkout import ROOT

from factbase.base import FactBase
from factbase.files.find import DISK
from factbase.files.revision import Revision
from factbase.files.unsaved import Unsaved, place_of
from factbase.workspace.snapshot import Snapshot
from factbase.workspace.workspace import Workspace

DOCUMENT = "Ada met Ben in Oslo on Monday.\nBen left the town a week later.\n"
STATED = """source report { file: "sources/report.txt", title: "Report" }.
from report.
met(ada, ben) "Ada met Ben in Oslo".
"""


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    (tmp_path / "sources").mkdir()
    (tmp_path / "sources" / "report.txt").write_text(DOCUMENT)
    (tmp_path / "base.fb").write_text(STATED)
    return tmp_path


def codes(snapshot: Snapshot) -> list[str]:
    return [each.code for each in snapshot.diagnostics]


def facts(snapshot: Snapshot) -> list[str]:
    return [str(fact.atom()) for fact in snapshot.program.facts if fact.kind == "cited"]


def test_a_text_that_is_set_counts_and_the_file_stays_as_it_is(folder: Path) -> None:
    workspace = Workspace([folder])
    before = workspace.snapshot
    after = workspace.set(folder / "base.fb", STATED + 'left(ben) "Ben left the town".\n')
    assert facts(before) == ["met(ada, ben)"]
    assert facts(after) == ["met(ada, ben)", "left(ben)"]
    assert (folder / "base.fb").read_text() == STATED
    assert facts(workspace.drop(folder / "base.fb")) == ["met(ada, ben)"]


def test_quotes_are_looked_for_in_the_document_that_is_set(folder: Path) -> None:
    workspace = Workspace([folder])
    assert codes(workspace.snapshot) == []
    assert codes(workspace.set(folder / "sources" / "report.txt", "Ada met nobody at all.")) == ["E503"]
    assert codes(workspace.set(folder / "sources" / "report.txt", None)) == ["E115"]
    assert codes(workspace.set(folder / "sources" / "report.txt", f"On {DOCUMENT}")) == []


def test_a_file_may_be_new_or_gone(folder: Path) -> None:
    workspace = Workspace([folder])
    new = workspace.set(folder / "more" / "new.fb", 'from report.\nleft(ben) "Ben left the town".\n')
    assert facts(new) == ["met(ada, ben)", "left(ben)"]
    gone = workspace.set(folder / "base.fb", None)
    assert codes(gone) == ["E102"]
    assert facts(gone) == ["left(ben)"]


def test_a_whole_base_may_be_in_memory(tmp_path: Path) -> None:
    folder = tmp_path / "nowhere"
    workspace = Workspace([folder])
    assert codes(workspace.snapshot) == ["E005"]
    workspace.set(folder / "sources" / "report.txt", DOCUMENT)
    assert (facts(found := workspace.set(folder / "base.fb", STATED)), codes(found)) == (["met(ada, ben)"], [])
    assert not folder.exists()


def test_a_base_of_one_file_is_set_too(folder: Path) -> None:
    workspace = Workspace([folder / "base.fb"])
    assert facts(workspace.set(folder / "base.fb", STATED + 'left(ben) "Ben left the town".\n'))[1:] == ["left(ben)"]
    assert codes(workspace.set(folder / "base.fb", None)) == ["E005"]


def test_a_link_gives_way_to_the_text_that_is_set_under_its_name(folder: Path) -> None:
    (folder / "sources" / "report.txt").rename(folder / "sources" / "first.txt")
    (folder / "sources" / "report.txt").symlink_to("first.txt")
    workspace = Workspace([folder])
    assert codes(workspace.snapshot) == []
    assert codes(workspace.set(folder / "sources" / "first.txt", "Nobody met anybody.")) == ["E503"]
    assert codes(workspace.set(folder / "sources" / "report.txt", DOCUMENT)) == []


def test_what_leads_out_of_the_base_is_no_part_of_it_whatever_is_set(folder: Path) -> None:
    base = folder / "base"
    base.mkdir()
    workspace = Workspace([base])
    workspace.set(folder / "sources" / "report.txt", DOCUMENT)
    found = workspace.set(base / "base.fb", STATED.replace("sources/", "../sources/"))
    assert codes(found) == ["E115"]


def test_a_text_that_is_set_is_as_long_as_a_file_may_be(folder: Path) -> None:
    files = Unsaved(DISK, {place_of(DISK, folder / "a.txt"): b"12345"})
    around = files.folder(folder)
    assert around is not None
    assert around.text("a.txt", 5).text == "12345"
    assert not around.holds("a.txt/b")
    with pytest.raises(Exception, match="has 5 bytes, more than 4"):
        around.open("a.txt", 4)


def test_rows_that_are_set_are_read_again_though_they_are_as_long(folder: Path) -> None:
    (folder / "base.fb").write_text(
        'relation paid(who: symbol, sum: int).\nassume table paid from "paid.csv" { header: yes }.\n'
    )
    workspace = Workspace([folder])
    rows = []
    for text in ("who,sum\nada,1\n", "who,sum\nada,2\n"):
        snapshot = workspace.set(folder / "paid.csv", text)
        rows.append([str(fact.atom()) for fact in snapshot.program.facts])
    assert rows == [["paid(ada, 1)"], ["paid(ada, 2)"]], codes(snapshot)


def test_an_unchanged_file_keeps_its_tree_whatever_else_is_set(folder: Path) -> None:
    workspace = Workspace([folder])
    path = str(folder / "base.fb")
    tree = workspace.snapshot.trees[path]
    assert workspace.set(folder / "rules.fb", "left(X) :- met(X, _).").trees[path] is tree
    assert workspace.set(folder / "base.fb", STATED).trees[path] is tree
    assert workspace.set(folder / "base.fb", STATED + "% more\n").trees[path] is not tree


def test_the_example_of_the_documentation_runs(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    facts = folder.parent / "told" / "facts"
    facts.parent.mkdir()
    folder.rename(facts)
    monkeypatch.chdir(facts.parent)
    (code,) = re.findall(
        r"```python\n(.*?)```", (ROOT / "docs" / "workspace.md").read_text(encoding="utf-8"), re.DOTALL
    )
    exec(code, {})
    assert sorted(path.name for path in facts.iterdir()) == ["base.fb", "sources"]


def test_a_base_that_is_read_again_keeps_the_trees_of_what_is_as_it_was(folder: Path) -> None:
    base = FactBase.load([folder])
    (folder / "rules.fb").write_text("left(X) :- met(X, _).")
    again = base.reread([folder])
    path = str(folder / "base.fb")
    assert len(again.program.rules) == 1
    assert again.snapshot.trees[path] is base.snapshot.trees[path]


def test_a_text_may_be_set_in_place_of_a_file_of_a_revision(folder: Path) -> None:
    for command in (
        ["init", "-q"],
        ["add", "."],
        ["-c", "user.name=a", "-c", "user.email=a@b", "commit", "-qm", "one"],
    ):
        subprocess.run(["git", "-C", folder, *command], check=True, capture_output=True)
    (folder / "base.fb").write_text("% what is on disk counts for nothing")
    with Revision([folder], "HEAD") as files:
        workspace = Workspace([folder], files)
        assert facts(workspace.snapshot) == ["met(ada, ben)"]
        found = workspace.set(folder / "sources" / "report.txt", "Nobody met anybody.")
        assert codes(found) == ["E503"]
        assert facts(workspace.set(folder / "more.fb", 'from report.\nmet(ben, ada) "Nobody met anybody".'))[1:] == [
            "met(ben, ada)"
        ]
        assert codes(workspace.drop(folder / "sources" / "report.txt")) == ["E503"]
