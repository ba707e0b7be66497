"""Aggregates over partial dates: in, the certain and the possible members of a group; out, its certain value, and all that it may have.

A member is a row: keys that may be partial, the term, and what else tells rows apart. Which of the possible members are there, and which
of their unknown days are one, is left open; so a value is certain where every choice gives it, and possible where some choice may.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from decimal import Decimal

from factbase.ground.comparison import truth
from factbase.ground.dataclass import dataclass
from factbase.ground.date import Date, Truth, common
from factbase.ground.possible import ANY_VALUE, MAX_VALUES, Several, TooLarge, bounded, is_unnamed, may_be_any, parts
from factbase.ground.value import Value, sort_key, type_name, value_key

__all__ = ["PlainCalls", "all_values", "certain_values", "or_any_member"]

ValueRows = list[tuple[Value, ...]]


def _rows(members: Value, keys: Sequence[Value], fits: Callable[[Value, Value], bool]) -> list[tuple[Value, ...]]:
    width = len(keys)
    rows = (parts(row) for row in parts(members) if all(map(fits, parts(row), keys)))
    return _distinct(row[width:] for row in rows)


def _distinct(rows: Iterable[tuple[Value, ...]]) -> ValueRows:
    return list({tuple(map(value_key, row)): row for row in rows}.values())


def _same(a: Value, b: Value) -> bool:
    return value_key(a) == value_key(b)


def _terms(rows: Iterable[Sequence[Value]]) -> list[Value]:
    return list({value_key(row[0]): row[0] for row in rows}.values())


def _counts(certain: ValueRows, possible: ValueRows) -> Iterable[Value]:
    """From the fewest values that the certain rows must have to the most that all rows can have; a `?` may be one of the others."""
    sure, maybe = _terms(certain), _terms(possible)
    terms = [term for term in sure if not is_unnamed(term)]
    ranges = [term for term in terms if type(term) is Date]
    fewest = max(len(terms) - len(ranges) + _fewest_days(ranges), 1 if sure else 0)
    return range(fewest, len(maybe) + 1 + (ANY_VALUE in maybe))  # what is computed of a `?` may be more than one


def _fewest_days(dates: Sequence[Date]) -> int:
    """The fewest days that have one in each date: each time the first range that ends opens a new one."""
    count, reached = 0, None
    for date in sorted(dates, key=lambda d: (d.latest is None, d.latest or 0)):
        if reached is None or (date.earliest is not None and date.earliest > reached):
            count += 1
            if date.latest is None:
                break  # this and all that follow are open to the right: one far day serves them all
            reached = date.latest
    return count


def _extremes(op: str) -> Callable[[ValueRows, ValueRows], Iterable[Value]]:
    def call(certain: ValueRows, possible: ValueRows) -> Iterable[Value]:
        """Each possible member that no certain one beats for sure."""
        sure = _terms(certain)
        if not _comparable(sure):
            return ()
        return (
            term
            for term in _terms(possible)
            if not is_unnamed(term) and not any(truth(op, other, term) is Truth.CERTAIN for other in sure)
        )

    return call


def _comparable(terms: Sequence[Value]) -> bool:
    kinds = {type_name(term) for term in terms}
    return "unknown" not in kinds and (len(kinds) <= 1 or kinds <= {"int", "decimal"})


def _certain_extreme(op: str, choose: Callable[..., Value]) -> Callable[[ValueRows, ValueRows], Value | None]:
    def call(certain: ValueRows, possible: ValueRows) -> Value | None:
        """The certain member that no possible one can beat."""
        rivals = _terms(possible)
        if not _comparable(rivals):
            return None
        best = [
            term
            for term in _terms(certain)
            if all(_same(term, other) or truth(op, term, other) is Truth.CERTAIN for other in rivals)
        ]
        return choose(best, key=sort_key) if best else None

    return call


def _settled(certain: ValueRows, possible: ValueRows) -> tuple[ValueRows, ValueRows]:
    """The rows that are there whatever the days, and those that may be; rows that may be one and the same may each not be there."""
    every = _distinct((*certain, *possible))
    doubtful = [row for row in every if any(is_unnamed(v) or (type(v) is Date and not v.sharp) for v in row)]
    merging = {
        id(row) for row in doubtful if any(row is not other and all(map(may_be_any, row, other)) for other in every)
    }
    sure = {tuple(map(value_key, row)) for row in certain}
    firm = [row for row in every if tuple(map(value_key, row)) in sure and id(row) not in merging]
    settled = set(map(id, firm))
    return firm, [row for row in every if id(row) not in settled]


def _totals(
    add: Callable[[Sequence[Value]], Value | None], certain: ValueRows, possible: ValueRows, *, apart: bool
) -> Iterable[tuple[Value, int]]:
    """Every sum of the certain rows with some of the others, with how many rows are in it; equal sums of more and of fewer rows `apart`."""
    firm, others = _settled(certain, possible)
    if any(is_unnamed(row[0]) for row in (*firm, *others)):
        return ()
    base = add([row[0] for row in firm])
    if base is None:
        return ()
    totals: dict[object, tuple[Value, int]] = {(value_key(base), apart and len(firm)): (base, len(firm))}
    for row in others:
        if type(row[0]) in (int, Decimal):
            for known, rows in list(totals.values()):
                total = add([known, row[0]])
                if total is not None:
                    totals.setdefault((value_key(total), apart and rows + 1), (total, rows + 1))
            if len(totals) > MAX_VALUES:
                raise TooLarge(f"a sum over partial dates may have more than {MAX_VALUES:,} values")
    return totals.values()


def _sums(add: Callable[[Sequence[Value]], Value | None]) -> Callable[[ValueRows, ValueRows], Iterable[Value]]:
    def call(certain: ValueRows, possible: ValueRows) -> Iterable[Value]:
        return (total for total, _ in _totals(add, certain, possible, apart=False))

    return call


def _means(
    add: Callable[[Sequence[Value]], Value | None], divide: Callable[[Value, Value], Value | None]
) -> Callable[[ValueRows, ValueRows], Iterable[Value]]:
    def call(certain: ValueRows, possible: ValueRows) -> Iterable[Value]:
        means = (divide(total, rows) for total, rows in _totals(add, certain, possible, apart=True) if rows)
        return {value_key(mean): mean for mean in means if mean is not None}.values()

    return call


def _lists(write: Callable[[Sequence[Value]], Value | None]) -> Callable[[ValueRows, ValueRows], Iterable[Value]]:
    def call(certain: ValueRows, possible: ValueRows) -> Iterable[Value]:
        """The list of the certain values with some of the others. A date stands there as it is written, on each reading."""
        sure, every = _terms(certain), _terms((*certain, *possible))
        if any(is_unnamed(term) for term in every):
            return ()
        kept = set(map(value_key, sure))
        lists: list[list[Value]] = [sure]
        for term in every:
            if value_key(term) not in kept:
                lists += [[*known, term] for known in lists]
                if len(lists) > MAX_VALUES:
                    raise TooLarge(f"a list over partial dates may be one of more than {MAX_VALUES:,}")
        texts = (write(each) for each in lists)
        return dict.fromkeys(text for text in texts if text is not None)

    return call


def _meets(certain: ValueRows, possible: ValueRows) -> Iterable[Value]:
    """Every common part of the certain dates with some of the others. A partial date tells here of one day, which lies in all of them, and
    is no day of its own: so it counts as it is written, on each reading."""
    every = [*_terms(certain), *_terms(possible)]
    if any(type(term) is not Date for term in every):
        return ()
    sure = [term.plain for term in _terms(certain) if type(term) is Date]
    kept = {date.text for date in sure}
    others = [term.plain for term in every if type(term) is Date and term.text not in kept]
    first = common(sure)
    if sure and first is None:
        return ()
    meets: dict[str | None, Date | None] = {first.text if first else None: first}
    for date in others:
        for so_far in list(meets.values()):
            met = common([date] if so_far is None else [so_far, date])
            if met is not None:
                meets.setdefault(met.text, met)
        if len(meets) > MAX_VALUES:
            raise TooLarge(f"the common part of partial dates may be one of more than {MAX_VALUES:,}")
    return [date for date in meets.values() if date is not None]


def _certain_meet(certain: ValueRows, possible: ValueRows) -> Value | None:
    """The common part of the certain dates, where no other one that is only possible would narrow it."""
    meets = list(_meets(certain, possible))
    return meets[0] if len(meets) == 1 and certain and not _apart(certain, possible) else None


def _apart(certain: ValueRows, possible: ValueRows) -> bool:
    """Whether all dates together, with those that are only possible, have no common day."""
    return common([term for term in _terms((*certain, *possible)) if type(term) is Date]) is None


ValueFunction = Callable[..., Value | None]


@dataclass(frozen=True, slots=True)
class PlainCalls:
    """What aggregates are computed with where no date is partial: the sum and the list of some values, and one number by another."""

    add: Callable[[Sequence[Value]], Value | None]
    write: Callable[[Sequence[Value]], Value | None]
    divide: Callable[[Value, Value], Value | None]


def certain_values(plain: PlainCalls) -> Mapping[str, ValueFunction]:
    """For each aggregate its value on every reading, None where it has no such one: of certain and possible members, and of keys."""
    calls: dict[str, Callable[[ValueRows, ValueRows], Value | None]] = {
        "count": _only(_counts),
        "sum": _only(_sums(plain.add)),
        "mean": _certain_mean(plain),
        "min": _certain_extreme("<=", min),
        "max": _certain_extreme(">=", max),
        "meet": _certain_meet,
        "list": _certain_list(plain.write),
    }
    return {name: _over(call) for name, call in calls.items()}


def _certain_mean(plain: PlainCalls) -> Callable[[ValueRows, ValueRows], Value | None]:
    means = _only(_means(plain.add, plain.divide))
    return lambda certain, possible: means(certain, possible) if certain else None  # of no rows there is none


def _certain_list(
    write: Callable[[Sequence[Value]], Value | None],
) -> Callable[[ValueRows, ValueRows], Value | None]:
    def call(certain: ValueRows, possible: ValueRows) -> Value | None:
        """The list of values that are all certain, and of whole days."""
        terms = _terms((*certain, *possible))
        if len(terms) != len(_terms(certain)) or any(type(term) is Date and not term.sharp for term in terms):
            return None
        return write(terms)

    return call


def all_values(plain: PlainCalls) -> Mapping[str, ValueFunction]:
    """For each aggregate all the values that it may have: of certain and possible members, and of keys."""
    calls: dict[str, Callable[[ValueRows, ValueRows], Iterable[Value]]] = {
        "count": _counts,
        "sum": _sums(plain.add),
        "mean": _means(plain.add, plain.divide),
        "min": _extremes("<"),
        "max": _extremes(">"),
        "meet": _meets,
        "list": _lists(plain.write),
    }
    return {name: _over(_all(call, f"the {name} of a group with partial dates")) for name, call in calls.items()}


def _over(call: Callable[[ValueRows, ValueRows], Value | None]) -> ValueFunction:
    return lambda certain, possible, *keys: call(_rows(certain, keys, _same), _rows(possible, keys, may_be_any))


def or_any_member(call: ValueFunction) -> ValueFunction:
    """All values of an aggregate, and any where a `?` is among the values that its rows have."""

    def values_or_any(certain: Value, possible: Value, *keys: Value) -> Value | None:
        values = parts(call(certain, possible, *keys) or Several(0))
        unnamed = any(is_unnamed(value) for row in parts(possible) for value in (*parts(row), *keys))
        return Several(0, (*values, ANY_VALUE)) if unnamed else Several(0, values)

    return values_or_any


def _all(
    values: Callable[[ValueRows, ValueRows], Iterable[Value]], what: str
) -> Callable[[ValueRows, ValueRows], Several]:
    return lambda certain, possible: bounded(values(certain, possible), what)


def _only(values: Callable[[ValueRows, ValueRows], Iterable[Value]]) -> Callable[[ValueRows, ValueRows], Value | None]:
    def call(certain: ValueRows, possible: ValueRows) -> Value | None:
        results = list(values(certain, possible))
        return results[0] if len(results) == 1 else None

    return call
