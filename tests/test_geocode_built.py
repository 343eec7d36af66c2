"""The built gazetteer as a geopy geocoder: the places that well-known names mean."""

from __future__ import annotations

import pytest
from fakes.names import one
from geopy.distance import great_circle

from geo.gazetteer import Gazetteer
from geo.geocode import Chain, EmbeddedGeocoder


@pytest.fixture(scope="module")
def whole() -> Chain:
    return Chain(EmbeddedGeocoder(Gazetteer.open()))


@pytest.mark.parametrize(
    ("query", "lat", "lon", "kilometres"),
    [
        ("Baku", 40.4093, 49.8671, 25),
        ("Yerevan", 40.1777, 44.5126, 25),
        ("Nagorno-Karabakh", 39.8153, 46.7519, 60),
        ("Moscow", 55.7558, 37.6176, 25),
        ("Paris, Texas", 33.6609, -95.5555, 25),
        ("Georgia (country)", 42.3, 43.4, 161),
    ],
)
def test_built_gazetteer_gives_the_place(whole: Chain, query: str, lat: float, lon: float, kilometres: float) -> None:
    found_lon, found_lat = one(whole, query)["geometry"]["coordinates"]
    assert great_circle((lat, lon), (found_lat, found_lon)).kilometers <= kilometres


def test_built_gazetteer_gives_every_spelling_of_stepanakert_one_id(whole: Chain) -> None:
    names = ("Stepanakert", "Khankendi", "Xankəndi", "Ստեփանակերտ")
    (found,) = {one(whole, name)["place_id"] for name in names}
    assert found is not None


@pytest.mark.parametrize(
    ("query", "precision", "country"),
    [
        ("Moscow", "city", "RU"),
        ("Yerevan", "city", "AM"),
        ("New York", "city", "US"),
        ("Texas", "region", "US"),
        ("Quebec", "region", "CA"),
        ("Georgia", "country", "GE"),
        ("Singapore", "city", "SG"),
    ],
)
def test_bare_name_means_the_town_before_the_division_called_like_it(
    whole: Chain, query: str, precision: str, country: str
) -> None:
    found = one(whole, query)
    assert (found["precision"], found["country"]) == (precision, country)
