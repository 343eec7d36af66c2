"""What a visitor may ask for and gets told: no file beyond the list, no path, key or traceback in any answer."""

from __future__ import annotations

import random
import shutil
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from starlette.applications import Starlette
from starlette.testclient import TestClient
from test_page import elements, page

from dashboard import adding, desk, outlines, review, reviewing, sharing
from dashboard.assets import Assets
from dashboard.deskroutes import ROUTES
from dashboard.overlay import COOKIE, OVERLAYS
from dashboard.routes import Answers, failed, routes
from dashboard.store import shared
from geo import DataError, from_text
from tests import mapfile
from tests.answers import WORLD, FakeOutlines, open_client
from tests.hostile.strings import STRINGS
from tests.tally import Tally

ROOT = Path(__file__).parents[2]
KEY = "key-that-nobody-may-see"
UP = (
    *("../", "..%2f", "%2e%2e/", "%2e%2e%2f", "..%5c", "..\\", "....//", "..;/", ".%2e/", "%252e%252e%252f"),
    *("..%c0%af", "..%ef%bc%8f", "%00../", "//", "/./../", "..%00/", "\u2025/", "．．/", "..//", "../\n"),
)
TARGETS = ("etc/passwd", "pyproject.toml", "data/map.geojson", ".streamlit/config.toml", "dashboard/app.py")
TRAVERSALS = tuple(
    dict.fromkeys(
        [up * depth + target for up in UP for depth, target in ((6, TARGETS[0]), (3, TARGETS[1]))]
        + [f"/{target}" for target in TARGETS]
        + [f"file:///{target}" for target in TARGETS]
    )
)
SERVED = ("root:x:", "[project]", '"dateline":', "[server]", "st.App")
"""What the targets hold."""
LEAKS = ("Traceback", 'File "', "/site-packages", str(ROOT), "/tmp/", "/home/", "/root/", KEY, "Error(", "object at 0x")  # noqa: S108


@pytest.fixture
def data(tmp_path: Path) -> Path:
    return mapfile.write(tmp_path / "map.geojson", mapfile.features(40))


