"""Groups of rows with equal keys: sorted once, or chained in blocks that grow; and the hash that finds the group of a key."""
# The layout's words are the vocabulary here, and numba infers the types: every value is a 64-bit integer.
# ruff: noqa: F403, F405
# mypy: ignore-errors

from __future__ import annotations

from factbase.engine.vector.kernels.words import (
    hash_columns,
    item,
    kernel_part,
    load,
    load8,
    load32,
    prefetch,
    slot,
    store,
    store32,
)
from factbase.engine.vector.layout import *

__all__ = ["chain", "find_groups", "grow_groups", "make_groups", "sort_groups"]

NEAR = 1 << 16  # slots that caches hold anyway
AHEAD = 1024  # rows


@kernel_part
def sort_groups(f):
    """Rows by group (0: groups, 1: count, 2: starts, 3: rows or 0, 4: how many groups, 5: pairs of a column and of where it stands in the
    same order, 6: how many of these). Starts has two more places than there are groups, and is zero."""
    groups, count, starts, rows = load(f, 0), load(f, 1), load(f, 2), load(f, 3)
    size, columns, width = load(f, 4), load(f, 5), load(f, 6)
    for row in range(count):
        g = item(groups, row) + 2
        store32(starts, g, load32(starts, g) + 1)
    for g in range(2, size + 2):
        store32(starts, g, load32(starts, g) + load32(starts, g - 1))
    for row in range(count):
        g = item(groups, row) + 1
        at = load32(starts, g)
        if rows:
            store32(rows, at, row)
        store32(starts, g, at + 1)
        for c in range(width):
            store32(load(columns, 2 * c + 1), at, item(load(columns, 2 * c), row))
    return 0


@kernel_part
def same_key(index, table, row, other):
    for k in range(load(index, I_WIDTH)):
        column = load(table, T_COLUMNS + load(index, I_KEYS + k))
        if item(column, row) != item(column, other):
            return False
    return True


@kernel_part
def make_groups(f):
    """The group of each row by a hash of its key (0: index, 1: from, 2: to, 3: groups, 4: row of the first of these, 5: the columns of
    the key, 6: room for hashes). Gives the row at which it must grow, or TO."""
    index, row, to, out, first_row, columns, hashes = (
        load(f, 0),
        load(f, 1),
        load(f, 2),
        load(f, 3),
        load(f, 4),
        load(f, 5),
        load(f, 6),
    )
    table, slots, mask, shift = load(index, I_TABLE), load(index, I_SLOTS), load(index, I_MASK), load(index, I_SHIFT)
    first, width = load(index, I_FIRST), load(index, I_WIDTH)
    while row < to:
        start, end = row, min(row + AHEAD, to)
        hash_columns(columns, width, start, end, hashes)
        if mask > NEAR:
            for j in range(end - start):
                prefetch(slots + 8 * slot(load(hashes, j), shift))
        while row < end:
            h = load(hashes, row - start)
            tag = h & -4294967296
            i = slot(h, shift)
            while True:
                entry = load(slots, i)
                if entry == 0:
                    g = load(index, I_GROUPS)
                    if g >= load(index, I_LIMIT):
                        return row
                    store(index, I_GROUPS, g + 1)
                    store32(first, g, row)
                    store(slots, i, tag | (g + 1))
                    break
                if (entry & -4294967296) == tag:
                    g = (entry & 0xFFFFFFFF) - 1
                    if same_key(index, table, load32(first, g), row):
                        break
                i = (i + 1) & mask
            store32(out, row - first_row, g)
            row += 1
    return to


@kernel_part
def grow_groups(f):
    """Puts the groups of an index into its new, empty slots."""
    index = load(f, 0)
    table, slots, mask, shift = load(index, I_TABLE), load(index, I_SLOTS), load(index, I_MASK), load(index, I_SHIFT)
    for g in range(load(index, I_GROUPS)):
        row, h = load32(load(index, I_FIRST), g), 1
        for k in range(load(index, I_WIDTH)):  # as `hash_columns`
            h = slot(h ^ item(load(table, T_COLUMNS + load(index, I_KEYS + k)), row), 0)
            h ^= (h >> 29) & 0x7FFFFFFFF
        i = slot(h, shift)
        while load(slots, i):
            i = (i + 1) & mask
        store(slots, i, (h & -4294967296) | (g + 1))
    return 0


@kernel_part
def chain(f):
    """Adds rows to the blocks of their groups, newest block first (0: index, 1: from, 2: to, 3: groups, 4: a column and 5, 6: for how
    many of its values, and for each, whether its rows are wanted; or 4: 0; 7: the row of the first group).
    A block is: the one before, how many it holds, how many it can hold, and the rows. Gives the row at which it must grow, or TO."""
    index = load(f, 0)
    tails, blocks, room = load(index, I_STARTS), load(index, I_ROWS), load(index, I_ROOM)
    used = load(index, I_USED)
    groups, start, to = load(f, 3), load(f, 1), load(f, 2)
    column, size, wanted, first = load(f, 4), load(f, 5), load(f, 6), load(f, 7)
    row = start
    while row < to:
        if column:
            value = item(column, row)
            if value >= size or load8(wanted, value) == 0:
                row += 1
                continue
        g = item(groups, row - first)
        b = load32(tails, g)
        if b < 0 or load32(blocks, b + 1) == load32(blocks, b + 2):
            places = 1 if b < 0 else min(2 * load32(blocks, b + 2) + 3, 8189)
            if used + places + 3 > room:
                break
            store32(blocks, used, b)
            store32(blocks, used + 1, 0)
            store32(blocks, used + 2, places)
            store32(tails, g, used)
            b = used
            used += places + 3
        held = load32(blocks, b + 1)
        store32(blocks, b + 3 + held, row)
        store32(blocks, b + 1, held + 1)
        row += 1
    store(index, I_USED, used)
    return row


@kernel_part
def find_groups(index, keys, count, hashes, groups):
    """The group of each key of some columns, -1 where there is none."""
    if load(index, I_KIND) < HASHED:
        key, size = load(keys, 0), load(index, I_SIZE)
        for j in range(count):
            g = load32(key, j)
            store32(groups, j, g if g < size else -1)
        return
    width, table = load(index, I_WIDTH), load(index, I_TABLE)
    slots, mask, shift, first = load(index, I_SLOTS), load(index, I_MASK), load(index, I_SHIFT), load(index, I_FIRST)
    hash_columns(keys, width, 0, count, hashes)
    if mask > NEAR:
        for j in range(count):
            prefetch(slots + 8 * slot(load(hashes, j), shift))
    for j in range(count):
        h = load(hashes, j)
        tag = h & -4294967296
        i = slot(h, shift)
        group = -1
        while True:
            there = load(slots, i)
            if there == 0:
                break
            if (there & -4294967296) == tag:
                g = (there & 0xFFFFFFFF) - 1
                row = load32(first, g)
                same = True
                for k in range(width):
                    column = load(table, T_COLUMNS + load(index, I_KEYS + k))
                    if item(column, row) != load32(load(keys, k), j):
                        same = False
                        break
                if same:
                    group = g
                    break
            i = (i + 1) & mask
        store32(groups, j, group)
