"""Git time: a base at a revision, what changed between two, and what is told where there is no such thing."""

from __future__ import annotations

import contextlib
import json
import os
import shutil
import subprocess
from collections.abc import Callable
from hashlib import sha1
from pathlib import Path
from zlib import compress

import pytest
from chance import examples
from hypothesis import given
from hypothesis import strategies as st

from factbase.faces.cli import main
from factbase.files import git as git_objects
from factbase.files import revision as trees
from factbase.files.folder import MAX_BYTES
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


def commit(folder: Path, revision: str = "HEAD") -> str:
    return subprocess.check_output(["git", "-C", str(folder), "rev-parse", revision], encoding="utf-8").strip()


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
    assert f"{commit(repository, 'HEAD~1')[:10]}:facts/s.txt:1" in text
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
    assert capsys.readouterr().out.splitlines() == [
        "no answer changed of 1 expectation and 2 named queries",
        "all facts and rules are the same",
        "compared: 1 expectation and 2 named queries, all facts and rules; "
        "not compared: other conclusions, checks, declarations, documents",
    ]


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


def test_what_was_asked_of_a_revision_is_certified_at_it(repository: Path, factbase) -> None:
    base = ["--base", repository / "facts", "--base-rev", "HEAD~1"]
    saved = factbase("ask", "in_force(P)", *base, "--format", "json").stdout
    (repository / "saved.json").write_text(saved, encoding="utf-8")
    place = f"{commit(repository, 'HEAD~1')[:10]}:facts/s.txt"
    assert place in saved
    result = factbase("certify", repository / "saved.json", *base)
    assert (result.returncode, result.stdout.startswith("certified")) == (0, True), result.stdout
    assert factbase("certify", repository / "saved.json", "--base", repository / "facts").returncode == 1
    result = factbase("ask", "in_force(P)", *base, "--certify")
    assert (result.returncode, result.stderr.startswith("certified")) == (0, True), result.stderr


@pytest.mark.parametrize("command", [[], ["lock"], ["load", "x.fb"], ["extract", "x.html"], ["diff", "HEAD"]])
def test_a_command_that_takes_the_files_as_they_are_takes_no_revision(
    repository: Path, command: list[str], factbase
) -> None:
    result = factbase(*command, "--base", repository / "facts", "--base-rev", "HEAD~1")
    assert (result.returncode, result.stdout) == (2, "")
    assert "--base-rev is for commands that only ask" in result.stderr


# ---- every kind of repository


@pytest.mark.parametrize("name", ["HEAD", "short", "tag", "branch", "HEAD@{0}", "HEAD^{/state 1}"])
def test_a_revision_is_named_as_git_names_it(repository: Path, name: str) -> None:
    git(repository, "tag", "-a", "-m", "a tag", "tag")
    git(repository, "branch", "branch")
    revision = commit(repository)[:7] if name == "short" else name
    assert len(load_revision([repository / "facts"], revision, None).program.facts.listed) > 2


def test_packs_and_packed_refs_are_read(repository: Path) -> None:
    git(repository, "pack-refs", "--all")
    git(repository, "gc", "-q")
    assert not load_revision([repository / "facts"], "HEAD~1", None).errors


def test_a_linked_worktree_and_a_submodule_are_read(repository: Path, tmp_path: Path) -> None:
    git(repository, "worktree", "add", "-q", str(tmp_path / "beside"), "HEAD~1")
    assert not load_revision([tmp_path / "beside" / "facts"], "HEAD", None).errors
    git(tmp_path, "init", "-q", "outer")
    git(tmp_path / "outer", "-c", "protocol.file.allow=always", "submodule", "add", "-q", str(repository), "inner")
    assert (tmp_path / "outer" / "inner" / ".git").is_file()
    assert not load_revision([tmp_path / "outer" / "inner" / "facts"], "HEAD~1", None).errors


def test_a_repository_of_sha256_is_read(tmp_path: Path) -> None:
    git(tmp_path, "init", "-q", "--object-format=sha256", "new")
    (tmp_path / "new" / "a.fb").write_text("assume p(1).\n")
    git(tmp_path / "new", "add", "-A")
    git(tmp_path / "new", "commit", "-q", "-m", "one")
    base = load_revision([tmp_path / "new"], "HEAD", None)
    assert (base.errors, list(base.snapshot.texts)) == ((), [f"{commit(tmp_path / 'new')[:10]}:a.fb"])


