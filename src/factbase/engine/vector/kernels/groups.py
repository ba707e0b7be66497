"""Groups of rows with equal keys: sorted once, or chained in blocks that grow; and the hash that finds the group of a key."""
# The layout's words are the vocabulary here, and numba infers the types: every value is a 64-bit integer.
# ruff: noqa: F403, F405
# mypy: ignore-errors

from __future__ import annotations

from factbase.engine.vector.kernels.sets import hash_registers, hash_row
from factbase.engine.vector.kernels.words import kernel_part, load, load32, slot, store, store32
from factbase.engine.vector.layout import *

__all__ = ["chain", "find_group", "grow_groups", "make_groups", "sort_groups"]


@kernel_part
def sort_groups(f):
    """Rows by group (0: groups, 1: count, 2: starts, 3: rows): starts has two more places than there are groups, and is zero."""
    groups, count, starts, rows = load(f, 0), load(f, 1), load(f, 2), load(f, 3)
    size = load(f, 4)
    for row in range(count):
        g = load32(groups, row) + 2
        store32(starts, g, load32(starts, g) + 1)
    for g in range(2, size + 2):
        store32(starts, g, load32(starts, g) + load32(starts, g - 1))
    for row in range(count):
        g = load32(groups, row) + 1
        at = load32(starts, g)
        store32(rows, at, row)
        store32(starts, g, at + 1)
    return 0


@kernel_part
def same_key(index, table, row, other):
    for k in range(load(index, I_WIDTH)):
        column = load(table, T_COLUMNS + load(index, I_KEYS + k))
        if load32(column, row) != load32(column, other):
            return False
    return True


@kernel_part
def make_groups(f):
    """The group of each row by a hash of its key (0: index, 1: from, 2: to, 3: groups). Gives the row at which it must grow, or TO."""
    index = load(f, 0)
    table, slots, mask, shift = load(index, I_TABLE), load(index, I_SLOTS), load(index, I_MASK), load(index, I_SHIFT)
    first, keys, width = load(index, I_FIRST), index + 8 * I_KEYS, load(index, I_WIDTH)
    start, to, out = load(f, 1), load(f, 2), load(f, 3)
    for row in range(start, to):
        h = hash_row(table, keys, width, row)
        tag = h & -4294967296
        i = slot(h, shift)
        while True:
            found = load(slots, i)
            if found == 0:
                g = load(index, I_GROUPS)
                if g >= load(index, I_LIMIT):
                    return row
                store(index, I_GROUPS, g + 1)
                store32(first, g, row)
                store(slots, i, tag | (g + 1))
                break
            if (found & -4294967296) == tag:
                g = (found & 0xFFFFFFFF) - 1
                if same_key(index, table, load32(first, g), row):
                    break
            i = (i + 1) & mask
        store32(out, row - load(f, 4), g)
    return to


@kernel_part
def grow_groups(f):
    """Puts the groups of an index into its new, empty slots."""
    index = load(f, 0)
    table, slots, mask, shift = load(index, I_TABLE), load(index, I_SLOTS), load(index, I_MASK), load(index, I_SHIFT)
    for g in range(load(index, I_GROUPS)):
        h = hash_row(table, index + 8 * I_KEYS, load(index, I_WIDTH), load32(load(index, I_FIRST), g))
        i = slot(h, shift)
        while load(slots, i):
            i = (i + 1) & mask
        store(slots, i, (h & -4294967296) | (g + 1))
    return 0


@kernel_part
def chain(f):
    """Adds rows to the blocks of their groups, newest block first (0: index, 1: from, 2: to, 3: groups of FROM and on).
    A block is: the one before, how many it holds, how many it can hold, and the rows. Gives the row at which it must grow, or TO."""
    index = load(f, 0)
    tails, blocks, room = load(index, I_STARTS), load(index, I_ROWS), load(index, I_ROOM)
    used = load(index, I_USED)
    groups, start, to = load(f, 3), load(f, 1), load(f, 2)
    row = start
    while row < to:
        g = load32(groups, row - start)
        b = load32(tails, g)
        if b < 0 or load32(blocks, b + 1) == load32(blocks, b + 2):
            size = 1 if b < 0 else min(2 * load32(blocks, b + 2) + 3, 8189)
            if used + size + 3 > room:
                break
            store32(blocks, used, b)
            store32(blocks, used + 1, 0)
            store32(blocks, used + 2, size)
            store32(tails, g, used)
            b = used
            used += size + 3
        held = load32(blocks, b + 1)
        store32(blocks, b + 3 + held, row)
        store32(blocks, b + 1, held + 1)
        row += 1
    store(index, I_USED, used)
    return row


@kernel_part
def find_group(index, registers, names):
    """The group of the key in the registers, -1 where there is none."""
    if load(index, I_KIND) < HASHED:
        g = load(registers, load(names, 0))
        return g if g < load(index, I_SIZE) else -1
    width, table = load(index, I_WIDTH), load(index, I_TABLE)
    h = hash_registers(registers, names, width)
    tag = h & -4294967296
    slots, mask = load(index, I_SLOTS), load(index, I_MASK)
    i = slot(h, load(index, I_SHIFT))
    while True:
        found = load(slots, i)
        if found == 0:
            return -1
        if (found & -4294967296) == tag:
            g = (found & 0xFFFFFFFF) - 1
            row = load32(load(index, I_FIRST), g)
            same = True
            for k in range(width):
                if load32(load(table, T_COLUMNS + load(index, I_KEYS + k)), row) != load(registers, load(names, k)):
                    same = False
                    break
            if same:
                return g
        i = (i + 1) & mask
