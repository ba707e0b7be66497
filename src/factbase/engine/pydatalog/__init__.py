"""The pyDatalog engine: a stratum at a time, each rule fired as a pyDatalog clause over the rows so far.

pyDatalog 0.22 answers a nonlinear recursion in time that grows beyond use (a closure of 5,050 rows took it 49 s) and collapses 1, True
and 1.0. Here it sees numbers only, and no recursion: rounds are driven from outside, semi-naively, so each row also gets its rank.
"""

from factbase.engine.pydatalog.driver import PyDatalogEngine

__all__ = ["PyDatalogEngine"]
