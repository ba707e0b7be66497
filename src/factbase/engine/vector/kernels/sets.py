"""Sets of rows: pairs as bits of hashed or dense words, wider rows as hashed row numbers; and how these grow.

Batches go through a set twice: once to ask for the memory of each row's place, once to look.
"""
# The layout's words are the vocabulary here, and numba infers the types: every value is a 64-bit integer.
# ruff: noqa: F403, F405
# mypy: ignore-errors

from __future__ import annotations

from factbase.engine.vector.kernels.words import (
    hash_columns,
    item,
    kernel_part,
    load,
    load32,
    place,
    prefetch,
    slot,
    store,
    store16,
    store32,
)
from factbase.engine.vector.layout import *

__all__ = ["fill_set", "grow_words", "has_pairs", "has_rows", "put_pairs", "put_rows", "share_words"]

NEAR = 1 << 16  # words of a set that caches hold anyway
AHEAD = 1024  # rows


@kernel_part
def ask_pairs(s, xs, ys, start, to):
    """Asks for the words in which the pairs of two columns stand."""
    words, mask, shift = load(s, S_WORDS), load(s, S_MASK), load(s, S_SHIFT)
    if load(s, S_KIND) == BITMAP:
        if mask * load(s, S_LIMIT) > NEAR:
            for j in range(start, to):
                prefetch(words + 8 * (load32(xs, j) * mask + (load32(ys, j) >> 6)))
    elif mask > NEAR and load(s, S_KIND) == PAIRS:
        for j in range(start, to):
            prefetch(words + 8 * place(((load32(xs, j) << 32) | load32(ys, j)) + 1, mask + 1))
    elif mask > NEAR:
        for j in range(start, to):
            prefetch(words + 16 * slot(((load32(xs, j) << 32) | (load32(ys, j) >> 6)) + 1, shift))


@kernel_part
def find_pair(words, last, key):
    """The slot of a pair, or the free one where it would stand; `last` is the last of all slots."""
    i = place(key, last + 1)
    entry = load(words, i)
    while entry != key and entry != 0:
        i = i + 1 if i < last else 0
        entry = load(words, i)
    return i


@kernel_part
def share_words(f):
    """How many words of a bitmap a row comes to, in 65,536ths, by a sample (0: set of pairs, 1: table, 2: rows, 3: every which one)."""
    s, table = load(f, 0), load(f, 1)
    words, mask = load(s, S_WORDS), load(s, S_MASK)
    row = total = count = 0
    while row < load(f, 2):
        x, y = item(load(table, T_COLUMNS), row), item(load(table, T_COLUMNS + 1), row)
        same = 0
        for other in range(y & -64, (y & -64) + 64):
            same += load(words, find_pair(words, mask, ((x << 32) | other) + 1)) != 0
        total += 65536 // same
        count += 1
        row += load(f, 3)
    return total // count if count else 65536


@kernel_part
def put_pairs(s, xs, ys, start, to, fresh):
    """Puts pairs in: `fresh` gets the places of the new ones, FRESH of the set their count. Gives TO, or where it must grow."""
    words, mask, shift = load(s, S_WORDS), load(s, S_MASK), load(s, S_SHIFT)
    limit, used = load(s, S_LIMIT), load(s, S_USED)
    count = 0
    j = start
    if load(s, S_KIND) == BITMAP:
        while j < to:
            x, y = load32(xs, j), load32(ys, j)
            if (y >> 6) >= mask or x >= limit:
                break
            at = x * mask + (y >> 6)
            word, bit = load(words, at), 1 << (y & 63)
            store(words, at, word | bit)
            store32(fresh, count, j)
            count += 0 if word & bit else 1
            j += 1
    elif load(s, S_KIND) == PAIRS:
        while j < to:
            key = ((load32(xs, j) << 32) | load32(ys, j)) + 1
            i = find_pair(words, mask, key)
            if load(words, i) == 0:
                if used >= limit:
                    break
                used += 1
                store(words, i, key)
                store32(fresh, count, j)
                count += 1
            j += 1
        store(s, S_USED, used)
    else:
        while j < to:
            y = load32(ys, j)
            key, bit = ((load32(xs, j) << 32) | (y >> 6)) + 1, 1 << (y & 63)
            i = slot(key, shift)
            entry = load(words, 2 * i)
            while entry != key and entry != 0:
                i = (i + 1) & mask
                entry = load(words, 2 * i)
            if entry == 0:
                if used >= limit:
                    break
                used += 1
                store(words, 2 * i, key)
            word = load(words, 2 * i + 1)
            store(words, 2 * i + 1, word | bit)
            store32(fresh, count, j)
            count += 0 if word & bit else 1
            j += 1
        store(s, S_USED, used)
    store(s, S_FRESH, count)
    return j


@kernel_part
def has_pairs(s, xs, ys, count, wanted, kept):
    """The places of the pairs that the set has, or has not; how many."""
    words, mask, shift, limit = load(s, S_WORDS), load(s, S_MASK), load(s, S_SHIFT), load(s, S_LIMIT)
    kind = load(s, S_KIND)
    n = 0
    for j in range(count):
        x, y = load32(xs, j), load32(ys, j)
        word = 0
        if kind == PAIRS:
            word = -1 if load(words, find_pair(words, mask, ((x << 32) | y) + 1)) else 0
        elif kind == BITMAP:
            if (y >> 6) < mask and x < limit:
                word = load(words, x * mask + (y >> 6))
        else:
            key = ((x << 32) | (y >> 6)) + 1
            i = slot(key, shift)
            entry = load(words, 2 * i)
            while entry != key and entry != 0:
                i = (i + 1) & mask
                entry = load(words, 2 * i)
            word = load(words, 2 * i + 1)
        store32(kept, n, j)
        n += ((word >> (y & 63)) & 1) == wanted
    return n


