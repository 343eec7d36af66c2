"""Two apps as processes of their own on one folder, or on one map of a store: what one keeps the other shows."""

from __future__ import annotations

import hashlib
import json
import shutil
import threading
import time
from collections import Counter
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import replace
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import Any

import pytest

from geo import article_events, by_article, features_of, open_reference, read_article, read_corrections
from tests import mapfile
from tests.server import ROOT, served
from tests.visitor import Visitor

WAIT_S = 15.0
TEXT = "Talks in Oslo\nPresident Anna Berg visited Tripoli on 19 August 2024."


@pytest.fixture
def folder(work: Path) -> Path:
    """A data folder that both replicas have."""
    shutil.copy(ROOT / "data/articles/putin-in-baku.txt", work / "articles")
    return work


@contextmanager
def two(data: Path | str) -> Iterator[tuple[Visitor, Visitor]]:
    with served(data) as one, served(data) as other, Visitor(one) as here, Visitor(other) as there:
        yield here, there


def health(visitor: Visitor) -> dict[str, Any]:
    answer = visitor.http.get("healthz")
    assert answer.status_code == 200
    told: dict[str, Any] = answer.json()
    return told


def soon(holds: Callable[[], bool]) -> None:
    """Reload until something holds; a store is asked once a second."""
    end = time.monotonic() + WAIT_S
    while not holds():
        assert time.monotonic() < end, "the replica did not follow"
        time.sleep(0.2)


def reviewed(visitor: Visitor, decide: bool = False) -> dict[str, Any]:
    """Open the review of the first article, and accept its first item where asked."""
    with visitor.open("page=review&article=putin-in-baku") as session:
        component, given = session.run().component("review")
        if decide:
            value = {"article": "putin-in-baku", "key": given["items"][0]["key"], "action": "accept", "now": ""}
            given = session.tell(component, "decide", value).component("review")[1]
    found: dict[str, Any] = given
    return found


def test_what_one_replica_keeps_the_other_shows_after_a_reload(folder: Path) -> None:
    with two(folder / "map.geojson") as (here, there):
        before = health(there)
        assert health(here)["version"] == before["version"]
        assert not any(each["decided"] for each in reviewed(there)["items"])
        assert reviewed(here, decide=True)["changes"]["said"].startswith("Kept")
        assert len(read_corrections(folder / "corrections.csv")) == 1
        assert health(there)["version"] == health(here)["version"] != before["version"]
        told = reviewed(there)
        assert any(each["decided"] for each in told["items"])
        assert told["confirmed"][0] > 0

        with here.open("page=add") as session:
            ran = session.run()
            fields = {each.text_area.label: each.text_area.id for each in ran.elements if each.HasField("text_area")}
            component, given = session.send(ran, {fields["Paste a text"]: TEXT}, "Add").component("added")
            saved = session.tell(component, "save", {"id": given["results"][0]["id"]}).component("added")[1]
        assert saved["said"].startswith("Saved as talks-in-oslo")
        identity = next((folder / "articles").glob("talks-in-oslo-*.txt")).stem
        assert there.http.get("api/article", params={"id": identity}).json()["title"] == "Talks in Oslo"
        assert health(there)["version"] == health(here)["version"]
        assert health(there)["total"] > before["total"]
        assert health(there)["age"] <= 60


