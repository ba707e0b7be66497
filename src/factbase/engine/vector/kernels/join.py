"""The join: batches of bindings pass through the operations of a frame, and new rows are written with their parents.

So neither duplicates nor intermediate results are ever stored, nothing is compiled for a rule (the frame is the rule), and what
waits for memory waits for a whole batch at once.
"""
# The layout's words are the vocabulary here, and numba infers the types: every value is a 64-bit integer.
# ruff: noqa: F403, F405
# mypy: ignore-errors

from __future__ import annotations

from factbase.engine.vector.kernels.batch import gather, make_batch, open_cursors
from factbase.engine.vector.kernels.filters import filtered
from factbase.engine.vector.kernels.sets import ask_pairs, put_pairs, put_rows
from factbase.engine.vector.kernels.words import kernel_part, load, load32, store, store16, store32
from factbase.engine.vector.layout import *

__all__ = ["run"]


@kernel_part
def append(source, places, column, row, count):
    """Copies what stands at some places to a column of a table, from a row on."""
    if column & NARROW:
        for j in range(count):
            store16(column - NARROW, row + j, load32(source, load32(places, j)))
    else:
        gather(source, places, column + 4 * row, count)


@kernel_part
def emit(e):
    """Writes the rows of a batch that are not known: DONE, NEEDS_ROWS or NEEDS_SET."""
    table, width, s = load(e, O_TABLE), load(e, E_WIDTH), load(e, E_SET)
    columns, fresh, count = load(e, O_KEYS), load(e, O_KEPT), load(load(e, O_IN), 0)
    start = load(e, E_AT)
    n = load(table, T_ROWS)
    to = min(count, start + load(table, T_ROOM) - n)
    if width > 2:
        done = put_rows(s, table, columns, width, load(e, O_HASHES), start, to, fresh)
    else:
        ask_pairs(s, load(columns, 0), load(columns, 1), start, to)
        done = put_pairs(s, load(columns, 0), load(columns, 1), start, to, fresh)
    more = load(s, S_FRESH)
    if width <= 2:
        for c in range(width):
            append(load(columns, 2 - width + c), fresh, load(table, T_COLUMNS + c), n, more)
    parents = load(e, E_PARENTS)
    for k in range(load(e, E_PARENT_COUNT)):
        source, places, out = (
            load(load(parents, 2 * k), 0),
            load(parents, 2 * k + 1),
            load(table, T_COLUMNS + width + k),
        )
        if places:
            for j in range(more):
                store32(out, n + j, load32(source, load32(places, load32(fresh, j))))
        else:
            gather(source, fresh, out + 4 * n, more)
    store(table, T_ROWS, n + more)
    store(e, E_AT, done)
    if done == count:
        store(e, E_AT, 0)
        return DONE
    return NEEDS_SET if done < to else NEEDS_ROWS


@kernel_part
def output(e):
    """Writes a batch: DONE or NEEDS_ROWS."""
    table, columns, count = load(e, O_TABLE), load(e, O_KEYS), load(load(e, O_IN), 0)
    n, start = load(table, T_ROWS), load(e, E_AT)
    to = min(count, start + load(table, T_ROOM) - n)
    for c in range(load(e, E_WIDTH)):
        out, column = load(table, T_COLUMNS + c), load(columns, c)
        for j in range(start, to):
            store32(out, n + j - start, load32(column, j))
    store(table, T_ROWS, n + to - start)
    store(e, E_AT, to)
    if to == count:
        store(e, E_AT, 0)
        return DONE
    return NEEDS_ROWS


@kernel_part
def run(f):
    """Runs a frame until it is done, its budget is spent, or something must grow; then it can be run on."""
    level, forward, budget, batch = load(f, F_LEVEL), load(f, F_FORWARD), load(f, F_BUDGET), load(f, F_BATCH)
    fills = load(f, F_FILLS)
    for k in range(load(f, F_FILL_COUNT)):
        for j in range(batch):
            store32(load(fills, 2 * k + 1), j, load(fills, 2 * k))
    status = DONE
    while level >= 0:
        o = load(f, F_OPS + level)
        kind = load(o, O_KIND)
        if kind <= PROBE:
            if forward:
                open_cursors(o)
                forward = 0
            if load(o, O_K) >= load(load(o, O_IN), 0):
                level -= 1
                continue
            if budget < 0:
                status = PAUSED
                break
            budget -= make_batch(o, batch) + load(load(o, O_IN), 0)
            if load(load(o, O_OUT), 0):
                level += 1
                forward = 1
        elif kind >= EMIT:
            status = emit(o) if kind == EMIT else output(o)
            if status != DONE:
                break
            level -= 1
            forward = 0
        elif forward and filtered(o):
            level += 1
        else:
            level -= 1
            forward = 0
    store(f, F_LEVEL, level)
    store(f, F_FORWARD, forward)
    store(f, F_BUDGET, budget)
    return status
