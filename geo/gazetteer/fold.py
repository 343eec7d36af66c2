"""A name or a text in, its words in one spelling out: what names and running text are compared by."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Final, final

from geo.gazetteer.lately import Lately

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


@final
class Form:
    """What a word is wherever it stands."""

    __slots__ = ("capital", "ending", "folded", "length", "small", "text")

    def __init__(self, word: str) -> None:
        """Look at a word as a text has it."""
        possessive = len(word) > 2 and word[-2] in "'’" and word[-1] in "sS"
        self.text: Final = word[:-2] if possessive else word
        """Without a possessive ending: "Moscow's" is `Moscow`."""
        self.length: int = len(self.text)
        """In characters."""
        folded = fold_word(self.text)
        # One text where there are two alike: what is asked for is then still in the processor's cache.
        self.folded: Final = self.text if folded == self.text else folded
        letter = word[0]
        self.capital: Final[bool] = letter.isupper() or (letter.isalpha() and letter.lower() == letter.upper())
        """It may be (part of) a name: a capital first, or a script that has none."""
        self.small: Final[bool] = self.text.islower()
        """Written in small letters only."""
        self.ending: Final = word[-2:] if possessive else ""
        """The ending of a possessive, "'s", or nothing."""


@final
class _Piece:
    """What stands between two spaces and is more than a word: marks with one, with several, or alone."""

    __slots__ = ("words",)

    def __init__(self, parts: list[str]) -> None:
        """Note each word with its offset; the parts are words and what stands around them, in turn."""
        self.words: list[tuple[int, Form]] = []
        at = len(parts[0])
        for number in range(1, len(parts), 2):
            self.words.append((at, _FORMS.get(parts[number])))
            at += len(parts[number]) + len(parts[number + 1])


def _read_piece(piece: str) -> Form | _Piece:
    parts: list[str] = _WORD.split(piece)
    return _FORMS.get(piece) if len(parts) == 3 and parts[1] == piece else _Piece(parts)


@final
class Words:
    """The words of a text in columns, so that reading one costs what is asked of it."""

    __slots__ = ("capitals", "forms", "gaps", "odd", "small", "starts", "text")

    def __init__(self, text: str, most: int = 0) -> None:
        """Read `text`, at most so many words of it where `most` is not 0."""
        self.text: str = text
        self.forms: list[Form] = []
        self.starts: list[int] = []
        """The offset of each word's first character."""
        self.gaps: list[str] = []
        """What stands before each word, and after the last one; the ending of a possessive stands in it."""
        self._read(most or len(text) + 1)
        self.gaps.append(text[self.end(len(self.forms) - 1) :] if self.forms else text)
        self.capitals: list[int] = [number for number, form in enumerate(self.forms) if form.capital]
        """The numbers of the words that may be (part of) a name."""
        self.small: set[str] = {form.folded for form in self.forms if form.small}
        """Folded words that the text writes in small letters only."""
        self.odd: set[str] = {form.folded for form in self.forms if not (form.small or form.capital)}
        """Those that it writes neither so nor with a capital first: "7th", "iPhone"."""

    def _read(self, most: int) -> None:
        text, forms, starts, gaps, known = self.text, self.forms, self.starts, self.gaps, _PIECES.known
        begin = end = 0
        # No word goes on behind a space, and most pieces between two spaces were seen before: fewer are looked up where
        # a comma or a full stop at the end is left out, which belongs to no word.
        for written in text.split(" "):
            bare = written[:-1] if written.endswith((",", ".")) else written
            piece = known.get(bare)
            if piece is None:
                piece = _PIECES.get(bare)
            if isinstance(piece, Form):
                gaps.append(" " if begin == end + 1 else text[end:begin])
                starts.append(begin)
                forms.append(piece)
                end = begin + piece.length
            else:
                for at, form in piece.words:
                    if len(forms) == most:
                        break
                    gaps.append(text[end : begin + at])
                    starts.append(begin + at)
                    forms.append(form)
                    end = begin + at + form.length
            if len(forms) == most:
                break
            begin += len(written) + 1

    def __len__(self) -> int:
        return len(self.forms)

    def __iter__(self) -> Iterator[Word]:
        return iter([self[number] for number in range(len(self.forms))])

    def __getitem__(self, number: int) -> Word:
        form = self.forms[number]
        start = self.starts[number]
        return Word(start, start + len(form.text), form.text, form.folded)

    def start(self, number: int) -> int:
        """Return the offset of a word's first character."""
        return self.starts[number]

    def end(self, number: int) -> int:
        """Return the offset behind a word's last character."""
        return self.starts[number] + self.forms[number].length

    def joined(self, number: int) -> bool:
        """Tell whether only a space, a hyphen or an abbreviation's full stop stands between a word and the next one."""
        gap = self.gaps[number + 1]
        if number + 1 == len(self.forms):
            return False
        if gap == " " or gap in _JOINS:
            return True
        return gap in _STOPS and self._takes_stop(self.forms[number])

    def _takes_stop(self, form: Form) -> bool:
        return form.length == 1 or form.folded in _STOPPED


_JOINS: Final = frozenset((" ", "-", "–", "\u00a0", "’", "'"))
_STOPS: Final = frozenset((".", ". "))
_STOPPED: Final = frozenset(("st", "ste", "mt", "ft", "jr"))
"""Words within a name that a full stop follows: "St. Paul"."""


def words(text: str, most: int = 0) -> Words:
    """Return the words of `text` in order; hyphens and full stops part words, apostrophes within one do not.

    A possessive ending is no part of the word. Of a text of more than `most` words the rest is not read; 0: read all.
    """
    return Words(text, most)


MAX_FORMS: Final = 65_536
"""Words remembered: more than a week's news of one paper has, some 20 MB."""
_FORMS: Final = Lately(Form, MAX_FORMS)
_PIECES: Final = Lately(_read_piece, MAX_FORMS)
"""What was seen lately between two spaces."""


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
