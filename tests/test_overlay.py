"""What one visitor added: seen under its token alone, in the map, the list and the counts alike, and for a while."""

from __future__ import annotations

import base64
import json
import re
from collections.abc import Iterator
from pathlib import Path

import pytest
from fakes.geocoder import FakeClock
from starlette.applications import Starlette
from starlette.testclient import TestClient

from dashboard import overlay
from dashboard.assets import Assets
from dashboard.overlay import (
    COOKIE,
    IDLE_S,
    MAX_ARTICLES,
    MAX_FEATURES,
    MAX_OVERLAYS,
    Expired,
    Overlays,
    mine,
    store_of,
)
from dashboard.routes import Answers, routes
from dashboard.state import BadToken, Filter, View
from geo import Article, DataError
from tests import mapfile
from tests.answers import WORLD, FakeOutlines

ARTICLE = Article("mine-1", "Quito is high.", "Quito is high.")
QUITO = {"place": "Quito", "place_id": "x:quito", "precision": "city", "at": [-78.5, -0.2]}
FEATURE = mapfile.feature("mine-1:excerpt:1", "excerpt", article="mine-1", excerpt="Quito is high.", **QUITO)


@pytest.fixture
def data(tmp_path: Path) -> Path:
    return mapfile.write(tmp_path / "map.geojson", mapfile.features(60))


@pytest.fixture
def kept() -> Overlays:
    return Overlays()


@pytest.fixture
def client(data: Path, tmp_path: Path) -> Iterator[TestClient]:
    with TestClient(Starlette(routes=routes(Answers(data, Assets(tmp_path), FakeOutlines())))) as client:
        yield client


def added(overlays: Overlays) -> str:
    token = overlays.open()
    overlays.put(token, ARTICLE, [FEATURE])
    return token


def test_map_list_facets_and_counts_agree_on_what_was_added(data: Path, kept: Overlays) -> None:
    token = added(kept)
    base, both = store_of(data, "", kept), store_of(data, token, kept)
    assert (base.total, both.total) == (60, 61)
    assert base.version != both.version
    chosen = Filter(articles=("mine-1",))
    assert both.shown(chosen) == 1
    assert ("mine-1", 1) in both.facets(Filter())["articles"]
    assert ("Quito", 1) in both.facets(chosen)["places"]
    assert base.find("mine-1:excerpt:1") is None
    for name, counts in base.facets(Filter()).items():
        after = dict(both.facets(Filter())[name])
        assert all(0 <= after[value] - count <= 1 for value, count in counts)


def test_stranger_gets_nothing_and_the_visitor_all_of_it(client: TestClient) -> None:
    token = added(overlay.OVERLAYS)
    own, strange = View(mine=token).token(), View().token()
    drawn = client.get("/api/map", params={"s": own, "z": 4, "b": WORLD}).json()
    listed = client.get("/api/list", params={"s": own, "limit": 200}).json()
    assert drawn["total"] == 61
    assert drawn["shown"] == listed["shown"] == 61
    assert drawn["version"] == listed["version"]
    assert any(cell["label"] == "Quito" for cell in drawn["cells"])
    for other in (strange, View(Filter(q="quito")).token()):
        for path in ("/api/map", "/api/list"):
            answer = client.get(path, params={"s": other, "z": 4, "b": WORLD, "limit": 200})
            assert answer.status_code == 200
            assert "Quito" not in answer.text
    assert client.get("/healthz").json()["total"] == 60
    overlay.OVERLAYS.drop(token, "mine-1")
    assert client.get("/api/map", params={"s": own, "z": 4, "b": WORLD}).json()["total"] == 60


@pytest.mark.parametrize("token", ["x", "A" * 43, "dateline"])
def test_unknown_token_is_refused(token: str, client: TestClient) -> None:
    for path in ("/api/map", "/api/list", "/api/route", "/api/actor"):
        params = {"s": View(mine=token).token(), "z": 4, "b": WORLD, "name": "Ann Moe"}
        answer = client.get(path, params=params)
        assert answer.status_code == 410
        assert list(answer.json()) == ["error"]


def test_token_expires_after_a_while_without_a_visit_and_not_before(fake_clock: FakeClock, data: Path) -> None:
    kept = Overlays(fake_clock.now)
    token = added(kept)
    fake_clock.sleep(IDLE_S - 1)
    assert kept.get(token).articles
    fake_clock.sleep(IDLE_S - 1)
    assert store_of(data, token, kept).total == 61
    fake_clock.sleep(IDLE_S + 1)
    with pytest.raises(Expired):
        store_of(data, token, kept)
    assert mine({COOKIE: token}, {}, kept) == ""


def test_tokens_cannot_be_guessed_and_fit_a_script(kept: Overlays) -> None:
    tokens = {kept.open() for _ in range(100)}
    assert len(tokens) == 100
    assert all(re.fullmatch(r"[A-Za-z0-9_-]{43}", token) for token in tokens)


def test_oldest_visitor_goes_when_there_are_too_many(kept: Overlays) -> None:
    first, second = kept.open(), kept.open()
    kept.get(first)
    for _ in range(MAX_OVERLAYS - 1):
        kept.open()
    assert kept.get(first) is not None
    with pytest.raises(Expired):
        kept.get(second)


def test_one_visitor_holds_so_much_and_no_more(kept: Overlays) -> None:
    token = kept.open()
    with pytest.raises(OverflowError):
        kept.put(token, ARTICLE, [FEATURE] * (MAX_FEATURES + 1))
    for number in range(MAX_ARTICLES):
        kept.put(token, Article(str(number), "a", "a"), [])
    with pytest.raises(OverflowError):
        kept.put(token, ARTICLE, [FEATURE])
    assert len(kept.get(token).articles) == MAX_ARTICLES


def test_token_is_in_the_views_token_and_never_in_an_address(kept: Overlays) -> None:
    view = View(Filter(kinds=("visit",)), mine=added(kept))
    assert View.from_token(view.token()) == view
    assert view.to_query() == {"kind": ["visit"]}
    assert View.from_query({"mine": view.mine}).mine == ""


@pytest.mark.parametrize("bad", ["{{7*7}}", "a b", "é", "x" * 301, ["a"], 7])
def test_token_of_other_characters_is_no_view(bad: object) -> None:
    raw = json.dumps({"mine": bad}, ensure_ascii=False, separators=(",", ":")).encode()
    with pytest.raises(BadToken):
        View.from_token(base64.urlsafe_b64encode(raw).decode().rstrip("="))


def test_cookie_serves_where_the_session_is_new(kept: Overlays) -> None:
    token = added(kept)
    assert mine({}, {COOKIE: token}, kept) == token
    assert mine({COOKIE: "gone"}, {COOKIE: token}, kept) == token
    assert mine({}, {}, kept) == ""


def test_without_a_data_file_the_own_articles_are_shown(tmp_path: Path, kept: Overlays) -> None:
    token = added(kept)
    assert store_of(tmp_path / "none.geojson", token, kept).total == 1
    with pytest.raises(DataError):
        store_of(tmp_path / "none.geojson", kept.open(), kept)


def test_large_file_and_own_articles_are_not_joined(
    data: Path, kept: Overlays, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(overlay, "MAX_BASE", 59)
    token = kept.open()
    kept.put(token, ARTICLE, [FEATURE])
    assert store_of(data, token, kept).total == 1
