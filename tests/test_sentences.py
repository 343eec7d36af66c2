"""Where sentences end, and where a full stop ends none."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from geo.mentions import sentences


def split(text: str) -> list[str]:
    return [text[span.start : span.end] for span in sentences(text)]


@pytest.mark.parametrize(
    ("text", "parts"),
    [
        ("A title\nThe first. The second.", ["A title", "The first.", "The second."]),
        ("He left. “Good,” she said. Why? Yes!", ["He left.", "“Good,” she said.", "Why?", "Yes!"]),
        ("It ended.” Then rain.", ["It ended.”", "Then rain."]),
        ("", []),
        (" \n \n", []),
    ],
)
def test_text_is_split_at_its_ends_of_sentences(text: str, parts: list[str]) -> None:
    assert split(text) == parts


@pytest.mark.parametrize(
    "text",
    [
        "On Aug. 19 he met Gov. Smith.",
        "J. Smith came to St. Louis, Mo. and left.",
        "U.S. forces and Mr. Ngo spoke.",
        "It costs 3.50 a piece.",
    ],
)
def test_abbreviations_initials_and_numbers_end_no_sentence(text: str) -> None:
    assert split(text) == [text]


def test_abbreviation_before_a_word_that_begins_sentences_ends_one() -> None:
    assert split("They live in the U.S. The others left.") == ["They live in the U.S.", "The others left."]


@given(st.text(st.sampled_from("aB. !?\n\r\"”'’é\u2028\x85\x0b"), max_size=60))
def test_sentences_are_in_order_trimmed_and_lose_nothing_but_white_space(text: str) -> None:
    spans = list(sentences(text))
    ends = [0, *(each for span in spans for each in (span.start, span.end)), len(text)]
    assert ends == sorted(ends)
    outside = "".join(text[a:b] for a, b in zip(ends[::2], ends[1::2], strict=True))
    assert outside.strip() == ""
    for part in split(text):
        assert part
        assert part == part.strip()
