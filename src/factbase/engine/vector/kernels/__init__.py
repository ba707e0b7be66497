"""The kernels: functions of one address, the same for every plan. Imported only by what makes `kernels.ll` of them, which needs numba."""

from __future__ import annotations

from factbase.engine.vector.kernels.groups import chain, grow_groups, make_groups, sort_groups
from factbase.engine.vector.kernels.join import run
from factbase.engine.vector.kernels.letters import count_letters, find_parts, join_texts, take_texts
from factbase.engine.vector.kernels.sets import fill_set, grow_words, share_words
from factbase.engine.vector.kernels.text import read_integers

__all__ = ["KERNELS"]

KERNELS = {
    kernel.py_func.__name__: kernel.py_func
    for kernel in (
        run,
        sort_groups,
        make_groups,
        grow_groups,
        chain,
        fill_set,
        grow_words,
        share_words,
        read_integers,
        take_texts,
        join_texts,
        count_letters,
        find_parts,
    )
}
