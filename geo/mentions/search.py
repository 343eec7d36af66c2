"""Words and the gazetteer in, the spans that may name a place out: longest match over every name, cheap checks only."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache
from itertools import accumulate, compress, count
from operator import add
from typing import TypeVar

from geo.gazetteer import MAX_LETTERS, MAX_NAME_WORDS, OWN, Form, Gazetteer, Use, Words

_CONTRACTION = re.compile(r"['’](?:ve|ll|re|m|d|t)$", re.IGNORECASE)
"""Of "I've": GeoNames knows a place of these letters."""
_OF = ("'s ", "’s ")
_Known = TypeVar("_Known")
MAX_CANDIDATES = 40
"""Places kept of one name, the most populous: no right one was ever seen further down."""
MAX_KNOWN = 16_384
"""Names remembered from one article to the next: news repeats a few thousand."""


@dataclass(frozen=True, slots=True)
class Found:
    """Words `first` to `last` (exclusive) that are a name of the gazetteer."""

    first: int
    last: int
    key: str
    uses: tuple[Use, ...]
    """What the name is used for, most populous first; none where the gazetteer does not know it."""
    labelled: bool = False
    """True where a recogniser that reads the sentence calls it a place, not only the gazetteer."""


def search(
    words: Words, gazetteer: Gazetteer, taken: Mapping[int, str], first: int = 0, last: int | None = None
) -> Iterator[Found]:
    """Yield the names in order, not overlapping, the longest at each place.

    Args:
        words: of the text.
        gazetteer: knows the names.
        taken: the words that belong to persons.
        first: the word to begin at.
        last: the word to end before; null: read to the end.
    """
    firsts, pairs = _memory(gazetteer)
    forms, joined, gaps = words.forms, words.joined, words.gaps
    line = _Line(forms[first:last], first)
    behind = first
    for at in _candidates(words, line, gazetteer.small_starts):
        if at < behind:
            continue
        form = forms[at]
        known = firsts[form.folded]
        if not (known.alone.uses or known.goes_on) or at in taken:
            continue
        found = None
        side_by_side = known.goes_on and at + 1 < line.last and (joined[at] or gaps[at + 1] in _OF)
        if side_by_side and pairs[line.ahead(at, 2)]:
            found = _longest(words, line, at, gazetteer)
        if found is None and known.alone.uses and (form.capital or _lower(form)):
            found = _kept(words, at, at + 1, known.alone, gazetteer)
        if found is None or (not form.text.isalpha() and _CONTRACTION.search(form.text)):
            continue
        if found.last > at + 1 and not _lower(form) and any(n in taken for n in range(at, found.last)):
            continue
        yield found
        behind = found.last


class _Line:
    """Folded words of a text in one string, a space behind each."""

    __slots__ = ("first", "folded", "last", "starts", "text")

    def __init__(self, forms: Sequence[Form], first: int) -> None:
        """Join `forms`, which are the words of a text from number `first` on."""
        self.folded = [form.folded for form in forms]
        self.first, self.last = first, first + len(forms)
        self.starts = list(map(add, accumulate(map(len, self.folded), initial=0), count()))
        """Where each word begins, and where the last one's space ends."""
        self.text = " ".join(self.folded) + " "

    def ahead(self, number: int, most: int) -> str:
        """Return as many words as there are from one on, at most so many, with their spaces."""
        number -= self.first
        return self.text[self.starts[number] : self.starts[min(number + most, len(self.folded))]]


def _lower(form: Form) -> bool:
    return form.text[0].islower()


def _candidates(words: Words, line: _Line, small: frozenset[str]) -> Sequence[int]:
    """Return the numbers of the words that a name may begin with, in order."""
    capitals = words.capitals
    if len(line.folded) < len(words):
        capitals = capitals[bisect_left(capitals, line.first) : bisect_left(capitals, line.last)]
    if small.isdisjoint(line.folded):
        return capitals
    written_small = compress(count(line.first), map(small.__contains__, line.folded))
    return sorted({*capitals, *written_small})


