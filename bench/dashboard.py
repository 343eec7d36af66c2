"""The map against the number of its events: `python -m bench.dashboard`, a table and a plot, in one run.

Made-up events (`bench.synth`) are shown by Dateline, by the usual code (MarkerCluster, Marker, Popup) and by
FastMarkerCluster, beside an empty Streamlit app, in Chromium with outside hosts blocked. Ratios count: absolute times
are those of the machine. `--sessions N` asks with twenty readers at once instead, and DuckDB's tiles in the same run.
"""

from __future__ import annotations

import argparse
import json
import os
import socket
import subprocess
import sys
from dataclasses import asdict
from functools import partial
from pathlib import Path
from typing import Any

from playwright.sync_api import sync_playwright

from bench import sessions, synth
from bench.browse import Browsed, browse
from bench.chromium import launch
from bench.plot import Series, plot
from bench.server import ROOT, resident_mb, running, wait_until
from dashboard.store import Store

APPS = ROOT / "bench/apps"
SIZES = (1_000, 10_000, 100_000, 1_000_000)
USUAL_TO, FAST_TO = 10_000, 50_000
"""Beyond, the usual code does not come up in two minutes, or takes the memory of the machine."""
GEOJSON_TO = 100_000
"""Events of a file that is written as GeoJSON; more are GeoParquet."""
PACK_S = 3_600.0
COLOURS = {"floor": "#8a8374", "Dateline": "#0b6b63", "MarkerCluster": "#b4400a", "FastMarkerCluster": "#74398a"}


def data(folder: Path, count: int) -> Path:
    """Return a file of `count` events, made where it is not there yet."""
    path = folder / f"{count}.{'geojson' if count <= GEOJSON_TO else 'parquet'}"
    return path if path.exists() else synth.write(count, path)


def measure(folder: Path, sizes: list[int], runs: int, peers: bool) -> list[dict[str, Any]]:
    """Return a row for each app and number of events; the floor is measured anew beside each number."""
    rows = []
    with sync_playwright() as playwright:
        start = partial(launch, playwright)
        for count in sizes:
            path = data(folder, count)
            with running(APPS / "floor.py") as floor:
                rows.append(_row("floor", count, browse(start, floor.address, "floor", runs), floor.memory_mb()))
            with running(ROOT / "dashboard/app.py", path) as app:
                wait_until(f"{app.address}/healthz", PACK_S)
                rows.append(_row("Dateline", count, browse(start, app.address, "dateline", runs), app.memory_mb()))
            for name, most in (("MarkerCluster", USUAL_TO), ("FastMarkerCluster", FAST_TO)):
                if peers and count <= most:
                    os.environ["BENCH_FAST"] = "1" if name == "FastMarkerCluster" else ""
                    with running(APPS / "usual.py", path) as app:
                        rows.append(_row(name, count, browse(start, app.address, "usual", runs), app.memory_mb()))
    return rows


def _row(app: str, count: int, browsed: Browsed, server: float) -> dict[str, Any]:
    row = {"app": app, "events": count, "server": server, **asdict(browsed)}
    print(json.dumps(row), file=sys.stderr, flush=True)
    return row


def table(rows: list[dict[str, Any]]) -> str:
    """Return the rows as a table in Markdown, each time also as a multiple of the floor beside it."""
    lines = [
        "| events | | cold load s | x floor | second load s | x floor | filter s | x floor | pan ms | zoom ms | step ms"
        " | server MB | browser MB | heap MB after 2, 50 filters |",
        "|" + "---|" * 14,
    ]
    floors = {row["events"]: row for row in rows if row["app"] == "floor"}
    for row in rows:
        floor = floors[row["events"]]
        times = [f"{row[name] / 1000:.2f} | {row[name] / floor[name]:.1f}" for name in ("cold", "second", "filter")]
        moves = ["" if row[name] is None else f"{row[name]:.0f}" for name in ("pan", "zoom", "step")]
        browser = "" if row["renderer"] is None else f"{row['renderer']:.0f}"
        heap = "" if row["heap_2"] is None else f"{row['heap_2']:.1f}, {row['heap_50']:.1f}"
        cells = [f"{row['events']:,}", row["app"], *times, *moves, f"{row['server']:.0f}", browser, heap]
        lines.append(f"| {' | '.join(cells)} |")
    return "\n".join(lines)


