"""A name and what it is used for in, what each use scores before an article is looked at out; kept for later ones."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from math import log10
from typing import Final, final

from geo.gazetteer import OWN, Use, capitals, fold
from geo.mentions import Found
from geo.mentions.geography import is_county
from geo.mentions.search import MAX_KNOWN
from geo.resolve.weights import REASONS, WEIGHTS, Reasons
from geo.types import Place

SHARED: Final = 3
"""Letters that spellings of one name begin with in common: "Kyiv" and "Kiev" do not, and are in the table."""
LARGE: Final = 500_000
"""People of a city that is known beyond its country."""
GREAT: Final = 100_000
"""People of a capital that is known as one: Hamilton and Georgetown are capitals of islands too."""


@final
class Sense:
    """One use of a name, by itself."""

    __slots__ = (
        "country",
        "demonym",
        "division",
        "has_point",
        "lat",
        "lon",
        "place",
        "reasons",
        "score",
        "use",
        "wide",
    )

    def __init__(self, use: Use, reasons: Reasons) -> None:
        """Add up the reasons, and keep at hand what every article asks of the place."""
        place = use.place
        self.use: Use = use
        self.place: Place = place
        self.reasons: Reasons = reasons
        """What `score` is the sum of, in order."""
        self.score: float = sum([weight for _, weight in reasons])
        self.demonym: bool = use.kind in ("demonym", "adjective")
        """True where the name is an adjective or a people."""
        self.country: str = place.country or ""
        self.division: str = f"{place.country}.{place.admin1}" if place.country and place.admin1 else ""
        """Of a country; empty where that is not known."""
        self.has_point: bool = place.precision != "country" and place.lon is not None and place.lat is not None
        """It has a point that nearness may be counted from."""
        self.lon: float = place.lon or 0.0
        self.lat: float = place.lat or 0.0
        self.wide: bool = place.precision == "region" and place.id.startswith(OWN)
        """A sea, a river or a region of our own, whose point is its middle."""


@final
class Senses:
    """All uses of a name."""

    __slots__ = ("abbreviated", "areas", "each", "has_capital", "has_country", "likeliest", "margin", "uses")

    def __init__(self, found: Found) -> None:
        """Score each use of a found name."""
        each = _best_of_each_place([_sense(use, found) for use in found.uses])
        ranked = sorted(each, key=lambda sense: -sense.score)
        places = [sense.place for sense in each]
        self.uses: tuple[Use, ...] = found.uses
        self.each: list[Sense] = each
        """In the order of `uses`, a place once: the use of it that scores best."""
        self.areas: list[Place] = sorted(
            [place for place in places if place.precision in ("country", "region")], key=is_county
        )
        """Those that are countries and regions, counties last: "Texas" is the state before it is a county."""
        self.likeliest: Sense = ranked[0]
        self.margin: float = ranked[0].score - ranked[1].score if len(ranked) > 1 else 1.0
        """Between the likeliest and the next; 1 where there is no other."""
        self.abbreviated: bool = any(use.kind == "abbreviation" for use in found.uses)
        """One of the uses is an abbreviation."""
        self.has_country: bool = any(place.precision == "country" for place in places)
        """One of the places is a country."""
        self.has_capital: bool = any(_is_great_capital(place) for place in places)
        """One of the places is a capital that is known as one."""


_KNOWN: Final[dict[tuple[str, int], Senses]] = {}
"""By the name and the identity of its uses: the senses hold the uses, so that no other tuple can take their number."""


def senses(found: Found) -> Senses:
    """Return the senses of a found name that has uses."""
    key = found.key, id(found.uses)
    known = _KNOWN.get(key)
    if known is None:
        if len(_KNOWN) >= MAX_KNOWN:
            _KNOWN.clear()
        known = _KNOWN[key] = Senses(found)
    return known


def _best_of_each_place(senses: Iterable[Sense]) -> list[Sense]:
    """Keep one use of a place that is found under two kinds of name: it is no rival of itself."""
    best: dict[str, Sense] = {}
    for sense in senses:
        known = best.get(sense.place.id)
        if known is None or sense.score > known.score:
            best[sense.place.id] = sense
    return list(best.values())


def _sense(use: Use, found: Found) -> Sense:
    reasons: Reasons = [("size and kind", prior(use.place))]
    reasons += [REASONS[name] for name in kind_of_name(use, found)]
    if use.curated:
        reasons.append(REASONS["row of our own"])
    return Sense(use, reasons)


def prior(place: Place) -> float:
    """Return how likely a name means this place before the article is looked at: larger places are named more often."""
    size = log10(max(place.population, 1)) / 7
    return WEIGHTS["city"] * size if place.precision == "city" else WEIGHTS[place.precision]


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


def _is_great_capital(place: Place) -> bool:
    return place.population >= GREAT and place.id in capitals()


def _has_division_of_that_name(town: Place, found: Found) -> bool:
    """Tell whether a division is called so that is not the town's own: "Washington", a state far from the capital."""
    areas = [use.place for use in found.uses if use.place.precision == "region" and not is_county(use.place)]
    return any(area.country == town.country and area.admin1 != town.admin1 for area in areas)


def _has_country_of_that_name(place: Place, found: Found) -> bool:
    return any(use.place.precision == "country" and use.place.country == place.country for use in found.uses)


def _has_town_of_that_name(area: Place, found: Found) -> bool:
    towns = [use.place for use in found.uses if use.place.precision == "city" and use.place.country == area.country]
    return any(area.admin1 in (None, town.admin1) for town in towns)
