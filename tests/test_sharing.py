"""What is shown, taken away: the same events as on the map, each file with date, disclaimer and credit."""

from __future__ import annotations

import datetime as dt
import gc
import json
from collections.abc import Callable
from pathlib import Path

import pytest
from starlette.applications import Starlette
from starlette.responses import StreamingResponse
from starlette.testclient import TestClient

from dashboard import outlines, sharing
from dashboard.assets import Assets
from dashboard.payload import Refused
from dashboard.routes import Answers, routes
from dashboard.state import Filter, View
from dashboard.store import shared
from geo import FORMATS, DataError
from tests import mapfile, plainfilter

DAY = dt.date(2026, 11, 24)
Client = Callable[..., TestClient]


@pytest.fixture
def data(tmp_path: Path) -> Path:
    return mapfile.write(tmp_path / "map.geojson", mapfile.features(120))


@pytest.fixture
def client(data: Path) -> TestClient:
    handlers = sharing.routes(sharing.Sharing(data, {"DATELINE_CONTACT": "https://example.org/x"}, lambda: DAY))
    return TestClient(Starlette(routes=routes(Answers(data, Assets(), outlines), "", handlers)))


def test_geojson_of_all_is_the_file_itself_but_for_its_order(client: TestClient, data: Path) -> None:
    answer = client.get("/api/export?format=geojson")
    taken = {each["id"]: each for each in answer.json()["features"]}
    given = {each["id"]: each for each in mapfile.read(data)}
    assert list(taken) != []
    for identity, feature in given.items():
        assert taken.pop(identity)["properties"] == feature["properties"]
    assert taken == {}
    points = [each for each in answer.json()["features"] if (each["geometry"] or {}).get("type") == "Point"]
    assert [each["geometry"] for each in points] == [given[each["id"]]["geometry"] for each in points]


@pytest.mark.parametrize("seed", range(8))
def test_what_is_taken_away_is_what_the_filter_shows(client: TestClient, data: Path, seed: int) -> None:
    features = mapfile.read(data)
    labels = {each["id"]: plainfilter.place_label(each, features) for each in features}
    # As an address holds it: a status that is none is dropped.
    chosen = View.from_query(View(plainfilter.any_filter(mapfile.fixed(seed), features, labels)).to_query()).filter
    answer = client.get("/api/export", params={"s": View(chosen).token(), "format": "geojson"})
    expected = {each["id"] for each in features if plainfilter.passes(each, chosen, labels)}
    assert {each["id"] for each in answer.json()["features"]} == expected


def test_as_of_date_holds_for_the_file_and_its_name(client: TestClient, data: Path) -> None:
    view = View(asof="2020-01-01")
    answer = client.get("/api/export", params={"s": view.token(), "format": "geojson"})
    assert answer.json()["dateline"]["as_of"] == "2020-01-01"
    assert answer.headers["Content-Disposition"] == 'attachment; filename="dateline-2020-01-01.geojson"'
    assert all((each["properties"]["date"] or "0") <= "2020-01-01" for each in answer.json()["features"])


def test_day_that_a_file_says_of_itself_is_no_header(client: TestClient, data: Path) -> None:
    whole = json.loads(data.read_bytes())
    whole["dateline"]["as_of"] = 'x"\r\nSet-Cookie: Մ=1'
    data.write_text(json.dumps(whole), encoding="utf-8")
    answer = client.get("/api/export?format=geojson")
    assert answer.headers["Content-Disposition"] == 'attachment; filename="dateline.geojson"'
    assert "Set-Cookie" not in answer.headers


@pytest.mark.parametrize("ending", list(FORMATS))
def test_every_format_is_an_attachment_that_no_browser_runs(client: TestClient, ending: str) -> None:
    answer = client.get(f"/api/export?format={ending}&s={View(Filter(kinds=('visit',))).token()}")
    assert answer.status_code == 200
    assert answer.headers["Content-Type"] == FORMATS[ending].media_type
    assert answer.headers["Content-Disposition"] == f'attachment; filename="dateline-2024-08-19.{ending}"'
    assert answer.headers["X-Content-Type-Options"] == "nosniff"
    assert answer.headers["Content-Security-Policy"] == "default-src 'none'; sandbox"
    assert answer.headers["Cache-Control"] == "no-store"


@pytest.mark.parametrize("ending", sorted({"geojson", "csv", "kml", "html"} & set(FORMATS)))
def test_every_text_format_carries_disclaimer_date_and_credit(client: TestClient, ending: str) -> None:
    content = client.get(f"/api/export?format={ending}").content.decode("utf-8-sig")
    for said in ("no view on the status of any territory", "2024-08-19", "GeoNames"):
        assert said in content


def test_html_holds_the_contact_and_the_names_that_were_chosen(client: TestClient) -> None:
    content = client.get(f"/api/export?format=html&s={View(names='hy').token()}").text
    assert '"contact":"https://example.org/x"' in content
    assert '"view":{"names":"hy"}' in content


