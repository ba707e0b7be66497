"""What is kept between runs is believed only where this user alone can have written it; nothing else is followed, or waited for."""

from __future__ import annotations

import os
import stat
from collections.abc import Callable
from pathlib import Path

import pytest

from factbase.ground.keeping import distrusted, keep, keeps, kept

STRANGER = 4321
as_root = pytest.mark.skipif(not hasattr(os, "geteuid") or os.geteuid() != 0, reason="only root gives files away")

MOST = 1_000


def test_what_was_kept_comes_back(tmp_path: Path) -> None:
    folder = tmp_path / "a" / "b"
    for content in (b"", b"\n", b"one\ntwo", bytes(range(256))):
        keep(folder, "x.json", content)
        assert kept(folder, "x.json", MOST) == content
    assert [path.name for path in folder.iterdir()] == ["x.json"]


def test_what_is_made_is_the_users_alone_whatever_files_are_by_default(tmp_path: Path) -> None:
    before = os.umask(0)
    try:
        keep(tmp_path / "a" / "b", "x.json", b"1")
    finally:
        os.umask(before)
    assert stat.S_IMODE((tmp_path / "a" / "b" / "x.json").stat().st_mode) == 0o600
    assert [stat.S_IMODE((tmp_path / name).stat().st_mode) for name in ("a", "a/b")] == [0o700, 0o700]


def test_what_is_as_long_as_may_be_comes_back_and_what_is_longer_does_not(tmp_path: Path) -> None:
    keep(tmp_path, "x.json", b"1" * MOST)
    assert kept(tmp_path, "x.json", MOST) == b"1" * MOST
    assert kept(tmp_path, "x.json", MOST - 1) is None


def _pipe(entry: Path) -> None:
    entry.unlink()
    os.mkfifo(entry, 0o600)


def _folder(entry: Path) -> None:
    entry.unlink()
    entry.mkdir()


def _link(entry: Path) -> None:
    entry.rename(entry.with_name("elsewhere"))
    entry.symlink_to("elsewhere")


def _device(entry: Path) -> None:
    entry.unlink()
    entry.symlink_to("/dev/zero")


def _huge(entry: Path) -> None:
    with entry.open("wb") as file:
        file.truncate(1 << 40)


def _cut(entry: Path) -> None:
    entry.write_bytes(entry.read_bytes()[:-1])


def _another(entry: Path) -> None:
    """An entry of the user's own, under the name of another."""
    keep(entry.parent, "y.json", b"of another text")
    entry.with_name("y.json").rename(entry)


@pytest.mark.parametrize(
    "alter",
    [
        Path.unlink,
        _pipe,
        _folder,
        _link,
        _device,
        _huge,
        _cut,
        _another,
        lambda entry: entry.chmod(0o620),
        lambda entry: entry.chmod(0o602),
        pytest.param(lambda entry: os.chown(entry, STRANGER, -1), marks=as_root),
    ],
)
def test_an_entry_that_another_may_have_made_is_none_and_is_made_anew(
    tmp_path: Path, alter: Callable[[Path], None]
) -> None:
    keep(tmp_path, "x.json", b"one")
    entry = tmp_path / "x.json"
    alter(entry)
    assert kept(tmp_path, "x.json", MOST) is None
    if not entry.is_dir():
        keep(tmp_path, "x.json", b"two")
        assert kept(tmp_path, "x.json", MOST) == b"two"
        assert not entry.is_symlink()


@pytest.mark.parametrize("mode", [0o770, 0o707, 0o1777])
def test_nothing_is_read_from_nor_kept_in_a_folder_that_others_can_write(tmp_path: Path, mode: int) -> None:
    folder = tmp_path / "cache"
    keep(folder, "x.json", b"one")
    assert distrusted(folder) is None
    assert keeps(folder)
    folder.chmod(mode)
    assert distrusted(folder) is not None
    assert not keeps(folder)
    assert kept(folder, "x.json", MOST) is None
    with pytest.raises(PermissionError):
        keep(folder, "y.json", b"two")
    assert not (folder / "y.json").exists()


@as_root
def test_nothing_is_read_from_nor_kept_in_a_folder_of_somebody_elses(tmp_path: Path) -> None:
    keep(tmp_path, "x.json", b"one")
    os.chown(tmp_path, STRANGER, -1)
    assert kept(tmp_path, "x.json", MOST) is None
    with pytest.raises(PermissionError):
        keep(tmp_path, "y.json", b"two")


def test_a_folder_may_lie_elsewhere_by_a_link_of_the_users(tmp_path: Path) -> None:
    (tmp_path / "there").mkdir(0o700)
    (tmp_path / "cache").symlink_to("there")
    keep(tmp_path / "cache", "x.json", b"one")
    assert kept(tmp_path / "cache", "x.json", MOST) == b"one"


def test_a_link_that_waits_where_an_entry_is_written_is_not_followed(tmp_path: Path) -> None:
    other = tmp_path / "of the user"
    other.write_text("kept")
    cache = tmp_path / "cache"
    cache.mkdir(0o700)
    (cache / f".x.json.{os.getpid()}").symlink_to(other)
    keep(cache, "x.json", b"one")
    assert other.read_text() == "kept"
    assert kept(cache, "x.json", MOST) == b"one"


def test_the_oldest_of_a_kind_make_room(tmp_path: Path) -> None:
    for number in range(6):
        keep(tmp_path, f"{number}.json", b"1", 3)
        os.utime(tmp_path / f"{number}.json", (number, number))
    keep(tmp_path, "x.o", b"1", 3)
    assert sorted(path.name for path in tmp_path.iterdir()) == ["3.json", "4.json", "5.json", "x.o"]


