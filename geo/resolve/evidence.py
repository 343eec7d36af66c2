"""A name in its text in, what speaks for and against its being a place out: scored evidence, no vetoes."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from geo.gazetteer import Use, Word, capitals, fold
from geo.mentions.geography import is_county
from geo.mentions.lexicon import (
    CALENDAR,
    COMPASS,
    FEATURES,
    FUNCTION_WORDS,
    LOCATIVES,
    ORGANISATIONS,
    SPEAKS,
    TITLES,
    common_words,
    given_names,
    surnames,
)
from geo.mentions.persons import adjoining, is_capitalised
from geo.mentions.search import Found
from geo.resolve.scope import OWN
from geo.resolve.weights import WEIGHTS
from geo.types import Place

Reasons = list[tuple[str, float]]

SHARED = 3
"""Letters that spellings of one name begin with in common: "Kyiv" and "Kiev" do not, and are in the table."""
LARGE = 500_000
"""People of a city that is known beyond its country."""
GREAT = 100_000
"""People of a capital that is known as one: Hamilton and Georgetown are capitals of islands too."""
ACRONYM = 5
"""Letters at most of a word in capitals that stands for several."""

MIN_DATELINE = 3
"""Letters of a word in capitals that is a town's, not a list's "A -"."""

_DATELINE = re.compile(r"(?:,[^\n()—–]{1,40}?)?(?: ?\([^)\n]{1,40}\))? ?(?:—|–|--?|_) ?(?=\S)")
_CLASSES = (
    ("calendar or function word", CALENDAR | FUNCTION_WORDS),
    ("title or organisation", TITLES | ORGANISATIONS),
    ("kind of place alone", FEATURES | COMPASS),
)
CURRENCY = frozenset("$£€¥")
DISEASES = frozenset({"virus", "fever", "disease", "syndrome", "flu", "strain"})
"""Named after where they were found first, and no longer of that place."""


@dataclass(frozen=True, slots=True)
class Text:
    """An article's text, its words, and which words it also writes small."""

    text: str
    words: Sequence[Word]
    small: frozenset[str]
    """Folded words that the article writes with a small letter somewhere."""


def evidence(found: Found, article: Text) -> Reasons:
    """Return the reasons for and against `found` naming a place here, each with its weight."""
    if _is_dateline(found, article):
        return [("dateline", WEIGHTS["dateline"])]
    names = [*_own_words(found, article), *_before(found, article), *_after(found, article)]
    if any(_is_great_capital(use.place) for use in found.uses):
        names.append("name of a capital")
    if found.labelled:
        names.append("a place to the recogniser")
    return [(name, WEIGHTS[name]) for name in names]


def kind_of_name(use: Use, found: Found) -> Iterator[str]:
    """Yield what kind of name this is of a place: of a capital, of a county without the word, spelled otherwise."""
    place = use.place
    county = is_county(place)
    if county:
        yield "county or district"
    if place.precision == "region" and _has_town_of_that_name(place, found):
        yield "area called like its town"
    elif place.precision == "city" and place.population >= LARGE:
        yield "large city"
    if _is_great_capital(place) and not _has_division_of_that_name(place, found):
        yield "capital"
    if place.precision != "country" and _has_country_of_that_name(place, found):
        yield "called like its country"
    if use.kind in ("demonym", "adjective"):
        yield "people or adjective"
    if place.id.startswith(OWN) and not use.curated:
        yield "region of our own"
    if use.kind in ("name", "historical"):
        return
    if county:
        yield "bare county"
    elif place.precision == "city":
        yield "other name"
        spelled = fold(place.name)
        if found.key[:SHARED] != spelled[:SHARED] and found.key.isascii() and found.key not in spelled.split():
            yield "unlike its name"


def _is_state(found: Found) -> bool:
    return any(use.place.precision == "country" or _is_great_capital(use.place) for use in found.uses)


def _is_great_capital(place: Place) -> bool:
    return place.population >= GREAT and place.id in capitals()


def _has_division_of_that_name(town: Place, found: Found) -> bool:
    """Tell whether a division is called so that is not the town's own: "Washington", a state far from the capital."""
    areas = (use.place for use in found.uses if use.place.precision == "region" and not is_county(use.place))
    return any(area.country == town.country and area.admin1 != town.admin1 for area in areas)


