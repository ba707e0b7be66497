"""Where the kernels find things: the words of the blocks of 64-bit integers that Python fills and the kernels read and write.

Addresses are plain integers. A table's block tells its rows and columns, a set's what it holds, an index's its groups; a frame is a
body that runs: operations that pass batches of bindings on, each with its cursor, so that a run can stop anywhere and go on.
"""

from __future__ import annotations

# ---- a table: rows below OLD were seen before the last round, rows below SEEN are seen by this one, the rest are new
T_ROWS, T_ROOM, T_OLD, T_SEEN = range(4)
T_COLUMNS = 4  # columns, then the columns of parents
NARROW = 1  # added to the address of a column whose numbers have 16 bits: an even one has 32

# ---- a set: the rows that a table has
S_KIND, S_WORDS, S_MASK, S_SHIFT, S_USED, S_LIMIT, S_FRESH = range(7)
S_SIZE = 8  # words
BITMAP, WORDS, ROWS, PAIRS = 1, 2, 3, 4
# BITMAP: pair (x, y) is bit y of line x; MASK words a line, LIMIT lines. WORDS: a hash of (x, y // 64) with its 64 bits.
# PAIRS: a hash of pairs, of any number of slots, the last of which is MASK. ROWS: a hash of row numbers with 32 bits of their hashes;
# for wider rows.

# ---- an index: groups of rows with equal keys
(
    I_KIND,
    I_SIZE,
    I_STARTS,
    I_ROWS,
    I_SLOTS,
    I_MASK,
    I_SHIFT,
    I_FIRST,
    I_GROUPS,
    I_LIMIT,
    I_USED,
    I_ROOM,
    I_TABLE,
    I_WIDTH,
) = range(14)
I_KEYS = 16  # the columns of the key
SORTED, CHAINED = 0, 1
HASHED = 2  # added to either: the group of a key is found in a hash, not by the key itself

# ---- the order of values: where the class and the place of each lie; of texts, their letters, where each begins, how many bytes it has
W_CLASSES, W_PLACES, W_LETTERS, W_STARTS, W_SIZES = range(5)
W_SIZE = 5  # words
PREFIX = 7  # bytes of a text that are its place, as a number
UNKNOWN, NUMBER, STRING, SYMBOL, DATE = range(5)  # classes

# ---- what makes texts or looks into them, of the rows FROM..TO of some columns: where results go, and the set of all texts
X_ORDER, X_COLUMNS, X_WIDTH, X_FROM, X_TO, X_NUMBERS, X_RESULTS, X_SLOTS, X_MASK, X_SHIFT = range(10)
X_USED, X_ROOM, X_COUNT, X_MOST = range(
    10, 14
)  # bytes of letters that are used and that there is room for, and the same of numbers
X_SIZE = 14  # words

# ---- a frame; FILLS are pairs of a value and the column that it fills
F_LEVEL, F_FORWARD, F_BUDGET, F_BATCH, F_FILLS, F_FILL_COUNT = range(6)
F_OPS = 6  # the addresses of its operations

# ---- an operation takes a batch: columns of 32-bit numbers, and a word that counts them
O_KIND, O_IN, O_OUT, O_TABLE, O_INDEX, O_KEYS, O_HASHES = range(7)
SCAN, PROBE, ABSENT, LOOKUP, TEST, KNOWN, VALUE, PART, EMIT, OUTPUT = range(10)
# COLUMNS are all columns of its batch, KEPT and FOUND room for places and groups
O_COLUMNS, O_COLUMN_COUNT, O_KEPT, O_GROUPS = range(20, 24)
O_WORDS = 24
# a SCAN or PROBE makes a batch of its own, of several rows for a binding; what it reads of them are GATHERS: where the address of a
# column stands, the places to read, the column to write. CHECKS have a column to compare with in place of one to write.
O_UPTO, O_FIRST, O_K, O_POSITION, O_AT, O_END, O_AFTER = range(7, 14)
O_BINDINGS, O_PLACES, O_GATHERS, O_GATHER_COUNT, O_CHECKS, O_CHECK_COUNT = range(14, 20)
ALL, OLD, DELTA = range(3)
# the others leave in their batch what holds, and have these words for their own
L_SET, L_WIDTH, L_WANTED = range(8, 11)  # a LOOKUP asks a set
# a TEST compares two columns, OP by its place among COMPARISONS; ORDER: where classes and places of values stand
C_OP, C_LEFT, C_RIGHT, C_ORDER = range(8, 12)
V_COLUMN, V_DEFAULT, V_RESULT, V_BOUND = range(
    8, 12
)  # a VALUE reads an aggregate: its column, its value of nothing or -1
P_COLUMN, P_SHIFT, P_NUMBER, P_OF = range(
    8, 12
)  # a PART leaves the values of a column that fall to a number among so many
# an EMIT writes rows to its table unless the set has them; an OUTPUT writes columns to a table
E_SET, E_WIDTH, E_PARENTS, E_PARENT_COUNT, E_AT = range(8, 13)

# ---- how a run ends
DONE, PAUSED, NEEDS_ROWS, NEEDS_SET = range(4)
