"""Citations: quote x text -> verdict. Pure: no files, no clock, and nothing of the other rooms."""

from factbase.cite.document import Document
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
    "Nearest",
    "Overlap",
    "Place",
    "Reason",
    "Span",
    "Status",
    "Verdict",
    "Voice",
    "fold",
    "independent_groups",
    "overlap",
    "verify",
]