def test_a_single_file_and_the_top_of_a_repository_are_bases(repository: Path) -> None:
    for path in (repository / "facts" / "base.fb", repository):
        base = load_revision([path], "HEAD", None)
        assert (base.errors, list(base.snapshot.texts)) == ((), [f"{commit(repository)[:10]}:facts/base.fb"])


def test_links_of_a_revision_are_followed_within_the_base_only(repository: Path) -> None:
    facts = repository / "facts"
    (facts / "hostname.fb").symlink_to("/etc/hostname")
    (facts / "up.fb").symlink_to("../../other/up.fb")
    (facts / "more").mkdir()
    (facts / "more" / "in.txt").symlink_to("../s.txt")
    (facts / "in.fb").write_text('source t { file: "more/in.txt" }.\nsigned(late) @ t "The pact was signed by both".\n')
    (facts / "base.fb").write_text(BEFORE)
    git(repository, "add", "-A")
    git(repository, "commit", "-q", "-m", "links")
    base = load_revision([facts], "HEAD", None)
    short = commit(repository)[:10]
    assert list(base.snapshot.texts) == [f"{short}:facts/base.fb", f"{short}:facts/in.fb"]
    assert [d.message for d in base.diagnostics] == [
        f"the file cannot be read: `{short}:facts/{name}.fb` leads out of the folder of the base"
        for name in ("hostname", "up")
    ]


# ---- a stranger's repository


def put(folder: Path, kind: str, content: bytes) -> str:
    """Writes an object as it is, whatever git would say of it."""
    whole = f"{kind} {len(content)}\0".encode() + content
    name = sha1(whole, usedforsecurity=False).hexdigest()
    path = folder / ".git" / "objects" / name[:2] / name[2:]
    path.parent.mkdir(exist_ok=True)
    if not path.exists():
        path.write_bytes(compress(whole, 1))
    return name


def tree(folder: Path, *entries: tuple[str, str | bytes, str]) -> str:
    """A folder of names that are written as they are."""
    return put(
        folder,
        "tree",
        b"".join(
            f"{mode} ".encode() + (name.encode() if isinstance(name, str) else name) + b"\0" + bytes.fromhex(held)
            for mode, name, held in entries
        ),
    )


def committed(folder: Path, top: str) -> str:
    about = f"tree {top}\nauthor t <t@example.org> 0 +0000\ncommitter t <t@example.org> 0 +0000\n\nm\n"
    return put(folder, "commit", about.encode())


def everything(folder: Path) -> dict[str, bytes]:
    return {str(path): path.read_bytes() for path in sorted(folder.rglob("*")) if path.is_file()}


@pytest.fixture
def stranger(tmp_path: Path) -> Path:
    folder = tmp_path / "stranger"
    git(tmp_path, "init", "-q", str(folder))
    (folder / "facts").mkdir()
    return folder


@pytest.mark.parametrize(
    ("name", "told"),
    [
        ("..", "holds `..`, which is no name of a file"),
        (".", "holds `.`, which is no name of a file"),
        ("", "holds ``, which is no name of a file"),
        ("/tmp/factbase-stranger", "holds `/tmp/factbase-stranger`, which is no name of a file"),
        ("../../escaped.fb", "holds `../../escaped.fb`, which is no name of a file"),
        (".git", "holds `.git`, which is git's own"),
        (".GIT", "holds `.GIT`, which is git's own"),
        ("a.fb", "holds `a.fb`, which is there twice"),
        ("n" * 5000, "which is longer than 255 bytes"),
    ],
)
@pytest.mark.parametrize("mode", ["100644", "40000"])
def test_a_name_that_no_file_can_have_is_refused_and_nothing_written(
    stranger: Path, name: str, told: str, mode: str, factbase
) -> None:
    rule = put(stranger, "blob", b"assume p(1).\n")
    inner = tree(stranger, ("100644", "escaped.fb", rule))
    facts = tree(stranger, ("100644", "a.fb", rule), (mode, name, inner if mode == "40000" else rule))
    revision = committed(stranger, tree(stranger, ("40000", "facts", facts)))
    before = everything(stranger.parent)
    for command in (["ask", "p(X)", "--base-rev", revision], ["check", "--base-rev", revision], ["diff", revision]):
        result = factbase(*command, "--base", stranger / "facts")
        assert (result.returncode, result.stdout) == (1, ""), result.stdout
        assert result.stderr.startswith(f"stopped: `{revision[:10]}:facts` ")
        assert told in result.stderr
        assert result.stderr.count("\n") == 1
    assert everything(stranger.parent) == before
    assert not Path("/tmp/factbase-stranger").exists()


