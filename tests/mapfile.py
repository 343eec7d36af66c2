"""A seed in, a valid map.geojson with all that the contract allows out: for the tests of the dashboard."""

from __future__ import annotations

import json
import random
from pathlib import Path
from typing import Any

import pyarrow as pa
import pyarrow.parquet as pq

from dashboard.store.read import to_table
from geo.contract import PROPERTIES
from geo.geojson import encode

HOSTILE = (
    "{{ cycler.__init__.__globals__.os.popen('id').read() }}",
    "${alert(1)} `${PRICE}` </script><img src=x onerror=alert(1)>",
    'Said "quoted", it’s <b>bold</b> & \\ \u2028 \u202e backwards',
    "Ստեփանակերտ Xankəndi 🗺 e\u0301",
)
PLACES: tuple[dict[str, Any], ...] = (
    {"place": "Baku", "place_id": "geonames:587084", "country": "AZ", "precision": "city", "at": [49.89201, 40.37767]},
    {
        "place": "Yerevan",
        "place_id": "geonames:616052",
        "country": "AM",
        "precision": "city",
        "at": [44.51361, 40.18167],
    },
    {
        "place": "Suva",
        "place_id": "geonames:2198148",
        "country": "FJ",
        "precision": "city",
        "at": [178.44149, -18.14161],
    },
    {"place": "Paris", "place_id": "geonames:2988507", "country": "FR", "precision": "city", "at": [2.3488, 48.85341]},
    {
        "place": "Paris",
        "place_id": "geonames:4717560",
        "country": "US",
        "precision": "city",
        "at": [-95.55551, 33.66094],
    },
    {"place": "Athens", "place_id": "test:athens-1", "country": "US", "precision": "city", "at": [-83.37, 33.96]},
    {"place": "Athens", "place_id": "test:athens-2", "country": "US", "precision": "city", "at": [-82.1, 39.33]},
    {"place": HOSTILE[0], "place_id": "test:hostile", "country": None, "precision": "site", "at": [49.9, 40.4]},
    {"place": "Azerbaijan", "place_id": "geonames:587116", "country": "AZ", "precision": "country", "at": [47.5, 40.5]},
    {
        "place": "South Caucasus",
        "place_id": "dateline:south-caucasus",
        "country": None,
        "precision": "region",
        "at": [45.0, 41.5],
    },
    {"place": "Karki", "place_id": "test:karki", "country": None, "precision": "city", "at": None},
)
ARTICLES = ("putin-in-baku", "second", "third")
_ACTORS = ("Vladimir Putin", "Ilham Aliyev", "Nikol Pashinyan", HOSTILE[1], "José Ñandú")
_DATES: tuple[tuple[str | None, str | None], ...] = (
    (None, None),
    ("2024-08-18", "2024-08-19"),
    ("2024-08-18", None),
    ("2024-03", None),
    ("2024", None),
    ("2023-12-30", "2024-01-02"),
    ("0001-01-01", None),
    ("9999-12-31", None),
    ("1999-11", "2000-02"),
)
_STAGES = ("mentioned", "offered", "agreed", "signed", "in force")
_BORDER = {"type": "MultiLineString", "coordinates": [[[45.0, 41.0], [45.5, 40.5]], [[46.0, 39.5], [46.5, 39.0]]]}


def feature(identity: str, kind: str, **given: Any) -> dict[str, Any]:
    """Return a Feature with every property of the contract; `at` is its point, `geometry` another geometry."""
    point = given.pop("at", None)
    geometry = given.pop("geometry", {"type": "Point", "coordinates": point} if point else None)
    values: dict[str, Any] = dict.fromkeys(PROPERTIES)
    values |= {"event": identity, "kind": kind, "actors": [], "parties": [], "sources": [], "method": "rule"} | given
    return {"type": "Feature", "id": identity, "geometry": geometry, "properties": values}


