"""Columns of text in, the rows in which all words of a search occur out; case and diacritics do not count."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable

import numpy as np
import numpy.typing as npt
import pyarrow as pa
import pyarrow.compute as pc

Mask = npt.NDArray[np.bool_]

_BARE = str.maketrans({"ı": "i", "ə": "e", "ø": "o", "đ": "d", "ł": "l", "æ": "ae", "œ": "oe", "ʼ": "'", "’": "'"})
"""Letters that Unicode does not take apart, as people type them on a plain keyboard: Xankəndi, xankendi."""
_WORD = re.compile(r'"([^"]*)"?|([^\s"]+)')
MAX_WORDS = 20
"""Of one search; each is a pass over all texts."""


def fold(text: str) -> str:
    """Return a text without case and diacritics, for comparing only."""
    if text.isascii():
        return text.lower()
    apart = unicodedata.normalize("NFKD", text.casefold())
    return "".join(character for character in apart if not unicodedata.combining(character)).translate(_BARE)


def words(query: str) -> tuple[str, ...]:
    """Return what a search looks for, folded: its words, and what stands in double quotes as one."""
    found = (fold(quoted or plain).strip() for quoted, plain in _WORD.findall(query))
    return tuple(dict.fromkeys(word for word in found if word))[:MAX_WORDS]


def folded(distinct: pa.Array) -> pa.Array:
    """Return texts as they are searched: each as `fold` makes it."""
    lower = pc.ascii_lower(distinct.cast(pa.large_string()))
    other = pc.invert(pc.string_is_ascii(distinct))
    rest = pa.array(map(fold, distinct.filter(other).to_pylist()), pa.large_string())
    return pc.replace_with_mask(lower, other, rest)


class Texts:
    """The texts of all rows: the distinct ones of short columns, and the words of the sentences."""

    def __init__(self, rows: int, sentences: Callable[[str], Mask]) -> None:
        """Take how many rows there are, and what tells those whose sentence holds a folded run of characters."""
        self._rows = rows
        self._sentences = sentences
        self._columns: list[tuple[pa.Array, Callable[[Mask], Mask]]] = []

    def add(self, distinct: pa.Array, spread: Callable[[Mask], Mask]) -> None:
        """Add a column: its distinct texts, folded, and how a mask over them becomes one over the rows."""
        self._columns.append((distinct, spread))

    def mask(self, query: str) -> Mask:
        """Return the rows in which every word of `query` occurs, in whichever columns; no words: all rows."""
        found = np.ones(self._rows, dtype=bool)
        for word in words(query):
            anywhere = self._sentences(word)
            for texts, spread in self._columns:
                if anywhere.all():
                    break
                # The expression is a plain word; RE2 finds it in half the time that match_substring takes.
                hits = pc.match_substring_regex(texts, re.escape(word)).to_numpy(zero_copy_only=False)
                if hits.any():
                    anywhere |= spread(hits)
            found &= anywhere
        return found