def _longest(words: Words, line: _Line, at: int, gazetteer: Gazetteer) -> Found | None:
    """Return the longest name of several words that begins at a word."""
    forms, ahead = words.forms, line.ahead(at, MAX_NAME_WORDS)
    for key in reversed(gazetteer.keys_of(ahead)):
        if " " not in key:
            break
        last = at + 1 + key.count(" ")
        if ahead[len(key)] != " " or not _is_one_name(words, at, last):
            continue
        if not (forms[last - 1].capital or _lower(forms[at])):
            continue
        found = _kept(words, at, last, _shortlist(gazetteer, key), gazetteer)
        if found is not None:
            return found
    return None


def _is_one_name(words: Words, first: int, last: int) -> bool:
    """Tell whether words stand side by side, or parted by a possessive: "Cox's Bazar"."""
    if all(words.joined[first : last - 1]):
        return True
    return all(words.joined[at] or words.gaps[at + 1] in _OF for at in range(first, last - 1))


def _kept(words: Words, first: int, last: int, short: _Short, gazetteer: Gazetteer) -> Found | None:
    """Return the name that words have, with those of its uses that may be written as they are; null for none."""
    if not short.uses:
        return None
    form, key = words.forms[first], short.key
    brief = last - first == 1 and len(form.text) <= 3
    if not (brief or short.abbreviated or _lower(form)):
        return Found(first, last, key, short.uses)
    written = words.text[words.start(first) : words.end(last - 1)]
    stopped = words.text.startswith(".", words.end(last - 1))
    uses = _allowed(gazetteer, key, written, stopped=stopped, brief=brief)
    return Found(first, last, key, uses) if uses else None


@dataclass(frozen=True, slots=True)
class _Short:
    """A name and the most populous places of it."""

    key: str
    uses: tuple[Use, ...]
    abbreviated: bool
    """One of the uses is an abbreviation."""


@lru_cache(maxsize=MAX_KNOWN)
def _shortlist(gazetteer: Gazetteer, key: str) -> _Short:
    uses = gazetteer.uses(key)[:MAX_CANDIDATES]
    return _Short(key, uses, any(use.kind == "abbreviation" for use in uses))


@dataclass(frozen=True, slots=True)
class _First:
    """What a name's first word promises, wherever it stands."""

    alone: _Short
    """The word by itself."""
    goes_on: bool
    """Names of several words begin with it."""


class _Lately(dict[str, _Known]):
    """What was read of the words asked for lately."""

    def __init__(self, read: Callable[[str], _Known]) -> None:
        super().__init__()
        self._read = read

    def __missing__(self, words: str) -> _Known:
        if len(self) >= MAX_KNOWN:
            self.clear()
        known = self._read(words)
        if len(words) <= MAX_LETTERS:
            self[words] = known
        return known


@lru_cache(maxsize=4)
def _memory(gazetteer: Gazetteer) -> tuple[_Lately[_First], _Lately[bool]]:
    """Return what folded first words promise; and of two words, a space behind each, whether a name begins so."""

    def first(word: str) -> _First:
        return _First(_shortlist(gazetteer, word), gazetteer.goes_on(word))

    def pair(words: str) -> bool:
        return gazetteer.is_name(words[:-1]) or gazetteer.goes_on(words[:-1])

    return _Lately(first), _Lately(pair)


@lru_cache(maxsize=MAX_KNOWN)
def _allowed(gazetteer: Gazetteer, key: str, written: str, *, stopped: bool, brief: bool) -> tuple[Use, ...]:
    forms = gazetteer.written(key)
    uses = _shortlist(gazetteer, key).uses
    return tuple([use for use in uses if _written_so(use, written, forms, stopped=stopped, brief=brief)])


def _is_form(written: str, form: str, *, stopped: bool) -> bool:
    """Tell whether a text writes an abbreviation: "Tenn." needs its full stop, "U.S." may stand without the last."""
    if form.count(".") == 1 and form.endswith("."):
        return stopped and written == form[:-1]
    return written.replace(" ", "").rstrip(".") == form.replace(" ", "").rstrip(".")


def _written_so(use: Use, written: str, forms: frozenset[str], *, stopped: bool, brief: bool) -> bool:
    """Tell whether a name may be written so: an abbreviation as the table has it, small letters only in our rows."""
    if use.kind == "abbreviation":
        return any(_is_form(written, form, stopped=stopped) for form in forms)
    if written[0].islower():
        return use.curated or use.place.id.startswith(OWN)
    if brief:
        return use.kind == "name" or use.curated or not written.isascii()
    return True
