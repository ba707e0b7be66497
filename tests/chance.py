"""Which examples a property test tries: the same ones each time, so that a clean checkout says the same twice. With FACTBASE_HUNT=20 in
the environment it tries twenty times as many, other ones each time; what such a hunt finds is kept as an `@example`."""

import os

from hypothesis import HealthCheck, settings

__all__ = ["examples", "many"]

HUNT = int(os.environ.get("FACTBASE_HUNT", "0"))


def many(count: int) -> int:
    """So many, and in a hunt so many times more."""
    return count * max(HUNT, 1)


def examples(count: int = 100) -> settings:
    """To try so many examples, however long each takes."""
    return settings(
        max_examples=many(count),
        derandomize=not HUNT,
        database=None,
        deadline=None,
        suppress_health_check=[HealthCheck.too_slow, HealthCheck.data_too_large],
    )
