"""Words and the gazetteer in, the spans that may name a place out: longest match over every name, cheap checks only."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from geo.gazetteer import Gazetteer, Use, Word
from geo.mentions.persons import adjoining, is_capitalised

_CONTRACTION = re.compile(r"['’](?:ve|ll|re|m|d|t)$", re.IGNORECASE)
"""Of "I've": GeoNames knows a place of these letters."""
MAX_CANDIDATES = 40
"""Places kept of one name, the most populous: no right one was ever seen further down."""


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


def search(text: str, words: Sequence[Word], gazetteer: Gazetteer, taken: dict[int, str]) -> Iterator[Found]:
    """Yield the names in order, not overlapping, the longest at each place; `taken` words belong to persons."""
    at = 0
    known: dict[str, tuple[Use, ...]] = {}
    lower = gazetteer.lower_case_starts
    while at < len(words):
        found = None
        startable = is_capitalised(words[at]) or words[at].folded in lower
        if at not in taken and startable and not _CONTRACTION.search(words[at].text):
            found = _longest(text, words, at, gazetteer, known)
        if found is None or any(number in taken for number in range(found.first, found.last) if not _lower(words[at])):
            at += 1
            continue
        yield found
        at = found.last


def _lower(word: Word) -> bool:
    return word.text[0].islower()


def _longest(
    text: str, words: Sequence[Word], at: int, gazetteer: Gazetteer, known: dict[str, tuple[Use, ...]]
) -> Found | None:
    for count, key in gazetteer.keys_at(words, at):
        last = words[at + count - 1]
        if not (is_capitalised(last) or _lower(words[at])):
            continue
        if not all(
            adjoining(text, words[i], words[i + 1]) or _inside_a_name(text, words, i) for i in range(at, at + count - 1)
        ):
            continue
        uses = known.get(key)
        if uses is None:
            uses = known[key] = gazetteer.uses(key)[:MAX_CANDIDATES]
        written = text[words[at].start : last.end]
        stopped = text[last.end : last.end + 1] == "."
        forms = gazetteer.written(key)
        kept = tuple(use for use in uses if _written_so(use, written, words[at : at + count], forms, stopped=stopped))
        if kept:
            return Found(at, at + count, key, kept)
    return None


def _inside_a_name(text: str, words: Sequence[Word], at: int) -> bool:
    """Tell whether a name goes on behind a letter's stop or a possessive: "U.S.", "D. C.", "Cox's Bazar"."""
    gap = text[words[at].end : words[at + 1].start]
    return (gap in (".", ". ") and len(words[at].text) == 1) or gap in ("'s ", "’s ")


def _is_form(written: str, form: str, *, stopped: bool) -> bool:
    """Tell whether a text writes an abbreviation: "Tenn." needs its full stop, "U.S." may stand without the last."""
    if form.count(".") == 1 and form.endswith("."):
        return stopped and written == form[:-1]
    return written.replace(" ", "").rstrip(".") == form.replace(" ", "").rstrip(".")


def _written_so(use: Use, written: str, words: Sequence[Word], forms: frozenset[str], *, stopped: bool) -> bool:
    """Tell whether a name may be written so: an abbreviation as the table has it, small letters only in our rows."""
    if use.kind == "abbreviation":
        return any(_is_form(written, form, stopped=stopped) for form in forms)
    if _lower(words[0]):
        return use.curated or use.place.id.startswith("dateline:")
    if len(words) == 1 and len(written) <= 3:
        return use.kind == "name" or use.curated or not written.isascii()
    return True
