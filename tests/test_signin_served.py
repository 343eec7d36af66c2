"""A desk's app as a process of its own, with a real provider: who writes, who reads, and who gets nothing."""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import httpx
import pytest
from starlette.applications import Starlette
from streamlit.web.server.starlette.starlette_server_config import USER_COOKIE_NAME

from dashboard import access, outlines, sharing
from dashboard.assets import Assets
from dashboard.deskroutes import ROUTES
from dashboard.guard import REFUSED
from dashboard.routes import Answers, routes
from dashboard.state import View
from geo import read_corrections
from tests.fakes.cookies import SHORT, forged, strange
from tests.fakes.desk import desk
from tests.fakes.provider import FakeProvider
from tests.server import ROOT, served
from tests.tally import Tally
from tests.visitor import Ran, Session, Visitor

TEXT = "Talks in Oslo\nPresident Anna Berg visited Tripoli on 19 August 2024."


@pytest.fixture(scope="module")
def work(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return tmp_path_factory.mktemp("desk")


@pytest.fixture(scope="module")
def public(work: Path, provider: FakeProvider) -> Iterator[str]:
    with desk(work, provider) as address:
        yield address


@pytest.fixture(scope="module")
def private(tmp_path_factory: pytest.TempPathFactory, provider: FakeProvider) -> Iterator[str]:
    with desk(tmp_path_factory.mktemp("private"), provider, "[readers]\n") as address:
        yield address


def kept(folder: Path) -> dict[str, bytes]:
    return {str(each.relative_to(folder)): each.read_bytes() for each in sorted(folder.rglob("*")) if each.is_file()}


def decide(session: Session) -> dict[str, Any]:
    """Accept the first thing that the review shows."""
    component, given = session.run().component("review")
    value = {"article": "putin-in-baku", "key": given["items"][0]["key"], "action": "accept", "now": ""}
    said: dict[str, Any] = session.tell(component, "decide", value).component("review")[1]
    return said


def undo(session: Session) -> dict[str, Any]:
    component, _ = session.run().component("review")
    given: dict[str, Any] = session.tell(component, "undo", True).component("review")[1]
    return given


def save(session: Session) -> dict[str, Any]:
    """Paste a text, add it and save it."""
    ran = added(session)
    component, given = ran.component("added")
    (result,) = given["results"]
    said: dict[str, Any] = session.tell(component, "save", {"id": result["id"]}).component("added")[1]
    return said


def added(session: Session, text: str = TEXT) -> Ran:
    ran = session.run()
    fields = {
        each.text_area.label: each.text_area.id for each in ran.elements if each.WhichOneof("type") == "text_area"
    }
    return session.send(ran, {fields["Paste a text"]: text}, "Add")


def test_sign_in_by_a_provider_names_an_editor_and_a_reader(public: str, provider: FakeProvider) -> None:
    for account, shown in (
        ("anna", "anna@news.example (editor)"),
        ("bob", "bob@other.example (reader)"),
        ("mallory", "Signed in (reader)"),
    ):
        with Visitor(public) as visitor:
            visitor.sign_in(account)
            with visitor.open() as session:
                ran = session.run()
            assert shown in ran.texts()
            assert "Sign out" in ran.buttons()
            held = next(each for each in visitor.http.cookies.jar if each.name == USER_COOKIE_NAME)
            assert held.has_nonstandard_attr("HttpOnly")
    assert {"/authorize", "/token", "/keys"} <= set(provider.asked)


def test_answer_to_another_question_signs_nobody_in(public: str) -> None:
    with Visitor(public) as visitor:
        for query in ("code=x&state=y", "state=", "code=x", "error=access_denied&state=z"):
            visitor.http.get(f"oauth2callback?{query}", follow_redirects=True)
        assert USER_COOKIE_NAME not in visitor.http.cookies


def test_every_write_is_refused_to_whoever_is_no_editor(public: str, work: Path, torture: bool, tally: Tally) -> None:
    before = kept(work)
    tried = 0
    for name, visitor in strange(public, torture):
        with visitor.open("page=review&article=putin-in-baku") as session:
            told = decide(session)
            assert told["changes"]["said"] == access.REFUSED, name
            assert not told["writable"], name
            assert undo(session)["changes"] is None, name
        with visitor.open("page=add") as session:
            assert save(session)["said"] == access.REFUSED, name
        tried += 3
        assert kept(work) == before, name
    wrong = len(forged(public)) if torture else len(SHORT)
    assert tried == 3 * (1 + wrong + 2)
    tally.add("writes without an editor's session", tried, f"{tried} refused, no byte of the folder changed")


def test_editor_decides_takes_back_and_saves_under_the_own_name(public: str, work: Path) -> None:
    with Visitor(public) as visitor:
        visitor.sign_in("anna")
        with visitor.open("page=review&article=putin-in-baku") as session:
            assert decide(session)["changes"]["said"].startswith("Kept")
            (correction,) = read_corrections(work / "corrections.csv")
            assert (correction.who, correction.action) == ("anna@news.example", "accept")
            assert undo(session)["changes"]["said"].startswith("Taken back")
        assert read_corrections(work / "corrections.csv") == ()
        with visitor.open("page=add") as session:
            assert save(session)["said"].startswith("Saved as talks-in-oslo")
    assert len(list((work / "articles").glob("talks-in-oslo-*.txt"))) == 1


def test_who_has_signed_out_writes_nothing_more_and_leaves_nothing(public: str, work: Path) -> None:
    with Visitor(public) as visitor:
        visitor.sign_in("anna")
        with visitor.open("page=add") as session:
            mine = added(session, TEXT.replace("Oslo", "Lima")).component("added")[1]["mine"]
        visitor.http.cookies.set("dateline_mine", mine)
        asked = {"s": View(mine=mine).token()}
        assert visitor.http.get("api/list", params=asked).status_code == 200
        with visitor.open() as session:
            redirect = session.press(session.run(), "Sign out").redirect
        assert redirect
        assert visitor.http.get("api/list", params=asked).status_code == 410
        visitor.http.get(redirect, follow_redirects=True)
        assert USER_COOKIE_NAME not in visitor.http.cookies
        before = kept(work)
        with visitor.open("page=review&article=putin-in-baku") as session:
            assert decide(session)["changes"]["said"] == access.REFUSED
        assert kept(work) == before


def own_paths() -> list[str]:
    answers = Answers(ROOT / "data/map.geojson", Assets(), outlines)
    more = {**ROUTES, **sharing.routes(sharing.Sharing(ROOT / "data/map.geojson", {}))}
    app = Starlette(routes=routes(answers, "", more))
    return [route.path for route in app.routes]  # type: ignore[attr-defined]


ASKED = {
    "/api/map": "?z=3&b=-180,-85,180,85",
    "/api/outlines/detail": "?cell=4_4",
    "/api/actor": "?name=Vladimir+Putin",
    "/api/gazetteer": "?q=Baku",
    "/api/article": "?id=putin-in-baku",
    "/api/export": "?format=csv",
}
OPEN_PATHS = {"/web/{version}/{name:path}", "/healthz"}
AROUND = (
    *("/api", "/api/", "//api/map", "/api//map", "/API/map", "/api/map/", "/web/../api/map", "/static/../api/map"),
    *(
        "/web/x/../../api/map",
        "/%61pi/map",
        "/api%2fmap",
        "/api/map;x",
        "/./api/map",
        "/healthz/../api/map",
        "/nothing",
    ),
    *("/_stcore/metrics", "/_stcore/upload_file/x/y", "/_stcore/agent/openapi.json", "/media/x", "/component/x"),
    *("/_stcore/script-health-check", "/_stcore/bidi-components/x", "/app/static/x", "/data/map.geojson"),
)
"""Ways round a list of paths, and what Streamlit itself answers."""


def raw(client: httpx.Client, target: str, cookies: str = "") -> tuple[int, bytes]:
    """Ask for a target as it is written: a client would straighten it."""
    request = httpx.Request("GET", client.base_url, headers={"Cookie": cookies} if cookies else {})
    request.extensions["target"] = target.encode()
    answer = client.send(request)
    return answer.status_code, answer.content


def test_private_map_refuses_every_path_to_strangers(private: str, tally: Tally) -> None:
    guarded = [path for path in own_paths() if path not in OPEN_PATHS]
    assert len(guarded) >= 13
    wrong = {"no cookie": ""} | {name: f"{USER_COOKIE_NAME}={value}" for name, value in forged(private).items()}
    # These two are somebody: readers of a map that all may read who are signed in.
    for name in ("another address", "an address not verified"):
        wrong.pop(name)
    asked = 0
    with httpx.Client(base_url=private, headers={"Connection": "close"}) as client:
        for path in guarded:
            target = path.replace("{rest:path}", "anything") + ASKED.get(path, "")
            for name, header in wrong.items():
                status, body = raw(client, target, header)
                assert (status, json.loads(body)) == (401, {"error": REFUSED}), (target, name)
                asked += 1
        for target in AROUND:
            status, body = raw(client, target)
            assert status in (400, 401), target
            assert b"Baku" not in body, target
            asked += 1
    assert asked == len(guarded) * len(wrong) + len(AROUND)
    tally.add("requests of strangers to a private map", asked, f"{asked} refused")


def test_private_map_answers_who_is_signed_in_and_no_shared_cache(private: str) -> None:
    with Visitor(private) as visitor:
        visitor.sign_in("bob")
        for path in (each for each in own_paths() if each in ASKED or each in ("/api/list", "/api/lines")):
            answer = visitor.http.get(path.removeprefix("/") + ASKED.get(path, ""))
            assert answer.status_code in (200, 404), path
            assert kept_apart(answer), path
        tag = visitor.http.get("api/list").headers["ETag"]
        assert visitor.http.get("api/list", headers={"If-None-Match": tag}).status_code == 304
    stranger = httpx.get(f"{private}api/list", headers={"If-None-Match": tag})
    assert stranger.status_code == 401
    assert kept_apart(stranger)


def kept_apart(answer: httpx.Response) -> bool:
    cache = answer.headers["Cache-Control"]
    return ("private" in cache or "no-store" in cache) and "public" not in cache and "Cookie" in answer.headers["Vary"]


PAGES = ("", "page=add", "page=review&article=putin-in-baku", "page=read&article=putin-in-baku", "page=delimitation")
PAGES += ("page=actor&name=Vladimir+Putin", "kind=visit&asof=2024-08-19", "embed=true")


@pytest.mark.parametrize("query", PAGES)
def test_private_page_shows_strangers_the_way_in_alone(private: str, query: str, torture: bool) -> None:
    for name, visitor in strange(private, torture):
        if name in ("bob", "mallory", "another address", "an address not verified"):
            continue
        with visitor.open(query) as session:
            ran = session.run()
        held = ran.bytes()
        assert b"This map is private." in held, name
        assert not [each for each in ran.elements if each.WhichOneof("type") == "bidi_component"], name
        assert not any(word in held for word in (b"Vladimir", b"Yerevan", b"geonames:", b"map.geojson")), name


def test_private_map_is_shown_to_who_is_signed_in(private: str) -> None:
    with Visitor(private) as visitor:
        visitor.sign_in("bob")
        with visitor.open() as session:
            assert session.run().component("list")[1]["total"] > 100


def test_file_cannot_be_sent_to_a_private_map(private: str) -> None:
    with Visitor(private) as visitor:
        token = visitor.http.cookies["_streamlit_xsrf"]
        answer = visitor.http.put(
            "_stcore/upload_file/any/any", files={"file": ("a.txt", TEXT)}, headers={"X-Xsrftoken": token}
        )
    assert answer.status_code == 401


@pytest.mark.parametrize("secrets", ["[auth\n", "[readers]\n", '[editors]\nemails = ["anna@news.example"]\n'])
def test_secrets_that_set_no_sign_in_up_let_nobody_write(secrets: str, tmp_path: Path) -> None:
    """Also in an app that listens on this machine alone."""
    path = tmp_path / "secrets.toml"
    path.write_text(secrets)
    with served(None, "--secrets.files", str(path)) as address, Visitor(address) as visitor:
        assert visitor.http.get("api/list").status_code == (200 if "editors" in secrets else 401)
        with visitor.open("page=review&article=putin-in-baku") as session:
            ran = session.run()
        assert "Sign in" not in ran.buttons()
        if "editors" in secrets:
            assert ran.component("review")[1]["writable"] is False
        else:
            assert "This map is private." in ran.bytes().decode("utf-8", "ignore")
