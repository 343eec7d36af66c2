"""Words and the gazetteer in, the spans that may name a place out: longest match over every name, cheap checks only."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Mapping
from functools import lru_cache
from typing import Final, final

from geo.gazetteer import MAX_NAME_WORDS, OWN, Form, Gazetteer, Lately, Use, Words

_CONTRACTION = re.compile(r"['’](?:ve|ll|re|m|d|t)$", re.IGNORECASE)
"""Of "I've": GeoNames knows a place of these letters."""
MAX_CANDIDATES = 40
"""Places kept of one name, the most populous: no right one was ever seen further down."""
MAX_KNOWN: Final = 16_384
"""Names remembered from one article to the next: news repeats a few thousand."""


@final
class Found:
    """Words `first` to `last` (exclusive) that are a name of the gazetteer."""

    __slots__ = ("first", "key", "labelled", "last", "uses")

    def __init__(self, first: int, last: int, key: str, uses: tuple[Use, ...], labelled: bool = False) -> None:
        self.first: int = first
        self.last: int = last
        self.key: str = key
        self.uses: tuple[Use, ...] = uses
        """What the name is used for, most populous first; none where the gazetteer does not know it."""
        self.labelled: bool = labelled
        """True where a recogniser that reads the sentence calls it a place, not only the gazetteer."""


def search(
    words: Words, gazetteer: Gazetteer, taken: Mapping[int, str], first: int = 0, last: int | None = None
) -> list[Found]:
    """Return the names in order, not overlapping, the longest at each place.

    Args:
        words: of the text.
        gazetteer: knows the names.
        taken: the words that belong to persons.
        first: the word to begin at.
        last: the word to end before; null: read to the end.
    """
    names = _names_of(gazetteer)
    forms, firsts = words.forms, names.firsts
    end = len(forms) if last is None else min(last, len(forms))
    behind = first
    every: list[Found] = []
    for at in _candidates(words, first, end, names.small_starts):
        if at < behind:
            continue
        form = forms[at]
        known = firsts.get(form.folded)
        if not (known.uses or known.goes_on) or at in taken:
            continue
        found = None
        if (
            known.goes_on
            and at + 1 < end
            and _goes_on(words, at)
            and names.pairs.get(f"{form.folded} {forms[at + 1].folded}")
        ):
            found = _longest(words, at, end, names)
        if found is None and known.uses and (form.capital or _lower(form)):
            found = _kept(words, at, at + 1, known, names)
        if found is None or (not form.text.isalpha() and _CONTRACTION.search(form.text)):
            continue
        if found.last > at + 1 and not _lower(form) and any(number in taken for number in range(at, found.last)):
            continue
        every.append(found)
        behind = found.last
    return every


def _lower(form: Form) -> bool:
    return form.text[0].islower()


def _candidates(words: Words, first: int, last: int, small: frozenset[str]) -> list[int]:
    """Return the numbers of the words that a name may begin with, in order."""
    if not (words.small.isdisjoint(small) and words.odd.isdisjoint(small)):
        forms = words.forms
        return [at for at in range(first, last) if forms[at].capital or forms[at].folded in small]
    capitals = words.capitals
    if first or last < len(words.forms):
        return capitals[bisect_left(capitals, first) : bisect_left(capitals, last)]
    return capitals


def _goes_on(words: Words, number: int) -> bool:
    """Tell whether a name may go on behind a word: side by side with the next, or by a possessive: "Cox's Bazar"."""
    return words.joined(number) or words.gaps[number + 1] in ("'s ", "’s ")


def _longest(words: Words, at: int, end: int, names: _Names) -> Found | None:
    """Return the longest name of several words that begins at a word."""
    forms = words.forms
    ahead = " ".join([form.folded for form in forms[at : min(at + MAX_NAME_WORDS, end)]]) + " "
    for key in reversed(names.gazetteer.keys_of(ahead)):
        if " " not in key:
            break
        last = at + 1 + key.count(" ")
        if ahead[len(key)] != " " or not all(_goes_on(words, number) for number in range(at, last - 1)):
            continue
        if not (forms[last - 1].capital or _lower(forms[at])):
            continue
        found = _kept(words, at, last, _read_name(names.gazetteer, key), names)
        if found is not None:
            return found
    return None


def _kept(words: Words, first: int, last: int, known: _Known, names: _Names) -> Found | None:
    """Return the name that words have, with those of its uses that may be written as they are; null for none."""
    if not known.uses:
        return None
    form = words.forms[first]
    brief = last - first == 1 and len(form.text) <= 3
    if not (brief or known.abbreviated or _lower(form)):
        return Found(first, last, known.key, known.uses)
    end = words.end(last - 1)
    stopped = words.text.startswith(".", end)
    uses = _allowed(names.gazetteer, known.key, words.text[words.start(first) : end], stopped=stopped, brief=brief)
    return Found(first, last, known.key, uses) if uses else None


@final
class _Known:
    """A name and the most populous places of it."""

    __slots__ = ("abbreviated", "goes_on", "key", "uses")

    def __init__(self, key: str, uses: tuple[Use, ...], goes_on: bool) -> None:
        self.key: str = key
        self.uses: tuple[Use, ...] = uses
        self.abbreviated: bool = any(use.kind == "abbreviation" for use in uses)
        """One of the uses is an abbreviation."""
        self.goes_on: bool = goes_on
        """Names of several words begin with it."""


@lru_cache(maxsize=MAX_KNOWN)
def _read_name(gazetteer: Gazetteer, key: str) -> _Known:
    return _Known(key, gazetteer.uses(key)[:MAX_CANDIDATES], goes_on=False)


@final
class _Names:
    """A gazetteer's names, and what was read of those asked for lately."""

    __slots__ = ("firsts", "gazetteer", "pairs", "small_starts")

    def __init__(self, gazetteer: Gazetteer) -> None:
        self.gazetteer: Gazetteer = gazetteer
        self.small_starts: frozenset[str] = gazetteer.small_starts
        self.firsts: Lately[_Known] = Lately(self._read_first, MAX_KNOWN)
        """What a folded word promises that may be the first of a name."""
        self.pairs: Lately[bool] = Lately(self._read_pair, MAX_KNOWN)
        """Whether names begin with two folded words."""

    def _read_first(self, word: str) -> _Known:
        return _Known(word, self.gazetteer.uses(word)[:MAX_CANDIDATES], self.gazetteer.goes_on(word))

    def _read_pair(self, words: str) -> bool:
        return self.gazetteer.is_name(words) or self.gazetteer.goes_on(words)


@lru_cache(maxsize=4)
def _names_of(gazetteer: Gazetteer) -> _Names:
    return _Names(gazetteer)


@lru_cache(maxsize=MAX_KNOWN)
def _allowed(gazetteer: Gazetteer, key: str, written: str, *, stopped: bool, brief: bool) -> tuple[Use, ...]:
    forms = gazetteer.written(key)
    uses = gazetteer.uses(key)[:MAX_CANDIDATES]
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
