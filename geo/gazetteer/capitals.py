"""The table of capitals in, the ids of the towns that are the seat of a state out."""

from __future__ import annotations

import csv
from functools import cache

from geo.gazetteer.lookup import TABLES
from geo.gazetteer.tables import CAPITALS


@cache
def capitals() -> frozenset[str]:
    """Return the ids of the rows of data/gazetteer/capitals.csv."""
    with (TABLES / CAPITALS).open(encoding="utf-8", newline="") as file:
        return frozenset(row["id"] for row in csv.DictReader(file))
