"""Batches of bindings: how a scan or probe makes the next one, and what a batch keeps of itself."""
# The layout's words are the vocabulary here, and numba infers the types: every value is a 64-bit integer.
# ruff: noqa: F403, F405
# mypy: ignore-errors

from __future__ import annotations

from factbase.engine.vector.kernels.groups import find_groups
from factbase.engine.vector.kernels.words import item, kernel_part, load, load32, prefetch, store, store32
from factbase.engine.vector.layout import *

__all__ = ["compact", "gather", "make_batch", "open_cursors"]

FAR = 1 << 14  # rows of a table, from which on caches may not hold an index
FEW = 4  # rows that are written for any binding: the next one overwrites what was too much


@kernel_part
def gather(source, places, out, count):
    """Copies what stands at some places of a column, in their order."""
    if source & NARROW:
        for j in range(count):
            store32(out, j, item(source, load32(places, j)))
    else:
        for j in range(count):
            store32(out, j, load32(source, load32(places, j)))


@kernel_part
def compact(o, count):
    """Leaves the kept places in every column of an operation's batch."""
    if count == load(load(o, O_IN), 0):
        return
    columns, kept = load(o, O_COLUMNS), load(o, O_KEPT)
    for c in range(load(o, O_COLUMN_COUNT)):
        column = load(columns, c)
        gather(column, kept, column, count)
    store(load(o, O_IN), 0, count)


@kernel_part
def open_cursors(o):
    """Puts a cursor before the rows of each binding."""
    count = load(load(o, O_IN), 0)
    ats, ends, afters = load(o, O_AT), load(o, O_END), load(o, O_AFTER)
    table, upto = load(o, O_TABLE), load(o, O_UPTO)
    limit = load(table, T_OLD) if upto == OLD else load(table, T_SEEN)
    if load(o, O_KIND) == SCAN:
        first = load(table, T_OLD) if upto == DELTA else 0
        for k in range(count):
            store32(ats, k, first)
            store32(ends, k, limit)
            store32(afters, k, -1)
    else:
        index = load(o, O_INDEX)
        find_groups(index, load(o, O_KEYS), count, load(o, O_HASHES), ats)
        starts, rows = load(index, I_STARTS), load(index, I_ROWS)
        if load(index, I_KIND) & CHAINED:
            for k in range(count):
                g = load32(ats, k)
                b = load32(starts, g) if g >= 0 else -1
                store32(ats, k, b)
                prefetch(rows + 4 * (b if b >= 0 else 0))
            for k in range(count):
                b = load32(ats, k)
                while b >= 0 and load32(rows, b + 3) >= limit:  # all its rows are too new
                    b = load32(rows, b)
                at = end = 0
                after = -1
                if b >= 0:
                    at, end, after = b + 3, b + 3 + load32(rows, b + 1), load32(rows, b)
                    while load32(rows, end - 1) >= limit:
                        end -= 1
                store32(ats, k, at)
                store32(ends, k, end)
                store32(afters, k, after)
        else:
            for k in range(count):
                g = load32(ats, k)
                at = load32(starts, g) if g >= 0 else 0
                store32(ats, k, at)
                store32(ends, k, load32(starts, g + 1) if g >= 0 else 0)
                store32(afters, k, -1)
            if limit > FAR:
                ask_for_rows(o, ats, count)
    if load(o, O_FIRST) and load(o, O_CHECK_COUNT) == 0:  # one row is enough
        for k in range(count):
            at = load32(ats, k)
            if at < load32(ends, k):
                store32(ends, k, at + 1)
            store32(afters, k, -1)
    store(o, O_K, 0)
    store(o, O_POSITION, load32(ats, 0) if count else 0)


@kernel_part
def ask_for_rows(o, ats, count):
    """Asks for what is read at the cursors of a sorted index itself."""
    places = load(o, O_PLACES)
    for c in range(load(o, O_GATHER_COUNT)):
        of = load(o, O_GATHERS) + 24 * c
        if load(of, 1) == places:
            source = load(load(of, 0), 0)
            size = 2 if source & NARROW else 4
            for k in range(count):
                prefetch(source + size * load32(ats, k))


@kernel_part
def make_batch(o, batch):
    """The next bindings, at most a batch; O_K is the number of bindings at the end. Gives how many rows it looked at."""
    bindings, places = load(o, O_BINDINGS), load(o, O_PLACES)
    ats, ends, afters = load(o, O_AT), load(o, O_END), load(o, O_AFTER)
    k, at, count = load(o, O_K), load(o, O_POSITION), load(load(o, O_IN), 0)
    rows = load(load(o, O_INDEX), I_ROWS) if load(o, O_KIND) == PROBE else 0
    made = 0
    while k < count:
        end = load32(ends, k)
        more = min(end - at, batch - made)
        if more <= FEW:
            for i in range(FEW):
                store32(bindings, made + i, k)
                store32(places, made + i, at + i)
        else:
            for i in range(more):
                store32(bindings, made + i, k)
                store32(places, made + i, at + i)
        made += more
        at += more
        if at < end:
            break
        b = load32(afters, k)
        if b >= 0:
            at = b + 3
            store32(ends, k, at + load32(rows, b + 1))
            store32(afters, k, load32(rows, b))
            continue
        k += 1
        at = load32(ats, k)
    store(o, O_K, k)
    store(o, O_POSITION, at)
    gathers = load(o, O_GATHERS)
    for c in range(load(o, O_GATHER_COUNT)):
        of = gathers + 24 * c
        gather(load(load(of, 0), 0), load(of, 1), load(of, 2), made)
    store(load(o, O_OUT), 0, made)
    if load(o, O_CHECK_COUNT) and made:
        check(o, made)
    return made


@kernel_part
def check(o, made):
    """Leaves the rows that agree with their bindings in every column."""
    kept, checks, columns = load(o, O_KEPT), load(o, O_CHECKS), load(o, O_COLUMNS)
    for c in range(load(o, O_CHECK_COUNT)):
        of = checks + 24 * c
        source, places, column = load(load(of, 0), 0), load(of, 1), load(of, 2)
        n = 0
        for j in range(made):
            store32(kept, n, j)
            n += item(source, load32(places, j)) == load32(column, j)
        if n < made:
            for i in range(load(o, O_COLUMN_COUNT)):
                gather(load(columns, i), kept, load(columns, i), n)
            made = n
    if load(o, O_FIRST) and made:  # it is the first operation, of one binding
        made = 1
        store(o, O_K, load(load(o, O_IN), 0))
    store(load(o, O_OUT), 0, made)
