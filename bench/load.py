"""N sessions at once, one or more of them hostile: errors, answer times against an idle server's, and memory over time.

    python -m bench.load [--sessions 50] [--seconds 600] [--features 100000] [--hostile 1] [--manner kept]

A session is a page: a websocket on which it asks for a run of the page with another filter, as Streamlit's own client
does, and the requests of its map and its list. The hostile ones send what the grammar of tests/hostile makes, without
a pause, half of it as what a reader searches for, or ask for runs of the page. One session alone is measured before the
others come and after they have gone: the machine may not be ours.
"""

from __future__ import annotations

import argparse
import asyncio
import random
import statistics
import sys
import tempfile
import time
from collections.abc import Awaitable
from dataclasses import dataclass, field
from pathlib import Path
from urllib.parse import urlencode

import httpx2 as httpx
import websockets
from streamlit.proto.BackMsg_pb2 import BackMsg
from streamlit.proto.ForwardMsg_pb2 import ForwardMsg

from bench import synth
from bench.server import ROOT, resident_mb, running, wait_until
from dashboard.state import Filter, View
from dashboard.store import Store
from tests.hostile.strings import STRINGS

THINK_S = (4.0, 12.0)
"""Between two filters of one reader, who reads what came: a sentence of the list takes some eight seconds."""
ALONE_S = 30.0
"""For which one session alone is measured, before and after."""
ALONE_THINK_S = (0.1, 0.5)
OPEN_S = 120.0
ANSWER_S = 30.0
WORLD = "-180,-85,180,85"
MOST_MESSAGE = 50_000_000
"""Bytes of one message of the server."""
PATHS = (
    *("/api/map", "/api/list", "/api/fit", "/api/timeline", "/api/route", "/api/actor", "/api/cite", "/api/article"),
    *("/api/gazetteer", "/api/outlines/detail", "/healthz", "/web/x/y"),
)
NAMES = ("s", "z", "b", "name", "cell", "at", "offset", "id", "q")
"""Parameters that some of these have."""
ASKED = ("page", "map", "list", "hostile")
"""What is timed: what readers ask for, and all that the hostile sessions do."""
MANNERS = ("kept", "fresh", "runs")
"""How the hostile sessions ask: each on one kept connection, on a new one for each request, for runs of the page."""
KINDS = ("visit", "border", "excerpt", "milestone")


@dataclass(slots=True)
class Told:
    """What the sessions met."""

    seconds: dict[str, list[float]] = field(default_factory=lambda: {name: [] for name in ASKED})
    errors: list[str] = field(default_factory=list)
    faults: int = 0
    """Hostile requests that were answered with a status of 500 or more, other than 503."""


async def timed(told: Told, name: str, work: Awaitable[None]) -> None:
    """Do something and note how long it took, or what went wrong."""
    began = time.monotonic()
    try:
        await asyncio.wait_for(work, ANSWER_S)
    except (httpx.HTTPError, websockets.WebSocketException, OSError, TimeoutError) as error:
        told.errors.append(f"{name}: {type(error).__name__} {error}")
    else:
        told.seconds[name].append(time.monotonic() - began)


async def ran(stream: websockets.ClientConnection, query: str) -> None:
    """Ask for a run of the page and wait for its end; one that ends early begins anew by itself."""
    asked = BackMsg()
    asked.rerun_script.query_string = query
    await stream.send(asked.SerializeToString())
    while True:
        answer = ForwardMsg()
        raw = await stream.recv()
        answer.ParseFromString(raw if isinstance(raw, bytes) else raw.encode())
        ended = answer.WhichOneof("type") == "script_finished"
        if ended and answer.script_finished == ForwardMsg.FINISHED_SUCCESSFULLY:
            return


def stream_of(address: str) -> str:
    """Return where the page's websocket answers."""
    return address.replace("http", "ws", 1) + "/_stcore/stream"


async def got(client: httpx.AsyncClient, path: str) -> None:
    """Fetch an answer, which is an error where its status is one.

    A kept connection may be closed by the server while the question is under way: as browsers do, it is then asked once
    more (RFC 9112, section 9.3.1).
    """
    try:
        answer = await client.get(path)
    except (httpx.ReadError, httpx.RemoteProtocolError):
        answer = await client.get(path)
    answer.raise_for_status()


@dataclass(frozen=True, slots=True)
class Reader:
    """One session that reads."""

    address: str
    actors: tuple[str, ...]
    """Whom it may look for."""
    seed: int
    think: tuple[float, float] = THINK_S

    async def read(self, end: float, told: Told) -> None:
        """Change a filter, look at the map and at the list, until the time is over."""
        chance = random.Random(self.seed)  # noqa: S311 - no secret
        # Readers do not come all in one moment.
        await asyncio.sleep(chance.uniform(0, self.think[1]))
        async with (
            websockets.connect(stream_of(self.address), max_size=MOST_MESSAGE) as stream,
            httpx.AsyncClient(base_url=self.address, timeout=ANSWER_S) as client,
        ):
            while time.monotonic() < end:
                view = View(Filter(kinds=(chance.choice(KINDS),), actors=(chance.choice(self.actors),)))
                if chance.random() < 0.5:
                    view = View(Filter(kinds=view.filter.kinds))
                query = urlencode(view.to_query(), doseq=True)
                area = f"z={chance.randrange(2, 6)}&b={WORLD}&s={view.token()}"
                await timed(told, "page", ran(stream, query))
                await timed(told, "map", got(client, f"/api/map?{area}"))
                await timed(told, "list", got(client, f"/api/list?limit=50&s={view.token()}"))
                await asyncio.sleep(chance.uniform(*self.think))


