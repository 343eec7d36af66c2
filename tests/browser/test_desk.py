"""From a text in the hand to a mended mark on the map: adding, reviewing and reading in a real browser."""

from __future__ import annotations

import csv
import json
import re
import shutil
import zipfile
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from conftest import ROOT, Shown, served
from playwright.sync_api import Page, expect
from test_accessibility import serious

pytestmark = pytest.mark.browser
Visit = Callable[..., Shown]
STORY = (
    "Talks in Oslo\nPresident Anna Berg visited Tripoli on 19 August 2024. Later it rained in Tripoli.\n"
    "{{7*7}}<img src=x onerror=alert(1)> In Paris nobody came."
)


@pytest.fixture
def work(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A local app's files of the test's own."""
    (tmp_path / "articles").mkdir()
    shutil.copy(ROOT / "data/articles/putin-in-baku.txt", tmp_path / "articles")
    shutil.copy(ROOT / "data/map.geojson", tmp_path / "map.geojson")
    monkeypatch.setenv("DATELINE_ARTICLES", str(tmp_path / "articles"))
    monkeypatch.setenv("DATELINE_CORRECTIONS", str(tmp_path / "corrections.csv"))
    return tmp_path


@pytest.fixture
def local(work: Path) -> Iterator[str]:
    with served(work / "map.geojson") as address:
        yield address


@pytest.fixture
def public(work: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[str]:
    monkeypatch.setenv("DATELINE_MODE", "public")
    with served(work / "map.geojson") as address:
        yield address


def decisions(work: Path) -> list[dict[str, str]]:
    with (work / "corrections.csv").open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


def paste(page: Page) -> None:
    """Paste a text and add it: the text field has the keyboard already."""
    expect(page.get_by_label("Paste a text")).to_be_focused()
    page.keyboard.insert_text(STORY)
    page.get_by_role("button", name="Add", exact=True).click()
    expect(page.get_by_role("link", name="Show on the map")).to_be_visible()


def test_three_clicks_bring_a_pasted_article_to_the_map_for_this_visitor_alone(local: str, visit: Visit) -> None:
    shown = visit(local)
    total = shown.ready()["total"]
    shown.page.get_by_role("link", name="Add articles").click()
    paste(shown.page)
    shown.page.get_by_role("link", name="Show on the map").click()
    told = shown.ready(5)
    assert told["total"] == total + 5
    expect(shown.page.locator(".holder h2").first).to_have_text(f"5 of {total + 5} shown")
    expect(shown.page.locator("article.card", has_text="In Paris nobody came.")).to_contain_text("<img src=x")
    shown.page.get_by_role("button", name="Copy link").click()
    link = shown.page.evaluate("navigator.clipboard.readText()")
    assert not re.search("mine|s=", link.partition("?")[2])
    stranger = visit(link)
    assert stranger.ready(total)["total"] == total


def test_stop_ends_the_reading_and_keeps_what_is_done(local: str, tmp_path: Path, visit: Visit) -> None:
    many = 40
    with zipfile.ZipFile(tmp_path / "many.zip", "w") as archive:
        for number in range(many):
            archive.writestr(
                f"{number}.txt", f"Day {number} in Oslo\n" + "Then they went to Lima and back to Paris. " * 400
            )
    shown = visit(f"{local}?page=add")
    shown.page.locator("input[type=file]").set_input_files(tmp_path / "many.zip")
    expect(shown.page.get_by_text("many.zip")).to_be_visible()
    shown.page.get_by_role("button", name="Add", exact=True).click()
    expect(shown.page.get_by_text(re.compile(r"^[1-9]\d* done, the next is being read"))).to_be_visible()
    shown.page.get_by_role("button", name="Stop").click()
    expect(shown.page.get_by_role("button", name="Stop")).to_have_count(0)
    done = shown.page.locator(".brought li")
    expect(done.first).to_contain_text("Day 0 in Oslo")
    assert 0 < done.count() < many


def test_saved_article_is_everybodys_and_read_and_reviewed(local: str, work: Path, visit: Visit) -> None:
    shown = visit(f"{local}?page=add")
    paste(shown.page)
    shown.page.get_by_role("button", name="Save to data/articles").click()
    expect(shown.page.get_by_text("Saved as talks-in-oslo")).to_be_visible()
    assert len(list((work / "articles").glob("talks-in-oslo-*.txt"))) == 1
    stranger = visit(local)
    assert stranger.ready()["total"] == len(json.loads((work / "map.geojson").read_bytes())["features"])
    shown.page.get_by_role("link", name="Review", exact=True).last.click()
    expect(shown.page.get_by_role("heading", level=1)).to_have_text("Talks in Oslo")
    shown.page.get_by_role("link", name="Read the article").click()
    expect(shown.page.locator(".paragraph .place", has_text="Paris")).to_be_visible()


def test_wrong_place_is_mended_from_its_card_by_keys_alone(local: str, work: Path, visit: Visit) -> None:
    shown = visit(f"{local}?article=putin-in-baku&place=Yerevan")
    shown.ready()
    card = shown.page.locator("article.card").first
    card.get_by_role("link", name="Mend").first.click()
    opened = shown.page.locator(".open-item")
    expect(opened.locator(".choices button").first).to_be_visible()
    expect(opened).to_be_focused()
    expect(opened.locator("mark")).to_have_text("Yerevan")
    shown.page.keyboard.press("/")
    shown.page.keyboard.insert_text("Gyumri")
    shown.page.keyboard.press("Enter")
    expect(opened.locator(".choices .name").first).to_have_text("Gyumri")
    expect(opened).to_be_focused()
    shown.page.keyboard.press("1")
    expect(shown.page.get_by_text("Kept.")).to_be_visible()
    shown.page.locator("summary", has_text="What changed").click()
    expect(shown.page.locator(".told li").first).to_contain_text("-> Gyumri")
    expect(shown.page.get_by_text(re.compile(r"[1-9]\d* of \d+ marks confirmed by a person"))).to_be_visible()
    (row,) = decisions(work)
    assert (row["action"], row["quote"], row["scope"]) == ("place", "Yerevan", "here")
    shown.page.keyboard.press("u")
    expect(shown.page.get_by_text("Taken back.")).to_be_visible()
    assert decisions(work) == []


def test_keys_accept_reject_set_a_point_and_reach_all_the_same(local: str, work: Path, visit: Visit) -> None:
    shown = visit(f"{local}?page=review&article=putin-in-baku")
    opened = shown.page.locator(".open-item")
    expect(opened).to_be_focused()
    keyboard = shown.page.keyboard
    lead = shown.page.locator(".lead")
    expect(lead).to_contain_text("0 of ")
    for number, key in enumerate(("a", "Shift+N", "Alt+Digit2", "p"), start=1):
        keyboard.press(key)
        if key == "p":
            expect(shown.page.locator("canvas")).to_be_focused()
            keyboard.press("ArrowRight")
            keyboard.press("Enter")
        expect(shown.page.get_by_text("Kept.")).to_be_visible()
        expect(opened).to_be_focused()
        assert len(decisions(work)) == number
    done = sorted((row["action"], row["scope"]) for row in decisions(work))
    assert done == [("accept", "here"), ("place", "all"), ("point", "here"), ("reject", "article")]


def test_event_is_mended_by_keys(local: str, work: Path, visit: Visit) -> None:
    shown = visit(f"{local}?page=review&article=putin-in-baku")
    shown.page.locator(".queue button", has_text="Visit: Vladimir Putin").first.click()
    opened = shown.page.locator(".open-item")
    expect(opened).to_be_focused()
    shown.page.keyboard.press("d")
    expect(opened.get_by_label("Date")).to_be_focused()
    shown.page.keyboard.insert_text("2024-08-19")
    shown.page.keyboard.press("Enter")
    expect(shown.page.get_by_text("Kept.")).to_be_visible()
    (row,) = decisions(work)
    assert (row["kind"], row["action"], row["now"], row["actor"]) == ("visit", "date", "2024-08-19", "Vladimir Putin")


def test_public_app_neither_saves_nor_reviews(public: str, work: Path, visit: Visit) -> None:
    shown = visit(f"{public}?page=add")
    paste(shown.page)
    expect(shown.page.get_by_role("button", name="Save to data/articles")).to_have_count(0)
    shown.page.goto(f"{public}?page=review&article=putin-in-baku")
    expect(shown.page.get_by_text("This app is read-only for you: nothing was written.")).to_be_visible()
    expect(shown.page.locator(".open-item")).to_be_focused()
    shown.page.keyboard.press("a")
    expect(shown.page.locator(".told-of", has_text="read-only")).to_be_visible()
    assert not (work / "corrections.csv").exists()


def test_word_and_mark_light_each_other(local: str, visit: Visit) -> None:
    shown = visit(f"{local}?page=read&article=putin-in-baku")
    shown.ready()
    word = shown.page.locator(".paragraph .place", has_text="Yerevan").first
    lit = "window.datelineHeard = []; const c = new BroadcastChannel('dateline-' + window.datelineTab);"
    shown.page.evaluate(lit + "c.onmessage = ({data}) => window.datelineHeard.push(data); window.datelineSay = c;")
    word.hover()
    shown.page.wait_for_function("window.datelineHeard.some((each) => each.type === 'hover' && each.ids?.length)")
    told = shown.page.evaluate("window.datelineHeard.find((each) => each.ids?.length)")
    shown.page.mouse.move(5, 5)
    shown.page.evaluate(
        "(ids) => datelineSay.postMessage({type: 'hover', source: 'map', event: null, ids})", told["ids"]
    )
    expect(word).to_have_class(re.compile("hover"))


def test_sentence_has_an_address_that_lasts(local: str, visit: Visit) -> None:
    shown = visit(f"{local}?page=read&article=putin-in-baku")
    link = shown.page.get_by_role("link", name="Address of sentence 12")
    expect(link).to_be_visible()
    shown.page.goto(str(link.evaluate("(each) => each.href")))
    expect(shown.page.locator("#s12")).to_be_focused()
    expect(shown.page.locator("#s12")).to_be_in_viewport()
    shown.ready()
    assert "sentence=12" in shown.address()


@pytest.mark.parametrize("query", ["page=read&article=gone", "page=read", "page=review&article=<img src=x>"])
def test_article_that_is_not_there_is_said_so(local: str, visit: Visit, query: str) -> None:
    shown = visit(f"{local}?{query}")
    expect(shown.page.get_by_text(re.compile("not kept here|no answer|not among those"))).to_be_visible()


@pytest.mark.parametrize(("width", "scheme"), [(1440, "light"), (1440, "dark"), (390, "light"), (390, "dark")])
def test_axe_finds_nothing_serious_and_nothing_scrolls_sideways(
    local: str, visit: Visit, width: int, scheme: str
) -> None:
    shown = visit(f"{local}?page=add", width=width, height=844, scheme=scheme)
    paste(shown.page)
    for query, there in (
        ("", ""),
        ("page=review&article=putin-in-baku", ".queue button"),
        ("page=read&article=putin-in-baku&sentence=12", ".paragraph"),
        ("page=review", ".articles a"),
    ):
        if query:
            shown.page.goto(f"{local}?{query}")
            expect(shown.page.locator(there).first).to_be_visible()
        assert serious(shown.page.main_frame) == []
        assert shown.page.evaluate("document.documentElement.scrollWidth") == width
