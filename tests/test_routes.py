"""The answers that the browser fetches: the same as the store's, kept, compressed, and never a fault in the open."""

from __future__ import annotations

import inspect
from collections import Counter
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any

import pytest
from starlette.applications import Starlette
from starlette.requests import Request
from starlette.responses import Response
from starlette.testclient import TestClient

from dashboard.assets import Assets
from dashboard.routes import MAX_LIMIT, Answers, failed
from dashboard.state import Filter, View
from tests import mapfile
from tests.answers import WHOLE, WORLD, Body, FakeOutlines, open_client, write_web


@pytest.fixture
def data(tmp_path: Path) -> Path:
    return mapfile.write(tmp_path / "map.geojson", mapfile.features())


@pytest.fixture
def web(tmp_path: Path) -> Path:
    return write_web(tmp_path / "web")


@pytest.fixture
def client(data: Path, web: Path) -> Iterator[TestClient]:
    with open_client(Answers(data, Assets(web, look_s=0), FakeOutlines(), "build")) as opened:
        yield opened


def ids_of(answer: dict[str, Any]) -> list[str]:
    return [identity for card in answer["cards"] for identity in card["ids"]]


def test_the_map_answers_what_its_contract_names(client: TestClient) -> None:
    answer = client.get("/api/map", params={"s": "", "z": 3, "b": WORLD})
    assert answer.status_code == 200
    assert answer.headers["content-type"] == "application/json"
    assert answer.headers["x-content-type-options"] == "nosniff"
    assert answer.headers["content-security-policy"].startswith("default-src 'none'")
    found = answer.json()
    assert list(found) == ["version", "total", "shown", "unplaced", "cells", "areas", "lines"]
    assert found["total"] == found["shown"] == 300
    cell = ["lon", "lat", "n", "kinds", "row", "one", "places", "label", "at", "id", "event", "status", "role", "stage"]
    assert list(found["cells"][0]) == cell
    area = ["place", "country", "precision", "lon", "lat", "n", "kinds", "label", "associative"]
    assert list(found["areas"][0]) == area
    assert set(found["lines"][0]) == {"line", "n", "kinds", "stage"}


def test_the_part_that_a_move_changes_is_the_cells(client: TestClient) -> None:
    asked = {"s": "", "z": 3, "b": WORLD}
    whole = client.get("/api/map", params=asked)
    part = client.get("/api/map", params={**asked, "part": "cells"})
    assert part.json() == {name: value for name, value in whole.json().items() if name not in ("areas", "lines")}
    assert part.headers["etag"] != whole.headers["etag"]


def test_a_token_filters_map_and_list_alike(client: TestClient) -> None:
    token = View(Filter(kinds=("visit",))).token()
    drawn = client.get("/api/map", params={"s": token, "z": 2, "b": WORLD}).json()
    listed = client.get("/api/list", params={"s": token, "limit": MAX_LIMIT}).json()
    visits = {each["id"] for each in mapfile.features() if each["properties"]["kind"] == "visit"}
    assert set(ids_of(listed)) == visits
    assert drawn["shown"] == listed["shown"] == len(visits)


def test_the_list_pages_narrows_and_finds(client: TestClient) -> None:
    first = client.get("/api/list", params={"limit": 5}).json()
    assert list(first) == ["version", "shown", "events", "offset", "next", "focus", "years", "cards"]
    assert (first["offset"], first["next"], len(first["cards"])) == (0, 5, 5)
    wanted = client.get("/api/list", params={"limit": 5, "offset": 20}).json()["cards"][3]["ids"][0]
    focused = client.get("/api/list", params={"limit": 5, "focus": wanted}).json()
    assert focused["offset"] == 20
    assert wanted in ids_of(focused)
    area = client.get("/api/map", params={"z": 2, "b": WORLD}).json()["areas"][0]
    assert client.get("/api/list", params={"place": area["place"]}).json()["shown"] == area["n"]
    cell = client.get("/api/map", params={"z": 2, "b": WORLD}).json()["cells"][0]
    at = ",".join(str(side) for side in cell["at"])
    assert client.get("/api/list", params={"at": at}).json()["shown"] == cell["n"]


