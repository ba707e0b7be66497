"""Citations: quote x text -> verdict. Pure: no files, no clock, and nothing of the other rooms.

What few answers need (`fit`, `doubt`, `boilerplate`, `voices`, `nearest`) is imported where it is used: an answer need not wait for it.
"""

from factbase.cite.document import Document, NoPassage
from factbase.cite.lock import Lock, Locked, LockError, Pin, Standing, pin, read_lock, write_lock
from factbase.cite.match import MAX_GAP, Place
from factbase.cite.normalise import Fold, Folded, Span, fold
from factbase.cite.verify import Reason, Status, Verdict, stand, verify

__all__ = [
    "MAX_GAP",
    "Document",
    "Fold",
    "Folded",
    "Lock",
    "LockError",
    "Locked",
    "NoPassage",
    "Pin",
    "Place",
    "Reason",
    "Span",
    "Standing",
    "Status",
    "Verdict",
    "fold",
    "pin",
    "read_lock",
    "stand",
    "verify",
    "write_lock",
]
