"""Cursors over the rows of a scan or probe, and the comparison of two values by their places."""
# The layout's words are the vocabulary here, and numba infers the types: every value is a 64-bit integer.
# ruff: noqa: F403, F405
# mypy: ignore-errors

from __future__ import annotations

from factbase.engine.vector.kernels.groups import find_group
from factbase.engine.vector.kernels.words import kernel_part, load, load8, load32, store
from factbase.engine.vector.layout import *

__all__ = ["advance", "compare", "limit_of", "open_cursor"]


@kernel_part
def open_cursor(o, registers):
    """Puts the cursor of a scan or probe before its first row; False where there is none."""
    table = load(o, O_TABLE)
    upto = load(o, O_UPTO)
    if load(o, O_KIND) == SCAN:
        store(o, O_AT, load(table, T_OLD) if upto == DELTA else 0)
        end = load(table, T_OLD) if upto == OLD else load(table, T_SEEN)
        store(o, O_END, end)
        store(o, O_NEXT, -1)
        return load(o, O_AT) < end
    index = load(o, O_INDEX)
    g = find_group(index, registers, load(o, O_KEYS))
    if g < 0:
        return False
    if load(index, I_KIND) & CHAINED:
        b = load32(load(index, I_STARTS), g)
        if b < 0:
            return False
        blocks = load(index, I_ROWS)
        store(o, O_AT, b + 3)
        store(o, O_END, b + 3 + load32(blocks, b + 1))
        store(o, O_NEXT, load32(blocks, b))
        return True
    at, end = load32(load(index, I_STARTS), g), load32(load(index, I_STARTS), g + 1)
    store(o, O_AT, at)
    store(o, O_END, end)
    store(o, O_NEXT, -1)
    return at < end


@kernel_part
def limit_of(o):
    table = load(o, O_TABLE)
    return load(table, T_OLD) if load(o, O_UPTO) == OLD else load(table, T_SEEN)


@kernel_part
def advance(o, registers):
    """Binds the next row of the cursor that agrees with what is bound; False where there is none."""
    at, end, after = load(o, O_AT), load(o, O_END), load(o, O_NEXT)
    table, index, probe = load(o, O_TABLE), load(o, O_INDEX), load(o, O_KIND) == PROBE
    rows = load(index, I_ROWS) if probe else 0
    limit = limit_of(o)
    binds, bind_count = load(o, O_BINDS), load(o, O_BIND_COUNT)
    checks, check_count = load(o, O_CHECKS), load(o, O_CHECK_COUNT)
    while True:
        if at == end:
            if after < 0:
                store(o, O_AT, at)
                store(o, O_NEXT, -1)
                return False
            at = after + 3
            end = at + load32(rows, after + 1)
            after = load32(rows, after)
            store(o, O_END, end)
            store(o, O_NEXT, after)
            continue
        row = load32(rows, at) if probe else at
        at += 1
        if row >= limit:
            continue
        for k in range(bind_count):
            store(registers, load(binds, 2 * k + 1), load32(load(table, T_COLUMNS + load(binds, 2 * k)), row))
        same = True
        for k in range(check_count):
            if load32(load(table, T_COLUMNS + load(checks, 2 * k)), row) != load(registers, load(checks, 2 * k + 1)):
                same = False
                break
        if same:
            store(registers, load(o, O_ROW), row)
            if load(o, O_FIRST):
                store(o, O_AT, end)
                store(o, O_END, end)
                store(o, O_NEXT, -1)
            else:
                store(o, O_AT, at)
            return True


@kernel_part
def compare(o, registers):
    a, b = load(registers, load(o, C_LEFT)), load(registers, load(o, C_RIGHT))
    op = load(o, C_OP)
    order = load(o, C_ORDER)
    classes, places = load(order, 0), load(order, 1)
    ka, kb = load8(classes, a), load8(classes, b)
    if ka == 0 or kb == 0:
        return False  # a `?` compares with nothing
    if ka != kb:
        return op == 1
    x, y = load(places, a), load(places, b)
    if op == 0:
        return x == y
    if op == 1:
        return x != y
    if op == 2:
        return x < y
    if op == 3:
        return x <= y
    if op == 4:
        return x > y
    return x >= y