def test_a_commit_names_its_folder_by_its_hash(stranger: Path) -> None:
    revision = committed(stranger, tree(stranger, ("100644", "a.fb", put(stranger, "blob", b"assume p(1).\n"))))
    for name in (f"{revision}^{{tree}}", "", "HEAD", "7" * 39, "7" * 40):
        with pytest.raises(NoRevision, match=r"names no folder|there is no revision|is missing"):
            load_revision([stranger / "facts"], committed(stranger, name), None)


def test_names_that_are_only_odd_are_read(stranger: Path, factbase) -> None:
    rule = put(stranger, "blob", b"assume p(1).\n")
    facts = tree(
        stranger, ("100644", b"\xe9\\t.fb", rule), ("160000", "sub.fb", "1" * 40), ("40000", "x.fb", tree(stranger))
    )
    revision = committed(stranger, tree(stranger, ("40000", "facts", facts)))
    result = factbase("check", "--base", stranger / "facts", "--base-rev", revision)
    assert f"`{revision[:10]}:facts/sub.fb` is no file" in result.stdout
    assert result.stdout.count("error E005") == 1


def promise(folder: Path, url: str, program: str = "") -> None:
    """Makes git fetch what is missing from a remote that runs a program."""
    with (folder / ".git" / "config").open("a") as config:
        config.write(
            "[core]\nrepositoryformatversion = 1\n[extensions]\npartialClone = evil\n"
            '[protocol "ext"]\nallow = always\n[protocol "file"]\nallow = always\n'
            f'[remote "evil"]\npromisor = true\nurl = "{url}"\n' + (f'uploadpack = "{program}"\n' if program else "")
        )


@pytest.mark.parametrize("missing", ["blob", "document", "tree", "commit"])
@pytest.mark.parametrize("way", ["ext", "uploadpack"])
@pytest.mark.parametrize("closed", ["all", "programs"])
def test_what_is_missing_is_told_and_never_fetched(
    stranger: Path, missing: str, way: str, closed: str, factbase, monkeypatch: pytest.MonkeyPatch
) -> None:
    """With nothing but the folders of programs taken away, as with a git that knows no better, as well."""
    ran = stranger.parent / "ran"
    program = stranger.parent / "program"
    program.write_text(f"#!/bin/sh\necho ran >> {ran}\n")
    program.chmod(0o755)
    if way == "ext":
        promise(stranger, f"ext::{program}")
    else:
        promise(stranger, str(stranger), str(program))
    text = b'source s { file: "s.txt" }.\nassume p(1).\n'
    names = {kind: put(stranger, "blob", content) for kind, content in (("blob", text), ("document", b"Words\n"))}
    facts = tree(stranger, ("100644", "a.fb", names["blob"]), ("100644", "s.txt", names["document"]))
    names["tree"] = facts
    revision = names["commit"] = committed(stranger, tree(stranger, ("40000", "facts", facts)))
    gone = names[missing]
    (stranger / ".git" / "objects" / gone[:2] / gone[2:]).unlink()
    plain = {k: v for k, v in os.environ.items() if k not in ("GIT_NO_LAZY_FETCH", "GIT_ALLOW_PROTOCOL")}
    subprocess.run(["git", "-C", str(stranger), "cat-file", "-p", gone], capture_output=True, env=plain, check=False)
    assert ran.exists(), "git itself is led to run the program"
    ran.unlink()
    if closed == "programs":
        whole = git_objects._environment
        kept = ("PATH", "GIT_EXEC_PATH", "GIT_DIR", "GIT_WORK_TREE")
        monkeypatch.setattr(git_objects, "_environment", lambda *a: {k: v for k, v in whole(*a).items() if k in kept})
        monkeypatch.setattr(git_objects, "_SETTINGS", ())
    short = revision[:10]
    for command in (["ask", "p(X)", "--base-rev", revision], ["check", "--base-rev", revision], ["diff", revision]):
        result = factbase(*command, "--base", stranger / "facts")
        if command[0] != "diff" or missing == "commit":
            answered = command[0] == "ask" and missing == "document"  # what is asked rests on nothing in it
            assert result.returncode == (0 if answered else 1)
            told = result.stdout + result.stderr
            place = {
                "blob": f"`{short}:facts/a.fb`",
                "document": "the file of source `s`",
                "tree": f"`{short}:facts`",
            }
            assert place.get(missing, "revision") in told
    assert not ran.exists()


