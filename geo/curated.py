"""Milestones in, with the places they name; a visit in, the milestone that it is part of out."""

from __future__ import annotations

import datetime as dt
import math
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path

from geo.gazetteer import Gazetteer, fold
from geo.milestones import read_milestones
from geo.types import Milestone, Place, Visit

BEFORE = dt.timedelta(days=30)
"""A visit is announced about a month ahead at most; an earlier article speaks of another."""
AFTER = dt.timedelta(days=60)
"""An article that looks back further and gives no date may mean any of several visits."""
STOP_KM = 60.0
"""The stops of a visit lie in and around the town that the milestone names."""

_EARTH_KM = 6371.0088


@dataclass(frozen=True, slots=True)
class Curated:
    """A milestone and the places that its names mean, in order of the table."""

    milestone: Milestone
    places: tuple[Place, ...]


def read_curated(path: Path, gazetteer: Gazetteer) -> tuple[Curated, ...]:
    """Read the milestones of `path` and look up the places that they name.

    Raises:
        TableError: the file cannot be read, or rows do not hold: a line for each fault, of all rows in one run.
    """
    table = read_milestones(path, lambda name: _place_meant(name, gazetteer) is not None)
    return tuple(Curated(milestone, tuple(_places(milestone.places, gazetteer))) for milestone in table)


def _places(names: Iterable[str], gazetteer: Gazetteer) -> Iterator[Place]:
    meant = (_place_meant(name, gazetteer) for name in names)
    return (place for place in meant if place is not None)


def _place_meant(name: str, gazetteer: Gazetteer) -> Place | None:
    """Return a row of our own first, else the largest town, else the largest area of that name; null for none."""
    found = gazetteer.lookup(name.split("/", maxsplit=1)[0])
    own = (place for place in found if place.id.startswith("dateline:"))
    towns = (place for place in found if place.precision in ("city", "site"))
    return next(own, None) or next(towns, None) or next(iter(found), None)


def milestone_of(visit: Visit, published: str | None, table: Iterable[Curated]) -> Milestone | None:
    """Return the milestone that reports the visit: its kind, person, place and time fit.

    A visit without a date of its own takes the time of its article, `published` (ISO 8601 day). Where two milestones
    fit, which one is meant is not known, and the answer is null.
    """
    fitting = [
        curated.milestone
        for curated in table
        if curated.milestone.type == "visit"
        and visit.status != "cancelled"
        and any(same_person(visit.actor, person) for person in curated.milestone.people)
        and _time_fits(visit, published, curated.milestone)
        and _place_fits(visit.toponym.place, curated.places)
    ]
    return fitting[0] if len(fitting) == 1 else None


def family_name(name: str) -> str:
    """Return the last word of a name, folded: what all names of one person have in common."""
    return "".join(fold(name).split()[-1:])


def same_person(one: str, two: str) -> bool:
    """Tell whether two names can be one person's: all words of the shorter are in the longer, the family name last.

    "Tayyip Erdogan" and "Recep Tayyip Erdoğan" can, "Ilham Aliyev" and "Heydar Aliyev" cannot.
    """
    words, others = fold(one).split(), fold(two).split()
    return words[-1:] == others[-1:] and (set(words) <= set(others) or set(others) <= set(words))


def _time_fits(visit: Visit, published: str | None, milestone: Milestone) -> bool:
    last = milestone.date_end or milestone.date
    if visit.date:
        size = len(visit.date)
        return milestone.date[:size] <= visit.date <= last[:size]
    if not published:
        return False
    told = dt.date.fromisoformat(published)
    return dt.date.fromisoformat(milestone.date) - BEFORE <= told <= dt.date.fromisoformat(last) + AFTER


def _place_fits(place: Place | None, places: Iterable[Place]) -> bool:
    if place is None:
        return False
    return any(
        place.id == known.id
        or (place.country is not None and place.country == known.country and _country_or_stop(place, known))
        for known in places
    )


def _country_or_stop(place: Place, known: Place) -> bool:
    """Tell whether `place` is the whole country, or a point near a place of the milestone."""
    if place.precision == "country":
        return True
    if place.lon is None or place.lat is None or known.lon is None or known.lat is None:
        return False
    return distance_km(place.lon, place.lat, known.lon, known.lat) <= STOP_KM


def distance_km(lon: float, lat: float, other_lon: float, other_lat: float) -> float:
    """Return the great-circle distance in kilometres between two points in degrees (haversine, mean radius)."""
    phi, psi = math.radians(lat), math.radians(other_lat)
    half = math.sin((psi - phi) / 2) ** 2
    half += math.cos(phi) * math.cos(psi) * math.sin(math.radians(other_lon - lon) / 2) ** 2
    return 2 * _EARTH_KM * math.asin(min(1.0, math.sqrt(half)))