@pytest.fixture
def client(data: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[TestClient]:
    monkeypatch.setenv("DATELINE_CARTO_KEY", KEY)
    monkeypatch.setenv("DATELINE_DATA", str(data))
    more = {**ROUTES, **sharing.routes(sharing.Sharing(data, {"DATELINE_CARTO_KEY": KEY}))}
    app = Starlette(routes=routes(Answers(data, Assets(), outlines), "", more), exception_handlers={Exception: failed})
    with TestClient(app, raise_server_exceptions=False) as opened:
        yield opened


def own_paths(client: TestClient) -> list[str]:
    app = client.app
    assert isinstance(app, Starlette)
    return [route.path for route in app.routes]  # type: ignore[attr-defined]


def leaks(text: str) -> list[str]:
    return [each for each in LEAKS if each in text]


def test_no_route_serves_what_is_not_on_its_list(client: TestClient, tally: Tally) -> None:
    assert len(TRAVERSALS) >= 25
    asked = 0
    for path in own_paths(client):
        stem = path.partition("{")[0].rstrip("/")
        for way in TRAVERSALS:
            for address in (
                f"{stem}/{way}",
                f"{stem}?cell={way}&name={way}&place={way}&id={way}&q={way}&format={way}&s={way}&z=1&b={WORLD}",
            ):
                answer = client.get(address.replace("\n", "%0a"), follow_redirects=False)
                asked += 1
                assert not any(each in answer.text for each in SERVED), address
                assert not leaks(answer.text), address
    tally.add("path traversals", asked, f"{len(TRAVERSALS)} on each of {len(own_paths(client))} routes, 0 served")


def bad_queries(count: int) -> list[dict[str, str]]:
    """Return parameters that do not hold, of every name that some route knows."""
    chance = random.Random(13)  # noqa: S311 - the same errors in each run
    names = (
        "s",
        "z",
        "b",
        "offset",
        "limit",
        "at",
        "place",
        "line",
        "unplaced",
        "years",
        "focus",
        "cell",
        "name",
        "id",
        "q",
        "format",
        "view",
    )
    values = ("", "nan", "-1", "1e400", "9" * 30, "²", "1,2,3", "inf,0,0,0", "null", "A" * 9_000, "e30", "%00")
    made = []
    for _ in range(count):
        chosen = chance.sample(names, chance.randrange(1, 6))
        made.append({name: chance.choice((*values, chance.choice(STRINGS)[:900])) for name in chosen})
    return made


def test_provoked_errors_show_nothing_of_the_machine(client: TestClient, data: Path, tally: Tally) -> None:
    whole = data.read_bytes()
    broken = (b"", b"{", whole[: len(whole) // 2], whole.replace(b'"kind": "', b'"kind": "x'), b"\xff\xfe\x00", b"[]")
    refused = asked = 0
    for path in own_paths(client):
        address = path.replace("{version}", "any").replace("{rest:path}", "x").replace("{name:path}", "map.js")
        for number, query in enumerate(bad_queries(100)):
            if number % 10 == 9:
                data.write_bytes(broken[number // 10 % len(broken)])
            elif number % 10 == 0:
                data.write_bytes(whole)
            answer = client.get(address, params=query)
            asked += 1
            refused += answer.status_code >= 400
            assert answer.status_code in (200, 400, 404, 503), f"{address} {query}: {answer.status_code}"
            if not address.startswith("/web/"):
                assert not leaks(answer.text), f"{address} {query}"
            if answer.status_code >= 400:
                assert set(answer.json()) <= {"error", "status"}
                assert "\n" not in answer.text
            assert answer.headers["x-content-type-options"] == "nosniff"
            assert "default-src 'none'" in answer.headers["content-security-policy"]
    assert refused > asked / 4
    tally.add("provoked errors", asked, f"{refused} refused in one line, 0 paths, keys or tracebacks, 0 answers of 500")


@pytest.mark.parametrize("content", [None, b"", b"{", b"[]", b"\xff", b'{"type":"FeatureCollection","features":[7]}'])
def test_page_of_broken_data_names_the_file_and_not_the_folder(
    content: bytes | None, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, tally: Tally
) -> None:
    path = tmp_path / "stories.geojson"
    if content is not None:
        path.write_bytes(content)
    monkeypatch.setenv("DATELINE_DATA", str(path))
    with pytest.raises(DataError):
        shared(path)
    shown = "".join(str(each.proto) for each in elements(page()) if getattr(each, "proto", None) is not None)
    assert "tories.geojson" in shown
    assert str(tmp_path) not in shown
    assert "Traceback" not in shown
    tally.add("broken data on the page", 1, "the file named, no folder and no traceback")


def harmed_corrections(work: Path) -> None:
    (work / "corrections.csv").write_text("nonsense")


def corrections_that_are_a_folder(work: Path) -> None:
    (work / "corrections.csv").mkdir()


def harmed_article(work: Path) -> None:
    (work / "articles/talks.txt").write_bytes(b"\xff\xfe\xff")


def article_that_is_a_link_out(work: Path) -> None:
    (work / "articles/talks.txt").unlink()
    (work / "articles/talks.txt").symlink_to(work / "map.geojson")


def folder_that_is_a_file(work: Path) -> None:
    shutil.rmtree(work / "articles")
    (work / "articles").write_text("x")


def harmed_map(work: Path) -> None:
    (work / "map.geojson").write_bytes(b"{")


HARM = (
    *(harmed_corrections, corrections_that_are_a_folder, harmed_article, article_that_is_a_link_out),
    *(folder_that_is_a_file, harmed_map),
)


@pytest.mark.parametrize("harm", HARM)
def test_desk_whose_files_are_broken_names_no_folder(harm: Callable[[Path], None], work: Path, tally: Tally) -> None:
    (work / "articles/talks.txt").write_text("Talks in Oslo\nThey met in Lima.\n")
    article = desk.find("talks")
    assert article is not None
    token = OVERLAYS.open()
    session = {COOKIE: token}
    mine = adding.one(from_text("Talks in Baku\nThey met in Lima."), token)
    items = review.items(desk.reading(article))
    harm(work)
    pressed = {"article": "talks", "key": items[0].key, "action": "accept"}
    said = [
        str(adding.one(from_text("Talks in Goris\nThey met in Baku."), OVERLAYS.open()).reason),
        adding.save(str(mine.id), session),
        str(reviewing.decide(pressed, {})["said"]),
    ]
    for query in ({"page": "review"}, {"page": "review", "article": "talks"}, {"page": "read", "article": "talks"}):
        said += [str(each.proto) for each in elements(page(**query)) if getattr(each, "proto", None) is not None]
    assert any("Not saved: " in each or "Not kept: " in each for each in said)
    assert [each for each in said if str(work) in each or leaks(each)] == []
    tally.add("broken files of a desk", len(said), f"{harm.__name__.replace('_', ' ')}: no folder, no traceback")


def test_fault_of_ours_is_one_line_on_every_route(data: Path) -> None:
    class Broken(FakeOutlines):
        def lines(self) -> None:  # type: ignore[override]
            raise RuntimeError(f"{KEY} {data}")

    with open_client(Answers(data, Assets(), Broken())) as client:
        answer = client.get("/api/lines")
    assert (answer.status_code, leaks(answer.text)) == (500, [])
