"""Aggregates over partial dates: in, the certain and the possible members of a group; out, its certain value, and all that it may have.

A member is a row: keys that may be partial, the term, and what else tells rows apart. Which of the possible members are there, and which
of their unknown days are one, is left open; so a value is certain where every choice gives it, and possible where some choice may.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from decimal import Decimal

from factbase.ground.comparison import truth
from factbase.ground.date import Date, Truth, common
from factbase.ground.possible import ANY_VALUE, MAX_VALUES, Several, TooLarge, bounded, is_unnamed, may_be_any, parts
from factbase.ground.value import Value, sort_key, type_name, value_key

__all__ = ["all_values", "certain_values", "or_any_member"]

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


def _sums(add: Callable[[Sequence[Value]], Value | None]) -> Callable[[ValueRows, ValueRows], Iterable[Value]]:
    def call(certain: ValueRows, possible: ValueRows) -> Iterable[Value]:
        """Every sum of the certain rows with some of the others; rows that may be one and the same count as others."""
        every = _distinct((*certain, *possible))
        if any(is_unnamed(row[0]) for row in every):
            return ()
        doubtful = [row for row in every if any(is_unnamed(v) or (type(v) is Date and not v.sharp) for v in row)]
        merging = {
            id(row) for row in doubtful if any(row is not other and all(map(may_be_any, row, other)) for other in every)
        }
        sure = {tuple(map(value_key, row)) for row in certain}
        firm = [row for row in every if tuple(map(value_key, row)) in sure and id(row) not in merging]
        base, settled = add([row[0] for row in firm]), set(map(id, firm))
        if base is None:
            return ()
        sums: dict[object, Value] = {value_key(base): base}
        for row in every:
            if id(row) not in settled and type(row[0]) in (int, Decimal):
                for total in [add([known, row[0]]) for known in sums.values()]:
                    if total is not None:
                        sums.setdefault(value_key(total), total)
                if len(sums) > MAX_VALUES:
                    raise TooLarge(f"a sum over partial dates may have more than {MAX_VALUES:,} values")
        return sums.values()

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


def certain_values(add: Callable[[Sequence[Value]], Value | None]) -> Mapping[str, ValueFunction]:
    """For each aggregate its value on every reading, None where it has no such one: of certain and possible members, and of keys."""
    calls: dict[str, Callable[[ValueRows, ValueRows], Value | None]] = {
        "count": _only(_counts),
        "sum": _only(_sums(add)),
        "min": _certain_extreme("<=", min),
        "max": _certain_extreme(">=", max),
        "meet": _certain_meet,
    }
    return {name: _over(call) for name, call in calls.items()}


def all_values(add: Callable[[Sequence[Value]], Value | None]) -> Mapping[str, ValueFunction]:
    """For each aggregate all the values that it may have: of certain and possible members, and of keys."""
    calls: dict[str, Callable[[ValueRows, ValueRows], Iterable[Value]]] = {
        "count": _counts,
        "sum": _sums(add),
        "min": _extremes("<"),
        "max": _extremes(">"),
        "meet": _meets,
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
