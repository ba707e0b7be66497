"""Text to numbers: the integers of a file of rows, where there is nothing else in it."""
# mypy: ignore-errors

from __future__ import annotations

from factbase.engine.vector.kernels.words import kernel_part, load, load8, store, store32

__all__ = ["read_integers"]

ZERO, MINUS, FEED, RETURN = 48, 45, 10, 13


@kernel_part
def read_integers(f):
    """Reads rows (0: text, 1: its length, 2: where the columns go, 3: how many numbers fit into one, 4: how many columns, 5: the bits of
    a number, 32 or 64, 6: the letter between cells).

    Gives how many rows there are; -1 where a cell is no integer of at most 18 digits written shortest, needs more bits, or a line is no
    row of so many cells."""
    text, length, out, room, width = load(f, 0), load(f, 1), load(f, 2), load(f, 3), load(f, 4)
    bits, separator = load(f, 5), load(f, 6)
    column = row = at = 0
    while at < length:
        letter = load8(text, at)
        negative = letter == MINUS
        if negative:
            at += 1
            letter = load8(text, at) if at < length else FEED
        first = value = letter - ZERO
        if first < 0 or first > 9:
            return -1
        start = at
        at += 1
        while at < length:
            digit = load8(text, at) - ZERO
            if digit < 0 or digit > 9:
                break
            value = 10 * value + digit
            at += 1
        digits = at - start
        if first == 0 and (digits > 1 or negative):
            return -1
        if negative:
            value = -value
        if digits > 18 or row == room or (bits == 32 and value != ((value << 32) >> 32)):
            return -1
        if bits == 32:
            store32(out, column * room + row, value)
        else:
            store(out, column * room + row, value)
        column += 1
        if column < width:
            if at == length or load8(text, at) != separator:
                return -1
            at += 1
        else:
            column = 0
            row += 1
            if at + 1 < length and load8(text, at) == RETURN:
                at += 1
            if at < length:
                if load8(text, at) != FEED:
                    return -1
                at += 1
    return row if column == 0 else -1
