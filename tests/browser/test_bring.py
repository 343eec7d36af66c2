"""What is brought in, in a real browser: lines of JSON, a page and a feed of a site, and few keys to mend a place."""

from __future__ import annotations

import csv
import json
import shutil
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from conftest import ROOT, Shown, served
from playwright.sync_api import Locator, expect

from tests.fakes.web import FakeWeb, page

pytestmark = pytest.mark.browser
Visit = Callable[..., Shown]
MAX_TABS = 200
"""Stops of the keyboard on a page: the sidebar has some eighty."""
STORY = "President Anna Berg visited Tripoli on 19 August 2024. Later it rained in Paris."
PAGE = f"""<!doctype html><html><head><title>Talks in Oslo</title>
<link rel="canonical" href="http://news.example/talks">
<meta property="og:site_name" content="The News">
<meta property="article:published_time" content="2024-08-20T10:00:00Z"></head>
<body><article><h1>Talks in Oslo</h1><p>{STORY}</p>
<p>{"They went to Lima and came back to Paris. " * 6}</p></article></body></html>"""
FEED = """<?xml version="1.0"?><rss version="2.0"><channel><title>The News</title>
<item><title>Talks in Oslo</title><link>http://news.example/talks?from=feed</link></item>
<item><title>Gone</title><link>http://news.example/gone</link></item>
<item><title>Inside</title><link>http://127.0.0.1/secret</link></item></channel></rss>"""


