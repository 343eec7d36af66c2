"""The inflected forms of the verbs."""

from __future__ import annotations

import pytest

from geo.events.lexicon import FORMS


@pytest.mark.parametrize(
    ("text", "lemma"),
    [
        ("quipped", "quip"),
        ("conferred", "confer"),
        ("admitted", "admit"),
        ("transferring", "transfer"),
        ("skipped", "skip"),
        ("visited", "visit"),
        ("travelled", "travel"),
        ("traveled", "travel"),
        ("hurried", "hurry"),
    ],
)
def test_a_last_consonant_is_doubled_as_english_does(text: str, lemma: str) -> None:
    assert lemma in {found for found, _ in FORMS[text]}
