"""What stood there: in, the paths of a base; out, whether anything below them has changed since it was read."""

from __future__ import annotations

import os
import stat
from collections.abc import Iterable, Iterator
from pathlib import Path

from factbase.ground.dataclass import dataclass

__all__ = ["Seen"]


@dataclass(frozen=True, slots=True)
class Seen:
    """What stood under some paths before a base was read from them: each file with what any change of it changes."""

    paths: tuple[Path, ...]
    files: frozenset[tuple[str, int, int, int, int]]
    ours: frozenset[str] = frozenset()  # what we have written since

    @classmethod
    def of(cls, paths: Iterable[Path]) -> Seen:
        """What stands there now; hidden files do not count."""
        paths = tuple(paths)
        return cls(paths, frozenset(_files(paths)))

    def but_for(self, path: Path) -> Seen:
        """This, whatever stands at one path now."""
        ours = self.ours | {str(path)}
        return Seen(self.paths, frozenset(file for file in self.files if file[0] not in ours), ours)

    @property
    def stands(self) -> bool:
        """Whether nothing has changed since."""
        return self.files == {file for file in _files(self.paths) if file[0] not in self.ours}


def _files(paths: Iterable[Path]) -> Iterator[tuple[str, int, int, int, int]]:
    stack = [str(path) for path in paths]
    while stack:
        path = stack.pop()
        try:
            about = os.stat(path)
            if stat.S_ISDIR(about.st_mode):  # its entries say what is in it
                yield path, about.st_ino, 0, 0, 0
                with os.scandir(path) as entries:
                    stack += [e.path for e in entries if not e.name.startswith(".") and not _link_to_folder(e)]
            else:
                yield path, about.st_ino, about.st_size, about.st_mtime_ns, about.st_ctime_ns
        except OSError:
            yield path, 0, 0, 0, 0


def _link_to_folder(entry: os.DirEntry[str]) -> bool:
    return entry.is_symlink() and entry.is_dir()
