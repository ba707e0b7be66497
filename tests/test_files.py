"""What is inside a base: links, pipes, devices and names of every kind, wherever a base names a file; and that it never cites itself."""

from __future__ import annotations

import contextlib
import os
import shutil
import threading
from collections.abc import Callable
from pathlib import Path

import pytest
from checkout import ROOT

from factbase.base import FactBase
from factbase.checks.pinning import write_locks
from factbase.files import disk
from factbase.files.disk import DiskFolder, open_named
from factbase.files.folder import MAX_DEPTH, Home, MissingFile, UnreadableFile
from factbase.files.transaction import STAGE

WORDS = "The treasure lies under the old oak."
SECRET = "The secret of the house is 7391 and nobody knows it.\n"
PAGE = f"<html><body><p>{WORDS}</p></body></html>"


@pytest.fixture(params=["descriptors", "paths"])
def either_way(request: pytest.FixtureRequest, monkeypatch: pytest.MonkeyPatch) -> str:
    """As systems open files relative to open folders, and as those do that cannot."""
    monkeypatch.setattr(disk, "_RELATIVE", request.param == "descriptors")
    return str(request.param)


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """A base with a document, beside a secret."""
    (tmp_path / "secret.txt").write_text(SECRET)
    folder = tmp_path / "base"
    (folder / "sources").mkdir(parents=True)
    (folder / "sources" / "s.txt").write_text(f"{WORDS}\n")
    return folder


def codes(folder: Path) -> list[str]:
    return [d.code for d in FactBase.load([folder]).diagnostics]


def cites(folder: Path, file: str, words: str = WORDS) -> Path:
    (folder / "b.fb").write_text(f'source s {{ file: "{file}" }}.\nfrom s.\nlies(treasure) "{words}".\n')
    return folder


# ---- names and links


@pytest.mark.usefixtures("either_way")
class TestWalk:
    """Names in a folder, with every kind of link on the way."""

    @pytest.mark.parametrize(
        ("link", "target", "name"),
        [
            ("l.txt", "sources/s.txt", "l.txt"),
            ("l", "sources", "l/s.txt"),
            ("sources/up", "..", "sources/up/sources/s.txt"),
            ("sources/l.txt", "../sources/./s.txt", "sources/l.txt"),
            ("l.txt", "{base}/sources/s.txt", "l.txt"),
            ("l", "../base/sources", "l/s.txt"),
            ("l", "{base}", "l/sources/s.txt"),
            ("l.txt", "sources//../../base/sources/s.txt", "l.txt"),
        ],
    )
    def test_a_link_within_is_followed(self, folder: Path, link: str, target: str, name: str) -> None:
        (folder / link).symlink_to(target.format(base=folder))
        with DiskFolder(folder).open(name) as file:
            assert (file.name, file.content()) == ("sources/s.txt", f"{WORDS}\n".encode())
        assert codes(cites(folder, name)) == []

    @pytest.mark.parametrize(
        ("link", "target", "name"),
        [
            ("l.txt", "../secret.txt", "l.txt"),
            ("l.txt", "{out}/secret.txt", "l.txt"),
            ("l", "..", "l/secret.txt"),
            ("l", "{out}", "l/secret.txt"),
            ("l", "/", "l/etc/hostname"),
            ("sources/l", "../..", "sources/l/secret.txt"),
            ("l", "/proc/self/cwd", "l/setup.py"),
            ("l.txt", "/dev/zero", "l.txt"),
            ("l.txt", "../base2/s.txt", "l.txt"),
            ("l", "sources/../..", "l/base/sources/../../secret.txt"),
        ],
    )
    def test_a_link_out_is_told(self, folder: Path, link: str, target: str, name: str) -> None:
        (folder / link).symlink_to(target.format(out=folder.parent))
        with pytest.raises(UnreadableFile, match="leads out of the folder of the base"):
            DiskFolder(folder).open(name)
        with pytest.raises(UnreadableFile, match="leads out of the folder of the base"):
            DiskFolder(folder).target(f"{name}/x.txt")

    def test_what_is_gits_own_is_no_part_of_a_base(self, folder: Path) -> None:
        (folder / ".git").mkdir()
        (folder / ".git" / "config").write_text("url = https://somebody:token@example.org\n")
        (folder / "l.txt").symlink_to(".git/config")
        (folder / "in").symlink_to(".git")
        for name in (".git/config", "sources/../.git/config", ".GIT/config", "l.txt", "in/config"):
            with pytest.raises(UnreadableFile, match="is git's own"):
                DiskFolder(folder).open(name)
            assert codes(cites(folder, name)) == ["E115"]

    def test_links_without_end_are_told(self, folder: Path) -> None:
        (folder / "a").symlink_to("b")
        (folder / "b").symlink_to("a")
        (folder / "c").symlink_to("c/c")
        for name in ("a", "a/x", "c"):
            with pytest.raises(UnreadableFile, match="leads back to itself"):
                DiskFolder(folder).open(name)

    @pytest.mark.parametrize(
        ("name", "told"),
        [
            ("sources", "is a folder"),
            (".", "is a folder"),
            ("nowhere.txt", "does not exist"),
            ("sources/s.txt/more", "does not exist"),
            ("dangling", "is a link that leads nowhere"),
            ("a\0b", "does not exist"),
            ("n" * 300, "File name too long"),
            ("pipe", "is no file"),
            ("socket", "is no file"),
        ],
    )
    def test_what_is_no_file_is_told(self, folder: Path, name: str, told: str) -> None:
        import socket

        (folder / "dangling").symlink_to("nowhere")
        os.mkfifo(folder / "pipe")
        with socket.socket(socket.AF_UNIX) as held:
            held.bind(str(folder / "socket"))
        with pytest.raises(UnreadableFile, match=told):
            DiskFolder(folder).open(name)

    @pytest.mark.skipif(not Path("/proc/self/fd").exists(), reason="the system does not say what is open")
    def test_no_descriptor_is_left_open(self, folder: Path) -> None:
        (folder / "l").symlink_to("sources/../..")
        os.mkfifo(folder / "pipe")
        before = os.listdir("/proc/self/fd")
        for name in ("sources/s.txt", "l/secret.txt", "pipe", "sources", "none", "sources/s.txt/none"):
            with contextlib.suppress(UnreadableFile):
                DiskFolder(folder).open(name).close()
        DiskFolder(folder).texts()
        assert len(os.listdir("/proc/self/fd")) == len(before)

    def test_a_base_is_looked_through_without_its_links_and_hidden_folders(self, folder: Path) -> None:
        for name in ("a.fb", "sources/c.fb", ".hidden/d.fb", ".e.fb"):
            (folder / name).parent.mkdir(exist_ok=True)
            (folder / name).write_text("assume p(1).\n")
        (folder / "loop").symlink_to(".")
        (folder / "f.fb").mkdir()
        assert DiskFolder(folder).texts() == (["a.fb", "sources/c.fb"], [])


