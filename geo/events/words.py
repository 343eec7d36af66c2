"""A list of words between blanks in; the set of them out: how the word lists of this package are written.

A text in; as patterns that ignore case see it, out.
"""

from __future__ import annotations


def word_set(text: str) -> frozenset[str]:
    """Give the words of a text as a set."""
    return frozenset(text.split())


def plain(text: str) -> str:
    """Give a text in small letters, also those that patterns which ignore case take for an i, s or k.

    A literal that such a pattern needs, or one that heeds the case, stands in the plain text of whatever it matches.
    """
    if text.isascii():
        return text.lower()
    return text.replace("İ", "i").replace("ı", "i").replace("ſ", "s").replace("\u212a", "k").lower()
