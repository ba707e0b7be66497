"""Filters: what a batch keeps of its bindings after an absence, a look into a set, a comparison, or the value of an aggregate."""
# The layout's words are the vocabulary here, and numba infers the types: every value is a 64-bit integer.
# ruff: noqa: F403, F405
# mypy: ignore-errors

from __future__ import annotations

from factbase.engine.vector.kernels.batch import compact
from factbase.engine.vector.kernels.groups import find_groups
from factbase.engine.vector.kernels.sets import ask_pairs, has_pairs, has_rows
from factbase.engine.vector.kernels.words import item, kernel_part, load, load8, load32, slot, store32
from factbase.engine.vector.layout import *

__all__ = ["filtered"]


@kernel_part
def after(order, a, b):
    """More than 0 where a text comes after another that begins alike, less where it comes before."""
    letters, starts, sizes = load(order, W_LETTERS), load(order, W_STARTS), load(order, W_SIZES)
    x, y = letters + load(starts, a), letters + load(starts, b)
    more = load32(sizes, a) - load32(sizes, b)
    size = load32(sizes, b) if more > 0 else load32(sizes, a)
    for i in range(min(size, PREFIX), size):
        p, q = load8(x, i) & 255, load8(y, i) & 255
        if p != q:
            return p - q
    return more


@kernel_part
def compared(o, count, kept):
    """By the places of values of one class, of texts that begin alike by the rest; a `?` compares with nothing."""
    left, right, op = load(o, C_LEFT), load(o, C_RIGHT), load(o, C_OP)
    order = load(o, C_ORDER)
    classes, places = load(order, W_CLASSES), load(order, W_PLACES)
    n = 0
    for j in range(count):
        a, b = load32(left, j), load32(right, j)
        ka, kb = load8(classes, a), load8(classes, b)
        x, y = load(places, a), load(places, b)
        if ka == 0 or kb == 0:
            holds = False
        elif ka != kb:
            holds = op == 1
        elif op == 0:
            holds = x == y if ka == 4 else a == b  # dates are of one day; 1 and 1.0 are of one size, and two values
        elif op == 1:
            holds = x != y if ka == 4 else a != b
        else:
            if x == y and a != b and (ka == 2 or ka == 3):
                x, y = after(order, a, b), 0
            if op == 2:
                holds = x < y
            elif op == 3:
                holds = x <= y
            elif op == 4:
                holds = x > y
            else:
                holds = x >= y
        store32(kept, n, j)
        n += holds
    return n


@kernel_part
def known(o, count, kept):
    left, classes = load(o, C_LEFT), load(load(o, C_ORDER), 0)
    n = 0
    for j in range(count):
        store32(kept, n, j)
        n += load8(classes, load32(left, j)) != 0
    return n


@kernel_part
def absent(o, count, kept):
    index, groups = load(o, O_INDEX), load(o, O_GROUPS)
    find_groups(index, load(o, O_KEYS), count, load(o, O_HASHES), groups)
    starts = load(index, I_STARTS)
    n = 0
    for j in range(count):
        g = load32(groups, j)
        store32(kept, n, j)
        n += g < 0 or load32(starts, g) == load32(starts, g + 1)
    return n


@kernel_part
def valued(o, count, kept):
    """Writes the value of each key's aggregate, or compares with it."""
    index, groups = load(o, O_INDEX), load(o, O_GROUPS)
    find_groups(index, load(o, O_KEYS), count, load(o, O_HASHES), groups)
    starts, rows = load(index, I_STARTS), load(index, I_ROWS)
    column, result = load(load(o, O_TABLE), T_COLUMNS + load(o, V_COLUMN)), load(o, V_RESULT)
    n = 0
    for j in range(count):
        g = load32(groups, j)
        value = load(o, V_DEFAULT)
        if g >= 0 and load32(starts, g) < load32(starts, g + 1):
            row = load32(starts, g)
            value = item(column, load32(rows, row) if rows else row)
        store32(kept, n, j)
        if load(o, V_BOUND):
            n += value >= 0 and value == load32(result, j)
        else:
            store32(result, j, value)
            n += value >= 0
    return n


@kernel_part
def parted(o, count, kept):
    """By a hash of the higher bits of values."""
    column, shift, number, of = load(o, P_COLUMN), load(o, P_SHIFT), load(o, P_NUMBER), load(o, P_OF)
    n = 0
    for j in range(count):
        store32(kept, n, j)
        n += (slot(load32(column, j) >> shift, 32) * of) >> 32 == number
    return n


@kernel_part
def filtered(o):
    """Leaves the bindings of the batch for which an operation holds; False where there are none."""
    kind, count, kept = load(o, O_KIND), load(load(o, O_IN), 0), load(o, O_KEPT)
    if kind == LOOKUP:
        keys, s = load(o, O_KEYS), load(o, L_SET)
        if load(o, L_WIDTH) <= 2:
            ask_pairs(s, load(keys, 0), load(keys, 1), 0, count)
            n = has_pairs(s, load(keys, 0), load(keys, 1), count, load(o, L_WANTED), kept)
        else:
            n = has_rows(s, load(o, O_TABLE), keys, load(o, L_WIDTH), load(o, O_HASHES), count, load(o, L_WANTED), kept)
    elif kind == ABSENT:
        n = absent(o, count, kept)
    elif kind == TEST:
        n = compared(o, count, kept)
    elif kind == KNOWN:
        n = known(o, count, kept)
    elif kind == VALUE:
        n = valued(o, count, kept)
    else:
        n = parted(o, count, kept)
    compact(o, n)
    return n > 0
