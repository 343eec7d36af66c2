"""Every attack of the grammar in a file of its own Feature: shown to the character, never run, never obeyed."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
from conftest import Shown, served
from playwright.sync_api import Browser, Page

from geo.contract import decode
from geo.export.html import to_html
from geo.geojson import encode
from tests import mapfile
from tests.hostile.strings import RESULT, STRINGS
from tests.tally import Tally

pytestmark = pytest.mark.browser
Visit = Callable[..., Shown]
MOST = 60
"""Times that the list is scrolled to its end: it holds some 50 more each time."""
SIGNED = {
    "a\u202eb": "a‹RLO›b",
    "\u2066a\u2069": "‹LRI›a‹PDI›",
    "\u200b\u200b\u200b": "‹ZWSP×3›",
    "\ufeffa\u2060": "‹BOM›a‹WJ›",
    "a\u200db": "a‹ZWJ›b",
    "א\u200cב": "א‹ZWNJ›ב",
    "a\x00\x1b": "a‹0000›‹001B›",
    "\U000e0041": "‹E0041›",
    "👩\u200d": "👩‹ZWJ›",
}
"""Text to what is seen of it."""
PLAIN = (
    *("می\u200cخواهم", "क\u094d\u200dष", "ශ\u0dca\u200dර", "👩\u200d👩\u200d👧", "🏳\ufe0f\u200d🌈", "👩🏽\u200d🚀"),
    *(
        "🏴\U000e0067\U000e0062\U000e0065\U000e006e\U000e0067\U000e007f",
        "Ստեփանակերտ",
        "e\u0301",
        "a\u00ad\n\tb",
        "❤\ufe0f",
    ),
)
"""Texts whose marks their scripts need."""
TURNED = "abc \u202edef ghi\u202c jkl \u2067mno pqr\u2069"


def features() -> list[dict[str, Any]]:
    """Return a Feature for each attack, with it in all of its texts."""
    found = []
    for number, text in enumerate(STRINGS):
        names = ("excerpt", "title", "place", "mention", "source", "document", "speaker", "article", "url", "reason")
        given: dict[str, Any] = dict.fromkeys(names, text) | {"actors": [text], "precision": "city"}
        at = [-170.0 + number % 340, -60.0 + 30 * (number // 340)]
        found.append(mapfile.feature(f"f{number}", "excerpt", place_id=f"test:{number}", at=at, **given))
    return found


@pytest.fixture(scope="module")
def attacked(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    with served(mapfile.write(tmp_path_factory.mktemp("texts") / "map.geojson", features())) as address:
        yield address


def shows_all(page: Page) -> None:
    """Hold the list to every attack, to the character."""
    cards = page.locator("article.card")
    cards.first.wait_for()
    for _ in range(MOST):
        if cards.count() == len(STRINGS):
            break
        cards.last.scroll_into_view_if_needed()
        page.wait_for_timeout(200)
    parts = "['blockquote', 'figcaption', '.facts']"
    said = cards.evaluate_all(f"cards => cards.map(card => {parts}.map(each => card.querySelector(each).textContent))")
    assert sorted(quoted for quoted, _, _ in said) == sorted(STRINGS)
    for quoted, caption, facts in said:
        assert quoted in caption
        assert quoted in facts
    assert all(RESULT not in "".join(each) for each in said)


def test_every_text_is_shown_to_the_character_and_none_runs(attacked: str, visit: Visit, tally: Tally) -> None:
    shown = visit(attacked)
    assert shown.ready()["total"] == len(STRINGS)
    shows_all(shown.page)
    for frame in shown.page.frames:
        assert frame.evaluate("window.datelineRan") is None
    assert shown.map.evaluate("window.dateline.ready && document.querySelectorAll('canvas').length > 0")
    tally.add("template and script in Chromium", len(STRINGS), "all to the character, 0 scripts run, 0 maps blanked")


def test_one_file_shows_every_text_to_the_character_and_runs_none(
    browser: Browser, tmp_path: Path, tally: Tally
) -> None:
    path = tmp_path / "out.html"
    path.write_bytes(to_html(decode(encode(features(), "2024-08-19"), "map")))
    context = browser.new_context(viewport={"width": 1440, "height": 900})
    page = context.new_page()
    asked: list[str] = []
    faults: list[str] = []
    page.on("request", lambda request: asked.append(request.url))
    page.on("pageerror", lambda error: faults.append(str(error)))
    page.on("dialog", lambda dialog: (faults.append(dialog.message), dialog.dismiss()))
    page.goto(path.as_uri())
    shows_all(page)
    assert page.evaluate("window.datelineRan") is None
    assert page.evaluate("document.querySelectorAll('canvas').length > 0")
    assert (asked, faults) == ([path.as_uri()], [])
    context.close()
    tally.add(
        "template and script in the one HTML file", len(STRINGS), "all to the character, 0 scripts run, 0 requests"
    )


def test_unseen_marks_have_signs_and_those_that_a_script_needs_stay(app: str, visit: Visit, tally: Tally) -> None:
    page = visit(app).page
    sign = "async (text) => (await import(new URL('web/any/signs.js', document.baseURI).href)).signed(text)"
    for text, seen in SIGNED.items():
        assert page.evaluate(sign, text) == seen
    for text in PLAIN:
        assert page.evaluate(sign, text) == text
    tally.add(
        "unseen marks", len(SIGNED) + len(PLAIN), "signs where they would be obeyed, none where a script needs them"
    )


def test_mark_of_direction_turns_nothing_and_stays_in_the_text(tmp_path: Path, visit: Visit) -> None:
    start = TURNED.index("ghi")
    feature = mapfile.feature(
        *("a", "excerpt"),
        excerpt=TURNED, title=TURNED, article="a", start=0, end=len(TURNED), mention="ghi",
        mention_start=start, mention_end=start + 3, place="Ghi", place_id="test:ghi", at=[10.0, 50.0], precision="city",
    )  # fmt: skip
    with served(mapfile.write(tmp_path / "map.geojson", [feature])) as address:
        shown = visit(address)
        quotation = shown.page.locator("blockquote").first
        quotation.wait_for()
        assert quotation.evaluate("each => each.textContent") == TURNED
        assert shown.page.locator("blockquote mark").inner_text() == "ghi"
        lefts = quotation.evaluate(
            """(quotation) => {
                const walker = document.createTreeWalker(quotation, NodeFilter.SHOW_TEXT);
                const found = [];
                for (let node = walker.nextNode(); node; node = walker.nextNode())
                    for (const word of node.data.matchAll(/[a-z]+/g)) {
                        const range = document.createRange();
                        for (let each = 0; each < word[0].length; each++) {
                            range.setStart(node, word.index + each);
                            range.setEnd(node, word.index + each + 1);
                            const box = range.getBoundingClientRect();
                            found.push([Math.round(box.top / 9), box.left]);
                        }
                    }
                return found;
            }"""
        )
        assert lefts == sorted(lefts), "letters stand in the order of the text"
        assert len(lefts) == len("abcdefghijklmnopqr")
        shown.page.goto("about:blank")
