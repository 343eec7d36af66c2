"""What is urgent goes first, and what gives way is not kept for ever."""

from __future__ import annotations

import threading
import time

import pytest

from dashboard.store import turn

LONG_S = 20.0
"""Of a wait that is not to end by itself while a test runs."""


def gives_way(done: threading.Event) -> threading.Thread:
    def work() -> None:
        turn.give_way()
        done.set()

    thread = threading.Thread(target=work, daemon=True)
    thread.start()
    return thread


def test_a_step_waits_until_nothing_is_urgent(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(turn, "PATIENCE_S", LONG_S)
    done = threading.Event()
    with turn.first():
        with turn.first():
            thread = gives_way(done)
            assert not done.wait(0.05)
        assert not done.wait(0.05)
    assert done.wait(LONG_S / 2)
    thread.join()


def test_a_step_waits_no_longer_than_its_patience(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(turn, "PATIENCE_S", 0.01)
    with turn.first():
        gives_way(done := threading.Event()).join()
        assert done.is_set()


def test_what_is_urgent_itself_does_not_wait(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(turn, "PATIENCE_S", LONG_S)
    began = time.monotonic()
    with turn.first():
        with turn.first():
            turn.give_way()
        turn.give_way()
    turn.give_way()
    assert time.monotonic() - began < LONG_S / 2


def test_an_answer_that_fails_is_urgent_no_longer(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(turn, "PATIENCE_S", LONG_S)
    with pytest.raises(ValueError, match="no such view"), turn.first():
        raise ValueError("no such view")
    gives_way(done := threading.Event())
    assert done.wait(LONG_S / 2)
