"""Text to numbers: the integers of a file of rows, whatever white space parts them."""
# mypy: ignore-errors

from __future__ import annotations

from factbase.engine.vector.kernels.words import kernel_part, load, load8, store, store32

__all__ = ["read_integers"]


@kernel_part
def read_integers(f):
    """Reads digits and signs (0: text, 1: its length, 2: where the columns go, 3: how many numbers fit into one, 4: how many columns,
    5: the bits of a number, 32 or 64).

    Gives how many there are, or -1 - the place of what is no integer of at most 18 digits, or needs more bits."""
    text, length, out, room, width, bits = load(f, 0), load(f, 1), load(f, 2), load(f, 3), load(f, 4), load(f, 5)
    column = row = 0
    count = at = 0
    while at < length:
        letter = load8(text, at)
        if letter == 32 or 9 <= letter <= 13:
            at += 1
            continue
        start = at
        negative = letter == 45
        if negative:
            at += 1
        value = digits = 0
        while at < length:
            letter = load8(text, at)
            if letter < 48 or letter > 57:
                break
            value = 10 * value + letter - 48
            digits += 1
            at += 1
        if negative:
            value = -value
        if digits == 0 or digits > 18 or row == room or (bits == 32 and value != ((value << 32) >> 32)):
            return -1 - start
        if at < length and not (letter == 32 or 9 <= letter <= 13):
            return -1 - at
        if bits == 32:
            store32(out, column * room + row, value)
        else:
            store(out, column * room + row, value)
        count += 1
        column += 1
        if column == width:
            column = 0
            row += 1
    return count