def test_the_timeline_counts_what_is_shown_without_dates(client: TestClient) -> None:
    dated = View(Filter(kinds=("visit",), date_from="2024-01-01")).token()
    found = client.get("/api/timeline", params={"s": dated}).json()
    assert list(found) == ["starts", "counts", "before", "after", "undated"]
    assert len(found["starts"]) == len(found["counts"]) + 1
    assert found["starts"] == sorted(found["starts"])
    shown = client.get("/api/list", params={"s": View(Filter(kinds=("visit",))).token()}).json()["shown"]
    every = [*found["counts"], found["before"], found["after"], found["undated"]]
    assert [sum(each) for each in zip(*every, strict=True)] == [shown, 0, 0, 0]


def test_map_opens_where_most_of_the_story_is(client: TestClient) -> None:
    (south, west), (north, east) = client.get("/api/fit").json()["bounds"]
    points = [each["geometry"]["coordinates"] for each in mapfile.features() if _pointed(each)]
    inside = [south - 2 <= lat <= north + 2 and west - 2 <= lon <= east + 2 for lon, lat in points]
    assert sum(inside) >= 0.6 * len(points)
    nothing = View(Filter(q="no such words")).token()
    assert client.get("/api/fit", params={"s": nothing}).json() == {"bounds": None}


def _pointed(feature: Mapping[str, Any]) -> bool:
    return (feature["geometry"] or {}).get("type") == "Point"


def test_years_of_a_spot_are_those_of_what_it_holds(client: TestClient) -> None:
    place = {"place": "geonames:587084"}
    told = client.get("/api/list", params=place | {"limit": MAX_LIMIT, "years": 1}).json()
    here = [each["properties"] for each in filter(_pointed, mapfile.features())]
    dates = [each["date"] for each in here if each["place_id"] == place["place"]]
    assert told["shown"] == len(dates) == sum(count for _, count in told["years"])
    assert dict(told["years"]) == Counter(date and int(date[:4]) for date in dates)


def test_hostile_texts_pass_through_every_route_unchanged(client: TestClient) -> None:
    features = {each["id"]: each["properties"] for each in mapfile.features()}
    listed = client.get("/api/list", params={"limit": MAX_LIMIT}).json()
    sentences = {"".join(text for _, text in each["parts"]) for card in listed["cards"] for each in card["evidence"]}
    assert sentences == {each["excerpt"] for each in features.values() if each["excerpt"]}
    for text in mapfile.HOSTILE[:2]:
        assert any(text in sentence for sentence in sentences)
    actors = {actor for card in listed["cards"] for actor in card["actors"]}
    assert actors == {actor for each in features.values() for actor in each["actors"]}
    place = mapfile.HOSTILE[0]
    token = View(Filter(places=(place,))).token()
    cell = client.get("/api/map", params={"s": token, "z": 4, "b": WORLD}).json()["cells"][0]
    assert cell["label"] == place
    token = View(Filter(actors=(mapfile.HOSTILE[1],))).token()
    assert client.get("/api/list", params={"s": token}).json()["shown"] == sum(
        mapfile.HOSTILE[1] in each["actors"] for each in features.values()
    )


def test_an_answer_that_is_known_is_not_sent_again(client: TestClient, data: Path) -> None:
    for path in ("/api/map?z=3&b=-180,-80,180,80", "/api/timeline", "/api/fit", "/api/list?limit=3&years=1"):
        first = client.get(path)
        etag = first.headers["etag"]
        again = client.get(path, headers={"If-None-Match": f'"other", {etag}'})
        assert (again.status_code, again.content, again.headers["etag"]) == (304, b"", etag)
        assert "Accept-Encoding" in again.headers["vary"]
        assert client.get(path, headers={"If-None-Match": '"other"'}).status_code == 200
    mapfile.write(data, mapfile.features(301))
    assert client.get(path, headers={"If-None-Match": etag}).status_code == 200


def test_an_etag_names_data_view_parameters_and_code(data: Path, web: Path) -> None:
    seen = set()
    for build in ("one", "two"):
        with open_client(Answers(data, Assets(web, look_s=0), FakeOutlines(), build)) as client:
            for token in ("", View(Filter(q="baku")).token(), View(names="hy").token()):
                for query in (
                    "map?z=3&b=0,0,9,9",
                    "map?z=4&b=0,0,9,9",
                    "map?z=3&b=0,0,90,9",
                    "list?a=1",
                    "list?offset=1",
                ):
                    seen.add(client.get(f"/api/{query}&s={token}").headers["etag"])
    assert len(seen) == 2 * 3 * 5


