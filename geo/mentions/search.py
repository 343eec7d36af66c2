"""Words and the gazetteer in, the spans that may name a place out: longest match over every name, cheap checks only."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache
from itertools import accumulate

from geo.gazetteer import MAX_NAME_WORDS, OWN, Form, Gazetteer, Use, Words

_CONTRACTION = re.compile(r"['’](?:ve|ll|re|m|d|t)$", re.IGNORECASE)
"""Of "I've": GeoNames knows a place of these letters."""
_OF = ("'s ", "’s ")
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
    small = gazetteer.small_starts
    line = _Line(words.forms[first:last], first)
    behind = first
    for at in [number for number, form in enumerate(line.forms, first) if form.capital or form.folded in small]:
        if at < behind or at in taken:
            continue
        found = _longest(words, line, at, gazetteer)
        if found is None or _CONTRACTION.search(words.forms[at].text):
            continue
        if found.last > at + 1 and not _lower(words.forms[at]) and any(n in taken for n in range(at, found.last)):
            continue
        yield found
        behind = found.last


class _Line:
    """Folded words of a text in one string."""

    __slots__ = ("_ends", "_first", "forms", "text")

    def __init__(self, forms: Sequence[Form], first: int) -> None:
        """Join `forms`, which are the words of a text from number `first` on."""
        parts = [form.folded for form in forms]
        self.forms = forms
        self._first = first
        self._ends = [0, *accumulate(map(len, parts))]
        self.text = " ".join(parts) + " "

    def start(self, number: int) -> int:
        """Return where a word begins."""
        number -= self._first
        return self._ends[number] + number

    def ahead(self, number: int) -> str:
        """Return as many words from one on as a name may have."""
        end = min(number - self._first + MAX_NAME_WORDS, len(self.forms))
        return self.text[self.start(number) : self._ends[end] + end]


def _lower(form: Form) -> bool:
    return form.text[0].islower()


def _longest(words: Words, line: _Line, at: int, gazetteer: Gazetteer) -> Found | None:
    begin, forms = line.start(at), words.forms
    for key in reversed(gazetteer.keys_of(line.ahead(at))):
        if line.text[begin + len(key)] != " ":
            continue
        last = at + 1
        if " " in key:
            last += key.count(" ")
            if not _is_one_name(words, at, last) or not (forms[last - 1].capital or _lower(forms[at])):
                continue
        elif not (forms[at].capital or _lower(forms[at])):
            continue
        found = _kept(words, at, last, key, gazetteer)
        if found is not None:
            return found
    return None


def _is_one_name(words: Words, first: int, last: int) -> bool:
    """Tell whether words stand side by side, or parted by a possessive: "Cox's Bazar"."""
    if all(words.joined[first : last - 1]):
        return True
    return all(words.joined[at] or words.gaps[at + 1] in _OF for at in range(first, last - 1))


def _kept(words: Words, first: int, last: int, key: str, gazetteer: Gazetteer) -> Found | None:
    """Return the name that words have, with those of its uses that may be written as they are; null for none."""
    short = _shortlist(gazetteer, key)
    if not short.uses:
        return None
    form = words.forms[first]
    brief = last - first == 1 and len(form.text) <= 3
    if not (brief or short.abbreviated or _lower(form)):
        return Found(first, last, key, short.uses)
    written = words.text[words.start(first) : words.end(last - 1)]
    stopped = words.text.startswith(".", words.end(last - 1))
    uses = _allowed(gazetteer, key, written, stopped=stopped, brief=brief)
    return Found(first, last, key, uses) if uses else None


@dataclass(frozen=True, slots=True)
class _Short:
    uses: tuple[Use, ...]
    abbreviated: bool
    """One of the uses is an abbreviation."""


@lru_cache(maxsize=MAX_KNOWN)
def _shortlist(gazetteer: Gazetteer, key: str) -> _Short:
    uses = gazetteer.uses(key)[:MAX_CANDIDATES]
    return _Short(uses, any(use.kind == "abbreviation" for use in uses))


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
