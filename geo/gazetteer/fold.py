"""A name or a text in, its words in one spelling out: what names and running text are compared by."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache

_MARKS = r"\u0300-\u036f\u0591-\u05c7\u064b-\u065f\u0670\u093a-\u094f"
"""Combining marks that `\\w` leaves out: a decomposed letter must not end its word."""
_WORD = re.compile(rf"[^\W_](?:[^\W_]|[{_MARKS}])*(?:['’ʼ`ʹ](?:[^\W_]|[{_MARKS}])+)*")
_LETTERS = str.maketrans(
    {"ı": "i", "ə": "a", "ø": "o", "đ": "d", "ð": "d", "ł": "l", "ß": "ss", "æ": "ae", "œ": "oe", "þ": "th"}
    | dict.fromkeys("'’ʼ`ʹʻ‘ʿʾ")
)
"""Letters that Unicode does not decompose, and the signs that transliterations differ in."""


@dataclass(frozen=True, slots=True)
class Word:
    """A word of a text, where it stands, and how it is compared."""

    start: int
    end: int
    text: str
    folded: str


def words(text: str) -> Iterator[Word]:
    """Yield the words of `text` in order; hyphens and full stops part words, apostrophes within one do not.

    A possessive ending is no part of the word: "Moscow's" is `Moscow`.
    """
    for found in _WORD.finditer(text):
        word, start = found.group(), found.start()
        if len(word) > 2 and word[-2] in "'’" and word[-1] in "sS":
            word = word[:-2]
        yield Word(start, start + len(word), word, fold_word(word))


@lru_cache(maxsize=65_536)
def fold_word(word: str) -> str:
    """Return a word without case, accents and the signs that spellings differ in."""
    plain = unicodedata.normalize("NFKD", word.casefold())
    bare = "".join(character for character in plain if not unicodedata.combining(character))
    return bare.translate(_LETTERS)


def fold(name: str) -> str:
    """Return the key of a name: its folded words, a space between two."""
    if name.isascii() and name.replace(" ", "").isalpha():
        return " ".join(name.lower().split())  # the same as below, sooner
    return " ".join(word.folded for word in words(name))