def test_a_folder_that_is_too_deep_is_told(tmp_path: Path) -> None:
    deep = tmp_path.joinpath(*"d" * (MAX_DEPTH + 2))
    deep.mkdir(parents=True)
    (deep / "a.fb").write_text("assume p(1).\n")
    (tmp_path / "b.fb").write_text("assume p(1).\n")
    (problem,) = FactBase.load([tmp_path]).diagnostics
    assert problem.code == "E005"
    assert f"is more than {MAX_DEPTH} folders deep" in problem.message


@pytest.mark.parametrize(
    ("by", "file", "name"),
    [
        ("b.fb", "s.txt", "s.txt"),
        ("x/b.fb", "s.txt", "x/s.txt"),
        ("x/b.fb", "../s.txt", "s.txt"),
        ("x/b.fb", "./y/.././s.txt", "x/s.txt"),
        ("b.fb", "../base/s.txt", "s.txt"),
        ("b.fb", "..", None),
        ("b.fb", "../base2/s.txt", None),
        ("x/b.fb", "../../s.txt", None),
        ("b.fb", "/etc/passwd", None),
        ("b.fb", "//etc/passwd", None),
        ("b.fb", "..\\s.txt", None),
        ("b.fb", "s\0.txt", None),
        ("b.fb", "", None),
        ("b.fb", ".git/config", None),
        ("b.fb", "x/.GIT/config", None),
    ],
)
def test_a_name_is_within_the_base_or_refused(tmp_path: Path, by: str, file: str, name: str | None) -> None:
    (tmp_path / "base").mkdir()
    home = Home(DiskFolder(tmp_path / "base"), by)
    if name is not None:
        assert home.named(file) == name
    else:
        with pytest.raises(UnreadableFile):
            home.named(file)


# ---- whatever a base names


def put_link(path: Path, secret: Path) -> None:
    path.symlink_to(secret)


