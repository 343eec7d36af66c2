"""The Features of a file and a filter in, those that pass out: the rules once more, without the store."""

from __future__ import annotations

import calendar
import datetime as dt
import random
import unicodedata
from collections import Counter
from typing import Any

from dashboard.state import Filter
from dashboard.store import Timeline

Feature = dict[str, Any]
FACETS = ("kinds", "actors", "places", "status", "stages", "roles", "articles")


def place_label(feature: Feature, features: list[Feature]) -> str | None:
    """Return the value of the place facet: name, with country where shared, with id where both are."""
    own = feature["properties"]
    if own["place_id"] is None:
        return None
    places = {each["properties"]["place_id"]: each["properties"] for each in features if each["properties"]["place_id"]}
    names = Counter(each["place"] for each in places.values())
    if names[own["place"]] == 1:
        return str(own["place"])
    both = Counter((each["place"], each["country"]) for each in places.values())
    label = f"{own['place']} ({own['country']})"
    return label if both[own["place"], own["country"]] == 1 else f"{label} ({own['place_id']})"


def values(feature: Feature, facet: str, labels: dict[str, str | None]) -> list[str]:
    """Return what a Feature has of a facet."""
    own = feature["properties"]
    name = {"kinds": "kind", "status": "status", "stages": "stage", "roles": "role", "articles": "article"}
    if facet == "actors":
        return list(own["actors"])
    found = labels[feature["id"]] if facet == "places" else own[name[facet]]
    return [] if found is None else [found]


def days(date: str, *, last: bool) -> dt.date:
    """Return the first or last day of a year, month or day."""
    year, month, day = ([*map(int, date.split("-")), 0, 0])[:3]
    month = month or (12 if last else 1)
    return dt.date(year, month, day or (calendar.monthrange(year, month)[1] if last else 1))


def plain(text: str) -> str:
    """Return a text in small letters without marks."""
    return "".join(each for each in unicodedata.normalize("NFD", text.casefold()) if not unicodedata.combining(each))


def passes(feature: Feature, chosen: Filter, labels: dict[str, str | None], without: str = "") -> bool:
    """Tell whether a Feature passes a filter, one facet left out."""
    own = feature["properties"]
    for facet in FACETS:
        selected = getattr(chosen, facet)
        if facet != without and selected and not set(selected) & set(values(feature, facet, labels)):
            return False
    if without != "dates" and (chosen.date_from or chosen.date_to):
        if own["date"] is None:
            return False
        if chosen.date_to and days(own["date"], last=False) > dt.date.fromisoformat(chosen.date_to):
            return False
        if chosen.date_from and days(own["date_end"] or own["date"], last=True) < dt.date.fromisoformat(
            chosen.date_from
        ):
            return False
        if chosen.date_from and chosen.date_to and chosen.date_from > chosen.date_to:
            return False
    later = chosen.asof and own["date"] and days(own["date"], last=False) > dt.date.fromisoformat(chosen.asof)
    texts = [own[name] or "" for name in ("excerpt", "place", "mention", "title", "summary")] + own["actors"]
    return not later and all(any(plain(word) in plain(text) for text in texts) for word in chosen.q.split())


def histogram(features: list[Feature], starts: tuple[str, ...]) -> Timeline:
    """Return how many Features of each kind begin in each stretch between two days of `starts`."""
    found = {each: Counter[str]() for each in (*starts[:-1], "before", "after", "undated")}
    for feature in features:
        own = feature["properties"]
        where = "undated"
        if own["date"] is not None:
            first = days(own["date"], last=False).isoformat()
            inside = [start for start in starts[:-1] if start <= first < starts[-1]]
            where = max((start for start in inside if start <= first), default="before" if first < "1800" else "after")
        found[where][own["kind"]] += 1

    def kinds(where: str) -> tuple[int, ...]:
        return tuple(found[where][kind] for kind in ("visit", "border", "excerpt", "milestone"))

    counts = tuple(kinds(start) for start in starts[:-1])
    return Timeline(starts, counts, kinds("before"), kinds("after"), kinds("undated"))


def any_filter(chance: random.Random, features: list[Feature], labels: dict[str, str | None]) -> Filter:
    """Return a filter of values that the file has, and now and then of one that it has not."""
    chosen: dict[str, Any] = {}
    for facet in FACETS:
        if chance.random() < 0.3:
            known = sorted({value for each in features for value in values(each, facet, labels)})
            chosen[facet] = tuple(chance.sample([*known, "nothing of the kind"], chance.randrange(1, 4)))
    dates = ("0001-01-01", "1999-12-31", "2024-01-01", "2024-03-15", "2024-08-18", "2024-08-19", "9999-12-31")
    for name in ("date_from", "date_to"):
        if chance.random() < 0.3:
            chosen[name] = chance.choice(dates)
    if chance.random() < 0.3:
        chosen["q"] = chance.choice(("baku", "jose nandu", "Ստեփանակերտ", "said bold", "$ {{", "(to be"))
    return Filter(**chosen)
