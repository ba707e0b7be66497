"""What is told as a whole, whatever it is: the results that have a form of their own to be read elsewhere than where they were asked."""

from __future__ import annotations

from typing import TypeAlias

from factbase.result.queries import Queries
from factbase.result.report import Report
from factbase.result.result import Result
from factbase.result.timeline import Timeline
from factbase.result.weighed import Conflicts, Sources

__all__ = ["Told"]

Told: TypeAlias = Result | Queries | Timeline | Conflicts | Sources | Report
"""The answers to a goal, to named queries or a list of these; a timeline; conflicts; sources; the report of a check."""