def put_link_in_a_folder(path: Path, secret: Path) -> None:
    """The folder itself is a link to one outside, that has a file of the same name."""
    outside = secret.parent / "outside"
    outside.mkdir()
    shutil.copy(secret, outside / path.name)
    path.parent.rename(path.parent.with_name("moved"))
    path.parent.symlink_to(outside)


def put_pipe(path: Path, secret: Path) -> None:
    os.mkfifo(path)


def put_device(path: Path, secret: Path) -> None:
    path.symlink_to("/dev/zero")


PUTS = [put_link, put_link_in_a_folder, put_pipe, put_device]
NAMED = [
    ('source s { file: "in/s.txt" }.\nfrom s.\nlies(treasure) "The secret of the house".\n', "in/s.txt", "E115"),
    ('source s { file: "in/p.html" }.\nfrom s.\nlies(treasure) "The secret of the house".\n', "in/p.html", "E115"),
    ('source s { file: "in/p.html" }.\nfrom s.\nlies(treasure) "The secret of the house".\n', "in/p.html.txt", "E115"),
    ('relation r(x: any).\nassume table r from "in/t.csv" { columns: [1], header: no }.\n', "in/t.csv", "E120"),
    ('relation r(x: any).\nassume table r from "in/t.parquet" { columns: [1] }.\n', "in/t.parquet", "E120"),
    ("assume p(1).\n", "in/x.fb", "E005"),
]


@pytest.mark.parametrize("put", PUTS)
@pytest.mark.parametrize(("text", "name", "code"), NAMED, ids=[name for _, name, _ in NAMED])
def test_nothing_that_a_base_names_is_read_outside_of_it(
    folder: Path, put: Callable[[Path, Path], None], text: str, name: str, code: str, factbase, tmp_path: Path
) -> None:
    """By no command: its text is not printed, not locked, and not copied by `load`."""
    if name.endswith("x.fb") and put is put_link_in_a_folder:
        pytest.skip("folders that are links are not looked through")
    if name.endswith("parquet"):
        pytest.importorskip("pyarrow")
    (folder / "in").mkdir()
    (folder / "b.fb").write_text(text)
    if name.endswith(".html.txt"):
        (folder / "in" / "p.html").write_text(PAGE)
    put(folder / name, folder.parent / "secret.txt")
    assert codes(folder) == [code]
    before = sorted(p for p in folder.rglob("*"))
    new = tmp_path / "new"
    new.mkdir()
    (new / "base.fb").write_text("assume q(1).\n")
    for command in (
        ["check", folder],
        ["check", folder, "--format", "json"],
        ["ask", "lies(X)", "--base", folder],
        ["lock", "--base", folder],
        ["load", "--base", new, folder / "b.fb"],
        ["sources", "--base", folder],
    ):
        if command[0] == "load" and name.endswith("x.fb"):
            continue
        result = factbase(*command)
        assert result.returncode == 1, command
        assert "7391" not in result.stdout + result.stderr
    assert sorted(p for p in folder.rglob("*")) == before
    assert sorted(os.listdir(new)) == ["base.fb"]


@pytest.mark.parametrize("put", [put_link, put_pipe, put_device])
def test_a_lock_is_not_followed_out(folder: Path, put: Callable[[Path, Path], None], factbase) -> None:
    cites(folder, "sources/s.txt")
    put(folder / "sources.lock", folder.parent / "secret.txt")
    assert codes(folder) == ["S101"]
    result = factbase("check", folder)
    assert "7391" not in result.stdout
    assert "error S101 the lock cannot be read" in result.stdout
    result = factbase("lock", "--base", folder)
    assert (result.returncode, result.stderr.count("\n")) == (1, 1)
    assert "7391" not in result.stdout + result.stderr
    assert (folder.parent / "secret.txt").read_text() == SECRET


@pytest.mark.parametrize("name", ["\\ud800", "a\\u0000b", "../secret.txt", "/etc/passwd", "..", "", "pipe", "n" * 300])
def test_a_lock_may_name_anything(folder: Path, name: str, factbase) -> None:
    """It is a stranger's text like any other; what it says was extracted is kept only while there is such a file in the base."""
    cites(folder, "sources/s.txt")
    os.mkfifo(folder / "pipe")
    pinned = f"9 bytes, sha256 {'0' * 64}"
    (folder / "sources.lock").write_text(
        f'factbase lock 1\n\ndocument "{name}"\n  document {pinned}\n  extracted from {pinned}\n'
    )
    assert factbase("check", folder).returncode == 0
    assert factbase("lock", "--base", folder).returncode == 0
    assert (folder / "sources.lock").read_text().count('document "') == 1


