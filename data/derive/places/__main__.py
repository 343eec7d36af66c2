"""Writes the tables of areas, capitals.csv and names_derived.csv of data/gazetteer."""

from __future__ import annotations

import argparse
import csv
import io
from collections.abc import Iterable
from pathlib import Path
from typing import Any

from data.derive.places.areas import counties, countries, districts, divisions
from data.derive.places.capitals import capitals
from data.derive.places.names import country_names, county_names, demonyms
from geo.atomic import write_bytes

TABLES = Path(__file__).parent.parent.parent / "gazetteer"
PLACE_COLUMNS = ("id", "name", "kind", "lat", "lon", "country", "admin1", "population", "source")
NAME_COLUMNS = ("place", "text", "language", "kind", "since", "until", "source")


def main() -> None:
    """Derive the tables."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("modules", type=Path, help="node_modules with world-atlas and us-atlas")
    parser.add_argument("wordnet", type=Path, help="the folder of WordNet's data.adj and data.noun")
    arguments = parser.parse_args()
    lands, parts, shires = (list(make(arguments.modules)) for make in (countries, divisions, counties))
    tables = {"countries": lands, "divisions": parts, "counties": shires, "districts": list(districts())}
    for name, rows in tables.items():
        _write(f"{name}.csv", PLACE_COLUMNS, rows)
    _write("capitals.csv", ("id", "name", "country", "source"), capitals())
    names = [
        *country_names(),
        *county_names(shires),
        *demonyms(arguments.wordnet, (p for p in parts if p["country"] == "US")),
    ]
    # Babel knows territories without people, which no table of places holds.
    known = {row["id"] for row in (*lands, *parts, *shires)}
    unique = {(row["place"], row["text"], row["kind"]): row for row in names if row["place"] in known}
    _write("names_derived.csv", NAME_COLUMNS, unique.values())


def _write(name: str, columns: tuple[str, ...], rows: Iterable[dict[str, Any]]) -> None:
    text = io.StringIO()
    writer = csv.DictWriter(text, columns, lineterminator="\n")
    writer.writeheader()
    writer.writerows(rows)
    write_bytes(TABLES / name, text.getvalue().encode())


if __name__ == "__main__":
    main()