def _has_country_of_that_name(place: Place, found: Found) -> bool:
    return any(use.place.precision == "country" and use.place.country == place.country for use in found.uses)


def _has_town_of_that_name(area: Place, found: Found) -> bool:
    towns = (use.place for use in found.uses if use.place.precision == "city" and use.place.country == area.country)
    return any(area.admin1 in (None, town.admin1) for town in towns)


def _own_words(found: Found, article: Text) -> Iterator[str]:
    if found.last - found.first > 1:
        yield "several words"
        return
    only = article.words[found.first]
    if any(use.kind == "abbreviation" for use in found.uses):
        country = any(use.place.precision == "country" for use in found.uses)
        if len(only.text) == 2 and not country and article.text[max(0, only.start - 2) : only.start] != ", ":
            yield "postal code alone"
        return
    if only.folded in common_words() or only.folded in article.small:
        if _begins_sentence(found, article):
            yield "common word that begins a sentence"
        else:
            yield "common word" if only.folded in article.small else "common word with a capital"
    for name, listed in _CLASSES:
        if only.folded in listed:
            yield name
    if only.folded in given_names():
        yield "given name"
    if only.folded in surnames():
        yield "surname"
    if len(only.text) <= 2:
        yield "two letters"
    elif only.text.isupper() and len(only.text) <= ACRONYM:
        yield "acronym"


def _is_dateline(found: Found, article: Text) -> bool:
    """Tell whether a line begins with the name as agencies give their place: "NAIROBI, Kenya (Agency) — "."""
    first, last = article.words[found.first], article.words[found.last - 1]
    line = article.text.rfind("\n", 0, first.start) + 1
    if article.text[line : first.start].strip(' "“') or not first.text.isupper() or len(first.text) < MIN_DATELINE:
        return False
    return _DATELINE.match(article.text, last.end) is not None


def _begins_sentence(found: Found, article: Text) -> bool:
    if found.first == 0:
        return True
    gap = article.text[article.words[found.first - 1].end : article.words[found.first].start]
    return any(mark in gap for mark in '.!?\n"“”:')


def _before(found: Found, article: Text) -> Iterator[str]:
    if found.first == 0 or _begins_sentence(found, article):
        return
    before = article.words[found.first - 1]
    gap = article.text[before.end : article.words[found.first].start]
    if "&" in gap:
        yield "beside an ampersand"
    if before.folded in LOCATIVES and gap == " ":
        earlier = article.words[found.first - 2] if found.first > 1 else None
        if before.folded == "of" and earlier is not None and earlier.folded in ORGANISATIONS:
            yield "of an organisation"
        else:
            yield "after of" if before.folded == "of" else "after a preposition of place"
    elif before.folded in TITLES and gap in (" ", ". "):
        yield "after a title"
    elif is_capitalised(before) and adjoining(article.text, before, article.words[found.first]) and "-" not in gap:
        if before.folded in COMPASS:
            yield "after a point of the compass"
        elif before.folded not in FUNCTION_WORDS:
            yield "after a given name" if before.folded in given_names() else "after a capitalised word"


def _after(found: Found, article: Text) -> Iterator[str]:
    if found.last >= len(article.words):
        return
    last, after = article.words[found.last - 1], article.words[found.last]
    gap = article.text[last.end : after.start]
    if gap.strip() in CURRENCY:
        yield "before a sign of currency"
    elif gap == " " and after.folded in DISEASES:
        yield "before a disease"
    elif gap == ", " and is_capitalised(after):
        yield "before a comma and a name"
    elif "&" in gap:
        yield "beside an ampersand"
    elif adjoining(article.text, last, after) and "-" not in gap:
        if is_capitalised(after) and after.folded in ORGANISATIONS:
            yield "before an organisation's word"
        elif is_capitalised(after) and after.folded not in FUNCTION_WORDS:
            yield "before a capitalised word"
        elif after.folded in SPEAKS and last.folded in given_names() | surnames() and not _is_state(found):
            yield "before a verb of speaking"
