"""No sequence of keys at the prompt ends a session but by keys that leave, or shows a traceback; `tests/keys.py` types thousands."""

from __future__ import annotations

import pytest
from chance import many
from keys import typed, typist


@pytest.mark.parametrize("seed", range(4))
def test_no_keys_end_a_session_but_those_that_leave(seed: int, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("VISUAL", "true")
    assert list(typed(many(25), 1_000 + seed)) == []


@pytest.mark.parametrize(
    "keys",
    [
        "a\nb\x1b-\x10",  # up by less than nothing
        "\x12all\x12\x07\x12\x03",  # searches that are left
        "\x18\x05\x12\u0301\x0b",  # a search that begins while an editor is open
        "a\x1b[M\x11\x02:",  # a report of a mouse that is none
    ],
)
def test_keys_that_ended_a_session_once_do_not(keys: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("VISUAL", "true")
    monkeypatch.setattr("keys.SIZES", (3,))
    with typist() as failure:
        assert failure(keys) is None