def drawn(rows: list[dict[str, Any]]) -> str:
    """Return the plot of the first load and of a filter against the number of events."""
    series = []
    for what, said, dashed in (("cold", "load", False), ("filter", "filter", True)):
        for app, colour in COLOURS.items():
            points = sorted((row["events"], row[what] / 1000) for row in rows if row["app"] == app)
            if points:
                series.append(Series(f"{app}, {said}", points, colour, dashed))
    return plot("Seconds to load and to filter, by number of events", series)


def many(folder: Path, count: int) -> str:
    """Return what twenty readers at once wait for the map, with Dateline and with tiles from DuckDB, as a table."""
    path = data(folder, count)
    actors = list(Store.open(path).values("actors"))
    with running(ROOT / "dashboard/app.py", path) as app:
        wait_until(f"{app.address}/healthz", PACK_S)
        own, own_mb = sessions.at_once(app.address, actors), app.memory_mb()
    print(json.dumps(asdict(own)), file=sys.stderr, flush=True)
    with socket.create_server(("127.0.0.1", 0)) as probe:
        port = probe.getsockname()[1]
    with subprocess.Popen([sys.executable, str(APPS / "tiles.py"), str(path), str(port)]) as peer:
        try:
            wait_until(f"http://127.0.0.1:{port}/tile", PACK_S)
            tiles, tiles_mb = sessions.tiles_at_once(f"http://127.0.0.1:{port}", actors), resident_mb(peer.pid)
        finally:
            peer.terminate()
    lines = [
        f"| {count:,} events, {sessions.SESSIONS} readers | median ms | 95 % ms | server MB |",
        "|---|---|---|---|",
    ]
    for name, found, mb in (("Dateline", own, own_mb), ("tiles, DuckDB", tiles, tiles_mb)):
        lines.append(f"| {name} | {found.median:.0f} | {found.p95:.0f} | {mb:.0f} |")
    return "\n".join([*lines, "", f"The page's own run takes {own.run_median:.0f} ms beside it (median)."])


def main() -> None:
    """Measure, print the table and write the plot."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("sizes", type=int, nargs="*", default=list(SIZES), metavar="N")
    parser.add_argument("--runs", type=int, default=5)
    parser.add_argument("--no-peers", action="store_true", help="leave the usual code out")
    parser.add_argument("--sessions", type=int, metavar="N", help="twenty readers at once on N events instead")
    parser.add_argument("--folder", type=Path, default=ROOT / "data/.cache/bench", help="where the events are kept")
    parser.add_argument("--json", type=Path, help="rows of earlier runs; the new ones are added")
    parser.add_argument("--plot", type=Path, help="the SVG to write")
    asked = parser.parse_args()
    asked.folder.mkdir(parents=True, exist_ok=True)
    if asked.sessions:
        print(many(asked.folder, asked.sessions))
        return
    rows = json.loads(asked.json.read_text("utf-8")) if asked.json and asked.json.exists() else []
    new = measure(asked.folder, asked.sizes, asked.runs, not asked.no_peers)
    taken = {(row["app"], row["events"]) for row in new}
    rows = sorted(
        [*new, *(row for row in rows if (row["app"], row["events"]) not in taken)], key=lambda row: row["events"]
    )
    if asked.json:
        asked.json.write_text(json.dumps(rows), encoding="utf-8")
    print(table(rows))
    if asked.plot:
        asked.plot.write_text(drawn(rows), encoding="utf-8")


if __name__ == "__main__":
    main()