def test_a_repository_among_the_files_is_only_files(tmp_path: Path, factbase) -> None:
    """It survives a plain clone, for it is not called `.git`; git takes it for the repository of the folder that it is in."""
    ran, program = tmp_path / "ran", tmp_path / "program"
    program.write_text(f"#!/bin/sh\necho ran >> {ran}\n")
    program.chmod(0o755)
    outer = tmp_path / "outer"
    git(tmp_path, "init", "-q", str(outer))
    inner = tmp_path / "inner"
    git(tmp_path, "init", "-q", str(inner))
    gone = "7" * 40
    revision = committed(inner, tree(inner, ("100644", "a.fb", gone)))
    (inner / ".git" / "refs" / "heads" / "main").write_text(f"{revision}\n")
    (inner / ".git" / "HEAD").write_text("ref: refs/heads/main\n")
    (inner / ".git" / "config").write_text('[core]\nworktree = "."\n')
    promise(inner, str(outer), str(program))
    facts = outer / "facts"
    (inner / ".git").rename(facts)
    (facts / "a.fb").write_text("assume p(1).\n")
    names = [str(path.relative_to(outer)) for path in facts.rglob("*") if path.is_file() and "hooks" not in path.parts]
    git(outer, "-c", "safe.bareRepository=explicit", "--git-dir", str(outer / ".git"), "add", "-f", "--", *names)
    git(outer, "commit", "-q", "-m", "with a repository")
    clone = tmp_path / "clone"
    git(tmp_path, "clone", "-q", str(outer), str(clone))
    plain = {k: v for k, v in os.environ.items() if k not in ("GIT_NO_LAZY_FETCH", "GIT_ALLOW_PROTOCOL")}
    led = ["git", "-C", str(clone / "facts"), "cat-file", "-p", "HEAD:a.fb"]
    subprocess.run(led, capture_output=True, env=plain, check=False)
    assert ran.exists(), "git itself is led to run the program"
    ran.unlink()
    result = factbase("ask", "p(X)", "--base", clone / "facts", "--base-rev", "HEAD")
    assert "X = 1" in result.stdout
    result = factbase("ask", "p(X)", "--base", clone / "facts", "--base-rev", revision)
    assert f"there is no revision `{revision}` in {clone}" in result.stderr
    assert not ran.exists()