@dataclass(frozen=True, slots=True)
class Attacker:
    """One session that asks without a pause."""

    address: str
    seed: int
    manner: str
    """One of MANNERS."""

    async def attack(self, end: float, told: Told) -> None:
        """Send what nobody should, until the time is over."""
        chance = random.Random(self.seed)  # noqa: S311 - no secret
        if self.manner == "runs":
            async with websockets.connect(stream_of(self.address), max_size=MOST_MESSAGE) as stream:
                # A connection that is closed is an error, told once.
                while time.monotonic() < end and not told.errors:
                    await timed(told, "hostile", ran(stream, urlencode({"q": chance.choice(STRINGS)[:300]})))
            return
        headers = {"Connection": "close"} if self.manner == "fresh" else {}
        async with httpx.AsyncClient(base_url=self.address, timeout=ANSWER_S, headers=headers) as client:
            while time.monotonic() < end:
                await timed(told, "hostile", self._ask(client, chance, told))

    async def _ask(self, client: httpx.AsyncClient, chance: random.Random, told: Told) -> None:
        text = chance.choice(STRINGS)[:900]
        asked: dict[str, str | int] = dict.fromkeys(chance.sample(NAMES, 3), text)
        if chance.random() < 0.5:
            asked = {"s": View.from_query({"q": text[:300], "asof": "9999"}).token(), "z": 3, "b": WORLD}
        answer = await client.get(chance.choice(PATHS), params=asked)
        told.faults += answer.status_code >= 500 and answer.status_code != 503


async def watched(pid: int, end: float, seen: list[float]) -> None:
    """Note the server's memory each second, in megabytes."""
    while time.monotonic() < end:
        seen.append(resident_mb(pid))
        await asyncio.sleep(1)


def p95(values: list[float]) -> float:
    """Return the time in milliseconds within which 95 of 100 were answered."""
    return statistics.quantiles(values, n=20)[-1] * 1e3 if len(values) > 1 else float("nan")


@dataclass(slots=True)
class Measured:
    """What was met by one session alone, by all of them, and the memory meanwhile, a value a second."""

    idle: Told = field(default_factory=Told)
    busy: Told = field(default_factory=Told)
    memory: list[float] = field(default_factory=list)


async def measured(address: str, pid: int, actors: tuple[str, ...], asked: argparse.Namespace) -> Measured:
    """Run one session alone, then all of them, then one alone again."""
    found = Measured()

    async def alone(seconds: float, told: Told) -> None:
        await Reader(address, actors, 0, ALONE_THINK_S).read(time.monotonic() + seconds, told)

    await alone(5, Told())
    await alone(ALONE_S, found.idle)
    end = time.monotonic() + asked.seconds
    seeds = range(1, asked.sessions + 1)
    sessions = [Attacker(address, seed, asked.manner).attack(end, found.busy) for seed in seeds[: asked.hostile]]
    sessions += [Reader(address, actors, seed).read(end, found.busy) for seed in seeds[asked.hostile :]]
    await asyncio.gather(*sessions, watched(pid, end, found.memory))
    await alone(ALONE_S, found.idle)
    return found


def report(found: Measured) -> int:
    """Print what was measured; return the number of errors and faults."""
    busy = found.busy
    print(f"{'':6}{'asked':>8}{'idle p95 ms':>14}{'busy p95 ms':>14}{'ratio':>8}")
    for name, alone in ((name, p95(values)) for name, values in found.idle.seconds.items() if values):
        crowd = p95(busy.seconds[name])
        print(f"{name:6}{len(busy.seconds[name]):>8}{alone:>14.0f}{crowd:>14.0f}{crowd / alone:>8.2f}")
    hostile = busy.seconds["hostile"]
    rate, last = len(hostile) / max(len(found.memory), 1), p95(hostile)
    print(f"\nhostile requests answered: {len(hostile)}, {rate:.0f} a second, 95 of 100 within {last:.0f} ms")
    print(f"errors {len(busy.errors)}; faults of the server {busy.faults}")
    for said in sorted(set(busy.errors))[:5]:
        print(said[:200])
    minutes = [max(found.memory[at : at + 60]) for at in range(0, len(found.memory), 60)]
    print("memory MB, the most of each minute: " + " ".join(f"{each:.0f}" for each in minutes))
    return len(busy.errors) + busy.faults


def main() -> int:
    """Measure and print; the exit code is 1 where anything failed."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--sessions", type=int, default=50)
    parser.add_argument("--hostile", type=int, default=1, help="how many of the sessions are")
    parser.add_argument("--manner", choices=MANNERS, default="kept", help="how these ask")
    parser.add_argument("--seconds", type=float, default=600.0)
    parser.add_argument("--features", type=int, default=100_000)
    asked = parser.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        data = synth.write(asked.features, Path(folder) / "map.parquet")
        actors = tuple(Store.open(data).values("actors"))
        with running(ROOT / "dashboard/app.py", data) as app:
            wait_until(f"{app.address}/healthz", OPEN_S)
            said = (
                f"{asked.sessions} sessions, {asked.hostile} hostile, {asked.seconds:g} s, {asked.features:,} Features"
            )
            print(f"{said}\n")
            found = asyncio.run(measured(app.address, app.pid, actors, asked))
    return int(report(found) > 0)


if __name__ == "__main__":
    sys.exit(main())