@pytest.mark.parametrize("folder", ["a file", "/proc/nowhere/cache", "nul\0", "x" * 5_000])
def test_a_folder_that_is_none_keeps_nothing_and_raises_what_is_caught(tmp_path: Path, folder: str) -> None:
    (tmp_path / "a file").write_text("")
    assert kept(tmp_path / folder, "x.json", MOST) is None
    assert distrusted(tmp_path / folder) == ("it is no folder" if folder == "a file" else None)
    assert not keeps(tmp_path / folder)
    assert not keeps(tmp_path / folder / "below")


def test_a_folder_that_is_missing_is_made(tmp_path: Path) -> None:
    assert keeps(tmp_path / "a" / "b")
    assert (tmp_path / "a" / "b").is_dir()


def test_what_cannot_be_put_in_its_place_leaves_nothing_beside_it(tmp_path: Path) -> None:
    (tmp_path / "x.json" / "y").mkdir(parents=True)
    with pytest.raises(OSError, match=r"x\.json"):
        keep(tmp_path, "x.json", b"1")
    assert [path.name for path in tmp_path.iterdir()] == ["x.json"]


def test_a_digest_is_of_one_name_and_one_content(tmp_path: Path) -> None:
    keep(tmp_path, "ab", b"c")
    digest, _, _ = (tmp_path / "ab").read_bytes().partition(b"\n")
    forged = tmp_path / "a"
    forged.write_bytes(digest + b"\nbc")
    forged.chmod(0o600)
    assert kept(tmp_path, "a", MOST) is None


def test_what_killed_processes_left_goes_with_the_oldest(tmp_path: Path) -> None:
    left = tmp_path / f".0.json.{os.getpid() + 1}"
    left.write_bytes(b"")
    os.utime(left, (0, 0))
    for number in range(3):
        keep(tmp_path, f"{number}.json", b"1", 3)
    assert sorted(path.name for path in tmp_path.iterdir()) == ["0.json", "1.json", "2.json"]


# ---- as the command has it


def test_a_cache_of_pipes_devices_and_huge_files_holds_nothing_up(tmp_path: Path, process) -> None:
    base = tmp_path / "base"
    base.mkdir()
    (base / "b.fb").write_text("assume p(1).\n" * 40 + 'source s { file: "s.txt" }.\nfrom s.\n' + _facts(base))
    cache = tmp_path / "cache"
    ask = ("--base", base, "ask", "p(X)")
    first = process(*ask, env={"FACTBASE_CACHE": str(cache)})
    assert first.returncode == 0
    entries = list(cache.rglob("*.json"))
    assert {path.parent.name for path in entries} == {"cache", "goals", "quotes"}
    for alter in (_pipe, _device, _huge):
        for entry in entries:
            alter(entry)
        again = process(*ask, env={"FACTBASE_CACHE": str(cache)})
        assert (again.returncode, again.stdout, again.stderr) == (0, first.stdout, "")
        assert [path for path in cache.rglob("*.json") if not path.is_file() or path.is_symlink()] == []


def _facts(base: Path) -> str:
    words = [f"the {number} words of report {number}" for number in range(40)]
    (base / "s.txt").write_text("\n".join(words))
    return "".join(f'q({i}) "{quote}".\n' for i, quote in enumerate(words))


@pytest.mark.parametrize("shared", [True, False])
def test_a_cache_that_others_can_write_is_said_to_be_unused(tmp_path: Path, factbase, shared: bool) -> None:
    cache = tmp_path / "cache"
    cache.mkdir(0o700)
    if shared:
        cache.chmod(0o1777)
    (tmp_path / "b.fb").write_text("assume p(1).\n")
    result = factbase("--base", tmp_path / "b.fb", "ask", "p(X)", env={"FACTBASE_CACHE": str(cache)})
    assert "X = 1" in result.stdout
    assert bool(result.stderr) == shared
    assert result.stderr.startswith("factbase: nothing is kept between runs: ") == shared
    assert result.stderr.count("\n") == shared
    assert bool(list(cache.iterdir())) != shared


def test_a_cache_beside_a_strangers_base_is_none(tmp_path: Path, factbase) -> None:
    """A relative name means what lies in the folder of today, which may come from anybody."""
    (tmp_path / "b.fb").write_text("assume p(1).\n")
    env = {"FACTBASE_CACHE": "cache", "XDG_CACHE_HOME": "cache"}
    result = factbase("--base", "b.fb", "ask", "p(X)", cwd=tmp_path, env=env)
    assert (result.returncode, "X = 1" in result.stdout) == (0, True)
    assert "no absolute path" in result.stderr
    assert not (tmp_path / "cache").exists()


def test_a_relative_cache_home_is_ignored_as_its_specification_says(
    tmp_path: Path, factbase, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.delenv("FACTBASE_CACHE")
    (tmp_path / "b.fb").write_text("assume p(1).\n")
    env = {"XDG_CACHE_HOME": "cache", "HOME": str(tmp_path / "home")}
    assert factbase("--base", "b.fb", "ask", "p(X)", cwd=tmp_path, env=env).stderr == ""
    assert not (tmp_path / "cache").exists()
    assert list((tmp_path / "home" / ".cache" / "factbase" / "trees").glob("*.json"))


def test_of_many_files_not_many_more_than_asked_for_are_left(tmp_path: Path) -> None:
    for number in range(40):
        keep(tmp_path, f"{number}.json", b"x", entries=16)
        os.utime(tmp_path / f"{number}.json", (number, number))
        assert len(list(tmp_path.iterdir())) <= 18
    assert {f"{number}.json" for number in range(24, 40)} <= {each.name for each in tmp_path.iterdir()}