@pytest.mark.parametrize("put", PUTS)
def test_what_is_extracted_is_inside(folder: Path, put: Callable[[Path, Path], None], factbase) -> None:
    pytest.importorskip("selectolax")
    (folder / "in").mkdir()
    cites(folder, "in/p.html")
    put(folder / "in" / "p.html", folder.parent / "secret.txt")
    for named in ([], ["--base", folder]):
        result = factbase("extract", folder / "in" / "p.html", *named, cwd=folder.parent)
        assert (result.returncode, result.stdout) == (1, ""), result.stderr
        assert result.stderr.startswith("factbase extract: ")
        assert result.stderr.count("\n") == 1
    assert not list(folder.parent.rglob("p.html.txt"))


def test_a_page_by_a_link_within_is_extracted_beside_the_link(folder: Path, factbase) -> None:
    pytest.importorskip("selectolax")
    (folder / "sources" / "p.html").write_text(PAGE)
    (folder / "l.html").symlink_to("sources/p.html")
    cites(folder, "l.html")
    result = factbase("extract", folder / "l.html", "--base", folder)
    assert (result.returncode, result.stdout) == (0, f"{folder / 'l.html.txt'} written\n")
    assert factbase("check", folder).returncode == 0


def test_the_text_of_a_page_is_not_written_through_a_link(folder: Path, factbase) -> None:
    pytest.importorskip("selectolax")
    (folder / "p.html").write_text(PAGE)
    (folder / "p.html.txt").symlink_to(folder.parent / "secret.txt")
    assert factbase("extract", folder / "p.html", "--base", folder).returncode == 1
    assert (folder.parent / "secret.txt").read_text() == SECRET


@pytest.mark.parametrize("kind", ["pipe", "folder", "nothing", "device"])
def test_a_certificate_that_is_no_file_is_told(folder: Path, kind: str, process) -> None:
    cites(folder, "sources/s.txt")
    saved = folder.parent / "saved.json"
    if kind == "pipe":
        os.mkfifo(saved)
    elif kind == "folder":
        saved.mkdir()
    elif kind == "device":
        saved = Path("/dev/zero")
    result = process("certify", saved, "--base", folder)
    assert (result.returncode, result.stdout) == (2, "")
    assert result.stderr.startswith(f"factbase certify: `{saved}` ")


@pytest.mark.parametrize("command", ["check", "load", "ask", "extract"])
def test_a_pipe_that_is_named_itself_is_told(folder: Path, command: str, process) -> None:
    cites(folder, "sources/s.txt")
    pipe = folder.parent / "pipe.fb"
    os.mkfifo(pipe)
    given = {"check": [pipe], "load": ["--base", folder, pipe], "ask": ["p(X)", "--base", pipe], "extract": [pipe]}
    result = process(command, *given[command])
    assert result.returncode == 1
    assert f"`{pipe}` is no file" in result.stdout + result.stderr


def test_what_changes_between_a_look_and_the_opening_is_not_read(folder: Path) -> None:
    """Another process puts a link out in the place of a file, again and again."""
    name, outside = folder / "sources", folder.parent / "outside"
    outside.mkdir()
    (outside / "s.txt").write_text(SECRET)
    spare, link = folder / "spare", folder / "link"
    link.symlink_to(outside)
    done = threading.Event()

    def swap() -> None:
        while not done.is_set():
            name.rename(spare)
            link.rename(name)
            name.rename(link)
            spare.rename(name)

    thread = threading.Thread(target=swap)
    thread.start()
    read = set()
    try:
        for _ in range(3000):
            with contextlib.suppress(UnreadableFile), DiskFolder(folder).open("sources/s.txt") as file:
                read.add(file.content())
    finally:
        done.set()
        thread.join()
    assert read <= {f"{WORDS}\n".encode()}


def test_a_named_file_may_be_a_link_to_anywhere(folder: Path, tmp_path: Path) -> None:
    """Who names a file himself has said what he means; what that names is bounded all the same."""
    (tmp_path / "elsewhere").mkdir()
    (tmp_path / "elsewhere" / "b.fb").write_text("assume p(1).\n")
    (folder / "l.fb").symlink_to("../elsewhere/b.fb")
    assert FactBase.load([folder / "l.fb"]).diagnostics == ()
    assert codes(folder) == ["E005"]
    with open_named(folder / "l.fb") as file:
        assert file.content() == b"assume p(1).\n"
    with pytest.raises(MissingFile):
        open_named(folder / "none.fb")


