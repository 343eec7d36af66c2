"""Articles that a visitor brings: each on the visitor's own map or one clear line; kept by who may write alone."""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path

import pytest
from fakes.web import FakeWeb
from fakes.web import page as answer
from streamlit.testing.v1 import AppTest

from dashboard import access, adding, desk, overlay
from dashboard.adding import MAX_ADDRESSES, RESULTS, TOO_LONG, one, save
from dashboard.overlay import COOKIE, MAX_ARTICLES, OVERLAYS
from geo import Fetcher, Taken, from_text

ROOT = Path(__file__).parent.parent
pytestmark = pytest.mark.usefixtures("work")
STORY = "Talks in Oslo\nPresident Anna Berg visited Tripoli on 19 August 2024."


def page() -> AppTest:
    test = AppTest.from_file(str(ROOT / "dashboard/page.py"), default_timeout=60)
    test.query_params["page"] = "add"
    test.run()
    assert not test.exception
    return test


def press_add(test: AppTest) -> list[adding.Brought]:
    next(each for each in test.button if each.label == "Add").click()
    test.run()
    assert not test.exception
    brought: list[adding.Brought] = test.session_state[RESULTS]
    return brought


def test_pasted_text_is_on_the_visitors_own_map_and_in_no_file(work: Path) -> None:
    before = (work / "map.geojson").read_bytes()
    test = page()
    test.text_area[0].set_value(STORY)
    (brought,) = press_add(test)
    assert (brought.title, brought.reason, brought.saved) == ("Talks in Oslo", None, False)
    assert brought.events == brought.placed == 3
    held = OVERLAYS.get(test.session_state[COOKIE])
    assert list(held.articles) == [brought.id]
    assert (work / "map.geojson").read_bytes() == before
    assert list((work / "articles").iterdir()) == []


@pytest.mark.parametrize(
    ("text", "said"),
    [("Nothing of the kind is here.", "gazetteer"), ("   ", "Nothing was given"), ("Oslo " * 100_000, TOO_LONG)],
)
def test_what_gives_no_event_says_why_in_one_line(text: str, said: str) -> None:
    test = page()
    test.text_area[0].set_value(text)
    (brought,) = press_add(test)
    assert brought.id is None
    assert said in (brought.reason or "")
    assert "\n" not in (brought.reason or "")


@pytest.fixture
def web(monkeypatch: pytest.MonkeyPatch) -> Iterator[FakeWeb]:
    with FakeWeb() as web:
        fetcher = Fetcher(resolve=web.resolve, allowed=lambda _: True, ports=frozenset({web.port}))
        monkeypatch.setattr(adding, "fetcher", lambda: fetcher)
        yield web


def test_addresses_and_a_feed_are_fetched_each_with_its_own_end(web: FakeWeb) -> None:
    here = f"http://news.example:{web.port}"
    web.answers["/a.txt"] = answer(STORY.encode(), kind="text/plain; charset=utf-8")
    web.answers["/b.txt"] = answer(b"In Lima\nAnna Berg is in Lima.", kind="text/plain; charset=utf-8")
    feed = f'<rss version="2.0"><channel><item><link>{here}/b.txt</link></item></channel></rss>'
    web.answers["/feed"] = answer(feed.encode(), kind="application/rss+xml")
    test = page()
    test.text_area[1].set_value(f"{here}/a.txt\n\n{here}/missing\nftp://news.example/x")
    test.text_input[1].set_value(f"{here}/feed")
    brought = press_add(test)
    assert [each.id is not None for each in brought] == [True, False, False, True]
    assert all(each.reason for each in brought[1:3])


def test_so_many_addresses_at_a_time(web: FakeWeb) -> None:
    test = page()
    test.text_area[1].set_value("\n".join(f"ftp://news.example/{number}" for number in range(MAX_ADDRESSES + 3)))
    brought = press_add(test)
    assert len(brought) == MAX_ADDRESSES + 3
    assert sum("at most" in (each.reason or "") for each in brought) == 3


def test_article_that_is_there_already_is_not_added_again(work: Path) -> None:
    taken = from_text(STORY)
    assert taken.article is not None
    (work / "articles" / f"{taken.article.id}.txt").write_text(STORY, encoding="utf-8")
    token = OVERLAYS.open()
    brought = one(taken, token)
    assert brought.saved
    assert OVERLAYS.get(token).articles == {}


def test_one_visit_holds_so_many_articles_and_the_rest_say_so() -> None:
    token = OVERLAYS.open()
    brought = [one(from_text(f"Day {number} in Oslo"), token) for number in range(MAX_ARTICLES + 1)]
    assert [each.id is not None for each in brought] == [True] * MAX_ARTICLES + [False]
    assert brought[-1].reason == overlay.FULL


def test_saved_article_is_on_the_map_of_everybody_once(work: Path) -> None:
    token = OVERLAYS.open()
    session: dict[str, object] = {COOKIE: token}
    brought = one(from_text(STORY, published="2027-01-02"), token)
    session[RESULTS] = [brought]
    assert brought.id is not None
    said = save(brought.id, session)
    assert said.startswith("Saved as ")
    assert len(list((work / "articles").glob("*.txt"))) == 1
    whole = json.loads((work / "map.geojson").read_bytes())
    assert whole["dateline"]["as_of"] == "2027-01-02"
    ids = [each["id"] for each in whole["features"] if each["properties"]["article"] == brought.id]
    assert len(ids) == len(set(ids)) == brought.events
    assert OVERLAYS.get(token).articles == {}
    assert "no longer kept" in save(brought.id, session)
    assert desk.find(brought.id) is not None


@pytest.mark.parametrize("mode", ["public", "no such mode"])
def test_saving_is_refused_on_the_server_where_nobody_may_write(
    mode: str, work: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    token = OVERLAYS.open()
    session: dict[str, object] = {COOKIE: token}
    brought = one(from_text(STORY), token)
    before = (work / "map.geojson").read_bytes()
    monkeypatch.setenv("DATELINE_MODE", mode)
    assert brought.id is not None
    assert save(brought.id, session) == access.REFUSED
    assert (work / "map.geojson").read_bytes() == before
    assert list((work / "articles").iterdir()) == []


def test_failure_of_the_intake_is_passed_on_as_it_is() -> None:
    assert one(Taken("a.pdf", None, "a.pdf: no"), OVERLAYS.open()).reason == "a.pdf: no"
