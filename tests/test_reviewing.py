"""Decisions of persons: what is least certain first, refused where nobody may write, and the map follows at once."""

from __future__ import annotations

import json
from collections import Counter
from pathlib import Path
from typing import Any

import pytest
from starlette.applications import Starlette
from starlette.testclient import TestClient
from test_build import geo

from dashboard import access, desk, reader, review, reviewing
from dashboard.assets import Assets
from dashboard.deskroutes import ROUTES
from dashboard.reviewing import LAST, decide
from dashboard.routes import Answers, routes
from dashboard.state import View
from dashboard.store import Store, shared
from geo import Article, Reading, read_corrections
from tests.answers import FakeOutlines

TEXT = (
    "Talks in Oslo\nPresident Anna Berg visited Tripoli on 19 August 2024. Later it rained in Tripoli.\n\n"
    "Armenia and Azerbaijan agreed on the delimitation of their border, and in Paris nobody came."
)
LEBANON = "geonames:266826"


@pytest.fixture
def article(work: Path) -> Article:
    (work / "articles/talks.txt").write_text(TEXT, encoding="utf-8")
    (work / "articles/other.txt").write_text(
        "Warm days\nPresident Anna Berg visited Tripoli on 19 August 2024. In Tripoli it is warm.", encoding="utf-8"
    )
    done = geo("build", work / "articles", "-o", work / "map.geojson", "--corrections", work / "corrections.csv")
    assert done.returncode == 0
    found = desk.find("talks")
    assert found is not None
    return found


def items(article: Article) -> dict[str, review.Item]:
    return {each.key: each for each in review.items(desk.reading(article))}


def press(article: Article, key: str, action: str, now: str = "", scope: str = "here") -> dict[str, Any]:
    session: dict[str, Any] = {}
    said = decide({"article": article.id, "key": key, "action": action, "now": now, "scope": scope}, session)
    return said | {"undo": session.get(LAST)}


def mentions(article: Article, words: str) -> list[str]:
    return [key for key, each in sorted(items(article).items()) if each.kind == "mention" and each.words == words]


def places(work: Path, mention: str) -> Counter[str]:
    features = json.loads((work / "map.geojson").read_bytes())["features"]
    told = (each["properties"] for each in features)
    return Counter(each["place_id"] for each in told if each["mention"] == mention and each["kind"] == "excerpt")


def test_queue_is_in_order_of_doubt_with_each_candidate_once(article: Article) -> None:
    queue = review.items(desk.reading(article))
    sure = [each.confidence for each in queue if not each.adjective and not each.refused]
    assert sure == sorted(sure)
    assert {each.kind for each in queue} == {"mention", "visit", "border"}
    for each in queue:
        ids = [choice.id for choice in each.choices]
        assert len(ids) == len(set(ids)) <= review.MAX_CANDIDATES
        assert "".join(each.sentence) in TEXT
        assert TEXT[each.start : each.end] == each.words == each.sentence[1]
    tripoli = items(article)[mentions(article, "Tripoli")[0]]
    assert LEBANON in {choice.id for choice in tripoli.choices}
    assert all(choice.reasons for choice in tripoli.choices)


def test_name_that_was_refused_comes_last_and_is_made_a_place_by_a_person(article: Article, work: Path) -> None:
    (work / "articles/talks.txt").write_text(
        "Talks in Oslo\nMount Ararat was seen. On 19 August 2024 they met in Tripoli.", encoding="utf-8"
    )
    again = desk.find("talks")
    assert again
    queue = review.items(desk.reading(again))
    refused = [each for each in queue if each.refused]
    assert refused
    assert queue[-len(refused) :] == tuple(refused)
    best = [max((choice.score or 0.0 for choice in each.choices), default=0.0) for each in refused]
    assert best == sorted(best, reverse=True)
    wrong = refused[0]
    assert wrong.place is None
    assert wrong.reason
    assert wrong.choices
    said = press(again, wrong.key, "place", wrong.choices[0].id, scope="all")
    assert said["said"].startswith("Kept")
    (kept,) = read_corrections(work / "corrections.csv")
    assert kept.scope == "here"
    assert wrong.choices[0].id in places(work, wrong.words)
    now = next(each for each in review.items(desk.reading(again)) if each.start == wrong.start)
    assert now.decided
    assert not now.refused
    other = next(each for each in review.items(desk.reading(again)) if each.refused)
    press(again, other.key, "reject")
    assert next(each for each in review.items(desk.reading(again)) if each.key == other.key).decided


