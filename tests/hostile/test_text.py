"""Template code and script in every text: carried to the page and into each file to the character, and never run."""

from __future__ import annotations

import csv
import io
import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any
from xml.etree import ElementTree as ET

import pytest
from starlette.testclient import TestClient
from test_page import elements, map_arguments, page

from dashboard.assets import Assets
from dashboard.routes import MAX_LIMIT, MAX_PARAMETER, Answers
from geo.contract import read_collection
from geo.corrections import Correction, add, read_corrections
from geo.errors import InputError
from geo.export import export
from geo.export.kml import NAMESPACE
from geo.export.sheet import SEPARATOR
from geo.export.text import visible
from geo.gazetteer.labels import POLICIES, label
from geo.intake import from_file, from_text
from tests import mapfile
from tests.answers import FakeOutlines, open_client
from tests.hostile.strings import RESULT, SAMPLE, STRINGS, SUM, evaluated
from tests.tally import Tally

KML = {"k": NAMESPACE}
STEP = 0.5
"""Degrees between two points, so that each has a cell of its own at `ZOOM`."""
ZOOM = 11
PROPERTIES = ("title", "excerpt", "source", "document", "speaker", "reason", "article", "mention", "place", "url")


def point(number: int) -> tuple[float, float]:
    return -170 + STEP * (number % 600), 10 + STEP * (number // 600)


def attacked(number: int, text: str) -> dict[str, Any]:
    """Return a Feature with one string in all of its free texts."""
    given: dict[str, Any] = dict.fromkeys(PROPERTIES, text) | {"actors": [text], "precision": "city"}
    place = {"place_id": f"test:{number}", "at": list(point(number))}
    offsets = {"start": 0, "end": len(text), "mention_start": 0, "mention_end": len(text)}
    return mapfile.feature(f"f{number}", "visit", status="completed", **given, **place, **offsets)


@pytest.fixture(scope="module")
def data(tmp_path_factory: pytest.TempPathFactory) -> Path:
    features = [attacked(number, text) for number, text in enumerate(STRINGS)]
    return mapfile.write(tmp_path_factory.mktemp("texts") / "map.geojson", features)


@pytest.fixture(scope="module")
def client(data: Path) -> Iterator[TestClient]:
    with open_client(Answers(data, Assets(), FakeOutlines())) as opened:
        yield opened


def test_strings_are_many_and_of_every_kind() -> None:
    assert len(STRINGS) >= 300
    assert sum(SUM in text for text in STRINGS) >= 100
    assert all(any(mark in text for text in STRINGS) for mark in ("<script", "onerror", "javascript:", "`", "\u202e"))
    assert not any(evaluated(text) for text in STRINGS)


def test_list_answers_every_string_to_the_character(client: TestClient, tally: Tally) -> None:
    offset: int | None = 0
    seen = {}
    while offset is not None:
        answer = client.get("/api/list", params={"offset": offset, "limit": MAX_LIMIT})
        assert answer.status_code == 200
        assert not evaluated(answer.text)
        found = answer.json()
        offset = found["next"]
        seen |= {card["event"]: card for card in found["cards"]}
    assert len(seen) == len(STRINGS)
    for number, text in enumerate(STRINGS):
        card = seen[f"f{number}"]
        (said,) = card["evidence"]
        assert "".join(part for _, part in said["parts"]) == text
        assert (said["title"], said["source"], said["article"]) == (text, text, text)
        assert (card["document"], card["speaker"], card["actors"]) == (text, text, [text])
        assert [each["label"] for each in card["places"]] == [text]
        assert said["url"] is None or said["url"].startswith(("http://", "https://"))
    tally.add("template and script through api/list", len(STRINGS), "all to the character, 0 evaluated")


def test_map_labels_every_string_to_the_character(client: TestClient, tally: Tally) -> None:
    for number, text in enumerate(STRINGS):
        lon, lat = point(number)
        answer = client.get("/api/map", params={"z": ZOOM, "b": f"{lon - 0.1},{lat - 0.1},{lon + 0.1},{lat + 0.1}"})
        assert answer.status_code == 200
        assert not evaluated(answer.text)
        assert text in [each["label"] for each in answer.json()["cells"]]
    tally.add("template and script through api/map", len(STRINGS), "all to the character, 0 evaluated")


def test_person_of_every_name_is_answered_to_the_character(client: TestClient, tally: Tally) -> None:
    for text in STRINGS:
        answer = client.get("/api/actor", params={"name": text})
        assert not evaluated(answer.text)
        if len(text) > MAX_PARAMETER:
            assert (answer.status_code, list(answer.json())) == (400, ["error"])
        else:
            assert (answer.json()["name"], answer.json()["known"]) == (text, True)
    tally.add("template and script through api/actor", len(STRINGS), "all to the character, or 400 where too long")


def test_page_of_a_file_full_of_attacks_holds_none_of_it_beside_its_data(
    data: Path, monkeypatch: pytest.MonkeyPatch, tally: Tally
) -> None:
    monkeypatch.setenv("DATELINE_DATA", str(data))
    shown = page()
    whole = "".join(str(each.proto) for each in elements(shown) if getattr(each, "proto", None) is not None)
    assert RESULT not in whole
    assert SUM not in json.dumps(map_arguments(shown))
    scripts = [each.proto.body for each in shown.get("html")]
    assert not [body for body in scripts if SUM in body or "datelineRan" in body]
    tally.add("template and script through the page", len(STRINGS), "0 evaluated, 0 in the map or in HTML")


def test_address_full_of_attacks_shows_the_page(
    data: Path, monkeypatch: pytest.MonkeyPatch, torture: bool, tally: Tally
) -> None:
    monkeypatch.setenv("DATELINE_DATA", str(data))
    texts = STRINGS if torture else SAMPLE[:6]
    for text in texts:
        shown = page(q=text, actor=text, place=text, article=text, names=text, asof=text, kind=text, focus=text)
        assert not shown.exception
        assert SUM not in json.dumps(map_arguments(shown))
    tally.add("template and script in the address", len(texts), "0 render failures, 0 in the map")


@pytest.mark.parametrize("ending", ["geojson", "csv", "kml"])
def test_files_hold_every_string_to_the_character(data: Path, ending: str, tally: Tally) -> None:
    content = export(read_collection(data), ending)
    assert not evaluated(content.decode())
    for text, found in zip(STRINGS, READERS[ending](content), strict=True):
        assert found == EXPECTED[ending](text), repr(text)[:80]
    tally.add(f"template and script through {ending}", len(STRINGS), "all to the character, 0 evaluated")


def read_geojson(content: bytes) -> list[str]:
    return [each["properties"]["excerpt"] for each in json.loads(content)["features"]]


def read_csv(content: bytes) -> list[str]:
    limit = csv.field_size_limit(10_000_000)
    try:
        return [each["excerpt"] for each in csv.DictReader(io.StringIO(content.decode("utf-8-sig"), newline=""))]
    finally:
        csv.field_size_limit(limit)


def read_kml(content: bytes) -> list[str]:
    root = ET.fromstring(content)  # noqa: S314 - our own bytes
    found = root.findall(".//k:Data[@name='excerpt']/k:value", KML)
    return [each.text or "" for each in found]


def guarded(text: str) -> str:
    """Return a cell as a spreadsheet may show it: behind an apostrophe where it would be obeyed."""
    shown = visible(text)
    starts = ("=", "+", "-", "@", "\t", "\r", "\n", "＝", "＋", "－", "＠", "|", "%")
    return f"'{shown}" if shown.lstrip(" \u00a0\ufeff\u200b").startswith(starts) else shown


READERS = {"geojson": read_geojson, "csv": read_csv, "kml": read_kml}
EXPECTED = {
    "geojson": lambda text: text,
    "csv": guarded,
    # An XML reader makes one line end of both kinds (XML 1.0, 2.11).
    "kml": lambda text: visible(text).replace("\r\n", "\n").replace("\r", "\n"),
}


def test_list_in_one_cell_holds_every_string(data: Path) -> None:
    collection = read_collection(data)
    collection["features"] = [mapfile.feature("a", "visit", actors=["x", *STRINGS])]
    (row,) = csv.DictReader(io.StringIO(export(collection, "csv").decode("utf-8-sig"), newline=""))
    assert row["actors"] == SEPARATOR.join(map(visible, ("x", *STRINGS)))


def test_text_that_is_brought_is_an_article_of_the_same_characters(tally: Tally) -> None:
    for text in STRINGS:
        body = f"Talks in Oslo\n{text}\nThey met."
        taken = from_text(body, title=text)
        if "\0" in text:
            assert taken.article is None
            assert taken.reason
            continue
        assert taken.article is not None, taken.reason
        assert text.replace("\r", "\n") in taken.article.text
        assert taken.article.title in (" ".join(text.split()), "Talks in Oslo")
    tally.add("template and script in articles", len(STRINGS), "all to the character, or named as binary")


def test_front_matter_of_every_string_is_read_as_text_or_named(tally: Tally) -> None:
    read = 0
    for text in STRINGS:
        quoted = "".join(f"\\U{ord(each):08x}" for each in text)
        raw = f'---\ntitle: "{quoted}"\nsource: "{quoted}"\nnote: {text}\n---\nThey met in Oslo.'
        (taken,) = from_file("story.md", raw.encode())
        assert (taken.article is None) == (taken.reason is not None)
        if taken.article is not None:
            read += 1
            assert taken.article.title == (" ".join(text.split()) or "They met in Oslo.")
            assert not evaluated(taken.article.title + str(taken.article.note))
    assert read > len(STRINGS) / 3
    tally.add("template and script in front matter", len(STRINGS), f"{read} read to the character, the rest named")


def test_address_of_an_article_is_of_the_web_or_named() -> None:
    for text in STRINGS:
        taken = from_text("They met in Oslo.", url=text)
        assert taken.article is None or taken.article.url is None or taken.article.url.startswith("http")


def test_corrections_keep_every_string(tmp_path: Path, tally: Tally) -> None:
    path = tmp_path / "corrections.csv"
    base = ("mention", "reject", "here")
    kept, refused = [], 0
    for text in STRINGS:
        made = Correction(*base, text, text, text, text, "", text, "", text, "2024-09-01", text)  # type: ignore[arg-type]
        try:
            add([made], tmp_path / "one.csv")
        except InputError:
            refused += 1
            continue
        finally:
            (tmp_path / "one.csv").unlink(missing_ok=True)
        kept.append(made)
    assert add(kept, path) == len(kept)
    assert set(read_corrections(path)) == set(kept)
    assert refused < 10
    tally.add("template and script in corrections", len(STRINGS), f"all to the character, {refused} too long or binary")


def test_names_of_a_gazetteer_are_labels_to_the_character(tally: Tally) -> None:
    for text in STRINGS:
        for policy in POLICIES:
            assert label("test:x", text, "2024-08-19", policy, text) == text
    tally.add("template and script in a gazetteer's names", len(STRINGS), "all to the character")
