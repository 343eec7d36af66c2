"""Features in, stores of them out, for the tests of the store."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from dashboard.state import Filter
from dashboard.store import Bounds, Listing, Store
from tests import mapfile, plainfilter

WORLD = Bounds(-180, -85.06, 180, 85.06)
FEATURES = mapfile.features()
LABELS = {feature["id"]: plainfilter.place_label(feature, FEATURES) for feature in FEATURES}


def small(tmp_path: Path, *features: dict[str, Any]) -> Store:
    """Return the store of some Features."""
    return Store.open(mapfile.write(tmp_path / "map.geojson", list(features)))


def listed_ids(store: Store, chosen: Filter, listing: Listing | None = None) -> list[str]:
    """Return the ids of what the list holds, in its order."""
    found = store.rows(chosen, listing or Listing(limit=10_000))
    return [row.id for rows in found.groups for row in rows]


def store_of(tmp_path: Path, **given: Any) -> Store:
    """Return the store of one excerpt."""
    return small(tmp_path, mapfile.feature("a", "excerpt", **given))
