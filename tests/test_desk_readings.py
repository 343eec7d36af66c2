"""What the desk keeps of the articles that were read: the last few, and of few characters."""

from __future__ import annotations

import pytest

from dashboard import desk
from dashboard.desk import Readings
from geo import Article, Reading, Reference


@pytest.fixture
def read(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """The ids of the articles that were read, in turn."""
    done: list[str] = []

    def through(article: Article, _: Reference, *, explain: bool) -> Reading:
        assert explain
        done.append(article.id)
        return object()  # type: ignore[return-value]

    monkeypatch.setattr(desk, "read_through", through)
    return done


def test_articles_are_read_once_until_others_take_their_room(read: list[str]) -> None:
    readings, against = Readings(most=2, characters=100), Reference.__new__(Reference)
    a, b, c, large = (Article(name, name * size, "") for name, size in (("a", 9), ("b", 9), ("c", 9), ("d", 95)))
    first = readings.get(a, against)
    assert readings.get(b, against) is not first
    assert readings.get(a, against) is first
    readings.get(c, against)
    assert (readings.get(a, against), read) == (first, ["a", "b", "c"])
    readings.get(b, against)
    assert read == ["a", "b", "c", "b"]
    readings.get(large, against)
    assert readings.characters() == 95
    # One that is larger than all may be is read, and not kept.
    readings.get(Article("e", "e" * 101, ""), against)
    assert readings.characters() == 0


def test_other_corrections_are_another_reading(read: list[str]) -> None:
    readings, a = Readings(), Article("a", "a", "")
    references = [Reference.__new__(Reference) for _ in range(2)]
    assert readings.get(a, references[0]) is not readings.get(a, references[1])
    assert read == ["a", "a"]
