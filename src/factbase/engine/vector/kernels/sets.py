"""Sets of rows: pairs as bits of hashed or dense words, wider rows as hashed row numbers; and how these grow."""
# The layout's words are the vocabulary here, and numba infers the types: every value is a 64-bit integer.
# ruff: noqa: F403, F405
# mypy: ignore-errors

from __future__ import annotations

from factbase.engine.vector.kernels.words import kernel_part, load, load32, slot, store
from factbase.engine.vector.layout import *

__all__ = ["fill_set", "find_row", "grow_words", "has_pair", "hash_registers", "hash_row", "put_pair"]


@kernel_part
def put_pair(s, x, y):  # 1: new, 0: known, -1: the set must grow
    words, mask = load(s, S_WORDS), load(s, S_MASK)
    bit = 1 << (y & 63)
    line = y >> 6
    if load(s, S_KIND) == BITMAP:
        if line >= mask or x >= load(s, S_LIMIT):
            return -1
        at = x * mask + line
        word = load(words, at)
        if word & bit:
            return 0
        store(words, at, word | bit)
        return 1
    key = ((x << 32) | line) + 1
    i = slot(key, load(s, S_SHIFT))
    while True:
        found = load(words, 2 * i)
        if found == key:
            word = load(words, 2 * i + 1)
            if word & bit:
                return 0
            store(words, 2 * i + 1, word | bit)
            return 1
        if found == 0:
            used = load(s, S_USED)
            if used >= load(s, S_LIMIT):
                return -1
            store(s, S_USED, used + 1)
            store(words, 2 * i, key)
            store(words, 2 * i + 1, bit)
            return 1
        i = (i + 1) & mask


@kernel_part
def has_pair(s, x, y):
    words, mask = load(s, S_WORDS), load(s, S_MASK)
    bit = 1 << (y & 63)
    line = y >> 6
    if load(s, S_KIND) == BITMAP:
        if line >= mask or x >= load(s, S_LIMIT):
            return 0
        return 1 if load(words, x * mask + line) & bit else 0
    key = ((x << 32) | line) + 1
    i = slot(key, load(s, S_SHIFT))
    while True:
        found = load(words, 2 * i)
        if found == key:
            return 1 if load(words, 2 * i + 1) & bit else 0
        if found == 0:
            return 0
        i = (i + 1) & mask


@kernel_part
def hash_registers(registers, names, width):
    h = 1
    for c in range(width):
        h = slot(h ^ load(registers, load(names, c)), 0)
        h ^= (h >> 29) & 0x7FFFFFFFF
    return h


@kernel_part
def hash_row(table, columns, width, row):
    h = 1
    for c in range(width):
        h = slot(h ^ load32(load(table, T_COLUMNS + load(columns, c)), row), 0)
        h ^= (h >> 29) & 0x7FFFFFFFF
    return h


@kernel_part
def find_row(s, table, registers, names, width, h):
    """The number of the row in the set, or -1 - its free slot."""
    slots, mask = load(s, S_WORDS), load(s, S_MASK)
    tag = h & -4294967296
    i = slot(h, load(s, S_SHIFT))
    while True:
        found = load(slots, i)
        if found == 0:
            return -1 - i
        if (found & -4294967296) == tag:
            row = (found & 0xFFFFFFFF) - 1
            same = True
            for c in range(width):
                if load32(load(table, T_COLUMNS + c), row) != load(registers, load(names, c)):
                    same = False
                    break
            if same:
                return row
        i = (i + 1) & mask


@kernel_part
def grow_words(f):
    """Moves the words of a hashed set to larger slots. f: the set as it was, the set as it will be."""
    old, new = load(f, 0), load(f, 1)
    before, after = load(old, S_WORDS), load(new, S_WORDS)
    mask, shift = load(new, S_MASK), load(new, S_SHIFT)
    for j in range(load(old, S_MASK) + 1):
        key = load(before, 2 * j)
        if key:
            i = slot(key, shift)
            while load(after, 2 * i):
                i = (i + 1) & mask
            store(after, 2 * i, key)
            store(after, 2 * i + 1, load(before, 2 * j + 1))
    return 0


@kernel_part
def fill_set(f):
    """Puts rows FROM..TO of a table into a set (0: set, 1: second set, 2: table, 3: from, 4: to, 5: width, 6: columns 0, 1, ..,
    7: the column that says which set, or -1). Gives the row at which the set must grow, or TO."""
    width, table, part = load(f, 5), load(f, 2), load(f, 7)
    to = load(f, 4)
    first, second = load(table, T_COLUMNS), load(table, T_COLUMNS + 1)
    for row in range(load(f, 3), to):
        s = load(f, 0)
        if width > 2:
            h = hash_row(table, load(f, 6), width, row)
            slots, mask = load(s, S_WORDS), load(s, S_MASK)
            if load(s, S_USED) >= load(s, S_LIMIT):
                return row
            i = slot(h, load(s, S_SHIFT))
            while load(slots, i):
                i = (i + 1) & mask
            store(slots, i, (h & -4294967296) | (row + 1))
            store(s, S_USED, load(s, S_USED) + 1)
        else:
            x = load32(first, row) if width == 2 else 0
            y = load32(second, row) if width == 2 else load32(first, row) if width == 1 else 0
            if part >= 0 and ((x if part == 0 else y) >> 6) & 1:
                s = load(f, 1)
            if put_pair(s, x, y) < 0:
                return row
    return to
