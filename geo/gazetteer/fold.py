"""A name or a text in, its words in one spelling out: what names and running text are compared by."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import accumulate, compress, count
from operator import attrgetter
from typing import overload

_MARKS = r"\u0300-\u036f\u0591-\u05c7\u064b-\u065f\u0670\u093a-\u094f"
"""Combining marks that `\\w` leaves out: a decomposed letter must not end its word."""
_QUOTES = "'’ʼ`ʹ"
_WORD = re.compile(
    rf"([^\W_]++(?:(?=[{_MARKS}{_QUOTES}])(?:[{_MARKS}][^\W_]*+)*+(?:[{_QUOTES}](?:[^\W_]|[{_MARKS}])++)*+)?+)"
)
"""In a group, so that `split` gives the words and what stands between them at once."""
_LETTERS = str.maketrans(
    {"ı": "i", "ə": "a", "ø": "o", "đ": "d", "ð": "d", "ł": "l", "ß": "ss", "æ": "ae", "œ": "oe", "þ": "th"}
    | dict.fromkeys(f"{_QUOTES}ʻ‘ʿʾ")
)
"""Letters that Unicode does not decompose, and the signs that transliterations differ in."""


@dataclass(frozen=True, slots=True)
class Word:
    """A word of a text, where it stands, and how it is compared."""

    start: int
    end: int
    text: str
    folded: str


@dataclass(frozen=True, slots=True, eq=False)
class Form:
    """What a word is wherever it stands."""

    text: str
    """Without a possessive ending: "Moscow's" is `Moscow`."""
    folded: str
    capital: bool
    """It may be (part of) a name: a capital first, or a script that has none."""
    small: bool
    """Written in small letters only."""
    ending: str
    """The ending of a possessive, "'s", or nothing."""


class Words(Sequence[Word]):
    """The words of a text in columns, so that reading one costs what is asked of it."""

    __slots__ = ("_ends", "capitals", "forms", "gaps", "joined", "text")

    def __init__(self, text: str, most: int = 0) -> None:
        """Read `text`, at most so many words of it where `most` is not 0."""
        parts = _WORD.split(text, most)
        self.text = text
        self.forms: list[Form] = list(map(_FORMS.__getitem__, parts[1::2]))
        self._ends = list(accumulate(map(len, parts)))
        self.gaps: list[str] = parts[::2]
        """What stands before each word, and after the last one; the ending of a possessive stands in it."""
        for number in compress(count(), map(_ENDING, self.forms)):
            self.gaps[number + 1] = self.forms[number].ending + self.gaps[number + 1]
        self.capitals: list[int] = list(compress(count(), map(_CAPITAL, self.forms)))
        """The numbers of the words that may be (part of) a name."""
        self.joined: list[bool] = self._joined()
        """Whether only a space, a hyphen or an abbreviation's full stop stands between each word and the next one."""

    def __len__(self) -> int:
        return len(self.forms)

    @overload
    def __getitem__(self, at: int) -> Word: ...

    @overload
    def __getitem__(self, at: slice) -> list[Word]: ...

    def __getitem__(self, at: int | slice) -> Word | list[Word]:
        if isinstance(at, slice):
            return [self[number] for number in range(*at.indices(len(self.forms)))]
        form, number = self.forms[at], range(len(self.forms))[at]
        return Word(self.start(number), self.end(number), form.text, form.folded)

    def start(self, number: int) -> int:
        """Return the offset of a word's first character."""
        return self._ends[2 * number]

    def end(self, number: int) -> int:
        """Return the offset behind a word's last character."""
        return self._ends[2 * number + 1] - len(self.forms[number].ending)

    def _joined(self) -> list[bool]:
        gaps = self.gaps[1:]
        joined = list(map(_JOINS.__contains__, gaps))
        for number in compress(count(), map(_STOPS.__contains__, gaps)):
            left = self.forms[number]
            joined[number] = len(left.text) == 1 or left.folded in _STOPPED
        if joined:
            joined[-1] = False
        return joined


_ENDING, _CAPITAL = attrgetter("ending"), attrgetter("capital")
_JOINS = frozenset((" ", "-", "–", "\u00a0", "’", "'"))
_STOPS = frozenset((".", ". "))
_STOPPED = frozenset(("st", "ste", "mt", "ft", "jr"))
"""Words within a name that a full stop follows: "St. Paul"."""


def words(text: str, most: int = 0) -> Words:
    """Return the words of `text` in order; hyphens and full stops part words, apostrophes within one do not.

    A possessive ending is no part of the word. Of a text of more than `most` words the rest is not read; 0: read all.
    """
    return Words(text, most)


class _Forms(dict[str, Form]):
    """The forms of the words seen lately."""

    def __missing__(self, word: str) -> Form:
        if len(self) >= MAX_FORMS:
            self.clear()
        possessive = len(word) > 2 and word[-2] in "'’" and word[-1] in "sS"
        text, ending = (word[:-2], word[-2:]) if possessive else (word, "")
        letter = text[0]
        capital = letter.isupper() or (letter.isalpha() and letter.lower() == letter.upper())
        form = Form(text, fold_word(text), capital, text.islower(), ending)
        if len(word) <= MAX_LETTERS:
            self[word] = form
        return form


MAX_FORMS = 65_536
"""Words remembered: more than a week's news of one paper has, some 20 MB."""
MAX_LETTERS = 100
"""Of a word remembered: longer ones are no words, and must not fill the memory."""
_FORMS = _Forms()


def fold_word(word: str) -> str:
    """Return a word without case, accents and the signs that spellings differ in."""
    if word.isascii():
        return word.lower().replace("'", "").replace("`", "")
    plain = unicodedata.normalize("NFKD", word.casefold())
    bare = "".join(character for character in plain if not unicodedata.combining(character))
    return bare.translate(_LETTERS)


def fold(name: str) -> str:
    """Return the key of a name: its folded words, a space between two."""
    if name.isascii() and name.replace(" ", "").isalpha():
        return " ".join(name.lower().split())  # the same as below, sooner
    return " ".join([form.folded for form in words(name).forms])
