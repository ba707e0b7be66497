"""Where what takes long is kept between runs: in, the environment; out, a folder of the user's own, or why there is none."""

from __future__ import annotations

import os
from pathlib import Path

from factbase.ground.keeping import distrusted

__all__ = ["KERNELS", "cache_folder"]

KERNELS = "kernels"
"""The folder in it for compiled kernels."""


def cache_folder() -> tuple[Path | None, str | None]:
    """The folder that the environment names, or why it is not used.

    It must be an absolute path, for what is kept there is believed, and compiled kernels are run: a folder beside a stranger's base is
    none of the user's."""
    named = os.environ.get("FACTBASE_CACHE")
    if named == "":
        return None, None
    if named is not None:
        folder = Path(named)
        if not folder.is_absolute():
            return None, f"FACTBASE_CACHE is `{folder}`, which is no absolute path"
    else:
        home = os.environ.get("XDG_CACHE_HOME", "")
        try:  # a relative one is to be ignored: XDG Base Directory Specification, 0.8
            folder = (Path(home) if os.path.isabs(home) else Path.home() / ".cache") / "factbase" / "trees"
        except RuntimeError:
            return None, "this user has no home folder"
    doubt = distrusted(folder)
    return (folder, None) if doubt is None else (None, f"`{folder}`: {doubt}")
