"""A number of events in, a file of as many made-up events out, for the benchmarks: `python -m bench.synth N OUT`.

OUT ends in `.geojson` (at most some 400,000 events: a larger file is refused by the app) or in `.parquet` (GeoParquet
1.1). The events are written in batches and never held all at once; the same number gives the same file. Places follow
a power law, so that a capital has tens of thousands; dates lie between 1800 and 2026, most of them late.
"""

from __future__ import annotations

import argparse
import json
import os
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any, get_args

import numpy as np
import numpy.typing as npt
import pyarrow as pa
import pyarrow.compute as pc
import pyarrow.parquet as pq

from dashboard.store import SCHEMA
from geo import PROPERTIES, Kind, Stage, Status

SEED = 20240819
BATCH = 50_000
PLACES, ACTORS, WORDS = 20_000, 2_000, 20_000
ARTICLE = 25
"""Events of one article."""
LENGTH = 24
"""Words of a sentence, some 200 characters."""
NUMBERS = 100_000
"""Numbers that end a sentence: words of a text that stand in few others."""
LINES = ("am-az", "am-tr", "az-ge")
AS_OF = "2026-01-31"
_POINT = np.frombuffer(b"\x01\x01\x00\x00\x00", np.uint8)
"""Byte order and type of a point in well-known binary (OGC 06-103r4)."""
_SYLLABLES = "ba ko ri ta mel na shi vo lu gar de sun pe ya zo fin ha kri os tem".split()
_TERMS = ("border", "delimitation", "commission", "treaty", "talks", "summit", "minister", "protocol", "visit")

Integers = npt.NDArray[np.int64]


def batches(count: int) -> Iterator[pa.Table]:
    """Return `count` events as tables of the store's schema, `BATCH` rows or fewer each."""
    world = _World()
    for number in range(0, count, BATCH):
        yield world.events(number, min(BATCH, count - number))


