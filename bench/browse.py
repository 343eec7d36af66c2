"""A running app in, what a reader in Chromium waits for out: loads, filters, pans, zooms, and the memory it takes.

Outside hosts are blocked. What folium would fetch from them is answered from npm's files, at once, so that the usual
code is measured at its best.
"""

from __future__ import annotations

import json
import statistics
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from playwright.sync_api import Browser, BrowserContext, Page, Route

from bench.bare import bare
from bench.page import LOAD_MS
from bench.server import ROOT

MODULES = ROOT / "dashboard/web/node_modules"
FILES = {
    "jquery": MODULES / "jquery/dist/jquery.min.js",
    "leaflet.js": MODULES / "leaflet/dist/leaflet.js",
    "leaflet.css": MODULES / "leaflet/dist/leaflet.css",
    "leaflet.markercluster.js": MODULES / "leaflet.markercluster/dist/leaflet.markercluster.js",
    "MarkerCluster.css": MODULES / "leaflet.markercluster/dist/MarkerCluster.css",
    "MarkerCluster.Default.css": MODULES / "leaflet.markercluster/dist/MarkerCluster.Default.css",
}
PATIENCE_MS = 180_000
"""The usual code takes a minute for ten thousand events on two idle cores."""
REST_MS = 800
"""Before each press on a filter, for every app: a reader has seen what the last one did."""
PILLS = "button[data-variant='pills'], .facet-kind button"
"""Streamlit's own, and those of Dateline's sidebar."""
KINDS = ("visit", "border", "excerpt", "milestone")
STATE = {
    "floor": "document.body?.innerText.match(/ready[ a-z,]*/)?.[0].trim() ?? ''",
    "dateline": "(([f]) => f?.contentWindow?.dateline?.ready ? 't' + f.contentWindow.dateline.token : '')"
    "([...document.querySelectorAll('iframe')].filter((f) => f.title.startsWith('streamlit_folium')))",
    "usual": "(([f]) => f?.contentDocument?.querySelector('.leaflet-marker-icon') ?"
    " String(f.contentWindow.benchShown ?? '') : '')([...document.querySelectorAll('iframe')])",
}
"""What each app shows right now, as a text that is empty until it shows anything, and another for another filter."""
MOVE = """async ([action, amount]) => {
  const before = window.dateline;
  const began = performance.now();
  if (action === "pan") window.map.panBy([amount, 0], { animate: false });
  else window.map.setZoom(window.map.getZoom() + amount, { animate: false });
  while (window.dateline === before) await new Promise(requestAnimationFrame);
  return performance.now() - began;
}"""
BUTTONS = """(pills) => {
  const roots = [document, ...[...document.querySelectorAll("*")].map((each) => each.shadowRoot).filter(Boolean)];
  return roots.flatMap((root) => [...root.querySelectorAll(pills)]);
}"""
PRESS = f"""async ([state, pills, kind, patience]) => {{
  const now = new Function("return " + state);
  const before = now();
  const button = ({BUTTONS})(pills).find((each) => each.textContent.trim().toLowerCase().startsWith(kind));
  const began = performance.now();
  button.click();
  while (now() === before || !now()) {{
    if (performance.now() - began > patience) throw new Error("no answer to a filter");
    await new Promise(requestAnimationFrame);
  }}
  return performance.now() - began;
}}"""

PLAY = """async ([state, steps, patience]) => {
  const now = new Function("return " + state);
  const roots = [document, ...[...document.querySelectorAll("*")].map((each) => each.shadowRoot).filter(Boolean)];
  const play = roots.flatMap((root) => [...root.querySelectorAll("button.play")])[0];
  const brush = play.closest(".holder").querySelector(".window");
  const until = async (holds) => {
    const began = performance.now();
    while (!holds()) {
      if (performance.now() - began > patience) throw new Error("no step of play");
      await new Promise(requestAnimationFrame);
    }
  };
  let began;
  new MutationObserver(() => (began ??= performance.now())).observe(brush, { attributeFilter: ["style"] });
  const took = [];
  play.click();
  while (took.length < steps) {
    const before = now();
    await until(() => began !== undefined);
    await until(() => now() && now() !== before);
    took.push(performance.now() - began);
    began = undefined;
  }
  play.click();
  return took;
}"""


@dataclass(frozen=True, slots=True)
class Browsed:
    """Medians of one app, in milliseconds and megabytes."""

    cold: float
    second: float
    filter: float
    pan: float | None = None
    zoom: float | None = None
    step: float | None = None
    """Of play through time: from the brush that moves on to its events on the map."""
    heap_2: float | None = None
    """JavaScript heap after two changes of the filter."""
    heap_50: float | None = None
    """The same after fifty."""
    renderer: float | None = None
    """Proportional memory of the browser's process that shows the page."""


@contextmanager
def profile(browser: Browser, app: str) -> Iterator[BrowserContext]:
    """Return a new profile, with nothing kept."""
    context = browser.new_context(viewport={"width": 1440, "height": 900})
    context.set_default_timeout(PATIENCE_MS)
    if app == "usual":
        # Chromium keeps no files while a route is set: the others, which ask nobody else, are loaded without one.
        context.route(lambda url: not url.startswith("http://127.0.0.1"), _answer)
    try:
        yield context
    finally:
        context.close()


def _answer(route: Route) -> None:
    """Answer what folium asks of outside hosts from npm's files; all else with nothing."""
    name = route.request.url.partition("?")[0].rsplit("/", 1)[-1]
    found = next((path for part, path in FILES.items() if name == part or (part == "jquery" and part in name)), None)
    if found:
        route.fulfill(path=found)
    elif "awesome-markers.js" in name:
        # FastMarkerCluster asks it for an icon; Leaflet's own does.
        route.fulfill(body="L.AwesomeMarkers = { icon: () => new L.Icon.Default() };", content_type="text/javascript")
    else:
        route.fulfill(status=200, body="", content_type="text/javascript" if name.endswith(".js") else "text/css")


