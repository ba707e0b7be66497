"""Citations: quote x text -> verdict. Pure: no files, no clock, and nothing of the other rooms.

What only a check of a whole base needs (`fit`, `doubt`, `boilerplate`) is imported where it is used: an answer need not wait for it.
"""

from factbase.cite.document import Document
from factbase.cite.lock import Lock, Locked, LockError, Pin, Standing, pin, read_lock, write_lock
from factbase.cite.match import MAX_GAP, Place
from factbase.cite.nearest import Change, Nearest
from factbase.cite.normalise import Fold, Folded, Span, fold
from factbase.cite.verify import Reason, Status, Verdict, verify
from factbase.cite.voices import Overlap, Voice, independent_groups, overlap

__all__ = [
    "MAX_GAP",
    "Change",
    "Document",
    "Fold",
    "Folded",
    "Lock",
    "LockError",
    "Locked",
    "Nearest",
    "Overlap",
    "Pin",
    "Place",
    "Reason",
    "Span",
    "Standing",
    "Status",
    "Verdict",
    "Voice",
    "fold",
    "independent_groups",
    "overlap",
    "pin",
    "read_lock",
    "verify",
    "write_lock",
]
