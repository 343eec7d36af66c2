"""An empty Streamlit app and Dateline in, their load times side by side out: `python -m bench.page`."""

from __future__ import annotations

import argparse
import statistics
import tempfile
import time
from pathlib import Path

from playwright.sync_api import Browser, Page, sync_playwright

from bench.chromium import launch
from bench.server import ROOT, running

LOAD_MS = 60_000
EMPTY_APP = "import streamlit as st\nst.title('Empty')\nst.write('ready')\n"


def empty_ready(page: Page) -> None:
    """Wait until the empty app has written its word."""
    page.get_by_text("ready", exact=True).wait_for(timeout=LOAD_MS)


def map_ready(page: Page) -> None:
    """Wait until the map's frame says that its marks are painted."""
    page.wait_for_function(
        "() => [...document.querySelectorAll('iframe')].some(f => f.contentWindow?.dateline?.ready)", timeout=LOAD_MS
    )


def load_s(browser: Browser, address: str, dateline: bool) -> tuple[float, float]:
    """Return the seconds of a first load in a new profile, and of a second one in the same."""
    context = browser.new_context(viewport={"width": 1440, "height": 900})
    took = []
    try:
        for _ in range(2):
            page = context.new_page()
            began = time.perf_counter()
            page.goto(address)
            (map_ready if dateline else empty_ready)(page)
            took.append(time.perf_counter() - began)
            page.close()
    finally:
        context.close()
    return took[0], took[1]


def main() -> None:
    """Load both apps in turn and print medians and their ratio."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--runs", type=int, default=5)
    runs = parser.parse_args().runs
    with tempfile.TemporaryDirectory() as folder, sync_playwright() as playwright:
        empty = Path(folder) / "empty.py"
        empty.write_text(EMPTY_APP, encoding="utf-8")
        with running(empty) as floor, running(ROOT / "dashboard/app.py") as app:
            browser = launch(playwright)
            load_s(browser, floor.address, dateline=False)
            load_s(browser, app.address, dateline=True)
            pairs = [
                (load_s(browser, floor.address, dateline=False), load_s(browser, app.address, dateline=True))
                for _ in range(runs)
            ]
            browser.close()
    print(f"{'load':8}{'empty app s':>14}{'Dateline s':>14}{'ratio':>8}   ({runs} runs in turn, medians)")
    for which, name in enumerate(("first", "second")):
        floor_s = statistics.median(pair[0][which] for pair in pairs)
        app_s = statistics.median(pair[1][which] for pair in pairs)
        print(f"{name:8}{floor_s:14.2f}{app_s:14.2f}{app_s / floor_s:8.2f}")


if __name__ == "__main__":
    main()