@kernel_part
def ask_rows(s, hashes, count):
    slots, shift = load(s, S_WORDS), load(s, S_SHIFT)
    if load(s, S_MASK) > NEAR:
        for j in range(count):
            prefetch(slots + 8 * slot(load(hashes, j), shift))


@kernel_part
def find_row(s, table, columns, width, j, h):
    """The number of a row of some columns in the set, or -1 - its free slot."""
    slots, mask = load(s, S_WORDS), load(s, S_MASK)
    tag = h & -4294967296
    i = slot(h, load(s, S_SHIFT))
    while True:
        entry = load(slots, i)
        if entry == 0:
            return -1 - i
        if (entry & -4294967296) == tag:
            row = (entry & 0xFFFFFFFF) - 1
            same = True
            for c in range(width):
                if item(load(table, T_COLUMNS + c), row) != load32(load(columns, c), j):
                    same = False
                    break
            if same:
                return row
        i = (i + 1) & mask


@kernel_part
def put_item(column, row, value):
    if column & NARROW:
        store16(column - NARROW, row, value)
    else:
        store32(column, row, value)


@kernel_part
def put_rows(s, table, columns, width, hashes, start, to, fresh):
    """As `put_pairs`, of wider rows, of which each new one is written to the table at once: later ones are compared with it."""
    slots, limit, used, n = load(s, S_WORDS), load(s, S_LIMIT), load(s, S_USED), load(table, T_ROWS)
    count = 0
    j = start
    hash_columns(columns, width, start, to, hashes)
    ask_rows(s, hashes, to - start)
    while j < to and used < limit:
        h = load(hashes, j - start)
        i = find_row(s, table, columns, width, j, h)
        if i < 0:
            for c in range(width):
                put_item(load(table, T_COLUMNS + c), n + count, load32(load(columns, c), j))
            store(slots, -1 - i, (h & -4294967296) | (n + count + 1))
            used += 1
            store32(fresh, count, j)
            count += 1
        j += 1
    store(s, S_USED, used)
    store(s, S_FRESH, count)
    return j


@kernel_part
def has_rows(s, table, columns, width, hashes, count, wanted, kept):
    """As `has_pairs`, of wider rows."""
    n = 0
    hash_columns(columns, width, 0, count, hashes)
    ask_rows(s, hashes, count)
    for j in range(count):
        store32(kept, n, j)
        n += (find_row(s, table, columns, width, j, load(hashes, j)) >= 0) == (wanted != 0)
    return n


@kernel_part
def grow_words(f):
    """Moves the words of a hashed set to larger slots. f: the set as it was, the set as it will be."""
    old, new = load(f, 0), load(f, 1)
    before, after = load(old, S_WORDS), load(new, S_WORDS)
    mask, shift = load(new, S_MASK), load(new, S_SHIFT)
    size = load(old, S_MASK) + 1
    start = 0
    while start < size:
        to = min(start + AHEAD, size)
        if mask > NEAR:
            for j in range(start, to):
                prefetch(after + 16 * slot(load(before, 2 * j), shift))
        for j in range(start, to):
            key = load(before, 2 * j)
            if key:
                i = slot(key, shift)
                while load(after, 2 * i):
                    i = (i + 1) & mask
                store(after, 2 * i, key)
                store(after, 2 * i + 1, load(before, 2 * j + 1))
        start = to
    return 0


@kernel_part
def part(column, start, to, room):
    """Where numbers of 32 bits stand that are those of some rows of a column: there, or in the room for them."""
    if column & NARROW:
        for row in range(start, to):
            store32(room, row - start, item(column, row))
        return room
    return column + 4 * start


@kernel_part
def fill_set(f):
    """Puts rows FROM..TO of a table into a set (0: set, 1: table, 2: from, 3: to, 4: width, 5: a column of zeros, 6: room for
    places, 7: for hashes). Gives the row at which the set must grow, or TO."""
    s, table, row, to, width, zeros = load(f, 0), load(f, 1), load(f, 2), load(f, 3), load(f, 4), load(f, 5)
    places, hashes = load(f, 6), load(f, 7)
    while row < to:
        end = min(row + AHEAD, to)
        if width > 2:
            slots, mask, shift = load(s, S_WORDS), load(s, S_MASK), load(s, S_SHIFT)
            if load(s, S_USED) + end - row > load(s, S_LIMIT):
                return row
            hash_columns(table + 8 * T_COLUMNS, width, row, end, hashes)
            ask_rows(s, hashes, end - row)
            for j in range(row, end):
                h = load(hashes, j - row)
                i = slot(h, shift)
                while load(slots, i):
                    i = (i + 1) & mask
                store(slots, i, (h & -4294967296) | (j + 1))
            store(s, S_USED, load(s, S_USED) + end - row)
        else:
            xs = part(load(table, T_COLUMNS), row, end, hashes) if width == 2 else zeros
            ys = part(load(table, T_COLUMNS + width - 1), row, end, hashes + 4 * AHEAD) if width else zeros
            ask_pairs(s, xs, ys, 0, end - row)
            done = put_pairs(s, xs, ys, 0, end - row, places)
            if done < end - row:
                return row + done
        row = end
    return to
