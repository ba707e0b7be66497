"""The join: it walks the operations of a frame depth first, and writes each new row with its rule and parents where it finds it.

So neither duplicates nor intermediate results are ever stored, and nothing is compiled for a rule: the frame is the rule.
"""
# The layout's words are the vocabulary here, and numba infers the types: every value is a 64-bit integer.
# ruff: noqa: F403, F405
# mypy: ignore-errors

from __future__ import annotations

from factbase.engine.vector.kernels.cursor import advance, compare, limit_of, open_cursor
from factbase.engine.vector.kernels.sets import find_row, has_pair, hash_registers, put_pair
from factbase.engine.vector.kernels.words import kernel_part, load, load8, load32, store, store16, store32
from factbase.engine.vector.layout import *

__all__ = ["run"]


@kernel_part
def add_row(e, registers):
    """Writes the row of an EMIT unless it is known: DONE, NEEDS_ROWS or NEEDS_SET."""
    table, width = load(e, E_TABLE), load(e, E_WIDTH)
    n = load(table, T_ROWS)
    if n == load(table, T_ROOM):
        return NEEDS_ROWS
    head = load(e, E_HEAD)
    s = load(e, E_SETS)
    part = load(e, E_PART)
    if part >= 0 and (load(registers, part) >> 6) & 1:
        s = load(e, E_SETS + 1)
    if width <= 2:
        fresh = put_pair(s, load(registers, load(e, E_X)), load(registers, load(e, E_Y)))
        if fresh <= 0:
            return NEEDS_SET if fresh < 0 else DONE
    else:
        h = hash_registers(registers, head, width)
        i = find_row(s, table, registers, head, width, h)
        if i >= 0:
            return DONE
        if load(s, S_USED) >= load(s, S_LIMIT):
            return NEEDS_SET
        store(load(s, S_WORDS), -1 - i, (h & -4294967296) | (n + 1))
        store(s, S_USED, load(s, S_USED) + 1)
    for c in range(width):
        store32(load(table, T_COLUMNS + c), n, load(registers, load(head, c)))
    parents = load(e, E_PARENTS)
    for k in range(load(e, E_PARENT_COUNT)):
        store32(load(table, T_COLUMNS + width + k), n, load(registers, load(parents, k)))
    store16(load(table, T_RULES), n, load(e, E_RULE))
    store(table, T_ROWS, n + 1)
    return DONE


@kernel_part
def output_row(e, registers):
    table, head = load(e, E_TABLE), load(e, E_HEAD)
    n = load(table, T_ROWS)
    if n == load(table, T_ROOM):
        return NEEDS_ROWS
    for c in range(load(e, E_WIDTH)):
        store32(load(table, T_COLUMNS + c), n, load(registers, load(head, c)))
    store(table, T_ROWS, n + 1)
    return DONE


@kernel_part
def last_pairs(o, e, registers):
    """The innermost loop where the head is a pair: the rest of the cursor, straight into the set and the table."""
    at, end, after = load(o, O_AT), load(o, O_END), load(o, O_NEXT)
    table, index, probe, covers = load(o, O_TABLE), load(o, O_INDEX), load(o, O_KIND) == PROBE, load(o, O_COVERS)
    rows = load(index, I_ROWS) if probe else 0
    limit = limit_of(o)
    sink = load(e, E_TABLE)
    n, room = load(sink, T_ROWS), load(sink, T_ROOM)
    part, wanted = load(e, E_PART), load(e, E_WANTED)
    part_is_x = part == load(e, E_X)
    x, y = load(registers, load(e, E_X)), load(registers, load(e, E_Y))
    xs = ys = 0
    if load(o, O_X) >= 0:
        xs = load(load(o, O_PAYLOAD), load(o, O_X)) if covers else load(table, T_COLUMNS + load(o, O_X))
    if load(o, O_Y) >= 0:
        ys = load(load(o, O_PAYLOAD), load(o, O_Y)) if covers else load(table, T_COLUMNS + load(o, O_Y))
    s0, s1 = load(e, E_SETS), load(e, E_SETS + 1)
    bitmap, words, mask, lines = load(s0, S_KIND) == BITMAP, load(s0, S_WORDS), load(s0, S_MASK), load(s0, S_LIMIT)
    width = load(e, E_WIDTH)
    out_x, out_y = load(sink, T_COLUMNS), load(sink, T_COLUMNS + 1)
    out_rule, rule = load(sink, T_RULES), load(e, E_RULE)
    parents, count = load(e, E_PARENTS), load(e, E_PARENT_COUNT)
    own = load(o, O_ROW)
    out_p = load(sink, T_COLUMNS + width) if count else 0
    out_q = load(sink, T_COLUMNS + width + 1) if count > 1 else 0
    p = load(registers, load(parents, 0)) if count else 0
    q = load(registers, load(parents, 1)) if count > 1 else 0
    p_own, q_own = count > 0 and load(parents, 0) == own, count > 1 and load(parents, 1) == own
    status = DONE
    while True:
        if at == end:
            if after < 0:
                break
            at = after + 3
            end = at + load32(rows, after + 1)
            after = load32(rows, after)
            continue
        row = load32(rows, at) if probe else at
        if row < limit:
            place = at if covers else row
            if xs:
                x = load32(xs, place)
            if ys:
                y = load32(ys, place)
            bit_of_part = ((x if part_is_x else y) >> 6) & 1 if part >= 0 else 0
            if wanted < 0 or bit_of_part == wanted:
                if n == room:
                    status = NEEDS_ROWS
                    break
                if bitmap:
                    line = y >> 6
                    if line >= mask or x >= lines:
                        status = NEEDS_SET
                        break
                    word, bit = load(words, x * mask + line), 1 << (y & 63)
                    fresh = 0 if word & bit else 1
                    if fresh:
                        store(words, x * mask + line, word | bit)
                else:
                    fresh = put_pair(s1 if bit_of_part else s0, x, y)
                    if fresh < 0:
                        status = NEEDS_SET
                        break
                if fresh:
                    store32(out_x, n, x)
                    store32(out_y, n, y)
                    store16(out_rule, n, rule)
                    if count:
                        store32(out_p, n, row if p_own else p)
                    if count > 1:
                        store32(out_q, n, row if q_own else q)
                    for k in range(2, count):
                        name = load(parents, k)
                        parent = row if name == own else load(registers, name)
                        store32(load(sink, T_COLUMNS + width + k), n, parent)
                    n += 1
        at += 1
    store(sink, T_ROWS, n)
    store(o, O_AT, at)
    store(o, O_END, end)
    store(o, O_NEXT, after)
    return status


