"""The words of sentences find what a look at every sentence finds."""

from __future__ import annotations

import pyarrow as pa
import pytest
from hypothesis import given
from hypothesis import strategies as st

from dashboard.store import words
from dashboard.store.shelf import Memory
from dashboard.store.text import fold

SENTENCES = [
    "He SAID in Xankəndi that the border is closed.",
    None,
    "",
    "Straße to Qızılhacılı, he said",
    "border  closed",
    "a\u00a0b and c\u2003d",
    "border border border",
    "e\u0301tat \u00a8 x",
]


def found(sentences: list[str | None], run: str) -> list[int]:
    shelf = Memory()
    texts = pa.array(sentences, pa.large_string())
    words.index([texts.slice(0, 3), texts.slice(3)], fold, shelf)
    return [int(row) for row in words.Words(texts, fold, shelf).mask(run).nonzero()[0]]


@pytest.mark.parametrize(
    "run",
    [
        "border",
        "bord",
        "rder is cl",
        "closed.",
        "xankendi",
        "strasse",
        "said",
        "a b",
        "c d",
        "border  closed",
        "z",
        ".",
    ],
)
def test_runs_are_found_where_they_stand(run: str) -> None:
    assert found(SENTENCES, run) == [row for row, text in enumerate(SENTENCES) if run in fold(text or "")]


@pytest.mark.parametrize("few", [0, 1, 1_000])
@pytest.mark.parametrize("block", [1, 2, 100])
def test_blocks_and_counts_make_no_difference(few: int, block: int, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(words, "FEW", few)
    monkeypatch.setattr(words, "BLOCK", block)
    assert found(SENTENCES, "b") == [0, 4, 5, 6]


@given(
    st.lists(st.none() | st.text("abAB \té\u00a0", max_size=12), max_size=8), st.text("ab é", min_size=1, max_size=4)
)
def test_any_run_is_found_where_a_look_at_all_sentences_finds_it(sentences: list[str | None], typed: str) -> None:
    run = fold(typed).strip()
    if run:
        assert found(sentences, run) == [row for row, text in enumerate(sentences) if run in fold(text or "")]


@pytest.mark.parametrize("run", ["a", "e", "i", "ss", "x", "border", "xankendi", "q"])
@pytest.mark.parametrize("read", [0, 1 << 60])
def test_the_sentences_that_are_left_may_be_read_instead(run: str, read: int, monkeypatch: pytest.MonkeyPatch) -> None:
    sentences = [*SENTENCES, *(f"word{number} Straße Xankəndi{number % 7}" for number in range(50))]
    expected = found(sentences, run)
    monkeypatch.setattr(words, "STEP", 1)
    monkeypatch.setattr(words, "READ", read)
    assert found(sentences, run) == expected
    assert expected == [row for row, text in enumerate(sentences) if text and run in fold(text)]
