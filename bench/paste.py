"""A new server in, what a newcomer waits until a pasted article is on the map out: `python -m bench.paste`.

Three clicks: "Add articles", "Add", "Show on the map". The floor is the first load of an empty Streamlit app, by a new
server and a new profile as well, measured in turn.
"""

from __future__ import annotations

import argparse
import statistics
import tempfile
import time
from itertools import pairwise
from pathlib import Path

from playwright.sync_api import Browser, Page, sync_playwright

from bench.chromium import launch
from bench.page import EMPTY_APP, LOAD_MS, load_s, map_ready
from bench.server import ROOT, running

TEXT = "Talks in Oslo\nPresident Anna Berg visited Tripoli on 19 August 2024. Later it rained in Paris and in Lima."
STEPS = ("the map, first load", "click: Add articles", "click: Add", "click: Show on the map")


def paste_s(browser: Browser, address: str) -> list[float]:
    """Return the seconds of each of `STEPS` in a new profile."""
    context = browser.new_context(viewport={"width": 1440, "height": 900})
    page = context.new_page()
    page.set_default_timeout(LOAD_MS)
    marks = [time.perf_counter()]
    try:
        page.goto(address)
        map_ready(page)
        total = _total(page)
        marks.append(time.perf_counter())
        page.get_by_role("link", name="Add articles").click()
        page.get_by_label("Paste a text").wait_for()
        marks.append(time.perf_counter())
        page.get_by_label("Paste a text").fill(TEXT)
        page.get_by_role("button", name="Add", exact=True).click()
        page.get_by_role("link", name="Show on the map").wait_for()
        marks.append(time.perf_counter())
        page.get_by_role("link", name="Show on the map").click()
        page.wait_for_url("**article=**")
        map_ready(page)
        marks.append(time.perf_counter())
        if _total(page) <= total:
            raise RuntimeError("the article is not on the map")
    finally:
        context.close()
    return [later - earlier for earlier, later in pairwise(marks)]


def _total(page: Page) -> int:
    total: int = page.evaluate(
        "() => [...document.querySelectorAll('iframe')].map(f => f.contentWindow?.dateline?.total).find(Boolean)"
    )
    return total


def main() -> None:
    """Start both apps anew for each run, and print medians and ratios."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--runs", type=int, default=3)
    runs = parser.parse_args().runs
    floors, taken = [], []
    with tempfile.TemporaryDirectory() as folder, sync_playwright() as playwright:
        empty = Path(folder) / "empty.py"
        empty.write_text(EMPTY_APP, encoding="utf-8")
        browser = launch(playwright)
        for _ in range(runs):
            with running(empty) as floor:
                floors.append(load_s(browser, floor.address, dateline=False)[0])
            with running(ROOT / "dashboard/app.py") as app:
                taken.append(paste_s(browser, app.address))
        browser.close()
    base = statistics.median(floors)
    print(f"{'step':26}{'s':>8}{'x floor':>9}   ({runs} runs in turn, medians; floor: {base:.2f} s)")
    for name, steps in zip(STEPS, zip(*taken, strict=True), strict=True):
        print(f"{name:26}{statistics.median(steps):8.2f}{statistics.median(steps) / base:9.2f}")
    for name, first in (("the three clicks", 1), ("all from a cold start", 0)):
        whole = statistics.median(sum(steps[first:]) for steps in taken)
        print(f"{name:26}{whole:8.2f}{whole / base:9.2f}")


if __name__ == "__main__":
    main()
