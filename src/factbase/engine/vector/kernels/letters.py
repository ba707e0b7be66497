"""Texts by their letters in UTF-8: joined and numbered, measured, searched for one another."""
# The layout's words are the vocabulary here, and numba infers the types: every value is a 64-bit integer.
# ruff: noqa: F403, F405
# mypy: ignore-errors

from __future__ import annotations

from factbase.engine.vector.kernels.words import kernel_part, load, load8, load32, slot, store, store8, store32
from factbase.engine.vector.layout import *

__all__ = ["count_letters", "find_parts", "join_texts", "take_texts"]


@kernel_part
def hash_letters(letters, size):
    h = 1
    for i in range(size):
        h = slot(h ^ load8(letters, i), 0)
    return h ^ ((h >> 29) & 0x7FFFFFFFF)


@kernel_part
def find_text(order, slots, mask, shift, letters, size, h):
    """The number of a text in a set, or -1 - its free slot."""
    starts, sizes, all_letters = load(order, W_STARTS), load(order, W_SIZES), load(order, W_LETTERS)
    tag = h & -4294967296
    i = slot(h, shift)
    while True:
        entry = load(slots, i)
        if entry == 0:
            return -1 - i
        if (entry & -4294967296) == tag:
            number = (entry & 0xFFFFFFFF) - 1
            if load32(sizes, number) == size:
                other = all_letters + load(starts, number)
                at = 0
                while at < size and load8(other, at) == load8(letters, at):
                    at += 1
                if at == size:
                    return number
        i = (i + 1) & mask


@kernel_part
def take_texts(f):
    """Puts the numbers of texts, no two of them equal, into a set with room for them (X_NUMBERS: the numbers, X_FROM..X_TO)."""
    order, numbers = load(f, X_ORDER), load(f, X_NUMBERS)
    slots, mask, shift = load(f, X_SLOTS), load(f, X_MASK), load(f, X_SHIFT)
    letters, starts, sizes = load(order, W_LETTERS), load(order, W_STARTS), load(order, W_SIZES)
    for j in range(load(f, X_FROM), load(f, X_TO)):
        number = load32(numbers, j)
        h = hash_letters(letters + load(starts, number), load32(sizes, number))
        i = slot(h, shift)
        while load(slots, i):
            i = (i + 1) & mask
        store(slots, i, (h & -4294967296) | (number + 1))
    return 0


@kernel_part
def join_texts(f):
    """Joins the texts of some columns, row by row, and writes the number of each result: of a new one, the next number, under which its
    letters stand behind all others. Gives the row at which something must grow, or X_TO."""
    order, columns, width = load(f, X_ORDER), load(f, X_COLUMNS), load(f, X_WIDTH)
    out, row, to = load(f, X_NUMBERS), load(f, X_FROM), load(f, X_TO)
    slots, mask, shift = load(f, X_SLOTS), load(f, X_MASK), load(f, X_SHIFT)
    used, room = load(f, X_USED), load(f, X_ROOM)
    count, most = load(f, X_COUNT), load(f, X_MOST)
    letters, starts, sizes = load(order, W_LETTERS), load(order, W_STARTS), load(order, W_SIZES)
    classes, places = load(order, W_CLASSES), load(order, W_PLACES)
    while row < to:
        size = 0
        for c in range(width):
            size += load32(sizes, load32(load(columns, c), row))
        if used + size > room or count == most:
            break
        at = letters + used
        for c in range(width):
            number = load32(load(columns, c), row)
            part, length = letters + load(starts, number), load32(sizes, number)
            for i in range(length):
                store8(at, i, load8(part, i))
            at += length
        at = letters + used
        h = hash_letters(at, size)
        number = find_text(order, slots, mask, shift, at, size, h)
        if number < 0:
            store(slots, -1 - number, (h & -4294967296) | (count + 1))
            number = count
            place = 0
            for i in range(PREFIX):
                place = (place << 8) | ((load8(at, i) & 255) if i < size else 0)
            store(places, number, place)
            store8(classes, number, STRING)
            store(starts, number, used)
            store32(sizes, number, size)
            used += size
            count += 1
        store32(out, row, number)
        row += 1
    store(f, X_USED, used)
    store(f, X_COUNT, count)
    return row


@kernel_part
def count_letters(f):
    """How many code points each text of a column has (X_RESULTS: 64 bits each)."""
    order, column, results = load(f, X_ORDER), load(load(f, X_COLUMNS), 0), load(f, X_RESULTS)
    letters, starts, sizes = load(order, W_LETTERS), load(order, W_STARTS), load(order, W_SIZES)
    for row in range(load(f, X_FROM), load(f, X_TO)):
        number = load32(column, row)
        text = letters + load(starts, number)
        count = 0
        for i in range(load32(sizes, number)):
            count += (load8(text, i) & 0xC0) != 0x80  # a byte that goes on with a letter is none
        store(results, row, count)
    return 0


@kernel_part
def find_parts(f):
    """Whether the text of a column holds that of another (X_RESULTS: 8 bits each). Letters in UTF-8 begin nowhere but where they do."""
    order, columns, results = load(f, X_ORDER), load(f, X_COLUMNS), load(f, X_RESULTS)
    letters, starts, sizes = load(order, W_LETTERS), load(order, W_STARTS), load(order, W_SIZES)
    for row in range(load(f, X_FROM), load(f, X_TO)):
        whole, wanted = load32(load(columns, 0), row), load32(load(columns, 1), row)
        text, part = letters + load(starts, whole), letters + load(starts, wanted)
        length = load32(sizes, wanted)
        holds = length == 0
        first = load8(part, 0) if length else 0
        for at in range(load32(sizes, whole) - length + 1):
            if holds:
                break
            if load8(text, at) == first:
                i = 1
                while i < length and load8(text, at + i) == load8(part, i):
                    i += 1
                holds = i >= length
        store8(results, row, 1 if holds else 0)
    return 0
