"""Text to numbers: the integers of a file of rows, whatever white space parts them."""
# mypy: ignore-errors

from __future__ import annotations

from factbase.engine.vector.kernels.words import kernel_part, load, load8, store

__all__ = ["read_integers"]


@kernel_part
def read_integers(f):
    """Reads digits and signs (0: text, 1: its length, 2: where the numbers go, 3: how many fit).

    Gives how many there are, or -1 - the place of what is no integer of at most 18 digits."""
    text, length, out, room = load(f, 0), load(f, 1), load(f, 2), load(f, 3)
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
        if digits == 0 or digits > 18 or count == room:
            return -1 - start
        if at < length and not (letter == 32 or 9 <= letter <= 13):
            return -1 - at
        store(out, count, -value if negative else value)
        count += 1
    return count