@pytest.mark.parametrize(
    "query",
    [
        "map",
        "map?z=3",
        "map?b=1,2,3,4",
        "map?z=3&b=1,2,3",
        "map?z=3&b=nan,2,3,4",
        "map?z=3&b=inf,2,3,4",
        "map?z=3&b=4,2,3,4",
        "map?z=3&b=1,5,3,4",
        "map?z=3&b=1e400,2,3,4",
        "map?z=3&b=" + "1" * 1001,
        "map?z=23&b=1,2,3,4",
        "map?z=-1&b=1,2,3,4",
        "map?z=3.5&b=1,2,3,4",
        "map?z=²&b=1,2,3,4",
        "map?z=14&b=-180,-85,180,85",
        "map?z=3&b=1,2,3,4&s=!",
        "map?z=3&b=1,2,3,4&s=" + "A" * 9000,
        "timeline?s=!",
        "fit?s=!",
        "list?offset=-1",
        "list?offset=" + "9" * 40,
        "list?limit=0",
        "list?limit=201",
        "list?limit=%00",
        "list?at=1,2",
        "list?place=" + "p" * 1001,
        "list?s=e30",
        "list?focus=" + "f" * 1001,
    ],
)
def test_a_parameter_that_does_not_hold_is_answered_with_one_line(client: TestClient, query: str) -> None:
    answer = client.get(f"/api/{query}")
    assert answer.status_code == 400
    assert list(answer.json()) == ["error"]
    assert "\n" not in answer.text
    assert answer.headers["x-content-type-options"] == "nosniff"


def test_what_does_not_exist_is_answered_as_json(client: TestClient) -> None:
    for path in ("/api/", "/api/nothing", "/api/map/x", "/api/outlines/detail?cell=../../x", "/web/any/nothing.js"):
        answer = client.get(path)
        assert (answer.status_code, list(answer.json())) == (404, ["error"])


def test_no_data_is_said_by_every_answer_and_without_a_path(tmp_path: Path, web: Path) -> None:
    with open_client(Answers(tmp_path / "none.geojson", Assets(web, look_s=0), FakeOutlines())) as client:
        for path in ("/healthz", "/api/list", f"/api/map?z=1&b={WORLD}"):
            answer = client.get(path)
            assert answer.status_code == 503
            assert "python -m geo build" in answer.json()["error"]
            assert str(tmp_path) not in answer.text
        mapfile.write(tmp_path / "none.geojson", mapfile.features(3))
        assert client.get("/healthz").json()["total"] == 3


def test_a_fault_of_ours_shows_no_trace(data: Path, web: Path) -> None:
    class Broken(FakeOutlines):
        def world(self) -> Body:
            """Fail."""
            raise RuntimeError(f"secret {data}")

    with open_client(Answers(data, Assets(web, look_s=0), Broken())) as client:
        answer = client.get("/api/outlines/world")
    assert answer.status_code == 500
    assert list(answer.json()) == ["error"]
    assert "secret" not in answer.text


def test_ready_bodies_are_sent_compressed_once_and_kept(client: TestClient) -> None:
    plain = client.get("/api/outlines/world", headers={"Accept-Encoding": "identity"})
    packed = client.get("/api/outlines/world", headers={"Accept-Encoding": "gzip"})
    assert "content-encoding" not in plain.headers
    assert packed.headers["content-encoding"] == "gzip"
    assert packed.content == plain.content == WHOLE.body
    assert packed.headers["vary"] == "Accept-Encoding"
    etag = packed.headers["etag"]
    assert client.get("/api/outlines/world", headers={"If-None-Match": etag}).status_code == 304
    assert "cell" in client.get("/api/outlines/detail", params={"cell": "4-5"}).text
    assert client.get("/api/lines").json() == {}


def test_the_routes_stand_bare_and_below_the_base_path(data: Path, web: Path) -> None:
    with open_client(Answers(data, Assets(web, look_s=0), FakeOutlines()), "/news/map/") as client:
        for path in ("/healthz", "/api/list?limit=1", "/web/any/map.js"):
            assert client.get(path).content == client.get(f"/news/map{path}").content
        assert client.get("/news/api/list").status_code == 404


def test_only_reading_is_answered(client: TestClient) -> None:
    assert client.post("/api/list").status_code == 405
    assert client.head("/healthz").status_code == 200


def test_handlers_run_in_threads_and_not_in_the_event_loop(client: TestClient) -> None:
    app = client.app
    assert isinstance(app, Starlette)
    assert not any(inspect.iscoroutinefunction(route.endpoint) for route in app.routes)  # type: ignore[attr-defined]


def test_an_exception_handler_takes_any_request() -> None:
    assert isinstance(failed(Request({"type": "http"}), ValueError("x")), Response)