@pytest.mark.parametrize("query", ["format=exe", "format=", "s=%3C", "format=csv&s=!", "format=../csv"])
def test_what_cannot_be_taken_away_is_refused_in_a_line(client: TestClient, query: str) -> None:
    answer = client.get(f"/api/export?{query}")
    assert answer.status_code == 400
    assert set(answer.json()) == {"error"}


def test_too_many_events_are_refused_with_what_to_do(client: TestClient, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sharing, "MAX_EXPORTED", 100)
    answer = client.get("/api/export?format=kml")
    assert answer.status_code == 400
    assert answer.json() == {"error": "120 events are more than the 100 of one file; set a filter"}
    assert {each["ending"] for each in sharing.formats(120) if each["fits"]} == {"geojson", "csv"}
    assert all(each["fits"] for each in sharing.formats(100))


@pytest.mark.parametrize("ending", ["geojson", "csv"])
def test_file_that_is_sent_while_it_is_made_is_the_same(
    client: TestClient, data: Path, ending: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    for name, value in {"MAX_EXPORTED": 10, "LARGE": 10, "PAGE": 7, "BLOCK": 5_000}.items():
        monkeypatch.setattr(sharing, name, value)
    with client.stream("GET", f"/api/export?format={ending}") as answer:
        assert answer.status_code == 200
        parts = list(answer.iter_raw())
    assert len(parts) > 5
    store = shared(data)
    whole = {"features": list(sharing.features(store, View())), "dateline": sharing.about(store, View())}
    assert len(whole["features"]) == 120
    assert b"".join(parts) == FORMATS[ending].write(whole)
    assert client.head(f"/api/export?format={ending}").headers["Content-Type"] == FORMATS[ending].media_type


@pytest.mark.parametrize("ending", ["csv", "kml", "html"])
def test_large_files_are_made_two_at_a_time(ending: str, data: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Also those that are made in memory: who reads none of a file holds no more than two of them there."""
    monkeypatch.setattr(sharing, "LARGE", 10)
    store = shared(data)

    def begun() -> StreamingResponse:
        made = sharing.made(ending, store, View(), sharing.about(store, View()), {})
        assert isinstance(made, StreamingResponse)
        return made

    monkeypatch.setattr(sharing, "BLOCK", 2_000)
    running = [begun() for _ in range(sharing.AT_ONCE)]
    with pytest.raises(Refused) as caught:
        begun()
    assert (caught.value.status, str(caught.value)) == (503, sharing.BUSY)
    # They are left by their visitors.
    running.clear()
    gc.collect()
    assert begun()
    gc.collect()


def test_fault_before_the_first_part_is_told(client: TestClient, monkeypatch: pytest.MonkeyPatch) -> None:
    def broken(_row: object) -> None:
        raise DataError("data/boundaries: a line is missing")

    monkeypatch.setattr(sharing, "feature", broken)
    answer = client.get("/api/export?format=csv")
    assert (answer.status_code, answer.json()) == (503, {"error": sharing.NOT_MADE})


def test_reference_names_source_excerpt_and_day(client: TestClient, data: Path) -> None:
    found = next(each for each in mapfile.read(data) if each["properties"]["article"])
    answer = client.get("/api/cite", params={"id": found["id"], "view": "https://example.org/?focus=x"}).json()
    assert answer["accessed"] == "2026-11-24"
    (reference,) = answer["references"]
    assert set(reference) == {"title", "footnote", "bibtex", "wiki"}
    assert found["properties"]["title"] in reference["footnote"]
    assert "accessed 2026-11-24" in reference["footnote"]
    assert "it is said" in reference["footnote"]


def test_sentences_of_one_article_are_one_reference(client: TestClient, data: Path) -> None:
    features = [each for each in mapfile.read(data) if each["properties"]["article"]]
    identities = [each["id"] for each in features][:40]
    articles = {each["properties"]["article"] for each in features[:40]}
    assert len(client.get("/api/cite", params={"id": identities}).json()["references"]) == len(articles)


@pytest.mark.parametrize(("query", "status"), [("", 400), ("id=", 404), ("id=gone", 404), (f"id={'x' * 3000}", 400)])
def test_unknown_feature_is_not_cited(client: TestClient, query: str, status: int) -> None:
    assert client.get(f"/api/cite?{query}").status_code == status


def test_address_that_is_none_of_the_web_is_not_in_a_reference(client: TestClient, data: Path) -> None:
    found = next(each for each in mapfile.read(data) if each["properties"]["article"] and not each["properties"]["url"])
    said = json.dumps(client.get("/api/cite", params={"id": found["id"], "view": "javascript:alert(1)"}).json())
    assert "alert" not in said.replace("onerror=alert", "").replace("${alert", "")
