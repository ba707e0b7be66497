"""Where the kernels find things: the words of the blocks of 64-bit integers that Python fills and the kernels read and write.

Addresses are plain integers. A table's block tells its rows and columns, a set's what it holds, an index's its groups; a frame is a
body that runs: registers, and operations that are tried in turn, each with its cursor, so that a run can stop anywhere and go on.
"""

from __future__ import annotations

# ---- a table: rows below OLD were seen before the last round, rows below SEEN are seen by this one, the rest are new
T_ROWS, T_ROOM, T_OLD, T_SEEN, T_RULES, T_COLUMNS = 0, 1, 2, 3, 4, 8  # columns, then the columns of parents

# ---- a set: the rows that a table has
S_KIND, S_WORDS, S_MASK, S_SHIFT, S_USED, S_LIMIT, S_SIZE = 0, 1, 2, 3, 4, 5, 8
BITMAP, WORDS, ROWS = 1, 2, 3
# BITMAP: pair (x, y) is bit y of line x; MASK words a line, LIMIT lines. WORDS: a hash of (x, y // 64) with its 64 bits.
# ROWS: a hash of row numbers with 32 bits of their hashes; for wider rows.

# ---- an index: groups of rows with equal keys
I_KIND, I_SIZE, I_STARTS, I_ROWS, I_SLOTS, I_MASK, I_SHIFT, I_FIRST, I_GROUPS, I_LIMIT = 0, 1, 2, 3, 4, 5, 6, 7, 8, 9
I_USED, I_ROOM, I_TABLE, I_WIDTH, I_KEYS = 10, 11, 12, 13, 16  # KEYS: the columns of the key
SORTED, CHAINED = 0, 1
HASHED = 2  # added to either: the group of a key is found in a hash, not by the key itself

# ---- a frame
F_LEVEL, F_FORWARD, F_BUDGET, F_REGISTERS, F_OPS = 0, 1, 2, 3, 4

# ---- an operation
O_KIND, O_TABLE, O_INDEX, O_UPTO, O_FIRST, O_ROW = 0, 1, 2, 3, 4, 5
O_KEYS, O_CHECKS, O_CHECK_COUNT, O_BINDS, O_BIND_COUNT = 6, 7, 8, 9, 10
O_AT, O_END, O_NEXT, O_DEFAULT, O_FUSED, O_COVERS = 11, 12, 13, 14, 15, 16
O_X, O_Y, O_PAYLOAD = 17, 18, 19
SCAN, PROBE, ABSENT, TEST, KNOWN, PART, LOOKUP, EMIT, OUTPUT = 0, 1, 2, 3, 4, 5, 6, 7, 8
ALL, OLD, DELTA = 0, 1, 2
# a LOOKUP asks a set; it and ABSENT have no cursor
L_SETS, L_WIDTH, L_HEAD, L_X, L_Y, L_PART, L_WANTED = 2, 4, 6, 7, 8, 9, 10  # two sets, at SETS and after it
# a TEST compares two registers by their classes and places
C_OP, C_LEFT, C_RIGHT, C_ORDER = 1, 2, 3, 4  # ORDER: where the classes and places of all values stand
OPERATORS = ("=", "!=", "<", "<=", ">", ">=")
# PART keeps what belongs to one of two workers
P_REGISTER, P_WANTED = 1, 2
# an EMIT writes a row to its table unless the set has it; an OUTPUT writes registers to a table
E_TABLE, E_SETS, E_WIDTH, E_HEAD, E_X, E_Y, E_PART, E_WANTED = 1, 2, 4, 6, 7, 8, 9, 10  # two sets, as above
E_RULE, E_PARENTS, E_PARENT_COUNT = 11, 12, 13
O_WORDS = 24

# ---- how a run ends
DONE, PAUSED, NEEDS_ROWS, NEEDS_SET = 0, 1, 2, 3