# ---- self-citation


@pytest.fixture
def citing(folder: Path) -> Callable[[str], list[tuple[str, str]]]:
    """What is told of a base that cites a file of its own."""

    def told(file: str) -> list[tuple[str, str]]:
        cites(folder, file)
        return [(d.code, d.message.partition("no document: ")[2]) for d in FactBase.load([folder]).diagnostics]

    return told


def test_a_base_does_not_cite_its_own_statements(folder: Path, citing: Callable[[str], list[tuple[str, str]]]) -> None:
    (folder / "other.fb").write_text("assume p(1).\n")
    (folder / "Upper.FB").write_text(f"{WORDS}\n")
    (folder / "l.txt").symlink_to("b.fb")
    (folder / "in").symlink_to(".")
    for file in ("b.fb", "./b.fb", "sources/../b.fb", "../base/b.fb", "in/b.fb", "other.fb", "Upper.FB", "none.fb"):
        assert citing(file) == [
            ("E118", f"`{folder / os.path.normpath(file).removeprefix('../base/')}` holds statements")
        ]
    assert citing("l.txt") == [("E118", f"`{folder}/b.fb` holds statements")]


def test_nor_by_another_link_of_the_file_system_or_a_copy(folder: Path) -> None:
    cites(folder, "hard.txt")
    os.link(folder / "b.fb", folder / "hard.txt")
    (problem,) = FactBase.load([folder]).diagnostics
    assert problem.code == "E118"
    assert problem.message.endswith(f"`{folder}/hard.txt` has the bytes of `{folder}/b.fb`, which holds statements")
    (folder / "hard.txt").unlink()
    shutil.copy(folder / "b.fb", folder / "hard.txt")
    assert codes(folder) == ["E118"]
    (folder / "hard.txt").rename(folder / "hard.html")
    (folder / "hard.html.txt").write_text(f"{WORDS}\n")
    cites(folder, "hard.html")
    shutil.copy(folder / "b.fb", folder / "hard.html")
    assert codes(folder) == ["E118"]


def test_nor_by_the_text_beside_a_page(folder: Path, factbase) -> None:
    pytest.importorskip("selectolax")
    (folder / "p.html").write_text(PAGE)
    cites(folder, "p.html")
    factbase("extract", folder / "p.html")
    assert codes(folder) == []
    (folder / "p.html.txt").unlink()
    (folder / "p.html.txt").symlink_to("b.fb")
    assert codes(folder) == ["E118"]
    (folder / "p.html.txt").unlink()
    os.link(folder / "b.fb", folder / "p.html.txt")
    assert codes(folder) == ["E118"]


@pytest.mark.parametrize("way", ["name", "link", "hard", "copy", "other"])
def test_a_table_is_not_the_source_of_rows(folder: Path, way: str) -> None:
    row = f'oak,"{WORDS}"\n'
    (folder / "t.csv").write_text(f"where,words\n{row}")
    named = "t.csv" if way in ("name", "other") else "s.csv"
    if way == "link":
        (folder / "s.csv").symlink_to("t.csv")
    elif way == "hard":
        os.link(folder / "t.csv", folder / "s.csv")
    elif way == "copy":
        shutil.copy(folder / "t.csv", folder / "s.csv")
    (folder / "b.fb").write_text(
        f'source s {{ file: "{named}" }}.\nrelation lies(where: any).\ntable lies from "t.csv" {{ source: s, quote: words }}.\n'
        if way != "other"
        else f'source s {{ file: "t.csv" }}.\nrelation lies(where: any).\nassume table lies from "t.csv".\nfrom s.\nlies(oak) "{WORDS}".\n'
    )
    (problem,) = FactBase.load([folder]).diagnostics
    assert (problem.code, problem.message.endswith("holds the rows of a table")) == ("E118", True)


@pytest.mark.parametrize("way", ["sources.lock", "./Sources.Lock", "link", "hard"])
def test_a_lock_is_no_document(folder: Path, way: str) -> None:
    cites(folder, "sources/s.txt")
    write_locks(FactBase.load([folder]))
    if way == "link":
        (folder / "l.txt").symlink_to("sources.lock")
    elif way == "hard":
        os.link(folder / "sources.lock", folder / "l.txt")
    elif "S" in way:
        shutil.copy(folder / "sources.lock", folder / "Sources.Lock")
    cites(folder, "l.txt" if way in ("link", "hard") else way)
    (problem,) = FactBase.load([folder]).diagnostics
    assert (problem.code, problem.message.endswith(" is a lock")) == ("E118", True)


