"""What several articles tell gets one event in a build of any size as it would in one list."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pyarrow.parquet as pq
from hypothesis import given, settings
from hypothesis import strategies as st

from geo.__main__ import main
from geo.build.shared import shared_events, tellings
from geo.build.spool import Spool
from geo.build.work import pack
from geo.geojson import encode_feature
from geo.retold import with_shared_events
from tests import mapfile

PERSONS = ("Lena Ruiz", "Ruiz", "Ana Ruiz", "Ivan Petrov")
DATES = (None, "2023-05", "2023-05-15", "2023-05-16", "2023-05-17", "2023-05-25")


@st.composite
def features(draw: st.DrawFn) -> dict[str, Any]:
    kind = draw(st.sampled_from(["visit", "border", "excerpt"]))
    own: dict[str, Any] = {
        "event": draw(st.sampled_from(["one", "two", "three", "four"])),
        "place_id": draw(st.sampled_from([None, "test:lima", "test:quito"])),
        "actors": draw(st.lists(st.sampled_from(PERSONS), max_size=2)),
        "parties": draw(st.sampled_from([[], ["GH", "TG"], ["BJ", "TG"]])),
        "stage": draw(st.sampled_from([None, "mentioned", "signed"])),
        "document": draw(st.sampled_from([None, "treaty of 1904", "Treaty of 1904", "treaty"])),
        "date": draw(st.sampled_from(DATES)),
        "date_end": draw(st.sampled_from([None, "2023-05-18"])),
        "status": draw(st.sampled_from(["completed", "cancelled"])),
        "method": draw(st.sampled_from(["rule", "curated"])),
        "article": draw(st.sampled_from(["a", "b"])),
        "published": draw(st.sampled_from([None, "2023-05-14", "2023-05-16"])),
    }
    return mapfile.feature(draw(st.sampled_from(["f", "g", "h"])), kind, **own)


@settings(max_examples=200)
@given(st.lists(st.lists(features(), max_size=4), max_size=6))
def test_events_of_blocks_are_those_of_one_list(articles: list[list[dict[str, Any]]]) -> None:
    with Spool() as spool:
        for each in articles:
            block = b"".join(encode_feature(feature) + b"\n" for feature in each)
            spool.add(pack(block.splitlines()), len(each), None, tellings(block))
        spool.rename(shared_events(spool.told()))
        told = [json.loads(line) for block in spool.blocks() for line in block.splitlines()]
    assert told == with_shared_events([feature for each in articles for feature in each])


def test_thousands_of_tellings_of_one_visit_are_one_event() -> None:
    own = {"place_id": "test:lima", "actors": ["Lena Ruiz"], "date_end": None, "status": "completed", "method": "rule"}
    told = [
        mapfile.feature(f"f{n}", "visit", **own, event=f"e{n}", date=f"2023-05-{15 + n % 2}", published="2023-05-18")
        for n in range(20_000)
    ]
    assert {feature["properties"]["event"] for feature in with_shared_events(told)} == {"e0"}


def test_any_number_of_workers_and_either_format_give_one_event(tmp_path: Path) -> None:
    folder = tmp_path / "articles"
    folder.mkdir()
    for name, text in {
        "first": "Spanish President Lena Ruiz will visit Lima on Monday.",
        "second": "Spain's Lena Ruiz arrived in Lima on Monday.",
    }.items():
        day = {"first": 12, "second": 16}[name]
        (folder / f"{name}.txt").write_text(f"---\ntitle: {name}\npublished: 2023-05-{day}\n---\n{text}", "utf-8")
    found = []
    for ending, workers in (("geojson", "1"), ("geojson", "2"), ("parquet", "2")):
        output = tmp_path / f"{workers}.{ending}"
        resume = str(tmp_path / "build.sqlite")
        assert main(["build", str(folder), "-o", str(output), "--workers", workers, "--resume", resume]) == 0
        if ending == "geojson":
            rows = [each["properties"] for each in json.loads(output.read_bytes())["features"]]
        else:
            rows = pq.read_table(output).to_pylist()
        found.append([(row["article"], row["event"]) for row in rows if row["kind"] == "visit" and row["article"]])
    assert [article for article, _ in found[0]] == ["first", "second"]
    assert len({event for _, event in found[0]}) == 1
    assert found[0] == found[1] == found[2]