def loads(browser: Browser, address: str, app: str) -> tuple[float, float]:
    """Return the milliseconds of a first load in a new profile and of a second in the same."""
    took = []
    with profile(browser, app) as context:
        for _ in range(2):
            page = context.new_page()
            began = time.perf_counter()
            _open(page, address, app)
            took.append((time.perf_counter() - began) * 1000)
            page.close()
    return took[0], took[1]


def _open(page: Page, address: str, app: str) -> None:
    page.goto(address, timeout=max(LOAD_MS, PATIENCE_MS))
    page.wait_for_function(f"() => ({STATE[app]}) !== ''", timeout=PATIENCE_MS)


def filters(browser: Browser, address: str, app: str, changes: int) -> list[float]:
    """Return the milliseconds from a press on a filter to what it leaves on the map, each press another filter."""
    with profile(browser, app) as context:
        page = context.new_page()
        _open(page, address, app)
        page.wait_for_selector(PILLS)
        took = []
        for number in range(changes):
            page.wait_for_timeout(REST_MS)
            took.append(_press(page, app, number))
        return took


def _press(page: Page, app: str, number: int) -> float:
    took: float = page.evaluate(PRESS, _press_of(app, number))
    return took


def _press_of(app: str, number: int) -> list[str | int]:
    """Return what turns one kind on or off, by the reflected binary code: 16 changes before one comes back."""
    which = ((number + 1) & -(number + 1)).bit_length() - 1
    return [STATE[app], PILLS, KINDS[which % len(KINDS)], PATIENCE_MS]


def moves(browser: Browser, address: str, rounds: int) -> tuple[float, float]:
    """Return the medians of a pan by 300 px and of a zoom, from the move to the new marks on the screen."""
    with profile(browser, "dateline") as context:
        page = context.new_page()
        _open(page, address, "dateline")
        frame = next(each for each in page.frames if "streamlit_folium" in each.url)
        page.wait_for_timeout(500)
        took: dict[str, list[float]] = {"pan": [], "zoom": []}
        for number in range(rounds):
            for action, amount in (("zoom", 1 if number % 2 == 0 else -1), ("pan", 300 if number % 4 < 2 else -300)):
                took[action].append(frame.evaluate(MOVE, [action, amount]))
                page.wait_for_timeout(250)
        return statistics.median(took["pan"]), statistics.median(took["zoom"])


def steps(browser: Browser, address: str, count: int) -> float:
    """Return the median of the milliseconds of a step of play, of `count` of them after the first."""
    with profile(browser, "dateline") as context:
        page = context.new_page()
        _open(page, address, "dateline")
        page.wait_for_selector("button.play:enabled")
        page.wait_for_timeout(REST_MS)
        took: list[float] = page.evaluate(PLAY, [STATE["dateline"], count + 1, PATIENCE_MS])
        return statistics.median(took[1:])


def median_memory(browser: Browser, address: str, app: str, runs: int) -> tuple[float, float, float]:
    """Return the medians of `memory` after fifty changes, of so many pages one after the other."""
    taken = [memory(browser, address, app, 50) for _ in range(runs)]
    heap_2, heap_50, renderer = (statistics.median(each) for each in zip(*taken, strict=True))
    return heap_2, heap_50, renderer


def memory(browser: Browser, address: str, app: str, changes: int) -> tuple[float, float, float]:
    """Return the heap in megabytes after 2 filter changes and after many, and the page's process after them.

    The presses follow one another at once, and nothing follows the page's network: see `bench.bare`.
    """
    with bare(browser, address) as page:
        page.wait_for(f"({STATE[app]}) !== '' && ({BUTTONS})({json.dumps(PILLS)}).length", PATIENCE_MS)
        heaps = []
        for number in range(changes):
            page.evaluate(f"({PRESS})({json.dumps(_press_of(app, number))})")
            if number + 1 in (2, changes):
                heaps.append(page.heap_mb())
        return heaps[0], heaps[-1], renderer_mb()


def renderer_mb() -> float:
    """Return the proportional memory of the largest process of Chromium that shows a page."""
    sizes = [0.0]
    for command in Path("/proc").glob("[0-9]*/cmdline"):
        try:
            if b"--type=renderer" in command.read_bytes():
                lines = (command.parent / "smaps_rollup").read_text(encoding="ascii").splitlines()
                sizes += [int(line.split()[1]) / 1024 for line in lines if line.startswith("Pss:")]
        except OSError:
            continue  # it has ended meanwhile
    return max(sizes)


def browse(launch: Callable[[], Browser], address: str, app: str, runs: int) -> Browsed:
    """Measure one app; what is to be a median is taken `runs` times, a filter one time more, the first left out."""
    browser = launch()
    try:
        if app != "usual":
            # A server's first visitor waits for what is opened once. The usual code reads its file in a moment.
            loads(browser, address, app)
        taken = [loads(browser, address, app) for _ in range(runs)]
        cold, second = (statistics.median(each[which] for each in taken) for which in (0, 1))
        pressed = statistics.median(filters(browser, address, app, runs + 1)[1:])
        if app == "usual":
            return Browsed(cold, second, pressed)
        if app == "floor":
            return Browsed(cold, second, pressed, None, None, None, *median_memory(browser, address, app, runs))
        pan, zoom = moves(browser, address, max(8, 2 * runs))
        step = steps(browser, address, 2 * runs)
        return Browsed(cold, second, pressed, pan, zoom, step, *median_memory(browser, address, app, runs))
    finally:
        browser.close()
