"""No sequence of keys at the prompt ends a session but by keys that leave, or shows a traceback; `tests/keys.py` types thousands."""

from __future__ import annotations

import pytest
from chance import many
from keys import typed


@pytest.mark.parametrize("seed", range(4))
def test_no_keys_end_a_session_but_those_that_leave(seed: int, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("VISUAL", "true")
    assert list(typed(many(25), 1_000 + seed)) == []
