"""Numbers of events in, a table of milliseconds out: what the store takes for each answer, beside a plain scan.

    python bench/store.py [N ...]            default: 10000 100000 1000000
    python bench/store.py FILE               what a press on each kind of filter takes, of a file of `bench.synth`

The events are those of `bench.synth`. Every answer is to a filter not asked before, and the first of them works out its
mask; times are medians. The plain scan is one pass over the rows in Python with the same filter: the mask alone.
"""

from __future__ import annotations

import resource
import statistics
import sys
import time
from collections.abc import Callable, Sequence
from itertools import combinations
from pathlib import Path
from typing import TypeVar

import pyarrow as pa
import pyarrow.compute as pc

sys.path.insert(0, str(Path(__file__).resolve().parents[1]))

from bench import synth
from dashboard.cards import card
from dashboard.state import Filter, View
from dashboard.store import About, Bounds, Listing, Store
from dashboard.store.text import folded

_Asked = TypeVar("_Asked")
ROUNDS = 9
SCREEN = Bounds(-20.0, 30.0, 60.0, 60.0)
"""What 1440 x 900 pixels show of Europe at zoom 4."""


def filters(actors: Sequence[str]) -> list[Filter]:
    """Return filters of three facets, no two alike."""
    return [
        Filter(kinds=("visit", "excerpt"), actors=tuple(actors[40 * turn :][:100]), date_from=f"{1980 + turn}-01-01")
        for turn in range(ROUNDS)
    ]


def median(
    work: Callable[[_Asked], object], asked: Sequence[_Asked], clock: Callable[[], float] = time.perf_counter
) -> float:
    """Return the median of the milliseconds that `work` takes, each time for something else."""
    times = []
    for each in asked:
        start = clock()
        work(each)
        times.append((clock() - start) * 1000)
    return statistics.median(times)


def scan(rows: list[tuple[str, list[str], str | None]], chosen: Filter) -> int:
    """Return how many rows of kind, actors and date pass, looking at each in turn."""
    kinds, actors, first = set(chosen.kinds), set(chosen.actors), chosen.date_from or ""
    return sum(1 for kind, who, date in rows if kind in kinds and date and date >= first and not actors.isdisjoint(who))


def measure(count: int) -> None:
    """Print the rows of the table for one number of events."""
    events = pa.concat_tables(synth.batches(count))
    start = time.perf_counter()
    store = Store.of(events, About("bench"))
    opened = (time.perf_counter() - start) * 1000
    rows = list(zip(*(events.column(name).to_pylist() for name in ("kind", "actors", "date")), strict=True))
    chosen = filters(store.values("actors"))
    plain = median(lambda each: scan(rows, each), chosen)
    memory = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss // 1024
    print(f"{count:>10,}  open {opened:,.0f} ms, process {memory:,} MB at most, plain scan {plain:,.1f} ms")

    def told(name: str, took: float) -> None:
        print(f"{'':>10}  {name:<26}{took:>10.2f} ms{plain / took:>10.1f} x faster than the scan")

    view = View()
    store.map(view, 4, SCREEN)
    answers: dict[str, Callable[[Filter], object]] = {
        "mask, facets, first 100": lambda each: store.facets(each, most=100),
        "timeline": store.timeline,
        "map": lambda each: store.map(View(each), 4, SCREEN),
        "map, pan": lambda _: store.map(view, 4, SCREEN),
        "list": lambda each: [card(group, view) for group in store.rows(each, Listing()).groups],
        "find": lambda each: store.find(f"row-{len(each.actors)}"),
    }
    for name, work in answers.items():
        told(name, median(work, chosen))
    sentences = folded(events.column("excerpt").combine_chunks())
    words = [sentence.split()[-5].lower() for sentence in events.column("excerpt")[:ROUNDS].to_pylist()]
    told("free text, a word", median(lambda word: store.mask(Filter(q=word)), words))
    told("the same by a pass", median(lambda word: pc.match_substring_regex(sentences, word), words))
    told("free text, two words", median(lambda word: store.mask(Filter(q=f"border {word}")), words))
    told("free text, a letter", median(lambda letter: store.mask(Filter(q=letter)), list("abdefgikl")))


def presses(path: Path) -> None:
    """Print the processor time of the answers that follow a press on a filter, in the order of the page, by filter."""
    store = Store.open(path)
    turns = range(ROUNDS)
    filters = {
        "two kinds": [Filter(kinds=each) for each in combinations(store.values("kinds"), 2)],
        "a place": [Filter(places=(each,)) for each in store.values("places")[:ROUNDS]],
        "a person": [Filter(actors=(each,)) for each in store.values("actors")[:ROUNDS]],
        "an article": [Filter(articles=(each,)) for each in store.values("articles")[:ROUNDS]],
        "twenty years": [Filter(date_from=f"{1980 + turn}-01-01", date_to=f"{2000 + turn}-01-01") for turn in turns],
        "a word": [Filter(q=each) for each in ("border", "treaty", "talks", "summit", "minister", "protocol", "visit")],
    }
    answers: dict[str, Callable[[Filter], object]] = {
        "map": lambda each: store.map(View(each), 4, SCREEN),
        "list": lambda each: [card(group, View()) for group in store.rows(each, Listing()).groups],
        "facets": lambda each: store.facets(each, most=100),
        "timeline": store.timeline,
    }
    print(f"{store.total:>10,}  " + "".join(f"{name:>14}" for name in answers) + "   ms of processor time, medians")
    for name, chosen in filters.items():
        took = [median(work, chosen, time.process_time) for work in answers.values()]
        print(f"{name:>12}" + "".join(f"{each:>14.1f}" for each in took))


if __name__ == "__main__":
    for given in sys.argv[1:] or ("10000", "100000", "1000000"):
        if given.isdigit():
            measure(int(given))
        else:
            presses(Path(given))
