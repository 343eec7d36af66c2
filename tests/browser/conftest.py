"""A real server and Debian's Chromium with every outside host blocked, for the tests of the page."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Browser, Frame, Page, expect, sync_playwright

from bench.chromium import launch
from tests.server import ROOT, served

__all__ = ["ROOT", "WAIT_MS", "Shown", "served"]
WAIT_MS = 20_000
"""For the map: many times what it takes on two busy cores."""
expect.set_options(timeout=WAIT_MS)


@dataclass
class Shown:
    """The page in a browser, and what it asked for."""

    page: Page
    requests: list[str] = field(default_factory=list)
    errors: list[str] = field(default_factory=list)

    @property
    def map(self) -> Frame:
        """The frame that the map is in."""
        frame = next((frame for frame in self.page.frames if "streamlit_folium" in frame.url), None)
        assert frame is not None, "the page has no map"
        return frame

    def ready(self, shown: int | None = None) -> dict[str, Any]:
        """Wait until the map is painted, with `shown` events where given; return what it tells of itself."""
        self.page.wait_for_selector("iframe[title^='streamlit_folium']", timeout=WAIT_MS)
        self.map.wait_for_function(
            "(shown) => window.dateline?.ready && (shown === null || window.dateline.shown === shown)",
            arg=shown,
            timeout=WAIT_MS,
        )
        told: dict[str, Any] = self.map.evaluate("window.dateline")
        return told

    def press_map(self, lon: float, lat: float) -> None:
        """Press the map at a point in degrees."""
        box = self.page.locator("iframe[title^='streamlit_folium']").bounding_box()
        assert box
        at = self.map.evaluate(
            "([lat, lon]) => { const p = window.map.latLngToContainerPoint([lat, lon]); return [p.x, p.y] }", [lat, lon]
        )
        self.page.mouse.click(box["x"] + at[0], box["y"] + at[1])

    def address(self) -> str:
        """Return the query of the page's address."""
        return self.page.url.partition("?")[2]


@pytest.fixture(scope="session")
def app() -> Iterator[str]:
    """The address of the app on the committed data."""
    with served() as address:
        yield address


@pytest.fixture(scope="session")
def browser() -> Iterator[Browser]:
    with sync_playwright() as playwright:
        browser = launch(playwright)
        yield browser
        browser.close()


@pytest.fixture
def visit(browser: Browser, request: pytest.FixtureRequest) -> Iterator[Callable[..., Shown]]:
    """Open an address in a fresh context; a failing test leaves a picture in tests/browser/.artifacts."""
    opened: list[Shown] = []

    def visit(address: str, width: int = 1440, height: int = 900, scheme: str = "light") -> Shown:
        touch = {"has_touch": True, "is_mobile": True} if width < 600 else {}
        context = browser.new_context(
            viewport={"width": width, "height": height},
            color_scheme=scheme,
            permissions=["clipboard-read", "clipboard-write"],
            **touch,
        )
        context.set_default_timeout(WAIT_MS)
        shown = Shown(context.new_page())
        shown.page.on("request", lambda asked: shown.requests.append(asked.url))
        shown.page.on("pageerror", lambda error: shown.errors.append(str(error)))
        shown.page.on("dialog", lambda dialog: (shown.errors.append(f"dialog {dialog.message}"), dialog.dismiss()))
        opened.append(shown)
        shown.page.goto(address)
        return shown

    failed = request.session.testsfailed
    yield visit
    for number, shown in enumerate(opened):
        if request.session.testsfailed > failed:
            folder = Path(__file__).parent / ".artifacts"
            folder.mkdir(exist_ok=True)
            name = re.sub(r"\W+", "-", request.node.name)
            shown.page.screenshot(path=folder / f"{name}-{number}.png")
        shown.page.context.close()
        # Nothing but this machine was asked, and no script failed or spoke up.
        assert [url for url in shown.requests if not re.match(r"(https?://127\.0\.0\.1[:/]|data:|blob:)", url)] == []
        assert shown.errors == []