def features(count: int = 300, seed: int = 7) -> list[dict[str, Any]]:
    """Return Features of all kinds: with points, areas, lines and without; dated and not; hostile texts among them."""
    chance = fixed(seed)
    return [_any(chance, number) for number in range(count)]


def fixed(seed: int) -> random.Random:
    """Return the same sequence of chances for the same seed."""
    return random.Random(seed)  # noqa: S311 - not a secret


def write(path: Path, given: list[dict[str, Any]]) -> Path:
    """Write Features as a map.geojson and return its path."""
    path.write_bytes(encode(given, "2024-08-19"))
    return path


def write_parquet(path: Path, given: list[dict[str, Any]], row_group: int = 64) -> Path:
    """Write Features as GeoParquet, the way `geo build` does, in several row groups, and return its path."""
    table, _ = to_table(encode(given, "2024-08-19"), str(path))
    shapes = pa.array([None if row["geometry"] is None else b"\x01" for row in given], pa.binary())
    table = table.append_column("geometry", shapes).replace_schema_metadata({"dateline": '{"as_of": "2024-08-19"}'})
    pq.write_table(table, path, row_group_size=row_group)
    return path


def read(path: Path) -> list[dict[str, Any]]:
    """Return the Features of a file as plain dictionaries."""
    found: list[dict[str, Any]] = json.loads(path.read_text(encoding="utf-8"))["features"]
    return found


def _any(chance: random.Random, number: int) -> dict[str, Any]:
    kind = chance.choice(("visit", "border", "excerpt", "excerpt", "milestone"))
    date, date_end = chance.choice(_DATES)
    given: dict[str, Any] = {
        "event": f"event-{chance.randrange(120)}",
        "date": date,
        "date_end": date_end,
        "actors": chance.sample(_ACTORS, chance.randrange(3)),
        "confidence": round(chance.random(), 2),
    }
    given |= _milestone(chance) if kind == "milestone" else _sentence(chance)
    if kind == "visit":
        given["status"] = chance.choice(("completed", "planned", "cancelled"))
    if kind == "border":
        given |= {"stage": chance.choice(_STAGES), "parties": ["AM", "AZ"], "process": "delimitation"}
        if chance.random() < 0.5:
            given |= {"geometry": _BORDER, "line": chance.choice(("am-az", "am-tr"))}
            given.pop("at", None)
    if not given.get("at") and not given.get("line"):
        given["reason"] = "no candidate"
    return feature(f"row-{number}", kind, **given)


def _sentence(chance: random.Random) -> dict[str, Any]:
    article = chance.choice(ARTICLES)
    place = dict(chance.choice(PLACES))
    mention = str(place["place"])
    before = chance.choice(("He arrived in ", *HOSTILE, "🗺 from "))
    start = chance.randrange(1000)
    found = {
        "article": article,
        "title": f"Title of {article}",
        "source": "A paper",
        "url": chance.choice((None, "https://example.org/a?b=1&c=<x>", "javascript:alert(1)")),
        "published": "2024-08-19",
        "role": chance.choice(("literal", "literal", "associative")),
        "excerpt": f"{before}{mention}, it is said.",
        "mention": mention,
        "start": start,
        "end": start + len(f"{before}{mention}, it is said."),
        "mention_start": start + len(before),
        "mention_end": start + len(before) + len(mention),
    }
    if chance.random() < 0.1:
        return found | {"role": None}
    return found | place


def _milestone(chance: random.Random) -> dict[str, Any]:
    place = dict(chance.choice(PLACES)) if chance.random() < 0.5 else {}
    return {
        "type": "statement",
        "title": chance.choice(("Commission meets", HOSTILE[2])),
        "summary": chance.choice(("Both sides agree on a scheme (to be confirmed).", f"In words: {HOSTILE[3]}")),
        "sources": ["https://example.org/source", "javascript:alert(1)"],
        "method": "curated",
    } | place
