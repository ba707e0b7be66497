"""Which findings count: in, what settings and command lines choose; out, for each finding what it weighs, or that it is ignored.

The one place that decides it. What is ignored is counted, never dropped; what hinders reading a base at all cannot be ignored.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import field, replace

from factbase.ground.dataclass import dataclass
from factbase.ground.diagnostic import CODES, Diagnostic, Severity, similar

__all__ = [
    "ALL",
    "EVERYTHING",
    "Choice",
    "Chosen",
    "choose",
    "code_meant",
    "code_named",
    "codes_named",
    "severities_named",
]

ALL = "ALL"
"""Stands for every code where codes are named."""

FIXED = ("E0", "L")
"""How codes begin that nobody chooses: a file or statement that was not read, and what stands in the way of writing."""


@dataclass(frozen=True, slots=True)
class Choice:
    """What one place says: a command line, a file of settings, or that file of some paths. Codes are whole, or what they begin with.

    `select` is None where it does not say which codes count; else no other code does. Of two names that fit a code the longer decides,
    and of the same in both lists `ignore`."""

    select: tuple[str, ...] | None = None
    ignore: tuple[str, ...] = ()
    severity: tuple[tuple[str, Severity], ...] = ()

    def counts(self, code: str) -> bool | None:
        """Whether a code counts; None where nothing is said of it here."""
        wanted, unwanted = _length(code, self.select or ()), _length(code, self.ignore)
        if unwanted is not None and (wanted is None or unwanted >= wanted):
            return False
        return True if wanted is not None else None if self.select is None else False

    def weighs(self, code: str) -> Severity | None:
        """What a code weighs, by the longest name that fits, the last of two alike; None where nothing is said of it here."""
        fitting = [(_length(code, (name,)), n) for n, (name, _) in enumerate(self.severity) if _fits(code, name)]
        return self.severity[max(fitting, key=lambda each: (each[0] or 0, each[1]))[1]][1] if fitting else None


EVERYTHING = Choice()
"""What chooses nothing: every finding counts as it is declared."""


def _fits(code: str, name: str) -> bool:
    return name == ALL or code.startswith(name)


def _length(code: str, names: Iterable[str]) -> int | None:
    """How long the longest of the names is that fits a code; None where none does."""
    return max((0 if name == ALL else len(name) for name in names if _fits(code, name)), default=None)


@dataclass(frozen=True, slots=True)
class Chosen:
    """Findings with what they weigh; `ignored` counts the others by code, and `lowered` those of them all that would say that a base is
    not clean and are notes by choice."""

    findings: tuple[Diagnostic, ...] = ()
    ignored: Mapping[str, int] = field(default_factory=dict)
    lowered: Mapping[str, int] = field(default_factory=dict)

    @property
    def set_aside(self) -> int:
        """How many findings were ignored or lowered that, as they are declared, are more than notes: with any, nothing is clean."""
        return sum(count for code, count in self.ignored.items() if CODES[code].severity is not Severity.NOTE) + sum(
            self.lowered.values()
        )


def choose(findings: Iterable[Diagnostic], choices: Callable[[Diagnostic], Sequence[Choice]]) -> Chosen:
    """The findings as they are chosen. `choices` gives what is said of one, the first to be asked first."""
    kept: list[Diagnostic] = []
    ignored, lowered = Counter[str](), Counter[str]()
    for each in findings:
        code = each.code
        said = () if code.startswith(FIXED) else choices(each)
        if next((counts for choice in said if (counts := choice.counts(code)) is not None), True):
            weighs = next((weight for choice in said if (weight := choice.weighs(code)) is not None), each.severity)
            kept.append(each if weighs is each.severity else replace(each, severity=weighs))
            lowered[code] += weighs is Severity.NOTE is not each.severity
        else:
            ignored[code] += 1
    return Chosen(tuple(kept), dict(sorted(ignored.items())), {code: n for code, n in sorted(lowered.items()) if n})


# ---- names of codes, as they are written


def code_meant(name: str, known: Iterable[str]) -> str | None:
    """A hint with the name that may be meant: that in capitals first."""
    return f"did you mean `{name.upper()}`?" if name.upper() in CODES else similar(name, known)


def code_named(name: str) -> str:
    """A name of codes, such as `F101`, `F1` or `ALL`. Raises ValueError with what is wrong, after what may be meant."""
    if name != ALL and not any(code.startswith(name) for code in CODES if name):
        hint = code_meant(name, CODES)
        raise ValueError(f"there is no code `{name}`{f'; {hint}' if hint else ''}")
    if name.startswith(FIXED):
        raise ValueError(f"`{name}` is always told: what cannot be read or written is no matter of choice")
    return name


def codes_named(text: str) -> tuple[str, ...]:
    """Names of codes with commas between them. Raises ValueError."""
    return tuple(code_named(name.strip()) for name in text.split(","))


def severities_named(text: str) -> tuple[tuple[str, Severity], ...]:
    """What codes weigh, `CODE=error` with commas between. Raises ValueError."""
    result = []
    for each in text.split(","):
        name, _, weight = (part.strip() for part in each.partition("="))
        if weight not in list(Severity):
            raise ValueError(f"write CODE={'|'.join(Severity)}, not `{each.strip()}`")
        result.append((code_named(name), Severity(weight)))
    return tuple(result)
