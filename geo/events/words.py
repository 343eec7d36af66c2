"""A list of words between blanks in; the set of them out: how the word lists of this package are written."""

from __future__ import annotations


def word_set(text: str) -> frozenset[str]:
    """Give the words of a text as a set."""
    return frozenset(text.split())