@pytest.fixture
def work(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A local app's files of the test's own."""
    (tmp_path / "articles").mkdir()
    (tmp_path / "map.geojson").write_bytes((ROOT / "data/map.geojson").read_bytes())
    monkeypatch.setenv("DATELINE_ARTICLES", str(tmp_path / "articles"))
    monkeypatch.setenv("DATELINE_CORRECTIONS", str(tmp_path / "corrections.csv"))
    return tmp_path


@pytest.fixture
def site(monkeypatch: pytest.MonkeyPatch) -> Iterator[FakeWeb]:
    """The site news.example, for the app."""
    with FakeWeb() as web:
        web.answers["/feed.xml"] = page(FEED.encode(), kind="application/rss+xml")
        web.answers["/talks"] = web.answers["/talks?from=feed"] = page(PAGE.encode())
        monkeypatch.setenv("PYTHONPATH", str(ROOT / "tests/fakes/outside"))
        monkeypatch.setenv("DATELINE_OUTSIDE", str(web.port))
        yield web


@pytest.fixture
def local(work: Path) -> Iterator[str]:
    with served(work / "map.geojson") as address:
        yield address


@pytest.fixture
def outside(work: Path, site: FakeWeb) -> Iterator[str]:
    with served(work / "map.geojson") as address:
        yield address


def test_lines_of_json_are_articles_and_a_bad_line_is_one_clear_line(local: str, tmp_path: Path, visit: Visit) -> None:
    lines = [
        {"text": f"Talks in Oslo\n{STORY}", "published": "2024-08-20", "source": "The News"},
        {"text": "Warm days\nIn Lima it is warm."},
        {"words": "no text"},
    ]
    path = tmp_path / "two.jsonl"
    path.write_text("\n".join([*map(json.dumps, lines), "not JSON"]), encoding="utf-8")
    shown = visit(f"{local}?page=add")
    shown.page.locator("input[type=file]").set_input_files(path)
    expect(shown.page.get_by_text("two.jsonl")).to_be_visible()
    shown.page.get_by_role("button", name="Add", exact=True).click()
    rows = shown.page.locator(".brought li")
    expect(rows).to_have_count(4)
    expect(rows.nth(0)).to_contain_text("Talks in Oslo")
    expect(rows.nth(1)).to_contain_text("Warm days")
    expect(rows.nth(2)).to_contain_text("line 3: not an object with a text")
    expect(rows.nth(3)).to_contain_text("line 4: not JSON")
    rows.nth(1).get_by_role("link", name="Show on the map").click()
    shown.ready()
    expect(shown.page.locator("article.card")).to_contain_text("In Lima it is warm.")


def test_feed_brings_its_articles_and_names_those_that_do_not_come(
    outside: str, site: FakeWeb, work: Path, visit: Visit
) -> None:
    shown = visit(f"{outside}?page=add")
    shown.page.get_by_label("Or an RSS or Atom feed").fill("http://news.example/feed.xml")
    shown.page.get_by_role("button", name="Add", exact=True).click()
    rows = shown.page.locator(".brought li")
    expect(rows).to_have_count(3)
    expect(rows.nth(0)).to_contain_text("Talks in Oslo")
    expect(rows.nth(1)).to_contain_text("status 404")
    expect(rows.nth(2)).to_contain_text("is not on the public internet")
    assert [each.split(b" ")[1] for each in site.requests] == [b"/feed.xml", b"/talks?from=feed", b"/gone"]
    shown.page.get_by_role("button", name="Save to data/articles").click()
    expect(shown.page.get_by_text("Saved as ")).to_be_visible()
    (saved,) = (work / "articles").glob("*.txt")
    told = saved.read_text("utf-8")
    for line in ("title: Talks in Oslo", "2024-08-20", "source: The News", "url: http://news.example/talks"):
        assert line in told


def test_same_article_by_address_and_by_feed_is_one(outside: str, visit: Visit) -> None:
    shown = visit(f"{outside}?page=add")
    shown.page.get_by_label("Or addresses of articles").fill("http://news.example/talks\nhttp://news.example/gone")
    shown.page.get_by_label("Or an RSS or Atom feed").fill("http://news.example/feed.xml")
    shown.page.get_by_role("button", name="Add", exact=True).click()
    rows = shown.page.locator(".brought li")
    expect(rows).to_have_count(5)
    links = shown.page.get_by_role("link", name="Show on the map")
    expect(links).to_have_count(2)
    assert len({links.nth(each).get_attribute("href") for each in range(2)}) == 1


def test_wrong_place_is_mended_by_one_key_once_it_is_open(local: str, work: Path, visit: Visit) -> None:
    """The place that is meant is among the candidates: its digit is the whole work."""
    (work / "articles/talks.txt").write_text(f"Talks in Oslo\n{STORY}", encoding="utf-8")
    shown = visit(f"{local}?page=review&article=talks")
    shown.page.locator(".queue button", has_text="Place: Tripoli").first.click()
    opened = shown.page.locator(".open-item")
    expect(opened).to_be_focused()
    wanted = opened.locator(".choices button[aria-pressed=false]").first
    digit = wanted.locator("kbd").inner_text()
    shown.page.evaluate("window.pressed = 0; addEventListener('keydown', () => (window.pressed += 1), true)")
    shown.page.keyboard.press(digit)
    expect(shown.page.get_by_text("Kept.")).to_be_visible()
    assert shown.page.evaluate("window.pressed") <= 2
    with (work / "corrections.csv").open(encoding="utf-8", newline="") as file:
        (row,) = csv.DictReader(file)
    assert (row["action"], row["quote"]) == ("place", "Tripoli")
    assert row["was"] != row["now"]
    features = json.loads((work / "map.geojson").read_bytes())["features"]
    told = [each["properties"] for each in features if each["properties"]["article"] == "talks"]
    assert row["now"] in {each["place_id"] for each in told if each["mention"] == "Tripoli"}


def test_name_that_was_refused_is_made_a_place_by_one_key(local: str, work: Path, visit: Visit) -> None:
    shutil.copy(ROOT / "data/articles/washington-2025.txt", work / "articles")
    shown = visit(f"{local}?page=review&article=washington-2025")
    refused = shown.page.locator(".queue button", has_text="not read as one").first
    name = refused.locator(".words").inner_text()
    refused.click()
    opened = shown.page.locator(".open-item")
    expect(opened).to_contain_text("Not read as a place")
    expect(opened).to_be_focused()
    shown.page.keyboard.press("1")
    expect(shown.page.get_by_text("Kept.")).to_be_visible()
    with (work / "corrections.csv").open(encoding="utf-8", newline="") as file:
        (row,) = csv.DictReader(file)
    assert (row["action"], row["quote"], row["was"], row["scope"]) == ("place", name, "", "here")
    expect(shown.page.locator(".queue button", has_text=name).last).to_contain_text("confirmed")


def reach(shown: Shown, element: Locator) -> None:
    """Press Tab until an element has the keyboard."""
    focused = "(each) => each === (each.getRootNode().activeElement ?? null)"
    element.wait_for()
    for _ in range(MAX_TABS):
        if element.evaluate(focused):
            return
        shown.page.keyboard.press("Tab")
    raise AssertionError("the keyboard does not reach it")


@pytest.mark.parametrize("width", [1440, 390])
def test_article_is_brought_saved_and_mended_by_keyboard_alone(
    local: str, work: Path, visit: Visit, width: int
) -> None:
    shown = visit(f"{local}?page=add", width=width)
    page, keyboard = shown.page, shown.page.keyboard
    expect(page.get_by_label("Paste a text")).to_be_focused()
    keyboard.insert_text(f"Talks in Oslo\n{STORY}")
    reach(shown, page.get_by_role("button", name="Add", exact=True))
    keyboard.press("Enter")
    reach(shown, page.get_by_role("button", name="Save to data/articles"))
    keyboard.press("Enter")
    expect(page.get_by_text("Saved as ")).to_be_visible()
    reach(shown, page.locator(".brought").get_by_role("link", name="Review"))
    keyboard.press("Enter")
    expect(page.locator(".open-item")).to_be_focused()
    keyboard.press("a")
    expect(page.get_by_text("Kept.")).to_be_visible()
    reach(shown, page.get_by_role("button", name="Take back"))
    keyboard.press("Enter")
    expect(page.get_by_text("Taken back.")).to_be_visible()
    reach(shown, page.get_by_role("link", name="Read the article"))
    keyboard.press("Enter")
    reach(shown, page.get_by_role("link", name="Address of sentence 2"))
    keyboard.press("Enter")
    expect(page.locator("#s2")).to_be_focused()


@pytest.mark.parametrize("width", [1440, 390])
def test_what_is_shown_is_taken_away_by_keyboard_alone(local: str, visit: Visit, width: int) -> None:
    shown = visit(local, width=width)
    shown.ready()
    reach(shown, shown.page.get_by_role("button", name="Copy link"))
    shown.page.keyboard.press("Enter")
    expect(shown.page.get_by_text("Copied")).to_be_visible()
    reach(shown, shown.page.locator("summary", has_text="Take away"))
    shown.page.keyboard.press("Enter")
    for name in ("GeoJSON", "GeoPackage"):
        reach(shown, shown.page.get_by_role("link", name=name))
        with shown.page.expect_download() as saved:
            shown.page.keyboard.press("Enter")
        assert saved.value.path().stat().st_size > 10_000
    reach(shown, shown.page.get_by_role("button", name="Cite").first)
    shown.page.keyboard.press("Enter")
    expect(shown.page.get_by_text("BibTeX").first).to_be_visible()
