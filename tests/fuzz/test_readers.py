"""Bytes of any kind for each reader: what it is there for, or one named error; and what is read can be written."""

from __future__ import annotations

import io
import tempfile
import zipfile
from contextlib import suppress
from pathlib import Path
from typing import Any

from hypothesis import given
from hypothesis import strategies as st

from dashboard.state import BadToken, View
from dashboard.store.read import to_table
from geo.contract import decode
from geo.corrections import read_corrections
from geo.corrections.table import COLUMNS
from geo.errors import ArticleError, DataError, TableError
from geo.export import FORMATS, export
from geo.fetch import Fetcher, Page
from geo.geojson import encode
from geo.intake import Taken, from_feed, from_file, from_text
from geo.read import SUFFIXES, parse_record
from geo.table import Faults, read_rows
from tests import mapfile
from tests.fuzz.strategies import ANY_TEXTS, JSON, briefly, features, nearly, spoiled, written

PAGE = (
    b"<!doctype html><html><head><meta charset=utf-8><title>Talks</title><link rel=canonical href='http://n.example/a'>"
    b"<meta property='article:published_time' content='2024-08-19'></head><body><article>"
    + b"<p>The minister arrived in Oslo on Monday and met the mayor of Bergen, who had come from Lima.</p>"
    * 4
)
FEED = (
    b'<?xml version="1.0"?><rss version="2.0"><channel><title>News</title><item><title>Talks</title>'
    b"<link>http://n.example/a</link><pubDate>Mon, 19 Aug 2024 10:00:00 GMT</pubDate></item></channel></rss>"
)
MAP = encode(mapfile.features(6), "2024-08-19")
CORRECTIONS = (
    ",".join(COLUMNS) + "\n0123456789ab,mention,accept,here,talks,Oslo,in , on,,,,A. Reader,2024-09-01,so it is\n"
).encode()
FIELDS = ("id", "text", "title", "published", "source", "url", "note", "home")


def ends_well(each: Taken) -> None:
    """Hold what is promised of anything that is brought."""
    assert (each.article is None) != (each.reason is None)
    if each.reason:
        assert len(each.reason.splitlines()) == 1
        each.reason.encode()
    if each.article:
        given = (each.article.text, each.article.title, each.article.source, each.article.url, each.article.note)
        "".join(filter(None, given)).encode()
        assert each.article.text.strip()


@briefly
@given(st.sampled_from((*SUFFIXES, ".jsonl", ".zip", ".exe", "")), st.binary(max_size=300), ANY_TEXTS)
def test_file_of_any_bytes_ends_as_articles_or_named_errors(suffix: str, raw: bytes, name: str) -> None:
    for each in from_file(name + suffix, raw):
        ends_well(each)


@briefly
@given(nearly(PAGE))
def test_page_of_nearly_html_ends_as_an_article_or_a_named_error(raw: bytes) -> None:
    for each in from_file("a.html", raw):
        ends_well(each)


@briefly
@given(ANY_TEXTS, ANY_TEXTS, st.none() | ANY_TEXTS, st.none() | ANY_TEXTS)
def test_text_that_is_pasted_ends_as_an_article_or_a_named_error(
    text: str, title: str, day: str | None, url: str | None
) -> None:
    ends_well(from_text(text, title, day, url))


@briefly
@given(st.lists(st.tuples(ANY_TEXTS, st.binary(max_size=60)), max_size=4), st.data())
def test_archive_of_any_members_ends_as_articles_or_named_errors(
    members: list[tuple[str, bytes]], data: st.DataObject
) -> None:
    file = io.BytesIO()
    with zipfile.ZipFile(file, "w") as archive:
        for number, (name, content) in enumerate(members):
            archive.writestr(f"{number}{name.encode('ascii', 'replace').decode()}.txt", content)
    for raw in (file.getvalue(), data.draw(nearly(file.getvalue()))):
        for each in from_file("a.zip", raw):
            ends_well(each)


@briefly
@given(st.dictionaries(st.sampled_from(FIELDS), JSON) | JSON)
def test_record_of_any_json_ends_as_an_article_or_a_named_error(record: Any) -> None:
    for each in from_file("a.jsonl", written(record)):
        ends_well(each)
    with suppress(ArticleError):
        article = parse_record(written(record), "a.jsonl, line 1")
        "".join(filter(None, (article.id, article.text, article.title, article.source, article.url))).encode()


@briefly
@given(nearly(FEED))
def test_feed_of_nearly_xml_ends_as_articles_or_named_errors(raw: bytes) -> None:
    class Given(Fetcher):
        def fetch(self, address: str, kinds: tuple[str, ...] = ()) -> Page:  # noqa: ARG002 - as the fetcher has it
            return Page(address, "text/xml", raw if address.endswith("/feed") else PAGE)

    for each in from_feed("http://n.example/feed", Given()):
        ends_well(each)


@briefly
@given(nearly(MAP) | spoiled(MAP) | JSON.map(written))
def test_map_that_is_read_can_be_shown_and_written_in_every_format(raw: bytes) -> None:
    try:
        read = decode(raw, "a.geojson")
    except DataError as error:
        ends_well(Taken("a.geojson", None, str(error)))
        return
    with suppress(DataError):
        table, _ = to_table(raw, "a.geojson")
        assert table.num_rows == len(read["features"])
    for ending in FORMATS:
        # What the contract leaves open (an offset of text) a typed column names.
        with suppress(DataError):
            export(read, ending)


@briefly
@given(features(), st.sampled_from(("excerpt", "title", "confidence", "start", "actors", "id", "line")), JSON)
def test_feature_with_any_value_is_written_or_named(made: list[dict[str, Any]], name: str, value: Any) -> None:
    for each in made:
        (each if name == "id" else each["properties"])[name] = value
    collection = {"type": "FeatureCollection", "features": made}
    with suppress(DataError):
        read = decode(written(collection), "a.geojson")
        for ending in ("geojson", "csv", "kml"):
            export(read, ending)


@briefly
@given(nearly(CORRECTIONS) | st.binary(max_size=100))
def test_corrections_of_any_bytes_are_read_or_named(raw: bytes) -> None:
    with tempfile.NamedTemporaryFile(suffix=".csv") as file:
        Path(file.name).write_bytes(raw)
        with suppress(TableError):
            read_corrections(Path(file.name))


@briefly
@given(nearly(b'name,note\nOslo,"a, b"\nLima,x\n') | st.binary(max_size=100))
def test_table_of_any_bytes_is_read_or_named(raw: bytes) -> None:
    with tempfile.NamedTemporaryFile(suffix=".csv") as file:
        path = Path(file.name)
        path.write_bytes(raw)
        with suppress(TableError):
            faults = Faults(path)
            for row in read_rows(path, ("name", "note"), faults):
                assert {"name", "note"} <= row.cells.keys()
            faults.check()


@briefly
@given(
    st.text(max_size=80), st.dictionaries(st.sampled_from(("q", "actor", "from", "names", "x")), st.lists(ANY_TEXTS))
)
def test_view_of_any_token_or_address_is_canonical_or_refused(token: str, query: dict[str, list[str]]) -> None:
    with suppress(BadToken):
        assert View.from_token(token).token() == token
    view = View.from_query(query)
    assert View.from_token(view.token()) == view