def test_another_place_is_on_the_map_at_once_and_the_difference_is_told(article: Article, work: Path) -> None:
    first, second = mentions(article, "Tripoli")
    said = press(article, second, "place", LEBANON)
    assert said["said"].startswith("Kept. 1 mark ")
    assert len(said["lines"]) == 1
    assert f"place_id {next(iter(places(work, 'Tripoli') - Counter([LEBANON])))} -> {LEBANON}" in said["lines"][0]
    assert places(work, "Tripoli")[LEBANON] == 1
    assert items(article)[second].decided
    assert not items(article)[first].decided
    assert shared(work / "map.geojson").confirmed[0] == 1
    # The next whole build says the same.
    built = work / "built.geojson"
    geo("build", work / "articles", "-o", built, "--corrections", work / "corrections.csv", "--fresh")
    assert built.read_bytes() == (work / "map.geojson").read_bytes()


def test_articles_are_listed_by_title_with_what_is_confirmed(article: Article, work: Path) -> None:
    before = reviewing.articles()
    assert [(each["id"], each["title"], each["confirmed"]) for each in before] == [
        ("other", "Warm days", 0),
        ("talks", "Talks in Oslo", 0),
    ]
    kept = json.loads((work / "map.geojson").read_bytes())["features"]
    of_talks = [each for each in kept if each["properties"]["article"] == "talks"]
    assert before[1]["marks"] == len(of_talks) > 0
    press(article, mentions(article, "Tripoli")[1], "place", LEBANON)
    assert [each["confirmed"] for each in reviewing.articles()] == [0, 1]
    (work / "articles/new.txt").write_text("New\nRain fell in Oslo.", encoding="utf-8")
    assert {"id": "new", "title": "new", "confirmed": None, "marks": None} in reviewing.articles()
    (work / "map.geojson").unlink()
    assert [each["marks"] for each in reviewing.articles()] == [None, None, None]


@pytest.mark.parametrize(("scope", "mended"), [("here", 1), ("article", 2), ("all", 4)])
def test_scope_is_this_one_this_article_or_all(article: Article, work: Path, scope: str, mended: int) -> None:
    press(article, mentions(article, "Tripoli")[0], "place", LEBANON, scope)
    assert places(work, "Tripoli")[LEBANON] == mended


def test_event_that_two_articles_told_is_the_others_where_one_is_mended(article: Article, work: Path) -> None:
    def events() -> list[str]:
        told = [each["properties"] for each in json.loads((work / "map.geojson").read_bytes())["features"]]
        return [each["event"] for each in told if each["kind"] == "visit" and each["actors"] == ["Anna Berg"]]

    first, second = events()
    assert first == second
    visit = next(key for key in items(article) if key.startswith("visit:"))
    press(article, visit, "date", "2024-03-01")
    assert len(set(events())) == 2
    built = work / "built.geojson"
    geo("build", work / "articles", "-o", built, "--corrections", work / "corrections.csv", "--fresh")
    assert built.read_bytes() == (work / "map.geojson").read_bytes()