def test_replicas_that_decide_at_once_lose_nothing(folder: Path) -> None:
    """Each takes a decision of its own in the same moment, five times over."""
    with two(folder / "map.geojson") as replicas:
        done: list[str] = []

        def decide(visitor: Visitor, offset: int) -> None:
            with visitor.open("page=review&article=putin-in-baku") as session:
                component, given = session.run().component("review")
                keys = [each["key"] for each in given["items"] if each["kind"] == "mention"][offset : offset + 10 : 2]
                for key in keys:
                    value = {"article": "putin-in-baku", "key": key, "action": "accept", "now": "", "scope": "here"}
                    ran = session.tell(component, "decide", value)
                    done.append(ran.component("review")[1]["changes"]["said"])

        threads = [threading.Thread(target=decide, args=(visitor, offset)) for offset, visitor in enumerate(replicas)]
        for thread in threads:
            thread.start()
        for thread in threads:
            thread.join()
        assert len(done) == 10
        assert all(said.startswith("Kept") for said in done), done
        assert len(read_corrections(folder / "corrections.csv")) == 10
        # The map is as one who knows all ten decisions makes it.
        assert marks(json.loads((folder / "map.geojson").read_bytes())["features"]) == marks(decided(folder))
        assert health(replicas[0])["version"] == health(replicas[1])["version"]


def decided(folder: Path) -> list[dict[str, Any]]:
    """Return the Features of the article with all decisions of the folder."""
    plain = open_reference(ROOT / "data/reference/milestones.csv")[0]
    against = replace(plain, corrections=by_article(read_corrections(folder / "corrections.csv")))
    article = read_article(folder / "articles/putin-in-baku.txt", folder / "articles")
    return features_of(article_events(article, against), against)


def marks(features: list[dict[str, Any]]) -> Counter[str]:
    """Return what a person decided of the article, by the words that are marked."""
    told = (each["properties"] for each in features if each["properties"]["method"] == "corrected")
    found = Counter(each["mention"] for each in told if each["article"] == "putin-in-baku")
    assert found
    return found


class Bucket:
    """A store that answers over HTTP with ETags; a context manager."""

    def __init__(self, body: bytes) -> None:
        self.body = body
        self.asked: list[str] = []
        bucket = self

        class Handler(BaseHTTPRequestHandler):
            def do_HEAD(self) -> None:
                bucket.answer(self, b"")

            def do_GET(self) -> None:
                bucket.answer(self, bucket.body)

            def log_message(self, *_: object) -> None:
                """Say nothing."""

        self._server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
        self.address = f"http://127.0.0.1:{self._server.server_port}/bucket/map.geojson"

    def __enter__(self) -> Bucket:
        threading.Thread(target=self._server.serve_forever, daemon=True).start()
        return self

    def __exit__(self, *_: object) -> None:
        self._server.shutdown()
        self._server.server_close()

    def answer(self, request: BaseHTTPRequestHandler, sent: bytes) -> None:
        """Answer one request."""
        self.asked.append(request.command)
        request.send_response(200)
        request.send_header("ETag", f'"{hashlib.sha256(self.body).hexdigest()[:16]}"')
        request.send_header("Last-Modified", "Tue, 14 Nov 2023 22:13:20 GMT")
        request.send_header("Content-Length", str(len(self.body)))
        request.end_headers()
        request.wfile.write(sent)


def test_replicas_of_one_store_show_its_map_and_follow_it(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    bodies = [mapfile.write(tmp_path / f"{n}.geojson", mapfile.features(n)).read_bytes() for n in (12, 30)]
    monkeypatch.setenv("DATELINE_MODE", "local")
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path / "cache"))
    with Bucket(bodies[0]) as bucket, two(bucket.address) as (here, there):
        assert health(here)["total"] == health(there)["total"] == 12
        assert health(here)["age"] > 80_000_000
        with here.open() as session:
            assert session.run().component("list")[1]["total"] == 12
        bucket.body = bodies[1]
        soon(lambda: health(here)["total"] == health(there)["total"] == 30)
        assert health(here)["version"] == health(there)["version"]
        assert here.http.get("api/list").json()["version"] == there.http.get("api/list").json()["version"]
        with there.open("page=review&article=putin-in-baku") as session:
            assert session.run().component("review")[1]["writable"] is False
        assert bucket.asked.count("GET") <= 4
    with served(bucket.address) as later, Visitor(later) as visitor:
        # The store is gone: what was copied is shown.
        assert health(visitor)["total"] == 30
