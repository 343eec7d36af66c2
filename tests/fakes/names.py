"""A name in, a few made-up and real places out: a gazetteer that needs no index; and the one Feature of a query."""

from __future__ import annotations

from typing import Any

from geo.geocode import Chain, geocode_features
from geo.types import Place

PLACES: tuple[tuple[Place, tuple[str, ...]], ...] = (
    (Place("geonames:587084", "Baku", 49.892, 40.377, "AZ", "city", "09", 2_300_000), ("Baku", "Bakı")),
    (
        Place("geonames:585226", "Stepanakert", 46.752, 39.818, "AZ", "city", None, 55_000),
        ("Stepanakert", "Khankendi", "Xankəndi", "Ստեփանակերտ"),
    ),
    (Place("dateline:nagorno-karabakh", "Nagorno-Karabakh", 46.7, 39.8, None, "region"), ("Nagorno-Karabakh",)),
    (Place("geonames:585221", "Shusha", 46.746, 39.76, "AZ", "city", None, 4_000), ("Shusha", "Shushi")),
    (Place("geonames:2988507", "Paris", 2.349, 48.853, "FR", "city", "11", 2_100_000), ("Paris",)),
    (Place("geonames:4717560", "Paris", -95.556, 33.661, "US", "city", "TX", 24_000), ("Paris",)),
    (Place("geonames:4736286", "Texas", -99.25, 31.25, "US", "region", "TX", 29_000_000), ("Texas",)),
    (Place("geonames:6252001", "United States", -98.6, 39.8, "US", "country"), ("United States", "USA")),
    (Place("geonames:614540", "Georgia", 43.5, 42.0, "GE", "country", None, 3_700_000), ("Georgia",)),
    (Place("geonames:4197000", "Georgia", -83.5, 32.75, "US", "region", "GA", 10_700_000), ("Georgia",)),
    (Place("dateline:alley-of-honor", "Alley of Honor", 49.811, 40.354, "AZ", "site"), ("Alley of Honor",)),
    (Place("dateline:village", "Village of the list", None, None, "AM", "city"), ("Village of the list",)),
    (Place("geonames:4140963", "Washington, D.C.", -77.036, 38.895, "US", "city", "DC"), ("Washington, D.C.",)),
)


class Names:
    """Looks names up in `PLACES`."""

    def lookup(self, name: str) -> tuple[Place, ...]:
        """Return the places of that name, most populous first."""
        found = [place for place, names in PLACES if name.casefold() in {each.casefold() for each in names}]
        return tuple(sorted(found, key=lambda place: -place.population))


def one(chain: Chain, query: str) -> dict[str, Any]:
    """Return the geometry and the properties of the one Feature that a chain gives for a query."""
    (feature,) = geocode_features([query], chain)["features"]
    return {"geometry": feature["geometry"], **feature["properties"]}