def test_slip_is_taken_back_and_the_map_is_as_it_was(
    article: Article,
    work: Path,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    before = (work / "map.geojson").read_bytes()
    said = press(article, mentions(article, "Paris")[0], "reject")
    assert places(work, "Paris") == Counter()
    monkeypatch.setattr(reviewing.st, "session_state", {LAST: said["undo"]})
    reviewing._taken_back()
    assert (work / "map.geojson").read_bytes() == before
    assert LAST not in reviewing.st.session_state


def test_events_are_mended_likewise(article: Article, work: Path) -> None:
    visit = next(key for key in items(article) if key.startswith("visit:"))
    press(article, visit, "actor", "Bo Paz")
    visit = next(key for key in items(article) if key.startswith("visit:"))
    press(article, visit, "date", "2024-08-18")
    press(article, visit, "status", "planned")
    border = next(key for key in items(article) if key.startswith("border:"))
    press(article, border, "stage", "signed")
    told = [each["properties"] for each in json.loads((work / "map.geojson").read_bytes())["features"]]
    (found,) = (each for each in told if each["kind"] == "visit" and each["article"] == "talks")
    assert (found["actors"], found["date"], found["status"], found["method"]) == (
        ["Bo Paz"],
        "2024-08-18",
        "planned",
        "corrected",
    )
    (reference,) = (each for each in told if each["kind"] == "border")
    assert (reference["stage"], reference["method"], reference["confidence"]) == ("signed", "corrected", 1)


@pytest.mark.parametrize(
    "pressed",
    [
        {"key": "mention:999", "action": "accept"},
        {"key": "mention:9", "action": "drop table"},
        {"key": "mention:9", "action": "place", "now": ""},
        {"key": "mention:9", "action": "point", "now": "200,100"},
        {"key": "mention:9", "action": "accept", "scope": "world"},
        {"article": "../../etc/passwd", "key": "mention:9", "action": "accept"},
        {},
    ],
)
def test_message_that_does_not_hold_changes_nothing(article: Article, work: Path, pressed: dict[str, str]) -> None:
    before = (work / "map.geojson").read_bytes()
    said = decide({"article": article.id} | pressed, {})
    assert not said["said"].startswith("Kept")
    assert said["lines"] == []
    assert (work / "map.geojson").read_bytes() == before
    assert not (work / "corrections.csv").exists()


def test_review_is_refused_on_the_server_where_nobody_may_write(
    article: Article,
    work: Path,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setenv("DATELINE_MODE", "public")
    said = press(article, mentions(article, "Paris")[0], "reject")
    assert said["said"] == access.REFUSED
    monkeypatch.setattr(reviewing.st, "session_state", {LAST: "0123456789ab"})
    reviewing._taken_back()
    assert not (work / "corrections.csv").exists()


def read(article: Article, work: Path) -> reader.Text:
    reading: Reading = desk.reading(article)
    return reader.text(article, reading, shared(work / "map.geojson"), View())


def test_text_is_whole_and_each_mark_leads_to_its_features(article: Article, work: Path) -> None:
    shown = read(article, work)
    store: Store = shared(work / "map.geojson")
    assert not shown.changed
    assert " ".join("".join(part.text for part in each.parts) for each in shown.sentences).split() == TEXT.split()
    assert [each.number for each in shown.sentences if each.opens] == [1, 2, 4]
    marks = [part for each in shown.sentences for part in each.parts if part.kind == "place"]
    assert {part.text for part in marks} >= {"Oslo", "Tripoli", "Paris", "Armenia"}
    for part in marks:
        assert part.ids
        for identity in part.ids:
            row = store.find(identity)
            assert row is not None
            assert row.mention == part.text
    assert [part.name for each in shown.sentences for part in each.parts if part.kind == "person"] == ["Anna Berg"]
    assert [each.number for each in shown.sentences if each.stage] == [4]


def test_changed_text_is_said_to_be_changed(article: Article, work: Path) -> None:
    changed = Article(article.id, "A word. " + article.text, article.title)
    assert read(changed, work).changed


@pytest.fixture
def client(article: Article, work: Path) -> TestClient:
    answers = Answers(work / "map.geojson", Assets(work), FakeOutlines())
    return TestClient(Starlette(routes=routes(answers, "", ROUTES)))


def test_routes_answer_the_text_and_the_gazetteer(client: TestClient) -> None:
    whole = client.get("/api/article", params={"id": "talks"})
    assert whole.status_code == 200
    assert whole.json()["title"] == "Talks in Oslo"
    assert whole.headers["x-content-type-options"] == "nosniff"
    found = client.get("/api/gazetteer", params={"q": "tripoli"}).json()
    assert LEBANON in {each["id"] for each in found["places"]}
    assert len(found["places"]) <= 9
    assert client.get("/api/gazetteer", params={"q": "no such place at all"}).json()["places"] == []


@pytest.mark.parametrize(
    ("path", "status"),
    [
        ("/api/article", 400),
        ("/api/article?id=nothing", 404),
        ("/api/article?id=../../pyproject", 404),
        ("/api/article?id=talks&s=!", 400),
        (f"/api/article?id=talks&s={View(mine='gone').token()}", 410),
        (f"/api/article?id={'x' * 2000}", 400),
        ("/api/gazetteer", 400),
        (f"/api/gazetteer?q={'x' * 200}", 400),
    ],
)
def test_what_does_not_hold_is_refused_in_one_line(client: TestClient, path: str, status: int) -> None:
    answer = client.get(path)
    assert answer.status_code == status
    assert list(answer.json()) == ["error"]
    assert "\n" not in answer.json()["error"]