def test_the_environment_leads_git_to_no_other_repository(
    repository: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    git(tmp_path, "init", "-q", "other")
    monkeypatch.setenv("GIT_DIR", str(tmp_path / "other" / ".git"))
    monkeypatch.setenv("GIT_OBJECT_DIRECTORY", str(tmp_path / "other" / ".git" / "objects"))
    monkeypatch.setenv("GIT_CONFIG_PARAMETERS", "'core.bare=nonsense'")
    assert not load_revision([repository / "facts"], "HEAD", None).errors


def test_objects_of_another_repository_are_not_borrowed(repository: Path, tmp_path: Path) -> None:
    git(tmp_path, "clone", "-q", "--shared", str(repository), "borrower")
    with pytest.raises(NoRevision, match="takes objects from other folders"):
        load_revision([tmp_path / "borrower" / "facts"], "HEAD", None)
    git(tmp_path / "borrower", "repack", "-q", "-a", "-d")
    (tmp_path / "borrower" / ".git" / "objects" / "info" / "alternates").unlink()
    assert not load_revision([tmp_path / "borrower" / "facts"], "HEAD", None).errors


def test_nothing_stands_in_for_an_object(repository: Path) -> None:
    """Neither a replacement, nor a graft, nor other bytes under its name."""
    facts, was, now = repository / "facts", commit(repository, "HEAD~1"), commit(repository)
    git(repository, "replace", was, now)
    (repository / ".git" / "info").mkdir(exist_ok=True)
    (repository / ".git" / "info" / "grafts").write_text(f"{now}\n")
    assert len(load_revision([facts], "HEAD~1", None).program.facts.listed) == 2
    blob = commit(repository, "HEAD:facts/s.txt")
    path = repository / ".git" / "objects" / blob[:2] / blob[2:]
    path.chmod(0o644)
    path.write_bytes(compress(b"blob 7\0forged\n"))
    (problem,) = {d.message for d in load_revision([facts], "HEAD", None).diagnostics if d.code == "E115"}
    assert f"`{now[:10]}:facts/s.txt` is not what its name `{blob}` says" in problem


def test_what_is_too_much_is_refused(stranger: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(trees, "MAX_TREE", 20_000)
    monkeypatch.setattr(trees, "MAX_ENTRIES", 2_000)
    rule = put(stranger, "blob", b"assume p(1).\n")
    bomb = put(stranger, "blob", b"%" * (MAX_BYTES + 1))
    revision = committed(stranger, tree(stranger, ("100644", "a.fb", rule), ("100644", "b.fb", bomb)))
    (problem,) = load_revision([stranger], revision, None).diagnostics
    assert problem.message.endswith(f"`{revision[:10]}:b.fb` has {MAX_BYTES + 1:,} bytes, more than {MAX_BYTES:,}")
    many = tree(stranger, *(("100644", f"{number}.fb", rule) for number in range(10)))
    for _ in range(20):  # ten to the power of twenty
        many = tree(stranger, *(("40000", str(number), many) for number in range(10)))
    with pytest.raises(NoRevision, match="has more than 2,000 files and folders"):
        load_revision([stranger], committed(stranger, many), None)
    deep = tree(stranger, ("100644", "a.fb", rule))
    for _ in range(120):
        deep = tree(stranger, ("100644", "a.fb", rule), ("40000", "d", deep))
    problems = load_revision([stranger], committed(stranger, deep), None).diagnostics
    assert [d.message for d in problems if "is more than 100 folders deep" in d.message]
    wide = put(stranger, "tree", b"".join(b"100644 %d\0" % n + bytes.fromhex(rule) for n in range(1_000)))
    (problem,) = load_revision([stranger], committed(stranger, wide), None).diagnostics
    assert "bytes, more than 20,000" in problem.message


def test_what_is_packed_small_and_read_again_and_again_is_refused(
    stranger: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(git_objects, "FREE", 100_000)
    bomb = put(stranger, "blob", b"words " * 10_000)
    text = "".join(f'source s{number} {{ file: "{number}.txt" }}.\n' for number in range(9))
    facts = [("100644", f"{number}.txt", bomb) for number in range(9)]
    revision = committed(stranger, tree(stranger, ("100644", "a.fb", put(stranger, "blob", text.encode())), *facts))
    problems = load_revision([stranger], revision, None).diagnostics
    assert 0 < len(problems) < 9
    assert all("bytes on disk and would be 60,000" in d.message for d in problems)


MODES = st.sampled_from(["100644", "40000", "120000", "160000", "0", "", "x y"])
NAMES = st.sampled_from([b"a.fb", b"b.fb", b"s.txt", b"l", b"..", b"", b".git", b"\xff.fb", b"a/b.fb"]) | st.binary(
    max_size=4
)


@examples(60)
@given(entries=st.lists(st.tuples(MODES, NAMES, st.integers(0, 5)), max_size=6), tail=st.binary(max_size=9))
def test_any_folder_of_a_commit_is_read_or_refused(
    tmp_path_factory: pytest.TempPathFactory, entries: list[tuple[str, bytes, int]], tail: bytes
) -> None:
    """Its bytes are anything, and so is what its names stand for: statements, links, folders, what is missing."""
    folder = tmp_path_factory.getbasetemp() / "any"
    if not folder.exists():
        git(folder.parent, "init", "-q", str(folder))
    objects = [
        put(folder, "blob", b'source s { file: "s.txt" }.\np(1) @ s "Words that stand there".\n'),
        put(folder, "blob", b"Words that stand there.\n"),
        put(folder, "blob", b"../s.txt"),
        put(folder, "blob", b"s.txt"),
        tree(folder, ("100644", "c.fb", put(folder, "blob", b"assume p(2).\n"))),
        "1" * 40,
    ]
    listed = b"".join(f"{mode} ".encode() + name + b"\0" + bytes.fromhex(objects[n]) for mode, name, n in entries)
    with contextlib.suppress(NoRevision):
        load_revision([folder], committed(folder, put(folder, "tree", listed + tail)), None)


@pytest.mark.parametrize("name", ["HEAD", "config", "packed-refs", "objects/info/alternates", "commondir"])
def test_a_pipe_within_a_repository_does_not_hang(
    repository: Path, name: str, factbase, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(git_objects, "SILENCE", 1)
    path = repository / ".git" / name
    path.unlink(missing_ok=True)
    os.mkfifo(path)
    result = factbase("check", "--base", repository / "facts", "--base-rev", "nothing")
    assert result.returncode == 1
    assert result.stderr.startswith("stopped: ")
    assert result.stderr.count("\n") == 1


def test_a_git_beside_the_files_is_not_run(repository: Path, factbase, monkeypatch: pytest.MonkeyPatch) -> None:
    (repository / "git").write_text("#!/bin/sh\ntouch ran\n")
    (repository / "git").chmod(0o755)
    monkeypatch.setenv("PATH", f".:{os.environ['PATH']}")
    assert factbase("ask", "signed(P)", "--base-rev", "HEAD", cwd=repository).returncode == 0
    assert not (repository / "ran").exists()


# ---- a repository that leads to another one


@pytest.fixture
def victim(tmp_path: Path) -> Path:
    """Another repository of the user's, beside the stranger's."""
    folder = tmp_path / "victim"
    (folder / "facts").mkdir(parents=True)
    (folder / "facts" / "s.txt").write_text("secret words of the victim", encoding="utf-8")
    (folder / "facts" / "a.fb").write_text(
        'source s { file: "s.txt" }.\np(secret) @ s "secret words of the victim".\n', encoding="utf-8"
    )
    git(folder, "init", "-q")
    git(folder, "add", ".")
    git(folder, "commit", "-qm", "one")
    return folder


def _names(own: Path, victim: Path) -> None:
    shutil.rmtree(own)
    own.write_text(f"gitdir: {victim / '.git'}\n", encoding="utf-8")


def _is_a_link(own: Path, victim: Path) -> None:
    shutil.rmtree(own)
    own.symlink_to(victim / ".git")


def _has_linked(name: str) -> Callable[[Path, Path], None]:
    def change(own: Path, victim: Path) -> None:
        target = own / name
        shutil.rmtree(target) if target.is_dir() else target.unlink(missing_ok=True)
        target.symlink_to(victim / ".git" / name)

    return change


def _has_a_common_folder(own: Path, victim: Path) -> None:
    (own / "commondir").write_text(f"{victim / '.git'}\n", encoding="utf-8")


def _names_a_worktree_of_its_own(own: Path, victim: Path) -> None:
    """As a worktree does; but the victim's repository knows of none there."""
    made = own.parent / "made"
    shutil.copytree(own, made)
    shutil.rmtree(own)
    (made / "commondir").write_text(f"{victim / '.git'}\n", encoding="utf-8")
    (made / "gitdir").write_text(f"{own}\n", encoding="utf-8")
    own.write_text(f"gitdir: {made}\n", encoding="utf-8")


@pytest.mark.parametrize(
    "change",
    [
        _names,
        _is_a_link,
        *map(_has_linked, ("objects", "refs", "objects/pack", "HEAD")),
        _has_a_common_folder,
        _names_a_worktree_of_its_own,
    ],
)
def test_no_repository_leads_into_another(
    change: Callable[[Path, Path], None], repository: Path, victim: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    revision = commit(victim)
    change(repository / ".git", victim)
    for named in ("HEAD", revision):
        for command in (["ask", "p(X)", "--base-rev", named], ["diff", named]):
            assert main([*command, "--base", str(repository / "facts")]) == 1
            said = capsys.readouterr()
            assert "secret" not in said.out + said.err
            assert "stopped: " in said.err


@pytest.mark.parametrize(
    "section", ["[include]\n\tpath = {}", "[core] [INCLUDE] path={}", '[includeIf "gitdir:/"]\n\tpath = {}']
)
def test_no_settings_are_taken_from_elsewhere(
    section: str, repository: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    (tmp_path / "secret").write_text("TOPSECRET words", encoding="utf-8")
    with (repository / ".git" / "config").open("a", encoding="utf-8") as settings:
        settings.write(f"\n{section.format(tmp_path / 'secret')}\n")
    assert main(["ask", "p(X)", "--base-rev", "HEAD", "--base", str(repository / "facts")]) == 1
    assert "includes settings from elsewhere" in capsys.readouterr().err
