"""axe-core on the page and on the map's frame: nothing serious, in both themes and on a phone."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from conftest import Shown
from playwright.sync_api import Frame, expect

pytestmark = pytest.mark.browser
AXE = Path(__file__).parents[2] / "dashboard/web/node_modules/axe-core/axe.min.js"


def serious(frame: Frame) -> list[tuple[str, str, list[Any]]]:
    frame.evaluate(AXE.read_text("utf-8"))
    found: dict[str, Any] = frame.evaluate("axe.run(document, { resultTypes: ['violations'], iframes: false })")
    return [
        (each["id"], each["help"], [node["target"] for node in each["nodes"][:5]])
        for each in found["violations"]
        if each["impact"] in ("serious", "critical")
    ]


@pytest.mark.parametrize(("width", "scheme"), [(1440, "light"), (1440, "dark"), (390, "light")])
def test_axe_finds_nothing_serious(app: str, visit: Callable[..., Shown], width: int, scheme: str) -> None:
    shown = visit(app, width=width, height=900, scheme=scheme)
    shown.ready()
    shown.page.locator("article.card").first.wait_for()
    assert serious(shown.page.main_frame) == []
    assert serious(shown.map) == []


@pytest.mark.parametrize(("width", "scheme"), [(1440, "light"), (1440, "dark"), (390, "light"), (390, "dark")])
@pytest.mark.parametrize("query", ["page=delimitation&asof=2025-12-01", "page=actor&name=Vladimir+Putin"])
def test_axe_finds_nothing_serious_on_the_other_pages(
    app: str, visit: Callable[..., Shown], query: str, width: int, scheme: str
) -> None:
    shown = visit(f"{app}?{query}", width=width, height=900, scheme=scheme)
    expect(shown.page.locator("ol.course > li").first).to_be_visible()
    assert serious(shown.page.main_frame) == []


def test_axe_finds_nothing_serious_with_an_as_of_date(app: str, visit: Callable[..., Shown]) -> None:
    shown = visit(f"{app}?asof=2024-05-15&actor=Vladimir+Putin")
    shown.ready()
    expect(shown.page.locator("article.card").first).to_be_visible()
    assert serious(shown.page.main_frame) == []
    assert serious(shown.map) == []
