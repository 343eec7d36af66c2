"""The village pairs of the sections of 2024: points with a source or none, and never a line."""

from __future__ import annotations

import csv
import json
from pathlib import Path
from typing import Any

import pytest

from geo import Section, read_sections
from geo.contract import read_collection
from geo.errors import TableError

DATA = Path(__file__).parent.parent / "data"
SECTIONS = {each.id: each for each in read_sections(DATA / "boundaries")}
UNPLACED = {"Kirants", "Kheyrimli", "Gizilhajili"}


def gazetteer() -> list[dict[str, str]]:
    with (DATA / "gazetteer/places.csv").open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


def spoilt(folder: Path, change: dict[str, Any], geometry: dict[str, Any] | None = None) -> Path:
    collection = json.loads((DATA / "boundaries/sections.geojson").read_bytes())
    collection["features"][0]["properties"] |= change
    if geometry:
        collection["features"][0]["geometry"] = geometry
    (folder / "sections.geojson").write_text(json.dumps(collection), encoding="utf-8")
    return folder


def test_four_pairs_with_points_sources_and_dates() -> None:
    pairs = {
        each.id: tuple((village.name, village.point is not None) for village in each.villages)
        for each in SECTIONS.values()
    }
    assert pairs == {
        "baghanis-baganis-ayrum": (("Baghanis", True), ("Baganis Ayrum", True)),
        "voskepar-ashaghi-askipara": (("Voskepar", True), ("Ashaghi Askipara", True)),
        "kirants-kheyrimli": (("Kirants", False), ("Kheyrimli", False)),
        "berkaber-gizilhajili": (("Berkaber", True), ("Gizilhajili", False)),
    }
    for each in SECTIONS.values():
        assert (each.agreed_provisionally, each.description_agreed) == ("2024-04-19", "2024-05-15")
        assert each.border_guards == each.as_of == "2024-05-24"
        assert all(address.startswith("https://") for address in each.source)
        assert each.note or not each.approximate


def test_points_and_their_sources_are_those_of_the_gazetteer() -> None:
    known = {row["name"]: row for row in gazetteer()}
    for village in (village for each in SECTIONS.values() for village in each.villages):
        row = known[village.name]
        assert village.point == ((float(row["lon"]), float(row["lat"])) if row["lon"] else None)
        assert village.source == (row["source"] if row["lon"] else None)


def test_point_to_the_arc_minute_is_approximate() -> None:
    minute = {row["name"] for row in gazetteer() if "arc minute" in row["note"]}
    for each in SECTIONS.values():
        drawn = {village.name for village in each.villages if village.point}
        assert each.approximate == bool(drawn & minute), each.id


def test_places_without_a_sourced_point_are_listed_and_drawn_nowhere() -> None:
    without = {row["name"] for row in gazetteer() if not row["lon"]}
    assert without == UNPLACED | {"Zagulba residence", "Sofulu"}
    listed = {village.name for each in SECTIONS.values() for village in each.villages if village.point is None}
    assert listed == UNPLACED
    drawn = [
        each
        for each in read_collection(DATA / "map.geojson")["features"]
        if each["properties"]["place"] in without and each["geometry"] is not None
    ]
    assert drawn == []
    texts = [(DATA / f"boundaries/{name}").read_text("utf-8") for name in ("lines.geojson", "neighbours.geojson")]
    assert not [name for name in without for text in texts if f'"name":"{name}' in text]


@pytest.mark.parametrize(
    ("change", "geometry", "complaint"),
    [
        ({}, {"type": "LineString", "coordinates": [[45.0, 41.1], [45.1, 41.1]]}, "villages, not a LineString"),
        ({"drawn": []}, None, "zip"),
        ({"drawn": ["Baghanis", "Elsewhere"]}, None, "not among the villages"),
        ({"point_sources": ["", ""]}, None, "has no source"),
        ({"border_guards": None}, None, "no border_guards"),
        ({"source": ""}, None, "no source"),
        ({"villages": ["Baghanis", "Baganis Ayrum", "Third"]}, None, "too many values"),
    ],
)
def test_section_that_does_not_hold_is_named_with_its_remedy(
    tmp_path: Path, change: dict[str, Any], geometry: dict[str, Any] | None, complaint: str
) -> None:
    with pytest.raises(TableError, match=rf"sections\.geojson: feature 1: .*{complaint}.*make derive"):
        read_sections(spoilt(tmp_path, change, geometry))


def test_missing_file_is_named_with_its_remedy(tmp_path: Path) -> None:
    with pytest.raises(TableError, match=r"sections\.geojson: cannot be read.*make derive"):
        read_sections(tmp_path)


def test_sections_are_values() -> None:
    assert isinstance(SECTIONS["kirants-kheyrimli"], Section)
    assert hash(SECTIONS["kirants-kheyrimli"])