@pytest.mark.parametrize("way", ["factbase.toml", "Factbase.TOML", "pyproject.toml", "known", "link"])
def test_settings_and_known_findings_are_no_document(folder: Path, way: str) -> None:
    """The reason of a waiver, or a finding that shows its fact, would be words for that fact."""
    before, name = ("[tool.factbase]\n", "pyproject.toml") if way == "pyproject.toml" else ("", "factbase.toml")
    (folder / name).write_text(f'{before}baseline = "known"\nignore = ["W201"]  # {WORDS}\n')
    (folder / "known").write_text(f"{WORDS}\n")
    if way == "link":
        (folder / "l.txt").symlink_to("factbase.toml")
    elif way == "Factbase.TOML":
        shutil.copy(folder / "factbase.toml", folder / way)
    cites(folder, "l.txt" if way == "link" else way)
    (problem,) = FactBase.load([folder]).diagnostics
    what = "holds the findings that are known" if way == "known" else "holds settings"
    assert (problem.code, problem.message.endswith(what)) == ("E118", True)


def test_the_project_file_of_others_is_a_document_like_any_other(folder: Path) -> None:
    (folder / "pyproject.toml").write_text(f'[project]\ndescription = "{WORDS}"\n')
    assert codes(cites(folder, "pyproject.toml")) == []


def test_the_text_of_a_page_is_named_by_the_page(folder: Path, factbase) -> None:
    (folder / "p.html.txt").write_text(f"{WORDS}\n")
    assert codes(cites(folder, "p.html.txt")) == [], "without a page it is a text like any other"
    (folder / "p.html").write_text(PAGE)
    (problem,) = FactBase.load([folder]).diagnostics
    assert (problem.code, problem.hint) == ("E118", f"name the page: `{folder}/p.html`")
    (folder / "l.txt").symlink_to("p.html.txt")
    assert codes(cites(folder, "l.txt")) == ["E118"]


def test_what_load_stages_is_no_document(folder: Path) -> None:
    (folder / "sources" / STAGE).mkdir()
    (folder / "sources" / STAGE / "0").write_text(f"{WORDS}\n")
    assert codes(cites(folder, f"sources/{STAGE}/0")) == ["E118"]


@pytest.mark.parametrize("file", ["t.fb", "sources.lock", "T.FB"])
def test_statements_and_locks_are_no_rows(folder: Path, file: str) -> None:
    """`load` would copy them into the base, to be read there as what they are."""
    (folder / file).write_text("1,2\n")
    text = f'relation r(x: any).\nassume table r from "{file}" {{ separator: ",", header: no, columns: [1] }}.\n'
    (folder / "b.fb").write_text(text)
    told = [d for d in FactBase.load([folder]).diagnostics if d.code == "E120"]
    assert len(told) == 1
    assert "holds statements" in told[0].message or "is a lock" in told[0].message


def test_load_refuses_new_files_that_cite_themselves_or_the_base(folder: Path, tmp_path: Path, factbase) -> None:
    cites(folder, "sources/s.txt")
    new = tmp_path / "new"
    new.mkdir()
    os.link(folder / "b.fb", new / "base.txt")
    for file in ("n.fb", "base.txt"):
        (new / "n.fb").write_text(f'source n {{ file: "{file}" }}.\nfrom n.\nlies(gold) "The gold lies deep".\n')
        result = factbase("load", "--base", folder, new / "n.fb")
        assert result.returncode == 1
        assert "error E118" in result.stdout
        assert not (folder / "n.fb").exists()


def test_load_puts_no_text_beside_a_page_of_the_base(folder: Path, tmp_path: Path, factbase) -> None:
    cites(folder, "sources/s.txt")
    (folder / "p.html").write_text(PAGE)
    new = tmp_path / "new"
    new.mkdir()
    (new / "p.html.txt").write_text("The gold lies deep.\n")
    (new / "n.fb").write_text('source n { file: "p.html.txt" }.\nfrom n.\nlies(gold) "The gold lies deep".\n')
    result = factbase("load", "--base", folder, new / "n.fb")
    assert result.returncode == 1
    assert f"`{folder}/p.html.txt` is the text of a page" in result.stdout
    assert not (folder / "p.html.txt").exists()


def test_the_shipped_base_cites_documents_only() -> None:
    assert "E118" not in codes(ROOT / "facts")