@kernel_part
def run(f):
    """Runs a frame until it is done, its budget is spent, or something must grow; then it can be run on."""
    level, forward, budget = load(f, F_LEVEL), load(f, F_FORWARD), load(f, F_BUDGET)
    registers = load(f, F_REGISTERS)
    status = DONE
    while level >= 0:
        o = load(f, F_OPS + level)
        kind = load(o, O_KIND)
        holds = False
        if kind <= PROBE:
            if forward:
                holds = open_cursor(o, registers)
                if not holds and load(o, O_DEFAULT) >= 0:  # an aggregate of no rows
                    store(o, O_AT, 0)
                    store(o, O_END, 0)
                    store(o, O_NEXT, -1)
                    value = load(registers, load(o, O_DEFAULT))
                    if load(o, O_BIND_COUNT):
                        store(registers, load(load(o, O_BINDS), 1), value)
                        level += 1
                        continue
                    if load(registers, load(load(o, O_CHECKS), 1)) == value:
                        level += 1
                        continue
            else:
                holds = True
            if holds:
                if budget < 0:
                    status = PAUSED
                    forward = 0
                    break
                if load(o, O_FUSED):
                    before = load(o, O_END) - load(o, O_AT)
                    status = last_pairs(o, load(f, F_OPS + level + 1), registers)
                    budget -= before + 4
                    if status != DONE:
                        forward = 0
                        break
                    holds = False
                else:
                    budget -= 4
                    holds = advance(o, registers)
            if holds:
                level += 1
                forward = 1
            else:
                level -= 1
                forward = 0
        elif kind >= EMIT:
            status = add_row(o, registers) if kind == EMIT else output_row(o, registers)
            if status != DONE:
                forward = 1
                break
            level -= 1
            forward = 0
        else:
            if forward:
                if kind == ABSENT:
                    holds = not open_cursor(o, registers)
                elif kind == TEST:
                    holds = compare(o, registers)
                elif kind == KNOWN:
                    holds = load8(load(load(o, C_ORDER), 0), load(registers, load(o, C_LEFT))) != 0
                elif kind == PART:
                    holds = ((load(registers, load(o, P_REGISTER)) >> 6) & 1) == load(o, P_WANTED)
                else:
                    width, part = load(o, L_WIDTH), load(o, L_PART)
                    s = load(o, L_SETS)
                    if part >= 0 and (load(registers, part) >> 6) & 1:
                        s = load(o, L_SETS + 1)
                    if width <= 2:
                        found = has_pair(s, load(registers, load(o, L_X)), load(registers, load(o, L_Y)))
                    else:
                        names = load(o, L_HEAD)
                        h = hash_registers(registers, names, width)
                        found = 1 if find_row(s, load(o, O_TABLE), registers, names, width, h) >= 0 else 0
                    holds = found == load(o, L_WANTED)
            if holds:
                level += 1
            else:
                level -= 1
                forward = 0
    store(f, F_LEVEL, level)
    store(f, F_FORWARD, forward)
    store(f, F_BUDGET, budget)
    return status
