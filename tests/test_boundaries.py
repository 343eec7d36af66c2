"""data/boundaries as committed, and the reader of its borders."""

from __future__ import annotations

import csv
import hashlib
import json
import re
from itertools import pairwise
from pathlib import Path
from typing import Any

import pytest

from data.derive.boundaries.features import sections
from data.derive.boundaries.table import read_facts
from data.derive.boundaries.territory import CODES, CONTROL
from geo.boundaries import STYLES, UNKNOWN_STYLE, read_boundaries
from geo.errors import TableError

FOLDER = Path(__file__).parent.parent / "data" / "boundaries"
ISO_DATE = re.compile(r"\d{4}(-\d{2}(-\d{2})?)?")
KINDS = {"border", "line of control", "land", "none"}
RULES = {"assembly", "open", "no outline", "own code", "leased", "not in the source", "not drawn"}
ARTSVASHEN = (45.516, 40.646)
"""Artsvashen / Bashkend, the exclave farthest from the border."""
VERDICTS = (
    "zangezur corridor",
    "liberat",
    "occup",
    "so-called",
    "separatist",
    "anti-terrorist",
    "western azerbaijan",
    "cleansing",
    "ceded",
    "annex",
    "regime",
)
"""Words of one side, which stand in excerpts and quotations only."""


def rows(name: str) -> list[dict[str, Any]]:
    with (FOLDER / name).open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


def features(name: str) -> list[dict[str, Any]]:
    found: list[dict[str, Any]] = json.loads((FOLDER / name).read_bytes())["features"]
    return found


def feature(identity: str) -> dict[str, Any]:
    return next(each for each in features("lines.geojson") if each["id"] == identity)


def all_lines() -> list[dict[str, Any]]:
    return features("lines.geojson") + features("neighbours.geojson")


def test_every_derived_file_and_table_is_the_one_of_the_manifest() -> None:
    manifest = json.loads((FOLDER / "MANIFEST.json").read_bytes())
    recorded = manifest["derived"] | manifest["tables"]
    here = {path.name: hashlib.sha256(path.read_bytes()).hexdigest() for path in FOLDER.iterdir()}
    del here["MANIFEST.json"]
    assert here == recorded
    assert set(manifest["world-atlas"]) == {"countries-50m.json", "countries-10m.json"}


def test_all_files_together_stay_under_three_megabytes() -> None:
    assert sum(path.stat().st_size for path in FOLDER.iterdir()) < 3_000_000


def test_every_line_has_source_date_and_approximate() -> None:
    for each in all_lines():
        said = each["properties"]
        assert said["source"], each["id"]
        assert ISO_DATE.fullmatch(said["as_of"]), each["id"]
        assert said["approximate"] is True, each["id"]
        assert said["note"], each["id"]


def test_every_line_is_in_the_style_of_its_status() -> None:
    for each in all_lines():
        said = each["properties"]
        assert said["style"] == STYLES.get(said["status"], UNKNOWN_STYLE), each["id"]


def test_no_line_says_how_long_it_is() -> None:
    for each in all_lines():
        assert not re.search(r"\d\s*km\b", json.dumps(each["properties"])), each["id"]
        assert not {"length", "length_km"} & set(each["properties"])


def test_vertices_are_longitudes_and_latitudes() -> None:
    for each in all_lines():
        for line in each["geometry"]["coordinates"]:
            assert len(line) >= 2
            assert all(-180 <= lon <= 180 and -90 <= lat <= 90 for lon, lat in line), each["id"]
            assert all(abs(a[0] - b[0]) < 30 for a, b in pairwise(line)), each["id"]


def test_ids_are_unique() -> None:
    ids = [each["id"] for each in all_lines()]
    assert len(ids) == len(set(ids))


def test_armenia_azerbaijan_is_dashed_dated_and_sourced() -> None:
    said = feature("am-az")["properties"]
    assert (said["status"], said["style"], said["parties"]) == ("not delimited", "dashed", ["AM", "AZ"])
    assert said["as_of"] == "2025-11-28"
    assert "oc-media.org" in said["source"]


def test_armenia_azerbaijan_runs_between_the_points_that_the_gazetteer_gives() -> None:
    parts = feature("am-az")["geometry"]["coordinates"]
    ends = sorted(tuple(end) for part in parts for end in (part[0], part[-1]))
    georgia, turkey, iran_west, iran_east = (
        (45.0023, 41.2896),
        (44.7754, 39.7024),
        (46.1363, 38.8632),
        (46.5143, 38.8817),
    )
    for found, told in zip(ends, sorted((georgia, turkey, iran_west, iran_east)), strict=True):
        assert found == pytest.approx(told, abs=0.001)
    assert sum(map(len, parts)) == 164 + 69 - 2
    # Of the source's 264 vertices 31 are the three rings', and two lie on the straight step between their neighbours.


def test_armenia_azerbaijan_has_no_exclave_ring() -> None:
    for part in feature("am-az")["geometry"]["coordinates"]:
        assert part[0] != part[-1]
        # A ring round it would have vertices here; the main line is farther off.
        assert not [
            point for point in part if abs(point[0] - ARTSVASHEN[0]) < 0.06 and abs(point[1] - ARTSVASHEN[1]) < 0.06
        ]


def test_neighbours_have_their_border_under_both_codes() -> None:
    found = {each.id: each for each in read_boundaries(FOLDER)}
    for identity in ("am-az", "ca-us", "es-fr", "ru-ua", "az-ge", "az-tr", "am-tr", "rs-xk", "eh-ma"):
        assert found[identity].parties == tuple(identity.upper().split("-"))
    assert found["ca-us"].status is None
    assert found["az-ge"].name == "Azerbaijan-Georgia border"
    assert "crimea" not in found  # a line of control is no border


