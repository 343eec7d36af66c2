"""Numbers of events in, a table of milliseconds out: what the store takes for each answer, beside a plain scan.

    python bench/store.py [N ...]            default: 10000 100000 1000000

The events are made up, with a fixed seed: places by a power law (a capital has tens of thousands), dates of fifty
years. Every answer is to a filter not asked before; times are medians. The plain scan is one pass over the rows in
Python with the same filter, which gives the mask alone.
"""

from __future__ import annotations

import resource
import statistics
import sys
import time
from collections.abc import Callable
from pathlib import Path

import numpy as np
import pyarrow as pa

sys.path.insert(0, str(Path(__file__).resolve().parents[1]))

from dashboard.cards import card
from dashboard.state import Filter, View
from dashboard.store import SCHEMA, About, Bounds, Listing, Store

SEED = 20240819
PLACES = 20_000
ACTORS = 2_000
ARTICLE = 25
"""Events of one article."""
KINDS = ("visit", "border", "excerpt", "milestone")
ROUNDS = 9
SCREEN = Bounds(-20.0, 30.0, 60.0, 60.0)
"""What 1440 x 900 pixels show of Europe at zoom 4."""
WORDS = ("delimitation", "commission", "border", "visit", "talks", "treaty", "summit", "region", "protocol", "minister")


def table(count: int) -> pa.Table:
    """Return `count` made-up events as a table of the store's schema."""
    chance = np.random.default_rng(SEED)
    place = np.minimum(chance.zipf(1.3, count), PLACES) - 1
    lon, lat = chance.uniform(-170, 170, PLACES), np.clip(chance.normal(35, 20, PLACES), -60, 75)
    wide = place % 10 == 1
    kind = chance.choice(4, count, p=(0.2, 0.05, 0.7, 0.05))
    day = np.datetime64("1975-01-01") + chance.integers(0, 18_262, count)
    number = np.arange(count)
    words = np.array(WORDS)[chance.integers(0, len(WORDS), (count, 12))]
    excerpts = [
        f"{' '.join(row)} of {each} in place {where}."
        for each, (row, where) in enumerate(zip(words, place, strict=True))
    ]
    actors = chance.integers(0, ACTORS, (count, 2))
    made: dict[str, pa.Array] = {
        "id": pa.array([f"row-{each}" for each in number]),
        "event": pa.array([f"event-{each}" for each in number // 2]),
        "kind": pa.array(np.array(KINDS)[kind]),
        "place": pa.array([f"Place {each}" for each in place]),
        "place_id": pa.array([f"test:{each}" for each in place]),
        "precision": pa.array(np.where(wide, "country", "city")),
        "role": pa.array(np.where(chance.random(count) < 0.2, "associative", "literal")),
        "date": pa.array(day.astype(str), mask=chance.random(count) < 0.3),
        "actors": pa.array([[f"Person {one}", f"Person {two}"] for one, two in actors]),
        "status": pa.array(
            np.array(("completed", "planned", "cancelled"))[chance.integers(0, 3, count)], mask=kind != 0
        ),
        "excerpt": pa.array(excerpts),
        "article": pa.array([f"article-{each}" for each in number // ARTICLE]),
        "title": pa.array([f"Title {each}" for each in number // ARTICLE]),
        "lon": pa.array(lon[place]),
        "lat": pa.array(lat[place]),
    }
    empty: dict[str, list[str]] = {"parties": [], "sources": []}
    columns = [
        made[field.name] if field.name in made else pa.array([empty.get(field.name)] * count, field.type)
        for field in SCHEMA
    ]
    return pa.table(columns, schema=SCHEMA)


def filtered(turn: int) -> Filter:
    """Return a filter of three facets, another one each turn: about a tenth of the events pass."""
    actors = tuple(f"Person {each}" for each in range(turn * 40, turn * 40 + 100))
    return Filter(kinds=("visit", "excerpt"), actors=actors, date_from=f"{1980 + turn}-01-01")


def median(work: Callable[[Filter], object]) -> float:
    """Return the median of the milliseconds that `work` takes, each time for another filter."""
    times = []
    for turn in range(ROUNDS):
        chosen = filtered(turn)
        start = time.perf_counter()
        work(chosen)
        times.append((time.perf_counter() - start) * 1000)
    return statistics.median(times)


def scan(rows: list[tuple[str, list[str], str | None]], chosen: Filter) -> int:
    """Return how many rows of kind, actors and date pass, looking at each in turn."""
    kinds, actors, first = set(chosen.kinds), set(chosen.actors), chosen.date_from or ""
    return sum(1 for kind, who, date in rows if kind in kinds and date and date >= first and not actors.isdisjoint(who))


def measure(count: int) -> None:
    """Print the rows of the table for one number of events."""
    events = table(count)
    start = time.perf_counter()
    store = Store(events, About("bench"))
    opened = (time.perf_counter() - start) * 1000
    rows = list(zip(*(events.column(name).to_pylist() for name in ("kind", "actors", "date")), strict=True))
    plain = median(lambda chosen: scan(rows, chosen))
    if scan(rows, filtered(0)) != store.shown(filtered(0)):
        raise SystemExit("the scan and the store disagree")
    view = View()
    store.map(view, 4, SCREEN)

    def listed(chosen: Filter) -> list[object]:
        return [card(group, view) for group in store.rows(chosen, Listing()).groups]

    answers: dict[str, Callable[[Filter], object]] = {
        "mask": store.mask,
        "facets, first 100": lambda chosen: store.facets(chosen, most=100),
        "facets, all": store.facets,
        "map, new filter": lambda chosen: store.map(View(chosen), 4, SCREEN),
        "map, pan": lambda _: store.map(view, 4, SCREEN),
        "list, new filter": listed,
        "free text": lambda chosen: store.mask(Filter(q=f"border {chosen.date_from}")),
        "find": lambda chosen: store.find(f"row-{len(chosen.actors)}"),
    }
    memory = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss // 1024
    print(f"{count:>10,}  open {opened:,.0f} ms, process {memory:,} MB at most, plain scan {plain:,.1f} ms")
    for name, work in answers.items():
        took = median(work)
        print(f"{'':>10}  {name:<18}{took:>10.2f} ms{plain / took:>10.1f} x faster than the scan")


if __name__ == "__main__":
    for given in sys.argv[1:] or ("10000", "100000", "1000000"):
        measure(int(given))