class _World:
    """Places, persons and words, made once."""

    def __init__(self) -> None:
        chance = np.random.default_rng(SEED)
        self.lon = np.round(chance.uniform(-170, 170, PLACES), 5)
        self.lat = np.round(np.clip(chance.normal(35, 20, PLACES), -60, 75), 5)
        names = np.array(_SYLLABLES)[chance.integers(0, len(_SYLLABLES), (WORDS, 3))]
        words = ["".join(each) for each in names]
        self.words = pa.array([*_TERMS, *words[len(_TERMS) :]])
        self.places = pa.array([f"{words[each].title()} {each}" for each in range(PLACES)])
        self.ids = pa.array([f"test:{each}" for each in range(PLACES)])
        self.actors = pa.array([f"{words[-each - 1].title()} Person {each}" for each in range(ACTORS)])

    def events(self, first: int, count: int) -> pa.Table:
        """Return the events from number `first` on."""
        chance = np.random.default_rng((SEED, first))
        number = np.arange(first, first + count)
        place = np.minimum(chance.zipf(1.3, count), PLACES) - 1
        kind = chance.choice(4, count, p=(0.2, 0.05, 0.7, 0.05))
        line = (kind == 1) & (chance.random(count) < 0.5)
        nowhere = line | (chance.random(count) < 0.02)
        made: dict[str, Any] = {
            "id": _numbered("row-", number),
            "event": _numbered("event-", number // 2),
            "kind": _picked(get_args(Kind), kind),
            "place": self.places.take(pa.array(place)),
            "place_id": self.ids.take(pa.array(place)),
            "country": _picked(("AM", "AZ", "GE", "RU", "TR"), place % 5),
            "precision": _picked(
                ("city", "site", "region", "country"), np.select([place % 10 == 1], [3], place % 3 // 2)
            ),
            "role": _picked(("literal", "associative"), (chance.random(count) < 0.2).astype(np.int64)),
            "status": _picked(get_args(Status), chance.integers(0, 3, count), kind == 0),
            "stage": _picked(get_args(Stage), chance.integers(0, len(get_args(Stage)), count), kind == 1),
            "line": _picked(LINES, chance.integers(0, len(LINES), count), line),
            "article": _numbered("article-", number // ARTICLE),
            "title": _numbered("What was said in report ", number // ARTICLE),
            "source": _picked(("The Bench", "Daily Sample"), number // ARTICLE % 2),
            "published": pa.array(np.full(count, AS_OF)),
            "method": pa.array(np.full(count, "rule")),
            "reason": pa.array(np.full(count, "no candidate"), mask=~nowhere | line),
            "confidence": pa.array(np.round(chance.random(count), 2)),
            "lon": pa.array(self.lon[place], mask=nowhere),
            "lat": pa.array(self.lat[place], mask=nowhere),
        }
        made |= _dates(chance, count)
        made |= self._sentence(chance, made["place"], number)
        empty = pa.array([[]] * count, pa.list_(pa.string()))
        columns = [
            made.get(field.name, empty if pa.types.is_list(field.type) else pa.nulls(count, field.type)).cast(
                field.type
            )
            for field in SCHEMA
        ]
        return pa.table(columns, schema=SCHEMA)

    def _sentence(self, chance: np.random.Generator, places: pa.Array, number: Integers) -> dict[str, pa.Array]:
        """Return the excerpt, where it stands, the mention in it and the actors that it names."""
        count = len(number)
        spoken = np.minimum(chance.zipf(1.15, (LENGTH, count)), WORDS) - 1
        words = [self.words.take(pa.array(each)) for each in spoken]
        who = chance.integers(0, ACTORS, (2, count))
        one, two = (self.actors.take(pa.array(each)) for each in who)
        before = pc.binary_join_element_wise(one, two, *words[: LENGTH // 2], "in", " ")
        excerpt = pc.binary_join_element_wise(
            before, places, *words[LENGTH // 2 :], _numbered("no. ", number % NUMBERS), " "
        )
        excerpt = pc.binary_join_element_wise(excerpt, ".", "")
        start = pa.array((number % ARTICLE) * 250)
        mention = pc.add(start, pc.add(pc.cast(pc.utf8_length(before), pa.int64()), 1))
        ends = np.arange(0, 2 * count + 1, 2, dtype=np.int32)
        return {
            "excerpt": excerpt,
            "mention": places,
            "start": start,
            "end": pc.add(start, pc.cast(pc.utf8_length(excerpt), pa.int64())),
            "mention_start": mention,
            "mention_end": pc.add(mention, pc.cast(pc.utf8_length(places), pa.int64())),
            "actors": pa.ListArray.from_arrays(pa.array(ends), self.actors.take(pa.array(who.T.ravel()))),
        }


def _dates(chance: np.random.Generator, count: int) -> dict[str, pa.Array]:
    """Return dates of three precisions, three tenths of them null, and a date of end for one in twenty."""
    days_back = np.minimum(chance.exponential(9_000, count), 82_000).astype(np.int64)
    day = np.datetime64("2026-01-31") - days_back
    text = day.astype(str)
    precision = chance.choice((10, 7, 4), count, p=(0.85, 0.1, 0.05))
    text = np.where(
        precision == 10,
        text,
        np.where(precision == 7, day.astype("M8[M]").astype(str), day.astype("M8[Y]").astype(str)),
    )
    undated = chance.random(count) < 0.3
    ends = (day + chance.integers(1, 5, count)).astype(str)
    return {
        "date": pa.array(text, mask=undated),
        "date_end": pa.array(ends, mask=undated | (precision != 10) | (chance.random(count) < 0.95)),
    }


def _picked(values: tuple[str, ...], which: Integers, told: npt.NDArray[np.bool_] | None = None) -> pa.Array:
    return pa.array(np.array(values)[which], mask=None if told is None else ~told)


def _numbered(before: str, number: Integers) -> pa.Array:
    return pc.binary_join_element_wise(before, pc.cast(pa.array(number), pa.string()), "")


def write_parquet(count: int, path: Path) -> None:
    """Write events as GeoParquet 1.1, with the contract's own facts under the key `dateline`."""
    about = {"as_of": AS_OF, "disclaimer": "Made up for a benchmark.", "attribution": []}
    geo = {
        "version": "1.1.0",
        "primary_column": "geometry",
        "columns": {"geometry": {"encoding": "WKB", "geometry_types": ["Point"]}},
    }
    schema = SCHEMA.append(pa.field("geometry", pa.binary()))
    schema = schema.with_metadata({"geo": json.dumps(geo), "dateline": json.dumps(about)})
    with pq.ParquetWriter(path, schema, compression="zstd") as writer:
        for table in batches(count):
            writer.write_table(table.append_column("geometry", _points(table)).cast(schema))


def _points(table: pa.Table) -> pa.Array:
    """Return the points of a table in well-known binary."""
    placed = table.column("lon").is_valid().combine_chunks()
    both = np.stack([pc.fill_null(table.column(name), 0.0).to_numpy() for name in ("lon", "lat")], axis=1)
    raw = np.concatenate([np.tile(_POINT, (len(both), 1)), both.view(np.uint8).reshape(len(both), 16)], axis=1)
    whole = pa.FixedSizeBinaryArray.from_buffers(pa.binary(21), len(both), [None, pa.py_buffer(raw.tobytes())])
    return pc.if_else(placed, whole.cast(pa.binary()), None)


def write_geojson(count: int, path: Path) -> None:
    """Write events as a map.geojson."""
    about = {"as_of": AS_OF, "disclaimer": "Made up for a benchmark.", "attribution": []}
    with path.open("w", encoding="utf-8") as file:
        file.write('{"type":"FeatureCollection","dateline":' + json.dumps(about) + ',"features":[\n')
        for number, table in enumerate(batches(count)):
            rows = (json.dumps(_feature(row), ensure_ascii=False, separators=(",", ":")) for row in table.to_pylist())
            file.write((",\n" if number else "") + ",\n".join(rows))
        file.write("\n]}\n")


def _feature(row: dict[str, Any]) -> dict[str, Any]:
    point = None if row["lon"] is None else {"type": "Point", "coordinates": [row["lon"], row["lat"]]}
    return {
        "type": "Feature",
        "id": row["id"],
        "geometry": point,
        "properties": {name: row[name] for name in PROPERTIES},
    }


WRITERS: dict[str, Callable[[int, Path], None]] = {".geojson": write_geojson, ".parquet": write_parquet}


def write(count: int, path: Path) -> Path:
    """Write a file of made-up events by its ending and return its path; half a file never has its name."""
    half = path.with_name(f"{path.name}.tmp")
    WRITERS[path.suffix](count, half)
    os.replace(half, path)
    return path


def main() -> None:
    """Read the two arguments and write the file."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("count", type=int, metavar="N")
    parser.add_argument("out", type=Path, metavar="OUT")
    asked = parser.parse_args()
    if asked.out.suffix not in WRITERS:
        parser.error(f"OUT ends in one of {', '.join(WRITERS)}")
    write(asked.count, asked.out)


if __name__ == "__main__":
    main()