def test_the_border_of_russia_and_ukraine_leaves_crimea_out() -> None:
    border = next(each for each in read_boundaries(FOLDER) if each.id == "ru-ua")
    assert min(lat for line in border.geometry["coordinates"] for _, lat in line) > 46.9


@pytest.mark.parametrize("content", [None, "not json", '{"features":[{"properties":{"kind":"border"}}]}', "[]"])
def test_a_broken_lines_file_is_named_with_its_remedy(tmp_path: Path, content: str | None) -> None:
    if content is not None:
        (tmp_path / "lines.geojson").write_text(content)
    with pytest.raises(TableError, match=r"lines\.geojson.*make derive"):
        read_boundaries(tmp_path)


def test_two_borders_of_the_same_neighbours_are_refused(tmp_path: Path) -> None:
    for name in ("lines.geojson", "neighbours.geojson"):
        (tmp_path / name).write_bytes((FOLDER / "lines.geojson").read_bytes())
    with pytest.raises(TableError, match="have a border already"):
        read_boundaries(tmp_path)


@pytest.mark.parametrize(
    ("key", "value"), [("parties", ["AZ", "AM"]), ("parties", ["AM"]), ("status", "liked"), ("geometry", None)]
)
def test_a_border_that_does_not_hold_is_refused(tmp_path: Path, key: str, value: object) -> None:
    broken = feature("am-az")
    (broken if key == "geometry" else broken["properties"])[key] = value
    (tmp_path / "lines.geojson").write_text(json.dumps({"features": [broken]}))
    with pytest.raises(TableError, match="feature 1"):
        read_boundaries(tmp_path)


def test_every_disputed_place_has_parties_rule_date_and_source() -> None:
    for row in rows("disputed.csv"):
        assert None not in row, row["id"]
        assert all(row.values()), row["id"]
        assert row["kind"] in KINDS, row["id"]
        assert row["rule"] in RULES, row["id"]
        assert row["parties"].split(";") == sorted(row["parties"].split(";")), row["id"]
        assert ISO_DATE.fullmatch(row["since"]), row["id"]
        assert ISO_DATE.fullmatch(row["as_of"]), row["id"]


def test_every_line_of_control_has_a_row_and_every_dotted_row_a_line() -> None:
    drawn = {each["id"] for each in features("lines.geojson")} - {"am-az"}
    dotted = {row["id"] for row in rows("disputed.csv") if row["kind"] in ("border", "line of control")}
    assert drawn == dotted - {row["id"] for row in rows("disputed.csv") if row["rule"] == "own code"}
    assert set(CONTROL.values()) | {"kashmir"} <= drawn


def test_every_place_that_the_code_moves_is_told_in_the_table() -> None:
    told = " ".join(f"{row['name']} {row['note']}" for row in rows("disputed.csv"))
    plain = {
        "Christmas I.",
        "Cocos Is.",
        "Coral Sea Is.",
        "Clipperton I.",
    }  # the file has no number; nobody else claims
    names = {
        "N. Cyprus": "Cyprus",
        "Cyprus U.N. Buffer Zone": "buffer zone in Cyprus",
        "USNB Guantanamo Bay": "Guantanamo Bay",
        "Br. Indian Ocean Ter.": "British Indian Ocean Territory",
        "Southern Kurils": "Kunashir",
        "Paracel Is.": "Paracel",
        "Senkaku Is.": "Senkaku",
        "Spratly Is.": "Spratly",
        "Scattered Is.": "Glorioso",
        "Bajo Nuevo Bank": "Bajo Nuevo",
        "Serranilla Bank": "Serranilla",
    }
    for key in CODES.keys() - plain:
        assert names.get(key, key) in told, key


def test_our_words_carry_no_verdict() -> None:
    docs = FOLDER.parent.parent / "docs" / "conventions.md"
    texts = {path.name: path.read_text(encoding="utf-8") for path in (*FOLDER.glob("*.csv"), docs)}
    texts |= {each["id"]: json.dumps(each["properties"]) for each in all_lines() + features("sections.geojson")}
    for name, text in texts.items():
        # Addresses of sources are not ours to word.
        ours = re.sub(r"https?://\S+", "", text).lower()
        assert [term for term in VERDICTS if term in ours] == [], name


def test_sections_have_the_points_of_the_gazetteer_or_none() -> None:
    found = {each["id"]: each for each in features("sections.geojson")}
    assert len(found) == 4
    points = {identity: each["geometry"] and each["geometry"]["coordinates"] for identity, each in found.items()}
    assert points == {
        "baghanis-baganis-ayrum": [[45.05658, 41.10925], [45.08333, 41.1]],
        "voskepar-ashaghi-askipara": [[45.05627, 41.06451], [45.08278, 41.07556]],
        "kirants-kheyrimli": None,
        "berkaber-gizilhajili": [[45.13333, 41.05]],
    }
    assert found["berkaber-gizilhajili"]["properties"]["approximate"] is True
    assert found["berkaber-gizilhajili"]["properties"]["drawn"] == ["Berkaber"]


def test_sections_have_the_dates_of_their_milestones() -> None:
    for each in features("sections.geojson"):
        said = each["properties"]
        assert (said["agreed_provisionally"], said["description_agreed"]) == ("2024-04-19", "2024-05-15")
        assert said["border_guards"] == "2024-05-24"
        assert said["source"].startswith("https://")


def test_sections_follow_from_the_tables_as_they_are_now() -> None:
    assert list(sections(read_facts(FOLDER))) == features("sections.geojson")
