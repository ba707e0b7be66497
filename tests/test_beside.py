"""Work done side by side: what comes out is what one process finds, however many there are and whatever becomes of them."""

from __future__ import annotations

import os
import signal
import sys
import time
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from factbase.ground.beside import Sending, side_by_side

HERE = os.getpid()
AS_IT_IS: Sending[object] = Sending(lambda result: result, lambda piece, sent: sent)

pytestmark = pytest.mark.skipif(sys.platform != "linux", reason="elsewhere one process does all")


@pytest.fixture(autouse=True)
def _none_is_left() -> Iterator[None]:
    yield
    with pytest.raises(ChildProcessError):
        os.waitpid(-1, os.WNOHANG)


def elsewhere(does: Callable[[int], object], folder: Path) -> Callable[[int], object]:
    """A piece of work that is the number itself here, and something else in another process, on which this one waits: each has its part."""

    def work(piece: int) -> object:
        if os.getpid() != HERE:
            (folder / "begun").touch()
            return does(piece)
        deadline = time.monotonic() + 30
        while not (folder / "begun").exists() and time.monotonic() < deadline:
            time.sleep(0.001)
        return piece

    return work


@pytest.mark.parametrize("processes", [1, 2, 3, 8])
@pytest.mark.parametrize("pieces", [0, 1, 2, 7, 9001])
def test_what_comes_out_is_in_order_and_whole(processes: int, pieces: int) -> None:
    found = side_by_side(lambda piece: (piece, f"{piece}"), pieces, processes, AS_IT_IS)
    assert found == [(piece, f"{piece}") for piece in range(pieces)]


def test_another_process_has_its_part(tmp_path: Path) -> None:
    found = side_by_side(elsewhere(lambda piece: -piece, tmp_path), 50, 2, AS_IT_IS)
    assert [abs(each) for each in found if isinstance(each, int)] == list(range(50))
    assert any(isinstance(each, int) and each < 0 for each in found)


@pytest.mark.parametrize("number", [signal.SIGKILL, signal.SIGTERM, signal.SIGPROF])
def test_what_a_killed_process_did_not_bring_is_done_here(tmp_path: Path, number: int) -> None:
    def dies(piece: int) -> object:
        os.kill(os.getpid(), number)
        raise AssertionError("it lives")

    assert side_by_side(elsewhere(dies, tmp_path), 50, 3, AS_IT_IS) == list(range(50))


def test_what_fails_elsewhere_only_is_done_here(tmp_path: Path) -> None:
    assert side_by_side(elsewhere(lambda piece: 1 // 0, tmp_path), 50, 2, AS_IT_IS) == list(range(50))
    assert side_by_side(elsewhere(lambda piece: sys.exit(3), tmp_path), 50, 2, AS_IT_IS) == list(range(50))
    assert side_by_side(elsewhere(lambda piece: object(), tmp_path), 50, 2, AS_IT_IS) == list(range(50))


def test_what_cannot_be_read_is_done_here(tmp_path: Path) -> None:
    nothing: Sending[object] = Sending(lambda result: result, lambda piece, sent: None)
    assert side_by_side(elsewhere(lambda piece: -piece, tmp_path), 50, 2, nothing) == list(range(50))


def test_what_is_wrong_with_a_piece_is_raised_here() -> None:
    def work(piece: int) -> int:
        if piece == 37:
            raise LookupError(piece)
        return piece

    for processes in (1, 2, 4):
        with pytest.raises(LookupError, match="37"):
            side_by_side(work, 50, processes, AS_IT_IS)


def test_an_interrupt_ends_all_at_once(tmp_path: Path) -> None:
    def waits(piece: int) -> object:
        time.sleep(60)
        return piece

    def work(piece: int) -> object:
        if os.getpid() == HERE:
            found = elsewhere(waits, tmp_path)(piece)
            os.kill(HERE, signal.SIGINT)
            return found
        return elsewhere(waits, tmp_path)(piece)

    begun = time.monotonic()
    with pytest.raises(KeyboardInterrupt):
        side_by_side(work, 50, 3, AS_IT_IS)
    assert time.monotonic() - begun < 30


def test_an_interrupt_of_the_whole_group_is_for_this_one_alone(tmp_path: Path) -> None:
    def interrupted(piece: int) -> object:
        os.kill(os.getpid(), signal.SIGINT)
        return -piece

    found = side_by_side(elsewhere(interrupted, tmp_path), 50, 2, AS_IT_IS)
    assert any(isinstance(each, int) and each < 0 for each in found)


def test_another_process_takes_no_more_time_than_this_one_may(tmp_path: Path) -> None:
    def endless(piece: int) -> object:
        while True:
            pass

    before = signal.signal(signal.SIGPROF, lambda number, frame: None)
    signal.setitimer(signal.ITIMER_PROF, 0.3)
    try:
        assert side_by_side(elsewhere(endless, tmp_path), 50, 2, AS_IT_IS) == list(range(50))
    finally:
        signal.setitimer(signal.ITIMER_PROF, 0)
        signal.signal(signal.SIGPROF, before)
