"""Citations: quote x text -> verdict. Pure: no files, no clock, and nothing of the other rooms.

What few answers need (`fit`, `doubt`, `boilerplate`, `voices`, `nearest`) is imported where it is used: an answer need not wait for it.
"""

from factbase.cite.document import Document, NoPassage
from factbase.cite.lock import Locked, LockError, LockFile, Pin, Standing, pin, read_lock, write_lock
from factbase.cite.loosen import DEFAULT_FOLDS, IGNORED, LOOSE
from factbase.cite.match import MAX_GAP, Occurrence
from factbase.cite.normalise import Fold, Folded, Offsets, fold
from factbase.cite.verdict import QuoteVerdict, Reason, Status
from factbase.cite.verify import accepted, stand, stands_in_parts, verify

__all__ = [
    "DEFAULT_FOLDS",
    "IGNORED",
    "LOOSE",
    "MAX_GAP",
    "Document",
    "Fold",
    "Folded",
    "LockError",
    "LockFile",
    "Locked",
    "NoPassage",
    "Occurrence",
    "Offsets",
    "Pin",
    "QuoteVerdict",
    "Reason",
    "Standing",
    "Status",
    "accepted",
    "fold",
    "pin",
    "read_lock",
    "stand",
    "stands_in_parts",
    "verify",
    "write_lock",
]
